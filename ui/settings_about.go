package ui

import (
	"fmt"
	"path/filepath"
	"runtime/debug"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// aboutSection says what this program is, where the data is, and whose work it rests on.
type aboutSection struct{ p *settingsPage }

func newAboutSection(p *settingsPage) section { return &aboutSection{p} }

func (s *aboutSection) title() string { return "About" }

func (s *aboutSection) state() string { return "Version, licences, privacy" }

func (s *aboutSection) keywords() string { return "schema database folder log help libraries" }

func (s *aboutSection) cards() []fyne.CanvasObject {
	a := s.p.a
	version := a.o.Version
	if version == "" {
		version = "not known"
	}
	rows := []fyne.CanvasObject{settingRow("doc", "Rapport "+version, fmt.Sprintf("Schema %d. Free software under the Apache License 2.0.", storage.SchemaVersion), nil)}
	if a.o.Vault != nil {
		folder := filepath.Dir(a.o.Vault.Path)
		show := w.NewButton("Show folder", w.Plain, func() { a.showFolder(folder) }).Small()
		rows = append(rows, settingRow("folder", "Your data", homely(a.o.Vault.Path)+". When something goes wrong, a small .log beside it says so, without a word that you typed.", show))
	}
	rows = append(rows, settingRow("lock", "Privacy", "No account, no network: Rapport never connects to anything. The people you write about may one day read your notes: keep them dated, factual and fair. This is not legal advice.", nil))
	cards := []fyne.CanvasObject{w.NewCard(w.NewCardHead("About", "", nil), w.Rows(rows...))}
	if libraries := libraries(); len(libraries) > 0 {
		cards = append(cards, w.NewCard(w.NewCardHead("Built with", fmt.Sprint(len(libraries)), nil), w.Inset(w.NewWrapped(strings.Join(libraries, " · "), w.Small.In(theme.Text2)), 16)))
	}
	return cards
}

// libraries are the modules that this program was built with, and their versions.
func libraries() []string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return nil
	}
	var out []string
	for _, m := range info.Deps {
		out = append(out, m.Path+" "+m.Version)
	}
	return out
}
