package ui

import (
	"bytes"
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/interchange"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// localExported is the setting of this computer that says on which day everything was exported last.
const localExported = "exported"

// dataSection brings a document in and writes one.
type dataSection struct{ p *settingsPage }

func newDataSection(p *settingsPage) section { return &dataSection{p} }

func (s *dataSection) title() string { return "Import and export" }

func (s *dataSection) state() string {
	if on, err := civil.ParseDate(s.p.a.local(localExported)); err == nil {
		return "Last export " + shortDay(on, s.p.a.today())
	}
	return "Nothing exported yet"
}

func (s *dataSection) keywords() string { return "json document data move computer file interchange" }

func (s *dataSection) cards() []fyne.CanvasObject {
	a := s.p.a
	in := w.NewButton("Import…", w.Plain, a.askImport).WithIcon("import").Small().Writes()
	out := w.NewButton("Export…", w.Plain, a.askExport).WithIcon("export").Small()
	return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Import and export", "", nil), w.Rows(
		settingRow("import", "Bring a document in", "What Rapport exported, on this computer or another. All of it or nothing; what is here already is not doubled.", in),
		settingRow("export", "Export everything", "One JSON document with every record, which other programs can read.", out),
	))}
}

// askExport asks where to and writes everything into a document.
func (a *App) askExport() {
	name := "rapport " + a.today().String() + ".json"
	file := w.NewEntry("")
	file.SetLabel("File")
	file.Put(filepath.Join(documentsFolder(), name))
	file.OnChanged = func(string) { file.SetError("") }
	without := false
	what := w.NewSegmented([]string{"Everything", "Without what only I see"}, 0, func(i int) { without = i == 1 })
	what.SetLabel("What")
	var o *w.Overlay
	submit := func() bool {
		path := strings.TrimSpace(file.Text)
		if path == "" {
			file.SetError("Name the file to write.")
			return false
		}
		if isFolder(path) {
			path = filepath.Join(path, name)
		}
		if !isFolder(filepath.Dir(path)) {
			file.SetError("There is no folder " + filepath.Dir(path) + ".")
			return false
		}
		go func() {
			err := a.writeDocument(path, without)
			a.do(func() {
				if err != nil {
					file.SetError(sentence(err))
					return
				}
				o.Close()
				a.setLocal(localExported, a.today().String(), func() {
					if p, ok := a.page.(*settingsPage); ok {
						p.show(a.team)
					}
				})
				a.say("Exported to " + path)
			})
		}()
		return false // the dialog stays until the file is written
	}
	file.OnEnter = func(string) { submit() }
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Export everything", Content: w.VStack(14,
		w.VStack(4, w.NewText("What", w.SmallStrong), w.HStack(0, what)),
		w.Field("File", "JSON", file),
		warning("The file is not encrypted: whoever can open it can read it."),
	), Save: "Export", Cancel: "Cancel", Focus: file, OnSave: submit})
}

// writeDocument writes every record into a file that appears whole or not at all.
func (a *App) writeDocument(path string, withoutPrivate bool) error {
	var r people.Records
	err := a.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
		r, err = tx.Records()
		return err
	})
	if err != nil {
		return err
	}
	doc := interchange.Document{Exported: civil.InstantOf(a.now()), Records: interchange.Filter(r, interchange.ExportOptions{ExcludePrivate: withoutPrivate})}
	var b bytes.Buffer
	if err := interchange.Write(&b, doc); err != nil {
		return err
	}
	return storage.SaveFile(path, b.Bytes())
}
