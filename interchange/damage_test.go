package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/people"
)

// damage changes one value somewhere in a document: takes it away, puts another one in its place, or doubles an element of a list.
func damage(t *rapid.T, v any, others []any) any {
	switch x := v.(type) {
	case map[string]any:
		if keys := slices.Sorted(maps.Keys(x)); len(keys) > 0 {
			key := rapid.SampledFrom(keys).Draw(t, "key")
			switch rapid.IntRange(0, 9).Draw(t, "how") {
			case 0:
				delete(x, key)
			case 1:
				x[key+"s"] = x[key]
			case 2:
				x[key] = rapid.SampledFrom(others).Draw(t, "other")
			default:
				x[key] = damage(t, x[key], others)
			}
			return x
		}
	case []any:
		if len(x) > 0 {
			i := rapid.IntRange(0, len(x)-1).Draw(t, "index")
			switch rapid.IntRange(0, 9).Draw(t, "how") {
			case 0:
				return slices.Delete(x, i, i+1)
			case 1:
				return append(x, x[i])
			case 2:
				x[i] = rapid.SampledFrom(others).Draw(t, "other")
			default:
				x[i] = damage(t, x[i], others)
			}
			return x
		}
	}
	return rapid.SampledFrom(others).Draw(t, "other")
}

// texts gathers the texts of a document, ids among them, so that damage mixes them up.
func texts(v any, out []any) []any {
	switch x := v.(type) {
	case map[string]any:
		for _, key := range slices.Sorted(maps.Keys(x)) {
			out = texts(x[key], out)
		}
	case []any:
		for _, y := range x {
			out = texts(y, out)
		}
	case string:
		out = append(out, x)
	}
	return out
}

// However a document is damaged, it is refused with errors that have a path, or taken in whole: then what is in the database can be
// exported, read and imported again, which changes nothing.
func TestDamagedDocuments(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := genRecords.Draw(t, "records")
		whole := written(t, Document{Records: records})
		var v any
		if err := json.Unmarshal(whole, &v); err != nil {
			t.Fatal(err)
		}
		others := append(texts(v, nil), nil, true, false, 0.0, -1.0, 2.5, 1e300, "", "x", []any{}, []any{"x"}, map[string]any{}, "00000000-0000-0000-0000-000000000000")
		for range rapid.IntRange(1, 3).Draw(t, "times") {
			v = damage(t, v, others)
		}
		damaged, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		var have people.Records
		if rapid.Bool().Draw(t, "into what it came from") {
			have = records
		}
		o := MergeOptions{Mode: rapid.SampledFrom([]Mode{Theirs, Ours}).Draw(t, "mode"), NewID: counter()}
		changes, summary, _, err := Import(bytes.NewReader(damaged), have, ReadOptions{}, o)
		if err != nil {
			var problems Errors
			if !errors.As(err, &problems) || len(problems) == 0 || summary != nil || !reflect.DeepEqual(changes, Changes{}) {
				t.Fatalf("refused with %v, and %v", err, changes)
			}
			for _, p := range problems {
				if p.Path == "" && !strings.HasPrefix(p.Reason, "the document must be") || p.Reason == "" {
					t.Fatalf("a problem without a path: %q\n%s", p, damaged)
				}
			}
			return
		}
		now := changes.Apply(have)
		exported := written(t, Document{Records: now})
		doc := readBack(t, exported)
		if again := written(t, doc); !bytes.Equal(exported, again) {
			t.Fatalf("exported\n%s\nread and exported again\n%s", exported, again)
		}
		changes, _, err = Merge(now, doc, o)
		if err != nil || !reflect.DeepEqual(changes, Changes{}) {
			t.Fatalf("its own export changes it: %v %v", err, changes)
		}
		changes, summary, _, err = Import(bytes.NewReader(damaged), now, ReadOptions{}, o)
		if err != nil || !reflect.DeepEqual(changes, Changes{}) {
			t.Fatalf("the second import changes it: %v %v\n%s", err, summary, damaged)
		}
	})
}
