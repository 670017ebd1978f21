package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// feedbackStep is how many entries are shown at first, and with each "more".
const feedbackStep = 12

// offersBack is how many days back the notes are read for praise and concerns that were not kept as feedback yet.
const offersBack = 60

// feedbackTab is the feedback given to, received from and told about a person, with the form that logs more.
type feedbackTab struct {
	p      *personPage
	form   *feedbackForm
	scroll *container.Scroll
	side   int // 0 all, 1 given, 2 received, 3 about
	kind   int // 0 both, 1 praise, 2 suggestions
	shown  int
}

var directions = []notes.Direction{notes.Given, notes.Received, notes.About}

func newFeedbackTab(p *personPage, at Place) *feedbackTab {
	s := &feedbackTab{p: p, shown: feedbackStep}
	s.form = newFeedbackForm(p.a, at, func() {
		if p.at.Tab == TabFeedback && p.a.page == page(p) {
			p.showTab(p.a.team)
		}
	})
	return s
}

func (s *feedbackTab) leave() { s.form.leave() }

func (s *feedbackTab) show(t *Team) fyne.CanvasObject {
	a, m := s.p.a, s.p.m
	s.form.show(m, t)
	var of [3]int
	all := slices.Clone(m.Feedback)
	slices.SortStableFunc(all, func(x, y notes.Feedback) int { return cmp.Compare(y.Date, x.Date) })
	var list []notes.Feedback
	for _, x := range all {
		of[slices.Index(directions, x.Direction)]++
		if s.side > 0 && directions[s.side-1] != x.Direction || s.kind > 0 && feedbackKinds[s.kind-1] != x.Kind {
			continue
		}
		list = append(list, x)
	}
	sides := w.NewSegmented([]string{"All", fmt.Sprint("Given ", of[0]), fmt.Sprint("Received ", of[1]), fmt.Sprint("About ", of[2])}, s.side, func(i int) {
		s.side, s.shown = i, feedbackStep
		s.p.showTab(a.team)
	})
	sides.SetLabel("Which feedback")
	chip := w.NewFilterChip("Kind", []string{"both", "praise", "suggestions"}, s.kind, func(i int) {
		s.kind, s.shown = i, feedbackStep
		s.p.showTab(a.team)
	})
	ask := w.NewButton("Ask "+m.Person.FirstName()+" for feedback", w.Plain, func() {
		a.putPoint(m.Person.ID, "Ask for feedback: what should I do more of, and what less?", notes.Me)
		a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
	}).Small().Writes()
	top := w.Pad(w.HStack(12, sides, chip, w.Grow(w.NewElided(sinceGiven(m.Feedback, t.On), w.Small.In(theme.Text2))), ask), 10, 0, 10, 0)
	left := w.VStack(12, s.chart(t), s.listCard(list, t))
	right := []fyne.CanvasObject{s.form.object()}
	if card := s.unsaid(t); card != nil {
		right = append(right, card)
	}
	ratio := []float32{652, 364}
	if a.shell.narrow {
		ratio = []float32{560, 376}
	}
	offset := fyne.Position{}
	if s.scroll != nil {
		offset = s.scroll.Offset
	}
	s.scroll = container.NewVScroll(w.Pad(w.Columns(a.gap(), ratio, left, w.VStack(12, right...)), 0, a.pad(), 20, a.pad()))
	s.scroll.Offset = offset
	return w.Edges(w.Pad(top, 0, a.pad(), 0, a.pad()), nil, nil, nil, s.scroll)
}

var feedbackKinds = []notes.FeedbackKind{notes.Praise, notes.Constructive}

// sinceGiven says how long ago feedback was given last.
func sinceGiven(all []notes.Feedback, on civil.Date) string {
	var last civil.Date
	for _, x := range all {
		if x.Direction == notes.Given && x.Date <= on {
			last = max(last, x.Date)
		}
	}
	switch days := int(on - last); {
	case last == 0:
		return "Nothing given yet."
	case days == 0:
		return "Given today."
	case days == 1:
		return "Given yesterday."
	default:
		return fmt.Sprintf("Nothing given since %s, %d days.", shortDay(last, on), days)
	}
}

// chart counts what was given by month, over the last twelve.
func (s *feedbackTab) chart(t *Team) fyne.CanvasObject {
	first := civil.NewDate(t.On.Year(), t.On.Month(), 1).AddMonths(-11)
	months := make([]w.MonthCount, 12)
	for i := range months {
		months[i].Name = first.AddMonths(i).Format("Jan")
	}
	praise, other := 0, 0
	for _, x := range s.p.m.Feedback {
		i := (x.Date.Year()-first.Year())*12 + int(x.Date.Month()) - int(first.Month())
		if x.Direction != notes.Given || i < 0 || i > 11 {
			continue
		}
		if x.Kind == notes.Praise {
			months[i].Praise++
			praise++
		} else {
			months[i].Other++
			other++
		}
	}
	legend := w.HStack(12, w.NewSwatch(theme.Accent, "Praise", w.MarkSwatch), w.NewSwatch(theme.Topic4, "Suggestion", w.MarkSwatch), w.NewLegend(w.MarkOutline, "None"))
	said := fmt.Sprintf("%d praise, %s", praise, count(other, "suggestion", "suggestions"))
	return w.NewCard(w.NewCardHead("Given by month", said, legend).WithoutLine().WithHeight(40), w.Pad(w.NewMonthBlocks(months), 0, 12, 10, 12))
}

func (s *feedbackTab) listCard(list []notes.Feedback, t *Team) fyne.CanvasObject {
	if len(list) == 0 {
		said := "Nothing logged yet. One sentence is enough."
		if len(s.p.m.Feedback) > 0 {
			said = "Nothing of this kind yet."
		}
		return w.NewCard(w.EmptyState(said, "", nil))
	}
	for i, x := range list { // what was looked for is among those shown
		if x.ID == s.p.at.Record {
			s.shown = max(s.shown, i+1)
		}
	}
	var rows []fyne.CanvasObject
	for i, x := range list {
		if i == s.shown {
			rows = append(rows, w.NewRow(36, w.NewText(count(len(list)-i, "more", "more"), w.Small.In(theme.AccentText)), func() {
				s.shown += feedbackStep
				s.p.showTab(s.p.a.team)
			}))
			break
		}
		rows = append(rows, s.entry(x, t))
	}
	return w.NewCard(w.Rows(rows...))
}

// feedbackTitle says what an entry is: "Praise you gave", "About Priya, from Hana Sato".
func feedbackTitle(x notes.Feedback, first string) (title, icon string) {
	source := ""
	if !notes.IsBlank(x.Source) {
		source = ", from " + x.Source
	}
	switch {
	case x.Direction == notes.Received && source == "":
		return "You received, from " + first, "chat"
	case x.Direction == notes.Received:
		return "You received" + source, "chat"
	case x.Direction == notes.About && x.Kind == notes.Praise:
		return "Praise about " + first + source, "people"
	case x.Direction == notes.About:
		return "About " + first + source, "people"
	case x.Kind == notes.Praise:
		return "Praise you gave", "star"
	}
	return "Suggestion you gave", "bulb"
}

func (s *feedbackTab) entry(x notes.Feedback, t *Team) fyne.CanvasObject {
	first := s.p.m.Person.FirstName()
	if x.IsPrivate() && s.p.a.sharing {
		return w.Inset(coverWords(), 12)
	}
	title, icon := feedbackTitle(x, first)
	head := []fyne.CanvasObject{w.Grow(w.NewSpans(w.Strong.Span(title), w.Small.In(theme.Text2).Span("  "+shortDay(x.Date, t.On))).Elide())}
	if x.IsPrivate() {
		head = append(head, w.NewChip("Private", "lock", w.Neutral))
	}
	switch {
	case x.Direction == notes.Received:
	case x.SaidOn != 0:
		head = append(head, w.NewChip("First told "+shortDay(x.SaidOn, t.On), "check", w.Good))
	default:
		head = append(head, w.NewChip("Not told yet", "clock", w.Warn))
	}
	more := w.NewIconButton("more", "More: "+title+" "+shortDay(x.Date, t.On), w.Quiet, nil).Small()
	more.SetOnTapped(func() { w.ShowMenuAt(more, s.menu(x)) })
	parts := []fyne.CanvasObject{w.HStack(8, append(head, more)...)}
	line := func(name, text string, missing bool) {
		body := fyne.CanvasObject(w.NewText(text, w.Body).Wrap(30))
		if missing {
			body = w.HStack(6, w.NewIcon("dots", theme.Text3, 14), w.NewText("Not written.", w.Body.In(theme.Text3)), w.NewButton("Add it", w.Link, func() { s.form.edit(x) }).Writes())
		}
		parts = append(parts, w.FixedLeft(88, 0, w.VStack(0, w.NewText(name, w.Small.In(theme.Text2)), w.Spacer()), body))
	}
	lacks := x.Lacks()
	for _, part := range []struct{ name, text string }{{"Situation", x.Situation}, {"Behaviour", x.Behaviour}, {"Impact", x.Impact}} {
		if missing := slices.Contains(lacks, strings.ToLower(part.name)); missing || !notes.IsBlank(part.text) {
			line(part.name, part.text, missing)
		}
	}
	if !notes.IsBlank(x.Text) {
		parts = append(parts, w.NewText(x.Text, w.Body).Wrap(30))
	}
	tone := w.Neutral
	if x.Direction == notes.Given {
		tone = w.Info
	}
	row := w.FixedLeft(32, 8, w.VStack(0, w.NewIconTile(icon, tone), w.Spacer()), w.VStack(4, parts...))
	o := fyne.CanvasObject(w.Pad(row, 12, 16, 12, 16))
	if x.ID == s.p.at.Record && x.ID != uuid.Nil {
		o = w.Behind(o, theme.AccentSoft)
	}
	return o
}

func (s *feedbackTab) menu(x notes.Feedback) []w.MenuItem {
	a, today := s.p.a, s.p.a.today()
	set := func(f func(*notes.Feedback)) func() {
		return func() {
			change(a, x, func(x notes.Feedback) (notes.Feedback, error) { f(&x); return x, nil })
		}
	}
	items := []w.MenuItem{{Text: "Edit", Icon: "edit", Do: func() { s.form.edit(x) }}}
	if x.Direction != notes.Received {
		if x.SaidOn == 0 {
			items = append(items, w.MenuItem{Text: "Told today", Icon: "check", Do: set(func(x *notes.Feedback) { x.SaidOn = today })})
		} else {
			items = append(items, w.MenuItem{Text: "Not told yet", Icon: "clock", Do: set(func(x *notes.Feedback) { x.SaidOn = 0 })})
		}
	}
	private := !x.IsPrivate()
	word := "Make private"
	if !private {
		word = "Share"
	}
	items = append(items, w.MenuItem{Text: word, Icon: "lock", Do: set(func(x *notes.Feedback) {
		x.Private = nil
		if private {
			x.Private = &private
		}
	})})
	if _, ok := s.p.m.Meeting(x.Meeting); ok {
		items = append(items, w.MenuItem{Text: "Open the one-on-one", Icon: "doc", Do: func() {
			a.open(Place{Page: Person, Person: x.Person, Tab: TabMeetings, Record: x.Meeting})
		}})
	}
	items = append(items, w.MenuItem{Text: "Move to another person", Icon: "carry", Do: func() { moveTo(a, x, x.Person, "this feedback", nil) }})
	items = append(items, a.historyItem("feedback", x.Person, x.ID))
	return append(items, w.MenuItem{}, w.MenuItem{Text: "Delete", Icon: "x", Danger: true, Do: func() { remove(a, x, "Deleted the feedback of "+shortDay(x.Date, today)+".") }})
}

// offer is something worth saying that is not said yet: feedback that was not told, or a line of a note that is none yet.
type offer struct {
	text, from string
	kind       notes.FeedbackKind
	day        civil.Date
	record     *notes.Feedback // nil for a line of a note
	meeting    uuid.UUID
}

func (s *feedbackTab) offers(t *Team) []offer {
	m := s.p.m
	var out []offer
	known := map[string]bool{}
	for i, x := range m.Feedback {
		for _, text := range []string{x.Text, x.Behaviour} {
			known[strings.TrimSpace(text)] = true
		}
		if x.SaidOn == 0 && x.Direction != notes.Received && x.Date > t.On-365 {
			text := cmp.Or(strings.TrimSpace(x.Behaviour), strings.TrimSpace(x.Text), strings.TrimSpace(x.Impact), strings.TrimSpace(x.Situation))
			out = append(out, offer{text: text, from: shortDay(x.Date, t.On) + " feedback", kind: x.Kind, day: x.Date, record: &m.Feedback[i]})
		}
	}
	lines := func(text, from string, day civil.Date, meeting uuid.UUID) {
		if day <= t.On-offersBack || day > t.On {
			return
		}
		for _, l := range language.FeedbackLines(text) {
			if !known[strings.TrimSpace(l.Text)] {
				known[strings.TrimSpace(l.Text)] = true
				out = append(out, offer{text: l.Text, from: shortDay(day, t.On) + " " + from, kind: notes.FeedbackKind(l.Kind), day: day, meeting: meeting})
			}
		}
	}
	for _, x := range m.Meetings {
		lines(x.Notes, "one-on-one", x.At.Date(), x.ID)
		lines(x.PrivateNotes, "private notes", x.At.Date(), x.ID)
	}
	for _, x := range m.Journal {
		lines(x.Text, "journal", x.At.Date(), uuid.Nil)
	}
	slices.SortStableFunc(out, func(x, y offer) int { return cmp.Compare(y.day, x.day) })
	return out
}

// unsaid lists what could still be said; nil where there is nothing.
func (s *feedbackTab) unsaid(t *Team) fyne.CanvasObject {
	all := s.offers(t)
	if len(all) == 0 {
		return nil
	}
	a := s.p.a
	var rows []fyne.CanvasObject
	for i, x := range all {
		if i == 5 {
			break
		}
		icon := "star"
		if x.kind != notes.Praise {
			icon = "bulb"
		}
		button := w.NewButton("Use", w.Plain, func() { s.form.use(x) }).Small().Writes()
		button.SetLabel("Use: " + x.text)
		if x.record != nil {
			button = w.NewButton("Told today", w.Plain, func() {
				on := a.today()
				change(a, *x.record, func(f notes.Feedback) (notes.Feedback, error) { f.SaidOn = on; return f, nil })
			}).Small().Writes()
			button.SetLabel("Told today: " + x.text)
		}
		rows = append(rows, w.NewRow(52, w.HStack(10, w.NewIcon(icon, theme.AccentText, 18),
			w.Grow(w.VStack(0, w.NewElided(firstLine(x.text), w.Body), w.NewElided(x.from, w.Caption.In(theme.Text2)))), button), nil))
	}
	return a.covered("Not said yet", func() fyne.CanvasObject {
		return w.NewCard(w.NewCardHead("Not said yet", countOrNone(len(all)), nil), w.Rows(rows...))
	})
}
