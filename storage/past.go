package storage

import (
	"cmp"
	"reflect"
	"slices"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/people"
)

// Past answers searches as of a day. The index holds the texts of today; the records that were changed since the day are looked through as
// they stood then.
type Past struct {
	on      civil.Date
	changed map[uuid.UUID]bool
	people  []people.Person // those who were there, also those who were deleted since
	units   []pastUnit      // newest first
}

type pastUnit struct {
	Hit
	unit
}

// Past is made from the files of everyone and the team goals, as they were known on the day (Known).
func (t *Texts) Past(files []people.File, team []goals.Goal) *Past {
	p := &Past{on: t.on, changed: map[uuid.UUID]bool{}}
	for _, records := range t.bodys {
		for id := range records {
			if !t.writtenLater(id) {
				p.changed[id] = true
			}
		}
	}
	each(t.gone, func(_ *table, v reflect.Value) error { //nolint:errcheck // never fails
		p.changed[v.Field(0).Interface().(uuid.UUID)] = true
		return nil
	})
	seen := map[uuid.UUID]bool{} // what is the whole team's is in every file
	add := func(kind string, person uuid.UUID, name string, id uuid.UUID, record any) {
		if !p.changed[id] || seen[id] {
			return
		}
		seen[id] = true
		for _, u := range units(record) {
			p.units = append(p.units, pastUnit{Hit{Kind: kind, ID: id, Person: person, PersonName: name, Date: u.date}, u})
		}
	}
	for _, f := range files {
		who, name := f.Person.ID, f.Person.Name
		p.people = append(p.people, f.Person)
		add("people", who, name, who, f.Person)
		v := valueOf(f)
		for _, t := range tables {
			list := v.FieldByName(recordsType.Field(t.field).Name)
			if !list.IsValid() || t.name == "people" {
				continue
			}
			for i := range list.Len() {
				record := list.Index(i)
				person, called := owner(t, record), ""
				if person == who {
					called = name
				}
				add(t.name, person, called, record.Field(0).Interface().(uuid.UUID), record.Interface())
			}
		}
	}
	for _, g := range team {
		add("goals", uuid.Nil, "", g.ID, g)
	}
	slices.SortStableFunc(p.units, func(a, b pastUnit) int { return cmp.Compare(b.Date, a.Date) })
	return p
}

// SearchAt is Search as of a day: what is dated later is left out, and texts that were changed since are searched as they stood; what is
// found in those comes after the rest, newest first.
func (tx *Tx) SearchAt(q Query, past *Past) (Results, error) {
	limit := q.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	who, none := q.whose(past.people)
	if none {
		return Results{}, nil
	}
	q.Who, q.People = nil, who
	each, want := q.Each, limit
	if q.Each = 0; each > 0 { // counted below, with what stood otherwise
		limit = max(limit, spread)
	}
	var out Results
	for q.Limit = limit; ; q.Limit *= 4 { // more, until there are enough
		found, err := tx.Search(q)
		if err != nil {
			return Results{}, err
		}
		out.Hits = slices.DeleteFunc(slices.Clone(found.Hits), func(h Hit) bool { return h.Date > past.on || past.changed[h.ID] })
		out.Total = found.Total - len(found.Hits) + len(out.Hits)
		if len(found.Hits) < q.Limit || len(out.Hits) >= limit || q.Limit > MostCounted {
			break
		}
	}
	var words []language.Token
	for _, u := range past.units {
		if !q.allows(u, who) {
			continue
		}
		f := found{Hit: u.Hit}
		words = f.show(q, u.unit, words)
		if f.Field != "" && q.inAll(u.unit) {
			out.Hits = append(out.Hits, f.Hit)
			out.Total++
		}
	}
	if q.Order != BestFirst {
		slices.SortStableFunc(out.Hits, func(a, b Hit) int {
			if q.Order == OldestFirst {
				return cmp.Compare(a.Date, b.Date)
			}
			return cmp.Compare(b.Date, a.Date)
		})
	}
	out.Hits = out.Hits[:min(limit, len(out.Hits))]
	if each > 0 {
		out.Some, out.Kinds = out.Total > len(out.Hits), map[string]int{}
		out.Hits = slices.DeleteFunc(out.Hits, func(h Hit) bool {
			out.Kinds[h.Kind]++
			return out.Kinds[h.Kind] > each && h.Kind != q.All
		})
	}
	out.Hits = out.Hits[:min(want, len(out.Hits))]
	return out, nil
}

// allows reports whether the filters let a unit through; with an empty query nothing goes through.
func (q Query) allows(u pastUnit, who []uuid.UUID) bool {
	switch {
	case len(q.Terms)+len(who)+len(q.Kinds)+len(q.Not)+len(q.Tags) == 0 && q.In == "" && q.From == 0 && q.Before == 0,
		len(who) > 0 && !slices.Contains(who, u.Person),
		len(q.Kinds) > 0 && !slices.Contains(q.Kinds, u.Kind),
		slices.Contains(q.Not, u.Kind),
		q.From != 0 && u.Date < q.From,
		q.Before != 0 && (u.Date >= q.Before || u.Date == 0):
		return false
	}
	for _, tag := range q.Tags {
		want := tagWord(tag)
		if !slices.ContainsFunc(u.tags, func(t string) bool { return tagWord(t) == want }) && !u.tagged(fold(tag)) {
			return false
		}
	}
	return true
}

// tagged reports whether #tag stands in the text of a unit.
func (u unit) tagged(tag []string) bool {
	tag = slices.DeleteFunc(tag, func(w string) bool { return w == "#" })
	term := Term{Words: append([]string{"#"}, tag...)}
	return slices.ContainsFunc(u.passages, func(p passage) bool {
		_, n := occurrences(language.Tokens(p.text), []Term{term})
		return n > 0
	})
}

// inAll reports whether every term stands in the part of a unit that is searched.
func (q Query) inAll(u unit) bool {
	for _, t := range q.Terms {
		if !slices.ContainsFunc(u.passages, func(p passage) bool {
			if q.In == "private" && !p.private || q.In == "shared" && p.private {
				return false
			}
			_, n := occurrences(language.Tokens(p.text), []Term{t})
			return n > 0
		}) {
			return false
		}
	}
	return true
}
