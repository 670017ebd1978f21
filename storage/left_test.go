package storage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/notes"
	"rapport/people"
)

// What a program that was killed, and a damaged file that was put aside, left beside a plain database is not there in plain once it is
// encrypted, or it is named.
func TestEncryptLeavesNoPlainRemains(t *testing.T) {
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o := Options{Now: c.Now, NewID: counter()}
	path := filepath.Join(t.TempDir(), "rapport.db")
	db, err := Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	person := put(t, db, people.Person{Name: "Tomasz"})
	put(t, db, notes.Meeting{Person: person.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held, Notes: knownSentence})
	if _, _, err := db.MakeBackup(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	left := []string{filepath.Join(path+".backups", ".rapport-1.part"), filepath.Join(filepath.Dir(path), ".rapport-2.part"), path + ".damaged-2026-02-01-wal",
		filepath.Join(path+".backups", ".rapport-1.part-journal"), filepath.Join(filepath.Dir(path), ".rapport-rescue-7", "rescued.db")}
	for _, name := range left {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, whole, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{left[0], left[3], left[4]} { // left behind long ago
		if err := os.Chtimes(name, c.now.Add(-2*time.Hour), c.now.Add(-2*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	other := filepath.Join(filepath.Dir(path), "somebody else's.part")
	if err := os.WriteFile(other, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := Encrypt(context.Background(), path, "correct horse", o)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(other); err != nil {
		t.Error("a file that is not ours was taken away")
	}
	os.Remove(other)
	if _, err := os.Stat(left[4]); err == nil || len(out.Plain) != 2 {
		t.Errorf("an old one is left, or these are named: %q", out.Plain)
	}
	for _, name := range left {
		if _, err := os.Stat(name); err == nil && !strings.Contains(strings.Join(out.Plain, "\n"), name) {
			t.Errorf("%s is left, and not named", name)
		}
	}
	for _, name := range left {
		os.Remove(name)
	}
	noPlainText(t, filepath.Dir(path))
}
