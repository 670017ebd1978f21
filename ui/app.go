// Package ui is the window: a shell with the sidebar, and one page at a time beside it.
//
// What is shown is a Team, read from storage in one go (team.go); a page draws it and never asks the database itself. What a
// person changes goes through App.write, one after another, in one transaction each; storage then says what changed, the touched
// part of the Team is read again, and the open page draws the new one. Only the main goroutine touches widgets.
package ui

import (
	"context"
	"log/slog"
	"maps"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// Options is what the window needs from outside.
type Options struct {
	Fyne    fyne.App
	DB      *storage.DB
	Now     func() time.Time
	NewID   func() uuid.UUID
	Comma   bool                 // numbers have a decimal comma where the person is: they are typed and shown so
	Sample  bool                 // the data is invented and thrown away at the end
	Theme   theme.Mode           // light, dark, or what the system shows; System leaves it to the settings of this computer
	Start   Place                // the page to open first; the zero Place is Today
	Do      func(func())         // runs on the main goroutine, in order; nil is fyne.Do
	Log     *slog.Logger         // holds no text that a person typed
	OpenURL func(*url.URL) error // hands an address to the system; nil is the toolkit's way

	Find func(tx *storage.Tx) (uuid.UUID, error) // whose page to open instead of Start, once it is unlocked; nil for none

	Damaged func(why error) // leads to the page of the rescue, where the database is damaged; nil where there is none

	Notice string      // a strip over everything, as of a copy that can only be read; empty for none
	Upkeep bool        // makes backups and empties the trash; not for data that is thrown away
	Window fyne.Window // one that is open already, after it was unlocked; nil makes one
	Aside  []string    // folders in which is kept what the disk did not take when the window had to go; none: it is lost
	Vault  *Vault      // how an encrypted database is opened again; nil for data that is thrown away

	Explore func() (db *storage.DB, drop func(), err error) // makes a database of sample data; drop throws it away. nil where that is not offered
	Leave   func()                                          // goes back from the sample data to the person's own; nil where there is no way back
	Version string                                          // of the program, as "rapport version" says it

	Local map[string]string // the settings of this computer (storage.Locals), as they were when the app was started
	Scale func(percent int) // draws everything larger or smaller; nil where that cannot be done
}

// App is the open window.
type App struct {
	o       Options
	window  fyne.Window
	shell   *shell
	team    *Team // what is shown now; nil until the first was read
	place   Place
	goals   goalsView // how the goals of the team were looked at last
	page    page
	waiting []keptPage // were left before their text was on the disk
	back    []Place

	writes     chan job
	dirty      chan storage.Change
	stop       context.CancelFunc
	working    sync.WaitGroup
	cancel     func() // of the subscription
	undo       func() // takes the last deletion back; nil where there is none
	copied     *copied
	draftLost  atomic.Bool // what is typed into a form could not be kept; set by the writer
	draftsLeft sync.Map    // that: the key and the text
	givenUp    bool        // the person closes the window over words that could not be saved
	again      func()      // writes once more what the disk did not take, while that is being said; nil otherwise
	locals     map[string]string
	tidied     bool            // old drafts were looked through
	typing     map[*draft]bool // forms that hold words which are not kept yet
	failed     bool            // the write before this one failed; of the writer's goroutine
	soon       *Place          // opened as soon as the team holds what it shows
	prints     []string        // folders of pages that were opened to print
	opening    *opening
	at         civil.Date         // the day that the time machine shows; 0 for today
	present    *Team              // what is known now, while the time machine shows another day
	former     []string           // names of people who were deleted, and names that people had: masked as well
	chooser    *dialog.FileDialog // is open over the window; nil for none
	exploring  bool               // the sample data is being made
	sharing    bool               // the screen is shared: names are initials, what is private is covered
	palette    *palette           // the one that was opened last
	uses       map[string]float64 // how often what the palette finds was chosen; nil before it was read

	saidDamaged bool // the person was told

	gone    bool       // it shows nothing any more: the window is locked, or another App has taken it over
	hidden  bool       // the window is locked, and what is behind the lock is kept
	next    *App       // that other App
	asked   sync.Mutex // of o.Find
	stirred time.Time  // when the person last did something

	backupTrouble error // why the last backup, or its copy in the second folder, could not be made
}

// page is what stands beside the sidebar.
type page interface {
	object() fyne.CanvasObject
	show(t *Team) // draws what is known now; called before the page is first seen and after every change
	leave()       // the page goes away: what is not saved is saved
}

// A page may also do one of these.
type (
	focuser  interface{ focus() }                    // moves the keyboard to where one would begin
	escaper  interface{ escape() bool }              // has a use for Escape; false goes back
	actor    interface{ actions() []action }         // has actions and keys of its own
	rationed interface{ wantsRail() bool }           // wants the narrow sidebar at any width
	alone    interface{ wantsWindow() bool }         // wants no sidebar
	keyed    interface{ keys() [][]string }          // has keys in what it shows: what they do, then their names
	hearer   interface{ focused(fyne.CanvasObject) } // hears which of its parts got the keyboard
)

// New makes the window and begins to read; Show opens it. The first page stands once both are done.
func New(o Options) *App {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Do == nil {
		o.Do = fyne.Do
	}
	w.Do, w.ReadOnly = o.Do, o.Notice != ""
	setMark(o.Comma)
	a := &App{o: o, writes: make(chan job, 256), dirty: make(chan storage.Change, 256), locals: maps.Clone(o.Local), copied: &copied{}}
	ctx, stop := context.WithCancel(context.Background())
	a.stop = stop
	a.cancel = o.DB.Subscribe(func(c storage.Change) {
		select {
		case a.dirty <- c:
		case <-ctx.Done():
		}
	})
	a.team = &Team{Now: a.now(), On: civil.DateOf(a.now())}
	a.working.Add(2)
	go func() { defer a.working.Done(); a.writeAll() }()
	if o.Upkeep {
		a.working.Add(1)
		go func() { defer a.working.Done(); a.upkeep(ctx) }()
		a.working.Add(1)
		go func() { defer a.working.Done(); a.follow(ctx) }()
	}
	a.opening = newOpening(a)
	go func() {
		defer a.working.Done()
		first, err := readTeam(ctx, o.DB, o.Now(), true)
		a.opening.read <- firstRead{first, err}
		a.do(a.opening.begin)
		a.readOn(ctx, first)
	}()

	if a.encrypted() {
		a.stir()
		w.Stirred = a.stir
		a.working.Add(1)
		go func() { defer a.working.Done(); a.watch(ctx) }()
	}

	o.Fyne.Settings().SetTheme(theme.New(a.themeMode()))
	a.opening.parseFonts()
	a.window = newWindow(o)
	a.window.SetContent(a.opening.root)
	a.installActions()
	a.window.SetCloseIntercept(a.closeOrAsk)
	a.window.SetOnDropped(func(_ fyne.Position, files []fyne.URI) {
		if !a.gone && !a.hidden {
			a.dropped(files)
		}
	})
	return a
}

// newWindow makes the window, or takes the one that is open.
func newWindow(o Options) fyne.Window {
	if o.Window != nil {
		return o.Window
	}
	window := o.Fyne.NewWindow("Rapport")
	window.SetPadded(false)
	window.Resize(fyne.NewSize(1280, 770))
	return window
}

// Window is the window itself, for the program that runs it and for tests.
func (a *App) Window() fyne.Window { return a.window }

// Show opens the window.
func (a *App) Show() {
	if a.gone { // the lock page stands
		a.window.Show()
		return
	}
	a.opening.shown = true
	a.window.Show()
	a.opening.build()
	close(a.opening.drawn)
	if len(a.o.Aside) > 0 {
		a.onceShown(a.lookAside)
	}
}

// do runs f on the main goroutine, unless this App is gone by then. It is called from other goroutines only.
func (a *App) do(f func()) {
	a.o.Do(func() {
		if !a.gone {
			f()
		}
	})
}

// later runs f on the main goroutine once what runs there now is done, as when a page must have its size first.
func (a *App) later(f func()) { go a.do(f) }

// Close does what End does and closes the window.
func (a *App) Close() {
	a.End()
	a.copied.clear(a.o.Fyne.Clipboard())
	a.window.SetCloseIntercept(nil)
	a.window.Close()
}

// End saves what is not saved, waits until it is on the disk, and ends everything that the App does; the window stays as it is. It is called
// on the main goroutine, also after the toolkit's loop has ended, and may be called again.
func (a *App) End() {
	if a.next != nil {
		a.next.End()
		return
	}
	if a.gone {
		return
	}
	a.Flush()
	a.keepAside()
	a.gone = true
	a.dropPrints()
	a.stop()
	a.cancel()
	close(a.writes)
	a.working.Wait()
}

// Flush saves what is not saved yet and returns when it is on the disk. It must not be called from a write.
func (a *App) Flush() {
	if a.page != nil {
		a.page.leave()
	}
	a.keepDrafts()
	a.saveText()
}

// open goes to a place and remembers the one before for Escape.
func (a *App) open(to Place) {
	to = a.readable(to)
	if a.team.Partial && to.Page != Today { // as soon as the whole record is read, which begins now
		a.openSoon(to)
		a.dirty <- storage.Change{}
		if a.page != nil {
			return
		}
		to = Place{}
	}
	if a.page != nil && to == a.place {
		a.page.show(a.team)
		return
	}
	if a.page != nil {
		a.back = append(a.back, a.place)
		if len(a.back) > 100 {
			a.back = a.back[1:]
		}
	}
	a.goTo(to)
}

// goTo shows a place without remembering the one before.
func (a *App) goTo(to Place) {
	if a.page != nil {
		a.page.leave()
		a.keepUnsaved()
	}
	a.keepDrafts()
	if k := a.takeKept(to); k != nil {
		a.place, a.page = k.place, k.page
	} else {
		a.place = to
		a.page = newPage(a, to)
	}
	if a.sharing && ownOnly(to) {
		a.page = newCoverPage()
	}
	a.page.show(a.team)
	a.shell.setPage(a.page.object())
	a.shell.show(a.team)
	a.window.Canvas().Unfocus()
	if f, ok := a.page.(focuser); ok {
		f.focus()
	}
}

// goBack returns to the place before, or to Today.
func (a *App) goBack() {
	if n := len(a.back); n > 0 {
		to := a.back[n-1]
		a.back = a.back[:n-1]
		a.goTo(to)
		return
	}
	if a.place.Page != Today {
		a.goTo(Place{})
	}
}

// replace changes where the app stands without a step of its own for Escape, as when a tab is chosen.
// What only the manager sees is covered there too, while the screen is shared.
func (a *App) replace(to Place) {
	a.place = to
	if a.sharing && ownOnly(to) {
		a.goTo(to)
	}
}

// openSoon goes to a place whose record is being written, as soon as it has been read back.
func (a *App) openSoon(to Place) { a.soon = &to }

// showTeam draws what was read anew.
func (a *App) showTeam(t *Team) {
	if a.at != 0 {
		a.present = t
		return
	}
	was := a.team
	a.team = t
	if !t.Partial && !a.tidied {
		a.tidied = true
		a.forgetOldDrafts()
	}
	if a.sharing {
		for _, m := range was.Members { // perhaps somebody was deleted, or is called something else now
			if now := t.Member(m.Person.ID); now == nil || now.Person.Name != m.Person.Name {
				a.addFormer(m.Person.Name)
			}
		}
		a.maskNames() // perhaps somebody is new
	}
	if to := a.soon; to != nil && !t.Partial && t.holds(*to) {
		a.soon = nil
		a.open(*to)
		return
	}
	a.shell.show(t)
	if a.page != nil {
		a.page.show(t)
	}
}

// showError says in a dialog what could not be done.
func (a *App) showError(err error) {
	if a.damaged(err) {
		return
	}
	a.o.Log.Error("shown to the user", "kind", errorKind(err))
	var choices []w.Choice
	if a.again != nil {
		choices = []w.Choice{{Text: "Try again", Do: a.again}, {Text: "Close", Safe: true}}
	}
	w.ShowError(a.window.Canvas(), "That did not work", err.Error(), choices...)
}
