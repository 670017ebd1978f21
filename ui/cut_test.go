package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	w "rapport/ui/widget"
)

// drawnWhole is an error where a text is not drawn to its last word. A text that wraps is drawn in lines, so its words are looked for in turn.
func (d *desk) drawnWhole(texts ...string) {
	d.t.Helper()
	words := strings.Join(strings.Fields(d.drawn()), " ")
	for _, text := range texts {
		if !strings.Contains(words, text) {
			d.t.Errorf("%q is cut in:\n%s", text, d.drawn())
		}
	}
}

func TestObservationsAreReadWhole(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.observe(fixtureID(1, 0))
		d.settle()
		for _, b := range morale.Behaviours {
			d.drawnWhole(upper(string(b.Change)) + " " + b.Name)
		}
	})
}

func TestNamesOfTemplatesAreReadWhole(t *testing.T) {
	for _, size := range []fyne.Size{fyne.NewSize(1280, 770), fyne.NewSize(1024, 700)} {
		inWindow(t, fixture(), func(d *desk) {
			d.window.Resize(size)
			d.open(Place{Page: Templates})
			d.settle()
			for _, x := range notes.Templates(nil) {
				d.drawnWhole(x.Name)
			}
		})
	}
}

func TestWhatIsHandedOverIsReadWhole(t *testing.T) {
	r := fixture()
	what := "Hand-over of basket alerts during on-call and after it, for the whole of the team"
	on, level := civil.DateOf(fixtureNow), 3
	r.Delegations = append(r.Delegations, goals.Delegation{ID: fixtureID(90, 0), Person: fixtureID(1, 0), What: what, Level: &level, State: goals.DelegationActive, Since: on, Review: on + 7})
	inWindow(t, r, func(d *desk) {
		d.window.Resize(fyne.NewSize(1024, 700))
		d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabDelegation})
		d.settle()
		d.drawnWhole(what)
	})
}

func TestWhatWasSeenIsReadWhole(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.window.Resize(fyne.NewSize(1024, 700))
		seen := 0
		for _, m := range d.team.Members {
			for _, s := range m.Signs {
				d.open(Place{Page: Sign, Person: m.Person.ID, Kind: string(s.Kind)})
				d.settle()
				d.drawnWhole(strings.Join(strings.Fields(signText(s.Line)), " "))
				if first := openSince(&s); s.Since > first {
					d.showsNot("since " + shortDay(s.Since, d.team.On) + ", open since")
				}
				seen++
			}
		}
		if seen == 0 {
			t.Error("no sign was looked at")
		}
	})
}

func TestSignsThatAreOffAreSaidToBeOff(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "signs"})
		d.settle()
		find(d, "switch", func(s *w.Switch) bool { return s.AccessibilityLabel() == "Warning signs" }).Tapped(nil)
		d.settle()
		for _, at := range []Place{{Page: Today}, {Page: Person, Person: fixtureID(1, 0)}} {
			d.open(at)
			d.settle()
			d.shows("Warning signs are off.")
			d.showsNot("Nothing stands out this week.")
		}
		d.press("Settings")
		if d.place.Page != SettingsPage || d.place.Tab != "signs" {
			t.Errorf("at %v", d.place)
		}
	})
}
