package notes

import (
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/teambition/rrule-go"

	"rapport/civil"
	"rapport/language"
)

// GoingOn reports whether the meeting has begun and is not finished; it stays so until someone finishes it, also past midnight
// and over a restart of the program.
func (m Meeting) GoingOn() bool { return m.Status == Scheduled && !m.Began.IsZero() }

// Begin returns the meeting begun at the given moment, with the waiting talking points as its topics, in their order. The points
// are used up: whoever stores the meeting deletes them in the same transaction. A meeting that is going on only gains topics.
func Begin(m Meeting, points []TalkingPoint, now civil.Instant, newID func() uuid.UUID) Meeting {
	if m.Began.IsZero() {
		m.Began = now
	}
	m.Status = Scheduled
	m.Topics = slices.Clone(m.Topics)
	for _, p := range points {
		m.Topics = append(m.Topics, Topic{
			ID: newID(), Text: p.Text, Category: p.Category, RaisedBy: p.RaisedBy, State: Open, Carried: p.Carried,
		})
	}
	return m
}

// Reopened reports whether the meeting was held and is open again to be edited: when it ended and how long it took stays as it was.
func (m Meeting) Reopened() bool { return m.GoingOn() && !m.Ended.IsZero() }

// Finish returns the meeting held and ended at the given moment, with its length in minutes (at most a day), and the talking points that
// carry what was not discussed over to the next one: each counts one more time. The topics that are left behind stay open in the record
// of this meeting. One that was reopened keeps its end and its length.
func Finish(m Meeting, now civil.Instant, newID func() uuid.UUID) (Meeting, []TalkingPoint) {
	switch {
	case m.Reopened() && m.Began == m.Ended: // the clock knew neither: see Resume
		m.Began, m.Ended = civil.Instant{}, civil.Instant{}
	case m.Reopened():
	case m.Began.IsZero():
		m.Ended = now
	default:
		minutes := min(max(int(now.Time().Sub(m.Began.Time())/time.Minute), 0), 24*60)
		m.Minutes, m.Ended = &minutes, now
	}
	m.Status = Held
	var carried []TalkingPoint
	for _, t := range m.Topics {
		if t.State != Open && t.State != "" {
			continue
		}
		times := 1
		if t.Carried != nil {
			times += *t.Carried
		}
		carried = append(carried, TalkingPoint{
			ID: newID(), Person: m.Person, Text: t.Text, Category: t.Category, RaisedBy: t.RaisedBy,
			Added: now.Date(), Carried: &times, From: m.ID,
		})
	}
	return m, carried
}

// Renumber returns the talking points with positions 1, 2, 3… in the order given.
func Renumber(points []TalkingPoint) []TalkingPoint {
	out := slices.Clone(points)
	for i := range out {
		position := i + 1
		out[i].Position = &position
	}
	return out
}

// Cancel returns the meeting cancelled by one side.
func Cancel(m Meeting, by Side) Meeting {
	m.Status, m.CancelledBy, m.Began, m.Ended = Cancelled, by, civil.Instant{}, civil.Instant{}
	return m
}

// Done returns the action item done on a day and, where it recurs, the next one, which has no id yet: due on the first day of its rule, counted
// from when this one was due, that is after both days. What is due every month on the 31st is due on the last day of a shorter month, and on
// the 31st again after it.
func Done(a Action, on civil.Date) (done Action, next *Action) {
	a.State, a.Closed, a.Reason = ActionDone, on, ""
	if a.Recurs == "" {
		return a, nil
	}
	from := a.Due
	if from == 0 {
		from = on
	}
	n := a
	if d, ok := nextDate(a.Recurs, from, from-1); !ok || d != from { // it was put on another day: the rule goes on from there
		n.Recurs = language.PlainMonth(a.Recurs)
	}
	n.Recurs = language.MonthEnd(n.Recurs, from)
	due, ok := nextDate(n.Recurs, from, max(from, on))
	if !ok {
		return a, nil
	}
	n.ID, n.State, n.Closed, n.Created, n.Due = uuid.Nil, ActionOpen, 0, on, due
	return a, &n
}

// Drop returns the action item dropped on a day, with the reason.
func Drop(a Action, on civil.Date, reason string) Action {
	a.State, a.Closed, a.Reason = ActionDropped, on, reason
	return a
}

// Reopen returns the action item open again.
func Reopen(a Action) Action {
	a.State, a.Closed, a.Reason = ActionOpen, 0, ""
	return a
}

// nextDate is the first day after the given one on which a recurrence rule falls; false where it has ended or is none. A rule
// without a start counts from the day from.
func nextDate(rule string, from, after civil.Date) (civil.Date, bool) {
	option, err := rrule.StrToROption(rule)
	if err != nil {
		return 0, false
	}
	if option.Dtstart.IsZero() {
		option.Dtstart = from.Time()
	}
	r, err := rrule.NewRRule(*option)
	if err != nil {
		return 0, false
	}
	at := r.After(after.Time().Add(24*time.Hour-time.Second), true)
	if at.IsZero() {
		return 0, false
	}
	return civil.DateOf(at), true
}

// FirstLine is the first line of a note that says something: headings, blank lines and Markdown marks at its start aside.
func FirstLine(note string) string {
	heading := ""
	for line := range strings.Lines(note) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "#") {
			if heading == "" {
				heading = strings.TrimSpace(strings.TrimLeft(line, "#"))
			}
			continue
		}
		for _, mark := range []string{"- [ ] ", "- [x] ", "- ", "* ", "> ", "+ "} {
			line = strings.TrimPrefix(line, mark)
		}
		if line != "" {
			return line
		}
	}
	return heading
}

// Successor is the place in a list of the action item that was made when a recurring one was closed, as long as nobody has changed
// it; -1 where there is none. It goes when the closed one is opened again.
func Successor(closed Action, all []Action) int {
	if closed.Recurs == "" || closed.State != ActionDone {
		return -1
	}
	_, next := Done(closed, closed.Closed)
	if next == nil {
		return -1
	}
	return slices.IndexFunc(all, func(a Action) bool {
		id := a.ID
		a.ID = next.ID
		return id != closed.ID && a == *next
	})
}

// Lacks names what feedback in the situation–behaviour–impact form does not say yet: "situation", "behaviour", "impact", in this
// order. Feedback in one sentence, and feedback that the manager received, lacks nothing.
func (f Feedback) Lacks() []string {
	if f.Direction == Received || IsBlank(f.Situation) && IsBlank(f.Behaviour) && IsBlank(f.Impact) {
		return nil
	}
	var out []string
	for _, part := range []struct{ name, text string }{{"situation", f.Situation}, {"behaviour", f.Behaviour}, {"impact", f.Impact}} {
		if IsBlank(part.text) {
			out = append(out, part.name)
		}
	}
	return out
}

// IsBlank reports whether nothing is said in the feedback.
func (f Feedback) IsBlank() bool {
	return IsBlank(f.Situation) && IsBlank(f.Behaviour) && IsBlank(f.Impact) && IsBlank(f.Text)
}

// RaisedBy reads who raises a talking point that begins with "them:", or the first or the whole name of the report and a colon, and what is left
// of it; any other text is the manager's as it is.
func RaisedBy(text, name string) (Side, string) {
	lead, rest, ok := strings.Cut(text, ":")
	lead = strings.TrimPrefix(strings.TrimSpace(lead), "@")
	if !ok || IsBlank(rest) || lead == "" {
		return Me, text
	}
	for _, known := range append([]string{"them", name}, strings.Fields(name)[:min(1, len(strings.Fields(name)))]...) {
		if strings.EqualFold(lead, known) {
			return Them, strings.TrimLeft(rest, " \t")
		}
	}
	return Me, text
}

// slip is how soon a meeting is reopened that was finished by mistake: its clock goes on. Later ones are reopened to be edited.
const slip = 15 * time.Minute

// Resume returns a meeting that goes on again: one that was held as it was going on, one that was cancelled or missed as planned. One that
// ended a while ago keeps its end and its length (Reopened); one that the clock never saw begins and ends now until it is finished again.
func Resume(m Meeting, now civil.Instant) Meeting {
	held := m.Status == Held
	m.Status, m.CancelledBy = Scheduled, ""
	switch since := now.Time().Sub(m.Ended.Time()); {
	case held && m.Began.IsZero():
		m.Began, m.Ended = now, now
	case held && !m.Ended.IsZero() && (since < 0 || since > slip):
	default:
		m.Ended = civil.Instant{}
	}
	return m
}

// TakeBack returns a meeting that goes on again with the talking points among all waiting ones that were carried over from it, which are used up
// as the topics of the meeting stand for them. An open topic whose point waits no more went on in another meeting, and is parked here; one that
// only its template brought stays.
func TakeBack(m Meeting, waiting []TalkingPoint, used Template) (Meeting, []TalkingPoint) {
	var back []TalkingPoint
	for _, x := range waiting {
		if x.From == m.ID {
			back = append(back, x)
		}
	}
	m.Topics = slices.Clone(m.Topics)
	for i, t := range m.Topics {
		if t.State != Open && t.State != "" || used.Owns(t) {
			continue
		}
		if !slices.ContainsFunc(back, func(x TalkingPoint) bool { return x.Text == t.Text }) {
			m.Topics[i].State = Parked
		}
	}
	return m, back
}
