package widget

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

func block(w, h float32) *Fill {
	f := NewFill(theme.Accent)
	f.min = fyne.NewSize(w, h)
	return f
}

func frame(o fyne.CanvasObject) [4]float32 {
	return [4]float32{o.Position().X, o.Position().Y, o.Size().Width, o.Size().Height}
}

func TestHStack(t *testing.T) {
	a, b := block(20, 10), block(30, 20)
	title := NewElided("A title that is much longer than the room it gets here", Body)
	s := HStack(8, a, title, Spacer(), b)
	open(t, s, 200, 40)
	if frame(a) != [4]float32{0, 15, 20, 10} || frame(b) != [4]float32{170, 10, 30, 20} {
		t.Errorf("fixed parts at %v and %v", frame(a), frame(b))
	}
	if w := title.Size().Width; w != 200-20-30-3*8 {
		t.Errorf("a long title gets %v", w)
	}
	title.SetText("Short")
	s.Layout.Layout(s.Objects, s.Size())
	if w := title.Size().Width; w > 45 || b.Position().X != 170 {
		t.Errorf("a short title gets %v, the last part stands at %v", w, b.Position().X)
	}
	a.Hide()
	s.Layout.Layout(s.Objects, s.Size())
	if title.Position().X != 0 {
		t.Errorf("a hidden part keeps its room: %v", title.Position().X)
	}
	bar := Grow(block(1, 1))
	two := HStack(10, block(50, 10), bar)
	two.Resize(fyne.NewSize(200, 30))
	if frame(bar) != [4]float32{60, 0, 140, 30} {
		t.Errorf("a growing part at %v", frame(bar))
	}
}

func TestVStack(t *testing.T) {
	a, b := block(20, 10), block(20, 10)
	text := NewWrapped("one two three four five six seven eight", Body)
	grown := Grow(block(1, 1))
	s := VStack(4, a, text, grown, b)
	open(t, s, 80, 300)
	if text.Size().Height != float32(text.Lines())*20 || text.Lines() < 3 {
		t.Errorf("wrapped words get %v for %d lines", text.Size().Height, text.Lines())
	}
	if b.Position().Y != 290 || b.Size().Width != 80 {
		t.Errorf("the last part at %v", frame(b))
	}
	if want := 290 - 4 - grown.Position().Y; grown.Size().Height != want {
		t.Errorf("the growing part is %v high, want %v", grown.Size().Height, want)
	}
	if s.MinSize().Height != 10+4+text.Size().Height+4+1+4+10 {
		t.Errorf("smallest height %v", s.MinSize().Height)
	}
}

func TestColumnsAndFixed(t *testing.T) {
	a, b := block(1, 1), block(1, 1)
	c := Columns(16, []float32{1.44, 1}, a, b)
	open(t, c, 1032, 100)
	if w := a.Size().Width / b.Size().Width; w < 1.439 || w > 1.441 {
		t.Errorf("ratio %v", w)
	}
	if b.Position().X+b.Size().Width != 1032 || a.Size().Height != 100 {
		t.Errorf("at %v and %v", frame(a), frame(b))
	}
	l, r := block(1, 1), block(1, 1)
	FixedLeft(280, 8, l, r).Resize(fyne.NewSize(500, 50))
	if frame(l) != [4]float32{0, 0, 280, 50} || frame(r) != [4]float32{288, 0, 212, 50} {
		t.Errorf("fixed left: %v and %v", frame(l), frame(r))
	}
	FixedRight(312, 8, l, r).Resize(fyne.NewSize(500, 50))
	if frame(l) != [4]float32{0, 0, 180, 50} || frame(r) != [4]float32{188, 0, 312, 50} {
		t.Errorf("fixed right: %v and %v", frame(l), frame(r))
	}
}

func TestPadSizedCentred(t *testing.T) {
	a := block(10, 10)
	p := Pad(a, 1, 2, 3, 4)
	open(t, p, 100, 50)
	if frame(a) != [4]float32{4, 1, 94, 46} || p.MinSize() != fyne.NewSize(16, 14) {
		t.Errorf("%v in %v", frame(a), p.MinSize())
	}
	if got := Sized(block(10, 10), 0, 44).MinSize(); got != fyne.NewSize(10, 44) {
		t.Errorf("sized: %v", got)
	}
	Centred(a, 1440).Resize(fyne.NewSize(1640, 10))
	if frame(a) != [4]float32{100, 0, 1440, 10} {
		t.Errorf("centred at %v", frame(a))
	}
}

func TestWrapRow(t *testing.T) {
	a, b, c := block(40, 20), block(40, 20), block(40, 20)
	row := WrapRow(8, 4, a, b, c)
	open(t, VStack(0, row), 100, 100)
	if frame(c) != [4]float32{0, 24, 40, 20} || b.Position().X != 48 {
		t.Errorf("third at %v, second at %v", frame(c), frame(b))
	}
	if h := row.MinSize().Height; h != 44 {
		t.Errorf("height %v", h)
	}
}

func TestRows(t *testing.T) {
	a, b, c := block(1, 48), block(1, 48), block(1, 48)
	rows := Rows(a, b, c)
	open(t, VStack(0, rows), 200, 300)
	if rows.MinSize().Height != 144 || b.Position().Y != 48 || c.Position().Y != 96 {
		t.Errorf("%v high, rows at %v and %v", rows.MinSize().Height, b.Position().Y, c.Position().Y)
	}
	lines := func() (ys []float32) {
		for _, o := range rows.Objects {
			if f := o.(*Fill); f.min.Height == 1 && f.Visible() {
				ys = append(ys, f.Position().Y)
			}
		}
		return ys
	}
	if got := lines(); len(got) != 2 || got[0] != 48 || got[1] != 96 {
		t.Errorf("lines at %v", got)
	}
	a.Hide()
	rows.Refresh()
	if got := lines(); len(got) != 1 || got[0] != 48 || b.Position().Y != 0 {
		t.Errorf("without the first row lines at %v, second row at %v", got, b.Position().Y)
	}
	SetRows(rows, c)
	if got := lines(); len(got) != 0 || rows.MinSize().Height != 48 {
		t.Errorf("one row has lines at %v", got)
	}
	SetRows(rows)
	if rows.MinSize().Height != 0 {
		t.Error("no rows take room")
	}
}

func TestEdgesLeaveNoGap(t *testing.T) {
	top, left, rest, bottom := NewFill(theme.Bg), NewVLine(), NewFill(theme.Side), Sized(NewFill(theme.Bg), 0, 36)
	e := Edges(Sized(top, 0, 63), bottom, left, nil, rest)
	e.Resize(fyne.NewSize(400, 300))
	if rest.Position() != fyne.NewPos(1, 63) || rest.Size() != fyne.NewSize(399, 300-63-36) {
		t.Errorf("the rest is at %v, %v", rest.Position(), rest.Size())
	}
	if bottom.Position().Y != 264 || left.Position() != fyne.NewPos(0, 63) {
		t.Errorf("the foot is at %v, the line at %v", bottom.Position(), left.Position())
	}
	if e.Objects[0] == fyne.CanvasObject(rest) || e.Objects[len(e.Objects)-1] != fyne.CanvasObject(bottom) {
		t.Error("the keyboard does not go through it from top to bottom")
	}
}
