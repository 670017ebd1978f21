package widget

import (
	"time"

	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// PacePoint is how far something was on a day, 0 to 1.
type PacePoint struct {
	Date  time.Time
	Value float64
}

// PaceData is what a PaceChart shows.
type PaceData struct {
	Start, Due time.Time
	Points     []PacePoint // check-ins in the order of their dates
	Forecast   *float64    // how far it will be on Due at the pace of late; nil while it is too early to say
	Low, High  *float64    // the ends of the forecast's interval; nil without one
	Label      string      // what a screen reader says
}

// PaceChart shows a plan as a thin line, what was reached as a line, and the forecast dashed with a hollow end inside the fan of its interval.
type PaceChart struct {
	fw.BaseWidget
	data    PaceData
	version int
	Month   func(time.Month) string // the short name of a month
}

// NewPaceChart makes a chart at least 120 wide and 90 high.
func NewPaceChart(data PaceData) *PaceChart {
	c := &PaceChart{data: data, Month: func(m time.Month) string { return m.String()[:3] }}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows other data.
func (c *PaceChart) Set(data PaceData) {
	c.data = data
	c.version++
	c.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (c *PaceChart) AccessibilityLabel() string { return c.data.Label }

// AccessibilityRole implements fyne.Accessible.
func (c *PaceChart) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (c *PaceChart) CreateRenderer() fyne.WidgetRenderer {
	c.ExtendBaseWidget(c)
	return newSketchRenderer(c, fyne.NewSize(120, 90), func() int { return c.version }, c.draw)
}

// dashes is how many pieces a forecast is drawn with, whatever its length, so that the objects stay the same.
const dashes = 8

func (c *PaceChart) draw(k *sketch, s fyne.Size) {
	d := c.data
	left, right, top, bottom := float32(4), s.Width-4, float32(8), s.Height-22
	length := d.Due.Sub(d.Start)
	x := func(t time.Time) float32 {
		if length <= 0 {
			return left
		}
		f := float64(t.Sub(d.Start)) / float64(length)
		return left + (right-left)*float32(min(max(f, 0), 1))
	}
	y := func(v float64) float32 { return bottom - (bottom-top)*float32(min(max(v, 0), 1)) }
	for _, v := range []float64{0, 1} {
		k.rect(left, y(v)-1, right-left, 2, 0, theme.Grid)
	}
	k.line(left, bottom, right, top, 1, theme.Control)
	for i := 1; i < len(d.Points); i++ {
		a, b := d.Points[i-1], d.Points[i]
		k.line(x(a.Date), y(a.Value), x(b.Date), y(b.Value), 2, theme.Accent)
	}
	if n := len(d.Points); n > 0 {
		lx, ly := x(d.Points[n-1].Date), y(d.Points[n-1].Value)
		if d.Forecast != nil {
			ex, ey := right-3, y(*d.Forecast)
			if d.Low != nil && d.High != nil { // the fan
				k.rect(ex-2, y(*d.High), 4, y(*d.Low)-y(*d.High), 2, theme.Band)
				k.line(lx, ly, ex, y(*d.High), 1, theme.Topic3)
				k.line(lx, ly, ex, y(*d.Low), 1, theme.Topic3)
			}
			for i := range dashes {
				from, to := (float32(i)+0.35)/dashes, (float32(i)+0.9)/dashes
				k.line(lx+(ex-lx)*from, ly+(ey-ly)*from, lx+(ex-lx)*to, ly+(ey-ly)*to, 2, theme.Accent)
			}
			k.circle(ex, ey, 4, theme.Surface, theme.Accent, 2)
		}
		k.circle(lx, ly, 6, theme.Surface, theme.Clear, 0)
		k.circle(lx, ly, 3.5, theme.Accent, theme.Clear, 0)
	}
	c.months(k, x, bottom)
}

// months names each month in the middle of its part; a part too narrow for its name has none. The number of objects
// depends on the data only, so names that have no room are drawn empty.
func (c *PaceChart) months(k *sketch, x func(time.Time) float32, bottom float32) {
	d := c.data
	if !d.Due.After(d.Start) {
		return
	}
	end := float32(-100)
	first := time.Date(d.Start.Year(), d.Start.Month(), 1, 0, 0, 0, 0, d.Start.Location())
	for m := first; m.Before(d.Due); m = m.AddDate(0, 1, 0) {
		a, b := x(m), x(m.AddDate(0, 1, 0))
		name := c.Month(m.Month())
		w := Caption.measure(name)
		mid := (a + b) / 2
		if mid-w/2 < end+6 || b-a < w/2 {
			name = ""
		} else {
			end = mid + w/2
		}
		k.text(name, theme.SizeCaption, false, theme.Text3, mid, bottom+12, fyne.TextAlignCenter)
	}
}
