package morale

import (
	"github.com/google/uuid"

	"rapport/civil"
)

// Severity says how much a sign weighs.
type Severity int

// The severities; a kind that does not hold has none.
const (
	None Severity = iota
	Watch
	Concern
	Urgent
)

var severityWords = [4]string{"", "watch", "concern", "urgent"}

// String returns "watch", "concern" or "urgent".
func (s Severity) String() string { return severityWords[s] }

// MarshalText returns "watch", "concern" or "urgent".
func (s Severity) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Evidence is one thing that was seen.
type Evidence struct {
	Date  civil.Date `json:"date"`
	Text  string     `json:"text"`          // of a note: the sentence, word for word
	Ref   string     `json:"ref,omitempty"` // id of the record
	Field string     `json:"-"`             // where in the record, such as "notes" or "mood"
	Quote bool       `json:"-"`             // Text is a quotation
	// From and To are byte offsets of a quotation in its field; both 0 where there is none.
	From, To int `json:"-"`
}

// Sign is one warning sign of one person on one day.
type Sign struct {
	Kind     Kind       `json:"kind"`
	Family   Family     `json:"-"`
	Severity Severity   `json:"severity"`
	Raised   civil.Date `json:"raised"` // first day of the unbroken run at this severity
	Since    civil.Date `json:"since"`  // date of the earliest evidence
	Title    string     `json:"title"`
	Line     string     `json:"-"`        // what was seen, in one line
	Evidence []Evidence `json:"evidence"` // latest first
	Basis    string     `json:"basis"`    // where the rule comes from, with its grade
	Question string     `json:"question"` // the first of Questions
	// Questions are what a manager could ask; Clears says what would end the sign.
	Questions []string `json:"-"`
	Clears    string   `json:"-"`
	// Reached are the first days of watch, concern and urgent in this unbroken time of the kind, by Severity; none where it was not reached.
	Reached [4]civil.Date `json:"-"`
	Parts   []Kind        `json:"-"` // of combined: the kinds that it rests on, strongest first
	// Talked is the latest day in this run on which the manager talked about it, and After what was noted since; of mood and
	// workload that is up to three readings.
	Talked civil.Date `json:"-"`
	After  string     `json:"-"`
}

// Row is one unbroken run of one kind at one severity in a replay, with the evidence of the day on which it was raised.
type Row struct {
	Sign
	Cleared civil.Date `json:"cleared,omitempty"` // first day on which it no longer held; none while it is open
}

// note makes the evidence that is not a quotation.
func note(on civil.Date, id uuid.UUID, field, text string) Evidence {
	e := Evidence{Date: on, Text: text, Field: field}
	if id != uuid.Nil {
		e.Ref = id.String()
	}
	return e
}
