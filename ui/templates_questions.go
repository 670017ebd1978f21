package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/review"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// questionStep is how many questions the list shows at first, and with each "Show more".
const questionStep = 40

// questionList is the right column: the question library, searched and filtered.
type questionList struct {
	p         *templatesPage
	root      *fyne.Container
	head      *w.CardHead
	search    *w.Entry
	theme     *w.Select
	favourite *w.Check
	fresh     *w.Check
	rows      *fyne.Container
	scroll    *container.Scroll
	chosen    string // the words of the chosen question
	shown     int
}

// themeWord is a theme as the app shows it.
func themeWord(name string) string { return categoryWord(notes.Category(name)) }

func newQuestionList(p *templatesPage) *questionList {
	q := &questionList{p: p, shown: questionStep, rows: w.VStack(0)}
	q.head = w.NewCardHead("Questions", "", w.NewButton("New", w.Plain, func() { q.ask(notes.Question{}) }).WithIcon("plus").Small())
	q.search = w.NewEntry("Search words, or who was asked").WithIcon("search")
	again := func() {
		q.shown = questionStep
		q.fill(p.a.team)
	}
	q.search.OnChanged = func(string) { again() }
	themes := []string{"All themes"}
	for _, x := range notes.Themes {
		themes = append(themes, themeWord(x))
	}
	q.theme = w.NewSelect(themes, 0, func(int) { again() }).Small()
	q.favourite = w.NewCheck("Favourites", false, func(bool) { again() })
	q.fresh = w.NewCheck("Not asked lately", false, func(bool) { again() })
	top := w.VStack(0, q.head, w.Inset(w.VStack(8, q.search, q.theme, w.WrapRow(20, 6, q.favourite, q.fresh)), 12), w.NewLine())
	foot := w.VStack(0, w.NewLine(), w.Sized(w.Pad(w.HStack(8, w.NewIcon("clock", theme.Text3, 14), w.Grow(w.NewElided("Asked within six months is not suggested again", w.Caption.In(theme.Text2)))), 0, 16, 0, 16), 0, 36))
	q.scroll = container.NewVScroll(q.rows)
	q.root = container.NewStack(fullCard(top, foot, q.scroll))
	return q
}

func (q *questionList) show(t *Team) {
	stars := 0
	for _, x := range t.library() {
		if x.IsFavourite() {
			stars++
		}
	}
	q.favourite.SetText(fmt.Sprintf("Favourites, %d", stars))
	q.fill(t)
}

// counted says how many questions there are, and of a search how many of them fit.
func (q *questionList) counted(fit int) string {
	all := q.p.a.team.library()
	if fit < len(all) {
		return fmt.Sprintf("%d of %d", fit, len(all))
	}
	own := 0
	for _, x := range all {
		if !x.BuiltIn() {
			own++
		}
	}
	if own == 0 {
		return fmt.Sprint(len(all))
	}
	return fmt.Sprintf("%d, %d of them yours", len(all), own)
}

// person is the one whom the page is about, or nil.
func (q *questionList) person() *Member { return q.p.a.team.Member(q.p.at.Person) }

// lastAsked is when and of whom a question was asked last: of the person that the page is about, else of anyone.
func (q *questionList) lastAsked(t *Team, question string) (who *Member, on civil.Date) {
	for _, m := range t.Members {
		if one := q.person(); one != nil && one.Person.ID != m.Person.ID {
			continue
		}
		if d := notes.LastAsked(m.Asked, question); d > on {
			who, on = m, d
		}
	}
	return who, on
}

// fill lists the questions that fit.
func (q *questionList) fill(t *Team) {
	suggested := map[string]string{}
	var order []review.Suggestion
	if m := q.person(); m != nil {
		order = t.suggestions(m, nil, q.p.edit.t.ID.String())
		for _, s := range order[:min(3, len(order))] {
			suggested[s.Question.Text] = s.Why
		}
	}
	words := strings.Fields(language.Fold(q.search.Text))
	var fit []notes.Question
	for _, x := range t.library() {
		who, on := q.lastAsked(t, x.Text)
		all := language.Fold(x.Text + " " + x.Theme + " " + x.Moment + " " + review.MomentWords(x.Moment))
		if who != nil {
			all += " " + language.Fold(who.Person.Name)
		}
		if q.theme.Selected() > 0 && x.Theme != notes.Themes[q.theme.Selected()-1] || q.favourite.Checked() && !x.IsFavourite() ||
			q.fresh.Checked() && on > t.On-notes.AskedDays || slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(all, word) }) {
			continue
		}
		fit = append(fit, x)
	}
	slices.SortStableFunc(fit, func(a, b notes.Question) int {
		rank := func(x notes.Question) int {
			if _, ok := suggested[x.Text]; ok {
				return 0
			}
			return 1
		}
		return rank(a) - rank(b)
	})
	var objects []fyne.CanvasObject
	var linked []*w.Row
	for i, x := range fit {
		if i == q.shown {
			objects = append(objects, w.NewRow(36, w.NewText("Show "+count(len(fit)-i, "more", "more"), w.Small.In(theme.AccentText)), func() {
				q.shown += 120
				q.fill(q.p.a.team)
			}))
			break
		}
		row := q.row(t, x, suggested[x.Text])
		linked = append(linked, row)
		objects = append(objects, row, w.NewLine())
	}
	if len(fit) == 0 {
		objects = append(objects, w.EmptyState("No question fits.", "Write it yourself", func() { q.ask(notes.Question{Text: q.search.Text}) }))
	}
	q.head.SetCount(q.counted(len(fit)))
	w.LinkRows(linked...)
	q.rows.Objects = objects
	q.rows.Refresh()
}

func (q *questionList) row(t *Team, x notes.Question, why string) *w.Row {
	fav := w.NewIconButton("star", "Make it a favourite", w.Quiet, func() { q.star(x) }).Small()
	if x.IsFavourite() {
		fav = w.NewIconButton("starred", "No favourite any more", w.Quiet, func() { q.star(x) }).Small().Tinted(theme.Accent)
	}
	said := []string{}
	if !x.BuiltIn() {
		said = append(said, "yours")
	}
	if who, on := q.lastAsked(t, x.Text); who != nil {
		said = append(said, "asked "+who.Person.FirstName()+" "+shortDay(on, t.On))
	}
	if why != "" && !q.p.a.sharing {
		said = append(said, "suggested: "+why)
	} else if x.Moment != "" {
		said = append(said, review.MomentWords(x.Moment))
	}
	if said = nonEmpty(said...); len(said) == 0 {
		said = append(said, "not asked yet")
	}
	parts := []fyne.CanvasObject{fav, w.Grow(w.VStack(0, w.NewText(x.Text, w.Small).Wrap(3), w.NewElided(strings.Join(said, " · "), w.Caption.In(theme.Text2))))}
	on := q.chosen == x.Text
	if on {
		parts = append(parts, w.NewButton("Add", w.Plain, func() { q.add(x) }).WithIcon("plus").Small())
	}
	row := w.NewRow(0, w.Pad(w.HStack(8, parts...), 8, 0, 8, 0), func() {
		if q.chosen == x.Text {
			q.add(x)
			return
		}
		q.chosen = x.Text
		q.p.a.keepFocus(func() { q.fill(q.p.a.team) })
	}).Edged().WithSide(10)
	row.SetLabel(x.Text)
	row.SetSelected(on)
	row.OnSecondary = func(e *fyne.PointEvent) { w.ShowMenu(q.p.a.window.Canvas(), e.AbsolutePosition, q.menu(x)) }
	row.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == desktop.KeyMenu {
			w.ShowMenuAt(row, q.menu(x))
			return true
		}
		return false
	}
	return row
}

func (q *questionList) menu(x notes.Question) []w.MenuItem {
	items := []w.MenuItem{
		{Text: "Add as a talking point", Icon: "plus", Do: func() { q.add(x) }},
		{Text: "Copy", Icon: "copy", Do: func() { q.p.a.copyText(x.Text, "Copied.") }},
	}
	if !x.BuiltIn() {
		items = append(items, w.MenuItem{}, w.MenuItem{Text: "Change", Icon: "edit", Do: func() { q.ask(x) }}, q.p.a.historyItem("questions", uuid.Nil, x.ID),
			w.MenuItem{Text: "Delete this question", Icon: "x", Danger: true, Do: func() { remove(q.p.a, x, "Deleted the question.") }})
	}
	return items
}

// add makes the question a talking point for someone's next one-on-one.
func (q *questionList) add(x notes.Question) {
	a := q.p.a
	a.forSomeone("Ask whom", func(person uuid.UUID) {
		m := a.team.Member(person)
		if ongoing, ok := m.Ongoing(); ok {
			a.addTopic(ongoing, x.Text)
		} else {
			a.putPoint(person, x.Text, notes.Me)
		}
		a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
	})
}

// addTopic puts a topic at the end of the agenda of a meeting that is going on.
func (a *App) addTopic(m notes.Meeting, text string) {
	topic := notes.Topic{ID: a.o.NewID(), Text: text, Category: notes.CategoryOf(text), RaisedBy: notes.Me, State: notes.Open}
	change(a, m, func(m notes.Meeting) (notes.Meeting, error) {
		m.Topics = append(slices.Clone(m.Topics), topic)
		return m, nil
	})
}

// star makes a question a favourite, or an ordinary one again.
func (q *questionList) star(x notes.Question) {
	on := !x.IsFavourite()
	if x.BuiltIn() && !on {
		q.p.a.write(func(tx *storage.Tx) error { return storage.Discard[notes.Question](tx, x.ID) }, nil)
		return
	}
	x.Favourite = nil
	if on {
		x.Favourite = &on
	}
	put(q.p.a, x)
}

// ask shows the form for an own question.
func (q *questionList) ask(x notes.Question) {
	a := q.p.a
	title, save := "New question", "Add"
	if x.ID != uuid.Nil {
		title, save = "Change the question", "Save"
	}
	entry := w.NewMultiEntry("What would you like to ask?", 3)
	entry.Put(x.Text)
	about := max(slices.Index(notes.Themes, x.Theme), 0)
	var themes, moments []string
	for _, t := range notes.Themes {
		themes = append(themes, themeWord(t))
	}
	moments = append(moments, "Any one-on-one")
	for _, m := range notes.Moments {
		words := review.MomentWords(m)
		moments = append(moments, strings.ToUpper(words[:1])+words[1:])
	}
	when := slices.Index(notes.Moments, x.Moment) + 1
	theme, moment := w.NewSelect(themes, about, func(i int) { about = i }), w.NewSelect(moments, when, func(i int) { when = i })
	form := w.VStack(12, entry, w.Columns(12, []float32{1, 1}, w.Field("Theme", "", theme), w.Field("For", "", moment)))
	a.showForm("question."+uuid.Nil.String()+"."+x.ID.String(), func() { q.ask(x) }, w.Form{Title: title, Content: form, Save: save, Cancel: "Cancel", Focus: entry, OnSave: func() bool {
		if notes.IsBlank(entry.Text) {
			entry.SetError("Write the question first.")
			return false
		}
		next := x
		next.Text, next.Theme, next.Moment = entry.Text, notes.Themes[about], ""
		if when > 0 {
			next.Moment = notes.Moments[when-1]
		}
		for _, other := range a.team.library() {
			if other.ID != next.ID && language.Fold(other.Text) == language.Fold(next.Text) {
				entry.SetError("This question is there already.")
				return false
			}
		}
		q.chosen = next.Text
		put(a, next)
		return true
	}}, wordsIn(entry), choiceOf(theme, &theme.OnChanged), choiceOf(moment, &moment.OnChanged))
}
