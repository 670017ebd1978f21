package sample

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// A script is a list of blocks. A block begins with a line "@KIND words… | text"; lines ":field value" set more fields of the
// record, named as in the interchange document (a field that comes twice has two lines). The kinds stand in script.record.
//
// Days are weeks (and days) from the day of the person's one-on-one in the week of today: -5 is five weeks before it, -5+2 two
// days later, 4 four weeks ahead. What has happened is put on a working day before today. {-5} in a text is that day as in
// "24 Feb", {M-5} its month, {W-5} its weekday, {Q-5} its quarter, {Y-5} its year.
//
// A block "@-5 m4 l3 …" is the one-on-one of that week (its words: see meeting); its other lines are
//
//	^d< text     a topic: category d t g w f m o (m is team), < raised by the report, > by the manager, then any of
//	             ? open, = parked, 2 carried over twice; discussed unless said
//	!m +7 =5 x9 *weekly text // reason    an action item: owner m or t (them); due, done, dropped after so many days; recurring
//	~ text       a private line
//
// and all the rest is its note.
type script struct {
	name    string
	records *people.Records
	keys    map[string]uuid.UUID // goals by key, of every script
	home    *time.Location
	today   civil.Date
	past    civil.Date // the last working day before today: nothing has happened later
	anchor  civil.Date // the working day that today counts as

	base     civil.Date // the day of the one-on-one in the week of today
	clock    time.Duration
	every    int // weeks between two one-on-ones
	since    int // week of the first one-on-one of the series
	person   uuid.UUID
	meetings map[int]uuid.UUID
	results  map[string]uuid.UUID // key results of the last goal by key
	count    int
}

// block is one record of a script as it is written.
type block struct {
	line  int
	kind  string
	words []string
	main  string
	sets  [][2]string
	body  []string
}

// blocks cuts a script into its blocks.
func blocks(text string) []block {
	var out []block
	for i, line := range strings.Split(text, "\n") {
		switch {
		case strings.HasPrefix(line, "@"):
			head, main, _ := strings.Cut(line[1:], "|")
			words := strings.Fields(head)
			out = append(out, block{line: i + 1, kind: words[0], words: words[1:], main: strings.TrimSpace(main)})
		case len(out) == 0: // remarks at the top of the file
		case strings.HasPrefix(line, ":"):
			b := &out[len(out)-1]
			field, value, _ := strings.Cut(line[1:], " ")
			b.sets = append(b.sets, [2]string{field, value})
		default:
			b := &out[len(out)-1]
			b.body = append(b.body, line)
		}
	}
	return out
}

// read adds every record of a script to the records. A mistake in a script is a mistake in the program: it panics with its place.
func (s *script) read(text string) {
	s.meetings = map[int]uuid.UUID{}
	at := 0
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Sprintf("sample data %s, line %d: %v", s.name, at, r))
		}
	}()
	all := blocks(text)
	var rest []block
	for _, b := range all { // one-on-ones first: other records name them
		at = b.line
		if week, _, ok := parseWeeks(b.kind); ok {
			s.meeting(week, b)
		} else if b.kind == "person" || b.kind == "away" {
			s.record(b)
		} else {
			rest = append(rest, b)
		}
	}
	for _, b := range rest {
		at = b.line
		s.record(b)
	}
	s.finishSeries()
}

// record adds the record of a block that is no one-on-one.
func (s *script) record(b block) {
	r := s.records
	switch b.kind {
	case "person":
		s.addPerson(b)
	case "strength":
		p := &r.People[len(r.People)-1]
		p.Strengths = append(p.Strengths, people.Strength{Text: s.expand(b.main)})
	case "evidence":
		p := &r.People[len(r.People)-1]
		last := &p.Strengths[len(p.Strengths)-1]
		last.Evidence = append(last.Evidence, fill[people.Evidence](s, b, "date", "text"))
	case "away":
		x := fill[people.Absence](s, b, "from to", "text")
		x.ID, x.Person = s.id(x.From), s.person
		r.Absences = append(r.Absences, x)
	case "point":
		x := fill[notes.TalkingPoint](s, b, "added category raised_by carried from", "text")
		x.ID, x.Person = s.id(x.Added), s.person
		position := 1
		for _, other := range r.TalkingPoints {
			if other.Person == s.person {
				position++
			}
		}
		x.Position = &position
		r.TalkingPoints = append(r.TalkingPoints, x)
	case "j", "jp":
		x := fill[notes.JournalLine](s, b, "at", "text")
		x.ID, x.Person = s.idAt(x.At.Time()), s.person
		if b.kind == "jp" {
			x.Private = ptr(true)
		}
		r.Journal = append(r.Journal, x)
	case "praise", "constructive":
		x := fill[notes.Feedback](s, b, "direction date", "text")
		x.ID, x.Person, x.Kind = s.id(x.Date), s.person, notes.FeedbackKind(b.kind)
		r.Feedback = append(r.Feedback, x)
	case "goal", "kr", "retarget", "moved", "check":
		s.goal(b)
	case "delegation":
		x := fill[goals.Delegation](s, b, "level since review", "what")
		x.ID, x.Person = s.id(x.Since), s.person
		r.Delegations = append(r.Delegations, x)
	case "seen":
		x := fill[people.Observation](s, b, "change date meeting", "behaviour")
		x.ID, x.Person = s.id(x.Date), s.person
		r.Observations = append(r.Observations, x)
	case "event":
		x := fill[people.Event](s, b, "kind date", "text")
		x.ID, x.Person = s.id(x.Date), s.person
		r.Events = append(r.Events, x)
	case "ack":
		x := fill[people.Acknowledgement](s, b, "action sign raised at", "reason")
		x.ID, x.Person = s.id(x.At), s.person
		r.Acknowledgements = append(r.Acknowledgements, x)
	case "mark":
		x := fill[people.LineMark](s, b, "record kind at", "quote")
		x.ID, x.Mark = s.id(x.At), people.NotASign
		r.LineMarks = append(r.LineMarks, x)
	case "review":
		x := fill[people.Review](s, b, "audience from to changed", "")
		x.ID, x.Person, x.Draft = s.idAt(x.Changed.Time()), s.person, s.note(b.body)
		r.Reviews = append(r.Reviews, x)
	case "template":
		r.Templates = append(r.Templates, notes.Template{ID: s.id(s.day(b.words[0], false)), Name: b.main})
	case "section":
		t := &r.Templates[len(r.Templates)-1]
		t.Sections = append(t.Sections, fill[notes.Section](s, b, "", "title"))
	case "question":
		x := fill[notes.Question](s, block{main: b.main, sets: b.sets, words: b.words[1:]}, "theme moment", "text")
		x.ID = s.id(s.day(b.words[0], false))
		r.Questions = append(r.Questions, x)
	case "asked":
		x := fill[notes.Asked](s, b, "date", "question")
		x.ID, x.Person = s.id(x.Date), s.person
		r.Asked = append(r.Asked, x)
	case "cue":
		x := fill[people.CueWord](s, block{main: b.main, words: b.words[1:]}, "kind language", "text")
		x.ID = s.id(s.day(b.words[0], false))
		r.CueWords = append(r.CueWords, x)
	default:
		panic("no such kind of block: " + b.kind)
	}
}

// addPerson reads the words of a person: weekdays from today to the one-on-one, its clock, weeks from one to the next, the week in
// which the series began, the day of joining.
func (s *script) addPerson(b block) {
	var days int
	var clock, started string
	if _, err := fmt.Sscan(strings.Join(b.words, " "), &days, &clock, &s.every, &s.since, &started); err != nil {
		panic(err)
	}
	s.clock = parseClock(clock)
	s.base = weekdaysAfter(s.anchor, days)
	p := fill[people.Person](s, block{main: b.main, sets: b.sets}, "", "name")
	p.Started = s.day(started, false)
	p.ID = s.id(p.Started)
	p.Colour, p.SeriesMinutes = ptr(len(s.records.People)), ptr(30)
	p.Cadence = people.Weekly
	if s.every == 2 {
		p.Cadence = people.Biweekly
	}
	s.person = p.ID
	s.records.People = append(s.records.People, p)
}

// finishSeries writes the person's series; weeks of it without a meeting are occurrences dropped without a trace.
func (s *script) finishSeries() {
	if s.person == uuid.Nil {
		return
	}
	p := &s.records.People[len(s.records.People)-1]
	first := s.base + civil.Date(7*s.since)
	p.Series = fmt.Sprintf("DTSTART;TZID=%s:%s\nRRULE:FREQ=WEEKLY;INTERVAL=%d;BYDAY=%s",
		Home, s.moment(first, s.clock).Format("20060102T150405"), s.every, byDay(first))
	for week := s.since; week < 0; week += s.every {
		if s.meetings[week] == uuid.Nil {
			p.ExDates = append(p.ExDates, s.base+civil.Date(7*week))
		}
	}
}

// byDay is the day of the week as a recurrence rule names it.
func byDay(d civil.Date) string { return strings.ToUpper(d.Weekday().String()[:2]) }

// goal adds a goal, or adds to the last one.
func (s *script) goal(b block) {
	r := s.records
	if b.kind == "goal" {
		x := fill[goals.Goal](s, block{main: b.main, sets: b.sets, words: b.words[1:]}, "status start due", "title")
		x.ID, x.Person = s.id(x.Start), s.person
		s.keys[b.words[0]], s.results = x.ID, map[string]uuid.UUID{}
		r.Goals = append(r.Goals, x)
		return
	}
	g := &r.Goals[len(r.Goals)-1]
	switch b.kind {
	case "kr":
		x := fill[goals.KeyResult](s, block{main: b.main, sets: b.sets, words: b.words[1:]}, "kind from to unit", "title")
		x.ID = s.id(g.Start)
		s.results[b.words[0]] = x.ID
		g.KeyResults = append(g.KeyResults, x)
	case "retarget":
		k := &g.KeyResults[len(g.KeyResults)-1]
		x := fill[goals.Retarget](s, b, "date was", "reason")
		x.To = k.To
		k.Retargeted = append(k.Retargeted, x)
	case "moved":
		x := fill[goals.DueChange](s, b, "date was to", "reason")
		g.DueChanges = append(g.DueChanges, x)
	case "check":
		x := fill[goals.CheckIn](s, block{main: b.main, words: b.words[:2]}, "date confidence", "note")
		x.ID, x.Values = s.id(x.Date), map[uuid.UUID]float64{}
		for _, word := range b.words[2:] {
			key, value, _ := strings.Cut(word, "=")
			id, ok := s.results[key]
			if !ok {
				panic("no key result " + key)
			}
			x.Values[id] = number(value)
		}
		g.CheckIns = append(g.CheckIns, x)
	}
}

// id makes the next id of the script for a record of the day.
func (s *script) id(d civil.Date) uuid.UUID { return s.idAt(s.moment(d, 9*time.Hour)) }

// idAt makes the next id of the script for a record of the moment.
func (s *script) idAt(t time.Time) uuid.UUID {
	s.count++
	return newID(t, s.name, s.count)
}

// moment is the clock time on the day, where the manager is.
func (s *script) moment(d civil.Date, clock time.Duration) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, int(clock.Minutes()), 0, 0, s.home)
}

var (
	weeksText = regexp.MustCompile(`^([+-]?\d+)([+-]\d+)?$`)
	dayInText = regexp.MustCompile(`\{([MWQY]?)([+-]?\d+(?:[+-]\d+)?)\}`)
)

// expand writes the days in a text.
func (s *script) expand(text string) string {
	return dayInText.ReplaceAllStringFunc(text, func(found string) string {
		m := dayInText.FindStringSubmatch(found)
		d := s.day(m[2], false)
		switch m[1] {
		case "M":
			return d.Format("January")
		case "W":
			return d.Format("Monday")
		case "Q":
			return fmt.Sprintf("Q%d", (int(d.Month())+2)/3)
		case "Y":
			return d.Format("2006")
		}
		return d.Format("2 Jan")
	})
}
