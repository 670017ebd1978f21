package widget

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"rapport/ui/theme"
)

func TestTextElides(t *testing.T) {
	e := NewElided("Nightly reports on the new warehouse", Body)
	open(t, e, 140, 20)
	got := strings.Join(shownWords(e), "")
	if !strings.HasSuffix(got, "…") || !strings.HasPrefix(got, "Nightly") {
		t.Errorf("shown as %q", got)
	}
	if w := Body.measure(got); w > 140 {
		t.Errorf("%v wide in a room of 140", w)
	}
	e.Resize(fyne.NewSize(600, 20))
	if !says(e, "Nightly reports on the new warehouse") {
		t.Errorf("with room to spare: %q", shownWords(e))
	}
	if e.MinSize().Width > 40 {
		t.Errorf("an elided text asks for %v", e.MinSize().Width)
	}
}

func TestTextWraps(t *testing.T) {
	e := NewWrapped("Six weeks in. Paged nine times in February, four of them after 22:00.", Body)
	w := open(t, VStack(0, e), 200, 300)
	if e.Lines() < 3 || e.MinSize().Height != float32(e.Lines())*20 {
		t.Errorf("%d lines, %v high", e.Lines(), e.MinSize().Height)
	}
	if got := strings.Join(shownWords(e), " "); got != e.Text() {
		t.Errorf("words went missing: %q", got)
	}
	w.Resize(fyne.NewSize(100, 300))
	if e.Lines() < 5 {
		t.Errorf("%d lines at half the width", e.Lines())
	}
	e.Wrap(2)
	if got := shownWords(e); e.Lines() != 2 || !strings.HasSuffix(got[len(got)-1], "…") {
		t.Errorf("at most two lines: %q", got)
	}
}

func TestTextBreaksLongWordsAndLines(t *testing.T) {
	e := NewWrapped("Donaudampfschifffahrtsgesellschaft\nneu", Body)
	open(t, VStack(0, e), 80, 300)
	got := shownWords(e)
	if got[len(got)-1] != "neu" || len(got) < 4 {
		t.Errorf("lines: %q", got)
	}
	cjk := NewWrapped("山田太郎さんと話した内容をここに書く", Body)
	cjk.Resize(fyne.NewSize(80, 100))
	if cjk.Lines() < 3 {
		t.Errorf("a text without spaces stays on %d lines", cjk.Lines())
	}
}

func TestTextSpans(t *testing.T) {
	e := NewSpans(Strong.Span("Priya"), Body.In(theme.Text3).Span(" · low"), Small.Marked(theme.Mark).Span("on-call"), Caption.Struck().Span("gone"))
	open(t, e, 400, 20)
	if got := shownWords(e); len(got) != 4 {
		t.Fatalf("pieces: %q", got)
	}
	if !fills(e, theme.Mark) {
		t.Error("no mark behind the hit")
	}
	if !fills(e, theme.Text) {
		t.Error("no line through struck words")
	}
	if e.Text() != "Priya · lowon-callgone" {
		t.Errorf("text is %q", e.Text())
	}
	e.SetSpans(Body.Span("short"))
	if got := shownWords(e); len(got) != 1 || fills(e, theme.Mark) {
		t.Errorf("old pieces are left: %q", got)
	}
	e.SetText("other")
	if !says(e, "other") {
		t.Errorf("shown: %q", shownWords(e))
	}
}

func TestTextFollowsTheme(t *testing.T) {
	e := NewText("Priya", Body)
	open(t, e, 100, 20)
	find := func() *canvas.Text {
		for _, o := range drawn(e) {
			if c, ok := o.(*canvas.Text); ok {
				return c
			}
		}
		return nil
	}
	light := find()
	if light.Color != theme.Color(theme.Text) {
		t.Errorf("light colour %v", light.Color)
	}
	dark(t)
	if find() != light {
		t.Error("the switch made the object again")
	}
	if light.Color != theme.Color(theme.Text) {
		t.Errorf("after the switch %v", light.Color)
	}
	keepsObjects(t, e)
}

func TestLineHeight(t *testing.T) {
	for size, want := range map[float32]float32{14: 20, 13: 18, 12: 16, 28: 38} {
		if got := LineHeight(size); got != want {
			t.Errorf("%v: %v, want %v", size, got, want)
		}
	}
}

// TestFlowKeepsWords: whatever the width, wrapping loses nothing but spaces, and no line is wider than the room
// unless a single character is.
func TestFlowKeepsWords(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab cdé 山\n")), 0, 60, -1).Draw(rt, "text")
		width := rapid.Float32Range(12, 200).Draw(rt, "width")
		lines := flow([]Span{Body.Span(text)}, width, 0)
		var got strings.Builder
		for _, l := range lines {
			var n int
			for _, p := range l.pieces {
				got.WriteString(p.Text)
				n += len([]rune(p.Text))
			}
			if l.width > width+0.5 && n > 1 {
				rt.Fatalf("line %v wide in %v", l.width, width)
			}
		}
		bare := strings.NewReplacer(" ", "", "\n", "")
		if bare.Replace(got.String()) != bare.Replace(text) {
			rt.Fatalf("%q became %q", text, got.String())
		}
		cut := flow([]Span{Body.Span(text)}, width, 1)
		if len(cut) != 1 {
			rt.Fatalf("%d lines where one was allowed", len(cut))
		}
	})
}
