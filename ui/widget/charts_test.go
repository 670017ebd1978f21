package widget

import (
	"image/color"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

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
		Events: []ChartEvent{{Date: day(1, 13), Text: "On-call starts"}},
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

// marked is a chart with a flag, three small marks near each other and a bar; opened takes what was opened.
func marked(opened *[]string) MoodData {
	d := moodSample()
	open := func(name string) func() { return func() { *opened = append(*opened, name) } }
	d.Events[0].Label, d.Events[0].Open = "13 Jan · On-call starts", open("flag")
	d.Events = append(d.Events,
		ChartEvent{Date: day(1, 20), Icon: "star", Label: "20 Jan · Praise", Open: open("praise")},
		ChartEvent{Date: day(1, 20), Icon: "bulb", Label: "20 Jan · Suggestion", Open: open("suggestion")},
		ChartEvent{Date: day(1, 21), Icon: "target", Label: "21 Jan · Goal achieved", Open: open("goal")},
		ChartEvent{Date: day(2, 4), To: day(2, 12), Label: "4 – 12 Feb · Leave", Open: open("leave")})
	return d
}

func TestMoodChartShowsWhatTheRecordHolds(t *testing.T) {
	var opened []string
	c := NewMoodChart(marked(&opened), func(int) { opened = append(opened, "point") })
	w := open(t, c, 600, 260)
	p := c.plot(c.Size())
	if got := strings.Join(icons(c), " "); !strings.Contains(got, "rapport-star-") || !strings.Contains(got, "rapport-bulb-") || !strings.Contains(got, "rapport-target-") {
		t.Errorf("the marks are %s", got)
	}
	xs := c.marksAt(p)
	if xs[2]-xs[1] < markSize || xs[3]-xs[2] < markSize {
		t.Errorf("marks cover each other: %v", xs)
	}
	hover(c, xs[2], p.laneY())
	if c.Mark() != 2 || !says(c, "20 Jan · Suggestion") {
		t.Errorf("under the pointer: mark %d, %q", c.Mark(), shownWords(c))
	}
	test.TapAt(c, fyne.NewPos(xs[3], p.laneY()))
	from, to := c.bar(p, c.data.Events[4])
	test.TapAt(c, fyne.NewPos((from+to)/2, p.barY()))
	flag := c.markAt(p, 0)
	test.TapAt(c, fyne.NewPos(flag.X+20, p.flagY(0)))
	test.TapAt(c, fyne.NewPos(p.x(0, 4), p.y(4)))
	if got := strings.Join(opened, " "); got != "goal leave flag point" {
		t.Errorf("opened %s", got)
	}
	opened = nil
	w.Canvas().Focus(c)
	key(c, fyne.KeyUp, fyne.KeyHome, fyne.KeyReturn, fyne.KeyRight, fyne.KeySpace, fyne.KeyEnd, fyne.KeyRight, fyne.KeyEnter, fyne.KeyDown)
	if got := strings.Join(opened, " "); got != "flag praise leave" || c.Mark() != -1 || c.Current() < 0 {
		t.Errorf("by keys opened %s, at mark %d and point %d", got, c.Mark(), c.Current())
	}
	keepsObjects(t, c)
	before := test.WidgetRenderer(c).Objects()
	w.Resize(fyne.NewSize(230, 200))
	w.Resize(fyne.NewSize(700, 260))
	if len(before) != len(test.WidgetRenderer(c).Objects()) {
		t.Error("objects were made again")
	}
	light := icons(c)
	dark(t)
	if got := icons(c); got[0] == light[0] {
		t.Errorf("marks do not follow the theme: %v", got)
	}
	c.Set(moodSample())
	if c.hasLane() || len(icons(c)) != 0 {
		t.Errorf("marks stay with other data: %v", icons(c))
	}
}

func TestManySmallMarksStayInTheChart(t *testing.T) {
	d := moodSample()
	d.Events = nil
	for range 80 {
		d.Events = append(d.Events, ChartEvent{Date: day(2, 16), Icon: "star", Label: "Praise"})
	}
	c := NewMoodChart(d, nil)
	open(t, c, 400, 220)
	p := c.plot(c.Size())
	last := float32(-1)
	for i := range d.Events {
		x := c.marksAt(p)[i]
		if x <= last || x < p.left-markSize || x > p.right {
			t.Fatalf("mark %d at %v after %v, in a plot from %v to %v", i, x, last, p.left, p.right)
		}
		last = x
	}
}

// TestFlagsCoverNothing: wherever flags stand and however long their words are, no words cover other words, a flag or a line from above, and
// none are cut.
func TestFlagsCoverNothing(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		d := MoodData{}
		for i := range 20 {
			d.Points = append(d.Points, MoodPoint{Date: day(1, 1).AddDate(0, 0, 7*i), Mood: 3})
		}
		days := rapid.SliceOfN(rapid.IntRange(-20, 160), 0, 9).Draw(t, "days")
		slices.Sort(days)
		for _, n := range days {
			text := strings.TrimSpace(strings.Repeat("words ", rapid.IntRange(1, 14).Draw(t, "words")))
			d.Events = append(d.Events, ChartEvent{Date: day(1, 1).AddDate(0, 0, n), Text: text, Short: "Words"})
		}
		c := NewMoodChart(d, nil)
		width := float32(rapid.IntRange(200, 900).Draw(t, "width"))
		p := plot{left: chartLeft, right: width - 4}
		flags := c.flags(p)
		if len(flags) != len(d.Events) {
			t.Fatalf("%d flags of %d events", len(flags), len(d.Events))
		}
		for i, l := range flags {
			if l.text != "" && l.text != d.Events[i].Text && l.text != "Words" {
				t.Fatalf("%q is cut to %q", d.Events[i].Text, l.text)
			}
			if l.text == "" {
				continue
			}
			if from, to := l.extent(); from < p.left-4 || to > p.right+4 || Caption.measure(l.text) != l.width {
				t.Fatalf("%q from %v to %v is not inside %v to %v", l.text, from, to, p.left, p.right)
			}
			for j, o := range flags {
				if j != i && l.clashes(o) {
					t.Fatalf("%q at %v, row %d covers %q at %v, row %d", l.text, l.x, l.row, o.text, o.x, o.row)
				}
			}
		}
	})
}

// Of flags that stand close to each other, each has its words where there is a way to give them some.
func TestFlagsSideBySideHaveTheirWords(t *testing.T) {
	test.NewTempApp(t)
	d := MoodData{}
	for i := range 40 {
		d.Points = append(d.Points, MoodPoint{Date: day(1, 1).AddDate(0, 0, 7*i), Mood: 3})
	}
	for _, e := range []struct {
		week int
		text string
	}{{15, "New team lead"}, {30, "Launch"}, {31, "A colleague left"}, {36, "Second rota put off"}} {
		d.Events = append(d.Events, ChartEvent{Date: day(1, 1).AddDate(0, 0, 7*e.week), Text: e.text})
	}
	for _, l := range NewMoodChart(d, nil).flags(plot{left: chartLeft, right: 620}) {
		if l.text == "" {
			t.Errorf("the flag at %v has no words", l.x)
		}
	}
}
