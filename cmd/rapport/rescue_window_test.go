//go:build linux

package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/cmd/rapport/internal/screen"
	"rapport/storage"
)

// rescued is a folder with a database that was damaged on the disk, and the real window on it.
type rescued struct {
	t        *testing.T
	s        *screen.Screen
	program  string
	dir, db  string
	env      []string
	pictures string
	before   []byte // the damaged file
	p        *screen.Program
}

func (r *rescued) command(args ...string) string {
	r.t.Helper()
	c := exec.Command(r.program, append([]string{"--db", r.db}, args...)...)
	c.Env = append(append(os.Environ(), r.env...), "DISPLAY=")
	out, err := c.CombinedOutput()
	if err != nil {
		r.t.Fatalf("%v: %s %v", args, out, err)
	}
	return string(out)
}

// holds fails where the database has not, or has, one of the lines.
func (r *rescued) holds(db string, lines map[string]bool) {
	r.t.Helper()
	out := r.command("--db", db, "export", "-o", "-")
	for line, want := range lines {
		if strings.Contains(out, line) != want {
			r.t.Errorf("%s: %q is there: %v, want %v", filepath.Base(db), line, !want, want)
		}
	}
}

func (r *rescued) settle() {
	r.t.Helper()
	if err := r.s.Settled(400 * time.Millisecond); err != nil {
		r.t.Fatal(err)
	}
}

// passed waits until what the program does after a pause of that length is done.
func (r *rescued) passed(pause time.Duration) {
	r.t.Helper()
	if err := r.s.Passed(pause, 400*time.Millisecond); err != nil {
		r.t.Fatal(err)
	}
}

func (r *rescued) keys(keys ...string) {
	r.t.Helper()
	if err := r.p.Keys(keys...); err != nil {
		r.t.Fatal(err)
	}
	r.settle()
}

func (r *rescued) start(name string) {
	r.t.Helper()
	var err error
	if r.p, err = r.s.Run(r.env, r.program, "--db", r.db); err != nil {
		r.t.Fatal(err)
	}
	r.settle()
	r.shot(name)
}

func (r *rescued) shot(name string) { r.s.Shot(filepath.Join(r.pictures, "rescue-"+name+".png")) }

// until waits until something is so.
func (r *rescued) until(what string, ok func() bool) {
	r.t.Helper()
	if err := r.s.Wait(screen.Patience, ok); err != nil {
		r.shot("failed")
		r.t.Fatalf("not so after a while: %s (pictures: %s)", what, r.pictures)
	}
}

func (r *rescued) glob(pattern string) string {
	found, _ := filepath.Glob(filepath.Join(r.dir, pattern))
	if len(found) == 0 {
		return ""
	}
	return found[0]
}

// kept fails where the damaged file is not kept as it was.
func (r *rescued) kept(path string) {
	r.t.Helper()
	if content, err := os.ReadFile(path); err != nil || !bytes.Equal(content, r.before) {
		r.t.Errorf("%s is not the damaged file as it was: %v", path, err)
	}
}

// open reports whether the window has the database open.
func (r *rescued) open() bool {
	fds, _ := os.ReadDir(fmt.Sprintf("/proc/%d/fd", r.p.Pid()))
	for _, f := range fds {
		if to, _ := os.Readlink(fmt.Sprintf("/proc/%d/fd/%s", r.p.Pid(), f.Name())); to == r.db {
			return true
		}
	}
	return false
}

// A database that was damaged on the disk opens the page of the rescue, and each of the ways it offers does what it says.
func TestRescueInAWindow(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a real window")
	}
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := openScreen(t, 1280, 800)
	team, _ := filepath.Abs("testdata/team.json")
	const passphrase = "correct horse battery staple"
	const old, newer = "A line from before the backup", "A line from after the backup"
	in := func(name string, backup, encrypted bool, do func(r *rescued)) {
		t.Run(name, func(t *testing.T) {
			r := &rescued{t: t, s: s, program: program, dir: t.TempDir(), pictures: shots(t)}
			r.db = filepath.Join(r.dir, "rapport.db")
			secret := filepath.Join(r.dir, "secret.txt")
			tmp := filepath.Join(r.dir, "tmp")
			r.env = []string{"HOME=" + r.dir, "XDG_RUNTIME_DIR=" + r.dir, "TMPDIR=" + tmp, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
			if err := os.Mkdir(tmp, 0o700); err != nil {
				t.Fatal(err)
			}
			r.command("import", team)
			r.command("note", "zoe", old)
			if backup {
				r.command("backup")
			}
			r.command("note", "zoe", newer)
			page := int64(100) // in the first page, which holds where everything is
			if encrypted {
				if err := os.WriteFile(secret, []byte(passphrase+"\n"), 0o600); err != nil {
					t.Fatal(err)
				}
				r.command("--passphrase-file", secret, "encrypt")
				page = -1
			}
			f, err := os.OpenFile(r.db, os.O_RDWR, 0)
			if err != nil {
				t.Fatal(err)
			}
			length := 100
			if name == "beginning" {
				page, length = 0, 4096
			}
			if page < 0 { // one in the middle: the file can be opened, and is found to be damaged by the check at the start
				info, err := f.Stat()
				if err != nil {
					t.Fatal(err)
				}
				page = info.Size() / 8192 * 4096
			}
			if _, err := f.WriteAt(bytes.Repeat([]byte{0xa5}, length), page); err != nil {
				t.Fatal(err)
			}
			f.Close()
			r.before, _ = os.ReadFile(r.db)
			r.start(name)
			do(r)
			if r.p != nil {
				if err := r.p.Quit(); err != nil {
					t.Error(err)
				}
			}
			if left, _ := os.ReadDir(tmp); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if left := r.glob(".rapport-*"); left != "" {
				t.Errorf("left behind: %v", left)
			}
		})
	}
	quit := func(r *rescued) {
		r.t.Helper()
		if err := r.p.Quit(); err != nil {
			r.t.Error(err)
		}
		r.p = nil
	}
	both := map[string]bool{old: true, newer: true}

	in("backup", true, false, func(r *rescued) {
		r.keys("Return") // Restore
		r.until("the window is open on the restored file", func() bool { return r.glob("rapport.db.damaged-*") != "" && r.open() })
		r.settle()
		r.shot("backup-restored")
		r.command("open", "zoe")
		r.settle()
		quit(r)
		r.kept(r.glob("rapport.db.damaged-*"))
		r.holds(r.db, both)
		r.command("check")
	})
	in("beginning", true, false, func(r *rescued) { // not even the sign of a database is left
		r.keys("Return") // Restore
		r.until("the window is open on the restored file", func() bool { return r.glob("rapport.db.damaged-*") != "" && r.open() })
		r.settle()
		quit(r)
		r.kept(r.glob("rapport.db.damaged-*"))
		r.holds(r.db, both)
		r.command("check")
	})
	in("look", true, false, func(r *rescued) {
		r.keys("Tab", "Return") // Open read-only
		r.settle()
		r.shot("look-opened")
		copied, _ := filepath.Glob(filepath.Join(r.dir, "tmp", "rapport-rescue-*", "readable.db"))
		if len(copied) != 1 {
			r.t.Fatalf("no copy is open: %v", copied)
		}
		r.holds(copied[0], both)
		quit(r)
		r.kept(r.db)
	})
	in("save", true, false, func(r *rescued) {
		r.keys("Tab", "Tab", "Return") // Save a copy…
		r.shot("save-asks")
		r.keys("Return")
		file := filepath.Join(r.dir, "Rapport, what could be read.json")
		r.until("the document is there", func() bool {
			return r.glob("*/Rapport, what could be read.json") != "" || r.glob("Rapport, what could be read.json") != ""
		})
		if found := r.glob("*/Rapport, what could be read.json"); found != "" {
			file = found
		}
		quit(r)
		r.kept(r.db)
		fresh := filepath.Join(r.dir, "fresh.db")
		r.command("--db", fresh, "import", file)
		r.holds(fresh, both)
	})
	in("other", true, false, func(r *rescued) {
		r.keys("Tab", "Tab", "Tab", "Tab", "Return") // Choose another backup
		r.shot("other-asks")
		r.keys("Down", "Return")
		r.until("the window is open on the restored file", func() bool { return r.glob("rapport.db.damaged-*") != "" && r.open() })
		r.settle()
		quit(r)
		r.kept(r.glob("rapport.db.damaged-*"))
		r.holds(r.db, map[string]bool{old: true, newer: false})
	})
	in("again", false, true, func(r *rescued) {
		r.shot("again-locked")
		if err := r.p.Type(passphrase); err != nil {
			r.t.Fatal(err)
		}
		r.keys("Return")
		r.until("the notes are unlocked", r.open)
		r.passed(5 * time.Second) // the check at the start
		r.shot("again-told")
		r.keys("Return") // Show what can be done
		r.until("the damaged file is closed", func() bool { return !r.open() })
		r.passed(time.Second) // it is read
		r.shot("again-page")
		r.keys("Return") // Begin again
		r.until("the window is open on a new file", func() bool { return r.glob("rapport.db.damaged-*") != "" && r.open() })
		r.settle()
		r.shot("again-open")
		r.keys("ctrl+l")
		r.until("the window is locked", func() bool { return !r.open() })
		r.shot("again-locked-again")
		if err := r.p.Type("not the passphrase"); err != nil {
			r.t.Fatal(err)
		}
		r.keys("Return")
		r.passed(time.Second)
		if r.open() {
			r.t.Error("a wrong passphrase opened it")
		}
		r.keys("ctrl+a")
		if err := r.p.Type(passphrase); err != nil {
			r.t.Fatal(err)
		}
		r.keys("Return")
		r.until("it is unlocked again", r.open)
		r.settle()
		r.shot("again-unlocked")
		quit(r)
		r.kept(r.glob("rapport.db.damaged-*"))
		if on, err := storage.IsEncrypted(r.db); !on || err != nil {
			r.t.Errorf("encrypted: %v %v", on, err)
		}
		r.command("--passphrase-file", filepath.Join(r.dir, "secret.txt"), "check")
	})
}
