package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
)

// owned is a goal with its owner and what follows from it on the day.
type owned struct {
	m        *Member // nil: the team's
	g        goals.Goal
	s        goals.State
	progress *float64
	expected *float64

	looked bool
	ahead  *goals.Forecast
}

// forecast is made when it is first asked for: most goals of a large team are never in view.
func (x *owned) forecast(on civil.Date) *goals.Forecast {
	if !x.looked {
		x.looked, x.ahead = true, goals.ForecastOf(x.g, on)
	}
	return x.ahead
}

// owner is whose goal it is, in words.
func (x *owned) owner() string {
	if x.m == nil {
		return cmp.Or(x.g.Team, "The team")
	}
	return x.m.Person.Name
}

// goalSet is every goal of the team on a day.
type goalSet struct {
	on   civil.Date
	all  []*owned
	by   map[uuid.UUID]*owned
	tree []goals.Node
}

func newGoalSet(t *Team) goalSet {
	s := goalSet{on: t.On, by: map[uuid.UUID]*owned{}}
	var list []goals.Goal
	add := func(m *Member, g goals.Goal) {
		list = append(list, g)
		x := &owned{m: m, g: g}
		s.all = append(s.all, x)
		s.by[g.ID] = x
	}
	for _, g := range t.TeamGoals {
		add(nil, g)
	}
	for _, m := range t.Active() {
		for _, g := range m.Goals {
			add(m, g)
		}
	}
	s.tree = goals.Tree(list)
	var walk func(n goals.Node)
	walk = func(n goals.Node) {
		x := s.by[n.Goal.ID]
		if n.FromUnder() {
			x.progress, x.expected, x.s = n.Progress(), n.Expected(t.On), n.State(t.On)
			x.looked, x.ahead = true, n.Forecast(t.On)
		} else {
			x.progress, x.expected, x.s = goals.Progress(x.g), goals.Expected(x.g, t.On), goals.StateOf(x.g, t.On)
		}
		for _, u := range n.Under {
			walk(u)
		}
	}
	for _, n := range s.tree {
		walk(n)
	}
	return s
}

// tags are all tags in use, by name.
func (s goalSet) tags() []string {
	seen := map[string]bool{}
	var out []string
	for _, x := range s.all {
		for _, t := range x.g.Tags {
			if !seen[t] {
				seen[t] = true
				out = append(out, t)
			}
		}
	}
	slices.Sort(out)
	return out
}

// goalPeriod is a quarter.
type goalPeriod struct {
	name     string
	from, to civil.Date
}

// goalPeriods are this quarter, the three before and the one after it.
func goalPeriods(on civil.Date) []goalPeriod {
	first := civil.NewDate(on.Year(), on.Month()-(on.Month()-1)%3, 1)
	quarter := func(from civil.Date) goalPeriod {
		return goalPeriod{fmt.Sprintf("Q%d %d", (int(from.Month())-1)/3+1, from.Year()), from, from.AddMonths(3) - 1}
	}
	return []goalPeriod{quarter(first), quarter(first.AddMonths(3)), quarter(first.AddMonths(-3)), quarter(first.AddMonths(-6)), quarter(first.AddMonths(-9))}
}

// holds reports whether the goal was open on some day of the period; one without dates counts as long as it is open.
func (p goalPeriod) holds(g goals.Goal, on civil.Date) bool {
	end := g.Due
	switch {
	case g.IsClosed():
		end = cmp.Or(g.Closed, g.Due)
	case end == 0 || end < on:
		end = on // late or without a date: it is still open
	}
	return (g.Start == 0 || g.Start <= p.to) && end >= p.from
}

var (
	seenNames  = []string{"any", "stale for its rhythm", "in the last 7 days", "none yet"}
	sortNames  = []string{"due date", "person", "progress", "furthest behind", "title", "last check-in"}
	groupNames = []string{"none", "person", "team goal", "state"}
)

// filter returns what the choices leave, sorted.
func (s goalSet) filter(v goalsView) []*owned {
	var period *goalPeriod
	if all := goalPeriods(s.on); v.period > 0 && v.period <= len(all) {
		period = &all[v.period-1]
	}
	var out []*owned
	for _, x := range s.all {
		if v.who != uuid.Nil && x.g.Person != v.who || period != nil && !period.holds(x.g, s.on) || v.parent != uuid.Nil && !s.under(x.g, v.parent) ||
			v.filterTag != "" && !slices.Contains(x.g.Tags, v.filterTag) {
			continue
		}
		last, any := x.g.LastCheckIn()
		switch v.seen {
		case 1:
			if !x.s.Stale {
				continue
			}
		case 2:
			if !any || last.Date < s.on-7 {
				continue
			}
		case 3:
			if any || x.g.IsClosed() {
				continue
			}
		}
		out = append(out, x)
	}
	s.sort(out, v.sort)
	return out
}

// under reports whether a goal is the one or hangs from it.
func (s goalSet) under(g goals.Goal, top uuid.UUID) bool {
	for steps := 0; steps < 100; steps++ {
		if g.ID == top || g.Parent == top {
			return true
		}
		x := s.by[g.Parent]
		if x == nil {
			return false
		}
		g = x.g
	}
	return false
}

func (s goalSet) sort(all []*owned, how int) {
	const last = civil.Date(1 << 30)
	part := func(v *float64, none float64) float64 {
		if v == nil {
			return none
		}
		return *v
	}
	behind := func(x *owned) float64 {
		if x.progress == nil || x.expected == nil || x.g.IsClosed() {
			return -2
		}
		return *x.expected - *x.progress
	}
	seen := func(x *owned) civil.Date {
		c, _ := x.g.LastCheckIn()
		return c.Date
	}
	slices.SortStableFunc(all, func(x, y *owned) int {
		by := 0
		switch how {
		case 1:
			by = strings.Compare(x.owner(), y.owner())
		case 2:
			by = cmp.Compare(part(y.progress, -1), part(x.progress, -1))
		case 3:
			by = cmp.Compare(behind(y), behind(x))
		case 4:
			by = strings.Compare(strings.ToLower(x.g.Title), strings.ToLower(y.g.Title))
		case 5:
			by = cmp.Compare(seen(x), seen(y))
		default:
			if x.g.IsClosed() && y.g.IsClosed() {
				by = cmp.Compare(y.g.Closed, x.g.Closed)
			}
		}
		return cmp.Or(by, cmp.Compare(cmp.Or(x.g.Due, last), cmp.Or(y.g.Due, last)))
	})
}
