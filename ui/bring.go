package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fs "fyne.io/fyne/v2/storage"

	"rapport/interchange"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// askImport asks for a file to bring in: a document that was exported, or a backup.
func (a *App) askImport() {
	file := w.NewEntry(filepath.Join(documentsFolder(), "rapport.json"))
	file.SetLabel("File")
	file.OnChanged = func(string) { file.SetError("") }
	var o *w.Overlay
	submit := func() bool {
		path := strings.TrimSpace(file.Text)
		go func() {
			content, backup, err := readImport(path)
			a.do(func() {
				if err != nil {
					file.SetError(sentence(err))
					file.Focus()
					return
				}
				o.Close()
				a.bring(path, content, backup)
			})
		}()
		return false // the dialog stays until the file is read
	}
	file.OnEnter = func(string) { submit() }
	choose := w.NewButton("Choose…", w.Plain, func() { a.chooseFile(file) })
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Import", Content: w.VStack(12,
		w.NewWrapped("A document that Rapport exported (JSON), or one of its backups. A file can also be dropped anywhere on the window. It is looked at first; you are asked before anything changes.", w.Small.In(theme.Text2)),
		w.Field("File", "", w.HStack(8, w.Grow(file), w.VStack(0, choose))),
	), Save: "Look at it", Cancel: "Cancel", Focus: file, OnSave: submit})
}

// chooseFile lets the person find a file and puts its path into an entry. Escape gives it up.
func (a *App) chooseFile(into *w.Entry) {
	d := dialog.NewFileOpen(func(f fyne.URIReadCloser, err error) {
		a.chooser = nil
		switch {
		case err != nil:
			into.SetError(sentence(err))
		case f != nil:
			into.Put(f.URI().Path())
			f.Close() //nolint:errcheck // nothing was read
		}
		into.Focus()
	}, a.window)
	d.SetTitleText("Choose a file")
	d.SetConfirmText("Choose")
	d.SetView(dialog.ListView)
	if folder, err := fs.ListerForURI(fs.NewFileURI(documentsFolder())); err == nil {
		d.SetLocation(folder)
	}
	a.chooser = d
	canvas := a.window.Canvas()
	canvas.Unfocus()
	form := canvas.Overlays().Top()
	d.Show()
	if canvas.Overlays().Top() != form { // it is the toolkit's own; the system may show one instead
		size := canvas.Size()
		d.Resize(fyne.NewSize(min(900, size.Width-80), min(600, size.Height-80)))
	}
}

// dropped brings in a file that was dropped on the window.
func (a *App) dropped(files []fyne.URI) {
	if len(files) == 0 || w.OverlayOpen(a.window.Canvas()) || w.ReadOnly {
		return
	}
	if len(files) > 1 {
		a.showError(errors.New("several files were dropped; drop one at a time"))
		return
	}
	path := files[0].Path()
	go func() {
		content, backup, err := readImport(path)
		a.do(func() {
			if err != nil {
				a.showError(err)
				return
			}
			a.bring(path, content, backup)
		})
	}()
}

// readImport reads a file to bring in, unless it is a backup, which is read by those who go back to it.
func readImport(path string) (content []byte, backup bool, err error) {
	info, err := os.Stat(path)
	switch {
	case path == "":
		return nil, false, errors.New("name a file, or choose one")
	case errors.Is(err, os.ErrNotExist):
		return nil, false, fmt.Errorf("there is no file %s", path)
	case err == nil && !info.Mode().IsRegular():
		return nil, false, fmt.Errorf("%s is no file; choose a file in it", path)
	case err != nil:
		return nil, false, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	if backup, err = storage.IsDatabase(path); err != nil || backup { // never opened here: it may be the one that is in use
		return nil, backup, err
	}
	if content, err = os.ReadFile(path); err != nil {
		return nil, false, fmt.Errorf("%s cannot be read: %w", path, err)
	}
	return content, false, nil
}

// bring looks what a file would change, asks, and brings it in.
func (a *App) bring(path string, content []byte, backup bool) {
	if backup {
		a.open(Place{Page: SettingsPage, Tab: "backups"})
		if p, ok := a.page.(*settingsPage); ok {
			if s, ok := p.current().(*backupsSection); ok {
				s.askRestore(path, filepath.Base(path))
			}
		}
		return
	}
	go func() {
		var have people.Records
		err := a.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
			have, err = tx.Records()
			return err
		})
		var sum interchange.Summary
		var warned []interchange.Warning
		if err == nil {
			_, sum, warned, err = a.merged(content, have)
		}
		a.do(func() {
			if err != nil {
				a.refuse(path, err)
				return
			}
			a.askBring(path, content, len(have.People) > 0, sum, warned)
		})
	}()
}

// merged works out what a document changes.
func (a *App) merged(content []byte, have people.Records) (interchange.Changes, interchange.Summary, []interchange.Warning, error) {
	return interchange.Import(bytes.NewReader(content), have, interchange.ReadOptions{}, interchange.MergeOptions{NewID: a.o.NewID, Mode: interchange.Theirs})
}

// maxProblems is how many mistakes of a document a dialog lists.
const maxProblems = 6

// refuse says what is wrong with a document; nothing was changed.
func (a *App) refuse(path string, err error) {
	var all interchange.Errors
	if !errors.As(err, &all) {
		a.showError(err)
		return
	}
	what := filepath.Base(path) + " cannot be imported. Nothing was changed."
	w.ShowError(a.window.Canvas(), what, listed(all), w.Choice{Text: "Copy the list", Do: func() { a.copyText(all.Error()+"\n", "Copied.") }}, w.Choice{Text: "Close", Safe: true})
}

// listed are the first of many problems, one a line.
func listed(all []interchange.Problem) string {
	var lines []string
	for i, p := range all {
		if i == maxProblems {
			lines = append(lines, "and "+count(len(all)-i, "more.", "more."))
			break
		}
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

// askBring says what an import would do and asks.
func (a *App) askBring(path string, content []byte, some bool, sum interchange.Summary, warned []interchange.Warning) {
	var lines []string
	changes := 0
	for _, c := range sum {
		if c.Added+c.Replaced > 0 {
			changes += c.Added + c.Replaced
			lines = append(lines, strings.ReplaceAll(c.Kind, "_", " ")+": "+strings.Join(nonEmpty(counted(c.Added, "new"), counted(c.Replaced, "changed")), ", "))
		}
	}
	if changes == 0 {
		a.say("Everything in " + filepath.Base(path) + " is here already.")
		return
	}
	if some {
		lines = append(lines, "A backup of what is here now is made before.")
	}
	if len(warned) > 0 {
		lines = append(lines, "Left out, because this Rapport does not know it:", listed(warned))
	}
	w.Ask(a.window.Canvas(), "Import "+filepath.Base(path)+"?", strings.Join(lines, "\n"),
		w.Choice{Text: "Import", Main: true, Do: func() { a.take(path, content) }}, w.Choice{Text: "Cancel", Safe: true})
}

func counted(n int, what string) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n, " ", what)
}

// take brings a document in: all of it, in one transaction, or nothing.
func (a *App) take(path string, content []byte) {
	a.say("Importing…")
	a.write(func(tx *storage.Tx) error {
		have, err := tx.Records()
		if err != nil {
			return err
		}
		changes, _, _, err := a.merged(content, have)
		if err != nil {
			return err
		}
		if len(have.People) > 0 {
			if _, elsewhere, err := tx.Backup("import"); err != nil {
				return err
			} else if elsewhere != nil {
				a.o.Log.Error("the second folder has no backup of before the import", "kind", errorKind(elsewhere))
			}
		}
		return tx.PutAll(changes.Records)
	}, func(err error) {
		if err != nil {
			a.shell.toast.Dismiss()
			a.refuse(path, err)
			return
		}
		a.undo = nil // what it would take back may be something else now
		a.say("Imported " + filepath.Base(path) + ".")
	})
}
