package storage

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"

	"github.com/google/uuid"
)

// Report is what Check found.
type Report struct {
	Problems []string // each damage, one line; none where all is well
}

// OK reports whether no damage was found.
func (r Report) OK() bool { return len(r.Problems) == 0 }

// maxProblems is how many problems of one kind a report lists.
const maxProblems = 50

// Check reads the whole database: the integrity of the file, that every record names only records that are there, that every record
// can be read and is valid, and that the search index says what the records say. It changes nothing.
func (db *DB) Check(ctx context.Context) (Report, error) {
	var r Report
	err := db.Read(ctx, func(tx *Tx) error {
		// A search makes FTS5 notice what other connections wrote; its part of integrity_check does not look by itself.
		if _, err := tx.strings(`SELECT rowid FROM search WHERE search MATCH '"x"' LIMIT 1`); err != nil {
			if e := db.explain("", err); isDamage(e) {
				r.Problems = append(r.Problems, e.Error())
				return nil
			}
			return err
		}
		lines, err := tx.strings("PRAGMA integrity_check")
		if err != nil {
			if e := db.explain("", err); isDamage(e) {
				r.Problems = append(r.Problems, e.Error())
				return nil
			}
			return err
		}
		if len(lines) != 1 || lines[0] != "ok" {
			r.Problems = append(r.Problems, lines...)
			return nil // what follows reads the same pages
		}
		lines, err = tx.strings(`SELECT "table" || ' row ' || rowid || ' names a record of ' || parent || ' that is not there' FROM pragma_foreign_key_check LIMIT ` + fmt.Sprint(maxProblems))
		if err != nil {
			return err
		}
		r.Problems = append(r.Problems, lines...)
		lines, err = tx.checkRecords()
		r.Problems = append(r.Problems, lines...)
		return err
	})
	return r, err
}

// QuickCheck looks for damage of the file itself, without its indexes and without reading what it says; nil is none.
func (db *DB) QuickCheck(ctx context.Context) error {
	return db.Read(ctx, func(tx *Tx) error {
		lines, err := tx.strings("PRAGMA quick_check(1)")
		if err == nil && len(lines) == 1 && lines[0] != "ok" {
			err = &DamagedError{db.path, errors.New(lines[0])}
		}
		return err
	})
}

func isDamage(err error) bool {
	switch err.(type) {
	case *DamagedError, *ForeignFileError:
		return true
	}
	return false
}

// strings reads one column of text.
func (tx *Tx) strings(query string, args ...any) ([]string, error) {
	rows, err := tx.c.query(tx.ctx, query, args...)
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

// checkRecords reads every record and compares the search index with what it should hold.
func (tx *Tx) checkRecords() ([]string, error) {
	var problems []string
	digests := map[string]int64{} // of the entries that should be there
	counts := map[string][2]int{} // of each word in each column: in how many rows, how often
	for _, t := range tables {
		list, err := tx.load(t, "")
		if err != nil {
			if !isDamage(err) {
				return problems, err
			}
			problems = append(problems, err.Error())
			continue
		}
		for i := range list.Len() {
			v := list.Index(i)
			id := v.Field(0).Interface().(uuid.UUID)
			if err := check(v); err != nil {
				problems = append(problems, fmt.Sprintf("%s %s: %v", noun(t.name), id, err))
			}
			for _, e := range entries(t, v.Interface(), owner(t, v)) {
				digests[t.name+" "+id.String()+" "+e.part] = e.digest
				count(counts, "shared", e.shared)
				count(counts, "private", e.private)
				count(counts, "facts", e.facts)
			}
		}
	}
	rows, err := tx.c.query(tx.ctx, "SELECT kind || ' ' || record || ' ' || part, digest FROM search_rows")
	if err != nil {
		return problems, err
	}
	defer rows.Close()
	stale := 0
	for rows.Next() {
		var key string
		var digest int64
		if err := rows.Scan(&key, &digest); err != nil {
			return problems, err
		}
		if want, ok := digests[key]; !ok || want != digest {
			stale++
		}
		delete(digests, key)
	}
	if err := rows.Err(); err != nil {
		return problems, err
	}
	if stale > 0 {
		problems = append(problems, fmt.Sprintf("search index: %d entries are out of date", stale))
	}
	if len(digests) > 0 {
		problems = append(problems, fmt.Sprintf("search index: %d entries are missing", len(digests)))
	}
	lines, err := tx.checkWords(counts)
	return append(problems, lines...), err
}

// check validates a record that was read.
func check(v reflect.Value) error {
	p := v.MethodByName("Validate").Call(nil)[0].Interface().(interface{ Err() error })
	return p.Err()
}

// count adds the words of a column to the counts of the index.
func count(counts map[string][2]int, column, words string) {
	seen := map[string]bool{}
	for w := range strings.SplitSeq(words, " ") {
		if w == "" {
			continue
		}
		key := column + " " + w
		n := counts[key]
		if !seen[w] {
			seen[w] = true
			n[0]++
		}
		n[1]++
		counts[key] = n
	}
}

// checkWords compares the words of the index with those of the records.
func (tx *Tx) checkWords(counts map[string][2]int) ([]string, error) {
	rows, err := tx.c.query(tx.ctx, "SELECT col || ' ' || term, doc, cnt FROM search_words")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var wrong []string
	for rows.Next() {
		var key string
		var n [2]int
		if err := rows.Scan(&key, &n[0], &n[1]); err != nil {
			return nil, err
		}
		if counts[key] != n {
			wrong = append(wrong, key)
		}
		delete(counts, key)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for key := range counts {
		wrong = append(wrong, key)
	}
	if len(wrong) == 0 {
		return nil, nil
	}
	sort.Strings(wrong)
	return []string{fmt.Sprintf("search index: %d words are not where the records have them", len(wrong))}, nil
}
