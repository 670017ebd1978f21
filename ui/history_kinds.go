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

// historyField is a text of a record that has a history.
type historyField struct {
	name    string // as the interchange document names it; of a nested record: the list, its id and the field, with slashes between
	label   string
	shown   bool                               // also where nothing was ever written there
	changed bool                               // only where it was changed, or is gone
	words   func(value json.RawMessage) string // what it reads as, where it is neither a text nor a list of texts
	stays   []string                           // what nested records keep when the list is brought back
	texts   int                                // how many it had, one after another
}

// historyList is a list of nested records with texts of their own.
type historyList struct {
	name, field string
	label       func(item json.RawMessage, on civil.Date) string
}

// historyKind is a kind of record whose texts have a history.
type historyKind struct {
	title  string // of the page
	fields []historyField
	lists  []historyList
	get    func(tx *storage.Tx, id uuid.UUID) (json.RawMessage, error)
	// set gives a field what it has in another version of the record; none is the empty field.
	set func(tx *storage.Tx, id uuid.UUID, field historyField, from json.RawMessage) (before json.RawMessage, err error)
}

// historyKinds are all of them, by the name of the list of the interchange document.
var historyKinds = map[string]historyKind{
	"meetings": historyOf[notes.Meeting]("History of a note", nil, historyField{name: "notes", label: "Shared", shown: true},
		historyField{name: "private_notes", label: "Private", shown: true}, historyField{name: "intent", label: "What you wanted"},
		historyField{name: "topics", label: "Agenda", changed: true, words: agendaWords, stays: []string{"state", "carried"}}),
	"journal":        historyOf[notes.JournalLine]("History of a journal line", nil, shownField("text", "Text")),
	"talking_points": historyOf[notes.TalkingPoint]("History of a talking point", nil, shownField("text", "Text")),
	"actions":        historyOf[notes.Action]("History of an action item", nil, shownField("text", "Text"), aField("reason", "Why it was dropped")),
	"feedback": historyOf[notes.Feedback]("History of feedback", nil, aField("situation", "Situation"), shownField("behaviour", "Behaviour"),
		aField("impact", "Impact"), aField("text", "Text"), aField("source", "Who said it")),
	"goals": historyOf("History of a goal", goals.Goal.FitCheckIns, shownField("title", "Title"), aField("why", "Why"), aField("support", "Support"),
		aField("done_means", "Done means"), aField("read_back", "In their words"), aField("obstacle", "Obstacle"),
		aField("plan", "Plan"), aField("helped", "What helped"), aField("hindered", "What got in the way"),
		aField("learnt", "Learnt"), aField("outside_control", "Outside their control")).with(
		historyList{"key_results", "title", keyResultLabel}, historyList{"check_ins", "note", checkInLabel}),
	"delegations": historyOf[goals.Delegation]("History of a delegation", nil, shownField("what", "What"), aField("support", "Support"), aField("outcome", "Outcome")),
	"people": historyOf[people.Person]("History of a profile", nil, shownField("profile_notes", "Private notes"), aField("working_style", "Working style"),
		historyField{name: "strengths", label: "Strengths", words: strengthWords},
		aField("motivators", "Motivators"), aField("interests", "Interests"), aField("tags", "Tags"),
		aField("name", "Name"), aField("role", "Role"), aField("team", "Team")),
	"absences":     historyOf[people.Absence]("History of a leave", nil, shownField("text", "Note")),
	"observations": historyOf[people.Observation]("History of what you saw", nil, shownField("behaviour", "What you saw"), aField("note", "Note")),
	"events":       historyOf[people.Event]("History of an event", nil, shownField("text", "In words")),
	"reviews":      historyOf[people.Review]("History of a review", nil, shownField("draft", "Draft")),
	"templates":    historyOf[notes.Template]("History of a template", nil, historyField{name: "sections", label: "Sections", shown: true, words: sectionWords}, aField("name", "Name")),
	"questions":    historyOf[notes.Question]("History of a question", nil, shownField("text", "Text")),
}

func aField(name, label string) historyField { return historyField{name: name, label: label} }

func shownField(name, label string) historyField {
	return historyField{name: name, label: label, shown: true}
}

// agendaWords are the topics of a one-on-one, one a line.
func agendaWords(value json.RawMessage) string {
	return textLines(value, func(t notes.Topic) []string { return []string{t.Text} })
}

// strengthWords are the strengths of a person, each with the lines that show it.
func strengthWords(value json.RawMessage) string {
	return textLines(value, func(s people.Strength) []string {
		lines := []string{s.Text}
		for _, e := range s.Evidence {
			lines = append(lines, "- "+strings.Join(nonEmpty(e.Date.String(), e.Text), ", "))
		}
		return lines
	})
}

// sectionWords are the sections of a template.
func sectionWords(value json.RawMessage) string {
	return textLines(value, func(s notes.Section) []string {
		lines := append([]string{"## " + s.Title}, nonEmpty(s.Text)...)
		for _, p := range s.Points {
			lines = append(lines, "- "+p)
		}
		return lines
	})
}

func textLines[T any](value json.RawMessage, lines func(T) []string) string {
	var list []T
	json.Unmarshal(value, &list) //nolint:errcheck // absent is empty
	var out []string
	for _, x := range list {
		out = append(out, lines(x)...)
	}
	return strings.Join(out, "\n")
}

func keyResultLabel(item json.RawMessage, _ civil.Date) string {
	var k goals.KeyResult
	json.Unmarshal(item, &k) //nolint:errcheck // a label without a title
	return "Key result: " + short(firstLine(k.Title), 40)
}

func checkInLabel(item json.RawMessage, on civil.Date) string {
	var c goals.CheckIn
	json.Unmarshal(item, &c) //nolint:errcheck // a label without a date
	return "Check-in of " + shortDay(c.Date, on)
}

// historyOf makes a kind; fit, which may be nil, makes a record valid again that was put together from two versions.
func historyOf[T storage.Record](title string, fit func(T) T, fields ...historyField) historyKind {
	return historyKind{
		title: title, fields: fields,
		get: func(tx *storage.Tx, id uuid.UUID) (json.RawMessage, error) {
			record, err := storage.Get[T](tx, id)
			if err != nil {
				return nil, err
			}
			return json.Marshal(record)
		},
		set: func(tx *storage.Tx, id uuid.UUID, field historyField, from json.RawMessage) (before json.RawMessage, err error) {
			record, err := storage.Get[T](tx, id)
			if err != nil {
				return nil, err
			}
			if before, err = json.Marshal(record); err != nil {
				return nil, err
			}
			body, err := field.copied(before, from)
			if err != nil {
				return nil, err
			}
			var changed T
			if err := json.Unmarshal(body, &changed); err != nil {
				return nil, err
			}
			if fit != nil {
				changed = fit(changed)
			}
			_, err = storage.PutApart(tx, changed)
			return before, err
		},
	}
}

func (k historyKind) with(lists ...historyList) historyKind {
	k.lists = lists
	return k
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
