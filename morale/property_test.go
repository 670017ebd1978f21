package morale

import (
	"reflect"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// span of days that drawn files fall into.
const drawnDays = 400

// drawDay draws a day; about one time in ten none.
func drawDay(t *rapid.T, label string) civil.Date {
	if rapid.IntRange(0, 9).Draw(t, label+" is known") == 0 {
		return 0
	}
	return start + civil.Date(rapid.IntRange(0, drawnDays).Draw(t, label))
}

func drawSomeDay(t *rapid.T, label string) civil.Date {
	return start + civil.Date(rapid.IntRange(0, drawnDays).Draw(t, label))
}

func drawOneOf[T any](t *rapid.T, label string, of ...T) T {
	return rapid.SampledFrom(of).Draw(t, label)
}

func drawMaybe(t *rapid.T, label string, low, high int) *int {
	if rapid.IntRange(0, 3).Draw(t, label+" is noted") == 0 {
		return nil
	}
	return ptr(rapid.IntRange(low, high).Draw(t, label))
}

// drawnTexts hold words that raise signs and words that do not.
var drawnTexts = []string{
	"", "Shipped the importer. Next: dashboards.", "I am exhausted, honestly.", "Priya said the split felt unfair.", "“I have an offer from another company.”",
	"Nobody notices what I do here.", "Too much on my plate, I cannot keep up.", "The server is exhausted after the load test.", "What is the point of any of this?",
	"I do not know what is expected of me. I feel stuck.", "Fine, I suppose.", "Good week. Holiday plans.",
}

// drawFile draws a file in which everything that signs look at happens at odd times.
func drawFile(t *rapid.T) people.File {
	b := priya(drawOneOf[people.Cadence](t, "cadence", "weekly", "biweekly", "monthly", "none"))
	b.Person.Started = drawOneOf(t, "started", 0, start-400, start, start+30)
	if rapid.IntRange(0, 3).Draw(t, "status") == 0 {
		b.Person.Status, b.Person.StatusSince = drawOneOf(t, "status", people.OnLeave, people.Archived), drawSomeDay(t, "status since")
	}
	day := start + civil.Date(rapid.IntRange(0, 30).Draw(t, "first meeting"))
	for n := rapid.IntRange(0, 45).Draw(t, "meetings"); n > 0; n-- {
		day += civil.Date(rapid.IntRange(1, 15).Draw(t, "days to the next"))
		m := b.meet(day, 0, 0)
		m.Status = drawOneOf(t, "status", notes.Held, notes.Held, notes.Held, notes.Held, notes.Cancelled, notes.Missed, notes.Scheduled)
		m.CancelledBy = drawOneOf[notes.Side](t, "cancelled by", "", "me", "them")
		m.Mood, m.Workload = drawMaybe(t, "mood", 1, 5), drawMaybe(t, "workload", 1, 5)
		m.MoodSource = drawOneOf[notes.Source](t, "source", "", "said", "impression")
		m.Notes, m.PrivateNotes = drawOneOf(t, "notes", drawnTexts...), drawOneOf(t, "private notes", drawnTexts...)
		if rapid.IntRange(0, 5).Draw(t, "ended later") == 0 {
			m.Ended = instant(day + civil.Date(rapid.IntRange(0, 20).Draw(t, "ended")))
		}
		if rapid.IntRange(0, 5).Draw(t, "moved") == 0 {
			m.MovedFrom = instant(day - civil.Date(rapid.IntRange(-5, 20).Draw(t, "moved from")))
		}
		for range rapid.IntRange(0, 2).Draw(t, "topics") {
			m.Topics = append(m.Topics, notes.Topic{ID: b.id(), Text: drawOneOf(t, "topic", "Next role", "I feel stuck in this role"), Category: drawOneOf(t, "category", notes.Growth, notes.Delivery),
				RaisedBy: drawOneOf(t, "raised by", notes.Me, notes.Them), State: drawOneOf(t, "state", notes.Open, notes.Discussed)})
		}
	}
	for range rapid.IntRange(0, 6).Draw(t, "actions") {
		due := drawDay(t, "due")
		b.promise(drawDay(t, "created"), due, 0)
		a := &b.Actions[len(b.Actions)-1]
		a.State = drawOneOf(t, "state", notes.ActionOpen, notes.ActionDone, notes.ActionDropped)
		if a.State != notes.ActionOpen {
			a.Closed = drawDay(t, "closed")
		}
	}
	for range rapid.IntRange(0, 4).Draw(t, "feedback") {
		b.Feedback = append(b.Feedback, notes.Feedback{ID: b.id(), Person: b.Person.ID, Date: drawSomeDay(t, "date"), Kind: notes.Praise,
			Direction: drawOneOf(t, "direction", notes.Given, notes.About, notes.Received), SaidOn: drawDay(t, "said on"), Text: drawOneOf(t, "feedback", drawnTexts...)})
	}
	for range rapid.IntRange(0, 3).Draw(t, "goals") {
		b.Goals = append(b.Goals, drawGoal(t, b))
	}
	for range rapid.IntRange(0, 5).Draw(t, "observations") {
		b.Observations = append(b.Observations, people.Observation{ID: b.id(), Person: b.Person.ID, Date: drawSomeDay(t, "seen"),
			Behaviour: drawOneOf(t, "behaviour", "effort", "leaving early", "focus", "hums at the desk"), Change: drawOneOf(t, "change", people.Less, people.More)})
	}
	for range rapid.IntRange(0, 2).Draw(t, "events") {
		e := people.Event{ID: b.id(), Date: drawSomeDay(t, "event"), Kind: drawOneOf(t, "kind", people.PassedOver, people.Launch, people.Reorganisation, ""), Text: "Event"}
		if rapid.Bool().Draw(t, "followed") {
			e.Followed = []civil.Date{drawSomeDay(t, "followed on")}
		}
		if rapid.Bool().Draw(t, "own") {
			e.Person = b.Person.ID
		}
		b.Events = append(b.Events, e)
	}
	for range rapid.IntRange(0, 3).Draw(t, "absences") {
		from := drawSomeDay(t, "away")
		b.away(from, from+civil.Date(rapid.IntRange(0, 30).Draw(t, "for")))
	}
	for range rapid.IntRange(0, 3).Draw(t, "acknowledgements") {
		b.ack(rapid.SampledFrom(Kinds).Draw(t, "kind").Kind, drawSomeDay(t, "at"), drawOneOf(t, "action", people.Snoozed, people.Dismissed, people.Acted), drawDay(t, "until"))
	}
	for range rapid.IntRange(0, 2).Draw(t, "journal") {
		b.Journal = append(b.Journal, notes.JournalLine{ID: b.id(), Person: b.Person.ID, At: instant(drawSomeDay(t, "journal")), Text: drawOneOf(t, "line", drawnTexts...)})
	}
	return b.file()
}

func drawGoal(t *rapid.T, b *builder) goals.Goal {
	g := goals.Goal{ID: b.id(), Person: b.Person.ID, Title: "Goal", Start: drawDay(t, "start"), Agreed: drawDay(t, "agreed"),
		Status: drawOneOf(t, "status", goals.Draft, goals.Active, goals.Active, goals.Achieved)}
	if g.Status == goals.Achieved {
		g.Closed = drawDay(t, "closed")
	}
	if rapid.Bool().Draw(t, "mismatch") {
		g.Mismatch = &goals.Mismatch{Since: drawSomeDay(t, "since"), Resolved: drawDay(t, "resolved")}
	}
	if rapid.Bool().Draw(t, "measured") {
		k := goals.KeyResult{ID: uuid.UUID{1}, Title: "Screens", Kind: goals.Number, From: ptr(0.0), To: ptr(50.0)}
		if rapid.Bool().Draw(t, "retargeted") {
			k.Retargeted = []goals.Retarget{{Date: drawSomeDay(t, "retargeted on"), Was: ptr(20.0), To: ptr(50.0), Reason: "More"}}
		}
		g.KeyResults = []goals.KeyResult{k}
	}
	day := start
	for range rapid.IntRange(0, 5).Draw(t, "check-ins") {
		day += civil.Date(rapid.IntRange(1, 80).Draw(t, "days to the next check-in"))
		c := checkIn(day, float64(rapid.IntRange(0, 5).Draw(t, "value"))*10, drawOneOf(t, "confidence", goals.OnTrack, goals.OffTrack, ""))
		if len(g.KeyResults) == 0 {
			c.Values = nil
		}
		g.CheckIns = append(g.CheckIns, c)
	}
	return g
}

// What happens after a day changes nothing on that day: the file as it was known then has the same signs.
func TestTheFutureChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		on := drawSomeDay(t, "on")
		now, then := Signs(f, Rules{}, on), Signs(f.AsOf(on), Rules{}, on)
		if !reflect.DeepEqual(now, then) {
			t.Fatalf("on %s (day %d)\nwith the future %v\nwithout it      %v", on, on-start, now, then)
		}
		for _, s := range now {
			for _, e := range s.Evidence {
				if e.Date > on {
					t.Fatalf("on %s %s rests on %s: %s", on, s.Kind, e.Date, e.Text)
				}
			}
			if s.Raised > on || s.Since > on || s.Since == 0 || s.Title == "" || s.Line == "" || s.Clears == "" || s.Question == "" || len(s.Evidence) == 0 {
				t.Fatalf("on %s incomplete: %+v", on, s)
			}
		}
	})
}

// The signs of a day are the rows of a daily replay that are open on it; each row says the same.
func TestSignsAreTheOpenRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		f.Acknowledgements = nil
		rows := Replay(f, Rules{}, start-500, start+drawnDays+100, 1)
		for range 5 {
			on := drawSomeDay(t, "on")
			var open []Sign
			for _, r := range rows {
				if r.Raised <= on && (r.Cleared == 0 || on < r.Cleared) {
					open = append(open, r.Sign)
				}
			}
			bySeverity(open, func(s Sign) Sign { return s })
			signs := Signs(f, Rules{}, on)
			if len(signs) != len(open) {
				t.Fatalf("on %s signs %v, rows %v", on, signs, open)
			}
			for i, s := range signs {
				o := open[i]
				if s.Kind != o.Kind || s.Severity != o.Severity || s.Raised != o.Raised {
					t.Fatalf("on %s sign %v, row %v", on, s, o)
				}
				if on == o.Raised && !reflect.DeepEqual(s, o) {
					t.Fatalf("on the day it was raised: sign %+v, row %+v", s, o)
				}
			}
		}
	})
}

// Rows of one kind do not overlap, and a row that follows on another at once has another severity, however the days are chosen.
func TestRowsDoNotOverlap(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		from := drawSomeDay(t, "from")
		to := from + civil.Date(rapid.IntRange(0, 300).Draw(t, "to"))
		every := rapid.IntRange(1, 10).Draw(t, "every")
		last := map[Kind]Row{}
		for _, r := range Replay(f, Rules{}, from, to, every) {
			if r.Raised < from || r.Raised > to || int(r.Raised-from)%every != 0 || r.Cleared != 0 && (r.Cleared <= r.Raised || r.Cleared > to || int(r.Cleared-from)%every != 0) {
				t.Fatalf("row %v cleared %s in %s to %s every %d", r, r.Cleared, from, to, every)
			}
			if before, ok := last[r.Kind]; ok && (before.Cleared == 0 || r.Raised < before.Cleared || r.Raised == before.Cleared && r.Severity == before.Severity) {
				t.Fatalf("%v follows %v cleared %s", r, before, before.Cleared)
			}
			last[r.Kind] = r
		}
	})
}

// A replay with wider steps sees on its days what a daily one sees on them.
func TestWiderStepsSeeTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := drawFile(t)
		f.Acknowledgements = nil
		from := drawSomeDay(t, "from")
		every := rapid.IntRange(2, 10).Draw(t, "every")
		rows := Replay(f, Rules{}, from, from+200, every)
		for on := from; on <= from+200; on += civil.Date(every) {
			var open []Sign
			for _, r := range rows {
				if r.Raised <= on && (r.Cleared == 0 || on < r.Cleared) {
					open = append(open, r.Sign)
				}
			}
			bySeverity(open, func(s Sign) Sign { return s })
			if signs := Signs(f, Rules{}, on); !reflect.DeepEqual(kinds(signs), kinds(open)) {
				t.Fatalf("on %s signs %v, rows %v", on, signs, open)
			}
		}
	})
}
