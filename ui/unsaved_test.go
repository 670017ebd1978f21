//go:build linux

package ui

import (
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"rapport/notes"
	"rapport/storage/storagetest"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

func (d *desk) editor() *editor.Editor {
	d.t.Helper()
	return find(d, "editor", func(*editor.Editor) bool { return true })
}

// The folder takes nothing any more while one types: the words stay in the window wherever one goes, it says so, neither closing nor leaving
// the page throws them away, and they are saved by themselves as soon as the folder takes them again.
func TestWordsStayWhileTheFolderTakesNothing(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		test.Type(d.editor(), "Before.")
		time.Sleep(time.Second)
		d.settle()
		thaw := storagetest.Freeze(t, filepath.Dir(d.path))
		defer thaw()
		test.Type(d.editor(), " Meanwhile.")
		find(d, "mood picker", func(*w.MoodPicker) bool { return true }).TypedRune('2')
		time.Sleep(time.Second)
		d.settle()
		d.shows("Not saved: "+d.path+" cannot be written to; allow writing to the file and its folder", "Retry")
		if got := d.meeting(id).Notes; got != "Before." {
			t.Fatalf("in the database: %q", got)
		}

		d.open(Place{Page: People}) // away, and back
		d.settle()
		time.Sleep(6 * time.Second)
		d.settle()
		d.shows("Your last words are not saved yet.", "Show")
		d.closeOrAsk()
		d.settle()
		d.shows("Your last words are not saved", "cannot be written to", "Close and lose them")
		d.press("Stay")
		d.press("Show")
		if d.place.Record != id || d.editor().Text() != "Before. Meanwhile." {
			t.Fatalf("back at %+v it is %q", d.place, d.editor().Text())
		}
		test.Type(d.editor(), " After.")

		d.open(Place{Page: People})
		d.settle()
		thaw()
		time.Sleep(6 * time.Second)
		d.settle()
		m := d.meeting(id)
		if m.Notes != "Before. Meanwhile. After." || m.Mood == nil || *m.Mood != 2 || m.MoodSource != notes.Said {
			t.Errorf("saved by itself: %q %v", m.Notes, m.Mood)
		}
		d.open(Place{Page: Meeting, Person: fixtureID(1, 0), Record: id})
		d.settle()
		d.shows("Saved")
		if len(d.waiting) > 0 || !d.saveText() {
			t.Error("something is still held to be unsaved")
		}
		if got := d.editor().Text(); got != m.Notes {
			t.Errorf("shown %q", got)
		}
	})
}

// What was typed into a field and could not be written can be written again.
func TestALineThatCouldNotBeWrittenIsTriedAgain(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		thaw := storagetest.Freeze(t, filepath.Dir(d.path))
		defer thaw()
		d.capture(fixtureID(1, 0), captureJournal, "")
		d.settle()
		d.typeInto(d.entry("What you heard or saw"), "a line for her")
		d.press("Add")
		d.shows("That did not work", "cannot be written to")
		d.press("Try again")
		d.shows("That did not work")
		thaw()
		d.press("Try again")
		found := false
		for _, x := range d.records().Journal {
			found = found || x.Text == "a line for her"
		}
		if !found {
			t.Error("it is not there")
		}
	})
}

// With words that could not be saved, locking hides the window and keeps them.
func TestLockKeepsWordsThatCouldNotBeSaved(t *testing.T) {
	inVault(t, true, func(d *desk, _ ring, _ string) {
		d.unlock(passphrase)
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		thaw := storagetest.Freeze(t, filepath.Dir(d.path))
		defer thaw()
		test.Type(d.editor(), "Only here.")
		d.lockNow()
		d.settle()
		d.shows("Locked", "They wait behind the lock")
		d.showsNot("Only here.", "Priya")
		thaw()
		d.unlock(passphrase)
		if got := d.editor().Text(); got != "Only here." {
			t.Fatalf("behind the lock: %q", got)
		}
		time.Sleep(6 * time.Second)
		d.settle()
		if got := d.meeting(id).Notes; got != "Only here." {
			t.Errorf("saved %q", got)
		}
	})
}

// Words in a form that could not be kept hold the window open too.
func TestClosingAsksForWordsInAForm(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		thaw := storagetest.Freeze(t, filepath.Dir(d.path))
		defer thaw()
		d.capture(fixtureID(1, 0), captureJournal, "")
		d.settle()
		d.typeInto(d.entry("What you heard or saw"), "not kept anywhere")
		d.closeOrAsk()
		d.settle()
		d.shows("Your last words are not saved", "Close and lose them")
		d.press("Stay")
		if d.gone || d.entry("What you heard or saw").Text != "not kept anywhere" {
			t.Error("the words are gone")
		}
		thaw()
		time.Sleep(6 * time.Second)
		d.settle()
		if d.draftLost.Load() {
			t.Error("it would ask although they are kept")
		}
	})
}

// The window has to go, as at a log-out, while the folder takes nothing: what stood in the text and in a form is kept in another place, and the next
// start offers it.
func TestWordsAreKeptAsideWhenTheWindowHasToGo(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		other := t.TempDir()
		d.o.Aside = []string{other}
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		test.Type(d.editor(), "Before.")
		time.Sleep(time.Second)
		d.settle()
		thaw := storagetest.Freeze(t, filepath.Dir(d.path))
		defer thaw()
		test.Type(d.editor(), " Kept.")
		time.Sleep(time.Second) // the save fails, and is tried again at the end
		d.settle()
		test.Type(d.editor(), " Last words.")
		d.open(Place{Page: Person, Person: fixtureID(1, 1)})
		d.settle()
		test.Type(d.entry("Add a talking point"), "Half a thought")
		d.End()
		thaw()
		files, _ := filepath.Glob(filepath.Join(other, ".rapport-unsaved-*"))
		if len(files) != 1 || filepath.Ext(files[0]) != ".db" {
			t.Fatalf("kept aside: %v", files)
		}
		d.again(d.o.DB, func(d *desk) {
			if got := d.meeting(id).Notes; got != "Before." {
				t.Fatalf("in the database: %q", got)
			}
			time.Sleep(time.Second)
			d.settle()
			d.shows("Words of today 13:35 were not saved", "One-on-one with Priya Raman at 3 March 2026 10:00", "1 form that was not sent off yet", "Throw them away", "Later")
			d.press("Bring them in")
			if got := d.meeting(id).Notes; got != "Before. Kept. Last words." {
				t.Errorf("brought in: %q", got)
			}
			d.shows("They are in their places.")
			d.open(Place{Page: Person, Person: fixtureID(1, 1)})
			d.settle()
			if got := d.entry("Add a talking point").Text; got != "Half a thought" {
				t.Errorf("in the form: %q", got)
			}
		})
		if files, _ := filepath.Glob(filepath.Join(other, "*")); len(files) != 0 {
			t.Errorf("left: %v", files)
		}
	})
}

// Closing over words on purpose keeps nothing aside.
func TestWordsThatWereGivenUpAreNotKeptAside(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		other := t.TempDir()
		d.o.Aside = []string{other}
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		thaw := storagetest.Freeze(t, filepath.Dir(d.path))
		defer thaw()
		test.Type(d.editor(), "Not these.")
		d.closeOrAsk()
		d.settle()
		d.press("Close and lose them")
		thaw()
		if files, _ := filepath.Glob(filepath.Join(other, ".*")); len(files) != 0 {
			t.Errorf("kept: %v", files)
		}
	})
}
