package interchange

import (
	"bytes"
	"encoding/json"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

const canary = "only for the manager"

// plant fills a field and everything in it, with the canary wherever there is text.
func plant(v reflect.Value) {
	switch v.Interface().(type) {
	case civil.Date, civil.Instant, uuid.UUID, map[uuid.UUID]float64:
		if d, ok := v.Addr().Interface().(*civil.Date); ok && *d == 0 {
			*d = civil.NewDate(2026, 3, 3)
		}
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString(canary)
	case reflect.Int:
		v.SetInt(3)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		plant(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		plant(v.Index(0))
	case reflect.Struct:
		for i := range v.NumField() {
			plant(v.Field(i))
		}
	}
}

// plantAll fills what the table calls private, in every record, and makes every other journal line and feedback private as a whole.
func plantAll(t *rapid.T, r *people.Records) {
	for _, path := range private {
		kindName, fieldName, isField := strings.Cut(path, ".")
		k := kinds[kindNamed(kindName)]
		list := k.list(r)
		for i := range list.Len() {
			record := list.Index(i)
			switch {
			case !isField:
				plant(record)
			case fieldName == "private":
				is := rapid.Bool().Draw(t, "private")
				if is {
					plant(record)
				}
				record.FieldByIndex(k.plan.fields[k.plan.byName["private"]].index).Set(reflect.ValueOf(&is))
			default:
				plant(record.FieldByIndex(k.plan.fields[k.plan.byName[fieldName]].index))
			}
		}
	}
}

func TestFilterLeavesNothingPrivate(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRecords.Draw(t, "records")
		plantAll(t, &r)
		before := written(t, Document{Records: r})
		o := ExportOptions{ExcludePrivate: true}
		if rapid.Bool().Draw(t, "of one person") {
			o.Person = rapid.SampledFrom(r.People).Draw(t, "person").ID
		}
		out := written(t, Document{Records: Filter(r, o)})
		if bytes.Contains(out, []byte(canary)) {
			t.Fatalf("private text is in\n%s", out)
		}
		var parsed map[string]any
		if err := json.Unmarshal(out, &parsed); err != nil {
			t.Fatal(err)
		}
		for _, path := range private {
			kindName, fieldName, isField := strings.Cut(path, ".")
			if !isField && parsed[kindName] != nil {
				t.Fatalf("%s are in\n%s", kindName, out)
			}
			records, _ := parsed[kindName].([]any)
			for _, record := range records {
				if v, ok := record.(map[string]any)[fieldName]; ok {
					t.Fatalf("%s is %v in\n%s", path, v, out)
				}
			}
		}
		if !bytes.Equal(before, written(t, Document{Records: r})) {
			t.Fatal("Filter changed the records themselves")
		}
	})
}

// What is not private is all there: the export without private things differs from the full one in those alone.
func TestFilterKeepsTheRest(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRecords.Draw(t, "records")
		if full := written(t, Document{Records: Filter(r, ExportOptions{})}); !bytes.Equal(full, written(t, Document{Records: r})) {
			t.Fatal("a full export leaves something out")
		}
		out := Filter(r, ExportOptions{ExcludePrivate: true})
		for _, k := range kinds {
			if slices.Contains(private, k.name) {
				continue
			}
			kept := map[uuid.UUID]reflect.Value{}
			for list, i := k.list(&out), 0; i < list.Len(); i++ {
				kept[k.plan.idOf(list.Index(i))] = list.Index(i)
			}
			for list, i := k.list(&r), 0; i < list.Len(); i++ {
				record := list.Index(i)
				if p, ok := record.Interface().(interface{ IsPrivate() bool }); ok && p.IsPrivate() {
					continue
				}
				other, ok := kept[k.plan.idOf(record)]
				if !ok {
					t.Fatalf("%s lack %s", k.name, k.plan.idOf(record))
				}
				for _, f := range k.plan.fields {
					if !slices.Contains(private, k.name+"."+f.name) && !reflect.DeepEqual(record.FieldByIndex(f.index).Interface(), other.FieldByIndex(f.index).Interface()) {
						t.Fatalf("%s.%s is %v, was %v", k.name, f.name, other.FieldByIndex(f.index), record.FieldByIndex(f.index))
					}
				}
			}
		}
	})
}

// An export of one person has that person alone and can be imported by itself.
func TestFilterOfOnePersonStandsAlone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := genRecords.Draw(t, "records")
		person := rapid.SampledFrom(r.People).Draw(t, "person").ID
		data := written(t, Document{Records: Filter(r, ExportOptions{Person: person})})
		doc := readBack(t, data)
		if _, _, err := Merge(people.Records{}, doc, MergeOptions{NewID: uuid.New}); err != nil {
			t.Fatalf("%v\n%s", err, data)
		}
		if len(doc.People) != 1 || len(doc.Templates)+len(doc.Questions)+len(doc.CueWords)+len(doc.Settings) > 0 {
			t.Fatalf("more than the person:\n%s", data)
		}
		for _, k := range kinds {
			for list, i := k.list(&doc.Records), 0; i < list.Len(); i++ {
				for _, ref := range refsOf(list.Index(i).Addr().Interface()) {
					if ref.field == "person" && *ref.id != person && *ref.id != uuid.Nil {
						t.Fatalf("%s[%d] is about someone else:\n%s", k.name, i, data)
					}
				}
			}
		}
	})
}

func TestFilterOfOnePerson(t *testing.T) {
	id := counter()
	priya, mateo := id(), id()
	team, above, mine, his, unrelated := id(), id(), id(), id(), id()
	held, mark := id(), id()
	day := civil.NewDate(2026, 3, 3)
	r := people.Records{
		People:   []people.Person{{ID: priya, Name: "Priya"}, {ID: mateo, Name: "Mateo"}},
		Absences: []people.Absence{{ID: id(), Person: priya, From: day, To: day}, {ID: id(), Person: mateo, From: day, To: day}, {ID: id(), From: day, To: day}},
		Meetings: []notes.Meeting{{ID: held, Person: priya, Status: notes.Held}, {ID: id(), Person: mateo, Status: notes.Held}},
		Goals: []goals.Goal{
			{ID: team, Title: "team", Parent: above}, {ID: above, Title: "above"}, {ID: unrelated, Title: "unrelated"},
			{ID: mine, Person: priya, Title: "mine", Parent: team, Continues: his}, {ID: his, Person: mateo, Title: "his", Parent: unrelated},
			{ID: id(), Person: priya, Title: "under his", Parent: his},
		},
		Events:    []people.Event{{ID: id(), Text: "everyone"}, {ID: id(), Person: mateo, Text: "his"}},
		LineMarks: []people.LineMark{{ID: mark, Record: held}, {ID: id(), Record: his}},
		Settings:  people.Settings{"signs.gap.off": true},
	}
	out := Filter(r, ExportOptions{Person: priya})
	if len(out.People) != 1 || len(out.Absences) != 2 || len(out.Meetings) != 1 || len(out.Events) != 1 || len(out.LineMarks) != 1 || out.LineMarks[0].ID != mark {
		t.Errorf("%+v", out)
	}
	var titles []string
	for _, g := range out.Goals {
		titles = append(titles, g.Title)
		if g.Title == "mine" && (g.Parent != team || g.Continues != uuid.Nil) || g.Title == "under his" && g.Parent != uuid.Nil {
			t.Errorf("references of %+v", g)
		}
	}
	if slices.Sort(titles); !slices.Equal(titles, []string{"above", "mine", "team", "under his"}) {
		t.Errorf("goals %v", titles)
	}
	if nobody := Filter(r, ExportOptions{Person: id()}); !reflect.DeepEqual(nobody, people.Records{}) {
		t.Errorf("of nobody: %+v", nobody)
	}
}
