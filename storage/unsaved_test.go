//go:build linux

package storage

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"rapport/notes"
	"rapport/people"
	"rapport/storage/storagetest"
)

// The folder takes nothing any more, also in files that are open: what was to be written is kept in another place, encrypted where the database
// is and for this user only, and is brought in later, beside what was written meanwhile.
func TestWhatCannotBeWrittenIsKeptAside(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		ctx := context.Background()
		p := put(t, db, people.Person{Name: "Priya Raman"})
		m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Held, Notes: "Before.", PrivateNotes: "Mine."})
		gone := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-10T14:00:00Z"), Status: notes.Held, Notes: "Goes."})
		line := notes.JournalLine{ID: newV7(), Person: p.ID, At: instant("2026-03-04T14:00:00Z"), Text: "A new line, 王"}
		before := everything(t, db)
		typed := func(tx *Tx) error {
			x, err := Get[notes.Meeting](tx, m.ID)
			if err != nil {
				return err
			}
			x.Notes, x.PrivateNotes = "Before. "+strings.Repeat("She said it takes too long. ", 3000), "Mine, and more."
			_, err = Put(tx, x)
			return err
		}
		do := []func(tx *Tx) error{
			typed,
			func(tx *Tx) error { _, err := Get[notes.Meeting](tx, newV7()); return err }, // its record is gone
			func(tx *Tx) error { _, err := Put(tx, line); return err },
			func(tx *Tx) error { return SetLocal(tx, "draft.x", "2026-03-03\nHalf a sentence") },
			func(tx *Tx) error {
				x, err := Get[notes.Meeting](tx, gone.ID)
				x.Notes = "Goes, with more."
				if err == nil {
					_, err = Put(tx, x)
				}
				return err
			},
		}
		thaw := storagetest.Freeze(t, filepath.Dir(db.Path()))
		for _, f := range do {
			if err := db.Write(ctx, f); err == nil {
				t.Fatal("it can be written to")
			}
		}
		u, err := db.Unwritten(ctx, do...)
		if err != nil || len(u.Records) != 3 || len(u.Local) != 1 {
			t.Fatalf("%+v %v", u, err)
		}
		other := t.TempDir()
		none, frozen := filepath.Join(other, "none"), filepath.Dir(db.Path())
		path, err := db.KeepAside(ctx, u, []string{none, frozen, other})
		if err != nil || filepath.Dir(path) != other || modeOf(t, path) != 0o600 {
			t.Fatalf("%s %v", path, err)
		}
		if list, _ := os.ReadDir(other); len(list) != 1 {
			t.Errorf("beside it: %v", list)
		}
		if content, err := os.ReadFile(path); err != nil || strings.Contains(string(content), "takes too long") != (db.key == nil) {
			t.Errorf("%v; in plain, where the database is encrypted: %v", err, db.key != nil)
		}
		thaw()
		if asJSON(t, everything(t, db)) != asJSON(t, before) {
			t.Error("something was written all the same")
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}

		// the next start
		again, err := Open(ctx, db.Path(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer again.Close()
		have := again.Aside([]string{none, other})
		if len(have) != 1 || have[0] != path {
			t.Fatalf("found %v", have)
		}
		back, err := again.ReadAside(ctx, path)
		if err != nil || len(back.Records) != 3 || back.Records[0].Label != "one-on-one with Priya Raman at 3 March 2026 14:00" {
			t.Fatalf("%+v %v", back, err)
		}
		m.PrivateNotes = "Mine, otherwise."
		put(t, again, m)
		write(t, again, func(tx *Tx) error { _, err := Delete[notes.Meeting](tx, gone.ID); return err })
		write(t, again, func(tx *Tx) error { return BringIn(tx, back) })
		got := everything(t, again)
		if n := got.Meetings[0].Notes; len(got.Meetings) != 2 || !strings.HasPrefix(n, "Before. She") || len(n) != 8+3000*28 {
			t.Errorf("notes of %d bytes, %d one-on-ones", len(n), len(got.Meetings))
		}
		if n := got.Meetings[0].PrivateNotes; n != "Mine, otherwise.\n\nMine, and more." {
			t.Errorf("private notes %q", n)
		}
		if n := got.Meetings[1].Notes; n != "Goes, with more." {
			t.Errorf("of what was deleted meanwhile: %q", n)
		}
		if len(got.Journal) != 1 || got.Journal[0] != line {
			t.Errorf("journal %+v", got.Journal)
		}
		read(t, again, func(tx *Tx) error {
			if text, err := Local(tx, "draft.x"); err != nil || text != "2026-03-03\nHalf a sentence" {
				t.Errorf("draft %q %v", text, err)
			}
			if found, err := tx.Search(ParseQuery("\"takes too long\"", false)); err != nil || len(found.Hits) != 1 {
				t.Errorf("found %v %v", found, err)
			}
			if h, err := History(tx, "meetings", m.ID); err != nil || len(h) == 0 || !strings.Contains(string(h[len(h)-1].Body), "Mine, otherwise.") {
				t.Errorf("history %v %v", h, err)
			}
			return nil
		})
		if r, err := again.Check(ctx); err != nil || len(r.Problems) > 0 {
			t.Errorf("%v %v", r.Problems, err)
		}
		RemoveAside(path)
		if have := again.Aside([]string{other}); len(have) != 0 {
			t.Errorf("left %v", have)
		}
	})
}

// A file that another user put there, or can change, is none of ours.
func TestAsideIsOnesOwn(t *testing.T) {
	db, _ := open(t)
	folder := t.TempDir()
	path := filepath.Join(folder, db.asideName()+"-20260303T140000.db")
	for _, x := range []struct {
		mode os.FileMode
		want int
	}{{0o600, 1}, {0o620, 0}, {0o602, 0}} {
		if err := os.WriteFile(path, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		chmod(t, x.mode, path)
		if got := db.Aside([]string{folder}); len(got) != x.want {
			t.Errorf("%v: %v", x.mode, got)
		}
	}
	os.Remove(path) //nolint:errcheck // it is there
	if err := os.Symlink(db.Path(), path); err != nil {
		t.Fatal(err)
	}
	if got := db.Aside([]string{folder}); len(got) != 0 {
		t.Errorf("a link: %v", got)
	}
}

// The same where the disk is full, with more text than SQLite would keep in memory by itself.
func TestKeptAsideOfAFullDisk(t *testing.T) {
	ctx := context.Background()
	disk := smallDisk(t, "8m")
	db, err := Open(ctx, filepath.Join(disk, "notes", "rapport.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	p := put(t, db, people.Person{Name: "Priya Raman"})
	fillUp(t, disk, 0)
	line := notes.JournalLine{ID: newV7(), Person: p.ID, At: instant("2026-03-04T14:00:00Z"), Text: strings.Repeat("Wörter ", 1<<18)}
	do := func(tx *Tx) error { _, err := Put(tx, line); return err }
	if err := db.Write(ctx, do); err == nil || !strings.Contains(err.Error(), "is full") {
		t.Fatalf("the disk is not full: %v", err)
	}
	u, err := db.Unwritten(ctx, do)
	if err != nil || len(u.Records) != 1 {
		t.Fatalf("%+v %v", u, err)
	}
	path, err := db.KeepAside(ctx, u, []string{disk, t.TempDir()})
	if err != nil || filepath.Dir(path) == disk {
		t.Fatalf("%s %v", path, err)
	}
	back, err := db.ReadAside(ctx, path)
	if err != nil || string(back.Records[0].After) != string(u.Records[0].After) {
		t.Errorf("%v", err)
	}
	if have := db.Aside([]string{disk}); len(have) != 0 {
		t.Errorf("left on the full disk: %v", have)
	}
}
