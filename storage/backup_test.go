package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"rapport/notes"
	"rapport/people"
)

// team fills a database with something of several kinds.
func team(t testing.TB, db *DB) people.Person {
	t.Helper()
	priya := put(t, db, people.Person{Name: "Priya Raman"})
	for i := range 20 {
		put(t, db, notes.Meeting{Person: priya.ID, At: instant(fmt.Sprintf("2026-02-%02dT14:00:00+01:00", i+1)), Status: notes.Held, Notes: fmt.Sprintf("Note %d about the émigré project.", i)})
		put(t, db, notes.Action{Person: priya.ID, Text: fmt.Sprintf("Promise %d", i), Owner: notes.Me, State: notes.ActionOpen})
	}
	return priya
}

// eachWay runs a test on a plain and on an encrypted database, which o opens again. At the end no file beside the encrypted one may hold a
// word that can be read.
func eachWay(t *testing.T, f func(t *testing.T, db *DB, o Options)) {
	t.Run("plain", func(t *testing.T) {
		db, _ := open(t)
		f(t, db, Options{})
	})
	t.Run("encrypted", func(t *testing.T) {
		c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
		o := Options{Now: c.Now, NewID: counter()}
		path := filepath.Join(t.TempDir(), "rapport.db")
		db, err := Open(context.Background(), path, o)
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		if _, err := Encrypt(context.Background(), path, "correct horse", o); err != nil {
			t.Fatal(err)
		}
		o.Secret = SecretOf("correct horse")
		if db, err = Open(context.Background(), path, o); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { db.Close() })
		f(t, db, o)
		noPlainText(t, filepath.Dir(path), "Priya", "project", "Promise")
	})
}

func everything(t testing.TB, db *DB) (r people.Records) {
	t.Helper()
	read(t, db, func(tx *Tx) (err error) { r, err = tx.Records(); return err })
	return r
}

func TestBackupHoldsEverything(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		b, elsewhere, err := db.MakeBackup(context.Background(), "")
		if err != nil || elsewhere != nil {
			t.Fatal(err, elsewhere)
		}
		for path, mode := range map[string]os.FileMode{db.BackupFolder(): 0o700 | os.ModeDir, b.Path: 0o600} {
			info, err := os.Stat(path)
			if err != nil || info.Mode() != mode {
				t.Errorf("%s: %v %v, want %v", path, info.Mode(), err, mode)
			}
		}
		list, err := Backups(db.Path(), db.BackupFolder(), time.UTC)
		if err != nil || len(list) != 1 || list[0].Path != b.Path || !list[0].At.Equal(b.At) || list[0].Size != b.Size || b.Size == 0 {
			t.Fatalf("listed %+v %v, made %+v", list, err, b)
		}
		counts, version, err := Verify(context.Background(), b.Path, o)
		if err != nil || version != SchemaVersion || counts["meetings"] != 20 || counts["actions"] != 20 || counts["history"] != 0 {
			t.Errorf("verified: %v %d %v", counts, version, err)
		}
		copied, err := Open(context.Background(), b.Path, o)
		if err != nil {
			t.Fatal(err)
		}
		defer copied.Close()
		if want, got := everything(t, db), everything(t, copied); fmt.Sprintf("%+v", want) != fmt.Sprintf("%+v", got) {
			t.Error("the backup holds something else")
		}
		if left, _ := filepath.Glob(filepath.Join(db.BackupFolder(), ".*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
}

func TestBackupGoesOnBesideWrites(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		priya := team(t, db)
		stop, done := make(chan struct{}), make(chan error, 1)
		go func() {
			for i := 0; ; i++ {
				select {
				case <-stop:
					done <- nil
					return
				default:
				}
				if err := db.Write(context.Background(), func(tx *Tx) error {
					_, err := Put(tx, notes.JournalLine{Person: priya.ID, At: instant("2026-03-01T10:00:00Z"), Text: fmt.Sprint("line ", i)})
					return err
				}); err != nil {
					done <- err
					return
				}
			}
		}()
		for range 3 {
			if _, _, err := db.MakeBackup(context.Background(), ""); err != nil {
				t.Fatal(err)
			}
		}
		close(stop)
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		list, _ := Backups(db.Path(), db.BackupFolder(), time.UTC)
		if len(list) != 3 {
			t.Errorf("%d backups made in one second", len(list))
		}
	})
}

func TestBackupIsDueOnceADay(t *testing.T) {
	db, c := open(t)
	due := func() bool {
		t.Helper()
		d, err := db.BackupDue()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	if !due() {
		t.Error("none was made, none is due")
	}
	if _, _, err := db.MakeBackup(context.Background(), ""); err != nil {
		t.Fatal(err)
	}
	if due() {
		t.Error("due right after one was made")
	}
	c.now = c.now.Add(23 * time.Hour)
	if due() {
		t.Error("due after 23 hours")
	}
	c.now = c.now.Add(2 * time.Hour)
	if !due() {
		t.Error("not due after 25 hours")
	}
}

func TestBackupsGoToASecondFolderToo(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		second := filepath.Join(t.TempDir(), "stick")
		write(t, db, func(tx *Tx) error { return SetLocal(tx, LocalBackupFolder, second) })
		b, elsewhere, err := db.MakeBackup(context.Background(), "")
		if err != nil || elsewhere == nil || !strings.Contains(elsewhere.Error(), second) {
			t.Fatalf("without the folder: %v, %v", err, elsewhere)
		}
		if err := os.Mkdir(second, 0o700); err != nil {
			t.Fatal(err)
		}
		if b, elsewhere, err = db.MakeBackup(context.Background(), ""); err != nil || elsewhere != nil {
			t.Fatal(err, elsewhere)
		}
		if _, _, err := Verify(context.Background(), filepath.Join(second, filepath.Base(b.Path)), o); err != nil {
			t.Error(err)
		}
	})
}

// A backup that was cut short, or is something else, is refused with a sentence, and what there was stays.
func TestWhatCannotBeABackup(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		b, _, err := db.MakeBackup(context.Background(), "")
		if err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(b.Path)
		if err != nil {
			t.Fatal(err)
		}
		var damaged *DamagedError
		var foreign *ForeignFileError
		var newer *NewerVersionError
		for name, x := range map[string]struct {
			content []byte
			want    any
		}{
			"cut short":  {content[:len(content)*2/3], &damaged},
			"cut to 100": {content[:100], &damaged},
			"empty":      {nil, &damaged},
			"a picture":  {[]byte("\x89PNG" + strings.Repeat("x", 5000)), &foreign},
			"newer":      {append(append(append([]byte{}, content[:60]...), 0, 0, 0, 99), content[64:]...), &newer},
		} {
			if name == "newer" && o.Secret != (Secret{}) {
				continue // the version is sealed
			}
			path := filepath.Join(t.TempDir(), "x.db")
			if err := os.WriteFile(path, x.content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, _, err := Verify(context.Background(), path, o); err == nil || !errors.As(err, x.want) {
				t.Errorf("%s: %v", name, err)
			}
			if after, err := os.ReadFile(path); err != nil || string(after) != string(x.content) {
				t.Errorf("%s was touched", name)
			}
		}
		if _, _, err := Verify(context.Background(), filepath.Join(t.TempDir(), "none.db"), o); err == nil || !strings.Contains(err.Error(), "does not exist") {
			t.Errorf("none: %v", err)
		}
	})
}

func TestBackupBeforeAMigration(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rapport.db")
	old, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.Exec(schema + fmt.Sprintf("; PRAGMA application_id = %d; PRAGMA user_version = 1; INSERT INTO templates (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'Mine')", applicationID)); err != nil {
		t.Fatal(err)
	}
	old.Close()
	folder := backupFolder(path)
	if err := os.WriteFile(folder, nil, 0o600); err != nil { // no folder can be made here
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, Options{}); err == nil || !strings.Contains(err.Error(), "from version 1 to 2") {
		t.Errorf("without a backup: %v", err)
	}
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	list, err := Backups(path, folder, time.Local)
	if err != nil || len(list) != 1 || list[0].Why != "migration" {
		t.Fatalf("%+v %v", list, err)
	}
	counts, version, err := Verify(context.Background(), list[0].Path, Options{})
	if err != nil || version != 1 || counts["templates"] != 1 {
		t.Errorf("%v %d %v", counts, version, err)
	}
}

func TestWhatIsKept(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		var have []Backup
		for _, hours := range rapid.SliceOfN(rapid.IntRange(0, 24*500), 0, 120).Draw(t, "ages") {
			b := Backup{At: now.Add(-time.Duration(hours) * time.Hour)}
			if rapid.IntRange(0, 4).Draw(t, "why") == 0 {
				b.Why = "import"
			}
			have = append(have, b)
		}
		keep := kept(have, now)
		var stay []Backup
		days, weeks, months := map[string]bool{}, map[string]bool{}, map[string]bool{}
		young, before := 0, 0
		for i, b := range have {
			age := now.Sub(b.At)
			if age < keepAll {
				young++
				if !keep[i] {
					t.Fatalf("one of %v is gone", age)
				}
			}
			if b.Why != "" {
				before++
			}
			if keep[i] {
				stay = append(stay, b)
			}
		}
		if len(stay) > young+keepDays+keepWeeks+keepMonths+min(before, keepBefore) {
			t.Fatalf("%d stay", len(stay))
		}
		spread := func(list []Backup, key func(time.Time) string, seen map[string]bool) int {
			clear(seen)
			for _, b := range list {
				seen[key(b.At)] = true
			}
			return len(seen)
		}
		for _, x := range []struct {
			most int
			seen map[string]bool
			key  func(time.Time) string
		}{
			{keepDays, days, func(t time.Time) string { return t.Format(time.DateOnly) }},
			{keepWeeks, weeks, func(t time.Time) string { y, w := t.ISOWeek(); return fmt.Sprint(y, w) }},
			{keepMonths, months, func(t time.Time) string { return t.Format("2006-01") }},
		} {
			if want, got := min(x.most, spread(have, x.key, x.seen)), spread(stay, x.key, x.seen); got < want {
				t.Fatalf("%d of %d are covered", got, want)
			}
		}
		for i, yes := range kept(stay, now) { // what stayed once stays
			if !yes {
				t.Fatalf("%v went in the second go", stay[i])
			}
		}
	})
}

// A backup every day for three years: one of each of the last seven days, of four weeks, of twelve months.
func TestWhatIsKeptOfThreeYears(t *testing.T) {
	var have []Backup
	now := time.Date(2023, 1, 1, 8, 0, 0, 0, time.UTC)
	for range 3 * 365 {
		now = now.AddDate(0, 0, 1)
		have = append(have, Backup{At: now})
		var stay []Backup
		for i, yes := range kept(have, now) {
			if yes {
				stay = append(stay, have[i])
			}
		}
		have = stay
	}
	if n := len(have); n < 20 || n > keepDays+keepWeeks+keepMonths {
		t.Errorf("%d stay", n)
	}
	if oldest := now.Sub(have[0].At); oldest < 330*24*time.Hour {
		t.Errorf("the oldest is of %v", have[0].At)
	}
}
