package goals

import (
	"github.com/google/uuid"

	"rapport/civil"
)

// defaultPeriod is how many days a goal without start or due date goes on for.
const defaultPeriod = 91

// NextPeriod is the due date of a goal that goes on from a day: as long again as the goal was planned for, at least four weeks.
func NextPeriod(g Goal, from civil.Date) civil.Date {
	days := civil.Date(defaultPeriod)
	first := g.Due
	if len(g.DueChanges) > 0 {
		first = g.DueChanges[0].Was
	}
	if g.Start != 0 && first > g.Start {
		days = max(first-g.Start, 28)
	}
	return from + days
}

// Continued is a goal's next one, which begins on a day: a draft, as it is to be agreed again, with the key results that are not reached yet, each
// from where it stands now, and no check-ins. What was said of the old one, and the ledger of its changes, stays with it.
func Continued(g Goal, start, due civil.Date, newID func() uuid.UUID) Goal {
	next := Goal{
		ID: newID(), Person: g.Person, Team: g.Team, Parent: g.Parent, Continues: g.ID, Title: g.Title, Why: g.Why, Support: g.Support, Start: start, Due: due, Tags: g.Tags,
		Status: Draft, Kind: g.Kind, DoneMeans: g.DoneMeans, Waived: g.Waived, Level: g.Level, Obstacle: g.Obstacle, Plan: g.Plan, Rhythm: g.Rhythm, OutsideControl: g.OutsideControl,
	}
	for _, k := range g.KeyResults {
		if p := k.Progress(g.CheckIns); p != nil && *p >= 1 {
			continue
		}
		if now := k.Value(g.CheckIns); k.Kind != Milestone && now != nil {
			k.From = now
		}
		k.ID, k.Due, k.Retargeted = newID(), 0, nil
		next.KeyResults = append(next.KeyResults, k)
	}
	return next
}
