package morale

import (
	"fmt"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/notes"
)

// Promises are judged over so many days, and only where at least so many fell due.
const (
	promiseDays   = 90
	fewestToJudge = 5
)

// promise is an action item of the manager, with the days on which it counts.
type promise struct {
	*notes.Action
	lateFrom, lateTo civil.Date // open and late by the limit
	dueFrom, dueTo   civil.Date // among those that fell due
	kept             bool
}

func (h *history) readPromises() []promise {
	var out []promise
	after := h.limit.days("promises_late.days")
	for i := range h.f.Actions {
		a := &h.f.Actions[i]
		if a.Owner != notes.Me || a.Due == 0 || a.State != notes.ActionOpen && a.Closed == 0 {
			continue // without the day of closing nobody knows whether it was late
		}
		p := promise{Action: a, lateTo: never, dueFrom: max(a.Due+1, a.Created), dueTo: a.Due + promiseDays}
		if a.State != notes.ActionOpen {
			p.lateTo = a.Closed
		}
		p.lateFrom = max(h.clock.after(a.Due, after), a.Created)
		switch a.State {
		case notes.ActionDropped:
			p.dueTo = min(p.dueTo, a.Closed)
		case notes.ActionDone:
			if a.Closed <= a.Due {
				p.kept, p.dueFrom = true, max(a.Due, a.Created)
			}
		}
		out = append(out, p)
	}
	return out
}

// promiseSpans are the stretches on which promises are late or too few were kept. Once that is over it takes another promise that was not
// kept in time for it to come back: as old ones leave the ninety days the share kept moves to and fro, and says nothing new.
func promiseSpans(h *history) []span {
	type change struct {
		on             civil.Date
		late, due, kep int
	}
	var all []change
	for _, p := range h.promises {
		if p.lateFrom < p.lateTo {
			all = append(all, change{on: p.lateFrom, late: 1}, change{on: p.lateTo, late: -1})
		}
		if p.dueFrom < p.dueTo {
			in, out := change{on: p.dueFrom, due: 1}, change{on: p.dueTo, due: -1}
			if p.kept {
				in.kep, out.kep = 1, -1
			}
			all = append(all, in, out)
		}
	}
	slices.SortFunc(all, func(a, b change) int { return int(a.on - b.on) })
	bounds := make([]civil.Date, len(all))
	for i, c := range all {
		bounds[i] = c.on
	}
	i, now := 0, change{}
	another, open := false, false
	return steps(bounds, func(d civil.Date) Severity {
		for ; i < len(all) && all[i].on <= d; i++ {
			c := all[i]
			now.late, now.due, now.kep = now.late+c.late, now.due+c.due, now.kep+c.kep
			another = another || c.late > 0 || c.due > 0 && c.kep == 0
		}
		was := open
		if open = another && h.promisesBroken(now.late, now.due, now.kep); open {
			return Watch
		}
		if was {
			another = false
		}
		return None
	})
}

func (h *history) promisesBroken(late, due, kept int) bool {
	return late >= h.limit.count("promises_late.count") ||
		due >= fewestToJudge && float64(kept) < h.limit["promises_late.kept"]*float64(due)-1e-9
}

func describePromises(h *history, s *Sign, on civil.Date) {
	var late, missed []promise
	due, kept := 0, 0
	for _, p := range h.promises {
		isLate := p.lateFrom <= on && on < p.lateTo
		if isLate {
			late = append(late, p)
		}
		if p.dueFrom <= on && on < p.dueTo {
			due++
			if p.kept {
				kept++
			} else if !isLate {
				missed = append(missed, p)
			}
		}
	}
	shown := late
	s.Title = upperFirst(plural(len(late), "promise")) + " late by a week"
	if h.promisesBroken(0, due, kept) {
		shown = append(shown, missed...)
		s.Title = fmt.Sprintf("%d of %d promises kept on time", kept, due)
	}
	for _, p := range shown {
		text := p.Text
		when := fmt.Sprintf("due %s, %s late", dayWords(p.Due, on), plural(int(on-p.Due), "day"))
		if p.State == notes.ActionDone && p.Closed <= on {
			when = fmt.Sprintf("due %s, done %s", dayWords(p.Due, on), dayWords(p.Closed, on))
		} else if on == p.Due {
			when = "due " + dayWords(p.Due, on)
		}
		s.Evidence = append(s.Evidence, note(p.Due, p.ID, "text", text+" ("+when+")"))
	}
	var lines []string
	if len(late) > 0 {
		lines = append(lines, plural(len(late), "promise")+" open and late by a week or more.")
	}
	if due > 0 {
		lines = append(lines, fmt.Sprintf("Last %d days: %d of %d kept on time.", promiseDays, kept, due))
	}
	s.Line = strings.Join(lines, " ")
	s.Clears = fmt.Sprintf("Fewer than %s late by a week, and %.0f%% kept on time over %d days.",
		numberWord(h.limit.count("promises_late.count")), 100*h.limit["promises_late.kept"], promiseDays)
}
