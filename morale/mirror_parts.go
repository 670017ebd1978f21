package morale

import (
	"slices"
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// workTopics are what status is about; the rest, but for other, is about people.
var workTopics = []notes.Category{notes.Delivery, notes.Technical}

func (h *Habits) readFeedback(f people.File, p Period, clock clock, m *Attention) {
	for _, x := range f.Feedback {
		day := x.Date
		if x.Direction == notes.About { // what others said counts once it was passed on
			if day = max(x.SaidOn, x.Date); x.SaidOn == 0 {
				continue
			}
		}
		if x.Direction == notes.Received || day > p.To {
			continue
		}
		m.LastFeedback = max(m.LastFeedback, day)
		praise := x.Kind == notes.Praise
		if praise {
			m.LastPraise = max(m.LastPraise, day)
		}
		switch {
		case !p.Has(day):
		case praise:
			m.Praise++
			h.Feedback.Praise++
			if !notes.IsBlank(x.Behaviour) || !notes.IsBlank(x.Situation) {
				h.Feedback.Named++
			}
			if !notes.IsBlank(x.Impact) {
				h.Feedback.WithImpact++
			}
		default:
			m.Constructive++
			h.Feedback.Constructive++
		}
	}
	var first civil.Date
	for _, x := range f.Meetings {
		if x.Status == notes.Held {
			first = x.At.Date()
			break
		}
	}
	since := func(last civil.Date) *int {
		if last == 0 {
			last = first
		}
		if last == 0 {
			return nil
		}
		days := max(0, clock.elapsed(last, p.To))
		return &days
	}
	m.SinceFeedback, m.SincePraise = since(m.LastFeedback), since(m.LastPraise)
}

// longestFirst are those of whom a number of days is known, the most days first.
func longestFirst(all []Attention, days func(Attention) *int) []Attention {
	var out []Attention
	for _, a := range all {
		if days(a) != nil {
			out = append(out, a)
		}
	}
	slices.SortStableFunc(out, func(a, b Attention) int { return *days(b) - *days(a) })
	return out
}

// shareTopics works out what part of the topics each category had.
func (h *Habits) shareTopics() {
	t := &h.Topics
	for i := range t.Shares {
		s := &t.Shares[i]
		if t.All > 0 {
			s.Share = float64(s.Count) / float64(t.All)
		}
		switch {
		case slices.Contains(workTopics, s.Category):
			t.Work += s.Count
		case s.Category != notes.Other:
			t.People += s.Count
		}
	}
	slices.SortStableFunc(t.Shares, func(a, b TopicShare) int { return b.Count - a.Count })
}

// fewestToCompare is how many reports it takes to speak of a middle, and leastThere what part of the period someone must have been
// there to be compared.
const (
	fewestToCompare = 3
	leastThere      = 3
)

// compare finds what a report had less than half of, against the middle of the team. What everyone had counts for the days on which they
// were there, as if it had been the whole period.
func (h *Habits) compare(p Period) {
	for _, c := range []struct {
		word   string
		of     func(Attention) int
		middle *float64
	}{
		{"meetings", func(a Attention) int { return a.Meetings }, &h.Usual.Meetings},
		{"minutes", func(a Attention) int { return a.Minutes }, &h.Usual.Minutes},
		{"words", func(a Attention) int { return a.Words }, &h.Usual.Words},
	} {
		scaled := func(a Attention) float64 { return float64(c.of(a)) * float64(p.Days()) / float64(a.There) }
		compared := func(a Attention) bool { return a.There*leastThere >= p.Days() }
		var all []float64
		for _, a := range h.Reports {
			if compared(a) {
				all = append(all, scaled(a))
			}
		}
		if len(all) < fewestToCompare {
			continue
		}
		slices.Sort(all)
		*c.middle = (all[(len(all)-1)/2] + all[len(all)/2]) / 2
		for i, a := range h.Reports {
			if compared(a) && scaled(a) < *c.middle/2 {
				h.Reports[i].UnderHalf = append(a.UnderHalf, c.word)
			}
		}
	}
}

// isQuestion reports whether a line ends with a question mark, quotation marks aside.
func isQuestion(s string) bool {
	return strings.HasSuffix(strings.TrimRight(s, " \t\r\n”\"’')*_"), "?")
}

// sentencesOf counts the lines of a note that ask and those that state. Headings, quotations, check boxes and code are neither: they are
// structure, the report's own words, or something to do.
func sentencesOf(note string) (asked, stated int) {
	code := false
	for line := range strings.Lines(note) {
		text := strings.TrimSpace(line)
		if strings.HasPrefix(text, "```") || strings.HasPrefix(text, "~~~") {
			code = !code
			continue
		}
		if code || text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, ">") || strings.HasPrefix(text, "---") {
			continue
		}
		for _, mark := range []string{"-! ", "- ", "* ", "+ "} {
			text = strings.TrimPrefix(text, mark)
		}
		switch {
		case strings.HasPrefix(text, "["), strings.HasPrefix(text, "“"), text == "":
		case isQuestion(text):
			asked++
		default:
			stated++
		}
	}
	return asked, stated
}

// ByFeedback are reports with the longest time since the last feedback first; those that nothing is known of come last.
func ByFeedback(all []Attention) []Attention {
	out := longestFirst(all, func(a Attention) *int { return a.SinceFeedback })
	for _, a := range all {
		if a.SinceFeedback == nil {
			out = append(out, a)
		}
	}
	return out
}

func (h *Habits) readActions(f people.File, p Period) {
	kept, of := f.Kept(notes.Me, p.To, p.Days())
	h.Promises.Kept += kept
	h.Promises.Of += of
	for _, a := range f.Actions {
		if a.Owner != notes.Me || !p.Has(a.Due) || a.State == notes.ActionDropped || a.State == notes.ActionDone && (a.Closed == 0 || a.Closed <= a.Due) || a.State == notes.ActionOpen && a.Due == p.To {
			continue
		}
		l := Late{Person: f.Person.ID, Name: f.Person.Name, ID: a.ID, Text: a.Text, Due: a.Due, Days: int(a.Closed - a.Due)}
		if a.State == notes.ActionOpen {
			l.Days, l.Open = int(p.To-a.Due), true
		}
		h.Promises.Late = append(h.Promises.Late, l)
	}
}

func (h *Habits) readGoals(f people.File, p Period) {
	if f.Person.IsArchived() {
		return
	}
	for _, g := range f.Goals {
		if g.Status != goals.Active {
			continue
		}
		h.Goals.Active++
		if slices.ContainsFunc(g.CheckIns, func(c goals.CheckIn) bool { return p.Has(c.Date) }) {
			h.Goals.Checked++
		}
		if goals.StateOf(g, p.To).Stale && !clockOf(f, true).isAway(p.To) {
			days, _ := g.DaysSinceCheckIn(p.To)
			h.Goals.Without = append(h.Goals.Without, Unseen{f.Person.ID, f.Person.Name, g.ID, g.Title, days})
		}
	}
}
