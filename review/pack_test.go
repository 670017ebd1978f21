package review

import (
	"slices"
	"strings"
	"testing"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

var aYear = Period{date("2025-03-01"), date("2026-02-28")}

// praiseOn is a file with one piece of praise on each of the days.
func praiseOn(days ...string) people.File {
	f := people.File{Person: people.Person{ID: id(1), Name: "Priya Raman"}}
	for _, d := range days {
		f.Feedback = append(f.Feedback, notes.Feedback{Date: date(d), Kind: notes.Praise, Direction: notes.Given, Text: "Good on " + d, Impact: "x"})
	}
	return f
}

func TestCoverage(t *testing.T) {
	var monthly []string
	for m := range 12 {
		monthly = append(monthly, date("2025-03-10").AddMonths(m).String())
	}
	for _, c := range []struct {
		name string
		f    people.File
		want string
	}{
		{"every month", praiseOn(monthly...), ""},
		{"nothing", praiseOn(), "Nothing was noted in this period."},
		{"without June and August", praiseOn(slices.Delete(slices.Clone(monthly), 3, 4)...), "June 2025 has no item."},
		{"one month", praiseOn("2025-05-05", "2025-05-06"), "All of it is from one month."},
		{"late", praiseOn(append(slices.Clone(monthly), "2026-01-01", "2026-01-02", "2026-01-03", "2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04")...), "Over half of it, 10 of 19 items, is from the last quarter of the period. Recent work is easier to remember: look at the months before."},
		{"half is not over half", praiseOn(append(slices.Clone(monthly), "2026-01-01", "2026-01-02", "2026-01-03", "2026-02-01", "2026-02-02", "2026-02-03")...), ""},
		{"two months", praiseOn("2025-05-05", "2026-01-06"), "Ten of 12 months have no item."},
	} {
		got := CoverageOf(c.f, aYear, people.AudienceReview, Options{})
		if s := strings.Join(got.Remarks, " "); s != c.want {
			t.Errorf("%s: %q, want %q", c.name, s, c.want)
		}
		n := 0
		for _, m := range got.Months {
			n += m.Count
		}
		if n != got.Total || len(got.Months) != 12 {
			t.Errorf("%s: %d in %d months, %d in all", c.name, n, len(got.Months), got.Total)
		}
	}
	joined := praiseOn("2025-12-22", "2026-01-05", "2026-02-10")
	joined.Person.Started = date("2025-12-18")
	if got := CoverageOf(joined, aYear, people.AudienceReview, Options{}); len(got.Months) != 3 || len(got.Remarks) != 0 {
		t.Errorf("before the first day there is nothing to note: %+v", got)
	}
	away := praiseOn(slices.Delete(slices.Clone(monthly), 5, 6)...)
	away.Absences = []people.Absence{{Person: id(1), From: date("2025-08-04"), To: date("2025-08-22")}}
	if got := CoverageOf(away, aYear, people.AudienceReview, Options{}); len(got.Remarks) != 0 || !got.Months[5].Away {
		t.Errorf("leave is no gap: %+v", got)
	}
}

func TestEnough(t *testing.T) {
	k := pack{period: aYear, span: aYear}
	for _, c := range []struct {
		days []string
		want string
	}{
		{nil, "Not enough"}, {[]string{"2025-05-01"}, "Needs more"},
		{[]string{"2025-03-05", "2025-07-05", "2025-10-05", "2026-02-05"}, "Enough"},
		{[]string{"2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04", "2026-02-05"}, "Needs more"},
	} {
		var days []civil.Date
		for _, d := range c.days {
			days = append(days, date(d))
		}
		if got := k.enough(days); got != c.want {
			t.Errorf("%v: %s, want %s", c.days, got, c.want)
		}
	}
}

func TestPackKeepsToItsPeriod(t *testing.T) {
	p := Period{date("2025-06-01"), date("2025-09-30")}
	f := priya()
	d := Pack(f, p, people.AudienceReview, Options{})
	s, ok := d.Section(KeyGoals)
	if !ok || len(s.Blocks) != 2 {
		t.Fatalf("one goal was under way: %+v", s)
	}
	items := s.Blocks[1].(Bullets).Items
	if want := "Under way, 70% done at the end of the period; the plan had 79%. Due 31 October 2025. Last check-in on 2 September 2025: at risk. After the period, achieved on 28 October 2025."; items[0].Text != want {
		t.Errorf("%q, want %q", items[0].Text, want)
	}
	if _, ok := d.Section(KeyGiven); ok {
		t.Error("feedback of another time is in it")
	}
	for _, s := range d.Sections {
		if len(s.Blocks) == 0 {
			t.Errorf("%s is empty", s.Key)
		}
	}
}

func TestPackOfNothing(t *testing.T) {
	d := Pack(people.File{Person: people.Person{Name: "Priya Raman"}}, aYear, people.AudienceReview, Options{})
	if len(d.Sections) != 1 || d.Sections[0].Key != KeyEvidence {
		t.Errorf("%+v", d.Sections)
	}
	for _, b := range d.Sections[0].Blocks {
		if table, ok := b.(Table); ok && table.Rows[0][2] != "Not enough" {
			t.Errorf("%+v", table)
		}
	}
}

func TestToldAfterThePeriod(t *testing.T) {
	f := praiseOn("2026-02-20")
	f.Feedback[0].SaidOn = date("2026-03-05")
	s, _ := Pack(f, aYear, people.AudienceReview, Options{}).Section(KeyGiven)
	if got := s.Blocks[1].(Bullets).Items[0].Tail; got != "first said on 5 March 2026" {
		t.Errorf("%q", got)
	}
}

func TestSectionsAreChosen(t *testing.T) {
	d := Pack(priya(), aYear, people.AudienceReview, Options{Sections: []string{KeyGoals, KeyMeetings}})
	if len(d.Sections) != 2 || d.Sections[0].Key != KeyGoals || d.Sections[1].Key != KeyMeetings {
		t.Errorf("%+v", d.Sections)
	}
	for _, key := range SectionKeys {
		if SectionTitle(key) == "" {
			t.Errorf("%s has no title", key)
		}
	}
	counts := Counts(priya(), aYear, people.AudienceReview, Options{})
	for key, want := range map[string]int{KeyGoals: 3, KeyHighlights: 4, KeyGiven: 2, KeyOthers: 1, KeyGrowth: 3, KeyMeetings: 5, KeyMood: 2, KeyPrivate: 3} {
		if counts[key] != want {
			t.Errorf("%s: %d, want %d", key, counts[key], want)
		}
	}
	if got := FileName("Tomasz Zieliński", aYear); got != "tomasz-zielinski-2026-02" {
		t.Errorf("%q", got)
	}
	if got := FileName("佐藤", aYear); got != "review-2026-02" {
		t.Errorf("%q", got)
	}
}

func TestOutcomes(t *testing.T) {
	k := pack{period: aYear, name: "Priya"}
	closed := func(status goals.Status, day string, score *float64, kind goals.Kind) goals.Goal {
		return goals.Goal{Status: status, Closed: date(day), Due: date("2025-10-31"), Score: score, Kind: kind}
	}
	for _, c := range []struct {
		g    goals.Goal
		want string
	}{
		{closed(goals.Achieved, "2025-10-31", nil, ""), "Achieved on 31 October 2025, on the day it was due."},
		{closed(goals.Achieved, "2025-11-01", num(0.8), goals.Aspirational), "Achieved on 1 November 2025, one day after it was due. Score 0.8 of 1 (aspirational: about 0.7 was the aim)."},
		{closed(goals.Missed, "2025-11-01", num(0), ""), "Missed on 1 November 2025. Score 0 of 1."},
		{closed(goals.Partly, "2025-11-01", nil, ""), "Partly achieved on 1 November 2025."},
		{goals.Goal{Status: goals.Active}, "Under way, not measured. No due date."},
	} {
		if got := k.outcome(c.g, c.g); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
	for _, c := range []struct {
		kept, of int
		want     string
	}{
		{1, 1, "The one action item with a date was done on time."}, {0, 1, "The one action item with a date was not done on time."},
		{3, 3, "All three action items with a date were done on time."}, {0, 3, "None of three action items with a date was done on time."},
		{1, 3, "One of three action items with a date was done on time."}, {12, 20, "Twelve of 20 action items with a date were done on time."},
	} {
		if got := keptWords(c.kept, c.of); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}
