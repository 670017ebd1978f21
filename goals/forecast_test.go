package goals

import (
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
)

// checkedIn is a goal of 100 days and 100 points with a check-in every tenth day.
func checkedIn(values ...float64) Goal {
	g := planned(0, "")
	g.CheckIns = nil
	for i, v := range values {
		g.CheckIns = append(g.CheckIns, CheckIn{Date: g.Start + civil.Date(10*(i+1)), Values: map[uuid.UUID]float64{id(2): v}})
	}
	return g
}

func TestForecast(t *testing.T) {
	g := checkedIn(10, 20, 30, 40, 50)
	on := g.Start + 50
	f := ForecastOf(g, on)
	if f == nil {
		t.Fatal("no forecast")
	}
	near(t, "steady work goes on", &f.Value, 1)
	if f.Basis != "Lately 7 points a week, needs 7" || f.On != g.Due || f.Low >= 0.95 || f.High != 1 {
		t.Errorf("%+v", f)
	}
	slow := ForecastOf(checkedIn(5, 10, 15, 20, 25), on)
	if slow.Value < 0.5 || slow.Value > 0.6 || slow.Basis != "Lately 4 points a week, needs 11" || slow.Reaches != 0 {
		t.Errorf("half the pace: %+v", slow)
	}
	if got, want := slow.Words(on), "At this pace "+PercentWords(slow.Value)+" by 11 Apr"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	fast := ForecastOf(checkedIn(15, 30, 45, 60, 75), on)
	if fast.Value != 1 || fast.Reaches <= on || fast.Reaches >= g.Start+80 || fast.Words(on) != "At this pace done by "+DateShort(fast.Reaches, on) {
		t.Errorf("ahead: %+v, %q", fast, fast.Words(on))
	}
	back := ForecastOf(checkedIn(50, 40, 30, 20, 10), on)
	if back.Lately >= 0 || back.Basis != "Lately back 7 points a week, 1 since the start, needs 13" {
		t.Errorf("falling: %+v", back)
	}
	flat := ForecastOf(checkedIn(20, 20, 20, 20, 20), on)
	if flat.Basis != "Lately hardly a point a week, 3 since the start, needs 11" || flat.Low > 0.2 || flat.High < 0.4 {
		t.Errorf("flat: %+v", flat)
	}
	if done := ForecastOf(checkedIn(40, 80, 100), on); done.Low != 1 || done.Basis != "Reached already" || done.Words(on) != "Reached already" {
		t.Errorf("done: %+v", done)
	}
	one := checkedIn(10, 90, 30, 40, 50) // one wild reading does not turn the pace of late round
	if f := ForecastOf(one, on); math.Abs(f.Lately-7) > 4 {
		t.Errorf("one wild reading: %+v", f)
	}
}

func TestNoForecast(t *testing.T) {
	g := checkedIn(10, 20, 30)
	on := g.Start + 30
	if ForecastOf(g, on) == nil {
		t.Fatal("three check-ins are enough")
	}
	for name, c := range map[string]struct {
		change func(*Goal)
		words  string
	}{
		"two check-ins":         {func(g *Goal) { g.CheckIns = g.CheckIns[:2] }, "Too early to forecast"},
		"one says no value":     {func(g *Goal) { g.CheckIns[1].Values = nil }, "Too early to forecast"},
		"two on one day":        {func(g *Goal) { g.CheckIns[1].Date = g.CheckIns[0].Date }, "Too early to forecast"},
		"the third still ahead": {func(g *Goal) { g.CheckIns[2].Date = on + 1 }, "Too early to forecast"},
		"closed":                {func(g *Goal) { g.Status, g.Closed = Missed, on }, ""},
		"due":                   {func(g *Goal) { g.Due = on }, "Due 31 Jan"},
		"no start":              {func(g *Goal) { g.Start = 0 }, "No dates set, so no forecast"},
		"no measure":            {func(g *Goal) { g.KeyResults[0].To = nil }, "No measure set, so no forecast"},
	} {
		g := checkedIn(10, 20, 30)
		c.change(&g)
		if f := ForecastOf(g, on); f != nil {
			t.Errorf("%s: %+v", name, f)
		}
		if got := ForecastWords(g, on); got != c.words {
			t.Errorf("%s: %q, want %q", name, got, c.words)
		}
	}
}

func TestForecastInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGoal(t)
		g.KeyResults = append(g.KeyResults, KeyResult{ID: id(77), Title: "one that has a measure", Kind: Number, From: num(0), To: num(50)})
		on := g.Start
		g.CheckIns = nil
		for range rapid.IntRange(3, 20).Draw(t, "check-ins") {
			on += civil.Date(rapid.IntRange(1, 40).Draw(t, "after"))
			c := CheckIn{Date: on, Values: map[uuid.UUID]float64{id(77): rapid.Float64Range(-10, 60).Draw(t, "value")}}
			if k := g.KeyResults[0]; k.Kind != Milestone {
				c.Values[k.ID] = rapid.Float64().Draw(t, "any value")
			}
			g.CheckIns = append(g.CheckIns, c)
		}
		g.Due = on + civil.Date(rapid.IntRange(1, 300).Draw(t, "left"))
		g.CheckIns = append(g.CheckIns, CheckIn{Date: on + 1, Values: map[uuid.UUID]float64{id(77): 50}})
		f := ForecastOf(g, on)
		if f == nil {
			t.Fatal("none")
		}
		if !(0 <= f.Low && f.Low <= f.Value && f.Value <= f.High && f.High <= 1) || f.On != g.Due || f.Basis == "" {
			t.Fatalf("%+v", f)
		}
		was, _ := g.AsOf(on)
		if again := ForecastOf(was, on); *again != *f {
			t.Fatalf("as of the day %+v, with what came later %+v", again, f)
		}
		if f.Reaches != 0 && (f.Reaches < on || f.Reaches > g.Due) {
			t.Fatalf("reached on %s, due %s, forecast on %s", f.Reaches, g.Due, on)
		}
	})
}

func TestForecastOfATeamGoal(t *testing.T) {
	a, b, done := checkedIn(5, 10, 15, 20, 25), checkedIn(15, 30, 45, 60, 75), checkedIn(100)
	on := a.Start + 50
	team := Goal{ID: id(7), Title: "Team", Status: Active}
	a.ID, b.ID, done.ID = id(11), id(12), id(13)
	a.Parent, b.Parent, done.Parent = id(7), id(7), id(7)
	done.Status, done.Closed = Achieved, on-1
	n := Tree([]Goal{team, a, b, done})[0]
	f := n.Forecast(on)
	if f == nil || f.On != a.Due || f.Basis != "Mean of 3 goals under it" {
		t.Fatalf("%+v", f)
	}
	near(t, "team", &f.Value, (ForecastOf(a, on).Value+2)/3)
	if f := Tree([]Goal{team, done})[0].Forecast(on); f != nil {
		t.Errorf("nothing is open under it: %+v", f)
	}
}

// What a forecast rests on says both paces where they differ, and from when it counts on where nobody checked in for long.
func TestBasisSaysWhereItCountsFrom(t *testing.T) {
	g := checkedIn(20, 40, 42, 43)
	last, _ := g.LastCheckIn()
	fresh, stale := ForecastOf(g, last.Date+1), ForecastOf(g, last.Date+DefaultRhythm*3/2+1)
	if fresh == nil || stale == nil || !strings.Contains(fresh.Basis, "since the start") || strings.Contains(fresh.Basis, "counted on") {
		t.Fatalf("%+v, %+v", fresh, stale)
	}
	if want := ", counted on from the check-in of " + DateShort(last.Date, last.Date); !strings.HasSuffix(stale.Basis, want) {
		t.Errorf("%q, want %q at its end", stale.Basis, want)
	}
	g.CheckIns = append(g.CheckIns, CheckIn{Date: last.Date + 22, Note: "Nothing measured"})
	if f := ForecastOf(g, last.Date+23); f == nil || !strings.Contains(f.Basis, "counted on from the check-in of "+DateShort(last.Date, last.Date)) {
		t.Errorf("after a check-in without a value: %+v", f)
	}
}
