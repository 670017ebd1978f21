package interchange

import (
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/valid"
)

// candidate is a record that another one may be: of the database, or an earlier one of the document.
type candidate struct {
	old   int // where in the database, -1 for none
	entry *entry
}

// index finds records by what tells them apart.
type index struct {
	people  []personCandidate // told by more than one key
	byName  map[string][]int  // places in people
	byEmail map[string][]int  // by emailKey
	byKey   map[string][]candidate
}

type personCandidate struct {
	person *people.Person
	candidate
}

func newIndex() *index {
	return &index{byName: map[string][]int{}, byEmail: map[string][]int{}, byKey: map[string][]candidate{}}
}

func (x *index) add(record reflect.Value, c candidate) {
	if p, ok := record.Addr().Interface().(*people.Person); ok {
		at := len(x.people)
		x.people = append(x.people, personCandidate{p, c})
		x.byName[p.Name] = append(x.byName[p.Name], at)
		if p.Email != "" {
			key := emailKey(p.Email)
			x.byEmail[key] = append(x.byEmail[key], at)
		}
		return
	}
	key := keyOf(record)
	x.byKey[key] = append(x.byKey[key], c)
}

func (x *index) find(record reflect.Value) []candidate {
	p, ok := record.Addr().Interface().(*people.Person)
	if !ok {
		return x.byKey[keyOf(record)]
	}
	places := slices.Clone(x.byName[p.Name])
	if p.Email != "" {
		places = append(places, x.byEmail[emailKey(p.Email)]...)
	}
	slices.Sort(places)
	var out []candidate
	for _, at := range slices.Compact(places) {
		if c := x.people[at]; samePerson(p, c.person) {
			out = append(out, c.candidate)
		}
	}
	return out
}

// emailKey is the same for addresses that strings.EqualFold holds to be the same.
func emailKey(address string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, address)
}

// knows reports whether the database or the document has a record of the kind.
func (m *merger) knows(kind string, id uuid.UUID) bool {
	for k := range kinds {
		if kind != anyKind && kinds[k].name != kind {
			continue
		}
		if _, ok := m.olds[k][id]; ok {
			return true
		}
		if _, ok := m.claimed[k][id]; ok {
			return true
		}
	}
	return false
}

// checkRefs notes every reference of the document to what neither it nor the database has.
func (m *merger) checkRefs() {
	for _, entries := range m.entries {
		for _, e := range entries {
			for _, r := range refsOf(e.doc.Addr().Interface()) {
				if *r.id != uuid.Nil && !m.knows(r.kind, *r.id) {
					m.add(e, r.field, "there is no %s with the id %s, neither in this document nor in the database", singular[r.kind], r.id)
				}
			}
		}
	}
}

// checkRecords notes what the records find wrong with themselves as they will be.
func (m *merger) checkRecords() {
	for _, entries := range m.entries {
		for _, e := range entries {
			if !e.puts() {
				continue
			}
			for _, p := range e.record().(interface{ Validate() valid.Problems }).Validate() {
				if field, ok := e.inDoc(p.Field); ok {
					m.add(e, field, "%s", p.Reason)
				} else {
					m.add(e, "", "does not go with what the database has, %s: %s", p.Field, p.Reason)
				}
			}
		}
	}
}

// inDoc turns the path of a field of the merged record into that of the document; false where the document does not have it.
func (e *entry) inDoc(path string) (string, bool) {
	name := path
	if i := strings.IndexAny(path, ".["); i >= 0 {
		name = path[:i]
	}
	p := e.plan()
	if f := p.fields[p.byName[name]]; !e.isNew() && f.plan.empty(e.doc.FieldByIndex(f.index)) {
		return path, false
	}
	origin := e.origin[name]
	if origin == nil {
		return path, true
	}
	number, rest, _ := strings.Cut(path[len(name)+1:], "]")
	i, err := strconv.Atoi(number)
	if err != nil || origin[i] < 0 {
		return path, false
	}
	return name + "[" + strconv.Itoa(origin[i]) + "]" + rest, true
}

// checkNested notes nested records whose id another record has: every id stands once within a kind.
func (m *merger) checkNested() {
	for k := range kinds {
		if len(m.entries[k]) == 0 {
			continue
		}
		for _, f := range kinds[k].plan.fields {
			if f.plan.shape == listShape && f.plan.elem.isRecord() {
				m.checkNestedField(k, f)
			}
		}
	}
}

func (m *merger) checkNestedField(k int, f field) {
	p := kinds[k].plan
	where := map[uuid.UUID]string{}
	haveList := kinds[k].list(&m.have)
	for i := range haveList.Len() {
		record := haveList.Index(i)
		if _, ok := m.claimed[k][p.idOf(record)]; ok {
			continue
		}
		nested := record.FieldByIndex(f.index)
		for j := range nested.Len() {
			where[f.plan.elem.idOf(nested.Index(j))] = "another record of the database, " + p.idOf(record).String()
		}
	}
	for _, e := range m.entries[k] {
		if e.outcome == again {
			continue
		}
		nested := e.now.FieldByIndex(f.index)
		for j := range nested.Len() {
			id := f.plan.elem.idOf(nested.Index(j))
			path := f.name + "[" + strconv.Itoa(j) + "]"
			if other, ok := where[id]; ok {
				field, _ := e.inDoc(path)
				m.add(e, field+".id", "is also the id of %s: every id stands once", other)
				continue
			}
			where[id] = e.path() + "." + path
		}
	}
}

// checkHeld notes a held one-on-one at the same moment as another one with the same person.
func (m *merger) checkHeld() {
	type place struct {
		person uuid.UUID
		at     string
	}
	k := kindNamed("meetings")
	if len(m.entries[k]) == 0 {
		return
	}
	held := map[place]string{}
	for i := range m.have.Meetings {
		x := &m.have.Meetings[i]
		if _, ok := m.claimed[k][x.ID]; !ok && x.Status == notes.Held {
			held[place{x.Person, moment(x.At)}] = "the one of the database with the id " + x.ID.String()
		}
	}
	for _, e := range m.entries[k] {
		x := e.record().(*notes.Meeting)
		if e.outcome == again || x.Status != notes.Held || x.At.IsZero() || x.Person == uuid.Nil {
			continue
		}
		key := place{x.Person, moment(x.At)}
		if other, ok := held[key]; ok {
			m.add(e, "at", "this person has a held one-on-one at this moment already: %s", other)
			continue
		}
		held[key] = e.path()
	}
}

// goalNow returns a goal as the database will have it.
func (m *merger) goalNow(id uuid.UUID) (*goals.Goal, *entry) {
	k := kindNamed("goals")
	if e, ok := m.claimed[k][id]; ok {
		return e.record().(*goals.Goal), e
	}
	if i, ok := m.olds[k][id]; ok {
		return &m.have.Goals[i], nil
	}
	return nil, nil
}

// checkLoops notes goals that hang from themselves through others, and goals that continue themselves, once for each loop.
func (m *merger) checkLoops() {
	m.checkLoop("parent", "hangs from", func(g *goals.Goal) uuid.UUID { return g.Parent })
	m.checkLoop("continues", "continues", func(g *goals.Goal) uuid.UUID { return g.Continues })
}

func (m *merger) checkLoop(field, verb string, next func(*goals.Goal) uuid.UUID) {
	done := map[uuid.UUID]bool{} // leads to no loop that is not noted
	for _, e := range m.entries[kindNamed("goals")] {
		var way []uuid.UUID
		on := map[uuid.UUID]bool{}
		id := e.id()
		for id != uuid.Nil && !done[id] && !on[id] {
			way, on[id] = append(way, id), true
			g, _ := m.goalNow(id)
			if g == nil {
				break
			}
			id = next(g)
		}
		if on[id] {
			m.loop(way, id, field, verb)
		}
		for _, id := range way {
			done[id] = true
		}
	}
}

// loop notes the loop at the end of a way, at its first goal that is in the document.
func (m *merger) loop(way []uuid.UUID, start uuid.UUID, field, verb string) {
	for way[0] != start {
		way = way[1:]
	}
	if len(way) == 1 {
		return // the goal itself finds that
	}
	var titles []string
	var at *entry
	for _, id := range way {
		g, e := m.goalNow(id)
		titles = append(titles, strconv.Quote(g.Title))
		if e != nil && (at == nil || e.n < at.n) {
			at = e
		}
	}
	if at != nil {
		titles = append(titles, titles[0])
		m.add(at, field, "goes round in a loop: %s", strings.Join(titles, " "+verb+" "))
	}
}

// parentsFirst orders the goals so that each comes after its parent and, as far as parents allow, after the one that it continues.
// Other kinds stay in the order of the document.
func (m *merger) parentsFirst(k int, entries []*entry) []*entry {
	if kinds[k].name != "goals" {
		return entries
	}
	var out []*entry
	begun := map[*entry]bool{}
	ended := map[*entry]bool{}
	var visit func(e *entry)
	visit = func(e *entry) {
		if begun[e] {
			return
		}
		begun[e] = true
		g := e.record().(*goals.Goal)
		if _, parent := m.goalNow(g.Parent); parent != nil {
			visit(parent)
		}
		if _, earlier := m.goalNow(g.Continues); earlier != nil && !m.under(earlier, func(e *entry) bool { return begun[e] && !ended[e] }) {
			visit(earlier)
		}
		ended[e] = true
		out = append(out, e)
	}
	for _, e := range entries {
		if e.outcome != again {
			visit(e)
		}
	}
	return out
}

// under reports whether a goal or one that it hangs from is of a sort.
func (m *merger) under(e *entry, sort func(*entry) bool) bool {
	for e != nil {
		if sort(e) {
			return true
		}
		_, e = m.goalNow(e.record().(*goals.Goal).Parent)
	}
	return false
}
