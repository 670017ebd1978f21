package widget

// mask changes every text before it is drawn; nil draws texts as they are.
var mask func(text string) string

// masks counts the masks, so that a text that was laid out under another one is laid out again.
var masks int

// SetMask has every text of the window changed before it is drawn, as when the screen is shared and names are to be initials; photos are
// not drawn then. What is typed into an entry is drawn as it is while the keyboard is there. Nil ends it. The window is to be refreshed afterwards.
func SetMask(change func(text string) string) {
	mask = change
	masks++
}

// Masked is a text as it is drawn.
func Masked(text string) string {
	if mask == nil {
		return text
	}
	return mask(text)
}

func maskedSpans(spans []Span) []Span {
	if mask == nil {
		return spans
	}
	out := make([]Span, len(spans))
	for i, s := range spans {
		out[i] = Span{mask(s.Text), s.Style}
	}
	return out
}
