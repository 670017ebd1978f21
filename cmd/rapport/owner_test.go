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

	"rapport/storage/owner"
)

// TestSecondStart starts the program twice on one database: the second one ends at once, names that are wrong are told there, and a
// command writes beside the window. Then another computer has the database: a copy that can only be read is offered.
func TestSecondStart(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a real window")
	}
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	s := openScreen(t, 1280, 800)
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
		if err := s.Settled(300*time.Millisecond, 20*time.Second); err != nil {
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
	if err := p.Quit(); err != nil && !strings.Contains(err.Error(), "signal") {
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
	if err := s.Wait(10*time.Second, func() bool { return len(copies()) == 1 }); err != nil {
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
