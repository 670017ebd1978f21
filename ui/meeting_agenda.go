package ui

import (
	"reflect"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// agenda is the left column of a meeting: its topics, ticked off as they are talked about.
type agenda struct {
	p       *meetingPage
	root    *fyne.Container
	head    *w.CardHead
	scroll  *container.Scroll
	rows    *fyne.Container
	byID    map[uuid.UUID]*w.AgendaRow
	current uuid.UUID
	moveOn  bool // the current topic was ticked: the next open one follows
	add     *w.Entry
	waits   *w.Text // how many talking points wait for a meeting that has not begun
	order   *reorder
	shown   *agendaState
}

// agendaState is all that it shows rests on.
type agendaState struct {
	topics  []notes.Topic
	status  notes.Status
	goingOn bool
	first   string
	waiting int
	current uuid.UUID
	moveOn  bool
}

func (g *agenda) build(p *meetingPage) {
	g.shown = nil
	g.p, g.byID = p, map[uuid.UUID]*w.AgendaRow{}
	templates := w.NewButton("Template", w.Link, nil)
	templates.SetOnTapped(func() { w.ShowMenuAt(templates, p.templateMenu()) })
	g.head = w.NewCardHead("Agenda", "", templates)
	g.waits = w.NewWrapped("", w.Caption.In(theme.Text3))
	g.rows = w.VStack(0)
	g.order = &reorder{list: g.rows, move: g.move, same: g.show,
		ids: func() (out []uuid.UUID) {
			for _, t := range g.p.m.Topics {
				out = append(out, t.ID)
			}
			return out
		},
		row: func(id uuid.UUID) fyne.CanvasObject {
			if r := g.byID[id]; r != nil {
				return r
			}
			return nil
		}}
	g.add = w.NewEntry("Add a talking point").WithIcon("plus")
	g.add.OnEnter = g.added
	var intent fyne.CanvasObject = p.intent
	if p.a.sharing {
		intent = coverWords()
	}
	g.add.OnChanged = func(text string) { g.add.SetCaption(raisedWord(text, p.member), w.Neutral) }
	p.a.keepWords("topic."+p.m.Person.String()+"."+p.m.ID.String(), wordsIn(g.add))
	foot := w.Inset(w.VStack(6, g.add, w.NewWrapped("#growth sets the topic, “them:” who raised it", w.Caption.In(theme.Text3)), g.waits,
		w.Pad(w.HStack(6, w.NewIcon("lock", theme.Text3, 14), w.NewText("Only you see this", w.Caption.In(theme.Text3))), 8, 0, 0, 0), intent), 12)
	g.scroll = container.NewVScroll(w.VStack(0, g.rows, foot))
	g.root = w.Edges(g.head, nil, nil, nil, g.scroll)
}

func (g *agenda) object() fyne.CanvasObject { return g.root }

func (g *agenda) focus() { g.add.Focus() }

// focusCurrent moves the keyboard to the topic that is being talked about, or to where the next one is written.
func (g *agenda) focusCurrent() {
	if row := g.byID[g.current]; row != nil {
		g.p.a.window.Canvas().Focus(row)
		return
	}
	g.focus()
}

// settle makes the first open topic the current one where none is, as at the start, or where the current one was ticked or taken off.
func (g *agenda) settle() {
	topics := g.p.m.Topics
	at := slices.IndexFunc(topics, func(t notes.Topic) bool { return t.ID == g.current })
	if at >= 0 && (!g.moveOn || isOpen(topics[at])) {
		return
	}
	g.moveOn = false
	g.current = uuid.Nil
	if !g.p.m.GoingOn() {
		return
	}
	for i := range topics { // the next one after it, then from the top
		if t := topics[(max(at, 0)+i)%len(topics)]; isOpen(t) {
			g.current = t.ID
			return
		}
	}
}

func isOpen(t notes.Topic) bool { return t.State == notes.Open || t.State == "" }

// has reports whether the keyboard is in the agenda.
func (g *agenda) has(f fyne.Focusable) bool {
	if f == fyne.Focusable(g.add) {
		return true
	}
	for _, r := range g.byID {
		if f == fyne.Focusable(r) {
			return true
		}
	}
	return false
}

// refresh shows it where something of it is another than when it was shown last: it is asked for after each save.
func (g *agenda) refresh() {
	if now := g.state(); g.shown != nil && reflect.DeepEqual(now, *g.shown) {
		return
	}
	g.show()
}

func (g *agenda) state() agendaState {
	return agendaState{slices.Clone(g.p.m.Topics), g.p.m.Status, g.p.m.GoingOn(), g.p.member.Person.FirstName(), len(g.p.member.TalkingPoints), g.current, g.moveOn}
}

func (g *agenda) show() {
	g.settle()
	now := g.state()
	g.shown = &now
	topics := g.p.m.Topics
	done := 0
	first := g.p.member.Person.FirstName()
	byID := map[uuid.UUID]*w.AgendaRow{}
	var rows []fyne.CanvasObject
	var linked []*w.Row
	for _, t := range topics {
		discussed := t.State == notes.Discussed
		if discussed {
			done++
		}
		item := w.AgendaItem{Text: t.Text, Done: discussed, Topic: categoryWord(t.Category), Carried: carriedWord(t.Carried)}
		if t.RaisedBy == notes.Them {
			item.From = "From " + first
		}
		row := g.byID[t.ID]
		if row == nil {
			id := t.ID
			row = w.NewAgendaRow(item, w.AgendaActions{
				Open:    func() { g.choose(id) },
				Tick:    func(on bool) { g.tick(id, on) },
				Move:    func(by int) { g.move(id, by) },
				Topic:   func(chip fyne.CanvasObject) { w.ShowMenuAt(chip, g.menu(id)) },
				Dragged: func(dy float32) { g.order.drag(id, dy) },
				Dropped: func(float32) { g.order.drop(id) },
			})
			row.OnSecondary = func(e *fyne.PointEvent) { w.ShowMenu(g.p.a.window.Canvas(), e.AbsolutePosition, g.menu(id)) }
		} else {
			row.Set(item)
		}
		row.SetCurrent(t.ID == g.current)
		byID[t.ID] = row
		rows, linked = append(rows, row, w.NewLine()), append(linked, &row.Row)
	}
	w.LinkRows(linked...)
	g.byID = byID
	g.rows.Objects = rows
	g.rows.Refresh()
	waits := ""
	if n := len(g.p.member.TalkingPoints); n > 0 && g.p.m.Status == notes.Scheduled && !g.p.m.GoingOn() {
		waits = count(n, "point joins", "points join") + " when it starts."
	}
	g.waits.SetText(waits)
	said := ""
	if len(topics) > 0 {
		said = count(done, "of", "of") + " " + count(len(topics), "", "")
	}
	g.head.SetCount(strings.TrimSpace(said))
}

func (g *agenda) choose(id uuid.UUID) {
	g.current = id
	g.show()
}

// topic changes one topic of the meeting, on the page and in the database.
func (g *agenda) topic(id uuid.UUID, f func(t *notes.Topic)) {
	g.p.edit(func(m *notes.Meeting) {
		m.Topics = slices.Clone(m.Topics)
		for i := range m.Topics {
			if m.Topics[i].ID == id {
				f(&m.Topics[i])
			}
		}
	})
	g.show()
}

func (g *agenda) tick(id uuid.UUID, on bool) {
	g.moveOn = on && id == g.current
	g.topic(id, func(t *notes.Topic) {
		t.State = notes.Open
		if on {
			t.State = notes.Discussed
		}
	})
}

// move puts a topic up or down by some places.
func (g *agenda) move(id uuid.UUID, by int) {
	g.p.edit(func(m *notes.Meeting) {
		i := slices.IndexFunc(m.Topics, func(t notes.Topic) bool { return t.ID == id })
		to := min(max(i+by, 0), len(m.Topics)-1)
		if i < 0 || i == to {
			return
		}
		moved := m.Topics[i]
		rest := slices.Delete(slices.Clone(m.Topics), i, i+1)
		m.Topics = slices.Insert(rest, to, moved)
	})
	g.show()
	if row := g.byID[id]; row != nil {
		g.p.a.window.Canvas().Focus(row)
	}
}

func (g *agenda) added(text string) {
	if notes.IsBlank(text) {
		return
	}
	g.putFrom(notes.RaisedBy(text, g.p.member.Person.Name))
	g.add.Put("")
}

// put adds a topic of the manager's at the end.
func (g *agenda) put(text string) { g.putFrom(notes.Me, text) }

func (g *agenda) putFrom(by notes.Side, text string) {
	topic := notes.Topic{ID: g.p.a.o.NewID(), Text: text, Category: notes.CategoryOf(text), RaisedBy: by, State: notes.Open}
	g.p.edit(func(m *notes.Meeting) { m.Topics = append(slices.Clone(m.Topics), topic) })
	g.show()
}

// menu changes category and who raised a topic, or takes it off the agenda.
func (g *agenda) menu(id uuid.UUID) []w.MenuItem {
	var at notes.Topic
	for _, t := range g.p.m.Topics {
		if t.ID == id {
			at = t
		}
	}
	var items []w.MenuItem
	for _, c := range notes.Categories {
		items = append(items, w.MenuItem{Text: categoryWord(c), Checked: at.Category == c, Do: func() { g.topic(id, func(t *notes.Topic) { t.Category = c }) }})
	}
	by := notes.Them
	if at.RaisedBy == notes.Them {
		by = notes.Me
	}
	who := map[notes.Side]string{notes.Me: "Raised by me", notes.Them: "Raised by " + g.p.member.Person.FirstName()}[by]
	items = append(items, w.MenuItem{},
		w.MenuItem{Text: who, Do: func() { g.topic(id, func(t *notes.Topic) { t.RaisedBy = by }) }},
		w.MenuItem{Text: "Take off the agenda", Danger: true, Do: func() { g.drop(id) }})
	return items
}

func (g *agenda) drop(id uuid.UUID) {
	before := slices.Clone(g.p.m.Topics)
	at := slices.IndexFunc(before, func(t notes.Topic) bool { return t.ID == id })
	if at < 0 {
		return
	}
	g.p.edit(func(m *notes.Meeting) {
		m.Topics = slices.DeleteFunc(slices.Clone(m.Topics), func(t notes.Topic) bool { return t.ID == id })
	})
	g.show()
	g.p.a.offerUndo("Taken off the agenda.", func() {
		g.p.edit(func(m *notes.Meeting) { // what was added or ticked since stays
			if !slices.ContainsFunc(m.Topics, func(t notes.Topic) bool { return t.ID == id }) {
				m.Topics = slices.Insert(slices.Clone(m.Topics), min(at, len(m.Topics)), before[at])
			}
		})
		g.show()
	})
}
