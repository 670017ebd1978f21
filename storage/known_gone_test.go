package storage

import (
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// What was deleted is known on the days before it was, as it stood then, with all that is about it; and on no day after it.
func TestKnownBeforeItWasDeleted(t *testing.T) {
	db, c := open(t)
	old := func(n byte) uuid.UUID { return uuid.UUID{0x01, 0x80, 6: 0x70, 8: 0x80, 15: n} } // long before
	ada := put(t, db, people.Person{ID: old(1), Name: "Ada"})
	bea := put(t, db, people.Person{ID: old(2), Name: "Bea"})
	m := notes.Meeting{ID: old(3), Person: ada.ID, At: instant("2026-03-02T14:00:00Z"), Status: notes.Held, Notes: "The pager was quiet."}
	put(t, db, m)
	put(t, db, notes.Action{ID: old(4), Person: ada.ID, Created: civil.NewDate(2026, 3, 2), Owner: notes.Me, State: notes.ActionOpen, Text: "Ask the team", Meeting: m.ID})
	put(t, db, notes.JournalLine{ID: old(5), Person: bea.ID, At: instant("2026-03-02T15:00:00Z"), Text: "Helped out"})
	c.now = time.Date(2026, 3, 4, 9, 0, 0, 0, time.UTC)
	m.Notes = "The pager was loud."
	put(t, db, m)
	typo := put(t, db, notes.JournalLine{ID: uuid.Must(uuid.NewV7()), Person: ada.ID, At: instant("2026-03-02T15:00:00Z"), Text: "A slip"}) // made long after
	c.now = time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC)
	write(t, db, func(tx *Tx) error {
		if _, err := Delete[notes.Meeting](tx, m.ID); err != nil {
			return err
		}
		if _, err := Delete[notes.JournalLine](tx, typo.ID); err != nil {
			return err
		}
		_, err := Delete[people.Person](tx, bea.ID)
		return err
	})
	for day, want := range map[int]string{2: "The pager was quiet.", 3: "The pager was quiet.", 4: "The pager was loud.", 5: "The pager was loud.", 6: "", 9: ""} {
		read(t, db, func(tx *Tx) error {
			texts, err := TextsAt(tx, civil.NewDate(2026, 3, day))
			if err != nil {
				return err
			}
			files, team, err := texts.Files(tx)
			if err != nil {
				return err
			}
			if n := len(files); (n == 2) != (want != "") || files[0].Person.Name != "Ada" || n == 2 && (files[1].Person.Name != "Bea" || len(files[1].Journal) != 1) {
				t.Errorf("on %d March: %d files", day, n)
			}
			got, ok := files[0].Meeting(m.ID)
			if ok != (want != "") || got.Notes != want {
				t.Errorf("on %d March: %v, %q", day, ok, got.Notes)
			}
			if a := files[0].Actions[0]; (a.Meeting == m.ID) != (want != "") {
				t.Errorf("on %d March: the action is from %v", day, a.Meeting)
			}
			if len(files[0].Journal) != 0 {
				t.Errorf("on %d March: a line that was not there yet", day)
			}
			found, err := tx.SearchAt(ParseQuery("pager", false), texts.Past(files, team))
			if (found.Total == 1) != (want != "") {
				t.Errorf("on %d March: found %d times", day, found.Total)
			}
			for query, there := range map[string]bool{"who:bea": want != "", "who:bea helped": want != "", "who:bea kind:journal from:2026-03": want != "", "who:bea pager": false, "who:ada helped": false,
				"who:bea who:ada helped": want != "", "who:ada": true, "who:zoe": false} {
				found, err := tx.SearchAt(ParseQuery(query, true), texts.Past(files, team))
				if err != nil || (found.Total > 0) != there {
					t.Errorf("on %d March: %s found %d times, %v", day, query, found.Total, err)
				}
			}
			return err
		})
	}
}
