package people

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/notes"
)

func TestAppointments(t *testing.T) {
	helsinki, _ := time.LoadLocation("Europe/Helsinki")
	f := File{
		Person: Person{ID: uuid.New(), Name: "Priya Raman", Series: "DTSTART;TZID=Europe/Helsinki:20260106T140000\nRRULE:FREQ=WEEKLY", ExDates: nil},
		Meetings: []notes.Meeting{
			{ID: uuid.New(), At: at("2026-03-03T14:00:00+02:00"), Status: notes.Held},
			{ID: uuid.New(), At: at("2026-03-10T12:00:00Z"), Status: notes.Cancelled}, // the same moment, written otherwise
			{ID: uuid.New(), At: at("2026-03-18T09:00:00+02:00"), MovedFrom: at("2026-03-17T14:00:00+02:00"), Status: notes.Scheduled},
		},
		Absences: []Absence{{From: date("2026-03-23"), To: date("2026-03-27")}},
	}
	now := time.Date(2026, 3, 3, 16, 0, 0, 0, helsinki)
	var got []string
	for _, a := range f.Appointments(now, now.AddDate(0, 0, 35)) {
		got = append(got, a.At.String())
	}
	want := []string{"2026-03-18T09:00:00+02:00", "2026-03-31T14:00:00+03:00", "2026-04-07T14:00:00+03:00"}
	if len(got) != len(want) {
		t.Fatalf("appointments %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("appointment %d is %s, want %s", i, got[i], want[i])
		}
	}
	if due := f.NextDue(now); due != date("2026-03-18") {
		t.Errorf("next due %s", due)
	}
	f.Person.Series, f.Person.Cadence, f.Meetings = "", Biweekly, f.Meetings[:1]
	if due := f.NextDue(now); due != date("2026-03-17") {
		t.Errorf("next due by cadence %s", due)
	}
}

func TestKept(t *testing.T) {
	f := File{Actions: []notes.Action{
		{Owner: notes.Me, Due: date("2026-03-01"), State: notes.ActionDone, Closed: date("2026-02-28")},
		{Owner: notes.Me, Due: date("2026-03-02"), State: notes.ActionDone, Closed: date("2026-03-05")},
		{Owner: notes.Me, Due: date("2026-03-03"), State: notes.ActionOpen},
		{Owner: notes.Me, Due: date("2026-03-10"), State: notes.ActionOpen},
		{Owner: notes.Me, Due: date("2025-03-03"), State: notes.ActionDone, Closed: date("2025-03-03")},
		{Owner: notes.Them, Due: date("2026-03-01"), State: notes.ActionDone, Closed: date("2026-03-01")},
	}}
	if kept, of := f.Kept(notes.Me, date("2026-03-10"), 90); kept != 1 || of != 3 {
		t.Errorf("kept %d of %d, want 1 of 3", kept, of)
	}
}
