package morale

import (
	"fmt"
	"strings"

	"rapport/civil"
)

// dayWords is a day as people write it, such as "3 Mar", with its year where that is not the year of the other day.
func dayWords(d, beside civil.Date) string {
	switch {
	case d >= never:
		return "the return"
	case d.Year() != beside.Year():
		return d.Format("2 Jan 2006")
	}
	return d.Format("2 Jan")
}

// list joins words: "a", "a and b", "a, b and c".
func list(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

var numberWords = []string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// numberWord writes small numbers out.
func numberWord(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return fmt.Sprint(n)
}

// times is "once", "twice", "three times".
func times(n int) string {
	switch n {
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return numberWord(n) + " times"
}

// possessive is the name with an apostrophe and s.
func possessive(name string) string { return name + "’s" }

// plural is a count with its noun, such as "1 day" or "34 days".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// upperFirst makes the first letter large.
func upperFirst(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// rhythmWords says a distance between one-on-ones, such as "Weekly" or "Every 2 weeks".
func rhythmWords(days int) string {
	switch {
	case days == 7:
		return "Weekly"
	case days%7 == 0:
		return fmt.Sprintf("Every %d weeks", days/7)
	case days == 30:
		return "Monthly"
	}
	return "Every " + plural(days, "day")
}

// lowerFirst makes the first letter small, for a title within a sentence; a quotation, a number or a word in capitals stays.
func lowerFirst(s string) string {
	if len(s) < 2 || s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	return strings.ToLower(s[:1]) + s[1:]
}
