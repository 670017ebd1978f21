package morale

import (
	"cmp"
	"slices"

	"rapport/civil"
	"rapport/people"
)

// never is later than every day of a record.
var never = civil.NewDate(9999, 12, 31) + 1

// clock counts the days on which a person is there: leave and holidays stop it.
type clock struct {
	away []awayDays // disjoint, in order
}

// awayDays is a stretch of absence, both days included, and how many days of absence came before it.
type awayDays struct {
	from, to civil.Date
	before   int
}

// clockOf is the clock of one file: its absences, and where wanted the leave without an end that the person is on.
func clockOf(f people.File, onLeave bool) clock {
	var away []awayDays
	for _, a := range f.Absences {
		if a.From != 0 && a.From <= a.To {
			away = append(away, awayDays{from: a.From, to: a.To})
		}
	}
	if onLeave && f.Person.Status == people.OnLeave {
		away = append(away, awayDays{from: f.Person.StatusSince, to: never})
	}
	slices.SortFunc(away, func(a, b awayDays) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var c clock
	for _, a := range away {
		if n := len(c.away); n > 0 && a.from <= c.away[n-1].to+1 {
			c.away[n-1].to = max(c.away[n-1].to, a.to)
			continue
		}
		c.away = append(c.away, a)
	}
	sum := 0
	for i := range c.away {
		c.away[i].before = sum
		sum += int(c.away[i].to-c.away[i].from) + 1
	}
	return c
}

// stretch is the last absence that began by d; -1 where none has.
func (c clock) stretch(d civil.Date) int {
	i, _ := slices.BinarySearchFunc(c.away, d+1, func(a awayDays, d civil.Date) int { return cmp.Compare(a.from, d) })
	return i - 1
}

// absent is the number of days of absence up to and with d.
func (c clock) absent(d civil.Date) int {
	i := c.stretch(d)
	if i < 0 {
		return 0
	}
	a := c.away[i]
	return a.before + int(min(d, a.to)-a.from) + 1
}

// elapsed is the number of days after a, up to and with b, on which the person was there; negative where b is before a.
func (c clock) elapsed(a, b civil.Date) int {
	return int(b-a) - c.absent(b) + c.absent(a)
}

// after is the first day on which n days have elapsed since a; never where that does not come.
func (c clock) after(a civil.Date, n int) civil.Date {
	if a >= never || n >= int(never-a) {
		return never
	}
	d := a + civil.Date(n)
	for d < never {
		short := n - c.elapsed(a, d)
		if short <= 0 {
			return d
		}
		if i := c.stretch(d); i >= 0 && d <= c.away[i].to {
			d = c.away[i].to
		}
		d += civil.Date(short)
	}
	return never
}

// isAway reports whether the person is on leave or holiday on the day.
func (c clock) isAway(d civil.Date) bool { return c.absent(d) > c.absent(d-1) }
