package widget

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// MoodPicker records a mood from 1 to 5, or none. The keys 1 to 5 and the arrows choose, Delete clears.
type MoodPicker struct {
	press
	value int // 0 for none
	hover int
	words [5]string

	OnChanged func(mood int)
}

// NewMoodPicker makes five tiles with a face, a number and a word; value 0 is none yet.
func NewMoodPicker(value int, words [5]string, changed func(mood int)) *MoodPicker {
	m := &MoodPicker{value: value, words: words, OnChanged: changed}
	m.extend(m, nil)
	m.speak()
	return m
}

// Value is the mood, 0 for none.
func (m *MoodPicker) Value() int { return m.value }

// SetValue shows another mood without calling OnChanged.
func (m *MoodPicker) SetValue(mood int) {
	if mood != m.value {
		m.value = mood
		m.speak()
		m.Refresh()
	}
}

func (m *MoodPicker) name(mood int) string { return strconv.Itoa(mood) + " " + m.words[mood-1] }

func (m *MoodPicker) speak() {
	m.label = "no mood noted"
	if m.value > 0 {
		m.label = m.name(m.value)
	}
}

func (m *MoodPicker) choose(mood int) {
	if m.disabled || mood == m.value || mood < 0 || mood > 5 {
		return
	}
	m.SetValue(mood)
	if m.OnChanged != nil {
		m.OnChanged(mood)
	}
}

const moodGap float32 = 6

func (m *MoodPicker) at(x float32) int {
	w := (m.Size().Width - 4*moodGap) / 5
	i := int(x/(w+moodGap)) + 1
	return min(max(i, 1), 5)
}

// Tapped implements fyne.Tappable: a second press clears.
func (m *MoodPicker) Tapped(e *fyne.PointEvent) {
	mood := m.at(e.Position.X)
	if mood == m.value {
		mood = 0
	}
	m.choose(mood)
}

// MouseIn implements desktop.Hoverable.
func (m *MoodPicker) MouseIn(e *desktop.MouseEvent) { m.setHover(m.at(e.Position.X)) }

// MouseMoved implements desktop.Hoverable.
func (m *MoodPicker) MouseMoved(e *desktop.MouseEvent) { m.setHover(m.at(e.Position.X)) }

// MouseOut implements desktop.Hoverable.
func (m *MoodPicker) MouseOut() { m.setHover(0) }

func (m *MoodPicker) setHover(i int) {
	if m.hover != i {
		m.hover = i
		m.Refresh()
	}
}

// TypedRune implements fyne.Focusable.
func (m *MoodPicker) TypedRune(r rune) {
	if r >= '1' && r <= '5' {
		m.choose(int(r - '0'))
	}
}

// TypedKey implements fyne.Focusable.
func (m *MoodPicker) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyLeft, fyne.KeyDown:
		m.choose(max(m.value-1, 1))
	case fyne.KeyRight, fyne.KeyUp:
		m.choose(min(m.value+1, 5))
	case fyne.KeyHome:
		m.choose(1)
	case fyne.KeyEnd:
		m.choose(5)
	case fyne.KeyDelete, fyne.KeyBackspace:
		m.choose(0)
	case fyne.Key1, fyne.Key2, fyne.Key3, fyne.Key4, fyne.Key5: // these come as runes too
	default:
		passKey(m, e)
	}
}

// CreateRenderer implements fyne.Widget.
func (m *MoodPicker) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	type tile struct {
		area box
		face picture
		text glyph
	}
	tiles := make([]tile, 5)
	ring := newRing(theme.RadiusControl + 4)
	var objects []fyne.CanvasObject
	for i := range tiles {
		tiles[i] = tile{newBox(theme.RadiusControl), newPicture(), newGlyph(theme.SizeCaption, false)}
		objects = append(objects, tiles[i].area.Rectangle, tiles[i].face.Image, tiles[i].text.Text)
	}
	objects = append(objects, ring.Rectangle)
	refresh := func() {
		for i, t := range tiles {
			fill, edge, col, width := theme.Surface, theme.Border, theme.Text2, float32(1)
			switch {
			case m.disabled:
				fill, edge, col = theme.Track, theme.Clear, theme.Text3
			case i+1 == m.value:
				fill, edge, col, width = theme.AccentSoft, theme.Accent, theme.AccentText, 2
			case i+1 == m.hover:
				fill = theme.Selected
			}
			t.area.paint(fill, edge, width)
			t.face.set("face"+strconv.Itoa(i+1), col, 24)
			t.text.setStyled(m.name(i+1), col, i+1 == m.value)
		}
		ring.ringAround(m.focused, m.Size(), 2)
	}
	layout := func(s fyne.Size) {
		w := (s.Width - 4*moodGap) / 5
		for i, t := range tiles {
			x := float32(i) * (w + moodGap)
			place(t.area.Rectangle, x, 0, w, s.Height)
			place(t.face.Image, x+(w-24)/2, s.Height/2-21, 24, 24)
			ts := t.text.size()
			place(t.text.Text, x+(w-ts.Width)/2, s.Height/2+6, ts.Width, ts.Height)
		}
		if m.focused {
			ring.ringAround(true, s, 2)
		}
	}
	minSize := func() fyne.Size {
		var w float32
		for i := range tiles {
			w = max(w, CaptionStrong.measure(m.name(i+1)))
		}
		return fyne.NewSize(5*(w+2)+4*moodGap, 60)
	}
	return newRenderer(m, minSize, layout, refresh, objects...)
}
