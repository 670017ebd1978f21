//go:build linux

package main

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/cmd/rapport/internal/screen"
	"rapport/storage"
	"rapport/storage/storagetest"
)

// BenchmarkOpenWindow measures how long the program takes from its start until Today stands drawn, with 3,000 and with 30,000
// one-on-ones in the database, beside a bare Fyne window with a list and an entry, run in turn with it. Reported are medians in
// milliseconds and the ratio; the goal is at most 1.25. After each start a key must change the page.
func BenchmarkOpenWindow(b *testing.B) {
	program, err := build(released)
	if err != nil {
		b.Fatal(err)
	}
	bare := filepath.Join(b.TempDir(), "bare")
	if out, err := exec.Command("go", "build", "-tags", released+",bare", "-o", bare, "./internal/bare").CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	for _, size := range []struct {
		name     string
		meetings int
	}{{"3000", 3000}, {"30000", 30000}} {
		b.Run(size.name, func(b *testing.B) {
			dir := b.TempDir()
			path := filepath.Join(dir, "bench.db")
			fill(b, path, size.meetings)
			env := []string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
			s := openScreen(b, 1280, 800)
			var ours, theirs, keys []float64
			rounds := max(b.N, 7)
			for i := range rounds + 1 {
				bareTime, p, err := s.Drawn(700*time.Millisecond, env, bare)
				if err != nil {
					b.Fatal(err)
				}
				p.Kill()
				ourTime, p, err := s.Drawn(700*time.Millisecond, env, program, "--db", path, "--at", storagetest.Last.String())
				if err != nil {
					b.Fatal(err)
				}
				key, err := keyWorks(s, p)
				p.Kill()
				if err != nil {
					b.Fatal(err)
				}
				if i == 0 {
					continue // caches are cold
				}
				ours, theirs, keys = append(ours, ms(ourTime)), append(theirs, ms(bareTime)), append(keys, ms(key))
			}
			b.ReportMetric(median(ours), "ms/open")
			b.ReportMetric(median(theirs), "ms/bare")
			b.ReportMetric(median(ours)/median(theirs), "ratio")
			b.ReportMetric(median(keys), "ms/key")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// keyWorks presses Ctrl+2 and waits until the screen has changed.
func keyWorks(s *screen.Screen, p *screen.Program) (time.Duration, error) {
	if err := p.Attach(); err != nil {
		return 0, err
	}
	return s.Changes(10*time.Second, func() error { return p.Keys("ctrl+2") })
}

func fill(b *testing.B, path string, meetings int) {
	b.Helper()
	ctx := context.Background()
	db, err := storage.Open(ctx, path, storage.Options{Now: time.Now, NewID: newID})
	if err != nil {
		b.Fatal(err)
	}
	r := storagetest.Records(storagetest.Shape{People: 12, Meetings: meetings, Life: true})
	if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	if info, err := os.Stat(path); err == nil && !strings.HasSuffix(b.Name(), "#") {
		b.Logf("%d one-on-ones, %d MB", meetings, info.Size()>>20)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

func median(v []float64) float64 {
	s := slices.Sorted(slices.Values(v))
	return s[len(s)/2]
}
