package ui

import (
	"context"
	"errors"
	"os"
	"strings"
	"time"

	"rapport/storage"
	w "rapport/ui/widget"
)

// Upkeep looks after the file beside the person's work: it empties the trash of what is older than 90 days (storage.EmptyTrash) and makes the backup of the
// day. It begins a little after the first page stands, and looks again every hour, for a window that stays open for days.
const (
	upkeepAfter = 4 * time.Second
	upkeepEvery = time.Hour
)

func (a *App) upkeep(ctx context.Context) {
	timer := time.NewTimer(upkeepAfter)
	defer timer.Stop()
	quick := a.o.DB.QuickCheck
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		if err := quick(ctx); err != nil && ctx.Err() == nil {
			a.o.Log.Error("check failed", "kind", errorKind(err))
			a.do(func() { a.damaged(err) })
		}
		quick = func(context.Context) error { return nil } // once in a run
		a.lookAfter(ctx)
		timer.Reset(upkeepEvery)
	}
}

// checkEvery is how often everything is read and compared.
const checkEvery = 7 * 24 * time.Hour

// LocalChecked is the setting of this computer that says when that was done last.
const LocalChecked = "checked"

// checkAll reads and compares everything once a week, and says where something is damaged.
func (a *App) checkAll(ctx context.Context) error {
	last := ""
	if err := a.o.DB.Read(ctx, func(tx *storage.Tx) (err error) { last, err = storage.Local(tx, LocalChecked); return err }); err != nil {
		return err
	}
	now := a.o.Now()
	if t, err := time.Parse(time.RFC3339, last); err == nil && now.Sub(t) < checkEvery && !t.After(now) {
		return nil
	}
	r, err := a.o.DB.Check(ctx)
	if err != nil {
		return err
	}
	for _, problem := range r.Problems {
		if strings.HasPrefix(problem, "search index") { // what it is made from is whole: no note is lost
			a.o.Log.Warn("the search index does not say what the records say")
			continue
		}
		return &storage.DamagedError{Path: a.o.DB.Path(), Cause: errors.New(problem)}
	}
	return a.o.DB.Write(ctx, func(tx *storage.Tx) error { return storage.SetLocal(tx, LocalChecked, now.Format(time.RFC3339)) })
}

// damaged tells the person that the database is damaged, where it is, and leads to what can be done. It is told once.
func (a *App) damaged(err error) bool {
	var damage *storage.DamagedError
	if a.o.Damaged == nil || !errors.As(err, &damage) || damage.Path != a.o.DB.Path() {
		return false
	}
	if !a.saidDamaged {
		a.saidDamaged = true
		w.Ask(a.window.Canvas(), "A part of your notes could not be read",
			"The file is damaged, as after a disk error. Nothing more should be written to it. The next page shows what can be read and your newest backup.",
			w.Choice{Text: "Show what can be done", Main: true, Safe: true, Do: func() { a.o.Damaged(err) }}, w.Choice{Text: "Stay here"})
	}
	return true
}

// lookAfter does what is due now.
func (a *App) lookAfter(ctx context.Context) {
	removePrints(os.TempDir(), time.Now().Add(-printKept))
	if err := a.checkAll(ctx); err != nil && ctx.Err() == nil {
		a.o.Log.Error("check failed", "kind", errorKind(err))
		a.do(func() { a.damaged(err) })
		var damage *storage.DamagedError
		if errors.As(err, &damage) {
			return // no backup of it takes the place of a good one
		}
	}
	due, err := a.o.DB.BackupDue()
	if err == nil && due {
		err = a.backUp(ctx)
	}
	if err != nil && ctx.Err() == nil {
		a.o.Log.Error("backup failed", "kind", errorKind(err))
		a.do(func() { a.backupFailed(err) })
	}
	switch sealed, plain, err := a.o.DB.SealCopies(ctx); {
	case ctx.Err() != nil:
		return
	case err != nil:
		a.o.Log.Error("encrypting older backups failed", "kind", errorKind(err))
	case sealed > 0 || len(plain) > 0:
		a.o.Log.Warn("older backups were still plain", "encrypted", sealed, "left", len(plain))
	}
	if err != nil { // what goes for good is in one of the backups
		return
	}
	if _, err := a.o.DB.EmptyTrash(ctx); err != nil && ctx.Err() == nil {
		a.o.Log.Error("emptying the trash failed", "kind", errorKind(err))
	}
}

// backUp makes a backup now. It is not for the main goroutine.
func (a *App) backUp(ctx context.Context) error {
	_, elsewhere, err := a.o.DB.MakeBackup(ctx, "")
	if err != nil {
		return err
	}
	a.do(func() {
		a.backupTrouble = elsewhere
		a.showSettings()
	})
	return nil
}

// backupFailed remembers why the last backup could not be made, and says it once.
func (a *App) backupFailed(err error) {
	if a.backupTrouble == nil {
		a.say("Today's backup could not be made. Settings, Backups says why.")
	}
	a.backupTrouble = err
	a.showSettings()
}

// showSettings draws the Settings page anew, where it is open.
func (a *App) showSettings() {
	if p, ok := a.page.(*settingsPage); ok {
		p.again()
	}
}
