package storage

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/notes"
	"rapport/people"
	"rapport/storage/cryptvfs"
)

func init() { keyCost = cryptvfs.Cost{Time: 1, Memory: 64, Threads: 1} }

const knownSentence = "Tomasz told me that he is looking elsewhere"

// noPlainText fails where a file below dir holds the known sentence or one of more words, or is a SQLite file that anybody can read.
func noPlainText(t testing.TB, dir string, more ...string) {
	t.Helper()
	files := 0
	err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := os.ReadFile(path) // of a database that is in use by another process or by nobody
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		files++
		for _, s := range append(more, knownSentence, "looking", "Tomasz", "CREATE TABLE", "SQLite format 3") {
			if bytes.Contains(b, []byte(s)) {
				t.Errorf("%s holds %q in plain", path, s)
			}
		}
		return err
	})
	if err != nil || files == 0 {
		t.Fatalf("%d files read: %v", files, err)
	}
}

// secret makes an encrypted database with one note in it.
func secret(t testing.TB, passphrase string) (path, recovery string, o Options) {
	t.Helper()
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o = Options{Now: c.Now, NewID: counter()}
	path = filepath.Join(t.TempDir(), "rapport.db")
	db, err := Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	person := put(t, db, people.Person{Name: "Tomasz"})
	put(t, db, notes.Meeting{Person: person.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held, Notes: knownSentence})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	made, err := Encrypt(context.Background(), path, passphrase, o)
	if err != nil {
		t.Fatal(err)
	}
	return path, made.RecoveryKey, o
}

func holdsSentence(t testing.TB, path string, o Options) {
	t.Helper()
	db, err := Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	read(t, db, func(tx *Tx) error {
		list, err := All[notes.Meeting](tx)
		if err != nil || len(list) != 1 || list[0].Notes != knownSentence {
			t.Errorf("%v %v", list, err)
		}
		return err
	})
	if r, err := db.Check(context.Background()); err != nil || !r.OK() {
		t.Errorf("check: %v %v", r, err)
	}
}

func TestEncrypt(t *testing.T) {
	path, recovery, o := secret(t, "correct horse")
	noPlainText(t, filepath.Dir(path))
	var locked *LockedError
	if _, err := Open(context.Background(), path, o); !errors.As(err, &locked) {
		t.Errorf("without a passphrase: %v", err)
	}
	var wrong *WrongSecretError
	o.Secret = Secret{Passphrase: "wrong"}
	if _, err := Open(context.Background(), path, o); !errors.As(err, &wrong) {
		t.Errorf("with a wrong passphrase: %v", err)
	}
	o.Secret = SecretOf(recovery)
	holdsSentence(t, path, o)
	o.Secret = SecretOf("correct horse")
	holdsSentence(t, path, o)

	db, err := Open(context.Background(), path, o)
	if err != nil {
		t.Fatal(err)
	}
	if e := db.Encryption(); !e.On || e.ID == "" || e.ID != KeyID(path) || e.Since.Format(time.DateOnly) != "2026-03-02" {
		t.Errorf("encryption: %+v", e)
	}
	noPlainText(t, filepath.Dir(path))
	if _, err := Encrypt(context.Background(), path, "battery staple", o); err == nil {
		t.Error("encrypted twice")
	}
	if err := Decrypt(context.Background(), path, o); err == nil || !strings.Contains(err.Error(), "another program has the database open") {
		t.Errorf("decrypted while it is open: %v", err)
	}
	if _, err := db.SetPassphrase(Secret{Passphrase: "wrong"}, "new passphrase"); !errors.As(err, &wrong) {
		t.Errorf("changed with a wrong passphrase: %v", err)
	}
	if _, err := db.SetPassphrase(SecretOf(recovery), "battery staple"); err != nil {
		t.Error(err)
	}
	put(t, db, people.Person{Name: "Leila"}) // it goes on being used
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(context.Background(), path, o); !errors.As(err, &wrong) {
		t.Errorf("with the old passphrase: %v", err)
	}
	o.Secret = SecretOf("battery staple")
	holdsSentence(t, path, o)
	if err := Decrypt(context.Background(), path, o); err != nil {
		t.Fatal(err)
	}
	o.Secret = Secret{}
	holdsSentence(t, path, o)
	entries, _ := os.ReadDir(filepath.Dir(path))
	if len(entries) != 1 {
		t.Errorf("left behind: %v", entries)
	}
}

func TestNewDatabaseLikeAnEncryptedOne(t *testing.T) {
	path, _, o := secret(t, "correct horse")
	o.Secret = SecretOf("correct horse")
	like, err := Loan(path, o)
	if err != nil {
		t.Fatal(err)
	}
	fresh := filepath.Join(t.TempDir(), "fresh.db")
	db, err := Open(context.Background(), fresh, Options{Like: like, Now: o.Now, NewID: o.NewID})
	if err != nil {
		t.Fatal(err)
	}
	person := put(t, db, people.Person{Name: "Tomasz"})
	put(t, db, notes.Meeting{Person: person.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held, Notes: knownSentence})
	noPlainText(t, filepath.Dir(fresh))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	noPlainText(t, filepath.Dir(fresh))
	holdsSentence(t, fresh, o)
}

func TestEncryptWhileOpen(t *testing.T) {
	db, _ := open(t)
	put(t, db, people.Person{Name: "Tomasz"})
	_, err := Encrypt(context.Background(), db.Path(), "correct horse", Options{})
	if err == nil || !strings.Contains(err.Error(), "another program has the database open") {
		t.Errorf("encrypted while it is open: %v", err)
	}
	put(t, db, people.Person{Name: "Leila"}) // nothing happened
}

func TestWaitAfterWrongPassphrases(t *testing.T) {
	path, _, o := secret(t, "correct horse")
	now := o.Now()
	o.Now = func() time.Time { return now }
	o.Secret = Secret{Passphrase: "wrong"}
	for range freeTries {
		var wrong *WrongSecretError
		if _, err := Open(context.Background(), path, o); !errors.As(err, &wrong) {
			t.Fatal(err)
		}
	}
	o.Secret = Secret{Passphrase: "correct horse"}
	var wait *WaitError
	if _, err := Open(context.Background(), path, o); !errors.As(err, &wait) || wait.For != 2*time.Second || Wait(path, now) != wait.For {
		t.Errorf("no wait: %v", err)
	}
	restart := func() { tried.files = map[string]*attempt{} }
	restart()
	if _, err := Open(context.Background(), path, o); !errors.As(err, &wait) || wait.For != 2*time.Second {
		t.Errorf("no wait after a restart: %v", err)
	}
	now = now.Add(-24 * time.Hour)
	if d := Wait(path, now); d > maxWait {
		t.Errorf("a wait of %v after the clock was set back", d)
	}
	now = now.Add(24*time.Hour + 2*time.Second)
	restart()
	o.Secret = Secret{Passphrase: "wrong"}
	var wrong *WrongSecretError
	if _, err := Open(context.Background(), path, o); !errors.As(err, &wrong) || Wait(path, now) != 4*time.Second {
		t.Errorf("the fourth: %v, then a wait of %v", err, Wait(path, now))
	}
	now = now.Add(4 * time.Second)
	o.Secret = Secret{Passphrase: "correct horse"}
	holdsSentence(t, path, o)
	restart()
	if Wait(path, now) != 0 {
		t.Error("a wait after the right passphrase")
	}
	if left, _ := filepath.Glob(path + ".*"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestDamagedHeader(t *testing.T) {
	path, _, o := secret(t, "correct horse")
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	b[100] ^= 1
	b[4096+100] ^= 1
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, s := range []Secret{{}, {Passphrase: "correct horse"}, {Passphrase: "wrong"}} {
		o.Secret = s
		var damaged *DamagedError
		if _, err := Open(context.Background(), path, o); !errors.As(err, &damaged) || !strings.Contains(err.Error(), "header") {
			t.Errorf("%+v: %v", s, err)
		}
	}
}

func TestEncryptedBackups(t *testing.T) {
	ctx := context.Background()
	c := &clock{time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)}
	o := Options{Now: c.Now, NewID: counter()}
	path := filepath.Join(t.TempDir(), "rapport.db")
	db, err := Open(ctx, path, o)
	if err != nil {
		t.Fatal(err)
	}
	person := put(t, db, people.Person{Name: "Tomasz"})
	put(t, db, notes.Meeting{Person: person.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held, Notes: knownSentence})
	old, _, err := db.MakeBackup(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	plain := filepath.Join(t.TempDir(), "plain.db") // one that was taken elsewhere
	if _, err := db.BackupTo(ctx, plain); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	made, err := Encrypt(ctx, path, "correct horse", o)
	if err != nil || made.Backups != 1 || len(made.Plain) > 0 {
		t.Fatalf("%+v %v", made, err)
	}
	noPlainText(t, filepath.Dir(path))
	o.Secret = SecretOf("correct horse")
	if db, err = Open(ctx, path, o); err != nil {
		t.Fatal(err)
	}
	c.now = c.now.Add(25 * time.Hour)
	fresh, _, err := db.MakeBackup(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	noPlainText(t, filepath.Dir(path))
	for _, b := range []Backup{old, fresh} {
		holdsSentence(t, b.Path, Options{Secret: o.Secret})
		holdsSentence(t, b.Path, Options{Like: db})
		if _, _, err := Verify(ctx, b.Path, Options{Secret: o.Secret}); err != nil {
			t.Error(err)
		}
	}
	for _, path := range []string{old.Path, plain} {
		if counts, err := db.VerifyBackup(ctx, path); err != nil || counts["meetings"] != 1 {
			t.Errorf("%s: %v %v", path, counts, err)
		}
		if counts, err := db.BackupCounts(ctx, path); err != nil || counts["meetings"] != 1 {
			t.Errorf("%s: %v %v", path, counts, err)
		}
	}
	if _, err := db.SetPassphrase(o.Secret, "battery staple"); err != nil {
		t.Fatal(err)
	}
	o.Secret = SecretOf("battery staple")
	holdsSentence(t, old.Path, Options{Secret: o.Secret})
	lose := func() {
		t.Helper()
		write(t, db, func(tx *Tx) error { _, err := Delete[people.Person](tx, person.ID); return err })
	}
	there := func() {
		t.Helper()
		read(t, db, func(tx *Tx) error {
			list, err := All[notes.Meeting](tx)
			if err != nil || len(list) != 1 || list[0].Notes != knownSentence {
				t.Errorf("%v %v", list, err)
			}
			return err
		})
	}
	lose()
	if _, err := db.RestoreBackup(ctx, old.Path); err != nil {
		t.Fatal(err)
	}
	there()
	lose()
	if _, err := db.RestoreBackup(ctx, plain); err != nil {
		t.Fatal(err)
	}
	there()
	noPlainText(t, filepath.Dir(path))
	// one of another database, with a passphrase of its own
	other, _, _ := secret(t, "another one")
	lose()
	var wrong *WrongSecretError
	if _, err := db.RestoreBackup(ctx, other); !errors.As(err, &wrong) {
		t.Errorf("of another key: %v", err)
	}
	if _, err := db.RestoreBackup(ctx, other, SecretOf("another one")); err != nil {
		t.Fatal(err)
	}
	there()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	noPlainText(t, filepath.Dir(path))
	holdsSentence(t, path, o)

	// an encrypted backup into a plain database, and over a damaged one
	db, err = Open(ctx, plain, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := db.BackupCounts(ctx, fresh.Path); !IsLocked(err) {
		t.Errorf("counted in a locked backup: %v", err)
	}
	if _, err := db.RestoreBackup(ctx, fresh.Path); !IsLocked(err) {
		t.Errorf("restored a locked backup: %v", err)
	}
	if _, err := db.RestoreBackup(ctx, fresh.Path, o.Secret); err != nil {
		t.Fatal(err)
	}
	db.Close()
	holdsSentence(t, plain, Options{})
	if err := os.WriteFile(path, []byte("broken"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := RestoreOver(ctx, path, fresh.Path, o); err != nil {
		t.Fatal(err)
	}
	holdsSentence(t, path, o)
	noPlainText(t, filepath.Dir(path))
}

// However a file is replaced, as where an open one can be and as on Windows: nothing is left behind, and the old content is overwritten.
func TestEncryptOverwrites(t *testing.T) {
	for _, open := range []bool{true, false} {
		t.Run(map[bool]string{true: "open", false: "closed"}[open], func(t *testing.T) {
			defer func(was bool) { replacesOpen = was }(replacesOpen)
			replacesOpen = open
			path, _, o := secret(t, "correct horse")
			o.Secret = SecretOf("correct horse")
			if err := Decrypt(context.Background(), path, o); err != nil {
				t.Fatal(err)
			}
			old := filepath.Join(t.TempDir(), "old.db")
			if err := os.Link(path, old); err != nil {
				t.Fatal(err)
			}
			if _, err := Encrypt(context.Background(), path, "correct horse", Options{Now: o.Now}); err != nil {
				t.Fatal(err)
			}
			noPlainText(t, filepath.Dir(path))
			noPlainText(t, filepath.Dir(old))
			holdsSentence(t, path, o)
			if entries, _ := os.ReadDir(filepath.Dir(path)); len(entries) != 1 {
				t.Errorf("left behind: %v", entries)
			}
		})
	}
}

// What a crash in the middle of encrypting or decrypting leaves behind goes with the next start: a copy that may be plain, and backups that
// were not encrypted yet.
func TestLeftoversOfAConversion(t *testing.T) {
	ctx := context.Background()
	path, _, o := secret(t, "correct horse")
	o.Secret = SecretOf("correct horse")
	for _, end := range []string{".converting", ".converting-wal", ".replaced"} {
		if err := os.WriteFile(path+end, []byte(knownSentence), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	folder := backupFolder(path)
	if err := os.Mkdir(folder, 0o700); err != nil {
		t.Fatal(err)
	}
	plain, err := Open(ctx, filepath.Join(folder, BackupName(path, o.Now().Add(-time.Hour))), Options{})
	if err != nil {
		t.Fatal(err)
	}
	person := put(t, plain, people.Person{Name: "Tomasz"})
	put(t, plain, notes.Meeting{Person: person.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held, Notes: knownSentence})
	if err := plain.Close(); err != nil {
		t.Fatal(err)
	}
	part := filepath.Join(folder, ".rapport-123.part")
	if err := os.WriteFile(part, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	long := time.Now().Add(-25 * time.Hour)
	if err := os.Chtimes(part, long, long); err != nil {
		t.Fatal(err)
	}
	db, err := Open(ctx, path, o)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if n, left, err := db.SealCopies(ctx); n != 1 || len(left) > 0 || err != nil {
		t.Errorf("sealed %d, left %v, %v", n, left, err)
	}
	if n, left, err := db.SealCopies(ctx); n != 0 || len(left) > 0 || err != nil {
		t.Errorf("the second time sealed %d, left %v, %v", n, left, err)
	}
	noPlainText(t, filepath.Dir(path))
	holdsSentence(t, plain.Path(), o)
	if _, _, err := db.MakeBackup(ctx, ""); err != nil {
		t.Fatal(err)
	}
	if exists(part) {
		t.Error("a part of a backup is left")
	}
	if _, err := db.SetPassphrase(o.Secret, "battery staple"); err != nil { // it has the same key
		t.Fatal(err)
	}
	holdsSentence(t, plain.Path(), Options{Secret: SecretOf("battery staple")})
}
