package ui

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// goalForm writes a goal: on the left its fields, on the right what would make it clearer, as one types. What is typed is saved by
// itself, of a new goal as a draft; "Save goal" makes that active. It never blocks saving for a finding.
type goalForm struct {
	a     *App
	at    Place
	m     *Member // nil: a team goal
	g     goals.Goal
	kept  bool // the goal stands in the database
	gone  bool // discarded: nothing is saved any more
	state SaveState
	root  *fyne.Container
	body  *container.Scroll
	save  *autosave
	words *draft // keeps what is typed while it is no goal yet

	title, why, support, plan, obstacle, outside, tags *w.Entry
	doneMeans, readBack, team                          *w.Entry
	start, due, agreed                                 *w.Entry
	kind, level, rhythm                                *w.Select
	commitment                                         *w.Segmented
	results                                            []*resultRow
	measures, compare, clarity                         *fyne.Container
	said                                               *w.Text
	titles                                             *fyne.Container // the title and said
	shown                                              string          // what the right side says now
	checks                                             [6]goals.CheckResult
	before                                             goals.Goal // as it was when the form opened
}

func newGoalForm(a *App, at Place) *goalForm {
	f := &goalForm{a: a, at: at, m: a.team.Member(at.Person), root: container.NewStack()}
	if x, ok := f.newest(at.Record); ok {
		f.g, f.kept = x, true
		f.m = a.team.Member(x.Person)
	} else {
		f.g = goals.Goal{ID: a.o.NewID(), Status: goals.Draft, Start: a.today(), Person: at.Person}
	}
	f.before = f.g
	f.takeUp()
	f.save = &autosave{take: f.take, changed: f.saveChanged, do: a.do}
	f.build()
	return f
}

// takeUp goes on with what was typed the last time and could not be saved, as a goal without a title.
func (f *goalForm) takeUp() {
	key := "goal." + f.g.Person.String()
	if f.kept {
		key += "." + f.g.ID.String()
	}
	var g goals.Goal
	if text := f.a.kept(key); text != "" && json.Unmarshal([]byte(text), &g) == nil && g.Person == f.g.Person && (!f.kept || g.ID == f.g.ID) {
		f.g, f.before.ID = g, g.ID
		if !f.kept {
			_, f.kept = f.newest(g.ID)
		}
	}
	f.words = f.a.newDraft(key, func() string {
		g := f.current()
		if f.gone || !notes.IsBlank(g.Title) && len(g.FitCheckIns().Validate()) == 0 {
			return "" // take saves it
		}
		g.KeyResults = nil
		for _, r := range f.results {
			g.KeyResults = append(g.KeyResults, r.k)
		}
		if text := jsonText(g); text != jsonText(f.before) {
			return text
		}
		return ""
	})
}

// all are the goals among which this one stands: everyone's and the team's.
func (f *goalForm) all() []goals.Goal {
	all := slices.Clone(f.a.team.TeamGoals)
	for _, m := range f.a.team.Members {
		all = append(all, m.Goals...)
	}
	return all
}

// newest is a goal as it was read last.
func (f *goalForm) newest(id uuid.UUID) (goals.Goal, bool) {
	for _, x := range f.all() {
		if x.ID == id {
			return x, true
		}
	}
	return goals.Goal{}, false
}

func (f *goalForm) object() fyne.CanvasObject { return f.root }

func (f *goalForm) scrolls() *container.Scroll { return f.body }

// show takes over what changes elsewhere while the form is open: a target or date that moved with its reason, a check-in.
func (f *goalForm) show(*Team) {
	now, ok := f.newest(f.g.ID)
	if !ok || !f.settled() || f.save.pending() {
		return
	}
	was := f.g
	f.g.KeyResults = f.current().KeyResults
	f.g = goals.Written(f.g, now)
	if now.Status != was.Status || len(goals.Ledger(was, mark)) != len(goals.Ledger(f.g, mark)) {
		f.build()
	}
	f.showClarity()
}

// focus begins at the title, or at the field that a finding is about.
func (f *goalForm) focus() {
	if f.at.Field != "" {
		f.toField(f.at.Field)
		return
	}
	f.a.window.Canvas().Focus(f.title)
}

func (f *goalForm) saves() []*autosave { return []*autosave{f.save} }

func (f *goalForm) leave() {
	f.save.flush()
	f.words.save.flush()
}

func (f *goalForm) actions() []action {
	out := []action{
		{"Save goal", fyne.KeyReturn, ctrl, f.finish},
		{"", fyne.KeyEnter, ctrl, f.finish},
		{"Save now", fyne.KeyS, ctrl, func() { f.save.flush() }},
		{name: "Add a measure", do: f.addMeasure},
		{name: "Examples of clear goals", do: f.examples},
	}
	for _, c := range f.checks {
		if !c.Passed {
			out = append(out, action{name: "Mend: " + c.Name, do: func() { f.toField(c.Failed) }})
		}
	}
	return out
}

// settled reports whether the goal's measure and dates are agreed already, so that they change only with a reason.
func (f *goalForm) settled() bool { return f.before.Status != goals.Draft }

// owner is the first name of whose goal it is.
func (f *goalForm) owner() string {
	if f.m == nil {
		return "the team"
	}
	return f.m.Person.FirstName()
}

func (f *goalForm) build() {
	a, first := f.a, f.owner()
	f.fields()
	f.clarity = w.VStack(a.gap())
	f.shown = ""
	f.said = w.NewElided("", w.Small.In(theme.Text2))
	title := "New goal for " + first
	switch {
	case f.settled():
		title = "Goal of " + first
	case f.m == nil:
		title = "New team goal"
	case f.m != nil:
		title = "New goal for " + f.m.Person.Name
	}
	head := []fyne.CanvasObject{w.NewIconButton("back", "Back", w.Quiet, a.goBack)}
	if f.m != nil {
		head = append(head, w.NewAvatar(f.m.Person.Name, f.m.Colour(), 40))
	}
	f.titles = middle(w.NewElided(title, w.Title), f.said)
	head = append(head, w.Grow(f.titles))
	if f.settled() {
		head = append(head, w.NewButton("Put back as it was", w.Quiet, f.putBack))
		if f.g.Status == goals.Active {
			head = append(head, w.NewButton("Check in", w.Plain, func() { f.elsewhere(a.checkIn) }))
		}
		more := w.NewIconButton("more", "More", w.Plain, nil)
		more.SetOnTapped(func() { w.ShowMenuAt(more, f.menu()) })
		head = append(head, more)
	} else {
		head = append(head, w.NewButton("Discard", w.Quiet, f.discard))
	}
	head = append(head, w.NewButton("Save goal", w.Primary, f.finish).WithIcon("check"))
	parts := []fyne.CanvasObject{w.NewCard(w.Inset(w.VStack(14, f.first()...), 16)), w.NewCard(w.NewCardHead("Agreement", "", nil), w.Inset(w.VStack(14, f.agreement()...), 16))}
	if lines := goals.Ledger(f.g, mark); len(lines) > 0 {
		var rows []fyne.CanvasObject
		for _, l := range lines {
			rows = append(rows, w.NewWrapped(l.Words(a.today()), w.Small.In(theme.Text2)))
		}
		parts = append(parts, w.NewCard(w.NewCardHead("Changes of targets and dates", fmt.Sprint(len(lines)), nil), w.Inset(w.VStack(8, rows...), 16)))
	}
	offset := fyne.Position{}
	if f.body != nil {
		offset = f.body.Offset
	}
	// what is missing stays in view while one scrolls to the field
	f.body = container.NewVScroll(w.Pad(w.VStack(a.gap(), parts...), 0, a.gap()/2, 20, a.pad()))
	f.body.Offset = offset
	body := w.Columns(0, []float32{652 + a.gap()/2 + a.pad(), 364 + a.gap()/2 + a.pad()}, f.body, container.NewVScroll(w.Pad(f.clarity, 0, a.pad(), 20, a.gap()/2)))
	f.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(w.Sized(w.HStack(12, head...), 0, theme.HeightTopbar), 0, a.pad(), 0, a.pad()), nil, nil, nil, body)}
	f.root.Refresh()
	f.showClarity()
	f.saveChanged(f.state, nil)
}

// current is the goal as the form has it. Measures without a name are not measures yet.
func (f *goalForm) current() goals.Goal {
	g := f.g
	g.KeyResults = nil
	for _, r := range f.results {
		if !notes.IsBlank(r.k.Title) {
			g.KeyResults = append(g.KeyResults, r.k)
		}
	}
	return g
}

func (f *goalForm) touched() {
	f.title.SetError("")
	f.save.touch()
	f.words.touch()
	f.showClarity()
}

// take hands the goal to a write, as soon as it has a title and means something.
func (f *goalForm) take() func(done func(error)) {
	g := f.current().FitCheckIns()
	if f.gone || notes.IsBlank(g.Title) || len(g.Validate()) > 0 {
		return nil
	}
	f.kept = true
	return func(done func(error)) { f.a.save(f.save, f.put(g), done) }
}

// write saves the goal over what is there now; what was checked in or agreed meanwhile stays.
func (f *goalForm) write(g goals.Goal, done func(error)) { f.a.write(f.put(g), done) }

func (f *goalForm) put(g goals.Goal) func(tx *storage.Tx) error {
	return func(tx *storage.Tx) error {
		if current, err := storage.Get[goals.Goal](tx, g.ID); err == nil {
			g = goals.Written(g, current)
		}
		_, err := storage.Put(tx, g)
		return err
	}
}

var ordinals = [...]string{"First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth"}

func (f *goalForm) saveChanged(s SaveState, err error) {
	f.state = s
	active := 0
	if f.m != nil {
		for _, g := range activeGoals(f.m) {
			if g.ID != f.g.ID {
				active++
			}
		}
	}
	var words []string
	if f.m != nil && !f.g.IsClosed() {
		if active < len(ordinals) {
			words = append(words, ordinals[active]+" active goal")
		} else {
			words = append(words, fmt.Sprintf("Active goal number %d", active+1))
		}
	}
	draft := map[bool]string{true: "saved ", false: "draft saved "}[f.settled()]
	switch s {
	case Saving, Unsaved:
		words = append(words, "saving")
	case Saved:
		words = append(words, draft+f.a.now().Format("15:04"))
	case Failed:
		words = append(words, "not saved: "+err.Error())
	}
	f.said.SetText(strings.Join(words, " · "))
	setVisible(f.said, len(words) > 0) // alone the title stands in the middle
	f.titles.Refresh()
}

// finish saves the goal; a draft becomes active. Only what has no meaning holds it up: the field says what.
func (f *goalForm) finish() {
	g := f.current()
	if notes.IsBlank(g.Title) {
		f.title.SetError("A goal needs a title: what will be different?")
		f.title.Focus()
		return
	}
	if e := f.unread(); e != nil {
		e.Focus()
		return
	}
	if problems := g.FitCheckIns().Validate(); len(problems) > 0 {
		if problems[0].Field == "due" {
			f.due.SetError("This is before the start.")
			f.due.Focus()
		} else {
			f.title.SetError(problems[0].String())
			f.title.Focus()
		}
		return
	}
	if g.Status == goals.Draft {
		f.g.Status = goals.Active
		g.Status = goals.Active
	}
	before, was := f.before, f.settled()
	f.save.touch()
	f.save.flush()
	to := Place{Page: Person, Person: g.Person, Tab: TabGoals, Record: g.ID}
	if f.m == nil {
		to = Place{Page: Goals}
	}
	f.a.open(to)
	f.a.offerUndo("Saved “"+g.Title+"”.", func() {
		if was {
			f.write(before, f.a.showFailure)
			return
		}
		change(f.a, g, func(g goals.Goal) (goals.Goal, error) {
			g.Status = goals.Draft
			return g, nil
		})
	})
}

// unread is the first entry whose text could not be read, or nil.
func (f *goalForm) unread() *w.Entry {
	entries := []*w.Entry{f.start, f.due, f.agreed}
	for _, r := range f.results {
		entries = append(entries, r.from, r.to, r.weight, r.due)
	}
	for _, e := range entries {
		if e.Failed() {
			return e
		}
	}
	return nil
}

// discard gives a draft up; it can be brought back.
func (f *goalForm) discard() {
	a, at := f.a, f.at
	a.letGo(f.words, func() { a.open(at) })
	f.gone = true
	f.save.flush()
	if f.kept {
		remove(a, f.current(), "Draft discarded.")
	}
	a.goBack()
}

// menu is what else can be done with a goal that stands: its changes with a reason, its end, deleting it.
func (f *goalForm) menu() []w.MenuItem {
	f.save.flush()
	items := f.a.goalMenu(f.current())[1:] // it is being edited already
	for i, x := range items {
		if x.Danger {
			items[i].Do = func() {
				f.gone = true
				x.Do()
				f.a.goBack()
			}
		}
	}
	return items
}

// putBack takes everything back that was typed since the form was opened.
func (f *goalForm) putBack() {
	f.save.flush()
	typed := f.current()
	restore := func(g goals.Goal) {
		f.g = g
		f.build()
		f.save.touch()
		f.save.flush()
	}
	restore(f.before)
	f.a.offerUndo("The goal is as it was.", func() {
		if f.a.page == page(f) {
			restore(typed)
		} else {
			f.write(typed, f.a.showFailure)
		}
	})
}

// showFailure shows an error, where there is one.
func (a *App) showFailure(err error) {
	if err != nil {
		a.showError(err)
	}
}
