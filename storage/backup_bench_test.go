package storage

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"testing"

	"rapport/storage/storagetest"
)

// BenchmarkBackup is a verified backup of 30,000 notes, beside what a plain program would do: VACUUM INTO and integrity_check.
func BenchmarkBackup(b *testing.B) {
	db := filledWith(b, storagetest.Shape{People: 50, Meetings: 30000})
	bare, err := sql.Open("sqlite", "file:"+db.Path())
	if err != nil {
		b.Fatal(err)
	}
	defer bare.Close()
	dir := b.TempDir()
	pairs(b, func() {
		if _, err := db.BackupTo(context.Background(), filepath.Join(dir, "ours.db")); err != nil {
			b.Fatal(err)
		}
	}, func() {
		path := filepath.Join(dir, "bare.db")
		os.Remove(path)
		if _, err := bare.Exec("VACUUM INTO ?", path); err != nil {
			b.Fatal(err)
		}
		copied, err := sql.Open("sqlite", "file:"+path)
		if err != nil {
			b.Fatal(err)
		}
		defer copied.Close()
		var said string
		if err := copied.QueryRow("PRAGMA integrity_check").Scan(&said); err != nil || said != "ok" {
			b.Fatal(said, err)
		}
	})
}
