package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// mirror is the page as it stands.
func (d *desk) mirror() *mirrorPage { return d.page.(*mirrorPage) }

// points are the talking points of a person in the database.
func (d *desk) points(person int) (out []string) {
	d.t.Helper()
	err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) error {
		all, err := storage.Of[notes.TalkingPoint](tx, fixtureID(1, person))
		for _, p := range all {
			out = append(out, p.Text)
		}
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return out
}

func (d *desk) settings() people.Settings {
	d.t.Helper()
	var out people.Settings
	if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) { out, err = tx.Settings(); return err }); err != nil {
		d.t.Fatal(err)
	}
	return out
}

func TestMirrorPage(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.key(fyne.Key5, ctrl)
		d.shows("Only you see it. Exported only by you.", "One-on-ones", "80 of 87", "Promises", "Feedback balance", "Since your last feedback", "What you talk about", "Wellbeing", "One thing to try", "Attention", "Questions and goals")
		if !find(d, "nav item", func(n *w.NavItem) bool { return n.AccessibilityLabel() == "Mirror" }).On() {
			t.Error("the sidebar does not say where one is")
		}
		segmented := find(d, "periods", func(s *w.Segmented) bool { return s.AccessibilityLabel() == "90 days" })
		segmented.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		d.settle()
		if got := d.mirror().shown; got.OneOnOnes.Planned >= 87 || got.From != d.today()-29 {
			t.Errorf("thirty days: %+v", got.OneOnOnes)
		}
		// a change is seen at once
		x := notes.Feedback{Person: fixtureID(1, 0), Date: d.today(), Kind: notes.Praise, Direction: notes.Given, Behaviour: "Wrote it down"}
		put(d.App, x)
		d.settle()
		if got := d.mirror().shown.Feedback; got.Praise != 1 || got.Named != 1 {
			t.Errorf("%+v", got)
		}
	})
}

func TestMirrorStepsGoOnAndComeBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Mirror})
		d.settle()
		steps := d.mirror().shown.Steps
		if len(steps) < 2 {
			t.Fatalf("%+v", steps)
		}
		d.shows(steps[0].Text)
		at := 0
		for ; at < len(steps) && (steps[at].Question == "" || len(steps[at].People) == 0); at++ {
			d.press("Not now")
		}
		if at == len(steps) {
			t.Fatal("no step has a question")
		}
		d.shows(steps[at].Text)
		person := -1
		for i := range 7 {
			if fixtureID(1, i) == steps[at].People[0] {
				person = i
			}
		}
		before := len(d.points(person))
		d.press(map[int]string{1: "Add to the agenda", 2: "Add to both agendas"}[len(steps[at].People)])
		if all := d.points(person); len(all) != before+1 || !strings.Contains(strings.Join(all, "\n"), steps[at].Question) {
			t.Errorf("%q is not among %q", steps[at].Question, all)
		}
		d.undoLast()
		d.settle()
		if n := len(d.points(person)); n != before {
			t.Errorf("after the undo there are %d points, not %d", n, before)
		}
	})
}

func TestMirrorIsExportedOnPurpose(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Mirror})
		d.settle()
		path := filepath.Join(filepath.Dir(d.path), "habits.md")
		d.key(fyne.KeyE, ctrl)
		e := find(d, "entry of the file", func(e *w.Entry) bool { return strings.HasSuffix(e.Text, ".md") })
		e.Put(filepath.Join(filepath.Dir(d.path), "not there", "habits.md"))
		export := func() {
			test.Tap(find(d, "button Export", func(b *w.Button) bool { return b.Text() == "Export" && b.AccessibilityLabel() != "Export your habits" }))
			d.settle()
		}
		export()
		if _, err := os.Stat(path); err == nil || !w.OverlayOpen(d.window.Canvas()) {
			t.Fatal("a folder that is not there")
		}
		e.Put(path)
		export()
		text, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(text), "# Mirror\n") || !strings.Contains(string(text), "80 of 87 held as planned") {
			t.Errorf("%v\n%s", err, text)
		}
		if w.OverlayOpen(d.window.Canvas()) {
			t.Error("the dialog stays")
		}
	})
}

func TestMirrorOfTooLittle(t *testing.T) {
	r := fixture()
	r.Meetings, r.Actions = r.Meetings[:9], nil
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Mirror})
		d.settle()
		d.shows("Come back after ten one-on-ones.")
		d.key(fyne.KeyE, ctrl)
		if w.OverlayOpen(d.window.Canvas()) {
			t.Error("there is nothing to export")
		}
	})
}

// withTimesPast is the fixture with a sign that spoke and ended: two one-on-ones in a row that were called off last autumn.
func withTimesPast() people.Records {
	r := fixture()
	for i := 20; i < 22; i++ {
		m := &r.Meetings[i]
		m.Status, m.CancelledBy, m.Mood, m.MoodSource = notes.Cancelled, notes.Me, nil, ""
	}
	return r
}

func (d *desk) backTest() *backTest { return d.mirror().test }

func TestBackTestTab(t *testing.T) {
	inWindow(t, withTimesPast(), func(d *desk) {
		d.open(Place{Page: Mirror, Tab: TabSigns})
		d.settle()
		d.shows("Sensitivity", "Quiet", "Normal", "Alert", "By kind of sign", "No praise for long", "One-on-ones not held", "What followed")
		tabs := find(d, "tabs", func(x *w.Tabs) bool { return x.AccessibilityLabel() == "How the signs did" })
		tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		d.settle()
		d.shows("Your habits", "One thing to try")
		tabs.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		row := find(d, "row of Alert", func(r *w.Row) bool { return strings.HasPrefix(r.AccessibilityLabel(), "Alert: ") })
		test.Tap(row)
		d.settle()
		if got := d.settings()["signs.sensitivity"]; got != "alert" || d.backTest().current() != 2 {
			t.Errorf("the setting is %v, shown is %d", got, d.backTest().current())
		}
		d.undoLast()
		d.settle()
		if got, ok := d.settings()["signs.sensitivity"]; ok {
			t.Errorf("after the undo the setting is %v", got)
		}
	})
}

// spoke opens the times of a kind that is over at least once, and returns the first of them.
func (d *desk) spoke(kind morale.Kind) morale.Episode {
	d.t.Helper()
	info, _ := morale.InfoOf(kind)
	test.Tap(find(d, "row of "+info.Name, func(r *w.Row) bool { return strings.HasPrefix(r.AccessibilityLabel(), info.Name+": ") }))
	d.settle()
	k, _ := d.backTest().tests[d.backTest().current()].Of(kind)
	for _, e := range k.Episodes {
		if !e.IsOpen() {
			return e
		}
	}
	d.t.Fatalf("%s is not over: %+v", kind, k)
	panic("not reached")
}

func TestOutcomeByOneClick(t *testing.T) {
	inWindow(t, withTimesPast(), func(d *desk) {
		d.open(Place{Page: Mirror, Tab: TabSigns})
		d.settle()
		e := d.spoke(morale.NotHeld)
		say := func() *w.Segmented {
			return find(d, "outcome of "+e.Name, func(s *w.Segmented) bool { return strings.HasPrefix(s.AccessibilityLabel(), e.Name+", ") })
		}
		acks := func() (out []people.Acknowledgement) {
			if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
				out, err = storage.Of[people.Acknowledgement](tx, e.Person)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			return out
		}
		now := func() morale.Episode {
			k, _ := d.backTest().tests[1].Of(morale.NotHeld)
			for _, x := range k.Episodes {
				if x.Person == e.Person && x.Raised == e.Raised {
					return x
				}
			}
			t.Fatal("it is gone")
			panic("not reached")
		}
		say().OnChanged(1)
		d.settle()
		if got := acks(); len(got) != 1 || got[0].Outcome != people.Wrong || got[0].Raised != e.Raised || got[0].Sign != "not_held" {
			t.Fatalf("%+v", got)
		}
		if now().Verdict != morale.ProvedWrong {
			t.Errorf("%+v", now())
		}
		say().OnChanged(0)
		d.settle()
		if got := acks(); len(got) != 1 || got[0].Outcome != people.Confirmed || now().Verdict != morale.BorneOut {
			t.Errorf("%+v", got)
		}
		d.undoLast()
		d.settle()
		if got := acks(); len(got) != 1 || got[0].Outcome != people.Wrong {
			t.Errorf("after the undo: %+v", got)
		}
		say().OnChanged(-1)
		d.settle()
		if got := acks(); len(got) != 0 {
			t.Errorf("nothing is said any more: %+v", got)
		}
	})
}

func TestTuneALimit(t *testing.T) {
	inWindow(t, withTimesPast(), func(d *desk) {
		d.open(Place{Page: Mirror, Tab: TabSigns})
		d.settle()
		d.press("Tune: No praise for long")
		d.shows("Tune: No praise for long", "Days without praise")
		e := find(d, "entry of days", func(e *w.Entry) bool { return e.Text == "30" })
		before := d.words()
		e.Put("3000")
		e.OnChanged(e.Text)
		d.settle()
		if !strings.Contains(d.words(), "With this: 0 times") || !strings.Contains(before, "Now: ") {
			t.Errorf("%s", d.words())
		}
		e.Put("many")
		e.OnChanged(e.Text)
		d.settle()
		d.press("Save")
		if !w.OverlayOpen(d.window.Canvas()) || len(d.settings()) != 0 {
			t.Error("many is no number")
		}
		e.Put("45")
		e.OnChanged(e.Text)
		d.press("Save")
		if got := d.settings()["signs.no_recognition.days"]; got != 45.0 || d.team.Rules.Values["signs.no_recognition.days"] != 45 {
			t.Errorf("%v", got)
		}
		d.undoLast()
		d.settle()
		if got := d.settings(); len(got) != 0 {
			t.Errorf("after the undo: %v", got)
		}
		d.press("Tune: No praise for long")
		e = find(d, "entry of days", func(e *w.Entry) bool { return e.Text == "30" })
		e.Put("45")
		d.press("Save")
		d.press("Tune: No praise for long")
		d.press("Back to default")
		d.press("Save")
		if got := d.settings(); len(got) != 0 {
			t.Errorf("back to default: %v", got)
		}
	})
}

func TestSensitivityOfOneReport(t *testing.T) {
	inWindow(t, withTimesPast(), func(d *desk) {
		d.open(Place{Page: Mirror, Tab: TabSigns})
		d.settle()
		d.backTest().setFor(d.team.Member(fixtureID(1, 0)))
		d.settle()
		choice := find(d, "choice", func(r *w.Radio) bool { return r.Selected() == 0 })
		choice.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		d.press("Save")
		if got := d.team.Member(fixtureID(1, 0)).Person.Sensitivity; got != people.Quiet {
			t.Errorf("%q", got)
		}
		quiet, normal := d.backTest().tests[1], d.backTest().tests[0]
		if quiet.Spoke < normal.Spoke {
			t.Errorf("%d at normal, %d at quiet", quiet.Spoke, normal.Spoke)
		}
		for _, k := range d.backTest().tests[2].Kinds {
			for _, e := range k.Episodes {
				if e.Person == fixtureID(1, 0) && e.Severity < morale.Concern {
					t.Errorf("quiet, and yet %+v", e)
				}
			}
		}
		d.undoLast()
		d.settle()
		if got := d.team.Member(fixtureID(1, 0)).Person.Sensitivity; got != "" {
			t.Errorf("after the undo: %q", got)
		}
	})
}
