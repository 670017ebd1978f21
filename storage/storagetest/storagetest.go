// Package storagetest makes large databases for benchmarks: the same ones every time, of a size that is asked for. Its words are
// made up, its proportions are not: few words are frequent and many rare, as in any language (Zipf).
package storagetest

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// Shape is the size of what is made.
type Shape struct {
	People   int  // reports; the meetings are dealt to them in turn, one a week each
	Meetings int  // held one-on-ones, each with its notes
	Words    int  // of each note, about; 0: 250
	Life     bool // also topics, action items, feedback, journal lines and goals with check-ins, as they gather over the years
}

// Phrase stands in three notes of ten, RareWord in one of a thousand; CommonWord is the most frequent word.
const (
	Phrase     = "knowledge transfer"
	RareWord   = "zanzibar"
	CommonWord = "the"
)

// Last is the day of the last meetings.
var Last = civil.NewDate(2026, time.March, 2)

type maker struct {
	*rand.Rand
	zipf  *rand.Zipf
	words []string
	ids   uint64
}

// Records makes the records of a shape.
func Records(s Shape) people.Records {
	if s.Words == 0 {
		s.Words = 250
	}
	source := rand.New(rand.NewPCG(1, 2))
	m := &maker{Rand: source, zipf: rand.NewZipf(source, 1.1, 3, 7999), words: vocabulary(8000)}
	var r people.Records
	for i := range s.People {
		r.People = append(r.People, people.Person{ID: m.id(), Name: fmt.Sprintf("Person %03d", i+1), Role: "Engineer", Cadence: people.Weekly, Started: Last - 2000})
	}
	weeks := (s.Meetings + s.People - 1) / s.People
	for i := range s.Meetings {
		p, day := r.People[i%s.People], Last-civil.Date(7*(weeks-1-i/s.People))
		at, err := civil.ParseInstant(fmt.Sprintf("%sT%02d:%02d:00+01:00", day, 8+i%s.People%40/4, 15*(i%4)))
		if err != nil {
			panic(err) // a year after 9999
		}
		meeting := notes.Meeting{ID: m.id(), Person: p.ID, At: at, Status: notes.Held, Notes: m.note(i, s.Words)}
		if s.Life {
			m.live(&r, p, &meeting, i/s.People)
		}
		r.Meetings = append(r.Meetings, meeting)
	}
	return r
}

// id makes ids that sort by age.
func (m *maker) id() uuid.UUID {
	m.ids++
	id := uuid.UUID{6: 0x70, 8: 0x80}
	binary.BigEndian.PutUint64(id[8:], m.ids|0x80<<56)
	binary.BigEndian.PutUint32(id[:], uint32(m.ids>>8))
	return id
}

// vocabulary makes n words that can be spoken, the most frequent first.
func vocabulary(n int) []string {
	frequent := strings.Fields("the and to of a we is in that it for on was with as not but this be have are more at they about what from or by so will team work next week project time need plan release review code think feel good help")
	words, seen := frequent, map[string]bool{}
	for _, w := range words {
		seen[w] = true
	}
	r := rand.New(rand.NewPCG(3, 4))
	for len(words) < n {
		var b strings.Builder
		for range 1 + len(words)/1500 + r.IntN(2) {
			b.WriteString([]string{"b", "br", "c", "d", "f", "g", "gl", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "w"}[r.IntN(20)])
			b.WriteString([]string{"a", "e", "i", "o", "u", "ea", "ou", "an", "en", "er", "in", "on", "or", "al"}[r.IntN(14)])
		}
		if w := b.String(); !seen[w] {
			seen[w] = true
			words = append(words, w)
		}
	}
	return words
}

func (m *maker) word() string { return m.words[m.zipf.Uint64()] }

// sentence makes about n words.
func (m *maker) sentence(n int) string {
	words := make([]string, max(1, n))
	for i := range words {
		words[i] = m.word()
	}
	words[0] = strings.ToUpper(words[0][:1]) + words[0][1:]
	return strings.Join(words, " ") + "."
}

// note makes the notes of meeting i, about n words of Markdown.
func (m *maker) note(i, n int) string {
	var b strings.Builder
	for left := n; left > 0; {
		if b.Len() == 0 || m.IntN(6) == 0 {
			fmt.Fprintf(&b, "## %s\n\n", strings.TrimSuffix(m.sentence(2), "."))
		}
		if m.IntN(3) == 0 {
			b.WriteString("- ")
		}
		for range 1 + m.IntN(3) {
			k := min(6+m.IntN(14), left)
			if k > 0 {
				b.WriteString(m.sentence(k) + " ")
			}
			left -= k
		}
		if left < n/2 && i%10 < 3 && !strings.Contains(b.String(), Phrase) {
			b.WriteString("We spoke about " + Phrase + ". ")
		}
		b.WriteString("\n\n")
	}
	if i%1000 == 500 {
		b.WriteString("Something about " + RareWord + ".\n")
	}
	return b.String()
}

// live adds what else gathers around the meeting of one week.
func (m *maker) live(r *people.Records, p people.Person, meeting *notes.Meeting, week int) {
	day := meeting.At.Date()
	mood, minutes := 1+m.IntN(5), 30
	meeting.Mood, meeting.MoodSource, meeting.Minutes = &mood, notes.Said, &minutes
	for range 3 {
		meeting.Topics = append(meeting.Topics, notes.Topic{ID: m.id(), Text: m.sentence(6), Category: notes.Delivery, RaisedBy: notes.Them, State: notes.Discussed})
	}
	for range 2 {
		r.Actions = append(r.Actions, notes.Action{ID: m.id(), Person: p.ID, Meeting: meeting.ID, Text: m.sentence(8), Owner: notes.Me,
			Created: day, Due: day + 7, State: notes.ActionDone, Closed: day + 5})
	}
	r.Journal = append(r.Journal, notes.JournalLine{ID: m.id(), Person: p.ID, At: meeting.At, Text: m.sentence(20)})
	if week%4 == 0 {
		r.Feedback = append(r.Feedback, notes.Feedback{ID: m.id(), Person: p.ID, Meeting: meeting.ID, Date: day, Kind: notes.Praise,
			Direction: notes.Given, Situation: m.sentence(8), Behaviour: m.sentence(10), Impact: m.sentence(8)})
	}
	if week%13 == 0 {
		g := goals.Goal{ID: m.id(), Person: p.ID, Title: m.sentence(6), Why: m.sentence(15), Start: day, Due: day + 90, Status: goals.Achieved, Closed: day + 90, DoneMeans: m.sentence(12)}
		for range 3 {
			from, to := 0.0, 100.0
			g.KeyResults = append(g.KeyResults, goals.KeyResult{ID: m.id(), Title: m.sentence(6), Kind: goals.Number, From: &from, To: &to})
		}
		for i := range 12 {
			values := map[uuid.UUID]float64{}
			for _, k := range g.KeyResults {
				values[k.ID] = float64(8 * (i + 1))
			}
			g.CheckIns = append(g.CheckIns, goals.CheckIn{ID: m.id(), Date: day + civil.Date(7*(i+1)), Confidence: goals.OnTrack, Note: m.sentence(15), Values: values})
		}
		r.Goals = append(r.Goals, g)
	}
}
