package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"rapport/people"
)

func TestRestoreBackup(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		priya := team(t, db)
		want := everything(t, db)
		b, _, err := db.MakeBackup(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		write(t, db, func(tx *Tx) error {
			if _, err := Delete[people.Person](tx, priya.ID); err != nil {
				return err
			}
			return SetLocal(tx, "theme", "dark")
		})
		later := put(t, db, people.Person{Name: "Mateo Herrera"})
		var heard []Change
		db.Subscribe(func(c Change) { heard = append(heard, c) })
		other, err := Open(context.Background(), db.Path(), o) // another program that has it open
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		everything(t, other)

		before, err := db.RestoreBackup(context.Background(), b.Path)
		if err != nil {
			t.Fatal(err)
		}
		for name, x := range map[string]*DB{"here": db, "in another program": other} {
			if got := everything(t, x); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
				t.Errorf("%s: restored something else: %+v", name, got.People)
			}
		}
		if len(heard) != 1 || !heard[0].Kinds["meetings"] {
			t.Errorf("heard %+v", heard)
		}
		read(t, db, func(tx *Tx) error {
			theme, err := Local(tx, "theme")
			if theme != "dark" {
				t.Errorf("the settings of this computer went: %q", theme)
			}
			return err
		})
		if r, err := db.Check(context.Background()); err != nil || !r.OK() {
			t.Errorf("check: %+v %v", r, err)
		}
		put(t, db, people.Person{Name: "Hana Sato"}) // it can be written to

		if before.Why != "restore" {
			t.Errorf("kept before: %+v", before)
		}
		kept, err := Open(context.Background(), before.Path, o)
		if err != nil {
			t.Fatal(err)
		}
		defer kept.Close()
		read(t, kept, func(tx *Tx) error { _, err := Get[people.Person](tx, later.ID); return err })
	})
}

func TestRestoreRefusesWhatIsNoBackup(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		want := everything(t, db)
		b, _, err := db.MakeBackup(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		content, _ := os.ReadFile(b.Path)
		short := filepath.Join(t.TempDir(), "short.db")
		if err := os.WriteFile(short, content[:len(content)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedError
		if _, err := db.RestoreBackup(context.Background(), short); !errors.As(err, &damaged) {
			t.Errorf("cut short: %v", err)
		}
		if _, err := db.RestoreBackup(context.Background(), db.Path()); err == nil {
			t.Error("the database itself was taken")
		}
		if got := everything(t, db); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Error("something was changed")
		}
		if left, _ := filepath.Glob(filepath.Join(db.BackupFolder(), ".*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestRestoreOfAnEarlierVersion(t *testing.T) {
	db, _ := open(t)
	path := filepath.Join(t.TempDir(), "old.db")
	old, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.Exec(schema + fmt.Sprintf("; PRAGMA application_id = %d; PRAGMA user_version = 1; INSERT INTO templates (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'Mine')", applicationID)); err != nil {
		t.Fatal(err)
	}
	old.Close()
	content, _ := os.ReadFile(path)
	if _, err := db.RestoreBackup(context.Background(), path); err != nil {
		t.Fatal(err)
	}
	if got := everything(t, db); len(got.Templates) != 1 {
		t.Errorf("%+v", got.Templates)
	}
	if after, _ := os.ReadFile(path); !bytes.Equal(content, after) {
		t.Error("the backup was changed")
	}
}

func TestRestoreOverADamagedFile(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		want := everything(t, db)
		b, _, err := db.MakeBackup(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		path := db.Path()
		db.Close()
		broken := bytes.Repeat([]byte("SQLite format 3\x00rubbish"), 500)
		if o.Secret != (Secret{}) {
			broken = bytes.Repeat([]byte("rubbish"), 500)
		}
		for _, name := range []string{path, path + "-wal"} {
			if err := os.WriteFile(name, broken, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		aside, err := RestoreOver(context.Background(), path, b.Path, o)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{aside, aside + "-wal"} {
			if kept, err := os.ReadFile(name); err != nil || !bytes.Equal(kept, broken) {
				t.Errorf("%s is not what was there: %v", name, err)
			}
		}
		again, err := Open(context.Background(), path, o)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		if got := everything(t, again); fmt.Sprintf("%+v", got) != fmt.Sprintf("%+v", want) {
			t.Error("restored something else")
		}
		if info, _ := os.Stat(path); info.Mode() != 0o600 {
			t.Errorf("mode %v", info.Mode())
		}
	})
}
