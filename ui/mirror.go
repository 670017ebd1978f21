package ui

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/civil"
	"rapport/language"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/review"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// The tabs of the mirror.
const (
	TabHabits = ""
	TabSigns  = "signs"
)

// mirrorDays are the periods that the page offers.
var mirrorDays = []int{30, 90, 365}

// mirrorPage shows the manager's own habits, and in its second tab how the signs did.
type mirrorPage struct {
	a      *App
	at     Place
	root   *fyne.Container
	body   *fyne.Container
	right  *fyne.Container // what stands at the right of the head: the period of the open tab
	scroll *container.Scroll
	work   beside
	narrow bool

	period int                // index into mirrorDays
	shown  *morale.Reflection // nil until the first was worked out
	skip   int                // steps that were put aside with Not now
	test   *backTest
}

func newMirrorPage(a *App, at Place) *mirrorPage {
	p := &mirrorPage{a: a, at: at, root: container.NewStack(), body: container.NewStack(), right: container.NewStack(), period: 1}
	p.test = newBackTest(p)
	return p
}

func (p *mirrorPage) object() fyne.CanvasObject { return p.root }

func (p *mirrorPage) leave() { p.work.forget(); p.test.work.forget() }

// scrolls is what moves when the open tab is longer than the window.
func (p *mirrorPage) scrolls() *container.Scroll {
	if p.at.Tab == TabSigns {
		return p.test.scroll
	}
	return p.scroll
}

// files are everyone whose one-on-ones the mirror can show.
func (t *Team) files() []people.File {
	out := make([]people.File, 0, len(t.Members))
	for _, m := range t.Members {
		if m.Person.IsReport() {
			out = append(out, m.File)
		}
	}
	return out
}

func (p *mirrorPage) show(t *Team) {
	if p.root.Objects == nil || p.narrow != p.a.shell.narrow {
		p.narrow = p.a.shell.narrow
		p.a.keepFocus(p.frame)
	}
	if p.at.Tab == TabSigns {
		p.test.show(t)
		return
	}
	files, period := t.files(), morale.LastDays(t.On, mirrorDays[p.period])
	run(&p.work, p.a, func() morale.Reflection { return morale.Mirror(files, period) }, func(r morale.Reflection) {
		p.shown = &r
		p.a.keepFocus(func() { p.draw() })
	})
}

// frame is the head and the tabs, which stay while what is under them changes.
func (p *mirrorPage) frame() {
	a := p.a
	tabs := w.NewTabs([]w.Tab{{Text: "Your habits"}, {Text: "How the signs did"}}, b2i(p.at.Tab == TabSigns), func(i int) {
		p.at.Tab = []string{TabHabits, TabSigns}[i]
		a.replace(p.at)
		p.right.Objects = nil
		p.body.Objects = nil
		p.body.Refresh()
		p.show(a.team)
	})
	line := middle(w.NewText("Mirror", w.Title), w.HStack(6, w.NewIcon("lock", theme.Text2, 14), w.NewElided("Only you see it. Exported only by you.", w.Small.In(theme.Text2))))
	head := w.Sized(w.HStack(12, w.Grow(line), p.right), 0, theme.HeightTopbar)
	p.root.Objects = []fyne.CanvasObject{w.Edges(
		w.VStack(0, w.Pad(head, 0, a.pad(), 0, a.pad()), w.Pad(tabs, 0, a.pad(), 0, a.pad()), w.NewLine()), nil, nil, nil, p.body)}
	p.root.Refresh()
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

func (p *mirrorPage) draw() {
	a, r := p.a, p.shown
	var content fyne.CanvasObject
	if !r.IsEnough() {
		p.right.Objects = nil
		content = w.NewCard(w.EmptyState(review.MirrorEmpty+" The mirror then shows what was held, kept, said and asked, beside the months before.", "", nil))
	} else {
		periods := w.NewSegmented([]string{"30 days", "90 days", "A year"}, p.period, func(i int) {
			p.period, p.skip = i, 0
			p.show(a.team)
		})
		export := w.NewButton("Export", w.Plain, p.export).WithIcon("export")
		export.SetLabel("Export your habits")
		p.right.Objects = []fyne.CanvasObject{w.HStack(12, export, periods)}
		content = p.cards(*r)
	}
	p.right.Refresh()
	scroll := container.NewVScroll(w.Pad(content, 16, a.pad(), 20, a.pad()))
	if p.scroll != nil {
		scroll.Offset = p.scroll.Offset
	}
	p.scroll = scroll
	p.body.Objects = []fyne.CanvasObject{scroll}
	p.body.Refresh()
	p.root.Refresh()
}

const mirrorCard = 228

func (p *mirrorPage) cards(r morale.Reflection) fyne.CanvasObject {
	top := w.Sized(w.Columns(12, []float32{1, 1, 1}, p.heldCard(r), p.promiseCard(r), p.feedbackCard(r)), 0, mirrorCard)
	side := w.VStack(12, p.topicsCard(r), p.tryCard(r))
	return w.VStack(12, top, w.Columns(12, []float32{1.5, 1}, p.gapCard(r), side), w.Columns(12, []float32{1.5, 1}, p.attentionCard(r), p.careCard(r)))
}

// figure is a card with one number in large, what it says in small beside it, something drawn, and a remark at its foot.
func figure(title, number, words, remark string, drawn ...fyne.CanvasObject) fyne.CanvasObject {
	value := w.NewSpans(w.Display.Span(number), w.Small.In(theme.Text2).Span("  "+words)).Elide()
	parts := append([]fyne.CanvasObject{w.NewText(title, w.CardTitle), value}, drawn...)
	parts = append(parts, w.Spacer(), w.NewSpans(w.Small.In(theme.Text2).Span(remark)).Wrap(2))
	return w.NewCard(w.Grow(w.Pad(w.VStack(4, parts...), 12, 15, 10, 15)))
}

// before says what the same number was in the period before.
func before(now, then string) string { return now + " Before: " + then + "." }

func (p *mirrorPage) heldCard(r morale.Reflection) fyne.CanvasObject {
	o, was := r.OneOnOnes, r.Previous.OneOnOnes
	var rows []w.HeldRow
	for _, x := range o.Parts {
		rows = append(rows, w.HeldRow{Label: "from " + x.From.Format("2 Jan"), Held: x.Held, Moved: x.Moved, Cancelled: x.Cancelled})
	}
	legend := w.HStack(14, w.NewSwatch(theme.Topic1, "Held", w.MarkSwatch), w.NewSwatch(theme.Topic4, "Moved", w.MarkSwatch), w.NewLegend(w.MarkOutline, "Cancelled"))
	remark := o.Remark()
	if o.NotNoted > 0 {
		remark = strings.TrimSpace(remark + " " + capital(inWords(o.NotNoted, "planned one passed", "planned ones passed")) + " without a word.")
	}
	return figure("One-on-ones", fmt.Sprintf("%d of %d", o.Held, o.Planned), "held as planned", strings.TrimSpace(before(remark, fmt.Sprintf("%d of %d", was.Held, was.Planned))), w.NewHeldBars(rows), legend)
}

func (p *mirrorPage) promiseCard(r morale.Reflection) fyne.CanvasObject {
	k, was := r.Promises, r.Previous.Promises
	then := fmt.Sprintf("%d of %d", was.Kept, was.Of)
	if k.Of == 0 {
		return figure("Promises", "none", "fell due", before("", then))
	}
	remark := "All of them."
	if open := openLate(k); open > 0 {
		remark = capital(inWords(open, "is", "are")) + " still open. A shorter first step may help."
	} else if len(k.Late) > 0 {
		remark = "Late by " + count(middleDays(k.Late), "day", "days") + " in the middle."
	}
	return figure("Promises", fmt.Sprintf("%d of %d", k.Kept, k.Of), "kept on time", before(remark, then), w.NewKeptDots(k.Kept, k.Of, 84))
}

func openLate(k morale.KeptPromises) int {
	n := 0
	for _, l := range k.Late {
		n += b2i(l.Open)
	}
	return n
}

// middleDays is the median of how late they were; they come the latest first.
func middleDays(late []morale.Late) int { return late[len(late)/2].Days }

func (p *mirrorPage) feedbackCard(r morale.Reflection) fyne.CanvasObject {
	f, was := r.Feedback, r.Previous.Feedback
	then := fmt.Sprintf("%d and %d", was.Praise, was.Constructive)
	number, words := "none", "noted"
	switch {
	case f.Praise > 0 && f.Constructive > 0:
		number, words = decimal(float64(f.Praise)/float64(f.Constructive), 1)+" to 1", "praise to suggestions"
	case f.Praise > 0:
		number, words = fmt.Sprint(f.Praise), "praise, no suggestions"
	case f.Constructive > 0:
		number, words = fmt.Sprint(f.Constructive), "suggestions, no praise"
	}
	remark := ""
	if f.Praise > 0 {
		remark = fmt.Sprintf("Praise names the work in %d of %d, and what it led to in %d.", f.Named, f.Praise, f.WithImpact)
	}
	legend := w.HStack(8, w.NewElided(fmt.Sprintf("Praise %d", f.Praise), w.Small.In(theme.Text2)), w.Spacer(), w.NewText(fmt.Sprintf("Suggestions %d", f.Constructive), w.Small.In(theme.Text2)))
	bar := w.NewStackedBar([]w.Segment{{Value: float64(f.Praise), Fill: theme.Topic1}, {Value: float64(f.Constructive), Fill: theme.Topic4}}, 20,
		fmt.Sprintf("%d praise, %d suggestions", f.Praise, f.Constructive))
	drawn := []fyne.CanvasObject{legend, bar}
	if without := f.WithoutRecognition; len(without) > 0 {
		var names []string
		for _, id := range without {
			if m := p.a.team.Member(id); m != nil {
				names = append(names, m.Person.FirstName())
			}
		}
		drawn = append(drawn, w.NewSpans(w.Small.In(theme.Text2).Span(fmt.Sprintf("No praise for %d days: ", morale.RecognitionDays)), w.SmallStrong.Span(strings.Join(names, ", "))).Wrap(2))
	}
	return figure("Feedback balance", number, words, before(remark, then), drawn...)
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// feedbackLimit is where the line of the card lies: the days without praise after which a sign is raised unless set otherwise.
const feedbackLimit = morale.RecognitionDays

func (p *mirrorPage) gapCard(r morale.Reflection) fyne.CanvasObject {
	a := p.a
	var rows []fyne.CanvasObject
	var linked []*w.Row
	longest := 3 * feedbackLimit
	list := morale.ByFeedback(r.Reports)
	for _, x := range list {
		if x.SinceFeedback != nil {
			longest = max(longest, *x.SinceFeedback)
		}
	}
	tick := float64(feedbackLimit) / float64(longest)
	for _, x := range list {
		m := a.team.Member(x.Person)
		if m == nil {
			continue
		}
		bar := w.Bar{Tick: &tick, TextWidth: 96, Text: review.SinceWords(x.LastFeedback, x.SinceFeedback)}
		if x.SinceFeedback != nil {
			bar.Value, bar.Over = float64(*x.SinceFeedback)/float64(longest), *x.SinceFeedback >= feedbackLimit
		}
		feedback := Place{Page: Person, Person: x.Person, Tab: TabFeedback}
		row := w.NewRow(50, w.HStack(12, w.NewAvatar(x.Name, m.Colour(), 28), w.Sized(w.NewElided(x.Name, w.Body), 126, 0), w.Grow(w.NewBarRow(bar)),
			w.Sized(w.NewElided(fmt.Sprintf("%d praise, %d other", x.Praise, x.Constructive), w.Small.In(theme.Text2)), 112, 0)), func() { a.open(feedback) })
		row.SetLabel(x.Name + ": " + review.SinceWords(x.LastFeedback, x.SinceFeedback) + " since your last feedback")
		rows, linked = append(rows, row), append(linked, row)
	}
	w.LinkRows(linked...)
	parts := []fyne.CanvasObject{w.NewCardHead("Since your last feedback", "per person", w.NewLegend(w.MarkTick, fmt.Sprintf("%d days", feedbackLimit))), w.Rows(rows...)}
	if len(list) > 0 && list[0].SinceFeedback != nil && *list[0].SinceFeedback >= feedbackLimit {
		name := a.team.Member(list[0].Person).Person.FirstName()
		parts = append(parts, w.NewLine(), w.Inset(w.NewWrapped(name+" has gone longest. One specific sentence would be a start.", w.Small.In(theme.Text2)), 15))
	}
	return w.NewCard(parts...)
}

func (p *mirrorPage) topicsCard(r morale.Reflection) fyne.CanvasObject {
	t := r.Topics
	if t.All == 0 {
		return w.NewCard(w.NewCardHead("What you talk about", "", nil), w.EmptyState("No topic is noted in this period.", "", nil))
	}
	var rows []fyne.CanvasObject
	for _, s := range t.Shares {
		if s.Count == 0 && s.Category == notes.Other {
			continue
		}
		was := ""
		if r.Previous.Topics.All > 0 {
			was = "was " + percent(r.Previous.Topics.Of(s.Category).Share)
		}
		text := percent(s.Share)
		if s.Count == 0 {
			text = "none"
		}
		rows = append(rows, w.Sized(w.NewBarRow(w.Bar{Label: categoryWord(s.Category), LabelWidth: 76, Value: s.Share, Text: text, TextWidth: 36, Note: was, NoteWidth: 56}), 0, 34))
	}
	foot := w.NewElided(fmt.Sprintf("Status and technical %d, people %d of %s", t.Work, t.People, count(t.All, "topic", "topics")), w.Caption.In(theme.Text3))
	return w.NewCard(w.NewCardHead("What you talk about", "all reports", nil).WithoutLine(), w.Pad(w.VStack(0, append(rows, w.Pad(foot, 6, 0, 0, 0))...), 0, 15, 12, 15))
}

func (p *mirrorPage) tryCard(r morale.Reflection) fyne.CanvasObject {
	a := p.a
	head := w.HStack(8, w.NewIcon("bulb", theme.AccentText, 18), w.NewText("One thing to try", w.CardTitle.In(theme.AccentText)))
	card := func(text string, do ...fyne.CanvasObject) fyne.CanvasObject {
		parts := []fyne.CanvasObject{head, w.NewWrapped(text, w.Body)}
		if len(do) > 0 {
			parts = append(parts, w.Pad(w.HStack(8, do...), 4, 0, 0, 0))
		}
		return w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Inset(w.VStack(8, parts...), 15))
	}
	if p.skip >= len(r.Steps) {
		if p.skip > 0 {
			return card("Nothing more for now.", w.NewButton("From the start", w.Quiet, func() { p.skip = 0; a.keepFocus(p.draw) }).Small())
		}
		return card("Nothing stands out in this period. Keep the rhythm.")
	}
	s := r.Steps[p.skip]
	var do []fyne.CanvasObject
	switch n := len(s.People); {
	case n > 0 && s.Question != "":
		words := map[int]string{1: "Add to the agenda", 2: "Add to both agendas"}[n]
		if words == "" {
			words = fmt.Sprintf("Add to %d agendas", n)
		}
		do = append(do, w.NewButton(words, w.Plain, func() { p.addQuestion(s) }).WithIcon("plus").Small().Writes())
	case n > 0:
		if m := a.team.Member(s.People[0]); m != nil {
			do = append(do, w.NewButton("Open "+m.Person.FirstName(), w.Plain, func() {
				to := Place{Page: Person, Person: m.Person.ID}
				if s.Habit == "recognition" {
					to.Tab = TabFeedback
				}
				a.open(to)
			}).WithTrail("chev").Small())
		}
	}
	do = append(do, w.NewButton("Not now", w.Quiet, func() { p.skip++; a.keepFocus(p.draw) }).Small())
	return card(s.Reason+" "+s.Text, do...)
}

// addQuestion puts the question of a step on the agendas of its people, in one transaction that can be taken back.
func (p *mirrorPage) addQuestion(s morale.Step) {
	a := p.a
	points := make([]notes.TalkingPoint, 0, len(s.People))
	for _, who := range s.People {
		position := 1
		if m := a.team.Member(who); m != nil {
			for _, t := range m.TalkingPoints {
				if t.Position != nil {
					position = max(position, *t.Position+1)
				}
			}
		}
		points = append(points, notes.TalkingPoint{ID: a.o.NewID(), Person: who, Text: s.Question, Category: notes.Category(language.Category(s.Question)), RaisedBy: notes.Me, Added: a.today(), Position: &position})
	}
	a.write(func(tx *storage.Tx) error {
		for _, x := range points {
			if _, err := storage.Put(tx, x); err != nil {
				return err
			}
		}
		return nil
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		p.skip++
		a.keepFocus(p.draw)
		a.offerUndo("On "+inWords(len(points), "agenda", "agendas")+": "+s.Question, func() {
			a.write(func(tx *storage.Tx) error {
				for _, x := range points {
					if err := storage.Discard[notes.TalkingPoint](tx, x.ID); err != nil {
						return err
					}
				}
				return nil
			}, nil)
		})
	})
}

func (p *mirrorPage) actions() []action {
	return []action{{"Export your habits", fyne.KeyE, ctrl, func() {
		if p.shown != nil && p.shown.IsEnough() {
			p.export()
		}
	}}}
}

// mirrorFile is the name of an exported mirror.
func mirrorFile(on civil.Date) string { return "Mirror " + on.String() + ".md" }
