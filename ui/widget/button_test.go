package widget

import (
	"image/color"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

func TestButton(t *testing.T) {
	n := 0
	b := NewButton("Start", Primary, func() { n++ }).WithIcon("play")
	w := open(t, HStack(0, b), 300, 60)
	test.Tap(b)
	w.Canvas().Focus(b)
	if !ringed(b) {
		t.Error("no ring with the focus")
	}
	key(b, fyne.KeySpace, fyne.KeyReturn, fyne.KeyA)
	if n != 3 {
		t.Errorf("pressed %d times, want 3: tap, Space, Enter", n)
	}
	if !fills(b, theme.Accent) || b.MinSize().Height != 36 {
		t.Errorf("not a primary button: %v", b.MinSize())
	}
	hover(b, 5, 5)
	if !fills(b, theme.AccentHover) {
		t.Error("the pointer changes nothing")
	}
	b.MouseOut()
	b.Disable()
	test.Tap(b)
	if n != 3 || w.Canvas().Focused() != nil || fills(b, theme.Accent) {
		t.Error("a disabled button can be pressed, keeps the focus, or looks alive")
	}
	b.Enable()
	dark(t)
	if !fills(b, theme.Accent) {
		t.Error("does not follow the theme")
	}
	keepsObjects(t, b)
}

func TestButtonForms(t *testing.T) {
	plain := NewButton("Prep", Plain, nil).Small()
	link := NewButton("Open calendar", Link, nil)
	icon := NewIconButton("more", "More", Plain, nil)
	open(t, HStack(8, plain, link, icon), 400, 60)
	if plain.MinSize().Height != 28 || icon.MinSize() != fyne.NewSize(36, 36) {
		t.Errorf("small %v, icon %v", plain.MinSize(), icon.MinSize())
	}
	if icon.AccessibilityLabel() != "More" || icon.AccessibilityRole() != fyne.AccessibleRoleButton {
		t.Errorf("spoken as %q", icon.AccessibilityLabel())
	}
	if got := icons(icon); len(got) != 1 || !strings.HasPrefix(got[0], "rapport-more-") {
		t.Errorf("shows %v", got)
	}
	if link.MinSize().Height > 20 {
		t.Errorf("a link is %v high", link.MinSize().Height)
	}
	plain.SetText("Start")
	if !says(plain, "Start") || plain.AccessibilityLabel() != "Start" {
		t.Error("the words did not change")
	}
}

func TestSearchBox(t *testing.T) {
	n := 0
	s := NewSearchBox("Search or run a command", "Ctrl K", func() { n++ })
	w := open(t, VStack(0, s), 264, 60)
	test.Tap(s)
	w.Canvas().Focus(s)
	key(s, fyne.KeyReturn)
	if n != 2 || !ringed(s) || !says(s, "Search or run a command") || !says(s, "Ctrl K") || s.Size().Height != 36 {
		t.Errorf("pressed %d, shows %q, %v high", n, shownWords(s), s.Size().Height)
	}
	w.Resize(fyne.NewSize(180, 60))
	if says(s, "Search or run a command") {
		t.Error("words that do not fit are not cut")
	}
	keepsObjects(t, s)
}

// TestEdgeKeepsItsContrast: what Fyne leaves of an edge 1 wide must still stand out 3 to 1 from the surface.
func TestEdgeKeepsItsContrast(t *testing.T) {
	open(t, NewFill(theme.Bg), 10, 10)
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		fyne.CurrentApp().Settings().SetTheme(theme.New(mode))
		want := theme.Color(theme.Control).(color.NRGBA)
		under := theme.Color(theme.Surface).(color.NRGBA)
		drawn := edgeColor(theme.Control, 1).(color.NRGBA)
		blend := func(c, s uint8) float64 { return float64(c)*softEdge + float64(s)*(1-softEdge) }
		for _, d := range []float64{blend(drawn.R, under.R) - float64(want.R), blend(drawn.G, under.G) - float64(want.G), blend(drawn.B, under.B) - float64(want.B)} {
			if d < -1.5 || d > 1.5 {
				t.Errorf("mode %d: the edge comes out %v away from its colour", mode, d)
			}
		}
		if edgeColor(theme.Control, 2) != theme.Color(theme.Control) || edgeColor(theme.Clear, 1) != theme.Color(theme.Clear) {
			t.Error("other edges are drawn in their own colour")
		}
	}
}
