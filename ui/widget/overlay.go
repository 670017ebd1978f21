package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// OverlayOptions say how an Overlay stands over a window.
type OverlayOptions struct {
	Width, MaxHeight float32        // of the panel; 0 is what the content needs
	Top              float32        // from the top edge; 0 is the middle
	At               *fyne.Position // the corner of a menu, kept inside the window; wins over Top
	Above            float32        // where a menu has no room under At, it stands so far higher
	Scrim            bool           // dims the window
	Outside          bool           // a press outside closes
	Focus            fyne.Focusable // gets the keyboard; nil is the first that can
	OnKey            func(*fyne.KeyEvent) bool
	OnClosed         func() // after it was closed in whatever way
	Submit           func() // what its primary button does; nil where it has none
}

// Overlay is a panel over a window: a menu, a dialog, the palette. Escape closes it, and the keyboard goes back to
// where it was.
type Overlay struct {
	fw.BaseWidget
	canvas  fyne.Canvas
	content fyne.CanvasObject
	options OverlayOptions
	closed  bool
}

// ShowOverlay opens a panel with content over a window.
func ShowOverlay(c fyne.Canvas, content fyne.CanvasObject, options OverlayOptions) *Overlay {
	o := &Overlay{canvas: c, content: content, options: options}
	o.ExtendBaseWidget(o)
	c.Overlays().Add(o)
	o.Resize(c.Size())
	if options.Focus != nil {
		c.Focus(options.Focus)
	} else {
		c.FocusNext()
	}
	return o
}

// Close takes the panel, and what was opened over it, away.
func (o *Overlay) Close() {
	if o.closed {
		return
	}
	o.closed = true
	o.canvas.Overlays().Remove(o)
	if o.options.OnClosed != nil {
		o.options.OnClosed()
	}
}

// Closed reports whether the panel is gone.
func (o *Overlay) Closed() bool { return o.closed }

// Tapped implements fyne.Tappable: a press outside the panel.
func (o *Overlay) Tapped(e *fyne.PointEvent) {
	at, size := o.content.Position(), o.content.Size()
	inside := e.Position.X >= at.X && e.Position.Y >= at.Y && e.Position.X < at.X+size.Width && e.Position.Y < at.Y+size.Height
	switch {
	case inside:
	case o.options.Outside:
		o.Close()
	case o.options.Focus != nil:
		o.canvas.Focus(o.options.Focus) // Fyne took the focus away with the press
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (o *Overlay) TappedSecondary(e *fyne.PointEvent) { o.Tapped(e) }

func (o *Overlay) key(e *fyne.KeyEvent) bool {
	if o.options.OnKey != nil && o.options.OnKey(e) {
		return true
	}
	if e.Name == fyne.KeyEscape {
		o.Close()
	}
	return true
}

// OverlayKey gives a key to the panel that is open over a window, and reports whether one was. A window's own
// handler of typed keys begins with it, since Fyne knows of no panels.
func OverlayKey(c fyne.Canvas, e *fyne.KeyEvent) bool {
	o, ok := c.Overlays().Top().(*Overlay)
	return ok && o.key(e)
}

// OverlaySubmit presses the primary button of the panel that is open over a window, and reports whether it has one.
func OverlaySubmit(c fyne.Canvas) bool {
	o, ok := c.Overlays().Top().(*Overlay)
	if !ok || o.options.Submit == nil {
		return false
	}
	o.options.Submit()
	return true
}

// OverlayOpen reports whether a panel is open over a window, of ours or of Fyne's.
func OverlayOpen(c fyne.Canvas) bool { return c.Overlays().Top() != nil }

// area is where the panel stands.
func (o *Overlay) area(s fyne.Size) (fyne.Position, fyne.Size) {
	opt := o.options
	width := opt.Width
	if width == 0 {
		width = o.content.MinSize().Width
	}
	width = min(width, s.Width-16)
	height := heightFor(o.content, width)
	if opt.MaxHeight > 0 {
		height = min(height, opt.MaxHeight)
	}
	height = min(height, s.Height-16)
	size := fyne.NewSize(width, height)
	switch {
	case opt.At != nil:
		x, y := opt.At.X, opt.At.Y
		if y+height > s.Height-8 && y-opt.Above-height > 8 {
			y -= opt.Above + height
		}
		return fyne.NewPos(max(min(x, s.Width-width-8), 8), max(min(y, s.Height-height-8), 8)), size
	case opt.Top > 0:
		return fyne.NewPos((s.Width-width)/2, min(opt.Top, s.Height-height-8)), size
	}
	return fyne.NewPos((s.Width-width)/2, (s.Height-height)/2), size
}

// CreateRenderer implements fyne.Widget.
func (o *Overlay) CreateRenderer() fyne.WidgetRenderer {
	o.ExtendBaseWidget(o)
	scrim := newBox(0)
	refresh := func() {
		col := theme.Clear
		if o.options.Scrim {
			col = theme.Scrim
		}
		scrim.paint(col, theme.Clear, 0)
	}
	layout := func(s fyne.Size) {
		place(scrim.Rectangle, 0, 0, s.Width, s.Height)
		at, size := o.area(s)
		o.content.Move(at)
		o.content.Resize(size)
	}
	return newRenderer(o, func() fyne.Size { return fyne.Size{} }, layout, refresh, scrim.Rectangle, o.content)
}
