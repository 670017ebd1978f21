package ui

import (
	"regexp"
	"strconv"

	"fyne.io/fyne/v2"

	"rapport/goals"
	w "rapport/ui/widget"
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

// cutAt is a text beside others that takes no more room than that: a number may have hundreds of digits.
func cutAt(text string, style w.Style, width float32) fyne.CanvasObject {
	if t := w.NewText(text, style); t.MinSize().Width <= width {
		return t
	}
	return w.Sized(w.NewElided(text, style), width, 0)
}
