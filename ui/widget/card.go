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

// CardBody pads content of a card, 15 inside the edge that is 1 wide.
func CardBody(o fyne.CanvasObject) *fyne.Container { return Inset(o, 15) }

// Rows puts objects under one another with a line between each two.
func Rows(objects ...fyne.CanvasObject) *fyne.Container {
	parts := make([]fyne.CanvasObject, 0, 2*len(objects))
	for i, o := range objects {
		if i > 0 {
			parts = append(parts, NewLine())
		}
		parts = append(parts, o)
	}
	return VStack(0, parts...)
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
	h.outer = Sized(Pad(h.row, 0, 15, 0, 15), 0, theme.HeightCardHead)
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
