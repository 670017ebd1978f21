package goals

import (
	"strings"

	"rapport/language"
)

// wording: vague words without a number, and an activity instead of an outcome, in the title and in the key results. A key result that
// has numbers of its own may say better, as they say how much.
func wording(g Goal, _ Context) []Finding {
	found := wordingOf(g.Title, "", true)
	for _, k := range g.KeyResults {
		found = append(found, wordingOf(k.Title, "“"+k.Title+"”: ", k.Kind == Milestone)...)
	}
	return found
}

// wordingOf judges one sentence; lead names it where it is not the title.
func wordingOf(text, lead string, vague bool) []Finding {
	var found []Finding
	r := language.ReadGoal(text)
	if len(r.Vague) > 0 && vague {
		word := r.Vague[0].Text
		found = append(found, Finding{FindVague, CheckSpecific, LevelWarn, lead + "“" + word + "” has no number. Say what someone would see.", instead(word)})
	}
	if len(r.Activity) > 0 {
		word := r.Activity[0].Text
		found = append(found, Finding{FindActivity, CheckSpecific, LevelWarn, lead + "“" + word + "” says what is done. Say what is different afterwards.", "By [date], [who] can [what], because of this work"})
	}
	return found
}

// instead is a sentence to fill in that does without the vague word.
func instead(word string) string {
	switch w := strings.ToLower(word); {
	case strings.HasPrefix(w, "reduc"), strings.HasPrefix(w, "lower"), strings.HasPrefix(w, "minimi"), strings.HasPrefix(w, "decreas"), strings.HasPrefix(w, "less"):
		return "Cut [what] from [now] to [then] by [date]"
	case strings.HasPrefix(w, "increas"), strings.HasPrefix(w, "rais"), strings.HasPrefix(w, "grow"), strings.HasPrefix(w, "boost"), strings.HasPrefix(w, "maximi"), strings.HasPrefix(w, "more"):
		return "Raise [what] from [now] to [then] by [date]"
	case strings.HasPrefix(w, "asap"), strings.HasPrefix(w, "as soon"), strings.HasPrefix(w, "timely"):
		return "[what] within [hours or days]"
	}
	return "[what] goes from [now] to [then] by [date]"
}

// Example is a goal before and after it was made clear, in one field of work.
type Example struct {
	Field  string
	Before string // as it is often written
	Goal   Goal   // the same, made clear: title, why, key results, support
	Change string // what made the difference
}

// Examples are one goal each of engineering, sales, support, design, product, people and operations. They are invented.
func Examples() []Example {
	num := func(v float64) *float64 { return &v }
	counted := func(title string, kind KeyResultKind, unit string, from, to float64) KeyResult {
		return KeyResult{Title: title, Kind: kind, Unit: unit, From: num(from), To: num(to)}
	}
	return []Example{
		{"Engineering", "Improve on-call", Goal{
			Title: "Cut pages after 22:00 from 9 to 2 a month by the end of June", Why: "whoever is on call can sleep and is fresh for project work",
			Support: "Two days a week free of feature work until May", KeyResults: []KeyResult{counted("Pages after 22:00", Number, "a month", 9, 2), counted("Alerts with a named owner", Percent, "", 40, 100)},
		}, "A number that anyone can look up, and a second one that shows nothing was muted to get there."},
		{"Sales", "Build stronger relationships with key accounts", Goal{
			Title: "Renew 95% of the contracts that end this year, at least 30 days before they end", Why: "next year’s plan does not start with a gap",
			Support: "A discount of up to 10% without asking", KeyResults: []KeyResult{counted("Contracts renewed", Percent, "", 82, 95), counted("Renewed 30 days early or more", Percent, "", 20, 70)},
		}, "What a strong relationship leads to, instead of the relationship itself."},
		{"Support", "Respond to customers as soon as possible", Goal{
			Title: "Answer 90% of tickets within 4 hours by June", Why: "customers stop calling about the ticket that they already wrote",
			Support: "One more person on the early shift until April", KeyResults: []KeyResult{counted("Answered within 4 hours", Percent, "", 61, 90), counted("Reopened tickets", Percent, "", 12, 8)},
		}, "Hours instead of “as soon as possible”, and a look at whether quick answers are also right ones."},
		{"Design", "Create a great sign-up experience", Goal{
			Title: "Nine of ten test users finish the sign-up without help by May", Why: "half of those who begin it today give up",
			Support: "Six test users a month through the research panel", KeyResults: []KeyResult{counted("Test users who finish alone", Percent, "", 50, 90), {Title: "The three worst steps are gone from the live form", Kind: Milestone}},
		}, "What a great experience looks like from the outside."},
		{"Product", "Be more data-driven", Goal{
			Title: "At least half of the roadmap items name the number that they are to move, by 1 March", Why: "we can tell afterwards whether an item was worth it",
			Support: "The analyst helps with one item a week", KeyResults: []KeyResult{counted("Items with a named number", Percent, "", 10, 50), counted("Shipped items looked at after 30 days", Number, "items", 0, 6)},
		}, "A trait became something that can be counted."},
		{"People", "Help with hiring", Goal{
			Title: "Hire four engineers by 30 June", Why: "the on-call rota has eight people instead of four",
			Support: "Interview slots of two hours a week from each team", KeyResults: []KeyResult{counted("Signed offers", Number, "people", 0, 4), counted("Days from application to offer", Number, "days", 45, 25)},
		}, "The result of the help, owned by one person."},
		{"Operations", "Ensure smooth deliveries", Goal{
			Title: "Lower late deliveries from 7% to 2% by November", Why: "shops stop ordering twice to be safe",
			Support: "A second carrier from August, signed by purchasing", KeyResults: []KeyResult{counted("Late deliveries", Percent, "", 7, 2), counted("Cost per delivery", Number, "euros", 48, 48.5)},
		}, "“Smooth” became a share, with the cost beside it so that it is not bought at any price."},
	}
}
