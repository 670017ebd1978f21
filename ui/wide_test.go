package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/people"
)

// TestALargeTeamFitsTheWindow has more people than anybody leads: no page is drawn wider than the window.
func TestALargeTeamFitsTheWindow(t *testing.T) {
	r := fixture()
	for i := range 40 {
		r.People = append(r.People, people.Person{ID: fixtureID(1, 100+i), Name: fmt.Sprintf("Person %d Quite Long Surname", i), Role: "Principal Staff Distinguished Engineer of Everything", Cadence: people.Weekly})
	}
	inWindow(t, r, func(d *desk) {
		for _, width := range []float32{1280, 1024} {
			d.window.Resize(fyne.NewSize(width, 700))
			d.settle()
			for _, at := range []Place{{}, {Page: People}, {Page: Goals}, {Page: Mirror}, {Page: Mirror, Tab: TabSigns}, {Page: Actions}, {Page: Search, Query: "noisy"}, {Page: Person, Person: fixtureID(1, 0)},
				{Page: Person, Person: fixtureID(1, 0), Tab: TabProfile}, {Page: Prep, Person: fixtureID(1, 0)}} {
				d.open(at)
				d.settle()
				room := d.shell.page.Size().Width
				if scroll, ok := d.page.(scroller); ok && scroll.scrolls() != nil {
					if got := scroll.scrolls().Content.MinSize().Width; got > room {
						t.Errorf("%+v in %v: the page needs %v, not %v", at, width, got, room)
					}
				}
				if got := d.page.object().MinSize().Width; got > room {
					t.Errorf("%+v in %v: needs %v, not %v", at, width, got, room)
				}
			}
		}
	})
}
