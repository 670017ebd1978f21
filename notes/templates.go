package notes

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/language"
)

// builtInTemplate is a template of the program, with the moment of the questions that fit it.
type builtInTemplate struct {
	key, moment string
	Template
}

func section(title, text string, points ...string) Section { return Section{title, text, points} }

// templatesOf the program. Their ids follow from the key and never change.
var templatesOf = func() []builtInTemplate {
	all := []builtInTemplate{
		{"weekly", "", Template{Name: "Weekly", Sections: []Section{
			section("How it is going", "They speak first.", "What is on your mind?", "Mood and workload"),
			section("Promises", "Both ways, late ones first.", "What I owe you", "What you owe me"),
			section("Goals and blockers", "", "What moved since last time?", "What is in the way?"),
			section("Growth and feedback", "One question from the library.", "One thing that went well, and why"),
		}}},
		{"first", "first", Template{Name: "First one-on-one", Sections: []Section{
			section("Who we are", "Begin with yourself, briefly.", "What should I know about how you like to work?", "What I would like you to know about me"),
			section("What you came for", "", "What did you hope for when you took this job?"),
			section("How we work together", "", "How often and how should we talk?", "What is shared, what is private, and what I write down"),
			section("What must go on", "", "What is working so well that I should not touch it?", "What has been promised to you before my time?"),
			section("The first weeks", "", "What would make you say, in three months, that it works between us?"),
		}}},
		{"career", "career", Template{Name: "Career", Sections: []Section{
			section("Looking back", "", "What did you do this year that you could not have done a year ago?"),
			section("Where to", "A direction is enough.", "Where do you want to be in a year?", "Would you rather go deeper in what you do, or broader?"),
			section("What it takes", "", "Which skill would open the most doors for you?", "Strengths to build on"),
			section("Next step", "One step with a date, and who helps.", "What to try in the next three months"),
		}}},
		{"goals", "goals", Template{Name: "Goal review", Sections: []Section{
			section("Where each goal stands", "Number first, then words.", "Progress and confidence of each goal"),
			section("What we learnt", "", "What helped, what hindered", "What did you assume when we set this goal that no longer holds?"),
			section("What changes", "A changed target or date needs its reason.", "Targets and dates to change, and why", "Which goal would you drop if you could drop one?"),
			section("Support", "", "What is needed from me, by when"),
		}}},
		{"performance", "performance", Template{Name: "Performance conversation", Sections: []Section{
			section("Their view first", "", "Which three results of this period are you most satisfied with?", "What would you do differently if you had the last half again?"),
			section("What I saw", "Dated and concrete, nothing for the first time.", "Results, and what they led to", "What fell short: situation, behaviour, impact"),
			section("Where we differ", "", "Where do you and I see the last months differently?"),
			section("What is expected", "In words that both would write the same way.", "What changes, and by what both will see it", "By when we look at it again"),
			section("Support", "", "What do you need from me to do it differently from now on?"),
		}}},
		{"stay", "stay", Template{Name: "Stay conversation", Sections: []Section{
			section("Why I ask", "Say that nothing is wrong with asking. Listen, do not bargain.", "I would like you to stay, and want to know what that takes"),
			section("What holds you", "", "What keeps you here, and what might not?", "What would you miss if you left?"),
			section("What pulls you away", "", "When did you last think about doing something else, and what was behind it?"),
			section("What would make it worth it", "Promise only what you can keep.", "What would make the next six months worth it?", "One thing I do about it, by when"),
		}}},
		{"return", "return", Template{Name: "Return from leave", Sections: []Section{
			section("Welcome back", "The reason for the leave is theirs to tell or not.", "What do you want to know about what happened while you were away, and what can you happily skip?"),
			section("Pace", "", "At what pace do you want to come back in?", "Hours, meetings and on-call in the first weeks"),
			section("What waits", "", "What stays with others, what comes back, and when"),
		}}},
		{"handover", "handover", Template{Name: "Hand-over from another manager", Sections: []Section{
			section("What was agreed", "", "What did you and your last manager agree on that I should keep?", "Promises that are still open"),
			section("Goals", "", "Which goal of yours was closest to your heart, and is it still?", "Last review, and what came of it"),
			section("What worked", "", "What worked well with your last manager that you would miss?"),
			section("What to start afresh", "", "What would you like to start afresh with me?"),
			section("How we go on", "", "How often and how should we talk?"),
		}}},
		{"skip", "skip", Template{Name: "Skip-level", Sections: []Section{
			section("How it is", "Not behind anyone's back: their manager knows of this talk.", "What does your team do well that the rest of the company should know?"),
			section("What gets in the way", "", "Which decision from above made your work harder?", "What do you talk about in the team that never reaches me?"),
			section("What I take along", "Say what goes further, and what stays here.", "What should I ask you that I have not asked?"),
		}}},
		{"remote", "remote", Template{Name: "Remote check-in", Sections: []Section{
			section("How you are", "Cameras are optional.", "How are you, outside the list of tasks?", "How does your day look from getting up to closing the laptop?"),
			section("Being in touch", "", "What takes a day by message that would take a minute at a desk?", "Whose voice do we lose because they are not in the room?"),
			section("This week", "", "What is the one thing that has to go right this week?", "What is in the way?"),
		}}},
	}
	for i := range all {
		all[i].ID = uuid.NewSHA1(madeHere, []byte("template "+all[i].key))
	}
	return all
}()

// Templates are all templates there are: those of the program in their order, each as the manager's record of its id changes it, then the
// manager's own by name.
func Templates(records []Template) []Template {
	changed := map[uuid.UUID]Template{}
	for _, t := range records {
		changed[t.ID] = t
	}
	var out []Template
	for _, b := range templatesOf {
		t := b.Template
		if own, ok := changed[t.ID]; ok {
			t = own
			delete(changed, t.ID)
		}
		out = append(out, t)
	}
	first := len(out)
	for _, t := range records {
		if _, own := changed[t.ID]; own {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out[first:], func(a, b Template) int { return strings.Compare(language.Fold(a.Name), language.Fold(b.Name)) })
	return out
}

// BuiltInTemplate is the template of the program with the id, as the program has it; false where it is an own one.
func BuiltInTemplate(id uuid.UUID) (Template, bool) {
	for _, b := range templatesOf {
		if b.ID == id {
			return b.Template, true
		}
	}
	return Template{}, false
}

// TemplateMoment is the moment of the questions that fit a template; empty for none.
func TemplateMoment(id uuid.UUID) string {
	for _, b := range templatesOf {
		if b.ID == id {
			return b.moment
		}
	}
	return ""
}

// FindTemplate returns the template that a person's or a meeting's field names: by its id, else by its name in any case.
func FindTemplate(all []Template, named string) (Template, bool) {
	if named == "" {
		return Template{}, false
	}
	for _, t := range all {
		if t.ID.String() == named {
			return t, true
		}
	}
	for _, t := range all {
		if language.Fold(t.Name) == language.Fold(named) {
			return t, true
		}
	}
	return Template{}, false
}

// Changes counts in how many sections and points a template differs from how the program has it; 0 for an own one.
func (t Template) Changes() int {
	b, ok := BuiltInTemplate(t.ID)
	if !ok {
		return 0
	}
	n := 0
	if t.Name != b.Name {
		n++
	}
	for i := range max(len(t.Sections), len(b.Sections)) {
		if i >= len(t.Sections) || i >= len(b.Sections) {
			n++
			continue
		}
		x, y := t.Sections[i], b.Sections[i]
		if x.Title != y.Title || x.Text != y.Text {
			n++
		}
		for j := range max(len(x.Points), len(y.Points)) {
			if j >= len(x.Points) || j >= len(y.Points) || x.Points[j] != y.Points[j] {
				n++
			}
		}
	}
	return n
}

// Has reports whether a text is one of the template's points.
func (t Template) Has(text string) bool {
	for _, s := range t.Sections {
		for _, p := range s.Points {
			if language.Fold(p) == language.Fold(text) {
				return true
			}
		}
	}
	return false
}

// Owns reports whether an open topic is only there because the template brought it: nobody carried it over.
func (t Template) Owns(x Topic) bool { return (x.Carried == nil || *x.Carried == 0) && t.Has(x.Text) }

// Fill puts a template into a meeting: its points go to the end of the agenda, its sections as headings to the end of the shared notes.
// What stands there stays as it is, and what is there already is not added again.
func Fill(m Meeting, t Template, newID func() uuid.UUID) Meeting {
	m.Template = t.ID.String()
	m.Topics = slices.Clone(m.Topics)
	known := map[string]bool{}
	for _, x := range m.Topics {
		known[language.Fold(x.Text)] = true
	}
	headings := map[string]bool{}
	for line := range strings.Lines(m.Notes) {
		if title, ok := headingOf(line); ok {
			headings[language.Fold(title)] = true
		}
	}
	var text strings.Builder
	text.WriteString(m.Notes)
	for _, s := range t.Sections {
		for _, p := range s.Points {
			if key := language.Fold(p); !IsBlank(p) && !known[key] {
				known[key] = true
				m.Topics = append(m.Topics, Topic{ID: newID(), Text: p, Category: CategoryOf(p), RaisedBy: Me, State: Open})
			}
		}
		if key := language.Fold(s.Title); !headings[key] {
			headings[key] = true
			if n := text.Len(); n > 0 {
				switch end := text.String()[max(n-2, 0):]; {
				case strings.HasSuffix(end, "\n\n"):
				case strings.HasSuffix(end, "\n"):
					text.WriteString("\n")
				default:
					text.WriteString("\n\n")
				}
			}
			text.WriteString("## " + s.Title + "\n\n")
		}
	}
	m.Notes = text.String()
	return m
}

// headingOf is the title of a line that is a Markdown heading.
func headingOf(line string) (string, bool) {
	line = strings.TrimSpace(line)
	rest := strings.TrimLeft(line, "#")
	if n := len(line) - len(rest); n == 0 || n > 6 || rest != "" && rest[0] != ' ' {
		return "", false
	}
	return strings.TrimSpace(rest), true
}
