package ui

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/interchange/sample"
	"rapport/people"
	"rapport/storage"
	"rapport/storage/storagetest"
)

// TestFirstPageSaysTheSame holds the page that is shown first, from what the last days hold, against the one from the whole record.
func TestFirstPageSaysTheSame(t *testing.T) {
	today := civil.NewDate(2026, time.November, 24)
	for name, r := range map[string]people.Records{
		"sample": sample.Records(today),
		"random": storagetest.Records(storagetest.Shape{People: 6, Meetings: 1500, Life: true}),
	} {
		ctx := context.Background()
		now := today.Time().Add(10 * time.Hour)
		if name == "random" {
			now = storagetest.Last.Time().Add(10 * time.Hour)
		}
		db, err := storage.Open(ctx, t.TempDir()+"/x.db", storage.Options{Now: func() time.Time { return now }, NewID: uuid.New})
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
			t.Fatal(err)
		}
		first, err := readTeam(ctx, db, now, true)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := readTeam(ctx, db, now, false)
		if err != nil {
			t.Fatal(err)
		}
		for i, m := range whole.Members {
			f := first.Members[i]
			if got, want := signWords(f), signWords(m); got != want {
				t.Errorf("%s, %s: signs first\n%s\nand of the whole record\n%s", name, m.Person.Name, got, want)
			}
			_, got, gotBelow := moodTile(f, first)
			_, want, wantBelow := moodTile(m, whole)
			if got != want || gotBelow != wantBelow {
				t.Errorf("%s, %s: mood %q, %q", name, m.Person.Name, got, want)
			}
			a, _ := f.Next(now)
			b, _ := m.Next(now)
			if a.At != b.At || len(a.Meeting.Topics) != len(b.Meeting.Topics) {
				t.Errorf("%s, %s: next %v, %v", name, m.Person.Name, a.At, b.At)
			}
		}
	}
}

func signWords(m *Member) string {
	out := ""
	for _, s := range m.Signs {
		out += fmt.Sprintln(s.Kind, s.Severity, s.Title, s.Line, s.Question)
	}
	return out
}
