package sample

import (
	"rapport/civil"
	"testing"
)

func TestTry(t *testing.T) {
	r := Records(civil.NewDate(2026, 3, 3))
	for _, m := range r.Meetings {
		if ps := m.Validate(); len(ps) > 0 {
			t.Error(m.At, ps)
		}
	}
	for _, m := range r.Goals {
		if ps := m.Validate(); len(ps) > 0 {
			t.Error(m.Title, ps)
		}
	}
	for _, m := range r.People {
		if ps := m.Validate(); len(ps) > 0 {
			t.Error(m.Name, ps)
		}
	}
	t.Log(len(r.Meetings), r.People[0].Series, r.People[0].ExDates)
}
