package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/morale"
	"rapport/people"
	"rapport/storage"
)

// signRow is one warning sign as the contract prints it.
type signRow struct {
	Person     uuid.UUID     `json:"person"`
	PersonName string        `json:"person_name"`
	Kind       string        `json:"kind"`
	Severity   string        `json:"severity"`
	Raised     civil.Date    `json:"raised,omitempty"`
	Cleared    civil.Date    `json:"cleared,omitempty"` // with --history
	Since      civil.Date    `json:"since,omitempty"`
	Title      string        `json:"title"`
	Evidence   []evidenceRow `json:"evidence,omitempty"`
	Basis      string        `json:"basis,omitempty"`
	Question   string        `json:"question,omitempty"`
}

type evidenceRow struct {
	Date civil.Date `json:"date,omitempty"`
	Text string     `json:"text"`
	Ref  string     `json:"ref,omitempty"`

	quoted bool
}

func newSignRow(p people.Person, s morale.Sign, cleared civil.Date) signRow {
	row := signRow{
		Person: p.ID, PersonName: p.Name, Kind: string(s.Kind), Severity: s.Severity.String(), Raised: s.Raised, Cleared: cleared,
		Since: s.Since, Title: s.Title, Basis: s.Basis, Question: s.Question,
	}
	for _, e := range s.Evidence {
		row.Evidence = append(row.Evidence, evidenceRow{e.Date, e.Text, e.Ref, e.Quote})
	}
	return row
}

func (p *program) signsCommand() *cobra.Command {
	var history bool
	var from, to, every string
	c := &cobra.Command{
		Use: "signs [PERSON]", Short: "The warning signs open on the day, each with its evidence",
		Long: "The warning signs open on the day, each with its evidence. With --history, when each was raised and cleared in a period, using only what was known on each day.",
		Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			step := 1
			var first, last civil.Date
			if history {
				var err error
				if first, err = date("--from", from); err != nil {
					return err
				}
				if last, err = date("--to", to); err != nil {
					return err
				}
				if last < first {
					return usagef("--to %s is before --from %s", last, first)
				}
				switch every {
				case "day":
				case "week":
					step = 7
				default:
					return usagef("--every is day or week, not %q", every)
				}
			} else if from != "" || to != "" || cmd.Flags().Changed("every") {
				return usagef("--from, --to and --every go with --history")
			}
			rows := []signRow{}
			err := p.read(cmd.Context(), func(tx *storage.Tx) error {
				r, err := rules(tx)
				if err != nil {
					return err
				}
				files, err := p.files(tx, args, history)
				if err != nil {
					return err
				}
				for _, f := range files {
					if !f.Person.IsReport() {
						continue // signs are about reports
					}
					if n := morale.Unread(f, p.today()); n > 0 && !history {
						fmt.Fprintf(p.err, "rapport: %s: words were not read in the notes of %d one-on-ones of the last half year, which are not in English\n", f.Person.Name, n)
					}
					if !history {
						for _, s := range morale.Signs(f, r, p.today()) {
							rows = append(rows, newSignRow(f.Person, s, 0))
						}
						continue
					}
					for _, row := range morale.Replay(f, r, first, last, step) {
						rows = append(rows, newSignRow(f.Person, row.Sign, row.Cleared))
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			if history {
				slices.SortStableFunc(rows, func(a, b signRow) int {
					return cmp.Or(cmp.Compare(a.Raised, b.Raised), strings.Compare(a.PersonName, b.PersonName), strings.Compare(a.Kind, b.Kind))
				})
			} else {
				slices.SortStableFunc(rows, func(a, b signRow) int {
					return cmp.Or(cmp.Compare(weight(b.Severity), weight(a.Severity)), cmp.Compare(b.Since, a.Since), strings.Compare(a.PersonName, b.PersonName), strings.Compare(a.Kind, b.Kind))
				})
			}
			if p.json {
				return p.printJSON(rows)
			}
			p.printSigns(rows, history)
			return nil
		},
	}
	c.Flags().BoolVar(&history, "history", false, "replay a period: when each sign was raised and cleared")
	c.Flags().StringVar(&from, "from", "", "first `DATE` of the replay")
	c.Flags().StringVar(&to, "to", "", "last `DATE` of the replay")
	c.Flags().StringVar(&every, "every", "day", "replay every `day|week`")
	return c
}

// weight orders severities.
func weight(severity string) int {
	return slices.Index([]string{morale.Watch.String(), morale.Concern.String(), morale.Urgent.String()}, severity)
}

func (p *program) printSigns(rows []signRow, history bool) {
	if len(rows) == 0 {
		p.printf("Nothing stands out.\n")
	}
	for i, r := range rows {
		if i > 0 {
			p.printf("\n")
		}
		p.printf("%s · %s · %s\n", r.PersonName, r.Title, r.Severity)
		if history {
			p.printf("  raised %s", short(r.Raised))
			if r.Cleared != 0 {
				p.printf(", cleared %s\n", short(r.Cleared))
			} else {
				p.printf(", still open\n")
			}
		}
		for _, e := range r.Evidence {
			text := e.Text
			if e.quoted { // the first sentence of several that were said has no closing mark of its own
				text = morale.Quoted(text)
			}
			if e.Date != 0 {
				p.printf("  %s: %s\n", short(e.Date), text)
			} else {
				p.printf("  %s\n", text)
			}
		}
		if r.Question != "" {
			p.printf("  Ask: “%s”\n", r.Question)
		}
	}
}
