package widget

import (
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
