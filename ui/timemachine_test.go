package ui

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

func TestTimeMachine(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		priya, id := fixtureID(1, 0), fixtureID(2, 38)
		was := d.meeting(id)
		day := was.At.Date()
		d.open(Place{Page: Person, Person: priya, Tab: TabMeetings, Record: id})
		d.settle()
		before := d.records()

		d.askDay()
		e := d.entry("YYYY-MM-DD")
		for _, wrong := range []string{"soon", "2026-02-30", d.today().String(), "2999-01-01"} {
			e.Put(wrong)
			d.enter(e)
			if e.Caption() == "" || d.at != 0 {
				t.Fatalf("%q was taken", wrong)
			}
		}
		e.Put(day.String())
		d.enter(e)
		if d.at != day {
			t.Fatalf("at %v", d.at)
		}
		d.shows("As it was known on "+day.Format("2 Jan 2006")+" (read-only)", day.Format("2 Jan 2006"))
		m := d.team.Member(priya)
		for _, x := range m.Meetings {
			if x.At.Date() > day && (x.Status != notes.Scheduled || x.Notes != "") {
				t.Errorf("a later meeting is known: %v", x.At)
			}
		}
		// nothing can be typed or changed, and every page can be looked at
		for _, to := range []Place{{}, {Page: People}, {Page: Goals}, {Page: Actions}, {Page: Person, Person: priya}, {Page: Person, Person: priya, Tab: TabGoals},
			{Page: Person, Person: priya, Tab: TabFeedback}, {Page: Person, Person: priya, Tab: TabProfile}, {Page: Meeting, Person: priya, Record: id}, {Page: SettingsPage}} {
			d.open(to)
			d.settle()
			for _, o := range d.objects() {
				if e, ok := o.(*w.Entry); ok && e.Visible() && !e.Free && !e.Disabled() {
					text := e.Text
					test.Type(e, "hindsight")
					if e.Text != text {
						t.Errorf("%+v: %q takes text", to, e.PlaceHolder)
					}
				}
			}
		}
		if d.place.Page == Meeting {
			t.Error("a meeting was opened to write on")
		}
		d.putPoint(priya, "hindsight", notes.Me)
		d.settle()
		d.shows("Go back to today to change anything.")
		d.press("Close")
		d.startMeeting(priya)
		d.settle()
		for d.window.Canvas().Overlays().Top() != nil {
			d.press("Close")
		}
		d.press("Back to today")
		if d.at != 0 || w.ReadOnly || d.team.On != d.today() {
			t.Errorf("still at %v", d.at)
		}
		after := d.records()
		if len(after.TalkingPoints) != len(before.TalkingPoints) || len(after.Meetings) != len(before.Meetings) {
			t.Error("something was written")
		}
		if strings.Contains(d.words(), "read-only") {
			t.Error("the bar stays")
		}
	})
}

func TestTimeMachineShowsTextsAsTheyStood(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		id := fixtureID(2, 38)
		was := d.meeting(id)
		if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error {
			m := was
			m.Notes = "Rewritten with hindsight."
			_, err := storage.Put(tx, m)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		d.settle()
		d.lookBack(d.today() - 1)
		d.settle()
		m, _ := d.team.Member(was.Person).Meeting(id)
		if m.Notes != was.Notes {
			t.Errorf("known yesterday: %q", m.Notes)
		}
		d.backToToday()
		d.settle()
		if m, _ = d.team.Member(was.Person).Meeting(id); m.Notes != "Rewritten with hindsight." {
			t.Errorf("known today: %q", m.Notes)
		}
	})
}

func TestTimeMachineTicksNothing(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		box := func() fyne.ThemeColorName { // of the first row, left of who is to do it
			row := find(d, "row", func(*w.ActionRow) bool { return true })
			tick, _, _, _ := w.ActionColumns(row.Size().Width)
			for _, o := range test.LaidOutObjects(row) {
				if r, ok := o.(*canvas.Rectangle); ok && r.Position().X == tick && r.Size().Width < 30 {
					for _, name := range []fyne.ThemeColorName{theme.Track, theme.Surface} {
						if r.FillColor == theme.Color(name) {
							return name
						}
					}
				}
			}
			return ""
		}
		openActions(d)
		if got := box(); got != theme.Surface {
			t.Fatalf("today a box is %q", got)
		}
		d.goTo(Place{})
		d.lookBack(d.today() - 1)
		d.settle()
		d.open(Place{Page: Actions})
		d.settle()
		if got := box(); got != theme.Track {
			t.Errorf("a box is %q", got)
		}
		before := d.words()
		row := find(d, "row", func(*w.ActionRow) bool { return true })
		tick, owner, text, _ := w.ActionColumns(row.Size().Width)
		for _, x := range []float32{tick + 4, owner + 4, text + 4, row.Size().Width - 20} {
			row.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 20)})
			d.settle()
		}
		for _, key := range []fyne.KeyName{fyne.KeySpace, fyne.KeyF2, fyne.KeyDelete} {
			d.listKey(key)
			d.settle()
		}
		if w.OverlayOpen(d.window.Canvas()) || d.words() != before {
			t.Errorf("something was asked or changed:\n%s\nbefore:\n%s", d.words(), before)
		}
		p := d.page.(*actionsPage)
		for _, it := range p.menu(p.items[0]) {
			if it.Text != "" && it.Text != "Open the note" && it.Text != "Earlier versions" && !it.Writes {
				t.Errorf("the menu offers %q", it.Text)
			}
		}
	})
}

// TestTimeMachineKnowsWhatWasDeletedSince deletes a one-on-one and a report, and looks back to the day before.
func TestTimeMachineKnowsWhatWasDeletedSince(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer func() { w.ReadOnly = false }()
		id, other := fixtureID(2, 38), fixtureID(1, 5)
		was := d.meeting(id)
		name := d.team.Member(other).Person.Name
		remove(d.App, was, "Deleted")
		d.settle()
		remove(d.App, d.team.Member(other).Person, "Deleted")
		d.settle()
		if _, ok := d.team.Member(was.Person).Meeting(id); ok || d.team.Member(other) != nil {
			t.Fatal("they are there still")
		}
		d.lookBack(d.today() - 1)
		d.settle()
		if m, ok := d.team.Member(was.Person).Meeting(id); !ok || m.Notes != was.Notes {
			t.Errorf("known yesterday: %v, %q", ok, m.Notes)
		}
		d.open(Place{Page: People})
		d.settle()
		d.shows(name)
		d.backToToday()
		d.settle()
		if d.team.Member(other) != nil {
			t.Error("the one who was deleted is back today")
		}
	})
}
