package storage

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
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

// TestWhatWasWrittenOnADay changes topics, key results, a team goal and a profile, and asks what stood there before, also by searching.
func TestWhatWasWrittenOnADay(t *testing.T) {
	ctx := context.Background()
	now := time.Date(2026, 1, 10, 15, 0, 0, 0, time.UTC)
	db, err := Open(ctx, filepath.Join(t.TempDir(), "x.db"), Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	id := func(n byte) uuid.UUID { return uuid.UUID{0x01, 0x80, 6: 0x70, 8: 0x80, 15: n} } // long before
	write := func(records ...any) {
		t.Helper()
		if err := db.Write(ctx, func(tx *Tx) error {
			for _, r := range records {
				var err error
				switch r := r.(type) {
				case people.Person:
					_, err = Put(tx, r)
				case notes.Meeting:
					_, err = Put(tx, r)
				case goals.Goal:
					_, err = Put(tx, r)
				}
				if err != nil {
					return err
				}
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
	}
	ada := people.Person{ID: id(1), Name: "Ada", Interests: []string{"Compilers"}}
	on := civil.NewDate(2026, 1, 10)
	met := notes.Meeting{ID: id(2), Person: ada.ID, At: civil.InstantOf(now), Status: notes.Held, Notes: "Plain words",
		Topics: []notes.Topic{{ID: id(3), Text: "Whether to rewrite", State: notes.Open}, {ID: id(4), Text: "Holiday", State: notes.Open}}}
	to := 5.0
	goal := goals.Goal{ID: id(5), Person: ada.ID, Title: "Faster", Start: on, Status: goals.Active, KeyResults: []goals.KeyResult{{ID: id(6), Title: "Seconds of the slowest page", Kind: goals.Number, To: &to}}}
	team := goals.Goal{ID: id(7), Title: "Grow into the north", Start: on, Status: goals.Active}
	write(ada, met, goal, team)
	now = now.AddDate(0, 0, 5)
	ada.Interests = []string{"Gardens"}
	met.Topics = []notes.Topic{{ID: id(3), Text: "When to rewrite", State: notes.Discussed}, {ID: id(9), Text: "Came up later", State: notes.Open}}
	met.Notes = "Other words"
	goal.KeyResults = []goals.KeyResult{{ID: id(6), Title: "Milliseconds of the slowest page", Kind: goals.Number, To: &to}, {ID: id(8), Title: "Errors", Kind: goals.Number}}
	team.Title = "Grow into the south"
	write(ada, met, goal, team)

	if err := db.Read(ctx, func(tx *Tx) error {
		texts, err := TextsAt(tx, on+1)
		if err != nil {
			return err
		}
		file, err := tx.File(ada.ID)
		if err != nil {
			return err
		}
		f, err := texts.Known(file)
		if err != nil {
			return err
		}
		m, _ := f.Meeting(met.ID)
		if len(m.Topics) != 2 || m.Topics[0].Text != "Whether to rewrite" || m.Topics[0].State != notes.Open || m.Topics[1].Text != "Holiday" {
			t.Errorf("topics: %+v", m.Topics)
		}
		if k := f.Goals[0].KeyResults; len(k) != 1 || k[0].Title != "Seconds of the slowest page" || *k[0].To != 5 {
			t.Errorf("key results: %+v", k)
		}
		if len(f.Person.Interests) != 1 || f.Person.Interests[0] != "Compilers" {
			t.Errorf("interests: %v", f.Person.Interests)
		}
		all, err := texts.KnownGoals([]goals.Goal{team})
		if err != nil || len(all) != 1 || all[0].Title != "Grow into the north" {
			t.Errorf("team goal: %+v, %v", all, err)
		}
		past := texts.Past([]people.File{f}, all)
		for query, want := range map[string]string{
			"whether rewrite": "topics[0].text", "when rewrite": "", "holiday": "topics[1].text", "came later": "", "plain": "notes", "other": "", "plain kind:goal": "",
			"seconds": "key_results[0].title", "millisec": "", "north": "title", "south": "", "compilers who:ada": "interests[0]", "gardens": "",
			`"slowest page"`: "key_results[0].title", "words before:2026-01-10": "", "words from:2026-01-10 before:2026-01-11": "notes", "words in:private": "", "": "",
		} {
			found, err := tx.SearchAt(ParseQuery(query, true), past)
			if err != nil {
				return err
			}
			got := ""
			if len(found.Hits) == 1 && found.Total == 1 {
				got = found.Hits[0].Field
			}
			if got != want || want == "" && len(found.Hits) > 0 {
				t.Errorf("%q found %+v, want %q", query, found, want)
			}
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}
