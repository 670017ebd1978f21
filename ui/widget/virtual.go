package widget

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Virtual shows any number of rows of one height, one under the other with a line between, and makes widgets for those in view only: what
// scrolls out is shown again as what scrolls in.
type Virtual struct {
	scroll  *container.Scroll
	content *fyne.Container
	height  float32
	count   int
	fresh   func() fyne.CanvasObject
	bind    func(index int, row fyne.CanvasObject)
	slots   []slot
}

// slot is one widget, and the row that it shows now; -1 for none.
type slot struct {
	row   fyne.CanvasObject
	line  *Fill
	index int
}

// NewVirtual makes a list of rows of a height. fresh makes a widget, bind lets it show the row with the index.
func NewVirtual(height float32, fresh func() fyne.CanvasObject, bind func(index int, row fyne.CanvasObject)) *Virtual {
	v := &Virtual{height: height, fresh: fresh, bind: bind}
	v.content = &fyne.Container{Layout: virtualLayout{v}}
	v.scroll = container.NewVScroll(v.content)
	v.scroll.OnScrolled = func(fyne.Position) { v.place(false) }
	return v
}

// Object is what stands on a page. Its least height is that of two rows.
func (v *Virtual) Object() *container.Scroll { return v.scroll }

// Height is what all rows need.
func (v *Virtual) Height() float32 { return v.height * float32(v.count) }

// Count is how many rows there are.
func (v *Virtual) Count() int { return v.count }

// Set shows so many rows, each bound anew.
func (v *Virtual) Set(count int) {
	v.count = count
	v.scroll.Offset.Y = min(v.scroll.Offset.Y, max(v.Height()-v.scroll.Size().Height, 0))
	v.place(true)
	v.scroll.Refresh()
}

// Row is the widget that shows a row now; nil where it is out of view.
func (v *Virtual) Row(index int) fyne.CanvasObject {
	for _, s := range v.slots {
		if s.index == index {
			return s.row
		}
	}
	return nil
}

// Index is the row that a widget shows now, -1 for none.
func (v *Virtual) Index(row fyne.CanvasObject) int {
	for _, s := range v.slots {
		if s.row == row {
			return s.index
		}
	}
	return -1
}

// Reveal scrolls so far that a row is in view, and gives its widget; nil where there is no such row.
func (v *Virtual) Reveal(index int) fyne.CanvasObject {
	if index < 0 || index >= v.count {
		return nil
	}
	top, view := v.height*float32(index), v.scroll.Size().Height
	switch {
	case top < v.scroll.Offset.Y:
		v.ScrollTo(top)
	case top+v.height > v.scroll.Offset.Y+view:
		v.ScrollTo(top + v.height - view)
	}
	return v.Row(index)
}

// ScrollTo puts the upper edge at a distance from the first row.
func (v *Virtual) ScrollTo(y float32) {
	y = min(max(y, 0), max(v.Height()-v.scroll.Size().Height, 0))
	if y != v.scroll.Offset.Y {
		v.scroll.ScrollToOffset(fyne.NewPos(0, y))
		v.place(false)
	}
}

// place gives every row in view a widget; those that show one in view already keep it, unless all are bound anew.
func (v *Virtual) place(again bool) {
	size := v.scroll.Size()
	if size.Height <= 0 || size.Width <= 0 {
		return
	}
	first := max(int(math.Floor(float64(v.scroll.Offset.Y/v.height))), 0)
	last := min(int(math.Ceil(float64((v.scroll.Offset.Y+size.Height)/v.height))), v.count) - 1
	shown := make(map[int]bool, last-first+1)
	var free []int
	for i := range v.slots {
		if at := v.slots[i].index; at < first || at > last {
			free = append(free, i)
		} else {
			shown[at] = true
		}
	}
	added := false
	for at := first; at <= last; at++ {
		if shown[at] {
			continue
		}
		i := len(v.slots)
		if n := len(free); n > 0 {
			i, free = free[n-1], free[:n-1]
		} else {
			v.slots = append(v.slots, slot{row: v.fresh(), line: NewLine()})
			added = true
		}
		s := &v.slots[i]
		if c := canvasOf(s.row); c != nil && fyne.CanvasObject(s.row) == asObject(c.Focused()) {
			c.Unfocus() // the keyboard must not slip to another row unseen
		}
		s.index = at
		v.bind(at, s.row)
		shown[at] = true
		v.put(*s, size.Width)
	}
	for _, i := range free {
		v.slots[i].index = -1
	}
	for _, s := range v.slots {
		if again && s.index >= 0 {
			v.bind(s.index, s.row)
		}
		v.put(s, size.Width)
	}
	if added {
		objects := make([]fyne.CanvasObject, 0, 2*len(v.slots))
		for _, s := range v.slots {
			objects = append(objects, s.row)
		}
		for _, s := range v.slots {
			objects = append(objects, s.line)
		}
		v.content.Objects = objects
		v.content.Refresh()
	}
}

func (v *Virtual) put(s slot, width float32) {
	show(s.row, s.index >= 0)
	show(s.line, s.index > 0)
	if s.index < 0 {
		return
	}
	y := v.height * float32(s.index)
	place(s.row, 0, y, width, v.height)
	place(s.line, 0, y, width, 1)
}

// asObject is what has the keyboard as an object, or nil.
func asObject(f fyne.Focusable) fyne.CanvasObject {
	o, _ := f.(fyne.CanvasObject)
	return o
}

// virtualLayout is as high as all rows; where they stand is the list's own business.
type virtualLayout struct{ v *Virtual }

func (l virtualLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(0, l.v.Height()) }

func (l virtualLayout) Layout([]fyne.CanvasObject, fyne.Size) { l.v.place(false) }
