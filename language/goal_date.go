package language

import (
	"slices"
	"strings"
	"unicode"
)

var monthWords = map[string]bool{}

func init() {
	for _, m := range strings.Fields("january february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec") {
		monthWords[m] = true
	}
}

var (
	dateLeads = strings.Fields("by in until till before of from on mid since early late during end over through throughout")
	weekdays  = strings.Fields("monday tuesday wednesday thursday friday saturday sunday")
)

// dateWordsIn marks the words that belong to a date: 30 June, 31/3/2026, Q3, FY26, 2026-06-30, end of May, week 40, Easter, by the spring campaign.
func dateWordsIn(words []Token, runes []rune, r *goalWords) []bool {
	out := make([]bool, len(words))
	mark := func(from, n int) {
		for i := from; i < from+n && i < len(words); i++ {
			out[i] = true
		}
	}
	is := func(i int, any []string) bool { return i >= 0 && i < len(words) && slices.Contains(any, words[i].Fold) }
	leads := func(i int) bool { return is(i, dateLeads) }
	number := func(i int) bool { return i >= 0 && i < len(words) && isNumber(words[i].Fold) }
	parted := func(i int) bool { // by a slash from the next word
		return i+1 < len(words) && words[i+1].Start == words[i].End+1 && runes[words[i].End] == '/'
	}
	for i := range words {
		w := words[i].Fold
		switch {
		case monthWords[w] && (w != "may" && w != "march" || leads(i-1) || number(i-1) || number(i+1) || i > 0 && unicode.IsUpper(runes[words[i].Start])):
			out[i] = true
			if i > 0 && isDayNumber(words[i-1].Fold) {
				out[i-1] = true
			} else if i+1 < len(words) && isDayNumber(words[i+1].Fold) {
				out[i+1] = true
			}
		case len(w) == 2 && w[0] == 'q' && w[1] >= '1' && w[1] <= '4', len(w) == 2 && w[0] == 'h' && (w[1] == '1' || w[1] == '2'):
			out[i] = true
		case strings.HasPrefix(w, "fy") && (len(w) == 4 || len(w) == 6) && isNumber(w[2:]):
			out[i] = true
		case number(i+1) && (w == "fy" || (w == "week" || w == "kw" || w == "cw") && leads(i-1)):
			mark(i, 2)
		case len(w) == 4 && isNumber(w) && strings.HasPrefix(w, "20"), len(w) == 10 && isNumber(w) && strings.Count(w, "-") == 2:
			out[i] = true
			if parted(i) && number(i+1) { // 2026/27
				out[i+1] = true
			}
		case len(w) >= 5 && isNumber(w) && strings.Count(w, ".") == 2:
			out[i] = true
		case isDayNumber(w) && parted(i) && number(i+1) && (parted(i+1) && number(i+2) || leads(i-1)):
			mark(i, 2)
			if parted(i + 1) {
				mark(i, 3)
			}
		case is(i-1, []string{"next", "coming"}) && is(i+1, []string{"days", "weeks", "months", "quarters", "sprints"}):
			mark(i-1, 3)
		case isDayNumber(w) && !isNumber(w[len(w)-1:]) && is(i-1, []string{"the", "by"}): // by the 15th
			out[i] = true
		case leads(i-1) && slices.Contains(weekdays, w):
			out[i] = true
		}
		if n := r.season.at(words, i); n > 0 && (n > 1 || leads(i-1) || is(i-1, []string{"this", "next", "coming"}) || is(i-1, []string{"the"}) && leads(i-2)) {
			mark(i, n)
		}
		if n := eventAt(words, i, r); n > 0 {
			mark(i, n)
		}
	}
	return out
}

// eventAt is how many words a date takes that is an event: by the spring campaign, before our next release.
func eventAt(words []Token, i int, r *goalWords) int {
	if !slices.Contains([]string{"by", "before", "until", "till", "for"}, words[i].Fold) || i+1 >= len(words) || !slices.Contains([]string{"the", "our", "next", "this"}, words[i+1].Fold) {
		return 0
	}
	if words[i].Fold == "for" && (i < 2 || words[i-1].Fold != "time") { // "in time for"
		return 0
	}
	for k := i + 2; k < len(words) && k <= i+5; k++ {
		if r.event.at(words, k) > 0 {
			return k - i + 1
		}
	}
	return 0
}

func isDayNumber(w string) bool {
	return len(w) <= 4 && isNumber(w) && !strings.ContainsAny(w, ".,") && (len(w) <= 2 || strings.HasSuffix(w, "st") || strings.HasSuffix(w, "nd") || strings.HasSuffix(w, "rd") || strings.HasSuffix(w, "th"))
}
