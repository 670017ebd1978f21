// Command rapport records one-on-ones, goals and early warning signs of morale, on this computer only.
package main

import (
	"fyne.io/fyne/v2/app"
	"fyne.io/fyne/v2/widget"
)

func main() {
	a := app.NewWithID("app.rapport")
	w := a.NewWindow("Rapport")
	w.SetContent(widget.NewLabel("Rapport"))
	w.ShowAndRun()
}
