//go:build gallery

// Command gallery shows the notes editor in a window, to be looked at and
// measured. It is no part of the product:
//
//	go run -tags x11,gallery ./ui/widget/editor/internal/gallery [-dark] [-words 2000] [-stock] [-back rectangle]
//
// F2 switches between light and dark, F3 shows marks and matches, F4 prints
// what the keys so far cost on the main goroutine, with -time.
package main

import (
	"flag"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

const sample = `## On-call

Six weeks in. Paged nine times in February, four of them after 22:00. Says the alerts are noisy more than hard.

- Old basket alerts fire most nights, nobody owns them
- Would like one quiet week after each rota

## Checkout

At 2.6 s on the slowest page, 3.4 s in January. The basket call is most of what is left. Has a branch that batches it.

> “I keep switching between checkout and alerts, so neither moves much.”

- [ ] me: ask Mateo to drop the old basket alerts by fri
- [ ] Priya: profile the basket call today
`

// long makes a text of about so many words in paragraphs of about 70.
func long(words int) string {
	pool := strings.Fields(strings.NewReplacer("#", "", ">", "", "[ ]", "").Replace(sample))
	var out strings.Builder
	for i := range words {
		switch {
		case i%210 == 209:
			out.WriteString("\n\n## ")
		case i%70 == 69:
			out.WriteString("\n\n")
		}
		fmt.Fprint(&out, pool[(i*7+i/13)%len(pool)], " ")
	}
	return out.String()
}

// timed has the keyboard, passes it on to the editor and notes what keys take.
type timed struct {
	fw.BaseWidget
	e    *editor.Editor
	took []time.Duration
}

func newTimed(e *editor.Editor) *timed {
	t := &timed{e: e}
	t.ExtendBaseWidget(t)
	return t
}

// CreateRenderer implements fyne.Widget.
func (t *timed) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(container.NewWithoutLayout())
}

// FocusGained implements fyne.Focusable.
func (t *timed) FocusGained() { t.e.FocusGained() }

// FocusLost implements fyne.Focusable.
func (t *timed) FocusLost() { t.e.FocusLost() }

// TypedKey implements fyne.Focusable.
func (t *timed) TypedKey(k *fyne.KeyEvent) { t.e.TypedKey(k) }

// TypedRune implements fyne.Focusable.
func (t *timed) TypedRune(r rune) {
	start := time.Now()
	t.e.TypedRune(r)
	t.took = append(t.took, time.Since(start))
}

func main() {
	dark := flag.Bool("dark", false, "dark colours")
	words := flag.Int("words", 0, "a long text of so many words, the caret in its middle")
	stock := flag.Bool("stock", false, "Fyne's own entry instead")
	back := flag.String("back", "", "what lies behind the editor: rectangle, raster or nothing")
	keys := flag.Bool("time", false, "time keys; shortcuts and the mouse are not for this")
	wait := flag.Duration("wait", 0, "let the loop sleep up to so long until something happens")
	odd := flag.Bool("strange", false, "a text of other scripts and odd characters")
	flag.Parse()

	a := app.NewWithID("app.rapport.editor.gallery")
	mode := func() theme.Mode {
		if *dark {
			return theme.Dark
		}
		return theme.Light
	}
	a.Settings().SetTheme(theme.New(mode()))
	win := a.NewWindow("Editor")
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1280, 800))

	if *wait > 0 {
		waitForEvents(*wait)
	}
	text := sample
	if *words > 0 {
		text = long(*words)
	}
	if *odd {
		text = strange
	}
	box := container.NewWithoutLayout()
	if fill := backing(*back); fill != nil {
		fill.Move(fyne.NewPos(352, 64))
		fill.Resize(fyne.NewSize(616, 700))
		box.Add(fill)
	}
	title := w.NewText("One-on-one with Priya Raman", w.Title)
	title.Move(fyne.NewPos(140, 10))
	title.Resize(title.MinSize())
	box.Add(title)
	if *stock {
		entry := fw.NewMultiLineEntry()
		entry.Wrapping = fyne.TextWrapWord
		entry.SetText(text)
		entry.Move(fyne.NewPos(372, 118))
		entry.Resize(fyne.NewSize(576, 566))
		box.Add(entry)
		win.SetContent(box)
		entry.CursorRow = len(strings.Split(text, "\n")) * 3 / 2
		win.Canvas().Focus(entry)
		win.ShowAndRun()
		return
	}
	e := editor.New("Notes")
	clock := newTimed(e)
	e.Placeholder("Write what was said. Headings start with ##, items with -.")
	e.SetText(text)
	e.Move(fyne.NewPos(372, 118))
	e.Resize(fyne.NewSize(576, 566))
	box.Add(e)
	box.Add(clock)
	status := w.NewText("", w.Small)
	status.Move(fyne.NewPos(310, 774))
	status.Resize(fyne.NewSize(200, 20))
	box.Add(status)
	e.OnChanged = func() { status.SetText(fmt.Sprint(e.Words(), " words")) }
	e.OnChanged()
	marked := false
	e.OnKey = func(key *fyne.KeyEvent) bool {
		switch key.Name {
		case fyne.KeyF2:
			*dark = !*dark
			a.Settings().SetTheme(theme.New(mode()))
		case fyne.KeyF3:
			marked = !marked
			if !marked {
				e.SetMarks(nil)
				e.ShowMatches(nil, -1)
				break
			}
			var marks []editor.Mark
			for _, m := range e.Find("noisy more than hard", true) {
				marks = append(marks, editor.Mark{From: m.From, To: m.To})
			}
			e.SetMarks(marks)
			e.ShowMatches(e.Find("alerts", true), 1)
		case fyne.KeyF4:
			report(clock.took)
			clock.took = nil
		}
		return true
	}
	e.OnShortcut = func(s fyne.Shortcut) bool {
		fmt.Println("shortcut", s.ShortcutName())
		return false
	}
	win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
		fmt.Println("the window got Ctrl+K")
	})
	win.SetContent(box)
	if *words > 0 {
		m := strings.Index(text[len(text)/2:], " ") + len(text)/2
		e.Reveal(editor.Match{From: e.Rune(m), To: e.Rune(m)})
	}
	if *keys {
		win.Canvas().Focus(clock)
	} else {
		win.Canvas().Focus(e)
	}
	win.ShowAndRun()
}

func report(took []time.Duration) {
	if len(took) == 0 {
		return
	}
	slices.Sort(took)
	fmt.Println("keys", len(took), "median", took[len(took)/2], "99th", took[len(took)*99/100], "longest", took[len(took)-1])
}
