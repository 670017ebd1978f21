package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// NewCard groups its parts on a surface with an edge. Parts stand under one another without a gap or padding: rows
// reach from edge to edge, other content comes in a CardBody.
func NewCard(parts ...fyne.CanvasObject) *fyne.Container {
	return NewTintedCard(theme.Surface, theme.Border, parts...)
}

// NewTintedCard is a card with another fill and edge, as theme.AccentSoft and theme.Clear.
func NewTintedCard(fill, edge fyne.ThemeColorName, parts ...fyne.CanvasObject) *fyne.Container {
	panel := NewPanel(fill, edge, theme.RadiusCard)
	return &fyne.Container{Layout: layout.NewStackLayout(), Objects: []fyne.CanvasObject{panel, Inset(VStack(0, parts...), 1)}}
}

// CardBody pads content of a card, 16 inside its edge.
func CardBody(o fyne.CanvasObject) *fyne.Container { return Inset(o, 16) }

// Rows puts objects under one another with a line between each two. The lines take no room of their own: each lies
// on the upper edge of the row under it, so that rows of 48 stand 48 apart. Call Refresh after changing the rows
// through SetRows.
func Rows(objects ...fyne.CanvasObject) *fyne.Container {
	c := &fyne.Container{Layout: rowsLayout{}}
	SetRows(c, objects...)
	return c
}

// SetRows changes what a container made by Rows shows.
func SetRows(c *fyne.Container, objects ...fyne.CanvasObject) {
	parts := append([]fyne.CanvasObject{}, objects...)
	for range max(len(objects)-1, 0) {
		parts = append(parts, NewLine())
	}
	c.Objects = parts
	c.Refresh()
}

// rowsLayout lays out rows, and behind them in the list the lines between them.
type rowsLayout struct{}

func (rowsLayout) split(objects []fyne.CanvasObject) (rows, lines []fyne.CanvasObject) {
	n := (len(objects) + 1) / 2
	return objects[:n], objects[n:]
}

func (l rowsLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	rows, _ := l.split(objects)
	return vstack{}.MinSize(rows)
}

func (l rowsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rows, lines := l.split(objects)
	vstack{}.Layout(rows, size)
	used := 0
	seen := false
	for _, r := range rows {
		if r.Visible() {
			if seen && used < len(lines) {
				place(lines[used], 0, r.Position().Y, size.Width, 1)
				show(lines[used], true)
				used++
			}
			seen = true
		}
	}
	for _, rest := range lines[used:] {
		show(rest, false)
	}
}

// CardHead is the first line of a card: title, count, and an action or legend at the right.
type CardHead struct {
	fw.BaseWidget
	title, count string
	text         *Text
	icon         *Icon
	row          *fyne.Container
	outer        *fyne.Container
	line         *Fill
}

// NewCardHead makes a head 44 high with a line under it. Title, count and right may be empty.
func NewCardHead(title, count string, right fyne.CanvasObject) *CardHead {
	h := &CardHead{title: title, count: count, text: NewSpans().Elide(), icon: NewIcon("", theme.Text2, 18), line: NewLine()}
	h.icon.Hide()
	h.row = HStack(8, h.icon, h.text, Spacer())
	h.outer = Sized(Pad(h.row, 0, 16, 0, 16), 0, theme.HeightCardHead)
	h.write()
	h.ExtendBaseWidget(h)
	h.SetRight(right)
	return h
}

// WithIcon puts an icon before the title. It returns the head.
func (h *CardHead) WithIcon(name string, col fyne.ThemeColorName) *CardHead {
	h.icon.Set(name, col)
	h.icon.Show()
	return h
}

// WithHeight changes the height, as 40 on Prep and 64 on a goal. It returns the head.
func (h *CardHead) WithHeight(height float32) *CardHead {
	h.outer.Layout = sizedLayout{0, height}
	return h
}

// WithoutLine leaves the line under the head out. It returns the head.
func (h *CardHead) WithoutLine() *CardHead { h.line.Hide(); return h }

// SetTitle changes the title.
func (h *CardHead) SetTitle(title string) { h.title = title; h.write() }

// SetCount changes what stands behind the title.
func (h *CardHead) SetCount(count string) { h.count = count; h.write() }

// SetRight changes what stands at the right; nil for nothing.
func (h *CardHead) SetRight(right fyne.CanvasObject) {
	objects := h.row.Objects[:3:3]
	if right != nil {
		objects = append(objects, right)
	}
	h.row.Objects = objects
	h.row.Refresh()
}

func (h *CardHead) write() {
	if h.count == "" {
		h.text.SetSpans(CardTitle.Span(h.title))
		return
	}
	h.text.SetSpans(CardTitle.Span(h.title+"  "), Small.In(theme.Text3).Span(h.count))
}

// CreateRenderer implements fyne.Widget.
func (h *CardHead) CreateRenderer() fyne.WidgetRenderer {
	return fw.NewSimpleRenderer(VStack(0, h.outer, h.line))
}
