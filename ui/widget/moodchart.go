package widget

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// MoodPoint is one mood in a chart.
type MoodPoint struct {
	Date  time.Time
	Mood  int    // 1 to 5
	Below bool   // below the usual range: drawn as a diamond
	Label string // what is said of the point: date, mood, who said it

	Hollow bool // a reading of the manager's, not what the person said: drawn as an outline
}

// Band is a usual range of moods.
type Band struct{ Low, High float64 }

// ChartSpan is a bracket under a chart, from one point to another.
type ChartSpan struct {
	From, To int // indices of points
	Text     string
	Warn     bool
}

// MoodData is what a MoodChart shows. Points are in the order of their dates and stand at equal distances.
type MoodData struct {
	Points []MoodPoint
	Usual  *Band        // nil while there is too little to tell
	Events []ChartEvent // in the order of their dates
	Spans  []ChartSpan
	Note   string // a sentence for where there is too little to show
}

func (d MoodData) noteBelow() bool { return d.Note != "" && len(d.Points) > 0 }

// MoodChart shows moods over time against the usual range, and what happened meanwhile. The pointer or the arrow keys (up and down go to and
// from what happened) show what stands behind a mark; a press or Enter opens it.
type MoodChart struct {
	press
	data    MoodData
	current int // the point whose label is shown, -1 for none
	mark    int // the event whose label is shown, -1 for none
	version int
	height  float32
	laid    flagLayout

	Words  [5]string               // of the moods 1 to 5
	Month  func(time.Month) string // the short name of a month
	OnOpen func(index int)
}

// NewMoodChart makes a chart at least 160 high.
func NewMoodChart(data MoodData, opened func(index int)) *MoodChart {
	c := &MoodChart{
		data: data, current: -1, mark: -1, height: 160, OnOpen: opened,
		Words: [5]string{"Poor", "Low", "OK", "Good", "Great"},
		Month: func(m time.Month) string { return m.String()[:3] },
	}
	c.label = "Mood"
	c.extend(c, nil)
	return c
}

// WithHeight changes the least height. It returns the chart.
func (c *MoodChart) WithHeight(h float32) *MoodChart { c.height = h; c.Refresh(); return c }

// Set shows other data.
func (c *MoodChart) Set(data MoodData) {
	c.data, c.current, c.mark = data, -1, -1
	c.version++
	c.Refresh()
}

// Current is the index of the point whose label is shown, -1 for none.
func (c *MoodChart) Current() int { return c.current }

func (c *MoodChart) point(i int) {
	if i < -1 || i >= len(c.data.Points) || i == c.current && c.mark < 0 {
		return
	}
	c.current, c.mark = i, -1
	c.label = "Mood"
	if i >= 0 {
		c.label = c.data.Points[i].Label
	}
	c.Refresh()
}

// Disabled implements fyne.Disableable: a chart without points takes no focus.
func (c *MoodChart) Disabled() bool { return c.disabled || len(c.data.Points) == 0 }

// MouseIn implements desktop.Hoverable.
func (c *MoodChart) MouseIn(e *desktop.MouseEvent) { c.under(e.Position) }

// MouseMoved implements desktop.Hoverable.
func (c *MoodChart) MouseMoved(e *desktop.MouseEvent) { c.under(e.Position) }

// under shows what stands behind the mark under the pointer.
func (c *MoodChart) under(at fyne.Position) {
	if i := c.eventAt(at); i >= 0 {
		c.event(i)
		return
	}
	c.point(c.nearest(at))
}

// MouseOut implements desktop.Hoverable.
func (c *MoodChart) MouseOut() { c.point(-1) }

// Tapped implements fyne.Tappable.
func (c *MoodChart) Tapped(e *fyne.PointEvent) {
	if i := c.eventAt(e.Position); i >= 0 {
		c.openEvent(i)
		return
	}
	c.open(c.nearest(e.Position))
}

func (c *MoodChart) open(i int) {
	if i >= 0 && i < len(c.data.Points) && c.OnOpen != nil {
		c.OnOpen(i)
	}
}

// FocusGained implements fyne.Focusable: the last point is shown.
func (c *MoodChart) FocusGained() {
	if c.current < 0 && c.mark < 0 {
		c.point(len(c.data.Points) - 1)
	}
	c.press.FocusGained()
}

// FocusLost implements fyne.Focusable.
func (c *MoodChart) FocusLost() {
	c.point(-1)
	c.press.FocusLost()
}

// TypedKey implements fyne.Focusable.
func (c *MoodChart) TypedKey(e *fyne.KeyEvent) {
	if c.eventKey(e) {
		return
	}
	last := len(c.data.Points) - 1
	switch e.Name {
	case fyne.KeyLeft:
		c.point(max(c.current-1, 0))
	case fyne.KeyRight:
		c.point(min(c.current+1, last))
	case fyne.KeyHome:
		c.point(min(0, last))
	case fyne.KeyEnd:
		c.point(last)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.open(c.current)
	default:
		passKey(c, e)
	}
}

// The room round the plot.
const (
	chartLeft   float32 = 56 // words of the moods
	chartMonths float32 = 26
	chartSpans  float32 = 36 // brackets, where there are any
	chartNote   float32 = 24 // the note, where there are points too
)

type plot struct{ left, right, top, bottom float32 }

func (c *MoodChart) plot(s fyne.Size) plot {
	p := plot{left: chartLeft, right: s.Width - 4, top: 8, bottom: s.Height - chartMonths}
	p.top += float32(c.flagRows(p)) * chartFlags
	if c.hasLane() {
		p.bottom -= chartLane
	}
	if len(c.data.Spans) > 0 {
		p.bottom -= chartSpans
	}
	if c.data.noteBelow() {
		p.bottom -= chartNote
	}
	return p
}

func (p plot) y(mood float64) float32 {
	return p.bottom - (p.bottom-p.top)*float32((mood-1)/4)
}

// x of a point; index may lie between two.
func (p plot) x(index float64, n int) float32 {
	if n < 2 {
		return (p.left + p.right) / 2
	}
	left, right := p.left+8, p.right-16
	return left + (right-left)*float32(index/float64(n-1))
}

// indexOf is where a date stands among the points, between two where it lies between their dates.
func (c *MoodChart) indexOf(d time.Time) float64 {
	ps := c.data.Points
	for i, p := range ps {
		if !p.Date.Before(d) {
			if i == 0 || p.Date.Equal(d) {
				return float64(i)
			}
			before := ps[i-1].Date
			return float64(i-1) + float64(d.Sub(before))/float64(p.Date.Sub(before))
		}
	}
	return float64(len(ps) - 1)
}

func (c *MoodChart) nearest(at fyne.Position) int {
	n := len(c.data.Points)
	if n == 0 {
		return -1
	}
	p := c.plot(c.Size())
	best, distance := -1, float32(24)
	for i := range c.data.Points {
		d := p.x(float64(i), n) - at.X
		if d < 0 {
			d = -d
		}
		if d < distance {
			best, distance = i, d
		}
	}
	return best
}

// CreateRenderer implements fyne.Widget.
func (c *MoodChart) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	r := &moodRenderer{c: c, version: -1, ring: newRing(theme.RadiusControl), tip: newTip()}
	r.build()
	return r
}

type moodRenderer struct {
	c       *MoodChart
	version int
	sketch
	ring box
	tip  *tip
	size fyne.Size
}

func (r *moodRenderer) Destroy() {}

func (r *moodRenderer) MinSize() fyne.Size {
	h := r.c.height
	if len(r.c.data.Spans) > 0 {
		h += chartSpans
	}
	if r.c.data.noteBelow() {
		h += chartNote
	}
	h += r.c.laneHeight()
	return fyne.NewSize(200, h)
}

func (r *moodRenderer) Layout(s fyne.Size) {
	if s == r.size {
		return
	}
	r.size = s
	r.draw()
	r.point()
}

func (r *moodRenderer) Refresh() {
	if r.version != r.c.version {
		r.build()
		r.draw()
	}
	r.paint()
	r.point()
	revealed = false
	repaint(r.c)
}

func (r *moodRenderer) Objects() []fyne.CanvasObject { return r.objects }

// build makes the objects that the data needs.
func (r *moodRenderer) build() {
	r.version = r.c.version
	r.reset()
	r.draw()
	r.add(r.ring.Rectangle)
	r.add(r.tip.objects()...)
}

// draw puts everything in place; the first time it makes the objects.
func (r *moodRenderer) draw() {
	c, s := r.c, r.size
	if s.Width == 0 {
		s = fyne.NewSize(400, c.height)
	}
	p, n := c.plot(s), len(c.data.Points)
	r.begin()
	if b := c.data.Usual; b != nil {
		top, bottom := p.y(min(b.High, 5.15)), p.y(max(b.Low, 0.85))
		r.rect(p.left, top, p.right-p.left, bottom-top, 4, theme.Band)
		r.rect(p.left, top, p.right-p.left, 1, 0, theme.Topic4) // the fill alone is lost in black and white
		r.rect(p.left, bottom-1, p.right-p.left, 1, 0, theme.Topic4)
	}
	for mood := 1; mood <= 5; mood++ {
		y := p.y(float64(mood))
		r.rect(p.left, y-1, p.right-p.left, 2, 0, theme.Grid)
		r.text(string(rune('0'+mood))+" "+c.Words[mood-1], theme.SizeCaption, false, theme.Text3, p.left-10, y, fyne.TextAlignTrailing)
	}
	r.events(p, n)
	for i := 1; i < n; i++ {
		a, b := c.data.Points[i-1], c.data.Points[i]
		r.line(p.x(float64(i-1), n), p.y(float64(a.Mood)), p.x(float64(i), n), p.y(float64(b.Mood)), 2, theme.Accent)
	}
	for i, m := range c.data.Points {
		x, y := p.x(float64(i), n), p.y(float64(m.Mood))
		if m.Below {
			r.diamond(x, y, 15, theme.Surface)
			r.diamond(x, y, 10, theme.Amber)
			if m.Hollow {
				r.diamond(x, y, 5, theme.Surface)
			}
		} else if m.Hollow {
			r.circle(x, y, 5.5, theme.Surface, theme.Clear, 0)
			r.circle(x, y, 4, theme.Surface, theme.Accent, 1.5)
		} else {
			r.circle(x, y, 5.5, theme.Surface, theme.Clear, 0)
			r.circle(x, y, 3.5, theme.Accent, theme.Clear, 0)
		}
	}
	r.months(p, n)
	r.spans(p, n)
	if c.data.Note != "" {
		x, y := (p.left+p.right)/2, p.y(3.5)
		if n > 0 {
			x, y = s.Width/2, s.Height-chartNote/2
		}
		r.text(cutTo(Small, c.data.Note, s.Width), theme.SizeSmall, false, theme.Text2, x, y, fyne.TextAlignCenter)
	}
}

func (r *moodRenderer) months(p plot, n int) {
	ps := r.c.data.Points
	end := float32(-100)
	for i := 0; i < n; {
		j := i
		for j+1 < n && ps[j+1].Date.Month() == ps[i].Date.Month() && ps[j+1].Date.Year() == ps[i].Date.Year() {
			j++
		}
		name := r.c.Month(ps[i].Date.Month())
		x, w := p.x(float64(i+j)/2, n), Caption.measure(name)
		if x-w/2 > end+6 {
			end = x + w/2
		} else {
			name = "" // no room for the name of a month with few points
		}
		r.text(name, theme.SizeCaption, false, theme.Text3, x, p.bottom+r.c.laneHeight()+15, fyne.TextAlignCenter)
		i = j + 1
	}
}

func (r *moodRenderer) spans(p plot, n int) {
	for _, s := range r.c.data.Spans {
		if s.From < 0 || s.To >= n || s.From > s.To {
			continue
		}
		col, words, width := theme.Control, theme.Text2, float32(1)
		if s.Warn {
			col, words, width = theme.Amber, theme.Amber, 2
		}
		a, b, y := p.x(float64(s.From), n), p.x(float64(s.To), n), p.bottom+r.c.laneHeight()+chartMonths+6
		r.rect(a, y-width/2, b-a, width, 0, col)
		r.rect(a, y-4, width, 4, 0, col)
		r.rect(b-width, y-4, width, 4, 0, col)
		style := Caption
		style.Bold = s.Warn
		w := style.measure(s.Text)
		x := min(max((a+b)/2, p.left+w/2), p.right+4-w/2)
		r.text(s.Text, theme.SizeCaption, s.Warn, words, x, y+12, fyne.TextAlignCenter)
	}
}

// point shows the label of the current point, and the ring.
func (r *moodRenderer) point() {
	c := r.c
	r.ring.ringAround(c.focused, r.size, 2)
	if c.mark >= 0 {
		at := c.markAt(c.plot(r.size), c.mark)
		r.tip.show(cutTo(Caption, c.data.Events[c.mark].Label, r.size.Width-16), at.X, at.Y, r.size)
		return
	}
	if c.current < 0 {
		r.tip.hide()
		return
	}
	p, m := c.plot(r.size), c.data.Points[c.current]
	r.tip.show(m.Label, p.x(float64(c.current), len(c.data.Points)), p.y(float64(m.Mood)), r.size)
}
