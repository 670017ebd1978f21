package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/goals"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// goalList shows goals as rows: a tree under the goals that they hang from, or a table in groups.
type goalList struct {
	p     *goalsPage
	lines []goalEntry
	rows  *w.Virtual
	head  *fyne.Container
	card  fyne.CanvasObject
}

// goalEntry is one row: a goal, or the head of a group.
type goalEntry struct {
	x     *owned
	depth int
	under int // goals under it in the tree
	faint bool
	group string
	count int
}

func newGoalList(p *goalsPage) *goalList {
	l := &goalList{p: p}
	l.rows = w.NewVirtual(44, func() fyne.CanvasObject { return newGoalListRow(l) }, func(at int, o fyne.CanvasObject) {
		if at < len(l.lines) {
			o.(*goalListRow).set(l.lines[at])
		}
	})
	head := &goalListLayout{l: l}
	names := []fyne.CanvasObject{w.Spacer(), w.Spacer()}
	for _, name := range []string{"Goal", "Whose", "State", "Progress", "", "At this pace", "Due", "Last check-in"} {
		names = append(names, w.NewElided(name, w.CaptionStrong.In(theme.Text3)))
	}
	l.head = container.New(head, names...)
	l.card = container.New(listLayout{l}, w.NewCard(w.Sized(w.Pad(l.head, 0, 16, 0, 16), 0, 32), w.NewLine(), w.Grow(l.rows.Object())))
	return l
}

// listLayout makes the card as high as its rows, at most as high as there is room.
type listLayout struct{ l *goalList }

func (x listLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(100, 160) }

func (x listLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	size.Height = min(size.Height, 35+x.l.rows.Height())
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// show puts goals into rows.
func (l *goalList) show(all []*owned) fyne.CanvasObject {
	l.lines = nil
	if l.p.at.view == 1 {
		l.tree(all)
	} else {
		l.table(all)
	}
	l.rows.Set(len(l.lines))
	l.head.Refresh()
	if card := l.card.(*fyne.Container); card.Size().Height > 0 {
		card.Layout.Layout(card.Objects, card.Size())
	}
	return l.card
}

// tree walks down from the goals that hang from nothing; those above one that fits the filters are shown too, faint.
func (l *goalList) tree(all []*owned) {
	fits := map[*owned]bool{}
	order := map[*owned]int{}
	for i, x := range all {
		fits[x], order[x] = true, i
	}
	var walk func(n goals.Node, depth int) (lines []goalEntry, any bool)
	walk = func(n goals.Node, depth int) ([]goalEntry, bool) {
		x := l.p.set.by[n.Goal.ID]
		var below []goalEntry
		under := 0
		for _, u := range n.Under {
			if lines, any := walk(u, depth+1); any {
				below = append(below, lines...)
				under++
			}
		}
		if !fits[x] && under == 0 {
			return nil, false
		}
		if l.p.at.closed[x.g.ID] {
			below = nil
		}
		return append([]goalEntry{{x: x, depth: depth, under: under, faint: !fits[x]}}, below...), true
	}
	alone := 0
	for pass := range 2 { // what carries others first, then what hangs from nothing and carries nothing
		for _, n := range l.p.set.tree {
			team := n.Goal.Person == [16]byte{} || len(n.Under) > 0
			if team != (pass == 0) {
				continue
			}
			lines, any := walk(n, 0)
			if any && pass == 1 && alone == 0 {
				l.lines = append(l.lines, goalEntry{group: "Under no other goal"})
			}
			if any && pass == 1 {
				alone++
			}
			l.lines = append(l.lines, lines...)
		}
	}
	for i := range l.lines {
		if l.lines[i].group != "" {
			l.lines[i].count = alone
		}
	}
}

// table lists goals, in groups where that was chosen.
func (l *goalList) table(all []*owned) {
	key := func(x *owned) string {
		switch l.p.at.group {
		case 1:
			return x.owner()
		case 2:
			if up := l.p.set.by[x.g.Parent]; up != nil {
				return up.g.Title
			}
			return "Under no other goal"
		case 3:
			return x.s.Kind.Words()
		}
		return ""
	}
	var names []string
	by := map[string][]*owned{}
	for _, x := range all {
		k := key(x)
		if _, ok := by[k]; !ok {
			names = append(names, k)
		}
		by[k] = append(by[k], x)
	}
	for _, name := range names {
		if name != "" {
			l.lines = append(l.lines, goalEntry{group: name, count: len(by[name])})
		}
		for _, x := range by[name] {
			l.lines = append(l.lines, goalEntry{x: x})
		}
	}
}

// fold opens or closes what hangs from a goal.
func (l *goalList) fold(x *owned) {
	l.p.at.closed[x.g.ID] = !l.p.at.closed[x.g.ID]
	l.show(l.p.set.filter(l.p.at))
}

// goalListRow is a row that shows any goal.
type goalListRow struct {
	*w.Row
	l      *goalList
	line   goalEntry
	layout *goalListLayout
	fold   *w.Button
	avatar *w.Avatar
	title  *w.Text
	owner  *w.Text
	state  *w.Chip
	bar    *w.ProgressBar
	part   *w.Text
	pace   *w.Text
	due    *w.Text
	seen   *w.Text
	body   *fyne.Container
}

func newGoalListRow(l *goalList) *goalListRow {
	small := func() *w.Text { return w.NewElided("", w.Small.In(theme.Text2)) }
	r := &goalListRow{l: l, avatar: w.NewAvatar("", 0, 24), title: w.NewElided("", w.Body), owner: small(), state: w.NewChip("", "", w.Neutral), bar: w.NewProgressBar(nil, nil, 6),
		part: w.NewElided("", w.SmallStrong), pace: small(), due: small(), seen: small(), layout: &goalListLayout{l: l}}
	r.fold = w.NewIconButton("chevd", "Fold", w.Quiet, func() { l.fold(r.line.x) })
	r.body = container.New(r.layout, r.fold, r.avatar, r.title, r.owner, r.state, r.bar, r.part, r.pace, r.due, r.seen)
	r.Row = w.NewRow(44, r.body, nil)
	r.Row.OnKey = func(e *fyne.KeyEvent) bool {
		at := l.rows.Index(r)
		switch {
		case e.Name == fyne.KeyUp:
			l.focusOn(at-1, -1)
		case e.Name == fyne.KeyDown:
			l.focusOn(at+1, 1)
		case (e.Name == fyne.KeyLeft || e.Name == fyne.KeyRight) && r.line.under > 0 && l.p.at.closed[r.line.x.g.ID] == (e.Name == fyne.KeyRight):
			l.fold(r.line.x)
		default:
			return false
		}
		return true
	}
	r.Row.OnSecondary = func(e *fyne.PointEvent) {
		if r.line.x != nil {
			w.ShowMenu(l.p.a.window.Canvas(), e.AbsolutePosition, l.p.a.goalMenu(r.line.x.g))
		}
	}
	return r
}

// focusOn moves the keyboard to a row; heads of groups are passed over.
func (l *goalList) focusOn(at, by int) {
	for at >= 0 && at < len(l.lines) && l.lines[at].x == nil {
		at += by
	}
	if r, ok := l.rows.Reveal(at).(*goalListRow); ok {
		l.p.a.window.Canvas().Focus(r.Row)
	}
}

func (r *goalListRow) set(line goalEntry) {
	r.line = line
	t := r.l.p.team
	goal := line.x != nil
	for _, o := range []fyne.CanvasObject{r.owner, r.state, r.bar, r.part, r.pace, r.due, r.seen, r.avatar} {
		setVisible(o, goal)
	}
	setVisible(r.fold, line.under > 0)
	r.layout.depth = line.depth
	if !goal {
		r.title.SetSpans(w.Strong.Span(line.group+"  "), w.Small.In(theme.Text3).Span(fmt.Sprint(line.count)))
		r.layout.plain = true
		r.Row.SetOnTapped(nil)
		r.body.Refresh()
		return
	}
	x := line.x
	r.layout.plain = false
	style := w.Body
	if line.faint {
		style = style.In(theme.Text3)
	}
	if x.m == nil && x.g.Person == [16]byte{} {
		style.Bold = true
	}
	r.title.SetSpans(style.Span(x.g.Title))
	icon := "chevd"
	if r.l.p.at.closed[x.g.ID] {
		icon = "chev"
	}
	r.fold.WithIcon(icon)
	if x.m != nil {
		r.avatar.Set(x.m.Person.Name, x.m.Colour())
		r.owner.SetText(x.m.Person.FirstName())
	} else {
		r.avatar.Hide()
		r.owner.SetText(x.owner())
	}
	text, ic, tone := stateWords(x.s)
	if x.g.Status == goals.Draft {
		text, ic, tone = "Draft", "edit", w.Neutral
	}
	r.state.Set(text, ic, tone)
	expected := x.expected
	if x.g.IsClosed() {
		expected = nil
	}
	r.bar.Set(x.progress, expected)
	r.bar.SetTone(map[bool]w.Tone{true: w.Good, false: w.Info}[x.g.Status == goals.Achieved])
	part, pace := "", ""
	if x.progress != nil {
		part = percent(*x.progress)
	}
	if f := x.forecast(t.On); f != nil {
		pace = fmt.Sprintf("%s (%.0f–%s)", percent(f.Value), 100*f.Low, percent(f.High))
	}
	r.part.SetText(part)
	r.pace.SetText(pace)
	due := shortDay(x.g.Due, t.On)
	if x.g.IsClosed() {
		due = shortDay(x.g.Closed, t.On)
	}
	r.due.SetText(due)
	seen := ""
	if c, ok := x.g.LastCheckIn(); ok {
		seen = shortDay(c.Date, t.On)
	}
	switch {
	case x.s.Stale && seen == "":
		seen = "none yet"
	case x.s.Stale:
		seen += " · stale"
	}
	r.seen.SetText(seen)
	r.Row.SetLabel(strings.Join(nonEmpty(x.owner(), x.g.Title, text, part, due), ", "))
	r.Row.SetOnTapped(func() {
		if x.m == nil {
			r.l.p.a.open(Place{Page: Goal, Record: x.g.ID})
			return
		}
		r.l.p.a.open(Place{Page: Person, Person: x.m.Person.ID, Tab: TabGoals, Record: x.g.ID})
	})
	r.body.Refresh()
}

// goalListLayout puts the parts of a row under the heads of their columns. The order of the objects is fold, avatar, title, owner, state, bar, part, pace, due, seen.
type goalListLayout struct {
	l     *goalList
	depth int
	plain bool // the title alone, over the whole width
}

func (g *goalListLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(400, 28) }

func (g *goalListLayout) Layout(o []fyne.CanvasObject, size fyne.Size) {
	put := func(o fyne.CanvasObject, x, width float32) {
		h := min(o.MinSize().Height, size.Height)
		o.Move(fyne.NewPos(x, (size.Height-h)/2))
		o.Resize(fyne.NewSize(width, h))
	}
	if g.plain {
		put(o[2], 0, size.Width)
		return
	}
	widths := []float32{104, 112, 110, 44, 130, 76, 106} // owner … seen
	if g.l.p.a.shell.narrow {
		widths = []float32{84, 106, 76, 44, 0, 86, 0}
	}
	const gap = 10
	var right float32
	for _, w := range widths {
		if w > 0 {
			right += w + gap
		}
	}
	left := float32(22*g.depth) + 2
	if g.l.p.at.view == 1 {
		put(o[0], left, 24)
		left += 28
	}
	put(o[2], left, max(size.Width-right-left, 40))
	x := size.Width - right + gap
	for i, width := range widths {
		object := o[3+i]
		if width == 0 {
			object.Resize(fyne.Size{})
			object.Move(fyne.NewPos(-1000, 0))
			continue
		}
		if i == 0 && len(o) > 1 {
			put(o[1], x, 24)
			if _, head := o[1].(*w.Avatar); head && o[1].Visible() {
				put(object, x+30, width-30)
				x += width + gap
				continue
			}
		}
		if _, chip := object.(*w.Chip); chip {
			put(object, x, min(width, object.MinSize().Width))
		} else {
			put(object, x, width)
		}
		x += width + gap
	}
}
