package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/notes"
	w "rapport/ui/widget"
)

// drag lets the rows of the agenda make room for the one that is dragged, which has gone dy from where it was taken.
func (g *agenda) drag(id uuid.UUID, dy float32) {
	if g.dragged == nil {
		g.moved = 0
		for _, t := range g.p.m.Topics {
			g.dragged = append(g.dragged, t.ID)
		}
	}
	at := slices.Index(g.dragged, id)
	if at < 0 {
		return
	}
	swapped := false
	for at+1 < len(g.dragged) && dy-g.moved > g.heightOf(at+1)/2 {
		g.moved += g.heightOf(at + 1)
		g.dragged[at], g.dragged[at+1] = g.dragged[at+1], g.dragged[at]
		at, swapped = at+1, true
	}
	for at > 0 && dy-g.moved < -g.heightOf(at-1)/2 {
		g.moved -= g.heightOf(at - 1)
		g.dragged[at], g.dragged[at-1] = g.dragged[at-1], g.dragged[at]
		at, swapped = at-1, true
	}
	if swapped {
		var rows []fyne.CanvasObject
		for _, x := range g.dragged {
			if row := g.byID[x]; row != nil {
				rows = append(rows, row, w.NewLine())
			}
		}
		g.rows.Objects = rows
		g.rows.Refresh()
	}
}

func (g *agenda) heightOf(i int) float32 {
	if row := g.byID[g.dragged[i]]; row != nil {
		return row.Size().Height + 1
	}
	return 1
}

// dropped keeps the order in which the rows stand now.
func (g *agenda) dropped(id uuid.UUID) {
	order := g.dragged
	g.dragged = nil
	if order == nil {
		return
	}
	before := slices.IndexFunc(g.p.m.Topics, func(t notes.Topic) bool { return t.ID == id })
	if by := slices.Index(order, id) - before; by != 0 {
		g.move(id, by)
		return
	}
	g.show()
}
