package owner

import (
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestOneOwner(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	path := filepath.Join(t.TempDir(), "rapport.db")
	since := time.Date(2026, 3, 3, 9, 0, 0, 0, time.UTC)
	first, err := Take(path, since)
	if err != nil || first == nil {
		t.Fatal(first, err)
	}
	var asked []Request
	first.Handle(func(r Request) Answer {
		asked = append(asked, r)
		return Answer{Error: "nobody of that name", Usage: true}
	})
	_, err = Take(path, since)
	var held *HeldError
	if !errors.As(err, &held) || !held.Here || held.Owner.PID != os.Getpid() || !held.Owner.Since.Equal(since) {
		t.Fatalf("the second: %v", err)
	}
	a, err := held.Ask(Request{Person: "priya"})
	if err != nil || a.Error == "" || !a.Usage || len(asked) != 1 || asked[0].Person != "priya" {
		t.Errorf("asked %v, answered %+v %v", asked, a, err)
	}
	if err := errors.Join(first.Release(), first.Release()); err != nil {
		t.Fatal(err)
	}
	again, err := Take(path, since)
	if err != nil {
		t.Fatal(err)
	}
	defer again.Release()
}

func TestOwnerOnAnotherComputer(t *testing.T) {
	t.Setenv("XDG_RUNTIME_DIR", t.TempDir())
	path := filepath.Join(t.TempDir(), "rapport.db")
	first, err := Take(path, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	defer first.Release()
	content, _ := json.Marshal(Owner{Host: "anna-laptop", PID: 1, Since: time.Now(), Socket: "/run/x.sock"})
	if err := os.WriteFile(path+".owner", content, 0o600); err != nil {
		t.Fatal(err)
	}
	_, err = Take(path, time.Now())
	var held *HeldError
	if !errors.As(err, &held) || held.Here || !strings.Contains(err.Error(), "open on the computer anna-laptop") {
		t.Fatalf("%v", err)
	}
	if _, err := held.Ask(Request{}); !errors.As(err, &held) {
		t.Errorf("it was asked: %v", err)
	}
}

// What cannot be locked is opened without: SQLite says what is wrong with it.
func TestNoLockWhereNothingCanBeWritten(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	l, err := Take(filepath.Join(file, "rapport.db"), time.Now())
	if l != nil || err != nil {
		t.Errorf("%v %v", l, err)
	}
	l.Handle(nil)
	if err := l.Release(); err != nil {
		t.Error(err)
	}
}
