package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// localOf is a setting of this computer as the database has it.
func (d *desk) localOf(key string) (value string) {
	d.t.Helper()
	if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
		value, err = storage.Local(tx, key)
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return value
}

func TestSettingsTakeEffectAtOnce(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		scaled := 0
		d.o.Scale = func(percent int) { scaled = percent }
		d.key(fyne.KeyComma, ctrl)
		d.shows("Settings", "Appearance", "System, text 100 %")
		find(d, "theme", func(s *w.Segmented) bool { return true }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		find(d, "theme", func(s *w.Segmented) bool { return true }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		if got := d.localOf(LocalTheme); got != "dark" {
			t.Errorf("kept %q", got)
		}
		d.shows("Dark, text 100 %")
		d.page.(*settingsPage).open[0].section.(*appearanceSection).setSize(120)
		d.settle()
		if got := d.localOf(LocalTextSize); got != "120" || scaled != 120 {
			t.Errorf("kept %q, drawn at %d", got, scaled)
		}
	})
}

func TestSettingsAreFound(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.key(fyne.KeyComma, ctrl)
		p := d.page.(*settingsPage)
		d.typeInto(p.search, "zoom")
		if got := p.fitting(); len(got) != 1 || got[0].tab != "appearance" {
			t.Errorf("found %+v", got)
		}
		test.Type(p.search, " xyzzy")
		d.settle()
		d.shows("No setting of that name.")
	})
}

func TestTrashGivesBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		before := len(d.records().Meetings)
		m := d.records().Meetings[0]
		remove(d.App, m, "Deleted.")
		d.settle()
		d.open(Place{Page: SettingsPage, Tab: "trash"})
		d.settle()
		d.shows("1 item, emptied after 90 days", "One-on-one with")
		find(d, "restore", func(b *w.Button) bool { return b.Text() == "Restore" }).Tapped(nil)
		d.settle()
		if got := len(d.records().Meetings); got != before {
			t.Errorf("%d one-on-ones, want %d", got, before)
		}
		d.shows("Nothing was deleted in the last 90 days.")
		x := d.records().Actions[0]
		remove(d.App, x, "Deleted.")
		d.settle()
		d.shows(x.Text, "Action item · "+d.team.Member(x.Person).Person.Name+", deleted ") // what it is and whose, each once
		d.showsNot("Action item “")
	})
}

func TestUndoOfWhatCameBackFromTheTrashDoesNothing(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		before := d.records()
		remove(d.App, before.Meetings[0], "Deleted.")
		d.settle()
		d.open(Place{Page: SettingsPage, Tab: "trash"})
		d.settle()
		find(d, "restore", func(b *w.Button) bool { return b.Text() == "Restore" }).Tapped(nil)
		d.settle()
		d.window.Canvas().Unfocus()
		d.key(fyne.KeyZ, ctrl)
		d.settle()
		if got := len(d.records().Meetings); got != len(before.Meetings) {
			t.Errorf("%d one-on-ones, want %d", got, len(before.Meetings))
		}
		if w.OverlayOpen(d.window.Canvas()) || strings.Contains(d.words(), "no longer in the trash") {
			t.Errorf("an error is shown for what is as it was asked for:\n%s", d.words())
		}
	})
}

func TestUndoRightAfterDeleting(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		before := len(d.records().Meetings)
		remove(d.App, d.records().Meetings[0], "Deleted.")
		d.settle()
		if got := len(d.records().Meetings); got != before-1 {
			t.Fatalf("%d one-on-ones after deleting", got)
		}
		d.window.Canvas().Unfocus()
		d.key(fyne.KeyZ, ctrl)
		if got := len(d.records().Meetings); got != before {
			t.Errorf("%d one-on-ones after undo, want %d", got, before)
		}
	})
}

func TestUpkeepMakesTheBackupOfTheDayAndEmptiesTheTrash(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		old := d.records().Meetings[0]
		remove(d.App, old, "Deleted.")
		d.settle()
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() { d.upkeep(ctx); close(ended) }()
		defer func() { stop(); <-ended }()
		list := func() []storage.Backup {
			t.Helper()
			have, err := storage.Backups(d.path, d.o.DB.BackupFolder(), d.now().Location())
			if err != nil {
				t.Fatal(err)
			}
			return have
		}
		time.Sleep(time.Minute)
		d.settle()
		if n := len(list()); n != 1 {
			t.Fatalf("%d backups after a minute", n)
		}
		time.Sleep(22 * time.Hour)
		d.settle()
		if n := len(list()); n != 1 {
			t.Errorf("%d backups after 22 hours", n)
		}
		time.Sleep(4 * time.Hour)
		d.settle()
		if n := len(list()); n != 2 {
			t.Errorf("%d backups after 26 hours", n)
		}
		trash := func() (n int) {
			if err := d.o.DB.Read(ctx, func(tx *storage.Tx) error {
				all, err := storage.Trash(tx)
				n = len(all)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return n
		}
		d.ahead.Add(int64(88 * 24 * time.Hour)) // 89 days and a bit after it was deleted
		time.Sleep(time.Hour)
		d.settle()
		if trash() != 1 {
			t.Error("the trash was emptied too early")
		}
		d.ahead.Add(int64(24 * time.Hour))
		for range 7 { // the clock goes on as it should
			time.Sleep(24 * time.Hour)
			d.settle()
		}
		if trash() != 0 {
			t.Error("after 90 days it is still there")
		}
	})
}

func TestGoingBackToABackup(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		before := len(d.records().Meetings)
		d.open(Place{Page: SettingsPage, Tab: "backups"})
		d.settle()
		d.shows("No backup yet")
		d.press("Back up now")
		d.shows("Last good backup: today", "1 kept", "one-on-ones")
		remove(d.App, d.records().Meetings[0], "Deleted.")
		d.settle()
		find(d, "backup", func(r *w.Row) bool {
			return strings.HasPrefix(r.AccessibilityLabel(), "Go back to the backup of today")
		}).Tapped(nil)
		d.settle()
		d.press("Go back")
		if got := len(d.records().Meetings); got != before {
			t.Errorf("%d one-on-ones, want %d", got, before)
		}
		d.shows("before going back", "2 kept")
	})
}

func TestBringUpOpensThePerson(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		hana := d.team.Members[1].Person
		result := make(chan error, 1)
		ask := func(find func(tx *storage.Tx) (uuid.UUID, error)) error {
			go func() { result <- d.BringUp(find) }()
			d.settle()
			return <-result
		}
		if err := ask(func(*storage.Tx) (uuid.UUID, error) { return hana.ID, nil }); err != nil {
			t.Fatal(err)
		}
		d.settle()
		if d.place.Page != Person || d.place.Person != hana.ID {
			t.Errorf("at %+v", d.place)
		}
		before := d.place
		wrong := errors.New("nobody of that name")
		if err := ask(func(*storage.Tx) (uuid.UUID, error) { return uuid.Nil, wrong }); err != wrong || d.place != before {
			t.Errorf("%v, at %+v", err, d.place)
		}
	})
}

func TestWhatACommandWritesShowsUp(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		ctx, stop := context.WithCancel(context.Background())
		ended := make(chan struct{})
		go func() { d.follow(ctx); close(ended) }()
		defer func() { stop(); <-ended }()
		time.Sleep(2 * time.Second)
		d.settle()
		other, err := storage.Open(ctx, d.path, storage.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer other.Close()
		if err := other.Write(ctx, func(tx *storage.Tx) error {
			_, err := storage.Put(tx, people.Person{Name: "Zelda Written Elsewhere"})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Second)
		d.settle()
		d.shows("Zelda Written Elsewhere")
	})
}

// A copy can be saved once, in a folder or under a name of the person's choice; what is there already is never replaced.
func TestSavingACopyOnce(t *testing.T) {
	dir := t.TempDir()
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "backups"})
		d.settle()
		save := func(path string) *w.Entry {
			t.Helper()
			d.press("Save a copy…")
			e := d.entry("/media/stick")
			d.typeInto(e, path)
			d.press("Save")
			return e
		}
		if e := save(filepath.Join(dir, "none", "copy.db")); !strings.Contains(e.Caption(), "There is no such folder") {
			t.Errorf("a folder that is not there: %q", e.Caption())
		}
		d.press("Cancel")
		named := filepath.Join(dir, "before the holidays.db")
		for _, path := range []string{dir, named} {
			save(path)
			d.shows("Saved and verified")
		}
		copies, _ := filepath.Glob(filepath.Join(dir, "*.db"))
		if len(copies) != 2 {
			t.Fatalf("in the folder: %v", copies)
		}
		for _, path := range copies {
			if counts, _, err := storage.Verify(context.Background(), path, storage.Options{}); err != nil || counts["meetings"] != int64(len(d.records().Meetings)) {
				t.Errorf("%s: %v %v", path, counts, err)
			}
		}
		before, err := os.Stat(named)
		if err != nil {
			t.Fatal(err)
		}
		if e := save(named); !strings.Contains(e.Caption(), "There is a file of that name already") {
			t.Errorf("a file that is there: %q", e.Caption())
		}
		if after, err := os.Stat(named); err != nil || !os.SameFile(before, after) {
			t.Errorf("it was replaced (%v)", err)
		}
		if have, err := storage.Backups(d.path, d.o.DB.BackupFolder(), d.now().Location()); err != nil || len(have) != 0 {
			t.Errorf("it counts as a backup of the folder: %v %v", have, err)
		}
	})
}

// Backups also go to a folder of the person's choice, the page says where and when, and one from anywhere can be gone back to.
func TestBackupsInAFolderOfOnesChoice(t *testing.T) {
	stick := filepath.Join(t.TempDir(), "stick")
	inWindow(t, fixture(), func(d *desk) {
		before := len(d.records().Meetings)
		d.open(Place{Page: SettingsPage, Tab: "backups"})
		d.settle()
		d.shows("No backup yet", "No second place")
		d.press("Choose a folder…")
		e := d.entry("/media/stick")
		d.typeInto(e, stick)
		d.press("Use it")
		if !strings.Contains(e.Caption(), "There is no such folder") {
			t.Errorf("a folder that is not there: %q", e.Caption())
		}
		if err := os.Mkdir(stick, 0o700); err != nil {
			t.Fatal(err)
		}
		d.press("Use it")
		copies, _ := filepath.Glob(filepath.Join(stick, "*.db"))
		if len(copies) != 1 {
			t.Fatalf("in the folder: %v", copies)
		}
		d.shows("Last good backup: today 13:35", homely(d.o.DB.BackupFolder()), stick, "Also kept there, the last one of today 13:35", "Opened again and compared", "all there")
		if counts, _, err := storage.Verify(context.Background(), copies[0], storage.Options{}); err != nil || counts["meetings"] != int64(before) {
			t.Errorf("the copy: %v %v", counts, err)
		}

		// it is pulled out: the backup here is made all the same, and the page says what is missing
		away := stick + " away"
		if err := os.Rename(stick, away); err != nil {
			t.Fatal(err)
		}
		time.Sleep(25 * time.Hour)
		d.settle()
		d.press("Back up now")
		d.shows("Last good backup: today", "could not be copied to "+stick)
		if err := os.Rename(away, stick); err != nil {
			t.Fatal(err)
		}
		d.press("Back up now")
		d.showsNot("could not be copied")

		// and back from there
		remove(d.App, d.records().Meetings[0], "Deleted.")
		d.settle()
		d.press("Restore…")
		file := d.entry("/path/to/a backup.db")
		d.typeInto(file, filepath.Join(stick, "none.db"))
		d.press("Check and go on")
		if !strings.Contains(file.Caption(), "There is no such file") {
			t.Errorf("a file that is not there: %q", file.Caption())
		}
		file.Put(copies[0])
		d.press("Check and go on")
		d.shows("Go back to the backup of " + filepath.Base(copies[0]))
		d.press("Go back")
		if got := len(d.records().Meetings); got != before {
			t.Errorf("%d one-on-ones, want %d", got, before)
		}
		if d.localOf(storage.LocalBackupFolder) != stick {
			t.Error("going back forgot the second folder")
		}
	})
}
