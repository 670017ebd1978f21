package goals

import (
	"cmp"
	"maps"
	"slices"

	"github.com/google/uuid"

	"rapport/civil"
)

// LedgerLine is one change of a target or of the due date.
type LedgerLine struct {
	Date   civil.Date
	What   string // "Pages after 22:00: target from 20 to 15", "Due from 31 March 2026 to 30 April 2026"
	Reason string
}

// Words says the line as the app shows it: "3 May: due from … to …, because the move took two weeks".
func (l LedgerLine) Words(on civil.Date) string {
	return DateShort(l.Date, on) + ": " + l.What + ". " + l.Reason
}

// Ledger lists every change of a target or of the due date, the newest first.
func Ledger(g Goal, mark Mark) []LedgerLine {
	var out []LedgerLine
	for _, c := range g.DueChanges {
		out = append(out, LedgerLine{c.Date, "Due from " + DateWords(c.Was) + " to " + DateWords(c.To), c.Reason})
	}
	for _, k := range g.KeyResults {
		for _, r := range k.Retargeted {
			if r.Was != nil && r.To != nil {
				out = append(out, LedgerLine{r.Date, k.Title + ": target from " + k.Amount(*r.Was, mark) + " to " + k.Amount(*r.To, mark), r.Reason})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b LedgerLine) int { return cmp.Compare(b.Date, a.Date) })
	return out
}

// WithoutResult returns the goal without one key result and what its check-ins say of it. A check-in stays, also where nothing is left in it.
func WithoutResult(g Goal, k KeyResult) Goal {
	g.KeyResults = slices.DeleteFunc(slices.Clone(g.KeyResults), func(x KeyResult) bool { return x.ID == k.ID })
	return g.FitCheckIns()
}

// FitCheckIns returns the goal without values in its check-ins that are of none of its key results, or that a milestone cannot have.
func (g Goal) FitCheckIns() Goal {
	g.CheckIns = slices.Clone(g.CheckIns)
	for i, c := range g.CheckIns {
		for id, v := range c.Values {
			k, ok := g.result(id)
			if ok && (k.Kind != Milestone || v == 0 || v == 1) {
				continue
			}
			kept := g.CheckIns[i]
			kept.Values = clonedWithout(kept.Values, id)
			g.CheckIns[i] = kept
		}
	}
	return g
}

// Written lays what a form wrote over the goal as it is now: check-ins and every agreed change of a target or date that were made meanwhile
// stay. Values of key results that the form took away go with them.
func Written(form, now Goal) Goal {
	form.CheckIns = now.CheckIns
	if now.Status != Draft { // how it ended, and whether, is not the form's
		form.Status, form.Closed, form.Score = now.Status, now.Closed, now.Score
		form.Helped, form.Hindered, form.Learnt = now.Helped, now.Hindered, now.Learnt
		if form.OutsideControl == "" {
			form.OutsideControl = now.OutsideControl
		}
		form.DueChanges = now.DueChanges
		if now.Due != 0 { // the first due date is set, not changed
			form.Due = now.Due
		}
		form.KeyResults = slices.Clone(form.KeyResults)
		for i, k := range form.KeyResults {
			was, ok := now.result(k.ID)
			if !ok {
				continue
			}
			k.Retargeted = was.Retargeted
			if was.To != nil && was.Kind != Milestone {
				k.To = was.To
			}
			form.KeyResults[i] = k
		}
	}
	return form.FitCheckIns()
}

func clonedWithout(values map[uuid.UUID]float64, id uuid.UUID) map[uuid.UUID]float64 {
	out := maps.Clone(values)
	delete(out, id)
	return out
}
