package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Tone is the meaning of a chip's colour. It always stands with words.
type Tone int

// The tones.
const (
	Neutral Tone = iota
	Good         // done, on track
	Warn         // due today, at risk
	Bad          // late, error; never about a person
	Info         // accent
)

// colours gives fill, edge and words of a tone.
func (t Tone) colours() (fill, edge, text fyne.ThemeColorName) {
	switch t {
	case Good:
		return theme.GreenSoft, theme.Clear, theme.Green
	case Warn:
		return theme.AmberSoft, theme.Clear, theme.Amber
	case Bad:
		return theme.RedSoft, theme.Clear, theme.Red
	case Info:
		return theme.AccentSoft, theme.Clear, theme.AccentText
	}
	return theme.Sunken, theme.Border, theme.Text2
}

// Color is the colour of words and icons in that tone on a plain surface.
func (t Tone) Color() fyne.ThemeColorName {
	_, _, c := t.colours()
	return c
}

// Chip is a word or two in a small box, with an icon where it is a status.
type Chip struct {
	fw.BaseWidget
	text, icon string
	tone       Tone
	found      bool // stands on theme.Mark, as what was looked for
}

// NewChip makes a chip 20 high. The icon may be empty.
func NewChip(text, icon string, tone Tone) *Chip {
	c := &Chip{text: text, icon: icon, tone: tone}
	c.ExtendBaseWidget(c)
	if seek != nil {
		seek(c, text, func(int, int) { c.found = true })
	}
	return c
}

// Marks reports whether the chip stands out as what was looked for.
func (c *Chip) Marks() bool { return c.found }

// Set changes words, icon and tone.
func (c *Chip) Set(text, icon string, tone Tone) {
	if c.text != text || c.icon != icon || c.tone != tone {
		c.text, c.icon, c.tone = text, icon, tone
		c.Refresh()
	}
}

// Text is the words of the chip.
func (c *Chip) Text() string { return c.text }

// AccessibilityLabel implements fyne.Accessible.
func (c *Chip) AccessibilityLabel() string { return c.text }

// AccessibilityRole implements fyne.Accessible.
func (c *Chip) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (c *Chip) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return c.renderer(c, nil)
}

// renderer draws the chip for whoever it is part of; hot says whether the pointer is on it.
func (c *Chip) renderer(owner fyne.Widget, hot func() bool) fyne.WidgetRenderer {
	frame, pic, text := newBox(theme.RadiusSmall), newPicture(), newGlyph(theme.SizeCaption, false)
	refresh := func() {
		fill, edge, col := c.tone.colours()
		if hot != nil && hot() {
			fill, edge, col = theme.Selected, theme.Control, theme.Text
		}
		if c.found {
			fill, col = theme.Mark, theme.Text
		}
		var w float32
		if edge != theme.Clear {
			w = 1
		}
		frame.paint(fill, edge, w)
		pic.set(c.icon, col, 14)
		text.set(c.text, col)
	}
	lead := func() float32 {
		if c.icon == "" {
			return 8
		}
		return 8 + 14 + 3
	}
	layout := func(s fyne.Size) {
		top := (s.Height - theme.HeightChip) / 2
		place(frame.Rectangle, 0, top, s.Width, theme.HeightChip)
		place(pic.Image, 8, top+3, 14, 14)
		ts := text.size()
		place(text.Text, lead(), top+(theme.HeightChip-ts.Height)/2, ts.Width, ts.Height)
	}
	minSize := func() fyne.Size { return fyne.NewSize(lead()+text.size().Width+8, theme.HeightChip) }
	return newRenderer(owner, minSize, layout, refresh, frame.Rectangle, pic.Image, text.Text)
}

// ChipButton is a chip that a click acts on, as to choose another topic. The keyboard reaches the same through the row it stands in.
type ChipButton struct {
	Chip
	hot    bool
	tapped func()
}

// NewChipButton makes a chip 20 high that can be clicked.
func NewChipButton(text string, tapped func()) *ChipButton {
	c := &ChipButton{Chip: Chip{text: text}, tapped: tapped}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped implements fyne.Tappable.
func (c *ChipButton) Tapped(*fyne.PointEvent) {
	if c.tapped != nil {
		c.tapped()
	}
}

// MouseIn implements desktop.Hoverable.
func (c *ChipButton) MouseIn(*desktop.MouseEvent) { c.hot = c.tapped != nil; c.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (c *ChipButton) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (c *ChipButton) MouseOut() { c.hot = false; c.Refresh() }

// Cursor implements desktop.Cursorable.
func (c *ChipButton) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (c *ChipButton) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return c.renderer(c, func() bool { return c.hot })
}

// KeyCap shows the name of a key.
type KeyCap struct {
	fw.BaseWidget
	text string
}

// NewKeyCap makes a key cap, as for "Ctrl K".
func NewKeyCap(text string) *KeyCap {
	k := &KeyCap{text: text}
	k.ExtendBaseWidget(k)
	return k
}

// AccessibilityLabel implements fyne.Accessible.
func (k *KeyCap) AccessibilityLabel() string { return k.text }

// AccessibilityRole implements fyne.Accessible.
func (k *KeyCap) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (k *KeyCap) CreateRenderer() fyne.WidgetRenderer {
	k.ExtendBaseWidget(k)
	frame, text := newBox(theme.RadiusKey), newGlyph(theme.SizeCaption, false)
	refresh := func() {
		frame.paint(theme.Sunken, theme.Border, 1)
		text.set(k.text, theme.Text2)
	}
	layout := func(s fyne.Size) {
		ts := text.size()
		place(frame.Rectangle, 0, (s.Height-19)/2, s.Width, 19)
		place(text.Text, (s.Width-ts.Width)/2, (s.Height-ts.Height)/2, ts.Width, ts.Height)
	}
	minSize := func() fyne.Size { return fyne.NewSize(text.size().Width+11, 20) }
	return newRenderer(k, minSize, layout, refresh, frame.Rectangle, text.Text)
}
