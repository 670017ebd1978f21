package review

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
)

// Document is the brief as one page.
func (p Prep) Document() Document {
	d := Document{Title: "Prep for " + p.PersonName, Subtitle: p.subtitle(), Date: p.On}
	d.add(p.sinceSection())
	d.add(Section{Key: "you_owe", Title: "You owe", Blocks: p.owed(p.YouOwe)})
	d.add(Section{Key: "they_owe", Title: p.first + " owes", Blocks: p.owed(p.TheyOwe)})
	d.add(p.goalSection())
	d.add(p.recogniseSection())
	d.add(p.moraleSection())
	d.add(p.topicSection())
	d.add(Section{Key: "questions", Title: "Questions you could ask", Blocks: bullets(p.Questions, func(q Question) Item {
		return Item{Text: "“" + q.Text + "”", Tail: q.Why}
	})})
	d.add(p.agendaSection())
	d.add(Section{Key: "away", Title: "Away soon", Blocks: bullets(p.Away, func(a Away) Item {
		return Item{Text: spanWords(a.From, a.To), Tail: oneLine(a.Text)}
	})})
	if strings.TrimSpace(p.Intent) != "" {
		d.add(Section{Key: "intent", Title: "What you want from this one", Note: "only you", Only: true, Blocks: []Block{Notes{p.Intent}}})
	}
	return d
}

func (p Prep) subtitle() string {
	if p.Next.IsZero() {
		return dateWords(p.On) + " · no one-on-one planned"
	}
	next := p.Next.Date()
	switch day := next - p.On; {
	case day == 0:
		return dateWords(next) + ", today " + p.Next.Clock()
	case day == 1:
		return dateWords(p.On) + " · next one-on-one tomorrow " + p.Next.Clock()
	}
	return dateWords(p.On) + " · next one-on-one " + next.Format("Monday 2 January 2006") + ", " + p.Next.Clock()
}

func (p Prep) sinceSection() Section {
	s := Section{Key: "since_last", Title: "Since last time"}
	if p.SinceLast == nil {
		s.Blocks = []Block{Paragraph{"This is the first one-on-one on record."}}
		return s
	}
	s.Note = dateWords(p.SinceLast.Date) + ", " + ago(p.SinceLast.Date, p.On)
	s.Blocks = bullets(p.SinceLast.Lines, func(line string) Item { return Item{Text: line} })
	s.Blocks = append(s.Blocks, bullets(p.SinceLast.Journal, func(j JournalRef) Item {
		return Item{Lead: goals.DateShort(j.Date, p.On), Text: oneLine(j.Text)}
	})...)
	if len(s.Blocks) == 0 {
		s.Blocks = []Block{Paragraph{"No notes were taken."}}
	}
	return s
}

func (p Prep) owed(all []Promise) []Block {
	return bullets(all, func(a Promise) Item {
		item := Item{Text: oneLine(a.Text), Box: true}
		switch {
		case a.DaysLate > 0:
			item.Tail = goals.Plural(a.DaysLate, "day late", "days late")
		case a.Due == p.On:
			item.Tail = "due today"
		case a.Due != 0:
			item.Tail = "due " + dayShort(a.Due, p.On)
		}
		return item
	})
}

// dayShort is a day with its weekday: "Fri 6 Mar", with the year where it is another one.
func dayShort(d, on civil.Date) string { return d.Format("Mon ") + goals.DateShort(d, on) }

func (p Prep) goalSection() Section {
	s := Section{Key: "goals", Title: "Goals"}
	if p.SinceLast != nil {
		s.Note = "change since " + goals.DateShort(p.SinceLast.Date, p.On)
	}
	for _, g := range p.Goals {
		line := GoalLine{Title: g.Title, State: g.State, Progress: g.To, Expected: g.Expected, Ask: g.Ask}
		switch {
		case g.To == nil:
			line.Detail = "no measure"
		case g.From == nil || *g.From == *g.To:
			line.Detail = goals.PercentWords(*g.To)
		default:
			line.Detail = goals.PercentWords(*g.From) + " → " + goals.PercentWords(*g.To)
		}
		switch {
		case g.Word == goals.MoveDone || g.Word == goals.MoveUnclear:
		case p.SinceLast == nil:
		default:
			line.Detail += ", " + strings.ToLower(string(g.Word))
		}
		if g.Stale {
			line.Detail += ", stale"
		}
		s.Blocks = append(s.Blocks, line)
		if note := oneLine(g.Note); note != "" {
			s.Blocks = append(s.Blocks, Quote{Text: note})
		}
	}
	return s
}

func (p Prep) recogniseSection() Section {
	s := Section{Key: "recognise", Title: "Worth recognising", Note: "from your notes"}
	if p.Recognise == nil {
		return s
	}
	s.Blocks = bullets(p.Recognise.Lines, func(l Praise) Item { return Item{Text: l.Text, Tail: goals.DateShort(l.Date, p.On)} })
	if d := p.Recognise.LastPraise; d != 0 {
		s.Blocks = append(s.Blocks, Paragraph{"Last praise you logged: " + dateWords(d) + ", " + ago(d, p.On) + "."})
	}
	if len(p.Recognise.Noted) > 0 {
		s.Blocks = append(s.Blocks, Paragraph{"Noted since then:"})
		if p.Recognise.LastPraise == 0 {
			s.Blocks[len(s.Blocks)-1] = Paragraph{"Noted lately:"}
		}
		s.Blocks = append(s.Blocks, bullets(p.Recognise.Noted, func(l Praise) Item { return Item{Text: l.Text, Tail: goals.DateShort(l.Date, p.On)} })...)
	}
	return s
}

func (p Prep) moraleSection() Section {
	s := Section{Key: "morale", Title: "Morale", Only: true}
	if p.Morale == nil {
		return s
	}
	if n := len(p.Morale.Moods); n > 0 {
		s.Note = "last " + strconv.Itoa(n)
		moods := make([]string, n)
		for i, m := range p.Morale.Moods {
			moods[i] = strconv.Itoa(m.Mood)
		}
		last := p.Morale.Moods[n-1]
		text := p.Morale.Words + " on " + goals.DateShort(last.Date, p.On) + sourceWords(last.Source, p.first) + "."
		if p.Morale.Usual != "" {
			text += " " + p.Morale.Usual + "."
		}
		if n > 1 {
			text += " In order: " + strings.Join(moods, ", ") + "."
		}
		s.Blocks = append(s.Blocks, Paragraph{text})
	}
	if p.Morale.Workload != "" {
		s.Blocks = append(s.Blocks, Paragraph{p.Morale.Workload + "."})
	}
	s.Blocks = append(s.Blocks, bullets(saidOnce(p.Morale.Signs), func(l SignLine) Item {
		return Item{Lead: l.Title, Text: oneLine(l.Evidence)}
	})...)
	return s
}

// saidOnce leaves out the signs whose evidence another one repeats, as two that are open together do beside their parts.
func saidOnce(signs []SignLine) []SignLine {
	return keep(signs, func(s SignLine) bool {
		return s.Evidence == "" || !slices.ContainsFunc(signs, func(o SignLine) bool {
			return len(o.Evidence) > len(s.Evidence) && strings.Contains(o.Evidence, s.Evidence)
		})
	})
}

func sourceWords(source notes.Source, name string) string {
	switch source {
	case notes.Said:
		return ", said by " + name
	case notes.Impression:
		return ", your reading"
	}
	return ""
}

func (p Prep) topicSection() Section {
	s := Section{Key: "topics", Title: "Topics"}
	if p.Topics == nil {
		return s
	}
	s.Note = "last " + count(p.Topics.Meetings, "meeting", "meetings")
	var parts []string
	for _, c := range p.Topics.Counts {
		n := strconv.Itoa(c.Count)
		if c.Count == 0 {
			n = "none"
		}
		parts = append(parts, categoryWords(c.Category)+" "+n)
	}
	s.Blocks = []Block{Paragraph{strings.Join(parts, " · ")}}
	if len(p.Topics.Remarks) > 0 {
		s.Blocks = append(s.Blocks, Paragraph{strings.Join(p.Topics.Remarks, " ")})
	}
	return s
}

func (p Prep) agendaSection() Section {
	return Section{Key: "agenda", Title: "Agenda", Note: goals.Plural(len(p.Agenda), "point", "points"), Blocks: bullets(p.Agenda, func(a Point) Item {
		item := Item{Text: oneLine(a.Text)}
		switch {
		case a.Carried == 2:
			item.Tail = "carried over twice"
		case a.Carried > 2:
			item.Tail = fmt.Sprintf("carried over %d times", a.Carried)
		case a.Carried == 1:
			item.Tail = "carried over"
		case a.RaisedBy == notes.Them:
			item.Tail = "from " + p.first
		}
		return item
	})}
}

// bullets is a list of items; no block where there are none.
func bullets[T any](all []T, item func(T) Item) []Block {
	if len(all) == 0 {
		return nil
	}
	out := Bullets{Items: make([]Item, len(all))}
	for i, x := range all {
		out.Items[i] = item(x)
	}
	return []Block{out}
}
