package main

import (
	"encoding/json"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// rooms says what each package of the project may import of the project, and whether it may know SQL or the toolkit.
// Imports run downwards only: cmd, ui, review, morale, people, goals and notes, language. See docs/ARCHITECTURE.md.
var rooms = map[string]struct {
	imports []string
	sql     bool
	fyne    bool
}{
	"civil":       {},
	"valid":       {},
	"language":    {imports: []string{"civil"}},
	"notes":       {imports: []string{"civil", "valid", "language"}},
	"goals":       {imports: []string{"civil", "valid", "language"}},
	"people":      {imports: []string{"civil", "valid", "language", "notes", "goals"}},
	"morale":      {imports: []string{"civil", "valid", "language", "notes", "goals", "people"}},
	"review":      {imports: []string{"civil", "valid", "language", "notes", "goals", "people", "morale"}},
	"interchange": {imports: []string{"civil", "valid", "language", "notes", "goals", "people"}},
	"storage":     {imports: []string{"civil", "valid", "language", "notes", "goals", "people"}, sql: true},
	"ui":          {imports: []string{"civil", "valid", "language", "notes", "goals", "people", "morale", "review", "interchange", "storage"}, fyne: true},
	"cmd":         {imports: []string{"*"}, fyne: true},
}

func TestImportsRunDownwards(t *testing.T) {
	out, err := exec.Command("go", "list", "-tags", "x11", "-json=ImportPath,Imports,TestImports", "rapport/...").Output()
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for dec := json.NewDecoder(strings.NewReader(string(out))); dec.More(); {
		var p struct {
			ImportPath  string
			Imports     []string
			TestImports []string
		}
		if err := dec.Decode(&p); err != nil {
			t.Fatal(err)
		}
		path := strings.TrimPrefix(p.ImportPath, "rapport/")
		name := strings.Split(path, "/")[0]
		room, known := rooms[name]
		if !known {
			t.Errorf("%s is no room of the house: say in this test and in docs/ARCHITECTURE.md what it may import", p.ImportPath)
			continue
		}
		seen++
		for _, imported := range p.Imports {
			inner, own := strings.CutPrefix(imported, "rapport/")
			to := strings.Split(inner, "/")[0]
			switch {
			case own && to != name && !slices.Contains(room.imports, to) && !slices.Contains(room.imports, "*"):
				t.Errorf("%s imports %s: that way is upwards", p.ImportPath, imported)
			case !room.sql && (imported == "database/sql" || strings.HasPrefix(imported, "modernc.org/sqlite")):
				t.Errorf("%s imports %s: only storage knows SQL", p.ImportPath, imported)
			case !room.fyne && strings.HasPrefix(imported, "fyne.io/"):
				t.Errorf("%s imports %s: only ui knows the toolkit", p.ImportPath, imported)
			case name == "ui" && imported == "fyne.io/fyne/v2/app" && !strings.Contains(path, "internal/gallery"):
				t.Errorf("%s imports %s: only cmd starts the app, so that ui is tested without a display", p.ImportPath, imported)
			case imported == "net/http":
				t.Errorf("%s imports %s: nothing leaves the machine", p.ImportPath, imported)
			}
		}
	}
	if seen < 8 {
		t.Fatalf("only %d packages seen", seen)
	}
}
