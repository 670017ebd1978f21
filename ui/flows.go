package ui

import (
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// startMeeting goes to the one-on-one with a person that is going on, or begins the one planned for today, or else a new one now.
// The talking points that wait become its topics in the same transaction.
func (a *App) startMeeting(person uuid.UUID) {
	m := a.team.Member(person)
	if m == nil {
		return
	}
	if ongoing, ok := m.Ongoing(); ok {
		a.open(Place{Page: Meeting, Person: person, Record: ongoing.ID})
		return
	}
	now := civil.InstantOf(a.now())
	meeting := notes.Meeting{ID: a.o.NewID(), Person: person, At: now, Minutes: m.Person.SeriesMinutes, Template: m.Person.Template}
	if next, ok := m.Next(a.now()); ok && next.At.Date() == now.Date() {
		id := meeting.ID
		if meeting = next.Meeting; meeting.ID == uuid.Nil {
			meeting.ID = id
		}
	}
	a.begin(meeting, now)
}

// begin starts a meeting at a moment and opens its page.
func (a *App) begin(meeting notes.Meeting, now civil.Instant) {
	templates := a.team.templates()
	a.openSoon(Place{Page: Meeting, Person: meeting.Person, Record: meeting.ID})
	a.write(func(tx *storage.Tx) error {
		points, err := waiting(tx, meeting.Person)
		if err != nil {
			return err
		}
		if current, err := storage.Get[notes.Meeting](tx, meeting.ID); err == nil {
			meeting = current // as it is now, whatever the window shows
		}
		bare := meeting.Began.IsZero() && notes.IsBlank(meeting.Notes) && len(meeting.Topics) == 0
		meeting = notes.Begin(meeting, points, now, a.o.NewID)
		if t, ok := notes.FindTemplate(templates, meeting.Template); ok && bare {
			meeting = notes.Fill(meeting, t, a.o.NewID)
		}
		if _, err := storage.Put(tx, meeting); err != nil {
			return err
		}
		for _, p := range points {
			if err := storage.Discard[notes.TalkingPoint](tx, p.ID); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}

// waiting returns the talking points that wait for the next meeting with a person, in their order.
func waiting(tx *storage.Tx, person uuid.UUID) ([]notes.TalkingPoint, error) {
	points, err := storage.Of[notes.TalkingPoint](tx, person)
	if err != nil {
		return nil, err
	}
	f := people.File{TalkingPoints: points}
	f.Sort()
	return f.TalkingPoints, nil
}

// putPoint adds a talking point at the end of a person's list. Its category is guessed from its words.
func (a *App) putPoint(person uuid.UUID, text string, by notes.Side) {
	a.putPointThen(person, text, by, nil)
}

// putPointThen is putPoint with what is done at the end, as in write.
func (a *App) putPointThen(person uuid.UUID, text string, by notes.Side, done func(error)) {
	a.write(func(tx *storage.Tx) error {
		points, err := waiting(tx, person)
		if err != nil {
			return err
		}
		position := len(points) + 1
		if n := len(points); n > 0 && points[n-1].Position != nil {
			position = *points[n-1].Position + 1
		}
		_, err = storage.Put(tx, notes.TalkingPoint{
			Person: person, Text: text, Category: notes.CategoryOf(text), RaisedBy: by, Added: a.today(), Position: &position,
		})
		return err
	}, done)
}

// setActionDone ticks an action item, or opens it again; one that recurs comes back with its next date.
func (a *App) setActionDone(action notes.Action, done bool) {
	on := a.today()
	a.write(func(tx *storage.Tx) error {
		current, err := storage.Get[notes.Action](tx, action.ID)
		if err != nil {
			return err
		}
		if !done {
			if err := takeSuccessor(tx, current); err != nil {
				return err
			}
			_, err = storage.Put(tx, notes.Reopen(current))
			return err
		}
		if current.State == notes.ActionDone {
			return nil // ticked twice: a recurring one has its next already
		}
		closed, next := notes.Done(current, on)
		if _, err = storage.Put(tx, closed); err == nil && next != nil {
			_, err = storage.Put(tx, *next)
		}
		return err
	}, nil)
}

// takeSuccessor takes away what came back when a recurring action item was closed, as long as nobody has changed it.
func takeSuccessor(tx *storage.Tx, closed notes.Action) error {
	all, err := storage.Of[notes.Action](tx, closed.Person)
	if err != nil {
		return err
	}
	if i := notes.Successor(closed, all); i >= 0 {
		return storage.Discard[notes.Action](tx, all[i].ID)
	}
	return nil
}

// snooze takes a sign off the lists for some days.
func (a *App) snooze(person uuid.UUID, kind string, days int, said string) {
	on := a.today()
	ack := people.Acknowledgement{ID: a.o.NewID(), Person: person, Sign: kind, At: on, Action: people.Snoozed, Until: on + civil.Date(days)}
	if m := a.team.Member(person); m != nil && m.Sign(kind) != nil {
		ack.Raised = m.Sign(kind).Raised
	}
	a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, ack)
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo(said, func() {
			a.write(func(tx *storage.Tx) error { return storage.Discard[people.Acknowledgement](tx, ack.ID) }, nil)
		})
	})
}

// putPoints writes several talking points in one transaction.
func (a *App) putPoints(points []notes.TalkingPoint) {
	a.write(func(tx *storage.Tx) error {
		for _, p := range points {
			if _, err := storage.Put(tx, p); err != nil {
				return err
			}
		}
		return nil
	}, nil)
}
