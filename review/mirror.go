package review

import (
	"fmt"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
)

// MirrorEmpty is what the mirror says before there is enough to see.
const MirrorEmpty = "Come back after ten one-on-ones."

// MirrorDocument is the manager's own habits as a text. It is made only where the manager asks for it, and is part of no other document.
func MirrorDocument(r morale.Reflection) Document {
	period := Period{r.From, r.To}
	d := Document{Title: "Mirror", Subtitle: period.Words(), Date: r.To,
		Closing: []string{"It speaks of habits, not of the manager, and is no score. “Before” is the period of the same length before, " + Period{r.Previous.From, r.Previous.To}.Words() + "."}}
	if !r.IsEnough() {
		d.Closing = []string{MirrorEmpty}
		return d
	}
	names := map[uuid.UUID]string{}
	for _, a := range r.Reports {
		names[a.Person] = a.Name
	}
	d.add(oneOnOneSection(r))
	d.add(promiseSection(r))
	d.add(feedbackGivenSection(r, names))
	d.add(topicShareSection(r))
	d.add(attentionSection(r))
	q, before := r.Questions, r.Previous.Questions
	d.add(Section{Key: "questions", Title: "Questions and statements", Blocks: []Block{Paragraph{
		fmt.Sprintf("%s asked beside %s noted (before: %d and %d).", upper(goals.Plural(q.Asked, "question", "questions")), goals.Plural(q.Stated, "statement", "statements"), before.Asked, before.Stated)}}})
	d.add(goalCareSection(r))
	if r.Try != nil {
		d.add(Section{Key: "try", Title: "One thing to try", Blocks: []Block{Paragraph{r.Try.Reason + " " + r.Try.Text}}})
	}
	return d
}

func oneOnOneSection(r morale.Reflection) Section {
	o, before := r.OneOnOnes, r.Previous.OneOnOnes
	parts := []string{fmt.Sprintf("%d of %d held as planned", o.Held, o.Planned)}
	for _, x := range []struct {
		n    int
		what string
	}{{o.Moved, "moved"}, {o.CancelledByMe, "called off from this side"}, {o.CancelledByThem, "called off by reports"}, {o.Cancelled, "called off"}, {o.Missed, "missed"}} {
		if x.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", x.n, x.what))
		}
	}
	s := Section{Key: "one_on_ones", Title: "One-on-ones", Blocks: []Block{Paragraph{
		fmt.Sprintf("%s (before: %d of %d held as planned).", strings.Join(parts, ", "), before.Held, before.Planned)}}}
	if remark := o.Remark(); remark != "" {
		s.Blocks = append(s.Blocks, Paragraph{remark})
	}
	if o.NotNoted > 0 {
		s.Blocks = append(s.Blocks, Paragraph{upper(count(o.NotNoted, "planned one-on-one", "planned one-on-ones")) + " passed without a note of what became of it."})
	}
	return s
}

func promiseSection(r morale.Reflection) Section {
	p, before := r.Promises, r.Previous.Promises
	s := Section{Key: "promises", Title: "Promises", Blocks: []Block{Paragraph{
		fmt.Sprintf("%d of %d kept on time (before: %d of %d).", p.Kept, p.Of, before.Kept, before.Of)}}}
	s.Blocks = append(s.Blocks, bullets(p.Late, func(l morale.Late) Item {
		tail := goals.Plural(l.Days, "day", "days") + " late"
		if l.Open {
			tail = "open, " + tail
		}
		return Item{Lead: l.Name, Text: oneLine(l.Text), Tail: tail}
	})...)
	return s
}

func feedbackGivenSection(r morale.Reflection, names map[uuid.UUID]string) Section {
	f, before := r.Feedback, r.Previous.Feedback
	s := Section{Key: "feedback", Title: "Feedback", Blocks: []Block{Paragraph{
		fmt.Sprintf("Praise %d, suggestions %d (before: %d and %d). Praise names what was done in %d of %d, and what it led to in %d.",
			f.Praise, f.Constructive, before.Praise, before.Constructive, f.Named, f.Praise, f.WithImpact)}}}
	var without []string
	for _, id := range f.WithoutRecognition {
		without = append(without, names[id])
	}
	if len(without) > 0 {
		s.Blocks = append(s.Blocks, Paragraph{fmt.Sprintf("Without praise for %d days or more: %s.", morale.RecognitionDays, list(without))})
	}
	return s
}

func topicShareSection(r morale.Reflection) Section {
	t := r.Topics
	if t.All == 0 {
		return Section{}
	}
	s := Section{Key: "topics", Title: "What you talk about", Note: goals.Plural(t.All, "topic", "topics")}
	table := Table{Head: []string{"Category", "Now", "Before"}}
	for _, c := range t.Shares {
		if c.Count > 0 || c.Category != notes.Other {
			table.Rows = append(table.Rows, []string{categoryWords(c.Category), fmt.Sprintf("%.0f%%", 100*c.Share), fmt.Sprintf("%.0f%%", 100*r.Previous.Topics.Of(c.Category).Share)})
		}
	}
	s.Blocks = []Block{table, Paragraph{fmt.Sprintf("Status and technical matters: %d. People: %d.", t.Work, t.People)}}
	return s
}

func attentionSection(r morale.Reflection) Section {
	if len(r.Reports) == 0 {
		return Section{}
	}
	table := Table{Head: []string{"Report", "One-on-ones", "Minutes", "Words of notes", "Praise", "Other", "Since your last feedback"}}
	var less []Item
	for _, a := range r.Reports {
		table.Rows = append(table.Rows, []string{a.Name, fmt.Sprint(a.Meetings), fmt.Sprint(a.Minutes), fmt.Sprint(a.Words), fmt.Sprint(a.Praise), fmt.Sprint(a.Constructive), SinceWords(a.LastFeedback, a.SinceFeedback)})
		if len(a.UnderHalf) > 0 {
			less = append(less, Item{Lead: a.Name, Text: "under half of the team’s middle in " + list(a.UnderHalf)})
		}
	}
	s := Section{Key: "attention", Title: "Attention", Blocks: []Block{table}}
	s.Blocks = append(s.Blocks, bullets(less, func(i Item) Item { return i })...)
	return s
}

// SinceWords says how long ago feedback was: "82 days", "none yet".
func SinceWords(last civil.Date, days *int) string {
	if last == 0 || days == nil {
		return "none yet"
	}
	return goals.Plural(*days, "day", "days")
}

func goalCareSection(r morale.Reflection) Section {
	g := r.Goals
	if g.Active == 0 {
		return Section{}
	}
	s := Section{Key: "goals", Title: "Goals", Blocks: []Block{Paragraph{fmt.Sprintf("%d of %d active goals had a check-in.", g.Checked, g.Active)}}}
	s.Blocks = append(s.Blocks, bullets(g.Without, func(u morale.Unseen) Item {
		return Item{Lead: u.Name, Text: oneLine(u.Title), Tail: "no check-in for " + goals.Plural(u.Days, "day", "days")}
	})...)
	return s
}
