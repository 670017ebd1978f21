package sample

import (
	"time"

	"rapport/civil"
	"rapport/people"
)

// easter is Easter Sunday of a year of the Gregorian calendar (the algorithm of New Scientist, 30 March 1961).
func easter(year int) civil.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 19*l) / 433
	month := (h + l - 7*m + 90) / 25
	return civil.NewDate(year, time.Month(month), (h+l-7*m+33*month+19)%32)
}

// holidays are the days of a year on which nobody of the team works.
func holidays(year int) []people.Absence {
	sunday := easter(year)
	return []people.Absence{
		{From: civil.NewDate(year, time.January, 1), To: civil.NewDate(year, time.January, 1), Text: "New Year's Day"},
		{From: sunday - 2, To: sunday + 1, Text: "Easter"},
		{From: civil.NewDate(year, time.December, 25), To: civil.NewDate(year, time.December, 26), Text: "Christmas"},
	}
}

// publicHolidays are the holidays of everyone that begin in the period.
func publicHolidays(from, to civil.Date) []people.Absence {
	var out []people.Absence
	for year := from.Year(); year <= to.Year(); year++ {
		for _, a := range holidays(year) {
			if from <= a.From && a.From <= to {
				a.ID = newID(a.From.Time(), "holiday", 0)
				out = append(out, a)
			}
		}
	}
	return out
}

// isWeekend reports whether the day is a Saturday or a Sunday.
func isWeekend(d civil.Date) bool {
	return d.Weekday() == time.Saturday || d.Weekday() == time.Sunday
}

// isOpen reports whether the team works on the day.
func isOpen(d civil.Date) bool {
	if isWeekend(d) {
		return false
	}
	for _, a := range holidays(d.Year()) {
		if a.Covers(d) {
			return false
		}
	}
	return true
}

// lastOpen is the day itself or the last working day before it.
func lastOpen(d civil.Date) civil.Date {
	for !isOpen(d) {
		d--
	}
	return d
}

// nextOpen is the day itself or the first working day after it.
func nextOpen(d civil.Date) civil.Date {
	for !isOpen(d) {
		d++
	}
	return d
}

// weekdaysAfter counts n days from Monday to Friday onwards, holidays included, so that a series keeps its day of the week.
func weekdaysAfter(d civil.Date, n int) civil.Date {
	for n > 0 {
		d++
		if !isWeekend(d) {
			n--
		}
	}
	return d
}
