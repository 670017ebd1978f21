package review_test

import (
	"strings"
	"testing"

	"rapport/civil"
	"rapport/goals"
	"rapport/review"
	"rapport/review/render"
)

func TestTeamOverview(t *testing.T) {
	f := review.Priya()
	on := civil.NewDate(2026, 3, 3)
	var all []review.TeamGoal
	for _, n := range goals.Tree(f.Goals) {
		all = append(all, review.TeamGoal{Owner: "Priya Raman", Node: n})
	}
	for _, g := range f.TeamGoals {
		all = append(all, review.TeamGoal{Node: goals.Node{Goal: g}})
	}
	d := review.TeamOverview(all, on)
	for _, text := range []string{string(render.Markdown(d)), string(render.HTML(d))} {
		for _, want := range []string{"Goals of the team", "Priya Raman", "Checkout page loads in under 2 s", "57%", "plan 64%", "At this pace", "four times in five between"} {
			if !strings.Contains(text, want) {
				t.Errorf("no %q in\n%s", want, text)
			}
		}
		for _, private := range []string{"mood", "Mood", "sign", "one thing Priya can stop"} {
			if strings.Contains(text, private) {
				t.Errorf("%q is in\n%s", private, text)
			}
		}
	}
	if d := review.TeamOverview(nil, on); len(d.Sections) != 0 {
		t.Errorf("%+v", d)
	}
}
