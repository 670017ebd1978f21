package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/language"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// choosePerson asks for one of several people and runs do for the one that was chosen.
func (a *App) choosePerson(question string, choose []*Member, do func(m *Member)) {
	var o *w.Overlay
	entry := w.NewEntry("Name")
	entry.Free = true
	list := w.VStack(0)
	var first func()
	fill := func(text string) {
		list.Objects, first = nil, nil
		for _, m := range choose {
			if _, ok := fuzzy(foldRunes(strings.TrimSpace(text)), foldRunes(m.Person.Name)); !ok {
				continue
			}
			take := func() {
				o.Close()
				do(m)
			}
			if first == nil {
				first = take
			}
			row := w.NewRow(40, w.HStack(12, a.avatar(m, 28), w.Grow(w.NewElided(a.team.label(m), w.Body))), take)
			row.SetLabel(a.team.label(m))
			list.Add(row)
		}
		if len(list.Objects) == 0 {
			list.Add(w.Inset(w.NewText("Nobody of that name.", w.Small), 12))
		}
		list.Refresh()
	}
	fill("")
	entry.OnChanged = fill
	entry.OnEnter = func(string) {
		if first != nil {
			first()
		}
	}
	entry.OnEscape = func() { o.Close() }
	body := w.VStack(12, w.NewWrapped(question, w.Heading), entry, scrolled(list, 320))
	o = w.ShowOverlay(a.window.Canvas(), w.Panel(w.Inset(body, 20)), w.OverlayOptions{Width: 420, Top: 96, Scrim: true, Outside: true, Focus: entry})
}

// others are everyone but one person.
func (a *App) others(but uuid.UUID) []*Member {
	var out []*Member
	for _, m := range a.team.Members {
		if m.Person.ID != but {
			out = append(out, m)
		}
	}
	return out
}

// moveTo asks under whom a record is to be filed, and files it there with what hangs from it. what names it, as "this one-on-one"; then
// runs on the main goroutine once it is done, and the person it went to is known.
func moveTo[T storage.Record](a *App, record T, from uuid.UUID, what string, then func(to uuid.UUID)) {
	choose := a.others(from)
	if len(choose) == 0 {
		w.ShowError(a.window.Canvas(), "There is nobody else", "Add the person first, then move "+what+" to them.")
		return
	}
	a.choosePerson("Move "+what+" to", choose, func(m *Member) {
		var moved storage.Moved
		a.write(func(tx *storage.Tx) (err error) {
			moved, err = storage.Move[T](tx, storage.ID(record), m.Person.ID)
			return err
		}, func(err error) {
			if err != nil {
				a.showError(err)
				return
			}
			said := "Moved to " + m.Person.Name
			if n := moved.Len() - 1; n > 0 {
				said += ", with " + count(n, "record", "records") + " made in it"
			}
			a.offerUndo(said+".", func() {
				a.write(func(tx *storage.Tx) error { return storage.MoveBack(tx, moved) }, nil)
			})
			if then != nil {
				then(m.Person.ID)
			}
		})
	})
}

// moveThis files the one-on-one of the page under another person, and goes where it is then.
func (p *meetingPage) moveThis() {
	p.save.flush()
	a, m := p.a, p.m
	moveTo(a, m, m.Person, "this one-on-one", func(to uuid.UUID) {
		p.finished = true
		a.openSoonOf(Place{Page: Person, Person: to, Tab: TabMeetings, Record: m.ID})
	})
}

// openSoonOf goes to a meeting in the file of a person as soon as it has been read there.
func (a *App) openSoonOf(to Place) {
	if m := a.team.Member(to.Person); m != nil {
		if _, ok := m.Meeting(to.Record); ok {
			a.open(to)
			return
		}
	}
	a.openSoon(to)
}

// twins are other entries that may be about the same person: the same e-mail, or the same name.
func (t *Team) twins(m *Member) []*Member {
	var out []*Member
	for _, x := range t.Members {
		same := m.Person.Email != "" && strings.EqualFold(x.Person.Email, m.Person.Email) ||
			language.Fold(strings.Join(strings.Fields(x.Person.Name), " ")) == language.Fold(strings.Join(strings.Fields(m.Person.Name), " "))
		if x != m && same {
			out = append(out, x)
		}
	}
	return out
}

// askMerge asks for the other entry of a person.
func (a *App) askMerge(m *Member) {
	choose := a.team.twins(m)
	for _, x := range a.others(m.Person.ID) {
		twin := false
		for _, y := range choose {
			twin = twin || x == y
		}
		if !twin {
			choose = append(choose, x)
		}
	}
	if len(choose) == 0 {
		w.ShowError(a.window.Canvas(), "There is only one entry", "Two entries of one person can be made one here.")
		return
	}
	a.choosePerson("Which other entry is "+m.Person.Name+" too?", choose, func(x *Member) { a.confirmMerge(m, x) })
}

// holdings says in a line what an entry holds.
func holdings(m *Member) string {
	return strings.Join(nonEmpty(toldApart(m.Person), count(len(m.Meetings), "one-on-one", "one-on-ones"), count(len(m.Journal), "journal line", "journal lines"),
		count(len(m.Actions), "action item", "action items"), count(len(m.Goals), "goal", "goals")), " · ")
}

// confirmMerge asks which of two entries stays.
func (a *App) confirmMerge(x, y *Member) {
	both := []*Member{x, y}
	if len(y.Meetings) > len(x.Meetings) {
		both = []*Member{y, x}
	}
	choice := w.NewRadio([]string{both[0].Person.Name + " stays", both[1].Person.Name + " stays"}, 0, nil).Column()
	if both[0].Person.Name == both[1].Person.Name {
		choice = w.NewRadio([]string{"The first stays", "The second stays"}, 0, nil).Column()
	}
	line := func(m *Member) fyne.CanvasObject {
		return w.HStack(12, a.avatar(m, 36), w.Grow(w.VStack(0, w.NewElided(m.Person.Name, w.Strong), w.NewElided(holdings(m), w.Caption.In(theme.Text2)))))
	}
	w.ShowForm(a.window.Canvas(), w.Form{
		Title: "Make one entry of these two?", Save: "Merge", Cancel: "Cancel", Width: 560,
		Content: w.VStack(12, line(both[0]), line(both[1]), choice,
			w.NewWrapped("What the one that stays does not say is filled from the other. Everything that is filed under the other moves over; what both have is not doubled. Undo, or Restore in Trash for 90 days, takes it back as a whole.", w.Small.In(theme.Text2))),
		OnSave: func() bool {
			stays, goes := both[choice.Selected()], both[1-choice.Selected()]
			a.merge(stays.Person, goes.Person)
			return true
		},
	})
}

// merge makes one entry of two and offers to undo it.
func (a *App) merge(stays, goes people.Person) {
	var trash storage.TrashID
	a.write(func(tx *storage.Tx) (err error) {
		trash, err = storage.Merge(tx, stays.ID, goes.ID)
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		if a.place.Person == goes.ID {
			a.open(Place{Page: Person, Person: stays.ID})
		}
		a.offerUndo(fmt.Sprintf("%s is one entry now.", stays.Name), func() {
			a.write(func(tx *storage.Tx) error {
				if _, err := storage.Get[people.Person](tx, goes.ID); err == nil {
					return nil // brought back in Trash meanwhile
				}
				return storage.Restore(tx, trash)
			}, nil)
		})
	})
}
