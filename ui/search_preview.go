package ui

import (
	"fmt"
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
	passage []passage
	places  int // in what is not private
	inside  int // in the private part, which stays folded until it is asked for
	open    bool
	at      int // the current place
}

// passage is one text of a record.
type passage struct {
	field, title, text string
	private            bool
	marks              [][2]int
}

// mostShown is how much of a text is shown, in characters: what lies around the place that was found.
const mostShown = 3000

// show shows another hit.
func (l *lookInside) show(h storage.Hit) {
	l.hit, l.passage, l.open, l.at, l.places, l.inside = h, l.p.a.passagesOf(h), false, 0, 0, 0
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

// passagesOf are the texts of the record of a hit, the private ones last; of kinds that are short only what was found.
func (a *App) passagesOf(h storage.Hit) []passage {
	if m := a.team.Member(h.Person); m != nil {
		switch h.Kind {
		case "meetings":
			if x, ok := m.Meeting(h.ID); ok {
				out := []passage{{field: "notes", text: x.Notes}}
				var topics []string
				for _, t := range x.Topics {
					topics = append(topics, "- "+t.Text)
				}
				if len(topics) > 0 {
					out = append(out, passage{field: h.Field, title: "Agenda", text: strings.Join(topics, "\n")})
					if !strings.HasPrefix(h.Field, "topics") {
						out[1].field = "topics"
					} else { // what was found stands on the agenda: show that first
						out[0], out[1] = out[1], out[0]
					}
				}
				return append(out, passage{field: "private_notes", text: x.PrivateNotes, private: true}, passage{field: "intent", text: x.Intent, private: true})
			}
		case "journal":
			for _, x := range m.Journal {
				if x.ID == h.ID {
					return []passage{{field: "text", text: x.Text, private: x.IsPrivate()}}
				}
			}
		}
	}
	return []passage{{field: h.Field, text: h.Snippet, private: h.Private}}
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
	head := fyne.CanvasObject(w.Sized(w.Pad(w.HStack(12, w.NewAvatar(name, colour, 36), w.Grow(middle(w.NewElided(name, w.Heading), w.NewElided(where, w.Small.In(theme.Text2)))),
		w.NewButton("Open", w.Plain, func() { l.p.open(l.p.current) }).Small()), 0, 16, 0, 16), 0, 63))
	if l.places > 1 {
		head = w.VStack(0, head, w.NewLine(), w.Behind(w.Sized(w.Pad(w.HStack(16, w.NewText(fmt.Sprintf("Hit %d of %d here", l.at+1, l.places), w.Small.In(theme.Text2)), w.Spacer(),
			w.NewButton("Previous", w.Link, func() { l.step(-1) }), w.NewButton("Next", w.Link, func() { l.step(1) })), 0, 16, 0, 16), 0, 39), theme.Sunken))
	}
	var parts []fyne.CanvasObject
	n := 0
	for _, x := range l.passage {
		if x.private || strings.TrimSpace(x.text) == "" {
			continue
		}
		if x.title != "" {
			parts = append(parts, w.NewText(x.title, w.SmallStrong.In(theme.Text2)))
		}
		parts = append(parts, shownLines(x, l.at-n)...)
		n += len(x.marks)
	}
	var foot fyne.CanvasObject
	if l.inside > 0 || h.Private {
		said, word := fmt.Sprintf(" %s in here, folded", count(l.inside, "hit", "hits")), "Show"
		if l.open {
			said, word = " Only you see this.", "Hide"
		}
		fold := []fyne.CanvasObject{w.NewIcon("lock", theme.Text2, 16), w.Grow(w.NewSpans(w.SmallStrong.Span("Private"), w.Small.In(theme.Text2).Span(said)).Elide()),
			w.NewButton(word, w.Link, func() {
				l.open = !l.open
				l.draw()
			})}
		if a.sharing {
			fold, l.open = []fyne.CanvasObject{coverWords()}, false
		}
		box := []fyne.CanvasObject{w.Sized(w.Pad(w.HStack(12, fold...), 0, 12, 0, 14), 0, 38)}
		if l.open {
			var lines []fyne.CanvasObject
			for _, x := range l.passage {
				if x.private && strings.TrimSpace(x.text) != "" {
					lines = append(lines, shownLines(x, -1)...)
				}
			}
			box = append(box, w.Pad(scrolled(w.VStack(4, lines...), 200), 0, 12, 12, 12))
		}
		foot = w.Inset(w.NewTintedCard(theme.Sunken, theme.Border, box...), 16)
	}
	l.p.preview.Objects = []fyne.CanvasObject{fullCard(w.VStack(0, head, w.NewLine()), foot, container.NewVScroll(w.Inset(w.VStack(4, parts...), 16)))}
	l.p.preview.Refresh()
}

// shownLines are the lines of a text with what was found in them, as they read: headings bold, list marks as dots. Of a long text the part
// around the current place is shown; -1 where it is not in this text.
func shownLines(x passage, current int) []fyne.CanvasObject {
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
	var out []fyne.CanvasObject
	m := 0
	for start := from; start < to; {
		end := start
		for end < to && runes[end] != '\n' {
			end++
		}
		style, lead, skip := w.Note, "", 0
		line := runes[start:end]
		for skip < len(line) && line[skip] == '#' {
			skip++
		}
		switch {
		case skip > 0 && skip < len(line) && line[skip] == ' ':
			style.Bold = true
			skip++
		case len(line) > 1 && (line[0] == '-' || line[0] == '*') && line[1] == ' ':
			lead, skip = "•  ", 2
		case len(line) > 1 && line[0] == '>' && line[1] == ' ':
			style, skip = style.In(theme.Text2), 2
		default:
			skip = 0
		}
		var spans []w.Span
		if lead != "" {
			spans = append(spans, style.In(theme.Text2).Span(lead))
		}
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
			}
			hit.Bold = true
			put(min(mark[1], end), hit)
			if mark[1] > end { // goes on in the next line
				break
			}
		}
		put(end, style)
		if len(spans) > 0 {
			out = append(out, w.NewSpans(spans...).Wrap(0))
		}
		start = end + 1
	}
	return out
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
