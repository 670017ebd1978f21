//go:build linux

package storage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/people"
	"rapport/storage/storagetest"
)

// A folder that takes nothing any more while the database is open, as on a disk that was made read-only: a save fails with a sentence and
// changes nothing, what is there can be read, and saving goes on when the folder takes something again.
func TestFolderTakesNothingAnyMore(t *testing.T) {
	for _, passphrase := range []string{"", "correct horse"} {
		t.Run(map[bool]string{true: "plain", false: "encrypted"}[passphrase == ""], func(t *testing.T) {
			ctx := context.Background()
			path, o := filepath.Join(t.TempDir(), "rapport.db"), Options{}
			if passphrase != "" {
				path, _, o = secret(t, passphrase)
				o.Secret = SecretOf(passphrase)
			}
			db, err := Open(ctx, path, o)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			before := names(t, db)
			put(t, db, people.Person{Name: "Ada"})
			thaw := storagetest.Freeze(t, filepath.Dir(path))
			for range 3 {
				err := db.Write(ctx, func(tx *Tx) error { _, err := Put(tx, people.Person{Name: "Bea"}); return err })
				if err == nil || !strings.Contains(err.Error(), "nothing was saved: "+path+" cannot be written to") {
					t.Fatalf("saved into a folder that takes nothing: %v", err)
				}
			}
			err = db.Read(ctx, func(tx *Tx) error { _, err := All[people.Person](tx); return err })
			if err != nil && !strings.Contains(err.Error(), path+" cannot be written to") { // it marks in memory shared by a file up to where it reads
				t.Errorf("read meanwhile: %v", err)
			}
			if _, _, err := db.MakeBackup(ctx, ""); err == nil || !strings.Contains(err.Error(), "no permission") {
				t.Errorf("a backup: %v", err)
			}
			thaw()
			put(t, db, people.Person{Name: "Cleo"})
			if _, _, err := db.MakeBackup(ctx, ""); err != nil {
				t.Error(err)
			}
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			if db, err = Open(ctx, path, o); err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if got := names(t, db); got != before+" Ada Cleo" {
				t.Errorf("read %q at the end", got)
			}
			if r, err := db.Check(ctx); err != nil || !r.OK() {
				t.Errorf("check: %v %v", r, err)
			}
		})
	}
}

// names are the first names of everybody.
func names(t testing.TB, db *DB) string {
	t.Helper()
	var out string
	read(t, db, func(tx *Tx) error {
		list, err := All[people.Person](tx)
		for _, p := range list {
			out += " " + p.Name
		}
		return err
	})
	return out
}

// Permissions that are taken away while the database is open do not touch a file that is open: saving goes on, and a backup says why it
// cannot be made. Opened again it says so, can be read, and goes on as soon as it may be written to.
func TestPermissionTakenAway(t *testing.T) {
	home, yes := storagetest.Unprivileged(t)
	if !yes {
		return
	}
	ctx := context.Background()
	folder := filepath.Join(home, "notes")
	path := filepath.Join(folder, "rapport.db")
	may := func(dir, file os.FileMode) {
		t.Helper()
		if err := os.Chmod(folder, 0o700); err != nil {
			t.Fatal(err)
		}
		all, _ := filepath.Glob(filepath.Join(folder, "*"))
		for _, x := range all {
			if err := os.Chmod(x, file); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.Chmod(folder, dir); err != nil {
			t.Fatal(err)
		}
	}
	db, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	put(t, db, people.Person{Name: "Ada"})
	may(0o500, 0o400)
	put(t, db, people.Person{Name: "Bea"})
	if _, _, err := db.MakeBackup(ctx, ""); err == nil || !strings.Contains(err.Error(), "no permission") {
		t.Errorf("a backup: %v", err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(ctx, path, Options{}); err == nil || !strings.Contains(err.Error(), path) || !strings.Contains(err.Error(), "writ") {
		t.Errorf("opened: %v", err)
	}
	looked, err := Open(ctx, path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	if got := names(t, looked); got != " Ada Bea" {
		t.Errorf("read %q", got)
	}
	looked.Close()
	may(0o700, 0o600)
	if db, err = Open(ctx, path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	put(t, db, people.Person{Name: "Cleo"})
	if got := names(t, db); got != " Ada Bea Cleo" {
		t.Errorf("read %q at the end", got)
	}
}
