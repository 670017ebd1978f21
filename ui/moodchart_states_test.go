package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// The mood chart of somebody without moods says what is missing, with two it draws them without a usual range, and with five years it shows a year and
// stays within its card, also in the smallest window.
func TestMoodChartOfNothingLittleAndMuch(t *testing.T) {
	id := fixtureID(1, 0)
	for name, c := range map[string]struct {
		moods int
		band  bool
	}{"none": {0, false}, "two": {2, false}, "five years": {260, true}} {
		t.Run(name, func(t *testing.T) {
			r := people.Records{People: fixture().People[:1]}
			for i := range max(c.moods, 3) {
				m := notes.Meeting{ID: fixtureID(90, i), Person: id, At: civil.InstantOf(fixtureNow.AddDate(0, 0, -7*(i+1)).Truncate(time.Minute)), Status: notes.Held, Notes: "Talked about the importer."}
				if i < c.moods {
					mood := 3 + i%2
					m.Mood, m.MoodSource = &mood, notes.Said
				}
				r.Meetings = append(r.Meetings, m)
			}
			inWindow(t, r, func(d *desk) {
				for _, size := range []fyne.Size{fyne.NewSize(1280, 770), fyne.NewSize(1024, 700)} {
					d.window.Resize(size)
					d.open(Place{Page: Person, Person: id})
					d.settle()
					if got := strings.Contains(d.words(), "Usual range"); got != c.band {
						t.Errorf("%v: a usual range is shown: %v", size, got)
					}
					chart := find(d, "chart", func(x *w.MoodChart) bool { return true })
					if chart.Size().Width <= 0 || chart.Size().Width > size.Width {
						t.Errorf("%v: the chart is %v", size, chart.Size())
					}
					if data, _ := d.moodData(d.team.Member(id), d.team.Rules, d.today()); (data.Note == "") != c.band {
						t.Errorf("%v: under the chart stands %q", size, data.Note)
					}
				}
			})
		})
	}
}
