//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// TestMirrorInAWindow opens the sample data in the real window, reads a brief, goes to the mirror and its second tab, makes the signs readier, and
// finds that in the database.
func TestMirrorInAWindow(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	db, sample := filepath.Join(dir, "rapport.db"), filepath.Join(dir, "sample.json")
	env := []string{"HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	command := func(args ...string) {
		t.Helper()
		c := exec.Command(program, append([]string{"--db", db, "--at", "2026-03-03"}, args...)...)
		c.Env = append(append(os.Environ(), env...), "DISPLAY=")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatal(string(out), err)
		}
	}
	command("demo", "--to", sample)
	command("import", sample)

	settle := func() { t.Helper(); must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { must(s.Shot(filepath.Join(pictures, name+".png"))) }
	p, err := s.Run(env, program, "--db", db, "--at", "2026-03-03", "open", "Priya")
	must(err)
	settle()
	must(p.Keys("ctrl+p"))
	settle()
	shot("prep")
	must(p.Keys("ctrl+5"))
	settle()
	shot("mirror")
	must(p.Click(388, 92)) // How the signs did
	settle()
	shot("back-test")
	must(p.Click(300, 277)) // Alert
	settle()
	shot("alert")
	p.Kill()
	if got := readAll(t, db).Settings["signs.sensitivity"]; got != "alert" {
		t.Errorf("the sensitivity is %v; the pictures are in %s", got, pictures)
	}
}
