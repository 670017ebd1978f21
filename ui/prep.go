package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/review"
	"rapport/review/render"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// The most rows of each card on Prep, which is one page.
const (
	prepSince     = 4
	prepJournal   = 2
	prepOwed      = 3
	prepGoals     = 4
	prepPraise    = 2
	prepQuestions = 3
	prepAgenda    = 3
	prepSigns     = 2
)

// prepPage is the brief before a one-on-one: one page, read in two minutes.
type prepPage struct {
	a      *App
	at     Place
	root   *fyne.Container
	scroll *container.Scroll
	work   beside

	m     *Member
	brief *review.Prep
	usual *w.Band

	intent *w.Entry // one for as long as the page is open, so that what is being typed stays
	save   *autosave
	said   *w.Text
	next   people.Appointment // that the intent belongs to
	hasOne bool
	known  string // the intent as it was last read or written
}

func newPrepPage(a *App, at Place) *prepPage {
	p := &prepPage{a: a, at: at, root: container.NewStack(), intent: w.NewMultiEntry("One thing to leave with", 2), said: w.NewText("", w.Caption.In(theme.Text3))}
	p.save = &autosave{take: p.takeIntent, do: a.do, changed: func(s SaveState, err error) {
		p.said.SetText(map[SaveState]string{Saving: "Saving", Saved: "Saved", Unsaved: ""}[s])
		if s == Failed {
			p.said.SetText(notSaved(err))
		}
	}}
	p.intent.OnChanged = func(text string) {
		if text != p.known {
			p.save.touch()
		}
	}
	return p
}

func (p *prepPage) object() fyne.CanvasObject { return p.root }

func (p *prepPage) saves() []*autosave { return []*autosave{p.save} }

func (p *prepPage) leave() { p.save.flush(); p.work.forget() }

// scrolls is what moves when the page is longer than the window.
func (p *prepPage) scrolls() *container.Scroll { return p.scroll }

// takeIntent is what stands in the entry, ready to be written to the one-on-one that comes next; one that stood only in the series becomes
// a meeting of the record.
func (p *prepPage) takeIntent() func(done func(error)) {
	if !p.hasOne || p.intent.Text == p.known {
		return nil
	}
	text, was, at := p.intent.Text, p.known, &p.next.Meeting
	if at.ID == uuid.Nil {
		at.ID, at.Status = p.a.o.NewID(), notes.Scheduled
	}
	meeting, now := *at, civil.InstantOf(p.a.now())
	p.known = text
	return func(done func(error)) {
		p.a.save(p.save, func(tx *storage.Tx) error {
			if current, err := storage.Get[notes.Meeting](tx, meeting.ID); err == nil {
				meeting = current // as it is now, whatever the window shows
			}
			meeting.Intent = text
			if meeting.Prepared.IsZero() && meeting.Began.IsZero() {
				meeting.Prepared = now
			}
			_, err := storage.Put(tx, meeting)
			return err
		}, func(err error) {
			if err != nil {
				p.known = was
			}
			done(err)
		})
	}
}

func (p *prepPage) show(t *Team) {
	m := t.Member(p.at.Person)
	if m == nil { // deleted meanwhile
		p.a.goTo(Place{Page: People})
		return
	}
	p.m = m
	type made struct {
		brief review.Prep
		usual *w.Band
	}
	run(&p.work, p.a, func() made {
		out := made{brief: review.Brief(m.File, t.On, review.MoraleOf(m.File, t.Rules, t.On))}
		if band, ok := morale.Baseline(m.File, t.Rules, t.On); ok {
			out.usual = &w.Band{Low: band.Low, High: band.High}
		}
		return out
	}, func(x made) {
		p.brief, p.usual = &x.brief, x.usual
		p.a.keepFocus(p.draw)
	})
}

// follow takes in which one-on-one comes next, unless something is being typed for the one before.
func (p *prepPage) follow() {
	if p.intent.Text != p.known {
		return
	}
	p.next, p.hasOne = people.Appointment{}, false
	if m, ok := p.m.Ongoing(); ok {
		p.next, p.hasOne = people.Appointment{At: m.At, Meeting: m}, true
	} else if next, ok := p.m.Next(p.a.now()); ok {
		p.next, p.hasOne = next, true
	}
	if text := p.next.Meeting.Intent; text != p.known {
		p.known = text
		p.intent.Put(text)
	}
}

func (p *prepPage) draw() {
	a, m, t := p.a, p.m, p.a.team
	p.follow()
	line := "No one-on-one planned"
	if p.hasOne {
		day := dayOf(p.next.At, t.Now)
		line = longDay(day, t.On) + ", " + clockOf(p.next.At, t.Now)
		if day == t.On {
			line = "Today " + clockOf(p.next.At, t.Now)
			if wait := p.next.At.Time().Sub(t.Now); wait > 0 && wait < 3*time.Hour {
				line += ", in " + count(int(wait.Minutes())+1, "minute", "minutes")
			}
		}
	}
	start := "Start one-on-one"
	if _, ok := m.Ongoing(); ok {
		start = "Continue one-on-one"
	}
	if b := p.brief.Away; len(b) > 0 {
		line += " · away " + shortDay(b[0].From, t.On)
		if b[0].To != b[0].From {
			line += " to " + shortDay(b[0].To, t.On)
		}
	}
	line += " · one page, about two minutes to read" // last, as what may be cut
	words := middle(w.NewElided("Prep for "+m.Person.Name, w.Title), w.NewElided(line, w.Small.In(theme.Text2)))
	right := []fyne.CanvasObject{w.NewButton("Copy", w.Plain, p.copy).WithIcon("copy")}
	if a.shell.narrow {
		right = append(right, w.NewIconButton("print", "Print", w.Plain, p.print))
	} else {
		right = append(right, w.NewButton("Print", w.Plain, p.print).WithIcon("print"))
	}
	if !m.Person.IsArchived() {
		right = append(right, w.NewButton("Open the note", w.Plain, func() { a.prepare(m) }).WithIcon("edit").Writes(), w.NewButton(start, w.Primary, func() { a.startMeeting(m.Person.ID) }).WithIcon("play").Writes())
	}
	head := w.Sized(w.HStack(12, append([]fyne.CanvasObject{w.NewIconButton("back", "Back", w.Quiet, a.goBack), w.NewAvatar(m.Person.Name, m.Colour(), 40), w.Grow(words)}, right...)...), 0, theme.HeightTopbar)

	left := w.VStack(12, p.present(p.sinceCard(), p.owedCard(), p.goalsCard(), p.praiseCard(), p.intentCard())...)
	side := w.VStack(12, p.present(p.moraleCard(), p.topicsCard(), p.questionsCard(), p.agendaCard())...)
	scroll := container.NewVScroll(w.Pad(w.Columns(a.gap(), []float32{600, 416}, left, side), 0, a.pad(), 20, a.pad()))
	if p.scroll != nil {
		scroll.Offset = p.scroll.Offset
	}
	p.scroll = scroll
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(head, 0, a.pad(), 0, a.pad()), nil, nil, nil, scroll)}
	p.root.Refresh()
}

// present leaves out what has nothing to say.
func (p *prepPage) present(all ...fyne.CanvasObject) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range all {
		if o != nil {
			out = append(out, o)
		}
	}
	return out
}

// copy puts the brief on the clipboard, as Markdown.
func (p *prepPage) copy() {
	if p.brief == nil {
		return
	}
	p.a.o.Fyne.Clipboard().SetContent(string(render.Markdown(p.brief.Document())))
	p.a.say("Copied, with what only you see.")
}

// print opens the brief in the system's browser, one column in the order of the page, to print it.
func (p *prepPage) print() {
	if p.brief == nil {
		return
	}
	a, brief := p.a, *p.brief
	a.print("Prep "+a.today().String()+".html", func() []byte { return render.HTML(brief.Document()) })
}

func prepHead(title, count string) *w.CardHead {
	return w.NewCardHead(title, count, nil).WithHeight(40).WithoutLine()
}

// prepLine is one line, or two, with an icon before it.
func prepLine(icon, text string) fyne.CanvasObject {
	return w.HStack(10, w.NewIcon(icon, theme.Text2, 16), w.NewWrapped(strings.Join(strings.Fields(text), " "), w.Body).Wrap(2))
}

// prepCard is a card with lines under its head.
func prepCard(head fyne.CanvasObject, gap float32, lines ...fyne.CanvasObject) fyne.CanvasObject {
	return w.NewCard(head, w.Pad(w.VStack(gap, lines...), 0, 15, 12, 15))
}

// more says how many are left out; nothing where all are shown.
func more(n, shown int) []fyne.CanvasObject {
	if n <= shown {
		return nil
	}
	return []fyne.CanvasObject{w.NewText(fmt.Sprintf("%d more", n-shown), w.Caption.In(theme.Text3))}
}

func (p *prepPage) sinceCard() fyne.CanvasObject {
	s := p.brief.SinceLast
	if s == nil {
		return prepCard(prepHead("Since last time", ""), 8, w.NewWrapped("This is the first one-on-one on record.", w.Small.In(theme.Text2)))
	}
	var lines []fyne.CanvasObject
	journal := s.Journal[max(0, len(s.Journal)-prepJournal):]
	for _, l := range s.Lines[:min(len(s.Lines), prepSince-max(len(journal), 1))] {
		lines = append(lines, prepLine("chat", l))
	}
	for _, j := range journal {
		lines = append(lines, prepLine("edit", shortDay(j.Date, p.a.team.On)+": "+strings.Join(strings.Fields(j.Text), " ")))
	}
	if len(lines) == 0 {
		lines = append(lines, w.NewText("Nothing was noted.", w.Small.In(theme.Text2)))
	}
	return prepCard(prepHead("Since last time", shortDay(s.Date, p.a.team.On)+", "+daysAgo(s.Days)), 8, lines...)
}

func daysAgo(n int) string {
	switch n {
	case 0:
		return "today"
	case 1:
		return "yesterday"
	}
	return count(n, "day", "days") + " ago"
}

func (p *prepPage) owedCard() fyne.CanvasObject {
	b := p.brief
	if len(b.YouOwe)+len(b.TheyOwe) == 0 {
		return nil
	}
	side := func(title string, all []review.Promise) fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, x := range all[:min(len(all), prepOwed)] {
			for _, action := range p.m.Actions {
				if action.ID == x.ID {
					rows = append(rows, p.a.promiseRow(action, p.m, p.a.team, 34, textOnly, nil))
				}
			}
		}
		if len(rows) == 0 {
			rows = append(rows, w.Pad(w.NewText("Nothing.", w.Small.In(theme.Text2)), 0, 16, 12, 16))
		}
		for _, o := range more(len(all), prepOwed) {
			rows = append(rows, w.Pad(o, 0, 16, 4, 16))
		}
		return w.VStack(0, append([]fyne.CanvasObject{prepHead(title, "")}, append(rows, w.Sized(w.NewText("", w.Caption), 0, 6))...)...)
	}
	return w.NewCard(w.Columns(0, []float32{1, 1}, side("You owe", b.YouOwe), w.Edges(nil, nil, w.NewVLine(), nil, side(p.m.Person.FirstName()+" owes", b.TheyOwe))))
}

var moveChip = map[goals.MoveWord]struct {
	icon string
	tone w.Tone
}{
	goals.MoveMoved: {"up", w.Good}, goals.MoveDone: {"check", w.Good}, goals.MoveSlowed: {"flat", w.Warn}, goals.MoveSlipped: {"down", w.Warn},
	goals.MoveUnclear: {"dots", w.Neutral},
}

func (p *prepPage) goalsCard() fyne.CanvasObject {
	b := p.brief
	if len(b.Goals) == 0 {
		return nil
	}
	said := ""
	if b.SinceLast != nil {
		said = "change since " + shortDay(b.SinceLast.Date, p.a.team.On)
	}
	var rows []fyne.CanvasObject
	for _, g := range b.Goals[:min(len(b.Goals), prepGoals)] {
		change := []w.Span{w.SmallStrong.Span("no measure")}
		if g.To != nil {
			change = []w.Span{w.SmallStrong.Span(percent(*g.To))}
			if g.From != nil && percent(*g.From) != percent(*g.To) {
				change = append([]w.Span{w.Small.In(theme.Text2).Span(percent(*g.From) + " to ")}, change...)
			}
		}
		chip := moveChip[g.Word]
		rows = append(rows, w.HStack(12, w.NewElided(g.Title, w.Body), w.Spacer(), w.Sized(w.NewSpans(change...).Aligned(fyne.TextAlignTrailing), 92, 0),
			w.Sized(w.NewProgressBar(g.To, g.Expected, 6), 110, 14), w.Sized(w.HStack(0, w.Spacer(), w.NewChip(capital(string(g.Word)), chip.icon, chip.tone)), 96, 0)))
	}
	return prepCard(prepHead("Goals", said), 12, append(rows, more(len(b.Goals), prepGoals)...)...)
}

func (p *prepPage) praiseCard() fyne.CanvasObject {
	r := p.brief.Recognise
	if r == nil {
		return nil
	}
	var lines []fyne.CanvasObject
	line := func(x review.Praise) {
		lines = append(lines, prepLine("star", shortDay(x.Date, p.a.team.On)+": "+x.Text))
	}
	for _, x := range r.Lines[:min(len(r.Lines), prepPraise)] {
		line(x)
	}
	for _, x := range r.Noted[:max(0, min(len(r.Noted), prepPraise-len(lines)))] {
		line(x)
	}
	last := "No praise is logged yet."
	if r.LastPraise != 0 {
		last = "Last praise you logged: " + shortDay(r.LastPraise, p.a.team.On)
	}
	lines = append(lines, w.Pad(w.NewText(last, w.Small.In(theme.Text3)), 0, 0, 0, 26))
	return prepCard(prepHead("Worth recognising", "from your notes"), 6, lines...)
}

func (p *prepPage) intentCard() fyne.CanvasObject {
	if !p.hasOne {
		return nil
	}
	return prepCard(w.NewCardHead("What you want from this one", "only you", p.said).WithHeight(40).WithoutLine(), 8, p.intent)
}
