package widget

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Segment is one part of a StackedBar: filled, or outlined where Edge says in which colour. Its text stands inside where it fits.
type Segment struct {
	Value float64
	Text  string
	Fill  fyne.ThemeColorName
	Edge  fyne.ThemeColorName
}

// ink is the colour of words on the segment.
func (s Segment) ink() fyne.ThemeColorName {
	switch {
	case s.Edge == theme.Amber:
		return theme.Amber
	case s.Edge == "" && (s.Fill == theme.Accent || s.Fill == theme.Topic1 || s.Fill == theme.Topic2):
		return theme.OnAccent
	}
	return theme.Text
}

const (
	segmentGap    float32 = 2
	segmentRadius float32 = 3
)

// drawSegments draws the parts of a bar on a scale whose end lies at width.
func drawSegments(k *sketch, x, y, width, height float32, segments []Segment, end float64) {
	for _, s := range segments {
		if s.Value <= 0 {
			continue
		}
		w := max(float32(s.Value/end)*width-segmentGap, 2)
		fill := s.Fill
		if s.Edge != "" {
			k.rect(x, y, w, height, segmentRadius, s.Edge)
			k.rect(x+1, y+1, max(w-2, 0), height-2, segmentRadius-1, theme.Surface)
		} else {
			k.rect(x, y, w, height, segmentRadius, fill)
		}
		text := s.Text
		if Caption.measure(text)+4 > w {
			text = ""
		}
		k.text(text, theme.SizeCaption, false, s.ink(), x+w/2, y+height/2, fyne.TextAlignCenter)
		x += w + segmentGap
	}
}

// StackedBar shows how a whole divides. What it shows stands in words beside it too.
type StackedBar struct {
	fw.BaseWidget
	segments []Segment
	end      float64
	height   float32
	label    string
}

// NewStackedBar makes a bar. Label is what a screen reader says.
func NewStackedBar(segments []Segment, height float32, label string) *StackedBar {
	b := &StackedBar{segments: segments, height: height, label: label}
	for _, s := range segments {
		b.end += max(s.Value, 0)
	}
	b.ExtendBaseWidget(b)
	return b
}

// WithEnd puts the bar on a scale that it shares with others: where it ends. It returns the bar.
func (b *StackedBar) WithEnd(end float64) *StackedBar { b.end = max(b.end, end); return b }

// AccessibilityLabel implements fyne.Accessible.
func (b *StackedBar) AccessibilityLabel() string { return b.label }

// AccessibilityRole implements fyne.Accessible.
func (b *StackedBar) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (b *StackedBar) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	return newSketchRenderer(b, fyne.NewSize(40, b.height), func() int { return 0 }, func(k *sketch, size fyne.Size) {
		if b.end <= 0 {
			k.rect(0, (size.Height-b.height)/2, size.Width, b.height, segmentRadius, theme.Track)
			return
		}
		drawSegments(k, 0, (size.Height-b.height)/2, size.Width+segmentGap, b.height, b.segments, b.end)
	})
}

// HeldRow is one row of HeldBars.
type HeldRow struct {
	Label                  string
	Held, Moved, Cancelled int
}

// HeldBars shows what became of one-on-ones, a row for each part of a period, all on one scale.
type HeldBars struct {
	fw.BaseWidget
	rows []HeldRow
}

// NewHeldBars makes rows 20 high, 24 apart.
func NewHeldBars(rows []HeldRow) *HeldBars {
	b := &HeldBars{rows: rows}
	b.ExtendBaseWidget(b)
	return b
}

// AccessibilityLabel implements fyne.Accessible.
func (b *HeldBars) AccessibilityLabel() string {
	var out []string
	for _, r := range b.rows {
		out = append(out, fmt.Sprintf("%s: %d held, %d moved, %d cancelled", r.Label, r.Held, r.Moved, r.Cancelled))
	}
	return strings.Join(out, ". ")
}

// AccessibilityRole implements fyne.Accessible.
func (b *HeldBars) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

const (
	heldHeight float32 = 20
	heldPitch  float32 = 24
)

// CreateRenderer implements fyne.Widget.
func (b *HeldBars) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	least := fyne.NewSize(160, max(heldPitch*float32(len(b.rows))-(heldPitch-heldHeight), 0))
	return newSketchRenderer(b, least, func() int { return 0 }, func(k *sketch, size fyne.Size) {
		var left float32
		end := 0
		for _, r := range b.rows {
			left = max(left, Small.measure(r.Label)+10)
			end = max(end, r.Held+r.Moved+r.Cancelled)
		}
		for i, r := range b.rows {
			y := float32(i) * heldPitch
			k.text(r.Label, theme.SizeSmall, false, theme.Text2, 0, y+heldHeight/2, fyne.TextAlignLeading)
			if end == 0 || r.Held+r.Moved+r.Cancelled == 0 {
				k.text("none", theme.SizeCaption, false, theme.Text3, left, y+heldHeight/2, fyne.TextAlignLeading)
				continue
			}
			part := func(n int, fill, edge fyne.ThemeColorName) Segment {
				return Segment{Value: float64(n), Text: fmt.Sprint(n), Fill: fill, Edge: edge}
			}
			drawSegments(k, left, y, size.Width-left, heldHeight, []Segment{part(r.Held, theme.Topic1, ""), part(r.Moved, theme.Topic4, ""), part(r.Cancelled, "", theme.Control)}, float64(end))
		}
	})
}

// KeptDots shows promises one by one: kept ones as filled circles with a check, the others hollow.
type KeptDots struct {
	fw.BaseWidget
	kept, of int
	height   float32
}

// NewKeptDots makes dots that fit into a height at the width they are given, as large as they can be.
func NewKeptDots(kept, of int, height float32) *KeptDots {
	d := &KeptDots{kept: kept, of: of, height: height}
	d.ExtendBaseWidget(d)
	return d
}

// AccessibilityLabel implements fyne.Accessible.
func (d *KeptDots) AccessibilityLabel() string { return fmt.Sprintf("%d of %d", d.kept, d.of) }

// AccessibilityRole implements fyne.Accessible.
func (d *KeptDots) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// dotPitches are the distances between dots, the largest that fits is taken.
var dotPitches = []float32{24, 20, 16, 12, 9, 7, 5}

// CreateRenderer implements fyne.Widget.
func (d *KeptDots) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	return newSketchRenderer(d, fyne.NewSize(120, d.height), func() int { return 0 }, func(k *sketch, size fyne.Size) {
		pitch, perRow := dotPitches[0], 1
		for _, pitch = range dotPitches {
			perRow = max(int((size.Width+pitch*0.25)/pitch), 1)
			if float32((d.of+perRow-1)/perRow)*pitch <= d.height+pitch*0.25 {
				break
			}
		}
		for i := range d.of {
			r := pitch * 0.375
			x, y := float32(i%perRow)*pitch+r, float32(i/perRow)*pitch+r
			k.mark(markKept(i < d.kept), x, y, r)
		}
	})
}

func markKept(kept bool) OutcomeMark {
	if kept {
		return MarkBorneOut
	}
	return MarkCannotTell
}

// OutcomeMark is how something turned out.
type OutcomeMark int

// A filled circle with a check, a square with an x, a hollow circle.
const (
	MarkCannotTell OutcomeMark = iota
	MarkBorneOut
	MarkWrong
)

// mark draws an outcome.
func (s *sketch) mark(m OutcomeMark, x, y, r float32) {
	width := max(r/6, 1)
	switch m {
	case MarkBorneOut:
		s.circle(x, y, r, theme.Accent, theme.Clear, 0)
		s.line(x-r*0.42, y+r*0.02, x-r*0.1, y+r*0.36, width, theme.OnAccent)
		s.line(x-r*0.1, y+r*0.36, x+r*0.45, y-r*0.32, width, theme.OnAccent)
	case MarkWrong:
		s.rect(x-r, y-r, 2*r, 2*r, segmentRadius, theme.Amber)
		s.rect(x-r+1, y-r+1, 2*r-2, 2*r-2, segmentRadius-1, theme.Surface)
		s.line(x-r*0.4, y-r*0.4, x+r*0.4, y+r*0.4, width, theme.Amber)
		s.line(x-r*0.4, y+r*0.4, x+r*0.4, y-r*0.4, width, theme.Amber)
	default:
		s.circle(x, y, r, theme.Surface, theme.Control, 1)
	}
}

// Outcomes shows how things turned out, one by one in a line.
type Outcomes struct {
	fw.BaseWidget
	marks []OutcomeMark
	most  int
}

// NewOutcomes makes marks 16 wide and 20 apart, at most so many; more are counted behind them.
func NewOutcomes(marks []OutcomeMark, most int) *Outcomes {
	o := &Outcomes{marks: marks, most: most}
	o.ExtendBaseWidget(o)
	return o
}

// AccessibilityLabel implements fyne.Accessible.
func (o *Outcomes) AccessibilityLabel() string {
	var n [3]int
	for _, m := range o.marks {
		n[m]++
	}
	return fmt.Sprintf("%d borne out, %d wrong, %d cannot tell", n[MarkBorneOut], n[MarkWrong], n[MarkCannotTell])
}

// AccessibilityRole implements fyne.Accessible.
func (o *Outcomes) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (o *Outcomes) CreateRenderer() fyne.WidgetRenderer {
	o.ExtendBaseWidget(o)
	shown := o.marks[:min(len(o.marks), o.most)]
	more := ""
	if n := len(o.marks) - len(shown); n > 0 {
		more = fmt.Sprintf("+%d", n)
	}
	width := 20*float32(len(shown)) + Caption.measure(more)
	return newSketchRenderer(o, fyne.NewSize(width, 18), func() int { return 0 }, func(k *sketch, size fyne.Size) {
		for i, m := range shown {
			k.mark(m, 20*float32(i)+8, size.Height/2, 8)
		}
		k.text(more, theme.SizeCaption, false, theme.Text2, 20*float32(len(shown)), size.Height/2, fyne.TextAlignLeading)
	})
}

// NewOutcomeLegend makes an outcome's mark with its words.
func NewOutcomeLegend(m OutcomeMark, text string) *fyne.Container {
	return HStack(6, NewOutcomes([]OutcomeMark{m}, 1), NewText(text, Caption.In(theme.Text2)))
}

// RadioMark shows whether a row is the chosen one of several.
type RadioMark struct {
	fw.BaseWidget
	on bool
}

// NewRadioMark makes a mark 16 wide. The row that it stands in says what it means.
func NewRadioMark(on bool) *RadioMark {
	m := &RadioMark{on: on}
	m.ExtendBaseWidget(m)
	return m
}

// CreateRenderer implements fyne.Widget.
func (m *RadioMark) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	return newSketchRenderer(m, fyne.NewSize(16, 16), func() int { return 0 }, func(k *sketch, size fyne.Size) {
		x, y := size.Width/2, size.Height/2
		if !m.on {
			k.circle(x, y, 7, theme.Surface, theme.Control, 1)
			return
		}
		k.circle(x, y, 7, theme.Accent, theme.Clear, 0)
		k.circle(x, y, 5.5, theme.Surface, theme.Clear, 0)
		k.circle(x, y, 3.5, theme.Accent, theme.Clear, 0)
	})
}
