package ui

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// A page to print is opened from a file that only this person can read, and that is gone when the window is closed or locked.
func TestPrintTheOverview(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	old := filepath.Join(dir, printPrefix+"old")
	if err := os.Mkdir(old, 0o700); err != nil {
		t.Fatal(err)
	}
	long := time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC)
	if err := os.Chtimes(old, long, long); err != nil {
		t.Fatal(err)
	}
	path := ""
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Goals})
		d.settle()
		p := d.page.(*goalsPage)
		p.at.who = fixtureID(1, 0)
		p.refilter()
		opened := func() string {
			t.Helper()
			path = ""
			d.o.OpenURL = func(u *url.URL) error { path = filepath.FromSlash(u.Path); return nil }
			for _, x := range p.actions() {
				if x.name == "Print the overview" {
					x.do()
				}
			}
			d.settle()
			if path == "" {
				t.Fatal("nothing was opened")
			}
			return path
		}
		path := opened()
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), "Checkout page loads in under 2 s") || strings.Contains(string(text), "Mateo") || !strings.Contains(string(text), "<html") {
			t.Errorf("%v\n%s", err, text)
		}
		for _, x := range []struct {
			path string
			mode os.FileMode
		}{{path, 0o600}, {filepath.Dir(path), 0o700}} {
			if info, err := os.Stat(x.path); err != nil || info.Mode().Perm() != x.mode {
				t.Errorf("%s: %v, %v", x.path, info.Mode(), err)
			}
		}
		if _, err := os.Stat(old); !os.IsNotExist(err) {
			t.Error("what a killed program left is still there")
		}
		d.cover("locked")
		if _, err := os.Stat(path); !os.IsNotExist(err) {
			t.Error("still there behind the lock")
		}
		d.hidden = false
		opened()
		d.o.OpenURL = func(*url.URL) error { return errors.New("no browser") }
		d.printGoals(p.set.filter(p.at))
		d.settle()
		d.shows("No browser opened. Export it instead")
	})
	left, err := filepath.Glob(filepath.Join(dir, printPrefix+"*"))
	if err != nil || len(left) > 0 || path == "" {
		t.Errorf("after the window: %v, %v", left, err)
	}
}

func TestPrintTheBrief(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	inWindow(t, fixture(), func(d *desk) {
		path := ""
		d.o.OpenURL = func(u *url.URL) error { path = filepath.FromSlash(u.Path); return nil }
		d.open(Place{Page: Prep, Person: fixtureID(1, 0)})
		d.settle()
		d.press("Print")
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), "Priya Raman") || !strings.Contains(string(text), "Send promotion criteria") {
			t.Errorf("%v\n%s", err, text)
		}
	})
}
