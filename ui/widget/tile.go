package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// IconTile is an icon on a soft square, 32 wide, as before a warning sign.
type IconTile struct {
	fw.BaseWidget
	icon string
	tone Tone
}

// NewIconTile makes a tile.
func NewIconTile(icon string, tone Tone) *IconTile {
	t := &IconTile{icon: icon, tone: tone}
	t.ExtendBaseWidget(t)
	return t
}

// Set shows another icon.
func (t *IconTile) Set(icon string, tone Tone) {
	if t.icon != icon || t.tone != tone {
		t.icon, t.tone = icon, tone
		t.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *IconTile) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	area, pic := newBox(theme.RadiusControl), newPicture()
	refresh := func() {
		fill, _, col := t.tone.colours()
		area.paint(fill, theme.Clear, 0)
		pic.set(t.icon, col, 20)
	}
	layout := func(s fyne.Size) {
		x, y := (s.Width-32)/2, (s.Height-32)/2
		place(area.Rectangle, x, y, 32, 32)
		place(pic.Image, x+6, y+6, 20, 20)
	}
	return newRenderer(t, func() fyne.Size { return fyne.NewSize(32, 32) }, layout, refresh, area.Rectangle, pic.Image)
}

// tickBox is the box of a check without a place of its own in the order of Tab.
type tickBox struct {
	fw.BaseWidget
	on  bool
	set func(bool)
}

func newTickBox(on bool, set func(bool)) *tickBox {
	t := &tickBox{on: on, set: set}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped implements fyne.Tappable.
func (t *tickBox) Tapped(*fyne.PointEvent) { t.toggle() }

func (t *tickBox) toggle() {
	t.show(!t.on)
	if t.set != nil {
		t.set(t.on)
	}
}

func (t *tickBox) show(on bool) {
	if t.on != on {
		t.on = on
		t.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (t *tickBox) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	frame, tick := newBox(theme.RadiusCheck), newPicture()
	refresh := func() {
		mark := ""
		if t.on {
			frame.paint(theme.Accent, theme.Clear, 0)
			mark = "check"
		} else {
			frame.paint(theme.Surface, theme.Control, 1)
		}
		tick.set(mark, theme.OnAccent, 14)
	}
	layout := func(s fyne.Size) {
		x, y := (s.Width-checkSize)/2, (s.Height-checkSize)/2
		place(frame.Rectangle, x, y, checkSize, checkSize)
		place(tick.Image, x+2, y+2, 14, 14)
	}
	return newRenderer(t, func() fyne.Size { return fyne.NewSize(checkSize, checkSize) }, layout, refresh, frame.Rectangle, tick.Image)
}
