package language

import (
	"strings"
	"testing"

	"github.com/teambition/rrule-go"
	"pgregory.net/rapid"

	"rapport/civil"
)

func TestRepeat(t *testing.T) {
	today := tuesday
	for text, want := range map[string][4]string{
		"Pager summary every friday":           {"Pager summary", "FREQ=WEEKLY;BYDAY=FR", "2026-03-06", "Every Friday"},
		"Send notes every other Tue, please":   {"Send notes, please", "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-03-10", "Every other Tuesday"},
		"every week: look at the rota":         {"look at the rota", "FREQ=WEEKLY", "2026-03-10", "Every week"},
		"Review budget every 3 months":         {"Review budget", "FREQ=MONTHLY;INTERVAL=3", "2026-06-03", "Every 3 months"},
		"Review budget (every quarter)":        {"Review budget", "FREQ=MONTHLY;INTERVAL=3", "2026-06-03", "Every 3 months"},
		"Stand-up summary every workday":       {"Stand-up summary", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-03-04", "Every workday"},
		"every day water the plant":            {"water the plant", "FREQ=DAILY", "2026-03-04", "Every day"},
		"Ask every engineer about on-call":     {"Ask every engineer about on-call", "", "", ""},
		"Everyone writes a summary":            {"Everyone writes a summary", "", "", ""},
		"Ask every. Friday is fine":            {"Ask every. Friday is fine", "", "", ""},
		"Tell the story of every 100 weeks ":   {"Tell the story of every 100 weeks ", "", "", ""},
		"Renew the licence every two years":    {"Renew the licence", "FREQ=YEARLY;INTERVAL=2", "2028-03-03", "Every 2 years"},
		"Renew the certificate each 2nd month": {"Renew the certificate", "FREQ=MONTHLY;INTERVAL=2", "2026-05-03", "Every 2 months"},
	} {
		rest, rule, first := CutRepeat(text, today)
		if rest != want[0] || rule != want[1] || first.String() != want[2] {
			t.Errorf("%q: %q, %q, %s; want %q", text, rest, rule, first, want)
		}
		if rule != "" && RepeatWords(rule) != want[3] {
			t.Errorf("%q reads %q, want %q", rule, RepeatWords(rule), want[3])
		}
	}
	for _, rule := range []string{"FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYMONTHDAY=1", "nonsense", "FREQ=WEEKLY;INTERVAL=3;BYDAY=FR", "RRULE:FREQ=WEEKLY;COUNT=3"} {
		if got := RepeatWords(rule); got != "Repeats" {
			t.Errorf("%q reads %q", rule, got)
		}
	}
}

func TestRepeatIsAlwaysARule(t *testing.T) {
	words := []string{"every", "each", "other", "2", "12", "three", "friday", "mon", "week", "weeks", "month", "workday", "send", ":", ",", "(", ")", "\u202e", "🙂", "каждый"}
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 8).Draw(t, "words"), rapid.SampledFrom([]string{" ", "", "  "}).Draw(t, "gap"))
		today := civil.Date(rapid.IntRange(15000, 30000).Draw(t, "today"))
		rest, rule, first := CutRepeat(text, today)
		if rule == "" {
			if rest != text || first != 0 {
				t.Fatalf("%q: without a rule the line became %q, %s", text, rest, first)
			}
			return
		}
		if first <= today {
			t.Fatalf("%q: %s is not after %s", text, first, today)
		}
		if _, err := rrule.StrToRRule(rule); err != nil {
			t.Fatalf("%q: %q is no rule: %v", text, rule, err)
		}
		if len(rest) >= len(text) {
			t.Fatalf("%q: nothing was taken out", text)
		}
	})
}

func TestRepeatFromTheEndOfAMonth(t *testing.T) {
	for text, want := range map[string][3]string{
		"Send the report every month":    {"FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-02-28", "Every month"},
		"Send the report every 2 months": {"FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=28,29,30,31;BYSETPOS=-1", "2026-03-31", "Every 2 months"},
		"Send the report every year":     {"FREQ=YEARLY", "2027-01-31", "Every year"},
		"Send the report every friday":   {"FREQ=WEEKLY;BYDAY=FR", "2026-02-06", "Every Friday"},
	} {
		_, rule, first := CutRepeat(text, civil.NewDate(2026, 1, 31))
		if rule != want[0] || first.String() != want[1] || RepeatWords(rule) != want[2] {
			t.Errorf("%q: %s, %s, %q", text, rule, first, RepeatWords(rule))
		}
		if plain := PlainMonth(rule); strings.Contains(plain, "SETPOS") || MonthEnd(plain, civil.NewDate(2026, 1, 31)) != rule {
			t.Errorf("%s is plain %s", rule, plain)
		}
	}
}
