package storage

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"reflect"

	"github.com/google/uuid"

	"rapport/people"
	"rapport/valid"
)

// Rescued is what could be read of a damaged database.
type Rescued struct {
	Records people.Records
	Found   map[string]int // records of each kind that could be read
	Lost    map[string]int // those that are known to be there and could not; more may be
	Notes   []string       // what was done so that the records fit together, one line each
}

// Rescue reads every readable record of a damaged database, row by row and around damaged pages, also from pages that nothing leads to any
// more. The file is not changed. like says how it is opened.
func Rescue(ctx context.Context, path string, like Options) (Rescued, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return Rescued{}, err
	}
	db := newDB(abs, like)
	defer db.shut() //nolint:errcheck // it was only read
	if err := db.unlock(like); err != nil {
		return Rescued{}, db.explain("nothing could be read", err)
	}
	s := &rescue{rows: map[string]map[string]reflect.Value{}, parents: map[string]map[string]child{}, lost: map[string]int{}, settings: people.Settings{}}
	if err := s.bySQL(ctx, db); err != nil && ctx.Err() != nil {
		return Rescued{}, ctx.Err()
	}
	if db.key == nil { // an encrypted page that cannot be read holds nothing that could be
		if err := s.byPages(abs); err != nil && len(s.rows) == 0 {
			return Rescued{}, db.explain("nothing could be read", err)
		}
	}
	return s.result(), nil
}

// rescue gathers rows by table and id.
type rescue struct {
	rows     map[string]map[string]reflect.Value
	parents  map[string]map[string]child // of nested records, by their id
	lost     map[string]int
	settings people.Settings
}

// child says where a nested record belongs.
type child struct {
	parent   string
	position int64
}

// allTables are the tables of records and of their nested records.
func allTables() (all []*table) {
	for _, t := range tables {
		all = append(append(all, t), t.children...)
	}
	return all
}

// bySQL reads what SQLite can read.
func (s *rescue) bySQL(ctx context.Context, db *DB) error {
	for _, mode := range []string{"ro", "ro&immutable=1"} {
		pool, err := sql.Open("sqlite", db.dsn(mode, "_pragma=temp_store(MEMORY)"))
		if err != nil {
			return err
		}
		c, err := pool.Conn(ctx)
		if err == nil {
			var n int
			err = c.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&n)
		}
		if err == nil {
			for _, t := range allTables() {
				s.table(ctx, c, t)
			}
			s.readSettings(ctx, c)
			c.Close()
			return pool.Close()
		}
		if c != nil {
			c.Close()
		}
		pool.Close()
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}

// table reads a table, and of what cannot be read in one go smaller and smaller parts.
func (s *rescue) table(ctx context.Context, c *sql.Conn, t *table) {
	var last int64
	for _, query := range []string{"SELECT coalesce(max(rowid), 0) FROM " + t.name, "SELECT coalesce(max(+rowid), 0) FROM (SELECT rowid FROM " + t.name + " ORDER BY id)"} {
		if c.QueryRowContext(ctx, query).Scan(&last) == nil {
			break
		}
	}
	if last == 0 {
		last = 1 << 20
	}
	tries := 200_000
	var read func(from, to int64)
	read = func(from, to int64) {
		if from > to || tries <= 0 || ctx.Err() != nil {
			return
		}
		tries--
		reached, err := s.part(ctx, c, t, from, to)
		if err == nil {
			return
		}
		from = max(from, reached+1)
		if from >= to {
			if from == to {
				s.lost[t.name]++
			}
			return
		}
		middle := from + (to-from)/2
		read(from, middle)
		read(middle+1, to)
	}
	read(0, last)
}

// part reads the rows between two rowids, both included, and says how far it came.
func (s *rescue) part(ctx context.Context, c *sql.Conn, t *table, from, to int64) (reached int64, err error) {
	query := "SELECT rowid, " + t.fields
	if t.parent != "" {
		query += `, "` + t.parent + `", position`
	}
	reached = from - 1
	rows, err := c.QueryContext(ctx, query+" FROM "+t.name+" WHERE rowid BETWEEN ? AND ? ORDER BY rowid", from, to)
	if err != nil {
		return reached, err
	}
	defer rows.Close()
	n := 1 + len(t.columns)
	if t.parent != "" {
		n += 2
	}
	cells, dest := make([]any, n), make([]any, n)
	for i := range cells {
		dest[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return reached, err
		}
		reached, _ = cells[0].(int64)
		if !s.take(t, cells[1:]) {
			s.lost[t.name]++
		}
	}
	return reached, rows.Err()
}

// take keeps a row, unless one with its id is kept already, and reports whether it can be a record of the table.
func (s *rescue) take(t *table, cells []any) bool {
	v := reflect.New(t.typ).Elem()
	for i, c := range t.columns {
		if c.form.read(v.Field(c.field), cells[i]) != nil {
			return false
		}
	}
	id := v.Field(0).Interface().(uuid.UUID)
	if id == uuid.Nil {
		return false
	}
	if x, ok := v.Interface().(interface{ Validate() valid.Problems }); ok && len(t.children) == 0 && x.Validate().Err() != nil {
		return false
	}
	key := id.String()
	if _, there := s.rows[t.name][key]; there {
		return true
	}
	if t.parent != "" {
		parent, ok := cells[len(t.columns)].(string)
		position, ok2 := cells[len(t.columns)+1].(int64)
		if _, err := uuid.Parse(parent); !ok || !ok2 || err != nil {
			return false
		}
		if s.parents[t.name] == nil {
			s.parents[t.name] = map[string]child{}
		}
		s.parents[t.name][key] = child{parent, position}
	}
	if s.rows[t.name] == nil {
		s.rows[t.name] = map[string]reflect.Value{}
	}
	s.rows[t.name][key] = v
	return true
}

func (s *rescue) readSettings(ctx context.Context, c *sql.Conn) {
	rows, err := c.QueryContext(ctx, "SELECT key, value FROM settings")
	if err != nil {
		return
	}
	defer rows.Close()
	for rows.Next() {
		var key, value string
		if rows.Scan(&key, &value) == nil {
			s.setting(key, value)
		}
	}
}

// result puts the rows together to records that fit to each other.
func (s *rescue) result() Rescued {
	out := Rescued{Found: map[string]int{}, Lost: s.lost}
	s.nest(&out)
	s.mend(&out)
	lists := reflect.ValueOf(&out.Records).Elem()
	for _, t := range tables {
		list := reflect.MakeSlice(reflect.SliceOf(t.typ), 0, len(s.rows[t.name]))
		for _, id := range sortedKeys(s.rows[t.name]) {
			v := s.rows[t.name][id]
			if err := check(v); err != nil {
				s.lost[t.name]++
				out.Notes = append(out.Notes, fmt.Sprintf("%s %s is left out: %v", noun(t.name), id, err))
				continue
			}
			list = reflect.Append(list, v)
		}
		lists.Field(t.field).Set(list)
		if n := list.Len(); n > 0 {
			out.Found[t.name] = n
		}
	}
	if len(s.settings) > 0 {
		out.Records.Settings = s.settings
	}
	return out
}
