package goals

import (
	"encoding/json"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
)

// Whatever numbers and days a goal has, all that is said of it can be said: no text is empty where there is something, no number is none, and a
// forecast lies between its ends.
func TestOddGoals(t *testing.T) {
	number := rapid.OneOf(rapid.SampledFrom([]float64{0, 1, -1, 5, 100, 1e300, -1e300, math.MaxFloat64, -math.MaxFloat64, 5e-324, 0.1 + 0.2}), rapid.Float64Range(-1e9, 1e9))
	rapid.Check(t, func(t *rapid.T) {
		on := civil.NewDate(2026, 3, 3)
		day := func(name string) civil.Date { return on + civil.Date(rapid.IntRange(-400, 400).Draw(t, name)) }
		g := Goal{ID: id(1), Person: id(9), Title: rapid.StringN(1, 40, -1).Draw(t, "title"), Status: rapid.SampledFrom([]Status{Draft, Active, Achieved, Dropped}).Draw(t, "status"), Start: day("start")}
		g.Due = g.Start + civil.Date(rapid.IntRange(0, 500).Draw(t, "days"))
		if g.IsClosed() {
			g.Closed = g.Start + civil.Date(rapid.IntRange(0, 100).Draw(t, "closed"))
		}
		for i := range rapid.IntRange(0, 4).Draw(t, "results") {
			k := KeyResult{ID: id(byte(20 + i)), Title: "Measure", Kind: rapid.SampledFrom([]KeyResultKind{Number, Percent, Milestone}).Draw(t, "kind"), Unit: "x"}
			if k.Kind != Milestone {
				from, to := number.Draw(t, "from"), number.Draw(t, "to")
				k.From, k.To = &from, &to
			}
			if rapid.Bool().Draw(t, "weighs") {
				w := math.Abs(number.Draw(t, "weight"))
				k.Weight = &w
			}
			g.KeyResults = append(g.KeyResults, k)
		}
		for i := range rapid.IntRange(0, 8).Draw(t, "check-ins") {
			c := CheckIn{ID: id(byte(40 + i)), Date: day("checked"), Confidence: rapid.SampledFrom([]Confidence{"", OnTrack, OffTrack}).Draw(t, "said"), Note: "n", Values: map[uuid.UUID]float64{}}
			for _, k := range g.KeyResults {
				if c.Values[k.ID] = number.Draw(t, "value"); k.Kind == Milestone {
					c.Values[k.ID] = float64(i % 2)
				}
			}
			if c.Date <= on {
				if now, err := AddCheckIn(g, c, on); err == nil {
					g = now
				}
			}
		}
		if err := g.Validate().Err(); err != nil {
			t.Fatal(err)
		}
		f := ForecastOf(g, on)
		if f != nil && !(0 <= f.Low && f.Low <= f.Value && f.Value <= f.High && f.High <= 1) {
			t.Fatalf("%+v", f)
		}
		found := Clarity(g, ContextOf(g, []Goal{g}, on))
		for _, part := range []any{g, f, found, Progress(g), Expected(g, on), Checks(g, found, on, Comma)} {
			if _, err := json.Marshal(part); err != nil {
				t.Fatal(err)
			}
		}
		n := Tree([]Goal{g})[0]
		w, _ := ClearerWording(g, Comma)
		said := []string{w.Filled, w.Skeleton, Warning(g, on), Remark(g, on), ForecastWords(g, on), MissingWords(Checks(g, found, on, Point)), n.State(on).Words()}
		if m, ok := Moved(g, on-14, on); ok {
			said = append(said, Ask(g, m, on))
		}
		for _, k := range g.KeyResults {
			said = append(said, k.Words(g.CheckIns, Comma), k.MeasureWords(Point))
		}
		for _, s := range said {
			if strings.Contains(s, "NaN") || strings.Contains(s, "Inf") || !utf8.ValidString(s) && utf8.ValidString(g.Title) {
				t.Fatalf("%q", s)
			}
		}
	})
}

// What is typed to hand something over is never lost: it is what it is about, its level, or its day.
func TestHandOverLosesNoWord(t *testing.T) {
	parts := []string{"alert list", "4", "level 7", "review 31 Mar", "by Friday", "by hand", "agree", "tell", "9", "review", "", "  ", "review the deploys", "Level 0", "é, ü", "7 delegate", "2026-03-31", "by "}
	rapid.Check(t, func(t *rapid.T) {
		typed := rapid.SliceOfN(rapid.SampledFrom(parts), 0, 6).Draw(t, "parts")
		d, ok := ParseHandOver(strings.Join(typed, ", "), civil.NewDate(2026, 3, 3))
		if ok != (d.What != "") || d.Level != nil && (*d.Level < 1 || *d.Level > 7) {
			t.Fatalf("%+v, %v", d, ok)
		}
		levels, days := 0, 0
		for _, p := range strings.Split(strings.Join(typed, ","), ",") {
			p = strings.TrimSpace(p)
			if p == "" || strings.Contains(d.What, p) {
				continue
			}
			if _, level := levelOf(strings.ToLower(p)); level {
				levels++
			} else {
				days++
			}
		}
		if levels > 1 || days > 1 || days > 0 && d.Review == 0 {
			t.Fatalf("%q became %+v", typed, d)
		}
	})
}
