package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/civil"
	"rapport/morale"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

var sensitivityWords = map[people.Sensitivity]string{people.Quiet: "Quiet", people.Normal: "Normal", people.Alert: "Alert"}

// backTest is the second tab of the mirror: how the signs did on the manager's own record.
type backTest struct {
	p      *mirrorPage
	work   beside
	scroll *container.Scroll

	period int // 6 months, 18 months, all
	tests  []morale.Test
	open   map[morale.Kind]bool // kinds whose times are listed
	silent bool                 // kinds that never spoke are listed
}

func newBackTest(p *mirrorPage) *backTest {
	return &backTest{p: p, period: 1, open: map[morale.Kind]bool{}}
}

// from is the first day looked at; 0 for all of the record.
func (b *backTest) from(on civil.Date) civil.Date {
	switch b.period {
	case 0:
		return on.AddMonths(-6) + 1
	case 1:
		return on.AddMonths(-18) + 1
	}
	return 0
}

func (b *backTest) show(t *Team) {
	files, rules, from := t.files(), t.Rules, b.from(t.On)
	run(&b.work, b.p.a, func() []morale.Test {
		var out []morale.Test
		for _, s := range sensitivities {
			r := rules
			r.Sensitivity = s
			out = append(out, morale.BackTest(files, r, from, t.On))
		}
		return out
	}, func(tests []morale.Test) {
		b.tests = tests
		b.p.a.keepFocus(b.draw)
	})
}

// current is the index of the sensitivity that is set.
func (b *backTest) current() int {
	return max(slices.Index(sensitivities, b.p.a.team.Rules.Sensitivity), b2i(b.p.a.team.Rules.Sensitivity == ""))
}

func (b *backTest) draw() {
	p, a := b.p, b.p.a
	periods := w.NewSegmented([]string{"6 months", "18 months", "All"}, b.period, func(i int) { b.period = i; b.show(a.team) })
	p.right.Objects = []fyne.CanvasObject{w.HStack(0, periods)}
	p.right.Refresh()
	var content fyne.CanvasObject
	if spoke := b.tests[len(b.tests)-1]; spoke.Spoke+spoke.Open == 0 {
		content = w.NewCard(w.EmptyState("No sign has spoken yet. Once some have come and gone, what followed each of them shows here.", "", nil))
	} else {
		content = w.VStack(12, b.sensitivityCard(), b.kindsCard())
	}
	scroll := container.NewVScroll(w.Pad(content, 16, a.pad(), 20, a.pad()))
	if b.scroll != nil {
		scroll.Offset = b.scroll.Offset
	}
	b.scroll = scroll
	p.body.Objects = []fyne.CanvasObject{scroll}
	p.body.Refresh()
	p.root.Refresh()
}

// tallyWords says how signs turned out: "6 borne out, 1 wrong, 2 cannot tell".
func tallyWords(t morale.Tally) string {
	wrong := "none wrong"
	if t.Wrong > 0 {
		wrong = fmt.Sprintf("%d wrong", t.Wrong)
	}
	return fmt.Sprintf("%d borne out, %s, %d cannot tell", t.BorneOut, wrong, t.CannotTell)
}

func tallyBar(t morale.Tally, end float64) fyne.CanvasObject {
	part := func(n int, fill, edge fyne.ThemeColorName) w.Segment {
		return w.Segment{Value: float64(n), Text: fmt.Sprint(n), Fill: fill, Edge: edge}
	}
	return w.NewStackedBar([]w.Segment{part(t.BorneOut, theme.Accent, ""), part(t.Wrong, "", theme.Amber), part(t.CannotTell, "", theme.Control)}, 20, tallyWords(t)).WithEnd(end)
}

func (b *backTest) sensitivityCard() fyne.CanvasObject {
	a, now := b.p.a, b.current()
	end := 0
	for _, t := range b.tests {
		end = max(end, t.Spoke)
	}
	barWidth := float32(548)
	if a.shell.narrow {
		barWidth = 440
	}
	var rows []fyne.CanvasObject
	var linked []*w.Row
	for i, t := range b.tests {
		word, style, count1 := sensitivityWords[sensitivities[i]], w.Body, w.Small.In(theme.Text2)
		if i == now {
			style, count1 = w.Strong.In(theme.AccentText), w.SmallStrong
		}
		row := w.NewRow(36, w.HStack(8, w.NewRadioMark(i == now), w.Sized(w.NewText(word, style), 74, 0), w.Sized(w.NewText(count(t.Spoke, "sign", "signs"), count1), 64, 0),
			w.Sized(tallyBar(t.Tally, float64(max(end, 1))), barWidth, 20), w.Spacer(), w.NewText(tallyWords(t.Tally), w.Small.In(theme.Text2))), func() { b.setSensitivity(i) }).Rounded().Writes()
		row.SetSelected(i == now)
		row.SetLabel(word + ": " + count(t.Spoke, "sign", "signs") + ", " + tallyWords(t.Tally))
		rows, linked = append(rows, row), append(linked, row)
	}
	w.LinkRows(linked...)
	one := w.NewButton("Set for one person", w.Link, nil).Writes()
	one.SetOnTapped(func() { b.chooseOne(one) })
	test := b.tests[now]
	head := w.NewCardHead("Sensitivity", longMonth(test.From)+" to "+longMonth(test.To)+", replayed with what was known each day", one)
	said := w.NewSpans(w.SmallStrong.Span(sensitivityWords[sensitivities[now]]+": "+count(test.Spoke, "sign", "signs")+", "+fmt.Sprintf("%d borne out, %d wrong. ", test.BorneOut, test.Wrong)),
		w.Small.In(theme.Text2).Span(b.otherWords(now))).Elide()
	foot := w.HStack(12, w.NewIcon("bulb", theme.Accent, 18), said)
	if !a.shell.narrow {
		foot.Add(w.Spacer())
		foot.Add(w.NewText("Changes at once, and can be changed back", w.Caption.In(theme.Text2)))
	}
	return w.NewCard(head, w.Pad(w.VStack(0, rows...), 8, 0, 8, 0), w.NewLine(), w.Sized(w.Pad(foot, 0, 16, 0, 16), 0, 46))
}

// otherWords says what the next readier sensitivity, or else the next quieter one, would have changed.
func (b *backTest) otherWords(now int) string {
	if now+1 < len(b.tests) {
		x, y := b.tests[now].Tally, b.tests[now+1].Tally
		if n := y.Spoke - x.Spoke; n > 0 {
			var parts []string
			for _, d := range []struct {
				n    int
				what string
			}{{y.BorneOut - x.BorneOut, "borne out"}, {y.Wrong - x.Wrong, "wrong"}, {y.CannotTell - x.CannotTell, "cannot tell"}} {
				if d.n != 0 {
					parts = append(parts, fmt.Sprintf("%d %s", d.n, d.what))
				}
			}
			return fmt.Sprintf("%s would have spoken %s more: %s.", sensitivityWords[sensitivities[now+1]], count(n, "time", "times"), strings.Join(parts, ", "))
		}
		return sensitivityWords[sensitivities[now+1]] + " would have spoken no more often."
	}
	x := b.tests[now-1]
	return fmt.Sprintf("%s would have spoken %s.", sensitivityWords[sensitivities[now-1]], count(x.Spoke, "time", "times"))
}

// longMonth is a month in full: "September 2024".
func longMonth(d civil.Date) string { return d.Format("January 2006") }

// setSensitivity keeps how readily signs are shown for everyone who has no setting of their own.
func (b *backTest) setSensitivity(i int) {
	if i == b.current() {
		return
	}
	b.p.a.setSettings(map[string]any{"signs.sensitivity": string(sensitivities[i])}, sensitivityWords[sensitivities[i]]+" from now on.")
}

// setSettings writes settings in one transaction and offers to take that back; nil takes a setting away.
func (a *App) setSettings(values map[string]any, said string) {
	was := map[string]any{}
	for key := range values {
		was[key] = a.team.Settings[key] // nil where it is not set
	}
	write := func(values map[string]any) func(tx *storage.Tx) error {
		return func(tx *storage.Tx) error {
			for key, v := range values {
				if err := tx.SetSetting(key, v); err != nil {
					return err
				}
			}
			return nil
		}
	}
	a.write(write(values), func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		a.offerUndo(said, func() { a.write(write(was), nil) })
	})
}

// chooseOne offers the reports, each with how readily signs are shown for them.
func (b *backTest) chooseOne(under fyne.CanvasObject) {
	a := b.p.a
	var items []w.MenuItem
	for _, m := range a.team.Active() {
		said := "as everyone"
		if s := m.Person.Sensitivity; s != "" {
			said = strings.ToLower(sensitivityWords[s])
		}
		items = append(items, w.MenuItem{Text: m.Person.Name + " · " + said, Do: func() { b.setFor(m) }})
	}
	w.ShowMenuAt(under, items)
}

// setFor asks how readily signs are to be shown for one report.
func (b *backTest) setFor(m *Member) {
	a := b.p.a
	chosen := slices.Index(sensitivities, m.Person.Sensitivity) + 1
	choice := w.NewRadio([]string{"As everyone", "Quiet: concern and urgent only", "Normal", "Alert: earlier, and more often wrong"}, chosen, func(i int) { chosen = i }).Column()
	w.ShowForm(a.window.Canvas(), w.Form{Title: "Signs about " + m.Person.Name, Content: choice, Save: "Save", Cancel: "Cancel", Focus: choice, OnSave: func() bool {
		next := people.Sensitivity("")
		if chosen > 0 {
			next = sensitivities[chosen-1]
		}
		was := m.Person.Sensitivity
		set := func(to people.Sensitivity) {
			change(a, m.Person, func(x people.Person) (people.Person, error) { x.Sensitivity = to; return x, nil })
		}
		if next != was {
			set(next)
			a.offerUndo("Changed for "+m.Person.FirstName()+".", func() { set(was) })
		}
		return true
	}})
}
