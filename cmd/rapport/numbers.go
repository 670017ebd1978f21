package main

import (
	"cmp"
	"os"

	"rapport/goals"
	"rapport/language"
)

// decimalMark is the decimal mark with which numbers are typed where the person is, by the same variables as other programs.
func decimalMark() goals.Mark {
	if language.DecimalComma(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_NUMERIC"), os.Getenv("LANG"))) {
		return goals.Comma
	}
	return goals.Point
}
