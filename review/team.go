package review

import (
	"strings"

	"rapport/civil"
	"rapport/goals"
)

// TeamGoal is a goal of the overview of a team, with whose it is.
type TeamGoal struct {
	Owner string // empty: the team's
	Node  goals.Node
}

// TeamOverview is one document about the goals of a team on a day, in the order given, each owner's together: state, progress beside the plan, the
// forecast with what it rests on, and the last line of why. It says nothing of moods, notes or signs. Nothing in it is a rating.
func TeamOverview(all []TeamGoal, on civil.Date) Document {
	d := Document{Title: "Goals of the team", Subtitle: "As of " + dateWords(on), Date: on}
	states := map[string]int{}
	for _, x := range all {
		states[x.Node.State(on).Kind.Words()]++
	}
	var parts []string
	for _, s := range []goals.StateKind{goals.StateOnTrack, goals.StateAtRisk, goals.StateOffTrack, goals.StateNotMeasured, goals.StateDone} {
		if n := states[s.Words()]; n > 0 {
			parts = append(parts, number(n)+" "+strings.ToLower(s.Words()))
		}
	}
	if len(parts) > 0 {
		d.add(Section{Key: "summary", Title: "Summary", Blocks: []Block{Paragraph{sentence(count(len(all), "goal", "goals") + ": " + list(parts))}}})
	}
	var owners []string
	by := map[string][]Block{}
	for _, x := range all {
		owner := x.Owner
		if owner == "" {
			owner = "Team goals"
		}
		if _, ok := by[owner]; !ok {
			owners = append(owners, owner)
		}
		by[owner] = append(by[owner], teamGoal(x.Node, on)...)
	}
	for _, owner := range owners {
		d.add(Section{Key: "goals", Title: owner, Blocks: by[owner]})
	}
	if len(all) > 0 {
		d.Closing = append(d.Closing, "A forecast goes by the check-ins so far and promises nothing. Goals are not the same as an evaluation of a person.")
	}
	return d
}

func teamGoal(n goals.Node, on civil.Date) []Block {
	g := n.Goal
	state := n.State(on).Words()
	if g.Status == goals.Draft {
		state = "Draft"
	}
	line := GoalLine{Title: g.Title, State: state, Progress: n.Progress()}
	var detail []string
	if line.Progress != nil {
		detail = append(detail, goals.PercentWords(*line.Progress))
	}
	if !g.IsClosed() {
		line.Expected = n.Expected(on)
		if g.Due != 0 {
			detail = append(detail, "due "+goals.DateShort(g.Due, on))
		}
	} else if g.Closed != 0 {
		detail = append(detail, "closed "+goals.DateShort(g.Closed, on))
	}
	line.Detail = strings.Join(detail, ", ")
	var items []Item
	for _, k := range g.KeyResults {
		items = append(items, Item{Lead: k.Title, Text: k.Words(g.CheckIns, goals.Point)})
	}
	if f := n.Forecast(on); f != nil {
		items = append(items, Item{Lead: "Forecast", Text: f.Words(on) + ", four times in five between " + goals.PercentWords(f.Low) + " and " + goals.PercentWords(f.High) + ". " + f.Basis + "."})
	}
	if c, ok := g.LastCheckIn(); ok && oneLine(c.Note) != "" {
		items = append(items, Item{Lead: goals.DateShort(c.Date, on), Text: oneLine(c.Note)})
	}
	for i, l := range goals.Ledger(g, goals.Point) {
		if i < 2 {
			items = append(items, Item{Lead: "Changed " + goals.DateShort(l.Date, on), Text: l.What + ". " + sentence(oneLine(l.Reason))})
		}
	}
	if len(items) == 0 {
		return []Block{line}
	}
	return []Block{line, Bullets{items}}
}
