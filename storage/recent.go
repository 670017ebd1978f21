package storage

import (
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
)

// recent says which records of a long list are not over for good before a day; the other lists are short and read whole. Every part of
// a condition has an index, and is written so that SQLite uses it rather than walk through all records in the order of their ids.
var recent = map[string]string{
	"meetings": "id IN (SELECT id FROM meetings WHERE at >= ? UNION ALL SELECT id FROM meetings WHERE status = 'scheduled')",
	"journal":  "id IN (SELECT id FROM journal WHERE at >= ?)",
	"actions": `id IN (SELECT id FROM actions WHERE created >= ? UNION ALL SELECT id FROM actions WHERE created IS NULL
		UNION ALL SELECT id FROM actions WHERE state = 'open')`,
	"goals": "id IN (SELECT id FROM goals WHERE closed >= ? UNION ALL SELECT id FROM goals WHERE closed IS NULL)",
	"asked": "date >= ?",
}

// earlierDays is how far before the day meetings count with their numbers, and feedback and talks about growth are looked for.
const earlierDays = 2000

// thinColumns are what is read of an earlier meeting: that it was, and its numbers; no text, and of the topics those about growth.
var thinColumns = []string{"id", "person", "at", "status", "cancelled_by", "mood", "mood_source", "workload", "workload_source"}

// thinMeetings is the table of meetings with those columns only.
var thinMeetings = sync.OnceValue(func() *table {
	full := tableNamed["meetings"]
	thin := *full
	thin.columns, thin.children = nil, nil
	for _, c := range full.columns {
		if slices.Contains(thinColumns, c.name) {
			thin.columns = append(thin.columns, c)
		}
	}
	var names []string
	for _, c := range thin.columns {
		names = append(names, c.name)
	}
	thin.fields = strings.Join(names, ", ")
	return &thin
})

// FilesSince is Files with all that the first page of the window is made from, for a window that must not wait for the whole record: what was over
// for good before the day is left out, of meetings of the time before it is read only that they were, with mood and workload, and
// what lies further back is not read. It is for showing, never for writing back.
func (tx *Tx) FilesSince(all bool, since civil.Date) ([]people.File, error) {
	var r people.Records
	v := reflect.ValueOf(&r).Elem()
	for _, t := range tables {
		var where string
		var args []any
		switch {
		case t.name == "feedback":
			where, args = "id IN (SELECT id FROM feedback WHERE date >= ?)", []any{(since - earlierDays).String()}
		case recent[t.name] != "":
			where, args = recent[t.name], []any{since.String()}
		}
		list, err := tx.load(t, where, args...)
		if err != nil {
			return nil, err
		}
		if t.name == "meetings" {
			if list, err = tx.withEarlier(list, since); err != nil {
				return nil, err
			}
		}
		v.Field(t.field).Set(list)
	}
	return filesOf(r, all), nil
}

// withEarlier adds the meetings of the time before a day, thin.
func (tx *Tx) withEarlier(list reflect.Value, since civil.Date) (reflect.Value, error) {
	thin, full := thinMeetings(), tableNamed["meetings"]
	const where = "at >= ? AND at < ? AND status <> 'scheduled'"
	args := []any{(since - earlierDays).String(), since.String()}
	earlier, _, err := tx.scan(thin, "SELECT "+thin.fields+" FROM meetings WHERE "+where, args)
	if err != nil {
		return list, err
	}
	topics := full.children[0]
	growth, parents, err := tx.scan(topics, "SELECT "+topics.fields+", meeting FROM topics WHERE category = 'growth' ORDER BY meeting, position", nil)
	if err != nil {
		return list, err
	}
	of := map[string]reflect.Value{}
	for i, parent := range parents {
		if _, ok := of[parent]; !ok {
			of[parent] = reflect.MakeSlice(growth.Type(), 0, 1)
		}
		of[parent] = reflect.Append(of[parent], growth.Index(i))
	}
	for i := range earlier.Len() {
		m := earlier.Index(i)
		if t, ok := of[m.Field(0).Interface().(uuid.UUID).String()]; ok {
			m.Field(topics.field).Set(t)
		}
	}
	return reflect.AppendSlice(list, earlier), nil
}
