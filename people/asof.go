package people

import (
	"cmp"
	"slices"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
)

// Sort puts every list of the file in order: by date, then by id; talking points by position.
func (f *File) Sort() {
	slices.SortStableFunc(f.Meetings, func(a, b notes.Meeting) int {
		return cmp.Or(a.At.Compare(b.At), slices.Compare(a.ID[:], b.ID[:]))
	})
	slices.SortStableFunc(f.Journal, func(a, b notes.JournalLine) int {
		return cmp.Or(a.At.Compare(b.At), slices.Compare(a.ID[:], b.ID[:]))
	})
	slices.SortStableFunc(f.TalkingPoints, func(a, b notes.TalkingPoint) int {
		return cmp.Or(cmp.Compare(position(a), position(b)), cmp.Compare(a.Added, b.Added), slices.Compare(a.ID[:], b.ID[:]))
	})
	byDate(f.Absences, func(a Absence) civil.Date { return a.From }, func(a Absence) []byte { return a.ID[:] })
	byDate(f.Actions, func(a notes.Action) civil.Date { return a.Created }, func(a notes.Action) []byte { return a.ID[:] })
	byDate(f.Feedback, func(x notes.Feedback) civil.Date { return x.Date }, func(x notes.Feedback) []byte { return x.ID[:] })
	byDate(f.Goals, func(g goals.Goal) civil.Date { return g.Start }, func(g goals.Goal) []byte { return g.ID[:] })
	byDate(f.TeamGoals, func(g goals.Goal) civil.Date { return g.Start }, func(g goals.Goal) []byte { return g.ID[:] })
	byDate(f.Delegations, func(d goals.Delegation) civil.Date { return d.Since }, func(d goals.Delegation) []byte { return d.ID[:] })
	byDate(f.Observations, func(o Observation) civil.Date { return o.Date }, func(o Observation) []byte { return o.ID[:] })
	byDate(f.Events, func(e Event) civil.Date { return e.Date }, func(e Event) []byte { return e.ID[:] })
	byDate(f.Acknowledgements, func(a Acknowledgement) civil.Date { return a.At }, func(a Acknowledgement) []byte { return a.ID[:] })
	byDate(f.LineMarks, func(l LineMark) civil.Date { return l.At }, func(l LineMark) []byte { return l.ID[:] })
	byDate(f.Reviews, func(r Review) civil.Date { return r.From }, func(r Review) []byte { return r.ID[:] })
	byDate(f.Asked, func(a notes.Asked) civil.Date { return a.Date }, func(a notes.Asked) []byte { return a.ID[:] })
}

// position orders talking points without one after those that have one.
func position(t notes.TalkingPoint) int {
	if t.Position == nil {
		return 1 << 30
	}
	return *t.Position
}

func byDate[T any](list []T, date func(T) civil.Date, id func(T) []byte) {
	slices.SortStableFunc(list, func(a, b T) int {
		return cmp.Or(cmp.Compare(date(a), date(b)), slices.Compare(id(a), id(b)))
	})
}

// AsOf returns what was known on a day: records dated that day or earlier, or without a date, and of what happened to them only
// what had happened by then. Scheduled meetings, series and booked absences are known ahead. When a record was typed in does not matter.
// The file itself is not changed; both share the parts that are the same.
func (f File) AsOf(on civil.Date) File {
	f.Person = personAsOf(f.Person, on)
	f.Meetings = keep(f.Meetings, on, meetingAsOf)
	f.TalkingPoints = keep(f.TalkingPoints, on, func(t notes.TalkingPoint, on civil.Date) (notes.TalkingPoint, bool) { return t, t.Added <= on })
	f.Journal = keep(f.Journal, on, func(j notes.JournalLine, on civil.Date) (notes.JournalLine, bool) { return j, j.At.Date() <= on })
	f.Actions = keep(f.Actions, on, actionAsOf)
	f.Feedback = keep(f.Feedback, on, feedbackAsOf)
	f.Goals = keep(f.Goals, on, goals.Goal.AsOf)
	f.TeamGoals = keep(f.TeamGoals, on, goals.Goal.AsOf)
	f.Delegations = keep(f.Delegations, on, func(d goals.Delegation, on civil.Date) (goals.Delegation, bool) { return d, d.Since <= on })
	f.Observations = keep(f.Observations, on, func(o Observation, on civil.Date) (Observation, bool) { return o, o.Date <= on })
	f.Events = keep(f.Events, on, eventAsOf)
	f.Acknowledgements = keep(f.Acknowledgements, on, func(a Acknowledgement, on civil.Date) (Acknowledgement, bool) { return a, a.At <= on })
	f.LineMarks = keep(f.LineMarks, on, func(l LineMark, on civil.Date) (LineMark, bool) { return l, l.At <= on })
	f.Reviews = keep(f.Reviews, on, func(r Review, on civil.Date) (Review, bool) { return r, r.Changed.Date() <= on })
	f.Asked = keep(f.Asked, on, func(a notes.Asked, on civil.Date) (notes.Asked, bool) { return a, a.Date <= on })
	return f
}

// keep returns the part of list that was known on the day, and list itself where that is all of it.
func keep[T any](list []T, on civil.Date, known func(T, civil.Date) (T, bool)) []T {
	out := make([]T, 0, len(list))
	for _, x := range list {
		if x, ok := known(x, on); ok {
			out = append(out, x)
		}
	}
	return out
}

func personAsOf(p Person, on civil.Date) Person {
	if p.StatusSince > on {
		p.Status, p.StatusSince, p.Left = Active, 0, nil
	}
	if p.Left != nil && p.Left.Date > on {
		p.Left = nil
	}
	return p
}

// meetingAsOf shows a later meeting as it stood in the calendar: nothing written, nothing cancelled.
func meetingAsOf(m notes.Meeting, on civil.Date) (notes.Meeting, bool) {
	if m.At.Date() <= on {
		if m.Ended.Date() > on {
			m.Ended = civil.Instant{}
			if m.Status == notes.Held {
				m.Status = notes.Scheduled
			}
		}
		return m, true
	}
	if m.Status != notes.Scheduled {
		return m, false
	}
	// a meeting still to come is known ahead; what is prepared for it is not dated, so it shows as planned
	m.Began, m.Ended, m.Mood, m.Workload, m.Helped = civil.Instant{}, civil.Instant{}, nil, nil, nil
	m.MoodSource, m.WorkloadSource, m.Notes, m.PrivateNotes = "", "", "", ""
	if m.Prepared.Date() > on {
		m.Prepared = civil.Instant{}
	}
	return m, true
}

func actionAsOf(a notes.Action, on civil.Date) (notes.Action, bool) {
	if a.Closed > on {
		a.State, a.Closed, a.Reason = notes.ActionOpen, 0, ""
	}
	return a, a.Created <= on
}

func feedbackAsOf(x notes.Feedback, on civil.Date) (notes.Feedback, bool) {
	if x.SaidOn > on {
		x.SaidOn = 0
	}
	return x, x.Date <= on
}

func eventAsOf(e Event, on civil.Date) (Event, bool) {
	followed := make([]civil.Date, 0, len(e.Followed))
	for _, d := range e.Followed {
		if d <= on {
			followed = append(followed, d)
		}
	}
	e.Followed = followed
	return e, e.Date <= on
}
