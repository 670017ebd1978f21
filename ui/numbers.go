package ui

import (
	"strconv"

	"rapport/goals"
	"rapport/morale"
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

// signText is a text of a sign. That of the mood is the program's own throughout and holds numbers; others quote what was typed.
func signText(kind morale.Kind, text string) string {
	if kind == morale.MoodBelowUsual {
		return mark.In(text)
	}
	return text
}
