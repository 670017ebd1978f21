package storage

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"math"
	"os"
	"path/filepath"
	"runtime"

	"modernc.org/sqlite"

	"rapport/storage/cryptvfs"
)

// errInUse says that another program has the database open.
var errInUse = errors.New("another program has the database open; close it, then try again")

// convert rewrites the database at path, from one key to another; nil is plain.
func convert(ctx context.Context, path string, from, to *cryptvfs.Key) (err error) {
	source, err := alone(ctx, path, from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, source.close()) }()
	made := path + ".converting"
	remove := func() {
		for _, end := range []string{"", "-wal", "-shm", "-journal"} {
			os.Remove(made + end) //nolint:errcheck // it may not be there
		}
	}
	remove() // of a try that was cut short
	defer func() {
		if err != nil {
			remove()
		}
	}()
	f, err := os.OpenFile(made, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	params := fmt.Sprintf("vfs=%s&reserve=0", cryptvfs.BaseVFS())
	if to != nil {
		params = fmt.Sprintf("vfs=%s&reserve=%d", to.VFS(), cryptvfs.Reserve)
	}
	if _, err := source.conn.ExecContext(ctx, "VACUUM INTO ?", fileURI(made, params)); err != nil {
		return err
	}
	if err := source.compare(ctx, made, to); err != nil {
		return err
	}
	if info, err := os.Stat(path); err == nil {
		os.Chtimes(made, info.ModTime(), info.ModTime()) //nolint:errcheck // the date of a backup is a comfort
	}
	if err := syncFile(made); err != nil {
		return err
	}
	if err := source.replace(made, from == nil); err != nil {
		return err
	}
	if to != nil {
		return to.Use(path)
	}
	return nil
}

// lone is the only connection to a database.
type lone struct {
	path string
	pool *sql.DB
	conn *sql.Conn
	old  *os.File // the file that was replaced, to be overwritten
}

// alone opens the database so that no other program can, and folds its log into it.
func alone(ctx context.Context, path string, key *cryptvfs.Key) (*lone, error) {
	params := "mode=rw&_pragma=busy_timeout(1000)&_pragma=locking_mode(EXCLUSIVE)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)"
	if key != nil {
		params = "vfs=" + key.VFS() + "&" + params
	}
	// In this locking mode SQLite takes the lock on the whole file, for which nobody else may have it open.
	pool, err := sql.Open("sqlite", fileURI(path, params))
	if err != nil {
		return nil, err
	}
	l := &lone{path: path, pool: pool}
	if l.conn, err = pool.Conn(ctx); err != nil {
		return nil, errors.Join(inUse(err), pool.Close())
	}
	var busy, log, done int
	err = func() error {
		if _, err := l.conn.ExecContext(ctx, "BEGIN EXCLUSIVE; COMMIT"); err != nil {
			return err
		}
		// The log is removed by us, once it is empty, and not by SQLite at the end: by then its name may belong to the new file.
		if replacesOpen {
			err := l.conn.Raw(func(c any) error {
				_, err := c.(sqlite.FileControl).FileControlPersistWAL("main", 1)
				return err
			})
			if err != nil {
				return err
			}
		}
		return l.conn.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &done)
	}()
	if err == nil && busy != 0 {
		err = errInUse
	}
	if err != nil {
		return nil, errors.Join(inUse(err), l.close())
	}
	return l, nil
}

// inUse says it in words where another program holds a lock.
func inUse(err error) error {
	if c := code(err) & 0xff; c == 5 || c == 6 { // SQLITE_BUSY, SQLITE_LOCKED
		return errInUse
	}
	return err
}

// close ends the connection; what it held is overwritten before, if it was replaced.
func (l *lone) close() (err error) {
	if l.old != nil {
		overwrite(l.old)
	} else if replacesOpen {
		removeEmpty(l.path + "-wal")
	}
	if l.conn == nil {
		return nil
	}
	err = errors.Join(l.conn.Close(), l.pool.Close())
	if l.old != nil {
		l.old.Close() //nolint:errcheck // after the connection: closing it drops the locks
	}
	l.conn, l.old = nil, nil
	return err
}

// removeEmpty removes a log that holds nothing.
func removeEmpty(path string) {
	if info, err := os.Stat(path); err == nil && info.Size() == 0 {
		os.Remove(path) //nolint:errcheck // the next to open it takes it away
	}
}

// compare reads the copy back: its own integrity, its links, and every row of every table beside the source's. It leaves it in WAL mode.
func (l *lone) compare(ctx context.Context, path string, key *cryptvfs.Key) (err error) {
	db := &DB{path: path, key: key}
	pool, err := sql.Open("sqlite", db.dsn("rw", "_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, pool.Close()) }()
	made, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer made.Close()
	if err := sound(ctx, made); err != nil {
		return err
	}
	want, err := contentDigest(ctx, l.conn)
	if err != nil {
		return err
	}
	got, err := contentDigest(ctx, made)
	if err != nil {
		return err
	}
	if got != want {
		return errors.New("the copy does not hold what the database holds; nothing was changed")
	}
	_, err = made.ExecContext(ctx, "PRAGMA journal_mode = WAL")
	return err
}

// sound checks the integrity of a database and its links.
func sound(ctx context.Context, c *sql.Conn) error {
	var first string
	if err := c.QueryRowContext(ctx, "PRAGMA integrity_check(1)").Scan(&first); err != nil {
		return err
	}
	if first != "ok" {
		return errors.New(first)
	}
	var broken int
	if err := c.QueryRowContext(ctx, "SELECT count(*) FROM pragma_foreign_key_check").Scan(&broken); err != nil {
		return err
	}
	if broken > 0 {
		return fmt.Errorf("%d records name others that are not there", broken)
	}
	return nil
}

// contentDigest is a checksum of every row of every table, and of what the header says of the database.
func contentDigest(ctx context.Context, c *sql.Conn) (sum [sha256.Size]byte, err error) {
	h := sha256.New()
	add := func(tag byte, b []byte) {
		var n [9]byte
		n[0] = tag
		binary.BigEndian.PutUint64(n[1:], uint64(len(b)))
		h.Write(n[:])
		h.Write(b)
	}
	rowsOf := func(query string) error {
		add('q', []byte(query))
		rows, err := c.QueryContext(ctx, query)
		if err != nil {
			return err
		}
		defer rows.Close()
		columns, err := rows.Columns()
		if err != nil {
			return err
		}
		values := make([]any, len(columns))
		to := make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		for rows.Next() {
			if err := rows.Scan(to...); err != nil {
				return err
			}
			for _, v := range values {
				switch v := v.(type) {
				case nil:
					add('n', nil)
				case int64:
					add('i', binary.BigEndian.AppendUint64(nil, uint64(v)))
				case float64:
					add('f', binary.BigEndian.AppendUint64(nil, math.Float64bits(v)))
				case string:
					add('t', []byte(v))
				case []byte:
					add('b', v)
				default:
					add('x', fmt.Append(nil, v))
				}
			}
		}
		return rows.Err()
	}
	for _, pragma := range []string{"application_id", "user_version"} {
		if err := rowsOf("PRAGMA " + pragma); err != nil {
			return sum, err
		}
	}
	if err := rowsOf("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name"); err != nil {
		return sum, err
	}
	rows, err := c.QueryContext(ctx, "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name")
	if err != nil {
		return sum, err
	}
	var tables []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			rows.Close()
			return sum, err
		}
		tables = append(tables, name)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return sum, err
	}
	for _, t := range tables {
		if err := rowsOf(fmt.Sprintf("SELECT * FROM %q", t)); err != nil {
			return sum, err
		}
	}
	h.Sum(sum[:0])
	return sum, nil
}

// replacesOpen says that a file that is open can be replaced, as everywhere but on Windows.
var replacesOpen = runtime.GOOS != "windows"

// replace puts the file made in the place of the database. Until close nobody else can write to the old one, and then it is empty of
// meaning: a program that waited for it is told so instead of writing where nobody reads. With wipe its content is overwritten as far as
// the disk lets.
func (l *lone) replace(made string, wipe bool) error {
	if !replacesOpen { // neither a file that is open nor its log can be taken away: what follows is done when nobody has it open
		if err := l.close(); err != nil {
			return err
		}
	}
	for _, end := range []string{"-wal", "-shm"} {
		if err := os.Remove(l.path + end); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if !replacesOpen {
		second := l.path + ".replaced" // another name for the old content, to reach it when it has lost its own
		os.Remove(second)              //nolint:errcheck // of a try that was cut short
		linked := wipe && os.Link(l.path, second) == nil
		err := os.Rename(made, l.path)
		if linked {
			if old, openErr := os.OpenFile(second, os.O_RDWR, 0); openErr == nil {
				if err == nil {
					overwrite(old)
				}
				old.Close() //nolint:errcheck // it goes now
			}
			os.Remove(second) //nolint:errcheck // sweep takes it at the next start
		}
		return err
	}
	old, err := os.OpenFile(l.path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	if err := os.Rename(made, l.path); err != nil {
		return errors.Join(err, l.close(), old.Close())
	}
	l.old = old
	if !wipe {
		// An encrypted file need not be wiped; that it is no database any more is enough for those who wait for it.
		old.WriteAt(make([]byte, 8192), 0) //nolint:errcheck // it has no name any more
		old.Truncate(8192)                 //nolint:errcheck
	}
	syncFolder(filepath.Dir(l.path))
	return nil
}

// overwrite fills a file that has no name any more with zeros.
func overwrite(f *os.File) {
	info, err := f.Stat()
	if err != nil {
		return
	}
	zeros := make([]byte, 1<<16)
	for at := int64(0); at < info.Size(); at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros[:min(int64(len(zeros)), info.Size()-at)], at); err != nil {
			return
		}
	}
	f.Sync() //nolint:errcheck // as far as the disk lets
}

// syncFile brings a file to the disk.
func syncFile(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
