package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

func TestNavItem(t *testing.T) {
	n := 0
	item := NewNavItem("home", "Today", func() { n++ })
	w := open(t, VStack(0, item), 176, 60)
	test.Tap(item)
	w.Canvas().Focus(item)
	key(item, fyne.KeyEnter)
	if n != 2 || !ringed(item) {
		t.Errorf("pressed %d times, ring %v", n, ringed(item))
	}
	if fills(item, theme.Surface) {
		t.Error("looks open before it is")
	}
	item.SetOn(true)
	if !fills(item, theme.Surface) || item.MinSize().Height != 36 {
		t.Error("does not look open")
	}
	item.SetRail(true)
	if item.MinSize() != fyne.NewSize(60, 52) || !says(item, "Today") {
		t.Errorf("in the rail: %v, %q", item.MinSize(), shownWords(item))
	}
	item.Wordless()
	if says(item, "Today") || item.AccessibilityLabel() != "Today" {
		t.Error("a wordless item shows its word or has no spoken one")
	}
	dark(t)
	if !fills(item, theme.Surface) {
		t.Error("does not follow the theme")
	}
	keepsObjects(t, item)
}

func TestPersonItem(t *testing.T) {
	n := 0
	p := NewPersonItem("Priya Raman", 0, true, func() { n++ })
	open(t, VStack(0, p), 176, 60)
	test.Tap(p)
	if n != 1 || !says(p, "Priya Raman") || !says(p, "PR") {
		t.Errorf("pressed %d times, shows %q", n, shownWords(p))
	}
	if got := icons(p); len(got) != 1 || !strings.HasPrefix(got[0], "rapport-warn-855600") {
		t.Errorf("the open sign shows as %v", got)
	}
	if !strings.Contains(p.AccessibilityLabel(), "warning sign") {
		t.Errorf("spoken as %q", p.AccessibilityLabel())
	}
	p.SetOn(true)
	p.SetRail(true)
	if says(p, "Priya Raman") || !ringed(p.avatar) || p.MinSize().Height != 36 {
		t.Errorf("in the rail: %q, ring %v", shownWords(p), ringed(p.avatar))
	}
	p.SetRail(false)
	p.Set("Noah Lindqvist", 3, false)
	if len(icons(p)) != 0 || !says(p, "Noah Lindqvist") {
		t.Error("another person is not shown")
	}
	keepsObjects(t, p)
}

func TestTabs(t *testing.T) {
	var got []int
	tabs := NewTabs([]Tab{{"Overview", ""}, {"One-on-ones", "46"}, {"Goals", "3"}}, 0, func(i int) { got = append(got, i) })
	w := open(t, HStack(0, tabs), 500, 40)
	width := tabs.MinSize().Width
	test.TapAt(tabs, fyne.NewPos(tabs.width(0)+tabGap+5, 20))
	w.Canvas().Focus(tabs)
	key(tabs, fyne.KeyRight, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd)
	if len(got) != 4 || got[0] != 1 || got[1] != 2 || got[2] != 0 || got[3] != 2 {
		t.Errorf("went to %v", got)
	}
	if tabs.MinSize().Width != width {
		t.Error("opening a tab moved the others")
	}
	if !ringed(tabs) || tabs.AccessibilityLabel() != "Goals" {
		t.Error("no ring, or the wrong words")
	}
	test.TapAt(tabs, fyne.NewPos(width+200, 20))
	tabs.SetCount(2, "4")
	if len(got) != 4 || !says(tabs, "4") {
		t.Error("a press beside the tabs counts, or the count did not change")
	}
	keepsObjects(t, tabs)
}

func TestSegmented(t *testing.T) {
	var got []int
	s := NewSegmented([]string{"Board", "Tree", "Table"}, 0, func(i int) { got = append(got, i) })
	w := open(t, HStack(0, s), 400, 40)
	width := s.MinSize().Width
	ws := s.widths(s.Size().Width)
	test.TapAt(s, fyne.NewPos(ws[0]+ws[1]+5, 10))
	w.Canvas().Focus(s)
	key(s, fyne.KeyLeft, fyne.KeyDelete, fyne.KeyHome, fyne.KeyLeft)
	if len(got) != 3 || got[0] != 2 || got[1] != 1 || got[2] != 0 {
		t.Errorf("chose %v", got)
	}
	if !ringed(s) || s.MinSize().Width != width || s.AccessibilityLabel() != "Board" {
		t.Error("no ring, other size or wrong words")
	}
	s.Disable()
	test.TapAt(s, fyne.NewPos(width-5, 10))
	if s.Selected() != 0 {
		t.Error("a disabled choice moves")
	}
	keepsObjects(t, s)
}

func TestWorkload(t *testing.T) {
	var got []int
	s := NewWorkload(-1, func(i int) { got = append(got, i) })
	w := open(t, s, 279, 32)
	if s.MinSize().Width > 255 {
		t.Errorf("five choices ask for %v, the narrow column has 254", s.MinSize().Width)
	}
	w.Canvas().Focus(s)
	key(s, fyne.KeyRight)
	test.TapAt(s, fyne.NewPos(275, 10))
	if len(icons(s)) != 1 {
		t.Error("a recorded choice has a check")
	}
	test.TapAt(s, fyne.NewPos(275, 10))
	key(s, fyne.KeyRight, fyne.KeyDelete)
	want := []int{0, 4, -1, 0, -1}
	if len(got) != len(want) {
		t.Fatalf("chose %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("chose %v, want %v", got, want)
		}
	}
}

func TestLogo(t *testing.T) {
	l := NewLogo()
	open(t, HStack(0, l), 200, 40)
	if !says(l, "Rapport") {
		t.Error("no name")
	}
	l.SetRail(true)
	if says(l, "Rapport") {
		t.Error("the name in the rail")
	}
	keepsObjects(t, l)
}

// TestTightSegmentsKeepOffTheirLines: in a narrow column the check goes before a word touches the line beside it.
func TestTightSegmentsKeepOffTheirLines(t *testing.T) {
	s := NewWorkload(3, nil)
	open(t, s, 280, 32)
	if got := icons(s); len(got) != 1 {
		t.Errorf("with room the choice has no check: %q", got)
	}
	s.Resize(fyne.NewSize(256, 32))
	if got := icons(s); len(got) != 0 {
		t.Errorf("without room there is %q", got)
	}
	var x float32
	for i, w := range s.widths(256) {
		text := fyne.MeasureText(s.options[i], theme.SizeSmall, fyne.TextStyle{Bold: i == 3}).Width
		if free := w - text; free < 6 {
			t.Errorf("%q has %v to spare", s.options[i], free)
		}
		x += w
	}
	if x < 255 || x > 257 {
		t.Errorf("the segments are %v wide", x)
	}
}
