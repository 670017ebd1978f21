package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// personGoals is the Goals tab of a person.
type personGoals struct {
	p      *personPage
	filter int // index into goalFilters
	period int // index into goalPeriods, from 1; 0 for any
	focus  uuid.UUID
	root   *container.Scroll
}

var goalFilters = []string{"Active", "Closed", "All"}

func newPersonGoals(p *personPage, at Place) *personGoals {
	return &personGoals{p: p, focus: at.Record}
}

func (g *personGoals) show(t *Team) fyne.CanvasObject {
	a, m := g.p.a, g.p.m
	if target, ok := m.Goal(g.focus); ok && target.IsClosed() && g.filter == 0 {
		g.filter = 2
	}
	var period *goalPeriod
	names := []string{"any"}
	for i, x := range goalPeriods(t.On) {
		names = append(names, x.name)
		if i+1 == g.period {
			period = &x
		}
	}
	if target, ok := m.Goal(g.focus); ok && period != nil && !period.holds(target, t.On) {
		g.period, period = 0, nil
	}
	active, done, dropped := 0, 0, 0
	var cards []fyne.CanvasObject
	var focused fyne.CanvasObject
	for _, x := range slices.Backward(m.Goals) {
		if period != nil && !period.holds(x, t.On) {
			continue
		}
		switch {
		case x.Status == goals.Dropped:
			dropped++
		case x.IsClosed():
			done++
		case x.Status == goals.Active:
			active++
		}
		if g.filter == 0 && x.IsClosed() || g.filter == 1 && !x.IsClosed() {
			continue
		}
		card := a.goalCard(x, m.Goals, m.TeamGoals, t)
		if x.ID == g.focus {
			focused = card
		}
		cards = append(cards, card)
	}
	if g.filter == 0 && period == nil {
		if moved := a.goalReview(m, t); moved != nil {
			cards = append([]fyne.CanvasObject{moved}, cards...)
		}
	}
	if len(cards) == 0 {
		said := "No goals yet. Start with one that " + m.Person.FirstName() + " cares about."
		switch {
		case period != nil && g.filter != 2:
			said = "No goal fits these filters."
		case period != nil:
			said = "No goal of " + m.Person.FirstName() + " was under way in " + period.name + "."
		case g.filter == 1:
			said = "No goal was closed yet."
		}
		cards = append(cards, w.NewCard(w.EmptyToFill(said, "New goal", func() { a.newGoal(m.Person.ID) })))
	}
	said := fmt.Sprintf("%d active, %d done, %d dropped", active, done, dropped)
	tools := []fyne.CanvasObject{
		w.NewSegmented(goalFilters, g.filter, func(i int) {
			g.filter, g.focus = i, uuid.Nil
			g.p.showTab(a.team)
		}),
		w.NewFilterChip("Period", names, g.period, g.choosePeriod),
		w.Grow(w.NewElided(said, w.Small.In(theme.Text2))),
	}
	if !a.shell.cramped {
		tools = append(tools, w.NewLegend(w.MarkTick, "expected by today"), w.NewLegend(w.MarkPlan, "plan"), w.NewLegend(w.MarkForecast, "forecast"))
	}
	tools = append(tools, w.NewButton("New goal", w.Plain, func() { a.newGoal(m.Person.ID) }).WithIcon("plus").Small().Writes())
	top := w.Sized(w.HStack(16, tools...), 0, 52)
	list := w.VStack(12, cards...)
	offset := fyne.Position{}
	if g.root != nil {
		offset = g.root.Offset
	}
	g.root = container.NewVScroll(w.Pad(list, 0, a.pad(), 20, a.pad()))
	g.root.Offset = offset
	if focused != nil {
		focus := g.focus
		g.focus = uuid.Nil
		a.later(func() { // once it has its place
			if focus != uuid.Nil {
				g.root.ScrollToOffset(fyne.NewPos(0, max(0, focused.Position().Y-12)))
			}
		})
	}
	return w.Edges(w.Pad(top, 0, a.pad(), 0, a.pad()), nil, nil, nil, g.root)
}

// choosePeriod shows the goals that were under way in a quarter (goalPeriods, from 1); 0 shows those of any.
func (g *personGoals) choosePeriod(i int) {
	g.period, g.focus = i, uuid.Nil
	if i > 0 && g.filter == 0 {
		g.filter = 2 // most goals of another quarter are closed
	}
	g.p.showTab(g.p.a.team)
}

// goalCard shows a goal whole: its key results, its pace with the forecast, and how clear it is.
func (a *App) goalCard(g goals.Goal, others, team []goals.Goal, t *Team) fyne.CanvasObject {
	s := goals.StateOf(g, t.On)
	text, icon, tone := stateWords(s)
	if g.Status == goals.Draft {
		text, icon, tone = "Draft", "edit", w.Neutral
	}
	title := []fyne.CanvasObject{w.NewElided(g.Title, w.Heading), w.NewChip(text, icon, tone)}
	sub := []fyne.CanvasObject{}
	for _, parent := range slices.Concat(team, others) {
		if parent.ID == g.Parent && g.Parent != uuid.Nil {
			sub = append(sub, w.HStack(6, w.NewIcon("flag", theme.Text3, 14), w.NewElided("Supports “"+parent.Title+"”", w.Small.In(theme.Text2))))
		}
	}
	if g.Why != "" && len(sub) == 0 {
		sub = append(sub, w.NewElided(soThat(g.Why), w.Small.In(theme.Text2)))
	}
	var right []fyne.CanvasObject
	if c, ok := g.LastCheckIn(); ok && c.Confidence != "" {
		right = append(right, w.NewSpans(w.Small.In(theme.Text2).Span("Confidence "), w.SmallStrong.Span(c.Confidence.Words()), w.Small.In(theme.Text2).Span("  "+shortDay(c.Date, t.On))))
	}
	if !g.IsClosed() {
		if g.Status == goals.Draft || len(g.KeyResults) == 0 {
			right = append(right, w.NewButton("Make it clear", w.Plain, func() { a.open(Place{Page: Goal, Person: g.Person, Record: g.ID}) }).Small().Writes())
		}
		if g.Status == goals.Active {
			right = append(right, w.NewButton("Check in", w.Plain, func() { a.checkIn(g) }).Small().Writes())
		}
	}
	more := w.NewIconButton("more", "More", w.Quiet, nil).Writes()
	more.SetOnTapped(func() { w.ShowMenuAt(more, a.goalMenu(g)) })
	right = append(right, more)
	words := middle(append([]fyne.CanvasObject{w.HStack(10, title...)}, sub...)...)
	head := w.Sized(w.Pad(w.HStack(12, append([]fyne.CanvasObject{w.Grow(words)}, right...)...), 0, 12, 0, 15), 0, 63)

	found := goals.Clarity(g, a.goalContext(g, append(slices.Clone(others), team...), t.On))
	checks := goals.Checks(g, found, t.On, mark)
	if len(g.KeyResults) == 0 && !g.IsClosed() { // folded: it says what is missing
		return w.NewCard(head, w.Pad(w.NewWrapped(goals.MissingWords(checks), w.Small.In(theme.Text2)), 0, 15, 12, 15))
	}
	clarity := a.clarityList(g, checks)
	if g.IsClosed() {
		clarity = closedWords(g)
	}
	if a.shell.narrow {
		return w.NewCard(head, w.NewLine(), w.FixedRight(272, 0, a.keyResults(g, t.On), besides(pace(g, t.On))), w.NewLine(), clarity)
	}
	return w.NewCard(head, w.NewLine(), w.FixedRight(596, 0, a.keyResults(g, t.On), besides(w.FixedLeft(272, 0, pace(g, t.On), besides(clarity)))))
}

// soThat is why a goal matters, as a sentence: "So that" stands before it once, also where it was typed.
func soThat(why string) string {
	const before = "so that "
	if len(why) >= len(before) && strings.EqualFold(why[:len(before)], before) {
		why = why[len(before):]
	}
	return "So that " + why
}

// besides puts a line at the left of a zone.
func besides(o fyne.CanvasObject) fyne.CanvasObject {
	return w.Edges(nil, nil, w.NewVLine(), nil, o)
}

func (a *App) keyResults(g goals.Goal, on civil.Date) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, k := range g.KeyResults {
		expected := goals.ExpectedOf(g, k, on)
		if g.IsClosed() {
			expected = nil
		}
		rows = append(rows, w.VStack(3,
			w.HStack(8, w.Grow(w.NewElided(k.Title, w.Small)), cutAt(k.Words(g.CheckIns, mark), w.Small.In(theme.Text2), 320)),
			w.NewProgressBar(k.Progress(g.CheckIns), expected, 6)))
	}
	if c, ok := g.LastCheckIn(); ok && c.Note != "" {
		rows = append(rows, w.NewText(shortDay(c.Date, on)+": "+c.Note, w.Small.In(theme.Text2)).Wrap(6))
	}
	if len(rows) == 0 {
		rows = append(rows, w.NewWrapped("No measure set.", w.Small.In(theme.Text2)))
	}
	for i, l := range goals.Ledger(g, mark) {
		if i == 2 {
			rows = append(rows, w.NewText(count(len(goals.Ledger(g, mark))-2, "earlier change", "earlier changes"), w.Caption.In(theme.Text2)))
			break
		}
		rows = append(rows, w.HStack(6, w.NewIcon("cal", theme.Text3, 14), w.NewWrapped(l.Words(on), w.Caption.In(theme.Text2))))
	}
	if facts := goalFacts(g); facts != "" {
		rows = append(rows, w.NewWrapped(facts, w.Caption.In(theme.Text2)))
	}
	return w.Inset(w.VStack(10, rows...), 15)
}

// goalFacts says in a line how the goal is meant.
func goalFacts(g goals.Goal) string {
	var parts []string
	if i := slices.Index(kinds, g.Kind); i > 0 {
		parts = append(parts, kindNames[i])
	}
	if g.Commitment != nil {
		parts = append(parts, fmt.Sprintf("commitment %d of 5", *g.Commitment))
	}
	if l := g.Level; l != nil && *l > 0 && *l < len(goals.LevelWords) {
		parts = append(parts, fmt.Sprintf("decisions: %d %s", *l, goals.LevelWords[*l]))
	}
	for _, t := range g.Tags {
		parts = append(parts, "#"+t)
	}
	return joined(parts)
}

// pace draws the plan, the check-ins and the forecast, and says them in words.
func pace(g goals.Goal, on civil.Date) fyne.CanvasObject {
	if g.Start != 0 && g.Due != 0 && goals.Progress(g) == nil {
		return w.Inset(w.NewWrapped("Nothing that changes is measured, so no plan to compare with.", w.Small.In(theme.Text2)), 15)
	}
	if g.Start == 0 || g.Due == 0 {
		return w.Inset(w.NewWrapped("No start or due date, so no plan to compare with.", w.Small.In(theme.Text2)), 15)
	}
	data := w.PaceData{Start: g.Start.Time(), Due: g.Due.Time()}
	for i, c := range g.CheckIns {
		then := g
		then.CheckIns = g.CheckIns[:i+1]
		if v := goals.Progress(then); v != nil && c.Date <= on {
			data.Points = append(data.Points, w.PacePoint{Date: c.Date.Time(), Value: *v})
		}
	}
	head, line, range80, remarks := "Too early to forecast", count(len(g.CheckIns), "check-in", "check-ins")+" so far, "+fmt.Sprint(goals.MinCheckIns)+" are needed.", "", []string(nil)
	if f := goals.ForecastOf(g, on); f != nil {
		data.Forecast, data.Low, data.High = &f.Value, &f.Low, &f.High
		head, line = f.Words(on), f.Basis+"."
		if head == f.Basis {
			line = "Close it while what helped is fresh."
		}
		if f.Low < f.High {
			range80 = "Four times in five between " + percent(f.Low) + " and " + percent(f.High) + "."
		}
		if remark := goals.Remark(g, on); remark != "" {
			remarks = append(remarks, remark)
		} else if warning := goals.Warning(g, on); warning != "" {
			remarks = append(remarks, warning)
		}
	} else if g.Due <= on {
		head, line = goals.ForecastWords(g, on), "The date has come. Close it, or move the date with a reason."
	}
	if g.IsClosed() {
		head, line = "Closed "+shortDay(g.Closed, on), ""
	}
	data.Label = head
	rows := []fyne.CanvasObject{w.Sized(w.NewPaceChart(data), 0, 92), w.NewWrapped(head, w.SmallStrong), w.NewWrapped(line, w.Small.In(theme.Text2))}
	if range80 != "" {
		rows = append(rows, w.NewWrapped(range80, w.Caption.In(theme.Text2)))
	}
	for _, r := range remarks {
		rows = append(rows, w.HStack(6, w.NewIcon("dots", theme.Amber, 14), w.NewWrapped(r, w.Small)))
	}
	return w.Inset(w.VStack(4, rows...), 14)
}

// clarityList shows the six checks; a press on what is missing opens the form at its field.
func (a *App) clarityList(g goals.Goal, checks [6]goals.CheckResult) fyne.CanvasObject {
	passed := goals.Passed(checks)
	col := theme.Green
	if passed < 6 {
		col = theme.Amber
	}
	rows := []fyne.CanvasObject{w.Pad(w.HStack(8, w.NewText("Clarity", w.SmallStrong), w.Spacer(), w.NewText(fmt.Sprintf("%d of 6", passed), w.SmallStrong.In(col))), 0, 4, 2, 4)}
	for _, c := range checks {
		if c.Passed {
			rows = append(rows, w.Pad(clarityRow(c), 2, 4, 2, 4))
			continue
		}
		row := w.NewRow(0, w.Pad(clarityRow(c), 2, 0, 2, 0), func() {
			a.open(Place{Page: Goal, Person: g.Person, Record: g.ID, Field: c.Failed})
		}).WithSide(4).Rounded()
		row.SetLabel(c.Name + ": " + c.Words)
		rows = append(rows, row)
	}
	return w.Pad(w.VStack(1, rows...), 12, 10, 12, 10)
}

func clarityRow(c goals.CheckResult) fyne.CanvasObject {
	icon, col, style := "check", theme.Green, w.Small
	if !c.Passed {
		icon, col, style = "dots", theme.Amber, w.SmallStrong
	}
	words := w.Small.In(theme.Text2).Span(c.Words)
	if c.Words == "" { // nothing is wrong, and nothing is said either
		words = w.Small.In(theme.Text3).Span(c.Ask)
	}
	return w.FixedLeft(106, 8, w.VStack(0, w.HStack(8, w.NewIcon(icon, col, 14), w.NewText(c.Name, style))), w.NewSpans(words).Wrap(4))
}

func (a *App) goalMenu(g goals.Goal) []w.MenuItem {
	items := []w.MenuItem{{Text: "Edit", Icon: "edit", Do: func() { a.open(Place{Page: Goal, Person: g.Person, Record: g.ID}) }}}
	if g.IsClosed() {
		items = append(items, w.MenuItem{Text: "Reopen", Icon: "refresh", Do: func() { a.reopenGoal(g) }})
	} else {
		if g.Due != 0 {
			items = append(items, w.MenuItem{Text: "Move the due date", Icon: "cal", Do: func() { a.moveDue(g) }})
		}
		for _, k := range g.KeyResults {
			if k.Kind != goals.Milestone && k.To != nil {
				items = append(items, w.MenuItem{Text: "Change the target: " + k.Title, Icon: "target", Do: func() { a.retarget(g, k) }})
			}
		}
		items = append(items, w.MenuItem{Text: "Close", Icon: "flag", Do: func() { a.closeGoal(g) }})
	}
	return append(items, a.historyItem("goals", g.Person, g.ID), w.MenuItem{}, w.MenuItem{Text: "Delete", Icon: "x", Danger: true, Do: func() { remove(a, g, "Deleted the goal “"+g.Title+"”.") }})
}
