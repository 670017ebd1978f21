package storage

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"time"
)

// Backup is a copy of a database that was read again after it was written and found whole.
type Backup struct {
	Path string
	At   time.Time // when it was made, to the second
	Why  string    // empty for one of a day, else what it was made before: "import", "migration", "restore"
	Size int64     // in bytes
}

// LocalBackupFolder is the setting of this computer that names a second folder for backups, absent for none.
const LocalBackupFolder = "backup_folder"

// BackupEvery is how old the newest backup becomes before another one is due.
const BackupEvery = 24 * time.Hour

// BackupFolder is where the backups of the database are: a folder beside it with its name and ".backups".
func (db *DB) BackupFolder() string { return backupFolder(db.path) }

func backupFolder(path string) string { return path + ".backups" }

// Backups lists the backups of a database in a folder, the newest first; none where the folder is not there. path is the file of
// the database, which need not exist any more.
func Backups(path, folder string, in *time.Location) ([]Backup, error) {
	entries, err := os.ReadDir(folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("the backups in %s cannot be listed; look whether the folder can be read (%w)", folder, reason(err))
	}
	var out []Backup
	for _, e := range entries {
		at, why, ok := parseBackupName(path, e.Name(), in)
		info, err := e.Info()
		if ok && err == nil && info.Mode().IsRegular() {
			out = append(out, Backup{Path: filepath.Join(folder, e.Name()), At: at, Why: why, Size: info.Size()})
		}
	}
	slices.SortStableFunc(out, func(a, b Backup) int { return b.At.Compare(a.At) })
	return out, nil
}

// reason is what the file system says, without the name of the file.
func reason(err error) error {
	if path, ok := errors.AsType[*fs.PathError](err); ok {
		return path.Err
	}
	return err
}

const backupStamp = "2006-01-02 15.04.05"

var backupName = regexp.MustCompile(`^ (\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: before ([a-z]+))?\.db$`)

// backupBase is what the names of a database's backups begin with.
func backupBase(path string) string {
	name := filepath.Base(path)
	return strings.TrimSuffix(name, filepath.Ext(name))
}

// BackupName is what a backup of a database that is made at a moment is called.
func BackupName(path string, at time.Time) string {
	return backupBase(path) + " " + at.Format(backupStamp) + ".db"
}

func parseBackupName(path, name string, in *time.Location) (at time.Time, why string, ok bool) {
	rest, ok := strings.CutPrefix(name, backupBase(path))
	m := backupName.FindStringSubmatch(rest)
	if !ok || m == nil {
		return time.Time{}, "", false
	}
	at, err := time.ParseInLocation(backupStamp, m[1], in)
	return at, m[2], err == nil
}

// MakeBackup writes a verified backup into the backup folder and, where this computer has a second folder for backups, a copy there,
// and takes away what need not be kept. why is empty, or what the backup is made before: "import", "migration", "restore". A backup
// that could not be written leaves none behind. elsewhere is what went wrong with the second folder, nil where nothing did.
func (db *DB) MakeBackup(ctx context.Context, why string) (made Backup, elsewhere, err error) {
	folder := db.BackupFolder()
	if made, err = db.backupInto(ctx, folder, why); err != nil {
		return made, nil, err
	}
	db.prune(folder)
	second := ""
	if err := db.Read(ctx, func(tx *Tx) (err error) { second, err = Local(tx, LocalBackupFolder); return err }); err != nil || second == "" {
		return made, err, nil
	}
	if err := copyWhole(made.Path, filepath.Join(second, filepath.Base(made.Path))); err != nil {
		return made, fmt.Errorf("the backup could not be copied to %s; look whether the folder is there and has room (%w)", second, reason(err)), nil
	}
	db.prune(second)
	return made, nil, nil
}

// Backup is MakeBackup of what the database holds before this transaction, which must write and has not yet.
func (tx *Tx) Backup(why string) (made Backup, elsewhere, err error) {
	if !tx.writing {
		return made, nil, errors.New("this transaction only reads")
	}
	return tx.db.MakeBackup(tx.ctx, why) // nobody else can write, so that it never waits for the writer
}

// BackupDue reports whether the newest backup is older than a day, or from the future, or there is none.
func (db *DB) BackupDue() (bool, error) {
	have, err := Backups(db.path, db.BackupFolder(), db.now().Location())
	if err != nil || len(have) == 0 {
		return err == nil, err
	}
	age := db.now().Sub(have[0].At)
	return age >= BackupEvery || age < -time.Hour, nil
}

// backupInto writes a verified backup under the name of this moment.
func (db *DB) backupInto(ctx context.Context, folder, why string) (Backup, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return Backup{}, db.at(folder).explain("the backup could not be made", err)
	}
	b := Backup{At: db.now().Truncate(time.Second), Why: why}
	for {
		name := BackupName(db.path, b.At)
		if why != "" {
			name = strings.TrimSuffix(name, ".db") + " before " + why + ".db"
		}
		b.Path = filepath.Join(folder, name)
		if !exists(b.Path) {
			break
		}
		b.At = b.At.Add(time.Second)
	}
	size, err := db.BackupTo(ctx, b.Path)
	b.Size = size
	return b, err
}

// prune takes away the backups in a folder that need not be kept. What cannot be taken away stays.
func (db *DB) prune(folder string) {
	parts, _ := filepath.Glob(filepath.Join(escapeGlob(folder), ".rapport-*.part*")) // of a program that was killed while it made one
	for _, path := range parts {
		if info, err := os.Lstat(path); err == nil && info.Mode().IsRegular() && time.Since(info.ModTime()) > keepParts {
			os.Remove(path) //nolint:errcheck // the next time
		}
	}
	have, err := Backups(db.path, folder, db.now().Location())
	if err != nil {
		return
	}
	keep := kept(have, db.now())
	for i, b := range have {
		if !keep[i] {
			os.Remove(b.Path) //nolint:errcheck // an old backup more does no harm
		}
	}
}

// keepParts is how long a copy that is being made may take.
const keepParts = 24 * time.Hour

// escapeGlob is a path as part of a pattern of filepath.Glob.
func escapeGlob(path string) string {
	if runtime.GOOS == "windows" { // there is no escaping there, and names have none of these but brackets
		return strings.ReplaceAll(path, "[", "[[]")
	}
	return strings.NewReplacer("*", "\\*", "?", "\\?", "[", "\\[", "\\", "\\\\").Replace(path)
}

// How many backups stay.
const (
	keepAll    = 48 * time.Hour // everything younger
	keepDays   = 7
	keepWeeks  = 4
	keepMonths = 12
	keepBefore = 10                  // the newest ones that were made before something,
	beforeAge  = 90 * 24 * time.Hour // for so long
)

// kept says which of the backups stay: all of the last two days, the newest of each of the last seven days, four weeks (ISO 8601) and
// twelve months that have one, and for ninety days the ten newest that were made before something. have is in any order.
func kept(have []Backup, now time.Time) []bool {
	order := make([]int, len(have))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return have[b].At.Compare(have[a].At) })
	days, weeks, months := map[string]bool{}, map[string]bool{}, map[string]bool{}
	first := func(seen map[string]bool, most int, key string) bool {
		if seen[key] || len(seen) == most {
			return false
		}
		seen[key] = true
		return true
	}
	out, before := make([]bool, len(have)), 0
	for _, i := range order {
		at, age := have[i].At, now.Sub(have[i].At)
		year, week := at.ISOWeek()
		day := first(days, keepDays, at.Format(time.DateOnly))
		inWeek := first(weeks, keepWeeks, fmt.Sprint(year, week))
		month := first(months, keepMonths, at.Format("2006-01"))
		out[i] = day || inWeek || month || age < keepAll
		if have[i].Why != "" && before < keepBefore && age < beforeAge {
			before++
			out[i] = true
		}
	}
	return out
}

// backupTries is how often a backup is begun anew where something was written meanwhile; the last time nothing can be.
const backupTries = 3

// BackupTo writes a verified copy of the database to a file, which appears whole or not at all and is readable by this user only; one
// that is there is replaced. It goes on beside other transactions. It returns the size in bytes.
func (db *DB) BackupTo(ctx context.Context, path string) (int64, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return 0, err
	}
	target := db.at(path)
	fail := func(err error) (int64, error) { return 0, target.explain("the backup could not be made", err) }
	if same(path, db.path) {
		return 0, fmt.Errorf("the backup could not be made: %s is the database itself; choose another name", path)
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".rapport-*.part") // 0600
	if err != nil {
		return fail(err)
	}
	temporary := part.Name()
	defer func() {
		for _, end := range []string{"", "-journal", "-wal", "-shm"} {
			os.Remove(temporary + end) //nolint:errcheck // gone already where all went well
		}
	}()
	if err := part.Close(); err != nil {
		return fail(err)
	}
	for try := 1; ; try++ {
		err := db.copyTo(ctx, db.at(temporary), try == backupTries)
		if err == nil {
			break
		}
		if !errors.Is(err, errMeanwhile) {
			return fail(err)
		}
		if err := os.Truncate(temporary, 0); err != nil {
			return fail(err)
		}
	}
	size, err := settle(temporary, path)
	if err != nil {
		return fail(err)
	}
	return size, nil
}

func same(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// settle puts a file that was written under its name, both safe from a loss of power.
func settle(temporary, path string) (size int64, err error) {
	f, err := os.OpenFile(temporary, os.O_RDWR, 0)
	if err != nil {
		return 0, err
	}
	info, err := f.Stat()
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return 0, err
	}
	if err := os.Rename(temporary, path); err != nil {
		return 0, err
	}
	syncFolder(filepath.Dir(path))
	return info.Size(), nil
}

// syncFolder makes the names in a folder safe from a loss of power, where the system can.
func syncFolder(path string) {
	if d, err := os.Open(path); err == nil {
		d.Sync()  //nolint:errcheck // not every system can
		d.Close() //nolint:errcheck // it was only read
	}
}

// errMeanwhile says that something was written while a copy was made, so that the two cannot be compared.
var errMeanwhile = errors.New("written meanwhile")

// copyTo writes a copy and compares it with the database. It is encrypted where the target has a key. With alone nothing can be written
// meanwhile.
func (db *DB) copyTo(ctx context.Context, target *DB, alone bool) error {
	pool, err := sql.Open("sqlite", db.dsn("ro", "_pragma=temp_store(MEMORY)"))
	if err != nil {
		return err
	}
	defer pool.Close()
	source, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer source.Close()
	if alone && db.writer != nil {
		c, err := db.writer.take(ctx)
		if err != nil {
			return err
		}
		defer db.writer.give(c)
		if err := c.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
			return err
		}
		defer c.exec(context.Background(), "ROLLBACK") //nolint:errcheck // nothing was written
	}
	before, err := dataVersion(ctx, source)
	if err != nil {
		return err
	}
	want, err := rowCounts(ctx, source)
	if err != nil {
		return err
	}
	if _, err := source.ExecContext(ctx, "VACUUM INTO ?", target.into()); err != nil {
		return err
	}
	after, err := dataVersion(ctx, source)
	if err != nil {
		return err
	}
	if before != after {
		return errMeanwhile
	}
	got, _, err := target.verify(ctx)
	if err != nil {
		return err
	}
	if !maps.Equal(want, got) {
		return errors.New("the copy does not hold what the database holds; try again, and check the disk")
	}
	return nil
}

func dataVersion(ctx context.Context, c *sql.Conn) (n int64, err error) {
	err = c.QueryRowContext(ctx, "PRAGMA data_version").Scan(&n)
	return n, err
}

// rowCounts counts the rows of every table.
func rowCounts(ctx context.Context, c *sql.Conn) (map[string]int64, error) {
	names, err := texts(ctx, c, "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
	if err != nil {
		return nil, err
	}
	out := map[string]int64{}
	for _, name := range names {
		var n int64
		if err := c.QueryRowContext(ctx, `SELECT count(*) FROM "`+name+`"`).Scan(&n); err != nil {
			return nil, err
		}
		out[name] = n
	}
	return out, nil
}

// texts reads one column of text.
func texts(ctx context.Context, c *sql.Conn, query string) ([]string, error) {
	rows, err := c.QueryContext(ctx, query)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// Verify reads a database that is not open here, such as a backup, from beginning to end: integrity of the file, links, and how many
// rows each table has. It returns those counts and the version of the schema. like says how such a file is opened. Errors are those
// of Open.
func Verify(ctx context.Context, path string, like Options) (counts map[string]int64, version int, err error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, 0, err
	}
	db := newDB(abs, like)
	defer db.shut() //nolint:errcheck // it was only read
	if _, err := os.Stat(abs); err != nil {
		return nil, 0, db.explain("the backup cannot be used", err)
	}
	if err := db.unlock(like); err != nil {
		return nil, 0, db.explain("the backup cannot be used", err)
	}
	counts, version, err = db.verify(ctx)
	if err != nil {
		return nil, 0, db.explain("the backup cannot be used", err)
	}
	return counts, version, nil
}

// VerifyBackup is Verify for a backup of this database.
func (db *DB) VerifyBackup(ctx context.Context, path string) (counts map[string]int64, err error) {
	b, err := db.other(path)
	defer b.shut() //nolint:errcheck // it was only read
	if err == nil {
		counts, _, err = b.verify(ctx)
	}
	if err != nil {
		return nil, b.explain("the backup cannot be used", err)
	}
	return counts, nil
}

// Loan is what Options.Like takes for files with the key of the database at path, whether that can be opened or not, as for its own
// rescue. It is not open. A database that is made like an encrypted one is encrypted too.
func Loan(path string, o Options) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	b := newDB(path, o)
	return b, b.unlock(o)
}

// other is a file that may be encrypted otherwise than this database, such as a backup from before it was encrypted or decrypted. It is
// to be shut.
func (db *DB) other(path string) (*DB, error) {
	b := newDB(path, Options{Now: db.now, NewID: db.newID})
	return b, b.unlock(Options{Like: db})
}

// BackupCounts counts the rows of each table of a backup of this database, which was verified when it was made.
func (db *DB) BackupCounts(ctx context.Context, path string) (map[string]int64, error) {
	b, err := db.other(path)
	defer b.shut() //nolint:errcheck // it was only read
	var counts map[string]int64
	if err == nil {
		counts, err = b.counts(ctx)
	}
	if err != nil {
		return nil, b.explain("the backup cannot be read", err)
	}
	return counts, nil
}

func (db *DB) counts(ctx context.Context) (map[string]int64, error) {
	pool, err := sql.Open("sqlite", db.dsn("ro", ""))
	if err != nil {
		return nil, err
	}
	defer pool.Close()
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, err
	}
	defer c.Close()
	return rowCounts(ctx, c)
}

func (db *DB) verify(ctx context.Context) (counts map[string]int64, version int, err error) {
	if _, err := os.Stat(db.path); err != nil {
		return nil, 0, err
	}
	version, err = db.version(ctx, "ro")
	if err != nil {
		return nil, 0, err
	}
	if version == 0 {
		return nil, 0, &DamagedError{db.path, errors.New("it is empty")}
	}
	pool, err := sql.Open("sqlite", db.dsn("ro", "_pragma=temp_store(MEMORY)"))
	if err != nil {
		return nil, 0, err
	}
	defer pool.Close()
	c, err := pool.Conn(ctx)
	if err != nil {
		return nil, 0, err
	}
	defer c.Close()
	for _, check := range []struct{ query, good string }{
		{"PRAGMA integrity_check(1)", "ok"},
		{`SELECT "table" || ' row ' || rowid || ' names a record of ' || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT 1`, ""},
	} {
		lines, err := texts(ctx, c, check.query)
		if err != nil {
			return nil, 0, err
		}
		if len(lines) > 0 && lines[0] != check.good {
			return nil, 0, &DamagedError{db.path, errors.New(lines[0])}
		}
	}
	counts, err = rowCounts(ctx, c)
	return counts, version, err
}
