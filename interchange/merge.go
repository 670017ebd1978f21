package interchange

import (
	"cmp"
	"fmt"
	"io"
	"iter"
	"maps"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"rapport/people"
)

// Mode says what becomes of a record that is in the database already.
type Mode int

// Theirs takes the fields of the document; Ours keeps the record of the database as it is.
const (
	Theirs Mode = iota
	Ours
)

// MergeOptions says how a document is merged.
type MergeOptions struct {
	Mode  Mode
	NewID func() uuid.UUID // makes an id for a record that has none
}

// Changes is what a merge puts into the database: every record that is new or changed, whole, in an order in which each one comes after
// those that it names (people first, a goal after its parent and after the one that it continues), and the settings to set.
type Changes struct {
	people.Records
}

// Count is what became of the records of one kind of the document.
type Count struct {
	Kind      string // such as "meetings", as the document names it
	Added     int    // new in the database
	Replaced  int    // the record of the database took fields of the document
	Unchanged int    // the database says the same already
	Skipped   int    // differs, and the record of the database was kept
}

// Summary is the counts of every kind that the document has, in the order of the document.
type Summary []Count

// String says the counts, one kind a line.
func (s Summary) String() string {
	var b strings.Builder
	for _, c := range s {
		fmt.Fprintf(&b, "%s: %d added, %d replaced, %d unchanged, %d skipped\n", c.Kind, c.Added, c.Replaced, c.Unchanged, c.Skipped)
	}
	return b.String()
}

// Import reads a document and merges it into what the database has. Every error of either step is listed, in an error of type Errors.
func Import(r io.Reader, have people.Records, ro ReadOptions, mo MergeOptions) (Changes, Summary, []Warning, error) {
	doc, warnings, problems, err := read(r, ro)
	if err != nil {
		return Changes{}, nil, warnings, err
	}
	changes, summary, err := Merge(have, doc, mo)
	if len(problems) == 0 {
		return changes, summary, warnings, err
	}
	more, _ := err.(Errors)
	return Changes{}, nil, warnings, both(problems, more)
}

// both joins the errors of Read and those of Merge that no error of Read explains.
func both(read, merge Errors) Errors {
	wrong, holdsWrong := map[string]bool{}, map[string]bool{}
	for _, p := range read {
		wrong[p.Path] = true
		for path := range outer(p.Path) {
			holdsWrong[path] = true
		}
	}
	out := slices.Clone(read)
next:
	for _, p := range merge {
		if holdsWrong[p.Path] {
			continue
		}
		for path := range outer(p.Path) {
			if wrong[path] {
				continue next
			}
		}
		out = append(out, p)
	}
	slices.SortStableFunc(out, func(a, b Problem) int {
		kindA, a1 := recordOf(a.Path)
		kindB, b1 := recordOf(b.Path)
		return cmp.Or(cmp.Compare(kindA, kindB), cmp.Compare(a1, b1))
	})
	return out
}

// recordOf says in which kind of record and in which record of it a path is, to put problems in order: before all records what the
// document begins with, after them the settings.
func recordOf(path string) (k, n int) {
	name, rest, isList := strings.Cut(path, "[")
	for k := range kinds {
		if kinds[k].name == name {
			if number, _, ok := strings.Cut(rest, "]"); isList && ok {
				n, _ = strconv.Atoi(number)
			}
			return k, n
		}
	}
	if strings.HasPrefix(path, "settings") {
		return len(kinds), 0
	}
	return -1, 0
}

// outer yields a path and every path that it is in.
func outer(path string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for i := len(path); i > 0; i = strings.LastIndexAny(path[:i], ".[") {
			if !yield(path[:i]) {
				return
			}
		}
	}
}

// Merge works out what to change so that the database, which has the records have, takes in a document: all of it or, with an error of
// type Errors that lists everything wrong, nothing. A record matches the one with its id; one without an id the one that is told by
// the same natural key, so that a second merge of the same document adds nothing. Neither have nor doc is changed.
func Merge(have people.Records, doc Document, o MergeOptions) (Changes, Summary, error) {
	m := &merger{have: have, doc: doc, o: o}
	for k := range kinds {
		m.match(k)
	}
	m.checkRefs()
	m.checkRecords()
	m.checkNested()
	m.checkHeld()
	m.checkLoops()
	if len(m.problems) > 0 {
		return Changes{}, nil, m.errors()
	}
	changes := m.changes()
	return changes, m.summary(&changes), nil
}

// outcome is what becomes of one record of the document.
type outcome int

const (
	added outcome = iota
	replaced
	unchanged
	skipped
	again // the document says the same twice
)

// entry is one record of the document on its way.
type entry struct {
	kind, n int
	doc     reflect.Value
	old     reflect.Value // of the database; invalid where the record is new
	now     reflect.Value // what the database will have, addressable
	origin  map[string][]int
	outcome outcome
}

func (e *entry) path() string  { return fmt.Sprintf("%s[%d]", kinds[e.kind].name, e.n) }
func (e *entry) plan() *plan   { return kinds[e.kind].plan }
func (e *entry) id() uuid.UUID { return e.plan().idOf(e.now) }
func (e *entry) puts() bool    { return e.outcome == added || e.outcome == replaced }
func (e *entry) record() any   { return e.now.Addr().Interface() }
func (e *entry) isNew() bool   { return !e.old.IsValid() }
func (e *entry) sameAs(f *entry) bool {
	return withoutID(e.plan(), e.doc) == withoutID(f.plan(), f.doc)
}

// withoutID is the text of a record without its id.
func withoutID(p *plan, record reflect.Value) string {
	copied := reflect.New(p.goType).Elem()
	copied.Set(record)
	p.setID(copied, uuid.Nil)
	return encoded(p, copied)
}

// located is a problem with the place of its record, to list problems in the order of the document.
type located struct {
	kind, n int
	Problem
}

type merger struct {
	have     people.Records
	doc      Document
	o        MergeOptions
	entries  [][]*entry             // by kind, in the order of the document
	olds     []map[uuid.UUID]int    // by kind: where each id is in the database
	claimed  []map[uuid.UUID]*entry // by kind: what the document says of each id
	problems []located
}

func (m *merger) add(e *entry, field, reason string, args ...any) {
	path := e.path()
	if field != "" {
		path += "." + field
	}
	m.problems = append(m.problems, located{e.kind, e.n, Problem{path, short(fmt.Sprintf(reason, args...))}})
}

// errors lists the problems in the order of the document.
func (m *merger) errors() error {
	slices.SortStableFunc(m.problems, func(a, b located) int { return cmp.Or(a.kind-b.kind, a.n-b.n) })
	out := make(Errors, len(m.problems))
	for i, p := range m.problems {
		out[i] = p.Problem
	}
	return out
}

// match finds for every record of a kind the one of the database that it is, first those with ids.
func (m *merger) match(k int) {
	p := kinds[k].plan
	haveList, docList := kinds[k].list(&m.have), kinds[k].list(&m.doc.Records)
	olds := make(map[uuid.UUID]int, haveList.Len())
	for i := range haveList.Len() {
		olds[p.idOf(haveList.Index(i))] = i
	}
	m.olds = append(m.olds, olds)
	m.claimed = append(m.claimed, make(map[uuid.UUID]*entry, docList.Len()))
	entries := make([]*entry, docList.Len())
	m.entries = append(m.entries, entries)
	var unnamed []*entry
	for i := range entries {
		e := &entry{kind: k, n: i, doc: docList.Index(i)}
		entries[i] = e
		id := p.idOf(e.doc)
		if id == uuid.Nil {
			unnamed = append(unnamed, e)
			continue
		}
		if first, twice := m.claimed[k][id]; twice {
			m.settle(e, reflect.Value{})
			m.add(e, "id", "is also the id of %s: every id stands once", first.path())
			continue
		}
		if at, ok := olds[id]; ok {
			m.settle(e, haveList.Index(at))
		} else {
			m.settle(e, reflect.Value{})
		}
		m.claimed[k][id] = e
	}
	if len(unnamed) > 0 {
		m.matchUnnamed(k, unnamed)
	}
}

// settle works out what the database will have of a record, given what it has.
func (m *merger) settle(e *entry, old reflect.Value) {
	p := e.plan()
	e.old = old
	before := old
	if !old.IsValid() {
		before = reflect.Zero(p.goType)
	}
	e.now, e.origin = overlay(p, before, e.doc, m.o.NewID)
	switch {
	case e.isNew():
		e.outcome = added
		if p.idOf(e.now) == uuid.Nil {
			p.setID(e.now, m.o.NewID())
		}
	case encoded(p, e.now) == encoded(p, old):
		e.outcome = unchanged
	case m.o.Mode == Ours:
		e.outcome = skipped
		e.now = reflect.New(p.goType).Elem()
		e.now.Set(old)
		e.origin = nil
	default:
		e.outcome = replaced
	}
}

// matchUnnamed finds the partners of records without an id by what tells them apart.
func (m *merger) matchUnnamed(k int, unnamed []*entry) {
	haveList := kinds[k].list(&m.have)
	index := newIndex()
	for i := range haveList.Len() {
		index.add(haveList.Index(i), candidate{old: i})
	}
	for _, e := range m.entries[k] {
		if kinds[k].plan.idOf(e.doc) != uuid.Nil && e.isNew() {
			index.add(e.doc, candidate{old: -1, entry: e})
		}
	}
	for _, e := range unnamed {
		if m.matchOne(k, e, index.find(e.doc)); e.outcome == added && e.now.IsValid() {
			index.add(e.doc, candidate{old: -1, entry: e})
		}
	}
}

// matchOne chooses among the records that an unnamed one may be: one that says the same already, one that the document names in the
// same words, the only one of the database.
func (m *merger) matchOne(k int, e *entry, candidates []candidate) {
	p := kinds[k].plan
	haveList := kinds[k].list(&m.have)
	var free []reflect.Value
	var named []*entry
	for _, c := range candidates {
		if c.entry != nil {
			named = append(named, c.entry)
			continue
		}
		old := haveList.Index(c.old)
		if by, ok := m.claimed[k][p.idOf(old)]; ok {
			named = append(named, by)
			continue
		}
		free = append(free, old)
		if m.settle(e, old); e.outcome == unchanged {
			m.claimed[k][e.id()] = e
			return
		}
	}
	for _, f := range named {
		if e.sameAs(f) {
			e.old, e.now, e.outcome = f.old, f.now, again
			return
		}
	}
	switch {
	case len(free) == 1:
		m.settle(e, free[0])
	default:
		m.settle(e, reflect.Value{})
	}
	switch {
	case len(free) > 1:
		m.add(e, "", "may be any of %d in the database with this %s: give the id of the one that is meant", len(free), told[kinds[k].name])
	case len(free) == 0 && len(named) > 0:
		m.add(e, "", "has the %s of %s but says something else: give each an id, or leave one out", told[kinds[k].name], named[0].path())
	}
	m.claimed[k][e.id()] = e
}

// changes gathers what the database has to put.
func (m *merger) changes() Changes {
	var out Changes
	for k, entries := range m.entries {
		list := kinds[k].list(&out.Records)
		for _, e := range m.parentsFirst(k, entries) {
			if e.puts() {
				list.Set(reflect.Append(list, e.now))
			}
		}
	}
	return out
}

// summary counts the records and the settings, and puts the settings that change.
func (m *merger) summary(changes *Changes) Summary {
	var out Summary
	for k, entries := range m.entries {
		if len(entries) == 0 {
			continue
		}
		c := Count{Kind: kinds[k].name}
		for _, e := range entries {
			c.count(e.outcome)
		}
		out = append(out, c)
	}
	c := Count{Kind: "settings"}
	for key, value := range m.doc.Settings {
		if value == nil || value == "" {
			continue
		}
		old, ok := m.have.Settings[key]
		switch {
		case !ok:
			c.count(added)
		case sameSetting(old, value):
			c.count(unchanged)
			continue
		case m.o.Mode == Ours:
			c.count(skipped)
			continue
		default:
			c.count(replaced)
		}
		if changes.Settings == nil {
			changes.Settings = people.Settings{}
		}
		changes.Settings[key] = value
	}
	if c != (Count{Kind: "settings"}) {
		out = append(out, c)
	}
	return out
}

// sameSetting reports whether two values of a setting are written alike.
func sameSetting(a, b any) bool {
	var x, y encoder
	x.settings(people.Settings{"": a}, 0)
	y.settings(people.Settings{"": b}, 0)
	return string(x.buf) == string(y.buf)
}

func (c *Count) count(o outcome) {
	switch o {
	case added:
		c.Added++
	case replaced:
		c.Replaced++
	case skipped:
		c.Skipped++
	default:
		c.Unchanged++
	}
}

// Apply returns the records of the database after the changes; have stays as it is.
func (c Changes) Apply(have people.Records) people.Records {
	out := have
	for _, k := range kinds {
		list, puts := k.list(&have), k.list(&c.Records)
		if puts.Len() == 0 {
			continue
		}
		merged := reflect.MakeSlice(list.Type(), 0, list.Len()+puts.Len())
		merged = reflect.AppendSlice(merged, list)
		at := make(map[uuid.UUID]int, merged.Len())
		for i := range merged.Len() {
			at[k.plan.idOf(merged.Index(i))] = i
		}
		for i := range puts.Len() {
			if old, ok := at[k.plan.idOf(puts.Index(i))]; ok {
				merged.Index(old).Set(puts.Index(i))
			} else {
				merged = reflect.Append(merged, puts.Index(i))
			}
		}
		k.list(&out).Set(merged)
	}
	if len(c.Settings) > 0 {
		out.Settings = maps.Clone(have.Settings)
		if out.Settings == nil {
			out.Settings = people.Settings{}
		}
		maps.Copy(out.Settings, c.Settings)
	}
	return out
}
