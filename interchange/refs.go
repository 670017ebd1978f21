package interchange

import (
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// ref is a field of a record that names another record.
type ref struct {
	field string
	kind  string // of the record named; anyKind: of whatever kind
	id    *uuid.UUID
}

const anyKind = ""

// refsOf returns the references of a record, which is a pointer to one of the kinds.
func refsOf(record any) []ref {
	person := func(id *uuid.UUID) ref { return ref{"person", "people", id} }
	meeting := func(id *uuid.UUID) ref { return ref{"meeting", "meetings", id} }
	switch r := record.(type) {
	case *people.Absence:
		return []ref{person(&r.Person)}
	case *notes.Meeting:
		return []ref{person(&r.Person)}
	case *notes.TalkingPoint:
		return []ref{person(&r.Person), {"from", "meetings", &r.From}}
	case *notes.JournalLine:
		return []ref{person(&r.Person)}
	case *notes.Action:
		return []ref{person(&r.Person), meeting(&r.Meeting)}
	case *notes.Feedback:
		return []ref{person(&r.Person), meeting(&r.Meeting)}
	case *goals.Goal:
		return []ref{person(&r.Person), {"parent", "goals", &r.Parent}, {"continues", "goals", &r.Continues}}
	case *goals.Delegation:
		return []ref{person(&r.Person)}
	case *people.Observation:
		return []ref{person(&r.Person), meeting(&r.Meeting)}
	case *people.Event:
		return []ref{person(&r.Person)}
	case *people.Acknowledgement:
		return []ref{person(&r.Person)}
	case *people.LineMark:
		return []ref{{"record", anyKind, &r.Record}}
	case *people.Review:
		return []ref{person(&r.Person)}
	case *notes.Asked:
		return []ref{person(&r.Person)}
	}
	return nil
}

// singular names one record of a kind in a sentence.
var singular = map[string]string{
	"people": "person", "meetings": "one-on-one", "goals": "goal", anyKind: "record",
}
