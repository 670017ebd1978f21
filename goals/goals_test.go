package goals

import (
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
)

func date(s string) civil.Date {
	d, err := civil.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

func num(v float64) *float64 { return &v }
func whole(v int) *int       { return &v }

// id is a fixed id for tests.
func id(n byte) uuid.UUID { return uuid.UUID{15: n} }

// checkout is a goal as in the pictures: two key results, four check-ins.
func checkout() Goal {
	return Goal{
		ID: id(1), Person: id(9), Title: "Checkout page loads in under 2 s", Status: Active, Start: date("2026-01-13"), Due: date("2026-03-31"),
		KeyResults: []KeyResult{
			{ID: id(2), Title: "Slowest page, p75 load time", Kind: Number, Unit: "s", From: num(3.4), To: num(2)},
			{ID: id(3), Title: "Basket call batched", Kind: Number, Unit: "regions", From: num(0), To: num(4)},
			{ID: id(4), Title: "Alerts in place on all pages", Kind: Milestone},
		},
		CheckIns: []CheckIn{
			{ID: id(11), Date: date("2026-01-20"), Confidence: OnTrack, Values: map[uuid.UUID]float64{id(2): 3.1}},
			{ID: id(12), Date: date("2026-02-10"), Confidence: OnTrack, Values: map[uuid.UUID]float64{id(2): 2.8, id(3): 2}},
			{ID: id(13), Date: date("2026-02-24"), Confidence: AtRisk, Note: "Neither moves much when I do both.", Values: map[uuid.UUID]float64{id(2): 2.7}},
		},
	}
}

func near(t *testing.T, what string, got *float64, want float64) {
	t.Helper()
	if got == nil || math.Abs(*got-want) > 1e-9 {
		t.Errorf("%s = %v, want %v", what, show(got), want)
	}
}

func show(v *float64) any {
	if v == nil {
		return "none"
	}
	return *v
}

func TestProgress(t *testing.T) {
	g := checkout()
	near(t, "load time", g.KeyResults[0].Value(g.CheckIns), 2.7)
	near(t, "regions keep their last value", g.KeyResults[1].Value(g.CheckIns), 2)
	near(t, "a milestone starts at 0", g.KeyResults[2].Value(g.CheckIns), 0)
	near(t, "value before the first check-in", g.KeyResults[0].Value(nil), 3.4)
	near(t, "progress", Progress(g), (0.5+0.5+0)/3)
	g.KeyResults[0].Weight = num(2)
	near(t, "weighted", Progress(g), (2*0.5+0.5+0)/4)
	g.KeyResults[2].Weight = num(0)
	near(t, "without weight it does not count", Progress(g), 0.5)
	before, _ := g.AsOf(date("2026-02-01"))
	near(t, "in February", Progress(before), (2*(0.3/1.4)+0)/3)

	for name, g := range map[string]Goal{
		"no key result":      {},
		"no start":           {KeyResults: []KeyResult{{Kind: Number, To: num(3)}}},
		"no target":          {KeyResults: []KeyResult{{Kind: Percent, From: num(3)}}},
		"start is target":    {KeyResults: []KeyResult{{Kind: Number, From: num(3), To: num(3)}}},
		"nothing has weight": {KeyResults: []KeyResult{{Kind: Number, From: num(3), To: num(4), Weight: num(0)}}},
	} {
		if p := Progress(g); p != nil {
			t.Errorf("%s: progress %v, want none", name, *p)
		}
	}
}

func TestExpected(t *testing.T) {
	g := Goal{Start: date("2026-01-01"), Due: date("2026-01-11"), KeyResults: []KeyResult{{ID: id(1), Kind: Number, From: num(0), To: num(1)}}}
	for on, want := range map[string]float64{"2025-12-01": 0, "2026-01-01": 0, "2026-01-06": 0.5, "2026-01-11": 1, "2026-02-01": 1} {
		near(t, "expected on "+on, Expected(g, date(on)), want)
	}
	g.KeyResults = append(g.KeyResults, KeyResult{ID: id(2), Kind: Milestone, Due: date("2026-01-06")}, KeyResult{ID: id(3), Kind: Percent, From: num(0), To: num(1), Due: date("2026-01-05")})
	near(t, "with dates of their own, day 4", Expected(g, date("2026-01-05")), (0.4+0+1)/3)
	near(t, "the milestone on its day", Expected(g, date("2026-01-06")), (0.5+1+1)/3)
	for _, g := range []Goal{{Due: g.Due}, {Start: g.Start}, {Start: g.Start, KeyResults: g.KeyResults[:1]}} {
		if p := Expected(g, date("2026-01-06")); p != nil {
			t.Errorf("expected %v without a plan", *p)
		}
	}
}

// planned is a goal of 100 days and 100 points with one check-in.
func planned(value float64, said Confidence) Goal {
	return Goal{
		ID: id(1), Title: "Plan", Status: Active, Start: date("2026-01-01"), Due: date("2026-01-01") + 100,
		KeyResults: []KeyResult{{ID: id(2), Title: "Points", Kind: Number, From: num(0), To: num(100)}},
		CheckIns:   []CheckIn{{Date: date("2026-02-01"), Confidence: said, Values: map[uuid.UUID]float64{id(2): value}}},
	}
}

func TestState(t *testing.T) {
	day50 := date("2026-01-01") + 50
	for _, c := range []struct {
		name  string
		g     Goal
		kind  StateKind
		words string
		over  bool
	}{
		{"on plan", planned(50, ""), StateOnTrack, "On track", false},
		{"20 points behind is not more than 20", planned(30, OnTrack), StateOnTrack, "On track", false},
		{"21 points behind", planned(29, OnTrack), StateAtRisk, "At risk", true},
		{"40 points behind", planned(10, AtRisk), StateAtRisk, "At risk", false},
		{"41 points behind", planned(9, OnTrack), StateOffTrack, "Off track", true},
		{"confidence is worse than the pace", planned(80, OffTrack), StateOffTrack, "Off track", false},
		{"pace is worse than confidence", planned(0, AtRisk), StateOffTrack, "Off track", true},
		{"no measure", Goal{Status: Active, CheckIns: []CheckIn{{Date: day50, Confidence: OffTrack}}}, StateNotMeasured, "Not measured", false},
		{"a measure without numbers", Goal{Status: Active, KeyResults: []KeyResult{{Kind: Number}}}, StateNotMeasured, "Not measured", false},
		{"a measure without numbers, but a word", Goal{Status: Active, KeyResults: []KeyResult{{Kind: Number}}, CheckIns: []CheckIn{{Date: day50, Confidence: AtRisk}}}, StateAtRisk, "At risk", false},
		{"no dates", Goal{Status: Active, KeyResults: []KeyResult{{Kind: Milestone}}}, StateOnTrack, "On track", false},
		{"achieved", Goal{Status: Achieved, Closed: day50}, StateDone, "Done", false},
		{"partly", Goal{Status: Partly, Closed: day50}, StateDone, "Done, partly", false},
		{"missed", Goal{Status: Missed, Closed: day50}, StateDone, "Done, missed", false},
		{"dropped", Goal{Status: Dropped, Closed: day50}, StateDone, "Done, dropped", false},
	} {
		s := StateOf(c.g, day50)
		if s.Kind != c.kind || s.Words() != c.words || s.Overconfident != c.over {
			t.Errorf("%s: %+v, %q; want %s, %q, over-confident %v", c.name, s, s.Words(), c.kind, c.words, c.over)
		}
	}
	if n := CountAtRisk([]Goal{planned(29, ""), planned(9, ""), planned(50, ""), {Status: Draft}}, day50); n != 2 {
		t.Errorf("%d at risk, want 2", n)
	}
}

func TestStale(t *testing.T) {
	g := planned(50, "")
	last := date("2026-02-01")
	for days, want := range map[int]bool{0: false, 21: false, 22: true} {
		if got := StateOf(g, last+civil.Date(days)).Stale; got != want {
			t.Errorf("%d days after the last check-in: stale %v", days, got)
		}
	}
	g.Rhythm = whole(28)
	if StateOf(g, last+42).Stale || !StateOf(g, last+43).Stale {
		t.Error("a rhythm of 28 days is stale after 42")
	}
	g.CheckIns = nil
	if days, ok := g.DaysSinceCheckIn(g.Start + 5); !ok || days != 5 {
		t.Errorf("before the first check-in the start counts: %d, %v", days, ok)
	}
	if _, ok := g.DaysSinceCheckIn(g.Start - 5); ok {
		t.Error("a goal that has not started counts no days")
	}
	g.Status = Draft
	if StateOf(g, g.Start+90).Stale {
		t.Error("a draft is never stale")
	}
}

// anyGoal draws a goal with measures, check-ins and dates.
func anyGoal(t *rapid.T) Goal {
	start := date("2026-01-01")
	g := Goal{Status: Active, Start: start, Due: start + civil.Date(rapid.IntRange(1, 400).Draw(t, "due"))}
	value := rapid.OneOf(rapid.Float64Range(-1000, 1000), rapid.Float64())
	for i := range rapid.IntRange(1, 4).Draw(t, "results") {
		k := KeyResult{ID: id(byte(i + 1)), Title: "k", Kind: rapid.SampledFrom([]KeyResultKind{Number, Percent, Milestone}).Draw(t, "kind")}
		if k.Kind != Milestone {
			k.From, k.To = num(value.Draw(t, "from")), num(value.Draw(t, "to"))
		}
		if rapid.Bool().Draw(t, "weighs") {
			k.Weight = num(rapid.Float64Range(0, 10).Draw(t, "weight"))
		}
		g.KeyResults = append(g.KeyResults, k)
	}
	for i := range rapid.IntRange(0, 6).Draw(t, "check-ins") {
		c := CheckIn{Date: start + civil.Date(rapid.IntRange(0, 300).Draw(t, "day")), Values: map[uuid.UUID]float64{}}
		for _, k := range g.KeyResults {
			if k.Kind == Milestone {
				c.Values[k.ID] = float64(rapid.IntRange(0, 1).Draw(t, "done"))
			} else {
				c.Values[k.ID] = value.Draw(t, "value")
			}
		}
		c.Confidence = rapid.SampledFrom([]Confidence{"", OnTrack, AtRisk, OffTrack}).Draw(t, "confidence")
		c.ID = id(byte(100 + i))
		g.CheckIns = append(g.CheckIns, c)
	}
	return g
}

func TestProgressStaysInRange(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGoal(t)
		on := g.Start + civil.Date(rapid.IntRange(0, 500).Draw(t, "on"))
		for _, p := range []*float64{Progress(g), Expected(g, on)} {
			if p != nil && !(*p >= 0 && *p <= 1) {
				t.Fatalf("progress %v", *p)
			}
		}
		was, _ := g.AsOf(on)
		kept := g
		kept.CheckIns = nil
		for _, c := range g.CheckIns {
			if c.Date <= on {
				kept.CheckIns = append(kept.CheckIns, c)
			}
		}
		if a, b := Progress(was), Progress(kept); (a == nil) != (b == nil) || a != nil && *a != *b {
			t.Fatalf("progress on the day %v, of what was checked in by then %v", show(a), show(b))
		}
		if a, b := StateOf(was, on), StateOf(kept, on); a != b {
			t.Fatalf("state on the day %+v, of what was checked in by then %+v", a, b)
		}
	})
}

func TestProgressGrowsWithTheValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		value := rapid.Float64Range(-1e6, 1e6)
		k := KeyResult{ID: id(1), Kind: Number, From: num(value.Draw(t, "from")), To: num(value.Draw(t, "to"))}
		if *k.From == *k.To {
			t.Skip("no measure")
		}
		a, b := value.Draw(t, "a"), value.Draw(t, "b")
		nearer := (b - a) * math.Copysign(1, *k.To-*k.From)
		pa, pb := *k.progressAt(a), *k.progressAt(b)
		if nearer >= 0 && pb < pa || nearer <= 0 && pb > pa {
			t.Fatalf("from %v to %v: %v gives %v, %v gives %v", *k.From, *k.To, a, pa, b, pb)
		}
	})
}

func TestStateIsTheWorseOfTwo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		g := anyGoal(t)
		on := g.Start + civil.Date(rapid.IntRange(0, 500).Draw(t, "on"))
		p, e := Progress(g), Expected(g, on)
		if p == nil || e == nil {
			t.Skip("no pace")
		}
		s := StateOf(g, on)
		said := lastConfidence(g)
		if behind := *e - *p; behind > 0.4+1e-6 && s.Kind != StateOffTrack || behind > 0.2+1e-6 && !s.IsAtRisk() {
			t.Fatalf("%v behind: %s", behind, s.Kind)
		}
		if said != "" && worse(StateKind(said), s.Kind) {
			t.Fatalf("said %s, shown %s", said, s.Kind)
		}
		if !s.IsAtRisk() && (*e-*p > 0.2+1e-6 || said == AtRisk || said == OffTrack) {
			t.Fatalf("shown %s with %v against %v, said %q", s.Kind, *p, *e, said)
		}
	})
}

func TestWords(t *testing.T) {
	g := checkout()
	for i, want := range []string{"2.7 s, from 3.4 s to 2 s", "2 of 4 regions", "Not yet"} {
		if got := g.KeyResults[i].Words(g.CheckIns, Point); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := (KeyResult{Kind: Percent, From: num(20), To: num(80)}).Words(nil, Point); got != "20%, from 20% to 80%" {
		t.Errorf("%q", got)
	}
	for p, want := range map[float64]string{0: "0%", 0.001: "1%", 0.995: "99%", 0.999: "99%", 1: "100%", 0.576: "58%"} {
		if got := PercentWords(p); got != want {
			t.Errorf("%v: %s, want %s", p, got, want)
		}
	}
	if got := Point.Decimal(0.1 + 0.2); got != "0.3" || strings.Contains(Point.Decimal(1e300), "e") {
		t.Errorf("%s, %s", got, Point.Decimal(1e300))
	}
}
