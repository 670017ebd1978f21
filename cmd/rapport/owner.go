package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"rapport/storage"
	"rapport/storage/owner"
	"rapport/ui"
	"rapport/ui/theme"
)

// startPatience is how long a start waits for another one of the same moment.
const startPatience = 3 * time.Second

// own makes this window the only one on the database. Where another one on this computer has it, that one is brought to the front, at the
// person's page, and asked is true. A *owner.HeldError says that another computer has it, or that the window does not answer.
// One that is just starting has the lock a moment before it says who it is and listens: that is waited for.
func (p *program) own(path, person string) (lock *owner.Lock, asked bool, err error) {
	var held *owner.HeldError
	var answer owner.Answer
	for end := time.Now().Add(startPatience); ; time.Sleep(startPatience / 50) {
		lock, err = owner.Take(path, p.now())
		if !errors.As(err, &held) {
			return lock, false, err
		}
		if held.Here {
			if answer, err = held.Ask(owner.Request{Person: person}); err == nil {
				break
			}
		}
		known := held.Owner.Host != "" && !held.Here // another computer
		if known || time.Now().After(end) {
			return nil, false, held
		}
	}
	switch {
	case answer.Error != "" && answer.Usage:
		return nil, true, usagef("%s", answer.Error)
	case answer.Error != "":
		return nil, true, errors.New(answer.Error)
	}
	return nil, true, nil
}

// listenTo lets second starts bring the window to the front.
func listenTo(lock *owner.Lock, a *ui.App) {
	lock.Handle(func(r owner.Request) owner.Answer {
		err := a.BringUp(finder(r.Person))
		var usage usageError
		switch {
		case errors.As(err, &usage):
			return owner.Answer{Error: usage.Error(), Usage: true}
		case err != nil:
			return owner.Answer{Error: err.Error()}
		}
		return owner.Answer{}
	})
}

// finder finds a person by what was typed on the command line; nobody where that is empty.
func finder(person string) func(tx *storage.Tx) (uuid.UUID, error) {
	return func(tx *storage.Tx) (uuid.UUID, error) {
		if person == "" {
			return uuid.Nil, nil
		}
		who, err := findPerson(tx, person)
		return who.ID, err
	}
}

// openHeld says which computer has the database open, and shows a read-only copy of it where the person wants one.
func (p *program) openHeld(ctx context.Context, path string, held *owner.HeldError) error {
	dir, err := os.MkdirTemp("", "rapport-copy-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	a := newFyne()
	a.Settings().SetTheme(theme.New(themeMode()))
	var db *storage.DB
	err = held
	ui.ShowHeld(a, held.Error(), func(done func(error)) {
		copied, openErr := p.openCopy(ctx, path, filepath.Join(dir, filepath.Base(path)))
		onMain(func() {
			if openErr == nil {
				db, err = copied, nil
				openErr = p.begin(ctx, ui.Options{Fyne: a, DB: db, Notice: readOnlyNotice(p.now(), held)})
			}
			done(openErr)
		})
	})
	p.run(ctx, a)
	if db != nil {
		err = errors.Join(err, db.Close())
	}
	return err
}

// openCopy makes a copy of a database that another computer has open, and opens it for reading only.
func (p *program) openCopy(ctx context.Context, path, to string) (*storage.DB, error) {
	o := p.options()
	if o.Secret == (storage.Secret{}) {
		o.Secret = kept(path) // of an encrypted one
	}
	if err := storage.CopyLive(ctx, path, to, o); err != nil {
		return nil, err
	}
	o.ReadOnly = true
	return storage.Open(ctx, to, o)
}

func readOnlyNotice(now time.Time, held *owner.HeldError) string {
	who := held.Owner.Host
	if who == "" {
		who = "another computer"
	}
	return fmt.Sprintf("Read-only copy of %s. Your notes are open on %s, so nothing can be changed here.", now.Format("15:04"), who)
}
