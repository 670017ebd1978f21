//go:build gallery

package main

import (
	"fyne.io/fyne/v2"

	w "rapport/ui/widget"
)

func rows(win fyne.Window) fyne.CanvasObject     { return w.NewText("rows", w.Body) }
func charts(win fyne.Window) fyne.CanvasObject   { return w.NewText("charts", w.Body) }
func overlays(win fyne.Window) fyne.CanvasObject { return w.NewText("overlays", w.Body) }
