package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// Select chooses one of many from a menu. Space, Enter and Down open it.
type Select struct {
	press
	options  []string
	selected int
	icon     string
	small    bool

	OnChanged func(index int)
}

// NewSelect makes a choice 36 high; selected -1 is none yet.
func NewSelect(options []string, selected int, changed func(index int)) *Select {
	s := &Select{options: options, selected: selected, OnChanged: changed}
	s.extend(s, s.open)
	s.speak()
	return s
}

// WithIcon puts an icon before the words. It returns the choice.
func (s *Select) WithIcon(name string) *Select { s.icon = name; s.Refresh(); return s }

// Small makes the choice 28 high. It returns the choice.
func (s *Select) Small() *Select { s.small = true; s.Refresh(); return s }

// Writes says that a choice changes what is recorded: nothing can be chosen while ReadOnly. It returns the choice.
func (s *Select) Writes() *Select { s.writes = true; s.Refresh(); return s }

// Selected is the index of the choice, -1 for none.
func (s *Select) Selected() int { return s.selected }

// SetSelected shows another choice without calling OnChanged.
func (s *Select) SetSelected(index int) {
	if s.selected != index {
		s.selected = index
		s.speak()
		s.Refresh()
	}
}

// SetOptions changes what can be chosen.
func (s *Select) SetOptions(options []string, selected int) {
	s.options, s.selected = options, selected
	s.speak()
	s.Refresh()
}

func (s *Select) text() string {
	if s.selected >= 0 && s.selected < len(s.options) {
		return s.options[s.selected]
	}
	return "Choose"
}

func (s *Select) speak() { s.label = s.text() }

func (s *Select) open() { ShowMenuAt(s, optionItems(s.options, s.selected, s.choose)) }

func optionItems(options []string, selected int, choose func(int)) []MenuItem {
	items := make([]MenuItem, len(options))
	for i, o := range options {
		items[i] = MenuItem{Text: o, Checked: i == selected, Do: func() { choose(i) }}
	}
	return items
}

func (s *Select) choose(index int) {
	if index == s.selected {
		return
	}
	s.SetSelected(index)
	if s.OnChanged != nil {
		s.OnChanged(index)
	}
}

// TypedKey implements fyne.Focusable.
func (s *Select) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyDown {
		s.activate()
		return
	}
	s.press.TypedKey(e)
}

// CreateRenderer implements fyne.Widget.
func (s *Select) CreateRenderer() fyne.WidgetRenderer {
	s.ExtendBaseWidget(s)
	frame, ring := newBox(theme.RadiusControl), newRing(theme.RadiusControl+4)
	lead, chev := newPicture(), newPicture()
	text := NewElided("", Body)
	height := func() float32 {
		if s.small {
			return theme.HeightSmall
		}
		return theme.HeightButton
	}
	style := func() Style {
		if s.small {
			return Small
		}
		return Body
	}
	refresh := func() {
		fill, edge, col := theme.Surface, theme.Control, theme.Text
		switch {
		case s.off():
			fill, edge, col = theme.Sunken, theme.Border, theme.Text3
		case s.hovered:
			fill = theme.Selected
		}
		if s.selected < 0 && !s.off() && !s.hovered {
			col = theme.Text3
		}
		if s.small {
			frame.CornerRadius = theme.RadiusSmall
		}
		frame.paint(fill, edge, 1)
		text.SetSpans(style().In(col).Span(s.text()))
		lead.set(s.icon, theme.Text2, 16)
		chev.set("chevd", theme.Text2, 16)
		ring.ringAround(s.focused, s.Size(), 2)
	}
	layout := func(z fyne.Size) {
		h := height()
		top := (z.Height - h) / 2
		place(frame.Rectangle, 0, top, z.Width, h)
		x := float32(11)
		if s.icon != "" {
			place(lead.Image, x, top+(h-16)/2, 16, 16)
			x += 24
		}
		place(text, x, top, max(z.Width-x-30, 0), h)
		place(chev.Image, z.Width-11-16, top+(h-16)/2, 16, 16)
		if s.focused {
			ring.ringAround(true, z, 2)
		}
	}
	minSize := func() fyne.Size {
		var w float32
		for _, o := range s.options {
			w = max(w, style().measure(o))
		}
		w = min(max(w, style().measure(s.text())), mostSelect) + 11 + 6 + 16 + 11 + 1
		if s.icon != "" {
			w += 24
		}
		return fyne.NewSize(w, height())
	}
	return newRenderer(s, minSize, layout, refresh, frame.Rectangle, lead.Image, text, chev.Image, ring.Rectangle)
}

// mostSelect is how wide an option may make its select; a longer one is cut.
const mostSelect = 240

// FilterChip narrows a list: it names what is filtered and how, opens a menu, and is marked while it filters.
type FilterChip struct {
	press
	name     string
	options  []string
	selected int
	icon     string
	wordy    bool
	sorts    bool

	OnChanged func(index int)
}

// NewFilterChip makes a chip 24 high that reads "name: option". Option 0 is the one that filters nothing.
func NewFilterChip(name string, options []string, selected int, changed func(index int)) *FilterChip {
	f := &FilterChip{name: name, options: options, selected: selected, icon: "chevd", OnChanged: changed}
	f.extend(f, f.open)
	f.speak()
	return f
}

// NewFilterButton makes a chip with words of its own that does what it is told, as open a calendar. Clearing is
// left to the page.
func NewFilterButton(text string, on bool, tapped func()) *FilterChip {
	f := &FilterChip{options: []string{text}, icon: "chevd"}
	f.extend(f, tapped)
	f.SetText(text, on)
	return f
}

// SetText changes the words, and whether the chip filters, for a chip made with NewFilterButton.
func (f *FilterChip) SetText(text string, on bool) {
	f.options, f.selected = []string{text, text}, 0
	if on {
		f.selected = 1
	}
	f.speak()
	f.Refresh()
}

// Clears shows an x while it filters, to be pressed to clear. It returns the chip.
func (f *FilterChip) Clears() *FilterChip { f.icon = "x"; f.Refresh(); return f }

// Wordy leaves the mark of a menu out, for one of several chips that each are a filter. It returns the chip.
func (f *FilterChip) Wordy() *FilterChip { f.wordy = true; f.Refresh(); return f }

// Sorts makes it a choice of an order: it stands without an edge and is not marked, whatever is chosen. It returns the chip.
func (f *FilterChip) Sorts() *FilterChip { f.sorts = true; f.Refresh(); return f }

// Selected is the index of the option.
func (f *FilterChip) Selected() int { return f.selected }

// SetSelected shows another option without calling OnChanged.
func (f *FilterChip) SetSelected(index int) {
	if f.selected != index {
		f.selected = index
		f.speak()
		f.Refresh()
	}
}

// SetOptions changes what can be chosen.
func (f *FilterChip) SetOptions(options []string, selected int) {
	f.options, f.selected = options, selected
	f.speak()
	f.Refresh()
}

func (f *FilterChip) on() bool { return f.selected > 0 && !f.sorts }

func (f *FilterChip) text() string {
	t := ""
	if f.selected >= 0 && f.selected < len(f.options) {
		t = firstRunes(oneLine(f.options[f.selected]), 28)
	}
	if f.name == "" {
		return t
	}
	return f.name + ": " + t
}

func (f *FilterChip) speak() { f.label = f.text() }

func (f *FilterChip) open() { ShowMenuAt(f, optionItems(f.options, f.selected, f.choose)) }

func (f *FilterChip) choose(index int) {
	if index == f.selected {
		return
	}
	f.SetSelected(index)
	if f.OnChanged != nil {
		f.OnChanged(index)
	}
}

// Tapped implements fyne.Tappable: on the x it clears, elsewhere it opens.
func (f *FilterChip) Tapped(e *fyne.PointEvent) {
	if f.icon == "x" && f.on() && e.Position.X > f.Size().Width-24 && !f.disabled {
		f.choose(0)
		return
	}
	f.activate()
}

// TypedKey implements fyne.Focusable.
func (f *FilterChip) TypedKey(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyDown:
		f.activate()
	case fyne.KeyDelete, fyne.KeyBackspace:
		if f.icon == "x" && !f.disabled {
			f.choose(0)
		}
	default:
		f.press.TypedKey(e)
	}
}

// CreateRenderer implements fyne.Widget.
func (f *FilterChip) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	frame, ring := newBox(theme.RadiusSmall), newRing(theme.RadiusSmall+3)
	text, pic := newGlyph(theme.SizeCaption, false), newPicture()
	refresh := func() {
		fill, edge, col, icon := theme.Surface, theme.Control, theme.Text2, "chevd"
		switch {
		case f.on():
			fill, edge, col, icon = theme.AccentSoft, theme.Accent, theme.AccentText, f.icon
		case f.hovered:
			fill, col = theme.Selected, theme.Text
		}
		if f.wordy {
			icon = ""
		}
		if f.sorts {
			edge = theme.Clear
			if !f.hovered {
				fill = theme.Clear
			}
		}
		frame.paint(fill, edge, 1)
		text.setStyled(f.text(), col, f.on())
		pic.set(icon, col, 14)
		ring.ringAround(f.focused, f.Size(), 1)
	}
	layout := func(s fyne.Size) {
		top := (s.Height - theme.HeightFilter) / 2
		place(frame.Rectangle, 0, top, s.Width, theme.HeightFilter)
		ts := text.size()
		place(text.Text, 9, top+(theme.HeightFilter-ts.Height)/2, ts.Width, ts.Height)
		place(pic.Image, s.Width-8-14, top+5, 14, 14)
		if f.focused {
			ring.ringAround(true, s, 1)
		}
	}
	minSize := func() fyne.Size {
		if f.wordy {
			return fyne.NewSize(9+text.size().Width+9, theme.HeightFilter)
		}
		return fyne.NewSize(9+text.size().Width+5+14+8, theme.HeightFilter)
	}
	return newRenderer(f, minSize, layout, refresh, frame.Rectangle, text.Text, pic.Image, ring.Rectangle)
}
