package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

func TestOneKeyLogsWhatWasSeen(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.key(fyne.KeyO, ctrl)
		d.shows("What you saw of Priya", "Less effort")
		w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyC})
		d.settle()
		seen := d.records().Observations
		if len(seen) != 1 || seen[0].Behaviour != "initiative" || seen[0].Change != people.Less || seen[0].Date != d.today() || seen[0].Person != fixtureID(1, 0) {
			t.Fatalf("%+v", seen)
		}
		d.shows("Less than usual: initiative")
		d.press("Undo")
		if n := len(d.records().Observations); n != 0 {
			t.Errorf("%d observations after Undo", n)
		}
		d.key(fyne.KeyO, ctrl)
		find(d, "direction", func(s *w.Segmented) bool { return s.AccessibilityLabel() == "Away from the usual" }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		d.shows("More effort")
		d.typeInto(d.entry("What you saw"), "Stayed for the demo")
		w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyA})
		d.settle()
		if seen := d.records().Observations; len(seen) != 1 || seen[0].Change != people.More || seen[0].Note != "Stayed for the demo" {
			t.Errorf("%+v", seen)
		}
	})
}

func TestAnEventIsFollowedUp(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.press("Event")
		d.press("Save")
		d.shows("Say in a line what happened.")
		d.typeInto(d.entry("In one line"), "New team lead")
		d.press("Save")
		event := func() people.Event {
			for _, e := range d.records().Events {
				if e.Text == "New team lead" {
					return e
				}
			}
			t.Fatal("no event")
			return people.Event{}
		}
		if e := event(); e.Kind != people.RoleChange || e.Date != d.today() || e.Person != fixtureID(1, 0) {
			t.Fatalf("%+v", e)
		}
		m := d.team.Member(fixtureID(1, 0))
		if m.Sign(string(morale.Shock)) == nil {
			t.Error("an event is no sign")
		}
		d.press("Talked about New team lead")
		if f := event().Followed; len(f) != 1 || f[0] != d.today() {
			t.Errorf("followed %v", f)
		}
		d.shows("ask again")
		if d.team.Member(fixtureID(1, 0)).Sign(string(morale.Shock)) != nil {
			t.Error("what was talked about is still a sign")
		}
		d.press("Undo")
		if f := event().Followed; len(f) != 0 {
			t.Errorf("followed %v after Undo", f)
		}
	})
}

func TestASentenceThatIsNotASign(t *testing.T) {
	r := fixture()
	for i := range r.Meetings {
		if m := &r.Meetings[i]; m.Person == fixtureID(1, 0) && m.Status == notes.Held {
			m.Notes = strings.ReplaceAll(m.Notes, "Week 1 with", "Priya is exhausted. Week 1 with")
		}
	}
	inWindow(t, r, func(d *desk) {
		id := fixtureID(1, 0)
		if d.team.Member(id).Sign(string(morale.Exhaustion)) == nil {
			t.Fatal("no sign to begin with")
		}
		d.open(Place{Page: Sign, Person: id, Kind: string(morale.Exhaustion)})
		d.settle()
		d.shows("Said once, on", "“Priya is exhausted.”", "not reached", "said again within six weeks")
		if !d.button("Not a sign").Disabled() {
			t.Error("a sign can be dismissed without a reason")
		}
		d.press("Not this one")
		if marks := d.records().LineMarks; len(marks) != 1 || marks[0].Quote != "Priya is exhausted." || marks[0].Mark != people.NotASign {
			t.Fatalf("%+v", marks)
		}
		if d.team.Member(id).Sign(string(morale.Exhaustion)) != nil {
			t.Error("it still counts")
		}
		d.press("Undo")
		if d.team.Member(id).Sign(string(morale.Exhaustion)) == nil {
			t.Error("it does not count after Undo")
		}
	})
}

func TestSignsInSettings(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "signs"})
		d.settle()
		d.shows("How easily they are raised", "Your own words", "Mood below usual")
		flip := func(name string) {
			s := find(d, "switch "+name, func(s *w.Switch) bool { return s.AccessibilityLabel() == name })
			s.Tapped(nil)
			d.settle()
		}
		flip("Mood below usual")
		if !d.team.Rules.Off[morale.MoodBelowUsual] {
			t.Error("the kind is not off")
		}
		d.shows("Off: Mood below usual.")
		d.press("Undo")
		if len(d.team.Rules.Off) != 0 {
			t.Errorf("off after Undo: %v", d.team.Rules.Off)
		}
		flip("Mood below usual")
		flip("Warning signs")
		d.shows("Warning signs are off.")
		for _, m := range d.team.Active() {
			if len(m.Signs) > 0 {
				t.Errorf("%s has signs with all of them off", m.Person.Name)
			}
		}
		d.press("Undo") // back to one kind that is off
		if len(d.team.Rules.Off) != 1 || !d.team.Rules.Off[morale.MoodBelowUsual] {
			t.Errorf("off after Undo: %v", d.team.Rules.Off)
		}
		flip("Warning signs")
		flip("Warning signs")
		if len(d.team.Rules.Off) != 0 {
			t.Errorf("still off: %v", d.team.Rules.Off)
		}
		find(d, "sensitivity", func(s *w.Segmented) bool { return s.AccessibilityLabel() == "Normal" }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		d.shows("Alert from now on.")
		if d.team.Rules.Sensitivity != people.Alert {
			t.Errorf("sensitivity %q", d.team.Rules.Sensitivity)
		}
		d.press("Undo")
		if d.team.Rules.Sensitivity != "" {
			t.Errorf("sensitivity %q after Undo", d.team.Rules.Sensitivity)
		}
		e := d.entry("A word or a few")
		d.typeInto(e, "climbing the walls")
		d.enter(e)
		words := d.records().CueWords
		if len(words) != 1 || words[0].Text != "climbing the walls" || words[0].Kind != string(morale.WishToLeave) {
			t.Fatalf("%+v", words)
		}
		d.shows("counts from now on")
		d.press("Undo")
		if n := len(d.records().CueWords); n != 0 {
			t.Errorf("%d words after Undo", n)
		}
		e = d.entry("A word or a few")
		d.typeInto(e, "climbing the walls")
		d.enter(e)
		d.press("Remove climbing the walls")
		if n := len(d.records().CueWords); n != 0 {
			t.Errorf("%d words", n)
		}
	})
}

func TestHistoryOfSigns(t *testing.T) {
	r := fixture()
	r.Acknowledgements = append(r.Acknowledgements, people.Acknowledgement{ID: fixtureID(30, 1), Person: fixtureID(1, 0), Sign: string(morale.MoodBelowUsual), At: civil.DateOf(fixtureNow) - 1, Action: people.Acted})
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.press("History of signs")
		d.shows("Signs of Priya Raman, eighteen months", "Mood below usual range", "You talked about it on 2 Mar.")
	})
}
