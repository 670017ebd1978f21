package editor

import (
	"slices"
	"sort"
	"unicode/utf8"
)

// rawByte is added to a byte that is no valid UTF-8, so that it stands in a
// rune slice as a value that no text can hold and comes out again unchanged.
const rawByte = 0x110000

// para is one line of the source: its characters, its line end, and what was
// worked out from them.
type para struct {
	text  []rune
	end   int     // length of the line end: 0 (last paragraph), 1 ("\n"), 2 ("\r\n")
	bold  bool    // a heading
	rtl   bool    // holds right-to-left characters
	words int     // see countWords
	rows  []int32 // where each row starts in text; never empty, rows[0] is 0
}

func (p *para) len() int { return len(p.text) + p.end }

// row gives the bounds in p.text of row r.
func (p *para) row(r int) (from, to int) {
	from, to = int(p.rows[r]), len(p.text)
	if r+1 < len(p.rows) {
		to = int(p.rows[r+1])
	}
	return from, to
}

// appendTo appends the characters from..to of p, the line end included.
func (p *para) appendTo(out []rune, from, to int) []rune {
	if from < len(p.text) {
		out = append(out, p.text[from:min(to, len(p.text))]...)
	}
	for i := max(from, len(p.text)); i < to; i++ {
		if p.end == 2 && i == len(p.text) {
			out = append(out, '\r')
		} else {
			out = append(out, '\n')
		}
	}
	return out
}

// buffer holds the text. Every change goes through replace.
type buffer struct {
	paras []*para
	at    []int // at[i]: offset of the first character of paragraph i; one more for the end
	rowAt []int // rowAt[i]: number of rows above paragraph i; one more for the end
	words int

	// wrap works out rows, bold and the rest for a paragraph.
	wrap func(*para)
}

func newBuffer(wrap func(*para)) *buffer {
	b := &buffer{wrap: wrap}
	b.set(nil)
	return b
}

// set replaces everything.
func (b *buffer) set(text []rune) {
	b.paras = split(text)
	b.at = make([]int, len(b.paras)+1)
	b.rowAt = make([]int, len(b.paras)+1)
	b.words = 0
	for _, p := range b.paras {
		b.wrap(p)
		b.words += p.words
	}
	b.sum(0)
}

// rewrap works out every row again, after a change of width or font.
func (b *buffer) rewrap() {
	b.words = 0
	for _, p := range b.paras {
		b.wrap(p)
		b.words += p.words
	}
	b.sum(0)
}

// sum brings the prefix sums up to date from paragraph i on.
func (b *buffer) sum(i int) {
	for ; i < len(b.paras); i++ {
		b.at[i+1] = b.at[i] + b.paras[i].len()
		b.rowAt[i+1] = b.rowAt[i] + len(b.paras[i].rows)
	}
}

func (b *buffer) len() int      { return b.at[len(b.paras)] }
func (b *buffer) rowCount() int { return b.rowAt[len(b.paras)] }

// find gives the paragraph that holds offset and the column within it. The
// column is at most the paragraph's length without its line end, unless the
// offset stands inside a "\r\n".
func (b *buffer) find(offset int) (index, column int) {
	offset = max(0, min(offset, b.len()))
	index = sort.Search(len(b.paras), func(i int) bool { return b.at[i+1] > offset })
	index = min(index, len(b.paras)-1)
	return index, offset - b.at[index]
}

// findRow gives the paragraph that holds a row and the row within it.
func (b *buffer) findRow(row int) (index, within int) {
	row = max(0, min(row, b.rowCount()-1))
	index = sort.Search(len(b.paras), func(i int) bool { return b.rowAt[i+1] > row })
	return index, row - b.rowAt[index]
}

// slice gives a copy of the characters from..to.
func (b *buffer) slice(from, to int) []rune {
	if from >= to {
		return nil
	}
	out := make([]rune, 0, to-from)
	i, column := b.find(from)
	for ; i < len(b.paras) && b.at[i] < to; i++ {
		out = b.paras[i].appendTo(out, column, min(b.paras[i].len(), to-b.at[i]))
		column = 0
	}
	return out
}

// text gives the whole text as bytes.
func (b *buffer) text() string { return encode(b.slice(0, b.len())) }

// replace puts text in place of the characters from..to and gives back what
// stood there. It is the only way in which the text changes.
func (b *buffer) replace(from, to int, text []rune) (removed []rune) {
	removed = b.slice(from, to)
	i, a := b.find(from)
	j, z := b.find(to)
	first := b.paras[i]
	if i == j && z <= len(first.text) && !slices.Contains(text, '\n') &&
		!(first.end == 1 && z == len(first.text) && endsInReturn(first.text[:a], text)) {
		first.text = slices.Replace(first.text, a, z, text...)
		b.words -= first.words
		b.wrap(first)
		b.words += first.words
		b.sum(i)
		return removed
	}
	last := b.paras[j]
	all := make([]rune, 0, a+len(text)+last.len()-z)
	all = first.appendTo(all, 0, a)
	all = append(all, text...)
	all = last.appendTo(all, z, last.len())
	fresh := split(all)
	if j < len(b.paras)-1 { // all ends in the line end of paragraph j, which begins no paragraph here
		fresh = fresh[:len(fresh)-1]
	}
	for _, p := range b.paras[i : j+1] {
		b.words -= p.words
	}
	for _, p := range fresh {
		b.wrap(p)
		b.words += p.words
	}
	b.paras = slices.Replace(b.paras, i, j+1, fresh...)
	b.at = resize(b.at, len(b.paras)+1)
	b.rowAt = resize(b.rowAt, len(b.paras)+1)
	b.sum(i)
	return removed
}

// endsInReturn tells whether a line made of these two parts ends in "\r", which
// then belongs to the "\n" after it.
func endsInReturn(before, text []rune) bool {
	if len(text) > 0 {
		return text[len(text)-1] == '\r'
	}
	return len(before) > 0 && before[len(before)-1] == '\r'
}

func resize(s []int, n int) []int {
	if n <= cap(s) {
		return s[:n]
	}
	return append(s[:cap(s)], make([]int, n-cap(s))...)
}

// split cuts text at its line ends. The result has one paragraph more than
// there are line ends; only the last has none.
func split(text []rune) []*para {
	var out []*para
	for {
		i := slices.Index(text, '\n')
		if i < 0 {
			return append(out, &para{text: slices.Clone(text)})
		}
		p := &para{end: 1}
		body := text[:i]
		if i > 0 && text[i-1] == '\r' {
			p.end, body = 2, text[:i-1]
		}
		p.text = slices.Clone(body)
		out = append(out, p)
		text = text[i+1:]
	}
}

// decode turns bytes into characters, each invalid byte into one of its own.
func decode(s string) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 {
			r = rawByte + rune(s[i])
		}
		out = append(out, r)
		i += n
	}
	return out
}

// encode is the reverse of decode.
func encode(text []rune) string {
	out := make([]byte, 0, len(text)+len(text)/8)
	for _, r := range text {
		if r >= rawByte {
			out = append(out, byte(r-rawByte))
		} else {
			out = utf8.AppendRune(out, r)
		}
	}
	return string(out)
}

// byteLen is how many bytes encode makes of r.
func byteLen(r rune) int {
	if r >= rawByte {
		return 1
	}
	return utf8.RuneLen(r)
}
