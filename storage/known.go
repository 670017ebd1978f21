package storage

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// textFields are the texts without a date of their own: as of a day they stand as the history had them at its end. Everything else about a
// record has a date, and goes by that (people.File.AsOf).
var textFields = []string{
	"notes", "private_notes", "intent", "text", "reason", "situation", "behaviour", "impact", "title", "why", "support", "done_means", "obstacle", "plan",
	"what", "outcome", "note", "working_style", "profile_notes", "draft",
}

// Texts are the texts of records as they stood at the end of a day, of those that were changed after it; and the records that were deleted
// after it, as long as they are in the trash.
type Texts struct {
	on    civil.Date
	end   time.Time
	bodys map[string]map[uuid.UUID]json.RawMessage // by kind
	gone  people.Records                           // deleted since
	cuts  []cut                                    // references to them that were cut
}

// TextsAt reads from the history and the trash what has been changed and deleted since the end of a day.
func TextsAt(tx *Tx, on civil.Date) (*Texts, error) {
	t := &Texts{on: on, end: (on + 1).In(tx.db.now().Location()), bodys: map[string]map[uuid.UUID]json.RawMessage{}}
	rows, err := tx.c.query(tx.ctx, "SELECT kind, record, body FROM history WHERE at >= ? ORDER BY id DESC", t.end.UnixMilli())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var kind, record, body string
		if err := rows.Scan(&kind, &record, &body); err != nil {
			return nil, err
		}
		id, err := uuid.Parse(record)
		if err != nil {
			return nil, &DamagedError{tx.db.path, err}
		}
		if t.bodys[kind] == nil {
			t.bodys[kind] = map[uuid.UUID]json.RawMessage{}
		}
		t.bodys[kind][id] = json.RawMessage(body) // the earliest one after the day stays
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	return t, t.readGone(tx)
}

// writtenLater reports whether a record was made after the day, as its id says: it was typed in or imported later, the history does
// not reach back to the day, and its text stands as it is.
func (t *Texts) writtenLater(id uuid.UUID) bool {
	if id.Version() != 7 {
		return false
	}
	ms := int64(id[0])<<40 | int64(id[1])<<32 | int64(id[2])<<24 | int64(id[3])<<16 | int64(id[4])<<8 | int64(id[5])
	return ms >= t.end.UnixMilli()
}

// Known is what was known about a person on the day: what is dated later has not happened, and texts stand as the history had them
// where it reaches back. The file itself is not changed.
func (t *Texts) Known(f people.File) (people.File, error) {
	v := reflect.ValueOf(&f).Elem()
	for _, table := range tables {
		earlier := t.bodys[table.name]
		if len(earlier) == 0 {
			continue
		}
		if table.name == "people" {
			if err := t.put(table, v.FieldByName("Person"), earlier); err != nil {
				return f, err
			}
			continue
		}
		names := []string{recordsType.Field(table.field).Name}
		if table.name == "goals" {
			names = append(names, "TeamGoals")
		}
		for _, name := range names {
			field := v.FieldByName(name)
			if !field.IsValid() || field.Kind() != reflect.Slice || field.Len() == 0 {
				continue
			}
			own := reflect.MakeSlice(field.Type(), field.Len(), field.Len()) // the file's own stays
			reflect.Copy(own, field)
			field.Set(own)
			for i := range own.Len() {
				if err := t.put(table, own.Index(i), earlier); err != nil {
					return f, err
				}
			}
		}
	}
	return f.AsOf(t.on), nil
}

// put sets the texts of one record to what they were.
func (t *Texts) put(table *table, record reflect.Value, earlier map[uuid.UUID]json.RawMessage) error {
	id := record.Field(0).Interface().(uuid.UUID)
	body, ok := earlier[id]
	if !ok || t.writtenLater(id) {
		return nil
	}
	was := reflect.New(table.typ)
	if err := json.Unmarshal(body, was.Interface()); err != nil {
		return fmt.Errorf("the history of %s %s cannot be read: %w", noun(table.name), id, err)
	}
	for _, c := range table.columns {
		if c.form == formText && slices.Contains(textFields, c.name) {
			record.Field(c.field).SetString(was.Elem().Field(c.field).String())
		}
	}
	putLists(record.Addr().Interface(), was.Interface())
	return nil
}

// putLists sets the lists without a date of their own to what they were: the topics of a meeting with all that is said of them, which key
// results a goal has and what they are called (their targets have dates), and what a profile lists.
func putLists(record, was any) {
	switch r := record.(type) {
	case *notes.Meeting:
		r.Topics = was.(*notes.Meeting).Topics
	case *goals.Goal:
		then := slices.Clone(was.(*goals.Goal).KeyResults)
		for i, k := range then {
			for _, now := range r.KeyResults {
				if now.ID == k.ID {
					now.Title = k.Title
					then[i] = now
				}
			}
		}
		r.KeyResults = then
	case *people.Person:
		p := was.(*people.Person)
		r.Strengths, r.Interests, r.Motivators = p.Strengths, p.Interests, p.Motivators
	}
}

// KnownGoals are goals as they were known on the day, in their order.
func (t *Texts) KnownGoals(all []goals.Goal) ([]goals.Goal, error) {
	f, err := t.Known(people.File{Goals: all})
	return f.Goals, err
}
