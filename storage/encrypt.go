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
	"strings"
	"time"

	"modernc.org/sqlite"

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
