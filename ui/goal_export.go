package ui

import (
	"fmt"
	"path/filepath"
	"strings"

	"github.com/google/uuid"

	"rapport/goals"
	"rapport/review"
	"rapport/review/render"
	"rapport/storage"
	w "rapport/ui/widget"
)

// exportGoals writes the goals that are shown to a file: an overview to print or to send.
func (a *App) exportGoals(shown []*owned) {
	file := w.NewEntry("")
	name := func(i int) string { return "Goals " + a.today().String() + []string{".html", ".md"}[i] }
	format := 0
	file.Put(filepath.Join(documentsFolder(), name(0)))
	kind := w.NewSegmented([]string{"To print (HTML)", "Markdown"}, 0, func(i int) {
		format = i
		path := strings.TrimSpace(file.Text)
		if ext := filepath.Ext(path); ext != "" {
			file.Put(strings.TrimSuffix(path, ext) + filepath.Ext(name(i)))
		}
	})
	file.OnChanged = func(string) { file.SetError("") }
	t := a.team
	var o *w.Overlay
	save := func() bool {
		path := strings.TrimSpace(file.Text)
		if isFolder(path) {
			path = filepath.Join(path, name(format))
		}
		switch {
		case path == "":
			file.SetError("Name the file to write.")
			return false
		case !isFolder(filepath.Dir(path)):
			file.SetError("There is no folder " + filepath.Dir(path) + ".")
			return false
		}
		go func() {
			err := writeOverview(shown, t, path)
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
	file.OnEnter = func(string) { save() }
	said := "The " + count(len(shown), "goal", "goals") + " shown now, with progress, forecast and the last line of why. No notes, moods or signs."
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Export the overview", Content: w.VStack(14, w.NewWrapped(said, w.Small), w.VStack(4, w.NewText("Format", w.SmallStrong), w.HStack(0, kind)), w.Field("File", "HTML opens and prints in any browser", file)), Save: "Export", Cancel: "Cancel", Focus: file, OnSave: save})
}

// printGoals opens an overview of the goals that are shown in the system's browser, to print it.
func (a *App) printGoals(shown []*owned) {
	t := a.team
	a.print("Goals "+a.today().String()+".html", func() []byte { return render.HTML(overview(shown, t)) })
}

// overview is the document about goals.
func overview(shown []*owned, t *Team) review.Document {
	set := newGoalSet(t)
	nodes := map[uuid.UUID]goals.Node{}
	var walk func(n goals.Node)
	walk = func(n goals.Node) {
		nodes[n.Goal.ID] = n
		for _, u := range n.Under {
			walk(u)
		}
	}
	for _, n := range set.tree {
		walk(n)
	}
	var all []review.TeamGoal
	for _, x := range shown {
		g := review.TeamGoal{Node: nodes[x.g.ID]}
		if x.m != nil {
			g.Owner = x.m.Person.Name
		}
		all = append(all, g)
	}
	return review.TeamOverview(all, t.On)
}

func writeOverview(shown []*owned, t *Team, path string) error {
	write := render.HTML
	if strings.EqualFold(filepath.Ext(path), ".md") || strings.EqualFold(filepath.Ext(path), ".txt") {
		write = render.Markdown
	}
	text := write(overview(shown, t))
	if err := storage.SaveFile(path, text); err != nil {
		return fmt.Errorf("could not write it, choose another folder: %w", err)
	}
	return nil
}
