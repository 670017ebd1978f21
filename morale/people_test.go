package morale

import (
	"strings"
	"testing"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// load adds a meeting a week with a workload for each digit; "." is one without.
func (b *builder) load(from civil.Date, digits string) {
	for _, c := range digits {
		if c == '.' {
			b.meet(from, 0, 0)
		} else {
			b.meet(from, 0, int(c-'0'))
		}
		from += 7
	}
}

func TestWorkloadHigh(t *testing.T) {
	for _, c := range []struct {
		loads string
		want  Severity
	}{
		{"33333", None}, {"3334", None}, {"3343", None}, {"3344", Watch}, {"3345", Watch}, {"3354", None}, {"33544", Watch}, {"3355", Concern},
		{"33443", None}, {"33545", Concern}, {"334.4", Watch}, {"3444444", Watch}, {"11111", None},
	} {
		b := priya("weekly")
		b.load(start, c.loads)
		if got := level(b, only(WorkloadHigh), WorkloadHigh, atWeek(len(c.loads)-1)); got != c.want {
			t.Errorf("workloads %s give %q, want %q", c.loads, got, c.want)
		}
	}
	b := priya("weekly")
	b.load(start, "3355")
	b.load(atWeek(4), "5")
	s := find(t, b, WorkloadHigh, atWeek(4))
	if s.Title != "“Too much” workload three times" || s.Line != "21 Jan, 28 Jan and 4 Feb." || len(s.Evidence) != 3 {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
	last := atWeek(4)
	expect(t, b, WorkloadHigh, map[civil.Date]Severity{last + 59: Concern, last + 60: None})
}

// talk adds weekly one-on-ones that are all alike: topics of theirs, a mood, notes of a length.
func (b *builder) talk(from civil.Date, weeks int, topic, mood bool, length int) civil.Date {
	for range weeks {
		m := b.meet(from, 0, 0)
		if topic {
			m.Topics = []notes.Topic{{Text: "Rota", RaisedBy: notes.Them}}
		} else {
			m.Topics = []notes.Topic{{Text: "Rota", RaisedBy: notes.Me}}
		}
		if mood {
			m.Mood = ptr(4)
		}
		m.Notes = strings.Repeat("Word ", length)
		from += 7
	}
	return from
}

func TestGoingQuiet(t *testing.T) {
	for _, c := range []struct {
		name         string
		topic, mood  bool
		length       int
		weeks        int
		before, want Severity // on the week before the last, on the last
	}{
		{"as usual", true, true, 60, 6, None, None},
		{"no topic of theirs", false, true, 60, 3, None, Watch},
		{"moods blank", true, false, 60, 3, None, Watch},
		{"short notes", true, true, 25, 3, None, Watch},
		{"longer notes", true, true, 90, 5, None, None},
		{"two of these", false, true, 25, 3, None, Concern},
		{"all of these", false, false, 25, 4, Concern, Concern},
	} {
		b := priya("weekly")
		end := b.talk(start, 14, true, true, 60)
		end = b.talk(end, c.weeks, c.topic, c.mood, c.length)
		expect(t, b, GoingQuiet, map[civil.Date]Severity{end - 14: c.before, end - 7: c.want})
		end = b.talk(end, 2, true, true, 60)
		expect(t, b, GoingQuiet, map[civil.Date]Severity{end: None})
	}
}

func TestAlwaysQuietIsUsual(t *testing.T) {
	b := priya("weekly")
	end := b.talk(start, 30, false, false, 10)
	expect(t, b, GoingQuiet, map[civil.Date]Severity{end: None})
	few := priya("weekly")
	end = few.talk(start, 4, true, true, 60)
	end = few.talk(end, 4, false, true, 60)
	expect(t, few, GoingQuiet, map[civil.Date]Severity{end: None})
}

func TestQuietCancellations(t *testing.T) {
	b := priya("weekly")
	end := b.talk(start, 20, true, true, 60)
	b.status(end, notes.Cancelled, notes.Them)
	b.talk(end+7, 1, true, true, 60)
	b.status(end+14, notes.Cancelled, notes.Them)
	expect(t, b, GoingQuiet, map[civil.Date]Severity{end + 13: None, end + 14: Watch})
	if s := find(t, b, GoingQuiet, end+14); s.Line != "Priya cancelled two of the last four." || len(s.Evidence) != 2 {
		t.Errorf("%q %+v", s.Line, s.Evidence)
	}
}

func (b *builder) observe(d civil.Date, behaviour string, c people.Change) {
	b.Observations = append(b.Observations, people.Observation{ID: b.id(), Person: b.Person.ID, Date: d, Behaviour: behaviour, Change: c})
}

func TestLessThanUsual(t *testing.T) {
	b := priya("weekly")
	b.observe(start, "effort", people.Less)
	expect(t, b, LessThanUsual, map[civil.Date]Severity{start: None})
	b.observe(start+45, "Leaving early", people.More)
	expect(t, b, LessThanUsual, map[civil.Date]Severity{start + 44: None, start + 45: Watch, start + 104: Watch, start + 105: None})
	s := find(t, b, LessThanUsual, start+45)
	if s.Title != "Changed against the usual, seen twice" || s.Line != "Less effort (7 Jan) and more Leaving early (21 Feb)." {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
	b.observe(start+50, "effort", people.More) // back
	expect(t, b, LessThanUsual, map[civil.Date]Severity{start + 49: Watch, start + 50: None})

	far := priya("weekly")
	far.observe(start, "effort", people.Less)
	far.observe(start+46, "focus", people.Less)
	expect(t, far, LessThanUsual, map[civil.Date]Severity{start + 46: None})

	four := priya("weekly")
	for i, what := range []string{"effort", "focus", "effort", "focus"} {
		four.observe(start+civil.Date(7*i), what, people.Less)
	}
	expect(t, four, LessThanUsual, map[civil.Date]Severity{start + 14: Watch, start + 21: Concern})

	stays := priya("weekly")
	stays.observe(start, "effort", people.Less)
	stays.observe(start+7, "focus", people.Less)
	stays.meet(start+7, 0, 0) // on the day itself
	stays.meet(start+14, 0, 0)
	expect(t, stays, LessThanUsual, map[civil.Date]Severity{start + 7: Watch, start + 20: Watch})
	stays.meet(start+21, 0, 0)
	expect(t, stays, LessThanUsual, map[civil.Date]Severity{start + 20: Watch, start + 21: Concern, start + 66: Concern, start + 67: None})
	if s := find(t, stays, LessThanUsual, start+21); s.Line != "Less effort (7 Jan) and less focus (14 Jan). Nothing else noted over two one-on-ones since." {
		t.Errorf("%q", s.Line)
	}
	stays.observe(start+20, "focus", people.More)
	expect(t, stays, LessThanUsual, map[civil.Date]Severity{start + 21: None})

	good := priya("weekly")
	good.observe(start, "effort", people.More)
	good.observe(start, "leaving early", people.Less)
	good.observe(start, "enthusiasm", people.More)
	expect(t, good, LessThanUsual, map[civil.Date]Severity{start: None})

	twice := priya("weekly")
	twice.observe(start, "effort", people.Less)
	twice.observe(start, "Effort", people.Less)
	expect(t, twice, LessThanUsual, map[civil.Date]Severity{start: None})
}

func (b *builder) event(d civil.Date, k people.EventKind, followed ...civil.Date) {
	b.Events = append(b.Events, people.Event{ID: b.id(), Person: b.Person.ID, Date: d, Kind: k, Text: "Someone else got the lead", Followed: followed})
}

func TestShock(t *testing.T) {
	for _, k := range []people.EventKind{people.Launch, people.OtherEvent, ""} {
		b := priya("weekly")
		b.event(start, k)
		expect(t, b, Shock, map[civil.Date]Severity{start: None, start + 30: None})
	}
	b := priya("weekly")
	b.event(start, people.PassedOver)
	expect(t, b, Shock, map[civil.Date]Severity{start - 1: None, start: Concern, start + 89: Concern, start + 90: None})
	if rows := Replay(b.file(), only(Shock), start-10, start+200, 1); len(rows) != 1 {
		t.Errorf("one run: %v", rows)
	}
	if s := find(t, b, Shock, start+3); s.Title != "Passed over, 7 Jan" || s.Line != "Someone else got the lead" || s.Question != "How has this changed things for you?" {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
	followed := priya("weekly")
	followed.event(start, people.PassedOver, start+4, start+33)
	expect(t, followed, Shock, map[civil.Date]Severity{start + 3: Concern, start + 4: None, start + 29: None, start + 30: Concern, start + 32: Concern,
		start + 33: None, start + 89: None, start + 90: Concern, start + 122: Concern, start + 123: None})
	early := priya("weekly")
	early.event(start, people.PassedOver, start+4, start+25, start+85)
	expect(t, early, Shock, map[civil.Date]Severity{start + 30: None, start + 90: None})
	before := priya("weekly")
	before.Person.Started = start + 1
	before.event(start, people.Reorganisation)
	expect(t, before, Shock, map[civil.Date]Severity{start + 1: None})
}

func TestShockMakesCombinedUrgent(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "44444444444444333")
	b.event(atWeek(14), people.PassedOver)
	r := only(MoodBelowUsual, Shock, Combined)
	got := Signs(b.file(), r, atWeek(16))
	if len(got) != 3 || got[0].Kind != Combined || got[0].Severity != Urgent || got[1].Severity != Concern {
		t.Errorf("%v", got)
	}
	// a dismissed concern that becomes urgent is shown again
	dismissed := priya("weekly")
	dismissed.moods(start, "4444444444444433333")
	dismissed.promise(start, start, 0)
	dismissed.promise(start, start, 0)
	dismissed.ack(Combined, atWeek(16), people.Dismissed, 0)
	dismissed.event(atWeek(18), people.PassedOver)
	r = only(MoodBelowUsual, PromisesLate, Shock, Combined)
	if level(dismissed, r, Combined, atWeek(16)-1) != Concern || level(dismissed, r, Combined, atWeek(17)) != None || level(dismissed, r, Combined, atWeek(18)) != Urgent {
		t.Error("a dismissal holds past urgent, or not up to it")
	}
}
