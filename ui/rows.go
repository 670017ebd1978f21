package ui

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/goals"
	"rapport/morale"
	"rapport/notes"
	w "rapport/ui/widget"
)

// signIcon is the icon of a kind of sign.
func signIcon(kind morale.Kind) string {
	switch kind {
	case morale.MoodBelowUsual:
		return "down"
	case morale.WorkloadHigh:
		return "load"
	case morale.Gap, morale.NotHeld:
		return "gap"
	case morale.PromisesLate:
		return "clock"
	case morale.ProgressStall:
		return "flat"
	case morale.UnclearExpectations:
		return "target"
	case morale.NoRecognition:
		return "star"
	}
	return "warn"
}

// severityWord is a severity as the app shows it.
func severityWord(s morale.Severity) string {
	word := s.String()
	return strings.ToUpper(word[:1]) + word[1:]
}

// signRow shows a sign with its evidence, what to ask, and the way to why; named says whether the person stands before the title.
func (a *App) signRow(m *Member, s morale.Sign, named, ask bool) *w.SignRow {
	id := m.Person.ID
	line := w.Sign{Icon: signIcon(s.Kind), Title: s.Title, Evidence: seenLine(s), Why: "See why", Snooze: "Snooze"}
	if named {
		line.Name = m.Person.FirstName()
	}
	if ask && s.Question != "" {
		line.Ask = "Ask: “" + s.Question + "”"
	}
	why := func() { a.open(Place{Page: Sign, Person: id, Kind: string(s.Kind)}) }
	return w.NewSignRow(line, why, func() {
		a.snooze(id, string(s.Kind), 14, "Snoozed for two weeks: "+m.Person.FirstName()+", "+s.Title)
	})
}

// What a promiseRow shows beside the text.
const (
	textOnly    = iota
	personShown // whose one-on-one it is from, under the text
	ownerShown  // who is to do it, before the date
)

// promiseRow shows an action item that one tick closes.
func (a *App) promiseRow(x notes.Action, m *Member, t *Team, height float32, beside int, opened func()) *w.PromiseRow {
	line := w.Promise{Text: x.Text, Done: x.State == notes.ActionDone}
	line.Due, line.Icon, line.Tone = dueWords(x, t.On)
	switch beside {
	case personShown:
		line.Person = t.label(m)
	case ownerShown:
		line.Owner = "You"
		if x.Owner == notes.Them {
			line.Owner = m.Person.FirstName()
		}
	}
	return w.NewPromiseRow(line, height, nil, opened, func(done bool) {
		a.setActionDone(x, done)
		if done {
			a.offerUndo("Done: "+x.Text, func() { a.setActionDone(x, false) })
		}
	})
}

// goalRow shows how a goal stands; named says whether the avatar of its owner stands before it.
func (a *App) goalRow(g goals.Goal, m *Member, t *Team, height float32, named bool, opened func()) *w.GoalRow {
	s := goals.StateOf(g, t.On)
	line := w.Goal{
		Title: g.Title, Progress: goals.Progress(g), Expected: goals.Expected(g, t.On), Line: goalLine(g, s, t.On), Done: s.Kind == goals.StateDone,
	}
	line.Status, line.Icon, line.Tone = stateWords(s)
	if named {
		line.Name, line.Avatar = m.Person.Name, m.Colour()
	}
	return w.NewGoalRow(line, height, opened)
}

// seenLine is what was seen, in one line: the summary of the sign, or its newest evidence.
func seenLine(s morale.Sign) string {
	if s.Line == "" && len(s.Evidence) > 0 {
		return s.Evidence[0].Text
	}
	return signText(s.Line)
}

// moodTile is a person's last moods as a line, with what the last one was and whether it is below their usual.
func moodTile(m *Member, t *Team) (line fyne.CanvasObject, caption string, below bool) {
	var moods []int
	var last notes.Meeting
	for _, x := range m.Meetings {
		if x.Mood != nil && x.At.Date() <= t.On {
			moods = append(moods, *x.Mood)
			last = x
		}
	}
	if len(moods) > 8 {
		moods = moods[len(moods)-8:]
	}
	band, ok := morale.Baseline(m.File, t.Rules, t.On)
	var usual *w.Band
	if ok {
		usual = &w.Band{Low: band.Low, High: band.High}
	}
	caption = "No mood noted yet"
	if n := len(moods); n > 0 {
		below = ok && !band.Contains(moods[n-1])
		caption = notes.MoodWords[moods[n-1]]
		if below {
			caption += ", below usual"
		} else {
			caption += " · " + shortDay(last.At.Date(), t.On)
		}
	}
	return w.NewSparkline(moods, usual, below, m.Person.Name+": "+caption), caption, below
}

// newStrip puts tiles side by side, in equal parts of the width and at least 120 wide each, with a line between.
func newStrip(tiles []fyne.CanvasObject) fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, 2*len(tiles))
	for i, t := range tiles {
		if i > 0 {
			objects = append(objects, w.NewVLine())
		}
		objects = append(objects, t)
	}
	return container.New(stripLayout{}, objects...)
}

type stripLayout struct{}

const (
	leastTile = 120
	mostTile  = 220
)

func (stripLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var h float32
	for _, o := range objects {
		h = max(h, o.MinSize().Height)
	}
	return fyne.NewSize(float32((len(objects)+1)/2)*leastTile, h)
}

func (stripLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := (len(objects) + 1) / 2
	if n == 0 {
		return
	}
	width := min(max(leastTile, size.Width/float32(n)), mostTile)
	for i, o := range objects {
		x := float32(i/2) * width
		if i%2 == 1 {
			o.Move(fyne.NewPos(x+width, 0))
			o.Resize(fyne.NewSize(1, size.Height))
			continue
		}
		o.Move(fyne.NewPos(x, 0))
		o.Resize(fyne.NewSize(width, size.Height))
	}
}

// noSigns stands where no sign is shown, of one person or of the team: silence that was chosen is not said to be a good week.
func (a *App) noSigns(m *Member) fyne.CanvasObject {
	switch {
	case m != nil && m.Person.IsArchived():
		return w.EmptyState("Signs stopped when "+m.Person.FirstName()+" was archived.", "", nil)
	case len(a.team.Rules.Off) == len(morale.Kinds):
		return w.EmptyState("Warning signs are off.", "Settings", func() { a.open(Place{Page: SettingsPage, Tab: "signs"}) })
	}
	return w.EmptyState("Nothing stands out this week.", "", nil)
}
