package storage

import (
	"errors"
	"fmt"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"rapport/people"
)

// Moved is what Move changed, for MoveBack.
type Moved struct {
	from, to uuid.UUID
	records  []movedRecord
}

type movedRecord struct {
	table *table
	id    uuid.UUID
}

// Len is how many records were moved.
func (m Moved) Len() int { return len(m.records) }

// Move files a record under another person. With a one-on-one go the action items, the feedback and the observations that were made in
// it, and the talking points that were carried over from it; with any record the marks on its lines. The earlier versions stay in the
// history. A record that belongs to nobody, a person that is not there and a moment at which the other person was in another one-on-one
// are refused.
func Move[T Record](tx *Tx, id, to uuid.UUID) (Moved, error) {
	t := tableOf[reflect.TypeFor[T]()]
	if !t.person {
		return Moved{}, fmt.Errorf("a %s belongs to no person and cannot be moved to one", noun(t.name))
	}
	if _, err := Get[T](tx, id); err != nil {
		return Moved{}, err
	}
	if _, err := Get[people.Person](tx, to); err != nil {
		return Moved{}, err
	}
	list, err := tx.load(t, "id = ?", id.String())
	if err != nil {
		return Moved{}, err
	}
	m := Moved{from: owner(t, list.Index(0)), to: to}
	if m.from == to {
		return m, nil
	}
	m.records = []movedRecord{{t, id}}
	for _, l := range links {
		if l.to != t.name || l.to == l.table || l.to == "people" {
			continue
		}
		from := tableNamed[l.table]
		list, err := tx.load(from, `"`+l.column+`" = ? AND person = ?`, id.String(), m.from.String())
		if err != nil {
			return m, err
		}
		for i := range list.Len() {
			m.records = append(m.records, movedRecord{from, list.Index(i).Field(0).Interface().(uuid.UUID)})
		}
	}
	for _, r := range m.records {
		if err := tx.file(r, m.from, to); err != nil {
			return m, err
		}
	}
	return m, nil
}

// MoveBack files what was moved under the first person again, as it is now: what was written since stays. What is gone or was moved on
// meanwhile is left alone.
func MoveBack(tx *Tx, m Moved) error {
	for _, r := range m.records {
		if err := tx.file(r, m.to, m.from); err != nil {
			return err
		}
	}
	return nil
}

// file changes whose a record is, as long as it is from's.
func (tx *Tx) file(r movedRecord, from, to uuid.UUID) error {
	return tx.turn(r.table, r.id.String(), "person", from.String(), to.String())
}

// turn changes a reference from one record to another, as long as it is to the first; what is gone is left alone.
func (tx *Tx) turn(t *table, id, column, from, to string) error {
	list, err := tx.load(t, "id = ?", id)
	if err != nil || list.Len() == 0 {
		return err
	}
	v := list.Index(0)
	f := v.FieldByIndex(t.fieldOf(column))
	if f.Interface().(uuid.UUID).String() != from {
		return nil
	}
	was, err := uuid.Parse(to)
	if err != nil {
		return err
	}
	f.Set(reflect.ValueOf(was))
	return tx.put(t, v)
}

// errReads is what a writing function gets in a transaction that only reads.
var errReads = errors.New("this transaction only reads")

// tablesOfPeople are the kinds of record that belong to a person.
func tablesOfPeople() []*table {
	return slices.DeleteFunc(slices.Clone(tables), func(t *table) bool { return !t.person })
}
