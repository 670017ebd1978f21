package interchange

import (
	"reflect"
	"slices"

	"github.com/google/uuid"

	"rapport/goals"
)

// overlay returns a record with the fields of doc over those of old: a field that doc leaves out keeps its value, nested records match
// by id, else by what tells them apart, and lists without ids are replaced whole. New nested records get an id. origin says for each
// list of nested records which element of doc each of its elements comes from, -1 where from old alone. Neither doc nor old changes.
func overlay(p *plan, old, doc reflect.Value, newID func() uuid.UUID) (now reflect.Value, origin map[string][]int) {
	now = reflect.New(p.goType).Elem()
	now.Set(old)
	for _, f := range p.fields {
		from := doc.FieldByIndex(f.index)
		if f.plan.empty(from) {
			continue
		}
		to := now.FieldByIndex(f.index)
		switch {
		case f.plan.shape == listShape && f.plan.elem.isRecord():
			list, from := overlayList(f.plan, to, from, newID)
			if origin == nil {
				origin = map[string][]int{}
			}
			to.Set(list)
			origin[f.name] = from
		case f.plan.shape == valuesShape:
			merged := make(map[uuid.UUID]float64, to.Len()+from.Len())
			for _, m := range []reflect.Value{to, from} {
				for id, v := range m.Interface().(map[uuid.UUID]float64) {
					merged[id] = v
				}
			}
			to.Set(reflect.ValueOf(merged))
		default:
			to.Set(from)
		}
	}
	return now, origin
}

// overlayList merges nested records: in the order of doc, each one that only old has after the one that it stood behind.
func overlayList(p *plan, old, doc reflect.Value, newID func() uuid.UUID) (list reflect.Value, origin []int) {
	partner := partners(p.elem, old, doc)
	var order [][2]int // index in doc or -1, index in old or -1
	for i, j := range partner {
		order = append(order, [2]int{i, j})
	}
	for j := range old.Len() {
		if slices.Contains(partner, j) {
			continue
		}
		at := 0
		if j > 0 {
			at = 1 + slices.IndexFunc(order, func(o [2]int) bool { return o[1] == j-1 })
		}
		order = slices.Insert(order, at, [2]int{-1, j})
	}
	list = reflect.MakeSlice(old.Type(), len(order), len(order))
	for k, o := range order {
		record := list.Index(k)
		switch i, j := o[0], o[1]; {
		case i < 0:
			record.Set(old.Index(j))
		default:
			before := reflect.Zero(p.elem.goType)
			if j >= 0 {
				before = old.Index(j)
			}
			merged, _ := overlay(p.elem, before, doc.Index(i), newID)
			if p.elem.idOf(merged) == uuid.Nil {
				p.elem.setID(merged, newID())
			}
			record.Set(merged)
		}
		origin = append(origin, o[0])
	}
	return byDate(list, origin)
}

// partners returns for each element of doc the element of old that it is: by id, else the next one in turn that is told by the same
// words and has no partner yet; -1 where it is new.
func partners(p *plan, old, doc reflect.Value) []int {
	partner := make([]int, doc.Len())
	taken := make([]bool, old.Len())
	for i := range partner {
		partner[i] = -1
		if id := p.idOf(doc.Index(i)); id != uuid.Nil {
			for j := range taken {
				if p.idOf(old.Index(j)) == id {
					partner[i], taken[j] = j, true
				}
			}
		}
	}
	for i := range partner {
		if p.idOf(doc.Index(i)) != uuid.Nil {
			continue
		}
		for j := range taken {
			if !taken[j] && keyOf(old.Index(j)) == keyOf(doc.Index(i)) {
				partner[i], taken[j] = j, true
				break
			}
		}
	}
	return partner
}

// keyOf returns the natural key of a record in a list.
func keyOf(record reflect.Value) string { return naturalKey(record.Addr().Interface()) }

// byDate puts check-ins that come from both sides in the order of their dates, where each side was in that order; other lists stay.
func byDate(list reflect.Value, origin []int) (reflect.Value, []int) {
	checkIns, ok := list.Interface().([]goals.CheckIn)
	if !ok {
		return list, origin
	}
	var order, doc, old []int // indexes of checkIns
	for i, from := range origin {
		order = append(order, i)
		if from < 0 {
			old = append(old, i)
		} else {
			doc = append(doc, i)
		}
	}
	dates := func(a, b int) int { return int(checkIns[a].Date - checkIns[b].Date) }
	if len(old) == 0 || !slices.IsSortedFunc(old, dates) || !slices.IsSortedFunc(doc, dates) {
		return list, origin
	}
	slices.SortStableFunc(order, dates)
	sorted, from := make([]goals.CheckIn, len(order)), make([]int, len(order))
	for i, k := range order {
		sorted[i], from[i] = checkIns[k], origin[k]
	}
	return reflect.ValueOf(sorted), from
}
