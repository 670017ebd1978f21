package storage

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

func modeOf(t *testing.T, path string) os.FileMode {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Mode().Perm()
}

func chmod(t *testing.T, mode os.FileMode, paths ...string) {
	t.Helper()
	for _, path := range paths {
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
	}
}

// A database and backups that others could read, as after they were copied from a stick, are the owner's alone once they are opened; the
// person's own folder and files beside them are not touched, and neither is anything where the database is only read.
func TestModesAreTightened(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("files have no such modes there")
	}
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		b, _, err := db.MakeBackup(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		folder := filepath.Dir(db.Path())
		other := filepath.Join(folder, "letter.txt")
		if err := os.WriteFile(other, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		chmod(t, 0o755, folder, db.BackupFolder())
		chmod(t, 0o644, db.Path(), b.Path, other)
		o.ReadOnly = true
		read, err := Open(context.Background(), db.Path(), o)
		if err != nil {
			t.Fatal(err)
		}
		read.Close()
		if got := modeOf(t, db.Path()); got != 0o644 {
			t.Errorf("reading made it %v", got)
		}
		o.ReadOnly = false
		again, err := Open(context.Background(), db.Path(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		for path, want := range map[string]os.FileMode{
			db.Path(): 0o600, db.Path() + "-wal": 0o600, db.Path() + "-shm": 0o600, b.Path: 0o600, db.BackupFolder(): 0o700, folder: 0o755, other: 0o644,
		} {
			if got := modeOf(t, path); got != want {
				t.Errorf("%s is %v, want %v", path, got, want)
			}
		}
		team(t, again)
	})
}

// The folder of the data is Rapport's own.
func TestModeOfTheOwnFolder(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("the folder of the data cannot be moved there")
	}
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	path, err := DefaultPath()
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		db, err := Open(context.Background(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if got := modeOf(t, filepath.Dir(path)); got != 0o700 {
			t.Errorf("the folder is %v", got)
		}
		db.Close()
		chmod(t, 0o755, filepath.Dir(path))
	}
}

// What is written for a person is theirs alone, also in the place of a file that others could read; what cannot be written leaves that as it was.
func TestSaveFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "review.md")
	if err := os.WriteFile(path, []byte("before"), 0o644); err != nil {
		t.Fatal(err)
	}
	chmod(t, 0o644, path)
	if err := SaveFile(filepath.Join(path, "below a file"), []byte("x")); err == nil {
		t.Error("written below a file")
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "before" {
		t.Errorf("%q %v", b, err)
	}
	if err := SaveFile(path, []byte("after")); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(path); err != nil || string(b) != "after" {
		t.Errorf("%q %v", b, err)
	}
	if got := modeOf(t, path); runtime.GOOS != "windows" && got != 0o600 {
		t.Errorf("mode %v", got)
	}
	if list, err := os.ReadDir(filepath.Dir(path)); err != nil || len(list) != 1 {
		t.Errorf("left behind: %v %v", list, err)
	}
}

// A file is never saved over a database, such as the one that is open, or what SQLite keeps beside it.
func TestSaveFileKeepsDatabases(t *testing.T) {
	db, _ := open(t)
	for _, path := range []string{db.path, db.path + "-wal", db.path + "-shm", db.path + "-journal"} {
		before, _ := os.Stat(path) //nolint:errcheck // nil where it is not there
		err := SaveFile(path, []byte("{}"))
		if err == nil || !strings.Contains(err.Error(), "name another file") {
			t.Errorf("%s: %v", filepath.Base(path), err)
		}
		after, _ := os.Stat(path) //nolint:errcheck
		if (before == nil) != (after == nil) || before != nil && !os.SameFile(before, after) {
			t.Errorf("%s is another file now", filepath.Base(path))
		}
	}
	if report, err := db.Check(t.Context()); err != nil || len(report.Problems) > 0 {
		t.Errorf("%v %v", report.Problems, err)
	}
}
