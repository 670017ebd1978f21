package ui

import (
	"cmp"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// goalsPage shows the goals of everyone as a board by state, under the team goals that they hang from.
type goalsPage struct {
	a      *App
	root   *fyne.Container
	body   *container.Scroll
	person uuid.UUID // only this person's; none: everyone's
	more   map[goals.StateKind]bool
	team   *Team
}

func newGoalsPage(a *App) *goalsPage {
	return &goalsPage{a: a, root: container.NewStack(), more: map[goals.StateKind]bool{}}
}

func (p *goalsPage) object() fyne.CanvasObject { return p.root }

func (p *goalsPage) leave() {}

// owned is a goal with its owner.
type owned struct {
	m *Member
	g goals.Goal
	s goals.State
}

func (p *goalsPage) scrolls() *container.Scroll { return p.body }

func (p *goalsPage) show(t *Team) { p.a.keepFocus(func() { p.draw(t) }) }

func (p *goalsPage) draw(t *Team) {
	p.team = t
	a := p.a
	var all []goals.Goal
	var mine []owned
	active, people := 0, map[uuid.UUID]bool{}
	all = append(all, t.TeamGoals...)
	for _, m := range t.Active() {
		all = append(all, m.Goals...)
		for _, g := range m.Goals {
			if g.Status == goals.Active {
				active++
				people[m.Person.ID] = true
			}
			if g.Status == goals.Draft || p.person != uuid.Nil && m.Person.ID != p.person {
				continue
			}
			if g.IsClosed() && g.Closed < t.On-180 {
				continue // long done: it stands on the person's page
			}
			mine = append(mine, owned{m, g, goals.StateOf(g, t.On)})
		}
	}
	line := count(active, "active goal", "active goals") + " of " + inWords(len(people), "person", "people")
	open := 0
	for _, g := range t.TeamGoals {
		if g.Status == goals.Active {
			open++
		}
	}
	if n := open; n > 0 {
		line += ", " + inWords(n, "team goal", "team goals")
	}
	head := a.topbar("Goals", line,
		w.NewButton("New team goal", w.Plain, func() { a.open(Place{Page: Goal}) }).WithIcon("plus"),
		w.NewButton("New goal", w.Primary, func() { a.press(fyne.KeyG, ctrl) }).WithIcon("plus"))
	parts := []fyne.CanvasObject{p.filter(t)}
	if strip := p.teamStrip(t, all); strip != nil {
		parts = append(parts, strip)
	}
	if len(mine) == 0 && len(t.TeamGoals) == 0 {
		parts = append(parts, w.NewCard(w.EmptyState("No goals yet. Start with one that matters to them.", "New goal", func() { a.press(fyne.KeyG, ctrl) })))
	} else {
		parts = append(parts, p.board(mine))
	}
	scroll := container.NewVScroll(w.Pad(w.VStack(12, parts...), 0, a.pad(), 20, a.pad()))
	if p.body != nil {
		scroll.Offset = p.body.Offset
	}
	p.body = scroll
	p.root.Objects = []fyne.CanvasObject{container.NewBorder(w.Pad(head, 0, a.pad(), 0, a.pad()), nil, nil, nil, scroll)}
	p.root.Refresh()
}

func (p *goalsPage) filter(t *Team) fyne.CanvasObject {
	names, ids, selected := []string{"everyone"}, []uuid.UUID{uuid.Nil}, 0
	for _, m := range t.Active() {
		if m.Person.ID == p.person {
			selected = len(ids)
		}
		names, ids = append(names, m.Person.Name), append(ids, m.Person.ID)
	}
	chip := w.NewFilterChip("who", names, selected, func(i int) {
		p.person = ids[i]
		p.show(p.team)
	})
	return w.HStack(12, chip, w.Spacer(), w.NewLegend(w.MarkTick, "expected by today"))
}

// teamStrip shows the team goals that are open, each with the mean of the goals under it where it has no measure of its own.
func (p *goalsPage) teamStrip(t *Team, all []goals.Goal) fyne.CanvasObject {
	a := p.a
	var tiles []fyne.CanvasObject
	for _, node := range goals.Tree(all) {
		g := node.Goal
		if g.Person != uuid.Nil || g.Status != goals.Active {
			continue
		}
		text, icon, tone := stateWords(node.State(t.On))
		line := "No measure and nothing under it yet."
		if v := node.Progress(); v != nil {
			line = percent(*v)
			if node.FromUnder() {
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
			w.NewProgressBar(node.Progress(), node.Expected(t.On), 8),
			w.HStack(4, append([]fyne.CanvasObject{w.Grow(w.NewElided(line, w.Caption.In(theme.Text2)))}, owners...)...),
		), 12, 0, 12, 0), func() { a.open(Place{Page: Goal, Record: g.ID}) }))
	}
	if len(tiles) == 0 {
		return nil
	}
	const wide = 3
	var rows []fyne.CanvasObject
	for group := range slices.Chunk(tiles, wide) {
		objects := []fyne.CanvasObject{}
		for i, tile := range group {
			if i > 0 {
				tile = besides(tile)
			}
			objects = append(objects, tile)
		}
		for len(objects) < min(wide, len(tiles)) {
			objects = append(objects, w.Spacer())
		}
		rows = append(rows, w.Columns(0, nil, objects...))
	}
	return w.NewCard(w.Rows(rows...))
}

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

// columns of the board, in their order.
var columns = []struct {
	kind goals.StateKind
	icon string
}{
	{goals.StateOnTrack, "check"}, {goals.StateAtRisk, "flag"}, {goals.StateOffTrack, "down"}, {goals.StateNotMeasured, "dots"}, {goals.StateDone, "check"},
}

// perColumn is how many goals a column shows before "n more".
const perColumn = 5

func (p *goalsPage) board(all []owned) fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, c := range columns {
		var in []owned
		for _, x := range all {
			if x.s.Kind == c.kind {
				in = append(in, x)
			}
		}
		slices.SortStableFunc(in, func(x, y owned) int {
			if c.kind == goals.StateDone {
				return cmp.Compare(y.g.Closed, x.g.Closed)
			}
			return cmp.Compare(cmp.Or(x.g.Due, 1<<30), cmp.Or(y.g.Due, 1<<30))
		})
		col := theme.Text2
		switch c.kind {
		case goals.StateAtRisk, goals.StateOffTrack:
			col = theme.Amber
		case goals.StateOnTrack, goals.StateDone:
			col = theme.Green
		}
		var rows []fyne.CanvasObject
		for i, x := range in {
			if i == perColumn && !p.more[c.kind] {
				rows = append(rows, w.NewRow(36, w.NewText(count(len(in)-perColumn, "more", "more"), w.Small.In(theme.AccentText)), func() {
					p.more[c.kind] = true
					p.show(p.team)
				}))
				break
			}
			rows = append(rows, p.tile(x))
		}
		head := w.NewCardHead(c.kind.Words(), fmt.Sprint(len(in)), nil).WithIcon(c.icon, col).WithHeight(40)
		if len(rows) == 0 {
			head.WithoutLine()
		}
		cards = append(cards, w.VStack(0, w.NewCard(head, w.Rows(rows...))))
	}
	return w.Columns(12, nil, cards...)
}

func (p *goalsPage) tile(x owned) fyne.CanvasObject {
	a, id := p.a, x.m.Person.ID
	done := goals.Progress(x.g)
	said := ""
	if done != nil && !x.g.IsClosed() {
		said = percent(*done)
	}
	line := goalShort(x, p.team)
	bar := w.NewProgressBar(done, goals.Expected(x.g, p.team.On), 6)
	if x.g.IsClosed() {
		full := 1.0
		if done != nil {
			full = *done
		}
		bar.Set(&full, nil)
		if x.g.Status == goals.Achieved {
			bar.SetTone(w.Good)
		}
	}
	return w.NewRow(116, w.VStack(4,
		w.HStack(8, w.NewAvatar(x.m.Person.Name, x.m.Colour(), 24), w.Grow(w.NewElided(x.m.Person.FirstName(), w.Small.In(theme.Text2))), w.NewText(said, w.SmallStrong)),
		w.Sized(w.NewSpans(w.Small.Span(x.g.Title)).Wrap(2), 0, 36),
		bar, w.NewElided(line, w.Caption.In(theme.Text2)),
	), func() { a.open(Place{Page: Person, Person: id, Tab: TabGoals, Record: x.g.ID}) }).WithSide(12)
}

// goalShort is the line under a goal of the board.
func goalShort(x owned, t *Team) string {
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
		return said
	case len(x.g.KeyResults) == 0 && x.g.Due == 0:
		return "No measure, no date"
	case len(x.g.KeyResults) == 0:
		return "No measure"
	case x.s.Stale:
		if n, ok := x.g.DaysSinceCheckIn(t.On); ok {
			return "No check-in for " + count(n, "day", "days")
		}
		return "No check-in yet"
	}
	if f := goals.ForecastOf(x.g, t.On); f != nil {
		return "Pace " + percent(f.Value) + " by " + shortDay(f.On, t.On)
	}
	if x.g.Due != 0 {
		return "Due " + shortDay(x.g.Due, t.On)
	}
	return "No date"
}
