package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// goalContext is what a goal is judged beside.
func (a *App) goalContext(g goals.Goal, all []goals.Goal, on civil.Date) goals.Context {
	c := goals.ContextOf(g, all, on)
	c.Mark = mark
	if m := a.team.Member(g.Person); m != nil {
		c.Gone = m.Person.IsArchived()
	}
	return c
}

// showClarity says, as one types, what would make the goal clearer.
func (f *goalForm) showClarity() {
	g := f.current()
	on := f.a.today()
	var vague []w.Range
	for _, s := range language.ReadGoal(g.Title).Vague {
		vague = append(vague, w.Range{From: s.From, To: s.To})
	}
	for _, s := range language.ReadGoal(g.Title).Activity {
		vague = append(vague, w.Range{From: s.From, To: s.To})
	}
	f.title.Underline(vague...)
	found := goals.Clarity(g, f.a.goalContext(g, f.all(), on))
	checks := goals.Checks(g, found, on, mark)
	wording, worded := goals.ClearerWording(g, mark)
	now := fmt.Sprint(found, checks, wording, g.Waived)
	if now == f.shown {
		return
	}
	f.shown, f.checks = now, checks
	f.a.keepFocus(func() {
		parts := []fyne.CanvasObject{f.checkCard(checks, found)}
		if skeleton := f.skeletonCard(wording, worded, found); skeleton != nil {
			parts = append(parts, skeleton)
		}
		if card := f.thoughts(found); card != nil {
			parts = append(parts, card)
		}
		f.clarity.Objects = append(parts, w.NewWrapped("You can save it as it is. Open checks stay on the goal.", w.Caption.In(theme.Text2)))
		f.clarity.Refresh()
	})
}

// checkCard shows the six checks; a press on what is missing goes to its field.
func (f *goalForm) checkCard(checks [6]goals.CheckResult, found []goals.Finding) fyne.CanvasObject {
	passed := goals.Passed(checks)
	col := theme.Green
	if passed < 6 {
		col = theme.Amber
	}
	head := w.NewCardHead("Clarity", "as you type", w.NewText(fmt.Sprintf("%d of 6", passed), w.SmallStrong.In(col)))
	var rows []fyne.CanvasObject
	for _, c := range checks {
		row := clarityRow(c)
		if c.Passed {
			rows = append(rows, w.Pad(row, 6, 15, 6, 15))
			continue
		}
		aside := w.NewIconButton("x", "Set aside: "+c.Name, w.Quiet, func() { f.waive(c.Failed) })
		line := w.NewRow(0, w.Pad(w.HStack(4, w.Grow(row), aside), 3, 0, 3, 0), func() { f.toField(c.Failed) }).WithSide(15)
		line.SetLabel(c.Name + ": " + c.Words)
		rows = append(rows, w.Behind(line, theme.Sunken))
	}
	for _, x := range found {
		if x.Level != goals.LevelPrompt && (x.Check == goals.CheckScope || x.Check == goals.CheckQuality) {
			text := w.HStack(8, w.NewIcon("dots", theme.Amber, 14), w.NewWrapped(x.Missing, w.Small))
			aside := w.NewIconButton("x", "Set aside: "+x.Missing, w.Quiet, func() { f.waive(x.Finding) })
			rows = append(rows, w.Behind(w.NewRow(0, w.Pad(w.HStack(4, w.Grow(text), aside), 3, 0, 3, 0), func() { f.toField(x.Finding) }).WithSide(15), theme.Sunken))
		}
	}
	if n := len(f.g.Waived); n > 0 {
		rows = append(rows, w.Pad(w.HStack(8, w.NewText(count(n, "finding set aside", "findings set aside"), w.Caption.In(theme.Text2)), w.Spacer(),
			w.NewButton("Bring back", w.Link, func() {
				f.g.Waived = nil
				f.touched()
			})), 4, 15, 4, 15))
	}
	return w.NewCard(head, w.Rows(rows...))
}

// waive sets a finding aside; it can be brought back.
func (f *goalForm) waive(finding string) {
	if !slices.Contains(f.g.Waived, finding) {
		f.g.Waived = append(slices.Clone(f.g.Waived), finding)
	}
	f.touched()
	f.a.offerUndo("Set aside for this goal.", func() {
		f.g.Waived = slices.DeleteFunc(slices.Clone(f.g.Waived), func(x string) bool { return x == finding })
		f.touched()
	})
}

// toField moves the keyboard to where a finding is mended.
func (f *goalForm) toField(finding string) {
	at := fyne.Focusable(f.title)
	switch finding {
	case goals.FindDue:
		at = f.due
	case goals.FindMeasure, goals.FindDirection, goals.FindActivity, goals.FindManyResults, goals.FindBeyond:
		at = f.toResult(finding)
	case goals.FindMilestones, goals.FindQuality, goals.FindSufficient:
		f.addMeasure()
		return
	case goals.FindWhy:
		at = f.why
	case goals.FindFirstCheckIn:
		at = f.rhythm
	case goals.FindCommitment:
		at = f.commitment
	case goals.FindPlan:
		at = f.obstacle
		if !notes.IsBlank(f.g.Obstacle) {
			at = f.plan
		}
	case goals.FindControl:
		at = f.outside
	case goals.FindAgreed:
		at = f.agreed
	case goals.FindReadBack, goals.FindMismatch:
		at = f.doneMeans
		if !notes.IsBlank(f.g.DoneMeans) {
			at = f.readBack
		}
	case goals.FindKind, goals.FindLearning:
		at = f.kind
	case goals.FindSupport:
		at = f.support
	case goals.FindLevel:
		at = f.level
	}
	f.a.window.Canvas().Focus(at)
	if o, ok := at.(fyne.CanvasObject); ok {
		f.a.later(func() { f.a.reveal(o) })
	}
}

// toResult is the part of the key results that a finding is about.
func (f *goalForm) toResult(finding string) fyne.Focusable {
	if finding == goals.FindActivity && len(language.ReadGoal(f.g.Title).Activity) > 0 {
		return f.title
	}
	for _, r := range f.results {
		switch {
		case notes.IsBlank(r.k.Title), finding == goals.FindActivity && len(language.ReadGoal(r.k.Title).Activity) > 0:
			return r.title
		case r.k.Kind == goals.Milestone:
		case r.k.From == nil:
			return r.from
		case r.k.To == nil, *r.k.From == *r.k.To:
			return r.to
		case r.k.Kind == goals.Number && notes.IsBlank(r.k.Unit):
			return r.unit
		}
	}
	return f.doneMeans
}

// skeletonCard offers the goal as one sentence, or a sentence to fill in for what weighs most.
func (f *goalForm) skeletonCard(wording goals.Wording, worded bool, found []goals.Finding) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	buttons := []fyne.CanvasObject{}
	use := func(text string) {
		was := f.g.Title
		set := func(text string) {
			f.title.Put(text)
			f.g.Title = text
			f.touched()
		}
		set(text)
		f.title.Focus()
		f.a.offerUndo("Changed the title.", func() { set(was) })
	}
	if worded && wording.Filled != f.g.Title {
		lines = append(lines, w.NewWrapped(wording.Filled, w.Body))
		buttons = append(buttons, w.NewButton("Use as title", w.Plain, func() { use(strings.TrimSuffix(wording.Filled, ".")) }).Small())
	}
	skeleton := wording.Skeleton
	for _, words := range []bool{true, false} { // how it is worded comes before what is missing beside it
		for _, x := range slices.Backward(found) {
			if inWords := x.Finding == goals.FindVague || x.Finding == goals.FindActivity; x.Level != goals.LevelPrompt && x.Skeleton != "" && !worded && inWords == words {
				skeleton = x.Skeleton
			}
		}
		if skeleton != wording.Skeleton {
			break
		}
	}
	if len(lines) == 0 && (goals.Passed(goals.Checks(f.g, found, f.a.today(), mark)) == 6 || notes.IsBlank(f.g.Title)) {
		return w.HStack(0, w.NewButton("Examples of clear goals", w.Link, f.examples))
	}
	lines = append(lines, w.NewWrapped(skeleton, w.Caption.In(theme.Text2)))
	buttons = append(buttons, w.NewButton("Only the skeleton", w.Quiet, func() { use(skeleton) }).Small(), w.NewButton("Examples", w.Link, f.examples))
	return w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Inset(w.VStack(8, append(append([]fyne.CanvasObject{
		w.HStack(8, w.NewIcon("edit", theme.AccentText, 16), w.NewText("A clearer way to write it", w.Strong.In(theme.AccentText)))}, lines...), w.WrapRow(8, 4, buttons...))...), 15))
}

// thoughts are the questions that the goal leaves open, and what its timing asks.
func (f *goalForm) thoughts(found []goals.Finding) fyne.CanvasObject {
	const most = 3
	var rows []fyne.CanvasObject
	all := 0
	for _, x := range found {
		if x.Level != goals.LevelPrompt {
			continue
		}
		if all++; all > most {
			continue
		}
		answer := map[string]string{goals.FindQuality: "Add a measure", goals.FindSufficient: "Add a measure"}[x.Finding]
		buttons := []fyne.CanvasObject{}
		if answer == "" {
			answer = "Answer"
		}
		buttons = append(buttons, w.NewButton(answer, w.Plain, func() { f.toField(x.Finding) }).Small(), w.NewButton("Not needed", w.Quiet, func() { f.waive(x.Finding) }).Small())
		rows = append(rows, w.VStack(6, w.NewWrapped(x.Missing, w.Small.In(theme.Text2)), w.HStack(8, buttons...)))
	}
	if load := f.load(); load != "" {
		rows = append(rows, w.NewWrapped(load, w.Small.In(theme.Text2)))
		all++
	}
	if len(rows) == 0 {
		return nil
	}
	return w.NewCard(w.NewCardHead("Worth a thought", count(all, "question", "questions"), nil).WithoutLine(), w.Pad(w.VStack(12, rows...), 0, 15, 14, 15))
}

// load says where a new goal meets a workload that was heavy of late.
func (f *goalForm) load() string {
	if f.m == nil || f.settled() || f.a.sharing {
		return ""
	}
	days := heavyDays(f.m, f.a.today())
	if days == "" {
		return ""
	}
	return "Workload was Heavy or Too much on " + days + ". What does this goal replace?"
}

// examples shows a goal of each field of work before and after it was made clear.
func (f *goalForm) examples() {
	all := goals.Examples()
	var names []string
	for _, e := range all {
		names = append(names, e.Field)
	}
	at := 0
	body := w.VStack(10)
	fill := func() {
		e := all[at]
		line := func(name, text string) fyne.CanvasObject {
			return w.FixedLeft(80, 8, w.NewText(name, w.SmallStrong.In(theme.Text2)), w.NewWrapped(text, w.Small))
		}
		rows := []fyne.CanvasObject{line("Before", e.Before), line("After", e.Goal.Title), line("Why", "so that "+e.Goal.Why)}
		for _, k := range e.Goal.KeyResults {
			rows = append(rows, line("Measure", k.MeasureWords(mark)))
		}
		body.Objects = append(rows, line("Support", e.Goal.Support), w.NewWrapped(e.Change, w.Small.In(theme.Text2)))
		body.Refresh()
	}
	fill()
	choose := w.NewSegmented(names, 0, func(i int) {
		at = i
		fill()
	})
	w.ShowForm(f.a.window.Canvas(), w.Form{Title: "Examples of clear goals", Content: w.VStack(16, w.HStack(0, choose), w.Sized(body, 0, 250)), Save: "Start from this one", Cancel: "Close", Width: 740, OnSave: func() bool {
		f.fillFrom(all[at].Goal)
		return true
	}})
}

// fillFrom takes what the example has into fields that are still empty.
func (f *goalForm) fillFrom(e goals.Goal) {
	was := f.current()
	g := was
	for _, x := range []struct {
		to   *string
		text string
	}{{&g.Title, e.Title}, {&g.Why, e.Why}, {&g.Support, e.Support}} {
		if notes.IsBlank(*x.to) {
			*x.to = x.text
		}
	}
	if len(g.KeyResults) == 0 {
		for _, k := range e.KeyResults {
			k.ID = f.a.o.NewID()
			g.KeyResults = append(g.KeyResults, k)
		}
	}
	set := func(g goals.Goal) {
		f.g = g
		f.build()
		f.touched()
	}
	set(g)
	f.a.offerUndo("Filled what was empty.", func() { set(was) })
}
