package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/goals"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// peoplePage lists everyone: reports first, then the manager's own manager and peers, then who has left.
type peoplePage struct {
	a    *App
	root *fyne.Container
	list *container.Scroll
}

func newPeoplePage(a *App) *peoplePage { return &peoplePage{a: a, root: container.NewStack()} }

func (p *peoplePage) object() fyne.CanvasObject { return p.root }

func (p *peoplePage) leave() {}

func (p *peoplePage) scrolls() *container.Scroll { return p.list }

func (p *peoplePage) show(t *Team) { p.a.keepFocus(func() { p.draw(t) }) }

func (p *peoplePage) draw(t *Team) {
	a := p.a
	groups := []struct {
		title string
		fits  func(people.Person) bool
	}{
		{"Your team", func(x people.Person) bool { return x.IsReport() && !x.IsArchived() }},
		{"My manager and peers", func(x people.Person) bool { return !x.IsReport() && !x.IsArchived() }},
		{"No longer on the team", people.Person.IsArchived},
	}
	var cards []fyne.CanvasObject
	if card := p.twinsCard(t); card != nil {
		cards = append(cards, card)
	}
	for _, g := range groups {
		var rows []fyne.CanvasObject
		var linked []*w.Row
		for _, m := range t.Members {
			if g.fits(m.Person) {
				row := p.row(m, t)
				rows, linked = append(rows, row), append(linked, row)
			}
		}
		if len(rows) == 0 {
			continue
		}
		w.LinkRows(linked...)
		cards = append(cards, w.NewCard(w.NewCardHead(g.title, count(len(rows), "person", "people"), nil), w.Rows(rows...)))
	}
	if len(cards) == 0 {
		cards = append(cards, w.NewCard(w.EmptyToFill("Nobody here yet. Add the first person who reports to you.", "Add a report", a.addPerson)))
	}
	head := a.topbar("People", count(len(t.Active()), "report", "reports"),
		w.NewButton("Add a report", w.Primary, a.addPerson).WithIcon("plus").Writes())
	scroll := container.NewVScroll(w.Pad(w.VStack(a.gap(), cards...), 0, a.pad(), 20, a.pad()))
	if p.list != nil {
		scroll.Offset = p.list.Offset
	}
	p.list = scroll
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(head, 0, a.pad(), 0, a.pad()), nil, nil, nil, scroll)}
	p.root.Refresh()
}

// twinsCard offers to make one entry of two that may be the same person; nil where there are none.
func (p *peoplePage) twinsCard(t *Team) fyne.CanvasObject {
	for i, m := range t.Members {
		for _, x := range t.twins(m) {
			if slices.Index(t.Members, x) < i || x.Person.Role != "" && m.Person.Role != "" && x.Person.Role != m.Person.Role && (m.Person.Email == "" || !strings.EqualFold(x.Person.Email, m.Person.Email)) {
				continue // two people who share a name, and are told apart by what they do
			}
			said := "Two entries are called " + m.Person.Name + "."
			if x.Person.Name != m.Person.Name {
				said = m.Person.Name + " and " + x.Person.Name + " have one e-mail."
			}
			return w.NewCard(w.Pad(w.HStack(12, w.NewIcon("people", theme.Text2, 18), w.Grow(w.NewElided(said+" Is it one person?", w.Body)),
				w.NewButton("Merge…", w.Plain, func() { p.a.confirmMerge(m, x) }).Small().Writes()), 10, 16, 10, 16))
		}
	}
	return nil
}

func (p *peoplePage) row(m *Member, t *Team) *w.Row {
	a, id := p.a, m.Person.ID
	name := w.VStack(0, w.NewElided(m.Person.Name, w.Strong))
	if does := roleAndTeam(m.Person, " · "); does != "" {
		name.Add(w.NewElided(does, w.Caption.In(theme.Text2)))
	}
	met := "Not met yet"
	if last, ok := m.LastMet(); ok {
		met = "Met " + shortDay(last.At.Date(), t.On)
	}
	next := ""
	if d := m.NextDue(t.Now); d != 0 {
		next = "Next " + strings.ToLower(dayWord(d, t.On)[:1]) + dayWord(d, t.On)[1:]
		if d < t.On {
			next = "Was due " + shortDay(d, t.On)
		} else if d > t.On+1 {
			next = "Next " + dayWord(d, t.On)
		}
	}
	atRisk := goals.CountAtRisk(m.Goals, t.On)
	chips := []fyne.CanvasObject{}
	if n := len(m.Signs); n > 0 && !a.sharing {
		chips = append(chips, w.NewChip(count(n, "sign", "signs"), "warn", w.Warn))
	}
	if atRisk > 0 {
		chips = append(chips, w.NewChip(count(atRisk, "goal at risk", "goals at risk"), "flag", w.Warn))
	}
	if m.Person.Status == people.OnLeave {
		chips = append(chips, w.NewChip("On leave", "sun", w.Neutral))
	}
	line := []fyne.CanvasObject{a.avatar(m, 32), w.Grow(w.AtLeast(0, name))}
	if !a.shell.cramped {
		line = append(line, w.Sized(w.NewElided(met, w.Small.In(theme.Text2)), 110, 0))
	}
	line = append(line, w.Sized(w.NewElided(next, w.Small.In(theme.Text2)), 130, 0),
		w.Sized(w.HStack(6, chips...), 210, 0))
	if !m.Person.IsArchived() {
		start := "Start"
		if _, ok := m.Ongoing(); ok {
			start = "Continue"
		}
		button := w.NewButton(start, w.Plain, func() { a.startMeeting(id) }).Small().Writes()
		button.SetLabel(start + ": " + m.Person.Name)
		line = append(line, w.Sized(w.HStack(0, w.Spacer(), button), 90, 0)) // whatever it says, the columns stand under each other
	}
	row := w.NewRow(56, w.HStack(12, line...), func() { a.open(Place{Page: Person, Person: id}) })
	row.SetLabel(t.label(m))
	row.OnSecondary = func(e *fyne.PointEvent) {
		w.ShowMenu(a.window.Canvas(), e.AbsolutePosition, []w.MenuItem{
			{Text: "Open", Icon: "doc", Do: func() { a.open(Place{Page: Person, Person: id}) }},
			{Text: "Merge with another entry", Icon: "people", Writes: true, Do: func() { a.askMerge(m) }},
		})
	}
	return row
}
