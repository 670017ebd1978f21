package ui

import (
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
