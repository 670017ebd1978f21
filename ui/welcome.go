package ui

import (
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// welcome is what Today shows where nobody was added yet: the whole window, with a form for the first report, what can be brought in, the
// sample data, and a passphrase where one can be set. Its entries live as long as the page, and their words are kept as a draft.
type welcome struct {
	a          *App
	name, role *w.Entry
	add        *w.Button
	rhythm     rhythm
	draft      *draft
	secret     *newSecret // nil where the notes are encrypted or cannot be
	skipped    bool       // not now, for the passphrase
	root       *fyne.Container
}

const (
	welcomeWidth = 1056
	offerHeight  = 79
)

func newWelcome(a *App) *welcome {
	x := &welcome{a: a, name: w.NewEntry("First and last name"), role: w.NewEntry("Engineer, team lead…"), root: w.VStack(0)}
	x.name.SetLabel("Name")
	x.role.SetLabel("Role")
	x.add = w.NewButton("", w.Primary, x.addFirst).Writes()
	x.name.OnChanged = func(string) { x.name.SetError(""); x.showName() }
	x.name.OnEnter = func(string) { x.addFirst() }
	x.role.OnEnter = func(string) { x.addFirst() }
	x.rhythm = rhythmOf(people.Person{Cadence: people.Weekly}, a.now())
	x.draft, _ = a.keepWords("welcome", wordsIn(x.name), wordsIn(x.role))
	x.showName()
	if a.o.Vault != nil && !a.o.DB.Encryption().On {
		x.secret = newNewSecret("Passphrase")
		x.secret.again.OnEnter = func(string) { x.protect() }
	}
	x.draw()
	return x
}

// showName names the button after the person.
func (x *welcome) showName() {
	said := "Add"
	if name := strings.TrimSpace(x.name.Text); name != "" {
		if first := (people.Person{Name: name}).FirstName(); len([]rune(first)) <= 16 {
			said += " " + first
		}
	}
	x.add.SetText(said)
}

// addFirst adds the report that is typed.
func (x *welcome) addFirst() {
	if strings.TrimSpace(x.name.Text) == "" {
		x.name.SetError("A name is needed. The rest can wait.")
		x.name.Focus()
		return
	}
	a, colour := x.a, 0
	p := people.Person{ID: a.o.NewID(), Name: x.name.Text, Role: x.role.Text, Colour: &colour}
	x.rhythm.series(&p, rhythm{}, a.now())
	a.openSoon(Place{Page: Person, Person: p.ID})
	put(a, p)
	x.draft.saved()
}

// protect encrypts everything with the passphrase that is typed.
func (x *welcome) protect() {
	if passphrase, ok := x.secret.take(); ok {
		x.a.encrypt(passphrase)
	}
}

func (x *welcome) draw() {
	a := x.a
	left := w.VStack(12, x.form(), x.offer("import", "Import what you have", "What Rapport exported, or one of its backups.", a.askImport))
	if a.o.Explore != nil {
		left.Add(x.offer("people", "Explore with sample data", "Seven invented people and their notes. Left in one step.", a.explore))
	}
	cards := fyne.CanvasObject(left)
	if x.secret != nil {
		cards = w.Columns(20, []float32{570, 464}, left, x.passphrase())
	}
	facts := []fyne.CanvasObject{x.fact("lock", "No account and no network needed")}
	if a.o.Vault != nil {
		facts = append(facts, x.fact("folder", "Stored in "+homely(filepath.Dir(a.o.Vault.Path))))
	}
	facts = append(facts, x.fact("export", "Export everything at any time"))
	x.root.Objects = []fyne.CanvasObject{w.Pad(w.Centred(w.VStack(0,
		w.Pad(w.HStack(0, w.NewLogo()), 0, 0, 0, -10), // which stands in its own padding of the sidebar
		w.Pad(w.NewElided("Better one-on-ones, kept on your own computer", w.Display), 16, 0, 0, 0),
		w.Pad(w.NewWrapped("Write notes, keep promises, follow goals, and notice early when someone is having a hard time.", w.Style{Size: theme.SizeHeading}.In(theme.Text2)), 4, 0, 24, 0),
		cards,
		w.Pad(w.WrapRow(24, 8, facts...), 22, 0, 8, 0),
		w.NewWrapped("The people you write about may one day read your notes: keep them dated, factual and fair. This is not legal advice.", w.Small.In(theme.Text3)),
	), welcomeWidth), 72, 24, 24, 24)}
	x.root.Refresh()
}

// form asks for the first report.
func (x *welcome) form() fyne.CanvasObject {
	now := x.a.now()
	often := w.NewSelect(cadenceWords, slices.Index(cadences, x.rhythm.cadence), func(i int) { x.rhythm.cadence = cadences[i] })
	often.SetLabel("How often")
	day := w.NewSelect(weekdayWords, x.rhythm.day, func(i int) { x.rhythm.day = i })
	day.SetLabel("Day")
	clocks := clockWords(x.rhythm.clock)
	clock := w.NewSelect(clocks, slices.Index(clocks, x.rhythm.clock), func(i int) { x.rhythm.clock = clocks[i] })
	clock.SetLabel("Time, " + zoneName(now))
	return w.NewCard(w.Inset(w.VStack(14,
		w.NewText("Add your first report", w.Heading),
		w.Columns(12, []float32{1, 1}, w.Field("Name", "", x.name), w.Field("Role", "", x.role)),
		w.HStack(12,
			w.Grow(w.Columns(12, []float32{1, 1, 0.62}, w.Field("How often", "", often), w.Field("Day", "", day), w.Field("Time", "", clock))),
			w.Field(" ", "", x.add)),
	), 20))
}

// offer is one more way to begin.
func (x *welcome) offer(icon, title, line string, do func()) fyne.CanvasObject {
	words := w.VStack(2, w.Spacer(), w.NewElided(title, w.Strong), w.NewElided(line, w.Small.In(theme.Text2)), w.Spacer())
	row := w.NewRow(offerHeight-2, w.HStack(14, w.NewIconTile(icon, w.Info), w.Grow(words), w.NewIcon("chev", theme.Text2, 16)), do).Bottom()
	row.SetLabel(title)
	return w.NewCard(row)
}

// passphrase offers to encrypt the notes from the first word on.
func (x *welcome) passphrase() fyne.CanvasObject {
	head := w.HStack(10, w.NewIcon("shield", theme.Text, 20), w.Grow(w.NewElided("Protect your notes", w.Heading)), w.NewChip("Optional", "", w.Neutral))
	if x.skipped {
		return w.NewCard(w.Inset(w.VStack(12, head,
			w.NewWrapped("Not now. You can set a passphrase at any time in Settings, Security. Until then whoever can read this disk can read your notes.", w.Small.In(theme.Text2)),
			w.HStack(0, w.NewButton("Set a passphrase after all", w.Plain, func() { x.skip(false) }))), 20))
	}
	return w.NewCard(w.Inset(w.VStack(14, head,
		w.NewWrapped("A passphrase encrypts everything on this disk: notes, search index, temporary files and backups.", w.Small.In(theme.Text2)),
		x.secret.fields,
		warning("If you forget it, only the recovery key opens your notes. It is shown once, in the next step."),
		w.HStack(8, w.NewButton("Set passphrase", w.Plain, x.protect), w.NewButton("Skip for now", w.Quiet, func() { x.skip(true) })),
	), 20))
}

func (x *welcome) skip(on bool) {
	x.skipped = on
	x.a.keepFocus(x.draw)
}

func (x *welcome) fact(icon, text string) fyne.CanvasObject {
	return w.HStack(8, w.NewIcon(icon, theme.Text2, 16), w.NewText(text, w.Small.In(theme.Text2)))
}
