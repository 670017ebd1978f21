package ui

import (
	"slices"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// draw shows what was found, group by group.
func (p *palette) draw(text string, only paletteGroup, found storage.Results) {
	p.items, p.rows, p.opens = nil, nil, nil
	limit := paletteRows
	if only != anyGroup {
		limit = 4 * paletteRows
	}
	if only == anyGroup || only == noteGroup {
		for _, h := range found.Hits {
			colour := 0
			if m := p.a.team.Member(h.Person); m != nil {
				colour = m.Colour()
			}
			p.items = append(p.items, target{group: noteGroup, hit: h, text: h.PersonName, person: h.Person, colour: colour, do: func() { p.a.openHit(h, p.a.hitPlace(h)) }})
		}
	}
	if only == anyGroup || only == peopleGroup {
		p.items = append(p.items, p.best(p.people, text, limit)...)
	}
	if text != "" && (only == anyGroup || only == goalGroup) || only == goalGroup {
		p.items = append(p.items, p.best(p.goals, text, limit)...)
	}
	if only == anyGroup || only == commandGroup {
		if text == "" && only == anyGroup {
			limit = 2 * paletteRows
		}
		p.items = append(p.items, p.best(p.commands, text, limit)...)
	}
	slices.SortStableFunc(p.items, func(x, y target) int { return p.order(x, text) - p.order(y, text) })
	nothing := len(p.items) == 0
	if text != "" && only == anyGroup {
		p.items = append(p.items, p.offers(text)...)
	}
	var objects []fyne.CanvasObject
	if nothing && text != "" {
		said := "No match."
		if only == anyGroup {
			said = "No match. Enter adds it as a talking point."
		}
		objects = append(objects, w.Pad(w.NewText(said, w.Body.In(theme.Text2)), 12, 20, 12, 20))
	}
	group := anyGroup
	for i, t := range p.items {
		if t.group != group {
			group = t.group
			right := ""
			if group == noteGroup && found.Total > len(found.Hits) {
				right = foundWords(found)
			}
			objects = append(objects, w.Sized(w.Pad(w.HStack(8, w.NewText(groupWords[group], w.SmallStrong.In(theme.Text2)), w.Spacer(),
				w.NewText(right, w.Small.In(theme.Text2))), 0, 20, 0, 20), 0, 28))
		}
		row := p.row(t, func() {
			p.current = i
			p.run()
		})
		p.rows = append(p.rows, row)
		objects = append(objects, row)
	}
	p.list.Objects = objects
	p.list.Refresh()
	p.scroll.ScrollToTop()
	p.current = 0
	p.pick(0)
	if do := p.waiting; do != nil {
		p.waiting = nil
		do()
	}
}

// order is the place of a target's group: what is asked for by its name, as somebody on the team or a command, comes before what is only
// mentioned.
func (p *palette) order(t target, text string) int {
	switch {
	case t.group == peopleGroup && p.asked(p.people, text, func(target, int, int) bool { return true }):
		return -2
	case t.group == commandGroup && p.asked(p.commands, text, p.meant):
		return -1
	}
	return int(t.group)
}

// asked reports whether a text begins a word in the name of one of a list, from which on the name is meant.
func (p *palette) asked(list []target, text string, meant func(t target, from, to int) bool) bool {
	pattern := foldRunes(text)
	if len(pattern) < 2 {
		return false
	}
	for _, x := range list {
		if i := indexRunes(x.folded, pattern); i >= 0 && (i == 0 || !unicode.IsLetter(x.folded[i-1])) && meant(x, i, i+len(pattern)) {
			return true
		}
	}
	return false
}

// meant reports whether a command is meant by what was typed of its name, though notes may hold those words too: the first half of it, or
// any word of one that was run before.
func (p *palette) meant(t target, from, to int) bool {
	return p.a.used(t.key) >= 0.2 || from == 0 && 2*to >= len(t.folded)
}

// offers are what can be done with any words.
func (p *palette) offers(text string) []target {
	a := p.a
	return []target{
		{group: commandGroup, text: "Add “" + text + "” as a talking point for…", keycap: keyName(fyne.KeyT, ctrl), icon: "plus", do: a.toWrite(func() {
			a.forSomeone("Talking point for", func(id uuid.UUID) { a.capture(id, capturePoint, text) })
		})},
		{group: commandGroup, text: "See every note that mentions “" + text + "”", keycap: keyName(fyne.KeyF, ctrlShift), icon: "search", do: func() {
			a.open(Place{Page: Search, Query: text})
		}},
	}
}

func (p *palette) row(t target, tapped func()) *w.Row {
	height := float32(40)
	var lead fyne.CanvasObject
	var lines []fyne.CanvasObject
	right := []fyne.CanvasObject{}
	var open fyne.CanvasObject
	switch t.group {
	case noteGroup:
		height = 52
		lead = w.NewAvatar(t.text, t.colour, 28)
		where := ""
		if t.hit.Date != 0 {
			where = " · " + shortDay(t.hit.Date, p.a.today())
		}
		lines = append(lines, w.NewSpans(w.Body.Span(t.text), w.Body.In(theme.Text2).Span(where)).Elide(), w.NewSpans(p.a.marked(t.hit, w.Small.In(theme.Text2))...).Elide())
		enter := w.HStack(6, w.NewText("Open", w.Caption.In(theme.Text2)), w.NewKeyCap("Enter"))
		enter.Hide()
		open = enter
		if t.hit.Private {
			right = append(right, w.NewIcon("lock", theme.Text3, 14), w.NewText("private", w.Caption.In(theme.Text2)))
		}
	case peopleGroup:
		height = 52
		lead = w.NewAvatar(t.text, t.colour, 28)
		lines = append(lines, w.NewSpans(markedIn(t.text, t.found.marks, w.Body)...).Elide(), w.NewSpans(markedIn(t.detail, t.foundMore, w.Small.In(theme.Text2))...).Elide())
		right = append(right, w.NewKeyCap(keyName(fyne.KeyReturn, ctrl)), w.NewText("start one-on-one", w.Caption.In(theme.Text2)))
	default:
		lead = w.Sized(w.NewIcon(t.icon, theme.Text2, 18), 28, 28)
		spans := markedIn(t.text, t.found.marks, w.Body)
		if t.group == goalGroup {
			spans = append(spans, w.Body.In(theme.Text2).Span(" · "+t.detail))
		}
		lines = append(lines, w.NewSpans(spans...).Elide())
		if t.hint != "" {
			right = append(right, w.NewText(t.hint, w.Caption.In(theme.Text2)))
		}
		if t.keycap != "" {
			right = append(right, w.NewKeyCap(t.keycap))
		}
	}
	p.opens = append(p.opens, open)
	if open != nil {
		right = append(right, open)
	}
	content := append([]fyne.CanvasObject{lead, w.Grow(middle(lines...))}, w.HStack(6, right...))
	return w.NewRow(height, w.HStack(12, content...), tapped).WithSide(20).Rounded()
}

// markedIn is a text with pieces of it standing out.
func markedIn(text string, marks [][2]int, style w.Style) []w.Span {
	runes := []rune(text)
	hit := style
	hit.Bold = true
	var out []w.Span
	at := 0
	for _, m := range marks {
		if m[0] < at || m[1] > len(runes) {
			continue
		}
		if m[0] > at {
			out = append(out, style.Span(string(runes[at:m[0]])))
		}
		out = append(out, hit.Span(string(runes[m[0]:m[1]])))
		at = m[1]
	}
	return append(out, style.Span(string(runes[at:])))
}
