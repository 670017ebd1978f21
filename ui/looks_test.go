package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/notes"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// focused is what a screen reader would say of the thing that has the keyboard.
func (d *desk) focused() string {
	if x, ok := d.window.Canvas().Focused().(fyne.Accessible); ok {
		return x.AccessibilityLabel()
	}
	return ""
}

func TestKeyboardStaysWhenTodayIsDrawnAgain(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		check := find(d, "check", func(c *w.Check) bool { return strings.Contains(c.AccessibilityLabel(), "Send promotion criteria") })
		var next string
		for i, s := range d.stops() {
			if s.at == fyne.Focusable(check) {
				next = d.stops()[i+2].key // past the row itself
			}
		}
		d.window.Canvas().Focus(check)
		check.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		d.settle()
		at := d.window.Canvas().Focused()
		found := false
		for _, s := range d.stops() {
			found = found || s.at == at
		}
		if at == nil || !found {
			t.Fatalf("the keyboard is on something that is not shown: %v", at)
		}
		if !strings.Contains(next, d.focused()) {
			t.Errorf("on %q, the next one was %q", d.focused(), next)
		}
		start := d.button("Start: Hana Sato")
		d.window.Canvas().Focus(start)
		d.putPoint(fixtureID(1, 2), "Something new", notes.Me)
		d.settle()
		if got := d.focused(); got != "Start: Hana Sato" {
			t.Errorf("after a write the keyboard is on %q", got)
		}
		if d.window.Canvas().Focused() == fyne.Focusable(start) {
			t.Error("the page was not drawn again, so nothing was tested")
		}
	})
}

func TestTypingIsNotLostWhenThePersonIsDrawnAgain(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		e := d.entry("Add a talking point")
		d.typeInto(e, "half a thou")
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		d.setActionDone(d.team.Member(fixtureID(1, 0)).Actions[0], true)
		d.settle()
		e.TypedRune('X')
		again := d.entry("Add a talking point")
		if again != e || again.Text != "half a thoXu" {
			t.Errorf("typed: %q", again.Text)
		}
		if d.window.Canvas().Focused() != fyne.Focusable(e) {
			t.Errorf("the keyboard is on %q", d.focused())
		}
	})
}

func TestCurrentTopicMovesOn(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		p := d.page.(*meetingPage)
		row := func(i int) *w.AgendaRow { return p.agenda.byID[p.m.Topics[i].ID] }
		current := func() (out []bool) {
			for i := range p.m.Topics {
				out = append(out, row(i).Selected())
			}
			return out
		}
		want := func(when string, on int) {
			t.Helper()
			for i, is := range current() {
				if is != (i == on) {
					t.Fatalf("%s the current topics are %v", when, current())
				}
			}
		}
		want("at the start", 0)
		row(2).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		d.settle()
		want("after another was ticked", 0)
		row(0).TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		d.settle()
		want("after the first was ticked", 1)
		row(0).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		want("after one that is done was chosen", 0)
	})
}

func TestColumnsOfAMeetingByF6(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		p := d.page.(*meetingPage)
		at := func() string {
			switch d.window.Canvas().Focused().(type) {
			case *editor.Editor:
				return "notes"
			case *w.AgendaRow:
				return "agenda"
			case *w.MoodPicker:
				return "mood"
			case *w.Button:
				return "preview"
			}
			return d.focused()
		}
		round := func(want ...string) {
			t.Helper()
			for _, x := range want {
				p.nextColumn()
				if got := at(); got != x {
					t.Fatalf("on %s, not %s", got, x)
				}
			}
		}
		if at() != "notes" {
			t.Fatalf("opened on %s", at())
		}
		round("mood", "agenda", "notes", "mood")
		p.togglePreview()
		round("agenda", "preview", "mood")
	})
}

func TestToolsOfANarrowMeetingFold(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.window.Resize(fyne.NewSize(1024, 700))
		d.settle()
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		if strings.Contains(d.words(), "Checkbox") {
			t.Error("the tools stand in a row")
		}
		d.press("Text tools")
		d.shows("Heading", "Bold", "List", "Checkbox", "Link")
	})
}
