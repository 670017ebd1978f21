package people

import (
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
)

// Records is every record that Rapport keeps, in the order and under the names of the interchange document.
type Records struct {
	People           []Person             `json:"people,omitempty"`
	Absences         []Absence            `json:"absences,omitempty"`
	Meetings         []notes.Meeting      `json:"meetings,omitempty"`
	TalkingPoints    []notes.TalkingPoint `json:"talking_points,omitempty"`
	Journal          []notes.JournalLine  `json:"journal,omitempty"`
	Actions          []notes.Action       `json:"actions,omitempty"`
	Feedback         []notes.Feedback     `json:"feedback,omitempty"`
	Goals            []goals.Goal         `json:"goals,omitempty"`
	Delegations      []goals.Delegation   `json:"delegations,omitempty"`
	Observations     []Observation        `json:"observations,omitempty"`
	Events           []Event              `json:"events,omitempty"`
	Acknowledgements []Acknowledgement    `json:"acknowledgements,omitempty"`
	LineMarks        []LineMark           `json:"line_marks,omitempty"`
	Reviews          []Review             `json:"reviews,omitempty"`
	Templates        []notes.Template     `json:"templates,omitempty"`
	Questions        []notes.Question     `json:"questions,omitempty"`
	Asked            []notes.Asked        `json:"asked,omitempty"`
	CueWords         []CueWord            `json:"cue_words,omitempty"`
	Settings         Settings             `json:"settings,omitempty"`
}

// Settings are values by key: a text, a number (float64) or a bool each. None is of one computer only.
type Settings map[string]any

// File is everything known about one person: every record that names the person or one of their records, the absences and
// events of the whole team, and the team goals that theirs hang from. Lists that have a date are in the order of it, oldest first.
type File struct {
	Person           Person
	Absences         []Absence // the person's and everyone's
	Meetings         []notes.Meeting
	TalkingPoints    []notes.TalkingPoint // by position
	Journal          []notes.JournalLine
	Actions          []notes.Action
	Feedback         []notes.Feedback
	Goals            []goals.Goal // the person's own
	TeamGoals        []goals.Goal // those that theirs hang from, up to the top
	Delegations      []goals.Delegation
	Observations     []Observation
	Events           []Event // the person's and the whole team's
	Acknowledgements []Acknowledgement
	LineMarks        []LineMark
	Reviews          []Review
	Asked            []notes.Asked
}

// Goal returns the person's goal or team goal with the id.
func (f File) Goal(id uuid.UUID) (goals.Goal, bool) {
	for _, list := range [][]goals.Goal{f.Goals, f.TeamGoals} {
		for _, g := range list {
			if g.ID == id {
				return g, true
			}
		}
	}
	return goals.Goal{}, false
}

// Meeting returns the person's meeting with the id.
func (f File) Meeting(id uuid.UUID) (notes.Meeting, bool) {
	for _, m := range f.Meetings {
		if m.ID == id {
			return m, true
		}
	}
	return notes.Meeting{}, false
}

// FileOf gathers one person's file out of all records; false where the person is not among them.
func (r Records) FileOf(person uuid.UUID) (File, bool) {
	var f File
	found := false
	for _, p := range r.People {
		if p.ID == person {
			f.Person, found = p, true
		}
	}
	if !found {
		return File{}, false
	}
	orTeam := func(id uuid.UUID) bool { return id == person || id == uuid.Nil }
	f.Absences = pick(r.Absences, func(a Absence) bool { return orTeam(a.Person) })
	f.Meetings = pick(r.Meetings, func(m notes.Meeting) bool { return m.Person == person })
	f.TalkingPoints = pick(r.TalkingPoints, func(t notes.TalkingPoint) bool { return t.Person == person })
	f.Journal = pick(r.Journal, func(j notes.JournalLine) bool { return j.Person == person })
	f.Actions = pick(r.Actions, func(a notes.Action) bool { return a.Person == person })
	f.Feedback = pick(r.Feedback, func(x notes.Feedback) bool { return x.Person == person })
	f.Goals = pick(r.Goals, func(g goals.Goal) bool { return g.Person == person })
	// goals of other people are not this person's to see, even where theirs hang from them
	f.TeamGoals = goals.Ancestors(f.Goals, pick(r.Goals, func(g goals.Goal) bool { return g.Person == uuid.Nil }))
	f.Delegations = pick(r.Delegations, func(d goals.Delegation) bool { return d.Person == person })
	f.Observations = pick(r.Observations, func(o Observation) bool { return o.Person == person })
	f.Events = pick(r.Events, func(e Event) bool { return orTeam(e.Person) })
	f.Acknowledgements = pick(r.Acknowledgements, func(a Acknowledgement) bool { return a.Person == person })
	f.Reviews = pick(r.Reviews, func(x Review) bool { return x.Person == person })
	f.Asked = pick(r.Asked, func(a notes.Asked) bool { return a.Person == person })
	f.LineMarks = pick(r.LineMarks, f.owns)
	f.Sort()
	return f, true
}

// owns reports whether a line mark is about one of the person's records.
func (f File) owns(l LineMark) bool {
	for _, m := range f.Meetings {
		if m.ID == l.Record {
			return true
		}
	}
	for _, j := range f.Journal {
		if j.ID == l.Record {
			return true
		}
	}
	for _, x := range f.Feedback {
		if x.ID == l.Record {
			return true
		}
	}
	for _, a := range f.Actions {
		if a.ID == l.Record {
			return true
		}
	}
	for _, g := range f.Goals {
		if g.ID == l.Record {
			return true
		}
	}
	return l.Record == f.Person.ID
}

func pick[T any](all []T, want func(T) bool) []T {
	var out []T
	for _, x := range all {
		if want(x) {
			out = append(out, x)
		}
	}
	return out
}
