package review

import (
	"strings"

	"rapport/notes"
)

// gist is feedback in one line: what was done, else its text, else what it led to or when.
func gist(x notes.Feedback) string {
	for _, s := range []string{x.Behaviour, x.Text, x.Impact, x.Situation} {
		if strings.TrimSpace(s) != "" {
			return oneLine(s)
		}
	}
	return ""
}

// told says when feedback was told to the report.
func told(x notes.Feedback) string {
	if x.SaidOn == 0 {
		return "not told yet"
	}
	if x.SaidOn == x.Date {
		return "told the same day"
	}
	return "first said on " + dateWords(x.SaidOn)
}

// parts are situation, behaviour and impact as far as they are known (Center for Creative Leadership), and the text beside them.
func parts(x notes.Feedback) []Item {
	var out []Item
	for _, p := range []Item{{Lead: "Situation", Text: x.Situation}, {Lead: "Behaviour", Text: x.Behaviour}, {Lead: "Impact", Text: x.Impact}} {
		if strings.TrimSpace(p.Text) != "" {
			p.Text = sentence(upper(oneLine(p.Text)))
			out = append(out, p)
		}
	}
	if strings.TrimSpace(x.Text) != "" && len(out) > 0 {
		out = append(out, Item{Lead: "In words", Text: sentence(upper(oneLine(x.Text)))})
	}
	return out
}
