package editor

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

const (
	textSize  = theme.SizeCardHead
	rowHeight = 23
	padSide   = 12 // left and right of the text; the scroll bar stands in the right one
	padEnd    = 6  // above the first row and under the last
	tabWidth  = 32
)

// Editor is a multi-line text field for Markdown source. Make one with [New];
// the callbacks may be set at any time and are called on the main goroutine.
type Editor struct {
	widget.BaseWidget

	// OnChanged is called after each change of the text by a person, by
	// [Editor.Replace], and by undo and redo, not by [Editor.SetText]. No text
	// is built for it: ask [Editor.Text] when the text is needed.
	OnChanged func()
	// OnShortcut is asked about each shortcut that the editor has no use for;
	// where it answers false, the window's own shortcuts get it.
	OnShortcut func(fyne.Shortcut) bool
	// OnKey is asked about each key that the editor has no use for (the
	// function keys); where it answers false, the window gets it.
	OnKey func(*fyne.KeyEvent) bool
	// OnEscape is called for the Escape key. Without it the window gets the key.
	OnEscape func()
	// OnFocusLost is called when the keyboard goes elsewhere.
	OnFocusLost func()
	// OnCaret is called when the caret or the selection moved.
	OnCaret func()
	// OnHover is called when the pointer came over another character of a
	// mark, and with -1 when it left all of them.
	OnHover func(offset int)

	buf     *buffer
	hist    history
	regular *ruler
	bold    *ruler
	width   float32 // that the rows were made for

	sel      selection
	upstream bool    // the caret stands at the end of a row, not at the start of the next
	goal     float32 // x that up and down keep to; negative for none
	top      float32 // how far the text is scrolled

	label       string
	placeholder *para
	marks       []Mark
	matches     []Match
	match       int // the current one of matches, or -1
	readOnly    bool
	disabled    bool
	focused     bool
	shift       bool // a shift key is down, where the driver does not say
	revision    uint64
	continued   uint64 // the revision in which Enter began an item, 0 for none

	blink blinker
	mouse mouseState
	bar   *scrollBar
	view  view

	now   func() time.Time
	after func(time.Duration, func()) (stop func())
}

var (
	_ fyne.Focusable         = (*Editor)(nil)
	_ fyne.Tabbable          = (*Editor)(nil)
	_ fyne.Shortcutable      = (*Editor)(nil)
	_ fyne.Draggable         = (*Editor)(nil)
	_ fyne.Scrollable        = (*Editor)(nil)
	_ fyne.SecondaryTappable = (*Editor)(nil)
	_ fyne.Disableable       = (*Editor)(nil)
	_ fyne.Accessible        = (*Editor)(nil)
	_ desktop.Mouseable      = (*Editor)(nil)
	_ desktop.Keyable        = (*Editor)(nil)
	_ desktop.Cursorable     = (*Editor)(nil)
	_ desktop.Hoverable      = (*Editor)(nil)
)

// New makes an empty editor. The label is what a screen reader says.
func New(label string) *Editor {
	e := &Editor{label: label, goal: -1, match: -1, now: time.Now, after: later}
	e.newRulers()
	e.buf = newBuffer(e.wrap)
	e.bar = newScrollBar(e)
	e.view.caret = canvas.NewRectangle(nil)
	e.ExtendBaseWidget(e)
	return e
}

func (e *Editor) newRulers() {
	e.regular = newRuler(textSize, fyne.TextStyle{})
	e.bold = newRuler(textSize, fyne.TextStyle{Bold: true})
}

// later runs f on the main goroutine after a while.
func later(d time.Duration, f func()) func() {
	t := time.AfterFunc(d, func() { w.Do(f) })
	return func() { t.Stop() }
}

// Text gives the text, byte for byte as it was typed, pasted or set.
func (e *Editor) Text() string { return e.buf.text() }

// SetText replaces the text and forgets what could be undone. The caret goes
// to the start, marks and matches go. OnChanged is not called.
func (e *Editor) SetText(text string) {
	e.buf.set(decode(text))
	e.hist.clear()
	e.marks, e.matches, e.match = nil, nil, -1
	e.revision++
	e.sel, e.upstream, e.goal, e.top = selection{}, false, -1, 0
	e.moved()
	e.show()
}

// Replace puts text in place of the characters from..to as one step that can
// be undone, also where the editor is read-only: it is the program that asks.
// Offsets outside the text are brought inside. The caret stays where it was in
// the text around, or goes after the new text where its place is gone.
func (e *Editor) Replace(from, to int, text string) {
	from, to = e.clamp(from), e.clamp(to)
	if from > to {
		from, to = to, from
	}
	fresh := decode(text)
	e.edit(from, to, fresh, selection{
		anchor: follow(e.sel.anchor, from, to, len(fresh)),
		caret:  follow(e.sel.caret, from, to, len(fresh)),
	}, byCommand)
}

// follow gives where an offset is after from..to became n characters.
func follow(offset, from, to, n int) int {
	switch {
	case offset <= from:
		return offset
	case offset < to:
		return from + n
	}
	return offset + n - (to - from)
}

// Len is the number of characters.
func (e *Editor) Len() int { return e.buf.len() }

// Words is the number of words; it costs nothing to ask.
func (e *Editor) Words() int { return e.buf.words }

// Revision is a number that grows with each change of the text.
func (e *Editor) Revision() uint64 { return e.revision }

// Rune turns an offset in bytes of [Editor.Text] into one in characters.
func (e *Editor) Rune(offset int) int {
	bytes := 0
	for i, r := range e.buf.slice(0, e.buf.len()) {
		if bytes >= offset {
			return i
		}
		bytes += byteLen(r)
	}
	return e.buf.len()
}

// Caret is the offset of the caret.
func (e *Editor) Caret() int { return e.sel.caret }

// Selection gives the bounds of what is selected; both are the caret's offset
// where nothing is.
func (e *Editor) Selection() (from, to int) { return e.sel.bounds() }

// Selected gives the selected text.
func (e *Editor) Selected() string {
	from, to := e.sel.bounds()
	return encode(e.buf.slice(from, to))
}

// Select selects from..to, with the caret at to, and brings the caret into view.
func (e *Editor) Select(from, to int) {
	e.hist.closed = true
	e.setSelection(selection{e.snap(e.clamp(from)), e.snap(e.clamp(to))})
}

// Placeholder is shown in an empty editor.
func (e *Editor) Placeholder(text string) {
	e.placeholder = &para{text: decode(text)}
	e.wrap(e.placeholder)
	e.show()
}

// SetReadOnly lets a person select and copy but not change the text.
func (e *Editor) SetReadOnly(on bool) {
	e.readOnly = on
	e.show()
}

// Enable implements fyne.Disableable.
func (e *Editor) Enable() { e.setDisabled(false) }

// Disable implements fyne.Disableable: the text is pale, and the keyboard does
// not come here. To let people read and copy, use [Editor.SetReadOnly].
func (e *Editor) Disable() { e.setDisabled(true) }

// Disabled implements fyne.Disableable.
func (e *Editor) Disabled() bool { return e.disabled }

func (e *Editor) setDisabled(on bool) {
	if e.disabled == on {
		return
	}
	e.disabled = on
	if on && e.focused {
		if c := e.canvas(); c != nil && c.Focused() == fyne.Focusable(e) {
			c.Unfocus()
		}
	}
	e.show()
}

// AccessibilityLabel implements fyne.Accessible.
func (e *Editor) AccessibilityLabel() string { return e.label }

// AccessibilityRole implements fyne.Accessible.
func (e *Editor) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// Cursor implements desktop.Cursorable.
func (e *Editor) Cursor() desktop.Cursor { return desktop.TextCursor }

// FocusGained implements fyne.Focusable.
func (e *Editor) FocusGained() {
	e.focused = true
	e.shift = false
	e.wake()
	e.show()
}

// FocusLost implements fyne.Focusable.
func (e *Editor) FocusLost() {
	e.focused = false
	e.shift = false
	e.hist.closed = true
	e.rest()
	e.stopDragging()
	e.show()
	if e.OnFocusLost != nil {
		e.OnFocusLost()
	}
}

// Hide implements fyne.CanvasObject.
func (e *Editor) Hide() {
	e.rest()
	e.stopDragging()
	e.BaseWidget.Hide()
}

// Focus asks for the keyboard.
func (e *Editor) Focus() {
	if c := e.canvas(); c != nil && !e.disabled && c.Focused() != fyne.Focusable(e) {
		c.Focus(e)
	}
}

func (e *Editor) canvas() fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil {
		return app.Driver().CanvasForObject(e)
	}
	return nil
}

func (e *Editor) clamp(offset int) int { return max(0, min(offset, e.buf.len())) }

// snap moves an offset to the start of the grapheme that it stands in, and out
// of a line end.
func (e *Editor) snap(offset int) int {
	i, column := e.buf.find(offset)
	p := e.buf.paras[i]
	return e.buf.at[i] + atGrapheme(p.text, min(column, len(p.text)))
}

// edit is how a change gets into the text, the history, and onto the screen.
func (e *Editor) edit(from, to int, text []rune, after selection, by how) {
	if from == to && len(text) == 0 {
		return
	}
	s := &step{at: from, text: text, before: e.sel, after: after, how: by, when: e.now()}
	s.removed = e.apply(from, to, text)
	e.hist.add(s)
	e.sel = after
	e.changed()
}

// apply is the only caller of the buffer's replace besides SetText.
func (e *Editor) apply(from, to int, text []rune) (removed []rune) {
	e.shiftMarks(from, to, len(text))
	return e.buf.replace(from, to, text)
}

func (e *Editor) changed() {
	e.revision++
	e.upstream, e.goal = false, -1
	e.reveal()
	e.wake()
	e.show()
	e.moved()
	if e.OnChanged != nil {
		e.OnChanged()
	}
}

// Undo takes the last step back.
func (e *Editor) Undo() {
	if s := e.hist.undo(); s != nil {
		e.apply(s.at, s.at+len(s.text), s.removed)
		e.sel = s.before
		e.changed()
	}
}

// Redo does again what was undone last.
func (e *Editor) Redo() {
	if s := e.hist.redo(); s != nil {
		e.apply(s.at, s.at+len(s.removed), s.text)
		e.sel = s.after
		e.changed()
	}
}

// CanUndo tells whether there is a step to undo.
func (e *Editor) CanUndo() bool { return len(e.hist.done) > 0 }

// CanRedo tells whether there is a step to redo.
func (e *Editor) CanRedo() bool { return len(e.hist.undone) > 0 }

// setSelection moves the caret without a change of the text.
func (e *Editor) setSelection(s selection) {
	e.sel = s
	e.upstream, e.goal = false, -1
	e.reveal()
	e.wake()
	e.show()
	e.moved()
}

func (e *Editor) moved() {
	if e.OnCaret != nil {
		e.OnCaret()
	}
}

// editable tells whether a person may change the text.
func (e *Editor) editable() bool { return !e.readOnly && !e.disabled }
