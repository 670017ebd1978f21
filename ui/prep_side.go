package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/morale"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// The right side of Prep: morale, topics, questions, agenda.

func (p *prepPage) moraleCard() fyne.CanvasObject {
	b := p.brief.Morale
	if b == nil {
		return nil
	}
	var moods []int
	for _, x := range b.Moods {
		moods = append(moods, x.Mood)
	}
	below := strings.HasSuffix(b.Words, "below usual")
	style := w.SmallStrong
	if below {
		style = w.SmallStrong.In(theme.Amber)
	}
	said := strings.Join(nonEmpty(mark.In(b.Usual), b.Workload), ". ")
	if said != "" {
		said += "."
	}
	parts := []fyne.CanvasObject{}
	if b.Words != "" {
		words := w.VStack(0, w.NewElided(b.Words, style), w.NewSpans(w.Small.In(theme.Text2).Span(said)).Wrap(2))
		parts = append(parts, w.HStack(16, w.Sized(w.NewSparkline(moods, p.usual, below, "Moods: "+b.Words), 150, 40), w.Grow(words)))
	}
	for _, s := range p.shownSigns() {
		parts = append(parts, w.HStack(8, w.NewIcon(signIcon(s.Kind), theme.Amber, 16), w.NewWrapped(s.Title, w.SmallStrong).Wrap(2),
			w.NewButton("See why", w.Link, func() { p.a.open(Place{Page: Sign, Person: p.m.Person.ID, Kind: string(s.Kind)}) })))
	}
	if len(parts) == 0 {
		return nil
	}
	return prepCard(prepHead("Morale", fmt.Sprintf("last %d", len(moods))), 6, parts...)
}

// shownSigns are the most severe ones; what two that are open together say is not said again by each.
func (p *prepPage) shownSigns() []morale.Sign {
	var out []morale.Sign
	said := map[morale.Kind]bool{}
	for _, s := range p.m.Signs {
		if !said[s.Kind] && len(out) < prepSigns {
			out = append(out, s)
			for _, k := range s.Parts {
				said[k] = true
			}
		}
	}
	return out
}

func (p *prepPage) topicsCard() fyne.CanvasObject {
	t := p.brief.Topics
	if t == nil {
		return nil
	}
	counts := make([]morale.CategoryCount, len(t.Counts))
	for i, c := range t.Counts {
		counts[i] = morale.CategoryCount{Category: c.Category, Count: c.Count}
	}
	parts := topicBar(counts)
	if len(t.Remarks) > 0 {
		parts = append(parts, w.HStack(8, w.NewIcon("dots", theme.Amber, 16), w.NewSpans(w.Small.Span(strings.Join(t.Remarks, " "))).Wrap(2)))
	}
	return prepCard(prepHead("Topics", "last "+inWords(t.Meetings, "meeting", "meetings")), 8, parts...)
}

// topicBar shows how often each category came up: one bar, and what its parts mean.
func topicBar(counts []morale.CategoryCount) []fyne.CanvasObject {
	var segments []w.Segment
	var keys []fyne.CanvasObject
	var said []string
	colours := theme.Topics()
	for i, c := range counts {
		colour := colours[min(i, len(colours)-1)]
		word := categoryWord(c.Category)
		said = append(said, fmt.Sprintf("%s %d", c.Category, c.Count))
		if c.Count == 0 {
			keys = append(keys, w.NewLegend(w.MarkOutline, word+" none"))
			continue
		}
		segments = append(segments, w.Segment{Value: float64(c.Count), Fill: colour})
		keys = append(keys, w.NewSwatch(colour, fmt.Sprintf("%s %d", word, c.Count), w.MarkSwatch))
	}
	const inRow = 3
	for i := 0; i < len(keys); i += inRow {
		row := append([]fyne.CanvasObject{}, keys[i:min(i+inRow, len(keys))]...)
		for len(row) < inRow {
			row = append(row, w.NewText("", w.Caption))
		}
		keys[i/inRow] = w.Columns(4, nil, row...)
	}
	keys = keys[:(len(counts)+inRow-1)/inRow]
	return []fyne.CanvasObject{w.NewStackedBar(segments, 16, strings.Join(said, ", ")), w.VStack(4, keys...)}
}

func (p *prepPage) questionsCard() fyne.CanvasObject {
	all := p.brief.Questions
	if len(all) == 0 {
		return nil
	}
	var rows []fyne.CanvasObject
	for _, q := range all[:min(len(all), prepQuestions)] {
		add := w.NewButton("Add", w.Plain, func() {
			p.a.putPoint(p.m.Person.ID, q.Text, notes.Me)
			p.a.say("On the agenda: " + q.Text)
		}).WithIcon("plus").Small().Writes()
		add.SetLabel("Add to the agenda: " + q.Text)
		rows = append(rows, w.Pad(w.HStack(12, w.Grow(w.VStack(0, w.NewSpans(w.Body.Span("“"+q.Text+"”")).Wrap(2), w.NewElided(q.Why, w.Caption.In(theme.Text2)))), add), 6, 15, 6, 15))
	}
	return w.NewCard(prepHead("Questions you could ask", ""), w.NewLine(), w.Rows(rows...))
}

func (p *prepPage) agendaCard() fyne.CanvasObject {
	all := p.brief.Agenda
	var lines []fyne.CanvasObject
	for _, x := range all[:min(len(all), prepAgenda)] {
		icon, said := "chat", ""
		switch {
		case x.Carried > 0:
			icon, said = "carry", strings.ToLower(carriedWord(&x.Carried))
		case x.RaisedBy == notes.Them:
			said = "from " + p.m.Person.FirstName()
		}
		lines = append(lines, w.HStack(10, w.NewIcon(icon, theme.Text2, 16), w.NewElided(x.Text, w.Body), w.Spacer(), w.NewText(said, w.Caption.In(theme.Text2))))
	}
	if len(lines) == 0 {
		lines = append(lines, w.NewText("Nothing yet.", w.Small.In(theme.Text2)))
	}
	said := ""
	if len(all) > 0 {
		said = count(len(all), "point", "points")
	}
	return prepCard(prepHead("Agenda", said), 6, append(lines, more(len(all), prepAgenda)...)...)
}

func (p *prepPage) actions() []action {
	return []action{
		{"Start one-on-one", fyne.KeyReturn, ctrl, p.a.toWrite(func() { p.a.startMeeting(p.at.Person) })},
		{"Add a talking point", fyne.KeyT, ctrl, p.a.toWrite(func() { p.a.addPoint(p.at.Person) })},
	}
}
