package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

func TestRow(t *testing.T) {
	n := 0
	date := NewText("24 Feb", Caption.In(theme.Text3))
	inner := NewButton("Prep", Plain, func() { n += 100 })
	r := NewRow(48, HStack(8, date, Spacer(), inner), func() { n++ }).Edged()
	w := open(t, VStack(0, r), 300, 60)
	test.Tap(r)
	test.Tap(inner)
	w.Canvas().Focus(r)
	key(r, fyne.KeySpace)
	if n != 102 || r.Size().Height != 48 || !ringed(r) {
		t.Errorf("pressed %d, height %v, ring %v", n, r.Size().Height, ringed(r))
	}
	hover(r, 5, 5)
	if !fills(r, theme.Selected) {
		t.Error("no fill under the pointer")
	}
	for _, o := range drawn(date) {
		if c, ok := o.(*canvas.Text); ok && c.Color != theme.Color(theme.Text2) {
			t.Error("the lightest grey stands on the fill under the pointer")
		}
	}
	r.MouseOut()
	r.SetSelected(true)
	if !fills(r, theme.AccentSoft) || !fills(r, theme.Accent) || !r.Selected() {
		t.Error("does not look selected")
	}
	keepsObjects(t, r)
}

func TestRowsAreLinked(t *testing.T) {
	a, b, c := NewRow(40, block(1, 1), func() {}), NewRow(40, block(1, 1), func() {}), NewRow(40, block(1, 1), nil)
	w := open(t, VStack(0, a, b, c), 100, 200)
	LinkRows(a, b)
	w.Canvas().Focus(a)
	key(a, fyne.KeyDown)
	if w.Canvas().Focused() != fyne.Focusable(b) {
		t.Error("Down did not move on")
	}
	key(b, fyne.KeyDown, fyne.KeyUp)
	if w.Canvas().Focused() != fyne.Focusable(a) {
		t.Error("Up did not move back")
	}
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	if w.Canvas().Focused() == fyne.Focusable(c) {
		t.Error("a row without an action takes the focus")
	}
	took := 0
	a.OnKey = func(e *fyne.KeyEvent) bool { took++; return true }
	key(a, fyne.KeyDown)
	menu := 0
	a.OnSecondary = func(*fyne.PointEvent) { menu++ }
	test.TapSecondary(a)
	if took != 1 || menu != 1 {
		t.Errorf("own keys %d, right clicks %d", took, menu)
	}
}
