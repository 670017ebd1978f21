package ui

import (
	"errors"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// ShowFatal opens a window that says why the app cannot open its data. Nothing was changed.
func ShowFatal(a fyne.App, err error) {
	window := a.NewWindow("Rapport")
	window.SetPadded(false)
	text := w.VStack(12,
		w.NewText("Rapport could not open your notes", w.Title),
		w.NewWrapped(err.Error(), w.Body),
		w.NewWrapped("Nothing was changed. Your file is as it was.", w.Small.In(theme.Text2)),
		w.Pad(w.HStack(0, w.NewButton("Close", w.Primary, window.Close)), 8, 0, 0, 0),
	)
	window.SetContent(w.Behind(w.Inset(text, 32), theme.Bg))
	window.Resize(fyne.NewSize(640, 320))
	window.Show()
}

// ShowHeld opens a window that says that another computer has the database open, and offers a copy that can only be read; copy runs where
// that is wanted, off the main goroutine, and calls done on it; without an error the window closes, as another one stands.
func ShowHeld(a fyne.App, why string, copy func(done func(error))) {
	window := a.NewWindow("Rapport")
	window.SetPadded(false)
	open := w.NewButton("Open a read-only copy", w.Plain, nil)
	open.SetOnTapped(func() {
		open.Disable()
		open.SetText("Copying and checking…")
		go copy(func(err error) {
			if err == nil {
				window.Close()
				return
			}
			open.SetText("Try again")
			open.Enable()
			w.ShowError(window.Canvas(), "No copy could be made", err.Error())
		})
	})
	text := w.VStack(12,
		w.NewText("Your notes are open on another computer", w.Title),
		w.NewWrapped(sentence(errors.New(why)), w.Body),
		w.NewWrapped("Two computers that write to one file at a time would damage it. A copy can be read here meanwhile; it is checked first, and thrown away at the end.", w.Small.In(theme.Text2)),
		w.Pad(w.HStack(12, w.NewButton("Close", w.Primary, window.Close), open), 8, 0, 0, 0),
	)
	window.SetContent(w.Behind(w.Inset(text, 32), theme.Bg))
	window.Resize(fyne.NewSize(640, 340))
	window.Show()
}
