package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"rapport/people"
	"rapport/review"
	"rapport/review/render"
	"rapport/storage"
)

func (p *program) prepCommand() *cobra.Command {
	return &cobra.Command{
		Use: "prep PERSON", Short: "The one-page brief before a one-on-one, Markdown", Args: arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var brief review.Prep
			err := p.read(cmd.Context(), func(tx *storage.Tx) (err error) {
				brief, err = p.brief(tx, args[0])
				return err
			})
			if err != nil {
				return err
			}
			if p.json {
				return p.printJSON(brief)
			}
			p.printf("%s", render.Markdown(brief.Document()))
			return nil
		},
	}
}

// brief is what to read before a one-on-one with a person.
func (p *program) brief(tx *storage.Tx, person string) (review.Prep, error) {
	r, err := rules(tx)
	if err != nil {
		return review.Prep{}, err
	}
	f, err := p.file(tx, person)
	if err != nil {
		return review.Prep{}, err
	}
	return review.Brief(f, p.today(), review.MoraleOf(f, r, p.today())), nil
}

func (p *program) reviewCommand() *cobra.Command {
	var from, to, format, audience, output string
	var private bool
	c := &cobra.Command{
		Use: "review PERSON --from DATE --to DATE", Short: "The evidence pack for a performance review", Args: arguments(1, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if p.json {
				return usagef("review has no JSON: leave --json out")
			}
			period := review.Period{}
			var err error
			if period.From, err = date("--from", from); err != nil {
				return err
			}
			if period.To, err = date("--to", to); err != nil {
				return err
			}
			if period.To < period.From {
				return usagef("--to %s is before --from %s", period.To, period.From)
			}
			if format != "md" {
				return usagef("--format is md, not %q", format)
			}
			who := people.Audience(audience)
			switch who {
			case people.AudienceMe, people.AudienceReview, people.AudienceReport:
			default:
				return usagef("--audience is me, review or report, not %q", audience)
			}
			if private && who == people.AudienceReport {
				return usagef("--include-private goes with the audiences me and review: what only you see is never in what is made for the report")
			}
			var text []byte
			err = p.read(cmd.Context(), func(tx *storage.Tx) error {
				f, err := p.file(tx, args[0])
				if err != nil {
					return err
				}
				text = render.Markdown(review.Pack(f, period, who, review.Options{IncludePrivate: private}))
				return nil
			})
			if err != nil {
				return err
			}
			return p.save(output, text)
		},
	}
	c.Flags().StringVar(&from, "from", "", "first `DATE` of the period")
	c.Flags().StringVar(&to, "to", "", "last `DATE` of the period")
	c.Flags().StringVar(&format, "format", "md", "what to write: md")
	c.Flags().StringVar(&audience, "audience", string(people.AudienceReview), "who it is for: me, review or report")
	c.Flags().BoolVar(&private, "include-private", false, "also private notes and private records (audiences me and review)")
	c.Flags().StringVarP(&output, "output", "o", "-", "`FILE` to write; - is standard output")
	return c
}

// save writes a result to a file, whole or not at all and readable by its owner only, or to standard output for "-".
func (p *program) save(path string, content []byte) error {
	if path == "-" {
		_, err := p.out.Write(content)
		return err
	}
	info, err := os.Stat(path)
	there := err == nil
	if there && info.IsDir() {
		return usagef("%s is a folder: name a file in it", path)
	}
	if there && p.isDatabase(info) {
		return usagef("%s is the database itself: name another file", path)
	}
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		return fmt.Errorf("could not write %s: the folder %s is not there; make it first", path, filepath.Dir(path))
	}
	if there && !info.Mode().IsRegular() { // a pipe or a device is written to, not replaced
		err = os.WriteFile(path, content, 0o600)
	} else {
		err = storage.SaveFile(path, content)
	}
	if err != nil {
		return fmt.Errorf("could not write %s: look whether the folder can be written to and the disk has room (%w)", path, err)
	}
	return nil
}

// isDatabase reports whether a file is the database or one of the files that SQLite keeps beside it.
func (p *program) isDatabase(info os.FileInfo) bool {
	path, err := p.path()
	if err != nil {
		return false
	}
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		if db, err := os.Stat(path + end); err == nil && os.SameFile(db, info) {
			return true
		}
	}
	return false
}
