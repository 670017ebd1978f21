package interchange

import (
	"bytes"
	"fmt"
	"io"
	"maps"
	"math"
	"reflect"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/google/uuid"

	"rapport/people"
)

// Write writes doc as the document of this package's Format and Version: keys in the order of the contract, records sorted by id,
// nested lists in the order given, two-space indent, a line end at the end, no HTML escapes, the shortest decimals, never null. What is
// empty or not known is left out; 0 and false are written where they are known. The same records always give the same bytes.
// It fails where w fails, and where a number is not finite or a setting is neither text, number nor bool.
func Write(w io.Writer, doc Document) error {
	doc.Format, doc.Version = Format, Version
	e := &encoder{w: w, document: true}
	e.object(planOf(reflect.TypeFor[Document]()), reflect.ValueOf(&doc).Elem(), 0)
	e.buf = append(e.buf, '\n')
	e.flush()
	return e.err
}

// encoder gathers the text and hands it on a piece at a time.
type encoder struct {
	w        io.Writer // nil: all of it stays in buf
	document bool      // a whole document, not one record
	buf      []byte
	err      error
}

const pieceSize = 64 << 10

func (e *encoder) flush() {
	if e.w == nil || e.err != nil {
		return
	}
	if _, err := e.w.Write(e.buf); err != nil {
		e.err = err
	}
	e.buf = e.buf[:0]
}

func (e *encoder) fail(format string, args ...any) {
	if e.err == nil {
		e.err = fmt.Errorf(format, args...)
	}
}

func (e *encoder) newline(depth int) {
	e.buf = append(e.buf, '\n')
	for range depth {
		e.buf = append(e.buf, ' ', ' ')
	}
}

// key begins a member of an object.
func (e *encoder) key(name string, first *bool, depth int) {
	if !*first {
		e.buf = append(e.buf, ',')
	}
	*first = false
	e.newline(depth)
	e.text(name)
	e.buf = append(e.buf, ':', ' ')
}

// close ends an object or a list.
func (e *encoder) close(with byte, empty bool, depth int) {
	if !empty {
		e.newline(depth)
	}
	e.buf = append(e.buf, with)
}

func (e *encoder) object(p *plan, v reflect.Value, depth int) {
	e.buf = append(e.buf, '{')
	first := true
	for _, f := range p.fields {
		if x := v.FieldByIndex(f.index); !f.plan.empty(x) {
			e.key(f.name, &first, depth+1)
			e.value(f.plan, x, depth+1)
		}
	}
	e.close('}', first, depth)
}

func (e *encoder) value(p *plan, v reflect.Value, depth int) {
	if p.ptr {
		v = v.Elem()
	}
	switch p.shape {
	case textShape:
		e.text(v.String())
	case dateShape, instantShape, idShape:
		e.text(v.Interface().(fmt.Stringer).String())
	case intShape:
		e.buf = strconv.AppendInt(e.buf, v.Int(), 10)
	case numberShape:
		e.number(v.Float())
	case boolShape:
		e.buf = strconv.AppendBool(e.buf, v.Bool())
	case listShape:
		e.list(p, v, depth)
	case objectShape:
		e.object(p, v, depth)
	case valuesShape:
		e.values(v.Interface().(map[uuid.UUID]float64), depth)
	case settingsShape:
		e.settings(v.Interface().(people.Settings), depth)
	}
}

func (e *encoder) list(p *plan, v reflect.Value, depth int) {
	e.buf = append(e.buf, '[')
	first := true
	for _, i := range e.order(p, v, depth) {
		x := v.Index(i)
		if !p.elem.inList(x) {
			continue
		}
		if !first {
			e.buf = append(e.buf, ',')
		}
		first = false
		e.newline(depth + 1)
		e.value(p.elem, x, depth+1)
		if len(e.buf) >= pieceSize {
			e.flush()
		}
	}
	e.close(']', first, depth)
}

// order returns the indexes of a list in the order in which it is written: the records of the document (depth 1) by id, what is
// nested as it is.
func (e *encoder) order(p *plan, v reflect.Value, depth int) []int {
	order := make([]int, v.Len())
	for i := range order {
		order[i] = i
	}
	if e.document && depth == 1 && p.elem.isRecord() {
		ids := make([]uuid.UUID, len(order))
		for i := range ids {
			ids[i] = p.elem.idOf(v.Index(i))
		}
		slices.SortStableFunc(order, func(a, b int) int { return bytes.Compare(ids[a][:], ids[b][:]) })
	}
	return order
}

func (e *encoder) values(m map[uuid.UUID]float64, depth int) {
	e.buf = append(e.buf, '{')
	first := true
	for _, id := range slices.SortedFunc(maps.Keys(m), func(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }) {
		e.key(id.String(), &first, depth+1)
		e.number(m[id])
	}
	e.close('}', first, depth)
}

func (e *encoder) settings(m people.Settings, depth int) {
	e.buf = append(e.buf, '{')
	first := true
	for _, name := range slices.Sorted(maps.Keys(m)) {
		if x := m[name]; x == nil || x == "" {
			continue
		}
		e.key(name, &first, depth+1)
		switch x := reflect.ValueOf(m[name]); {
		case x.Kind() == reflect.String:
			e.text(x.String())
		case x.Kind() == reflect.Bool:
			e.buf = strconv.AppendBool(e.buf, x.Bool())
		case x.CanInt():
			e.buf = strconv.AppendInt(e.buf, x.Int(), 10)
		case x.CanFloat():
			e.number(x.Float())
		default:
			e.fail("the setting %s cannot be written: it is neither a text, a number nor true or false", name)
		}
	}
	e.close('}', first, depth)
}

// number appends the shortest decimal that reads back as f, with an exponent only where it is far from 1 (as ECMAScript does).
func (e *encoder) number(f float64) {
	if math.IsNaN(f) || math.IsInf(f, 0) {
		e.fail("a number cannot be written: it is %v", f)
		return
	}
	if f == 0 {
		f = 0 // -0 is 0
	}
	if abs := math.Abs(f); abs == 0 || abs >= 1e-6 && abs < 1e21 {
		e.buf = strconv.AppendFloat(e.buf, f, 'f', -1, 64)
		return
	}
	e.buf = strconv.AppendFloat(e.buf, f, 'e', -1, 64)
	if n := len(e.buf); e.buf[n-2] == '0' && (e.buf[n-3] == '-' || e.buf[n-3] == '+') { // e-07 is e-7
		e.buf = append(e.buf[:n-2], e.buf[n-1])
	}
}

const hex = "0123456789abcdef"

// text appends a JSON text; only quote, backslash and control characters are escaped. Bytes that are not UTF-8 become U+FFFD.
func (e *encoder) text(s string) {
	b := append(e.buf, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, size := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && size == 1 {
				b = append(append(b, s[start:i]...), "\uFFFD"...)
				start = i + 1
			}
			i += size
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		case '\b':
			b = append(b, '\\', 'b')
		case '\f':
			b = append(b, '\\', 'f')
		default:
			b = append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&15])
		}
		i++
		start = i
	}
	e.buf = append(append(b, s[start:]...), '"')
}

// encoded returns a record as the document shows it; equal records give equal texts.
func encoded(p *plan, record reflect.Value) string {
	var e encoder
	e.object(p, record, 0)
	return string(e.buf)
}
