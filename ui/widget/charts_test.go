package widget

import (
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

func day(month time.Month, d int) time.Time { return time.Date(2026, month, d, 0, 0, 0, 0, time.UTC) }

func moodSample() MoodData {
	return MoodData{
		Points: []MoodPoint{
			{Date: day(1, 6), Mood: 4, Label: "6 Jan · 4 Good · Priya said"},
			{Date: day(1, 20), Mood: 5, Label: "20 Jan · 5 Great · Priya said"},
			{Date: day(2, 3), Mood: 4, Label: "3 Feb · 4 Good · my reading"},
			{Date: day(2, 17), Mood: 2, Below: true, Label: "17 Feb · 2 Low · Priya said"},
		},
		Usual:  &Band{3.6, 4.4},
		Events: []ChartEvent{{day(1, 13), "On-call starts"}},
		Spans:  []ChartSpan{{From: 3, To: 3, Text: "since 17 Feb", Warn: true}},
	}
}

func diamonds(o fyne.CanvasObject, fill color.Color) (n int) {
	for _, d := range drawn(o) {
		if p, ok := d.(*canvas.RegularPolygon); ok && p.FillColor == fill {
			n++
		}
	}
	return n
}

func TestMoodChart(t *testing.T) {
	var opened []int
	c := NewMoodChart(moodSample(), func(i int) { opened = append(opened, i) })
	w := open(t, c, 600, 260)
	for _, text := range []string{"5 Great", "1 Poor", "Jan", "Feb", "On-call starts", "since 17 Feb"} {
		if !says(c, text) {
			t.Errorf("%q is missing in %q", text, shownWords(c))
		}
	}
	if !fills(c, theme.Band) || diamonds(c, theme.Color(theme.Amber)) != 1 {
		t.Errorf("usual range, or the diamond below it: %d", diamonds(c, theme.Color(theme.Amber)))
	}
	w.Canvas().Focus(c)
	if c.Current() != 3 || !says(c, "17 Feb · 2 Low · Priya said") || !ringed(c) {
		t.Errorf("with the focus: point %d, %q", c.Current(), shownWords(c))
	}
	key(c, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyReturn, fyne.KeyHome, fyne.KeyLeft, fyne.KeyEnter, fyne.KeyEnd, fyne.KeyRight)
	if len(opened) != 2 || opened[0] != 1 || opened[1] != 0 || c.Current() != 3 {
		t.Errorf("opened %v, at %d", opened, c.Current())
	}
	w.Canvas().Unfocus()
	if c.Current() != -1 || ringed(c) {
		t.Error("the label stays without the focus")
	}
	p := c.plot(c.Size())
	hover(c, p.x(1, 4)+3, 50)
	if c.Current() != 1 || !says(c, "20 Jan · 5 Great · Priya said") {
		t.Errorf("under the pointer: %d", c.Current())
	}
	test.TapAt(c, fyne.NewPos(p.x(2, 4)-4, 50))
	c.MouseOut()
	if opened[len(opened)-1] != 2 || c.Current() != -1 {
		t.Errorf("a press opened %v", opened)
	}
	keepsObjects(t, c)
}

func TestMoodChartPlacesEvents(t *testing.T) {
	c := NewMoodChart(moodSample(), nil)
	open(t, c, 600, 260)
	if got := c.indexOf(day(1, 13)); got != 0.5 {
		t.Errorf("half way between two points: %v", got)
	}
	if got := c.indexOf(day(1, 20)); got != 1 {
		t.Errorf("on a point: %v", got)
	}
	if c.indexOf(day(1, 1)) != 0 || c.indexOf(day(5, 1)) != 3 {
		t.Error("outside the points an event stands at the edge")
	}
}

func TestMoodChartEmpty(t *testing.T) {
	c := NewMoodChart(MoodData{Note: "No mood noted yet."}, func(int) { t.Error("opened nothing") })
	w := open(t, c, 400, 200)
	if !says(c, "No mood noted yet.") || !c.Disabled() {
		t.Error("the note is missing, or an empty chart takes the focus")
	}
	hover(c, 100, 100)
	test.TapAt(c, fyne.NewPos(100, 100))
	key(c, fyne.KeyLeft, fyne.KeyReturn)
	one := MoodData{Points: moodSample().Points[:1], Note: "Five more one-on-ones and a usual range will appear."}
	c.Set(one)
	if !says(c, one.Note) || says(c, "No mood noted yet.") || fills(c, theme.Band) {
		t.Errorf("with one point: %q", shownWords(c))
	}
	w.Resize(fyne.NewSize(220, 180))
	for _, s := range shownWords(c) {
		if strings.HasPrefix(s, "Five") && Small.measure(s) > 220 {
			t.Errorf("%q is wider than the chart", s)
		}
	}
}

func TestMoodChartKeepsObjectsWhenResized(t *testing.T) {
	c := NewMoodChart(moodSample(), nil)
	w := open(t, c, 900, 300)
	before := test.WidgetRenderer(c).Objects()
	w.Resize(fyne.NewSize(210, 190))
	w.Resize(fyne.NewSize(700, 260))
	after := test.WidgetRenderer(c).Objects()
	if len(before) != len(after) {
		t.Fatalf("%d objects, after resizing %d", len(before), len(after))
	}
	for i := range before {
		if before[i] != after[i] {
			t.Fatalf("object %d was made again", i)
		}
	}
	dark(t)
	if !fills(c, theme.Band) || diamonds(c, theme.Color(theme.Amber)) != 1 {
		t.Error("does not follow the theme")
	}
}

func TestSparkline(t *testing.T) {
	s := NewSparkline([]int{4, 4, 5, 3, 2}, &Band{3.6, 4.4}, true, "Priya, 2 Low, below usual")
	open(t, s, 120, 34)
	if diamonds(s, theme.Color(theme.Amber)) != 1 || !fills(s, theme.Band) || s.AccessibilityLabel() == "" {
		t.Error("the diamond or the usual range is missing")
	}
	s.Set([]int{4, 5}, nil, false, "Noah, 5 Great")
	if diamonds(s, theme.Color(theme.Amber)) != 0 || fills(s, theme.Band) || !fills(s, theme.Accent) {
		t.Error("the line did not change")
	}
	keepsObjects(t, s)
	s.Set(nil, nil, false, "")
	if len(test.WidgetRenderer(s).Objects()) != 0 {
		t.Error("without moods something is drawn")
	}
	s.Set([]int{3}, nil, false, "")
	dark(t)
	if !fills(s, theme.Accent) {
		t.Error("does not follow the theme")
	}
}

func TestPaceChart(t *testing.T) {
	f := 0.71
	d := PaceData{Start: day(1, 1), Due: day(3, 31), Points: []PacePoint{{day(1, 1), 0}, {day(2, 1), 0.3}, {day(2, 24), 0.58}}, Forecast: &f, Label: "58%, at this pace 71% by 31 Mar"}
	c := NewPaceChart(d)
	open(t, c, 240, 90)
	lines := func() (plan, accent int) {
		for _, o := range drawn(c) {
			if l, ok := o.(*canvas.Line); ok {
				switch l.StrokeColor {
				case theme.Color(theme.Control):
					plan++
				case theme.Color(theme.Accent):
					accent++
				}
			}
		}
		return plan, accent
	}
	if p, a := lines(); p != 1 || a != 2+dashes {
		t.Errorf("%d plan lines and %d others", p, a)
	}
	if !ringed(c) { // the hollow end has an accent edge
		t.Error("no hollow end")
	}
	for _, m := range []string{"Jan", "Feb", "Mar"} {
		if !says(c, m) {
			t.Errorf("%s is missing", m)
		}
	}
	keepsObjects(t, c)
	d.Forecast, d.Points = nil, d.Points[:2]
	c.Set(d)
	if p, a := lines(); p != 1 || a != 1 || ringed(c) {
		t.Errorf("too early: %d plan lines, %d others, hollow end %v", p, a, ringed(c))
	}
	c.Set(PaceData{})
	if p, a := lines(); p != 1 || a != 0 {
		t.Errorf("without anything: %d and %d", p, a)
	}
}

func TestLegend(t *testing.T) {
	for m, fill := range map[Mark]fyne.ThemeColorName{MarkTick: theme.Text, MarkBand: theme.Band, MarkSwatch: theme.Topic2} {
		l := NewSwatch(theme.Topic2, "words", m)
		open(t, HStack(0, l), 200, 30)
		if !fills(l, fill) || !says(l, "words") {
			t.Errorf("mark %d is not shown", m)
		}
	}
	d := NewLegend(MarkDiamond, "Below usual")
	open(t, HStack(0, d), 200, 30)
	if diamonds(d, theme.Color(theme.Amber)) != 1 {
		t.Error("no diamond")
	}
	dark(t)
	if diamonds(d, theme.Color(theme.Amber)) != 1 {
		t.Error("does not follow the theme")
	}
	keepsObjects(t, d)
}
