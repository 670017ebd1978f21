package morale

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/notes"
)

// Step is one small thing to try, and what in the record speaks for it.
type Step struct {
	Habit    string      `json:"habit"` // what it is about: one_on_ones, promises, cancelled, recognition, growth, people, attention, feedback, goals or questions
	Text     string      `json:"text"`
	Reason   string      `json:"reason"`
	People   []uuid.UUID `json:"people,omitempty"`
	Question string      `json:"question,omitempty"` // a talking point for their next one-on-ones
}

// When a habit is worth a step.
const (
	fewestPromises = 5
	promisesKept   = 0.7
	fewestOff      = 2
	offShare       = 0.15
	fewestTopics   = 10
	mostWork       = 0.8
	fewestFeedback = 4
	fewestLines    = 20
	questionShare  = 0.1
)

// stepsFor lists what could be tried, in a fixed order: first being there and keeping one's word, without which the rest does not count;
// then what the report hears; then what the talks are about.
func stepsFor(r Reflection) []Step {
	var out []Step
	for _, step := range []func(Reflection) (Step, bool){
		meetStep, promiseStep, cancelledStep, recognitionStep, growthStep, peopleStep, attentionStep, feedbackStep, goalStep, questionStep,
	} {
		if s, ok := step(r); ok {
			out = append(out, s)
		}
	}
	return out
}

func (p Period) words() string { return plural(p.Days(), "day") }

func (h Habits) period() Period { return Period{h.From, h.To} }

func meetStep(r Reflection) (Step, bool) {
	var names []string
	var who []uuid.UUID
	for _, a := range r.Reports {
		if a.WithoutMeeting {
			names, who = append(names, firstName(a.Name)), append(who, a.Person)
		}
	}
	if len(who) == 0 {
		return Step{}, false
	}
	return Step{Habit: "one_on_ones", People: who[:1], Text: "Book a one-on-one with " + names[0] + " this week.",
		Reason: "No one-on-one with " + list(names) + " in these " + r.period().words() + "."}, true
}

func promiseStep(r Reflection) (Step, bool) {
	p := r.Promises
	if p.Of < fewestPromises || float64(p.Kept) >= promisesKept*float64(p.Of) {
		return Step{}, false
	}
	var who []uuid.UUID
	for _, l := range p.Late {
		if l.Open && !slices.Contains(who, l.Person) && len(who) < 3 {
			who = append(who, l.Person)
		}
	}
	return Step{Habit: "promises", People: who, Text: "Begin the next one-on-ones with what is still owed. A shorter first step may help.",
		Reason: fmt.Sprintf("%d of %d promises were kept on time.", p.Kept, p.Of)}, true
}

func cancelledStep(r Reflection) (Step, bool) {
	o := r.OneOnOnes
	if o.CancelledByMe < fewestOff || float64(o.CancelledByMe) < offShare*float64(o.Planned) {
		return Step{}, false
	}
	most := o.CalledOff[0]
	s := Step{Habit: "cancelled", People: []uuid.UUID{most.Person}, Text: "Keep the next one with " + firstName(most.Name) + ", even if it is short.",
		Reason: fmt.Sprintf("%d of %d one-on-ones were called off from this side.", o.CancelledByMe, o.Planned)}
	if most.Count > 1 {
		s.Reason = fmt.Sprintf("%d of %d one-on-ones were called off from this side, %d of them with %s.", o.CancelledByMe, o.Planned, most.Count, firstName(most.Name))
	}
	return s, true
}

func recognitionStep(r Reflection) (Step, bool) {
	if len(r.Feedback.WithoutRecognition) == 0 {
		return Step{}, false
	}
	a := longestFirst(r.Reports, func(a Attention) *int { return a.SincePraise })[0]
	name := firstName(a.Name)
	s := Step{Habit: "recognition", People: []uuid.UUID{a.Person}, Text: "One specific sentence for " + name + " would be a start: what was done, and what it led to.",
		Reason: fmt.Sprintf("%s has gone longest without praise, %s.", name, plural(*a.SincePraise, "day"))}
	if a.LastPraise == 0 {
		s.Reason = "No praise for " + name + " is noted yet."
	}
	return s, true
}

// leastGrowth are up to two reports with whom growth has not come up for longest.
func leastGrowth(r Reflection) (who []uuid.UUID, names []string) {
	all := slices.Clone(r.Reports)
	slices.SortStableFunc(all, func(a, b Attention) int { return cmp.Compare(a.LastGrowth, b.LastGrowth) })
	for _, a := range all[:min(2, len(all))] {
		who, names = append(who, a.Person), append(names, firstName(a.Name))
	}
	return who, names
}

func growthStep(r Reflection) (Step, bool) {
	now, before := r.Topics.Of(notes.Growth), r.Previous.Topics.Of(notes.Growth)
	if r.Topics.All < fewestTopics || len(r.Reports) == 0 {
		return Step{}, false
	}
	s := Step{Habit: "growth", Question: "What would you like to be doing more of?"}
	switch {
	case now.Count == 0:
		s.Reason = "Growth has not come up in these " + r.period().words() + "."
	case r.Previous.Topics.All >= fewestTopics && now.Share <= before.Share/2:
		s.Reason = fmt.Sprintf("Growth went from %.0f%% of the topics to %.0f%%.", 100*before.Share, 100*now.Share)
	default:
		return Step{}, false
	}
	var names []string
	s.People, names = leastGrowth(r)
	s.Text = "Put one growth question on the agenda for " + list(names) + " this week."
	return s, true
}

func peopleStep(r Reflection) (Step, bool) {
	t := r.Topics
	if t.All < fewestTopics || float64(t.Work) < mostWork*float64(t.All) {
		return Step{}, false
	}
	share := func(a Attention) float64 { return float64(a.work) / float64(a.topics) }
	all := slices.DeleteFunc(slices.Clone(r.Reports), func(a Attention) bool { return a.topics == 0 })
	slices.SortStableFunc(all, func(a, b Attention) int { return cmp.Compare(share(b), share(a)) })
	s := Step{Habit: "people", Question: "How are you, outside of the tasks?",
		Reason: fmt.Sprintf("%d of %d topics were delivery or technical.", t.Work, t.All)}
	var names []string
	for _, a := range all[:min(2, len(all))] {
		s.People, names = append(s.People, a.Person), append(names, firstName(a.Name))
	}
	s.Text = "Ask " + list(names) + " one question that is not about the tasks."
	return s, len(names) > 0
}

func attentionStep(r Reflection) (Step, bool) {
	for _, a := range r.Reports {
		if len(a.UnderHalf) == 0 || a.WithoutMeeting {
			continue
		}
		name, word := firstName(a.Name), a.UnderHalf[0]
		had := map[string]int{"meetings": a.Meetings, "minutes": a.Minutes, "words": a.Words}[word]
		usual := map[string]float64{"meetings": r.Usual.Meetings, "minutes": r.Usual.Minutes, "words": r.Usual.Words}[word]
		say := map[string]string{"meetings": "one-on-one", "minutes": "minute"}[word]
		s := Step{Habit: "attention", People: []uuid.UUID{a.Person}, Text: "Give " + name + " one longer slot in the next two weeks.",
			Reason: fmt.Sprintf("%s: %s, where the middle of the team is %.0f.", name, plural(had, say), math.Round(usual))}
		if word == "words" {
			s.Text = "Write two lines more after the next one with " + name + "."
			s.Reason = fmt.Sprintf("%s: notes of %d words in all, where the middle of the team is %.0f.", name, had, usual)
		}
		return s, true
	}
	return Step{}, false
}

func feedbackStep(r Reflection) (Step, bool) {
	f := r.Feedback
	if f.Praise+f.Constructive < fewestFeedback || f.Praise >= f.Constructive {
		return Step{}, false
	}
	return Step{Habit: "feedback", Text: "Before the next suggestion, name one thing that worked.",
		Reason: fmt.Sprintf("%d suggestions beside %d times praise.", f.Constructive, f.Praise)}, true
}

func goalStep(r Reflection) (Step, bool) {
	if len(r.Goals.Without) == 0 {
		return Step{}, false
	}
	g := r.Goals.Without[0]
	return Step{Habit: "goals", People: []uuid.UUID{g.Person}, Text: "Look at “" + g.Title + "” with " + firstName(g.Name) + " next time.",
		Reason: "No check-in for " + plural(g.Days, "day") + ".", Question: "Where does ‘" + g.Title + "’ stand?"}, true
}

func questionStep(r Reflection) (Step, bool) {
	q := r.Questions
	if q.Stated < fewestLines || float64(q.Asked) >= questionShare*float64(q.Asked+q.Stated) {
		return Step{}, false
	}
	return Step{Habit: "questions", Text: "Open the next one-on-one with a question, and note the answer.",
		Reason: fmt.Sprintf("%s noted beside %d statements.", upperFirst(plural(q.Asked, "question")), q.Stated)}, true
}

// firstName is the first word of a name.
func firstName(name string) string {
	if words := strings.Fields(name); len(words) > 0 {
		return words[0]
	}
	return name
}

// dayOfMost is the weekday on which most of what was moved, cancelled or missed had been planned, where that stands out; false where not.
func (o OneOnOnes) dayOfMost() (day int, count, of int, ok bool) {
	for i, n := range o.Weekdays {
		of += n
		if n > o.Weekdays[day] {
			day = i
		}
	}
	count = o.Weekdays[day]
	return day, count, of, of >= 3 && 3*count >= 2*of
}

// Remark says by whom one-on-ones were called off, and the weekday of most that did not go as planned where that stands out; empty
// where nothing fell through.
func (o OneOnOnes) Remark() string {
	var parts []string
	if o.CancelledByMe > 0 {
		parts = append(parts, numberWord(o.CancelledByMe)+" called off from this side")
	}
	if o.CancelledByThem > 0 {
		parts = append(parts, numberWord(o.CancelledByThem)+" by reports")
		if len(parts) == 1 {
			parts[0] = numberWord(o.CancelledByThem) + " called off by reports"
		}
	}
	if o.Missed > 0 {
		parts = append(parts, numberWord(o.Missed)+" missed")
	}
	if day, n, of, ok := o.dayOfMost(); ok {
		parts = append(parts, fmt.Sprintf("%s of %s changes on %ss", numberWord(n), numberWord(of), time.Weekday(day)))
	}
	if len(parts) == 0 {
		return ""
	}
	return upperFirst(strings.Join(parts, ", ")) + "."
}
