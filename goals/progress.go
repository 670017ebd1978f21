package goals

import (
	"math"

	"github.com/google/uuid"

	"rapport/civil"
)

// The rules of pace and rhythm. Behind by more than 20 points is at risk, by more than 40 off track. A goal without a rhythm of
// its own is expected to be looked at every DefaultRhythm days; after one and a half rhythms without a check-in it is stale.
const (
	BehindAtRisk   = 0.20
	BehindOffTrack = 0.40
	DefaultRhythm  = 14
	staleAfter     = 1.5
	rounding       = 1e-9 // sums of decimals are not exact; 20 points behind is not more than 20 points
)

// Start is the value that the key result starts from: 0 for a milestone, nil where it is not known.
func (k KeyResult) Start() *float64 { return k.orMilestone(k.From, 0) }

// Target is the value that the key result is to reach as of now: 1 for a milestone, nil where it is not known.
func (k KeyResult) Target() *float64 { return k.orMilestone(k.To, 1) }

func (k KeyResult) orMilestone(v *float64, milestone float64) *float64 {
	if v == nil && k.Kind == Milestone {
		return &milestone
	}
	return v
}

// Value is where the key result stands after the check-ins: what the latest one that names it says, before that its start; nil
// where neither is known. Check-ins may be in any order.
func (k KeyResult) Value(checkIns []CheckIn) *float64 {
	var latest civil.Date
	var value *float64
	for _, c := range checkIns {
		if v, ok := c.Values[k.ID]; ok && (value == nil || c.Date >= latest) {
			latest, value = c.Date, &v
		}
	}
	if value == nil {
		return k.Start()
	}
	return value
}

// Progress is how far the key result has come from its start to its target, from 0 to 1; nil where one of the two or the value is
// not known, or where they are the same.
func (k KeyResult) Progress(checkIns []CheckIn) *float64 {
	now := k.Value(checkIns)
	if now == nil {
		return nil
	}
	return k.progressAt(*now)
}

func (k KeyResult) progressAt(now float64) *float64 {
	from, to := k.Start(), k.Target()
	if from == nil || to == nil || *from == *to {
		return nil
	}
	p := (now/2 - *from/2) / (*to/2 - *from/2) // halved, so that no difference of finite numbers overflows
	if math.IsNaN(p) {
		return nil
	}
	p = min(max(p, 0), 1)
	return &p
}

// Measured reports whether the key result has a start and a target that differ.
func (k KeyResult) Measured() bool {
	from, to := k.Start(), k.Target()
	return from != nil && to != nil && *from != *to
}

// weight is what the key result counts in the mean of its goal: 1 unless said.
func (k KeyResult) weight() float64 {
	if k.Weight == nil {
		return 1
	}
	return *k.Weight
}

// Progress is the weighted mean of the progress of the goal's key results, from 0 to 1; nil for a goal without a measure. The goal
// is taken as it stands: ask it AsOf a day for its progress on that day. For a team goal without key results of its own see Node.
func Progress(g Goal) *float64 {
	return mean(g.KeyResults, func(k KeyResult) *float64 { return k.Progress(g.CheckIns) })
}

// Expected is the progress that the plan has for the day, from 0 to 1: for each measured key result a straight line from the
// start of the goal to the key result's own due date, else the goal's, weighted as Progress is; a milestone with a date of its own is
// expected on that date and not before. Without measured key results it is the line of the goal. Nil where start or due date is missing.
func Expected(g Goal, on civil.Date) *float64 {
	if g.Start == 0 {
		return nil
	}
	if !measured(g) {
		return line(g.Start, g.Due, on)
	}
	return mean(g.KeyResults, func(k KeyResult) *float64 { return ExpectedOf(g, k, on) })
}

// ExpectedOf is the progress that the plan has for one key result of the goal on the day; nil where it has no measure, or start
// and due date are not known.
func ExpectedOf(g Goal, k KeyResult, on civil.Date) *float64 {
	switch {
	case !k.Measured():
		return nil
	case k.Due == 0:
		return line(g.Start, g.Due, on)
	case k.Kind == Milestone:
		return line(k.Due, k.Due, on)
	}
	return line(g.Start, k.Due, on)
}

// line is 0 up to the start, 1 from the due date on, and straight between.
func line(start, due, on civil.Date) *float64 {
	if start == 0 || due == 0 {
		return nil
	}
	var p float64
	switch {
	case on >= due:
		p = 1
	case on > start:
		p = float64(on-start) / float64(due-start)
	}
	return &p
}

// mean is the weighted mean of what is known of the key results; nil where nothing is, or nothing has weight.
func mean(results []KeyResult, of func(KeyResult) *float64) *float64 {
	var sum, weights float64
	for _, k := range results {
		if p := of(k); p != nil {
			sum += *p * k.weight()
			weights += k.weight()
		}
	}
	if weights == 0 || math.IsInf(weights, 0) {
		return nil
	}
	p := min(max(sum/weights, 0), 1)
	return &p
}

func measured(g Goal) bool {
	for _, k := range g.KeyResults {
		if k.Measured() && k.weight() > 0 {
			return true
		}
	}
	return false
}

// StateKind is the one word in which the app says how a goal stands.
type StateKind string

// The states of a goal.
const (
	StateDone        StateKind = "done"
	StateNotMeasured StateKind = "not_measured"
	StateOnTrack     StateKind = "on_track"
	StateAtRisk      StateKind = "at_risk"
	StateOffTrack    StateKind = "off_track"
)

var stateWords = map[StateKind]string{
	StateDone: "Done", StateNotMeasured: "Not measured", StateOnTrack: "On track", StateAtRisk: "At risk", StateOffTrack: "Off track",
}

// Words says the state as the app shows it.
func (k StateKind) Words() string { return stateWords[k] }

// Words says the confidence as the app shows it.
func (c Confidence) Words() string { return stateWords[StateKind(c)] }

// State is how a goal stands on a day.
type State struct {
	Kind StateKind
	// Ended says how a done goal ended where it was not reached: Partly, Missed or Dropped.
	Ended Status
	// Stale: active, and no check-in for more than one and a half rhythms.
	Stale bool
	// Overconfident: the pace says worse than the last check-in did, which is worth a remark.
	Overconfident bool
}

// Words says the state as the app shows it, such as "At risk" or "Done, partly".
func (s State) Words() string {
	if s.Kind == StateDone && s.Ended != "" {
		return "Done, " + string(s.Ended)
	}
	return s.Kind.Words()
}

// IsAtRisk reports whether the goal is at risk or off track.
func (s State) IsAtRisk() bool { return s.Kind == StateAtRisk || s.Kind == StateOffTrack }

// StateOf is the one rule for how a goal stands on a day, the goal taken as it was known then (AsOf): closed is Done; without a key result
// it is Not measured; else the worse of the last confidence and the pace, where more than 20 points under plan is At risk and more than 40 Off
// track. Key results without numbers and without any confidence are Not measured too.
func StateOf(g Goal, on civil.Date) State {
	return stateOf(g, len(g.KeyResults) > 0, Progress(g), Expected(g, on), on)
}

func stateOf(g Goal, hasMeasure bool, progress, expected *float64, on civil.Date) State {
	if g.IsClosed() {
		s := State{Kind: StateDone}
		if g.Status != Achieved {
			s.Ended = g.Status
		}
		return s
	}
	s := State{Kind: StateNotMeasured, Stale: isStale(g, on)}
	if !hasMeasure {
		return s
	}
	said := StateKind(lastConfidence(g))
	if progress == nil {
		if said != "" {
			s.Kind = said
		}
		return s
	}
	s.Kind = StateOnTrack
	if expected != nil {
		switch behind := *expected - *progress; {
		case behind > BehindOffTrack+rounding:
			s.Kind = StateOffTrack
		case behind > BehindAtRisk+rounding:
			s.Kind = StateAtRisk
		}
	}
	if said != "" {
		s.Overconfident = worse(s.Kind, said)
		if worse(said, s.Kind) {
			s.Kind = said
		}
	}
	return s
}

var severity = map[StateKind]int{StateOnTrack: 1, StateAtRisk: 2, StateOffTrack: 3}

func worse(a, b StateKind) bool { return severity[a] > severity[b] }

// CountAtRisk counts the active goals that are at risk or off track on the day.
func CountAtRisk(all []Goal, on civil.Date) int {
	n := 0
	for _, g := range all {
		if g.Status == Active && StateOf(g, on).IsAtRisk() {
			n++
		}
	}
	return n
}

// IsClosed reports whether the goal has ended: achieved, partly, missed or dropped.
func (g Goal) IsClosed() bool { return g.Status.Closes() }

// Closes reports whether the status ends a goal.
func (s Status) Closes() bool { return s == Achieved || s == Partly || s == Missed || s == Dropped }

// LastCheckIn is the latest check-in; false where there is none.
func (g Goal) LastCheckIn() (CheckIn, bool) {
	var last CheckIn
	for _, c := range g.CheckIns {
		if c.Date >= last.Date {
			last = c
		}
	}
	return last, len(g.CheckIns) > 0
}

// lastConfidence is what the latest check-in that has a confidence says; empty where none has.
func lastConfidence(g Goal) Confidence {
	var at civil.Date
	var said Confidence
	for _, c := range g.CheckIns {
		if c.Confidence != "" && c.Date >= at {
			at, said = c.Date, c.Confidence
		}
	}
	return said
}

// DaysSinceCheckIn is the number of days from the last check-in, before the first one from the start of the goal or else the day it
// was agreed, to the given day; false where none of these is known or it is still ahead.
func (g Goal) DaysSinceCheckIn(on civil.Date) (int, bool) {
	since := g.Start
	if since == 0 {
		since = g.Agreed
	}
	if last, ok := g.LastCheckIn(); ok {
		since = last.Date
	}
	if since == 0 || since > on {
		return 0, false
	}
	return int(on - since), true
}

// RhythmDays is the number of days between check-ins: the goal's own, else DefaultRhythm.
func (g Goal) RhythmDays() int {
	if g.Rhythm == nil {
		return DefaultRhythm
	}
	return *g.Rhythm
}

func isStale(g Goal, on civil.Date) bool {
	days, ok := g.DaysSinceCheckIn(on)
	return ok && g.Status == Active && float64(days) > staleAfter*float64(g.RhythmDays())
}

// result returns the key result with the id; false where the goal has none such.
func (g Goal) result(id uuid.UUID) (KeyResult, bool) {
	for _, k := range g.KeyResults {
		if k.ID == id {
			return k, true
		}
	}
	return KeyResult{}, false
}
