package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	w "rapport/ui/widget"
)

// goal is a goal as the database holds it.
func (d *desk) goal(id uuid.UUID) goals.Goal {
	d.t.Helper()
	for _, g := range d.records().Goals {
		if g.ID == id {
			return g
		}
	}
	d.t.Fatalf("no goal %s", id)
	panic("not reached")
}

// tileOf is the card of a goal on the board.
func (d *desk) tileOf(id uuid.UUID) *w.GoalTile {
	d.t.Helper()
	b := d.page.(*goalsPage).board
	x, column := b.of(id)
	if column < 0 {
		d.t.Fatal("the goal is not on the board")
	}
	for i, y := range b.columns[column].all {
		if x == y {
			return b.columns[column].rows.Reveal(i).(*w.GoalTile)
		}
	}
	panic("not reached")
}

func TestBoardCardDraggedIsACheckIn(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Goals})
		d.settle()
		id := fixtureID(8, 0)
		before := len(d.goal(id).CheckIns)
		b := d.page.(*goalsPage).board
		tile := d.tileOf(id)
		off := b.columns[2].card
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject(off).AddXY(40, 200)
		for range 3 {
			tile.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{AbsolutePosition: at}, Dragged: fyne.NewDelta(100, 0)})
		}
		if !b.card.Visible() || b.over != 2 {
			t.Fatalf("nothing is dragged, or over %d", b.over)
		}
		tile.DragEnd()
		d.settle()
		d.shows("Check in: Checkout page loads in under 2 s")
		if len(d.goal(id).CheckIns) != before {
			t.Error("a check-in was made before it was asked why")
		}
		d.typeInto(d.entry("One line of why"), "The provider is late")
		tapIn(d, "Check in")
		g := d.goal(id)
		if c := g.CheckIns[len(g.CheckIns)-1]; c.Confidence != goals.OffTrack || c.Note != "The provider is late" {
			t.Errorf("%+v", c)
		}
		if _, column := b.of(id); column != 2 {
			t.Errorf("in column %d", column)
		}
		d.undoLast()
		d.settle()
		g = d.goal(id)
		if len(g.CheckIns) != before || g.CheckIns[before-1].Confidence != goals.OnTrack {
			t.Errorf("after Undo: %+v", g.CheckIns[len(g.CheckIns)-1])
		}
	})
}

func TestBoardCardClosedByTheKeyboard(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Goals})
		d.settle()
		id := fixtureID(8, 0)
		b := d.page.(*goalsPage).board
		for range 4 {
			_, column := b.of(id)
			if column == 2 {
				break
			}
			d.tileOf(id).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt})
			d.settle()
			if d.window.Canvas().Overlays().Top() == nil {
				t.Fatal("nothing was asked")
			}
			tapIn(d, "Check in")
		}
		d.tileOf(id).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyRight, Modifier: fyne.KeyModifierAlt})
		d.settle()
		d.shows("How it ended", "What helped", "Carry it into the next period")
		check := find(d, "carry", func(c *w.Check) bool { return strings.Contains(c.AccessibilityLabel(), "Carry it") })
		check.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
		d.settle()
		tapIn(d, "Close the goal")
		g := d.goal(id)
		if !g.IsClosed() || g.Score == nil {
			t.Fatalf("%+v", g)
		}
		var next goals.Goal
		for _, x := range d.records().Goals {
			if x.Continues == id {
				next = x
			}
		}
		if next.Status != goals.Draft || next.Due <= d.today() || next.Title != g.Title || *next.KeyResults[0].From == *g.KeyResults[0].From {
			t.Errorf("the next one: %+v", next)
		}
		d.undoLast()
		d.settle()
		if d.goal(id).IsClosed() {
			t.Error("closed after Undo")
		}
		for _, x := range d.records().Goals {
			if x.Continues == id {
				t.Error("the next one stayed after Undo")
			}
		}
	})
}

func TestTreeTableFilterAndExport(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Goals})
		d.settle()
		p := d.page.(*goalsPage)
		p.at.view = 1
		p.refilter()
		d.settle()
		if first := p.list.lines[0]; first.x == nil || first.x.g.Title != "Fewer abandoned baskets" || first.under != 7 || p.list.lines[1].depth != 1 {
			t.Errorf("%+v", first)
		}
		p.list.fold(p.list.lines[0].x)
		if p.list.lines[1].depth != 0 {
			t.Error("what is folded away is shown")
		}
		p.at.view, p.at.group, p.at.who = 2, 1, fixtureID(1, 0)
		p.refilter()
		d.settle()
		if len(p.list.lines) != 3 || p.list.lines[0].group != "Priya Raman" {
			t.Errorf("%+v", p.list.lines)
		}
		d.shows("Last check-in", "Mentor Noah to a first release")
		path := filepath.Join(t.TempDir(), "goals.md")
		d.key(fyne.KeyE, ctrl)
		d.objectsEntry(0).Put(path)
		tapIn(d, "Export")
		time.Sleep(time.Second)
		d.settle()
		text, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(text), "Checkout page loads in under 2 s") || strings.Contains(string(text), "Mateo") || strings.Contains(string(text), "Alerts are noisy") {
			t.Errorf("%v\n%s", err, text)
		}
		p.at.seen = 3
		p.at.filterTag = "none such"
		p.refilter()
		d.settle()
		d.shows("No goal fits these filters.")
		d.press("Show all")
		if p.at.who != uuid.Nil {
			t.Error("still filtered")
		}
	})
}

func TestReachedGoalAsksForPraise(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		g := d.goal(fixtureID(8, 0))
		d.closeGoal(g)
		d.settle()
		p := d.window.Canvas().Overlays().Top()
		ended := find(d, "how it ended", func(s *w.Segmented) bool {
			return s.AccessibilityLabel() == "Partly" || s.AccessibilityLabel() == "Missed"
		})
		for range 3 {
			ended.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
		}
		_ = p
		tapIn(d, "Close the goal")
		d.shows("Priya reached", "Praise it?")
		d.typeInto(d.objectsEntry(0), "Measured first, then cut the two slowest calls")
		tapIn(d, "Note the praise")
		var praise notes.Feedback
		for _, f := range d.records().Feedback {
			praise = f
		}
		if praise.Kind != notes.Praise || praise.Situation != "Goal reached: "+g.Title || praise.SaidOn != 0 || praise.Person != g.Person {
			t.Errorf("%+v", praise)
		}
	})
}

func TestFormLeadsFromFindingsToFields(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.newGoal(fixtureID(1, 0))
		d.settle()
		f := d.page.(*goalForm)
		d.typeInto(f.title, "Improve basket alerts")
		if got := f.title.Underlined(); len(got) != 1 || got[0] != (w.Range{From: 0, To: 7}) {
			t.Errorf("underlined %+v", got)
		}
		d.shows("“Improve” has no number")
		for finding, at := range map[string]fyne.Focusable{goals.FindDue: f.due, goals.FindWhy: f.why, goals.FindMeasure: f.results[0].title, goals.FindAgreed: f.agreed, goals.FindReadBack: f.doneMeans, goals.FindCommitment: f.commitment, goals.FindSupport: f.support, goals.FindLevel: f.level, goals.FindKind: f.kind, goals.FindVague: f.title} {
			f.toField(finding)
			if d.window.Canvas().Focused() != at {
				t.Errorf("%s leads to %T", finding, d.window.Canvas().Focused())
			}
		}
		row := find(d, "line", func(r *w.Row) bool { return strings.HasPrefix(r.AccessibilityLabel(), "Time-bound: ") })
		row.Tapped(nil)
		d.settle()
		if d.window.Canvas().Focused() != fyne.Focusable(f.due) {
			t.Error("a press on what is missing does not go to its field")
		}
		d.typeInto(f.due, "30 June")
		d.press("Set aside: Specific")
		time.Sleep(time.Second)
		d.settle()
		g := d.goal(f.g.ID)
		if len(g.Waived) != 1 || g.Waived[0] != goals.FindVague || g.Due.String() != "2026-06-30" || g.Status != goals.Draft {
			t.Errorf("%+v", g)
		}
		if strings.Contains(d.words(), "“Improve” has no number") {
			t.Error("set aside, and said all the same")
		}
		d.undoLast()
		d.settle()
		d.shows("“Improve” has no number")
		f.due.Put("")
		d.typeInto(f.due, "someday")
		d.press("Save goal")
		if d.page != page(f) || !f.due.Failed() {
			t.Error("a due date that is none was saved")
		}
		f.due.Put("")
		d.typeInto(f.doneMeans, "At most one page after 22:00")
		d.typeInto(f.readBack, "Every old alert is gone")
		d.shows("Do you both mean the same?")
		d.press("They differ")
		d.press("Save goal")
		g = d.goal(f.g.ID)
		if g.Status != goals.Active || g.Mismatch == nil || g.Mismatch.Since != d.today() || g.ReadBackOn != d.today() || g.Due != 0 {
			t.Errorf("%+v", g)
		}
		d.undoLast()
		d.settle()
		if d.goal(f.g.ID).Status != goals.Draft {
			t.Error("active after Undo")
		}
	})
}

func TestTargetOfAnAgreedGoalNeedsAReason(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		id := fixtureID(8, 0)
		d.open(Place{Page: Goal, Person: fixtureID(1, 0), Record: id})
		d.settle()
		f := d.page.(*goalForm)
		if !f.due.Disabled() || !f.results[0].to.Disabled() {
			t.Fatal("target and date can be typed over")
		}
		d.press("Change the target")
		d.objectsEntry(0).Put("2.4")
		tapIn(d, "Save")
		d.shows("Say why.")
		d.typeInto(d.objectsEntry(1), "The provider sets a floor")
		tapIn(d, "Save")
		d.shows("Changes of targets and dates", "target from 2 s to 2.4 s. The provider sets a floor")
		d.typeInto(f.why, ", and more")
		time.Sleep(time.Second)
		d.settle()
		g := d.goal(id)
		if *g.KeyResults[0].To != 2.4 || len(g.KeyResults[0].Retargeted) != 1 || !strings.Contains(g.Why, "and more") || len(g.CheckIns) != 7 {
			t.Errorf("%+v", g)
		}
		d.press("Take this measure away")
		if g := d.goal(id); len(g.KeyResults) != 0 || len(g.CheckIns) != 7 {
			t.Errorf("%+v", g)
		}
		d.undoLast()
		d.settle()
		if g := d.goal(id); len(g.KeyResults) != 1 || len(g.CheckIns[3].Values) != 1 {
			t.Errorf("after Undo: %+v", g)
		}
	})
}

// What has no meaning is refused where it is typed; what is merely unwise is saved, with a finding.
func TestBadInputOfGoals(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.newGoal(fixtureID(1, 0))
		d.settle()
		f := d.page.(*goalForm)
		d.typeInto(f.title, "Pages after 22:00 stay at 5")
		d.typeInto(f.results[0].title, "Pages")
		for _, bad := range []string{"NaN", "Inf", "1e999", "1,200", "many"} {
			f.results[0].to.Put("")
			d.typeInto(f.results[0].to, bad)
			d.press("Save goal")
			if d.page != page(f) || !f.results[0].to.Failed() {
				t.Fatalf("%q was saved as a target", bad)
			}
		}
		f.results[0].to.Put("")
		d.typeInto(f.results[0].from, "5")
		d.typeInto(f.results[0].to, "5")
		d.typeInto(f.results[0].unit, "a month")
		d.shows("starts and ends at 5")
		f.due.Put("")
		d.typeInto(f.due, "2026-01-01")
		d.press("Save goal")
		if d.page != page(f) || f.due.Caption() != "This is before the start." {
			t.Fatalf("due before the start: %q", f.due.Caption())
		}
		f.due.Put("")
		d.typeInto(f.due, "2026-06-30")
		d.press("Save goal")
		g := d.goal(f.g.ID)
		if g.Status != goals.Active || *g.KeyResults[0].From != *g.KeyResults[0].To {
			t.Fatalf("unwise, and not saved: %+v", g)
		}

		id := fixtureID(8, 0)
		before := len(d.goal(id).CheckIns)
		d.checkIn(d.goal(id))
		d.settle()
		value, note, day := d.objectsEntry(0), d.objectsEntry(1), d.objectsEntry(2)
		for _, bad := range []string{"NaN", "1,200", "soon"} {
			value.Put(bad)
			tapIn(d, "Check in")
			if !value.Failed() {
				t.Errorf("%q was checked in", bad)
			}
		}
		value.Put("1.5")
		d.shows("is past its target")
		day.Put("2026-03-20")
		tapIn(d, "Check in")
		if !strings.Contains(day.Caption(), "still ahead") || len(d.goal(id).CheckIns) != before {
			t.Errorf("a check-in in the future: %q", day.Caption())
		}
		day.Put("2026-02-24")
		d.shows("This replaces the check-in of 24 Feb")
		d.typeInto(note, "Measured again")
		tapIn(d, "Check in")
		g = d.goal(id)
		if c := g.CheckIns[len(g.CheckIns)-1]; len(g.CheckIns) != before || c.Note != "Measured again" || c.Values[g.KeyResults[0].ID] != 1.5 {
			t.Errorf("the second of a day: %+v", c)
		}
		kept := 0
		if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) error {
			versions, err := storage.History(tx, "goals", id)
			kept = len(versions)
			return err
		}); err != nil || kept == 0 {
			t.Errorf("the first is not in the history: %v, %d", err, kept)
		}

		// a loop of parents cannot be chosen in the form, and is refused where it is written
		var failed error
		a, b := d.goal(id), d.goal(fixtureID(8, 1))
		a.Parent, b.Parent = b.ID, a.ID
		d.App.write(func(tx *storage.Tx) error {
			if _, err := storage.Put(tx, a); err != nil {
				return err
			}
			_, err := storage.Put(tx, b)
			return err
		}, func(err error) { failed = err })
		d.settle()
		if failed == nil || !strings.Contains(failed.Error(), "hang from itself") {
			t.Errorf("a loop: %v", failed)
		}

		// a goal of someone who has left stays, with a finding
		d.archive(d.team.Member(fixtureID(1, 0)))
		d.settle()
		tapIn(d, "Archive")
		d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabGoals})
		d.settle()
		d.shows("Its owner has left the team")
	})
}
