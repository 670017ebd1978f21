package storage

import (
	"context"
	"encoding/binary"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// clock is a clock that a test moves.
type clock struct{ now time.Time }

func (c *clock) Now() time.Time { return c.now }

// counter makes ids that can be told apart and sort by age.
func counter() func() uuid.UUID {
	n := uint64(0)
	return func() uuid.UUID {
		n++
		var id uuid.UUID
		id[6], id[8] = 0x70, 0x80
		binary.BigEndian.PutUint32(id[12:], uint32(n))
		return id
	}
}

func open(t testing.TB) (*DB, *clock) {
	t.Helper()
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	db, err := Open(context.Background(), filepath.Join(t.TempDir(), "rapport.db"), Options{Now: c.Now, NewID: counter()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, c
}

func write(t tb, db *DB, do func(tx *Tx) error) {
	t.Helper()
	if err := db.Write(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

func read(t tb, db *DB, do func(tx *Tx) error) {
	t.Helper()
	if err := db.Read(context.Background(), do); err != nil {
		t.Fatal(err)
	}
}

func instant(s string) civil.Instant {
	i, err := civil.ParseInstant(s)
	if err != nil {
		panic(err)
	}
	return i
}

func put[T Record](t testing.TB, db *DB, record T) T {
	t.Helper()
	var out T
	write(t, db, func(tx *Tx) (err error) { out, err = Put(tx, record); return err })
	return out
}

func TestFirstUse(t *testing.T) {
	db, _ := open(t)
	priya := put(t, db, people.Person{Name: "Priya Raman"})
	m := put(t, db, notes.Meeting{Person: priya.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held,
		Notes: "We talked about the C++ migration, e-mail and Ångström.", Topics: []notes.Topic{{Text: "Budget"}}})
	if m.ID == uuid.Nil || m.Topics[0].ID == uuid.Nil {
		t.Errorf("no ids given: %+v", m)
	}
	read(t, db, func(tx *Tx) error {
		f, err := tx.File(priya.ID)
		if err != nil || f.Person.Name != priya.Name || len(f.Meetings) != 1 || f.Meetings[0].Topics[0].Text != "Budget" {
			t.Errorf("file: %+v %v", f, err)
		}
		return err
	})
	m.ID, m.Topics, m.At = uuid.Nil, nil, instant("2026-03-03T12:00:00Z")
	err := db.Write(context.Background(), func(tx *Tx) error {
		_, err := Put(tx, m)
		return err
	})
	if err == nil || !strings.Contains(err.Error(), "Priya Raman already has a one-on-one held at 3 March 2026 14:00") {
		t.Errorf("held twice: %v", err)
	}
	r, err := db.Check(context.Background())
	if err != nil || !r.OK() {
		t.Errorf("check: %v %v", r, err)
	}
}

// tb is what a test and one round of a property have in common.
type tb interface {
	Helper()
	Context() context.Context
	Fatal(args ...any)
	Fatalf(format string, args ...any)
}
