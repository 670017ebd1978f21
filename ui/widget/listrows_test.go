package widget

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"rapport/ui/theme"
)

// hand is a clock that a test moves.
type hand struct {
	waits []time.Duration
	do    func()
}

func (h *hand) after(d time.Duration, f func()) func() {
	h.waits = append(h.waits, d)
	h.do = f
	return func() { h.do = nil }
}

func (h *hand) pass() {
	if f := h.do; f != nil {
		h.do = nil
		f()
	}
}

func TestMeetingRow(t *testing.T) {
	n := 0
	r := NewMeetingRow(Meeting{Time: "14:00", Day: "Today", Name: "Priya Raman", State: MeetingState{"Prepared", "check", Good}, Detail: "5 points ready", Action: "Start", Main: true},
		48, func() { n++ }, func() { n += 100 })
	w := open(t, VStack(0, r), 598, 60)
	if r.Size().Height != 48 {
		t.Errorf("%v high", r.Size().Height)
	}
	for _, s := range []string{"14:00", "PR", "Priya Raman", "Prepared", " · 5 points ready", "Start"} {
		if !says(r, s) {
			t.Errorf("%q is missing in %q", s, shownWords(r))
		}
	}
	w.Canvas().Focus(r)
	if !ringed(r) {
		t.Error("no ring with the focus")
	}
	key(r, fyne.KeyReturn)
	w.Canvas().FocusNext()
	key(w.Canvas().Focused(), fyne.KeySpace)
	if n != 101 {
		t.Errorf("row and button gave %d", n)
	}
	r.Set(Meeting{Time: "10:00", Day: "Wed", Name: "Amara Okafor", Avatar: 2, State: MeetingState{Text: "Started", Icon: "edit"}, Action: "Prep"})
	if says(r, "Priya Raman") || !says(r, "Prep") || fills(r, theme.Accent) && !ringed(r) {
		t.Errorf("shows %q", shownWords(r))
	}
	keepsObjects(t, r)
}

func TestSignRow(t *testing.T) {
	n := 0
	long := "17 and 24 Feb. On-call began 13 Jan. And a line so long that it needs a second and perhaps a third one, which is never cut."
	r := NewSignRow(Sign{Icon: "down", Name: "Priya", Title: "Mood below usual range", Evidence: "3, 3 and 2.", Ask: "Ask: “What takes energy?”", Why: "See why", Snooze: "Snooze"},
		func() { n++ }, func() { n += 100 })
	w := open(t, VStack(0, r), 598, 200)
	if r.Size().Height != 76 {
		t.Errorf("%v high", r.Size().Height)
	}
	w.Canvas().FocusNext()
	key(w.Canvas().Focused(), fyne.KeySpace)
	w.Canvas().FocusNext()
	key(w.Canvas().Focused(), fyne.KeySpace)
	if n != 101 {
		t.Errorf("the keyboard reached %d", n)
	}
	r.Set(Sign{Icon: "load", Title: "Workload", Evidence: long, Why: "See why", Snooze: "Snooze"})
	w.Content().(*fyne.Container).Layout.Layout(w.Content().(*fyne.Container).Objects, w.Content().Size())
	if got := strings.Join(shownWords(r.evidence), " "); got != long || r.evidence.Lines() < 2 {
		t.Errorf("the evidence is cut: %q", got)
	}
	keepsObjects(t, r)
}

func TestPromiseRow(t *testing.T) {
	clock := &hand{}
	var done []bool
	settled := 0
	r := NewPromiseRow(Promise{Text: "Send promotion criteria", Person: "Priya Raman", Due: "4 days late", Icon: "clock", Tone: Bad}, 48, clock.after, nil, func(on bool) { done = append(done, on) })
	r.OnSettled = func() { settled++ }
	w := open(t, VStack(0, r), 400, 100)
	w.Canvas().FocusNext()
	if w.Canvas().Focused() != fyne.Focusable(r.check) {
		t.Fatal("the check is not the first that takes the focus")
	}
	key(r.check, fyne.KeySpace)
	if !says(r, "Undo") || says(r, "4 days late") || clock.waits[0] != UndoTime {
		t.Errorf("after the tick: %q, waits %v", shownWords(r), clock.waits)
	}
	test.Tap(r.undo)
	if says(r, "Undo") || !says(r, "4 days late") || clock.do != nil || r.check.Checked() {
		t.Errorf("after Undo: %q", shownWords(r))
	}
	test.Tap(r.check)
	clock.pass()
	if settled != 1 || says(r, "Undo") || !reflect.DeepEqual(done, []bool{true, false, true}) {
		t.Errorf("settled %d, done %v", settled, done)
	}
	r.Set(Promise{Text: "One line", Due: "Fri 6 Mar", Owner: "You"})
	if says(r, "Priya Raman") || !says(r, "You") || r.check.Checked() {
		t.Errorf("shows %q", shownWords(r))
	}
	keepsObjects(t, r)
}

func TestGoalRow(t *testing.T) {
	n, v, e := 0, 0.58, 0.71
	r := NewGoalRow(Goal{Name: "Priya Raman", Title: "Checkout in under 2 s", Progress: &v, Expected: &e, Line: "58% done.", Status: "At risk", Icon: "flag", Tone: Warn}, 76, func() { n++ })
	open(t, VStack(0, r), 400, 100)
	test.Tap(r)
	if n != 1 || r.Size().Height != 76 || !says(r, "58% done.") || !fills(r, theme.AmberSoft) {
		t.Errorf("pressed %d, %v high, %q", n, r.Size().Height, shownWords(r))
	}
	if !strings.Contains(r.AccessibilityLabel(), "At risk") {
		t.Errorf("spoken as %q", r.AccessibilityLabel())
	}
	r.Set(Goal{Title: "Ship it", Line: "No measure set", Status: "Unclear", Icon: "dots"})
	if says(r, "PR") || fills(r, theme.Accent) {
		t.Error("an unmeasured goal of nobody shows a bar or an avatar")
	}
	one := NewGoalRow(Goal{Title: "Ship it", Line: "No measure set"}, 48, nil)
	if says(one, "No measure set") {
		t.Error("the one-line form shows the pace")
	}
	keepsObjects(t, r)
}

func TestAgendaRow(t *testing.T) {
	var log []string
	r := NewAgendaRow(AgendaItem{Text: "Promotion criteria, walk through together", Topic: "Growth", Carried: "Carried twice", From: "From Priya"}, AgendaActions{
		Open: func() { log = append(log, "open") },
		Tick: func(on bool) { log = append(log, map[bool]string{true: "tick", false: "clear"}[on]) },
		Move: func(by int) { log = append(log, map[int]string{-1: "up", 1: "down"}[by]) },
		Dropped: func(dy float32) {
			if dy == 30 {
				log = append(log, "drop")
			}
		},
	})
	w := open(t, VStack(0, r, Spacer()), 280, 300)
	w.Canvas().Focus(r)
	if !ringed(r) {
		t.Error("no ring with the focus")
	}
	key(r, fyne.KeySpace, fyne.KeySpace, fyne.KeyReturn)
	r.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyUp, Modifier: fyne.KeyModifierAlt})
	r.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyDown, Modifier: fyne.KeyModifierAlt})
	r.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	r.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 20)})
	r.Dragged(&fyne.DragEvent{Dragged: fyne.NewDelta(0, 10)})
	r.DragEnd()
	if want := []string{"tick", "clear", "open", "up", "down", "drop"}; !reflect.DeepEqual(log, want) {
		t.Errorf("did %v, want %v", log, want)
	}
	if r.text.Lines() != 2 || r.Size().Height < 80 {
		t.Errorf("%d lines, %v high", r.text.Lines(), r.Size().Height)
	}
	if !says(r, "Carried twice") || !says(r, "From Priya") || !says(r, "Growth") {
		t.Errorf("shows %q", shownWords(r))
	}
	r.SetCurrent(true)
	if !fills(r, theme.AccentSoft) || !fills(r, theme.Accent) {
		t.Error("the current point looks like the others")
	}
	r.Set(AgendaItem{Text: "Short", Done: true})
	if says(r, "Growth") || r.text.spans[0].color() != theme.Text3 {
		t.Errorf("done: %q", shownWords(r))
	}
	keepsObjects(t, r)
}

func TestAgendaRowWithOneLineIs65High(t *testing.T) {
	r := NewAgendaRow(AgendaItem{Text: "How is on-call?", Topic: "Wellbeing"}, AgendaActions{})
	open(t, VStack(0, r, Spacer()), 280, 300)
	if h := r.Size().Height; h != 65 {
		t.Errorf("%v high", h)
	}
}
