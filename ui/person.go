package ui

import (
	"fmt"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/goals"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// personPage is one person's file: overview, one-on-ones, goals.
type personPage struct {
	a    *App
	at   Place
	m    *Member
	root *fyne.Container
	body *fyne.Container
	tabs *w.Tabs

	overview   *overviewTab
	meetings   *meetingsTab
	goals      *personGoals
	feedback   *feedbackTab
	delegation *delegationTab
	profile    *profileTab
}

var personTabs = []string{TabOverview, TabMeetings, TabGoals, TabFeedback, TabDelegation, TabProfile}

func newPersonPage(a *App, at Place) *personPage {
	p := &personPage{a: a, at: at, root: container.NewStack(), body: container.NewStack()}
	p.overview, p.meetings, p.goals = &overviewTab{p: p}, newMeetingsTab(p, at), newPersonGoals(p, at)
	p.feedback, p.delegation, p.profile = newFeedbackTab(p, at), newDelegationTab(p, at), newProfileTab(p)
	return p
}

func (p *personPage) object() fyne.CanvasObject { return p.root }

func (p *personPage) saves() []*autosave {
	if p.profile.save == nil {
		return nil
	}
	return []*autosave{p.profile.save}
}

func (p *personPage) leave() {
	p.meetings.keepLine()
	p.feedback.leave()
	p.profile.leave()
}

// scrolls is what moves when the open tab is longer than the window.
func (p *personPage) scrolls() *container.Scroll {
	switch p.at.Tab {
	case TabOverview:
		return p.overview.root
	case TabGoals:
		return p.goals.root
	case TabDelegation:
		return p.delegation.root
	case TabFeedback:
		return p.feedback.scroll
	case TabProfile:
		return p.profile.scroll
	}
	return p.meetings.scroll
}

func (p *personPage) show(t *Team) { p.a.keepFocus(func() { p.draw(t) }) }

func (p *personPage) draw(t *Team) {
	m := t.Member(p.at.Person)
	if m == nil { // deleted meanwhile
		p.a.goTo(Place{Page: People})
		return
	}
	p.m = m
	p.tabs = w.NewTabs([]w.Tab{{Text: "Overview"}, {Text: "One-on-ones", Count: countOrNone(len(m.Meetings))}, {Text: "Goals", Count: countOrNone(len(activeGoals(m)))}, {Text: "Feedback"}, {Text: "Delegation"}, {Text: "Profile"}},
		p.tabIndex(), func(i int) {
			p.at.Tab, p.at.Record = personTabs[i], [16]byte{}
			p.a.replace(p.at)
			p.showTab(t)
		})
	p.root.Objects = []fyne.CanvasObject{w.Edges(
		w.VStack(0, w.Pad(p.head(t), 0, p.a.pad(), 0, p.a.pad()), w.Pad(p.tabs, 0, p.a.pad(), 0, p.a.pad()), w.NewLine()), nil, nil, nil, p.body)}
	p.showTab(t)
	p.root.Refresh()
}

func countOrNone(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprint(n)
}

func activeGoals(m *Member) []goals.Goal {
	var out []goals.Goal
	for _, g := range m.Goals {
		if g.Status == goals.Active {
			out = append(out, g)
		}
	}
	return out
}

func (p *personPage) tabIndex() int {
	for i, t := range personTabs {
		if t == p.at.Tab {
			return i
		}
	}
	return 0
}

func (p *personPage) showTab(t *Team) {
	var o fyne.CanvasObject
	switch p.at.Tab {
	case TabMeetings:
		o = p.meetings.show(t)
	case TabGoals:
		o = p.goals.show(t)
	case TabDelegation:
		o = p.delegation.show(t)
	case TabFeedback:
		o = p.feedback.show(t)
	case TabProfile:
		o = p.profile.show(t)
	default:
		o = p.overview.show(t)
	}
	p.body.Objects = []fyne.CanvasObject{o}
	p.body.Refresh()
}

func (p *personPage) head(t *Team) fyne.CanvasObject {
	a, m := p.a, p.m
	id := m.Person.ID
	facts := nonEmpty(roleAndTeam(m.Person, " · "), span(m.Person.Started, t.On), rhythmWords(m.Person, t.Now))
	met := "Not met yet"
	if last, ok := m.LastMet(); ok {
		met = "Last met " + shortDay(last.At.Date(), t.On)
	}
	if next, ok := m.Next(t.Now); ok {
		day := dayWord(dayOf(next.At, t.Now), t.On)
		met += " · Next " + strings.ToLower(day[:1]) + day[1:] + " " + clockOf(next.At, t.Now)
		if dayOf(next.At, t.Now) > t.On+1 {
			met = strings.Replace(met, "Next "+strings.ToLower(day[:1])+day[1:], "Next "+day, 1)
		}
	} else if due := m.NextDue(t.Now); due != 0 {
		met += " · Due " + shortDay(due, t.On)
	}
	if m.Person.IsArchived() {
		met = "Archived " + shortDay(m.Person.StatusSince, t.On) + ". The record stays."
	}
	if _, apart := theirClock(m.Person, t.Now); apart != 0 {
		met += " · " + theirTime(m.Person, t.Now)
	}
	lines := []fyne.CanvasObject{w.NewElided(m.Person.Name, w.Title)}
	if len(facts) > 0 {
		lines = append(lines, w.NewElided(strings.Join(facts, " · "), w.Small.In(theme.Text2)))
	}
	words := middle(append(lines, w.NewElided(met, w.Small.In(theme.Text3)))...)
	start := "Start one-on-one"
	if _, ok := m.Ongoing(); ok {
		start = "Continue one-on-one"
	}
	more := w.NewIconButton("more", "More", w.Plain, nil)
	more.SetOnTapped(func() { w.ShowMenuAt(more, p.menu()) })
	objects := []fyne.CanvasObject{w.NewButton("Export", w.Plain, func() { a.exportPeriod(m) }).WithIcon("export")}
	if !a.shell.narrow {
		objects = append(objects, w.NewButton("Prep", w.Plain, func() { a.open(Place{Page: Prep, Person: id}) }).WithIcon("edit"))
	}
	objects = append(objects, more)
	if !m.Person.IsArchived() {
		objects = append(objects, w.NewButton(start, w.Primary, func() { a.startMeeting(id) }).WithIcon("play").Writes())
	}
	return w.Sized(w.HStack(14, a.avatar(m, 56), w.Grow(words), w.HStack(8, objects...)), 0, 88)
}

// rhythmWords says how often and when, where the manager is: "Weekly, Tuesdays 14:00".
func rhythmWords(p people.Person, now time.Time) string {
	r := rhythmOf(p, now)
	if r.day == 0 {
		return p.Cadence.Words()
	}
	return strings.Join(nonEmpty(p.Cadence.Words(), weekdayWords[r.day]+" "+r.clock), ", ")
}

func (p *personPage) menu() []w.MenuItem {
	a, m := p.a, p.m
	items := []w.MenuItem{{Text: "Prep", Icon: "doc", Do: func() { a.open(Place{Page: Prep, Person: m.Person.ID}) }}, {Text: "Edit profile", Icon: "edit", Do: func() {
		p.at.Tab = TabProfile
		a.replace(p.at)
		p.show(a.team)
	}}}
	if a.at == 0 {
		items = append(items, w.MenuItem{Text: "As it was known on a day", Icon: "clock", Do: a.askDay})
	}
	if m.Person.IsArchived() {
		items = append(items, w.MenuItem{Text: "Back on the team", Icon: "refresh", Writes: true, Do: func() {
			a.comeBack(m)
		}})
	} else {
		items = append(items, w.MenuItem{Text: "Archive", Icon: "folder", Writes: true, Do: func() { a.archive(m) }})
	}
	past := a.historyItem("people", m.Person.ID, m.Person.ID)
	past.Text = "Earlier versions of the profile"
	items = append(items, past, w.MenuItem{Text: "Merge with another entry", Icon: "people", Writes: true, Do: func() { a.askMerge(m) }})
	return append(items, w.MenuItem{}, w.MenuItem{Text: "Delete " + m.Person.FirstName() + " and everything about them", Icon: "x", Danger: true, Writes: true, Do: func() {
		w.Confirm(a.window.Canvas(), "Delete "+m.Person.Name+"?", "All one-on-ones, goals and notes about "+m.Person.FirstName()+" go to Trash for 90 days.", "Delete", "Keep", true, func() {
			a.open(Place{Page: People})
			remove(a, m.Person, "Deleted "+m.Person.Name+".")
		})
	}})
}

func (p *personPage) actions() []action {
	return []action{
		{"Export notes", fyne.KeyE, ctrl, func() { p.a.exportPeriod(p.m) }},
		{"Start one-on-one", fyne.KeyReturn, ctrl, p.a.toWrite(func() { p.a.startMeeting(p.at.Person) })},
		{"Add a talking point", fyne.KeyT, ctrl, p.a.toWrite(func() {
			if p.at.Tab == TabOverview && p.overview.add != nil {
				p.overview.add.Focus()
				return
			}
			p.a.addPoint(p.at.Person)
		})},
	}
}
