package widget

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// press is what every widget that can be pressed shares: pointer, focus, keyboard, disabled, spoken label.
type press struct {
	fw.BaseWidget
	self fyne.Widget

	hovered, focused, disabled bool
	writes                     bool // cannot be pressed while ReadOnly
	tapped                     func()
	label                      string
	role                       fyne.AccessibleRole
}

// extend must be called by the constructor of the outer widget.
func (p *press) extend(self fyne.Widget, tapped func()) {
	p.self, p.tapped = self, tapped
	p.role = fyne.AccessibleRoleButton
	p.ExtendBaseWidget(self)
}

// Tapped implements fyne.Tappable.
func (p *press) Tapped(*fyne.PointEvent) { p.activate() }

func (p *press) activate() {
	if !p.off() && p.tapped != nil {
		p.tapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (p *press) MouseIn(*desktop.MouseEvent) { p.setHovered(true) }

// MouseMoved implements desktop.Hoverable.
func (p *press) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (p *press) MouseOut() { p.setHovered(false) }

func (p *press) setHovered(on bool) {
	Stir()
	if p.hovered != on {
		p.hovered = on
		p.self.Refresh()
	}
}

// Stirred, where it is set, hears that the person did something: a key, the pointer.
var Stirred func()

// Stir says that the person did something.
func Stir() {
	if Stirred != nil {
		Stirred()
	}
}

// Focused, where it is set, hears which widget got the keyboard, so that a window can bring it into view.
var Focused func(fyne.CanvasObject)

// FocusGained implements fyne.Focusable.
func (p *press) FocusGained() {
	p.focused = true
	Stir()
	p.self.Refresh()
	if Focused != nil {
		Focused(p.self)
	}
}

// FocusLost implements fyne.Focusable.
func (p *press) FocusLost() { p.focused = false; p.self.Refresh() }

// TypedRune implements fyne.Focusable.
func (p *press) TypedRune(rune) {}

// TypedKey implements fyne.Focusable: Space and Enter press, other keys go on to the window.
func (p *press) TypedKey(e *fyne.KeyEvent) {
	Stir()
	switch e.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		p.activate()
	default:
		passKey(p.self, e)
	}
}

// passKey gives a key that a focused widget has no use for to the panel it stands on, or to the window, which Fyne
// would not do.
func passKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	c := canvasOf(o)
	if c == nil || OverlayKey(c, e) {
		return
	}
	if c.OnTypedKey() != nil {
		c.OnTypedKey()(e)
	}
}

// Disable implements fyne.Disableable.
func (p *press) Disable() { p.setDisabled(true) }

// Enable implements fyne.Disableable.
func (p *press) Enable() { p.setDisabled(false) }

// Disabled implements fyne.Disableable.
func (p *press) Disabled() bool { return p.off() }

// off reports whether it cannot be pressed: it was disabled, or would change something while nothing can be changed.
func (p *press) off() bool { return p.disabled || p.writes && ReadOnly }

func (p *press) setDisabled(on bool) {
	if p.disabled == on {
		return
	}
	p.disabled = on
	if on {
		p.hovered = false
		if c := canvasOf(p.self); c != nil && c.Focused() == p.self.(fyne.Focusable) {
			c.Unfocus()
		}
	}
	p.self.Refresh()
}

// SetLabel sets what a screen reader says; each widget starts with its own words.
func (p *press) SetLabel(label string) { p.label = label }

// AccessibilityLabel implements fyne.Accessible.
func (p *press) AccessibilityLabel() string { return p.label }

// AccessibilityRole implements fyne.Accessible.
func (p *press) AccessibilityRole() fyne.AccessibleRole { return p.role }

// takeFocus moves the keyboard to the widget, where it is shown.
func (p *press) takeFocus() {
	if c := canvasOf(p.self); c != nil && !p.off() {
		c.Focus(p.self.(fyne.Focusable))
	}
}

// canvasOf is the canvas that shows the object, or nil.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	app := fyne.CurrentApp()
	if app == nil {
		return nil
	}
	if c := app.Driver().CanvasForObject(o); c != nil {
		return c
	}
	for _, window := range app.Driver().AllWindows() { // the driver knows what it has drawn; what was just made stands in the one window there is
		return window.Canvas()
	}
	return nil
}

// box is a rectangle whose colours are kept by name, so that refreshing costs nothing when nothing changed.
type box struct{ *canvas.Rectangle }

func newBox(radius float32) box {
	r := canvas.NewRectangle(color.Transparent)
	r.CornerRadius = radius
	return box{r}
}

// paint sets fill, edge and the width of the edge, and redraws where something changed.
func (b box) paint(fill, edge fyne.ThemeColorName, width float32) {
	f, e := theme.Color(fill), edgeColor(edge, width)
	if b.FillColor == f && b.StrokeColor == e && b.StrokeWidth == width {
		return
	}
	b.FillColor, b.StrokeColor, b.StrokeWidth = f, e, width
	b.Rectangle.Refresh()
}

// softEdge is how much of its colour the middle of an edge 1 pixel wide keeps: Fyne blends it with its surroundings
// (measured in v2.8.0, software and hardware rendering use one shader).
const softEdge = 0.72

// edgeColor is the colour to draw an edge with so that a line of one pixel comes out in the named colour, and keeps
// the contrast that colour was chosen for.
func edgeColor(name fyne.ThemeColorName, width float32) color.Color {
	c := theme.Color(name)
	if width != 1 || name == theme.Clear || theme.PixelScale() >= 1.5 {
		return c
	}
	n, ok := c.(color.NRGBA)
	s, ok2 := theme.Color(theme.Surface).(color.NRGBA)
	if !ok || !ok2 {
		return c
	}
	away := func(c, s uint8) uint8 {
		return uint8(min(max(float64(s)+(float64(c)-float64(s))/softEdge, 0), 255))
	}
	return color.NRGBA{R: away(n.R, s.R), G: away(n.G, s.G), B: away(n.B, s.B), A: n.A}
}

// place moves and resizes.
func place(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
}

// newRing is a focus ring, hidden at first.
func newRing(radius float32) box {
	b := newBox(radius)
	b.Hide()
	return b
}

// ringAround shows the ring round an area, gap outside its edge (a negative gap lies inside), or hides it.
func (b box) ringAround(on bool, size fyne.Size, gap float32) {
	if !on {
		show(b.Rectangle, false)
		return
	}
	// The stroke of a rectangle is drawn inside its bounds, so the bounds end gap + 2 outside the area.
	d := gap + 2
	if gap < 0 {
		d = gap
	}
	place(b.Rectangle, -d, -d, size.Width+2*d, size.Height+2*d)
	b.paint(theme.Clear, theme.Accent, 2)
	show(b.Rectangle, true)
}

// revealed remembers that something hidden was shown. Fyne does not know to which window an object belongs that was
// never drawn, so that refreshing the object repaints nothing: the widget around it has to be refreshed.
var revealed bool

// repaint has a window drawn again; a test counts.
var repaint = canvas.Refresh

// show shows or hides an object.
func show(o fyne.CanvasObject, on bool) {
	if o.Visible() == on {
		return
	}
	if on {
		o.Show()
		revealed = true
	} else {
		o.Hide()
	}
}

// glyph is a canvas.Text that redraws only when something changed.
type glyph struct{ *canvas.Text }

func newGlyph(size float32, bold bool) glyph {
	t := canvas.NewText("", color.Transparent)
	t.TextSize = size
	t.TextStyle.Bold = bold
	return glyph{t}
}

func (g glyph) set(text string, col fyne.ThemeColorName) {
	g.setStyled(text, col, g.TextStyle.Bold)
}

func (g glyph) setStyled(text string, col fyne.ThemeColorName, bold bool) {
	g.setFace(text, col, fyne.TextStyle{Bold: bold})
}

func (g glyph) setFace(text string, col fyne.ThemeColorName, face fyne.TextStyle) {
	c := theme.Color(col)
	text = Masked(text)
	if g.Text.Text == text && g.Color == c && g.TextStyle == face {
		return
	}
	g.Text.Text, g.Color, g.TextStyle = text, c, face
	g.Refresh()
}

// size is what the words need.
func (g glyph) size() fyne.Size { return g.MinSize() }

// picture is a canvas.Image that shows an icon and redraws only when something changed.
type picture struct{ *canvas.Image }

func newPicture() picture {
	i := &canvas.Image{FillMode: canvas.ImageFillContain}
	i.Hide()
	return picture{i}
}

// set shows the icon at a size in Fyne units; the empty name hides the picture.
func (p picture) set(name string, col fyne.ThemeColorName, size float32) {
	p.resource(name, theme.IconAt(name, col, size), size)
}

func (p picture) resource(name string, r fyne.Resource, size float32) {
	if name == "" || r == nil {
		show(p.Image, false)
		return
	}
	if p.Resource != r {
		p.Resource = r
		p.Resize(fyne.NewSquareSize(size))
		p.Refresh()
	}
	show(p.Image, true)
}

// renderer draws a widget from functions, so that each widget stays one small file.
type renderer struct {
	owner   fyne.Widget
	objects []fyne.CanvasObject
	layout  func(fyne.Size)
	minSize func() fyne.Size
	refresh func()
	size    fyne.Size
	scale   float32
}

// Destroy implements fyne.WidgetRenderer.
func (r *renderer) Destroy() {}

// Layout implements fyne.WidgetRenderer.
func (r *renderer) Layout(s fyne.Size) {
	if scale := theme.PixelScale(); r.scale != scale { // the window came to another screen: icons are drawn anew
		if r.scale != 0 {
			r.refresh()
		}
		r.scale = scale
	}
	r.size = s
	r.layout(s)
}

// MinSize implements fyne.WidgetRenderer.
func (r *renderer) MinSize() fyne.Size { return r.minSize() }

// Objects implements fyne.WidgetRenderer.
func (r *renderer) Objects() []fyne.CanvasObject { return r.objects }

// Refresh implements fyne.WidgetRenderer.
func (r *renderer) Refresh() {
	r.refresh()
	if r.size.Width > 0 {
		r.layout(r.size)
	}
	if revealed {
		revealed = false
		repaint(r.owner)
	}
}

// newRenderer refreshes once, so that a widget is complete before it is first measured.
func newRenderer(owner fyne.Widget, minSize func() fyne.Size, layout func(fyne.Size), refresh func(), objects ...fyne.CanvasObject) *renderer {
	refresh()
	return &renderer{owner: owner, objects: objects, layout: layout, minSize: minSize, refresh: refresh, scale: theme.PixelScale()}
}
