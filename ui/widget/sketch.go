package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
)

// sketch draws a chart out of primitives. The same calls in the same order find the objects of the time before, so
// that a chart which is laid out anew makes nothing: what is drawn must depend on the data only, where it stands on the size.
type sketch struct {
	objects []fyne.CanvasObject
	inks    []ink
	next    int
}

// ink remembers the colours of an object by name, for a switch of the theme.
type ink struct {
	object     fyne.CanvasObject
	fill, edge fyne.ThemeColorName
	icon       string // of a picture
	size       float32
}

// reset forgets every object, for other data.
func (s *sketch) reset() { s.objects, s.inks, s.next = nil, nil, 0 }

func (s *sketch) begin() { s.next = 0 }

// add appends objects that the sketch does not draw.
func (s *sketch) add(o ...fyne.CanvasObject) { s.objects = append(s.objects, o...) }

func (s *sketch) take(fill, edge fyne.ThemeColorName, fresh func() fyne.CanvasObject) fyne.CanvasObject {
	if s.next == len(s.inks) {
		o := fresh()
		s.inks = append(s.inks, ink{object: o})
		s.objects = append(s.objects, o)
	}
	k := &s.inks[s.next]
	s.next++
	if k.fill != fill || k.edge != edge {
		k.fill, k.edge = fill, edge
		k.paint()
	}
	return k.object
}

// paint gives every object the colours of the theme.
func (s *sketch) paint() {
	for _, k := range s.inks {
		k.paint()
	}
}

func (k ink) paint() {
	switch o := k.object.(type) {
	case *canvas.Rectangle:
		box{o}.paint(k.fill, theme.Clear, 0)
	case *canvas.Circle:
		if fill, edge := theme.Color(k.fill), theme.Color(k.edge); o.FillColor != fill || o.StrokeColor != edge {
			o.FillColor, o.StrokeColor = fill, edge
			o.Refresh()
		}
	case *canvas.RegularPolygon:
		paintDiamond(o, k.fill)
	case *canvas.Line:
		paintLine(o, k.fill, o.StrokeWidth)
	case *stroke:
		o.paint()
	case *canvas.Image:
		picture{o}.set(k.icon, k.fill, k.size)
	case *canvas.Text:
		if c := theme.Color(k.fill); o.Color != c {
			o.Color = c
			o.Refresh()
		}
	}
}

func (s *sketch) rect(x, y, w, h, radius float32, fill fyne.ThemeColorName) {
	o := s.take(fill, theme.Clear, func() fyne.CanvasObject {
		r := canvas.NewRectangle(nil)
		r.CornerRadius = radius
		return r
	})
	place(o, x, y, w, h)
}

func (s *sketch) circle(x, y, radius float32, fill, edge fyne.ThemeColorName, width float32) {
	o := s.take(fill, edge, func() fyne.CanvasObject {
		c := canvas.NewCircle(nil)
		c.StrokeWidth = width
		return c
	})
	place(o, x-radius, y-radius, 2*radius, 2*radius)
}

func (s *sketch) diamond(x, y, size float32, fill fyne.ThemeColorName) {
	o := s.take(fill, theme.Clear, func() fyne.CanvasObject { return newDiamond() })
	place(o, x-size/2, y-size/2, size, size)
}

func (s *sketch) line(x1, y1, x2, y2, width float32, col fyne.ThemeColorName) {
	o := s.take(col, theme.Clear, func() fyne.CanvasObject {
		l := canvas.NewLine(nil)
		l.StrokeWidth = width
		return l
	})
	setLine(o.(*canvas.Line), x1, y1, x2, y2)
}

// stroke draws a line through points as one picture of that size.
func (s *sketch) stroke(points []fyne.Position, size fyne.Size, width float32, col fyne.ThemeColorName) {
	if s.next == len(s.inks) {
		o := newStroke()
		s.inks = append(s.inks, ink{object: o, fill: col})
		s.objects = append(s.objects, o.Raster)
	}
	k := &s.inks[s.next]
	s.next++
	k.object.(*stroke).set(points, size, width, col)
}

// text draws words whose middle in height is y and whose start, middle or end is x.
func (s *sketch) text(text string, size float32, bold bool, col fyne.ThemeColorName, x, y float32, align fyne.TextAlign) {
	o := s.take(col, theme.Clear, func() fyne.CanvasObject {
		g := newGlyph(size, bold)
		return g.Text
	}).(*canvas.Text)
	if o.Text != text {
		o.Text = text
		o.Refresh()
	}
	m := o.MinSize()
	switch align {
	case fyne.TextAlignCenter:
		x -= m.Width / 2
	case fyne.TextAlignTrailing:
		x -= m.Width
	}
	place(o, x, y-m.Height/2, m.Width, m.Height)
}

// icon draws an icon whose middle is x and y.
func (s *sketch) icon(name string, size float32, col fyne.ThemeColorName, x, y float32) {
	if s.next == len(s.inks) {
		o := newPicture().Image
		s.inks = append(s.inks, ink{object: o, icon: name, size: size})
		s.objects = append(s.objects, o)
	}
	k := &s.inks[s.next]
	s.next++
	if k.fill != col {
		k.fill = col
		k.paint()
	}
	place(k.object, x-size/2, y-size/2, size, size)
}

// cutTo cuts a text with "…" to a width; nothing is left where not even a letter fits.
func cutTo(style Style, text string, width float32) string {
	if style.measure(text) <= width {
		return text
	}
	if width < 2*style.measure("…") {
		return ""
	}
	lines := flow([]Span{style.Span(text)}, width, 1)
	if len(lines) == 0 || len(lines[0].pieces) == 0 {
		return ""
	}
	return lines[0].pieces[0].Text
}

// tip is the label of a point: a small box beside it, and a ring round it.
type tip struct {
	frame box
	text  glyph
	ring  *canvas.Circle
}

func newTip() *tip {
	t := &tip{frame: newBox(theme.RadiusSmall), text: newGlyph(theme.SizeCaption, false), ring: canvas.NewCircle(nil)}
	t.ring.StrokeWidth = 2
	t.hide()
	return t
}

func (t *tip) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{t.ring, t.frame.Rectangle, t.text.Text}
}

func (t *tip) hide() {
	for _, o := range t.objects() {
		show(o, false)
	}
}

// show puts the label over the point, or under it where there is no room, and inside the chart.
func (t *tip) show(text string, x, y float32, s fyne.Size) {
	t.frame.paint(theme.Surface, theme.Control, 1)
	t.text.set(text, theme.Text)
	if c := theme.Color(theme.Accent); t.ring.StrokeColor != c {
		t.ring.StrokeColor, t.ring.FillColor = c, theme.Color(theme.Clear)
		t.ring.Refresh()
	}
	m := t.text.size()
	w, h := m.Width+16, m.Height+8
	left := min(max(x-w/2, 0), max(s.Width-w, 0))
	top := y - h - 12
	if top < 0 {
		top = y + 12
	}
	place(t.frame.Rectangle, left, top, w, h)
	place(t.text.Text, left+8, top+4, m.Width, m.Height)
	place(t.ring, x-8, y-8, 16, 16)
	for _, o := range t.objects() {
		show(o, true)
	}
}
