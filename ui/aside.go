package ui

import (
	"context"

	"rapport/storage"
	w "rapport/ui/widget"
)

// Where the window has to go, as at a log-out, while the disk takes nothing, nobody can be asked. What is typed then and not on the disk is kept
// aside (storage.Unwritten): in a small file in another place, encrypted where the database is, which the next start offers to bring in.

// keepAside keeps what could not be saved in another place. Every write has ended by then.
func (a *App) keepAside() {
	if len(a.o.Aside) == 0 || a.givenUp {
		return
	}
	var do []func(tx *storage.Tx) error
	for _, p := range append(pagesOf(a.waiting), a.page) {
		for _, s := range savesOf(p) {
			if left := s.left.Load(); s.lost.Load() && left != nil {
				do = append(do, *left)
			}
		}
	}
	a.draftsLeft.Range(func(key, value any) bool {
		do = append(do, func(tx *storage.Tx) error { return storage.SetLocal(tx, key.(string), value.(string)) })
		return true
	})
	if len(do) == 0 {
		return
	}
	ctx := context.Background()
	u, err := a.o.DB.Unwritten(ctx, do...)
	if err == nil && !u.Empty() {
		_, err = a.o.DB.KeepAside(ctx, u, a.o.Aside)
	}
	if err != nil {
		a.o.Log.Error("what was not saved could not be kept aside", "kind", errorKind(err))
		return
	}
	a.o.Log.Warn("what was not saved is kept aside")
}

// lookAside asks about the first file aside, once the first page stands.
func (a *App) lookAside() {
	if len(a.o.Aside) == 0 || a.o.DB == nil {
		return
	}
	go func() {
		for _, path := range a.o.DB.Aside(a.o.Aside) {
			u, err := a.o.DB.ReadAside(context.Background(), path)
			if err == nil && !u.Empty() {
				a.do(func() { a.askAside(path, u) })
				return
			}
			a.o.Log.Error("a file aside could not be read", "kind", errorKind(err))
		}
	}()
}

// askAside asks whether what was not saved is brought in.
func (a *App) askAside(path string, u *storage.Unsaved) {
	what := ""
	for i, r := range u.Records {
		if i == 3 {
			what += "\n" + count(len(u.Records)-i, "more", "more")
			break
		}
		what += "\n" + upperFirst(r.Label)
	}
	if n := len(u.Local); n > 0 {
		what += "\n" + count(n, "form that was not sent off yet", "forms that were not sent off yet")
	}
	if a.sharing {
		what = ""
	}
	later := func() { a.later(a.lookAside) } // the next one
	w.Ask(a.window.Canvas(), "Words of "+momentWords(u.At, a.now())+" were not saved",
		"The disk took nothing when the window had to close, so they were kept in another place.\n"+what,
		w.Choice{Text: "Throw them away", Danger: true, Do: func() {
			storage.RemoveAside(path)
			later()
		}},
		w.Choice{Text: "Later", Safe: true},
		w.Choice{Text: "Bring them in", Main: true, Do: func() {
			a.write(func(tx *storage.Tx) error { return storage.BringIn(tx, u) }, func(err error) {
				if err != nil {
					a.showError(err)
					return
				}
				storage.RemoveAside(path)
				for key, value := range u.Local { // forms that open from now on offer them
					if a.local(key) == "" && a.locals != nil {
						a.locals[key] = value
					}
				}
				a.say("They are in their places. What stood there before is in the history.")
				later()
			})
		}})
}
