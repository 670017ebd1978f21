//go:build gallery

// Command gallery shows every widget in every state in a window, to be looked at. It is no part of the product:
//
//	go run -tags x11,gallery,no_animations ./ui/widget/internal/gallery [light|dark] [page]
//
// F2 switches between light and dark while it runs, F3 goes to the next page.
package main

import (
	"fmt"
	"os"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

func main() {
	a := app.NewWithID("app.rapport.gallery")
	dark := len(os.Args) > 1 && os.Args[1] == "dark"
	page := 0
	if len(os.Args) > 2 {
		page, _ = strconv.Atoi(os.Args[2])
	}
	mode := func() theme.Mode {
		if dark {
			return theme.Dark
		}
		return theme.Light
	}
	a.Settings().SetTheme(theme.New(mode()))
	win := a.NewWindow("Gallery")
	win.SetPadded(false)
	win.Resize(fyne.NewSize(1280, 800))
	pages := []func(fyne.Window) fyne.CanvasObject{parts, rows, charts, overlays, today}
	show := func() { win.SetContent(w.Behind(pages[page%len(pages)](win), theme.Bg)) }
	show()
	win.Canvas().AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault}, func(fyne.Shortcut) {
		fmt.Println("the window got Ctrl+K")
	})
	win.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if w.OverlayKey(win.Canvas(), e) {
			return
		}
		switch e.Name {
		case fyne.KeyF2:
			dark = !dark
			a.Settings().SetTheme(theme.New(mode()))
		case fyne.KeyF3:
			page++
			show()
		}
	})
	win.ShowAndRun()
}

func num(v float64) *float64 { return &v }

func none() {}
