package review

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
)

func TestSuggestNeverRepeatsForSixMonths(t *testing.T) {
	library := notes.Library(nil)
	rapid.Check(t, func(t *rapid.T) {
		f, on := priya(), date("2026-03-03")
		for range rapid.IntRange(0, 60).Draw(t, "asked") {
			q := rapid.SampledFrom(library).Draw(t, "question").Text
			if rapid.Bool().Draw(t, "other case") {
				q = strings.ToUpper(q)
			}
			f.Asked = append(f.Asked, notes.Asked{Question: q, Date: on - civil.Date(rapid.IntRange(0, 400).Draw(t, "days"))})
		}
		agenda := []notes.Topic{{Text: rapid.SampledFrom(library).Draw(t, "topic").Text}}
		got := Suggest(f, Morale{}, library, agenda, rapid.SampledFrom(append([]string{""}, notes.Moments...)).Draw(t, "moment"), on)
		if len(got) < 10 {
			t.Fatalf("only %d", len(got))
		}
		seen := map[string]bool{language.Fold(agenda[0].Text): true}
		for _, s := range got {
			if seen[language.Fold(s.Question.Text)] || s.Why == "" {
				t.Fatalf("%q, why %q", s.Question.Text, s.Why)
			}
			seen[language.Fold(s.Question.Text)] = true
			if last := notes.LastAsked(f.Asked, s.Question.Text); last > on-notes.AskedDays {
				t.Fatalf("%q was asked on %s", s.Question.Text, last)
			}
		}
	})
}

func TestSuggestByTheRecord(t *testing.T) {
	on := date("2026-03-03")
	first := func(f people.File, m Morale, moment string) Suggestion {
		return Suggest(f, m, notes.Library(nil), nil, moment, on)[0]
	}
	plain := people.File{Person: people.Person{Name: "Ada Byron"}}
	held := plain
	held.Meetings = []notes.Meeting{{Status: notes.Held, At: civil.InstantOf((on - 7).Time()), Topics: []notes.Topic{{Text: "x", Category: notes.Delivery, State: notes.Discussed}}}}
	joined := plain
	joined.Person.Started = on - 20
	back := plain
	back.Absences = []people.Absence{{Person: plain.Person.ID, From: on - 60, To: on - 3}}
	event := plain
	event.Events = []people.Event{{Date: on - 10, Kind: people.Reorganisation, Text: "Two teams became one"}}
	late := plain
	late.Goals = []goals.Goal{{Title: "Checkout", Status: goals.Active, Start: on - 60, Due: on + 10, KeyResults: []goals.KeyResult{{Title: "x"}}, CheckIns: []goals.CheckIn{{Date: on - 2, Confidence: goals.OffTrack}}}}
	star := plain
	yes := true
	for name, c := range map[string]struct {
		got                Suggestion
		theme, moment, why string
	}{
		"growth":    {first(held, Morale{}, ""), "growth", "*", "Growth has not come up yet"},
		"joined":    {first(joined, Morale{}, ""), "*", "first", "Joined"},
		"back":      {first(back, Morale{}, ""), "*", "return", "Back from leave"},
		"event":     {first(event, Morale{}, ""), "change", "change", "Two teams became one"},
		"goal":      {first(late, Morale{}, ""), "goals", "*", "‘Checkout’: off track"},
		"sign":      {first(plain, Morale{Signs: []SignLine{{Kind: "stuck", Title: "Stuck", Question: "Where?"}}}, ""), "growth", "*", "Stuck"},
		"need":      {first(held, Morale{Needs: []morale.Need{{Category: notes.Team, Reason: "Ada joined 1 Feb", Question: "Whom next?"}}}, ""), "team", "", "Ada joined"},
		"moment":    {first(plain, Morale{}, "stay"), "stay", "stay", "For a stay conversation"},
		"favourite": {Suggest(star, Morale{}, notes.Library([]notes.Question{{Text: "Mine?", Favourite: &yes}}), nil, "", on)[0], "*", "*", "One of your favourites"},
	} {
		if c.theme != "*" && c.got.Question.Theme != c.theme || c.moment != "*" && c.got.Question.Moment != c.moment || !strings.HasPrefix(c.got.Why, c.why) {
			t.Errorf("%s: %+v", name, c.got)
		}
	}
}
