package editor

import (
	"math"
	"unicode"

	"golang.org/x/text/unicode/bidi"
)

// kind says how a token behaves where a row ends.
type kind uint8

const (
	word  kind = iota // stands whole in a row where it can
	space             // hangs over the end of a row
	tab               // as space, up to the next tab stop
)

// token finds the stretch of text from i on that wraps as one: a word, spaces,
// a tab, one character of a script that is written without spaces. It never
// ends inside of what a reader sees as one character.
func token(text []rune, i int) (end int, k kind) {
	end, k = stretch(text, i)
	for end < len(text) && !plain(text[end]) && atGrapheme(text, end) != end {
		end, _ = stretch(text, end)
		k = word
	}
	return end, k
}

func stretch(text []rune, i int) (end int, k kind) {
	switch r := text[i]; {
	case r == '\t':
		return i + 1, tab
	case breakSpace(r):
		for i++; i < len(text) && breakSpace(text[i]); i++ {
		}
		return i, space
	case dense(r):
		for i++; i < len(text) && (closes(text[i]) || extends(text[i])); i++ {
		}
		return i, word
	}
	for i++; i < len(text); i++ {
		r := text[i]
		if r == '\t' || breakSpace(r) || dense(r) {
			break
		}
		if dash(text[i-1]) && i > 1 && letter(text[i-2]) && letter(r) {
			break
		}
	}
	return i, word
}

// breakSpace tells the spaces at which a row may end, not the no-break ones.
func breakSpace(r rune) bool {
	return r == ' ' || r >= 0x2000 && r <= 0x200b && r != 0x2007 || r == 0x3000 || r == 0x1680 || r == 0x205f
}

func dash(r rune) bool { return r == '-' || r == '–' || r == '—' }

func letter(r rune) bool {
	if r < 0x80 {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z'
	}
	return unicode.IsLetter(r)
}

// dense tells the scripts whose words have no spaces between them.
func dense(r rune) bool {
	return r >= 0x2e80 && (r <= 0x9fff || r >= 0xf900 && r <= 0xfaff ||
		r >= 0xff00 && r <= 0xffef || r >= 0x20000 && r <= 0x3ffff)
}

// closes tells punctuation that does not begin a row.
func closes(r rune) bool {
	switch r {
	case '、', '。', '，', '．', '：', '；', '？', '！', '」', '』', '）', '】', '》', '〉', '〕', '｝', '］', '…', 'ー', '々':
		return true
	}
	return r > 0x20 && r < 0x80 && (r == ',' || r == '.' || r == ')' || r == ']' || r == '!' || r == '?' || r == ':' || r == ';')
}

// wrapText finds where rows start in text that is to be no wider than width.
// A width of 0 or less keeps one row.
func wrapText(rows []int32, text []rune, m *ruler, tabStop, width float32) []int32 {
	rows = append(rows[:0], 0)
	if width <= 0 {
		return rows
	}
	width += 0.01 // sums of widths are exact to a 64th
	var x float32
	start := 0
	for i := 0; i < len(text); {
		end, k := token(text, i)
		switch k {
		case space:
			x += m.width(text[i:end])
		case tab:
			x = nextTab(x, tabStop)
		case word:
			w := m.width(text[i:end])
			if x+w > width && i > start {
				start, x = i, 0
				rows = append(rows, int32(i))
			}
			if w > width { // alone it is too wide: broken where a row is full
				w = breakWord(&rows, text, i, end, m, width)
				start = int(rows[len(rows)-1])
			}
			x += w
		}
		i = end
	}
	return rows
}

// breakWord adds rows for a word that is wider than a row, and gives the width
// of what is left for the last one.
func breakWord(rows *[]int32, text []rune, from, to int, m *ruler, width float32) float32 {
	for {
		n := fits(text[from:to], m, width)
		if from+n >= to {
			return m.width(text[from:to])
		}
		from += n
		*rows = append(*rows, int32(from))
	}
}

// fits tells how many characters of a word fit into width: whole graphemes, at least one.
func fits(text []rune, m *ruler, width float32) int {
	var x float32
	n := nextGrapheme(text, 0)
	for i := 0; i < len(text); {
		next := nextGrapheme(text, i)
		x += m.width(text[i:next])
		if m.kerned && i > 0 && simple(text[i-1]) && simple(text[i]) {
			x += m.kern(text[i-1], text[i])
		}
		if x > width {
			break
		}
		i, n = next, max(n, next)
	}
	for first := nextGrapheme(text, 0); n > first && m.width(text[:n]) > width; { // letters that join are wider together
		n = previousGrapheme(text, n)
	}
	return n
}

func nextTab(x, stop float32) float32 {
	return (float32(math.Floor(float64(x/stop)+0.001)) + 1) * stop
}

// hasRTL tells whether text holds characters that are written from right to left.
func hasRTL(text []rune) bool {
	for _, r := range text {
		if r >= 0x590 && (r < 0x900 || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfefc || r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff) {
			return true
		}
	}
	return false
}

// run is a stretch of a row in one writing direction, as Fyne draws it: the
// stretches from left to right in the order of the text.
type run struct {
	from, to int
	rtl      bool
}

// runs cuts the text of a row into its stretches of one direction.
func runs(text []rune) []run {
	var p bidi.Paragraph
	shown := make([]rune, len(text))
	for i, r := range text {
		if shown[i] = shownRune(r); r == '\t' {
			shown[i] = ' '
		}
	}
	if _, err := p.SetString(string(shown), bidi.DefaultDirection(bidi.LeftToRight)); err != nil {
		return []run{{0, len(text), false}}
	}
	order, err := p.Order()
	if err != nil || order.NumRuns() == 0 {
		return []run{{0, len(text), false}}
	}
	var out []run
	from := 0
	for i := range order.NumRuns() {
		r := order.Run(i)
		_, last := r.Pos()
		out = append(out, run{from, last + 1, r.Direction() == bidi.RightToLeft})
		from = last + 1
	}
	out[len(out)-1].to = len(text)
	return out
}
