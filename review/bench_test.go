package review_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/review"
	"rapport/review/render"
)

// fiveYears is a file of weekly meetings with notes, an action and a talk of growth each, monthly feedback and a goal a quarter.
func fiveYears() people.File {
	f := people.File{Person: people.Person{ID: uuid.UUID{1}, Name: "Priya Raman", Cadence: people.Weekly, Series: "DTSTART;TZID=Europe/Helsinki:20210309T140000\nRRULE:FREQ=WEEKLY"}}
	first := civil.NewDate(2021, 3, 9)
	mood := 4
	for week := range 260 {
		day := first + civil.Date(7*week)
		at, _ := civil.ParseInstant(day.String() + "T14:00:00+02:00")
		m := notes.Meeting{ID: uuid.UUID{2, byte(week), byte(week >> 8)}, Person: f.Person.ID, At: at, Status: notes.Held, Mood: &mood, Workload: &mood, PrivateNotes: "Only for me.",
			Notes: fmt.Sprintf("## Notes\n\n- Week %d went as planned.\n- Reviewed the release.\n- [ ] me: ask Platform by fri\n+ Helped Support with the release notes %d\n", week, week)}
		for i, c := range notes.Categories {
			m.Topics = append(m.Topics, notes.Topic{ID: uuid.UUID{3, byte(week), byte(week >> 8), byte(i)}, Text: "Point", Category: c, State: notes.Discussed})
		}
		f.Meetings = append(f.Meetings, m)
		f.Actions = append(f.Actions, notes.Action{ID: uuid.UUID{4, byte(week), byte(week >> 8)}, Person: f.Person.ID, Text: "Ask Platform", Owner: notes.Me, Created: day, Due: day + 4, State: notes.ActionDone, Closed: day + 3})
		f.Journal = append(f.Journal, notes.JournalLine{ID: uuid.UUID{5, byte(week), byte(week >> 8)}, Person: f.Person.ID, At: at, Text: "Noted between."})
		if week%4 == 0 {
			f.Feedback = append(f.Feedback, notes.Feedback{ID: uuid.UUID{6, byte(week), byte(week >> 8)}, Person: f.Person.ID, Date: day, Kind: notes.Praise, Direction: notes.Given, Situation: "In the review", Behaviour: "Asked first", Impact: "we heard all", SaidOn: day})
		}
		if week%13 == 0 {
			from, to, kr := 0.0, 100.0, uuid.UUID{7, byte(week)}
			g := goals.Goal{ID: uuid.UUID{8, byte(week)}, Person: f.Person.ID, Title: fmt.Sprintf("Goal of week %d", week), Start: day, Due: day + 90, Status: goals.Active,
				KeyResults: []goals.KeyResult{{ID: kr, Title: "Points", Kind: goals.Number, Unit: "points", From: &from, To: &to}}}
			for i := range 12 {
				g.CheckIns = append(g.CheckIns, goals.CheckIn{Date: day + civil.Date(7*i), Confidence: goals.OnTrack, Note: "On the way.", Values: map[uuid.UUID]float64{kr: float64(8 * i)}})
			}
			f.Goals = append(f.Goals, g)
		}
	}
	f.Sort()
	return f
}

func BenchmarkBrief(b *testing.B) {
	f := fiveYears()
	on := civil.NewDate(2026, 3, 3)
	for b.Loop() {
		render.Markdown(review.Brief(f, on, handed).Document())
	}
}

func BenchmarkPack(b *testing.B) {
	f := fiveYears()
	p := review.Period{From: civil.NewDate(2025, 3, 1), To: civil.NewDate(2026, 2, 28)}
	for b.Loop() {
		render.Markdown(review.Pack(f, p, people.AudienceReview, review.Options{}))
	}
}
