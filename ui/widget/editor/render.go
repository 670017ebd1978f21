package editor

import (
	"image/color"
	"sort"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
	w "rapport/ui/widget"
)

const (
	caretWidth  = 2
	markWidth   = 2
	lineEndWide = 6  // how wide a selected line end shows
	shortWord   = 3  // words up to this share a piece with the next
	longPiece   = 24 // characters after which a piece takes no more words
)

// piece is a part of a row that is drawn as one: a long word, or some short ones.
type piece struct {
	x, width float32
	from, to int // columns in the paragraph
}

// view keeps what is drawn. Objects are used again and again; objects lists
// those in use, from the bottom to the top.
type view struct {
	objects []fyne.CanvasObject
	rows    pool[*pool[*canvas.Text]] // of each visible row its pieces
	under   pool[*canvas.Rectangle]   // selection and matches
	over    pool[*canvas.Rectangle]   // marks
	caret   *canvas.Rectangle
	pieces  []piece
	size    fyne.Size
}

// pool hands out objects and takes all of them back at once.
type pool[T any] struct {
	all  []T
	used int
}

func (p *pool[T]) next(fresh func() T) T {
	if p.used == len(p.all) {
		p.all = append(p.all, fresh())
	}
	p.used++
	return p.all[p.used-1]
}

// CreateRenderer implements fyne.Widget.
func (e *Editor) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	e.draw()
	return &renderer{e}
}

// renderer is Fyne's side of the view. Fyne may drop it and make another, so
// it holds nothing.
type renderer struct{ e *Editor }

// Destroy implements fyne.WidgetRenderer.
func (r *renderer) Destroy() {
	r.e.rest()
	r.e.stopDragging()
}

// MinSize implements fyne.WidgetRenderer.
func (r *renderer) MinSize() fyne.Size { return fyne.NewSize(120, 3*rowHeight+2*padEnd) }

// Objects implements fyne.WidgetRenderer.
func (r *renderer) Objects() []fyne.CanvasObject { return r.e.view.objects }

// Layout implements fyne.WidgetRenderer. Fyne calls it for each new piece of
// text too, so that it has to see that nothing changed.
func (r *renderer) Layout(size fyne.Size) {
	e := r.e
	if e.view.size == size {
		return
	}
	shorter := size.Height < e.view.size.Height
	e.view.size = size
	e.setWidth(size.Width - 2*padSide)
	e.scrollTo(e.top)
	if shorter && e.focused {
		e.reveal()
	}
	e.show()
}

// Refresh implements fyne.WidgetRenderer: colours and fonts may be others.
func (r *renderer) Refresh() {
	e := r.e
	if e.regular.stale() || e.bold.stale() {
		e.newRulers()
		e.buf.rewrap()
		e.scrollTo(e.top)
	}
	e.show()
}

// show draws what is visible and asks for a frame.
func (e *Editor) show() {
	e.draw()
	canvas.Refresh(e)
}

// showCaret is show where only the caret changed.
func (e *Editor) showCaret() {
	e.stack()
	canvas.Refresh(e)
}

// draw puts the visible rows, what stands behind and over them, the caret and
// the scroll bar in place.
func (e *Editor) draw() {
	v := &e.view
	v.rows.used, v.under.used, v.over.used = 0, 0, 0
	if e.Size().Height <= 0 || e.width <= 0 {
		e.stack()
		return
	}
	ink := theme.Color(theme.Text)
	if e.disabled {
		ink = theme.Color(theme.Text3)
	}
	first := int(max(0, e.top-padEnd) / rowHeight)
	last := min(e.buf.rowCount()-1, int((e.top+e.Size().Height-padEnd)/rowHeight))
	i, r := e.buf.findRow(first)
	for row := first; row <= last; row++ {
		p := e.buf.paras[i]
		y := float32(row)*rowHeight + padEnd - e.top
		from, to := p.row(r)
		e.drawRow(p, from, to, y, ink)
		e.drawRanges(i, from, to, r+1 == len(p.rows), y)
		if r++; r == len(p.rows) {
			i, r = i+1, 0
		}
	}
	if e.placeholder != nil && e.buf.len() == 0 {
		for r := range e.placeholder.rows {
			from, to := e.placeholder.row(r)
			e.drawRow(e.placeholder, from, to, float32(r)*rowHeight+padEnd-e.top, theme.Color(theme.Text3))
		}
	}
	row, x := e.place(e.sel.caret, e.upstream)
	v.caret.FillColor = theme.Color(theme.Accent)
	v.caret.Resize(fyne.NewSize(caretWidth, rowHeight-3))
	v.caret.Move(fyne.NewPos(padSide+x-caretWidth/2, float32(row)*rowHeight+padEnd-e.top+2))
	e.bar.place()
	e.stack()
}

// stack lists what is in use.
func (e *Editor) stack() {
	v := &e.view
	v.objects = v.objects[:0]
	for _, o := range v.under.all[:v.under.used] {
		v.objects = append(v.objects, o)
	}
	for _, row := range v.rows.all[:v.rows.used] {
		for _, o := range row.all[:row.used] {
			v.objects = append(v.objects, o)
		}
	}
	for _, o := range v.over.all[:v.over.used] {
		v.objects = append(v.objects, o)
	}
	if e.focused && !e.blink.off {
		v.objects = append(v.objects, v.caret)
	}
	v.objects = append(v.objects, e.bar)
}

// drawRow draws the text of a row.
func (e *Editor) drawRow(p *para, from, to int, y float32, ink color.Color) {
	v := &e.view
	m := e.ruler(p)
	v.pieces = rowPieces(v.pieces[:0], p.text[from:to], m)
	row := v.rows.next(newRow)
	row.used = 0
	start, covers := e.coversOf(p, from, to)
	for _, c := range v.pieces {
		t := row.next(newText)
		shown := p.text[from+c.from : from+c.to]
		if len(covers) > 0 {
			shown = []rune(w.Uncovered(string(shown), len(string(p.text[start:from+c.from])), covers))
		}
		t.Text = display(shown)
		if to < len(p.text) && c.to == to-from { // the space where a row is wrapped: written from right to left it would push the first letter out
			t.Text = strings.TrimRight(t.Text, " ")
		}
		t.TextStyle.Bold = p.bold
		t.Color = ink
		t.Move(fyne.NewPos(padSide+c.x, y))
	}
}

// How many characters beside a row are looked at for a name that is cut by its ends, and how many of one word.
const (
	around   = 64
	longName = 400
)

// coversOf are the covers that reach into a row of a paragraph, in bytes from the character start. The caret stands where it would without.
func (e *Editor) coversOf(p *para, from, to int) (start int, covers []w.Cover) {
	if !w.Masking() {
		return from, nil
	}
	start, end := max(0, from-around), min(len(p.text), to+around)
	for start > max(0, from-longName) && !unicode.IsSpace(p.text[start-1]) {
		start--
	}
	for end < min(len(p.text), to+longName) && !unicode.IsSpace(p.text[end]) {
		end++
	}
	return start, w.Covers(string(p.text[start:end]))
}

func newRow() *pool[*canvas.Text] { return &pool[*canvas.Text]{} }

// newText makes a piece. Its size never changes, since that would cost more
// than the rest of a key: the width has no effect on what is drawn, and in the
// height Fyne centres the text.
func newText() *canvas.Text {
	t := &canvas.Text{TextSize: textSize}
	t.Resize(fyne.NewSize(1, rowHeight))
	return t
}

// rowPieces cuts the text of a row into what is drawn as one. Where a piece
// ends depends on the words in it only, so that a row that changes keeps most
// of its pieces, and a word that goes to another row stays the same.
func rowPieces(out []piece, text []rune, m *ruler) []piece {
	if len(text) == 0 {
		return out
	}
	if hasRTL(text) {
		return append(out, piece{0, m.spread(text), 0, len(text)})
	}
	var x float32
	open := false
	for i := 0; i < len(text); {
		end, k := token(text, i)
		w := float32(0)
		if k == tab {
			w = nextTab(x, tabWidth) - x
			open = false
		} else {
			w = m.width(text[i:end])
		}
		if k == word {
			if !open {
				out = append(out, piece{x: x, from: i})
			}
			c := &out[len(out)-1]
			c.to, c.width = end, x+w-c.x
			open = end-i <= shortWord && c.to-c.from < longPiece
		}
		x += w
		i = end
	}
	return out
}

// drawRanges draws selection, matches and marks in the row from..to of
// paragraph i, which starts at y.
func (e *Editor) drawRanges(i, from, to int, last bool, y float32) {
	v := &e.view
	p, base := e.buf.paras[i], e.buf.at[i]
	rowFrom, rowTo := base+from, base+to
	if last {
		rowTo = base + p.len()
	}
	rect := func(pool *pool[*canvas.Rectangle], a, z int, top, height float32, fill, edge fyne.ThemeColorName) {
		for _, s := range e.spans(p, from, to, max(a, rowFrom)-base, min(z, base+to)-base) {
			if last && z > base+to && p.end > 0 { // the line end
				s.width += lineEndWide
			}
			if s.width <= 0 {
				continue
			}
			r := pool.next(func() *canvas.Rectangle { return canvas.NewRectangle(nil) })
			r.FillColor, r.StrokeColor, r.StrokeWidth = theme.Color(fill), theme.Color(edge), 0
			if edge != theme.Clear {
				r.StrokeWidth = 2
			}
			r.Resize(fyne.NewSize(s.width, height))
			r.Move(fyne.NewPos(padSide+s.x, y+top))
		}
	}
	first := sort.Search(len(e.matches), func(i int) bool { return e.matches[i].To > rowFrom })
	for j := first; j < len(e.matches) && e.matches[j].From < rowTo; j++ {
		edge := theme.Clear
		if j == e.match {
			edge = theme.Accent
		}
		rect(&v.under, e.matches[j].From, e.matches[j].To, 1, rowHeight-2, theme.Mark, edge)
	}
	if a, z := e.sel.bounds(); a < z && a < rowTo && z > rowFrom {
		rect(&v.under, a, z, 0, rowHeight, selectionFill, theme.Clear)
	}
	for _, m := range e.marks { // they may overlap: in order by their start only
		if m.From >= base+to {
			break
		}
		if m.To > rowFrom {
			rect(&v.over, m.From, min(m.To, base+to), rowHeight-3, markWidth, theme.Amber, theme.Clear)
		}
	}
}

// spans gives where the columns a..z of the row from..to of p stand: one
// stretch, or several where writing directions mix.
func (e *Editor) spans(p *para, from, to, a, z int) []piece {
	a, z = max(a, from), max(min(z, to), from)
	if p.rtl && z > a && hasRTL(p.text[from:to]) {
		var out []piece
		var x float32
		m := e.ruler(p)
		for _, r := range runs(p.text[from:to]) {
			w := m.spread(p.text[from+r.from : from+r.to])
			b, c := max(a-from, r.from), min(z-from, r.to)
			if b < c {
				left := m.spread(p.text[from+r.from : from+b])
				width := m.spread(p.text[from+r.from:from+c]) - left
				if r.rtl {
					left = w - left - width
				}
				out = append(out, piece{x: x + left, width: width})
			}
			x += w
		}
		return out
	}
	left := min(e.columnX(p, from, to, a), e.width)
	return []piece{{x: left, width: min(e.columnX(p, from, to, z), e.width) - left}}
}
