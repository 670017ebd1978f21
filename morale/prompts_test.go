package morale

import (
	"slices"
	"testing"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
)

func prompts(b *builder, on civil.Date) (out []PromptKind) {
	for _, p := range Prompts(b.file(), Rules{}, on) {
		out = append(out, p.Kind)
	}
	return out
}

func TestPrompts(t *testing.T) {
	b := priya("weekly")
	b.meet(start, 4, 0).Topics = []notes.Topic{{Text: "Next role", Category: notes.Growth, State: notes.Discussed}}
	for day, want := range map[civil.Date][]PromptKind{
		13: nil, 14: {PromptPraise}, 29: {PromptPraise}, 30: nil, // then it is a sign
		89: nil, 90: {PromptGrowth}, 179: {PromptGrowth}, 180: nil,
	} {
		if got := prompts(b, start+day); !slices.Equal(got, want) {
			t.Errorf("day %d: %v, want %v", day, got, want)
		}
	}
	if p := Prompts(b.file(), Rules{}, start+16)[0]; p.Title != "No praise noted for 16 days" {
		t.Errorf("%+v", p)
	}
	b.Person.Relation = people.Peer
	if got := prompts(b, start+14); got != nil {
		t.Errorf("a peer: %v", got)
	}
}

func TestPromptsOfDates(t *testing.T) {
	b := priya("weekly")
	b.Person.RoleSince, b.Person.Started = date("2024-03-31"), date("2020-02-29")
	for day, want := range map[string][]PromptKind{
		"2025-01-28": nil, "2025-01-29": {PromptAnniversary}, "2025-01-31": {PromptRole, PromptAnniversary}, "2025-02-27": {PromptRole, PromptAnniversary},
		"2025-02-28": {PromptAnniversary}, "2025-03-30": {PromptAnniversary}, "2025-03-31": nil, "2025-11-30": {PromptRole}, "2026-09-30": {PromptRole}, "2020-03-01": nil,
	} {
		if got := prompts(b, date(day)); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", day, got, want)
		}
	}
	if got := Prompts(b.file(), Rules{}, date("2025-02-20"))[1].Title; got != "5 years with the company on 28 Feb" {
		t.Errorf("%q", got)
	}
}
