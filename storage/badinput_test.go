package storage

import (
	"strings"
	"testing"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// nasty are texts as people paste them; each must come back as it was.
var nasty = []string{
	strings.Repeat("All work and no play. ", 50_000), "مرحبا بالعالم \u202eRTL override\u202c", "a\u200bb\u200d\ufeffzero width", "bell\a null\x00 escape\x1b[31m",
	"👩🏽‍💻👨‍👩‍👧‍👦", "tab\tline\nreturn\r\nend\u2028separator", "  spaces around  ", strings.Repeat("x", 1<<20), strings.Repeat("Wolfeschlegelstein", 17)[:300],
}

func TestNastyTextsComeBackAsTheyWere(t *testing.T) {
	db, _ := open(t)
	for _, text := range nasty {
		p := put(t, db, people.Person{Name: text, Birthday: "--02-29", WorkingStyle: text, Tags: []string{text}})
		m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-02-03T14:00:00+02:00"), Status: notes.Held, Notes: text, PrivateNotes: text, Topics: []notes.Topic{{Text: text}}})
		a := put(t, db, notes.Action{Person: p.ID, Text: text, Owner: notes.Me, Due: civil.NewDate(1999, 1, 1), State: notes.ActionOpen})
		f := put(t, db, notes.Feedback{Person: p.ID, Date: civil.NewDate(2026, 2, 3), Kind: notes.Praise, Direction: notes.Given, Behaviour: text, Source: text})
		read(t, db, func(tx *Tx) error {
			file, err := tx.File(p.ID)
			if err != nil {
				return err
			}
			if file.Person.Name != text || file.Person.WorkingStyle != text || file.Person.Tags[0] != text || file.Person.Birthday != "--02-29" ||
				file.Meetings[0].Notes != m.Notes || file.Meetings[0].PrivateNotes != text || file.Meetings[0].Topics[0].Text != text ||
				file.Actions[0] != a || file.Feedback[0] != f {
				t.Errorf("%.40q came back otherwise", text)
			}
			return nil
		})
	}
	read(t, db, func(tx *Tx) error {
		for query, want := range map[string]int{"wolfeschlegelstein*": 1, "بالعالم": 1, "\"zero width\"": 1, strings.Repeat("x", 1<<20): 1} {
			if r, err := tx.Search(ParseQuery(query, false)); err != nil || r.Total < want {
				t.Errorf("%s: %d hits, %v", query, r.Total, err)
			}
		}
		return nil
	})
	r, err := db.Check(t.Context())
	if err != nil || !r.OK() {
		t.Errorf("check: %v %v", r.Problems, err)
	}
}
