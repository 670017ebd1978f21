//go:build linux

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/storage/storagetest"
)

// The system ends the session while the folder takes nothing: the last words are offered at the next start, and are there once they are brought in.
func TestLogOutWhileNothingCanBeSavedInAWindow(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	home, dir, pictures := t.TempDir(), t.TempDir(), shots(t)
	db := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + home, "XDG_CACHE_HOME=" + filepath.Join(home, ".cache"), "TMPDIR=" + t.TempDir(), "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	settle := func() { must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { must(s.Shot(filepath.Join(pictures, name+".png"))) }

	p, err := s.Run(env, program, "--db", db)
	must(err)
	settle()
	must(p.Type("Priya Raman"))
	must(p.Keys("Return"))
	settle()
	must(p.Keys("ctrl+Return"))
	settle()
	must(p.Type("Before."))
	must(s.Passed(2*time.Second, 300*time.Millisecond))
	thaw := storagetest.Freeze(t, dir)
	defer thaw()
	must(p.Type(" Paged nine times."))
	settle()
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	thaw()
	if got := readAll(t, db).Meetings[0].Notes; got != "Before." {
		t.Fatalf("in the database: %q", got)
	}
	if list, _ := filepath.Glob(filepath.Join(home, ".rapport-unsaved-*.db")); len(list) != 1 {
		t.Fatalf("kept aside: %v", list)
	}

	p, err = s.Run(env, program, "--db", db)
	must(err)
	settle()
	shot("offered")
	must(p.Keys("Tab", "Return")) // from Later, which keeps everything, to Bring them in
	settle()
	shot("brought-in")
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	if got := readAll(t, db).Meetings[0].Notes; got != "Before. Paged nine times." {
		t.Errorf("brought in: %q", got)
	}
	if list, err := os.ReadDir(home); err != nil || strings.Contains(strings.Join(names(list), " "), "unsaved") {
		t.Errorf("left: %v %v", names(list), err)
	}
}

func names(list []os.DirEntry) (out []string) {
	for _, e := range list {
		out = append(out, e.Name())
	}
	return out
}
