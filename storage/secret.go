package storage

import (
	"database/sql"
	"errors"
	"fmt"
	"os"
	"time"
	"unicode/utf8"

	"rapport/storage/cryptvfs"
)

// Secret opens an encrypted database: a passphrase, or the recovery key as it was printed.
type Secret = cryptvfs.Secret

// SecretOf is what a person typed: a recovery key where it is one without a typing mistake, else a passphrase.
func SecretOf(text string) Secret {
	if cryptvfs.IsRecoveryKey(text) {
		return Secret{RecoveryKey: text}
	}
	return Secret{Passphrase: text}
}

// ErrRecoveryTypo says that a recovery key was not typed as it was printed.
var ErrRecoveryTypo = cryptvfs.ErrRecoveryTypo

// LockedError says that the database is encrypted and no passphrase was given.
type LockedError struct{ Path string }

// Error says what to do.
func (e *LockedError) Error() string {
	return fmt.Sprintf("%s is encrypted; give its passphrase (on the command line with --passphrase-file FILE)", e.Path)
}

// WrongSecretError says that the passphrase or recovery key is not the right one. The file is whole.
type WrongSecretError struct {
	Path     string
	Recovery bool // it was a recovery key
}

// Error says what to do.
func (e *WrongSecretError) Error() string {
	if e.Recovery {
		return "That recovery key does not open these notes. A newer one may have taken its place."
	}
	return "That passphrase does not open these notes."
}

// IsDatabase reports whether a file is a database, plain or encrypted, such as a backup. It may be in use, also by this program. Errors are
// those of reading it.
func IsDatabase(path string) (bool, error) {
	kind, err := cryptvfs.Detect(path)
	return kind == cryptvfs.Plain || kind == cryptvfs.Encrypted, err
}

// IsLocked reports whether an error says that something is encrypted and that what is known does not open it: another passphrase would.
func IsLocked(err error) bool {
	_, locked := errors.AsType[*LockedError](err)
	_, wrong := errors.AsType[*WrongSecretError](err)
	return locked || wrong
}

// WaitError says that too many wrong passphrases were tried.
type WaitError struct{ For time.Duration }

// Error says how long to wait.
func (e *WaitError) Error() string {
	return fmt.Sprintf("Too many wrong passphrases: wait %d seconds, then try again.", int((e.For+time.Second-1)/time.Second))
}

// minPassphrase is the fewest characters of a passphrase.
const minPassphrase = 8

// CheckPassphrase says what is wrong with a new passphrase; nil is good enough.
func CheckPassphrase(text string) error {
	if utf8.RuneCountInString(text) < minPassphrase {
		return fmt.Errorf("the passphrase is too short: give at least %d characters; four or five unrelated words work well", minPassphrase)
	}
	if cryptvfs.IsRecoveryKey(text) {
		return errors.New("a recovery key cannot be the passphrase; choose another one")
	}
	return nil
}

// keyCost is the effort that a passphrase takes; tests take less.
var keyCost = cryptvfs.DefaultCost

// unlock takes the key where the file is encrypted.
func (db *DB) unlock(o Options) error {
	if db.borrowed {
		return nil
	}
	kind, err := cryptvfs.Detect(db.path)
	if err == nil && kind == cryptvfs.Empty && !o.ReadOnly && o.Like != nil && o.Like.key != nil {
		kind, err = cryptvfs.Encrypted, db.sealEmpty(o.Like.key)
	}
	if err != nil || kind != cryptvfs.Encrypted {
		return err
	}
	switch {
	case o.Like != nil && o.Like.key != nil && (o.Secret == Secret{} || o.Like.key.Fits(db.path)):
		db.key, err = o.Like.key.Another(db.path)
		if errors.Is(err, cryptvfs.ErrWrongSecret) {
			err = &WrongSecretError{Path: db.path}
		}
	case o.Secret == Secret{}:
		_, err = cryptvfs.Unlock(db.path, Secret{RecoveryKey: "-"}) // is the header whole?
		if damage, ok := errors.AsType[*cryptvfs.HeaderError](err); ok {
			return &DamagedError{Path: db.path, Cause: damage}
		}
		return &LockedError{Path: db.path}
	default:
		err = guard(db.path, o.Secret, db.now, func() error {
			db.key, err = cryptvfs.Unlock(db.path, o.Secret)
			return err
		})
	}
	if damage, ok := errors.AsType[*cryptvfs.HeaderError](err); ok {
		err = &DamagedError{Path: db.path, Cause: damage}
	}
	return err
}

// notCut says where a database lost everything, as its file may after the power failed: an empty file of which there are backups, and an
// encrypted one with nothing behind its header. Neither is begun anew. An empty file without backups is a new one.
func (db *DB) notCut() error {
	info, err := os.Stat(db.path)
	if err != nil || info.Size() > cryptvfs.HeaderSize {
		return nil // whatever is wrong is said when it is opened
	}
	kind, err := cryptvfs.Detect(db.path)
	if err != nil {
		return nil
	}
	if have, err := Backups(db.path, db.BackupFolder(), time.UTC); kind != cryptvfs.Encrypted && (info.Size() >= plainHeader || err != nil || len(have) == 0) {
		return nil
	}
	return &DamagedError{Path: db.path, Cause: errors.New("what was in it is gone")}
}

// plainHeader is how many bytes SQLite's header has. A shorter file is an empty database to it.
const plainHeader = 100

// sealEmpty makes an empty file an encrypted database with nothing in it.
func (db *DB) sealEmpty(key *cryptvfs.Key) error {
	empty, err := sql.Open("sqlite", "file::memory:")
	if err != nil {
		return err
	}
	defer empty.Close()
	_, err = empty.Exec("VACUUM INTO ?", (&DB{path: db.path, key: key}).into())
	return err
}

// IsEncrypted reports whether the database at path is encrypted, without opening it.
func IsEncrypted(path string) (bool, error) {
	kind, err := cryptvfs.Detect(path)
	return kind == cryptvfs.Encrypted, err
}

// Encryption says since when a database is encrypted.
type Encryption struct {
	On         bool
	Since      time.Time // when it was encrypted
	Passphrase time.Time // when the passphrase was set
	Recovery   time.Time // when the recovery key was made
	ID         string    // tells databases apart without saying anything about them: the name in a keyring
}

// Encryption says whether the database is encrypted, and since when.
func (db *DB) Encryption() Encryption {
	if db.key == nil {
		return Encryption{}
	}
	e := Encryption{On: true, ID: fmt.Sprintf("%x", db.key.ID())}
	e.Since, e.Passphrase, e.Recovery = db.key.Dates()
	return e
}

// KeyID is Encryption.ID of the database at path, which is not opened; "" where it is not encrypted.
func KeyID(path string) string {
	id, err := cryptvfs.KeyID(path)
	if err != nil {
		return ""
	}
	return fmt.Sprintf("%x", id)
}

// into is the file name for VACUUM INTO that makes this file, encrypted with this DB's key or plain. Make the file empty and readable by
// this user only before, as SQLite makes files readable by others.
func (db *DB) into() string {
	if db.key == nil {
		return fileURI(db.path, "vfs="+cryptvfs.BaseVFS()+"&reserve=0")
	}
	return fileURI(db.path, fmt.Sprintf("vfs=%s&reserve=%d", db.key.VFS(), cryptvfs.Reserve))
}
