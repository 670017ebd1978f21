package ui

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// overviewTab shows a person at a glance: moods, signs, what each owes, goals, what waits for next time.
type overviewTab struct {
	p    *personPage
	root *container.Scroll
	add  *w.Entry

	allSigns bool // "n more" was pressed
}

func (o *overviewTab) show(t *Team) fyne.CanvasObject {
	a := o.p.a
	if o.add == nil { // one entry for as long as the page is open: what is being typed stays, whatever is drawn again
		o.add = w.NewEntry("Add a talking point").WithIcon("plus")
		o.add.OnChanged = func(text string) { o.add.SetCaption(raisedWord(text, o.p.m), w.Neutral) }
		o.add.OnEnter = func(text string) {
			if !notes.IsBlank(text) {
				o.add.Put("")
				by, said := notes.RaisedBy(text, o.p.m.Person.Name)
				a.putPointThen(o.p.m.Person.ID, said, by, a.backInto(o.add, text))
			}
		}
		a.keepWords("point."+o.p.m.Person.ID.String(), wordsIn(o.add))
	}
	cards := []fyne.CanvasObject{
		a.covered("Mood", func() fyne.CanvasObject { return o.moodCard(t) }), a.covered("Signs", func() fyne.CanvasObject { return o.signsCard(t) }), o.owedCard(t),
		a.covered("Observations", func() fyne.CanvasObject { return o.seenCard(t) }),
	}
	if !o.p.m.Person.IsReport() { // signs are for reports only
		cards = cards[2:3]
	}
	left := w.VStack(a.gap(), cards...)
	right := w.VStack(a.gap(), o.goalsCard(t), o.nextCard(t))
	if o.p.m.Person.IsReport() {
		right.Add(a.covered("Talked about", func() fyne.CanvasObject { return o.balanceCard(t) }))
	}
	ratio := []float32{652, 364}
	if a.shell.narrow {
		ratio = []float32{560, 376}
	}
	offset := fyne.Position{}
	if o.root != nil {
		offset = o.root.Offset
	}
	var both fyne.CanvasObject = w.Columns(a.gap(), ratio, left, right)
	if a.shell.cramped {
		both = w.VStack(a.gap(), left, right)
	}
	o.root = container.NewVScroll(w.Pad(both, 16, a.pad(), 20, a.pad()))
	o.root.Offset = offset
	return o.root
}

// moodPoints are the moods of the last year up to a day, as the chart shows them, with the meetings that they come from.
func moodPoints(m *Member, on civil.Date) (points []w.MoodPoint, from []notes.Meeting) {
	for _, x := range m.Meetings {
		d := x.At.Date()
		if x.Mood == nil || d > on || d <= on-365 {
			continue
		}
		label := d.Format("2 Jan") + " · " + moodWord(x.Mood)
		switch x.MoodSource {
		case notes.Said:
			label += " · " + m.Person.FirstName() + " said"
		case notes.Impression:
			label += " · my reading"
		}
		points = append(points, w.MoodPoint{Date: d.Time(), Mood: *x.Mood, Hollow: x.MoodSource == notes.Impression, Label: label})
		from = append(from, x)
	}
	return points, from
}

// moodData is the mood chart of a person on a day, with the one-on-ones that its points come from.
func (a *App) moodData(m *Member, rules morale.Rules, on civil.Date) (w.MoodData, []notes.Meeting) {
	data := w.MoodData{}
	band, ok := morale.Baseline(m.File, rules, on)
	points, from := moodPoints(m, on)
	for i := range points {
		points[i].Below = ok && slices.Contains(band.Below, from[i].ID)
	}
	data.Points = points
	if ok {
		data.Usual = &w.Band{Low: band.Low, High: band.High}
	} else if n := 6 - len(points); n > 0 {
		data.Note = strings.ToUpper(numberWords[n][:1]) + numberWords[n][1:] + " more one-on-ones with a mood and a usual range will appear."
		if n == 1 {
			data.Note = "One more one-on-one with a mood and a usual range will appear."
		}
	}
	if len(points) > 1 { // without a stretch of time nothing has a place in it
		data.Events = a.moodMarks(m, from[0].At.Date()-beforeFirst, on)
	}
	return data, from
}

// moodLegend explains the marks that a chart has.
func moodLegend(data w.MoodData) fyne.CanvasObject {
	legend := []fyne.CanvasObject{}
	below, hollow := false, false
	for _, p := range data.Points {
		below, hollow = below || p.Below, hollow || p.Hollow
	}
	if data.Usual != nil {
		legend = append(legend, w.NewLegend(w.MarkBand, "Usual range"))
	}
	if below {
		legend = append(legend, w.NewLegend(w.MarkDiamond, "Below usual"))
	}
	if hollow {
		legend = append(legend, w.NewLegend(w.MarkHollow, "My reading"))
	}
	return w.HStack(16, legend...)
}

func (o *overviewTab) moodCard(t *Team) fyne.CanvasObject {
	data, from := o.p.a.moodData(o.p.m, t.Rules, t.On)
	chart := w.NewMoodChart(data, func(i int) {
		o.p.a.open(Place{Page: Person, Person: o.p.m.Person.ID, Tab: TabMeetings, Record: from[i].ID})
	})
	chart.Month = func(m time.Month) string { return m.String()[:3] }
	chart.Words = [5]string{notes.MoodWords[1], notes.MoodWords[2], notes.MoodWords[3], notes.MoodWords[4], notes.MoodWords[5]}
	legend := moodLegend(data)
	height := float32(196)
	if o.p.a.shell.narrow {
		height = 168
	}
	return w.NewCard(w.NewCardHead("Mood", "12 months", legend).WithoutLine(), w.Pad(w.VStack(2, chart.WithHeight(height), o.marksLine(data)), 0, 15, 6, 15))
}

func (o *overviewTab) signsCard(t *Team) fyne.CanvasObject {
	m := o.p.m
	var rows []fyne.CanvasObject
	for i, s := range m.Signs {
		if rest := len(m.Signs) - maxSigns; i == maxSigns && rest > 1 && !o.allSigns { // what is owed comes into view first
			rows = append(rows, moreRow(rest, "signs", func() {
				o.allSigns = true
				o.p.show(o.p.a.team)
			}))
			break
		}
		rows = append(rows, o.p.a.signRow(m, s, false, true))
	}
	said := ""
	if len(m.Signs) > 0 {
		said = fmt.Sprintf("%d, from your notes", len(m.Signs))
	} else {
		rows = append(rows, o.p.a.noSigns(m))
	}
	for _, e := range m.Eased {
		rows = append(rows, w.Pad(w.HStack(12, w.NewIcon("check", theme.Green, 16), w.NewWrapped(e.Words(t.On), w.Small.In(theme.Text2))), 10, 15, 10, 15))
	}
	if m.Unread > 0 {
		rows = append(rows, w.Pad(w.HStack(12, w.NewIcon("dots", theme.Text2, 16), w.NewWrapped("Words were not read in "+count(m.Unread, "note", "notes")+" of the last half year: not in English.", w.Small.In(theme.Text2))), 10, 15, 10, 15))
	}
	history := w.NewButton("History", w.Link, func() { o.p.a.showSignHistory(m.Person.ID) })
	history.SetLabel("History of signs")
	return w.NewCard(w.NewCardHead("Warning signs", said, history), w.Rows(rows...))
}

// mostOwed is how many action items of one side stand on the overview; the rest is on the page of all of them.
const mostOwed = 8

func (o *overviewTab) owedCard(t *Team) fyne.CanvasObject {
	a, m := o.p.a, o.p.m
	side := func(owner notes.Side, title string) fyne.CanvasObject {
		var open []notes.Action
		for _, x := range m.Actions {
			if x.Owner == owner && x.State == notes.ActionOpen {
				open = append(open, x)
			}
		}
		slices.SortStableFunc(open, bySoonest)
		n := len(open)
		most := mostOwed
		if m.Person.IsArchived() { // that page has only those who are here
			most = n
		}
		var rows []fyne.CanvasObject
		for _, x := range open[:min(n, most)] {
			rows = append(rows, a.promiseRow(x, m, t, 36, textOnly, nil))
		}
		switch {
		case n == 0:
			rows = append(rows, w.Pad(w.NewText("Nothing right now.", w.Small.In(theme.Text2)), 8, 15, 8, 15))
		case n > most:
			rows = append(rows, moreRow(n-most, "action items", func() { a.open(Place{Page: Actions, Person: m.Person.ID}) }))
		}
		kept, of := m.Kept(owner, t.On, 90)
		line := "Nothing was due in the last 90 days"
		if of > 0 {
			line = fmt.Sprintf("Last 90 days: %d of %d kept on time", kept, of)
		}
		return w.VStack(0, w.NewCardHead(title, countOrNone(n), nil).WithoutLine(), w.VStack(0, rows...), w.Pad(w.NewText(line, w.Caption.In(theme.Text3)), 6, 15, 12, 15))
	}
	both := w.Columns(0, []float32{1, 1}, side(notes.Me, "You owe"), w.Edges(nil, nil, w.NewVLine(), nil, side(notes.Them, m.Person.FirstName()+" owes")))
	return w.NewCard(both)
}

func (o *overviewTab) goalsCard(t *Team) fyne.CanvasObject {
	a, m := o.p.a, o.p.m
	active := activeGoals(m)
	var rows []fyne.CanvasObject
	for _, g := range active {
		rows = append(rows, a.goalRow(g, m, t, 72, false, func() {
			a.open(Place{Page: Person, Person: m.Person.ID, Tab: TabGoals, Record: g.ID})
		}))
	}
	said := ""
	if len(rows) > 0 {
		said = count(len(rows), "active", "active")
	} else {
		rows = append(rows, w.EmptyToFill("No goals yet. Start with one that "+m.Person.FirstName()+" cares about.", "New goal", func() { a.newGoal(m.Person.ID) }))
	}
	var right fyne.CanvasObject
	if len(active) > 0 {
		check := w.NewButton("Check in", w.Link, func() {
			if len(active) == 1 {
				a.checkIn(active[0])
				return
			}
			a.open(Place{Page: Person, Person: m.Person.ID, Tab: TabGoals})
		})
		right = check.Writes()
	}
	return w.NewCard(w.NewCardHead("Goals", said, right), w.Rows(rows...))
}
