package ui

import (
	"testing"

	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

func TestMeetingIsFiledUnderAnotherPerson(t *testing.T) {
	r := fixture()
	last := r.Meetings[39] // Priya's last one
	x := r.Actions[0]
	inWindow(t, r, func(d *desk) {
		before := jsonOf(d.records())
		d.open(Place{Page: Meeting, Person: last.Person, Record: last.ID})
		d.settle()
		d.press("More")
		d.choose("Move to another person")
		d.typeInto(d.entry("Name"), "hana")
		d.enter(d.entry("Name"))
		to := fixtureID(1, 4)
		if got := d.meeting(last.ID); got.Person != to || got.Notes != last.Notes {
			t.Fatalf("%+v", got)
		}
		for _, a := range d.records().Actions {
			if a.Meeting == last.ID && a.Person != to {
				t.Errorf("left behind: %+v", a)
			}
			if a.ID == x.ID && a.Person != to {
				t.Errorf("left behind: %+v", a)
			}
		}
		if d.place.Person != to || d.place.Tab != TabMeetings {
			t.Errorf("at %+v", d.place)
		}
		d.shows("Moved to Hana Sato, with 2 records made in it.")
		d.undoLast()
		d.settle()
		if jsonOf(d.records()) != before {
			t.Error("undo did not bring it back as it was")
		}
	})
}

func TestMoveToSomebodyWhoWasElsewhere(t *testing.T) {
	r := fixture()
	last := r.Meetings[39]
	r.Meetings = append(r.Meetings, notes.Meeting{ID: fixtureID(60, 1), Person: fixtureID(1, 4), At: last.At, Status: notes.Held})
	inWindow(t, r, func(d *desk) {
		before := jsonOf(d.records())
		d.open(Place{Page: Meeting, Person: last.Person, Record: last.ID})
		d.settle()
		d.press("More")
		d.choose("Move to another person")
		d.typeInto(d.entry("Name"), "hana")
		d.enter(d.entry("Name"))
		d.shows("Hana Sato already has a one-on-one held at")
		if jsonOf(d.records()) != before {
			t.Error("something was changed")
		}
	})
}

func TestJournalLineIsFiledUnderAnotherPerson(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		line := d.records().Journal[0]
		d.open(Place{Page: Person, Person: line.Person, Tab: TabMeetings, Record: line.ID})
		d.settle()
		d.press("Move…")
		d.typeInto(d.entry("Name"), "mateo")
		d.enter(d.entry("Name"))
		if got := d.records().Journal; got[0].Person != fixtureID(1, 1) {
			t.Fatalf("%+v", got[0])
		}
		d.undoLast()
		d.settle()
		if got := d.records().Journal; got[0].Person != line.Person {
			t.Errorf("%+v", got[0])
		}
	})
}

func TestTwoEntriesOfOnePersonAreMerged(t *testing.T) {
	r := fixture()
	r.People = append(r.People, people.Person{ID: fixtureID(1, 9), Name: "priya  raman", Email: "priya@example.com"})
	twin := r.Meetings[39]
	twin.ID, twin.Person, twin.Notes, twin.Topics = fixtureID(60, 1), fixtureID(1, 9), "Only in the other entry", nil
	r.Meetings = append(r.Meetings, twin)
	r.Journal = append(r.Journal, notes.JournalLine{ID: fixtureID(60, 2), Person: fixtureID(1, 9), At: twin.At, Text: "Seen in the corridor"})
	inWindow(t, r, func(d *desk) {
		before := jsonOf(d.records())
		d.open(Place{Page: People})
		d.settle()
		d.shows("Is it one person?")
		d.press("Merge…")
		d.shows("Make one entry of these two?", "Priya Raman stays", "40 one-on-ones")
		d.press("Merge")
		got := d.records()
		if len(got.People) != 7 || len(got.Meetings) != 280 || len(got.Journal) != 8 {
			t.Fatalf("%d people, %d one-on-ones, %d journal lines", len(got.People), len(got.Meetings), len(got.Journal))
		}
		if p := d.person(0); p.Email != "priya@example.com" || p.Role == "" {
			t.Errorf("%+v", p)
		}
		if m := d.meeting(r.Meetings[39].ID); m.Notes != r.Meetings[39].Notes+"\n\nOnly in the other entry" {
			t.Errorf("notes %q", m.Notes)
		}
		d.undoLast()
		d.settle()
		if jsonOf(d.records()) != before {
			t.Error("undo did not bring it back as it was")
		}
	})
}

func TestPeopleOfOneNameAreToldApart(t *testing.T) {
	r := fixture()
	r.People = append(r.People, people.Person{ID: fixtureID(1, 9), Name: "Priya Raman", Role: "Designer", Team: "Brand"})
	inWindow(t, r, func(d *desk) {
		d.open(Place{})
		d.settle()
		d.forSomeone("New goal for", d.newGoal)
		d.settle()
		find(d, "row", func(r *w.Row) bool { return r.AccessibilityLabel() == "Priya Raman · Designer" })
		find(d, "row", func(r *w.Row) bool { return r.AccessibilityLabel() == "Priya Raman · Engineer II, Frontend" })
	})
	inWindow(t, r, func(d *desk) {
		openActions(d)
		e := d.entry("what, by when")
		d.typeInto(e, "Priya: name a cover by wed")
		d.shows("More than one person is called that")
		d.page.(*actionsPage).add.with.OnChanged(6)
		d.settle()
		d.enter(e)
		if got := d.action("name a cover"); len(got) != 1 || got[0].Person != d.page.(*actionsPage).add.members[5].Person.ID {
			t.Errorf("%+v", got)
		}
	})
}
