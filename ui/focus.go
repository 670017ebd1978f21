package ui

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	w "rapport/ui/widget"
)

// A page that draws itself anew makes new widgets, and the keyboard would stay on one that is gone. These keep it where it was.

// mostStops bounds the way round through everything that takes the keyboard.
const mostStops = 2000

// stop is something that takes the keyboard, told by its kind, its words and, where several share them, its number among them.
type stop struct {
	at  fyne.Focusable
	key string
}

// stops are what Tab comes to, in its order, beginning at the first; the keyboard ends where it was.
func (a *App) stops() []stop {
	c := a.window.Canvas()
	hears := w.Focused
	w.Focused = nil // nothing is to scroll on the way round
	defer func() { w.Focused = hears }()
	before := c.Focused()
	c.Unfocus()
	var out []stop
	seen := map[fyne.Focusable]bool{}
	same := map[string]int{}
	for range mostStops {
		c.FocusNext()
		at := c.Focused()
		if at == nil || seen[at] {
			break
		}
		seen[at] = true
		key := fmt.Sprintf("%T", at)
		if x, ok := at.(fyne.Accessible); ok {
			key += " " + x.AccessibilityLabel()
		}
		same[key]++
		out = append(out, stop{at, fmt.Sprint(key, " ", same[key])})
	}
	if before != nil {
		c.Focus(before)
	} else {
		c.Unfocus()
	}
	return out
}

// keepFocus draws, and gives the keyboard to what stands where it was: the same thing made anew, or, where that is gone, the next one
// that is still there. An entry is never made anew by a page, so that what is typed into it is safe.
func (a *App) keepFocus(draw func()) {
	c := a.window.Canvas()
	old := c.Focused()
	if _, typing := old.(*w.Entry); old == nil || typing || w.OverlayOpen(c) {
		draw()
		return
	}
	before := a.stops()
	draw()
	now := map[string]fyne.Focusable{}
	for _, s := range a.stops() {
		if s.at == old {
			return
		}
		now[s.key] = s.at
	}
	from := -1
	for i, s := range before {
		if s.at == old {
			from = i
		}
	}
	c.Unfocus()
	if from < 0 {
		return
	}
	for _, s := range before[from:] {
		if at := now[s.key]; at != nil {
			c.Focus(at)
			return
		}
	}
}

// scroller is a page that scrolls as a whole.
type scroller interface{ scrolls() *container.Scroll }

// reveal scrolls the page so that what has the keyboard now can be seen.
func (a *App) reveal(o fyne.CanvasObject) {
	p, ok := a.page.(scroller)
	if c := a.window.Canvas(); !ok || w.OverlayOpen(c) || c.Focused() != o.(fyne.Focusable) {
		return
	}
	scrollTo(p.scrolls(), o)
}

// scrollTo scrolls so that something can be seen.
func scrollTo(scroll *container.Scroll, o fyne.CanvasObject) {
	if scroll == nil || scroll.Content == nil {
		return
	}
	driver := fyne.CurrentApp().Driver()
	at, top := driver.AbsolutePositionForObject(o), driver.AbsolutePositionForObject(scroll)
	if at.X < top.X { // in the sidebar
		return
	}
	const room = 12
	y := scroll.Offset.Y
	if below := at.Y + o.Size().Height + room - (top.Y + scroll.Size().Height); below > 0 {
		y += below
	}
	if above := top.Y + room - at.Y; above > 0 {
		y -= above
	}
	y = min(max(y, 0), max(scroll.Content.MinSize().Height-scroll.Size().Height, 0))
	if y != scroll.Offset.Y {
		scroll.ScrollToOffset(fyne.NewPos(scroll.Offset.X, y))
	}
}
