package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

var confidences = []goals.Confidence{goals.OnTrack, goals.AtRisk, goals.OffTrack}

// checkIn asks how a goal stands today: a value for each key result, the confidence, a line of why.
func (a *App) checkIn(g goals.Goal) {
	today := a.today()
	entries := map[uuid.UUID]*w.Entry{}
	var fields []fyne.CanvasObject
	var first fyne.Focusable
	for _, k := range g.KeyResults {
		hint := k.Words(g.CheckIns)
		e := w.NewEntry("")
		if k.Kind == goals.Milestone {
			e.SetPlaceHolder("yes or no")
		}
		e.OnChanged = func(string) { e.SetError("") }
		entries[k.ID] = e
		if first == nil {
			first = e
		}
		fields = append(fields, w.Field(k.Title, hint, e))
	}
	confidence := -1
	if c, ok := g.LastCheckIn(); ok {
		for i, x := range confidences {
			if x == c.Confidence {
				confidence = i
			}
		}
	}
	chosen := w.NewSegmented([]string{"On track", "At risk", "Off track"}, confidence, func(i int) { confidence = i }).WithIcons("check", "flag", "down").AllowNone()
	note := w.NewEntry("One line of why")
	if first == nil {
		first = note
	}
	var o *w.Overlay
	save := func() bool {
		c := goals.CheckIn{ID: a.o.NewID(), Date: today, Note: note.Text}
		if confidence >= 0 {
			c.Confidence = confidences[confidence]
		}
		for _, k := range g.KeyResults {
			e := entries[k.ID]
			if notes.IsBlank(e.Text) {
				continue
			}
			v, err := k.ParseValue(e.Text, a.o.Comma)
			if err != nil {
				e.SetError(err.Error())
				e.Focus()
				return false
			}
			if c.Values == nil {
				c.Values = map[uuid.UUID]float64{}
			}
			c.Values[k.ID] = v
		}
		if len(c.Values) == 0 && c.Confidence == "" && notes.IsBlank(c.Note) {
			note.SetError("Give a value, a confidence or a line of why.")
			return false
		}
		change(a, g, func(g goals.Goal) (goals.Goal, error) { return goals.AddCheckIn(g, c, today) })
		a.say("Checked in on “" + g.Title + "”.")
		return true
	}
	submit := func(string) {
		if save() {
			o.Close()
		}
	}
	for _, e := range entries {
		e.OnEnter = submit
	}
	note.OnEnter = submit
	note.OnChanged = func(string) { note.SetError("") }
	fields = append(fields, w.VStack(4, w.NewText("Confidence", w.SmallStrong), w.HStack(0, chosen)), w.Field("Note", "", note))
	if c, ok := g.LastCheckIn(); ok && c.Date == today {
		fields = append(fields, w.NewWrapped("This replaces today's earlier check-in, which stays in the history.", w.Caption.In(theme.Text2)))
	}
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Check in: " + g.Title, Content: w.VStack(14, fields...), Save: "Check in", Cancel: "Cancel", Focus: first, OnSave: save})
}

// moveDue asks for another due date and the reason: a date never moves without one.
func (a *App) moveDue(g goals.Goal) {
	to, reason := w.NewEntry("YYYY-MM-DD"), w.NewEntry("Why it moves")
	to.Put(g.Due.String())
	a.askReason("Move the due date of “"+g.Title+"”", "Due", to, reason, func() error {
		d, err := civil.ParseDate(strings.TrimSpace(to.Text))
		if err != nil {
			return err
		}
		if _, err = goals.MoveDue(g, d, reason.Text, a.today()); err == nil {
			change(a, g, func(g goals.Goal) (goals.Goal, error) { return goals.MoveDue(g, d, reason.Text, a.today()) })
		}
		return err
	})
}

// retarget asks for another target of a key result and the reason.
func (a *App) retarget(g goals.Goal, k goals.KeyResult) {
	to, reason := w.NewEntry(""), w.NewEntry("Why it changes")
	if k.To != nil {
		to.Put(goals.Decimal(*k.To))
	}
	a.askReason("Change the target of “"+k.Title+"”", "Target", to, reason, func() error {
		v, err := k.ParseValue(to.Text, a.o.Comma)
		if err != nil {
			return err
		}
		if _, err = goals.ChangeTarget(g, k.ID, v, reason.Text, a.today()); err == nil {
			change(a, g, func(g goals.Goal) (goals.Goal, error) { return goals.ChangeTarget(g, k.ID, v, reason.Text, a.today()) })
		}
		return err
	})
}

// askReason is a form with a value and the reason for it; what is wrong stands under the value.
func (a *App) askReason(title, label string, value, reason *w.Entry, do func() error) {
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
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: title, Content: w.VStack(14, w.Field(label, "", value), w.Field("Reason", "", reason)), Save: "Save", Cancel: "Cancel", Focus: value, OnSave: save})
}

var outcomes = []goals.Status{goals.Achieved, goals.Partly, goals.Missed, goals.Dropped}

// closeGoal asks how a goal ended and what is to be learnt from it.
func (a *App) closeGoal(g goals.Goal) {
	how := 0
	ended := w.NewSegmented([]string{"Achieved", "Partly", "Missed", "Dropped"}, 0, func(i int) { how = i })
	helped, hindered, learnt, outside := w.NewEntry(""), w.NewEntry(""), w.NewEntry(""), w.NewEntry("")
	save := func() bool {
		said := goals.Retrospective{Helped: helped.Text, Hindered: hindered.Text, Learnt: learnt.Text, OutsideControl: outside.Text}
		score := goals.Progress(g)
		change(a, g, func(g goals.Goal) (goals.Goal, error) { return goals.Close(g, outcomes[how], score, a.today(), said) })
		a.offerUndo("Closed “"+g.Title+"”.", func() { put(a, g) })
		return true
	}
	form := w.VStack(14, w.HStack(0, ended), w.Field("What helped", "can stay empty", helped), w.Field("What hindered", "", hindered),
		w.Field("What you both learnt", "", learnt), w.Field("What lay outside their control", "", outside))
	w.ShowForm(a.window.Canvas(), w.Form{Title: "Close “" + g.Title + "”", Content: form, Save: "Close the goal", Cancel: "Cancel", OnSave: save})
}
