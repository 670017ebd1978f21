package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// GoalTile is a goal on a board: whose it is, how far, its title in two lines, progress and a line about the pace. It can be dragged, and
// moved with Alt and an arrow.
type GoalTile struct {
	Row
	avatar            *Avatar
	name, part, title *Text
	bar               *ProgressBar
	mark              *Icon
	line              *Text
	dragging          bool
	OnDrag            func(at fyne.Position) // while it is dragged; at is in the window
	OnDrop            func()
	OnMove            func(columns int) // by the keyboard: so many columns to the right
	OnStep            func(by int)      // Up and Down
	OnAcross          func(by int)      // Left and Right without Alt
	OnMenu            func(at fyne.Position)
}

// Tile is what a GoalTile shows.
type Tile struct {
	Name     string // as it is shown
	Full     string // for the initials
	Avatar   int
	Part     string // "76%"
	Title    string
	Progress *float64
	Expected *float64
	Done     bool
	Icon     string // before the line
	Line     string
	State    string // for a screen reader
}

// TileHeight is the height of a GoalTile.
const TileHeight float32 = 116

// NewGoalTile makes an empty tile.
func NewGoalTile(opened func()) *GoalTile {
	t := &GoalTile{
		avatar: NewAvatar("", 0, 24), name: NewElided("", Small.In(theme.Text2)), part: NewText("", SmallStrong), title: NewSpans(Small.Span("")).Wrap(2),
		bar: NewProgressBar(nil, nil, 6), mark: NewIcon("clock", theme.Text2, 14), line: NewElided("", Caption.In(theme.Text2)),
	}
	t.become(t, TileHeight, VStack(4, HStack(8, t.avatar, Grow(t.name), t.part), Sized(t.title, 0, 36), t.bar, HStack(4, t.mark, t.line)), opened)
	t.side = 12
	t.OnKey = t.keys
	t.OnSecondary = func(e *fyne.PointEvent) {
		if t.OnMenu != nil {
			t.OnMenu(e.AbsolutePosition)
		}
	}
	return t
}

// Set shows another goal.
func (t *GoalTile) Set(x Tile) {
	t.avatar.Set(x.Full, x.Avatar)
	t.name.SetText(x.Name)
	t.part.SetText(x.Part)
	t.title.SetText(x.Title)
	tone := Info
	if x.Done {
		tone = Good
	}
	t.bar.SetTone(tone)
	t.bar.Set(x.Progress, x.Expected)
	if x.Icon != "" {
		t.mark.Set(x.Icon, theme.Text2)
	}
	show(t.mark, x.Icon != "")
	t.line.SetText(x.Line)
	t.SetLabel(x.Name + ", " + x.Title + ", " + x.State + ", " + x.Line)
	t.content.Refresh()
}

func (t *GoalTile) keys(e *fyne.KeyEvent) bool {
	step := func(f func(int), by int) bool {
		if f != nil {
			f(by)
		}
		return f != nil
	}
	switch e.Name {
	case fyne.KeyUp:
		return step(t.OnStep, -1)
	case fyne.KeyDown:
		return step(t.OnStep, 1)
	case fyne.KeyLeft:
		return step(t.OnAcross, -1)
	case fyne.KeyRight:
		return step(t.OnAcross, 1)
	case fyne.KeySpace:
		if t.OnMenu != nil {
			t.OnMenu(fyne.CurrentApp().Driver().AbsolutePositionForObject(t).AddXY(12, 40))
			return true
		}
	}
	return false
}

// TypedShortcut implements fyne.Shortcutable: Alt and an arrow move the goal, others go on to the window.
func (t *GoalTile) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierAlt && t.OnMove != nil {
		switch c.KeyName {
		case fyne.KeyLeft:
			t.OnMove(-1)
			return
		case fyne.KeyRight:
			t.OnMove(1)
			return
		}
	}
	passShortcut(canvasOf(t), s)
}

// Dragged implements fyne.Draggable.
func (t *GoalTile) Dragged(e *fyne.DragEvent) {
	t.dragging = true
	if t.OnDrag != nil {
		t.OnDrag(e.AbsolutePosition)
	}
}

// DragEnd implements fyne.Draggable.
func (t *GoalTile) DragEnd() {
	was := t.dragging
	t.dragging = false
	if was && t.OnDrop != nil {
		t.OnDrop()
	}
}
