package ui

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// longNote is a note of so many words, with lines that are offered as records, and wording that is hinted at.
func longNote(words int) string {
	pool := strings.Fields("Six weeks in. Paged nine times in February, four of them after 22:00. Says the alerts are noisy more than hard, and she is always late.")
	var out strings.Builder
	for i := range words {
		switch {
		case i%350 == 349:
			out.WriteString("\n\n- [ ] me: send the criteria by fri\n+ Calm hand-over\n\n")
		case i%210 == 209:
			out.WriteString("\n\n## ")
		case i%70 == 69:
			out.WriteString("\n\n")
		}
		out.WriteString(pool[(i*7+i/13)%len(pool)])
		out.WriteByte(' ')
	}
	return out.String()
}

// BenchmarkMeetingKey types into the middle of the notes of a one-on-one that goes on, with hints, offers and autosave on, at 20 keys a second:
// what the main goroutine spends on a key, and on everything else that it does meanwhile, as saving and reading the notes for offers, each
// without a pause for a key in between.
func BenchmarkMeetingKey(b *testing.B) {
	for _, words := range []int{2_000, 20_000} {
		b.Run(fmt.Sprint(words, " words"), func(b *testing.B) {
			defer func() { w.Do = func(func()) {} }() // timers may still run
			r := fixture()
			now := func() time.Time { return fixtureNow }
			db, err := storage.Open(context.Background(), b.TempDir()+"/x.db", storage.Options{Now: now, NewID: uuid.New})
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
				b.Fatal(err)
			}
			app := test.NewTempApp(b)
			queue := make(chan func(), 1000)
			a := New(Options{Fyne: app, DB: db, Now: now, NewID: uuid.New, Theme: theme.Light, Do: func(f func()) { queue <- f }})
			a.Show()
			a.window.Resize(fyne.NewSize(1280, 770))
			var other []time.Duration
			wait := func(d time.Duration, done func() bool) {
				for until := time.After(d); ; {
					select {
					case f := <-queue:
						start := time.Now()
						f()
						other = append(other, time.Since(start))
						if done != nil && done() {
							return
						}
					case <-until:
						return
					}
				}
			}
			wait(time.Minute, func() bool { return !a.team.Partial && a.page != nil })
			a.startMeeting(fixtureID(1, 0))
			wait(time.Minute, func() bool { return a.place.Page == Meeting })
			p := a.page.(*meetingPage)
			a.window.Canvas().Focus(p.shared)
			p.shared.Insert(longNote(words))
			wait(3*time.Second, nil)
			p.shared.Select(p.shared.Len()/2, p.shared.Len()/2)
			letters := []rune("the alerts are noisy more than hard ")
			var keys []time.Duration
			other = nil
			b.ResetTimer()
			for i := range max(b.N, 200) {
				start := time.Now()
				p.shared.TypedRune(letters[i%len(letters)])
				keys = append(keys, time.Since(start))
				wait(50*time.Millisecond, nil)
			}
			b.StopTimer()
			at := func(all []time.Duration, q float64) float64 {
				slices.Sort(all)
				return float64(all[int(q*float64(len(all)-1))]) / 1e6
			}
			b.ReportMetric(at(keys, 0.5), "ms-key-median")
			b.ReportMetric(at(keys, 0.99), "ms-key-p99")
			b.ReportMetric(at(other, 0.5), "ms-other-median")
			b.ReportMetric(at(other, 1), "ms-other-longest")
			b.ReportMetric(0, "ns/op")
			wait(2*time.Second, nil)
		})
	}
}
