package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

// TestPlainFill holds that in a real window a plain fill has a shader in the colour of the theme, that one without a colour draws nothing, and
// that what has an edge or round corners stays a rectangle. That the shader fills what a rectangle fills is seen in the real window.
func TestPlainFill(t *testing.T) {
	Shaded = true
	t.Cleanup(func() { Shaded = false })
	side, line, none, card := NewFill(theme.Side), NewLine(), NewFill(theme.Clear), NewPanel(theme.Side, theme.Border, 8)
	foot := NewFill(theme.Side).RoundedBelow(4)
	open(t, VStack(0, Sized(side, 40, 20), line, none, card, foot), 400, 400)
	drawn := func(f *Fill) fyne.CanvasObject { return test.WidgetRenderer(f).Objects()[0] }
	holds := func(f *Fill, col fyne.ThemeColorName) {
		t.Helper()
		s, ok := drawn(f).(*canvas.Shader)
		if !ok {
			t.Fatalf("%T", drawn(f))
		}
		r, g, b, _ := theme.Color(col).RGBA()
		for name, v := range map[string]uint32{"r": r, "g": g, "b": b, "a": 0xffff} {
			if got := s.Uniforms[name]; got != float32(v)/0xffff {
				t.Errorf("%s is %v, not %v", name, got, float32(v)/0xffff)
			}
		}
		if !s.Visible() || s.Size() != f.Size() {
			t.Errorf("visible: %v, size %v in %v", s.Visible(), s.Size(), f.Size())
		}
	}
	holds(side, theme.Side)
	holds(line, theme.Border)
	if drawn(none).Visible() {
		t.Error("a fill without a colour is drawn")
	}
	for _, f := range []*Fill{card, foot} {
		if _, ok := drawn(f).(*canvas.Rectangle); !ok {
			t.Errorf("%T", drawn(f))
		}
	}
	before := drawn(side).(*canvas.Shader).Uniforms["r"]
	dark(t)
	holds(side, theme.Side)
	if drawn(side).(*canvas.Shader).Uniforms["r"] == before {
		t.Error("dark is as light")
	}
}
