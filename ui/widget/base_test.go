package widget

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"rapport/ui/theme"
)

// TestShownPartsAreRepainted: Fyne repaints nothing for an object it never drew, so the widget must ask for it.
func TestShownPartsAreRepainted(t *testing.T) {
	b, c := NewButton("Start", Primary, nil), NewMoodChart(moodSample(), nil)
	i := NewIcon("", theme.Text, 16)
	w := open(t, VStack(0, b, c, i), 400, 400)
	asked := map[fyne.CanvasObject]int{}
	repaint = func(o fyne.CanvasObject) { asked[o]++ }
	t.Cleanup(func() { repaint = canvas.Refresh })
	w.Canvas().Focus(b)
	w.Canvas().Focus(c)
	i.Set("check", theme.Text)
	if asked[b] != 1 || asked[c] == 0 || asked[i] != 1 {
		t.Errorf("asked for the button %d times, the chart %d, the icon %d", asked[b], asked[c], asked[i])
	}
	b.Refresh()
	i.Refresh()
	if asked[b] != 1 || asked[i] != 1 {
		t.Error("a refresh without a change repaints")
	}
}
