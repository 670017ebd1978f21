package ui

import (
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/storage"
	w "rapport/ui/widget"
)

// What quick capture writes down.
const (
	capturePoint   = iota // for the next one-on-one
	captureJournal        // something said or seen between meetings
	capturePrivate        // the same, only for the manager
)

// addPoint asks for a talking point for a person's next one-on-one.
func (a *App) addPoint(person uuid.UUID) { a.capture(person, capturePoint, "") }

// capture asks in one line for something about a person, from any page: a talking point or a journal line.
func (a *App) capture(person uuid.UUID, what int, text string) {
	m := a.team.Member(person)
	if m == nil {
		return
	}
	entry := w.NewEntry("What to talk about")
	entry.Put(text)
	by := 0
	raised := w.NewSegmented([]string{"From me", "From " + m.Person.FirstName()}, 0, func(i int) { by = i })
	hint := w.NewWrapped("", w.Caption)
	show := func() {
		setVisible(raised, what == capturePoint)
		entry.SetPlaceHolder([]string{"What to talk about", "What you heard or saw", "What you heard or saw, only for you"}[what])
		hint.SetText([]string{
			"Waits on the agenda of the next one-on-one.", "Stands in the timeline with day and time. It is no one-on-one.", "Only you see it; exports leave it out unless you include it.",
		}[what])
	}
	kind := w.NewSegmented([]string{"Talking point", "Journal line", "Private line"}, what, func(i int) {
		what = i
		show()
	})
	var o *w.Overlay
	submit := func() bool {
		if notes.IsBlank(entry.Text) {
			entry.SetError("Write it first.")
			return false
		}
		if what == capturePoint {
			a.putPoint(person, entry.Text, []notes.Side{notes.Me, notes.Them}[by])
			a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
			return true
		}
		a.putJournal(person, entry.Text, what == capturePrivate)
		return true
	}
	entry.OnChanged = func(string) { entry.SetError("") }
	entry.OnEnter = func(string) {
		if submit() {
			o.Close()
		}
	}
	show()
	key := "capture." + person.String()
	if text != "" { // words that are given go before those that were typed another time
		key += ".given"
	}
	asWhat := choiceOf(kind, &kind.OnChanged)
	asWhat.firm = true // a private line stays private, however the form is opened
	o = a.showForm(key, func() { a.capture(person, what, text) }, w.Form{
		Title: "For " + m.Person.Name, Content: w.VStack(12, entry, w.HStack(0, kind), w.HStack(0, raised), hint), Save: "Add", Cancel: "Cancel",
		Focus: entry, OnSave: submit,
	}, wordsIn(entry), asWhat, choiceOf(raised, &raised.OnChanged))
	entry.CursorColumn = len([]rune(entry.Text))
}

// putJournal writes a journal line, dated now, and offers to undo it.
func (a *App) putJournal(person uuid.UUID, text string, private bool) {
	line := notes.JournalLine{ID: a.o.NewID(), Person: person, At: civil.InstantOf(a.now()), Text: text}
	if private {
		line.Private = &private
	}
	a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, line)
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo("In the journal.", func() {
			a.write(func(tx *storage.Tx) error { return storage.Discard[notes.JournalLine](tx, line.ID) }, nil)
		})
	})
}
