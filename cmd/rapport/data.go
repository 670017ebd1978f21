package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"text/tabwriter"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/interchange"
	"rapport/interchange/sample"
	"rapport/people"
	"rapport/storage"
)

func (p *program) importCommand() *cobra.Command {
	var as, mode string
	var dry, strict bool
	c := &cobra.Command{
		Use: "import FILE...", Short: "Bring data in, all or nothing", Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if as != "json" {
				return usagef("--as is json, not %q", as)
			}
			o := interchange.MergeOptions{NewID: p.newID}
			switch mode {
			case "theirs":
				o.Mode = interchange.Theirs
			case "ours":
				o.Mode = interchange.Ours
			default:
				return usagef("--merge is theirs or ours, not %q", mode)
			}
			files, err := p.loadAll(args)
			if err != nil {
				return err
			}
			return p.withDB(cmd.Context(), false, func(db *storage.DB) error {
				rows, err := p.importAll(cmd.Context(), db, files, interchange.ReadOptions{Strict: strict}, o, dry)
				if err != nil {
					return err
				}
				if p.json {
					return p.printJSON(rows)
				}
				t := tabwriter.NewWriter(p.out, 0, 4, 2, ' ', 0)
				for _, r := range rows {
					fmt.Fprintf(t, "%s\t%d added\t%d replaced\t%d unchanged\t%d skipped\n", r.Kind, r.Added, r.Replaced, r.Unchanged, r.Skipped)
				}
				if err := t.Flush(); err != nil {
					return err
				}
				if dry {
					p.printf("Nothing was changed (--dry-run).\n")
				}
				return nil
			})
		},
	}
	c.Flags().StringVar(&as, "as", "json", "json")
	c.Flags().StringVar(&mode, "merge", "theirs", "where a record is there already: theirs takes the document's fields, ours keeps the record")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would change, change nothing")
	c.Flags().BoolVar(&strict, "strict", false, "unknown fields are errors")
	return c
}

// file is a file that was read.
type file struct {
	name    string
	content []byte
}

// loadAll reads every file; the errors of all of them come together.
func (p *program) loadAll(paths []string) ([]file, error) {
	var files []file
	var wrong []error
	for _, path := range paths {
		content, err := p.load(path)
		if err != nil {
			wrong = append(wrong, err)
		}
		files = append(files, file{path, content})
	}
	return files, errors.Join(wrong...)
}

// load reads a file, or standard input for "-".
func (p *program) load(path string) ([]byte, error) {
	if path == "-" {
		return io.ReadAll(p.in)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("could not read %s: %w", path, err)
	}
	return content, nil
}

// errDry takes a transaction back after a dry run.
var errDry = errors.New("dry run")

// importRow is what an import did with one kind of record.
type importRow struct {
	Kind      string `json:"kind"`
	Added     int    `json:"added"`
	Replaced  int    `json:"replaced"`
	Unchanged int    `json:"unchanged"`
	Skipped   int    `json:"skipped"`
}

// importAll merges the files one after another in one transaction: an error in any of them changes nothing.
func (p *program) importAll(ctx context.Context, db *storage.DB, files []file, ro interchange.ReadOptions, mo interchange.MergeOptions, dry bool) ([]importRow, error) {
	rows := []importRow{}
	err := db.Write(ctx, func(tx *storage.Tx) error {
		var wrong []error
		for _, f := range files {
			prefix := ""
			if len(files) > 1 {
				prefix = f.name + ": "
			}
			have, err := tx.Records()
			if err != nil {
				return err
			}
			changes, summary, warnings, err := interchange.Import(bytes.NewReader(f.content), have, ro, mo)
			for _, w := range warnings {
				fmt.Fprintf(p.err, "rapport: warning: %s%s\n", prefix, w)
			}
			if err != nil {
				for _, line := range flatten(err) {
					wrong = append(wrong, errors.New(prefix+line))
				}
				continue
			}
			if err := tx.PutAll(changes.Records); err != nil {
				return err
			}
			rows = addCounts(rows, summary)
		}
		if len(wrong) > 0 {
			return errors.Join(wrong...)
		}
		if dry {
			return errDry
		}
		return nil
	})
	if errors.Is(err, errDry) {
		err = nil
	}
	return rows, err
}

// addCounts adds the counts of one file to those of the files before it.
func addCounts(rows []importRow, summary interchange.Summary) []importRow {
next:
	for _, c := range summary {
		for i := range rows {
			if rows[i].Kind == c.Kind {
				rows[i].Added += c.Added
				rows[i].Replaced += c.Replaced
				rows[i].Unchanged += c.Unchanged
				rows[i].Skipped += c.Skipped
				continue next
			}
		}
		rows = append(rows, importRow{c.Kind, c.Added, c.Replaced, c.Unchanged, c.Skipped})
	}
	return rows
}

func (p *program) exportCommand() *cobra.Command {
	var format, person, output string
	var excludePrivate bool
	c := &cobra.Command{
		Use: "export -o FILE", Short: "Everything, as an interchange document", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "json" {
				return usagef("--format is json, not %q", format)
			}
			if output == "" {
				return usagef("say where to: -o FILE, or -o - for standard output")
			}
			var doc interchange.Document
			err := p.read(cmd.Context(), func(tx *storage.Tx) error {
				records, err := tx.Records()
				if err != nil {
					return err
				}
				o := interchange.ExportOptions{ExcludePrivate: excludePrivate}
				if person != "" {
					who, err := findPerson(tx, person)
					if err != nil {
						return err
					}
					o.Person = who.ID
				}
				doc = p.document(interchange.Filter(records, o))
				return nil
			})
			if err != nil {
				return err
			}
			return p.saveDocument(output, doc)
		},
	}
	c.Flags().StringVar(&format, "format", "json", "json")
	c.Flags().StringVar(&person, "person", "", "only what belongs to this `PERSON`")
	c.Flags().BoolVar(&excludePrivate, "exclude-private", false, "leave out what only you see")
	c.Flags().StringVarP(&output, "output", "o", "", "`FILE` to write; - is standard output")
	return c
}

// document puts records into an interchange document of now.
func (p *program) document(records people.Records) interchange.Document {
	return interchange.Document{Format: interchange.Format, Version: interchange.Version, Exported: civil.InstantOf(p.now()), Records: records}
}

func (p *program) saveDocument(path string, doc interchange.Document) error {
	var b bytes.Buffer
	if err := interchange.Write(&b, doc); err != nil {
		return err
	}
	return p.save(path, b.Bytes())
}

func (p *program) demoCommand() *cobra.Command {
	var to string
	c := &cobra.Command{
		Use: "demo", Short: "The app on invented sample data, or the sample data as a document", Args: cobra.NoArgs,
		Long: "The app on invented sample data in a throw-away database; your own is never touched. With --to FILE, the sample data as an interchange document.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if to != "" {
				return p.saveDocument(to, p.document(sample.Records(p.today())))
			}
			return p.openDemo(cmd.Context())
		},
	}
	c.Flags().StringVar(&to, "to", "", "write the sample data to this `FILE`; - is standard output")
	return c
}

func (p *program) checkCommand() *cobra.Command {
	return &cobra.Command{
		Use: "check", Short: "The integrity of database, links and search index", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return p.withDB(cmd.Context(), true, func(db *storage.DB) error {
				report, err := db.Check(cmd.Context())
				if err != nil {
					return err
				}
				if p.json {
					problems := append([]string{}, report.Problems...)
					if err := p.printJSON(struct {
						Database string   `json:"database"`
						Problems []string `json:"problems"`
					}{db.Path(), problems}); err != nil {
						return err
					}
				} else if report.OK() {
					p.printf("No damage found in %s.\n", db.Path())
				}
				for _, d := range report.Problems {
					fmt.Fprintf(p.err, "rapport: %s\n", d)
				}
				if len(report.Problems) > 0 {
					return errDamage
				}
				return nil
			})
		},
	}
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Version, schema version, where the data is", Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			path, err := p.path()
			if err != nil {
				return err
			}
			if p.json {
				return p.printJSON(struct {
					Version string `json:"version"`
					Schema  int    `json:"schema"`
					Data    string `json:"data"`
				}{version, storage.SchemaVersion, path})
			}
			p.printf("Rapport %s\nSchema %d\nData %s\n", version, storage.SchemaVersion, path)
			return nil
		},
	}
}

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
