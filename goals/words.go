package goals

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"rapport/civil"
)

// Words says where the key result stands after the check-ins, as the app shows it: "38 of 50 screens", "2.6 s, from 3.4 s to 2 s",
// "Done" or "Not yet" for a milestone, and "No measure set" where start or target is missing.
func (k KeyResult) Words(checkIns []CheckIn, mark Mark) string {
	now, from, to := k.Value(checkIns), k.Start(), k.Target()
	if k.Kind == Milestone {
		if now != nil && to != nil && *now >= *to {
			return "Done"
		}
		return "Not yet"
	}
	switch {
	case now == nil || from == nil || to == nil:
		return "No measure set"
	case k.Kind == Number && *from == 0 && *to > 0:
		return strings.TrimRight(mark.Decimal(*now)+" of "+k.Amount(*to, mark), " ")
	}
	return k.Amount(*now, mark) + ", from " + k.Amount(*from, mark) + " to " + k.Amount(*to, mark)
}

// Amount says a value with the key result's unit: "2.6 s", "40%".
func (k KeyResult) Amount(v float64, mark Mark) string {
	switch {
	case k.Kind == Percent || k.Unit == "%":
		return mark.Decimal(v) + "%"
	case k.Unit == "":
		return mark.Decimal(v)
	}
	if v == 1 || v == -1 {
		return mark.Decimal(v) + " " + oneOf(k.Unit)
	}
	return mark.Decimal(v) + " " + k.Unit
}

// plainPlural is a unit that is an English word in the plural: "teams", "screens", "open bugs". Signs such as "ms" and what is no word are none.
var plainPlural = regexp.MustCompile(`^[\p{L} -]*\p{Ll}{2}[^\P{Ll}aious]s$`)

// oneOf is a unit as it is said of one: "1 team". What is not plainly a plural stays as it was typed.
func oneOf(unit string) string {
	switch low := strings.ToLower(unit); {
	case !plainPlural.MatchString(unit), strings.HasSuffix(low, "series"), strings.HasSuffix(low, "species"), strings.HasSuffix(low, "news"):
		return unit
	case strings.HasSuffix(low, "ies") && len(low) > 4:
		return unit[:len(unit)-3] + "y"
	case strings.HasSuffix(low, "sses"), strings.HasSuffix(low, "xes"), strings.HasSuffix(low, "ches"), strings.HasSuffix(low, "shes"):
		return unit[:len(unit)-2]
	}
	return unit[:len(unit)-1]
}

// Mark is the decimal mark that numbers are written with.
type Mark byte

// Documents, exports and commands have a point; the window has the mark with which the person types.
const (
	Point Mark = iota
	Comma
)

// Decimal is the shortest decimal of a number, rounded to six places, never with an exponent.
func (m Mark) Decimal(v float64) string {
	if r := math.Round(v*1e6) / 1e6; !math.IsInf(r, 0) {
		v = r
	}
	if v == 0 {
		return "0"
	}
	return m.In(strconv.FormatFloat(v, 'f', -1, 64))
}

// In is a text that holds numbers with a decimal point and nothing that a person typed, with the mark in its numbers.
func (m Mark) In(text string) string {
	if m != Comma {
		return text
	}
	digit := func(i int) bool { return i >= 0 && i < len(text) && text[i] >= '0' && text[i] <= '9' }
	out := []byte(text)
	for i := range out {
		if out[i] == '.' && digit(i-1) && digit(i+1) {
			out[i] = ','
		}
	}
	return string(out)
}

// PercentWords says a progress from 0 to 1 in whole per cent, such as "58%". It says 100% and 0% only where they are meant.
func PercentWords(p float64) string {
	n := math.Round(100 * p)
	switch {
	case n == 100 && p < 1-rounding:
		n = 99
	case n == 0 && p > rounding:
		n = 1
	}
	return strconv.Itoa(int(n)) + "%"
}

// DateWords says a day in full, such as "3 March 2026"; empty for none.
func DateWords(d civil.Date) string {
	if d == 0 {
		return ""
	}
	return d.Format("2 January 2006")
}

// DateShort says a day without its year where that is the year of on: "3 Mar", else "3 Mar 2025"; empty for none.
func DateShort(d, on civil.Date) string {
	switch {
	case d == 0:
		return ""
	case d.Year() == on.Year():
		return d.Format("2 Jan")
	}
	return d.Format("2 Jan 2006")
}

// Plural says a count with its noun: "1 day", "3 days".
func Plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}
