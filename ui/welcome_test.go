package ui

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	fs "fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"
	"github.com/google/go-cmp/cmp"

	"rapport/interchange"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// choosing takes an option of the select with this label.
func (d *desk) choosing(label, option string) {
	d.t.Helper()
	test.Tap(find(d, "select "+label, func(s *w.Select) bool { return strings.HasPrefix(s.AccessibilityLabel(), label) }))
	d.settle()
	d.choose(option)
}

func (d *desk) sidebar() bool { return d.shell.side.Visible() }

func TestFirstReport(t *testing.T) {
	inWindow(t, people.Records{}, func(d *desk) {
		d.shows("Better one-on-ones, kept on your own computer", "Add your first report", "No account and no network needed")
		if d.sidebar() {
			t.Error("a sidebar without anybody in it")
		}
		name := d.entry("First and last name")
		if d.window.Canvas().Focused() != name {
			t.Errorf("the keyboard is at %T", d.window.Canvas().Focused())
		}
		d.press("Add")
		if name.Caption() == "" || len(d.records().People) != 0 {
			t.Errorf("without a name: caption %q, people %+v", name.Caption(), d.records().People)
		}
		d.typeInto(name, "Zoë 王小明")
		d.typeInto(d.entry("Engineer"), "Team lead")
		d.choosing("How often", "Every 2 weeks")
		d.choosing("Day", "Thursdays")
		d.choosing("Time", "15:30")
		d.press("Add Zoë")
		r := d.records()
		if len(r.People) != 1 {
			t.Fatalf("people: %+v", r.People)
		}
		got := r.People[0]
		if got.Name != "Zoë 王小明" || got.Role != "Team lead" || got.Cadence != people.Biweekly || got.Series != "DTSTART;TZID=Europe/Helsinki:20260305T153000\nRRULE:FREQ=WEEKLY;INTERVAL=2" {
			t.Errorf("%+v", got)
		}
		if d.place.Page != Person || d.place.Person != got.ID || !d.sidebar() {
			t.Errorf("at %+v, sidebar %v, not at the new person", d.place, d.sidebar())
		}
		d.shows("Zoë 王小明", "No goals yet. Start with one that Zoë cares about.", "Not met yet")
		d.open(Place{})
		d.settle()
		d.shows("Next up")
		d.anew(func(d *desk) { d.shows("Next up") })
	})
}

// Words that were typed are there again after the program was killed, and gone once they are a report.
func TestWelcomeKeepsItsWords(t *testing.T) {
	inWindow(t, people.Records{}, func(d *desk) {
		d.typeInto(d.entry("First and last name"), "Amara Okafor")
		d.anew(func(d *desk) {
			if got := d.entry("First and last name").Text; got != "Amara Okafor" {
				t.Fatalf("%q is offered", got)
			}
			d.press("Add Amara")
			if got := d.kept("welcome"); got != "" {
				t.Errorf("kept still: %q", got)
			}
		})
	})
}

// A report who is added elsewhere brings the usual page, and who is archived does not bring the welcome back.
func TestWelcomeGoes(t *testing.T) {
	inWindow(t, people.Records{}, func(d *desk) {
		p := people.Person{ID: fixtureID(1, 0), Name: "Priya Raman", Cadence: people.Weekly}
		put(d.App, p)
		d.settle()
		if d.place.Page != Today || !d.sidebar() {
			t.Fatalf("at %+v, sidebar %v", d.place, d.sidebar())
		}
		p.Status, p.StatusSince = people.Archived, d.today()
		put(d.App, p)
		d.settle()
		d.shows("Nobody reports to you at the moment", "Add a report")
		if !d.sidebar() {
			t.Error("no way to People")
		}
	})
}

func TestWelcomePassphrase(t *testing.T) {
	inVaultWith(t, people.Records{}, false, func(d *desk, _ ring, _ string) {
		d.typeInto(d.entry("First and last name"), "Amara Okafor")
		d.shows("Protect your notes", "Stored in "+filepath.Dir(d.path))
		d.press("Skip for now")
		d.showsNot("Again")
		d.press("Set a passphrase after all")
		d.typeInto(d.labelled("New passphrase"), passphrase)
		d.typeInto(d.labelled("The passphrase once more"), passphrase+"x")
		d.press("Set passphrase")
		d.shows("This is not the same as above.")
		d.labelled("The passphrase once more").Put(passphrase)
		d.press("Set passphrase")
		d.shows("Your recovery key")
		test.Tap(find(d, "check", func(*w.Check) bool { return true }))
		d.press("Open my notes")
		d.latest()
		if d.entry("First and last name").Text != "Amara Okafor" {
			t.Error("the name that was typed is gone")
		}
		d.showsNot("Set passphrase")
		if !d.o.DB.Encryption().On {
			t.Error("not encrypted")
		}
	})
}

// document is the fixture as an exported document.
func document(t *testing.T, r people.Records) []byte {
	t.Helper()
	var b strings.Builder
	if err := interchange.Write(&b, interchange.Document{Records: r}); err != nil {
		t.Fatal(err)
	}
	return []byte(b.String())
}

func TestImportInTheWindow(t *testing.T) {
	dir := t.TempDir()
	good, bad, backup := filepath.Join(dir, "all.json"), filepath.Join(dir, "bad.json"), filepath.Join(dir, "old.db")
	whole := document(t, fixture())
	inWindow(t, people.Records{}, func(d *desk) {
		for path, content := range map[string][]byte{good: whole, bad: []byte(strings.ReplaceAll(string(whole), `"mood": 4`, `"mood": 9`))} {
			if err := os.WriteFile(path, content, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := d.o.DB.BackupTo(context.Background(), backup); err != nil { // of nobody
			t.Fatal(err)
		}
		offer := func(path string) {
			test.Tap(d.row("Import what you have"))
			d.settle()
			d.labelled("File").Put(path)
			d.press("Look at it")
		}
		for path, said := range map[string]string{dir: "is no file", filepath.Join(dir, "none.json"): "There is no file", "": "Name a file"} {
			offer(path)
			d.shows(said)
			d.press("Cancel")
		}
		test.Tap(d.row("Import what you have"))
		d.settle()
		d.press("Choose…")
		if d.chooser == nil {
			t.Error("no file can be chosen")
		}
		d.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		d.settle()
		if d.chooser != nil || d.window.Canvas().Focused() != d.labelled("File") {
			t.Error("the chooser stays")
		}
		d.press("Cancel")
		offer(bad)
		d.shows("bad.json cannot be imported. Nothing was changed.", "mood", "and ")
		d.press("Copy the list")
		if got := strings.Count(d.o.Fyne.Clipboard().Content(), "\n"); got < 100 {
			t.Errorf("%d mistakes are listed", got)
		}
		offer(good)
		d.shows("Import all.json?", "people: 7 new")
		d.press("Cancel")
		if n := len(d.records().People); n != 0 {
			t.Fatalf("%d people before one said so", n)
		}
		offer(good)
		d.press("Import")
		if diff := cmp.Diff(jsonOf(interchange.Filter(fixture(), interchange.ExportOptions{})), jsonOf(interchange.Filter(d.records(), interchange.ExportOptions{}))); diff != "" {
			t.Errorf("other records:\n%s", diff)
		}
		d.shows("Imported all.json.", "Next up")

		drop := func(paths ...string) {
			var files []fyne.URI
			for _, p := range paths {
				files = append(files, fs.NewFileURI(p))
			}
			d.dropped(files)
			d.settle()
		}
		drop(good) // the same again
		d.shows("Everything in all.json is here already.")
		drop(good, bad)
		d.shows("several files were dropped")
		d.press("Close")
		r := fixture()
		r.People[0].Role = "Staff engineer"
		if err := os.WriteFile(good, document(t, r), 0o600); err != nil {
			t.Fatal(err)
		}
		before, err := storage.Backups(d.path, d.o.DB.BackupFolder(), time.UTC)
		if err != nil {
			t.Fatal(err)
		}
		drop(good)
		d.shows("people: 1 changed", "A backup of what is here now is made before.")
		d.press("Import")
		after, err := storage.Backups(d.path, d.o.DB.BackupFolder(), time.UTC)
		if err != nil || len(after) != len(before)+1 {
			t.Errorf("%d backups, were %d (%v)", len(after), len(before), err)
		}
		if i := slices.IndexFunc(d.records().People, func(p people.Person) bool { return p.Role == "Staff engineer" }); i < 0 {
			t.Error("the role is not changed")
		}
		drop(backup)
		d.shows("Go back to the backup of old.db?")
		d.press("Go back")
		if n := len(d.records().People); n != 0 {
			t.Errorf("%d people after going back", n)
		}
		drop(d.path) // the database that is open
		d.shows("Go back to the backup of test.db?")
	})
}

func TestExportInTheWindow(t *testing.T) {
	dir := t.TempDir()
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "data"})
		d.settle()
		d.shows("Nothing exported yet")
		export := func(without bool) string {
			t.Helper()
			d.press("Export…")
			if without {
				what := find(d, "what", func(s *w.Segmented) bool { return strings.HasPrefix(s.AccessibilityLabel(), "What") })
				what.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
				d.settle()
			}
			d.labelled("File").Put(filepath.Join(dir, "nowhere", "x.json"))
			d.press("Export")
			d.shows("There is no folder")
			d.labelled("File").Put(dir)
			d.press("Export")
			d.shows("Exported to", "Last export")
			path := filepath.Join(dir, "rapport 2026-03-03.json")
			info, err := os.Stat(path)
			if err != nil {
				t.Fatal(err)
			}
			if m := info.Mode().Perm(); m != 0o600 {
				t.Errorf("mode %v", m)
			}
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
		const private = "Shorter answers than usual"
		all := export(false)
		if !strings.Contains(all, private) {
			t.Error("everything is not there")
		}
		doc, _, err := interchange.Read(strings.NewReader(all), interchange.ReadOptions{Strict: true})
		if err != nil || len(doc.Records.Meetings) != len(fixture().Meetings) {
			t.Errorf("%d one-on-ones, %v", len(doc.Records.Meetings), err)
		}
		if strings.Contains(export(true), private) {
			t.Error("what only the manager sees is in it")
		}
	})
}

func TestExplore(t *testing.T) {
	dir := t.TempDir()
	dropped := 0
	inVaultWith(t, people.Records{}, false, func(d *desk, _ ring, _ string) {
		d.o.Explore = func() (*storage.DB, func(), error) {
			db, err := storage.Open(context.Background(), filepath.Join(dir, "sample.db"), storage.Options{Now: d.o.Now, NewID: d.o.NewID})
			if err != nil {
				return nil, nil, err
			}
			err = db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(fixture()) })
			return db, func() { db.Close(); dropped++ }, err
		}
		d.page.(*todayPage).welcome.draw()
		d.typeInto(d.entry("First and last name"), "Amara Ok")
		own := d.o.DB
		row := func() { test.Tap(d.row("Explore with sample data")) }
		row()
		row() // twice, as a double click does
		d.settle()
		d.latest()
		d.shows("Sample data: everybody here is invented", "Next up", "Hana Sato")
		if d.o.DB == own {
			t.Fatal("the sample is in the person's own database")
		}
		d.open(Place{Page: SettingsPage, Tab: "backups"})
		d.settle()
		d.shows("Sample data is not backed up by itself")
		put(d.App, people.Person{ID: fixtureID(1, 99), Name: "Invented too", Cadence: people.Weekly})
		d.settle()
		d.press("Begin with your own")
		d.latest()
		d.showsNot("Sample data: everybody")
		if d.o.DB != own || len(d.records().People) != 0 || dropped != 1 {
			t.Errorf("own %v, %d people, dropped %d times", d.o.DB == own, len(d.records().People), dropped)
		}
		if got := d.entry("First and last name").Text; got != "Amara Ok" {
			t.Errorf("typed before: %q", got)
		}
	})
}

func TestAbout(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "about"})
		d.settle()
		d.shows("Apache License 2.0", "never connects to anything")
	})
}
