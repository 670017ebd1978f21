package interchange

import (
	"reflect"
	"strings"

	"github.com/google/uuid"

	"rapport/people"
)

// private lists what only the manager sees: whole kinds of record, and fields as kind.field. A record whose field private is true is
// private as a whole too.
var private = []string{
	"people.profile_notes", "people.left", "people.sensitivity", "people.retain_until", "people.hold",
	"absences.text",
	"meetings.intent", "meetings.mood", "meetings.mood_source", "meetings.workload", "meetings.workload_source", "meetings.helped", "meetings.private_notes",
	"journal.private",
	"feedback.private",
	"observations",
	"events",
	"acknowledgements",
	"line_marks",
}

// ExportOptions says what an export leaves out.
type ExportOptions struct {
	Person         uuid.UUID // only what is known of this person; nil: everything
	ExcludePrivate bool      // without what only the manager sees
}

// Filter returns the records that an export has; r stays as it is. With a Person these are the person's records, the absences and
// events of everyone, and the team goals that theirs hang from, as people.Records.FileOf gathers them; a reference to a record that is not
// among them is left out, so that the export can be imported by itself.
func Filter(r people.Records, o ExportOptions) people.Records {
	if o.Person != uuid.Nil {
		r = ofPerson(r, o.Person)
	}
	if o.ExcludePrivate {
		r = withoutPrivate(r)
	}
	return r
}

func ofPerson(r people.Records, person uuid.UUID) people.Records {
	f, ok := r.FileOf(person)
	if !ok {
		return people.Records{}
	}
	out := people.Records{
		People: []people.Person{f.Person}, Absences: f.Absences, Meetings: f.Meetings, TalkingPoints: f.TalkingPoints, Journal: f.Journal,
		Actions: f.Actions, Feedback: f.Feedback, Goals: f.Goals, Delegations: f.Delegations, Observations: f.Observations, Events: f.Events,
		Acknowledgements: f.Acknowledgements, LineMarks: f.LineMarks, Reviews: f.Reviews, Asked: f.Asked,
	}
	out.Goals = append(out.Goals, f.TeamGoals...)
	closeRefs(&out)
	return out
}

// closeRefs leaves out references to records that are not there.
func closeRefs(r *people.Records) {
	there := map[string]map[uuid.UUID]bool{anyKind: {}}
	for _, k := range kinds {
		there[k.name] = map[uuid.UUID]bool{}
		for list, i := k.list(r), 0; i < list.Len(); i++ {
			id := k.plan.idOf(list.Index(i))
			there[k.name][id], there[anyKind][id] = true, true
		}
	}
	for _, k := range kinds {
		for list, i := k.list(r), 0; i < list.Len(); i++ {
			for _, ref := range refsOf(list.Index(i).Addr().Interface()) {
				if !there[ref.kind][*ref.id] {
					*ref.id = uuid.Nil
				}
			}
		}
	}
}

// withoutPrivate leaves out what the table above lists.
func withoutPrivate(r people.Records) people.Records {
	out := people.Records{Settings: r.Settings}
	for _, k := range kinds {
		var fields []field
		whole := false
		for _, path := range private {
			name, of, ok := strings.Cut(path, ".")
			switch {
			case name != k.name:
			case ok:
				fields = append(fields, k.plan.fields[k.plan.byName[of]])
			default:
				whole = true
			}
		}
		if whole {
			continue
		}
		from, to := k.list(&r), k.list(&out)
		for i := range from.Len() {
			record := from.Index(i)
			if p, ok := record.Addr().Interface().(interface{ IsPrivate() bool }); ok && p.IsPrivate() {
				continue
			}
			to.Set(reflect.Append(to, record))
			kept := to.Index(to.Len() - 1)
			for _, f := range fields {
				kept.FieldByIndex(f.index).SetZero()
			}
		}
	}
	return out
}
