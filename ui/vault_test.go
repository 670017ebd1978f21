package ui

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

const passphrase = "correct horse battery"

// ring is a keyring in memory.
type ring map[string]string

func (r ring) Keep(id, passphrase string) error { r[id] = passphrase; return nil }
func (r ring) Forget(id string)                 { delete(r, id) }
func (r ring) Has(id string) (bool, error)      { _, ok := r[id]; return ok, nil }

// inVault runs f with the window on a database that can be encrypted; locked begins with an encrypted one and the lock page.
func inVault(t *testing.T, locked bool, f func(d *desk, kept ring, recovery string)) {
	t.Helper()
	inVaultWith(t, fixture(), locked, f)
}

func inVaultWith(t *testing.T, r people.Records, locked bool, f func(d *desk, kept ring, recovery string)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, start: time.Now(), path: filepath.Join(dir, "test.db"), queue: make(chan func(), 1000)}
		now := func() time.Time { return fixtureNow.Add(time.Since(d.start)) }
		ids := 0
		newID := func() uuid.UUID { ids++; return fixtureID(200, ids) }
		options := storage.Options{Now: now, NewID: newID}
		var current *storage.DB
		kept := ring{}
		vault := &Vault{Path: d.path, Keyring: kept, Options: func() storage.Options { return options }, Open: func(s storage.Secret) (*storage.DB, error) {
			o := options
			o.Secret = s
			db, err := storage.Open(context.Background(), d.path, o)
			if err == nil {
				current = db
			}
			return db, err
		}}
		db, err := vault.Open(storage.Secret{})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
			t.Fatal(err)
		}
		recovery := ""
		o := Options{Fyne: test.NewTempApp(t), DB: db, Now: now, NewID: newID, Theme: theme.Light, Vault: vault, Do: func(f func()) { d.queue <- f }}
		if locked {
			if err := db.Close(); err != nil {
				t.Fatal(err)
			}
			done, err := storage.Encrypt(context.Background(), d.path, passphrase, options)
			if err != nil {
				t.Fatal(err)
			}
			recovery, o.DB = done.RecoveryKey, nil
			d.App = NewLocked(o)
		} else {
			d.App = New(o)
		}
		d.Show()
		d.window.Resize(fyne.NewSize(1280, 770))
		d.settle()
		defer func() {
			d.settle()
			d.Close()
			if current != nil {
				if err := current.Close(); err != nil {
					t.Error(err)
				}
			}
			w.Stirred = nil
		}()
		f(d, kept, recovery)
	})
}

// secretField is the entry of a passphrase that is shown.
func (d *desk) secretField(label string) *w.Entry {
	d.t.Helper()
	return find(d, label, func(e *w.Entry) bool { return strings.HasPrefix(e.AccessibilityLabel(), label) })
}

// latest goes on with the App that has the window now.
func (d *desk) latest() {
	d.settle()
	for d.App.next != nil {
		d.App = d.App.next
	}
	d.settle()
}

func (d *desk) unlock(text string) {
	d.t.Helper()
	d.typeInto(d.secretField("Passphrase"), text) // a wrong one that stands there is selected
	d.press("Unlock")
	d.latest()
	if text == passphrase && d.gone {
		d.t.Fatalf("not unlocked:\n%s", d.words())
	}
}

func (d *desk) showsNot(texts ...string) {
	d.t.Helper()
	all := d.words()
	for _, text := range texts {
		if strings.Contains(all, text) {
			d.t.Errorf("%q is shown in:\n%s", text, all)
		}
	}
}

func TestLockPage(t *testing.T) {
	inVault(t, true, func(d *desk, _ ring, _ string) {
		d.shows("Locked", "Unlock", "Without passphrase or recovery key nobody can open it.")
		d.showsNot("Priya")
		d.unlock("something else")
		d.shows("That passphrase does not open these notes.")
		d.showsNot("Priya")
		d.unlock("something else")
		d.unlock("something else")
		d.shows("Wait 2 seconds, then try again.")
		time.Sleep(3 * time.Second)
		d.settle()
		d.unlock(passphrase)
		d.shows("Today", "Priya Raman")

		// Ctrl+L saves what is typed, closes the database and shows no name
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		db := d.o.DB
		d.key(fyne.KeyL, ctrl)
		d.shows("Locked", "Your last words are saved.")
		d.showsNot("Priya")
		if err := db.Read(context.Background(), func(*storage.Tx) error { return nil }); err == nil {
			t.Error("the database is open behind the lock page")
		}
		if d.window.Title() != "Rapport" {
			t.Errorf("title %q", d.window.Title())
		}
		d.key(fyne.Key2, ctrl) // no key of the app works
		d.shows("Locked")
		d.unlock(passphrase)
		d.shows("Priya Raman", "Engineer II, Frontend") // where it was
	})
}

func TestLockWhenIdle(t *testing.T) {
	inVault(t, true, func(d *desk, _ ring, _ string) {
		d.unlock(passphrase)
		time.Sleep(9 * time.Minute)
		d.settle()
		d.shows("Priya Raman")
		d.key(fyne.Key2, ctrl)
		w.Stir()
		time.Sleep(9 * time.Minute)
		d.settle()
		d.shows("Priya Raman")
		time.Sleep(2 * time.Minute)
		d.settle()
		d.shows("Locked", "Nothing typed for 10 minutes.")
		d.showsNot("Priya")
		d.unlock(passphrase)

		// words in a dialog are saved nowhere: they wait behind the lock, which Ctrl+L also closes over a dialog
		d.addPerson()
		d.settle()
		d.lockNow()
		d.settle()
		d.shows("Locked")
		d.showsNot("Priya", "Add a report")
		d.unlock(passphrase)
		d.shows("Add a report")
		d.typeInto(find(d, "name", func(e *w.Entry) bool { return strings.HasPrefix(e.AccessibilityLabel(), "First and last name") }), "Somebody New")
		time.Sleep(11 * time.Minute)
		d.settle()
		d.shows("Locked")
		d.showsNot("Priya", "Somebody New")
		d.unlock(passphrase)
		if e := find(d, "name", func(e *w.Entry) bool { return strings.HasPrefix(e.AccessibilityLabel(), "First and last name") }); e.Text != "Somebody New" {
			t.Errorf("the dialog has %q", e.Text)
		}
		d.press("Add")
		d.latest()
		d.shows("Somebody New")
	})
}

func TestEncryptFromTheWindow(t *testing.T) {
	inVault(t, false, func(d *desk, kept ring, _ string) {
		d.open(Place{Page: SettingsPage, Tab: "security"})
		d.settle()
		d.shows("Not encrypted")
		test.Tap(find(d, "switch", func(*w.Switch) bool { return true }))
		d.settle()
		d.shows("Protect your notes")
		d.typeInto(d.secretField("New passphrase"), passphrase)
		d.shows("Fair, three words")
		d.typeInto(d.secretField("The passphrase once more"), "another")
		d.press("Set passphrase")
		d.shows("This is not the same as above.")
		d.secretField("The passphrase once more").SetText(passphrase)
		d.press("Set passphrase")
		d.settle()
		d.shows("Your recovery key")
		d.showsNot("Priya")
		if on, err := storage.IsEncrypted(d.path); !on || err != nil {
			t.Fatalf("encrypted: %v %v", on, err)
		}
		d.press("Copy")
		key := d.o.Fyne.Clipboard().Content()
		if len(key) != 41 {
			t.Errorf("copied %q", key)
		}
		time.Sleep(61 * time.Second)
		d.settle()
		if got := d.o.Fyne.Clipboard().Content(); got != "" {
			t.Error("the key is on the clipboard after a minute")
		}
		if !d.button("Open my notes").Disabled() {
			t.Error("one can go on without having written it down")
		}
		test.Tap(find(d, "check", func(*w.Check) bool { return true }))
		d.press("Open my notes")
		d.latest()
		d.shows("Encrypted", "On since 3 March 2026", "Make a new one…")

		// another passphrase, with the recovery key
		d.press("Change…")
		d.typeInto(d.secretField("Passphrase"), key)
		d.typeInto(d.secretField("New passphrase"), "battery staple horse")
		d.typeInto(d.secretField("The passphrase once more"), "battery staple horse")
		d.press("Change")
		d.settle()
		d.shows("The passphrase is changed.")

		// the keyring takes the right one only
		test.Tap(find(d, "keyring", func(s *w.Switch) bool { return strings.Contains(s.AccessibilityLabel(), "keyring") }))
		d.settle()
		d.typeInto(d.secretField("Passphrase"), passphrase)
		d.press("Keep it there")
		d.settle()
		d.shows("That passphrase does not open these notes.")
		e := d.secretField("Passphrase")
		e.SetText("battery staple horse")
		d.press("Keep it there")
		d.settle()
		if kept[d.o.DB.Encryption().ID] != "battery staple horse" {
			t.Errorf("kept %v", kept)
		}

		// and off again
		test.Tap(find(d, "switch", func(s *w.Switch) bool { return strings.Contains(s.AccessibilityLabel(), "Encrypt everything") }))
		d.settle()
		d.typeInto(d.secretField("Passphrase"), "battery staple horse")
		d.press("Turn it off")
		d.latest()
		d.shows("Not encrypted", "Whoever can read your files can read your notes.")
		if on, err := storage.IsEncrypted(d.path); on || err != nil {
			t.Errorf("encrypted: %v %v", on, err)
		}
		if len(kept) != 0 {
			t.Errorf("kept %v", kept)
		}
	})
}

func TestUnlockWithRecoveryKey(t *testing.T) {
	inVault(t, true, func(d *desk, _ ring, recovery string) {
		d.press("Use recovery key")
		e := d.secretField("Recovery key")
		last := len(recovery) - 1 // one of the characters that check: whatever it is, another one does not fit
		d.typeInto(e, recovery[:last]+map[bool]string{false: "0", true: "1"}[recovery[last] == '0'])
		d.press("Unlock")
		d.settle()
		d.shows("Locked")
		if !d.secretField("Recovery key").Failed() {
			t.Error("a mistake in the key is not shown")
		}
		d.secretField("Recovery key").SetText(recovery)
		d.press("Unlock")
		d.latest()
		time.Sleep(time.Second)
		d.settle()
		d.shows("Priya Raman", "Opened with the recovery key.")
	})
}

func TestStrength(t *testing.T) {
	for _, x := range []struct {
		text string
		bars int
	}{
		{"", 0}, {"short", 0}, {"aaaaaaaaaaaa", 1}, {"password", 1}, {"correct horse battery staple", 4}, {"correct horse battery staple lamp", 5},
		{"horse horse horse horse", 2}, {"Tr0ub4dor&3xY!z", 3}, {"x9#Kq2!vLm7$Wz4@pR8n", 5},
	} {
		if bars, _ := strength(x.text); bars != x.bars {
			t.Errorf("%q: %d bars, want %d", x.text, bars, x.bars)
		}
	}
}

// Whoever was asked for while the window was locked is shown once it is unlocked: at the start, and by a second start.
func TestThePersonAskedForWhileLocked(t *testing.T) {
	inVault(t, true, func(d *desk, _ ring, _ string) {
		named := func(name string) func(tx *storage.Tx) (uuid.UUID, error) {
			return func(tx *storage.Tx) (uuid.UUID, error) {
				all, err := storage.All[people.Person](tx)
				for _, p := range all {
					if p.Name == name {
						return p.ID, nil
					}
				}
				return uuid.Nil, errors.Join(err, errors.New("there is nobody called "+name))
			}
		}
		d.o.Find = named("Mateo Herrera")
		d.unlock(passphrase)
		if d.place.Page != Person || d.place.Person != fixtureID(1, 1) {
			t.Errorf("at %+v", d.place)
		}
		d.lockNow()
		d.settle()
		bring := func(name string) {
			t.Helper()
			done := make(chan error)
			go func() { done <- d.BringUp(named(name)) }()
			for range 3 {
				d.settle()
			}
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		bring("Amara Okafor")
		d.shows("Locked")
		d.unlock(passphrase)
		if d.place.Page != Person || d.place.Person != fixtureID(1, 2) {
			t.Errorf("at %+v", d.place)
		}
		d.lockNow()
		d.settle()
		bring("Nobody Known")
		d.unlock(passphrase)
		time.Sleep(time.Second)
		d.settle()
		d.shows("there is nobody called Nobody Known")
		if d.place.Person != fixtureID(1, 2) {
			t.Errorf("at %+v", d.place)
		}
	})
}
