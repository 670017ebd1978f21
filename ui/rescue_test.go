package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2/test"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// rescueDesk is the page of the rescue, with what was asked of it.
type rescueDesk struct {
	*desk
	asked  []string
	read   func() (storage.Rescued, map[string]int64, error)
	failed error // what the next thing that is asked for fails with
}

func onRescue(t *testing.T, backups int, read func() (storage.Rescued, map[string]int64, error), f func(d *rescueDesk)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		app := test.NewTempApp(t)
		d := &rescueDesk{desk: &desk{t: t, start: time.Now(), queue: make(chan func(), 1000)}}
		var have []storage.Backup
		for i := range backups {
			have = append(have, storage.Backup{Path: fmt.Sprint("backup ", i), At: fixtureNow.AddDate(0, 0, -i), Size: 3 << 20})
		}
		ask := func(format string, args ...any) error {
			d.asked = append(d.asked, fmt.Sprintf(format, args...))
			return d.failed
		}
		do := func(f func()) { d.queue <- f }
		opened := func(what string) func(func(error)) {
			return func(done func(error)) { err := ask("%s", what); do(func() { done(err) }) }
		}
		ShowRescue(Rescue{
			Fyne: app, Theme: theme.Light, Now: func() time.Time { return fixtureNow }, Do: do, Path: "/notes/rapport.db", Why: errors.New("damaged"), Backups: have,
			Read:    read,
			Restore: func(backup string, add bool) (string, error) { return "kept", ask("restore %q %v", backup, add) },
			Save:    func(file string) error { return ask("save %s", filepath.Base(file)) },
			Open:    opened("open"), Look: opened("look"),
		})
		all := app.Driver().AllWindows()
		d.App = &App{o: Options{Fyne: app}, window: all[len(all)-1]}
		d.settle()
		f(d)
		d.settle()
	})
}

func (d *rescueDesk) did(want ...string) {
	d.t.Helper()
	if fmt.Sprint(d.asked) != fmt.Sprint(want) {
		d.t.Errorf("asked for %q, want %q", d.asked, want)
	}
	d.asked = nil
}

func someRead() (storage.Rescued, map[string]int64, error) {
	return storage.Rescued{Found: map[string]int{"people": 6, "meetings": 40}, Lost: map[string]int{"meetings": 1}}, map[string]int64{"people": 7, "meetings": 40, "goals": 3}, nil
}

func TestRescuePage(t *testing.T) {
	onRescue(t, 3, someRead, func(d *rescueDesk) {
		d.shows("A part of your notes could not be read", "/notes/rapport.db", "Your newest good backup is of today 13:35.", "6 of 7", "40 of 41", "0 of 3",
			"Go back to the backup, add what is newer", "One document, 46 records", "never deleted by Rapport")
		if d.focused() != "Restore" {
			t.Errorf("the keyboard is at %q", d.focused())
		}

		d.failed = errors.New("the disk is full")
		d.press("Restore")
		d.did(`restore "backup 0" true`)
		d.shows("That did not work", "the disk is full")
		d.press("Close")
		d.press("Open read-only")
		d.did("look")
		d.press("Close")

		d.failed = nil
		d.press("Choose another backup")
		d.shows("Go back to which backup?", "Yesterday 13:35")
		label := momentWords(fixtureNow.AddDate(0, 0, -1), fixtureNow)
		d.row("Backup of " + label).Tapped(nil)
		d.settle()
		d.did(`restore "backup 1" false`, "open")
	})
	onRescue(t, 1, someRead, func(d *rescueDesk) {
		d.press("Save a copy…")
		e := find(d.desk, "file", func(*w.Entry) bool { return true })
		e.Put(filepath.Join(t.TempDir(), "nowhere", "x.json"))
		d.press("Save")
		d.did()
		d.shows("Name a file in a folder that is there.")
		e.Put(filepath.Join(os.TempDir(), "x.json"))
		d.press("Save")
		d.did("save x.json")
		d.press("Open read-only")
		d.did("look")
	})
}

func TestRescuePageWithoutABackup(t *testing.T) {
	onRescue(t, 0, someRead, func(d *rescueDesk) {
		d.shows("There is no backup beside it.", "Begin again with what can be read")
		d.press("Begin again")
		d.did(`restore "" true`, "open")
	})
	nothing := func() (storage.Rescued, map[string]int64, error) {
		return storage.Rescued{}, nil, errors.New("nothing could be read: it is empty")
	}
	onRescue(t, 0, nothing, func(d *rescueDesk) {
		d.shows("Nothing could be read: it is empty.")
		for _, text := range []string{"Begin again", "Open read-only", "Save a copy…"} {
			if !d.button(text).Disabled() {
				t.Errorf("%s can be pressed where nothing can be read", text)
			}
		}
		d.press("Choose another backup")
		d.shows("There is no other backup", "rapport restore FILE")
	})
	onRescue(t, 2, nothing, func(d *rescueDesk) { // the backup alone
		d.shows("Go back to the backup", "Everything as it was")
		d.press("Restore")
		d.did(`restore "backup 0" false`, "open")
	})
}

// Where the notes cannot be read the window says so, instead of welcoming somebody as to an empty database.
func TestNotesThatCannotBeReadAreNotTakenForNone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx := context.Background()
		path := filepath.Join(t.TempDir(), "x.db")
		db, err := storage.Open(ctx, path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(fixture()) }); err != nil {
			t.Fatal(err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := 4096; at+4096 <= len(content); at += 4096 { // the pages that hold notes
			if page := content[at : at+4096]; bytes.Contains(page, []byte("Alerts are noisy")) {
				copy(page, bytes.Repeat([]byte{0xa5}, 4096))
			}
		}
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		if db, err = storage.Open(ctx, path, storage.Options{}); err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		led := 0
		d := &desk{t: t, start: time.Now(), path: path, queue: make(chan func(), 1000)}
		d.App = New(Options{Fyne: test.NewTempApp(t), DB: db, Now: func() time.Time { return fixtureNow }, Theme: theme.Light, Do: func(f func()) { d.queue <- f }, Damaged: func(error) { led++ }})
		d.Show()
		d.settle()
		d.shows("Your notes could not be read", "A part of your notes could not be read")
		d.press("Stay here")
		d.showsNot("Welcome")
		d.press("Show what can be done")
		if led != 1 {
			t.Error("it leads nowhere")
		}
		d.Close()
	})
}
