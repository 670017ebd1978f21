package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
	"rapport/review"
	"rapport/review/render"
	"rapport/storage"
	w "rapport/ui/widget"
)

// exportPeriod asks for a period and writes the evidence of a person for it to a Markdown file.
func (a *App) exportPeriod(m *Member) {
	today := a.today()
	from, to, file := w.NewEntry("YYYY-MM-DD"), w.NewEntry("YYYY-MM-DD"), w.NewEntry("")
	from.Put((today.AddMonths(-6) + 1).String())
	to.Put(today.String())
	file.Put(filepath.Join(documentsFolder(), fileName(m.Person.Name)+" "+today.String()+".md"))
	private := false
	ask := w.NewCheck("With private notes. Anyone who opens the file can read them.", false, func(on bool) { private = on }).Steady()
	audience := []people.Audience{people.AudienceReview, people.AudienceReport, people.AudienceMe}
	who := 0
	forWhom := w.NewSegmented([]string{"For the review", "For " + m.Person.FirstName(), "For me"}, 0, func(i int) {
		who = i
		if audience[i] == people.AudienceReport {
			private = false
			ask.SetChecked(false)
			ask.Disable()
		} else {
			ask.Enable()
		}
	})
	clear := func(string) { from.SetError(""); to.SetError(""); file.SetError("") }
	from.OnChanged, to.OnChanged, file.OnChanged = clear, clear, clear
	period := func() (review.Period, bool) {
		var out review.Period
		for _, x := range []struct {
			e *w.Entry
			d *civil.Date
		}{{from, &out.From}, {to, &out.To}} {
			d, err := civil.ParseDate(strings.TrimSpace(x.e.Text))
			if err != nil {
				x.e.SetError("Write the day as YYYY-MM-DD, for example 2026-03-31.")
				x.e.Focus()
				return out, false
			}
			*x.d = d
		}
		if out.To < out.From {
			to.SetError("This is before the first day.")
			to.Focus()
			return out, false
		}
		return out, true
	}
	var o *w.Overlay
	save := func() bool {
		p, ok := period()
		if !ok {
			return false
		}
		path := strings.TrimSpace(file.Text)
		if path == "" {
			file.SetError("Name the file to write.")
			return false
		}
		if isFolder(path) {
			path = filepath.Join(path, fileName(m.Person.Name)+" "+today.String()+".md")
		}
		if !isFolder(filepath.Dir(path)) {
			file.SetError("There is no folder " + filepath.Dir(path) + ".")
			return false
		}
		go func() {
			err := a.writePack(m.Person.ID, p, audience[who], private, path)
			a.do(func() {
				if err != nil {
					file.SetError(err.Error())
					return
				}
				o.Close()
				a.say("Exported to " + path)
			})
		}()
		return false // the dialog stays until the file is written
	}
	form := w.VStack(14,
		w.Columns(16, []float32{1, 1}, w.Field("From", "", from), w.Field("To", "", to)),
		w.VStack(4, w.NewText("Audience", w.SmallStrong), w.HStack(0, forWhom)), ask,
		w.Field("File", "Markdown, opens anywhere", file),
	)
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Export notes about " + m.Person.Name, Content: form, Save: "Export", Cancel: "Cancel", Focus: from, OnSave: save})
}

// writePack writes the evidence of a person for a period, read afresh, to a file that appears whole or not at all.
func (a *App) writePack(person uuid.UUID, p review.Period, audience people.Audience, private bool, path string) error {
	f, past := people.File{}, a.team.Member(person)
	if a.at != 0 && past != nil { // as it was known on the day that is shown
		return savePack(past.File, p, audience, private, path)
	}
	err := a.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
		f, err = tx.File(person)
		return err
	})
	if err != nil {
		return err
	}
	return savePack(f, p, audience, private, path)
}

func savePack(f people.File, p review.Period, audience people.Audience, private bool, path string) error {
	text := render.Markdown(review.Pack(f, p, audience, review.Options{IncludePrivate: private}))
	if err := storage.SaveFile(path, text); err != nil {
		return fmt.Errorf("could not write it, choose another folder: %w", err)
	}
	return nil
}

// fileName is a person's name as part of a file's name: what a file system may not hold becomes a dash.
func fileName(name string) string {
	cleaned := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`/\:*?"<>|`, r) {
			return '-'
		}
		return r
	}, name)
	if r := []rune(strings.Trim(cleaned, " .")); len(r) > 80 {
		return string(r[:80])
	} else if len(r) > 0 {
		return string(r)
	}
	return "Notes"
}

// documentsFolder is where exports go unless said otherwise: the person's Documents, else their home folder.
func documentsFolder() string {
	home, err := os.UserHomeDir()
	if err != nil {
		return "."
	}
	if documents := filepath.Join(home, "Documents"); isFolder(documents) {
		return documents
	}
	return home
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}
