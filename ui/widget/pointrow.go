package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// PointRow is a talking point that waits, with where it comes from under it. Alt+Up and Alt+Down move it; it can be dragged too. A click on its chip, or the menu
// key, chooses another topic.
type PointRow struct {
	Row
	actions AgendaActions
	chip    *ChipButton
	dragged float32
}

// NewPointRow makes a row 44 high. Of the actions Tick is not used.
func NewPointRow(item AgendaItem, a AgendaActions) *PointRow {
	r := &PointRow{actions: a}
	icon := "chat"
	if item.Carried != "" {
		icon = "carry"
	}
	r.chip = NewChipButton(item.Topic, nil)
	if a.Topic != nil {
		r.chip.tapped = func() { a.Topic(r.chip) }
	}
	show(r.chip, item.Topic != "")
	words := []fyne.CanvasObject{NewElided(item.Text, Body)}
	said := item.Carried
	if said != "" && item.From != "" {
		said += " · "
	}
	if said += item.From; said != "" { // under the text, which needs the width
		words = append(words, NewElided(said, Caption.In(theme.Text3)))
	}
	r.become(r, 44, HStack(10, NewIcon(icon, theme.Text2, 16), Grow(inRow(0, VStack(0, words...))), r.chip), a.Open)
	r.SetLabel(item.Text)
	r.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == desktop.KeyMenu && a.Topic != nil {
			a.Topic(r.chip)
			return true
		}
		return false
	}
	return r
}

// TypedShortcut implements fyne.Shortcutable.
func (r *PointRow) TypedShortcut(s fyne.Shortcut) {
	if by := AltArrow(s); by != 0 && r.actions.Move != nil {
		r.actions.Move(by)
		return
	}
	passShortcut(canvasOf(r), s)
}

// AltArrow is the direction of Alt and an arrow key: -1 up, 1 down, 0 for another shortcut.
func AltArrow(s fyne.Shortcut) int {
	c, ok := s.(*desktop.CustomShortcut)
	if !ok || c.Modifier != fyne.KeyModifierAlt {
		return 0
	}
	return map[fyne.KeyName]int{fyne.KeyUp: -1, fyne.KeyDown: 1}[c.KeyName]
}

// Dragged implements fyne.Draggable.
func (r *PointRow) Dragged(e *fyne.DragEvent) {
	r.dragged += e.Dragged.DY
	if r.actions.Dragged != nil {
		r.actions.Dragged(r.dragged)
	}
}

// DragEnd implements fyne.Draggable.
func (r *PointRow) DragEnd() {
	by := r.dragged
	r.dragged = 0
	if r.actions.Dropped != nil && by != 0 {
		r.actions.Dropped(by)
	}
}
