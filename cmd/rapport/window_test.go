//go:build linux

package main

import (
	"context"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"rapport/cmd/rapport/internal/screen"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// built is the program, built once for all tests of this package that need a window, with the toolkit's complaints about calls from the
// wrong goroutine.
var built = sync.OnceValues(func() (string, error) { return build("x11,no_animations") })

// released are the tags with which make build builds it.
const released = "x11,no_animations,migrated_fynedo"

func build(tags string) (string, error) {
	dir, err := os.MkdirTemp("", "rapport-test-")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "rapport")
	out, err := exec.Command("go", "build", "-tags", tags, "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", &buildError{string(out), err}
	}
	return path, nil
}

type buildError struct {
	out string
	err error
}

func (b *buildError) Error() string { return b.err.Error() + ": " + b.out }

// openScreen opens a virtual screen, or skips the test where this machine cannot (make test installs what is needed).
func openScreen(t testing.TB, width, height int) *screen.Screen {
	t.Helper()
	if tool := screen.Missing(); tool != "" {
		if os.Getenv("CI") != "" {
			t.Fatalf("%s is missing: run scripts/need test", tool)
		}
		t.Skipf("%s is missing: run scripts/need test", tool)
	}
	s, err := screen.Start(width, height)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		s.Close()
		for _, p := range s.Programs {
			for _, bad := range []string{"Error in Fyne call thread", "panic:", "fatal error:"} {
				if strings.Contains(p.Output.String(), bad) {
					t.Errorf("the program complained: %s", p.Output)
				}
			}
		}
	})
	return s
}

// realWindow is what a test needs that drives the program in a real window: the program, and a screen of that size.
func realWindow(t *testing.T, width, height int) (program string, s *screen.Screen) {
	t.Helper()
	if testing.Short() {
		t.Skip("drives a real window")
	}
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return program, openScreen(t, width, height)
}

// fatal returns a function that ends the test at an error.
func fatal(t *testing.T) func(error) {
	return func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
}

// shots is where the pictures of the window tests go: RAPPORT_SHOTS, or a folder that is thrown away.
func shots(t testing.TB) string {
	if dir := os.Getenv("RAPPORT_SHOTS"); dir != "" {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		return dir
	}
	return t.TempDir()
}

// readAll reads everything that a database holds.
func readAll(t testing.TB, path string) people.Records {
	t.Helper()
	ctx := context.Background()
	db, err := storage.Open(ctx, path, storage.Options{Now: time.Now, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var r people.Records
	if err := db.Read(ctx, func(tx *storage.Tx) (err error) {
		r, err = tx.Records()
		return err
	}); err != nil {
		t.Fatal(err)
	}
	return r
}

// TestMainJobSurvivesKill adds a report, records a one-on-one with notes, an action item and a mood in the real window, kills the
// program with SIGKILL three seconds later, starts it again and finds every word. Then it goes on typing and stops the program as the
// system does when one logs out, before the words save themselves: they are there too.
func TestMainJobSurvivesKill(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	db := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	settle := func() { must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { must(s.Shot(filepath.Join(pictures, name+".png"))) }

	p, err := s.Run(env, program, "--db", db)
	must(err)
	settle()
	shot("1-welcome")
	must(p.Type("Priya Raman")) // the form of the first report has the keyboard
	must(p.Keys("Tab"))
	must(p.Type("Engineer II, Frontend"))
	shot("2-add")
	must(p.Keys("Return"))
	settle()
	shot("3-person")
	must(p.Keys("ctrl+Return")) // start the one-on-one
	settle()
	const note = "Six weeks in. Paged nine times in February, four of them after 22:00."
	must(p.Type(note))
	must(p.Keys("ctrl+j"))
	must(p.Type("me: send the promo criteria by 2031-03-07"))
	must(p.Keys("Return", "ctrl+shift+m", "2"))
	must(s.Passed(3*time.Second, 300*time.Millisecond))
	shot("4-meeting")
	p.Kill()

	r := readAll(t, db)
	if len(r.People) != 1 || r.People[0].Name != "Priya Raman" || r.People[0].Role != "Engineer II, Frontend" {
		t.Errorf("people: %+v", r.People)
	}
	if len(r.Meetings) != 1 {
		t.Fatalf("%d meetings", len(r.Meetings))
	}
	m := r.Meetings[0]
	if m.Notes != note {
		t.Errorf("notes %q, want %q", m.Notes, note)
	}
	if !m.GoingOn() || m.Mood == nil || *m.Mood != 2 || m.MoodSource != notes.Said {
		t.Errorf("meeting: %+v", m)
	}
	if len(r.Actions) != 1 || r.Actions[0].Text != "send the promo criteria" || r.Actions[0].Owner != notes.Me || r.Actions[0].Due.String() != "2031-03-07" {
		t.Errorf("actions: %+v", r.Actions)
	}

	p, err = s.Run(env, program, "--db", db)
	must(err)
	settle()
	shot("5-again")
	must(p.Keys("ctrl+n")) // one report, one meeting going on: it goes on
	settle()
	shot("6-continued")
	must(p.Keys("ctrl+f")) // the keyboard goes to the bar that appears
	must(p.Type("nine"))
	settle()
	shot("7-found")
	must(p.Keys("Escape", "ctrl+End"))
	must(p.Type(" Asked about hours."))
	settle()
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	if got := readAll(t, db).Meetings[0].Notes; got != note+" Asked about hours." {
		t.Errorf("after the restart: %q", got)
	}

	hangUp := make(chan os.Signal, 1) // heard here, so that the program hears it too where the tests were started with nohup
	signal.Notify(hangUp, syscall.SIGHUP)
	defer signal.Stop(hangUp)
	p, err = s.Run(env, program, "--db", db)
	must(err)
	settle()
	must(p.Keys("ctrl+n"))
	settle()
	must(p.Keys("ctrl+End"))
	must(p.Type(" And swaps."))
	settle()
	if err := p.Stop(syscall.SIGHUP); err != nil { // the terminal that it was started from is closed
		t.Errorf("hung up: %v", err)
	}
	if got := readAll(t, db).Meetings[0].Notes; got != note+" Asked about hours. And swaps." {
		t.Errorf("after the terminal was closed: %q", got)
	}
}
