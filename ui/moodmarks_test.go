package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// marked is the fixture with something of everything that the mood chart shows.
func marked() people.Records {
	r, on, priya := fixture(), civil.DateOf(fixtureNow), fixtureID(1, 0)
	r.People[0].RoleSince = on - 100
	r.Feedback = append(r.Feedback,
		notes.Feedback{ID: fixtureID(40, 1), Person: priya, Date: on - 20, Kind: notes.Praise, Direction: notes.Given, Behaviour: "Calm through the incident"},
		notes.Feedback{ID: fixtureID(40, 2), Person: priya, Date: on - 21, Kind: notes.Constructive, Direction: notes.Given, Text: "Ask before you rewrite"},
		notes.Feedback{ID: fixtureID(40, 3), Person: priya, Date: on - 22, Kind: notes.Praise, Direction: notes.Received, Text: "You listened"})
	r.Goals = append(r.Goals, goals.Goal{ID: fixtureID(41, 1), Person: priya, Title: "Dark theme", Start: on - 150, Status: goals.Partly, Closed: on - 60})
	r.Absences = append(r.Absences, people.Absence{ID: fixtureID(42, 1), Person: priya, From: on - 45, To: on - 40, Text: "Lapland"},
		people.Absence{ID: fixtureID(42, 2), From: on - 70, To: on - 68})
	return r
}

func moodChart(d *desk) *w.MoodChart {
	return find(d, "mood chart", func(c *w.MoodChart) bool { return true })
}

// marks are the labels of everything that the keyboard finds in the chart.
func chartMarks(d *desk, c *w.MoodChart) (out []string) {
	d.window.Canvas().Focus(c)
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
	for last := -1; c.Mark() > last; c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight}) {
		last = c.Mark()
		out = append(out, c.AccessibilityLabel())
	}
	return out
}

func TestTheMoodChartShowsWhatTheRecordHolds(t *testing.T) {
	inWindow(t, marked(), func(d *desk) {
		priya := fixtureID(1, 0)
		here := Place{Page: Person, Person: priya}
		d.open(here)
		d.settle()
		d.shows("Praise", "Suggestion", "Goal ended", "Role", "Away")
		want := []string{
			"23 Nov 2025 · New role: Engineer II, Frontend", "23 to 25 Dec 2025 · Everyone off", "2 Jan · Goal partly achieved: Dark theme", "13 Jan · On-call starts",
			"17 to 22 January · Leave: Lapland", "10 Feb · Suggestion: Ask before you rewrite", "11 Feb · Praise: Calm through the incident",
		}
		got := chartMarks(d, moodChart(d))
		if !slices.Equal(got, want) {
			t.Errorf("the chart has\n%s\nnot\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
		places := []Place{
			{Page: Person, Person: priya, Tab: TabProfile}, {Page: Person, Person: priya, Tab: TabProfile},
			{Page: Person, Person: priya, Tab: TabGoals, Record: fixtureID(41, 1)}, {},
			{Page: Person, Person: priya, Tab: TabProfile},
			{Page: Person, Person: priya, Tab: TabFeedback, Record: fixtureID(40, 2)}, {Page: Person, Person: priya, Tab: TabFeedback, Record: fixtureID(40, 1)},
		}
		for i, to := range places {
			if to == (Place{}) {
				continue
			}
			c := moodChart(d)
			chartMarks(d, c)
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome})
			for range i {
				c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
			}
			c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			d.settle()
			if d.place != to {
				t.Errorf("%s opened %+v, not %+v", want[i], d.place, to)
			}
			d.open(here)
			d.settle()
		}
	})
}

func TestMarksOfTheRecordCanBeLeftAway(t *testing.T) {
	inWindow(t, marked(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.press("Hide")
		if got := chartMarks(d, moodChart(d)); !slices.Equal(got, []string{"13 Jan · On-call starts"}) {
			t.Errorf("left away, the chart has %q", got)
		}
		d.open(Place{Page: Person, Person: fixtureID(1, 1)})
		d.settle()
		d.shows("Feedback, goals and leave are left away.")
		d.press("Show")
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		if got := chartMarks(d, moodChart(d)); len(got) != 7 {
			t.Errorf("shown again, the chart has %q", got)
		}
	})
}

func TestAnEventIsAddedFromTheChart(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.press("Add an event to the chart")
		d.typeInto(d.entry("In one line"), "New team lead")
		d.press("Save")
		if got := chartMarks(d, moodChart(d)); !slices.Equal(got, []string{"13 Jan · On-call starts", "3 Mar · New team lead"}) {
			t.Errorf("the chart has %q", got)
		}
		c := moodChart(d)
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
		c.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		d.shows("What happened")
	})
}

func TestBriefWordsOfAnEvent(t *testing.T) {
	for text, want := range map[string]string{
		"On-call starts": "On-call starts", "New team lead: Joana Reis leads Frontend day to day": "New team lead",
		"Bea leaves the rota for another team; five are left": "Bea leaves the rota for…", "Umstrukturierungsankündigungen": "Umstrukturierungsankündi…",
		": oddly written and long enough to cut": ": oddly written and…",
	} {
		if got := brief(text); got != want {
			t.Errorf("%q became %q, not %q", text, got, want)
		}
	}
}
