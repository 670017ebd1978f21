package ui

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"rapport/language"
	"rapport/notes"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// offerAfter is how long after the last key the notes are read for action items, feedback and wording.
const offerAfter = 400 * time.Millisecond

// lineOffer is a line of the notes that could become a record.
type lineOffer struct {
	key      string // the words of the line, by which it is known again
	action   *language.ActionLine
	feedback *language.FeedbackLine
	private  bool
}

// offers reads the notes after each pause and shows under them, one at a time, the lines that could become action items or feedback, and
// at the caret what is wrong with a wording. It never changes the text.
type offers struct {
	p     *meetingPage
	root  *fyne.Container
	found []lineOffer
	done  map[string]bool // taken, while the page is open
	waved []string        // lines and wordings that were waved off, as waveMark; kept with the meeting
	seen  map[string]bool // lines of a meeting that was over when the page was opened: they are nobody's news
	hints map[*editor.Editor][]language.Hint
	round int
	stop  func()
	shown string // what is shown now, so that drawing the same again costs nothing
	hover int    // offset under the pointer, -1 for none
	asked string // what stands in the notes already as records, by kind and words
}

func newOffers(p *meetingPage) *offers {
	o := &offers{p: p, root: w.VStack(0), done: map[string]bool{}, seen: map[string]bool{}, hints: map[*editor.Editor][]language.Hint{}, hover: -1}
	o.waved = strings.Fields(p.a.local(wavedKey(p)))
	if !p.m.GoingOn() {
		for _, x := range o.read(p.m.Notes, false, -1) {
			o.seen[x.key] = true
		}
		for _, x := range o.read(p.m.PrivateNotes, true, -1) {
			o.seen[x.key] = true
		}
	}
	for _, e := range []*editor.Editor{p.shared, p.private} {
		e.OnCaret = o.caretMoved
		e.OnHover = func(offset int) {
			o.hover = offset
			o.show()
		}
	}
	o.later()
	return o
}

// later reads the notes once nothing was typed for a moment.
func (o *offers) later() {
	if o.stop != nil {
		o.stop()
	}
	t := time.AfterFunc(offerAfter, func() { o.p.a.do(o.look) })
	o.stop = func() { t.Stop() }
}

func (o *offers) leave() {
	if o.stop != nil {
		o.stop()
		o.stop = nil
	}
	o.round++
}

// look reads the text of this moment beside the main goroutine.
func (o *offers) look() {
	o.round++
	round, e := o.round, o.p.editor()
	text, at, private := e.Text(), e.Revision(), o.p.inPrivate
	caret := -1
	if o.p.a.window.Canvas().Focused() == fyne.Focusable(e) {
		caret = e.Caret()
	}
	names, wanted := o.p.side.names(), o.p.a.hintsOn()
	go func() {
		found := o.read(text, private, caret)
		var hints []language.Hint
		var marks []editor.Mark
		if wanted {
			hints = language.Hints(text, names)
			marks = hintMarks(text, hints)
		}
		o.p.a.do(func() {
			if round != o.round || e.Revision() != at {
				return
			}
			o.found = found
			marks = slices.DeleteFunc(marks, func(m editor.Mark) bool { return o.isWaved("hint " + m.Kind + " " + m.Words) })
			o.hints[e] = hints
			e.SetMarks(marks)
			o.show()
		})
	}()
}

// hintMarks are the hints as stretches of characters.
func hintMarks(text string, hints []language.Hint) []editor.Mark {
	var out []editor.Mark
	at, chars := 0, 0
	count := func(to int) int {
		for range text[at:to] {
			chars++
		}
		at = to
		return chars
	}
	for _, h := range hints {
		from := count(h.From)
		out = append(out, editor.Mark{From: from, To: count(h.To), Kind: string(h.Kind), Words: strings.ToLower(text[h.From:h.To])})
	}
	return out
}

// read finds what could become a record; the line at the caret is still being written. Lines of the private part become private feedback and
// never action items, which others may see.
func (o *offers) read(text string, private bool, caret int) []lineOffer {
	from, to := lineAround(text, caret)
	busy := func(a, z int) bool { return caret >= 0 && a <= to && z >= from }
	var out []lineOffer
	if !private {
		for _, x := range language.ActionLines(text, o.p.side.names(), o.p.m.At.Date()) {
			if !busy(x.From, x.To) {
				out = append(out, lineOffer{key: "action " + text[x.From:x.To], action: &x.ActionLine})
			}
		}
	}
	for _, x := range language.FeedbackLines(text) {
		if !busy(x.From, x.To) {
			out = append(out, lineOffer{key: "feedback " + text[x.From:x.To], feedback: &x, private: private})
		}
	}
	return out
}

// lineAround gives the bounds in bytes of the line in which the caret, counted in characters, stands.
func lineAround(text string, caret int) (from, to int) {
	if caret < 0 {
		return 0, 0
	}
	at, n := len(text), 0
	for i := range text {
		if n == caret {
			at = i
			break
		}
		n++
	}
	from = strings.LastIndexByte(text[:at], '\n') + 1
	to = len(text)
	if i := strings.IndexByte(text[at:], '\n'); i >= 0 {
		to = at + i
	}
	return from, to
}

// open are the offers that nobody took or waved off, without those that are records already.
func (o *offers) open() []lineOffer {
	var out []lineOffer
	for _, x := range o.found {
		if !o.done[x.key] && !o.seen[x.key] && !o.isWaved(x.key) && !o.recorded(x) {
			out = append(out, x)
		}
	}
	return out
}

// recorded reports whether the meeting has a record of these words already.
func (o *offers) recorded(x lineOffer) bool {
	if x.action != nil {
		return slices.ContainsFunc(o.p.member.Actions, func(a notes.Action) bool {
			return a.Meeting == o.p.m.ID && language.Fold(a.Text) == language.Fold(x.action.Text)
		})
	}
	return slices.ContainsFunc(o.p.member.Feedback, func(f notes.Feedback) bool {
		return f.Meeting == o.p.m.ID && language.Fold(f.Text) == language.Fold(x.feedback.Text)
	})
}

// mark is the wording at the pointer, else at the caret.
func (o *offers) mark() (editor.Mark, bool) {
	e := o.p.editor()
	if o.hover >= 0 {
		if m, ok := e.MarkAt(o.hover); ok {
			return m, true
		}
	}
	at := e.Caret()
	if m, ok := e.MarkAt(at); ok {
		return m, true
	}
	if at > 0 {
		return e.MarkAt(at - 1)
	}
	return editor.Mark{}, false
}

func (o *offers) caretMoved() {
	if len(o.p.editor().Marks()) > 0 || strings.HasPrefix(o.shown, "hint ") {
		o.show()
	}
}

// show draws the strip: a wording at the caret first, else the first open offer, else nothing.
func (o *offers) show() {
	if o.p.a.sharing && o.p.inPrivate {
		o.put("", nil)
		return
	}
	if m, ok := o.mark(); ok && !o.p.preview && !o.p.a.sharing {
		o.showHint(m)
		return
	}
	if list := o.open(); len(list) > 0 {
		o.showOffer(list[0], len(list))
		return
	}
	o.put("", nil)
}

func (o *offers) put(shown string, content fyne.CanvasObject) {
	if o.shown == shown {
		return
	}
	o.shown = shown
	o.root.Objects = nil
	if content != nil {
		o.root.Objects = []fyne.CanvasObject{w.Pad(content, 8, 20, 0, 20)}
	}
	o.root.Refresh()
	o.p.root.Refresh()
}

func (o *offers) showHint(m editor.Mark) {
	kind := language.HintKind(m.Kind)
	dismiss := w.NewIconButton("x", "Leave it", w.Quiet, func() {
		o.keepWaved("hint " + m.Kind + " " + m.Words)
		e := o.p.editor()
		e.SetMarks(slices.DeleteFunc(e.Marks(), func(x editor.Mark) bool { return x.Kind == m.Kind && x.Words == m.Words }))
		o.show()
		o.p.focusEditor()
	})
	off := w.NewButton("Turn off", w.Link, func() { o.p.a.setHints(false) })
	o.put("hint "+m.Kind+m.Words, w.NewTintedCard(theme.AmberSoft, theme.Clear, w.Pad(w.HStack(10, w.NewIcon("bulb", theme.Amber, 16),
		w.Grow(w.VStack(0, w.NewSpans(w.SmallStrong.Span(kind.Title()), w.Small.Span(": “"+m.Words+"”")).Elide(), w.NewWrapped(kind.Better(), w.Caption))),
		off, dismiss), 6, 6, 6, 12)))
}

func (o *offers) showOffer(x lineOffer, n int) {
	p := o.p
	icon, label, words, word := "cklist", "Action item?", "", "Add"
	if x.action != nil {
		who := "You"
		if notes.Side(x.action.Owner) == notes.Them {
			who = p.member.Person.FirstName()
		}
		words = strings.Join(nonEmpty(who, x.action.Text), " · ")
		if x.action.Due != 0 {
			words += " · " + x.action.Due.Format("Mon 2 Jan")
		}
	} else {
		icon, label, words, word = "star", "Keep as praise?", x.feedback.Text, "Keep"
		if x.feedback.Kind == string(notes.Constructive) {
			icon, label = "chat", "Keep as feedback?"
		}
	}
	line := []w.Span{w.SmallStrong.Span(label + " "), w.Small.Span(cut(words))}
	more := ""
	if n > 1 {
		more = count(n-1, "more", "more")
	}
	parts := []fyne.CanvasObject{w.NewIcon(icon, theme.AccentText, 16), w.Grow(middle(w.NewSpans(line...).Wrap(2)))}
	if more != "" {
		parts = append(parts, w.NewText(more, w.Caption.In(theme.Text2)))
	}
	if !p.narrow {
		parts = append(parts, w.NewKeyCap(keyName(fyne.KeyJ, ctrlShift)))
	}
	parts = append(parts, w.NewButton(word, w.Link, func() { o.take(x) }), w.NewIconButton("x", "No, thanks", w.Quiet, func() { o.wave(x) }))
	o.put("offer "+x.key+count(n, "", ""), w.NewTintedCard(theme.AccentSoft, theme.Clear, w.Pad(w.HStack(10, parts...), 3, 6, 3, 12)))
}

// takeFirst takes the offer that is shown.
func (o *offers) takeFirst() {
	if list := o.open(); len(list) > 0 {
		o.take(list[0])
	}
}

// wave leaves a line as what it is.
func (o *offers) wave(x lineOffer) {
	o.keepWaved(x.key)
	o.show()
	o.p.focusEditor()
}

// wavedKey is the setting of this computer that holds what was waved off in a meeting.
func wavedKey(p *meetingPage) string { return "waved." + p.m.ID.String() }

// waveMark stands for a line in that setting, which so holds none of its words.
func waveMark(key string) string {
	h := fnv.New64a()
	h.Write([]byte(key)) //nolint:errcheck // never fails
	return strconv.FormatUint(h.Sum64(), 36)
}

func (o *offers) isWaved(key string) bool {
	return len(o.waved) > 0 && slices.Contains(o.waved, waveMark(key))
}

// keepWaved remembers with the meeting that a line or a wording is to be left alone.
func (o *offers) keepWaved(key string) {
	if !o.isWaved(key) {
		o.waved = append(o.waved, waveMark(key))
		o.p.a.setLocal(wavedKey(o.p), strings.Join(o.waved, " "), nil)
	}
}

// take makes a record of a line. The line stays as it was typed.
func (o *offers) take(x lineOffer) {
	p, a := o.p, o.p.a
	o.done[x.key] = true
	back := func() {
		delete(o.done, x.key)
		o.show()
	}
	if x.action != nil {
		owner := notes.Side(x.action.Owner)
		if owner == "" {
			owner = notes.Me
		}
		action := notes.Action{ID: a.o.NewID(), Person: p.m.Person, Meeting: p.m.ID, Text: x.action.Text, Owner: owner, Created: p.m.At.Date(), Due: x.action.Due, State: notes.ActionOpen}
		if x.action.Done {
			action.State, action.Closed = notes.ActionDone, a.today()
		}
		put(a, action)
		a.offerUndo("Added: "+cut(action.Text), func() {
			a.write(func(tx *storage.Tx) error { return storage.Discard[notes.Action](tx, action.ID) }, nil)
			back()
		})
	} else {
		f := notes.Feedback{ID: a.o.NewID(), Person: p.m.Person, Meeting: p.m.ID, Date: p.m.At.Date(), Kind: notes.FeedbackKind(x.feedback.Kind), Direction: notes.Given, Text: x.feedback.Text}
		if x.private {
			yes := true
			f.Private = &yes
		}
		put(a, f)
		a.offerUndo("Kept: "+cut(f.Text), func() {
			a.write(func(tx *storage.Tx) error { return storage.Discard[notes.Feedback](tx, f.ID) }, nil)
			back()
		})
	}
	o.show()
	p.focusEditor()
}

// hintsOffKey is the setting that turns the hints off.
const hintsOffKey = "notes.hints.off"

// hintsOn reports whether wording is hinted at.
func (a *App) hintsOn() bool {
	off, _ := a.team.Settings[hintsOffKey].(bool)
	return !off
}

// setHints turns the hints on or off, in every note.
func (a *App) setHints(on bool) {
	var value any
	if !on {
		value = true
	}
	a.write(func(tx *storage.Tx) error { return tx.SetSetting(hintsOffKey, value) }, nil)
	if on {
		return
	}
	a.say("Hints are off. Settings, Notes turns them on again.")
}
