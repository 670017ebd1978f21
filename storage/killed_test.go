//go:build linux

package storage

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/notes"
	"rapport/people"
	"rapport/storage/cryptvfs"
)

// What follows kills a program in the middle of what rewrites a whole file: encrypting, decrypting, restoring, bringing up to date, another
// passphrase, a backup. Whatever moment it is, the database is as it was before or as it is after, whole; nothing that was there is gone; and
// the same thing can be done again.

const (
	oldPass, newPass = "correct horse", "battery staple"
	oldText, newText = "Tomasz told me that he is looking elsewhere", "He is no longer looking elsewhere"
)

// upheaval is something that rewrites a whole file.
type upheaval struct {
	make func(t *testing.T, dir string)              // the files before
	do   func(ctx context.Context, dir string) error // in the program that is killed
	look func(t *testing.T, dir string, done bool)   // what must be so afterwards; done where nothing cut it short
}

func theDB(dir string) string { return filepath.Join(dir, "rapport.db") }
func theBackup(dir string) string {
	return filepath.Join(backupFolder(theDB(dir)), "rapport 2026-03-01 09.00.00.db")
}

// holding makes a database with one note of many.
func holding(t *testing.T, path, text, passphrase string) {
	t.Helper()
	ctx := context.Background()
	db, err := Open(ctx, path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	p := put(t, db, people.Person{Name: "Tomasz"})
	write(t, db, func(tx *Tx) error {
		for i := range 60 {
			at := time.Date(2025, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, i)
			if _, err := Put(tx, notes.Meeting{Person: p.ID, At: instant(at.Format(time.RFC3339)), Status: notes.Held, Notes: strings.Repeat(text+". ", 40)}); err != nil {
				return err
			}
		}
		return nil
	})
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if passphrase != "" {
		if _, err := Encrypt(ctx, path, passphrase, Options{}); err != nil {
			t.Fatal(err)
		}
	}
}

// textOf reads a database with the first of the passphrases that opens it (none for a plain one), and checks it.
func textOf(t *testing.T, path string, passphrases ...string) string {
	t.Helper()
	ctx := context.Background()
	var db *DB
	err := errors.New("no passphrase")
	for _, p := range append(passphrases, "") {
		o := Options{}
		if p != "" {
			o.Secret = SecretOf(p)
		}
		tried.files = map[string]*attempt{}
		os.Remove(triesFile(path))
		if db, err = Open(ctx, path, o); !IsLocked(err) {
			break
		}
	}
	os.Remove(triesFile(path))
	if err != nil {
		t.Fatalf("cannot be opened: %v", err)
	}
	defer db.Close()
	if r, err := db.Check(ctx); err != nil || !r.OK() {
		t.Fatalf("check: %v %v", r, err)
	}
	text := ""
	read(t, db, func(tx *Tx) error {
		list, err := All[notes.Meeting](tx)
		if len(list) != 60 {
			t.Errorf("%d meetings", len(list))
		}
		for _, m := range list {
			one, _, _ := strings.Cut(m.Notes, ".")
			if text != "" && one != text {
				t.Errorf("both %q and %q", text, one)
			}
			text = one
		}
		return err
	})
	return text
}

// whole fails where a backup cannot be used.
func whole(t *testing.T, dir string, passphrases ...string) {
	t.Helper()
	list, err := Backups(theDB(dir), backupFolder(theDB(dir)), time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range list {
		textOf(t, b.Path, passphrases...)
	}
}

func tidy(t *testing.T, dir string) {
	t.Helper()
	for _, pattern := range []string{"*.converting*", "*.replaced"} {
		if left, _ := filepath.Glob(filepath.Join(dir, pattern)); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

func openAs(ctx context.Context, dir, passphrase string, do func(db *DB) error) error {
	o := Options{}
	if passphrase != "" {
		o.Secret = SecretOf(passphrase)
	}
	db, err := Open(ctx, theDB(dir), o)
	if err != nil {
		return err
	}
	return errors.Join(do(db), db.Close())
}

func upheavals() map[string]upheaval {
	all := map[string]upheaval{
		"encrypt": {
			make: func(t *testing.T, dir string) {
				holding(t, theDB(dir), oldText, "")
				holding(t, theBackup(dir), oldText, "")
			},
			do: func(ctx context.Context, dir string) error {
				_, err := Encrypt(ctx, theDB(dir), oldPass, Options{})
				return err
			},
			look: func(t *testing.T, dir string, done bool) {
				textOf(t, theDB(dir), oldPass)
				whole(t, dir, oldPass)
				on, err := IsEncrypted(theDB(dir))
				if err != nil || done && !on {
					t.Fatalf("encrypted: %v %v", on, err)
				}
				if !on {
					return
				}
				err = openAs(context.Background(), dir, oldPass, func(db *DB) error { // as the window does
					_, left, err := db.SealCopies(context.Background())
					if len(left) > 0 {
						t.Error(left)
					}
					return err
				})
				if err != nil {
					t.Error(err)
				}
				noPlainText(t, dir)
			},
		},
		"decrypt": {
			make: func(t *testing.T, dir string) { holding(t, theDB(dir), oldText, oldPass) },
			do: func(ctx context.Context, dir string) error {
				return Decrypt(ctx, theDB(dir), Options{Secret: SecretOf(oldPass)})
			},
			look: func(t *testing.T, dir string, done bool) {
				textOf(t, theDB(dir), oldPass)
				on, err := IsEncrypted(theDB(dir))
				if err != nil || done && on {
					t.Errorf("encrypted: %v %v", on, err)
				}
				if on {
					noPlainText(t, dir)
				}
			},
		},
		"passphrase": {
			make: func(t *testing.T, dir string) {
				holding(t, theDB(dir), oldText, oldPass)
				os.Mkdir(backupFolder(theDB(dir)), 0o700)
				if err := copyWhole(theDB(dir), theBackup(dir)); err != nil {
					t.Fatal(err)
				}
			},
			do: func(ctx context.Context, dir string) error {
				return openAs(ctx, dir, oldPass, func(db *DB) error { _, err := db.SetPassphrase(SecretOf(oldPass), newPass); return err })
			},
			look: func(t *testing.T, dir string, done bool) {
				if done {
					textOf(t, theDB(dir), newPass)
					whole(t, dir, newPass)
					return
				}
				textOf(t, theDB(dir), newPass, oldPass)
				whole(t, dir, newPass, oldPass)
				noPlainText(t, dir)
			},
		},
	}
	for name, pass := range map[string]string{"": "", ", encrypted": oldPass} {
		restore := func(t *testing.T, dir string) {
			holding(t, theDB(dir), oldText, pass)
			holding(t, theBackup(dir), newText, pass)
		}
		oneOf := func(t *testing.T, dir string, done bool) {
			if text := textOf(t, theDB(dir), pass); text != newText && (done || text != oldText) {
				t.Errorf("holds %q", text)
			}
			whole(t, dir, pass)
			if pass != "" {
				noPlainText(t, dir)
			}
		}
		all["restore"+name] = upheaval{
			make: restore, look: oneOf,
			do: func(ctx context.Context, dir string) error {
				return openAs(ctx, dir, pass, func(db *DB) error {
					_, err := db.RestoreBackup(ctx, theBackup(dir), SecretOf(oldPass))
					return err
				})
			},
		}
		all["backup"+name] = upheaval{
			make: restore,
			look: func(t *testing.T, dir string, done bool) {
				if text := textOf(t, theDB(dir), pass); text != oldText {
					t.Errorf("holds %q", text)
				}
				whole(t, dir, pass)
			},
			do: func(ctx context.Context, dir string) error {
				return openAs(ctx, dir, pass, func(db *DB) error { _, _, err := db.MakeBackup(ctx, ""); return err })
			},
		}
		rubbish := bytes.Repeat([]byte("rubbish "), 4096)
		all["restore over"+name] = upheaval{
			make: func(t *testing.T, dir string) {
				holding(t, theBackup(dir), newText, pass)
				for _, end := range []string{"", "-wal"} {
					if err := os.WriteFile(theDB(dir)+end, rubbish, 0o600); err != nil {
						t.Fatal(err)
					}
				}
			},
			do: func(ctx context.Context, dir string) error {
				_, err := RestoreOver(ctx, theDB(dir), theBackup(dir), Options{Secret: SecretOf(oldPass)})
				return err
			},
			look: func(t *testing.T, dir string, done bool) {
				now, err := os.ReadFile(theDB(dir))
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(now, rubbish) {
					if text := textOf(t, theDB(dir), pass); text != newText {
						t.Errorf("holds %q", text)
					}
				} else if done {
					t.Error("nothing was restored")
				}
				for _, end := range []string{"", "-wal"} { // what was damaged is kept
					names, _ := filepath.Glob(theDB(dir) + ".damaged-*" + end)
					found := false
					for _, name := range append(names, theDB(dir)+end) {
						content, _ := os.ReadFile(name)
						found = found || bytes.Equal(content, rubbish)
					}
					if !found {
						t.Errorf("the damaged file%s is gone", end)
					}
				}
				whole(t, dir, pass)
			},
		}
		all["migration"+name] = upheaval{
			make: func(t *testing.T, dir string) {
				old, err := sql.Open("sqlite", "file:"+theDB(dir))
				if err != nil {
					t.Fatal(err)
				}
				if _, err := old.Exec(schema + fmt.Sprintf("; PRAGMA application_id = %d; PRAGMA user_version = 1; INSERT INTO templates (id, name) VALUES ('00000000-0000-7000-8000-000000000001', '%s')", applicationID, oldText)); err != nil {
					t.Fatal(err)
				}
				if err := old.Close(); err != nil {
					t.Fatal(err)
				}
				if pass != "" {
					key, _, err := cryptvfs.New(pass, keyCost, time.Now())
					if err == nil {
						err = convert(context.Background(), theDB(dir), nil, key)
						key.Close()
					}
					if err != nil {
						t.Fatal(err)
					}
				}
			},
			do: func(ctx context.Context, dir string) error {
				return openAs(ctx, dir, pass, func(*DB) error { return nil })
			},
			look: func(t *testing.T, dir string, done bool) {
				err := openAs(context.Background(), dir, pass, func(db *DB) error {
					return db.Read(context.Background(), func(tx *Tx) error {
						list, err := All[notes.Template](tx)
						if len(list) != 1 || list[0].Name != oldText {
							t.Errorf("%v", list)
						}
						return err
					})
				})
				if err != nil {
					t.Error(err)
				}
				if pass != "" {
					noPlainText(t, dir)
				}
			},
		}
	}
	return all
}

func init() {
	children["upheaval"] = func() {
		if err := upheavals()[os.Getenv("RAPPORT_TEST_WHAT")].do(context.Background(), os.Getenv("RAPPORT_TEST_DB")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
}

// changing are the calls by which a program changes files.
var changing = []string{"pwrite64", "write", "fsync", "fdatasync", "ftruncate", "renameat", "linkat", "unlinkat", "unlink", "openat"}

func TestKilledInTheMiddle(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	strace, _ := exec.LookPath("strace")
	r := seeded(t)
	all := upheavals()
	for _, name := range slices.Sorted(maps.Keys(all)) {
		u := all[name]
		t.Run(name, func(t *testing.T) {
			base := t.TempDir()
			u.make(t, base)
			killed, total := 0, 0
			// once runs it on files as they were, lets kill do its work, and looks.
			once := func(how string, command []string, after time.Duration) (cut bool) {
				dir := t.TempDir()
				if err := os.CopyFS(dir, os.DirFS(base)); err != nil {
					t.Fatal(err)
				}
				var said bytes.Buffer
				c := exec.Command(command[0], command[1:]...)
				c.Env = append(os.Environ(), "RAPPORT_TEST_CHILD=upheaval", "RAPPORT_TEST_WHAT="+name, "RAPPORT_TEST_DB="+dir)
				c.Stderr = &said
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				if after > 0 {
					time.AfterFunc(after, func() { c.Process.Kill() })
				}
				err := c.Wait()
				total++
				if cut = err != nil; cut {
					killed++
					if !strings.Contains(err.Error(), "signal: killed") {
						t.Fatalf("%s: %v: %s", how, err, &said)
					}
				}
				u.look(t, dir, !cut)
				tidy(t, dir)
				if cut && !t.Failed() && r.IntN(4) == 0 { // it can be done again
					err := u.do(context.Background(), dir)
					if err != nil && !strings.Contains(err.Error(), "encrypted already") && !strings.Contains(err.Error(), "is not encrypted") && !IsLocked(err) {
						t.Errorf("again: %v", err)
					}
					if err == nil {
						u.look(t, dir, true)
					}
				}
				if t.Failed() {
					t.Fatalf("the failure above: %s", how)
				}
				return cut
			}
			begin := time.Now()
			once("not killed", []string{self}, 0)
			took := time.Since(begin)
			for range min(rounds(3), 50) {
				after := time.Duration(r.Int64N(int64(took)))
				once(fmt.Sprint("killed after ", after), []string{self}, after+1)
			}
			if strace != "" && os.Getenv("RAPPORT_TORTURE") != "" { // at every one of its calls
				for _, call := range changing {
					for n := 1; n < 3000; n += 1 + n/8 {
						if !once(fmt.Sprint("killed at call ", n, " of ", call), []string{strace, "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", fmt.Sprintf("inject=%s:signal=SIGKILL:when=%d", call, n), self}, 0) {
							break
						}
					}
				}
			}
			t.Logf("%d of %d were killed", killed, total)
		})
	}
}
