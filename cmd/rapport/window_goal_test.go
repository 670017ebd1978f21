//go:build linux

package main

import (
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"rapport/civil"
	"rapport/goals"
)

// TestGoalFromVagueToReview writes a vague goal in the real window, follows the findings until it is clear, agrees it, checks in from five
// one-on-ones a week apart while the forecast turns, closes it with a retrospective and praise, and finds it in the brief and the review.
func TestGoalFromVagueToReview(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	db := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	settle := func() { t.Helper(); must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { t.Helper(); must(s.Shot(filepath.Join(pictures, "goal-"+name+".png"))) }
	start := civil.NewDate(2031, time.January, 6)
	goal := func() goals.Goal {
		t.Helper()
		r := readAll(t, db)
		if len(r.Goals) != 1 {
			t.Fatalf("%d goals", len(r.Goals))
		}
		return r.Goals[0]
	}

	p, err := s.Run(env, program, "--db", db, "--at", start.String())
	must(err)
	settle()
	must(p.Keys("Return"))
	settle()
	must(p.Type("Priya Raman"))
	must(p.Keys("Return"))
	settle()
	must(p.Keys("ctrl+g"))
	settle()
	must(p.Type("Improve basket alerts at night"))
	settle()
	shot("1-vague")
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	g := goal()
	found := goals.Clarity(g, goals.Context{On: start})
	if g.Status != goals.Draft || goals.Passed(goals.Checks(g, found, start, goals.Point)) > 2 {
		t.Fatalf("not vague: %+v", found)
	}

	// what is missing is mended one by one: the palette leads to each field
	p, err = s.Run(env, program, "--db", db, "--at", start.String())
	must(err)
	settle()
	must(p.Keys("ctrl+k"))
	settle()
	must(p.Type("Priya"))
	settle()
	must(p.Keys("Return"))
	settle()
	must(p.Keys("ctrl+k"))
	settle()
	must(p.Type("Edit the goal"))
	settle()
	must(p.Keys("Return"))
	settle()
	shot("2-open")
	follow := func(check string, words ...string) {
		t.Helper()
		must(p.Keys("ctrl+k"))
		settle()
		must(p.Type(">Mend: " + check))
		settle()
		must(p.Keys("Return"))
		settle()
		for i, text := range words {
			if i > 0 {
				must(p.Keys("Tab"))
			}
			must(p.Type(text))
		}
		settle()
	}
	follow("Why", "whoever is on call sleeps")
	follow("Time-bound", "2031-03-03")
	follow("Agreed", start.String())
	follow("Agreed", "At most one page after 22:00 in a month", "One page after 22:00 a month at most")
	follow("Measurable", "Pages after 22:00", "9", "1", "a month")
	follow("Specific")
	must(p.Keys("ctrl+a"))
	must(p.Type("Cut pages after 22:00 from 9 to 1 a month"))
	settle()
	shot("3-clear")
	must(p.Keys("ctrl+Return"))
	settle()
	shot("4-agreed")
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	g = goal()
	found = goals.Clarity(g, goals.Context{On: start})
	if got := goals.Checks(g, found, start, goals.Point); g.Status != goals.Active || goals.Passed(got) != 6 || g.Agreed != start {
		t.Fatalf("%s, agreed %s, not clear: %+v", g.Status, g.Agreed, got)
	}

	// five one-on-ones: little moves in the first three weeks, much in the last two
	var ahead []float64
	for i, value := range []string{"8.8", "8.6", "8.4", "4", "1"} {
		on := start + civil.Date(7*(i+1))
		p, err = s.Run(env, program, "--db", db, "--at", on.String())
		must(err)
		settle()
		must(p.Keys("ctrl+n"))
		settle()
		must(p.Keys("ctrl+k"))
		settle()
		must(p.Type("Check in: Cut"))
		settle()
		must(p.Keys("Return"))
		settle()
		must(p.Type(value))
		settle()
		shot("5-check-in-" + value)
		must(p.Keys("Return"))
		settle()
		must(p.Keys("ctrl+Return"))
		settle()
		shot("6-after-" + value)
		if err := p.Quit(); err != nil {
			t.Errorf("quit: %v", err)
		}
		g = goal()
		if len(g.CheckIns) != i+1 || g.CheckIns[i].Date != on {
			t.Fatalf("after one-on-one %d: %+v", i+1, g.CheckIns)
		}
		if f := goals.ForecastOf(g, on); f != nil {
			ahead = append(ahead, f.Value)
		}
	}
	t.Logf("forecasts from the third check-in on: %.2f", ahead)
	if len(ahead) != 3 || ahead[0] > 0.6 || ahead[1] < ahead[0]+0.2 || ahead[2] != 1 {
		t.Errorf("the forecast did not turn: %v", ahead)
	}

	last := start + 36
	p, err = s.Run(env, program, "--db", db, "--at", last.String())
	must(err)
	settle()
	must(p.Keys("ctrl+k"))
	settle()
	must(p.Type("Priya"))
	settle()
	must(p.Keys("Return"))
	settle()
	must(p.Keys("ctrl+k"))
	settle()
	must(p.Type("Goals of Priya"))
	settle()
	must(p.Keys("Return"))
	settle()
	shot("7-reached")
	must(p.Keys("ctrl+k"))
	settle()
	must(p.Type("Close the goal"))
	settle()
	must(p.Keys("Return"))
	settle()
	must(p.Keys("Tab", "Tab"))
	must(p.Type("A quiet week to look at every alert"))
	must(p.Keys("Tab"))
	must(p.Type("Nobody owned the old alerts"))
	must(p.Keys("Tab"))
	must(p.Type("Every alert needs an owner"))
	settle()
	shot("8-closing")
	must(p.Keys("ctrl+Return"))
	settle()
	must(p.Type("Looked at all forty alerts and gave each an owner"))
	shot("9-praise")
	must(p.Keys("ctrl+Return"))
	settle()
	shot("10-closed")
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	g = goal()
	if g.Status != goals.Achieved || g.Closed != last || g.Score == nil || g.Learnt != "Every alert needs an owner" || g.Hindered == "" || g.Helped == "" {
		t.Fatalf("%+v", g)
	}
	if f := readAll(t, db).Feedback; len(f) != 1 || !strings.Contains(f[0].Situation, g.Title) {
		t.Errorf("praise: %+v", f)
	}

	says := func(args []string, words ...string) {
		t.Helper()
		c := exec.Command(program, append(args, "--db", db, "--at", last.String())...)
		c.Env = append(c.Environ(), "HOME="+dir)
		out, err := c.CombinedOutput()
		must(err)
		for _, w := range words {
			if !strings.Contains(string(out), w) {
				t.Errorf("%s does not say %q:\n%s", args[0], w, out)
			}
		}
	}
	says([]string{"prep", "Priya"}, "Goal reached: Cut pages after 22:00", "What made it work?", "Looked at all forty alerts")
	says([]string{"review", "Priya", "--from", "2031-01-01", "--to", "2031-02-28"}, "Cut pages after 22:00 from 9 to 1 a month", "Achieved on 11 February 2031", "Every alert needs an owner", "Nobody owned the old alerts")
}
