package morale

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// Signs are the signs open on a day, most severe first, seen with what was known on that day only. Those that the manager
// snoozed or dismissed are left out while that holds. Someone who is no report, or archived, has none.
func Signs(f people.File, r Rules, on civil.Date) []Sign {
	h := prepareFor(f, r, on)
	quiet := r.sensitivityFor(f.Person) == people.Quiet
	var out []Sign
	for _, k := range Kinds {
		s, ok := h.at(k.Kind, on)
		if !ok || quiet && s.severity < Concern || h.isSetAside(k.Kind, on) {
			continue
		}
		sign := h.describe(k.Kind, s, on)
		h.addTalk(&sign, on)
		out = append(out, sign)
	}
	bySeverity(out, func(s Sign) Sign { return s })
	return out
}

// bySeverity sorts the most severe first; then by kind.
func bySeverity[T any](all []T, sign func(T) Sign) {
	slices.SortStableFunc(all, func(a, b T) int {
		x, y := sign(a), sign(b)
		return cmp.Or(cmp.Compare(y.Severity, x.Severity), cmp.Compare(rankOf[x.Kind], rankOf[y.Kind]))
	})
}

// Replay looks at every so many days from one day up to and with another, each with what was known on it, and returns the rows in the order in
// which they were raised. A run that was open on the first day counts from there. What was snoozed or dismissed stays in.
func Replay(f people.File, r Rules, from, to civil.Date, every int) []Row {
	h := prepare(f, r, 0)
	every = max(every, 1)
	quiet := r.sensitivityFor(f.Person) == people.Quiet
	var out []Row
	for _, k := range Kinds {
		for _, run := range sampled(h.tracks[k.Kind], from, to, civil.Date(every)) {
			if quiet && run.severity < Concern {
				continue
			}
			row := Row{Sign: h.describe(k.Kind, run, run.from)}
			if run.to <= to {
				row.Cleared = run.to
			}
			out = append(out, row)
		}
	}
	slices.SortStableFunc(out, func(a, b Row) int {
		return cmp.Or(cmp.Compare(a.Raised, b.Raised), cmp.Compare(b.Severity, a.Severity), cmp.Compare(rankOf[a.Kind], rankOf[b.Kind]))
	})
	return out
}

// sampled is a track as seen on every so many days from one day to another: runs of days seen, ending on the first day seen without them.
func sampled(track []span, from, to, every civil.Date) []span {
	var out []span
	for _, s := range track {
		first := from
		if s.from > from {
			first += (s.from - from + every - 1) / every * every
		}
		end := min(s.to, to+1) // not seen from there on
		if first >= end {
			continue
		}
		next := first + (end-first+every-1)/every*every // first day looked at on or after end
		if n := len(out); n > 0 && out[n-1].to == first && out[n-1].severity == s.severity {
			out[n-1].to = next
			continue
		}
		out = append(out, span{first, next, s.severity})
	}
	return out
}

// isSetAside reports whether a snooze or a dismissal of the kind holds on the day: it was made on a day on which the kind was open, the
// kind has been open ever since, and it has not become urgent since.
func (h *history) isSetAside(k Kind, on civil.Date) bool {
	for _, a := range h.f.Acknowledgements {
		if Kind(a.Sign) != k || a.At > on {
			continue
		}
		switch a.Action {
		case people.Dismissed:
		case people.Snoozed:
			if a.Until != 0 && on >= a.Until {
				continue
			}
		default:
			continue
		}
		if h.holdsFrom(k, a, on) {
			return true
		}
	}
	return false
}

// holdsFrom reports whether the kind was open on every day from that of an acknowledgement to another, without becoming urgent after it was made. One
// that names the day on which the sign was raised was made before it became urgent where that came later, also on the same day.
func (h *history) holdsFrom(k Kind, a people.Acknowledgement, to civil.Date) bool {
	was, ok := h.at(k, a.At)
	if !ok || was.severity == Urgent && a.Raised != 0 && a.Raised < was.from {
		return false
	}
	for s := was; ; {
		if s.severity == Urgent && was.severity != Urgent {
			return false
		}
		if s.to > to {
			return true
		}
		if s, ok = h.at(k, s.to); !ok {
			return false
		}
	}
}

// readingsAfterTalk is how many moods or workloads after a talk say whether it helped.
const readingsAfterTalk = 3

// addTalk says when the manager talked about the sign in this run, and what was noted since.
func (h *history) addTalk(s *Sign, on civil.Date) {
	for _, a := range h.f.Acknowledgements {
		if Kind(a.Sign) == s.Kind && a.Action == people.Acted && a.At <= on && a.At > s.Talked && h.openSince(s.Kind, a.At, on) {
			s.Talked = a.At
		}
	}
	if s.Talked == 0 {
		return
	}
	if s.Family == FamilySaid {
		h.addSaidAfter(s, on)
		return
	}
	if s.Family != FamilyMood {
		s.After = "Still so, " + plural(int(on-s.Talked), "day") + " after you talked on " + dayWords(s.Talked, on) + "."
		return
	}
	of, words, better := func(m *notes.Meeting) *int { return m.Mood }, "Moods", 1
	if s.Kind == WorkloadHigh {
		of, words, better = func(m *notes.Meeting) *int { return m.Workload }, "Workloads", -1
	}
	var before int
	var after []string
	var lastValue int
	for _, r := range readings(h.f, of) {
		switch {
		case r.day <= s.Talked:
			before = r.value
		case r.day <= on && len(after) < readingsAfterTalk:
			after, lastValue = append(after, fmt.Sprint(r.value)), r.value
		}
	}
	switch {
	case len(after) == 0:
		s.After = "Nothing noted since you talked on " + dayWords(s.Talked, on) + "."
	case before == 0:
		s.After = words + " since you talked on " + dayWords(s.Talked, on) + ": " + strings.Join(after, ", ") + "."
	default:
		change := "no change"
		if d := (lastValue - before) * better; d > 0 {
			change = "better"
		} else if d < 0 {
			change = "worse"
		}
		s.After = fmt.Sprintf("%s since you talked on %s: %s. Before: %d, so %s.", words, dayWords(s.Talked, on), strings.Join(after, ", "), before, change)
	}
}

// addSaidAfter says whether the same was said again after the talk.
func (h *history) addSaidAfter(s *Sign, on civil.Date) {
	var days []civil.Date
	for _, x := range h.said[s.Kind] {
		if x.day > s.Talked && x.day <= on && on < x.marked && !x.faint && (len(days) == 0 || days[len(days)-1] != x.day) {
			days = append(days, x.day)
		}
	}
	if len(days) == 0 {
		s.After = "Not said again since you talked on " + dayWords(s.Talked, on) + "."
		return
	}
	s.After = "Said again on " + list(dayList(days, on)) + ", after you talked on " + dayWords(s.Talked, on) + "."
}

// Eased is a sign that the manager talked about and that has cleared since.
type Eased struct {
	Kind            Kind
	Title           string // as it stood when they talked
	Talked, Cleared civil.Date
}

// Words say it in a line, such as "Mood below usual range: cleared 3 Mar, a week after you talked about it."
func (e Eased) Words(on civil.Date) string {
	return fmt.Sprintf("%s: cleared %s, %s after you talked about it.", e.Title, dayWords(e.Cleared, on), plural(int(e.Cleared-e.Talked), "day"))
}

// easedDays is for how long a sign that has cleared after a talk is told of.
const easedDays = 28

// EasedOf are the signs that cleared in the four weeks up to a day after the manager had talked about them, the latest first.
func EasedOf(f people.File, r Rules, on civil.Date) []Eased {
	if !slices.ContainsFunc(f.Acknowledgements, func(a people.Acknowledgement) bool { return a.Action == people.Acted && a.At <= on }) {
		return nil
	}
	h := prepare(f, r, 0)
	var out []Eased
	for _, a := range f.Acknowledgements {
		k := Kind(a.Sign)
		if a.Action != people.Acted || a.At > on {
			continue
		}
		s, ok := h.at(k, a.At)
		if !ok {
			continue
		}
		title := h.describe(k, s, a.At).Title
		for next, more := h.at(k, s.to); more; next, more = h.at(k, s.to) {
			s = next
		}
		if s.to > on || on-s.to >= easedDays {
			continue
		}
		out = slices.DeleteFunc(out, func(e Eased) bool { return e.Kind == k })
		out = append(out, Eased{k, title, a.At, s.to})
	}
	slices.SortStableFunc(out, func(a, b Eased) int { return cmp.Compare(b.Cleared, a.Cleared) })
	return out
}

// openSince reports whether the kind was open on every day from one to another.
func (h *history) openSince(k Kind, from, to civil.Date) bool {
	for s, ok := h.at(k, from); ok; s, ok = h.at(k, s.to) {
		if s.to > to {
			return true
		}
	}
	return false
}
