package sample_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/interchange"
	"rapport/interchange/sample"
	"rapport/notes"
	"rapport/people"
)

// days are the days that every test looks at: each day of a year with every weekday, holiday and border, and some odd ones.
func days() []civil.Date {
	var out []civil.Date
	for d := civil.NewDate(2026, time.January, 1); d <= civil.NewDate(2027, time.January, 4); d++ {
		out = append(out, d)
	}
	return append(out,
		civil.NewDate(2028, time.February, 29),
		civil.NewDate(2027, time.February, 28),
		civil.NewDate(2024, time.March, 1),
		civil.NewDate(2025, time.December, 31),
		civil.NewDate(2030, time.April, 22), // Easter Monday
	)
}

// tuesday is the day of the drawings.
var tuesday = civil.NewDate(2026, time.March, 3)

func report(t *testing.T, r people.Records, name string) people.File {
	t.Helper()
	for _, p := range r.People {
		if p.Name == name {
			f, _ := r.FileOf(p.ID)
			return f
		}
	}
	t.Fatalf("%s is not among the cast", name)
	return people.File{}
}

func TestTheSameDayGivesTheSameBytes(t *testing.T) {
	for _, day := range []civil.Date{tuesday, civil.NewDate(2028, time.February, 29)} {
		a, err := json.Marshal(sample.Records(day))
		if err != nil {
			t.Fatal(err)
		}
		b, _ := json.Marshal(sample.Records(day))
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two runs differ", day)
		}
		c, _ := json.Marshal(sample.Records(day + 1))
		if bytes.Equal(a, c) {
			t.Errorf("%s and the day after are the same", day)
		}
	}
}

// A document of the sample data comes in whole: no problem in any record, no reference to nothing, no field that is not known.
func TestADocumentThatImports(t *testing.T) {
	var size int
	for i, day := range days() {
		if i%8 > 0 && i < 365 {
			continue
		}
		var b bytes.Buffer
		records := sample.Records(day)
		doc := interchange.Document{Format: interchange.Format, Version: interchange.Version, Records: records}
		if err := interchange.Write(&b, doc); err != nil {
			t.Fatalf("%s: %v", day, err)
		}
		size = b.Len()
		if size > 3<<20 {
			t.Errorf("%s: the document has %d bytes", day, size)
		}
		changes, _, warnings, err := interchange.Import(bytes.NewReader(b.Bytes()), people.Records{}, interchange.ReadOptions{Strict: true}, interchange.MergeOptions{})
		if err != nil || len(warnings) > 0 {
			t.Fatalf("%s: %v %v", day, err, warnings)
		}
		var again bytes.Buffer
		doc.Records = changes.Apply(people.Records{})
		if err := interchange.Write(&again, doc); err != nil {
			t.Fatalf("%s: %v", day, err)
		}
		if !bytes.Equal(b.Bytes(), again.Bytes()) {
			t.Errorf("%s: the document changes on its way through an import", day)
		}
	}
	t.Logf("%d bytes", size)
}

// checks look at the sample data of one day.
var checks = map[string]func(*testing.T, civil.Date, people.Records){
	"cast": cast, "past and future": nothingHasHappenedYet, "working days": oneOnOnesAreOnWorkingDays, "states of goals": everyStateOfAGoal, "the happy one": theHappyOne, "one today": oneToday,
}

func TestEveryDay(t *testing.T) {
	for _, day := range days() {
		r := sample.Records(day)
		for name, check := range checks {
			check(t, day, r)
			if t.Failed() {
				t.Fatalf("%s, %s: see above", day, name)
			}
		}
	}
}

func cast(t *testing.T, day civil.Date, r people.Records) {
	names := map[string]string{}
	for _, p := range r.People {
		names[p.Name] = p.Timezone
		if p.Started >= day || p.Series == "" || p.WorkingStyle == "" || p.ProfileNotes == "" || len(p.Strengths) == 0 {
			t.Errorf("%s: the profile of %s is thin", day, p.Name)
		}
	}
	if len(names) != 7 {
		t.Errorf("%s: %d reports", day, len(names))
	}
	if n := len(r.Meetings); n < 350 || n > 400 {
		t.Errorf("%s: %d meetings", day, n)
	}
	for kind, n := range map[string]int{
		"absences": len(r.Absences), "talking points": len(r.TalkingPoints), "journal": len(r.Journal), "actions": len(r.Actions) / 10, "feedback": len(r.Feedback) / 4,
		"goals": len(r.Goals), "delegations": len(r.Delegations), "observations": len(r.Observations), "events": len(r.Events), "asked": len(r.Asked) / 2,
	} {
		if n < 5 {
			t.Errorf("%s: hardly any %s", day, kind)
		}
	}
	if len(r.LineMarks) == 0 || len(r.Reviews) == 0 || len(r.Templates) == 0 || len(r.Questions) == 0 || len(r.CueWords) == 0 {
		t.Errorf("%s: a kind of record is missing", day)
	}
}

// Nothing has happened after today, nor today before 14:00 is over; what is planned may lie ahead.
func nothingHasHappenedYet(t *testing.T, day civil.Date, r people.Records) {
	past := func(what string, d civil.Date) {
		t.Helper()
		if d >= day {
			t.Errorf("%s: %s is dated %s", day, what, d)
		}
	}
	for _, m := range r.Meetings {
		for _, i := range []civil.Instant{m.Prepared, m.Began, m.Ended} {
			past("a one-on-one", i.Date())
		}
		if m.Status == notes.Scheduled {
			if d := m.At.Date(); d < day || d > day+12 || m.Notes != "" || m.Mood != nil {
				t.Errorf("%s: a planned one-on-one on %s", day, d)
			}
			continue
		}
		past("a one-on-one", m.At.Date())
	}
	for _, p := range r.People {
		past(p.Name, p.RoleSince)
		for _, s := range p.Strengths {
			for _, e := range s.Evidence {
				past(e.Text, e.Date)
			}
		}
	}
	for _, x := range r.TalkingPoints {
		past(x.Text, x.Added)
	}
	for _, x := range r.Journal {
		past(x.Text, x.At.Date())
	}
	for _, x := range r.Actions {
		past(x.Text, x.Created)
		past(x.Text, x.Closed)
		if x.State != notes.ActionOpen && (x.Closed < x.Created) || (x.State == notes.ActionOpen) != (x.Closed == 0) || x.Due != 0 && x.Due < x.Created {
			t.Errorf("%s: %q is out of order", day, x.Text)
		}
		if (x.State == notes.ActionDropped) != (x.Reason != "") {
			t.Errorf("%s: %q: a dropped item has a reason, no other", day, x.Text)
		}
	}
	for _, x := range r.Feedback {
		past("feedback", x.Date)
		past("feedback", x.SaidOn)
		if x.SaidOn != 0 && x.SaidOn < x.Date {
			t.Errorf("%s: feedback of %s was told on %s", day, x.Date, x.SaidOn)
		}
	}
	for _, g := range r.Goals {
		for _, d := range []civil.Date{g.Start, g.Agreed, g.Closed, g.ReadBackOn} {
			past(g.Title, d)
		}
		for i, c := range g.CheckIns {
			past(g.Title, c.Date)
			if c.Date < g.Start || g.IsClosed() && c.Date > g.Closed || i > 0 && c.Date <= g.CheckIns[i-1].Date {
				t.Errorf("%s: %q: a check-in on %s is out of order", day, g.Title, c.Date)
			}
		}
		if g.IsClosed() != (g.Closed != 0) {
			t.Errorf("%s: %q is closed without a day, or the other way round", day, g.Title)
		}
		for _, c := range g.DueChanges {
			past(g.Title, c.Date)
		}
		for _, k := range g.KeyResults {
			for _, c := range k.Retargeted {
				past(k.Title, c.Date)
			}
		}
	}
	for _, x := range r.Delegations {
		past(x.What, x.Since)
	}
	for _, x := range r.Observations {
		past(x.Behaviour, x.Date)
	}
	for _, x := range r.Events {
		past(x.Text, x.Date)
		for _, d := range x.Followed {
			past(x.Text, d)
			if d <= x.Date {
				t.Errorf("%s: %q was followed before it happened", day, x.Text)
			}
		}
	}
	for _, x := range r.Acknowledgements {
		past(x.Reason, x.At)
		if x.At < x.Raised {
			t.Errorf("%s: %q came before its sign", day, x.Reason)
		}
	}
	for _, x := range r.Reviews {
		past("a review", x.Changed.Date())
	}
	for _, x := range r.Asked {
		past(x.Question, x.Date)
	}
}

func oneOnOnesAreOnWorkingDays(t *testing.T, day civil.Date, r people.Records) {
	for _, p := range r.People {
		f, _ := r.FileOf(p.ID)
		var last notes.Meeting
		ahead := 0
		on := map[civil.Date]bool{}
		for _, m := range f.Meetings {
			d := m.At.Date()
			if m.Status == notes.Held || m.Status == notes.Scheduled {
				if w := d.Weekday(); w == time.Saturday || w == time.Sunday {
					t.Errorf("%s: %s meets on %s, a %s", day, p.Name, d, w)
				}
				for _, a := range f.Absences {
					if a.Covers(d) {
						t.Errorf("%s: %s is away on %s, and meets", day, p.Name, d)
					}
				}
			}
			if m.Status == notes.Scheduled {
				ahead++
			}
			if !last.At.IsZero() && (!last.At.Before(m.At) || slices.Compare(last.ID[:6], m.ID[:6]) >= 0) {
				t.Errorf("%s: %s: %s comes after %s", day, p.Name, m.At, last.At)
			}
			last = m
			on[d], on[m.MovedFrom.Date()] = true, true
		}
		if ahead == 0 {
			t.Errorf("%s: nothing is planned with %s", day, p.Name)
		}
		series, err := people.ParseSeries(p.Series)
		if err != nil {
			t.Fatal(err)
		}
		past := series.Between(civil.Date(day-600).Time(), (day - 1).Time(), p.ExDates)
		if len(past) < 5 {
			t.Errorf("%s: the series of %s is short", day, p.Name)
		}
		for _, at := range past {
			if !on[civil.DateOf(at)] {
				t.Errorf("%s: nothing is known of %s's one-on-one of %s", day, p.Name, at)
			}
		}
		if rhythm, _ := p.Cadence.Days(); rhythm != p.RhythmDays() {
			t.Errorf("%s: %s: the series and the cadence differ", day, p.Name)
		}
	}
	at := map[int64]bool{}
	for _, m := range r.Meetings {
		if m.Status == notes.Cancelled || m.Status == notes.Missed {
			continue
		}
		if at[m.At.Time().Unix()] {
			t.Errorf("%s: two one-on-ones at %s", day, m.At)
		}
		at[m.At.Time().Unix()] = true
	}
}

// oneToday holds on a working day.
func oneToday(t *testing.T, day civil.Date, r people.Records) {
	f := report(t, r, "Priya Raman")
	for _, a := range f.Absences {
		if a.Person == uuid.Nil && a.Covers(day) {
			return
		}
	}
	if day.Weekday() == time.Saturday || day.Weekday() == time.Sunday {
		return
	}
	if next := f.Meetings[len(f.Meetings)-1]; next.At.Date() != day || next.At.Clock() != "14:00" || next.Prepared.IsZero() {
		t.Errorf("%s: the next one-on-one is at %s", day, next.At)
	}
}

func everyStateOfAGoal(t *testing.T, day civil.Date, r people.Records) {
	statuses, states := map[goals.Status]int{}, map[goals.StateKind]int{}
	stale, overdue := 0, 0
	var mismatch, retarget, moved, learning, team, unclear bool
	for _, g := range r.Goals {
		statuses[g.Status]++
		if g.Status == goals.Active && g.Person != uuid.Nil {
			s := goals.StateOf(g, day)
			states[s.Kind]++
			if s.Stale {
				stale++
			}
			if g.Due != 0 && g.Due < day {
				overdue++
			}
			unclear = unclear || g.Due == 0
		}
		mismatch = mismatch || g.Mismatch != nil && g.Mismatch.Resolved == 0
		moved = moved || len(g.DueChanges) > 0
		learning = learning || g.Kind == goals.Learning
		team = team || g.Person == uuid.Nil && g.Status == goals.Active
		for _, k := range g.KeyResults {
			retarget = retarget || len(k.Retargeted) > 0
		}
	}
	for _, s := range []goals.Status{goals.Draft, goals.Active, goals.Achieved, goals.Partly, goals.Missed, goals.Dropped} {
		if statuses[s] == 0 {
			t.Errorf("%s: no goal is %s", day, s)
		}
	}
	for _, s := range []goals.StateKind{goals.StateOnTrack, goals.StateAtRisk, goals.StateOffTrack, goals.StateNotMeasured} {
		if states[s] == 0 {
			t.Errorf("%s: no goal stands %s", day, s)
		}
	}
	if states[goals.StateOnTrack] < 5 || states[goals.StateOffTrack] > 2 || overdue > 0 {
		t.Errorf("%s: goals stand %v, %d overdue", day, states, overdue)
	}
	if stale == 0 || !mismatch || !retarget || !moved || !learning || !team || !unclear {
		t.Errorf("%s: stale %d, mismatch %t, retarget %t, moved %t, learning %t, team %t, unclear %t", day, stale, mismatch, retarget, moved, learning, team, unclear)
	}
	if err := goals.CheckParents(r.Goals); err != nil {
		t.Errorf("%s: %v", day, err)
	}
}

// With Amara the manager does everything right.
func theHappyOne(t *testing.T, day civil.Date, r people.Records) {
	f := report(t, r, "Amara Okafor")
	for _, a := range f.Actions {
		if a.DaysLate(day) > 0 || a.State == notes.ActionDone && a.Due != 0 && a.Closed > a.Due {
			t.Errorf("%s: %q is late", day, a.Text)
		}
	}
	var praised, grown civil.Date
	for _, x := range f.Feedback {
		if x.Kind == notes.Praise && x.Direction == notes.Given {
			praised = max(praised, x.SaidOn)
		}
	}
	for _, m := range f.Meetings {
		if m.Status == notes.Cancelled || m.Status == notes.Missed || m.Mood != nil && *m.Mood < 3 {
			t.Errorf("%s: something is wrong with %s", day, m.At)
		}
		for _, topic := range m.Topics {
			if topic.Category == notes.Growth && m.Status == notes.Held {
				grown = max(grown, m.At.Date())
			}
		}
	}
	if day-praised > 14 || day-grown > 30 {
		t.Errorf("%s: last praise %s, last growth talk %s", day, praised, grown)
	}
	for _, g := range f.Goals {
		if g.Status != goals.Active {
			continue
		}
		if s := goals.StateOf(g, day); s.Kind != goals.StateOnTrack || s.Stale {
			t.Errorf("%s: %q stands %s", day, g.Title, s.Words())
		}
		for _, found := range goals.Clarity(g, goals.ContextOf(g, append(f.Goals, f.TeamGoals...), day)) {
			if found.Level != goals.LevelPrompt {
				t.Errorf("%s: %q: %s: %s", day, g.Title, found.Finding, found.Missing)
			}
		}
	}
}

// The record reads like one that a person wrote: nothing left of the way it is stored, and hardly a sentence twice.
func TestTexts(t *testing.T) {
	for _, day := range []civil.Date{tuesday, tuesday + 150} {
		r := sample.Records(day)
		raw, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		for _, bad := range []string{"{M", "{W", "{Q", "{Y", "{-", "{0", "\\n@", "\\n^", "\\n!", "\\n~", "  "} {
			if i := strings.Index(string(raw), bad); i >= 0 {
				t.Errorf("%s: %q is left in …%s…", day, bad, raw[max(0, i-60):min(len(raw), i+60)])
			}
		}
		seen := map[string]bool{}
		words, held := 0, 0
		for _, m := range r.Meetings {
			if m.Status != notes.Held {
				continue
			}
			held++
			words += len(strings.Fields(m.Notes))
			if len(strings.Fields(m.Notes)) < 5 || seen[m.Notes] {
				t.Errorf("%s: the note of %s: %q", day, m.At, m.Notes)
			}
			seen[m.Notes] = true
		}
		t.Logf("%s: %d held, %d words each on average", day, held, words/held)
	}
}
