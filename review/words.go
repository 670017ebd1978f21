package review

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
)

var numberWords = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}

// count says a number with its noun, in words up to twelve: "three goals", "no goals", "46 one-on-ones".
func count(n int, one, many string) string {
	noun := many
	if n == 1 {
		noun = one
	}
	return number(n) + " " + noun
}

func number(n int) string {
	if n >= 0 && n < len(numberWords) {
		return numberWords[n]
	}
	return strconv.Itoa(n)
}

// upper makes the first letter big, to begin a sentence.
func upper(s string) string {
	first, size := utf8.DecodeRuneInString(s)
	if size == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[size:]
}

// list joins phrases: "a", "a and b", "a, b and c".
func list(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}

// sentence ends a text with a full stop unless it ends with a mark already.
func sentence(s string) string {
	s = strings.TrimSpace(s)
	if s == "" || strings.ContainsAny(s[len(s)-1:], ".!?:") || strings.HasSuffix(s, "…") || strings.HasSuffix(s, "”") {
		return s
	}
	return s + "."
}

// oneLine is a text on one line, for lists and tables.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// dateWords says a day in full, such as "3 March 2026".
func dateWords(d civil.Date) string { return goals.DateWords(d) }

// monthWords says a month, such as "March 2025".
func monthWords(d civil.Date) string { return d.Format("January 2006") }

// spanWords says a stretch of days, such as "3 to 14 August 2025" or "28 July to 8 August 2025".
func spanWords(from, to civil.Date) string {
	switch {
	case from == to:
		return dateWords(from)
	case from.Year() != to.Year():
		return dateWords(from) + " to " + dateWords(to)
	case from.Month() != to.Month():
		return from.Format("2 January") + " to " + dateWords(to)
	}
	return strconv.Itoa(from.Day()) + " to " + dateWords(to)
}

// ago says how long ago a day was, such as "today", "yesterday", "7 days ago", "seven weeks ago".
func ago(d, on civil.Date) string {
	switch days := int(on - d); {
	case days == 0:
		return "today"
	case days == 1:
		return "yesterday"
	case days < 28:
		return strconv.Itoa(days) + " days ago"
	case days < 120:
		return count(days/7, "week", "weeks") + " ago"
	default:
		return count(int(float64(days)/30.44), "month", "months") + " ago"
	}
}

// possessive is a name with its apostrophe: "Priya’s", "Jonas’".
func possessive(name string) string {
	if strings.HasSuffix(name, "s") {
		return name + "’"
	}
	return name + "’s"
}

// saidLines are the first lines of a note that say something: no headings, no action items, and no praise.
func saidLines(note string, most int) []string {
	skip := map[int]bool{}
	for _, l := range language.FeedbackLines(note) {
		if l.Kind == string(notes.Praise) { // it stands under what is worth recognising
			skip[l.Line] = true
		}
	}
	var out []string
	n, code := 0, false
	for line := range strings.Lines(note) {
		n++
		text := strings.TrimSpace(line)
		if strings.HasPrefix(text, "```") {
			code = !code
			continue
		}
		if code || skip[n] || text == "" || strings.HasPrefix(text, "#") || strings.HasPrefix(text, "---") || isBox(text) {
			continue
		}
		for _, mark := range []string{"-! ", "- ", "* ", "+ ", "> "} {
			text = strings.TrimPrefix(text, mark)
		}
		if text = strings.TrimSpace(text); text != "" {
			if out = append(out, text); len(out) == most {
				break
			}
		}
	}
	return out
}

// isBox reports whether a line is a list item with a check box.
func isBox(line string) bool {
	for _, mark := range []string{"- ", "* ", "+ "} {
		if rest, ok := strings.CutPrefix(line, mark); ok && len(rest) >= 3 && rest[0] == '[' && rest[2] == ']' {
			return true
		}
	}
	return false
}

// firstLine is the first line of a note that says something; empty where none does.
func firstLine(note string) string {
	if lines := saidLines(note, 1); len(lines) > 0 {
		return lines[0]
	}
	return notes.FirstLine(note)
}
