package widget

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Entry takes typed words. It looks as the design says, hands on the shortcuts and keys it has no use for, and shows
// a caption under itself. Fyne's caret fades for as long as the entry has the focus, which repaints the window; the
// build tag no_animations makes the caret stand still, and the product is built with it.
type Entry struct {
	fw.Entry

	OnShortcut func(fyne.Shortcut) bool  // asked for a shortcut that is not one of editing; true when it was taken
	OnKey      func(*fyne.KeyEvent) bool // asked before the entry's own keys; true when it was taken
	OnEnter    func(text string)         // Enter in one line, Ctrl+Enter in many
	OnEscape   func()                    // nil hands Escape on to the window
	OnFocus    func(on bool)             // the focus came or went
	Free       bool                      // can be typed into while ReadOnly
	TakesTab   bool                      // Tab goes to OnKey and not to the next widget

	hint     string // the whole of the placeholder, which is cut where the entry is narrow
	leading  string
	trailing fyne.CanvasObject
	caption  string
	tone     Tone
	bad      bool
	focused  bool
	hovered  bool
	bare     bool
	veiled   bool // what is typed is drawn masked
	calm     bool // bare while neither the keyboard nor the pointer is there
	label    string
	under    []Range
}

// ReadOnly has every entry take no text, but for those that are Free, as a search, and every button that writes not be pressed.
var ReadOnly bool

func (e *Entry) locked() bool { return ReadOnly && !e.Free }

// Range is a piece of a text, counted in characters (runes); To is the first one after it.
type Range struct{ From, To int }

// NewEntry makes an entry of one line, 36 high.
func NewEntry(placeholder string) *Entry {
	e := &Entry{}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	return e.init(placeholder)
}

// NewMultiEntry makes an entry of several lines that wraps words and shows so many rows. Tab leaves it.
func NewMultiEntry(placeholder string, rows int) *Entry {
	e := &Entry{}
	e.MultiLine = true
	e.Wrapping = fyne.TextWrapWord
	e.SetMinRowsVisible(rows)
	return e.init(placeholder)
}

// NewPasswordEntry makes an entry of one line that shows dots.
func NewPasswordEntry(placeholder string) *Entry {
	e := &Entry{}
	e.Password = true
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	return e.init(placeholder)
}

func (e *Entry) init(placeholder string) *Entry {
	e.hint, e.PlaceHolder = placeholder, placeholder
	e.label = placeholder
	e.ExtendBaseWidget(e)
	return e
}

// WithIcon puts an icon before the words. It returns the entry.
func (e *Entry) WithIcon(name string) *Entry { e.leading = name; e.Refresh(); return e }

// WithTrailing puts an object, as a key cap, behind the words. It returns the entry.
func (e *Entry) WithTrailing(o fyne.CanvasObject) *Entry { e.trailing = o; e.Refresh(); return e }

// Bare leaves edge and fill out, for an entry inside a frame of its own. It returns the entry.
func (e *Entry) Bare() *Entry { e.bare = true; e.Refresh(); return e }

// Calm leaves edge and fill out while neither the keyboard nor the pointer is there, for lines that are changed where they stand. It
// returns the entry.
func (e *Entry) Calm() *Entry { e.calm = true; e.Refresh(); return e }

func (e *Entry) isBare() bool { return e.bare || e.calm && !e.focused && !e.hovered }

// SetPlaceHolder shows other words while nothing is typed.
func (e *Entry) SetPlaceHolder(text string) {
	if e.hint != text {
		e.hint = text
		e.Entry.SetPlaceHolder(text)
	}
}

// SetLabel sets what a screen reader says.
func (e *Entry) SetLabel(label string) { e.label = label }

// SetError shows a red edge and the reason under the entry; the empty text shows neither.
func (e *Entry) SetError(text string) { e.setCaption(text, Bad, text != "") }

// SetCaption shows a line under the entry in a tone; the empty text shows none.
func (e *Entry) SetCaption(text string, tone Tone) { e.setCaption(text, tone, false) }

func (e *Entry) setCaption(text string, tone Tone, bad bool) {
	if e.caption != text || e.tone != tone || e.bad != bad {
		e.caption, e.tone, e.bad = text, tone, bad
		e.Refresh()
	}
}

// Failed reports whether the entry shows an error.
func (e *Entry) Failed() bool { return e.bad }

// Underline draws a 2 px amber line under pieces of what is typed, for an entry of one line.
func (e *Entry) Underline(pieces ...Range) {
	if !slices.Equal(e.under, pieces) {
		e.under = pieces
		e.Refresh()
	}
}

// Underlined are the pieces that have a line under them.
func (e *Entry) Underlined() []Range { return e.under }

// Veiled reports whether what is typed is drawn masked (SetMask), as the keyboard is elsewhere.
func (e *Entry) Veiled() bool { return e.veiled }

// Caption is the line under the entry.
func (e *Entry) Caption() string { return e.caption }

// Put shows other words, where they differ. Undo starts anew with them.
func (e *Entry) Put(text string) {
	if e.Text != text {
		e.SetText(text)
	}
}

// MinSize implements fyne.CanvasObject; Fyne's entry would keep the size it had before a caption came.
func (e *Entry) MinSize() fyne.Size {
	e.ExtendBaseWidget(e)
	return e.BaseWidget.MinSize()
}

// AcceptsTab implements fyne.Tabbable: Tab goes on, unless OnKey has a use for it.
func (e *Entry) AcceptsTab() bool { return e.TakesTab }

// FocusGained implements fyne.Focusable.
func (e *Entry) FocusGained() {
	e.focused = true
	e.Entry.FocusGained()
	if Focused != nil {
		Focused(e)
	}
	if e.OnFocus != nil {
		e.OnFocus(true)
	}
}

// FocusLost implements fyne.Focusable.
func (e *Entry) FocusLost() {
	e.focused = false
	e.Entry.FocusLost()
	if e.OnFocus != nil {
		e.OnFocus(false)
	}
}

// Focus moves the keyboard to the entry.
func (e *Entry) Focus() {
	if c := canvasOf(e); c != nil {
		c.Focus(e)
	}
}

// TypedRune implements fyne.Focusable.
func (e *Entry) TypedRune(r rune) {
	if e.locked() {
		return
	}
	Stir()
	e.Entry.TypedRune(r)
}

// TypedKey implements fyne.Focusable.
func (e *Entry) TypedKey(k *fyne.KeyEvent) {
	Stir()
	if e.locked() && (k.Name == fyne.KeyBackspace || k.Name == fyne.KeyDelete || k.Name == fyne.KeyReturn || k.Name == fyne.KeyEnter) {
		return
	}
	if e.OnKey != nil && e.OnKey(k) {
		return
	}
	switch k.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if !e.MultiLine && e.OnEnter != nil {
			if !e.Disabled() {
				e.OnEnter(e.Text)
			}
			return
		}
	case fyne.KeyEscape:
		if e.OnEscape != nil {
			e.OnEscape()
		} else {
			passKey(e, k)
		}
		return
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6,
		fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		passKey(e, k)
		return
	}
	e.Entry.TypedKey(k)
}

// TypedShortcut implements fyne.Shortcutable: what is not editing goes to OnShortcut and then to the window.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	if edits(s) {
		_, copies := s.(*fyne.ShortcutCopy)
		_, all := s.(*fyne.ShortcutSelectAll)
		if !e.locked() || copies || all {
			e.Entry.TypedShortcut(s)
		}
		return
	}
	if c, ok := s.(*desktop.CustomShortcut); ok && e.OnEnter != nil && e.MultiLine &&
		(c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) && c.Modifier == fyne.KeyModifierShortcutDefault {
		e.OnEnter(e.Text)
		return
	}
	if e.OnShortcut != nil && e.OnShortcut(s) {
		return
	}
	passShortcut(canvasOf(e), s)
}

// passShortcut gives a shortcut to the window, which Fyne does only while nothing that takes shortcuts is focused.
func passShortcut(c fyne.Canvas, s fyne.Shortcut) {
	if to, ok := c.(fyne.Shortcutable); ok {
		to.TypedShortcut(s)
	}
}

// edits reports whether Fyne's entry has a use for the shortcut.
func edits(s fyne.Shortcut) bool {
	switch c := s.(type) {
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo, *fyne.ShortcutCut, *fyne.ShortcutCopy, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll:
		return true
	case *desktop.CustomShortcut:
		switch c.KeyName {
		case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
			return true
		}
	}
	return false
}

// MouseIn implements desktop.Hoverable.
func (e *Entry) MouseIn(*desktop.MouseEvent) { e.hovered = true; e.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (e *Entry) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (e *Entry) MouseOut() { e.hovered = false; e.Refresh() }

// MouseDown implements desktop.Mouseable; Fyne's entry counts from the left edge of its own words.
func (e *Entry) MouseDown(m *desktop.MouseEvent) {
	moved := *m
	moved.Position = moved.Position.SubtractXY(e.lead(), 0)
	e.Entry.MouseDown(&moved)
}

// Dragged implements fyne.Draggable.
func (e *Entry) Dragged(d *fyne.DragEvent) {
	moved := *d
	moved.Position = moved.Position.SubtractXY(e.lead(), 0)
	e.Entry.Dragged(&moved)
}

// AccessibilityLabel implements fyne.Accessible.
func (e *Entry) AccessibilityLabel() string {
	if e.caption != "" {
		return e.label + ", " + e.caption
	}
	return e.label
}

// AccessibilityRole implements fyne.Accessible.
func (e *Entry) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// lead is how far Fyne's entry stands from the left.
func (e *Entry) lead() float32 {
	switch {
	case e.leading != "":
		return 27
	case e.bare:
		return -6
	}
	return 2
}

const entryCaption = 22

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	r := &entryRenderer{
		e: e, base: e.Entry.CreateRenderer(),
		frame: newBox(theme.RadiusControl), icon: newPicture(), mark: newPicture(),
		caption: NewWrapped("", Caption), strip: newStrip(e), cover: newBox(0),
		veiled: NewElided("", Body),
	}
	if e.MultiLine {
		r.veiled = NewWrapped("", Body)
	}
	// Fyne draws its edge in one width for focus and rest; ours takes its place.
	for _, o := range r.base.Objects()[:2] {
		o.Hide()
	}
	for range mostUnderlines {
		r.lines = append(r.lines, newBox(0))
	}
	r.paint()
	return r
}

// lineBody is the height of a line of what is typed.
const lineBody float32 = 20

// mostUnderlines is how many pieces of one line can have a line under them.
const mostUnderlines = 6

type entryRenderer struct {
	e          *Entry
	base       fyne.WidgetRenderer
	frame      box
	icon, mark picture
	caption    *Text
	strip      *strip
	cover      box   // words that are scrolled do not touch the icon
	veiled     *Text // words that are masked, while the keyboard is elsewhere
	hidden     bool  // Fyne's own words are hidden for them
	lines      []box
	objects    []fyne.CanvasObject
	inner      []fyne.CanvasObject
}

func (r *entryRenderer) Destroy() { r.base.Destroy() }

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	inner := r.base.Objects()
	n := 7 + len(r.lines)
	if r.e.trailing != nil {
		n++
	}
	if len(r.objects) == n+len(inner) && len(r.inner) == len(inner) {
		same := true
		for i := range inner {
			same = same && inner[i] == r.inner[i]
		}
		if same {
			return r.objects
		}
	}
	r.inner = append(r.inner[:0:0], inner...)
	r.objects = append([]fyne.CanvasObject{r.frame.Rectangle}, inner...)
	r.objects = append(r.objects, r.veiled, r.strip, r.cover.Rectangle, r.icon.Image, r.mark.Image, r.caption)
	for _, l := range r.lines {
		r.objects = append(r.objects, l.Rectangle)
	}
	if r.e.trailing != nil {
		r.objects = append(r.objects, r.e.trailing)
	}
	return r.objects
}

func (r *entryRenderer) captionHeight(width float32) float32 {
	if r.e.caption == "" {
		return 0
	}
	if width > 40 {
		return max(heightFor(r.caption, width-20)+6, entryCaption)
	}
	return entryCaption
}

func (r *entryRenderer) MinSize() fyne.Size {
	m := r.base.MinSize()
	if !r.e.MultiLine {
		m.Height = theme.HeightButton
	}
	m.Width = max(m.Width, 60) + r.e.lead()
	if r.e.trailing != nil {
		m.Width += r.e.trailing.MinSize().Width + 8
	}
	m.Height += r.captionHeight(r.e.Size().Width)
	return m
}

func (r *entryRenderer) Layout(s fyne.Size) {
	ch := r.captionHeight(s.Width)
	h := s.Height - ch
	place(r.frame.Rectangle, 0, 0, s.Width, h)
	lead := r.e.lead()
	var trail float32
	if o := r.e.trailing; o != nil {
		m := o.MinSize()
		trail = m.Width + 8
		place(o, s.Width-m.Width-9, (h-m.Height)/2, m.Width, m.Height)
	}
	// Fyne lays out from its own corner; its parts are moved to ours afterwards.
	r.base.Layout(fyne.NewSize(s.Width-lead-trail, h))
	for _, o := range r.base.Objects() {
		o.Move(o.Position().AddXY(lead, 0))
	}
	if room := max(s.Width-lead-trail-16, 0); r.e.MultiLine {
		r.veiled.Wrap(max(int((h-12)/lineBody), 1))
		place(r.veiled, lead+6, 8, room, max(h-12, 0))
	} else {
		place(r.veiled, lead+6, (h-lineBody)/2, room, lineBody)
	}
	place(r.strip, 2, h-9, max(s.Width-2-max(trail-1, 2), 0), 7)
	place(r.cover.Rectangle, 8, 3, 23, max(h-12, 0))
	if !r.e.MultiLine && s.Width > 0 {
		if hint := cutTo(Body, Masked(r.e.hint), s.Width-lead-trail-18); r.e.PlaceHolder != hint {
			r.e.PlaceHolder = hint
			r.base.Refresh()
		}
	}
	iy := (h - 16) / 2
	if r.e.MultiLine {
		iy = 10
	}
	place(r.icon.Image, 11, iy, 16, 16)
	r.underline(s.Width-lead-trail, h)
	place(r.mark.Image, 0, h+6, 14, 14)
	place(r.caption, 20, h+4, max(s.Width-20, 0), max(ch-4, 16))
}

// underline puts a line under each piece, as far as the piece can be seen in the width of the words.
func (r *entryRenderer) underline(width, height float32) {
	var off float32
	for _, o := range r.base.Objects() {
		if s, ok := o.(*container.Scroll); ok {
			off = s.Offset.X
		}
	}
	runes := []rune(r.e.Text)
	for i, l := range r.lines {
		on := !r.e.MultiLine && i < len(r.e.under) && r.e.under[i].To <= len(runes)
		if on {
			p := r.e.under[i]
			from := 8 + Body.measure(string(runes[:p.From])) - off
			to := 8 + Body.measure(string(runes[:p.To])) - off
			from, to = max(from, 6), min(to, width-6)
			on = to > from
			place(l.Rectangle, r.e.lead()+from, height/2+9, max(to-from, 0), 2)
			l.paint(theme.Amber, theme.Clear, 0)
		}
		show(l.Rectangle, on)
	}
}

func (r *entryRenderer) Refresh() {
	r.base.Refresh()
	r.paint()
	if s := r.e.Size(); s.Width > 0 {
		r.Layout(s)
	}
}

func (r *entryRenderer) paint() {
	e := r.e
	fill, edge, width := theme.Surface, theme.Control, float32(1)
	switch {
	case e.Disabled(), e.locked():
		fill, edge = theme.Sunken, theme.Border
	case e.bad:
		edge, width = theme.Red, 2
	case e.focused:
		edge, width = theme.Accent, 2
	}
	if e.isBare() {
		fill, edge, width = theme.Clear, theme.Clear, 0
	}
	r.frame.paint(fill, edge, width)
	if e.isBare() {
		fill = theme.Surface
	}
	r.strip.set(fill, !e.MultiLine)
	hidden := covers != nil && !e.focused && !e.Password && Masked(e.Text) != e.Text
	show(r.veiled, hidden)
	if r.hidden != hidden {
		r.hidden, e.veiled = hidden, hidden
		for _, o := range r.base.Objects()[2:] {
			show(o, !hidden)
		}
	}
	if hidden {
		r.veiled.SetText(e.Text)
	}
	r.cover.paint(fill, theme.Clear, 0)
	show(r.cover.Rectangle, !e.MultiLine && e.leading != "")
	r.icon.set(e.leading, theme.Text3, 16)
	mark := ""
	if e.caption != "" && (e.tone == Bad || e.tone == Warn) {
		mark = "dots"
	}
	if e.caption != "" && e.tone == Good {
		mark = "check"
	}
	r.mark.set(mark, e.tone.Color(), 14)
	col := theme.Text2
	if e.bad {
		col = theme.Red
	}
	r.caption.SetSpans(Caption.In(col).Span(e.caption))
	show(r.caption, e.caption != "")
}

// strip covers the scroll bar that Fyne shows under a line longer than its entry, and stands in for the entry there.
type strip struct {
	fw.BaseWidget
	e   *Entry
	col fyne.ThemeColorName
}

func newStrip(e *Entry) *strip {
	s := &strip{e: e, col: theme.Surface}
	s.ExtendBaseWidget(s)
	return s
}

func (s *strip) set(col fyne.ThemeColorName, on bool) {
	show(s, on)
	if s.col != col {
		s.col = col
		s.Refresh()
	}
}

// Cursor implements desktop.Cursorable.
func (s *strip) Cursor() desktop.Cursor { return desktop.TextCursor }

// MouseIn implements desktop.Hoverable.
func (s *strip) MouseIn(e *desktop.MouseEvent) { s.e.MouseIn(e) }

// MouseMoved implements desktop.Hoverable.
func (s *strip) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (s *strip) MouseOut() { s.e.MouseOut() }

// Dragged implements fyne.Draggable.
func (s *strip) Dragged(d *fyne.DragEvent) {
	moved := *d
	moved.Position = moved.Position.Add(s.Position())
	s.e.Dragged(&moved)
}

// DragEnd implements fyne.Draggable.
func (s *strip) DragEnd() { s.e.DragEnd() }

// CreateRenderer implements fyne.Widget.
func (s *strip) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	b := newBox(0)
	b.BottomLeftCornerRadius, b.BottomRightCornerRadius = theme.RadiusControl-2, theme.RadiusControl-2
	if s.e.trailing != nil {
		b.BottomRightCornerRadius = 0
	}
	refresh := func() { b.paint(s.col, theme.Clear, 0) }
	return newRenderer(s, func() fyne.Size { return fyne.Size{} }, b.Resize, refresh, b.Rectangle)
}
