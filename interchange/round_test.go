package interchange

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/people"
)

func written(t interface{ Fatal(...any) }, doc Document) []byte {
	var b bytes.Buffer
	if err := Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readBack(t interface {
	Fatal(...any)
	Fatalf(string, ...any)
}, data []byte) Document {
	doc, warnings, err := Read(bytes.NewReader(data), ReadOptions{Strict: true})
	if err != nil || len(warnings) > 0 {
		t.Fatalf("what Write wrote, Read refuses: %v %v\n%.3000s", err, warnings, data)
	}
	return doc
}

// counter makes ids in turn.
func counter() func() uuid.UUID {
	n := uint32(0)
	return func() uuid.UUID {
		n++
		return uuid.UUID{0, 0, 0, byte(n >> 24), byte(n >> 16), byte(n >> 8), 0x70, byte(n), 0x80, 15: 1}
	}
}

func TestWriteReadWrite(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		doc := Document{Exported: genInstant.Draw(t, "exported"), Records: genRecords.Draw(t, "records")}
		first := written(t, doc)
		if !json.Valid(first) {
			t.Fatalf("not JSON:\n%s", first)
		}
		if second := written(t, readBack(t, first)); !bytes.Equal(first, second) {
			t.Fatalf("written\n%s\nread and written again\n%s", first, second)
		}
	})
}

func TestExportImportExport(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		first := written(t, Document{Records: genRecords.Draw(t, "records")})
		doc := readBack(t, first)
		o := MergeOptions{Mode: rapid.SampledFrom([]Mode{Theirs, Ours}).Draw(t, "mode"), NewID: uuid.New}
		changes, _, err := Merge(people.Records{}, doc, o)
		if err != nil {
			t.Fatalf("%v\n%s", err, first)
		}
		have := changes.Apply(people.Records{})
		if second := written(t, Document{Records: have}); !bytes.Equal(first, second) {
			t.Fatalf("exported\n%s\nimported and exported again\n%s", first, second)
		}
		changes, summary, err := Merge(have, doc, o)
		if err != nil {
			t.Fatal(err)
		}
		if again := written(t, Document{Records: changes.Records}); string(again) != "{\n  \"format\": \"rapport\",\n  \"version\": 1\n}\n" {
			t.Fatalf("the second import changes\n%s", again)
		}
		for _, c := range summary {
			if c.Added+c.Replaced+c.Skipped > 0 {
				t.Fatalf("the second import counts %+v", summary)
			}
		}
	})
}
