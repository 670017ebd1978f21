package ui

import (
	"encoding/json"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// feedbackForm logs feedback, or changes one that is logged. Its entries live as long as the page; what is typed and not saved is kept
// as a draft of the person until the form is opened again.
type feedbackForm struct {
	a     *App
	m     *Member
	draft notes.Feedback // what is being written; an id where it is a change of one that is logged
	saved notes.Feedback // as it was logged
	words *draft         // keeps what is typed

	title     *w.Text
	kind      *w.Segmented
	direction *w.Segmented
	source    *w.Entry
	situation *w.Entry
	behaviour *w.Entry
	impact    *w.Entry
	text      *w.Entry
	day       *w.Entry
	told      *w.Select
	toldDay   *w.Entry
	private   *w.Check
	hint      *w.Text
	hintIcon  *w.Icon
	body      *fyne.Container
	root      fyne.CanvasObject
	meeting   uuid.UUID // that the form was opened from
	hinted    bool      // the room for a hint is there
	changed   func()    // the form is higher or lower than before
}

func newFeedbackForm(a *App, at Place, changed func()) *feedbackForm {
	return &feedbackForm{a: a, meeting: at.Record, changed: changed}
}

func (f *feedbackForm) object() fyne.CanvasObject { return f.root }

func (f *feedbackForm) show(m *Member, t *Team) {
	f.m = m
	if f.root != nil {
		return
	}
	f.build()
	f.start(f.blank())
	if f.unsaved() != "" {
		return
	}
	for _, x := range m.Feedback { // a change that was begun
		if f.a.kept(f.key(x.ID)) != "" {
			f.start(x)
			return
		}
	}
}

// key is that of the draft of an entry; of a new one without an id. Each has a draft of its own, so that changing one entry leaves a new
// one that is half written where it is.
func (f *feedbackForm) key(id uuid.UUID) string {
	key := "feedback." + f.m.Person.ID.String()
	if id != uuid.Nil {
		key += "." + id.String()
	}
	return key
}

// start shows an entry, with what was typed about it and not saved, and keeps what is typed from now on.
func (f *feedbackForm) start(x notes.Feedback) {
	f.leave()
	f.words = nil
	f.load(x)
	key := f.key(x.ID)
	var k keptFeedback
	if text := f.a.kept(key); text != "" && json.Unmarshal([]byte(text), &k) == nil {
		f.load(k.Feedback)
		f.title.SetText(f.title.Text() + ", typed before and not saved")
		if k.Day != "" {
			f.day.Put(k.Day)
		}
		if k.Told != "" {
			f.told.SetSelected(2)
			f.toldDay.Put(k.Told)
			f.layout()
		}
	}
	f.words = f.a.newDraft(key, f.unsaved)
}

// keptFeedback is how an entry is kept that is not saved: with the words of days that cannot be read.
type keptFeedback struct {
	notes.Feedback
	Day  string `json:"day_words,omitempty"`
	Told string `json:"told_words,omitempty"`
}

// unsaved is what is typed and not saved, ready to be kept.
func (f *feedbackForm) unsaved() string {
	f.read()
	k := keptFeedback{Feedback: f.draft}
	if _, ok := pastDay(f.day.Text, f.a.today()); !ok {
		k.Day = f.day.Text
	}
	if _, ok := pastDay(f.toldDay.Text, f.a.today()); !ok && f.told.Selected() == 2 {
		k.Told = f.toldDay.Text
	}
	if f.draft.IsBlank() && k.Day == "" && k.Told == "" || jsonText(k) == jsonText(keptFeedback{Feedback: f.saved}) {
		return ""
	}
	return jsonText(k)
}

func (f *feedbackForm) typed() {
	if f.words != nil {
		f.words.touch()
	}
}

// leave keeps what is typed, as when the page goes away.
func (f *feedbackForm) leave() {
	if f.words != nil {
		f.words.save.flush()
	}
}

func (f *feedbackForm) blank() notes.Feedback {
	x := notes.Feedback{Person: f.m.Person.ID, Date: f.a.today(), Kind: notes.Praise, Direction: notes.Given}
	if m, ok := f.m.Meeting(f.meeting); ok {
		x.Meeting, x.Date = m.ID, m.At.Date()
	}
	return x
}

func (f *feedbackForm) build() {
	first := f.m.Person.FirstName()
	f.title = w.NewElided("", w.Small.In(theme.Text2))
	changed := func(int) { f.read(); f.layout(); f.typed() }
	f.kind = w.NewSegmented([]string{"Praise", "Suggestion"}, 0, changed).Ticked().Writes()
	f.direction = w.NewSegmented([]string{"I gave", "I received", "About " + short(first, 12)}, 0, changed).Ticked().Tight().Writes()
	f.source = w.NewEntry("Who said it")
	f.situation = w.NewEntry("When and where: the incident of 18 Feb")
	f.behaviour = w.NewMultiEntry("What was done or said", 2)
	f.impact = w.NewMultiEntry("What it changed, and for whom", 2)
	f.text = w.NewMultiEntry("In their words, or in one sentence", 2)
	f.day = w.NewEntry("today, mon, 18 feb")
	f.toldDay = w.NewEntry("today, mon, 18 feb")
	labels := []string{"From", "Situation", "Behaviour", "Impact", "In one sentence", "When", "Told on"}
	for i, e := range []*w.Entry{f.source, f.situation, f.behaviour, f.impact, f.text, f.day, f.toldDay} {
		e.SetLabel(labels[i])
		e.OnChanged = func(string) { e.SetError(""); f.showHint(); f.typed() }
		if e.MultiLine {
			e.OnEnter = func(string) { f.save() } // Ctrl+Enter
			continue
		}
		e.OnShortcut = func(s fyne.Shortcut) bool {
			c, ok := s.(*desktop.CustomShortcut)
			if ok = ok && c.KeyName == fyne.KeyReturn && c.Modifier == ctrl; ok {
				f.save()
			}
			return ok
		}
	}
	f.told = w.NewSelect([]string{"Not told yet", "Told on that day", "Told on another day"}, 0, func(int) { f.layout(); f.typed() }).WithIcon("cal").Writes()
	f.private = w.NewCheck("Private", false, func(bool) { f.typed() }).Steady().WithStyle(w.Small).Writes()
	f.hint, f.hintIcon = w.NewText("", w.Caption.In(theme.Text2)).Wrap(3), w.NewIcon("dots", theme.Amber, 14)
	f.body = w.VStack(10)
	head := w.Pad(w.HStack(8, w.NewText("Log feedback", w.CardTitle), w.Grow(f.title)), 12, 16, 10, 16)
	f.root = w.NewCard(head, w.Pad(f.body, 0, 16, 14, 16))
}

// short cuts a word that would not fit into its place.
func short(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most-1]) + "…"
	}
	return s
}

// load shows an entry in the form.
func (f *feedbackForm) load(x notes.Feedback) {
	f.draft = x
	f.saved = notes.Feedback{}
	if x.ID != uuid.Nil {
		for _, y := range f.m.Feedback {
			if y.ID == x.ID {
				f.saved = y
			}
		}
	}
	f.kind.SetSelected(max(slices.Index(feedbackKinds, x.Kind), 0))
	f.direction.SetSelected(max(slices.Index(directions, x.Direction), 0))
	f.source.Put(x.Source)
	f.situation.Put(x.Situation)
	f.behaviour.Put(x.Behaviour)
	f.impact.Put(x.Impact)
	f.text.Put(x.Text)
	f.day.Put(f.dayWords(x.Date))
	f.toldDay.Put(f.dayWords(x.SaidOn))
	f.told.SetSelected(map[bool]int{true: 0, false: map[bool]int{true: 1, false: 2}[x.SaidOn == x.Date]}[x.SaidOn == 0])
	f.private.SetChecked(x.IsPrivate())
	f.title.SetText("One sentence is enough")
	if x.ID != uuid.Nil {
		f.title.SetText("Changes the entry of " + shortDay(x.Date, f.a.today()))
	}
	f.layout()
}

// dayWords is a day as the form shows it.
func (f *feedbackForm) dayWords(d civil.Date) string {
	switch {
	case d == 0:
		return ""
	case d == f.a.today():
		return "today"
	}
	return d.Format("2 Jan 2006")
}

// layout shows the fields that this kind of feedback has.
func (f *feedbackForm) layout() {
	received, about := f.direction.Selected() == 1, f.direction.Selected() == 2
	parts := []fyne.CanvasObject{f.kind, f.direction}
	if about || received {
		parts = append(parts, w.Field("From", "", f.source))
	}
	if received {
		f.source.SetPlaceHolder(f.m.Person.FirstName())
	} else {
		f.source.SetPlaceHolder("Who said it")
	}
	if received || about || f.text.Text != "" {
		parts = append(parts, w.Field("In one sentence", "", f.text))
	}
	if !received || f.situation.Text != "" || f.behaviour.Text != "" || f.impact.Text != "" {
		parts = append(parts, w.Field("Situation", "", f.situation), w.Field("Behaviour", "", f.behaviour), w.Field("Impact", "", f.impact))
		f.hint.SetText(f.advice())
		if f.hinted = f.hint.Text() != ""; f.hinted {
			parts = append(parts, w.Sized(w.HStack(6, f.hintIcon, w.Grow(f.hint)), 0, 48))
		}
	}
	day := w.Field("When", "", f.day)
	if !received {
		told := []fyne.CanvasObject{w.Sized(f.told, 0, 36)}
		if f.told.Selected() == 2 {
			told = append(told, f.toldDay)
		}
		parts = append(parts, w.Columns(12, []float32{1, 1.4}, day, w.Field("Told", "to "+short(f.m.Person.FirstName(), 12), w.VStack(6, told...))))
	} else {
		parts = append(parts, day)
	}
	save := "Save"
	if f.draft.ID != uuid.Nil {
		save = "Save changes"
	}
	parts = append(parts, w.HStack(8, f.private, w.Spacer(), w.NewButton("Clear", w.Quiet, f.clear).Small(), w.NewButton(save, w.Primary, f.save).Small().Writes()))
	f.body.Objects = parts
	f.body.Refresh()
	if f.root != nil {
		f.changed()
	}
}

// read takes what the fields hold; false where a day is none.
func (f *feedbackForm) read() bool {
	x := &f.draft
	x.Kind, x.Direction = feedbackKinds[f.kind.Selected()], directions[f.direction.Selected()]
	x.Source, x.Situation, x.Behaviour, x.Impact, x.Text = f.source.Text, f.situation.Text, f.behaviour.Text, f.impact.Text, f.text.Text
	if x.Direction == notes.Given {
		x.Source = ""
	}
	x.Private = nil
	if f.private.Checked() {
		on := true
		x.Private = &on
	}
	ok := true
	day := func(e *w.Entry, was civil.Date) civil.Date {
		if e.Text == f.dayWords(was) {
			return was
		}
		d, good := pastDay(e.Text, f.a.today())
		if !good {
			ok = false
			return was
		}
		return d
	}
	x.Date = day(f.day, x.Date)
	if x.Date == 0 {
		x.Date = f.a.today()
	}
	switch {
	case x.Direction == notes.Received || f.told.Selected() == 0:
		x.SaidOn = 0
	case f.told.Selected() == 1:
		x.SaidOn = x.Date
	default:
		x.SaidOn = day(f.toldDay, x.SaidOn)
	}
	return ok
}

// pastDay reads a day that is over or today: what FindDate takes for the coming one, "mon" or "18 feb", is the last one before.
func pastDay(text string, today civil.Date) (civil.Date, bool) {
	text = strings.TrimSpace(text)
	if strings.EqualFold(text, "yesterday") {
		return today - 1, true
	}
	if text == "" {
		return 0, true
	}
	d, rule, ok := whenOf(text, today)
	if !ok || rule != "" {
		return 0, false
	}
	if d > today {
		if d-today <= 7 {
			return d - 7, true
		}
		for d > today {
			d = d.AddMonths(-12)
		}
	}
	return d, true
}

// showHint says what would make the feedback clearer.
func (f *feedbackForm) showHint() {
	said := f.advice()
	f.hint.SetText(said)
	if (said != "") != f.hinted {
		f.layout()
	}
}

func (f *feedbackForm) advice() string {
	x := notes.Feedback{Direction: directions[f.direction.Selected()], Situation: f.situation.Text, Behaviour: f.behaviour.Text, Impact: f.impact.Text}
	if hints := language.Hints(f.behaviour.Text, []string{f.m.Person.Name}); len(hints) > 0 && f.wantsHints() {
		h := hints[0]
		return "“" + f.behaviour.Text[h.From:h.To] + "”: " + h.Kind.Title() + ". " + h.Kind.Better()
	}
	lacks := x.Lacks()
	if len(lacks) == 0 {
		return ""
	}
	return map[string]string{
		"situation": "Missing: when and where. Try “in the review on Tuesday”.",
		"behaviour": "Missing: what was done or said, as a camera would have seen it.",
		"impact":    "Missing: what it changed. Try “so that the night rota could…”.",
	}[lacks[len(lacks)-1]] + " You can save without it."
}

// wantsHints reports whether hints about wording are on.
func (f *feedbackForm) wantsHints() bool {
	off, _ := f.a.team.Settings["notes.hints.off"].(bool)
	return !off
}

func (f *feedbackForm) clear() {
	f.aside()
	f.meeting = uuid.Nil
	f.start(f.blank())
}

// aside takes what is typed and not saved out of the form; Undo puts it back.
func (f *feedbackForm) aside() {
	text := f.unsaved()
	if text == "" {
		return
	}
	x, was, key, a := f.draft, f.saved, f.words.key, f.a
	f.words.drop()
	a.offerUndo("Not saved.", func() {
		a.keepDraft(key, text, false, func(error) {})
		if !f.stands() {
			a.open(Place{Page: Person, Person: x.Person, Tab: TabFeedback})
			return
		}
		if was.ID == uuid.Nil {
			was = f.blank()
		}
		f.start(was)
	})
}

// stands reports whether the form is on the page that is shown.
func (f *feedbackForm) stands() bool {
	p, ok := f.a.page.(*personPage)
	return ok && p.feedback != nil && p.feedback.form == f && f.a.place.Tab == TabFeedback
}

// edit changes an entry that is logged. A new one that is half written waits until then.
func (f *feedbackForm) edit(x notes.Feedback) {
	begun, at := f.unsaved() != "" && f.draft.ID != x.ID, f.saved
	f.start(x)
	f.behaviour.Focus()
	if !begun {
		return
	}
	a, person := f.a, x.Person
	a.offerUndo("What you were writing is kept.", func() { // back to it
		if !f.stands() {
			a.open(Place{Page: Person, Person: person, Tab: TabFeedback})
			return
		}
		if at.ID == uuid.Nil {
			at = f.blank()
		}
		f.start(at)
	})
}

// use fills the form from a line of a note.
func (f *feedbackForm) use(o offer) {
	if f.draft.ID != uuid.Nil {
		f.start(f.blank())
	}
	f.aside()
	x := f.blank()
	x.Kind, x.Behaviour, x.Date, x.Meeting = o.kind, o.text, o.day, o.meeting
	f.start(f.blank())
	f.load(x)
	f.impact.Focus()
}

// save writes the entry.
func (f *feedbackForm) save() {
	for _, e := range []*w.Entry{f.day, f.toldDay} {
		if _, ok := pastDay(e.Text, f.a.today()); !ok {
			e.SetError("Not a day. Write “mon”, “18 feb” or 2026-02-18.")
			e.Focus()
			return
		}
	}
	f.read()
	if f.draft.IsBlank() {
		at := f.behaviour
		if f.draft.Direction != notes.Given {
			at = f.text
		}
		at.SetError("One sentence is enough, but it needs one.")
		at.Focus()
		return
	}
	x, before, a := f.draft, f.saved, f.a
	if x.ID == uuid.Nil {
		x.ID = a.o.NewID()
	}
	a.write(func(tx *storage.Tx) error {
		_, err := storage.Put(tx, x)
		return err
	}, func(err error) {
		if err != nil {
			a.showError(err)
			again := before
			if again.ID == uuid.Nil {
				again = f.blank()
			}
			f.start(again)
			f.load(x)
			return
		}
		said := "Logged."
		undo := func() {
			a.write(func(tx *storage.Tx) error {
				_, err := storage.Delete[notes.Feedback](tx, x.ID)
				return err
			}, nil)
		}
		if before.ID != uuid.Nil {
			said, undo = "Changed.", func() { takeBack(a, before, x) }
		}
		a.offerUndo(said, undo)
	})
	f.words.saved()
	f.meeting = uuid.Nil
	f.start(f.blank())
}
