package interchange

import (
	"reflect"

	"github.com/google/uuid"

	"rapport/people"
)

// values reads numbers by id.
func (d *decoder) values() map[uuid.UUID]float64 {
	out := map[uuid.UUID]float64{}
	seen := map[uuid.UUID]bool{}
	number := planOf(reflect.TypeFor[*float64]())
	for more := d.open('}'); more; more = d.next() {
		name, why := d.name()
		d.at(name, func() {
			if why != "" {
				d.add("%s", why)
				d.skip()
				return
			}
			before := len(d.errs)
			id := d.id(name)
			if seen[id] && id != uuid.Nil {
				d.add(twice)
			}
			seen[id] = true
			var f *float64
			d.value(number, reflect.ValueOf(&f).Elem())
			if f != nil && len(d.errs) == before {
				out[id] = *f
			}
		})
	}
	return out
}

// settings reads texts, numbers and bools by key.
func (d *decoder) settings() people.Settings {
	out := people.Settings{}
	seen := map[string]bool{}
	for more := d.open('}'); more; more = d.next() {
		name, why := d.name()
		d.at(name, func() {
			if seen[name] {
				d.add(twice)
			}
			seen[name] = true
			switch c := d.space(); {
			case why != "":
				d.add("the name of this setting %s", why)
				d.skip()
			case c == 'n':
				d.skip()
			case c == '"':
				s, bad := d.text()
				if bad != "" {
					d.add("%s", bad)
				} else if s != "" {
					out[name] = s
				}
			case c == 't' || c == 'f':
				out[name] = c == 't'
				d.skip()
			case numberShape.begins(c):
				var f float64
				d.number(planOf(reflect.TypeFor[float64]()), reflect.ValueOf(&f).Elem())
				out[name] = f
			default:
				d.add("must be a text, a number or true or false, not %s", called(c))
				d.skip()
			}
		})
	}
	return out
}
