package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Mark is what a legend explains.
type Mark int

// The marks.
const (
	MarkTick        Mark = iota // expected by today
	MarkBand                    // usual range
	MarkDiamond                 // below usual
	MarkPlan                    // plan line
	MarkForecast                // dashed line
	MarkSwatch                  // a colour, with words
	MarkOutline                 // an outlined part of a bar
	MarkOutlineWarn             // an outlined column in amber
	MarkHollow                  // an outlined point
	MarkBar                     // a bar under a chart
)

// Legend explains one mark of a chart or bar.
type Legend struct {
	fw.BaseWidget
	mark Mark
	text string
	col  fyne.ThemeColorName
}

// NewLegend makes a mark with its words.
func NewLegend(mark Mark, text string) *Legend { return NewSwatch(theme.Accent, text, mark) }

// NewSwatch makes a square in a colour with its words; mark is MarkSwatch.
func NewSwatch(col fyne.ThemeColorName, text string, mark Mark) *Legend {
	l := &Legend{mark: mark, text: text, col: col}
	l.ExtendBaseWidget(l)
	return l
}

// AccessibilityLabel implements fyne.Accessible.
func (l *Legend) AccessibilityLabel() string { return l.text }

// AccessibilityRole implements fyne.Accessible.
func (l *Legend) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (l *Legend) width() float32 {
	switch l.mark {
	case MarkTick:
		return 2
	case MarkDiamond:
		return 12
	case MarkSwatch, MarkOutline, MarkOutlineWarn, MarkHollow:
		return 10
	case MarkBand, MarkBar:
		return 16
	}
	return 22
}

// CreateRenderer implements fyne.Widget.
func (l *Legend) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	b := newBox(0)
	d := newDiamond()
	lines := []*canvas.Line{canvas.NewLine(nil), canvas.NewLine(nil)}
	text := newGlyph(theme.SizeCaption, false)
	refresh := func() {
		text.set(l.text, theme.Text2)
		fill := l.col
		switch l.mark {
		case MarkTick:
			fill = theme.Text
		case MarkBand:
			fill = theme.Band
			b.CornerRadius = 3
		case MarkSwatch:
			b.CornerRadius = 3
		case MarkBar:
			fill, b.CornerRadius = theme.Control, 2
		}
		edge := theme.Clear
		switch l.mark {
		case MarkBand:
			edge = theme.Topic4
		case MarkOutline:
			fill, edge, b.CornerRadius = theme.Surface, theme.Control, 3
		case MarkOutlineWarn:
			fill, edge, b.CornerRadius = theme.Surface, theme.Amber, 3
		}
		if l.mark == MarkHollow {
			fill, edge, b.CornerRadius = theme.Surface, theme.Accent, 5
		}
		b.paint(fill, edge, b2f(edge != theme.Clear))
		show(b.Rectangle, l.mark == MarkTick || l.mark == MarkBar || l.mark == MarkSwatch || edge != theme.Clear)
		paintDiamond(d, theme.Amber)
		show(d, l.mark == MarkDiamond)
		for i, line := range lines {
			if l.mark == MarkPlan {
				paintLine(line, theme.Control, 1)
				show(line, i == 0)
			} else {
				paintLine(line, theme.Accent, 2)
				show(line, l.mark == MarkForecast)
			}
		}
	}
	layout := func(s fyne.Size) {
		mid, w := s.Height/2, l.width()
		switch l.mark {
		case MarkTick:
			place(b.Rectangle, 0, mid-7, w, 14)
		case MarkBand:
			place(b.Rectangle, 0, mid-5, w, 10)
		case MarkBar:
			place(b.Rectangle, 0, mid-2, w, 4)
		case MarkSwatch, MarkOutline, MarkOutlineWarn, MarkHollow:
			place(b.Rectangle, 0, mid-5, w, 10)
		case MarkDiamond:
			place(d, 0, mid-6, 12, 12)
		case MarkPlan:
			setLine(lines[0], 0, mid+4, w, mid-4)
		case MarkForecast:
			setLine(lines[0], 0, mid, 9, mid)
			setLine(lines[1], 13, mid, 22, mid)
		}
		ts := text.size()
		place(text.Text, w+7, mid-ts.Height/2, ts.Width, ts.Height)
	}
	minSize := func() fyne.Size { return fyne.NewSize(l.width()+7+text.size().Width, 18) }
	return newRenderer(l, minSize, layout, refresh, b.Rectangle, d, lines[0], lines[1], text.Text)
}

func b2f(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

func newDiamond() *canvas.RegularPolygon { return canvas.NewRegularPolygon(4, nil) }

func paintDiamond(d *canvas.RegularPolygon, fill fyne.ThemeColorName) {
	if c := theme.Color(fill); d.FillColor != c {
		d.FillColor = c
		d.Refresh()
	}
}

func paintLine(l *canvas.Line, col fyne.ThemeColorName, width float32) {
	if c := theme.Color(col); l.StrokeColor != c || l.StrokeWidth != width {
		l.StrokeColor, l.StrokeWidth = c, width
		l.Refresh()
	}
}

func setLine(l *canvas.Line, x1, y1, x2, y2 float32) {
	a, b := fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	if l.Position1 != a || l.Position2 != b {
		l.Position1, l.Position2 = a, b
		l.Refresh()
	}
}
