package storagetest

import (
	"fmt"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/people"
)

// ManyGoals is a team of 50 with 40 goals each, ten check-ins a goal, under 12 team goals, as of a day.
func ManyGoals(on civil.Date) people.Records {
	var r people.Records
	confidences := []goals.Confidence{goals.OnTrack, goals.AtRisk, goals.OffTrack}
	value := func(v float64) *float64 { return &v }
	n := 0
	id := func() uuid.UUID {
		n++
		return uuid.UUID{1, 0x95, 0xbe, byte(n >> 16), byte(n >> 8), byte(n), 0x70, 0, 0x80, 12: byte(n >> 16), 13: byte(n >> 8), 14: byte(n), 15: 1}
	}
	var tops []uuid.UUID
	for i := range 12 {
		g := goals.Goal{ID: id(), Team: "Team", Title: fmt.Sprintf("Team goal %d that everything hangs from", i+1), Start: on - 60, Due: on + 30, Status: goals.Active}
		tops = append(tops, g.ID)
		r.Goals = append(r.Goals, g)
	}
	for p := range 50 {
		person := people.Person{ID: id(), Name: fmt.Sprintf("Person Number%02d", p+1), Cadence: people.Weekly}
		r.People = append(r.People, person)
		for i := range 40 {
			k := goals.KeyResult{ID: id(), Title: "Pages after 22:00", Kind: goals.Number, Unit: "a month", From: value(40), To: value(1)}
			g := goals.Goal{ID: id(), Person: person.ID, Parent: tops[i%12], Title: fmt.Sprintf("Goal %d of a person with a title of two lines on the board", i+1), Start: on - 70, Due: on + civil.Date(10+i), Status: goals.Active, KeyResults: []goals.KeyResult{k}, Tags: []string{"x"}}
			for c := range 10 {
				g.CheckIns = append(g.CheckIns, goals.CheckIn{ID: id(), Date: on - civil.Date(70-7*c), Confidence: confidences[(p+i)%3], Note: "A line of why.", Values: map[uuid.UUID]float64{k.ID: 40 - float64(c*(p%5))}})
			}
			if i%10 == 9 {
				g.Status, g.Closed = goals.Achieved, on-3
			}
			r.Goals = append(r.Goals, g)
		}
	}
	return r
}
