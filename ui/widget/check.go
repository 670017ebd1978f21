package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// Check is a box to tick, with words or without. Space ticks.
type Check struct {
	press
	text      string
	on, dim   bool
	strike    bool
	style     Style
	OnChanged func(bool)
}

// NewCheck makes a check. Its words turn grey while it is ticked.
func NewCheck(text string, on bool, changed func(bool)) *Check {
	c := &Check{text: text, on: on, OnChanged: changed, style: Body, dim: true}
	c.label = text
	c.extend(c, c.toggle)
	return c
}

// WithStyle changes how the words look. It returns the check.
func (c *Check) WithStyle(s Style) *Check { c.style = s; c.Refresh(); return c }

// Struck also strikes the words through while ticked. It returns the check.
func (c *Check) Struck() *Check { c.strike = true; c.Refresh(); return c }

// Steady keeps the words as they are while ticked, as for a setting. It returns the check.
func (c *Check) Steady() *Check { c.dim = false; c.Refresh(); return c }

// Writes says that a tick changes what is recorded: it cannot be ticked while ReadOnly. It returns the check.
func (c *Check) Writes() *Check { c.writes = true; c.Refresh(); return c }

// Checked reports whether the box is ticked.
func (c *Check) Checked() bool { return c.on }

// SetChecked ticks or clears the box without calling OnChanged.
func (c *Check) SetChecked(on bool) {
	if c.on != on {
		c.on = on
		c.Refresh()
	}
}

// SetText changes the words.
func (c *Check) SetText(text string) {
	if c.text != text {
		c.text, c.label = text, text
		c.Refresh()
	}
}

func (c *Check) toggle() {
	c.on = !c.on
	c.Refresh()
	if c.OnChanged != nil {
		c.OnChanged(c.on)
	}
}

const checkSize = 18

// CreateRenderer implements fyne.Widget.
func (c *Check) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	frame, ring := newBox(theme.RadiusCheck), newRing(theme.RadiusCheck+3)
	tick := newPicture()
	words := NewElided("", c.style)
	refresh := func() {
		switch {
		case c.off():
			frame.paint(theme.Track, theme.Clear, 0)
		case c.on:
			frame.paint(theme.Accent, theme.Clear, 0)
		case c.hovered:
			frame.paint(theme.Surface, theme.Accent, 1)
		default:
			frame.paint(theme.Surface, theme.Control, 1)
		}
		mark := ""
		if c.on {
			mark = "check"
		}
		col := theme.OnAccent
		if c.off() {
			col = theme.Text3
		}
		tick.set(mark, col, 14)
		style := c.style
		if c.on && c.dim || c.off() {
			style = style.In(theme.Text3)
		}
		style.Strike = c.strike && c.on
		words.SetSpans(style.Span(c.text))
		ring.ringAround(c.focused && !c.off(), fyne.NewSquareSize(checkSize), 1)
		if c.focused {
			ring.Move(fyne.NewPos(-3, (c.Size().Height-checkSize)/2-3))
		}
	}
	layout := func(s fyne.Size) {
		top := (s.Height - checkSize) / 2
		place(frame.Rectangle, 0, top, checkSize, checkSize)
		place(tick.Image, 2, top+2, 14, 14)
		place(words, checkSize+10, 0, max(s.Width-checkSize-10, 0), s.Height)
		if c.focused {
			ring.Move(fyne.NewPos(-3, top-3))
		}
	}
	minSize := func() fyne.Size {
		if c.text == "" {
			return fyne.NewSize(checkSize, checkSize)
		}
		n := words.naturalSize()
		return fyne.NewSize(checkSize+10+n.Width, max(n.Height, 24))
	}
	return newRenderer(c, minSize, layout, refresh, frame.Rectangle, tick.Image, words, ring.Rectangle)
}
