package review

import (
	"cmp"
	"slices"
	"strings"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// Suggestion is a question of the library worth asking now, with what in the record speaks for it.
type Suggestion struct {
	Question notes.Question
	Why      string
}

// When the record speaks for a question, in days; all are defaults of our own.
const (
	growthTalkDays = 56  // without talk of growth
	newDays        = 90  // after joining
	backDays       = 14  // after the end of a leave
	leaveDays      = 14  // a leave that is long enough to come back from
	changeDays     = 60  // after an event
	heardDays      = 120 // without feedback from the report
)

// themeOfSign is the theme of the library in which to look for a question beside the sign's own.
var themeOfSign = map[string]string{
	"mood_below_usual": "wellbeing", "workload_high": "wellbeing", "exhaustion": "wellbeing", "going_quiet": "wellbeing", "no_growth_talk": "growth",
	"stuck": "growth", "inefficacy": "recognition", "no_recognition": "recognition", "unrecognised": "recognition", "unclear": "role",
	"unclear_expectations": "role", "progress_stall": "goals", "shock": "change", "wish_to_leave": "stay", "less_than_usual": "stay", "disengaged": "stay",
	"cynicism": "stay", "conflict": "team", "isolation": "team", "unfair": "feedback", "distrust": "feedback", "frustration": "delivery",
	"promises_late": "feedback", "gap": "feedback", "not_held": "feedback",
}

// momentWords say for what a moment's question is.
var momentWords = map[string]string{
	"first": "for a first one-on-one", "career": "for a career talk", "goals": "for a goal review", "performance": "for a performance conversation",
	"stay": "for a stay conversation", "return": "for a return from leave", "handover": "for a hand-over", "skip": "for a skip-level", "remote": "for a remote check-in",
	"change": "for a time of change",
}

// MomentWords say for what the questions of a moment are, such as "for a stay conversation"; empty for none.
func MomentWords(moment string) string { return momentWords[moment] }

// Suggest lists questions of the library to ask a person on a day, the ones with the strongest reason first, each once. One that was asked to
// the person in the last six months, waits as a talking point or stands on the agenda is left out. moment is that of the meeting's template.
func Suggest(f people.File, m Morale, library []notes.Question, agenda []notes.Topic, moment string, on civil.Date) []Suggestion {
	used := map[string]bool{}
	for _, a := range f.Asked {
		if a.Date > on-notes.AskedDays {
			used[language.Fold(a.Question)] = true
		}
	}
	for _, t := range f.TalkingPoints {
		used[language.Fold(t.Text)] = true
	}
	for _, t := range agenda {
		used[language.Fold(t.Text)] = true
	}
	var out []Suggestion
	add := func(q notes.Question, why string) {
		if key := language.Fold(q.Text); key != "" && !used[key] {
			used[key] = true
			out = append(out, Suggestion{q, why})
		}
	}
	pick := func(n int, why string, want func(notes.Question) bool) {
		var fit []notes.Question
		for _, q := range library {
			if want(q) && !used[language.Fold(q.Text)] {
				fit = append(fit, q)
			}
		}
		shuffle(fit, f, on)
		for _, q := range fit[:min(n, len(fit))] {
			add(q, why)
		}
	}
	theme := func(name string) func(notes.Question) bool {
		return func(q notes.Question) bool { return q.Theme == name && momentWords[q.Moment] == "" }
	}
	at := func(name string) func(notes.Question) bool {
		return func(q notes.Question) bool { return q.Moment == name }
	}
	if moment != "" {
		pick(3, upper(momentWords[moment]), at(moment))
	}
	if f.Person.IsReport() {
		for _, s := range m.Signs {
			if s.Question != "" {
				add(notes.Question{Text: s.Question, Theme: themeOfSign[s.Kind]}, s.Title)
			}
			if name := themeOfSign[s.Kind]; name != "" {
				pick(1, s.Title, theme(name))
			}
		}
	}
	if days := int(on - f.Person.Started); f.Person.Started != 0 && days >= 0 && days <= newDays {
		pick(2, "Joined "+dateWords(f.Person.Started), at("first"))
	}
	for _, a := range f.Absences {
		if a.Person == f.Person.ID && a.To < on && a.To >= on-backDays && a.To-a.From >= leaveDays {
			pick(2, "Back from leave since "+dateWords(a.To+1), at("return"))
		}
	}
	for _, e := range f.Events {
		if e.Date <= on && e.Date >= on-changeDays && e.Kind != people.Launch && e.Kind != people.OtherEvent && e.Kind != "" {
			pick(2, e.Text+", "+dateWords(e.Date), at("change"))
		}
	}
	var held []notes.Meeting
	for _, x := range f.Meetings {
		if x.Status == notes.Held && x.At.Date() <= on {
			held = append(held, x)
		}
	}
	growth := false
	for _, n := range m.Needs { // the balance of what was talked about against what the person needs
		name := string(n.Category)
		growth = growth || n.Category == notes.Growth
		add(notes.Question{Text: n.Question, Theme: name}, n.Reason)
		pick(2, n.Reason, theme(name))
	}
	if d := lastTopic(held, notes.Growth); !growth && len(held) > 0 && d <= on-growthTalkDays {
		why := "Growth has not come up yet"
		if d != 0 {
			why = "Growth, last " + dateWords(d)
		}
		pick(3, why, func(q notes.Question) bool { return q.Theme == "growth" })
	}
	for _, s := range m.Prompts {
		add(notes.Question{Text: s.Question}, s.Title)
	}
	for _, g := range f.Goals {
		if s := goals.StateOf(g, on); g.Status == goals.Active && (s.Kind == goals.StateOffTrack || s.Kind == goals.StateAtRisk) {
			pick(1, "‘"+g.Title+"’: "+strings.ToLower(s.Words()), anyIn("goals"))
		}
	}
	var heard civil.Date
	for _, x := range f.Feedback {
		if x.Direction == notes.Received {
			heard = max(heard, x.Date)
		}
	}
	if len(held) > 0 && heard <= on-heardDays {
		why := "No feedback from " + f.Person.FirstName() + " is noted yet"
		if heard != 0 {
			why = "Last feedback from " + f.Person.FirstName() + ": " + dateWords(heard)
		}
		pick(2, why, theme("feedback"))
	}
	pick(3, "One of your favourites", func(q notes.Question) bool { return q.IsFavourite() })
	for _, name := range lessTalked(held) {
		pick(1, "Not talked about lately: "+name, theme(name))
	}
	pick(20, "From the library", func(q notes.Question) bool { return momentWords[q.Moment] == "" })
	return out
}

func anyIn(name string) func(notes.Question) bool {
	return func(q notes.Question) bool { return q.Theme == name }
}

// shuffle orders questions: favourites first, then those that were never asked, then anyhow, but on one day always the same.
func shuffle(list []notes.Question, f people.File, on civil.Date) {
	rank := func(q notes.Question) int {
		switch {
		case q.IsFavourite():
			return 0
		case notes.LastAsked(f.Asked, q.Text) == 0:
			return 1
		}
		return 2
	}
	dice := func(q notes.Question) uint32 {
		h := uint32(2166136261) ^ uint32(on)*2654435761
		for _, b := range f.Person.ID {
			h = (h ^ uint32(b)) * 16777619
		}
		for i := range len(q.Text) {
			h = (h ^ uint32(q.Text[i])) * 16777619
		}
		return h
	}
	slices.SortStableFunc(list, func(a, b notes.Question) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(dice(a), dice(b)))
	})
}

// lessTalked are the categories that the last eight meetings did not touch and that are themes of the library too.
func lessTalked(held []notes.Meeting) []string {
	seen := map[notes.Category]bool{}
	for _, m := range held[max(len(held)-8, 0):] {
		for _, t := range m.Topics {
			if t.CameUp() {
				seen[t.Category] = true
			}
		}
	}
	var out []string
	for _, c := range []notes.Category{notes.Wellbeing, notes.FeedbackC, notes.Team, notes.Delivery} {
		if len(held) > 0 && !seen[c] {
			out = append(out, string(c))
		}
	}
	return out
}
