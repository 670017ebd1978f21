package ui

import (
	"runtime"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// action is something that a person can do from the keyboard, the key help and, on macOS, the menu: one table for all of them.
type action struct {
	name string
	key  fyne.KeyName
	mod  fyne.KeyModifier
	do   func()
}

const (
	ctrl      = fyne.KeyModifierShortcutDefault // Cmd on macOS
	ctrlShift = fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift
)

// actions are those that work on every page.
func (a *App) actions() []action {
	return []action{
		{"Today", fyne.Key1, ctrl, func() { a.open(Place{}) }},
		{"People", fyne.Key2, ctrl, func() { a.open(Place{Page: People}) }},
		{"Goals", fyne.Key3, ctrl, func() { a.open(Place{Page: Goals}) }},
		{"Action items", "", 0, func() { a.open(Place{Page: Actions}) }},
		{"Mirror", fyne.Key5, ctrl, func() { a.open(Place{Page: Mirror}) }},
		{"How the signs did", "", 0, func() { a.open(Place{Page: Mirror, Tab: TabSigns}) }},
		{"Prep", fyne.KeyP, ctrl, func() {
			a.forSomeone("Prep for", func(id uuid.UUID) { a.open(Place{Page: Prep, Person: id}) })
		}},
		{"New one-on-one", fyne.KeyN, ctrl, a.toWrite(func() { a.forSomeone("New one-on-one with", a.startMeeting) })},
		{"New goal", fyne.KeyG, ctrl, a.toWrite(func() { a.forSomeone("New goal for", a.newGoal) })},
		{"Add a talking point", fyne.KeyT, ctrl, a.toWrite(func() { a.forSomeone("Talking point for", a.addPoint) })},
		{"Log what you saw", fyne.KeyO, ctrl, a.toWrite(func() { a.forSomeone("What you saw of", a.observe) })},
		{"Note that something happened", "", 0, a.toWrite(func() {
			a.forSomeone("What happened to", func(id uuid.UUID) { a.editEvent(id, people.Event{}) })
		})},
		{"Write a journal line", "", 0, a.toWrite(func() {
			a.forSomeone("Journal line about", func(id uuid.UUID) { a.capture(id, captureJournal, "") })
		})},
		{"Find or run anything", fyne.KeyK, ctrl, a.openPalette},
		{"Search everywhere", fyne.KeyF, ctrlShift, func() { a.open(Place{Page: Search}) }},
		{"Find", fyne.KeyF, ctrl, func() { a.open(Place{Page: Search}) }},
		{"Settings", fyne.KeyComma, ctrl, func() { a.open(Place{Page: SettingsPage}) }},
		{"As it was known on a day", "", 0, a.askDay},
		{"Screen-share mode", fyne.KeyH, ctrlShift, a.toggleSharing},
		{"Lock", fyne.KeyL, ctrl, a.lockNow},
		{"Templates and questions", "", 0, func() { a.open(Place{Page: Templates, Person: a.place.Person}) }},
		{"Undo the last deletion", fyne.KeyZ, ctrl, a.undoLast},
		{"Keys", fyne.KeyF1, 0, a.showKeys},
		{"Back", fyne.KeyEscape, 0, a.escape},
	}
}

// all is the table of the moment: the page's own actions first, so that a page can give a key its own meaning.
func (a *App) allActions() []action {
	if p, ok := a.page.(actor); ok {
		return slices.Concat(p.actions(), a.actions(), a.goalActions(), a.backActions())
	}
	return slices.Concat(a.actions(), a.goalActions(), a.backActions())
}

// backActions ends the time machine, where it is on.
func (a *App) backActions() []action {
	if a.at == 0 {
		return nil
	}
	return []action{{name: "Back to today", do: a.backToToday}}
}

// press runs the action of a key; false where there is none.
func (a *App) press(key fyne.KeyName, mod fyne.KeyModifier) bool {
	if a.gone || a.hidden {
		return false
	}
	for _, x := range a.allActions() {
		if x.key != "" && x.key == key && x.mod == mod {
			x.do()
			return true
		}
	}
	return false
}

// shortcut is what the window does with a shortcut that nothing with the focus took. A dialog has the keyboard to itself, but for the lock.
func (a *App) shortcut(key fyne.KeyName, mod fyne.KeyModifier) {
	c := a.window.Canvas()
	switch {
	case mod == ctrl && (key == fyne.KeyReturn || key == fyne.KeyEnter) && w.OverlaySubmit(c):
	case !w.OverlayOpen(c) || key == fyne.KeyL && mod == ctrl:
		a.press(key, mod)
	}
}

// pageKeys are the keys that only some page has a use for; the canvas must know of every key once.
var pageKeys = []struct {
	key fyne.KeyName
	mod fyne.KeyModifier
}{
	{fyne.KeyE, ctrl}, {fyne.KeyJ, ctrl}, {fyne.KeyJ, ctrlShift}, {fyne.KeyM, ctrlShift}, {fyne.KeyP, ctrlShift}, {fyne.KeyV, ctrlShift}, {fyne.KeyS, ctrl},
	{fyne.KeyReturn, ctrl}, {fyne.KeyEnter, ctrl}, {fyne.KeyP, ctrl},
}

// installActions makes the window listen: shortcuts through the canvas (a focused entry hands on those that are not its own),
// plain keys when nothing that has the focus takes them.
func (a *App) installActions() {
	canvas := a.window.Canvas()
	w.Focused = func(o fyne.CanvasObject) {
		if p, ok := a.page.(hearer); ok {
			p.focused(o)
		}
		a.later(func() { a.reveal(o) }) // once the focus has come to rest
	}
	add := func(key fyne.KeyName, mod fyne.KeyModifier) {
		canvas.AddShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod}, func(fyne.Shortcut) { a.shortcut(key, mod) })
	}
	for _, x := range a.actions() {
		if x.mod != 0 && x.key != fyne.KeyZ {
			add(x.key, x.mod)
		}
	}
	for _, k := range pageKeys {
		add(k.key, k.mod)
	}
	canvas.AddShortcut(&fyne.ShortcutUndo{}, func(fyne.Shortcut) {
		if !a.hidden {
			a.undoLast()
		}
	}) // a focused entry undoes its own typing instead
	canvas.SetOnTypedKey(func(e *fyne.KeyEvent) {
		a.stir()
		if a.chooser != nil {
			if e.Name == fyne.KeyEscape {
				a.chooser.Dismiss()
			}
			return
		}
		if !w.OverlayKey(canvas, e) {
			a.press(e.Name, 0)
		}
	})
	if runtime.GOOS == "darwin" {
		a.window.SetMainMenu(a.menu())
	}
}

// menu is the table as the menu that macOS expects.
func (a *App) menu() *fyne.MainMenu {
	var items []*fyne.MenuItem
	for _, x := range a.actions() {
		item := fyne.NewMenuItem(x.name, x.do)
		if x.mod != 0 && x.key != fyne.KeyZ {
			item.Shortcut = &desktop.CustomShortcut{KeyName: x.key, Modifier: x.mod}
		}
		items = append(items, item)
	}
	return fyne.NewMainMenu(fyne.NewMenu("Go", items...))
}

// undoLast takes the last deletion back, as long as its toast offered it or later.
func (a *App) undoLast() {
	if a.undo != nil {
		a.undo()
	}
}

// escape closes what is open, else goes back.
func (a *App) escape() {
	if p, ok := a.page.(escaper); ok && p.escape() {
		return
	}
	a.goBack()
}

// keyName is how a key is written for people.
func keyName(key fyne.KeyName, mod fyne.KeyModifier) string {
	name := map[fyne.KeyName]string{fyne.KeyEscape: "Esc", fyne.KeyReturn: "Enter"}[key]
	if name == "" {
		name = string(key)
	}
	if mod&fyne.KeyModifierShift != 0 {
		name = "Shift " + name
	}
	if mod&ctrl != 0 {
		if runtime.GOOS == "darwin" {
			return "Cmd " + name
		}
		return "Ctrl " + name
	}
	return name
}

// showKeys lists the keys of the moment, those of the page beside those that work everywhere.
func (a *App) showKeys() {
	seen := map[string]bool{}
	list := func(title string, all []action, more [][]string) fyne.CanvasObject {
		rows := []fyne.CanvasObject{}
		add := func(name string, keys ...string) {
			key := strings.Join(keys, " ")
			if seen[key] || name == "" {
				return
			}
			seen[key] = true
			var caps []fyne.CanvasObject
			for _, k := range keys {
				caps = append(caps, w.NewKeyCap(k))
			}
			rows = append(rows, w.FixedRight(130, 12, w.NewText(name, w.Body), w.HStack(4, caps...)))
		}
		for _, x := range all {
			if x.key != "" {
				add(x.name, keyName(x.key, x.mod))
			}
		}
		for _, x := range more {
			add(x[0], x[1:]...)
		}
		if len(rows) == 0 {
			return nil
		}
		return w.VStack(8, append([]fyne.CanvasObject{w.NewText(title, w.SmallStrong.In(theme.Text2))}, rows...)...)
	}
	var own []action
	var more [][]string
	if p, ok := a.page.(actor); ok {
		own = p.actions()
	}
	if p, ok := a.page.(keyed); ok {
		more = p.keys()
	}
	here := list("On this page", own, more)
	content, width := list("Everywhere", a.actions(), nil), float32(0)
	if here != nil {
		content, width = w.Columns(40, nil, here, content), 860
	}
	w.ShowForm(a.window.Canvas(), w.Form{Title: "Keys", Content: content, Width: width, Save: "Close"})
}
