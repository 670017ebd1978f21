package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// goalsPage shows the goals of everyone, under the team goals that they hang from: a board by state, a tree, a table.
type goalsPage struct {
	a     *App
	root  *fyne.Container
	team  *Team
	at    goalsView
	set   goalSet
	board *goalBoard
	list  *goalList

	current uuid.UUID // the goal whose card had the keyboard last
}

// goalsView is how the page shows goals: it outlives the page.
type goalsView struct {
	view         int // index into goalViews
	who          uuid.UUID
	parent       uuid.UUID
	period, seen int
	sort, group  int
	closed       map[uuid.UUID]bool // goals of the tree whose lower ones are folded away
	filterTag    string
}

var goalViews = []string{"Board", "Tree", "Table"}

func newGoalsPage(a *App) *goalsPage {
	p := &goalsPage{a: a, root: container.NewStack(), at: a.goals}
	if p.at.closed == nil {
		p.at.closed = map[uuid.UUID]bool{}
		p.at.period = 1
	}
	p.board, p.list = newGoalBoard(p), newGoalList(p)
	return p
}

func (p *goalsPage) object() fyne.CanvasObject { return p.root }

func (p *goalsPage) leave() { p.a.goals = p.at }

func (p *goalsPage) show(t *Team) { p.a.keepFocus(func() { p.draw(t) }) }

// refilter draws the same team after a choice.
func (p *goalsPage) refilter() {
	p.a.goals = p.at
	p.show(p.team)
}

func (p *goalsPage) draw(t *Team) {
	p.team = t
	a := p.a
	p.set = t.goalSet()
	shown := p.set.filter(p.at)
	head := w.Sized(w.HStack(12, w.Grow(middle(w.NewElided("Goals", w.Title), w.NewElided(p.set.words(), w.Small.In(theme.Text2)))),
		w.NewSegmented(goalViews, p.at.view, func(i int) {
			p.at.view = i
			p.refilter()
		}).WithHeight(36), p.more(), w.NewButton("New goal", w.Primary, func() { a.press(fyne.KeyG, ctrl) }).WithIcon("plus").Writes()), 0, theme.HeightTopbar)
	top := []fyne.CanvasObject{w.Pad(head, 0, a.pad(), 0, a.pad())}
	if len(p.set.all) > 0 {
		top = append(top, w.Pad(p.filters(), 0, a.pad(), 12, a.pad()))
	}
	if p.at.view == 0 {
		if strip := p.teamStrip(t); strip != nil {
			top = append(top, w.Pad(strip, 0, a.pad(), 12, a.pad()))
		}
	}
	var body fyne.CanvasObject
	switch {
	case len(p.set.all) == 0:
		body = w.VStack(0, w.NewCard(w.EmptyToFill("No goals yet. Start with one that matters to them.", "New goal", func() { a.press(fyne.KeyG, ctrl) })))
	case len(shown) == 0:
		body = w.VStack(0, w.NewCard(w.EmptyState("No goal fits these filters.", "Show all", func() {
			p.at = goalsView{view: p.at.view, closed: p.at.closed}
			p.refilter()
		})))
	case p.at.view == 0:
		body = p.board.show(shown)
	default:
		body = p.list.show(shown)
	}
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.VStack(0, top...), nil, nil, nil, w.Pad(body, 0, a.pad(), 20, a.pad())), p.board.ghost}
	p.root.Refresh()
}

// more is the menu of what is done more rarely.
func (p *goalsPage) more() fyne.CanvasObject {
	a := p.a
	more := w.NewIconButton("more", "More", w.Plain, nil)
	more.SetOnTapped(func() {
		w.ShowMenuAt(more, []w.MenuItem{
			{Text: "New team goal", Icon: "plus", Do: func() { a.open(Place{Page: Goal}) }},
			{Text: "Print the overview", Icon: "print", Do: func() { a.printGoals(p.set.filter(p.at)) }},
			{Text: "Export the overview", Icon: "export", Do: func() { a.exportGoals(p.set.filter(p.at)) }},
		})
	})
	return more
}

func (p *goalsPage) actions() []action {
	out := []action{
		{"Export the overview", fyne.KeyE, ctrl, func() { p.a.exportGoals(p.set.filter(p.at)) }},
		{name: "Print the overview", do: func() { p.a.printGoals(p.set.filter(p.at)) }},
		{"Go to the first goal", fyne.KeyDown, 0, p.toFirst},
	}
	for i, name := range goalViews {
		if i != p.at.view {
			out = append(out, action{name: "Goals as a " + strings.ToLower(name), do: func() {
				p.at.view = i
				p.refilter()
			}})
		}
	}
	if x, column := p.board.of(p.current); column >= 0 && p.at.view == 0 {
		for i, c := range boardColumns {
			if i != column && c.kind != goals.StateNotMeasured {
				out = append(out, action{name: "Move to " + c.kind.Words() + ": " + x.g.Title, do: func() { p.board.move(x, i) }})
			}
		}
	}
	return out
}

// keys are those of a card, or of a row.
func (p *goalsPage) keys() [][]string {
	if p.at.view == 0 {
		return [][]string{
			{"Move a goal to the next column", "Alt", "←", "→"}, {"Go from card to card", "←", "↑", "→", "↓"}, {"What can be done with a goal", "Space"}, {"Open a goal", "Enter"},
		}
	}
	return [][]string{{"Go from goal to goal", "↑", "↓"}, {"Fold and unfold", "←", "→"}, {"Open a goal", "Enter"}}
}

// focused remembers the goal whose card has the keyboard, for the palette.
func (p *goalsPage) focused(o fyne.CanvasObject) {
	if t, ok := o.(*w.GoalTile); ok {
		if x := p.board.goalOf(t); x != nil {
			p.current = x.g.ID
		}
	}
}

// toFirst moves the keyboard to the first card or row.
func (p *goalsPage) toFirst() {
	if p.at.view != 0 {
		p.list.focusOn(0, 1)
		return
	}
	for i, c := range p.board.columns {
		if len(c.all) > 0 {
			p.board.focusOn(i, 0)
			return
		}
	}
}

// filters are the chips over the goals.
func (p *goalsPage) filters() fyne.CanvasObject {
	t := p.team
	chip := func(name string, options []string, at int, set func(int)) fyne.CanvasObject {
		return w.NewFilterChip(name, options, at, func(i int) {
			set(i)
			p.refilter()
		})
	}
	periods := goalPeriods(t.On)
	names := []string{"any"}
	for _, x := range periods {
		names = append(names, x.name)
	}
	row := []fyne.CanvasObject{chip("Period", names, p.at.period, func(i int) { p.at.period = i })}
	parents, ids := []string{"any"}, []uuid.UUID{uuid.Nil}
	for _, g := range t.TeamGoals {
		if !g.IsClosed() {
			parents, ids = append(parents, g.Title), append(ids, g.ID)
		}
	}
	row = append(row, chip("Supports", parents, max(slices.Index(ids, p.at.parent), 0), func(i int) { p.at.parent = ids[i] }),
		chip("Last check-in", seenNames, p.at.seen, func(i int) { p.at.seen = i }))
	people, who := []string{"everyone"}, []uuid.UUID{uuid.Nil}
	for _, m := range t.Active() {
		people, who = append(people, m.Person.Name), append(who, m.Person.ID)
	}
	row = append(row, chip("Who", people, max(slices.Index(who, p.at.who), 0), func(i int) { p.at.who = who[i] }))
	if tags := p.set.tags(); len(tags) > 0 {
		options := append([]string{"any"}, tags...)
		row = append(row, chip("Tag", options, max(slices.Index(options, p.at.filterTag), 0), func(i int) {
			p.at.filterTag = map[bool]string{true: options[i]}[i > 0]
		}))
	}
	row = append(row, w.NewVLine(), chip("Sort", sortNames, p.at.sort, func(i int) { p.at.sort = i }))
	if p.at.view == 2 {
		row = append(row, chip("Group", groupNames, p.at.group, func(i int) { p.at.group = i }))
	}
	if p.a.shell.narrow {
		return w.WrapRow(8, 8, row...)
	}
	return w.HStack(8, append(row, w.Spacer(), w.NewLegend(w.MarkTick, "expected by today"))...)
}

// teamStrip shows the team goals that are open, each with the mean of the goals under it where it has no measure of its own.
func (p *goalsPage) teamStrip(t *Team) fyne.CanvasObject {
	a := p.a
	var tiles []fyne.CanvasObject
	for _, node := range p.set.tree {
		g := node.Goal
		if g.Person != uuid.Nil || g.Status != goals.Active {
			continue
		}
		if len(tiles) == mostTeamTiles {
			break // the tree has them all
		}
		x := p.set.by[g.ID]
		text, icon, tone := stateWords(x.s)
		line := "No measure and nothing under it yet."
		if v := x.progress; v != nil {
			line = percent(*v)
			if f := x.forecast(t.On); f != nil {
				words := f.Words(t.On)
				if a.shell.narrow { // the day is to be seen
					words = strings.Replace(words, "At this pace", "Pace", 1)
				}
				line += ". " + words
			} else if node.FromUnder() {
				line += ", mean of the goals"
			}
		}
		var owners []fyne.CanvasObject
		shown := map[*Member]bool{}
		for _, under := range node.Under {
			if m := t.Member(under.Goal.Person); m != nil && !shown[m] && len(owners) < 4 {
				shown[m] = true
				owners = append(owners, w.NewAvatar(m.Person.Name, m.Colour(), 24))
			}
		}
		sub := nonEmpty(g.Team, count(len(node.Under), "goal supports it", "goals support it"))
		tiles = append(tiles, w.NewRow(0, w.Pad(w.VStack(4,
			w.HStack(8, w.Grow(w.NewElided(g.Title, w.Strong)), w.NewChip(text, icon, tone)),
			w.NewElided(joined(sub), w.Small.In(theme.Text2)),
			w.NewProgressBar(x.progress, x.expected, 8),
			w.HStack(4, append([]fyne.CanvasObject{w.Grow(w.NewElided(line, w.Caption.In(theme.Text2)))}, owners...)...),
		), 12, 0, 12, 0), func() { a.open(Place{Page: Goal, Record: g.ID}) }))
	}
	if len(tiles) == 0 {
		return nil
	}
	objects := []fyne.CanvasObject{}
	for i, tile := range tiles {
		if i > 0 {
			tile = besides(tile)
		}
		objects = append(objects, tile)
	}
	return w.NewCard(w.Columns(0, nil, objects...))
}

// mostTeamTiles is how many team goals stand over the board.
const mostTeamTiles = 3

func joined(parts []string) string {
	out := ""
	for i, p := range parts {
		if i > 0 {
			out += " · "
		}
		out += p
	}
	return out
}

// words says how much there is.
func (s goalSet) words() string {
	active, teams, people := 0, 0, map[uuid.UUID]bool{}
	for _, x := range s.all {
		switch {
		case x.g.Status != goals.Active:
		case x.m == nil:
			teams++
		default:
			active++
			people[x.m.Person.ID] = true
		}
	}
	if len(s.all) == 0 {
		return "Nobody has a goal yet"
	}
	line := fmt.Sprint(active) + " active across " + inWords(len(people), "person", "people")
	if teams > 0 {
		line += ", " + inWords(teams, "team goal", "team goals")
	}
	return line
}

// goalShort is the line under a goal of the board, and an icon before it where it has one.
func goalShort(x *owned, t *Team) (text, icon string) {
	switch {
	case x.g.IsClosed():
		said := map[goals.Status]string{goals.Achieved: "Done", goals.Partly: "Partly", goals.Missed: "Missed", goals.Dropped: "Dropped"}[x.g.Status] + " " + shortDay(x.g.Closed, t.On)
		if x.g.Status == goals.Achieved && x.g.Due != 0 {
			switch early := int(x.g.Due - x.g.Closed); {
			case early > 1:
				said += ", " + count(early, "day early", "days early")
			case early >= 0:
				said += ", on time"
			default:
				said += ", " + count(-early, "day late", "days late")
			}
		}
		return said, ""
	case len(x.g.KeyResults) == 0 && x.g.Due == 0:
		return "No measure, no date", ""
	case len(x.g.KeyResults) == 0:
		return "No measure", ""
	case x.g.Due != 0 && x.g.Due < t.On:
		return "Was due " + shortDay(x.g.Due, t.On), "clock"
	case x.s.Stale:
		if n, ok := x.g.DaysSinceCheckIn(t.On); ok {
			return "No check-in, " + count(n, "day", "days"), "clock"
		}
		return "No check-in yet", "clock"
	}
	if f := x.forecast(t.On); f != nil {
		return "Pace " + percent(f.Value) + " by " + shortDay(f.On, t.On), ""
	}
	if x.g.Due != 0 {
		return "Due " + shortDay(x.g.Due, t.On), ""
	}
	return "No date", ""
}
