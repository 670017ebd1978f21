package main

import (
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/goals"
	"rapport/storage"
)

// goalRow is a goal as the contract prints it: the record and what follows from it.
type goalRow struct {
	goals.Goal
	Progress *float64        `json:"progress,omitempty"`
	Expected *float64        `json:"expected,omitempty"`
	Clarity  []goals.Finding `json:"clarity"`
	Forecast *goals.Forecast `json:"forecast,omitempty"`
}

// goalRow computes what follows from a goal among all the goals that are known.
func (p *program) goalRow(g goals.Goal, all []goals.Goal) goalRow {
	on := p.today()
	node := nodeOf(goals.Tree(all), g)
	row := goalRow{Goal: g, Progress: node.Progress(), Expected: node.Expected(on), Clarity: goals.Clarity(g, goals.ContextOf(g, all, on)), Forecast: goals.ForecastOf(g, on)}
	if row.Clarity == nil {
		row.Clarity = []goals.Finding{}
	}
	return row
}

// nodeOf is the goal with those under it.
func nodeOf(tree []goals.Node, g goals.Goal) goals.Node {
	for _, n := range tree {
		if n.Goal.ID == g.ID {
			return n
		}
		if found := nodeOf(n.Under, g); found.Goal.ID == g.ID {
			return found
		}
	}
	return goals.Node{Goal: g}
}

func (p *program) goalsCommand() *cobra.Command {
	return &cobra.Command{
		Use: "goals [PERSON]", Short: "Goals with progress, clarity findings and forecast", Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			rows := []goalRow{}
			names := map[uuid.UUID]string{}
			err := p.read(cmd.Context(), func(tx *storage.Tx) error {
				all, err := storage.All[goals.Goal](tx)
				if err != nil {
					return err
				}
				people, err := tx.People()
				if err != nil {
					return err
				}
				for _, person := range people {
					names[person.ID] = person.Name
				}
				if p.at != 0 {
					var known []goals.Goal
					for _, g := range all {
						if g, ok := g.AsOf(p.at); ok {
							known = append(known, g)
						}
					}
					all = known
				}
				only := uuid.Nil
				if len(args) == 1 {
					person, err := findPerson(tx, args[0])
					if err != nil {
						return err
					}
					only = person.ID
				}
				for _, g := range all {
					if only == uuid.Nil || g.Person == only {
						rows = append(rows, p.goalRow(g, all))
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
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
	parts := []string{goals.StateOf(r.Goal, p.today()).Words()}
	if r.Progress != nil {
		progress := fmt.Sprintf("%.0f %%", *r.Progress*100)
		if r.Expected != nil && r.Status == goals.Active {
			progress += fmt.Sprintf(" (planned by now %.0f %%)", *r.Expected*100)
		}
		parts = append(parts, progress)
	}
	if r.Due != 0 {
		parts = append(parts, "due "+short(r.Due))
	}
	p.printf("%s · %s\n  %s\n", owner, r.Title, strings.Join(parts, " · "))
	if r.Forecast != nil {
		p.printf("  At this pace %.0f %% by %s (%.0f to %.0f). %s\n", r.Forecast.Value*100, short(r.Forecast.On), r.Forecast.Low*100, r.Forecast.High*100, r.Forecast.Basis)
	}
	for _, f := range r.Clarity {
		if f.Level != goals.LevelPrompt {
			p.printf("  %s: %s\n", f.Level, f.Missing)
		}
	}
}
