package morale

import (
	"cmp"
	"slices"
	"strings"

	"rapport/civil"
)

// Two families count together where one of them is the person's own side.
var ownSide = map[Family]bool{FamilyMood: true, FamilySaid: true, FamilyDid: true}

// lacks are the kinds that say that something has not happened for long. What has been missing for months says little about now, so
// they count together with others for six weeks after they were raised.
var lacks = map[Kind]bool{NoRecognition: true, NoGrowthTalk: true, UnclearExpectations: true, ProgressStall: true}

// nearness is how a kind stands on a day: open, or open within the last six weeks.
type nearness struct {
	kind   Kind
	family Family
	span   span // the latest one
	open   bool
}

// near lists the kinds that are or lately were open on a day, strongest first.
func (h *history) near(on civil.Date) []nearness {
	var out []nearness
	within := h.limit.days("combined.within")
	for _, k := range Kinds {
		if k.Family == "" {
			continue
		}
		track := h.tracks[k.Kind]
		i, _ := slices.BinarySearchFunc(track, on+1, func(s span, d civil.Date) int { return int(s.from - d) })
		if i == 0 {
			continue
		}
		s := track[i-1]
		lastDay := s.to - 1
		if lacks[k.Kind] {
			lastDay = s.from
		}
		if k.Kind == NotHeld && s.to <= on && h.madeUpOn(s.to) {
			continue // held within the week after all
		}
		if lastDay >= on || h.clock.elapsed(lastDay, on) <= within {
			out = append(out, nearness{k.Kind, k.Family, s, s.to > on})
		}
	}
	slices.SortStableFunc(out, func(a, b nearness) int {
		return cmp.Or(cmp.Compare(b2i(b.open), b2i(a.open)), cmp.Compare(b.span.severity, a.span.severity), cmp.Compare(rankOf[a.kind], rankOf[b.kind]))
	})
	return out
}

// madeUpOn reports whether a one-on-one that fell through was made up for within the week on a day.
func (h *history) madeUpOn(d civil.Date) bool {
	return slices.ContainsFunc(h.slots, func(s slot) bool { return s.fell && s.excused == d })
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// together are the kinds that make up combined on a day, strongest first; none where it does not hold.
func (h *history) together(on civil.Date) []nearness {
	all := h.near(on)
	own, families := false, map[Family]bool{}
	for _, n := range all {
		own = own || n.open && ownSide[n.family]
		families[n.family] = true
	}
	if !own || len(families) < 2 {
		return nil
	}
	return all
}

// combinedSpans are the days on which a sign of the person's own side is open, and one of another family is or was within six weeks.
func combinedSpans(h *history) []span {
	within := h.limit.days("combined.within")
	var bounds []civil.Date
	for kind, track := range h.tracks {
		for _, s := range track {
			bounds = append(bounds, s.from, s.to)
			if lacks[kind] {
				bounds = append(bounds, h.clock.after(s.from, within+1))
			} else if s.to < never {
				bounds = append(bounds, h.clock.after(s.to-1, within+1))
			}
		}
	}
	return steps(bounds, func(d civil.Date) Severity {
		severity := None
		for _, n := range h.together(d) {
			severity = max(severity, Concern)
			if n.kind == Shock {
				severity = Urgent
			}
		}
		return severity
	})
}

func describeCombined(h *history, s *Sign, on civil.Date) {
	all := h.together(on)
	// the strongest, and the strongest of another family that makes it two with one of them the person's own side
	first := all[0]
	second := slices.IndexFunc(all, func(n nearness) bool { return n.family != first.family && (ownSide[first.family] || ownSide[n.family]) })
	if s.Severity == Urgent && first.kind != Shock && ownSide[first.family] { // what makes it urgent
		second = slices.IndexFunc(all, func(n nearness) bool { return n.kind == Shock })
	}
	named := []nearness{first}
	if second >= 0 {
		named = append(named, all[second])
	}
	var titles, lines []string
	for i, n := range named {
		at := min(on, n.span.to-1)
		part := h.describe(n.kind, n.span, at)
		titles = append(titles, part.Title)
		lines = append(lines, part.Line)
		s.Evidence = append(s.Evidence, part.Evidence...)
		if i == 0 {
			s.Questions = part.Questions
		}
	}
	for _, n := range all {
		s.Parts = append(s.Parts, n.kind)
	}
	for i, t := range titles[1:] {
		titles[i+1] = lowerFirst(t)
	}
	s.Title = strings.Join(titles, ", and ")
	s.Line = strings.Join(lines, " ")
	s.Clears = "The end of what is the person’s own side of it, or six weeks without the other."
}
