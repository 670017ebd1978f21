package morale

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// topics adds topics of the categories that were discussed.
func topics(m *notes.Meeting, about ...notes.Category) {
	for _, c := range about {
		m.Topics = append(m.Topics, notes.Topic{Text: string(c), Category: c, State: notes.Discussed})
	}
}

func need(b Balance, c notes.Category) (Need, bool) {
	i := slices.IndexFunc(b.Needs, func(n Need) bool { return n.Category == c })
	if i < 0 {
		return Need{}, false
	}
	return b.Needs[i], true
}

func TestBalanceCountsTheLastMeetings(t *testing.T) {
	b := priya(people.Weekly)
	for i := range 8 {
		m := b.meet(start+civil.Date(7*i), 4, 3)
		topics(m, notes.Delivery, notes.Delivery)
		if i < 2 {
			topics(m, notes.Growth)
		}
		m.Topics = append(m.Topics, notes.Topic{Text: "Not reached", Category: notes.Team}, notes.Topic{Text: "No category", State: notes.Parked})
	}
	got := BalanceOf(b.file(), only(), start+50, 6)
	if got.Meetings != 6 || got.Topics != 18 || got.Counts[0].Category != notes.Delivery || got.Counts[0].Count != 12 || got.Counts[1].Category != notes.Other || got.Counts[1].Count != 6 {
		t.Errorf("%+v", got)
	}
	i := slices.IndexFunc(got.Counts, func(c CategoryCount) bool { return c.Category == notes.Growth })
	if c := got.Counts[i]; c.Count != 0 || c.Last != start+7 {
		t.Errorf("growth came up before the last six: %+v", c)
	}
}

func TestBalanceNeeds(t *testing.T) {
	on := start + 70
	file := func(change func(*builder)) people.File {
		b := priya(people.Weekly)
		for i := range 10 {
			topics(b.meet(start+civil.Date(7*i), 4, 3), notes.Delivery, notes.Wellbeing)
		}
		b.Feedback = append(b.Feedback, notes.Feedback{Date: start + 60, Kind: notes.Praise, Direction: notes.Given},
			notes.Feedback{Date: start + 60, Kind: notes.Constructive, Direction: notes.Received})
		topics(&b.Meetings[9], notes.Growth)
		if change != nil {
			change(b)
		}
		return b.file()
	}
	if got := BalanceOf(file(nil), Rules{}, on, 6); len(got.Needs) != 0 {
		t.Fatalf("nothing speaks for anything: %+v", got.Needs)
	}
	for name, c := range map[string]struct {
		change func(*builder)
		want   notes.Category
		reason string
	}{
		"interests": {func(b *builder) { b.Meetings[9].Topics = nil; b.Person.Interests = []string{"platform work"} }, notes.Growth, "platform work"},
		"a learning goal": {func(b *builder) {
			b.Meetings[9].Topics = nil
			b.goal(start, "Speak at a meetup", checkIn(start+60, 25, goals.OnTrack)).Kind = goals.Learning
		}, notes.Growth, "Speak at a meetup"},
		"a new joiner":   {func(b *builder) { b.Person.Started = start - 5 }, notes.Team, "joined 2 Jan"},
		"a goal at risk": {func(b *builder) { b.goal(start, "Importer", checkIn(on-1, 1, goals.AtRisk)) }, notes.Delivery, "Importer"},
		"no feedback":    {func(b *builder) { b.Feedback[1].Date = start - 60; b.meet(start-60, 4, 3) }, notes.FeedbackC, "Last feedback from Priya"},
		"an open sign":   {func(b *builder) { b.Feedback[0].Date = start; b.Person.Interests = nil }, notes.FeedbackC, "No praise noted"},
		"a sign, by kind": {func(b *builder) {
			b.Events = []people.Event{{Date: on - 1, Person: b.Person.ID, Kind: people.PassedOver, Text: "Lead role"}}
		}, notes.Wellbeing, "Passed over"},
	} {
		got := BalanceOf(file(c.change), Rules{}, on, 6)
		n, ok := need(got, c.want)
		if !ok || !strings.Contains(n.Reason, c.reason) || n.Question == "" {
			t.Errorf("%s: %+v", name, got.Needs)
		}
	}
	met := BalanceOf(file(func(b *builder) {
		b.Events = []people.Event{{Date: on - 9, Person: b.Person.ID, Kind: people.PassedOver, Text: "Lead role"}}
	}), Rules{}, on, 6)
	if _, ok := need(met, notes.Wellbeing); ok {
		t.Errorf("it was talked about on the seventh day after: %+v", met.Needs)
	}
	first := BalanceOf(file(func(b *builder) {
		b.Meetings[9].Topics = nil
		b.Person.Interests = []string{"x"}
		b.Events = []people.Event{{Date: on - 1, Person: b.Person.ID, Kind: people.PassedOver, Text: "Lead role"}}
	}), Rules{}, on, 6)
	if len(first.Needs) != 2 || first.Needs[0].Category != notes.Wellbeing || first.Needs[1].Category != notes.Growth {
		t.Errorf("signs first: %+v", first.Needs)
	}
}

func TestBalanceOfNobody(t *testing.T) {
	b := priya(people.Weekly)
	b.Person.Relation = people.Peer
	topics(b.meet(start, 2, 5), notes.Delivery)
	if got := BalanceOf(b.file(), Rules{}, start+200, 6); got.Topics != 1 || len(got.Needs) != 0 {
		t.Errorf("a peer needs nothing here: %+v", got)
	}
	if got := BalanceOf(people.File{}, Rules{}, start, 6); got.Meetings != 0 || len(got.Needs) != 0 || len(got.Counts) != len(notes.Categories) {
		t.Errorf("%+v", got)
	}
}

func TestBalanceProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		on := start + civil.Date(rapid.IntRange(-10, drawnDays+60).Draw(t, "on"))
		n := rapid.IntRange(0, 9).Draw(t, "n")
		got := BalanceOf(f, Rules{}, on, n)
		sum := 0
		for i, c := range got.Counts {
			sum += c.Count
			if i > 0 && c.Count > got.Counts[i-1].Count {
				t.Fatal("not most first")
			}
			if c.Count > 0 && c.Last == 0 || c.Last > on {
				t.Fatalf("%+v", c)
			}
		}
		if sum != got.Topics || got.Meetings > n || len(got.Counts) != len(notes.Categories) {
			t.Fatalf("%d of %d topics in %d meetings", sum, got.Topics, got.Meetings)
		}
		seen := map[string]bool{}
		for i, x := range got.Needs {
			if x.Reason == "" || x.Question == "" || seen[x.Question] && seen[x.Reason] || x.Last > on || i > 0 && x.weight > got.Needs[i-1].weight {
				t.Fatalf("%+v", got.Needs)
			}
			seen[x.Question], seen[x.Reason] = true, true
		}
	})
}
