package widget

// NewQuickAdd makes an entry that says under itself what it understood, as "me: send criteria by fri" becomes
// "You · Send criteria · Fri 6 Mar". Parse gives that line and its tone for what is typed; the empty line shows none.
// Enter calls add, and the entry is emptied when add took the text.
func NewQuickAdd(placeholder string, parse func(text string) (line string, tone Tone), add func(text string) (took bool)) *Entry {
	e := NewEntry(placeholder)
	e.OnChanged = func(text string) {
		line, tone := "", Neutral
		if text != "" && parse != nil {
			line, tone = parse(text)
		}
		e.SetCaption(line, tone)
	}
	e.OnEnter = func(text string) {
		if text != "" && add(text) {
			e.Put("")
			e.SetCaption("", Neutral)
		}
	}
	return e
}
