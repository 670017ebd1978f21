package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// Segmented chooses one of a few. Arrow keys move the choice; with AllowNone, Delete clears it.
type Segmented struct {
	press
	options  []string
	icons    []string
	selected int // -1 for none
	hover    int
	height   float32
	ticks    bool
	tight    bool
	none     bool

	OnChanged func(index int)
}

// NewSegmented makes a choice 32 high; selected -1 is none yet.
func NewSegmented(options []string, selected int, changed func(index int)) *Segmented {
	s := &Segmented{options: options, selected: selected, hover: -1, height: theme.HeightSegment, OnChanged: changed}
	s.extend(s, nil)
	s.speak()
	return s
}

// NewWorkload makes the five choices of workload, 0 to 4, which may stay empty (-1).
func NewWorkload(selected int, changed func(index int)) *Segmented {
	return NewSegmented([]string{"Too little", "Light", "Right", "Heavy", "Too much"}, selected, changed).Ticked().Tight().AllowNone()
}

// WithIcons puts an icon before each word. It returns the choice.
func (s *Segmented) WithIcons(names ...string) *Segmented { s.icons = names; s.Refresh(); return s }

// WithHeight changes the height, as 24 in a form and 36 in a page's head. It returns the choice.
func (s *Segmented) WithHeight(h float32) *Segmented { s.height = h; s.Refresh(); return s }

// Ticked marks the choice with a check too, where a fact is recorded. It returns the choice.
func (s *Segmented) Ticked() *Segmented { s.ticks = true; s.Refresh(); return s }

// Tight lets the segments shrink to their words, for a narrow column. It returns the choice.
func (s *Segmented) Tight() *Segmented { s.tight = true; s.Refresh(); return s }

// Writes says that a choice changes what is recorded: nothing can be chosen while ReadOnly. It returns the choice.
func (s *Segmented) Writes() *Segmented { s.writes = true; s.Refresh(); return s }

// AllowNone lets Delete and a second press clear the choice. It returns the choice.
func (s *Segmented) AllowNone() *Segmented { s.none = true; return s }

// Selected is the index of the choice, -1 for none.
func (s *Segmented) Selected() int { return s.selected }

// SetSelected shows another choice without calling OnChanged.
func (s *Segmented) SetSelected(index int) {
	if s.selected != index {
		s.selected = index
		s.speak()
		s.Refresh()
	}
}

// SetOptions changes the words, which must be as many as before.
func (s *Segmented) SetOptions(options []string, selected int) {
	if len(options) != len(s.options) || slices.Equal(options, s.options) && selected == s.selected {
		return
	}
	s.options, s.selected = options, selected
	s.speak()
	s.Refresh()
}

func (s *Segmented) speak() {
	s.label = "nothing chosen"
	if s.selected >= 0 && s.selected < len(s.options) {
		s.label = s.options[s.selected]
	}
}

func (s *Segmented) choose(index int) {
	if s.off() || index < -1 || index >= len(s.options) || (index == -1 && !s.none) {
		return
	}
	if index == s.selected {
		return
	}
	s.SetSelected(index)
	if s.OnChanged != nil {
		s.OnChanged(index)
	}
}

// Tapped implements fyne.Tappable.
func (s *Segmented) Tapped(e *fyne.PointEvent) {
	i := s.at(e.Position.X)
	if i == s.selected && s.none {
		i = -1
	}
	s.choose(i)
}

// MouseMoved implements desktop.Hoverable.
func (s *Segmented) MouseMoved(e *desktop.MouseEvent) { s.setHover(s.at(e.Position.X)) }

// MouseIn implements desktop.Hoverable.
func (s *Segmented) MouseIn(e *desktop.MouseEvent) { s.setHover(s.at(e.Position.X)) }

// MouseOut implements desktop.Hoverable.
func (s *Segmented) MouseOut() { s.setHover(-1) }

func (s *Segmented) setHover(i int) {
	if s.hover != i {
		s.hover = i
		s.Refresh()
	}
}

// TypedKey implements fyne.Focusable.
func (s *Segmented) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		s.choose(max(s.selected-1, 0))
	case fyne.KeyRight, fyne.KeyDown:
		s.choose(min(s.selected+1, len(s.options)-1))
	case fyne.KeyHome:
		s.choose(0)
	case fyne.KeyEnd:
		s.choose(len(s.options) - 1)
	case fyne.KeyDelete, fyne.KeyBackspace:
		s.choose(-1)
	default:
		passKey(s, e)
	}
}

// least is the width a segment's content needs while it is the choice, so that nothing moves when it becomes it.
func (s *Segmented) least(i int) float32 {
	w := fyne.MeasureText(s.options[i], theme.SizeSmall, fyne.TextStyle{Bold: !s.tight}).Width
	if s.icon(i) != "" || s.ticks && !s.tight {
		w += 16 + 6
	}
	return w
}

// extra is what a tight segment needs more while it is the choice: bold words, and the check.
func (s *Segmented) extra(i int) float32 {
	return fyne.MeasureText(s.options[i], theme.SizeSmall, fyne.TextStyle{Bold: true}).Width - s.least(i) + s.tick()
}

// tick is the room of the check in a tight segment.
func (s *Segmented) tick() float32 {
	if s.ticks && s.tight {
		return 14 + 3
	}
	return 0
}

// checks reports whether the choice is marked with a check: not in a tight one that is too narrow to keep the words off the lines between them.
func (s *Segmented) checks(total float32) bool {
	if !s.ticks || !s.tight || s.selected < 0 {
		return s.ticks
	}
	spare := total - s.extra(s.selected)
	for i := range s.options {
		spare -= s.least(i) + 2*4
	}
	return spare >= 0
}

func (s *Segmented) icon(i int) string {
	if i < len(s.icons) {
		return s.icons[i]
	}
	return ""
}

func (s *Segmented) pad() float32 {
	switch {
	case s.tight:
		return 2
	case s.height < theme.HeightSegment:
		return 10
	}
	return 13
}

// widths gives every segment its words and an equal part of the room to spare.
func (s *Segmented) widths(total float32) []float32 {
	ws := make([]float32, len(s.options))
	spare := total
	for i := range ws {
		ws[i] = s.least(i)
		if s.tight && i == s.selected {
			ws[i] += s.extra(i)
			if !s.checks(total) {
				ws[i] -= s.tick()
			}
		}
		spare -= ws[i]
	}
	for i := range ws {
		ws[i] += spare / float32(len(ws))
	}
	return ws
}

func (s *Segmented) at(x float32) int {
	var sum float32
	for i, w := range s.widths(s.Size().Width) {
		sum += w
		if x < sum {
			return i
		}
	}
	return len(s.options) - 1
}

type segment struct {
	fill box
	line box
	pic  picture
	text glyph
}

// CreateRenderer implements fyne.Widget.
func (s *Segmented) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	radius := theme.RadiusControl
	if s.height < theme.HeightSegment {
		radius = theme.RadiusSmall
	}
	back, frame, ring := newBox(radius), newBox(radius), newRing(radius+3)
	parts := make([]segment, len(s.options))
	objects := []fyne.CanvasObject{back.Rectangle}
	for i := range parts {
		p := segment{newBox(0), newBox(0), newPicture(), newGlyph(theme.SizeSmall, false)}
		if i == 0 {
			p.fill.TopLeftCornerRadius, p.fill.BottomLeftCornerRadius = radius-1, radius-1
		}
		if i == len(parts)-1 {
			p.fill.TopRightCornerRadius, p.fill.BottomRightCornerRadius = radius-1, radius-1
		}
		parts[i] = p
		objects = append(objects, p.fill.Rectangle, p.pic.Image, p.text.Text)
	}
	for _, p := range parts {
		objects = append(objects, p.line.Rectangle)
	}
	objects = append(objects, frame.Rectangle, ring.Rectangle)
	refresh := func() {
		back.paint(theme.Surface, theme.Clear, 0)
		frame.paint(theme.Clear, theme.Control, 1)
		for i, p := range parts {
			fill, col := theme.Clear, theme.Text2
			switch {
			case s.off():
				fill, col = theme.Track, theme.Text3
			case i == s.selected:
				fill, col = theme.AccentSoft, theme.AccentText
			case i == s.hover:
				fill, col = theme.Selected, theme.Text
			}
			p.fill.paint(fill, theme.Clear, 0)
			p.line.paint(theme.Border, theme.Clear, 0)
			show(p.line.Rectangle, i > 0)
			p.text.setStyled(s.options[i], col, i == s.selected)
			icon := s.icon(i)
			if s.ticks && i == s.selected {
				icon = "check"
			}
			p.pic.set(icon, col, s.iconSize())
		}
		ring.ringAround(s.focused, s.Size(), 1)
	}
	layout := func(size fyne.Size) {
		top := (size.Height - s.height) / 2
		place(back.Rectangle, 0, top, size.Width, s.height)
		place(frame.Rectangle, 0, top, size.Width, s.height)
		var x float32
		for i, w := range s.widths(size.Width) {
			p := parts[i]
			left, right := x, x+w
			if i == 0 {
				left++
			}
			if i == len(parts)-1 {
				right--
			}
			place(p.fill.Rectangle, left, top+1, right-left, s.height-2)
			place(p.line.Rectangle, x, top+1, 1, s.height-2)
			if s.ticks && i == s.selected {
				show(p.pic.Image, s.checks(size.Width))
			}
			ts := p.text.size()
			cw, gap := ts.Width, float32(6)
			if s.tight {
				gap = 3
			}
			if p.pic.Visible() {
				cw += s.iconSize() + gap
			}
			cx := x + (w-cw)/2
			if p.pic.Visible() {
				place(p.pic.Image, cx, top+(s.height-s.iconSize())/2, s.iconSize(), s.iconSize())
				cx += s.iconSize() + gap
			}
			place(p.text.Text, cx, top+(s.height-ts.Height)/2, ts.Width, ts.Height)
			x += w
		}
		if s.focused {
			ring.ringAround(true, size, 1)
		}
	}
	minSize := func() fyne.Size {
		var w, more float32
		for i := range s.options {
			w += s.least(i) + 2*s.pad()
			if s.tight {
				more = max(more, s.extra(i)-s.tick()) // the check is left away first
			}
		}
		return fyne.NewSize(w+more, s.height)
	}
	return newRenderer(s, minSize, layout, refresh, objects...)
}

func (s *Segmented) iconSize() float32 {
	if s.tight {
		return 14
	}
	return 16
}
