package storage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/people"
)

// A database whose folder was moved away while it is open takes nothing that would be lost, and goes on when the folder is back.
func TestFolderMovedAway(t *testing.T) {
	ctx := context.Background()
	folder := filepath.Join(t.TempDir(), "drive")
	db, err := Open(ctx, filepath.Join(folder, "x.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	add := func(name string) error {
		return db.Write(ctx, func(tx *Tx) error { _, err := Put(tx, people.Person{Name: name}); return err })
	}
	if err := add("Ada"); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(folder, folder+" away"); err != nil {
		t.Fatal(err)
	}
	if err := add("Bea"); err == nil || !strings.Contains(err.Error(), "no longer there") {
		t.Errorf("saved into a file that is gone: %v", err)
	}
	if err := os.Rename(folder+" away", folder); err != nil {
		t.Fatal(err)
	}
	if err := add("Cleo"); err != nil {
		t.Error(err)
	}
	var list []people.Person
	read(t, db, func(tx *Tx) (err error) { list, err = tx.People(); return err })
	if len(list) != 2 {
		t.Errorf("%d people, want Ada and Cleo", len(list))
	}
}

// An older program says which version of Rapport wrote what it does not know.
func TestNewerVersionIsNamed(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.db")
	db, err := Open(ctx, path, Options{Program: "7.1"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.writer.free[0].c.ExecContext(ctx, "PRAGMA user_version = 99"); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{}); err == nil || !strings.Contains(err.Error(), "Rapport 7.1") {
		t.Errorf("not named: %v", err)
	}
}
