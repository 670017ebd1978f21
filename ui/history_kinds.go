package ui

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// historyField is a text of a record that has a history. Where it is a list, each entry is a line.
type historyField struct {
	name  string // as the interchange document names it
	label string
	shown bool // also where nothing was ever written there
}

// historyKind is a kind of record whose texts have a history.
type historyKind struct {
	title  string // of the page
	fields []historyField
	get    func(tx *storage.Tx, id uuid.UUID) (json.RawMessage, error)
	set    func(tx *storage.Tx, id uuid.UUID, field, text string) (before string, err error)
}

// historyKinds are all of them, by the name of the list of the interchange document.
var historyKinds = map[string]historyKind{
	"meetings": historyOf[notes.Meeting]("History of a note", historyField{"notes", "Shared", true}, historyField{"private_notes", "Private", true},
		historyField{"intent", "What you wanted", false}),
	"journal":        historyOf[notes.JournalLine]("History of a journal line", historyField{"text", "Text", true}),
	"talking_points": historyOf[notes.TalkingPoint]("History of a talking point", historyField{"text", "Text", true}),
	"actions":        historyOf[notes.Action]("History of an action item", historyField{"text", "Text", true}, historyField{"reason", "Why it was dropped", false}),
	"feedback": historyOf[notes.Feedback]("History of feedback", historyField{"situation", "Situation", false}, historyField{"behaviour", "Behaviour", true},
		historyField{"impact", "Impact", false}, historyField{"text", "Text", false}, historyField{"source", "Who said it", false}),
	"goals": historyOf[goals.Goal]("History of a goal", historyField{"title", "Title", true}, historyField{"why", "Why", false}, historyField{"support", "Support", false},
		historyField{"done_means", "Done means", false}, historyField{"read_back", "In their words", false}, historyField{"obstacle", "Obstacle", false},
		historyField{"plan", "Plan", false}, historyField{"helped", "What helped", false}, historyField{"hindered", "What got in the way", false},
		historyField{"learnt", "Learnt", false}, historyField{"outside_control", "Outside their control", false}),
	"delegations": historyOf[goals.Delegation]("History of a delegation", historyField{"what", "What", true}, historyField{"support", "Support", false}, historyField{"outcome", "Outcome", false}),
	"people": historyOf[people.Person]("History of a profile", historyField{"profile_notes", "Private notes", true}, historyField{"working_style", "Working style", false},
		historyField{"motivators", "Motivators", false}, historyField{"interests", "Interests", false}, historyField{"tags", "Tags", false},
		historyField{"name", "Name", false}, historyField{"role", "Role", false}, historyField{"team", "Team", false}),
}

func historyOf[T storage.Record](title string, fields ...historyField) historyKind {
	return historyKind{
		title: title, fields: fields,
		get: func(tx *storage.Tx, id uuid.UUID) (json.RawMessage, error) {
			record, err := storage.Get[T](tx, id)
			if err != nil {
				return nil, err
			}
			return json.Marshal(record)
		},
		set: func(tx *storage.Tx, id uuid.UUID, field, text string) (before string, err error) {
			record, err := storage.Get[T](tx, id)
			if err != nil {
				return "", err
			}
			body, err := json.Marshal(record)
			if err != nil {
				return "", err
			}
			var parts map[string]json.RawMessage
			if err := json.Unmarshal(body, &parts); err != nil {
				return "", err
			}
			before = fieldText(body, field)
			var value any = text
			if isList(parts[field]) || field == "motivators" || field == "interests" || field == "tags" {
				value = strings.FieldsFunc(text, func(r rune) bool { return r == '\n' })
			}
			if parts[field], err = json.Marshal(value); err != nil {
				return "", err
			}
			if body, err = json.Marshal(parts); err != nil {
				return "", err
			}
			var changed T
			if err := json.Unmarshal(body, &changed); err != nil {
				return "", err
			}
			_, err = storage.PutApart(tx, changed)
			return before, err
		},
	}
}

func isList(value json.RawMessage) bool { return strings.HasPrefix(string(value), "[") }

// fieldText is the text of a field of a record.
func fieldText(body json.RawMessage, field string) string {
	var parts map[string]json.RawMessage
	if json.Unmarshal(body, &parts) != nil {
		return ""
	}
	var text string
	var list []string
	if isList(parts[field]) && json.Unmarshal(parts[field], &list) == nil {
		return strings.Join(list, "\n")
	}
	json.Unmarshal(parts[field], &text) //nolint:errcheck // absent is empty
	return text
}

// firstWritten is when a record was first written, as far as it says.
func firstWritten(id uuid.UUID, body json.RawMessage, earlier []storage.Version, now time.Time) time.Time {
	var says struct {
		At      civil.Instant `json:"at"`
		Date    civil.Date    `json:"date"`
		Created civil.Date    `json:"created"`
		Added   civil.Date    `json:"added"`
	}
	json.Unmarshal(body, &says) //nolint:errcheck // a field that reads otherwise says nothing
	first := now
	earliest := func(t time.Time) {
		if !t.IsZero() && t.Before(first) {
			first = t
		}
	}
	if !says.At.IsZero() {
		earliest(says.At.Time())
	}
	for _, d := range []civil.Date{says.Date, says.Created, says.Added} {
		if d != 0 {
			earliest(d.In(now.Location()))
		}
	}
	if made, ok := madeAt(id); ok {
		earliest(made)
	}
	if len(earlier) > 0 { // written before the meeting, as a preparation is
		earliest(earlier[0].At)
	}
	return first
}

// historyItem is the entry of a menu that leads to the history of a record.
func (a *App) historyItem(kind string, person, record uuid.UUID) w.MenuItem {
	return w.MenuItem{Text: "Earlier versions", Icon: "clock", Do: func() { a.open(Place{Page: History, Person: person, Record: record, Kind: kind}) }}
}
