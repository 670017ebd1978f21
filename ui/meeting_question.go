package ui

import (
	"slices"

	"fyne.io/fyne/v2"

	"rapport/notes"
	"rapport/review"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// questionCard is the lower end of a meeting's right column: one question worth asking, with what speaks for it.
type questionCard struct {
	p    *meetingPage
	root *fyne.Container
	all  []review.Suggestion
	at   int
	team *Team // that all was made from
	work beside
	done bool // all was worked out once
	why  string
	text string // of the question in view
}

func (q *questionCard) build(p *meetingPage) {
	q.p, q.root, q.team, q.why, q.text = p, w.VStack(8), nil, "", ""
}

// library is every question there is.
func (t *Team) library() []notes.Question { return notes.Library(t.Questions) }

// templates are all templates there are.
func (t *Team) templates() []notes.Template { return notes.Templates(t.Templates) }

// askable is the library with what the signs of a person propose to ask.
func (t *Team) askable(m *Member) []notes.Question {
	all := t.library()
	for _, s := range t.suggestions(m, nil, "") {
		all = append(all, s.Question)
	}
	return all
}

// suggestions are the questions worth asking in a meeting with a person.
func (t *Team) suggestions(m *Member, agenda []notes.Topic, template string) []review.Suggestion {
	moment := ""
	if tpl, ok := notes.FindTemplate(t.templates(), template); ok {
		moment = notes.TemplateMoment(tpl.ID)
	}
	return review.Suggest(m.File, review.MoraleOf(m.File, t.Rules, t.On), t.library(), agenda, moment, t.On)
}

// show reads the record again where it is another, and keeps the question in view as long as it is still to be asked.
func (q *questionCard) show(t *Team) {
	if q.team != t {
		q.team = t
		q.refill()
		return
	}
	q.draw()
}

// refill works the suggestions out beside the window: they rest on every word of the record, and it is done after every save.
func (q *questionCard) refill() {
	team, member, m := q.team, q.p.member, q.p.m
	run(&q.work, q.p.a, func() []review.Suggestion { return team.suggestions(member, m.Topics, m.Template) }, func(all []review.Suggestion) {
		before := ""
		if q.at < len(q.all) {
			before = q.all[q.at].Question.Text
		}
		q.all, q.at, q.done = all, 0, true
		for i, s := range q.all {
			if s.Question.Text == before {
				q.at = i
			}
		}
		q.draw()
	})
}

func (q *questionCard) draw() {
	if !q.done {
		return
	}
	if len(q.all) == 0 {
		q.text = ""
		q.root.Objects = []fyne.CanvasObject{w.NewText("Question", w.SmallStrong), w.NewWrapped("Every question was asked in the last six months.", w.Small.In(theme.Text2))}
		q.root.Refresh()
		return
	}
	s := q.all[q.at]
	if s.Why == q.why && s.Question.Text == q.text { // it is in view
		return
	}
	q.why, q.text = s.Why, s.Question.Text
	q.root.Objects = []fyne.CanvasObject{
		w.NewText("Suggested question", w.SmallStrong),
		w.NewText(s.Why, w.Caption.In(theme.Text3)).Wrap(2),
		w.NewWrapped("“"+s.Question.Text+"”", w.Body),
		w.HStack(8,
			w.NewButton("Add", w.Plain, q.add).WithIcon("plus").Small(),
			w.NewButton("Another", w.Quiet, func() {
				q.at = (q.at + 1) % len(q.all)
				q.draw()
			}).WithIcon("refresh").Small(),
			w.NewButton("Library", w.Quiet, func() { q.p.a.open(Place{Page: Templates, Person: q.p.m.Person}) }).Small(),
		),
	}
	q.root.Refresh()
}

// add puts the question on the agenda; it counts as asked once it is ticked there.
func (q *questionCard) add() {
	s := q.all[q.at]
	q.all, q.at = slices.Delete(q.all, q.at, q.at+1), 0
	q.p.agenda.put(s.Question.Text)
	q.p.a.say("On the agenda. It counts as asked once you tick it.")
	q.refill()
	q.draw()
}
