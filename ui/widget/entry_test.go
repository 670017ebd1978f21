package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

func TestEntry(t *testing.T) {
	e := NewEntry("Add a talking point").WithIcon("plus").WithTrailing(NewKeyCap("Esc"))
	w := open(t, VStack(0, e), 300, 100)
	if e.Size().Height != 36 {
		t.Errorf("%v high", e.Size().Height)
	}
	if ringed(e) {
		t.Error("an edge of focus without it")
	}
	e.Focus()
	if w.Canvas().Focused() != fyne.Focusable(e) || !ringed(e) {
		t.Error("no focus, or no edge with it")
	}
	var entered string
	escaped := 0
	e.OnEnter = func(s string) { entered = s }
	e.OnEscape = func() { escaped++ }
	test.Type(e, "how is on-call")
	key(e, fyne.KeyReturn, fyne.KeyEscape)
	if entered != "how is on-call" || escaped != 1 {
		t.Errorf("entered %q, escaped %d", entered, escaped)
	}
	e.SetError("No date found, add one?")
	if !says(e, "No date found, add one?") || e.MinSize().Height != 58 || !fills(e, theme.Surface) {
		t.Errorf("caption %q, %v high", shownWords(e), e.MinSize().Height)
	}
	if e.Text != "how is on-call" {
		t.Errorf("the caption changed the words to %q", e.Text)
	}
	e.SetError("")
	if e.MinSize().Height != 36 || e.Caption() != "" {
		t.Errorf("%v high without a caption", e.MinSize().Height)
	}
	keepsObjects(t, e)
}

func TestEntryHandsOn(t *testing.T) {
	e := NewEntry("")
	w := open(t, VStack(0, e), 300, 100)
	e.Focus()
	palette := &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}
	keys, took := 0, 0
	w.Canvas().SetOnTypedKey(func(*fyne.KeyEvent) { keys++ })
	e.TypedShortcut(palette)
	key(e, fyne.KeyEscape, fyne.KeyF1)
	if keys != 2 {
		t.Errorf("the window got %d keys, want 2", keys)
	}
	e.OnShortcut = func(fyne.Shortcut) bool { took++; return true }
	e.TypedShortcut(palette)
	e.Put("words")
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	if took != 1 || e.SelectedText() != "words" {
		t.Errorf("handler %d, selected %q", took, e.SelectedText())
	}
	e.OnKey = func(k *fyne.KeyEvent) bool { return k.Name == fyne.KeyDown }
	key(e, fyne.KeyDown)
	c := &shortcutCanvas{Canvas: w.Canvas()}
	passShortcut(c, palette)
	passShortcut(w.Canvas(), palette) // the test driver's takes none, which must do no harm
	if c.got != palette {
		t.Error("the window did not get the shortcut")
	}
}

// shortcutCanvas takes shortcuts as the canvas of a real window does.
type shortcutCanvas struct {
	fyne.Canvas
	got fyne.Shortcut
}

func (c *shortcutCanvas) TypedShortcut(s fyne.Shortcut) { c.got = s }

func TestMultiEntry(t *testing.T) {
	saved := ""
	e := NewMultiEntry("Who helps", 3)
	e.OnEnter = func(s string) { saved = s }
	w := open(t, VStack(0, e, NewButton("Save", Plain, nil)), 300, 200)
	if e.Size().Height < 60 {
		t.Errorf("three rows in %v", e.Size().Height)
	}
	e.Focus()
	test.Type(e, "one")
	key(e, fyne.KeyReturn)
	test.Type(e, "two")
	if e.Text != "one\ntwo" || saved != "" {
		t.Errorf("text %q, saved %q", e.Text, saved)
	}
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if saved != "one\ntwo" {
		t.Errorf("Ctrl+Enter gave %q", saved)
	}
	w.Canvas().FocusNext()
	if w.Canvas().Focused() == fyne.Focusable(e) || e.AcceptsTab() {
		t.Error("Tab does not leave the entry")
	}
}

func TestEntryMouseHitsTheRightLetter(t *testing.T) {
	with, without := NewEntry("").WithIcon("search"), NewEntry("")
	open(t, VStack(0, with, without), 300, 100)
	for _, e := range []*Entry{with, without} {
		e.Put("mmmmmmmmmm")
		x := e.lead() + 8 + Body.measure("mmmmm")
		e.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(x, 18)}, Button: desktop.MouseButtonPrimary})
		if e.CursorColumn != 5 {
			t.Errorf("a press at %v went to letter %d, want 5", x, e.CursorColumn)
		}
	}
}

func TestEntryFollowsTheme(t *testing.T) {
	e := NewEntry("x")
	open(t, VStack(0, e), 300, 100)
	dark(t)
	if !fills(e, theme.Surface) {
		t.Error("the fill is still light")
	}
	e.Disable()
	if !fills(e, theme.Sunken) {
		t.Error("a disabled entry is not sunken")
	}
}

func TestEntryCutsItsPlaceholder(t *testing.T) {
	e := NewEntry("Search or run a command").WithIcon("search")
	w := open(t, VStack(0, e), 120, 100)
	if e.PlaceHolder == "Search or run a command" || Body.measure(e.PlaceHolder) > 90 {
		t.Errorf("in 120 the placeholder is %q", e.PlaceHolder)
	}
	w.Resize(fyne.NewSize(400, 100))
	if e.PlaceHolder != "Search or run a command" {
		t.Errorf("in 400 the placeholder is %q", e.PlaceHolder)
	}
	e.SetPlaceHolder("Find")
	if e.PlaceHolder != "Find" || e.AccessibilityLabel() != "Search or run a command" {
		t.Errorf("placeholder %q", e.PlaceHolder)
	}
}

func TestEntryShowsMaskedWordsWhileTheKeyboardIsElsewhere(t *testing.T) {
	test.NewTempApp(t)
	defer SetMask(nil)
	for _, multi := range []bool{false, true} {
		e, other := NewEntry("Title"), NewEntry("Other")
		if multi {
			e = NewMultiEntry("Title", 3)
		}
		e.Put("Mentor Noah to a release")
		window := test.NewTempWindow(t, container.NewVBox(e, other))
		window.Resize(fyne.NewSize(400, 200))
		drawn := func() string {
			out := ""
			for _, part := range test.WidgetRenderer(e).Objects() {
				if !part.Visible() {
					continue
				}
				for _, o := range test.LaidOutObjects(part) {
					if x, ok := o.(*canvas.Text); ok && x.Visible() {
						out += x.Text
					}
				}
			}
			return out
		}
		SetMask(func(s string) []Cover {
			if i := strings.Index(s, "Noah"); i >= 0 {
				return []Cover{{i, i + len("Noah"), "NL"}}
			}
			return nil
		})
		e.Refresh()
		if got := drawn(); strings.Contains(got, "Noah") || !strings.Contains(got, "Mentor NL to a release") {
			t.Errorf("multi %v: shows %q", multi, got)
		}
		window.Canvas().Focus(e)
		if got := drawn(); !strings.Contains(got, "Noah") {
			t.Errorf("multi %v: while typing it shows %q", multi, got)
		}
		test.Type(e, "x")
		window.Canvas().Focus(other)
		if got := drawn(); strings.Contains(got, "Noah") || e.Text != "xMentor Noah to a release" {
			t.Errorf("multi %v: afterwards it shows %q, holds %q", multi, got, e.Text)
		}
		SetMask(nil)
		e.Refresh()
		if got := drawn(); !strings.Contains(got, "xMentor Noah to a release") {
			t.Errorf("multi %v: in the end it shows %q", multi, got)
		}
	}
}
