package storage

import (
	"context"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"testing"

	"github.com/google/uuid"

	"rapport/notes"
	"rapport/storage/storagetest"
)

// sealedLike makes an encrypted copy of a database and opens it.
func sealedLike(b *testing.B, s storagetest.Shape) *DB {
	b.Helper()
	plain := filledWith(b, s)
	path := filepath.Join(b.TempDir(), "sealed.db")
	if _, err := plain.BackupTo(context.Background(), path); err != nil {
		b.Fatal(err)
	}
	if _, err := Encrypt(context.Background(), path, "correct horse", Options{}); err != nil {
		b.Fatal(err)
	}
	db, err := Open(context.Background(), path, Options{Secret: SecretOf("correct horse")})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { db.Close() })
	return db
}

// BenchmarkEncrypted holds an encrypted database against the same one in plain: what a durable save, a search, a person's file, and opening
// and checking take. The ratio is to the plain one ("bare"); save-bare is a durable save against bare SQL without encryption.
func BenchmarkEncrypted(b *testing.B) {
	shape := storagetest.Shape{People: 50, Meetings: 3000}
	sealed, plain := sealedLike(b, shape), filledWith(b, shape)
	var all []notes.Meeting
	read(b, plain, func(tx *Tx) (err error) { all, err = All[notes.Meeting](tx); return err })
	r := rand.New(rand.NewPCG(5, 6))
	i := 0
	save := func(db *DB) func() {
		return func() {
			i++
			m := all[r.IntN(len(all))]
			m.Notes += fmt.Sprintf(" And %d more words.", i)
			write(b, db, func(tx *Tx) error { _, err := Put(tx, m); return err })
		}
	}
	b.Run("save-bare", func(b *testing.B) { pairs(b, save(sealed), saveBare(b, plain, all)) })
	b.Run("save", func(b *testing.B) { pairs(b, save(sealed), save(plain)) })
	for name, query := range map[string]string{"phrase": `"` + storagetest.Phrase + `"`, "rare": storagetest.RareWord, "common": storagetest.CommonWord} {
		search := func(db *DB) func() {
			return func() {
				read(b, db, func(tx *Tx) error { _, err := tx.Search(ParseQuery(query, false)); return err })
			}
		}
		b.Run("search-"+name, func(b *testing.B) { pairs(b, search(sealed), search(plain)) })
	}
	file := func(db *DB, who uuid.UUID) func() {
		return func() { read(b, db, func(tx *Tx) error { _, err := tx.File(who); return err }) }
	}
	b.Run("file", func(b *testing.B) { pairs(b, file(sealed, all[0].Person), file(plain, all[0].Person)) }) // what a prep brief reads
	backup := func(db *DB) func() {
		path := filepath.Join(b.TempDir(), "backup.db")
		return func() {
			if _, err := db.BackupTo(context.Background(), path); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.Run("backup", func(b *testing.B) { pairs(b, backup(sealed), backup(plain)) })
}
