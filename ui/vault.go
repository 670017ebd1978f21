package ui

import (
	"context"
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// Vault is how the window opens its database again after it was locked or turned into an encrypted one. The program gives it; there is
// none for data that is thrown away.
type Vault struct {
	Path    string
	Open    func(s storage.Secret) (*storage.DB, error) // the program closes it at the end, unless it was closed before
	Options func() storage.Options                      // how Encrypt and Decrypt open it
	Keyring Keyring                                     // nil where there is none
}

// Keyring keeps passphrases in the system's keyring. Its methods may take seconds: the person may have to unlock it.
type Keyring interface {
	Keep(id, passphrase string) error
	Forget(id string)
	Has(id string) (kept bool, err error) // an error says that there is no keyring that answers
}

// LocalLockIdle is the setting of this computer for how many minutes nothing is done before the window locks: a number, 0 for never,
// absent for DefaultLockIdle.
const (
	LocalLockIdle   = "lock_idle"
	DefaultLockIdle = 10
)

// encrypted reports whether the window can be locked.
func (a *App) encrypted() bool { return a.o.Vault != nil && a.o.DB != nil && a.o.DB.Encryption().On }

// NewLocked makes the window with nothing but the page that asks for the passphrase. What is in Options but the database is as for New.
func NewLocked(o Options) *App {
	if o.Do == nil {
		o.Do = fyne.Do
	}
	w.Do, w.Focused, w.Stirred = o.Do, nil, nil
	a := &App{o: o, gone: true, copied: &copied{}}
	o.Fyne.Settings().SetTheme(theme.New(o.Theme))
	a.window = newWindow(o)
	a.showLock("Your notes are encrypted.", nil)
	return a
}

// lockNow locks the window, where there is something to lock.
func (a *App) lockNow() {
	if !a.encrypted() {
		if a.o.Vault == nil {
			a.say("There is nothing to lock here.")
			return
		}
		a.shell.toast.Say("Your notes are not encrypted, so there is nothing to lock.", "Encrypt them…", func() { a.open(Place{Page: SettingsPage, Tab: "security"}) })
		return
	}
	a.lock("Your last words are saved.")
}

// lock hides everything and closes the database; the keys are wiped. Where a dialog is open that may hold words which are not saved
// anywhere, everything is only hidden until the passphrase is given.
func (a *App) lock(why string) {
	if a.gone || a.hidden {
		return
	}
	if w.OverlayOpen(a.window.Canvas()) {
		a.cover(why)
		return
	}
	if !a.saveText() {
		a.cover("Your last words could not be saved yet. They wait behind the lock.")
		return
	}
	place := a.place
	a.detach()
	db := a.o.DB
	a.showLock(why, &place)
	go func() {
		if err := db.Close(); err != nil && a.o.Log != nil {
			a.o.Log.Error("closing the locked database failed", "kind", errorKind(err))
		}
	}()
}

// detach saves what is not saved, ends everything that this App does, and drops what it shows. The window stays.
func (a *App) detach() {
	w.Focused, w.Stirred = nil, nil
	a.End()
	a.page, a.team, a.back, a.undo, a.locals, a.waiting = nil, nil, nil, nil, nil, nil
	a.shell, a.opening = nil, nil
}

// wanted takes whose page is to be opened once the window is unlocked; nil for none.
func (a *App) wanted() func(tx *storage.Tx) (uuid.UUID, error) {
	a.asked.Lock()
	defer a.asked.Unlock()
	find := a.o.Find
	a.o.Find = nil
	return find
}

// cover hides the window's content, which stays as it is.
func (a *App) cover(why string) {
	canvas := a.window.Canvas()
	content, focused := a.window.Content(), canvas.Focused()
	var over []fyne.CanvasObject
	for o := canvas.Overlays().Top(); o != nil; o = canvas.Overlays().Top() {
		over = append([]fyne.CanvasObject{o}, over...)
		canvas.Overlays().Remove(o)
	}
	a.hidden = true
	a.dropPrints()
	reveal := w.Focused
	w.Focused = nil
	db := a.o.DB
	p := newLockPage(a, why)
	p.unlock = func(s storage.Secret) (func(), error) {
		if err := db.Unlocks(s); err != nil {
			return nil, err
		}
		return func() {
			a.hidden = false
			a.window.SetCloseIntercept(a.closeOrAsk)
			w.Focused = reveal
			a.stir()
			a.setGround()
			a.window.SetContent(content)
			for _, o := range over {
				canvas.Overlays().Add(o)
				o.Resize(canvas.Size())
			}
			if focused != nil {
				canvas.Focus(focused)
			}
		}, nil
	}
	a.put(p)
}

// put shows a page that has the whole window to itself.
func (a *App) put(p wholePage) {
	theme.SetGround(theme.Bg)
	a.window.SetContent(p.object())
	a.window.SetCloseIntercept(a.closeOrAsk)
	p.focus()
}

// wholePage is a page without a sidebar.
type wholePage interface {
	object() fyne.CanvasObject
	focus()
}

// showLock shows the lock page; the right passphrase opens the app anew where it stood.
func (a *App) showLock(why string, place *Place) {
	p := newLockPage(a, why)
	p.unlock = func(s storage.Secret) (func(), error) {
		db, err := a.o.Vault.Open(s)
		if err != nil {
			return nil, err
		}
		locals, err := readLocals(db)
		if err != nil {
			return nil, errors.Join(err, db.Close())
		}
		start := a.o.Start
		if place != nil {
			start = *place
		}
		var unknown error
		if find := a.wanted(); find != nil {
			unknown = db.Read(context.Background(), func(tx *storage.Tx) error {
				who, err := find(tx)
				if err == nil && who != uuid.Nil {
					start = Place{Page: Person, Person: who}
				}
				return err
			})
		}
		return func() {
			next := a.openHere(db, locals, start)
			if unknown != nil {
				next.onceShown(func() { next.showError(unknown) })
			}
			if s.RecoveryKey != "" {
				next.onceShown(func() {
					next.shell.toast.Say("Opened with the recovery key.", "Set a new passphrase…", func() { next.open(Place{Page: SettingsPage, Tab: "security"}) })
				})
			}
		}, nil
	}
	a.put(p)
}

func readLocals(db *storage.DB) (locals map[string]string, err error) {
	err = db.Read(context.Background(), func(tx *storage.Tx) (err error) {
		locals, err = storage.Locals(tx)
		return err
	})
	return locals, err
}

// openHere opens the app in this window on a database.
func (a *App) openHere(db *storage.DB, locals map[string]string, start Place) *App {
	if size := locals[LocalTextSize]; size != a.o.Local[LocalTextSize] && a.o.Scale != nil { // it could not be read before
		if percent, err := strconv.Atoi(size); err == nil {
			a.o.Scale(percent)
		}
	}
	o := a.o
	o.DB, o.Local, o.Start, o.Window = db, locals, start, a.window
	a.next = New(o)
	a.next.copied = a.copied
	a.next.sharing, a.next.former = a.sharing, a.former // who looked over the shoulder before looks on
	a.next.Show()
	return a.next
}

// onceShown runs f when the first page stands.
func (a *App) onceShown(f func()) {
	a.later(func() {
		if a.shell == nil || a.page == nil {
			time.AfterFunc(50*time.Millisecond, func() { a.onceShown(f) })
			return
		}
		f()
	})
}

// stir notes that the person is there.
func (a *App) stir() { a.stirred = time.Now() }

// watch looks every few seconds whether nothing was done for so long that the window locks, or the computer slept.
const (
	watchEvery = 10 * time.Second
	asleep     = time.Minute // the looks are never so far apart while the computer is awake
)

func (a *App) watch(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	last := time.Now().Round(0) // the time of day, which goes on while the computer sleeps
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		now := time.Now().Round(0)
		slept := now.Sub(last) > asleep
		last = now
		a.do(func() { a.lockIdle(slept) })
	}
}

// lockIdle locks where it is time to.
func (a *App) lockIdle(slept bool) {
	minutes := a.idleMinutes()
	switch {
	case minutes == 0:
	case slept:
		a.lock("The computer slept. Your last words are saved.")
	case time.Since(a.stirred) >= time.Duration(minutes)*time.Minute:
		a.lock("Nothing typed for " + count(minutes, "minute", "minutes") + ". Your last words are saved.")
	}
}
