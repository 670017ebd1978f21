package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

func (d *desk) labelled(label string) *w.Entry {
	d.t.Helper()
	return find(d, "entry "+label, func(e *w.Entry) bool { return strings.HasPrefix(e.AccessibilityLabel(), label) })
}

// choose takes a line of the menu that is open, by the keyboard.
func (d *desk) choose(text string) {
	d.t.Helper()
	c := d.window.Canvas()
	for range 30 {
		line, ok := c.Focused().(*w.Row)
		if !ok || !w.OverlayOpen(c) {
			break
		}
		if line.AccessibilityLabel() == text {
			line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			d.settle()
			return
		}
		line.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	d.t.Fatalf("no line %q in a menu", text)
}

func openFeedback(d *desk) {
	d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabFeedback})
	d.settle()
}

func TestFeedbackIsLogged(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openFeedback(d)
		d.shows("Nothing logged yet. One sentence is enough.", "Nothing given yet.", "Given by month")
		d.press("Save")
		if e := d.labelled("Behaviour"); e.Caption() == "" || len(d.records().Feedback) != 0 {
			t.Errorf("empty feedback: caption %q, %d saved", e.Caption(), len(d.records().Feedback))
		}
		d.typeInto(d.labelled("Situation"), " 18 Feb, checkout incident ")
		d.typeInto(d.labelled("Behaviour"), "Handed over in one page")
		d.shows("Missing: what it changed.")
		d.typeInto(d.labelled("Impact"), "The night rota knew where to begin")
		if strings.Contains(d.words(), "Missing:") {
			t.Error("still something missing")
		}
		d.labelled("When").Put("18 feb")
		find(d, "told", func(s *w.Select) bool { return s.AccessibilityLabel() == "Not told yet" }).OnChanged(1)
		find(d, "told", func(s *w.Select) bool { return s.AccessibilityLabel() == "Not told yet" }).SetSelected(1)
		d.press("Save")
		all := d.records().Feedback
		if len(all) != 1 {
			t.Fatalf("%d entries", len(all))
		}
		day := civil.NewDate(2026, 2, 18)
		want := notes.Feedback{ID: all[0].ID, Person: fixtureID(1, 0), Date: day, Kind: notes.Praise, Direction: notes.Given, Situation: " 18 Feb, checkout incident ", Behaviour: "Handed over in one page", Impact: "The night rota knew where to begin", SaidOn: day}
		if all[0] != want {
			t.Errorf("%+v\nwant %+v", all[0], want)
		}
		d.shows("Praise you gave", "First told 18 Feb", "Handed over in one page", "1 praise, 0 suggestions")
		d.press("More: Praise you gave 18 Feb")
		d.choose("Delete")
		if len(d.records().Feedback) != 0 {
			t.Fatal("it was not deleted")
		}
		d.undoLast()
		d.settle()
		if len(d.records().Feedback) != 1 {
			t.Error("it did not come back")
		}
	})
}

func TestFeedbackReceivedAndAbout(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openFeedback(d)
		side := find(d, "direction", func(s *w.Segmented) bool { return s.AccessibilityLabel() == "I gave" })
		side.SetSelected(2)
		side.OnChanged(2)
		d.settle()
		d.typeInto(d.labelled("From"), "Hana Sato")
		d.typeInto(d.labelled("In one sentence"), "Moved one of our screens live and let us drive")
		find(d, "private", func(c *w.Check) bool { return c.AccessibilityLabel() == "Private" }).Tapped(nil)
		d.settle()
		d.press("Save")
		d.shows("Praise about Priya, from Hana Sato", "Not told yet", "Private", "Not said yet")
		d.press("Told today: Moved one of our screens live and let us drive")
		x := d.records().Feedback[0]
		if x.SaidOn != civil.DateOf(fixtureNow) || !x.IsPrivate() || x.Source != "Hana Sato" || x.Direction != notes.About {
			t.Errorf("%+v", x)
		}
		side.SetSelected(1)
		side.OnChanged(1)
		d.settle()
		d.typeInto(d.labelled("In one sentence"), "Tell us the why before the date")
		d.press("Save")
		d.shows("You received, from Priya", "Tell us the why before the date")
	})
}

func TestFeedbackFromALineOfANote(t *testing.T) {
	r := fixture()
	for i := range r.Meetings {
		if r.Meetings[i].Person == fixtureID(1, 0) {
			r.Meetings[i].Notes += "\n+ Release notes that Support forwards\n"
		}
	}
	inWindow(t, r, func(d *desk) {
		openFeedback(d)
		d.press("Use: Release notes that Support forwards")
		if got := d.labelled("Behaviour").Text; got != "Release notes that Support forwards" {
			t.Fatalf("the form holds %q", got)
		}
		d.press("Save")
		x := d.records().Feedback[0]
		if x.Date >= civil.DateOf(fixtureNow) || x.Meeting == [16]byte{} {
			t.Errorf("%+v", x)
		}
		if strings.Contains(d.words(), "Use: Release notes") {
			t.Error("it is offered again")
		}
	})
}

func TestUnsavedFeedbackIsKept(t *testing.T) {
	r := fixture()
	inWindow(t, r, func(d *desk) {
		openFeedback(d)
		d.typeInto(d.labelled("Behaviour"), "Half a thought")
		d.open(Place{Page: People})
		d.settle()
		openFeedback(d)
		if got := d.labelled("Behaviour").Text; got != "Half a thought" {
			t.Fatalf("the form holds %q", got)
		}
		d.typeInto(d.labelled("Behaviour"), "The rest of ")
		d.anew(func(d *desk) { // the window is closed and opened again
			openFeedback(d)
			if got := d.labelled("Behaviour").Text; got != "The rest of Half a thought" {
				t.Fatalf("the form holds %q", got)
			}
			d.press("Save")
			if all := d.records().Feedback; len(all) != 1 || all[0].Behaviour != "The rest of Half a thought" {
				t.Errorf("%+v", all)
			}
			d.anew(func(d *desk) {
				openFeedback(d)
				if got := d.labelled("Behaviour").Text; got != "" {
					t.Errorf("what was saved is offered again: %q", got)
				}
			})
		})
	})
}

func TestFeedbackIsEditedAndUndone(t *testing.T) {
	r := fixture()
	x := notes.Feedback{ID: fixtureID(30, 1), Person: fixtureID(1, 0), Date: civil.NewDate(2026, 1, 13), Kind: notes.Constructive, Direction: notes.Given, Situation: "Review of the first pull request", Behaviour: "Fourteen comments in one pass", SaidOn: civil.NewDate(2026, 1, 14)}
	r.Feedback = append(r.Feedback, x)
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabFeedback, Record: x.ID})
		d.settle()
		d.shows("Suggestion you gave", "Not written.", "First told 14 Jan", "Nothing given since 13 Jan, 49 days.")
		d.press("Add it")
		d.typeInto(d.labelled("Impact"), "Noah waited a day")
		d.labelled("Impact").TypedShortcut(&desktopCtrlEnter)
		d.settle()
		got := d.records().Feedback
		want := x
		want.Impact = "Noah waited a day"
		if len(got) != 1 || got[0] != want {
			t.Fatalf("%+v", got)
		}
		d.undoLast()
		d.settle()
		if got := d.records().Feedback; got[0] != x {
			t.Errorf("undo left %+v", got[0])
		}
	})
}

func TestFeedbackTabWithManyAndLongEntries(t *testing.T) {
	r := people.Records{People: []people.Person{{ID: fixtureID(1, 0), Name: strings.Repeat("Wolfeschlegelstein", 17)[:300]}}}
	for i := range 40 {
		r.Feedback = append(r.Feedback, notes.Feedback{ID: fixtureID(30, i), Person: fixtureID(1, 0), Date: civil.DateOf(fixtureNow) - civil.Date(i*3), Kind: feedbackKinds[i%2], Direction: directions[i%3], Behaviour: strings.Repeat("nooneeverputablankhere", 30), Text: "مرحبا 🙂\u202e\u200b"})
	}
	inWindow(t, r, func(d *desk) {
		openFeedback(d)
		d.shows("28 more")
		d.window.Resize(fyne.NewSize(1024, 700))
		d.settle()
		for _, o := range d.objects() {
			if x, ok := o.(*w.Text); ok && o.Size().Width > 1024 {
				t.Errorf("%.40q is %f wide", x.Text(), o.Size().Width)
			}
		}
	})
}
