package editor

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// spot is where a character starts on the screen, half way down its row.
func (b *bench) spot(offset int) fyne.Position {
	row, x := b.place(offset, false)
	return fyne.NewPos(padSide+x+0.5, float32(row)*rowHeight+padEnd-b.top+rowHeight/2)
}

func (b *bench) press(at fyne.Position, button desktop.MouseButton, mod fyne.KeyModifier) {
	ev := &desktop.MouseEvent{Button: button, Modifier: mod}
	ev.Position = at
	b.MouseDown(ev)
	b.MouseUp(ev)
}

func (b *bench) click(offset int) { b.press(b.spot(offset), desktop.MouseButtonPrimary, 0) }

func (b *bench) drag(to fyne.Position) {
	b.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
}

func TestClicks(t *testing.T) {
	b := setUp(t, "one two three\nfour don't six")
	b.click(5)
	b.want("one t|wo three\nfour don't six")
	b.click(5)
	b.want("one ^two| three\nfour don't six")
	b.click(5)
	b.want("^one two three\n|four don't six")
	b.click(5)
	b.want("one t|wo three\nfour don't six")
	b.wait(time.Second)
	b.click(5)
	b.want("one t|wo three\nfour don't six")
	b.click(21)
	b.click(21)
	b.want("one two three\nfour ^don't| six")
	b.wait(time.Second)
	b.press(b.spot(1), desktop.MouseButtonPrimary, fyne.KeyModifierShift)
	b.want("o|ne two three\nfour ^don't six")
	b.press(fyne.NewPos(590, 390), desktop.MouseButtonPrimary, 0)
	b.want("one two three\nfour don't six|")
	b.press(fyne.NewPos(1, 1), desktop.MouseButtonPrimary, 0)
	b.want("|one two three\nfour don't six")
}

func TestClickTakesTheKeyboard(t *testing.T) {
	b := setUp(t, "one")
	b.window.Canvas().Unfocus()
	if b.focused {
		t.Fatal("the editor has the keyboard")
	}
	b.click(1)
	if !b.focused || b.window.Canvas().Focused() != fyne.Focusable(b.Editor) {
		t.Error("a click does not bring the keyboard")
	}
}

func TestDrag(t *testing.T) {
	b := setUp(t, "one two three\nfour five six")
	b.click(5)
	b.drag(b.spot(11))
	b.want("one t^wo thr|ee\nfour five six")
	b.drag(b.spot(1))
	b.want("o|ne t^wo three\nfour five six")
	b.DragEnd()
	b.wait(time.Second)

	b.click(5)
	b.click(5)
	b.drag(b.spot(10))
	b.want("one ^two three|\nfour five six")
	b.drag(b.spot(1))
	b.want("|one two^ three\nfour five six")
	b.DragEnd()
	b.wait(time.Second)

	b.click(20)
	b.click(20)
	b.click(20)
	b.drag(b.spot(2))
	b.want("|one two three\nfour five six^")
	b.DragEnd()
	b.wait(time.Second)

	b.press(b.spot(5), desktop.MouseButtonTertiary, 0)
	before := b.shows()
	b.drag(b.spot(11))
	b.want(before)
}

func TestDragOutsideScrolls(t *testing.T) {
	b := setUp(t, strings.Repeat("line\n", 200))
	b.click(0)
	b.drag(fyne.NewPos(30, 430))
	b.wait(time.Second)
	if b.top < 200 {
		t.Errorf("scrolled by %v in a second", b.top)
	}
	if _, to := b.Selection(); to < 100 {
		t.Errorf("selected to %d", to)
	}
	b.drag(fyne.NewPos(30, 200))
	b.wait(time.Second)
	top := b.top
	b.wait(time.Second)
	if b.top != top {
		t.Error("scrolls on with the pointer inside")
	}
	b.drag(fyne.NewPos(30, -60))
	b.wait(3 * time.Second)
	if b.top >= top {
		t.Error("does not scroll back")
	}
	b.DragEnd()
	b.wait(20 * time.Second)
	if len(b.timers) > 0 {
		t.Errorf("%d timers are left", len(b.timers))
	}
}

func TestWheelAndScrollBar(t *testing.T) {
	b := setUp(t, strings.Repeat("line\n", 199))
	most := b.textHeight() - 400
	wheel := func(by float32) {
		b.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.Delta{DY: by}})
	}
	wheel(-50)
	if b.top != 50 {
		t.Errorf("top is %v", b.top)
	}
	wheel(500)
	if b.top != 0 {
		t.Errorf("top is %v", b.top)
	}
	wheel(-1e6)
	if b.top != most {
		t.Errorf("top is %v of %v", b.top, most)
	}
	wheel(1e6)

	bar := func(y float32) *desktop.MouseEvent {
		ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
		ev.Position = fyne.NewPos(5, y)
		return ev
	}
	_, length := b.bar.extent()
	b.bar.MouseDown(bar(5))
	if b.top != 0 {
		t.Errorf("taking the thumb scrolls to %v", b.top)
	}
	for _, c := range []struct{ y, top float32 }{{5 + (400-length)/2, most / 2}, {500, most}, {-40, 0}} {
		b.bar.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(5, c.y)}})
		if abs(b.top-c.top) > 1 {
			t.Errorf("dragged to %v: top is %v, want %v", c.y, b.top, c.top)
		}
	}
	b.bar.DragEnd()
	b.bar.MouseDown(bar(300))
	if abs(b.top-(300-length/2)/(400-length)*most) > 1 {
		t.Errorf("a press beside the thumb scrolls to %v", b.top)
	}
	b.bar.MouseUp(bar(300))

	b.SetText("short")
	if !b.bar.Size().IsZero() {
		t.Error("there is a scroll bar with nothing to scroll")
	}
}

func TestScrollBarWidens(t *testing.T) {
	b := setUp(t, strings.Repeat("line\n", 199))
	slim := b.bar.thumb.Size().Width
	test.MoveMouse(b.window.Canvas(), b.bar.Position().AddXY(4, 200))
	if wide := b.bar.thumb.Size().Width; wide <= slim {
		t.Errorf("under the pointer it is %v wide, else %v", wide, slim)
	}
	test.MoveMouse(b.window.Canvas(), fyne.NewPos(100, 200))
	if got := b.bar.thumb.Size().Width; got != slim {
		t.Errorf("without the pointer it is %v wide, was %v", got, slim)
	}
}

func TestMenu(t *testing.T) {
	b := setUp(t, "one two")
	b.press(b.spot(5), desktop.MouseButtonSecondary, 0)
	b.want("one t|wo")
	b.Select(4, 7)
	b.press(b.spot(5), desktop.MouseButtonSecondary, 0)
	b.want("one ^two|")
	b.TappedSecondary(&fyne.PointEvent{Position: b.spot(5)})
	if b.window.Canvas().Overlays().Top() == nil {
		t.Fatal("no menu")
	}
	able := func() (out string) {
		for _, i := range b.menuItems() {
			if !i.Disabled {
				out += i.Text + " "
			}
		}
		return out
	}
	if got := able(); got != "Cut Copy Paste Select all " {
		t.Errorf("the menu offers %s", got)
	}
	b.menuItems()[2].Do()
	b.want("one |")
	if got := able(); got != "Undo Paste Select all " {
		t.Errorf("the menu offers %s", got)
	}
	b.SetReadOnly(true)
	if got := able(); got != "Select all " {
		t.Errorf("the menu of a text to read offers %s", got)
	}
}
