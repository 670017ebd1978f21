package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/storage"
	w "rapport/ui/widget"
)

func TestNothingToPressThatWritesInTheTimeMachine(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		priya := fixtureID(1, 0)
		d.lookBack(d.today() - 30)
		d.settle()
		off := func(place Place, on bool, texts ...string) {
			t.Helper()
			d.open(place)
			d.settle()
			for _, text := range texts {
				if d.button(text).Disabled() == on {
					t.Errorf("%v: %s can be pressed: %v, want %v", place.Page, text, !on, on)
				}
			}
		}
		off(Place{}, false, "New one-on-one")
		off(Place{}, true, "Back to today", "All action items")
		if c := find(d, "promise", func(r *w.PromiseRow) bool { return true }); c == nil || !find(d, "tick", func(c *w.Check) bool { return true }).Disabled() {
			t.Error("a promise can be ticked off")
		}
		off(Place{Page: People}, false, "Add a report", "Start: Priya Raman")
		off(Place{Page: Person, Person: priya}, false, "Start one-on-one")
		off(Place{Page: Person, Person: priya}, true, "Export", "Prep")
		d.press("More")
		d.shows("Archive")
		archive := find(d, "line Archive", func(r *w.Row) bool { return r.AccessibilityLabel() == "Archive" })
		if !archive.Disabled() {
			t.Error("a person can be archived")
		}
		d.window.Canvas().Overlays().Remove(d.window.Canvas().Overlays().Top())
		d.inPalette(">back to today").TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		if d.at != 0 {
			t.Fatal("the palette does not lead back to today")
		}
		off(Place{Page: Person, Person: priya}, true, "Start one-on-one", "Export", "Prep")
		off(Place{}, true, "New one-on-one")
	})
}

func TestASnippetShowsWhatWasFound(t *testing.T) {
	text := strings.Repeat("long before it ", 20) + "\n\n- the promotion\n> came up"
	from := len([]rune(text)) - len([]rune("promotion\n> came up"))
	var words strings.Builder
	at := -1
	for _, s := range (&App{}).marked(storage.Hit{Snippet: text, Marks: [][2]int{{from, from + 9}}}, w.Small) {
		if s.Text == "promotion" {
			at = len([]rune(words.String()))
		}
		words.WriteString(s.Text)
	}
	if at < 0 || at > snippetLead+4 {
		t.Errorf("found at %d of %q", at, words.String())
	}
	if got := words.String(); !strings.HasPrefix(got, "…") || !strings.HasSuffix(got, "it · the promotion · came up") {
		t.Errorf("shown as %q", got)
	}
}

func TestKeysFitTheSmallestWindow(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.window.Resize(fyne.NewSize(1024, 700))
		d.settle()
		d.startMeeting(fixtureID(1, 0)) // the page with the most keys
		d.settle()
		d.showKeys()
		d.settle()
		d.shows("Next column", "Shared or private notes", "Back")
		close := d.button("Close")
		if bottom := d.Window().Canvas().Size().Height; fyne.CurrentApp().Driver().AbsolutePositionForObject(close).Y+close.Size().Height > bottom {
			t.Error("Close is below the window")
		}
		for _, o := range d.window.Canvas().Overlays().List() {
			n := 0
			for _, x := range test.LaidOutObjects(o) {
				if b, ok := x.(*w.Button); ok {
					if n++; b.Text() == "" {
						t.Error("a button without words")
					}
				}
			}
			if n != 1 {
				t.Errorf("%d buttons", n)
			}
		}
	})
}

func TestHistoryOfANoteIsInItsHead(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		id := fixtureID(2, 38)
		d.open(Place{Page: Meeting, Person: fixtureID(1, 0), Record: id})
		d.settle()
		d.press("History")
		if d.place.Page != History || d.place.Record != id || d.place.Field != "notes" {
			t.Errorf("at %+v", d.place)
		}
	})
}

func TestManySignsFold(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		m := d.team.Members[0]
		for _, x := range d.team.Members {
			if len(x.Signs) > len(m.Signs) {
				m = x
			}
		}
		rows := func() (n int) {
			for _, o := range d.objects() {
				if r, ok := o.(*w.SignRow); ok && r.Visible() {
					n++
				}
			}
			return n
		}
		d.open(Place{Page: Person, Person: m.Person.ID})
		d.settle()
		if len(m.Signs) < maxSigns+2 {
			if rows() != len(m.Signs) {
				t.Errorf("%d of %d signs", rows(), len(m.Signs))
			}
			for len(m.Signs) < maxSigns+2 {
				m.Signs = append(m.Signs, m.Signs[0])
			}
			d.page.show(d.team)
		}
		if rows() != maxSigns {
			t.Errorf("%d signs, want %d", rows(), maxSigns)
		}
		more := find(d, "more signs", func(r *w.Row) bool { return strings.HasSuffix(r.AccessibilityLabel(), "more signs") })
		more.Tapped(nil)
		d.settle()
		if rows() != len(m.Signs) {
			t.Errorf("%d signs, want all %d", rows(), len(m.Signs))
		}
	})
}
