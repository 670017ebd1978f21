package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/valid"
)

// Record is a record of any kind that has a list in people.Records.
type Record interface {
	people.Person | people.Absence | notes.Meeting | notes.TalkingPoint | notes.JournalLine | notes.Action | notes.Feedback |
		goals.Goal | goals.Delegation | people.Observation | people.Event | people.Acknowledgement | people.LineMark |
		people.Review | notes.Template | notes.Question | notes.Asked | people.CueWord
	Validate() valid.Problems
}

// Get returns the record with the id, or a *NotFoundError.
func Get[T Record](tx *Tx, id uuid.UUID) (T, error) {
	t := tableOf[reflect.TypeFor[T]()]
	list, err := tx.load(t, "id = ?", id.String())
	if err != nil || list.Len() == 0 {
		var none T
		if err == nil {
			err = &NotFoundError{t.name, id}
		}
		return none, err
	}
	return list.Index(0).Interface().(T), nil
}

// All returns every record of a kind, by id.
func All[T Record](tx *Tx) ([]T, error) {
	return listOf[T](tx, "")
}

// Of returns the records of one person, by id; for people that person, for marks of lines those about the person's records. Absences
// and events of everyone are not among them: with the nil id Of returns what is nobody's, such as those and the team goals. Kinds that belong to
// nobody have none.
func Of[T Record](tx *Tx, person uuid.UUID) ([]T, error) {
	switch t := tableOf[reflect.TypeFor[T]()]; {
	case t.person && person == uuid.Nil:
		return listOf[T](tx, "person IS NULL")
	case t.person:
		return listOf[T](tx, "person = ?", person.String())
	case t.name == "people":
		return listOf[T](tx, "id = ?", person.String())
	case t.name == "line_marks":
		return listOf[T](tx, marksOf, person.String())
	}
	return nil, nil
}

// marksOf picks the marks on the records of one person.
const marksOf = `record IN (WITH who(id) AS (SELECT ?) SELECT id FROM who
 UNION ALL SELECT id FROM meetings WHERE person = (SELECT id FROM who)
 UNION ALL SELECT id FROM journal WHERE person = (SELECT id FROM who)
 UNION ALL SELECT id FROM actions WHERE person = (SELECT id FROM who)
 UNION ALL SELECT id FROM feedback WHERE person = (SELECT id FROM who)
 UNION ALL SELECT id FROM goals WHERE person = (SELECT id FROM who))`

func listOf[T Record](tx *Tx, where string, args ...any) ([]T, error) {
	list, err := tx.load(tableOf[reflect.TypeFor[T]()], where, args...)
	if err != nil {
		return nil, err
	}
	return list.Interface().([]T), nil
}

// load returns the records that a condition picks, as a slice of their type, by id, with their nested records.
func (tx *Tx) load(t *table, where string, args ...any) (reflect.Value, error) {
	query := "SELECT " + t.fields + " FROM " + t.name
	if where != "" {
		query += " WHERE " + where
	}
	list, _, err := tx.scan(t, query+" ORDER BY id", args)
	if err != nil || list.Len() == 0 || len(t.children) == 0 {
		return list, err
	}
	at := make(map[string]int, list.Len())
	for i := range list.Len() {
		at[list.Index(i).Field(0).Interface().(uuid.UUID).String()] = i
	}
	for _, child := range t.children {
		query := "SELECT " + child.fields + `, "` + child.parent + `" FROM ` + child.name
		if where != "" {
			query += ` WHERE "` + child.parent + `" IN (SELECT id FROM ` + t.name + " WHERE " + where + ")"
		}
		nested, parents, err := tx.scan(child, query+` ORDER BY "`+child.parent+`", position`, args)
		if err != nil {
			return list, err
		}
		for i := 0; i < nested.Len(); {
			j := i + 1
			for j < nested.Len() && parents[j] == parents[i] {
				j++
			}
			if k, ok := at[parents[i]]; ok {
				list.Index(k).Field(child.field).Set(nested.Slice3(i, j, j))
			}
			i = j
		}
	}
	return list, nil
}

// scan reads rows into a slice of the table's type; of nested records also the ids of their parents.
func (tx *Tx) scan(t *table, query string, args []any) (list reflect.Value, parents []string, err error) {
	list = reflect.New(reflect.SliceOf(t.typ)).Elem() // grows in place
	rows, err := tx.c.query(tx.ctx, query, args...)
	if err != nil {
		return list, nil, err
	}
	defer rows.Close()
	cells := make([]any, len(t.columns), len(t.columns)+1)
	if t.parent != "" {
		cells = append(cells, nil)
	}
	dest := make([]any, len(cells))
	for i := range cells {
		dest[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return list, nil, err
		}
		n := list.Len()
		list.Grow(1)
		list.SetLen(n + 1)
		v := list.Index(n)
		for i, c := range t.columns {
			if err := c.form.read(v.Field(c.field), cells[i]); err != nil {
				return list, nil, &DamagedError{tx.db.path, fmt.Errorf("%s %v: %s: %w", noun(t.name), cells[0], c.name, err)}
			}
		}
		if t.parent != "" {
			parents = append(parents, cells[len(t.columns)].(string))
		}
	}
	return list, parents, rows.Err()
}

// Put saves a record, new or changed, with an id (its nested records too) where it had none, and returns it as it was saved. What
// stood there before goes to the history; a record that is the same is not written. A record that is not valid is refused with
// valid.Problems, one that does not fit to the others with a *ConstraintError.
func Put[T Record](tx *Tx, record T) (T, error) {
	t := tableOf[reflect.TypeFor[T]()]
	v := reflect.ValueOf(&record).Elem()
	if err := tx.giveIDs(t, v); err != nil {
		return record, err
	}
	if err := record.Validate().Err(); err != nil {
		return record, fmt.Errorf("this %s cannot be saved: %w", noun(t.name), err)
	}
	return record, tx.put(t, v)
}

// put saves a record whose ids are given and whose fields are valid.
func (tx *Tx) put(t *table, v reflect.Value) error {
	if !tx.writing {
		return errors.New("this transaction only reads")
	}
	id := v.Field(0).Interface().(uuid.UUID)
	earlier, err := tx.load(t, "id = ?", id.String())
	if err != nil {
		return err
	}
	old := reflect.Value{}
	if earlier.Len() > 0 {
		old = earlier.Index(0)
	}
	changed, err := tx.write(t, v, old)
	if err != nil {
		return tx.refused(t, v.Interface(), err)
	}
	if !changed {
		return nil
	}
	if tx.tried != nil {
		if err := tx.tried.note(t, id, old); err != nil {
			return err
		}
	}
	if old.IsValid() {
		tx.touch(t.name, owner(t, old))
		if err := tx.keepHistory(t, id, old.Interface(), v.Interface()); err != nil {
			return err
		}
	}
	tx.touch(t.name, owner(t, v))
	if g, ok := v.Interface().(goals.Goal); ok && (g.Parent != uuid.Nil || g.Continues != uuid.Nil) {
		if tx.hanging == nil {
			tx.hanging = map[uuid.UUID]bool{}
		}
		tx.hanging[id] = true
	}
	return tx.index(t, id, v.Interface())
}

// owner is the person that a record belongs to.
func owner(t *table, v reflect.Value) uuid.UUID {
	if t.name == "people" {
		return v.Field(0).Interface().(uuid.UUID)
	}
	if t.person {
		return v.FieldByName("Person").Interface().(uuid.UUID)
	}
	return uuid.Nil
}

// write inserts or updates the rows of a record that differ from those of the earlier version, and reports whether any did.
func (tx *Tx) write(t *table, v, old reflect.Value) (changed bool, err error) {
	row, err := t.row(v)
	if err != nil {
		return false, fmt.Errorf("this %s cannot be saved: its %w", noun(t.name), err)
	}
	if changed, err = tx.writeRow(t, row, old); err != nil {
		return false, err
	}
	for _, child := range t.children {
		was := map[uuid.UUID]reflect.Value{}
		position := map[uuid.UUID]int{}
		if old.IsValid() {
			list := old.Field(child.field)
			for i := range list.Len() {
				id := list.Index(i).Field(0).Interface().(uuid.UUID)
				was[id], position[id] = list.Index(i), i
			}
		}
		list := v.Field(child.field)
		stays := map[uuid.UUID]bool{}
		for i := range list.Len() {
			stays[list.Index(i).Field(0).Interface().(uuid.UUID)] = true
		}
		for id := range was {
			if !stays[id] {
				changed = true
				if err := tx.c.exec(tx.ctx, "DELETE FROM "+child.name+" WHERE id = ?", id.String()); err != nil {
					return false, err
				}
			}
		}
		for i := range list.Len() {
			row, err := child.row(list.Index(i))
			if err != nil {
				return false, fmt.Errorf("this %s cannot be saved: %s %d: its %w", noun(t.name), noun(child.name), i+1, err)
			}
			id := list.Index(i).Field(0).Interface().(uuid.UUID)
			before := was[id]
			if before.IsValid() && position[id] != i {
				if err := tx.c.exec(tx.ctx, "UPDATE "+child.name+" SET position = ? WHERE id = ?", i, id.String()); err != nil {
					return false, err
				}
				changed = true
			}
			c, err := tx.writeRow(child, append(row, v.Field(0).Interface().(uuid.UUID).String(), int64(i)), before)
			if err != nil {
				return false, err
			}
			changed = changed || c
		}
	}
	return changed, nil
}

// writeRow inserts a row, or updates it where it differs from the one of the earlier version.
func (tx *Tx) writeRow(t *table, row []any, old reflect.Value) (changed bool, err error) {
	if !old.IsValid() {
		return true, tx.c.exec(tx.ctx, t.insert, row...)
	}
	before, err := t.row(old)
	if err != nil || slices.Equal(before, row[:len(before)]) {
		return false, err
	}
	return true, tx.c.exec(tx.ctx, t.update, append(slices.Clone(row[1:]), row[0])...)
}

// giveIDs gives ids where they are missing, and refuses two nested records with the same one.
func (tx *Tx) giveIDs(t *table, v reflect.Value) error {
	if id := v.Field(0); id.IsZero() {
		id.Set(reflect.ValueOf(tx.db.newID()))
	}
	for _, child := range t.children {
		list := v.Field(child.field)
		if list.Len() == 0 {
			continue
		}
		own := reflect.MakeSlice(list.Type(), list.Len(), list.Len()) // the caller's is not changed
		reflect.Copy(own, list)
		list.Set(own)
		seen := map[uuid.UUID]bool{}
		for i := range own.Len() {
			if err := tx.giveIDs(child, own.Index(i)); err != nil {
				return err
			}
			id := own.Index(i).Field(0).Interface().(uuid.UUID)
			if seen[id] {
				return &ConstraintError{Kind: t.name, Reason: fmt.Sprintf("this %s has two %ss with the same id %s; leave one of the ids out", noun(t.name), noun(child.name), id)}
			}
			seen[id] = true
		}
	}
	return nil
}

// link is a column that names a record of another table.
type link struct{ table, column, to string }

// links are all of them; person comes first, as what is most often missing.
var links = makeLinks()

func makeLinks() (out []link) {
	for _, t := range tables {
		if t.person {
			out = append(out, link{t.name, "person", "people"})
		}
	}
	return append(out,
		link{"talking_points", "from", "meetings"}, link{"actions", "meeting", "meetings"}, link{"feedback", "meeting", "meetings"},
		link{"observations", "meeting", "meetings"}, link{"goals", "parent", "goals"}, link{"goals", "continues", "goals"})
}

func (tx *Tx) there(table, id string) bool {
	var one int
	return tx.one(&one, "SELECT 1 FROM "+table+" WHERE id = ?", id) == nil && one == 1
}

// one reads a single value; it stays as it is where there is no row.
func (tx *Tx) one(dest any, query string, args ...any) error {
	rows, err := tx.c.query(tx.ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := rows.Scan(dest); err != nil {
			return err
		}
	}
	return rows.Err()
}

// checkHanging makes sure that the goals that were written hang from goals that are there, and not in a circle.
func (tx *Tx) checkHanging() error {
	for id := range tx.hanging {
		g, err := Get[goals.Goal](tx, id)
		if _, gone := errors.AsType[*NotFoundError](err); gone {
			continue
		}
		if err != nil {
			return err
		}
		title := "the goal " + quote(g.Title)
		if g.Parent != uuid.Nil && !tx.there("goals", g.Parent.String()) {
			return &ConstraintError{Kind: "goals", Reason: title + " hangs from a goal that is not there; choose another one, or none"}
		}
		if g.Continues != uuid.Nil && !tx.there("goals", g.Continues.String()) {
			return &ConstraintError{Kind: "goals", Reason: title + " continues a goal that is not there; choose another one, or none"}
		}
		for _, column := range []string{"parent", "continues"} {
			circle, err := tx.circle(column, id.String())
			if err != nil {
				return err
			}
			if circle {
				return &ConstraintError{Kind: "goals", Reason: title + " would hang from itself through other goals; choose another one, or none"}
			}
		}
	}
	return nil
}

// circle reports whether a goal leads back to itself through a column.
func (tx *Tx) circle(column, id string) (bool, error) {
	var n int
	err := tx.one(&n, `WITH RECURSIVE up(id) AS (SELECT `+column+` FROM goals WHERE id = ?1
		UNION SELECT g.`+column+` FROM up JOIN goals g ON g.id = up.id) SELECT count(*) FROM up WHERE id = ?1`, id)
	return n > 0, err
}

// label names a record in a sentence: the action item "Ask the team…", the one-on-one with Priya Raman at 3 March 2026 14:00.
func (tx *Tx) label(t *table, record any) string {
	return "the " + noun(t.name) + " " + tx.title(t, record)
}

// title is what a person knows a record by.
func (tx *Tx) title(t *table, record any) string {
	if m, ok := record.(notes.Meeting); ok {
		return "with " + tx.name(m.Person) + " at " + when(m)
	}
	for _, name := range []string{"name", "title", "text", "what", "quote", "question", "note", "behaviour", "sign", "situation", "audience"} {
		if s, ok := t.value(record, name).(string); ok && strings.TrimSpace(s) != "" {
			return quote(s)
		}
	}
	return "without a text"
}

func when(m notes.Meeting) string { return m.At.Date().Format("2 January 2006") + " " + m.At.Clock() }

// quote puts the beginning of a text between quotation marks.
func quote(s string) string {
	line, _, more := strings.Cut(strings.TrimSpace(s), "\n")
	if runes := []rune(line); len(runes) > 60 {
		line, more = string(runes[:59]), true
	}
	if more {
		line += "…"
	}
	return "“" + line + "”"
}

// name is what a person is called.
func (tx *Tx) name(person uuid.UUID) string {
	name := "this person"
	tx.one(&name, "SELECT name FROM people WHERE id = ?", person.String()) //nolint:errcheck // an error leaves the stand-in
	return name
}

// heldTwice says which meeting was held at the moment of another one.
func (tx *Tx) heldTwice(m notes.Meeting, cause error) error {
	at := m.At.String()
	tx.one(&at, "SELECT at FROM meetings WHERE person = ? AND unixepoch(at, 'subsec') = unixepoch(?, 'subsec') AND status = 'held' AND id <> ?", //nolint:errcheck // an error leaves the moment of this one
		m.Person.String(), at, m.ID.String())
	if other, err := civil.ParseInstant(at); err == nil {
		m.At = other
	}
	return &ConstraintError{Kind: "meetings", Cause: cause,
		Reason: tx.name(m.Person) + " already has a one-on-one held at " + when(m) + "; open that one, or choose another time"}
}

// encode writes a record as in the interchange document.
func encode(record any) (string, error) {
	b, err := json.Marshal(record)
	return string(b), err
}
