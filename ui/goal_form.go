package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// goalForm writes a goal: on the left its fields, on the right what would make it clearer, as one types. What is typed is saved as a
// draft by itself; "Save goal" makes it active. It never blocks saving for a finding.
type goalForm struct {
	a    *App
	at   Place
	m    *Member // nil: a team goal
	g    goals.Goal
	kept bool // the goal stands in the database
	gone bool // discarded: nothing is saved any more
	root *fyne.Container
	save *autosave

	title, why, support, plan *w.Entry
	doneMeans, readBack       *w.Entry
	team                      *w.Entry
	start, due                *w.Entry
	results                   []*resultRow
	measures                  *fyne.Container
	clarity                   *fyne.Container
	said                      *w.Text
	before                    goals.Goal // as it was when the form opened
}

// resultRow is one key result of the form.
type resultRow struct {
	k              goals.KeyResult
	title          *w.Entry
	from, to, unit *w.Entry
}

var (
	rhythms     = []int{7, 14, 30}
	rhythmNames = []string{"Every week", "Every 2 weeks", "Every month"}
	kinds       = []goals.Kind{"", goals.Committed, goals.Aspirational, goals.Learning}
	kindNames   = []string{"Not said", "Committed", "Aspirational", "Learning"}
)

func newGoalForm(a *App, at Place) *goalForm {
	f := &goalForm{a: a, at: at, m: a.team.Member(at.Person), root: container.NewStack()}
	found := false
	for _, x := range f.all() {
		if x.ID == at.Record {
			f.g, f.kept, found = x, true, true
			f.m = a.team.Member(x.Person)
		}
	}
	if !found {
		f.g = goals.Goal{ID: a.o.NewID(), Status: goals.Draft, Start: a.today(), Person: at.Person}
	}
	f.before = f.g
	f.save = &autosave{take: f.take, changed: f.saveChanged, do: a.do}
	f.build()
	return f
}

// all are the goals among which this one stands: the person's own and the team's.
func (f *goalForm) all() []goals.Goal {
	all := slices.Clone(f.a.team.TeamGoals)
	for _, m := range f.a.team.Members {
		all = append(all, m.Goals...)
	}
	return all
}

func (f *goalForm) object() fyne.CanvasObject { return f.root }

func (f *goalForm) show(*Team) {} // the form holds what is being written

func (f *goalForm) focus() { f.a.window.Canvas().Focus(f.title) }

func (f *goalForm) leave() { f.save.flush() }

// settled reports whether the goal's measure and dates are agreed already, so that they change only with a reason, elsewhere.
func (f *goalForm) settled() bool { return f.before.Status != goals.Draft }

func (f *goalForm) build() {
	a := f.a
	entry := func(text, placeholder string, set func(string)) *w.Entry {
		e := w.NewEntry(placeholder)
		e.Put(text)
		e.OnChanged = func(text string) {
			set(text)
			f.touched()
		}
		e.OnEnter = func(string) { a.window.Canvas().FocusNext() }
		return e
	}
	multi := func(text, placeholder string, set func(string)) *w.Entry {
		e := w.NewMultiEntry(placeholder, 3)
		e.Put(text)
		e.OnChanged = func(text string) {
			set(text)
			f.touched()
		}
		return e
	}
	f.title = entry(f.g.Title, "What will be different, as an outcome", func(s string) { f.g.Title = s })
	f.why = entry(f.g.Why, "whom it helps, and how", func(s string) { f.g.Why = s })
	f.support = entry(f.g.Support, "Who helps, with what, until when", func(s string) { f.g.Support = s })
	f.plan = entry(f.g.Plan, "if an alert fires twice in a week, then it gets an owner that day", func(s string) { f.g.Plan = s })
	f.doneMeans = multi(f.g.DoneMeans, "What one would see when it is done", func(s string) { f.g.DoneMeans = s })
	f.readBack = multi(f.g.ReadBack, "In their own words", func(s string) {
		f.g.ReadBack = s
		f.g.ReadBackOn = 0
		if strings.TrimSpace(s) != "" {
			f.g.ReadBackOn = a.today()
		}
	})
	f.team = entry(f.g.Team, "Which team", func(s string) { f.g.Team = s })
	f.start = f.dateEntry(f.g.Start, func(d civil.Date) { f.g.Start = d })
	f.due = f.dateEntry(f.g.Due, func(d civil.Date) { f.g.Due = d })
	if f.settled() {
		f.due.Disable()
	}
	rhythm := 1
	if f.g.Rhythm != nil {
		for i, n := range rhythms {
			if n == *f.g.Rhythm {
				rhythm = i
			}
		}
	}
	rhythmChoice := w.NewSelect(rhythmNames, rhythm, func(i int) {
		f.g.Rhythm = &rhythms[i]
		f.touched()
	})
	kindChoice := w.NewSelect(kindNames, slices.Index(kinds, f.g.Kind), func(i int) {
		f.g.Kind = kinds[i]
		f.touched()
	})
	parents, parentIDs := []string{"Nothing"}, []uuid.UUID{uuid.Nil}
	for _, x := range a.team.TeamGoals {
		if x.ID != f.g.ID && (!x.IsClosed() || x.ID == f.g.Parent) {
			parents, parentIDs = append(parents, x.Title), append(parentIDs, x.ID)
		}
	}
	parentChoice := w.NewSelect(parents, max(slices.Index(parentIDs, f.g.Parent), 0), func(i int) {
		f.g.Parent = parentIDs[i]
		f.touched()
	})
	agreed := w.NewCheck("Agreed with "+f.owner(), f.g.Agreed != 0, func(on bool) {
		f.g.Agreed = 0
		if on {
			f.g.Agreed = a.today()
		}
		f.touched()
	}).Steady()

	f.measures = w.VStack(8)
	f.results = nil
	for _, k := range f.g.KeyResults {
		f.addResult(k)
	}
	if len(f.results) == 0 {
		f.addResult(goals.KeyResult{ID: a.o.NewID(), Kind: goals.Number})
	}
	addMeasure := w.NewButton("Add a measure", w.Link, func() {
		f.addResult(goals.KeyResult{ID: a.o.NewID(), Kind: goals.Number})
		f.results[len(f.results)-1].title.Focus()
	})

	first := f.owner()
	fields := []fyne.CanvasObject{
		w.Field("Goal", "", f.title), w.Field("Why it matters", "so that…", f.why),
		w.VStack(4, w.HStack(8, w.NewText("Measures", w.SmallStrong), w.Spacer(), addMeasure), f.measures),
		w.Columns(8, nil, w.Field("Start", "", f.start), w.Field("Due", "", f.due), w.Field("Check-ins", "", rhythmChoice)),
		w.Columns(8, nil, w.Field("Kind", "", kindChoice), w.Field("Supports", "", parentChoice)),
		w.Field("Support", "", f.support), w.Field("If it gets hard", "if… then…, can stay empty", f.plan),
	}
	if f.m == nil {
		fields = append(fields, w.Field("Team", "", f.team), w.Field("Done means", "", f.doneMeans))
	} else {
		fields = append(fields, w.Columns(12, nil, w.Field("Done means", "in your words", f.doneMeans), w.Field(first+"’s read-back", "in "+first+"’s words", f.readBack)), agreed)
	}
	if f.settled() {
		fields = append(fields, w.NewWrapped("Targets and the due date change from the goal’s menu, with the reason beside them.", w.Caption.In(theme.Text2)))
	}
	f.clarity = w.VStack(a.gap())
	f.said = w.NewElided("", w.Small.In(theme.Text2))
	title := "New goal for " + first
	if f.m == nil {
		title = "New team goal"
	}
	if f.kept {
		title = "Goal of " + first
	}
	head := []fyne.CanvasObject{w.NewIconButton("back", "Back", w.Quiet, a.goBack)}
	if f.m != nil {
		head = append(head, w.NewAvatar(f.m.Person.Name, f.m.Colour(), 40))
	}
	head = append(head, w.Grow(middle(w.NewElided(title, w.Title), f.said)))
	if !f.settled() {
		head = append(head, w.NewButton("Discard", w.Quiet, f.discard))
	}
	head = append(head, w.NewButton("Save goal", w.Primary, f.finish).WithIcon("check"))
	form := w.NewCard(w.Inset(w.VStack(14, fields...), 16))
	body := container.NewVScroll(w.Pad(w.Columns(a.gap(), []float32{652, 364}, w.VStack(0, form), f.clarity), 0, a.pad(), 20, a.pad()))
	f.root.Objects = []fyne.CanvasObject{container.NewBorder(w.Pad(w.Sized(w.HStack(12, head...), 0, theme.HeightTopbar), 0, a.pad(), 0, a.pad()), nil, nil, nil, body)}
	f.showClarity()
	f.saveChanged(Clean, nil)
}

// owner is the first name of whose goal it is.
func (f *goalForm) owner() string {
	if f.m == nil {
		return "the team"
	}
	return f.m.Person.FirstName()
}

// dateEntry takes a day as YYYY-MM-DD, or none.
func (f *goalForm) dateEntry(d civil.Date, set func(civil.Date)) *w.Entry {
	e := w.NewEntry("YYYY-MM-DD").WithIcon("cal")
	e.Put(d.String())
	e.OnChanged = func(text string) {
		e.SetError("")
		if text = strings.TrimSpace(text); text == "" {
			set(0)
			f.touched()
			return
		}
		if d, err := civil.ParseDate(text); err == nil {
			set(d)
			f.touched()
		}
	}
	e.OnFocus = func(on bool) {
		if on {
			return
		}
		if text := strings.TrimSpace(e.Text); text != "" {
			if _, err := civil.ParseDate(text); err != nil {
				e.SetError("Write it as YYYY-MM-DD.")
			}
		}
	}
	e.OnEnter = func(string) { f.a.window.Canvas().FocusNext() }
	return e
}

var resultKinds = []goals.KeyResultKind{goals.Number, goals.Percent, goals.Milestone}

func (f *goalForm) addResult(k goals.KeyResult) {
	r := &resultRow{k: k}
	number := func(v *float64, set func(*float64)) *w.Entry {
		e := w.NewEntry("")
		if v != nil {
			e.Put(goals.Decimal(*v))
		}
		e.OnChanged = func(text string) {
			e.SetError("")
			if strings.TrimSpace(text) == "" {
				set(nil)
			} else if v, err := r.k.ParseValue(text); err == nil {
				set(&v)
			} else {
				e.SetError("A number")
				return
			}
			f.touched()
		}
		e.OnEnter = func(string) { f.a.window.Canvas().FocusNext() }
		return e
	}
	r.title = w.NewEntry("What is counted, or done")
	r.title.Put(k.Title)
	r.title.OnChanged = func(text string) {
		r.k.Title = text
		f.touched()
	}
	r.from, r.to = number(k.From, func(v *float64) { r.k.From = v }), number(k.To, func(v *float64) { r.k.To = v })
	r.unit = w.NewEntry("unit")
	r.unit.Put(k.Unit)
	r.unit.OnChanged = func(text string) {
		r.k.Unit = text
		f.touched()
	}
	range3 := w.HStack(6, w.NewText("from", w.Small.In(theme.Text2)), w.Sized(r.from, 62, 0), w.NewText("to", w.Small.In(theme.Text2)), w.Sized(r.to, 62, 0), w.Sized(r.unit, 70, 0))
	kind := w.NewSegmented([]string{"Number", "Percent", "Yes or no"}, slices.Index(resultKinds, k.Kind), func(i int) {
		r.k.Kind = resultKinds[i]
		if r.k.Kind == goals.Milestone {
			r.k.From, r.k.To, r.k.Unit = nil, nil, ""
			range3.Hide()
		} else {
			range3.Show()
		}
		f.measures.Refresh()
		f.touched()
	}).WithHeight(24)
	if k.Kind == goals.Milestone {
		range3.Hide()
	}
	if f.settled() && k.Title != "" {
		r.from.Disable()
		r.to.Disable()
	}
	row := w.VStack(6)
	drop := w.NewIconButton("x", "Take this measure away", w.Quiet, func() {
		f.results = slices.DeleteFunc(f.results, func(x *resultRow) bool { return x == r })
		f.measures.Remove(row)
		f.touched()
	})
	row.Objects = []fyne.CanvasObject{w.HStack(8, w.Grow(r.title), range3, drop), w.HStack(0, kind)}
	f.results = append(f.results, r)
	f.measures.Add(row)
}

// current is the goal as the form has it. Measures without a name are not measures yet.
func (f *goalForm) current() goals.Goal {
	g := f.g
	g.KeyResults = nil
	for _, r := range f.results {
		if strings.TrimSpace(r.k.Title) != "" {
			g.KeyResults = append(g.KeyResults, r.k)
		}
	}
	return g
}

func (f *goalForm) touched() {
	f.title.SetError("")
	f.save.touch()
	f.showClarity()
}

// take hands the draft to a write, as soon as it has a title.
func (f *goalForm) take() func(done func(error)) {
	g := f.current()
	if f.gone || strings.TrimSpace(g.Title) == "" || len(g.Validate()) > 0 {
		return nil
	}
	f.kept = true
	return func(done func(error)) {
		f.a.write(func(tx *storage.Tx) error {
			current, err := storage.Get[goals.Goal](tx, g.ID)
			if err == nil { // a check-in made meanwhile stays
				g.CheckIns = current.CheckIns
			}
			_, err = storage.Put(tx, g)
			return err
		}, done)
	}
}

func (f *goalForm) saveChanged(s SaveState, err error) {
	active := 0
	if f.m != nil {
		active = len(activeGoals(f.m))
	}
	words := nonEmpty(map[bool]string{true: count(active, "other goal is active", "other goals are active")}[active > 0])
	switch s {
	case Saving, Unsaved:
		words = append(words, "saving")
	case Saved:
		words = append(words, "draft saved "+f.a.now().Format("15:04"))
	case Failed:
		words = append(words, "not saved: "+err.Error())
	}
	f.said.SetText(strings.Join(words, " · "))
}

// showClarity says, as one types, what would make the goal clearer.
func (f *goalForm) showClarity() {
	g := f.current()
	on := f.a.today()
	found := goals.Clarity(g, goals.ContextOf(g, f.all(), on))
	parts := []fyne.CanvasObject{w.NewCard(f.a.clarityList(goals.Checks(g, found, on)))}
	if wording, ok := goals.ClearerWording(g); ok {
		text := wording.Filled
		parts = append(parts, w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Inset(w.VStack(8,
			w.HStack(8, w.NewIcon("edit", theme.AccentText, 16), w.NewText("A clearer way to write it", w.Strong.In(theme.AccentText))),
			w.NewWrapped(text, w.Body), w.NewWrapped(wording.Skeleton, w.Caption.In(theme.Text2)),
			w.HStack(8, w.NewButton("Use as title", w.Plain, func() {
				f.title.Put(text)
				f.g.Title = text
				f.touched()
			}).Small()),
		), 15)))
	}
	var thoughts []fyne.CanvasObject
	for _, x := range found {
		if x.Level == goals.LevelPrompt && len(thoughts) < 3 {
			thoughts = append(thoughts, w.NewWrapped(x.Missing, w.Small.In(theme.Text2)))
		}
	}
	if len(thoughts) > 0 {
		parts = append(parts, w.NewCard(w.NewCardHead("Worth a thought", count(len(thoughts), "question", "questions"), nil).WithoutLine(), w.Pad(w.VStack(8, thoughts...), 0, 15, 14, 15)))
	}
	parts = append(parts, w.NewWrapped("You can save it as it is. Open checks stay on the goal.", w.Caption.In(theme.Text2)))
	f.clarity.Objects = parts
	f.clarity.Refresh()
}

// finish saves the goal; a draft becomes active.
func (f *goalForm) finish() {
	g := f.current()
	if strings.TrimSpace(g.Title) == "" {
		f.title.SetError("A goal needs a title: what will be different?")
		f.title.Focus()
		return
	}
	for _, problem := range g.Validate() {
		if problem.Field == "due" {
			f.due.SetError("This is before the start.")
			f.due.Focus()
		} else {
			f.title.SetError(problem.String())
		}
		return
	}
	if g.Status == goals.Draft {
		f.g.Status = goals.Active
	}
	f.save.touch()
	f.save.flush()
	to := Place{Page: Person, Person: g.Person, Tab: TabGoals, Record: g.ID}
	if f.m == nil {
		to = Place{Page: Goals}
	}
	f.a.open(to)
}

// discard gives a draft up; it can be brought back.
func (f *goalForm) discard() {
	f.gone = true
	f.save.flush()
	if f.kept {
		remove(f.a, f.current(), "Draft discarded.")
	}
	f.a.goBack()
}
