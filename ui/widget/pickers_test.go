package widget

import (
	"reflect"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

var moodWords = [5]string{"Poor", "Low", "OK", "Good", "Great"}

func TestMoodPicker(t *testing.T) {
	var got []int
	m := NewMoodPicker(0, moodWords, func(v int) { got = append(got, v) })
	w := open(t, m, 279, 60)
	if m.MinSize().Width > 256 || m.MinSize().Height != 60 {
		t.Errorf("asks for %v, the narrow column has 256", m.MinSize())
	}
	w.Canvas().Focus(m)
	if !ringed(m) {
		t.Error("no ring with the focus")
	}
	test.Type(m, "7")
	test.Type(m, "2")
	key(m, fyne.KeyRight, fyne.KeyEnd, fyne.KeyRight, fyne.KeyDelete, fyne.KeyLeft)
	test.TapAt(m, fyne.NewPos(275, 30))
	test.TapAt(m, fyne.NewPos(275, 30))
	if want := []int{2, 3, 5, 0, 1, 5, 0}; !reflect.DeepEqual(got, want) {
		t.Errorf("chose %v, want %v", got, want)
	}
	m.SetValue(3)
	if len(got) != 7 || m.AccessibilityLabel() != "3 OK" || !fills(m, theme.AccentSoft) {
		t.Errorf("set without a call: %v, spoken %q", got, m.AccessibilityLabel())
	}
	if n := icons(m); len(n) != 5 || !strings.HasPrefix(n[4], "rapport-face5-") {
		t.Errorf("faces %v", n)
	}
	m.Disable()
	test.TapAt(m, fyne.NewPos(5, 5))
	if m.Value() != 3 {
		t.Error("a disabled picker moves")
	}
	keepsObjects(t, m)
}

func TestRadio(t *testing.T) {
	var got []int
	r := NewRadio([]string{"Priya said", "My reading"}, -1, func(i int) { got = append(got, i) })
	w := open(t, HStack(0, r), 300, 30)
	test.TapAt(r, fyne.NewPos(r.origin(1).X+4, 12))
	w.Canvas().Focus(r)
	key(r, fyne.KeyLeft, fyne.KeyLeft, fyne.KeyDown)
	if !reflect.DeepEqual(got, []int{1, 0, 1}) || !ringed(r) {
		t.Errorf("chose %v", got)
	}
	r.Column()
	if r.MinSize().Height != 2*radioRow || r.at(fyne.NewPos(5, radioRow+5)) != 1 {
		t.Errorf("under one another: %v", r.MinSize())
	}
	keepsObjects(t, r)
}

func TestSwitch(t *testing.T) {
	var got []bool
	s := NewSwitch("Encrypt everything", false, func(on bool) { got = append(got, on) })
	w := open(t, HStack(0, s), 100, 40)
	test.Tap(s)
	w.Canvas().Focus(s)
	key(s, fyne.KeySpace)
	s.SetOn(true)
	if !reflect.DeepEqual(got, []bool{true, false}) || !s.On() || !fills(s, theme.Accent) || !ringed(s) {
		t.Errorf("turned %v", got)
	}
	keepsObjects(t, s)
}

func TestSelect(t *testing.T) {
	var got []int
	s := NewSelect([]string{"Every week", "Every 2 weeks", "Every month"}, 1, func(i int) { got = append(got, i) })
	w := open(t, VStack(0, s, Spacer()), 300, 400)
	w.Canvas().Focus(s)
	key(s, fyne.KeyDown)
	if !OverlayOpen(w.Canvas()) {
		t.Fatal("Down does not open the menu")
	}
	row, ok := w.Canvas().Focused().(*Row)
	if !ok || !says(row, "Every 2 weeks") {
		t.Fatal("the choice does not have the focus")
	}
	key(row, fyne.KeyDown)
	key(w.Canvas().Focused(), fyne.KeyReturn)
	if OverlayOpen(w.Canvas()) || !reflect.DeepEqual(got, []int{2}) || !says(s, "Every month") {
		t.Errorf("chose %v", got)
	}
	test.Tap(s)
	key(w.Canvas().Focused(), fyne.KeyEscape)
	if OverlayOpen(w.Canvas()) || s.Selected() != 2 || w.Canvas().Focused() != fyne.Focusable(s) {
		t.Error("Escape does not close, changes the choice, or loses the focus")
	}
	keepsObjects(t, s)
	small := NewSelect([]string{"Low"}, -1, nil).Small()
	if small.MinSize().Height != 28 || small.AccessibilityLabel() != "Choose" {
		t.Errorf("small: %v, %q", small.MinSize(), small.AccessibilityLabel())
	}
}

func TestFilterChip(t *testing.T) {
	var got []int
	f := NewFilterChip("from", []string{"any day", "1 Jan 2026"}, 0, func(i int) { got = append(got, i) }).Clears()
	w := open(t, VStack(0, HStack(0, f, Spacer()), Spacer()), 300, 300)
	if !says(f, "from: any day") || fills(f, theme.AccentSoft) {
		t.Errorf("shows %q", shownWords(f))
	}
	test.TapAt(f, fyne.NewPos(5, 5))
	key(w.Canvas().Focused(), fyne.KeyDown)
	key(w.Canvas().Focused(), fyne.KeySpace)
	if !reflect.DeepEqual(got, []int{1}) || !fills(f, theme.AccentSoft) || !says(f, "from: 1 Jan 2026") {
		t.Errorf("chose %v, shows %q", got, shownWords(f))
	}
	if n := icons(f); !strings.HasPrefix(n[0], "rapport-x-") {
		t.Errorf("shows %v", n)
	}
	f.Resize(f.MinSize())
	test.TapAt(f, fyne.NewPos(f.Size().Width-5, 10))
	f.SetSelected(1)
	key(f, fyne.KeyDelete)
	if !reflect.DeepEqual(got, []int{1, 0, 0}) || f.Selected() != 0 {
		t.Errorf("clearing gave %v", got)
	}
	n := 0
	b := NewFilterButton("Q1 2026", true, func() { n++ })
	test.Tap(b)
	b.SetText("Q2 2026", false)
	if n != 1 || !says(b, "Q2 2026") || fills(b, theme.AccentSoft) {
		t.Errorf("pressed %d, shows %q", n, shownWords(b))
	}
	keepsObjects(t, b)
}

func TestQuickAdd(t *testing.T) {
	var added []string
	q := NewQuickAdd("me: or Priya: what, by when",
		func(s string) (string, Tone) {
			if strings.Contains(s, " by ") {
				return "You · Send it · Fri 6 Mar", Good
			}
			return "No date found, add one?", Warn
		},
		func(s string) bool {
			added = append(added, s)
			return strings.Contains(s, " by ")
		})
	open(t, VStack(0, q), 300, 100)
	test.Type(q, "me: send it")
	if q.Caption() != "No date found, add one?" {
		t.Errorf("caption %q", q.Caption())
	}
	key(q, fyne.KeyReturn)
	if q.Text != "me: send it" {
		t.Errorf("what was not taken is kept: %q", q.Text)
	}
	test.Type(q, " by fri")
	if q.Caption() != "You · Send it · Fri 6 Mar" {
		t.Errorf("caption %q", q.Caption())
	}
	key(q, fyne.KeyReturn, fyne.KeyReturn)
	if !reflect.DeepEqual(added, []string{"me: send it", "me: send it by fri"}) || q.Text != "" || q.Caption() != "" {
		t.Errorf("added %q, left %q, %q", added, q.Text, q.Caption())
	}
}

func TestLongOptionDoesNotWidenThePage(t *testing.T) {
	long := strings.Repeat("On-call, after a rota ", 14)
	if width := NewSelect([]string{"Weekly", long}, 0, nil).MinSize().Width; width > 300 {
		t.Errorf("a select is %g wide", width)
	}
	if width := NewFilterChip("Supports", []string{"any", long}, 1, nil).MinSize().Width; width > 300 {
		t.Errorf("a chip is %g wide", width)
	}
}
