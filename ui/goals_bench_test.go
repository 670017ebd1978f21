package ui

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// manyGoals is a team of 50 with 40 goals each, ten check-ins a goal, under 12 team goals.
func manyGoals() people.Records {
	var r people.Records
	on := civil.DateOf(fixtureNow)
	value := func(v float64) *float64 { return &v }
	n := 0
	id := func() uuid.UUID {
		n++
		return uuid.UUID{1, 0x95, 0xbe, byte(n >> 16), byte(n >> 8), byte(n), 0x70, 0, 0x80, 12: byte(n >> 16), 13: byte(n >> 8), 14: byte(n), 15: 1}
	}
	var tops []uuid.UUID
	for i := range 12 {
		g := goals.Goal{ID: id(), Team: "Team", Title: fmt.Sprintf("Team goal %d that everything hangs from", i+1), Start: on - 60, Due: on + 30, Status: goals.Active}
		tops = append(tops, g.ID)
		r.Goals = append(r.Goals, g)
	}
	for p := range 50 {
		person := people.Person{ID: id(), Name: fmt.Sprintf("Person Number%02d", p+1), Cadence: people.Weekly}
		r.People = append(r.People, person)
		for i := range 40 {
			k := goals.KeyResult{ID: id(), Title: "Pages after 22:00", Kind: goals.Number, Unit: "a month", From: value(40), To: value(1)}
			g := goals.Goal{ID: id(), Person: person.ID, Parent: tops[i%12], Title: fmt.Sprintf("Goal %d of a person with a title of two lines on the board", i+1), Start: on - 70, Due: on + civil.Date(10+i), Status: goals.Active, KeyResults: []goals.KeyResult{k}, Tags: []string{"x"}}
			for c := range 10 {
				g.CheckIns = append(g.CheckIns, goals.CheckIn{ID: id(), Date: on - civil.Date(70-7*c), Confidence: confidences[(p+i)%3], Note: "A line of why.", Values: map[uuid.UUID]float64{k.ID: 40 - float64(c*(p%5))}})
			}
			if i%10 == 9 {
				g.Status, g.Closed = goals.Achieved, on-3
			}
			r.Goals = append(r.Goals, g)
		}
	}
	return r
}

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
	a := open(manyGoals())
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
