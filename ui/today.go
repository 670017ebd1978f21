package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// The most rows of each card on Today.
const (
	maxNext     = 5
	maxSigns    = 3
	maxPromises = 5
	maxGoals    = 3
)

// todayPage is where the app opens: who is next, what needs attention, what the manager owes, goals to look at, the team's moods.
type todayPage struct {
	a        *App
	root     *fyne.Container
	allNext  bool // "n more" was pressed
	allSigns bool
	allGoals bool
	team     *Team
	first    *w.Button // adds a report, where there is none
	welcome  *welcome  // is shown where nobody was added yet
}

func newTodayPage(a *App) *todayPage {
	return &todayPage{a: a, root: container.NewStack()}
}

func (p *todayPage) object() fyne.CanvasObject { return p.root }

func (p *todayPage) leave() {}

// scrolls is what moves when the page is longer than the window.
func (p *todayPage) scrolls() *container.Scroll {
	if len(p.root.Objects) == 0 {
		return nil
	}
	return p.root.Objects[0].(*container.Scroll)
}

func (p *todayPage) show(t *Team) { p.a.keepFocus(func() { p.draw(t) }) }

func (p *todayPage) draw(t *Team) {
	p.team = t
	p.first = nil
	var body fyne.CanvasObject
	whole := p.wantsWindow()
	switch {
	case len(t.Members) == 0 && p.a.at == 0 && !w.ReadOnly:
		if p.welcome == nil {
			p.welcome = newWelcome(p.a)
		}
		body = p.welcome.root
	case len(t.Active()) == 0:
		body, p.welcome = p.empty(), nil
	default:
		body, p.welcome = p.body(t), nil
	}
	if whole != p.wantsWindow() {
		p.a.shell.layout()
	}
	scroll := container.NewVScroll(body)
	if old := p.scrolls(); old != nil { // stay where the page was scrolled to
		scroll.Offset = old.Offset
	}
	p.root.Objects = []fyne.CanvasObject{scroll}
	p.root.Refresh()
}

// pad is the side padding of a page.
func (a *App) pad() float32 {
	if a.shell.narrow {
		return 16
	}
	return 24
}

// gap is the room between cards.
func (a *App) gap() float32 {
	if a.shell.narrow {
		return 12
	}
	return 16
}

// topbar is the head of a page: title, a line under it (beside it where the window is narrow), and what one can do at the right.
func (a *App) topbar(title, line string, right ...fyne.CanvasObject) fyne.CanvasObject {
	if line == "" {
		return a.topbarWith(title, nil, right...)
	}
	return a.topbarWith(title, w.NewElided(line, w.Small.In(theme.Text2)), right...)
}

// topbarWith is a topbar whose line changes; nil for none.
func (a *App) topbarWith(title string, line *w.Text, right ...fyne.CanvasObject) fyne.CanvasObject {
	var head fyne.CanvasObject
	height := theme.HeightTopbar
	switch {
	case a.shell.narrow && line != nil:
		height = 60
		head = w.HStack(12, w.NewText(title, w.Title), line)
	case a.shell.narrow:
		height = 60
		head = w.NewElided(title, w.Title)
	case line != nil:
		head = middle(w.NewElided(title, w.Title), line)
	default:
		head = middle(w.NewElided(title, w.Title))
	}
	return w.Sized(w.HStack(12, append([]fyne.CanvasObject{w.Grow(head)}, right...)...), 0, height)
}

// middle stacks objects in the middle of the height that they are given.
func middle(objects ...fyne.CanvasObject) *fyne.Container {
	return w.VStack(0, append(append([]fyne.CanvasObject{w.Spacer()}, objects...), w.Spacer())...)
}

// fullCard is a card as high as its place: what scrolls stands between a head and a foot, which may be nil.
func fullCard(head, foot, body fyne.CanvasObject) fyne.CanvasObject {
	return w.NewCard(w.Grow(w.Edges(head, foot, nil, nil, body)))
}

// searchButton looks like the search box and opens the palette.
func (a *App) searchButton() fyne.CanvasObject {
	return w.Sized(w.NewSearchBox("Search or run a command", keyName(fyne.KeyK, ctrl), a.openPalette), 264, 36)
}

// wantsWindow says that the page stands alone, as where nobody was added yet.
func (p *todayPage) wantsWindow() bool { return p.welcome != nil }

func (p *todayPage) focus() {
	if p.welcome != nil {
		p.welcome.name.Focus()
	} else if p.first != nil {
		p.a.window.Canvas().Focus(p.first)
	}
}

// empty is shown where everybody who was there is archived.
func (p *todayPage) empty() fyne.CanvasObject {
	p.first = w.NewButton("Add a report", w.Primary, p.a.addPerson).WithIcon("plus").Writes()
	text := w.VStack(8,
		w.NewText("Nobody reports to you at the moment", w.Title),
		w.NewWrapped("Those who did are under People, with everything that was written. Add somebody new, or bring somebody back there.", w.Body),
		w.Pad(w.HStack(12, p.first), 12, 0, 0, 0),
	)
	return w.VStack(0, w.Pad(w.Centred(w.NewCard(w.Inset(text, 32)), 620), 96, 24, 24, 24))
}

func (p *todayPage) body(t *Team) fyne.CanvasObject {
	a := p.a
	next := p.appointments(t)
	promises := p.promises(t)
	line := strings.Join(nonEmpty(longDay(t.On, t.On), p.summary(next, promises)), " · ")
	if a.shell.narrow {
		line = longDay(t.On, t.On)
	}
	beside := func(left, right fyne.CanvasObject) fyne.CanvasObject {
		if a.shell.cramped {
			return w.VStack(a.gap(), left, right)
		}
		return w.Columns(a.gap(), []float32{1.44, 1}, left, right)
	}
	return w.Pad(w.VStack(a.gap(),
		w.VStack(0,
			a.topbar("Today", line, a.searchButton(), w.NewButton("New one-on-one", w.Primary, func() { a.press(fyne.KeyN, ctrl) }).WithIcon("plus").Writes()),
			beside(p.nextCard(t, next), p.promisesCard(t, promises)),
		),
		beside(a.covered("Needs attention", func() fyne.CanvasObject { return p.signsCard(t) }), p.goalsCard(t)),
		a.covered("Team mood", func() fyne.CanvasObject { return p.moodStrip(t) }),
	), 0, a.pad(), 20, a.pad())
}

func nonEmpty(texts ...string) []string {
	return slices.DeleteFunc(texts, func(s string) bool { return s == "" })
}

// coming is an appointment with its person.
type coming struct {
	m *Member
	people.Appointment
}

// appointments are those of the week to come and what is going on, earliest first.
func (p *todayPage) appointments(t *Team) []coming {
	var out []coming
	start := t.On.In(t.Now.Location())
	for _, m := range t.Active() {
		ongoing, busy := m.Ongoing()
		if busy && ongoing.At.Time().Before(start) {
			out = append(out, coming{m, people.Appointment{At: ongoing.At, Meeting: ongoing}})
		}
		for _, x := range m.Appointments(start, start.AddDate(0, 0, 7).Add(-time.Second)) {
			out = append(out, coming{m, x})
		}
	}
	slices.SortStableFunc(out, func(x, y coming) int { return x.At.Compare(y.At) })
	return out
}

// promises are the manager's open action items, the latest first: also those to the own manager and to peers.
func (p *todayPage) promises(t *Team) []notes.Action {
	var out []notes.Action
	for _, m := range slices.Concat(t.Active(), t.Others()) {
		for _, x := range m.Actions {
			if x.Owner == notes.Me && x.State == notes.ActionOpen {
				out = append(out, x)
			}
		}
	}
	slices.SortStableFunc(out, func(x, y notes.Action) int {
		far := func(d civil.Date) civil.Date { return cmp.Or(d, 1<<30) }
		return cmp.Compare(far(x.Due), far(y.Due))
	})
	return out
}

func (p *todayPage) summary(next []coming, promises []notes.Action) string {
	today, late := 0, 0
	for _, x := range next {
		if dayOf(x.At, p.team.Now) == p.team.On {
			today++
		}
	}
	for _, x := range promises {
		if x.DaysLate(p.team.On) > 0 {
			late++
		}
	}
	var parts []string
	if today > 0 {
		parts = append(parts, inWords(today, "one-on-one", "one-on-ones"))
	}
	if late > 0 {
		parts = append(parts, inWords(late, "promise", "promises")+" late")
	}
	if len(parts) == 0 && len(next) == 0 {
		return "A quiet week. Nothing is due."
	}
	return strings.Join(parts, ", ")
}

func (p *todayPage) rowHeight() float32 {
	if p.a.shell.narrow {
		return 44
	}
	return 48
}

func (p *todayPage) nextCard(t *Team, next []coming) fyne.CanvasObject {
	said := ""
	if len(next) > 0 {
		said = count(len(next), "in seven days", "in seven days")
	}
	parts := []fyne.CanvasObject{w.NewCardHead("Next up", said, nil)}
	var rows []fyne.CanvasObject
	started := false
	for i, x := range next {
		if i == maxNext && !p.allNext {
			rows = append(rows, p.more(len(next)-maxNext, "one-on-ones", &p.allNext))
			break
		}
		rows = append(rows, p.nextRow(t, x, &started))
	}
	if len(rows) == 0 {
		rows = append(rows, w.EmptyState("A quiet week. Nothing is due.", "", nil))
	}
	return w.NewCard(append(parts, w.Rows(rows...))...)
}

func (p *todayPage) nextRow(t *Team, x coming, started *bool) fyne.CanvasObject {
	a, id := p.a, x.m.Person.ID
	day := dayOf(x.At, t.Now)
	waiting := len(x.m.TalkingPoints)
	line := w.Meeting{
		Time: clockOf(x.At, t.Now), Day: nearDay(day, t.On), Name: t.label(x.m), Avatar: x.m.Colour(), Writes: true,
		State: w.MeetingState{Text: "Not prepared", Icon: "dots"}, Detail: "no points yet",
	}
	if waiting > 0 {
		line.Detail = count(waiting, "point waiting", "points waiting")
	}
	switch {
	case x.Meeting.GoingOn():
		line.State = w.MeetingState{Text: "Started", Icon: "edit"}
		line.Detail = ""
		if n := len(x.Meeting.Topics); n > 0 {
			line.Detail = count(n, "topic", "topics")
		}
	case !x.Meeting.Prepared.IsZero():
		line.State = w.MeetingState{Text: "Prepared", Icon: "check", Tone: w.Good}
		if waiting > 0 {
			line.Detail = count(waiting, "point ready", "points ready")
		}
	}
	if a.shell.narrow {
		line.Detail = ""
	}
	open := func() { a.open(Place{Page: Person, Person: id}) }
	act := func() { a.startMeeting(id) }
	switch {
	case x.Meeting.GoingOn():
		line.Action, line.Main, *started = "Continue", !*started, true
	case day == t.On:
		line.Action, line.Main, *started = "Start", !*started, true
	default:
		line.Writes = false
		line.Action, act = "Prep", func() { a.open(Place{Page: Prep, Person: id}) }
	}
	return w.NewMeetingRow(line, p.rowHeight(), open, act)
}

func (p *todayPage) promisesCard(t *Team, promises []notes.Action) fyne.CanvasObject {
	a := p.a
	late := 0
	for _, x := range promises {
		if x.DaysLate(t.On) > 0 {
			late++
		}
	}
	said := ""
	if len(promises) > 0 {
		said = count(len(promises), "open", "open")
		if late > 0 {
			said += ", " + count(late, "late", "late")
		}
	}
	var rows []fyne.CanvasObject
	for i, x := range promises {
		if i == maxPromises {
			rows = append(rows, moreRow(len(promises)-maxPromises, "promises", func() { a.open(Place{Page: Actions}) }))
			break
		}
		rows = append(rows, a.promiseRow(x, t.Member(x.Person), t, p.rowHeight(), personShown, func() {
			a.open(Place{Page: Person, Person: x.Person})
		}))
	}
	if len(rows) == 0 {
		rows = append(rows, w.EmptyState("You owe nothing right now.", "", nil))
	}
	return w.NewCard(w.NewCardHead("Your promises", said, w.NewButton("All action items", w.Link, func() { a.open(Place{Page: Actions}) })), w.Rows(rows...))
}

func (p *todayPage) more(n int, what string, all *bool) fyne.CanvasObject {
	return moreRow(n, what, func() {
		*all = true
		p.show(p.team)
	})
}

// moreRow is the last row of a list that is not shown as a whole; what names what there is more of, for those who hear it.
func moreRow(n int, what string, show func()) *w.Row {
	row := w.NewRow(36, w.NewText(count(n, "more", "more"), w.Small.In(theme.AccentText)), show)
	row.SetLabel(fmt.Sprintf("%d more %s", n, what))
	return row
}

// oneEach is every person's most severe sign, the most severe first.
func oneEach(t *Team) []signOf {
	var out []signOf
	for _, m := range t.Active() {
		if len(m.Signs) > 0 {
			out = append(out, signOf{m, strongest(m.Signs)})
		}
	}
	slices.SortStableFunc(out, func(x, y signOf) int {
		return cmp.Or(cmp.Compare(y.Severity, x.Severity), cmp.Compare(y.Since, x.Since))
	})
	return out
}

// strongest is the sign that speaks for a person: the most severe one, and of equals one that says by itself what was seen rather than
// the one that joins others.
func strongest(signs []morale.Sign) morale.Sign {
	for _, s := range signs {
		if s.Severity == signs[0].Severity && s.Kind != morale.Combined {
			return s
		}
	}
	return signs[0]
}

type signOf struct {
	m *Member
	morale.Sign
}

func (p *todayPage) signsCard(t *Team) fyne.CanvasObject {
	all := oneEach(t)
	said := ""
	if len(all) > 0 {
		said = count(len(all), "person to look at", "people to look at")
	}
	var rows []fyne.CanvasObject
	for i, x := range all {
		if i == maxSigns && !p.allSigns {
			rows = append(rows, p.more(len(all)-maxSigns, "people with signs", &p.allSigns))
			break
		}
		rows = append(rows, p.a.signRow(x.m, x.Sign, true, !p.a.shell.narrow))
	}
	if len(rows) == 0 {
		rows = append(rows, p.a.noSigns(nil))
	}
	for _, m := range t.Active() { // one calm line for what got better
		if len(m.Eased) > 0 {
			rows = append(rows, w.Pad(w.HStack(12, w.NewIcon("check", theme.Green, 16), w.NewWrapped(m.Person.FirstName()+" · "+m.Eased[0].Words(t.On), w.Small.In(theme.Text2))), 10, 15, 10, 15))
			break
		}
	}
	return w.NewCard(w.NewCardHead("Needs attention", said, nil), w.Rows(rows...))
}

func (p *todayPage) goalsCard(t *Team) fyne.CanvasObject {
	a := p.a
	type item struct {
		m *Member
		g goals.Goal
		s goals.State
	}
	var look []item
	active := 0
	for _, m := range t.Active() {
		for _, g := range m.Goals {
			if g.Status != goals.Active {
				continue
			}
			active++
			if s := goals.StateOf(g, t.On); s.IsAtRisk() || s.Stale || s.Kind == goals.StateNotMeasured {
				look = append(look, item{m, g, s})
			}
		}
	}
	rank := map[goals.StateKind]int{goals.StateOffTrack: 0, goals.StateAtRisk: 1, goals.StateOnTrack: 2, goals.StateNotMeasured: 3}
	slices.SortStableFunc(look, func(x, y item) int { return cmp.Compare(rank[x.s.Kind], rank[y.s.Kind]) })
	said := ""
	if active > 0 {
		said = count(len(look), "of", "of") + " " + count(active, "active", "active")
	}
	var rows []fyne.CanvasObject
	for i, x := range look {
		if i == maxGoals && !p.allGoals {
			rows = append(rows, p.more(len(look)-maxGoals, "goals to look at", &p.allGoals))
			break
		}
		id := x.m.Person.ID
		rows = append(rows, a.goalRow(x.g, x.m, t, 76, true, func() {
			a.open(Place{Page: Person, Person: id, Tab: TabGoals, Record: x.g.ID})
		}))
	}
	if active == 0 {
		rows = append(rows, w.EmptyToFill("No goals yet. Start with one that matters to them.", "New goal", func() { a.press(fyne.KeyG, ctrl) }))
	} else if len(rows) == 0 {
		rows = append(rows, w.EmptyState("Every active goal is on track.", "", nil))
	}
	return w.NewCard(w.NewCardHead("Goals to look at", said, w.NewLegend(w.MarkTick, "expected by today")), w.Rows(rows...))
}

func (p *todayPage) moodStrip(t *Team) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, m := range t.Active() {
		id := m.Person.ID
		line, caption, below := moodTile(m, t)
		style := w.Caption.In(theme.Text2)
		if below {
			style = w.CaptionStrong.In(theme.Amber)
		}
		tile := w.NewRow(0, w.Pad(w.VStack(2, w.NewElided(m.Person.FirstName(), w.SmallStrong), line, w.NewElided(caption, style)), 8, 0, 8, 0), func() {
			p.a.open(Place{Page: Person, Person: id})
		}).WithSide(14)
		tiles = append(tiles, tile)
	}
	strip := container.NewHScroll(newStrip(tiles))
	if p.a.shell.narrow {
		return w.NewCard(strip)
	}
	legend := w.HStack(16, w.NewLegend(w.MarkBand, "Usual range"), w.NewLegend(w.MarkDiamond, "Below usual"))
	return w.NewCard(w.NewCardHead("Team mood", "Last eight one-on-ones each", legend).WithHeight(32), strip)
}
