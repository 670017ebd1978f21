package ui

import (
	"context"
	"errors"
	"fmt"

	"rapport/storage"
)

// job is one transaction that waits its turn.
type job struct {
	do    func(tx *storage.Tx) error
	after func(error) // on the writer's goroutine; nil for nothing
}

// write runs do in one transaction, after all writes before it, off the main goroutine; then done on the main goroutine. Without
// done an error is shown in a dialog. The pages that show what changed are drawn again by themselves.
// In the time machine, and in a file that can only be read, nothing is written.
func (a *App) write(do func(tx *storage.Tx) error, done func(error)) {
	said := func(err error) {
		if storage.IsUnwritten(err) { // what was typed into a field is in do
			a.again = func() { a.write(do, done) }
			defer func() { a.again = nil }()
		}
		switch {
		case done != nil:
			done(err)
		case err != nil:
			a.showError(err)
		}
	}
	if err := a.fixed(); err != nil {
		a.later(func() { said(err) })
		return
	}
	a.queue(job{do, func(err error) { a.do(func() { said(err) }) }})
}

// queue has a job done after those before it.
func (a *App) queue(j job) { a.writes <- j }

// put writes one record.
func put[T storage.Record](a *App, record T) {
	a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, record)
		return err
	}, nil)
}

// change writes one record as it is after f, which sees the newest version in the same transaction.
func change[T storage.Record](a *App, record T, f func(T) (T, error)) {
	a.write(func(tx *storage.Tx) error {
		current, err := storage.Get[T](tx, storage.ID(record))
		if err != nil {
			return err
		}
		if current, err = f(current); err != nil {
			return err
		}
		_, err = storage.Put(tx, current)
		return err
	}, nil)
}

// remove moves a record to the trash and offers to undo it, in a toast and by Ctrl/Cmd+Z.
func remove[T storage.Record](a *App, record T, said string) {
	var trash storage.TrashID
	a.write(func(tx *storage.Tx) error {
		id, err := storage.Delete[T](tx, storage.ID(record))
		trash = id
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo(said, func() {
			a.write(func(tx *storage.Tx) error {
				if _, err := storage.Get[T](tx, storage.ID(record)); err == nil {
					return nil // brought back in Trash meanwhile
				}
				return storage.Restore(tx, trash)
			}, nil)
		})
	})
}

// offerUndo shows a toast for a few seconds; its button, and Ctrl/Cmd+Z also later, take back what was done.
func (a *App) offerUndo(said string, undo func()) {
	if a.fixed() != nil { // nothing was done
		return
	}
	a.undo = func() {
		a.undo = nil
		a.shell.toast.Dismiss()
		undo()
	}
	a.shell.toast.Say(said, "Undo", a.undo)
}

// say shows a toast without anything to undo.
func (a *App) say(text string) { a.shell.toast.Say(text, "", nil) }

// writeAll is the one goroutine that writes, in the order in which it was asked.
func (a *App) writeAll() {
	for j := range a.writes {
		err := a.o.DB.Write(context.Background(), j.do)
		a.failed = err != nil
		if err != nil {
			a.o.Log.Error("write failed", "kind", errorKind(err))
		}
		if j.after != nil {
			j.after(err)
		}
	}
}

// errorKind names the type of an error for the log, which must not hold what a person typed.
func errorKind(err error) string {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return fmt.Sprintf("%T", err)
		}
		err = inner
	}
}
