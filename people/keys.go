package people

import (
	"strconv"
	"strings"
	"time"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
)

// Moment writes an instant so that the same moment gives the same text, whatever its offset, to the millisecond.
func Moment(i civil.Instant) string {
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

// NaturalKey returns what tells a record without an id, given by its pointer, from others of its kind; two records with the same key are
// the same one.
func NaturalKey(record any) string {
	switch r := record.(type) {
	case *Absence:
		return join(r.Person.String(), r.From.String(), r.To.String())
	case *notes.Meeting:
		return join(r.Person.String(), Moment(r.At))
	case *notes.TalkingPoint:
		return join(r.Person.String(), r.Text)
	case *notes.JournalLine:
		return join(r.Person.String(), Moment(r.At), r.Text)
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
	case *Observation:
		return join(r.Person.String(), r.Date.String(), r.Behaviour, string(r.Change))
	case *Event:
		return join(r.Person.String(), r.Date.String(), r.Text)
	case *Acknowledgement:
		return join(r.Person.String(), r.Sign, r.At.String())
	case *LineMark:
		return join(r.Record.String(), r.Quote, r.Kind, r.Mark, r.At.String())
	case *Review:
		return join(r.Person.String(), r.From.String(), r.To.String())
	case *notes.Template:
		return r.Name
	case *notes.Question:
		return r.Text
	case *notes.Asked:
		return join(r.Person.String(), r.Question, r.Date.String())
	case *CueWord:
		return join(r.Text, r.Kind)
	case *Person:
		return r.Name
	case *notes.Topic:
		return r.Text
	case *goals.KeyResult:
		return r.Title
	case *goals.CheckIn:
		return r.Date.String()
	}
	panic("people: a record of no kind")
}
