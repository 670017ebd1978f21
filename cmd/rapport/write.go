package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

func (p *program) noteCommand() *cobra.Command {
	var private bool
	c := &cobra.Command{
		Use: `note PERSON "TEXT"`, Short: "A journal line, dated now", Args: arguments(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if notes.IsBlank(args[1]) {
				return usagef("the text is empty: rapport note PERSON \"what you saw\"")
			}
			var person people.Person
			line := notes.JournalLine{At: civil.InstantOf(p.now()), Text: args[1]}
			if private {
				line.Private = &private
			}
			err := p.write(cmd.Context(), func(tx *storage.Tx) (err error) {
				if person, err = findPerson(tx, args[0]); err != nil {
					return err
				}
				line.Person = person.ID
				line, err = storage.Put(tx, line)
				return err
			})
			return p.written(err, line, "Noted for %s.", person.Name)
		},
	}
	c.Flags().BoolVar(&private, "private", false, "only you see it; left out of whatever is made for others")
	return c
}

func (p *program) pointCommand() *cobra.Command {
	return &cobra.Command{
		Use: `point PERSON "TEXT"`, Short: "A talking point for the next one-on-one", Args: arguments(2, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if notes.IsBlank(args[1]) {
				return usagef("the text is empty: rapport point PERSON \"what to talk about\"")
			}
			var person people.Person
			var point notes.TalkingPoint
			err := p.write(cmd.Context(), func(tx *storage.Tx) (err error) {
				if person, err = findPerson(tx, args[0]); err != nil {
					return err
				}
				waiting, err := storage.Of[notes.TalkingPoint](tx, person.ID)
				if err != nil {
					return err
				}
				position := 1
				for _, w := range waiting {
					if w.Position != nil {
						position = max(position, *w.Position+1)
					}
				}
				point, err = storage.Put(tx, notes.TalkingPoint{
					Person: person.ID, Text: args[1], Category: notes.Category(language.Category(args[1])),
					RaisedBy: notes.Me, Added: p.today(), Position: &position,
				})
				return err
			})
			return p.written(err, point, "On the list for the next one-on-one with %s.", person.Name)
		},
	}
}

// written says, after the commit, what was written: the record as JSON, or a sentence.
func (p *program) written(err error, record any, said string, args ...any) error {
	if err != nil {
		return err
	}
	if p.json {
		return p.printJSON(record)
	}
	p.printf(said+"\n", args...)
	return nil
}

func (p *program) checkinCommand() *cobra.Command {
	var confidence, note string
	c := &cobra.Command{
		Use: "checkin PERSON GOAL [KR=]VALUE...", Short: "A check-in on a goal",
		Long: "A check-in on a goal. GOAL and KR are an id, an exact title or a unique prefix; a bare VALUE fits where the goal has one key result. " +
			"A milestone takes yes or no. A second check-in on the same day takes the place of the first.",
		Args: arguments(2, -1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 && confidence == "" && notes.IsBlank(note) {
				return usagef("a check-in needs a value, --confidence or --note")
			}
			var row goalRow
			err := p.write(cmd.Context(), func(tx *storage.Tx) error {
				person, err := findPerson(tx, args[0])
				if err != nil {
					return err
				}
				all, err := storage.All[goals.Goal](tx)
				if err != nil {
					return err
				}
				goal, err := goals.Find(of(person, all), args[1])
				if err != nil {
					return ambiguous(err)
				}
				checkIn := goals.CheckIn{Date: p.today(), Confidence: goals.Confidence(confidence), Note: note}
				if err := setValues(&checkIn, goal, args[2:]); err != nil {
					return err
				}
				if problems := checkIn.Validate(); len(problems) > 0 {
					return usageError{problems}
				}
				if p.at != 0 {
					if _, known := goal.AsOf(p.at); !known {
						return fmt.Errorf("%q was not there yet on %s: choose a later day for --at", goal.Title, p.at)
					}
				}
				if goal, err = goals.AddCheckIn(goal, checkIn, p.today()); err != nil {
					return err
				}
				if goal, err = storage.Put(tx, goal); err != nil {
					return err
				}
				for i := range all {
					if all[i].ID == goal.ID {
						all[i] = goal
					}
				}
				if p.at != 0 {
					goal, _ = goal.AsOf(p.at) // without what was said of it later
				}
				known, err := p.knownGoals(tx, all)
				row = p.goalRow(goal, known, nodesOf(known), person.IsArchived())
				return err
			})
			return p.written(err, row, "Checked in on %q.", row.Title)
		},
	}
	c.SetFlagErrorFunc(func(_ *cobra.Command, err error) error {
		if rest, short := strings.CutPrefix(err.Error(), "unknown shorthand flag: '"); short && strings.IndexAny(rest, "0123456789.,") == 0 {
			return errors.New("a value below zero is written KR=-5, or -5 after --")
		}
		return err
	})
	c.Flags().StringVar(&confidence, "confidence", "", "`C`: on_track, at_risk or off_track")
	c.Flags().StringVar(&note, "note", "", "one line of why: `TEXT`")
	return c
}

// of returns the goals of one person.
func of(person people.Person, all []goals.Goal) []goals.Goal {
	var own []goals.Goal
	for _, g := range all {
		if g.Person == person.ID {
			own = append(own, g)
		}
	}
	return own
}

// ambiguous makes an error of goals.Find wrong usage where several fit; where none does, the command failed.
func ambiguous(err error) error {
	var find *goals.FindError
	if errors.As(err, &find) && find.Ambiguous {
		return usageError{err}
	}
	return err
}

// setValues reads the arguments KR=VALUE, or one bare VALUE.
func setValues(c *goals.CheckIn, goal goals.Goal, args []string) error {
	for _, arg := range args {
		name, text, named := cutLast(arg, "=")
		var result goals.KeyResult
		var err error
		switch {
		case named:
			if result, err = goals.FindKeyResult(goal, name); err != nil {
				return ambiguous(err)
			}
		case len(goal.KeyResults) == 1:
			result = goal.KeyResults[0]
		case len(goal.KeyResults) == 0:
			return fmt.Errorf("%q has no key result that could take %s: add one in the app, or check in with --confidence and --note alone", goal.Title, arg)
		default:
			return usagef("%q has %d key results: write KR=VALUE to say which one %s is for", goal.Title, len(goal.KeyResults), arg)
		}
		value, err := result.ParseValue(text, decimalMark())
		if err != nil {
			return usageError{err}
		}
		if c.Values == nil {
			c.Values = map[uuid.UUID]float64{}
		}
		if _, twice := c.Values[result.ID]; twice {
			return usagef("%q has two values: give one", result.Title)
		}
		c.Values[result.ID] = value
	}
	return nil
}

// cutLast cuts s at the last sep.
func cutLast(s, sep string) (before, after string, found bool) {
	i := strings.LastIndex(s, sep)
	if i < 0 {
		return "", s, false
	}
	return s[:i], s[i+len(sep):], true
}
