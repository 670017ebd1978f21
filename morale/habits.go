package morale

import (
	"fmt"
	"slices"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
)

// happened is something that a clock runs from.
type happened struct {
	day   civil.Date
	id    uuid.UUID
	field string
	text  string
}

// praises are the days on which the report was praised: praise given, or someone else's that was passed on.
func (h *history) praises() []happened {
	var out []happened
	for _, x := range h.f.Feedback {
		day := x.Date
		if x.Direction == notes.About {
			day = max(x.SaidOn, x.Date)
			if x.SaidOn == 0 {
				continue
			}
		}
		if x.Kind != notes.Praise || x.Direction == notes.Received {
			continue
		}
		text, field := x.Text, "text"
		if text == "" {
			text, field = x.Behaviour, "behaviour"
		}
		out = append(out, happened{day, x.ID, field, text})
	}
	slices.SortStableFunc(out, func(a, b happened) int { return int(a.day - b.day) })
	return out
}

// growthTalks are the one-on-ones in which growth was discussed.
func (h *history) growthTalks() []happened {
	var out []happened
	for _, m := range h.met {
		for _, t := range m.Topics {
			if t.Category == notes.Growth && t.State == notes.Discussed {
				out = append(out, happened{m.day, m.ID, "topics", t.Text})
				break
			}
		}
	}
	return out
}

// since spans are the days on which nothing has happened for so many days, counted from the first one-on-one before it first did.
func (h *history) without(all []happened, days int) []span {
	if len(h.met) > 0 && (len(all) == 0 || all[0].day > h.met[0].day) {
		all = slices.Insert(slices.Clone(all), 0, happened{day: h.met[0].day})
	}
	var out []span
	for i, x := range all {
		to := never
		if i+1 < len(all) {
			to = all[i+1].day
		}
		if from := h.clock.after(x.day, days); from < to {
			out = append(out, span{from, to, Watch})
		}
	}
	return out
}

// last is the last of them by a day; false where there was none.
func last(all []happened, on civil.Date) (happened, bool) {
	for _, x := range slices.Backward(all) {
		if x.day <= on {
			return x, true
		}
	}
	return happened{}, false
}

func recognitionSpans(h *history) []span {
	h.praised = h.praises()
	return h.without(h.praised, h.limit.days("no_recognition.days"))
}

func describeRecognition(h *history, s *Sign, on civil.Date) {
	h.describeWithout(s, on, h.praised, "praise", "No praise noted")
	s.Clears = "One praise that says what it was for and what it did."
}

func growthSpans(h *history) []span {
	h.growth = h.growthTalks()
	return h.without(h.growth, h.limit.days("no_growth_talk.days"))
}

func describeGrowth(h *history, s *Sign, on civil.Date) {
	h.describeWithout(s, on, h.growth, "talk about growth", "No talk about growth noted")
	s.Clears = "A talking point about growth that you discuss."
}

func (h *history) describeWithout(s *Sign, on civil.Date, all []happened, what, none string) {
	x, ok := last(all, on)
	if !ok {
		first := h.met[0]
		s.Title = none + " for " + plural(h.clock.elapsed(first.day, on), "day")
		s.Line = "None since the first one-on-one, " + dayWords(first.day, on) + "."
		s.Evidence = append(s.Evidence, note(first.day, first.ID, "status", "First one-on-one"))
		return
	}
	s.Title = none + " for " + plural(h.clock.elapsed(x.day, on), "day")
	s.Line = "Last " + what + " " + dayWords(x.day, on) + ": " + x.text
	s.Evidence = append(s.Evidence, note(x.day, x.id, x.field, "Last "+what+": "+Quoted(x.text)))
}

// unsettled is a goal on which expectations differ or are not written down, from when on and until when.
type unsettled struct {
	*goals.Goal
	since, from, to civil.Date
	mismatch        bool
}

// readUnsettled finds goals whose meaning of done differs from its read-back, and active ones with neither a measure nor a due date.
func (h *history) readUnsettled() []unsettled {
	var out []unsettled
	days := h.limit.days("unclear_expectations.days")
	for i := range h.f.Goals {
		g := &h.f.Goals[i]
		end := closedOn(*g)
		if m := g.Mismatch; m != nil && m.Since != 0 {
			to := end
			if m.Resolved != 0 {
				to = min(to, m.Resolved)
			}
			out = append(out, unsettled{g, m.Since, max(h.clock.after(m.Since, days), known(*g)), to, true})
		}
		waived := slices.Contains(g.Waived, goals.FindMeasure) || slices.Contains(g.Waived, goals.FindDue)
		if g.Status != goals.Draft && len(g.KeyResults) == 0 && g.Due == 0 && len(g.DueChanges) == 0 && !waived && known(*g) != 0 {
			out = append(out, unsettled{g, known(*g), h.clock.after(known(*g), days), end, false})
		}
	}
	return slices.DeleteFunc(out, func(u unsettled) bool { return u.from >= u.to })
}

// known is the day from which a goal was known; 0 for one that always was.
func known(g goals.Goal) civil.Date {
	if g.Start != 0 {
		return g.Start
	}
	return g.Agreed
}

// closedOn is the day on which a goal ended; never for one that did not, and 0 where it ended on a day that nobody noted.
func closedOn(g goals.Goal) civil.Date {
	if g.Closed == 0 && !g.IsClosed() {
		return never
	}
	return g.Closed
}

func unclearSpans(h *history) []span {
	h.unclear = h.readUnsettled()
	var out []span
	for _, u := range h.unclear {
		out = append(out, span{u.from, u.to, Watch})
	}
	return out
}

func describeUnclear(h *history, s *Sign, on civil.Date) {
	var titles []string
	for _, u := range h.unclear {
		if on < u.from || on >= u.to {
			continue
		}
		titles = append(titles, "“"+u.Title+"”")
		if u.mismatch {
			s.Evidence = append(s.Evidence, note(u.since, u.ID, "mismatch", "“"+u.Title+"”: the two meanings of done differ"))
		} else {
			s.Evidence = append(s.Evidence, note(u.since, u.ID, "measure", "“"+u.Title+"”: no measure and no date set"))
		}
	}
	s.Title = "Not settled what done means"
	s.Line = fmt.Sprintf("%s, for %d days or more.", list(titles), h.limit.days("unclear_expectations.days"))
	s.Clears = "One meaning of done that you write together, with a measure and a date."
}
