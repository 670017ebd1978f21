package ui

import (
	"fmt"
	"path/filepath"
	"strings"

	"rapport/morale"
	"rapport/review"
	"rapport/review/render"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// export asks where to and writes the habits that are shown to a Markdown file.
func (p *mirrorPage) export() {
	a, r := p.a, *p.shown
	file := w.NewEntry("")
	file.Put(filepath.Join(documentsFolder(), mirrorFile(r.To)))
	file.OnChanged = func(string) { file.SetError("") }
	var o *w.Overlay
	save := func() bool {
		path := strings.TrimSpace(file.Text)
		if path == "" {
			file.SetError("Name the file to write.")
			return false
		}
		if isFolder(path) {
			path = filepath.Join(path, mirrorFile(r.To))
		}
		if !isFolder(filepath.Dir(path)) {
			file.SetError("There is no folder " + filepath.Dir(path) + ".")
			return false
		}
		go func() {
			err := writeMirror(r, path)
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
	content := w.VStack(14, w.NewWrapped("Names of your reports and what you owe them stand in it. Nothing else that Rapport writes holds any of this.", w.Small.In(theme.Text2)),
		w.Field("File", "Markdown, opens anywhere", file))
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Export your habits", Content: content, Save: "Export", Cancel: "Cancel", Focus: file, OnSave: save})
}

// writeMirror writes the habits to a file that appears whole or not at all.
func writeMirror(r morale.Reflection, path string) error {
	if err := storage.SaveFile(path, render.Markdown(review.MirrorDocument(r))); err != nil {
		return fmt.Errorf("could not write it, choose another folder: %w", err)
	}
	return nil
}
