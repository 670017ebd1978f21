package storage

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/goals"
	"rapport/people"
)

// Merge makes one entry of two that are about the same person: stays keeps its name and whatever it says, what it does not say is filled
// from the other one, and every record of the other is filed under it. A record that both have, by the natural keys of the interchange
// document (a one-on-one at the same moment, the same action item…), is not doubled: the one that stays is filled in the same way, and
// notes that differ are put under one another. The other entry goes to the trash; restoring that entry takes the whole merge back, as
// far as nothing was changed since.
func Merge(tx *Tx, stays, goes uuid.UUID) (TrashID, error) {
	if !tx.writing {
		return TrashID{}, errReads
	}
	if stays == goes {
		return TrashID{}, fmt.Errorf("this is one entry; choose two")
	}
	m := merger{tx: tx, stays: stays, goes: goes, twin: map[string]string{}}
	if err := m.person(); err != nil {
		return TrashID{}, err
	}
	for _, t := range tablesOfPeople() {
		if err := m.records(t); err != nil {
			return TrashID{}, err
		}
	}
	if err := m.links(); err != nil {
		return TrashID{}, err
	}
	trash, err := Delete[people.Person](tx, goes)
	if err != nil {
		return TrashID{}, err
	}
	return trash, m.remember(trash)
}

// merger is one merge that goes on.
type merger struct {
	tx          *Tx
	stays, goes uuid.UUID
	twin        map[string]string // ids of records of the entry that goes, to those of the same ones that stay
	undo        []cut
}

func (m *merger) person() error {
	a, err := Get[people.Person](m.tx, m.stays)
	if err != nil {
		return err
	}
	b, err := Get[people.Person](m.tx, m.goes)
	if err != nil {
		return err
	}
	m.twin[m.goes.String()] = m.stays.String()                  // for marks on the lines of the profile
	b.Name, b.Relation, b.Status, b.StatusSince = "", "", "", 0 // what is absent there says something too
	if !a.IsArchived() {
		b.Left = nil
	}
	return m.fill(tableNamed["people"], reflect.ValueOf(&a).Elem(), reflect.ValueOf(&b).Elem())
}

// records files the records of one kind under the person that stays.
func (m *merger) records(t *table) error {
	own, err := m.tx.load(t, "person = ?", m.stays.String())
	if err != nil {
		return err
	}
	same := map[string]int{}
	for i := range own.Len() {
		same[people.NaturalKey(own.Index(i).Addr().Interface())] = i
	}
	others, err := m.tx.load(t, "person = ?", m.goes.String())
	if err != nil {
		return err
	}
	for i := range others.Len() {
		v := others.Index(i)
		id := v.Field(0).Interface().(uuid.UUID)
		v.FieldByName("Person").Set(reflect.ValueOf(m.stays))
		if at, ok := same[people.NaturalKey(v.Addr().Interface())]; ok {
			m.twin[id.String()] = own.Index(at).Field(0).Interface().(uuid.UUID).String()
			if g, ok := v.Addr().Interface().(*goals.Goal); ok {
				m.alignResults(own.Index(at).Interface().(goals.Goal), g)
			}
			if err := m.fill(t, own.Index(at), v); err != nil {
				return err
			}
			continue
		}
		if err := m.turn(t.name, id.String(), "person", m.goes.String(), m.stays.String()); err != nil {
			return err
		}
	}
	return nil
}

// links turns what refers to a record that is doubled to the one that stays.
func (m *merger) links() error {
	for _, l := range append(slices.Clone(links), link{"line_marks", "record", ""}) {
		if l.to == "people" {
			continue
		}
		for gone, twin := range m.twin {
			ids, err := m.tx.column("SELECT id FROM "+l.table+` WHERE "`+l.column+`" = ? ORDER BY id`, gone)
			if err != nil {
				return err
			}
			for _, id := range ids {
				if m.twin[id] != "" || id == twin { // goes itself, or would name itself
					continue
				}
				if err := m.turn(l.table, id, l.column, gone, twin); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// turn changes a reference and remembers how it was.
func (m *merger) turn(table, id, column, from, to string) error {
	m.undo = append(m.undo, cut{Table: table, Column: column, ID: id, To: from, Was: to})
	return m.tx.turn(tableNamed[table], id, column, from, to)
}

// fill gives a record what it does not say and another one does, and remembers how it was.
func (m *merger) fill(t *table, v, from reflect.Value) error {
	before, err := encode(v.Interface())
	if err != nil {
		return err
	}
	next := reflect.New(v.Type()).Elem()
	next.Set(v)
	fillIn(next, from)
	if err := m.tx.giveIDs(t, next); err != nil {
		return err
	}
	after, err := encode(next.Interface())
	if err != nil || after == before {
		return err
	}
	id := v.Field(0).Interface().(uuid.UUID).String()
	m.undo = append(m.undo, cut{Table: t.name, ID: id, Before: json.RawMessage(before), After: json.RawMessage(after)})
	v.Set(next)
	return m.tx.put(t, next)
}

// alignResults gives the key results of a goal that goes the ids of the same ones that stay, new ones to the others, also in its check-ins.
func (m *merger) alignResults(stays goals.Goal, goes *goals.Goal) {
	ids := map[uuid.UUID]uuid.UUID{}
	goes.KeyResults = slices.Clone(goes.KeyResults)
	for i, k := range goes.KeyResults {
		to := m.tx.db.newID()
		for _, own := range stays.KeyResults {
			if own.Title == k.Title {
				to = own.ID
			}
		}
		ids[k.ID], goes.KeyResults[i].ID = to, to
	}
	goes.CheckIns = slices.Clone(goes.CheckIns)
	for i, c := range goes.CheckIns {
		values := map[uuid.UUID]float64{}
		for k, v := range c.Values {
			if to, ok := ids[k]; ok {
				values[to] = v
			}
		}
		if goes.CheckIns[i].Values = values; len(c.Values) == 0 {
			goes.CheckIns[i].Values = c.Values
		}
	}
}

// longTexts are the fields whose words are never dropped: where both records have some, the others stand under the own.
var longTexts = map[string]bool{
	"Notes": true, "PrivateNotes": true, "WorkingStyle": true, "ProfileNotes": true, "Intent": true, "Note": true, "Draft": true,
	"Why": true, "Support": true, "Obstacle": true, "Plan": true, "Outcome": true,
}

// unfinished ranks the states of records by how much they say.
var unfinished = map[string]int{"draft": 0, "scheduled": 1, "open": 1, "active": 1, "discussed": 2, "parked": 2, "held": 2, "cancelled": 2, "missed": 2,
	"done": 2, "dropped": 2, "achieved": 2, "partly": 2, "ended": 2}

// fillIn sets the fields of a struct that are empty from another one of its type. Lists are joined: what says the same is in it once.
func fillIn(v, from reflect.Value) {
	for i := range v.NumField() {
		field, other := v.Field(i), from.Field(i)
		name := v.Type().Field(i).Name
		switch {
		case name == "ID" || name == "Person" || other.IsZero():
		case (name == "Status" || name == "State") && unfinished[field.String()] < unfinished[other.String()]:
			field.Set(other) // held says more than scheduled, done more than open
		case field.IsZero():
			if other.Kind() == reflect.Slice && nested(other) {
				other = withoutIDs(other)
			}
			field.Set(other)
		case field.Kind() == reflect.Slice:
			field.Set(joined(field, other))
		case field.Kind() == reflect.String && longTexts[name] && !strings.Contains(field.String(), other.String()):
			field.SetString(field.String() + "\n\n" + other.String())
		}
	}
}

func nested(list reflect.Value) bool {
	if list.Type().Elem().Kind() != reflect.Struct {
		return false
	}
	_, ok := list.Type().Elem().FieldByName("ID")
	return ok
}

// withoutIDs is a list of nested records as new ones: theirs stay with the record that goes.
func withoutIDs(list reflect.Value) reflect.Value {
	out := reflect.MakeSlice(list.Type(), list.Len(), list.Len())
	for i := range list.Len() {
		out.Index(i).Set(list.Index(i))
		if _, ok := list.Index(i).Interface().(goals.KeyResult); !ok { // whose ids are aligned already
			out.Index(i).Field(0).SetZero()
		}
	}
	return out
}

// joined is a list with what another one has besides.
func joined(list, other reflect.Value) reflect.Value {
	key := func(v reflect.Value) string {
		if v.Kind() == reflect.Struct {
			for _, name := range []string{"Text", "Title", "Date"} {
				if f := v.FieldByName(name); f.IsValid() {
					return fmt.Sprint(f.Interface())
				}
			}
		}
		return fmt.Sprint(v.Interface())
	}
	if nested(other) {
		other = withoutIDs(other)
	}
	out := reflect.MakeSlice(list.Type(), 0, list.Len()+other.Len())
	out = reflect.AppendSlice(out, list)
	seen := map[string]bool{}
	for i := range list.Len() {
		seen[key(list.Index(i))] = true
	}
	for i := range other.Len() {
		if !seen[key(other.Index(i))] {
			out = reflect.Append(out, other.Index(i))
		}
	}
	return out
}

// remember keeps with the entry of the trash what takes the merge back.
func (m *merger) remember(trash TrashID) error {
	var list string
	if err := m.tx.one(&list, "SELECT links FROM trash WHERE id = ?", trash.String()); err != nil {
		return err
	}
	var cuts []cut
	if err := json.Unmarshal([]byte(list), &cuts); err != nil {
		return err
	}
	slices.Reverse(m.undo) // the last change is taken back first
	text, err := encode(append(m.undo, cuts...))
	if err != nil {
		return err
	}
	return m.tx.c.exec(m.tx.ctx, "UPDATE trash SET links = ? WHERE id = ?", text, trash.String())
}

// unmerge takes one change of a merge back, unless the record was changed since.
func (tx *Tx) unmerge(c cut) error {
	t := tableNamed[c.Table]
	if t == nil || c.Before == nil && t.fieldOf(c.Column) == nil {
		return &DamagedError{tx.db.path, fmt.Errorf("the trash names the column %s.%s", c.Table, c.Column)}
	}
	if c.Before == nil {
		return tx.turn(t, c.ID, c.Column, c.Was, c.To)
	}
	list, err := tx.load(t, "id = ?", c.ID)
	if err != nil || list.Len() == 0 {
		return err
	}
	if now, err := encode(list.Index(0).Interface()); err != nil || now != string(c.After) {
		return err
	}
	was := reflect.New(t.typ)
	if err := json.Unmarshal(c.Before, was.Interface()); err != nil {
		return &DamagedError{tx.db.path, fmt.Errorf("the trash holds a %s that cannot be read: %w", noun(t.name), err)}
	}
	return tx.put(t, was.Elem())
}

// column reads one column of texts.
func (tx *Tx) column(query string, args ...any) ([]string, error) {
	rows, err := tx.c.query(tx.ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}
