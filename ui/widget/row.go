package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// Row is a line of a list: a fixed height, a fill under the pointer, perhaps selected. Space and Enter press it,
// arrow keys move between rows that LinkRows joined. A row without an action is only a line.
type Row struct {
	press
	content  fyne.CanvasObject
	height   float32
	side     float32
	selected bool
	edged    bool
	rounded  bool
	bottom   bool
	prev     *Row
	next     *Row

	OnSecondary func(*fyne.PointEvent)           // right click
	OnKey       func(*fyne.KeyEvent) (took bool) // asked before the row's own keys
	OnFocus     func(on bool)
}

// NewRow makes a row for a card, its content 16 from the sides. Height 0 is as high as the content.
func NewRow(height float32, content fyne.CanvasObject, tapped func()) *Row {
	r := &Row{}
	r.become(r, height, content, tapped)
	return r
}

// become sets up a row that is embedded in self, or is itself.
func (r *Row) become(self fyne.Widget, height float32, content fyne.CanvasObject, tapped func()) {
	r.height, r.content, r.side = height, content, 16
	r.extend(self, tapped)
}

// WithSide changes the room at the sides. It returns the row.
func (r *Row) WithSide(side float32) *Row { r.side = side; r.Refresh(); return r }

// Writes says that a press changes what is recorded: the row cannot be pressed while ReadOnly. It returns the row.
func (r *Row) Writes() *Row { r.writes = true; r.Refresh(); return r }

// Edged shows selection with a 3 px accent edge. It returns the row.
func (r *Row) Edged() *Row { r.edged = true; r.Refresh(); return r }

// Rounded draws selection as a rounded area 4 from the sides. It returns the row.
func (r *Row) Rounded() *Row { r.rounded = true; r.Refresh(); return r }

// Bottom rounds the lower corners, for the last row of a card. It returns the row.
func (r *Row) Bottom() *Row { r.bottom = true; r.Refresh(); return r }

// SetBottom says whether the row is the last of a card.
func (r *Row) SetBottom(on bool) {
	if r.bottom != on {
		r.bottom = on
		r.Refresh()
	}
}

// SetSelected marks the row as the one that is shown elsewhere.
func (r *Row) SetSelected(on bool) {
	if r.selected != on {
		r.selected = on
		r.Refresh()
	}
}

// Selected reports whether the row is selected.
func (r *Row) Selected() bool { return r.selected }

// SetOnTapped changes what pressing does; nil makes the row only a line.
func (r *Row) SetOnTapped(f func()) { r.tapped = f }

// Content is what the row shows.
func (r *Row) Content() fyne.CanvasObject { return r.content }

// Disabled implements fyne.Disableable; Tab passes a row that cannot be pressed.
func (r *Row) Disabled() bool { return r.disabled || r.tapped == nil }

// TappedSecondary implements fyne.SecondaryTappable.
func (r *Row) TappedSecondary(e *fyne.PointEvent) {
	if r.OnSecondary != nil {
		r.OnSecondary(e)
	}
}

// FocusGained implements fyne.Focusable.
func (r *Row) FocusGained() {
	r.press.FocusGained()
	if r.OnFocus != nil {
		r.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (r *Row) FocusLost() {
	r.press.FocusLost()
	if r.OnFocus != nil {
		r.OnFocus(false)
	}
}

// TypedKey implements fyne.Focusable.
func (r *Row) TypedKey(e *fyne.KeyEvent) {
	if r.OnKey != nil && r.OnKey(e) {
		return
	}
	switch {
	case e.Name == fyne.KeyUp && r.prev != nil:
		r.prev.takeFocus()
	case e.Name == fyne.KeyDown && r.next != nil:
		r.next.takeFocus()
	default:
		r.press.TypedKey(e)
	}
}

// LinkRows lets the arrow keys move between rows; of a row with another name, as *MeetingRow, pass &r.Row.
func LinkRows(rows ...*Row) {
	for i, r := range rows {
		r.prev, r.next = nil, nil
		if i > 0 {
			r.prev = rows[i-1]
		}
		if i < len(rows)-1 {
			r.next = rows[i+1]
		}
	}
}

// CreateRenderer implements fyne.Widget.
func (r *Row) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	back, edge, ring := newBox(0), newBox(0), newRing(theme.RadiusSmall)
	refresh := func() {
		fill := theme.Clear
		hover := r.hovered && r.tapped != nil && !r.selected
		switch {
		case r.selected:
			fill = theme.AccentSoft
		case hover:
			fill = theme.Selected
		}
		lift(r.content, hover)
		back.CornerRadius = 0
		if r.rounded {
			back.CornerRadius = theme.RadiusControl
		}
		back.BottomLeftCornerRadius, back.BottomRightCornerRadius = 0, 0
		if r.bottom && !r.rounded {
			back.BottomLeftCornerRadius, back.BottomRightCornerRadius = theme.RadiusCard-1, theme.RadiusCard-1
		}
		back.paint(fill, theme.Clear, 0)
		edge.paint(theme.Accent, theme.Clear, 0)
		show(edge.Rectangle, r.selected && r.edged)
		ring.ringAround(r.focused, r.Size(), -2)
	}
	layout := func(s fyne.Size) {
		x := float32(0)
		if r.rounded {
			x = 4
		}
		place(back.Rectangle, x, 0, s.Width-2*x, s.Height)
		place(edge.Rectangle, 0, 0, 3, s.Height)
		h := heightFor(r.content, s.Width-2*r.side)
		if r.height == 0 {
			h = s.Height
		} else {
			h = min(h, s.Height)
		}
		place(r.content, r.side, (s.Height-h)/2, s.Width-2*r.side, h)
		if r.focused {
			ring.ringAround(true, s, -2)
		}
	}
	minSize := func() fyne.Size {
		m := r.content.MinSize()
		h := r.height
		if h == 0 {
			h = m.Height
		}
		return fyne.NewSize(m.Width+2*r.side, h)
	}
	return newRenderer(r, minSize, layout, refresh, back.Rectangle, edge.Rectangle, r.content, ring.Rectangle)
}
