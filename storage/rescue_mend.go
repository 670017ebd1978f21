package storage

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"rapport/people"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func (s *rescue) setting(key, text string) {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil || key == "" {
		return
	}
	switch value.(type) {
	case string, float64, bool:
		s.settings[key] = value
	}
}

// nest puts nested records into those that they belong to. One whose record is lost is lost too.
func (s *rescue) nest(out *Rescued) {
	for _, t := range tables {
		for _, c := range t.children {
			of := map[string][]string{} // ids by parent
			for _, id := range sortedKeys(s.rows[c.name]) {
				of[s.parents[c.name][id].parent] = append(of[s.parents[c.name][id].parent], id)
			}
			for parent, ids := range of {
				v, ok := s.rows[t.name][parent]
				if !ok {
					s.lost[c.name] += len(ids)
					continue
				}
				slices.SortStableFunc(ids, func(a, b string) int {
					return cmp.Compare(s.parents[c.name][a].position, s.parents[c.name][b].position)
				})
				list := reflect.MakeSlice(reflect.SliceOf(c.typ), 0, len(ids))
				for _, id := range ids {
					list = reflect.Append(list, s.rows[c.name][id])
				}
				v.Field(c.field).Set(list)
				out.Found[c.name] += len(ids)
			}
		}
	}
}

// mend cuts references to records that are lost, and gives a stand-in to records whose person is lost, so that the rest can be imported.
func (s *rescue) mend(out *Rescued) {
	s.unmarked()
	for _, l := range links {
		t := tableNamed[l.table]
		cut := 0
		for _, v := range s.rows[l.table] {
			f := v.FieldByIndex(t.fieldOf(l.column))
			to := f.Interface().(uuid.UUID)
			if to == uuid.Nil {
				continue
			}
			if _, ok := s.rows[l.to][to.String()]; ok {
				continue
			}
			if l.to == "people" {
				s.standIn(to, out)
				continue
			}
			f.SetZero()
			cut++
		}
		if cut > 0 {
			out.Notes = append(out.Notes, fmt.Sprintf("%d references from %s to a lost %s are left out", cut, l.table, noun(l.to)))
		}
	}
}

// unmarked leaves out the marks on lines of records that are lost.
func (s *rescue) unmarked() {
	for id, v := range s.rows["line_marks"] {
		of := v.Interface().(people.LineMark).Record.String()
		there := false
		for _, t := range tables {
			_, ok := s.rows[t.name][of]
			there = there || ok
		}
		if !there {
			delete(s.rows["line_marks"], id)
			s.lost["line_marks"]++
		}
	}
}

// standIn makes a person in the place of one that is lost.
func (s *rescue) standIn(id uuid.UUID, out *Rescued) {
	name := "Lost name " + id.String()[len(id.String())-4:]
	if s.rows["people"] == nil {
		s.rows["people"] = map[string]reflect.Value{}
	}
	v := reflect.New(tableNamed["people"].typ).Elem()
	v.Set(reflect.ValueOf(people.Person{ID: id, Name: name}))
	s.rows["people"][id.String()] = v
	s.lost["people"]++
	out.Notes = append(out.Notes, fmt.Sprintf("a person is lost; what is about them is kept under the name “%s”", name))
}
