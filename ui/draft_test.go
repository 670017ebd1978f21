package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// anew closes the window and opens it again on the same database.
func (d *desk) anew(f func(d *desk)) {
	d.t.Helper()
	d.settle()
	d.End()
	d.settle()
	d.again(d.o.DB, f)
}

// crashed opens the window on a copy of what is on the disk now: what the program would find that is killed at this moment.
func (d *desk) crashed(f func(d *desk)) {
	d.t.Helper()
	path := d.t.TempDir() + "/left.db"
	if _, err := d.o.DB.BackupTo(context.Background(), path); err != nil {
		d.t.Fatal(err)
	}
	db, err := storage.Open(context.Background(), path, storage.Options{Now: d.o.Now, NewID: d.o.NewID})
	if err != nil {
		d.t.Fatal(err)
	}
	defer db.Close()
	d.again(db, f)
}

func (d *desk) again(db *storage.DB, f func(d *desk)) {
	d.t.Helper()
	locals, err := readLocals(db)
	if err != nil {
		d.t.Fatal(err)
	}
	o := d.o
	o.DB, o.Local = db, locals
	next := &desk{t: d.t, start: d.start, path: d.path, queue: d.queue}
	next.App = New(o)
	next.Show()
	next.window.Resize(fyne.NewSize(1280, 770))
	next.settle()
	defer func() {
		next.settle()
		next.Close()
	}()
	f(next)
}

// TestTypedWordsSurviveACrash types into each form, waits a second, and looks at what a killed program would find again.
func TestTypedWordsSurviveACrash(t *testing.T) {
	priya, meeting := fixtureID(1, 0), fixtureID(2, 39)
	dialog := func(open func(*desk)) func(*desk) { return func(d *desk) { open(d); d.settle() } }
	page := func(to Place) func(*desk) { return func(d *desk) { d.open(to); d.settle() } }
	strength := func(d *desk) {
		d.open(Place{Page: Person, Person: priya, Tab: TabProfile})
		d.settle()
		d.press("Add a strength")
	}
	goal := func(d *desk) goals.Goal { return d.team.Member(priya).Goals[0] }
	for name, x := range map[string]struct {
		open  func(*desk)
		entry func(*desk) *w.Entry
	}{
		"feedback":       {openFeedback, func(d *desk) *w.Entry { return d.labelled("Behaviour") }},
		"feedback's day": {openFeedback, func(d *desk) *w.Entry { return d.labelled("When") }},
		"strength":       {strength, func(d *desk) *w.Entry { return d.entry("Finds causes in data") }},
		"evidence":       {strength, func(d *desk) *w.Entry { return d.entry("What was seen") }},
		"evidence's day": {strength, func(d *desk) *w.Entry { return d.entry("When") }},
		"goal":           {page(Place{Page: Goal, Person: priya}), func(d *desk) *w.Entry { return d.page.(*goalForm).why }},
		"team goal":      {page(Place{Page: Goal}), func(d *desk) *w.Entry { return d.page.(*goalForm).why }},
		"person":         {dialog(func(d *desk) { d.addPerson() }), func(d *desk) *w.Entry { return d.entry("Engineer, team lead") }},
		"point":          {dialog(func(d *desk) { d.addPoint(priya) }), func(d *desk) *w.Entry { return d.entry("What to talk about") }},
		"journal":        {page(Place{Page: Person, Person: priya, Tab: TabMeetings}), func(d *desk) *w.Entry { return d.entry("Note something seen") }},
		"next time":      {page(Place{Page: Person, Person: priya}), func(d *desk) *w.Entry { return d.entry("Add a talking point") }},
		"topic":          {page(Place{Page: Meeting, Person: priya, Record: meeting}), func(d *desk) *w.Entry { return d.page.(*meetingPage).agenda.add }},
		"action":         {page(Place{Page: Meeting, Person: priya, Record: meeting}), func(d *desk) *w.Entry { return d.page.(*meetingPage).side.quick }},
		"intent":         {page(Place{Page: Meeting, Person: priya, Record: meeting}), func(d *desk) *w.Entry { return d.page.(*meetingPage).intent }},
		"actions":        {page(Place{Page: Actions}), func(d *desk) *w.Entry { return d.labelled("Action item") }},
		"check-in":       {dialog(func(d *desk) { d.checkIn(goal(d)) }), func(d *desk) *w.Entry { return d.entry("One line of why") }},
		"goal's end":     {dialog(func(d *desk) { d.closeGoal(goal(d)) }), func(d *desk) *w.Entry { return d.objectsEntry(1) }},
		"due date":       {dialog(func(d *desk) { d.moveDue(goal(d)) }), func(d *desk) *w.Entry { return d.entry("Why it moves") }},
		"hand-over":      {page(Place{Page: Person, Person: priya, Tab: TabDelegation}), func(d *desk) *w.Entry { return d.entry("Hand something over") }},
		"event":          {dialog(func(d *desk) { d.editEvent(priya, people.Event{}) }), func(d *desk) *w.Entry { return d.entry("In one line") }},
		"observation":    {dialog(func(d *desk) { d.observe(priya) }), func(d *desk) *w.Entry { return d.entry("What you saw") }},
		"archive":        {dialog(func(d *desk) { d.archive(d.team.Member(priya)) }), func(d *desk) *w.Entry { return d.labelled("Why") }},
		"not a sign":     {page(Place{Page: Sign, Person: priya, Kind: "mood_below_usual"}), func(d *desk) *w.Entry { return d.entry("Reason, in one line") }},
		"profile line": {func(d *desk) {
			d.open(Place{Page: Person, Person: priya, Tab: TabProfile})
			d.settle()
			s := d.page.(*personPage).profile
			s.begin(s.how()[0])
			d.settle()
		}, func(d *desk) *w.Entry { return d.labelled("Working style") }},
	} {
		t.Run(name, func(t *testing.T) {
			inWindow(t, fixture(), func(d *desk) {
				x.open(d)
				d.window.Canvas().Focus(x.entry(d))
				x.entry(d).Put("")
				test.Type(x.entry(d), "Half a sentence — né 王")
				time.Sleep(time.Second)
				d.settle()
				d.crashed(func(d *desk) {
					x.open(d)
					if got := x.entry(d).Text; got != "Half a sentence — né 王" {
						t.Errorf("%q is offered", got)
					}
				})
			})
		})
	}
}

func TestDraftKeepsThatALineIsPrivate(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.capture(priya, capturePrivate, "")
		d.settle()
		d.typeInto(d.entry("only for you"), "Not for others")
		d.anew(func(d *desk) {
			d.addPoint(priya)
			d.settle()
			d.shows("This was typed before and not saved.")
			d.enter(d.entry("only for you"))
			r := d.records()
			if n := len(r.Journal); n != 8 || r.Journal[n-1].Text != "Not for others" || !r.Journal[n-1].IsPrivate() {
				t.Errorf("%+v", r.Journal)
			}
			d.addPoint(priya)
			d.settle()
			if got := d.entry("What to talk about").Text; got != "" {
				t.Errorf("what was saved is offered again: %q", got)
			}
		})
	})
}

func TestGivingAFormUpIsUndone(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.addPoint(priya)
		d.settle()
		d.typeInto(d.entry("What to talk about"), "Rota")
		d.press("Cancel")
		d.shows("Not saved.")
		d.addPoint(priya)
		d.settle()
		if got := d.entry("What to talk about").Text; got != "" {
			t.Errorf("what was given up is offered: %q", got)
		}
		d.press("Cancel")
		d.undoLast()
		d.settle()
		if got := d.entry("What to talk about").Text; got != "Rota" {
			t.Errorf("Undo brought %q back", got)
		}
	})
}

func TestDraftOfAFormWhoseRecordChangedMeanwhile(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		m := d.team.Member(fixtureID(1, 0))
		d.editPerson(m.Person, "Change", "Save")
		d.settle()
		d.typeInto(d.entry("Engineer, team lead"), "Web, ")
		d.anew(func(d *desk) {
			change(d.App, m.Person, func(p people.Person) (people.Person, error) { p.Team = "Payments"; return p, nil })
			d.settle()
			d.editPerson(d.team.Member(fixtureID(1, 0)).Person, "Change", "Save")
			d.settle()
			d.press("Save")
			for _, p := range d.records().People {
				if p.ID == m.Person.ID && (p.Team != "Payments" || p.Role != "Web, "+m.Person.Role) {
					t.Errorf("team %q, role %q", p.Team, p.Role)
				}
			}
		})
	})
}

func TestFeedbackPutAsideIsUndone(t *testing.T) {
	r := fixture()
	x := notes.Feedback{ID: fixtureID(30, 1), Person: fixtureID(1, 0), Date: r.Journal[0].At.Date(), Kind: notes.Praise, Direction: notes.Given, Behaviour: "Wrote it down"}
	r.Feedback = append(r.Feedback, x)
	inWindow(t, r, func(d *desk) {
		openFeedback(d)
		d.typeInto(d.labelled("Behaviour"), "Half a thought")
		d.press("Add it")
		if got := d.labelled("Behaviour").Text; got != x.Behaviour {
			t.Fatalf("the form holds %q", got)
		}
		d.undoLast()
		d.settle()
		if got := d.labelled("Behaviour").Text; got != "Half a thought" {
			t.Errorf("Undo left %q", got)
		}
	})
}

func TestUndoTakesBackOnlyWhatItChanged(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabProfile})
		d.settle()
		s := d.page.(*personPage).profile
		was := s.p.m.Person
		s.set("The colour is changed.", func(p *people.Person) { n := 5; p.Colour = &n })
		d.settle()
		undo := d.undo
		change(d.App, was, func(p people.Person) (people.Person, error) {
			p.Team, p.ProfileNotes = "Search", "Written since"
			return p, nil
		})
		d.settle()
		undo()
		d.settle()
		for _, p := range d.records().People {
			if p.ID == was.ID && (*p.Colour != *was.Colour || p.Team != "Search" || p.ProfileNotes != "Written since") {
				t.Errorf("colour %d, team %q, notes %q", *p.Colour, p.Team, p.ProfileNotes)
			}
		}
	})
}

func TestOldDraftsAboutNobodyGo(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.settle()
		here, gone := fixtureID(1, 0).String(), fixtureID(1, 77).String()
		kept := map[string]string{"draft.point." + here: "2025-01-01\nOld", "draft.point." + gone: "2026-02-20\nNew", "draft.person." + uuid.Nil.String(): "2025-01-01\nAnyone", "theme": "dark"}
		lost := "draft.point." + gone + ".x"
		if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error {
			for key, value := range kept {
				if err := storage.SetLocal(tx, key, value); err != nil {
					return err
				}
			}
			return storage.SetLocal(tx, lost, "2025-11-30\nOld")
		}); err != nil {
			t.Fatal(err)
		}
		d.anew(func(d *desk) {
			d.open(Place{Page: People}) // the whole record is read
			d.settle()
			locals, err := readLocals(d.o.DB)
			if err != nil {
				t.Fatal(err)
			}
			if _, ok := locals[lost]; ok || len(locals) != len(kept) {
				t.Errorf("left are %v", locals)
			}
		})
	})
}

// Changing another entry leaves feedback that is half written where it is, through a crash, and offers it again after it.
func TestHalfWrittenFeedbackWaitsWhileAnotherIsChanged(t *testing.T) {
	inWindow(t, secrets(), func(d *desk) {
		openFeedback(d)
		d.typeInto(d.labelled("Behaviour"), "Half a new one")
		form := func(d *desk) *feedbackForm { return d.page.(*personPage).feedback.form }
		other := d.team.Member(fixtureID(1, 0)).Feedback[0]
		form(d).edit(other)
		d.settle()
		if got := d.labelled("Behaviour").Text; got != other.Behaviour {
			t.Fatalf("to change there is %q", got)
		}
		d.labelled("Behaviour").Put("")
		d.typeInto(d.labelled("Behaviour"), "Half a change")
		d.labelled("When").Put("")
		d.typeInto(d.labelled("When"), "the day of the fair")
		time.Sleep(time.Second)
		d.settle()
		d.crashed(func(d *desk) {
			openFeedback(d)
			if got := d.labelled("Behaviour").Text; got != "Half a new one" {
				t.Errorf("after a crash the new one is %q", got)
			}
			form(d).edit(other)
			if got, day := d.labelled("Behaviour").Text, d.labelled("When").Text; got != "Half a change" || day != "the day of the fair" {
				t.Errorf("after a crash the change is %q of %q", got, day)
			}
			d.labelled("When").Put("2026-02-18")
			d.press("Save changes")
			d.settle()
			if got := d.labelled("Behaviour").Text; got != "Half a new one" {
				t.Errorf("after the change %q is offered", got)
			}
			d.press("Save")
			d.settle()
			var all []string
			for _, x := range d.records().Feedback {
				if x.Person == other.Person {
					all = append(all, x.Behaviour)
				}
			}
			if words := strings.Join(all, "|"); strings.Count(words, "Half a change") != 1 || strings.Count(words, "Half a new one") != 1 {
				t.Errorf("saved: %q", all)
			}
			if got := d.labelled("Behaviour").Text; got != "" {
				t.Errorf("in the end %q is offered", got)
			}
		})
		// clearing the change brings the new one back, and Undo the change
		d.press("Clear")
		d.settle()
		if got := d.labelled("Behaviour").Text; got != "Half a new one" {
			t.Errorf("after Clear there is %q", got)
		}
		d.undoLast()
		d.settle()
		if got := d.labelled("Behaviour").Text; got != "Half a change" {
			t.Errorf("after Undo there is %q", got)
		}
	})
}
