// Package simulate invents the record of one report whose story is known: steady, noisy, in a bad week, slowly burning out,
// suddenly lower, going quiet, about to leave, neglected, new or on leave. It exists to judge the warning signs of package morale:
// how soon they find what is there, and how often they speak without reason. It knows nothing of how the signs are found.
package simulate

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// Class is the story of a case.
type Class string

// The classes; from SlowBurnout on something happens to the person, from the onset on.
const (
	HealthySteady Class = "healthy, steady"
	HealthyNoisy  Class = "healthy, noisy"
	LowButStable  Class = "low but stable"
	OneBadWeek    Class = "one bad week"
	NewJoiner     Class = "new joiner"
	OnLeave       Class = "long leave"
	SlowBurnout   Class = "slow burn-out"
	SuddenDrop    Class = "sudden drop"
	Withdrawal    Class = "quiet withdrawal"
	FlightRisk    Class = "flight risk"
	Neglected     Class = "neglect by the manager"
)

// Classes lists every class, the healthy ones first.
var Classes = []Class{HealthySteady, HealthyNoisy, LowButStable, OneBadWeek, NewJoiner, OnLeave, SlowBurnout, SuddenDrop, Withdrawal, FlightRisk, Neglected}

// Affected reports whether something happens to the person.
func (c Class) Affected() bool {
	switch c {
	case SlowBurnout, SuddenDrop, Withdrawal, FlightRisk, Neglected:
		return true
	}
	return false
}

// Case is one invented report with what is true of them.
type Case struct {
	Class    Class
	File     people.File
	From, To civil.Date
	Onset    civil.Date // first day of what happens; none for the healthy
}

// HealthyYears is how many years of the case are healthy.
func (c Case) HealthyYears() float64 {
	end := c.To
	if c.Onset != 0 {
		end = c.Onset
	}
	return float64(end-c.From) / 365.25
}

// maker invents one case.
type maker struct {
	*rand.Rand
	Case
	every           int // weeks between one-on-ones
	ids             uint64
	name            string
	usual           float64 // mood
	noise           float64
	drift           float64 // mood a week, or the step of a sudden drop
	talks           float64 // chance of a topic of theirs
	length          int     // sentences in a note
	swing           float64 // slow part of the noise
	bad             civil.Date
	stated          civil.Date // when a wish to leave is said
	goals           []int
	praised, growth civil.Date
}

// Make invents a case; the same arguments give the same case. every is the number of weeks between one-on-ones.
func Make(class Class, every int, seed uint64) Case {
	stream := uint64(slices.Index(Classes, class))<<8 | uint64(every)
	m := &maker{Rand: rand.New(rand.NewPCG(seed, stream)), every: every, name: "Alex"}
	m.Class = class
	m.File.Person = people.Person{ID: m.id(), Name: "Alex Example", Cadence: people.Weekly}
	if every == 2 {
		m.File.Person.Cadence = people.Biweekly
	}
	m.From = civil.NewDate(2023, time.January, 2) + civil.Date(m.IntN(52)*7+m.IntN(5))
	weeks := 104
	if class == NewJoiner {
		weeks = 26
		m.File.Person.Started = m.From
	}
	m.To = m.From + civil.Date(7*weeks)
	if class.Affected() {
		m.Onset = m.From + civil.Date(7*(40+m.IntN(24)))
		m.To = m.Onset + 7*16
	}
	m.usual = 3.4 + m.Float64()
	m.noise = 0.3 + 0.15*m.Float64()
	switch class {
	case HealthyNoisy:
		m.noise = 0.6 + 0.2*m.Float64()
	case LowButStable:
		m.usual = 2 + 0.7*m.Float64()
	case SlowBurnout:
		m.drift = 0.06 + 0.04*m.Float64()
	case SuddenDrop:
		m.drift = 1.3 + 0.8*m.Float64()
	}
	m.praised, m.growth = m.From, m.From
	m.talks = 0.55 + 0.4*m.Float64()
	m.length = 4 + m.IntN(5)
	m.bad = m.From + civil.Date(7*(20+m.IntN(60)))
	if m.Float64() < 0.5 {
		m.stated = m.Onset + civil.Date(7*(3+m.IntN(12)))
	}
	m.holidays()
	m.run()
	m.File.Sort()
	return m.Case
}

func (m *maker) id() (id uuid.UUID) {
	m.ids++
	binary.BigEndian.PutUint64(id[8:], m.ids)
	return id
}

func (m *maker) chance(p float64) bool { return m.Float64() < p }

func (m *maker) oneOf(pool []string) string {
	text := strings.ReplaceAll(pool[m.IntN(len(pool))], "NAME", m.name)
	return strings.ReplaceAll(text, "OTHER", others[m.IntN(len(others))])
}

// holidays: two weeks in summer, the days around the new year, some days off; for OnLeave two to four months.
func (m *maker) holidays() {
	away := func(from civil.Date, days int) {
		m.File.Absences = append(m.File.Absences, people.Absence{ID: m.id(), Person: m.File.Person.ID, From: from, To: from + civil.Date(days-1)})
	}
	for year := m.From.Year(); year <= m.To.Year(); year++ {
		away(civil.NewDate(year, time.July, 1+m.IntN(40)), 14)
		away(civil.NewDate(year, time.December, 22), 13)
		away(civil.NewDate(year, time.March, 1+m.IntN(90)), 5)
	}
	if m.Class == OnLeave {
		away(m.From+civil.Date(7*(30+m.IntN(30))), 60+m.IntN(60))
	}
}

// run lives through the weeks.
func (m *maker) run() {
	for range 2 + m.IntN(2) {
		m.newGoal(m.From + civil.Date(m.IntN(20)))
	}
	for d, i := m.From, 0; d < m.To; d, i = d+7, i+1 {
		m.swing = 0.5*m.swing + m.NormFloat64()*m.noise*0.85
		m.close(d)
		m.workOnGoals(d, i)
		if i%m.every == 0 {
			m.meet(d)
		}
		if depth := m.depth(d); m.Class == FlightRisk && depth > 0 && m.chance(0.10) || m.Class == Withdrawal && depth > 0 && m.chance(0.08) {
			m.observe(d + 1)
		}
	}
}

// depth is how far what happens has got, from 0 before the onset to 1.
func (m *maker) depth(d civil.Date) float64 {
	if m.Onset == 0 || d < m.Onset {
		return 0
	}
	weeks := float64(d-m.Onset)/7 + 1
	switch m.Class {
	case SuddenDrop:
		return 1
	case SlowBurnout:
		return min(1, weeks*m.drift/1.2)
	case Neglected:
		return min(1, weeks/10)
	}
	return min(1, weeks/5)
}

// mood is the latent mood on a day.
func (m *maker) mood(d civil.Date) float64 {
	v := m.usual + m.swing
	depth := m.depth(d)
	switch m.Class {
	case SlowBurnout:
		if depth > 0 {
			v -= min(2.4, (float64(d-m.Onset)/7+1)*m.drift)
		}
	case SuddenDrop:
		v -= depth * m.drift
	case Withdrawal:
		v -= 0.5 * depth
	case FlightRisk:
		v -= 0.7 * depth
	case Neglected:
		v -= 0.8 * depth
	case OneBadWeek:
		if d >= m.bad && d < m.bad+7*civil.Date(m.every) {
			v -= 2
		}
	}
	if rush(d) {
		v -= 0.3
	}
	return v
}

// rush is the last two weeks of a quarter.
func rush(d civil.Date) bool {
	next := civil.NewDate(d.Year(), (d.Month()-1)/3*3+4, 1)
	return next-d <= 14
}

func (m *maker) away(d civil.Date) bool {
	for _, a := range m.File.Absences {
		if a.Covers(d) {
			return true
		}
	}
	return false
}

func instant(d civil.Date) civil.Instant {
	i, err := civil.ParseInstant(d.String() + "T10:00:00Z")
	if err != nil {
		panic(err)
	}
	return i
}

func scale(v float64) *int {
	n := int(math.Round(min(max(v, 1), 5)))
	return &n
}

// meet is one one-on-one, held or not.
func (m *maker) meet(d civil.Date) {
	if m.away(d) {
		return
	}
	depth := m.depth(d)
	meeting := notes.Meeting{ID: m.id(), Person: m.File.Person.ID, At: instant(d), Status: notes.Held}
	mine, theirs := 0.05, 0.04
	switch m.Class {
	case Neglected:
		mine += 0.45 * min(1, 3*depth)
	case Withdrawal:
		theirs += 0.2 * depth
	}
	switch {
	case m.chance(mine):
		meeting.Status, meeting.CancelledBy = notes.Cancelled, notes.Me
		m.rebook(meeting, d, 0.7*(1-depth))
	case m.chance(theirs):
		meeting.Status, meeting.CancelledBy = notes.Cancelled, notes.Them
		m.rebook(meeting, d, 0.7*(1-depth))
	case m.chance(0.06) && !m.away(d+2):
		meeting.At, meeting.MovedFrom = instant(d+2), meeting.At
	}
	if meeting.Status != notes.Held {
		m.File.Meetings = append(m.File.Meetings, meeting)
		return
	}
	m.hold(&meeting, d)
	m.File.Meetings = append(m.File.Meetings, meeting)
}

// hold fills in what came out of a one-on-one that was held.
func (m *maker) hold(meeting *notes.Meeting, d civil.Date) {
	depth := m.depth(d)
	noted := 0.7
	if m.Class == Withdrawal {
		noted -= 0.45 * depth
	}
	source := notes.Said
	if m.chance(0.3) {
		source = notes.Impression
	}
	if m.chance(noted) {
		meeting.Mood, meeting.MoodSource = scale(m.mood(d)+0.25*m.NormFloat64()), source
	}
	if m.chance(0.7) {
		load := 3 + 0.35*m.NormFloat64()
		if rush(d) {
			load += 0.4
		}
		if m.Class == SlowBurnout {
			load += 1.6 * depth
		}
		meeting.Workload, meeting.WorkloadSource = scale(load), source
	}
	meeting.Notes = m.note(d)
	m.topics(meeting, d)
	m.afterwards(*meeting, d)
}

// rebook holds a cancelled one-on-one later in the week.
func (m *maker) rebook(cancelled notes.Meeting, d civil.Date, p float64) {
	later := d + civil.Date(1+m.IntN(3))
	if !m.chance(p) || m.away(later) {
		return
	}
	meeting := notes.Meeting{ID: m.id(), Person: m.File.Person.ID, At: instant(later), MovedFrom: cancelled.At, Status: notes.Held}
	m.hold(&meeting, later)
	m.File.Meetings = append(m.File.Meetings, meeting)
}

// note is the text of one one-on-one.
func (m *maker) note(d civil.Date) string {
	depth := m.depth(d)
	n := max(1, int(math.Round(float64(m.length)*(0.75+0.5*m.Float64()))))
	if m.Class == Withdrawal {
		n = max(1, int(math.Round(float64(n)*(1-0.5*depth))))
	}
	var lines []string
	for range n {
		pool := neutral
		if m.chance(0.12) {
			pool = noise
		}
		lines = append(lines, m.oneOf(pool))
	}
	if m.chance(0.05) {
		lines = append(lines, m.oneOf(grumbles))
	}
	if depth > 0 {
		p := 0.10 + 0.40*depth
		switch m.Class {
		case Neglected:
			p = 0.05 + 0.2*depth
		case SuddenDrop:
			p = 0.4
		}
		if themes := themesOf[m.Class]; m.chance(p) {
			lines = append(lines, m.oneOf(themes[m.IntN(len(themes))]))
		}
		if m.Class == FlightRisk && m.stated != 0 && d >= m.stated {
			lines = append(lines, m.oneOf(leaving))
			m.stated = 0
		}
	}
	m.Shuffle(len(lines), func(i, j int) { lines[i], lines[j] = lines[j], lines[i] })
	if m.chance(0.5) {
		return "- " + strings.Join(lines, "\n- ") + "\n"
	}
	return strings.Join(lines, " ") + "\n"
}

func (m *maker) topics(meeting *notes.Meeting, d civil.Date) {
	depth, theirs := m.depth(d), m.talks
	switch m.Class {
	case Withdrawal:
		theirs *= 1 - 0.9*depth
	case SlowBurnout, FlightRisk:
		theirs *= 1 - 0.4*depth
	}
	add := func(text string, by notes.Side, c notes.Category) {
		meeting.Topics = append(meeting.Topics, notes.Topic{ID: m.id(), Text: text, RaisedBy: by, Category: c, State: notes.Discussed})
	}
	if m.chance(theirs) {
		add(m.oneOf(ownTopics), notes.Them, notes.Delivery)
	}
	if m.chance(0.8) {
		add(m.oneOf(myTopics), notes.Me, notes.Delivery)
	}
	// a manager with decent habits comes back to growth about every quarter
	if p := 0.05; m.chance(p) || d-m.growth > 90 && m.chance(0.25*float64(m.every)) {
		add("Where to in a year", notes.Me, notes.Growth)
		m.growth = d
	}
}

// afterwards is what the manager promises and praises.
func (m *maker) afterwards(meeting notes.Meeting, d civil.Date) {
	depth := 0.0
	if m.Class == Neglected {
		depth = m.depth(d)
	}
	if m.chance(0.6) {
		a := notes.Action{ID: m.id(), Person: m.File.Person.ID, Meeting: meeting.ID, Text: "Answer the question about " + m.oneOf(ownTopics), Owner: notes.Me,
			Created: d, Due: d + civil.Date(5+m.IntN(15)), State: notes.ActionDone}
		a.Closed = a.Due - civil.Date(m.IntN(4))
		if m.chance(0.07 + 0.6*depth) {
			a.Closed = a.Due + civil.Date(2+m.IntN(12)) + civil.Date(30*depth)
		}
		m.File.Actions = append(m.File.Actions, a)
	}
	// and to praise about every other week
	praise := 0.35
	if d-m.praised >= 14 {
		praise = 0.85
	}
	if m.chance((1 - depth) * praise) {
		m.praised = d
		m.File.Feedback = append(m.File.Feedback, notes.Feedback{ID: m.id(), Person: m.File.Person.ID, Meeting: meeting.ID, Date: d,
			Kind: notes.Praise, Direction: notes.Given, Text: "Thanks for the clear write-up."})
	}
}

// close is nothing more than that what happened on a day may be an event.
func (m *maker) close(d civil.Date) {
	event := func(kind people.EventKind, text string) {
		m.File.Events = append(m.File.Events, people.Event{ID: m.id(), Person: m.File.Person.ID, Date: d, Kind: kind, Text: text})
	}
	if m.chance(0.02) {
		event(people.Launch, "Launch of a version")
	}
	if m.Onset != 0 && d <= m.Onset && m.Onset < d+7 && m.Class == SuddenDrop && m.chance(0.25) {
		event(people.PassedOver, "Someone else got the lead")
	}
}

var behaviours = []struct {
	name   string
	change people.Change
}{{"effort", people.Less}, {"initiative", people.Less}, {"enthusiasm", people.Less}, {"team play", people.Less}, {"leaving early", people.More}, {"interest in long-term plans", people.Less}}

func (m *maker) observe(d civil.Date) {
	b := behaviours[m.IntN(len(behaviours))]
	m.File.Observations = append(m.File.Observations, people.Observation{ID: m.id(), Person: m.File.Person.ID, Date: d, Behaviour: b.name, Change: b.change})
}

func (m *maker) newGoal(d civil.Date) {
	from, to := 0.0, 20.0
	g := goals.Goal{ID: m.id(), Person: m.File.Person.ID, Title: fmt.Sprintf("Goal %d", len(m.goals)+1), Start: d, Agreed: d, Due: d + 120, Status: goals.Active,
		KeyResults: []goals.KeyResult{{ID: m.id(), Title: "Screens", Kind: goals.Number, Unit: "screens", From: &from, To: &to}}}
	m.File.Goals = append(m.File.Goals, g)
	m.goals = append(m.goals, len(m.File.Goals)-1)
}

// workOnGoals moves the goals, with a check-in about every two weeks; one that is reached is followed by the next.
func (m *maker) workOnGoals(d civil.Date, week int) {
	if m.away(d) {
		return
	}
	for slot, i := range m.goals {
		g := &m.File.Goals[i]
		if d <= g.Start || (week+slot)%2 == 1 || m.chance(0.05) {
			continue
		}
		value := 0.0
		if last, ok := g.LastCheckIn(); ok {
			value = last.Values[g.KeyResults[0].ID]
		}
		pace := 3.0
		if m.Class == SlowBurnout || m.Class == FlightRisk || m.Class == Withdrawal {
			pace *= 1 - 0.6*m.depth(d)
		}
		value = min(20, value+math.Floor(pace*m.Float64()+0.8))
		g.CheckIns = append(g.CheckIns, goals.CheckIn{ID: m.id(), Date: d, Confidence: goals.OnTrack, Values: map[uuid.UUID]float64{g.KeyResults[0].ID: value}})
		if value >= 20 {
			g.Status, g.Closed = goals.Achieved, d
			m.newGoal(d + 3)
			m.goals[slot], m.goals = len(m.File.Goals)-1, m.goals[:len(m.goals)-1]
		}
	}
}
