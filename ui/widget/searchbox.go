package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// SearchBox looks like an entry and opens the palette when it is pressed; it names the key that does the same.
type SearchBox struct {
	press
	text string
	cap  *KeyCap
}

// NewSearchBox makes a box 36 high.
func NewSearchBox(text, key string, tapped func()) *SearchBox {
	s := &SearchBox{text: text, cap: NewKeyCap(key)}
	s.label = text
	s.extend(s, tapped)
	return s
}

// CreateRenderer implements fyne.Widget.
func (s *SearchBox) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	frame, ring, pic := newBox(theme.RadiusControl), newRing(theme.RadiusControl+4), newPicture()
	text := NewElided(s.text, Small.In(theme.Text3))
	refresh := func() {
		fill := theme.Surface
		if s.hovered {
			fill = theme.Selected
		}
		text.lift(s.hovered)
		frame.paint(fill, theme.Control, 1)
		pic.set("search", theme.Text2, 16)
		ring.ringAround(s.focused, s.Size(), 2)
	}
	layout := func(z fyne.Size) {
		key := s.cap.MinSize()
		place(frame.Rectangle, 0, 0, z.Width, z.Height)
		place(pic.Image, 11, (z.Height-16)/2, 16, 16)
		place(text, 35, 0, max(z.Width-35-key.Width-18, 0), z.Height)
		place(s.cap, z.Width-key.Width-9, (z.Height-key.Height)/2, key.Width, key.Height)
		if s.focused {
			ring.ringAround(true, z, 2)
		}
	}
	minSize := func() fyne.Size { return fyne.NewSize(160, theme.HeightButton) }
	return newRenderer(s, minSize, layout, refresh, frame.Rectangle, pic.Image, text, s.cap, ring.Rectangle)
}
