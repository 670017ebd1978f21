package ui

import (
	"fmt"
	"strings"
	"testing"

	"rapport/civil"
	"rapport/morale"
	"rapport/people"
)

// TestWhatHappenedComesBackAfterThirtyAndNinetyDays: what was talked about when it happened is on Today and in the brief again when its
// follow-ups are due, and in neither before; talked about once more it is gone from both.
func TestWhatHappenedComesBackAfterThirtyAndNinetyDays(t *testing.T) {
	on, priya := civil.DateOf(fixtureNow), fixtureID(1, 0)
	for _, c := range []struct {
		ago      civil.Date
		followed []civil.Date // days after it
		due      bool
	}{{29, []civil.Date{0}, false}, {30, []civil.Date{0}, true}, {89, []civil.Date{0, 30}, false}, {90, []civil.Date{0, 30}, true}, {30, []civil.Date{0, 25}, false}} {
		t.Run(fmt.Sprintf("%d days, followed %v", c.ago, c.followed), func(t *testing.T) {
			r := fixture()
			e := people.Event{ID: fixtureID(10, 2), Person: priya, Date: on - c.ago, Kind: people.ColleagueLeft, Text: "Bea leaves the team"}
			for _, d := range c.followed {
				e.Followed = append(e.Followed, e.Date+d)
			}
			r.Events = append(r.Events, e)
			inWindow(t, r, func(d *desk) {
				title := "A colleague left, " + shortDay(e.Date, on)
				seen := func(where string, is bool) {
					t.Helper()
					if got := strings.Contains(strings.ToLower(d.words()), strings.ToLower(title)); got != is {
						t.Errorf("%s: %q is shown: %v", where, title, got)
					}
				}
				both := func(is bool) {
					t.Helper()
					d.open(Place{})
					d.settle()
					seen("Today", is)
					d.open(Place{Page: Prep, Person: priya})
					d.settle()
					seen("prep", is)
				}
				both(c.due)
				if !c.due {
					return
				}
				d.shows("“How has this changed things for you?”")
				d.open(Place{Page: Sign, Person: priya, Kind: string(morale.Shock)})
				d.settle()
				d.press("Talked about it")
				if d.team.Member(priya).Sign(string(morale.Shock)) != nil {
					t.Error("talked about, it is still a sign")
				}
				both(false)
			})
		})
	}
}
