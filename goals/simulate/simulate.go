// Package simulate makes goals with a whole known history, to judge a forecast by: what was checked in on the way, and where the
// goal stood on its due date. The styles are ways in which work is seen to move; the numbers in them are of our own choosing.
package simulate

import (
	"encoding/binary"
	"math"
	"math/rand/v2"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
)

// Style is the way in which a goal moves.
type Style string

// The styles.
const (
	Steady      Style = "steady"       // about as much every week
	LateStarter Style = "late starter" // little up to the middle, then faster
	SCurve      Style = "s-curve"      // slow, fast, slow
	Stalls      Style = "stalls"       // steady, with one or two stretches of nothing
	Steps       Style = "steps"        // milestones, each reached at once
	Reversals   Style = "reversals"    // steady, with one or two falls
)

// Styles lists every style.
var Styles = []Style{Steady, LateStarter, SCurve, Stalls, Steps, Reversals}

// History is one goal with every check-in up to its due date, and the progress (0..1) that it truly had on that day.
type History struct {
	Style Style
	Goal  goals.Goal
	End   float64
}

// Histories makes n histories, the styles in turn; the same seed gives the same ones.
func Histories(seed uint64, n int) []History {
	r := rand.New(rand.NewPCG(seed, 0x6f616c73))
	out := make([]History, n)
	for i := range out {
		out[i] = history(r, Styles[i%len(Styles)])
	}
	return out
}

// history draws one goal: 8 to 30 weeks long, looked at every one to four weeks with some misses, ending between a quarter done and done early.
func history(r *rand.Rand, style Style) History {
	days := 56 + r.IntN(155)
	start := civil.NewDate(2026, 1, 5) + civil.Date(r.IntN(90))
	level := path(r, style, days)
	g := goals.Goal{ID: newID(r), Title: string(style), Status: goals.Active, Start: start, Due: start + civil.Date(days)}
	read := measure(r, &g, style)
	rhythm := []int{7, 7, 14, 14, 14, 28}[r.IntN(6)]
	for day := rhythm; day < days; day += rhythm {
		if r.Float64() < 0.12 {
			continue // missed
		}
		at := min(max(day+r.IntN(5)-2, 1), days-1)
		g.CheckIns = append(g.CheckIns, goals.CheckIn{ID: newID(r), Date: start + civil.Date(at), Values: read(level[at])})
	}
	final := g
	final.CheckIns = []goals.CheckIn{{Date: g.Due, Values: read(level[days])}}
	return History{style, g, *goals.Progress(final)}
}

// path is the true level on each day, 0..1, rising to an end of its own.
func path(r *rand.Rand, style Style, days int) []float64 {
	end := 0.25 + 1.0*r.Float64() // more than 1: done early
	shape := func(x float64) float64 { return x }
	switch style {
	case LateStarter:
		turn, before := 0.3+0.3*r.Float64(), 0.05+0.2*r.Float64()
		shape = func(x float64) float64 {
			if x < turn {
				return before * x / turn
			}
			return before + (1-before)*(x-turn)/(1-turn)
		}
	case SCurve:
		middle, steep := 0.35+0.3*r.Float64(), 6+6*r.Float64()
		f := func(x float64) float64 { return 1 / (1 + math.Exp(-steep*(x-middle))) }
		shape = func(x float64) float64 { return (f(x) - f(0)) / (f(1) - f(0)) }
	}
	moving := make([]bool, days+1)
	for i := range moving {
		moving[i] = true
	}
	if style == Stalls {
		for range 1 + r.IntN(2) {
			from, length := r.IntN(days), 14+r.IntN(days/3)
			for i := from; i < min(from+length, days); i++ {
				moving[i] = false
			}
		}
	}
	falls := map[int]float64{}
	if style == Reversals {
		for range 1 + r.IntN(2) {
			falls[days/8+r.IntN(days*7/8)] = 0.05 + 0.2*r.Float64()
		}
	}
	level := make([]float64, days+1)
	now, week := 0.0, 1.0
	for day := 1; day <= days; day++ {
		if day%7 == 1 {
			week = math.Exp(0.3*r.NormFloat64() - 0.045) // weeks differ
		}
		if moving[day] {
			now += end * (shape(float64(day)/float64(days)) - shape(float64(day-1)/float64(days))) * week
		}
		now = max(0, now-falls[day])
		level[day] = min(now, 1)
		if level[day] == 1 {
			for rest := day + 1; rest <= days; rest++ {
				level[rest] = 1 // what is reached is kept
			}
			break
		}
	}
	return level
}

// measure gives the goal its key results and returns how a level reads on them.
func measure(r *rand.Rand, g *goals.Goal, style Style) func(level float64) map[uuid.UUID]float64 {
	if style == Steps {
		n := 3 + r.IntN(6)
		for range n {
			g.KeyResults = append(g.KeyResults, goals.KeyResult{ID: newID(r), Title: "Milestone", Kind: goals.Milestone})
		}
		return func(level float64) map[uuid.UUID]float64 {
			values := map[uuid.UUID]float64{}
			for i, k := range g.KeyResults {
				if level >= float64(i+1)/float64(n)-1e-9 {
					values[k.ID] = 1
				} else {
					values[k.ID] = 0
				}
			}
			return values
		}
	}
	from, to := 0.0, []float64{10, 25, 50, 100, 400}[r.IntN(5)]
	if r.IntN(3) == 0 {
		from, to = to, from
	}
	noise := 0.0
	if r.IntN(3) == 0 {
		noise = 0.02 // some measures waver
	}
	k := goals.KeyResult{ID: newID(r), Title: "Measure", Kind: goals.Number, Unit: "points", From: &from, To: &to}
	g.KeyResults = []goals.KeyResult{k}
	return func(level float64) map[uuid.UUID]float64 {
		if level < 1 {
			level += noise * r.NormFloat64()
		}
		return map[uuid.UUID]float64{k.ID: math.Round(from + level*(to-from))}
	}
}

func newID(r *rand.Rand) uuid.UUID {
	var id uuid.UUID
	binary.BigEndian.PutUint64(id[:8], r.Uint64())
	binary.BigEndian.PutUint64(id[8:], r.Uint64())
	return id
}
