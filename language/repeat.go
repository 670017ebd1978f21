package language

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"time"

	"rapport/civil"
)

// repeatRule is the part of en/dates.txt that is about repetition.
type repeatRule struct {
	every          map[string]int
	other, workday map[string]bool
}

var repeatRules = sync.OnceValue(func() *repeatRule {
	f := readRules("dates.txt")
	other := map[string]bool{}
	for word := range f.numbered("other") {
		other[word] = true
	}
	return &repeatRule{f.numbered("every"), other, f.set("workday")}
})

// weekdayCodes are the weekdays as iCalendar writes them, Monday first.
var weekdayCodes = []string{"MO", "TU", "WE", "TH", "FR", "SA", "SU"}

// CutRepeat takes a phrase such as "every friday", "every other week", "every 3 months" or "every workday" out of a line: the
// words that are left, the recurrence rule (RFC 5545, without a start), and the first day after today on which it falls. A line
// without such a phrase comes back as it was, with an empty rule.
func CutRepeat(text string, today civil.Date) (rest, rule string, first civil.Date) {
	words := dateWords(text)
	dates, repeats := dateRules(), repeatRules()
	for i := range words {
		if repeats.every[words[i].low] == 0 {
			continue
		}
		every, at := 1, i+1
		if at < len(words) && repeats.other[words[at].low] {
			every, at = 2, at+1
		} else if at < len(words) {
			if n := wholeNumber(words[at].low); n > 1 {
				every, at = n, at+1
			} else if n := dates.number[words[at].low]; n > 1 {
				every, at = n, at+1
			}
		}
		if at >= len(words) || !blanks(text, words[i:at+1]) {
			continue
		}
		switch low := words[at].low; {
		case dates.weekday[low] > 0:
			day := dates.weekday[low] - 1
			rule = repeatText("WEEKLY", every) + ";BYDAY=" + weekdayCodes[day]
			first = nextWeekday(today, day)
		case repeats.workday[low] && every == 1:
			rule, first = "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", today+1
			for day := first.Weekday(); day == time.Saturday || day == time.Sunday; day = first.Weekday() {
				first++
			}
		case dates.unit[low] == unitDay:
			rule, first = repeatText("DAILY", every), today+civil.Date(every)
		case dates.unit[low] == unitWeek:
			rule, first = repeatText("WEEKLY", every), today+civil.Date(7*every)
		case dates.unit[low] == unitMonth:
			rule, first = MonthEnd(repeatText("MONTHLY", every), today), today.AddMonths(every)
		case dates.unit[low] == unitQuarter:
			rule, first = MonthEnd(repeatText("MONTHLY", 3*every), today), today.AddMonths(3*every)
		case dates.unit[low] == unitYear:
			rule, first = MonthEnd(repeatText("YEARLY", every), today), today.AddMonths(12*every)
		default:
			continue
		}
		return cutDate(text, words[i].from, words[at].to), rule, first
	}
	return text, "", 0
}

// blanks reports whether only blanks lie between the words.
func blanks(text string, words []dateWord) bool {
	for i := 1; i < len(words); i++ {
		if strings.TrimLeft(text[words[i-1].to:words[i].from], " \t") != "" {
			return false
		}
	}
	return true
}

// wholeNumber is a number of at most two digits; 0 where the word is none.
func wholeNumber(word string) int {
	n := 0
	for _, r := range word {
		if r < '0' || r > '9' || n > 9 {
			return 0
		}
		n = 10*n + int(r-'0')
	}
	return n
}

func repeatText(freq string, every int) string {
	if every == 1 {
		return "FREQ=" + freq
	}
	return fmt.Sprintf("FREQ=%s;INTERVAL=%d", freq, every)
}

// monthEnds are the parts of a rule that put it on a day of the month after the 28th, or on the last day of a month that is too short for it:
// the last of these days that the month has (RFC 5545, BYSETPOS).
var monthEnds = map[int]string{
	29: ";BYMONTHDAY=28,29;BYSETPOS=-1",
	30: ";BYMONTHDAY=28,29,30;BYSETPOS=-1",
	31: ";BYMONTHDAY=28,29,30,31;BYSETPOS=-1",
}

// leapDay is the part of a yearly rule that puts it on 29 February, or on the 28th of a year that has none.
const leapDay = ";BYMONTH=2" + ";BYMONTHDAY=28,29;BYSETPOS=-1"

// MonthEnd returns a rule of months or years that says nothing else, "FREQ=MONTHLY;INTERVAL=3", so that it falls on the day of the month of a
// given day also after a shorter month: a plain rule would leave out the months that have no 31st. Any other rule, and one that begins
// before the 29th, comes back as it was.
func MonthEnd(rule string, from civil.Date) string {
	_, month, day := from.Time().Date()
	switch plain := withoutInterval(rule); {
	case plain == "FREQ=MONTHLY":
		return rule + monthEnds[day]
	case plain == "FREQ=YEARLY" && month == time.February && day == 29:
		return rule + leapDay
	}
	return rule
}

// PlainMonth is the opposite of MonthEnd: the rule without the days of the month that it put there.
func PlainMonth(rule string) string {
	if plain, ok := strings.CutSuffix(rule, leapDay); ok && withoutInterval(plain) == "FREQ=YEARLY" {
		return plain
	}
	for _, end := range monthEnds {
		if plain, ok := strings.CutSuffix(rule, end); ok && withoutInterval(plain) == "FREQ=MONTHLY" {
			return plain
		}
	}
	return rule
}

// withoutInterval is a rule without its interval where that stands at the end.
func withoutInterval(rule string) string {
	head, every, ok := strings.Cut(rule, ";INTERVAL=")
	if ok && wholeNumber(every) > 0 {
		return head
	}
	return rule
}

// nextWeekday is the next such day after today; Monday is 0.
func nextWeekday(today civil.Date, day int) civil.Date {
	for d := today + 1; ; d++ {
		if (int(d.Weekday())+6)%7 == day {
			return d
		}
	}
}

// RepeatWords says a recurrence rule as a person would, "Every Friday", "Every 2 weeks"; a rule that says more than that is
// "Repeats". No rule gives no words.
func RepeatWords(rule string) string {
	if rule == "" {
		return ""
	}
	part := map[string]string{}
	for field := range strings.SplitSeq(strings.TrimPrefix(strings.TrimSpace(PlainMonth(rule)), "RRULE:"), ";") {
		key, value, _ := strings.Cut(field, "=")
		part[strings.ToUpper(key)] = strings.ToUpper(value)
	}
	every := wholeNumber(part["INTERVAL"])
	if part["INTERVAL"] == "" {
		every = 1
	}
	unit := map[string]string{"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[part["FREQ"]]
	delete(part, "FREQ")
	delete(part, "INTERVAL")
	days := part["BYDAY"]
	delete(part, "BYDAY")
	if unit == "" || every == 0 || len(part) > 0 {
		return "Repeats"
	}
	if days == "MO,TU,WE,TH,FR" && unit == "week" && every == 1 {
		return "Every workday"
	}
	if i := slices.Index(weekdayCodes, days); i >= 0 && unit == "week" {
		unit = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}[i]
	} else if days != "" {
		return "Repeats"
	}
	switch {
	case every == 1:
		return "Every " + unit
	case every == 2 && unit[0] < 'a':
		return "Every other " + unit
	case unit[0] < 'a':
		return "Repeats"
	}
	return fmt.Sprintf("Every %d %ss", every, unit)
}
