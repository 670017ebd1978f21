package widget

import (
	"fmt"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// LevelSteps shows how far something is handed over: seven bars, those passed pale, the one agreed now in the accent, the next one hollow. Left and
// Right, or a press on a bar, choose another level.
type LevelSteps struct {
	press
	level   int // 1..7
	names   []string
	changed func(level int)
}

// NewLevelSteps makes steps 1 to 7 with their words; without changed they only show.
func NewLevelSteps(level int, words []string, changed func(level int)) *LevelSteps {
	l := &LevelSteps{level: level, names: words, changed: changed}
	l.extend(l, nil)
	l.speak()
	return l
}

// Set shows another level.
func (l *LevelSteps) Set(level int) {
	if l.level != level {
		l.level = level
		l.speak()
		l.Refresh()
	}
}

func (l *LevelSteps) speak() {
	l.label = "not said"
	if l.level >= 1 && l.level <= len(l.names) {
		l.label = fmt.Sprintf("level %d of %d, %s", l.level, len(l.names), l.names[l.level-1])
	}
}

func (l *LevelSteps) choose(level int) {
	if l.changed != nil && level != l.level && level >= 1 && level <= len(l.names) {
		l.changed(level)
	}
}

// Disabled implements fyne.Disableable; Tab passes steps that only show.
func (l *LevelSteps) Disabled() bool { return l.changed == nil }

// Tapped implements fyne.Tappable.
func (l *LevelSteps) Tapped(e *fyne.PointEvent) {
	if n := len(l.names); n > 0 && l.Size().Width > 0 {
		l.choose(int(e.Position.X/(l.Size().Width/float32(n))) + 1)
	}
}

// TypedKey implements fyne.Focusable.
func (l *LevelSteps) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft:
		l.choose(l.level - 1)
	case fyne.KeyRight:
		l.choose(l.level + 1)
	default:
		passKey(l, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *LevelSteps) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	const gap, bar = 4, 8
	ring := newRing(theme.RadiusSmall)
	bars, words := make([]box, len(l.names)), make([]glyph, len(l.names))
	objects := []fyne.CanvasObject{}
	for i := range l.names {
		bars[i], words[i] = newBox(bar/2), newGlyph(theme.SizeCaption, false)
		objects = append(objects, bars[i].Rectangle, words[i].Text)
	}
	objects = append(objects, ring.Rectangle)
	refresh := func() {
		for i, name := range l.names {
			fill, edge, width, col := theme.Track, theme.Clear, float32(0), theme.Text2
			switch at := i + 1; {
			case at < l.level:
				fill = theme.Topic4
			case at == l.level:
				fill, col = theme.Accent, theme.AccentText
			case at == l.level+1:
				fill, edge, width = theme.Surface, theme.Accent, 1
			}
			bars[i].paint(fill, edge, width)
			words[i].setStyled(fmt.Sprintf("%d %s", i+1, name), col, i+1 == l.level)
		}
		ring.ringAround(l.focused, l.Size(), 1)
	}
	layout := func(s fyne.Size) {
		n := float32(len(l.names))
		w := (s.Width - gap*(n-1)) / n
		for i := range l.names {
			x := float32(i) * (w + gap)
			place(bars[i].Rectangle, x, 4, w, bar)
			m := words[i].size()
			place(words[i].Text, x+(w-m.Width)/2, 15, m.Width, m.Height)
		}
		ring.ringAround(l.focused, s, 1)
	}
	minSize := func() fyne.Size { return fyne.NewSize(7*60, 34) }
	return newRenderer(l, minSize, layout, refresh, objects...)
}
