package goals

import (
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
)

// Level says how much a finding weighs.
type Level string

// An error or a warning fails its check; a prompt is a question worth a thought.
const (
	LevelError  Level = "error"
	LevelWarn   Level = "warn"
	LevelPrompt Level = "prompt"
)

// Check is what a finding is about: one of the six checks of Checks, or CheckScope or CheckQuality.
type Check string

// The six checks that the screens show, and the two that they do not.
const (
	CheckSpecific   Check = "specific"
	CheckMeasurable Check = "measurable"
	CheckAgreed     Check = "agreed"
	CheckTimeBound  Check = "time_bound"
	CheckWhy        Check = "why"
	CheckSupport    Check = "support"
	CheckScope      Check = "scope"
	CheckQuality    Check = "quality"
)

// Finding is one thing that would make a goal clearer.
type Finding struct {
	Finding  string `json:"finding"`            // its name, as Goal.Waived has it
	Check    Check  `json:"check"`              //
	Level    Level  `json:"level"`              //
	Missing  string `json:"missing"`            // what is missing, in words
	Skeleton string `json:"skeleton,omitempty"` // a sentence to fill in
}

// The names of the findings.
const (
	FindOwner        = "owner"
	FindDue          = "due"
	FindMeasure      = "measure"
	FindDirection    = "direction"
	FindVague        = "vague"
	FindActivity     = "activity"
	FindWhy          = "why"
	FindSufficient   = "sufficient"
	FindManyGoals    = "many_goals"
	FindManyResults  = "many_key_results"
	FindFirstCheckIn = "first_check_in"
	FindMilestones   = "milestones"
	FindQuality      = "quality_measure"
	FindCommitment   = "commitment"
	FindLearning     = "learning"
	FindPlan         = "plan"
	FindControl      = "control"
	FindOverlap      = "overlap"
	FindAgreed       = "agreed"
	FindReadBack     = "read_back"
	FindMismatch     = "mismatch"
	FindKind         = "kind"
	FindSupport      = "support"
	FindLevel        = "level"
	FindArchived     = "archived"
	FindBeyond       = "beyond_target"
)

// Limits of our own, without a published threshold: more active goals or key results than that, a first check-in later, or a stretch longer without a milestone is worth a warning.
const (
	MaxActiveGoals    = 5
	MaxKeyResults     = 5
	FirstCheckInDays  = 14
	MilestonesBeyond  = 90
	LowCommitment     = 3
	sameWords         = 0.6 // share of content words that two titles have in common
	fewestWordsToSame = 2
)

// Context is what a goal is judged beside.
type Context struct {
	Gone   bool   // its owner has left the team
	Others []Goal // the person's other goals (a team goal's: the other team goals); the goal itself and closed ones do not count
	Parent *Goal
	On     civil.Date
	Mark   Mark // of the numbers in what is said
}

// ContextOf gathers what a goal is judged beside out of goals that may be anyone's.
func ContextOf(g Goal, all []Goal, on civil.Date) Context {
	c := Context{On: on}
	for _, o := range all {
		if o.Person == g.Person && (o.ID != g.ID || g.ID == uuid.Nil) {
			c.Others = append(c.Others, o)
		}
		if g.Parent != uuid.Nil && o.ID == g.Parent {
			c.Parent = &o
		}
	}
	return c
}

// Clarity is what would make the goal clearer on a day: errors first, then warnings, then prompts. What the manager waived is left
// out. A closed goal is only told what was wrong with it, not asked or warned about what is over. Specific and hard goals beat "do your best" (Locke and Latham
// 2002); progress that is written down and reported is reached more often (Harkin et al. 2016).
func Clarity(g Goal, c Context) []Finding {
	var found []Finding
	for _, check := range []func(Goal, Context) []Finding{
		owned, wording, dated, measures, whyItMatters, agreement, commitment, rhythm, scope, overlaps, beyond, prompts,
	} {
		found = append(found, check(g, c)...)
	}
	found = slices.DeleteFunc(found, func(f Finding) bool {
		return slices.Contains(g.Waived, f.Finding) || g.IsClosed() && f.Level == LevelPrompt
	})
	slices.SortStableFunc(found, func(a, b Finding) int { return levelOrder[a.Level] - levelOrder[b.Level] })
	return found
}

var levelOrder = map[Level]int{LevelError: 0, LevelWarn: 1, LevelPrompt: 2}

// owned: exactly one owner (Doran 1981, assignable); a team goal's is the manager.
func owned(g Goal, c Context) []Finding {
	if c.Gone && !g.IsClosed() {
		return []Finding{{FindArchived, CheckSpecific, LevelWarn, "Its owner has left the team. Close it, or give it to someone.", "[who] owns this goal from [date]"}}
	}
	if g.Person != uuid.Nil || g.Team != "" {
		return nil
	}
	return []Finding{{FindOwner, CheckSpecific, LevelError, "Say whose goal it is: one person's, or a team's.", "… owns this goal."}}
}

func dated(g Goal, _ Context) []Finding {
	switch {
	case g.Due == 0:
		return []Finding{{FindDue, CheckTimeBound, LevelError, "Set a due date.", "… by [date]"}}
	case g.Start != 0 && g.Due <= g.Start:
		return []Finding{{FindDue, CheckTimeBound, LevelError, "Set a due date after the start, " + DateWords(g.Start) + ".", "… from " + DateWords(g.Start) + " to [date]"}}
	}
	return nil
}

// measures: from, to and unit, or a yes or no with what would be seen; from differs from to.
func measures(g Goal, c Context) []Finding {
	skeleton := "… from [now] to [then] [unit]"
	if len(g.KeyResults) == 0 {
		return []Finding{{FindMeasure, CheckMeasurable, LevelError, "Add a measure: from what to what, or a yes or no with what would be seen.", skeleton}}
	}
	var found []Finding
	for _, k := range g.KeyResults {
		if k.Kind == Milestone {
			if notSeen(g, k) {
				found = append(found, Finding{FindMeasure, CheckMeasurable, LevelError, "Say what would be seen when “" + k.Title + "” is done.", "Done when [who] sees [what]"})
			}
			continue
		}
		var lacks []string
		if k.From == nil {
			lacks = append(lacks, "where it starts")
		}
		if k.To == nil {
			lacks = append(lacks, "where it should get to")
		}
		if k.Kind == Number && blank(k.Unit) {
			lacks = append(lacks, "the unit")
		}
		if len(lacks) > 0 {
			found = append(found, Finding{FindMeasure, CheckMeasurable, LevelError, "“" + k.Title + "”: say " + listWords(lacks) + ".", k.Title + " from [now] to [then] [unit]"})
		}
		if k.From != nil && k.To != nil && *k.From == *k.To {
			found = append(found, Finding{FindDirection, CheckMeasurable, LevelError,
				fmt.Sprintf("“%s” starts and ends at %s. Say what changes.", k.Title, k.Amount(*k.To, c.Mark)), k.Title + " from " + c.Mark.Decimal(*k.From) + " to [then]"})
		}
	}
	return found
}

// notSeen reports whether a milestone says nothing that someone could look at: its words are few or only the goal's over again, and "done means" is empty.
func notSeen(g Goal, k KeyResult) bool {
	return blank(g.DoneMeans) && (len(strings.Fields(k.Title)) < 3 || strings.EqualFold(strings.TrimSpace(k.Title), strings.TrimSpace(g.Title)))
}

func whyItMatters(g Goal, _ Context) []Finding {
	if !blank(g.Why) {
		return nil
	}
	return []Finding{{FindWhy, CheckWhy, LevelWarn, "Say why it matters. Would anyone notice if it were fully done?", "… so that [who] can [what]"}}
}

// agreement: agreed, and "done" in the report's own words beside the manager's. Nobody reads a team goal back.
func agreement(g Goal, _ Context) []Finding {
	if g.Person == uuid.Nil {
		return nil
	}
	var found []Finding
	if g.Agreed == 0 {
		found = append(found, Finding{FindAgreed, CheckAgreed, LevelWarn, "Not agreed yet. Talk it through and set the day.", "Agreed on [date]"})
	}
	switch {
	case blank(g.DoneMeans) && blank(g.ReadBack):
		found = append(found, Finding{FindReadBack, CheckAgreed, LevelWarn, "Write what done means, and ask for it back in other words.", "Done means [what someone would see]"})
	case blank(g.DoneMeans):
		found = append(found, Finding{FindReadBack, CheckAgreed, LevelWarn, "Write what done means in your own words.", "Done means [what someone would see]"})
	case blank(g.ReadBack):
		found = append(found, Finding{FindReadBack, CheckAgreed, LevelWarn, "Ask what done means, and note the answer in the report’s own words.", "“Done means [what someone would see]”"})
	}
	if g.Mismatch != nil && g.Mismatch.Since != 0 && g.Mismatch.Resolved == 0 {
		found = append(found, Finding{FindMismatch, CheckAgreed, LevelWarn, "The two “done” differ. Write one together.", "We both mean: [what someone would see]"})
	}
	return found
}

func commitment(g Goal, _ Context) []Finding {
	if g.Person == uuid.Nil || g.Commitment != nil && *g.Commitment > LowCommitment {
		return nil
	}
	if g.Commitment == nil {
		return []Finding{{FindCommitment, CheckAgreed, LevelPrompt, "Ask for commitment to it, from 1 to 5.", "“I am at [1 to 5], because …”"}}
	}
	return []Finding{{FindCommitment, CheckAgreed, LevelWarn, fmt.Sprintf("Commitment is %d of 5. Talk about it again.", *g.Commitment), "“It would be a 5 if …”"}}
}

// rhythm: a first check-in within 14 days, and milestones where the goal runs longer than 90.
func rhythm(g Goal, c Context) []Finding {
	var found []Finding
	if g.Start != 0 && len(g.CheckIns) == 0 && !g.IsClosed() {
		first := g.Start + FirstCheckInDays
		switch {
		case c.On > first:
			found = append(found, Finding{FindFirstCheckIn, CheckTimeBound, LevelWarn,
				"No check-in yet; the first was due by " + DateWords(first) + ".", "First check-in on [date]"})
		case g.RhythmDays() > FirstCheckInDays:
			found = append(found, Finding{FindFirstCheckIn, CheckTimeBound, LevelWarn,
				"Check in for the first time within 14 days, by " + DateWords(first) + ".", "First check-in on " + DateWords(first)})
		}
	}
	if g.Start != 0 && g.Due-g.Start > MilestonesBeyond && !slices.ContainsFunc(g.KeyResults, func(k KeyResult) bool {
		return k.Kind == Milestone || k.Due != 0 && k.Due < g.Due
	}) {
		found = append(found, Finding{FindMilestones, CheckTimeBound, LevelWarn,
			fmt.Sprintf("It runs for %d days. Add a milestone, or a date for a part of it.", g.Due-g.Start), "By [date]: [what is done by then]"})
	}
	return found
}

// scope: few enough to keep in sight.
func scope(g Goal, c Context) []Finding {
	var found []Finding
	if n := len(g.KeyResults); n > MaxKeyResults {
		found = append(found, Finding{FindManyResults, CheckScope, LevelWarn, fmt.Sprintf("It has %d key results. Keep the %d that matter most.", n, MaxKeyResults), ""})
	}
	if g.IsClosed() {
		return found
	}
	active := 1
	for _, o := range c.Others {
		if o.Status == Active && (o.ID != g.ID || g.ID == uuid.Nil) {
			active++
		}
	}
	if active > MaxActiveGoals {
		found = append(found, Finding{FindManyGoals, CheckScope, LevelWarn, fmt.Sprintf("This makes %d active goals. What does it replace?", active), "Instead of [goal]"})
	}
	return found
}

// prompts are the questions that a goal's record leaves open.
func prompts(g Goal, _ Context) []Finding {
	var found []Finding
	ask := func(when bool, name string, check Check, missing, skeleton string) {
		if when {
			found = append(found, Finding{name, check, LevelPrompt, missing, skeleton})
		}
	}
	own := g.Person != uuid.Nil
	r := language.ReadGoal(g.Title)
	if len(r.Outside) > 0 { // what stands in the title comes first
		ask(own && blank(g.OutsideControl), FindControl, CheckScope,
			"“"+r.Outside[0].Text+"”: this is decided elsewhere. Name what lies outside the report’s control, and what is left to do.", "Outside: [what others decide or deliver]")
	}
	ask(blank(g.Support), FindSupport, CheckSupport, "Say who helps, with what, until when.", "[who] helps with [what] until [date]")
	ask(own && g.Level == nil, FindLevel, CheckSupport, "Say how far the decisions are handed over, from tell to delegate.", "Decisions on [what]: [tell … delegate]")
	ask(len(g.KeyResults) > 0, FindSufficient, CheckQuality, "Could every key result be met and the goal still fail?", "")
	if one := g.KeyResults; len(one) == 1 && one[0].Kind == Number {
		ask(true, FindQuality, CheckQuality, "“"+one[0].Title+"” alone can be met in the wrong way. A second measure beside it would show that.", one[0].Title+", while [quality measure] stays at [value]")
	}
	ask(g.Kind == "", FindKind, CheckQuality, "Committed or aspirational? It changes how it is scored.", "")
	ask(g.Kind != Learning && isNew(g), FindLearning, CheckQuality, "New or complex work: would a learning goal fit better?", "Find [number] ways to [what], and try [number] by [date]")
	ask(own && (blank(g.Obstacle) || blank(g.Plan)), FindPlan, CheckQuality, "What is most likely to get in the way, and what then?", "If [obstacle], then [what happens]")
	ask(own && blank(g.OutsideControl) && len(r.Outside) == 0, FindControl, CheckScope, "What lies outside the report’s control? Name it.", "Outside: [what others decide or deliver]")
	return found
}

// beyond: a value past the target is taken as it is, and asks whether the target is still the right one.
func beyond(g Goal, c Context) []Finding {
	var found []Finding
	for _, k := range g.KeyResults {
		now := k.Value(g.CheckIns)
		if k.Kind == Milestone || now == nil || !k.Measured() {
			continue
		}
		if up := *k.To > *k.From; up && *now > *k.To || !up && *now < *k.To {
			found = append(found, Finding{FindBeyond, CheckMeasurable, LevelPrompt,
				"“" + k.Title + "” stands at " + k.Amount(*now, c.Mark) + ", past its target of " + k.Amount(*k.To, c.Mark) + ". Is the target still right?", k.Title + " from " + c.Mark.Decimal(*k.From) + " to [new target]"})
		}
	}
	return found
}

// isNew reports whether the words of the goal say that the work is new to the person.
func isNew(g Goal) bool {
	for _, w := range contentWords(g.Title) {
		switch w {
		case "learn", "new", "first", "explore", "research", "prototype", "unfamiliar", "unknown", "complex":
			return true
		}
	}
	return false
}

// listWords joins phrases: "a", "a and b", "a, b and c".
func listWords(all []string) string {
	if len(all) < 2 {
		return strings.Join(all, "")
	}
	return strings.Join(all[:len(all)-1], ", ") + " and " + all[len(all)-1]
}
