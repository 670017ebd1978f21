// Package civil has the two kinds of time that a record carries: a Date, a day of the calendar without a clock,
// and an Instant, a moment kept exactly as it was written.
package civil

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar, counted in days from 31 December of the year before 1, so that dates compare
// with < and subtract to a number of days. The zero Date means "no date". Years run from 1 to 9999.
type Date int32

const secondsPerDay = 24 * 60 * 60

// epoch is the Unix time of Date 0.
var epoch = time.Date(0, 12, 31, 0, 0, 0, 0, time.UTC).Unix()

// NewDate returns the given day; days and months out of range roll over as with time.Date.
func NewDate(year int, month time.Month, day int) Date {
	return Date((time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() - epoch) / secondsPerDay)
}

// DateOf returns the day that t shows in its own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return NewDate(y, m, d)
}

// ParseDate reads YYYY-MM-DD. Anything else, and a day that the calendar does not have, is an error that quotes s.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse("2006-01-02", s)
	if err != nil || t.Year() < 1 {
		return 0, fmt.Errorf("%q is not a date: write it as YYYY-MM-DD, for example 2026-03-31", s)
	}
	return DateOf(t), nil
}

// Time returns midnight UTC of the day.
func (d Date) Time() time.Time { return time.Unix(epoch+int64(d)*secondsPerDay, 0).UTC() }

// In returns the start of the day in loc.
func (d Date) In(loc *time.Location) time.Time {
	y, m, day := d.Time().Date()
	return time.Date(y, m, day, 0, 0, 0, 0, loc)
}

// Year returns the year of the day.
func (d Date) Year() int { return d.Time().Year() }

// Month returns the month of the day.
func (d Date) Month() time.Month { return d.Time().Month() }

// Day returns the day of the month.
func (d Date) Day() int { return d.Time().Day() }

// Weekday returns the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// AddMonths returns the same day n months later, or the last day of that month where it is shorter.
func (d Date) AddMonths(n int) Date {
	y, m, day := d.Time().Date()
	first := NewDate(y, m+time.Month(n), 1)
	last := NewDate(first.Year(), first.Month()+1, 0)
	return min(first+Date(day)-1, last)
}

// IsZero reports whether there is no date.
func (d Date) IsZero() bool { return d == 0 }

// String returns YYYY-MM-DD, or the empty text for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	return d.Time().Format("2006-01-02")
}

// Format writes the day in a layout of package time.
func (d Date) Format(layout string) string { return d.Time().Format(layout) }

// MarshalText writes YYYY-MM-DD.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads YYYY-MM-DD, or the empty text as no date.
func (d *Date) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*d = 0
		return nil
	}
	v, err := ParseDate(string(b))
	if err == nil {
		*d = v
	}
	return err
}

// Instant is a moment with its offset from UTC, kept as it was written (RFC 3339). The zero Instant means "no instant".
// Two Instants are == only if they were written alike; compare moments with Compare or Equal.
type Instant struct {
	text string
	sec  int64
	nsec int32
}

// maxOffset is the largest offset from UTC that any clock on earth shows.
const maxOffset = 14 * 60 * 60

// ParseInstant reads an RFC 3339 text with an offset. The text is kept as it is.
func ParseInstant(s string) (Instant, error) {
	t, err := time.Parse(time.RFC3339Nano, s)
	if err == nil && (s[13] != ':' || s[19] == ',') { // time.Parse takes an hour of one digit and a comma too
		err = fmt.Errorf("not RFC 3339")
	}
	if err == nil {
		if _, offset := t.Zone(); offset > maxOffset || offset < -maxOffset || t.Year() < 1 || t.UTC().Year() < 1 || t.UTC().Year() > 9999 {
			err = fmt.Errorf("offset or year out of range")
		}
	}
	if err != nil {
		return Instant{}, fmt.Errorf("%q is not a moment: write it with its offset, for example 2026-03-31T14:00:00+02:00", s)
	}
	return Instant{text: s, sec: t.Unix(), nsec: int32(t.Nanosecond())}, nil
}

// InstantOf returns t with the offset of its location, to the millisecond.
func InstantOf(t time.Time) Instant {
	i, err := ParseInstant(t.Truncate(time.Millisecond).Format(time.RFC3339Nano))
	if err != nil { // a location with seconds in its offset, from before 1900
		i, _ = ParseInstant(t.UTC().Truncate(time.Millisecond).Format(time.RFC3339Nano))
	}
	return i
}

// Time returns the moment in a fixed zone of the offset that was written.
func (i Instant) Time() time.Time {
	if i.text == "" {
		return time.Time{}
	}
	t, _ := time.Parse(time.RFC3339Nano, i.text)
	if t.Location() == time.Local { // Parse names the local zone where its offset fits; a record must not depend on it
		_, offset := t.Zone()
		t = t.In(time.FixedZone("", offset))
	}
	return t
}

// Date returns the day that was written, whatever day it was elsewhere.
func (i Instant) Date() Date {
	if i.text == "" {
		return 0
	}
	d, _ := ParseDate(i.text[:len("2006-01-02")])
	return d
}

// Clock returns the hours and minutes that were written, such as "14:00".
func (i Instant) Clock() string {
	if i.text == "" {
		return ""
	}
	return i.text[11:16]
}

// Compare orders moments by time: -1, 0 or +1. No instant comes first.
func (i Instant) Compare(j Instant) int {
	switch {
	case i.IsZero() || j.IsZero():
		return b2i(!i.IsZero()) - b2i(!j.IsZero())
	case i.sec != j.sec:
		return 2*b2i(i.sec > j.sec) - 1
	case i.nsec != j.nsec:
		return 2*b2i(i.nsec > j.nsec) - 1
	}
	return 0
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Before reports whether i is earlier than j.
func (i Instant) Before(j Instant) bool { return i.Compare(j) < 0 }

// Equal reports whether i and j are the same moment, however written.
func (i Instant) Equal(j Instant) bool { return i.Compare(j) == 0 }

// IsZero reports whether there is no instant.
func (i Instant) IsZero() bool { return i.text == "" }

// String returns the text as it was written.
func (i Instant) String() string { return i.text }

// MarshalText returns the text as it was written.
func (i Instant) MarshalText() ([]byte, error) { return []byte(i.text), nil }

// UnmarshalText reads an RFC 3339 text, or the empty text as no instant.
func (i *Instant) UnmarshalText(b []byte) error {
	if len(b) == 0 {
		*i = Instant{}
		return nil
	}
	v, err := ParseInstant(string(b))
	if err == nil {
		*i = v
	}
	return err
}
