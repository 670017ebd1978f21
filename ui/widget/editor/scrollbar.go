package editor

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

const (
	barWide  = 10 // under the pointer
	barSlim  = 4
	barShort = 28 // the shortest thumb
)

// scrollBar stands in the right padding of an editor. It is slim until the
// pointer comes near.
type scrollBar struct {
	widget.BaseWidget
	e       *Editor
	thumb   *canvas.Rectangle
	hovered bool
	held    bool
	grip    float32 // where in the thumb it is held
}

var (
	_ fyne.Draggable     = (*scrollBar)(nil)
	_ desktop.Hoverable  = (*scrollBar)(nil)
	_ desktop.Mouseable  = (*scrollBar)(nil)
	_ desktop.Cursorable = (*scrollBar)(nil)
)

func newScrollBar(e *Editor) *scrollBar {
	b := &scrollBar{e: e, thumb: canvas.NewRectangle(nil)}
	b.ExtendBaseWidget(b)
	return b
}

// CreateRenderer implements fyne.Widget.
func (b *scrollBar) CreateRenderer() fyne.WidgetRenderer {
	return &barRenderer{b, []fyne.CanvasObject{b.thumb}}
}

// barRenderer leaves the thumb where the bar put it.
type barRenderer struct {
	b       *scrollBar
	objects []fyne.CanvasObject
}

// Destroy implements fyne.WidgetRenderer.
func (r *barRenderer) Destroy() {}

// Layout implements fyne.WidgetRenderer.
func (r *barRenderer) Layout(fyne.Size) {}

// MinSize implements fyne.WidgetRenderer.
func (r *barRenderer) MinSize() fyne.Size { return fyne.Size{} }

// Objects implements fyne.WidgetRenderer.
func (r *barRenderer) Objects() []fyne.CanvasObject { return r.objects }

// Refresh implements fyne.WidgetRenderer.
func (r *barRenderer) Refresh() { r.b.place() }

// place brings the bar in line with the text; it has no size where all is visible.
func (b *scrollBar) place() {
	size := b.e.Size()
	if b.e.textHeight() <= size.Height+0.5 {
		b.Resize(fyne.Size{})
		b.thumb.Resize(fyne.Size{})
		return
	}
	b.Move(fyne.NewPos(size.Width-barWide-1, 0))
	b.Resize(fyne.NewSize(barWide, size.Height))
	wide := float32(barSlim)
	if b.hovered || b.held {
		wide = barWide - 2
	}
	y, length := b.extent()
	b.thumb.FillColor = theme.Color(theme.Control)
	b.thumb.CornerRadius = wide / 2
	b.thumb.Move(fyne.NewPos(barWide-wide, y))
	b.thumb.Resize(fyne.NewSize(wide, length))
}

// extent gives where the thumb starts and how long it is.
func (b *scrollBar) extent() (y, length float32) {
	height, all := b.e.Size().Height, b.e.textHeight()
	length = max(barShort, height*height/all)
	return (height - length) * b.e.top / (all - height), length
}

// moveThumb scrolls so that the thumb starts at y.
func (b *scrollBar) moveThumb(y float32) {
	height, all := b.e.Size().Height, b.e.textHeight()
	_, length := b.extent()
	if height > length {
		b.e.scrollTo(y / (height - length) * (all - height))
		b.e.show()
	}
}

// Cursor implements desktop.Cursorable.
func (b *scrollBar) Cursor() desktop.Cursor { return desktop.DefaultCursor }

// MouseIn implements desktop.Hoverable.
func (b *scrollBar) MouseIn(*desktop.MouseEvent) { b.hover(true) }

// MouseMoved implements desktop.Hoverable.
func (b *scrollBar) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (b *scrollBar) MouseOut() { b.hover(false) }

func (b *scrollBar) hover(on bool) {
	b.hovered = on
	b.place()
	canvas.Refresh(b.e)
}

// MouseDown implements desktop.Mouseable: the thumb is taken, and brought to
// the pointer first where it is elsewhere.
func (b *scrollBar) MouseDown(ev *desktop.MouseEvent) {
	y, length := b.extent()
	b.held = true
	b.grip = ev.Position.Y - y
	if b.grip < 0 || b.grip > length {
		b.grip = length / 2
		b.moveThumb(ev.Position.Y - b.grip)
	}
	b.hover(b.hovered)
}

// MouseUp implements desktop.Mouseable.
func (b *scrollBar) MouseUp(*desktop.MouseEvent) { b.DragEnd() }

// Dragged implements fyne.Draggable.
func (b *scrollBar) Dragged(ev *fyne.DragEvent) {
	if b.held {
		b.moveThumb(ev.Position.Y - b.grip)
	}
}

// DragEnd implements fyne.Draggable.
func (b *scrollBar) DragEnd() {
	b.held = false
	b.hover(b.hovered)
}
