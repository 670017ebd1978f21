package ui

import (
	"strings"
	"time"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// timeOn is the clock time of one moment on the day of another.
func timeOn(day, clock time.Time) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), clock.Hour(), clock.Minute(), 0, 0, day.Location())
}

// prepare opens the page of the next one-on-one with a person before it begins: template, intent and agenda can be seen to. One that stands
// only in the series, or nowhere yet, becomes a meeting of the record.
func (a *App) prepare(m *Member) {
	now := civil.InstantOf(a.now())
	if ongoing, ok := m.Ongoing(); ok {
		a.open(Place{Page: Meeting, Person: m.Person.ID, Record: ongoing.ID})
		return
	}
	next, ok := m.Next(a.now())
	if ok && next.Planned() {
		a.open(Place{Page: Meeting, Person: m.Person.ID, Record: next.Meeting.ID})
		return
	}
	if !ok {
		day := a.proposal(m)
		if day == 0 {
			day = a.today()
		}
		next = people.Appointment{At: civil.InstantOf(timeOn(day.In(a.now().Location()), a.now().Round(30*time.Minute)))}
		next.Meeting = notes.Meeting{Person: m.Person.ID, At: next.At, Minutes: m.Person.SeriesMinutes, Template: m.Person.Template}
	}
	meeting := next.Meeting
	meeting.ID, meeting.Status, meeting.Prepared = a.o.NewID(), notes.Scheduled, now
	a.openSoon(Place{Page: Meeting, Person: m.Person.ID, Record: meeting.ID})
	put(a, meeting)
}

// reopen lets a meeting that was finished go on, or plans one again that was cancelled or missed.
func (p *meetingPage) reopen() {
	p.save.flush()
	a, id, now := p.a, p.m.ID, civil.InstantOf(p.a.now())
	used, _ := notes.FindTemplate(a.team.templates(), p.m.Template)
	var resumed notes.Meeting
	p.pending++
	a.write(func(tx *storage.Tx) error {
		m, err := storage.Get[notes.Meeting](tx, id)
		if err != nil {
			return err
		}
		points, err := storage.Of[notes.TalkingPoint](tx, m.Person)
		if err != nil {
			return err
		}
		var back []notes.TalkingPoint
		resumed, back = notes.TakeBack(notes.Resume(m, now), points, used)
		for _, x := range back {
			if err := storage.Discard[notes.TalkingPoint](tx, x.ID); err != nil {
				return err
			}
		}
		_, err = storage.Put(tx, resumed)
		return err
	}, func(err error) {
		p.pending--
		if err != nil {
			a.showError(err)
			return
		}
		p.m = resumed
		p.build()
		a.say("It goes on. What was carried over is back on its agenda.")
	})
}

// askWhen moves a meeting to another day or time. An occurrence of the series keeps where it stood.
func (p *meetingPage) askWhen() {
	a := p.a
	at := p.m.At.Time().In(a.now().Location())
	day, clock := w.NewEntry("YYYY-MM-DD"), w.NewEntry("HH:MM")
	day.Put(civil.DateOf(at).String())
	clock.Put(at.Format("15:04"))
	var o *w.Overlay
	submit := func() bool {
		day.SetError("")
		clock.SetError("")
		d, err := civil.ParseDate(strings.TrimSpace(day.Text))
		if err != nil {
			day.SetError("Write the day as YYYY-MM-DD, for example 2026-03-31.")
			return false
		}
		t, err := time.Parse("15:04", strings.TrimSpace(clock.Text))
		if err != nil {
			clock.SetError("Write the time as HH:MM, for example 14:30.")
			return false
		}
		to := civil.InstantOf(timeOn(d.In(a.now().Location()), t))
		if to.Time().Equal(p.m.At.Time()) {
			return true
		}
		before := p.m
		p.edit(func(m *notes.Meeting) {
			if m.MovedFrom.IsZero() && m.Status == notes.Scheduled {
				m.MovedFrom = m.At
			}
			m.At = to
		})
		p.showHead()
		a.offerUndo("Moved to "+longDay(d, a.today())+", "+to.Clock()+".", func() {
			p.edit(func(m *notes.Meeting) { m.At, m.MovedFrom = before.At, before.MovedFrom })
			p.showHead()
		})
		return true
	}
	for _, e := range []*w.Entry{day, clock} {
		e.OnEnter = func(string) {
			if submit() {
				o.Close()
			}
		}
	}
	o = w.ShowForm(a.window.Canvas(), w.Form{
		Title: "Day and time", Content: w.Columns(16, []float32{1, 1}, w.Field("Day", "", day), w.Field("Time", "", clock)), Save: "Move", Cancel: "Cancel", Focus: day, OnSave: submit,
	})
}
