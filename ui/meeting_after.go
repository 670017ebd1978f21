package ui

import (
	"slices"

	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/storage"
	w "rapport/ui/widget"
)

func (p *meetingPage) menu() []w.MenuItem {
	first := p.member.Person.FirstName()
	items := p.a.agendaMenu(p.member)
	if p.m.Status == notes.Held || p.m.GoingOn() { // nothing follows what is still to come
		items = append(items, w.MenuItem{Text: "Follow-up text", Icon: "doc", Do: func() {
			p.save.flush()
			m := p.m
			m.Notes = p.shared.Text()
			p.a.followUp(p.member, m)
		}})
	}
	items = append(items,
		w.MenuItem{Text: "Preview beside the text", Checked: p.beside, Do: p.toggleBeside},
		w.MenuItem{Text: "Day and time", Icon: "cal", Do: p.askWhen},
		w.MenuItem{})
	if p.m.Status == notes.Scheduled {
		items = append(items,
			w.MenuItem{Text: "Cancelled by me", Icon: "x", Do: func() { p.cancel(notes.Me) }},
			w.MenuItem{Text: "Cancelled by " + first, Icon: "x", Do: func() { p.cancel(notes.Them) }},
			w.MenuItem{Text: "Missed", Icon: "gap", Do: func() {
				p.end(func(m *notes.Meeting) { m.Status, m.Began, m.Ended = notes.Missed, civil.Instant{}, civil.Instant{} }, "Marked as missed.")
			}},
		)
	} else if p.m.Status == notes.Held {
		items = append(items, w.MenuItem{Text: "Reopen", Icon: "play", Do: p.reopen})
	} else {
		items = append(items, w.MenuItem{Text: "Plan it again", Icon: "refresh", Do: p.reopen}, w.MenuItem{Text: "Mark as held", Icon: "check", Do: func() {
			p.edit(func(m *notes.Meeting) { m.Status, m.CancelledBy = notes.Held, "" })
		}})
	}
	items = append(items, w.MenuItem{}, w.MenuItem{Text: "Log feedback", Icon: "star", Do: func() {
		p.a.open(Place{Page: Person, Person: p.m.Person, Tab: TabFeedback, Record: p.m.ID})
	}})
	items = append(items, w.MenuItem{Text: "Move to another person", Icon: "carry", Do: p.moveThis})
	items = append(items, w.MenuItem{Text: "History of these notes", Icon: "clock", Do: p.history})
	return append(items, w.MenuItem{}, w.MenuItem{Text: "Delete this one-on-one", Icon: "x", Danger: true, Do: p.remove})
}

// history opens the earlier texts of the part that is shown.
func (p *meetingPage) history() {
	to := Place{Page: History, Person: p.at.Person, Record: p.m.ID, Field: "notes"}
	if p.inPrivate {
		to.Field = "private_notes"
	}
	p.a.open(to)
}

func (p *meetingPage) cancel(by notes.Side) {
	p.end(func(m *notes.Meeting) { *m = notes.Cancel(*m, by) }, "Cancelled. What you wrote is kept.")
}

// end closes the meeting without holding it; its open topics wait for the next one.
func (p *meetingPage) end(how func(m *notes.Meeting), said string) {
	p.save.flush()
	before, now := p.m, civil.InstantOf(p.a.now())
	p.a.write(func(tx *storage.Tx) error {
		m, err := storage.Get[notes.Meeting](tx, before.ID)
		if err != nil {
			return err
		}
		_, carried := notes.Finish(m, now, p.a.o.NewID)
		how(&m)
		if _, err := storage.Put(tx, m); err != nil {
			return err
		}
		return p.a.carryOver(tx, m.Person, carried)
	}, nil)
	p.a.say(said)
	p.a.open(Place{Page: Person, Person: before.Person, Tab: TabMeetings, Record: before.ID})
}

// carryOver puts points before those that wait already.
func (a *App) carryOver(tx *storage.Tx, person uuid.UUID, carried []notes.TalkingPoint) error {
	if len(carried) == 0 {
		return nil
	}
	after, err := waiting(tx, person)
	if err != nil {
		return err
	}
	for _, point := range notes.Renumber(append(carried, after...)) {
		if _, err := storage.Put(tx, point); err != nil {
			return err
		}
	}
	return nil
}

func (p *meetingPage) remove() {
	w.Confirm(p.a.window.Canvas(), "Delete this one-on-one of "+shortDay(p.m.At.Date(), p.a.today())+"?", "It stays in Trash for 90 days.", "Delete", "Keep", true, func() {
		p.save.flush()
		p.finished = true
		remove(p.a, p.m, "Deleted the one-on-one of "+shortDay(p.m.At.Date(), p.a.today())+".")
		p.a.open(Place{Page: Person, Person: p.m.Person, Tab: TabMeetings})
	})
}

// askFinish ends the meeting; what was not covered is carried over or dropped.
func (p *meetingPage) askFinish() {
	if p.m.Status == notes.Scheduled && !p.m.GoingOn() {
		p.keepIntent()
		p.save.flush()
		p.a.begin(p.m, civil.InstantOf(p.a.now()))
		return
	}
	if !p.m.GoingOn() {
		p.save.flush()
		p.a.open(Place{Page: Person, Person: p.m.Person, Tab: TabMeetings, Record: p.m.ID})
		return
	}
	used, _ := notes.FindTemplate(p.a.team.templates(), p.m.Template)
	open := 0
	for _, t := range p.m.Topics {
		if isOpen(t) && !used.Owns(t) {
			open++
		}
	}
	if open == 0 {
		p.finishNow(true)
		return
	}
	w.Ask(p.a.window.Canvas(), count(open, "point was", "points were")+" not covered. Carry "+map[bool]string{true: "it", false: "them"}[open == 1]+" to next time?", "",
		w.Choice{Text: "Drop", Do: func() { p.finishNow(false) }},
		w.Choice{Text: "Carry over", Safe: true, Main: true, Do: func() { p.finishNow(true) }})
}

func (p *meetingPage) finishNow(carry bool) {
	p.save.flush()
	id, person, now := p.m.ID, p.m.Person, civil.InstantOf(p.a.now())
	library, templates := p.a.team.askable(p.member), p.a.team.templates()
	p.a.write(func(tx *storage.Tx) error {
		m, err := storage.Get[notes.Meeting](tx, id)
		if err != nil {
			return err
		}
		held, carried := notes.Finish(m, now, p.a.o.NewID)
		if !carry {
			for i := range held.Topics {
				if isOpen(held.Topics[i]) {
					held.Topics[i].State = notes.Parked
				}
			}
			carried = nil
		}
		if _, err := storage.Put(tx, held); err != nil {
			return err
		}
		before, err := storage.Of[notes.Asked](tx, person)
		if err != nil {
			return err
		}
		for _, asked := range notes.AskedIn(held, library, before) {
			if _, err := storage.Put(tx, asked); err != nil {
				return err
			}
		}
		used, _ := notes.FindTemplate(templates, held.Template)
		return p.a.carryOver(tx, person, slices.DeleteFunc(carried, func(x notes.TalkingPoint) bool {
			return x.Carried != nil && *x.Carried == 1 && used.Has(x.Text) // the template brings it again by itself
		}))
	}, func(err error) {
		if err != nil {
			p.a.showError(err)
			return
		}
		next, _ := p.a.nextWords(p.member)
		p.a.shell.toast.Say("Finished. "+next, "Follow-up", func() {
			if m := p.a.team.Member(person); m != nil {
				if held, ok := m.Meeting(id); ok {
					p.a.followUp(m, held)
				}
			}
		})
	})
	p.a.open(Place{Page: Person, Person: person, Tab: TabMeetings, Record: id})
}

// lastNotes shows what was written last time.
func (p *meetingPage) lastNotes() {
	last, ok := p.lastMeeting()
	text := "There are no earlier notes."
	title := "Last notes"
	if ok {
		title = "Notes of " + longDay(last.At.Date(), p.a.today())
		if last.Notes != "" {
			text = last.Notes
		}
	}
	w.ShowForm(p.a.window.Canvas(), w.Form{Title: title, Content: w.Sized(container.NewVScroll(w.Pad(p.a.reading(text).Object(), 0, 12, 0, 0)), 0, 420), Width: 640, Save: "Close"})
}
