package widget

import (
	"math"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Style is how words look. The zero Size is the body size and the zero Color is theme.Text.
type Style struct {
	Size   float32
	Bold   bool
	Color  fyne.ThemeColorName
	Mark   fyne.ThemeColorName // a fill behind the words, as of a search hit; empty for none
	Under  fyne.ThemeColorName // a 2 px line under the words; empty for none
	Strike bool
	Italic bool
	Mono   bool
	Link   string // the address that the words lead to, where they can be pressed
}

// The styles of the design.
var (
	Display       = Style{Size: theme.SizeDisplay, Bold: true}
	Title         = Style{Size: theme.SizeTitle, Bold: true}
	Heading       = Style{Size: theme.SizeHeading, Bold: true}
	CardTitle     = Style{Size: theme.SizeCardHead, Bold: true}
	Note          = Style{Size: theme.SizeCardHead}
	Body          = Style{Size: theme.SizeBody}
	Strong        = Style{Size: theme.SizeBody, Bold: true}
	Small         = Style{Size: theme.SizeSmall}
	SmallStrong   = Style{Size: theme.SizeSmall, Bold: true}
	Caption       = Style{Size: theme.SizeCaption}
	CaptionStrong = Style{Size: theme.SizeCaption, Bold: true}
)

// In is the style in another colour.
func (s Style) In(col fyne.ThemeColorName) Style { s.Color = col; return s }

// Marked is the style with a fill behind the words.
func (s Style) Marked(col fyne.ThemeColorName) Style { s.Mark = col; return s }

// Struck is the style with a line through the words.
func (s Style) Struck() Style { s.Strike = true; return s }

// Span makes a part of a text in this style.
func (s Style) Span(text string) Span { return Span{Text: text, Style: s} }

func (s Style) size() float32 {
	if s.Size == 0 {
		return theme.SizeBody
	}
	return s.Size
}

func (s Style) color() fyne.ThemeColorName {
	if s.Color == "" {
		return theme.Text
	}
	return s.Color
}

func (s Style) measure(text string) (width float32) {
	return fyne.MeasureText(text, s.size(), s.face()).Width
}

// face is the font that the words are set in.
func (s Style) face() fyne.TextStyle {
	if s.Mono { // there is one such font
		return fyne.TextStyle{Monospace: true}
	}
	return fyne.TextStyle{Bold: s.Bold, Italic: s.Italic}
}

// Span is a part of a text in one style.
type Span struct {
	Text string
	Style
}

// LineHeight is the height of a line of words of that size: body 20, small 18, caption 16.
func LineHeight(size float32) float32 {
	if size == theme.SizeBody {
		return 20
	}
	return float32(math.Round(float64(size) * 1.36))
}

type textMode int

const (
	natural textMode = iota
	elide
	wrap
)

// Text shows words in token colours and sizes: in their natural width, cut with "…", or wrapped. It follows the theme.
type Text struct {
	fw.BaseWidget
	spans    []Span
	mode     textMode
	maxLines int
	align    fyne.TextAlign
	lifted   bool

	lines    []textLine
	width    float32 // that lines were made for; negative when they must be made again
	natural  fyne.Size
	measured bool
	masks    int // the mask that lines and size were made under
}

// NewText makes words of one style in their natural width.
func NewText(text string, style Style) *Text { return NewSpans(style.Span(text)) }

// NewElided makes one line that is cut with "…" where it is too long.
func NewElided(text string, style Style) *Text { return NewText(text, style).Elide() }

// NewWrapped makes words that wrap to the width they get.
func NewWrapped(text string, style Style) *Text { return NewText(text, style).Wrap(0) }

// NewSpans makes words of several styles on one line, in their natural width.
func NewSpans(spans ...Span) *Text {
	t := &Text{spans: spans, width: -1}
	t.ExtendBaseWidget(t)
	if seek != nil {
		seek(t, t.Text(), t.mark)
	}
	return t
}

// seek, where it is set, hears of every text and chip that is made, and how some bytes of it are marked.
var seek func(o fyne.CanvasObject, text string, mark func(from, to int))

// Seek runs make and marks words in the texts and chips that it makes: fits says of a text which of its bytes, ok where any. It returns
// those texts and chips.
func Seek(fits func(text string) (from, to int, ok bool), make func()) (found []fyne.CanvasObject) {
	before := seek
	defer func() { seek = before }()
	seek = func(o fyne.CanvasObject, text string, mark func(from, to int)) {
		if from, to, ok := fits(text); ok {
			mark(from, to)
			found = append(found, o)
		}
	}
	make()
	return found
}

// mark has some bytes of a text stand out.
func (t *Text) mark(from, to int) {
	var out []Span
	at := 0
	for _, s := range t.spans {
		a, b := min(max(from-at, 0), len(s.Text)), min(max(to-at, 0), len(s.Text))
		for _, part := range []struct {
			text  string
			style Style
		}{{s.Text[:a], s.Style}, {s.Text[a:b], s.Style.Marked(theme.Mark).In(theme.Text)}, {s.Text[b:], s.Style}} {
			if part.text != "" {
				out = append(out, part.style.Span(part.text))
			}
		}
		at += len(s.Text)
	}
	t.spans = out
}

// Elide cuts the text with "…" at the width it gets. It returns the text.
func (t *Text) Elide() *Text { t.mode = elide; t.changed(); return t }

// Wrap wraps the text to at most so many lines, 0 for any number; the last is cut with "…". It returns the text.
func (t *Text) Wrap(maxLines int) *Text { t.mode, t.maxLines = wrap, maxLines; t.changed(); return t }

// Aligned sets where lines stand when there is room to spare. It returns the text.
func (t *Text) Aligned(a fyne.TextAlign) *Text { t.align = a; t.changed(); return t }

// Text is the whole of the words.
func (t *Text) Text() string {
	if len(t.spans) == 1 {
		return t.spans[0].Text
	}
	var b strings.Builder
	for _, s := range t.spans {
		b.WriteString(s.Text)
	}
	return b.String()
}

// SetText shows other words in the style of the first span.
func (t *Text) SetText(text string) {
	style := Body
	if len(t.spans) > 0 {
		style = t.spans[0].Style
	}
	t.SetSpans(style.Span(text))
}

// SetStyle shows the same words in one style.
func (t *Text) SetStyle(style Style) { t.SetSpans(style.Span(t.Text())) }

// SetSpans shows other words.
func (t *Text) SetSpans(spans ...Span) {
	if len(spans) == len(t.spans) {
		same := true
		for i := range spans {
			same = same && spans[i] == t.spans[i]
		}
		if same {
			return
		}
	}
	t.spans = spans
	t.changed()
}

func (t *Text) changed() {
	t.width, t.measured = -1, false
	t.Refresh()
}

func (t *Text) grows(horizontal bool) bool { return horizontal && t.mode != natural }

// lift shows words in theme.Text3 as theme.Text2, for the time they stand on theme.Selected.
func (t *Text) lift(on bool) {
	if t.lifted != on {
		t.lifted = on
		t.Refresh()
	}
}

func (t *Text) shown(col fyne.ThemeColorName) fyne.ThemeColorName {
	if t.lifted && col == theme.Text3 {
		return theme.Text2
	}
	return col
}

// lift tells every text in a tree of containers whether it stands on theme.Selected.
func lift(o fyne.CanvasObject, on bool) {
	switch v := o.(type) {
	case *Text:
		v.lift(on)
	case *fyne.Container:
		for _, c := range v.Objects {
			lift(c, on)
		}
	}
}

// Lines is how many lines the text takes in the width it has.
func (t *Text) Lines() int { t.fit(t.Size().Width); return len(t.lines) }

// AccessibilityLabel implements fyne.Accessible.
func (t *Text) AccessibilityLabel() string { return t.Text() }

// AccessibilityRole implements fyne.Accessible.
func (t *Text) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	r := &textRenderer{t: t}
	r.draw()
	return r
}

type piece struct {
	Span
	x, width float32
}

type textLine struct {
	pieces        []piece
	width, height float32
}

func (t *Text) naturalSize() fyne.Size {
	t.checkMask()
	if !t.measured {
		lines := flow(t.visible(), 0, 0)
		t.natural = fyne.Size{}
		for _, l := range lines {
			t.natural.Width = max(t.natural.Width, l.width)
			t.natural.Height += l.height
		}
		t.measured = true
	}
	return t.natural
}

// visible are the spans as they are drawn: in one line, where the text is cut to it, and no more of a very long text than can be seen.
func (t *Text) visible() []Span {
	spans := maskedSpans(t.spans)
	if t.mode == natural || t.mode == wrap && t.maxLines == 0 {
		return spans
	}
	own := false
	for i, s := range spans {
		text := s.Text
		if t.mode == elide {
			text = oneLine(text)
		} else if most := 400 * t.maxLines; len(text) > most {
			text = firstRunes(text, most)
		}
		if text != s.Text {
			if !own {
				spans, own = slices.Clone(spans), true
			}
			spans[i].Text = text
		}
	}
	return spans
}

// checkMask forgets lines and size that were made under another mask.
func (t *Text) checkMask() {
	if t.masks != masks {
		t.masks, t.width, t.measured = masks, -1, false
	}
}

// fit makes the lines for a width, where they are not made yet.
func (t *Text) fit(width float32) {
	t.checkMask()
	if t.width == width && t.width >= 0 {
		return
	}
	switch {
	case t.mode == wrap && width > 0:
		t.lines = flow(t.visible(), width, t.maxLines)
	case t.mode == elide && width > 0:
		t.lines = flow(t.visible(), width, 1)
	default:
		t.lines = flow(t.visible(), 0, 0)
	}
	t.width = width
}

type textRenderer struct {
	t       *Text
	glyphs  []glyph
	boxes   []box
	objects []fyne.CanvasObject
}

func (r *textRenderer) Destroy() {}

func (r *textRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *textRenderer) MinSize() fyne.Size {
	n := r.t.naturalSize()
	switch r.t.mode {
	case elide:
		return fyne.NewSize(min(n.Width, 32), n.Height)
	case wrap:
		w := r.t.Size().Width
		if w <= 0 {
			return fyne.NewSize(min(n.Width, 48), n.Height)
		}
		r.t.fit(w)
		var h float32
		for _, l := range r.t.lines {
			h += l.height
		}
		return fyne.NewSize(min(n.Width, 48), h)
	}
	return n
}

func (r *textRenderer) Layout(fyne.Size) { r.draw() }

func (r *textRenderer) Refresh() {
	r.draw()
	canvas.Refresh(r.t)
}

// draw puts the pieces in place, in the colours of the theme.
func (r *textRenderer) draw() {
	size := r.t.Size()
	r.t.fit(size.Width)
	g, b := 0, 0
	var total, y float32
	for _, l := range r.t.lines {
		total += l.height
	}
	if r.t.mode != wrap && size.Height > total {
		y = (size.Height - total) / 2
	}
	for _, l := range r.t.lines {
		var x float32
		switch r.t.align {
		case fyne.TextAlignTrailing:
			x = size.Width - l.width
		case fyne.TextAlignCenter:
			x = (size.Width - l.width) / 2
		}
		r.drawLine(l, max(x, 0), y, &g, &b)
		y += l.height
	}
	for ; g < len(r.glyphs); g++ {
		show(r.glyphs[g].Text, false)
	}
	for ; b < len(r.boxes); b++ {
		show(r.boxes[b].Rectangle, false)
	}
	if len(r.objects) != len(r.boxes)+len(r.glyphs) {
		r.objects = r.objects[:0:0]
		for _, o := range r.boxes {
			r.objects = append(r.objects, o.Rectangle)
		}
		for _, o := range r.glyphs {
			r.objects = append(r.objects, o.Text)
		}
	}
}

func (r *textRenderer) drawLine(l textLine, x, y float32, g, b *int) {
	var tallest, base float32
	type measure struct {
		height, baseline float32
	}
	ms := make([]measure, len(l.pieces))
	for i, p := range l.pieces {
		s, bl := fyne.CurrentApp().Driver().RenderedTextSize(p.Text, p.size(), p.face(), nil)
		ms[i] = measure{s.Height, bl}
		tallest, base = max(tallest, s.Height), max(base, bl)
	}
	top := y + (l.height-tallest)/2
	for i, p := range l.pieces {
		px := x + p.x
		if p.Mark != "" {
			r.box(b, px-1, y+1, p.width+2, l.height-2, p.Mark, 3)
		}
		if *g == len(r.glyphs) {
			r.glyphs = append(r.glyphs, newGlyph(p.size(), p.Bold))
		}
		t := r.glyphs[*g]
		*g++
		if t.TextSize != p.size() {
			t.TextSize = p.size()
			t.Text.Color = nil
		}
		t.setFace(p.Text, r.t.shown(p.color()), p.face())
		place(t.Text, px, top+base-ms[i].baseline, p.width, ms[i].height)
		show(t.Text, true)
		if p.Strike {
			r.box(b, px, top+base-p.size()*0.3, p.width, 1, r.t.shown(p.color()), 0)
		}
		if p.Under != "" {
			r.box(b, px, top+base+2, p.width, 2, p.Under, 0)
		}
	}
}

func (r *textRenderer) box(b *int, x, y, w, h float32, col fyne.ThemeColorName, radius float32) {
	if *b == len(r.boxes) {
		r.boxes = append(r.boxes, newBox(radius))
	}
	o := r.boxes[*b]
	*b++
	o.CornerRadius = radius
	o.paint(col, theme.Clear, 0)
	place(o.Rectangle, x, y, w, h)
	show(o.Rectangle, true)
}

// Marks reports whether some of the words stand out on another ground.
func (t *Text) Marks() bool {
	return slices.ContainsFunc(t.spans, func(s Span) bool { return s.Mark != "" })
}
