package goals

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"
)

func TestCompare(t *testing.T) {
	a, b, differ := Compare("In June at most one page after 22:00, and nothing muted to get there.", "Every basket alert has an owner, and the old ones are gone.")
	if !differ {
		t.Error("two different meanings are not told apart")
	}
	for _, p := range a {
		if p.Both && strings.Contains(p.Text, "muted") {
			t.Errorf("%+v", a)
		}
	}
	if len(b) < 2 {
		t.Errorf("%+v", b)
	}
	if _, _, differ := Compare("At most one page after 22:00", "One page at most after 22:00 in the evening"); differ {
		t.Error("the same meaning is told apart")
	}
	if _, _, differ := Compare("At most one page", ""); differ {
		t.Error("nothing differs from nothing")
	}
}

// Whatever is typed stays whole.
func TestCompareKeepsEveryCharacter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := rapid.String().Draw(t, "x"), rapid.String().Draw(t, "y")
		a, b, _ := Compare(x, y)
		for text, parts := range map[string][]Part{x: a, y: b} {
			var all strings.Builder
			for _, p := range parts {
				all.WriteString(p.Text)
			}
			if x != y && all.String() != text {
				t.Fatalf("%q became %q", text, all.String())
			}
		}
	})
}

func TestRemarkAndWarning(t *testing.T) {
	g := clear()
	g.KeyResults = g.KeyResults[:1]
	k := g.KeyResults[0].ID
	slow := func(confidence Confidence, to float64) Goal {
		g := g
		g.CheckIns = nil
		for i := range 6 {
			g.CheckIns = append(g.CheckIns, CheckIn{ID: id(byte(40 + i)), Date: g.Start + dateOffset(int32(7*(i+1))), Confidence: confidence, Values: map[uuid.UUID]float64{k: 4 + (to-4)*float64(i+1)/6}})
		}
		return g
	}
	on := g.Start + 45
	if got := Remark(slow(OnTrack, 3.6), on); !strings.Contains(got, "says On track; the numbers say") {
		t.Errorf("%q", got)
	}
	if got := Warning(slow(OnTrack, 3.6), on); !strings.Contains(got, "At this pace it ends between") || !strings.Contains(got, "points a week from now") {
		t.Errorf("%q", got)
	}
	if got := Remark(slow(AtRisk, 3.6), on); got != "" {
		t.Errorf("they agree: %q", got)
	}
	if got := Remark(slow(OffTrack, 1), on); !strings.Contains(got, "says Off track; the numbers say it is reached") {
		t.Errorf("%q", got)
	}
	if got := Warning(slow(OnTrack, 1), on) + Remark(slow(OnTrack, 1), on) + Remark(g, on) + Warning(g, on); got != "" {
		t.Errorf("nothing to say: %q", got)
	}
}
