package storage

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"time"

	"github.com/google/uuid"
)

// Unsaved is what transactions would have changed that the disk did not take: as it was, and as it became. It is kept in a file aside, in another
// place, and brought in later.
type Unsaved struct {
	At      time.Time         `json:"at"`
	Records []UnsavedRecord   `json:"records"`
	Local   map[string]string `json:"local,omitempty"` // settings of this computer, as what is typed into a form

	noted map[uuid.UUID]int // where a record stands in Records
}

// UnsavedRecord is one record of those.
type UnsavedRecord struct {
	Kind   string          `json:"kind"`
	ID     uuid.UUID       `json:"id"`
	Before json.RawMessage `json:"before,omitempty"` // absent for a new one
	After  json.RawMessage `json:"after"`
	Label  string          `json:"label"` // what a person knows it by
}

// errTried ends a transaction of which nothing is to stay.
var errTried = errors.New("this was only tried")

// Unwritten runs transactions on top of one another, without anything of them staying, and returns what they would have changed. It needs no
// room on the disk and no right to write. What cannot be done, as where a record is gone, is left out.
func (db *DB) Unwritten(ctx context.Context, do ...func(tx *Tx) error) (*Unsaved, error) {
	if db.writer == nil {
		return nil, errors.New("the database is open for reading only")
	}
	u := &Unsaved{At: db.now(), Local: map[string]string{}, noted: map[uuid.UUID]int{}}
	c, err := db.writer.take(ctx)
	if err != nil {
		return nil, err
	}
	defer db.writer.give(c)
	if err := c.exec(ctx, "PRAGMA cache_spill = 0"); err != nil { // nothing of it goes to the disk; it counts from the next transaction on
		return nil, err
	}
	defer c.exec(context.Background(), "PRAGMA cache_spill = 1") //nolint:errcheck // as before
	err = (&Tx{db: db, c: c, ctx: ctx, writing: true}).run(func(tx *Tx) error {
		for _, f := range do {
			if err := tx.c.exec(ctx, "SAVEPOINT one"); err != nil {
				return err
			}
			tx.tried = &Unsaved{Local: map[string]string{}}
			if err := f(tx); err != nil {
				if err := tx.c.exec(ctx, "ROLLBACK TO one"); err != nil {
					return err
				}
				continue
			}
			u.add(tx.tried)
		}
		for i, r := range u.Records {
			t := tableNamed[r.Kind]
			list, err := tx.load(t, "id = ?", r.ID.String())
			if err != nil {
				return err
			}
			if list.Len() > 0 {
				after, err := encode(list.Index(0).Interface())
				if err != nil {
					return err
				}
				u.Records[i].After, u.Records[i].Label = json.RawMessage(after), noun(t.name)+" "+tx.title(t, list.Index(0).Interface())
			}
		}
		u.Records = slices.DeleteFunc(u.Records, func(r UnsavedRecord) bool { return string(r.After) == string(r.Before) || r.After == nil })
		return errTried
	})
	if !errors.Is(err, errTried) {
		return nil, err
	}
	return u, nil
}

// note keeps how a record was before it was changed for the first time.
func (u *Unsaved) note(t *table, id uuid.UUID, old reflect.Value) error {
	r := UnsavedRecord{Kind: t.name, ID: id}
	if old.IsValid() {
		before, err := encode(old.Interface())
		if err != nil {
			return err
		}
		r.Before = json.RawMessage(before)
	}
	u.Records = append(u.Records, r)
	return nil
}

func (u *Unsaved) add(one *Unsaved) {
	for _, r := range one.Records {
		if _, there := u.noted[r.ID]; !there {
			u.noted[r.ID] = len(u.Records)
			u.Records = append(u.Records, r)
		}
	}
	for key, value := range one.Local {
		u.Local[key] = value
	}
}

// Empty reports whether there is nothing in it.
func (u *Unsaved) Empty() bool { return len(u.Records) == 0 && len(u.Local) == 0 }

// localUnsaved is the setting of the file aside that holds it.
const localUnsaved = "unsaved"

// asideName begins the names of files aside of this database.
func (db *DB) asideName() string {
	sum := sha256.Sum256([]byte(db.path))
	return ".rapport-unsaved-" + hex.EncodeToString(sum[:8])
}

// KeepAside writes what is unsaved into a file of its own in the first of the folders that takes it: a small database that only this user can
// read, with the key of this one. It returns where.
func (db *DB) KeepAside(ctx context.Context, u *Unsaved, folders []string) (path string, err error) {
	text, err := encode(u)
	if err != nil {
		return "", err
	}
	err = errors.New("there is no other place")
	for _, folder := range folders {
		path = filepath.Join(folder, db.asideName()+"-"+u.At.UTC().Format("20060102T150405")+".db")
		if err = db.writeAside(ctx, path, text); err == nil {
			return path, nil
		}
		RemoveAside(path)
	}
	return "", err
}

func (db *DB) writeAside(ctx context.Context, path, text string) error {
	if exists(path) {
		return fmt.Errorf("%s is there already", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("%s is no folder", filepath.Dir(path))
	}
	aside, err := Open(ctx, path, Options{Now: db.now, NewID: db.newID, Like: db})
	if err != nil {
		return err
	}
	err = aside.Write(ctx, func(tx *Tx) error { return SetLocal(tx, localUnsaved, text) })
	return errors.Join(err, aside.Close())
}

// RemoveAside takes away a file aside.
func RemoveAside(path string) {
	for _, end := range []string{"", "-wal", "-shm"} {
		os.Remove(path + end) //nolint:errcheck // it is offered once more
	}
}

// Aside returns the files aside of this database in some folders, the earliest first: those that are this user's own.
func (db *DB) Aside(folders []string) []string {
	var out []string
	for _, folder := range folders {
		list, _ := filepath.Glob(filepath.Join(escapeGlob(folder), db.asideName()+"-*.db")) //nolint:errcheck // the pattern is right
		for _, path := range list {
			if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && own(info) {
				out = append(out, path)
			}
		}
	}
	slices.SortFunc(out, func(x, y string) int { return slices.Compare([]byte(filepath.Base(x)), []byte(filepath.Base(y))) })
	return out
}

// ReadAside reads a file aside.
func (db *DB) ReadAside(ctx context.Context, path string) (*Unsaved, error) {
	aside, err := Open(ctx, path, Options{Now: db.now, NewID: db.newID, Like: db})
	if err != nil {
		return nil, err
	}
	defer aside.Close()
	u := &Unsaved{}
	err = aside.Read(ctx, func(tx *Tx) error {
		text, err := Local(tx, localUnsaved)
		if err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(text), u); err != nil {
			return &DamagedError{Path: path, Cause: err}
		}
		return nil
	})
	return u, err
}

// BringIn writes what was unsaved. What was changed meanwhile stays, and the words that were unsaved stand under it; where that cannot be, as in a
// list, they take its place, and what stood there is in the history.
func BringIn(tx *Tx, u *Unsaved) error {
	tx.apart = true
	defer func() { tx.apart = false }()
	for _, r := range u.Records {
		t := tableNamed[r.Kind]
		if t == nil {
			return fmt.Errorf("there is no kind of record called %q", r.Kind)
		}
		list, err := tx.load(t, "id = ?", r.ID.String())
		if err != nil {
			return err
		}
		body := r.After
		if list.Len() > 0 {
			now, err := encode(list.Index(0).Interface())
			if err != nil {
				return err
			}
			if body, err = joinedFields(r.Before, r.After, json.RawMessage(now)); err != nil {
				return err
			}
		}
		v := reflect.New(t.typ)
		if err := json.Unmarshal(body, v.Interface()); err != nil {
			return fmt.Errorf("%s cannot be read: %w", r.Label, err)
		}
		if err := tx.put(t, v.Elem()); err != nil {
			return err
		}
	}
	for key, value := range u.Local {
		now, err := Local(tx, key)
		if err == nil && now == "" {
			err = SetLocal(tx, key, value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// joinedFields is a record as it is now with what was changed in it from before to after.
func joinedFields(before, after, now json.RawMessage) (json.RawMessage, error) {
	var was, becomes, is map[string]json.RawMessage
	if before == nil {
		before = json.RawMessage("{}")
	}
	if err := errors.Join(json.Unmarshal(before, &was), json.Unmarshal(after, &becomes), json.Unmarshal(now, &is)); err != nil {
		return nil, err
	}
	for name := range was {
		if _, ok := becomes[name]; !ok {
			becomes[name] = nil
		}
	}
	for name, value := range becomes {
		if string(value) == string(was[name]) || string(value) == string(is[name]) {
			continue
		}
		var a, b string
		if string(is[name]) != string(was[name]) && json.Unmarshal(is[name], &a) == nil && json.Unmarshal(value, &b) == nil && a != "" && b != "" {
			joined, err := json.Marshal(a + "\n\n" + b)
			if err != nil {
				return nil, err
			}
			value = joined
		}
		if value == nil {
			delete(is, name)
		} else {
			is[name] = value
		}
	}
	return json.Marshal(is)
}
