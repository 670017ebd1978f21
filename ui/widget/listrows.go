package widget

import (
	"fyne.io/fyne/v2"

	"rapport/ui/theme"
)

// atLeast gives an object the height it needs, and not less than a least one.
type atLeast struct{ height float32 }

func (a atLeast) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := largest(objects)
	m.Height = max(m.Height, a.height)
	return m
}

func (a atLeast) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := min(heightFor(o, size.Width), size.Height)
		place(o, 0, (size.Height-h)/2, size.Width, h)
	}
}

// AtLeast gives an object the height that its words need, and not less than a least one, and centres it in what it gets.
func AtLeast(height float32, o fyne.CanvasObject) *fyne.Container { return inRow(height, o) }

func inRow(height float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: atLeast{height}, Objects: []fyne.CanvasObject{o}}
}

// top lays an object in its own height at the upper edge, so far down.
type topLayout struct{ down float32 }

func (t topLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return largest(objects).AddWidthHeight(0, t.down)
}

func (t topLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, t.down, size.Width, heightFor(o, size.Width))
	}
}

func atTop(down float32, o fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: topLayout{down}, Objects: []fyne.CanvasObject{o}}
}

// MeetingState is how far a one-on-one is prepared.
type MeetingState struct {
	Text string // "Prepared"
	Icon string // "check"
	Tone Tone   // of the icon
}

// Meeting is what a MeetingRow shows.
type Meeting struct {
	Time, Day string // "14:00", "Today"
	Name      string
	Avatar    int
	State     MeetingState
	Detail    string // "5 points ready"; empty for none
	Action    string // "Start"
	Main      bool   // the action is the primary button of the page
	Writes    bool   // the action changes what is recorded
}

// MeetingRow is a one-on-one to come: time, person, how far it is prepared, and what to do.
type MeetingRow struct {
	Row
	time, name, state *Text
	avatar            *Avatar
	icon              *Icon
	action            *Button
}

// NewMeetingRow makes a row, 48 high or as told. Opened runs on a press of the row, act on one of the button.
func NewMeetingRow(m Meeting, height float32, opened, act func()) *MeetingRow {
	r := &MeetingRow{
		time: NewSpans(), name: NewElided("", Strong), state: NewSpans().Elide(),
		avatar: NewAvatar("", 0, 28), icon: NewIcon("", theme.Text2, 16), action: NewButton("", Plain, act).Small(),
	}
	content := HStack(12, Sized(r.time, 84, 0), r.avatar, Sized(r.name, 137, 0), Grow(HStack(6, r.icon, r.state)), r.action)
	r.become(r, height, content, opened)
	r.Set(m)
	return r
}

// Set shows another one-on-one.
func (r *MeetingRow) Set(m Meeting) {
	r.time.SetSpans(SmallStrong.Span(m.Time), Small.In(theme.Text2).Span(" "+m.Day))
	r.avatar.Set(m.Name, m.Avatar)
	r.name.SetSpans(Strong.Span(m.Name))
	r.icon.Set(m.State.Icon, m.State.Tone.Color())
	spans := []Span{Small.Span(m.State.Text)}
	if m.Detail != "" {
		spans = append(spans, Small.In(theme.Text3).Span(" · "+m.Detail))
	}
	r.state.SetSpans(spans...)
	r.action.SetText(m.Action)
	kind := Plain
	if m.Main {
		kind = Primary
	}
	r.action.SetKind(kind)
	r.action.SetLabel(m.Action + ": " + m.Name)
	r.action.writes = m.Writes
	r.content.Refresh()
	r.SetLabel(m.Time + " " + m.Day + ", " + m.Name + ", " + m.State.Text)
}

// Sign is what a SignRow shows.
type Sign struct {
	Icon     string // by meaning: down, load, gap
	Name     string // of the person, empty on the person's own page
	Title    string // "Mood below usual range"
	Evidence string // never cut: wraps to a second line
	Ask      string // may be cut; empty for none
	Why      string // "See why"
	Snooze   string // "Snooze"
}

// SignRow is a warning sign: what was seen, what to ask, See why and Snooze.
type SignRow struct {
	Row
	tile                 *IconTile
	title, evidence, ask *Text
	why, later           *Button
}

// NewSignRow makes a row at least 76 high, or 68 without a question.
func NewSignRow(s Sign, why, snooze func()) *SignRow {
	r := &SignRow{
		tile: NewIconTile("", Warn), title: NewSpans().Wrap(2), evidence: NewWrapped("", Small.In(theme.Text2)),
		ask: NewElided("", Small.In(theme.Text3)), why: NewButton("", Plain, why).Small(), later: NewButton("", Quiet, snooze).Small().Writes(),
	}
	words := VStack(0, r.title, r.evidence, r.ask)
	content := HStack(12, r.tile, Grow(inRow(0, words)), HStack(4, r.why, r.later))
	height := float32(76)
	if s.Ask == "" {
		height = 68
	}
	r.become(r, 0, inRow(height, Pad(content, 9, 0, 9, 0)), nil)
	r.Set(s)
	return r
}

// Set shows another sign.
func (r *SignRow) Set(s Sign) {
	r.tile.Set(s.Icon, Warn)
	if s.Name == "" {
		r.title.SetSpans(Strong.Span(s.Title))
	} else {
		r.title.SetSpans(Strong.Span(s.Name), Body.Span(" · "+s.Title))
	}
	r.evidence.SetText(s.Evidence)
	r.ask.SetText(s.Ask)
	show(r.ask, s.Ask != "")
	r.content.Refresh()
	r.why.SetText(s.Why)
	r.later.SetText(s.Snooze)
	about := s.Title
	if s.Name != "" {
		about = s.Name + ", " + s.Title
	}
	r.why.SetLabel(s.Why + ": " + about)
	r.later.SetLabel(s.Snooze + ": " + about)
}

// Promise is what a PromiseRow shows.
type Promise struct {
	Text   string
	Person string // under the text; empty for one line
	Owner  string // before the date, as "You"; empty for none
	Due    string // "4 days late"; empty for none
	Icon   string // of Due; empty for none
	Tone   Tone   // of Due: Bad late, Warn today, Neutral later
	Done   bool
}

// PromiseRow is an action item to be ticked off. For six seconds after the tick it offers Undo in place of the date.
type PromiseRow struct {
	Row
	promise      Promise
	check        *Check
	text, person *Text
	owner        *Text
	due          *Chip
	undo         *Button
	after        After
	stop         func()

	OnSettled func() // six seconds after the tick, when it was not undone
}

// NewPromiseRow makes a row, 48 high or as told. Done runs with each tick and each Undo. After nil is Clock.
func NewPromiseRow(p Promise, height float32, after After, opened func(), done func(bool)) *PromiseRow {
	if after == nil {
		after = Clock
	}
	r := &PromiseRow{after: after}
	r.check = NewCheck("", p.Done, func(on bool) { r.ticked(on, done) }).Writes()
	r.text, r.person = NewElided("", Body), NewElided("", Caption.In(theme.Text3))
	r.owner, r.due = NewText("", Small.In(theme.Text3)), NewChip("", "", Neutral)
	r.undo = NewButton("Undo", Link, func() {
		r.check.SetChecked(false)
		r.ticked(false, done)
	})
	r.undo.Hide()
	words := inRow(0, VStack(0, r.text, r.person))
	r.become(r, height, HStack(10, r.check, Grow(words), r.owner, r.due, r.undo), opened)
	r.Set(p)
	return r
}

func (r *PromiseRow) ticked(on bool, done func(bool)) {
	if r.stop != nil {
		r.stop()
		r.stop = nil
	}
	r.promise.Done = on
	r.paint(on)
	if on {
		r.stop = r.after(UndoTime, func() {
			r.stop = nil
			r.paint(false)
			if r.OnSettled != nil {
				r.OnSettled()
			}
		})
	}
	if done != nil {
		done(on)
	}
}

// Set shows another action item.
func (r *PromiseRow) Set(p Promise) {
	r.promise = p
	r.check.SetChecked(p.Done)
	r.check.SetLabel(p.Text)
	r.paint(r.stop != nil && p.Done)
}

// SetUndo changes the word of the Undo.
func (r *PromiseRow) SetUndo(word string) { r.undo.SetText(word) }

func (r *PromiseRow) paint(offer bool) {
	p := r.promise
	style := Body
	if p.Done {
		style = style.In(theme.Text3)
	}
	r.text.SetSpans(style.Span(p.Text))
	r.person.SetText(p.Person)
	show(r.person, p.Person != "")
	r.owner.SetText(p.Owner)
	show(r.owner, p.Owner != "" && !offer)
	r.due.Set(p.Due, p.Icon, p.Tone)
	show(r.due, p.Due != "" && !offer)
	show(r.undo, offer)
	r.SetLabel(p.Text)
	r.Refresh()
	r.content.Refresh()
}

// Goal is what a GoalRow shows.
type Goal struct {
	Name     string // of the person, empty where there is no avatar
	Avatar   int
	Title    string
	Progress *float64 // 0 to 1, nil without a measure
	Expected *float64 // by today, 0 to 1
	Line     string   // "58% done. At this pace 71% by 31 Mar."
	Status   string   // "At risk"
	Icon     string
	Tone     Tone
	Done     bool // the bar is green
}

// GoalRow is a goal in a list: title, progress with a tick where it was expected to be, a line about the pace.
type GoalRow struct {
	Row
	avatar      *Avatar
	title, line *Text
	status      *Chip
	bar         *ProgressBar
}

// NewGoalRow makes a row, 76 high or as told; a height up to 52 has one line, without bar and pace.
func NewGoalRow(g Goal, height float32, opened func()) *GoalRow {
	r := &GoalRow{
		avatar: NewAvatar("", 0, 28), title: NewElided("", Body), line: NewElided("", Caption.In(theme.Text2)),
		status: NewChip("", "", Neutral), bar: NewProgressBar(nil, nil, 6),
	}
	head := HStack(10, r.title, Spacer(), r.status)
	parts := []fyne.CanvasObject{head}
	if height > 52 {
		parts = append(parts, r.bar, r.line)
	}
	r.become(r, height, HStack(10, r.avatar, Grow(inRow(0, VStack(0, parts...)))), opened)
	r.Set(g)
	return r
}

// Set shows another goal.
func (r *GoalRow) Set(g Goal) {
	r.avatar.Set(g.Name, g.Avatar)
	show(r.avatar, g.Name != "")
	r.title.SetText(g.Title)
	r.line.SetText(g.Line)
	r.status.Set(g.Status, g.Icon, g.Tone)
	show(r.status, g.Status != "")
	tone := Info
	if g.Done {
		tone = Good
	}
	r.bar.SetTone(tone)
	r.bar.Set(g.Progress, g.Expected)
	label := g.Title
	if g.Name != "" {
		label = g.Name + ", " + label
	}
	r.SetLabel(label + ", " + g.Status + ", " + g.Line)
	r.content.Refresh()
}
