package morale

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/notes"
)

// Going quiet is measured against the person's own usual over at most usualMeetings one-on-ones, at least fewestMeetings. What is seen has to
// be improbable for someone who goes on as usual: under the chances below. These are defaults of our own (grade D).
const (
	usualMeetings  = 26
	fewestMeetings = 6
	chanceTopics   = 0.004
	chanceBlank    = 0.002
	chanceCalled   = 0.015
	calledOf       = 4 // their cancellations among so many one-on-ones
)

// quietRun is a stretch on which one thing is less than usual.
type quietRun struct {
	span
	what string       // in words, as of its end
	seen []quietSight // oldest first
}

// quietSight is one meeting of a run, and how the run stood then.
type quietSight struct {
	m    *notes.Meeting
	day  civil.Date
	text string
	line string
}

func quietSpans(h *history) []span {
	h.quiet = slices.Concat(h.quietTopics(), h.quietMoods(), h.quietNotes(), h.quietCancellations())
	var bounds []civil.Date
	for _, r := range h.quiet {
		bounds = append(bounds, r.from, r.to)
	}
	return steps(bounds, func(d civil.Date) Severity {
		open := map[string]bool{}
		for _, r := range h.quiet {
			if r.from <= d && d < r.to {
				open[r.what] = true
			}
		}
		return min(Severity(len(open)), Concern)
	})
}

// runs turns the sights of consecutive meetings into runs: opens says from which meeting on, ends with which it is over.
type runBuilder struct {
	h    *history
	what string
	out  []quietRun
	seen []quietSight
	open bool
}

// see adds a meeting to the run, which is open from the first that says so.
func (b *runBuilder) see(s quietSight, opens bool) {
	b.seen = append(b.seen, s)
	if !b.open && opens {
		b.open = true
		b.out = append(b.out, quietRun{span: span{from: s.day}, what: b.what})
	}
	if b.open {
		r := &b.out[len(b.out)-1]
		r.seen, r.to = slices.Clone(b.seen), b.h.clock.after(s.day, b.h.limit.days("lapse"))
	}
}

// over ends the run on a day.
func (b *runBuilder) over(d civil.Date) {
	if b.open {
		r := &b.out[len(b.out)-1]
		r.to = min(r.to, d)
	}
	b.seen, b.open = nil, false
}

// quietTopics: no topic of theirs in so many one-on-ones, where there used to be.
func (h *history) quietTopics() []quietRun {
	b := runBuilder{h: h, what: "topics"}
	var usual []bool
	for _, m := range h.met {
		if slices.ContainsFunc(m.Topics, func(t notes.Topic) bool { return t.RaisedBy == notes.Them }) {
			if !b.open {
				usual = append(usual, make([]bool, len(b.seen))...)
			}
			b.over(m.day)
			usual = append(usual, true)
			continue
		}
		before := usual[max(0, len(usual)-usualMeetings):]
		with, n := count(before), len(b.seen)+1
		opens := len(before) >= fewestMeetings && n >= h.limit.count("going_quiet.meetings") &&
			math.Pow(1-share(with, len(before)), float64(n)) <= chanceTopics
		b.see(quietSight{m.Meeting, m.day, "No topic from " + h.name,
			fmt.Sprintf("No topic from %s in the last %s one-on-ones; before, in %d of %d.", h.name, numberWord(n), with, len(before))}, opens)
	}
	return b.out
}

// quietMoods: most of the last moods blank, where they used not to be.
func (h *history) quietMoods() []quietRun {
	b := runBuilder{h: h, what: "moods"}
	const longest = 6 // meetings looked at together, from four on
	var usual []bool  // whether blank
	var recent []met
	noted := 0 // in a row
	for _, m := range h.met {
		recent = append(recent, m)
		if len(recent) > longest {
			if !b.open {
				usual = append(usual, recent[0].Mood == nil)
			}
			recent = recent[1:]
		}
		if m.Mood != nil {
			if noted++; noted >= backInRow {
				if b.open {
					recent = recent[len(recent)-backInRow:]
				}
				b.over(m.day)
			}
			continue
		}
		noted = 0
		before := usual[max(0, len(usual)-usualMeetings):]
		blanks, blank, of := count(before), 0, 0
		opens := false
		for i := range recent {
			w := recent[len(recent)-1-i:]
			if w[0].Mood == nil {
				blank++
			}
			if len(w) >= 4 && 2*blank > len(w) && atLeast(blank, len(w), share(blanks, len(before))) <= chanceBlank {
				opens, of = true, len(w)
				break
			}
		}
		if of == 0 {
			blank, of = 0, len(recent)
			for _, r := range recent {
				if r.Mood == nil {
					blank++
				}
			}
		}
		b.see(quietSight{m.Meeting, m.day, "Mood not noted",
			fmt.Sprintf("No mood in %s of the last %s; before, none in %d of %d.", numberWord(blank), numberWord(of), blanks, len(before))},
			opens && len(before) >= fewestMeetings)
	}
	return b.out
}

// quietNotes: notes under half of the usual length in so many one-on-ones. An empty note is one that nobody wrote, so it is passed over.
func (h *history) quietNotes() []quietRun {
	b := runBuilder{h: h, what: "notes"}
	var usual []int
	var pending []int
	for _, m := range h.met {
		n := len(m.Notes)
		if notes.IsBlank(m.Notes) {
			continue
		}
		before := slices.Clone(usual[max(0, len(usual)-usualMeetings):])
		slices.Sort(before)
		if len(before) < fewestMeetings || float64(n) >= h.limit["going_quiet.length"]*float64(before[len(before)/2]) {
			if !b.open {
				usual = append(usual, pending...)
			}
			usual, pending = append(usual, n), nil
			b.over(m.day)
			continue
		}
		pending = append(pending, n)
		per := 100 * n / before[len(before)/2]
		b.see(quietSight{m.Meeting, m.day, fmt.Sprintf("Notes at %d%% of their usual length", per),
			fmt.Sprintf("The last %s notes are under half as long as usual.", numberWord(len(b.seen)+1))},
			len(b.seen)+1 >= h.limit.count("going_quiet.meetings"))
	}
	return b.out
}

// quietCancellations: the report called off two of the last four, which is more than usual.
func (h *history) quietCancellations() []quietRun {
	var bounds []civil.Date
	for _, s := range h.slots {
		if s.fell && s.by() == notes.Them {
			bounds = append(bounds, s.known, s.excused)
		}
	}
	if len(bounds) < 4 {
		return nil
	}
	bounds = bounds[:0]
	for _, s := range h.slots {
		bounds = append(bounds, max(s.day, s.known), s.excused)
	}
	var out []quietRun
	for _, s := range steps(bounds, func(d civil.Date) Severity {
		if h.calledOff(d) != nil {
			return Watch
		}
		return None
	}) {
		called := h.calledOff(s.from)
		r := quietRun{span: s, what: "cancellations"}
		for _, c := range called {
			r.seen = append(r.seen, quietSight{c.m, c.day, "Cancelled by " + h.name,
				fmt.Sprintf("%s cancelled %s of the last %s.", h.name, numberWord(len(called)), numberWord(calledOf))})
			r.to = min(s.to, h.clock.after(c.day, h.limit.days("lapse")))
		}
		out = append(out, r)
	}
	return out
}

// calledOff is what the report called off of the last one-on-ones, where that is more than usual.
func (h *history) calledOff(on civil.Date) []slot {
	all := h.lastSlots(on, calledOf+usualMeetings)
	if len(all) < calledOf+fewestMeetings {
		return nil
	}
	theirs := func(s []slot) (out []slot) {
		for _, x := range s {
			if x.fell && x.by() == notes.Them {
				out = append(out, x)
			}
		}
		return out
	}
	before, now := all[:len(all)-calledOf], theirs(all[len(all)-calledOf:])
	if len(now) < 2 || atLeast(len(now), calledOf, share(len(theirs(before)), len(before))) > chanceCalled {
		return nil
	}
	return now
}

func count(all []bool) int {
	n := 0
	for _, b := range all {
		if b {
			n++
		}
	}
	return n
}

// share estimates how often something happens that happened k times of n (Laplace's rule of succession).
func share(k, n int) float64 { return float64(k+1) / float64(n+2) }

// atLeast is the probability of k or more of n where each has probability p.
func atLeast(k, n int, p float64) float64 {
	sum, choose := 0.0, 1.0
	for i := 0; i <= n; i++ {
		if i > 0 {
			choose = choose * float64(n-i+1) / float64(i)
		}
		if i >= k {
			sum += choose * math.Pow(p, float64(i)) * math.Pow(1-p, float64(n-i))
		}
	}
	return sum
}

func describeQuiet(h *history, s *Sign, on civil.Date) {
	var lines []string
	for _, r := range h.quiet {
		if on < r.from || on >= r.to {
			continue
		}
		line := ""
		for _, x := range r.seen {
			if x.day <= on {
				s.Evidence = append(s.Evidence, note(x.day, x.m.ID, map[string]string{"topics": "topics", "moods": "mood", "notes": "notes", "cancellations": "status"}[r.what], x.text))
				line = x.line
			}
		}
		lines = append(lines, line)
	}
	s.Title = "Quieter than usual"
	s.Line = strings.Join(lines, " ")
	s.Clears = "A topic of " + possessive(h.name) + ", two moods in a row, or notes of the usual length: whichever is missing."
}
