package storage

import (
	"cmp"
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// People returns everyone, by name, whatever its case and accents.
func (tx *Tx) People() ([]people.Person, error) {
	list, err := All[people.Person](tx)
	sortByName(list)
	return list, err
}

func sortByName(list []people.Person) {
	folded := make(map[uuid.UUID]string, len(list))
	for _, p := range list {
		folded[p.ID] = language.Fold(p.Name)
	}
	slices.SortFunc(list, func(a, b people.Person) int {
		return cmp.Or(cmp.Compare(folded[a.ID], folded[b.ID]), cmp.Compare(a.Name, b.Name), slices.Compare(a.ID[:], b.ID[:]))
	})
}

// File returns everything known about one person, sorted as people.File says.
func (tx *Tx) File(person uuid.UUID) (people.File, error) {
	var f people.File
	var err error
	if f.Person, err = Get[people.Person](tx, person); err != nil {
		return f, err
	}
	v := reflect.ValueOf(&f).Elem()
	for _, t := range tables {
		field := v.FieldByName(recordsType.Field(t.field).Name)
		if !field.IsValid() || t.name == "people" {
			continue
		}
		where := "person = ?"
		switch t.name {
		case "absences", "events":
			where = "person = ? OR person IS NULL"
		case "line_marks":
			where = marksOf
		}
		list, err := tx.load(t, where, person.String())
		if err != nil {
			return f, err
		}
		if list.Len() > 0 {
			field.Set(list)
		}
	}
	f.TeamGoals, err = tx.above(f.Goals, person)
	f.Sort()
	return f, err
}

var recordsType = reflect.TypeFor[people.Records]()

// above returns the team goals that a person's own hang from, up to the top. Goals of other people are not this person's to see.
func (tx *Tx) above(own []goals.Goal, person uuid.UUID) ([]goals.Goal, error) {
	if !slices.ContainsFunc(own, func(g goals.Goal) bool { return g.Parent != uuid.Nil }) {
		return nil, nil
	}
	list, err := listOf[goals.Goal](tx, `id IN (WITH RECURSIVE up(id) AS (SELECT parent FROM goals WHERE person = ?
		UNION SELECT g.parent FROM up JOIN goals g ON g.id = up.id) SELECT id FROM up) AND person IS NULL`, person.String())
	return goals.Ancestors(own, list), err
}

// Files returns the file of every active report, by name; with all also of archived ones, the manager's own manager and peers.
func (tx *Tx) Files(all bool) ([]people.File, error) {
	r, err := tx.Records()
	if err != nil {
		return nil, err
	}
	return filesOf(r, all), nil
}

// filesOf sorts records out into the files of the people that they are about.
func filesOf(r people.Records, all bool) []people.File {
	who := map[uuid.UUID]uuid.UUID{} // whose record it is
	meetings := by(r.Meetings, func(x notes.Meeting) uuid.UUID { who[x.ID] = x.Person; return x.Person })
	journal := by(r.Journal, func(x notes.JournalLine) uuid.UUID { who[x.ID] = x.Person; return x.Person })
	actions := by(r.Actions, func(x notes.Action) uuid.UUID { who[x.ID] = x.Person; return x.Person })
	feedback := by(r.Feedback, func(x notes.Feedback) uuid.UUID { who[x.ID] = x.Person; return x.Person })
	own := by(r.Goals, func(x goals.Goal) uuid.UUID { who[x.ID] = x.Person; return x.Person })
	for _, p := range r.People {
		who[p.ID] = p.ID
	}
	absences := by(r.Absences, func(x people.Absence) uuid.UUID { return x.Person })
	points := by(r.TalkingPoints, func(x notes.TalkingPoint) uuid.UUID { return x.Person })
	delegations := by(r.Delegations, func(x goals.Delegation) uuid.UUID { return x.Person })
	observations := by(r.Observations, func(x people.Observation) uuid.UUID { return x.Person })
	events := by(r.Events, func(x people.Event) uuid.UUID { return x.Person })
	acknowledgements := by(r.Acknowledgements, func(x people.Acknowledgement) uuid.UUID { return x.Person })
	marks := by(r.LineMarks, func(x people.LineMark) uuid.UUID { return who[x.Record] })
	reviews := by(r.Reviews, func(x people.Review) uuid.UUID { return x.Person })
	asked := by(r.Asked, func(x notes.Asked) uuid.UUID { return x.Person })

	sortByName(r.People)
	var out []people.File
	for _, p := range r.People {
		if !all && (!p.IsReport() || p.IsArchived()) {
			continue
		}
		f := people.File{
			Person: p, Absences: slices.Concat(absences[p.ID], absences[uuid.Nil]), Meetings: meetings[p.ID], TalkingPoints: points[p.ID],
			Journal: journal[p.ID], Actions: actions[p.ID], Feedback: feedback[p.ID], Goals: own[p.ID],
			TeamGoals: goals.Ancestors(own[p.ID], own[uuid.Nil]), Delegations: delegations[p.ID], Observations: observations[p.ID],
			Events: slices.Concat(events[p.ID], events[uuid.Nil]), Acknowledgements: acknowledgements[p.ID], LineMarks: marks[p.ID],
			Reviews: reviews[p.ID], Asked: asked[p.ID],
		}
		f.Sort()
		out = append(out, f)
	}
	return out
}

func by[T any](list []T, person func(T) uuid.UUID) map[uuid.UUID][]T {
	out := map[uuid.UUID][]T{}
	for _, x := range list {
		p := person(x)
		out[p] = append(out[p], x)
	}
	return out
}

// Records returns every record, each list by id.
func (tx *Tx) Records() (people.Records, error) {
	var r people.Records
	v := reflect.ValueOf(&r).Elem()
	for _, t := range tables {
		list, err := tx.load(t, "")
		if err != nil {
			return r, err
		}
		if list.Len() > 0 {
			v.Field(t.field).Set(list)
		}
	}
	var err error
	if r.Settings, err = tx.Settings(); len(r.Settings) == 0 {
		r.Settings = nil
	}
	return r, err
}

// Settings returns every setting; the map is never nil.
func (tx *Tx) Settings() (people.Settings, error) {
	out := people.Settings{}
	rows, err := tx.c.query(tx.ctx, "SELECT key, value FROM settings ORDER BY key")
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for rows.Next() {
		var key, text string
		if err := rows.Scan(&key, &text); err != nil {
			return out, err
		}
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			return out, &DamagedError{tx.db.path, fmt.Errorf("setting %s: %w", key, err)}
		}
		out[key] = value
	}
	return out, rows.Err()
}

// SetSetting keeps a text, a number or a bool under a key; nil takes the setting away.
func (tx *Tx) SetSetting(key string, value any) error {
	if value == nil {
		tx.touch("settings", uuid.Nil)
		return tx.c.exec(tx.ctx, "DELETE FROM settings WHERE key = ?", key)
	}
	switch v := reflect.ValueOf(value); {
	case v.Kind() == reflect.String, v.Kind() == reflect.Bool, v.CanInt(), v.CanUint(), v.CanFloat() && !math.IsNaN(v.Float()) && !math.IsInf(v.Float(), 0):
	default:
		return fmt.Errorf("the setting %s cannot be %v: it takes a text, a number, true or false", key, value)
	}
	text, err := encode(value)
	if err != nil {
		return err
	}
	var before string
	if err := tx.one(&before, "SELECT value FROM settings WHERE key = ?", key); err != nil || before == text {
		return err
	}
	tx.touch("settings", uuid.Nil)
	return tx.c.exec(tx.ctx, "INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, text)
}
