package goals

import (
	"strings"
	"unicode"
)

// Part is a piece of a text that two people wrote: Both where the other has the word too.
type Part struct {
	Text string
	Both bool
}

// fewInCommon is the share of content words in common (Jaccard index) under which two ways to say "done" may well mean two things. It is
// a default of our own without a published threshold: the manager decides.
const fewInCommon = 0.25

// Compare sets two texts beside each other, word by word: what stands in both, whatever its place and ending, and what stands in one
// alone. Joined, the parts of each are the text as it was typed. differ is a hint that they may mean two things: both say
// something, and few of their words are the same.
func Compare(a, b string) (as, bs []Part, differ bool) {
	inA, inB := stems(a), stems(b)
	shared := 0
	for s := range inA {
		if inB[s] {
			shared++
		}
	}
	all := len(inA) + len(inB) - shared
	differ = len(inA) > 0 && len(inB) > 0 && float64(shared) < fewInCommon*float64(all)
	return parts(a, inB), parts(b, inA), differ
}

// parts cuts a text into words and what stands between them; words that carry no content count as said by both.
func parts(text string, other map[string]bool) []Part {
	var out []Part
	add := func(s string, both bool) {
		if n := len(out); n > 0 && out[n-1].Both == both {
			out[n-1].Text += s
			return
		}
		out = append(out, Part{s, both})
	}
	start, inWord := 0, false
	flush := func(end int) {
		if start == end {
			return
		}
		s := text[start:end]
		if !inWord {
			if n := len(out); n > 0 {
				out[n-1].Text += s // what is between words goes with the word before
			} else {
				add(s, true)
			}
		} else {
			w := strings.ToLower(s)
			add(s, stopWords[w] || other[stem(w)])
		}
		start = end
	}
	for i, r := range text {
		word := unicode.IsLetter(r) || unicode.IsDigit(r)
		if word != inWord {
			flush(i)
			inWord = word
		}
	}
	flush(len(text))
	return out
}

func stems(text string) map[string]bool {
	out := map[string]bool{}
	for _, w := range contentWords(text) {
		out[stem(w)] = true
	}
	return out
}

// stem takes the commonest English endings off, so that "alerts" and "alert", "muted" and "mute" are the same word.
func stem(w string) string {
	for _, end := range []string{"ing", "ed", "es", "s", "e"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 3 {
			return s
		}
	}
	return w
}
