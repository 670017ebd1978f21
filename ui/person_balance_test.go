package ui

import (
	"testing"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

func TestWhatWasTalkedAboutAgainstWhatIsNeeded(t *testing.T) {
	r := fixture() // every one-on-one is about wellbeing alone
	inWindow(t, r, func(d *desk) {
		priya := fixtureID(1, 0)
		d.open(Place{Page: Person, Person: priya})
		d.settle()
		const question = "Where do you want to be in a year?"
		d.shows("Talked about", "last six one-on-ones", "Wellbeing 6", "Growth none", "Growth  No talk about growth noted for 280 days", "“"+question+"”")
		points := func() (n int) {
			for _, p := range d.records().TalkingPoints {
				if p.Person == priya && p.Text == question && p.Category == notes.Growth {
					n++
				}
			}
			return n
		}
		d.press("Add to the list: " + question)
		if points() != 1 {
			t.Errorf("%d points that ask for it", points())
		}
		find(d, "chip", func(c *w.Chip) bool { return c.Text() == "On the list" })
	})
}

func TestNothingIsTalkedAboutBeforeTheFirstOneOnOne(t *testing.T) {
	r := people.Records{People: []people.Person{{ID: fixtureID(1, 0), Name: "Priya Raman", Started: civil.DateOf(fixtureNow) - 3}}}
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.shows("After the first one-on-one, what it was about shows here.")
	})
}
