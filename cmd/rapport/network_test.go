//go:build linux

package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"rapport/cmd/rapport/internal/screen"
)

// internet is a socket to anywhere but this computer.
var internet = regexp.MustCompile(`(?m)^.*socket\((AF_INET|AF_INET6|AF_PACKET)\b.*$`)

// TestNothingTalksToTheInternet runs every command, and the window with its pages, under strace, and fails on any internet socket.
func TestNothingTalksToTheInternet(t *testing.T) {
	if testing.Short() {
		t.Skip("drives a real window")
	}
	strace, err := exec.LookPath("strace")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("strace is missing: run scripts/need test")
		}
		t.Skip("strace is missing: run scripts/need test")
	}
	program, err := built()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	team, _ := filepath.Abs("testdata/team.json")
	calls := 0
	look := func(what, trace string) {
		t.Helper()
		content, err := os.ReadFile(trace)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(content), "+++ exited") && !strings.Contains(string(content), "+++ killed") {
			t.Fatalf("%s: nothing was traced", what)
		}
		calls += strings.Count(string(content), "socket(")
		for _, line := range internet.FindAllString(string(content), -1) {
			t.Errorf("%s: %s", what, line)
		}
	}
	env := []string{"HOME=" + dir, "XDG_RUNTIME_DIR=" + dir, "RAPPORT_DB=" + filepath.Join(dir, "rapport.db"), "LANG=en_US.UTF-8", "RAPPORT_THEME=light"}
	first, second := filepath.Join(dir, "first.txt"), filepath.Join(dir, "second.txt")
	for path, passphrase := range map[string]string{first: "correct horse battery staple\n", second: "four other words entirely\n"} {
		if err := os.WriteFile(path, []byte(passphrase), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	traced := map[string]bool{}
	run := func(args ...string) {
		t.Helper()
		trace := filepath.Join(dir, "trace")
		c := exec.Command(strace, append([]string{"-f", "-e", "trace=network", "-o", trace, program}, args...)...)
		c.Env = append(append(os.Environ(), env...), "DISPLAY=")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s %v", args, out, err)
		}
		for _, word := range args {
			traced[word] = true
		}
		look(strings.Join(args, " "), trace)
	}
	for _, args := range [][]string{
		{"import", team}, {"people"}, {"prep", "zoe"}, {"signs"}, {"goals"}, {"actions"}, {"note", "zoe", "a line"}, {"point", "zoe", "a point"},
		{"checkin", "ada b", "cut the l", "3"}, {"search", "line"}, {"mirror"}, {"review", "zoe", "--from", "2026-01-01", "--to", "2026-06-30", "-o", filepath.Join(dir, "zoe.md")},
		{"export", "-o", filepath.Join(dir, "all.json")}, {"demo", "--to", filepath.Join(dir, "demo.json")}, {"backup"}, {"backup", "-o", filepath.Join(dir, "b.db")},
		{"check"}, {"check", "--rescue", filepath.Join(dir, "r.json")}, {"restore", filepath.Join(dir, "b.db")}, {"version"}, {"help"},
		{"--passphrase-file", first, "encrypt"}, {"--passphrase-file", first, "passphrase", "--new-passphrase-file", second}, {"--passphrase-file", second, "decrypt"},
	} {
		run(args...)
	}

	s := openScreen(t, 1280, 800)
	trace := filepath.Join(dir, "trace-window")
	p, err := s.Run(env, strace, "-D", "-f", "-e", "trace=network", "-o", trace, program)
	if err != nil {
		t.Fatal(err)
	}
	settle := func() {
		t.Helper()
		if err := s.Settled(500 * time.Millisecond); err != nil {
			t.Fatal(err)
		}
	}
	settle()
	for _, keys := range []string{"ctrl+2", "ctrl+3", "ctrl+comma", "ctrl+shift+f", "ctrl+1"} {
		p.Keys(keys)
		settle()
	}
	run("open", "zoe")                                                    // a second start, which speaks to the window
	if err := s.Passed(5*time.Second, 500*time.Millisecond); err != nil { // the upkeep begins
		t.Fatal(err)
	}
	p.Quit()                                    //nolint:errcheck // it may end by the signal
	err = s.Wait(screen.Patience, func() bool { // strace ends by itself a little later
		content, _ := os.ReadFile(trace)
		return strings.Contains(string(content), "+++ exited") || strings.Contains(string(content), "+++ killed")
	})
	if err != nil {
		t.Fatal("the trace did not end: ", err)
	}
	look("the window", trace)
	for _, name := range commandNames(t) {
		if !traced[name] {
			t.Errorf("rapport %s was not traced", name)
		}
	}
	if calls == 0 {
		t.Error("not even the socket of the screen was seen: the trace is not what it should be")
	}
}
