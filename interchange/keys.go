package interchange

import (
	"strconv"
	"strings"
	"time"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// moment writes an instant so that the same moment gives the same text, whatever its offset, to the millisecond.
func moment(i civil.Instant) string {
	return strconv.FormatInt(i.Time().Round(time.Millisecond).UnixMilli(), 10)
}

// join makes one key of several parts, so that different parts give different keys.
func join(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strconv.Itoa(len(p)))
		b.WriteByte(':')
		b.WriteString(p)
	}
	return b.String()
}

// naturalKey returns what tells a record without an id from others of its kind; two records with the same key are the same one. What
// a person is told by depends on the other one too: see samePerson.
func naturalKey(record any) string {
	switch r := record.(type) {
	case *people.Absence:
		return join(r.Person.String(), r.From.String(), r.To.String())
	case *notes.Meeting:
		return join(r.Person.String(), moment(r.At))
	case *notes.TalkingPoint:
		return join(r.Person.String(), r.Text)
	case *notes.JournalLine:
		return join(r.Person.String(), moment(r.At), r.Text)
	case *notes.Action:
		return join(r.Person.String(), r.Text, r.Created.String())
	case *notes.Feedback:
		switch {
		case r.Text != "":
			return join(r.Person.String(), r.Date.String(), r.Text)
		case r.Behaviour != "":
			return join(r.Person.String(), r.Date.String(), r.Behaviour)
		}
		return join(r.Person.String(), r.Date.String(), "", string(r.Kind), string(r.Direction))
	case *goals.Goal:
		return join(r.Person.String(), r.Title)
	case *goals.Delegation:
		level := 0
		if r.Level != nil {
			level = *r.Level
		}
		return join(r.Person.String(), r.What, strconv.Itoa(level))
	case *people.Observation:
		return join(r.Person.String(), r.Date.String(), r.Behaviour, string(r.Change))
	case *people.Event:
		return join(r.Person.String(), r.Date.String(), r.Text)
	case *people.Acknowledgement:
		return join(r.Person.String(), r.Sign, r.At.String())
	case *people.LineMark:
		return join(r.Record.String(), r.Quote, r.Kind, r.Mark, r.At.String())
	case *people.Review:
		return join(r.Person.String(), r.From.String(), r.To.String())
	case *notes.Template:
		return r.Name
	case *notes.Question:
		return r.Text
	case *notes.Asked:
		return join(r.Person.String(), r.Question, r.Date.String())
	case *people.CueWord:
		return join(r.Text, r.Kind)
	case *people.Person:
		return r.Name
	case *notes.Topic:
		return r.Text
	case *goals.KeyResult:
		return r.Title
	case *goals.CheckIn:
		return r.Date.String()
	}
	panic("interchange: a record of no kind")
}

// told says in words what a record of each kind without an id is known by.
var told = map[string]string{
	"people": "e-mail or name", "absences": "person and days", "meetings": "person and moment", "talking_points": "person and text",
	"journal": "person, moment and text", "actions": "person, text and day", "feedback": "person, date and text", "goals": "person and title",
	"delegations": "person, what and level", "observations": "person, date, behaviour and change", "events": "person, date and text",
	"acknowledgements": "person, sign and date", "line_marks": "record, quote, kind and date", "reviews": "person and period",
	"templates": "name", "questions": "text", "asked": "person, question and date", "cue_words": "text and kind",
}

// samePerson reports whether two people are the same by e-mail where both have one, else by exact name.
func samePerson(a, b *people.Person) bool {
	if a.Email != "" && b.Email != "" {
		return strings.EqualFold(a.Email, b.Email)
	}
	return a.Name == b.Name
}
