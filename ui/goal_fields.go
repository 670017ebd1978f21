package ui

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

var (
	rhythms     = []int{7, 14, 30, 91}
	rhythmNames = []string{"Every week", "Every 2 weeks", "Every month", "Every quarter"}
	kinds       = []goals.Kind{"", goals.Committed, goals.Aspirational, goals.Learning}
	kindNames   = []string{"Not said", "Committed", "Aspirational", "Learning"}
)

// levelNames are the levels of delegation with their numbers, led by none.
func levelNames() []string {
	out := []string{"Not said"}
	for i, word := range goals.LevelWords[1:] {
		out = append(out, fmt.Sprintf("%d %s", i+1, word))
	}
	return out
}

// fields makes everything that is typed into.
func (f *goalForm) fields() {
	f.title = f.entry(f.g.Title, "What will be different, as an outcome", func(s string) { f.g.Title = s })
	f.why = f.entry(f.g.Why, "whom it helps, and how", func(s string) { f.g.Why = s })
	f.support = f.entry(f.g.Support, "Who helps, with what, until when", func(s string) { f.g.Support = s })
	f.obstacle = f.entry(f.g.Obstacle, "What is most likely to get in the way", func(s string) { f.g.Obstacle = s })
	f.plan = f.entry(f.g.Plan, "if an alert fires twice in a week, then it gets an owner that day", func(s string) { f.g.Plan = s })
	f.outside = f.entry(f.g.OutsideControl, "What others decide or deliver", func(s string) { f.g.OutsideControl = s })
	f.tags = f.entry(strings.Join(f.g.Tags, ", "), "checkout, hiring", func(s string) {
		f.g.Tags = nil
		for _, t := range strings.Split(s, ",") {
			if t = strings.TrimSpace(t); t != "" && !slices.Contains(f.g.Tags, t) {
				f.g.Tags = append(f.g.Tags, t)
			}
		}
	})
	f.doneMeans = f.multi(f.g.DoneMeans, "What one would see when it is done", func(s string) {
		f.g.DoneMeans = s
		f.showCompare()
	})
	f.readBack = f.multi(f.g.ReadBack, "In their own words", func(s string) {
		f.g.ReadBack, f.g.ReadBackOn = s, 0
		if !notes.IsBlank(s) {
			f.g.ReadBackOn = f.a.today()
		}
		f.showCompare()
	})
	f.team = f.entry(f.g.Team, "Which team", func(s string) { f.g.Team = s })
	f.start = f.dateEntry(f.g.Start, "YYYY-MM-DD", func(d civil.Date) { f.g.Start = d })
	f.due = f.dateEntry(f.g.Due, "YYYY-MM-DD", func(d civil.Date) { f.g.Due = d })
	f.agreed = f.dateEntry(f.g.Agreed, "Day of the agreement", func(d civil.Date) { f.g.Agreed = d })
	if f.settled() && f.before.Due != 0 {
		f.due.Disable()
	}
	f.rhythm = f.rhythmChoice()
	f.kind = w.NewSelect(kindNames, slices.Index(kinds, f.g.Kind), func(i int) {
		f.g.Kind = kinds[i]
		f.touched()
	})
	f.level = w.NewSelect(levelNames(), value(f.g.Level), func(i int) {
		f.g.Level = nil
		if i > 0 {
			f.g.Level = &i
		}
		f.touched()
	})
	f.commitment = w.NewSegmented([]string{"1", "2", "3", "4", "5"}, value(f.g.Commitment)-1, func(i int) {
		f.g.Commitment = nil
		if n := i + 1; n > 0 {
			f.g.Commitment = &n
		}
		f.touched()
	}).Ticked().AllowNone().WithHeight(36)
	f.measures = w.VStack(10)
	f.results = nil
	for _, k := range f.g.KeyResults {
		f.addResult(k)
	}
	if len(f.results) == 0 {
		f.addResult(goals.KeyResult{ID: f.a.o.NewID(), Kind: goals.Number})
	}
	f.compare = w.VStack(8)
}

func (f *goalForm) rhythmChoice() *w.Select {
	names, days := slices.Clone(rhythmNames), slices.Clone(rhythms)
	own := f.g.RhythmDays()
	if !slices.Contains(days, own) {
		names, days = append(names, "Every "+count(own, "day", "days")), append(days, own)
	}
	return w.NewSelect(names, slices.Index(days, own), func(i int) {
		f.g.Rhythm = &days[i]
		f.touched()
	})
}

func (f *goalForm) entry(text, placeholder string, set func(string)) *w.Entry {
	return f.wire(w.NewEntry(placeholder), text, set)
}

func (f *goalForm) multi(text, placeholder string, set func(string)) *w.Entry {
	return f.wire(w.NewMultiEntry(placeholder, 3), text, set)
}

func (f *goalForm) wire(e *w.Entry, text string, set func(string)) *w.Entry {
	e.Put(text)
	e.OnChanged = func(text string) {
		set(text)
		f.touched()
	}
	if !e.MultiLine {
		e.OnEnter = func(string) { f.a.window.Canvas().FocusNext() }
	}
	return e
}

// dateEntry takes a day as YYYY-MM-DD or in words ("30 June", "in 2 weeks"), or none.
func (f *goalForm) dateEntry(d civil.Date, placeholder string, set func(civil.Date)) *w.Entry {
	e := w.NewEntry(placeholder).WithIcon("cal")
	e.Put(d.String())
	e.OnChanged = func(text string) {
		e.SetError("")
		if d, ok := readDay(text, f.a.today()); ok {
			set(d)
			if text = strings.TrimSpace(text); text != "" && text != d.String() {
				e.SetCaption(longDay(d, f.a.today()), w.Good)
			}
			f.touched()
		}
	}
	e.OnFocus = func(on bool) {
		if on {
			return
		}
		if _, ok := readDay(e.Text, f.a.today()); !ok {
			e.SetError("Write it as YYYY-MM-DD or as 30 June.")
		}
	}
	e.OnEnter = func(string) { f.a.window.Canvas().FocusNext() }
	return e
}

// readDay reads a day as it is written or said; no text is no day.
func readDay(text string, today civil.Date) (civil.Date, bool) {
	if text = strings.TrimSpace(text); text == "" {
		return 0, true
	}
	if d, err := civil.ParseDate(text); err == nil {
		return d, true
	}
	d, from, to, ok := language.FindDate(text, today)
	return d, ok && from == 0 && to >= len(text)
}

// first is the card that says what the goal is.
func (f *goalForm) first() []fyne.CanvasObject {
	addMeasure := w.NewButton("Add a measure", w.Link, f.addMeasure)
	due := w.Field("Due", "", f.due)
	if f.due.Disabled() {
		due = w.VStack(4, w.HStack(6, w.NewText("Due", w.SmallStrong), w.NewButton("Move", w.Link, func() { f.elsewhere(f.a.moveDue) })), f.due)
	}
	return []fyne.CanvasObject{
		w.Field("Goal", "", f.title), w.Field("Why it matters", "so that…", f.why),
		w.VStack(4, w.HStack(8, w.NewText("Measures", w.SmallStrong), w.Spacer(), addMeasure), f.measures),
		w.Columns(8, []float32{146, 146, 150, 150}, w.Field("Start", "", f.start), due, w.Field("Check-ins", "", w.Sized(f.rhythm, 110, 0)), w.Field("Kind", "", w.Sized(f.kind, 110, 0))),
		w.Columns(8, []float32{1, 1, 1}, w.Field("Whose", "", w.Sized(f.ownerChoice(), 110, 0)), w.Field("Supports", "", w.Sized(f.parentChoice(), 110, 0)), w.Field("Decisions", "how far", w.Sized(f.level, 110, 0))),
		w.Field("Support", "", f.support),
	}
}

// agreement is the card that says how the two mean it.
func (f *goalForm) agreement() []fyne.CanvasObject {
	first := f.owner()
	var out []fyne.CanvasObject
	if f.m == nil {
		out = append(out, w.Field("Team", "", f.team), w.Field("Done means", "", f.doneMeans))
	} else {
		when := "in " + first + "’s words"
		if f.g.ReadBackOn != 0 {
			when = shortDay(f.g.ReadBackOn, f.a.today())
		}
		out = append(out, w.Columns(12, nil, w.Field("Done means", "you write", f.doneMeans), w.Field(first+"’s read-back", when, f.readBack)), f.compare,
			w.Columns(12, nil, w.Field("Agreed on", "empty: not yet", f.agreed), w.Field("Commitment", "as "+first+" says it, 1 to 5", w.HStack(0, f.commitment))))
	}
	out = append(out,
		w.Columns(12, nil, w.Field("Main obstacle", "can stay empty", f.obstacle), w.Field("Outside "+first+"’s control", "can stay empty", f.outside)),
		w.Field("If it gets hard", "if… then…, can stay empty", f.plan), w.Field("Tags", "with commas between", f.tags))
	f.showCompare()
	return out
}

// ownerChoice says whose goal it is: a report's or the team's.
func (f *goalForm) ownerChoice() *w.Select {
	names, ids := []string{"The team"}, []uuid.UUID{uuid.Nil}
	for _, m := range f.a.team.Members {
		if m.Person.IsReport() && !m.Person.IsArchived() || m.Person.ID == f.g.Person {
			names, ids = append(names, m.Person.Name), append(ids, m.Person.ID)
		}
	}
	return w.NewSelect(names, max(slices.Index(ids, f.g.Person), 0), func(i int) {
		was := f.current()
		if ids[i] == was.Person {
			return
		}
		set := func(g goals.Goal) {
			f.g, f.m = g, f.a.team.Member(g.Person)
			f.build()
			f.touched()
		}
		set(goals.GivenTo(was, ids[i], f.all()))
		said := "Given to " + names[i] + "."
		if was.Agreed != 0 || was.ReadBack != "" || was.Commitment != nil {
			said += " What " + names[max(slices.Index(ids, was.Person), 0)] + " agreed to and read back does not go along."
		}
		if n := len(was.CheckIns); n > 0 {
			said += " " + count(n, "check-in goes", "check-ins go") + " along."
		}
		f.a.offerUndo(said, func() {
			if f.a.page == page(f) {
				set(was)
			} else {
				f.write(was, f.a.showFailure)
			}
		})
	})
}

// parentChoice says which goal this one supports: a team goal or another of the person's own, never one that hangs from it.
func (f *goalForm) parentChoice() *w.Select {
	names, ids := []string{"Nothing"}, []uuid.UUID{uuid.Nil}
	all := f.all()
	for _, x := range all {
		if x.ID == f.g.ID || x.Person != uuid.Nil && x.Person != f.g.Person || x.IsClosed() && x.ID != f.g.Parent {
			continue
		}
		if slices.ContainsFunc(goals.Ancestors([]goals.Goal{x}, all), func(up goals.Goal) bool { return up.ID == f.g.ID }) {
			continue
		}
		names, ids = append(names, x.Title), append(ids, x.ID)
	}
	return w.NewSelect(names, max(slices.Index(ids, f.g.Parent), 0), func(i int) {
		f.g.Parent = ids[i]
		f.touched()
	})
}

// elsewhere saves what was typed and asks for a change that needs a reason.
func (f *goalForm) elsewhere(ask func(goals.Goal)) {
	f.save.flush()
	ask(f.current())
}

// showCompare marks where "done means" and the read-back differ, and says whether the two are settled.
func (f *goalForm) showCompare() {
	var parts []fyne.CanvasObject
	a, first := f.a, f.owner()
	as, bs, differ := goals.Compare(f.g.DoneMeans, f.g.ReadBack)
	open := f.g.Mismatch != nil && f.g.Mismatch.Resolved == 0
	both := !notes.IsBlank(f.g.DoneMeans) && !notes.IsBlank(f.g.ReadBack)
	if both && f.m != nil {
		marked := func(parts []goals.Part) *w.Text {
			var spans []w.Span
			for _, p := range parts {
				style := w.Small.In(theme.Text2)
				if !p.Both {
					style = w.Small.Marked(theme.AmberSoft)
				}
				spans = append(spans, style.Span(p.Text))
			}
			return w.NewSpans(spans...).Wrap(0)
		}
		parts = append(parts, w.NewText("Only one of you says what is marked", w.Caption.In(theme.Text2)), w.Columns(12, nil, w.VStack(0, marked(as)), w.VStack(0, marked(bs))))
	}
	strip := func(text string, buttons ...fyne.CanvasObject) {
		row := append([]fyne.CanvasObject{w.NewIcon("dots", theme.Amber, 16), w.NewWrapped(text, w.Small)}, buttons...)
		parts = append(parts, w.NewTintedCard(theme.AmberSoft, theme.Clear, w.Inset(w.HStack(10, row...), 8)))
	}
	set := func(m *goals.Mismatch) {
		f.g.Mismatch = m
		f.showCompare()
		f.touched()
	}
	switch {
	case f.m == nil:
	case open:
		since := f.g.Mismatch.Since
		strip("The two “done” differ since "+shortDay(since, a.today())+". Agree one “done”.",
			w.NewButton("Talk about it", w.Plain, func() {
				a.putPoint(f.g.Person, "What does done mean for “"+f.g.Title+"”? I wrote: “"+f.g.DoneMeans+"” "+first+" said: “"+f.g.ReadBack+"”", notes.Me)
				a.say("On the list for the next one-on-one with " + first + ".")
			}).WithIcon("plus").Small(),
			w.NewButton("Settled", w.Quiet, func() { set(&goals.Mismatch{Since: since, Resolved: a.today()}) }).Small())
	case both && differ && f.g.Mismatch == nil:
		strip("Few words are the same. Do you both mean the same?",
			w.NewButton("They differ", w.Plain, func() { set(&goals.Mismatch{Since: a.today()}) }).Small())
	case both:
		parts = append(parts, w.HStack(0, w.NewButton("We mean two things", w.Link, func() { set(&goals.Mismatch{Since: a.today()}) })))
	}
	f.compare.Objects = parts
	f.compare.Refresh()
}
