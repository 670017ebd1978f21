package ui

import (
	"cmp"
	"fmt"
	"reflect"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/morale"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// meetingSide is the right column of a meeting: mood, workload, action items, goals.
type meetingSide struct {
	p        *meetingPage
	root     *container.Scroll
	usual    *w.Text
	mood     *w.MoodPicker
	source   *w.Radio
	workload *w.Segmented
	quick    *w.Entry
	added    *w.Text
	actions  *fyne.Container
	checks   map[uuid.UUID]*w.Check // by action item, kept while the page is open, so that the keyboard stays on one that is ticked
	goals    *fyne.Container
	question questionCard
	rests    *w.Button // what the workload rests on

	// What the lists show, so that showing the same again costs nothing.
	shownActions string
	shownGoals   []goals.Goal
	goalsOn      civil.Date
}

var sources = []notes.Source{notes.Said, notes.Impression}

func (s *meetingSide) build(p *meetingPage, first string) {
	s.p = p
	m := p.m
	words := [5]string{notes.MoodWords[1], notes.MoodWords[2], notes.MoodWords[3], notes.MoodWords[4], notes.MoodWords[5]}
	s.usual = w.NewText("", w.Caption.In(theme.Text3))
	s.mood = w.NewMoodPicker(value(m.Mood), words, func(mood int) {
		p.edit(func(m *notes.Meeting) {
			m.Mood, m.MoodSource = number(mood), sourceOr(m.MoodSource, mood)
		})
		s.show(p.a.team)
	})
	s.source = w.NewRadio([]string{first + " said", "My reading"}, 0, func(i int) {
		p.edit(func(m *notes.Meeting) { m.MoodSource = sources[i] })
	})
	s.workload = w.NewWorkload(value(m.Workload)-1, func(i int) {
		p.edit(func(m *notes.Meeting) {
			m.Workload, m.WorkloadSource = number(i+1), sourceOr(m.WorkloadSource, i+1)
		})
		s.showRests()
	})
	s.quick = w.NewQuickAdd("me: or "+first+": what, by when", s.parse, s.add)
	s.quick.SetLabel("Action item")
	p.a.keepWords("action."+p.m.Person.String()+"."+p.m.ID.String(), wordsIn(s.quick))
	s.added = w.NewText("", w.Caption.In(theme.Text3))
	s.checks = map[uuid.UUID]*w.Check{}
	s.actions, s.goals, s.shownActions = w.VStack(0), w.VStack(12), ""
	s.rests = w.NewButton("", w.Link, func() {
		p.edit(func(m *notes.Meeting) {
			if m.WorkloadSource == notes.Impression {
				m.WorkloadSource = notes.Said
			} else {
				m.WorkloadSource = notes.Impression
			}
		})
		s.showRests()
	})
	s.question.build(p)
	head := func(title string, right fyne.CanvasObject) fyne.CanvasObject {
		return w.HStack(8, w.NewText(title, w.SmallStrong), w.Spacer(), right)
	}
	section := func(o ...fyne.CanvasObject) fyne.CanvasObject { return w.Pad(w.VStack(8, o...), 10, 16, 14, 16) }
	own := []fyne.CanvasObject{section(head("Mood today", s.usual), s.mood, s.source), section(head("Workload", s.rests), s.workload)}
	suggested := section(s.question.root)
	if p.a.sharing {
		own, suggested = []fyne.CanvasObject{section(coverWords())}, section(coverWords())
	}
	s.root = container.NewVScroll(w.Rows(append(own,
		section(head("Actions", s.added), s.quick, s.actions),
		section(head("Goals", w.NewText("Check in as you talk", w.Caption.In(theme.Text3))), s.goals),
		suggested,
	)...))
}

func (s *meetingSide) object() fyne.CanvasObject { return s.root }

// value is a number that may be unknown, 0 where it is.
func value(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// number is the opposite: nil for 0.
func number(n int) *int {
	if n <= 0 {
		return nil
	}
	return &n
}

// sourceOr keeps what a value rests on, begins with what was said, and ends with the value.
func sourceOr(s notes.Source, value int) notes.Source {
	switch {
	case value <= 0:
		return ""
	case s == "":
		return notes.Said
	}
	return s
}

func (s *meetingSide) show(t *Team) {
	p := s.p
	s.mood.SetValue(value(p.m.Mood))
	s.source.SetSelected(map[bool]int{true: 1}[p.m.MoodSource == notes.Impression])
	s.workload.SetSelected(value(p.m.Workload) - 1)
	usual := ""
	if band, ok := morale.Baseline(p.member.File, t.Rules, t.On); ok {
		usual = "Usual " + mark.In(band.Words())
	}
	s.usual.SetText(usual)
	s.showRests()
	s.showActions(t)
	s.showGoals(t)
	s.question.show(t)
}

// showRests says what the workload rests on; a click changes it.
func (s *meetingSide) showRests() {
	m := s.p.m
	if m.Workload == nil {
		s.rests.Hide()
		return
	}
	s.rests.Show()
	if m.WorkloadSource == notes.Impression {
		s.rests.SetText("My reading")
	} else {
		s.rests.SetText(short(s.p.member.Person.FirstName(), 16) + " said")
	}
}

func (s *meetingSide) showActions(t *Team) {
	p := s.p
	var rows []fyne.CanvasObject
	added := 0
	shown := fmt.Sprint(t.On, p.member.Person.FirstName())
	for _, x := range p.member.Actions {
		if x.Meeting == p.m.ID {
			shown += fmt.Sprintf("|%s %q %v %v %v", x.ID, x.Text, x.State, x.Owner, x.Due)
		}
	}
	if shown == s.shownActions {
		return
	}
	s.shownActions = shown
	for _, x := range p.member.Actions {
		if x.Meeting != p.m.ID {
			continue
		}
		added++
		check := s.checks[x.ID]
		if check == nil {
			check = w.NewCheck("", false, func(on bool) { p.a.setActionDone(x, on) })
			s.checks[x.ID] = check
		}
		check.SetChecked(x.State == notes.ActionDone)
		check.SetLabel(x.Text)
		style := w.Body
		if x.State != notes.ActionOpen {
			style = style.In(theme.Text3)
		}
		who := "me"
		if x.Owner == notes.Them {
			who = short(p.member.Person.FirstName(), 16)
		}
		if x.Due != 0 {
			who += " · " + dayWord(x.Due, t.On)
		}
		rows = append(rows, w.Sized(w.HStack(8, check, w.Grow(w.NewElided(x.Text, style)), w.NewText(who, w.Caption.In(theme.Text2))), 0, 32))
	}
	s.actions.Objects = rows
	s.actions.Refresh()
	said := "Enter adds"
	if added > 0 {
		said = count(added, "added", "added") + " · Enter adds"
	}
	s.added.SetText(said)
}

// names are how the report may be addressed in an action line.
func (s *meetingSide) names() []string {
	return []string{s.p.member.Person.Name, s.p.member.Person.FirstName()}
}

// parse says under the action box what was understood.
func (s *meetingSide) parse(text string) (string, w.Tone) {
	rest, rule, first := language.CutRepeat(text, s.p.a.today())
	line, ok := language.ParseAction(rest, s.names(), s.p.a.today())
	line.Due = cmp.Or(line.Due, first)
	if !ok {
		return "Write what is to be done.", w.Neutral
	}
	who := "You"
	if notes.Side(line.Owner) == notes.Them {
		who = s.p.member.Person.FirstName()
	}
	if line.Due == 0 {
		return strings.Join([]string{who, line.Text, "no date found, add one?"}, " · "), w.Neutral
	}
	return strings.Join(nonEmpty(who, line.Text, language.RepeatWords(rule), line.Due.Format("Mon 2 Jan")), " · "), w.Good
}

func (s *meetingSide) add(text string) bool {
	rest, rule, first := language.CutRepeat(text, s.p.a.today())
	line, ok := language.ParseAction(rest, s.names(), s.p.a.today())
	if !ok || notes.IsBlank(line.Text) {
		return false
	}
	owner := notes.Side(line.Owner)
	if owner == "" {
		owner = notes.Me
	}
	x := notes.Action{
		Person: s.p.m.Person, Meeting: s.p.m.ID, Text: line.Text, Owner: owner, Created: s.p.a.today(), Due: cmp.Or(line.Due, first), Recurs: rule, State: notes.ActionOpen,
	}
	s.p.a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, x)
		return err
	}, s.p.a.backInto(s.quick, text))
	return true
}

func (s *meetingSide) showGoals(t *Team) {
	p := s.p
	var active []goals.Goal
	for _, g := range p.member.Goals {
		if g.Status == goals.Active {
			active = append(active, g)
		}
	}
	if s.goals.Objects != nil && t.On == s.goalsOn && reflect.DeepEqual(active, s.shownGoals) {
		return
	}
	s.shownGoals, s.goalsOn = active, t.On
	var rows []fyne.CanvasObject
	for _, g := range active {
		now := ""
		if len(g.KeyResults) == 1 {
			now = nowWords(g.KeyResults[0], g.CheckIns)
		} else if v := goals.Progress(g); v != nil {
			now = percent(*v)
		}
		confidence := "No check-in yet"
		if c, ok := g.LastCheckIn(); ok {
			confidence = strings.Join(nonEmpty(c.Confidence.Words(), shortDay(c.Date, t.On)), " · ")
		}
		rows = append(rows, w.VStack(3,
			w.HStack(8, w.Grow(w.NewElided(g.Title, w.Small)), cutAt(now, w.SmallStrong, 130)),
			w.NewProgressBar(goals.Progress(g), goals.Expected(g, t.On), 6),
			w.HStack(8, w.Grow(w.NewElided(confidence, w.Caption.In(theme.Text2))), w.NewButton("Check in", w.Link, func() { p.a.checkIn(g) })),
		))
	}
	if len(rows) == 0 {
		rows = append(rows, w.NewWrapped("No active goals.", w.Small.In(theme.Text2)))
	}
	s.goals.Objects = rows
	s.goals.Refresh()
}

func (s *meetingSide) focusActions() { s.quick.Focus() }

func (s *meetingSide) focusMood() { s.p.a.window.Canvas().Focus(s.mood) }

// nowWords is the value of a key result now, with its unit; empty without one.
func nowWords(k goals.KeyResult, checkIns []goals.CheckIn) string {
	if v := k.Value(checkIns); v != nil && k.Kind != goals.Milestone {
		return k.Amount(*v, mark)
	}
	return ""
}
