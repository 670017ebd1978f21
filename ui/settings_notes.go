package ui

import (
	"fyne.io/fyne/v2"

	w "rapport/ui/widget"
)

// notesSection is about writing: hints at wording, templates and the question library.
type notesSection struct{ p *settingsPage }

func newNotesSection(p *settingsPage) section { return &notesSection{p} }

func (s *notesSection) title() string { return "Notes" }

func (s *notesSection) state() string {
	t := s.p.a.team
	said := count(len(t.templates()), "template", "templates") + ", " + count(len(t.library()), "question", "questions")
	if !s.p.a.hintsOn() {
		said += ", hints off"
	}
	return said
}

func (s *notesSection) keywords() string {
	return "wording hints templates questions library agenda judgement spelling favourites"
}

func (s *notesSection) cards() []fyne.CanvasObject {
	a := s.p.a
	hints := w.NewSwitch("Hints at wording", a.hintsOn(), func(on bool) { a.setHints(on) })
	open := w.NewButton("Open", w.Plain, func() { a.open(Place{Page: Templates}) }).Small()
	open.SetLabel("Open templates and questions")
	t := a.team
	return []fyne.CanvasObject{
		w.NewCard(w.NewCardHead("Notes", "", nil), w.Rows(
			settingRow("bulb", "Hints at wording", "Marks judgements, guesses at motives, health and absolutes. Never changes the text.", hints),
			settingRow("doc", "Templates and questions", count(len(t.templates()), "template", "templates")+" and "+count(len(t.library()), "question", "questions")+" for one-on-ones.", open),
		)),
	}
}
