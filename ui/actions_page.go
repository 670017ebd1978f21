package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// The filters of the action items, in the order of their chips.
const (
	actionsOpen = iota
	actionsLate
	actionsWeek
	actionsUndated
	actionsRecurring
	actionsDone
)

// actionsPage lists the action items of everyone, the manager's own and theirs. It is made once and only its rows are drawn again, so
// that a list of any length scrolls as one of ten.
type actionsPage struct {
	a    *App
	root *fyne.Container
	list *w.RowList
	add  *actionAdder

	line    *w.Text
	side    *w.Segmented
	chips   []*w.FilterChip
	who     *w.FilterChip
	dropped *w.Check
	group   *w.Segmented
	empty   *fyne.Container

	owner   int // 0 mine, 1 theirs, 2 both
	filter  int
	byDate  bool
	person  uuid.UUID // only this one's; nil for everyone's
	members []*Member // those that the filter offers
	items   []actionOf
	fresh   map[uuid.UUID]bool // ticked a moment ago: they stay, with Undo, until the time for it is over
	edit    *actionEdit
	narrow  bool
}

// actionOf is an action item with whose it is.
type actionOf struct {
	m *Member
	notes.Action
	first bool // the first one of its person
}

// newActionsPage makes the page; a record of the place is an action item to show and to stand on, a person the one whose are shown.
func newActionsPage(a *App, at Place) *actionsPage {
	p := &actionsPage{a: a, owner: 2, person: at.Person, fresh: map[uuid.UUID]bool{}, root: container.NewStack(), empty: container.NewStack()}
	p.add = newActionAdder(a)
	p.line = w.NewElided("", w.Small.In(theme.Text2))
	p.side = w.NewSegmented([]string{"Mine", "Theirs", "All"}, p.owner, func(i int) { p.owner = i; p.fill(a.team) })
	p.group = w.NewSegmented([]string{"Person", "Date"}, 0, func(i int) { p.byDate = i == 1; p.fill(a.team) }).WithHeight(28)
	p.dropped = w.NewCheck("Show dropped", false, func(bool) { p.fill(a.team) }).Steady().WithStyle(w.Small)
	for i := range 6 {
		p.chips = append(p.chips, w.NewFilterButton("", false, func() { p.filter = i; p.fill(a.team) }).Wordy())
	}
	p.who = w.NewFilterChip("Who", []string{"everyone"}, 0, func(i int) {
		p.person = uuid.Nil
		if i > 0 {
			p.person = p.members[i-1].Person.ID
		}
		p.fill(a.team)
	})
	p.list = w.NewRowList("Action items", 40, p.newRow, p.bind)
	p.list.OnKey = p.keys
	p.build()
	for _, m := range a.team.Members {
		for _, x := range m.Actions {
			if x.ID == at.Record && at.Record != uuid.Nil {
				p.standOn(x)
			}
		}
	}
	return p
}

// standOn chooses the filters so that an action item is listed, and makes it the one that keys act on once the list has its size.
func (p *actionsPage) standOn(x notes.Action) {
	switch x.State {
	case notes.ActionDone:
		p.filter = actionsDone
	case notes.ActionDropped:
		p.dropped.SetChecked(true)
	}
	p.a.later(func() {
		if i := p.index(x.ID); i >= 0 {
			p.list.SetCurrent(i)
		}
	})
}

func (p *actionsPage) build() {
	a := p.a
	p.narrow = a.shell.narrow
	back := w.NewIconButton("back", "Back", w.Quiet, a.goBack)
	title := middle(w.NewText("Action items", w.Title), p.line)
	head := w.Sized(w.HStack(12, back, w.Grow(title), p.side), 0, theme.HeightTopbar)
	chips := []fyne.CanvasObject{}
	for _, c := range p.chips {
		chips = append(chips, c)
	}
	chips = append(chips, p.who)
	filters := w.HStack(8, append(chips, p.dropped, w.Spacer(), w.NewText("Group by", w.Small.In(theme.Text2)), p.group)...)
	if p.narrow {
		filters = w.VStack(8, w.HStack(8, chips...), w.HStack(8, p.dropped, w.Spacer(), w.NewText("Group by", w.Small.In(theme.Text2)), p.group))
	}
	hint := func(text string, keys ...string) fyne.CanvasObject {
		objects := []fyne.CanvasObject{}
		for _, k := range keys {
			objects = append(objects, w.NewKeyCap(k))
		}
		return w.HStack(8, append(objects, w.NewText(text, w.Caption.In(theme.Text2)))...)
	}
	hints := []fyne.CanvasObject{hint("choose", "↑↓"), hint("done", "Space"), hint("edit", "F2"), hint("drop, with a reason", "Del"), hint("open the note", "Enter"), w.Spacer()}
	if !p.narrow {
		hints = append(hints, w.NewText("Dates without a chip: when it was said", w.Caption.In(theme.Text3)))
	}
	foot := w.VStack(0, w.NewLine(), w.Sized(w.Pad(w.HStack(20, hints...), 0, 16, 0, 16), 0, 35))
	card := fullCard(nil, foot, container.NewStack(p.list, p.empty))
	top := w.VStack(12, w.VStack(0, head, p.add.object()), filters)
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(top, 0, a.pad(), 12, a.pad()), nil, nil, nil, w.Pad(card, 0, a.pad(), 20, a.pad()))}
	p.root.Refresh()
}

func (p *actionsPage) object() fyne.CanvasObject { return p.root }

func (p *actionsPage) leave() {}

func (p *actionsPage) focus() { p.list.Focus() }

func (p *actionsPage) escape() bool {
	if p.edit == nil {
		return false
	}
	p.endEdit()
	return true
}

func (p *actionsPage) show(t *Team) {
	if p.narrow != p.a.shell.narrow {
		p.build()
	}
	p.add.show(t)
	p.fill(t)
}

// fits reports whether a filter shows an action item.
func (p *actionsPage) fits(filter int, x notes.Action, on civil.Date) bool {
	open := x.State == notes.ActionOpen || p.fresh[x.ID]
	switch filter {
	case actionsLate:
		return open && x.Due != 0 && x.Due < on
	case actionsWeek:
		return open && x.Due >= on && x.Due <= on+civil.Date((7-int(on.Weekday()))%7)
	case actionsUndated:
		return open && x.Due == 0
	case actionsRecurring:
		return open && x.Recurs != ""
	case actionsDone:
		return x.State == notes.ActionDone
	}
	return open || x.State == notes.ActionDropped && p.dropped.Checked()
}

// fill works out what is shown, and how many there are of each sort.
func (p *actionsPage) fill(t *Team) {
	p.members = nil
	options := []string{"everyone"}
	for _, m := range t.Members {
		if !m.Person.IsArchived() {
			p.members = append(p.members, m)
			options = append(options, t.label(m))
		}
	}
	chosen := slices.IndexFunc(p.members, func(m *Member) bool { return m.Person.ID == p.person }) + 1
	p.who.SetOptions(options, chosen)
	if chosen == 0 {
		p.person = uuid.Nil
	}
	current := uuid.Nil
	if i := p.list.Current(); i >= 0 && i < len(p.items) {
		current = p.items[i].ID
	}
	before := p.list.Current()
	p.items = nil
	var of [3]int // open ones: mine, theirs, all
	var by [6]int
	late, kept, due := 0, 0, 0
	for _, m := range p.members {
		k, n := m.Kept(notes.Me, t.On, 90)
		kept, due = kept+k, due+n
		for _, x := range m.Actions {
			side := 0
			if x.Owner == notes.Them {
				side = 1
			}
			if x.State == notes.ActionOpen {
				of[side]++
				of[2]++
				if x.DaysLate(t.On) > 0 {
					late++
				}
			}
			if p.owner != 2 && p.owner != side || p.person != uuid.Nil && p.person != m.Person.ID {
				continue
			}
			for f := range by {
				if p.fits(f, x, t.On) && !(f == actionsOpen && x.State == notes.ActionDropped) && !(f != actionsDone && x.State != notes.ActionOpen) {
					by[f]++
				}
			}
			if p.fits(p.filter, x, t.On) {
				p.items = append(p.items, actionOf{m: m, Action: x})
			}
		}
	}
	p.sort()
	said := count(of[2], "open", "open")
	if late > 0 {
		said += ", " + count(late, "late", "late")
	}
	if due > 0 {
		said += fmt.Sprintf(" · %d of your last %d kept on time", kept, due)
	}
	p.line.SetText(said)
	p.side.SetOptions([]string{fmt.Sprint("Mine ", of[0]), fmt.Sprint("Theirs ", of[1]), fmt.Sprint("All ", of[2])}, p.owner)
	for i, name := range []string{"All open", "Late", "This week", "No date", "Recurring", "Done"} {
		p.chips[i].SetText(fmt.Sprint(name, " ", by[i]), i == p.filter)
	}
	p.list.SetLength(len(p.items))
	at := slices.IndexFunc(p.items, func(x actionOf) bool { return x.ID == current })
	switch {
	case at >= 0:
		p.list.SetCurrent(at)
	case current != uuid.Nil:
		p.list.SetCurrent(min(before, len(p.items)-1))
	}
	if p.edit != nil {
		if i := slices.IndexFunc(p.items, func(x actionOf) bool { return x.ID == p.edit.x.ID }); i >= 0 {
			p.list.SetOver(i, p.edit.root)
		} else {
			p.endEdit()
		}
	}
	p.showEmpty(t)
}

func (p *actionsPage) sort() {
	slices.SortStableFunc(p.items, func(a, b actionOf) int {
		if p.filter == actionsDone && p.byDate {
			return cmp.Or(cmp.Compare(b.Closed, a.Closed), cmp.Compare(b.Created, a.Created))
		}
		person := 0
		if !p.byDate && a.m != b.m {
			person = cmp.Compare(slices.Index(p.members, a.m), slices.Index(p.members, b.m))
		}
		if p.filter == actionsDone {
			return cmp.Or(person, cmp.Compare(b.Closed, a.Closed))
		}
		return cmp.Or(person, bySoonest(a.Action, b.Action))
	})
	for i := range p.items {
		p.items[i].first = i == 0 || p.byDate || p.items[i-1].m != p.items[i].m
	}
}

// bySoonest compares by the day on which action items are due, those without one last, then by when they were said.
func bySoonest(a, b notes.Action) int {
	day := func(d civil.Date) civil.Date {
		if d == 0 {
			return 1 << 30
		}
		return d
	}
	return cmp.Or(cmp.Compare(day(a.Due), day(b.Due)), cmp.Compare(a.Created, b.Created))
}

func (p *actionsPage) showEmpty(t *Team) {
	p.empty.Objects = nil
	if len(p.items) == 0 {
		said := []string{
			"Nothing is open.", "Nothing is late.", "Nothing is due this week.", "Everything has a date.", "Nothing comes back by itself. Write “every friday” in an action item.", "Nothing is done yet.",
		}[p.filter]
		if len(t.Members) == 0 {
			said = "Action items appear here once there is a report."
		}
		p.empty.Objects = []fyne.CanvasObject{w.VStack(0, w.EmptyState(said, "", nil))}
	}
	p.empty.Refresh()
}

func (p *actionsPage) newRow() fyne.CanvasObject { return w.NewActionRow() }

func (p *actionsPage) bind(i int, o fyne.CanvasObject) {
	row, x := o.(*w.ActionRow), p.items[i]
	on := p.a.team.On
	item := w.ActionItem{Whole: i > 0 && x.first, Owner: "You", Mine: true, Text: x.Text, Said: shortDay(x.Created, on), Done: x.State == notes.ActionDone, Dropped: x.State == notes.ActionDropped}
	if i == 0 {
		item.Whole = true
	}
	if x.first {
		item.Name, item.Avatar = p.a.team.label(x.m), x.m.Colour()
	}
	if x.Owner == notes.Them {
		item.Owner, item.Mine = x.m.Person.FirstName(), false
	}
	item.Repeat = language.RepeatWords(x.Recurs)
	item.Due, item.Icon, item.Tone = dueWords(x.Action, on)
	switch {
	case p.fresh[x.ID] && x.State == notes.ActionDone:
		item.Link, item.LinkAside = "Undo", "Done just now"
	case x.State == notes.ActionDropped:
		item.Aside = strings.Join(nonEmpty("Dropped "+shortDay(x.Closed, on), x.Reason), ": ")
		item.Link = "Take up again"
	}
	row.Set(item)
	id := x.ID
	row.OnPart = func(part w.ActionPart) { p.pressed(id, part) }
	row.OnMenu = func(at fyne.Position) {
		if i := p.index(id); i >= 0 {
			p.list.SetCurrent(i)
			w.ShowMenu(p.a.window.Canvas(), at, p.menu(p.items[i]))
		}
	}
}

func (p *actionsPage) index(id uuid.UUID) int {
	return slices.IndexFunc(p.items, func(x actionOf) bool { return x.ID == id })
}

func (p *actionsPage) pressed(id uuid.UUID, part w.ActionPart) {
	i := p.index(id)
	if i < 0 {
		return
	}
	p.list.SetCurrent(i)
	p.list.Focus()
	x := p.items[i]
	switch {
	case part == w.ActionPerson:
		p.a.open(Place{Page: Person, Person: x.Person})
		return
	case w.ReadOnly: // in the time machine
		return
	}
	switch part {
	case w.ActionTick:
		p.tick(x)
	case w.ActionLink:
		p.reopen(x.Action)
	default:
		p.beginEdit(i, part)
	}
}

func (p *actionsPage) keys(i int, e *fyne.KeyEvent) bool {
	if i < 0 || i >= len(p.items) {
		return false
	}
	x := p.items[i]
	switch {
	case e.Name == fyne.KeyReturn, e.Name == fyne.KeyEnter:
		p.openNote(x)
		return true
	case w.ReadOnly: // in the time machine
		return false
	}
	switch e.Name {
	case fyne.KeySpace:
		p.tick(x)
	case fyne.KeyF2:
		p.beginEdit(i, w.ActionText)
	case fyne.KeyDelete, fyne.KeyBackspace:
		p.drop(x.Action)
	default:
		return false
	}
	return true
}

// tick closes an item, or opens it again.
func (p *actionsPage) tick(x actionOf) {
	if x.State != notes.ActionOpen {
		p.reopen(x.Action)
		return
	}
	p.fresh[x.ID] = true
	p.a.setActionDone(x.Action, true)
	p.a.undo = func() { p.a.undo = nil; p.reopen(x.Action) }
	time.AfterFunc(w.UndoTime, func() {
		p.a.do(func() {
			if delete(p.fresh, x.ID); p.a.page == p {
				p.fill(p.a.team)
			}
		})
	})
}

func (p *actionsPage) reopen(x notes.Action) {
	delete(p.fresh, x.ID)
	p.a.setActionDone(x, false)
}

// openNote goes to where the item was agreed, or to the person.
func (p *actionsPage) openNote(x actionOf) {
	to := Place{Page: Person, Person: x.Person}
	if _, ok := x.m.Meeting(x.Meeting); ok {
		to.Tab, to.Record = TabMeetings, x.Meeting
	}
	p.a.open(to)
}

// drop asks why an item is given up.
func (p *actionsPage) drop(x notes.Action) {
	if x.State == notes.ActionDropped {
		return
	}
	a := p.a
	why := w.NewEntry("Overtaken, someone else does it…")
	var o *w.Overlay
	submit := func() bool {
		if notes.IsBlank(why.Text) {
			why.SetError("A few words are enough. They stay with it.")
			why.Focus()
			return false
		}
		reason, on := why.Text, a.today()
		change(a, x, func(x notes.Action) (notes.Action, error) { return notes.Drop(x, on, reason), nil })
		a.offerUndo("Dropped: "+x.Text, func() { put(a, x) })
		return true
	}
	why.OnEnter = func(string) {
		if submit() {
			o.Close()
		}
	}
	o = a.showForm("drop."+x.Person.String()+"."+x.ID.String(), func() { p.drop(x) }, w.Form{
		Title: "Why is it dropped?", Content: w.VStack(12, w.NewText(x.Text, w.Body.In(theme.Text2)).Wrap(3), why), Save: "Drop", Cancel: "Keep", Focus: why, OnSave: submit,
	}, wordsIn(why))
}

func (p *actionsPage) menu(x actionOf) []w.MenuItem {
	a := p.a
	done := w.MenuItem{Text: "Done", Icon: "check", Writes: true, Key: "Space", Do: func() { p.tick(x) }}
	if x.State != notes.ActionOpen {
		done = w.MenuItem{Text: "Open again", Icon: "refresh", Writes: true, Key: "Space", Do: func() { p.reopen(x.Action) }}
	}
	items := []w.MenuItem{
		done,
		{Text: "Edit", Icon: "edit", Writes: true, Key: "F2", Do: func() { p.beginEdit(p.index(x.ID), w.ActionText) }},
		{Text: "Open the note", Icon: "doc", Key: "Enter", Do: func() { p.openNote(x) }},
		{Text: "Move to another person", Icon: "carry", Writes: true, Do: func() { moveTo(a, x.Action, x.Person, "this action item", nil) }},
		{Text: "Drop, with a reason", Icon: "x", Writes: true, Key: "Del", Disabled: x.State == notes.ActionDropped, Do: func() { p.drop(x.Action) }},
		{},
	}
	for _, rule := range []string{"", "FREQ=WEEKLY", "FREQ=WEEKLY;INTERVAL=2", "FREQ=MONTHLY"} {
		word := "Does not repeat"
		if rule != "" {
			word = language.RepeatWords(rule)
		}
		items = append(items, w.MenuItem{Text: word, Writes: true, Checked: language.PlainMonth(x.Recurs) == rule, Do: func() {
			change(a, x.Action, func(x notes.Action) (notes.Action, error) { x.Recurs = rule; return x, nil })
		}})
	}
	return append(items, w.MenuItem{}, a.historyItem("actions", x.Person, x.ID), w.MenuItem{Text: "Delete", Icon: "x", Writes: true, Danger: true, Do: func() { remove(a, x.Action, "Deleted: "+x.Text) }})
}

func (p *actionsPage) actions() []action {
	return []action{
		{"Add an action item", fyne.KeyJ, ctrl, func() { p.add.entry.Focus() }},
	}
}

// topRow puts objects side by side, the first one taking the room that is left, all at the top.
type topRow struct{ gap float32 }

func (l topRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(l.gap*float32(len(objects)-1), 0)
	for _, o := range objects {
		m := o.MinSize()
		size = fyne.NewSize(size.Width+m.Width, max(size.Height, m.Height))
	}
	return size
}

func (l topRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := size.Width
	for i := len(objects) - 1; i > 0; i-- {
		m := objects[i].MinSize()
		x -= m.Width
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(m)
		x -= l.gap
	}
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(x, size.Height))
}
