package morale

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// The control chart of moods is a one-sided CUSUM (Page 1954) on the person's own usual: how far each mood lies under the usual, in
// spreads, less an allowance, is summed, never under 0. Two limits on the sum are Limits. Moods are whole numbers and few, so the
// usual is a trimmed mean, its spread has a floor and a margin, one mood counts no more than chartMost, and it takes fewestLow of them.
// While the sum is above 0 the usual stands still; what was summed joins it once the sum is back at 0, and never where a sign rose.
const (
	usualWindow  = 26   // latest moods that the usual rests on
	spreadFloor  = 0.55 // in points of mood
	spreadMargin = 1.3  // on the measured spread: few moods show too little of it, and bad days come in rows
	chartMost    = 3.0  // what one mood counts at most, in spreads
	enoughMoods  = 14   // moods from which on the spread is taken as it is
	bandHalf     = 0.75 // half the width of the usual range, in spreads
	fewestLow    = 2    // moods under the usual range before a sign
	backInRow    = 2    // moods in the usual range that end one
)

// allowance is what the distance from the usual is allowed before it counts, in spreads: more while the usual rests on few moods, as
// its centre is that much less certain; and more still on fewer than enoughMoods, from which the spread cannot be told either.
func allowance(n int) float64 {
	return 0.6 + 0.6/math.Sqrt(float64(n)) + 0.1*float64(max(0, enoughMoods-n))
}

// Band is the usual range of a person's mood.
type Band struct {
	Low, High, Centre float64
	N                 int         // how many moods it rests on
	From, To          civil.Date  // the days of the oldest and the latest of them
	Below             []uuid.UUID // meetings whose mood belongs to a time below usual, oldest first
}

// Contains reports whether a mood is in the usual range or above.
func (b Band) Contains(mood int) bool { return float64(mood) >= b.Low }

// Words says the range, such as "3.6 to 4.4".
func (b Band) Words() string { return fmt.Sprintf("%.1f to %.1f", b.Low, b.High) }

// Baseline is the usual range of a person's mood as of a day, the one that the sign mood_below_usual is measured by; false before there
// are enough moods. While that sign is open it stands still.
func Baseline(f people.File, r Rules, on civil.Date) (Band, bool) {
	h := &history{f: f, r: r, limit: r.limitsFor(f.Person), clock: clockOf(f, true)}
	c := h.chart()
	i := c.upTo(on)
	if i < 0 {
		return Band{}, false
	}
	p := c.points[i]
	if !p.known {
		return Band{}, false
	}
	band := p.next
	for _, q := range c.points[:i+1] {
		for _, low := range q.lows {
			band.Below = append(band.Below, c.points[low].m.ID)
		}
	}
	slices.SortFunc(band.Below, func(a, b uuid.UUID) int { return slices.Compare(a[:], b[:]) })
	band.Below = slices.Compact(band.Below)
	return band, true
}

// reading is a mood or a workload as noted on a day.
type reading struct {
	m     *notes.Meeting
	day   civil.Date
	value int
}

// readings are the values noted in meetings, in order. A meeting that did not take place has none.
func readings(f people.File, of func(*notes.Meeting) *int) []reading {
	var out []reading
	for i := range f.Meetings {
		m := &f.Meetings[i]
		if v := of(m); v != nil && m.Status != notes.Cancelled && m.Status != notes.Missed && *v >= 1 && *v <= 5 {
			out = append(out, reading{m, m.At.Date(), *v})
		}
	}
	slices.SortStableFunc(out, func(a, b reading) int { return int(a.day - b.day) })
	return out
}

// moodPoint is the chart after one reading.
type moodPoint struct {
	reading
	band     Band // that the reading was measured by
	known    bool // there is a usual range, after this reading
	next     Band // that the next reading will be measured by
	sum      float64
	severity Severity
	start    int        // first reading of the time below usual that this one belongs to, where severity is not None
	lows     []int      // readings that this one made part of a time below usual
	lapses   civil.Date // where severity is not None: the day on which it lapses unless there is another reading
}

// moodChart is the chart of a person's moods.
type moodChart struct{ points []moodPoint }

// upTo is the last reading up to and with the day; -1 where there is none.
func (c moodChart) upTo(on civil.Date) int {
	i, _ := slices.BinarySearchFunc(c.points, on+1, func(p moodPoint, d civil.Date) int { return int(p.day - d) })
	return i - 1
}

// chart runs the control chart over every mood of the file.
func (h *history) chart() moodChart {
	fewest := h.limit.count("mood_below_usual.readings")
	inner, outer := h.limit["mood_below_usual.inner"], h.limit["mood_below_usual.outer"]
	lapse := h.limit.days("lapse")
	all := readings(h.f, func(m *notes.Meeting) *int { return m.Mood })
	c := moodChart{points: make([]moodPoint, len(all))}
	var usual []reading // that the usual range rests on, oldest first
	var band Band
	var spread float64
	known := false
	sum, severity, start, good := 0.0, None, -1, 0
	for i, r := range all {
		if i > 0 && h.clock.elapsed(all[i-1].day, r.day) >= lapse && sum > 0 {
			if severity == None {
				usual = append(usual, all[start:i]...)
			}
			sum, severity, start, good = 0, None, -1, 0
		}
		if len(usual) >= fewest && sum == 0 {
			band, spread = usualRange(usual)
			known = true
		}
		p := moodPoint{reading: r, band: band}
		if !known {
			usual = append(usual, r)
		} else {
			z := (band.Centre - float64(r.value)) / spread
			sum = max(0, sum+min(z, chartMost)-allowance(band.N))
			if sum > 0 && start < 0 {
				start = i
			}
			if band.Contains(r.value) {
				good++
			} else {
				good = 0
			}
			reached := None
			if start >= 0 && countLow(all[start:i+1], band) >= fewestLow && good == 0 {
				if sum >= outer-1e-9 {
					reached = Concern
				} else if sum >= inner-1e-9 {
					reached = Watch
				}
			}
			was := severity
			severity = max(severity, reached)
			if severity != None && (good >= backInRow || sum == 0) {
				// the two that are back in the usual range belong to it again
				usual = append(usual, all[i+1-min(good, backInRow):i+1]...)
				sum, severity, start, good = 0, None, -1, 0
			} else if severity == None && sum == 0 {
				from := i
				if start >= 0 {
					from = start
				}
				usual = append(usual, all[from:i+1]...)
				start = -1
			}
			if severity != None && !band.Contains(r.value) {
				if was == None {
					for j := start; j <= i; j++ {
						if !band.Contains(all[j].value) {
							p.lows = append(p.lows, j)
						}
					}
				} else {
					p.lows = []int{i}
				}
			}
		}
		p.sum, p.severity, p.start = sum, severity, start
		if severity != None {
			p.lapses = h.clock.after(r.day, lapse)
		}
		if len(usual) >= fewest && sum == 0 {
			band, spread = usualRange(usual)
			known = true
		}
		p.known, p.next = known, band
		c.points[i] = p
	}
	return c
}

func countLow(all []reading, b Band) int {
	n := 0
	for _, r := range all {
		if !b.Contains(r.value) {
			n++
		}
	}
	return n
}

func values(all []reading) []int {
	out := make([]int, len(all))
	for i, r := range all {
		out[i] = r.value
	}
	return out
}

// usualRange is the range of the latest values, and their spread: a mean without the tenth at either end, and the mean distance from it, each
// at most 2, as a standard deviation.
func usualRange(latest []reading) (Band, float64) {
	latest = latest[max(0, len(latest)-usualWindow):]
	all := values(latest)
	slices.Sort(all)
	n := len(all)
	cut := (n + 5) / 10
	centre := 0.0
	for _, v := range all[cut : n-cut] {
		centre += float64(v)
	}
	centre /= float64(n - 2*cut)
	mean := 0.0
	for _, v := range all {
		mean += min(2, math.Abs(float64(v)-centre))
	}
	spread := max(spreadFloor, mean/float64(n)*math.Sqrt(math.Pi/2)*spreadMargin)
	half := bandHalf * spread
	return Band{Low: max(1, centre-half), High: min(5, centre+half), Centre: centre, N: n, From: latest[0].day, To: latest[n-1].day}, spread
}

// spans are the stretches on which the mood is below usual: from the reading that crossed a limit to the one that ended it.
func moodSpans(h *history) []span {
	h.moods = h.chart()
	var out []span
	for i, p := range h.moods.points {
		if p.severity == None {
			continue
		}
		to := p.lapses
		if i+1 < len(h.moods.points) {
			to = min(to, h.moods.points[i+1].day)
		}
		out = append(out, span{p.day, to, p.severity})
	}
	return out
}

func describeMood(h *history, s *Sign, on civil.Date) {
	i := h.moods.upTo(on)
	p := h.moods.points[i]
	var all []string
	for j := p.start; j <= i; j++ {
		q := h.moods.points[j]
		all = append(all, fmt.Sprint(q.value))
		s.Evidence = append(s.Evidence, note(q.day, q.m.ID, "mood", moodWords(q.value, q.m.MoodSource, h.name)))
	}
	s.Title = "Mood below usual range"
	latest, say := all[max(0, len(all)-3):], "%s in the last %s."
	if len(all) > 3 {
		s.Line = fmt.Sprintf(say, list(latest), "three")
	} else {
		s.Line = fmt.Sprintf(say, list(latest), numberWord(len(latest)))
	}
	s.Line += " Usual " + p.band.Words() + "."
	s.Basis = fmt.Sprintf("Control chart on %s own %d moods, usual %s; grade C: practice", possessive(h.name), p.band.N, p.band.Words())
	back := int(math.Ceil(p.band.Low))
	s.Clears = fmt.Sprintf("Two moods in a row of %d or more. Or no new mood by %s: then it lapses. Leave and holidays stop this clock.", back, h.lapseWords(p.day, h.limit.days("lapse"), on))
	if back >= 5 {
		s.Clears = strings.Replace(s.Clears, "5 or more", "5", 1)
	}
}

// moodWords says a mood and who said it, such as "3 OK, Priya said".
func moodWords(mood int, source notes.Source, name string) string {
	return fmt.Sprintf("Mood %d %s%s", mood, notes.MoodWords[mood], sourceWords(source, name))
}

func sourceWords(source notes.Source, name string) string {
	switch source {
	case notes.Said:
		return ", " + name + " said"
	case notes.Impression:
		return ", your reading"
	}
	return ""
}
