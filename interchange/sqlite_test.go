package interchange_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/interchange"
	"rapport/people"
	"rapport/storage"
)

// export writes everything that a database has.
func export(t *rapid.T, db *storage.DB) []byte {
	var b bytes.Buffer
	if err := interchange.Write(&b, interchange.Document{Records: all(t, db)}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func all(t *rapid.T, db *storage.DB) (r people.Records) {
	err := db.Read(context.Background(), func(tx *storage.Tx) (err error) {
		r, err = tx.Records()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// take imports a document into a database, in one transaction.
func take(t *rapid.T, db *storage.DB, data []byte) interchange.Summary {
	changes, summary, warnings, err := interchange.Import(bytes.NewReader(data), all(t, db), interchange.ReadOptions{Strict: true}, interchange.MergeOptions{NewID: uuid.New})
	if err != nil || len(warnings) > 0 {
		t.Fatalf("%v %v\n%s", err, warnings, data)
	}
	if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(changes.Records) }); err != nil {
		t.Fatalf("%v\n%s", err, data)
	}
	return summary
}

// Through a real SQLite file and back, every byte of the document is the same.
func TestExportImportExportThroughDatabases(t *testing.T) {
	n := 0
	rapid.Check(t, func(r *rapid.T) {
		n++
		dir := filepath.Join(t.TempDir(), "n", string(rune('a'+n%26)))
		defer os.RemoveAll(dir)
		open := func(name string) *storage.DB {
			db, err := storage.Open(context.Background(), filepath.Join(dir, name), storage.Options{Now: func() time.Time { return time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC) }})
			if err != nil {
				r.Fatal(err)
			}
			return db
		}
		one, two := open("one.db"), open("two.db")
		defer one.Close()
		defer two.Close()
		records := interchange.GenRecords.Draw(r, "records")
		var document bytes.Buffer
		if err := interchange.Write(&document, interchange.Document{Records: records}); err != nil {
			r.Fatal(err)
		}
		take(r, one, document.Bytes())
		first := export(r, one)
		if !bytes.Equal(first, document.Bytes()) {
			r.Fatalf("imported\n%s\nexported\n%s", document.Bytes(), first)
		}
		take(r, two, first)
		if second := export(r, two); !bytes.Equal(first, second) {
			r.Fatalf("exported\n%s\nimported and exported again\n%s", first, second)
		}
		for _, c := range take(r, two, first) {
			if c.Added+c.Replaced+c.Skipped > 0 {
				r.Fatalf("the second import: %+v", c)
			}
		}
	})
}
