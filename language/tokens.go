package language

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// Token is one word of a text as a search sees it.
type Token struct {
	Start, End int    // where it stands in the text, counted in characters (runes); End is the first one after it
	Fold       string // without case and accents, so that words that a reader takes for the same are equal; never empty
}

// Tokens splits a text into the words that a search can find. A word is a run of letters, marks and digits. A Chinese, Japanese or
// Korean character is a word of its own, so that words inside such text are found as phrases. A "+" or "#" next to a word is one
// too ("C++", "C#", "#tag"). Everything else only separates.
func Tokens(text string) []Token { return AppendTokens(nil, text) }

// AppendTokens appends the words of a text, as Tokens finds them, to out.
func AppendTokens(out []Token, text string) []Token {
	out = slices.Grow(out, len(text)/5+1)
	pos := 0 // in characters
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			if c == '+' || c == '#' {
				n := signs(text[i:])
				if nextToWord(text, i, i+n) {
					for k := range n {
						out = append(out, Token{pos + k, pos + k + 1, text[i+k : i+k+1]})
					}
				}
				i, pos = i+n, pos+n
				continue
			}
			if !asciiWord(c) {
				i, pos = i+1, pos+1
				continue
			}
			j, upper := i, false
			for ; j < len(text) && asciiKind[text[j]] != 0; j++ {
				upper = upper || asciiKind[text[j]] == 2
			}
			if j == len(text) || text[j] < utf8.RuneSelf {
				word := text[i:j]
				if upper {
					word = strings.ToLower(word)
				}
				out = append(out, Token{pos, pos + j - i, word})
				i, pos = j, pos+j-i
				continue
			}
		}
		j, n, kind := word(text[i:])
		if kind != separator {
			if fold := strings.Map(wordOnly, Fold(text[i:i+j])); fold != "" {
				out = append(out, Token{pos, pos + n, fold})
			}
		}
		i, pos = i+j, pos+n
	}
	return out
}

// asciiKind is 1 for what stands in words, 2 for a capital letter.
var asciiKind = func() (kinds [256]uint8) {
	for c := range 256 {
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			kinds[c] = 1
		case c >= 'A' && c <= 'Z':
			kinds[c] = 2
		}
	}
	return kinds
}()

func asciiWord(c byte) bool { return asciiKind[c] != 0 }

// signs counts the "+" and "#" that a text begins with.
func signs(text string) int {
	n := 0
	for n < len(text) && (text[n] == '+' || text[n] == '#') {
		n++
	}
	return n
}

// nextToWord reports whether text[from:to] touches a word.
func nextToWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	b, a := classOf(before), classOf(after)
	return b != separator || a == letter || a == alone
}

// wordOnly drops what folding made of signs that stand for several words, such as a fraction.
func wordOnly(r rune) rune {
	if classOf(r) == separator {
		return -1
	}
	return r
}

type class int

const (
	separator class = iota
	letter
	mark // belongs to what stands before it
	alone
)

// classOf says what a character is to a search.
func classOf(r rune) class {
	switch {
	case r == utf8.RuneError:
		return separator
	case r < utf8.RuneSelf:
		if asciiWord(byte(r)) {
			return letter
		}
		return separator
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul) && !unicode.IsPunct(r) && !unicode.IsMark(r) && !unicode.IsSymbol(r):
		return alone
	case r == 'ー': // the Japanese sign of a long vowel
		return alone
	case unicode.IsMark(r):
		return mark
	case unicode.IsLetter(r), unicode.IsNumber(r):
		return letter
	}
	return separator
}

// word returns how many bytes and characters the first word of the text has, or its first separator.
func word(text string) (size, n int, kind class) {
	for i := 0; i < len(text); {
		r, width := utf8.DecodeRuneInString(text[i:])
		c := classOf(r)
		switch {
		case n == 0:
			kind = c
			if c == separator || c == mark { // a mark alone separates
				return width, 1, separator
			}
		case c == mark:
		case kind == alone || c != letter:
			return i, n, kind
		}
		i, n = i+width, n+1
		size = i
	}
	return size, n, kind
}

// letters that carry no accent that can be taken off, but are written without it where it cannot be typed.
var plain = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ħ", "h", "ŧ", "t", "ı", "i", "æ", "ae", "œ", "oe", "þ", "th", "ð", "d")

var folder = cases.Fold()

// Fold returns a text without case and accents, in the one form in which equal words are equal: "Ångström" and "angstrom" are.
func Fold(text string) string {
	ascii := true
	for i := 0; i < len(text); i++ {
		if text[i] >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return strings.ToLower(text)
	}
	apart := norm.NFKD.String(folder.String(norm.NFKD.String(text)))
	var b strings.Builder
	b.Grow(len(apart))
	for _, r := range apart {
		if !isAccent(r) {
			b.WriteRune(r)
		}
	}
	return plain.Replace(norm.NFKC.String(b.String()))
}

// isAccent reports whether r is a mark that is left out where words are compared: accents of Latin, Greek and Cyrillic letters,
// vowel points of Hebrew and Arabic. Marks that make another letter, as in Japanese or Hindi, stay.
func isAccent(r rune) bool {
	return r >= 0x0300 && r <= 0x036F || r >= 0x0591 && r <= 0x05C7 || r >= 0x064B && r <= 0x065F || r == 0x0670
}
