// Package notes holds what is written down about work with a report: one-on-ones with their topics, talking points
// waiting for the next one, journal lines between meetings, action items and feedback.
package notes

import (
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/valid"
)

// Category is what a talking point or topic is about.
type Category string

// The categories, in the order in which the app lists them.
const (
	Delivery  Category = "delivery"
	Technical Category = "technical"
	Growth    Category = "growth"
	Wellbeing Category = "wellbeing"
	FeedbackC Category = "feedback"
	Team      Category = "team"
	Other     Category = "other"
)

// Categories lists every category in the order in which the app shows them.
var Categories = []Category{Delivery, Technical, Growth, Wellbeing, FeedbackC, Team, Other}

// Side is one of the two people of a one-on-one.
type Side string

// The manager is "me", the report is "them".
const (
	Me   Side = "me"
	Them Side = "them"
)

// Status is what became of a one-on-one.
type Status string

// A scheduled meeting is going on once it has Began.
const (
	Scheduled Status = "scheduled"
	Held      Status = "held"
	Cancelled Status = "cancelled"
	Missed    Status = "missed"
)

// Source says what a mood or a workload rests on.
type Source string

// The report said it, or the manager read it.
const (
	Said       Source = "said"
	Impression Source = "impression"
)

// TopicState is what became of a topic in its meeting.
type TopicState string

// Absent means Open.
const (
	Open      TopicState = "open"
	Discussed TopicState = "discussed"
	Parked    TopicState = "parked"
)

// MoodWords are the words the app shows for moods 1 to 5; index 0 is unused.
var MoodWords = [6]string{"", "Poor", "Low", "OK", "Good", "Great"}

// WorkloadWords are the words the app shows for workloads 1 to 5; index 0 is unused.
var WorkloadWords = [6]string{"", "Too little", "Light", "Right", "Heavy", "Too much"}

// Meeting is a one-on-one: planned, going on, held, cancelled or missed.
type Meeting struct {
	ID             uuid.UUID     `json:"id,omitzero"`
	Person         uuid.UUID     `json:"person,omitzero"`
	At             civil.Instant `json:"at,omitzero"`
	Minutes        *int          `json:"minutes,omitempty"` // how long it was planned or took
	Status         Status        `json:"status,omitempty"`
	Prepared       civil.Instant `json:"prepared,omitzero"`
	Began          civil.Instant `json:"began,omitzero"`
	Ended          civil.Instant `json:"ended,omitzero"`
	CancelledBy    Side          `json:"cancelled_by,omitempty"`
	MovedFrom      civil.Instant `json:"moved_from,omitzero"`
	Template       string        `json:"template,omitempty"`
	UID            string        `json:"uid,omitempty"` // of a calendar
	Tags           []string      `json:"tags,omitempty"`
	Intent         string        `json:"intent,omitempty"`          // private: what the manager wants from this one
	Mood           *int          `json:"mood,omitempty"`            // private: 1..5, never computed
	MoodSource     Source        `json:"mood_source,omitempty"`     // private
	Workload       *int          `json:"workload,omitempty"`        // private: 1..5
	WorkloadSource Source        `json:"workload_source,omitempty"` // private
	Helped         *int          `json:"helped,omitempty"`          // private: 1..5, the report's answer
	Notes          string        `json:"notes,omitempty"`           // Markdown
	PrivateNotes   string        `json:"private_notes,omitempty"`   // Markdown, only for the manager
	Topics         []Topic       `json:"topics,omitempty"`
}

// Topic is a talking point of one meeting.
type Topic struct {
	ID       uuid.UUID  `json:"id,omitzero"`
	Text     string     `json:"text,omitempty"`
	Category Category   `json:"category,omitempty"`
	RaisedBy Side       `json:"raised_by,omitempty"`
	State    TopicState `json:"state,omitempty"`
	Carried  *int       `json:"carried,omitempty"` // how many meetings it was carried over
}

// Validate returns every problem of the meeting and its topics.
func (m Meeting) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(m.Person != uuid.Nil, "person")
	ps.Need(!m.At.IsZero(), "at")
	ps.Need(m.Status != "", "status")
	valid.OneOf(&ps, "status", m.Status, Scheduled, Held, Cancelled, Missed)
	valid.OneOf(&ps, "cancelled_by", m.CancelledBy, Me, Them)
	valid.OneOf(&ps, "mood_source", m.MoodSource, Said, Impression)
	valid.OneOf(&ps, "workload_source", m.WorkloadSource, Said, Impression)
	valid.Range(&ps, "minutes", m.Minutes, 0, 24*60)
	valid.Range(&ps, "mood", m.Mood, 1, 5)
	valid.Range(&ps, "workload", m.Workload, 1, 5)
	valid.Range(&ps, "helped", m.Helped, 1, 5)
	for i, t := range m.Topics {
		ps.Nested(index("topics", i), t.Validate())
	}
	return ps
}

// Validate returns every problem of the topic.
func (t Topic) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(t.Text != "", "text")
	valid.OneOf(&ps, "category", t.Category, Categories...)
	valid.OneOf(&ps, "raised_by", t.RaisedBy, Me, Them)
	valid.OneOf(&ps, "state", t.State, Open, Discussed, Parked)
	valid.Range(&ps, "carried", t.Carried, 0, 1_000_000)
	return ps
}

// CameUp reports whether the topic was talked about in its meeting.
func (t Topic) CameUp() bool { return t.State == Discussed || t.State == Parked }

// About is the category of the topic, Other where it has none.
func (t Topic) About() Category {
	if t.Category == "" {
		return Other
	}
	return t.Category
}

// TalkingPoint waits for the next meeting with a person.
type TalkingPoint struct {
	ID       uuid.UUID  `json:"id,omitzero"`
	Person   uuid.UUID  `json:"person,omitzero"`
	Text     string     `json:"text,omitempty"`
	Category Category   `json:"category,omitempty"`
	RaisedBy Side       `json:"raised_by,omitempty"`
	Added    civil.Date `json:"added,omitempty"`
	Position *int       `json:"position,omitempty"` // 1 is first
	Carried  *int       `json:"carried,omitempty"`  // how many meetings it was carried over
	From     uuid.UUID  `json:"from,omitzero"`      // the meeting it was carried over from
}

// Validate returns every problem of the talking point.
func (t TalkingPoint) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(t.Person != uuid.Nil, "person")
	ps.Need(t.Text != "", "text")
	valid.OneOf(&ps, "category", t.Category, Categories...)
	valid.OneOf(&ps, "raised_by", t.RaisedBy, Me, Them)
	valid.Range(&ps, "position", t.Position, 1, 1_000_000)
	valid.Range(&ps, "carried", t.Carried, 0, 1_000_000)
	return ps
}

// JournalLine is noted between meetings; it never counts as a meeting.
type JournalLine struct {
	ID      uuid.UUID     `json:"id,omitzero"`
	Person  uuid.UUID     `json:"person,omitzero"`
	At      civil.Instant `json:"at,omitzero"`
	Text    string        `json:"text,omitempty"`
	Private *bool         `json:"private,omitempty"` // true: left out of whatever is made for others
}

// IsPrivate reports whether only the manager sees the line.
func (j JournalLine) IsPrivate() bool { return j.Private != nil && *j.Private }

// Validate returns every problem of the journal line.
func (j JournalLine) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(j.Person != uuid.Nil, "person")
	ps.Need(!j.At.IsZero(), "at")
	ps.Need(j.Text != "", "text")
	return ps
}

// ActionState is what became of an action item.
type ActionState string

// An action item is open until it is done or dropped.
const (
	ActionOpen    ActionState = "open"
	ActionDone    ActionState = "done"
	ActionDropped ActionState = "dropped"
)

// Action is an action item: who does what by when.
type Action struct {
	ID      uuid.UUID   `json:"id,omitzero"`
	Person  uuid.UUID   `json:"person,omitzero"`
	Meeting uuid.UUID   `json:"meeting,omitzero"`
	Text    string      `json:"text,omitempty"`
	Owner   Side        `json:"owner,omitempty"`
	Created civil.Date  `json:"created,omitempty"`
	Due     civil.Date  `json:"due,omitempty"`
	Recurs  string      `json:"recurs,omitempty"` // RRULE
	State   ActionState `json:"state,omitempty"`
	Closed  civil.Date  `json:"closed,omitempty"`
	Reason  string      `json:"reason,omitempty"` // why it was dropped
}

// DaysLate is the number of days that an open action item is past its due date on the given day; 0 where it is not late.
func (a Action) DaysLate(on civil.Date) int {
	if a.State != ActionOpen || a.Due == 0 || on <= a.Due {
		return 0
	}
	return int(on - a.Due)
}

// Validate returns every problem of the action item.
func (a Action) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(a.Person != uuid.Nil, "person")
	ps.Need(a.Text != "", "text")
	ps.Need(a.Owner != "", "owner")
	ps.Need(a.State != "", "state")
	valid.OneOf(&ps, "owner", a.Owner, Me, Them)
	valid.OneOf(&ps, "state", a.State, ActionOpen, ActionDone, ActionDropped)
	if a.Recurs != "" {
		ps.Check(validRule(a.Recurs), "recurs", "%q is not a recurrence rule (RRULE)", a.Recurs)
	}
	return ps
}

// FeedbackKind says whether feedback praises or asks for a change.
type FeedbackKind string

// Praise and constructive feedback.
const (
	Praise       FeedbackKind = "praise"
	Constructive FeedbackKind = "constructive"
)

// Direction says between whom feedback went.
type Direction string

// Given goes to the report, received comes from the report to the manager, about comes from someone else about the report.
const (
	Given    Direction = "given"
	Received Direction = "received"
	About    Direction = "about"
)

// Feedback is praise or constructive feedback, best as situation, behaviour and impact (Center for Creative Leadership).
type Feedback struct {
	ID        uuid.UUID    `json:"id,omitzero"`
	Person    uuid.UUID    `json:"person,omitzero"`
	Meeting   uuid.UUID    `json:"meeting,omitzero"`
	Date      civil.Date   `json:"date,omitempty"`
	Kind      FeedbackKind `json:"kind,omitempty"`
	Direction Direction    `json:"direction,omitempty"`
	Situation string       `json:"situation,omitempty"`
	Behaviour string       `json:"behaviour,omitempty"`
	Impact    string       `json:"impact,omitempty"`
	Text      string       `json:"text,omitempty"`
	Source    string       `json:"source,omitempty"`  // who said it
	SaidOn    civil.Date   `json:"said_on,omitempty"` // when it was told to the report
	Private   *bool        `json:"private,omitempty"`
}

// IsPrivate reports whether only the manager sees the feedback.
func (f Feedback) IsPrivate() bool { return f.Private != nil && *f.Private }

// Validate returns every problem of the feedback.
func (f Feedback) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(f.Person != uuid.Nil, "person")
	ps.Need(f.Date != 0, "date")
	ps.Need(f.Kind != "", "kind")
	ps.Need(f.Direction != "", "direction")
	valid.OneOf(&ps, "kind", f.Kind, Praise, Constructive)
	valid.OneOf(&ps, "direction", f.Direction, Given, Received, About)
	return ps
}

// Template is the shape of a meeting's notes: sections, each with its text and talking points.
type Template struct {
	ID       uuid.UUID `json:"id,omitzero"`
	Name     string    `json:"name,omitempty"`
	Sections []Section `json:"sections,omitempty"`
}

// Section is one part of a Template.
type Section struct {
	Title  string   `json:"title,omitempty"`
	Text   string   `json:"text,omitempty"`
	Points []string `json:"points,omitempty"`
}

// Validate returns every problem of the template.
func (t Template) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(t.Name != "", "name")
	for i, s := range t.Sections {
		ps.Need(s.Title != "", index("sections", i)+".title")
	}
	return ps
}

// Question is one of the manager's own or favourite questions to ask.
type Question struct {
	ID        uuid.UUID `json:"id,omitzero"`
	Text      string    `json:"text,omitempty"`
	Theme     string    `json:"theme,omitempty"`
	Moment    string    `json:"moment,omitempty"`
	Favourite *bool     `json:"favourite,omitempty"`
}

// Validate returns every problem of the question.
func (q Question) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(q.Text != "", "text")
	return ps
}

// Asked says that a question was asked to a person on a day.
type Asked struct {
	ID       uuid.UUID  `json:"id,omitzero"`
	Person   uuid.UUID  `json:"person,omitzero"`
	Question string     `json:"question,omitempty"`
	Date     civil.Date `json:"date,omitempty"`
}

// Validate returns every problem of the record.
func (a Asked) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(a.Person != uuid.Nil, "person")
	ps.Need(a.Question != "", "question")
	ps.Need(a.Date != 0, "date")
	return ps
}

// IsBlank reports whether a text holds nothing but white space.
func IsBlank(s string) bool { return strings.TrimSpace(s) == "" }
