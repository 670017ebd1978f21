package interchange

import (
	"fmt"
	"reflect"
	"strings"
	"sync"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
)

// shape is what a value looks like in the document.
type shape uint8

const (
	textShape     shape = iota
	dateShape           // YYYY-MM-DD
	instantShape        // RFC 3339 with an offset
	idShape             // UUID
	intShape            // whole number
	numberShape         // any number
	boolShape           // true or false
	listShape           // elem in square brackets
	objectShape         // fields in braces
	valuesShape         // numbers by id
	settingsShape       // texts, numbers and bools by key
)

// words names each shape as a person says it.
var words = [...]string{
	"a text", "a date as a text", "a moment as a text", "an id as a text", "a whole number", "a number", "true or false",
	"a list in [ ]", "an object in { }", "an object in { }", "an object in { }",
}

// plan says how values of one Go type are written and read.
type plan struct {
	shape  shape
	goType reflect.Type // without the pointer
	ptr    bool         // the Go value is a pointer, nil where it is not known
	elem   *plan        // of a list
	fields []field      // of an object, in the order of the document
	byName map[string]int
	id     int // which of fields is "id", or -1
}

// field is one field of an object.
type field struct {
	name  string
	index []int // of the Go struct
	plan  *plan
}

var plans sync.Map // reflect.Type → *plan

// planOf makes the plan of a type out of its json tags, once.
func planOf(t reflect.Type) *plan {
	if p, ok := plans.Load(t); ok {
		return p.(*plan)
	}
	p := newPlan(t)
	plans.Store(t, p)
	return p
}

func newPlan(t reflect.Type) *plan {
	p := &plan{goType: t, id: -1}
	if t.Kind() == reflect.Pointer {
		p = newPlan(t.Elem())
		p.ptr = true
		return p
	}
	switch t {
	case reflect.TypeFor[civil.Date]():
		p.shape = dateShape
		return p
	case reflect.TypeFor[civil.Instant]():
		p.shape = instantShape
		return p
	case reflect.TypeFor[uuid.UUID]():
		p.shape = idShape
		return p
	case reflect.TypeFor[map[uuid.UUID]float64]():
		p.shape = valuesShape
		return p
	case reflect.TypeFor[people.Settings]():
		p.shape = settingsShape
		return p
	}
	switch t.Kind() {
	case reflect.String:
		p.shape = textShape
	case reflect.Int:
		p.shape = intShape
	case reflect.Float64:
		p.shape = numberShape
	case reflect.Bool:
		p.shape = boolShape
	case reflect.Slice:
		p.shape, p.elem = listShape, planOf(t.Elem())
	case reflect.Struct:
		p.shape, p.byName = objectShape, map[string]int{}
		p.addFields(t, nil)
	default:
		panic(fmt.Sprintf("interchange: no plan for %s", t))
	}
	return p
}

func (p *plan) addFields(t reflect.Type, at []int) {
	for i := range t.NumField() {
		f := t.Field(i)
		index := append(append([]int(nil), at...), i)
		if f.Anonymous {
			p.addFields(f.Type, index)
			continue
		}
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if name == "id" {
			p.id = len(p.fields)
		}
		p.byName[name] = len(p.fields)
		p.fields = append(p.fields, field{name, index, planOf(f.Type)})
	}
}

// isRecord reports whether the values have ids of their own.
func (p *plan) isRecord() bool { return p.id >= 0 }

// idOf returns the id of a record.
func (p *plan) idOf(record reflect.Value) uuid.UUID {
	return record.FieldByIndex(p.fields[p.id].index).Interface().(uuid.UUID)
}

// setID gives a record an id.
func (p *plan) setID(record reflect.Value, id uuid.UUID) {
	record.FieldByIndex(p.fields[p.id].index).Set(reflect.ValueOf(id))
}

// empty reports whether a value is absent from the document.
func (p *plan) empty(v reflect.Value) bool {
	if p.ptr {
		if v.IsNil() {
			return true
		}
		if p.shape != objectShape {
			return false // 0 and false count as values
		}
		v = v.Elem()
	}
	switch p.shape {
	case intShape, numberShape, boolShape:
		return false
	case listShape:
		for i := range v.Len() {
			if p.elem.inList(v.Index(i)) {
				return false
			}
		}
		return true
	case objectShape:
		for _, f := range p.fields {
			if !f.plan.empty(v.FieldByIndex(f.index)) {
				return false
			}
		}
		return true
	case valuesShape:
		return v.Len() == 0
	case settingsShape:
		for _, x := range v.Interface().(people.Settings) {
			if x != nil && x != "" {
				return false
			}
		}
		return true
	}
	return v.IsZero()
}

// inList reports whether an element of a list is written: empty texts are not, objects always are.
func (p *plan) inList(v reflect.Value) bool { return p.shape == objectShape || !p.empty(v) }
