//go:build linux

package main

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// What is written into an encrypted database is found in no file that the program makes: not in the database and its log, the backups (also
// one from before it was encrypted), the trash and the history in it, the program's log, temporary files and the toolkit's own; not while the
// window is open, after kill -9, nor after it was closed.
func TestNothingReadableIsLeftOfAnEncryptedDatabase(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	db, tmp, secret := filepath.Join(dir, "rapport.db"), filepath.Join(dir, "tmp"), filepath.Join(t.TempDir(), "secret.txt")
	env := []string{"HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "TMPDIR=" + tmp, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	const passphrase = "correct horse battery staple"
	const typed, line, old, gone = "Considers moving to Lisbon", "Heard of a second offer", "Wrote a plain first version", "Said in anger and taken back"
	must(os.Mkdir(tmp, 0o700))
	must(os.WriteFile(secret, []byte(passphrase+"\n"), 0o600))
	command := func(args ...string) {
		t.Helper()
		c := exec.Command(program, append([]string{"--db", db}, args...)...)
		c.Env = append(append(os.Environ(), env...), "DISPLAY=")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s %v", args, out, err)
		}
	}
	team, _ := filepath.Abs("testdata/team.json")
	command("import", team)
	command("note", "zoe", old)
	plain := filepath.Join(dir, "plain.db")
	command("backup", "-o", plain)
	command("--passphrase-file", secret, "encrypt")
	must(os.MkdirAll(db+".backups", 0o700))
	must(os.Rename(plain, filepath.Join(db+".backups", storage.BackupName(db, time.Now().Add(-48*time.Hour))))) // as where encrypting was cut short

	words := []string{typed, line, old, gone, "Zoë Åkesson", "Åkesson", "Cut the load time", "CREATE TABLE", passphrase} // none so short that what is encrypted holds it by chance
	look := func(when string) {
		t.Helper()
		files := 0
		err := filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
			if err != nil || !e.Type().IsRegular() {
				return nil //nolint:nilerr // gone meanwhile
			}
			// By another process: reading it here is no matter, as nothing is open in this one.
			content, err := os.ReadFile(path)
			if err != nil {
				return nil //nolint:nilerr // as above
			}
			files++
			for _, word := range words {
				if bytes.Contains(content, []byte(word)) {
					t.Errorf("%s: %s holds %q", when, strings.TrimPrefix(path, dir), word)
				}
			}
			return nil
		})
		if err != nil || files < 2 {
			t.Errorf("%s: %d files, %v", when, files, err)
		}
	}
	settle := func() { t.Helper(); must(s.Settled(400 * time.Millisecond)) }
	passed := func(pause time.Duration) { t.Helper(); must(s.Passed(pause, 400*time.Millisecond)) }

	p, err := s.Run(env, program, "--db", db, "open", "zoe")
	must(err)
	settle()
	must(p.Type(passphrase))
	must(p.Keys("Return"))
	passed(time.Second)         // it opens
	must(p.Keys("ctrl+Return")) // start the one-on-one with Zoë, whom it was started for
	settle()
	must(p.Type(typed))
	command("--passphrase-file", secret, "note", "zoe", line)
	command("--passphrase-file", secret, "backup")
	passed(6 * time.Second) // it is saved; the upkeep begins
	s.Shot(filepath.Join(pictures, "sealed.png"))
	look("while the window is open")
	p.Kill()
	look("after kill -9")

	ctx := context.Background()
	opened, err := storage.Open(ctx, db, storage.Options{Now: time.Now, NewID: newID, Secret: storage.SecretOf(passphrase)})
	must(err)
	must(opened.Write(ctx, func(tx *storage.Tx) error {
		all, err := storage.All[people.Person](tx)
		if err != nil {
			return err
		}
		x, err := storage.Put(tx, notes.JournalLine{ID: newID(), Person: all[0].ID, At: civil.InstantOf(time.Now()), Text: gone})
		if err != nil {
			return err
		}
		_, err = storage.Delete[notes.JournalLine](tx, x.ID)
		return err
	}))
	found := 0
	must(opened.Read(ctx, func(tx *storage.Tx) error {
		meetings, err := storage.All[notes.Meeting](tx)
		for _, m := range meetings {
			if m.Notes == typed {
				found++
			}
		}
		return err
	}))
	must(opened.Close())
	if found != 1 {
		t.Errorf("the words that were typed are in %d one-on-ones", found)
	}
	if content, err := os.ReadFile(filepath.Join(dir, "rapport.log")); err != nil || len(content) == 0 {
		t.Errorf("there is no log to look into: %v", err)
	}
	p, err = s.Run(env, program, "--db", db)
	must(err)
	settle()
	must(p.Type(passphrase))
	must(p.Keys("Return"))
	passed(6 * time.Second)
	if err := p.Quit(); err != nil {
		t.Error(err)
	}
	look("after it was closed")
	if left, _ := os.ReadDir(tmp); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
