package ui

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// findBar finds words in the notes in view: Enter goes to the next place, Escape closes.
type findBar struct {
	p     *meetingPage
	root  *fyne.Container
	entry *w.Entry
	said  *w.Text
	found []editor.Match
	at    int
}

func newFindBar(p *meetingPage) *findBar {
	f := &findBar{p: p, entry: w.NewEntry("Find in these notes").WithIcon("search"), said: w.NewText("", w.Caption.In(theme.Text2))}
	f.entry.OnChanged = func(text string) { f.search(text) }
	f.entry.OnEnter = func(string) { f.next(1) }
	f.entry.OnEscape = func() { f.close() }
	f.root = w.Pad(w.HStack(8, w.Grow(f.entry), w.Sized(f.said, 70, 0),
		w.NewIconButton("chevu", "Previous", w.Quiet, func() { f.next(-1) }), w.NewIconButton("chevd", "Next", w.Quiet, func() { f.next(1) }),
		w.NewIconButton("x", "Close", w.Quiet, func() { f.close() })), 8, 0, 0, 0)
	f.root.Hide()
	return f
}

func (f *findBar) object() fyne.CanvasObject { return f.root }

func (f *findBar) open() {
	f.root.Show()
	f.p.root.Refresh()
	f.entry.Focus()
	f.search(f.entry.Text)
}

// close hides the bar; false where it was not open.
func (f *findBar) close() bool {
	if !f.root.Visible() {
		return false
	}
	f.root.Hide()
	f.p.editor().ShowMatches(nil, -1)
	f.p.root.Refresh()
	f.p.focusEditor()
	return true
}

func (f *findBar) search(text string) {
	f.found, f.at = nil, 0
	if text != "" {
		f.found = f.p.editor().Find(text, true)
	}
	f.showAt()
}

func (f *findBar) next(by int) {
	if n := len(f.found); n > 0 {
		f.at = (f.at + by + n) % n
		f.showAt()
	}
}

func (f *findBar) showAt() {
	f.p.editor().ShowMatches(f.found, f.at)
	switch {
	case f.entry.Text == "":
		f.said.SetText("")
	case len(f.found) == 0:
		f.said.SetText("Not found")
	default:
		f.said.SetText(count(f.at+1, "of", "of") + " " + count(len(f.found), "", ""))
		f.p.editor().Reveal(f.found[f.at])
	}
}
