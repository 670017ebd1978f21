package editor

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	w "rapport/ui/widget"
)

// Of a name that is cut by the end of a row, nothing is left on either row.
func TestMaskedNameCutByRows(t *testing.T) {
	defer w.SetMask(nil)
	for _, name := range []string{"王小明花子", "Wolfeschlegelsteinhausenbergerdorff"} {
		b := setUp(t, "Ask "+name+" about it. "+strings.Repeat("今日は"+name+"が", 30)+"\n\n"+strings.Repeat(name, 30))
		w.SetMask(func(text string) (out []w.Cover) {
			for at := 0; ; {
				i := strings.Index(text[at:], name)
				if i < 0 {
					return out
				}
				out = append(out, w.Cover{From: at + i, To: at + i + len(name), As: "X"})
				at += i + len(name)
			}
		})
		for _, width := range []float32{130, 171, 233, 301} {
			b.window.Resize(fyne.NewSize(width, 12000))
			b.Refresh()
			shown := ""
			for _, row := range b.view.rows.all[:b.view.rows.used] {
				for _, o := range row.all[:row.used] {
					shown += o.Text
				}
			}
			if got := strings.Count(shown, "X"); got != 61 {
				t.Errorf("%g wide: %d of 61 names are masked", width, got)
			}
			if i := strings.IndexAny(shown, "王小明花子Wz"); i >= 0 {
				t.Errorf("%g wide: shows %q", width, shown[max(0, i-20):min(len(shown), i+20)])
			}
		}
	}
}
