package storage

import (
	"slices"
	"testing"
	"time"

	"rapport/notes"
	"rapport/people"
)

// Of the name of somebody whose record went for good, what stands in what others wrote stays known, and nothing else.
func TestFormerNamesOfThoseGoneForGood(t *testing.T) {
	db, c := open(t)
	stays := put(t, db, people.Person{Name: "Ada"})
	gone := put(t, db, people.Person{Name: "Ottokar von Nachtweide"})
	note := put(t, db, notes.Meeting{Person: stays.ID, At: instant("2026-03-02T14:00:00Z"), Status: notes.Held, Notes: "Ottokars rota goes on."})
	former := func() (out []string) {
		t.Helper()
		read(t, db, func(tx *Tx) (err error) { out, err = FormerNames(tx); return err })
		return out
	}
	write(t, db, func(tx *Tx) error { _, err := Delete[people.Person](tx, gone.ID); return err })
	if got := former(); !slices.Equal(got, []string{"Ottokar von Nachtweide"}) {
		t.Errorf("in the trash: %q", got)
	}
	purge := func() { write(t, db, func(tx *Tx) error { _, err := Purge(tx, c.now.Add(time.Hour)); return err }) }
	purge()
	if got := former(); !slices.Equal(got, []string{"Ottokar"}) {
		t.Errorf("gone for good: %q", got)
	}
	write(t, db, func(tx *Tx) error { _, err := Delete[notes.Meeting](tx, note.ID); return err })
	purge()
	if got := former(); len(got) > 0 {
		t.Errorf("it stands nowhere any more: %q", got)
	}
}
