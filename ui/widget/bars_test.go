package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
)

// circles counts the circles of a fill that are shown.
func circles(o fyne.CanvasObject, fill fyne.ThemeColorName) (n int) {
	for _, d := range drawn(o) {
		if c, ok := d.(*canvas.Circle); ok && c.FillColor == theme.Color(fill) {
			n++
		}
	}
	return n
}

// width of the first rectangle of a fill.
func widthOf(o fyne.CanvasObject, fill fyne.ThemeColorName) float32 {
	for _, d := range drawn(o) {
		if r, ok := d.(*canvas.Rectangle); ok && r.FillColor == theme.Color(fill) {
			return r.Size().Width
		}
	}
	return 0
}

func TestStackedBarDividesItsWidth(t *testing.T) {
	b := NewStackedBar([]Segment{{Value: 3, Text: "3", Fill: theme.Topic1}, {Value: 1, Text: "a long word that has no room", Fill: theme.Topic4}, {Value: 0, Text: "0", Fill: theme.Topic2}}, 20, "3 and 1")
	open(t, b, 202, 20)
	if w := widthOf(b, theme.Topic1); w < 149 || w > 152 {
		t.Errorf("three quarters are %v wide", w)
	}
	if !says(b, "3") || says(b, "a long word that has no room") || fills(b, theme.Topic2) {
		t.Errorf("%q", shownWords(b))
	}
	if b.AccessibilityLabel() != "3 and 1" {
		t.Error(b.AccessibilityLabel())
	}
	half := NewStackedBar([]Segment{{Value: 3, Fill: theme.Topic1}}, 20, "").WithEnd(6)
	open(t, half, 202, 20)
	if w := widthOf(half, theme.Topic1); w < 98 || w > 102 {
		t.Errorf("on a scale to six, three is %v wide", w)
	}
	empty := NewStackedBar(nil, 20, "nothing")
	open(t, empty, 202, 20)
	if !fills(empty, theme.Track) {
		t.Error("nothing is an empty track")
	}
}

func TestHeldBars(t *testing.T) {
	b := NewHeldBars([]HeldRow{{"from 1 Dec", 9, 2, 3}, {"from 1 Jan", 0, 0, 0}})
	open(t, b, 340, 60)
	for _, word := range []string{"from 1 Dec", "9", "2", "3", "from 1 Jan", "none"} {
		if !says(b, word) {
			t.Errorf("%q is missing in %q", word, shownWords(b))
		}
	}
	if b.AccessibilityLabel() != "from 1 Dec: 9 held, 2 moved, 3 cancelled. from 1 Jan: 0 held, 0 moved, 0 cancelled" {
		t.Error(b.AccessibilityLabel())
	}
}

func TestKeptDots(t *testing.T) {
	for _, of := range []int{0, 5, 26, 60, 250} {
		d := NewKeptDots(of/2, of, 84)
		open(t, d, 300, 84)
		if kept, not := circles(d, theme.Accent), circles(d, theme.Surface); kept != of/2 || not != of-of/2 {
			t.Errorf("%d of %d: %d and %d circles", of/2, of, kept, not)
		}
		for _, o := range drawn(d) {
			if c, ok := o.(*canvas.Circle); ok && (c.Position().Y+c.Size().Height > 84 || c.Position().X+c.Size().Width > 300) {
				t.Fatalf("%d dots do not fit: one at %v", of, c.Position())
			}
		}
	}
}

func TestBarRow(t *testing.T) {
	tick := 0.5
	r := NewBarRow(Bar{Value: 0.9, Tick: &tick, Over: true, Text: "82 days", TextWidth: 96})
	open(t, r, 300, 20)
	if !says(r, "82 days") || !fills(r, theme.Topic2) || r.AccessibilityLabel() != "82 days" {
		t.Errorf("%q", shownWords(r))
	}
	share := NewBarRow(Bar{Label: "Delivery", LabelWidth: 80, Value: 0.4, Text: "40%", TextWidth: 36, Note: "was 31%", NoteWidth: 56})
	open(t, share, 400, 20)
	if !says(share, "Delivery") || !says(share, "40%") || !says(share, "was 31%") || !fills(share, theme.Accent) || share.AccessibilityLabel() != "Delivery 40%, was 31%" {
		t.Errorf("%q %s", shownWords(share), share.AccessibilityLabel())
	}
}

func TestHistogram(t *testing.T) {
	h := NewHistogram([]Column{{"Ada", 30, "30", false}, {"Noah", 5, "5", true}, {"Zoe", 0, "0", false}}, 25, "minutes")
	open(t, h, 300, 150)
	for _, word := range []string{"Ada", "30", "Noah", "5", "Zoe", "none"} {
		if !says(h, word) {
			t.Errorf("%q is missing in %q", word, shownWords(h))
		}
	}
	if !fills(h, theme.Amber) || !fills(h, theme.Topic2) {
		t.Error("a low column has an edge of its own")
	}
	dark(t)
	h.Refresh()
	if !fills(h, theme.Topic2) {
		t.Error("the colours of the dark theme")
	}
}

func TestOutcomes(t *testing.T) {
	o := NewOutcomes([]OutcomeMark{MarkBorneOut, MarkWrong, MarkCannotTell, MarkCannotTell, MarkCannotTell}, 4)
	open(t, o, 120, 20)
	if circles(o, theme.Accent) != 1 || !fills(o, theme.Amber) || !says(o, "+1") {
		t.Errorf("%q", shownWords(o))
	}
	if o.AccessibilityLabel() != "1 borne out, 1 wrong, 3 cannot tell" {
		t.Error(o.AccessibilityLabel())
	}
}
