package editor

import (
	"slices"
	"sort"
	"unicode"

	ft "fyne.io/fyne/v2/theme"
)

// selectionFill is the wash behind selected words.
const selectionFill = ft.ColorNameSelection

// Match is a stretch of the text, from..to.
type Match struct{ From, To int }

// Mark is a stretch of the text that is underlined.
type Mark struct {
	From, To int
	Kind     string // what it is about, for whoever set it
	Words    string // more about it, for whoever set it
}

// Find gives where query stands in the text, in order, without overlap. Fold
// takes upper and lower case for the same. An empty query is nowhere.
func (e *Editor) Find(query string, fold bool) []Match {
	needle := decode(query)
	if len(needle) == 0 {
		return nil
	}
	text := e.buf.slice(0, e.buf.len())
	if fold {
		foldAll(needle)
		foldAll(text)
	}
	var out []Match
	for i := 0; i+len(needle) <= len(text); {
		n := slices.Index(text[i:len(text)-len(needle)+1], needle[0])
		if n < 0 {
			break
		}
		i += n
		if slices.Equal(text[i:i+len(needle)], needle) {
			out = append(out, Match{i, i + len(needle)})
			i += len(needle)
		} else {
			i++
		}
	}
	return out
}

// foldAll brings each character to the one that stands for all its cases.
func foldAll(text []rune) {
	for i, r := range text {
		if r < 0x80 {
			if r >= 'A' && r <= 'Z' {
				text[i] = r + 'a' - 'A'
			}
			continue
		}
		low := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			low = min(low, f)
		}
		if low >= 'A' && low <= 'Z' {
			low += 'a' - 'A'
		}
		text[i] = low
	}
}

// ShowMatches fills the background of matches, which are in order, the one at
// index current with an edge (-1 for none). They move with the text
// around them and go when their own text changes. Nil shows none.
func (e *Editor) ShowMatches(matches []Match, current int) {
	e.matches, e.match = slices.Clone(matches), current
	e.show()
}

// Reveal selects a stretch of the text and scrolls it to the upper third,
// unless it is in view already.
func (e *Editor) Reveal(m Match) {
	top, height := e.top, e.Size().Height
	e.Select(m.From, m.To)
	row, _ := e.rowOf(e.clamp(m.From), false)
	y := float32(row)*rowHeight + padEnd
	if height > 0 && (y < top || y+rowHeight > top+height) {
		e.scrollTo(y - height/3)
		e.show()
	}
}

// SetMarks underlines stretches of the text. Those that are empty or outside
// are left out. Marks move with the text around them and go when their own
// text changes.
func (e *Editor) SetMarks(marks []Mark) {
	fresh := make([]Mark, 0, len(marks))
	for _, m := range marks {
		m.From, m.To = e.clamp(m.From), e.clamp(m.To)
		if m.From < m.To {
			fresh = append(fresh, m)
		}
	}
	sort.SliceStable(fresh, func(i, j int) bool { return fresh[i].From < fresh[j].From })
	if slices.Equal(fresh, e.marks) {
		return
	}
	e.marks = fresh
	e.show()
}

// Marks gives the marks where they stand now, in order.
func (e *Editor) Marks() []Mark { return slices.Clone(e.marks) }

// MarkAt gives the mark under an offset.
func (e *Editor) MarkAt(offset int) (Mark, bool) {
	for _, m := range e.marks {
		if m.From <= offset && offset < m.To {
			return m, true
		}
	}
	return Mark{}, false
}

// shiftMarks keeps marks and matches on their words while from..to becomes n characters.
func (e *Editor) shiftMarks(from, to, n int) {
	by := n - (to - from)
	kept := e.marks[:0]
	for _, m := range e.marks {
		if m.From >= to {
			m.From, m.To = m.From+by, m.To+by
		} else if m.To > from {
			continue
		}
		kept = append(kept, m)
	}
	e.marks = kept
	current := e.match
	e.match = -1
	matches := e.matches[:0]
	for i, m := range e.matches {
		if m.From >= to {
			m.From, m.To = m.From+by, m.To+by
		} else if m.To > from {
			continue
		}
		if i == current {
			e.match = len(matches)
		}
		matches = append(matches, m)
	}
	e.matches = matches
}
