package morale

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"rapport/civil"
	"rapport/notes"
)

// joiner is for how many days after joining someone without any record is waited for.
const joiner = 90

// gapBases are the days that the clock of gap runs from, each with the day until which it does: the last one-on-one held; before the
// first one, the day of joining where that is recent, else of the first record.
func (h *history) gapBases() (bases, until []civil.Date) {
	started := h.f.Person.Started
	add := func(base, to civil.Date) { bases, until = append(bases, base), append(until, to) }
	switch {
	case started == 0 || started >= h.first:
		if h.first < never {
			add(max(started, h.first), never)
		}
	case h.first <= started+joiner:
		add(started, never)
	default:
		add(started, started+joiner)
		if h.first < never {
			add(h.first, never)
		}
	}
	for _, m := range h.met {
		if n := len(until); n > 0 {
			until[n-1] = min(until[n-1], m.day)
		}
		add(m.day, never)
	}
	return bases, until
}

// gapAfter is the number of days without a one-on-one after which gap is raised; 0 for no rhythm.
func (h *history) gapAfter() int {
	rhythm := h.f.Person.RhythmDays()
	if rhythm == 0 {
		return 0
	}
	more := int(math.Floor(h.limit["gap.factor"]*float64(rhythm)+1e-9)) + 1
	return max(more, rhythm+h.limit.days("gap.days"))
}

func gapSpans(h *history) []span {
	after := h.gapAfter()
	if after == 0 {
		return nil
	}
	var out []span
	bases, until := h.gapBases()
	for i, base := range bases {
		if from := h.clock.after(base, after); from < until[i] {
			out = append(out, span{from, until[i], Watch})
		}
	}
	return out
}

func describeGap(h *history, s *Sign, on civil.Date) {
	bases, until := h.gapBases()
	i := 0
	for i+1 < len(bases) && on >= until[i] {
		i++
	}
	base := bases[i]
	days := h.clock.elapsed(base, on)
	s.Title = "No one-on-one for " + plural(days, "day")
	if m, ok := h.lastMet(on); ok {
		s.Line = "Last met " + dayWords(m.day, on) + "."
		s.Evidence = append(s.Evidence, note(m.day, m.ID, "status", "Last one-on-one"))
	} else {
		what := "First record"
		if base == h.f.Person.Started {
			what = "Joined"
		}
		s.Title = "No one-on-one yet, " + plural(days, "day")
		s.Line = what + " " + dayWords(base, on) + "."
		s.Evidence = append(s.Evidence, note(base, h.f.Person.ID, "started", what+", no one-on-one since"))
	}
	for _, slot := range h.slotsUpTo(on) {
		if slot.day > base && slot.fell {
			s.Line += " " + dayWords(slot.day, on) + " " + slot.what(h.name) + "."
			s.Evidence = append(s.Evidence, note(slot.day, slot.m.ID, "status", upperFirst(slot.what(h.name))))
		}
	}
	if away := int(on-base) - days; away > 0 {
		s.Line += " " + upperFirst(plural(away, "day")) + " of leave or holiday not counted."
	}
	s.Basis = fmt.Sprintf("%s planned, %s allowed; %s", rhythmWords(h.f.Person.RhythmDays()), plural(h.gapAfter()-1, "day"), s.Basis)
	s.Clears = "The next one-on-one that is held."
}

// lastMet is the last one-on-one held by a day.
func (h *history) lastMet(on civil.Date) (met, bool) {
	i, _ := slices.BinarySearchFunc(h.met, on+1, func(m met, d civil.Date) int { return int(m.day - d) })
	if i == 0 {
		return met{}, false
	}
	return h.met[i-1], true
}

// slot is a day on which a one-on-one was to be: held, or fell through.
type slot struct {
	m       *notes.Meeting
	day     civil.Date // that it was planned for
	known   civil.Date // from which on its outcome is known
	excused civil.Date // from which on it was made up for within the week
	fell    bool       // it was cancelled, missed or moved by more than a week
	moved   bool
}

// by is who called it off, where that is known.
func (s slot) by() notes.Side {
	if s.moved {
		return ""
	}
	return s.m.CancelledBy
}

// what says what became of it, such as "cancelled by you".
func (s slot) what(name string) string {
	switch {
	case s.moved:
		return "moved by more than a week"
	case s.m.Status == notes.Missed:
		return "missed"
	case s.m.CancelledBy == notes.Me:
		return "cancelled by you"
	case s.m.CancelledBy == notes.Them:
		return "cancelled by " + name
	}
	return "cancelled"
}

// readSlots lists the slots by day. Leave and holidays are none.
func (h *history) readSlots() []slot {
	var out []slot
	for i := range h.f.Meetings {
		m := &h.f.Meetings[i]
		day, moved := m.At.Date(), m.MovedFrom.Date()
		switch m.Status {
		case notes.Held:
			out = append(out, slot{m: m, day: day, known: max(day, m.Ended.Date()), excused: never})
		case notes.Cancelled, notes.Missed:
			if !h.clock.isAway(day) {
				out = append(out, slot{m: m, day: day, known: day, excused: h.madeUp(m), fell: true})
			}
			continue
		}
		if moved != 0 && day > moved+7 && !h.clock.isAway(moved) {
			out = append(out, slot{m: m, day: moved, known: max(moved, day), excused: never, fell: true, moved: true})
		}
	}
	slices.SortStableFunc(out, func(a, b slot) int { return cmp.Compare(a.day, b.day) })
	return out
}

// madeUp is the day on which a one-on-one that fell through was made up for: by one held in the same calendar week, or moved from it by at most
// a week; never where it was not.
func (h *history) madeUp(m *notes.Meeting) civil.Date {
	week := func(d civil.Date) civil.Date { return (d - 1) / 7 }
	day, first := m.At.Date(), never
	i, _ := slices.BinarySearchFunc(h.met, day-7, func(x met, d civil.Date) int { return int(x.day - d) })
	for _, x := range h.met[i:] {
		if x.day > day+9 {
			break
		}
		at := x.At.Date()
		if week(at) == week(day) || x.MovedFrom.Equal(m.At) && !m.At.IsZero() && at <= day+7 {
			first = min(first, max(x.day, day))
		}
	}
	return first
}

// slotsUpTo is what was known on a day of the slots up to it, without those that were made up for.
func (h *history) slotsUpTo(on civil.Date) []slot {
	var out []slot
	for _, s := range h.slots {
		if s.day <= on && s.known <= on && on < s.excused {
			out = append(out, s)
		}
	}
	return out
}

// lastSlots is the last n of slotsUpTo, oldest first.
func (h *history) lastSlots(on civil.Date, n int) []slot {
	out := make([]slot, 0, n)
	i, _ := slices.BinarySearchFunc(h.slots, on+1, func(s slot, d civil.Date) int { return int(s.day - d) })
	for i--; i >= 0 && len(out) < n; i-- {
		if s := h.slots[i]; s.known <= on && on < s.excused {
			out = append(out, s)
		}
	}
	slices.Reverse(out)
	return out
}

func notHeldSpans(h *history) []span {
	var bounds []civil.Date
	for _, s := range h.slots {
		bounds = append(bounds, max(s.day, s.known), s.excused)
	}
	return steps(bounds, func(d civil.Date) Severity {
		if fell, ok := h.notHeld(d); ok && len(fell) > 0 {
			return Watch
		}
		return None
	})
}

// notHeld is what fell through of the last one-on-ones, and whether that is a sign: so many of the last, unless the report called all
// of them off (that is for going_quiet), or two in a row called off by the manager.
func (h *history) notHeld(on civil.Date) ([]slot, bool) {
	last := h.lastSlots(on, h.limit.count("not_held.of"))
	var fell []slot
	theirs := 0
	for _, s := range last {
		if s.fell {
			fell = append(fell, s)
			if s.by() == notes.Them {
				theirs++
			}
		}
	}
	mine := 0
	for _, s := range slices.Backward(last) {
		if !s.fell || s.by() != notes.Me {
			break
		}
		mine++
	}
	return fell, mine >= 2 || len(fell) >= h.limit.count("not_held.count") && theirs < len(fell)
}

func describeNotHeld(h *history, s *Sign, on civil.Date) {
	fell, _ := h.notHeld(on)
	var words []string
	for _, slot := range fell {
		words = append(words, dayWords(slot.day, on)+" "+slot.what(h.name))
		s.Evidence = append(s.Evidence, note(slot.day, slot.m.ID, "status", upperFirst(slot.what(h.name))))
	}
	last := len(h.lastSlots(on, h.limit.count("not_held.of")))
	if len(fell) == last {
		s.Title = "The last " + numberWord(last) + " one-on-ones did not happen"
	} else {
		s.Title = upperFirst(numberWord(len(fell))) + " of the last " + numberWord(last) + " one-on-ones did not happen"
	}
	s.Line = upperFirst(list(words)) + "."
	s.Clears = "The next ones being held. One moved within the week counts as held."
}
