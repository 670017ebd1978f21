package ui

import (
	"encoding/json"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/storage"
	w "rapport/ui/widget"
)

// TestAFileThatCanOnlyBeReadTakesNothing opens a window on such a file: it says so over every page and by every key that would write, no entry
// takes text, nothing that would change a record can be pressed, and nothing is written.
func TestAFileThatCanOnlyBeReadTakesNothing(t *testing.T) {
	const notice = "A copy that can only be read. Nothing can be changed here."
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		state := func() string {
			text, err := json.Marshal(d.records())
			if err != nil {
				t.Fatal(err)
			}
			return string(text)
		}
		before, priya := state(), fixtureID(1, 0)
		o := d.o
		o.Notice, o.Window = notice, d.window
		d.End()
		d.App = New(o)
		d.Show()
		d.settle()
		writes := 0
		defer d.o.DB.Subscribe(func(storage.Change) { writes++ })()
		d.shows(notice)
		for _, at := range []Place{{}, {Page: People}, {Page: Goals}, {Page: Actions}, {Page: Person, Person: priya}, {Page: Person, Person: priya, Tab: TabMeetings},
			{Page: Person, Person: priya, Tab: TabFeedback}, {Page: Person, Person: priya, Tab: TabProfile}, {Page: Meeting, Person: priya, Record: fixtureID(2, 39)},
			{Page: Goal, Person: priya, Record: fixtureID(8, 0)}, {Page: Prep, Person: priya}, {Page: Search, Query: "noisy"}} {
			d.open(at)
			d.settle()
			if d.place.Page == Meeting || d.place.Page == Goal {
				t.Errorf("%+v was opened to write on", at)
			}
			for _, o := range d.objects() {
				switch x := o.(type) {
				case *w.Entry:
					if was := x.Text; x.Visible() && !x.Free {
						if test.Type(x, "lost"); x.Text != was {
							t.Errorf("%+v: %q takes text", at, x.PlaceHolder)
						}
					}
				case *w.Button:
					if text := x.Text(); x.Visible() && !x.Disabled() && (text == "Start" || text == "New one-on-one" || text == "New goal" || text == "Snooze" || text == "Start one-on-one") {
						t.Errorf("%+v: %s can be pressed", at, text)
					}
				case *w.Check:
					if x.Visible() && !x.Disabled() && at.Page == Today {
						t.Errorf("%+v: %s can be ticked", at, x.AccessibilityLabel())
					}
				}
			}
			for _, key := range []fyne.KeyName{fyne.KeyT, fyne.KeyN, fyne.KeyG, fyne.KeyO} {
				d.key(key, ctrl)
				d.shows("Nothing can be changed here")
				d.press("Close")
			}
		}
		d.open(Place{Page: SettingsPage})
		d.settle()
		d.setLocal(LocalTheme, "dark", nil)
		d.settle()
		d.shows("Appearance")
		if w.OverlayOpen(d.window.Canvas()) || d.local(LocalTheme) == "" {
			t.Error("the theme cannot be chosen")
		}
		d.startMeeting(priya)
		d.settle()
		d.shows("That did not work", notice)
		if writes > 0 || state() != before {
			t.Errorf("%d writes", writes)
		}
	})
}
