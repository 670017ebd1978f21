package widget

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	fw "fyne.io/fyne/v2/widget"

	"rapport/ui/theme"
)

// ActionItem is what an ActionRow shows.
type ActionItem struct {
	Name      string // of the person, where the row is the first of theirs; else empty
	Avatar    int
	Whole     bool   // the line over the row begins at the left edge, as over the first of a person
	Owner     string // "You"
	Mine      bool   // the manager is to do it
	Text      string
	Repeat    string // "Every Friday"; empty for none
	Aside     string // "Dropped 27 Feb: no longer needed."; empty for none
	Said      string // when it was agreed: "24 Feb"
	Due       string // words of the chip; empty: "no date"
	Icon      string
	Tone      Tone
	Done      bool
	Dropped   bool
	Link      string // in place of the dates: "Undo"; empty for none
	LinkAside string // before the link: "Done just now"
}

// ActionPart is what was pressed of an ActionRow.
type ActionPart int

// The parts.
const (
	ActionPerson ActionPart = iota
	ActionTick
	ActionOwner
	ActionText
	ActionDue
	ActionLink
)

// ActionRow is one action item of a RowList: person, box, who, what, when. It does not take the keyboard itself. While ReadOnly its box is
// drawn as one that cannot be ticked, and no link is offered.
type ActionRow struct {
	fw.BaseWidget
	OnPart func(ActionPart)
	OnMenu func(at fyne.Position) // right click

	item    ActionItem
	hovered bool
}

// NewActionRow makes an empty row.
func NewActionRow() *ActionRow {
	r := &ActionRow{}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows another action item.
func (r *ActionRow) Set(item ActionItem) {
	if r.item != item {
		r.item = item
		r.Refresh()
	}
}

// Item is what is shown.
func (r *ActionRow) Item() ActionItem { return r.item }

// AccessibilityLabel implements fyne.Accessible.
func (r *ActionRow) AccessibilityLabel() string {
	var parts []string
	for _, x := range []string{r.item.Name, r.item.Owner, r.item.Text, r.item.Repeat, r.item.Aside, r.item.Said, r.item.Due, r.item.LinkAside, r.item.Link} {
		if x != "" {
			parts = append(parts, x)
		}
	}
	return strings.Join(parts, ", ")
}

// AccessibilityRole implements fyne.Accessible.
func (r *ActionRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

// ActionColumns are where the parts of an ActionRow begin, from its left edge, in a row of a width; the last is where the dates begin.
func ActionColumns(width float32) (tick, owner, text, dates float32) {
	person := float32(184)
	if width < 960 {
		person = 172
	}
	return person + 12, person + 42, person + 112, width - 218
}

// Tapped implements fyne.Tappable.
func (r *ActionRow) Tapped(e *fyne.PointEvent) {
	if r.OnPart == nil {
		return
	}
	tick, owner, text, dates := ActionColumns(r.Size().Width)
	switch x := e.Position.X; {
	case x < tick-12:
		r.OnPart(ActionPerson)
	case x < owner-4:
		r.OnPart(ActionTick)
	case x >= dates && r.item.Link != "" && !ReadOnly:
		r.OnPart(ActionLink)
	case x < text:
		r.OnPart(ActionOwner)
	case x < dates:
		r.OnPart(ActionText)
	default:
		r.OnPart(ActionDue)
	}
}

// TappedSecondary implements fyne.SecondaryTappable.
func (r *ActionRow) TappedSecondary(e *fyne.PointEvent) {
	if r.OnMenu != nil {
		r.OnMenu(e.AbsolutePosition)
	}
}

// MouseIn implements desktop.Hoverable.
func (r *ActionRow) MouseIn(*desktop.MouseEvent) { r.hovered = true; r.Refresh() }

// MouseMoved implements desktop.Hoverable.
func (r *ActionRow) MouseMoved(*desktop.MouseEvent) {}

// MouseOut implements desktop.Hoverable.
func (r *ActionRow) MouseOut() { r.hovered = false; r.Refresh() }

// CreateRenderer implements fyne.Widget.
func (r *ActionRow) CreateRenderer() fyne.WidgetRenderer {
	line := newBox(0)
	frame := newBox(theme.RadiusCheck)
	tick := newPicture()
	avatar := NewAvatar("", 0, 24)
	name, owner, what := NewElided("", Strong), NewElided("", Small), NewElided("", Body)
	again := newPicture()
	tail := NewElided("", Small.In(theme.Text2))
	said := NewElided("", Caption).Aligned(fyne.TextAlignTrailing)
	chip, link := NewChip("", "", Neutral), NewText("", Small.In(theme.AccentText))
	refresh := func() {
		x := r.item
		line.paint(theme.Border, theme.Clear, 0)
		show(avatar, x.Name != "")
		avatar.Set(x.Name, x.Avatar)
		name.SetText(x.Name)
		mark, col := "", theme.OnAccent
		switch {
		case x.Dropped:
			frame.paint(theme.Clear, theme.Clear, 0)
			mark, col = "x", theme.Text3
		case ReadOnly:
			frame.paint(theme.Track, theme.Clear, 0)
			if x.Done {
				mark, col = "check", theme.Text3
			}
		case x.Done:
			frame.paint(theme.Accent, theme.Clear, 0)
			mark = "check"
		case r.hovered:
			frame.paint(theme.Surface, theme.Accent, 1)
		default:
			frame.paint(theme.Surface, theme.Control, 1)
		}
		tick.set(mark, col, 14)
		style := Small.In(theme.Text2)
		if x.Mine {
			style = SmallStrong
		}
		owner.SetSpans(style.Span(x.Owner))
		words := Body
		if x.Done || x.Dropped {
			words = words.In(theme.Text3)
		}
		if x.Dropped {
			words = words.Struck()
		}
		what.SetSpans(words.Span(oneLine(x.Text)))
		repeats := ""
		if x.Repeat != "" {
			repeats = "refresh"
		}
		again.set(repeats, theme.Text2, 14)
		behind := x.Repeat
		if x.Aside != "" {
			if behind != "" {
				behind += "   "
			}
			behind += oneLine(x.Aside)
		}
		tail.SetText(behind)
		linked := x.Link != "" && !ReadOnly
		link.SetText(x.Link)
		if linked {
			said.SetSpans(Small.In(theme.Text2).Span(x.LinkAside))
		} else {
			said.SetSpans(Caption.In(theme.Text3).Span(x.Said))
		}
		due, icon, tone := x.Due, x.Icon, x.Tone
		if due == "" {
			due = "no date"
		}
		chip.Set(due, icon, tone)
		show(chip, !linked)
		show(link, linked)
	}
	layout := func(s fyne.Size) {
		at, who, text, dates := ActionColumns(s.Width)
		from := at - 12
		if r.item.Whole {
			from = 0
		}
		place(line.Rectangle, from, 0, s.Width-from, 1)
		mid := func(o fyne.CanvasObject, x, width float32) {
			h := min(o.MinSize().Height, s.Height)
			place(o, x, (s.Height-h)/2, max(width, 0), h)
		}
		place(avatar, 16, (s.Height-24)/2, 24, 24)
		mid(name, 50, at-12-50)
		place(frame.Rectangle, at, (s.Height-checkSize)/2, checkSize, checkSize)
		place(tick.Image, at+2, (s.Height-14)/2, 14, 14)
		mid(owner, who, text-who-8)
		room := dates - text - 8
		own := min(what.naturalSize().Width+2, room)
		if behind := tail.naturalSize().Width; tail.Text() != "" { // the words come first, what stands behind them gets what is left
			own = min(own, max(room-behind-32, room*0.6))
			x := text + own + 12
			if r.item.Repeat != "" {
				place(again.Image, x, (s.Height-14)/2, 14, 14)
				x += 18
			}
			mid(tail, x, text+room-x)
		} else {
			mid(tail, text, 0)
		}
		mid(what, text, own)
		right := s.Width - 16
		if r.item.Link != "" && !ReadOnly {
			w := link.MinSize().Width
			mid(link, right-w, w)
			mid(said, dates, right-w-20-dates)
		} else {
			w := chip.MinSize().Width
			mid(chip, right-w, w)
			mid(said, dates, 76)
		}
	}
	minSize := func() fyne.Size { return fyne.NewSize(600, 40) }
	return newRenderer(r, minSize, layout, refresh, line.Rectangle, avatar, name, frame.Rectangle, tick.Image, owner, what, again.Image, tail, said, chip, link)
}

// oneLine is a text cut to what a line can show, its line ends and tabs as blanks; the whole of it stays where it is kept.
func oneLine(text string) string {
	text = firstRunes(text, 400)
	if strings.ContainsAny(text, "\n\r\t") {
		text = strings.TrimLeft(lineEnds.Replace(text), " ")
	}
	return text
}

var lineEnds = strings.NewReplacer("\r\n", " ", "\n", " ", "\r", " ", "\t", " ")

// firstRunes is the beginning of a text, at most so many characters.
func firstRunes(text string, most int) string {
	if len(text) <= most {
		return text
	}
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}
