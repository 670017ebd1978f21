package people

import (
	"fmt"
	"strings"
	"time"

	"github.com/teambition/rrule-go"

	"rapport/civil"
)

// Series is a repeating appointment: an iCalendar recurrence rule with its start and time zone (RFC 5545).
type Series struct{ rule *rrule.RRule }

// ParseSeries reads "DTSTART;TZID=Europe/Helsinki:20260106T140000" and "RRULE:FREQ=WEEKLY" on two lines (or with a space between).
func ParseSeries(s string) (Series, error) {
	text := strings.TrimSpace(s)
	if i := strings.Index(text, " RRULE:"); i >= 0 {
		text = text[:i] + "\n" + text[i+1:]
	}
	wrong := func(why error) (Series, error) {
		return Series{}, fmt.Errorf("%q is not a series: write DTSTART;TZID=Europe/Helsinki:20260106T140000 and RRULE:FREQ=WEEKLY on the next line (%w)", s, why)
	}
	if !strings.Contains(text, "DTSTART") {
		return wrong(fmt.Errorf("DTSTART is missing"))
	}
	option, err := rrule.StrToROption(text)
	if err != nil {
		return wrong(err)
	}
	if option.Freq > rrule.DAILY {
		return wrong(fmt.Errorf("a one-on-one repeats by day, week, month or year"))
	}
	rule, err := rrule.NewRRule(*option)
	if err != nil {
		return wrong(err)
	}
	return Series{rule}, nil
}

// Next returns the first occurrence at or after t that is not on one of the excepted days; false where the series has ended.
func (s Series) Next(t time.Time, except []civil.Date) (time.Time, bool) {
	for range 1000 {
		at := s.rule.After(t, true)
		if at.IsZero() {
			return time.Time{}, false
		}
		if !contains(except, civil.DateOf(at)) {
			return at, true
		}
		t = at.Add(time.Second)
	}
	return time.Time{}, false
}

// Between returns the occurrences from a to b, both included, without those on excepted days.
func (s Series) Between(a, b time.Time, except []civil.Date) []time.Time {
	var out []time.Time
	for _, at := range s.rule.Between(a, b, true) {
		if !contains(except, civil.DateOf(at)) {
			out = append(out, at)
		}
	}
	return out
}

// Days is the usual number of days between two occurrences, as a cadence counts them.
func (s Series) Days() int {
	every := max(s.rule.OrigOptions.Interval, 1)
	switch s.rule.OrigOptions.Freq {
	case rrule.YEARLY:
		return 365 * every
	case rrule.MONTHLY:
		return 30 * every
	case rrule.WEEKLY:
		return max(1, 7*every/max(1, len(s.rule.OrigOptions.Byweekday)))
	}
	return every
}

func contains(days []civil.Date, d civil.Date) bool {
	for _, x := range days {
		if x == d {
			return true
		}
	}
	return false
}

// RhythmDays is the number of days between two meetings by the series where there is one, else by the cadence; 0 for no rhythm.
func (p Person) RhythmDays() int {
	if p.Series != "" {
		if s, err := ParseSeries(p.Series); err == nil {
			return s.Days()
		}
	}
	days, _ := p.Cadence.Days()
	return days
}

// Start is the first occurrence of the series, in its own time zone.
func (s Series) Start() time.Time { return s.rule.OrigOptions.Dtstart }

// NewSeries writes the series of a cadence that begins at a moment, with the time zone's IANA name. A monthly one falls on the same
// weekday of the month ("the second Tuesday"), the last one where it begins on a fifth. Without a rhythm the text is empty.
func NewSeries(start time.Time, zone string, c Cadence) string {
	days, err := c.Days()
	if err != nil || days == 0 {
		return ""
	}
	rule := "FREQ=WEEKLY"
	switch {
	case c == Monthly:
		nth := (start.Day()-1)/7 + 1
		if nth == 5 {
			nth = -1
		}
		rule = fmt.Sprintf("FREQ=MONTHLY;BYDAY=%d%s", nth, strings.ToUpper(start.Format("Mon")[:2]))
	case days > 7:
		rule = fmt.Sprintf("FREQ=WEEKLY;INTERVAL=%d", days/7)
	}
	return fmt.Sprintf("DTSTART;TZID=%s:%s\nRRULE:%s", zone, start.Format("20060102T150405"), rule)
}
