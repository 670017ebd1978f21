package simulate

import (
	"cmp"
	"math"
	"reflect"
	"slices"
	"testing"

	"rapport/civil"
	"rapport/goals"
)

func TestHistoriesAreSound(t *testing.T) {
	all := Histories(3, 600)
	if !reflect.DeepEqual(all, Histories(3, 600)) {
		t.Error("the same seed gave other histories")
	}
	if reflect.DeepEqual(all[0], Histories(4, 1)[0]) {
		t.Error("another seed gave the same history")
	}
	ends := map[Style]int{}
	for _, h := range all {
		if err := h.Goal.Validate().Err(); err != nil {
			t.Fatal(err)
		}
		for i, c := range h.Goal.CheckIns {
			if c.Date <= h.Goal.Start || c.Date >= h.Goal.Due || i > 0 && c.Date <= h.Goal.CheckIns[i-1].Date {
				t.Fatalf("check-in on %s of a goal from %s to %s", c.Date, h.Goal.Start, h.Goal.Due)
			}
		}
		if h.End == 1 {
			ends[h.Style]++
		}
	}
	for _, s := range Styles {
		if n := ends[s]; n < 2 || n > 60 {
			t.Errorf("%s: %d of 100 are done in the end", s, n)
		}
	}
}

// The forecast is judged on 2,000 goals that it was not fitted on: at each part of the way its interval holds the true end in 75 to 85 of 100
// cases, and half of its errors are smaller than half of those of the straight line from the start, and of the last value.
func TestForecastAgainstKnownEnds(t *testing.T) {
	held := slices.Concat(Histories(1001, 500), Histories(1002, 500), Histories(1003, 500), Histories(1004, 500))
	var all, allLine, allLast []float64
	inside, count := 0, 0
	t.Logf("%5s %6s %8s %8s %8s %8s %8s", "way", "goals", "covered", "width", "median", "line", "last")
	for _, part := range []float64{1.0 / 3, 0.5, 2.0 / 3, 0.8, 0.9} {
		var errs, line, last []float64
		in, width := 0, 0.0
		for _, h := range held {
			days := float64(h.Goal.Due - h.Goal.Start)
			on := h.Goal.Start + civil.Date(part*days)
			f := goals.ForecastOf(h.Goal, on)
			if f == nil {
				continue
			}
			was, _ := h.Goal.AsOf(on)
			now := *goals.Progress(was)
			if now == 1 {
				continue // reached already: nothing to foresee
			}
			seen, _ := was.LastCheckIn()
			errs = append(errs, math.Abs(f.Value-h.End))
			line = append(line, math.Abs(min(1, now*days/float64(seen.Date-h.Goal.Start))-h.End))
			last = append(last, math.Abs(now-h.End))
			width += f.High - f.Low
			if f.Low-1e-9 <= h.End && h.End <= f.High+1e-9 {
				in++
			}
		}
		n := len(errs)
		covered := float64(in) / float64(n)
		t.Logf("%4.0f%% %6d %7.1f%% %8.2f %8.3f %8.3f %8.3f", 100*part, n, 100*covered, width/float64(n), median(errs), median(line), median(last))
		if n < 500 || covered < 0.75 || covered > 0.85 {
			t.Errorf("at %.0f%% of the way %.1f%% of %d ends are inside", 100*part, 100*covered, n)
		}
		if median(errs) >= median(line) || median(errs) >= median(last) {
			t.Errorf("at %.0f%% of the way the median error is %.3f; line from the start %.3f, last value %.3f", 100*part, median(errs), median(line), median(last))
		}
		all, allLine, allLast = append(all, errs...), append(allLine, line...), append(allLast, last...)
		inside, count = inside+in, count+n
	}
	if median(all) >= median(allLine) || median(all) >= median(allLast) {
		t.Error("over all, a simpler forecast has the smaller median error")
	}
	t.Logf("%5s %6d %7.1f%% %8s %8.3f %8.3f %8.3f", "all", count, 100*float64(inside)/float64(count), "", median(all), median(allLine), median(allLast))
}

func median(x []float64) float64 {
	x = slices.Clone(x)
	slices.SortFunc(x, cmp.Compare)
	return x[len(x)/2]
}

// With goals that were reached early, which any forecast gets right, the interval holds even more; each style is held in most cases.
func TestEveryStyleIsForeseen(t *testing.T) {
	in, of := map[Style]int{}, map[Style]int{}
	for _, h := range Histories(1005, 3000) {
		for _, part := range []float64{1.0 / 3, 0.5, 2.0 / 3, 0.8, 0.9} {
			if f := goals.ForecastOf(h.Goal, h.Goal.Start+civil.Date(part*float64(h.Goal.Due-h.Goal.Start))); f != nil {
				of[h.Style]++
				if f.Low-1e-9 <= h.End && h.End <= f.High+1e-9 {
					in[h.Style]++
				}
			}
		}
	}
	for _, s := range Styles {
		share := float64(in[s]) / float64(of[s])
		t.Logf("%-13s %5d %5.1f%%", s, of[s], 100*share)
		if share < 0.65 {
			t.Errorf("%s: only %.1f%% of %d ends are inside", s, 100*share, of[s])
		}
	}
}
