package ui

import (
	"fmt"

	"rapport/storage"
)

// explore shows the sample data in this window, in a database of its own that is thrown away. The person's own stays open behind it and
// is not touched; Leave goes back to it.
func (a *App) explore() {
	if a.exploring {
		return
	}
	a.exploring = true
	a.say("Making the sample data…")
	a.working.Add(1)
	go func() {
		defer a.working.Done()
		db, drop, err := a.o.Explore()
		a.o.Do(func() {
			a.exploring = false
			switch {
			case err != nil && !a.gone:
				a.showError(fmt.Errorf("could not make the sample data: %w", err))
			case err == nil && a.gone: // locked or closed meanwhile
				go drop()
			case err == nil:
				a.toSample(db, drop)
			}
		})
	}()
}

// toSample shows the sample data until the person has seen enough of it.
func (a *App) toSample(db *storage.DB, drop func()) {
	own := a.o
	own.Start, own.Find, own.Window = Place{}, nil, a.window
	locals := map[string]string{LocalTheme: a.local(LocalTheme), LocalTextSize: a.local(LocalTextSize)}
	a.detach()
	o := own
	o.DB, o.Local, o.Sample = db, locals, true
	o.Upkeep, o.Vault, o.Damaged, o.Explore, o.Aside = false, nil, nil, nil, nil
	var shown *App
	o.Leave = func() {
		shown.detach()
		go drop()
		go func() {
			locals, err := readLocals(own.DB)
			own.Do(func() {
				own.Local = locals
				shown.next = New(own)
				shown.next.Show()
				if err != nil {
					shown.next.onceShown(func() { shown.next.showError(err) })
				}
			})
		}()
	}
	shown = New(o)
	a.next = shown
	shown.Show()
}
