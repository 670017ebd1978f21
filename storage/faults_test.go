//go:build linux

package storage

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"unsafe"

	"github.com/google/uuid"
	"modernc.org/libc"
	sqlite3 "modernc.org/sqlite/lib"

	"rapport/notes"
	"rapport/people"
)

// What follows makes the disk fail below SQLite: the methods by which its own VFS writes, cuts and syncs files are replaced by ones that
// fail at the n-th call. The layer that encrypts stands on them too.

// fault is how the disk fails.
type fault int32

const (
	noFault    fault = iota
	writeError       // a write fails
	shortWrite       // half of a write comes through
	diskFull         // a write finds no room
	syncError        // what was written may not have reached the disk
)

var faults struct {
	kind    atomic.Int32
	at      atomic.Int64 // the call that fails
	forever atomic.Bool  // so do all after it
	calls   atomic.Int64
	hits    atomic.Int64
}

type (
	rwFunc   = func(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32
	syncFunc = func(tls *libc.TLS, file uintptr, flags int32) int32
)

// SQLite has one table of methods for files that are locked and one for logs; both write in the same way.
var realWrite, realSync uintptr

func where(p uintptr) unsafe.Pointer { return *(*unsafe.Pointer)(unsafe.Pointer(&p)) }

// fails counts a call and reports whether it fails.
func fails() bool {
	n, at := faults.calls.Add(1), faults.at.Load()
	if n == at || n > at && faults.forever.Load() {
		faults.hits.Add(1)
		return true
	}
	return false
}

func faultyWrite(tls *libc.TLS, file, buf uintptr, n int32, off int64) int32 {
	write := *(*rwFunc)(unsafe.Pointer(&realWrite))
	kind := fault(faults.kind.Load())
	if kind == noFault || kind == syncError || !fails() {
		return write(tls, file, buf, n, off)
	}
	switch kind {
	case shortWrite:
		write(tls, file, buf, n/2, off)
		return sqlite3.SQLITE_IOERR_WRITE
	case diskFull:
		return sqlite3.SQLITE_FULL
	}
	return sqlite3.SQLITE_IOERR_WRITE
}

func faultySync(tls *libc.TLS, file uintptr, flags int32) int32 {
	if fault(faults.kind.Load()) == syncError && fails() {
		return sqlite3.SQLITE_IOERR_FSYNC
	}
	return (*(*syncFunc)(unsafe.Pointer(&realSync)))(tls, file, flags)
}

// patchDisk puts the methods in the place of SQLite's, once.
var patchDisk = sync.OnceFunc(func() {
	tls := libc.NewTLS()
	defer tls.Close()
	vfs := (*sqlite3.Tsqlite3_vfs)(where(sqlite3.Xsqlite3_vfs_find(tls, 0)))
	dir, err := os.MkdirTemp("", "rapport-faults")
	if err != nil {
		panic(err)
	}
	defer os.RemoveAll(dir)
	open := *(*func(tls *libc.TLS, vfs, name, file uintptr, flags int32, out uintptr) int32)(unsafe.Pointer(&vfs.FxOpen))
	write, sync := rwFunc(faultyWrite), syncFunc(faultySync)
	for base, flags := range map[string]int32{"x.db": sqlite3.SQLITE_OPEN_MAIN_DB, "y.db-wal": sqlite3.SQLITE_OPEN_WAL} {
		path := filepath.Join(dir, base)
		os.WriteFile(filepath.Join(dir, "y.db"), nil, 0o600)     //nolint:errcheck // the log takes its mode
		name := libc.Xcalloc(tls, 1, libc.Tsize_t(len(path)+16)) // zeros before and behind, as SQLite passes names
		copy(unsafe.Slice((*byte)(where(name+4)), len(path)), path)
		file := libc.Xcalloc(tls, 1, libc.Tsize_t(vfs.FszOsFile))
		if rc := open(tls, sqlite3.Xsqlite3_vfs_find(tls, 0), name+4, file, flags|sqlite3.SQLITE_OPEN_CREATE|sqlite3.SQLITE_OPEN_READWRITE, 0); rc != 0 {
			panic(fmt.Sprint("no file: ", rc))
		}
		m := (*sqlite3.Tsqlite3_io_methods)(where((*sqlite3.Tsqlite3_file)(where(file)).FpMethods))
		if m.FxWrite == *(*uintptr)(unsafe.Pointer(&write)) {
			continue // the same table
		}
		realWrite, realSync = m.FxWrite, m.FxSync
		m.FxWrite, m.FxSync = *(*uintptr)(unsafe.Pointer(&write)), *(*uintptr)(unsafe.Pointer(&sync))
	}
})

// failing makes the n-th call fail while do runs, and reports whether it came to that.
func failing(kind fault, n int64, forever bool, do func()) (hit bool) {
	patchDisk()
	faults.calls.Store(0)
	faults.hits.Store(0)
	faults.at.Store(n)
	faults.forever.Store(forever)
	faults.kind.Store(int32(kind))
	do()
	faults.kind.Store(int32(noFault))
	return faults.hits.Load() > 0
}

var kinds = map[string]fault{"write error": writeError, "short write": shortWrite, "full disk": diskFull, "sync error": syncError}

// everyCall runs a round for every call at which the disk can fail, once and for good, until none is reached any more.
func everyCall(t *testing.T, round func(t *testing.T, kind fault, n int64, forever bool) (hit bool)) {
	step := int64(7) // in a quick run not every call, but each kind
	if os.Getenv("RAPPORT_TORTURE") != "" {
		step = 1
	}
	for name, kind := range kinds {
		for _, forever := range []bool{false, true} {
			t.Run(fmt.Sprint(name, map[bool]string{true: " for good"}[forever]), func(t *testing.T) {
				n := int64(1)
				for ; n < 10_000 && round(t, kind, n, forever); n += step {
					if t.Failed() {
						return
					}
				}
				if n == 1 {
					t.Error("the disk never failed")
				}
			})
		}
	}
}

// TestFaultsWhileSaving lets the disk fail at every call of a save, in a plain and an encrypted database: the caller is told, and the database
// is as it was before or as it should be after.
func TestFaultsWhileSaving(t *testing.T) {
	for _, secret := range []string{"", "correct horse battery staple"} {
		t.Run(map[bool]string{true: "plain", false: "encrypted"}[secret == ""], func(t *testing.T) {
			base := filepath.Join(t.TempDir(), "base.db")
			ctx := context.Background()
			db, err := Open(ctx, base, Options{})
			if err != nil {
				t.Fatal(err)
			}
			p := put(t, db, people.Person{Name: "Priya Raman"})
			m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Held, Notes: "Before. " + long})
			db.Close()
			o := Options{}
			if secret != "" {
				if _, err := Encrypt(ctx, base, secret, Options{}); err != nil {
					t.Fatal(err)
				}
				o.Secret = SecretOf(secret)
			}
			content, err := os.ReadFile(base)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			everyCall(t, func(t *testing.T, kind fault, n int64, forever bool) bool {
				path := filepath.Join(dir, uuid.NewString()+".db")
				if err := os.WriteFile(path, content, 0o600); err != nil {
					t.Fatal(err)
				}
				defer func() {
					for _, end := range []string{"", "-wal", "-shm"} {
						os.Remove(path + end)
					}
				}()
				var saved error
				hit := failing(kind, n, forever, func() {
					db, err := Open(ctx, path, o)
					if saved = err; err != nil {
						return
					}
					saved = db.Write(ctx, func(tx *Tx) error {
						m := m
						m.Notes = "After. " + long
						_, err := Put(tx, m)
						return err
					})
					db.Close() // it may fail too: what was saved is in the log
				})
				db, err := Open(ctx, path, o)
				if err != nil {
					t.Fatalf("call %d: cannot be opened any more: %v", n, err)
				}
				defer db.Close()
				read(t, db, func(tx *Tx) error {
					got, err := Get[notes.Meeting](tx, m.ID)
					switch {
					case err != nil:
					case got.Notes == "After. "+long:
					case got.Notes == "Before. "+long && saved != nil:
					default:
						t.Errorf("call %d: the note is %.10q, and the save said %v", n, got.Notes, saved)
					}
					return err
				})
				if r, err := db.Check(ctx); err != nil || !r.OK() {
					t.Errorf("call %d: %v %v", n, r, err)
				}
				return hit
			})
		})
	}
}

// long is a text that takes several pages.
var long = func() (s string) {
	for i := range 900 {
		s += fmt.Sprint("word", i%97, " ")
	}
	return s
}()

// TestFaultsWhileBackingUp wants an error and no file, or a whole backup.
func TestFaultsWhileBackingUp(t *testing.T) {
	eachWay(t, func(t *testing.T, db *DB, o Options) {
		team(t, db)
		want := everything(t, db)
		ctx := context.Background()
		target := filepath.Join(t.TempDir(), "backup.db")
		everyCall(t, func(t *testing.T, kind fault, n int64, forever bool) bool {
			os.Remove(target)
			var err error
			hit := failing(kind, n, forever, func() { _, err = db.BackupTo(ctx, target) })
			if err != nil {
				if left, _ := filepath.Glob(filepath.Join(filepath.Dir(target), "*")); len(left) > 0 {
					t.Errorf("call %d: left behind: %v", n, left)
				}
				return hit
			}
			if counts, _, err := Verify(ctx, target, o); err != nil || counts["meetings"] != int64(len(want.Meetings)) {
				t.Errorf("call %d: %v %v", n, counts, err)
			}
			return hit
		})
	})
}

// TestFaultsWhileMigrating wants a database of the version before, or of the one after, with everything in it.
func TestFaultsWhileMigrating(t *testing.T) {
	ctx := context.Background()
	base := filepath.Join(t.TempDir(), "old.db")
	old, err := sql.Open("sqlite", "file:"+base)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.Exec(schema + fmt.Sprintf("; PRAGMA application_id = %d; PRAGMA user_version = 1; INSERT INTO templates (id, name) VALUES ('00000000-0000-7000-8000-000000000001', 'Mine')", applicationID)); err != nil {
		t.Fatal(err)
	}
	old.Close()
	content, err := os.ReadFile(base)
	if err != nil {
		t.Fatal(err)
	}
	everyCall(t, func(t *testing.T, kind fault, n int64, forever bool) bool {
		path := filepath.Join(t.TempDir(), "rapport.db")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		hit := failing(kind, n, forever, func() {
			if db, err := Open(ctx, path, Options{}); err == nil {
				db.Close()
			}
		})
		db, err := Open(ctx, path, Options{})
		if err != nil {
			t.Fatalf("call %d: %v", n, err)
		}
		defer db.Close()
		read(t, db, func(tx *Tx) error {
			all, err := All[notes.Template](tx)
			if len(all) != 1 {
				t.Errorf("call %d: %d templates", n, len(all))
			}
			return err
		})
		return hit
	})
}
