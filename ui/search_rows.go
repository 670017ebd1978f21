package ui

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// row shows a hit as what it is: an action item with its box, a goal with how far it is, everything else with whose it is.
func (p *searchPage) row(h storage.Hit, open func()) *w.Row {
	a := p.a
	name := h.PersonName
	if name == "" {
		name = "Team"
	}
	day := ""
	if h.Date != 0 {
		day = " · " + shortDay(h.Date, a.today())
	}
	m := a.team.Member(h.Person)
	colour := 0
	if m != nil {
		colour = m.Colour()
	}
	lead := fyne.CanvasObject(w.NewAvatar(name, colour, 28))
	first, second := w.NewSpans(w.Body.Span(name), w.Small.In(theme.Text3).Span(day)), w.NewSpans(a.marked(h, w.Small.In(theme.Text2))...)
	var beside fyne.CanvasObject
	switch {
	case h.Kind == "actions" && m != nil:
		x, ok := withID(m.Actions, h.ID, func(x notes.Action) uuid.UUID { return x.ID })
		if !ok {
			break
		}
		style := w.Body
		if x.State != notes.ActionOpen {
			style = w.Body.In(theme.Text3)
		}
		first, second = w.NewSpans(a.marked(h, style)...), w.NewText(ownerWords(x, m), w.Small.In(theme.Text2))
		if x.State == notes.ActionDropped {
			lead = w.Sized(w.NewIcon("x", theme.Text3, 18), 28, 28)
		} else {
			tick := w.NewCheck("", x.State == notes.ActionDone, func(done bool) { a.setActionDone(x, done) }).Writes()
			tick.SetLabel(x.Text)
			lead = w.Sized(tick, 28, 28)
		}
		if text, icon, tone := dueWords(x, a.team.On); text != "" {
			beside = w.NewChip(text, icon, tone)
		}
	case h.Kind == "goals":
		r := a.recordOf(h)
		if r.goal == nil {
			break
		}
		lead = w.Sized(w.NewIcon("target", theme.Text2, 18), 28, 28)
		if h.Field == "title" {
			first, second = w.NewSpans(append(a.marked(h, w.Body), w.Body.In(theme.Text2).Span(" · "+name))...), w.NewText(r.facts, w.Small.In(theme.Text2))
		} else {
			first = w.NewSpans(w.Body.Span(r.goal.Title), w.Body.In(theme.Text2).Span(" · "+name))
		}
		if share := goals.Progress(*r.goal); share != nil {
			beside = w.NewText(percent(*share), w.Caption.In(theme.Text2))
		}
	case h.Private:
		beside = w.HStack(6, w.NewIcon("lock", theme.Text3, 14), w.NewText("private", w.Caption.In(theme.Text3)))
	case h.Places > 0 && h.Kind != "people":
		beside = w.NewText(count(h.Places, "hit", "hits"), w.Caption.In(theme.Text3))
	}
	if beside == nil {
		beside = w.Sized(w.HStack(0), 0, 0)
	}
	enter := w.HStack(6, w.NewText("Open", w.Caption.In(theme.Text2)), w.NewKeyCap("Enter"))
	if h.Private { // says so also while it is chosen
		enter = w.HStack(6, w.NewIcon("lock", theme.Text3, 14), w.NewText("Open", w.Caption.In(theme.Text2)), w.NewKeyCap("Enter"))
	}
	enter.Hide()
	p.beside, p.opens = append(p.beside, beside), append(p.opens, enter)
	return w.NewRow(48, w.HStack(12, lead, w.Grow(w.VStack(0, first.Elide(), second.Elide())), beside, enter), open).Rounded()
}

// foundWords says how many hits there are.
func foundWords(found storage.Results) string {
	if found.Total >= storage.MostCounted {
		return fmt.Sprintf("More than %s found", thousands(found.Total))
	}
	return count(found.Total, "found", "found")
}

// thousands is a number with a comma before each three digits.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// copyList puts what is listed on the clipboard, a line for each: day, whose, and the words around what was found. Private texts stay
// away: what is copied is for somewhere else.
func (p *searchPage) copyList() {
	var b strings.Builder
	left := 0
	for _, h := range p.hits {
		if h.Private {
			left++
			continue
		}
		day := ""
		if h.Date != 0 {
			day = h.Date.String()
		}
		fmt.Fprintf(&b, "- %s: %s\n", strings.Join(nonEmpty(day, h.PersonName), " "), oneLine(h.Snippet))
	}
	said := "The list is on the clipboard."
	if left > 0 {
		said = fmt.Sprintf("The list is on the clipboard, without %s.", count(left, "private text", "private texts"))
	}
	if b.Len() == 0 {
		p.a.shell.toast.Say("Only private texts were found: nothing was copied.", "", nil)
		return
	}
	p.a.copyText(b.String(), said)
}

// marked is the snippet of a hit with the words that were found standing out.
func (a *App) marked(h storage.Hit, style w.Style) []w.Span {
	if h.Private && a.sharing {
		return []w.Span{style.Span("Covered while you share your screen.")}
	}
	text := []rune(h.Snippet)
	var out []w.Span
	at := 0
	if len(h.Marks) > 0 && h.Marks[0][0] > snippetLead && h.Marks[0][0] <= len(text) { // what was found must not be cut off
		at = h.Marks[0][0] - snippetLead
		for at < h.Marks[0][0]-1 && !unicode.IsSpace(text[at]) {
			at++
		}
		for at < h.Marks[0][0] && unicode.IsSpace(text[at]) {
			at++
		}
		out = append(out, style.Span("…"))
	}
	hit := style
	hit.Bold = true
	for _, m := range h.Marks {
		from, to := m[0], m[1]
		if from < at || to > len(text) {
			continue
		}
		out = append(out, style.Span(oneLine(string(text[at:from]))), hit.Marked(theme.Mark).In(theme.Text).Span(oneLine(string(text[from:to]))))
		at = to
	}
	return append(out, style.Span(oneLine(string(text[at:]))))
}

// snippetLead is how many characters of a snippet stand before the first that was found, so that a narrow row shows it.
const snippetLead = 32

// lineEnds are ends of lines with the marks of lists, quotes and headings after them.
var (
	lineEnds = regexp.MustCompile(`[ \t]*[\r\n]+(?:[ \t]*(?:[-*>]|#+)[ \t]+)?\s*`)
	blanks   = regexp.MustCompile(`[ \t]+`)
)

// oneLine is a piece of a text in one line, as in a row.
func oneLine(s string) string {
	return blanks.ReplaceAllString(lineEnds.ReplaceAllString(s, " · "), " ")
}
