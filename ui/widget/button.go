package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// ButtonKind is the weight of a button.
type ButtonKind int

// The kinds of button.
const (
	Primary ButtonKind = iota // one on a screen
	Plain                     // surface with an edge
	Quiet                     // words only, a fill under the pointer
	Link                      // words in the colour of a link, no padding of its own
)

// Button is something to press. Space and Enter press it too.
type Button struct {
	press
	text, icon, trail string
	tint              fyne.ThemeColorName // of the icon; empty for that of the words
	kind              ButtonKind
	small, danger     bool
}

// NewButton makes a button 36 high.
func NewButton(text string, kind ButtonKind, tapped func()) *Button {
	b := &Button{text: text, kind: kind}
	b.label = text
	b.extend(b, tapped)
	return b
}

// NewIconButton makes a button 36 square that shows an icon only; label is what a screen reader says.
func NewIconButton(icon, label string, kind ButtonKind, tapped func()) *Button {
	b := NewButton("", kind, tapped)
	b.icon, b.label = icon, label
	return b
}

// WithIcon puts an icon before the words. It returns the button.
func (b *Button) WithIcon(name string) *Button { b.icon = name; b.Refresh(); return b }

// Tinted draws the icon in another colour. It returns the button.
func (b *Button) Tinted(col fyne.ThemeColorName) *Button { b.tint = col; b.Refresh(); return b }

// WithTrail puts an icon after the words, as a chevron. It returns the button.
func (b *Button) WithTrail(name string) *Button { b.trail = name; b.Refresh(); return b }

// Small makes the button 28 high. It returns the button.
func (b *Button) Small() *Button { b.small = true; b.Refresh(); return b }

// Danger shows that the button deletes. It returns the button.
func (b *Button) Danger() *Button { b.danger = true; b.Refresh(); return b }

// Writes says that the button changes what is recorded: it cannot be pressed while ReadOnly. It returns the button.
func (b *Button) Writes() *Button { b.writes = true; b.Refresh(); return b }

// SetText changes the words.
func (b *Button) SetText(text string) {
	if b.text == text {
		return
	}
	if b.label == b.text {
		b.label = text
	}
	b.text = text
	b.Refresh()
}

// SetIcon changes the icon before the words.
func (b *Button) SetIcon(name string) {
	if b.icon != name {
		b.icon = name
		b.Refresh()
	}
}

// SetKind changes the weight.
func (b *Button) SetKind(kind ButtonKind) {
	if b.kind != kind {
		b.kind = kind
		b.Refresh()
	}
}

// Text is the words on the button.
func (b *Button) Text() string { return b.text }

// SetOnTapped changes what pressing does.
func (b *Button) SetOnTapped(f func()) { b.tapped = f }

func (b *Button) height() float32 {
	switch {
	case b.kind == Link:
		return LineHeight(b.textSize())
	case b.small:
		return theme.HeightSmall
	}
	return theme.HeightButton
}

func (b *Button) textSize() float32 {
	if b.small || b.kind == Link {
		return theme.SizeSmall
	}
	return theme.SizeBody
}

func (b *Button) colours() (fill, edge, text fyne.ThemeColorName) {
	switch {
	case b.off() && b.kind == Primary, b.off() && b.kind == Plain:
		return theme.Track, theme.Clear, theme.Text3
	case b.off():
		return theme.Clear, theme.Clear, theme.Text3
	}
	switch b.kind {
	case Primary:
		fill, edge, text = theme.Accent, theme.Clear, theme.OnAccent
		if b.danger {
			fill, text = theme.Red, theme.Surface
		}
		if b.hovered {
			fill = theme.AccentHover
			if b.danger {
				fill = theme.Red
			}
		}
		return fill, edge, text
	case Plain:
		fill, edge, text = theme.Surface, theme.Border, theme.Text
	case Quiet:
		fill, edge, text = theme.Clear, theme.Clear, theme.Text2
	default:
		fill, edge, text = theme.Clear, theme.Clear, theme.AccentText
	}
	if b.danger {
		text = theme.Red
	}
	if b.hovered && b.kind != Link {
		fill, text = theme.Selected, theme.Text
		if b.danger {
			text = theme.Red
		}
	}
	return fill, edge, text
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	frame, ring, under := newBox(0), newRing(0), newBox(0)
	lead, trail := newPicture(), newPicture()
	text := newGlyph(theme.SizeBody, false)
	var r *renderer
	refresh := func() {
		fill, edge, col := b.colours()
		var width float32
		if edge != theme.Clear {
			width = 1
		}
		radius := theme.RadiusControl
		if b.small {
			radius = theme.RadiusSmall
		}
		frame.CornerRadius, ring.CornerRadius = radius, radius+4
		frame.paint(fill, edge, width)
		if text.TextSize != b.textSize() {
			text.TextSize = b.textSize()
			text.Text.Color = nil
		}
		text.setStyled(b.text, col, b.kind == Primary)
		tint := col
		if b.tint != "" {
			tint = b.tint
		}
		lead.set(b.icon, tint, b.iconSize())
		trail.set(b.trail, col, 16)
		under.paint(col, theme.Clear, 0)
		show(under.Rectangle, b.kind == Link && b.hovered && !b.off())
		size := b.Size()
		gap := float32(2)
		if b.kind == Link {
			ring.CornerRadius = theme.RadiusKey
			gap = 1
		}
		ring.ringAround(b.focused && !b.off(), size, gap)
	}
	layout := func(s fyne.Size) {
		h := b.height()
		top := (s.Height - h) / 2
		place(frame.Rectangle, 0, top, s.Width, h)
		w := b.content(text)
		x := (s.Width - w) / 2
		if b.kind == Link {
			x = 0
		}
		if b.icon != "" {
			i := b.iconSize()
			place(lead.Image, x, top+(h-i)/2, i, i)
			x += i + b.gap()
		}
		ts := text.size()
		place(text.Text, x, top+(h-ts.Height)/2, ts.Width, ts.Height)
		place(under.Rectangle, x, top+(h+ts.Height)/2-2, ts.Width, 1)
		if b.trail != "" {
			place(trail.Image, x+ts.Width+b.gap(), top+(h-16)/2, 16, 16)
		}
		if b.focused {
			refresh()
		}
	}
	minSize := func() fyne.Size {
		w := b.content(text)
		switch {
		case b.kind == Link:
		case b.text == "":
			w = b.height()
		case b.small:
			w += 2 * 11
		default:
			w += 2 * 16
		}
		return fyne.NewSize(w, b.height())
	}
	r = newRenderer(b, minSize, layout, refresh, frame.Rectangle, under.Rectangle, lead.Image, text.Text, trail.Image, ring.Rectangle)
	return r
}

func (b *Button) iconSize() float32 {
	if b.small || b.kind == Link {
		return 16
	}
	return 18
}

func (b *Button) gap() float32 {
	if b.small || b.kind == Link {
		return 6
	}
	return 8
}

// content is the width of icons and words.
func (b *Button) content(text glyph) float32 {
	var w float32
	if b.text != "" {
		w = text.size().Width
	}
	if b.icon != "" {
		w += b.iconSize()
		if b.text != "" {
			w += b.gap()
		}
	}
	if b.trail != "" {
		w += 16 + b.gap()
	}
	return w
}
