package goals

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"rapport/civil"
)

// CheckResult is one of the six checks of a goal as the screens show it.
type CheckResult struct {
	Check  Check
	Name   string // Specific, Measurable, Agreed, Time-bound, Why, Support
	Passed bool   // no error or warning names it
	Words  string // passed: what the goal says; else what is missing
	Failed string // not passed: the name of the finding that weighs most
	Ask    string // passed, and a question is left open all the same: that question
}

var checkNames = [6]struct {
	check Check
	name  string
}{
	{CheckSpecific, "Specific"}, {CheckMeasurable, "Measurable"}, {CheckAgreed, "Agreed"},
	{CheckTimeBound, "Time-bound"}, {CheckWhy, "Why"}, {CheckSupport, "Support"},
}

// Checks are the six checks of a goal with its findings, in the order of the screens.
func Checks(g Goal, found []Finding, on civil.Date, mark Mark) [6]CheckResult {
	var out [6]CheckResult
	for i, c := range checkNames {
		r := CheckResult{Check: c.check, Name: c.name, Passed: true}
		for _, f := range found { // the heaviest comes first
			switch {
			case f.Check != c.check:
			case f.Level != LevelPrompt && r.Passed:
				r.Passed, r.Words, r.Failed = false, f.Missing, f.Finding
			case f.Level == LevelPrompt && r.Ask == "":
				r.Ask = f.Missing
			}
		}
		if r.Passed {
			r.Words = passedWords(g, c.check, on, mark)
		} else {
			r.Ask = ""
		}
		out[i] = r
	}
	return out
}

// Passed counts the checks that passed.
func Passed(checks [6]CheckResult) int {
	n := 0
	for _, c := range checks {
		if c.Passed {
			n++
		}
	}
	return n
}

// MissingWords says the failed checks in one line, such as "Clarity 3 of 6. Missing: a measure, a date, and why it matters."; empty where all passed.
func MissingWords(checks [6]CheckResult) string {
	var lacks []string
	for _, c := range checks {
		if !c.Passed {
			lacks = append(lacks, lackWords[c.Failed])
		}
	}
	if len(lacks) == 0 {
		return ""
	}
	return "Clarity " + strconv.Itoa(Passed(checks)) + " of 6. Missing: " + listWords(lacks) + "."
}

// lackWords says in a few words what a goal lacks, by the finding that fails a check.
var lackWords = map[string]string{
	FindOwner: "an owner", FindArchived: "an owner", FindVague: "plain words", FindActivity: "an outcome", FindMeasure: "a measure", FindDirection: "a measure that changes",
	FindAgreed: "an agreement", FindReadBack: "a read-back", FindMismatch: "one “done”", FindCommitment: "commitment",
	FindDue: "a date", FindFirstCheckIn: "a first check-in", FindMilestones: "a milestone", FindWhy: "why it matters",
}

func passedWords(g Goal, c Check, on civil.Date, mark Mark) string {
	switch c {
	case CheckSpecific:
		if n := len(g.KeyResults); n > 0 {
			return "One outcome, " + Plural(n, "key result", "key results")
		}
		return "One outcome"
	case CheckMeasurable:
		if len(g.KeyResults) > 0 {
			return g.KeyResults[0].MeasureWords(mark)
		}
	case CheckAgreed:
		if g.Agreed != 0 {
			return "Agreed " + DateShort(g.Agreed, on)
		}
	case CheckTimeBound:
		words := DateWords(g.Due)
		if first := g.Start + FirstCheckInDays; words != "" && g.Start != 0 && len(g.CheckIns) == 0 && !g.IsClosed() {
			words += ", first check-in by " + DateShort(first, on)
		}
		return words
	case CheckWhy:
		return g.Why
	case CheckSupport:
		return g.Support
	}
	return ""
}

// MeasureWords says what the key result measures: "Pages after 22:00, 4 to 1 a month"; a milestone is its title.
func (k KeyResult) MeasureWords(mark Mark) string {
	from, to := k.Start(), k.Target()
	if k.Kind == Milestone || from == nil || to == nil {
		return k.Title
	}
	return k.Title + ", " + mark.Decimal(*from) + " to " + k.Amount(*to, mark)
}

// Wording is a clearer way to write a goal.
type Wording struct {
	Filled   string // with all that the goal's record knows
	Skeleton string // only the sentence to fill in
}

// ClearerWording writes the goal as one sentence out of its first key result, due date and why: "Cut pages after 22:00 from 4 to 1 a month
// by 30 June 2026, so that whoever is on call sleeps." What the record does not know stays "…". False where there is no key result to write it from.
func ClearerWording(g Goal, mark Mark) (Wording, bool) {
	if len(g.KeyResults) == 0 {
		return Wording{Skeleton: "… from … to … by …, so that …"}, false
	}
	or := func(s string) string {
		if blank(s) {
			return "…"
		}
		return s
	}
	k := g.KeyResults[0]
	end := " by " + or(DateWords(g.Due)) + ", so that …"
	if !blank(g.Why) {
		end = strings.TrimSuffix(end, "…") + soThat(g.Why) + "."
	}
	if k.Kind == Milestone {
		return Wording{"Have this done: " + k.Title + end, "Have this done: … by …, so that …"}, true
	}
	verb, from, to := "Bring", "…", "…"
	if k.From != nil {
		from = mark.Decimal(*k.From)
	}
	if k.To != nil {
		to = k.Amount(*k.To, mark)
	}
	if k.Measured() {
		verb = "Raise"
		if *k.To < *k.From {
			verb = "Cut"
		}
	}
	return Wording{verb + " " + lowerFirst(k.Title) + " from " + from + " to " + to + end, verb + " … from … to … by …, so that …"}, true
}

// soThat is a why as it follows "so that", otherwise as it was typed.
func soThat(why string) string {
	const lead = "so that "
	why = strings.TrimRight(strings.TrimSpace(why), ".")
	if len(why) >= len(lead) && strings.EqualFold(why[:len(lead)], lead) {
		return why[len(lead):]
	}
	return why
}

// lowerFirst makes the first letter small unless the word is written in capitals or mixed, such as "API" or "iOS".
func lowerFirst(s string) string {
	word, _, _ := strings.Cut(s, " ")
	first, size := utf8.DecodeRuneInString(word)
	if size == 0 || word[size:] != strings.ToLower(word[size:]) {
		return s
	}
	return string(unicode.ToLower(first)) + s[size:]
}
