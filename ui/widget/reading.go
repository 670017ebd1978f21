package widget

import (
	"bytes"
	"html"
	"net/url"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"
	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"rapport/ui/theme"
)

// noteParser knows what people write in notes: CommonMark, check boxes, strikethrough, tables and bare addresses. It leaves out the definitions of links,
// which would take "[Priya]: later" out of the text.
var noteParser = func() parser.Parser {
	p := parser.NewParser(parser.WithBlockParsers(parser.DefaultBlockParsers()...), parser.WithInlineParsers(parser.DefaultInlineParsers()...))
	return goldmark.New(goldmark.WithParser(p), goldmark.WithExtensions(extension.Strikethrough, extension.TaskList, extension.Table, extension.Linkify)).Parser()
}()

// Reading shows a note as it is read. Nothing that was typed goes missing: lines stay lines, and what Markdown has no use for in a window, as
// HTML or an image, is shown as it was typed. Nothing is loaded from anywhere.
type Reading struct {
	root *fyne.Container
	open func(*url.URL)
}

// NewReading shows Markdown; open is called with the address of a link that is pressed (http, https and mailto; others are plain words).
func NewReading(markdown string, open func(*url.URL)) *Reading {
	r := &Reading{VStack(0), open}
	r.Set(markdown)
	return r
}

// Object is what is shown.
func (r *Reading) Object() *fyne.Container { return r.root }

// Set shows another text.
func (r *Reading) Set(markdown string) {
	source := []byte(markdown)
	b := blocks{source: source, open: r.open}
	r.root.Objects = b.of(noteParser.Parse(text.NewReader(source)), Note)
	r.root.Refresh()
}

// String is what is read, line by line.
func (r *Reading) String() string { return wordsOf(r.root) }

func wordsOf(o fyne.CanvasObject) string {
	switch o := o.(type) {
	case *Text:
		return o.Text() + "\n"
	case *linked:
		return o.text.Text() + "\n"
	case *taskMark:
		return "[" + o.AccessibilityLabel() + "] "
	case *fyne.Container:
		var b strings.Builder
		for _, c := range o.Objects {
			b.WriteString(wordsOf(c))
		}
		return b.String()
	}
	return ""
}

// blocks makes objects of the parts of a note that stand under one another.
type blocks struct {
	source []byte
	open   func(*url.URL)
}

func (b blocks) of(parent ast.Node, style Style) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		o, gap := b.block(n, style)
		if o == nil {
			continue
		}
		if len(out) == 0 {
			gap = 0
		}
		out = append(out, Pad(o, gap, 0, 0, 0))
	}
	return out
}

// block is one part, and the room over it.
func (b blocks) block(n ast.Node, style Style) (o fyne.CanvasObject, gap float32) {
	switch n := n.(type) {
	case *ast.Heading:
		head := style
		head.Bold = true
		if n.Level == 1 {
			head.Size = theme.SizeHeading + 2
		}
		return b.words(b.spans(n, head)), 12
	case *ast.List:
		return b.list(n, style), 4
	case *ast.Blockquote:
		bar := NewFill(theme.Topic3)
		bar.min = fyne.NewSize(3, 0)
		return Edges(nil, nil, bar, nil, Pad(VStack(0, b.of(n, style.In(theme.Text2))...), 2, 0, 2, 12)), 8
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		words := []Span{mono(style).Span(strings.TrimSuffix(b.lines(n), "\n"))}
		if fenced, ok := n.(*ast.FencedCodeBlock); ok && fenced.Info != nil { // what stands after the fence, as the name of a language
			words = append([]Span{Caption.In(theme.Text2).Span(string(fenced.Info.Value(b.source)) + "\n")}, words...)
		}
		return NewTintedCard(theme.Sunken, theme.Border, Pad(b.words(words), 6, 10, 6, 10)), 8
	case *ast.HTMLBlock:
		raw := b.lines(n)
		if n.HasClosure() {
			raw += string(n.ClosureLine.Value(b.source))
		}
		return b.words([]Span{style.Span(strings.TrimSuffix(raw, "\n"))}), 6
	case *ast.ThematicBreak:
		return Pad(NewLine(), 6, 0, 6, 0), 4
	case *east.Table:
		return b.table(n, style), 8
	case *ast.Paragraph, *ast.TextBlock:
		return b.words(b.spans(n, style)), 6
	}
	if inner := b.of(n, style); len(inner) > 0 {
		return VStack(0, inner...), 6
	}
	return nil, 0
}

// lines are the lines of a block as they were typed.
func (b blocks) lines(n ast.Node) string {
	var out bytes.Buffer
	for i := range n.Lines().Len() {
		line := n.Lines().At(i)
		out.Write(line.Value(b.source))
	}
	return out.String()
}

func mono(s Style) Style { s.Mono = true; return s }

// list puts a mark before each item and what belongs to the item under its words.
func (b blocks) list(list *ast.List, style Style) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	number := list.Start
	for item := list.FirstChild(); item != nil; item = item.NextSibling() {
		mark := fyne.CanvasObject(NewText("•", style.In(theme.Text2)))
		width := float32(18)
		if list.IsOrdered() {
			mark = NewText(strconv.Itoa(number)+".", style.In(theme.Text2))
			width = max(width, mark.MinSize().Width+6)
			number++
		}
		if first := item.FirstChild(); first != nil {
			if box, ok := first.FirstChild().(*east.TaskCheckBox); ok {
				mark, width = newTaskMark(box.IsChecked), 24
			}
		}
		var top float32
		if item != list.FirstChild() {
			top = 3
		}
		rows = append(rows, Pad(FixedLeft(width, 0, VStack(0, mark), VStack(0, b.of(item, style)...)), top, 0, 0, 0))
	}
	return VStack(0, rows...)
}

// taskMark is a check box that is only looked at: it is ticked in the text.
type taskMark struct {
	fw.BaseWidget
	done bool
}

func newTaskMark(done bool) *taskMark {
	m := &taskMark{done: done}
	m.ExtendBaseWidget(m)
	return m
}

// AccessibilityLabel implements fyne.Accessible.
func (m *taskMark) AccessibilityLabel() string {
	return map[bool]string{true: "done", false: "open"}[m.done]
}

// AccessibilityRole implements fyne.Accessible.
func (m *taskMark) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (m *taskMark) CreateRenderer() fyne.WidgetRenderer {
	box, tick := newBox(theme.RadiusKey), newPicture()
	refresh := func() {
		if m.done {
			box.paint(theme.Accent, theme.Accent, 1)
			tick.set("check", theme.OnAccent, 12)
		} else {
			box.paint(theme.Surface, theme.Control, 1)
		}
	}
	const side = 15
	layout := func(s fyne.Size) {
		y := (LineHeight(theme.SizeCardHead) - side) / 2
		place(box.Rectangle, 0, y, side, side)
		place(tick.Image, 1.5, y+1.5, 12, 12)
	}
	return newRenderer(m, func() fyne.Size { return fyne.NewSize(side, LineHeight(theme.SizeCardHead)) }, layout, refresh, box.Rectangle, tick.Image)
}

// table shows cells side by side, every column as wide as the others.
func (b blocks) table(table *east.Table, style Style) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for row := table.FirstChild(); row != nil; row = row.NextSibling() {
		cellStyle := style
		if _, head := row.(*east.TableHeader); head {
			cellStyle.Bold = true
		}
		var cells []fyne.CanvasObject
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, b.words(b.spans(cell, cellStyle)))
		}
		rows = append(rows, Pad(Columns(12, nil, cells...), 4, 0, 4, 0))
	}
	return Rows(rows...)
}

// words shows spans, wrapped; links among them can be pressed.
func (b blocks) words(spans []Span) fyne.CanvasObject {
	for _, s := range spans {
		if s.Link != "" {
			return newLinked(spans, b.open)
		}
	}
	return NewSpans(spans...).Wrap(0)
}

// spans are the words of a block.
func (b blocks) spans(parent ast.Node, style Style) []Span {
	var out []Span
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			words := string(n.Value(b.source))
			if !n.IsRaw() {
				words = html.UnescapeString(string(util.UnescapePunctuations([]byte(words))))
			}
			if n.SoftLineBreak() || n.HardLineBreak() {
				words += "\n"
			}
			out = append(out, style.Span(words))
		case *ast.String:
			out = append(out, style.Span(string(n.Value)))
		case *ast.Emphasis:
			inner := style
			inner.Bold, inner.Italic = style.Bold || n.Level >= 2, style.Italic || n.Level == 1
			out = append(out, b.spans(n, inner)...)
		case *east.Strikethrough:
			out = append(out, b.spans(n, style.Struck())...)
		case *ast.CodeSpan:
			out = append(out, b.spans(n, mono(style))...)
		case *ast.Link:
			out = append(out, b.spans(n, linkStyle(style, string(n.Destination)))...)
		case *ast.AutoLink:
			address := string(n.URL(b.source))
			if n.AutoLinkType == ast.AutoLinkEmail {
				address = "mailto:" + address
			}
			out = append(out, linkStyle(style, address).Span(string(n.Label(b.source))))
		case *ast.Image: // as it was typed, nearly: nothing is fetched
			out = append(out, style.Span("!["))
			out = append(out, b.spans(n, style)...)
			out = append(out, style.Span("]("+string(n.Destination)+")"))
		case *ast.RawHTML:
			for i := range n.Segments.Len() {
				part := n.Segments.At(i)
				out = append(out, style.Span(string(part.Value(b.source))))
			}
		case *east.TaskCheckBox: // drawn before the words
		default:
			out = append(out, b.spans(n, style)...)
		}
	}
	return out
}

// linkStyle is how words look that lead to an address; words of an address that nothing opens look as others.
func linkStyle(s Style, address string) Style {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "mailto" {
		return s
	}
	s.Link = address
	return s.In(theme.AccentText)
}

// linked is wrapped words with links in them: a press on one opens it, by keyboard the only one or, of several, the one that is chosen.
type linked struct {
	press
	text *Text
	open func(*url.URL)
}

func newLinked(spans []Span, open func(*url.URL)) *linked {
	l := &linked{text: NewSpans(spans...).Wrap(0), open: open}
	l.extend(l, l.choose)
	l.role = fyne.AccessibleRoleLink
	l.label = l.text.Text()
	return l
}

// Tapped implements fyne.Tappable.
func (l *linked) Tapped(e *fyne.PointEvent) { l.follow(l.text.linkAt(e.Position)) }

func (l *linked) follow(address string) {
	if u, err := url.Parse(address); err == nil && address != "" && l.open != nil {
		l.open(u)
	}
}

// choose opens the one link, or a menu of several.
func (l *linked) choose() {
	var items []MenuItem
	for i, s := range l.text.spans {
		if s.Link == "" || i > 0 && l.text.spans[i-1].Link == s.Link {
			continue
		}
		items = append(items, MenuItem{Text: strings.ReplaceAll(s.Text, "\n", " "), Do: func() { l.follow(s.Link) }})
	}
	if len(items) == 1 {
		items[0].Do()
		return
	}
	ShowMenuAt(l, items)
}

// CreateRenderer implements fyne.Widget.
func (l *linked) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	ring := newRing(theme.RadiusSmall)
	refresh := func() { ring.ringAround(l.focused, l.Size(), 2) }
	layout := func(s fyne.Size) {
		place(l.text, 0, 0, s.Width, s.Height)
		ring.ringAround(l.focused, s, 2)
	}
	return newRenderer(l, func() fyne.Size { return l.text.MinSize() }, layout, refresh, l.text, ring.Rectangle)
}

// linkAt is the address of the words at a position, empty where there is none.
func (t *Text) linkAt(at fyne.Position) string {
	t.fit(t.Size().Width)
	var y float32
	for _, line := range t.lines {
		if at.Y >= y && at.Y < y+line.height {
			for _, p := range line.pieces {
				if at.X >= p.x && at.X < p.x+p.width {
					return p.Link
				}
			}
			return ""
		}
		y += line.height
	}
	return ""
}
