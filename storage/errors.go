package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/google/uuid"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"rapport/notes"
)

// NewerVersionError says that a newer Rapport wrote the database. The file was not touched.
type NewerVersionError struct {
	Path    string
	Version int    // of the schema
	Program string // the version of Rapport that wrote it, empty where that cannot be read
}

// Error says what to do.
func (e *NewerVersionError) Error() string {
	program := ""
	if e.Program != "" {
		program = ", Rapport " + e.Program
	}
	return fmt.Sprintf("%s was written by a newer version of Rapport%s (its schema is version %d, this program knows up to %d); install the newer Rapport to open it; the file was not touched", e.Path, program, e.Version, SchemaVersion)
}

// ForeignFileError says that the file is something else than a database of Rapport. It was not touched.
type ForeignFileError struct{ Path string }

// Error says what to do.
func (e *ForeignFileError) Error() string {
	return fmt.Sprintf("%s is not a Rapport database; choose another file, or bring its content in with import; the file was not touched", e.Path)
}

// DamagedError says that the database cannot be read as it should.
type DamagedError struct {
	Path  string
	Cause error
}

// Error says what to do.
func (e *DamagedError) Error() string {
	return fmt.Sprintf("%s is damaged (%v); keep a copy of it, then restore a backup, or save what can be read with check --rescue", e.Path, e.Cause)
}

// Unwrap returns the cause.
func (e *DamagedError) Unwrap() error { return e.Cause }

// NotFoundError says that there is no record with the id.
type NotFoundError struct {
	Kind string // name of the list of the interchange document, such as "meetings"
	ID   uuid.UUID
}

// Error names the kind in words.
func (e *NotFoundError) Error() string {
	return fmt.Sprintf("there is no %s with the id %s; it may have been deleted", noun(e.Kind), e.ID)
}

// ConstraintError says that a record does not fit to the others.
type ConstraintError struct {
	Kind   string // name of the list of the interchange document
	Reason string // the whole sentence
	Cause  error  // may be nil
}

// Error returns the sentence.
func (e *ConstraintError) Error() string { return e.Reason }

// Unwrap returns the cause.
func (e *ConstraintError) Unwrap() error { return e.Cause }

// nouns are what the app calls one record of each kind.
var nouns = map[string]string{
	"people": "person", "absences": "absence", "meetings": "one-on-one", "topics": "topic", "talking_points": "talking point",
	"journal": "journal line", "actions": "action item", "feedback": "feedback", "goals": "goal", "key_results": "key result",
	"check_ins": "check-in", "delegations": "delegation", "observations": "observation", "events": "event",
	"acknowledgements": "acknowledgement", "line_marks": "marked line", "reviews": "review", "templates": "template",
	"questions": "question", "asked": "asked question", "cue_words": "cue word", "settings": "setting",
}

func noun(kind string) string { return nouns[kind] }

// code returns the extended result code of SQLite, 0 where err does not come from there.
func code(err error) int {
	var e *sqlite.Error
	if errors.As(err, &e) {
		return e.Code()
	}
	return 0
}

func isCantOpen(err error) bool {
	c := code(err) & 0xff
	return c == sqlite3.SQLITE_CANTOPEN || c == sqlite3.SQLITE_READONLY
}

// explain turns what SQLite and the file system say into a sentence; failed is its beginning, what did not happen. Errors that
// are sentences already are returned as they are.
func (db *DB) explain(failed string, err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	if _, ok := errors.AsType[*ConstraintError](err); ok {
		return err
	}
	if _, ok := errors.AsType[*explained](err); ok {
		return err
	}
	folder := filepath.Dir(db.path)
	because := func(why string) error {
		return &explained{failed + ": " + why, err}
	}
	var path *fs.PathError
	switch c := code(err); c & 0xff {
	case 0:
		switch {
		case errors.Is(err, fs.ErrPermission):
			return because(fmt.Sprintf("there is no permission to use %s; choose another place, or allow writing there", db.path))
		case errors.Is(err, fs.ErrNotExist):
			return because(fmt.Sprintf("%s does not exist", db.path))
		case errors.Is(err, syscall.ENOSPC):
			return because(fmt.Sprintf(noRoom, folder))
		case errors.As(err, &path):
			return because(fmt.Sprintf("%s cannot be used (%v)", path.Path, path.Err))
		}
		return err
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return because(fmt.Sprintf("another program is writing to %s; close it or wait a moment, then try again", db.path))
	case sqlite3.SQLITE_FULL:
		return because(fmt.Sprintf(noRoom, folder))
	case sqlite3.SQLITE_READONLY:
		return because(fmt.Sprintf(cannotWrite, db.path))
	case sqlite3.SQLITE_CANTOPEN:
		return because(fmt.Sprintf("%s cannot be opened for writing; look whether the folder %s exists and may be written to, or open it for reading only", db.path, folder))
	case sqlite3.SQLITE_IOERR:
		if c == sqlite3.SQLITE_IOERR_DATA { // of the layer that encrypts
			return &DamagedError{Path: db.path, Cause: errors.New("a part of it does not pass its check")}
		}
		switch probe := tryFolder(folder); {
		case errors.Is(probe, fs.ErrPermission) || errors.Is(probe, syscall.EROFS):
			return because(fmt.Sprintf(cannotWrite, db.path))
		case errors.Is(probe, syscall.ENOSPC):
			return because(fmt.Sprintf(noRoom, folder))
		}
		return because(fmt.Sprintf("the disk that holds %s does not answer as it should (%v); look whether it is full, was pulled out or is failing", folder, err))
	case sqlite3.SQLITE_NOTADB:
		if db.key != nil {
			return &DamagedError{Path: db.path, Cause: err}
		}
		if have, err := Backups(db.path, db.BackupFolder(), time.UTC); err == nil && len(have) > 0 { // it once was ours
			return &DamagedError{Path: db.path, Cause: errors.New("its beginning is gone")}
		}
		return &ForeignFileError{Path: db.path}
	case sqlite3.SQLITE_CORRUPT:
		return &DamagedError{Path: db.path, Cause: err}
	}
	return because(err.Error())
}

const (
	cannotWrite = "%s cannot be written to; allow writing to the file and its folder, or choose another place"
	noRoom      = "the disk that holds %s is full; free some space, then try again"
)

// tryFolder finds out why nothing can be written in a folder, as on a disk that is full or was made read-only. The database itself is not
// opened for that, as closing it would drop the locks that SQLite holds on it.
func tryFolder(folder string) error {
	f, err := os.CreateTemp(folder, ".rapport-*.part")
	if err != nil {
		return err
	}
	_, err = f.Write(make([]byte, 1<<15)) // as much as SQLite takes at a time
	f.Close()                             //nolint:errcheck // it goes now
	os.Remove(f.Name())                   //nolint:errcheck // it has a name that no backup has
	return err
}

// explained is a sentence with its cause for the log.
type explained struct {
	text  string
	cause error
}

// IsUnwritten reports whether an error says that the file or the disk did not do what was asked, so that it may work when it is tried again.
func IsUnwritten(err error) bool {
	_, ok := errors.AsType[*explained](err)
	return ok
}

func (e *explained) Error() string { return e.text }
func (e *explained) Unwrap() error { return e.cause }

// refused turns a broken constraint of the schema into a sentence about the record; other errors are returned as they are.
func (tx *Tx) refused(t *table, record any, err error) error {
	c := code(err)
	if c&0xff != sqlite3.SQLITE_CONSTRAINT {
		return err
	}
	what := tx.label(t, record)
	sentence := func(format string, args ...any) error {
		return &ConstraintError{Kind: t.name, Reason: fmt.Sprintf(format, args...), Cause: err}
	}
	switch c {
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		for _, l := range links {
			if l.table != t.name {
				continue
			}
			if to, _ := t.value(record, l.column).(string); to != "" && !tx.there(l.to, to) {
				return sentence("%s names a %s that is not there (%s); add that first, or leave it out", what, noun(l.to), to)
			}
		}
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		text := err.Error()
		if strings.Contains(text, "meetings_held_once") {
			return tx.heldTwice(record.(notes.Meeting), err)
		}
		for _, child := range t.children {
			if strings.Contains(text, child.name+".id") {
				return sentence("%s has a %s whose id is used by another one already", what, noun(child.name))
			}
		}
		return sentence("%s is there already", what)
	}
	return sentence("%s could not be saved: the database does not take it (%v)", what, err)
}
