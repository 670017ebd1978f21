package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

// press a button by its words, in the panel on top.
func pressIn(t *testing.T, w fyne.Window, text string) {
	t.Helper()
	for _, o := range drawn(w.Canvas().Overlays().Top()) {
		if b, ok := o.(*Button); ok && b.Text() == text {
			test.Tap(b)
			return
		}
	}
	t.Fatalf("no button %q", text)
}

func TestConfirm(t *testing.T) {
	first := NewButton("Delete", Plain, nil)
	w := open(t, VStack(0, first), 600, 400)
	w.Canvas().Focus(first)
	n := 0
	confirm := func() {
		Confirm(w.Canvas(), "Delete this one-on-one of 24 Feb?", "It stays in Trash for 90 days.", "Delete", "Keep", true, func() { n++ })
	}
	confirm()
	if b, ok := w.Canvas().Focused().(*Button); !ok || b.Text() != "Keep" {
		t.Fatal("the safe choice does not have the focus")
	}
	if !fills(w.Canvas().Overlays().Top(), theme.Scrim) {
		t.Error("no scrim")
	}
	key(w.Canvas().Focused(), fyne.KeyEscape)
	if OverlayOpen(w.Canvas()) || n != 0 || w.Canvas().Focused() != fyne.Focusable(first) {
		t.Error("Escape did not close, did something, or lost the focus")
	}
	confirm()
	pressIn(t, w, "Keep")
	confirm()
	test.TapCanvas(w.Canvas(), fyne.NewPos(3, 3))
	if !OverlayOpen(w.Canvas()) {
		t.Error("a press beside a question closes it")
	}
	pressIn(t, w, "Delete")
	if n != 1 || OverlayOpen(w.Canvas()) {
		t.Errorf("deleted %d times", n)
	}
}

func TestShowError(t *testing.T) {
	w := open(t, NewFill(theme.Bg), 600, 400)
	retried := 0
	ShowError(w.Canvas(), "Could not save to this disk.", "Your text is still here.", Choice{Text: "Retry", Safe: true, Main: true, Do: func() { retried++ }})
	key(w.Canvas().Focused(), fyne.KeyReturn)
	ShowError(w.Canvas(), "Could not open the file.", "")
	if !OverlayKey(w.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape}) || OverlayOpen(w.Canvas()) || retried != 1 {
		t.Errorf("retried %d, open %v", retried, OverlayOpen(w.Canvas()))
	}
	if OverlayKey(w.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape}) {
		t.Error("a key is taken by a panel that is gone")
	}
}

func TestShowForm(t *testing.T) {
	w := open(t, NewFill(theme.Bg), 600, 400)
	e := NewEntry("Point")
	f := Form{Title: "New talking point", Content: VStack(0, Field("Point", "", e)), Save: "Add", Cancel: "Cancel", Focus: e}
	f.OnSave = func() bool {
		if e.Text == "" {
			e.SetError("Write the point first.")
		}
		return e.Text != ""
	}
	o := ShowForm(w.Canvas(), f)
	if w.Canvas().Focused() != fyne.Focusable(e) {
		t.Fatal("the field does not have the focus")
	}
	pressIn(t, w, "Add")
	if o.Closed() || e.Caption() == "" {
		t.Error("closed with an empty field")
	}
	test.Type(e, "On-call")
	pressIn(t, w, "Add")
	if !o.Closed() {
		t.Error("did not close")
	}
	o = ShowForm(w.Canvas(), f)
	key(e, fyne.KeyEscape)
	if !o.Closed() {
		t.Error("Escape in a field does not close the form")
	}
}

func TestMenu(t *testing.T) {
	b := NewButton("More", Plain, nil)
	w := open(t, VStack(0, Spacer(), HStack(0, b, Spacer())), 400, 300)
	got := ""
	items := []MenuItem{{Text: "Export", Icon: "export", Key: "Ctrl E", Do: func() { got = "export" }}, {}, {Text: "Not now", Disabled: true, Do: func() { got = "never" }}, {Text: "Delete", Danger: true, Do: func() { got = "delete" }}}
	ShowMenuAt(b, items)
	key(w.Canvas().Focused(), fyne.KeyDown)
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if got != "delete" || OverlayOpen(w.Canvas()) {
		t.Errorf("did %q; the arrow must pass what cannot be chosen", got)
	}
	o := ShowMenuAt(b, items)
	at, size := o.content.Position(), o.content.Size()
	if at.Y+size.Height > 300-36 {
		t.Errorf("a menu at the lower edge covers its button: %v %v", at, size)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(390, 10))
	if OverlayOpen(w.Canvas()) {
		t.Error("a press beside the menu leaves it open")
	}
	many := make([]MenuItem, 60)
	for i := range many {
		many[i] = MenuItem{Text: "Item", Do: func() {}}
	}
	o = ShowMenu(w.Canvas(), fyne.NewPos(10, 10), many)
	if h := o.content.Size().Height; h > 300 {
		t.Errorf("a long menu is %v high in a window of 300", h)
	}
	for range 40 {
		key(w.Canvas().Focused(), fyne.KeyDown)
	}
	row := w.Canvas().Focused().(*Row)
	y := fyne.CurrentApp().Driver().AbsolutePositionForObject(row).Y
	if y < 0 || y > 290 {
		t.Errorf("the row with the focus stands at %v, outside the window", y)
	}
}

func TestOverlayPlaces(t *testing.T) {
	w := open(t, NewFill(theme.Bg), 1280, 800)
	closed := 0
	o := ShowOverlay(w.Canvas(), Panel(block(10, 900)), OverlayOptions{Width: 720, Top: 96, MaxHeight: 560, Scrim: true, Outside: true, OnClosed: func() { closed++ }})
	if frame(o.content) != [4]float32{280, 96, 720, 560} {
		t.Errorf("the palette stands at %v", frame(o.content))
	}
	w.Resize(fyne.NewSize(640, 400))
	o.Resize(fyne.NewSize(640, 400))
	if f := frame(o.content); f[0] < 0 || f[2] > 640 || f[1]+f[3] > 400 {
		t.Errorf("in a small window at %v", f)
	}
	o.Close()
	o.Close()
	if closed != 1 {
		t.Errorf("closed %d times", closed)
	}
}

func TestToast(t *testing.T) {
	clock := &hand{}
	undone := 0
	under := NewButton("Under", Plain, nil)
	s := NewToast(VStack(0, under), clock.after)
	w := open(t, s, 500, 300)
	if s.Text() != "" || s.Undo() {
		t.Error("says something before it was told to")
	}
	s.Say("Snoozed until 10 March", "Undo", func() { undone++ })
	if s.Text() != "Snoozed until 10 March" || !says(s, "Undo") || clock.waits[0] != UndoTime {
		t.Errorf("says %q, waits %v", s.Text(), clock.waits)
	}
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	key(w.Canvas().Focused(), fyne.KeySpace)
	if undone != 1 || s.Text() != "" || clock.do != nil {
		t.Errorf("undone %d, still says %q", undone, s.Text())
	}
	s.Say("Deleted", "Undo", nil)
	if says(s, "Undo") || s.Undo() {
		t.Error("offers what cannot be undone")
	}
	s.Say("Saved", "Undo", func() { undone++ })
	clock.pass()
	if s.Text() != "" || undone != 1 {
		t.Error("does not go away by itself")
	}
	s.Say("Again", "Undo", func() { undone++ })
	if !s.Undo() || undone != 2 {
		t.Error("Undo from the keyboard")
	}
}

func TestStatusBar(t *testing.T) {
	n := 0
	b := NewStatusBar(KeyHint{"Finish", "Ctrl Enter"})
	open(t, VStack(0, Spacer(), b), 600, 100)
	b.Set(StatusItem{Icon: "check", Text: "Saved 14:12", Tone: Good}, StatusItem{Text: "94 words"})
	if b.Size().Height != 36 || !says(b, "Saved 14:12") || !says(b, "Ctrl Enter") || says(b, "Retry") {
		t.Errorf("%v high, shows %q", b.Size().Height, shownWords(b))
	}
	b.Set(StatusItem{Icon: "dots", Text: "Not saved: disk full", Tone: Bad}, StatusItem{Text: "95 words"})
	b.SetRetry("Retry", func() { n++ })
	for _, o := range drawn(b) {
		if r, ok := o.(*Button); ok {
			test.Tap(r)
		}
	}
	if n != 1 || !says(b, "95 words") || says(b, "Saved 14:12") {
		t.Errorf("retried %d, shows %q", n, shownWords(b))
	}
	b.SetRetry("", nil)
	b.Set(StatusItem{Text: "Saving"})
	b.Hints()
	if says(b, "Retry") || says(b, "Finish") || !says(b, "Saving") {
		t.Errorf("shows %q", shownWords(b))
	}
	keepsObjects(t, b)
}

// What failed names a long path: all of it is read, and trying again stays in the window.
func TestStatusBarOfALongFailure(t *testing.T) {
	long := "Not saved: the disk that holds /home/somebody/Documents of the management team/One-on-ones and goals 2026 is full; free some space, then try again"
	b := NewStatusBar(KeyHint{"Private note", "Ctrl Shift P"}, KeyHint{"Done", "Ctrl Enter"})
	open(t, VStack(0, Spacer(), b), 950, 100)
	for range 2 { // it fails, is saved, and fails again
		b.Set(StatusItem{Icon: "warn", Text: long, Tone: Bad}, StatusItem{Icon: "clock", Text: "37 min"}, StatusItem{Text: "19793 words"})
		b.SetRetry("Retry", func() {})
		if b.Size().Height != 36 {
			t.Errorf("%v high", b.Size().Height)
		}
		read := ""
		for _, o := range drawn(b) {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			switch x := o.(type) {
			case *Button:
				if x.Visible() && at.X+x.Size().Width > 950 {
					t.Errorf("%q ends at %v", x.Text(), at.X+x.Size().Width)
				}
			case *canvas.Text:
				if x.Visible() && at.X+x.MinSize().Width > 950 {
					t.Errorf("%q ends at %v", x.Text, at.X+x.MinSize().Width)
				}
				read += x.Text + " "
			}
		}
		for _, word := range append(strings.Fields(long), "Retry", "37", "19793") {
			if !strings.Contains(read, word) {
				t.Errorf("%q is not drawn: %q", word, read)
			}
		}
		b.SetRetry("", nil)
		b.Set(StatusItem{Icon: "check", Text: "Saved 14:12", Tone: Good}, StatusItem{Icon: "clock", Text: "37 min"}, StatusItem{Text: "19793 words"})
		if !says(b, "Ctrl Shift P") || says(b, "Not saved") {
			t.Errorf("shows %q", shownWords(b))
		}
	}
}

func TestIconTile(t *testing.T) {
	i := NewIconTile("down", Warn)
	open(t, HStack(0, i), 60, 60)
	if !fills(i, theme.AmberSoft) || len(icons(i)) != 1 {
		t.Error("no tile")
	}
	i.Set("check", Good)
	if !fills(i, theme.GreenSoft) {
		t.Error("did not change")
	}
	keepsObjects(t, i)
}
