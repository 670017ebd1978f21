package morale_test

import (
	"fmt"
	"math"
	"strings"
	"sync"
	"testing"

	"rapport/civil"
	"rapport/morale"
	"rapport/morale/simulate"
)

// alarm is what a rule says on a day.
type alarm struct {
	on       civil.Date
	severity morale.Severity
	kind     morale.Kind
}

// tally counts how a rule did on the cases of a class.
type tally struct {
	cases, six, ten, watchedSix int
	years                       float64
	alarms, watches             int
	kinds                       map[morale.Kind]int
}

func (t *tally) add(c simulate.Case, alarms []alarm) {
	if t.kinds == nil {
		t.kinds = map[morale.Kind]int{}
	}
	t.years += c.HealthyYears()
	first, firstWatch := civil.Date(math.MaxInt32), civil.Date(math.MaxInt32)
	for _, a := range alarms {
		switch {
		case c.Onset == 0 || a.on < c.Onset:
			if a.severity >= morale.Concern {
				t.alarms++
				t.kinds[a.kind]++
			} else {
				t.watches++
				t.kinds[a.kind+" (watch)"]++
			}
		case a.severity >= morale.Concern:
			first, firstWatch = min(first, a.on), min(firstWatch, a.on)
		default:
			firstWatch = min(firstWatch, a.on)
		}
	}
	if c.Onset == 0 {
		return
	}
	t.cases++
	if first <= c.Onset+42 {
		t.six++
	}
	if first <= c.Onset+70 {
		t.ten++
	}
	if firstWatch <= c.Onset+42 {
		t.watchedSix++
	}
}

func (t *tally) join(o *tally) {
	t.cases, t.six, t.ten, t.watchedSix = t.cases+o.cases, t.six+o.six, t.ten+o.ten, t.watchedSix+o.watchedSix
	t.years, t.alarms, t.watches = t.years+o.years, t.alarms+o.alarms, t.watches+o.watches
	for k, n := range o.kinds {
		if t.kinds == nil {
			t.kinds = map[morale.Kind]int{}
		}
		t.kinds[k] += n
	}
}

func (t *tally) String() string {
	found := "                          "
	if t.cases > 0 {
		of := float64(t.cases) / 100
		found = fmt.Sprintf("%5.0f %%  %5.0f %%  %7.0f %%  ", float64(t.six)/of, float64(t.ten)/of, float64(t.watchedSix)/of)
	}
	if t.years > 0 {
		found += fmt.Sprintf("%6.2f  %6.2f", float64(t.alarms)/t.years, float64(t.watches)/t.years)
	}
	return found
}

// ours are the rows of a daily replay.
func ours(c simulate.Case) (all []alarm) {
	for _, r := range morale.Replay(c.File, morale.Rules{}, c.From, c.To, 1) {
		all = append(all, alarm{r.Raised, r.Severity, r.Kind})
	}
	return all
}

// fellByOne is the naive rule: a mood at least 1 under the mean of the four before it.
func fellByOne(c simulate.Case) (all []alarm) {
	var moods []float64
	for _, m := range c.File.Meetings {
		if m.Mood == nil {
			continue
		}
		v := float64(*m.Mood)
		if n := len(moods); n >= 4 && v <= (moods[n-1]+moods[n-2]+moods[n-3]+moods[n-4])/4-1 {
			all = append(all, alarm{m.At.Date(), morale.Concern, "fell"})
		}
		moods = append(moods, v)
	}
	return all
}

// ewmaAlone is an EWMA chart (weight 0.3, limit 2.7 sigma) of the mood against mean and deviation of all the moods before.
func ewmaAlone(c simulate.Case) (all []alarm) {
	const weight, limit = 0.3, 2.7
	var moods []float64
	open, e := false, math.NaN()
	for _, m := range c.File.Meetings {
		if m.Mood == nil {
			continue
		}
		v := float64(*m.Mood)
		if n := float64(len(moods)); n >= 6 {
			mean, ss := 0.0, 0.0
			for _, x := range moods {
				mean += x / n
			}
			for _, x := range moods {
				ss += (x - mean) * (x - mean) / (n - 1)
			}
			if math.IsNaN(e) {
				e = mean
			}
			e += weight * (v - e)
			low := e < mean-limit*math.Sqrt(max(ss, 0.09)*weight/(2-weight))
			if low && !open {
				all = append(all, alarm{m.At.Date(), morale.Concern, "ewma"})
			}
			open = low
		}
		moods = append(moods, v)
	}
	return all
}

// judge runs a rule over cases of every class, weekly and every two weeks.
func judge(rule func(simulate.Case) []alarm, seed uint64, each int) map[string]*tally {
	out := map[string]*tally{}
	for _, class := range simulate.Classes {
		t := &tally{}
		var lock sync.Mutex
		var wait sync.WaitGroup
		for every := 1; every <= 2; every++ {
			wait.Go(func() {
				for i := range each {
					c := simulate.Make(class, every, seed+uint64(i))
					alarms := rule(c)
					lock.Lock()
					t.add(c, alarms)
					lock.Unlock()
				}
			})
		}
		wait.Wait()
		out[string(class)] = t
		group := "all healthy"
		if class.Affected() {
			group = "all affected"
		}
		for _, g := range []string{group, "all"} {
			if out[g] == nil {
				out[g] = &tally{}
			}
			out[g].join(t)
		}
	}
	return out
}

// judgedFrom are seeds that were first run after rules and limits had been set; 10,000 further on are those of the benchmark. Once rules or
// limits are fitted to what is seen on them, they must be replaced.
const judgedFrom = 7_402_811

// TestSimulation holds the goals on invented histories: of the affected at least 60 in a hundred found in six weeks, 80 in ten, 80 in six with
// watches; at most 0.25 false alarms and 2 watches a healthy person-year. Judged twice, each time on seeds that were not run before: 65, 87 and 91
// in a hundred, 0.21 and 1.93; then, with a few limits changed for other reasons, 64, 87 and 90, 0.21 and 1.95 on these. It judges how signs are
// weighed over time, not how words are read: the cues know nearly every sentence of the generator. TestCuesOnFreshSentences judges those.
func TestSimulation(t *testing.T) {
	result := judge(ours, judgedFrom, 120)
	found, healthy := result["all affected"], result["all"]
	t.Logf("\n%s", table("Rapport", result))
	of := float64(found.cases) / 100
	for what, got := range map[string]struct{ is, least, most float64 }{
		"% of the affected found within six weeks":          {float64(found.six) / of, 60, 100},
		"% of the affected found within ten weeks":          {float64(found.ten) / of, 80, 100},
		"% of the affected found within six weeks, watches": {float64(found.watchedSix) / of, 80, 100},
		"false alarms a healthy person-year":                {float64(healthy.alarms) / healthy.years, 0, 0.25},
		"watches a healthy person-year":                     {float64(healthy.watches) / healthy.years, 0, 2},
	} {
		if got.is < got.least || got.is > got.most {
			t.Errorf("%.2f %s, want %v to %v", got.is, what, got.least, got.most)
		}
	}
}

// BenchmarkSimulation prints what the rules reach beside naive ones, on the same histories.
func BenchmarkSimulation(b *testing.B) {
	for _, rule := range []struct {
		name string
		of   func(simulate.Case) []alarm
	}{{"Rapport", ours}, {"mood fell by 1 against the last four", fellByOne}, {"EWMA of mood alone", ewmaAlone}} {
		b.Run(strings.ReplaceAll(rule.name, " ", "_"), func(b *testing.B) {
			var result map[string]*tally
			for b.Loop() {
				result = judge(rule.of, judgedFrom+10_000, 150)
			}
			all := result["all affected"]
			b.ReportMetric(100*float64(all.six)/float64(all.cases), "%6weeks")
			b.ReportMetric(100*float64(all.ten)/float64(all.cases), "%10weeks")
			b.ReportMetric(float64(result["all"].alarms)/result["all"].years, "alarms/year")
			b.ReportMetric(float64(result["all"].watches)/result["all"].years, "watches/year")
			fmt.Printf("\n%s", table(rule.name, result)) // a log of a benchmark is cut off
		})
	}
}

// table is what a rule reaches for each class, for people to read.
func table(name string, result map[string]*tally) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%-28s %7s  %7s  %9s  %6s  %6s\n", name, "", "6 weeks", "10 weeks", "any, 6 w.", "alarms", "watches")
	for _, class := range simulate.Classes {
		fmt.Fprintf(&b, "%-28s %s\n", class, result[string(class)])
	}
	fmt.Fprintf(&b, "%-28s %s\n%-28s %s\n", "all affected", result["all affected"], "all", result["all"])
	fmt.Fprintln(&b, result["all"].kinds)
	return b.String()
}
