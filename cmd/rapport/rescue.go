package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"fyne.io/fyne/v2"

	"rapport/interchange"
	"rapport/storage"
	"rapport/ui"
)

// openRescue runs the page for a database that is damaged, and what the person chooses there.
func (p *program) openRescue(ctx context.Context, path string, why error) error {
	a := newFyne()
	if err := p.showRescue(ctx, a, path, why); err != nil {
		return err
	}
	p.run(ctx, a)
	return nil
}

// showRescue opens that page.
func (p *program) showRescue(ctx context.Context, a fyne.App, path string, why error) error {
	path, err := filepath.Abs(path)
	if err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "rapport-rescue-")
	if err != nil {
		return err
	}
	p.atEnd(func() error { return os.RemoveAll(dir) })
	if p.like == nil { // what is made of an encrypted one is encrypted too
		if like, err := storage.Loan(path, p.options()); err == nil {
			p.like = like
		}
	}
	backups, _ := storage.Backups(path, path+".backups", p.now().Location()) // none where they cannot be listed
	read := sync.OnceValues(func() (storage.Rescued, error) { return storage.Rescue(ctx, path, p.options()) })
	begin := func(o ui.Options, file string, done func(error), current **storage.DB) {
		options := p.options()
		options.ReadOnly = o.Notice != ""
		opened, err := storage.Open(ctx, file, options)
		onMain(func() {
			if err == nil {
				p.atEnd(func() error { return (*current).Close() }) // the window may have locked and opened it again
				*current = opened
				if o.Vault != nil {
					p.current = current
				}
				o.Fyne, o.DB = a, opened
				err = p.begin(ctx, o)
			}
			done(err)
		})
	}
	ui.ShowRescue(ui.Rescue{
		Fyne: a, Theme: themeMode(), Now: p.now, Do: onMain, Path: path, Why: why, Backups: backups,
		Read: func() (storage.Rescued, map[string]int64, error) {
			got, err := read()
			var counts map[string]int64
			if len(backups) > 0 {
				counts, _, _ = storage.Verify(ctx, backups[0].Path, p.options())
			}
			return got, counts, err
		},
		Restore: func(backup string, add bool) (string, error) { return p.restoreDamaged(ctx, path, backup, add, read) },
		Save: func(file string) error {
			got, err := read()
			if err != nil {
				return err
			}
			return p.saveDocument(file, p.document(got.Records))
		},
		Open: func(done func(error)) {
			vault, current := p.vault(ctx, path)
			begin(ui.Options{Upkeep: true, Vault: vault}, path, func(err error) {
				if err == nil && p.like != nil { // what is open has a key of its own
					err = p.like.Close()
					p.like, p.secret = nil, storage.Secret{}
				}
				done(err)
			}, current)
		},
		Look: func(done func(error)) {
			file := filepath.Join(dir, "readable.db")
			got, err := read()
			if err == nil {
				err = p.fillNew(ctx, file, got)
			}
			if err != nil {
				onMain(func() { done(err) })
				return
			}
			begin(ui.Options{Notice: "What could be read of the damaged file. Nothing can be changed here."}, file, done, new(*storage.DB))
		},
	})
	return nil
}

// atEnd remembers what is to be done when the window has closed.
func (p *program) atEnd(f func() error) { p.ends = append(p.ends, f) }

// end does what was to be done at the end, the last first.
func (p *program) end() (err error) {
	for _, f := range slices.Backward(p.ends) {
		err = errors.Join(err, f())
	}
	p.ends = nil
	return err
}

// fillNew makes a database of what could be read.
func (p *program) fillNew(ctx context.Context, file string, got storage.Rescued) error {
	os.Remove(file) //nolint:errcheck // of an earlier try
	db, err := storage.Open(ctx, file, p.options())
	if err != nil {
		return err
	}
	return errors.Join(db.Write(ctx, func(tx *storage.Tx) error { return p.add(tx, got) }), db.Close())
}

// add brings what could be read into a database: what it has of another content goes to the history.
func (p *program) add(tx *storage.Tx, got storage.Rescued) error {
	have, err := tx.Records()
	if err != nil {
		return err
	}
	var document bytes.Buffer
	if err := interchange.Write(&document, p.document(got.Records)); err != nil {
		return err
	}
	changes, _, _, err := interchange.Import(&document, have, interchange.ReadOptions{}, interchange.MergeOptions{NewID: p.newID, Mode: interchange.Theirs})
	if err != nil {
		return fmt.Errorf("what could be read does not fit to the backup; go back to the backup alone, and save what can be read to a file: %w", err)
	}
	return tx.PutAll(changes.Records)
}

// restoreDamaged puts a backup, or where there is none a new database, in the place of the damaged file, which is kept.
func (p *program) restoreDamaged(ctx context.Context, path, backup string, add bool, read func() (storage.Rescued, error)) (kept string, err error) {
	var got storage.Rescued
	if add {
		if got, err = read(); err != nil { // before the file is set aside
			return "", err
		}
	}
	dir, err := os.MkdirTemp(filepath.Dir(path), ".rapport-rescue-")
	if err != nil {
		return "", fmt.Errorf("nothing was restored: %w", err)
	}
	defer os.RemoveAll(dir)
	made := filepath.Join(dir, "made.db")
	if backup == "" {
		err = p.fillNew(ctx, made, got)
	} else if _, err = storage.RestoreOver(ctx, made, backup, p.options()); err == nil && add {
		var db *storage.DB
		if db, err = storage.Open(ctx, made, p.options()); err == nil {
			err = errors.Join(db.Write(ctx, func(tx *storage.Tx) error { return p.add(tx, got) }), db.Close())
		}
	}
	if err != nil {
		return "", err
	}
	return storage.RestoreOver(ctx, path, made, p.options())
}
