package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// minIDPrefix is how many characters of an id name a person; fewer are too easily a name that was mistyped.
const minIDPrefix = 8

// findPerson resolves PERSON: an id, an exact name, or a unique prefix of a name or an id, in that order. Where nothing fits as it is
// written, case and accents do not matter.
func findPerson(tx *storage.Tx, text string) (people.Person, error) {
	all, err := tx.People()
	if err != nil {
		return people.Person{}, err
	}
	return findAmong(all, text)
}

// findAmong resolves PERSON among these people.
func findAmong(all []people.Person, text string) (people.Person, error) {
	if id, err := uuid.Parse(text); err == nil {
		for _, p := range all {
			if p.ID == id {
				return p, nil
			}
		}
	}
	matches := func(fits func(p people.Person) bool) []people.Person {
		var out []people.Person
		for _, p := range all {
			if fits(p) {
				out = append(out, p)
			}
		}
		return out
	}
	folded := language.Fold(text)
	for _, fits := range []func(people.Person) bool{
		func(p people.Person) bool { return p.Name == text },
		func(p people.Person) bool { return language.Fold(p.Name) == folded },
		func(p people.Person) bool { return folded != "" && strings.HasPrefix(language.Fold(p.Name), folded) },
		func(p people.Person) bool {
			return len(text) >= minIDPrefix && strings.HasPrefix(p.ID.String(), strings.ToLower(text))
		},
	} {
		switch found := matches(fits); len(found) {
		case 0:
		case 1:
			return found[0], nil
		default:
			names := make([]string, len(found))
			for i, p := range found {
				names[i] = fmt.Sprintf("%s (%s)", p.Name, p.ID)
				if p.Role != "" { // two of one name are told apart
					names[i] = fmt.Sprintf("%s, %s (%s)", p.Name, p.Role, p.ID)
				}
			}
			return people.Person{}, usagef("%q could be %s: give more of the name, or the id", text, strings.Join(names, ", "))
		}
	}
	return people.Person{}, fmt.Errorf("there is nobody called %q: rapport people --all lists everyone", text)
}

// everyone are all people; with --at as they were known on the day, with those who were deleted since.
func (p *program) everyone(tx *storage.Tx) ([]people.Person, error) {
	if p.at == 0 {
		return tx.People()
	}
	files, _, err := p.known(tx)
	all := make([]people.Person, len(files))
	for i, f := range files {
		all[i] = f.Person
	}
	return all, err
}

// known are the files of everyone and the team goals as they were known on the day of --at, with texts as they stood then.
func (p *program) known(tx *storage.Tx) ([]people.File, []goals.Goal, error) {
	texts, err := storage.TextsAt(tx, p.at)
	if err != nil {
		return nil, nil, err
	}
	return texts.Files(tx)
}

// file reads one person's file, as it was known on the day of --at where that is given.
func (p *program) file(tx *storage.Tx, text string) (people.File, error) {
	if p.at == 0 {
		person, err := findPerson(tx, text)
		if err != nil {
			return people.File{}, err
		}
		return tx.File(person.ID)
	}
	files, _, err := p.known(tx)
	if err != nil {
		return people.File{}, err
	}
	all := make([]people.Person, len(files))
	for i, f := range files {
		all[i] = f.Person
	}
	person, err := findAmong(all, text)
	if err != nil {
		return people.File{}, err
	}
	return files[slices.IndexFunc(files, func(f people.File) bool { return f.Person.ID == person.ID })], nil
}

// files reads the file of the one person named, or of all who were active reports on the day, by name; with all of everyone.
func (p *program) files(tx *storage.Tx, args []string, all bool) ([]people.File, error) {
	if len(args) == 1 {
		f, err := p.file(tx, args[0])
		return []people.File{f}, err
	}
	if p.at == 0 {
		return tx.Files(all)
	}
	read, _, err := p.known(tx) // who has left since was there on the day
	if err != nil {
		return nil, err
	}
	var files []people.File
	for _, f := range read {
		if all || f.Person.IsReport() && !f.Person.IsArchived() {
			files = append(files, f)
		}
	}
	return files, nil
}

// rules are the thresholds of the settings and the manager's own cue words.
func rules(tx *storage.Tx) (morale.Rules, error) {
	settings, err := tx.Settings()
	if err != nil {
		return morale.Rules{}, err
	}
	words, err := storage.All[people.CueWord](tx)
	if err != nil {
		return morale.Rules{}, err
	}
	list, err := tx.People()
	if err != nil {
		return morale.Rules{}, err
	}
	return morale.RulesFrom(settings, words).Among(list), nil
}

type personRow struct {
	ID          uuid.UUID     `json:"id"`
	Name        string        `json:"name"`
	Role        string        `json:"role,omitempty"`
	Team        string        `json:"team,omitempty"`
	Status      people.Status `json:"status,omitempty"`
	LastMet     civil.Date    `json:"last_met,omitempty"`
	NextDue     civil.Date    `json:"next_due,omitempty"`
	Signs       int           `json:"signs"`
	GoalsAtRisk int           `json:"goals_at_risk"`
}

func (p *program) peopleCommand() *cobra.Command {
	var all bool
	c := &cobra.Command{
		Use: "people", Short: "The reports: last met, next due, open signs, goals at risk", Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			rows, err := p.peopleRows(cmd.Context(), all)
			if err != nil {
				return err
			}
			if p.json {
				return p.printJSON(rows)
			}
			t := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
			fmt.Fprintln(t, "NAME\tROLE\tLAST MET\tNEXT DUE\tSIGNS\tGOALS AT RISK")
			for _, r := range rows {
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\t%d\t%d\n", r.Name, r.Role, short(r.LastMet), short(r.NextDue), r.Signs, r.GoalsAtRisk)
			}
			return t.Flush()
		},
	}
	c.Flags().BoolVar(&all, "all", false, "also archived people, the manager's own manager and peers")
	return c
}

func (p *program) peopleRows(ctx context.Context, all bool) ([]personRow, error) {
	rows := []personRow{}
	err := p.read(ctx, func(tx *storage.Tx) error {
		r, err := rules(tx)
		if err != nil {
			return err
		}
		files, err := p.files(tx, nil, all)
		if err != nil {
			return err
		}
		for _, f := range files {
			row := personRow{
				ID: f.Person.ID, Name: f.Person.Name, Role: f.Person.Role, Team: f.Person.Team,
				Status: cmp.Or(f.Person.Status, people.Active), NextDue: f.NextDue(p.now()),
			}
			if last, ok := f.LastMet(); ok {
				row.LastMet = last.At.Date()
			}
			if f.Person.IsReport() {
				row.Signs = len(morale.Signs(f, r, p.today()))
			}
			row.GoalsAtRisk = goals.CountAtRisk(f.Goals, p.today())
			rows = append(rows, row)
		}
		return nil
	})
	return rows, err
}

type actionRow struct {
	notes.Action
	PersonName string `json:"person_name"`
	DaysLate   *int   `json:"days_late,omitempty"`
}

func (p *program) actionsCommand() *cobra.Command {
	var mine, theirs, overdue bool
	c := &cobra.Command{
		Use: "actions [PERSON]", Short: "Open action items, the earliest due first", Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if mine && theirs {
				return usagef("--mine and --theirs exclude each other: leave both out for all")
			}
			rows := []actionRow{}
			err := p.read(cmd.Context(), func(tx *storage.Tx) error {
				files, err := p.files(tx, args, true)
				if err != nil {
					return err
				}
				for _, f := range files {
					for _, a := range f.Actions {
						late := a.DaysLate(p.today())
						if a.State != notes.ActionOpen || mine && a.Owner != notes.Me || theirs && a.Owner != notes.Them || overdue && late == 0 {
							continue
						}
						row := actionRow{Action: a, PersonName: f.Person.Name}
						if a.Due != 0 {
							row.DaysLate = &late
						}
						rows = append(rows, row)
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			slices.SortStableFunc(rows, func(a, b actionRow) int {
				return cmp.Or(cmp.Compare(dueOrLast(a.Due), dueOrLast(b.Due)), cmp.Compare(a.Created, b.Created), strings.Compare(a.PersonName, b.PersonName))
			})
			if p.json {
				return p.printJSON(rows)
			}
			t := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
			for _, r := range rows {
				owner, due := "you", short(r.Due)
				if r.Owner == notes.Them {
					owner = r.PersonName
				}
				if r.DaysLate != nil && *r.DaysLate > 0 {
					due += fmt.Sprintf(" (%s late)", days(*r.DaysLate))
				}
				fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", due, owner, r.PersonName, r.Text)
			}
			return t.Flush()
		},
	}
	c.Flags().BoolVar(&mine, "mine", false, "only what you promised")
	c.Flags().BoolVar(&theirs, "theirs", false, "only what the reports promised")
	c.Flags().BoolVar(&overdue, "overdue", false, "only what is past its due date")
	return c
}

// dueOrLast puts what has no due date at the end.
func dueOrLast(d civil.Date) civil.Date {
	if d == 0 {
		return 1 << 30
	}
	return d
}

func days(n int) string {
	if n == 1 {
		return "1 day"
	}
	return fmt.Sprintf("%d days", n)
}
