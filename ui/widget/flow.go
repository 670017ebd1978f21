package widget

import (
	"strings"
	"unicode"
)

// flow breaks spans into lines. Width 0 breaks at line ends only; maxLines 0 is any number.
func flow(spans []Span, width float32, maxLines int) []textLine {
	f := flower{width: width, maxLines: maxLines}
	for _, s := range spans {
		f.height = max(f.height, LineHeight(s.size()))
		for i, part := range strings.Split(s.Text, "\n") {
			if i > 0 && !f.breakLine() {
				return f.lines
			}
			if !f.add(Span{part, s.Style}) {
				return f.lines
			}
		}
	}
	f.end()
	return f.lines
}

type flower struct {
	width    float32
	maxLines int
	height   float32
	lines    []textLine
	cur      textLine
}

func (f *flower) last() bool { return f.maxLines > 0 && len(f.lines) == f.maxLines-1 }

func (f *flower) end() {
	if n := len(f.cur.pieces); n > 0 { // a line's last spaces take no room
		p := &f.cur.pieces[n-1]
		if trimmed := strings.TrimRight(p.Text, " "); trimmed != p.Text && n > 0 && f.width > 0 {
			f.cur.width -= p.width
			p.Text, p.width = trimmed, p.measure(trimmed)
			f.cur.width += p.width
		}
	}
	f.cur.height = f.height
	f.lines = append(f.lines, f.cur)
	f.cur = textLine{}
}

// breakLine ends the line and reports whether there may be another; where not, the line is cut.
func (f *flower) breakLine() bool {
	if f.last() {
		f.cut(Span{})
		return false
	}
	f.end()
	return true
}

// put appends a word that fits, joining it to the piece before when they look the same.
func (f *flower) put(s Span, w float32) {
	if n := len(f.cur.pieces); n > 0 && f.cur.pieces[n-1].Style == s.Style {
		p := &f.cur.pieces[n-1]
		f.cur.width -= p.width
		p.Text += s.Text
		p.width = p.measure(p.Text)
		f.cur.width += p.width
		return
	}
	f.cur.pieces = append(f.cur.pieces, piece{s, f.cur.width, w})
	f.cur.width += w
}

// add flows a part without line ends; false when the last allowed line is full.
func (f *flower) add(s Span) bool {
	if s.Text == "" {
		return true
	}
	whole := s.measure(s.Text)
	if f.width <= 0 || f.cur.width+whole <= f.width {
		f.put(s, whole)
		return true
	}
	if f.last() {
		f.cut(s)
		return false
	}
	for _, word := range words(s.Text) {
		w := s.measure(strings.TrimRight(word, " "))
		if f.cur.width+w > f.width && len(f.cur.pieces) > 0 {
			if f.last() {
				f.cut(Span{word, s.Style})
				return false
			}
			f.end()
		}
		for w > f.width { // one word longer than a line is broken anywhere
			if f.last() {
				f.cut(Span{word, s.Style})
				return false
			}
			n := prefix(s.Style, word, f.width)
			f.put(Span{word[:n], s.Style}, s.measure(word[:n]))
			f.end()
			word = word[n:]
			w = s.measure(strings.TrimRight(word, " "))
		}
		if word != "" {
			f.put(Span{word, s.Style}, s.measure(word))
		}
	}
	return true
}

// cut ends the last line with "…", after as much of rest as fits.
func (f *flower) cut(rest Span) {
	if rest.Text != "" {
		f.put(rest, rest.measure(rest.Text))
	}
	for n := len(f.cur.pieces); n > 0; n = len(f.cur.pieces) {
		p := &f.cur.pieces[n-1]
		room := f.width - p.x - p.measure("…")
		k := 0
		if room > 0 {
			k = prefix(p.Style, p.Text, room)
			if p.measure(p.Text[:k]) > room {
				k = 0
			}
		}
		if k > 0 || n == 1 {
			p.Text = strings.TrimRight(p.Text[:k], " ") + "…"
			p.width = p.measure(p.Text)
			f.cur.width = p.x + p.width
			break
		}
		f.cur.pieces = f.cur.pieces[:n-1]
		f.cur.width = p.x
	}
	f.cur.height = f.height
	f.lines = append(f.lines, f.cur)
	f.cur = textLine{}
}

// prefix is how many bytes of text fit, at least one character.
func prefix(s Style, text string, width float32) int {
	ends := make([]int, 0, len(text))
	for i := range text {
		if i > 0 {
			ends = append(ends, i)
		}
	}
	ends = append(ends, len(text))
	lo, hi := 0, len(ends)-1 // the answer is the last index whose prefix fits
	for lo < hi {
		mid := (lo + hi + 1) / 2
		if s.measure(text[:ends[mid]]) <= width {
			lo = mid
		} else {
			hi = mid - 1
		}
	}
	return ends[lo]
}

// words splits after runs of spaces, and between characters of scripts that are written without them.
func words(text string) []string {
	var out []string
	start := 0
	var before rune
	for i, r := range text {
		if i > start && ((before == ' ' && r != ' ') || (r != ' ' && (dense(r) || dense(before)))) {
			out = append(out, text[start:i])
			start = i
		}
		before = r
	}
	return append(out, text[start:])
}

func dense(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana)
}
