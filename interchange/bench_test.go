package interchange

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

// manyMeetings is 50 people with 30,000 meetings of about 250 words and three topics each.
func manyMeetings() people.Records {
	newID, start := counter(), civil.NewDate(2010, 1, 1)
	var r people.Records
	for i := range 50 {
		r.People = append(r.People, people.Person{ID: newID(), Name: fmt.Sprint("Person ", i)})
	}
	note := strings.Repeat("We talked about the on-call rota, the migration and “what is next” after the summer. ", 17)
	for i := range 30_000 {
		at, err := civil.ParseInstant(fmt.Sprintf("%sT%02d:00:00+02:00", start+civil.Date(i/4), 9+i%4))
		if err != nil {
			panic(err)
		}
		mood := 1 + i%5
		r.Meetings = append(r.Meetings, notes.Meeting{
			ID: newID(), Person: r.People[i%50].ID, At: at, Status: notes.Held, Mood: &mood, MoodSource: notes.Said, Notes: note + fmt.Sprint(i), Tags: []string{"weekly"},
			Topics: []notes.Topic{{ID: newID(), Text: "On-call"}, {ID: newID(), Text: "Growth", Category: notes.Growth}, {ID: newID(), Text: "Team", State: notes.Discussed}},
		})
	}
	return r
}

func BenchmarkWrite30000(b *testing.B) {
	doc := Document{Records: manyMeetings()}
	b.SetBytes(int64(len(written(b, doc))))
	b.ReportAllocs()
	for b.Loop() {
		written(b, doc)
	}
}

func BenchmarkRead30000(b *testing.B) {
	data := written(b, Document{Records: manyMeetings()})
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Read(bytes.NewReader(data), ReadOptions{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkMergeAgain30000 merges a document that the database has already, BenchmarkMergeUnnamed30000 one without ids.
func BenchmarkMergeAgain30000(b *testing.B)   { benchmarkMerge(b, true) }
func BenchmarkMergeUnnamed30000(b *testing.B) { benchmarkMerge(b, false) }

func benchmarkMerge(b *testing.B, named bool) {
	have := manyMeetings()
	doc := Document{Records: manyMeetings()}
	for i := range doc.Meetings {
		if !named {
			doc.Meetings[i].ID = uuid.Nil
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		changes, _, err := Merge(have, doc, MergeOptions{NewID: counter()})
		if err != nil || len(changes.Meetings) > 0 {
			b.Fatal(err, len(changes.Meetings))
		}
	}
}
