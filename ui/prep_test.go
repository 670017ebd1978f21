package ui

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

func TestPrepPage(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.key(fyne.KeyP, ctrl)
		d.shows("Prep for Priya Raman", "Today 10:00", "Since last time", "You owe", "Priya owes", "Send promotion criteria", "Goals", "Checkout page loads", "Questions you could ask", "Agenda", "3 points", "How is on-call landing so far?", "Topics")
		q := d.page.(*prepPage).brief.Questions[0].Text
		d.press("Add to the agenda: " + q)
		if all := strings.Join(d.points(0), "\n"); !strings.Contains(all, q) {
			t.Errorf("%q is not among %s", q, all)
		}
		d.shows("4 points")
		if again := d.page.(*prepPage).brief.Questions; len(again) > 0 && again[0].Text == q {
			t.Error("what stands on the agenda is proposed again")
		}
		d.press("Copy")
		if text := d.o.Fyne.Clipboard().Content(); !strings.HasPrefix(text, "# Prep for Priya Raman") {
			t.Errorf("copied %q", text)
		}
		d.key(fyne.KeyReturn, ctrl)
		if d.place.Page != Meeting {
			t.Errorf("started, and on %q", d.place.Page)
		}
	})
}

// meetings are those of a person that are still to be held, in the database.
func (d *desk) planned(person int) (out []notes.Meeting) {
	d.t.Helper()
	err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) error {
		all, err := storage.Of[notes.Meeting](tx, fixtureID(1, person))
		for _, m := range all {
			if m.Status == notes.Scheduled {
				out = append(out, m)
			}
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func TestIntentIsKeptWithTheNextOne(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Prep, Person: fixtureID(1, 1)})
		d.settle()
		p := d.page.(*prepPage)
		at := p.next.At
		d.typeInto(p.intent, "Leave with one thing")
		time.Sleep(2 * saveAfter)
		d.settle()
		got := d.planned(1)
		if len(got) != 1 || got[0].Intent != "Leave with one thing" || !got[0].At.Equal(at) || got[0].Prepared.IsZero() {
			t.Fatalf("%+v", got)
		}
		d.typeInto(p.intent, " to stop")
		d.goBack() // what is not saved yet is saved on leaving
		d.settle()
		if got = d.planned(1); len(got) != 1 || got[0].Intent != "Leave with one thing to stop" {
			t.Fatalf("%+v", got)
		}
		d.open(Place{Page: Prep, Person: fixtureID(1, 1)})
		d.settle()
		if text := d.page.(*prepPage).intent.Text; text != "Leave with one thing to stop" {
			t.Errorf("shown again: %q", text)
		}
		// what is typed stays, whatever else is written
		p = d.page.(*prepPage)
		d.typeInto(p.intent, ", now")
		d.putPoint(fixtureID(1, 1), "Something new", notes.Me)
		d.settle()
		if !strings.Contains(p.intent.Text, ", now") || !strings.Contains(p.intent.Text, "one thing to stop") {
			t.Errorf("typed: %q", p.intent.Text)
		}
	})
}

func TestPrepOfSomeoneNew(t *testing.T) {
	r := people.Records{People: []people.Person{{ID: fixtureID(1, 0), Name: "Ada Byron"}}}
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Prep, Person: fixtureID(1, 0)})
		d.settle()
		d.shows("Prep for Ada Byron", "No one-on-one planned", "This is the first one-on-one on record.", "Agenda", "Nothing yet.")
		if strings.Contains(d.words(), "What you want from this one") {
			t.Error("there is no meeting to keep it with")
		}
	})
}

func TestPrepAndMirrorAreCoveredWhileTheScreenIsShared(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		for _, at := range []Place{{Page: Prep, Person: fixtureID(1, 0)}, {Page: Mirror}, {Page: Mirror, Tab: TabSigns}} {
			d.open(at)
			d.settle()
			d.toggleSharing()
			d.settle()
			d.shows("Covered while you share your screen.")
			if all := d.words(); strings.Contains(all, "Feedback balance") || strings.Contains(all, "Sensitivity") || strings.Contains(all, "Questions you could ask") {
				t.Errorf("%v shows:\n%s", at, all)
			}
			d.toggleSharing()
			d.settle()
		}
	})
}
