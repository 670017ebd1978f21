package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/morale"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// shownNeeds is how many needs the card of the balance shows: prep asks about the same ones.
const shownNeeds = 3

// balanceCard shows what the last one-on-ones were about, and what the person seems to need that did not come up in them.
func (o *overviewTab) balanceCard(t *Team) fyne.CanvasObject {
	a, m := o.p.a, o.p.m
	b := morale.BalanceWith(m.File, m.Signs, t.On, morale.BalanceMeetings)
	if b.Meetings == 0 {
		return w.NewCard(w.NewCardHead("Talked about", "", nil).WithoutLine(), w.Pad(w.NewWrapped("After the first one-on-one, what it was about shows here.", w.Small.In(theme.Text2)), 0, 15, 14, 15))
	}
	shown := slices.DeleteFunc(slices.Clone(b.Counts), func(c morale.CategoryCount) bool { return c.Count == 0 && c.Category == notes.Other })
	rows := []fyne.CanvasObject{w.Pad(w.VStack(8, topicBar(shown)...), 4, 15, 12, 15)}
	if b.Topics == 0 {
		rows[0] = w.Pad(w.NewWrapped("No talking point was ticked off in them.", w.Small.In(theme.Text2)), 4, 15, 12, 15)
	}
	for _, n := range b.Needs[:min(len(b.Needs), shownNeeds)] {
		var do fyne.CanvasObject
		if slices.ContainsFunc(m.TalkingPoints, func(x notes.TalkingPoint) bool { return x.Text == n.Question }) {
			do = w.NewChip("On the list", "check", w.Neutral)
		} else {
			add := w.NewButton("Add", w.Plain, func() {
				a.putPoint(m.Person.ID, n.Question, notes.Me)
				a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
			}).WithIcon("plus").Small().Writes()
			add.SetLabel("Add to the list: " + n.Question)
			do = add
		}
		category := categoryWord(n.Category)
		reason, named := strings.CutPrefix(n.Reason, category)
		if !named {
			reason = "  " + reason
		}
		words := w.VStack(2, w.NewSpans(w.SmallStrong.Span(category), w.Small.In(theme.Text2).Span(reason)).Wrap(2), w.NewWrapped("“"+n.Question+"”", w.Small))
		rows = append(rows, w.Pad(w.HStack(12, w.Grow(words), do), 10, 15, 10, 15))
	}
	return w.NewCard(w.NewCardHead("Talked about", "last "+inWords(b.Meetings, "one-on-one", "one-on-ones"), nil).WithoutLine(), w.Rows(rows...))
}
