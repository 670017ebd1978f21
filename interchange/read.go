package interchange

import (
	"bytes"
	"fmt"
	"io"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/valid"
)

// MaxSize is the largest document that Read takes, in bytes.
const MaxSize = 512 << 20

// ReadOptions says how strict Read is.
type ReadOptions struct {
	Strict bool // a field that Rapport does not know is an error, not a warning
}

// Read reads a document and checks every record by itself. Every error is found and listed with its path, in an error of type
// Errors; the document then holds what could be read. Only where the file is not JSON, is another document altogether, or is of a newer
// version, there is that one error alone. null and empty texts count as absent; 3.0 counts as a whole number. What depends on other
// records (does the person exist) is found by Merge.
func Read(r io.Reader, o ReadOptions) (Document, []Warning, error) {
	doc, warnings, problems, err := read(r, o)
	if err == nil {
		err = problems.err()
	}
	return doc, warnings, err
}

// read does what Read does; err is what keeps the rest from being read.
func read(r io.Reader, o ReadOptions) (doc Document, warnings []Warning, problems Errors, err error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return doc, nil, nil, fmt.Errorf("the document could not be read: %w", err)
	}
	if len(data) > MaxSize {
		return doc, nil, nil, Errors{{"", fmt.Sprintf("the document has more than %d MB, the most that can be read", MaxSize>>20)}}
	}
	data = bytes.TrimPrefix(data, []byte("\uFEFF"))
	if p, ok := notADocument(data); ok {
		return doc, nil, nil, Errors{p}
	}
	d := &decoder{strict: o.Strict, ids: map[owned]string{}}
	d.data = data
	if newer := d.head(); newer {
		return doc, nil, nil, d.errs
	}
	d.pos, d.notUTF8 = 0, false
	d.object(planOf(reflect.TypeFor[Document]()), reflect.ValueOf(&doc).Elem())
	if !d.notUTF8 && !utf8.Valid(data) { // in a field that Rapport does not know
		d.errs = append(d.errs, Problem{place(lineColumn(data, firstBad(data))), "the file is not UTF-8 here: save it in that encoding"})
	}
	return doc, d.warnings, d.errs, nil
}

// notADocument says why data is not a JSON object at all.
func notADocument(data []byte) (Problem, bool) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return Problem{"", "the file is empty"}, true
	case bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")):
		return Problem{"", "the file is in UTF-16: save it as UTF-8"}, true
	}
	if b := checkJSON(data); b != nil {
		return Problem{place(lineColumn(data, b.pos)), b.reason}, true
	}
	l := scanner{data: data}
	if c := l.space(); c != '{' {
		return Problem{"", "the document must be an object in { }, not " + called(c)}, true
	}
	return Problem{}, false
}

func place(line, column int) string { return fmt.Sprintf("line %d, column %d", line, column) }

func firstBad(data []byte) int {
	for i := 0; i < len(data); {
		r, size := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return len(data)
}

// called names a value by its first byte.
func called(c byte) string {
	switch c {
	case '{':
		return "an object"
	case '[':
		return "a list"
	case '"':
		return "a text"
	case 't':
		return "true"
	case 'f':
		return "false"
	case 'n':
		return "null"
	}
	return "a number"
}

// owned is an id within one kind of record.
type owned struct {
	kind reflect.Type
	id   uuid.UUID
}

// decoder fills Go values from JSON and goes on after every error.
type decoder struct {
	lexer
	strict   bool
	path     []byte
	errs     Errors
	warnings []Warning
	ids      map[owned]string // where each id stands
	top      int              // number of lists open
}

// maxReason is the longest reason in bytes: a wrong value may be as long as it likes.
const maxReason = 400

func (d *decoder) add(reason string, args ...any) {
	d.errs = append(d.errs, Problem{string(d.path), short(fmt.Sprintf(reason, args...))})
}

func short(reason string) string {
	if len(reason) <= maxReason {
		return reason
	}
	cut := maxReason
	for !utf8.RuneStart(reason[cut]) {
		cut--
	}
	return reason[:cut] + "…"
}

// plain reports whether a name can stand in a path as it is.
func plain(name string) bool {
	for _, r := range name {
		if r != '_' && r != '.' && r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return false
		}
	}
	return name != "" && len(name) <= maxReason
}

// at runs f with the field name added to the path.
func (d *decoder) at(name string, f func()) {
	n := len(d.path)
	if n > 0 {
		d.path = append(d.path, '.')
	}
	if plain(name) {
		d.path = append(d.path, name...)
	} else {
		d.path = append(d.path, short(strconv.Quote(name))...)
	}
	f()
	d.path = d.path[:n]
}

// head checks format and version before anything else, and reports whether the document is of a newer version.
func (d *decoder) head() (newer bool) {
	var head struct {
		Format  string   `json:"format"`
		Version *float64 `json:"version"`
	}
	p := planOf(reflect.TypeOf(head))
	v := reflect.ValueOf(&head).Elem()
	wrong := map[string]bool{}
	for more := d.open('}'); more; more = d.next() {
		name, _ := d.name()
		if i, ok := p.byName[name]; ok {
			before := len(d.errs)
			d.at(name, func() { d.value(p.fields[i].plan, v.FieldByIndex(p.fields[i].index)) })
			wrong[name] = len(d.errs) > before
		} else {
			d.skip()
		}
	}
	version := head.Version
	if version != nil && *version > Version && head.Format == Format {
		d.errs = Errors{{"version", fmt.Sprintf("this document is of version %v, and this Rapport reads up to version %d: update Rapport, then import it again", *version, Version)}}
		return true
	}
	if !wrong["format"] {
		switch head.Format {
		case Format:
		case "":
			d.at("format", func() {
				d.add("is missing: a document of Rapport begins with \"format\": %q, \"version\": %d", Format, Version)
			})
		default:
			d.at("format", func() { d.add("%q is not %q: this is another kind of document", head.Format, Format) })
		}
	}
	if !wrong["version"] {
		switch {
		case version == nil:
			d.at("version", func() { d.add("is missing: write %d", Version) })
		case *version != Version:
			d.at("version", func() { d.add("%v is not a version that Rapport knows: write %d", *version, Version) })
		}
	}
	return false
}

// wrong notes that the value is not what the plan says, and passes over it.
func (d *decoder) wrong(p *plan) {
	d.add("must be %s, not %s", words[p.shape], called(d.space()))
	d.skip()
}

// begins reports whether a value of the shape can begin with c.
func (s shape) begins(c byte) bool {
	switch s {
	case intShape, numberShape:
		return c == '-' || c >= '0' && c <= '9'
	case boolShape:
		return c == 't' || c == 'f'
	case listShape:
		return c == '['
	case objectShape, valuesShape, settingsShape:
		return c == '{'
	}
	return c == '"'
}

// value reads a value into v, which is absent before.
func (d *decoder) value(p *plan, v reflect.Value) {
	c := d.space()
	if c == 'n' {
		d.skip()
		return
	}
	if !p.shape.begins(c) {
		d.wrong(p)
		return
	}
	before := len(d.errs)
	target := v
	if p.ptr {
		target = reflect.New(p.goType).Elem()
	}
	switch p.shape {
	case textShape, dateShape, instantShape, idShape:
		d.scalar(p, target)
	case intShape, numberShape:
		d.number(p, target)
	case boolShape:
		target.SetBool(c == 't')
		d.skip()
	case listShape:
		d.list(p, target)
	case objectShape:
		d.object(p, target)
	case valuesShape:
		target.Set(reflect.ValueOf(d.values()))
	case settingsShape:
		target.Set(reflect.ValueOf(d.settings()))
	}
	if p.ptr && (len(d.errs) == before || p.shape == objectShape) {
		v.Set(target.Addr())
	}
}

// scalar reads what is written as a text.
func (d *decoder) scalar(p *plan, v reflect.Value) {
	s, why := d.text()
	if why != "" {
		d.add("%s", why)
		return
	}
	if s == "" {
		return
	}
	switch p.shape {
	case textShape:
		v.SetString(s)
	case dateShape:
		date, err := civil.ParseDate(s)
		if err != nil {
			d.add("%v", err)
		}
		v.SetInt(int64(date))
	case instantShape:
		at, err := civil.ParseInstant(s)
		if err != nil {
			d.add("%v", err)
		}
		v.Set(reflect.ValueOf(at))
	case idShape:
		v.Set(reflect.ValueOf(d.id(s)))
	}
}

// id reads an id.
func (d *decoder) id(s string) uuid.UUID {
	id, err := uuid.Parse(s)
	switch {
	case err != nil || len(s) != 36:
		d.add("%q is not an id: an id is a UUID such as 01920b5e-7c1a-7000-8000-000000000001", s)
		return uuid.Nil
	case id == uuid.Nil:
		d.add("an id of zeros stands for no id: leave it out")
	}
	return id
}

// maxWhole is the largest number up to which every whole number is exact.
const maxWhole = 1 << 53

func (d *decoder) number(p *plan, v reflect.Value) {
	raw := string(d.literal())
	f, err := strconv.ParseFloat(raw, 64)
	if f == 0 {
		f = 0 // -0 is 0
	}
	switch {
	case err != nil:
		d.add("%s is too large a number", raw)
	case p.shape == numberShape:
		v.SetFloat(f)
	case f != math.Trunc(f):
		d.add("%s is not a whole number", raw)
	case math.Abs(f) > maxWhole:
		d.add("%s is too large a number", raw)
	default:
		v.SetInt(int64(f))
	}
}

func (d *decoder) list(p *plan, v reflect.Value) {
	n := len(d.path)
	d.top++
	for more, i := d.open(']'), 0; more; more, i = d.next(), i+1 {
		d.path = append(d.path[:n], '[')
		d.path = strconv.AppendInt(d.path, int64(i), 10)
		d.path = append(d.path, ']')
		length := v.Len()
		v.Grow(1)
		v.SetLen(length + 1)
		element := v.Index(length)
		element.SetZero()
		if d.space() == 'n' {
			d.add("is null: leave it out")
			d.skip()
			continue
		}
		if p.elem.shape != objectShape {
			if d.value(p.elem, element); p.elem.empty(element) {
				v.SetLen(length)
			}
			continue
		}
		before := len(d.errs)
		if isObject := d.space() == '{'; !isObject {
			d.wrong(p.elem)
			continue
		}
		d.object(p.elem, element)
		if p.elem.isRecord() {
			d.once(p.elem, element)
		}
		if d.top == 1 {
			d.check(element, before)
		}
	}
	d.top--
	d.path = d.path[:n]
}

// once notes an id that an earlier record of the same kind has.
func (d *decoder) once(p *plan, record reflect.Value) {
	id := p.idOf(record)
	if id == uuid.Nil {
		return
	}
	key := owned{p.goType, id}
	if earlier, ok := d.ids[key]; ok {
		d.at("id", func() { d.add("is also the id of %s: every id stands once", earlier) })
		return
	}
	d.ids[key] = string(d.path)
}

// check adds what the record finds wrong with itself, unless there is an error about that value already: since the one numbered before.
func (d *decoder) check(record reflect.Value, before int) {
	if g, ok := record.Addr().Interface().(*goals.Goal); ok {
		defer func(c []goals.CheckIn) { g.CheckIns = c }(g.CheckIns)
		g.CheckIns = knownValues(*g)
	}
	own := d.errs[before:]
problems:
	for _, problem := range record.Addr().Interface().(interface{ Validate() valid.Problems }).Validate() {
		path := string(d.path) + "." + problem.Field
		for _, e := range own {
			if within(path, e.Path) {
				continue problems
			}
		}
		d.errs = append(d.errs, Problem{path, short(problem.Reason)})
	}
}

// within reports whether a path is the other one or inside it.
func within(path, outer string) bool {
	rest, ok := strings.CutPrefix(path, outer)
	return ok && (rest == "" || rest[0] == '.' || rest[0] == '[')
}

// knownValues returns the check-ins with only the values of key results that the document has: the others may be in the database.
func knownValues(g goals.Goal) []goals.CheckIn {
	known := map[uuid.UUID]bool{}
	for _, k := range g.KeyResults {
		known[k.ID] = true
	}
	out := make([]goals.CheckIn, len(g.CheckIns))
	for i, c := range g.CheckIns {
		values := make(map[uuid.UUID]float64, len(c.Values))
		for id, v := range c.Values {
			if known[id] {
				values[id] = v
			}
		}
		c.Values = values
		out[i] = c
	}
	return out
}

func (d *decoder) object(p *plan, v reflect.Value) {
	seen := make([]bool, len(p.fields))
	for more := d.open('}'); more; more = d.next() {
		name, why := d.name()
		if why != "" {
			d.at(name, func() { d.add("the name of this field %s", why) })
			d.skip()
			continue
		}
		d.at(name, func() { d.member(p, v, name, seen) })
	}
}

const twice = "stands here twice: leave one out"

// member reads one field of an object.
func (d *decoder) member(p *plan, v reflect.Value, name string, seen []bool) {
	i, ok := p.byName[name]
	if !ok {
		d.unknown(p, name)
		d.skip()
		return
	}
	f := p.fields[i]
	if len(d.path) == len(name) && (name == "format" || name == "version") { // checked by head
		d.skip()
		if seen[i] {
			d.add(twice)
		}
		seen[i] = true
		d.fixed(v, f)
		return
	}
	target := v.FieldByIndex(f.index)
	if seen[i] {
		d.add(twice)
		target = reflect.New(target.Type()).Elem()
	}
	seen[i] = true
	d.value(f.plan, target)
}

// fixed fills in format and version, of which there is one value only.
func (d *decoder) fixed(v reflect.Value, f field) {
	if f.name == "format" {
		v.FieldByIndex(f.index).SetString(Format)
	} else {
		v.FieldByIndex(f.index).SetInt(Version)
	}
}
