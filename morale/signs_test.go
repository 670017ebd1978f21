package morale

import (
	"slices"
	"testing"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

func kinds(signs []Sign) (out []Kind) {
	for _, s := range signs {
		out = append(out, s.Kind)
	}
	return out
}

func TestCombined(t *testing.T) {
	b := priya("weekly")
	end := b.moods(start, "44444444444444333")
	r := only(MoodBelowUsual, Gap, PromisesLate, Combined)
	last := end - 7
	if got := Signs(b.file(), r, last); !slices.Equal(kinds(got), []Kind{MoodBelowUsual}) {
		t.Errorf("one family: %v", got)
	}
	got := Signs(b.file(), r, last+17) // no one-on-one since
	if !slices.Equal(kinds(got), []Kind{Combined, MoodBelowUsual, Gap}) || got[0].Severity != Concern {
		t.Fatalf("two families: %v", got)
	}
	if c := got[0]; c.Title != "Mood below usual range, and no one-on-one for 17 days" || !slices.Equal(c.Parts, []Kind{MoodBelowUsual, Gap}) ||
		c.Question != "What would make it one point higher?" || c.Since != last-14 || c.Raised != last+17 {
		t.Errorf("%+v", c)
	}
	b.promise(start, last-20, 0)
	b.promise(start, last-20, 0)
	if got := Signs(b.file(), only(Gap, PromisesLate, Combined), last+17); len(got) != 2 {
		t.Errorf("two signs of what the manager did: %v", got)
	}
}

func TestCombinedWithinSixWeeks(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "44444444444444444444333333333")
	raised := atWeek(21)
	b.promise(start, raised-60, raised-30)
	b.promise(start, raised-60, raised-30) // late until 30 days before the mood fell
	r := only(MoodBelowUsual, PromisesLate, Combined)
	for days, want := range map[civil.Date]int{0: 2, 11: 2, 12: 1} {
		if got := Signs(b.file(), r, raised+days); len(got) != want {
			t.Errorf("%d days after the promises were kept: %v", 31+days, got)
		}
	}
	back := priya("weekly") // the mood came back before the promises were late
	end := back.moods(start, "44444444444444444444333344")
	back.promise(start, end-7, 0)
	back.promise(start, end-7, 0)
	if got := Signs(back.file(), r, end+5); !slices.Equal(kinds(got), []Kind{PromisesLate}) {
		t.Errorf("nothing of the person’s own side is open: %v", got)
	}
}

func TestOnlyReportsHaveSigns(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	for _, relation := range []people.Relation{people.Manager, people.Peer} {
		b.Person.Relation = relation
		expect(t, b, Gap, map[civil.Date]Severity{start + 50: None})
	}
	b.Person.Relation, b.Person.Status, b.Person.StatusSince = people.Report, people.Archived, start+40
	expect(t, b, Gap, map[civil.Date]Severity{start + 39: Watch, start + 40: None, start + 50: None})
	rows := Replay(b.file(), only(Gap), start, start+100, 1)
	if len(rows) != 1 || rows[0].Raised != start+17 || rows[0].Cleared != start+40 {
		t.Errorf("rows %v", rows)
	}
}

func TestAcknowledgements(t *testing.T) {
	for _, c := range []struct {
		name   string
		action people.AckAction
		at     civil.Date
		until  civil.Date
		shown  map[civil.Date]bool
	}{
		{"dismissed", people.Dismissed, start + 20, 0, map[civil.Date]bool{start + 19: true, start + 20: false, start + 100: false}},
		{"snoozed", people.Snoozed, start + 20, start + 30, map[civil.Date]bool{start + 20: false, start + 29: false, start + 30: true}},
		{"snoozed for good", people.Snoozed, start + 20, 0, map[civil.Date]bool{start + 100: false}},
		{"acted", people.Acted, start + 20, 0, map[civil.Date]bool{start + 20: true}},
		{"before it was open", people.Dismissed, start + 5, 0, map[civil.Date]bool{start + 20: true}},
	} {
		b := priya("weekly")
		b.meet(start, 4, 0)
		b.ack(Gap, c.at, c.action, c.until)
		for on, want := range c.shown {
			if got := level(b, only(Gap), Gap, on) != None; got != want {
				t.Errorf("%s: shown on day %d is %v", c.name, on-start, got)
			}
		}
	}
	b := priya("weekly")
	b.meet(start, 4, 0)
	b.ack(Gap, start+20, people.Dismissed, 0)
	b.meet(start+30, 4, 0)
	expect(t, b, Gap, map[civil.Date]Severity{start + 25: None, start + 50: Watch}) // another run
	if rows := Replay(b.file(), only(Gap), start, start+60, 1); len(rows) != 2 || rows[0].Raised != start+17 || rows[0].Cleared != start+30 {
		t.Errorf("history keeps what was dismissed: %v", rows)
	}
}

func TestDismissalHoldsOverAnEscalation(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "4444444444444433333")
	raised := atWeek(15)
	expect(t, b, MoodBelowUsual, map[civil.Date]Severity{raised: Watch, atWeek(17): Concern})
	b.ack(MoodBelowUsual, raised+1, people.Dismissed, 0)
	expect(t, b, MoodBelowUsual, map[civil.Date]Severity{raised: Watch, raised + 1: None, atWeek(18): None})
}

// What is said plainly on the day of a snooze or dismissal, after it, is shown; a sign that was urgent by then stays away.
func TestUrgentOnTheDayOfASnooze(t *testing.T) {
	for _, c := range []struct {
		plainly civil.Date
		want    Severity
	}{{start + 3, Urgent}, {start + 2, None}} {
		b := priya("weekly")
		b.says(start, "Priya talks about the team as if she were no longer part of it.")
		expect(t, b, WishToLeave, map[civil.Date]Severity{start: Concern})
		b.says(c.plainly, "Priya said: “I want to leave.”")
		raised := start
		if c.plainly < start+3 {
			raised = c.plainly
		}
		b.Acknowledgements = append(b.Acknowledgements, people.Acknowledgement{ID: b.id(), Person: b.Person.ID, Sign: string(WishToLeave), Raised: raised, At: start + 3, Action: people.Snoozed})
		expect(t, b, WishToLeave, map[civil.Date]Severity{start + 3: c.want, start + 10: c.want})
	}
}

func TestTalkedAbout(t *testing.T) {
	b := priya("weekly")
	b.moods(start, "444444444444443323332")
	b.ack(MoodBelowUsual, atWeek(16), people.Acted, 0)
	s := find(t, b, MoodBelowUsual, atWeek(18))
	if s.Talked != atWeek(16) || s.After != "Moods since you talked on 29 Apr: 3, 3. Before: 2, so better." {
		t.Errorf("%s, %q", s.Talked, s.After)
	}
}

func TestSensitivity(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	r := only(Gap)
	b.Person.Sensitivity = people.Quiet
	expect(t, b, Gap, map[civil.Date]Severity{start + 50: None})
	if rows := Replay(b.file(), r, start, start+50, 1); len(rows) != 0 {
		t.Errorf("quiet shows %v", rows)
	}
	b.Person.Sensitivity = people.Alert // 1.2 times and 8 days over
	expect(t, b, Gap, map[civil.Date]Severity{start + 14: None, start + 15: Watch})
	b.Person.Sensitivity = ""
	r.Sensitivity = people.Alert
	if level(b, r, Gap, start+15) != Watch {
		t.Error("the sensitivity of the rules does not hold for a person without one")
	}
	b.Person.Sensitivity = people.Normal
	if level(b, r, Gap, start+15) != None {
		t.Error("the sensitivity of the person does not come first")
	}
}

func TestRulesFrom(t *testing.T) {
	r := RulesFrom(people.Settings{
		"signs.gap.off": true, "signs.not_held.off": false, "signs.mood_below_usual.outer": 5.0, "signs.no_recognition.days": "many",
		"signs.progress_stall.days": -3.0, "signs.sensitivity": "alert", "window.width": 1280.0,
	}, []people.CueWord{{Text: "meh"}})
	if !r.Off[Gap] || r.Off[NotHeld] || r.Values["signs.mood_below_usual.outer"] != 5 || len(r.Values) != 1 || r.Sensitivity != people.Alert || len(r.CueWords) != 1 {
		t.Errorf("%+v", r)
	}
	if r := RulesFrom(people.Settings{"signs.sensitivity": "loud"}, nil); r.Sensitivity != "" {
		t.Errorf("sensitivity %q", r.Sensitivity)
	}
	b := priya("weekly")
	b.meet(start, 4, 0)
	r = only(Gap)
	r.Values = map[string]float64{"signs.gap.days": 20}
	if level(b, r, Gap, start+26) != None || level(b, r, Gap, start+27) != Watch {
		t.Error("a changed limit does not hold")
	}
}

func TestReplayEveryWeek(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0)
	b.meet(start+40, 4, 0)
	rows := Replay(b.file(), only(Gap), start, start+100, 7)
	// open from day 17 to 40 and from day 57; looked at on 0, 7, 14, 21…
	if len(rows) != 2 || rows[0].Raised != start+21 || rows[0].Cleared != start+42 || rows[1].Raised != start+63 || rows[1].Cleared != 0 {
		t.Errorf("%v", rows)
	}
	if rows[0].Title != "No one-on-one for 21 days" {
		t.Errorf("evidence is not of the day raised: %q", rows[0].Title)
	}
	rows = Replay(b.file(), only(Gap), start+25, start+30, 1)
	if len(rows) != 1 || rows[0].Raised != start+25 || rows[0].Cleared != 0 {
		t.Errorf("a run open on the first day counts from there: %v", rows)
	}
	if rows := Replay(b.file(), only(Gap), start+30, start+20, 1); len(rows) != 0 {
		t.Errorf("backwards: %v", rows)
	}
}

func TestBadInput(t *testing.T) {
	empty := people.File{}
	if got := Signs(empty, Rules{}, start); len(got) != 0 {
		t.Errorf("an empty file: %v", got)
	}
	b := priya("weekly")
	b.moods(start, "41")
	if got := Signs(b.file(), only(MoodBelowUsual, NotHeld, Gap), start+8); len(got) != 0 {
		t.Errorf("two meetings: %v", got)
	}
	blank := priya("weekly")
	blank.moods(start, "....................")
	expect(t, blank, MoodBelowUsual, map[civil.Date]Severity{atWeek(19): None})
	future := priya("weekly")
	future.moods(start, "4444444444444444")
	for i := range 4 {
		future.meet(atWeek(20+i), 1, 0).Status = notes.Scheduled
	}
	expect(t, future, MoodBelowUsual, map[civil.Date]Severity{atWeek(16): None})
	// the clock set back: everything is still to come
	expect(t, future, Gap, map[civil.Date]Severity{start - 1000: None})
	wild := priya("weekly")
	wild.moods(start, "4444444")
	wild.Meetings[3].Mood = ptr(99)
	wild.away(date("0001-01-01"), date("9999-12-31"))
	wild.away(start+9, start+2)
	if got := Signs(wild.file(), Rules{}, start+4000); len(got) != 0 {
		t.Errorf("away for ever: %v", got)
	}
}
