package widget

import (
	"slices"
	"strings"
)

// Cover is a part of a text, in bytes, that something else is drawn for.
type Cover struct {
	From, To int
	As       string
}

// covers finds what is not to be seen of a text; nil lets everything be seen.
var covers func(text string) []Cover

// masks counts the masks, so that a text that was laid out under another one is laid out again.
var masks int

// SetMask has parts of every text of the window covered when it is drawn, as when the screen is shared and names are to be initials; photos
// are not drawn then. Find returns them in their order, none over another. What is typed into an entry is drawn as it is while the keyboard
// is there. Nil ends it. The window is to be refreshed afterwards.
func SetMask(find func(text string) []Cover) {
	covers = find
	masks++
}

// Masking reports whether anything may be covered.
func Masking() bool { return covers != nil }

// Covers are the parts of a text that are not drawn as they are.
func Covers(text string) []Cover {
	if covers == nil || text == "" {
		return nil
	}
	return covers(text)
}

// Masked is a text as it is drawn.
func Masked(text string) string { return Uncovered(text, 0, Covers(text)) }

// Uncovered is what is drawn of a part of a longer text that begins at the byte from of it, with the covers of the whole. What is covered
// stands where it begins, so that of a name that is cut nothing is left in the parts after it.
func Uncovered(part string, from int, all []Cover) string {
	to := from + len(part)
	var b strings.Builder
	at := from
	for _, c := range all {
		if c.To <= from || c.From >= to {
			continue
		}
		if c.From >= from {
			b.WriteString(part[at-from : c.From-from])
			b.WriteString(c.As)
		}
		at = min(c.To, to)
	}
	if at == from && b.Len() == 0 {
		return part
	}
	b.WriteString(part[at-from:])
	return b.String()
}

// maskedSpans are spans as they are drawn; a name may begin in one and end in another, or end where another word begins without a space.
func maskedSpans(spans []Span) []Span {
	if covers == nil {
		return spans
	}
	var whole strings.Builder
	for _, s := range spans {
		whole.WriteString(s.Text)
	}
	all := slices.Clone(Covers(whole.String()))
	at := 0
	for _, s := range spans {
		for _, c := range Covers(s.Text) {
			c.From, c.To = c.From+at, c.To+at
			if !slices.ContainsFunc(all, func(o Cover) bool { return o.From < c.To && c.From < o.To }) {
				all = append(all, c)
			}
		}
		at += len(s.Text)
	}
	if len(all) == 0 {
		return spans
	}
	slices.SortFunc(all, func(a, b Cover) int { return a.From - b.From })
	out := make([]Span, len(spans))
	at = 0
	for i, s := range spans {
		out[i] = Span{Uncovered(s.Text, at, all), s.Style}
		at += len(s.Text)
	}
	return out
}
