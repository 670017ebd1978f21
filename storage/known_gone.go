package storage

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/google/uuid"

	"rapport/goals"
	"rapport/people"
)

// readGone reads what was deleted since the day and was there on it. One of two entries that were made one is not deleted: what was
// recorded under it is with the other.
func (t *Texts) readGone(tx *Tx) error {
	rows, err := tx.c.query(tx.ctx, "SELECT id, records, links FROM trash WHERE at >= ? ORDER BY at DESC, id DESC", t.end.UnixMilli())
	if err != nil {
		return err
	}
	defer rows.Close()
	seen := map[uuid.UUID]bool{}
	for rows.Next() {
		var id, body, list string
		if err := rows.Scan(&id, &body, &list); err != nil {
			return err
		}
		var gone people.Records
		var cuts []cut
		if err := errors.Join(json.Unmarshal([]byte(body), &gone), json.Unmarshal([]byte(list), &cuts)); err != nil {
			return &DamagedError{tx.db.path, fmt.Errorf("entry %s of the trash: %w", id, err)}
		}
		merged := false
		for _, c := range cuts {
			merged = merged || c.Was != "" || c.Before != nil
		}
		if merged {
			continue
		}
		t.cuts = append(t.cuts, cuts...)
		to := reflect.ValueOf(&t.gone).Elem()
		each(gone, func(table *table, v reflect.Value) error { //nolint:errcheck // never fails
			if id := v.Field(0).Interface().(uuid.UUID); !seen[id] && !t.writtenLater(id) {
				seen[id] = true
				list := to.Field(table.field)
				list.Set(reflect.Append(list, v))
			}
			return nil
		})
	}
	return rows.Err()
}

// records returns every record of now and those that were deleted since the day, with what refers to them.
func (t *Texts) records(tx *Tx) (people.Records, error) {
	r, err := tx.Records()
	if err != nil {
		return r, err
	}
	all := reflect.ValueOf(&r).Elem()
	there := map[uuid.UUID]reflect.Value{}
	each(r, func(_ *table, v reflect.Value) error { //nolint:errcheck // never fails
		there[v.Field(0).Interface().(uuid.UUID)] = v
		return nil
	})
	for _, c := range t.cuts {
		id, e1 := uuid.Parse(c.ID)
		to, e2 := uuid.Parse(c.To)
		v, ok := there[id]
		if e1 != nil || e2 != nil || !ok {
			continue
		}
		for _, l := range links {
			if l.table == c.Table && l.column == c.Column && tableOf[v.Type()].name == c.Table {
				if f := v.FieldByIndex(tableOf[v.Type()].fieldOf(c.Column)); f.IsZero() {
					f.Set(reflect.ValueOf(to))
				}
			}
		}
	}
	each(t.gone, func(table *table, v reflect.Value) error { //nolint:errcheck // never fails
		if _, ok := there[v.Field(0).Interface().(uuid.UUID)]; !ok { // it may be there under another form, as a built-in question that was changed again
			list := all.Field(table.field)
			list.Set(reflect.Append(list, v))
		}
		return nil
	})
	return r, nil
}

// Files returns the file of everyone, also of archived people and of those who were deleted since, by name, as they were known on the day;
// and the team goals that were known.
func (t *Texts) Files(tx *Tx) ([]people.File, []goals.Goal, error) {
	r, err := t.records(tx)
	if err != nil {
		return nil, nil, err
	}
	files := filesOf(r, true)
	for i := range files {
		if files[i], err = t.Known(files[i]); err != nil {
			return nil, nil, err
		}
	}
	var team []goals.Goal
	for _, g := range r.Goals {
		if g.Person == uuid.Nil {
			team = append(team, g)
		}
	}
	team, err = t.KnownGoals(team)
	return files, team, err
}

// Goals returns all goals that were known on the day, of everyone and of the team.
func (t *Texts) Goals(tx *Tx) ([]goals.Goal, error) {
	r, err := t.records(tx)
	if err != nil {
		return nil, err
	}
	return t.KnownGoals(r.Goals)
}
