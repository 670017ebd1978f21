package morale

import (
	"fmt"
	"slices"

	"rapport/civil"
	"rapport/people"
)

// PromptKind names a reason to ask something.
type PromptKind string

// The kinds of prompt.
const (
	PromptPraise      PromptKind = "praise"
	PromptGrowth      PromptKind = "growth"
	PromptRole        PromptKind = "role"
	PromptAnniversary PromptKind = "anniversary"
)

// Prompt is no sign: a reason to ask, for the prep brief and the suggested questions only.
type Prompt struct {
	Kind     PromptKind
	Title    string // such as "No praise noted for 16 days"
	Line     string // what to do about it
	Basis    string
	Question string
}

// When a prompt comes, in days; a role prompt comes in the month in which the role is so many months old.
const (
	promptPraise      = 14
	promptGrowth      = 90
	promptAnniversary = 30
)

var promptRoleMonths = []int{10, 20, 30}

// Prompts are the prompts of a day: no praise for two weeks, no talk about growth for a quarter (each only until the sign of the same
// comes), 10, 20 or 30 months in the role, and the month on either side of the joining anniversary.
func Prompts(f people.File, r Rules, on civil.Date) []Prompt {
	if !f.Person.IsReport() || f.Person.IsArchived() && f.Person.StatusSince <= on {
		return nil
	}
	h := prepare(f, r, never)
	var out []Prompt
	lack := func(kind Kind, prompt PromptKind, all []happened, days int, line string) {
		spans := h.without(all, days)
		if _, sign := h.at(kind, on); !sign && severityAt(h.clip(spans), on) != None {
			var s Sign
			describe := ruleOf[kind].describe
			describe(h, &s, on)
			out = append(out, Prompt{prompt, s.Title, line, infoOf[kind].Basis(), infoOf[kind].Questions[0]})
		}
	}
	h.praised, h.growth = h.praises(), h.growthTalks()
	lack(NoRecognition, PromptPraise, h.praised, promptPraise, "Name one act and what it did.")
	lack(NoGrowthTalk, PromptGrowth, h.growth, promptGrowth, "Bring up what comes next.")
	out = append(out, rolePrompts(f.Person, on)...)
	return append(out, anniversaryPrompts(f.Person, on)...)
}

func rolePrompts(p people.Person, on civil.Date) []Prompt {
	if p.RoleSince == 0 {
		return nil
	}
	for _, months := range slices.Backward(promptRoleMonths) {
		if from := p.RoleSince.AddMonths(months); from <= on && on < p.RoleSince.AddMonths(months+1) {
			return []Prompt{{PromptRole, fmt.Sprintf("%d months in the role", months), "Make a plan for the next role.",
				"Glassdoor 2017, a small effect; grade B: large survey", "Which part of your next role could you start on now?"}}
		}
	}
	return nil
}

func anniversaryPrompts(p people.Person, on civil.Date) []Prompt {
	if p.Started == 0 {
		return nil
	}
	for years := on.Year() - p.Started.Year() - 1; years <= on.Year()-p.Started.Year()+1; years++ {
		if years < 1 {
			continue
		}
		day := p.Started.AddMonths(12 * years)
		if on >= day-promptAnniversary && on <= day+promptAnniversary {
			return []Prompt{{PromptAnniversary, fmt.Sprintf("%s with the company on %s", upperFirst(plural(years, "year")), dayWords(day, on)),
				"Ask what makes staying worth it.", "CEB 2016; grade B: large survey", "What keeps you here, and what might not?"}}
		}
	}
	return nil
}
