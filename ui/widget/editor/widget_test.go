package editor

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

// caretShown tells whether the caret is among what is drawn.
func (b *bench) caretShown() bool {
	return slices.Contains(b.view.objects, fyne.CanvasObject(b.view.caret))
}

func TestCaretBlinksAndRests(t *testing.T) {
	b := setUp(t, "one")
	if !b.caretShown() {
		t.Fatal("no caret with the keyboard here")
	}
	b.wait(blinkTime)
	if b.caretShown() {
		t.Error("the caret does not go")
	}
	b.wait(blinkTime)
	if !b.caretShown() {
		t.Error("the caret does not come back")
	}
	b.wait(blinkTime)
	b.typed("x")
	if !b.caretShown() {
		t.Error("a key does not show the caret")
	}
	b.wait(blinkFor + 2*blinkTime)
	if !b.caretShown() || len(b.timers) != 0 {
		t.Errorf("after ten seconds the caret is shown: %v, timers: %d", b.caretShown(), len(b.timers))
	}
	b.key("Left")
	if len(b.timers) != 1 {
		t.Errorf("%d timers after a key", len(b.timers))
	}
	b.window.Canvas().Unfocus()
	if b.caretShown() || len(b.timers) != 0 {
		t.Errorf("without the keyboard the caret is shown: %v, timers: %d", b.caretShown(), len(b.timers))
	}
	b.window.Canvas().Focus(b.Editor)
	b.Hide()
	if len(b.timers) != 0 {
		t.Errorf("%d timers of a hidden editor", len(b.timers))
	}
	b.Show()
	b.typed("y")
	test.WidgetRenderer(b.Editor).Destroy()
	if len(b.timers) != 0 {
		t.Errorf("%d timers of an editor without renderer", len(b.timers))
	}
}

func TestFocusIsTold(t *testing.T) {
	b := setUp(t, "one")
	lost := 0
	b.OnFocusLost = func() { lost++ }
	b.window.Canvas().Unfocus()
	if lost != 1 {
		t.Errorf("told %d times", lost)
	}
}

func TestOtherKeysGoOn(t *testing.T) {
	b := setUp(t, "one")
	var keys, passed, shortcuts, escapes []string
	b.window.Canvas().SetOnTypedKey(func(k *fyne.KeyEvent) { passed = append(passed, string(k.Name)) })
	b.key("F6", "Escape")
	b.OnKey = func(k *fyne.KeyEvent) bool { keys = append(keys, string(k.Name)); return k.Name == fyne.KeyF6 }
	b.OnEscape = func() { escapes = append(escapes, "Escape") }
	b.key("F6", "F1", "Escape")
	if got := strings.Join(append(append(passed, keys...), escapes...), " "); got != "F6 Escape F1 F6 F1 Escape" {
		t.Errorf("keys went on as %q", got)
	}
	b.OnShortcut = func(s fyne.Shortcut) bool {
		shortcuts = append(shortcuts, s.ShortcutName())
		return true
	}
	b.key("ctrl+J", "ctrl+K", "alt+Up", "ctrl+B", "ctrl+Z")
	if len(shortcuts) != 3 {
		t.Errorf("asked about %v", shortcuts)
	}
	b.want("|one")
}

func TestReadOnly(t *testing.T) {
	b := setUp(t, "one two")
	b.SetReadOnly(true)
	b.OnChanged = func() { t.Error("the text changed") }
	b.typed("x\n")
	b.key("BackSpace", "Delete", "Tab", "word+BackSpace", "ctrl+B", "ctrl+I", "ctrl+shift+K", "ctrl+shift+8", "ctrl+shift+9", "ctrl+V", "ctrl+Z", "ctrl+Y")
	b.Insert("x")
	b.ToggleHeading(2)
	b.want("|one two")
	b.key("shift+End", "ctrl+X")
	b.want("^one two|")
	b.key("ctrl+C")
	if got := fyne.CurrentApp().Clipboard().Content(); got != "one two" {
		t.Errorf("copied %q", got)
	}
	if b.AcceptsTab() {
		t.Error("Tab does not lead out of a text to read")
	}
	b.OnChanged = nil
	b.Replace(0, 3, "1")
	if b.Text() != "1 two" {
		t.Errorf("the program cannot change it: %q", b.Text())
	}
}

func TestDisabled(t *testing.T) {
	b := setUp(t, "one")
	b.Disable()
	if b.focused {
		t.Error("a disabled editor keeps the keyboard")
	}
	b.window.Canvas().Focus(b.Editor)
	if b.focused {
		t.Error("a disabled editor gets the keyboard")
	}
	if got := b.view.rows.all[0].all[0].Color; got != theme.Color(theme.Text3) {
		t.Errorf("its text is %v", got)
	}
	b.Enable()
	if got := b.view.rows.all[0].all[0].Color; got != theme.Color(theme.Text) {
		t.Errorf("enabled, its text is %v", got)
	}
}

func TestThemeSwitch(t *testing.T) {
	b := setUp(t, "one")
	light := b.view.rows.all[0].all[0].Color
	fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Dark))
	b.Refresh()
	if b.view.rows.all[0].all[0].Color == light {
		t.Error("the text keeps its colour")
	}
}

// wideTheme has the monospaced font for everything.
type wideTheme struct{ fyne.Theme }

func (t wideTheme) Font(fyne.TextStyle) fyne.Resource {
	return t.Theme.Font(fyne.TextStyle{Monospace: true})
}

func TestFontSwitch(t *testing.T) {
	b := setUp(t, strings.Repeat("alerts ", 40))
	rows := b.buf.rowCount()
	fyne.CurrentApp().Settings().SetTheme(wideTheme{theme.New(theme.Light)})
	b.Refresh()
	if got := b.buf.rowCount(); got <= rows {
		t.Errorf("%d rows in a wider font, were %d", got, rows)
	}
	if w := b.regular.width([]rune("iiii")); w != b.regular.measure("iiii") {
		t.Errorf("measured with the font before: %v", w)
	}
}

func TestPlaceholder(t *testing.T) {
	b := setUp(t, "")
	b.Placeholder("Write here")
	if b.view.rows.used != 2 {
		t.Errorf("%d rows are drawn", b.view.rows.used)
	}
	b.typed("x")
	if b.view.rows.used != 1 {
		t.Error("the placeholder stays")
	}
	if b.Text() != "x" {
		t.Errorf("the text is %q", b.Text())
	}
}

// Only what is visible is drawn.
func TestOnlyVisibleRowsAreDrawn(t *testing.T) {
	b := setUp(t, strings.Repeat("some words in a line\n", 5_000))
	if n := b.view.rows.used; n < 17 || n > 19 {
		t.Errorf("%d rows are drawn", n)
	}
	b.key("ctrl+End")
	if n := b.view.rows.used; n < 17 || n > 19 {
		t.Errorf("%d rows are drawn at the end", n)
	}
}

// Typing in a row leaves the pieces of others alone, and in its own row
// changes one.
func TestAKeyChangesOnePiece(t *testing.T) {
	b := setUp(t, strings.Repeat("some longer words standing together\n", 10))
	b.Select(54, 54) // in "longer" of the second line
	texts := func() (out []string) {
		for _, o := range b.view.objects {
			if c, ok := o.(*canvas.Text); ok {
				out = append(out, c.Text)
			}
		}
		return out
	}
	before := texts()
	b.typed("x")
	after := texts()
	changed := 0
	for i := range before {
		if before[i] != after[i] {
			changed++
		}
	}
	if len(before) != len(after) || changed != 1 {
		t.Errorf("%d of %d pieces changed", changed, len(before))
	}
}

func TestRowsOfALongParagraph(t *testing.T) {
	b := setUp(t, strings.TrimSpace(strings.Repeat("alerts ", 40)))
	p := b.buf.paras[0]
	if len(p.rows) < 3 {
		t.Fatalf("%d rows", len(p.rows))
	}
	second := int(p.rows[1])
	b.key("End")
	if b.Caret() != second-1 {
		t.Errorf("End goes to %d, the row ends in a space before %d", b.Caret(), second)
	}
	b.typed("x")
	if row, _ := b.place(b.Caret(), b.upstream); row != 0 && int(p.rows[1]) > b.Caret() {
		t.Errorf("what is typed at the end of a row stands in row %d", row)
	}
	b.key("ctrl+Z")
	b.SetText(b.Text())
	b.key("End")
	if row, _ := b.place(b.Caret(), b.upstream); row != 0 {
		t.Errorf("End shows the caret in row %d", row)
	}
	b.key("Home")
	if b.Caret() != 0 {
		t.Errorf("Home goes to %d", b.Caret())
	}
	b.key("Down")
	if b.Caret() != second {
		t.Errorf("Down goes to %d", b.Caret())
	}
	b.key("End", "Up")
	if row, _ := b.place(b.Caret(), b.upstream); row != 0 {
		t.Errorf("Up from the end of the second row goes to row %d", row)
	}
}

// In a word that is broken over rows, the end of a row is shown there.
func TestEndOfABrokenWord(t *testing.T) {
	b := setUp(t, strings.Repeat("x", 300))
	second := int(b.buf.paras[0].rows[1])
	b.key("End")
	if row, x := b.place(b.Caret(), b.upstream); b.Caret() != second || row != 0 || x < 500 {
		t.Errorf("End goes to %d of %d, in row %d at %v", b.Caret(), second, row, x)
	}
	b.key("Right", "Left")
	if row, x := b.place(b.Caret(), b.upstream); b.Caret() != second || row != 1 || x != 0 {
		t.Errorf("from the right the caret is at %d, in row %d at %v", b.Caret(), row, x)
	}
}

// Up and down keep to the x where they began, over shorter rows.
func TestUpAndDownKeepTheirX(t *testing.T) {
	b := setUp(t, "")
	b.put("a longer l|ine\nno\na longer line")
	b.key("Down", "Down")
	b.want("a longer line\nno\na longer l|ine")
	b.key("Up", "Up")
	b.want("a longer l|ine\nno\na longer line")
	b.key("Down", "Left", "Down")
	b.want("a longer line\nno\na| longer line")
}

func TestPages(t *testing.T) {
	b := setUp(t, strings.Repeat("line\n", 100))
	b.key("Next")
	first := b.Caret()
	b.key("Next")
	if first != 5*16 || b.Caret() != 2*first {
		t.Errorf("page down goes to %d, then %d", first, b.Caret())
	}
	b.key("shift+Prior")
	if from, to := b.Selection(); from != first || to != 2*first {
		t.Errorf("page up selects %d to %d", from, to)
	}
	b.key("ctrl+End", "Next")
	if b.Caret() != b.Len() || b.top != b.textHeight()-400 {
		t.Errorf("at the end the caret is at %d, the top at %v", b.Caret(), b.top)
	}
}

// The caret is in view after whatever moved it.
func TestCaretStaysInView(t *testing.T) {
	b := setUp(t, strings.Repeat("some words in a line\n", 200))
	for _, key := range []string{"ctrl+End", "ctrl+Home", "Next", "Next", "Next", "Up", "Prior", "End", "Return", "ctrl+Z", "ctrl+End", "BackSpace"} {
		b.key(key)
		row, _ := b.place(b.Caret(), b.upstream)
		y := float32(row)*rowHeight + padEnd - b.top
		if y < 0 || y+rowHeight > 400 {
			t.Errorf("after %s the caret is at %v", key, y)
		}
	}
}

// A change of width keeps the text at the top where it is.
func TestResizeKeepsThePlace(t *testing.T) {
	b := setUp(t, strings.Repeat(strings.Repeat("alerts ", 40)+"\n", 50))
	b.window.Canvas().Unfocus()
	b.scrollTo(1000)
	offset, _ := b.offsetAt(padSide, 12)
	i, _ := b.buf.find(offset)
	b.window.Resize(fyne.NewSize(350, 400))
	offset, _ = b.offsetAt(padSide, 12)
	if j, _ := b.buf.find(offset); j != i {
		t.Errorf("at the top was paragraph %d, is %d", i, j)
	}
}

func TestSetTextIsQuiet(t *testing.T) {
	b := setUp(t, "one")
	b.typed("x")
	b.OnChanged = func() { t.Error("SetText is told") }
	before := b.Revision()
	b.SetText("two")
	if b.CanUndo() || b.CanRedo() || b.Caret() != 0 || b.Revision() == before {
		t.Error("SetText keeps what was")
	}
}

func TestReplaceKeepsTheCaret(t *testing.T) {
	b := setUp(t, "")
	for _, c := range []struct {
		before   string
		from, to int
		text     string
		after    string
	}{
		{"one two| three", 0, 3, "1", "1 two| three"},
		{"one| two three", 4, 7, "2", "one| 2 three"},
		{"one t|wo three", 4, 7, "2", "one 2| three"},
		{"^one two| three", 8, 13, "3", "^one two| 3"},
		{"one|", -5, 99, "two", "two|"},
		{"one| two", 7, 4, "2", "one| 2"},
	} {
		b.put(c.before)
		b.Replace(c.from, c.to, c.text)
		b.want(c.after)
		b.key("ctrl+Z")
		b.want(c.before)
	}
}

func TestLargeTextsStayUsable(t *testing.T) {
	b := setUp(t, "")
	megabyte := strings.Repeat("Says the alerts are noisy. ", 40_000)
	for _, text := range []string{megabyte, strings.Repeat("x", 50_000), strings.Repeat("漢", 50_000), strings.ReplaceAll(megabyte, ". ", ".\r\n")} {
		fyne.CurrentApp().Clipboard().SetContent(text)
		b.SetText("")
		b.key("ctrl+V")
		if b.Text() != text {
			t.Fatal("pasted text is not what was pasted")
		}
		if b.view.rows.used > 20 {
			t.Errorf("%d rows are drawn", b.view.rows.used)
		}
		b.key("ctrl+Home", "Down", "End")
		b.typed("y")
		b.key("ctrl+Z", "ctrl+Z")
		if b.Text() != "" {
			t.Error("undo leaves something")
		}
	}
}

func TestUndoForgetsTheOldest(t *testing.T) {
	var h history
	big := make([]rune, undoRunes/4)
	for i := range 10 {
		h.add(&step{at: i, text: big})
	}
	for at := 9; at > 5; at-- {
		if s := h.undo(); s == nil || s.at != at {
			t.Fatalf("undo gives %v, want step %d", s, at)
		}
	}
	if s := h.undo(); s != nil {
		t.Errorf("step %d is kept too", s.at)
	}
	if h.size != 0 {
		t.Errorf("nothing done, but %d characters are counted", h.size)
	}
}

func TestWrappedRowFromRightToLeftKeepsItsFirstLetter(t *testing.T) {
	e := setUp(t, strings.Repeat("محمد قال إن الضغط كبير ", 12))
	for _, row := range e.view.rows.all[:e.view.rows.used] {
		for _, piece := range row.all[:row.used] {
			if strings.HasSuffix(piece.Text, " ") && row != e.view.rows.all[e.view.rows.used-1] {
				t.Errorf("a row ends with a space, which would be drawn at its left: %q", piece.Text)
			}
			if piece.Position().X+piece.MinSize().Width > e.Size().Width {
				t.Errorf("%q is %g wide, the editor %g", piece.Text, piece.MinSize().Width, e.Size().Width)
			}
		}
	}
}
