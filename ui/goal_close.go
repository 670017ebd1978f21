package ui

import (
	"strings"

	"fyne.io/fyne/v2"

	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

var outcomes = []goals.Status{goals.Achieved, goals.Partly, goals.Missed, goals.Dropped}

// suggestedEnd is how a goal most likely ended, by its progress.
func suggestedEnd(g goals.Goal) int {
	p := goals.Progress(g)
	switch {
	case p == nil || *p >= 0.995:
		return 0
	case *p >= 0.3:
		return 1
	}
	return 2
}

// scoreHint says what a score means for the kind of goal.
func scoreHint(k goals.Kind) string {
	switch k {
	case goals.Committed:
		return "0 to 1; committed: 1 was the aim"
	case goals.Aspirational:
		return mark.In("0 to 1; aspirational: about 0.7 was the aim")
	case goals.Learning:
		return "0 to 1; how much was learnt"
	}
	return "0 to 1, can stay empty"
}

// closeGoal asks how a goal ended, its score, what is to be learnt from it, and whether it goes on in the next period.
func (a *App) closeGoal(g goals.Goal) {
	how := suggestedEnd(g)
	score, due := w.NewEntry(""), w.NewEntry("YYYY-MM-DD").WithIcon("cal")
	if p := goals.Progress(g); p != nil {
		score.Put(mark.Decimal(float64(int(*p*100+0.5)) / 100))
	}
	next := goals.NextPeriod(g, a.today())
	due.Put(next.String())
	carry := false
	later := w.Field("Due then", "", due)
	setVisible(later, false)
	on := w.NewCheck("Carry it into the next period, as a draft to agree again", false, func(yes bool) {
		carry = yes
		setVisible(later, yes)
	}).Steady()
	ended := w.NewSegmented([]string{"Achieved", "Partly", "Missed", "Dropped"}, how, func(i int) { how = i })
	multi := func(text string) *w.Entry {
		e := w.NewMultiEntry("", 2)
		e.Put(text)
		return e
	}
	helped, hindered, learnt, outside := multi(g.Helped), multi(g.Hindered), multi(g.Learnt), multi(g.OutsideControl)
	save := func() bool {
		said := goals.Retrospective{Helped: helped.Text, Hindered: hindered.Text, Learnt: learnt.Text, OutsideControl: outside.Text}
		var points *float64
		if !notes.IsBlank(score.Text) {
			v, err := goals.KeyResult{Title: "the score", Kind: goals.Number}.ParseValue(score.Text, mark)
			if err != nil || v < 0 || v > 1 {
				score.SetError("A score goes from 0 to 1.")
				score.Focus()
				return false
			}
			points = &v
		}
		var follow *goals.Goal
		if carry {
			d, ok := readDay(due.Text, a.today())
			if !ok || d != 0 && d <= a.today() {
				due.SetError("Give a day after today.")
				due.Focus()
				return false
			}
			n := goals.Continued(g, a.today(), d, a.o.NewID)
			follow = &n
		}
		a.endGoal(g, outcomes[how], points, said, follow)
		return true
	}
	score.OnChanged = func(string) { score.SetError("") }
	due.OnChanged = func(string) { due.SetError("") }
	form := w.VStack(12,
		w.Columns(16, []float32{3, 2}, w.VStack(4, w.NewText("How it ended", w.SmallStrong), w.HStack(0, ended)), w.Field("Score", scoreHint(g.Kind), score)),
		w.Columns(12, nil, w.Field("What helped", "", helped), w.Field("What hindered", "", hindered)),
		w.Columns(12, nil, w.Field("What you both learnt", "", learnt), w.Field("What lay outside their control", "", outside)),
		on, later, w.NewWrapped("A score of a goal is no rating of a person.", w.Caption.In(theme.Text2)))
	var o *w.Overlay
	for _, e := range []*w.Entry{score, due, helped, hindered, learnt, outside} {
		e.OnEnter = func(string) {
			if save() {
				o.Close()
			}
		}
	}
	o = a.showForm("close."+g.Person.String()+"."+g.ID.String(), func() { a.closeGoal(g) },
		w.Form{Title: "Close “" + g.Title + "”", Content: form, Save: "Close the goal", Cancel: "Cancel", Width: 680, Focus: ended, OnSave: save},
		wordsIn(score), wordsIn(due), wordsIn(helped), wordsIn(hindered), wordsIn(learnt), wordsIn(outside), choiceOf(ended, &ended.OnChanged), tickOf(on))
}

// endGoal closes a goal, begins the one that follows it in the same transaction, and asks for praise where it was reached.
func (a *App) endGoal(g goals.Goal, status goals.Status, score *float64, said goals.Retrospective, follow *goals.Goal) {
	today := a.today()
	before := g
	a.write(func(tx *storage.Tx) error {
		now, err := storage.Get[goals.Goal](tx, g.ID)
		if err != nil {
			return err
		}
		before = now
		if now, err = goals.Close(now, status, score, today, said); err != nil {
			return err
		}
		if _, err = storage.Put(tx, now); err == nil && follow != nil {
			_, err = storage.Put(tx, *follow)
		}
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo("Closed “"+g.Title+"”.", func() {
			a.write(func(tx *storage.Tx) error {
				if follow != nil {
					if err := discardGoals(tx, follow.ID); err != nil {
						return err
					}
				}
				_, err := storage.Put(tx, before)
				return err
			}, nil)
		})
		if m := a.team.Member(g.Person); m != nil && status == goals.Achieved {
			a.praiseGoal(m, g)
		}
	})
}

// praiseGoal asks for a word of praise for a goal that was reached, while it is fresh.
func (a *App) praiseGoal(m *Member, g goals.Goal) {
	first := m.Person.FirstName()
	did := w.NewMultiEntry("What "+first+" did, and what came of it", 3)
	told := false
	toldNow := w.NewCheck("I told "+first+" today", false, func(on bool) { told = on }).Steady()
	var o *w.Overlay
	later := w.NewButton("Talk about it next time", w.Link, func() {
		o.Close()
		a.putPoint(m.Person.ID, "“"+g.Title+"” is reached. What made it work?", notes.Me)
		a.say("On the list for the next one-on-one with " + first + ".")
	})
	save := func() bool {
		if notes.IsBlank(did.Text) {
			did.SetError("One sentence is enough.")
			did.Focus()
			return false
		}
		f := notes.Feedback{ID: a.o.NewID(), Person: m.Person.ID, Date: a.today(), Kind: notes.Praise, Direction: notes.Given, Situation: "Goal reached: " + g.Title, Text: did.Text}
		if told {
			f.SaidOn = a.today()
		}
		put(a, f)
		a.offerUndo("Praise noted.", func() {
			a.write(func(tx *storage.Tx) error { return storage.Discard[notes.Feedback](tx, f.ID) }, nil)
		})
		return true
	}
	did.OnChanged = func(string) { did.SetError("") }
	did.OnEnter = func(string) {
		if save() {
			o.Close()
		}
	}
	o = a.showForm("praise."+m.Person.ID.String()+"."+g.ID.String(), func() { a.praiseGoal(m, g) }, w.Form{
		Title: first + " reached “" + g.Title + "”. Praise it?", Content: w.VStack(12, did, toldNow, w.HStack(0, later)), Save: "Note the praise", Cancel: "Not now", Focus: did, OnSave: save,
	}, wordsIn(did), tickOf(toldNow))
}

// closedWords is what was said of a goal at its end.
func closedWords(g goals.Goal) fyne.CanvasObject {
	rows := []fyne.CanvasObject{w.NewText("Outcome", w.SmallStrong)}
	if g.Score != nil {
		_, meant, _ := strings.Cut(scoreHint(g.Kind), "; ")
		rows = append(rows, w.NewText(joined(nonEmpty("Score "+mark.Decimal(float64(int(*g.Score*100+0.5))/100), meant)), w.Small))
	}
	for _, x := range []struct{ name, text string }{{"Helped", g.Helped}, {"Hindered", g.Hindered}, {"Learnt", g.Learnt}, {"Outside their control", g.OutsideControl}} {
		if x.text != "" {
			rows = append(rows, w.NewSpans(w.SmallStrong.Span(x.name+": "), w.Small.In(theme.Text2).Span(x.text)).Wrap(3))
		}
	}
	return w.Inset(w.VStack(5, rows...), 14)
}
