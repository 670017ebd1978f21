package storage

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
)

// table is how the records of one kind are kept: the JSON name of a field is the name of its column.
type table struct {
	name     string // of the list in the interchange document
	typ      reflect.Type
	columns  []column
	children []*table // of the nested records that have ids

	field  int    // in people.Records, or in the parent where it is a child
	parent string // column with the id of the parent; empty for a table of its own
	person bool   // has a column "person"

	fields, insert, update string // SQL
}

// column is one field of a record.
type column struct {
	name  string
	field int
	form  form
}

// form is how a field stands in its column.
type form int

const (
	formText    form = iota // TEXT, '' where it is not known
	formID                  // TEXT, or NULL
	formDate                // TEXT, or NULL
	formInstant             // TEXT as written, or NULL
	formInt                 // INTEGER, or NULL
	formFloat               // REAL, or NULL
	formBool                // 0, 1 or NULL
	formJSON                // TEXT, or NULL where it is empty
)

// tables are in the order of people.Records, which is one in which everything comes after what it refers to.
var tables, tableOf, tableNamed = makeTables()

func makeTables() (all []*table, byType map[reflect.Type]*table, byName map[string]*table) {
	byType, byName = map[reflect.Type]*table{}, map[string]*table{}
	records := reflect.TypeFor[people.Records]()
	for i := range records.NumField() {
		f := records.Field(i)
		if f.Type.Kind() != reflect.Slice {
			continue
		}
		t := makeTable(jsonName(f), f.Type.Elem(), "")
		t.field = i
		all = append(all, t)
		byType[t.typ], byName[t.name] = t, t
	}
	return all, byType, byName
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

func makeTable(name string, typ reflect.Type, parent string) *table {
	t := &table{name: name, typ: typ, parent: parent}
	for i := range typ.NumField() {
		f := typ.Field(i)
		if f.Type.Kind() == reflect.Slice && f.Type.Elem().Kind() == reflect.Struct {
			if _, ok := f.Type.Elem().FieldByName("ID"); ok {
				child := makeTable(jsonName(f), f.Type.Elem(), parentColumn[name])
				child.field = i
				t.children = append(t.children, child)
				continue
			}
		}
		c := column{jsonName(f), i, formOf(f.Type)}
		t.columns = append(t.columns, c)
		t.person = t.person || c.name == "person"
	}
	t.makeSQL()
	return t
}

// parentColumn names the column in which a child keeps the id of its parent.
var parentColumn = map[string]string{"meetings": "meeting", "goals": "goal"}

func formOf(t reflect.Type) form {
	switch t {
	case reflect.TypeFor[uuid.UUID]():
		return formID
	case reflect.TypeFor[civil.Date]():
		return formDate
	case reflect.TypeFor[civil.Instant]():
		return formInstant
	case reflect.TypeFor[*int]():
		return formInt
	case reflect.TypeFor[*float64]():
		return formFloat
	case reflect.TypeFor[*bool]():
		return formBool
	}
	if t.Kind() == reflect.String {
		return formText
	}
	return formJSON
}

func (t *table) makeSQL() {
	var names, marks, sets []string
	for _, c := range t.columns {
		names = append(names, `"`+c.name+`"`)
		if c.name != "id" {
			sets = append(sets, `"`+c.name+`" = ?`)
		}
	}
	t.fields = strings.Join(names, ", ")
	if t.parent != "" {
		names = append(names, `"`+t.parent+`"`, "position")
		sets = append(sets, `"`+t.parent+`" = ?`, "position = ?")
	}
	for range names {
		marks = append(marks, "?")
	}
	t.insert = fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", t.name, strings.Join(names, ", "), strings.Join(marks, ", "))
	t.update = fmt.Sprintf("UPDATE %s SET %s WHERE id = ?", t.name, strings.Join(sets, ", "))
}

// row returns the record as the values of its columns; the first is the id.
func (t *table) row(v reflect.Value) ([]any, error) {
	out := make([]any, 0, len(t.columns)+2)
	for _, c := range t.columns {
		x, err := c.form.write(v.Field(c.field))
		if err != nil {
			return nil, fmt.Errorf("%s %w", c.name, err)
		}
		out = append(out, x)
	}
	return out, nil
}

// fieldOf returns the index of the field that stands in a column.
func (t *table) fieldOf(name string) []int {
	for _, c := range t.columns {
		if c.name == name {
			return []int{c.field}
		}
	}
	return nil
}

// value returns one column of a record, as it stands in the database.
func (t *table) value(record any, name string) any {
	for _, c := range t.columns {
		if c.name == name {
			x, _ := c.form.write(reflect.ValueOf(record).Field(c.field))
			return x
		}
	}
	return nil
}

func (f form) write(v reflect.Value) (any, error) {
	switch f {
	case formText:
		s := v.String()
		if !utf8.ValidString(s) {
			return nil, fmt.Errorf("is not readable text (it is not UTF-8)")
		}
		return s, nil
	case formID:
		if id := v.Interface().(uuid.UUID); id != uuid.Nil {
			return id.String(), nil
		}
	case formDate:
		if d := civil.Date(v.Int()); d != 0 {
			return d.String(), nil
		}
	case formInstant:
		if i := v.Interface().(civil.Instant); !i.IsZero() {
			return i.String(), nil
		}
	case formInt:
		if !v.IsNil() {
			return v.Elem().Int(), nil
		}
	case formFloat:
		if !v.IsNil() {
			x := v.Elem().Float()
			if math.IsNaN(x) || math.IsInf(x, 0) {
				return nil, fmt.Errorf("is not a number")
			}
			return x, nil
		}
	case formBool:
		if !v.IsNil() {
			if v.Elem().Bool() {
				return int64(1), nil
			}
			return int64(0), nil
		}
	case formJSON:
		if v.Kind() == reflect.Pointer && v.IsNil() || v.Kind() != reflect.Pointer && v.Len() == 0 {
			return nil, nil
		}
		if !validText(v) {
			return nil, fmt.Errorf("is not readable text (it is not UTF-8)")
		}
		b, err := json.Marshal(v.Interface())
		return string(b), err
	}
	return nil, nil
}

// validText reports whether every text in v is UTF-8: JSON would change what is not.
func validText(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.String:
		return utf8.ValidString(v.String())
	case reflect.Pointer:
		return v.IsNil() || validText(v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			if !validText(v.Index(i)) {
				return false
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if !validText(v.Field(i)) {
				return false
			}
		}
	}
	return true
}

// read sets a field from its column.
func (f form) read(v reflect.Value, x any) error {
	if x == nil {
		return nil
	}
	switch f {
	case formInt:
		n, ok := x.(int64)
		if !ok {
			return fmt.Errorf("%v is not a whole number", x)
		}
		i := int(n)
		v.Set(reflect.ValueOf(&i))
		return nil
	case formFloat:
		n, ok := x.(float64)
		if !ok {
			return fmt.Errorf("%v is not a number", x)
		}
		v.Set(reflect.ValueOf(&n))
		return nil
	case formBool:
		n, ok := x.(int64)
		if !ok {
			return fmt.Errorf("%v is not yes or no", x)
		}
		b := n != 0
		v.Set(reflect.ValueOf(&b))
		return nil
	}
	s, ok := x.(string)
	if !ok {
		return fmt.Errorf("%v is not text", x)
	}
	switch f {
	case formText:
		v.SetString(s)
	case formID:
		id, err := uuid.Parse(s)
		if err != nil {
			return err
		}
		v.Set(reflect.ValueOf(id))
	case formDate:
		d, err := civil.ParseDate(s)
		if err != nil {
			return err
		}
		v.SetInt(int64(d))
	case formInstant:
		i, err := civil.ParseInstant(s)
		if err != nil {
			return err
		}
		v.Set(reflect.ValueOf(i))
	case formJSON:
		return json.Unmarshal([]byte(s), v.Addr().Interface())
	}
	return nil
}
