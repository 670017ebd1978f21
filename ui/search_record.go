package ui

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// passage is one text of a record.
type passage struct {
	field, title, text string
	private            bool
	marks              [][2]int
}

// recordOf is what the preview shows of the record of a hit: its texts, the private ones last, and what else there is to know of it. Of
// what is not there on the day that is shown, the text that was found.
type recordOf struct {
	passages []passage
	chips    []string
	facts    string
	done     *bool       // of an action item
	goal     *goals.Goal // of a goal
}

// withID returns the one with an id.
func withID[T any](list []T, id uuid.UUID, of func(T) uuid.UUID) (T, bool) {
	if i := slices.IndexFunc(list, func(x T) bool { return of(x) == id }); i >= 0 {
		return list[i], true
	}
	var none T
	return none, false
}

func (a *App) recordOf(h storage.Hit) recordOf {
	var r recordOf
	add := func(field, title, text string, private bool) {
		if strings.TrimSpace(text) != "" {
			r.passages = append(r.passages, passage{field: field, title: title, text: text, private: private})
		}
	}
	on := a.team.On
	found := false
	m := a.team.Member(h.Person)
	if m == nil {
		m = &Member{File: people.File{Goals: a.team.TeamGoals}} // what is nobody's
		for _, x := range a.team.Members {
			m.Events = append(m.Events, x.Events...)
		}
	}
	switch h.Kind {
	case "meetings":
		var x notes.Meeting
		if x, found = m.Meeting(h.ID); !found {
			break
		}
		add("notes", "", x.Notes, false)
		for i, t := range x.Topics {
			title := ""
			if i == 0 {
				title = "Agenda"
			}
			add(fmt.Sprintf("topics[%d].text", i), title, "- "+t.Text, false)
			if word := categoryWord(t.Category); word != "" && !slices.Contains(r.chips, word) && len(r.chips) < 3 {
				r.chips = append(r.chips, word)
			}
		}
		add("private_notes", "", x.PrivateNotes, true)
		add("intent", "", x.Intent, true)
		facts := []string{}
		if x.Status != notes.Held {
			facts = append(facts, upper(string(x.Status)))
		}
		if x.Mood != nil && !a.sharing {
			facts = append(facts, "Mood "+moodWord(x.Mood))
		}
		n := 0
		for _, y := range m.Actions {
			if y.Meeting == x.ID {
				n++
			}
		}
		if n > 0 {
			facts = append(facts, count(n, "action", "actions"))
		}
		r.facts = strings.Join(facts, " · ")
		r.chips = append(r.chips, x.Tags...)
	case "journal":
		var x notes.JournalLine
		if x, found = withID(m.Journal, h.ID, func(x notes.JournalLine) uuid.UUID { return x.ID }); found {
			add("text", "", x.Text, x.IsPrivate())
		}
	case "talking_points":
		var x notes.TalkingPoint
		if x, found = withID(m.TalkingPoints, h.ID, func(x notes.TalkingPoint) uuid.UUID { return x.ID }); found {
			add("text", "", x.Text, false)
			r.chips, r.facts = nonEmpty(categoryWord(x.Category)), strings.Join(nonEmpty("Waits for the next one-on-one", carriedWord(x.Carried)), " · ")
		}
	case "actions":
		var x notes.Action
		if x, found = withID(m.Actions, h.ID, func(x notes.Action) uuid.UUID { return x.ID }); found {
			add("text", "", x.Text, false)
			add("reason", "Why it was dropped", x.Reason, false)
			done := x.State == notes.ActionDone
			r.done = &done
			due, _, _ := dueWords(x, on)
			r.facts = strings.Join(nonEmpty(ownerWords(x, m), due), " · ")
		}
	case "feedback":
		var x notes.Feedback
		if x, found = withID(m.Feedback, h.ID, func(x notes.Feedback) uuid.UUID { return x.ID }); found {
			private := x.IsPrivate()
			add("situation", "Situation", x.Situation, private)
			add("behaviour", "Behaviour", x.Behaviour, private)
			add("impact", "Impact", x.Impact, private)
			add("text", "", x.Text, private)
			add("source", "From", x.Source, private)
			r.facts = upper(string(x.Kind)) + ", " + string(x.Direction)
		}
	case "goals":
		var g goals.Goal
		if g, found = m.Goal(h.ID); found {
			r.goal = &g
			a.goalPassages(&r, g, add)
		}
	case "delegations":
		var x goals.Delegation
		if x, found = withID(m.Delegations, h.ID, func(x goals.Delegation) uuid.UUID { return x.ID }); found {
			add("what", "", x.What, false)
			add("support", "Support", x.Support, false)
			add("outcome", "How it went", x.Outcome, false)
			if l := x.Level; l != nil && *l > 0 && *l < len(goals.LevelWords) {
				r.facts = fmt.Sprintf("Level %d, %s", *l, goals.LevelWords[*l])
			}
		}
	case "observations":
		var x people.Observation
		if x, found = withID(m.Observations, h.ID, func(x people.Observation) uuid.UUID { return x.ID }); found {
			add("behaviour", upper(string(x.Change))+" than usual", x.Behaviour, true)
			add("note", "", x.Note, true)
		}
	case "events":
		var x people.Event
		if x, found = withID(m.Events, h.ID, func(x people.Event) uuid.UUID { return x.ID }); found {
			add("text", "", x.Text, true)
			r.facts = morale.EventWords(x.Kind)
		}
	case "reviews":
		var x people.Review
		if x, found = withID(m.Reviews, h.ID, func(x people.Review) uuid.UUID { return x.ID }); found {
			add("draft", "", x.Draft, false)
			r.facts = "Review of " + span(x.From, x.To)
		}
	case "people":
		if found = m.Person.ID == h.ID; found {
			profilePassages(m.Person, add)
			r.chips = m.Person.Tags
		}
	}
	if !found || len(r.passages) == 0 {
		add(h.Field, "", h.Snippet, h.Private)
	}
	return r
}

// ownerWords says whose an action item is: "You to Mateo Herrera".
func ownerWords(x notes.Action, m *Member) string {
	name := m.Person.Name
	if x.Owner == notes.Them {
		return name + " to you"
	}
	return "You to " + name
}

// goalPassages are the texts of a goal under the names that its form gives them, the check-ins last and the newest of them first.
func (a *App) goalPassages(r *recordOf, g goals.Goal, add func(field, title, text string, private bool)) {
	add("title", "", g.Title, false)
	for _, x := range []struct{ field, title, text string }{
		{"why", "Why", g.Why}, {"support", "What is needed", g.Support}, {"done_means", "Done means", g.DoneMeans}, {"read_back", "In their words", g.ReadBack},
		{"obstacle", "What could get in the way", g.Obstacle}, {"plan", "If so", g.Plan}, {"helped", "What helped", g.Helped}, {"hindered", "What hindered", g.Hindered},
		{"learnt", "What was learnt", g.Learnt}, {"outside_control", "Outside of control", g.OutsideControl},
	} {
		add(x.field, x.title, x.text, false)
	}
	for i, c := range g.DueChanges {
		add(fmt.Sprintf("due_changes[%d].reason", i), "Due date moved "+shortDay(c.Date, a.team.On), c.Reason, false)
	}
	for i, k := range g.KeyResults {
		title := ""
		if i == 0 {
			title = "Key results"
		}
		add(fmt.Sprintf("key_results[%d].title", i), title, "- "+k.Title, false)
		for j, c := range k.Retargeted {
			add(fmt.Sprintf("key_results[%d].retargeted[%d].reason", i, j), "Target moved "+shortDay(c.Date, a.team.On), c.Reason, false)
		}
	}
	for i := len(g.CheckIns) - 1; i >= 0; i-- {
		add(fmt.Sprintf("check_ins[%d].note", i), "Check-in "+shortDay(g.CheckIns[i].Date, a.team.On), g.CheckIns[i].Note, false)
	}
	facts := []string{upper(string(g.Status))}
	if share := goals.Progress(g); share != nil {
		facts = append(facts, percent(*share))
	}
	if g.Due != 0 {
		facts = append(facts, "due "+shortDay(g.Due, a.team.On))
	}
	r.facts, r.chips = strings.Join(facts, " · "), g.Tags
}

// profilePassages are the texts of a profile.
func profilePassages(p people.Person, add func(field, title, text string, private bool)) {
	add("name", "", p.Name, false)
	add("role", "Role", p.Role, false)
	add("team", "Team", p.Team, false)
	add("location", "Location", p.Location, false)
	add("email", "E-mail", p.Email, false)
	for i, s := range p.Strengths {
		title := ""
		if i == 0 {
			title = "Strengths"
		}
		add(fmt.Sprintf("strengths[%d].text", i), title, "- "+s.Text, false)
		for j, e := range s.Evidence {
			add(fmt.Sprintf("strengths[%d].evidence[%d].text", i, j), "", e.Text, false)
		}
	}
	list := func(field, title string, texts []string) {
		for i, text := range texts {
			head := ""
			if i == 0 {
				head = title
			}
			add(fmt.Sprintf("%s[%d]", field, i), head, "- "+text, false)
		}
	}
	list("motivators", "Motivators", p.Motivators)
	list("interests", "Interests", p.Interests)
	add("working_style", "Working style", p.WorkingStyle, false)
	add("profile_notes", "", p.ProfileNotes, true)
	if p.Left != nil {
		add("left.why", "", p.Left.Why, true)
	}
}
