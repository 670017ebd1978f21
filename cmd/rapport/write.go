package main

import (
	"strings"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/storage"
)

func (p *program) noteCommand() *cobra.Command {
	var private bool
	c := &cobra.Command{
		Use: `note PERSON "TEXT"`, Short: "A journal line, dated now", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if notes.IsBlank(args[1]) {
				return usagef("the text is empty: rapport note PERSON \"what you saw\"")
			}
			return p.withDB(cmd.Context(), true, func(db *storage.DB) error {
				return db.Write(cmd.Context(), func(tx *storage.Tx) error {
					person, err := findPerson(tx, args[0])
					if err != nil {
						return err
					}
					line := notes.JournalLine{Person: person.ID, At: civil.InstantOf(p.now()), Text: args[1]}
					if private {
						line.Private = &private
					}
					line, err = storage.Put(tx, line)
					return p.put(line, err, "Noted for %s.", person.Name)
				})
			})
		},
	}
	c.Flags().BoolVar(&private, "private", false, "only you see it; left out of whatever is made for others")
	return c
}

func (p *program) pointCommand() *cobra.Command {
	return &cobra.Command{
		Use: `point PERSON "TEXT"`, Short: "A talking point for the next one-on-one", Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if notes.IsBlank(args[1]) {
				return usagef("the text is empty: rapport point PERSON \"what to talk about\"")
			}
			return p.withDB(cmd.Context(), true, func(db *storage.DB) error {
				return db.Write(cmd.Context(), func(tx *storage.Tx) error {
					person, err := findPerson(tx, args[0])
					if err != nil {
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
					point, err := storage.Put(tx, notes.TalkingPoint{
						Person: person.ID, Text: args[1], Category: notes.Category(language.Category(args[1])),
						RaisedBy: notes.Me, Added: p.today(), Position: &position,
					})
					return p.put(point, err, "On the list for the next one-on-one with %s.", person.Name)
				})
			})
		},
	}
}

// put says what was written: the record as JSON, or a sentence.
func (p *program) put(record any, err error, said string, args ...any) error {
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
		Long: "A check-in on a goal. GOAL and KR are an id, an exact title or a unique prefix; a bare VALUE fits where the goal has one key result.",
		Args: cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 2 && confidence == "" && note == "" {
				return usagef("a check-in needs a value, --confidence or --note")
			}
			return p.withDB(cmd.Context(), true, func(db *storage.DB) error {
				return db.Write(cmd.Context(), func(tx *storage.Tx) error {
					person, err := findPerson(tx, args[0])
					if err != nil {
						return err
					}
					own, err := storage.Of[goals.Goal](tx, person.ID)
					if err != nil {
						return err
					}
					goal, err := goals.Find(own, args[1])
					if err != nil {
						return usageError{err}
					}
					checkIn := goals.CheckIn{Date: p.today(), Confidence: goals.Confidence(confidence), Note: note}
					if err := setValues(&checkIn, goal, args[2:]); err != nil {
						return err
					}
					if problems := checkIn.Validate(); len(problems) > 0 {
						return usageError{problems}
					}
					if goal, err = goals.AddCheckIn(goal, checkIn, p.today()); err != nil {
						return err
					}
					goal, err = storage.Put(tx, goal)
					if err != nil {
						return err
					}
					return p.put(p.goalRow(goal, own), nil, "Checked in on %q.", goal.Title)
				})
			})
		},
	}
	c.Flags().StringVar(&confidence, "confidence", "", "on_track, at_risk or off_track")
	c.Flags().StringVar(&note, "note", "", "one line of why")
	return c
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
				return usageError{err}
			}
		case len(goal.KeyResults) == 1:
			result, text = goal.KeyResults[0], arg
		default:
			return usagef("%q has %d key results: write KR=VALUE to say which one %s is for", goal.Title, len(goal.KeyResults), arg)
		}
		value, err := result.ParseValue(text)
		if err != nil {
			return usageError{err}
		}
		if c.Values == nil {
			c.Values = map[uuid.UUID]float64{}
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
