package ui

import (
	"context"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
	kind       string
	private    string
}

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
	p.entry.OnChanged = func(text string) {
		p.at.Query = text
		a.replace(p.at)
		p.search()
	}
	p.entry.OnEnter = func(string) { p.open(p.current) }
	p.entry.OnEscape = a.escape
	p.entry.OnKey = p.keys
	where := w.NewFilterChip("in", []string{"everything", "shared", "private"}, 0, func(i int) {
		p.private = []string{"", " in:shared", " in:private"}[i]
		p.search()
	})
	kinds := []string{"any"}
	for _, k := range kindWords {
		kinds = append(kinds, k.word)
	}
	kind := w.NewFilterChip("kind", kinds, 0, func(i int) {
		p.kind = ""
		if i > 0 {
			p.kind = " kind:" + kindWords[i-1].kind
		}
		p.search()
	})
	top := w.VStack(10, a.topbar("Search", "", p.said), p.entry, w.HStack(8, where, kind))
	width := float32(600)
	if a.shell.narrow {
		width = 528
	}
	body := w.FixedLeft(width, a.gap(), fullCard(nil, nil, container.NewVScroll(w.Pad(p.list, 4, 0, 8, 0))), p.preview)
	p.root.Objects = []fyne.CanvasObject{container.NewBorder(w.Pad(top, 0, a.pad(), 12, a.pad()), nil, nil, nil, w.Pad(body, 0, a.pad(), 20, a.pad()))}
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
	p.answered = false
	generation, text := p.generation, p.entry.Text
	if text == "" {
		p.draw(nil, 0, nil)
		return
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	q := storage.ParseQuery(text+p.kind+p.private, p.kind+p.private == "")
	q.Limit = searchLimit
	go func() {
		var found storage.Results
		start := time.Now()
		err := p.a.o.DB.Read(ctx, func(tx *storage.Tx) (err error) {
			found, err = tx.Search(q)
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
		p.said.SetText(fmt.Sprintf("%s in %d ms", count(found.Total, "place found", "places found"), took.Milliseconds()))
		for _, group := range kindWords {
			n := 0
			for _, h := range found.Hits {
				if h.Kind == group.kind {
					n++
				}
			}
			if n == 0 {
				continue
			}
			objects = append(objects, w.Sized(w.Pad(w.HStack(8, w.NewText(group.word, w.SmallStrong.In(theme.Text2)), w.NewText(fmt.Sprint(n), w.Small.In(theme.Text3))), 0, 16, 0, 16), 0, 32))
			for _, h := range found.Hits {
				if h.Kind == group.kind {
					i := len(p.hits)
					p.hits = append(p.hits, h)
					row := p.row(h, func() { p.open(i) })
					p.rows = append(p.rows, row)
					objects = append(objects, row)
				}
			}
		}
	}
	p.list.Objects = objects
	p.list.Refresh()
	p.choose(0)
}

func (p *searchPage) row(h storage.Hit, open func()) *w.Row {
	title := []w.Span{w.Body.Span(h.PersonName)}
	if h.Date != 0 {
		title = append(title, w.Small.In(theme.Text3).Span(" · "+shortDay(h.Date, p.a.today())))
	}
	colour := 0
	if m := p.a.team.Member(h.Person); m != nil {
		colour = m.Colour()
	}
	line := []fyne.CanvasObject{w.NewAvatar(h.PersonName, colour, 28), w.Grow(w.VStack(0, w.NewSpans(title...).Elide(), w.NewSpans(p.a.marked(h, w.Small.In(theme.Text2))...).Elide()))}
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
	if len(p.hits) == 0 {
		p.preview.Objects = nil
		p.preview.Refresh()
		return
	}
	p.current = min(max(i, 0), len(p.hits)-1)
	for j, r := range p.rows {
		r.SetSelected(j == p.current)
	}
	h := p.hits[p.current]
	colour := 0
	if m := p.a.team.Member(h.Person); m != nil {
		colour = m.Colour()
	}
	where := shortDay(h.Date, p.a.today())
	if h.Date != 0 {
		where = longDay(h.Date, p.a.today())
	}
	head := w.Sized(w.Pad(w.HStack(12, w.NewAvatar(h.PersonName, colour, 36), w.Grow(middle(w.NewElided(h.PersonName, w.Heading), w.NewElided(where, w.Small.In(theme.Text2)))),
		w.NewButton("Open", w.Plain, func() { p.open(p.current) }).Small()), 0, 16, 0, 16), 0, 63)
	text := w.NewSpans(p.a.marked(h, w.Note)...).Wrap(0)
	var body fyne.CanvasObject = w.Inset(text, 16)
	if h.Private {
		body = w.VStack(0, body, w.Pad(w.HStack(8, w.NewIcon("lock", theme.Text3, 14), w.NewText("Private. Only you see this.", w.Caption.In(theme.Text3))), 0, 16, 12, 16))
	}
	p.preview.Objects = []fyne.CanvasObject{fullCard(w.VStack(0, head, w.NewLine()), nil, container.NewVScroll(body))}
	p.preview.Refresh()
}

// open goes to the exact place of a hit.
func (p *searchPage) open(i int) {
	if i >= 0 && i < len(p.hits) {
		p.a.open(p.a.hitPlace(p.hits[i]))
	}
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
			to = Place{Page: Goals, Record: h.ID}
		}
	case "feedback":
		to.Tab, to.Record = TabFeedback, h.ID
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
