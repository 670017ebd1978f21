package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// searchPage finds words in everything that was written, as they are typed.
type searchPage struct {
	a       *App
	at      Place
	root    *fyne.Container
	entry   *w.Entry
	said    *w.Text
	list    *fyne.Container
	preview *fyne.Container

	generation int // of the newest query; older answers are thrown away
	cancel     context.CancelFunc
	answered   bool // what is shown answers what is typed
	hits       []storage.Hit
	rows       []*w.Row
	current    int
	after      func() // what Enter wants done once the answer is there
	query      storage.Query
	scroll     *container.Scroll
	look       lookInside
	stay       *storage.Hit // the hit that stays chosen when the record changed meanwhile
	in         string       // what the record holds, for the line under the title
	all        string       // the kind of which all hits are shown, else the first few of each
	filters    []string     // what the chips add to the query
	order      storage.Order
	found      storage.Results
	copy       *w.Button
	opens      []fyne.CanvasObject // what stands at the right of each row while it is chosen
	beside     []fyne.CanvasObject // and while it is not
	tools      fyne.CanvasObject   // the chips, and the order
	narrow     bool                // the page is arranged for a narrow window
	cramped    bool                // for a narrower one still
}

// firstHits is how many hits of a kind are shown unless all of that kind are asked for.
const firstHits = 5

// searchLimit is how many hits are shown.
const searchLimit = 100

// localOrder is the order of the search page, kept on this computer.
const localOrder = "search_order"

// orderWords are the orders that can be chosen, the first of them unless another was.
var orderWords = []struct {
	key, word string
	order     storage.Order
}{{"", "Newest first", storage.NewestFirst}, {"best", "Best match first", storage.BestFirst}, {"oldest", "Oldest first", storage.OldestFirst}}

// kindWords are the groups of hits, in their order.
var kindWords = []struct{ kind, word string }{
	{"meetings", "One-on-ones"}, {"journal", "Journal"}, {"actions", "Promises and actions"}, {"goals", "Goals"},
	{"feedback", "Feedback"}, {"talking_points", "Talking points"}, {"delegations", "Delegations"}, {"people", "People"},
	{"observations", "What you saw"}, {"events", "What happened"}, {"reviews", "Reviews"},
}

func newSearchPage(a *App, at Place) *searchPage {
	p := &searchPage{a: a, at: at, root: container.NewStack(), list: w.VStack(0), preview: container.NewStack()}
	p.said = w.NewElided("", w.Small.In(theme.Text2))
	p.entry = w.NewEntry("Words, \"a phrase\", who:priya from:2026-01 in:private kind:goal").WithIcon("search").WithTrailing(w.NewKeyCap("Esc"))
	p.entry.Put(at.Query)
	p.entry.Free = true
	p.entry.OnChanged = func(text string) {
		p.at.Query, p.all = text, ""
		a.replace(p.at)
		p.search()
	}
	p.entry.OnEnter = func(string) { p.open(p.current) }
	p.entry.OnEscape = a.escape
	p.entry.OnKey = p.keys
	p.copy = w.NewButton("Copy as list", w.Plain, p.copyList).WithIcon("copy")
	sort := 0
	words := make([]string, len(orderWords))
	for i, o := range orderWords {
		words[i] = o.word
		if o.key == a.local(localOrder) {
			sort = i
		}
	}
	p.order = orderWords[sort].order
	order := w.NewFilterChip("", words, 0, func(i int) {
		p.order = orderWords[i].order
		a.setLocal(localOrder, orderWords[i].key, nil)
		p.search()
		p.focus()
	}).Sorts()
	order.SetSelected(sort)
	p.tools = w.HStack(8, w.Grow(w.WrapRow(8, 8, p.chips()...)), w.VStack(0, order))
	p.scroll = container.NewVScroll(w.Pad(p.list, 4, 0, 8, 0))
	p.look.p = p
	p.arrange()
	p.draw(nil, 0, nil)
	return p
}

// arrange gives the parts of the page their places in a window as wide as it is now.
func (p *searchPage) arrange() {
	a := p.a
	p.narrow, p.cramped = a.shell.narrow, a.shell.cramped
	var head fyne.CanvasObject = middle(w.NewText("Search", w.Title), p.said)
	height := theme.HeightTopbar
	if p.narrow {
		height, head = 60, w.HStack(12, w.NewText("Search", w.Title), w.Grow(p.said))
	}
	top := w.VStack(10, w.Sized(w.HStack(12, w.Grow(head), p.copy), 0, height), p.entry, p.tools)
	width := float32(600)
	if p.narrow {
		width = 528
	}
	if p.cramped {
		width = 380
	}
	body := w.FixedLeft(width, a.gap(), fullCard(nil, nil, p.scroll), p.preview)
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(top, 0, a.pad(), 12, a.pad()), nil, nil, nil, w.Pad(body, 0, a.pad(), 20, a.pad()))}
	p.root.Refresh()
}

func (p *searchPage) object() fyne.CanvasObject { return p.root }

func (p *searchPage) focus() { p.a.window.Canvas().Focus(p.entry) }

func (p *searchPage) leave() {
	if p.cancel != nil {
		p.cancel()
	}
}

func (p *searchPage) show(t *Team) {
	if p.narrow != p.a.shell.narrow || p.cramped != p.a.shell.cramped {
		p.arrange()
	}
	meetings, lines := 0, 0
	for _, m := range t.Members {
		meetings, lines = meetings+len(m.Meetings), lines+len(m.Journal)
	}
	p.in = fmt.Sprintf(", in %s and %s", thousandsOf(meetings, "one-on-one", "one-on-ones"), thousandsOf(lines, "journal line", "journal lines"))
	if len(p.hits) > 0 && p.current >= 0 && p.answered {
		h := p.hits[p.current]
		p.search()
		p.stay = &h
		return
	}
	p.search()
}

func thousandsOf(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return thousands(n) + " " + many
}

// keys moves through the hits while the keyboard stays in the entry.
func (p *searchPage) keys(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown:
		p.choose(p.current + 1)
	case fyne.KeyUp:
		p.choose(p.current - 1)
	default:
		return false
	}
	return true
}

// search runs the query beside the window; a newer one cancels it.
func (p *searchPage) search() {
	if p.cancel != nil {
		p.cancel()
	}
	p.generation++
	p.answered, p.after, p.stay = false, nil, nil
	generation := p.generation
	added := strings.TrimSpace(strings.Join(p.filters, " "))
	if strings.TrimSpace(p.entry.Text) == "" && added == "" {
		p.draw(nil, 0, nil)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	q := storage.ParseQuery(strings.TrimSpace(added+" "+p.entry.Text), true)
	q.Limit, q.Each, q.All, q.Order = searchLimit, firstHits, p.all, p.order
	if p.a.sharedOnly(&q) {
		p.draw(&storage.Results{}, 0, nil)
		return
	}
	p.query = q
	team := p.a.team
	go func() {
		var found storage.Results
		start := time.Now()
		err := p.a.o.DB.Read(ctx, func(tx *storage.Tx) (err error) {
			found, err = team.search(tx, q)
			return err
		})
		took := time.Since(start)
		if ctx.Err() != nil {
			return
		}
		p.a.do(func() {
			if generation == p.generation {
				p.draw(&found, took, err)
			}
		})
	}()
}

func (p *searchPage) draw(found *storage.Results, took time.Duration, err error) {
	p.answered = true
	p.hits, p.rows, p.opens, p.beside, p.current, p.found = nil, nil, nil, nil, -1, storage.Results{}
	var objects []fyne.CanvasObject
	said := ""
	switch {
	case err != nil:
		objects = append(objects, w.EmptyState("The search did not work: "+err.Error(), "Try again", p.search))
	case found == nil:
		objects = append(objects, w.EmptyState("Type a word, a name or a phrase. Results come as you type.", "", nil))
	case len(found.Hits) == 0 && p.a.sharing:
		objects = append(objects, w.EmptyState("No note mentions that. What only you see is left out while you share your screen.", "", nil))
	case len(found.Hits) == 0:
		objects = append(objects, w.EmptyState("No note mentions that.", "", nil))
	default:
		p.found = *found
		said = foundWords(*found) + fmt.Sprintf(" in %d ms", max(took.Milliseconds(), 1)) + p.in
		for _, group := range kindWords {
			objects = append(objects, p.group(found.Hits, group.kind, group.word)...)
		}
	}
	p.said.SetText(said)
	if len(p.hits) > 0 {
		p.copy.Enable()
	} else {
		p.copy.Disable()
	}
	p.list.Objects = objects
	p.list.Refresh()
	stay := -1
	if h := p.stay; h != nil {
		stay = slices.IndexFunc(p.hits, func(x storage.Hit) bool { return x.ID == h.ID && x.Field == h.Field })
	}
	p.stay = nil
	if stay < 0 {
		p.scroll.ScrollToTop()
	}
	p.choose(max(stay, 0))
	if do := p.after; do != nil {
		p.after = nil
		do()
	}
}

// group is the head of a kind of hits with the first of them.
func (p *searchPage) group(hits []storage.Hit, kind, word string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, h := range hits {
		if h.Kind != kind {
			continue
		}
		i := len(p.hits)
		p.hits = append(p.hits, h)
		row := p.row(h, func() {
			p.choose(i)
			p.open(i)
		})
		p.rows = append(p.rows, row)
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return nil
	}
	n := max(p.found.Kinds[kind], len(rows))
	number := fmt.Sprint(n)
	if p.found.Some {
		number += "+"
	}
	head := []fyne.CanvasObject{w.NewText(word, w.SmallStrong.In(theme.Text2)), w.NewText(number, w.Small.In(theme.Text3)), w.Spacer()}
	if more := n - len(rows); more > 0 && p.all != kind {
		head = append(head, w.NewButton(count(more, "more", "more"), w.Link, func() {
			p.all = kind
			p.search()
		}))
	}
	return append([]fyne.CanvasObject{w.Sized(w.Pad(w.HStack(8, head...), 0, 16, 0, 16), 0, 32)}, rows...)
}

func (p *searchPage) choose(i int) {
	p.at.Nth = 0
	if len(p.hits) == 0 {
		p.preview.Objects = []fyne.CanvasObject{searchHelp()}
		p.preview.Refresh()
		return
	}
	p.current = min(max(i, 0), len(p.hits)-1)
	for j, r := range p.rows {
		r.SetSelected(j == p.current)
		if on := j == p.current; on != p.opens[j].Visible() {
			if on {
				p.beside[j].Hide()
				p.opens[j].Show()
			} else {
				p.opens[j].Hide()
				p.beside[j].Show()
			}
			r.Refresh()
		}
	}
	if row := p.rows[p.current]; p.scroll.Size().Height > 0 { // bring it into view
		top, bottom := row.Position().Y-32, row.Position().Y+row.Size().Height+8
		if top < p.scroll.Offset.Y {
			p.scroll.ScrollToOffset(fyne.NewPos(0, max(top, 0)))
		} else if below := bottom - p.scroll.Offset.Y - p.scroll.Size().Height; below > 0 {
			p.scroll.ScrollToOffset(fyne.NewPos(0, p.scroll.Offset.Y+below))
		}
	}
	p.look.show(p.hits[p.current])
}

// open goes to the exact place of a hit.
func (p *searchPage) open(i int) {
	if !p.answered { // what Enter means is what was typed, not what is shown still
		p.after = func() { p.open(p.current) }
		return
	}
	if i < 0 || i >= len(p.hits) {
		return
	}
	to := p.a.hitPlace(p.hits[i])
	if i == p.current && to.Quote != "" {
		to = p.look.place(to)
	}
	p.a.openHit(p.hits[i], to)
}

// openHit goes to the place of a hit. On the page of a person, where nothing is selected, the words that were found are marked and brought into view.
func (a *App) openHit(h storage.Hit, to Place) {
	if to.Page != Person || len(h.Marks) == 0 {
		a.open(to)
		return
	}
	words, whole := string([]rune(h.Snippet)[h.Marks[0][0]:h.Marks[0][1]]), h.Snippet
	for _, x := range a.recordOf(h).passages {
		if x.field == h.Field {
			whole = strings.TrimPrefix(x.text, "- ")
		}
	}
	line := firstLine(whole)
	found := w.Seek(func(text string) (int, int, bool) {
		i := strings.Index(text, words)
		return i, i + len(words), i >= 0 && (strings.Contains(whole, strings.Trim(text, "“”… ")) || strings.Contains(text, line))
	}, func() { a.open(to) })
	a.later(func() { // once everything has its place
		p, ok := a.page.(scroller)
		for _, t := range found {
			if at := fyne.CurrentApp().Driver().AbsolutePositionForObject(t); ok && at != (fyne.Position{}) {
				scrollTo(p.scrolls(), t)
				return
			}
		}
	})
}

// hitPlace is the exact place of a hit.
func (a *App) hitPlace(h storage.Hit) Place {
	words := ""
	if len(h.Marks) > 0 {
		words = string([]rune(h.Snippet)[h.Marks[0][0]:h.Marks[0][1]])
	}
	to := Place{Page: Person, Person: h.Person}
	switch h.Kind {
	case "meetings":
		to = Place{Page: Meeting, Person: h.Person, Record: h.ID, Field: h.Field, Quote: words}
	case "journal":
		to.Tab, to.Record = TabMeetings, h.ID
	case "goals":
		to.Tab, to.Record = TabGoals, h.ID
		if a.team.Member(h.Person) == nil {
			to = Place{Page: Goal, Record: h.ID} // a team goal
		}
	case "feedback":
		to.Tab, to.Record = TabFeedback, h.ID
	case "delegations":
		to.Tab, to.Record = TabDelegation, h.ID
	case "people":
		to.Tab = TabProfile
	case "events":
		if h.Person != uuid.Nil {
			break
		}
		for _, m := range a.team.Active() { // of the whole team: it stands with each of them
			if _, ok := withID(m.Events, h.ID, func(x people.Event) uuid.UUID { return x.ID }); ok {
				to.Person = m.Person.ID
				break
			}
		}
	case "actions":
		if m := a.team.Member(h.Person); m != nil {
			for _, x := range m.Actions {
				if x.ID != h.ID {
					continue
				}
				if _, ok := m.Meeting(x.Meeting); ok {
					to.Tab, to.Record = TabMeetings, x.Meeting
				}
				if !m.Person.IsArchived() { // else it is in no list
					to = Place{Page: Actions, Record: x.ID}
				}
			}
		}
	}
	return to
}
