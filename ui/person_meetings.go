package ui

import (
	"fmt"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// timelineStep is how many entries the timeline shows at first, and with each "Show earlier".
const timelineStep = 40

// meetingsTab is the timeline of a person, one-on-ones and journal lines, beside the note that is chosen.
type meetingsTab struct {
	p        *personPage
	selected uuid.UUID
	query    string
	shown    int
	unfolded uuid.UUID // the meeting whose private notes are shown
	search   *w.Entry
	journal  *w.Entry
	list     *fyne.Container
	right    *fyne.Container
	root     fyne.CanvasObject
	rows     map[uuid.UUID]*w.Row
	scroll   *container.Scroll
	edit     *lineEdit // nil while no journal line is changed
}

func newMeetingsTab(p *personPage, at Place) *meetingsTab {
	s := &meetingsTab{p: p, selected: at.Record, shown: timelineStep}
	if at.Field == "private_notes" {
		s.unfolded = at.Record
	}
	return s
}

// entry is one line of the timeline.
type entry struct {
	at      civil.Instant
	meeting *notes.Meeting
	line    *notes.JournalLine
}

func (e entry) id() uuid.UUID {
	if e.meeting != nil {
		return e.meeting.ID
	}
	return e.line.ID
}

// entries are the meetings and journal lines up to today that hold the words searched for, newest first.
func (s *meetingsTab) entries(t *Team) []entry {
	var out []entry
	words := strings.Fields(strings.ToLower(s.query))
	fits := func(texts ...string) bool {
		all := strings.ToLower(strings.Join(texts, "\n"))
		return !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(all, word) })
	}
	m := s.p.m
	for i := range m.Meetings {
		x := &m.Meetings[i]
		if x.Status == notes.Scheduled && !x.GoingOn() && x.At.Date() >= t.On {
			continue
		}
		if fits(x.Notes, x.PrivateNotes, topicTexts(x.Topics)) {
			out = append(out, entry{at: x.At, meeting: x})
		}
	}
	for i := range m.Journal {
		if x := &m.Journal[i]; fits(x.Text) {
			out = append(out, entry{at: x.At, line: x})
		}
	}
	slices.SortStableFunc(out, func(a, b entry) int { return b.at.Compare(a.at) })
	return out
}

func topicTexts(topics []notes.Topic) string {
	var b strings.Builder
	for _, t := range topics {
		b.WriteString(t.Text)
		b.WriteByte('\n')
	}
	return b.String()
}

func (s *meetingsTab) show(t *Team) fyne.CanvasObject {
	a, m := s.p.a, s.p.m
	if s.root == nil {
		s.search = w.NewEntry("").WithIcon("search")
		s.search.OnChanged = func(text string) {
			s.query, s.shown = text, timelineStep
			s.fill(a.team)
		}
		s.journal = w.NewEntry("Note something seen between meetings").WithIcon("edit")
		s.journal.OnEnter = s.addLine
		a.keepWords("journal."+m.Person.ID.String(), wordsIn(s.journal))
		s.list, s.right = w.VStack(0), container.NewStack()
		s.scroll = container.NewVScroll(s.list)
		left := fullCard(w.VStack(0, w.Inset(w.VStack(8, s.search, s.journal), 12), w.NewLine()), nil, s.scroll)
		width := float32(408)
		if a.shell.narrow {
			width = 368
		}
		s.root = w.Pad(w.FixedLeft(width, a.gap(), left, s.right), 16, a.pad(), 20, a.pad())
	}
	s.search.SetPlaceHolder(fmt.Sprintf("Search %s and %s", count(len(m.Meetings), "one-on-one", "one-on-ones"), count(len(m.Journal), "journal line", "journal lines")))
	s.fill(t)
	return s.root
}

// fill draws the timeline again.
func (s *meetingsTab) fill(t *Team) {
	all := s.entries(t)
	found := slices.ContainsFunc(all, func(e entry) bool { return e.id() == s.selected })
	if !found && len(all) > 0 {
		s.selected = uuid.Nil
		for _, e := range all { // the newest that was held or is going on
			if e.meeting != nil && (e.meeting.Status == notes.Held || e.meeting.GoingOn()) {
				s.selected = e.id()
				break
			}
		}
		if s.selected == uuid.Nil {
			s.selected = all[0].id()
		}
	}
	for i, e := range all {
		if e.id() == s.selected {
			s.shown = max(s.shown, i+1)
		}
	}
	s.rows = map[uuid.UUID]*w.Row{}
	var rows []fyne.CanvasObject
	var linked []*w.Row
	if s.query == "" {
		rows = append(rows, s.nextRow(t)...)
	}
	month := ""
	for i, e := range all {
		if i == s.shown {
			rows = append(rows, w.NewRow(36, w.NewText("Show earlier", w.Small.In(theme.AccentText)), func() {
				s.shown += timelineStep
				s.fill(t)
			}))
			break
		}
		if name := e.at.Date().Format("January 2006"); name != month {
			month = name
			rows = append(rows, s.monthHead(name, all))
		}
		row := s.row(e, t)
		s.rows[e.id()] = row
		linked = append(linked, row)
		rows = append(rows, row, w.NewLine())
	}
	if len(all) == 0 {
		said := "No one-on-ones yet. Start the first one when you meet."
		if s.query != "" {
			said = "No note mentions that."
		}
		rows = append(rows, w.EmptyState(said, "", nil))
	}
	w.LinkRows(linked...)
	s.list.Objects = rows
	s.list.Refresh()
	s.choose(s.selected, t)
}

func (s *meetingsTab) nextRow(t *Team) []fyne.CanvasObject {
	a, m := s.p.a, s.p.m
	if _, busy := m.Ongoing(); busy {
		return nil
	}
	next, ok := m.Next(t.Now)
	if !ok {
		day := a.proposal(m)
		if day == 0 {
			return nil
		}
		said := []w.Span{w.Strong.Span("Next: " + day.Format("Mon 2 Jan")), w.Small.In(theme.Text2).Span("   by the rhythm")}
		return []fyne.CanvasObject{w.NewRow(52, w.HStack(0, inColumn(w.NewIcon("cal", theme.Text2, 18)), w.Grow(w.NewSpans(said...).Elide()),
			w.NewButton("Plan it", w.Plain, func() { a.planNext(m) }).Small().Writes()), nil)}
	}
	day := dayOf(next.At, t.Now)
	state := []w.Span{w.Strong.Span(dayWord(day, t.On) + " " + clockOf(next.At, t.Now)), w.Small.In(theme.Text2).Span("   " + count(len(m.TalkingPoints), "point", "points"))}
	line := []fyne.CanvasObject{inColumn(w.NewIcon("cal", theme.Text2, 18)), w.Grow(w.NewSpans(state...).Elide())}
	if day == t.On {
		line = append(line, w.NewButton("Start", w.Plain, func() { a.startMeeting(m.Person.ID) }).Small().Writes())
	} else {
		line = append(line, w.NewButton("Prepare", w.Plain, func() { a.prepare(m) }).Small().Writes())
	}
	return []fyne.CanvasObject{w.NewRow(52, w.HStack(0, line...), nil)}
}

func (s *meetingsTab) monthHead(name string, all []entry) fyne.CanvasObject {
	held, cancelled := 0, 0
	for _, e := range all {
		if e.meeting != nil && e.at.Date().Format("January 2006") == name {
			switch e.meeting.Status {
			case notes.Held:
				held++
			case notes.Cancelled:
				cancelled++
			}
		}
	}
	said := nonEmpty(map[bool]string{true: count(held, "held", "held")}[held > 0], map[bool]string{true: count(cancelled, "cancelled", "cancelled")}[cancelled > 0])
	return w.Behind(w.Sized(w.Pad(w.HStack(8, w.NewText(name, w.CaptionStrong.In(theme.Text2)), w.Spacer(), w.NewText(strings.Join(said, ", "), w.Caption.In(theme.Text3))), 0, 16, 0, 16), 0, 28), theme.Sunken)
}

func (s *meetingsTab) row(e entry, t *Team) *w.Row {
	id := e.id()
	tap := func() { s.choose(id, s.p.a.team) }
	if e.line != nil {
		icon := "edit"
		if e.line.IsPrivate() {
			icon = "lock"
			if s.p.a.sharing {
				return w.NewRow(32, w.Pad(coverWords(), 0, 0, 0, 44), nil)
			}
		}
		return w.NewRow(32, w.HStack(0, inColumn(w.NewIcon(icon, theme.Text3, 16)), w.Sized(w.NewText(shortDay(e.at.Date(), t.On), w.Caption.In(theme.Text3)), 56, 0),
			w.Grow(w.NewElided(firstLine(e.line.Text), w.Small.In(theme.Text2))), w.NewChip("Journal", "", w.Neutral)), tap).Edged()
	}
	x := e.meeting
	switch x.Status {
	case notes.Cancelled, notes.Missed:
		said := "Missed"
		if x.Status == notes.Cancelled {
			said = "C" + strings.TrimPrefix(cancelledWord(*x, s.p.m), "c")
		}
		return w.NewRow(36, w.HStack(0, inColumn(w.NewIcon("gap", theme.Text3, 16)),
			w.Grow(w.NewSpans(w.Small.In(theme.Text3).Span(x.At.Date().Format("Mon 2 Jan")+"  "), w.Small.In(theme.Text2).Span(said)).Elide())), tap).Edged()
	}
	var chips []fyne.CanvasObject
	for _, c := range categoriesOf(x.Topics, 2) {
		chips = append(chips, w.NewChip(categoryWord(c), "", w.Neutral))
	}
	day := []w.Span{w.Strong.Span(x.At.Date().Format("Mon 2 Jan"))}
	if !x.MovedFrom.IsZero() {
		day = append(day, w.Caption.In(theme.Text3).Span("  moved from "+x.MovedFrom.Date().Format("Mon 2")))
	}
	if x.Status == notes.Scheduled && !x.GoingOn() {
		day = append(day, w.Caption.In(theme.Text3).Span("  planned, nothing recorded"))
	}
	switch {
	case x.Reopened():
		day = append(day, w.Caption.In(theme.AccentText).Span("  reopened"))
	case x.GoingOn():
		day = append(day, w.Caption.In(theme.AccentText).Span("  going on"))
	}
	top := []fyne.CanvasObject{w.Grow(w.NewSpans(day...).Elide())}
	if x.PrivateNotes != "" {
		top = append(top, w.NewIcon("lock", theme.Text3, 12))
	}
	words := w.VStack(0, w.HStack(6, append(top, chips...)...), w.NewElided(cut(firstLine(x.Notes)), w.Small.In(theme.Text2)))
	return w.NewRow(52, w.HStack(0, inColumn(s.moodMark(x, t)), w.Grow(words)), tap).Edged()
}

// inColumn puts the mark of an entry at the left of its column.
func inColumn(mark fyne.CanvasObject) fyne.CanvasObject { return w.Sized(w.HStack(0, mark), 44, 0) }

// moodMark is the face and number of a mood, amber below the usual range; a dash where none was noted.
func (s *meetingsTab) moodMark(x *notes.Meeting, t *Team) fyne.CanvasObject {
	if x.Mood == nil || s.p.a.sharing {
		return w.NewIcon("dash", theme.Text3, 16)
	}
	col := theme.Text2
	if band, ok := morale.Baseline(s.p.m.File, t.Rules, t.On); ok && float64(*x.Mood) < band.Low {
		col = theme.Amber
	}
	return w.HStack(4, w.NewIcon(fmt.Sprintf("face%d", *x.Mood), col, 18), w.NewText(fmt.Sprint(*x.Mood), w.SmallStrong.In(col)))
}

func firstLine(text string) string { return notes.FirstLine(text) }

// cut keeps a line short enough to be drawn without cost.
func cut(line string) string {
	const most = 120
	if r := []rune(line); len(r) > most {
		return string(r[:most]) + "…"
	}
	return line
}

// categoriesOf are the categories of topics in the order in which they come, each once, at most n.
func categoriesOf(topics []notes.Topic, n int) []notes.Category {
	var out []notes.Category
	for _, t := range topics {
		if t.Category != "" && len(out) < n && !slices.Contains(out, t.Category) {
			out = append(out, t.Category)
		}
	}
	return out
}

// choose shows an entry at the right.
func (s *meetingsTab) choose(id uuid.UUID, t *Team) {
	if s.edit != nil && s.edit.id != id {
		s.keepLine()
		s.edit = nil
	}
	s.selected = id
	s.p.at.Record = id
	s.p.a.replace(s.p.at)
	for other, row := range s.rows {
		row.SetSelected(other == id)
	}
	var o fyne.CanvasObject = w.NewCard(w.EmptyState("Notes appear here.", "", nil))
	if m, ok := s.p.m.Meeting(id); ok {
		o = s.note(m, t)
	}
	for _, x := range s.p.m.Journal {
		if x.ID == id {
			o = s.journalNote(x, t)
		}
	}
	s.right.Objects = []fyne.CanvasObject{o}
	s.right.Refresh()
}

// mostRead is how many bytes of a note are laid out to be read; the editor takes any number.
const mostRead = 16_000

// readable is a note as it is laid out to be read: the beginning of a very long one.
func readable(text string) string {
	if len(text) <= mostRead {
		return text
	}
	end := mostRead
	for !utf8.RuneStart(text[end]) {
		end--
	}
	return text[:end] + "…\n\n*The rest is too long to show here. Edit shows all of it.*"
}

// reading shows a note.
func (a *App) reading(text string) *w.Reading {
	return w.NewReading(readable(text), func(link *url.URL) {
		if err := a.openURL(link); err != nil {
			a.showError(err)
		}
	})
}

func (s *meetingsTab) note(m notes.Meeting, t *Team) fyne.CanvasObject {
	a := s.p.a
	facts := []w.Span{w.Small.In(theme.Text2).Span(m.At.Clock())}
	add := func(text string, style w.Style) { facts = append(facts, style.Span(text)) }
	if m.Minutes != nil {
		add(fmt.Sprintf(", %d min", *m.Minutes), w.Small.In(theme.Text2))
	}
	if m.Mood != nil && !a.sharing {
		add(" · Mood ", w.Small.In(theme.Text2))
		add(moodWord(m.Mood), w.SmallStrong)
		switch m.MoodSource {
		case notes.Said:
			add(", "+s.p.m.Person.FirstName()+" said", w.Small.In(theme.Text2))
		case notes.Impression:
			add(", my reading", w.Small.In(theme.Text2))
		}
	}
	if m.Workload != nil && !a.sharing {
		add(" · Workload "+notes.WorkloadWords[*m.Workload], w.Small.In(theme.Text2))
	}
	edit := "Edit"
	if m.GoingOn() {
		edit = "Continue"
	}
	more := w.NewIconButton("more", "More about this one-on-one", w.Quiet, nil).Small().Writes()
	more.SetOnTapped(func() { w.ShowMenuAt(more, s.noteMenu(m)) })
	head := w.Sized(w.Pad(w.HStack(8, w.Grow(middle(w.NewElided(longDay(m.At.Date(), t.On), w.Heading), w.NewSpans(facts...).Elide())),
		w.NewButton(edit, w.Plain, func() { a.open(Place{Page: Meeting, Person: m.Person, Record: m.ID}) }).WithIcon("edit").Small().Writes(), more), 0, 16, 0, 16), 0, 63)
	var parts []fyne.CanvasObject
	if len(m.Topics) > 0 {
		var topics []fyne.CanvasObject
		for _, x := range m.Topics {
			icon, col := "dash", theme.Text3
			if x.State == notes.Discussed {
				icon, col = "check", theme.Green
			}
			topics = append(topics, w.HStack(8, w.NewIcon(icon, col, 14), w.Grow(w.NewElided(x.Text, w.Small))))
		}
		parts = append(parts, w.Pad(w.VStack(4, topics...), 4, 4, 4, 4))
	}
	text := m.Notes
	if text == "" {
		text = "*No notes.*"
	}
	parts = append(parts, w.Pad(a.reading(text).Object(), 0, 4, 0, 4))
	var foot []fyne.CanvasObject
	if m.PrivateNotes != "" {
		foot = append(foot, w.Pad(s.privateFold(m), 8, 16, 12, 16))
	}
	if rows := s.actionsFrom(m, t); len(rows) > 0 {
		foot = append(foot, w.NewLine(), w.NewCardHead("Actions from it", s.actionCount(m), nil).WithoutLine(), w.Pad(w.VStack(0, rows...), 0, 0, 8, 0))
	}
	return fullCard(w.VStack(0, head, w.NewLine()), w.VStack(0, foot...), container.NewVScroll(w.Pad(w.VStack(4, parts...), 8, 12, 8, 12)))
}

func (s *meetingsTab) privateFold(m notes.Meeting) fyne.CanvasObject {
	if s.p.a.sharing {
		return w.NewTintedCard(theme.Sunken, theme.Border, w.Sized(w.Pad(coverWords(), 0, 12, 0, 14), 0, 38))
	}
	open := s.unfolded == m.ID
	lines := strings.Count(strings.TrimSpace(m.PrivateNotes), "\n") + 1
	said, word := " "+count(lines, "line", "lines")+", folded. Only you see this.", "Show"
	if open {
		said, word = " Only you see this.", "Hide"
	}
	top := w.HStack(12, w.NewIcon("lock", theme.Text2, 16), w.Grow(w.NewSpans(w.SmallStrong.Span("Private"), w.Small.In(theme.Text2).Span(said)).Elide()),
		w.NewButton(word, w.Link, func() {
			s.unfolded = m.ID
			if open {
				s.unfolded = uuid.Nil
			}
			s.choose(m.ID, s.p.a.team)
		}))
	parts := []fyne.CanvasObject{w.Sized(w.Pad(top, 0, 12, 0, 14), 0, 38)}
	if open {
		parts = append(parts, w.Pad(scrolled(s.p.a.reading(m.PrivateNotes).Object(), 160), 2, 14, 10, 14))
	}
	return w.NewTintedCard(theme.Sunken, theme.Border, parts...)
}

func (s *meetingsTab) actionCount(m notes.Meeting) string {
	all, done := 0, 0
	for _, x := range s.p.m.Actions {
		if x.Meeting == m.ID {
			all++
			if x.State == notes.ActionDone {
				done++
			}
		}
	}
	if done == 0 {
		return fmt.Sprintf("%d, none done yet", all)
	}
	return fmt.Sprintf("%d, %d done", all, done)
}

func (s *meetingsTab) actionsFrom(m notes.Meeting, t *Team) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, x := range s.p.m.Actions {
		if x.Meeting == m.ID {
			rows = append(rows, s.p.a.promiseRow(x, s.p.m, t, 36, ownerShown, nil))
		}
	}
	if len(rows) > 5 {
		return []fyne.CanvasObject{scrolled(w.VStack(0, rows...), 180)}
	}
	return rows
}

func (s *meetingsTab) journalNote(x notes.JournalLine, t *Team) fyne.CanvasObject {
	a := s.p.a
	private := x.IsPrivate()
	if private && a.sharing {
		return newCoverPage().root
	}
	said, word := "Journal", "Make private"
	if private {
		said, word = "Journal, only you see it", "Share"
	}
	edit := w.NewButton("Edit", w.Plain, func() { s.editLine(x) }).WithIcon("edit").Small().Writes()
	move := w.NewButton("Move…", w.Quiet, func() { moveTo(a, x, x.Person, "this journal line", nil) }).Small().Writes()
	more := w.NewButton("Delete", w.Quiet, func() { remove(a, x, "Deleted the journal line.") }).Small().Writes()
	head := w.Sized(w.Pad(w.HStack(8, w.Grow(middle(w.NewElided(longDay(x.At.Date(), t.On), w.Heading), w.NewElided(x.At.Clock()+" · "+said, w.Small.In(theme.Text2)))),
		w.NewButton(word, w.Plain, func() {
			change(a, x, func(l notes.JournalLine) (notes.JournalLine, error) {
				on := !private
				l.Private = &on
				return l, nil
			})
		}).Small().Writes(), edit, w.NewIconButton("clock", "Earlier versions", w.Quiet, a.historyItem("journal", x.Person, x.ID).Do), move, more), 0, 16, 0, 16), 0, 63)
	return fullCard(w.VStack(0, head, w.NewLine()), nil, container.NewVScroll(w.Inset(s.lineBody(x), 12)))
}

// addLine writes a journal line, dated now.
func (s *meetingsTab) addLine(text string) {
	if notes.IsBlank(text) {
		return
	}
	s.journal.Put("")
	line := notes.JournalLine{ID: s.p.a.o.NewID(), Person: s.p.m.Person.ID, At: civil.InstantOf(s.p.a.now()), Text: text}
	s.selected = line.ID
	s.p.a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, line)
		return err
	}, s.p.a.backInto(s.journal, text))
}
