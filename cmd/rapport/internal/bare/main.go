//go:build bare

// Command bare is what opening the app is held against: a Fyne window with a list and an entry, and nothing else.
package main

import (
	"fmt"
	"os"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

func main() {
	os.Setenv("LANG", "en_US.UTF-8")
	a := app.NewWithID("app.rapport.bare")
	w := a.NewWindow("Bare")
	list := widget.NewList(func() int { return 3000 },
		func() fyne.CanvasObject { return widget.NewLabel("") },
		func(i widget.ListItemID, o fyne.CanvasObject) {
			o.(*widget.Label).SetText(fmt.Sprintf("One-on-one %d", i))
		})
	entry := widget.NewMultiLineEntry()
	w.SetContent(container.NewHSplit(list, entry))
	w.Resize(fyne.NewSize(1280, 770))
	w.ShowAndRun()
}
