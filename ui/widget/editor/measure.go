package editor

import (
	"math"
	"unicode"

	"fyne.io/fyne/v2"
)

const (
	// simpleRunes bounds the characters whose widths add up: Latin, Greek and
	// Cyrillic. A pair of them is measured once, and a word costs additions.
	simpleRunes = 0x530
	// memoLimit bounds the words remembered of all other scripts.
	memoLimit = 50_000
	// shownFor stands on the screen for a character that has no picture of its
	// own or would change how others are read: controls, overrides of the
	// writing direction, bytes that are no text.
	shownFor = '�'
)

// kernProbe holds the pairs that a font with kerning or ligatures sets closer.
const kernProbe = "AVAToTeWaLTy.ffiflP,r.f'"

// ruler measures text in one font at one size. Where two scripts meet within a
// word it may be off by less than a unit.
type ruler struct {
	size  float32
	style fyne.TextStyle

	single [simpleRunes]float32
	pair   [simpleRunes]*[simpleRunes]float32 // what a pair adds to its two widths
	kerned bool                               // whether the font has such pairs at all
	probe  float32                            // the width of kernProbe
	memo   map[string]float32
}

func newRuler(size float32, style fyne.TextStyle) *ruler {
	r := &ruler{size: size, style: style, memo: map[string]float32{}}
	for i := range r.single {
		r.single[i] = -1
	}
	var apart float32
	for _, c := range kernProbe {
		apart += r.one(c)
	}
	r.probe = r.measure(kernProbe)
	r.kerned = apart != r.probe
	return r
}

// stale tells whether the theme has another font than when the ruler was made.
func (m *ruler) stale() bool { return m.measure(kernProbe) != m.probe }

// width of a stretch of text that holds no tab, in Fyne units. What would not
// be shown as it is counts as what stands for it.
func (m *ruler) width(text []rune) float32 {
	var sum float32
	last := rune(-1)
	for _, r := range text {
		if !simple(r) {
			if r = shownRune(r); !simple(r) {
				return m.shaped(text)
			}
		}
		sum += m.one(r)
		if m.kerned && last >= 0 {
			sum += m.kern(last, r)
		}
		last = r
	}
	return sum
}

func (m *ruler) one(r rune) float32 {
	w := m.single[r]
	if w < 0 {
		w = m.measure(string(r))
		m.single[r] = w
	}
	return w
}

func (m *ruler) kern(a, b rune) float32 {
	row := m.pair[a]
	if row == nil {
		row = new([simpleRunes]float32)
		for i := range row {
			row[i] = float32(math.Inf(1))
		}
		m.pair[a] = row
	}
	if math.IsInf(float64(row[b]), 1) {
		row[b] = m.measure(string([]rune{a, b})) - m.one(a) - m.one(b)
	}
	return row[b]
}

// shaped measures text that a shaper has to see whole, and remembers it.
func (m *ruler) shaped(text []rune) float32 {
	s := display(text)
	if w, ok := m.memo[s]; ok {
		return w
	}
	if len(m.memo) >= memoLimit {
		clear(m.memo)
	}
	w := m.measure(s)
	m.memo[s] = w
	return w
}

func (m *ruler) measure(s string) float32 {
	return fyne.MeasureText(s, m.size, m.style).Width
}

// simple tells whether the width of r is its own and no shaper is needed.
func simple(r rune) bool { return r >= 0 && r < simpleRunes && isSimple[r] }

var isSimple = func() (t [simpleRunes]bool) {
	for r := range rune(simpleRunes) {
		t[r] = unicode.IsGraphic(r) && !unicode.IsMark(r)
	}
	return t
}()

// shownRune gives what stands on the screen for r.
func shownRune(r rune) rune {
	switch {
	case r < ' ', r >= 0x7f && r < 0xa0, // controls
		r >= 0x2028 && r <= 0x202e, r >= 0x2066 && r <= 0x2069, // line separators, direction overrides
		r >= 0xfff9 && r <= 0xfffc,
		r > unicode.MaxRune, r >= 0xd800 && r < 0xe000, r&0xfffe == 0xfffe:
		return shownFor
	}
	return r
}

// display gives the text that a canvas draws for these characters.
func display(text []rune) string {
	out := make([]rune, len(text))
	for i, r := range text {
		if out[i] = shownRune(r); r == '\t' {
			out[i] = ' ' // where both directions mix, tab stops would depend on what moves
		}
	}
	return string(out)
}

// spread is width for text that Fyne lays out whole, in both directions.
func (m *ruler) spread(text []rune) float32 {
	if len(text) == 0 {
		return 0
	}
	return m.shaped(text)
}
