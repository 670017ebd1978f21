package goals

import (
	"github.com/google/uuid"

	"rapport/civil"
)

// AsOf returns the goal as it was known on a day, and whether it was known: its start (or else the day it was agreed) is that day
// or earlier, or it has neither. A later closing, check-in, change of target or date, agreement or read-back has not happened yet.
func (g Goal) AsOf(on civil.Date) (Goal, bool) {
	known := g.Start
	if known == 0 {
		known = g.Agreed
	}
	if known > on {
		return Goal{}, false
	}
	if g.Closed > on {
		g.Status, g.Closed, g.Score = Active, 0, nil
		g.Helped, g.Hindered, g.Learnt, g.OutsideControl = "", "", "", ""
	}
	if g.Agreed > on {
		g.Agreed = 0
	}
	if g.ReadBackOn > on {
		g.ReadBack, g.ReadBackOn = "", 0
	}
	if g.Mismatch != nil {
		switch m := *g.Mismatch; {
		case m.Since > on:
			g.Mismatch = nil
		case m.Resolved > on:
			g.Mismatch = &Mismatch{Since: m.Since}
		}
	}
	for i, c := range g.DueChanges {
		if c.Date > on {
			g.Due, g.DueChanges = c.Was, g.DueChanges[:i:i]
			break
		}
	}
	results := make([]KeyResult, len(g.KeyResults))
	for i, k := range g.KeyResults {
		results[i] = k.asOf(on)
	}
	checkIns := make([]CheckIn, 0, len(g.CheckIns))
	for _, c := range g.CheckIns {
		if c.Date <= on {
			checkIns = append(checkIns, c)
		}
	}
	g.KeyResults, g.CheckIns = results, checkIns
	return g, true
}

func (k KeyResult) asOf(on civil.Date) KeyResult {
	for i, r := range k.Retargeted {
		if r.Date > on {
			k.To, k.Retargeted = r.Was, k.Retargeted[:i:i]
			break
		}
	}
	return k
}

// Ancestors returns the goals out of all that the given ones hang from, up to the top, each once; a loop ends at its start.
func Ancestors(of, all []Goal) []Goal {
	byID := make(map[uuid.UUID]Goal, len(all))
	for _, g := range all {
		byID[g.ID] = g
	}
	seen := map[uuid.UUID]bool{}
	for _, g := range of {
		seen[g.ID] = true
	}
	var out []Goal
	for _, g := range of {
		for g.Parent != uuid.Nil && !seen[g.Parent] {
			parent, ok := byID[g.Parent]
			if !ok {
				break
			}
			seen[parent.ID] = true
			out = append(out, parent)
			g = parent
		}
	}
	return out
}
