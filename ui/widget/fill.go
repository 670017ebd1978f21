package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Fill is a plain rectangle in a token colour that follows the theme.
type Fill struct {
	fw.BaseWidget
	col, edge fyne.ThemeColorName
	radius    float32
	below     float32 // radius of the lower corners alone
	min       fyne.Size
}

// NewFill makes a plain rectangle.
func NewFill(col fyne.ThemeColorName) *Fill { return NewPanel(col, theme.Clear, 0) }

// NewPanel makes a rectangle with an edge 1 wide and round corners.
func NewPanel(col, edge fyne.ThemeColorName, radius float32) *Fill {
	f := &Fill{col: col, edge: edge, radius: radius}
	f.ExtendBaseWidget(f)
	return f
}

// RoundedBelow rounds the lower corners, for the foot of a panel. It returns the fill.
func (f *Fill) RoundedBelow(radius float32) *Fill { f.below = radius; return f }

// NewLine makes a line 1 high, as between rows.
func NewLine() *Fill { return newLine(0, 1) }

// NewVLine makes a line 1 wide, as between columns.
func NewVLine() *Fill { return newLine(1, 0) }

func newLine(w, h float32) *Fill {
	f := NewFill(theme.Border)
	f.min = fyne.NewSize(w, h)
	return f
}

// CreateRenderer implements fyne.Widget.
func (f *Fill) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	if Shaded && f.edge == theme.Clear && f.radius == 0 && f.below == 0 {
		p := newPlain()
		return newRenderer(f, func() fyne.Size { return f.min }, p.Resize, func() { p.paint(f.col) }, p.Shader)
	}
	b := newBox(f.radius)
	b.BottomLeftCornerRadius, b.BottomRightCornerRadius = f.below, f.below
	refresh := func() {
		var w float32
		if f.edge != theme.Clear {
			w = 1
		}
		b.paint(f.col, f.edge, w)
	}
	return newRenderer(f, func() fyne.Size { return f.min }, b.Resize, refresh, b.Rectangle)
}
