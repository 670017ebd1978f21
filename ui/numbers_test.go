package ui

import (
	"strings"
	"testing"
	"time"

	"rapport/goals"
	"rapport/morale"
)

// Where numbers are typed with a comma they are shown with one, and what is shown can be saved again; what was typed stays as it is.
func TestNumbersAreShownAsTheyAreTyped(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		setMark(true)
		defer setMark(false)
		id, person := fixtureID(8, 0), fixtureID(1, 0)
		d.open(Place{Page: Person, Person: person, Tab: TabGoals})
		d.settle()
		d.shows(", from 3,4 s to 2 s")
		if strings.Contains(d.words(), "3.4 s") {
			t.Error("a number has a point")
		}
		d.checkIn(d.goal(id))
		d.settle()
		value := d.objectsEntry(0)
		d.shows(", from 3,4 s to 2 s")
		value.Put("2.125")
		tapIn(d, "Check in")
		if !strings.Contains(value.Caption(), "2125 or 2,125") {
			t.Errorf("2.125 where thousands are parted by a point: %q", value.Caption())
		}
		value.Put("2,125")
		tapIn(d, "Check in")
		g := d.goal(id)
		if c, _ := g.LastCheckIn(); c.Values[g.KeyResults[0].ID] != 2.125 {
			t.Errorf("%+v", c)
		}
		d.shows("2,125 s, from 3,4 s to 2 s")

		d.open(Place{Page: Goal, Person: person, Record: id})
		d.settle()
		f := d.page.(*goalForm)
		if f.results[0].from.Text != "3,4" {
			t.Errorf("the form has %q", f.results[0].from.Text)
		}
		d.shows("from 3,4 to 2 s")
		d.retarget(g, g.KeyResults[0])
		d.settle()
		d.objectsEntry(0).Put("1,8")
		d.typeInto(d.objectsEntry(1), "Release v2.5 is faster")
		tapIn(d, "Save")
		time.Sleep(time.Second)
		d.settle()
		if g = d.goal(id); *g.KeyResults[0].To != 1.8 || *g.KeyResults[0].From != 3.4 {
			t.Errorf("%+v", g.KeyResults[0])
		}
		d.shows("target from 2 s to 1,8 s. Release v2.5 is faster")
		d.typeInto(f.why, " indeed")
		time.Sleep(time.Second)
		d.settle()
		if g = d.goal(id); *g.KeyResults[0].To != 1.8 || *g.KeyResults[0].From != 3.4 {
			t.Errorf("after the form was saved: %+v", g.KeyResults[0])
		}
		d.closeGoal(g)
		d.settle()
		if score := d.objectsEntry(0); !strings.Contains(score.Text, ",") || strings.Contains(score.Text, ".") {
			t.Errorf("the score is offered as %q", score.Text)
		}
	})
	s := morale.Sign{Kind: morale.MoodBelowUsual, Line: "3, 3 and 2 in the last three. Usual 3.6 to 4.4."}
	quoted := morale.Sign{Kind: morale.Frustration, Line: "“Stuck on v2.5 since Monday, 3.6 to 4.4”"}
	setMark(true)
	defer setMark(false)
	if seenLine(s) != "3, 3 and 2 in the last three. Usual 3,6 to 4,4." || seenLine(quoted) != quoted.Line {
		t.Errorf("%s; %s", seenLine(s), seenLine(quoted))
	}
	if mark != goals.Comma || decimal(1.25, 1) != "1,2" && decimal(1.25, 1) != "1,3" {
		t.Error(decimal(1.25, 1))
	}
}
