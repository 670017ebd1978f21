package ui

import (
	"context"
	"testing"
	"time"

	"rapport/notes"
	"rapport/storage"
	w "rapport/ui/widget"
)

func TestHistoryOfANote(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.startMeeting(priya)
		d.settle()
		id := d.place.Record
		set := func(text string) {
			t.Helper()
			if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error {
				m, err := storage.Get[notes.Meeting](tx, id)
				if err != nil {
					return err
				}
				m.Notes = text
				_, err = storage.Put(tx, m)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			d.settle()
		}
		set("Nights are fine.\nShe asked about growth.")
		time.Sleep(10 * time.Minute)
		set("Nights are not fine.\nShe asked about growth.")
		time.Sleep(10 * time.Minute)
		set("Nights are not fine.\nShe asked about growth.\nA third line.")
		d.open(Place{Page: History, Person: priya, Record: id})
		d.settle()
		d.shows("History of a note", "Versions", "Present", "1 change", "A third line.")

		first := "Version of " + momentWords(d.page.(*historyPage).versions[0].At, d.now())
		find(d, "first version", func(r *w.Row) bool { return r.AccessibilityLabel() == first }).Tapped(nil)
		d.settle()
		d.shows("2 changes", "Nights are fine.")
		time.Sleep(10 * time.Second) // so short after typing that an edit would belong to the same burst
		d.press("Restore this version")
		if got := d.meeting(id).Notes; got != "Nights are fine.\nShe asked about growth." {
			t.Fatalf("restored %q", got)
		}
		d.undoLast()
		d.settle()
		if got := d.meeting(id).Notes; got != "Nights are not fine.\nShe asked about growth.\nA third line." {
			t.Errorf("after undo %q", got)
		}
		versions := d.page.(*historyPage).versions
		var texts []string
		for _, v := range versions {
			texts = append(texts, v.Text)
		}
		if len(texts) != 5 {
			t.Errorf("versions: %q", texts)
		}

		d.page.(*historyPage).copy()
		if got := d.o.Fyne.Clipboard().Content(); got != versions[len(versions)-2].Text {
			t.Errorf("copied %q", got)
		}
	})
}

// A change of the private notes or of the mood makes no version of the shared ones.
func TestVersionsAreOfOneField(t *testing.T) {
	at := func(n int) time.Time { return time.Date(2026, 3, 3, 14, n, 0, 0, time.UTC) }
	version := func(n int, body string) storage.Version {
		return storage.Version{At: at(n), Until: at(n + 1), Body: []byte(body)}
	}
	m := notes.Meeting{ID: fixtureID(1, 1), Notes: "One two three", PrivateNotes: "Mine"}
	earlier := []storage.Version{
		version(1, `{"notes": ""}`), version(5, `{"notes": "One two"}`), version(10, `{"notes": "One two", "mood": 3}`), version(15, `{"notes": "One two", "private_notes": "M"}`),
	}
	got, err := noteVersions(m, earlier, false)
	if err != nil || len(got) != 2 || got[0].Text != "One two" || !got[0].At.Equal(at(2)) || got[1].Added != 1 || !got[1].At.Equal(at(16)) {
		t.Errorf("shared: %+v %v", got, err)
	}
	if got, err = noteVersions(m, earlier, true); err != nil || len(got) != 2 || got[0].Text != "M" || got[1].Text != "Mine" {
		t.Errorf("private: %+v %v", got, err)
	}
}
