package review

import (
	"fmt"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// Coverage says how evenly the evidence of a period is spread. Recent work is easier to remember; a review that rests on it alone is not
// one of the period.
type Coverage struct {
	Months  []Month // from the day the person joined, where that is in the period
	Total   int
	Recent  int      // items of the last quarter of the period
	Remarks []string // in words; none where the evidence is spread well
}

// Month is one calendar month of a period.
type Month struct {
	First civil.Date // its first day
	Count int        // pieces of evidence
	Away  bool       // the person was away for at least half of it
}

// CoverageOf counts the pieces of evidence month by month: check-ins, feedback, goals reached, praise, growth topics, evidence of strengths and
// lines of the journal, as far as the audience may see them. One-on-ones themselves are no evidence.
func CoverageOf(f people.File, p Period, audience people.Audience, o Options) Coverage {
	return gather(f, p, audience, o).coverage()
}

func (k pack) coverage() Coverage {
	c := Coverage{Total: len(k.items)}
	byMonth := map[civil.Date]int{}
	for _, d := range k.items {
		byMonth[civil.NewDate(d.Year(), d.Month(), 1)]++
		if k.span.quarter(d) == 3 {
			c.Recent++
		}
	}
	var empty []civil.Date
	for _, first := range k.span.months() {
		m := Month{First: first, Count: byMonth[first], Away: k.awayFor(first)}
		c.Months = append(c.Months, m)
		if m.Count == 0 && !m.Away {
			empty = append(empty, first)
		}
	}
	if c.Total == 0 {
		c.Remarks = []string{"Nothing was noted in this period."}
		return c
	}
	if 2*c.Recent > c.Total {
		c.Remarks = append(c.Remarks, fmt.Sprintf("Over half of it, %d of %d items, is from the last quarter of the period. Recent work is easier to remember: look at the months before.", c.Recent, c.Total))
	}
	switch n := len(empty); {
	case n > 0 && n == len(c.Months)-1:
		c.Remarks = append(c.Remarks, "All of it is from one month.")
	case n > 6:
		c.Remarks = append(c.Remarks, fmt.Sprintf("%s of %d months have no item.", upper(number(n)), len(c.Months)))
	case n == 1:
		c.Remarks = append(c.Remarks, monthWords(empty[0])+" has no item.")
	case n > 1:
		c.Remarks = append(c.Remarks, monthList(empty)+" have no item.")
	}
	for _, g := range k.goals {
		if len(k.checkInsOf(g)) == 0 {
			c.Remarks = append(c.Remarks, "“"+g.Title+"” has no check-in in the period.")
		}
	}
	return c
}

// monthList names months, the year once for those that follow each other in it: "June and August 2025", "November 2025 and March 2026".
func monthList(months []civil.Date) string {
	words := make([]string, len(months))
	for i, m := range months {
		words[i] = m.Format("January")
		if i == len(months)-1 || months[i+1].Year() != m.Year() {
			words[i] = monthWords(m)
		}
	}
	return list(words)
}

// wording remarks on praise that does not say what it led to: such praise helps less in a review, and is not given to all alike (Correll and
// Simard 2016).
func (k pack) wording() string {
	vague, all := 0, 0
	for _, x := range slices.Concat(k.given, k.others) {
		if x.Kind == notes.Praise {
			all++
			if strings.TrimSpace(x.Impact) == "" {
				vague++
			}
		}
	}
	switch {
	case vague == 0 || all < 2:
		return ""
	case vague == all:
		return "None of the praise says what it led to. Name the result."
	}
	return fmt.Sprintf("%s of %s of praise %s not say what came of it. Name the result.", upper(number(vague)), count(all, "piece", "pieces"), map[bool]string{true: "does", false: "do"}[vague == 1])
}

// awayFor reports whether the person was away for at least half of a month.
func (k pack) awayFor(first civil.Date) bool {
	days := first.AddMonths(1) - first
	away := civil.Date(0)
	for d := first; d < first+days; d++ {
		if k.file.Away(d) {
			away++
		}
	}
	return 2*away >= days
}

// enough says whether a section rests on enough: at least four items, and one in three of the four quarters of the period.
func (k pack) enough(days []civil.Date) string {
	var quarters [4]bool
	n := 0
	for _, d := range days {
		quarters[k.span.quarter(d)] = true
	}
	for _, q := range quarters {
		if q {
			n++
		}
	}
	switch {
	case len(days) == 0:
		return "Not enough"
	case len(days) >= 4 && n >= 3:
		return "Enough"
	}
	return "Needs more"
}

// enoughGoals: every goal has a measure or an end, and a check-in in the period.
func (k pack) enoughGoals() string {
	good := 0
	for _, g := range k.goals {
		if len(k.checkInsOf(g)) > 0 && (len(g.KeyResults) > 0 || g.IsClosed()) {
			good++
		}
	}
	switch {
	case good == 0:
		return "Not enough"
	case good == len(k.goals):
		return "Enough"
	}
	return "Needs more"
}

// evidence says what the pack rests on, how it is spread, and where more is needed.
func (k pack) evidence() []Block {
	what := []string{count(len(k.held), "one-on-one held", "one-on-ones held")}
	for _, w := range []struct {
		n         int
		one, many string
	}{
		{k.checkIns, "check-in on goals", "check-ins on goals"},
		{len(k.given) + len(k.others), "piece of feedback", "pieces of feedback"},
		{len(k.journal()), "line noted between meetings", "lines noted between meetings"},
	} {
		if w.n > 0 {
			what = append(what, count(w.n, w.one, w.many))
		}
	}
	text := "This document rests on " + list(what) + "."
	if k.missed > 0 {
		text += " " + upper(count(k.missed, "one-on-one was", "one-on-ones were")) + " cancelled or missed."
	}
	if k.span.From != k.period.From {
		text += " " + upper(k.name) + " joined on " + dateWords(k.span.From) + "."
	}
	c := k.coverage()
	blocks := []Block{Paragraph{text}}
	if len(c.Remarks) > 0 {
		blocks = append(blocks, Paragraph{strings.Join(c.Remarks, " ")})
	}
	if c.Total > 0 {
		months := make([]string, len(c.Months))
		for i, m := range c.Months {
			months[i] = fmt.Sprintf("%s %d", m.First.Format("Jan"), m.Count)
			if i == 0 || m.First.Month() == 1 {
				months[i] = fmt.Sprintf("%s %d", m.First.Format("Jan 2006:"), m.Count)
			}
		}
		blocks = append(blocks, Paragraph{"Items by month: " + strings.Join(months, " · ")})
	}
	if k.audience == people.AudienceReport {
		return blocks
	}
	days := func(hs []highlight) (out []civil.Date) {
		for _, h := range hs {
			out = append(out, h.on)
		}
		return out
	}
	var said, grown []civil.Date
	for _, x := range k.given {
		said = append(said, x.Date)
	}
	for _, x := range k.others {
		said = append(said, x.Date)
	}
	for _, g := range k.growth {
		grown = append(grown, g.on)
	}
	if w := k.wording(); w != "" {
		blocks = append(blocks, Paragraph{w})
	}
	rows := [][]string{
		{"Goals and results", fmt.Sprint(len(k.goals)), k.enoughGoals()},
		{"Highlights", fmt.Sprint(len(k.praise)), k.enough(days(k.praise))},
		{"Feedback", fmt.Sprint(len(said)), k.enough(said)},
		{"Growth and learning", fmt.Sprint(len(grown)), k.enough(grown)},
	}
	return append(blocks, Table{Head: []string{"Evidence", "Items", "Is it enough?"}, Rows: rows})
}
