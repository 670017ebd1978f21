package main

import (
	"github.com/spf13/cobra"

	"rapport/morale"
	"rapport/people"
	"rapport/review"
	"rapport/review/render"
	"rapport/storage"
)

func (p *program) mirrorCommand() *cobra.Command {
	var from, to string
	c := &cobra.Command{
		Use: "mirror [--from DATE] [--to DATE]", Short: "Your own habits over a period, beside the one before",
		Long: "Your own habits over a period (90 days up to today unless said), beside the one of the same length before. Only you see it: it is part of no other document.",
		Args: arguments(0, 0),
		RunE: func(cmd *cobra.Command, _ []string) error {
			period := morale.LastDays(p.today(), morale.MirrorDays)
			var err error
			if to != "" {
				if period.To, err = date("--to", to); err != nil {
					return err
				}
				period = morale.LastDays(period.To, morale.MirrorDays)
			}
			if from != "" {
				if period.From, err = date("--from", from); err != nil {
					return err
				}
			}
			switch {
			case period.To > p.today():
				return usagef("--to %s is after today, %s", period.To, p.today())
			case period.To < period.From:
				return usagef("--to %s is before --from %s", period.To, period.From)
			case int(period.From) <= period.Days():
				return usagef("--from %s is too early: there is no period of that length before it", period.From)
			}
			var files []people.File
			err = p.read(cmd.Context(), func(tx *storage.Tx) (err error) {
				files, err = tx.Files(true) // who has left since counts as far as they were there
				return err
			})
			if err != nil {
				return err
			}
			mirror := morale.Mirror(files, period)
			if p.json {
				return p.printJSON(mirror)
			}
			p.printf("%s", render.Markdown(review.MirrorDocument(mirror)))
			return nil
		},
	}
	c.Flags().StringVar(&from, "from", "", "first `DATE` of the period")
	c.Flags().StringVar(&to, "to", "", "last `DATE` of the period; today unless said")
	return c
}
