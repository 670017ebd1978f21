package interchange

import (
	"strings"

	"rapport/civil"
	"rapport/people"
)

// moment writes an instant so that the same moment gives the same text.
func moment(i civil.Instant) string { return people.Moment(i) }

// naturalKey returns what tells a record without an id from others of its kind. What a person is told by depends on the other one too:
// see samePerson.
func naturalKey(record any) string { return people.NaturalKey(record) }

// told says in words what a record of each kind without an id is known by.
var told = map[string]string{
	"people": "e-mail or name", "absences": "person and days", "meetings": "person and moment", "talking_points": "person and text",
	"journal": "person, moment and text", "actions": "person, text and day", "feedback": "person, date and text", "goals": "person and title",
	"delegations": "person, what and level", "observations": "person, date, behaviour and change", "events": "person, date and text",
	"acknowledgements": "person, sign and date", "line_marks": "record, quote, kind and date", "reviews": "person and period",
	"templates": "name", "questions": "text", "asked": "person, question and date", "cue_words": "text and kind",
}

// samePerson reports whether two people are the same by e-mail where both have one, else by exact name.
func samePerson(a, b *people.Person) bool {
	if a.Email != "" && b.Email != "" {
		return strings.EqualFold(a.Email, b.Email)
	}
	return a.Name == b.Name
}
