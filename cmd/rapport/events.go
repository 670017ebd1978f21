package main

import (
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
// waits for the end of the sleep, so the sleep is short for a while after each event, and long only when nothing happens.

const (
	shortSleep = 100 * time.Millisecond // after an event: Fyne tells a double click by a timer of its own
	longSleep  = time.Second            // when nothing happens
	busyAfter  = 1500 * time.Millisecond
	startBusy  = 5 * time.Second // after the start, while the window is being made
)

// onMain is the way to run something on the main goroutine of the one app of this run; the first call, after the app was made, lets its loop
// wait for events.
var onMain = sync.OnceValue(waitForEvents)

// events lets the loop of the window wait for what happens.
type events struct {
	queued bool        // a sleep is in the queue; main goroutine only
	busy   time.Time   // until then sleeps are short; main goroutine only
	ours   atomic.Bool // the loop was woken by do, not by a person
	asleep atomic.Bool
}

// waitForEvents makes the loop wait, unless RAPPORT_LOOP=poll in the environment says that it is to look 60 times a second as Fyne does.
// It returns the way to run something on the main goroutine, which wakes the loop.
func waitForEvents() (do func(func())) {
	if os.Getenv("RAPPORT_LOOP") == "poll" {
		return fyne.Do
	}
	e := &events{busy: time.Now().Add(startBusy)}
	a := fyne.NewAnimation(time.Second, func(float32) {
		if !e.queued {
			e.queued = true
			fyne.Do(e.sleep)
		}
	})
	a.RepeatCount = fyne.AnimationRepeatForever
	a.Start()
	return e.do
}

// do runs f on the main goroutine soon, also while the loop sleeps.
func (e *events) do(f func()) {
	fyne.Do(f)
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
	e.asleep.Store(true)
	if e.ours.Swap(false) { // asked for between the end of the queue and here: no sleep
		e.asleep.Store(false)
		return
	}
	glfw.WaitEventsTimeout(limit.Seconds())
	e.asleep.Store(false)
	now := time.Now()
	if now.Sub(start) < limit-time.Millisecond && !e.ours.Swap(false) {
		e.busy = now.Add(busyAfter)
	}
}
