package review

import (
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
)

// summary says in a few sentences what the period held.
func (k pack) summary() []Block {
	var text []string
	by := map[string]int{}
	var reached []string
	for _, g := range k.goals {
		known, _ := g.AsOf(k.period.To)
		word := "under way"
		if known.IsClosed() {
			word = endWords[known.Status]
		}
		if known.Status == goals.Achieved {
			reached = append(reached, "“"+g.Title+"”")
		}
		by[word]++
	}
	if n := len(k.goals); n > 0 {
		var parts []string
		for _, w := range []string{"achieved", "partly achieved", "missed", "dropped", "under way"} {
			if by[w] > 0 {
				parts = append(parts, number(by[w])+" "+w)
			}
		}
		text = append(text, upper(k.name)+" had "+count(n, "goal", "goals")+" in this period: "+list(parts)+".")
	}
	if len(reached) > 0 {
		text = append(text, "Reached: "+list(reached)+".")
	}
	praise, change := 0, 0
	for _, x := range append(append([]notes.Feedback{}, k.given...), k.others...) {
		if x.Kind == notes.Praise {
			praise++
		} else {
			change++
		}
	}
	switch {
	case praise > 0 && change > 0:
		text = append(text, "Feedback on record: "+number(praise)+" praise, "+number(change)+" constructive.")
	case praise > 0:
		text = append(text, "Feedback on record: "+number(praise)+" praise.")
	case change > 0:
		text = append(text, "Feedback on record: "+number(change)+" constructive.")
	}
	if kept, of := k.kept(notes.Them); of > 0 {
		text = append(text, keptWords(kept, of))
	}
	if len(text) == 0 {
		return nil
	}
	return []Block{Paragraph{strings.Join(text, " ")}}
}

// keptWords says how many action items with a date were done on time.
func keptWords(kept, of int) string {
	switch {
	case of == 1 && kept == 1:
		return "The one action item with a date was done on time."
	case of == 1:
		return "The one action item with a date was not done on time."
	case kept == of:
		return "All " + number(of) + " action items with a date were done on time."
	case kept == 0:
		return "None of " + number(of) + " action items with a date was done on time."
	case kept == 1:
		return "One of " + number(of) + " action items with a date was done on time."
	}
	return upper(number(kept)) + " of " + number(of) + " action items with a date were done on time."
}

var endWords = map[goals.Status]string{goals.Achieved: "achieved", goals.Partly: "partly achieved", goals.Missed: "missed", goals.Dropped: "dropped"}

// goalBlocks shows each goal with what was first agreed, every change, what lay outside control, and what came of it.
func (k pack) goalBlocks() []Block {
	var out []Block
	for _, g := range k.goals {
		out = append(out, Subhead{g.Title}, Bullets{k.goalItems(g)})
	}
	return out
}

func (k pack) goalItems(g goals.Goal) []Item {
	known, _ := g.AsOf(k.period.To)
	var out []Item
	add := func(lead, text string, sub ...Item) {
		if strings.TrimSpace(text) != "" || len(sub) > 0 {
			out = append(out, Item{Lead: lead, Text: text, Sub: sub})
		}
	}
	add("Outcome", k.outcome(g, known))
	add("Why it matters", sentence(upper(soThat(g.Why))))
	if parent, ok := k.file.Goal(g.Parent); ok {
		add("Supports", "“"+parent.Title+"”.")
	}
	measures := []Item{}
	for _, r := range known.KeyResults {
		measures = append(measures, Item{Text: resultWords(r, known.CheckIns)})
	}
	switch len(measures) {
	case 0:
		add("Measure", "None was set.")
	case 1:
		add("Measure", sentence(measures[0].Text))
	default:
		add("Measures", "", measures...)
	}
	add("As first agreed", firstAgreed(known))
	add("Changes", "", changes(known)...)
	add("Outside "+possessive(k.name)+" control", sentence(oneLine(known.OutsideControl)))
	add("What helped", sentence(oneLine(known.Helped)))
	add("What hindered", sentence(oneLine(known.Hindered)))
	add("What was learnt", sentence(oneLine(known.Learnt)))
	add("Along the way", "", telling(k.checkInsOf(known))...)
	return out
}

// soThat is a why without its "so that".
func soThat(why string) string {
	why = oneLine(why)
	if len(why) > 8 && strings.EqualFold(why[:8], "so that ") {
		return why[8:]
	}
	return why
}

// outcome says how the goal ended or where it stood at the end of the period.
func (k pack) outcome(g, known goals.Goal) string {
	var text string
	if known.IsClosed() {
		text = upper(endWords[known.Status])
		if known.Closed != 0 {
			text += " on " + dateWords(known.Closed) + earlyWords(known)
		}
		text += "."
		if known.Score != nil {
			text += " Score " + goals.Point.Decimal(*known.Score) + kindWords(known.Kind) + "."
		}
		return text
	}
	text = "Under way"
	if goals.Progress(known) == nil {
		text += ", not measured"
	}
	if p := goals.Progress(known); p != nil {
		text += ", " + goals.PercentWords(*p) + " done"
		if e := goals.Expected(known, k.period.To); e != nil {
			text += " at the end of the period; the plan had " + goals.PercentWords(*e)
		}
	}
	text += "."
	if known.Due != 0 {
		text += " Due " + dateWords(known.Due) + "."
	} else {
		text += " No due date."
	}
	if last, ok := known.LastCheckIn(); ok {
		text += " Last check-in on " + dateWords(last.Date)
		if last.Confidence != "" {
			text += ": " + strings.ToLower(last.Confidence.Words())
		}
		text += "."
	}
	if g.IsClosed() && g.Closed != 0 {
		text += " After the period, " + endWords[g.Status] + " on " + dateWords(g.Closed) + "."
	}
	return text
}

// earlyWords says how the end lies to the due date.
func earlyWords(g goals.Goal) string {
	if g.Due == 0 || g.Status != goals.Achieved {
		return ""
	}
	switch days := int(g.Due - g.Closed); {
	case days > 0:
		return ", " + count(days, "day", "days") + " before it was due"
	case days < 0:
		return ", " + count(-days, "day", "days") + " after it was due"
	}
	return ", on the day it was due"
}

// kindWords says how a score is meant.
func kindWords(kind goals.Kind) string {
	switch kind {
	case goals.Committed:
		return " of 1 (committed: 1 was the aim)"
	case goals.Aspirational:
		return " of 1 (aspirational: about 0.7 was the aim)"
	case goals.Learning:
		return " of 1 (learning goal)"
	}
	return " of 1"
}

// firstAgreed says the targets and the date that the goal began with; empty where none of them changed.
func firstAgreed(g goals.Goal) string {
	var parts []string
	for _, r := range g.KeyResults {
		if len(r.Retargeted) > 0 {
			r.To = r.Retargeted[0].Was
			parts = append(parts, r.MeasureWords(goals.Point))
		}
	}
	if len(g.DueChanges) > 0 {
		parts = append(parts, "due "+dateWords(g.DueChanges[0].Was))
	}
	return sentence(upper(strings.Join(parts, "; ")))
}

// changes lists every change of a target and of the due date, in order.
func changes(g goals.Goal) []Item {
	type change struct {
		on   civil.Date
		text string
	}
	var all []change
	for _, c := range g.DueChanges {
		all = append(all, change{c.Date, "due date from " + dateWords(c.Was) + " to " + dateWords(c.To) + ". " + sentence(oneLine(c.Reason))})
	}
	for _, r := range g.KeyResults {
		for _, c := range r.Retargeted {
			if c.Was != nil && c.To != nil {
				all = append(all, change{c.Date, "target of “" + r.Title + "” from " + r.Amount(*c.Was, goals.Point) + " to " + r.Amount(*c.To, goals.Point) + ". " + sentence(oneLine(c.Reason))})
			}
		}
	}
	sortBy(all, func(c change) civil.Date { return c.on })
	out := make([]Item, len(all))
	for i, c := range all {
		out[i] = Item{Lead: dateWords(c.on), Text: c.text}
	}
	return out
}

// telling are the check-ins with a note that matter: the last one, and those where the confidence changed or was not "on track".
func telling(checkIns []goals.CheckIn) []Item {
	sorted := append([]goals.CheckIn{}, checkIns...)
	sortBy(sorted, func(c goals.CheckIn) civil.Date { return c.Date })
	var out []Item
	var before goals.Confidence
	for i, c := range sorted {
		matters := i == len(sorted)-1 || c.Confidence != before || c.Confidence == goals.AtRisk || c.Confidence == goals.OffTrack
		if note := oneLine(c.Note); note != "" && matters {
			lead := dateWords(c.Date)
			if c.Confidence != "" {
				lead += ", " + strings.ToLower(c.Confidence.Words())
			}
			out = append(out, Item{Lead: lead, Text: note})
		}
		before = c.Confidence
	}
	return out
}
