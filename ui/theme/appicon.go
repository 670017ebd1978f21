package theme

import (
	_ "embed"

	"fyne.io/fyne/v2"
)

//go:embed icon.png
var appIcon []byte

// AppIcon is the icon of the program for window lists and docks.
func AppIcon() fyne.Resource { return fyne.NewStaticResource("rapport.png", appIcon) }
