package notes

import (
	"reflect"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
)

func at(s string) civil.Instant {
	i, err := civil.ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return i
}

func day(s string) civil.Date { return at(s + "T00:00:00Z").Date() }

func TestWhatWasNotDiscussedCarriesOver(t *testing.T) {
	person := uuid.New()
	twice := 2
	points := []TalkingPoint{
		{ID: uuid.New(), Person: person, Text: "On-call", Category: Wellbeing, RaisedBy: Them, Carried: &twice},
		{ID: uuid.New(), Person: person, Text: "Promotion criteria"},
	}
	m := Begin(Meeting{ID: uuid.New(), Person: person, At: at("2026-03-03T23:40:00+02:00"), Status: Scheduled}, points, at("2026-03-03T23:40:00+02:00"), uuid.New)
	if !m.GoingOn() || len(m.Topics) != 2 || *m.Topics[0].Carried != 2 {
		t.Fatalf("begun: %+v", m)
	}
	m.Topics[1].State = Discussed
	held, carried := Finish(m, at("2026-03-04T00:20:00+02:00"), uuid.New)
	if held.Status != Held || *held.Minutes != 40 || held.GoingOn() {
		t.Errorf("held: %+v", held)
	}
	if len(carried) != 1 || carried[0].Text != "On-call" || *carried[0].Carried != 3 || carried[0].From != m.ID || carried[0].RaisedBy != Them {
		t.Errorf("carried: %+v", carried)
	}
	if len(problemsOf(held)) != 0 {
		t.Errorf("the meeting does not validate: %v", held.Validate())
	}
}

// problemsOf lists what is wrong with a meeting.
func problemsOf(m Meeting) []string {
	var out []string
	for _, p := range m.Validate() {
		out = append(out, p.String())
	}
	return out
}

func TestRecurringActionComesBack(t *testing.T) {
	a := Action{ID: uuid.New(), Person: uuid.New(), Text: "Send the rota", Owner: Me, State: ActionOpen, Due: day("2026-03-06"), Recurs: "FREQ=WEEKLY"}
	done, next := Done(a, day("2026-03-09"))
	if done.State != ActionDone || done.Closed != day("2026-03-09") {
		t.Errorf("done: %+v", done)
	}
	if next == nil || next.State != ActionOpen || next.Due <= day("2026-03-09") || next.ID != uuid.Nil {
		t.Errorf("next: %+v", next)
	}
	if _, next := Done(Action{State: ActionOpen}, day("2026-03-09")); next != nil {
		t.Errorf("an action item that does not recur came back: %+v", next)
	}
}

func TestRecurringActionKeepsItsDayOfTheMonth(t *testing.T) {
	for _, c := range []struct{ rule, from, days string }{
		{"FREQ=MONTHLY", "2026-01-31", "2026-02-28 2026-03-31 2026-04-30 2026-05-31 2026-06-30 2026-07-31 2026-08-31"},
		{"FREQ=MONTHLY", "2027-12-30", "2028-01-30 2028-02-29 2028-03-30 2028-04-30"},
		{"FREQ=MONTHLY", "2026-01-29", "2026-02-28 2026-03-29 2026-04-29"},
		{"FREQ=MONTHLY", "2026-01-28", "2026-02-28 2026-03-28"},
		{"FREQ=MONTHLY;INTERVAL=3", "2025-11-30", "2026-02-28 2026-05-30 2026-08-30"},
		{"FREQ=MONTHLY;INTERVAL=13", "2026-01-31", "2027-02-28 2028-03-31"},
		{"FREQ=YEARLY", "2024-02-29", "2025-02-28 2026-02-28 2027-02-28 2028-02-29"},
		{"FREQ=YEARLY", "2026-03-31", "2027-03-31"},
		{"FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-31", "2026-02-28 2026-03-31"},
	} {
		a := Action{ID: uuid.New(), Person: uuid.New(), Text: "Send the report", Owner: Me, State: ActionOpen, Due: day(c.from), Recurs: c.rule}
		var got []string
		for range strings.Fields(c.days) {
			_, next := Done(a, a.Due-2) // a little early, as people are
			if next == nil {
				break
			}
			got = append(got, next.Due.String())
			if problems := next.Validate(); len(problems) > 0 {
				t.Errorf("%s: %v", next.Recurs, problems)
			}
			if said := language.RepeatWords(next.Recurs); c.rule != "FREQ=MONTHLY;BYMONTHDAY=-1" && said != language.RepeatWords(c.rule) {
				t.Errorf("%s reads %q", next.Recurs, said)
			}
			a = *next
		}
		if strings.Join(got, " ") != c.days {
			t.Errorf("%s from %s: %s, want %s", c.rule, c.from, got, c.days)
		}
	}
}

func TestRecurringActionDoneLateOrMoved(t *testing.T) {
	a := Action{ID: uuid.New(), Person: uuid.New(), Text: "Send the report", Owner: Me, State: ActionOpen, Due: day("2026-01-31"), Recurs: "FREQ=MONTHLY"}
	_, next := Done(a, day("2026-02-03"))
	if next.Due != day("2026-02-28") {
		t.Errorf("after it was late: %s", next.Due)
	}
	moved := *next
	moved.Due = day("2026-02-16") // put on another day by hand: it goes on from there
	if _, next = Done(moved, day("2026-02-16")); next.Due != day("2026-03-16") {
		t.Errorf("after it was moved: %s, %s", next.Due, next.Recurs)
	}
	if _, next = Done(a, day("2026-05-10")); next.Due != day("2026-05-31") {
		t.Errorf("after months: %s", next.Due)
	}
}

func TestDaysLate(t *testing.T) {
	a := Action{State: ActionOpen, Due: day("2026-03-06")}
	if got := a.DaysLate(day("2026-03-10")); got != 4 {
		t.Errorf("late by %d, want 4", got)
	}
	a.State = ActionDone
	if got := a.DaysLate(day("2026-03-10")); got != 0 {
		t.Errorf("a done action item is late by %d", got)
	}
}

func TestMeetingValidateNamesTheField(t *testing.T) {
	nine := 9
	m := Meeting{Mood: &nine, Status: "gone", Topics: []Topic{{Text: "x", Category: "weather"}}}
	got := strings.Join(problemsOf(m), "\n")
	for _, want := range []string{"person: is missing", "at: is missing", "status: \"gone\" is not one of", "mood: 9 is out of range: it goes from 1 to 5", "topics[0].category: \"weather\""} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in:\n%s", want, got)
		}
	}
}

func TestFirstLine(t *testing.T) {
	for note, want := range map[string]string{
		"## On-call\n\nSix weeks in.": "Six weeks in.",
		"\n- [ ] me: ask Mateo":       "me: ask Mateo",
		"## Only a heading":           "Only a heading",
		"":                            "",
		"> “Fine, I suppose.”":        "“Fine, I suppose.”",
	} {
		if got := FirstLine(note); got != want {
			t.Errorf("FirstLine(%q) = %q, want %q", note, got, want)
		}
	}
}

func TestReopenedMeetingTakesItsPointsBack(t *testing.T) {
	m := Begin(Meeting{ID: uuid.New(), Person: uuid.New(), At: at("2026-03-03T14:00:00+02:00")}, []TalkingPoint{{Text: "On-call"}, {Text: "Rota"}, {Text: "Done"}}, at("2026-03-03T14:00:00+02:00"), uuid.New)
	m.Topics[2].State = Discussed
	held, carried := Finish(m, at("2026-03-03T14:30:00+02:00"), uuid.New)
	other := TalkingPoint{ID: uuid.New(), Text: "New"}
	resumed, back := TakeBack(Resume(held, at("2026-03-03T15:00:00+02:00")), []TalkingPoint{other, carried[0]}, Template{}) // "Rota" is in another meeting by now
	if !resumed.GoingOn() || len(back) != 1 || back[0].ID != carried[0].ID || resumed.Topics[0].State != Open || resumed.Topics[1].State != Parked || resumed.Topics[2].State != Discussed {
		t.Fatalf("resumed %+v, back %+v", resumed, back)
	}
	_, again := Finish(resumed, at("2026-03-03T15:10:00+02:00"), uuid.New)
	if len(again) != 1 || again[0].Text != "On-call" || *again[0].Carried != 1 {
		t.Errorf("carried again: %+v", again)
	}
}

// TestReopenedMeetingKeepsItsLength: a meeting that is reopened days later to be edited took as long as it took; one that was finished by mistake
// goes on; one that was never finished took at most a day.
func TestReopenedMeetingKeepsItsLength(t *testing.T) {
	began := at("2026-03-02T14:00:00+02:00")
	planned := 45
	m := Begin(Meeting{ID: uuid.New(), Person: uuid.New(), At: began, Minutes: &planned}, nil, began, uuid.New)
	held, _ := Finish(m, at("2026-03-02T14:32:00+02:00"), uuid.New)
	finish := func(m Meeting, now string) Meeting { m, _ = Finish(m, at(now), uuid.New); return m }
	for _, c := range []struct {
		name   string
		got    Meeting
		took   int
		ended  civil.Instant
		edited bool
	}{
		{"finished by mistake", finish(Resume(held, at("2026-03-02T14:40:00+02:00")), "2026-03-02T15:05:00+02:00"), 65, at("2026-03-02T15:05:00+02:00"), false},
		{"edited in the evening", finish(Resume(held, at("2026-03-02T19:00:00+02:00")), "2026-03-02T19:20:00+02:00"), 32, held.Ended, true},
		{"edited on Friday", finish(Resume(held, at("2026-03-06T09:00:00+02:00")), "2026-03-06T09:20:00+02:00"), 32, held.Ended, true},
		{"edited with the clock set back", finish(Resume(held, at("2026-03-01T09:00:00+02:00")), "2026-03-01T09:20:00+02:00"), 32, held.Ended, true},
		{"never finished until Friday", finish(m, "2026-03-06T09:00:00+02:00"), 24 * 60, at("2026-03-06T09:00:00+02:00"), false},
		{"past midnight", finish(m, "2026-03-03T00:20:00+02:00"), 620, at("2026-03-03T00:20:00+02:00"), false},
	} {
		if *c.got.Minutes != c.took || c.got.Ended != c.ended || c.got.Began != began || c.got.Status != Held {
			t.Errorf("%s: %d minutes, %+v", c.name, *c.got.Minutes, c.got)
		}
	}
	if !Resume(held, at("2026-03-06T09:00:00+02:00")).Reopened() || Resume(held, at("2026-03-02T14:40:00+02:00")).Reopened() || held.Reopened() || m.Reopened() {
		t.Error("which ones are reopened")
	}
	noted := Meeting{ID: uuid.New(), Person: uuid.New(), At: began, Minutes: &planned, Status: Held} // imported: nothing says when it began
	open := Resume(noted, at("2026-03-06T09:00:00+02:00"))
	if !open.Reopened() {
		t.Errorf("open again: %+v", open)
	}
	if got := finish(open, "2026-03-06T09:20:00+02:00"); !reflect.DeepEqual(got, noted) {
		t.Errorf("imported, edited: %+v, want %+v", got, noted)
	}
}
