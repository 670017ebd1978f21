package main

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rapport/people"
	"rapport/review/render"
	"rapport/storage"
	"rapport/storage/storagetest"
)

// BenchmarkPrepEncrypted makes the whole brief of rapport prep, from the database to Markdown, of an encrypted database and of the same one
// in plain, in turn. Reported are medians in milliseconds and the ratio; the goal is at most 1.5. BenchmarkEncrypted of storage has searches
// and saves.
func BenchmarkPrepEncrypted(b *testing.B) {
	ctx := context.Background()
	dir := b.TempDir()
	var team people.Records
	open := func(name, passphrase string) *storage.DB {
		path := filepath.Join(dir, name)
		db, err := storage.Open(ctx, path, storage.Options{Now: time.Now, NewID: newID})
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(team) }); err != nil {
			b.Fatal(err)
		}
		if passphrase != "" {
			db.Close()
			if _, err := storage.Encrypt(ctx, path, passphrase, storage.Options{}); err != nil {
				b.Fatal(err)
			}
			if db, err = storage.Open(ctx, path, storage.Options{Secret: storage.SecretOf(passphrase)}); err != nil {
				b.Fatal(err)
			}
		}
		b.Cleanup(func() { db.Close() })
		return db
	}
	team = storagetest.Records(storagetest.Shape{People: 15, Meetings: 3000})
	plain, sealed := open("plain.db", ""), open("sealed.db", "correct horse battery")
	p := &program{now: func() time.Time { return storagetest.Last.In(time.UTC) }}
	i := 0
	prep := func(db *storage.DB) time.Duration {
		who := team.People[i%len(team.People)].ID.String()
		begin := time.Now()
		err := db.Read(ctx, func(tx *storage.Tx) error {
			brief, err := p.brief(tx, who)
			render.Markdown(brief.Document())
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		return time.Since(begin)
	}
	var ours, bare []time.Duration
	prep(sealed)
	prep(plain)
	for b.Loop() {
		i++
		ours, bare = append(ours, prep(sealed)), append(bare, prep(plain))
	}
	slices.Sort(ours)
	slices.Sort(bare)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(ours[len(ours)/2]), "ms")
	b.ReportMetric(ms(bare[len(bare)/2]), "plain-ms")
	b.ReportMetric(float64(ours[len(ours)/2])/float64(bare[len(bare)/2]), "ratio")
	b.ReportMetric(0, "ns/op")
}
