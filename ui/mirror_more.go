package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/morale"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

func (p *mirrorPage) attentionCard(r morale.Reflection) fyne.CanvasObject {
	var columns []w.Column
	var less []string
	said := []string{}
	for _, x := range r.Reports {
		low := false
		for _, word := range x.UnderHalf {
			low = low || word == "minutes"
		}
		first, _, _ := strings.Cut(x.Name, " ")
		columns = append(columns, w.Column{Label: first, Value: float64(x.Minutes), Text: fmt.Sprint(x.Minutes), Low: low})
		said = append(said, fmt.Sprintf("%s %d", first, x.Minutes))
		if len(x.UnderHalf) > 0 {
			words := strings.ReplaceAll(strings.Join(x.UnderHalf, " and "), "words", "length of notes")
			less = append(less, first+" in "+words)
		}
	}
	remark := "Nobody has under half of the team’s middle, in one-on-ones, minutes or length of notes."
	switch {
	case r.Usual == (morale.Usual{}):
		remark = "From three reports on, the middle of the team shows here."
	case len(less) > 0:
		remark = "Under half of the team’s middle: " + strings.Join(less, ", ") + "."
	}
	legend := w.HStack(16, w.NewLegend(w.MarkOutlineWarn, "under half"), w.NewText(fmt.Sprintf("middle %.0f", r.Usual.Minutes), w.Caption.In(theme.Text2)))
	var columnsOf fyne.CanvasObject = w.NewHistogram(columns, r.Usual.Minutes, "Minutes together: "+strings.Join(said, ", "))
	if columnsOf.MinSize().Width > 480 { // more people than the card has room for
		columnsOf = container.NewHScroll(columnsOf)
	}
	return w.NewCard(w.NewCardHead("Attention", "minutes together", legend).WithoutLine(), w.Pad(w.VStack(8,
		w.Sized(columnsOf, 0, 150), w.NewWrapped(remark, w.Small.In(theme.Text2))), 0, 15, 14, 15))
}

// careCard is what was asked and what goals were looked at.
func (p *mirrorPage) careCard(r morale.Reflection) fyne.CanvasObject {
	a := p.a
	q, g := r.Questions, r.Goals
	line := func(value, words, was string) fyne.CanvasObject {
		if a.shell.narrow {
			was = ""
		}
		return w.HStack(8, w.NewSpans(w.Strong.Span(value), w.Small.In(theme.Text2).Span("  "+words)).Elide(), w.NewText(was, w.Small.In(theme.Text2)))
	}
	parts := []fyne.CanvasObject{
		line(fmt.Sprint(q.Asked), count(q.Asked, "question", "questions")[len(fmt.Sprint(q.Asked))+1:]+fmt.Sprintf(" asked, %s noted", count(q.Stated, "statement", "statements")), fmt.Sprintf("was %d and %d", r.Previous.Questions.Asked, r.Previous.Questions.Stated)),
		w.NewStackedBar([]w.Segment{{Value: float64(q.Asked), Fill: theme.Topic1}, {Value: float64(q.Stated), Fill: theme.Topic5}}, 12, fmt.Sprintf("%d asked, %d noted", q.Asked, q.Stated)),
		w.Pad(line(fmt.Sprintf("%d of %d", g.Checked, g.Active), "active goals had a check-in", fmt.Sprintf("was %d of %d", r.Previous.Goals.Checked, r.Previous.Goals.Active)), 8, 0, 0, 0),
	}
	body := w.VStack(8, parts...)
	card := []fyne.CanvasObject{w.NewCardHead("Questions and goals", "", nil).WithoutLine(), w.Pad(body, 0, 15, 10, 15)}
	var rows []fyne.CanvasObject
	var linked []*w.Row
	for _, u := range g.Without[:min(len(g.Without), 3)] {
		first, _, _ := strings.Cut(u.Name, " ")
		row := w.NewRow(40, w.HStack(8, w.NewElided(first+": "+u.Title, w.Small), w.NewText("no check-in for "+count(u.Days, "day", "days"), w.Small.In(theme.Text2))), func() {
			a.open(Place{Page: Person, Person: u.Person, Tab: TabGoals, Record: u.Goal})
		})
		row.SetLabel(u.Title + ": no check-in for " + count(u.Days, "day", "days"))
		rows, linked = append(rows, row), append(linked, row)
	}
	w.LinkRows(linked...)
	if len(rows) > 0 {
		card = append(card, w.NewLine(), w.Rows(rows...))
	}
	return w.NewCard(card...)
}
