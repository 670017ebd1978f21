package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// Radio chooses one of a few words, side by side or under one another. Arrow keys move the choice.
type Radio struct {
	press
	options  []string
	selected int
	hover    int
	column   bool

	OnChanged func(index int)
}

// NewRadio makes a choice in one line; selected -1 is none yet.
func NewRadio(options []string, selected int, changed func(index int)) *Radio {
	r := &Radio{options: options, selected: selected, hover: -1, OnChanged: changed}
	r.extend(r, nil)
	r.speak()
	return r
}

// Column puts the words under one another. It returns the choice.
func (r *Radio) Column() *Radio { r.column = true; r.Refresh(); return r }

// Selected is the index of the choice, -1 for none.
func (r *Radio) Selected() int { return r.selected }

// SetSelected shows another choice without calling OnChanged.
func (r *Radio) SetSelected(index int) {
	if r.selected != index {
		r.selected = index
		r.speak()
		r.Refresh()
	}
}

func (r *Radio) speak() {
	r.label = "nothing chosen"
	if r.selected >= 0 && r.selected < len(r.options) {
		r.label = r.options[r.selected]
	}
}

func (r *Radio) choose(index int) {
	if r.disabled || index < 0 || index >= len(r.options) || index == r.selected {
		return
	}
	r.SetSelected(index)
	if r.OnChanged != nil {
		r.OnChanged(index)
	}
}

const (
	radioSize float32 = 14
	radioRow  float32 = 26
	radioGap  float32 = 14
)

func (r *Radio) style() Style {
	if r.column {
		return Small
	}
	return Caption
}

func (r *Radio) width(i int) float32 { return radioSize + 6 + r.style().measure(r.options[i]) }

// origin is where an option stands.
func (r *Radio) origin(index int) fyne.Position {
	if r.column {
		return fyne.NewPos(0, float32(index)*radioRow)
	}
	var x float32
	for i := range index {
		x += r.width(i) + radioGap
	}
	return fyne.NewPos(x, 0)
}

func (r *Radio) at(p fyne.Position) int {
	for i := range r.options {
		o := r.origin(i)
		if p.X >= o.X-radioGap/2 && p.X < o.X+r.width(i)+radioGap/2 && p.Y >= o.Y && p.Y < o.Y+radioRow {
			return i
		}
	}
	return -1
}

// Tapped implements fyne.Tappable.
func (r *Radio) Tapped(e *fyne.PointEvent) { r.choose(r.at(e.Position)) }

// MouseIn implements desktop.Hoverable.
func (r *Radio) MouseIn(e *desktop.MouseEvent) { r.setHover(r.at(e.Position)) }

// MouseMoved implements desktop.Hoverable.
func (r *Radio) MouseMoved(e *desktop.MouseEvent) { r.setHover(r.at(e.Position)) }

// MouseOut implements desktop.Hoverable.
func (r *Radio) MouseOut() { r.setHover(-1) }

func (r *Radio) setHover(i int) {
	if r.hover != i {
		r.hover = i
		r.Refresh()
	}
}

// TypedKey implements fyne.Focusable.
func (r *Radio) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		r.choose(max(r.selected-1, 0))
	case fyne.KeyRight, fyne.KeyDown:
		r.choose(min(r.selected+1, len(r.options)-1))
	case fyne.KeySpace:
		r.choose(max(r.selected, 0))
	default:
		passKey(r, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (r *Radio) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	rings, dots, texts := make([]*canvas.Circle, len(r.options)), make([]*canvas.Circle, len(r.options)), make([]glyph, len(r.options))
	focus := newRing(theme.RadiusKey)
	var objects []fyne.CanvasObject
	for i := range r.options {
		rings[i], dots[i], texts[i] = canvas.NewCircle(nil), canvas.NewCircle(nil), newGlyph(theme.SizeSmall, false)
		objects = append(objects, rings[i], dots[i], texts[i].Text)
	}
	objects = append(objects, focus.Rectangle)
	refresh := func() {
		for i := range r.options {
			edge, width, words := theme.Control, float32(1.5), theme.Text2
			if i == r.selected || i == r.hover {
				edge, words = theme.Accent, theme.Text
			}
			if r.disabled {
				edge, words = theme.Border, theme.Text3
			}
			if c, f := theme.Color(edge), theme.Color(theme.Surface); rings[i].StrokeColor != c || rings[i].FillColor != f {
				rings[i].StrokeColor, rings[i].FillColor, rings[i].StrokeWidth = c, f, width
				rings[i].Refresh()
			}
			if c := theme.Color(edge); dots[i].FillColor != c {
				dots[i].FillColor = c
				dots[i].Refresh()
			}
			show(dots[i], i == r.selected)
			if texts[i].TextSize != r.style().Size {
				texts[i].TextSize = r.style().Size
				texts[i].Text.Color = nil
			}
			texts[i].set(r.options[i], words)
		}
		show(focus.Rectangle, r.focused)
		focus.paint(theme.Clear, theme.Accent, 2)
	}
	layout := func(fyne.Size) {
		for i := range r.options {
			o := r.origin(i)
			top := o.Y + (radioRow-radioSize)/2
			place(rings[i], o.X, top, radioSize, radioSize)
			place(dots[i], o.X+4, top+4, radioSize-8, radioSize-8)
			ts := texts[i].size()
			place(texts[i].Text, o.X+radioSize+6, o.Y+(radioRow-ts.Height)/2, ts.Width, ts.Height)
		}
		at := r.origin(max(r.selected, 0))
		place(focus.Rectangle, at.X-4, at.Y+2, r.width(max(r.selected, 0))+8, radioRow-4)
	}
	minSize := func() fyne.Size {
		var w float32
		for i := range r.options {
			if r.column {
				w = max(w, r.width(i))
			} else {
				w = r.origin(i).X + r.width(i)
			}
		}
		if r.column {
			return fyne.NewSize(w, radioRow*float32(len(r.options)))
		}
		return fyne.NewSize(w, radioRow)
	}
	return newRenderer(r, minSize, layout, refresh, objects...)
}

// Switch turns a setting on and off. Space turns it.
type Switch struct {
	press
	on        bool
	OnChanged func(bool)
}

// NewSwitch makes a switch; label is what a screen reader says.
func NewSwitch(label string, on bool, changed func(bool)) *Switch {
	s := &Switch{on: on, OnChanged: changed}
	s.label = label
	s.extend(s, func() {
		s.on = !s.on
		s.Refresh()
		if s.OnChanged != nil {
			s.OnChanged(s.on)
		}
	})
	return s
}

// On reports whether it is on.
func (s *Switch) On() bool { return s.on }

// SetOn turns it without calling OnChanged.
func (s *Switch) SetOn(on bool) {
	if s.on != on {
		s.on = on
		s.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (s *Switch) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	const w, h = 34, 20
	track, knob, ring := newBox(h/2), newBox(7), newRing(h/2+4)
	refresh := func() {
		fill := theme.Control
		switch {
		case s.disabled:
			fill = theme.Track
		case s.on && s.hovered:
			fill = theme.AccentHover
		case s.on:
			fill = theme.Accent
		}
		track.paint(fill, theme.Clear, 0)
		knob.paint(theme.Surface, theme.Clear, 0)
		ring.ringAround(s.focused, fyne.NewSize(w, h), 2)
	}
	layout := func(size fyne.Size) {
		x, y := (size.Width-w)/2, (size.Height-h)/2
		place(track.Rectangle, x, y, w, h)
		kx := x + 3
		if s.on {
			kx = x + w - 17
		}
		place(knob.Rectangle, kx, y+3, 14, 14)
		if s.focused {
			ring.Move(fyne.NewPos(x-4, y-4))
		}
	}
	return newRenderer(s, func() fyne.Size { return fyne.NewSize(w, h) }, layout, refresh, track.Rectangle, knob.Rectangle, ring.Rectangle)
}
