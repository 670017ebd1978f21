package goals

import (
	"slices"
	"strings"
	"testing"
)

// clear is a goal to which nothing needs to be added.
func clear() Goal {
	return Goal{
		ID: id(1), Person: id(9), Title: "Cut pages after 22:00 to one a month", Why: "so that whoever is on call sleeps.", Support: "Hana, two days a week", Status: Active,
		Start: date("2026-03-03"), Due: date("2026-05-30"), Agreed: date("2026-03-03"), Kind: Committed, Commitment: whole(4), Level: whole(5),
		DoneMeans: "At most one page after 22:00", ReadBack: "One page at most", ReadBackOn: date("2026-03-03"),
		Obstacle: "Old alerts fire", Plan: "If one fires twice, then it gets an owner that day", OutsideControl: "The provider's own alerts", Rhythm: whole(14),
		Waived: []string{FindSufficient},
		KeyResults: []KeyResult{
			{ID: id(2), Title: "Pages after 22:00", Kind: Number, Unit: "a month", From: num(4), To: num(1)},
			{ID: id(3), Title: "Alerts with an owner", Kind: Percent, From: num(40), To: num(100)},
		},
	}
}

func find1(found []Finding, name string) (Finding, bool) {
	i := slices.IndexFunc(found, func(f Finding) bool { return f.Finding == name })
	if i < 0 {
		return Finding{}, false
	}
	return found[i], true
}

func TestClarityOfAClearGoal(t *testing.T) {
	g := clear()
	found := Clarity(g, Context{On: g.Start})
	if len(found) != 0 {
		t.Errorf("%+v", found)
	}
	checks := Checks(g, found, g.Start, Point)
	if Passed(checks) != 6 || MissingWords(checks) != "" {
		t.Errorf("%+v", checks)
	}
	for i, want := range []string{"One outcome, 2 key results", "Pages after 22:00, 4 to 1 a month", "Agreed 3 Mar", "30 May 2026, first check-in by 17 Mar", g.Why, g.Support} {
		if checks[i].Words != want {
			t.Errorf("%s: %q, want %q", checks[i].Name, checks[i].Words, want)
		}
	}
}

func TestClarityFindings(t *testing.T) {
	other := clear()
	other.ID, other.Title, other.KeyResults = id(7), "Hire a second tester", nil
	many := make([]Goal, 4) // and the other one, and the goal itself
	for i := range many {
		many[i] = Goal{ID: id(byte(50 + i)), Title: string(rune('P'+i)) + " alone", Status: Active}
	}
	for _, c := range []struct {
		name    string
		change  func(*Goal)
		context Context
		finding string
		check   Check
		level   Level
		says    string
	}{
		{"nobody's", func(g *Goal) { g.Person = id(0) }, Context{}, FindOwner, CheckSpecific, LevelError, "whose goal"},
		{"no due date", func(g *Goal) { g.Due = 0 }, Context{}, FindDue, CheckTimeBound, LevelError, "Set a due date."},
		{"due on the start", func(g *Goal) { g.Due = g.Start }, Context{}, FindDue, CheckTimeBound, LevelError, "after the start"},
		{"no measure", func(g *Goal) { g.KeyResults = nil }, Context{}, FindMeasure, CheckMeasurable, LevelError, "Add a measure"},
		{"half a measure", func(g *Goal) { g.KeyResults[0].From, g.KeyResults[0].Unit = nil, "" }, Context{}, FindMeasure, CheckMeasurable, LevelError, "say where it starts and the unit"},
		{"a bare yes or no", func(g *Goal) { g.DoneMeans = ""; g.KeyResults = []KeyResult{{Title: "Done", Kind: Milestone}} }, Context{}, FindMeasure, CheckMeasurable, LevelError, "what would be seen"},
		{"nothing changes", func(g *Goal) { g.KeyResults[0].To = num(4) }, Context{}, FindDirection, CheckMeasurable, LevelError, "starts and ends at 4 a month"},
		{"no why", func(g *Goal) { g.Why = " " }, Context{}, FindWhy, CheckWhy, LevelWarn, "why it matters"},
		{"key results could be met", func(g *Goal) { g.Waived = nil }, Context{}, FindSufficient, CheckQuality, LevelPrompt, "still fail"},
		{"six goals", func(*Goal) {}, Context{Others: many}, FindManyGoals, CheckScope, LevelWarn, "6 active goals"},
		{"six key results", func(g *Goal) { g.KeyResults = make([]KeyResult, 6) }, Context{}, FindManyResults, CheckScope, LevelWarn, "6 key results"},
		{"no first check-in", func(*Goal) {}, Context{On: date("2026-03-18")}, FindFirstCheckIn, CheckTimeBound, LevelWarn, "17 March 2026"},
		{"a late first check-in", func(g *Goal) { g.Rhythm = whole(30) }, Context{On: date("2026-03-03")}, FindFirstCheckIn, CheckTimeBound, LevelWarn, "within 14 days"},
		{"a long stretch", func(g *Goal) { g.Due += 10 }, Context{}, FindMilestones, CheckTimeBound, LevelWarn, "98 days"},
		{"one number alone", func(g *Goal) { g.KeyResults = g.KeyResults[:1] }, Context{}, FindQuality, CheckQuality, LevelPrompt, "second measure"},
		{"low commitment", func(g *Goal) { g.Commitment = whole(3) }, Context{}, FindCommitment, CheckAgreed, LevelWarn, "3 of 5"},
		{"commitment not asked", func(g *Goal) { g.Commitment = nil }, Context{}, FindCommitment, CheckAgreed, LevelPrompt, "Ask for commitment"},
		{"new work", func(g *Goal) { g.Title = "Learn to run a new service" }, Context{}, FindLearning, CheckQuality, LevelPrompt, "learning goal"},
		{"no plan", func(g *Goal) { g.Plan = "" }, Context{}, FindPlan, CheckQuality, LevelPrompt, "get in the way"},
		{"nothing outside", func(g *Goal) { g.OutsideControl = "" }, Context{}, FindControl, CheckScope, LevelPrompt, "outside"},
		{"not agreed", func(g *Goal) { g.Agreed = 0 }, Context{}, FindAgreed, CheckAgreed, LevelWarn, "Not agreed"},
		{"not read back", func(g *Goal) { g.ReadBack = "" }, Context{}, FindReadBack, CheckAgreed, LevelWarn, "own words"},
		{"two meanings", func(g *Goal) { g.Mismatch = &Mismatch{Since: g.Start} }, Context{}, FindMismatch, CheckAgreed, LevelWarn, "The two “done” differ"},
		{"no kind", func(g *Goal) { g.Kind = "" }, Context{}, FindKind, CheckQuality, LevelPrompt, "aspirational"},
		{"no support", func(g *Goal) { g.Support = "" }, Context{}, FindSupport, CheckSupport, LevelPrompt, "who helps"},
		{"no level", func(g *Goal) { g.Level = nil }, Context{}, FindLevel, CheckSupport, LevelPrompt, "tell to delegate"},
		{"the same again", func(*Goal) {}, Context{Others: []Goal{{ID: id(8), Title: "Cut pages after 22:00 to two a month", Status: Active}}}, FindOverlap, CheckScope, LevelWarn, "says the same"},
		{"the same as its parent", func(*Goal) {}, Context{Parent: &Goal{ID: id(8), Title: "cut pages after 22:00 to one a month", Status: Active}}, FindOverlap, CheckScope, LevelWarn, "says the same"},
		{"against another", func(*Goal) {}, Context{Others: []Goal{{ID: id(8), Title: "More alerts", Status: Active, KeyResults: []KeyResult{
			{Title: "Pages after 22:00", Kind: Number, From: num(1), To: num(3)}}}}}, FindOverlap, CheckScope, LevelWarn, "pulls against “More alerts”"},
	} {
		g := clear()
		g.KeyResults = slices.Clone(g.KeyResults)
		c.change(&g)
		if c.context.On == 0 {
			c.context.On = g.Start
		}
		c.context.Others = append(slices.Clone(c.context.Others), other, g)
		found := Clarity(g, c.context)
		f, ok := find1(found, c.finding)
		if !ok || f.Check != c.check || f.Level != c.level || !strings.Contains(f.Missing, c.says) {
			t.Errorf("%s: %+v, want %s of %s as %s with %q", c.name, found, c.finding, c.check, c.level, c.says)
		}
		if !slices.IsSortedFunc(found, func(a, b Finding) int { return levelOrder[a.Level] - levelOrder[b.Level] }) {
			t.Errorf("%s: not the heaviest first: %+v", c.name, found)
		}
		g.Waived = append(g.Waived, c.finding)
		if _, ok := find1(Clarity(g, c.context), c.finding); ok {
			t.Errorf("%s: found although it was waived", c.name)
		}
	}
}

func TestClarityStaysQuiet(t *testing.T) {
	team := clear()
	team.Person, team.Team, team.Agreed, team.ReadBack, team.DoneMeans, team.Commitment, team.Level = id(0), "Checkout", 0, "", "", nil, nil
	if found := Clarity(team, Context{On: team.Start}); len(found) != 0 {
		t.Errorf("a team goal is not read back: %+v", found)
	}
	over := clear()
	over.Status, over.Closed, over.Kind, over.Support = Achieved, over.Due, "", ""
	if found := Clarity(over, Context{On: over.Due + 90, Others: []Goal{{ID: id(8), Title: over.Title, Status: Active}}}); len(found) != 0 {
		t.Errorf("a closed goal is past asking: %+v", found)
	}
	g := clear()
	for _, o := range []Goal{{ID: id(8), Title: g.Title, Status: Achieved}, {ID: id(8), Title: "Pages", Status: Active}, {ID: id(8), Title: "Cut the build to one minute", Status: Active}} {
		if found := Clarity(g, Context{On: g.Start, Others: []Goal{o}}); len(found) != 0 {
			t.Errorf("beside %q: %+v", o.Title, found)
		}
	}
}

func TestChecks(t *testing.T) {
	g := clear()
	g.KeyResults, g.Due, g.Why, g.Support = nil, 0, "", ""
	found := Clarity(g, Context{On: g.Start})
	checks := Checks(g, found, g.Start, Point)
	if Passed(checks) != 3 {
		t.Errorf("%+v", checks)
	}
	if got, want := MissingWords(checks), "Clarity 3 of 6. Missing: a measure, a date and why it matters."; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if s := checks[5]; !s.Passed || s.Ask == "" {
		t.Errorf("support is asked for, not failed: %+v", s)
	}
}

func TestClearerWording(t *testing.T) {
	g := clear()
	w, ok := ClearerWording(g, Point)
	if want := "Cut pages after 22:00 from 4 to 1 a month by 30 May 2026, so that whoever is on call sleeps."; !ok || w.Filled != want {
		t.Errorf("%q, want %q", w.Filled, want)
	}
	g.KeyResults[0].From, g.Due, g.Why = nil, 0, ""
	if w, _ := ClearerWording(g, Point); w.Filled != "Bring pages after 22:00 from … to 1 a month by …, so that …" {
		t.Errorf("%q", w.Filled)
	}
	g.KeyResults = []KeyResult{{Title: "API keys rotated", Kind: Milestone}}
	if w, _ := ClearerWording(g, Point); w.Filled != "Have this done: API keys rotated by …, so that …" {
		t.Errorf("%q", w.Filled)
	}
	if _, ok := ClearerWording(Goal{}, Point); ok {
		t.Error("a goal without a key result has no clearer wording")
	}
	for in, want := range map[string]string{"Éclair": "éclair", "iOS app": "iOS app", "": "", "API": "API", "Pages": "pages"} {
		if got := lowerFirst(in); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
}

// What a title leaves to others is asked about before what is only left open; the form shows three questions.
func TestWhatOthersDecideIsAskedFirst(t *testing.T) {
	at := func(title string) (int, string) {
		n := 0
		for _, f := range Clarity(Goal{Person: id(9), Title: title, Status: Active}, Context{On: date("2026-03-03")}) {
			if f.Level != LevelPrompt {
				continue
			}
			if n++; f.Finding == FindControl {
				return n, f.Missing
			}
		}
		return 0, ""
	}
	if n, text := at("The board approves the budget by June"); n == 0 || n > 3 || !strings.Contains(text, "board approves") {
		t.Errorf("question %d: %q", n, text)
	}
	if n, text := at("Cut pages from 9 to 2 by June"); n == 0 || strings.Contains(text, "decided elsewhere") {
		t.Errorf("question %d: %q", n, text)
	}
}
