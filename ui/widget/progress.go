package widget

import (
	"fmt"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// ProgressBar shows how far something is, 0 to 1, and perhaps how far it was expected to be by today. Without a value
// it is an empty track and shows no tick.
type ProgressBar struct {
	fw.BaseWidget
	value, expected *float64
	height          float32
	tone            Tone
}

// NewProgressBar makes a bar 6 or 8 high in a widget 8 higher, which is the room for the tick.
func NewProgressBar(value, expected *float64, height float32) *ProgressBar {
	p := &ProgressBar{value: value, expected: expected, height: height, tone: Info}
	p.ExtendBaseWidget(p)
	return p
}

// Set changes the values.
func (p *ProgressBar) Set(value, expected *float64) {
	p.value, p.expected = value, expected
	p.Refresh()
}

// SetTone changes the colour of the bar: Info is the accent, Good green for done.
func (p *ProgressBar) SetTone(t Tone) {
	if p.tone != t {
		p.tone = t
		p.Refresh()
	}
}

// AccessibilityLabel implements fyne.Accessible.
func (p *ProgressBar) AccessibilityLabel() string {
	if p.value == nil {
		return "not measured"
	}
	s := fmt.Sprintf("%.0f%%", *p.value*100)
	if p.expected != nil {
		s += fmt.Sprintf(", %.0f%% expected by today", *p.expected*100)
	}
	return s
}

// AccessibilityRole implements fyne.Accessible.
func (p *ProgressBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (p *ProgressBar) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	track, bar, tick := newBox(p.height/2), newBox(p.height/2), newBox(0)
	refresh := func() {
		track.paint(theme.Track, theme.Clear, 0)
		col := theme.Accent
		if p.tone != Info && p.tone != Neutral {
			col = p.tone.Color()
		}
		bar.paint(col, theme.Clear, 0)
		tick.paint(theme.Text, theme.Clear, 0)
		show(bar.Rectangle, p.value != nil && *p.value > 0)
		show(tick.Rectangle, p.value != nil && p.expected != nil)
	}
	layout := func(s fyne.Size) {
		y := (s.Height - p.height) / 2
		place(track.Rectangle, 0, y, s.Width, p.height)
		if p.value != nil {
			w := s.Width * float32(min(max(*p.value, 0), 1))
			if w > 0 {
				w = max(w, p.height)
			}
			place(bar.Rectangle, 0, y, w, p.height)
		}
		if p.expected != nil {
			x := s.Width * float32(min(max(*p.expected, 0), 1))
			place(tick.Rectangle, min(max(x-1, 0), s.Width-2), y-4, 2, p.height+8)
		}
	}
	minSize := func() fyne.Size { return fyne.NewSize(40, p.height+8) }
	return newRenderer(p, minSize, layout, refresh, track.Rectangle, bar.Rectangle, tick.Rectangle)
}
