package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"text/tabwriter"

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
		Use: "import FILE...", Short: "Bring data in, all or nothing", Args: arguments(1, -1),
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
			rows, err := p.importAll(cmd.Context(), files, interchange.ReadOptions{Strict: strict}, o, dry)
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
		},
	}
	c.Flags().StringVar(&as, "as", "json", "what the files are: json")
	c.Flags().StringVar(&mode, "merge", "theirs", "where a record is there already, theirs takes the document's fields, ours keeps the record")
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
	var content []byte
	var err error
	if path == "-" {
		content, err = io.ReadAll(p.in)
	} else {
		content, err = os.ReadFile(path)
	}
	var reason *fs.PathError
	switch {
	case err == nil:
		return content, nil
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("could not read %s: there is no such file; nothing was imported", path)
	case errors.As(err, &reason):
		err = reason.Err
	}
	return nil, fmt.Errorf("could not read %s: %w; name a file that can be read; nothing was imported", path, err)
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

// importAll merges the files one after another in one transaction: an error in any of them changes nothing, and makes no database where
// there was none.
func (p *program) importAll(ctx context.Context, files []file, ro interchange.ReadOptions, mo interchange.MergeOptions, dry bool) ([]importRow, error) {
	path, err := p.path()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		_, rows, warnings, err := mergeAll(files, people.Records{}, ro, mo)
		if err != nil || dry {
			p.warn(warnings)
			return rows, err
		}
	}
	var rows []importRow
	err = p.writeTo(ctx, path, func(tx *storage.Tx) error {
		have, err := tx.Records()
		if err != nil {
			return err
		}
		var changes []interchange.Changes
		var warnings []string
		changes, rows, warnings, err = mergeAll(files, have, ro, mo)
		p.warn(warnings)
		if err != nil {
			return err
		}
		if !dry && len(have.People) > 0 {
			_, elsewhere, err := tx.Backup("import")
			if err != nil {
				return err
			}
			if elsewhere != nil {
				p.warn([]string{elsewhere.Error()})
			}
		}
		for _, c := range changes {
			if err := tx.PutAll(c.Records); err != nil {
				return err
			}
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

func (p *program) warn(warnings []string) {
	for _, w := range warnings {
		fmt.Fprintf(p.err, "rapport: warning: %s\n", w)
	}
}

// mergeAll merges the files one after another into the records of the database. The errors of all of them come together, after the
// name of the file where there are several.
func mergeAll(files []file, have people.Records, ro interchange.ReadOptions, mo interchange.MergeOptions) (all []interchange.Changes, rows []importRow, warnings []string, err error) {
	rows = []importRow{}
	var wrong []error
	for _, f := range files {
		prefix := ""
		if len(files) > 1 {
			prefix = f.name + ": "
		}
		changes, summary, warned, err := interchange.Import(bytes.NewReader(f.content), have, ro, mo)
		for _, w := range warned {
			warnings = append(warnings, prefix+w.String())
		}
		if err != nil {
			for _, line := range flatten(err) {
				wrong = append(wrong, errors.New(prefix+line))
			}
			continue
		}
		have = changes.Apply(have)
		all, rows = append(all, changes), addCounts(rows, summary)
	}
	return all, rows, warnings, errors.Join(wrong...)
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
		Use: "export -o FILE", Short: "Everything, as an interchange document", Args: arguments(0, 0),
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
	c.Flags().StringVar(&format, "format", "json", "what to write: json")
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
		Use: "demo", Short: "The app on invented sample data, or the sample data as a document", Args: arguments(0, 0),
		Long: "The app on invented sample data in a throw-away database; your own is never touched. With --to FILE, the sample data as an interchange document.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("to") {
				if to == "" {
					return usagef("--to is empty: name a file, or - for standard output")
				}
				return p.saveDocument(to, p.document(sample.Records(p.today())))
			}
			return p.openDemo(cmd.Context())
		},
	}
	c.Flags().StringVar(&to, "to", "", "write the sample data to this `FILE`; - is standard output")
	return c
}

func (p *program) checkCommand() *cobra.Command {
	var rescue string
	c := &cobra.Command{
		Use: "check", Short: "The integrity of database, links and search index", Args: arguments(0, 0),
		Long: "The integrity of database, links and search index. With --rescue FILE, saves every record that can be read of a damaged database as an interchange document, to be imported into a new one; the database is not changed.",
		RunE: func(cmd *cobra.Command, _ []string) error {
			if cmd.Flags().Changed("rescue") {
				if rescue == "" {
					return usagef("--rescue is empty: name the file to write, or - for standard output")
				}
				return p.rescue(cmd.Context(), rescue)
			}
			path, problems, err := p.check(cmd.Context())
			if err != nil {
				return err
			}
			if p.json {
				if err := p.printJSON(struct {
					Database string   `json:"database"`
					Problems []string `json:"problems"`
				}{path, problems}); err != nil {
					return err
				}
			} else if len(problems) == 0 {
				p.printf("No damage found in %s.\n", path)
			}
			for _, d := range problems {
				p.complain(errors.New(d))
			}
			if len(problems) > 0 {
				return errDamage
			}
			return nil
		},
	}
	c.Flags().StringVar(&rescue, "rescue", "", "save what can be read to this `FILE`; - is standard output")
	return c
}

// rescue saves what can be read of a damaged database.
func (p *program) rescue(ctx context.Context, output string) error {
	path, err := p.existing()
	if err != nil {
		return err
	}
	got, err := storage.Rescue(ctx, path, p.options())
	if err != nil {
		return err
	}
	if len(got.Found) == 0 {
		return fmt.Errorf("no record of %s could be read; go back to a backup with rapport restore", path)
	}
	if err := p.saveDocument(output, p.document(got.Records)); err != nil {
		return err
	}
	var lost []string
	for kind, n := range got.Lost {
		lost = append(lost, fmt.Sprintf("%d of %s could not be read", n, kind))
	}
	slices.Sort(lost)
	p.warn(append(lost, got.Notes...))
	return nil
}

// check lists what is damaged. A database that is too damaged to be opened has that one problem.
func (p *program) check(ctx context.Context) (path string, problems []string, err error) {
	if path, err = p.absolute(); err != nil {
		return "", nil, err
	}
	problems = []string{}
	var damaged *storage.DamagedError
	db, err := p.openToRead(ctx)
	if errors.As(err, &damaged) {
		return path, append(problems, damaged.Error()), nil
	}
	if err != nil {
		return path, nil, err
	}
	report, err := db.Check(ctx)
	if errors.As(err, &damaged) {
		report.Problems, err = append(report.Problems, damaged.Error()), nil
	}
	return path, append(problems, report.Problems...), errors.Join(err, db.Close())
}

func (p *program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use: "version", Short: "Version, schema version, where the data is", Args: arguments(0, 0),
		RunE: func(*cobra.Command, []string) error {
			path, err := p.absolute()
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
