package goals

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestAsk(t *testing.T) {
	g := clear()
	g.KeyResults = g.KeyResults[:1]
	k := g.KeyResults[0].ID
	with := func(values ...float64) Goal { // one a week from the start on
		g := g
		for i, v := range values {
			g.CheckIns = append(g.CheckIns, CheckIn{ID: id(byte(60 + i)), Date: g.Start + dateOffset(int32(7*(i+1))), Confidence: OnTrack, Values: map[uuid.UUID]float64{k: v}})
		}
		return g
	}
	unmeasured, differ := g, with(3, 2)
	unmeasured.KeyResults = nil
	differ.Mismatch = &Mismatch{Since: g.Start}
	done := with(3, 1)
	done.Status, done.Closed = Achieved, g.Start+20
	for _, c := range []struct {
		name string
		g    Goal
		day  int32
		want string
	}{
		{"no measure", unmeasured, 8, "What would someone see"},
		{"stale", with(3), 40, "Nobody checked in for 33 days."},
		{"fell back", with(3, 2, 3), 22, "fell back from 67% to 33%"},
		{"stands still", with(3.4, 3.4), 15, "has not moved"},
		{"two meanings", differ, 15, "What does done mean"},
		{"reached", done, 22, "What made it work?"},
		{"slow", with(3.9, 3.85, 3.8, 3.75, 3.7, 3.65, 3.6, 3.55), 57, "numbers do not"},
		{"on its way", with(3.6, 3.2, 2.8, 2.4), 29, ""},
	} {
		on := g.Start + dateOffset(c.day)
		m, ok := Moved(c.g, on-5, on)
		if got := Ask(c.g, m, on); !ok || c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q (%+v)", c.name, got, c.want, m)
		}
	}
}
