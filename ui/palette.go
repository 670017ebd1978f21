package ui

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// palette finds people, notes, goals and commands by a few letters, and opens or runs the one that is chosen.
type palette struct {
	a        *App
	overlay  *w.Overlay
	entry    *w.Entry
	list     *fyne.Container
	scroll   *container.Scroll
	chips    []*w.FilterChip
	only     paletteGroup // the group that is looked in; 0 for all
	people   []target
	goals    []target
	commands []target

	generation int // of the newest query; an answer to an older one is thrown away
	cancel     context.CancelFunc
	waiting    func() // what a key that came before the answer wants done with it
	items      []target
	rows       []*w.Row
	opens      []fyne.CanvasObject // "Open Enter" of each row, shown while it is chosen; nil where there is none
	current    int
}

// paletteGroup is one of the groups, in their order.
type paletteGroup int

const (
	anyGroup paletteGroup = iota
	noteGroup
	peopleGroup
	goalGroup
	commandGroup
)

var groupWords = []string{"All", "Notes", "People", "Goals", "Commands"}

// paletteRows is how many rows each group has.
const paletteRows = 3

// target is something that the palette can open or run.
type target struct {
	group  paletteGroup
	key    string // under which its use is counted; empty for what is not counted
	text   string
	folded []rune
	detail string
	more   []rune // the detail, folded, where it is looked through too
	hint   string // at the right
	keycap string
	icon   string
	colour int
	person uuid.UUID
	do     func()

	found     match
	foundMore [][2]int    // in the detail
	hit       storage.Hit // of a note
	score     float64
}

// openPalette opens the palette over the window.
func (a *App) openPalette() {
	p := &palette{a: a, list: w.VStack(0)}
	a.palette = p
	p.collect()
	p.entry = w.NewEntry("Find a person, a note, a goal, or run a command").Bare()
	p.entry.TakesTab, p.entry.Free = true, true
	p.entry.OnChanged = func(string) { p.search() }
	p.entry.OnEnter = func(string) { p.soon(p.run) }
	p.entry.OnEscape = func() { p.overlay.Close() }
	p.entry.OnKey = p.keys
	p.entry.OnShortcut = func(s fyne.Shortcut) bool {
		if c, ok := s.(*desktop.CustomShortcut); ok && (c.KeyName == fyne.KeyReturn || c.KeyName == fyne.KeyEnter) && c.Modifier == ctrl {
			p.soon(p.startWith)
		}
		return true
	}
	chips := []fyne.CanvasObject{w.NewIcon("search", theme.Text2, 18), w.Grow(middle(p.entry))}
	for g, word := range groupWords[:commandGroup] {
		chip := w.NewFilterButton(word, g == 0, func() { p.choose(paletteGroup(g)) }).Wordy()
		p.chips = append(p.chips, chip)
		chips = append(chips, chip)
	}
	head := w.Sized(w.Pad(w.HStack(8, append(chips, w.NewKeyCap("Esc"))...), 0, 20, 0, 20), 0, 56)
	key := func(name, does string) fyne.CanvasObject {
		return w.HStack(6, w.NewKeyCap(name), w.NewText(does, w.Caption.In(theme.Text2)))
	}
	foot := w.Foot(w.Sized(w.Pad(w.HStack(16, w.HStack(3, w.NewKeyCap("↑"), key("↓", "choose")), key("Enter", "open"), key("Tab", "next group"), w.Spacer(),
		w.HStack(6, w.NewText("Type", w.Caption.In(theme.Text2)), w.NewKeyCap(">"), w.NewText("for commands,", w.Caption.In(theme.Text2)), w.NewKeyCap("@"),
			w.NewText("for people", w.Caption.In(theme.Text2)))), 0, 20, 0, 20), 0, 40), theme.Sunken)
	p.scroll = container.NewVScroll(w.Pad(p.list, 4, 0, 4, 0))
	p.scroll.SetMinSize(fyne.NewSize(0, 462))
	body := w.Edges(w.VStack(0, head, w.NewLine()), w.VStack(0, w.NewLine(), w.Pad(foot, 0, 1, 1, 1)), nil, nil, p.scroll)
	p.overlay = w.ShowOverlay(a.window.Canvas(), w.Panel(body), w.OverlayOptions{
		Width: 720, Top: 96, MaxHeight: 560, Scrim: true, Outside: true, Focus: p.entry, OnClosed: func() {
			if p.cancel != nil {
				p.cancel()
			}
			p.generation++
		},
	})
	p.search()
}

// paletteActions are what only the palette offers: places that elsewhere are reached in two steps.
func (a *App) paletteActions() []action {
	settings := func(tab string) func() { return func() { a.open(Place{Page: SettingsPage, Tab: tab}) } }
	out := []action{
		{name: "Add a report", do: a.toWrite(a.addPerson)},
		{name: "Give feedback", do: func() {
			a.forSomeone("Feedback for", func(id uuid.UUID) { a.open(Place{Page: Person, Person: id, Tab: TabFeedback}) })
		}},
		{name: "Appearance", do: settings("appearance")}, {name: "Warning signs: how easily they are raised", do: settings("signs")},
		{name: "Encryption and passphrase", do: settings("security")}, {name: "Backups", do: settings("backups")}, {name: "Trash", do: settings("trash")},
	}
	if m := a.team.Member(a.place.Person); m != nil {
		id, name := m.Person.ID, m.Person.FirstName()
		for _, x := range []struct{ name, tab string }{{"One-on-ones with ", TabMeetings}, {"Feedback for ", TabFeedback}, {"Profile of ", TabProfile}} {
			out = append(out, action{name: x.name + name, do: func() { a.open(Place{Page: Person, Person: id, Tab: x.tab}) }})
		}
	}
	return out
}

// collect lists what can be found without the database.
func (p *palette) collect() {
	a := p.a
	for _, m := range a.team.Members {
		id := m.Person.ID
		detail := roleAndTeam(m.Person, ", ")
		if m.Person.IsArchived() {
			detail = strings.Join(nonEmpty(detail, "archived"), ", ")
		}
		p.people = append(p.people, target{
			group: peopleGroup, key: "person " + id.String(), text: m.Person.Name, detail: detail, more: foldRunes(detail), colour: m.Colour(), person: id,
			do: func() { a.open(Place{Page: Person, Person: id}) },
		})
		for _, g := range m.Goals {
			hint := ""
			if share := goals.Progress(g); share != nil {
				hint = percent(*share)
			}
			p.goals = append(p.goals, target{
				group: goalGroup, key: "goal " + g.ID.String(), text: g.Title, detail: m.Person.Name, hint: hint, icon: "target", person: id,
				do: func() { a.open(Place{Page: Person, Person: id, Tab: TabGoals, Record: g.ID}) },
			})
		}
	}
	for _, g := range a.team.TeamGoals {
		p.goals = append(p.goals, target{
			group: goalGroup, key: "goal " + g.ID.String(), text: g.Title, detail: "Team", icon: "target",
			do: func() { a.open(Place{Page: Goal, Record: g.ID}) },
		})
	}
	seen := map[string]bool{"": true, "Back": true, "Find": true, "Find or run anything": true}
	for _, x := range slices.Concat(a.allActions(), a.paletteActions()) {
		if seen[x.name] {
			continue
		}
		seen[x.name] = true
		key := ""
		if x.key != "" {
			key = keyName(x.key, x.mod)
		}
		p.commands = append(p.commands, target{group: commandGroup, key: "command " + x.name, text: x.name, keycap: key, icon: "chev", do: x.do})
	}
	for _, list := range [][]target{p.people, p.goals, p.commands} {
		for i := range list {
			list[i].folded = foldRunes(list[i].text)
		}
	}
}

// keys moves through the rows while the keyboard stays in the entry.
func (p *palette) keys(e *fyne.KeyEvent) bool {
	n := len(p.items)
	switch e.Name {
	case fyne.KeyDown:
		p.pick(p.current + 1)
	case fyne.KeyUp:
		p.pick(p.current - 1)
	case fyne.KeyTab:
		for step := 1; step <= n; step++ { // the first of the next group, round and round
			if i := (p.current + step) % n; i == 0 || p.items[i].group != p.items[i-1].group {
				p.pick(i)
				break
			}
		}
	default:
		return false
	}
	return true
}

func (p *palette) choose(g paletteGroup) {
	p.only = g
	for i, c := range p.chips {
		c.SetText(groupWords[i], paletteGroup(i) == g)
	}
	p.entry.Focus()
	p.search()
}

// query is what was typed, and the group it is confined to.
func (p *palette) query() (text string, only paletteGroup) {
	text = strings.TrimSpace(p.entry.Text)
	switch {
	case strings.HasPrefix(text, ">"):
		return strings.TrimSpace(text[1:]), commandGroup
	case strings.HasPrefix(text, "@"):
		return strings.TrimSpace(text[1:]), peopleGroup
	}
	return text, p.only
}

// search answers what was typed: at once where no note is looked for, else when the database has answered. A newer query cancels it.
func (p *palette) search() {
	if p.cancel != nil {
		p.cancel()
	}
	p.generation++
	text, only := p.query()
	if text == "" || only != anyGroup && only != noteGroup {
		p.draw(text, only, storage.Results{})
		return
	}
	generation := p.generation
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	q := storage.ParseQuery(text, true)
	if len(q.Kinds) == 0 {
		q.Not = []string{"people", "goals"} // they have groups of their own
	}
	q.Limit, q.Order = paletteRows, storage.NewestFirst
	if only == noteGroup {
		q.Limit = 4 * paletteRows
	}
	if p.a.sharedOnly(&q) {
		p.draw(text, only, storage.Results{})
		return
	}
	team := p.a.team
	go func() {
		var found storage.Results
		err := p.a.o.DB.Read(ctx, func(tx *storage.Tx) (err error) {
			found, err = team.search(tx, q)
			return err
		})
		if ctx.Err() != nil {
			return
		}
		p.a.do(func() {
			if generation != p.generation {
				return
			}
			if err != nil {
				found = storage.Results{}
			}
			p.draw(text, only, found)
		})
	}()
	p.waiting = func() {}
}

// soon runs do on what is shown, or once the answer to what was typed last is there.
func (p *palette) soon(do func()) {
	if p.waiting != nil {
		p.waiting = do
		return
	}
	do()
}

// best are the targets that fit, the best first: by how they fit and by how often they were chosen.
func (p *palette) best(list []target, text string, limit int) []target {
	pattern := foldRunes(text)
	var out []target
	for _, t := range list {
		m, ok := fuzzy(pattern, t.folded)
		t.found = m
		t.score = float64(m.score)
		if !ok && len(pattern) > 1 && t.more != nil {
			if i := indexRunes(t.more, pattern); i >= 0 {
				t.found, t.foundMore = match{}, [][2]int{{i, i + len(pattern)}}
				ok = true
			}
		}
		if !ok {
			continue
		}
		t.score += 30 * p.a.used(t.key)
		out = append(out, t)
	}
	slices.SortStableFunc(out, func(x, y target) int {
		switch {
		case x.score > y.score:
			return -1
		case x.score < y.score:
			return 1
		}
		return 0
	})
	return out[:min(len(out), limit)]
}

func indexRunes(text, part []rune) int {
	for i := 0; i+len(part) <= len(text); i++ {
		if slices.Equal(text[i:i+len(part)], part) {
			return i
		}
	}
	return -1
}

func (p *palette) pick(i int) {
	if len(p.rows) == 0 {
		return
	}
	p.current = min(max(i, 0), len(p.rows)-1)
	for j, r := range p.rows {
		r.SetSelected(j == p.current)
		if o := p.opens[j]; o != nil && o.Visible() != (j == p.current) {
			if j == p.current {
				o.Show()
			} else {
				o.Hide()
			}
			r.Refresh()
		}
	}
	row := p.rows[p.current]
	if top, bottom := row.Position().Y-32, row.Position().Y+row.Size().Height+12; top < p.scroll.Offset.Y || bottom > p.scroll.Offset.Y+p.scroll.Size().Height {
		y := top
		if bottom > p.scroll.Offset.Y+p.scroll.Size().Height {
			y = bottom - p.scroll.Size().Height
		}
		p.scroll.ScrollToOffset(fyne.NewPos(0, max(y, 0)))
	}
}

// run opens or runs the row that is chosen.
func (p *palette) run() {
	if p.current >= len(p.items) {
		return
	}
	t := p.items[p.current]
	p.overlay.Close()
	p.a.use(t.key)
	t.do()
}

// startWith starts a one-on-one with the person of the row that is chosen.
func (p *palette) startWith() {
	if p.current >= len(p.items) || p.items[p.current].person == uuid.Nil {
		return
	}
	t := p.items[p.current]
	if m := p.a.team.Member(t.person); m == nil || m.Person.IsArchived() {
		return
	}
	p.overlay.Close()
	p.a.use("person " + t.person.String())
	p.a.toWrite(func() { p.a.startMeeting(t.person) })()
}
