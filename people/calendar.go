package people

import (
	"slices"
	"time"

	"rapport/civil"
	"rapport/notes"
)

// Appointment is a one-on-one still to come: a scheduled meeting of the record, or an occurrence of the series that nobody has
// touched yet (then Meeting has no id).
type Appointment struct {
	At      civil.Instant
	Meeting notes.Meeting
}

// Planned reports whether the appointment stands in the record as a meeting of its own.
func (a Appointment) Planned() bool { return a.Meeting.Status != "" }

// Appointments returns the appointments from a to b, both included, earliest first: scheduled meetings, and the occurrences of the
// series that no meeting replaces (one whose at or moved_from equals the occurrence does) and that fall into no absence.
func (f File) Appointments(a, b time.Time) []Appointment {
	var out []Appointment
	replaced := map[int64]bool{}
	for _, m := range f.Meetings {
		replaced[m.At.Time().Unix()] = true
		if !m.MovedFrom.IsZero() {
			replaced[m.MovedFrom.Time().Unix()] = true
		}
		if at := m.At.Time(); m.Status == notes.Scheduled && !at.Before(a) && !at.After(b) {
			out = append(out, Appointment{m.At, m})
		}
	}
	if f.Person.Series != "" && !f.Person.IsArchived() {
		if s, err := ParseSeries(f.Person.Series); err == nil {
			for _, t := range s.Between(a, b, f.Person.ExDates) {
				if !replaced[t.Unix()] && !f.Away(civil.DateOf(t)) {
					out = append(out, Appointment{At: civil.InstantOf(t), Meeting: notes.Meeting{
						Person: f.Person.ID, At: civil.InstantOf(t), Minutes: f.Person.SeriesMinutes, Template: f.Person.Template,
					}})
				}
			}
		}
	}
	slices.SortStableFunc(out, func(x, y Appointment) int { return x.At.Compare(y.At) })
	return out
}

// horizon is how far ahead the next appointment is looked for.
const horizon = 100 * 24 * time.Hour

// Next is the next appointment from the start of the day that now shows; false where none is known within a hundred days.
func (f File) Next(now time.Time) (Appointment, bool) {
	start := civil.DateOf(now).In(now.Location())
	all := f.Appointments(start, now.Add(horizon))
	if len(all) == 0 {
		return Appointment{}, false
	}
	return all[0], true
}

// Away reports whether the person or everyone is on leave or holiday on the day.
func (f File) Away(d civil.Date) bool {
	return slices.ContainsFunc(f.Absences, func(a Absence) bool { return a.Covers(d) })
}

// LastMet is the last meeting that was held; false where there was none.
func (f File) LastMet() (notes.Meeting, bool) {
	for _, m := range slices.Backward(f.Meetings) {
		if m.Status == notes.Held {
			return m, true
		}
	}
	return notes.Meeting{}, false
}

// Ongoing is the meeting that has begun and is not finished; false where there is none.
func (f File) Ongoing() (notes.Meeting, bool) {
	for _, m := range slices.Backward(f.Meetings) {
		if m.GoingOn() {
			return m, true
		}
	}
	return notes.Meeting{}, false
}

// NextDue is the day of the next one-on-one: of the next appointment, else one rhythm after the last one held, else (never met yet) the
// day on which the person started; 0 where there is no rhythm or the person is archived.
func (f File) NextDue(now time.Time) civil.Date {
	if f.Person.IsArchived() {
		return 0
	}
	if a, ok := f.Next(now); ok {
		return a.At.Date()
	}
	days := f.Person.RhythmDays()
	if days == 0 {
		return 0
	}
	if m, ok := f.LastMet(); ok {
		return m.At.Date() + civil.Date(days)
	}
	return f.Person.Started
}

// Kept counts the action items of one side that fell due in the days up to and with on, and how many of them were done on time.
func (f File) Kept(owner notes.Side, on civil.Date, days int) (kept, of int) {
	for _, a := range f.Actions {
		if a.Owner != owner || a.Due == 0 || a.Due > on || a.Due <= on-civil.Date(days) || a.State == notes.ActionDropped {
			continue
		}
		if a.State == notes.ActionOpen && a.Due == on {
			continue // still time today
		}
		of++
		if a.State == notes.ActionDone && a.Closed != 0 && a.Closed <= a.Due {
			kept++
		}
	}
	return kept, of
}
