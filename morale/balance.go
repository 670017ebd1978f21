package morale

import (
	"cmp"
	"slices"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// Balance is what the last one-on-ones were about, beside what the report needs talked about.
type Balance struct {
	Meetings int             `json:"meetings"` // one-on-ones looked at
	Topics   int             `json:"topics"`   // topics that came up in them
	Counts   []CategoryCount `json:"counts"`   // every category, most first
	Needs    []Need          `json:"needs"`    // what was not talked about though something speaks for it, most pressing first
}

// CategoryCount is how often a category came up.
type CategoryCount struct {
	Category notes.Category `json:"category"`
	Count    int            `json:"count"`
	Last     civil.Date     `json:"last,omitempty"` // ever, also before the one-on-ones looked at
}

// Need is a category that something speaks for and that has not come up since.
type Need struct {
	Category notes.Category `json:"category"`
	Count    int            `json:"count"`          // times it came up in the one-on-ones looked at
	Last     civil.Date     `json:"last,omitempty"` // when it last came up; absent: never
	Reason   string         `json:"reason"`         // what speaks for it, such as "Mood below usual since 10 Feb"
	Question string         `json:"question"`       // one that could be asked

	sign   bool       // an open sign speaks for it
	since  civil.Date // what has come up from this day on has met the need
	weight int
}

// BalanceMeetings is how many one-on-ones Balance looks at unless said.
const BalanceMeetings = 6

// How much what speaks for a category weighs: a sign by its severity, at most weightSign*Urgent; the rest below a concern.
const (
	weightSign   = 20
	weightJoiner = 35
	weightGrowth = 15
	weightGoal   = 18
	weightQuiet  = 5
)

// When what speaks for a category is worth a word, in days.
const (
	joinerDays    = 90 // someone is new
	growthDays    = 42 // growth has not come up, where interests or goals speak for it
	growthAnyDays = 90 // growth has not come up, for anyone
	feedbackDays  = 90 // no feedback from the report to the manager
	wellbeingDays = 42
)

// signCategory is where what a kind of sign speaks of is talked about.
var signCategory = map[Kind]notes.Category{
	MoodBelowUsual: notes.Wellbeing, WorkloadHigh: notes.Wellbeing, Exhaustion: notes.Wellbeing, Cynicism: notes.Wellbeing, Inefficacy: notes.Wellbeing,
	GoingQuiet: notes.Wellbeing, LessThanUsual: notes.Wellbeing, Disengaged: notes.Wellbeing, Shock: notes.Wellbeing,
	Unfair: notes.Team, Conflict: notes.Team, Isolation: notes.Team, Distrust: notes.Team,
	Unrecognised: notes.FeedbackC, NoRecognition: notes.FeedbackC,
	Stuck: notes.Growth, WishToLeave: notes.Growth, NoGrowthTalk: notes.Growth,
	Unclear: notes.Delivery, UnclearExpectations: notes.Delivery, ProgressStall: notes.Delivery, Frustration: notes.Delivery,
}

// BalanceOf says which categories the last so many one-on-ones covered, and which of those that the person needs they did not: what an
// open sign speaks of, growth where interests, a learning goal or time speak for it, goals at risk, the first months of someone new,
// feedback that was not asked for. What has come up since is no need any more. Only what was known on the day counts.
func BalanceOf(f people.File, r Rules, on civil.Date, meetings int) Balance {
	return BalanceWith(f, Signs(f, r, on), on, meetings)
}

// BalanceWith is BalanceOf where the signs open on the day are at hand.
func BalanceWith(f people.File, signs []Sign, on civil.Date, meetings int) Balance {
	f = f.AsOf(on)
	var held []notes.Meeting
	for _, m := range f.Meetings {
		if m.Status == notes.Held {
			held = append(held, m)
		}
	}
	recent := held[max(0, len(held)-max(meetings, 0)):]
	b := Balance{Meetings: len(recent)}
	counts, latest := map[notes.Category]int{}, map[notes.Category]civil.Date{}
	for i, m := range held {
		for _, t := range m.Topics {
			if !t.CameUp() {
				continue
			}
			latest[t.About()] = max(latest[t.About()], m.At.Date())
			if i >= len(held)-len(recent) {
				counts[t.About()]++
				b.Topics++
			}
		}
	}
	for _, c := range notes.Categories {
		b.Counts = append(b.Counts, CategoryCount{c, counts[c], latest[c]})
	}
	slices.SortStableFunc(b.Counts, func(a, b CategoryCount) int { return b.Count - a.Count })
	if !f.Person.IsReport() || f.Person.IsArchived() {
		return b
	}
	type key struct { // a category is named for its strongest sign, and once more for what else speaks for it
		notes.Category
		sign bool
	}
	best := map[key]Need{}
	for _, n := range needs(f, signs, held, latest, on) {
		n.Count, n.Last = counts[n.Category], latest[n.Category]
		if n.Last != 0 && n.Last >= n.since {
			continue // it came up since
		}
		if old, ok := best[key{n.Category, n.sign}]; !ok || n.weight > old.weight {
			best[key{n.Category, n.sign}] = n
		}
	}
	for _, c := range notes.Categories {
		for _, sign := range []bool{true, false} {
			if n, ok := best[key{c, sign}]; ok {
				b.Needs = append(b.Needs, n)
			}
		}
	}
	slices.SortStableFunc(b.Needs, func(a, b Need) int { return cmp.Or(b.weight-a.weight, cmp.Compare(a.Last, b.Last)) })
	return b
}

// needs is everything that speaks for a category on a day, whether it came up or not.
func needs(f people.File, signs []Sign, held []notes.Meeting, latest map[notes.Category]civil.Date, on civil.Date) []Need {
	var out []Need
	clock := clockOf(f, true)
	for _, s := range signs {
		if c, ok := signCategory[s.Kind]; ok {
			out = append(out, Need{Category: c, Reason: s.Title, Question: s.Question, sign: true, since: s.Raised, weight: weightSign * int(s.Severity)})
		}
	}
	if len(held) == 0 {
		return out
	}
	first := held[0].At.Date()
	// lacks adds a category that has not come up for so many days, or not since the first one-on-one
	lacks := func(c notes.Category, days, weight int, why, question string) {
		base := max(latest[c], first)
		if clock.elapsed(base, on) >= days {
			out = append(out, Need{Category: c, Reason: why, Question: question, since: base + 1, weight: weight})
		}
	}
	name := f.Person.FirstName()
	if s := f.Person.Started; s != 0 && s <= on && int(on-s) <= joinerDays {
		out = append(out,
			Need{Category: notes.Team, Reason: name + " joined " + dayWords(s, on), Question: "Whom would you like to get to know next?", since: s, weight: weightJoiner},
			Need{Category: notes.Wellbeing, Reason: name + " joined " + dayWords(s, on), Question: "What has surprised you so far, for better or worse?", since: s, weight: weightJoiner - 1})
	}
	const wants = "What would you like to be doing more of?"
	switch goal, ok := growthGoal(f); {
	case ok:
		lacks(notes.Growth, growthDays, weightGrowth+2, "The goal “"+goal.Title+"” is about growth", "What have you learnt on the way to ‘"+goal.Title+"’?")
	case len(f.Person.Interests) > 0:
		lacks(notes.Growth, growthDays, weightGrowth+1, "Interested in "+f.Person.Interests[0], wants)
	}
	if d := latest[notes.Growth]; d == 0 {
		lacks(notes.Growth, growthDays, weightGrowth, "Growth has not come up yet", wants)
	} else {
		lacks(notes.Growth, growthAnyDays, weightGrowth, "Growth last came up "+dayWords(d, on), wants)
	}
	for _, g := range f.Goals {
		if g.Status != goals.Active {
			continue
		}
		if s := goals.StateOf(g, on); s.Kind == goals.StateAtRisk || s.Kind == goals.StateOffTrack {
			since := on
			if last, ok := g.LastCheckIn(); ok {
				since = last.Date
			}
			out = append(out, Need{Category: notes.Delivery, Reason: "“" + g.Title + "” is " + lowerFirst(s.Words()), since: since,
				Question: "What is in the way of ‘" + g.Title + "’, and what would help?", weight: weightGoal})
		}
	}
	var heard civil.Date
	for _, x := range f.Feedback {
		if x.Direction == notes.Received {
			heard = max(heard, x.Date)
		}
	}
	if base := max(heard, first); clock.elapsed(base, on) >= feedbackDays {
		why := "No feedback from " + name + " noted yet"
		if heard != 0 {
			why = "Last feedback from " + name + ": " + dayWords(heard, on)
		}
		out = append(out, Need{Category: notes.FeedbackC, Reason: why, Question: "What is one thing I could stop or start doing?", since: on - feedbackDays, weight: weightQuiet + 1})
	}
	wellbeing := "Wellbeing has not come up yet"
	if d := latest[notes.Wellbeing]; d != 0 {
		wellbeing = "Wellbeing last came up " + dayWords(d, on)
	}
	lacks(notes.Wellbeing, wellbeingDays, weightQuiet, wellbeing, "How are you, outside of the tasks?")
	return out
}

// growthGoal is the first active goal that is about growth.
func growthGoal(f people.File) (goals.Goal, bool) {
	for _, g := range f.Goals {
		if g.Status == goals.Active && (g.Kind == goals.Learning || language.Category(g.Title) == string(notes.Growth)) {
			return g, true
		}
	}
	return goals.Goal{}, false
}
