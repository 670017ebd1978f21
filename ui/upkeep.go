package ui

import (
	"context"
	"time"

	"rapport/storage"
)

// Upkeep looks after the file beside the person's work: it empties the trash of what is older than 90 days and makes the backup of the
// day. It begins a little after the first page stands, and looks again every hour, for a window that stays open for days.
const (
	upkeepAfter = 4 * time.Second
	upkeepEvery = time.Hour
)

func (a *App) upkeep(ctx context.Context) {
	timer := time.NewTimer(upkeepAfter)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		}
		a.lookAfter(ctx)
		timer.Reset(upkeepEvery)
	}
}

// lookAfter does what is due now.
func (a *App) lookAfter(ctx context.Context) {
	due, err := a.o.DB.BackupDue()
	if err == nil && due {
		err = a.backUp(ctx)
	}
	if err != nil && ctx.Err() == nil {
		a.o.Log.Error("backup failed", "kind", errorKind(err))
		a.do(func() { a.backupFailed(err) })
	}
	// After the backup, so that what goes for good is in one of them.
	if err := a.emptyTrash(ctx); err != nil && ctx.Err() == nil {
		a.o.Log.Error("emptying the trash failed", "kind", errorKind(err))
	}
}

// emptyTrash takes for good what was deleted more than 90 days ago; where there is nothing of the kind, nothing is written.
func (a *App) emptyTrash(ctx context.Context) error {
	before := a.now().Add(-storage.KeepTrash)
	old := false
	err := a.o.DB.Read(ctx, func(tx *storage.Tx) error {
		all, err := storage.Trash(tx)
		for _, x := range all {
			old = old || x.At.Before(before)
		}
		return err
	})
	if err != nil || !old {
		return err
	}
	return a.o.DB.Write(ctx, func(tx *storage.Tx) error {
		_, err := storage.Purge(tx, before)
		return err
	})
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
