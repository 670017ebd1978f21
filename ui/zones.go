package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"rapport/civil"
	"rapport/people"
)

// zones are time zones that a city or country may be looked for in, those of most people first of each offset.
var zones = strings.Fields(`Europe/London Europe/Dublin Europe/Lisbon Europe/Berlin Europe/Paris Europe/Madrid Europe/Rome Europe/Amsterdam
Europe/Brussels Europe/Zurich Europe/Vienna Europe/Prague Europe/Warsaw Europe/Budapest Europe/Copenhagen Europe/Stockholm Europe/Oslo
Europe/Belgrade Europe/Zagreb Europe/Athens Europe/Helsinki Europe/Tallinn Europe/Riga Europe/Vilnius Europe/Kyiv Europe/Bucharest
Europe/Sofia Europe/Chisinau Europe/Istanbul Europe/Moscow Europe/Minsk Atlantic/Reykjavik America/New_York America/Chicago America/Denver
America/Phoenix America/Los_Angeles America/Anchorage Pacific/Honolulu America/Toronto America/Vancouver America/Halifax America/St_Johns
America/Mexico_City America/Bogota America/Lima America/Caracas America/Santiago America/Sao_Paulo America/Argentina/Buenos_Aires
America/Montevideo America/Costa_Rica America/Panama Africa/Lagos Africa/Accra Africa/Casablanca Africa/Tunis Africa/Cairo
Africa/Johannesburg Africa/Nairobi Africa/Addis_Ababa Asia/Jerusalem Asia/Beirut Asia/Amman Asia/Riyadh Asia/Dubai Asia/Tehran Asia/Baku
Asia/Tbilisi Asia/Yerevan Asia/Karachi Asia/Tashkent Asia/Almaty Asia/Kolkata Asia/Kathmandu Asia/Dhaka Asia/Colombo Asia/Yangon
Asia/Bangkok Asia/Ho_Chi_Minh Asia/Jakarta Asia/Singapore Asia/Kuala_Lumpur Asia/Manila Asia/Hong_Kong Asia/Shanghai Asia/Taipei
Asia/Seoul Asia/Tokyo Australia/Perth Australia/Adelaide Australia/Brisbane Australia/Sydney Australia/Melbourne Pacific/Auckland
Etc/UTC`)

// findZone reads a time zone: its name, or the city in it in any case ("helsinki", "new york").
func findZone(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	if _, err := time.LoadLocation(text); err == nil && text != "Local" {
		return text, nil
	}
	word := strings.ReplaceAll(strings.ToLower(text), " ", "_")
	for _, z := range zones {
		if low := strings.ToLower(z); low == word || strings.HasSuffix(low, "/"+word) {
			return z, nil
		}
	}
	return "", fmt.Errorf("%q is not a time zone: write it like Europe/Helsinki, or a large city in it", text)
}

// zoneName is the IANA name of where the manager is. A computer may only know it as "Local": then it is the first zone whose clocks
// are the same through this year and the next.
func zoneName(now time.Time) string {
	loc := now.Location()
	if name := loc.String(); name != "Local" && name != "" {
		return name
	}
	for _, name := range zones {
		if z, err := time.LoadLocation(name); err == nil && sameClocks(loc, z, now) {
			return name
		}
	}
	return "Etc/UTC"
}

func sameClocks(a, b *time.Location, now time.Time) bool {
	for day := range 2 * 366 {
		t := now.AddDate(0, 0, day)
		_, x := t.In(a).Zone()
		_, y := t.In(b).Zone()
		if x != y {
			return false
		}
	}
	return true
}

// theirTime says what time it is where a person is: "15:35 there now, 2 hours ahead of you"; empty where that is not known.
func theirTime(p people.Person, now time.Time) string {
	clock, apart := theirClock(p, now)
	switch {
	case clock == "":
		return ""
	case apart == 0:
		return clock + " there now, the same time as you"
	case apart > 0:
		return clock + " there now, " + hours(apart) + " ahead of you"
	}
	return clock + " there now, " + hours(-apart) + " behind you"
}

// theirClock is the time where a person is and how far it is ahead of the manager's; empty where the time zone is not known.
func theirClock(p people.Person, now time.Time) (clock string, apart time.Duration) {
	loc, err := time.LoadLocation(p.Timezone)
	if p.Timezone == "" || err != nil {
		return "", 0
	}
	there := now.In(loc)
	_, theirs := there.Zone()
	_, mine := now.Zone()
	clock = there.Format("15:04")
	if a, b := civil.DateOf(there), civil.DateOf(now); a != b {
		clock = there.Format("Mon 15:04")
	}
	return clock, time.Duration(theirs-mine) * time.Second
}

// hours says a time apart: "2 hours", "5 h 30 min".
func hours(d time.Duration) string {
	h, m := int(d/time.Hour), int(d%time.Hour/time.Minute)
	if m == 0 {
		return count(h, "hour", "hours")
	}
	if h == 0 {
		return fmt.Sprintf("%d min", m)
	}
	return fmt.Sprintf("%d h %d min", h, m)
}

// birthdayOf reads a day and a month: "29 Feb", "February 29", "--02-29", "02-29".
func birthdayOf(text string) (string, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return "", nil
	}
	for _, layout := range []string{"2006 --01-02", "2006 01-02", "2006 2 Jan", "2006 2 January", "2006 Jan 2", "2006 January 2", "2006 2. January", "2006 2 Jan.", "2006 2.1."} {
		if t, err := time.Parse(layout, "2000 "+text); err == nil { // a leap year
			return t.Format("--01-02"), nil
		}
	}
	return "", fmt.Errorf("%q is not a day and month: write it like 29 February", text)
}

// birthdayWords is a birthday as one says it: "29 February"; aside is how soon it is. On the 29th of February born, the 28th stands in
// for it in other years.
func birthdayWords(birthday string, on civil.Date) (words, aside string) {
	t, err := time.Parse("2006--01-02", "2000"+birthday)
	if err != nil {
		return birthday, ""
	}
	next := civil.Date(0)
	for year := on.Year(); next < on; year++ {
		day := t.Day()
		if t.Month() == time.February && day == 29 && civil.NewDate(year, time.March, 1)-civil.NewDate(year, time.February, 28) == 1 {
			day = 28
		}
		next = civil.NewDate(year, t.Month(), day)
	}
	switch days := int(next - on); {
	case days == 0:
		aside = "today"
	case days == 1:
		aside = "tomorrow"
	case days <= 30:
		aside = fmt.Sprintf("in %d days", days)
	}
	if next.Day() != t.Day() {
		aside = strings.Join(nonEmpty(aside, "on "+next.Format("2 January")+" this time"), ", ")
	}
	return t.Format("2 January"), aside
}

// linesOf cuts a text into its lines, without blank ones; the words of each are kept as typed.
func linesOf(text string) []string {
	return slices.DeleteFunc(strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n"), func(s string) bool { return strings.TrimSpace(s) == "" })
}
