package morale

import (
	"testing"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// Two one-on-ones are too few for a usual of anything.
func TestTwoMeetings(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 1, 3)
	b.meet(start+7, 1, 3)
	if s := Signs(b.file(), Rules{}, start+7); len(s) > 0 {
		t.Errorf("%v", s)
	}
}

func TestAllMoodsMissing(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "..............................")
	for on := start; on < start+210; on++ {
		for _, s := range Signs(b.file(), only(MoodBelowUsual, GoingQuiet), on) {
			t.Errorf("on %s %v", on, s)
		}
	}
}

func TestAMoodInTheFuture(t *testing.T) {
	b := priya("weekly")
	end := b.moods(start, "44444444444444")
	b.meet(end+700, 1, 5).Notes = "Priya is exhausted."
	b.meet(end+707, 1, 5).Notes = "Priya is exhausted."
	f := b.file()
	if s := Signs(f, only(MoodBelowUsual, WorkloadHigh, Exhaustion), end); len(s) > 0 {
		t.Errorf("%v", s)
	}
	if rows := Replay(f, only(MoodBelowUsual, WorkloadHigh, Exhaustion), start, end, 1); len(rows) > 0 {
		t.Errorf("%v", rows)
	}
}

// A clock that was set back leaves meetings that ended before they began, actions closed before they were made, acknowledgements of tomorrow.
func TestAClockSetBack(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "4444444444444433322")
	b.Meetings[3].Ended = instant(start - 400)
	b.promise(start+30, start+10, start+5)
	b.ack(MoodBelowUsual, start+900, people.Dismissed, 0)
	b.ack(MoodBelowUsual, start+120, people.Snoozed, start)
	b.Observations = append(b.Observations, people.Observation{ID: b.id(), Person: b.Person.ID, Date: start + 999, Behaviour: "effort", Change: people.Less})
	b.Journal = append(b.Journal, notes.JournalLine{ID: b.id(), Person: b.Person.ID, At: instant(start + 999), Text: "Priya is exhausted."})
	f := b.file()
	if got := level(b, only(MoodBelowUsual), MoodBelowUsual, start+126); got != Concern {
		t.Errorf("mood: %v", got)
	}
	for _, on := range []civil.Date{start - 1000, 0, start, start + 126, start + 2000} {
		for _, s := range Signs(f, Rules{}, on) {
			for _, e := range s.Evidence {
				if e.Date > on {
					t.Errorf("on %s %s rests on %s", on, s.Kind, e.Date)
				}
			}
		}
	}
}

func TestTenThousandMeetingsWithWords(t *testing.T) {
	b := priya("weekly")
	for i := range 10_000 {
		b.meet(start+civil.Date(i), 3+i%3, 3).Notes = "Priya is exhausted. We went through the list."
	}
	f := b.file()
	if s := Signs(f, only(Exhaustion), start+9999); len(s) != 1 || s[0].Severity != Concern || s[0].Raised != start+1 {
		t.Errorf("%v", s)
	}
}

func TestTalkedAboutAndBetter(t *testing.T) {
	b := priya("weekly")
	end := b.moods(start, "4444444444444433344")
	b.ack(MoodBelowUsual, atWeek(16)+1, people.Acted, 0)
	e := EasedOf(b.file(), Rules{}, end)
	if len(e) != 1 || e[0].Kind != MoodBelowUsual || e[0].Cleared != atWeek(18) || e[0].Talked != atWeek(16)+1 {
		t.Fatalf("%+v", e)
	}
	if e := EasedOf(b.file(), Rules{}, atWeek(18)-1); len(e) > 0 {
		t.Errorf("before it cleared: %+v", e)
	}
	if e := EasedOf(b.file(), Rules{}, atWeek(18)+28); len(e) > 0 {
		t.Errorf("a month later: %+v", e)
	}
}

func TestSaidAgainAfterATalk(t *testing.T) {
	b := priya("none")
	b.says(start, "Priya is exhausted.")
	b.ack(Exhaustion, start+1, people.Acted, 0)
	if s := find(t, b, Exhaustion, start+5); s.After != "Not said again since you talked on 8 Jan." {
		t.Errorf("%q", s.After)
	}
	b.says(start+14, "Still exhausted, she says.")
	if s := find(t, b, Exhaustion, start+14); s.After != "Said again on 21 Jan, after you talked on 8 Jan." {
		t.Errorf("%q", s.After)
	}
}
