package editor

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// graphemeWindow bounds how many characters are looked at round a place to
// find where what a reader sees as one character begins and ends.
const graphemeWindow = 64

// plain tells characters that never join what stands before them, and that
// what comes after them joins only as an extension.
func plain(r rune) bool { return r >= ' ' && r < 0x300 && r != 0xa9 && r != 0xad && r != 0xae }

// extends tells characters that belong to the one before: marks, joiners, variants.
func extends(r rune) bool {
	if r < 0x300 {
		return false
	}
	return r == 0x200c || r == 0x200d || r >= 0xfe00 && r <= 0xfe0f || r >= 0x1f3fb && r <= 0x1f3ff ||
		r >= 0xe0020 && r <= 0xe007f || unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc)
}

// nextGrapheme gives the end of the grapheme that starts at i.
func nextGrapheme(text []rune, i int) int {
	if i >= len(text) {
		return len(text)
	}
	if i+1 == len(text) || plain(text[i]) && plain(text[i+1]) {
		return i + 1
	}
	it := graphemes.FromString(safeString(text[i:min(len(text), i+graphemeWindow)]))
	if it.Next() {
		return i + runeCount(it.Value())
	}
	return i + 1
}

// previousGrapheme gives the start of the grapheme that ends at i.
func previousGrapheme(text []rune, i int) int {
	if i <= 1 {
		return 0
	}
	if plain(text[i-1]) && plain(text[i-2]) {
		return i - 1
	}
	from := i - 1
	for from > 0 && i-from < graphemeWindow && !(plain(text[from]) && plain(text[from-1])) {
		from--
	}
	it := graphemes.FromString(safeString(text[from:i]))
	last := from
	for it.Next() {
		last, from = from, from+runeCount(it.Value())
	}
	return last
}

// atGrapheme moves i back to the start of the grapheme that it stands in.
func atGrapheme(text []rune, i int) int {
	if i <= 0 || i >= len(text) || plain(text[i]) && text[i-1] != '\r' {
		return max(0, min(i, len(text)))
	}
	from := i
	for from > 0 && i-from < graphemeWindow && !(plain(text[from]) && plain(text[from-1])) {
		from--
	}
	for {
		next := nextGrapheme(text, from)
		if next > i {
			return from
		}
		if next == i {
			return i
		}
		from = next
	}
}

// safeString keeps one character for each rune, also for bytes that are no text.
func safeString(text []rune) string {
	out := make([]rune, len(text))
	for i, r := range text {
		if r >= rawByte {
			r = 0xfffd
		}
		out[i] = r
	}
	return string(out)
}

func runeCount(s string) (n int) {
	for range s {
		n++
	}
	return n
}

// class sorts characters for moves by word.
type class uint8

const (
	classSpace class = iota
	classWord
	classMark // punctuation and symbols
)

func classOf(r rune) class {
	switch {
	case r == '\n' || r == '\r' || r == '\t' || unicode.IsSpace(r):
		return classSpace
	case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || extends(r):
		return classWord
	}
	return classMark
}

// classAt is classOf with an apostrophe between letters as part of the word.
func classAt(text []rune, i int) class {
	r := text[i]
	if (r == '\'' || r == '’') && i > 0 && i+1 < len(text) &&
		classOf(text[i-1]) == classWord && classOf(text[i+1]) == classWord {
		return classWord
	}
	return classOf(r)
}

// wordEnd gives where a move to the right by a word ends within text.
func wordEnd(text []rune, i int) int {
	for i < len(text) && classAt(text, i) == classSpace {
		i++
	}
	if i < len(text) {
		c := classAt(text, i)
		for i < len(text) && classAt(text, i) == c {
			i++
		}
	}
	return i
}

// wordStart gives where a move to the left by a word ends within text.
func wordStart(text []rune, i int) int {
	for i > 0 && classAt(text, i-1) == classSpace {
		i--
	}
	if i > 0 {
		c := classAt(text, i-1)
		for i > 0 && classAt(text, i-1) == c {
			i--
		}
	}
	return i
}

// wordAround gives the bounds of what a double click at i selects.
func wordAround(text []rune, i int) (from, to int) {
	if len(text) == 0 {
		return 0, 0
	}
	i = min(i, len(text)-1)
	c := classAt(text, i)
	for from = i; from > 0 && classAt(text, from-1) == c; from-- {
	}
	for to = i + 1; to < len(text) && classAt(text, to) == c; to++ {
	}
	return from, to
}

// countWords counts the stretches between spaces that hold a letter or a
// digit; a character of a script without spaces counts as a word.
func countWords(text []rune) (n int) {
	inside := false
	for _, r := range text {
		switch {
		case r < 0x80:
			switch {
			case r == ' ' || r == '\t':
				inside = false
			case !inside && (r|0x20 >= 'a' && r|0x20 <= 'z' || r >= '0' && r <= '9'):
				inside = true
				n++
			}
		case dense(r):
			inside = false
			if unicode.IsLetter(r) {
				n++
			}
		case unicode.IsSpace(r):
			inside = false
		case !inside && (unicode.IsLetter(r) || unicode.IsDigit(r)):
			inside = true
			n++
		}
	}
	return n
}
