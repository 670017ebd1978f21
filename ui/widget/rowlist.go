package widget

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// RowList shows rows of one height of a list of any length and makes only as many as can be seen: a row that leaves the view is used
// again for the one that comes. It is one stop of the keyboard: arrows, Page Up and Down, Home and End move the current row, which has
// a fill of its own; every other key is offered to OnKey.
type RowList struct {
	fw.BaseWidget

	OnKey func(i int, e *fyne.KeyEvent) (took bool) // i is -1 in an empty list

	newRow  func() fyne.CanvasObject
	bind    func(i int, row fyne.CanvasObject)
	height  float32
	n       int
	current int
	focused bool
	label   string

	scroll *container.Scroll
	body   *fyne.Container
	fill   box
	ring   box
	shown  map[int]fyne.CanvasObject
	free   []fyne.CanvasObject
	over   fyne.CanvasObject // stands in place of a row, as the entries that edit it
	overAt int
}

// NewRowList makes a list. newRow makes a row, bind lets one show the i-th thing.
func NewRowList(label string, height float32, newRow func() fyne.CanvasObject, bind func(i int, row fyne.CanvasObject)) *RowList {
	l := &RowList{newRow: newRow, bind: bind, height: height, current: -1, label: label, shown: map[int]fyne.CanvasObject{}, overAt: -1}
	l.fill, l.ring = newBox(0), newRing(theme.RadiusSmall)
	l.body = container.New(rowListLayout{l}, l.fill.Rectangle, l.ring.Rectangle)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) { l.place() }
	l.ExtendBaseWidget(l)
	return l
}

// SetLength says how many rows there are, and draws all that can be seen again.
func (l *RowList) SetLength(n int) {
	l.n = n
	l.current = min(l.current, n-1)
	if l.overAt >= n {
		l.over, l.overAt = nil, -1
	}
	for i, row := range l.shown {
		if i < n {
			l.bind(i, row)
		}
	}
	l.body.Refresh() // its least size is another one
	l.scroll.Refresh()
	l.place()
}

// Len is how many rows there are.
func (l *RowList) Len() int { return l.n }

// Current is the row that keys act on, -1 for none.
func (l *RowList) Current() int { return l.current }

// SetCurrent makes a row the one that keys act on and brings it into view.
func (l *RowList) SetCurrent(i int) {
	l.current = max(min(i, l.n-1), -1)
	if l.current >= 0 {
		top := float32(l.current) * l.height
		y := l.scroll.Offset.Y
		if below := top + l.height - y - l.scroll.Size().Height; below > 0 {
			y += below
		}
		if y > top {
			y = top
		}
		if y != l.scroll.Offset.Y && l.scroll.Size().Height > 0 {
			l.scroll.ScrollToOffset(fyne.NewPos(0, y))
		}
	}
	l.place()
}

// SetOver puts an object, as the entries that edit it, in place of a row; nil takes it away.
func (l *RowList) SetOver(i int, o fyne.CanvasObject) {
	l.over, l.overAt = o, i
	if o == nil {
		l.overAt = -1
	} else {
		l.SetCurrent(i)
	}
	l.place()
}

// Shown are the rows that are drawn now, by their place in the list.
func (l *RowList) Shown() map[int]fyne.CanvasObject { return l.shown }

// Focus moves the keyboard to the list.
func (l *RowList) Focus() {
	if c := canvasOf(l); c != nil {
		c.Focus(l)
	}
}

// place binds and moves the rows that can be seen.
func (l *RowList) place() {
	size := l.scroll.Size()
	if size.Height <= 0 {
		return
	}
	first := max(int(math.Floor(float64(l.scroll.Offset.Y/l.height))), 0)
	last := min(int(math.Ceil(float64((l.scroll.Offset.Y+size.Height)/l.height))), l.n) - 1
	for i, row := range l.shown {
		if i < first || i > last {
			delete(l.shown, i)
			row.Hide()
			l.free = append(l.free, row)
		}
	}
	objects := []fyne.CanvasObject{l.fill.Rectangle}
	width := max(l.body.Size().Width, size.Width)
	for i := first; i <= last; i++ {
		row := l.shown[i]
		if row == nil {
			if n := len(l.free); n > 0 {
				row, l.free = l.free[n-1], l.free[:n-1]
			} else {
				row = l.newRow()
			}
			l.shown[i] = row
			l.bind(i, row)
		}
		place(row, 0, float32(i)*l.height, width, l.height)
		show(row, i != l.overAt)
		objects = append(objects, row)
	}
	at := float32(l.current) * l.height
	l.fill.paint(theme.AccentSoft, theme.Clear, 0)
	place(l.fill.Rectangle, 0, at, width, l.height)
	show(l.fill.Rectangle, l.current >= 0)
	l.ring.ringAround(l.focused && l.current >= 0, fyne.NewSize(width, l.height), -2)
	l.ring.Move(fyne.NewPos(2, at+2))
	objects = append(objects, l.ring.Rectangle)
	if l.over != nil {
		place(l.over, 0, float32(l.overAt)*l.height, width, l.height)
		objects = append(objects, l.over)
	}
	if !same(l.body.Objects, objects) {
		l.body.Objects = objects
	}
	repaint(l.body)
}

func same(a, b []fyne.CanvasObject) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// FocusGained implements fyne.Focusable.
func (l *RowList) FocusGained() {
	l.focused = true
	if l.current < 0 && l.n > 0 {
		l.SetCurrent(0)
	}
	l.place()
	if Focused != nil {
		Focused(l)
	}
}

// FocusLost implements fyne.Focusable.
func (l *RowList) FocusLost() { l.focused = false; l.place() }

// TypedRune implements fyne.Focusable.
func (l *RowList) TypedRune(rune) {}

// TypedKey implements fyne.Focusable.
func (l *RowList) TypedKey(e *fyne.KeyEvent) {
	page := max(int(l.scroll.Size().Height/l.height)-1, 1)
	switch e.Name {
	case fyne.KeyUp:
		l.SetCurrent(max(l.current-1, 0))
	case fyne.KeyDown:
		l.SetCurrent(l.current + 1)
	case fyne.KeyPageUp:
		l.SetCurrent(max(l.current-page, 0))
	case fyne.KeyPageDown:
		l.SetCurrent(l.current + page)
	case fyne.KeyHome:
		l.SetCurrent(0)
	case fyne.KeyEnd:
		l.SetCurrent(l.n - 1)
	default:
		if l.OnKey == nil || !l.OnKey(l.current, e) {
			passKey(l, e)
		}
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (l *RowList) AccessibilityLabel() string { return l.label }

// AccessibilityRole implements fyne.Accessible.
func (l *RowList) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// MinSize implements fyne.CanvasObject.
func (l *RowList) MinSize() fyne.Size { return fyne.NewSize(200, 3*l.height) }

// Resize implements fyne.CanvasObject.
func (l *RowList) Resize(s fyne.Size) {
	l.BaseWidget.Resize(s)
	l.place()
}

// CreateRenderer implements fyne.Widget.
func (l *RowList) CreateRenderer() fyne.WidgetRenderer {
	return newRenderer(l, l.MinSize, func(s fyne.Size) {
		place(l.scroll, 0, 0, s.Width, s.Height)
		l.place()
	}, func() {}, l.scroll)
}

// rowListLayout gives the body the height of all rows.
type rowListLayout struct{ l *RowList }

func (r rowListLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(100, float32(r.l.n)*r.l.height)
}

func (r rowListLayout) Layout([]fyne.CanvasObject, fyne.Size) { r.l.place() }
