package ui

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/dialog"
	fs "fyne.io/fyne/v2/storage"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// relations are who a person can be to the manager.
var relations = []people.Relation{people.Report, people.Manager, people.Peer}

var relationWords = []string{"Reports to me", "My manager", "Peer"}

// set changes the person and offers to undo it.
func (s *profileTab) set(said string, f func(*people.Person)) {
	changeWithUndo(s.p.a, s.p.m.Person, said, f)
}

// fixed is a row of the profile with parts to press of its own.
func fixed(label string, height float32, body fyne.CanvasObject) fyne.CanvasObject {
	return w.Sized(w.Pad(w.FixedLeft(profileLabel, 0, w.VStack(0, w.Spacer(), w.NewElided(label, w.Small.In(theme.Text2)), w.Spacer()), body), 0, 16, 0, 16), 0, height)
}

func (s *profileTab) relationRow() fyne.CanvasObject {
	at := max(slices.Index(relations, s.p.m.Person.Relation), 0)
	choice := w.NewSegmented(relationWords, at, func(i int) {
		s.set(s.p.m.Person.FirstName()+": "+strings.ToLower(relationWords[i])+".", func(p *people.Person) { p.Relation = relations[i] })
	}).WithHeight(28).Writes()
	return fixed("Relation", 44, w.HStack(8, choice, w.Spacer()))
}

func (s *profileTab) photoRow() fyne.CanvasObject {
	m := s.p.m
	parts := []fyne.CanvasObject{s.p.a.avatar(m, 28), w.NewButton("Photo…", w.Plain, s.choosePhoto).Small().Writes()}
	if m.Person.Photo != "" {
		parts = append(parts, w.NewButton("Remove", w.Quiet, func() {
			s.set("The photo is removed.", func(p *people.Person) { p.Photo = "" })
		}).Small().Writes())
	}
	return fixed("Photo", 44, w.HStack(8, append(parts, w.Spacer())...))
}

func (s *profileTab) colourRow() fyne.CanvasObject {
	m := s.p.m
	var parts []fyne.CanvasObject
	for i := range 7 {
		disc := w.NewAvatar(m.Person.Name, i, 24)
		disc.SetRing(i == m.Colour())
		b := w.NewRow(40, disc, func() {
			s.set("The colour is changed.", func(p *people.Person) { p.Colour = &i })
		}).WithSide(6).Writes()
		b.SetLabel(fmt.Sprint("Colour ", i+1))
		parts = append(parts, w.Sized(b, 36, 40))
	}
	return fixed("Colour", 44, w.Pad(w.HStack(4, append(parts, w.Spacer())...), 0, 0, 0, -6))
}

// avatar is a person's photo, else their initials.
func (a *App) avatar(m *Member, size float32) *w.Avatar {
	photo := m.Photo
	if a.sharing { // a face says more than a name
		photo = nil
	}
	return w.NewAvatar(m.Person.Name, m.Colour(), size).WithPhoto(photo)
}

// choosePhoto asks for a picture and makes the photo of it beside the main goroutine.
func (s *profileTab) choosePhoto() {
	d := dialog.NewFileOpen(func(file fyne.URIReadCloser, err error) {
		if err != nil {
			s.p.a.showError(err)
		} else if file != nil {
			s.takePhoto(file)
		}
	}, s.p.a.window)
	d.SetFilter(fs.NewExtensionFileFilter([]string{".jpg", ".jpeg", ".png", ".gif", ".JPG", ".JPEG", ".PNG", ".GIF"}))
	d.Show()
}

// takePhoto reads a picture and keeps it as the person's photo.
func (s *profileTab) takePhoto(file fyne.URIReadCloser) {
	a, person := s.p.a, s.p.m.Person
	a.working.Add(1)
	go func() {
		defer a.working.Done()
		photo, err := makePhoto(file)
		file.Close()
		a.do(func() {
			if err != nil {
				w.ShowError(a.window.Canvas(), "This photo was not taken", err.Error())
				return
			}
			change(a, person, func(p people.Person) (people.Person, error) { p.Photo = photo; return p, nil })
			a.offerUndo("The photo of "+person.FirstName()+" is changed.", func() {
				change(a, person, func(p people.Person) (people.Person, error) { p.Photo = person.Photo; return p, nil })
			})
		})
	}()
}

func (s *profileTab) strengthsRow() fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for i, x := range s.p.m.Person.Strengths {
		word := fitting(firstLine(x.Text), 320)
		if n := len(x.Evidence); n > 0 {
			word += fmt.Sprintf(" · %d", n)
		}
		b := w.NewButton(word, w.Plain, func() { s.editStrength(i) }).Small().Writes()
		b.SetLabel("Strength: " + x.Text)
		chips = append(chips, b)
	}
	chips = append(chips, w.NewButton("Add a strength", w.Quiet, func() { s.editStrength(-1) }).WithIcon("plus").Small().Writes())
	return w.Pad(w.FixedLeft(profileLabel, 0, w.Pad(w.VStack(0, w.NewElided("Strengths", w.Small.In(theme.Text2)), w.Spacer()), 6, 0, 0, 0), w.WrapRow(8, 6, chips...)), 6, 16, 6, 16)
}

// editStrength shows a strength with its evidence; -1 is a new one.
func (s *profileTab) editStrength(i int) {
	a, today := s.p.a, s.p.a.today()
	var x people.Strength
	title := "A strength of " + s.p.m.Person.FirstName()
	if i >= 0 {
		x = s.p.m.Person.Strengths[i]
	}
	text := w.NewEntry("Finds causes in data")
	text.SetLabel("Strength")
	text.Put(x.Text)
	type line struct {
		was  people.Evidence
		day  *w.Entry
		text *w.Entry
	}
	var lines []line
	list := w.VStack(6)
	words := func(d civil.Date) string {
		if d == 0 {
			return ""
		}
		return d.Format("2 Jan 2006")
	}
	touch := func() {}
	add := func(e people.Evidence) {
		l := line{was: e, day: w.NewEntry("When"), text: w.NewEntry("What was seen")}
		l.day.Put(words(e.Date))
		l.text.Put(e.Text)
		l.day.OnChanged = func(string) { l.day.SetError(""); touch() }
		l.text.OnChanged = func(string) { touch() }
		lines = append(lines, l)
		list.Add(w.FixedLeft(120, 8, l.day, l.text))
	}
	for _, e := range x.Evidence {
		add(e)
	}
	add(people.Evidence{})
	shown := formField{word: true, // the lines, as they are typed
		get: func() string {
			out := [][2]string{}
			for _, l := range lines {
				out = append(out, [2]string{l.day.Text, l.text.Text})
			}
			for len(out) > 0 && out[len(out)-1] == [2]string{} {
				out = out[:len(out)-1]
			}
			return jsonText(out)
		},
		put: func(text string) {
			var kept [][2]string
			if json.Unmarshal([]byte(text), &kept) != nil {
				return
			}
			for len(lines) <= len(kept) {
				add(people.Evidence{})
			}
			for i, l := range lines {
				var words [2]string
				if i < len(kept) {
					words = kept[i]
				}
				l.day.Put(words[0])
				l.text.Put(words[1])
			}
			list.Refresh()
		},
		hook: func(typed func()) { touch = typed },
	}
	opened := shown.get()
	var o *w.Overlay
	more := w.NewButton("More evidence", w.Quiet, func() {
		add(people.Evidence{})
		list.Refresh()
		a.window.Canvas().Focus(lines[len(lines)-1].day)
	}).WithIcon("plus").Small()
	save := func(list []people.Strength, said string) {
		s.set(said, func(p *people.Person) { p.Strengths = list })
	}
	submit := func() bool {
		next := people.Strength{Text: text.Text}
		for _, l := range lines {
			e := people.Evidence{Text: l.text.Text, Date: l.was.Date}
			if l.day.Text != words(l.was.Date) {
				d, ok := pastDay(l.day.Text, today)
				if !ok {
					l.day.SetError("Not a day")
					l.day.Focus()
					return false
				}
				e.Date = d
			}
			if !notes.IsBlank(e.Text) {
				next.Evidence = append(next.Evidence, e)
			}
		}
		if notes.IsBlank(next.Text) {
			text.SetError("Name the strength first.")
			text.Focus()
			return false
		}
		all := slices.Clone(s.p.m.Person.Strengths)
		if i >= 0 && i < len(all) {
			all[i] = next
		} else {
			all = append(all, next)
		}
		save(all, "The strengths are changed.")
		return true
	}
	foot := w.HStack(8, more, w.Spacer())
	if i >= 0 {
		foot.Add(w.NewButton("Remove this strength", w.Quiet, func() {
			text.Put(x.Text) // nothing is to be offered again
			shown.put(opened)
			o.Close()
			all := slices.Clone(s.p.m.Person.Strengths)
			save(slices.Delete(all, i, i+1), "The strength is removed.")
		}).Small())
	}
	about := "new"
	if i >= 0 { // another one may stand in its place the next time
		about = uuid.NewSHA1(s.p.m.Person.ID, []byte(x.Text)).String()
	}
	o = a.showForm("strength."+s.p.m.Person.ID.String()+"."+about, func() { s.editStrength(i) }, w.Form{
		Title: title, Content: w.VStack(12, w.Field("Strength", "", text), w.Field("Evidence", "what showed it, and when", scrolled(list, 260)), foot),
		Save: "Save", Cancel: "Cancel", Width: 640, Focus: text, OnSave: submit,
	}, wordsIn(text), shown)
}

// eventsRow lists what happened to the person and the team; nil where there was nothing.
func (s *profileTab) eventsRow() fyne.CanvasObject {
	m, on := s.p.m, s.p.a.team.On
	var chips []fyne.CanvasObject
	for i := len(m.Events) - 1; i >= 0 && len(chips) < 6; i-- {
		chips = append(chips, w.NewChip(shortDay(m.Events[i].Date, on)+" "+fitting(firstLine(m.Events[i].Text), 280), "", w.Neutral))
	}
	if len(chips) == 0 {
		return nil
	}
	if s.p.a.sharing {
		chips = []fyne.CanvasObject{coverWords()}
	}
	return w.Pad(w.FixedLeft(profileLabel, 0, w.VStack(0, w.NewElided("Events", w.Small.In(theme.Text2)), w.Spacer()), w.WrapRow(8, 6, chips...)), 10, 16, 10, 16)
}

func (s *profileTab) leaveCard() fyne.CanvasObject {
	a, m, on := s.p.a, s.p.m, s.p.a.team.On
	list := slices.Clone(m.Absences)
	slices.SortStableFunc(list, func(x, y people.Absence) int { return cmp.Compare(y.From, x.From) })
	var rows []fyne.CanvasObject
	for i, x := range list {
		if i == 6 {
			break
		}
		style, said := w.Body, x.Text
		if a.sharing {
			said = ""
		}
		if x.To < on {
			style = w.Body.In(theme.Text3)
			said = strings.Join(nonEmpty(said, "over"), ", ")
		} else if x.From <= on {
			said = strings.Join(nonEmpty(said, "now"), ", ")
		}
		if x.Person != m.Person.ID {
			said = strings.Join(nonEmpty("everyone", said), ", ")
		}
		row := w.NewRow(40, w.HStack(10, w.NewIcon("sun", theme.Text2, 16), w.Grow(w.NewElided(daysWords(x.From, x.To, on), style)), w.NewText(short(firstLine(said), 24), w.Small.In(theme.Text2))), nil)
		row.SetLabel("Leave: " + daysWords(x.From, x.To, on))
		row.SetOnTapped(func() {
			w.ShowMenuAt(row, []w.MenuItem{
				{Text: "Edit", Icon: "edit", Writes: true, Do: func() { s.editLeave(x) }},
				a.historyItem("absences", x.Person, x.ID),
				{Text: "Delete", Icon: "x", Danger: true, Writes: true, Do: func() { remove(a, x, "Deleted the leave of "+daysWords(x.From, x.To, on)+".") }},
			})
		})
		rows = append(rows, row)
	}
	away := w.NewCheck("On leave now, until further notice", m.Person.Status == people.OnLeave, func(on bool) {
		s.set("The status is changed.", func(p *people.Person) {
			p.Status, p.StatusSince = people.Active, a.today()
			if on {
				p.Status = people.OnLeave
			}
		})
	}).Steady().WithStyle(w.Small).Writes()
	rows = append(rows, w.Pad(away, 8, 16, 8, 16))
	add := w.NewButton("Add dates", w.Link, func() { s.editLeave(people.Absence{Person: m.Person.ID}) }).Writes()
	return w.NewCard(w.NewCardHead("Leave", "Stops reminders and signs", add), w.Rows(rows...))
}

// daysWords says a stretch of days: "6 to 10 April", "22 Dec to 2 Jan".
func daysWords(from, to, on civil.Date) string {
	switch {
	case from == to:
		return shortDay(from, on)
	case from.Year() == to.Year() && from.Month() == to.Month() && from.Year() == on.Year():
		return fmt.Sprintf("%d to %s", from.Day(), to.Format("2 January"))
	case from.Year() == to.Year() && from.Month() == to.Month():
		return fmt.Sprintf("%d to %s", from.Day(), shortDay(to, on))
	}
	return shortDay(from, on) + " to " + shortDay(to, on)
}

// editLeave asks for the days of a leave or holiday.
func (s *profileTab) editLeave(x people.Absence) {
	a, today := s.p.a, s.p.a.today()
	from, to, text := w.NewEntry("6 april, next mon"), w.NewEntry("10 april"), w.NewEntry("Holiday, parental leave… only you see it")
	for e, d := range map[*w.Entry]civil.Date{from: x.From, to: x.To} {
		if d != 0 {
			e.Put(d.Format("2 Jan 2006"))
		}
		e.OnChanged = func(string) { e.SetError("") }
	}
	from.SetLabel("From")
	to.SetLabel("To")
	text.Put(x.Text)
	everyone := w.NewCheck("For everyone, as a public holiday", x.ID != [16]byte{} && x.Person == [16]byte{}, nil).Steady()
	submit := func() bool {
		read := func(e *w.Entry, otherwise civil.Date) (civil.Date, bool) {
			if notes.IsBlank(e.Text) && otherwise != 0 {
				return otherwise, true
			}
			d, rule, ok := whenOf(e.Text, today)
			if !ok || rule != "" || d == 0 {
				e.SetError("Not a day. Write it like 6 April or 2026-04-06.")
				e.Focus()
				return 0, false
			}
			return d, true
		}
		next := x
		var ok bool
		if next.From, ok = read(from, 0); !ok {
			return false
		}
		if next.To, ok = read(to, next.From); !ok {
			return false
		}
		if next.To < next.From {
			to.SetError("The last day is before the first.")
			to.Focus()
			return false
		}
		next.Text, next.Person = text.Text, s.p.m.Person.ID
		if everyone.Checked() {
			next.Person = [16]byte{}
		}
		if next.ID == [16]byte{} {
			next.ID = a.o.NewID()
		}
		put(a, next)
		return true
	}
	a.showForm("leave."+s.p.m.Person.ID.String()+"."+x.ID.String(), func() { s.editLeave(x) }, w.Form{Title: "Leave of " + s.p.m.Person.FirstName(), Save: "Save", Cancel: "Cancel", Focus: from, OnSave: submit,
		Content: w.VStack(12, w.Columns(12, []float32{1, 1}, w.Field("From", "", from), w.Field("To", "the same day if empty", to)), w.Field("Note", "", text), everyone)},
		wordsIn(from), wordsIn(to), wordsIn(text), tickOf(everyone))
}

var sensitivities = []people.Sensitivity{people.Quiet, people.Normal, people.Alert}

func (s *profileTab) signsCard() fyne.CanvasObject {
	at := slices.Index(sensitivities, s.p.m.Person.Sensitivity)
	if at < 0 {
		at = 1
	}
	choice := w.NewSegmented([]string{"Quiet", "Normal", "Alert"}, at, func(i int) {
		s.set("The sensitivity is changed.", func(p *people.Person) { p.Sensitivity = sensitivities[i] })
	}).Writes()
	said := []string{"Only concern and urgent are shown.", "As the settings say.", "Signs are raised a fifth earlier."}[at]
	return w.NewCard(w.NewCardHead("Warning signs", "Only you see this", nil).WithoutLine(), w.Pad(w.VStack(8, choice, w.NewText(said, w.Caption.In(theme.Text2))), 0, 16, 14, 16))
}

func (s *profileTab) notesCard() fyne.CanvasObject {
	head := w.NewCardHead("Private notes", "Only you see this", nil).WithoutLine().WithIcon("lock", theme.Text2)
	foot := w.HStack(8, w.Grow(s.said), w.NewText("Left out of exports", w.Caption.In(theme.Text2)))
	var notes fyne.CanvasObject = s.notes
	if s.p.a.sharing {
		notes = coverWords()
	}
	return w.NewCard(head, w.Pad(w.VStack(6, notes, foot), 0, 16, 12, 16))
}

func (s *profileTab) leavingCard() fyne.CanvasObject {
	a, m, on := s.p.a, s.p.m, s.p.a.team.On
	first := short(m.Person.FirstName(), 16)
	title, line := "When "+first+" leaves the team", "Notes stay, reminders stop."
	button := w.NewButton("Archive "+first, w.Plain, func() { a.archive(m) }).Small().Writes()
	if m.Person.IsArchived() {
		title, line = "Archived "+shortDay(m.Person.StatusSince, on), "The record stays."
		if l := m.Person.Left; l != nil {
			title = "Left " + shortDay(l.Date, on)
			if !a.sharing {
				line = strings.Join(nonEmpty(firstLine(l.Why), line), " · ")
			}
		}
		button = w.NewButton("Back on the team", w.Plain, func() { a.comeBack(m) }).Small().Writes()
	}
	return w.NewCard(w.Pad(w.HStack(8, w.Grow(w.VStack(0, w.NewElided(title, w.Body), w.NewElided(line, w.Caption.In(theme.Text2)))), button), 12, 16, 12, 16))
}
