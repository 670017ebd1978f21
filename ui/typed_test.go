package ui

import (
	"context"
	"os"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/notes"
	"rapport/storage"
)

// fail lets every write fail, as on a disk that went away, until the returned function is called.
func (d *desk) fail() (mend func()) {
	d.t.Helper()
	if err := os.Rename(d.path, d.path+".away"); err != nil {
		d.t.Fatal(err)
	}
	return func() {
		if err := os.Rename(d.path+".away", d.path); err != nil {
			d.t.Fatal(err)
		}
	}
}

// What was typed and deleted again while nothing could be saved leaves nothing to ask about.
func TestNothingIsAskedWhereNothingIsUnsaved(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		mend := d.fail()
		defer mend()
		e := d.editor()
		test.Type(e, "a")
		time.Sleep(time.Second)
		d.settle()
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
		if !d.saveText() {
			t.Error("the window asks")
		}
	})
}

// A topic that is added, and an action item and a journal line that are typed, while nothing can be saved.
func TestWhatIsAddedWhileNothingCanBeSavedStays(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		mend := d.fail()
		add := d.entry("Add a talking point")
		d.typeInto(add, "the late release")
		d.enter(add)
		d.shows("Not saved:", "the late release")
		quick := d.entry("what, by when")
		d.typeInto(quick, "me: ask the team")
		d.enter(quick)
		if quick.Text != "me: ask the team" {
			t.Errorf("the action item is gone: %q", quick.Text)
		}
		d.press("Close")
		mend()
		time.Sleep(10 * time.Second)
		d.settle()
		m := d.meeting(id)
		if n := len(m.Topics); n == 0 || m.Topics[n-1].Text != "the late release" {
			t.Errorf("topics %+v", m.Topics)
		}
		if !d.saveText() {
			t.Error("the window asks")
		}
	})
}

// The meeting page is built anew for another width: what is typed into its small entries stays.
func TestSmallEntriesKeepTheirWordsAtAnotherWidth(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		d.typeInto(d.entry("Add a talking point"), "half a point")
		d.typeInto(d.entry("what, by when"), "me: half an act")
		d.window.Resize(fyne.NewSize(1000, 700))
		d.settle()
		d.toggleSharing()
		d.settle()
		d.toggleSharing()
		d.settle()
		if got := d.entry("Add a talking point").Text; got != "half a point" {
			t.Errorf("talking point %q", got)
		}
		if got := d.entry("what, by when").Text; got != "me: half an act" {
			t.Errorf("action item %q", got)
		}
	})
}

// Undo of a topic that was taken off brings that one back, and leaves what was added since.
func TestUndoOfATopicLeavesWhatCameSince(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		add := d.entry("Add a talking point")
		for _, text := range []string{"one", "two", "three"} {
			d.typeInto(add, text)
			d.enter(add)
		}
		p := d.page.(*meetingPage)
		n := len(p.m.Topics)
		p.agenda.drop(p.m.Topics[n-2].ID)
		d.settle()
		d.typeInto(add, "four")
		d.enter(add)
		d.undo()
		d.settle()
		var got []string
		for _, topic := range d.meeting(id).Topics[n-3:] {
			got = append(got, topic.Text)
		}
		if strings.Join(got, " ") != "one two three four" {
			t.Errorf("topics %q", got)
		}
	})
}

// What is typed between the choice of a day and the moment when that day is shown is saved.
func TestTypingWhileTheTimeMachineReads(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		e := d.editor()
		d.lookBack(d.today() - 30)
		test.Type(e, "typed meanwhile")
		d.settle()
		d.End()
		if got := d.meeting(id).Notes; got != "typed meanwhile" {
			t.Errorf("saved %q", got)
		}
	})
}

// Another program went back to a backup in which the one-on-one is not: what is typed on its page brings it back.
func TestWordsOfAMeetingThatWentAwayBringItBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error { return storage.Discard[notes.Meeting](tx, id) }); err != nil {
			t.Fatal(err)
		}
		test.Type(d.editor(), "not lost")
		time.Sleep(time.Second)
		d.settle()
		d.shows("Not saved:")
		d.open(Place{})
		d.settle()
		if got := d.meeting(id); got.Notes != "not lost" || got.Status != notes.Scheduled && got.Status != notes.Held {
			t.Errorf("%+v", got)
		}
	})
}

// A change that can never be written, as a second one-on-one held at the same moment, is said, and does not keep the ones after it from being
// written.
func TestARefusedChangeDoesNotHoldUpOthers(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		var other notes.Meeting
		for _, m := range d.records().Meetings {
			if m.Person == fixtureID(1, 0) && m.Status == notes.Held {
				other = m
			}
		}
		if other.ID == id || other.At.IsZero() {
			t.Fatal("no other meeting")
		}
		p := d.page.(*meetingPage)
		p.edit(func(m *notes.Meeting) { m.At, m.Status = other.At, notes.Held })
		p.edit(func(m *notes.Meeting) { m.Intent = "to listen" })
		d.settle()
		p.edit(func(m *notes.Meeting) {
			m.Topics = append(m.Topics, notes.Topic{Text: "a last point", State: notes.Open})
		})
		time.Sleep(12 * time.Second)
		d.settle()
		m := d.meeting(id)
		if m.Intent != "to listen" || len(m.Topics) == 0 || m.Topics[len(m.Topics)-1].Text != "a last point" {
			t.Errorf("intent %q, topics %v", m.Intent, m.Topics)
		}
		d.shows("already has a one-on-one held")
		if !d.saveText() {
			t.Error("the window asks about a change that was refused")
		}
	})
}
