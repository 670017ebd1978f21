package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"math"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

func pointer[T any](v T) *T { return &v }

func instant(t *testing.T, s string) civil.Instant {
	t.Helper()
	i, err := civil.ParseInstant(s)
	if err != nil {
		t.Fatal(err)
	}
	return i
}

// Every rule of writing, byte for byte: the order of keys and records, what is absent, escapes, numbers, indent.
func TestWritesByTheContract(t *testing.T) {
	doc := Document{
		Exported: instant(t, "2026-03-03T14:00:00.500+02:00"),
		Records: people.Records{
			People: []people.Person{
				{ID: id(2), Name: "Zoë <zoe@example.org> & \"friends\"", Hold: pointer(false), Colour: pointer(0), Tags: []string{}, Left: &people.Left{}, Strengths: []people.Strength{{Text: "SQL"}}},
				{ID: id(1), Name: "tab\there\nline \\ / \u0000\u001f\u007f\u2028\u2029 😀 \xff", Tags: []string{"b", "", "a"}, ExDates: []civil.Date{civil.NewDate(2026, 3, 3)}},
			},
			Meetings: []notes.Meeting{{
				ID: id(9), Person: id(1), At: instant(t, "2026-03-03T23:30:00-05:00"), Status: notes.Held, Minutes: pointer(0),
				Topics: []notes.Topic{{ID: id(8), Text: "second id first", State: notes.Open}, {ID: id(7), Text: "b"}},
			}},
			Goals: []goals.Goal{{
				ID: id(3), Title: "g", Status: goals.Active, Score: pointer(0.0),
				KeyResults: []goals.KeyResult{{ID: id(5), Title: "k", Kind: goals.Number, From: pointer(math.Copysign(0, -1)), To: pointer(1e21), Weight: pointer(0.1)}},
				CheckIns:   []goals.CheckIn{{ID: id(6), Date: civil.NewDate(2026, 3, 3), Values: map[uuid.UUID]float64{id(5): 1e-7, id(4): 100}}},
			}},
			Settings: people.Settings{"b": 1.50, "a": false, "empty": "", "none": nil, "z": "text", "n": 7},
		},
	}
	var b bytes.Buffer
	if err := Write(&b, doc); err != nil {
		t.Fatal(err)
	}
	if *update {
		if err := os.WriteFile("testdata/written.json", b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile("testdata/written.json")
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(b.Bytes(), want) {
		t.Errorf("written\n%s\nwant\n%s", b.Bytes(), want)
	}
	if doc.People[0].ID != id(2) {
		t.Error("Write sorted the records of its caller")
	}
}

// What Write writes, another reader of JSON reads as the same texts.
func TestTextsReadElsewhere(t *testing.T) {
	all := strings.Join(pieces, "|")
	var doc struct{ People []people.Person }
	if err := json.Unmarshal(written(t, Document{Records: people.Records{People: []people.Person{{Name: all}}}}), &doc); err != nil || doc.People[0].Name != all {
		t.Errorf("%v: %+v, want %q", err, doc.People, all)
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	nan := Document{Records: people.Records{Goals: []goals.Goal{{Score: pointer(math.NaN())}}}}
	if err := Write(&bytes.Buffer{}, nan); err == nil || err.Error() != "a number cannot be written: it is NaN" {
		t.Errorf("NaN: %v", err)
	}
	list := Document{Records: people.Records{Settings: people.Settings{"x": []int{1}}}}
	if err := Write(&bytes.Buffer{}, list); err == nil || err.Error() != "the setting x cannot be written: it is neither a text, a number nor true or false" {
		t.Errorf("list: %v", err)
	}
	full := errors.New("the disk is full")
	if err := Write(brokenWriter{full}, Document{Records: manyMeetings()}); !errors.Is(err, full) {
		t.Errorf("a writer that fails: %v", err)
	}
}

type brokenWriter struct{ err error }

func (w brokenWriter) Write([]byte) (int, error) { return 0, w.err }

func TestReaderThatFails(t *testing.T) {
	lost := errors.New("the stick was pulled out")
	if _, _, err := Read(brokenReader{lost}, ReadOptions{}); !errors.Is(err, lost) {
		t.Errorf("%v", err)
	}
}

type brokenReader struct{ err error }

func (r brokenReader) Read([]byte) (int, error) { return 0, r.err }
