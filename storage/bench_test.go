package storage

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/notes"
	"rapport/people"
	"rapport/storage/storagetest"
)

// fill writes records as an import does.
func fill(t testing.TB, db *DB, r people.Records) {
	t.Helper()
	write(t, db, func(tx *Tx) error {
		return each(r, func(table *table, v reflect.Value) error {
			own := reflect.New(table.typ).Elem()
			own.Set(v)
			return tx.put(table, own)
		})
	})
}

var (
	filledMu sync.Mutex
	filled   = map[storagetest.Shape]string{} // folders
	tempDir  string
)

func TestMain(m *testing.M) {
	if child := os.Getenv("RAPPORT_TEST_CHILD"); child != "" {
		children[child]()
		os.Exit(0)
	}
	code := m.Run()
	if tempDir != "" {
		os.RemoveAll(tempDir)
	}
	os.Exit(code)
}

// children are what this test binary does when it is started anew in the middle of a test, by name.
var children = map[string]func(){}

// filledWith opens a copy of a database of a shape, which is made once.
func filledWith(b testing.TB, s storagetest.Shape) *DB {
	b.Helper()
	filledMu.Lock()
	defer filledMu.Unlock()
	from, ok := filled[s]
	if !ok {
		if tempDir == "" {
			var err error
			if tempDir, err = os.MkdirTemp("", "rapport-bench"); err != nil {
				b.Fatal(err)
			}
		}
		from = filepath.Join(tempDir, fmt.Sprint(len(filled))+".db")
		db, err := Open(context.Background(), from, Options{})
		if err != nil {
			b.Fatal(err)
		}
		start := time.Now()
		fill(b, db, storagetest.Records(s))
		if err := db.Close(); err != nil {
			b.Fatal(err)
		}
		info, _ := os.Stat(from)
		b.Logf("%+v filled in %v, %d MB", s, time.Since(start).Round(time.Millisecond), info.Size()>>20)
		filled[s] = from
	}
	content, err := os.ReadFile(from)
	if err != nil {
		b.Fatal(err)
	}
	path := filepath.Join(b.TempDir(), "rapport.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		b.Fatal(err)
	}
	db, err := Open(context.Background(), path, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// pairs runs two ways of doing the same in turn, b.N times each, and reports their medians in milliseconds and the ratio.
func pairs(b *testing.B, ours, bare func()) {
	b.Helper()
	ours()
	bare()
	a, c := make([]time.Duration, 0, b.N), make([]time.Duration, 0, b.N)
	for b.Loop() {
		start := time.Now()
		ours()
		mid := time.Now()
		bare()
		a, c = append(a, mid.Sub(start)), append(c, time.Since(mid))
	}
	slices.Sort(a)
	slices.Sort(c)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(a[len(a)/2]), "ms")
	b.ReportMetric(ms(a[len(a)*99/100]), "ms-p99")
	b.ReportMetric(ms(c[len(c)/2]), "bare-ms")
	b.ReportMetric(float64(a[len(a)/2])/float64(c[len(c)/2]), "ratio")
	b.ReportMetric(0, "ns/op")
}

// bareNotes is what a plain program would do with SQLite: one table of notes and an FTS5 index with its own copy of the words.
func bareNotes(b testing.TB, db *DB) *sql.DB {
	b.Helper()
	bare, err := sql.Open("sqlite", "file:"+filepath.Join(b.TempDir(), "bare.db")+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)")
	if err != nil {
		b.Fatal(err)
	}
	bare.SetMaxOpenConns(1)
	b.Cleanup(func() { bare.Close() })
	exec := func(query string, args ...any) {
		if _, err := bare.Exec(query, args...); err != nil {
			b.Fatal(err)
		}
	}
	exec("CREATE TABLE notes (id INTEGER PRIMARY KEY, person TEXT, date TEXT, text TEXT)")
	exec("CREATE VIRTUAL TABLE words USING fts5 (text, content = 'notes', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2')")
	exec("BEGIN")
	read(b, db, func(tx *Tx) error {
		all, err := All[notes.Meeting](tx)
		for i, m := range all {
			exec("INSERT INTO notes VALUES (?, ?, ?, ?)", i+1, m.Person.String(), m.At.Date().String(), m.Notes)
			exec("INSERT INTO words (rowid, text) VALUES (?, ?)", i+1, m.Notes)
		}
		return err
	})
	exec("COMMIT")
	return bare
}

func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{3000, 30000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			db := filledWith(b, storagetest.Shape{People: 50, Meetings: n})
			bare := bareNotes(b, db)
			for name, query := range map[string]string{"phrase": `"` + storagetest.Phrase + `"`, "rare": storagetest.RareWord,
				"common": storagetest.CommonWord, "prefix": "know*", "short": "t*", "words": "plan release"} {
				b.Run(name, func(b *testing.B) { benchmarkSearch(b, db, bare, query) })
			}
		})
	}
}

func benchmarkSearch(b *testing.B, db *DB, bare *sql.DB, query string) {
	find, err := bare.Prepare("SELECT n.id, n.person, n.date, n.text FROM (SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words) LIMIT 20) w JOIN notes n ON n.id = w.rowid")
	if err != nil {
		b.Fatal(err)
	}
	count, err := bare.Prepare("SELECT count(*) FROM words WHERE words MATCH ?")
	if err != nil {
		b.Fatal(err)
	}
	var total, bareTotal int
	pairs(b, func() {
		err := db.Read(context.Background(), func(tx *Tx) error {
			r, err := tx.Search(ParseQuery(query, false))
			total = r.Total
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
	}, func() {
		rows, err := find.Query(query)
		if err != nil {
			b.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var id int
			var person, date, text string
			if err := rows.Scan(&id, &person, &date, &text); err != nil {
				b.Fatal(err)
			}
		}
		rows.Close()
		if err := count.QueryRow(query).Scan(&bareTotal); err != nil {
			b.Fatal(err)
		}
	})
	if total != min(bareTotal, MostCounted) {
		b.Fatalf("found %d, bare SQL %d", total, bareTotal)
	}
	b.ReportMetric(float64(total), "found")
}

// BenchmarkSave is a durable save of one note of 250 words in which a few words changed.
func BenchmarkSave(b *testing.B) {
	db := filledWith(b, storagetest.Shape{People: 50, Meetings: 3000})
	var all []notes.Meeting
	read(b, db, func(tx *Tx) (err error) { all, err = All[notes.Meeting](tx); return err })
	bare := saveBare(b, db, all)
	r := rand.New(rand.NewPCG(5, 6))
	i := 0
	pairs(b, func() {
		i++
		m := all[r.IntN(len(all))]
		m.Notes += fmt.Sprintf(" And %d more words.", i)
		write(b, db, func(tx *Tx) error { _, err := Put(tx, m); return err })
	}, bare)
}

// saveBare is a durable save of one note by the same statements as bare SQL, on a copy of a database: the earlier version is read, the row,
// the history and the search index are written. What is written is made ready before.
func saveBare(b *testing.B, db *DB, all []notes.Meeting) func() {
	b.Helper()
	fatal := func(err error) {
		if err != nil {
			b.Fatal(err)
		}
	}
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "bare.db")
	_, err := db.BackupTo(ctx, path)
	fatal(err)
	pool, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=journal_mode(WAL)&_pragma=foreign_keys(1)&_pragma=synchronous(FULL)&_pragma=temp_store(MEMORY)")
	fatal(err)
	b.Cleanup(func() { pool.Close() })
	c, err := pool.Conn(ctx)
	fatal(err)
	b.Cleanup(func() { c.Close() })

	t, topics := tableNamed["meetings"], tableNamed["meetings"].children[0]
	type save struct {
		id     string
		row    []any // for the update: the id last
		body   string
		e      entry
		person string
	}
	saves := make([]save, len(all))
	for i, m := range all {
		body, err := encode(m)
		fatal(err)
		m.Notes += fmt.Sprintf(" And %d more words.", i)
		row, err := t.row(reflect.ValueOf(m))
		fatal(err)
		saves[i] = save{m.ID.String(), append(slices.Clone(row[1:]), row[0]), body, entries(t, m, m.Person)[0], m.Person.String()}
	}
	statements := map[string]*sql.Stmt{}
	prepare := func(query string) *sql.Stmt {
		s, ok := statements[query]
		if !ok {
			s, err = c.PrepareContext(ctx, query)
			fatal(err)
			statements[query] = s
		}
		return s
	}
	exec := func(query string, args ...any) {
		_, err := prepare(query).ExecContext(ctx, args...)
		fatal(err)
	}
	ask := func(query string, columns int, args ...any) (last []any) {
		rows, err := prepare(query).QueryContext(ctx, args...)
		fatal(err)
		defer rows.Close()
		cells, dest := make([]any, columns), make([]any, columns)
		for i := range cells {
			dest[i] = &cells[i]
		}
		for rows.Next() {
			fatal(rows.Scan(dest...))
			last = cells
		}
		fatal(rows.Err())
		return last
	}
	r := rand.New(rand.NewPCG(5, 6))
	return func() {
		s := saves[r.IntN(len(saves))]
		now := time.Now().UnixMilli()
		exec("BEGIN IMMEDIATE")
		ask("SELECT "+t.fields+" FROM meetings WHERE id = ?", len(t.columns), s.id)
		ask("SELECT "+topics.fields+" FROM topics WHERE meeting = ? ORDER BY position", len(topics.columns), s.id)
		exec(t.update, s.row...)
		ask("SELECT id, until FROM history WHERE record = ? AND kind = ? ORDER BY id DESC LIMIT 1", 2, s.id, "meetings")
		exec("INSERT INTO history (kind, record, at, until, body) VALUES (?, ?, ?, ?, ?)", "meetings", s.id, now, now, s.body)
		was := ask("SELECT row FROM search_rows WHERE record = ?", 1, s.id)
		exec("DELETE FROM search WHERE rowid = ?", was[0])
		exec("DELETE FROM search_rows WHERE row = ?", was[0])
		row := firstRow(s.e.date)
		if last := ask("SELECT row FROM search_rows WHERE row >= ? AND row < ? ORDER BY row DESC LIMIT 1", 1, row, firstRow(s.e.date+1)); last != nil {
			row = last[0].(int64) + 1
		}
		exec("INSERT INTO search_rows (row, kind, record, part, person, digest) VALUES (?, ?, ?, ?, ?, ?)", row, "meetings", s.id, s.e.part, s.person, s.e.digest)
		exec("INSERT INTO search (rowid, shared, private, facts) VALUES (?, ?, ?, ?)", row, s.e.shared, s.e.private, s.e.facts)
		exec("COMMIT")
	}
}

// BenchmarkFile loads everything about one person with five years of weekly meetings.
func BenchmarkFile(b *testing.B) {
	db := filledWith(b, storagetest.Shape{People: 10, Meetings: 2600, Life: true})
	var who uuid.UUID
	read(b, db, func(tx *Tx) error {
		list, err := tx.People()
		who = list[3].ID
		return err
	})
	for b.Loop() {
		read(b, db, func(tx *Tx) error { _, err := tx.File(who); return err })
	}
}

// BenchmarkFiles loads everything about ten people with five years of weekly meetings each.
func BenchmarkFiles(b *testing.B) {
	db := filledWith(b, storagetest.Shape{People: 10, Meetings: 2600, Life: true})
	for b.Loop() {
		read(b, db, func(tx *Tx) error { _, err := tx.Files(false); return err })
	}
}

// BenchmarkOpen opens a database with 3,000 meetings and reads the people.
func BenchmarkOpen(b *testing.B) {
	path := filledWith(b, storagetest.Shape{People: 50, Meetings: 3000}).Path()
	for b.Loop() {
		db, err := Open(context.Background(), path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		read(b, db, func(tx *Tx) error { _, err := tx.People(); return err })
		db.Close()
	}
}

// BenchmarkCheck reads and compares everything of 3,000 meetings.
func BenchmarkCheck(b *testing.B) {
	db := filledWith(b, storagetest.Shape{People: 50, Meetings: 3000})
	for b.Loop() {
		if r, err := db.Check(context.Background()); err != nil || !r.OK() {
			b.Fatal(r, err)
		}
	}
}
