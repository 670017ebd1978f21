package ui

import (
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
	"rapport/storage"
	"rapport/storage/storagetest"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// BenchmarkGoalsPage measures the page of all goals with 50 reports, 2,000 goals and 20,000 check-ins on the main goroutine, painting aside: to open
// it (goal: 100 ms), and each step of scrolling a column, scrolling the table, and dragging a card (goals: 16 ms in the median, 33 ms in the 99th
// percentile, with painting). "blank" is the page of a team without a goal, opened in the same run.
func BenchmarkGoalsPage(b *testing.B) {
	open := func(r people.Records) *App {
		db, err := storage.Open(context.Background(), filepath.Join(b.TempDir(), "bench.db"), storage.Options{Now: time.Now, NewID: uuid.New})
		if err != nil {
			b.Fatal(err)
		}
		if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
			b.Fatal(err)
		}
		now := func() time.Time { return fixtureNow }
		queue := make(chan func(), 1000)
		a := New(Options{Fyne: test.NewTempApp(b), DB: db, Now: now, NewID: uuid.New, Theme: theme.Light, Do: func(f func()) { queue <- f }})
		a.Show()
		a.window.Resize(fyne.NewSize(1280, 770))
		for a.team == nil || a.team.Partial || len(a.team.Members) == 0 {
			(<-queue)()
		}
		b.Cleanup(func() {
			go func() {
				for f := range queue {
					f()
				}
			}()
			a.Close()
			db.Close()
		})
		return a
	}
	took := func(f func()) float64 {
		start := time.Now()
		f()
		return float64(time.Since(start).Microseconds()) / 1000
	}
	middle := func(x []float64) float64 { slices.Sort(x); return x[len(x)/2] }
	late := func(x []float64) float64 { slices.Sort(x); return x[len(x)*99/100] }

	blank := open(people.Records{People: []people.Person{{ID: uuid.New(), Name: "One"}}})
	a := open(storagetest.ManyGoals(civil.DateOf(fixtureNow)))
	var opens, blanks []float64
	for range 9 {
		blank.goTo(Place{})
		blanks = append(blanks, took(func() { blank.goTo(Place{Page: Goals}) }))
		a.goTo(Place{})
		opens = append(opens, took(func() { a.goTo(Place{Page: Goals}) }))
	}
	p := a.page.(*goalsPage)
	var column, table, drag []float64
	rows := p.board.columns[1].rows
	if rows.Count() < 100 {
		b.Fatalf("only %d cards in the column", rows.Count())
	}
	for i := range 400 {
		column = append(column, took(func() { rows.ScrollTo(float32(i) * 61) }))
	}
	tile := rows.Reveal(210).(*w.GoalTile)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(tile)
	for i := range 400 {
		e := &fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at.AddXY(float32(i%90)*10, float32(i%30))}, Dragged: fyne.NewDelta(10, 0)}
		drag = append(drag, took(func() { tile.Dragged(e) }))
	}
	p.board.endDrag()
	p.at.view = 2
	p.refilter()
	for i := range 400 {
		table = append(table, took(func() { p.list.rows.ScrollTo(float32(i) * 61) }))
	}
	b.ReportMetric(middle(opens), "ms/open")
	b.ReportMetric(middle(blanks), "ms/blank")
	for _, x := range []struct {
		name  string
		times []float64
	}{{"column", column}, {"drag", drag}, {"table", table}} {
		b.ReportMetric(middle(x.times), "ms/"+x.name)
		b.ReportMetric(late(x.times), "ms/"+x.name+"99")
	}
	b.ReportMetric(0, "ns/op")
}
