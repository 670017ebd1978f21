package editor

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

// bench is an editor in a window of the test driver, with a clock and timers
// that the test moves.
type bench struct {
	*Editor
	t      testing.TB
	window fyne.Window
	time   time.Time
	timers []*timer
}

type timer struct {
	at time.Time
	do func()
}

func setUp(t testing.TB, text string) *bench {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Light))
	b := &bench{Editor: New("Notes"), t: t, time: time.Date(2026, 3, 3, 14, 0, 0, 0, time.UTC)}
	b.now = func() time.Time { return b.time }
	b.after = func(d time.Duration, do func()) func() {
		tm := &timer{b.time.Add(d), do}
		b.timers = append(b.timers, tm)
		return func() { b.timers = slices.DeleteFunc(b.timers, func(x *timer) bool { return x == tm }) }
	}
	b.window = test.NewTempWindow(t, b.Editor)
	b.window.SetPadded(false)
	b.window.Resize(fyne.NewSize(600, 400))
	b.SetText(text)
	b.window.Canvas().Focus(b.Editor)
	return b
}

// wait lets time pass.
func (b *bench) wait(d time.Duration) {
	end := b.time.Add(d)
	for {
		var next *timer
		for _, tm := range b.timers {
			if !tm.at.After(end) && (next == nil || tm.at.Before(next.at)) {
				next = tm
			}
		}
		if next == nil {
			b.time = end
			return
		}
		b.timers = slices.DeleteFunc(b.timers, func(x *timer) bool { return x == next })
		b.time = next.at
		next.do()
	}
}

func (b *bench) typed(s string) {
	for _, r := range s {
		if r == '\n' {
			b.key("Return")
		} else {
			b.TypedRune(r)
		}
	}
}

// key presses keys as "ctrl+shift+Left", "Home", "ctrl+B".
func (b *bench) key(names ...string) {
	b.t.Helper()
	for _, name := range names {
		parts := strings.Split(name, "+")
		key := fyne.KeyName(parts[len(parts)-1])
		var mod fyne.KeyModifier
		for _, p := range parts[:len(parts)-1] {
			switch p {
			case "shift":
				mod |= fyne.KeyModifierShift
			case "ctrl":
				mod |= command
			case "word":
				mod |= wordMod
			case "alt":
				mod |= fyne.KeyModifierAlt
			default:
				b.t.Fatalf("no modifier %q", p)
			}
		}
		shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
		if mod&fyne.KeyModifierShift != 0 {
			b.KeyDown(shift)
		}
		switch {
		case mod == command && key == fyne.KeyZ:
			b.TypedShortcut(&fyne.ShortcutUndo{})
		case mod == command && key == fyne.KeyY:
			b.TypedShortcut(&fyne.ShortcutRedo{})
		case mod == command && key == fyne.KeyA:
			b.TypedShortcut(&fyne.ShortcutSelectAll{})
		case mod == command && key == fyne.KeyC:
			b.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
		case mod == command && key == fyne.KeyX:
			b.TypedShortcut(&fyne.ShortcutCut{Clipboard: fyne.CurrentApp().Clipboard()})
		case mod == command && key == fyne.KeyV:
			b.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
		case mod&^fyne.KeyModifierShift != 0:
			b.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
		default:
			b.TypedKey(&fyne.KeyEvent{Name: key})
		}
		if mod&fyne.KeyModifierShift != 0 {
			b.KeyUp(shift)
		}
	}
}

// shows gives the text with "|" at the caret and "^" where a selection began.
func (b *bench) shows() string {
	text := b.buf.slice(0, b.buf.len())
	type sign struct {
		at   int
		text string
	}
	signs := []sign{{b.sel.caret, "|"}}
	if !b.sel.empty() {
		signs = append(signs, sign{b.sel.anchor, "^"})
	}
	slices.SortFunc(signs, func(x, y sign) int { return y.at - x.at })
	for _, s := range signs {
		text = slices.Insert(text, s.at, []rune(s.text)...)
	}
	return encode(text)
}

// put sets text with the caret at "|" and the start of the selection at "^".
func (b *bench) put(text string) {
	b.t.Helper()
	caret := strings.Index(strings.ReplaceAll(text, "^", ""), "|")
	if caret < 0 {
		b.t.Fatalf("no caret in %q", text)
	}
	anchor := strings.Index(strings.ReplaceAll(text, "|", ""), "^")
	if anchor < 0 {
		anchor = caret
	}
	b.SetText(strings.NewReplacer("|", "", "^", "").Replace(text))
	b.Select(b.Rune(anchor), b.Rune(caret))
}

func (b *bench) want(text string) {
	b.t.Helper()
	if got := b.shows(); got != text {
		b.t.Errorf("got  %q\nwant %q", got, text)
	}
}

func strip(text string) string { return strings.NewReplacer("|", "", "^", "").Replace(text) }
