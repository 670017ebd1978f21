package morale

import (
	"encoding/binary"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func instant(d civil.Date) civil.Instant {
	i, err := civil.ParseInstant(d.String() + "T14:00:00+02:00")
	if err != nil {
		panic(err)
	}
	return i
}

func ptr[T any](v T) *T { return &v }

// builder makes a file for one test.
type builder struct {
	people.File
	ids uint64
}

// start is the day of the first meeting of most tests, a Tuesday.
var start = date("2025-01-07")

func priya(cadence people.Cadence) *builder {
	b := &builder{}
	b.Person = people.Person{ID: b.id(), Name: "Priya Raman", Cadence: cadence}
	return b
}

func (b *builder) id() (id uuid.UUID) {
	b.ids++
	binary.BigEndian.PutUint64(id[8:], b.ids)
	return id
}

// meet adds a one-on-one that was held; 0 is no mood and no workload.
func (b *builder) meet(d civil.Date, mood, workload int) *notes.Meeting {
	m := notes.Meeting{ID: b.id(), Person: b.Person.ID, At: instant(d), Status: notes.Held}
	if mood != 0 {
		m.Mood, m.MoodSource = &mood, notes.Said
	}
	if workload != 0 {
		m.Workload, m.WorkloadSource = &workload, notes.Said
	}
	b.Meetings = append(b.Meetings, m)
	return &b.Meetings[len(b.Meetings)-1]
}

// moods adds a meeting a week for each digit, from a day on; "." is a meeting without a mood, "-" a week without a meeting.
func (b *builder) moods(from civil.Date, digits string) civil.Date {
	for _, c := range digits {
		if c == '.' {
			b.meet(from, 0, 0)
		} else if c != '-' {
			b.meet(from, int(c-'0'), 0)
		}
		from += 7
	}
	return from
}

func (b *builder) status(d civil.Date, s notes.Status, by notes.Side) *notes.Meeting {
	m := b.meet(d, 0, 0)
	m.Status, m.CancelledBy = s, by
	return m
}

func (b *builder) away(from, to civil.Date) {
	b.Absences = append(b.Absences, people.Absence{ID: b.id(), Person: b.Person.ID, From: from, To: to})
}

// promise adds an action item of the manager; closed 0 is open.
func (b *builder) promise(created, due, closed civil.Date) {
	a := notes.Action{ID: b.id(), Person: b.Person.ID, Text: "Send the criteria", Owner: notes.Me, Created: created, Due: due, State: notes.ActionOpen}
	if closed != 0 {
		a.State, a.Closed = notes.ActionDone, closed
	}
	b.Actions = append(b.Actions, a)
}

func (b *builder) goal(start civil.Date, title string, checks ...goals.CheckIn) *goals.Goal {
	g := goals.Goal{ID: b.id(), Person: b.Person.ID, Title: title, Start: start, Due: start + 180, Status: goals.Active, CheckIns: checks}
	kr := goals.KeyResult{ID: uuid.UUID{1}, Title: "Screens", Kind: goals.Number, From: ptr(0.0), To: ptr(50.0)}
	g.KeyResults = []goals.KeyResult{kr}
	b.Goals = append(b.Goals, g)
	return &b.Goals[len(b.Goals)-1]
}

func checkIn(d civil.Date, value float64, c goals.Confidence) goals.CheckIn {
	return goals.CheckIn{ID: uuid.UUID{2}, Date: d, Confidence: c, Values: map[uuid.UUID]float64{{1}: value}}
}

func (b *builder) ack(kind Kind, at civil.Date, action people.AckAction, until civil.Date) {
	b.Acknowledgements = append(b.Acknowledgements, people.Acknowledgement{ID: b.id(), Person: b.Person.ID, Sign: string(kind), At: at, Action: action, Until: until})
}

// file is the file in order.
func (b *builder) file() people.File {
	b.Sort()
	return b.File
}

// only are rules with every kind but the given ones off.
func only(kinds ...Kind) Rules {
	r := Rules{Off: map[Kind]bool{}}
	for _, k := range Kinds {
		r.Off[k.Kind] = true
	}
	for _, k := range kinds {
		delete(r.Off, k)
	}
	return r
}

// level is the severity of a kind on a day.
func level(b *builder, r Rules, k Kind, on civil.Date) Severity {
	for _, s := range Signs(b.file(), r, on) {
		if s.Kind == k {
			return s.Severity
		}
	}
	return None
}

// expect checks on which days a kind holds, each day with the severity that it has.
func expect(t *testing.T, b *builder, k Kind, days map[civil.Date]Severity) {
	t.Helper()
	for on, want := range days {
		if got := level(b, only(k), k, on); got != want {
			t.Errorf("%s on %s (day %d) = %q, want %q", k, on, on-start, got, want)
		}
	}
}

func (s Sign) String() string {
	return fmt.Sprintf("%s %s raised %s since %s: %s — %s", s.Severity, s.Kind, s.Raised, s.Since, s.Title, s.Line)
}

// find returns the sign of a kind on a day, and fails without it.
func find(t *testing.T, b *builder, k Kind, on civil.Date) Sign {
	t.Helper()
	for _, s := range Signs(b.file(), only(k), on) {
		if s.Kind == k {
			return s
		}
	}
	t.Fatalf("no %s on %s", k, on)
	return Sign{}
}
