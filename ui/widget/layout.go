package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/layout"

	"rapport/ui/theme"
)

// grower is an object, or the layout of a container, that takes the room left in an HStack or VStack.
type grower interface{ grows(horizontal bool) bool }

func growsIn(o fyne.CanvasObject, horizontal bool) bool {
	switch v := o.(type) {
	case layout.SpacerObject:
		return horizontal && v.ExpandHorizontal() || !horizontal && v.ExpandVertical()
	case *Text:
		return v.grows(horizontal)
	case *fyne.Container:
		g, ok := v.Layout.(grower)
		return ok && g.grows(horizontal)
	}
	return false
}

// Spacer takes the room that is left in an HStack or VStack.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

type fillLayout struct{}

func (fillLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

func (fillLayout) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

func largest(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects {
		if o.Visible() {
			s = s.Max(o.MinSize())
		}
	}
	return s
}

// Grow lets an object take the room that is left in an HStack or VStack.
func Grow(o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: growLayout{}, Objects: []fyne.CanvasObject{o}}
}

type growLayout struct{ fillLayout }

func (growLayout) grows(bool) bool { return true }

type hstack struct{ gap float32 }

// HStack puts objects side by side with an exact gap, centred in height. Spacers, Grow and elided or wrapped texts
// share the room that is left.
func HStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: hstack{gap}, Objects: objects}
}

func (h hstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Width += m.Width
		s.Height = max(s.Height, m.Height)
		n++
	}
	if n > 1 {
		s.Width += h.gap * float32(n-1)
	}
	return s
}

func (h hstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	widths := h.widths(objects, size.Width)
	var x float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		y, height := float32(0), size.Height
		if _, fills := o.(*fyne.Container); !fills || !growsIn(o, true) {
			height = min(heightFor(o, widths[i]), max(size.Height, o.MinSize().Height))
			y = (size.Height - height) / 2
		}
		place(o, x, y, widths[i], height)
		x += widths[i] + h.gap
	}
}

// widths shares the width: first what does not grow, then elided texts up to their words, then the rest in equal parts.
func (h hstack) widths(objects []fyne.CanvasObject, width float32) []float32 {
	widths := make([]float32, len(objects))
	rest, free, n := width, 0, 0
	var texts []int
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		t, isText := o.(*Text)
		switch {
		case !growsIn(o, true):
			widths[i] = o.MinSize().Width
			rest -= widths[i]
		case isText && t.mode == elide:
			texts = append(texts, i)
		default:
			free++
		}
	}
	rest = max(rest-h.gap*float32(max(n-1, 0)), 0)
	for len(texts) > 0 { // the shortest that fits in its share takes its words, and the others share what is left
		share, shortest := rest/float32(len(texts)), 0
		for k, i := range texts {
			if objects[i].(*Text).naturalSize().Width < objects[texts[shortest]].(*Text).naturalSize().Width {
				shortest = k
			}
		}
		i := texts[shortest]
		widths[i] = min(objects[i].(*Text).naturalSize().Width+1, share)
		rest -= widths[i]
		texts = append(texts[:shortest], texts[shortest+1:]...)
	}
	for i, o := range objects {
		if t, isText := o.(*Text); o.Visible() && growsIn(o, true) && !(isText && t.mode == elide) {
			widths[i] = rest / float32(free)
		}
	}
	return widths
}

type vstack struct{ gap float32 }

// VStack puts objects under one another with an exact gap, as wide as the stack. Spacers and Grow share the room left.
func VStack(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: vstack{gap}, Objects: objects}
}

func (v vstack) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	n := 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		s.Height += m.Height
		s.Width = max(s.Width, m.Width)
		n++
	}
	if n > 1 {
		s.Height += v.gap * float32(n-1)
	}
	return s
}

func (v vstack) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	rest, growers, n := size.Height, 0, 0
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		n++
		if growsIn(o, false) {
			growers++
			continue
		}
		rest -= heightFor(o, size.Width)
	}
	rest -= v.gap * float32(max(n-1, 0))
	var y float32
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		h := o.MinSize().Height
		if growsIn(o, false) {
			h = max(rest/float32(growers), h)
		}
		place(o, 0, y, size.Width, h)
		y += h + v.gap
	}
}

// heightFor gives the object its width and says what height it then needs; wrapped words need the width first.
func heightFor(o fyne.CanvasObject, width float32) float32 {
	h := o.MinSize().Height
	o.Resize(fyne.NewSize(width, h))
	if again := o.MinSize().Height; again != h {
		o.Resize(fyne.NewSize(width, again))
		h = again
	}
	return h
}

type padLayout struct{ top, right, bottom, left float32 }

// Pad puts room round an object, clockwise from the top.
func Pad(o fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return &fyne.Container{Layout: padLayout{top, right, bottom, left}, Objects: []fyne.CanvasObject{o}}
}

// Inset puts the same room on every side of an object.
func Inset(o fyne.CanvasObject, all float32) *fyne.Container { return Pad(o, all, all, all, all) }

func (p padLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(p.left+p.right, p.top+p.bottom)
}

func (p padLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, p.left, p.top, size.Width-p.left-p.right, size.Height-p.top-p.bottom)
	}
}

type columns struct {
	gap    float32
	ratios []float32
}

// Columns puts objects side by side, as high as the row, sharing the width in the given ratio (as 1.44, 1).
// Columns that have no ratio get 1.
func Columns(gap float32, ratios []float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: columns{gap, ratios}, Objects: objects}
}

func (c columns) ratio(i int) float32 {
	if i < len(c.ratios) {
		return c.ratios[i]
	}
	return 1
}

func (c columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return hstack{c.gap}.MinSize(objects)
}

func (c columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	var sum float32
	n := 0
	for i, o := range objects {
		if o.Visible() {
			sum += c.ratio(i)
			n++
		}
	}
	room := size.Width - c.gap*float32(max(n-1, 0))
	var x float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		w := room * c.ratio(i) / sum
		place(o, x, 0, w, size.Height)
		x += w + c.gap
	}
}

type fixedLayout struct {
	width, gap float32
	right      bool
}

// FixedLeft gives the first column a fixed width and the second the rest.
func FixedLeft(width, gap float32, left, rest fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: fixedLayout{width, gap, false}, Objects: []fyne.CanvasObject{left, rest}}
}

// FixedRight gives the second column a fixed width and the first the rest.
func FixedRight(width, gap float32, rest, right fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: fixedLayout{width, gap, true}, Objects: []fyne.CanvasObject{rest, right}}
}

func (f fixedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	a, b := objects[0].MinSize(), objects[1].MinSize()
	rest := b.Width
	if f.right {
		rest = a.Width
	}
	return fyne.NewSize(f.width+f.gap+rest, max(a.Height, b.Height))
}

func (f fixedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	left, right := f.width, size.Width-f.width-f.gap
	if f.right {
		left, right = right, left
	}
	place(objects[0], 0, 0, left, size.Height)
	place(objects[1], left+f.gap, 0, right, size.Height)
}

type sizedLayout struct{ width, height float32 }

// Sized gives an object an exact least size; 0 leaves a side as it is.
func Sized(o fyne.CanvasObject, width, height float32) *fyne.Container {
	return &fyne.Container{Layout: sizedLayout{width, height}, Objects: []fyne.CanvasObject{o}}
}

func (s sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := largest(objects)
	if s.width > 0 {
		m.Width = s.width
	}
	if s.height > 0 {
		m.Height = s.height
	}
	return m
}

func (s sizedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	fillLayout{}.Layout(objects, size)
}

type centred struct{ limit float32 }

// Centred keeps an object at most so wide, in the middle.
func Centred(o fyne.CanvasObject, limit float32) *fyne.Container {
	return &fyne.Container{Layout: centred{limit}, Objects: []fyne.CanvasObject{o}}
}

func (c centred) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

func (c centred) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(size.Width, c.limit)
	for _, o := range objects {
		place(o, (size.Width-w)/2, 0, w, size.Height)
	}
}

type wrapLayout struct {
	gap, line float32
	width     *float32
}

// WrapRow puts objects side by side and starts another row where they do not fit, as chips.
func WrapRow(gap, lineGap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: wrapLayout{gap, lineGap, new(float32)}, Objects: objects}
}

// flow puts objects in rows, each centred in the height of its row, and says how high all rows are.
func (w wrapLayout) flow(objects []fyne.CanvasObject, width float32, put func(o fyne.CanvasObject, x, y float32, m fyne.Size)) float32 {
	type spot struct {
		o fyne.CanvasObject
		x float32
		m fyne.Size
	}
	var row []spot
	var x, y, high float32
	flush := func() {
		for _, s := range row {
			put(s.o, s.x, y+(high-s.m.Height)/2, s.m)
		}
		row = row[:0]
	}
	for _, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if x > 0 && width > 0 && x+m.Width > width {
			flush()
			x, y, high = 0, y+high+w.line, 0
		}
		row = append(row, spot{o, x, m})
		x += m.Width + w.gap
		high = max(high, m.Height)
	}
	flush()
	return y + high
}

func (w wrapLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	h := w.flow(objects, *w.width, func(fyne.CanvasObject, float32, float32, fyne.Size) {})
	return fyne.NewSize(largest(objects).Width, h)
}

func (w wrapLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	*w.width = size.Width
	w.flow(objects, size.Width, func(o fyne.CanvasObject, x, y float32, m fyne.Size) {
		place(o, x, y, m.Width, m.Height)
	})
}

func (wrapLayout) grows(horizontal bool) bool { return horizontal }

// Foot puts a plain fill under an object that ends a panel, as round below as the panel is inside its edge.
func Foot(o fyne.CanvasObject, col fyne.ThemeColorName) *fyne.Container {
	return &fyne.Container{Layout: fillLayout{}, Objects: []fyne.CanvasObject{NewFill(col).RoundedBelow(theme.RadiusPalette - 1), o}}
}

// Behind puts a plain fill under an object.
func Behind(o fyne.CanvasObject, col fyne.ThemeColorName) *fyne.Container {
	return &fyne.Container{Layout: fillLayout{}, Objects: []fyne.CanvasObject{NewFill(col), o}}
}

type edges struct{ top, bottom, left, right fyne.CanvasObject }

// Edges puts objects along the sides, as high or wide as they need to be, and gives the room between them to the rest. It leaves no gap,
// unlike Fyne's border, and the keyboard goes through it as it is read: top, left, rest, right, bottom. Each of the four may be nil.
func Edges(top, bottom, left, right, rest fyne.CanvasObject) *fyne.Container {
	var objects []fyne.CanvasObject
	for _, o := range []fyne.CanvasObject{top, left, rest, right, bottom} {
		if o != nil {
			objects = append(objects, o)
		}
	}
	return &fyne.Container{Layout: edges{top, bottom, left, right}, Objects: objects}
}

func (e edges) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var s fyne.Size
	for _, o := range objects { // what stands between left and right first
		if o.Visible() && o != e.top && o != e.bottom && o != e.left && o != e.right {
			s = s.Max(o.MinSize())
		}
	}
	for _, o := range []fyne.CanvasObject{e.left, e.right} {
		if o != nil && o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(s.Width+m.Width, max(s.Height, m.Height))
		}
	}
	for _, o := range []fyne.CanvasObject{e.top, e.bottom} {
		if o != nil && o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(max(s.Width, m.Width), s.Height+m.Height)
		}
	}
	return s
}

func (e edges) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side := func(o fyne.CanvasObject) fyne.Size {
		if o == nil || !o.Visible() {
			return fyne.Size{}
		}
		return o.MinSize()
	}
	left, right := side(e.left).Width, side(e.right).Width
	var top, bottom float32
	if e.top != nil && e.top.Visible() {
		top = heightFor(e.top, size.Width)
	}
	if e.bottom != nil && e.bottom.Visible() {
		bottom = heightFor(e.bottom, size.Width)
	}
	high := size.Height - top - bottom
	for _, o := range objects {
		switch {
		case !o.Visible():
		case o == e.top:
			place(o, 0, 0, size.Width, top)
		case o == e.bottom:
			place(o, 0, size.Height-bottom, size.Width, bottom)
		case o == e.left:
			place(o, 0, top, left, high)
		case o == e.right:
			place(o, size.Width-right, top, right, high)
		default:
			place(o, left, top, size.Width-left-right, high)
		}
	}
}
