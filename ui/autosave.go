package ui

import (
	"strings"
	"sync/atomic"
	"time"

	"rapport/storage"
)

// saveAfter is how long after the first key that is not saved a save begins, also while typing goes on.
const saveAfter = 700 * time.Millisecond

// retryAfter is how long a save that failed waits before it is tried again by itself.
const retryAfter = 5 * time.Second

// SaveState is what the status line says of what was typed.
type SaveState int

// The states, in the order in which a save goes through them.
const (
	Clean SaveState = iota // nothing was typed yet
	Unsaved
	Saving
	Saved
	Failed
)

// autosave writes what was typed soon after the first unsaved key, and until it is written keeps it. It lives on the main goroutine.
type autosave struct {
	take    func() (write func(done func(error))) // the text of this moment, ready to be written; nil where nothing is to be written
	changed func(state SaveState, err error)
	do      func(func()) // App.do

	dirty bool                                       // typed since the last take
	busy  bool                                       // a write is on its way
	lost  atomic.Bool                                // the last write failed; set by the writer (App.save)
	left  atomic.Pointer[func(tx *storage.Tx) error] // that write
	why   error                                      // of the last write that failed
	told  bool                                       // that it failed was said while its page was not open
	timer *time.Timer
}

// touch says that something was typed. It costs nothing but at the first key.
func (s *autosave) touch() {
	if s.dirty {
		return
	}
	s.dirty = true
	if !s.busy {
		s.changed(Unsaved, nil)
	}
	s.arm(saveAfter)
}

func (s *autosave) arm(after time.Duration) {
	if s.timer == nil {
		s.timer = time.AfterFunc(after, func() { s.do(s.due) })
	}
}

func (s *autosave) due() {
	s.timer = nil
	s.flush()
}

// flush begins to write now what is not written yet. A write that is on its way goes first: App.write keeps the order.
func (s *autosave) flush() {
	if s.timer != nil {
		s.timer.Stop()
		s.timer = nil
	}
	if !s.dirty {
		return
	}
	write := s.take()
	s.dirty = false
	if write == nil {
		s.lost.Store(false)
		return
	}
	s.busy = true
	s.changed(Saving, nil)
	write(func(err error) {
		s.busy = false
		if err != nil {
			s.dirty = true // it is still only in the window
			s.why = err
			s.changed(Failed, err)
			s.arm(retryAfter)
			return
		}
		s.why = nil
		if s.dirty {
			s.changed(Unsaved, nil)
			return
		}
		s.changed(Saved, nil)
	})
}

// notSaved is what a line says of a save that failed.
func notSaved(err error) string {
	return "Not saved: " + strings.TrimPrefix(err.Error(), "nothing was saved: ")
}

// pending reports whether something typed is not on the disk yet.
func (s *autosave) pending() bool { return s.dirty || s.busy }
