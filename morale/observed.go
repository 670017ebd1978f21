package morale

import (
	"slices"
	"strings"

	"rapport/civil"
	"rapport/people"
)

// Behaviour is one of the behaviours whose change was found before people leave (Gardner, Van Iddekinge and Hom 2018).
type Behaviour struct {
	Name   string        // as Observation.Behaviour has it
	Change people.Change // the direction that counts
}

// Behaviours lists them, in the order in which the app offers them.
var Behaviours = []Behaviour{
	{"effort", people.Less}, {"focus", people.Less}, {"initiative", people.Less}, {"team play", people.Less},
	{"interest in long-term plans", people.Less}, {"good attitude", people.Less}, {"enthusiasm", people.Less},
	{"engagement with customers", people.Less},
	{"bare-minimum work", people.More}, {"leaving early", people.More},
	{"complaints about the job", people.More}, {"complaints about the manager", people.More},
}

// weighs is the direction in which a behaviour counts; in own words it is less of it.
func weighs(behaviour string) people.Change {
	for _, b := range Behaviours {
		if strings.EqualFold(strings.TrimSpace(behaviour), b.Name) {
			return b.Change
		}
	}
	return people.Less
}

// sight is an observation that counts, until the day on which the opposite was seen.
type sight struct {
	people.Observation
	undone civil.Date
}

func (h *history) readSights() []sight {
	var out []sight
	for _, o := range h.f.Observations {
		if o.Change != weighs(o.Behaviour) {
			for i := range out {
				if strings.EqualFold(strings.TrimSpace(out[i].Behaviour), strings.TrimSpace(o.Behaviour)) {
					out[i].undone = min(out[i].undone, o.Date)
				}
			}
			continue
		}
		out = append(out, sight{o, never})
	}
	return out
}

// staysOver is how many one-on-ones after the last observation a watch stands before it is a concern.
const staysOver = 2

// stays is the day of the one-on-one over which what was last seen on a day has stayed; never where there were not as many yet.
func (h *history) stays(seen civil.Date) civil.Date {
	i, _ := slices.BinarySearchFunc(h.met, seen+1, func(m met, d civil.Date) int { return int(m.day - d) })
	if i += staysOver - 1; i < len(h.met) {
		return h.met[i].day
	}
	return never
}

func lessSpans(h *history) []span {
	h.sights = h.readSights()
	var bounds []civil.Date
	for _, s := range h.sights {
		bounds = append(bounds, s.Date, s.undone, h.stays(s.Date), h.clock.after(s.Date, h.limit.days("lapse")))
	}
	return steps(bounds, func(d civil.Date) Severity {
		severity, _ := h.lessThanUsual(d)
		return severity
	})
}

// lessThanUsual is the severity on a day and the observations that it rests on: so many within some weeks, counted from any
// that has not lapsed. The same behaviour seen twice on one day counts once.
func (h *history) lessThanUsual(on civil.Date) (Severity, []sight) {
	within, lapse := h.limit.days("less_than_usual.within"), h.limit.days("lapse")
	severity, rests := None, []sight(nil)
	for i, s := range h.sights {
		if s.Date > on || on >= s.undone || h.clock.elapsed(s.Date, on) >= lapse {
			continue
		}
		var group []sight
		for _, other := range h.sights[:i+1] {
			if on < other.undone && h.clock.elapsed(other.Date, s.Date) <= within &&
				!slices.ContainsFunc(group, func(g sight) bool { return g.Date == other.Date && strings.EqualFold(g.Behaviour, other.Behaviour) }) {
				group = append(group, other)
			}
		}
		now := None
		switch n := len(group); {
		case n >= h.limit.count("less_than_usual.concern"):
			now = Concern
		case n >= h.limit.count("less_than_usual.watch") && on >= h.stays(s.Date):
			now = Concern
		case n >= h.limit.count("less_than_usual.watch"):
			now = Watch
		}
		if now != None && now >= severity {
			severity, rests = now, group
		}
	}
	return severity, rests
}

func describeLess(h *history, s *Sign, on civil.Date) {
	_, rests := h.lessThanUsual(on)
	var seen []string
	for _, o := range rests {
		text := upperFirst(string(o.Change)) + " than usual: " + o.Behaviour
		seen = append(seen, string(o.Change)+" "+o.Behaviour+" ("+dayWords(o.Date, on)+")")
		if o.Note != "" {
			text += ". " + o.Note
		}
		s.Evidence = append(s.Evidence, note(o.Date, o.ID, "behaviour", text))
	}
	s.Title = "Changed against the usual, seen " + times(len(rests))
	s.Line = upperFirst(list(seen)) + "."
	if len(rests) < h.limit.count("less_than_usual.concern") && s.Severity == Concern {
		s.Line += " Nothing else noted over " + numberWord(staysOver) + " one-on-ones since."
	}
	s.Clears = "The opposite being seen. Or nothing new by " + h.lapseWords(rests[len(rests)-1].Date, h.limit.days("lapse"), on) + ": then it lapses."
}
