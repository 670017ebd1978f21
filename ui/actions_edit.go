package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// actionEdit is a row of entries in place of an action item: who, what, when. Enter saves, Escape leaves it as it was.
type actionEdit struct {
	p     *actionsPage
	x     notes.Action
	root  fyne.CanvasObject
	owner *w.Segmented
	text  *w.Entry
	due   *w.Entry
	said  *w.Text
	was   string // the words of the date that it had
}

// beginEdit puts the entries in place of a row.
func (p *actionsPage) beginEdit(i int, part w.ActionPart) {
	if i < 0 || p.edit != nil && p.edit.x.ID == p.items[i].ID {
		return
	}
	x := p.items[i]
	e := &actionEdit{p: p, x: x.Action}
	side := 0
	if x.Owner == notes.Them {
		side = 1
	}
	e.owner = w.NewSegmented([]string{"You", x.m.Person.FirstName()}, side, nil).WithHeight(32)
	e.text, e.due = w.NewEntry("What is to be done"), w.NewEntry("fri, in 2 weeks, every monday")
	e.text.SetLabel("What")
	e.due.SetLabel("When")
	e.text.Put(x.Text)
	if x.Due != 0 {
		e.was = x.Due.Format("2 Jan 2006")
	}
	if x.Recurs != "" {
		if words := language.RepeatWords(x.Recurs); words != "Repeats" {
			e.was = strings.TrimSpace(strings.ToLower(words) + " " + e.was)
		}
	}
	e.due.Put(e.was)
	e.said = w.NewElided("", w.Caption.In(theme.Text3))
	e.due.OnChanged = func(string) { e.read() }
	for _, entry := range []*w.Entry{e.text, e.due} {
		entry.OnEnter = func(string) { e.save() }
		entry.OnEscape = p.endEdit
	}
	e.read()
	row := w.HStack(8, e.owner, w.Grow(e.text), w.Sized(e.due, 190, 36), w.Sized(e.said, 92, 0),
		w.NewButton("Save", w.Primary, e.save).Small(), w.NewButton("Cancel", w.Quiet, p.endEdit).Small())
	e.root = w.Behind(w.Pad(row, 2, 12, 2, 12), theme.Surface)
	p.edit = e
	p.list.SetOver(i, e.root)
	p.a.later(func() { // once it stands in the window
		if p.edit == e {
			at := e.text
			if part == w.ActionDue {
				at = e.due
			}
			at.CursorColumn = len([]rune(at.Text))
			at.Focus()
		}
	})
}

func (p *actionsPage) endEdit() {
	p.edit = nil
	p.list.SetOver(-1, nil)
	p.list.Focus()
}

// read says what the words of the date mean; ok is false where they mean nothing.
func (e *actionEdit) read() (due civil.Date, rule string, ok bool) {
	text, today := e.due.Text, e.p.a.today()
	switch {
	case text == e.was:
		due, rule, ok = e.x.Due, e.x.Recurs, true
	default:
		due, rule, ok = whenOf(text, today)
	}
	switch {
	case !ok:
		e.said.SetSpans(w.Caption.In(theme.Red).Span("Not a day"))
	case due == 0:
		e.said.SetSpans(w.Caption.In(theme.Text3).Span("No date"))
	case due < today:
		e.said.SetSpans(w.Caption.In(theme.Amber).Span("In the past"))
	default:
		e.said.SetSpans(w.Caption.In(theme.Text3).Span(due.Format("Mon 2 Jan")))
	}
	return due, rule, ok
}

// whenOf reads a date in words, ISO or with a repetition; the empty text is no date.
func whenOf(text string, today civil.Date) (due civil.Date, rule string, ok bool) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, "", true
	}
	if d, err := civil.ParseDate(text); err == nil {
		return d, "", true
	}
	rest, rule, first := language.CutRepeat(text, today)
	if notes.IsBlank(rest) {
		return first, rule, rule != ""
	}
	d, from, to, ok := language.FindDate(rest, today)
	if !ok || !notes.IsBlank(rest[:from]) || !notes.IsBlank(rest[to:]) {
		return 0, "", false
	}
	return d, rule, true
}

func (e *actionEdit) save() {
	due, rule, ok := e.read()
	switch {
	case !ok:
		e.due.Focus()
		return
	case notes.IsBlank(e.text.Text):
		e.text.Focus()
		return
	}
	a := e.p.a
	text, owner := e.text.Text, []notes.Side{notes.Me, notes.Them}[e.owner.Selected()]
	changeWithUndo(a, e.x, "Changed.", func(x *notes.Action) { x.Text, x.Owner, x.Due, x.Recurs = text, owner, due, rule })
	e.p.endEdit()
}
