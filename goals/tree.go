package goals

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
)

// Node is a goal with the goals that hang from it. Its progress, plan, state and forecast are the goal's own where it has key
// results; a team goal without any shows the mean of the goals under it that are neither draft nor dropped, and FromUnder says so.
type Node struct {
	Goal  Goal
	Under []Node
}

// Tree puts goals under their parents, in the order given; what has no parent among them is at the top. Goals whose parents form a loop stand at
// the top too, each loop cut at its first goal, so that none is lost: CheckParents refuses loops where they are made.
func Tree(all []Goal) []Node {
	here := map[uuid.UUID]bool{}
	for _, g := range all {
		here[g.ID] = true
	}
	under := map[uuid.UUID][]Goal{}
	for _, g := range all {
		if g.Parent != uuid.Nil && here[g.Parent] {
			under[g.Parent] = append(under[g.Parent], g)
		}
	}
	placed := map[uuid.UUID]bool{}
	var grow func(g Goal) Node
	grow = func(g Goal) Node {
		placed[g.ID] = true
		n := Node{Goal: g}
		for _, child := range under[g.ID] {
			if !placed[child.ID] {
				n.Under = append(n.Under, grow(child))
			}
		}
		return n
	}
	var top []Node
	for _, g := range all {
		if g.Parent == uuid.Nil || !here[g.Parent] {
			top = append(top, grow(g))
		}
	}
	for _, g := range all {
		if !placed[g.ID] {
			top = append(top, grow(g))
		}
	}
	return top
}

// CheckParents is an error that names every loop of parents among the goals, such as two goals that hang from each other.
func CheckParents(all []Goal) error {
	byID := make(map[uuid.UUID]Goal, len(all))
	for _, g := range all {
		byID[g.ID] = g
	}
	done := map[uuid.UUID]bool{}
	var loops []string
	for _, g := range all {
		on := map[uuid.UUID]bool{}
		var path []Goal
		for at, ok := g, true; ok && !done[at.ID]; at, ok = byID[at.Parent] {
			if on[at.ID] {
				loops = append(loops, loopWords(path, at))
				break
			}
			on[at.ID] = true
			path = append(path, at)
			if at.Parent == uuid.Nil {
				break
			}
		}
		for _, p := range path {
			done[p.ID] = true
		}
	}
	if len(loops) == 0 {
		return nil
	}
	return fmt.Errorf("goals cannot hang from themselves: %s; choose another parent for one of them", strings.Join(loops, "; "))
}

// loopWords names the goals of a loop that begins and ends at one goal of the path.
func loopWords(path []Goal, at Goal) string {
	var names []string
	for _, g := range path {
		if len(names) > 0 || g.ID == at.ID {
			names = append(names, "“"+g.Title+"”")
		}
	}
	return strings.Join(append(names, "“"+at.Title+"”"), " under ")
}

// FromUnder reports whether what the node shows is the mean of the goals under it.
func (n Node) FromUnder() bool { return len(n.Goal.KeyResults) == 0 && len(n.counted()) > 0 }

func (n Node) counted() []Node {
	var out []Node
	for _, u := range n.Under {
		if u.Goal.Status != Draft && u.Goal.Status != Dropped {
			out = append(out, u)
		}
	}
	return out
}

// Progress is the goal's own, or the mean of what is known of the goals under it; nil where nothing is.
func (n Node) Progress() *float64 {
	if !n.FromUnder() {
		return Progress(n.Goal)
	}
	return n.meanUnder(Node.Progress)
}

// Expected is the plan's progress for the day: of the goal, or the mean of the goals under it whose progress is known.
func (n Node) Expected(on civil.Date) *float64 {
	if !n.FromUnder() {
		return Expected(n.Goal, on)
	}
	return n.meanUnder(func(u Node) *float64 {
		if u.Progress() == nil {
			return nil
		}
		return u.Expected(on)
	})
}

// State is StateOf the goal; where it shows the goals under it, the same rule over their mean.
func (n Node) State(on civil.Date) State {
	if !n.FromUnder() {
		return StateOf(n.Goal, on)
	}
	s := stateOf(n.Goal, n.Progress() != nil, n.Progress(), n.Expected(on), on)
	s.Stale = false // it is the goals under it that are checked in
	return s
}

func (n Node) meanUnder(of func(Node) *float64) *float64 {
	var sum, count float64
	for _, u := range n.counted() {
		if p := of(u); p != nil {
			sum, count = sum+*p, count+1
		}
	}
	if count == 0 {
		return nil
	}
	p := sum / count
	return &p
}
