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
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/google/uuid"
	"github.com/spf13/cobra"

	"rapport/civil"
	"rapport/interchange"
	"rapport/storage"
	"rapport/storage/owner"
	"rapport/ui"
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
	ends := []os.Signal{os.Interrupt, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) { // the terminal that it was started from is closed; nohup has it go on
		ends = append(ends, syscall.SIGHUP)
	}
	ctx, stop := signal.NotifyContext(context.Background(), ends...)
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

	secretFlag string
	secret     storage.Secret // what opens an encrypted database; none until it is known
	like       *storage.DB    // whose key opens the files of a damaged one; nil for none
	current    **storage.DB   // the one that the window has open; nil without a window

	at      civil.Date     // as --at says; 0 for the real today
	lock    *owner.Lock    // of the window, nil for none
	apps    []*ui.App      // of the window, one after another
	ends    []func() error // what is to be done when the window has closed
	started bool           // the words of the command were right
}

// usageError is about the words of the command: exit code 2.
type usageError struct{ error }

func (u usageError) Unwrap() error { return u.error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errDamage says that check found damage, which it has printed.
var errDamage = errors.New("the database is damaged")

// run is the whole program but for the process around it. It returns the exit code.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	result := &writer{to: out}
	p := &program{in: in, out: result, err: errOut, now: time.Now, newID: newID}
	root := p.commands()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(result)
	root.SetErr(errOut)
	cmd, err := root.ExecuteContextC(ctx)
	if err != nil && !p.started { // cobra did not understand the words
		err = usagef("%w: %s --help says how", err, cmd.CommandPath())
	}
	if err == nil && result.err != nil {
		err = fmt.Errorf("could not write the result: look whether the disk is full, then run it again (%w)", result.err)
	}
	var usage usageError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDamage):
		return exitDamage
	case errors.As(err, &usage):
		p.complain(err)
		return exitUsage
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		err = errors.New("stopped before it was done; run it again")
	}
	p.complain(err)
	return exitFailed
}

// writer passes the result on and keeps the first error, so that a result that was cut short is not taken for a whole one.
type writer struct {
	to  io.Writer
	err error
}

func (w *writer) Write(b []byte) (int, error) {
	if w.err != nil {
		return 0, w.err
	}
	n, err := w.to.Write(b)
	w.err = err
	return n, err
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
			p.started = true
			return p.readGlobal(cmd)
		},
	}
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpCommand(p.helpCommand(root))
	flags := root.PersistentFlags()
	flags.StringVar(&p.dbFlag, "db", "", "database `FILE` (or the environment's RAPPORT_DB; else the one in your data folder)")
	flags.StringVar(&p.atFlag, "at", "", "act as if today were this `DATE` (YYYY-MM-DD)")
	flags.StringVar(&p.secretFlag, "passphrase-file", "", "`FILE` whose first line opens an encrypted database: its passphrase or recovery key")
	flags.BoolVar(&p.json, "json", false, "print JSON")
	root.AddCommand(
		p.openCommand(), p.demoCommand(),
		p.peopleCommand(), p.prepCommand(), p.signsCommand(), p.goalsCommand(), p.actionsCommand(),
		p.noteCommand(), p.pointCommand(), p.checkinCommand(),
		p.reviewCommand(), p.mirrorCommand(), p.searchCommand(),
		p.encryptCommand(), p.decryptCommand(), p.passphraseCommand(),
		p.importCommand(), p.exportCommand(), p.backupCommand(), p.restoreCommand(), p.checkCommand(), p.versionCommand(),
	)
	return root
}

// readGlobal reads the flags that every command has.
func (p *program) readGlobal(cmd *cobra.Command) error {
	if cmd.Flags().Changed("db") && p.dbFlag == "" { // an unset variable of a script must not reach the manager's own database
		return usagef("--db is empty: name a file, or leave it out for the one in your data folder")
	}
	if cmd.Flags().Changed("passphrase-file") {
		text, err := secretFile("--passphrase-file", p.secretFlag)
		if err != nil {
			return err
		}
		p.secret = storage.SecretOf(text)
	}
	if !cmd.Flags().Changed("at") {
		return nil
	}
	var err error
	if p.at, err = date("--at", p.atFlag); err != nil {
		return err
	}
	clock := p.now
	p.now = func() time.Time {
		t := clock()
		return time.Date(p.at.Year(), p.at.Month(), p.at.Day(), t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), t.Location())
	}
	return nil
}

func (p *program) helpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Help about a command", Args: arguments(0, 1),
		RunE: func(_ *cobra.Command, args []string) error {
			about, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return usagef("there is no command %q: rapport --help lists them", args[0])
			}
			about.InitDefaultHelpFlag()
			return about.Help()
		},
	}
}

// arguments wants from low to high arguments; high is -1 where there is no limit.
func arguments(low, high int) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) >= low && (high < 0 || len(args) <= high) {
			return nil
		}
		return fmt.Errorf("wrong number of arguments (%d) for rapport %s; put what has spaces in quotation marks", len(args), cmd.Use)
	}
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

// absolute is the path as it is said to the person.
func (p *program) absolute() (string, error) {
	path, err := p.path()
	if err != nil {
		return "", err
	}
	return filepath.Abs(path)
}

// existing is the path of a database that is there: nothing but import and the window makes one.
func (p *program) existing() (string, error) {
	path, err := p.path()
	if err != nil {
		return "", err
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("there is no database at %s yet: open Rapport once, or bring data in with rapport import", path)
	}
	return path, nil
}

// read runs f in one read transaction of the database.
func (p *program) read(ctx context.Context, f func(tx *storage.Tx) error) error {
	db, err := p.openToRead(ctx)
	if err != nil {
		return err
	}
	return errors.Join(db.Read(ctx, f), db.Close())
}

// openToRead opens the database as for writing, which leaves no files of its own behind; where the folder cannot be written to, for
// reading only.
func (p *program) openToRead(ctx context.Context) (*storage.DB, error) {
	path, err := p.existing()
	if err != nil {
		return nil, err
	}
	o := p.options()
	db, err := p.openDB(ctx, path, o)
	var newer *storage.NewerVersionError
	var foreign *storage.ForeignFileError
	var damaged *storage.DamagedError
	var locked *storage.LockedError
	var wrong *storage.WrongSecretError
	if err == nil || errors.As(err, &newer) || errors.As(err, &foreign) || errors.As(err, &damaged) || errors.As(err, &locked) || errors.As(err, &wrong) ||
		errors.Is(err, storage.ErrRecoveryTypo) {
		return db, err
	}
	o.ReadOnly, o.Secret = true, p.secret
	if db, again := storage.Open(ctx, path, o); again == nil {
		return db, nil
	}
	return nil, err
}

// options are how every database is opened.
func (p *program) options() storage.Options {
	return storage.Options{Now: p.now, NewID: p.newID, Secret: p.secret, Like: p.like, Program: version}
}

// write runs f in one write transaction of the database.
func (p *program) write(ctx context.Context, f func(tx *storage.Tx) error) error {
	path, err := p.existing()
	if err != nil {
		return err
	}
	return p.writeTo(ctx, path, f)
}

// writeTo is write for a database that is made where it is not there.
func (p *program) writeTo(ctx context.Context, path string, f func(tx *storage.Tx) error) error {
	db, err := p.openDB(ctx, path, p.options())
	if err != nil {
		return err
	}
	return errors.Join(db.Write(ctx, f), db.Close())
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
	if value == "" {
		return 0, usagef("%s is missing: give a day as YYYY-MM-DD", name)
	}
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
