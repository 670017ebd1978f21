//go:build gallery

package main

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
)

// backing gives ways to fill what lies behind the editor, to compare their cost.
func backing(kind string) fyne.CanvasObject {
	switch kind {
	case "rectangle":
		return canvas.NewRectangle(theme.Color(theme.Surface))
	case "raster":
		return canvas.NewRaster(func(int, int) image.Image { return image.NewUniform(theme.Color(theme.Surface)) })
	}
	return nil
}
