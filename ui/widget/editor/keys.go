package editor

import (
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	w "rapport/ui/widget"
)

// AcceptsTab implements fyne.Tabbable: Tab indents, F6 or the window's own
// keys lead out.
func (e *Editor) AcceptsTab() bool { return e.editable() }

// KeyDown implements desktop.Keyable.
func (e *Editor) KeyDown(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		e.shift = true
	}
}

// KeyUp implements desktop.Keyable.
func (e *Editor) KeyUp(key *fyne.KeyEvent) {
	if key.Name == desktop.KeyShiftLeft || key.Name == desktop.KeyShiftRight {
		e.shift = false
	}
}

// shiftDown asks the driver, which knows of keys pressed before the keyboard came here.
func (e *Editor) shiftDown() bool {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	return e.shift
}

// TypedRune implements fyne.Focusable. Composed input arrives here when it is
// done: the drivers of Fyne tell nothing of it before.
func (e *Editor) TypedRune(r rune) {
	w.Stir()
	if e.editable() && !(r == ' ' && e.ownMarker()) {
		e.insert([]rune{r}, byTyping)
	}
}

// Insert puts text in place of the selection, or at the caret, as a step that
// can be undone.
func (e *Editor) Insert(text string) {
	if e.editable() {
		e.insert(decode(text), byCommand)
	}
}

func (e *Editor) insert(text []rune, by how) {
	from, to := e.sel.bounds()
	e.edit(from, to, text, at(from+len(text)), by)
}

// TypedKey implements fyne.Focusable.
func (e *Editor) TypedKey(key *fyne.KeyEvent) {
	w.Stir()
	shift := e.shiftDown()
	switch key.Name {
	case fyne.KeyLeft:
		e.moveLeft(shift)
	case fyne.KeyRight:
		e.moveRight(shift)
	case fyne.KeyUp:
		e.moveRows(-1, shift)
	case fyne.KeyDown:
		e.moveRows(1, shift)
	case fyne.KeyPageUp:
		e.movePage(-1, shift)
	case fyne.KeyPageDown:
		e.movePage(1, shift)
	case fyne.KeyHome:
		e.moveHome(shift)
	case fyne.KeyEnd:
		e.moveEnd(shift)
	case fyne.KeyBackspace:
		e.delete(e.left(e.sel.caret), byBackspace)
	case fyne.KeyDelete:
		e.delete(e.right(e.sel.caret), byDelete)
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.editable() {
			e.enter(shift)
		}
	case fyne.KeyTab:
		if e.editable() {
			e.indent(shift)
		}
	case fyne.KeyEscape:
		if e.OnEscape != nil {
			e.OnEscape()
			return
		}
		e.passKey(key)
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		e.passKey(key)
	case desktop.KeyMenu:
		e.menuAtCaret()
	}
}

// passKey gives a key to whoever else wants it.
func (e *Editor) passKey(key *fyne.KeyEvent) {
	if e.OnKey != nil && e.OnKey(key) {
		return
	}
	if c := e.canvas(); c != nil && c.OnTypedKey() != nil {
		c.OnTypedKey()(key)
	}
}

// press is a key with its modifiers.
type press struct {
	key fyne.KeyName
	mod fyne.KeyModifier
}

const (
	command = fyne.KeyModifierShortcutDefault // Ctrl, on macOS Cmd
	shifted = command | fyne.KeyModifierShift
)

// presses are the shortcuts that the editor uses itself, besides those that
// Fyne has types for. A true edits marks those that change the text.
var presses = map[press]struct {
	do    func(*Editor)
	edits bool
}{
	{fyne.KeyHome, command}:                 {do: func(e *Editor) { e.moveTo(0, false) }},
	{fyne.KeyHome, shifted}:                 {do: func(e *Editor) { e.moveTo(0, true) }},
	{fyne.KeyEnd, command}:                  {do: func(e *Editor) { e.moveTo(e.Len(), false) }},
	{fyne.KeyEnd, shifted}:                  {do: func(e *Editor) { e.moveTo(e.Len(), true) }},
	{fyne.KeyUp, command}:                   {do: func(e *Editor) { e.moveTo(e.paragraphUp(), false) }},
	{fyne.KeyUp, shifted}:                   {do: func(e *Editor) { e.moveTo(e.paragraphUp(), true) }},
	{fyne.KeyDown, command}:                 {do: func(e *Editor) { e.moveTo(e.paragraphDown(), false) }},
	{fyne.KeyDown, shifted}:                 {do: func(e *Editor) { e.moveTo(e.paragraphDown(), true) }},
	{fyne.KeyZ, shifted}:                    {do: (*Editor).Redo, edits: true},
	{fyne.KeyB, command}:                    {do: (*Editor).ToggleBold, edits: true},
	{fyne.KeyI, command}:                    {do: (*Editor).ToggleItalic, edits: true},
	{fyne.KeyK, shifted}:                    {do: (*Editor).ToggleLink, edits: true},
	{fyne.Key8, shifted}:                    {do: (*Editor).ToggleList, edits: true},
	{fyne.Key9, shifted}:                    {do: (*Editor).ToggleCheckbox, edits: true},
	{fyne.KeyLeft, wordMod}:                 {do: func(e *Editor) { e.moveTo(e.wordLeft(), false) }},
	{fyne.KeyLeft, wordMod | shiftMod}:      {do: func(e *Editor) { e.moveTo(e.wordLeft(), true) }},
	{fyne.KeyRight, wordMod}:                {do: func(e *Editor) { e.moveTo(e.wordRight(), false) }},
	{fyne.KeyRight, wordMod | shiftMod}:     {do: func(e *Editor) { e.moveTo(e.wordRight(), true) }},
	{fyne.KeyBackspace, wordMod}:            {do: func(e *Editor) { e.delete(e.wordLeft(), byBackspace) }, edits: true},
	{fyne.KeyDelete, wordMod}:               {do: func(e *Editor) { e.delete(e.wordRight(), byDelete) }, edits: true},
	{fyne.KeyBackspace, wordMod | shiftMod}: {do: func(e *Editor) { e.delete(e.lineStart(), byCommand) }, edits: true},
	{fyne.KeyDelete, wordMod | shiftMod}:    {do: func(e *Editor) { e.delete(e.lineEnd(), byCommand) }, edits: true},
}

const shiftMod = fyne.KeyModifierShift

// wordMod is the modifier for moves by word: Ctrl, on macOS Option.
var wordMod = func() fyne.KeyModifier {
	if runtime.GOOS == "darwin" {
		return fyne.KeyModifierAlt
	}
	return fyne.KeyModifierControl
}()

// TypedShortcut implements fyne.Shortcutable.
func (e *Editor) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		if e.editable() {
			e.Undo()
		}
		return
	case *fyne.ShortcutRedo:
		if e.editable() {
			e.Redo()
		}
		return
	case *fyne.ShortcutSelectAll:
		e.SelectAll()
		return
	case *fyne.ShortcutCopy:
		e.copyTo(s.Clipboard)
		return
	case *fyne.ShortcutCut:
		e.cutTo(s.Clipboard)
		return
	case *fyne.ShortcutPaste:
		e.pasteFrom(s.Clipboard)
		return
	case fyne.KeyboardShortcut:
		if p, ok := presses[press{s.Key(), s.Mod()}]; ok {
			if !p.edits || e.editable() {
				p.do(e)
			}
			return
		}
	}
	if e.OnShortcut != nil && e.OnShortcut(s) {
		return
	}
	if c, ok := e.canvas().(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}

// SelectAll selects everything.
func (e *Editor) SelectAll() {
	e.hist.closed = true
	top := e.top
	e.setSelection(span(0, e.Len()))
	e.scrollTo(top)
	e.show()
}

// Copy puts the selected text on the clipboard.
func (e *Editor) Copy() { e.copyTo(nil) }

// Cut is Copy, and takes the text out.
func (e *Editor) Cut() { e.cutTo(nil) }

// Paste puts the text of the clipboard in place of the selection.
func (e *Editor) Paste() { e.pasteFrom(nil) }

func clipboard(c fyne.Clipboard) fyne.Clipboard {
	if c == nil {
		return fyne.CurrentApp().Clipboard()
	}
	return c
}

func (e *Editor) copyTo(c fyne.Clipboard) {
	if !e.sel.empty() {
		clipboard(c).SetContent(e.Selected())
	}
}

func (e *Editor) cutTo(c fyne.Clipboard) {
	if e.sel.empty() || !e.editable() {
		return
	}
	e.copyTo(c)
	e.insert(nil, byCommand)
}

func (e *Editor) pasteFrom(c fyne.Clipboard) {
	if !e.editable() {
		return
	}
	if text := clipboard(c).Content(); text != "" {
		e.insert(decode(text), byCommand)
	}
}

// delete takes out the selection, or else what lies between the caret and to.
func (e *Editor) delete(to int, by how) {
	if !e.editable() {
		return
	}
	from := e.sel.caret
	if !e.sel.empty() {
		from, to = e.sel.bounds()
		by = byCommand
	}
	from, to = min(from, to), max(from, to)
	e.edit(from, to, nil, at(from), by)
}
