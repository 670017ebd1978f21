package ui

import (
	"context"
	"time"

	"github.com/google/uuid"

	"rapport/storage"
)

// followEvery is how often the window looks whether another program, such as a command, wrote to the database.
const followEvery = time.Second

// follow shows what other programs write.
func (a *App) follow(ctx context.Context) {
	tick := time.NewTicker(followEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if changed, err := a.o.DB.ChangedElsewhere(ctx); err != nil || !changed {
			continue // what is wrong with the disk is said when something is saved or read
		}
		select {
		case a.dirty <- storage.Change{Kinds: map[string]bool{"settings": true, "trash": true}, People: map[uuid.UUID]bool{uuid.Nil: true}}:
		case <-ctx.Done():
			return
		}
	}
}

// BringUp brings the window to the front and opens the page of the person that find names, if any. It is not for the main goroutine. Errors
// are those of find. A locked window only comes to the front.
func (a *App) BringUp(find func(tx *storage.Tx) (uuid.UUID, error)) error {
	up := make(chan *storage.DB, 1)
	a.o.Do(func() {
		for a.next != nil { // it was locked meanwhile
			a = a.next
		}
		a.window.Show()
		a.window.RequestFocus()
		if a.gone {
			a.asked.Lock()
			a.o.Find = find
			a.asked.Unlock()
		}
		if a.gone || a.hidden {
			up <- nil
			return
		}
		up <- a.o.DB
	})
	db := <-up
	if db == nil {
		return nil
	}
	var who uuid.UUID
	err := db.Read(context.Background(), func(tx *storage.Tx) (err error) {
		who, err = find(tx)
		return err
	})
	if err == nil && who != uuid.Nil {
		a.do(func() { a.open(Place{Page: Person, Person: who}) })
	}
	return err
}
