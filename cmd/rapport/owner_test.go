//go:build linux

package main

import (
	"encoding/json"
	"image"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/cmd/rapport/internal/screen"
	"rapport/storage/owner"
)

// TestSecondStart starts the program twice on one database: the second one ends at once, names that are wrong are told there, and a
// command writes beside the window. Then another computer has the database: a copy that can only be read is offered.
func TestSecondStart(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	db := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	command := func(args ...string) (string, error) {
		c := exec.Command(program, append([]string{"--db", db}, args...)...)
		c.Env = append(append(os.Environ(), env...), "DISPLAY=")
		out, err := c.CombinedOutput()
		return string(out), err
	}
	team, _ := filepath.Abs("testdata/team.json")
	if out, err := command("import", team); err != nil {
		t.Fatal(out, err)
	}
	p, err := s.Run(env, program, "--db", db)
	if err != nil {
		t.Fatal(err)
	}
	settle := func() {
		t.Helper()
		if err := s.Settled(300 * time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	settle()
	before, _ := s.Image(image.Rect(0, 0, 1280, 800))
	if out, err := command("open", "zoe"); err != nil {
		t.Fatalf("the second start: %s %v", out, err)
	}
	settle()
	s.Shot(filepath.Join(pictures, "second-start.png"))
	if after, _ := s.Image(image.Rect(0, 0, 1280, 800)); string(after.Pix) == string(before.Pix) {
		t.Error("the window did not go to the person")
	}
	if out, err := command("open", "nobody of that name"); err == nil || !strings.Contains(out, "nobody of that name") {
		t.Errorf("an unknown name: %s %v", out, err)
	}
	if out, err := command("note", "zoe", "A line from a command"); err != nil {
		t.Errorf("a command beside the window: %s %v", out, err)
	}
	if err := p.Quit(); err != nil {
		t.Error(err)
	}
	if left, _ := filepath.Glob(db + ".owner"); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}

	lock, err := owner.Take(db, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	defer lock.Release()
	content, _ := json.Marshal(owner.Owner{Host: "anna-laptop", Since: time.Now()})
	if err := os.WriteFile(db+".owner", content, 0o600); err != nil {
		t.Fatal(err)
	}
	p, err = s.Run(append(env, "TMPDIR="+dir), program, "--db", db)
	if err != nil {
		t.Fatal(err)
	}
	settle()
	s.Shot(filepath.Join(pictures, "held.png"))
	p.Keys("Tab", "Tab", "Return") // Close, then the copy
	copies := func() []string {
		found, _ := filepath.Glob(filepath.Join(dir, "rapport-copy-*", "rapport.db"))
		return found
	}
	if err := s.Wait(screen.Patience, func() bool { return len(copies()) == 1 }); err != nil {
		t.Fatal("no copy was made")
	}
	settle()
	settle()
	s.Shot(filepath.Join(pictures, "read-only.png"))
	p.Quit()
	if len(copies()) > 0 {
		t.Error("the copy stays")
	}
}

// TestStartBesideAStart asks a window that has the lock and has not said yet who it is, or that stands where one was killed.
func TestStartBesideAStart(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	for name, before := range map[string]string{"nothing said": "", "half said": `{"host":"a`, "of one that was killed": "stale"} {
		path := filepath.Join(t.TempDir(), "rapport.db")
		lock, err := owner.Take(path, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		said, err := os.ReadFile(path + ".owner")
		if err != nil {
			t.Fatal(err)
		}
		if before == "stale" {
			host, _ := os.Hostname()
			content, _ := json.Marshal(owner.Owner{Host: host, PID: 1, Since: time.Now(), Socket: filepath.Join(t.TempDir(), "gone.sock")})
			before = string(content)
		}
		if err := os.WriteFile(path+".owner", []byte(before), 0o600); err != nil {
			t.Fatal(err)
		}
		person := make(chan string, 1)
		lock.Handle(func(r owner.Request) owner.Answer { person <- r.Person; return owner.Answer{} })
		time.AfterFunc(startPatience/10, func() { os.WriteFile(path+".owner", said, 0o600) }) //nolint:errcheck // what follows fails then
		p := &program{now: time.Now}
		second, asked, err := p.own(path, "zoe")
		if second != nil || !asked || err != nil {
			t.Errorf("%s: lock %v, asked %v, %v", name, second, asked, err)
		} else if who := <-person; who != "zoe" {
			t.Errorf("%s: asked for %q", name, who)
		}
		if err := lock.Release(); err != nil {
			t.Error(err)
		}
	}
}

// TestStartsAtOnce starts the program several times at the same moment on one database: one window stays, the others end without a word.
func TestStartsAtOnce(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	for round := range 3 {
		dir := t.TempDir()
		db := filepath.Join(dir, "rapport.db")
		var running []*exec.Cmd
		var said [4]strings.Builder
		ended := make(chan int, len(said))
		for i := range said {
			c := exec.Command(program, "--db", db)
			c.Env = append(os.Environ(), "DISPLAY="+s.Display, "HOME="+dir, "XDG_RUNTIME_DIR="+dir, "LANG=en_US.UTF-8")
			c.Stdout, c.Stderr = &said[i], &said[i]
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			running = append(running, c)
			go func() { c.Wait(); ended <- i }() //nolint:errcheck // its exit code is looked at
		}
		over := map[int]bool{}
		for len(over) < len(said)-1 {
			select {
			case i := <-ended:
				over[i] = true
				if code := running[i].ProcessState.ExitCode(); code != 0 || strings.Contains(said[i].String(), "rapport:") {
					t.Errorf("round %d: start %d ended with %d: %s", round, i, code, &said[i])
				}
			case <-time.After(screen.Patience):
				t.Fatalf("round %d: after a long while only %d of %d starts have ended", round, len(over), len(said))
			}
		}
		select {
		case <-ended:
			t.Errorf("round %d: no window stays", round)
		case <-time.After(time.Second):
		}
		for i, c := range running {
			if !over[i] {
				c.Process.Signal(os.Interrupt) //nolint:errcheck // it ends, which is waited for
				<-ended
			}
		}
		readAll(t, db)
	}
}
