package widget

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/ui/theme"
)

// AgendaItem is what an AgendaRow shows.
type AgendaItem struct {
	Text    string
	Done    bool
	Topic   string // a chip; empty for none
	Carried string // "Carried twice"; empty for none
	From    string // "From Priya"; empty for none
	Private bool   // shown with a lock
}

// AgendaRow is a talking point. Space ticks it, Enter makes it the current one, Alt+Up and Alt+Down move it; it can
// be dragged too.
type AgendaRow struct {
	Row
	item    AgendaItem
	box     *tickBox
	text    *Text
	topic   *ChipButton
	carry   fyne.CanvasObject
	carried *Text
	from    *Text
	lock    *Icon
	second  *fyne.Container
	actions AgendaActions
	dragged float32
}

// AgendaActions are what happens to a talking point.
type AgendaActions struct {
	Open    func()
	Tick    func(done bool)
	Topic   func(chip fyne.CanvasObject) // the chip was clicked, or the menu key pressed
	Move    func(by int)                 // one place up (-1) or down (1)
	Dragged func(dy float32)             // so far by now
	Dropped func(dy float32)
}

// NewAgendaRow makes a row as high as its words need.
func NewAgendaRow(item AgendaItem, a AgendaActions) *AgendaRow {
	r := &AgendaRow{actions: a, text: NewWrapped("", Body), from: NewText("", Caption.In(theme.Text3)), lock: NewIcon("lock", theme.Text3, 14)}
	r.topic = NewChipButton("", nil)
	if a.Topic != nil {
		r.topic.tapped = func() { a.Topic(r.topic) }
	}
	r.box = newTickBox(item.Done, func(on bool) {
		r.item.Done = on
		r.paint()
		if a.Tick != nil {
			a.Tick(on)
		}
	})
	r.carried = NewText("", Caption.In(theme.Amber))
	r.carry = HStack(5, NewIcon("carry", theme.Amber, 14), r.carried)
	r.second = Pad(WrapRow(10, 4, r.topic, r.carry, r.from, r.lock), 5, 0, 0, 0)
	words := Pad(VStack(0, r.text, r.second), 10, 0, 10, 0)
	r.become(r, 0, FixedLeft(checkSize, 10, atTop(11, r.box), words), a.Open)
	r.side, r.edged = 12, true
	r.OnKey = r.keys
	r.Set(item)
	return r
}

// Set shows another talking point.
func (r *AgendaRow) Set(item AgendaItem) {
	r.item = item
	r.box.show(item.Done)
	r.paint()
}

// SetCurrent marks the point that is being talked about.
func (r *AgendaRow) SetCurrent(on bool) { r.SetSelected(on) }

func (r *AgendaRow) paint() {
	style := Body
	if r.item.Done {
		style = style.In(theme.Text3)
	}
	r.text.SetSpans(style.Span(r.item.Text))
	r.topic.Set(r.item.Topic, "", Neutral)
	r.carried.SetText(r.item.Carried)
	r.from.SetText(r.item.From)
	show(r.topic, r.item.Topic != "")
	show(r.carry, r.item.Carried != "")
	show(r.from, r.item.From != "")
	show(r.lock, r.item.Private)
	show(r.second, r.item.Topic != "" || r.item.Carried != "" || r.item.From != "" || r.item.Private)
	r.SetLabel(r.item.Text)
	r.content.Refresh()
	r.Refresh()
}

func (r *AgendaRow) keys(e *fyne.KeyEvent) bool {
	switch {
	case e.Name == fyne.KeySpace:
		r.box.toggle()
		return true
	case e.Name == desktop.KeyMenu && r.actions.Topic != nil:
		r.actions.Topic(r.topic)
		return true
	}
	return false
}

// TypedShortcut implements fyne.Shortcutable: Alt and an arrow move the point, others go on to the window.
func (r *AgendaRow) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && c.Modifier == fyne.KeyModifierAlt && r.actions.Move != nil {
		switch c.KeyName {
		case fyne.KeyUp:
			r.actions.Move(-1)
			return
		case fyne.KeyDown:
			r.actions.Move(1)
			return
		}
	}
	passShortcut(canvasOf(r), s)
}

// Dragged implements fyne.Draggable.
func (r *AgendaRow) Dragged(e *fyne.DragEvent) {
	r.dragged += e.Dragged.DY
	if r.actions.Dragged != nil {
		r.actions.Dragged(r.dragged)
	}
}

// DragEnd implements fyne.Draggable.
func (r *AgendaRow) DragEnd() {
	by := r.dragged
	r.dragged = 0
	if r.actions.Dropped != nil && by != 0 {
		r.actions.Dropped(by)
	}
}
