package ui

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// Screen-share mode: names are drawn as initials wherever they stand, what only the manager sees is covered, and nothing pops up. It
// changes what is drawn and no record.

// toggleSharing begins or ends it.
func (a *App) toggleSharing() {
	a.sharing = !a.sharing
	if a.sharing {
		a.readFormerNames()
	}
	a.maskNames()
	a.shell.toast.Dismiss()
	a.shell.showBars()
	a.shell.people = map[string]*w.PersonItem{}
	a.shell.show(a.team)
	switch p := a.page.(type) {
	case *meetingPage:
		_, writing := a.window.Canvas().Focused().(*editor.Editor)
		writing = writing || p.writing
		p.build()
		p.writing = writing && p.covered()
		if writing { // one goes on
			p.focusEditor()
		}
	case *goalForm:
		p.shown = ""
		p.showClarity()
	case *coverPage:
		a.goTo(a.place)
	default:
		if a.sharing && ownOnly(a.place) {
			a.goTo(a.place)
		} else {
			a.page.show(a.team)
		}
	}
	a.o.Fyne.Settings().SetTheme(a.o.Fyne.Settings().Theme()) // everything is drawn again
}

// readFormerNames has the names masked as well that stand in notes and are nobody's any more.
func (a *App) readFormerNames() {
	db := a.o.DB
	a.working.Add(1)
	go func() {
		defer a.working.Done()
		var names []string
		err := db.Read(context.Background(), func(tx *storage.Tx) (err error) {
			names, err = storage.FormerNames(tx)
			return err
		})
		if err != nil {
			a.o.Log.Error("reading former names failed", "kind", errorKind(err))
			return
		}
		a.do(func() {
			if !a.sharing || !a.addFormer(names...) {
				return
			}
			a.maskNames()
			a.o.Fyne.Settings().SetTheme(a.o.Fyne.Settings().Theme()) // everything is drawn again
		})
	}()
}

// addFormer adds names to those that are masked; false where all are there.
func (a *App) addFormer(names ...string) (added bool) {
	for _, name := range names {
		if !slices.Contains(a.former, name) {
			a.former, added = append(a.former, name), true
		}
	}
	return added
}

// maskNames has the names of everyone on the team drawn as initials, or as they are.
func (a *App) maskNames() {
	if !a.sharing {
		w.SetMask(nil)
		return
	}
	var all []people.Person
	for _, m := range a.team.Members {
		all = append(all, m.Person)
	}
	for _, name := range a.former {
		all = append(all, people.Person{Name: name})
	}
	w.SetMask(namesOf(all).find)
}

// outside opens something in another program, which covers nothing: while the screen is shared it asks before. What says what opens.
func (a *App) outside(what string, do func()) {
	if !a.sharing {
		do()
		return
	}
	w.Ask(a.window.Canvas(), "Others see your screen", what+" Names and texts are not covered there.", w.Choice{Text: "Open it", Do: do}, w.Choice{Text: "Not now", Safe: true})
}

// sharedOnly keeps a search away from what only the manager sees, while the screen is shared: that a word stands in somebody's private notes
// is private too. None reports that nothing is left to look for.
func (a *App) sharedOnly(q *storage.Query) (none bool) {
	if !a.sharing {
		return false
	}
	none = q.In == "private"
	q.In = "shared"
	return none
}

// ownOnly reports whether everything on a page is for the manager alone.
func ownOnly(p Place) bool {
	return p.Page == Sign || p.Page == Mirror || p.Page == Prep || p.Page == History && privateHistory(p)
}

// privateHistory reports whether the texts that a history may show are, or may be, for the manager alone.
func privateHistory(p Place) bool {
	switch p.Kind {
	case "", "meetings":
		return p.Field != "notes" && p.Field != "topics" && p.Field != ""
	case "goals", "actions", "talking_points", "delegations", "templates", "questions":
		return false
	}
	return true
}

// covered is what stands in place of something that only the manager sees, while the screen is shared; else the thing itself.
func (a *App) covered(title string, make func() fyne.CanvasObject) fyne.CanvasObject {
	if !a.sharing {
		return make()
	}
	return w.NewCard(w.NewCardHead(title, "", nil), w.Pad(coverWords(), 12, 16, 16, 16))
}

const coveredWords = "Covered while you share your screen."

func coverWords() fyne.CanvasObject {
	return w.HStack(10, w.NewIcon("shield", theme.Text2, 16), w.Grow(w.NewWrapped(coveredWords, w.Small.In(theme.Text2))))
}

// coverPage stands in place of a page that is for the manager alone.
type coverPage struct{ root fyne.CanvasObject }

func newCoverPage() *coverPage {
	return &coverPage{middle(w.HStack(10, w.Spacer(), w.NewIcon("shield", theme.Text2, 16), w.NewText(coveredWords, w.Small.In(theme.Text2)), w.Spacer()))}
}

func (p *coverPage) object() fyne.CanvasObject { return p.root }
func (p *coverPage) show(*Team)                {}
func (p *coverPage) leave()                    {}
