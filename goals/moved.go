package goals

import "rapport/civil"

// MoveWord says in one word what became of a goal since a day.
type MoveWord string

// The words; the first that fits holds. A goal slowed where it moved at less than half of its own pace before.
const (
	MoveDone     MoveWord = "Done"      // it ended
	MoveNew      MoveWord = "New"       // it was not known before
	MoveUnclear  MoveWord = "Unclear"   // it has no measure
	MoveSlipped  MoveWord = "Slipped"   // it fell back by a point or more
	MoveNoChange MoveWord = "No change" // less than a point either way
	MoveSlowed   MoveWord = "Slowed"
	MoveMoved    MoveWord = "Moved"
)

// Move is what became of a goal between two days.
type Move struct {
	From, To *float64 // progress, 0..1; nil where there was no measure
	Word     MoveWord
	CheckIns []CheckIn // those after the first day, up to and with the second
}

// Moved says what became of a goal since a day: progress then and now, in a word, and the check-ins between. False where the goal
// was not known on the second day, or had ended by the first.
func Moved(g Goal, since, on civil.Date) (Move, bool) {
	now, ok := g.AsOf(on)
	if !ok || now.IsClosed() && now.Closed <= since {
		return Move{}, false
	}
	m := Move{To: Progress(now)}
	for _, c := range now.CheckIns {
		if c.Date > since {
			m.CheckIns = append(m.CheckIns, c)
		}
	}
	then, known := g.AsOf(since)
	if known {
		m.From = Progress(then)
	}
	switch {
	case now.IsClosed():
		m.Word = MoveDone
	case !known:
		m.Word = MoveNew
	case m.From == nil || m.To == nil:
		m.Word = MoveUnclear
	default:
		m.Word = moveWord(*m.From, *m.To, then.Start, since, on)
	}
	return m, true
}

func moveWord(from, to float64, start, since, on civil.Date) MoveWord {
	const point = 0.01
	switch by := to - from; {
	case by <= -point+rounding:
		return MoveSlipped
	case by < point-rounding:
		return MoveNoChange
	case start != 0 && start < since && to < 1 && by/float64(on-since) < from/float64(since-start)/2:
		return MoveSlowed
	}
	return MoveMoved
}

// Ask is what to ask about a goal that moved so between two days; empty where it went as planned. The first that fits holds: what the
// numbers and the confidence say differently, what fell back or stands still, a pace that does not reach, a goal without a measure.
func Ask(g Goal, m Move, on civil.Date) string {
	g, ok := g.AsOf(on)
	if !ok {
		return ""
	}
	if g.Mismatch != nil && g.Mismatch.Resolved == 0 && !g.IsClosed() {
		return "What does done mean to you? The two answers differ."
	}
	days, looked := g.DaysSinceCheckIn(on)
	switch {
	case m.Word == MoveDone && g.Status == Achieved:
		return "What made it work?"
	case m.Word == MoveDone:
		return "What is to be learnt from it?"
	case m.Word == MoveUnclear:
		return "What would someone see when it is done?"
	case isStale(g, on) && looked:
		return "Where does it stand? Nobody checked in for " + Plural(days, "day", "days") + "."
	case m.Word == MoveSlipped:
		return "It fell back from " + PercentWords(*m.From) + " to " + PercentWords(*m.To) + ". What happened?"
	case Remark(g, on) != "":
		return "What do you see that the numbers do not? " + ForecastWords(g, on) + "."
	case m.Word == MoveNoChange && (m.To == nil || *m.To < 1):
		return "It has not moved. What is in the way this week?"
	case Warning(g, on) != "":
		return "What could change: the scope, the date, or the help? " + ForecastWords(g, on) + "."
	case m.Word == MoveSlowed:
		return "It slowed down. What would make the next step smaller?"
	case m.Word == MoveNew:
		return "What is the first step, and by when?"
	}
	return ""
}
