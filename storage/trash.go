package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"rapport/people"
)

// TrashID names what was deleted at one time.
type TrashID = uuid.UUID

// KeepTrash is how long what was deleted can be brought back.
const KeepTrash = 90 * 24 * time.Hour

// Trashed is one entry of the trash.
type Trashed struct {
	ID     TrashID
	Kind   string    // of the record that was deleted, such as "meetings"
	Record uuid.UUID // its id
	Person uuid.UUID // whom it is about; zero for a person, and for what is about nobody
	Label  string    // what a person knows it by
	At     time.Time // when it was deleted
}

// cut is a reference that was taken out of a record because what it named was deleted, or, with Was, one that was turned to another
// record because two were merged. One with Before is a record that was filled from the one that went: as it was, and as it became.
type cut struct {
	Table  string          `json:"table"`
	Column string          `json:"column,omitempty"`
	ID     string          `json:"id"`
	To     string          `json:"to,omitempty"`
	Was    string          `json:"was,omitempty"`
	Before json.RawMessage `json:"before,omitempty"`
	After  json.RawMessage `json:"after,omitempty"`
}

// Delete puts a record into the trash, with everything that is about nothing else: of a person every record, of any record the marks
// on its lines. What merely refers to it stays without the reference.
func Delete[T Record](tx *Tx, id uuid.UUID) (TrashID, error) {
	if !tx.writing {
		return TrashID{}, errors.New("this transaction only reads")
	}
	t := tableOf[reflect.TypeFor[T]()]
	record, err := Get[T](tx, id)
	if err != nil {
		return TrashID{}, err
	}
	gone, err := tx.hangingFrom(t, id)
	if err != nil {
		return TrashID{}, err
	}
	cuts, err := tx.cutsFor(t, id, gone)
	if err != nil {
		return TrashID{}, err
	}
	trashed := tx.db.newID()
	body, err := encode(gone)
	if err != nil {
		return TrashID{}, err
	}
	list, err := encode(cuts)
	if err != nil {
		return TrashID{}, err
	}
	if err := tx.c.exec(tx.ctx, "INSERT INTO trash (id, kind, record, label, at, records, links) VALUES (?, ?, ?, ?, ?, ?, ?)",
		trashed.String(), t.name, id.String(), tx.title(t, record), tx.deletedAt().UnixMilli(), body, list); err != nil {
		return TrashID{}, err
	}
	tx.touch("trash", uuid.Nil)
	return trashed, tx.remove(gone)
}

// deletedAt is now, unless the clock was seen to be further already: it is wrong then, and what is deleted would seem old once it is right.
func (tx *Tx) deletedAt() time.Time {
	now := tx.db.now()
	if seen := tx.clockSeen(); seen.After(now) {
		return seen
	}
	return now
}

// hangingFrom returns a record and everything that goes with it.
func (tx *Tx) hangingFrom(t *table, id uuid.UUID) (people.Records, error) {
	var gone people.Records
	v := reflect.ValueOf(&gone).Elem()
	for _, x := range tables {
		where := "person = ?"
		switch {
		case x == t:
			where = "id = ?"
		case x.name == "line_marks" && t.name == "people":
			where = marksOf
		case x.name == "line_marks":
			where = "record = ?"
		case t.name != "people" || !x.person:
			continue
		}
		list, err := tx.load(x, where, id.String())
		if err != nil {
			return gone, err
		}
		v.Field(x.field).Set(list)
	}
	return gone, nil
}

// each calls do with every record, in an order in which what is named comes before what names it.
func each(r people.Records, do func(t *table, v reflect.Value) error) error {
	v := reflect.ValueOf(r)
	for _, t := range tables {
		list := v.Field(t.field)
		for i := range list.Len() {
			if err := do(t, list.Index(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// cutsFor returns the references from records that stay to those that go.
func (tx *Tx) cutsFor(t *table, id uuid.UUID, gone people.Records) ([]cut, error) {
	goes := map[string]bool{}
	each(gone, func(_ *table, v reflect.Value) error { //nolint:errcheck // never fails
		goes[v.Field(0).Interface().(uuid.UUID).String()] = true
		return nil
	})
	cuts := []cut{}
	for _, l := range links {
		where := `"` + l.column + `" = ?`
		switch {
		case l.to == "people":
			continue
		case t.name == "people":
			where = `"` + l.column + `" IN (SELECT id FROM ` + l.to + " WHERE person = ?)"
		case l.to != t.name:
			continue
		}
		rows, err := tx.c.query(tx.ctx, `SELECT id, "`+l.column+`" FROM `+l.table+" WHERE "+where+" ORDER BY id", id.String())
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			c := cut{Table: l.table, Column: l.column}
			if err := rows.Scan(&c.ID, &c.To); err != nil {
				rows.Close()
				return nil, err
			}
			if !goes[c.ID] {
				cuts = append(cuts, c)
			}
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	for _, c := range cuts {
		tx.touch(c.Table, tx.personOf(c.Table, c.ID))
	}
	return cuts, nil
}

func (tx *Tx) personOf(table, id string) uuid.UUID {
	var text *string
	tx.one(&text, "SELECT person FROM "+table+" WHERE id = ?", id) //nolint:errcheck // an error leaves nobody
	if text == nil {
		return uuid.Nil
	}
	return uuid.MustParse(*text)
}

// remove deletes records and takes them out of the search index. References to them are cut by the schema.
func (tx *Tx) remove(gone people.Records) error {
	return each(gone, func(t *table, v reflect.Value) error {
		id := v.Field(0).Interface().(uuid.UUID)
		tx.touch(t.name, owner(t, v))
		if err := tx.unindex(t.name, id); err != nil {
			return err
		}
		return tx.c.exec(tx.ctx, "DELETE FROM "+t.name+" WHERE id = ?", id.String())
	})
}

// Trash lists what can be brought back, the newest first.
func Trash(tx *Tx) ([]Trashed, error) {
	rows, err := tx.c.query(tx.ctx, "SELECT id, kind, record, label, at, json_extract(records, '$.' || kind || '[0].person') FROM trash ORDER BY at DESC, id DESC")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Trashed
	for rows.Next() {
		var x Trashed
		var at int64
		var person *string
		if err := rows.Scan(&x.ID, &x.Kind, &x.Record, &x.Label, &at, &person); err != nil {
			return nil, err
		}
		if person != nil {
			if x.Person, err = uuid.Parse(*person); err != nil {
				return nil, err
			}
		}
		x.At = time.UnixMilli(at)
		out = append(out, x)
	}
	return out, rows.Err()
}

// Restore brings what was deleted at one time back as it was, with the references to it that were not set anew meanwhile.
func Restore(tx *Tx, id TrashID) error {
	if !tx.writing {
		return errors.New("this transaction only reads")
	}
	var body, list string
	if err := errors.Join(tx.one(&body, "SELECT records FROM trash WHERE id = ?", id.String()),
		tx.one(&list, "SELECT links FROM trash WHERE id = ?", id.String())); err != nil {
		return err
	}
	if body == "" {
		return fmt.Errorf("this is no longer in the trash (%s); it was brought back or removed for good", id)
	}
	var back people.Records
	var cuts []cut
	if err := errors.Join(json.Unmarshal([]byte(body), &back), json.Unmarshal([]byte(list), &cuts)); err != nil {
		return &DamagedError{tx.db.path, fmt.Errorf("entry %s of the trash: %w", id, err)}
	}
	err := each(back, func(t *table, v reflect.Value) error {
		if there := v.Field(0).Interface().(uuid.UUID); tx.there(t.name, there.String()) {
			return &ConstraintError{Kind: t.name, Reason: tx.label(t, v.Interface()) + " is there already; nothing was brought back"}
		}
		for _, l := range links { // a reference to what has gone meanwhile
			if l.table != t.name || l.to == "people" || l.table == l.to {
				continue
			}
			f := v.FieldByIndex(t.fieldOf(l.column))
			if to := f.Interface().(uuid.UUID); to != uuid.Nil && !tx.there(l.to, to.String()) {
				f.SetZero()
			}
		}
		return tx.put(t, v)
	})
	if err != nil {
		return err
	}
	for id := range tx.hanging { // a goal above that has gone meanwhile
		for _, column := range []string{"parent", "continues"} {
			if err := tx.c.exec(tx.ctx, "UPDATE goals SET "+column+" = NULL WHERE id = ? AND "+column+" NOT IN (SELECT id FROM goals)", id.String()); err != nil {
				return err
			}
		}
	}
	for _, c := range cuts {
		undo := tx.relink
		if c.Was != "" || c.Before != nil {
			undo = tx.unmerge
		}
		if err := undo(c); err != nil {
			return err
		}
	}
	tx.touch("trash", uuid.Nil)
	return tx.c.exec(tx.ctx, "DELETE FROM trash WHERE id = ?", id.String())
}

// relink sets a reference that was cut, unless it was set anew meanwhile or would now close a circle of goals.
func (tx *Tx) relink(c cut) error {
	if !slices.ContainsFunc(links, func(l link) bool { return l.table == c.Table && l.column == c.Column }) {
		return &DamagedError{tx.db.path, fmt.Errorf("the trash names the column %s.%s", c.Table, c.Column)}
	}
	set := "UPDATE " + c.Table + ` SET "` + c.Column + `" = `
	if err := tx.c.exec(tx.ctx, set+`?1 WHERE id = ?2 AND "`+c.Column+`" IS NULL`, c.To, c.ID); err != nil {
		return err
	}
	tx.touch(c.Table, tx.personOf(c.Table, c.ID))
	if c.Table != "goals" {
		return nil
	}
	circle, err := tx.circle(c.Column, c.ID)
	if err == nil && circle {
		err = tx.c.exec(tx.ctx, set+"NULL WHERE id = ?", c.ID)
	}
	return err
}

// Purge takes for good what was deleted before a moment, with the history of those records. It returns how many entries it took.
func Purge(tx *Tx, before time.Time) (int, error) {
	if !tx.writing {
		return 0, errors.New("this transaction only reads")
	}
	rows, err := tx.c.query(tx.ctx, "SELECT id, records FROM trash WHERE at < ?", before.UnixMilli())
	if err != nil {
		return 0, err
	}
	defer rows.Close()
	bodies := map[string]string{}
	for rows.Next() {
		var id, body string
		if err := rows.Scan(&id, &body); err != nil {
			return 0, err
		}
		bodies[id] = body
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return 0, err
	}
	var names []string
	for id, body := range bodies {
		var gone people.Records
		if err := json.Unmarshal([]byte(body), &gone); err != nil {
			return 0, &DamagedError{tx.db.path, fmt.Errorf("entry %s of the trash: %w", id, err)}
		}
		for _, p := range gone.People {
			names = append(names, p.Name)
		}
		err := each(gone, func(t *table, v reflect.Value) error {
			id := v.Field(0).Interface().(uuid.UUID).String()
			if tx.there(t.name, id) {
				return nil
			}
			return tx.c.exec(tx.ctx, "DELETE FROM history WHERE record = ? AND kind = ?", id, t.name)
		})
		if err != nil {
			return 0, err
		}
		if err := tx.c.exec(tx.ctx, "DELETE FROM trash WHERE id = ?", id); err != nil {
			return 0, err
		}
		tx.touch("trash", uuid.Nil)
	}
	return len(bodies), tx.keepMentioned(names)
}
