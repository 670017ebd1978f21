package main

import (
	"bytes"
	"cmp"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"rapport": main})
}

// TestScripts runs the program as a person would: each script in a folder of its own with testdata/team.json in it and RAPPORT_DB set
// to a database that is not there yet. Every date is fixed with --at.
func TestScripts(t *testing.T) {
	team, err := os.ReadFile("testdata/team.json")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("RAPPORT_DB", filepath.Join(e.WorkDir, "rapport.db"))
			e.Setenv("TZ", "Europe/Helsinki")
			for _, name := range []string{"DISPLAY", "WAYLAND_DISPLAY", "XDG_DATA_HOME"} {
				e.Setenv(name, "")
			}
			return os.WriteFile(filepath.Join(e.WorkDir, "team.json"), team, 0o600)
		},
		Condition: func(name string) (bool, error) {
			if name == "mount" {
				return canMount(), nil
			}
			return false, fmt.Errorf("unknown condition %q", name)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"code": scriptCode, "lines": scriptLines, "json": scriptJSON, "keys": scriptKeys, "same": scriptSame, "sql": scriptSQL, "damage": scriptDamage,
			"readonly": scriptReadOnly, "smalldisk": scriptSmallDisk, "fill": scriptFill,
		},
	})
}

// scriptCode: code N rapport ARGS... runs the program and wants the exit code. Standard error has nothing but our own lines: at 0
// only warnings, else an explanation.
func scriptCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N COMMAND ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	if exit, ok := err.(*exec.ExitError); ok {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
	stderr := ts.ReadFile("stderr")
	if want != exitDone && stderr == "" {
		ts.Fatalf("nothing on standard error")
	}
	for line := range strings.Lines(stderr) {
		if !strings.HasPrefix(line, "rapport: ") || want == exitDone && !strings.HasPrefix(line, "rapport: warning: ") {
			ts.Fatalf("not a line of ours on standard error: %q", line)
		}
	}
	if want == exitUsage && ts.ReadFile("stdout") != "" {
		ts.Fatalf("wrong usage prints to standard output")
	}
}

// scriptLines: lines FILE N wants N lines.
func scriptLines(ts *testscript.TestScript, neg bool, args []string) {
	n := strings.Count(ts.ReadFile(args[0]), "\n")
	if want, _ := strconv.Atoi(args[1]); (n == want) == neg {
		ts.Fatalf("%s has %d lines", args[0], n)
	}
}

// scriptJSON: json FILE PATH WANT wants the value at a path such as 0.name to be WANT: a text as it is, anything else as compact JSON.
// The step len is the number of elements; WANT "absent" means that there is none, WANT "*" any.
func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 3 {
		ts.Fatalf("usage: json FILE PATH WANT")
	}
	value, there := at(ts, args[0], args[1])
	got := "absent"
	if there {
		got = text(value)
	}
	ok := got == args[2] || args[2] == "*" && there
	if ok == neg {
		ts.Fatalf("%s of %s is %s, want %s", args[1], args[0], got, args[2])
	}
}

func at(ts *testscript.TestScript, file, path string) (any, bool) {
	var v any
	ts.Check(json.Unmarshal([]byte(ts.ReadFile(file)), &v))
	if path == "." {
		return v, true
	}
	for step := range strings.SplitSeq(path, ".") {
		switch x := v.(type) {
		case []any:
			if step == "len" {
				v = float64(len(x))
				continue
			}
			i, err := strconv.Atoi(step)
			if err != nil || i < 0 || i >= len(x) {
				return nil, false
			}
			v = x[i]
		case map[string]any:
			inner, ok := x[step]
			if !ok {
				return nil, false
			}
			v = inner
		default:
			return nil, false
		}
	}
	return v, true
}

func text(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	b, _ := json.Marshal(v)
	return string(b)
}

// scriptKeys: keys FILE PATH KEY... wants an object to have the keys, and no others; a key in [brackets] may be absent. A path that
// ends in * looks at every element of an array, one in *? also where it has none.
func scriptKeys(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: keys FILE PATH KEY...")
	}
	var objects []any
	path, mayBeEmpty := strings.CutSuffix(args[1], "?")
	if path, all := strings.CutSuffix(path, "*"); all {
		list, _ := at(ts, args[0], cmp.Or(strings.TrimSuffix(path, "."), "."))
		ok := false
		if objects, ok = list.([]any); !ok {
			ts.Fatalf("no array at %s of %s", args[1], args[0])
		}
	} else if v, ok := at(ts, args[0], args[1]); ok {
		objects = []any{v}
	}
	if len(objects) == 0 && !mayBeEmpty {
		ts.Fatalf("nothing at %s of %s", args[1], args[0])
	}
	for _, o := range objects {
		object, ok := o.(map[string]any)
		if !ok {
			ts.Fatalf("%s is no object: %s", args[1], text(o))
		}
		for _, key := range args[2:] {
			if _, ok := object[key]; !ok && !strings.HasPrefix(key, "[") {
				ts.Fatalf("%s is missing in %s", key, text(o))
			}
		}
		for key := range object {
			if !slices.Contains(args[2:], key) && !slices.Contains(args[2:], "["+key+"]") {
				ts.Fatalf("%s is not documented: %s", key, text(o))
			}
		}
	}
}

var exportedLine = regexp.MustCompile(`(?m)^  "exported": .*\n`)

// scriptSame: same A B wants two files to be equal byte for byte, the line "exported" aside.
func scriptSame(ts *testscript.TestScript, neg bool, args []string) {
	a, b := exportedLine.ReplaceAllString(ts.ReadFile(args[0]), ""), exportedLine.ReplaceAllString(ts.ReadFile(args[1]), "")
	if (a == b) == neg {
		ts.Fatalf("%s and %s: equal is %v", args[0], args[1], a == b)
	}
}

// scriptSQL: sql FILE STATEMENT runs a statement on an SQLite file, which is made where it is not there.
func scriptSQL(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	_, err = db.Exec(args[1])
	ts.Check(err)
	ts.Check(db.Close())
}

// scriptDamage: damage FILE FROM N overwrites N bytes; where N is 0 the file ends at FROM.
func scriptDamage(ts *testscript.TestScript, _ bool, args []string) {
	from, err := strconv.ParseInt(args[1], 10, 64)
	ts.Check(err)
	n, err := strconv.Atoi(args[2])
	ts.Check(err)
	f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_RDWR, 0)
	ts.Check(err)
	if n == 0 {
		ts.Check(f.Truncate(from))
	}
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, n), from)
	ts.Check(err)
	ts.Check(f.Close())
}

// canMount reports whether this machine lets a test mount: the only way to a folder that root cannot write to.
var canMount = sync.OnceValue(func() bool {
	dir, err := os.MkdirTemp("", "rapport-mount-")
	if err != nil {
		return false
	}
	defer os.Remove(dir)
	return exec.Command("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", dir).Run() == nil && exec.Command("umount", dir).Run() == nil
})

// scriptReadOnly: readonly FOLDER makes a folder and what is in it impossible to write to, also for root.
func scriptReadOnly(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	mount(ts, dir, "--bind", dir, dir)
	ts.Check(exec.Command("mount", "-o", "remount,bind,ro", dir).Run())
}

// scriptSmallDisk: smalldisk FOLDER SIZE makes a folder that is a disk of its own.
func scriptSmallDisk(ts *testscript.TestScript, _ bool, args []string) {
	dir := ts.MkAbs(args[0])
	ts.Check(os.MkdirAll(dir, 0o700))
	mount(ts, dir, "-t", "tmpfs", "-o", "size="+args[1], "tmpfs", dir)
}

// scriptFill: fill FOLDER writes a file, filler, until its disk is full.
func scriptFill(ts *testscript.TestScript, _ bool, args []string) {
	f, err := os.Create(filepath.Join(ts.MkAbs(args[0]), "filler"))
	ts.Check(err)
	for block := make([]byte, 4096); err == nil; {
		_, err = f.Write(block)
	}
	ts.Check(f.Close())
}

func mount(ts *testscript.TestScript, dir string, args ...string) {
	ts.Check(exec.Command("mount", args...).Run())
	ts.Defer(func() { _ = exec.Command("umount", dir).Run() })
}

// commandNames are all commands that the help names.
func commandNames(t *testing.T) (names []string) {
	t.Helper()
	var help bytes.Buffer
	if code := run(t.Context(), []string{"--help"}, nil, &help, &help); code != exitDone {
		t.Fatal(code)
	}
	_, list, _ := strings.Cut(help.String(), "Available Commands:\n")
	list, _, _ = strings.Cut(list, "\n\n")
	for line := range strings.Lines(list) {
		names = append(names, strings.Fields(line)[0])
	}
	if len(names) < 10 {
		t.Fatalf("only %d commands in the help", len(names))
	}
	return names
}

// TestHelpAndDocumentation holds docs/CLI.md against the program: the same commands and flags in both.
func TestHelpAndDocumentation(t *testing.T) {
	doc, err := os.ReadFile("../../docs/CLI.md")
	if err != nil {
		t.Fatal(err)
	}
	written := map[string]string{} // the line of the table of each command
	for _, row := range regexp.MustCompile("(?m)^\\| `rapport ([a-z]+)[^|\n]*\\|.*$").FindAllStringSubmatch(string(doc), -1) {
		written[row[1]] = row[0]
	}
	var help bytes.Buffer
	for _, name := range commandNames(t) {
		row, ok := written[name]
		if !ok {
			t.Errorf("docs/CLI.md has no row for rapport %s", name)
			continue
		}
		delete(written, name)
		help.Reset()
		run(t.Context(), []string{"help", name}, nil, &help, &help)
		own, _, _ := strings.Cut(help.String(), "Global Flags:")
		flags := map[string]bool{}
		for _, f := range regexp.MustCompile(`(?m)^ +(?:-\w, )?(--[a-z-]+)`).FindAllStringSubmatch(own, -1) {
			flags[f[1]] = true
		}
		delete(flags, "--help")
		for _, f := range regexp.MustCompile(`--[a-z-]+`).FindAllString(row, -1) {
			if !flags[f] && !strings.Contains(row, "no "+f) {
				t.Errorf("docs/CLI.md gives rapport %s the flag %s, which it does not have", name, f)
			}
			delete(flags, f)
		}
		for f := range flags {
			if f != "--output" || !strings.Contains(row, "-o ") {
				t.Errorf("docs/CLI.md does not say that rapport %s has %s", name, f)
			}
		}
	}
	for name := range written {
		t.Errorf("docs/CLI.md has rapport %s, which is not there", name)
	}
}

// full is a disk without room.
type full struct{ left int }

func (f *full) Write(b []byte) (int, error) {
	if n := f.left; n < len(b) {
		f.left = 0
		return n, fmt.Errorf("no space left on device")
	}
	f.left -= len(b)
	return len(b), nil
}

func TestResultCutShortFails(t *testing.T) {
	for _, args := range [][]string{
		{"version"}, {"version", "--json"}, {"--help"}, {"demo", "--at", "2026-03-03", "--to", "-"},
	} {
		var errOut bytes.Buffer
		if code := run(t.Context(), args, nil, &full{left: 10}, &errOut); code != exitFailed || strings.Count(errOut.String(), "\n") != 1 {
			t.Errorf("%v: exit code %d, %q", args, code, &errOut)
		}
	}
}
