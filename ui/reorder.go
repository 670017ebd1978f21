package ui

import (
	"slices"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	w "rapport/ui/widget"
)

// reorder lets rows of a list make room for the one that is dragged.
type reorder struct {
	list  *fyne.Container                      // of each row, and a line after it
	ids   func() []uuid.UUID                   // the order as it is kept
	row   func(id uuid.UUID) fyne.CanvasObject // nil where there is none
	move  func(id uuid.UUID, by int)           // keeps another place
	same  func()                               // draws the list where nothing moved
	order []uuid.UUID                          // while a row is dragged
	moved float32                              // how far the place of the dragged row has gone with it
}

// drag is told how far a row was dragged since it was taken.
func (r *reorder) drag(id uuid.UUID, dy float32) {
	if r.order == nil {
		r.order, r.moved = slices.Clone(r.ids()), 0
	}
	at := slices.Index(r.order, id)
	if at < 0 {
		return
	}
	swapped := false
	for at+1 < len(r.order) && dy-r.moved > r.height(at+1)/2 {
		r.moved += r.height(at + 1)
		r.order[at], r.order[at+1] = r.order[at+1], r.order[at]
		at, swapped = at+1, true
	}
	for at > 0 && dy-r.moved < -r.height(at-1)/2 {
		r.moved -= r.height(at - 1)
		r.order[at], r.order[at-1] = r.order[at-1], r.order[at]
		at, swapped = at-1, true
	}
	if swapped {
		var rows []fyne.CanvasObject
		for _, x := range r.order {
			if row := r.row(x); row != nil {
				rows = append(rows, row, w.NewLine())
			}
		}
		r.list.Objects = rows
		r.list.Refresh()
	}
}

func (r *reorder) height(i int) float32 {
	if row := r.row(r.order[i]); row != nil {
		return row.Size().Height + 1
	}
	return 1
}

// drop keeps the order in which the rows stand now.
func (r *reorder) drop(id uuid.UUID) {
	order := r.order
	r.order = nil
	if order == nil {
		return
	}
	if by := slices.Index(order, id) - slices.Index(r.ids(), id); by != 0 {
		r.move(id, by)
		return
	}
	r.same()
}
