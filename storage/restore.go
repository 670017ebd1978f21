package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"
	"modernc.org/sqlite"
)

// RestoreBackup puts the content of a backup in the place of the database's, in one transaction; other programs that have it open see
// it at once. The present content is kept as a backup first, which is returned. The backup is verified before anything is changed,
// and brought up to date where an earlier version of Rapport wrote it. The settings of this computer stay as they are. The database stays
// encrypted, or plain, as it is; a secret opens a backup that is encrypted with another key.
func (db *DB) RestoreBackup(ctx context.Context, path string, secret ...Secret) (before Backup, err error) {
	const failed = "nothing was restored"
	if db.writer == nil {
		return before, errors.New(failed + ": the database is open for reading only")
	}
	if same(path, db.path) {
		return before, fmt.Errorf("%s: %s is the database itself; name a backup", failed, path)
	}
	local := map[string]string{}
	if err := db.Read(ctx, func(tx *Tx) (err error) { local, err = Locals(tx); return err }); err != nil {
		return before, err
	}
	if err := os.MkdirAll(db.BackupFolder(), 0o700); err != nil {
		return before, db.explain(failed, err)
	}
	open := Options{Like: db}
	if len(secret) > 0 {
		open.Secret = secret[0]
	}
	fresh, err := db.prepareRestore(ctx, path, db.BackupFolder(), local, open, true)
	if err != nil {
		return before, err
	}
	defer os.Remove(fresh) //nolint:errcheck // it has a name that no backup has
	if before, _, err = db.MakeBackup(ctx, "restore"); err != nil {
		return before, fmt.Errorf("%s, as what is there now could not be kept: %w", failed, err)
	}
	if err := db.takeOver(ctx, fresh); err != nil {
		return before, db.explain(failed, err)
	}
	everything := Change{Kinds: map[string]bool{"settings": true, "trash": true}, People: map[uuid.UUID]bool{uuid.Nil: true}}
	for _, t := range tables {
		everything.Kinds[t.name] = true
	}
	db.tell(everything)
	return before, nil
}

// prepareRestore makes a verified copy of a backup, up to date and with the settings of this computer, in a folder. open says how the
// backup is opened. The copy is encrypted as this database is with ours, else as the backup is.
func (db *DB) prepareRestore(ctx context.Context, path, folder string, local map[string]string, open Options, ours bool) (fresh string, err error) {
	source := newDB(path, Options{Now: db.now, NewID: db.newID})
	defer source.shut() //nolint:errcheck // it was only read
	if err := source.unlock(open); err != nil {
		return "", source.explain("the backup cannot be used", err)
	}
	if _, _, err := source.verify(ctx); err != nil {
		return "", source.explain("the backup cannot be used", err)
	}
	part, err := os.CreateTemp(folder, ".rapport-*.part")
	if err != nil {
		return "", db.explain("nothing was restored", err)
	}
	fresh = part.Name()
	defer func() {
		if err != nil {
			os.Remove(fresh) //nolint:errcheck // the error says enough
		}
	}()
	if err := part.Close(); err != nil {
		return "", err
	}
	copied := source.at(fresh)
	if ours {
		copied = db.at(fresh)
	}
	if err := source.copyTo(ctx, copied, false); err != nil {
		return "", copied.explain("nothing was restored", err)
	}
	copied.unkept = true
	if err := copied.open(ctx, Options{}); err != nil {
		copied.abandon()
		return "", copied.explain("nothing was restored", err)
	}
	err = copied.Write(ctx, func(tx *Tx) error {
		if err := tx.c.exec(ctx, "DELETE FROM local"); err != nil {
			return err
		}
		for key, value := range local {
			if err := SetLocal(tx, key, value); err != nil {
				return err
			}
		}
		return nil
	})
	return fresh, errors.Join(err, copied.Close())
}

// takeOver copies every page of another database into this one, in one transaction.
func (db *DB) takeOver(ctx context.Context, from string) error {
	c, err := db.writer.take(ctx)
	if err != nil {
		return err
	}
	defer db.writer.give(c)
	return c.c.Raw(func(driver any) error {
		restorer, ok := driver.(interface {
			NewRestore(string) (*sqlite.Backup, error)
		})
		if !ok {
			return errors.New("this build cannot restore")
		}
		pages, err := restorer.NewRestore(db.at(from).dsn("ro", ""))
		if err != nil {
			return err
		}
		_, err = pages.Step(-1)
		return errors.Join(err, pages.Finish())
	})
}

// RestoreOver puts a backup in the place of a database that cannot be opened, or where there is none. The files that are there are kept
// beside it under the name that is returned, empty where there were none; nothing deletes them. like says how the backup is opened.
func RestoreOver(ctx context.Context, path, backup string, like Options) (aside string, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return "", err
	}
	db := newDB(path, like)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return "", db.explain("nothing was restored", err)
	}
	fresh, err := db.prepareRestore(ctx, backup, filepath.Dir(path), nil, like, false)
	if err != nil {
		return "", err
	}
	defer os.Remove(fresh) //nolint:errcheck // gone already where all went well
	if aside, err = setAside(path, db.now()); err != nil {
		return "", db.explain("nothing was restored, as what is there now could not be kept", err)
	}
	if _, err := settle(fresh, path); err != nil {
		return aside, db.explain("nothing was restored", err)
	}
	return aside, nil
}

// setAside keeps the files of a database under another name. The main file stays in its place too, until another one takes it over, so
// that at no moment there is none.
func setAside(path string, now time.Time) (aside string, err error) {
	if !exists(path) {
		return "", nil
	}
	base := path + ".damaged-" + now.Format("2006-01-02")
	for n := 1; ; n++ {
		if aside = base; n > 1 {
			aside = fmt.Sprint(base, "-", n)
		}
		if !exists(aside) {
			break
		}
	}
	if err := os.Link(path, aside); err != nil { // not every file system has links
		if err := copyWhole(path, aside); err != nil {
			return "", err
		}
	}
	for _, end := range []string{"-wal", "-shm", "-journal"} {
		if err := os.Rename(path+end, aside+end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return aside, nil
}
