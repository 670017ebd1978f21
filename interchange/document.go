// Package interchange reads, writes and merges the interchange document: one UTF-8 JSON document that carries every record that
// Rapport keeps, in an open format. Everything here is a pure function; whoever calls it brings the database and the file.
package interchange

import (
	"reflect"
	"strings"

	"rapport/civil"
	"rapport/people"
)

// Format is what the field format of a document says.
const Format = "rapport"

// Version is the version of the document that this package writes, and the newest that it reads.
const Version = 1

// Document is one interchange document. Records without an id have the nil id. After Read the records are in the order of the file.
type Document struct {
	Format   string        `json:"format"`
	Version  int           `json:"version"`
	Exported civil.Instant `json:"exported,omitzero"`
	people.Records
}

// Problem is one thing that is wrong with a document.
type Problem struct {
	Path   string // where, such as "meetings[12].mood", or "line 3, column 7" where the file is not JSON; empty: the whole document
	Reason string // what is wrong and what to do, as the end of a sentence
}

// String returns "path: reason".
func (p Problem) String() string {
	if p.Path == "" {
		return p.Reason
	}
	return p.Path + ": " + p.Reason
}

// Warning is something in a document that does no harm, such as a field that Rapport does not know.
type Warning = Problem

// Errors is everything that is wrong with a document, in the order of the document.
type Errors []Problem

// Error lists the problems, one a line.
func (e Errors) Error() string {
	lines := make([]string, len(e))
	for i, p := range e {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}

// err returns e as an error, or nil where nothing is wrong.
func (e Errors) err() error {
	if len(e) == 0 {
		return nil
	}
	return e
}

// kind is one kind of record with an id, such as meetings.
type kind struct {
	name  string
	field int   // of people.Records
	plan  *plan // of one record
}

// kinds lists every kind of record in the order of the document; settings are not records.
var kinds = func() []kind {
	var out []kind
	t := reflect.TypeFor[people.Records]()
	for i := range t.NumField() {
		if f := t.Field(i); f.Type.Kind() == reflect.Slice {
			name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
			out = append(out, kind{name, i, planOf(f.Type.Elem())})
		}
	}
	return out
}()

// list returns the records of the kind.
func (k kind) list(r *people.Records) reflect.Value { return reflect.ValueOf(r).Elem().Field(k.field) }

// kindNamed returns the index in kinds of the name.
func kindNamed(name string) int {
	for i, k := range kinds {
		if k.name == name {
			return i
		}
	}
	panic("interchange: no kind " + name)
}
