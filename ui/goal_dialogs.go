package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

var confidences = []goals.Confidence{goals.OnTrack, goals.AtRisk, goals.OffTrack}

// checkIn asks how a goal stands today: a value for each key result, the confidence, a line of why.
func (a *App) checkIn(g goals.Goal) {
	said := goals.Confidence("")
	if c, ok := g.LastCheckIn(); ok {
		said = c.Confidence
	}
	a.checkInAs(g, said, false)
}

// checkInAs asks for a check-in with a confidence chosen already; why says whether the keyboard begins at the line of why.
func (a *App) checkInAs(g goals.Goal, said goals.Confidence, why bool) {
	today := a.today()
	entries := map[uuid.UUID]*w.Entry{}
	var fields []fyne.CanvasObject
	var order []*w.Entry
	for _, k := range g.KeyResults {
		e := w.NewEntry("")
		if k.Kind == goals.Milestone {
			e.SetPlaceHolder("yes or no")
		}
		e.SetLabel(k.Title)
		entries[k.ID] = e
		order = append(order, e)
		fields = append(fields, w.Field(k.Title, k.Words(g.CheckIns, mark), e))
	}
	confidence := slices.Index(confidences, said)
	chosen := w.NewSegmented([]string{"On track", "At risk", "Off track"}, confidence, func(i int) { confidence = i }).WithIcons("check", "flag", "down").AllowNone()
	note, day := w.NewEntry("One line of why"), w.NewEntry("YYYY-MM-DD").WithIcon("cal")
	day.Put(today.String())
	effect := w.NewWrapped("", w.Small.In(theme.Text2))
	// read takes what is typed; loud says what is wrong under the entry.
	read := func(loud bool) (c goals.CheckIn, ok bool) {
		c = goals.CheckIn{ID: a.o.NewID(), Note: note.Text}
		ok = true
		wrong := func(e *w.Entry, text string) {
			if loud && ok {
				e.SetError(text)
				e.Focus()
			}
			ok = false
		}
		if confidence >= 0 {
			c.Confidence = confidences[confidence]
		}
		for _, k := range g.KeyResults {
			if notes.IsBlank(entries[k.ID].Text) {
				continue
			}
			v, err := k.ParseValue(entries[k.ID].Text, mark)
			if err != nil {
				wrong(entries[k.ID], err.Error())
				continue
			}
			if c.Values == nil {
				c.Values = map[uuid.UUID]float64{}
			}
			c.Values[k.ID] = v
		}
		d, read := readDay(day.Text, today)
		switch {
		case !read || d == 0:
			wrong(day, "Write the day as YYYY-MM-DD.")
		case d > today:
			wrong(day, "That day is still ahead. Give today or an earlier day.")
		}
		c.Date = d
		return c, ok
	}
	show := func() {
		text := ""
		if c, ok := read(false); ok {
			if now, err := goals.AddCheckIn(g, c, today); err == nil && len(c.Values) > 0 {
				text = effectWords(g, now, today)
			} else if err == nil && why {
				text = paceStays(now, c.Confidence, today)
			}
			for _, x := range g.CheckIns {
				if x.Date == c.Date {
					text = strings.TrimSpace(text + " This replaces the check-in of " + dayWord(c.Date, today) + ", which stays in the history.")
				}
			}
		}
		effect.SetText(text)
	}
	var o *w.Overlay
	save := func() bool {
		c, ok := read(true)
		if !ok {
			return false
		}
		if len(c.Values) == 0 && c.Confidence == "" && notes.IsBlank(c.Note) {
			note.SetError("Give a value, a confidence or a line of why.")
			return false
		}
		if _, err := goals.AddCheckIn(g, c, today); err != nil {
			note.SetError(err.Error())
			return false
		}
		a.addCheckIn(g, c)
		return true
	}
	for _, e := range append(order, note, day) {
		e.OnEnter = func(string) {
			if save() {
				o.Close()
			}
		}
		e.OnChanged = func(string) {
			e.SetError("")
			show()
		}
	}
	first := fyne.Focusable(note)
	if len(order) > 0 && !why {
		first = order[0]
	}
	fields = append(fields, w.VStack(4, w.NewText("Confidence", w.SmallStrong), w.HStack(0, chosen)), w.FixedRight(160, 12, w.Field("Note", "", note), w.Field("Day", "", day)), effect)
	show()
	var kept []formField
	for _, e := range append(order, note, day) {
		kept = append(kept, wordsIn(e))
	}
	o = a.showForm("checkin."+g.Person.String()+"."+g.ID.String(), func() { a.checkInAs(g, said, why) }, w.Form{Title: "Check in: " + g.Title, Content: scrolled(w.VStack(14, fields...), 560), Save: "Check in", Cancel: "Cancel", Focus: first, OnSave: save},
		append(kept, choiceOf(chosen, &chosen.OnChanged))...)
}

// paceStays says that the pace has a goal under another state than a check-in would.
func paceStays(now goals.Goal, said goals.Confidence, on civil.Date) string {
	s := goals.StateOf(now, on)
	if said == "" || s.Kind == goals.StateKind(said) {
		return ""
	}
	return "Its pace keeps it under " + s.Words() + ", whatever the confidence."
}

// effectWords says what a check-in does to the goal: "From 58% to 64%. The plan had 71% by today."
func effectWords(before, now goals.Goal, on civil.Date) string {
	was, is := goals.Progress(before), goals.Progress(now)
	if was == nil || is == nil {
		return ""
	}
	text := "From " + goals.PercentWords(*was) + " to " + goals.PercentWords(*is) + "."
	if plan := goals.Expected(now, on); plan != nil {
		text += " The plan had " + goals.PercentWords(*plan) + " by today."
	}
	for _, k := range now.KeyResults {
		if v := k.Value(now.CheckIns); v != nil && k.Kind != goals.Milestone && k.Measured() && (*k.To > *k.From && *v > *k.To || *k.To < *k.From && *v < *k.To) {
			text += " “" + k.Title + "” is past its target."
		}
	}
	return text
}

// addCheckIn saves a check-in and offers to take it back; what it replaced comes back with that.
func (a *App) addCheckIn(g goals.Goal, c goals.CheckIn) {
	today := a.today()
	var before goals.Goal
	change(a, g, func(g goals.Goal) (goals.Goal, error) {
		before = g
		return goals.AddCheckIn(g, c, today)
	})
	a.offerUndo("Checked in on “"+g.Title+"”.", func() {
		change(a, g, func(now goals.Goal) (goals.Goal, error) {
			now.CheckIns = slices.DeleteFunc(slices.Clone(now.CheckIns), func(x goals.CheckIn) bool { return x.Date == c.Date })
			for _, x := range before.CheckIns {
				if x.Date == c.Date {
					now.CheckIns = append(now.CheckIns, x)
				}
			}
			slices.SortStableFunc(now.CheckIns, func(x, y goals.CheckIn) int { return int(x.Date - y.Date) })
			return now, nil
		})
	})
}

// amend changes a goal in a way that has a reason, and offers to take it back; check-ins made meanwhile stay.
func (a *App) amend(g goals.Goal, said string, f func(goals.Goal) (goals.Goal, error)) {
	var before goals.Goal
	change(a, g, func(now goals.Goal) (goals.Goal, error) {
		before = now
		return f(now)
	})
	a.offerUndo(said, func() {
		change(a, g, func(now goals.Goal) (goals.Goal, error) {
			before.CheckIns = now.CheckIns
			return before, nil
		})
	})
}

// moveDue asks for another due date and the reason: a date never moves without one.
func (a *App) moveDue(g goals.Goal) {
	to, reason := w.NewEntry("YYYY-MM-DD"), w.NewEntry("Why it moves")
	to.Put(g.Due.String())
	a.askReason("due."+g.Person.String()+"."+g.ID.String(), func() { a.moveDue(g) }, "Move the due date of “"+g.Title+"”", "Due", to, reason, func() error {
		d, ok := readDay(to.Text, a.today())
		if !ok || d == 0 {
			_, err := civil.ParseDate(strings.TrimSpace(to.Text))
			return err
		}
		move := func(g goals.Goal) (goals.Goal, error) { return goals.MoveDue(g, d, reason.Text, a.today()) }
		_, err := move(g)
		if err == nil {
			a.amend(g, "Moved to "+shortDay(d, a.today())+".", move)
		}
		return err
	})
}

// retarget asks for another target of a key result and the reason.
func (a *App) retarget(g goals.Goal, k goals.KeyResult) {
	to, reason := w.NewEntry(""), w.NewEntry("Why it changes")
	if k.To != nil {
		to.Put(mark.Decimal(*k.To))
	}
	a.askReason("target."+g.Person.String()+"."+k.ID.String(), func() { a.retarget(g, k) }, "Change the target of “"+k.Title+"”", "Target", to, reason, func() error {
		v, err := k.ParseValue(to.Text, mark)
		if err != nil {
			return err
		}
		set := func(g goals.Goal) (goals.Goal, error) { return goals.ChangeTarget(g, k.ID, v, reason.Text, a.today()) }
		if _, err = set(g); err == nil {
			a.amend(g, "The target is "+k.Amount(v, mark)+" now.", set)
		}
		return err
	})
}

// askReason is a form with a value and the reason for it; what is wrong stands under the value.
func (a *App) askReason(key string, again func(), title, label string, value, reason *w.Entry, do func() error) {
	var o *w.Overlay
	save := func() bool {
		if notes.IsBlank(reason.Text) {
			reason.SetError("Say why. The reason stays beside the change.")
			reason.Focus()
			return false
		}
		if err := do(); err != nil {
			value.SetError(err.Error())
			return false
		}
		return true
	}
	clear := func(string) { value.SetError(""); reason.SetError("") }
	value.OnChanged, reason.OnChanged = clear, clear
	submit := func(string) {
		if save() {
			o.Close()
		}
	}
	value.OnEnter, reason.OnEnter = submit, submit
	o = a.showForm(key, again, w.Form{Title: title, Content: w.VStack(14, w.Field(label, "", value), w.Field("Reason", "", reason)), Save: "Save", Cancel: "Cancel", Focus: value, OnSave: save},
		wordsIn(value), wordsIn(reason))
}

// reopenGoal makes a closed goal active again.
func (a *App) reopenGoal(g goals.Goal) {
	a.amend(g, "“"+g.Title+"” is active again.", goals.Reopen)
}

// discardGoals takes goals away for good that an undo makes unneeded.
func discardGoals(tx *storage.Tx, ids ...uuid.UUID) error {
	for _, id := range ids {
		if err := storage.Discard[goals.Goal](tx, id); err != nil {
			return err
		}
	}
	return nil
}

// goalActions are what can be done with the goals of the person who is open, for the palette.
func (a *App) goalActions() []action {
	m := a.team.Member(a.place.Person)
	if m == nil {
		return nil
	}
	id := m.Person.ID
	out := []action{
		{name: "Goals of " + m.Person.FirstName(), do: func() { a.open(Place{Page: Person, Person: id, Tab: TabGoals}) }},
		{name: "What is handed over to " + m.Person.FirstName(), do: func() { a.open(Place{Page: Person, Person: id, Tab: TabDelegation}) }},
	}
	titles := map[string]int{}
	for _, g := range m.Goals {
		if g.IsClosed() {
			continue
		}
		title := g.Title
		if titles[title]++; titles[title] > 1 { // each has its own line in the palette
			title += fmt.Sprintf(" (%d)", titles[title])
		}
		if g.Status == goals.Active {
			out = append(out, action{name: "Check in: " + title, do: func() { a.checkIn(g) }}, action{name: "Close the goal: " + title, do: func() { a.closeGoal(g) }})
		}
		out = append(out, action{name: "Edit the goal: " + title, do: func() { a.open(Place{Page: Goal, Person: id, Record: g.ID}) }})
	}
	return out
}
