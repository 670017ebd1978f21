package morale

import (
	"math"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/goals"
)

// trackedGoal is a goal of the report with the days on which something is known of its movement.
type trackedGoal struct {
	*goals.Goal
	from, to civil.Date // active from the first day up to but without the last
	checks   []goalCheck
	days     int // without movement
}

// goalCheck is a day on which something became known of a goal, and how it stood then.
type goalCheck struct {
	day     civil.Date
	checkIn bool
	moved   bool // towards the target since the last check-in; without a measure: a check-in that is not off track
	blocked bool // off track, or said to be blocked
	done    bool // every measure has reached its target
	note    string
}

// staleRhythms is how many rhythms of check-ins may pass without movement, where that is more than the limit.
const staleRhythms = 1.5

func (h *history) readGoals() []trackedGoal {
	var out []trackedGoal
	for i := range h.f.Goals {
		g := &h.f.Goals[i]
		if g.Status == goals.Draft {
			continue
		}
		t := trackedGoal{Goal: g, from: known(*g), to: closedOn(*g)}
		t.days = max(h.limit.days("progress_stall.days"), int(math.Ceil(staleRhythms*float64(g.RhythmDays()))))
		if g.Rhythm == nil {
			t.days = h.limit.days("progress_stall.days")
		}
		if t.from < t.to {
			t.checks = goalChecks(*g)
			out = append(out, t)
		}
	}
	return out
}

// goalChecks goes through the days of check-ins and changed targets, seeing the goal as it was known on each.
func goalChecks(g goals.Goal) []goalCheck {
	var days []civil.Date
	for _, c := range g.CheckIns {
		days = append(days, c.Date)
	}
	retargeted := false
	for _, k := range g.KeyResults {
		for _, r := range k.Retargeted {
			days, retargeted = append(days, r.Date), true
		}
	}
	slices.Sort(days)
	days = slices.Compact(days)
	g.CheckIns = slices.Clone(g.CheckIns)
	slices.SortStableFunc(g.CheckIns, func(a, b goals.CheckIn) int { return int(a.Date - b.Date) })
	out := make([]goalCheck, 0, len(days))
	known, seen := known(g), 0 // check-ins of the days before
	for _, d := range days {
		n := seen
		for n < len(g.CheckIns) && g.CheckIns[n].Date <= d {
			n++
		}
		if d < known {
			continue // nothing was known of the goal yet
		}
		now := g
		if retargeted {
			now, _ = g.AsOf(d)
		}
		now.CheckIns = g.CheckIns[:n]
		c := goalCheck{day: d, checkIn: n > seen}
		p := goals.Progress(now)
		c.done = p != nil && *p >= 1
		if n > 0 {
			last := g.CheckIns[n-1]
			c.note = last.Note
			c.blocked = last.Confidence == goals.OffTrack || saysBlocked(last.Note)
		}
		if c.checkIn {
			c.moved = p == nil && !c.blocked || p != nil && movedForward(now, seen)
		}
		seen = n
		out = append(out, c)
	}
	return out
}

// movedForward reports whether any key result is nearer to its target now than any of the check-ins before had it.
func movedForward(now goals.Goal, before int) bool {
	for _, k := range now.KeyResults {
		is := k.Progress(now.CheckIns)
		if is == nil {
			continue
		}
		best := 0.0
		for i := range before {
			if was := k.Progress(now.CheckIns[i : i+1]); was != nil {
				best = max(best, *was)
			}
		}
		if *is > best+1e-9 {
			return true
		}
	}
	return false
}

// saysBlocked reports whether a note of a check-in says that the goal is blocked.
func saysBlocked(note string) bool {
	low := strings.ToLower(note)
	i := strings.Index(low, "blocked")
	if i < 0 {
		return false
	}
	for _, no := range []string{"not ", "n’t ", "n't ", "no longer ", "un", "was ", "were "} {
		if strings.HasSuffix(low[:i], no) {
			return false
		}
	}
	return true
}

// standing is how a goal stands on a day: since when it has not moved, over how many check-ins.
func (t trackedGoal) standing(on civil.Date) (since civil.Date, checkIns int, now goalCheck) {
	since = t.from
	for _, c := range t.checks {
		if c.day > on {
			break
		}
		now = c
		switch {
		case c.moved:
			since, checkIns = c.day, 0
		case c.checkIn:
			checkIns++
			if since == 0 {
				since = c.day
			}
		}
	}
	return since, checkIns, now
}

func stallSpans(h *history) []span {
	h.tracked = h.readGoals()
	var bounds []civil.Date
	for _, t := range h.tracked {
		bounds = append(bounds, t.from, t.to, h.clock.after(t.from, t.days))
		if t.Status == goals.Achieved {
			bounds = append(bounds, h.clock.after(t.to, t.days))
		}
		for _, c := range t.checks {
			bounds = append(bounds, c.day, h.clock.after(c.day, t.days))
		}
	}
	return steps(bounds, func(d civil.Date) Severity {
		if stalled, blocked := h.stalledGoals(d); len(stalled) > 0 || len(blocked) > 0 {
			return Watch
		}
		return None
	})
}

// stalledGoals returns the active goals where none of them moves, else nothing; and the blocked ones where there are enough of them. One that
// was reached lately is movement, too.
func (h *history) stalledGoals(on civil.Date) (stalled, blocked []trackedGoal) {
	active, reached := 0, false
	for _, t := range h.tracked {
		if on < t.from {
			continue
		}
		if on >= t.to {
			reached = reached || t.Status == goals.Achieved && h.clock.elapsed(t.to, on) < t.days
			continue
		}
		since, checkIns, now := t.standing(on)
		if now.done {
			reached = reached || h.clock.elapsed(since, on) < t.days
			continue
		}
		active++
		if now.blocked {
			blocked = append(blocked, t)
		}
		if since != 0 && (checkIns >= h.limit.count("progress_stall.check_ins") || h.clock.elapsed(since, on) >= t.days) {
			stalled = append(stalled, t)
		}
	}
	if len(stalled) < active || reached {
		stalled = nil
	}
	if len(blocked) < h.limit.count("progress_stall.blocked") {
		blocked = nil
	}
	return stalled, blocked
}

func describeStall(h *history, s *Sign, on civil.Date) {
	stalled, blocked := h.stalledGoals(on)
	for _, t := range stalled {
		since, checkIns, _ := t.standing(on)
		what := "no check-in"
		if checkIns > 0 {
			what = "no movement in " + plural(checkIns, "check-in")
		}
		s.Evidence = append(s.Evidence, note(since, t.ID, "check_ins", "“"+t.Title+"”: "+what+" since "+dayWords(since, on)))
	}
	for _, t := range blocked {
		_, _, now := t.standing(on)
		text := "“" + t.Title + "” is off track"
		if now.note != "" {
			text += ": " + now.note
		}
		s.Evidence = append(s.Evidence, note(now.day, t.ID, "check_ins", text))
	}
	switch n := len(stalled); {
	case n == 0:
		s.Title = upperFirst(numberWord(len(blocked))) + " goals blocked"
		s.Line = "Off track or blocked at the last check-in."
	case n == 1:
		since, _, _ := stalled[0].standing(on)
		s.Title = "No movement on “" + stalled[0].Title + "”"
		s.Line = plural(int(on-since), "day") + " without movement. No other goal is active."
	default:
		newest := civil.Date(0)
		for _, t := range stalled {
			since, _, _ := t.standing(on)
			newest = max(newest, since)
		}
		s.Title = "None of " + numberWord(n) + " goals moved"
		s.Line = plural(int(on-newest), "day") + " without movement on any of them."
	}
	s.Clears = "Movement on one goal. Remove one blocker this week."
}
