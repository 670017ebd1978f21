package ui

import (
	"fmt"
	"strings"
	"time"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// count says a number with its noun: "1 point", "3 points".
func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// numberWords are the small numbers as words, for running text.
var numberWords = [...]string{"no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"}

// inWords is like count, with small numbers written out.
func inWords(n int, one, many string) string {
	number := fmt.Sprint(n)
	if n < len(numberWords) {
		number = numberWords[n]
	}
	if n == 1 {
		return number + " " + one
	}
	return number + " " + many
}

// roleAndTeam is what a person does and where; a team that the role names already is not said twice.
func roleAndTeam(p people.Person, between string) string {
	if strings.HasSuffix(p.Role, p.Team) {
		return p.Role
	}
	return strings.Join(nonEmpty(p.Role, p.Team), between)
}

// dayWord is a day as one says it near today: "Today", "Tomorrow", "Wed", else "Wed 11 Mar", with the year where it is another.
func dayWord(d, today civil.Date) string {
	switch {
	case d == today:
		return "Today"
	case d == today+1:
		return "Tomorrow"
	case d > today && d < today+7:
		return d.Format("Mon")
	}
	return shortDay(d, today)
}

// nearDay is a day of the week to come in a narrow column: "Today", "Wed".
func nearDay(d, today civil.Date) string {
	if d == today+1 {
		return d.Format("Mon")
	}
	return dayWord(d, today)
}

// shortDay is a day without words of today: "3 Mar", or "3 Mar 2025" in another year.
func shortDay(d, today civil.Date) string {
	switch {
	case d == 0:
		return ""
	case d.Year() == today.Year():
		return d.Format("2 Jan")
	}
	return d.Format("2 Jan 2006")
}

// longDay is a day in full: "Tuesday 3 March", with the year where it is another.
func longDay(d, today civil.Date) string {
	if d.Year() == today.Year() {
		return d.Format("Monday 2 January")
	}
	return d.Format("Monday 2 January 2006")
}

// span says how long ago a day was, in years and months: "1 year 2 months".
func span(from, to civil.Date) string {
	if from == 0 || from > to {
		return ""
	}
	months := (to.Year()-from.Year())*12 + int(to.Month()) - int(from.Month())
	if to.Day() < from.Day() {
		months--
	}
	var parts []string
	if y := months / 12; y > 0 {
		parts = append(parts, count(y, "year", "years"))
	}
	if m := months % 12; m > 0 || months == 0 {
		parts = append(parts, count(m, "month", "months"))
	}
	if months == 0 {
		return count(int(to-from), "day", "days")
	}
	return strings.Join(parts, " ")
}

// dueWords is what a chip says of an action item's due date: late in red, today in amber, else the day; empty without one.
func dueWords(a notes.Action, today civil.Date) (text, icon string, tone w.Tone) {
	switch late := a.DaysLate(today); {
	case a.State == notes.ActionDone:
		return "Done " + shortDay(a.Closed, today), "check", w.Good
	case a.State == notes.ActionDropped:
		return "Dropped " + shortDay(a.Closed, today), "x", w.Neutral
	case late > 0:
		return count(late, "day late", "days late"), "clock", w.Bad
	case a.Due == today:
		return "Today", "", w.Warn
	case a.Due != 0 && a.Due < today+100:
		return a.Due.Format("Mon 2 Jan"), "", w.Neutral
	}
	return shortDay(a.Due, today), "", w.Neutral
}

// moodWord is a mood with its number: "2 Low"; empty where none was noted.
func moodWord(mood *int) string {
	if mood == nil || *mood < 1 || *mood > 5 {
		return ""
	}
	return fmt.Sprintf("%d %s", *mood, notes.MoodWords[*mood])
}

// categoryWord is a category as the chips show it.
func categoryWord(c notes.Category) string {
	if c == "" {
		return ""
	}
	return strings.ToUpper(string(c[:1])) + string(c[1:])
}

// carriedWord says how often a talking point was carried over: "Carried twice".
func carriedWord(n *int) string {
	if n == nil || *n == 0 {
		return ""
	}
	switch *n {
	case 1:
		return "Carried once"
	case 2:
		return "Carried twice"
	}
	return fmt.Sprintf("Carried %d times", *n)
}

// stateWords is what a chip says of a goal's state; a goal that is otherwise on track but without a recent check-in is Stale.
func stateWords(s goals.State) (text, icon string, tone w.Tone) {
	switch {
	case s.Kind == goals.StateDone && s.Ended == goals.Partly:
		return "Partly done", "flat", w.Neutral
	case s.Kind == goals.StateDone && s.Ended != "": // nothing to be green about
		return strings.ToUpper(string(s.Ended[:1])) + string(s.Ended[1:]), "x", w.Neutral
	case s.Kind == goals.StateDone:
		return s.Words(), "check", w.Good
	case s.Kind == goals.StateAtRisk:
		return s.Words(), "flag", w.Warn
	case s.Kind == goals.StateOffTrack:
		return s.Words(), "down", w.Warn
	case s.Kind == goals.StateNotMeasured:
		return s.Words(), "dots", w.Neutral
	case s.Stale:
		return "Stale", "clock", w.Neutral
	}
	return s.Words(), "check", w.Good
}

// goalLine says in a line how a goal stands.
func goalLine(g goals.Goal, s goals.State, on civil.Date) string {
	done := goals.Progress(g)
	switch {
	case g.IsClosed():
		return "Closed " + shortDay(g.Closed, on)
	case done == nil && g.Due == 0:
		return "No measure and no date set."
	case done == nil:
		return "No measure set, so no forecast."
	case g.Due != 0 && g.Due < on:
		return percent(*done) + " done. Was due " + shortDay(g.Due, on) + "."
	case s.Stale:
		if n, ok := g.DaysSinceCheckIn(on); ok {
			return percent(*done) + " done. No check-in for " + count(n, "day", "days") + "."
		}
		return percent(*done) + " done. No check-in yet."
	}
	if f := goals.ForecastOf(g, on); f != nil {
		return percent(*done) + " done. At this pace " + percent(f.Value) + " by " + shortDay(f.On, on) + "."
	}
	return percent(*done) + " done. Too early to forecast."
}

// percent is a share as a whole percentage: "58%".
func percent(v float64) string { return fmt.Sprintf("%.0f%%", v*100) }

// clockOf is the hours and minutes of a moment where the manager is.
func clockOf(i civil.Instant, now time.Time) string {
	return i.Time().In(now.Location()).Format("15:04")
}

// elapsedWords is how long a one-on-one has been going on, of the minutes that are planned: "12 of 30 min", "5 h 2 min of 30 min".
func elapsedWords(d time.Duration, planned *int) string {
	gone := max(int(d/time.Minute), 0)
	switch {
	case planned == nil && gone < 120:
		return fmt.Sprintf("%d min", gone)
	case planned == nil:
		return fmt.Sprintf("%d h %d min", gone/60, gone%60)
	case gone < 120:
		return fmt.Sprintf("%d of %d min", gone, *planned)
	}
	return fmt.Sprintf("%d h %d min of %d min", gone/60, gone%60, *planned)
}

// cancelledWord says who cancelled a one-on-one, where that was noted.
func cancelledWord(m notes.Meeting, with *Member) string {
	switch m.CancelledBy {
	case notes.Me:
		return "cancelled by you"
	case notes.Them:
		return "cancelled by " + short(with.Person.FirstName(), 16)
	}
	return "cancelled"
}

// dayOf is the day of a moment where the manager is.
func dayOf(i civil.Instant, now time.Time) civil.Date {
	return civil.DateOf(i.Time().In(now.Location()))
}
