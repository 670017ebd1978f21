package goals

import (
	"testing"

	"github.com/google/uuid"
)

func TestContinued(t *testing.T) {
	g := checkout()
	g.Agreed, g.Learnt = date("2026-01-13"), "Measure first."
	g.CheckIns = append(g.CheckIns, CheckIn{ID: id(30), Date: date("2026-03-30"), Values: map[uuid.UUID]float64{id(2): 2.3, id(4): 1}})
	n := byte(100)
	next := Continued(g, date("2026-04-01"), date("2026-06-30"), func() uuid.UUID { n++; return id(n) })
	if next.ID == g.ID || next.Continues != g.ID || next.Status != Draft || next.Agreed != 0 || next.Learnt != "" || len(next.CheckIns) != 0 || next.Title != g.Title {
		t.Errorf("%+v", next)
	}
	for _, k := range next.KeyResults {
		if k.Kind == Milestone {
			t.Errorf("what is reached goes on: %+v", k)
		}
		if k.Title == g.KeyResults[0].Title && (*k.From != 2.3 || *k.To != *g.KeyResults[0].To) {
			t.Errorf("from %v to %v", *k.From, *k.To)
		}
	}
	if err := next.Validate().Err(); err != nil {
		t.Error(err)
	}
	if got := NextPeriod(Goal{}, date("2026-04-01")); got != date("2026-07-01") {
		t.Error(got)
	}
	if got := NextPeriod(g, date("2026-04-01")); got-date("2026-04-01") != g.Due-g.Start {
		t.Error(got)
	}
}

func TestWrittenKeepsWhatHappenedMeanwhile(t *testing.T) {
	now := checkout()
	now.Status = Active
	moved, err := MoveDue(now, now.Due+14, "the provider is late", now.Start+20)
	if err != nil {
		t.Fatal(err)
	}
	moved, err = ChangeTarget(moved, id(3), 5, "a fifth region", now.Start+21)
	if err != nil {
		t.Fatal(err)
	}
	moved, err = AddCheckIn(moved, CheckIn{ID: id(40), Date: now.Start + 22, Note: "meanwhile"}, now.Start+22)
	if err != nil {
		t.Fatal(err)
	}
	form := now
	form.Why = "typed"
	got := Written(form, moved)
	if got.Why != "typed" || got.Due != moved.Due || len(got.DueChanges) != 1 || len(got.CheckIns) != len(moved.CheckIns) || *got.KeyResults[1].To != 5 || len(got.KeyResults[1].Retargeted) != 1 {
		t.Errorf("%+v", got)
	}
	ended, err := Close(moved, Missed, nil, now.Start+23, Retrospective{Learnt: "ask earlier"})
	if err != nil {
		t.Fatal(err)
	}
	if late := Written(form, ended); late.Status != Missed || late.Closed != ended.Closed || late.Learnt != "ask earlier" || late.Why != "typed" {
		t.Errorf("a form that was open meanwhile reopened it: %+v", late)
	}
	if lines := Ledger(got, Point); len(lines) != 2 || lines[0].Reason != "a fifth region" {
		t.Errorf("%+v", lines)
	}
	less := WithoutResult(got, got.KeyResults[0])
	if err := less.Validate().Err(); err != nil || len(less.CheckIns) != len(got.CheckIns) || len(less.KeyResults) != len(got.KeyResults)-1 {
		t.Errorf("%v", err)
	}
	if err := got.Validate().Err(); err != nil {
		t.Error("the other was changed: ", err)
	}
}
