package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"rapport/ui/theme"
)

// MenuItem is a line of a menu. The zero item is a dividing line.
type MenuItem struct {
	Text     string
	Icon     string // before the words; empty for none
	Key      string // a key cap behind the words; empty for none
	Checked  bool
	Danger   bool
	Disabled bool
	Writes   bool // changes what is recorded: cannot be chosen while ReadOnly
	Do       func()
}

// off reports whether the line cannot be chosen.
func (it MenuItem) off() bool { return it.Disabled || it.Writes && ReadOnly }

const menuRow float32 = 32

// ShowMenu opens a menu at a place of a window. Arrow keys move, Enter chooses, Escape closes.
func ShowMenu(c fyne.Canvas, at fyne.Position, items []MenuItem) *Overlay {
	return showMenu(c, at, 0, 0, items)
}

// ShowMenuAt opens a menu under an object, or over it where there is no room, at least as wide as the object.
func ShowMenuAt(under fyne.CanvasObject, items []MenuItem) *Overlay {
	c := canvasOf(under)
	if c == nil {
		return nil
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	size := under.Size()
	return showMenu(c, at.AddXY(0, size.Height+4), size.Height+8, size.Width, items)
}

func showMenu(c fyne.Canvas, at fyne.Position, above, least float32, items []MenuItem) *Overlay {
	m := &menu{}
	lines := m.build(items)
	scroll := container.NewVScroll(VStack(0, lines...))
	m.scroll = scroll
	height := scroll.Content.MinSize().Height + 10
	panel := NewPanel(theme.Surface, theme.Control, theme.RadiusControl)
	content := &fyne.Container{Layout: layout.NewStackLayout(), Objects: []fyne.CanvasObject{panel, Inset(scroll, 5)}}
	width := max(scroll.Content.MinSize().Width+10, least, 120)
	height = min(height, max(c.Size().Height-at.Y-8, at.Y-above-8, 120), 560)
	scroll.SetMinSize(fyne.NewSize(0, height-10))
	options := OverlayOptions{Width: width, At: &at, Above: above, Outside: true}
	for i, r := range m.rows {
		if i == 0 || items[m.index[i]].Checked {
			options.Focus = r
		}
	}
	m.overlay = ShowOverlay(c, content, options)
	return m.overlay
}

type menu struct {
	overlay *Overlay
	scroll  *container.Scroll
	rows    []*Row
	index   []int // of the item of each row
}

func (m *menu) build(items []MenuItem) []fyne.CanvasObject {
	var lines []fyne.CanvasObject
	icons := false
	for _, it := range items {
		icons = icons || it.Icon != "" || it.Checked
	}
	for i, it := range items {
		if it.Text == "" {
			lines = append(lines, Pad(NewLine(), 4, 0, 4, 0))
			continue
		}
		style := Body
		switch {
		case it.off():
			style = style.In(theme.Text3)
		case it.Danger:
			style = style.In(theme.Red)
		}
		parts := []fyne.CanvasObject{}
		if icons {
			icon := it.Icon
			if it.Checked {
				icon = "check"
			}
			parts = append(parts, NewIcon(icon, style.color(), 16))
		}
		parts = append(parts, NewText(firstRunes(oneLine(it.Text), 60), style), Spacer())
		if it.Key != "" {
			parts = append(parts, NewKeyCap(it.Key))
		}
		var r *Row
		if it.off() || it.Do == nil {
			r = NewRow(menuRow, HStack(10, parts...), nil)
		} else {
			r = NewRow(menuRow, HStack(10, parts...), func() {
				m.overlay.Close()
				it.Do()
			})
			r.OnFocus = func(on bool) {
				if on {
					m.reveal(r)
				}
			}
			m.rows, m.index = append(m.rows, r), append(m.index, i)
		}
		r.SetLabel(it.Text)
		r.WithSide(10)
		lines = append(lines, r)
	}
	LinkRows(m.rows...)
	return lines
}

// reveal scrolls so far that a row can be seen.
func (m *menu) reveal(r *Row) {
	top, bottom := r.Position().Y, r.Position().Y+r.Size().Height
	view := m.scroll.Size().Height
	switch off := m.scroll.Offset.Y; {
	case view == 0:
	case top < off:
		m.scroll.ScrollToOffset(fyne.NewPos(0, top))
	case bottom > off+view:
		m.scroll.ScrollToOffset(fyne.NewPos(0, bottom-view))
	}
}
