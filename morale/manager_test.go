package morale

import (
	"testing"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

func TestGap(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	expect(t, b, Gap, map[civil.Date]Severity{start + 16: None, start + 17: Watch, start + 400: Watch})
	b.away(start+3, start+12)
	expect(t, b, Gap, map[civil.Date]Severity{start + 26: None, start + 27: Watch})
	b.status(start+14, notes.Cancelled, notes.Me)
	s := find(t, b, Gap, start+34)
	if s.Title != "No one-on-one for 24 days" || s.Line != "Last met 7 Jan. 21 Jan cancelled by you. 10 days of leave or holiday not counted." {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
	b.meet(start+40, 4, 0)
	expect(t, b, Gap, map[civil.Date]Severity{start + 39: Watch, start + 40: None})

	biweekly := priya("biweekly")
	biweekly.meet(start, 4, 0)
	expect(t, biweekly, Gap, map[civil.Date]Severity{start + 23: None, start + 24: Watch})
	none := priya("none")
	none.meet(start, 4, 0)
	expect(t, none, Gap, map[civil.Date]Severity{start + 500: None})
}

func TestGapBeforeTheFirstMeeting(t *testing.T) {
	b := priya("weekly")
	b.Person.Started = start
	expect(t, b, Gap, map[civil.Date]Severity{start + 16: None, start + 17: Watch, start + 89: Watch, start + 90: None})
	if s := find(t, b, Gap, start+20); s.Title != "No one-on-one yet, 20 days" || s.Line != "Joined 7 Jan." {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
	b.promise(start+200, 0, 0) // the record begins long after joining
	expect(t, b, Gap, map[civil.Date]Severity{start + 200: None, start + 216: None, start + 217: Watch})
}

func TestGapStopsWhileOnLeave(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	b.Person.Status, b.Person.StatusSince = people.OnLeave, start+10
	expect(t, b, Gap, map[civil.Date]Severity{start + 17: None, start + 300: None})
}

func TestNotHeld(t *testing.T) {
	held, cancelled, missed := notes.Held, notes.Cancelled, notes.Missed
	for _, c := range []struct {
		name     string
		statuses []notes.Status
		by       []notes.Side
		want     Severity
	}{
		{"all held", []notes.Status{held, held, held, held}, make([]notes.Side, 4), None},
		{"one of four", []notes.Status{held, cancelled, held, held}, []notes.Side{"", "me", "", ""}, None},
		{"two of four", []notes.Status{held, cancelled, held, missed}, []notes.Side{"", "me", "", ""}, Watch},
		{"two in a row by the manager", []notes.Status{cancelled, cancelled}, []notes.Side{"me", "me"}, Watch},
		{"one by each", []notes.Status{held, cancelled, held, cancelled}, []notes.Side{"", "me", "", "them"}, Watch},
		{"both by the report", []notes.Status{held, cancelled, held, cancelled}, []notes.Side{"", "them", "", "them"}, None},
		{"long ago", []notes.Status{cancelled, missed, held, held, held}, make([]notes.Side, 5), None},
	} {
		b := priya("weekly")
		for i, s := range c.statuses {
			b.status(atWeek(i), s, c.by[i])
		}
		if got := level(b, only(NotHeld), NotHeld, atWeek(len(c.statuses)-1)); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestNotHeldButMoved(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	b.status(start+7, notes.Cancelled, notes.Me)
	b.status(start+14, notes.Cancelled, notes.Me)
	expect(t, b, NotHeld, map[civil.Date]Severity{start + 13: None, start + 14: Watch, start + 17: Watch})
	b.meet(start+16, 4, 0) // Thursday of the same week
	expect(t, b, NotHeld, map[civil.Date]Severity{start + 14: Watch, start + 15: Watch, start + 16: None})

	moved := priya("biweekly")
	for i := range 2 {
		m := moved.meet(start+civil.Date(28*i)+10, 4, 0)
		m.MovedFrom = instant(start + civil.Date(28*i))
	}
	expect(t, moved, NotHeld, map[civil.Date]Severity{start + 10: None, start + 37: None, start + 38: Watch})
	within := priya("biweekly")
	for i := range 2 {
		m := within.meet(start+civil.Date(28*i)+6, 4, 0)
		m.MovedFrom = instant(start + civil.Date(28*i))
	}
	expect(t, within, NotHeld, map[civil.Date]Severity{start + 60: None})

	onLeave := priya("weekly")
	onLeave.meet(start, 4, 0)
	onLeave.status(start+7, notes.Cancelled, notes.Me)
	onLeave.status(start+14, notes.Cancelled, notes.Me)
	onLeave.away(start+5, start+18)
	expect(t, onLeave, NotHeld, map[civil.Date]Severity{start + 20: None})
}

func TestPromisesLate(t *testing.T) {
	b := priya("weekly")
	b.promise(start, start+10, 0)
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 100: None})
	b.promise(start, start+12, start+30)
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 18: None, start + 19: Watch, start + 29: Watch, start + 30: None})
	s := find(t, b, PromisesLate, start+20)
	if s.Title != "2 promises late by a week" || len(s.Evidence) != 2 || s.Evidence[1].Text != "Send the criteria (due 17 Jan, 10 days late)" {
		t.Errorf("%q, %+v", s.Title, s.Evidence)
	}
}

func TestPromisesKeptShare(t *testing.T) {
	b := priya("weekly")
	for i := range 5 {
		due := start + civil.Date(10*i)
		closed := due
		if i >= 3 {
			closed = due + 1
		}
		b.promise(start-5, due, closed)
	}
	// 3 of 5 on time, from the day after the fifth was due until the first is 90 days back
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 40: None, start + 41: Watch, start + 89: Watch, start + 90: None})
	if s := find(t, b, PromisesLate, start+41); s.Title != "3 of 5 promises kept on time" || len(s.Evidence) != 2 {
		t.Errorf("%q, %+v", s.Title, s.Evidence)
	}
	b.promise(start-5, start+20, start+20)
	b.promise(start-5, start+20, start+20) // 5 of 7 is over 70 per cent
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 41: None})
}

func TestTheirPromisesDoNotCount(t *testing.T) {
	b := priya("weekly")
	for range 3 {
		b.promise(start, start+5, 0)
	}
	for i := range b.Actions {
		b.Actions[i].Owner = notes.Them
	}
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 60: None})
}

func TestNoRecognition(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	expect(t, b, NoRecognition, map[civil.Date]Severity{start + 29: None, start + 30: Watch})
	praise := func(d civil.Date, direction notes.Direction) *notes.Feedback {
		b.Feedback = append(b.Feedback, notes.Feedback{ID: b.id(), Person: b.Person.ID, Date: d, Kind: notes.Praise, Direction: direction, Text: "Clear release notes"})
		return &b.Feedback[len(b.Feedback)-1]
	}
	praise(start+20, notes.Received)
	expect(t, b, NoRecognition, map[civil.Date]Severity{start + 30: Watch})
	praise(start+10, notes.About)
	expect(t, b, NoRecognition, map[civil.Date]Severity{start + 30: Watch})
	b.Feedback[0].SaidOn = start + 15 // in order by now
	expect(t, b, NoRecognition, map[civil.Date]Severity{start + 30: None, start + 45: Watch})
	praise(start+50, notes.Given)
	expect(t, b, NoRecognition, map[civil.Date]Severity{start + 49: Watch, start + 50: None, start + 79: None, start + 80: Watch})
	if s := find(t, b, NoRecognition, start+85); s.Title != "No praise noted for 35 days" || s.Line != "Last praise 26 Feb: Clear release notes" {
		t.Errorf("%q, %q", s.Title, s.Line)
	}
}

func TestNoGrowthTalk(t *testing.T) {
	b := priya("weekly")
	m := b.meet(start, 4, 0)
	m.Topics = []notes.Topic{{Text: "Next role", Category: notes.Growth, State: notes.Parked}}
	expect(t, b, NoGrowthTalk, map[civil.Date]Severity{start + 179: None, start + 180: Watch})
	m = b.meet(start+100, 4, 0)
	m.Topics = []notes.Topic{{Text: "Next role", Category: notes.Growth, State: notes.Discussed}}
	expect(t, b, NoGrowthTalk, map[civil.Date]Severity{start + 279: None, start + 280: Watch})
}

func TestUnclearExpectations(t *testing.T) {
	b := priya("weekly")
	g := b.goal(start, "Faster checkout")
	g.Mismatch = &goals.Mismatch{Since: start + 10}
	expect(t, b, UnclearExpectations, map[civil.Date]Severity{start + 23: None, start + 24: Watch})
	g.Mismatch.Resolved = start + 30
	expect(t, b, UnclearExpectations, map[civil.Date]Severity{start + 29: Watch, start + 30: None})
	b.Goals[0].Mismatch = nil
	b.Goals[0].KeyResults, b.Goals[0].Due = nil, 0
	expect(t, b, UnclearExpectations, map[civil.Date]Severity{start + 13: None, start + 14: Watch})
	b.Goals[0].Waived = []string{goals.FindMeasure}
	expect(t, b, UnclearExpectations, map[civil.Date]Severity{start + 14: None})
}

func TestProgressStall(t *testing.T) {
	b := priya("weekly")
	b.goal(start, "Faster checkout")
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 20: None, start + 21: Watch})
	b.Goals[0].CheckIns = []goals.CheckIn{checkIn(start+10, 5, goals.OnTrack), checkIn(start+20, 10, goals.OnTrack)}
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 21: None, start + 40: None, start + 41: Watch})
	b.away(start+25, start+34)
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 50: None, start + 51: Watch})
	b.goal(start+30, "Second goal", checkIn(start+45, 3, goals.OnTrack))
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 60: None, start + 65: None, start + 66: Watch})
	if s := find(t, b, ProgressStall, start+66); s.Title != "None of two goals moved" || len(s.Evidence) != 2 {
		t.Errorf("%q %+v", s.Title, s.Evidence)
	}

	flat := priya("weekly")
	flat.goal(start, "Flat", checkIn(start+3, 5, goals.OnTrack), checkIn(start+6, 5, goals.OnTrack), checkIn(start+9, 4, goals.OnTrack), checkIn(start+12, 5, goals.OnTrack))
	expect(t, flat, ProgressStall, map[civil.Date]Severity{start + 6: None, start + 9: None, start + 12: Watch})

	reached := priya("weekly")
	reached.goal(start, "Reached", checkIn(start+3, 50, goals.OnTrack))
	expect(t, reached, ProgressStall, map[civil.Date]Severity{start + 100: None})

	closed := priya("weekly")
	g := closed.goal(start, "Closed")
	g.Status, g.Closed = goals.Dropped, start+30
	expect(t, closed, ProgressStall, map[civil.Date]Severity{start + 29: Watch, start + 30: None})

	slow := priya("weekly")
	slow.goal(start, "Monthly rhythm").Rhythm = ptr(30)
	expect(t, slow, ProgressStall, map[civil.Date]Severity{start + 44: None, start + 45: Watch})
}

func TestBlockedGoals(t *testing.T) {
	b := priya("weekly")
	b.goal(start, "One", checkIn(start+3, 5, goals.OffTrack))
	b.goal(start, "Two", checkIn(start+4, 5, goals.OnTrack))
	b.goal(start, "Three", checkIn(start+5, 5, goals.OnTrack))
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 6: None})
	b.Goals[1].CheckIns[0].Note = "Blocked by the vendor"
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 3: None, start + 4: Watch, start + 6: Watch})
	b.Goals[1].CheckIns[0].Note = "No longer blocked"
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 6: None})
}

func TestPromisesComeBackOnlyForAnother(t *testing.T) {
	b := priya("weekly")
	for i, late := range []bool{false, true, false, true, false, false} { // 3 of 5 kept, then 4 of 6, then 5 of 7
		due := start + civil.Date(10*i)
		closed := due
		if late {
			closed = due + 3
		}
		b.promise(start-5, due, closed)
	}
	b.promise(start-5, start+55, start+55)
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 39: None, start + 40: Watch, start + 54: Watch, start + 55: None})
	// the first, kept one leaves the ninety days: 4 of 6, but nothing new is late
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 90: None, start + 95: None})
	b.promise(start-5, start+91, start+93)
	expect(t, b, PromisesLate, map[civil.Date]Severity{start + 91: None, start + 92: Watch})
}

func TestAGoalThatWasReachedIsMovement(t *testing.T) {
	b := priya("weekly")
	b.goal(start, "Stays behind", checkIn(start+10, 5, goals.OnTrack))
	b.goal(start, "Reached", checkIn(start+20, 45, goals.OnTrack))
	for i := range b.Goals {
		if b.Goals[i].Title == "Reached" {
			b.Goals[i].Status, b.Goals[i].Closed = goals.Achieved, start+35
		}
	}
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 34: None, start + 35: None, start + 55: None, start + 56: Watch})
	for i := range b.Goals {
		if b.Goals[i].Title == "Reached" {
			b.Goals[i].Status = goals.Dropped
		}
	}
	expect(t, b, ProgressStall, map[civil.Date]Severity{start + 34: None, start + 35: Watch})
}
