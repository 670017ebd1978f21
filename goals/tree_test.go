package goals

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/civil"
)

func dateOffset(days int32) civil.Date { return civil.Date(days) }

func TestTree(t *testing.T) {
	day := date("2026-01-01") + 50
	team := Goal{ID: id(1), Title: "Fewer abandoned baskets", Team: "Checkout", Status: Active}
	half, none, done := planned(50, OnTrack), planned(0, OnTrack), planned(100, OnTrack)
	half.ID, none.ID, done.ID = id(2), id(3), id(4)
	half.Parent, none.Parent, done.Parent = id(1), id(1), id(1)
	done.Status = Achieved
	dropped := none
	dropped.ID, dropped.Status = id(5), Dropped
	unmeasured := Goal{ID: id(6), Title: "Mentor", Parent: id(2), Status: Active}
	tree := Tree([]Goal{team, half, none, done, dropped, unmeasured})
	if len(tree) != 1 || len(tree[0].Under) != 4 || len(tree[0].Under[0].Under) != 1 {
		t.Fatalf("%+v", tree)
	}
	n := tree[0]
	if !n.FromUnder() || n.Under[0].FromUnder() {
		t.Error("the team goal shows what is under it, the others themselves")
	}
	near(t, "team progress", n.Progress(), 0.5)
	near(t, "team plan", n.Expected(day), 0.5)
	if s := n.State(day); s.Kind != StateOnTrack || s.Stale {
		t.Errorf("%+v", s)
	}
	half.CheckIns[0].Values[id(2)], done.CheckIns[0].Values[id(2)] = 0, 0
	if s := Tree([]Goal{team, half, none, done})[0].State(day); s.Kind != StateOffTrack {
		t.Errorf("all at 0 when half was planned: %+v", s)
	}
	if s := Tree([]Goal{team})[0].State(day); s.Kind != StateNotMeasured {
		t.Errorf("alone: %+v", s)
	}
}

func TestCheckParents(t *testing.T) {
	a, b, c, d := Goal{ID: id(1), Title: "A", Parent: id(2)}, Goal{ID: id(2), Title: "B", Parent: id(1)}, Goal{ID: id(3), Title: "C", Parent: id(1)}, Goal{ID: id(4), Title: "D", Parent: id(8)}
	err := CheckParents([]Goal{c, a, b, d})
	if err == nil || !strings.Contains(err.Error(), "“A” under “B” under “A”") || strings.Contains(err.Error(), "“C”") {
		t.Errorf("%v", err)
	}
	b.Parent = id(4)
	if err := CheckParents([]Goal{c, a, b, d}); err != nil {
		t.Error(err)
	}
}

func TestTreeKeepsEveryGoal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "n")
		var all []Goal
		loops := false
		for i := range n {
			g := Goal{ID: id(byte(i + 1)), Title: "g"}
			g.Parent[15] = byte(rapid.IntRange(0, n+1).Draw(t, "parent"))
			all = append(all, g)
		}
		for i := range all { // walk up n times: whoever is still inside is in a loop or under one
			at := i
			for range n + 1 {
				if p := int(all[at].Parent[15]); p == 0 || p > n {
					at = -1
					break
				} else {
					at = p - 1
				}
			}
			loops = loops || at >= 0
		}
		if err := CheckParents(all); (err != nil) != loops {
			t.Fatalf("loops %v, error %v", loops, err)
		}
		count := 0
		var walk func([]Node)
		walk = func(ns []Node) {
			for _, x := range ns {
				count++
				walk(x.Under)
			}
		}
		walk(Tree(all))
		if count != n {
			t.Fatalf("%d of %d goals in the tree", count, n)
		}
	})
}

func TestMoved(t *testing.T) {
	g := checkout()
	since, on := date("2026-02-10"), date("2026-03-03")
	m, ok := Moved(g, since, on)
	if !ok || m.Word != MoveSlowed || len(m.CheckIns) != 1 {
		t.Errorf("%+v, %v", m, ok)
	}
	near(t, "then", m.From, (0.6/1.4+0.5)/3)
	near(t, "now", m.To, (0.5+0.5)/3)
	for name, c := range map[string]struct {
		change func(*Goal)
		want   MoveWord
	}{
		"more": {func(g *Goal) { g.CheckIns[2].Values[id(4)] = 1 }, MoveMoved},
		"back": {func(g *Goal) { g.CheckIns[2].Values[id(2)] = 3.4 }, MoveSlipped},
		"none": {func(g *Goal) { g.CheckIns[2].Values[id(2)] = 2.8 }, MoveNoChange},
		"new":  {func(g *Goal) { g.Start = since + 1 }, MoveNew},
		"done": {func(g *Goal) { g.Status, g.Closed = Missed, on }, MoveDone},
		"bare": {func(g *Goal) { g.KeyResults = nil }, MoveUnclear},
	} {
		g := checkout()
		c.change(&g)
		if m, ok := Moved(g, since, on); !ok || m.Word != c.want {
			t.Errorf("%s: %s, %v; want %s", name, m.Word, ok, c.want)
		}
	}
	g.Status, g.Closed = Achieved, since
	if _, ok := Moved(g, since, on); ok {
		t.Error("what had ended by then is not news")
	}
}
