package goals

import (
	"strings"
	"testing"

	"github.com/google/uuid"
)

func TestWordingFindings(t *testing.T) {
	g := clear()
	g.Title = "Improve basket alerts at night"
	f, ok := find1(Clarity(g, Context{On: g.Start}), FindVague)
	if !ok || f.Check != CheckSpecific || f.Level != LevelWarn || !strings.Contains(f.Missing, "“Improve” has no number") || f.Skeleton == "" {
		t.Errorf("%+v", f)
	}
	g.Waived = append(g.Waived, FindVague)
	if _, ok := find1(Clarity(g, Context{On: g.Start}), FindVague); ok {
		t.Error("waived, and said all the same")
	}
	g = clear()
	g.KeyResults = append(g.KeyResults, KeyResult{ID: id(4), Title: "Help the rota with alerts", Kind: Milestone})
	if f, ok := find1(Clarity(g, Context{On: g.Start}), FindActivity); !ok || !strings.Contains(f.Missing, "Help the rota") {
		t.Errorf("%+v", f)
	}
	g = clear()
	g.OutsideControl, g.Title = "", "Get security to approve the new login"
	if f, ok := find1(Clarity(g, Context{On: g.Start}), FindControl); !ok || !strings.Contains(f.Missing, "to approve") {
		t.Errorf("%+v", f)
	}
}

func TestExamplesAreClear(t *testing.T) {
	seen := map[string]bool{}
	for _, e := range Examples() {
		seen[e.Field] = true
		if len(wordingOf(e.Before, "", true)) == 0 {
			t.Errorf("%s: %q raises nothing", e.Field, e.Before)
		}
		g := e.Goal
		g.ID, g.Person, g.Status, g.Start, g.Due = id(1), id(9), Active, date("2026-01-05"), date("2026-03-30")
		for i := range g.KeyResults {
			g.KeyResults[i].ID = uuid.UUID{15: byte(i + 1)}
			if err := g.KeyResults[i].Validate().Err(); err != nil {
				t.Errorf("%s: %v", e.Field, err)
			}
		}
		for _, f := range Clarity(g, Context{On: g.Start}) {
			if f.Level != LevelPrompt && f.Check != CheckAgreed {
				t.Errorf("%s: %+v", e.Field, f)
			}
		}
	}
	for _, field := range []string{"Engineering", "Sales", "Support", "Design", "Product", "People", "Operations"} {
		if !seen[field] {
			t.Errorf("no example of %s", field)
		}
	}
}
