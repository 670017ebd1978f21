package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"rapport/goals"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

func TestHandingSomethingOver(t *testing.T) {
	r := fixture()
	r.People[0].Strengths = []people.Strength{{Text: "Finds causes in data", Evidence: []people.Evidence{{Date: r.People[0].Started, Text: "Named the promotion of alerts as a cause"}}}}
	inWindow(t, r, func(d *desk) {
		priya := fixtureID(1, 0)
		d.open(Place{Page: Person, Person: priya, Tab: TabDelegation})
		d.settle()
		d.shows("Nothing is handed over yet.", "Send promotion criteria", "both speak of “promotion”")
		e := d.entry("Hand something over")
		d.typeInto(e, "alert list, 3, review 31 Mar")
		if e.Caption() != "alert list · level 3 Consult · review Tue 31 Mar" {
			t.Errorf("understood as %q", e.Caption())
		}
		d.enter(e)
		one := func() goals.Delegation {
			t.Helper()
			all := d.records().Delegations
			if len(all) != 1 {
				t.Fatalf("%+v", all)
			}
			return all[0]
		}
		if x := one(); x.What != "alert list" || *x.Level != 3 || x.Review.String() != "2026-03-31" || x.Since != d.today() {
			t.Errorf("%+v", x)
		}
		steps := find(d, "steps", func(l *w.LevelSteps) bool { return l.AccessibilityLabel() == "level 3 of 7, Consult" })
		steps.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		d.settle()
		if *one().Level != 4 {
			t.Errorf("level %d", *one().Level)
		}
		d.undoLast()
		d.settle()
		if *one().Level != 3 {
			t.Errorf("after Undo: level %d", *one().Level)
		}
		d.editDelegation(one())
		d.settle()
		review := d.objectsEntry(2)
		review.Put("2026-03-01")
		tapIn(d, "Save")
		if !review.Failed() {
			t.Error("a review before it was handed over was saved")
		}
		review.Put("2026-03-20")
		d.objectsEntry(4).Put("Two teams use it")
		tapIn(d, "Save")
		d.shows("Two teams use it", "Fri 20 Mar")
		if to := d.hitPlace(storage.Hit{Kind: "delegations", ID: one().ID, Person: priya}); to.Tab != TabDelegation || to.Record != one().ID {
			t.Errorf("a search leads to %+v", to)
		}
		d.press("Talk about it")
		if points := d.team.Member(priya).TalkingPoints; points[len(points)-1].Text != "Would you like to take this on: Send promotion criteria?" {
			t.Errorf("%+v", points)
		}
	})
}
