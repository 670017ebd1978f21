package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// delegationTab is what was handed over to a person, how far, and what could be.
type delegationTab struct {
	p      *personPage
	ended  bool
	add    *w.Entry
	passed map[string]bool // suggestions that were set aside for now
	focus  uuid.UUID       // to bring into view
	root   *container.Scroll
}

func newDelegationTab(p *personPage, at Place) *delegationTab {
	d := &delegationTab{p: p, passed: map[string]bool{}, focus: at.Record}
	d.add = w.NewEntry("Hand something over: “alert list, 4, review 31 Mar”").WithIcon("plus")
	d.add.OnChanged = d.say
	d.add.OnEnter = d.handOver
	p.a.keepWords("handover."+at.Person.String(), wordsIn(d.add))
	return d
}

// say tells under the box what was understood.
func (d *delegationTab) say(text string) {
	x, ok := goals.ParseHandOver(text, d.p.a.today())
	if !ok {
		d.add.SetError("")
		return
	}
	level := "level 4 Agree, unless you say another"
	if x.Level != nil {
		level = fmt.Sprintf("level %d %s", *x.Level, goals.LevelWords[*x.Level])
	}
	review := "no review date"
	if x.Review != 0 {
		review = "review " + x.Review.Format("Mon 2 Jan")
	}
	d.add.SetCaption(joined([]string{x.What, level, review}), w.Good)
}

func (d *delegationTab) handOver(text string) {
	x, ok := goals.ParseHandOver(text, d.p.a.today())
	if !ok {
		d.add.SetError("Say what is handed over.")
		return
	}
	if x.Level == nil {
		agree := 4
		x.Level = &agree
	}
	x.ID, x.Person = d.p.a.o.NewID(), d.p.m.Person.ID
	d.add.Put("")
	d.p.a.addDelegation(x)
}

// addDelegation saves something handed over, and offers to take it back.
func (a *App) addDelegation(x goals.Delegation) {
	put(a, x)
	a.offerUndo("Handed over: "+x.What, func() {
		a.write(func(tx *storage.Tx) error { return storage.Discard[goals.Delegation](tx, x.ID) }, nil)
	})
}

func (d *delegationTab) show(t *Team) fyne.CanvasObject {
	a, m := d.p.a, d.p.m
	var active, ended []goals.Delegation
	next := civil.Date(0)
	for _, x := range m.Delegations {
		if !x.Active() {
			ended = append(ended, x)
			d.ended = d.ended || x.ID == d.focus
			continue
		}
		active = append(active, x)
		if x.Review != 0 && (next == 0 || x.Review < next) {
			next = x.Review
		}
	}
	slices.SortStableFunc(active, func(x, y goals.Delegation) int {
		return cmp.Compare(cmp.Or(x.Review, 1<<30), cmp.Or(y.Review, 1<<30))
	})
	line := d.load(t, len(active))
	switch {
	case next != 0 && next < t.On:
		line = "Review was due " + shortDay(next, t.On) + ". " + line
	case next != 0:
		line = "Next review " + next.Format("Mon ") + shortDay(next, t.On) + ". " + line
	}
	at := 0
	if d.ended {
		at = 1
	}
	top := []fyne.CanvasObject{w.NewSegmented([]string{fmt.Sprintf("Active %d", len(active)), fmt.Sprintf("Ended %d", len(ended))}, at, func(i int) {
		d.ended = i == 1
		d.p.showTab(a.team)
	}), w.Grow(w.NewElided(line, w.Small.In(theme.Text2)))}
	if !a.shell.narrow {
		top = append(top, w.NewSwatch(theme.Accent, "agreed now", w.MarkSwatch), w.NewLegend(w.MarkHollow, "next step"))
	}
	list := active
	said := "Nothing is handed over yet. One line is enough."
	if d.ended {
		list, said = ended, "Nothing that was handed over has ended."
	}
	var rows []fyne.CanvasObject
	var focused fyne.CanvasObject
	for _, x := range list {
		rows = append(rows, d.row(x, t))
		if x.ID == d.focus {
			focused = rows[len(rows)-1]
		}
	}
	if len(rows) == 0 {
		rows = append(rows, w.Inset(w.NewWrapped(said, w.Small.In(theme.Text2)), 16))
	}
	if !d.ended && !m.Person.IsArchived() {
		rows = append(rows, w.Inset(w.VStack(8, d.add, w.NewWrapped("1 Tell: you decide and say so. 4 Agree: you decide together. 7 Delegate: "+m.Person.FirstName()+" decides, you need not know.", w.Caption.In(theme.Text2))), 15))
	}
	right := w.VStack(a.gap(), d.strengths(t), d.suggestion(t))
	offset := fyne.Position{}
	if d.root != nil {
		offset = d.root.Offset
	}
	d.root = container.NewVScroll(w.Pad(w.Columns(a.gap(), []float32{652, 364}, w.VStack(0, w.NewCard(w.Rows(rows...))), right), 0, a.pad(), 20, a.pad()))
	d.root.Offset = offset
	d.focus = uuid.Nil
	if focused != nil {
		a.later(func() { d.root.ScrollToOffset(fyne.NewPos(0, max(0, focused.Position().Y-12))) }) // once it has its place
	}
	return w.Edges(w.Pad(w.Sized(w.HStack(16, top...), 0, 52), 0, a.pad(), 0, a.pad()), nil, nil, nil, d.root)
}

// load says how much lies with the person, beside the team's middle.
func (d *delegationTab) load(t *Team, active int) string {
	var all []int
	for _, m := range t.Active() {
		n := 0
		for _, x := range m.Delegations {
			if x.Active() {
				n++
			}
		}
		all = append(all, n)
	}
	text := "Load: " + count(active, "responsibility", "responsibilities") + " and " + count(len(activeGoals(d.p.m)), "active goal", "active goals")
	if len(all) > 2 {
		slices.Sort(all)
		text += fmt.Sprintf("; the team’s middle is %d", all[len(all)/2])
	}
	return text + "."
}

// row shows one responsibility.
func (d *delegationTab) row(x goals.Delegation, t *Team) fyne.CanvasObject {
	more := w.NewIconButton("more", "More: "+x.What, w.Quiet, nil).Writes()
	more.SetOnTapped(func() { w.ShowMenuAt(more, d.menu(x)) })
	title := []w.Span{w.CardTitle.Span(x.What)}
	if x.Since != 0 {
		title = append(title, w.Small.In(theme.Text2).Span("   Since\u00a0"+strings.ReplaceAll(shortDay(x.Since, t.On), " ", "\u00a0"))) // in one line
	}
	head := []fyne.CanvasObject{w.Grow(middle(w.NewSpans(title...).Wrap(4)))}
	review := "No date set"
	switch {
	case x.ReviewDue(t.On):
		head = append(head, w.NewChip("Review due "+shortDay(x.Review, t.On), "clock", w.Warn))
		review = "Was due " + shortDay(x.Review, t.On)
	case x.Review != 0:
		day := x.Review.Format("Mon ") + shortDay(x.Review, t.On)
		head = append(head, w.NewChip(day, "cal", w.Neutral))
		review = day + ", in " + count(int(x.Review-t.On), "day", "days")
	}
	var steps fyne.CanvasObject
	if x.Active() {
		steps = w.NewLevelSteps(value(x.Level), goals.LevelWords[1:], func(level int) { d.setLevel(x, level) })
	} else {
		steps = w.NewLevelSteps(value(x.Level), goals.LevelWords[1:], nil)
	}
	fact := func(name, text, none string) fyne.CanvasObject {
		style := w.Small
		if notes.IsBlank(text) {
			text, style = none, w.Small.In(theme.Text2)
		}
		return w.FixedLeft(76, 8, w.VStack(0, w.NewText(name, w.Small.In(theme.Text2))), w.NewWrapped(text, style))
	}
	facts := []fyne.CanvasObject{fact("Support", x.Support, "Not named. Say who helps, with what."), fact("Review", review, ""), fact("Outcome", x.Outcome, "Nothing written yet")}
	if fit, ok := goals.Match(x.What+" "+x.Support, d.traits()); ok {
		facts = append(facts, fact("Fits", d.fitWords(fit), ""))
	}
	return w.Inset(w.VStack(8, w.HStack(10, append(head, more)...), steps, w.VStack(4, facts...)), 15)
}

func (d *delegationTab) menu(x goals.Delegation) []w.MenuItem {
	a := d.p.a
	items := []w.MenuItem{{Text: "Edit", Icon: "edit", Do: func() { a.editDelegation(x) }}}
	if x.Active() {
		if n := value(x.Level); n < 7 {
			items = append(items, w.MenuItem{Text: fmt.Sprintf("Next level: %d %s", n+1, goals.LevelWords[n+1]), Icon: "chev", Do: func() { d.setLevel(x, n+1) }})
		}
		items = append(items, w.MenuItem{Text: "Talk about it next time", Icon: "chat", Do: func() {
			a.putPoint(x.Person, "How is “"+x.What+"” going? What would make the next level right?", notes.Me)
			a.say("On the list for the next one-on-one with " + d.p.m.Person.FirstName() + ".")
		}}, w.MenuItem{Text: "Ended", Icon: "check", Do: func() { d.state(x, goals.DelegationEnded, "Ended: "+x.What) }})
	} else {
		items = append(items, w.MenuItem{Text: "Hand it over again", Icon: "refresh", Do: func() { d.state(x, goals.DelegationActive, "Handed over again: "+x.What) }})
	}
	items = append(items, a.historyItem("delegations", x.Person, x.ID))
	return append(items, w.MenuItem{}, w.MenuItem{Text: "Delete", Icon: "x", Danger: true, Do: func() { remove(a, x, "Deleted “"+x.What+"”.") }})
}

// amendDelegation changes one, and offers to take it back.
func (a *App) amendDelegation(x goals.Delegation, said string, f func(*goals.Delegation)) {
	change(a, x, func(now goals.Delegation) (goals.Delegation, error) {
		f(&now)
		return now, nil
	})
	a.offerUndo(said, func() { put(a, x) })
}

func (d *delegationTab) setLevel(x goals.Delegation, level int) {
	d.p.a.amendDelegation(x, fmt.Sprintf("Level %d %s: %s", level, goals.LevelWords[level], x.What), func(now *goals.Delegation) { now.Level = &level })
}

func (d *delegationTab) state(x goals.Delegation, s goals.DelegationState, said string) {
	d.p.a.amendDelegation(x, said, func(now *goals.Delegation) { now.State = s })
}

// editDelegation shows everything about something handed over in a form.
func (a *App) editDelegation(x goals.Delegation) {
	what, support, outcome := w.NewEntry("What is handed over"), w.NewEntry("Who helps, with what, until when"), w.NewMultiEntry("What came of it", 3)
	since, review := w.NewEntry("YYYY-MM-DD").WithIcon("cal"), w.NewEntry("YYYY-MM-DD").WithIcon("cal")
	what.Put(x.What)
	support.Put(x.Support)
	outcome.Put(x.Outcome)
	since.Put(x.Since.String())
	review.Put(x.Review.String())
	level := value(x.Level)
	var steps *w.LevelSteps
	steps = w.NewLevelSteps(level, goals.LevelWords[1:], func(n int) {
		level = n
		steps.Set(n)
	})
	for _, e := range []*w.Entry{what, since, review} {
		e.OnChanged = func(string) { e.SetError("") }
	}
	var o *w.Overlay
	save := func() bool {
		if notes.IsBlank(what.Text) {
			what.SetError("Say what is handed over.")
			what.Focus()
			return false
		}
		from, ok := readDay(since.Text, a.today())
		if !ok {
			since.SetError("Write the day as YYYY-MM-DD.")
			since.Focus()
			return false
		}
		look, ok := readDay(review.Text, a.today())
		switch {
		case !ok:
			review.SetError("Write the day as YYYY-MM-DD.")
			review.Focus()
			return false
		case look != 0 && from != 0 && look < from:
			review.SetError("This is before it was handed over.")
			review.Focus()
			return false
		}
		a.amendDelegation(x, "Saved “"+what.Text+"”.", func(now *goals.Delegation) {
			now.What, now.Support, now.Outcome, now.Since, now.Review, now.Level = what.Text, support.Text, outcome.Text, from, look, &level
		})
		return true
	}
	for _, e := range []*w.Entry{what, support, since, review} {
		e.OnEnter = func(string) {
			if save() {
				o.Close()
			}
		}
	}
	o = a.showForm("delegation."+x.Person.String()+"."+x.ID.String(), func() { a.editDelegation(x) }, w.Form{Title: "Handed over", Width: 620, Save: "Save", Cancel: "Cancel", Focus: what, OnSave: save, Content: w.VStack(14,
		w.Field("What", "", what), w.Field("How far", "arrows move it", steps), w.Columns(16, nil, w.Field("Since", "", since), w.Field("Review", "can stay empty", review)),
		w.Field("Support", "", support), w.Field("Outcome", "", outcome))},
		wordsIn(what), wordsIn(support), wordsIn(outcome), wordsIn(since), wordsIn(review))
}

// traits are the person's strengths and growth interests.
func (d *delegationTab) traits() []goals.Trait {
	var out []goals.Trait
	for _, s := range d.p.m.Person.Strengths {
		t := goals.Trait{Text: s.Text}
		for _, e := range s.Evidence {
			t.Evidence = append(t.Evidence, e.Text)
		}
		out = append(out, t)
	}
	for _, i := range d.p.m.Person.Interests {
		out = append(out, goals.Trait{Text: i, Interest: true})
	}
	return out
}

// fitWords says why something suits the person.
func (d *delegationTab) fitWords(f goals.Fit) string {
	kind := "strength"
	if f.Trait.Interest {
		kind = "growth interest"
	}
	text := kind + " “" + f.Trait.Text + "”: both speak of “" + strings.Join(f.Words, "”, “") + "”"
	if f.Seen != "" {
		text += ", as in “" + f.Seen + "”"
	}
	return d.p.m.Person.FirstName() + "’s " + text + "."
}

// strengths lists what the person is good at, with what shows it.
func (d *delegationTab) strengths(t *Team) fyne.CanvasObject {
	a, person := d.p.a, d.p.m.Person
	add := w.NewButton("Add", w.Link, func() { a.open(Place{Page: Person, Person: person.ID, Tab: TabProfile}) })
	said := ""
	if n := len(person.Strengths); n > 0 {
		said = fmt.Sprint(n)
	}
	head := w.NewCardHead("Strengths", said, add)
	var rows []fyne.CanvasObject
	for _, s := range person.Strengths {
		lines := []fyne.CanvasObject{w.NewWrapped(s.Text, w.Strong)}
		for _, e := range s.Evidence {
			lines = append(lines, w.FixedLeft(48, 8, w.VStack(0, w.NewText(shortDay(e.Date, t.On), w.Small.In(theme.Text2))), w.NewWrapped(e.Text, w.Small)))
		}
		rows = append(rows, w.Pad(w.VStack(4, lines...), 12, 15, 12, 15))
	}
	if len(person.Interests) > 0 {
		rows = append(rows, w.Pad(w.VStack(4, w.NewText("Would like to grow in", w.SmallStrong), w.NewWrapped(strings.Join(person.Interests, ", "), w.Small)), 12, 15, 12, 15))
	}
	if len(rows) == 0 {
		rows = append(rows, w.Inset(w.NewWrapped("No strengths noted yet. Note one with a day on which it showed.", w.Small.In(theme.Text2)), 15))
	}
	return w.NewCard(head, w.Rows(rows...))
}

// candidate is something of the manager's that could be handed over.
type candidate struct {
	text string
	fit  goals.Fit
}

// candidates are the manager's own open action items from the one-on-ones with this person, and open team goals, that share words with a strength or
// an interest. Items that came up with other people are left out: they may be private to them.
func (d *delegationTab) candidates(t *Team) []candidate {
	traits := d.traits()
	var out []candidate
	look := func(text, shown string) {
		if fit, ok := goals.Match(text, traits); ok && !d.passed[shown] {
			out = append(out, candidate{shown, fit})
		}
	}
	for _, x := range d.p.m.Actions {
		if x.Owner == notes.Me && x.State == notes.ActionOpen {
			look(x.Text, x.Text)
		}
	}
	for _, g := range t.TeamGoals {
		if g.Status == goals.Active {
			look(g.Title+" "+g.Why, "A part of “"+g.Title+"”")
		}
	}
	return out
}

// suggestion is one thing that could be handed over, and why.
func (d *delegationTab) suggestion(t *Team) fyne.CanvasObject {
	a, m := d.p.a, d.p.m
	head := w.HStack(8, w.NewIcon("bulb", theme.AccentText, 18), w.NewText("Could be handed over", w.Strong.In(theme.AccentText)))
	all := d.candidates(t)
	if len(all) == 0 {
		text := "Nothing that you have taken on here shares a word with " + m.Person.FirstName() + "’s strengths or interests."
		if len(d.traits()) == 0 {
			text = "Note a strength or a growth interest in the profile, and what fits it is suggested here."
		}
		return w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Inset(w.VStack(8, head, w.NewWrapped(text, w.Small)), 15))
	}
	x := all[0]
	lines := []fyne.CanvasObject{head, w.NewSpans(w.Strong.Span(x.text+". "), w.Body.Span("Fits "+d.fitWords(x.fit))).Wrap(0)}
	if load := heavyDays(m, t.On); load != "" && !a.sharing {
		lines = append(lines, w.NewWrapped("Workload was Heavy or Too much on "+load+". Name what it replaces.", w.Small.In(theme.Text2)))
	}
	lines = append(lines, w.HStack(8, w.NewButton("Talk about it", w.Plain, func() {
		d.passed[x.text] = true
		a.putPoint(m.Person.ID, "Would you like to take this on: "+x.text+"?", notes.Me)
		a.say("On the list for the next one-on-one with " + m.Person.FirstName() + ".")
	}).WithIcon("plus").Small().Writes(), w.NewButton("Not now", w.Quiet, func() {
		d.passed[x.text] = true
		d.p.showTab(a.team)
	}).Small()))
	return w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Inset(w.VStack(8, lines...), 15))
}

// heavyDays are the last days, at most two, on which the workload was noted as heavy, without one between that was not; empty for none.
func heavyDays(m *Member, on civil.Date) string {
	var days []string
	for _, x := range slices.Backward(m.Meetings) {
		if x.Workload != nil && x.At.Date() <= on {
			if *x.Workload < 4 || len(days) == 2 {
				break
			}
			days = append(days, shortDay(x.At.Date(), on))
		}
	}
	slices.Reverse(days)
	return strings.Join(days, " and ")
}
