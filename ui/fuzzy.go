package ui

import (
	"unicode"

	"rapport/language"
)

// foldRunes is a text for fuzzy to compare, case and accents aside: one entry for each character, so that places in it are places in
// the text as it stands.
func foldRunes(text string) []rune {
	out := []rune(text)
	for i, r := range out {
		if r < 0x80 {
			out[i] = unicode.ToLower(r)
		} else if f := []rune(language.Fold(string(r))); len(f) > 0 {
			out[i] = f[0]
		}
	}
	return out
}

// match is how a pattern was found in a text: the places of its characters, and how good that is; higher is better.
type match struct {
	marks [][2]int // first character, and one after the last
	score int
}

// The weights of a match.
const (
	pointLetter  = 1
	pointNext    = 7 // right after the one before
	pointWord    = 6 // begins a word
	pointFirst   = 4 // begins the text
	mostPatterns = 64
)

// fuzzy finds the characters of a pattern in a text in their order, not necessarily next to each other, at the places that look
// most meant: beginnings of words, and runs. An empty pattern is in every text. Spaces of the pattern stand for the beginning of a word.
func fuzzy(pattern, text []rune) (match, bool) {
	text = text[:min(len(text), 1000)]
	if len(pattern) > mostPatterns || len(pattern) > len(text)+8 {
		return match{}, false
	}
	letters := make([]rune, 0, len(pattern))
	begins := make([]bool, 0, len(pattern)) // after a space
	space := false
	for _, r := range pattern {
		if unicode.IsSpace(r) {
			space = true
			continue
		}
		letters, begins = append(letters, r), append(begins, space && len(letters) > 0)
		space = false
	}
	n := len(letters)
	if n == 0 {
		return match{}, true
	}
	// best[j] is the best score of the letters so far with the last one at j; run[i][j] remembers where the one before stood
	const none = -1 << 20
	best, next := make([]int, len(text)), make([]int, len(text))
	from := make([][]int16, n)
	for i, r := range letters {
		from[i] = make([]int16, len(text))
		top, at := none, -1 // the best place of the letter before, not right before
		for j, t := range text {
			next[j] = none
			if j >= 2 && i > 0 && best[j-2] > top {
				top, at = best[j-2], j-2
			}
			if t != r {
				continue
			}
			word := j == 0 || !unicode.IsLetter(text[j-1]) && !unicode.IsDigit(text[j-1])
			if begins[i] && !word {
				continue
			}
			points := pointLetter
			if word {
				points += pointWord
			}
			if j == 0 {
				points += pointFirst
			}
			switch {
			case i == 0:
				next[j], from[i][j] = points, -1
			default:
				if j >= 1 && best[j-1] > none && best[j-1]+pointNext >= top {
					next[j], from[i][j] = best[j-1]+pointNext+points, int16(j-1)
				} else if top > none {
					next[j], from[i][j] = top+points, int16(at)
				}
			}
		}
		best, next = next, best
	}
	end := -1
	for j := range text {
		if best[j] > none && (end < 0 || best[j] > best[end]) {
			end = j
		}
	}
	if end < 0 {
		return match{}, false
	}
	out := match{score: best[end]*8 - len(text)/4}
	for i, j := n-1, end; i >= 0; i-- {
		if k := len(out.marks); k > 0 && out.marks[k-1][0] == j+1 {
			out.marks[k-1][0] = j
		} else {
			out.marks = append(out.marks, [2]int{j, j + 1})
		}
		j = int(from[i][j])
	}
	for i, j := 0, len(out.marks)-1; i < j; i, j = i+1, j-1 {
		out.marks[i], out.marks[j] = out.marks[j], out.marks[i]
	}
	// letters strewn over the text are no match that anybody meant
	if len(out.marks) > max(2, n/2) {
		return match{}, false
	}
	return out, true
}
