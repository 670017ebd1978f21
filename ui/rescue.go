package ui

import (
	"fmt"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// Rescue is what the page for a damaged database shows and does. The functions are called off the main goroutine.
type Rescue struct {
	Fyne    fyne.App
	Theme   theme.Mode
	Now     func() time.Time
	Do      func(func()) // runs on the main goroutine, in order
	Path    string
	Why     error            // what was found
	Backups []storage.Backup // good ones, the newest first

	Read    func() (storage.Rescued, map[string]int64, error)      // what can be read, and how much the newest backup holds
	Restore func(backup string, add bool) (kept string, err error) // goes back to a backup and, with add, brings in what can be read
	Save    func(file string) error                                // saves what can be read as a document
	Open    func(done func(error))                                 // opens the window on the restored database; done on the main goroutine
	Look    func(done func(error))                                 // opens what can be read, for reading only
}

// rescuePage is that page: a whole window, no sidebar.
type rescuePage struct {
	r      Rescue
	window fyne.Window
	left   *fyne.Container
	got    *storage.Rescued
	counts map[string]int64
	failed error // of Read
	busy   bool
	steps  []*w.Button
	said   *w.Text
}

// ShowRescue opens the page.
func ShowRescue(r Rescue) {
	w.Do, w.Focused, w.Stirred = r.Do, nil, nil // no more of the App that found the damage
	r.Fyne.Settings().SetTheme(theme.New(r.Theme))
	p := &rescuePage{r: r, window: r.Fyne.NewWindow("Rapport"), left: container.NewStack()}
	p.window.SetPadded(false)
	p.build()
	p.window.Resize(fyne.NewSize(1280, 770))
	p.window.Show()
	p.focus()
	go func() {
		got, counts, err := r.Read()
		p.r.Do(func() {
			if p.failed = err; err == nil {
				p.got, p.counts = &got, counts
			}
			p.build()
			p.focus()
		})
	}()
}

// focus gives the keyboard to the first way forward.
func (p *rescuePage) focus() {
	for _, b := range p.steps {
		if !b.Disabled() {
			p.window.Canvas().Focus(b)
			return
		}
	}
}

func (p *rescuePage) build() {
	p.steps = nil
	now := p.r.Now()
	intro := "Rapport could not read " + homely(p.r.Path) + " as it should. A disk error or a copy that was cut short can do this. Rapport has written nothing since."
	if len(p.r.Backups) > 0 {
		intro += " Your newest good backup is of " + momentWords(p.r.Backups[0].At, now) + "."
	} else {
		intro += " There is no backup beside it."
	}
	p.said = w.NewWrapped("", w.Small.In(theme.Text2))
	other := w.NewButton("Choose another backup", w.Link, p.chooseBackup)
	foot := w.HStack(16, w.NewIcon("folder", theme.Text2, 16), w.NewElided("The damaged file is kept beside the new one and never deleted by Rapport.", w.Small.In(theme.Text2)),
		w.NewButton("Show folder", w.Link, func() {
			if err := openFolder(p.r.Fyne, filepath.Dir(p.r.Path)); err != nil {
				w.ShowError(p.window.Canvas(), "That did not work", err.Error())
			}
		}), other)
	content := w.VStack(16,
		w.HStack(0, w.NewLogo()),
		w.VStack(6, w.NewWrapped("A part of your notes could not be read", w.Display), w.NewWrapped(intro, w.Style{Size: theme.SizeHeading, Color: theme.Text2})),
		w.Columns(16, []float32{1, 1.5}, p.readable(), p.ways()),
		foot, p.said,
	)
	scroll := container.NewVScroll(w.Pad(w.Centred(content, 1056), 72, 24, 24, 24))
	p.window.SetContent(w.Behind(scroll, theme.Bg))
}

// rescueKinds are the kinds that the page names.
var rescueKinds = []struct{ kind, word string }{{"people", "People"}, {"meetings", "One-on-ones"}, {"goals", "Goals"}, {"actions", "Action items"}, {"feedback", "Feedback"}, {"journal", "Journal lines"}}

// readable says how much of each kind can be read.
func (p *rescuePage) readable() fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch {
	case p.failed != nil:
		rows = append(rows, w.Inset(w.NewWrapped(sentence(p.failed), w.Small.In(theme.Text2)), 16))
	case p.got == nil:
		rows = append(rows, w.Inset(w.NewText("Reading what can be read…", w.Small.In(theme.Text2)), 16))
	default:
		for _, k := range rescueKinds {
			found := p.got.Found[k.kind]
			all := max(found+p.got.Lost[k.kind], int(p.counts[k.kind]))
			if all == 0 {
				continue
			}
			icon, col := "check", theme.Green
			if found < all {
				icon, col = "warn", theme.Amber
			}
			rows = append(rows, w.Sized(w.HStack(12, w.NewIcon(icon, col, 16), w.Grow(w.NewElided(k.word, w.Body)),
				w.NewSpans(w.Strong.Span(fmt.Sprint(found)), w.Body.In(theme.Text2).Span(fmt.Sprintf(" of %d", all)))), 0, 32))
		}
	}
	foot := "There is no backup."
	if len(p.r.Backups) > 0 {
		foot = "Newest good backup: " + momentWords(p.r.Backups[0].At, p.r.Now())
		if p.counts != nil {
			foot += ". " + countsWords(p.counts) + "."
		}
	}
	return w.NewCard(w.NewCardHead("What can still be read", "", nil), w.Pad(w.VStack(0, rows...), 8, 16, 8, 16), w.NewLine(),
		w.Inset(w.HStack(8, w.NewIcon("clock", theme.Text2, 16), w.NewWrapped(foot, w.Small.In(theme.Text2))), 16))
}

// ways are what can be done.
func (p *rescuePage) ways() fyne.CanvasObject {
	way := func(icon, title, line, do string, kind w.ButtonKind, tapped func()) fyne.CanvasObject {
		b := w.NewButton(do, kind, tapped)
		if p.busy || tapped == nil {
			b.Disable()
		}
		p.steps = append(p.steps, b)
		return w.Sized(w.Pad(w.HStack(16, w.NewIconTile(icon, w.Neutral), w.Grow(middle(w.NewElided(title, w.Strong), w.NewWrapped(line, w.Small.In(theme.Text2)))), b), 0, 20, 0, 20), 0, 84)
	}
	some := p.got != nil && len(p.got.Found) > 0
	rows := []fyne.CanvasObject{}
	if len(p.r.Backups) > 0 {
		title, line := "Go back to the backup", "Everything as it was "+momentWords(p.r.Backups[0].At, p.r.Now())+"."
		if some {
			title, line = title+", add what is newer", "Everything from "+momentWords(p.r.Backups[0].At, p.r.Now())+", and over it whatever can be read of the damaged file."
		}
		rows = append(rows, way("shield", title, line, "Restore", w.Primary, func() { p.restore(p.r.Backups[0].Path, some) }))
	} else {
		var do func()
		if some {
			do = func() { p.restore("", true) }
		}
		rows = append(rows, way("shield", "Begin again with what can be read", "A new file takes the place of the damaged one.", "Begin again", w.Primary, do))
	}
	var look, save func()
	if some {
		look, save = func() { p.run("Opening what can be read…", func() error { return nil }, p.r.Look) }, p.save
	}
	total := 0
	if p.got != nil {
		for _, n := range p.got.Found {
			total += n
		}
	}
	rows = append(rows, way("doc", "Look first", "Opens what can be read. Nothing can be typed.", "Open read-only", w.Plain, look),
		way("export", "Save what can be read to a file", fmt.Sprintf("One document, %s, to import later.", count(total, "record", "records")), "Save a copy…", w.Plain, save))
	return w.NewCard(w.NewCardHead("Ways forward", "none of them touches the damaged file", nil), w.Rows(rows...))
}

// run does something beside the window, and then perhaps opens another one.
func (p *rescuePage) run(said string, do func() error, then func(done func(error))) {
	p.busy = true
	p.build()
	p.said.SetText(said)
	end := func(err error) {
		p.busy = false
		if err != nil {
			p.build()
			w.ShowError(p.window.Canvas(), "That did not work", err.Error())
			return
		}
		if then != nil {
			p.window.Close()
			return
		}
		p.build()
	}
	go func() {
		err := do()
		if err == nil && then != nil {
			then(end)
			return
		}
		p.r.Do(func() { end(err) })
	}()
}

func (p *rescuePage) restore(backup string, add bool) {
	p.run("Restoring…", func() error {
		_, err := p.r.Restore(backup, add)
		return err
	}, p.r.Open)
}

func (p *rescuePage) save() {
	entry := w.NewEntry("")
	entry.Put(filepath.Join(documentsFolder(), "Rapport, what could be read.json"))
	entry.OnChanged = func(string) { entry.SetError("") }
	var o *w.Overlay
	submit := func() bool {
		file := strings.TrimSpace(entry.Text)
		if file == "" || !isFolder(filepath.Dir(file)) {
			entry.SetError("Name a file in a folder that is there.")
			return false
		}
		o.Close()
		p.run("Saving…", func() error { return p.r.Save(file) }, nil)
		return false
	}
	entry.OnEnter = func(string) { submit() }
	o = w.ShowForm(p.window.Canvas(), w.Form{Title: "Save what can be read", Content: w.Field("File", "can be imported later", entry), Save: "Save", Cancel: "Cancel", Focus: entry, OnSave: submit})
}

func (p *rescuePage) chooseBackup() {
	if len(p.r.Backups) == 0 {
		w.ShowError(p.window.Canvas(), "There is no other backup", "Rapport looked beside the file. One that is somewhere else can be used from a terminal: rapport restore FILE.")
		return
	}
	var o *w.Overlay
	list := w.VStack(0)
	for _, b := range p.r.Backups {
		label := upperFirst(momentWords(b.At, p.r.Now()))
		row := w.NewRow(40, w.HStack(12, w.Grow(w.NewElided(label, w.Body)), w.NewText(sizeWords(b.Size), w.Small.In(theme.Text2))), func() {
			o.Close()
			p.restore(b.Path, false)
		})
		row.SetLabel("Backup of " + momentWords(b.At, p.r.Now()) + ", " + sizeWords(b.Size))
		list.Add(row)
	}
	body := w.VStack(12, w.NewText("Go back to which backup?", w.Heading), w.NewWrapped("Only what is in it, nothing of the damaged file.", w.Small.In(theme.Text2)), scrolled(list, 320))
	o = w.ShowOverlay(p.window.Canvas(), w.Panel(w.Inset(body, 20)), w.OverlayOptions{Width: 420, Top: 96, Scrim: true, Outside: true})
}
