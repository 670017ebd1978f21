package ui

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// signPage says why a sign is shown: what was seen, with the way to each place, how strong it is, what to ask, what would clear it, and
// what the manager can do with it.
type signPage struct {
	a      *App
	at     Place
	root   *fyne.Container
	body   *container.Scroll
	reason *w.Entry // why it is not a sign; one for as long as the page is open, so that what is being typed stays
	wrong  *w.Button
	days   int // of a snooze, as an index into snoozeDays
}

// signGap is between the cards: what can be done is to be seen without scrolling.
const signGap = 12

func newSignPage(a *App, at Place) *signPage {
	p := &signPage{a: a, at: at, root: container.NewStack(), reason: w.NewEntry("Reason, in one line"), days: 1}
	p.wrong = w.NewButton("Not a sign", w.Plain, nil).Writes()
	p.reason.OnChanged = func(text string) {
		if notes.IsBlank(text) {
			p.wrong.Disable()
		} else {
			p.wrong.Enable()
		}
	}
	p.reason.OnChanged("")
	a.keepWords("sign."+at.Person.String()+"."+at.Kind, wordsIn(p.reason))
	return p
}

func (p *signPage) object() fyne.CanvasObject { return p.root }

func (p *signPage) leave() {}

func (p *signPage) scrolls() *container.Scroll { return p.body }

func (p *signPage) show(t *Team) { p.a.keepFocus(func() { p.draw(t) }) }

func (p *signPage) draw(t *Team) {
	m := t.Member(p.at.Person)
	var s *morale.Sign
	if m != nil {
		s = m.Sign(p.at.Kind)
	}
	if s == nil { // cleared, snoozed or dismissed: nothing to show any more
		p.a.goBack()
		return
	}
	a := p.a
	back := w.NewIconButton("back", "Back", w.Quiet, a.goBack)
	line := m.Person.Name + " · open since " + shortDay(openSince(s), t.On)
	if s.Since < openSince(s) { // what is seen now may have begun later, where the first of it has ended
		line = fmt.Sprintf("%s · since %s, open since %s", m.Person.Name, shortDay(s.Since, t.On), shortDay(openSince(s), t.On))
	}
	right := []fyne.CanvasObject{}
	if n := len(m.Signs); n > 1 {
		i := 0
		for j := range m.Signs {
			if m.Signs[j].Kind == s.Kind {
				i = j
			}
		}
		next := m.Signs[(i+1)%n]
		right = append(right, w.NewText(fmt.Sprintf("Sign %d of %d", i+1, n), w.Small.In(theme.Text2)),
			w.NewButton("Next", w.Plain, func() { a.goTo(Place{Page: Sign, Person: m.Person.ID, Kind: string(next.Kind)}) }).WithTrail("chev"))
	}
	words := middle(w.NewElided(s.Title, w.Title), w.NewElided(line, w.Small.In(theme.Text2)))
	head := w.Sized(w.HStack(12, append([]fyne.CanvasObject{back, w.NewAvatar(m.Person.Name, m.Colour(), 40), w.Grow(words)}, right...)...), 0, theme.HeightTopbar)

	left := []fyne.CanvasObject{}
	if s.Family == morale.FamilyMood || slices.Contains(s.Parts, morale.MoodBelowUsual) {
		data, from := a.moodData(m, t.Rules, t.On)
		data.Spans = moodSpans(m, t, from)
		chart := w.NewMoodChart(data, func(i int) { a.open(Place{Page: Meeting, Person: m.Person.ID, Record: from[i].ID}) })
		left = append(left, w.NewCard(w.NewCardHead("Mood", "12 months", moodLegend(data)).WithoutLine(),
			w.Pad(chart.WithHeight(176), 0, 15, 12, 15)))
	}
	left = append(left, p.seenCard(m, s, t))
	side := w.VStack(signGap, p.strengthCard(s, t), p.questionsCard(m, s), p.clearsCard(m, s))
	ratio := []float32{652, 364}
	if a.shell.narrow {
		ratio = []float32{560, 376}
	}
	body := w.VStack(signGap, w.Columns(a.gap(), ratio, w.VStack(signGap, left...), side), p.doCard(m, s, t))
	scroll := container.NewVScroll(w.Pad(body, 0, a.pad(), 12, a.pad()))
	if p.body != nil {
		scroll.Offset = p.body.Offset
	}
	p.body = scroll
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(head, 0, a.pad(), 0, a.pad()), nil, nil, nil, scroll)}
	p.root.Refresh()
}

// openSince is the first day of the unbroken time in which the sign has been open, at whatever strength.
func openSince(s *morale.Sign) civil.Date {
	first := s.Raised
	for _, d := range s.Reached {
		if d != 0 {
			first = min(first, d)
		}
	}
	return first
}

func (p *signPage) seenCard(m *Member, s *morale.Sign, t *Team) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, e := range s.Evidence { // the latest first
		text, quote, icon, col := e.Text, "", "", theme.Text2
		if e.Quote {
			text, icon = morale.Quoted(text), "chat"
		}
		switch e.Field {
		case "mood", "workload":
			icon = map[string]string{"mood": "down", "workload": "load"}[e.Field]
			col = theme.Amber
			quote = quoteOf(m, e)
		}
		if icon == "" && slices.ContainsFunc(m.Events, func(x people.Event) bool { return x.ID.String() == e.Ref }) {
			icon = "flag"
		}
		words := fyne.CanvasObject(w.NewWrapped(text, w.Body))
		switch {
		case quote == "":
		case p.a.shell.narrow:
			words = w.NewWrapped(text+"\n“"+quote+"”", w.Body)
		default:
			words = w.Grow(w.HStack(12, w.Sized(w.NewWrapped(text, w.Body), 172, 0), w.Grow(w.NewWrapped("“"+quote+"”", w.Body))))
		}
		line := []fyne.CanvasObject{w.Sized(w.NewText(shortDay(e.Date, t.On), w.SmallStrong), 84, 0)}
		if icon != "" {
			line = append(line, w.NewIcon(icon, col, 16))
		}
		line = append(line, words)
		if e.Quote && s.Kind != morale.Combined {
			line = append(line, w.NewButton("Not this one", w.Quiet, func() { p.notOne(m, s, e) }).Small().Writes())
		}
		open := p.a.opensEvidence(m, e)
		if open != nil {
			line = append(line, w.NewButton("Open", w.Link, open).WithTrail("chev"))
		}
		rows = append(rows, w.NewRow(0, w.Pad(w.HStack(8, line...), 10, 0, 10, 0), open))
	}
	line, fits := signText(s.Line), 56
	if p.a.shell.narrow {
		fits = 40
	}
	if utf8.RuneCountInString(line) > fits { // a line of its own rather than cut
		rows = slices.Insert(rows, 0, fyne.CanvasObject(w.Pad(w.NewWrapped(line, w.Small.In(theme.Text2)), 10, 16, 10, 16)))
		line = ""
	}
	return w.NewCard(w.NewCardHead("What was seen", line, w.NewText(count(len(s.Evidence), "place", "places"), w.Small.In(theme.Text2))), w.Rows(rows...))
}

// quoteOf is what the person is quoted with in the notes of the one-on-one of a piece of evidence: the first words in quotation marks.
func quoteOf(m *Member, e morale.Evidence) string {
	id, err := uuid.Parse(e.Ref)
	if err != nil {
		return ""
	}
	x, ok := m.Meeting(id)
	if !ok {
		return ""
	}
	for _, marks := range [][2]string{{"“", "”"}, {"\"", "\""}} {
		_, rest, ok := strings.Cut(x.Notes, marks[0])
		if said, _, end := strings.Cut(rest, marks[1]); ok && end && !strings.Contains(said, "\n") && len(said) > 12 && len(said) < 160 {
			return said
		}
	}
	return ""
}

// notOne says of one sentence that it is not a sign, for good.
func (p *signPage) notOne(m *Member, s *morale.Sign, e morale.Evidence) {
	id, err := uuid.Parse(e.Ref)
	if err != nil {
		return
	}
	putNew(p.a, people.LineMark{ID: p.a.o.NewID(), Record: id, Quote: e.Text, Kind: string(s.Kind), Mark: people.NotASign, At: p.a.today()}, "That sentence does not count any more.")
}

// placeOf is where a piece of evidence stands: the meeting with its quote marked, or the page that shows the record.
func (a *App) placeOf(m *Member, e morale.Evidence) (Place, bool) {
	id, err := uuid.Parse(e.Ref)
	if err != nil {
		return Place{}, false
	}
	person := m.Person.ID
	if _, ok := m.Meeting(id); ok {
		to := Place{Page: Meeting, Person: person, Record: id, Field: e.Field}
		if e.Quote {
			to.Quote = e.Text
		}
		return to, true
	}
	for _, x := range m.Journal {
		if x.ID == id {
			return Place{Page: Person, Person: person, Tab: TabMeetings, Record: id}, true
		}
	}
	for _, x := range m.Actions {
		if x.ID == id {
			if _, ok := m.Meeting(x.Meeting); ok {
				return Place{Page: Person, Person: person, Tab: TabMeetings, Record: x.Meeting}, true
			}
			return Place{Page: Person, Person: person}, true
		}
	}
	if _, ok := m.Goal(id); ok {
		return Place{Page: Person, Person: person, Tab: TabGoals, Record: id}, true
	}
	for _, x := range m.Feedback {
		if x.ID == id {
			return Place{Page: Person, Person: person, Tab: TabFeedback, Record: id}, true
		}
	}
	for _, x := range m.Observations {
		if x.ID == id {
			return Place{Page: Person, Person: person}, true
		}
	}
	return Place{}, false
}

// opensEvidence is what opens a piece of evidence: its place, or the form of an event; nil where there is nothing to open.
func (a *App) opensEvidence(m *Member, e morale.Evidence) func() {
	if to, ok := a.placeOf(m, e); ok {
		return func() { a.open(to) }
	}
	for _, x := range m.Events {
		if x.ID.String() == e.Ref && a.fixed() == nil {
			return func() { a.editEvent(m.Person.ID, x) }
		}
	}
	return nil
}

// moodSpans are the brackets under the chart of a sign of mood: which moods the usual range comes from, and since when it is lower.
func moodSpans(m *Member, t *Team, from []notes.Meeting) (out []w.ChartSpan) {
	span := func(first, last civil.Date) (w.ChartSpan, bool) {
		x := w.ChartSpan{From: -1}
		for i, f := range from {
			if d := f.At.Date(); d >= first && d <= last {
				if x.From < 0 {
					x.From = i
				}
				x.To = i
			}
		}
		return x, x.From >= 0
	}
	if band, ok := morale.Baseline(m.File, t.Rules, t.On); ok {
		if x, ok := span(band.From, band.To); ok {
			switch n := x.To - x.From + 1; {
			case n == band.N:
				x.Text = fmt.Sprintf("usual range comes from these %d", n)
			case n > band.N:
				x.Text = fmt.Sprintf("usual range comes from %d of these", band.N)
			default:
				x.Text = fmt.Sprintf("usual range comes from these and %d before", band.N-n)
			}
			out = append(out, x)
		}
	}
	if s := m.Sign(string(morale.MoodBelowUsual)); s != nil {
		if x, ok := span(s.Since, t.On); ok {
			x.Text, x.Warn = "since "+shortDay(s.Since, t.On), true
			out = append(out, x)
		}
	}
	return out
}

// tileDay is a day in a narrow tile: the year is left away as long as it cannot be another.
func tileDay(d, today civil.Date) string {
	if d > today-330 {
		return d.Format("2 Jan")
	}
	return d.Format("Jan 2006")
}

func (p *signPage) strengthCard(s *morale.Sign, t *Team) fyne.CanvasObject {
	var tiles []fyne.CanvasObject
	for _, level := range []struct {
		severity morale.Severity
		icon     string
	}{{morale.Watch, "dots"}, {morale.Concern, "warn"}, {morale.Urgent, "flag"}} {
		fill, edge, col, style := theme.Sunken, theme.Border, theme.Text2, w.Small.In(theme.Text2)
		when, whenStyle := "not reached", w.Caption.In(theme.Text2)
		if d := s.Reached[level.severity]; d != 0 {
			when = "from " + tileDay(d, t.On)
		}
		if level.severity == s.Severity {
			fill, edge, col, style = theme.AmberSoft, theme.Amber, theme.Amber, w.SmallStrong.In(theme.Amber)
			when, whenStyle = "since "+tileDay(s.Raised, t.On), w.Caption.In(theme.Amber)
		}
		tiles = append(tiles, w.NewTintedCard(fill, edge, w.Inset(w.VStack(2,
			w.HStack(6, w.NewIcon(level.icon, col, 16), w.NewElided(severityWord(level.severity), style)), w.NewElided(when, whenStyle)), 9)))
	}
	basis := w.HStack(10, w.NewIcon("doc", theme.Text2, 16), w.NewWrapped(signText(s.Basis), w.Small.In(theme.Text2)))
	return w.NewCard(w.NewCardHead("How strong", "", nil).WithoutLine(), w.Pad(w.VStack(12, w.Columns(8, []float32{1, 1, 1}, tiles...),
		w.NewWrapped(s.Kind.Weighs(), w.Small.In(theme.Text2)), basis), 0, 15, 14, 15))
}

func (p *signPage) questionsCard(m *Member, s *morale.Sign) fyne.CanvasObject {
	questions := s.Questions
	if len(questions) == 0 && s.Question != "" {
		questions = []string{s.Question}
	}
	var rows []fyne.CanvasObject
	for i, q := range questions {
		kind := w.Plain
		if i == 0 {
			kind = w.Primary
		}
		add := w.NewButton("Add to agenda", kind, func() {
			p.a.putPoint(m.Person.ID, q, notes.Me)
			p.a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
		}).WithIcon("plus").Small().Writes()
		rows = append(rows, w.Pad(w.HStack(12, w.NewWrapped("“"+q+"”", w.Body), add), 8, 15, 8, 15))
	}
	if len(rows) == 0 {
		rows = append(rows, w.EmptyState("Ask openly, and listen.", "", nil))
	}
	return w.NewCard(w.NewCardHead("Questions to ask", "", nil), w.Rows(rows...))
}

func (p *signPage) clearsCard(m *Member, s *morale.Sign) fyne.CanvasObject {
	return w.NewCard(w.NewCardHead("What would clear it", "", nil).WithoutLine(), w.Pad(w.VStack(8,
		w.HStack(10, w.NewIcon("check", theme.Green, 16), w.NewWrapped(s.Clears, w.Small)),
		w.HStack(10, w.NewIcon("list", theme.Text2, 16), w.NewWrapped("It stays in the history either way.", w.Small.In(theme.Text2)),
			w.NewButton("History", w.Link, func() { p.a.showSignHistory(m.Person.ID) })),
	), 0, 15, 14, 15))
}

// snoozeDays are the lengths that the page offers.
var snoozeDays = []int{7, 14, 28}

func (p *signPage) doCard(m *Member, s *morale.Sign, t *Team) fyne.CanvasObject {
	a, kind, raised := p.a, string(s.Kind), s.Raised
	acknowledge := func(action people.AckAction, reason, said string) {
		ack := people.Acknowledgement{ID: a.o.NewID(), Person: m.Person.ID, Sign: kind, Raised: raised, At: t.On, Action: action, Reason: reason}
		a.write(func(tx *storage.Tx) error {
			_, err := storage.Put(tx, ack)
			return err
		}, func(err error) {
			if err != nil {
				a.showError(err)
				return
			}
			a.offerUndo(said, func() {
				a.write(func(tx *storage.Tx) error { return storage.Discard[people.Acknowledgement](tx, ack.ID) }, nil)
			})
		})
	}
	length := w.NewSelect([]string{"1 week", "2 weeks", "4 weeks"}, p.days, func(i int) { p.days = i })
	dismiss := func() { acknowledge(people.Dismissed, p.reason.Text, "Dismissed. Your reason is kept.") }
	p.wrong.SetOnTapped(dismiss)
	p.reason.OnEnter = func(text string) {
		if !notes.IsBlank(text) {
			dismiss()
		}
	}
	talk := func() {
		if s.Kind == morale.Shock {
			p.talkedOfEvents(m, s)
			return
		}
		acknowledge(people.Acted, "", "Noted that you talked about it.")
	}
	spoke := "Watches whether it gets better."
	if s.Family == morale.FamilyMood {
		spoke = "Watches whether the next three get better."
	}
	if s.Talked != 0 {
		spoke = s.After
	}
	part := func(icon, title, text string, do ...fyne.CanvasObject) fyne.CanvasObject {
		return w.Inset(w.VStack(8, w.HStack(10, w.NewIcon(icon, theme.Text, 18), w.NewText(title, w.Strong)), w.NewWrapped(text, w.Small.In(theme.Text2)), w.Spacer(), w.HStack(8, do...)), 15)
	}
	return w.NewCard(w.Columns(0, []float32{1, 1, 1},
		part("chat", "You spoke about it", spoke, w.NewButton("Talked about it", w.Plain, talk).WithIcon("check").Writes()),
		w.Edges(nil, nil, w.NewVLine(), nil, part("clock", "Not now", "Off the lists. Back at once if urgent.",
			w.NewButton("Snooze", w.Plain, func() {
				a.snooze(m.Person.ID, kind, snoozeDays[p.days], "Snoozed until "+shortDay(t.On+civil.Date(snoozeDays[p.days]), t.On)+".")
			}).Writes(), w.Sized(length, 120, 0))),
		w.Edges(nil, nil, w.NewVLine(), nil, part("x", "It means something else", "Your reason is kept in the history.", w.Grow(p.reason), p.wrong)),
	))
}

// talkedOfEvents notes that the events of the sign were talked about today.
func (p *signPage) talkedOfEvents(m *Member, s *morale.Sign) {
	a, on := p.a, p.a.today()
	var before []people.Event
	for _, e := range m.Events {
		for _, seen := range s.Evidence {
			if seen.Ref == e.ID.String() {
				before = append(before, e)
			}
		}
	}
	set := func(days func(e people.Event) []civil.Date) func(tx *storage.Tx) error {
		return func(tx *storage.Tx) error {
			for _, e := range before {
				x, err := storage.Get[people.Event](tx, e.ID)
				if err != nil {
					return err
				}
				x.Followed = days(e)
				if _, err := storage.Put(tx, x); err != nil {
					return err
				}
			}
			return nil
		}
	}
	a.write(set(func(e people.Event) []civil.Date { return append(append([]civil.Date(nil), e.Followed...), on) }), func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo("Noted that you talked about it.", func() { a.write(set(func(e people.Event) []civil.Date { return e.Followed }), nil) })
	})
}
