package main

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"
	"github.com/go-gl/glfw/v3.4/glfw"
	"github.com/spf13/cobra"
	"gopkg.in/natefinch/lumberjack.v2"

	"rapport/goals"
	"rapport/interchange/sample"
	"rapport/storage"
	"rapport/storage/owner"
	"rapport/ui"
	"rapport/ui/theme"
	"rapport/ui/widget"
)

func (p *program) openCommand() *cobra.Command {
	return &cobra.Command{
		Use: "open [PERSON]", Short: "Open the app, at that person's page", Args: arguments(0, 1),
		RunE: func(cmd *cobra.Command, args []string) error {
			person := ""
			if len(args) == 1 {
				person = args[0]
			}
			return p.open(cmd.Context(), person)
		},
	}
}

// open runs the window on the manager's own database.
func (p *program) open(ctx context.Context, person string) error {
	path, err := p.path()
	if err != nil {
		return err
	}
	lock, asked, err := p.own(path, person)
	var held *owner.HeldError
	if asked || err != nil && !errors.As(err, &held) {
		return err
	}
	if err := hasDisplay(); err != nil {
		return errors.Join(err, lock.Release())
	}
	if held != nil {
		return p.openHeld(ctx, path, held)
	}
	defer lock.Release() //nolint:errcheck // the system gives it back at the latest
	p.lock = lock
	vault, current := p.vault(ctx, path)
	p.current = current
	db, err := vault.Open(p.secret)
	var locked *storage.LockedError
	if errors.As(err, &locked) {
		if known := kept(path); known != (storage.Secret{}) { // of the system's keyring
			db, err = vault.Open(known)
			var wrong *storage.WrongSecretError
			if errors.As(err, &wrong) {
				err = locked
			}
		}
	}
	err = p.wasOurs(ctx, path, err)
	var damaged *storage.DamagedError
	if errors.As(err, &damaged) {
		return errors.Join(p.openRescue(ctx, path, err), p.end())
	}
	if storage.IsUnwritten(err) {
		if shown, again := p.openUnwritable(ctx, path, err); shown {
			return again
		}
	}
	if err != nil && !errors.As(err, &locked) {
		showFatal(err)
		return err
	}
	start := ui.Place{}
	if person != "" && db != nil {
		err := db.Read(ctx, func(tx *storage.Tx) error {
			who, err := findPerson(tx, person)
			start = ui.Place{Page: ui.Person, Person: who.ID}
			return err
		})
		if err != nil {
			return errors.Join(err, db.Close())
		}
	}
	o := ui.Options{DB: db, Start: start, Upkeep: true, Vault: vault, Explore: func() (*storage.DB, func(), error) { return p.explore(ctx) }}
	if person != "" && db == nil {
		o.Find = finder(person)
	}
	err = p.show(ctx, o)
	if *current != nil {
		err = errors.Join(err, (*current).Close())
	}
	return errors.Join(err, p.end())
}

// wasOurs takes a file that is no database of ours, with backups beside it or with people to be read in it, for one whose beginning was destroyed.
func (p *program) wasOurs(ctx context.Context, path string, err error) error {
	var foreign *storage.ForeignFileError
	if !errors.As(err, &foreign) {
		return err
	}
	if backups, e := storage.Backups(path, path+".backups", p.now().Location()); e != nil || len(backups) == 0 {
		if got, e := storage.Rescue(ctx, path, p.options()); e != nil || len(got.Records.People) == 0 {
			return err
		}
	}
	return &storage.DamagedError{Path: path, Cause: errors.New("its beginning is no database any more")}
}

// openUnwritable runs the window on a plain database that can be read and not be written to, where there is one; why says what is in the way.
func (p *program) openUnwritable(ctx context.Context, path string, why error) (shown bool, err error) {
	o := p.options()
	o.ReadOnly = true
	db, err := storage.Open(ctx, path, o)
	if err != nil {
		return false, err
	}
	_, reason, _ := strings.Cut(why.Error(), ": ")
	err = p.show(ctx, ui.Options{DB: db, Notice: "Nothing can be changed here: " + reason + "."})
	return true, errors.Join(err, db.Close())
}

// vault is how the window opens the database, again and again where it is encrypted. current is the one that is open.
func (p *program) vault(ctx context.Context, path string) (vault *ui.Vault, current **storage.DB) {
	var mu sync.Mutex
	current = new(*storage.DB)
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	return &ui.Vault{
		Path: path,
		Open: func(s storage.Secret) (*storage.DB, error) {
			o := p.options()
			o.Secret, o.Like = s, nil // the key of a rescue opens it no more
			db, err := storage.Open(ctx, path, o)
			var damaged *storage.DamagedError
			mu.Lock()
			defer mu.Unlock()
			if p.secret = (storage.Secret{}); errors.As(err, &damaged) {
				p.secret = s // for the rescue; else it is not kept, so that a locked window knows it no more
			}
			if err == nil {
				*current = db
			}
			return db, err
		},
		Options: func() storage.Options {
			o := p.options()
			o.Secret, o.Like = storage.Secret{}, nil
			return o
		},
		Keyring: systemKeyring{},
	}, current
}

// openDemo runs the window on the sample data in a database that is removed at the end.
func (p *program) openDemo(ctx context.Context) error {
	if err := hasDisplay(); err != nil {
		return err
	}
	db, drop, err := p.sampleData(ctx)
	if err != nil {
		return err
	}
	err = p.show(ctx, ui.Options{DB: db, Sample: true})
	return errors.Join(err, drop())
}

// sampleData makes a database of sample data; drop closes and removes it.
func (p *program) sampleData(ctx context.Context) (db *storage.DB, drop func() error, err error) {
	dir, err := os.MkdirTemp("", "rapport-demo-")
	if err != nil {
		return nil, nil, err
	}
	o := p.options()
	o.Secret, o.Like = storage.Secret{}, nil
	db, err = storage.Open(ctx, filepath.Join(dir, "demo.db"), o)
	if err != nil {
		return nil, nil, errors.Join(err, os.RemoveAll(dir))
	}
	drop = sync.OnceValue(func() error { return errors.Join(db.Close(), os.RemoveAll(dir)) })
	if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(sample.Records(p.today())) }); err != nil {
		return nil, nil, errors.Join(err, drop())
	}
	return db, drop, nil
}

// explore makes sample data that the window shows for a while; what is left of it at the end goes then.
func (p *program) explore(ctx context.Context) (*storage.DB, func(), error) {
	db, drop, err := p.sampleData(ctx)
	if err != nil {
		return nil, nil, err
	}
	p.atEnd(drop)
	return db, func() { drop() }, nil //nolint:errcheck // it is thrown away
}

// show runs the window until it is closed or the program is told to stop.
func (p *program) show(ctx context.Context, o ui.Options) error {
	o.Fyne = newFyne()
	if err := p.begin(ctx, o); err != nil {
		return err
	}
	p.run(ctx, o.Fyne)
	return nil
}

// run runs the toolkit's loop until the window is closed or the program is told to stop. Whatever ended it, what is not saved is saved then.
func (p *program) run(ctx context.Context, a fyne.App) {
	loop().run(ctx, a)
	for _, a := range p.apps {
		a.End()
	}
}

// newFyne makes the toolkit's app; there is one in a run of the program.
func newFyne() fyne.App {
	saneLocale()
	a := app.NewWithID("app.rapport")
	a.SetIcon(theme.AppIcon())
	widget.Shaded = true
	return a
}

// withoutDepth asks for a window without the buffers for depth and stencil, which the toolkit never uses: a computer that draws without a
// graphics card has to clear and test them for every pixel. It is called between the making of a window and its first show; where the
// toolkit did not start at all it does nothing, and the toolkit says so itself.
func withoutDepth() {
	defer func() { recover() }() //nolint:errcheck // glfw panics where it is not there
	glfw.WindowHint(glfw.DepthBits, 0)
	glfw.WindowHint(glfw.StencilBits, 0)
}

// begin opens the window.
func (p *program) begin(ctx context.Context, o ui.Options) error {
	if o.DB != nil {
		err := o.DB.Read(ctx, func(tx *storage.Tx) (err error) {
			o.Local, err = storage.Locals(tx)
			return err
		})
		if err != nil {
			return err
		}
	}
	// What is read at the start stays; collecting garbage in between only takes time from the first picture. After it, what was needed for that
	// goes back to the system, and memory stays close to what is in use: a key makes little garbage.
	debug.SetGCPercent(800)
	time.AfterFunc(2*time.Second, func() {
		debug.SetGCPercent(50)
		debug.FreeOSMemory()
	})
	o.Now, o.NewID, o.Comma, o.Version = p.now, p.newID, decimalMark() == goals.Comma, version
	o.Theme = themeMode()
	base := userScale()
	scale := func(percent int) { os.Setenv("FYNE_SCALE", strconv.FormatFloat(base*float64(percent)/100, 'f', 2, 64)) }
	if percent, err := strconv.Atoi(o.Local[ui.LocalTextSize]); err == nil && percent != 100 {
		scale(percent)
	}
	o.Scale = func(percent int) {
		scale(percent)
		o.Fyne.Settings().SetTheme(o.Fyne.Settings().Theme()) // Fyne looks at the scale again when the theme is set
	}
	if o.Upkeep {
		o.Aside = otherPlaces()
	}
	o.Log = slog.New(slog.NewTextHandler(p.logTo(o), &slog.HandlerOptions{Level: slog.LevelWarn}))
	o.Do = onMain
	var a *ui.App
	if o.Upkeep {
		o.Damaged = func(why error) { // the page of the rescue first: without a window the program ends
			db, path := o.DB, ""
			if o.Vault != nil { // it may have been locked and opened again; nil where it could not even be opened
				db, path = *p.current, o.Vault.Path
			}
			if db != nil {
				path = db.Path()
				p.like, _ = storage.Loan(path, storage.Options{Like: db}) //nolint:errcheck // the page of the rescue says what could not be read
			}
			if err := p.showRescue(ctx, o.Fyne, path, why); err != nil {
				showFatal(err)
				return
			}
			a.Close()
			if db != nil {
				db.Close() //nolint:errcheck // it is damaged, and was only read since
			}
		}
	}
	if o.DB != nil {
		a = ui.New(o)
	} else {
		a = ui.NewLocked(o)
	}
	p.apps = append(p.apps, a)
	listenTo(p.lock, a)
	withoutDepth()
	a.Show()
	return nil
}

// otherPlaces are folders of this account that may take what the disk of the database does not.
func otherPlaces() (folders []string) {
	for _, of := range []func() (string, error){os.UserHomeDir, os.UserCacheDir, func() (string, error) { return os.TempDir(), nil }} {
		if folder, err := of(); err == nil && filepath.IsAbs(folder) && !slices.Contains(folders, folder) {
			folders = append(folders, folder)
		}
	}
	return folders
}

// logTo is where the window's log goes: to standard error and, for a database that is kept, into a small file beside it, where somebody who
// was asked for help finds it. The file is made with the first line, so that there is none where nothing went wrong.
func (p *program) logTo(o ui.Options) io.Writer {
	path := ""
	switch {
	case o.Sample:
	case o.DB != nil:
		path = o.DB.Path()
	case o.Vault != nil:
		path = o.Vault.Path
	}
	if path == "" {
		return p.err
	}
	return io.MultiWriter(p.err, &lumberjack.Logger{Filename: strings.TrimSuffix(path, filepath.Ext(path)) + ".log", MaxSize: 1, MaxBackups: 1})
}

// userScale is how large the person wants every program of this toolkit: FYNE_SCALE, else 1.
func userScale() float64 {
	if s, err := strconv.ParseFloat(os.Getenv("FYNE_SCALE"), 64); err == nil && s > 0 {
		return s
	}
	return 1
}

// themeMode is what RAPPORT_THEME says (light or dark), else what the system shows.
func themeMode() theme.Mode {
	switch os.Getenv("RAPPORT_THEME") {
	case "light":
		return theme.Light
	case "dark":
		return theme.Dark
	}
	return theme.System
}

// saneLocale gives Fyne a language where the environment names none, which it would complain about.
func saneLocale() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch os.Getenv(name) {
		case "":
		case "C", "POSIX", "C.UTF-8", "C.utf8":
			os.Setenv(name, "en_US.UTF-8")
		default:
			return
		}
	}
	if os.Getenv("LANG") == "" {
		os.Setenv("LANG", "en_US.UTF-8")
	}
}

// showFatal says in a window of its own why the app cannot open.
func showFatal(err error) {
	a := newFyne()
	a.Settings().SetTheme(theme.New(themeMode()))
	ui.ShowFatal(a, err)
	loop().run(context.Background(), a)
}
