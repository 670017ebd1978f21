package language

import (
	"strings"
	"sync"
	"unicode"
)

// categoryNames are the categories that words can show, in the order in which the first of two equal ones wins.
var categoryNames = []string{"wellbeing", "growth", "feedback", "technical", "delivery", "team"}

// How much a line of a section counts.
const (
	plainWeight  = 1
	strongWeight = 3
)

// categoryRule is one line of the rule file: words that follow each other, the last perhaps only begun.
type categoryRule struct {
	words    []string
	open     bool // the last word may go on
	category int
	weight   int
}

// categoryRules are the rules by their first word; those whose only word is open stand under its first three letters.
var categoryRules = sync.OnceValue(func() map[string][]categoryRule {
	file := readRules("categories.txt")
	rules := map[string][]categoryRule{}
	add := func(section string, category, weight int) {
		for _, words := range file.words(section) {
			r := categoryRule{words: words, category: category, weight: weight}
			last := len(words) - 1
			words[last], r.open = strings.CutSuffix(words[last], "*")
			key := words[0]
			if last == 0 && r.open {
				key = beginning(key)
			}
			rules[key] = append(rules[key], r)
		}
	}
	for i, name := range categoryNames {
		add(name, i, plainWeight)
		add("strong "+name, i, strongWeight)
	}
	return rules
})

// beginning is the part of a word under which open rules are looked for.
func beginning(word string) string { return word[:min(len(word), 3)] }

// Category guesses what a talking point or topic is about: delivery, technical, growth, wellbeing, feedback, team or other. A tag in
// the text (#growth) says it; else the words do, by the weights of the rule file.
func Category(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '-' && r != '#' && r != '\''
	})
	for _, word := range words {
		if tag, ok := strings.CutPrefix(word, "#"); ok {
			for _, name := range append(categoryNames, "other") {
				if tag == name {
					return name
				}
			}
		}
	}
	rules := categoryRules()
	var score [6]int
	for i := range words {
		words[i] = strings.Trim(words[i], "-#'")
	}
	for i, word := range words {
		seen := map[string]bool{}
		for _, key := range []string{word, beginning(word)} {
			if seen[key] {
				continue
			}
			seen[key] = true
			for _, r := range rules[key] {
				if r.fits(words[i:]) {
					score[r.category] += r.weight
				}
			}
		}
	}
	best := -1
	for i, s := range score {
		if s > 0 && (best < 0 || s > score[best]) {
			best = i
		}
	}
	if best < 0 {
		return "other"
	}
	return categoryNames[best]
}

// fits reports whether the words begin with those of the rule.
func (r categoryRule) fits(words []string) bool {
	if len(words) < len(r.words) {
		return false
	}
	for i, w := range r.words {
		if words[i] == w || r.open && i == len(r.words)-1 && strings.HasPrefix(words[i], w) {
			continue
		}
		return false
	}
	return true
}
