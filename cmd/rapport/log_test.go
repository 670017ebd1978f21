package main

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"testing"
	"time"

	"rapport/storage"
	"rapport/ui"
)

// The log is a file beside the database, made with its first line only, for this user only, and small however much goes wrong.
func TestLogFile(t *testing.T) {
	dir := t.TempDir()
	db, err := storage.Open(context.Background(), filepath.Join(dir, "x.db"), storage.Options{Now: time.Now, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	var stderr bytes.Buffer
	log := slog.New(slog.NewTextHandler((&program{err: &stderr}).logTo(ui.Options{DB: db}), nil))
	file := filepath.Join(dir, "x.log")
	if _, err := os.Stat(file); err == nil {
		t.Error("there is a log where nothing went wrong")
	}
	for i := range 20_000 {
		log.Error("write failed", "kind", fmt.Sprintf("*storage.DamagedError, the %d-th time in this run of the program", i))
	}
	info, err := os.Stat(file)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm() != 0o600 || info.Size() > 1<<20 || stderr.Len() == 0 {
		t.Errorf("%v, %d bytes; %d on standard error", info.Mode(), info.Size(), stderr.Len())
	}
}
