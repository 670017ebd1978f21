package main

import (
	"cmp"
	"os"

	"rapport/language"
)

// decimalComma reports whether numbers are typed with a decimal comma where the person is, by the same variables as other programs.
func decimalComma() bool {
	return language.DecimalComma(cmp.Or(os.Getenv("LC_ALL"), os.Getenv("LC_NUMERIC"), os.Getenv("LANG")))
}
