package widget

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// MonthCount is one month of a MonthBlocks.
type MonthCount struct {
	Name          string // "Mar"
	Praise, Other int
}

// MonthBlocks shows a block for each item of a month, one on another; a month without any has an outline. Of more than fit it shows as
// many as do, with the number.
type MonthBlocks struct {
	fw.BaseWidget
	months []MonthCount
}

const (
	blockWidth  = 22
	blockHeight = 14
	mostBlocks  = 4
)

// NewMonthBlocks makes a chart of some months, the earliest first.
func NewMonthBlocks(months []MonthCount) *MonthBlocks {
	m := &MonthBlocks{months: months}
	m.ExtendBaseWidget(m)
	return m
}

// AccessibilityLabel implements fyne.Accessible.
func (m *MonthBlocks) AccessibilityLabel() string {
	var parts []string
	for _, x := range m.months {
		parts = append(parts, fmt.Sprintf("%s %d praise, %d suggestions", x.Name, x.Praise, x.Other))
	}
	return strings.Join(parts, "; ")
}

// AccessibilityRole implements fyne.Accessible.
func (m *MonthBlocks) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (m *MonthBlocks) CreateRenderer() fyne.WidgetRenderer {
	type column struct {
		blocks []box
		praise []bool
		empty  bool
		name   glyph
		number glyph
	}
	var columns []column
	var objects []fyne.CanvasObject
	for _, x := range m.months {
		c := column{name: newGlyph(theme.SizeCaption, false), number: newGlyph(theme.SizeCaption, false), empty: x.Praise+x.Other == 0}
		n := x.Praise + x.Other
		for i := range min(n, mostBlocks) {
			c.blocks = append(c.blocks, newBox(3))
			c.praise = append(c.praise, i < x.Praise)
		}
		if n > mostBlocks && x.Praise >= mostBlocks && x.Other > 0 { // both sorts are seen
			c.praise[mostBlocks-1] = false
		}
		if c.empty {
			c.blocks, c.praise = []box{newBox(3)}, []bool{false}
		}
		for _, b := range c.blocks {
			objects = append(objects, b.Rectangle)
		}
		objects = append(objects, c.name.Text, c.number.Text)
		columns = append(columns, c)
	}
	refresh := func() {
		for i, c := range columns {
			for j, b := range c.blocks {
				switch {
				case c.empty:
					b.paint(theme.Clear, theme.Control, 1)
				case c.praise[j]:
					b.paint(theme.Accent, theme.Clear, 0)
				default:
					b.paint(theme.Topic4, theme.Clear, 0)
				}
			}
			c.name.set(m.months[i].Name, theme.Text2)
			number := ""
			if n := m.months[i].Praise + m.months[i].Other; n > mostBlocks {
				number = fmt.Sprint(n)
			}
			c.number.set(number, theme.Text2)
		}
	}
	layout := func(s fyne.Size) {
		if len(columns) == 0 {
			return
		}
		step := s.Width / float32(len(columns))
		for i, c := range columns {
			mid := step * (float32(i) + 0.5)
			n := c.name.size()
			place(c.name.Text, mid-n.Width/2, s.Height-n.Height, n.Width, n.Height)
			y := s.Height - n.Height - 6
			for _, b := range c.blocks {
				h := float32(blockHeight)
				if c.empty {
					h = 6
				}
				y -= h
				place(b.Rectangle, mid-blockWidth/2, y, blockWidth, h)
				y -= 1
			}
			k := c.number.size()
			place(c.number.Text, mid-k.Width/2, y-k.Height, k.Width, k.Height)
		}
	}
	minSize := func() fyne.Size {
		rows, number := 3, float32(0)
		for _, x := range m.months {
			rows = max(rows, min(x.Praise+x.Other, mostBlocks))
			if x.Praise+x.Other > mostBlocks {
				number = 16
			}
		}
		return fyne.NewSize(float32(len(columns))*(blockWidth+8), float32(rows)*(blockHeight+1)+22+number)
	}
	return newRenderer(m, minSize, layout, refresh, objects...)
}
