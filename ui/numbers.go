package ui

import (
	"regexp"
	"strconv"

	"rapport/goals"
)

// mark is the decimal mark with which the person types (Options.Comma), and so the one with which every number in the window is shown. Files
// that the window writes have a point.
var mark goals.Mark

func setMark(comma bool) {
	mark = goals.Point
	if comma {
		mark = goals.Comma
	}
}

// decimal is a number with so many decimals; -1 takes as many as it needs.
func decimal(v float64, places int) string {
	return mark.In(strconv.FormatFloat(v, 'f', places, 64))
}

var usualRange = regexp.MustCompile(`[Uu]sual \d\.\d to \d\.\d`)

// signText is a text of a sign with its usual range in the person's mark; what it quotes stays as it was typed.
func signText(text string) string {
	return usualRange.ReplaceAllStringFunc(text, mark.In)
}
