package ui

import (
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// templateMenu offers every template for this meeting, and what the person usually gets.
func (p *meetingPage) templateMenu() []w.MenuItem {
	all := p.a.team.templates()
	used, _ := notes.FindTemplate(all, p.m.Template)
	usual, hasUsual := notes.FindTemplate(all, p.member.Person.Template)
	var items []w.MenuItem
	for _, t := range all {
		items = append(items, w.MenuItem{Text: t.Name, Checked: t.ID == used.ID && p.m.Template != "", Do: func() { p.useTemplate(t) }})
	}
	items = append(items, w.MenuItem{})
	first := p.member.Person.FirstName()
	if p.m.Template != "" && (!hasUsual || usual.ID != used.ID) {
		items = append(items, w.MenuItem{Text: "Always use " + used.Name + " with " + first, Icon: "star", Do: func() { p.a.setTemplate(p.member, used.ID.String()) }})
	}
	if hasUsual {
		items = append(items, w.MenuItem{Text: "No template by itself with " + first, Icon: "x", Do: func() { p.a.setTemplate(p.member, "") }})
	}
	return append(items, w.MenuItem{Text: "Templates and questions", Icon: "edit", Do: func() { p.a.open(Place{Page: Templates, Person: p.m.Person}) }})
}

// useTemplate fills agenda and notes; what stands there stays. It is one step of the notes that can be undone.
func (p *meetingPage) useTemplate(t notes.Template) {
	if p.preview {
		p.choosePart(p.inPrivate)
	}
	m := p.m
	m.Notes = p.shared.Text()
	filled := notes.Fill(m, t, p.a.o.NewID)
	if added := filled.Notes[len(m.Notes):]; added != "" {
		p.shared.Replace(p.shared.Len(), p.shared.Len(), added)
	}
	p.edit(func(m *notes.Meeting) {
		m.Template = filled.Template
		m.Topics = filled.Topics
	})
	p.save.flush()
	p.agenda.show()
	p.side.question.team, p.side.question.all = nil, nil
	p.side.question.show(p.a.team)
	p.focusEditor()
}

func withTemplate(template string) func(people.Person) (people.Person, error) {
	return func(x people.Person) (people.Person, error) {
		x.Template = template
		return x, nil
	}
}

// setTemplate chooses the template that every new one-on-one with a person begins with; empty for none.
func (a *App) setTemplate(m *Member, template string) {
	change(a, m.Person, withTemplate(template))
	said := "New one-on-ones with " + m.Person.FirstName() + " begin empty."
	if t, ok := notes.FindTemplate(a.team.templates(), template); ok {
		said = "New one-on-ones with " + m.Person.FirstName() + " begin with " + t.Name + "."
	}
	a.say(said)
}
