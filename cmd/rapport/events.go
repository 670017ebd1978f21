package main

import (
	"context"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"github.com/go-gl/glfw/v3.4/glfw"
)

// Fyne's loop looks for events 60 times a second, so that a key waits for the next look, and a window in which nothing happens keeps a
// core awake. Here the loop sleeps until the system has an event instead. Fyne has no switch for that: a repeating animation, which Fyne ticks
// once in each round, puts the sleep at the end of the queue of the round. The price is that whatever Fyne itself wants done on the main goroutine
// waits for the end of the sleep, so the sleep is short for a while after each event, and long only when nothing happens. Drawing, Fyne often
// lays out anew and wants another frame, which it says nobody: so after each event two rounds hardly sleep.

const (
	shortSleep = 100 * time.Millisecond // after an event: Fyne tells a double click by a timer of its own
	longSleep  = time.Second            // when nothing happens
	busyAfter  = 1500 * time.Millisecond
	settle     = 8 * time.Millisecond // in the rounds right after an event or something that was asked for
	settles    = 2                    // how many rounds these are
	startBusy  = 5 * time.Second      // after the start, while the window is being made
)

// loop is the toolkit's, of the one app of this run; the first call is made after that app was.
var loop = sync.OnceValue(newEvents)

// onMain runs f on the main goroutine soon.
func onMain(f func()) { loop().do(f) }

// events lets the loop of the window wait for what happens.
type events struct {
	over   atomic.Bool // the loop ends or has ended: nothing is done on it any more
	queued bool        // a sleep is in the queue; main goroutine only
	busy   time.Time   // until then sleeps are short; main goroutine only
	fresh  int         // how many rounds are left in which it hardly sleeps; main goroutine only
	ours   atomic.Bool // the loop was woken by do, not by a person
	asleep atomic.Bool
}

// newEvents makes the loop wait, unless RAPPORT_LOOP=poll in the environment says that it is to look 60 times a second as Fyne does.
func newEvents() *events {
	e := &events{busy: time.Now().Add(startBusy)}
	if os.Getenv("RAPPORT_LOOP") == "poll" {
		return e
	}
	a := fyne.NewAnimation(time.Second, func(float32) {
		if !e.queued {
			e.queued = true
			fyne.Do(e.sleep)
		}
	})
	a.RepeatCount = fyne.AnimationRepeatForever
	a.Start()
	return e
}

// run runs the loop until the window is closed or the context is done, as when the system tells the program to stop.
func (e *events) run(ctx context.Context, a fyne.App) {
	// At its end Fyne waits for a hook of its own to run on the loop that has just ended, and now and then does so forever, or panics. The hook
	// saves Fyne's preferences, of which Rapport has none.
	if l, ok := a.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
	defer context.AfterFunc(ctx, func() {
		// Fyne ends its loop at a signal of its own accord. What it is given after that would run on the goroutine that gives it.
		e.over.Store(true)
		fyne.Do(a.Driver().Quit)
		e.wake()
	})()
	a.Run()
	e.over.Store(true)
}

// do runs f on the main goroutine soon, also while the loop sleeps. Nothing is run after the loop has ended.
func (e *events) do(f func()) {
	if e.over.Load() {
		return
	}
	fyne.Do(func() {
		if !e.over.Load() {
			f()
		}
	})
	e.wake()
}

// wake ends the sleep of the loop.
func (e *events) wake() {
	e.ours.Store(true)
	if e.asleep.Load() {
		glfw.PostEmptyEvent()
	}
}

// sleep waits until something happens. An event that comes while nobody waits is there at the next sleep, which then ends at once.
func (e *events) sleep() {
	e.queued = false
	limit := longSleep
	start := time.Now()
	if start.Before(e.busy) {
		limit = shortSleep
	}
	if e.fresh > 0 {
		e.fresh--
		limit = settle
	}
	e.asleep.Store(true)
	if e.ours.Swap(false) { // asked for between the end of the queue and here: no sleep
		e.asleep.Store(false)
		e.fresh = settles
		return
	}
	glfw.WaitEventsTimeout(limit.Seconds())
	e.asleep.Store(false)
	now := time.Now()
	if now.Sub(start) < limit-time.Millisecond {
		e.fresh = settles
		if !e.ours.Swap(false) {
			e.busy = now.Add(busyAfter)
		}
	}
}
