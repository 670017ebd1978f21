package goals

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestAddCheckIn(t *testing.T) {
	g := checkout()
	today := date("2026-03-03")
	got, err := AddCheckIn(g, CheckIn{ID: id(20), Date: today, Confidence: AtRisk, Values: map[uuid.UUID]float64{id(2): 2.6}}, today)
	if err != nil || len(got.CheckIns) != 4 || len(g.CheckIns) != 3 {
		t.Fatalf("%v, %d check-ins, %d before", err, len(got.CheckIns), len(g.CheckIns))
	}
	again, err := AddCheckIn(got, CheckIn{ID: id(21), Date: today, Note: "Measured again.", Values: map[uuid.UUID]float64{id(2): 2.5, id(4): 1}}, today)
	if err != nil || len(again.CheckIns) != 4 {
		t.Fatalf("%v, %d check-ins", err, len(again.CheckIns))
	}
	last := again.CheckIns[3]
	if last.ID != id(20) || last.Confidence != AtRisk || last.Note != "Measured again." || last.Values[id(2)] != 2.5 || last.Values[id(4)] != 1 {
		t.Errorf("the second of a day: %+v", last)
	}
	if got.CheckIns[3].Values[id(2)] != 2.6 || len(got.CheckIns[3].Values) != 1 {
		t.Error("the first goal was changed")
	}
	early, err := AddCheckIn(g, CheckIn{Date: date("2026-01-25"), Note: "late entry"}, today)
	if err != nil || early.CheckIns[1].Note != "late entry" {
		t.Errorf("an earlier one goes where it belongs: %v, %+v", err, early.CheckIns)
	}
	if err := again.Validate().Err(); err != nil {
		t.Error(err)
	}

	closed := g
	closed.Status = Missed
	for name, c := range map[string]struct {
		g    Goal
		c    CheckIn
		want string
	}{
		"future":        {g, CheckIn{Date: today + 1, Note: "x"}, "2026-03-04 is after today, 2026-03-03"},
		"no date":       {g, CheckIn{Note: "x"}, "no date"},
		"empty":         {g, CheckIn{Date: today}, "says nothing"},
		"not a number":  {g, CheckIn{Date: today, Values: map[uuid.UUID]float64{id(2): math.NaN()}}, "not a number"},
		"infinite":      {g, CheckIn{Date: today, Values: map[uuid.UUID]float64{id(2): math.Inf(1)}}, "not a number"},
		"milestone":     {g, CheckIn{Date: today, Values: map[uuid.UUID]float64{id(4): 0.5}}, "give 1 for done or 0"},
		"unknown":       {g, CheckIn{Date: today, Values: map[uuid.UUID]float64{id(7): 1}}, "Basket call batched"},
		"closed":        {closed, CheckIn{Date: today, Note: "x"}, "reopen"},
		"no confidence": {g, CheckIn{Date: today, Confidence: "high"}, "on_track"},
	} {
		if _, err := AddCheckIn(c.g, c.c, today); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want something of %q", name, err, c.want)
		}
	}
}

func TestParseValue(t *testing.T) {
	k := KeyResult{Title: "Load", Kind: Number, Unit: "s"}
	for text, want := range map[string]float64{"2.5": 2.5, " 2,5 s": 2.5, "-3": -3, "65%": 65, "1e3": 1000} {
		if got, err := k.ParseValue(text, Point); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "NaN", "Inf", "1e999", "two", "1,000,000", "s", "1.2.3"} {
		if got, err := k.ParseValue(text, Comma); err == nil {
			t.Errorf("%q was read as %v", text, got)
		}
	}
	if got, err := k.ParseValue("1,200", Comma); err != nil || got != 1.2 {
		t.Errorf("where the comma is the decimal sign: %v, %v", got, err)
	}
	if got, err := k.ParseValue("1,200", Point); err == nil || !strings.Contains(err.Error(), "1200 or 1.200") {
		t.Errorf("1,200 was guessed at: %v, %v", got, err)
	}
	if got, err := k.ParseValue("0,125", Point); err != nil || got != 0.125 {
		t.Errorf("%v, %v", got, err)
	}
	m := KeyResult{Title: "Live", Kind: Milestone}
	for text, want := range map[string]float64{"1": 1, "Done": 1, "no": 0} {
		if got, err := m.ParseValue(text, Point); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	if _, err := m.ParseValue("0.5", Point); err == nil {
		t.Error("half a milestone was taken")
	}
}

func TestChangeTarget(t *testing.T) {
	g := checkout()
	on := date("2026-02-20")
	got, err := ChangeTarget(g, id(3), 5, "A fifth region opened", on)
	if err != nil || *got.KeyResults[1].To != 5 || *g.KeyResults[1].To != 4 {
		t.Fatalf("%v, %v", err, got.KeyResults[1])
	}
	if r := got.KeyResults[1].Retargeted; len(r) != 1 || *r[0].Was != 4 || *r[0].To != 5 || r[0].Reason != "A fifth region opened" || r[0].Date != on {
		t.Errorf("ledger %+v", r)
	}
	if was, _ := got.AsOf(on - 1); *was.KeyResults[1].To != 4 {
		t.Error("the day before, the target was 4")
	}
	for name, c := range map[string]struct {
		g      Goal
		result byte
		to     float64
		reason string
		day    int32
		want   string
	}{
		"no reason":    {g, 3, 5, " ", 0, "give a reason"},
		"same":         {g, 3, 4, "why", 0, "already"},
		"start":        {g, 3, 0, "why", 0, "where it starts"},
		"milestone":    {g, 4, 2, "why", 0, "milestone"},
		"not a number": {g, 3, math.NaN(), "why", 0, "not a number"},
		"unknown":      {g, 8, 2, "why", 0, "there are: Slowest page"},
		"before last":  {got, 3, 6, "why", -1, "later than that"},
	} {
		if _, err := ChangeTarget(c.g, id(c.result), c.to, c.reason, on+dateOffset(c.day)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want something of %q", name, err, c.want)
		}
	}
}

func TestMoveDue(t *testing.T) {
	g := checkout()
	on := date("2026-02-20")
	got, err := MoveDue(g, date("2026-04-30"), "The warehouse move took two weeks", on)
	if err != nil || got.Due != date("2026-04-30") || len(got.DueChanges) != 1 || got.DueChanges[0].Was != g.Due {
		t.Fatalf("%v, %+v", err, got)
	}
	for name, c := range map[string]struct {
		g      Goal
		to     string
		reason string
		day    int32
		want   string
	}{
		"no reason":    {g, "2026-04-30", "", 0, "give a reason"},
		"same":         {g, "2026-03-31", "why", 0, "already"},
		"before start": {g, "2026-01-01", "why", 0, "before its start"},
		"no due":       {Goal{Title: "x"}, "2026-01-01", "why", 0, "no due date yet"},
		"before last":  {got, "2026-05-30", "why", -1, "later than that"},
	} {
		if _, err := MoveDue(c.g, date(c.to), c.reason, on+dateOffset(c.day)); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, want something of %q", name, err, c.want)
		}
	}
}

func TestCloseAndReopen(t *testing.T) {
	g := checkout()
	got, err := Close(g, Partly, num(0.7), date("2026-03-31"), Retrospective{Learnt: "Measure first.", OutsideControl: "The provider was slow."})
	if err != nil || got.Status != Partly || *got.Score != 0.7 || got.Closed != date("2026-03-31") || got.Learnt != "Measure first." || got.OutsideControl == "" {
		t.Fatalf("%v, %+v", err, got)
	}
	if _, err := Close(got, Achieved, nil, date("2026-04-01"), Retrospective{}); err == nil || !strings.Contains(err.Error(), "reopen") {
		t.Errorf("closed twice: %v", err)
	}
	for _, c := range []struct {
		status Status
		score  *float64
	}{{Active, nil}, {Draft, nil}, {Achieved, num(1.1)}, {Achieved, num(math.NaN())}} {
		if _, err := Close(g, c.status, c.score, date("2026-03-31"), Retrospective{}); err == nil {
			t.Errorf("closed with %s, %v", c.status, show(c.score))
		}
	}
	open, err := Reopen(got)
	if err != nil || open.Status != Active || open.Closed != 0 || open.Score != nil || open.Learnt != "Measure first." {
		t.Errorf("%v, %+v", err, open)
	}
	if _, err := Reopen(g); err == nil {
		t.Error("an open goal was reopened")
	}
}

func TestFind(t *testing.T) {
	all := []Goal{{ID: id(1), Title: "Checkout page"}, {ID: id(2), Title: "Checkout page loads"}, {ID: id(3), Title: "Mentor Noah"}, {ID: id(4), Title: "mentor hana"}}
	for text, want := range map[string]uuid.UUID{
		id(2).String(): id(2), "Checkout page": id(1), "checkout PAGE": id(1), "Checkout page l": id(2), "mentor n": id(3), "Mentor H": id(4),
	} {
		if g, err := Find(all, text); err != nil || g.ID != want {
			t.Errorf("%q: %v, %v", text, g.Title, err)
		}
	}
	var e *FindError
	if _, err := Find(all, "Mentor"); !errors.As(err, &e) || !e.Ambiguous || len(e.Candidates) != 2 || !strings.Contains(err.Error(), "mentor hana") {
		t.Errorf("ambiguous: %v", err)
	}
	if _, err := Find(all, "Sales"); !errors.As(err, &e) || e.Ambiguous || !slices.Contains(e.Candidates, "Mentor Noah") {
		t.Errorf("unknown: %v", err)
	}
	if _, err := Find(all, ""); err == nil {
		t.Error("nothing named a goal")
	}
	one := Goal{KeyResults: []KeyResult{{ID: id(5), Title: "Pages"}}}
	if k, err := FindKeyResult(one, ""); err != nil || k.ID != id(5) {
		t.Errorf("the only key result: %v, %v", k, err)
	}
	if _, err := FindKeyResult(checkout(), ""); err == nil {
		t.Error("one of three key results without a name")
	}
}
