package ui

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rapport/storage"
)

// strength judges a new passphrase from 0 (not possible) to 5, in words: by how many different words or characters it has, as each one
// more multiplies the work of guessing. It is a hint: what is easy to guess for those who know a person, no rule can see.
func strength(text string) (bars int, words string) {
	if err := storage.CheckPassphrase(text); err != nil {
		if text == "" {
			return 0, ""
		}
		return 0, "Too short. At least 8 characters."
	}
	different, all := map[string]bool{}, 0
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return r == ' ' || r == '-' || r == '.' || r == '_' || r == ',' }) {
		if utf8.RuneCountInString(word) >= 3 {
			different[word] = true
			all++
		}
	}
	letters := map[rune]bool{}
	for _, r := range text {
		letters[r] = true
	}
	n := utf8.RuneCountInString(text)
	bars = 1
	switch {
	case n >= 20:
		bars = 5
	case n >= 16:
		bars = 4
	case n >= 13:
		bars = 3
	case n >= 10:
		bars = 2
	}
	if k := len(different); k > 1 { // words are guessed as words
		bars = min(5, k)
		if n < 12 {
			bars = min(bars, 2)
		}
	} else if k == 1 && (all > 1 || strings.TrimFunc(strings.ToLower(text), func(r rune) bool { return r >= 'a' && r <= 'z' }) == "") {
		bars = min(bars, 2)
	}
	if len(letters) < 6 {
		bars = 1
	}
	words = []string{"", "Easy to guess", "Weak", "Fair", "Strong", "Very strong"}[bars]
	if k := len(different); k > 1 {
		words += fmt.Sprintf(", %s words", small(k))
	}
	return bars, words
}

// small is a number as people write it in a sentence.
func small(n int) string {
	if n < 10 {
		return []string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"}[n]
	}
	return fmt.Sprint(n)
}
