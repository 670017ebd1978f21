// Package storage keeps every record of Rapport in one SQLite file: records.go turns records into rows and back, file.go gathers all
// that is known about a person, search.go finds words, trash.go and history.go keep what was deleted and changed. A write is one
// transaction that keeps history and the search index true; a read is one consistent snapshot.
package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/google/uuid"
	_ "modernc.org/sqlite" // the driver "sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"rapport/storage/cryptvfs"
)

// Options are what a DB takes from outside.
type Options struct {
	Now      func() time.Time // the clock for history and trash; nil: the computer's
	NewID    func() uuid.UUID // the maker of ids; nil: UUIDs of version 7
	ReadOnly bool             // open without ever writing, so that a file in a folder without write permission can be read
	Secret   Secret           // what opens an encrypted database; not looked at where it is not encrypted
	Like     *DB              // an open database whose key opens this one too, as a backup of it; instead of Secret
	Program  string           // the version of the program, kept in the file for an older one to name; empty: nothing is kept
}

// DB is an open database. Its methods may be called from any goroutine.
type DB struct {
	path     string
	now      func() time.Time
	newID    func() uuid.UUID
	key      *cryptvfs.Key // nil where the file is not encrypted
	pools    []*sql.DB
	unkept   bool   // a copy that is thrown away: no backup is made of it before it is brought up to date
	borrowed bool   // the key belongs to another DB, and so does closing it
	writer   *conns // one; none in a read-only database
	readers  *conns
	seen     int64                // data_version of the writer, when it was last asked for
	typings  map[uuid.UUID]typing // bursts of edits, by record; only of the one transaction that writes

	mu          sync.Mutex
	closed      bool
	subscribers map[int]func(Change)
	subscribed  int
}

// readers is how many read transactions can run at once.
const readers = 4

// DefaultPath is where the database is kept unless the person says otherwise: the platform's folder for an application's data.
func DefaultPath() (string, error) {
	var base string
	switch runtime.GOOS {
	case "darwin", "ios", "windows":
		dir, err := os.UserConfigDir() // ~/Library/Application Support, %AppData%
		if err != nil {
			return "", fmt.Errorf("the folder for Rapport's data is not known; say where the database is with --db: %w", err)
		}
		return filepath.Join(dir, "Rapport", "rapport.db"), nil
	default:
		base = os.Getenv("XDG_DATA_HOME")
		if !filepath.IsAbs(base) { // the XDG base directory specification: a relative one is ignored
			home, err := os.UserHomeDir()
			if err != nil {
				return "", fmt.Errorf("the folder for Rapport's data is not known; say where the database is with --db: %w", err)
			}
			base = filepath.Join(home, ".local", "share")
		}
	}
	return filepath.Join(base, "rapport", "rapport.db"), nil
}

// Open opens the database at path, brings its schema up to date, and makes it (and its folder) where there is none, readable by
// this user only. Errors: *NewerVersionError, *ForeignFileError, *DamagedError, *LockedError, *WrongSecretError, *WaitError, or a
// sentence that says what is in the way.
func Open(ctx context.Context, path string, o Options) (*DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("the database %s cannot be opened: %w", path, err)
	}
	db := newDB(abs, o)
	if err := db.open(ctx, o); err != nil {
		db.abandon()
		return nil, db.explain("the database could not be opened", err)
	}
	return db, nil
}

// newDB is a DB that is not open yet.
func newDB(path string, o Options) *DB {
	db := &DB{path: path, now: o.Now, newID: o.NewID, subscribers: map[int]func(Change){}}
	if db.now == nil {
		db.now = time.Now
	}
	if db.newID == nil {
		db.newID = newV7
	}
	return db
}

// at is another file that is opened in the same way, such as a backup: with the same key, where the database has one.
func (db *DB) at(path string) *DB {
	other := newDB(path, Options{Now: db.now, NewID: db.newID})
	other.key, other.borrowed = db.key, true
	return other
}

func newV7() uuid.UUID { return uuid.Must(uuid.NewV7()) }

func (db *DB) open(ctx context.Context, o Options) error {
	readOnly := o.ReadOnly
	if readOnly {
		if _, err := os.Stat(db.path); err != nil {
			return err
		}
	} else if err := prepareFile(db.path); err != nil {
		return err
	}
	if err := db.notCut(); err != nil {
		return err
	}
	if err := db.unlock(o); err != nil {
		return err
	}
	mode := "ro"
	found, err := db.version(ctx, mode)
	if err != nil && isCantOpen(err) && readOnly && !exists(db.path+"-wal") {
		mode = "ro&immutable=1" // no memory file can be made in this folder, and nobody can be writing
		found, err = db.version(ctx, mode)
	}
	if err != nil && isCantOpen(err) && !readOnly {
		found, err = db.version(ctx, "rw") // a transaction that was cut off before the log was there is taken back
	}
	if err != nil {
		return err
	}
	if readOnly && found < SchemaVersion {
		return fmt.Errorf("it was written by an earlier version of Rapport and must be opened for writing once, to bring it up to date")
	}
	if !readOnly {
		db.writer, err = db.connect("rw", "_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)", 1)
		if err != nil {
			return err
		}
		if err := db.migrate(ctx, migrations); err != nil {
			return err
		}
		if err := db.writable(ctx); err != nil {
			return err
		}
		db.sweep()
		db.keepPrivate()
		if o.Program != "" {
			db.signed(ctx, o.Program)
		}
	}
	db.readers, err = db.connect(mode, "_pragma=query_only(1)&_pragma=temp_store(MEMORY)&_pragma=cache_size(-2000)", readers)
	return err
}

// writable finds out whether anything can be written: SQLite opens a file without permission for reading, without a word.
func (db *DB) writable(ctx context.Context) error {
	c, err := db.writer.take(ctx)
	if err != nil {
		return err
	}
	defer db.writer.give(c)
	err = c.exec(ctx, "DELETE FROM local WHERE 0")
	if code(err)&0xff == sqlite3.SQLITE_BUSY {
		return nil // somebody else can
	}
	return err
}

// prepareFile makes the folder and an empty file where there is none. A file that is there is not touched: closing it here would
// drop the locks that SQLite holds on it in this process.
func prepareFile(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return f.Close()
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// dsn names the file as SQLite wants it. busy_timeout comes first, so that the other settings wait for a lock too.
func (db *DB) dsn(mode, pragmas string) string {
	params := "mode=" + mode + "&_pragma=busy_timeout(5000)&" + pragmas
	if db.key != nil {
		params = "vfs=" + db.key.VFS() + "&" + params
	}
	return fileURI(db.path, params)
}

// fileURI is a file name as SQLite takes it, with parameters. The path is absolute.
func fileURI(path, params string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path // a drive letter
	}
	u := url.URL{Scheme: "file", Path: path}
	return u.String() + "?" + params
}

// connect makes n connections, which are opened when they are first used.
func (db *DB) connect(mode, pragmas string, n int) (*conns, error) {
	pool, err := sql.Open("sqlite", db.dsn(mode, pragmas))
	if err != nil {
		return nil, err
	}
	db.pools = append(db.pools, pool)
	p := &conns{turn: make(chan struct{}, n)}
	for range n {
		p.give(&conn{pool: pool, statements: map[string]*sql.Stmt{}})
	}
	return p, nil
}

// conns are connections of one sort. The one that was used last is used next: its cache is warm.
type conns struct {
	turn chan struct{} // one for each that is free
	mu   sync.Mutex
	free []*conn
}

// take waits for a connection that is free.
func (p *conns) take(ctx context.Context) (*conn, error) {
	select {
	case _, ok := <-p.turn:
		if !ok {
			return nil, errClosed
		}
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	p.mu.Lock()
	c := p.free[len(p.free)-1]
	p.free = p.free[:len(p.free)-1]
	p.mu.Unlock()
	if err := c.open(ctx); err != nil {
		p.give(c)
		return nil, err
	}
	return c, nil
}

func (p *conns) give(c *conn) {
	p.mu.Lock()
	p.free = append(p.free, c)
	p.mu.Unlock()
	p.turn <- struct{}{}
}

// close waits until all are free and closes them; then none can be taken any more.
func (p *conns) close() {
	for range cap(p.turn) {
		<-p.turn
	}
	close(p.turn)
	for _, c := range p.free {
		c.close()
	}
}

// errClosed is what a transaction on a closed database gets.
var errClosed = errors.New("the database is closed")

// conn is one connection with the statements that were prepared on it.
type conn struct {
	pool       *sql.DB
	c          *sql.Conn
	statements map[string]*sql.Stmt
}

func (c *conn) open(ctx context.Context) (err error) {
	if c.c == nil {
		c.c, err = c.pool.Conn(ctx)
	}
	return err
}

// close gives the connection back, so that its pool can close it.
func (c *conn) close() {
	for _, s := range c.statements {
		s.Close()
	}
	if c.c != nil {
		c.c.Close()
	}
}

func (c *conn) prepare(query string) (*sql.Stmt, error) {
	if s, ok := c.statements[query]; ok {
		return s, nil
	}
	s, err := c.c.PrepareContext(context.Background(), query)
	if err == nil {
		c.statements[query] = s
	}
	return s, err
}

func (c *conn) exec(ctx context.Context, query string, args ...any) error {
	s, err := c.prepare(query)
	if err == nil {
		_, err = s.ExecContext(ctx, args...)
	}
	return err
}

func (c *conn) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	s, err := c.prepare(query)
	if err != nil {
		return nil, err
	}
	return s.QueryContext(ctx, args...)
}

// Path is the absolute name of the database's file.
func (db *DB) Path() string { return db.path }

// Close waits for the transactions that run and closes the file. It may be called more than once.
func (db *DB) Close() error {
	db.mu.Lock()
	closed := db.closed
	db.closed = true
	db.mu.Unlock()
	if closed {
		return nil
	}
	if db.readers == nil { // a loan
		return db.shut()
	}
	db.readers.close() // the readers first: only the writer, as the last one, can fold the log into the file
	if db.writer != nil {
		db.writer.close()
	}
	if err := db.shut(); err != nil {
		return db.explain("the database could not be closed", err)
	}
	return nil
}

// abandon closes what was opened before it failed.
func (db *DB) abandon() {
	for _, c := range []*conns{db.readers, db.writer} {
		if c != nil {
			c.close()
		}
	}
	db.shut() //nolint:errcheck // why it was not opened is more telling
}

func (db *DB) shut() (err error) {
	for _, pool := range slices.Backward(db.pools) { // the writer last: only it can fold the log into the file
		err = errors.Join(err, pool.Close())
	}
	if db.key != nil && !db.borrowed {
		db.key.Close()
	}
	return err
}

// Tx is a transaction. It is used by one goroutine, and not after the function that got it has returned.
type Tx struct {
	db      *DB
	c       *conn
	ctx     context.Context
	writing bool
	change  Change
	apart   bool               // a change begins a burst of its own in the history
	hanging map[uuid.UUID]bool // goals whose parent or predecessor must be there at the end
	tried   *Unsaved           // hears of every change, where nothing of it stays; nil otherwise
}

// Read runs do in one read transaction: everything that do reads is from one moment.
func (db *DB) Read(ctx context.Context, do func(tx *Tx) error) error {
	c, err := db.readers.take(ctx)
	if err != nil {
		return db.explain("the database could not be read", err)
	}
	defer db.readers.give(c)
	if err := c.exec(ctx, "BEGIN"); err != nil {
		return db.explain("the database could not be read", err)
	}
	defer c.exec(context.Background(), "ROLLBACK") //nolint:errcheck // nothing was written
	if err := do(&Tx{db: db, c: c, ctx: ctx}); err != nil {
		return db.explain("the database could not be read", err)
	}
	return nil
}

// Write runs do in one write transaction, alone, and commits what it wrote: once Write has returned nil, it survives a crash and
// a loss of power. Where do returns an error nothing is changed. After the commit the subscribers are told. Write does not nest.
func (db *DB) Write(ctx context.Context, do func(tx *Tx) error) error {
	const failed = "nothing was saved"
	if db.writer == nil {
		return errors.New(failed + ": the database is open for reading only")
	}
	change, err := db.write(ctx, do)
	if err != nil {
		return db.explain(failed, err)
	}
	db.tell(change)
	return nil
}

func (db *DB) write(ctx context.Context, do func(tx *Tx) error) (Change, error) {
	c, err := db.writer.take(ctx)
	if err != nil {
		return Change{}, err
	}
	defer db.writer.give(c)
	tx := &Tx{db: db, c: c, ctx: ctx, writing: true}
	err = tx.run(do)
	return tx.change, err
}

func (tx *Tx) run(do func(tx *Tx) error) error {
	if err := tx.c.exec(tx.ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			tx.c.exec(context.Background(), "ROLLBACK") //nolint:errcheck // SQLite may have rolled back by itself
		}
	}()
	if err := do(tx); err != nil {
		return err
	}
	if err := tx.checkHanging(); err != nil {
		return err
	}
	if !exists(tx.db.path) { // its folder was removed or moved: what is written would be gone with the last open file
		return &explained{"nothing was saved: " + tx.db.path + " is no longer there; bring the drive or the folder back, then try again", fs.ErrNotExist}
	}
	if err := tx.ctx.Err(); err != nil {
		return err
	}
	if err := tx.c.exec(context.Background(), "COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

// Change says what a transaction changed.
type Change struct {
	Kinds  map[string]bool    // names of the lists of the interchange document, such as "meetings"; "settings" and "trash" too
	People map[uuid.UUID]bool // whose records; none for what belongs to nobody or to the whole team
}

// touch notes a change of a record.
func (tx *Tx) touch(kind string, person uuid.UUID) {
	if tx.change.Kinds == nil {
		tx.change = Change{map[string]bool{}, map[uuid.UUID]bool{}}
	}
	tx.change.Kinds[kind] = true
	if person != uuid.Nil {
		tx.change.People[person] = true
	}
}

// Subscribe calls f after every commit that changed something, on the goroutine that wrote; f must not write. It returns the way
// to end that.
func (db *DB) Subscribe(f func(Change)) (cancel func()) {
	db.mu.Lock()
	defer db.mu.Unlock()
	key := db.subscribed
	db.subscribed++
	db.subscribers[key] = f
	return func() {
		db.mu.Lock()
		defer db.mu.Unlock()
		delete(db.subscribers, key)
	}
}

func (db *DB) tell(c Change) {
	if c.Kinds == nil {
		return
	}
	db.mu.Lock()
	var all []func(Change)
	for key := range db.subscribed {
		if f, ok := db.subscribers[key]; ok {
			all = append(all, f)
		}
	}
	db.mu.Unlock()
	for _, f := range all {
		f(c)
	}
}
