package ui

import (
	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/notes"
	w "rapport/ui/widget"
)

// noteMenu is what one can do with a one-on-one of the timeline besides editing it.
func (s *meetingsTab) noteMenu(m notes.Meeting) []w.MenuItem {
	a := s.p.a
	var items []w.MenuItem
	if m.Status == notes.Held || m.GoingOn() {
		items = append(items, w.MenuItem{Text: "Follow-up text", Icon: "doc", Do: func() { a.followUp(s.p.m, m) }})
	}
	return append(items, []w.MenuItem{
		{Text: "History of these notes", Icon: "clock", Do: func() {
			a.open(Place{Page: History, Person: m.Person, Record: m.ID, Field: "notes"})
		}},
		{},
		{Text: "Delete this one-on-one", Icon: "x", Danger: true, Do: func() {
			day := shortDay(m.At.Date(), a.today())
			w.Confirm(a.window.Canvas(), "Delete this one-on-one of "+day+"?", "It stays in Trash for 90 days.", "Delete", "Keep", true, func() {
				remove(a, m, "Deleted the one-on-one of "+day+".")
			})
		}},
	}...)
}

// lineEdit is the journal line that is being changed where it stands.
type lineEdit struct {
	id    uuid.UUID
	entry *w.Entry
	was   string
	save  *autosave
}

// editLine begins to change a journal line. It is kept as it is typed.
func (s *meetingsTab) editLine(x notes.JournalLine) {
	e := w.NewMultiEntry("", 8)
	e.SetLabel("Journal line")
	e.Put(x.Text)
	save := &autosave{do: s.p.a.do, changed: func(SaveState, error) {}, take: func() func(func(error)) { s.keepLine(); return nil }}
	s.edit = &lineEdit{x.ID, e, x.Text, save}
	e.OnChanged = func(string) { save.touch() }
	e.OnFocus = func(on bool) {
		if !on {
			s.keepLine()
		}
	}
	done := func() {
		s.keepLine()
		s.edit = nil
		s.choose(s.selected, s.p.a.team)
	}
	e.OnEnter = func(string) { done() } // Ctrl+Enter
	e.OnEscape = done
	s.choose(x.ID, s.p.a.team)
	e.Focus()
}

// keepLine writes what was typed into the journal line; a line is never emptied by that, only deleted.
func (s *meetingsTab) keepLine() {
	if s.edit == nil || s.edit.entry.Text == s.edit.was || notes.IsBlank(s.edit.entry.Text) {
		return
	}
	text := s.edit.entry.Text
	s.edit.was = text
	change(s.p.a, notes.JournalLine{ID: s.edit.id}, func(l notes.JournalLine) (notes.JournalLine, error) {
		l.Text = text
		return l, nil
	})
}

// lineBody is the text of a journal line, or the entry that it is changed in.
func (s *meetingsTab) lineBody(x notes.JournalLine) fyne.CanvasObject {
	if s.edit != nil && s.edit.id == x.ID {
		return s.edit.entry
	}
	return s.p.a.reading(x.Text).Object()
}
