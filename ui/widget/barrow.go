package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Bar is what a BarRow shows: words, a bar on a track, its value in words, and perhaps what it was before.
type Bar struct {
	Label      string
	LabelWidth float32  // 0 leaves the label out
	Value      float64  // 0..1
	Tick       *float64 // 0..1, a line across the bar, as for a limit
	Over       bool     // the value lies beyond the tick: a lighter bar, and the words in amber with a clock
	Text       string
	TextWidth  float32
	Note       string
	NoteWidth  float32
}

// BarRow is one line of a list of shares.
type BarRow struct {
	fw.BaseWidget
	bar Bar
}

// NewBarRow makes a row 20 high.
func NewBarRow(b Bar) *BarRow {
	r := &BarRow{bar: b}
	r.ExtendBaseWidget(r)
	return r
}

// AccessibilityLabel implements fyne.Accessible.
func (r *BarRow) AccessibilityLabel() string {
	s := r.bar.Text
	if r.bar.Label != "" {
		s = r.bar.Label + " " + s
	}
	if r.bar.Note != "" {
		s += ", " + r.bar.Note
	}
	return s
}

// AccessibilityRole implements fyne.Accessible.
func (r *BarRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (r *BarRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	b := r.bar
	clock := NewIcon("clock", theme.Amber, 14)
	const gap, height = 12, 8
	var rest float32
	if b.LabelWidth > 0 {
		rest += b.LabelWidth + gap
	}
	if b.TextWidth > 0 {
		rest += b.TextWidth + gap
	}
	if b.NoteWidth > 0 {
		rest += b.NoteWidth + gap
	}
	renderer := newSketchRenderer(r, fyne.NewSize(60+rest, 20), func() int { return 0 }, func(k *sketch, size fyne.Size) {
		mid := size.Height / 2
		var x float32
		if b.LabelWidth > 0 {
			k.text(cutTo(Body, b.Label, b.LabelWidth), theme.SizeBody, false, theme.Text, 0, mid, fyne.TextAlignLeading)
			x = b.LabelWidth + gap
		}
		width := max(size.Width-rest, 20)
		k.rect(x, mid-height/2, width, height, height/2, theme.Track)
		fill := theme.Accent
		if b.Over {
			fill = theme.Topic2
		}
		if b.Value > 0 {
			k.rect(x, mid-height/2, max(width*float32(min(b.Value, 1)), height), height, height/2, fill)
		}
		if b.Tick != nil {
			k.rect(x+width*float32(min(max(*b.Tick, 0), 1))-1, mid-7, 2, 14, 0, theme.Text)
		}
		x += width + gap
		switch {
		case b.TextWidth == 0:
		case b.Over:
			k.text(b.Text, theme.SizeSmall, true, theme.Amber, x+18, mid, fyne.TextAlignLeading)
			place(clock, x, mid-7, 14, 14)
		case b.NoteWidth > 0 && b.LabelWidth > 0: // a share, in line with the others
			k.text(b.Text, theme.SizeSmall, true, theme.Text, x+b.TextWidth, mid, fyne.TextAlignTrailing)
		default:
			k.text(b.Text, theme.SizeSmall, false, theme.Text2, x, mid, fyne.TextAlignLeading)
		}
		if b.NoteWidth > 0 {
			k.text(cutTo(Small, b.Note, b.NoteWidth), theme.SizeSmall, false, theme.Text2, size.Width, mid, fyne.TextAlignTrailing)
		}
	})
	if b.Over {
		renderer.add(clock)
	}
	return renderer
}

// Column is one column of a Histogram.
type Column struct {
	Label string
	Value float64
	Text  string // over it
	Low   bool   // hollow, with an amber edge
}

// Histogram shows a number for each of a few things, as columns, and perhaps where their middle lies.
type Histogram struct {
	fw.BaseWidget
	columns []Column
	middle  float64
	label   string
}

// NewHistogram makes columns; middle 0 shows no line. Label is what a screen reader says.
func NewHistogram(columns []Column, middle float64, label string) *Histogram {
	h := &Histogram{columns: columns, middle: middle, label: label}
	h.ExtendBaseWidget(h)
	return h
}

// AccessibilityLabel implements fyne.Accessible.
func (h *Histogram) AccessibilityLabel() string { return h.label }

// AccessibilityRole implements fyne.Accessible.
func (h *Histogram) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (h *Histogram) CreateRenderer() fyne.WidgetRenderer {
	h.ExtendBaseWidget(h)
	least := fyne.NewSize(24*float32(len(h.columns)), 96)
	return newSketchRenderer(h, least, func() int { return 0 }, func(k *sketch, size fyne.Size) {
		const top, foot = 20, 20
		n := len(h.columns)
		if n == 0 {
			return
		}
		end := h.middle
		for _, c := range h.columns {
			end = max(end, c.Value)
		}
		pitch := size.Width / float32(n)
		wide := min(pitch*0.6, 44)
		room := size.Height - top - foot
		k.line(0, top+room, size.Width, top+room, 1, theme.Border)
		if h.middle > 0 && end > 0 {
			y := top + room - room*float32(h.middle/end)
			for i := range 40 { // dashes
				x := size.Width * float32(i) / 40
				k.line(x, y, x+size.Width/80, y, 1, theme.Text3)
			}
		}
		over := func(c Column, x, y float32, bold bool, col fyne.ThemeColorName) {
			m := Caption.measure(c.Text) + 6
			k.rect(x-m/2, y-16, m, 16, 0, theme.Surface) // the line of the middle does not run through words
			k.text(c.Text, theme.SizeCaption, bold, col, x, y-8, fyne.TextAlignCenter)
		}
		for i, c := range h.columns {
			x := pitch*float32(i) + pitch/2
			k.text(cutTo(Caption, c.Label, pitch-6), theme.SizeCaption, false, theme.Text2, x, size.Height-foot/2+2, fyne.TextAlignCenter)
			high := float32(0)
			if end > 0 {
				high = room * float32(c.Value/end)
			}
			y := top + room - high
			switch {
			case c.Value <= 0:
				k.text("none", theme.SizeCaption, false, theme.Text3, x, top+room-8, fyne.TextAlignCenter)
				continue
			case c.Low:
				k.rect(x-wide/2, y, wide, high, segmentRadius, theme.Amber)
				k.rect(x-wide/2+2, y+2, wide-4, max(high-4, 0), segmentRadius-1, theme.Surface)
				over(c, x, y, true, theme.Amber)
			default:
				k.rect(x-wide/2, y, wide, high, segmentRadius, theme.Topic2)
				over(c, x, y, false, theme.Text)
			}
		}
	})
}
