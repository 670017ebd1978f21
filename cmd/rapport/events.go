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
// in each round right before it draws, sleeps there. So what an event changes is drawn in the same round, and nothing waits for the next beat.
//
// The price is that whatever Fyne itself wants done on the main goroutine waits for the end of the sleep. So the sleep is short for a while after
// each event, and long only when nothing happens; right after an event, when Fyne may want more, it ends with the beat; and a round that has
// something to draw does not sleep. The loop picks by chance between what it was given and a beat that is due, as one is after a long sleep: so
// such a sleep ends a little before another beat, and the round of the beat that was due does not sleep.

const (
	beat       = time.Second / 60       // of Fyne's loop: its rounds begin at one, or late
	spare      = 3 * time.Millisecond   // between the end of a sleep and a beat
	shortSleep = 100 * time.Millisecond // after an event: Fyne tells a double click by a timer of its own
	longSleep  = time.Second            // when nothing happens
	busyAfter  = 1500 * time.Millisecond
	startBusy  = 5 * time.Second // after the start, while the window is being made
	maxDrawn   = 60              // rounds in a row that draw and do not sleep: a hidden window wants to be drawn and never is
)

// loop is the toolkit's, of the one app of this run; the first call is made after that app was.
var loop = sync.OnceValue(newEvents)

// onMain runs f on the main goroutine soon.
func onMain(f func()) { loop().do(f) }

// events lets the loop of the window wait for what happens.
type events struct {
	over   atomic.Bool // the loop ends or has ended: nothing is done on it any more
	asleep atomic.Bool

	mu    sync.Mutex
	queue []func() // what do was given and has not been run

	// The rest belongs to the main goroutine.
	busy    time.Time // until then sleeps are short
	fresh   bool      // something has just happened
	drawn   int       // rounds in a row that had something to draw
	beat    time.Time // one of the loop's beats
	end     time.Time // of the last sleep
	working bool      // since then the loop draws or does what it was given
	slept   bool      // the last sleep was ended by nothing but the time
}

// newEvents makes the loop wait, unless RAPPORT_LOOP=poll in the environment says that it is to look 60 times a second as Fyne does.
func newEvents() *events {
	e := &events{busy: time.Now().Add(startBusy)}
	if os.Getenv("RAPPORT_LOOP") == "poll" {
		return e
	}
	a := fyne.NewAnimation(time.Second, func(float32) { e.round() })
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

// do runs f on the main goroutine soon and in order, also while the loop sleeps. Nothing is run after the loop has ended.
func (e *events) do(f func()) {
	if e.over.Load() {
		return
	}
	e.mu.Lock()
	e.queue = append(e.queue, f)
	e.mu.Unlock()
	fyne.Do(func() { // where the loop does not sleep
		if e.drain() {
			e.fresh, e.working = true, true
		}
	})
	e.wake()
}

// drain runs what do was given, and reports whether there was anything.
func (e *events) drain() (ran bool) {
	for !e.over.Load() {
		e.mu.Lock()
		if len(e.queue) == 0 {
			e.mu.Unlock()
			return ran
		}
		f := e.queue[0]
		e.queue = e.queue[1:]
		e.mu.Unlock()
		f()
		ran = true
	}
	return ran
}

// wake ends the sleep of the loop.
func (e *events) wake() {
	if e.asleep.Load() {
		glfw.PostEmptyEvent()
	}
}

// round runs in each round of the loop before it draws, and sleeps where there is nothing to draw.
func (e *events) round() {
	start := time.Now()
	due := e.slept // the beat was due before the end of the sleep
	if !e.working && start.Sub(e.end) > spare/4 {
		e.beat, due = start, false
	}
	e.slept = false
	e.asleep.Store(true)
	if e.drain() {
		e.fresh = true
	}
	if !drawingWanted() {
		e.drawn = 0
	} else {
		e.drawn++
		e.fresh = e.fresh || e.drawn <= maxDrawn
	}
	if !due && (e.drawn == 0 || e.drawn > maxDrawn) {
		e.sleep(start)
	}
	e.asleep.Store(false)
	e.end, e.working = time.Now(), drawingWanted()
}

// sleep waits until something happens, and runs what do was given. An event that comes while nobody waits is there at the next sleep, which then
// ends at once.
func (e *events) sleep(start time.Time) {
	limit := longSleep
	switch {
	case e.fresh:
		limit = 0
	case start.Before(e.busy):
		limit = shortSleep
	}
	e.fresh = false
	end := sleepEnd(start, limit, e.beat)
	glfw.WaitEventsTimeout(end.Sub(start).Seconds())
	ours := e.drain()
	e.slept = !ours && !time.Now().Before(end)
	e.fresh = !e.slept
	if !ours && !e.slept {
		e.busy = time.Now().Add(busyAfter)
	}
}

// sleepEnd is when a sleep from start ends that is to last for about the limit: a little before a beat, of which one is given, but not at once.
func sleepEnd(start time.Time, limit time.Duration, of time.Time) time.Time {
	past := start.Add(limit).Sub(of) % beat // since the last beat
	end := start.Add(limit - past - spare)
	for end.Before(start.Add(spare)) {
		end = end.Add(beat)
	}
	return end
}

// drawingWanted tells whether a window waits to be drawn. Fyne keeps that to itself, but for a method of its canvas that clears the mark.
func drawingWanted() (wanted bool) {
	for _, w := range fyne.CurrentApp().Driver().AllWindows() {
		c, ok := w.Canvas().(interface {
			CheckDirtyAndClear() bool
			SetDirty()
		})
		if ok && c.CheckDirtyAndClear() {
			c.SetDirty()
			wanted = true
		}
	}
	return wanted
}
