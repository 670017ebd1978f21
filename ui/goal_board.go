package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// boardColumns are the columns of the board, in their order.
var boardColumns = []struct {
	kind goals.StateKind
	icon string
}{
	{goals.StateOnTrack, "check"}, {goals.StateAtRisk, "flag"}, {goals.StateOffTrack, "down"}, {goals.StateNotMeasured, "dots"}, {goals.StateDone, "check"},
}

// goalBoard shows goals in five columns; a card goes to another column by dragging or with Alt and an arrow.
type goalBoard struct {
	p       *goalsPage
	columns []*boardColumn
	object  fyne.CanvasObject
	ghost   *fyne.Container // over the page: what is dragged
	card    *fyne.Container
	words   *w.Text
	over    int // the column under the pointer, -1 for none
}

// boardColumn is one column.
type boardColumn struct {
	kind goals.StateKind
	all  []*owned
	rows *w.Virtual
	head *w.CardHead
	edge *w.Fill // shown while a card is dragged over it
	card fyne.CanvasObject
}

func newGoalBoard(p *goalsPage) *goalBoard {
	b := &goalBoard{p: p, over: -1, words: w.NewElided("", w.SmallStrong)}
	b.card = container.NewStack(w.NewPanel(theme.Surface, theme.Accent, theme.RadiusControl), w.Inset(b.words, 10))
	b.card.Hide()
	b.ghost = container.NewWithoutLayout(b.card)
	var cards []fyne.CanvasObject
	for i, x := range boardColumns {
		c := &boardColumn{kind: x.kind, edge: w.NewPanel(theme.Clear, theme.Accent, theme.RadiusCard)}
		col := theme.Text2
		switch x.kind {
		case goals.StateAtRisk, goals.StateOffTrack:
			col = theme.Amber
		case goals.StateOnTrack, goals.StateDone:
			col = theme.Green
		}
		c.head = w.NewCardHead(x.kind.Words(), "0", nil).WithIcon(x.icon, col).WithHeight(40)
		c.rows = w.NewVirtual(w.TileHeight, func() fyne.CanvasObject { return b.tile(i) }, func(at int, o fyne.CanvasObject) { b.bind(c, at, o.(*w.GoalTile)) })
		c.edge.Hide()
		c.card = container.New(columnLayout{c}, w.NewCard(c.head, w.Grow(c.rows.Object())), c.edge)
		b.columns = append(b.columns, c)
		cards = append(cards, c.card)
	}
	b.object = w.Columns(12, nil, cards...)
	return b
}

// columnLayout makes a column as high as its rows, at most as high as there is room.
type columnLayout struct{ c *boardColumn }

func (l columnLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 160) }

func (l columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	size.Height = min(size.Height, 43+l.c.rows.Height())
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// show puts goals into the columns. A draft is not on the board: nobody works on it yet. Team goals stand above.
func (b *goalBoard) show(all []*owned) fyne.CanvasObject {
	for _, c := range b.columns {
		c.all = nil
	}
	for _, x := range all {
		if x.m == nil || x.g.Status == goals.Draft {
			continue
		}
		for _, c := range b.columns {
			if c.kind == x.s.Kind {
				c.all = append(c.all, x)
			}
		}
	}
	for _, c := range b.columns {
		if title := c.kind.Words(); c.kind == goals.StateNotMeasured && b.p.a.shell.narrow {
			c.head.SetTitle("No measure")
		} else {
			c.head.SetTitle(title)
		}
		said := fmt.Sprint(len(c.all))
		if b.p.a.shell.cramped { // the word needs the room
			said = ""
		}
		c.head.SetCount(said)
		c.rows.Set(len(c.all))
		c.card.Refresh()
		if card, ok := c.card.(*fyne.Container); ok && card.Size().Height > 0 {
			card.Layout.Layout(card.Objects, card.Size())
		}
	}
	return b.object
}

func (b *goalBoard) tile(column int) *w.GoalTile {
	var t *w.GoalTile
	c := func() *boardColumn { return b.columns[column] }
	goal := func() *owned {
		if i := c().rows.Index(t); i >= 0 && i < len(c().all) {
			return c().all[i]
		}
		return nil
	}
	t = w.NewGoalTile(func() {
		if x := goal(); x != nil {
			b.p.a.open(Place{Page: Person, Person: x.m.Person.ID, Tab: TabGoals, Record: x.g.ID})
		}
	})
	var held *owned
	t.OnDrag = func(at fyne.Position) {
		if held == nil {
			held = goal()
		}
		if held != nil {
			b.drag(held, column, at)
		}
	}
	t.OnDrop = func() {
		x, to := held, b.over
		held = nil
		b.endDrag()
		if x != nil && to >= 0 && to != column {
			b.move(x, to)
		}
	}
	t.OnMove = func(by int) {
		if x, to := goal(), column+by; x != nil && to >= 0 && to < len(b.columns) {
			if boardColumns[to].kind == goals.StateNotMeasured { // nothing is moved there: over it
				to += by
			}
			if to >= 0 && to < len(b.columns) {
				b.move(x, to)
			}
		}
	}
	t.OnStep = func(by int) { b.focusOn(column, c().rows.Index(t)+by) }
	t.OnAcross = func(by int) {
		at := c().rows.Index(t)
		for to := column + by; to >= 0 && to < len(b.columns); to += by {
			if n := len(b.columns[to].all); n > 0 {
				b.focusOn(to, min(at, n-1))
				return
			}
		}
	}
	t.OnMenu = func(at fyne.Position) {
		if x := goal(); x != nil {
			w.ShowMenu(b.p.a.window.Canvas(), at, b.menu(x, column))
		}
	}
	return t
}

func (b *goalBoard) bind(c *boardColumn, at int, t *w.GoalTile) {
	if at >= len(c.all) {
		return
	}
	x := c.all[at]
	line, icon := goalShort(x, b.p.team)
	tile := w.Tile{Name: x.m.Person.FirstName(), Full: x.m.Person.Name, Avatar: x.m.Colour(), Title: x.g.Title, Progress: x.progress, Expected: x.expected, Line: line, Icon: icon, State: x.s.Words()}
	switch {
	case x.g.IsClosed():
		full := 1.0
		if x.progress == nil {
			tile.Progress = &full
		}
		tile.Expected, tile.Done = nil, x.g.Status == goals.Achieved
	case x.progress != nil:
		tile.Part = percent(*x.progress)
	}
	t.Set(tile)
}

// goalOf is the goal of a card.
func (b *goalBoard) goalOf(t *w.GoalTile) *owned {
	for _, c := range b.columns {
		if i := c.rows.Index(t); i >= 0 && i < len(c.all) {
			return c.all[i]
		}
	}
	return nil
}

// focusOn moves the keyboard to a card, scrolling it into view.
func (b *goalBoard) focusOn(column, at int) {
	if t, ok := b.columns[column].rows.Reveal(at).(*w.GoalTile); ok {
		b.p.a.window.Canvas().Focus(t)
	}
}

// drag shows the card under the pointer and marks the column that it would go to.
func (b *goalBoard) drag(x *owned, from int, at fyne.Position) {
	driver := fyne.CurrentApp().Driver()
	origin := driver.AbsolutePositionForObject(b.p.root)
	b.words.SetText(x.g.Title)
	b.card.Resize(fyne.NewSize(196, 40))
	b.card.Move(at.Subtract(origin).AddXY(-40, -20))
	b.card.Show()
	b.over = -1
	for i, c := range b.columns {
		left := driver.AbsolutePositionForObject(c.card).X
		if at.X >= left && at.X < left+c.card.Size().Width {
			b.over = i
		}
	}
	for i, c := range b.columns {
		setVisible(c.edge, i == b.over && i != from && c.kind != goals.StateNotMeasured)
	}
	b.ghost.Refresh()
}

func (b *goalBoard) endDrag() {
	b.over = -1
	b.card.Hide()
	for _, c := range b.columns {
		c.edge.Hide()
	}
	b.ghost.Refresh()
}

// menu is what can be done with a card.
func (b *goalBoard) menu(x *owned, column int) []w.MenuItem {
	a := b.p.a
	var items []w.MenuItem
	for i, c := range boardColumns {
		if i != column && c.kind != goals.StateNotMeasured {
			items = append(items, w.MenuItem{Text: "Move to " + c.kind.Words(), Icon: c.icon, Do: func() { b.move(x, i) }})
		}
	}
	if !x.g.IsClosed() {
		items = append(items, w.MenuItem{}, w.MenuItem{Text: "Check in", Icon: "clock", Do: func() { a.checkIn(x.g) }})
	}
	return append(append(items, w.MenuItem{}), a.goalMenu(x.g)...)
}

// move takes a card to another column: onto Done it opens the closing form, onto the others it is a check-in with that confidence that asks for a
// line of why. A goal that is closed is active again with that.
func (b *goalBoard) move(x *owned, to int) {
	a := b.p.a
	confidence := map[goals.StateKind]goals.Confidence{goals.StateOnTrack: goals.OnTrack, goals.StateAtRisk: goals.AtRisk, goals.StateOffTrack: goals.OffTrack}[boardColumns[to].kind]
	switch {
	case boardColumns[to].kind == goals.StateDone:
		if !x.g.IsClosed() {
			a.closeGoal(x.g)
		}
	case confidence == "":
		a.say("A goal stands under Not measured while it has no measure.")
	case x.g.IsClosed():
		a.reopenGoal(x.g)
	case len(x.g.KeyResults) == 0:
		a.say("Give “" + x.g.Title + "” a measure first.")
		a.open(Place{Page: Goal, Person: x.g.Person, Record: x.g.ID, Field: goals.FindMeasure})
	default:
		a.checkInAs(x.g, confidence, true)
	}
}

// of is the goal on the board with the id, and its column; -1 where it is not there.
func (b *goalBoard) of(id uuid.UUID) (*owned, int) {
	for i, c := range b.columns {
		for _, x := range c.all {
			if x.g.ID == id {
				return x, i
			}
		}
	}
	return nil, -1
}
