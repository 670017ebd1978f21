package ui

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/civil"
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
	all        string   // the kind of which all hits are shown, else the first few of each
	filters    []string // what the chips add to the query
}

// firstHits is how many hits of a kind are shown unless all of that kind are asked for.
const firstHits = 5

// searchLimit is how many hits are shown.
const searchLimit = 50

// kindWords are the groups of hits, in their order.
var kindWords = []struct{ kind, word string }{
	{"meetings", "One-on-ones"}, {"journal", "Journal"}, {"actions", "Promises and actions"}, {"goals", "Goals"},
	{"feedback", "Feedback"}, {"talking_points", "Talking points"}, {"delegations", "Delegations"}, {"people", "People"},
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
	top := w.VStack(10, a.topbar("Search", "", p.said), p.entry, w.WrapRow(8, 8, p.chips()...))
	width := float32(600)
	if a.shell.narrow {
		width = 528
	}
	p.scroll = container.NewVScroll(w.Pad(p.list, 4, 0, 8, 0))
	p.look.p = p
	body := w.FixedLeft(width, a.gap(), fullCard(nil, nil, p.scroll), p.preview)
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(top, 0, a.pad(), 12, a.pad()), nil, nil, nil, w.Pad(body, 0, a.pad(), 20, a.pad()))}
	p.draw(nil, 0, nil)
	return p
}

func (p *searchPage) object() fyne.CanvasObject { return p.root }

func (p *searchPage) focus() { p.a.window.Canvas().Focus(p.entry) }

func (p *searchPage) leave() {
	if p.cancel != nil {
		p.cancel()
	}
}

func (p *searchPage) show(*Team) { p.search() }

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
	p.answered, p.after = false, nil
	generation := p.generation
	added := strings.TrimSpace(strings.Join(p.filters, " "))
	if strings.TrimSpace(p.entry.Text) == "" && added == "" {
		p.draw(nil, 0, nil)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	q := storage.ParseQuery(strings.TrimSpace(added+" "+p.entry.Text), true)
	q.Limit = searchLimit
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
	p.hits, p.rows, p.current = nil, nil, -1
	var objects []fyne.CanvasObject
	switch {
	case err != nil:
		p.said.SetText("")
		objects = append(objects, w.EmptyState("The search did not work: "+err.Error(), "Try again", p.search))
	case found == nil:
		p.said.SetText("")
		objects = append(objects, w.EmptyState("Type a word, a name or a phrase. Results come as you type.", "", nil))
	case len(found.Hits) == 0:
		p.said.SetText("")
		objects = append(objects, w.EmptyState("No note mentions that.", "", nil))
	default:
		said := count(found.Total, "found", "found")
		if found.Total >= storage.MostCounted {
			said = "More than " + said
		}
		p.said.SetText(fmt.Sprintf("%s in %d ms", said, took.Milliseconds()))
		for _, group := range kindWords {
			objects = append(objects, p.group(found.Hits, group.kind, group.word)...)
		}
	}
	p.list.Objects = objects
	p.list.Refresh()
	p.scroll.ScrollToTop()
	p.choose(0)
	if do := p.after; do != nil {
		p.after = nil
		do()
	}
}

// group is the head of a kind of hits with the first of them.
func (p *searchPage) group(hits []storage.Hit, kind, word string) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	n := 0
	for _, h := range hits {
		if h.Kind != kind {
			continue
		}
		if n++; n > firstHits && p.all != kind {
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
	if n == 0 {
		return nil
	}
	head := []fyne.CanvasObject{w.NewText(word, w.SmallStrong.In(theme.Text2)), w.NewText(fmt.Sprint(n), w.Small.In(theme.Text3)), w.Spacer()}
	if more := n - len(rows); more > 0 {
		head = append(head, w.NewButton(count(more, "more", "more"), w.Link, func() {
			p.all = kind
			p.search()
		}))
	}
	return append([]fyne.CanvasObject{w.Sized(w.Pad(w.HStack(8, head...), 0, 16, 0, 16), 0, 32)}, rows...)
}

// chips narrow the search: since when, where, what, and whose.
func (p *searchPage) chips() []fyne.CanvasObject {
	p.filters = make([]string, 5)
	on := p.a.today()
	chip := func(i int, name string, words, adds []string) *w.FilterChip {
		return w.NewFilterChip(name, words, 0, func(k int) {
			p.filters[i], p.all = adds[k], ""
			p.search()
			p.focus()
		})
	}
	kinds, kindAdds := []string{"any"}, []string{""}
	for _, k := range kindWords {
		kinds, kindAdds = append(kinds, k.word), append(kindAdds, "kind:"+k.kind)
	}
	who, whoAdds := []string{"everyone"}, []string{""}
	for _, m := range p.a.team.Members {
		who, whoAdds = append(who, m.Person.Name), append(whoAdds, `who:"`+strings.ReplaceAll(m.Person.Name, `"`, " ")+`"`)
	}
	since := func(days int) string { return "from:" + (on - civil.Date(days)).String() }
	out := []fyne.CanvasObject{
		chip(0, "from", []string{"any day", "30 days ago", "90 days ago", "a year ago", fmt.Sprint("1 Jan ", on.Year())}, []string{"", since(30), since(90), since(365), fmt.Sprint("from:", on.Year())}),
		chip(1, "in", []string{"everything", "shared", "private"}, []string{"", "in:shared", "in:private"}),
		chip(2, "kind", kinds, kindAdds),
		chip(3, "who", who, whoAdds),
	}
	if tags := p.tags(); len(tags) > 0 {
		words, adds := []string{"any"}, []string{""}
		for _, t := range tags {
			words, adds = append(words, t), append(adds, `tag:"`+strings.ReplaceAll(t, `"`, " ")+`"`)
		}
		out = append(out, chip(4, "tag", words, adds))
	}
	return out
}

// tags are those that records have, in the order of the alphabet.
func (p *searchPage) tags() []string {
	seen := map[string]bool{}
	add := func(tags []string) {
		for _, t := range tags {
			seen[t] = true
		}
	}
	for _, m := range p.a.team.Members {
		add(m.Person.Tags)
		for _, x := range m.Meetings {
			add(x.Tags)
		}
		for _, g := range m.Goals {
			add(g.Tags)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

func (p *searchPage) row(h storage.Hit, open func()) *w.Row {
	name := h.PersonName
	if name == "" {
		name = "Team"
	}
	title := []w.Span{w.Body.Span(name)}
	if h.Date != 0 {
		title = append(title, w.Small.In(theme.Text3).Span(" · "+shortDay(h.Date, p.a.today())))
	}
	colour := 0
	if m := p.a.team.Member(h.Person); m != nil {
		colour = m.Colour()
	}
	line := []fyne.CanvasObject{w.NewAvatar(name, colour, 28), w.Grow(w.VStack(0, w.NewSpans(title...).Elide(), w.NewSpans(p.a.marked(h, w.Small.In(theme.Text2))...).Elide()))}
	if h.Private {
		line = append(line, w.NewIcon("lock", theme.Text3, 14), w.NewText("private", w.Caption.In(theme.Text3)))
	}
	return w.NewRow(48, w.HStack(12, line...), open).Rounded()
}

// marked is the snippet of a hit with the words that were found standing out.
func (a *App) marked(h storage.Hit, style w.Style) []w.Span {
	if h.Private && a.sharing {
		return []w.Span{style.Span("Covered while you share your screen.")}
	}
	text := []rune(h.Snippet)
	var out []w.Span
	at := 0
	hit := style
	hit.Bold = true
	for _, m := range h.Marks {
		from, to := m[0], m[1]
		if from < at || to > len(text) {
			continue
		}
		out = append(out, style.Span(oneLine(string(text[at:from]))), hit.Marked(theme.Mark).In(theme.Text).Span(oneLine(string(text[from:to]))))
		at = to
	}
	return append(out, style.Span(oneLine(string(text[at:]))))
}

func oneLine(s string) string {
	out := []rune(s)
	for i, r := range out {
		if r == '\n' || r == '\r' || r == '\t' {
			out[i] = ' '
		}
	}
	return string(out)
}

func (p *searchPage) choose(i int) {
	p.at.Nth = 0
	if len(p.hits) == 0 {
		p.preview.Objects = nil
		p.preview.Refresh()
		return
	}
	p.current = min(max(i, 0), len(p.hits)-1)
	for j, r := range p.rows {
		r.SetSelected(j == p.current)
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
	p.a.open(to)
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
	case "actions":
		if m := a.team.Member(h.Person); m != nil {
			for _, x := range m.Actions {
				if _, ok := m.Meeting(x.Meeting); ok && x.ID == h.ID {
					to.Tab, to.Record = TabMeetings, x.Meeting
				}
			}
		}
	}
	return to
}
