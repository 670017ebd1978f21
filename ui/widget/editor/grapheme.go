package editor

import (
	"unicode"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// graphemeWindow bounds how many characters are looked at round a place to
// find where what a reader sees as one character begins and ends.
const graphemeWindow = 64

// plain tells characters that never join what stands before them, of the
// scripts that make up nearly all text: for these nothing is looked up.
func plain(r rune) bool {
	switch {
	case r < 0x300:
		return r >= ' ' && r != 0xa9 && r != 0xad && r != 0xae
	case r < 0x2010:
		return r >= 0x370 && r < 0x483 || r >= 0x48a && r < 0x530 || // Greek, Cyrillic
			r >= 0x5d0 && r <= 0x5ea || r >= 0x620 && r <= 0x64a || // Hebrew, Arabic
			r >= 0x1e00 && r < 0x2000
	case r < 0x3000:
		return r <= 0x2027 || r >= 0x20a0 && r <= 0x20c0 // dashes, quotes, currencies
	}
	return r <= 0x3029 || r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fa ||
		r >= 0x4e00 && r <= 0x9fff || r >= 0xac00 && r <= 0xd7a3 || r >= 0xff01 && r <= 0xff60
}

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
	end := i + 1
	if end == len(text) || plain(text[end]) && text[i] != '\r' {
		return end
	}
	window := text[i:min(len(text), i+graphemeWindow)]
	it := graphemes.FromString(safeString(window))
	if it.Next() {
		for n := runeCount(it.Value()); end < i+n && !plain(text[end]); {
			end++
		}
	}
	return end
}

// previousGrapheme gives the start of the grapheme that ends at i.
func previousGrapheme(text []rune, i int) int {
	if i <= 1 {
		return 0
	}
	return atGrapheme(text, i-1)
}

// atGrapheme moves i back to the start of the grapheme that it stands in.
func atGrapheme(text []rune, i int) int {
	if i <= 0 || i >= len(text) {
		return max(0, min(i, len(text)))
	}
	from := i
	for from > 0 && i-from < graphemeWindow && !plain(text[from]) {
		from--
	}
	for {
		next := nextGrapheme(text, from)
		if next > i {
			return from
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
	case r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
		return classWord
	}
	return classMark
}

// classAt is classOf with a mark as part of what it stands on, and with an
// apostrophe between letters as part of the word.
func classAt(text []rune, i int) class {
	for i > 0 && extends(text[i]) {
		i--
	}
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
		for i < len(text) && (classAt(text, i) == c || atGrapheme(text, i) != i) {
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
		for i > 0 && (classAt(text, i-1) == c || atGrapheme(text, i) != i) {
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
	for from = i; from > 0 && (classAt(text, from-1) == c || atGrapheme(text, from) != from); from-- {
	}
	for to = i + 1; to < len(text) && (classAt(text, to) == c || atGrapheme(text, to) != to); to++ {
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
