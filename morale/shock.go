package morale

import (
	"slices"

	"rapport/civil"
	"rapport/people"
)

// shockFollowUps are the days after an event on which it is talked about: at once, after a month, after three. A talk up to
// followEarly days before one counts as it.
var shockFollowUps = []int{0, 30, 90}

const followEarly = 7

// eventWords says what happened, for a title.
var eventWords = map[people.EventKind]string{
	people.RoleChange: "Change of role", people.Reorganisation: "Reorganisation", people.ManagerChange: "Change of manager",
	people.ColleagueLeft: "A colleague left", people.PassedOver: "Passed over", people.OutsideOffer: "Outside offer",
	people.PayRefused: "Pay refused", people.Dispute: "Dispute",
}

// jolt is an event that is to be followed up, with the days on which it is.
type jolt struct {
	people.Event
	spans []joltSpan
}

// joltSpan is a stretch on which an event is to be followed up.
type joltSpan struct {
	span
	renewed civil.Date // last talk before it, else the event: what it lapses from
}

// readShocks: each event of a kind in eventWords, open at once and again when a follow-up is due, until it was followed up. What nobody follows up lapses.
func (h *history) readShocks() []jolt {
	var out []jolt
	for _, e := range h.f.Events {
		if _, ok := eventWords[e.Kind]; !ok || e.Date == 0 || e.Date < h.f.Person.Started {
			continue
		}
		j := jolt{Event: e}
		followed := slices.DeleteFunc(slices.Clone(e.Followed), func(d civil.Date) bool { return d < e.Date })
		slices.Sort(followed)
		for i, after := range shockFollowUps {
			due := h.clock.after(e.Date, after)
			early := due
			if i > 0 {
				early = due - followEarly
			}
			end, renewed := never, e.Date
			if i+1 < len(shockFollowUps) {
				end = h.clock.after(e.Date, shockFollowUps[i+1])
			}
			for _, d := range followed {
				if d < early {
					renewed = d
				} else {
					end = min(end, max(d, due))
				}
			}
			end = min(end, h.clock.after(renewed, h.limit.days("shock.lapse")))
			if due < end {
				j.spans = append(j.spans, joltSpan{span{due, end, Concern}, renewed})
			}
		}
		out = append(out, j)
	}
	return out
}

func shockSpans(h *history) []span {
	h.jolts = h.readShocks()
	var out []span
	for _, j := range h.jolts {
		for _, s := range j.spans {
			out = append(out, s.span)
		}
	}
	return out
}

func describeShock(h *history, s *Sign, on civil.Date) {
	var titles []string
	for _, j := range h.jolts {
		for _, p := range j.spans {
			if p.from <= on && on < p.to {
				titles = append(titles, eventWords[j.Kind]+", "+dayWords(j.Date, on))
				s.Evidence = append(s.Evidence, note(j.Date, j.ID, "text", j.Text))
				s.Clears = "Talking about it, and noting that you did. Without that it lapses on " + h.lapseWords(p.renewed, h.limit.days("shock.lapse"), on) + "."
			}
		}
	}
	s.Title = titles[len(titles)-1]
	s.Line = s.Evidence[len(s.Evidence)-1].Text
	if len(titles) > 1 {
		s.Line = list(titles) + "."
	}
}

// FollowUp says whether an event is to be talked about on a day, and otherwise on which day next; 0 where it is done with, or of a
// kind that is not followed up.
func FollowUp(f people.File, r Rules, e people.Event, on civil.Date) (now bool, next civil.Date) {
	h := &history{f: people.File{Person: f.Person, Absences: f.Absences, Events: []people.Event{e}}, r: r, limit: r.limitsFor(f.Person), clock: clockOf(f, true)}
	for _, j := range h.readShocks() {
		for _, s := range j.spans {
			if s.from <= on && on < s.to {
				return true, 0
			}
			if s.from > on && next == 0 {
				next = s.from
			}
		}
	}
	return false, next
}

// EventWords says what kind of event it is, such as "Change of role".
func EventWords(k people.EventKind) string {
	switch k {
	case people.Launch:
		return "Launch"
	case people.OtherEvent, "":
		return "Event"
	}
	return eventWords[k]
}
