package interchange

import (
	"bytes"
	"os"
	"testing"

	"rapport/people"
)

func FuzzRead(f *testing.F) {
	mistakes, err := os.ReadFile("testdata/mistakes.json")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(mistakes)
	for seed, seeds := 0, 0; seeds < 5; seed++ {
		if example := written(f, Document{Records: genRecords.Example(seed)}); len(example) < 6_000 { // large ones slow the fuzzer down
			f.Add(example)
			seeds++
		}
	}
	for _, s := range []string{
		"", "{}", "\uFEFF{\"format\":\"rapport\",\"version\":1}", `{"format":"rapport","version":1.0e0,"exported":"2026-03-03T14:00:00+02:00"}`,
		`{"format":"rapport","version":1,"people":[{"name":"P"},{"name":"P"},{"name":"P","email":"p@x.y"}],"templates":[{"name":"\u0000","sections":[{"title":"\ud83d\ude00"}]}]}`,
		`{"format":"rapport","version":1,"goals":[{"title":"a","status":"draft","key_results":[{"title":"r","kind":"number","from":-0.0,"to":1e-7},{"title":"r","kind":"number"}]}],"settings":{"":1,"x":[]}}`,
		`{"format":"rapport","version":1,"meetings":[{"mood":1e400,"at":"2026-03-03T4:00:00Z","topics":[{"text":"a"},{"text":"a"}]}],"x":[[[{"y":"\ud83d"}]]]}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, _, err := Read(bytes.NewReader(data), ReadOptions{})
		o := MergeOptions{NewID: counter()}
		if _, _, _, all := Import(bytes.NewReader(data), people.Records{}, ReadOptions{}, o); err != nil && all == nil {
			t.Fatalf("Import takes what Read refuses: %v", err)
		}
		if err != nil {
			return
		}
		first := written(t, doc)
		if second := written(t, readBack(t, first)); !bytes.Equal(first, second) {
			t.Fatalf("written\n%s\nread and written again\n%s", first, second)
		}
		changes, _, err := Merge(people.Records{}, doc, o)
		if err != nil {
			return
		}
		changes, summary, err := Merge(changes.Apply(people.Records{}), doc, o)
		if err != nil {
			t.Fatalf("merging a second time: %v", err)
		}
		for _, c := range summary {
			if c.Added+c.Replaced+c.Skipped > 0 {
				t.Fatalf("merging a second time: %v\n%s", summary, written(t, Document{Records: changes.Records}))
			}
		}
	})
}
