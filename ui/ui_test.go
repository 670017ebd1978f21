package ui

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	"rapport/ui/theme"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// desk is the window on a database of its own, driven through its widgets, inside a bubble of fake time.
type desk struct {
	*App
	t     *testing.T
	start time.Time
	ahead atomic.Int64 // how far the clock was put forward
	path  string
	queue chan func() // what other goroutines want done on the main one
}

// inWindow runs f with the window open on the given records. Time moves only where f sleeps.
func inWindow(t *testing.T, r people.Records, f func(d *desk)) {
	t.Helper()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		d := &desk{t: t, start: time.Now(), path: filepath.Join(dir, "test.db"), queue: make(chan func(), 1000)}
		now := func() time.Time { return fixtureNow.Add(time.Since(d.start) + time.Duration(d.ahead.Load())) }
		ids := 0
		newID := func() uuid.UUID { ids++; return fixtureID(200, ids) }
		db, err := storage.Open(context.Background(), d.path, storage.Options{Now: now, NewID: newID})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.Write(context.Background(), func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
			t.Fatal(err)
		}
		app := test.NewTempApp(t)
		d.App = New(Options{Fyne: app, DB: db, Now: now, NewID: newID, Theme: theme.Light, Do: func(f func()) { d.queue <- f }})
		d.Show()
		d.window.Resize(fyne.NewSize(1280, 770))
		d.settle()
		defer func() { // also after a Fatal: the bubble must be empty at the end
			d.settle()
			if !d.gone { // the test has ended it
				d.Close()
			}
			if err := db.Close(); err != nil {
				t.Error(err)
			}
		}()
		f(d)
	})
}

// settle waits until nothing moves any more, and does what other goroutines asked for meanwhile, as the event loop would.
func (d *desk) settle() {
	for {
		synctest.Wait()
		select {
		case f := <-d.queue:
			f()
		default:
			return
		}
	}
}

// objects are all that is shown, overlays first.
func (d *desk) objects() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, o := range d.window.Canvas().Overlays().List() {
		out = append(out, test.LaidOutObjects(o)...)
	}
	return append(out, test.LaidOutObjects(d.window.Content())...)
}

// find returns the first visible widget of a type that fits.
func find[T any](d *desk, what string, fits func(T) bool) T {
	d.t.Helper()
	for _, o := range d.objects() {
		if x, ok := o.(T); ok && o.Visible() && fits(x) {
			return x
		}
	}
	d.t.Fatalf("no %s is shown", what)
	panic("not reached")
}

func (d *desk) button(text string) *w.Button {
	d.t.Helper()
	return find(d, "button "+text, func(b *w.Button) bool { return b.Text() == text || b.AccessibilityLabel() == text })
}

func (d *desk) press(text string) {
	d.t.Helper()
	test.Tap(d.button(text))
	d.settle()
}

func (d *desk) entry(placeholder string) *w.Entry {
	d.t.Helper()
	return find(d, "entry "+placeholder, func(e *w.Entry) bool { return strings.Contains(e.PlaceHolder, placeholder) })
}

func (d *desk) typeInto(e *w.Entry, text string) {
	d.window.Canvas().Focus(e)
	test.Type(e, text)
	d.settle()
}

func (d *desk) enter(e *w.Entry) {
	e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	d.settle()
}

// key presses a key with the keyboard where it is. What a text has no use for goes to the window, as with the real toolkit; the canvas of the
// tests takes no shortcuts.
func (d *desk) key(key fyne.KeyName, mod fyne.KeyModifier) {
	shortcut := &desktop.CustomShortcut{KeyName: key, Modifier: mod}
	var hook *func(fyne.Shortcut) bool
	switch f := d.window.Canvas().Focused().(type) {
	case *editor.Editor:
		hook = &f.OnShortcut
	case *w.Entry:
		hook = &f.OnShortcut
	}
	if hook != nil {
		was := *hook
		*hook = func(s fyne.Shortcut) bool { return was != nil && was(s) || d.App.press(key, mod) }
		defer func() { *hook = was }()
	}
	if f, ok := d.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(shortcut)
	} else {
		d.App.press(key, mod)
	}
	d.settle()
}

// words are all words that are shown.
func (d *desk) words() string {
	var b strings.Builder
	for _, o := range d.objects() {
		if !o.Visible() {
			continue
		}
		switch x := o.(type) {
		case *w.Text:
			b.WriteString(x.Text())
		case *w.Button:
			b.WriteString(x.Text())
		case *w.Chip:
			b.WriteString(x.Text())
		case fyne.Accessible:
			b.WriteString(x.AccessibilityLabel())
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (d *desk) shows(texts ...string) {
	d.t.Helper()
	all := d.words()
	for _, text := range texts {
		if !strings.Contains(all, text) {
			d.t.Errorf("%q is not shown in:\n%s", text, all)
		}
	}
}

// records are what the database holds.
func (d *desk) records() people.Records {
	d.t.Helper()
	var r people.Records
	if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
		r, err = tx.Records()
		return err
	}); err != nil {
		d.t.Fatal(err)
	}
	return r
}

func (d *desk) meeting(id uuid.UUID) notes.Meeting {
	for _, m := range d.records().Meetings {
		if m.ID == id {
			return m
		}
	}
	d.t.Fatalf("no meeting %s", id)
	panic("not reached")
}

func TestTodayAtAGlance(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.shows("Tuesday 3 March · two one-on-ones, two promises late", "Next up", "14:00", "Hana Sato", "4 days late", "Checkout page loads in under 2 s", "At risk", "Team mood")
	})
}

func TestNotesAreSavedWhileTypingGoesOn(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.startMeeting(priya)
		d.settle()
		if d.place.Page != Meeting {
			t.Fatalf("at %+v", d.place)
		}
		id := d.place.Record
		if m := d.meeting(id); !m.GoingOn() || len(m.Topics) != 3 {
			t.Fatalf("begun: %+v", m)
		}
		for _, p := range d.records().TalkingPoints {
			if p.Person == priya {
				t.Errorf("talking point %q waits still", p.Text)
			}
		}
		e := find(d, "editor", func(*editor.Editor) bool { return true })
		typed := ""
		var worst, unsaved time.Duration
		for i := range 40 { // a key every 150 ms, six seconds long
			key := string(rune('a' + i%26))
			test.Type(e, key)
			typed += key
			time.Sleep(150 * time.Millisecond)
			d.settle()
			saved := d.meeting(id).Notes
			if !strings.HasPrefix(typed, saved) {
				t.Fatalf("saved %q of typed %q", saved, typed)
			}
			unsaved = time.Duration(len(typed)-len(saved)) * 150 * time.Millisecond
			worst = max(worst, unsaved)
		}
		if worst > time.Second {
			t.Errorf("a key was not saved for %v", worst)
		}
		time.Sleep(time.Second)
		d.settle()
		if got := d.meeting(id).Notes; got != typed {
			t.Errorf("saved %q, typed %q", got, typed)
		}
		d.shows("Saved 13:35")
	})
}

func TestWhatWasNotCoveredCarriesOver(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.startMeeting(priya)
		d.settle()
		id := d.place.Record
		row := find(d, "agenda row", func(r *w.AgendaRow) bool { return strings.Contains(r.AccessibilityLabel(), "Checkout: what blocks") })
		row.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		d.settle()
		if m := d.meeting(id); m.Topics[1].State != notes.Discussed {
			t.Fatalf("topics: %+v", m.Topics)
		}
		quick := d.entry("what, by when")
		d.typeInto(quick, "me: send the promo criteria by fri")
		if !strings.Contains(quick.Caption(), "Fri 6 Mar") {
			t.Errorf("understood: %q", quick.Caption())
		}
		d.enter(quick)
		find(d, "mood picker", func(*w.MoodPicker) bool { return true }).TypedRune('2')
		d.settle()
		time.Sleep(25 * time.Minute)
		d.press("Finish")
		d.shows("2 points were not covered. Carry them to next time?")
		d.press("Carry over")
		m := d.meeting(id)
		if m.Status != notes.Held || *m.Minutes != 25 || *m.Mood != 2 || m.MoodSource != notes.Said {
			t.Errorf("held: %+v", m)
		}
		var carried []notes.TalkingPoint
		for _, p := range d.records().TalkingPoints {
			if p.Person == priya {
				carried = append(carried, p)
			}
		}
		if len(carried) != 2 || *carried[0].Carried+*carried[1].Carried != 4 || carried[0].From != id {
			t.Errorf("carried over: %+v", carried)
		}
		found := false
		for _, a := range d.records().Actions {
			found = found || a.Text == "send the promo criteria" && a.Due.String() == "2026-03-06" && a.Owner == notes.Me && a.Meeting == id
		}
		if !found {
			t.Error("the action item is not there")
		}
	})
}

func TestTextStaysWhenItCannotBeSaved(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		id := d.place.Record
		// another program took the meeting away: nothing can be saved into it any more
		if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error { return storage.Discard[notes.Meeting](tx, id) }); err != nil {
			t.Fatal(err)
		}
		var log strings.Builder
		d.o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		e := find(d, "editor", func(*editor.Editor) bool { return true })
		test.Type(e, "not lost")
		time.Sleep(time.Second)
		d.settle()
		d.shows("Not saved:", "Retry")
		if log.Len() == 0 || strings.Contains(log.String(), "not lost") || strings.Contains(log.String(), "Priya") {
			t.Errorf("the log of a save that failed holds what was typed, or nothing: %s", log.String())
		}
		if e.Text() != "not lost" {
			t.Errorf("in the window: %q", e.Text())
		}
	})
}

func TestPromiseTickedAndBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		action := fixtureID(5, 0)
		state := func() notes.ActionState {
			for _, a := range d.records().Actions {
				if a.ID == action {
					return a.State
				}
			}
			return ""
		}
		check := find(d, "check", func(c *w.Check) bool { return strings.Contains(c.AccessibilityLabel(), "Send promotion criteria") })
		test.Tap(check)
		d.settle()
		if state() != notes.ActionDone {
			t.Fatalf("state %s after the tick", state())
		}
		d.undoLast()
		d.settle()
		if state() != notes.ActionOpen {
			t.Errorf("state %s after Undo", state())
		}
	})
}

func TestGoalFromVagueToCheckedIn(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.newGoal(priya)
		d.settle()
		d.typeInto(d.entry("What will be different"), "Fewer pages at night")
		time.Sleep(time.Second)
		d.settle()
		d.shows("draft saved", "Set a due date.")
		d.typeInto(d.entry("What is counted"), "Pages after 22:00")
		numbers := []*w.Entry{}
		for _, o := range d.objects() {
			if e, ok := o.(*w.Entry); ok && e.PlaceHolder == "" && e.Visible() {
				numbers = append(numbers, e)
			}
		}
		d.typeInto(numbers[0], "4")
		d.typeInto(numbers[1], "1")
		dates := []*w.Entry{}
		for _, o := range d.objects() {
			if e, ok := o.(*w.Entry); ok && e.PlaceHolder == "YYYY-MM-DD" {
				dates = append(dates, e)
			}
		}
		d.typeInto(dates[1], "2026-01-01")
		d.press("Save goal")
		if dates[1].Caption() == "" {
			t.Error("a due date before the start was taken")
		}
		dates[1].Put("")
		d.typeInto(dates[1], "2026-06-30")
		d.press("Save goal")
		var g goals.Goal
		for _, x := range d.records().Goals {
			if x.Title == "Fewer pages at night" {
				g = x
			}
		}
		if g.Status != goals.Active || len(g.KeyResults) != 1 || *g.KeyResults[0].From != 4 || *g.KeyResults[0].To != 1 || g.Due.String() != "2026-06-30" {
			t.Fatalf("goal: %+v", g)
		}
		d.checkIn(g)
		d.settle()
		value := d.objectsEntry(0)
		d.typeInto(value, "many")
		d.press("Check in")
		if !strings.Contains(value.Caption(), "not a number") {
			t.Errorf("caption %q", value.Caption())
		}
		value.Put("")
		d.typeInto(value, "2,5")
		d.enter(value)
		for _, x := range d.records().Goals {
			if x.ID == g.ID && (len(x.CheckIns) != 1 || x.CheckIns[0].Values[g.KeyResults[0].ID] != 2.5) {
				t.Errorf("check-ins: %+v", x.CheckIns)
			}
		}
	})
}

// objectsEntry is the n-th entry of the dialog that is open.
func (d *desk) objectsEntry(n int) *w.Entry {
	d.t.Helper()
	for _, o := range test.LaidOutObjects(d.window.Canvas().Overlays().Top()) {
		if e, ok := o.(*w.Entry); ok {
			if n == 0 {
				return e
			}
			n--
		}
	}
	d.t.Fatal("no such entry in the dialog")
	panic("not reached")
}

func TestDeletedIsBroughtBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		before := len(d.records().Meetings)
		d.open(Place{Page: Meeting, Person: fixtureID(1, 0), Record: fixtureID(2, 39)})
		d.settle()
		d.page.(*meetingPage).remove()
		d.settle()
		d.press("Delete")
		if got := len(d.records().Meetings); got != before-1 {
			t.Fatalf("%d meetings after deleting, had %d", got, before)
		}
		d.undoLast()
		d.settle()
		if got := len(d.records().Meetings); got != before {
			t.Errorf("%d meetings after Undo, had %d", got, before)
		}
	})
}

func TestSearchFindsAndOpensThePlace(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.key(fyne.KeyF, ctrlShift)
		e := d.entry("a phrase")
		d.typeInto(e, "noisy who:priya")
		p := d.page.(*searchPage)
		if len(p.hits) == 0 {
			t.Fatal("nothing found")
		}
		for _, h := range p.hits {
			if h.PersonName != "Priya Raman" {
				t.Errorf("found %s", h.PersonName)
			}
		}
		first := p.hits[0]
		d.enter(e)
		if d.place.Page != Meeting || d.place.Record != first.ID {
			t.Fatalf("at %+v", d.place)
		}
		if got := d.page.(*meetingPage).shared.Selected(); got != "noisy" {
			t.Errorf("selected %q", got)
		}
	})
}

func TestExportOfAPeriod(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		path := filepath.Join(t.TempDir(), "priya.md")
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.key(fyne.KeyE, ctrl)
		file := d.objectsEntry(2)
		file.Put(filepath.Join(t.TempDir(), "none", "priya.md"))
		d.window.Canvas().Overlays().Top()
		tapIn(d, "Export")
		if !strings.Contains(file.Caption(), "There is no folder") {
			t.Errorf("caption %q", file.Caption())
		}
		file.Put(path)
		tapIn(d, "Export")
		content, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(content), "Priya Raman") {
			t.Errorf("exported %q, %v", content, err)
		}
		if strings.Contains(string(content), "Shorter answers than usual") {
			t.Error("the private note is in the export")
		}
	})
}

// tapIn presses a button of the dialog that is open.
func tapIn(d *desk, text string) {
	d.t.Helper()
	for _, o := range test.LaidOutObjects(d.window.Canvas().Overlays().Top()) {
		if b, ok := o.(*w.Button); ok && b.Text() == text {
			test.Tap(b)
			d.settle()
			return
		}
	}
	d.t.Fatalf("no button %s in the dialog", text)
}

func TestEveryPageInEverySize(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		places := []Place{
			{}, {Page: People}, {Page: Goals}, {Page: Search, Query: "noisy"}, {Page: Person, Person: priya}, {Page: Person, Person: priya, Tab: TabMeetings},
			{Page: Person, Person: priya, Tab: TabGoals}, {Page: Person, Person: priya, Tab: TabDelegation}, {Page: Meeting, Person: priya, Record: fixtureID(2, 39)}, {Page: Goal, Person: priya},
			{Page: Goal, Person: priya, Record: fixtureID(8, 0)}, {Page: Goal, Record: fixtureID(8, 999)}, {Page: Person, Person: fixtureID(1, 99)}, {Page: Sign, Person: priya, Kind: "none"},
		}
		for _, size := range []fyne.Size{fyne.NewSize(1280, 770), fyne.NewSize(1024, 670)} {
			d.window.Resize(size)
			for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
				d.o.Fyne.Settings().SetTheme(theme.New(mode))
				for _, place := range places {
					d.open(place)
					d.settle()
					if d.page == nil || d.window.Canvas().Capture() == nil {
						t.Fatalf("%+v at %v is not drawn", place, size)
					}
				}
			}
		}
		if got := len(d.records().Goals); got != len(fixture().Goals) {
			t.Errorf("looking at pages made goals: %d", got)
		}
		d.key(fyne.KeyEscape, 0)
	})
}
