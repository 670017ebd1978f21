package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/notes"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// templatesPage shows the templates of one-on-ones, lets the chosen one be changed in place, and the question library beside it.
type templatesPage struct {
	a        *App
	at       Place
	root     *fyne.Container
	narrow   bool
	cramped  bool
	list     *fyne.Container
	head     *w.CardHead
	rows     map[uuid.UUID]*w.Row
	chosen   uuid.UUID
	edit     *templateEdit
	library  *questionList
	inUse    *w.Text
	afterPut func()
}

func newTemplatesPage(a *App, at Place) *templatesPage {
	p := &templatesPage{a: a, at: at, root: container.NewStack(), rows: map[uuid.UUID]*w.Row{}, chosen: at.Record, list: w.VStack(0)}
	if m := a.team.Member(at.Person); m != nil && p.chosen == uuid.Nil {
		if t, ok := notes.FindTemplate(a.team.templates(), m.Person.Template); ok {
			p.chosen = t.ID
		}
	}
	p.edit = newTemplateEdit(p)
	p.library = newQuestionList(p)
	p.build()
	return p
}

func (p *templatesPage) object() fyne.CanvasObject { return p.root }

func (p *templatesPage) leave() { p.edit.keep() }

func (p *templatesPage) build() {
	a := p.a
	p.narrow = a.shell.narrow
	back := w.NewIconButton("back", "Back", w.Quiet, func() { a.goBack() })
	top := a.topbar("Templates and questions", "Built-in ones can be changed and brought back", w.NewButton("New template", w.Primary, p.askNew).WithIcon("plus"))
	p.head = w.NewCardHead("Templates", "", nil)
	left, right := float32(228), float32(396)
	if p.narrow {
		left, right = 200, 352
	}
	if p.cramped = a.shell.cramped; p.cramped {
		left, right = 150, 232
	}
	p.root.Objects = []fyne.CanvasObject{w.Edges(
		w.Pad(w.HStack(12, back, w.Grow(top)), 0, a.pad(), 0, a.pad()), nil, nil, nil,
		w.Pad(w.FixedLeft(left, a.gap(), fullCard(p.head, nil, container.NewVScroll(p.list)), w.FixedRight(right, a.gap(), p.edit.root, p.library.root)), 0, a.pad(), 20, a.pad()))}
	p.root.Refresh()
}

func (p *templatesPage) show(t *Team) {
	if p.narrow != p.a.shell.narrow || p.cramped != p.a.shell.cramped {
		p.build()
	}
	all := t.templates()
	if _, ok := byID(all, p.chosen); !ok {
		p.chosen = all[0].ID
	}
	rows := map[uuid.UUID]*w.Row{}
	var objects []fyne.CanvasObject
	var linked []*w.Row
	for _, x := range all {
		said := count(len(x.Sections), "section", "sections")
		parts := []fyne.CanvasObject{}
		_, builtIn := notes.BuiltInTemplate(x.ID)
		if builtIn && x.Changes() > 0 {
			said += ", changed"
		}
		style := w.Body
		if x.ID == p.chosen {
			style = w.Strong
		}
		parts = append(parts, w.Grow(w.VStack(0, w.NewText(x.Name, style).Wrap(2), w.NewElided(said, w.Caption.In(theme.Text2)))))
		if !builtIn {
			parts = append(parts, w.NewChip("Own", "", w.Neutral))
		}
		row := w.NewRow(0, w.Pad(w.HStack(8, parts...), 10, 0, 10, 0), func() { p.choose(x.ID) }).Edged()
		row.SetLabel(x.Name)
		row.SetSelected(x.ID == p.chosen)
		rows[x.ID] = row
		linked = append(linked, row)
		objects = append(objects, row, w.NewLine())
	}
	w.LinkRows(linked...)
	p.a.keepFocus(func() {
		p.rows = rows
		p.list.Objects = objects
		p.list.Refresh()
		p.head.SetCount(count(len(all), "", ""))
		p.edit.show(t)
		p.library.show(t)
	})
}

func byID(all []notes.Template, id uuid.UUID) (notes.Template, bool) {
	for _, t := range all {
		if t.ID == id {
			return t, true
		}
	}
	return notes.Template{}, false
}

// choose shows another template.
func (p *templatesPage) choose(id uuid.UUID) {
	p.edit.keep()
	p.chosen = id
	p.at.Record = id
	p.a.replace(p.at)
	p.show(p.a.team)
}

// askNew asks for the name of a new template, which begins with one section.
func (p *templatesPage) askNew() {
	p.askName("New template", "", "Add", func(name string) {
		p.add(notes.Template{Name: name, Sections: []notes.Section{{Title: "First section"}}})
	})
}

func (p *templatesPage) add(t notes.Template) {
	p.edit.keep()
	t.ID = p.a.o.NewID()
	p.chosen = t.ID
	put(p.a, t)
}

func (p *templatesPage) askName(title, name, save string, done func(name string)) {
	entry := w.NewEntry("Name of the template")
	entry.Put(name)
	var o *w.Overlay
	submit := func() bool {
		if notes.IsBlank(entry.Text) {
			entry.SetError("A name is needed.")
			return false
		}
		done(entry.Text)
		return true
	}
	entry.OnEnter = func(string) {
		if submit() {
			o.Close()
		}
	}
	o = w.ShowForm(p.a.window.Canvas(), w.Form{Title: title, Content: entry, Save: save, Cancel: "Cancel", Focus: entry, OnSave: submit})
}

// usersOf are the people whose one-on-ones begin with a template.
func (t *Team) usersOf(tpl notes.Template) []*Member {
	all := t.templates()
	var out []*Member
	for _, m := range t.Members {
		if x, ok := notes.FindTemplate(all, m.Person.Template); ok && x.ID == tpl.ID && !m.Person.IsArchived() {
			out = append(out, m)
		}
	}
	return out
}

// templateEdit is the middle column: the chosen template, changed where it stands. Each entry saves when the keyboard leaves it.
type templateEdit struct {
	p       *templatesPage
	root    *fyne.Container
	head    *w.CardHead
	body    *fyne.Container
	foot    *w.Text
	back    *w.Button
	section *w.Button
	t       notes.Template // as the entries were made from
	entries []*templateEntry
	focus   int // the entry that gets the keyboard when they are made again; -1 for none
}

// templateEntry is one line of the template: the title or the text of a section, or one of its points.
type templateEntry struct {
	*w.Entry
	section, point int // point -2 is the title, -1 the text
}

const (
	titleLine = -2
	textLine  = -1
)

func newTemplateEdit(p *templatesPage) *templateEdit {
	e := &templateEdit{p: p, body: w.VStack(0), foot: w.NewText("", w.Small.In(theme.Text2)), focus: -1}
	more := w.NewIconButton("more", "More about this template", w.Quiet, nil)
	more.SetOnTapped(func() { w.ShowMenuAt(more, e.menu()) })
	e.head = w.NewCardHead("", "", w.HStack(4, w.NewButton("Duplicate", w.Plain, e.duplicate).WithIcon("copy").Small(), more))
	e.back = w.NewButton("Bring back", w.Link, func() { remove(p.a, e.t, "Brought back as it was made. Your changes are in the trash.") })
	e.section = w.NewButton("Section", w.Plain, e.addSection).WithIcon("plus").Small()
	foot := w.VStack(0, w.NewLine(), w.Sized(w.Pad(w.HStack(12, e.section, w.Spacer(), e.foot, e.back), 0, 16, 0, 16), 0, 48))
	e.root = container.NewStack(fullCard(e.head, foot, container.NewVScroll(e.body)))
	return e
}

func (e *templateEdit) show(t *Team) {
	now, _ := byID(t.templates(), e.p.chosen)
	e.head.SetTitle(now.Name)
	users := len(t.usersOf(now))
	said := ""
	if users > 0 {
		said = "for " + count(users, "person", "people")
	}
	e.head.SetCount(said)
	changes := now.Changes()
	e.foot.SetText("")
	if changes > 0 {
		e.foot.SetText(count(changes, "change", "changes") + " of yours")
		e.back.Show()
	} else {
		e.back.Hide()
	}
	if now.ID == e.t.ID && sameSections(now.Sections, withoutBlank(e.t.Sections)) && len(e.entries) > 0 {
		e.t.Name = now.Name
		return // what is typed stays
	}
	e.t = now
	e.build()
}

func sameSections(a, b []notes.Section) bool {
	return slices.EqualFunc(a, b, func(x, y notes.Section) bool {
		return x.Title == y.Title && x.Text == y.Text && slices.Equal(x.Points, y.Points)
	})
}

// withoutBlank leaves points out in which nothing is written yet.
func withoutBlank(sections []notes.Section) []notes.Section {
	out := slices.Clone(sections)
	for i := range out {
		out[i].Points = slices.DeleteFunc(slices.Clone(out[i].Points), notes.IsBlank)
	}
	return out
}

// build makes an entry for every line.
func (e *templateEdit) build() {
	e.entries = nil
	var parts []fyne.CanvasObject
	for i, s := range e.t.Sections {
		add := w.NewButton("+ Point", w.Link, func() { e.insert(i, len(e.t.Sections[i].Points)) })
		lines := []fyne.CanvasObject{
			w.HStack(4, w.Grow(e.line(i, titleLine, s.Title, "Title of the section")), add, e.tool(i, titleLine)),
			w.Pad(e.line(i, textLine, s.Text, "A hint for yourself, not in the notes"), 0, 36, 0, 0),
		}
		for j, text := range s.Points {
			lines = append(lines, w.HStack(4, w.Pad(w.NewIcon("dash", theme.Text3, 14), 0, 0, 0, 8), w.Grow(e.line(i, j, text, "A talking point")), e.tool(i, j)))
		}
		parts = append(parts, w.Pad(w.VStack(0, lines...), 8, 12, 8, 12), w.NewLine())
	}
	if len(parts) == 0 {
		parts = append(parts, w.EmptyState("No sections yet. A section is a heading in the notes with points for the agenda.", "", nil))
	}
	e.body.Objects = parts
	e.body.Refresh()
	if e.focus >= 0 && e.focus < len(e.entries) {
		e.entries[e.focus].Focus()
	}
	e.focus = -1
}

func (e *templateEdit) line(section, point int, text, hint string) *w.Entry {
	x := &templateEntry{w.NewEntry(hint).Calm(), section, point}
	x.TextStyle.Bold = point == titleLine
	x.Put(text)
	x.OnFocus = func(on bool) {
		if !on {
			e.keep()
		}
	}
	x.OnEnter = func(string) {
		if x.point == titleLine && e.typed().Sections[section].Title == "" {
			return
		}
		e.insert(section, max(point+1, 0))
	}
	x.OnShortcut = func(s fyne.Shortcut) bool {
		by := w.AltArrow(s)
		if by == 0 {
			return false
		}
		e.move(section, point, by)
		return true
	}
	x.OnEscape = func() {
		x.Put(e.textAt(section, point))
		e.p.a.escape()
	}
	e.entries = append(e.entries, x)
	return x.Entry
}

func (e *templateEdit) textAt(section, point int) string {
	s := e.t.Sections[section]
	switch point {
	case titleLine:
		return s.Title
	case textLine:
		return s.Text
	}
	return s.Points[point]
}

// tool is the menu at the end of a section's title or of a point.
func (e *templateEdit) tool(section, point int) fyne.CanvasObject {
	more := w.NewIconButton("more", "More about this line", w.Quiet, nil).Small()
	more.SetOnTapped(func() {
		word := "point"
		if point == titleLine {
			word = "section"
		}
		w.ShowMenuAt(more, []w.MenuItem{
			{Text: "Move up", Icon: "chevu", Key: "Alt Up", Do: func() { e.move(section, point, -1) }},
			{Text: "Move down", Icon: "chevd", Key: "Alt Down", Do: func() { e.move(section, point, 1) }},
			{},
			{Text: "Delete this " + word, Icon: "x", Danger: true, Do: func() { e.drop(section, point) }},
		})
	})
	return more
}

// typed is the template as the entries have it. Points that are blank are left out by save only, so that a new one can be written.
func (e *templateEdit) typed() notes.Template {
	t := e.t
	t.Sections = make([]notes.Section, len(e.t.Sections))
	for i, s := range e.t.Sections {
		t.Sections[i] = notes.Section{Title: s.Title, Text: s.Text, Points: slices.Clone(s.Points)}
	}
	for _, x := range e.entries {
		s := &t.Sections[x.section]
		switch x.point {
		case titleLine:
			if !notes.IsBlank(x.Text) {
				s.Title = x.Text
			}
		case textLine:
			s.Text = x.Text
		default:
			s.Points[x.point] = x.Text
		}
	}
	return t
}

// keep writes what was typed.
func (e *templateEdit) keep() {
	if len(e.entries) == 0 {
		return
	}
	if t := e.typed(); !sameSections(t.Sections, e.t.Sections) {
		e.save(t)
	}
}

// save writes the template without blank points; the entries stay as they are.
func (e *templateEdit) save(t notes.Template) {
	e.t = t
	clean := t
	clean.Sections = withoutBlank(t.Sections)
	if b, ok := notes.BuiltInTemplate(t.ID); ok && clean.Name == b.Name && sameSections(clean.Sections, b.Sections) {
		if _, changed := byID(e.p.a.team.Templates, t.ID); !changed {
			return
		}
	}
	put(e.p.a, clean)
}

// reshape writes a template whose lines are others, and makes the entries again.
func (e *templateEdit) reshape(t notes.Template, focusSection, focusPoint int) {
	e.save(t)
	n := 0
	e.focus = -1
	for i, s := range t.Sections {
		for point := titleLine; point < len(s.Points); point++ {
			if i == focusSection && point == focusPoint {
				e.focus = n
			}
			n++
		}
	}
	e.entries = nil
	e.build()
}

// insert opens a new point.
func (e *templateEdit) insert(section, at int) {
	t := e.typed()
	s := &t.Sections[section]
	at = min(at, len(s.Points))
	s.Points = slices.Insert(s.Points, at, "")
	e.reshape(t, section, at)
}

func (e *templateEdit) addSection() {
	t := e.typed()
	t.Sections = append(t.Sections, notes.Section{Title: "New section"})
	e.reshape(t, len(t.Sections)-1, titleLine)
}

func (e *templateEdit) move(section, point, by int) {
	t := e.typed()
	if point < 0 {
		to := section + by
		if to < 0 || to >= len(t.Sections) {
			return
		}
		t.Sections[section], t.Sections[to] = t.Sections[to], t.Sections[section]
		e.reshape(t, to, titleLine)
		return
	}
	s := &t.Sections[section]
	if to := point + by; to >= 0 && to < len(s.Points) {
		s.Points[point], s.Points[to] = s.Points[to], s.Points[point]
		e.reshape(t, section, to)
		return
	}
	next := section + by // into the neighbouring section
	if next < 0 || next >= len(t.Sections) {
		return
	}
	text := s.Points[point]
	s.Points = slices.Delete(s.Points, point, point+1)
	to := &t.Sections[next]
	at := 0
	if by < 0 {
		at = len(to.Points)
	}
	to.Points = slices.Insert(to.Points, at, text)
	e.reshape(t, next, at)
}

func (e *templateEdit) drop(section, point int) {
	before := e.typed()
	t := e.typed()
	said := "Deleted the section."
	if point == titleLine {
		t.Sections = slices.Delete(t.Sections, section, section+1)
	} else {
		said = "Deleted the point."
		t.Sections[section].Points = slices.Delete(t.Sections[section].Points, point, point+1)
	}
	e.reshape(t, -1, 0)
	e.p.a.offerUndo(said, func() { e.reshape(before, -1, 0) })
}

func (e *templateEdit) duplicate() {
	e.keep()
	t := e.typed()
	t.Name += ", copy"
	e.p.add(t)
}

// menu is what one can do with the whole template.
func (e *templateEdit) menu() []w.MenuItem {
	a := e.p.a
	items := []w.MenuItem{{Text: "Rename", Icon: "edit", Do: func() {
		e.p.askName("Rename the template", e.t.Name, "Rename", func(name string) {
			t := e.typed()
			t.Name = name
			e.save(t)
		})
	}}}
	if _, own := byID(a.team.Templates, e.t.ID); own {
		items = append(items, a.historyItem("templates", uuid.Nil, e.t.ID))
	}
	items = append(items, w.MenuItem{})
	for _, m := range a.team.Active() {
		t, ok := notes.FindTemplate(a.team.templates(), m.Person.Template)
		on := ok && t.ID == e.t.ID
		items = append(items, w.MenuItem{Text: "Use with " + m.Person.Name, Checked: on, Do: func() {
			if on {
				a.setTemplate(m, "")
			} else {
				a.setTemplate(m, e.t.ID.String())
			}
		}})
	}
	if _, builtIn := notes.BuiltInTemplate(e.t.ID); !builtIn {
		items = append(items, w.MenuItem{}, w.MenuItem{Text: "Delete this template", Icon: "x", Danger: true, Do: func() {
			remove(a, e.t, "Deleted the template "+strings.TrimSpace(e.t.Name)+".")
		}})
	}
	return items
}
