package ui

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// chips narrow the search: since when, where, what, and whose.
func (p *searchPage) chips() []fyne.CanvasObject {
	p.filters = make([]string, 6)
	on := p.a.today()
	chip := func(i int, name string, words, adds []string) *w.FilterChip {
		return w.NewFilterChip(name, words, 0, func(k int) {
			p.filters[i], p.all = adds[k], ""
			p.search()
			p.focus()
		}).Clears()
	}
	kinds, kindAdds := []string{"any"}, []string{""}
	for _, k := range kindWords {
		kinds, kindAdds = append(kinds, k.word), append(kindAdds, "kind:"+k.kind)
	}
	who, whoAdds := []string{"everyone"}, []string{""}
	for _, m := range p.a.team.Members {
		who, whoAdds = append(who, m.Person.Name), append(whoAdds, `who:"`+strings.ReplaceAll(m.Person.Name, `"`, " ")+`"`)
	}
	ago := func(key string, days int) string { return key + ":" + (on - civil.Date(days)).String() }
	days := []string{"any day", "30 days ago", "90 days ago", "a year ago", fmt.Sprint("1 Jan ", on.Year())}
	adds := func(key string) []string {
		return []string{"", ago(key, 30), ago(key, 90), ago(key, 365), fmt.Sprint(key, ":", on.Year())}
	}
	out := []fyne.CanvasObject{
		chip(0, "from", days, adds("from")),
		chip(5, "before", days, adds("before")),
		chip(1, "in", []string{"everything", "shared", "private"}, []string{"", "in:shared", "in:private"}),
		chip(2, "kind", kinds, kindAdds),
		chip(3, "who", who, whoAdds),
	}
	if tags := p.tags(); len(tags) > 0 {
		words, adds := []string{"any"}, []string{""}
		for _, t := range tags {
			words, adds = append(words, t), append(adds, `tag:"`+strings.ReplaceAll(t, `"`, " ")+`"`)
		}
		out = append(out, chip(4, "tag", words, adds))
	}
	return out
}

// tags are those that records have, in the order of the alphabet.
func (p *searchPage) tags() []string {
	seen := map[string]bool{}
	add := func(tags []string) {
		for _, t := range tags {
			seen[t] = true
		}
	}
	for _, m := range p.a.team.Members {
		add(m.Person.Tags)
		for _, x := range m.Meetings {
			add(x.Tags)
		}
		for _, g := range m.Goals {
			add(g.Tags)
		}
	}
	return slices.Sorted(maps.Keys(seen))
}

// searchHelp says what a search understands, as long as there is nothing to show.
func searchHelp() fyne.CanvasObject {
	lines := []fyne.CanvasObject{w.NewText("What can be typed", w.CardTitle)}
	for _, x := range [][2]string{
		{`"second design review"`, "these words, one after the other"}, {"roll*", "words that begin so"}, {"who:name", "about one person"}, {"from:2026-01 before:2026-03", "a period"},
		{"kind:goal", "also meeting, journal, action, feedback, point"}, {"in:private", "what only you see; in:shared for the rest"}, {"tag:x or #x", "a tag, or #x in a note"},
	} {
		lines = append(lines, w.VStack(0, w.NewElided(x[0], w.Body), w.NewElided(x[1], w.Small.In(theme.Text2))))
	}
	lines = append(lines, w.NewWrapped("Several can be combined. Capitals and accents make no difference.", w.Small.In(theme.Text2)))
	return w.VStack(0, w.NewCard(w.Inset(w.VStack(12, lines...), 16)))
}
