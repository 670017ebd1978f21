package people

import (
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func at(s string) civil.Instant {
	i, err := civil.ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return i
}

func TestCadenceDays(t *testing.T) {
	for c, want := range map[Cadence]int{"": 0, "none": 0, "weekly": 7, "biweekly": 14, "monthly": 30, "every 3 weeks": 21} {
		if got, err := c.Days(); err != nil || got != want {
			t.Errorf("%q: %d days, %v; want %d", c, got, err, want)
		}
	}
	for _, c := range []Cadence{"daily", "every 0 weeks", "every two weeks", "every 03 weeks", "every 3 days", "Weekly"} {
		if got, err := c.Days(); err == nil {
			t.Errorf("%q: %d days, want an error", c, got)
		}
	}
}

func TestSeriesAcrossDaylightSaving(t *testing.T) {
	s, err := ParseSeries("DTSTART;TZID=Europe/Helsinki:20260303T140000\nRRULE:FREQ=WEEKLY")
	if err != nil {
		t.Fatal(err)
	}
	from := time.Date(2026, 3, 20, 0, 0, 0, 0, time.UTC)
	next, ok := s.Next(from, []civil.Date{date("2026-03-24")})
	if want := "2026-03-31T14:00:00+03:00"; !ok || next.Format(time.RFC3339) != want {
		t.Errorf("next after 20 March without the 24th = %v, %v; want %s", next, ok, want)
	}
	if s.Days() != 7 {
		t.Errorf("days = %d", s.Days())
	}
	for _, bad := range []string{"RRULE:FREQ=WEEKLY", "weekly", "DTSTART;TZID=Mars/Base:20260303T140000\nRRULE:FREQ=WEEKLY", "DTSTART:20260303T140000Z\nRRULE:FREQ=SECONDLY"} {
		if _, err := ParseSeries(bad); err == nil {
			t.Errorf("ParseSeries(%q) found no error", bad)
		}
	}
}

func TestPersonValidate(t *testing.T) {
	colour := 7
	p := Person{Timezone: "Mars/Base", Birthday: "--02-30", Colour: &colour, Cadence: "often", Photo: "!", Strengths: []Strength{{}}}
	fields := map[string]bool{}
	for _, problem := range p.Validate() {
		fields[problem.Field] = true
	}
	for _, want := range []string{"name", "timezone", "birthday", "colour", "cadence", "photo", "strengths[0].text"} {
		if !fields[want] {
			t.Errorf("no problem named %s: %v", want, p.Validate())
		}
	}
	good := Person{Name: "Priya Raman", Birthday: "--02-29", Timezone: "Europe/Helsinki", Cadence: "weekly"}
	if err := good.Validate().Err(); err != nil {
		t.Error(err)
	}
}

func TestAsOf(t *testing.T) {
	target, earlier := 15.0, 20.0
	f := File{
		Person: Person{Name: "Priya Raman", Status: Archived, StatusSince: date("2026-06-01"), Left: &Left{Date: date("2026-06-01")}},
		Meetings: []notes.Meeting{
			{At: at("2026-03-03T14:00:00+02:00"), Status: notes.Held},
			{At: at("2026-03-17T14:00:00+02:00"), Status: notes.Held},
			{At: at("2026-03-24T14:00:00+02:00"), Status: notes.Scheduled},
		},
		Actions: []notes.Action{
			{Text: "old", Created: date("2026-03-01"), State: notes.ActionDone, Closed: date("2026-03-20")},
			{Text: "new", Created: date("2026-03-20"), State: notes.ActionOpen},
		},
		Goals: []goals.Goal{{
			Title: "Fewer pages", Start: date("2026-01-05"), Due: date("2026-07-31"), Status: goals.Achieved, Closed: date("2026-06-20"),
			DueChanges: []goals.DueChange{{Date: date("2026-05-01"), Was: date("2026-06-30"), To: date("2026-07-31"), Reason: "moved"}},
			KeyResults: []goals.KeyResult{{Title: "Pages", Kind: goals.Number, To: &target, Retargeted: []goals.Retarget{{Date: date("2026-05-03"), Was: &earlier, To: &target, Reason: "quieter"}}}},
			CheckIns:   []goals.CheckIn{{Date: date("2026-02-01")}, {Date: date("2026-04-01")}},
		}},
		Absences: []Absence{{From: date("2026-12-20"), To: date("2026-12-31")}},
	}
	was := f.AsOf(date("2026-03-10"))
	if len(was.Meetings) != 2 || was.Meetings[1].Status != notes.Scheduled {
		t.Errorf("meetings: %+v", was.Meetings)
	}
	if len(was.Actions) != 1 || was.Actions[0].State != notes.ActionOpen || was.Actions[0].Closed != 0 {
		t.Errorf("actions: %+v", was.Actions)
	}
	g := was.Goals[0]
	if g.Status != goals.Active || g.Due != date("2026-06-30") || *g.KeyResults[0].To != 20 || len(g.CheckIns) != 1 {
		t.Errorf("goal: %+v", g)
	}
	if was.Person.IsArchived() || was.Person.Left != nil || len(was.Absences) != 1 {
		t.Errorf("person: %+v, absences %+v", was.Person, was.Absences)
	}
	if *f.Goals[0].KeyResults[0].To != 15 || f.Actions[0].State != notes.ActionDone {
		t.Error("AsOf changed the file itself")
	}
}

func TestFileHasNoGoalsOfOthers(t *testing.T) {
	id := func(n byte) uuid.UUID { return uuid.UUID{n} }
	r := Records{
		People: []Person{{ID: id(1), Name: "Priya"}, {ID: id(2), Name: "Mateo"}},
		Goals: []goals.Goal{
			{ID: id(10), Person: id(1), Title: "hers", Parent: id(11)}, {ID: id(11), Title: "team", Parent: id(12)}, {ID: id(12), Title: "above"},
			{ID: id(13), Person: id(1), Title: "hers under his", Parent: id(14)}, {ID: id(14), Person: id(2), Title: "his", Parent: id(15)}, {ID: id(15), Title: "above his"},
		},
	}
	f, _ := r.FileOf(id(1))
	var titles []string
	for _, g := range f.TeamGoals {
		titles = append(titles, g.Title)
	}
	if want := []string{"team", "above"}; !slices.Equal(titles, want) {
		t.Errorf("team goals %v, want %v", titles, want)
	}
}
