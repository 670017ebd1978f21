package ui

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// LocalMoodMarks is the setting of this computer by which the mood charts leave away what the record holds of itself: "off".
const LocalMoodMarks = "mood_marks"

// beforeFirst is how many days before the first mood of a chart something still stands at its edge.
const beforeFirst = 14

// The icons of the small marks under a mood chart.
const (
	markPraise     = "star"
	markSuggestion = "bulb"
	markGoal       = "target"
	markRole       = "people"
)

// goalOutcome says how a goal ended.
var goalOutcome = map[goals.Status]string{goals.Achieved: "Goal achieved", goals.Partly: "Goal partly achieved", goals.Missed: "Goal missed", goals.Dropped: "Goal dropped"}

// moodMarks are what happened to a person between two days, in order: what the manager noted as flags; and, where not left away, what the
// record holds of itself as small marks: goals that ended, feedback given, leave and holidays, a new role.
func (a *App) moodMarks(m *Member, from, on civil.Date) []w.ChartEvent {
	var out []w.ChartEvent
	within := func(d civil.Date) bool { return from <= d && d <= on }
	id := m.Person.ID
	add := func(d civil.Date, icon, words string, to Place) {
		out = append(out, w.ChartEvent{Date: d.Time(), Icon: icon, Label: shortDay(d, on) + " · " + words, Open: func() { a.open(to) }})
	}
	for _, e := range m.Events {
		if !within(e.Date) {
			continue
		}
		text := firstLine(e.Text)
		mark := w.ChartEvent{Date: e.Date.Time(), Text: text, Short: brief(text), Label: shortDay(e.Date, on) + " · " + text}
		if e.Kind != "" && e.Kind != people.OtherEvent && mark.Short != text {
			mark.Short = morale.EventWords(e.Kind)
		}
		if a.fixed() == nil {
			mark.Open = func() { a.editEvent(id, e) }
		}
		out = append(out, mark)
	}
	if a.local(LocalMoodMarks) != "off" {
		for _, g := range m.Goals {
			if g.IsClosed() && g.Closed != 0 && within(g.Closed) {
				add(g.Closed, markGoal, goalOutcome[g.Status]+": "+g.Title, Place{Page: Person, Person: id, Tab: TabGoals, Record: g.ID})
			}
		}
		for _, x := range m.Feedback {
			if x.Direction != notes.Given || !within(x.Date) {
				continue
			}
			icon, what := markPraise, "Praise"
			if x.Kind == notes.Constructive {
				icon, what = markSuggestion, "Suggestion"
			}
			said := firstLine(cmp.Or(x.Behaviour, x.Text, x.Situation, x.Impact))
			add(x.Date, icon, strings.Join(nonEmpty(what, said), ": "), Place{Page: Person, Person: id, Tab: TabFeedback, Record: x.ID})
		}
		for _, x := range awayOf(m, on) {
			if x.From > on || x.To < from {
				continue
			}
			what := "Leave"
			if x.Person == uuid.Nil {
				what = "Everyone off"
			}
			label := daysWords(x.From, x.To, on) + " · " + strings.Join(nonEmpty(what, firstLine(x.Text)), ": ")
			out = append(out, w.ChartEvent{Date: max(x.From, from).Time(), To: min(x.To, on).Time(), Label: label, Open: func() { a.open(Place{Page: Person, Person: id, Tab: TabProfile}) }})
		}
		profile := Place{Page: Person, Person: id, Tab: TabProfile}
		if d := m.Person.RoleSince; within(d) && d != m.Person.Started && m.Person.Role != "" {
			add(d, markRole, "New role: "+m.Person.Role, profile)
		}
		if d := m.Person.Started; within(d) {
			add(d, markRole, "Joined", profile)
		}
	}
	slices.SortStableFunc(out, func(x, y w.ChartEvent) int { return x.Date.Compare(y.Date) })
	return out
}

// brief is what comes first in a line, where it is long: up to its first mark of punctuation, else as many whole words as are short.
func brief(text string) string {
	const most = 24
	if len([]rune(text)) <= most {
		return text
	}
	if head, _, ok := strings.Cut(text, ":"); ok && len([]rune(head)) <= most && head != "" {
		return head
	}
	if i := strings.IndexAny(text, ";,"); i > 0 && len([]rune(text[:i])) <= most {
		return text[:i]
	}
	head := string([]rune(text)[:most])
	if i := strings.LastIndexByte(head, ' '); i > most/3 {
		head = head[:i]
	}
	return strings.TrimRight(head, " ") + "…"
}

// awayOf are the absences of a person up to a day, with the leave that they are on.
func awayOf(m *Member, on civil.Date) []people.Absence {
	out := slices.Clone(m.Absences)
	if p := m.Person; p.Status == people.OnLeave && p.StatusSince != 0 && p.StatusSince <= on {
		if !slices.ContainsFunc(out, func(x people.Absence) bool { return x.Covers(p.StatusSince) && x.Covers(on) }) {
			out = append(out, people.Absence{Person: p.ID, From: p.StatusSince, To: on})
		}
	}
	return out
}

// hasMarks reports whether the record holds something that a chart shows, or would show, as small marks.
func hasMarks(events []w.ChartEvent) bool {
	return slices.ContainsFunc(events, func(e w.ChartEvent) bool { return e.Icon != "" || !e.To.IsZero() })
}

// marksLine stands under the mood chart of the overview: what the small marks mean, the way to leave them away, and to note what happened.
func (o *overviewTab) marksLine(data w.MoodData) fyne.CanvasObject {
	a := o.p.a
	var parts []fyne.CanvasObject
	explain := func(icon, words string) {
		if slices.ContainsFunc(data.Events, func(e w.ChartEvent) bool { return e.Icon == icon }) {
			parts = append(parts, w.HStack(5, w.NewIcon(icon, theme.Text2, 13), w.NewText(words, w.Caption.In(theme.Text2))))
		}
	}
	explain(markPraise, "Praise")
	explain(markSuggestion, "Suggestion")
	explain(markGoal, "Goal ended")
	explain(markRole, "Role")
	if slices.ContainsFunc(data.Events, func(e w.ChartEvent) bool { return !e.To.IsZero() }) {
		parts = append(parts, w.NewLegend(w.MarkBar, "Away"))
	}
	toggle := func(text, to, label string) *w.Button {
		b := w.NewButton(text, w.Link, func() { a.setLocal(LocalMoodMarks, to, func() { o.p.show(a.team) }) })
		b.SetLabel(label)
		return b
	}
	right := []fyne.CanvasObject{}
	if a.local(LocalMoodMarks) == "off" {
		parts = append(parts, w.NewText("Feedback, goals and leave are left away.", w.Caption.In(theme.Text2)))
		right = append(right, toggle("Show", "", "Show feedback, goals and leave in the chart"))
	} else if hasMarks(data.Events) {
		right = append(right, toggle("Hide", "off", "Leave feedback, goals and leave away from the chart"))
	}
	event := w.NewButton("Event", w.Link, func() { a.editEvent(o.p.m.Person.ID, people.Event{}) }).WithIcon("plus").Writes()
	event.SetLabel("Add an event to the chart")
	return w.HStack(4, append(append([]fyne.CanvasObject{w.Grow(w.HStack(14, parts...))}, right...), event)...)
}
