package ui

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// stateOf is the fixture with one meeting of that kind with the first person.
func stateOf(m notes.Meeting) (people.Records, Place) {
	r := fixture()
	m.ID, m.Person = fixtureID(90, 1), fixtureID(1, 0)
	r.Meetings = append(r.Meetings, m)
	return r, Place{Page: Meeting, Person: m.Person, Record: m.ID}
}

func TestAMeetingSaysWhatBecameOfIt(t *testing.T) {
	half := 30
	ago := func(d time.Duration) civil.Instant { return civil.InstantOf(fixtureNow.Add(-d)) }
	for _, c := range []struct {
		m             notes.Meeting
		shows, showed []string // showed: not any more
	}{
		{notes.Meeting{At: ago(72 * time.Hour), Minutes: &half, Status: notes.Cancelled, CancelledBy: notes.Me}, []string{"· cancelled by you"}, []string{"30 min"}},
		{notes.Meeting{At: ago(72 * time.Hour), Minutes: &half, Status: notes.Cancelled, CancelledBy: notes.Them}, []string{"· cancelled by Priya"}, []string{"30 min"}},
		{notes.Meeting{At: ago(72 * time.Hour), Minutes: &half, Status: notes.Cancelled}, []string{"· cancelled"}, []string{"cancelled by", "30 min"}},
		{notes.Meeting{At: ago(72 * time.Hour), Minutes: &half, Status: notes.Missed}, []string{"· missed"}, []string{"30 min"}},
		{notes.Meeting{At: ago(72 * time.Hour), Minutes: &half, Status: notes.Held}, []string{"· held", "30 min"}, nil},
		{notes.Meeting{At: ago(12 * time.Minute), Began: ago(12 * time.Minute), Minutes: &half, Status: notes.Scheduled}, []string{"12 of 30 min"}, []string{"not finished"}},
		{notes.Meeting{At: ago(302 * time.Minute), Began: ago(302 * time.Minute), Minutes: &half, Status: notes.Scheduled}, []string{"5 h 2 min of 30 min"}, nil},
		{notes.Meeting{At: ago(30 * time.Hour), Began: ago(30 * time.Hour), Status: notes.Scheduled}, []string{"· not finished", "30 h 0 min"}, nil},
	} {
		r, at := stateOf(c.m)
		inWindow(t, r, func(d *desk) {
			d.open(at)
			d.settle()
			d.shows(c.shows...)
			d.showsNot(c.showed...)
		})
	}
}

// TestTheKeyboardIsSeenInALongAgenda goes to the box under sixty talking points: it scrolls into view.
func TestTheKeyboardIsSeenInALongAgenda(t *testing.T) {
	m := notes.Meeting{At: civil.InstantOf(fixtureNow), Began: civil.InstantOf(fixtureNow), Status: notes.Scheduled}
	for i := range 60 {
		m.Topics = append(m.Topics, notes.Topic{ID: fixtureID(91, i), Text: fmt.Sprintf("Point %d", i), Category: notes.Delivery, RaisedBy: notes.Me, State: notes.Open})
	}
	r, at := stateOf(m)
	inWindow(t, r, func(d *desk) {
		d.open(at)
		d.settle()
		p := d.page.(*meetingPage)
		d.key(fyne.KeyT, ctrl)
		d.settle()
		where := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.agenda.add)
		bottom := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.agenda.scroll).Y + p.agenda.scroll.Size().Height
		if p.agenda.scroll.Offset.Y == 0 || where.Y+p.agenda.add.Size().Height > bottom {
			t.Errorf("the box is at %v, the column ends at %v and is scrolled by %v", where, bottom, p.agenda.scroll.Offset.Y)
		}
		test.Type(p.agenda.add, "One more")
		p.agenda.add.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		if n := len(d.meeting(at.Record).Topics); n != 61 {
			t.Errorf("%d points", n)
		}
	})
}
