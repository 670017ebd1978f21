package storage

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// TestTextsAsTheyStood writes a note over several days and asks for each of them.
func TestTextsAsTheyStood(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 1, 10, 15, 0, 0, 0, time.UTC)
	db, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"), Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	// made on the day that the clock shows, as ids of version 7 say
	id := func() uuid.UUID {
		u := uuid.Must(uuid.NewV7())
		ms := now.UnixMilli()
		for i := range 6 {
			u[i] = byte(ms >> (40 - 8*i))
		}
		return u
	}
	put := func(m notes.Meeting) {
		t.Helper()
		if err := db.Write(ctx, func(tx *Tx) error { _, err := Put(tx, m); return err }); err != nil {
			t.Fatal(err)
		}
	}
	person := people.Person{ID: id(), Name: "Ada"}
	if err := db.Write(ctx, func(tx *Tx) error { _, err := Put(tx, person); return err }); err != nil {
		t.Fatal(err)
	}
	at := func(day int) civil.Instant { return civil.InstantOf(time.Date(2026, 1, day, 14, 0, 0, 0, time.UTC)) }
	m := notes.Meeting{ID: id(), Person: person.ID, At: at(10), Status: notes.Held, Notes: "First"}
	put(m)
	now = now.AddDate(0, 0, 2) // 12 Jan
	m.Notes = "Second"
	put(m)
	late := notes.Meeting{ID: id(), Person: person.ID, At: at(9), Status: notes.Held, Notes: "Typed in later"}
	put(late)
	now = now.AddDate(0, 0, 2) // 14 Jan
	m.Notes, m.PrivateNotes = "Third", "For me"
	put(m)
	late.Notes = "Typed in later, and mended"
	put(late)

	for day, want := range map[int]string{10: "First", 11: "First", 12: "Second", 13: "Second", 14: "Third", 20: "Third"} {
		err := db.Read(ctx, func(tx *Tx) error {
			texts, err := TextsAt(tx, civil.NewDate(2026, 1, day))
			if err != nil {
				return err
			}
			now, err := tx.File(person.ID)
			if err != nil {
				return err
			}
			f, err := texts.Known(now)
			if err != nil {
				return err
			}
			got, _ := f.Meeting(m.ID)
			if got.Notes != want || (got.PrivateNotes != "") != (day >= 14) {
				t.Errorf("on %d Jan: %q, private %q", day, got.Notes, got.PrivateNotes)
			}
			// what was typed in later is known on its own day; the history does not reach back before that
			old, ok := f.Meeting(late.ID)
			if !ok || old.Notes != map[bool]string{true: "Typed in later", false: "Typed in later, and mended"}[day == 12 || day == 13] {
				t.Errorf("on %d Jan, typed in on the 12th: %q, %v", day, old.Notes, ok)
			}
			if present, _ := now.Meeting(m.ID); present.Notes != "Third" {
				t.Error("the file itself was changed")
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
