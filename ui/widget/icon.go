package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Icon shows a stroke icon in a token colour and follows the theme.
type Icon struct {
	fw.BaseWidget
	name   string
	col    fyne.ThemeColorName
	size   float32
	filled bool
}

// NewIcon makes an icon so many units wide and high.
func NewIcon(name string, col fyne.ThemeColorName, size float32) *Icon {
	i := &Icon{name: name, col: col, size: size}
	i.ExtendBaseWidget(i)
	return i
}

// Set shows another icon or colour; the empty name shows nothing in the same room.
func (i *Icon) Set(name string, col fyne.ThemeColorName) {
	if i.name != name || i.col != col {
		i.name, i.col = name, col
		i.Refresh()
	}
}

// SetFilled fills the shape, as the star of a favourite.
func (i *Icon) SetFilled(on bool) {
	if i.filled != on {
		i.filled = on
		i.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (i *Icon) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	p := newPicture()
	refresh := func() {
		r := theme.IconAt(i.name, i.col, i.size)
		if i.filled {
			r = theme.IconFilled(i.name, i.col, i.size)
		}
		p.resource(i.name, r, i.size)
	}
	layout := func(s fyne.Size) { place(p.Image, (s.Width-i.size)/2, (s.Height-i.size)/2, i.size, i.size) }
	return newRenderer(i, func() fyne.Size { return fyne.NewSquareSize(i.size) }, layout, refresh, p.Image)
}
