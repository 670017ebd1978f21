package morale

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// plainSentences fill the notes of the benchmarks; one in forty raises something.
var plainSentences = []string{
	"Walked through the release checklist, two items left.", "Agreed to pair on the search index on Thursday.", "Customer call went well, they want the export by March.",
	"Looked at the dashboard together, numbers are up 4 percent.", "Decided to postpone the migration by a week.", "Question about the on-call rota for May, I will check.",
	"The connection pool was exhausted again, raised the limit.", "Mateo is frustrated with the vendor and wants to escalate.", "Test coverage of the importer went from 61 to 78 percent.",
}

// fiveYears is a report with a one-on-one a week for five years, notes of about 250 words each, promises, praise and goals.
func fiveYears(n int) people.File {
	b := priya("weekly")
	b.Person.Name = fmt.Sprintf("Report %d", n)
	for w := range 261 {
		d := start + civil.Date(7*w)
		k := (w*7 + n*13) % 40
		m := b.meet(d, 3+(w*w+n)%3-(w+n)%17/16, 3+k/30)
		if k%10 == 0 {
			m.Mood = nil
		}
		if k == 11 {
			m.Status, m.CancelledBy = notes.Cancelled, notes.Me
			m.Mood, m.Workload = nil, nil
			continue
		}
		var text strings.Builder
		for i := range 28 {
			text.WriteString(plainSentences[(i*5+w*3+n)%len(plainSentences)])
			text.WriteString([]string{" ", "\n"}[i%2])
		}
		if k == 7 {
			text.WriteString("Priya feels stuck in the role.\n")
		}
		m.Notes = text.String()
		for i := range 4 {
			m.Topics = append(m.Topics, notes.Topic{ID: b.id(), Text: "Plan for the release", Category: notes.Categories[(w+i)%7], RaisedBy: []notes.Side{notes.Me, notes.Them}[i%2], State: notes.Discussed})
		}
		b.promise(d, d+10, d+10+civil.Date(k%9-3))
		b.promise(d, d+14, d+9)
		if w%3 == 0 {
			b.Feedback = append(b.Feedback, notes.Feedback{ID: b.id(), Person: b.Person.ID, Date: d, Kind: notes.Praise, Direction: notes.Given, Text: "Thanks for the clear write-up."})
		}
		if w%13 == 0 {
			var checks []goals.CheckIn
			for i := range 8 {
				checks = append(checks, checkIn(d+civil.Date(14*i), float64(6*i), goals.OnTrack))
			}
			for range 3 {
				g := b.goal(d, "Faster checkout", checks...)
				g.ID, g.Status, g.Closed = b.id(), goals.Achieved, d+110
			}
		}
	}
	for y := range 5 {
		from := start + civil.Date(365*y+200)
		b.away(from, from+13)
	}
	return b.file()
}

// fifty are fifty such reports.
func fifty() []people.File {
	out := make([]people.File, 50)
	for i := range out {
		out[i] = fiveYears(i)
	}
	return out
}

// BenchmarkSigns is the signs of fifty reports with five years of weekly one-on-ones each: at most 200 ms.
func BenchmarkSigns(b *testing.B) {
	files := fifty()
	on := start + 1820
	b.ResetTimer()
	open := 0
	for b.Loop() {
		open = 0
		for _, f := range files {
			open += len(Signs(f, Rules{}, on))
		}
	}
	b.ReportMetric(float64(open), "signs")
}

// BenchmarkReplayWeekly is a weekly replay of all five years of the same: at most 10 s.
func BenchmarkReplayWeekly(b *testing.B) {
	files := fifty()
	b.ResetTimer()
	rows := 0
	for b.Loop() {
		rows = 0
		for _, f := range files {
			rows += len(Replay(f, Rules{}, start, start+1826, 7))
		}
	}
	b.ReportMetric(float64(rows), "rows")
}

func TestTenThousandMeetings(t *testing.T) {
	b := priya("weekly")
	for i := range 10_000 {
		b.meet(start+civil.Date(i), 3+i%3, 3+i%2)
	}
	b.Meetings[5000].ID = uuid.UUID{9}
	if rows := Replay(b.file(), Rules{}, start, start+10_000, 1); len(rows) == 0 {
		t.Error("no praise in ten thousand one-on-ones is no sign")
	}
}
