package ui

import (
	"encoding/json"
	"slices"
	"strings"

	"rapport/civil"
)

// recordBody is a version of a record taken apart: its fields, and those of its nested records.
type recordBody map[string]json.RawMessage

func bodyOf(raw json.RawMessage) recordBody {
	var b recordBody
	json.Unmarshal(raw, &b) //nolint:errcheck // what cannot be read is empty
	return b
}

// items are the records of a list, each with its id.
func (b recordBody) items(list string) (items []recordBody, ids []string) {
	json.Unmarshal(b[list], &items) //nolint:errcheck // absent is empty
	for _, x := range items {
		ids = append(ids, x.id())
	}
	return items, ids
}

func (b recordBody) id() string {
	var id string
	json.Unmarshal(b["id"], &id) //nolint:errcheck // a template's section has none
	return id
}

// put gives a field the value that another version has, or takes it away where that has none.
func (b recordBody) put(name string, from recordBody) {
	if value, ok := from[name]; ok {
		b[name] = value
	} else {
		delete(b, name)
	}
}

// nested are the parts of the name of a text of a nested record.
func (f historyField) nested() (list, id, field string, ok bool) {
	parts := strings.Split(f.name, "/")
	if len(parts) != 3 {
		return "", "", "", false
	}
	return parts[0], parts[1], parts[2], true
}

// text is what a version has in the field.
func (f historyField) text(b recordBody) string {
	name := f.name
	if list, id, field, ok := f.nested(); ok {
		items, ids := b.items(list)
		at := slices.Index(ids, id)
		if at < 0 {
			return ""
		}
		b, name = items[at], field
	}
	value := b[name]
	if f.words != nil {
		return f.words(value)
	}
	var text string
	var list []string
	if strings.HasPrefix(string(value), "[") && json.Unmarshal(value, &list) == nil {
		return strings.Join(list, "\n")
	}
	json.Unmarshal(value, &text) //nolint:errcheck // absent is empty
	return text
}

// copied is a record with this field as another version has it. A nested record that is gone comes back whole, one that the other version
// does not know yet goes.
func (f historyField) copied(record, version json.RawMessage) (json.RawMessage, error) {
	to, from := bodyOf(record), bodyOf(version)
	list, id, field, ok := f.nested()
	switch {
	case ok:
		now, ids := to.items(list)
		was, before := from.items(list)
		here, there := slices.Index(ids, id), slices.Index(before, id)
		switch {
		case here >= 0 && there >= 0:
			now[here].put(field, was[there])
		case here >= 0:
			now = slices.Delete(now, here, here+1)
		case there >= 0:
			now = slices.Insert(now, min(there, len(now)), was[there])
		}
		return to.with(list, now)
	case f.stays != nil:
		now, ids := to.items(f.name)
		was, before := from.items(f.name)
		for i, id := range before {
			if here := slices.Index(ids, id); here >= 0 {
				for _, name := range f.stays {
					was[i].put(name, now[here])
				}
			}
		}
		return to.with(f.name, was)
	}
	to.put(f.name, from)
	return json.Marshal(to)
}

// with is the record with another list.
func (b recordBody) with(list string, items []recordBody) (out json.RawMessage, err error) {
	if b[list], err = json.Marshal(items); err != nil {
		return nil, err
	}
	return json.Marshal(b)
}

// fieldsOf are the texts that a record has or had and that are worth a look, those of its nested records after its own, the ones that are
// gone last. versions are the earlier ones and the present one.
func (k historyKind) fieldsOf(versions []recordBody, on civil.Date) []historyField {
	var fields []historyField
	for _, f := range k.fields {
		var t textsSeen
		for _, v := range versions {
			t.see(f.text(v))
		}
		if f.shown || t.n > 1 || t.n == 1 && (!f.changed || t.last == "") {
			f.texts = t.n
			fields = append(fields, f)
		}
	}
	for _, l := range k.lists {
		seen, last := map[string]*textsSeen{}, map[string]recordBody{}
		var order []string
		for _, v := range versions {
			items, ids := v.items(l.name)
			for i, id := range ids {
				if seen[id] == nil {
					seen[id] = &textsSeen{}
					order = append(order, id)
				}
				seen[id].see(aField(l.field, "").text(items[i]))
				last[id] = items[i]
			}
		}
		_, present := versions[len(versions)-1].items(l.name)
		slices.SortStableFunc(order, func(x, y string) int { return place(present, x) - place(present, y) })
		for _, id := range order {
			if t := seen[id]; t.n > 1 || t.n == 1 && (t.last == "" || !slices.Contains(present, id)) {
				item, err := json.Marshal(last[id])
				if err == nil {
					fields = append(fields, historyField{name: l.name + "/" + id + "/" + l.field, label: l.label(item, on), texts: t.n})
				}
			}
		}
	}
	return fields
}

// place is where an id stands, or behind them all.
func place(ids []string, id string) int {
	if i := slices.Index(ids, id); i >= 0 {
		return i
	}
	return len(ids)
}

// textsSeen counts the texts that a field had, one after another; the empty field is none.
type textsSeen struct {
	last string
	n    int
}

func (t *textsSeen) see(text string) {
	if text != t.last {
		if t.last = text; text != "" {
			t.n++
		}
	}
}
