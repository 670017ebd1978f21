package sample

import (
	"strconv"
	"strings"
	"time"

	"rapport/civil"
	"rapport/notes"
)

var categories = map[byte]notes.Category{
	'd': notes.Delivery, 't': notes.Technical, 'g': notes.Growth, 'w': notes.Wellbeing, 'f': notes.FeedbackC, 'm': notes.Team, 'o': notes.Other,
}

// meeting adds the one-on-one of a week with its topics and action items: held where the week is over, planned where it is not.
func (s *script) meeting(week int, b block) {
	usual := s.base + civil.Date(7*week)
	m := notes.Meeting{Person: s.person, Status: notes.Held, Minutes: ptr(30)}
	clock := s.clock
	day, toOpen := usual, lastOpen
	if week >= 0 || s.isAway(lastOpen(usual)) {
		toOpen = nextOpen
	}
	if week >= 0 {
		m.Status = notes.Scheduled
	}
	prepared := false
	for _, word := range b.words {
		if word == "missed" {
			m.Status = notes.Missed
			continue
		}
		switch rest := word[1:]; word[0] {
		case 'm': // mood, said; with i the manager's impression
			m.Mood, m.MoodSource = reading(rest)
		case 'l': // workload, likewise
			m.Workload, m.WorkloadSource = reading(rest)
		case 'h': // did it help
			m.Helped = ptr(int(number(rest)))
		case 'n': // minutes that it took
			m.Minutes = ptr(int(number(rest)))
		case 'p':
			prepared = true
		case 'x': // cancelled by m or t
			m.Status, m.CancelledBy = notes.Cancelled, side(rest)
		case 's': // moved by so many weekdays
			day = weekdaysAfter(usual, int(number(rest)))
		case 'c': // at another time of the day
			clock = parseClock(rest)
		case '#':
			m.Tags = append(m.Tags, rest)
		default:
			panic("no such word of a one-on-one: " + word)
		}
	}
	at := s.moment(toOpen(day), clock)
	m.ID, m.At = s.idAt(at), civil.InstantOf(at)
	if was := s.moment(usual, s.clock); !was.Equal(at) && (week-s.since)%s.every == 0 {
		m.MovedFrom = civil.InstantOf(was)
	}
	spread := int(m.ID[15])
	if m.Status == notes.Held {
		if *m.Minutes == 30 {
			m.Minutes = ptr(24 + spread%14)
		}
		began := at.Add(time.Duration(spread%4) * time.Minute)
		m.Began = civil.InstantOf(began)
		m.Ended = civil.InstantOf(began.Add(time.Duration(*m.Minutes) * time.Minute))
	}
	if prepared {
		early := at.Add(-time.Duration(25+spread%60) * time.Minute)
		if m.Status == notes.Scheduled {
			early = s.moment(s.past, 16*time.Hour+time.Duration(spread%50)*time.Minute)
		}
		m.Prepared = civil.InstantOf(early)
	}
	s.meetings[week] = m.ID
	var note, private []string
	for _, line := range b.body {
		switch {
		case strings.HasPrefix(line, "^"):
			m.Topics = append(m.Topics, s.topic(m, line[1:]))
		case strings.HasPrefix(line, "!"):
			s.action(m, line[1:])
		case strings.HasPrefix(line, "~ "):
			private = append(private, line[2:])
		default:
			note = append(note, line)
		}
	}
	m.Notes, m.PrivateNotes = s.note(note), s.note(private)
	for _, f := range b.sets {
		if f[0] != "intent" {
			panic("a one-on-one takes no :" + f[0])
		}
		m.Intent = s.expand(f[1])
	}
	s.records.Meetings = append(s.records.Meetings, m)
}

// isAway reports whether the person of the script is on leave on the day.
func (s *script) isAway(d civil.Date) bool {
	for _, a := range s.records.Absences {
		if a.Person == s.person && a.Covers(d) {
			return true
		}
	}
	return false
}

// note is the text of a note: its lines without the empty ones around it.
func (s *script) note(lines []string) string {
	return s.expand(strings.Trim(strings.Join(lines, "\n"), "\n"))
}

// reading reads "4" as said by the report and "4i" as the manager's impression.
func reading(text string) (*int, notes.Source) {
	if value, ok := strings.CutSuffix(text, "i"); ok {
		return ptr(int(number(value))), notes.Impression
	}
	return ptr(int(number(text))), notes.Said
}

func side(letter string) notes.Side {
	switch letter {
	case "m", ">":
		return notes.Me
	case "t", "<":
		return notes.Them
	}
	panic("no such side: " + letter)
}

// topic reads "d<2? text".
func (s *script) topic(m notes.Meeting, text string) notes.Topic {
	flags, text, _ := strings.Cut(text, " ")
	t := notes.Topic{ID: s.idAt(m.At.Time()), Text: s.expand(text), Category: categories[flags[0]], RaisedBy: side(flags[1:2]), State: notes.Discussed}
	if t.Category == "" {
		panic("no such category: " + flags)
	}
	if m.Status != notes.Held {
		t.State = notes.Open
	}
	for _, flag := range flags[2:] {
		switch flag {
		case '?':
			t.State = notes.Open
		case '=':
			t.State = notes.Parked
		default:
			t.Carried = ptr(int(number(string(flag))))
		}
	}
	return t
}

// action reads "m +7 =5 text": who, due, done.
func (s *script) action(m notes.Meeting, text string) {
	created := m.At.Date()
	a := notes.Action{Person: s.person, Meeting: m.ID, Owner: side(text[:1]), Created: created, State: notes.ActionOpen}
	text, a.Reason, _ = strings.Cut(text, " // ")
	words := strings.Fields(text)[1:]
	closed := func(days string) civil.Date {
		return max(created, min(lastOpen(created+civil.Date(number(days))), s.past))
	}
	for ; len(words) > 0; words = words[1:] {
		rest := words[0][1:]
		if _, err := strconv.Atoi(rest); err != nil && words[0] != "*weekly" {
			break
		}
		switch words[0][0] {
		case '+':
			a.Due = lastOpen(created + civil.Date(number(rest)))
		case '=':
			a.State, a.Closed = notes.ActionDone, closed(rest)
		case 'x':
			a.State, a.Closed = notes.ActionDropped, closed(rest)
		case '*':
			a.Recurs = "FREQ=WEEKLY;BYDAY=" + byDay(a.Due)
		}
	}
	a.ID, a.Text, a.Reason = s.idAt(m.At.Time()), s.expand(strings.Join(words, " ")), s.expand(a.Reason)
	s.records.Actions = append(s.records.Actions, a)
}
