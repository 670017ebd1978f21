package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// Tab is one tab: its words and, where it is not empty, a count.
type Tab struct{ Text, Count string }

// Tabs goes between the parts of a page. Arrow keys move.
type Tabs struct {
	press
	tabs     []Tab
	selected int
	hover    int

	OnChanged func(index int)
}

// NewTabs makes tabs 40 high with an accent line under the open one.
func NewTabs(tabs []Tab, selected int, changed func(index int)) *Tabs {
	t := &Tabs{tabs: tabs, selected: selected, hover: -1, OnChanged: changed}
	t.extend(t, nil)
	t.speak()
	return t
}

// Selected is the index of the open tab.
func (t *Tabs) Selected() int { return t.selected }

// SetSelected shows another tab as open without calling OnChanged.
func (t *Tabs) SetSelected(index int) {
	if t.selected != index {
		t.selected = index
		t.speak()
		t.Refresh()
	}
}

// SetCount changes the count of one tab.
func (t *Tabs) SetCount(index int, count string) {
	if index >= 0 && index < len(t.tabs) && t.tabs[index].Count != count {
		t.tabs[index].Count = count
		t.Refresh()
	}
}

func (t *Tabs) speak() {
	t.label = ""
	if t.selected >= 0 && t.selected < len(t.tabs) {
		t.label = t.tabs[t.selected].Text
	}
}

func (t *Tabs) choose(index int) {
	if index < 0 || index >= len(t.tabs) || index == t.selected {
		return
	}
	t.SetSelected(index)
	if t.OnChanged != nil {
		t.OnChanged(index)
	}
}

// Tapped implements fyne.Tappable.
func (t *Tabs) Tapped(e *fyne.PointEvent) { t.choose(t.at(e.Position.X)) }

// MouseMoved implements desktop.Hoverable.
func (t *Tabs) MouseMoved(e *desktop.MouseEvent) { t.setHover(t.at(e.Position.X)) }

// MouseIn implements desktop.Hoverable.
func (t *Tabs) MouseIn(e *desktop.MouseEvent) { t.setHover(t.at(e.Position.X)) }

// MouseOut implements desktop.Hoverable.
func (t *Tabs) MouseOut() { t.setHover(-1) }

func (t *Tabs) setHover(i int) {
	if t.hover != i {
		t.hover = i
		t.Refresh()
	}
}

// TypedKey implements fyne.Focusable.
func (t *Tabs) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		t.choose(t.selected - 1)
	case fyne.KeyRight:
		t.choose(t.selected + 1)
	case fyne.KeyHome:
		t.choose(0)
	case fyne.KeyEnd:
		t.choose(len(t.tabs) - 1)
	default:
		passKey(t, e)
	}
}

const (
	tabGap   float32 = 24
	tabCount float32 = 7
)

// width of a tab as if it were open, so that nothing moves when it opens.
func (t *Tabs) width(i int) float32 {
	w := fyne.MeasureText(t.tabs[i].Text, theme.SizeBody, fyne.TextStyle{Bold: true}).Width
	if c := t.tabs[i].Count; c != "" {
		w += tabCount + fyne.MeasureText(c, theme.SizeSmall, fyne.TextStyle{}).Width
	}
	return w
}

func (t *Tabs) at(x float32) int {
	left := -tabGap / 2
	for i := range t.tabs {
		right := left + t.width(i) + tabGap
		if x >= left && x < right {
			return i
		}
		left = right
	}
	return -1
}

// CreateRenderer implements fyne.Widget.
func (t *Tabs) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	texts, counts := make([]glyph, len(t.tabs)), make([]glyph, len(t.tabs))
	line, ring := newBox(1.5), newRing(theme.RadiusSmall)
	objects := []fyne.CanvasObject{line.Rectangle}
	for i := range t.tabs {
		texts[i], counts[i] = newGlyph(theme.SizeBody, false), newGlyph(theme.SizeSmall, false)
		objects = append(objects, texts[i].Text, counts[i].Text)
	}
	objects = append(objects, ring.Rectangle)
	refresh := func() {
		for i, tab := range t.tabs {
			col := theme.Text2
			if i == t.selected || i == t.hover {
				col = theme.Text
			}
			texts[i].setStyled(tab.Text, col, i == t.selected)
			counts[i].set(tab.Count, theme.Text3)
		}
		line.paint(theme.Accent, theme.Clear, 0)
		show(line.Rectangle, t.selected >= 0 && t.selected < len(t.tabs))
		show(ring.Rectangle, t.focused && line.Visible())
		ring.paint(theme.Clear, theme.Accent, 2)
	}
	layout := func(s fyne.Size) {
		var x float32
		for i := range t.tabs {
			ts, cs, w := texts[i].size(), counts[i].size(), t.width(i)
			place(texts[i].Text, x, (s.Height-ts.Height)/2, ts.Width, ts.Height)
			place(counts[i].Text, x+ts.Width+tabCount, (s.Height-cs.Height)/2+0.5, cs.Width, cs.Height)
			if i == t.selected {
				place(line.Rectangle, x, s.Height-2, w, 3)
				place(ring.Rectangle, x-8, 5, w+16, s.Height-10)
			}
			x += w + tabGap
		}
	}
	minSize := func() fyne.Size {
		var w float32
		for i := range t.tabs {
			w += t.width(i) + tabGap
		}
		return fyne.NewSize(max(w-tabGap, 0), theme.HeightTabs)
	}
	return newRenderer(t, minSize, layout, refresh, objects...)
}
