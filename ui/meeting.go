package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// meetingPage is where a one-on-one is recorded: agenda, notes and private notes, mood and workload, action items, goals.
//
// What is typed is kept by an autosave; everything else is written at once. Until a write is read back the page holds the newest
// state itself (m), so that an older Team that arrives in between changes nothing.
type meetingPage struct {
	a       *App
	at      Place
	member  *Member
	m       notes.Meeting
	pending int // other writes on their way
	root    *fyne.Container
	narrow  bool
	cramped bool // narrower still, as with large text

	shared, private *editor.Editor
	inPrivate       bool
	writing         bool // the keyboard was in the text when it was covered
	preview         bool
	save            *autosave
	ticks           *autosave              // of what is not text
	edits           []func(*notes.Meeting) // that are to be written
	lastSaved       time.Time
	state           SaveState
	why             error
	finished        bool // nothing may be saved after the meeting was deleted

	title, line *w.Text
	part        *w.Segmented
	previewing  *w.Button
	center      *fyne.Container
	strip       *fyne.Container
	stripped    string // what the strip shows, so that showing it again costs nothing
	find        *findBar
	status      *w.StatusBar
	finish      *w.Button
	stopClock   func()
	stopPreview func()
	stopSaid    func()

	agenda agenda
	side   meetingSide
	offers *offers
	intent *w.Entry
	beside bool // the preview stands beside the text
	reader *w.Reading
}

func newMeetingPage(a *App, at Place) *meetingPage {
	member := a.team.Member(at.Person)
	m, _ := member.Meeting(at.Record)
	p := &meetingPage{a: a, at: at, member: member, m: m, root: container.NewStack(), narrow: a.shell.narrow}
	p.shared, p.private = p.newEditor("Notes", m.Notes), p.newEditor("Private notes", m.PrivateNotes)
	p.shared.Placeholder("What was said. Lines like “me: send the criteria by fri” become action items.")
	p.private.Placeholder("Only you see this. Left out of exports unless you include it.")
	p.save = &autosave{take: p.take, changed: p.saveChanged, do: a.do}
	p.ticks = &autosave{take: p.takeEdits, changed: p.saveChanged, do: a.do}
	p.inPrivate = at.Field == "private_notes"
	p.find = newFindBar(p)
	p.intent = w.NewMultiEntry("What you want from this one", 2)
	p.intent.SetLabel("What you want from this one, only for you")
	p.intent.Put(m.Intent)
	p.intent.OnFocus = func(on bool) {
		if !on {
			p.keepIntent()
		}
	}
	p.intent.OnEnter = func(string) { p.focusEditor() }
	wish := &autosave{do: a.do, changed: func(SaveState, error) {}, take: func() func(func(error)) { p.keepIntent(); return nil }}
	p.intent.OnChanged = func(string) { wish.touch() }
	p.side.p = p
	p.offers = newOffers(p)
	p.build()
	p.tick()
	if at.Quote != "" {
		p.reveal(at.Quote, at.Nth)
	} else if m.GoingOn() { // go on where one stopped
		for _, e := range []*editor.Editor{p.shared, p.private} {
			e.Select(e.Len(), e.Len())
		}
	}
	return p
}

func (p *meetingPage) newEditor(label, text string) *editor.Editor {
	e := editor.New(label)
	e.SetText(text)
	e.OnChanged = func() {
		p.save.touch()
		p.countWords()
		p.offers.later()
		p.previewLater()
	}
	e.OnFocusLost = func() { p.save.flush() }
	e.OnEscape = p.a.escape
	e.OnShortcut = nil // the editor hands what is not its own to the window
	return e
}

func (p *meetingPage) object() fyne.CanvasObject { return p.root }

func (p *meetingPage) wantsRail() bool { return true }

// scrolls is the column that scrolls with what has the keyboard now; the notes see to that themselves.
func (p *meetingPage) scrolls() *container.Scroll {
	driver, at := fyne.CurrentApp().Driver(), p.a.window.Canvas().Focused()
	o, ok := at.(fyne.CanvasObject)
	switch {
	case !ok || at == fyne.Focusable(p.editor()):
		return nil
	case p.agenda.has(at) || at == fyne.Focusable(p.intent):
		return p.agenda.scroll
	case driver.AbsolutePositionForObject(o).X >= driver.AbsolutePositionForObject(p.side.root).X:
		return p.side.root
	}
	return nil
}

// ground implements grounded: the notes and the right column lie on the window itself.
func (p *meetingPage) ground() fyne.ThemeColorName { return theme.Surface }

func (p *meetingPage) focus() { p.focusEditor() }

func (p *meetingPage) focusEditor() {
	if !p.covered() {
		p.a.window.Canvas().Focus(p.editor())
	}
}

func (p *meetingPage) editor() *editor.Editor {
	if p.inPrivate {
		return p.private
	}
	return p.shared
}

func (p *meetingPage) leave() {
	p.keepIntent()
	p.save.flush()
	p.offers.leave()
	if p.stopClock != nil {
		p.stopClock()
		p.stopClock = nil
	}
}

func (p *meetingPage) saves() []*autosave { return []*autosave{p.save, p.ticks} }

// take hands the text of this moment to a write. Only the texts are touched, so that a tick made meanwhile is not undone.
func (p *meetingPage) take() func(done func(error)) {
	if p.finished {
		return nil
	}
	shared, private := p.shared.Text(), p.private.Text()
	if shared == p.m.Notes && private == p.m.PrivateNotes {
		return nil
	}
	as, missing := p.m, isGone(p.save.why)
	return func(done func(error)) {
		p.a.save(p.save, func(tx *storage.Tx) error {
			m, err := storage.Get[notes.Meeting](tx, as.ID)
			if missing && isGone(err) { // after going back to a backup: it is put back as the page has it, so that the words have a place
				m, err = as, nil
			}
			if err != nil {
				return err
			}
			m.Notes, m.PrivateNotes = shared, private
			_, err = storage.Put(tx, m)
			return err
		}, func(err error) {
			if err == nil {
				p.m.Notes, p.m.PrivateNotes = shared, private
			}
			done(err)
		})
	}
}

// keepIntent writes what the manager wants from this meeting.
func (p *meetingPage) keepIntent() {
	if text := p.intent.Text; text != p.m.Intent && !p.finished {
		p.edit(func(m *notes.Meeting) { m.Intent = text })
	}
}

// edit changes the meeting on the page at once and in the database right after.
func (p *meetingPage) edit(f func(m *notes.Meeting)) {
	f(&p.m)
	p.edits = append(p.edits, f)
	p.ticks.dirty = true
	p.ticks.flush()
}

// takeEdits hands the changes that are not on the disk yet to a write.
func (p *meetingPage) takeEdits() func(done func(error)) {
	edits, as, missing := p.edits, p.m, isGone(p.ticks.why)
	p.edits = nil
	if p.finished || len(edits) == 0 {
		return nil
	}
	return func(done func(error)) {
		p.a.save(p.ticks, func(tx *storage.Tx) error {
			m, err := storage.Get[notes.Meeting](tx, as.ID)
			if missing && isGone(err) {
				m, err = as, nil
			}
			if err != nil {
				return err
			}
			for _, f := range edits {
				f(&m)
			}
			_, err = storage.Put(tx, m)
			return err
		}, func(err error) {
			switch {
			case refused(err) && len(edits) > 1: // one of them cannot be; the others are not to wait for it
				for _, f := range edits {
					change(p.a, notes.Meeting{ID: as.ID}, func(m notes.Meeting) (notes.Meeting, error) {
						f(&m)
						return m, nil
					})
				}
			case refused(err):
				p.a.showError(err)
			case err != nil:
				p.edits = append(edits, p.edits...)
			}
			done(err)
		})
	}
}

// savedAfter is how long after a save it is said, where nothing was typed since: while somebody types the line does not flicker, and no key
// waits for a frame that says so.
const savedAfter = 500 * time.Millisecond

func (p *meetingPage) saveChanged(s SaveState, err error) {
	if p.stopSaid != nil {
		p.stopSaid()
		p.stopSaid = nil
	}
	say := func() {
		p.state, p.why = s, err
		p.showStatus()
	}
	if s == Saved {
		p.lastSaved = p.a.now()
		p.stopSaid = w.Clock(savedAfter, say)
		return
	}
	say()
}

// show takes in what changed elsewhere, as long as nothing of this page is on its way.
func (p *meetingPage) show(t *Team) {
	member := t.Member(p.at.Person)
	if member == nil {
		return
	}
	p.member = member
	m, ok := member.Meeting(p.at.Record)
	if !ok {
		return
	}
	if p.pending == 0 && !p.ticks.pending() && !p.save.pending() {
		if m.Notes != p.m.Notes && p.shared.Text() == p.m.Notes {
			p.shared.SetText(m.Notes)
		}
		if m.PrivateNotes != p.m.PrivateNotes && p.private.Text() == p.m.PrivateNotes {
			p.private.SetText(m.PrivateNotes)
		}
		if m.Intent != p.m.Intent && p.intent.Text == p.m.Intent {
			p.intent.Put(m.Intent)
		}
		p.m = m
	}
	if p.narrow != p.a.shell.narrow || p.cramped != p.a.shell.cramped {
		p.narrow = p.a.shell.narrow
		preview := p.preview
		p.build()
		if preview { // it is being read: a window of another width shows it still
			p.togglePreview()
		}
	}
	if p.stopClock == nil { // it was left, and stands again
		p.tick()
	}
	p.showHead()
	p.agenda.refresh()
	p.side.show(t)
	p.showStrip()
	p.showStatus()
	p.offers.show()
}

func (p *meetingPage) build() {
	a := p.a
	p.cramped = a.shell.cramped
	a.keepDrafts() // what is typed into the boxes comes back in the new ones
	first := short(p.member.Person.FirstName(), 16)
	p.title, p.line = w.NewElided("One-on-one with "+p.member.Person.Name, w.Heading), w.NewElided("", w.Small.In(theme.Text2))
	p.finish = w.NewButton("Finish", w.Primary, p.askFinish).WithIcon("check")
	more := w.NewIconButton("more", "More", w.Plain, nil)
	more.SetOnTapped(func() { w.ShowMenuAt(more, p.menu()) })
	head := w.HStack(12, w.NewAvatar(p.member.Person.Name, p.member.Colour(), 36), w.Grow(middle(p.title, p.line)))
	if !p.narrow { // else under More
		head.Add(w.NewButton("History", w.Plain, p.history).WithIcon("clock"))
	}
	for _, o := range []fyne.CanvasObject{w.NewButton("Last notes", w.Plain, p.lastNotes).WithIcon("doc"), more, p.finish} {
		head.Add(o)
	}

	p.part = w.NewSegmented([]string{"Shared", "Private"}, map[bool]int{true: 1}[p.inPrivate], func(i int) { p.choosePart(i == 1) }).WithIcons("chat", "lock")
	p.previewing = w.NewButton("Preview", w.Quiet, p.togglePreview)
	tools := p.tools()
	p.center = container.NewStack()
	p.strip, p.stripped = container.NewStack(), ""
	p.status = w.NewStatusBar()

	left, right := float32(280), float32(312)
	if p.narrow {
		left, right = 232, 288
	}
	if p.cramped {
		left, right = 196, 288
	}
	p.agenda.build(p)
	p.side.build(p, first)
	writing := w.Edges(
		w.Pad(w.VStack(0, w.HStack(4, tools...), p.find.object()), 10, 20, 10, 20), w.VStack(0, p.offers.root, w.Pad(p.strip, 8, 20, 16, 20)), nil, nil,
		w.Pad(p.center, 0, 20, 0, 20))
	middle := w.FixedRight(right, 0, writing, w.Edges(nil, nil, w.NewVLine(), nil, p.side.object()))
	body := w.FixedLeft(left, 0, w.Edges(nil, nil, nil, w.NewVLine(), w.Behind(p.agenda.object(), theme.Sunken)), middle)
	p.root.Objects = []fyne.CanvasObject{w.Edges(
		w.VStack(0, w.Behind(w.Sized(w.Pad(head, 0, 20, 0, 20), 0, 63), theme.Bg), w.NewLine()), p.status, nil, nil, body)}
	p.choosePart(p.inPrivate)
	p.showHead()
	p.agenda.show()
	p.side.show(a.team)
	p.showStatus()
	p.root.Refresh()
}

func (p *meetingPage) showHead() {
	now := p.a.now()
	line := longDay(dayOf(p.m.At, now), p.a.today()) + ", " + clockOf(p.m.At, now)
	switch p.m.Status {
	case notes.Held:
		line += " · held"
	case notes.Cancelled:
		line += " · " + cancelledWord(p.m, p.member)
	case notes.Missed:
		line += " · missed"
	}
	switch {
	case p.m.Reopened():
		line += " · reopened"
	case p.m.GoingOn() && dayOf(p.m.Began, now) < p.a.today():
		line += " · not finished"
	}
	if last, ok := p.lastMeeting(); ok {
		line += " · last time " + shortDay(last.At.Date(), p.a.today())
	}
	p.line.SetText(line)
	does, icon := "Done", "check"
	switch {
	case p.m.GoingOn():
		does = "Finish"
	case p.m.Status == notes.Scheduled:
		does, icon = "Start", "play"
	}
	p.finish.SetIcon(icon)
	p.finish.SetText(does)
	p.status.Hints(w.KeyHint{Text: "Private note", Key: keyName(fyne.KeyP, ctrlShift)}, w.KeyHint{Text: does, Key: keyName(fyne.KeyReturn, ctrl)})
}

// lastMeeting is the one held before this one.
func (p *meetingPage) lastMeeting() (notes.Meeting, bool) {
	var last notes.Meeting
	found := false
	for _, m := range p.member.Meetings {
		if m.Status == notes.Held && m.ID != p.m.ID && m.At.Before(p.m.At) {
			last, found = m, true
		}
	}
	return last, found
}

// choosePart shows the shared or the private notes.
func (p *meetingPage) choosePart(private bool) {
	p.inPrivate, p.preview = private, false
	p.part.SetSelected(map[bool]int{true: 1}[private])
	p.previewing.SetText("Preview")
	p.showCenter()
	p.showStrip()
	p.countWords()
	p.offers.hover = -1
	p.offers.look()
}

// togglePreview shows the notes as they will be read, or the text to write on.
func (p *meetingPage) togglePreview() {
	p.preview = !p.preview
	if !p.preview || p.covered() {
		p.choosePart(p.inPrivate)
		p.focusEditor()
		return
	}
	p.previewing.SetText("Write")
	p.center.Objects = []fyne.CanvasObject{container.NewVScroll(w.Pad(p.a.reading(p.editor().Text()).Object(), 10, 12, 16, 12))}
	p.center.Refresh()
}

// showStrip shows under the notes in view the first line of the other ones.
func (p *meetingPage) showStrip() {
	icon, label, text, hint := "lock", "Private", p.private.Text(), "Only you see this. Left out of exports unless you include it."
	if p.narrow {
		hint = "Only you see this. Left out of exports."
	}
	if p.inPrivate {
		icon, label, text, hint = "chat", "Shared", p.shared.Text(), "What the follow-up and the exports are made from."
	}
	first := notes.FirstLine(text)
	now := fmt.Sprint(p.inPrivate, p.narrow, p.a.sharing, text == "", first)
	if now == p.stripped {
		return
	}
	p.stripped = now
	if p.a.sharing && !p.inPrivate {
		first, hint = "", coveredWords
	}
	head := []w.Span{w.SmallStrong.Span(label)}
	if first != "" {
		head = append(head, w.Small.Span(" "+first))
	} else if text == "" {
		head = append(head, w.Small.In(theme.Text2).Span(" nothing yet"))
	}
	p.strip.Objects = []fyne.CanvasObject{w.NewTintedCard(theme.Sunken, theme.Border, w.Pad(w.HStack(12,
		w.NewIcon(icon, theme.Text2, 16),
		w.Grow(w.VStack(0, w.NewSpans(head...).Elide(), w.NewElided(hint, w.Caption.In(theme.Text2)))),
		w.NewButton("Open", w.Link, func() {
			p.choosePart(!p.inPrivate)
			p.focusEditor()
		}),
	), 7, 12, 7, 14))}
	p.strip.Refresh()
}

func (p *meetingPage) showStatus() {
	if p.status == nil {
		return
	}
	var saved w.StatusItem
	retry := func() { p.save.flush(); p.ticks.flush() }
	switch p.state {
	case Clean:
		saved = w.StatusItem{Icon: "check", Text: "Saved", Tone: w.Good}
		retry = nil
	case Unsaved, Saving:
		saved = w.StatusItem{Icon: "edit", Text: "Saving"}
		retry = nil
	case Saved:
		saved = w.StatusItem{Icon: "check", Text: "Saved " + p.lastSaved.Format("15:04"), Tone: w.Good}
		retry = nil
	case Failed:
		saved = w.StatusItem{Icon: "warn", Text: notSaved(p.why), Tone: w.Bad}
	}
	items := []w.StatusItem{saved}
	if p.m.GoingOn() && !p.m.Reopened() {
		items = append(items, w.StatusItem{Icon: "clock", Text: elapsedWords(p.a.now().Sub(p.m.Began.Time()), p.m.Minutes)})
	} else if p.m.Minutes != nil && p.m.Status != notes.Cancelled && p.m.Status != notes.Missed { // else there were none
		items = append(items, w.StatusItem{Icon: "clock", Text: fmt.Sprintf("%d min", *p.m.Minutes)})
	}
	items = append(items, w.StatusItem{Text: count(p.editor().Words(), "word", "words")})
	p.status.Set(items...)
	p.status.SetRetry("Retry", retry)
}

func (p *meetingPage) countWords() { p.showStatus() }

// tick keeps the elapsed time true.
func (p *meetingPage) tick() {
	p.stopClock = w.Clock(20*time.Second, func() {
		p.showStatus()
		p.tick()
	})
}

// reveal brings quoted words of the notes into view and selects them: the nth of several, from 0 on.
func (p *meetingPage) reveal(quote string, nth int) {
	for _, e := range []*editor.Editor{p.editor(), p.shared, p.private} {
		if found := e.Find(quote, true); len(found) > 0 {
			if (e == p.private) != p.inPrivate {
				p.choosePart(e == p.private)
			}
			p.a.later(func() { e.Reveal(found[min(nth, len(found)-1)]) }) // once it has its size
			return
		}
	}
}

func (p *meetingPage) actions() []action {
	finish := func() { p.askFinish() }
	return []action{
		{"Save now", fyne.KeyS, ctrl, func() { p.save.flush() }},
		{"Shared or private notes", fyne.KeyP, ctrlShift, func() {
			p.choosePart(!p.inPrivate)
			p.focusEditor()
		}},
		{"Preview", fyne.KeyV, ctrlShift, p.togglePreview},
		{"Preview beside the text", "", 0, p.toggleBeside},
		{"Follow-up text", "", 0, func() {
			m := p.m
			m.Notes = p.shared.Text()
			p.a.followUp(p.member, m)
		}},
		{"Day and time", "", 0, p.askWhen},
		{"Take the offered line", fyne.KeyJ, ctrlShift, p.offers.takeFirst},
		{"Add an action item", fyne.KeyJ, ctrl, p.side.focusActions},
		{"Mood", fyne.KeyM, ctrlShift, p.side.focusMood},
		{"Add a talking point", fyne.KeyT, ctrl, p.agenda.focus},
		{"Find in the notes", fyne.KeyF, ctrl, p.find.open},
		{"Finish", fyne.KeyReturn, ctrl, finish},
		{"", fyne.KeyEnter, ctrl, finish},
		{"Next column", fyne.KeyF6, 0, p.nextColumn},
	}
}

// nextColumn moves the keyboard from agenda to notes to the right column and round again.
func (p *meetingPage) nextColumn() {
	focused := p.a.window.Canvas().Focused()
	switch {
	case focused == fyne.Focusable(p.shared), focused == fyne.Focusable(p.private), focused == fyne.Focusable(p.previewing):
		p.side.focusMood()
	case p.agenda.has(focused) && p.preview && p.cramped:
		p.side.focusMood()
	case p.agenda.has(focused) && p.preview: // the text is not there to be written on
		p.a.window.Canvas().Focus(p.previewing)
	case p.agenda.has(focused):
		p.focusEditor()
	default:
		p.agenda.focusCurrent()
	}
}

func (p *meetingPage) escape() bool { return p.find.close() }
