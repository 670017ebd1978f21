package widget

import (
	"fyne.io/fyne/v2"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// Sparkline shows the last moods, 1 to 5, without words. Its last point is a circle, or a diamond below usual.
type Sparkline struct {
	fw.BaseWidget
	moods   []int
	usual   *Band
	below   bool
	label   string
	version int
}

// NewSparkline makes a line at least 80 wide and 34 high. Label is what a screen reader says.
func NewSparkline(moods []int, usual *Band, below bool, label string) *Sparkline {
	s := &Sparkline{moods: moods, usual: usual, below: below, label: label}
	s.ExtendBaseWidget(s)
	return s
}

// Set shows other moods.
func (s *Sparkline) Set(moods []int, usual *Band, below bool, label string) {
	s.moods, s.usual, s.below, s.label = moods, usual, below, label
	s.version++
	s.Refresh()
}

// AccessibilityLabel implements fyne.Accessible.
func (s *Sparkline) AccessibilityLabel() string { return s.label }

// AccessibilityRole implements fyne.Accessible.
func (s *Sparkline) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// CreateRenderer implements fyne.Widget.
func (s *Sparkline) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	return newSketchRenderer(s, fyne.NewSize(80, 34), func() int { return s.version }, s.draw)
}

func (s *Sparkline) draw(k *sketch, size fyne.Size) {
	const unit = 6 // a step of the mood
	mid := size.Height / 2
	y := func(mood float64) float32 { return mid - float32((mood-3)*unit) }
	if b := s.usual; b != nil {
		top := y(min(b.High, 5.2))
		h := max(y(max(b.Low, 0.8))-top, 2)
		k.rect(0, top, size.Width, h, min(h/2, 3), theme.Band)
	}
	n := len(s.moods)
	x := func(i int) float32 {
		if n == 1 {
			return size.Width - 5
		}
		return 4 + (size.Width-9)*float32(i)/float32(n-1)
	}
	if n > 1 {
		points := make([]fyne.Position, n)
		for i := range points {
			points[i] = fyne.NewPos(x(i), y(float64(s.moods[i])))
		}
		k.stroke(points, size, 1.5, theme.Accent)
	}
	if n == 0 {
		return
	}
	lx, ly := x(n-1), y(float64(s.moods[n-1]))
	if s.below {
		k.diamond(lx, ly, 13, theme.Surface)
		k.diamond(lx, ly, 9, theme.Amber)
	} else {
		k.circle(lx, ly, 4.5, theme.Surface, theme.Clear, 0)
		k.circle(lx, ly, 3, theme.Accent, theme.Clear, 0)
	}
}

// sketchRenderer renders a widget that is a sketch only.
type sketchRenderer struct {
	sketch
	owner   fyne.Widget
	least   fyne.Size
	version func() int
	built   int
	draws   func(*sketch, fyne.Size)
	size    fyne.Size
}

func newSketchRenderer(owner fyne.Widget, least fyne.Size, version func() int, draw func(*sketch, fyne.Size)) *sketchRenderer {
	r := &sketchRenderer{owner: owner, least: least, version: version, built: version(), draws: draw}
	r.draw()
	return r
}

func (r *sketchRenderer) draw() {
	size := r.size
	if size.Width == 0 {
		size = r.least
	}
	r.begin()
	r.draws(&r.sketch, size)
}

func (r *sketchRenderer) Destroy() {}

func (r *sketchRenderer) MinSize() fyne.Size { return r.least }

func (r *sketchRenderer) Objects() []fyne.CanvasObject { return r.objects }

func (r *sketchRenderer) Layout(s fyne.Size) {
	if s != r.size {
		r.size = s
		r.draw()
	}
}

func (r *sketchRenderer) Refresh() {
	if v := r.version(); v != r.built {
		r.built = v
		r.reset()
		r.draw()
		repaint(r.owner)
	}
	r.paint()
}
