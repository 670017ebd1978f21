package notes

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
)

//go:embed questions.txt
var questionText string

// Themes are what the questions of the library are about, in the order in which the app shows them.
var Themes = []string{"growth", "wellbeing", "delivery", "team", "feedback", "goals", "recognition", "role", "stay", "change", "technical"}

// Moments are the occasions that some questions fit above all; each but the last has a built-in template.
var Moments = []string{"first", "career", "goals", "performance", "stay", "return", "handover", "skip", "remote", "change"}

// AskedDays is how long a question that was asked to a person is not suggested to them again: six months.
const AskedDays = 182

// madeHere is the space of the ids that built-in questions and templates have, the same in every database.
var madeHere = uuid.MustParse("018f3a52-6d0e-7c41-9a55-3f1c2b7e9d10")

// builtIn are the questions of the program.
var builtIn = sync.OnceValue(func() []Question {
	var out []Question
	theme := ""
	for line := range strings.Lines(questionText) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			theme = strings.Trim(line, "[]")
		default:
			q := Question{Text: line, Theme: theme}
			if moment, text, ok := strings.Cut(line, " | "); ok {
				q.Moment, q.Text = moment, text
			}
			q.ID = uuid.NewSHA1(madeHere, []byte(q.Text))
			out = append(out, q)
		}
	}
	return out
})

// BuiltIn reports whether the question is one of the program.
func (q Question) BuiltIn() bool { return q.ID == uuid.NewSHA1(madeHere, []byte(q.Text)) }

// IsFavourite reports whether the manager starred the question.
func (q Question) IsFavourite() bool { return q.Favourite != nil && *q.Favourite }

// themeCategory is what a talk is about that a question of a theme began.
var themeCategory = map[string]Category{
	"growth": Growth, "wellbeing": Wellbeing, "delivery": Delivery, "team": Team, "feedback": FeedbackC, "technical": Technical,
	"goals": Delivery, "recognition": FeedbackC, "role": Team, "stay": Growth, "change": Wellbeing,
}

// categoryOfQuestion are the categories of the questions of the program, by their folded words.
var categoryOfQuestion = sync.OnceValue(func() map[string]Category {
	out := map[string]Category{}
	for _, q := range builtIn() {
		out[language.Fold(q.Text)] = themeCategory[q.Theme]
	}
	return out
})

// CategoryOf guesses what a talking point is about: by the theme of the question of the program that it is, else by its words.
func CategoryOf(text string) Category {
	if c := categoryOfQuestion()[language.Fold(text)]; c != "" {
		return c
	}
	return Category(language.Category(text))
}

// Library is every question there is: those of the program, as the manager's own records change them, and the manager's own after them. A
// record with the words of a question of the program stands for it, so that no question is there twice.
func Library(own []Question) []Question {
	out := slices.Clone(builtIn())
	at := make(map[string]int, len(out))
	for i, q := range out {
		at[language.Fold(q.Text)] = i
	}
	for _, q := range own {
		key := language.Fold(q.Text)
		if i, known := at[key]; known {
			if q.Theme == "" {
				q.Theme = out[i].Theme
			}
			if q.Moment == "" {
				q.Moment = out[i].Moment
			}
			out[i] = q
			continue
		}
		at[key] = len(out)
		out = append(out, q)
	}
	return out
}

// LastAsked is the last day on which a question was asked, among those of one person; 0 for never.
func LastAsked(asked []Asked, question string) civil.Date {
	var last civil.Date
	key := language.Fold(question)
	for _, a := range asked {
		if a.Date > last && language.Fold(a.Question) == key {
			last = a.Date
		}
	}
	return last
}

// AskedIn are the records of the questions of a library that were talked about in a meeting, without ids; those that stand among asked
// for its day already are left out.
func AskedIn(m Meeting, library []Question, asked []Asked) []Asked {
	known := make(map[string]bool, len(library))
	for _, q := range library {
		known[language.Fold(q.Text)] = true
	}
	var out []Asked
	for _, t := range m.Topics {
		if t.State == Discussed && known[language.Fold(t.Text)] && LastAsked(asked, t.Text) != m.At.Date() {
			out = append(out, Asked{Person: m.Person, Question: t.Text, Date: m.At.Date()})
		}
	}
	return out
}
