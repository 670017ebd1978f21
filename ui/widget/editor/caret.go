package editor

import "time"

const (
	blinkTime = 530 * time.Millisecond
	blinkFor  = 10 * time.Second // after the last key the caret stays on
)

// blinker switches the caret on and off. It holds a timer only while it
// blinks: with the keyboard here, for ten seconds after the last key.
type blinker struct {
	off   bool
	since time.Time
	stop  func()
	round int // tells a tick that came too late
}

// wake shows the caret and lets it blink, where the keyboard is here.
func (e *Editor) wake() {
	b := &e.blink
	b.off = false
	b.since = e.now()
	if !e.focused {
		return
	}
	if b.stop != nil {
		b.stop()
	}
	b.round++
	e.tick(b.round)
}

// tick arms the timer once.
func (e *Editor) tick(round int) {
	b := &e.blink
	b.stop = e.after(blinkTime, func() {
		if round != b.round || !e.focused {
			return
		}
		b.stop = nil
		if !b.off && e.now().Sub(b.since) >= blinkFor {
			return
		}
		b.off = !b.off
		e.showCaret()
		e.tick(round)
	})
}

// rest stops the timer.
func (e *Editor) rest() {
	b := &e.blink
	b.off = false
	b.round++
	if b.stop != nil {
		b.stop()
		b.stop = nil
	}
}
