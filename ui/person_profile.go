package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// profileTab is what is known about a person beside the work with them: rows that are edited in place.
type profileTab struct {
	p       *personPage
	scroll  *container.Scroll
	editing *profileRow
	entries []*w.Entry
	words   *draft // keeps what is typed into them
	edit    fyne.CanvasObject
	notes   *w.Entry // private notes, saved as they are typed
	said    *w.Text
	save    *autosave
	written string // private notes as they were saved last
}

// profileRow is one line of the profile.
type profileRow struct {
	label  string
	empty  string // shown where nothing is known
	lines  bool   // a list, one a line
	show   func(p people.Person) (value, aside string)
	fields []profileField
}

// profileField is an entry of a row that is edited.
type profileField struct {
	hint  string
	rows  int // more than one: an entry of several lines
	ratio float32
	get   func(p people.Person) string
	set   func(p *people.Person, text string) error
}

func newProfileTab(p *personPage) *profileTab { return &profileTab{p: p} }

// textField is a field that is kept as it is typed.
func textField(hint string, at func(*people.Person) *string) profileField {
	return profileField{hint: hint, ratio: 1,
		get: func(p people.Person) string { return *at(&p) },
		set: func(p *people.Person, text string) error { *at(p) = text; return nil },
	}
}

// dayField is a field that holds a day.
func (s *profileTab) dayField(hint string, at func(*people.Person) *civil.Date) profileField {
	words := func(d civil.Date) string {
		if d == 0 {
			return ""
		}
		return d.Format("2 January 2006")
	}
	return profileField{hint: hint, ratio: 1,
		get: func(p people.Person) string { return words(*at(&p)) },
		set: func(p *people.Person, text string) error {
			if text == words(*at(p)) {
				return nil
			}
			d, rule, ok := whenOf(text, s.p.a.today())
			if !ok || rule != "" {
				return errNoDay
			}
			*at(p) = d
			return nil
		},
	}
}

// errNoDay is what a day that is none gets.
var errNoDay = sayError("Not a day. Write it like 2 January 2025 or 2025-01-02.")

// sayError is an error whose words are for the person as they stand.
type sayError string

func (e sayError) Error() string { return string(e) }

// listField is a list of texts, one a line.
func listField(hint string, at func(*people.Person) *[]string) profileField {
	return profileField{hint: hint, rows: 4, ratio: 1,
		get: func(p people.Person) string { return strings.Join(*at(&p), "\n") },
		set: func(p *people.Person, text string) error {
			if text == strings.Join(*at(p), "\n") {
				return nil // also one whose texts have lines of their own
			}
			*at(p) = linesOf(text)
			return nil
		},
	}
}

// work are the rows of the Work card.
func (s *profileTab) work() []*profileRow {
	on, now := s.p.a.team.On, s.p.a.team.Now
	plain := func(at func(*people.Person) *string) func(people.Person) (string, string) {
		return func(p people.Person) (string, string) { return *at(&p), "" }
	}
	name := func(p *people.Person) *string { return &p.Name }
	role, team := func(p *people.Person) *string { return &p.Role }, func(p *people.Person) *string { return &p.Team }
	email, pronouns := func(p *people.Person) *string { return &p.Email }, func(p *people.Person) *string { return &p.Pronouns }
	nameField := textField("First and last name", name)
	nameField.set = func(p *people.Person, text string) error {
		if notes.IsBlank(text) {
			return sayError("A name is needed.")
		}
		p.Name = text
		return nil
	}
	since := s.dayField("Since: 2 January 2025", func(p *people.Person) *civil.Date { return &p.RoleSince })
	zone := profileField{hint: "Time zone: Europe/Helsinki, or a city", ratio: 1,
		get: func(p people.Person) string { return p.Timezone },
		set: func(p *people.Person, text string) (err error) { p.Timezone, err = findZone(text); return err },
	}
	birthday := profileField{hint: "29 February", ratio: 1,
		get: func(p people.Person) string { b, _ := birthdayWords(p.Birthday, on); return b },
		set: func(p *people.Person, text string) (err error) { p.Birthday, err = birthdayOf(text); return err },
	}
	return []*profileRow{
		{label: "Name", show: plain(name), fields: []profileField{nameField}},
		{label: "Role", empty: "Not noted", fields: []profileField{textField("Engineer, team lead…", role), since}, show: func(p people.Person) (string, string) {
			if p.RoleSince == 0 {
				return p.Role, ""
			}
			return p.Role, "since " + p.RoleSince.Format("2 Jan 2006")
		}},
		{label: "Team", empty: "Not noted", fields: []profileField{textField("Team", team)}, show: func(p people.Person) (string, string) { return p.Team, s.colleagues(p) }},
		{label: "Joined", empty: "Not noted", fields: []profileField{s.dayField("2 January 2025", func(p *people.Person) *civil.Date { return &p.Started })}, show: func(p people.Person) (string, string) {
			if p.Started == 0 {
				return "", ""
			}
			return p.Started.Format("2 January 2006"), span(p.Started, on)
		}},
		{label: "Probation ends", empty: "None noted", fields: []profileField{s.dayField("30 June 2026", func(p *people.Person) *civil.Date { return &p.ProbationUntil })}, show: func(p people.Person) (string, string) {
			switch days := int(p.ProbationUntil - on); {
			case p.ProbationUntil == 0:
				return "", ""
			case days < 0:
				return p.ProbationUntil.Format("2 January 2006"), "over"
			default:
				return p.ProbationUntil.Format("2 January 2006"), "in " + count(days, "day", "days")
			}
		}},
		{label: "Location", empty: "Not noted", fields: []profileField{textField("City, country", func(p *people.Person) *string { return &p.Location }), zone}, show: func(p people.Person) (string, string) {
			place := p.Location
			if place == "" {
				place = p.Timezone
			}
			return place, theirTime(p, now)
		}},
		{label: "Birthday", empty: "Not noted", fields: []profileField{birthday}, show: func(p people.Person) (string, string) {
			if p.Birthday == "" {
				return "", ""
			}
			return birthdayWords(p.Birthday, on)
		}},
		{label: "Pronouns", empty: "Not said. Texts use the name.", fields: []profileField{textField("she/her, they/them…", pronouns)}, show: plain(pronouns)},
		{label: "E-mail", empty: "Not noted", fields: []profileField{textField("name@example.org", email)}, show: plain(email)},
	}
}

// colleagues are the others of a team, by first name.
func (s *profileTab) colleagues(p people.Person) string {
	if p.Team == "" {
		return ""
	}
	var names []string
	for _, m := range s.p.a.team.Active() {
		if m.Person.ID != p.ID && m.Person.Team == p.Team {
			names = append(names, m.Person.Name)
		}
	}
	switch n := len(names); {
	case n == 0:
		return ""
	case n > 3:
		return "with " + strings.Join(names[:3], ", ") + " and " + count(n-3, "other", "others")
	case n == 1:
		return "with " + names[0]
	default:
		return "with " + strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// how are the rows of the card about how a person works.
func (s *profileTab) how() []*profileRow {
	list := func(label, empty string, at func(*people.Person) *[]string) *profileRow {
		return &profileRow{label: label, empty: empty, lines: true, fields: []profileField{listField("One a line", at)},
			show: func(p people.Person) (string, string) { return strings.Join(*at(&p), "\n"), "" }}
	}
	style := textField("Long quiet mornings. Questions in writing first, then talk.", func(p *people.Person) *string { return &p.WorkingStyle })
	style.rows = 5
	return []*profileRow{
		{label: "Working style", empty: "What helps, what gets in the way, how feedback lands best", fields: []profileField{style}, show: func(p people.Person) (string, string) { return p.WorkingStyle, "" }},
		list("Motivators", "What gives energy", func(p *people.Person) *[]string { return &p.Motivators }),
		list("Interests, direction", "What to learn, where to grow", func(p *people.Person) *[]string { return &p.Interests }),
		list("Tags", "For search: tag:word", func(p *people.Person) *[]string { return &p.Tags }),
	}
}

func (s *profileTab) show(*Team) fyne.CanvasObject {
	a, m := s.p.a, s.p.m
	first := m.Person.FirstName()
	if s.notes == nil {
		s.buildNotes()
	}
	if s.notes.Text == s.written && s.written != m.Person.ProfileNotes && !s.save.pending() {
		s.written = m.Person.ProfileNotes
		s.notes.Put(s.written)
	}
	rows := func(list []*profileRow) []fyne.CanvasObject {
		var out []fyne.CanvasObject
		for _, r := range list {
			out = append(out, s.row(r))
		}
		return out
	}
	work := append(rows(s.work()), s.relationRow(), s.photoRow(), s.colourRow())
	how := rows(s.how())
	how = slices.Insert(how, 2, s.strengthsRow())
	if events := s.eventsRow(); events != nil {
		how = append(how, events)
	}
	left := w.VStack(12, w.NewCard(w.NewCardHead("Work", "Press a line to change it", nil), w.Rows(work...)),
		w.NewCard(w.NewCardHead("How "+short(first, 20)+" works", "In "+short(first, 20)+"’s words where quoted", nil), w.Rows(how...)))
	right := []fyne.CanvasObject{s.rhythmCard(), s.leaveCard()}
	if m.Person.IsReport() {
		right = append(right, a.covered("Warning signs", s.signsCard))
	}
	right = append(right, s.notesCard(), s.leavingCard())
	ratio := []float32{652, 364}
	if a.shell.narrow {
		ratio = []float32{560, 376}
	}
	offset := fyne.Position{}
	if s.scroll != nil {
		offset = s.scroll.Offset
	}
	s.scroll = container.NewVScroll(w.Pad(w.Columns(a.gap(), ratio, left, w.VStack(12, right...)), 16, a.pad(), 20, a.pad()))
	s.scroll.Offset = offset
	return s.scroll
}

const profileLabel = 128

// fitting is one line of a text, cut so that it is at most so wide in small type.
func fitting(text string, width float32) string {
	r := []rune(strings.Join(strings.Fields(short(text, 200)), " "))
	cut := false
	for len(r) > 1 && fyne.MeasureText(string(r), theme.SizeSmall, fyne.TextStyle{}).Width > width {
		r, cut = r[:len(r)-1-len(r)/20], true
	}
	if cut {
		return string(r) + "…"
	}
	return string(r)
}

// row is a line of the profile, or the entries that change it.
func (s *profileTab) row(r *profileRow) fyne.CanvasObject {
	if s.editing != nil && s.editing.label == r.label {
		return s.edit
	}
	value, aside := r.show(s.p.m.Person)
	label := w.NewElided(r.label, w.Small.In(theme.Text2))
	var body fyne.CanvasObject
	height := float32(40)
	switch {
	case notes.IsBlank(value):
		body = w.NewElided(r.empty, w.Body.In(theme.Text3))
	case r.lines:
		height = 0
		var chips []fyne.CanvasObject
		for _, line := range linesOf(value) {
			chips = append(chips, w.NewChip(fitting(line, 340), "", w.Neutral))
		}
		body = w.Pad(w.WrapRow(8, 6, chips...), 10, 0, 10, 0)
	case r.fields[0].rows > 1:
		height = 0
		body = w.Pad(w.NewText(value, w.Body).Wrap(12), 10, 0, 10, 0)
	default:
		spans := []w.Span{w.Body.Span(value)}
		if aside != "" {
			spans = append(spans, w.Small.In(theme.Text2).Span("  "+aside))
		}
		body = w.NewSpans(spans...).Elide()
	}
	beside := w.VStack(0, w.Spacer(), label, w.Spacer())
	if height == 0 { // several lines: beside the first
		beside = w.VStack(0, w.Pad(label, 11, 0, 0, 0))
	}
	row := w.NewRow(height, w.FixedLeft(profileLabel, 0, beside, body), func() { s.begin(r) })
	row.SetLabel(r.label + ": " + value)
	return row
}

// begin puts entries in place of a row; what another row had open is saved first.
func (s *profileTab) begin(r *profileRow) {
	if s.editing != nil && !s.commit() {
		return
	}
	person := s.p.m.Person
	s.editing, s.entries = r, nil
	var fields []fyne.CanvasObject
	var ratio []float32
	for i, f := range r.fields {
		e := w.NewEntry(f.hint)
		if f.rows > 1 {
			e = w.NewMultiEntry(f.hint, f.rows)
		}
		e.SetLabel(r.label)
		if i > 0 {
			e.SetLabel(f.hint)
		}
		e.Put(f.get(person))
		e.OnEnter = func(string) { s.commitAndShow() }
		e.OnEscape = s.restore
		e.OnChanged = func(string) { e.SetError("") }
		if f.rows <= 1 {
			e.OnShortcut = func(sc fyne.Shortcut) bool {
				c, ok := sc.(*desktop.CustomShortcut)
				if ok = ok && c.KeyName == fyne.KeyReturn && c.Modifier == ctrl; ok {
					s.commitAndShow()
				}
				return ok
			}
		}
		s.entries, fields, ratio = append(s.entries, e), append(fields, e), append(ratio, f.ratio)
	}
	var kept []formField
	for _, e := range s.entries {
		kept = append(kept, wordsIn(e))
	}
	s.words, _ = s.p.a.keepWords("profile."+person.ID.String()+"."+r.label, kept...)
	key := "Enter"
	if r.fields[0].rows > 1 {
		key = keyName(fyne.KeyReturn, ctrl)
	}
	foot := w.HStack(8, w.NewKeyCap(key), w.NewText("saves", w.Caption.In(theme.Text2)), w.NewKeyCap("Esc"), w.NewText("leaves it as it was", w.Caption.In(theme.Text2)), w.Spacer(),
		w.NewButton("Cancel", w.Quiet, s.restore).Small(), w.NewButton("Save", w.Primary, s.commitAndShow).Small())
	body := w.VStack(8, w.Columns(8, ratio, fields...), foot)
	label := w.Pad(w.NewElided(r.label, w.Small.In(theme.Text2)), 10, 0, 0, 0)
	s.edit = w.Behind(w.Pad(w.FixedLeft(profileLabel, 0, w.VStack(0, label, w.Spacer()), body), 8, 16, 8, 16), theme.Sunken)
	s.p.showTab(s.p.a.team)
	s.p.a.later(func() {
		if s.editing == r {
			e := s.entries[0]
			if !e.MultiLine {
				e.CursorColumn = len([]rune(e.Text))
			}
			e.Focus()
		}
	})
}

// restore leaves the row as it was.
func (s *profileTab) restore() {
	if r := s.editing; r != nil {
		s.p.a.letGo(s.words, func() { s.begin(r) })
	}
	s.editing, s.entries, s.edit = nil, nil, nil
	s.p.showTab(s.p.a.team)
}

func (s *profileTab) commitAndShow() {
	if s.commit() {
		s.p.showTab(s.p.a.team)
	}
}

// commit writes what the open row holds; false where it cannot be, which the entry says.
func (s *profileTab) commit() bool {
	r, a, before := s.editing, s.p.a, s.p.m.Person
	if r == nil {
		return true
	}
	texts := make([]string, len(r.fields))
	changed := false
	trial := before
	for i, f := range r.fields {
		texts[i] = s.entries[i].Text
		if texts[i] == f.get(before) {
			continue
		}
		changed = true
		if err := f.set(&trial, texts[i]); err != nil {
			said := err.Error()
			s.entries[i].SetError(strings.ToUpper(said[:1]) + said[1:])
			s.entries[i].Focus()
			s.scroll.Refresh()
			return false
		}
	}
	s.editing, s.entries, s.edit = nil, nil, nil
	defer s.words.saved()
	if !changed {
		return true
	}
	changeWithUndo(a, before, r.label+" is changed.", func(p *people.Person) {
		for i, f := range r.fields {
			if texts[i] != f.get(before) {
				_ = f.set(p, texts[i]) // it could be set above
			}
		}
	})
	return true
}

// leave saves what is open.
func (s *profileTab) leave() {
	if s.editing != nil {
		s.commit()
	}
	if s.save != nil {
		s.save.flush()
	}
}

// buildNotes makes the entry of the private notes, which are saved as they are typed.
func (s *profileTab) buildNotes() {
	a, id := s.p.a, s.p.m.Person.ID
	s.written = s.p.m.Person.ProfileNotes
	s.notes = w.NewMultiEntry("Only you see this", 7)
	s.notes.SetLabel("Private notes")
	s.notes.Put(s.written)
	s.said = w.NewText("", w.Caption.In(theme.Text2))
	s.save = &autosave{do: a.do,
		take: func() func(func(error)) {
			text := s.notes.Text
			return func(done func(error)) {
				a.save(s.save, func(tx *storage.Tx) error {
					p, err := storage.Get[people.Person](tx, id)
					if err != nil {
						return err
					}
					p.ProfileNotes = text
					_, err = storage.Put(tx, p)
					return err
				}, func(err error) {
					if err == nil {
						s.written = text
					}
					done(err)
				})
			}
		},
		changed: func(state SaveState, err error) {
			switch state {
			case Saved:
				s.said.SetSpans(w.Caption.In(theme.Text2).Span("Saved " + a.now().Format("15:04")))
			case Failed:
				s.said.SetSpans(w.Caption.In(theme.Red).Span(notSaved(err)))
			}
		},
	}
	s.notes.OnChanged = func(text string) {
		if text != s.written || s.save.pending() {
			s.save.touch()
		}
	}
}
