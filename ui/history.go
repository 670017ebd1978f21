package ui

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/language"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// historyPage shows the earlier texts of a record beside the present ones, and brings one of them back.
type historyPage struct {
	a        *App
	at       Place // Kind is the list that the record is in, empty for meetings; Field one of its texts, empty for the first that changed
	kind     historyKind
	present  json.RawMessage
	earlier  []storage.Version
	bodies   []recordBody   // the earlier ones and the present one, taken apart
	fields   []historyField // those that can be chosen
	field    historyField   // the one that is
	versions []noteVersion  // the earliest first; the last is the present text
	chosen   int            // index in versions
	err      error
	read     bool
	root     *fyne.Container
	scroll   *container.Scroll
	list     *container.Scroll
	changes  []fyne.CanvasObject // the first row of each change
	next     int                 // the change that Next goes to
	unfolded bool
}

func newHistoryPage(a *App, at Place) *historyPage {
	if at.Kind == "" {
		at.Kind = "meetings"
	}
	if at.Kind == "meetings" && at.Field == "" {
		at.Field = "notes"
	}
	return &historyPage{a: a, at: at, kind: historyKinds[at.Kind], chosen: -1, root: container.NewStack()}
}

func (p *historyPage) object() fyne.CanvasObject { return p.root }

func (p *historyPage) leave() {}

// show reads the versions anew: what was written meanwhile is among them.
func (p *historyPage) show(*Team) {
	on := p.a.today()
	go func() {
		var versions []storage.Version
		var present json.RawMessage
		err := p.a.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
			if present, err = p.kind.get(tx, p.at.Record); err == nil {
				versions, err = storage.History(tx, p.at.Kind, p.at.Record)
			}
			return err
		})
		bodies := make([]recordBody, 0, len(versions)+1)
		for _, v := range versions {
			bodies = append(bodies, bodyOf(v.Body))
		}
		bodies = append(bodies, bodyOf(present))
		fields := p.kind.fieldsOf(bodies, on)
		p.a.do(func() {
			if p.a.page != p {
				return
			}
			p.present, p.earlier, p.bodies, p.fields, p.err, p.read = present, versions, bodies, fields, err, true
			p.makeVersions()
			p.a.keepFocus(p.draw)
		})
	}()
	p.a.keepFocus(p.draw)
}

// makeVersions follows what was read and the field that is shown. The version before the present one is the one to look at first.
func (p *historyPage) makeVersions() {
	p.versions = nil
	if p.err == nil {
		at := slices.IndexFunc(p.fields, func(f historyField) bool { return f.name == p.at.Field })
		if at < 0 {
			at = max(0, slices.IndexFunc(p.fields, func(f historyField) bool { return f.texts > 1 }))
		}
		p.field, p.at.Field = p.fields[at], p.fields[at].name
		first := firstWritten(p.at.Record, p.present, p.earlier, p.a.now())
		p.versions = textVersions(p.present, first, p.earlier, p.bodies, p.field)
	}
	if n := len(p.versions); p.chosen < 0 || p.chosen >= n {
		p.chosen = max(n-2, 0)
	}
}

// chooseField shows the history of another text of the record.
func (p *historyPage) chooseField(i int) {
	p.at.Field = p.fields[i].name
	p.a.replace(p.at)
	p.chosen, p.unfolded = -1, false
	p.makeVersions()
	p.a.keepFocus(p.draw)
}

// part chooses between the texts of the record.
func (p *historyPage) part() fyne.CanvasObject {
	labels, at := []string{}, 0
	for i, f := range p.fields {
		labels = append(labels, f.label)
		if f.name == p.at.Field {
			at = i
		}
	}
	switch {
	case len(labels) < 2:
		return w.HStack(0)
	case p.at.Kind == "meetings" && len(labels) == 2:
		return w.NewSegmented(labels, at, p.chooseField).WithIcons("chat", "lock").WithHeight(36)
	case len(labels) <= 3 && !p.a.shell.narrow:
		return w.NewSegmented(labels, at, p.chooseField).WithHeight(36)
	}
	return w.NewSelect(labels, at, p.chooseField)
}

// about says whose record it is.
func (p *historyPage) about(member *Member) string {
	name := "The team"
	switch {
	case member != nil:
		name = member.Person.Name
	case p.at.Kind == "templates":
		name = aField("name", "").text(bodyOf(p.present))
	case p.at.Kind == "questions":
		name = "Your question"
	}
	if p.at.Kind != "meetings" {
		return name
	}
	var m notes.Meeting
	if json.Unmarshal(p.present, &m) != nil || m.At.IsZero() {
		return "One-on-one with " + name
	}
	return "One-on-one with " + name + ", " + longDay(dayOf(m.At, p.a.now()), p.a.today())
}

func (p *historyPage) draw() {
	a := p.a
	member := a.team.Member(p.at.Person)
	title := middle(w.NewElided(p.kind.title, w.Title), w.NewElided(p.about(member), w.Small.In(theme.Text2)))
	part := p.part()
	copyIt := w.NewButton("Copy", w.Plain, p.copy).WithIcon("copy")
	restore := w.NewButton("Restore this version", w.Primary, p.restore).WithIcon("ret").Writes()
	if p.err != nil || len(p.versions) < 2 || p.chosen == len(p.versions)-1 {
		restore.Disable()
	}
	if p.err != nil || len(p.versions) == 0 {
		copyIt.Disable()
	}
	back := w.NewIconButton("back", "Back", w.Quiet, a.goBack)
	var face fyne.CanvasObject = w.NewIconTile("people", w.Neutral)
	if member != nil {
		face = w.NewAvatar(member.Person.Name, member.Colour(), 40)
	}
	head := w.Sized(w.HStack(12, back, face, w.Grow(title), part, copyIt, restore), 0, theme.HeightTopbar)
	p.root.Objects = []fyne.CanvasObject{w.Edges(w.Pad(head, 0, a.pad(), 0, a.pad()), nil, nil, nil, w.Pad(p.body(), 0, a.pad(), 20, a.pad()))}
	p.root.Refresh()
}

func (p *historyPage) body() fyne.CanvasObject {
	switch {
	case p.err != nil:
		return w.VStack(0, w.NewCard(w.EmptyState(p.err.Error(), "Try again", func() { p.err = nil; p.show(p.a.team) })))
	case !p.read:
		return w.NewCard(w.Grow(container.NewStack()))
	case len(p.versions) == 0:
		return w.VStack(0, w.NewCard(w.EmptyState("Nothing was written here yet.", "", nil)))
	}
	return w.FixedLeft(232, 16, p.versionList(), p.compare())
}

// versionList are the versions, the newest first.
func (p *historyPage) versionList() fyne.CanvasObject {
	a := p.a
	var rows []fyne.CanvasObject
	var linked []*w.Row
	for i := len(p.versions) - 1; i >= 0; i-- {
		v := p.versions[i]
		style := w.Body
		if i == p.chosen {
			style = w.Strong
		}
		first := []fyne.CanvasObject{w.Grow(w.NewElided(upperFirst(momentWords(v.At, a.now())), style))}
		if i == len(p.versions)-1 {
			first = append(first, w.NewText("Present", w.Caption.In(theme.Text2)))
		}
		change := fmt.Sprintf("+ %s", count(v.Added, "word", "words"))
		if v.Gone > 0 {
			change += fmt.Sprintf("   − %d", v.Gone)
		}
		row := w.NewRow(57, w.VStack(0, w.HStack(8, first...), w.NewElided(change, w.Caption.In(theme.Text2))), func() {
			p.chosen, p.unfolded = i, false
			a.keepFocus(p.draw)
			p.scroll.ScrollToTop()
		}).Edged()
		row.SetLabel("Version of " + momentWords(v.At, a.now()))
		row.SetSelected(i == p.chosen)
		rows, linked = append(rows, row), append(linked, row)
	}
	w.LinkRows(linked...)
	list := container.NewVScroll(w.Rows(rows...))
	if p.list != nil {
		list.Offset = p.list.Offset
	}
	p.list = list
	foot := w.VStack(0, w.NewLine(), w.Inset(w.NewWrapped("One version for each pause in writing. Restoring makes a new one, nothing is lost.", w.Caption.In(theme.Text2)), 16))
	return fullCard(w.NewCardHead("Versions", fmt.Sprint(len(p.versions)), nil), foot, list)
}

// The runs of unchanged lines that are folded, and how many lines of them stay beside a change.
const (
	foldFrom = 60
	foldKeep = 5
)

// compare shows the chosen version beside the present text.
func (p *historyPage) compare() fyne.CanvasObject {
	a := p.a
	was, is := p.versions[p.chosen], p.versions[len(p.versions)-1]
	side := func(title, line string) fyne.CanvasObject {
		return w.Pad(middle(w.NewElided(title, w.Strong), w.NewElided(line, w.Caption.In(theme.Text2))), 0, 16, 0, 16)
	}
	head := w.VStack(0, w.Sized(w.Columns(1, []float32{1, 1},
		side(upperFirst(momentWords(was.At, a.now())), count(was.Words, "word", "words")),
		side("Present text", "since "+momentWords(is.At, a.now())+", "+count(is.Words, "word", "words"))), 0, 55), w.NewLine())

	diff := language.Diff(was.Text, is.Text)
	p.changes, p.next = nil, 0
	var rows []fyne.CanvasObject
	for i := 0; i < len(diff); {
		j := i
		for j < len(diff) && !diff[j].Changed() {
			j++
		}
		if n := j - i; n >= foldFrom && !p.unfolded && p.chosen != len(p.versions)-1 {
			for k := range foldKeep {
				rows = append(rows, diffRow(diff[i+k]))
			}
			rows = append(rows, w.Pad(w.HStack(0, w.NewButton(fmt.Sprintf("Show %d unchanged lines", n-2*foldKeep), w.Link, func() {
				p.unfolded = true
				a.keepFocus(p.draw)
			})), 6, 0, 6, 32))
			i = j - foldKeep
		}
		for ; i < j; i++ {
			rows = append(rows, diffRow(diff[i]))
		}
		for first := true; i < len(diff) && diff[i].Changed(); i++ {
			row := diffRow(diff[i])
			if first {
				p.changes, first = append(p.changes, row), false
			}
			rows = append(rows, row)
		}
	}
	scroll := container.NewVScroll(w.Pad(w.VStack(0, rows...), 10, 0, 16, 0))
	if p.scroll != nil {
		scroll.Offset = p.scroll.Offset
	}
	p.scroll = scroll
	next := w.NewButton("Next", w.Plain, p.nextChange).WithTrail("chevd").Small()
	if len(p.changes) == 0 {
		next.Disable()
	}
	added, removed := "Added: underlined, + at the edge", "Removed: struck through, − at the edge"
	if a.shell.narrow {
		added, removed = "Added: underlined", "Removed: struck through"
	}
	foot := w.VStack(0, w.NewLine(), w.Sized(w.Pad(w.HStack(20,
		w.HStack(6, w.NewIcon("plus", theme.Green, 14), w.NewText(added, w.Caption.In(theme.Text2))),
		w.HStack(6, w.NewIcon("dash", theme.Red, 14), w.NewText(removed, w.Caption.In(theme.Text2))),
		w.Spacer(), w.NewText(count(len(p.changes), "change", "changes"), w.Small.In(theme.Text2)), next), 0, 16, 0, 16), 0, 43))
	return fullCard(head, foot, scroll)
}

// diffRow is one line of both texts.
func diffRow(r language.DiffRow) fyne.CanvasObject {
	left := diffSide(r.Left, "dash", theme.Red, theme.RedSoft, func(s w.Style) w.Style { return s.Struck() })
	right := diffSide(r.Right, "plus", theme.Green, theme.GreenSoft, func(s w.Style) w.Style {
		s.Under, s.Bold = theme.Green, true
		return s
	})
	return w.Columns(1, []float32{1, 1}, left, right)
}

func diffSide(l *language.DiffLine, icon string, col, soft fyne.ThemeColorName, changed func(w.Style) w.Style) fyne.CanvasObject {
	if l == nil { // the line is only in the other text
		return w.Behind(w.Sized(w.NewText("", w.Note), 0, 23), theme.Sunken)
	}
	style := w.Note
	var spans []w.Span
	for _, part := range l.Parts {
		s := style
		if strings.HasPrefix(strings.TrimLeft(l.Parts[0].Text, " "), "#") {
			s.Bold = true
		}
		if part.Changed {
			s = changed(s)
		}
		spans = append(spans, s.Span(part.Text))
	}
	mark := fyne.CanvasObject(w.Sized(container.NewStack(), 16, 0))
	if l.Changed {
		mark = w.NewIcon(icon, col, 14)
	}
	line := w.Pad(w.HStack(10, w.Sized(mark, 16, 0), w.NewSpans(spans...).Wrap(0)), 1, 12, 1, 10)
	if l.Changed {
		return w.Behind(line, soft)
	}
	return line
}

// nextChange brings the next change into view.
func (p *historyPage) nextChange() {
	if len(p.changes) == 0 {
		return
	}
	at := p.changes[p.next%len(p.changes)]
	p.next++
	y := at.Position().Y - 40
	y = min(max(y, 0), max(p.scroll.Content.MinSize().Height-p.scroll.Size().Height, 0))
	p.scroll.ScrollToOffset(fyne.NewPos(0, y))
}

func (p *historyPage) copy() {
	p.a.o.Fyne.Clipboard().SetContent(p.versions[p.chosen].Text)
	p.a.say("Copied.")
}

// restore writes the chosen text into the record, which is a change like any other: it can be undone, and what was there is a version.
func (p *historyPage) restore() {
	a, id, field, kind := p.a, p.at.Record, p.field, p.kind
	chosen := p.versions[p.chosen]
	var before json.RawMessage
	set := func(version json.RawMessage) func(tx *storage.Tx) error {
		return func(tx *storage.Tx) (err error) {
			before, err = kind.set(tx, id, field, version)
			return err
		}
	}
	a.write(set(chosen.raw), func(err error) {
		if err != nil {
			a.showError(err)
			return
		}
		was := before
		a.offerUndo("Restored the text of "+momentWords(chosen.At, a.now())+".", func() { a.write(set(was), nil) })
	})
}

func (p *historyPage) actions() []action {
	return []action{
		{"Next change", fyne.KeyF3, 0, p.nextChange},
	}
}
