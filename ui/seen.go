package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// putNew writes a new record, which has its id, and offers to undo it.
func putNew[T storage.Record](a *App, record T, said string) {
	a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, record)
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo(said, func() {
			a.write(func(tx *storage.Tx) error { return storage.Discard[T](tx, storage.ID(record)) }, nil)
		})
	})
}

// observeKeys are the keys that log a behaviour, in the order of morale.Behaviours.
var observeKeys = []fyne.KeyName{fyne.KeyA, fyne.KeyB, fyne.KeyC, fyne.KeyD, fyne.KeyE, fyne.KeyF, fyne.KeyG, fyne.KeyH, fyne.KeyI, fyne.KeyJ, fyne.KeyK, fyne.KeyL}

// opposite is the other change.
func opposite(c people.Change) people.Change {
	if c == people.Less {
		return people.More
	}
	return people.Less
}

// observe logs with one key that a behaviour was less or more than is usual for a person.
func (a *App) observe(person uuid.UUID) {
	m := a.team.Member(person)
	if m == nil {
		return
	}
	first := m.Person.FirstName()
	var o *w.Overlay
	back := false // towards the usual again
	note := w.NewEntry("What you saw, can stay empty")
	own := w.NewEntry("Something else, in your words")
	var kept *draft
	log := func(behaviour string, change people.Change) {
		kept.saved()
		o.Close()
		x := people.Observation{ID: a.o.NewID(), Person: person, Date: a.today(), Behaviour: behaviour, Change: change, Note: note.Text}
		said := "Noted of " + first + ": " + string(change) + " " + behaviour + " than usual."
		if a.sharing {
			said = "Noted."
		}
		putNew(a, x, said)
	}
	changeOf := func(b morale.Behaviour) people.Change {
		if back {
			return opposite(b.Change)
		}
		return b.Change
	}
	list := w.Columns(8, nil, w.VStack(0), w.VStack(0))
	fill := func() {
		columns := []*fyne.Container{list.Objects[0].(*fyne.Container), list.Objects[1].(*fyne.Container)}
		columns[0].Objects, columns[1].Objects = nil, nil
		half := (len(morale.Behaviours) + 1) / 2
		for i, b := range morale.Behaviours {
			change := changeOf(b)
			text := upper(string(change)) + " " + b.Name
			row := w.NewRow(36, w.HStack(10, w.Sized(w.HStack(0, w.NewKeyCap(string(observeKeys[i]))), 22, 0), w.Grow(w.NewElided(text, w.Body))), func() { log(b.Name, changeOf(b)) }).Rounded().WithSide(8)
			row.SetLabel(text)
			columns[i/half].Add(row)
		}
		list.Refresh()
	}
	fill()
	direction := w.NewSegmented([]string{"Away from the usual", "Back to the usual"}, 0, func(i int) {
		back = i == 1
		fill()
	})
	own.OnEnter = func(text string) {
		if !notes.IsBlank(text) {
			change := people.Less
			if back {
				change = people.More
			}
			log(text, change)
		}
	}
	escape := func() { o.Close() }
	own.OnEscape, note.OnEscape = escape, escape
	kept, _ = a.keepWords("seen."+person.String(), wordsIn(note), wordsIn(own), choiceOf(direction, &direction.OnChanged))
	event := w.NewButton("Something happened…", w.Link, func() {
		o.Close()
		a.editEvent(person, people.Event{})
	})
	body := w.VStack(12, w.NewWrapped("What you saw of "+first, w.Heading),
		w.NewWrapped("Against "+first+"’s own usual. One key logs it, dated today. Only you see it.", w.Small.In(theme.Text2)),
		w.HStack(0, direction), list, w.Columns(12, nil, note, own), w.HStack(8, event, w.Spacer(), w.NewButton("Cancel", w.Plain, escape)))
	o = w.ShowOverlay(a.window.Canvas(), w.Panel(w.Inset(body, 20)), w.OverlayOptions{Width: 660, Scrim: true, Focus: direction, OnClosed: func() { a.letGo(kept, func() { a.observe(person) }) }, OnKey: func(e *fyne.KeyEvent) bool {
		for i, key := range observeKeys {
			if e.Name == key {
				log(morale.Behaviours[i].Name, changeOf(morale.Behaviours[i]))
				return true
			}
		}
		return false
	}})
}

// upper makes the first letter large.
func upper(text string) string {
	if text == "" {
		return ""
	}
	return strings.ToUpper(text[:1]) + text[1:]
}

// editEvent asks what happened; an event without id is a new one.
func (a *App) editEvent(person uuid.UUID, e people.Event) {
	m := a.team.Member(person)
	if m == nil {
		return
	}
	isNew := e.ID == uuid.Nil
	kind := len(people.EventKinds) - 1
	words := make([]string, len(people.EventKinds))
	for i, k := range people.EventKinds {
		words[i] = morale.EventWords(k)
		if k == e.Kind {
			kind = i
		}
	}
	words[len(words)-1] = "Something else"
	if isNew {
		e.Date, e.Person, kind = a.today(), person, 0
	}
	what := w.NewSelect(words, kind, func(i int) { kind = i })
	text, day := w.NewEntry("In one line"), w.NewEntry("YYYY-MM-DD").WithIcon("cal")
	text.Put(e.Text)
	day.Put(e.Date.String())
	text.OnChanged = func(string) { text.SetError("") }
	day.OnChanged = func(string) { day.SetError("") }
	team := e.Person == uuid.Nil
	whole := w.NewCheck("It happened to the whole team", team, func(on bool) { team = on }).Steady()
	var o *w.Overlay
	save := func() bool {
		next := e
		next.Kind, next.Text = people.EventKinds[kind], text.Text
		if notes.IsBlank(text.Text) {
			text.SetError("Say in a line what happened.")
			text.Focus()
			return false
		}
		d, ok := readDay(day.Text, a.today())
		if !ok || d == 0 {
			day.SetError("Write the day as YYYY-MM-DD.")
			day.Focus()
			return false
		}
		next.Date, next.Person = d, person
		if team {
			next.Person = uuid.Nil
		}
		if isNew {
			next.ID = a.o.NewID()
			putNew(a, next, "Noted. It stands in the mood chart.")
			return true
		}
		change(a, next, func(people.Event) (people.Event, error) { return next, nil })
		return true
	}
	text.OnEnter = func(string) {
		if save() {
			o.Close()
		}
	}
	content := []fyne.CanvasObject{w.Columns(12, []float32{3, 2}, w.Field("What", "", what), w.Field("When", "", day)), w.Field("In words", "", text), whole,
		w.NewWrapped("What may change things for "+m.Person.FirstName()+" comes back after 30 and 90 days, to be talked about.", w.Caption.In(theme.Text2))}
	if !isNew {
		past := a.historyItem("events", e.Person, e.ID)
		content = append(content, w.HStack(16, w.NewButton("Delete", w.Link, func() {
			o.Close()
			remove(a, e, "Event deleted.")
		}), w.NewButton(past.Text, w.Link, func() {
			o.Close()
			past.Do()
		})))
	}
	title := "Something happened"
	if !isNew {
		title = "What happened"
	}
	opened := e
	if isNew {
		opened = people.Event{}
	}
	o = a.showForm("event."+person.String()+"."+e.ID.String(), func() { a.editEvent(person, opened) },
		w.Form{Title: title, Content: w.VStack(12, content...), Save: "Save", Cancel: "Cancel", Focus: text, OnSave: save},
		wordsIn(text), wordsIn(day), choiceOf(what, &what.OnChanged), tickOf(whole))
}

// followed notes that an event was talked about today.
func (a *App) followed(e people.Event) {
	before, on := e, a.today()
	change(a, e, func(x people.Event) (people.Event, error) {
		x.Followed = append(append([]civil.Date(nil), x.Followed...), on)
		return x, nil
	})
	a.offerUndo("Noted that you talked about it.", func() {
		change(a, before, func(x people.Event) (people.Event, error) {
			x.Followed = before.Followed
			return x, nil
		})
	})
}

// seenDays is how far back the card of observations and events goes.
const seenDays = 180

// seenCard lists what was seen of a person and what happened, the latest first.
func (o *overviewTab) seenCard(t *Team) fyne.CanvasObject {
	a, m := o.p.a, o.p.m
	type item struct {
		day civil.Date
		row fyne.CanvasObject
	}
	var items []item
	line := func(day civil.Date, icon, text, sub string, beside fyne.CanvasObject, open func()) {
		parts := []fyne.CanvasObject{w.NewIcon(icon, theme.Text2, 16), w.Grow(middle(w.NewElided(text, w.Body), w.NewElided(sub, w.Caption.In(theme.Text3))))}
		if beside != nil {
			parts = append(parts, beside)
		}
		row := w.NewRow(48, w.HStack(10, parts...), open)
		row.SetLabel(text)
		items = append(items, item{day, row})
	}
	for _, e := range m.Events {
		now, next := morale.FollowUp(m.File, t.Rules, e, t.On)
		if e.Date > t.On || e.Date <= t.On-seenDays && !now && next == 0 {
			continue
		}
		sub := morale.EventWords(e.Kind) + " · " + shortDay(e.Date, t.On)
		var beside fyne.CanvasObject
		switch {
		case now:
			b := w.NewButton("Talked about it", w.Plain, func() { a.followed(e) }).Small().Writes()
			b.SetLabel("Talked about " + e.Text)
			beside = b
		case next != 0:
			sub += " · ask again " + shortDay(next, t.On)
		}
		line(e.Date, "flag", e.Text, sub, beside, func() { a.editEvent(m.Person.ID, e) })
	}
	for _, x := range m.Observations {
		if x.Date > t.On || x.Date <= t.On-seenDays {
			continue
		}
		text := upper(string(x.Change)) + " than usual: " + x.Behaviour
		sub := strings.Join(nonEmpty(shortDay(x.Date, t.On), x.Note), " · ")
		more := w.NewIconButton("x", "Delete the observation "+text, w.Quiet, func() { remove(a, x, "Observation deleted.") }).Writes()
		line(x.Date, "list", text, sub, more, nil)
	}
	var rows []fyne.CanvasObject
	for len(items) > 0 { // latest first; few
		best := 0
		for i := range items {
			if items[i].day > items[best].day {
				best = i
			}
		}
		rows = append(rows, items[best].row)
		items = append(items[:best], items[best+1:]...)
	}
	if len(rows) == 0 {
		rows = append(rows, w.EmptyState("Nothing noted. A reorganisation, or less effort than usual: one line is enough.", "", nil))
	}
	right := w.HStack(4, w.NewButton("What you saw", w.Link, func() { a.observe(m.Person.ID) }).Writes(), w.NewButton("Event", w.Link, func() { a.editEvent(m.Person.ID, people.Event{}) }).WithIcon("plus").Writes())
	return w.NewCard(w.NewCardHead("Seen and happened", "", right), w.Rows(rows...))
}
