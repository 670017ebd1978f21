// Command rapport records one-on-ones, goals and early warning signs of morale, on this computer only. Without a command it opens
// the window; the commands work without a display. See docs/CLI.md.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/interchange"
	"rapport/storage"
	"rapport/valid"
)

// version is set by the linker.
var version = "dev"

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1 // one line per error on standard error
	exitUsage  = 2
	exitDamage = 3 // check found damage
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// program is one run: what the flags say, the clock and the maker of ids.
type program struct {
	in     io.Reader
	out    io.Writer
	err    io.Writer
	now    func() time.Time
	newID  func() uuid.UUID
	dbFlag string
	atFlag string
	json   bool

	at      civil.Date // as --at says; 0 for the real today
	started bool       // the words of the command were right
}

// usageError is about the words of the command: exit code 2.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errDamage says that check found damage, which it has printed.
var errDamage = errors.New("the database is damaged")

// run is the whole program but for the process around it. It returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	p := &program{in: in, out: out, err: errOut, now: time.Now, newID: newID}
	root := p.commands()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	err := root.ExecuteContext(ctx)
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDamage):
		return exitDamage
	case errors.As(err, &usage), !p.started:
		p.complain(err)
		return exitUsage
	default:
		p.complain(err)
		return exitFailed
	}
}

// newID makes an id of version 7, so that ids sort by age.
func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }

// complain prints one line per error.
func (p *program) complain(err error) {
	for _, e := range flatten(err) {
		fmt.Fprintf(p.err, "rapport: %s\n", strings.ReplaceAll(e, "\n", " "))
	}
}

// flatten lists the errors that err joins, or err itself.
func flatten(err error) []string {
	var usage usageError
	if errors.As(err, &usage) {
		err = usage.error
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var out []string
		for _, e := range joined.Unwrap() {
			out = append(out, flatten(e)...)
		}
		return out
	}
	var wrong interchange.Errors
	if errors.As(err, &wrong) {
		out := make([]string, len(wrong))
		for i, one := range wrong {
			out[i] = one.String()
		}
		return out
	}
	var problems valid.Problems
	if errors.As(err, &problems) && len(problems) > 1 && err.Error() == problems.Error() {
		out := make([]string, len(problems))
		for i, one := range problems {
			out[i] = one.String()
		}
		return out
	}
	return []string{err.Error()}
}

// commands is the tree of commands.
func (p *program) commands() *cobra.Command {
	root := &cobra.Command{
		Use:   "rapport",
		Short: "Record one-on-ones, track goals, notice early when morale slips. Everything stays on this computer.",
		Args:  cobra.NoArgs,
		RunE:  func(cmd *cobra.Command, _ []string) error { return p.open(cmd.Context(), "") },

		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if p.atFlag != "" {
				d, err := civil.ParseDate(p.atFlag)
				if err != nil {
					return usagef("--at: %w", err)
				}
				p.at = d
				clock := p.now
				p.now = func() time.Time {
					t := clock()
					return time.Date(d.Year(), d.Month(), d.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
				}
			}
			p.started = true
			return nil
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(&cobra.Command{Hidden: true, Use: "no-help"})
	flags := root.PersistentFlags()
	flags.StringVar(&p.dbFlag, "db", "", "database `FILE` (or the environment's RAPPORT_DB; else the one in your data folder)")
	flags.StringVar(&p.atFlag, "at", "", "act as if today were this `DATE` (YYYY-MM-DD)")
	flags.BoolVar(&p.json, "json", false, "print JSON")
	root.AddCommand(
		p.openCommand(), p.demoCommand(),
		p.peopleCommand(), p.prepCommand(), p.signsCommand(), p.goalsCommand(), p.actionsCommand(),
		p.noteCommand(), p.pointCommand(), p.checkinCommand(),
		p.reviewCommand(), p.searchCommand(),
		p.importCommand(), p.exportCommand(), p.checkCommand(), p.versionCommand(),
	)
	return root
}

// today is the day to act on.
func (p *program) today() civil.Date { return civil.DateOf(p.now()) }

// path is where the database is: --db, RAPPORT_DB, or the platform's data folder.
func (p *program) path() (string, error) {
	if p.dbFlag != "" {
		return p.dbFlag, nil
	}
	if env := os.Getenv("RAPPORT_DB"); env != "" {
		return env, nil
	}
	return storage.DefaultPath()
}

// withDB opens the database, runs f and closes it. Where mustExist, a file that is not there is an error and is not made.
func (p *program) withDB(ctx context.Context, mustExist bool, f func(*storage.DB) error) error {
	path, err := p.path()
	if err != nil {
		return err
	}
	if mustExist {
		if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("there is no database at %s yet: open Rapport once, or bring data in with rapport import", path)
		}
	}
	db, err := storage.Open(ctx, path, storage.Options{Now: p.now, NewID: p.newID})
	if err != nil {
		return err
	}
	return errors.Join(f(db), db.Close())
}

// read runs f in one read transaction of the database.
func (p *program) read(ctx context.Context, f func(tx *storage.Tx) error) error {
	return p.withDB(ctx, true, func(db *storage.DB) error { return db.Read(ctx, f) })
}

// printJSON prints a value as the contract says: indented, no HTML escapes.
func (p *program) printJSON(v any) error {
	e := json.NewEncoder(p.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// printf prints to standard output.
func (p *program) printf(format string, args ...any) { fmt.Fprintf(p.out, format, args...) }

// date reads the value of a flag or argument.
func date(name, value string) (civil.Date, error) {
	d, err := civil.ParseDate(value)
	if err != nil {
		return 0, usagef("%s: %w", name, err)
	}
	return d, nil
}

// short is a day as people say it: "3 Mar 2026".
func short(d civil.Date) string {
	if d == 0 {
		return ""
	}
	return d.Format("2 Jan 2006")
}
