package widget

import (
	"math"
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// ChartEvent is something that happened. One without an icon is drawn as a flag over the chart, with its words; one with an icon as a small
// mark under it, and one that took several days as a bar.
type ChartEvent struct {
	Date  time.Time
	To    time.Time // the last day of what took several; zero: one day
	Text  string    // beside a flag
	Short string    // beside a flag where there is no room for Text; can be empty
	Label string    // what is said of it: date and words
	Icon  string    // of the small mark
	Open  func()    // nil where there is nothing to open
}

// The room that events take.
const (
	chartFlags  float32 = 15 // a row of flags
	chartLane   float32 = 21 // the small marks, where there are any
	markSize    float32 = 13
	markApart   float32 = 15  // between the middles of two small marks
	flagWords   float32 = 300 // wider words give way to the short ones
	mostRows            = 3   // of flags
	flagTries           = 8_000
	barLeast    float32 = 8
	eventsReach float32 = 12 // how far from a mark the pointer still means it
)

func (e ChartEvent) isFlag() bool { return e.Icon == "" && !e.isBar() }
func (e ChartEvent) isBar() bool  { return !e.To.IsZero() }

// hasLane reports whether there are marks under the plot.
func (c *MoodChart) hasLane() bool {
	return slices.ContainsFunc(c.data.Events, func(e ChartEvent) bool { return !e.isFlag() })
}

func (c *MoodChart) laneHeight() float32 {
	if c.hasLane() {
		return chartLane
	}
	return 0
}

// flagLabel is where a flag and its words stand.
type flagLabel struct {
	x     float32
	row   int // 0 is the one next to the plot
	left  bool
	text  string // "" where there is no room for any
	width float32
}

// extent is what a flag with its words takes from left to right.
func (l flagLabel) extent() (from, to float32) {
	switch {
	case l.text == "":
		return l.x - 4, l.x + 4
	case l.left:
		return l.x - 8 - l.width, l.x + 4
	}
	return l.x - 4, l.x + 8 + l.width
}

// clashes reports whether a flag with its words covers another, or the line of the upper one goes through the words of the lower one.
func (l flagLabel) clashes(o flagLabel) bool {
	from, to := l.extent()
	a, b := o.extent()
	switch {
	case o.row == l.row:
		return from < b+6 && a-6 < to
	case o.row > l.row:
		return l.text != "" && from < o.x+3 && o.x-3 < to
	}
	return o.text != "" && a < l.x+3 && l.x-3 < b
}

// flagLayout is the flags of a chart as laid out for a width.
type flagLayout struct {
	version int
	p       plot
	flags   []flagLabel
}

// flags lays out the flags, in the order of the events; those that are none are left out.
func (c *MoodChart) flags(p plot) []flagLabel {
	if c.laid.flags != nil && c.laid.version == c.version && c.laid.p.left == p.left && c.laid.p.right == p.right {
		return c.laid.flags
	}
	c.laid = flagLayout{c.version, p, c.layFlags(p)}
	return c.laid.flags
}

// layFlags gives the flags their brief words in the way in which most have some, and among those in the fewest rows; then all of their words to
// those where they still fit, the latest first.
func (c *MoodChart) layFlags(p plot) []flagLabel {
	s := flagSearch{p: p}
	for _, e := range c.data.Events {
		if !e.isFlag() {
			continue
		}
		x := p.x(c.indexOf(e.Date), len(c.data.Points))
		words := func(text string) flagLabel {
			return flagLabel{x: x, text: text, width: Caption.measure(text)}
		}
		s.out = append(s.out, flagLabel{x: x})
		s.full = append(s.full, words(e.Text))
		s.brief = append(s.brief, s.full[len(s.full)-1])
		if e.Short != "" {
			s.brief[len(s.brief)-1] = words(e.Short)
		}
	}
	s.best = slices.Clone(s.out)
	s.search(len(s.out)-1, 0, 0)
	s.out = s.best
	rows := 0
	for _, l := range s.out {
		rows = max(rows, l.row+1)
	}
	for i := len(s.out) - 1; i >= 0; i-- {
		if l := s.out[i]; l.text != "" && l.text != s.full[i].text && s.full[i].width <= flagWords {
			for _, to := range s.places(s.full[i], max(rows, 2)) {
				if s.fits(i, to, 0) {
					s.out[i] = to
					break
				}
			}
		}
	}
	lowest := mostRows
	for _, l := range s.out {
		lowest = min(lowest, l.row)
	}
	for i := range s.out { // no empty row next to the plot
		s.out[i].row -= lowest
	}
	return s.out
}

// flagSearch looks for places for the words of flags. It gives up after so many tries with the best that it has found: the flags at the end, which are
// the latest, are placed first.
type flagSearch struct {
	p           plot
	full, brief []flagLabel // the words that each could have
	out, best   []flagLabel
	words, rows int // of the best
	tries       int
}

// places are where words can stand: right or left of the flag, in one of so many rows.
func (s *flagSearch) places(words flagLabel, rows int) (out []flagLabel) {
	for k := range 2 * rows {
		words.row, words.left = k/2, k%2 == 1
		if from, to := words.extent(); words.text != "" && from >= s.p.left-4 && to <= s.p.right+4 {
			out = append(out, words)
		}
	}
	return out
}

// fits reports whether a label covers none of the others from an index on.
func (s *flagSearch) fits(i int, l flagLabel, from int) bool {
	for j := from; j < len(s.out); j++ {
		if j != i && l.clashes(s.out[j]) {
			return false
		}
	}
	return true
}

// search places the flags up to an index, those after it being placed with so many words in so many rows.
func (s *flagSearch) search(i, words, rows int) {
	if s.tries++; s.tries > flagTries || words+i+1 < s.words || words+i+1 == s.words && rows >= s.rows {
		return
	}
	if i < 0 {
		s.best, s.words, s.rows = slices.Clone(s.out), words, rows
		return
	}
	was := s.out[i]
	for _, l := range s.places(s.brief[i], mostRows) {
		if s.fits(i, l, i+1) {
			s.out[i] = l
			s.search(i-1, words+1, max(rows, l.row+1))
		}
	}
	s.out[i] = was
	if s.fitsBare(i) {
		s.search(i-1, words, max(rows, 1))
	}
}

// fitsBare reports whether no words cover the flag without any.
func (s *flagSearch) fitsBare(i int) bool {
	for _, o := range s.out[i+1:] {
		if o.text != "" && s.out[i].clashes(o) {
			return false
		}
	}
	return true
}

// flagRows is how many rows the flags take.
func (c *MoodChart) flagRows(p plot) int {
	rows := 0
	for _, l := range c.flags(p) {
		rows = max(rows, l.row+1)
	}
	return rows
}

// marksAt is where the small marks stand, by event: as near to their dates as they can without one covering another. Bars stand at their middle.
func (c *MoodChart) marksAt(p plot) map[int]float32 {
	out := map[int]float32{}
	var order []int
	var xs []float32
	for i, e := range c.data.Events {
		x := p.x(c.indexOf(e.Date), len(c.data.Points))
		switch {
		case e.isFlag():
		case e.isBar():
			from, to := c.bar(p, e)
			out[i] = (from + to) / 2
		default:
			order, xs = append(order, i), append(xs, x)
		}
	}
	apart := markApart
	if n := len(xs); n > 1 {
		apart = min(apart, (p.right-p.left-markSize)/float32(n-1))
	}
	for k := 1; k < len(xs); k++ {
		xs[k] = max(xs[k], xs[k-1]+apart)
	}
	end := p.right - markSize/2
	for k := len(xs) - 1; k >= 0; k-- {
		xs[k] = min(xs[k], end)
		end = xs[k] - apart
	}
	for k, i := range order {
		out[i] = xs[k]
	}
	return out
}

// bar is where the bar of what took several days begins and ends.
func (c *MoodChart) bar(p plot, e ChartEvent) (from, to float32) {
	n := len(c.data.Points)
	from, to = p.x(c.indexOf(e.Date), n), p.x(c.indexOf(e.To), n)
	if more := (barLeast - (to - from)) / 2; more > 0 {
		from, to = from-more, to+more
	}
	return from, to
}

// laneY is the middle of the small marks, barY that of the bars over them.
func (p plot) laneY() float32 { return p.bottom + chartLane - 7 }
func (p plot) barY() float32  { return p.bottom + 4 }

// flagY is the middle of a row of flags.
func (p plot) flagY(row int) float32 { return p.top - 11 - float32(row)*chartFlags }

// markAt is where the mark of an event stands.
func (c *MoodChart) markAt(p plot, i int) fyne.Position {
	switch e := c.data.Events[i]; {
	case e.isBar():
		return fyne.NewPos(c.marksAt(p)[i], p.barY())
	case !e.isFlag():
		return fyne.NewPos(c.marksAt(p)[i], p.laneY())
	}
	k := 0
	for _, e := range c.data.Events[:i] {
		if e.isFlag() {
			k++
		}
	}
	l := c.flags(p)[k]
	return fyne.NewPos(l.x, p.flagY(l.row)+4)
}

// eventAt is the event whose mark or words are under a position, -1 for none.
func (c *MoodChart) eventAt(at fyne.Position) int {
	if len(c.data.Points) == 0 {
		return -1
	}
	p := c.plot(c.Size())
	switch {
	case at.Y < p.top-2:
		k, labels := 0, c.flags(p)
		for i, e := range c.data.Events {
			if !e.isFlag() {
				continue
			}
			l := labels[k]
			k++
			y := p.flagY(l.row)
			if from, to := l.extent(); at.X >= from-4 && at.X <= to+2 && at.Y >= y-chartFlags/2 && at.Y < y+chartFlags/2+2 {
				return i
			}
		}
	case at.Y > p.bottom+2 && at.Y < p.bottom+chartLane+3:
		best, distance, xs := -1, eventsReach, c.marksAt(p)
		for i, e := range c.data.Events {
			if e.isFlag() {
				continue
			}
			d, y := xs[i]-at.X, p.laneY()-at.Y
			if d < 0 {
				d = -d
			}
			if e.isBar() {
				from, to := c.bar(p, e)
				d, y = max(0, d-(to-from)/2), p.barY()-at.Y
			}
			d += max(y, -y) / 2
			if d < distance {
				best, distance = i, d
			}
		}
		return best
	}
	return -1
}

// event shows the label of an event.
func (c *MoodChart) event(i int) {
	if i < 0 || i >= len(c.data.Events) || i == c.mark {
		return
	}
	c.mark, c.current = i, -1
	c.label = c.data.Events[i].Label
	c.Refresh()
}

func (c *MoodChart) openEvent(i int) {
	if open := c.data.Events[i].Open; open != nil {
		open()
	}
}

// Mark is the index of the event whose label is shown, -1 for none.
func (c *MoodChart) Mark() int { return c.mark }

// eventKey does what a key does to events; false where it is not for them.
func (c *MoodChart) eventKey(e *fyne.KeyEvent) bool {
	events := c.data.Events
	if c.mark < 0 {
		if e.Name != fyne.KeyUp || len(events) == 0 || c.current < 0 {
			return false
		}
		near, at := 0, float64(c.current)
		for i, x := range events {
			if math.Abs(c.indexOf(x.Date)-at) < math.Abs(c.indexOf(events[near].Date)-at) {
				near = i
			}
		}
		c.event(near)
		return true
	}
	switch e.Name {
	case fyne.KeyLeft:
		c.event(c.mark - 1)
	case fyne.KeyRight:
		c.event(c.mark + 1)
	case fyne.KeyHome:
		c.event(0)
	case fyne.KeyEnd:
		c.event(len(events) - 1)
	case fyne.KeyDown:
		c.point(int(math.Round(c.indexOf(events[c.mark].Date))))
	case fyne.KeyUp:
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		c.openEvent(c.mark)
	default:
		return false
	}
	return true
}

// events draws what happened.
func (r *moodRenderer) events(p plot, n int) {
	for _, l := range r.c.flags(p) {
		y := p.flagY(l.row)
		r.rect(l.x-0.5, y+3, 1, p.bottom-y-3, 0, theme.Control)
		r.rect(l.x-3, y+1, 6, 6, 0, theme.Control)
		x, align := l.x+7, fyne.TextAlignLeading
		if l.left {
			x, align = l.x-7, fyne.TextAlignTrailing
		}
		r.text(l.text, theme.SizeCaption, false, theme.Text2, x, y, align)
	}
	xs := r.c.marksAt(p)
	for i, e := range r.c.data.Events {
		switch {
		case e.isFlag():
		case e.isBar():
			from, to := r.c.bar(p, e)
			r.rect(from, p.barY()-2, to-from, 4, 2, theme.Control)
		default:
			r.icon(e.Icon, markSize, theme.Text2, xs[i], p.laneY())
		}
	}
}
