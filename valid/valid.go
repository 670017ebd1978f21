// Package valid collects what is wrong with a record, field by field, so that a person can mend all of it at once.
package valid

import (
	"fmt"
	"strings"
)

// Problem is one thing wrong with one field.
type Problem struct {
	Field  string // path within the record, such as "strengths[2].text"
	Reason string // what is wrong and what to do, as the end of a sentence
}

// String returns "field: reason".
func (p Problem) String() string { return p.Field + ": " + p.Reason }

// Problems is every problem of one record; it is an error where there is at least one.
type Problems []Problem

// Error lists the problems, separated by semicolons.
func (ps Problems) Error() string {
	texts := make([]string, len(ps))
	for i, p := range ps {
		texts[i] = p.String()
	}
	return strings.Join(texts, "; ")
}

// Err returns ps as an error, or nil where there is no problem.
func (ps Problems) Err() error {
	if len(ps) == 0 {
		return nil
	}
	return ps
}

// Add notes that field is wrong for a reason.
func (ps *Problems) Add(field, reason string, args ...any) {
	*ps = append(*ps, Problem{field, fmt.Sprintf(reason, args...)})
}

// Check notes the reason unless ok.
func (ps *Problems) Check(ok bool, field, reason string, args ...any) {
	if !ok {
		ps.Add(field, reason, args...)
	}
}

// Need notes that a field must be there unless it is.
func (ps *Problems) Need(there bool, field string) {
	ps.Check(there, field, "is missing")
}

// Nested adds the problems of a nested record under the path field.
func (ps *Problems) Nested(field string, inner Problems) {
	for _, p := range inner {
		ps.Add(field+"."+p.Field, "%s", p.Reason)
	}
}

// OneOf notes the problem unless value is empty or one of the words.
func OneOf[T ~string](ps *Problems, field string, value T, words ...T) {
	if value == "" {
		return
	}
	texts := make([]string, len(words))
	for i, w := range words {
		if value == w {
			return
		}
		texts[i] = string(w)
	}
	ps.Add(field, "%q is not one of %s", value, strings.Join(texts, ", "))
}

// Range notes the problem unless value is absent or between low and high.
func Range[T int | float64](ps *Problems, field string, value *T, low, high T) {
	if value != nil && !(*value >= low && *value <= high) {
		ps.Add(field, "%v is out of range: it goes from %v to %v", *value, low, high)
	}
}
