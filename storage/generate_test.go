package storage

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// words are what generated texts are made of: what is easily lost, and what a search has to get right.
var words = []string{"budget", "Budget", "naïve", "Naive", "C++", "C#", "#tag", "tag", "e-mail", "mail", "don't", "会議", "東京都の会議", "2026-03-03", "ﬁne", "fine",
	"Straße", "STRASSE", "🙂", "👩🏽‍💻", "a+b", "+", "\x00", "\x1b[31m", "\r\n", "\t", "  ", "\u2028", `"quoted"`, "<b>&amp;", "'; DROP TABLE people; --", "\u200f", "\uE000", "plan", "planning"}

func text() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		if rapid.IntRange(0, 9).Draw(t, "any") == 0 {
			return rapid.String().Draw(t, "text")
		}
		out := ""
		for range rapid.IntRange(1, 6).Draw(t, "words") {
			out += rapid.SampledFrom(words).Draw(t, "word") + rapid.SampledFrom([]string{" ", " ", ", ", "\n"}).Draw(t, "space")
		}
		return out
	})
}

// choices are the values of the fields that take only some.
var choices = map[reflect.Type][]string{
	reflect.TypeFor[people.Relation](): {"report", "manager", "peer"}, reflect.TypeFor[people.Status](): {"active", "on_leave", "archived"},
	reflect.TypeFor[people.Sensitivity](): {"quiet", "normal", "alert"}, reflect.TypeFor[people.Cadence](): {"weekly", "biweekly", "every 3 weeks", "monthly", "none"},
	reflect.TypeFor[notes.Category]():   {"delivery", "technical", "growth", "wellbeing", "feedback", "team", "other"},
	reflect.TypeFor[notes.Side]():       {"me", "them"},
	reflect.TypeFor[notes.Status]():     {"scheduled", "held", "cancelled", "missed"},
	reflect.TypeFor[notes.Source]():     {"said", "impression"},
	reflect.TypeFor[notes.TopicState](): {"open", "discussed", "parked"}, reflect.TypeFor[notes.ActionState](): {"open", "done", "dropped"},
	reflect.TypeFor[notes.FeedbackKind](): {"praise", "constructive"}, reflect.TypeFor[notes.Direction](): {"given", "received", "about"},
	reflect.TypeFor[goals.Status]():          {"draft", "active", "achieved", "partly", "missed", "dropped"},
	reflect.TypeFor[goals.Kind]():            {"committed", "aspirational", "learning"},
	reflect.TypeFor[goals.Confidence]():      {"on_track", "at_risk", "off_track"},
	reflect.TypeFor[goals.KeyResultKind]():   {"number", "percent", "milestone"},
	reflect.TypeFor[goals.DelegationState](): {"active", "ended"}, reflect.TypeFor[people.Change](): {"less", "more"},
	reflect.TypeFor[people.EventKind](): {"role_change", "launch", "other"}, reflect.TypeFor[people.AckAction](): {"snoozed", "dismissed", "acted"},
	reflect.TypeFor[people.Outcome](): {"confirmed", "wrong", "not_known"}, reflect.TypeFor[people.Audience](): {"me", "review", "report"},
}

var choicesByName = map[string][]string{
	"timezone": {"Europe/Helsinki", "UTC"}, "birthday": {"--02-29", "--12-31"}, "photo": {"", "/9j/4A=="}, "mark": {people.NotASign},
	"series": {"DTSTART;TZID=Europe/Helsinki:20260106T140000\nRRULE:FREQ=WEEKLY"}, "recurs": {"FREQ=WEEKLY;INTERVAL=2"},
}

// limits are the ranges of whole numbers.
var limits = map[string][2]int{"colour": {0, 6}, "mood": {1, 5}, "workload": {1, 5}, "helped": {1, 5}, "commitment": {1, 5}, "level": {1, 7}, "minutes": {0, 1440},
	"series_minutes": {1, 1440}, "position": {1, 99}, "carried": {0, 99}, "rhythm": {1, 999}}

// needed are the fields that must be there where the name alone does not say it.
var needed = map[string]bool{"name": true, "title": true, "status": true, "owner": true, "state": true, "direction": true, "kind": true, "at": true, "date": true, "from": true,
	"to": true, "quote": true, "mark": true, "question": true, "what": true, "level": true, "behaviour": true, "change": true, "sign": true, "since": true, "reason": true, "was": true, "text": true}

// generate fills a record with anything that is valid; references are left to the caller.
func generate(t *rapid.T, v reflect.Value, newID func() uuid.UUID) {
	for i := range v.NumField() {
		name, f := jsonName(v.Type().Field(i)), v.Field(i)
		if !needed[name] && name != "id" && rapid.Bool().Draw(t, name+" absent") {
			continue
		}
		generateField(t, f, name, newID)
	}
}

func generateField(t *rapid.T, f reflect.Value, name string, newID func() uuid.UUID) {
	switch p := f.Addr().Interface().(type) {
	case *uuid.UUID:
		if name == "id" {
			*p = newID()
		}
		return
	case *civil.Date:
		*p = civil.Date(rapid.IntRange(1, 3_652_059).Draw(t, name))
		if rapid.Bool().Draw(t, "usual") {
			*p = civil.NewDate(2026, 1, 1) + civil.Date(rapid.IntRange(0, 120).Draw(t, name))
		}
		return
	case *civil.Instant:
		*p = instant(fmt.Sprintf("2026-0%d-1%dT%02d:%02d:%02d%s%s", rapid.IntRange(1, 9).Draw(t, "month"), rapid.IntRange(0, 9).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour"),
			rapid.IntRange(0, 59).Draw(t, "minute"), rapid.IntRange(0, 59).Draw(t, "second"), rapid.SampledFrom([]string{"", ".5", ".500", ".123456789"}).Draw(t, "fraction"),
			rapid.SampledFrom([]string{"Z", "+00:00", "-00:00", "+02:00", "+05:45", "-11:00", "+14:00"}).Draw(t, "offset")))
		return
	case **int:
		n := rapid.IntRange(limits[name][0], limits[name][1]).Draw(t, name)
		*p = &n
		return
	case **float64:
		x := rapid.SampledFrom([]float64{0, 1, 0.5, 1.0 / 3}).Draw(t, name)
		if name != "score" && name != "weight" && rapid.Bool().Draw(t, "any") {
			x = rapid.Float64().Draw(t, name) + 0 // SQLite keeps no negative zero
		}
		*p = &x
		return
	case **bool:
		b := rapid.Bool().Draw(t, name)
		*p = &b
		return
	}
	switch f.Kind() {
	case reflect.String:
		list := choices[f.Type()]
		if list == nil {
			list = choicesByName[name]
		}
		if list != nil {
			f.SetString(rapid.SampledFrom(list).Draw(t, name))
		} else {
			s := text().Draw(t, name)
			if needed[name] {
				s += "x"
			}
			f.SetString(s)
		}
	case reflect.Pointer:
		f.Set(reflect.New(f.Type().Elem()))
		generate(t, f.Elem(), newID)
	case reflect.Slice:
		for range rapid.IntRange(1, 3).Draw(t, name) {
			x := reflect.New(f.Type().Elem()).Elem()
			if x.Kind() == reflect.Struct {
				generate(t, x, newID)
			} else {
				generateField(t, x, name, newID)
			}
			f.Set(reflect.Append(f, x))
		}
	}
}

// records makes a whole database, with every reference right.
func records(newID func() uuid.UUID) *rapid.Generator[people.Records] {
	return rapid.Custom(func(t *rapid.T) people.Records {
		var r people.Records
		v := reflect.ValueOf(&r).Elem()
		for _, table := range tables {
			least := 0
			if table.name == "people" {
				least = 1
			}
			for range rapid.IntRange(least, 3).Draw(t, table.name) {
				x := reflect.New(table.typ).Elem()
				generate(t, x, newID)
				refer(t, &r, x)
				mend(t, x)
				list := v.Field(table.field)
				list.Set(reflect.Append(list, x))
			}
		}
		once := map[string]bool{} // nobody holds two one-on-ones at once
		r.Meetings = slices.DeleteFunc(r.Meetings, func(m notes.Meeting) bool {
			key := m.Person.String() + m.At.Time().UTC().Truncate(1e6).String()
			twice := once[key]
			once[key] = true
			return twice
		})
		there := map[uuid.UUID]bool{}
		for _, m := range r.Meetings {
			there[m.ID] = true
		}
		forget := func(id *uuid.UUID) {
			if !there[*id] {
				*id = uuid.Nil
			}
		}
		for i := range r.TalkingPoints {
			forget(&r.TalkingPoints[i].From)
		}
		for i := range r.Actions {
			forget(&r.Actions[i].Meeting)
		}
		for i := range r.Feedback {
			forget(&r.Feedback[i].Meeting)
		}
		for i := range r.Observations {
			forget(&r.Observations[i].Meeting)
		}
		for i := range rapid.IntRange(0, 3).Draw(t, "settings") {
			if r.Settings == nil {
				r.Settings = people.Settings{}
			}
			r.Settings[fmt.Sprintf("signs.%d", i)] = rapid.SampledFrom([]any{"off", "", 0.0, 2.5, true, false}).Draw(t, "setting")
		}
		return r
	})
}

// refer sets the references of a record to some of those that are there, or to none.
func refer(t *rapid.T, r *people.Records, v reflect.Value) {
	table := tableOf[v.Type()]
	one := func(kind string) uuid.UUID {
		list := reflect.ValueOf(*r).Field(tableNamed[kind].field)
		if list.Len() == 0 || kind != "people" && rapid.Bool().Draw(t, "none") {
			return uuid.Nil
		}
		return list.Index(rapid.IntRange(0, list.Len()-1).Draw(t, kind)).Field(0).Interface().(uuid.UUID)
	}
	for _, l := range links {
		if l.table == table.name {
			v.FieldByIndex(table.fieldOf(l.column)).Set(reflect.ValueOf(one(l.to)))
		}
	}
	if x, ok := v.Addr().Interface().(*people.LineMark); ok {
		x.Record = one("people")
		if id := one("goals"); id != uuid.Nil {
			x.Record = id
		}
	}
	if table.name == "absences" || table.name == "events" || table.name == "goals" {
		if rapid.Bool().Draw(t, "of everyone") {
			v.FieldByName("Person").SetZero()
		}
	}
}

// mend makes fields fit to each other.
func mend(t *rapid.T, v reflect.Value) {
	order := func(a, b *civil.Date) {
		if *a != 0 && *b != 0 && *a > *b {
			*a, *b = *b, *a
		}
	}
	switch x := v.Addr().Interface().(type) {
	case *people.Absence:
		order(&x.From, &x.To)
	case *people.Review:
		order(&x.From, &x.To)
	case *goals.Goal:
		order(&x.Start, &x.Due)
		for i := range x.CheckIns {
			for _, k := range x.KeyResults {
				if rapid.Bool().Draw(t, "value") {
					if x.CheckIns[i].Values == nil {
						x.CheckIns[i].Values = map[uuid.UUID]float64{}
					}
					x.CheckIns[i].Values[k.ID] = rapid.SampledFrom([]float64{0, 1}).Draw(t, "value")
				}
			}
		}
	}
}

func putAll[T Record](tx *Tx, list []T) error {
	for _, x := range list {
		if _, err := Put(tx, x); err != nil {
			return err
		}
	}
	return nil
}

// putRecords saves everything, as an import does.
func putRecords(tx *Tx, r people.Records) error {
	for _, err := range []error{putAll(tx, r.People), putAll(tx, r.Absences), putAll(tx, r.Meetings), putAll(tx, r.TalkingPoints), putAll(tx, r.Journal), putAll(tx, r.Actions),
		putAll(tx, r.Feedback), putAll(tx, r.Goals), putAll(tx, r.Delegations), putAll(tx, r.Observations), putAll(tx, r.Events), putAll(tx, r.Acknowledgements),
		putAll(tx, r.LineMarks), putAll(tx, r.Reviews), putAll(tx, r.Templates), putAll(tx, r.Questions), putAll(tx, r.Asked), putAll(tx, r.CueWords)} {
		if err != nil {
			return err
		}
	}
	for key, value := range r.Settings {
		if err := tx.SetSetting(key, value); err != nil {
			return err
		}
	}
	return nil
}

// asJSON is what the interchange document would hold, so that a difference in presence or in a written form shows.
func asJSON(t tb, x any) string {
	t.Helper()
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetIndent("", " ")
	e.SetEscapeHTML(false)
	if err := e.Encode(x); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// allOf reads everything.
func allOf(t tb, db *DB) (r people.Records) {
	t.Helper()
	read(t, db, func(tx *Tx) (err error) { r, err = tx.Records(); return err })
	return r
}

// checked makes sure that nothing is damaged and the search index is true.
func checked(t tb, db *DB) {
	t.Helper()
	r, err := db.Check(t.Context())
	if err != nil || !r.OK() {
		t.Fatalf("check: %v %v", r.Problems, err)
	}
}
