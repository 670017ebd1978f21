package people

import (
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/valid"
)

// Absence is leave or a holiday; of everyone where it names no person. It is never read as silence.
type Absence struct {
	ID     uuid.UUID  `json:"id,omitzero"`
	Person uuid.UUID  `json:"person,omitzero"`
	From   civil.Date `json:"from,omitempty"`
	To     civil.Date `json:"to,omitempty"`
	Text   string     `json:"text,omitempty"` // private
}

// Covers reports whether the person is away on the day.
func (a Absence) Covers(d civil.Date) bool { return a.From <= d && d <= a.To }

// Validate returns every problem of the absence.
func (a Absence) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(a.From != 0, "from")
	ps.Need(a.To != 0, "to")
	ps.Check(a.From == 0 || a.To == 0 || a.To >= a.From, "to", "%s is before from, %s", a.To, a.From)
	return ps
}

// Change says whether a behaviour is seen less or more than is usual for the person.
type Change string

// Less or more than usual.
const (
	Less Change = "less"
	More Change = "more"
)

// Observation is a dated change of behaviour against the person's own usual (private).
type Observation struct {
	ID        uuid.UUID  `json:"id,omitzero"`
	Person    uuid.UUID  `json:"person,omitzero"`
	Meeting   uuid.UUID  `json:"meeting,omitzero"`
	Date      civil.Date `json:"date,omitempty"`
	Behaviour string     `json:"behaviour,omitempty"`
	Change    Change     `json:"change,omitempty"`
	Note      string     `json:"note,omitempty"`
}

// Validate returns every problem of the observation.
func (o Observation) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(o.Person != uuid.Nil, "person")
	ps.Need(o.Date != 0, "date")
	ps.Need(o.Behaviour != "", "behaviour")
	ps.Need(o.Change != "", "change")
	valid.OneOf(&ps, "change", o.Change, Less, More)
	return ps
}

// EventKind says what happened.
type EventKind string

// Every kind but EventLaunch, EventOther and none is a shock (Lee and Mitchell 1994).
const (
	RoleChange     EventKind = "role_change"
	Reorganisation EventKind = "reorganisation"
	ManagerChange  EventKind = "manager_change"
	ColleagueLeft  EventKind = "colleague_left"
	PassedOver     EventKind = "passed_over"
	OutsideOffer   EventKind = "outside_offer"
	PayRefused     EventKind = "pay_refused"
	Dispute        EventKind = "dispute"
	Launch         EventKind = "launch"
	OtherEvent     EventKind = "other"
)

// EventKinds lists every kind of event.
var EventKinds = []EventKind{RoleChange, Reorganisation, ManagerChange, ColleagueLeft, PassedOver, OutsideOffer, PayRefused, Dispute, Launch, OtherEvent}

// Event is something that happened to a person, or to the whole team where it names none (private).
type Event struct {
	ID       uuid.UUID    `json:"id,omitzero"`
	Person   uuid.UUID    `json:"person,omitzero"`
	Date     civil.Date   `json:"date,omitempty"`
	Kind     EventKind    `json:"kind,omitempty"`
	Text     string       `json:"text,omitempty"`
	Followed []civil.Date `json:"followed,omitempty"`
}

// Validate returns every problem of the event.
func (e Event) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(e.Date != 0, "date")
	ps.Need(e.Text != "", "text")
	valid.OneOf(&ps, "kind", e.Kind, EventKinds...)
	return ps
}

// AckAction is what the manager did with a sign.
type AckAction string

// Acted means "talked about it".
const (
	Snoozed   AckAction = "snoozed"
	Dismissed AckAction = "dismissed"
	Acted     AckAction = "acted"
)

// Outcome says whether what followed bore a sign out.
type Outcome string

// The outcomes of a sign.
const (
	Confirmed Outcome = "confirmed"
	Wrong     Outcome = "wrong"
	NotKnown  Outcome = "not_known"
)

// Acknowledgement says what the manager did with a sign (private).
type Acknowledgement struct {
	ID      uuid.UUID  `json:"id,omitzero"`
	Person  uuid.UUID  `json:"person,omitzero"`
	Sign    string     `json:"sign,omitempty"` // kind of sign
	Raised  civil.Date `json:"raised,omitempty"`
	At      civil.Date `json:"at,omitempty"`
	Action  AckAction  `json:"action,omitempty"`
	Until   civil.Date `json:"until,omitempty"`
	Reason  string     `json:"reason,omitempty"`
	Outcome Outcome    `json:"outcome,omitempty"`
}

// Validate returns every problem of the acknowledgement.
func (a Acknowledgement) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(a.Person != uuid.Nil, "person")
	ps.Need(a.Sign != "", "sign")
	ps.Need(a.At != 0, "at")
	valid.OneOf(&ps, "action", a.Action, Snoozed, Dismissed, Acted)
	valid.OneOf(&ps, "outcome", a.Outcome, Confirmed, Wrong, NotKnown)
	return ps
}

// NotASign is the one mark that a line can carry.
const NotASign = "not_a_sign"

// LineMark says that a quoted line of a record is not a sign (private).
type LineMark struct {
	ID     uuid.UUID  `json:"id,omitzero"`
	Record uuid.UUID  `json:"record,omitzero"`
	Quote  string     `json:"quote,omitempty"`
	Kind   string     `json:"kind,omitempty"` // kind of sign
	Mark   string     `json:"mark,omitempty"`
	At     civil.Date `json:"at,omitempty"`
}

// Validate returns every problem of the mark.
func (l LineMark) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(l.Record != uuid.Nil, "record")
	ps.Need(l.Quote != "", "quote")
	ps.Need(l.Kind != "", "kind")
	ps.Need(l.Mark != "", "mark")
	ps.Need(l.At != 0, "at")
	valid.OneOf(&ps, "mark", l.Mark, NotASign)
	return ps
}

// Audience is for whom a document is made.
type Audience string

// What is private is in nothing for AudienceReview and AudienceReport unless asked.
const (
	AudienceMe     Audience = "me"
	AudienceReview Audience = "review"
	AudienceReport Audience = "report"
)

// Review is a saved draft of a review of a person over a period.
type Review struct {
	ID       uuid.UUID     `json:"id,omitzero"`
	Person   uuid.UUID     `json:"person,omitzero"`
	From     civil.Date    `json:"from,omitempty"`
	To       civil.Date    `json:"to,omitempty"`
	Audience Audience      `json:"audience,omitempty"`
	Sections []string      `json:"sections,omitempty"`
	Draft    string        `json:"draft,omitempty"` // Markdown
	Changed  civil.Instant `json:"changed,omitzero"`
}

// Validate returns every problem of the review.
func (r Review) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(r.Person != uuid.Nil, "person")
	ps.Need(r.From != 0, "from")
	ps.Need(r.To != 0, "to")
	ps.Check(r.From == 0 || r.To == 0 || r.To >= r.From, "to", "%s is before from, %s", r.To, r.From)
	valid.OneOf(&ps, "audience", r.Audience, AudienceMe, AudienceReview, AudienceReport)
	return ps
}

// CueWord is one of the manager's own words that raise a sign.
type CueWord struct {
	ID       uuid.UUID `json:"id,omitzero"`
	Text     string    `json:"text,omitempty"`
	Kind     string    `json:"kind,omitempty"` // kind of sign
	Language string    `json:"language,omitempty"`
}

// Validate returns every problem of the cue word.
func (c CueWord) Validate() valid.Problems {
	var ps valid.Problems
	ps.Need(c.Text != "", "text")
	ps.Need(c.Kind != "", "kind")
	return ps
}
