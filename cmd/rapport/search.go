package main

import (
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/storage"
)

// searchRow is one hit as the contract prints it.
type searchRow struct {
	Kind       string     `json:"kind"`
	ID         uuid.UUID  `json:"id"`
	Person     uuid.UUID  `json:"person,omitzero"`
	PersonName string     `json:"person_name,omitempty"`
	Date       civil.Date `json:"date,omitempty"`
	Field      string     `json:"field"`
	Private    bool       `json:"private"`
	Snippet    string     `json:"snippet"`
	Marks      [][2]int   `json:"marks"`
}

func (p *program) searchCommand() *cobra.Command {
	var person string
	var limit int
	c := &cobra.Command{
		Use: "search QUERY", Short: "Full-text search, best first, with snippets", Args: arguments(1, -1),
		Long: "Full-text search. A query is words, \"a phrase\", prefix*, and filters: who:ada from:2026-01 before:2026-03 in:private kind:goal tag:x.",
		RunE: func(cmd *cobra.Command, args []string) error {
			if limit < 1 {
				return usagef("--limit is at least 1")
			}
			rows := []searchRow{}
			err := p.read(cmd.Context(), func(tx *storage.Tx) error {
				q := storage.ParseQuery(strings.Join(args, " "), false)
				q.Limit = limit
				if person != "" {
					all, err := p.everyone(tx)
					if err != nil {
						return err
					}
					who, err := findAmong(all, person)
					if err != nil {
						return err
					}
					q.People = []uuid.UUID{who.ID}
				}
				hits, err := p.hits(tx, q)
				if err != nil {
					return err
				}
				for _, h := range hits {
					row := searchRow{
						Kind: h.Kind, ID: h.ID, Person: h.Person, PersonName: h.PersonName, Date: h.Date, Field: h.Field,
						Private: h.Private, Snippet: h.Snippet, Marks: h.Marks,
					}
					if row.Marks == nil {
						row.Marks = [][2]int{}
					}
					rows = append(rows, row)
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
				where := []string{r.PersonName, short(r.Date), r.Kind + " " + r.Field}
				if r.Private {
					where = append(where, "private")
				}
				p.printf("%s\n  %s\n", strings.Join(nonEmpty(where), " · "), strings.ReplaceAll(r.Snippet, "\n", " "))
			}
			if len(rows) == 0 {
				p.printf("No note mentions that.\n")
			}
			return nil
		},
	}
	c.Flags().StringVar(&person, "person", "", "only what belongs to this `PERSON`")
	c.Flags().IntVar(&limit, "limit", 20, "how many at the most: `N`")
	return c
}

// hits searches; with --at what was known on the day.
func (p *program) hits(tx *storage.Tx, q storage.Query) ([]storage.Hit, error) {
	if p.at == 0 {
		found, err := tx.Search(q)
		return found.Hits, err
	}
	texts, err := storage.TextsAt(tx, p.at)
	if err != nil {
		return nil, err
	}
	files, team, err := texts.Files(tx)
	if err != nil {
		return nil, err
	}
	found, err := tx.SearchAt(q, texts.Past(files, team))
	return found.Hits, err
}

func nonEmpty(texts []string) []string {
	var out []string
	for _, t := range texts {
		if t != "" {
			out = append(out, t)
		}
	}
	return out
}
