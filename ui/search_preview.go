package ui

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// lookInside shows the whole text of a hit with every place that was found, one of them as the current one.
type lookInside struct {
	p       *searchPage
	hit     storage.Hit
	record  recordOf
	passage []passage
	places  int // in what is not private
	inside  int // in the private part, which stays folded until it is asked for
	open    bool
	at      int // the current place
}

// mostShown is how much of a text is shown, in characters: what lies around the place that was found.
const mostShown = 3000

// show shows another hit.
func (l *lookInside) show(h storage.Hit) {
	l.hit, l.record, l.open, l.at, l.places, l.inside = h, l.p.a.recordOf(h), false, 0, 0, 0
	l.passage = l.record.passages
	if strings.HasPrefix(h.Field, "topics") { // what was found stands on the agenda: that first
		slices.SortStableFunc(l.passage, func(x, y passage) int {
			rank := func(p passage) int {
				switch {
				case p.private:
					return 2
				case p.field == "notes":
					return 1
				}
				return 0
			}
			return rank(x) - rank(y)
		})
	}
	found := false
	for i := range l.passage {
		x := &l.passage[i]
		x.marks = l.p.query.Places(x.text)
		if x.private {
			l.inside += len(x.marks)
			continue
		}
		if x.field == h.Field && !found { // begin where the hit is
			l.at, found = l.places, true
		}
		l.places += len(x.marks)
	}
	l.draw()
}

// step goes to another place in the text.
func (l *lookInside) step(by int) {
	if l.places > 0 {
		l.at = (l.at + by + l.places) % l.places
		l.draw()
	}
}

// place is where the current place of a note is opened.
func (l *lookInside) place(to Place) Place {
	n := 0
	for _, x := range l.passage {
		if x.private {
			continue
		}
		for _, m := range x.marks {
			if n == l.at && x.field == "notes" {
				runes := []rune(x.text)
				to.Field, to.Quote = x.field, string(runes[m[0]:m[1]])
				to.Nth = strings.Count(strings.ToLower(string(runes[:m[0]])), strings.ToLower(to.Quote))
				return to
			}
			n++
		}
	}
	return to
}

func (l *lookInside) draw() {
	a, h := l.p.a, l.hit
	colour := 0
	if m := a.team.Member(h.Person); m != nil {
		colour = m.Colour()
	}
	where := ""
	if h.Date != 0 {
		where = longDay(h.Date, a.today())
	}
	name := h.PersonName
	if name == "" {
		name = "Team"
	}
	top := []fyne.CanvasObject{w.NewAvatar(name, colour, 36), w.Grow(middle(w.NewElided(name, w.Heading), w.NewElided(where, w.Small.In(theme.Text2))))}
	if _, ok := historyKinds[h.Kind]; ok {
		past := a.historyItem(h.Kind, h.Person, h.ID)
		top = append(top, w.NewIconButton(past.Icon, past.Text, w.Quiet, past.Do).Small())
	}
	top = append(top, w.NewButton(openWord(h), w.Plain, func() { l.p.open(l.p.current) }).Small())
	head := fyne.CanvasObject(w.Sized(w.Pad(w.HStack(12, top...), 0, 16, 0, 16), 0, 63))
	if l.places > 1 {
		head = w.VStack(0, head, w.NewLine(), w.Behind(w.Sized(w.Pad(w.HStack(16, w.NewText(fmt.Sprintf("Hit %d of %d here", l.at+1, l.places), w.Small.In(theme.Text2)), w.Spacer(),
			w.NewButton("Previous", w.Link, func() { l.step(-1) }), w.NewButton("Next", w.Link, func() { l.step(1) })), 0, 16, 0, 16), 0, 39), theme.Sunken))
	}
	var parts []fyne.CanvasObject
	var current fyne.CanvasObject // the line of the current place
	n := 0
	for _, x := range l.passage {
		if x.private || strings.TrimSpace(x.text) == "" {
			continue
		}
		if x.title != "" {
			parts = append(parts, w.Pad(w.NewText(x.title, w.SmallStrong.In(theme.Text2)), 4, 0, 0, 0))
		}
		lines, at := shownLines(x, l.at-n)
		if at >= 0 {
			current = lines[at]
		}
		parts = append(parts, lines...)
		n += len(x.marks)
	}
	var foot fyne.CanvasObject
	if (l.inside > 0 || h.Private) && !a.sharing {
		said, word := " folded", "Show"
		if l.inside > 0 {
			said = fmt.Sprintf(" %s in here, folded", count(l.inside, "hit", "hits"))
		}
		if l.open {
			said, word = " Only you see this.", "Hide"
		}
		fold := []fyne.CanvasObject{w.NewIcon("lock", theme.Text2, 16), w.Grow(w.NewSpans(w.SmallStrong.Span("Private"), w.Small.In(theme.Text2).Span(said)).Elide()),
			w.NewButton(word, w.Link, func() {
				l.open = !l.open
				l.draw()
			})}
		box := []fyne.CanvasObject{w.Sized(w.Pad(w.HStack(12, fold...), 0, 12, 0, 14), 0, 38)}
		if l.open {
			var lines []fyne.CanvasObject
			for _, x := range l.passage {
				if x.private && strings.TrimSpace(x.text) != "" {
					if x.title != "" {
						lines = append(lines, w.NewText(x.title, w.SmallStrong.In(theme.Text2)))
					}
					shown, _ := shownLines(x, -1)
					lines = append(lines, shown...)
				}
			}
			box = append(box, w.Pad(scrolled(w.VStack(4, lines...), 200), 0, 12, 12, 12))
		}
		foot = w.Inset(w.NewTintedCard(theme.Sunken, theme.Border, box...), 16)
	}
	foot = l.facts(foot)
	scroll := container.NewVScroll(w.Inset(w.VStack(4, parts...), 16))
	l.p.preview.Objects = []fyne.CanvasObject{fullCard(w.VStack(0, head, w.NewLine()), foot, scroll)}
	l.p.preview.Refresh()
	if current != nil {
		if bottom := current.Position().Y + current.Size().Height + 40; bottom > scroll.Size().Height && scroll.Size().Height > 0 {
			scroll.ScrollToOffset(fyne.NewPos(0, max(0, current.Position().Y-scroll.Size().Height/3)))
		}
	}
}

// openWord is what the button of the preview says.
func openWord(h storage.Hit) string {
	if h.Kind == "meetings" {
		return "Open note"
	}
	return "Open"
}

// facts puts what else there is to know of the record under what stands at the foot of the preview, which may be nil.
func (l *lookInside) facts(foot fyne.CanvasObject) fyne.CanvasObject {
	r := l.record
	if len(r.chips) == 0 && r.facts == "" || l.hit.Private && l.p.a.sharing {
		return foot
	}
	line := []fyne.CanvasObject{}
	for _, c := range r.chips[:min(len(r.chips), 3)] {
		line = append(line, w.NewChip(fitting(c, 90), "", w.Neutral))
	}
	line = append(line, w.Grow(w.NewElided(r.facts, w.Small.In(theme.Text2)).Aligned(fyne.TextAlignTrailing)))
	row := w.Sized(w.Pad(w.HStack(8, line...), 0, 16, 0, 16), 0, 43)
	if foot == nil {
		return w.VStack(0, w.NewLine(), row)
	}
	return w.VStack(0, foot, w.NewLine(), row)
}

// shownLines are the lines of a text with what was found in them, as they read: headings bold, list marks as dots. Of a long text the part
// around the current place is shown; -1 where it is not in this text. It returns the line in which that
// stands too, or -1.
func shownLines(x passage, current int) ([]fyne.CanvasObject, int) {
	var out []fyne.CanvasObject
	place := -1
	runes := []rune(x.text)
	from, to := 0, len(runes)
	if to > mostShown {
		middle := 0
		if current >= 0 && current < len(x.marks) {
			middle = x.marks[current][0]
		} else if len(x.marks) > 0 {
			middle = x.marks[0][0]
		}
		from = max(0, min(middle-mostShown/3, to-mostShown))
		to = from + mostShown
	}
	m := 0
	for start := from; start < to; {
		end := start
		for end < to && runes[end] != '\n' {
			end++
		}
		style, list, quote, skip := w.Note, false, false, 0
		line := runes[start:end]
		for skip < len(line) && line[skip] == '#' {
			skip++
		}
		switch {
		case skip > 0 && skip < len(line) && line[skip] == ' ':
			style.Bold = true
			skip++
		case len(line) > 1 && (line[0] == '-' || line[0] == '*') && line[1] == ' ':
			list, skip = true, 2
		case len(line) > 1 && line[0] == '>' && line[1] == ' ':
			style, quote, skip = style.In(theme.Text2), true, 2
		default:
			skip = 0
		}
		var spans []w.Span
		at := start + skip
		put := func(to int, style w.Style) {
			if to > at {
				spans = append(spans, style.Span(printable(runes[at:to])))
				at = to
			}
		}
		for ; m < len(x.marks) && x.marks[m][0] < end; m++ {
			mark := x.marks[m]
			if mark[1] <= at {
				continue
			}
			put(mark[0], style)
			hit := style.Marked(theme.Mark).In(theme.Text)
			if m == current {
				hit = style.Marked(theme.Accent).In(theme.OnAccent)
				place = len(out)
			}
			hit.Bold = true
			put(min(mark[1], end), hit)
			if mark[1] > end { // goes on in the next line
				break
			}
		}
		put(end, style)
		if words := w.NewSpans(spans...).Wrap(0); len(spans) > 0 {
			switch {
			case list: // further lines stand under the first
				out = append(out, w.FixedLeft(6, 8, w.VStack(0, w.NewText("•", style.In(theme.Text2)), w.Spacer()), words))
			case quote:
				out = append(out, w.FixedLeft(3, 12, w.NewFill(theme.Topic3), words))
			case style.Bold && len(out) > 0:
				out = append(out, w.Pad(words, 8, 0, 0, 0))
			default:
				out = append(out, words)
			}
		}
		start = end + 1
	}
	if place >= len(out) {
		place = -1
	}
	return out, place
}

// printable leaves out what cannot be drawn.
func printable(runes []rune) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, string(runes))
}
