package ui

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/notes"
	w "rapport/ui/widget"
)

// nextCard lists the talking points that wait for the next one-on-one: dragged, moved by Alt and the arrow keys, their topic changed by a
// click on the chip.
func (o *overviewTab) nextCard(*Team) fyne.CanvasObject {
	a, m := o.p.a, o.p.m
	carried := 0
	list := w.VStack(0)
	rows := map[uuid.UUID]*w.PointRow{}
	place := func(id uuid.UUID) int {
		return slices.IndexFunc(m.TalkingPoints, func(x notes.TalkingPoint) bool { return x.ID == id })
	}
	order := &reorder{
		list: list,
		ids: func() (out []uuid.UUID) {
			for _, x := range m.TalkingPoints {
				out = append(out, x.ID)
			}
			return out
		},
		row: func(id uuid.UUID) fyne.CanvasObject {
			if r := rows[id]; r != nil {
				return r
			}
			return nil
		},
		move: func(id uuid.UUID, by int) { a.movePoint(m, place(id), by) },
		same: func() { o.p.show(a.team) },
	}
	var linked []*w.Row
	for i, x := range m.TalkingPoints {
		item := w.AgendaItem{Text: x.Text, Topic: categoryWord(x.Category), Carried: carriedWord(x.Carried)}
		if item.Carried != "" {
			carried++
		}
		if x.RaisedBy == notes.Them {
			item.From = "From " + m.Person.FirstName()
		}
		var row *w.PointRow
		actions := w.AgendaActions{
			Open:    func() { w.ShowMenuAt(row, a.pointMenu(m, i)) },
			Topic:   func(chip fyne.CanvasObject) { w.ShowMenuAt(chip, a.pointMenu(m, i)) },
			Move:    func(by int) { a.movePoint(m, i, by) },
			Dragged: func(dy float32) { order.drag(x.ID, dy) },
			Dropped: func(float32) { order.drop(x.ID) },
		}
		if a.fixed() != nil { // nothing is changed there
			actions = w.AgendaActions{}
		}
		row = w.NewPointRow(item, actions)
		rows[x.ID] = row
		linked = append(linked, &row.Row)
		list.Objects = append(list.Objects, row, w.NewLine())
	}
	w.LinkRows(linked...)
	said := ""
	if n := len(linked); n > 0 {
		said = count(n, "point", "points")
		if carried > 0 {
			said += fmt.Sprintf(", %d carried over", carried)
		}
	}
	more := w.NewIconButton("more", "Agenda", w.Quiet, nil).Small().Writes()
	more.SetOnTapped(func() {
		w.ShowMenuAt(more, append(a.agendaMenu(m), w.MenuItem{}, w.MenuItem{Text: "Prepare: intent and template", Icon: "edit", Do: func() { a.prepare(m) }}))
	})
	return w.NewCard(w.NewCardHead("For next time", said, more), list, w.Pad(o.add, 12, 15, 14, 15))
}

// movePoint puts a waiting talking point some places up or down.
func (a *App) movePoint(m *Member, i, by int) {
	to := min(max(i+by, 0), len(m.TalkingPoints)-1)
	if i < 0 || to == i {
		return
	}
	list := slices.Clone(m.TalkingPoints)
	x := list[i]
	list = slices.Insert(slices.Delete(list, i, i+1), to, x)
	a.putPoints(notes.Renumber(list))
}

// raisedWord says under a box for talking points who raises what is typed, where that is not the manager.
func raisedWord(text string, m *Member) string {
	if by, said := notes.RaisedBy(text, m.Person.Name); by == notes.Them && said != "" {
		return "From " + m.Person.FirstName() + ": " + said
	}
	return ""
}

// pointMenu is what one can do with a waiting talking point: move it, change what it is about, take it off.
func (a *App) pointMenu(m *Member, i int) []w.MenuItem {
	x := m.TalkingPoints[i]
	move := func(by int) func() {
		return func() {
			list := append([]notes.TalkingPoint(nil), m.TalkingPoints...)
			list[i], list[i+by] = list[i+by], list[i]
			a.putPoints(notes.Renumber(list))
		}
	}
	var items []w.MenuItem
	for _, c := range notes.Categories {
		items = append(items, w.MenuItem{Text: categoryWord(c), Checked: x.Category == c, Do: func() {
			change(a, x, func(p notes.TalkingPoint) (notes.TalkingPoint, error) {
				p.Category = c
				return p, nil
			})
		}})
	}
	by := notes.Them
	if x.RaisedBy == notes.Them {
		by = notes.Me
	}
	who := map[notes.Side]string{notes.Me: "Raised by me", notes.Them: "Raised by " + m.Person.FirstName()}[by]
	items = append(items, w.MenuItem{}, w.MenuItem{Text: who, Icon: "chat", Do: func() {
		change(a, x, func(p notes.TalkingPoint) (notes.TalkingPoint, error) {
			p.RaisedBy = by
			return p, nil
		})
	}})
	if i > 0 {
		items = append(items, w.MenuItem{Text: "Move up", Icon: "chevu", Key: "Alt Up", Do: move(-1)})
	}
	if i < len(m.TalkingPoints)-1 {
		items = append(items, w.MenuItem{Text: "Move down", Icon: "chevd", Key: "Alt Down", Do: move(1)})
	}
	return append(items, a.historyItem("talking_points", x.Person, x.ID), w.MenuItem{Text: "Take off the list", Icon: "x", Danger: true, Do: func() { remove(a, x, "Taken off the list.") }})
}
