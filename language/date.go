package language

import (
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"rapport/civil"
)

// FindDate returns the date that text names as due, and where the phrase stands, its lead ("by", "on", "until",
// "before", "due") included, as byte offsets. The first phrase with a lead other than "on" is taken; without one, the
// first phrase. A phrase after "from", "since", "of", "for", "after", "about" or "last" is none: it says what something
// is about.
//
// A week begins on Monday; what ends with a week ends on its Friday. Counted from today:
//
//   - a weekday ("fri", "by friday") is the next such day after today;
//   - "next tue" is the Tuesday of the coming calendar week, "this tue" that of the current one (a week later where it
//     is over), "next week" the Friday of the coming week, "end of week" and "this week" the Friday of the current one,
//     or the coming one on a weekend;
//   - "next month", "next quarter" and "next year" are their last days, as are "end of month", "eom", "end of next
//     quarter", "end of march"; quarters are those of the calendar;
//   - "in a month" is the same day of the next month, or its last day where it is shorter;
//   - a day and month without a year, and "the 12th", are the first such day from today on; a written year is kept,
//     also a past one; a weekday beside a date is not checked against it;
//   - of 3/12 nobody can tell the month, so it is no date; 13/3, 3/13 and 2026-03-12 are.
//
// A bare weekday, "the 12th" and 13/3 are taken only with a lead or where the phrase ends there: "Friday deploys" is no
// date. ok is false where there is none, and where the date would lie beyond the year 9999.
func FindDate(text string, today civil.Date) (date civil.Date, from, to int, ok bool) {
	s := dateScan{rules: dateRules(), text: text, words: dateWords(text), today: today}
	for i := 0; i < len(s.words); i++ {
		p, found := s.phrase(i)
		if !found {
			continue
		}
		if !ok || p.deadline {
			date, from, to, ok = p.date, s.words[p.first].from, s.words[p.end-1].to, true
		}
		if p.deadline {
			break
		}
		i = p.end - 1
	}
	return date, from, to, ok
}

// dateRule is en/dates.txt.
type dateRule struct {
	deadline, lead                                                             [][]string
	about, doubtful, in, this, article, of, end, today, tomorrow, part, closed map[string]bool
	ordinal                                                                    map[string]bool // endings
	next, month, weekday, number, unit, ends                                   map[string]int
}

var dateRules = sync.OnceValue(func() *dateRule {
	f := readRules("dates.txt")
	return &dateRule{
		deadline: f.words("deadline"), lead: f.words("lead"),
		about: f.set("about"), doubtful: f.set("doubtful"), in: f.set("in"), this: f.set("this"), article: f.set("article"),
		of: f.set("of"), end: f.set("end"), today: f.set("today"), tomorrow: f.set("tomorrow"),
		part: f.set("parts of the day"), closed: f.set("closing"), ordinal: f.set("ordinal"),
		next: f.numbered("next"), month: f.numbered("months"), weekday: f.numbered("weekdays"), number: f.numbered("numbers"),
		unit: f.numbered("units"), ends: f.numbered("ends"),
	}
})

// Numbers of [units] and [ends].
const (
	unitDay = iota + 1
	unitWeek
	unitMonth
	unitQuarter
	unitYear
)

// dateWord is a run of letters, digits and apostrophes; within digits also / and -.
type dateWord struct {
	from, to int
	low      string // lower case
}

func dateWords(text string) []dateWord {
	var words []dateWord
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if !isDateRune(r) || r == '\'' {
			i += size
			continue
		}
		from := i
		for i < len(text) {
			r, size = utf8.DecodeRuneInString(text[i:])
			if !isDateRune(r) && !(strings.ContainsRune("/-.", r) && betweenDigits(text, i)) && !(r == '-' && betweenLetters(text, i)) {
				break
			}
			i += size
		}
		low := strings.ToLower(text[from:i])
		if !strings.HasPrefix(low, "end-") { // end-of-month is three words
			words = append(words, dateWord{from, i, low})
			continue
		}
		for part := range strings.SplitSeq(text[from:i], "-") {
			words = append(words, dateWord{from, from + len(part), strings.ToLower(part)})
			from += len(part) + 1
		}
	}
	return words
}

func isDateRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '\'' || r == '’' || r == '_'
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func betweenDigits(text string, i int) bool {
	return i > 0 && i+1 < len(text) && isDigit(text[i-1]) && isDigit(text[i+1])
}

func betweenLetters(text string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:i])
	after, _ := utf8.DecodeRuneInString(text[i+1:])
	return unicode.IsLetter(before) && unicode.IsLetter(after)
}

// dateScan reads phrases in one text.
type dateScan struct {
	rules *dateRule
	text  string
	words []dateWord
	today civil.Date
}

// datePhrase is a date with its lead: words first to end, end left out.
type datePhrase struct {
	date       civil.Date
	first, end int
	deadline   bool
}

// phrase returns the phrase whose date, the lead left out, begins at word i.
func (s *dateScan) phrase(i int) (datePhrase, bool) {
	if before, _ := utf8.DecodeLastRuneInString(s.text[:s.words[i].from]); strings.ContainsRune("-/#@.$€£", before) {
		return datePhrase{}, false
	}
	date, end, loose := s.date(i)
	if end == 0 || date < civil.NewDate(1, 1, 1) || date > civil.NewDate(9999, 12, 31) {
		return datePhrase{}, false
	}
	first, deadline := i, false
	if j := s.leadBefore(i, s.rules.deadline); j < i {
		first, deadline = j, true
	} else if j := s.leadBefore(i, s.rules.lead); j < i {
		first = j
	}
	if first == i && i > 0 && s.joined(i-1) && s.rules.about[s.words[i-1].low] {
		return datePhrase{}, false
	}
	if loose == always && !s.closes(end) || loose == bare && first == i && !s.closes(end) {
		return datePhrase{}, false
	}
	for end < len(s.words) && s.joined(end-1) && s.rules.part[s.words[end].low] {
		end++
	}
	return datePhrase{date, first, end, deadline}, true
}

// leadBefore returns the first word of the longest lead that ends just before word i, or i.
func (s *dateScan) leadBefore(i int, leads [][]string) int {
	first := i
	for _, lead := range leads {
		j := i - len(lead)
		if j < 0 || j >= first {
			continue
		}
		fits := true
		for k, word := range lead {
			gap := strings.TrimLeft(s.gap(j+k), " \t")
			fits = fits && s.words[j+k].low == word && (gap == "" || k == len(lead)-1 && strings.TrimRight(gap, " \t") == ":")
		}
		if fits {
			first = j
		}
	}
	return first
}

// gap is the text between word i and the next.
func (s *dateScan) gap(i int) string { return s.text[s.words[i].to:s.words[i+1].from] }

// joined reports whether only blanks (or the hyphen of end-of-month) lie between word i and the next.
func (s *dateScan) joined(i int) bool {
	if i+1 >= len(s.words) {
		return false
	}
	gap := s.gap(i)
	return gap == "-" || gap != "" && strings.Trim(gap, " \t") == ""
}

// comma reports whether word i and the next are joined, or parted by a comma.
func (s *dateScan) comma(i int) bool {
	return s.joined(i) || i+1 < len(s.words) && strings.Trim(s.gap(i), " \t") == ","
}

// closes reports whether a phrase can end before word end.
func (s *dateScan) closes(end int) bool {
	rest := s.text[s.words[end-1].to:]
	trimmed := strings.TrimLeft(rest, " \t")
	if trimmed == "" || strings.ContainsRune(".,;:!?)]}\"\n\r", rune(trimmed[0])) {
		return true
	}
	if trimmed[0] == '(' || len(trimmed) < len(rest) && (trimmed[0] == '-' || strings.HasPrefix(trimmed, "–") || strings.HasPrefix(trimmed, "—")) {
		return true
	}
	return end < len(s.words) && s.joined(end-1) && (s.rules.closed[s.words[end].low] || s.rules.part[s.words[end].low])
}

// looseness says what a date needs around it.
type looseness int

const (
	firm   looseness = iota // nothing
	bare                    // a lead, or that the phrase closes
	always                  // that the phrase closes, lead or not
)

// low is word i, or nothing where it is not joined to the one before it.
func (s *dateScan) low(i int) string {
	if i >= len(s.words) || i > 0 && !s.joined(i-1) {
		return ""
	}
	return s.words[i].low
}

// date reads the date at word i; end is the word after it, 0 where there is none.
func (s *dateScan) date(i int) (d civil.Date, end int, l looseness) {
	r, low := s.rules, s.words[i].low
	switch {
	case r.article[low] && s.low(i+1) != "":
		if d, end, l = s.endOf(i + 1); end > 0 {
			return d, end, l
		}
		return s.monthDay(i + 1)
	case r.today[low]:
		return s.today, i + 1, firm
	case r.tomorrow[low]:
		return s.today + 1, i + 1, firm
	case r.in[low]:
		return s.distance(i + 1)
	case r.next[low] > 0:
		return s.next(i + 1)
	case r.this[low]:
		return s.this(i + 1)
	case r.weekday[low] > 0:
		return s.weekday(i)
	case isDigit(low[0]) && strings.ContainsAny(low, "/-"):
		return s.figures(i)
	case isDigit(low[0]) && !r.isOrdinal(low):
		return s.monthDay(i)
	case isDigit(low[0]), r.month[low] > 0:
		return s.monthDay(i)
	}
	return s.endOf(i)
}

// weekday reads "fri", "fri 13 mar", "Friday, the 13th".
func (s *dateScan) weekday(i int) (civil.Date, int, looseness) {
	if s.comma(i) {
		j := i + 1
		if s.rules.article[s.words[j].low] && s.joined(j) {
			j++
		}
		if d, end, l := s.monthDay(j); end > 0 {
			return d, end, l
		}
		if d, end, l := s.figures(j); end > 0 && l == firm {
			return d, end, l
		}
	}
	ahead := civil.Date(s.rules.weekday[s.words[i].low]) - weekdayOf(s.today)
	if ahead <= 0 {
		ahead += 7
	}
	return s.today + ahead, i + 1, bare
}

// weekdayOf returns 1 for Monday to 7 for Sunday.
func weekdayOf(d civil.Date) civil.Date { return civil.Date((d.Weekday()+6)%7) + 1 }

// monday returns the Monday of the week of today.
func (s *dateScan) monday() civil.Date { return s.today - weekdayOf(s.today) + 1 }

// next reads what follows "next".
func (s *dateScan) next(i int) (civil.Date, int, looseness) {
	low := s.low(i)
	if day := s.rules.weekday[low]; day > 0 {
		return s.monday() + 7 + civil.Date(day) - 1, i + 1, firm
	}
	switch unit := s.rules.unit[low]; unit {
	case 0, unitDay:
		return 0, 0, firm
	case unitWeek:
		return s.monday() + 11, i + 1, firm
	default:
		return s.lastOf(unit, 1), i + 1, firm
	}
}

// this reads what follows "this".
func (s *dateScan) this(i int) (civil.Date, int, looseness) {
	low := s.low(i)
	if day := s.rules.weekday[low]; day > 0 {
		d := s.monday() + civil.Date(day) - 1
		if d < s.today {
			d += 7
		}
		return d, i + 1, firm
	}
	if s.rules.unit[low] == unitWeek {
		return s.friday(), i + 1, firm
	}
	return 0, 0, firm
}

// friday is the end of the current week, or of the coming one on a weekend.
func (s *dateScan) friday() civil.Date {
	d := s.monday() + 4
	if d < s.today {
		d += 7
	}
	return d
}

// lastOf is the last day of the current month, quarter or year, or of a later one.
func (s *dateScan) lastOf(unit, later int) civil.Date {
	y, m := s.today.Year(), int(s.today.Month())
	switch unit {
	case unitMonth:
		m += later
	case unitQuarter:
		m = (m+2)/3*3 + 3*later
	case unitYear:
		m, y = 12, y+later
	}
	return civil.NewDate(y, time.Month(m+1), 0)
}

// distance reads what follows "in": "2 weeks", "a month", "3 days' time".
func (s *dateScan) distance(i int) (civil.Date, int, looseness) {
	low := s.low(i)
	n := s.rules.number[low]
	if n == 0 {
		v, err := strconv.Atoi(low)
		if err != nil || v < 1 || v > 999 {
			return 0, 0, firm
		}
		n = v
	}
	var d civil.Date
	switch s.rules.unit[strings.TrimRight(s.low(i+1), "'’")] {
	case 0:
		return 0, 0, firm
	case unitDay:
		d = s.today + civil.Date(n)
	case unitWeek:
		d = s.today + civil.Date(7*n)
	case unitMonth:
		d = s.today.AddMonths(n)
	case unitQuarter:
		d = s.today.AddMonths(3 * n)
	case unitYear:
		d = s.today.AddMonths(12 * n)
	}
	return d, i + 2, firm
}

// endOf reads "end of the month", "end of next quarter", "end of march", "eow", and "eod fri".
func (s *dateScan) endOf(i int) (civil.Date, int, looseness) {
	low := s.low(i)
	if low == "" {
		low = s.words[i].low
	}
	unit, later, end := s.rules.ends[low], 0, i+1
	if unit == 0 {
		if !s.rules.end[low] || !s.rules.of[s.low(i+1)] {
			return 0, 0, firm
		}
		end = i + 2
		switch word := s.low(end); {
		case s.rules.next[word] > 0:
			later, end = 1, end+1
		case s.rules.this[word], s.rules.article[word]:
			end++
		}
		word := s.low(end)
		if month := s.rules.month[word]; month > 0 && later == 0 {
			last := civil.NewDate(s.today.Year(), time.Month(month)+1, 0)
			if last < s.today {
				last = civil.NewDate(s.today.Year()+1, time.Month(month)+1, 0)
			}
			return last, end + 1, firm
		}
		if unit = s.rules.unit[word]; unit == 0 {
			return 0, 0, firm
		}
		end++
	}
	switch {
	case unit == unitDay && later > 0:
		return 0, 0, firm
	case unit == unitDay:
		if end < len(s.words) && s.comma(end-1) {
			if d, after, _ := s.date(end); after > 0 {
				return d, after, firm
			}
		}
		return s.today, end, firm
	case unit == unitWeek && later > 0:
		return s.monday() + 11, end, firm
	case unit == unitWeek:
		return s.friday(), end, firm
	}
	return s.lastOf(unit, later), end, firm
}

// figures reads 2026-03-12, 2026/3/12, 13/3, 3/13 and the latter two with a year. 24/7 is no date.
func (s *dateScan) figures(i int) (civil.Date, int, looseness) {
	parts := strings.FieldsFunc(s.words[i].low, func(r rune) bool { return r == '/' || r == '-' })
	var n [3]int
	if len(parts) < 2 || len(parts) > 3 || s.words[i].low == "24/7" {
		return 0, 0, firm
	}
	for k, part := range parts {
		v, err := strconv.Atoi(part)
		if err != nil || len(part) > 4 || part[0] == '+' {
			return 0, 0, firm
		}
		n[k] = v
	}
	if len(parts) == 3 && len(parts[0]) == 4 {
		d, ok := dayOf(n[0], n[1], n[2])
		return d, i + 1 - b2i(!ok)*(i+1), firm
	}
	if strings.Contains(s.words[i].low, "-") || len(parts[0]) > 2 || len(parts[1]) > 2 {
		return 0, 0, firm
	}
	day, month := n[0], n[1]
	switch {
	case day > 12 && month <= 12:
	case month > 12 && day <= 12:
		day, month = month, day
	default:
		return 0, 0, firm
	}
	if len(parts) == 3 {
		d, ok := dayOf(n[2], month, day)
		return d, i + 1 - b2i(!ok || len(parts[2]) != 4)*(i+1), firm
	}
	d, ok := s.coming(month, day)
	return d, i + 1 - b2i(!ok)*(i+1), bare
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// dayOf returns the day where the calendar has it.
func dayOf(y, m, d int) (civil.Date, bool) {
	if y < 1 || m < 1 || m > 12 || d < 1 {
		return 0, false
	}
	date := civil.NewDate(y, time.Month(m), d)
	return date, date.Month() == time.Month(m) && date.Year() == y
}

// coming returns the first such day from today on.
func (s *dateScan) coming(month, day int) (civil.Date, bool) {
	for y := s.today.Year(); y <= s.today.Year()+8; y++ { // 29 February may be eight years off
		if d, ok := dayOf(y, month, day); ok && d >= s.today {
			return d, true
		}
	}
	return 0, false
}

// monthDay reads "12 mar", "12th of March 2027", "mar 12", "March 12th, 2027" and "12th".
func (s *dateScan) monthDay(i int) (civil.Date, int, looseness) {
	low, l := s.words[i].low, firm
	month, day, end := s.rules.month[low], 0, i+1
	if month > 0 {
		if day = s.rules.dayNumber(s.low(i + 1)); day == 0 {
			return 0, 0, firm
		}
		end = i + 2
	} else {
		if day = s.rules.dayNumber(low); day == 0 {
			return 0, 0, firm
		}
		if s.rules.of[s.low(end)] {
			end++
		}
		low = s.low(end)
		if month = s.rules.month[low]; month == 0 {
			if !s.rules.isOrdinal(s.words[i].low) {
				return 0, 0, firm
			}
			return s.dayOfMonth(day, i)
		}
		end++
	}
	if s.rules.doubtful[low] {
		l = bare
	}
	if end < len(s.words) && s.comma(end-1) {
		if word := s.words[end].low; len(word) == 4 && word >= "1900" && word < "2200" {
			if y, err := strconv.Atoi(word); err == nil {
				d, ok := dayOf(y, month, day)
				return d, (end + 1) * b2i(ok), firm
			}
		}
	}
	d, ok := s.coming(month, day)
	return d, end * b2i(ok), l
}

// dayOfMonth is the first day with that number from today on, for "the 12th" with its article before word i.
func (s *dateScan) dayOfMonth(day, i int) (civil.Date, int, looseness) {
	if i == 0 || !s.rules.article[s.words[i-1].low] && s.rules.weekday[s.words[i-1].low] == 0 {
		return 0, 0, firm
	}
	y, m := s.today.Year(), int(s.today.Month())
	for k := range 3 { // of two months on end, one has 31 days
		first := civil.NewDate(y, time.Month(m+k), 1)
		if d, ok := dayOf(first.Year(), int(first.Month()), day); ok && d >= s.today {
			return d, i + 1, always
		}
	}
	return 0, 0, firm
}

// isOrdinal reports whether word is a number with an ending: 1st, 12th.
func (r *dateRule) isOrdinal(word string) bool {
	return strings.TrimLeft(word, "0123456789") != "" && r.dayNumber(word) > 0
}

// dayNumber reads 1 to 31, also as an ordinal; anything else is 0.
func (r *dateRule) dayNumber(word string) int {
	digits := len(word) - len(strings.TrimLeft(word, "0123456789"))
	if digits == 0 || digits > 2 {
		return 0
	}
	if ending := word[digits:]; ending != "" && !r.ordinal[ending] {
		return 0
	}
	n, _ := strconv.Atoi(word[:digits])
	if n > 31 {
		return 0
	}
	return n
}
