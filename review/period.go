package review

import (
	"time"

	"rapport/civil"
)

// Period is a stretch of days, both ends included.
type Period struct{ From, To civil.Date }

// within reports whether a day is in the period.
func (p Period) within(d civil.Date) bool { return d != 0 && p.From <= d && d <= p.To }

// Words says the period by its months where it is whole ones, such as "March 2025 to February 2026", else by its days.
func (p Period) Words() string {
	first, next := p.From, p.To+1
	switch {
	case first.Day() != 1 || next.Day() != 1:
		return spanWords(p.From, p.To)
	case first.Year() == p.To.Year() && first.Month() == time.January && p.To.Month() == time.December:
		return first.Format("2006")
	case first.AddMonths(1) == next:
		return monthWords(first)
	case first.Year() == p.To.Year():
		return first.Format("January") + " to " + monthWords(p.To)
	}
	return monthWords(first) + " to " + monthWords(p.To)
}

// months are the first days of the calendar months that the period touches.
func (p Period) months() []civil.Date {
	var out []civil.Date
	for m := civil.NewDate(p.From.Year(), p.From.Month(), 1); m <= p.To; m = m.AddMonths(1) {
		out = append(out, m)
	}
	return out
}

// quarter is the quarter of the period, 0 to 3, that a day of it falls into.
func (p Period) quarter(d civil.Date) int {
	return min(3, int(4*(d-p.From)/max(p.To-p.From+1, 1)))
}
