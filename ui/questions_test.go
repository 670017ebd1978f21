package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/review"
	w "rapport/ui/widget"
)

// menuLine chooses a line of the open menu.
func (d *desk) menuLine(text string) {
	d.t.Helper()
	find(d, "menu line "+text, func(r *w.Row) bool { return strings.HasPrefix(rowWords(r), text) }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

// question is the line of the library with these words.
func (d *desk) question(text string) *w.Row {
	d.t.Helper()
	return find(d, "question "+text, func(r *w.Row) bool { return r.AccessibilityLabel() == text })
}

func TestOwnQuestionIsWrittenChangedAndDeleted(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Templates})
		d.settle()
		p := d.page.(*templatesPage)
		all := len(d.team.library())
		if all < 250 {
			t.Fatalf("%d questions", all)
		}
		d.typeInto(p.library.search, "zebra crossing")
		d.shows("No question fits.", "0 of 269")
		d.press("Write it yourself") // with what was searched for
		entry := d.entry("What would you like to ask?")
		if entry.Text != "zebra crossing" {
			t.Errorf("begins with %q", entry.Text)
		}
		entry.Put("  ")
		tapIn(d, "Add")
		d.shows("Write the question first.")
		entry.Put("Who waits at the zebra crossing?")
		tapIn(d, "Add")
		d.shows("1 of 270", "yours")
		own := d.records().Questions
		if len(own) != 1 || own[0].Text != "Who waits at the zebra crossing?" || own[0].BuiltIn() {
			t.Fatalf("questions %+v", own)
		}
		d.question(own[0].Text).OnKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
		d.settle()
		d.menuLine("Change")
		d.entry("What would you like to ask?").Put("What would you never cross at red, a zebra?")
		tapIn(d, "Save")
		if now := d.records().Questions; len(now) != 1 || now[0].Text != "What would you never cross at red, a zebra?" || now[0].ID != own[0].ID {
			t.Fatalf("questions %+v", now)
		}
		p.library.search.SetText("red zebra")
		d.settle()
		test.Tap(d.button("Make it a favourite"))
		d.settle()
		if !d.records().Questions[0].IsFavourite() {
			t.Error("no favourite")
		}
		d.shows("Favourites, 1")
		d.question("What would you never cross at red, a zebra?").OnKey(&fyne.KeyEvent{Name: desktop.KeyMenu})
		d.settle()
		d.menuLine("Delete this question")
		if n := len(d.records().Questions); n != 0 {
			t.Errorf("%d questions", n)
		}
		d.shows("No question fits.", "Favourites, 0")
		d.undoLast()
		d.settle()
		if now := d.records().Questions; len(now) != 1 || !now[0].IsFavourite() {
			t.Errorf("after Undo %+v", now)
		}
		d.shows("1 of 270", "Favourites, 1")
		p.library.ask(notes.Question{Text: d.team.library()[3].Text}) // one that is there
		d.settle()
		tapIn(d, "Add")
		d.shows("This question is there already.")
	})
}

// What was asked within six months is neither suggested in a meeting nor listed as not asked lately; growth that has not come up for eight weeks
// is what a question is suggested for.
func TestLibraryForAPersonKnowsWhatWasAsked(t *testing.T) {
	r := fixture()
	on := civil.DateOf(fixtureNow)
	r.Goals, r.Actions = nil, nil // they have questions of their own, and so has praise that is long ago
	r.Feedback = append(r.Feedback, notes.Feedback{ID: fixtureID(30, 1), Person: fixtureID(1, 0), Date: on - 5, Kind: notes.Praise, Direction: notes.Given, Behaviour: "Kept calm"})
	for i := range r.Meetings { // growth came up in January last
		m := &r.Meetings[i]
		if m.Person == fixtureID(1, 0) {
			m.Mood, m.MoodSource, m.Notes = nil, "", "Talked about the checkout."
			if on-m.At.Date() > 56 && on-m.At.Date() < 64 {
				m.Topics[0].Text, m.Topics[0].Category = "The next level", notes.Growth
			}
		}
	}
	growth := slices.DeleteFunc(notes.Library(nil), func(q notes.Question) bool { return q.Theme != "growth" })
	for i, q := range growth[1:] { // all but one were asked: in the last six months, or long ago
		r.Asked = append(r.Asked, notes.Asked{ID: fixtureID(60, i), Person: fixtureID(1, 0), Question: q.Text, Date: on - civil.Date(2+i)})
	}
	begun(t, r, func(d *desk, p *meetingPage) {
		why := slices.IndexFunc(p.side.question.all, func(s review.Suggestion) bool { return strings.HasPrefix(s.Why, "Growth, last ") })
		if why < 0 || why > 4 {
			t.Fatalf("nothing of growth: %+v", p.side.question.all)
		}
		first := p.side.question.all[why]
		if first.Question.Text != growth[0].Text {
			t.Fatalf("suggested %q, because %s", first.Question.Text, first.Why)
		}
		for range why {
			d.press("Another")
		}
		d.shows("“"+growth[0].Text+"”", first.Why)
		for _, s := range p.side.question.all {
			if last := notes.LastAsked(d.records().Asked, s.Question.Text); last > on-notes.AskedDays {
				t.Errorf("%q was asked on %s", s.Question.Text, last)
			}
		}
		d.press("Add")
		topics := d.meeting(p.m.ID).Topics
		if last := topics[len(topics)-1]; last.Text != growth[0].Text || last.Category != notes.Growth {
			t.Fatalf("topic %+v", last)
		}
		d.press("Library")
		l := d.page.(*templatesPage).library
		l.theme.SetSelected(slices.Index(notes.Themes, "growth") + 1)
		d.settle()
		d.shows(themeWord("growth"))
		said := func() string { return textsOf(l.rows.Objects) }
		if got := said(); !strings.Contains(got, "asked Priya") {
			t.Errorf("%.300s", got)
		}
		l.fresh.SetChecked(true)
		d.settle()
		l.fill(d.team)
		for _, q := range growth[1:] {
			if on-notes.LastAsked(d.records().Asked, q.Text) < notes.AskedDays && strings.Contains(said(), q.Text) {
				t.Errorf("%q is listed as not asked lately", q.Text)
			}
		}
		if !strings.Contains(said(), growth[0].Text) {
			t.Errorf("%q is not listed", growth[0].Text)
		}
		var head []string
		for _, q := range d.team.library() {
			head = append(head, language.Fold(q.Text))
		}
		slices.Sort(head)
		if n := len(slices.Compact(head)); n != len(d.team.library()) {
			t.Error("a question is there twice")
		}
	})
}

// textsOf are the words of all texts in objects.
func textsOf(objects []fyne.CanvasObject) string {
	var b strings.Builder
	for _, o := range objects {
		for _, x := range test.LaidOutObjects(o) {
			if text, ok := x.(*w.Text); ok {
				b.WriteString(text.Text() + "\n")
			}
		}
	}
	return b.String()
}

func TestOwnTemplateIsRenamedDeletedAndBroughtBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Templates})
		d.settle()
		p := d.page.(*templatesPage)
		built := len(d.team.templates())
		if built < 10 {
			t.Errorf("%d templates", built)
		}
		d.press("New template")
		tapIn(d, "Add")
		d.shows("A name is needed.")
		d.typeInto(d.entry("Name of the template"), "After a rota")
		tapIn(d, "Add")
		section := find(d, "section", func(e *w.Entry) bool { return e.Text == "First section" })
		d.window.Canvas().Focus(section)
		section.SetText("What woke you")
		d.enter(section)
		test.Type(d.window.Canvas().Focused().(*w.Entry), "Which alert to delete?")
		d.window.Canvas().Unfocus()
		d.settle()
		own := d.records().Templates
		if len(own) != 1 || own[0].Name != "After a rota" || own[0].Sections[0].Title != "What woke you" || !slices.Equal(own[0].Sections[0].Points, []string{"Which alert to delete?"}) {
			t.Fatalf("templates %+v", own)
		}
		d.press("More about this template")
		d.menuLine("Rename")
		e := d.entry("Name of the template")
		e.Put("After on-call")
		d.enter(e)
		d.settle()
		d.shows("After on-call")
		d.press("More about this template")
		d.menuLine("Use with Priya Raman")
		d.shows("for 1 person")
		d.press("More about this template")
		d.menuLine("Delete this template")
		if len(d.team.templates()) != built || len(d.records().Templates) != 0 {
			t.Error("not deleted")
		}
		if got := textsOf(p.list.Objects); strings.Contains(got, "After on-call") {
			t.Errorf("listed still: %s", got)
		}
		d.undoLast()
		d.settle()
		d.shows("After on-call")
		if now := d.records().Templates; len(now) != 1 || now[0].Name != "After on-call" || now[0].ID != own[0].ID {
			t.Errorf("after Undo %+v", now)
		}
		p.choose(own[0].ID)
		d.settle()
		d.press("More about this line")
		d.menuLine("Delete this section")
		d.shows("No sections yet. A section is a heading in the notes with points for the agenda.")
		d.undoLast()
		d.settle()
		if now := d.records().Templates; now[0].Sections[0].Title != "What woke you" {
			t.Errorf("after Undo %+v", now)
		}
	})
}
