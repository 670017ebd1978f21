package editor

import "time"

const (
	// undoPause ends an undo step: what is typed after it is a step of its own.
	undoPause = 1200 * time.Millisecond
	// undoRunes bounds what the steps hold together, in characters.
	undoRunes = 4 << 20
)

// selection is where the caret stands and where the selection began; both are
// the same where nothing is selected.
type selection struct{ anchor, caret int }

func (s selection) empty() bool            { return s.anchor == s.caret }
func (s selection) bounds() (int, int)     { return min(s.anchor, s.caret), max(s.anchor, s.caret) }
func at(offset int) selection              { return selection{offset, offset} }
func span(anchor, caret int) (s selection) { return selection{anchor, caret} }

// how says what made a change, so that like ones join into one undo step.
type how uint8

const (
	byCommand how = iota // never joined
	byTyping
	byBackspace
	byDelete
)

// step is one undo step.
type step struct {
	at            int
	removed, text []rune
	before, after selection
	how           how
	when          time.Time
}

func (s *step) size() int { return len(s.removed) + len(s.text) }

// history keeps the steps that can be undone and redone.
type history struct {
	done, undone []*step
	size         int  // characters in done
	closed       bool // the next change begins a step
}

func (h *history) clear() { *h = history{} }

// add records a change, joined to the last step where a reader would call
// both one: the letters of a word, a stretch of deleting.
func (h *history) add(s *step) {
	h.undone = nil
	if n := len(h.done); n > 0 && !h.closed && h.done[n-1].join(s) {
		h.size += s.size()
	} else {
		h.done = append(h.done, s)
		h.size += s.size()
	}
	h.closed = false
	for h.size > undoRunes && len(h.done) > 1 {
		h.size -= h.done[0].size()
		h.done = h.done[1:]
	}
}

func (s *step) join(next *step) bool {
	if s.how != next.how || s.how == byCommand || next.when.Sub(s.when) > undoPause || s.after != next.before {
		return false
	}
	switch s.how {
	case byTyping:
		if len(next.removed) > 0 || len(s.text) == 0 || next.at != s.at+len(s.text) {
			return false
		}
		last := s.text[len(s.text)-1]
		if len(next.text) == 0 || last == '\n' || classOf(last) == classSpace && classOf(next.text[0]) != classSpace {
			return false // a word begins
		}
		s.text = append(s.text, next.text...)
	case byBackspace:
		if next.at+len(next.removed) != s.at || len(s.text)+len(next.text) > 0 {
			return false
		}
		s.removed = append(next.removed, s.removed...)
		s.at = next.at
	case byDelete:
		if next.at != s.at || len(s.text)+len(next.text) > 0 {
			return false
		}
		s.removed = append(s.removed, next.removed...)
	}
	s.after, s.when = next.after, next.when
	return true
}

// undo takes the last step off, or gives nil.
func (h *history) undo() *step {
	if len(h.done) == 0 {
		return nil
	}
	s := h.done[len(h.done)-1]
	h.done = h.done[:len(h.done)-1]
	h.size -= s.size()
	h.undone = append(h.undone, s)
	h.closed = true
	return s
}

// redo takes the step that was undone last, or gives nil.
func (h *history) redo() *step {
	if len(h.undone) == 0 {
		return nil
	}
	s := h.undone[len(h.undone)-1]
	h.undone = h.undone[:len(h.undone)-1]
	h.size += s.size()
	h.done = append(h.done, s)
	h.closed = true
	return s
}
