package widget

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// NavItem goes to a page: icon and word in a line of the sidebar, or under one another in the rail.
type NavItem struct {
	press
	icon, text string
	on, rail   bool
	wordless   bool
}

// NewNavItem makes an item of the sidebar, 36 high.
func NewNavItem(icon, text string, tapped func()) *NavItem {
	n := &NavItem{icon: icon, text: text}
	n.label = text
	n.extend(n, tapped)
	return n
}

// SetOn shows whether this is the page that is open.
func (n *NavItem) SetOn(on bool) {
	if n.on != on {
		n.on = on
		n.Refresh()
	}
}

// On reports whether this is the page that is open.
func (n *NavItem) On() bool { return n.on }

// SetRail changes between the line of the sidebar and the tile of the rail.
func (n *NavItem) SetRail(on bool) {
	if n.rail != on {
		n.rail = on
		n.Refresh()
	}
}

// Wordless leaves the word out in the rail, as for Settings. It returns the item.
func (n *NavItem) Wordless() *NavItem { n.wordless = true; n.Refresh(); return n }

// paintItem draws the area of an item of the sidebar.
func (p *press) paintItem(b box, on bool) {
	switch {
	case on:
		b.paint(theme.Surface, theme.Border, 1)
	case p.hovered:
		b.paint(theme.Selected, theme.Clear, 0)
	default:
		b.paint(theme.Clear, theme.Clear, 0)
	}
}

// CreateRenderer implements fyne.Widget.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	n.ExtendBaseWidget(n)
	area, ring := newBox(theme.RadiusControl), newRing(theme.RadiusControl)
	pic, text := newPicture(), newGlyph(theme.SizeBody, false)
	refresh := func() {
		n.paintItem(area, n.on)
		col := theme.Text2
		if n.on {
			col = theme.Text
		}
		pic.set(n.icon, col, 20)
		size := theme.SizeBody
		if n.rail {
			size = theme.SizeCaption
		}
		if text.TextSize != size {
			text.TextSize = size
			text.Text.Color = nil
		}
		text.setStyled(n.text, col, n.on)
		show(text.Text, !(n.rail && n.wordless))
		ring.ringAround(n.focused, n.Size(), -1)
	}
	layout := func(s fyne.Size) {
		place(area.Rectangle, 0, 0, s.Width, s.Height)
		ts := text.size()
		switch {
		case n.rail && n.wordless:
			place(pic.Image, (s.Width-20)/2, (s.Height-20)/2, 20, 20)
		case n.rail:
			place(pic.Image, (s.Width-20)/2, 7, 20, 20)
			place(text.Text, (s.Width-ts.Width)/2, 29, ts.Width, ts.Height)
		default:
			place(pic.Image, 8, (s.Height-20)/2, 20, 20)
			place(text.Text, 40, (s.Height-ts.Height)/2, ts.Width, ts.Height)
		}
		if n.focused {
			ring.ringAround(true, s, -1)
		}
	}
	minSize := func() fyne.Size {
		switch {
		case n.rail && n.wordless:
			return fyne.NewSize(60, theme.HeightButton)
		case n.rail:
			return fyne.NewSize(60, 52)
		}
		return fyne.NewSize(40+fyne.MeasureText(n.text, theme.SizeBody, fyne.TextStyle{Bold: true}).Width+8, theme.HeightButton)
	}
	return newRenderer(n, minSize, layout, refresh, area.Rectangle, pic.Image, text.Text, ring.Rectangle)
}

// PersonItem goes to a person: avatar, name and, where a warning sign is open, an amber triangle; in the rail the
// avatar alone, with a ring when the person's page is open.
type PersonItem struct {
	press
	name     string
	avatar   *Avatar
	sign     bool
	on, rail bool
}

// NewPersonItem makes an item of the team list, 32 high. Index is the stored colour of the avatar.
func NewPersonItem(name string, index int, sign bool, tapped func()) *PersonItem {
	p := &PersonItem{name: name, sign: sign, avatar: NewAvatar(name, index, 24)}
	p.extend(p, tapped)
	p.speak()
	return p
}

func (p *PersonItem) speak() {
	p.label = p.name
	if p.sign {
		p.label += ", a warning sign is open"
	}
}

// Set shows another person.
func (p *PersonItem) Set(name string, index int, sign bool) {
	p.name, p.sign = name, sign
	p.avatar.Set(name, index)
	p.speak()
	p.Refresh()
}

// SetOn shows whether this person's page is open.
func (p *PersonItem) SetOn(on bool) {
	if p.on != on {
		p.on = on
		p.Refresh()
	}
}

// SetPhoto shows a photo in place of the initials; nil shows those.
func (p *PersonItem) SetPhoto(photo image.Image) { p.avatar.WithPhoto(photo) }

// SetRail changes between the line of the sidebar and the avatar of the rail.
func (p *PersonItem) SetRail(on bool) {
	if p.rail != on {
		p.rail = on
		p.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (p *PersonItem) CreateRenderer() fyne.WidgetRenderer {
	p.ExtendBaseWidget(p)
	area, ring := newBox(theme.RadiusControl), newRing(theme.RadiusControl)
	pic, name := newPicture(), NewElided("", Small)
	refresh := func() {
		p.paintItem(area, p.on && !p.rail)
		style := Small.In(theme.Text2)
		if p.on {
			style = SmallStrong
		}
		name.SetSpans(style.Span(p.name))
		show(name, !p.rail)
		mark := ""
		if p.sign && !p.rail {
			mark = "warn"
		}
		pic.set(mark, theme.Amber, 16)
		if p.rail {
			p.avatar.resize(28)
		} else {
			p.avatar.resize(24)
		}
		p.avatar.SetRing(p.on && p.rail)
		ring.ringAround(p.focused, p.Size(), -1)
	}
	layout := func(s fyne.Size) {
		if p.rail {
			place(area.Rectangle, (s.Width-44)/2, 0, 44, s.Height)
			place(p.avatar, (s.Width-28)/2, (s.Height-28)/2, 28, 28)
		} else {
			place(area.Rectangle, 0, 0, s.Width, s.Height)
			place(p.avatar, 8, (s.Height-24)/2, 24, 24)
			room := s.Width - 42 - 8
			if p.sign {
				room = s.Width - 42 - 8 - 16 + 1 - 3
			}
			place(name, 42, 0, max(room, 0), s.Height)
			place(pic.Image, s.Width-8-16+1, (s.Height-16)/2, 16, 16)
		}
		if p.focused {
			ring.ringAround(true, s, -1)
		}
	}
	minSize := func() fyne.Size {
		if p.rail {
			return fyne.NewSize(60, 36)
		}
		return fyne.NewSize(120, 32)
	}
	return newRenderer(p, minSize, layout, refresh, area.Rectangle, p.avatar, name, pic.Image, ring.Rectangle)
}

// Logo is the mark of Rapport, two circles, with the name where there is room.
type Logo struct {
	fw.BaseWidget
	rail bool
}

// NewLogo makes the mark.
func NewLogo() *Logo {
	l := &Logo{}
	l.ExtendBaseWidget(l)
	return l
}

// SetRail leaves the name out.
func (l *Logo) SetRail(on bool) {
	if l.rail != on {
		l.rail = on
		l.Refresh()
	}
}

// CreateRenderer implements fyne.Widget.
func (l *Logo) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	disc, hole := canvas.NewCircle(nil), canvas.NewCircle(nil)
	hole.StrokeWidth = 2
	text := newGlyph(theme.SizeHeading, true)
	halo := canvas.NewCircle(nil)
	refresh := func() {
		accent, side := theme.Color(theme.Accent), theme.Color(theme.Side)
		if disc.FillColor != accent || halo.FillColor != side {
			disc.FillColor, hole.StrokeColor, hole.FillColor, halo.FillColor = accent, accent, side, side
			for _, c := range []*canvas.Circle{disc, halo, hole} {
				c.Refresh()
			}
		}
		text.set("Rapport", theme.Text)
		show(text.Text, !l.rail)
	}
	layout := func(s fyne.Size) {
		x, y := float32(10), (s.Height-18)/2
		if l.rail {
			x = (s.Width - 20) / 2
		}
		place(disc, x, y, 13, 13)
		place(halo, x+7.5, y+5, 13, 13)
		place(hole, x+8.5, y+6, 11, 11)
		ts := text.size()
		place(text.Text, 40, (s.Height-ts.Height)/2, ts.Width, ts.Height)
	}
	minSize := func() fyne.Size {
		if l.rail {
			return fyne.NewSize(60, theme.HeightButton)
		}
		return fyne.NewSize(40+text.size().Width, theme.HeightButton)
	}
	return newRenderer(l, minSize, layout, refresh, disc, halo, hole, text.Text)
}
