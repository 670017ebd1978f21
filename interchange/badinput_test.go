package interchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// What people paste is written, read, merged and written again without a changed byte.
func TestNastyTextsGoRound(t *testing.T) {
	var r people.Records
	for i, text := range []string{
		strings.Repeat("All work and no play. ", 50_000), "مرحبا بالعالم \u202eRTL override\u202c", "a\u200bb\u200d\ufeffzero width", "bell\a null\x00 escape\x1b[31m",
		"👩🏽‍💻👨‍👩‍👧‍👦", "tab\tline\nreturn\r\nend\u2028separator", "  spaces around  ", strings.Repeat("Wolfeschlegelstein", 17)[:300], "</script>&amp;<b>",
	} {
		person := uuid.UUID{1, 6: 0x70, 8: 0x80, 15: byte(i)}
		r.People = append(r.People, people.Person{ID: person, Name: text, Birthday: "--02-29", Motivators: []string{text}})
		r.Actions = append(r.Actions, notes.Action{ID: uuid.UUID{2, 6: 0x70, 8: 0x80, 15: byte(i)}, Person: person, Text: text, Owner: notes.Me, Due: civil.NewDate(1999, 1, 1), State: notes.ActionOpen})
	}
	r.People = append(r.People, people.Person{ID: uuid.UUID{3, 6: 0x70, 8: 0x80}, Name: "Sam Lee", Role: "Designer"}, people.Person{ID: uuid.UUID{4, 6: 0x70, 8: 0x80}, Name: "Sam Lee", Role: "Engineer"})
	first := written(t, Document{Records: r})
	doc := readBack(t, first)
	if second := written(t, doc); !bytes.Equal(first, second) {
		t.Error("read and written again it differs")
	}
	for i, p := range doc.Records.People {
		if p.Name != r.People[i].Name {
			t.Errorf("%.40q became %.40q", r.People[i].Name, p.Name)
		}
	}
	changes, _, err := Merge(people.Records{}, doc, MergeOptions{Mode: Theirs, NewID: uuid.New})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(changes.Records.People); n != len(r.People) {
		t.Errorf("%d people of %d, also where two have one name", n, len(r.People))
	}
}
