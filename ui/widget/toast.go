package widget

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// After runs something once after a time, on the main goroutine, unless it is stopped before.
type After func(d time.Duration, f func()) (stop func())

// Do runs f on the main goroutine. A window that has its own way to do that sets it.
var Do = fyne.Do

// Clock is the After of a running program.
func Clock(d time.Duration, f func()) (stop func()) {
	t := time.AfterFunc(d, func() { Do(f) })
	return func() { t.Stop() }
}

// UndoTime is how long an Undo is offered.
const UndoTime = 6 * time.Second

// Toast says for six seconds what was done, perhaps with an Undo. It stands over the lower edge of what it wraps.
type Toast struct {
	fw.BaseWidget
	under fyne.CanvasObject
	after After
	text  *Text
	undo  *Button
	panel fyne.CanvasObject
	stop  func()
	shown int
}

// NewToast wraps the content of a window. After tells the time; nil is Clock.
func NewToast(under fyne.CanvasObject, after After) *Toast {
	if after == nil {
		after = Clock
	}
	t := &Toast{under: under, after: after, text: NewElided("", Body)}
	t.undo = NewButton("", Link, nil)
	t.panel = Panel(Pad(HStack(16, t.text, t.undo), 10, 16, 10, 16))
	t.panel.Hide()
	t.ExtendBaseWidget(t)
	return t
}

// Say shows words for six seconds; undo nil offers none. What was said before goes away.
func (t *Toast) Say(text, word string, undo func()) {
	t.cancel()
	t.shown++
	this := t.shown
	t.text.SetText(text)
	t.undo.SetText(word)
	t.undo.SetOnTapped(func() {
		t.Dismiss()
		if undo != nil {
			undo()
		}
	})
	show(t.undo, undo != nil)
	show(t.panel, true)
	t.Refresh()
	t.stop = t.after(UndoTime, func() {
		if t.shown == this {
			t.Dismiss()
		}
	})
}

// Dismiss takes the words away at once.
func (t *Toast) Dismiss() {
	t.cancel()
	t.shown++
	t.panel.Hide()
	t.Refresh()
}

// Text is what is being said, empty when nothing is.
func (t *Toast) Text() string {
	if !t.panel.Visible() {
		return ""
	}
	return t.text.Text()
}

// Undo presses the Undo that is being offered, and reports whether there was one.
func (t *Toast) Undo() bool {
	if !t.panel.Visible() || !t.undo.Visible() {
		return false
	}
	t.undo.activate()
	return true
}

func (t *Toast) cancel() {
	if t.stop != nil {
		t.stop()
		t.stop = nil
	}
}

// CreateRenderer implements fyne.Widget.
func (t *Toast) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	layout := func(s fyne.Size) {
		place(t.under, 0, 0, s.Width, s.Height)
		w := t.text.naturalSize().Width + 1 + 32
		if t.undo.Visible() {
			w += 16 + t.undo.MinSize().Width
		}
		w = min(w, s.Width-32)
		place(t.panel, (s.Width-w)/2, s.Height-40-24, w, 40)
	}
	minSize := func() fyne.Size { return t.under.MinSize() }
	return newRenderer(t, minSize, layout, func() {}, t.under, t.panel)
}

// StatusItem is a fact at the left of a status bar.
type StatusItem struct {
	Icon string // empty for none
	Text string
	Tone Tone
}

// KeyHint names a key at the right of a status bar.
type KeyHint struct{ Text, Key string }

// StatusBar is the line at the foot of a page: what is saved, time, words; and keys.
type StatusBar struct {
	fw.BaseWidget
	row   *fyne.Container
	items []StatusItem
	pairs []*fyne.Container // icon and text of each item
	retry *Button
	hints []KeyHint
}

// NewStatusBar makes a bar 36 high with a line over it.
func NewStatusBar(hints ...KeyHint) *StatusBar {
	b := &StatusBar{hints: hints, retry: NewButton("", Link, nil)}
	b.retry.Hide()
	b.row = HStack(20)
	b.build()
	b.ExtendBaseWidget(b)
	return b
}

// Set shows the facts at the left.
func (b *StatusBar) Set(items ...StatusItem) {
	if len(items) == len(b.items) {
		same := true
		for i := range items {
			same = same && items[i] == b.items[i]
		}
		if same {
			return
		}
	}
	was := b.failed()
	fits := len(items) == len(b.items)
	b.items = append(b.items[:0:0], items...)
	if !fits || b.failed() != was {
		b.build()
		b.write()
		b.row.Refresh()
		return
	}
	b.write()
	b.row.Layout.Layout(b.row.Objects, b.row.Size()) // what changed asks to be drawn; the rest stays
}

// SetRetry offers to try again behind the first fact, as after "Not saved: disk full"; nil offers nothing.
func (b *StatusBar) SetRetry(word string, retry func()) {
	b.retry.SetText(word)
	b.retry.SetOnTapped(retry)
	if b.retry.Visible() != (retry != nil) {
		show(b.retry, retry != nil)
		b.row.Refresh()
	}
}

// Hints changes the keys at the right.
func (b *StatusBar) Hints(hints ...KeyHint) {
	if slices.Equal(hints, b.hints) {
		return
	}
	b.hints = hints
	b.build()
	b.write()
	b.row.Refresh()
}

// failed reports whether the first fact is a failure.
func (b *StatusBar) failed() bool { return len(b.items) > 0 && b.items[0].Tone == Bad }

// build makes the parts. What failed may be long, as where it names a file: the keys make room for it, it takes a second line, and what
// offers to try again stays in the window.
func (b *StatusBar) build() {
	var parts []fyne.CanvasObject
	b.pairs = nil
	for i := range b.items {
		text := NewText("", Caption.In(theme.Text2))
		pair := HStack(6, NewIcon("", theme.Text2, 16), text)
		b.pairs = append(b.pairs, pair)
		if i == 0 && b.failed() {
			text.Wrap(2)
			pair = Grow(pair)
		}
		parts = append(parts, pair)
		if i == 0 {
			parts = append(parts, b.retry)
		}
	}
	if b.failed() {
		b.row.Objects = parts
		return
	}
	parts = append(parts, Spacer())
	for _, h := range b.hints {
		parts = append(parts, HStack(5, NewText(h.Text, Caption.In(theme.Text2)), NewKeyCap(h.Key)))
	}
	b.row.Objects = parts
}

func (b *StatusBar) write() {
	for i, it := range b.items {
		pair := b.pairs[i]
		icon, text := pair.Objects[0].(*Icon), pair.Objects[1].(*Text)
		col := theme.Text2
		if it.Tone != Neutral && it.Tone != Good {
			col = it.Tone.Color()
		}
		icon.Set(it.Icon, it.Tone.Color())
		show(icon, it.Icon != "")
		text.SetSpans(Caption.In(col).Span(it.Text))
		pair.Layout.Layout(pair.Objects, pair.Size())
	}
}

// CreateRenderer implements fyne.Widget.
func (b *StatusBar) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(Behind(VStack(0, NewLine(), Sized(Pad(b.row, 0, 20, 0, 20), 0, 35)), theme.Side))
}
