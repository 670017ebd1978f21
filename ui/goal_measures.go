package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// resultRow is one key result of the form.
type resultRow struct {
	k                     goals.KeyResult
	title, from, to, unit *w.Entry
	weight, due           *w.Entry
	row                   *fyne.Container
	share                 fyne.CanvasObject // weight and own date, which mean something only beside another key result
}

var resultKinds = []goals.KeyResultKind{goals.Number, goals.Percent, goals.Milestone}

// addMeasure adds an empty key result and goes to it.
func (f *goalForm) addMeasure() {
	f.addResult(goals.KeyResult{ID: f.a.o.NewID(), Kind: goals.Number})
	f.results[len(f.results)-1].title.Focus()
}

// number takes a value of a key result, or none.
func (f *goalForm) number(r *resultRow, v *float64, placeholder string, set func(*float64)) *w.Entry {
	e := w.NewEntry(placeholder)
	if v != nil {
		e.Put(mark.Decimal(*v))
	}
	e.OnChanged = func(text string) {
		e.SetError("")
		if strings.TrimSpace(text) == "" {
			set(nil)
		} else if v, err := r.k.ParseValue(text, mark); err == nil {
			set(&v)
		} else {
			e.SetError("A number")
			return
		}
		f.touched()
	}
	e.OnEnter = func(string) { f.a.window.Canvas().FocusNext() }
	return e
}

func (f *goalForm) addResult(k goals.KeyResult) {
	r := &resultRow{k: k}
	a := f.a
	text := func(e *w.Entry, s string, set func(string)) *w.Entry { return f.wire(e, s, set) }
	r.title = text(w.NewEntry("What is counted, or done"), k.Title, func(s string) { r.k.Title = s })
	r.from, r.to = f.number(r, k.From, "", func(v *float64) { r.k.From = v }), f.number(r, k.To, "", func(v *float64) { r.k.To = v })
	r.unit = text(w.NewEntry("unit"), k.Unit, func(s string) { r.k.Unit = s })
	weigh := &resultRow{k: goals.KeyResult{Title: "the weight", Kind: goals.Number}}
	r.weight = f.number(weigh, k.Weight, "1", func(v *float64) { r.k.Weight = v })
	change := r.weight.OnChanged
	r.weight.OnChanged = func(text string) {
		change(text)
		if r.k.Weight != nil && *r.k.Weight < 0 {
			r.k.Weight = nil
			r.weight.SetError("0 or more")
		}
	}
	r.due = f.dateEntry(k.Due, "own date", func(d civil.Date) { r.k.Due = d })
	range3 := w.HStack(6, w.NewText("from", w.Small.In(theme.Text2)), w.Sized(r.from, 62, 0), w.NewText("to", w.Small.In(theme.Text2)), w.Sized(r.to, 62, 0), w.Sized(r.unit, 70, 0))
	kind := w.NewSegmented([]string{"Number", "Percent", "Yes or no"}, slices.Index(resultKinds, k.Kind), func(i int) {
		r.k.Kind = resultKinds[i]
		setVisible(range3, r.k.Kind != goals.Milestone)
		setVisible(r.unit, r.k.Kind == goals.Number)
		if r.k.Kind == goals.Milestone { // what stood there comes back with the kind
			r.k.From, r.k.To, r.k.Unit = nil, nil, ""
		} else {
			r.from.OnChanged(r.from.Text)
			r.to.OnChanged(r.to.Text)
			r.k.Unit = map[bool]string{true: r.unit.Text}[r.k.Kind == goals.Number]
		}
		f.measures.Refresh()
		f.touched()
	}).WithHeight(24)
	setVisible(range3, k.Kind != goals.Milestone)
	setVisible(r.unit, k.Kind == goals.Number)
	var agreed fyne.CanvasObject = w.Spacer()
	if f.settled() && k.To != nil && k.Kind != goals.Milestone {
		kind.Disable()
		r.from.Disable()
		r.to.Disable()
		agreed = w.NewButton("Change the target", w.Link, func() { f.elsewhere(func(g goals.Goal) { a.retarget(g, r.k) }) })
	}
	drop := w.NewIconButton("x", "Take this measure away", w.Quiet, func() { f.dropResult(r) })
	r.share = w.HStack(6, w.NewText("weight", w.Small.In(theme.Text2)), w.Sized(r.weight, 56, 0), w.Sized(r.due, 132, 0))
	r.row = w.VStack(6, w.HStack(8, w.Grow(r.title), range3, drop), w.WrapRow(10, 6, w.HStack(10, kind, agreed), r.share))
	f.results = append(f.results, r)
	f.measures.Add(r.row)
	f.weigh()
}

// weigh shows weights where there is more than one key result.
func (f *goalForm) weigh() {
	for _, r := range f.results {
		setVisible(r.share, len(f.results) > 1 || r.k.Due != 0 || r.k.Weight != nil)
	}
	f.measures.Refresh()
}

// dropResult takes a key result away, with what check-ins say of it; it can be brought back.
func (f *goalForm) dropResult(r *resultRow) {
	before := f.current()
	f.results = slices.DeleteFunc(f.results, func(x *resultRow) bool { return x == r })
	f.measures.Remove(r.row)
	f.weigh()
	f.touched()
	if notes.IsBlank(r.k.Title) {
		return
	}
	if _, ok := f.newest(f.g.ID); ok {
		f.save.flush()
	}
	f.a.offerUndo("Took “"+r.k.Title+"” away.", func() {
		if f.a.page != page(f) {
			put(f.a, before)
			return
		}
		g := f.current()
		g.KeyResults, g.CheckIns = before.KeyResults, before.CheckIns
		f.g = g
		put(f.a, g)
		f.build()
	})
}
