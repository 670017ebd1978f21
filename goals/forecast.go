package goals

import (
	"cmp"
	"math"
	"slices"

	"rapport/civil"
)

// Forecast is where a goal would stand on its due date if it went on as it does: a calculation from the goal's own check-ins, no promise.
type Forecast struct {
	Value float64    `json:"value"` // progress on the due date, 0..1
	Low   float64    `json:"low"`   // four times in five it ends between Low and High
	High  float64    `json:"high"`  //
	On    civil.Date `json:"on"`    // the due date
	Basis string     `json:"basis"` // in words, such as "Lately 3 points a week, needs 10"

	Reaches civil.Date `json:"-"` // the day on which it would be done, where that is before the due date; else none
	Lately  float64    `json:"-"` // points (hundredths of progress) a week, of late
	Needs   float64    `json:"-"` // points a week from the day of the forecast to be done on the due date
}

// lately is the most points that the pace of late is taken from.
const lately = 12

// MinCheckIns is the fewest check-ins with a value that a forecast is made from.
const MinCheckIns = 3

// point is the progress of a goal on a day, counted from its start.
type point struct {
	day      float64
	progress float64
}

// The numbers of the forecast, fitted on histories of goals/simulate of seed 1 and rounded; its test judges them on other seeds.
const (
	shareOverall = 2.0 / 3 // of the pace from the start in a goal's own pace; the rest is the pace of late
	shareNeeded  = 0.65    // of the needed pace at the start; it falls with the square of the time that is left: work speeds up towards a date
	halfLife     = 0.3     // a point older than the last by this share of the history weighs half in the pace of late

	lowGain, lowTime, lowUneven    = 0.55, 0.015, 0.85 // of the gain forecast, of the time left, of the spread of a random walk
	highGain, highTime, highUneven = 1.35, 0.30, 0.28
)

// ForecastOf is the forecast of a goal as known on a day, from its own check-ins: nil where it is closed or has no measure, start or due
// date, where the due date has come, and where fewer than MinCheckIns check-ins have a value, which is too early.
func ForecastOf(g Goal, on civil.Date) *Forecast {
	g, ok := g.AsOf(on)
	if !ok || g.IsClosed() || g.Start == 0 || g.Due <= on {
		return nil
	}
	points := history(g)
	if len(points) <= MinCheckIns { // the first is the start
		return nil
	}
	last := points[len(points)-1]
	whole := float64(g.Due - g.Start)
	left := whole - last.day
	f := &Forecast{On: g.Due, Lately: 700 * recentPace(points), Needs: 700 * (1 - last.progress) / float64(g.Due-on)}
	if last.progress >= 1 {
		f.Value, f.Low, f.High, f.Basis = 1, 1, 1, "Reached already"
		return f
	}
	overall := (last.progress - points[0].progress) / last.day
	own := shareOverall*overall + (1-shareOverall)*f.Lately/700
	led := shareNeeded * (left / whole) * (left / whole)
	pace := (1-led)*own + led*(1-last.progress)/left
	gain, walk := pace*left, unevenness(points)*math.Sqrt(left)
	f.Value = clamp(last.progress + gain)
	f.Low = min(f.Value, clamp(last.progress+lowGain*gain-lowTime*left/whole-lowUneven*walk))
	f.High = max(f.Value, clamp(last.progress+highGain*gain+highTime*left/whole+highUneven*walk))
	f.Basis = basis(f.Lately, 700*overall, f.Needs)
	if from := g.Start + civil.Date(last.day); float64(on-from) > staleAfter*float64(g.RhythmDays()) {
		f.Basis += ", counted on from the check-in of " + DateShort(from, on)
	}
	if day := last.day + (1-last.progress)/pace; pace > 0 && day < whole {
		f.Reaches = max(g.Start+civil.Date(math.Ceil(day)), on)
	}
	return f
}

func clamp(p float64) float64 { return min(max(p, 0), 1) }

// history is the progress after each check-in that has a value of a measured key result, after the start with what the goal began
// from; check-ins of days up to the start take its place.
func history(g Goal) []point {
	checkIns := slices.Clone(g.CheckIns)
	slices.SortStableFunc(checkIns, func(a, b CheckIn) int { return cmp.Compare(a.Date, b.Date) })
	first := Progress(Goal{KeyResults: g.KeyResults})
	if first == nil {
		return nil
	}
	points := []point{{0, *first}}
	at := map[int]float64{}
	for _, c := range checkIns {
		says := false
		for i, k := range g.KeyResults {
			if v, ok := c.Values[k.ID]; ok && k.Measured() {
				at[i], says = v, true
			}
		}
		if !says {
			continue
		}
		now := point{float64(c.Date - g.Start), progressOf(g, at)}
		if now.day <= 0 {
			points[0].progress = now.progress
			continue
		}
		if last := &points[len(points)-1]; last.day == now.day && len(points) > 1 {
			*last = now
			continue
		}
		points = append(points, now)
	}
	return points
}

// progressOf is the goal's progress with the values given by the place of their key results, the others at their start.
func progressOf(g Goal, at map[int]float64) float64 {
	var sum, weights float64
	for i, k := range g.KeyResults {
		v, ok := at[i]
		if start := k.Start(); !ok && start != nil {
			v = *start
		}
		if p := k.progressAt(v); p != nil {
			sum += *p * k.weight()
			weights += k.weight()
		}
	}
	if weights == 0 {
		return 0
	}
	return clamp(sum / weights)
}

// recentPace is a robust pace per day of late: the weighted median of the slopes between all pairs of points (Theil 1950, Sen 1968), a pair
// weighing by its length and by how recent its later and its earlier point are.
func recentPace(points []point) float64 {
	points = points[max(0, len(points)-lately):]
	last := points[len(points)-1].day
	half := math.Max(last*halfLife, 1)
	type slope struct{ pace, weight float64 }
	var slopes []slope
	var total float64
	for i, a := range points {
		for _, b := range points[i+1:] {
			w := (b.day - a.day) * math.Exp2(-(last-a.day)/half) * math.Exp2(-(last-b.day)/half)
			slopes = append(slopes, slope{(b.progress - a.progress) / (b.day - a.day), w})
			total += w
		}
	}
	slices.SortFunc(slopes, func(a, b slope) int { return cmp.Compare(a.pace, b.pace) })
	var sum float64
	for _, x := range slopes {
		if sum += x.weight; sum >= total/2 {
			return x.pace
		}
	}
	return 0
}

// unevenness is how far steps stray from the mean pace, per root of a day: the spread of a random walk with that drift.
func unevenness(points []point) float64 {
	last := points[len(points)-1]
	pace := (last.progress - points[0].progress) / last.day
	var sum float64
	for i, b := range points[1:] {
		a := points[i]
		stray := b.progress - a.progress - pace*(b.day-a.day)
		sum += stray * stray / (b.day - a.day)
	}
	return math.Sqrt(sum / float64(len(points)-1))
}

// basis says the pace of late and the one that is needed, in whole points a week; the one since the start too where that is another one.
func basis(late, overall, needs float64) string {
	now, all, need := math.Round(late), math.Round(overall), math.Round(needs)
	words := "Lately " + Plural(int(now), "point", "points") + " a week"
	switch {
	case now < 0:
		words = "Lately back " + Plural(int(-now), "point", "points") + " a week"
	case now == 0:
		words = "Lately hardly a point a week"
	}
	if all > 0 && math.Abs(now-all) >= 2 { // the forecast lies between the two
		words += ", " + Point.Decimal(all) + " since the start"
	}
	if need < 1 {
		return words + ", needs less than 1"
	}
	return words + ", needs " + Point.Decimal(need)
}

// ForecastWords says the forecast as the app shows it, such as "At this pace 71% by 31 Mar" or "At this pace done by 12 Jun"; where there is none, why;
// empty for a closed goal.
func ForecastWords(g Goal, on civil.Date) string {
	f := ForecastOf(g, on)
	switch {
	case f != nil:
		return f.Words(on)
	case g.IsClosed():
		return ""
	case Progress(g) == nil:
		return "No measure set, so no forecast"
	case g.Start == 0 || g.Due == 0:
		return "No dates set, so no forecast"
	case g.Due <= on:
		return "Due " + DateShort(g.Due, on)
	}
	return "Too early to forecast"
}

// Words says the forecast with its date, the year only where it is not the one of on.
func (f Forecast) Words(on civil.Date) string {
	switch {
	case f.Value >= 1 && f.Reaches != 0:
		return "At this pace done by " + DateShort(f.Reaches, on)
	case f.Value >= 1:
		return f.Basis
	}
	return "At this pace " + PercentWords(f.Value) + " by " + DateShort(f.On, on)
}

// Forecast is the goal's own; where the node shows the goals under it, the mean of theirs, each on its own due date, with the due date of
// the node's goal, else the latest of theirs; nil where none has one. What ended counts as it stands.
func (n Node) Forecast(on civil.Date) *Forecast {
	if !n.FromUnder() {
		return ForecastOf(n.Goal, on)
	}
	if n.Goal.IsClosed() {
		return nil
	}
	sum := Forecast{On: n.Goal.Due}
	count, made := 0.0, 0
	for _, u := range n.counted() {
		f := u.Forecast(on)
		if f == nil {
			if p := u.Progress(); p != nil && u.Goal.IsClosed() {
				sum.Value, sum.Low, sum.High, count = sum.Value+*p, sum.Low+*p, sum.High+*p, count+1
			}
			continue
		}
		sum.Value, sum.Low, sum.High, count = sum.Value+f.Value, sum.Low+f.Low, sum.High+f.High, count+1
		made++
		if n.Goal.Due == 0 {
			sum.On = max(sum.On, f.On)
		}
	}
	if made == 0 {
		return nil
	}
	sum.Value, sum.Low, sum.High = sum.Value/count, sum.Low/count, sum.High/count
	sum.Basis = "Mean of " + Plural(int(count), "goal", "goals") + " under it"
	return &sum
}
