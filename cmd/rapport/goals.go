package main

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/goals"
	"rapport/language"
	"rapport/storage"
)

// goalRow is a goal as the contract prints it: the record and what follows from it.
type goalRow struct {
	goals.Goal
	Progress *float64        `json:"progress,omitempty"`
	Expected *float64        `json:"expected,omitempty"`
	Clarity  []goals.Finding `json:"clarity"`
	Forecast *goals.Forecast `json:"forecast,omitempty"`

	state     goals.State
	fromUnder bool // what it shows is the mean of the goals under it
}

// goalRow computes what follows from a goal among all the goals that are known, with those under each (nodesOf); gone says that its owner has left the team.
func (p *program) goalRow(g goals.Goal, all []goals.Goal, nodes map[uuid.UUID]goals.Node, gone bool) goalRow {
	on := p.today()
	around := goals.ContextOf(g, all, on)
	around.Gone = gone
	node, ok := nodes[g.ID]
	if !ok {
		node = goals.Node{Goal: g}
	}
	row := goalRow{Goal: g, Progress: node.Progress(), Expected: node.Expected(on), Clarity: goals.Clarity(g, around), Forecast: node.Forecast(on), state: node.State(on), fromUnder: node.FromUnder()}
	if row.Clarity == nil {
		row.Clarity = []goals.Finding{}
	}
	return row
}

// nodesOf are goals with those under them, by id.
func nodesOf(all []goals.Goal) map[uuid.UUID]goals.Node {
	out := make(map[uuid.UUID]goals.Node, len(all))
	var walk func(tree []goals.Node)
	walk = func(tree []goals.Node) {
		for _, n := range tree {
			out[n.Goal.ID] = n
			walk(n.Under)
		}
	}
	walk(goals.Tree(all))
	return out
}

// knownGoals are the goals as they were known on the day of --at.
func (p *program) knownGoals(tx *storage.Tx, all []goals.Goal) ([]goals.Goal, error) {
	if p.at == 0 {
		return all, nil
	}
	texts, err := storage.TextsAt(tx, p.at)
	if err != nil {
		return nil, err
	}
	return texts.KnownGoals(all)
}

// allGoals are all goals; with --at those that were known on the day, also of them that were deleted since.
func (p *program) allGoals(tx *storage.Tx) ([]goals.Goal, error) {
	if p.at == 0 {
		return storage.All[goals.Goal](tx)
	}
	texts, err := storage.TextsAt(tx, p.at)
	if err != nil {
		return nil, err
	}
	return texts.Goals(tx)
}

func (p *program) goalsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "goals [PERSON]", Short: "Goals with progress, clarity findings and forecast", Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			rows := []goalRow{}
			names, gone := map[uuid.UUID]string{}, map[uuid.UUID]bool{}
			err := p.read(cmd.Context(), func(tx *storage.Tx) error {
				all, err := p.allGoals(tx)
				if err != nil {
					return err
				}
				everyone, err := p.everyone(tx)
				if err != nil {
					return err
				}
				for _, person := range everyone {
					names[person.ID], gone[person.ID] = person.Name, person.IsArchived()
				}
				only := uuid.Nil
				if len(args) == 1 {
					person, err := findAmong(everyone, args[0])
					if err != nil {
						return err
					}
					only = person.ID
				}
				nodes := nodesOf(all)
				for _, g := range all {
					if only == uuid.Nil || g.Person == only {
						rows = append(rows, p.goalRow(g, all, nodes, gone[g.Person]))
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			slices.SortStableFunc(rows, func(a, b goalRow) int {
				return cmp.Or(strings.Compare(language.Fold(names[a.Person]), language.Fold(names[b.Person])), bytes.Compare(a.Person[:], b.Person[:]),
					cmp.Compare(dueOrLast(a.Due), dueOrLast(b.Due)), strings.Compare(a.Title, b.Title))
			})
			if p.json {
				return p.printJSON(rows)
			}
			for _, r := range rows {
				p.printGoal(r, names[r.Person])
			}
			return nil
		},
	}
}

func (p *program) printGoal(r goalRow, owner string) {
	if owner == "" {
		owner = "Team"
	}
	parts := []string{r.state.Words()}
	if r.Progress != nil {
		progress := goals.PercentWords(*r.Progress)
		if r.Expected != nil && r.Status == goals.Active {
			progress += " (planned by now " + goals.PercentWords(*r.Expected) + ")"
		}
		if r.fromUnder {
			progress += ", the mean of the goals under it"
		}
		parts = append(parts, progress)
	}
	if r.Due != 0 {
		parts = append(parts, "due "+short(r.Due))
	}
	p.printf("%s · %s\n  %s\n", owner, r.Title, strings.Join(parts, " · "))
	if r.Forecast != nil {
		p.printf("  At this pace %s by %s (%s to %s). %s\n", goals.PercentWords(r.Forecast.Value), short(r.Forecast.On),
			goals.PercentWords(r.Forecast.Low), goals.PercentWords(r.Forecast.High), r.Forecast.Basis)
	}
	for _, f := range r.Clarity {
		if f.Level != goals.LevelPrompt {
			p.printf("  %s: %s\n", f.Level, f.Missing)
		}
	}
}
