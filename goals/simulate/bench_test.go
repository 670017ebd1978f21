package simulate

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"rapport/civil"
	"rapport/goals"
)

// BenchmarkForecast prints the figures of the forecast on 2,000 goals with known ends: at each part of the way the share of ends inside the 80 %
// interval, its width, the median error, and beside it that of the straight line from the start and of the last value. The time is that of one forecast.
func BenchmarkForecast(b *testing.B) {
	held := slices.Concat(Histories(1001, 500), Histories(1002, 500), Histories(1003, 500), Histories(1004, 500))
	for _, part := range []float64{0.2, 1.0 / 3, 0.5, 2.0 / 3, 0.8, 0.9} {
		b.Run(fmt.Sprintf("%.0f%%", 100*part), func(b *testing.B) {
			for i := range b.N {
				h := held[i%len(held)]
				goals.ForecastOf(h.Goal, h.Goal.Start+civil.Date(part*float64(h.Goal.Due-h.Goal.Start)))
			}
			b.StopTimer()
			var errs, line, last []float64
			in, width := 0, 0.0
			for _, h := range held {
				days := float64(h.Goal.Due - h.Goal.Start)
				on := h.Goal.Start + civil.Date(part*days)
				f := goals.ForecastOf(h.Goal, on)
				was, _ := h.Goal.AsOf(on)
				now := goals.Progress(was)
				if f == nil || *now == 1 {
					continue // too early to say, or reached already
				}
				seen, _ := was.LastCheckIn()
				errs = append(errs, math.Abs(f.Value-h.End))
				line = append(line, math.Abs(min(1, *now*days/float64(seen.Date-h.Goal.Start))-h.End))
				last = append(last, math.Abs(*now-h.End))
				width += f.High - f.Low
				if f.Low-1e-9 <= h.End && h.End <= f.High+1e-9 {
					in++
				}
			}
			n := float64(len(errs))
			b.ReportMetric(n, "goals")
			b.ReportMetric(100*float64(in)/n, "%covered")
			b.ReportMetric(width/n, "width")
			b.ReportMetric(median(errs), "error")
			b.ReportMetric(median(line), "line")
			b.ReportMetric(median(last), "last")
		})
	}
}
