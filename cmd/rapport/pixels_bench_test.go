//go:build linux

package main

import (
	"context"
	"fmt"
	"image"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"rapport/civil"
	"rapport/cmd/rapport/internal/screen"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	"rapport/storage/storagetest"
)

// watched starts the program as it is released on a database, in a window that is watched.
func watched(b *testing.B, r people.Records, at string) (*screen.Screen, *screen.Program, *screen.Watch) {
	b.Helper()
	program, err := build(released)
	if err != nil {
		b.Fatal(err)
	}
	dir := b.TempDir()
	path := filepath.Join(dir, "bench.db")
	db, err := storage.Open(context.Background(), path, storage.Options{Now: time.Now, NewID: newID})
	if err != nil {
		b.Fatal(err)
	}
	if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	s := openScreen(b, 1280, 800)
	args := []string{"--db", path}
	if at != "" {
		args = append(args, "--at", at)
	}
	p, err := s.Run([]string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}, program, args...)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(p.Kill)
	if err := s.Settled(time.Second); err != nil {
		b.Fatal(err)
	}
	w, err := p.Watch()
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(w.Close)
	return s, p, w
}

// BenchmarkKeyToPixels measures in the real window, from a key that goes in through XTEST until the server says that pixels changed, in the
// middle of notes of 2,000 and of 20,000 words. Goals on a quiet machine: median 12 ms, 99th percentile 24 ms, nothing above 50 ms. "busy" is the
// time of the window's thread for one key, drawing included, "all" that of all threads, those of the software renderer among them: they say more
// than the rest where other programs take the machine.
func BenchmarkKeyToPixels(b *testing.B) {
	for _, words := range []int{2_000, 20_000} {
		b.Run(fmt.Sprint(words), func(b *testing.B) {
			now := time.Now()
			started := civil.InstantOf(now.Add(-5 * time.Minute))
			person := people.Person{ID: newID(), Name: "Priya Raman", Cadence: people.Weekly}
			text := storagetest.Records(storagetest.Shape{People: 1, Meetings: 1, Words: words}).Meetings[0].Notes
			s, p, w := watched(b, people.Records{People: []people.Person{person}, Meetings: []notes.Meeting{
				{ID: newID(), Person: person.ID, At: started, Status: notes.Scheduled, Began: started, Notes: text},
			}}, "")
			must := func(err error) {
				b.Helper()
				if err != nil {
					b.Fatal(err)
				}
			}
			must(p.Keys("ctrl+n")) // it goes on, with the caret at the end
			must(s.Settled(time.Second))
			for range words / 600 { // to the middle
				must(p.Keys("Prior"))
			}
			must(s.Settled(600 * time.Millisecond))
			pace := rand.New(rand.NewPCG(1, 2))
			var firsts []float64
			again := 0
			busyBefore, allBefore, err := p.Busy()
			must(err)
			const keys = 200
			for i := range keys {
				first, last, err := w.Changed(60*time.Millisecond, false, func() error { return w.Key(rune("the quick brown fox "[i%20])) })
				must(err)
				if first == 0 {
					b.Fatalf("key %d changed nothing", i)
				}
				if last > first {
					again++
				}
				firsts = append(firsts, ms(first))
				time.Sleep(time.Duration(pace.IntN(90)) * time.Millisecond)
			}
			busyAfter, allAfter, err := p.Busy()
			must(err)
			must(s.Shot(filepath.Join(shots(b), fmt.Sprintf("keys-%d.png", words))))
			slices.Sort(firsts)
			b.ReportMetric(median(firsts), "ms/median")
			b.ReportMetric(firsts[len(firsts)*99/100], "ms/p99")
			b.ReportMetric(firsts[len(firsts)-1], "ms/max")
			b.ReportMetric(ms(busyAfter-busyBefore)/keys, "ms/busy")
			b.ReportMetric(ms(allAfter-allBefore)/keys, "ms/all")
			b.ReportMetric(float64(again)/keys, "changes-after/key")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// BenchmarkSwitchReport measures in the real window, from a click on a report in the sidebar until the last pixel of the page has changed, with
// five years of weekly one-on-ones, action items, goals and feedback for each of eight people. Goal: 50 ms. "first" is until the first pixel
// changed, "busy" the time of the window's thread, "all" that of all threads.
func BenchmarkSwitchReport(b *testing.B) {
	r := storagetest.Records(storagetest.Shape{People: 8, Meetings: 8 * 260, Life: true})
	s, p, w := watched(b, r, storagetest.Last.String())
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	var firsts, lasts, busy, alls []float64
	row := func(i int) int { return 288 + 32*(i%6) }
	before, err := s.Image(image.Rect(240, 40, 900, 100))
	must(err)
	for i := range 60 {
		must(w.Point(100, row(i)))
		w.Quiet(250 * time.Millisecond)
		busyBefore, allBefore, err := p.Busy()
		must(err)
		first, last, err := w.Changed(200*time.Millisecond, true, w.Click)
		must(err)
		if first == 0 {
			b.Fatalf("click %d changed nothing", i)
		}
		after, err := s.Image(image.Rect(240, 40, 900, 100))
		must(err)
		if slices.Equal(before.Pix, after.Pix) {
			must(s.Shot(filepath.Join(shots(b), "switch.png")))
			b.Fatalf("click %d did not change the head of the page", i)
		}
		before = after
		if i >= 6 { // each page was shown once
			busyAfter, allAfter, err := p.Busy()
			must(err)
			alls = append(alls, ms(allAfter-allBefore))
			firsts, lasts, busy = append(firsts, ms(first)), append(lasts, ms(last)), append(busy, ms(busyAfter-busyBefore))
		}
	}
	must(s.Shot(filepath.Join(shots(b), "switch.png")))
	slices.Sort(firsts)
	slices.Sort(lasts)
	b.ReportMetric(median(firsts), "ms/first")
	b.ReportMetric(median(lasts), "ms/median")
	b.ReportMetric(lasts[len(lasts)*99/100], "ms/p99")
	b.ReportMetric(lasts[0], "ms/min")
	b.ReportMetric(median(busy), "ms/busy")
	b.ReportMetric(median(alls), "ms/all")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkIdle measures how much of a core the program takes over ten seconds in which nobody does anything: on Today, and in the notes of a
// one-on-one with the caret in them once it rests. Goal: 0.5 %.
func BenchmarkIdle(b *testing.B) {
	r := storagetest.Records(storagetest.Shape{People: 8, Meetings: 3000, Life: true})
	s, p, _ := watched(b, r, "")
	const watch = 10 * time.Second
	measure := func(name string) {
		time.Sleep(15 * time.Second) // the caret rests after ten
		_, before, err := p.Busy()
		if err != nil {
			b.Fatal(err)
		}
		time.Sleep(watch)
		_, after, err := p.Busy()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(after-before)/float64(watch)*100, "%/"+name)
	}
	measure("today")
	if err := p.Keys("ctrl+n", "Return"); err != nil {
		b.Fatal(err)
	}
	if err := s.Settled(time.Second); err != nil {
		b.Fatal(err)
	}
	measure("notes")
	if err := s.Shot(filepath.Join(shots(b), "idle.png")); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(0, "ns/op")
}
