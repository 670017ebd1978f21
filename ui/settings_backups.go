package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// backupsSection shows when the last good backup was made and where, makes one, and goes back to one.
type backupsSection struct {
	p      *settingsPage
	have   []storage.Backup // the newest first
	second []storage.Backup // those in the second folder
	counts map[string]int64 // rows of the newest
	err    error
	done   bool // it was read
	busy   string
}

func newBackupsSection(p *settingsPage) section { return &backupsSection{p: p} }

func (s *backupsSection) title() string { return "Backups" }

func (s *backupsSection) keywords() string { return "restore copy folder safe" }

func (s *backupsSection) state() string {
	switch {
	case s.busy != "":
		return s.busy
	case s.err != nil || s.p.a.backupTrouble != nil:
		return "Needs a look"
	case !s.done:
		return " "
	case len(s.have) == 0:
		return "None yet"
	}
	return "Last good: " + momentWords(s.have[0].At, s.p.a.now())
}

func (s *backupsSection) read() func() {
	a := s.p.a
	db, in := a.o.DB, a.now().Location()
	folder := a.local(storage.LocalBackupFolder)
	have, err := storage.Backups(db.Path(), db.BackupFolder(), in)
	var second []storage.Backup
	if folder != "" {
		second, _ = storage.Backups(db.Path(), folder, in) // that it cannot be read is said when a backup is made
	}
	var counts map[string]int64
	if err == nil && len(have) > 0 {
		if counts, err = db.BackupCounts(context.Background(), have[0].Path); storage.IsLocked(err) {
			counts, err = nil, nil // it has a passphrase of its own
		}
	}
	return func() { s.have, s.second, s.counts, s.err, s.done = have, second, counts, err, true }
}

func (s *backupsSection) cards() []fyne.CanvasObject {
	now := w.NewButton("Back up now", w.Plain, s.backUp).WithIcon("refresh").Small()
	check := w.NewButton("Check", w.Plain, s.check).WithIcon("check").Small()
	check.SetLabel("Check the newest backup")
	once := w.NewButton("Save a copy…", w.Plain, s.askCopy).WithIcon("copy").Small()
	back := w.NewButton("Restore…", w.Plain, s.askFile).WithIcon("ret").Small()
	if s.busy != "" {
		now.Disable()
		once.Disable()
		check.Disable()
		back.Disable()
	}
	if len(s.have) == 0 {
		check.Disable()
	}
	rows := []fyne.CanvasObject{s.last(), s.place(), s.secondPlace()}
	if len(s.have) > 0 {
		rows = append(rows, w.Pad(s.lists(), 12, 8, 12, 8))
	}
	return []fyne.CanvasObject{w.NewCard(w.NewCardHead("Backups", "", w.HStack(8, check, now, once, back)), w.Rows(rows...))}
}

// last says when the last good backup was made, and what is in it.
func (s *backupsSection) last() fyne.CanvasObject {
	a := s.p.a
	icon, tone, title, line := "check", w.Good, "", ""
	switch {
	case s.busy != "":
		icon, tone, title, line = "refresh", w.Neutral, s.busy, "You can go on working."
	case s.err != nil:
		icon, tone, title, line = "warn", w.Bad, "The backups cannot be read", s.err.Error()
	case !s.done:
		icon, tone, title = "clock", w.Neutral, "Looking…"
	case len(s.have) == 0 && a.o.Sample:
		icon, tone, title, line = "clock", w.Neutral, "Sample data is not backed up by itself", "Nothing of it is kept."
	case len(s.have) == 0:
		icon, tone, title, line = "clock", w.Neutral, "No backup yet", "The first one is made by itself within a minute of the start, then one every day."
	default:
		title = "Last good backup: " + momentWords(s.have[0].At, a.now())
		line = "Opened again and compared: " + countsWords(s.counts) + ", all there. " + sizeWords(s.have[0].Size) + "."
		if s.counts == nil {
			line = "Encrypted with the passphrase that your notes had then. " + sizeWords(s.have[0].Size) + "."
		}
	}
	if t := a.backupTrouble; t != nil && s.busy == "" {
		icon, tone = "warn", w.Warn
		line = sentence(t)
	}
	return w.Inset(w.HStack(12, w.NewIconTile(icon, tone), w.Grow(w.VStack(2, w.NewElided(title, w.Strong), w.NewWrapped(line, w.Small.In(theme.Text2))))), 14)
}

// sentence is an error as a sentence of its own.
func sentence(err error) string {
	text := err.Error()
	return strings.ToUpper(text[:1]) + strings.TrimSuffix(text[1:], ".") + "."
}

// countsWords says how many records of the main kinds there are.
func countsWords(counts map[string]int64) string {
	return fmt.Sprintf("%s, %s, %s", count(int(counts["meetings"]), "one-on-one", "one-on-ones"), count(int(counts["goals"]), "goal", "goals"),
		count(int(counts["actions"]), "action item", "action items"))
}

// sizeWords says a size in bytes: "46 MB".
func sizeWords(n int64) string {
	switch {
	case n >= 1<<30:
		return decimal(float64(n)/(1<<30), 1) + " GB"
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<20:
		return decimal(float64(n)/(1<<20), 1) + " MB"
	}
	return fmt.Sprintf("%d kB", (n+1023)>>10)
}

// homely writes a path as people know it, with ~ for their home.
func homely(path string) string {
	if home, err := os.UserHomeDir(); err == nil && home != "/" {
		if rest, ok := strings.CutPrefix(path, home+string(filepath.Separator)); ok {
			return "~" + string(filepath.Separator) + rest
		}
	}
	return path
}

func (s *backupsSection) place() fyne.CanvasObject {
	folder := s.p.a.o.DB.BackupFolder()
	var size int64
	for _, b := range s.have {
		size += b.Size
	}
	line := fmt.Sprintf("%d kept, %s", len(s.have), sizeWords(size))
	return settingRow("folder", homely(folder), line, w.NewButton("Show folder", w.Link, func() { s.p.a.showFolder(folder) }))
}

func (s *backupsSection) secondPlace() fyne.CanvasObject {
	a := s.p.a
	folder := a.local(storage.LocalBackupFolder)
	if folder == "" {
		return settingRow("copy", "No second place", "A copy of each backup on another disk or a stick survives this one.", w.NewButton("Choose a folder…", w.Link, s.askFolder))
	}
	line := "No copy there yet"
	if len(s.second) > 0 {
		line = "Also kept there, the last one of " + momentWords(s.second[0].At, a.now())
	}
	return settingRow("copy", homely(folder), line, w.HStack(16, w.NewButton("Stop", w.Link, func() {
		a.backupTrouble = nil
		a.setLocal(storage.LocalBackupFolder, "", s.p.again)
	}), w.NewButton("Change…", w.Link, s.askFolder)))
}

// lists are the backups by how long they stay; pressing one goes back to it.
func (s *backupsSection) lists() fyne.CanvasObject {
	a := s.p.a
	type group struct {
		title string
		rows  []*w.Row
	}
	groups := []group{{title: "Daily"}, {title: "Weekly"}, {title: "Monthly"}}
	days := map[civil.Date]bool{}
	weeks := map[string]bool{}
	for i, b := range s.have {
		at := b.At.In(a.now().Location())
		day := civil.DateOf(at)
		year, week := at.ISOWeek()
		g, label := 2, at.Format("2 Jan 2006")
		switch {
		case days[day] || len(days) < 7:
			days[day] = true
			g, label = 0, upperFirst(momentWords(b.At, a.now()))
		case !weeks[fmt.Sprint(year, week)] && len(weeks) < 4:
			g, label = 1, shortDay(day, a.today())
		}
		weeks[fmt.Sprint(year, week)] = true
		words := w.NewElided(label, w.Small)
		if i == 0 {
			words = w.NewElided(label, w.SmallStrong.In(theme.AccentText))
		}
		if b.Why != "" {
			words = w.NewSpans(w.Small.Span(label), w.Caption.In(theme.Text2).Span("  before "+whyWords[b.Why])).Elide()
		}
		row := w.NewRow(26, w.HStack(10, w.NewIcon("check", theme.Green, 14), words), func() { s.askRestore(b.Path, momentWords(b.At, a.now())) }).Rounded().WithSide(12)
		row.SetSelected(i == 0)
		row.SetLabel("Go back to the backup of " + momentWords(b.At, a.now()))
		groups[g].rows = append(groups[g].rows, row)
	}
	var columns []fyne.CanvasObject
	for _, g := range groups {
		w.LinkRows(g.rows...)
		objects := []fyne.CanvasObject{w.Pad(w.NewSpans(w.SmallStrong.Span(g.title+"  "), w.Small.In(theme.Text3).Span(fmt.Sprintf("%d kept", len(g.rows)))).Elide(), 0, 0, 4, 12)}
		for _, r := range g.rows {
			objects = append(objects, r)
		}
		columns = append(columns, w.VStack(0, objects...))
	}
	return w.Columns(8, []float32{1, 1, 1}, columns...)
}

func upperFirst(s string) string { return strings.ToUpper(s[:1]) + s[1:] }

// whyWords are what a backup was made before.
var whyWords = map[string]string{"import": "an import", "migration": "an update", "restore": "going back"}

// work runs something beside the person's work, says so meanwhile, and shows how it ended.
func (s *backupsSection) work(said string, do func() error, done func()) {
	s.busy = said
	s.p.show(s.p.a.team)
	go func() {
		err := do()
		s.p.a.do(func() {
			s.busy = ""
			if err != nil {
				s.p.a.showError(err)
			} else if done != nil {
				done()
			}
			s.p.again()
		})
	}()
}

func (s *backupsSection) backUp() {
	s.work("Making a backup…", func() error { return s.p.a.backUp(context.Background()) }, nil)
}

func (s *backupsSection) check() {
	path := s.have[0].Path
	s.work("Checking the newest backup…", func() error {
		_, err := s.p.a.o.DB.VerifyBackup(context.Background(), path)
		return err
	}, func() { s.p.a.say("The newest backup is whole.") })
}

// askCopy asks for a folder or file and writes one verified backup there, as rapport backup -o does; none that is there is replaced.
func (s *backupsSection) askCopy() {
	a := s.p.a
	entry := w.NewEntry("/media/stick")
	entry.OnChanged = func(string) { entry.SetError("") }
	var o *w.Overlay
	submit := func() bool {
		path := strings.TrimSpace(entry.Text)
		switch {
		case filepath.IsAbs(path) && isFolder(path):
			path = filepath.Join(path, storage.BackupName(a.o.DB.Path(), a.now()))
		case !filepath.IsAbs(path) || !isFolder(filepath.Dir(path)):
			entry.SetError("There is no such folder. Make it first, and write its whole path.")
			return false
		}
		if _, err := os.Lstat(path); err == nil {
			entry.SetError("There is a file of that name already. Choose another name, or only a folder.")
			return false
		}
		o.Close()
		s.work("Saving a copy…", func() error {
			_, err := a.o.DB.BackupTo(context.Background(), path)
			return err
		}, func() {
			a.shell.toast.Say("Saved and verified: "+homely(path), "Show folder", func() { a.showFolder(filepath.Dir(path)) })
		})
		return false
	}
	entry.OnEnter = func(string) { submit() }
	hint := "checked after it is written; it has the passphrase of your notes"
	if !a.o.DB.Encryption().On {
		hint = "checked after it is written; whoever can open it can read it"
	}
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "Save a copy of everything", Content: w.Field("Folder or file", hint, entry), Save: "Save", Cancel: "Cancel", Focus: entry, OnSave: submit})
}

// askRestore asks before going back to a backup.
func (s *backupsSection) askRestore(path, of string) {
	a := s.p.a
	w.Ask(a.window.Canvas(), "Go back to the backup of "+of+"?",
		"Everything becomes as it was then. What is here now is kept as a backup of its own, so that you can come back to it.",
		w.Choice{Text: "Go back", Main: true, Do: func() {
			s.restore(path)
		}}, w.Choice{Text: "Keep what is here", Safe: true})
}

// restore goes back to a backup. One that has a passphrase of its own asks for that.
func (s *backupsSection) restore(path string, secret ...storage.Secret) {
	a := s.p.a
	locked := false
	s.work("Going back…", func() error {
		_, err := a.o.DB.RestoreBackup(context.Background(), path, secret...)
		if locked = storage.IsLocked(err); locked && len(secret) == 0 {
			return nil
		}
		return err
	}, func() {
		if locked {
			s.askSecretOf(path)
			return
		}
		a.undo = nil // what it would take back is not there any more
		a.say("Restored. What was here before is among the backups.")
	})
}

// askSecretOf asks for what opens a backup.
func (s *backupsSection) askSecretOf(path string) {
	entry := w.NewPasswordEntry("")
	entry.SetLabel("Passphrase of the backup")
	var o *w.Overlay
	submit := func() bool {
		if entry.Text == "" {
			entry.SetError("Type it first.")
			return false
		}
		o.Close()
		s.restore(path, storage.SecretOf(entry.Text))
		return false
	}
	entry.OnEnter = func(string) { submit() }
	o = w.ShowForm(s.p.a.window.Canvas(), w.Form{Title: "This backup has a passphrase of its own", Content: w.Field("Passphrase it was made with", "or its recovery key", entry), Save: "Go back", Cancel: "Cancel", Focus: entry, OnSave: submit})
}

// askFile asks for a backup that is somewhere else.
func (s *backupsSection) askFile() {
	entry := w.NewEntry("/path/to/a backup.db")
	entry.OnChanged = func(string) { entry.SetError("") }
	var o *w.Overlay
	submit := func() bool {
		path := strings.TrimSpace(entry.Text)
		if info, err := os.Stat(path); err != nil || info.IsDir() {
			entry.SetError("There is no such file. Those listed on this page can be pressed there.")
			return false
		}
		o.Close()
		s.askRestore(path, filepath.Base(path))
		return false
	}
	entry.OnEnter = func(string) { submit() }
	o = w.ShowForm(s.p.a.window.Canvas(), w.Form{Title: "Go back to a backup", Content: w.Field("File", "it is checked before anything changes", entry), Save: "Check and go on", Cancel: "Cancel", Focus: entry, OnSave: submit})
}

// askFolder asks for the second folder.
func (s *backupsSection) askFolder() {
	a := s.p.a
	entry := w.NewEntry("/media/stick/Rapport")
	entry.Put(a.local(storage.LocalBackupFolder))
	entry.OnChanged = func(string) { entry.SetError("") }
	var o *w.Overlay
	submit := func() bool {
		folder := strings.TrimSpace(entry.Text)
		if !filepath.IsAbs(folder) || !isFolder(folder) {
			entry.SetError("There is no such folder. Make it first, and write its whole path.")
			return false
		}
		o.Close()
		a.backupTrouble = nil
		a.setLocal(storage.LocalBackupFolder, filepath.Clean(folder), s.backUp) // at once, so that one sees that it works
		return false
	}
	entry.OnEnter = func(string) { submit() }
	o = w.ShowForm(a.window.Canvas(), w.Form{Title: "A second place for backups", Content: w.Field("Folder", "best on another disk", entry), Save: "Use it", Cancel: "Cancel", Focus: entry, OnSave: submit})
}

// showFolder opens a folder in the system's file manager.
func (a *App) showFolder(path string) {
	if err := openFolder(a.o.Fyne, path); err != nil {
		a.showError(err)
	}
}

func openFolder(a fyne.App, path string) error {
	if err := os.MkdirAll(path, 0o700); err != nil {
		return err
	}
	if err := a.OpenURL(fileURL(path)); err != nil {
		return fmt.Errorf("no program opened the folder; it is %s", path)
	}
	return nil
}
