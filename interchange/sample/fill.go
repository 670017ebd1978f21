package sample

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
)

// ahead names the days of a record that may lie after today.
var ahead = map[string]bool{"due": true, "review": true, "from": true, "to": true, "was": true, "until": true, "probation_until": true, "retain_until": true}

// fill makes a record of a block: its words are the values of the fields named in order, name=value any other field, its text
// after the bar is the field main. Fields are named as in the interchange document.
func fill[T any](s *script, b block, order, main string) T {
	var out T
	v := reflect.ValueOf(&out).Elem()
	names := strings.Fields(order)
	var plain []string
	for _, word := range b.words {
		if name, value, named := strings.Cut(word, "="); named {
			s.set(v, name, value)
		} else {
			plain = append(plain, word)
		}
	}
	for i, name := range names[:min(len(names), len(plain))] {
		value := plain[i]
		if i == len(names)-1 { // the last one may have several words
			value = strings.Join(plain[i:], " ")
		}
		s.set(v, name, value)
	}
	if b.main != "" {
		s.set(v, main, b.main)
	}
	for _, f := range b.sets {
		s.set(v, f[0], f[1])
	}
	return out
}

// set sets one field of a record; a text or list that is there already gets one more line or item.
func (s *script) set(record reflect.Value, name, value string) {
	f := field(record, name)
	switch x := f.Addr().Interface().(type) {
	case *civil.Date:
		*x = s.day(value, !ahead[name])
		if name == "from" { // leave begins on the first working day of it
			*x = nextOpen(s.rawDay(value))
		}
	case *[]civil.Date:
		for _, day := range strings.Split(value, ",") {
			*x = append(*x, s.day(day, true))
		}
	case *civil.Instant:
		day, clock, _ := strings.Cut(value, "@")
		*x = civil.InstantOf(s.moment(s.day(day, true), parseClock(clock)))
	case *uuid.UUID:
		*x = s.reference(value)
	case *[]string:
		for _, item := range strings.Split(value, ";") {
			*x = append(*x, s.expand(strings.TrimSpace(item)))
		}
	case **int:
		*x = ptr(int(number(value)))
	case **float64:
		*x = ptr(number(value))
	case **bool:
		*x = ptr(value == "true")
	case **goals.Mismatch:
		since, resolved, _ := strings.Cut(value, ",")
		*x = &goals.Mismatch{Since: s.day(since, true)}
		if resolved != "" {
			(*x).Resolved = s.day(resolved, true)
		}
	default:
		if f.Kind() != reflect.String {
			panic("no way to set " + name)
		}
		value = s.expand(value)
		if f.Len() > 0 {
			value = f.String() + "\n" + value
		}
		f.SetString(value)
	}
}

// field finds the field of a struct by its name in the interchange document.
func field(record reflect.Value, name string) reflect.Value {
	for i := range record.NumField() {
		if tag, _, _ := strings.Cut(record.Type().Field(i).Tag.Get("json"), ","); tag == name && name != "" {
			return record.Field(i)
		}
	}
	panic(fmt.Sprintf("%s has no field %q", record.Type(), name))
}

// reference is the id of the goal with the key, or of the person's one-on-one of the week.
func (s *script) reference(key string) uuid.UUID {
	if week, _, ok := parseWeeks(key); ok && s.meetings[week] != uuid.Nil {
		return s.meetings[week]
	}
	if id, ok := s.keys[key]; ok {
		return id
	}
	panic("nothing is called " + key)
}

// day reads weeks and days such as -5+2 as a working day; what has happened was before today.
func (s *script) day(text string, happened bool) civil.Date {
	d := s.rawDay(text)
	if happened {
		d = min(d, s.past)
	}
	return lastOpen(d)
}

// rawDay reads weeks and days such as -5+2, whatever day that is.
func (s *script) rawDay(text string) civil.Date {
	weeks, days, ok := parseWeeks(text)
	if !ok {
		panic(fmt.Sprintf("%q is no day", text))
	}
	return s.base + civil.Date(7*weeks+days)
}

// parseWeeks reads weeks and days such as -5+2.
func parseWeeks(text string) (weeks, days int, ok bool) {
	m := weeksText.FindStringSubmatch(text)
	if m == nil {
		return 0, 0, false
	}
	weeks, _ = strconv.Atoi(m[1])
	if m[2] != "" {
		days, _ = strconv.Atoi(m[2])
	}
	return weeks, days, true
}

// parseClock reads 14:00 as the time since midnight; no text is 17:20, when the day's lines are written.
func parseClock(text string) time.Duration {
	if text == "" {
		text = "17:20"
	}
	t, err := time.Parse("15:04", text)
	if err != nil {
		panic(err)
	}
	return time.Duration(t.Hour())*time.Hour + time.Duration(t.Minute())*time.Minute
}

func number(text string) float64 {
	v, err := strconv.ParseFloat(text, 64)
	if err != nil {
		panic(err)
	}
	return v
}

func ptr[T any](v T) *T { return &v }
