package language

import (
	"strings"
	"testing"
	"unicode/utf8"

	"rapport/civil"
)

// tuesday is the day of every example: Tuesday 3 March 2026.
var tuesday = civil.NewDate(2026, 3, 3)

func TestFindDate(t *testing.T) {
	for _, c := range []struct{ text, want, phrase string }{
		{"send promo criteria by fri", "2026-03-06", "by fri"},
		{"by friday send it", "2026-03-06", "by friday"},
		{"Send it By Friday.", "2026-03-06", "By Friday"},
		{"call Tom next tue", "2026-03-10", "next tue"},
		{"call Tom next mon", "2026-03-09", "next mon"},
		{"this fri", "2026-03-06", "this fri"},
		{"this mon", "2026-03-09", "this mon"},
		{"retro on tue", "2026-03-10", "on tue"},
		{"tomorrow call Tom", "2026-03-04", "tomorrow"},
		{"call Tom tomorrow morning about it", "2026-03-04", "tomorrow morning"},
		{"profile the basket call today", "2026-03-03", "today"},
		{"deploy tonight", "2026-03-03", "tonight"},
		{"review in 2 weeks", "2026-03-17", "in 2 weeks"},
		{"review in two weeks' time", "2026-03-17", "in two weeks'"},
		{"talk in a month", "2026-04-03", "in a month"},
		{"due in 3 days", "2026-03-06", "due in 3 days"},
		{"within a year", "2027-03-03", "within a year"},
		{"report by end of month", "2026-03-31", "by end of month"},
		{"report by the end of the month", "2026-03-31", "by the end of the month"},
		{"report EOM", "2026-03-31", "EOM"},
		{"by end-of-month", "2026-03-31", "by end-of-month"},
		{"end of next month", "2026-04-30", "end of next month"},
		{"end of may", "2026-05-31", "end of may"},
		{"end of february", "2027-02-28", "end of february"},
		{"end of week", "2026-03-06", "end of week"},
		{"eow", "2026-03-06", "eow"},
		{"end of next week", "2026-03-13", "end of next week"},
		{"end of quarter", "2026-03-31", "end of quarter"},
		{"eoq please", "2026-03-31", "eoq"},
		{"end of next quarter", "2026-06-30", "end of next quarter"},
		{"by eoy", "2026-12-31", "by eoy"},
		{"by eod", "2026-03-03", "by eod"},
		{"by eod fri", "2026-03-06", "by eod fri"},
		{"end of day tomorrow", "2026-03-04", "end of day tomorrow"},
		{"next week", "2026-03-13", "next week"},
		{"this week", "2026-03-06", "this week"},
		{"next month", "2026-04-30", "next month"},
		{"next quarter", "2026-06-30", "next quarter"},
		{"ship 12 mar", "2026-03-12", "12 mar"},
		{"ship mar 12", "2026-03-12", "mar 12"},
		{"ship on March 12th, then rest", "2026-03-12", "on March 12th"},
		{"12 March 2027", "2027-03-12", "12 March 2027"},
		{"March 12, 2027", "2027-03-12", "March 12, 2027"},
		{"12 march 2020", "2020-03-12", "12 march 2020"},
		{"12th of may", "2026-05-12", "12th of may"},
		{"2 mar", "2027-03-02", "2 mar"},
		{"3 mar", "2026-03-03", "3 mar"},
		{"29 feb", "2028-02-29", "29 feb"},
		{"2026-03-12", "2026-03-12", "2026-03-12"},
		{"due: 2025-01-02", "2025-01-02", "due: 2025-01-02"},
		{"by 2026/4/1", "2026-04-01", "by 2026/4/1"},
		{"by 13/3", "2026-03-13", "by 13/3"},
		{"by 3/13", "2026-03-13", "by 3/13"},
		{"by 2/26", "2027-02-26", "by 2/26"},
		{"13/3/2027", "2027-03-13", "13/3/2027"},
		{"the 12th", "2026-03-12", "the 12th"},
		{"by the 2nd.", "2026-04-02", "by the 2nd"},
		{"on the 31st", "2026-03-31", "on the 31st"},
		{"mon 9 mar", "2026-03-09", "mon 9 mar"},
		{"Monday, 9 March", "2026-03-09", "Monday, 9 March"},
		{"friday the 13th", "2026-03-13", "friday the 13th"},
		{"until fri", "2026-03-06", "until fri"},
		{"no later than fri", "2026-03-06", "no later than fri"},
		{"before friday deploys start", "2026-03-06", "before friday"},
		{"due by 20 mar", "2026-03-20", "due by 20 mar"},
		{"tell Tom on mon, send it by thu", "2026-03-05", "by thu"},
		{"tomorrow or on friday", "2026-03-04", "tomorrow"},
		{"send deck (by fri)", "2026-03-06", "by fri"},
		{"by may 3 people join", "2026-05-03", "by may 3"},
		{"élan für Zoë by fri", "2026-03-06", "by fri"},

		{"by xmas", "", ""},
		{"3/12", "", ""},
		{"by 3/12", "", ""},
		{"by 3/12/2026", "", ""},
		{"24/7 support", "", ""},
		{"friday deploys are risky", "", ""},
		{"read Friday's notes", "", ""},
		{"summary of 12 March", "", ""},
		{"notes from today", "", ""},
		{"plan for next week", "", ""},
		{"since monday", "", ""},
		{"over the next week", "", ""},
		{"31 feb", "", ""},
		{"by 2026-02-30", "", ""},
		{"the 12th floor", "", ""},
		{"before the 1st draft", "", ""},
		{"on the 2nd attempt", "", ""},
		{"12th", "", ""},
		{"may 3 people join", "", ""},
		{"it may be 3", "", ""},
		{"in 2-3 weeks", "", ""},
		{"in 5 minutes", "", ""},
		{"in week 3", "", ""},
		{"non-fri", "", ""},
		{"v2026-03-12", "", ""},
		{"RFC-2026-03-12", "", ""},
		{"fri/sat", "", ""},
		{"next steps", "", ""},
		{"by\nfri deploys", "", ""},
		{"end of the line", "", ""},
		{"by 12 people", "", ""},
		{"", "", ""},
	} {
		got, from, to, ok := FindDate(c.text, tuesday)
		if got.String() != c.want || ok != (c.want != "") || c.text[from:to] != c.phrase {
			t.Errorf("FindDate(%q) = %s, %q, %v; want %s, %q", c.text, got, c.text[from:to], ok, c.want, c.phrase)
		}
	}
}

// TestFindDateWeek goes through the days on which the words for weeks turn over.
func TestFindDateWeek(t *testing.T) {
	for _, c := range []struct{ today, text, want string }{
		{"2026-03-06", "by fri", "2026-03-13"}, // a Friday
		{"2026-03-06", "this fri", "2026-03-06"},
		{"2026-03-06", "eow", "2026-03-06"},
		{"2026-03-06", "next week", "2026-03-13"},
		{"2026-03-08", "eow", "2026-03-13"}, // a Sunday
		{"2026-03-08", "next mon", "2026-03-09"},
		{"2026-03-08", "next sun", "2026-03-15"},
		{"2026-03-08", "next week", "2026-03-13"},
		{"2026-03-09", "next mon", "2026-03-16"}, // a Monday
		{"2026-12-31", "the 30th", "2027-01-30"},
		{"2026-01-31", "the 30th", "2026-03-30"},
		{"2026-01-31", "in a month", "2026-02-28"},
		{"2026-12-31", "eoq", "2026-12-31"},
		{"2026-12-31", "next quarter", "2027-03-31"},
		{"2096-03-01", "29 feb", "2104-02-29"}, // 2100 has none
	} {
		today, err := civil.ParseDate(c.today)
		if err != nil {
			t.Fatal(err)
		}
		if got, _, _, _ := FindDate(c.text, today); got.String() != c.want {
			t.Errorf("on %s, %q = %s, want %s", c.today, c.text, got, c.want)
		}
	}
	if d, _, _, ok := FindDate("next year", civil.NewDate(9999, 6, 1)); ok {
		t.Errorf("a date beyond the calendar: %v", d)
	}
}

func FuzzFindDate(f *testing.F) {
	for _, text := range []string{"by fri", "mon, 9 mar", "due: the 12th.", "in 999 years", "end-of-month", "ſ 12 mar é by Fri\x80"} {
		f.Add(text, int32(tuesday))
	}
	f.Fuzz(func(t *testing.T, text string, day int32) {
		if day < 1 || day > int32(civil.NewDate(9999, 12, 31)) {
			return
		}
		d, from, to, ok := FindDate(text, civil.Date(day))
		if !ok {
			if d != 0 || from != 0 || to != 0 {
				t.Fatalf("%q: no date, yet %v %d %d", text, d, from, to)
			}
			return
		}
		checkSpan(t, text, from, to)
		if _, err := civil.ParseDate(d.String()); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
	})
}

// checkSpan fails where from and to are no stretch of text between whole characters.
func checkSpan(t *testing.T, text string, from, to int) {
	t.Helper()
	if from < 0 || from >= to || to > len(text) {
		t.Fatalf("%q: %d to %d of %d", text, from, to, len(text))
	}
	if utf8.ValidString(text) && (!utf8.ValidString(text[:from]) || !utf8.ValidString(text[from:to])) {
		t.Fatalf("%q: %d to %d cuts a character", text, from, to)
	}
	if strings.TrimSpace(text[from:to]) == "" {
		t.Fatalf("%q: %d to %d is blank", text, from, to)
	}
}
