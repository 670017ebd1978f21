package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/goals"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// movedGoal is what became of one goal since the last one-on-one, and what to ask about it.
type movedGoal struct {
	g    goals.Goal
	move goals.Move
	ask  string
}

// movedGoals are the goals of a person since their last one-on-one: those that moved and those that did not.
func movedGoals(m *Member, t *Team) (out []movedGoal, moved int) {
	last, ok := m.LastMet()
	if !ok {
		return nil, 0
	}
	for _, g := range m.Goals {
		if g.Status == goals.Draft {
			continue
		}
		// what was checked in at the last one-on-one is news since it
		move, ok := goals.Moved(g, last.At.Date()-1, t.On)
		if !ok {
			continue
		}
		if move.Word != goals.MoveNoChange && move.Word != goals.MoveUnclear {
			moved++
		}
		out = append(out, movedGoal{g, move, goals.Ask(g, move, t.On)})
	}
	return out, moved
}

// goalReview is the look at the goals before a one-on-one: what moved since the last, what did not, what to ask.
func (a *App) goalReview(m *Member, t *Team) fyne.CanvasObject {
	all, moved := movedGoals(m, t)
	if len(all) == 0 {
		return nil
	}
	last, _ := m.LastMet()
	var rows []fyne.CanvasObject
	asks := 0
	for _, x := range all {
		said := strings.ToLower(string(x.move.Word))
		if x.move.From != nil && x.move.To != nil && percent(*x.move.From) != percent(*x.move.To) {
			said = percent(*x.move.From) + " to " + percent(*x.move.To) + ", " + said
		}
		icon, col := "check", theme.Green
		switch x.move.Word {
		case goals.MoveSlipped:
			icon, col = "down", theme.Amber
		case goals.MoveNoChange, goals.MoveSlowed:
			icon, col = "flat", theme.Amber
		case goals.MoveUnclear:
			icon, col = "dots", theme.Text2
		}
		row := []fyne.CanvasObject{w.NewIcon(icon, col, 16), w.Sized(w.NewElided(x.g.Title, w.Small), 250, 0), w.Sized(w.NewElided(said, w.Small.In(theme.Text2)), 170, 0)}
		if x.ask == "" {
			row = append(row, w.Grow(w.NewElided("Nothing to ask: it goes as planned.", w.Small.In(theme.Text3))))
		} else {
			asks++
			text := x.g.Title + ": " + x.ask
			row = append(row, w.Grow(middle(w.NewSpans(w.Small.Span("“"+x.ask+"”")).Wrap(2))))
			if waits(m, text) {
				row = append(row, w.NewText("On the list", w.Caption.In(theme.Text2)))
			} else {
				row = append(row, w.NewButton("Add to agenda", w.Link, func() {
					a.putPoint(m.Person.ID, text, notes.Me)
					a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
				}).Writes())
			}
		}
		rows = append(rows, w.Pad(w.HStack(10, row...), 7, 15, 7, 15))
	}
	said := fmt.Sprintf("%d moved, %d did not, %s to ask", moved, len(all)-moved, count(asks, "question", "questions"))
	return w.NewCard(w.NewCardHead("Since "+shortDay(last.At.Date(), t.On), said, nil).WithHeight(40), w.Rows(rows...))
}

// waits reports whether a text is among the talking points that wait for the person.
func waits(m *Member, text string) bool {
	for _, p := range m.TalkingPoints {
		if p.Text == text {
			return true
		}
	}
	return false
}
