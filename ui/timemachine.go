package ui

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/storage"
	w "rapport/ui/widget"
)

// The time machine shows every page as it was known on a day, against hindsight. Nothing can be typed or changed there: what is shown is a
// Team of that day, and write refuses.

// readOnlyError says why nothing is written.
type readOnlyError struct{ on civil.Date }

func (e readOnlyError) Error() string {
	return "This is what was known on " + e.on.Format("2 Jan 2006") + ". Go back to today to change anything."
}

// noticeError says why nothing is written into a file that can only be read: the strip over everything says it too.
type noticeError string

func (e noticeError) Error() string { return string(e) }

// fixed is why nothing can be changed: another day is shown, or the file can only be read; nil where it can.
func (a *App) fixed() error {
	switch {
	case a.at != 0:
		return readOnlyError{a.at}
	case a.o.Notice != "":
		return noticeError(a.o.Notice)
	}
	return nil
}

// now is the clock, as handed in; in the time machine it shows the day that one looks at.
func (a *App) now() time.Time {
	t := a.o.Now()
	if a.at == 0 {
		return t
	}
	return time.Date(a.at.Year(), a.at.Month(), a.at.Day(), t.Hour(), t.Minute(), t.Second(), 0, t.Location())
}

// today is the day that the clock shows.
func (a *App) today() civil.Date { return civil.DateOf(a.now()) }

// readTeamAt reads everything as it was known on the day of a moment.
func readTeamAt(ctx context.Context, db *storage.DB, now time.Time) (*Team, error) {
	t := &Team{Now: now, On: civil.DateOf(now)}
	err := db.Read(ctx, func(tx *storage.Tx) error {
		if err := t.readShared(tx); err != nil {
			return err
		}
		texts, err := storage.TextsAt(tx, t.On)
		if err != nil {
			return err
		}
		files, team, err := texts.Files(tx)
		if err != nil {
			return err
		}
		for _, f := range files {
			t.Members = append(t.Members, t.member(f))
		}
		t.TeamGoals = team
		t.past = texts.Past(files, t.TeamGoals)
		return nil
	})
	t.sort()
	return t, err
}

// search finds words in what this Team shows: of today, or as it stood on the day of the time machine.
func (t *Team) search(tx *storage.Tx, q storage.Query) (storage.Results, error) {
	if t.past != nil {
		return tx.SearchAt(q, t.past)
	}
	return tx.Search(q)
}

// askDay asks for the day to look back to.
func (a *App) askDay() {
	on := a.at
	if on == 0 {
		on = a.today() - 30
	}
	entry := w.NewEntry("YYYY-MM-DD")
	entry.Free = true
	entry.Put(on.String())
	entry.SetLabel("The day")
	var o *w.Overlay
	submit := func() bool {
		day, err := civil.ParseDate(strings.TrimSpace(entry.Text))
		switch {
		case err != nil:
			entry.SetError("Write the day as YYYY-MM-DD, for example 2026-03-31.")
		case day >= civil.DateOf(a.o.Now()):
			entry.SetError("Choose a day before today.")
		default:
			a.lookBack(day)
			return true
		}
		entry.Focus()
		return false
	}
	entry.OnChanged = func(string) { entry.SetError("") }
	entry.OnEnter = func(string) {
		if submit() {
			o.Close()
		}
	}
	o = w.ShowForm(a.window.Canvas(), w.Form{
		Title: "As it was known on", Content: w.VStack(12, entry, w.NewWrapped("Every page shows what was known on that day, and texts as they stood, as far as their history reaches back. Nothing can be changed there.", w.Small)),
		Save: "Look back", Cancel: "Cancel", Focus: entry, OnSave: submit,
	})
}

// lookBack shows every page as it was known on a day.
func (a *App) lookBack(on civil.Date) {
	if a.page != nil {
		a.page.leave() // what is not saved is saved before anything is read
	}
	clock := a.o.Now()
	now := time.Date(on.Year(), on.Month(), on.Day(), clock.Hour(), clock.Minute(), clock.Second(), 0, clock.Location())
	a.queue(job{do: func(*storage.Tx) error { return nil }, after: func(error) { // after every write that waits
		go func() {
			t, err := readTeamAt(context.Background(), a.o.DB, now)
			a.do(func() {
				if err != nil {
					a.showError(err)
					return
				}
				if a.page != nil {
					a.page.leave() // what was typed while it was read is saved while that can be
				}
				a.keepDrafts()
				if a.at == 0 {
					a.present = a.team
				}
				a.at, a.team = on, t
				a.showDay()
			})
		}()
	}})
}

// backToToday ends it.
func (a *App) backToToday() {
	if a.at == 0 {
		return
	}
	a.at, a.team, a.present = 0, a.present, nil
	a.showDay()
}

// showDay draws the page of the moment on the day of the moment.
func (a *App) showDay() {
	w.ReadOnly = a.fixed() != nil
	a.shell.toast.Dismiss() // what it offers belongs to the other day
	a.shell.showBars()
	to := a.readable(a.place)
	if !a.team.holds(to) {
		to = Place{}
	}
	a.goTo(to)
}

// toWrite is something that begins to write: in the time machine, and in a file that can only be read, it says at once that nothing can be
// changed there, before anybody has typed in vain.
func (a *App) toWrite(do func()) func() {
	return func() {
		switch {
		case a.fixed() == nil:
			do()
			return
		case a.at == 0:
			w.Ask(a.window.Canvas(), "Nothing can be changed here", a.o.Notice, w.Choice{Text: "Close", Safe: true})
			return
		}
		w.Ask(a.window.Canvas(), "Nothing can be changed here", readOnlyError{a.at}.Error(), w.Choice{Text: "Back to today", Do: a.backToToday}, w.Choice{Text: "Stay", Safe: true})
	}
}

// readable is a place as it is shown where nothing can be changed: where one writes there, what was written is read.
func (a *App) readable(to Place) Place {
	if a.fixed() == nil || a.at == 0 && (to.Page == History || to.Page == SettingsPage || to.Page == Templates) {
		return to
	}
	switch to.Page {
	case Meeting, History:
		return Place{Page: Person, Person: to.Person, Tab: TabMeetings, Record: to.Record}
	case Goal:
		if to.Person == uuid.Nil {
			return Place{Page: Goals}
		}
		return Place{Page: Person, Person: to.Person, Tab: TabGoals, Record: to.Record}
	case SettingsPage, Templates: // stay
		a.say("Settings and templates are as they are today. Go back to today for them.")
		return a.place
	}
	return to
}
