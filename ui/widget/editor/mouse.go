package editor

import (
	"runtime"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	w "rapport/ui/widget"
)

const (
	clickTime  = 500 * time.Millisecond // between the clicks of a double one
	clickSlack = 5                      // how far apart they may be
	dragScroll = 50 * time.Millisecond  // between steps while the pointer is held outside
)

// mouseState is a press and what a drag from it selects: characters, words or lines.
type mouseState struct {
	clicks   int
	when     time.Time
	where    fyne.Position
	from, to int // what the press selected
	dragging bool
	pointer  fyne.Position
	stop     func()
	hover    int // the start of the mark under the pointer, counted from 1; 0 for none
}

// MouseDown implements desktop.Mouseable: one click sets the caret, two select
// a word, three a line; with Shift the selection grows.
func (e *Editor) MouseDown(ev *desktop.MouseEvent) {
	e.Focus()
	offset, upstream := e.offsetAt(ev.Position.X, ev.Position.Y)
	if ev.Button != desktop.MouseButtonPrimary {
		if from, to := e.sel.bounds(); ev.Button == desktop.MouseButtonSecondary && (offset < from || offset > to || from == to) {
			e.moveTo(offset, false)
		}
		return
	}
	m := &e.mouse
	now := e.now()
	near := abs(ev.Position.X-m.where.X) <= clickSlack && abs(ev.Position.Y-m.where.Y) <= clickSlack
	if near && now.Sub(m.when) <= clickTime && m.clicks < 3 {
		m.clicks++
	} else {
		m.clicks = 1
	}
	m.when, m.where = now, ev.Position
	if ev.Modifier&fyne.KeyModifierShift != 0 && m.clicks == 1 {
		m.from, m.to = e.sel.anchor, e.sel.anchor
		e.moveTo(offset, true)
	} else {
		m.from, m.to = e.unit(offset)
		e.hist.closed = true
		e.setSelection(span(m.from, m.to))
	}
	if upstream && m.clicks == 1 {
		e.upstream = true
		e.show()
	}
}

// MouseIn implements desktop.Hoverable.
func (e *Editor) MouseIn(ev *desktop.MouseEvent) { e.hoverAt(ev.Position) }

// MouseMoved implements desktop.Hoverable.
func (e *Editor) MouseMoved(ev *desktop.MouseEvent) { e.hoverAt(ev.Position) }

// MouseOut implements desktop.Hoverable.
func (e *Editor) MouseOut() { e.hovers(0) }

// hoverAt looks for a mark under the pointer, where there are any.
func (e *Editor) hoverAt(pos fyne.Position) {
	if e.OnHover == nil || len(e.marks) == 0 {
		e.hovers(0)
		return
	}
	offset, _ := e.offsetAt(pos.X, pos.Y)
	if m, ok := e.MarkAt(offset); ok {
		e.hovers(m.From + 1)
		return
	}
	e.hovers(0)
}

func (e *Editor) hovers(at int) {
	if e.mouse.hover != at {
		e.mouse.hover = at
		if e.OnHover != nil {
			e.OnHover(at - 1)
		}
	}
}

// MouseUp implements desktop.Mouseable.
func (e *Editor) MouseUp(*desktop.MouseEvent) {}

// unit gives the bounds of what as many clicks select at offset.
func (e *Editor) unit(offset int) (from, to int) {
	i, column := e.buf.find(offset)
	p, base := e.buf.paras[i], e.buf.at[i]
	switch e.mouse.clicks {
	case 2:
		from, to = wordAround(p.text, column)
		return base + from, base + to
	case 3:
		return base, base + p.len()
	}
	return offset, offset
}

// Dragged implements fyne.Draggable.
func (e *Editor) Dragged(ev *fyne.DragEvent) {
	if e.mouse.clicks == 0 {
		return
	}
	e.mouse.dragging = true
	e.mouse.pointer = ev.Position
	e.dragTo()
	e.dragOutside()
}

// dragTo extends the selection to the pointer, by what the press selected.
func (e *Editor) dragTo() {
	m := &e.mouse
	offset, _ := e.offsetAt(m.pointer.X, m.pointer.Y)
	from, to := e.unit(offset)
	if from < m.from {
		e.setSelection(span(m.to, from))
	} else {
		e.setSelection(span(m.from, max(to, m.to)))
	}
}

// dragOutside scrolls on while the pointer is held above or below.
func (e *Editor) dragOutside() {
	m := &e.mouse
	y, height := m.pointer.Y, e.Size().Height
	if m.stop != nil || y >= 0 && y <= height {
		return
	}
	m.stop = e.after(dragScroll, func() {
		m.stop = nil
		if !m.dragging {
			return
		}
		if y := m.pointer.Y; y < 0 {
			e.scrollTo(e.top + max(y/2, -3*rowHeight))
		} else if y > height {
			e.scrollTo(e.top + min((y-height)/2, 3*rowHeight))
		}
		e.dragTo()
		e.dragOutside()
	})
}

// DragEnd implements fyne.Draggable.
func (e *Editor) DragEnd() { e.stopDragging() }

func (e *Editor) stopDragging() {
	e.mouse.dragging = false
	if e.mouse.stop != nil {
		e.mouse.stop()
		e.mouse.stop = nil
	}
}

// Scrolled implements fyne.Scrollable.
func (e *Editor) Scrolled(ev *fyne.ScrollEvent) {
	top := e.top
	e.scrollTo(e.top - ev.Scrolled.DY)
	if e.top != top {
		e.show()
	}
}

// TappedSecondary implements fyne.SecondaryTappable with a menu.
func (e *Editor) TappedSecondary(ev *fyne.PointEvent) { e.menuAt(ev.Position) }

// menuAtCaret opens the menu for the menu key.
func (e *Editor) menuAtCaret() {
	row, x := e.place(e.sel.caret, e.upstream)
	e.menuAt(fyne.NewPos(padSide+x, float32(row+1)*rowHeight+padEnd-e.top))
}

func (e *Editor) menuAt(pos fyne.Position) {
	if c := e.canvas(); c != nil && !e.disabled {
		w.ShowMenu(c, fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(pos), e.menuItems())
	}
}

// menuItems are what the menu offers now.
func (e *Editor) menuItems() []w.MenuItem {
	item := func(text, key string, able bool, do func()) w.MenuItem {
		if key != "" {
			key = commandCap + " " + key
		}
		return w.MenuItem{Text: text, Key: key, Disabled: !able, Do: do}
	}
	selected := !e.sel.empty()
	out := []w.MenuItem{item("Copy", "C", selected, e.Copy)}
	if e.editable() {
		out = []w.MenuItem{
			item("Undo", "Z", e.CanUndo(), e.Undo),
			item("Redo", "Y", e.CanRedo(), e.Redo),
			item("Cut", "X", selected, e.Cut),
			out[0],
			item("Paste", "V", true, e.Paste),
		}
	}
	return append(out, item("Select all", "A", e.Len() > 0, e.SelectAll))
}

// commandCap is what stands on the command key.
var commandCap = func() string {
	if runtime.GOOS == "darwin" {
		return "Cmd"
	}
	return "Ctrl"
}()
