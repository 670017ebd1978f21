//go:build linux

package main

import (
	"context"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"rapport/storage"
	"rapport/storage/storagetest"
)

// BenchmarkGoalsFrames measures what a step costs on the Goals page of 50 reports with 40 goals each and 20,000 check-ins in the real window, with all
// that it paints: the time that the window's thread is busy, in the median and in the 99th percentile of 300 steps (goals: 16 and 33 ms), for turning
// the wheel over a column, dragging a card over the board, going down by keyboard, and turning the wheel over the table. A step may take more than
// one frame, so that a frame costs at most as much. "idle" is the same time without a step, "all" that of all threads, those of the software renderer
// among them.
func BenchmarkGoalsFrames(b *testing.B) {
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
	if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(storagetest.ManyGoals(storagetest.Last)) }); err != nil {
		b.Fatal(err)
	}
	if err := db.Close(); err != nil {
		b.Fatal(err)
	}
	s := openScreen(b, 1280, 800)
	p, err := s.Run([]string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}, program, "--db", path, "--at", storagetest.Last.String())
	if err != nil {
		b.Fatal(err)
	}
	defer p.Kill()
	must := func(err error) {
		b.Helper()
		if err != nil {
			b.Fatal(err)
		}
	}
	settle := func() { b.Helper(); must(s.Settled(500 * time.Millisecond)) }
	settle()
	must(p.Keys("ctrl+3"))
	settle()
	const steps, pause = 300, 50 * time.Millisecond
	measure := func(name string, step func(i int) error) {
		b.Helper()
		var mains, alls []float64
		for i := range steps {
			main, all, err := p.Busy()
			must(err)
			if step != nil {
				must(step(i))
			}
			time.Sleep(pause) // until it is painted
			mainAfter, allAfter, err := p.Busy()
			must(err)
			mains, alls = append(mains, ms(mainAfter-main)), append(alls, ms(allAfter-all))
		}
		slices.Sort(mains)
		b.ReportMetric(median(mains), "ms/"+name)
		b.ReportMetric(mains[len(mains)*99/100], "ms/"+name+"99")
		b.ReportMetric(median(alls), "ms/"+name+"-all")
	}
	at := func(x, y int) error { return p.Mouse("mousemove", strconv.Itoa(x), strconv.Itoa(y)) }
	wheel := func(i int) error {
		if i/20%2 == 1 {
			return p.Mouse("click", "4")
		}
		return p.Mouse("click", "5")
	}
	must(at(530, 560))
	settle()
	measure("idle", nil)
	before, err := s.Changes(5*time.Second, func() error { return wheel(0) })
	must(err) // the board scrolls where the pointer is
	b.Logf("the first turn of the wheel showed after %.0f ms", ms(before))
	measure("column", wheel)
	must(p.Mouse("mousedown", "1"))
	measure("drag", func(i int) error { return at(330+i%90*9, 420+i%7*30) })
	must(at(530, 560))
	must(p.Mouse("mouseup", "1"))
	settle()
	must(p.Keys("Down"))
	settle()
	measure("keyboard", func(int) error { return p.Mouse("key", "Down") })
	must(p.Keys("ctrl+k"))
	settle()
	must(p.Type(">goals as a table"))
	settle()
	must(p.Keys("Return"))
	settle()
	must(at(700, 560))
	settle()
	_, err = s.Changes(5*time.Second, func() error { return wheel(0) })
	must(err)
	measure("table", wheel)
	must(s.Shot(filepath.Join(shots(b), "goals-frames.png")))
	b.ReportMetric(0, "ns/op")
}
