package storage

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"rapport/storage/cryptvfs"
)

// Encrypted is what Encrypt did.
type Encrypted struct {
	RecoveryKey string   // to be shown once: it is kept nowhere
	Backups     int      // how many backups were encrypted too
	Plain       []string // copies that could not be, and why, one line each: they still hold plain text
}

// Encrypt turns the database at path, which nobody has open, into an encrypted one: a copy is written, read back and compared, brought to
// the disk and put in the place of the plain file, whose content is then overwritten. Backups in BackupFolder are encrypted with the same
// key. Nothing is changed where it fails before.
func Encrypt(ctx context.Context, path, passphrase string, o Options) (Encrypted, error) {
	var out Encrypted
	if err := CheckPassphrase(passphrase); err != nil {
		return out, err
	}
	db, err := Open(ctx, path, o) // it must be ours, whole and of this version
	if err != nil {
		return out, err
	}
	copies, err := db.copies(ctx)
	folders, foldersErr := db.folders(ctx)
	if err := errors.Join(err, foldersErr, db.Close()); err != nil {
		return out, err
	}
	if db.key != nil {
		return out, fmt.Errorf("%s is encrypted already; rapport passphrase changes the passphrase", db.path)
	}
	key, recovery, err := cryptvfs.New(passphrase, keyCost, db.now())
	if err != nil {
		return out, err
	}
	defer key.Close()
	if err := convert(ctx, db.path, nil, key); err != nil {
		return out, db.explain("the database could not be encrypted and is as it was", err)
	}
	out.RecoveryKey = recovery
	out.Backups, out.Plain = sealCopies(ctx, copies, key)
	out.Plain = append(out.Plain, db.remains(folders)...)
	return out, nil
}

// sealCopies encrypts those of the files that are plain databases, and says which could not be, and why.
func sealCopies(ctx context.Context, copies []string, key *cryptvfs.Key) (sealed int, plain []string) {
	for _, file := range copies {
		switch kind, err := cryptvfs.Detect(file); {
		case err != nil:
			plain = append(plain, fmt.Sprintf("%s: %v", file, err))
		case kind == cryptvfs.Plain:
			if err := convert(ctx, file, nil, key); err != nil {
				plain = append(plain, (&DB{path: file}).explain(file, err).Error())
				continue
			}
			sealed++
		}
	}
	return sealed, plain
}

// SealCopies encrypts the backups of an encrypted database that are still plain, as where Encrypt was cut short by a crash. It returns how
// many it encrypted, and those that could not be, one line each. A plain database is left alone.
func (db *DB) SealCopies(ctx context.Context) (sealed int, plain []string, err error) {
	if db.key == nil || db.writer == nil {
		return 0, nil, nil
	}
	copies, err := db.copies(ctx)
	if err != nil {
		return 0, nil, err
	}
	key, err := db.key.Another(db.path)
	if err != nil {
		return 0, nil, err
	}
	defer key.Close()
	sealed, plain = sealCopies(ctx, copies, key)
	return sealed, plain, nil
}

// sweep takes away what a conversion that was cut short left beside the database. Nobody is in the middle of one, as the database is open.
func (db *DB) sweep() {
	for _, end := range []string{".converting", ".converting-wal", ".converting-shm", ".converting-journal", ".replaced"} {
		f, err := os.OpenFile(db.path+end, os.O_RDWR, 0)
		if err != nil {
			continue
		}
		if db.key != nil { // it may be plain
			overwrite(f)
		}
		f.Close()                //nolint:errcheck // it goes now
		os.Remove(db.path + end) //nolint:errcheck // the next start tries again
	}
}

// remainsAfter is how old a file that a program was writing must be for nobody to be writing it any more.
const remainsAfter = time.Hour

// remains takes away what programs that were killed left beside the database and its backups, overwritten as far as the disk lets. It returns what
// may hold plain text and stays, one line each: what is too new to be left behind for certain, and the log of a damaged file.
func (db *DB) remains(folders []string) (stays []string) {
	var found []string
	for _, folder := range folders {
		for _, pattern := range []string{".rapport-*.part*", ".rapport-rescue-*/*"} {
			list, _ := filepath.Glob(filepath.Join(escapeGlob(folder), pattern)) //nolint:errcheck // the pattern is right
			found = append(found, list...)
		}
	}
	for _, file := range found {
		info, err := os.Lstat(file)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		if db.now().Sub(info.ModTime()) < remainsAfter {
			stays = append(stays, file+": another Rapport may be writing it; delete it if none is open")
			continue
		}
		if f, err := os.OpenFile(file, os.O_RDWR, 0); err == nil {
			overwrite(f)
			f.Close() //nolint:errcheck // it is removed
		}
		if err := os.Remove(file); err != nil {
			stays = append(stays, fmt.Sprintf("%s: %v", file, reason(err)))
		}
		if dir := filepath.Dir(file); strings.HasPrefix(filepath.Base(dir), ".rapport-rescue-") {
			os.Remove(dir) //nolint:errcheck // once it is empty
		}
	}
	logs, _ := filepath.Glob(escapeGlob(db.path) + ".damaged-*-wal") //nolint:errcheck // the pattern is right
	for _, file := range logs {
		if kind, err := cryptvfs.Detect(strings.TrimSuffix(file, "-wal")); err != nil || kind != cryptvfs.Encrypted {
			stays = append(stays, file+": the last changes of a damaged file")
		}
	}
	return stays
}

// folders are where the database and its copies are.
func (db *DB) folders(ctx context.Context) ([]string, error) {
	out := []string{filepath.Dir(db.path), db.BackupFolder()}
	err := db.Read(ctx, func(tx *Tx) error {
		second, err := Local(tx, LocalBackupFolder)
		if second != "" {
			out = append(out, second)
		}
		return err
	})
	return out, err
}

// Decrypt turns the encrypted database at path, which nobody has open, into a plain one, as carefully as Encrypt. Backups stay encrypted
// with the passphrase that they have.
func Decrypt(ctx context.Context, path string, o Options) error {
	db, err := Open(ctx, path, o)
	if err != nil {
		return err
	}
	defer db.Close()
	if db.key == nil {
		return fmt.Errorf("%s is not encrypted", db.path)
	}
	key, err := db.key.Another(db.path)
	if err != nil {
		return err
	}
	defer key.Close()
	if err := db.Close(); err != nil {
		return err
	}
	if err := convert(ctx, db.path, key, nil); err != nil {
		return db.explain("the database could not be decrypted and is as it was", err)
	}
	return nil
}

// SetPassphrase changes the passphrase: the data key is wrapped by the new one, no page is written. The backups with the same data key
// open with the new passphrase too; those that could not be changed are returned, one line each. current is the passphrase until now, or the
// recovery key.
func (db *DB) SetPassphrase(current Secret, passphrase string) (left []string, err error) {
	if err := CheckPassphrase(passphrase); err != nil {
		return nil, err
	}
	return db.rewrap(current, func() error { return db.key.SetPassphrase(passphrase, keyCost, db.now()) })
}

// NewRecoveryKey makes another recovery key and returns it as it is to be shown, once; the one before opens nothing any more.
func (db *DB) NewRecoveryKey(current Secret) (recoveryKey string, left []string, err error) {
	left, err = db.rewrap(current, func() error {
		recoveryKey, err = db.key.NewRecoveryKey(db.now())
		return err
	})
	return recoveryKey, left, err
}

func (db *DB) rewrap(current Secret, change func() error) (left []string, err error) {
	if db.key == nil {
		return nil, fmt.Errorf("%s is not encrypted", db.path)
	}
	if err := guard(db.path, current, db.now, func() error { return db.key.Opens(current) }); err != nil {
		return nil, err
	}
	if err := change(); err != nil {
		return nil, db.explain("the passphrase was not changed", err)
	}
	copies, err := db.copies(context.Background())
	if err != nil {
		left = append(left, err.Error())
	}
	for _, file := range copies {
		if _, err := db.key.Stamp(file); err != nil {
			left = append(left, fmt.Sprintf("%s: %v", file, err))
		}
	}
	return left, nil
}

// Unlocks reports with nil that a secret opens the database, which is open: before something that asks once more.
func (db *DB) Unlocks(current Secret) error {
	if db.key == nil {
		return nil
	}
	return guard(db.path, current, db.now, func() error { return db.key.Opens(current) })
}

// copies lists the files that hold what the database holds or held: its backups, those in the second folder, and damaged files that were
// put aside.
func (db *DB) copies(ctx context.Context) ([]string, error) {
	folders, err := db.folders(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, folder := range folders[1:] {
		list, err := Backups(db.path, folder, time.UTC)
		if err != nil {
			return out, err
		}
		for _, b := range list {
			out = append(out, b.Path)
		}
	}
	aside, err := filepath.Glob(escapeGlob(db.path) + ".damaged-*")
	for _, path := range aside {
		if !strings.HasSuffix(path, "-wal") && !strings.HasSuffix(path, "-shm") {
			out = append(out, path)
		}
	}
	return out, err
}
