package morale

import (
	"fmt"

	"rapport/civil"
	"rapport/notes"
)

// heavy is a workload of Heavy or Too much.
const heavy = 4

// loadRun is a run of heavy workloads, with the severity that it has from each on.
type loadRun struct {
	readings []reading
	from     int        // the reading that raised it
	to       civil.Date // first day without it
}

// loadRuns: so many heavy workloads in a row that do not fall; a run ends with one that is not heavy, or when nothing was noted for long.
func (h *history) loadRuns() []loadRun {
	var out []loadRun
	var run []reading
	open := false
	lapse, together := h.limit.days("lapse"), h.limit.days("again")
	for _, r := range readings(h.f, func(m *notes.Meeting) *int { return m.Workload }) {
		if n := len(run); n > 0 {
			if apart := h.clock.elapsed(run[n-1].day, r.day); apart >= lapse || !open && apart > together {
				run, open = nil, false
			}
		}
		if r.value < heavy {
			if open {
				l := &out[len(out)-1]
				l.to = min(l.to, r.day)
			}
			run, open = nil, false
			continue
		}
		run = append(run, r)
		n := len(run)
		if !open && n >= h.limit.count("workload_high.times") && (n < 2 || r.value >= run[n-2].value) {
			open = true
			out = append(out, loadRun{from: n - 1})
		}
		if open {
			l := &out[len(out)-1]
			l.readings, l.to = run[:n:n], h.clock.after(r.day, lapse)
		}
	}
	return out
}

// upTo is the readings of the run up to a day, and how often they were Too much.
func (l loadRun) upTo(on civil.Date) (all []reading, tooMuch int) {
	for _, r := range l.readings {
		if r.day > on {
			break
		}
		all = append(all, r)
		if r.value == 5 {
			tooMuch++
		}
	}
	return all, tooMuch
}

// load is the run that covers a day; false where none does.
func (h *history) load(on civil.Date) (loadRun, bool) {
	for _, l := range h.loads {
		if l.readings[l.from].day <= on && on < l.to {
			return l, true
		}
	}
	return loadRun{}, false
}

func workloadSpans(h *history) []span {
	h.loads = h.loadRuns()
	bounds := h.sayingBounds(WorkloadHigh)
	for _, l := range h.loads {
		bounds = append(bounds, l.to)
		for _, r := range l.readings[l.from:] {
			bounds = append(bounds, r.day)
		}
	}
	return steps(bounds, h.workload)
}

// workload is the severity on a day: Too much twice is a concern, and so are heavy workloads that are said in words, too.
func (h *history) workload(on civil.Date) Severity {
	words := h.saidSeverity(WorkloadHigh, on)
	l, ok := h.load(on)
	if !ok {
		return words
	}
	if _, tooMuch := l.upTo(on); tooMuch >= 2 || words != None {
		return Concern
	}
	return Watch
}

func describeWorkload(h *history, s *Sign, on civil.Date) {
	_, words := h.sayings(WorkloadHigh, on)
	s.Evidence = append(s.Evidence, words...)
	l, ok := h.load(on)
	if !ok {
		s.Title = "High workload, in words"
		s.Line = saidLine(words, on)
		s.Clears = "Nothing of the kind by " + dayWords(h.lastLapse(WorkloadHigh, on), on) + ": then it lapses. Leave and holidays stop this clock."
		return
	}
	all, tooMuch := l.upTo(on)
	var days []civil.Date
	for _, r := range all {
		days = append(days, r.day)
		s.Evidence = append(s.Evidence, note(r.day, r.m.ID, "workload",
			fmt.Sprintf("Workload %d %s%s", r.value, notes.WorkloadWords[r.value], sourceWords(r.m.WorkloadSource, h.name))))
	}
	s.Title = "Workload marked heavy " + times(len(all))
	if tooMuch == len(all) {
		s.Title = "“Too much” workload " + times(len(all))
	}
	s.Line = list(dayList(days[max(0, len(days)-5):], on)) + "."
	s.Clears = fmt.Sprintf("One workload of 3 or less. Or none noted by %s: then it lapses.", h.lapseWords(all[len(all)-1].day, h.limit.days("lapse"), on))
	if len(words) > 0 {
		s.Title += ", and said"
		s.Line += " " + saidLine(words, on)
	}
}
