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

// recent says which records of a long list are not over for good before a day; the other lists are short and read whole.
var recent = map[string]string{
	"meetings": "(at >= ? OR status = 'scheduled')",
	"journal":  "at >= ?",
	"actions":  "(created >= ? OR created IS NULL OR state = 'open')",
	"asked":    "date >= ?",
}

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
// for good before the day is left out, and of meetings before it only that they were, with mood and workload. It is for
// showing, never for writing back.
func (tx *Tx) FilesSince(all bool, since civil.Date) ([]people.File, error) {
	var r people.Records
	v := reflect.ValueOf(&r).Elem()
	for _, t := range tables {
		var where string
		var args []any
		if recent[t.name] != "" {
			where, args = recent[t.name], []any{since.String()}
		}
		list, err := tx.load(t, where, args...)
		if err != nil {
			return nil, err
		}
		if t.name == "meetings" {
			if list, err = tx.withEarlier(list, where, since); err != nil {
				return nil, err
			}
		}
		v.Field(t.field).Set(list)
	}
	return filesOf(r, all), nil
}

// withEarlier adds the meetings that a condition leaves out, thin.
func (tx *Tx) withEarlier(list reflect.Value, where string, since civil.Date) (reflect.Value, error) {
	thin, full := thinMeetings(), tableNamed["meetings"]
	earlier, _, err := tx.scan(thin, "SELECT "+thin.fields+" FROM meetings WHERE NOT "+where, []any{since.String()})
	if err != nil {
		return list, err
	}
	topics := full.children[0]
	growth, parents, err := tx.scan(topics, "SELECT "+topics.fields+", meeting FROM topics WHERE category = 'growth' AND meeting IN (SELECT id FROM meetings WHERE NOT "+
		where+") ORDER BY meeting, position", []any{since.String()})
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
