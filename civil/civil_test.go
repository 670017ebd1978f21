package civil

import (
	"encoding/json"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestDateRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := Date(rapid.Int32Range(1, 3652059).Draw(t, "d"))
		got, err := ParseDate(d.String())
		if err != nil || got != d {
			t.Fatalf("ParseDate(%q) = %v, %v", d.String(), got, err)
		}
		if y, m, day := d.Time().Date(); NewDate(y, m, day) != d {
			t.Fatalf("NewDate of %v differs", d)
		}
	})
}

func TestDateArithmetic(t *testing.T) {
	march := NewDate(2026, 3, 3)
	if march.Weekday() != time.Tuesday || march-NewDate(2026, 2, 24) != 7 {
		t.Errorf("3 March 2026: %v, %d days after 24 February", march.Weekday(), march-NewDate(2026, 2, 24))
	}
	for _, c := range []struct {
		from string
		n    int
		want string
	}{
		{"2026-01-31", 1, "2026-02-28"},
		{"2024-01-31", 1, "2024-02-29"},
		{"2026-03-31", -1, "2026-02-28"},
		{"2026-11-24", 3, "2027-02-24"},
		{"2024-02-29", 12, "2025-02-28"},
	} {
		from, _ := ParseDate(c.from)
		if got := from.AddMonths(c.n).String(); got != c.want {
			t.Errorf("%s plus %d months = %s, want %s", c.from, c.n, got, c.want)
		}
	}
}

func TestBadDates(t *testing.T) {
	for _, s := range []string{"", "2026-02-30", "2026-3-3", "3 March", "2026-03-03T00:00:00Z", "0000-01-01"} {
		if d, err := ParseDate(s); err == nil {
			t.Errorf("ParseDate(%q) = %v, want an error", s, d)
		}
	}
}

func TestInstantKeepsItsText(t *testing.T) {
	for _, s := range []string{"2026-03-03T14:00:00+02:00", "2026-03-03T14:00:00.500Z", "2026-03-03T14:00:00+00:00", "2026-12-31T23:30:00-05:00"} {
		i, err := ParseInstant(s)
		if err != nil || i.String() != s {
			t.Errorf("ParseInstant(%q) = %v, %v", s, i, err)
		}
		if got := i.Date().String(); got != s[:10] {
			t.Errorf("%s: day %s", s, got)
		}
		b, err := json.Marshal(i)
		if err != nil || string(b) != `"`+s+`"` {
			t.Errorf("%s marshals as %s, %v", s, b, err)
		}
	}
	a, _ := ParseInstant("2026-03-03T14:00:00+02:00")
	b, _ := ParseInstant("2026-03-03T12:00:00Z")
	c, _ := ParseInstant("2026-03-03T12:00:00.001Z")
	if !a.Equal(b) || !b.Before(c) || !(Instant{}).Before(a) {
		t.Error("instants do not order by UTC")
	}
}

func TestBadInstants(t *testing.T) {
	for _, s := range []string{"", "2026-03-03", "2026-03-03T14:00:00", "2026-03-03T4:00:00Z", "2026-03-03T14:00:00,5Z", "2026-03-03T25:00:00Z", "2026-03-03T14:00:00+15:00", "0001-01-01T00:00:00+02:00", "9999-12-31T23:00:00-02:00"} {
		if i, err := ParseInstant(s); err == nil {
			t.Errorf("ParseInstant(%q) = %v, want an error", s, i)
		}
	}
}

func TestInstantOf(t *testing.T) {
	loc := time.FixedZone("", 2*3600)
	i := InstantOf(time.Date(2026, 3, 3, 14, 0, 0, 0, loc))
	if i.String() != "2026-03-03T14:00:00+02:00" || i.Clock() != "14:00" {
		t.Errorf("InstantOf = %s, clock %s", i, i.Clock())
	}
}
