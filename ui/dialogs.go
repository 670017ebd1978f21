package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// forSomeone runs do for the person that is open, or asks for whom.
func (a *App) forSomeone(question string, do func(person uuid.UUID)) {
	if m := a.team.Member(a.place.Person); m != nil && !m.Person.IsArchived() {
		do(m.Person.ID)
		return
	}
	a.askForWhom(question, do)
}

// askForWhom asks for a person by name and runs do.
func (a *App) askForWhom(question string, do func(person uuid.UUID)) {
	var choose []*Member
	for _, m := range a.team.Members {
		if !m.Person.IsArchived() {
			choose = append(choose, m)
		}
	}
	switch len(choose) {
	case 0:
		a.addPerson()
		return
	case 1:
		do(choose[0].Person.ID)
		return
	}
	a.choosePerson(question, choose, func(m *Member) { do(m.Person.ID) })
}

// cadences are the rhythms that the form offers.
var cadences = []people.Cadence{people.Weekly, people.Biweekly, "every 3 weeks", people.Monthly, people.NoRhythm}

var cadenceWords = []string{"Weekly", "Every 2 weeks", "Every 3 weeks", "Monthly", "No rhythm"}

// addPerson asks for a new report: the name is all that must be there.
func (a *App) addPerson() { a.editPerson(people.Person{Cadence: people.Weekly}, "Add a report", "Add") }

// editPerson shows a person's main facts in a form.
func (a *App) editPerson(p people.Person, title, save string) {
	name, role, team, started := w.NewEntry("First and last name"), w.NewEntry("Engineer, team lead…"), w.NewEntry(""), w.NewEntry("YYYY-MM-DD")
	name.Put(p.Name)
	role.Put(p.Role)
	team.Put(p.Team)
	started.Put(p.Started.String())
	rhythm := 0
	for i, c := range cadences {
		if c == p.Cadence {
			rhythm = i
		}
	}
	relation := w.NewSegmented(relationWords, max(slices.Index(relations, p.Relation), 0), nil)
	cadence := w.NewSelect(cadenceWords, rhythm, func(i int) { rhythm = i })
	name.OnChanged = func(string) { name.SetError("") }
	started.OnChanged = func(string) { started.SetError("") }

	var o *w.Overlay
	submit := func() bool {
		next := p
		next.Name, next.Role, next.Team, next.Cadence = name.Text, role.Text, team.Text, cadences[rhythm]
		next.Relation = relations[relation.Selected()]
		if p.Relation == "" && next.Relation == people.Report {
			next.Relation = "" // what is absent stays so
		}
		next.Started = 0
		if text := strings.TrimSpace(started.Text); text != "" {
			d, err := civil.ParseDate(text)
			if err != nil {
				started.SetError("Write the day as YYYY-MM-DD, for example 2026-03-31.")
				started.Focus()
				return false
			}
			next.Started = d
		}
		if strings.TrimSpace(next.Name) == "" {
			name.SetError("A name is needed. The rest can wait.")
			name.Focus()
			return false
		}
		if next.ID == uuid.Nil {
			next.ID = a.o.NewID()
			colour := len(a.team.Members) % 7
			next.Colour = &colour
			a.openSoon(Place{Page: Person, Person: next.ID})
		}
		put(a, next)
		return true
	}
	for _, e := range []*w.Entry{name, role, team, started} {
		e.OnEnter = func(string) {
			if submit() {
				o.Close()
			}
		}
	}
	form := w.VStack(14,
		w.Field("Name", "", name), w.Field("Role", "", role), w.Field("Team", "", team), w.Field("Who is it", "", relation),
		w.Columns(16, []float32{1, 1}, w.Field("One-on-ones", "", cadence), w.Field("Joined", "can stay empty", started)),
	)
	o = a.showForm("person."+p.ID.String(), func() { a.editPerson(p, title, save) },
		w.Form{Title: title, Content: form, Save: save, Cancel: "Cancel", Focus: name, OnSave: submit},
		wordsIn(name), wordsIn(role), wordsIn(team), wordsIn(started), choiceOf(relation, &relation.OnChanged), choiceOf(cadence, &cadence.OnChanged))
}

// newGoal opens the form for a goal of a person.
func (a *App) newGoal(person uuid.UUID) { a.open(Place{Page: Goal, Person: person}) }

// archive asks, then files a person away: notes stay, reminders stop.
func (a *App) archive(m *Member) {
	first := m.Person.FirstName()
	day, why := w.NewEntry("today"), w.NewEntry("New job, moved to Platform… only you see it")
	day.SetLabel("Last day")
	why.SetLabel("Why")
	day.OnChanged = func(string) { day.SetError("") }
	submit := func() bool {
		on := a.today()
		last := on
		if strings.TrimSpace(day.Text) != "" {
			d, rule, ok := whenOf(day.Text, on)
			if !ok || rule != "" {
				day.SetError("Not a day. Write it like 31 March or 2026-03-31.")
				day.Focus()
				return false
			}
			last = d
		}
		before, reason := m.Person, why.Text
		change(a, before, func(p people.Person) (people.Person, error) {
			p.Status, p.StatusSince, p.Left = people.Archived, on, &people.Left{Date: last, Why: reason}
			return p, nil
		})
		a.offerUndo(first+" is archived.", func() {
			change(a, before, func(p people.Person) (people.Person, error) {
				p.Status, p.StatusSince, p.Left = before.Status, before.StatusSince, before.Left
				return p, nil
			})
		})
		return true
	}
	a.showForm("archive."+m.Person.ID.String(), func() { a.archive(m) }, w.Form{Title: "Archive " + first + "?", Save: "Archive", Cancel: "Cancel", OnSave: submit,
		Content: w.VStack(12, w.NewWrapped("Notes stay, reminders stop.", w.Body.In(theme.Text2)), w.Columns(12, []float32{1, 2.5}, w.Field("Last day", "", day), w.Field("Why", "can stay empty", why)))},
		wordsIn(day), wordsIn(why))
}

// comeBack continues the record of a person who was archived.
func (a *App) comeBack(m *Member) {
	before, on := m.Person, a.today()
	change(a, before, func(p people.Person) (people.Person, error) {
		p.Status, p.StatusSince, p.Left = people.Active, on, nil
		return p, nil
	})
	a.offerUndo(before.FirstName()+" is back on the team.", func() {
		change(a, before, func(p people.Person) (people.Person, error) {
			p.Status, p.StatusSince, p.Left = before.Status, before.StatusSince, before.Left
			return p, nil
		})
	})
}

// scrolled lets content of any height take at most so much of a dialog.
func scrolled(o fyne.CanvasObject, most float32) fyne.CanvasObject {
	return container.New(atMost{most}, container.NewVScroll(w.Inset(o, ringRoom)))
}

// ringRoom is how far a focus ring reaches beyond its widget; a scroll would cut it off.
const ringRoom = 4

// atMost is as high as the content of its scroll, up to a height. The scroll reaches beyond its place by the room of a focus ring, so that the
// content stands where it would without one.
type atMost struct{ height float32 }

func (l atMost) MinSize(objects []fyne.CanvasObject) fyne.Size {
	inner := objects[0].(*container.Scroll).Content.MinSize()
	return fyne.NewSize(inner.Width-2*ringRoom, min(inner.Height-2*ringRoom, l.height))
}

func (l atMost) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(-ringRoom, -ringRoom))
	objects[0].Resize(size.AddWidthHeight(2*ringRoom, 2*ringRoom))
}
