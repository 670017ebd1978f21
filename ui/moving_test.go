package ui

import (
	"testing"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
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

// attach gives a person one record of every kind that can be somebody's, those that can be of a one-on-one in the one with that id, and marks on
// lines of some of them.
func attach(r *people.Records, person, meeting uuid.UUID) {
	on, level, kr, from, to := civil.DateOf(fixtureNow), 4, fixtureID(70, 20), 20.0, 10.0
	id := func(n int) uuid.UUID { return fixtureID(70, n) }
	r.Actions = append(r.Actions, notes.Action{ID: id(1), Person: person, Meeting: meeting, Text: "Send the rota", Owner: notes.Me, Created: on - 3, State: notes.ActionOpen})
	r.Feedback = append(r.Feedback, notes.Feedback{ID: id(2), Person: person, Meeting: meeting, Date: on - 3, Kind: notes.Praise, Direction: notes.Given, Text: "Calm hand-over"})
	r.Observations = append(r.Observations, people.Observation{ID: id(3), Person: person, Meeting: meeting, Date: on - 3, Behaviour: "speaks in meetings", Change: "less"})
	r.TalkingPoints = append(r.TalkingPoints, notes.TalkingPoint{ID: id(4), Person: person, Text: "Rota for spring", Added: on - 3, From: meeting})
	r.LineMarks = append(r.LineMarks, people.LineMark{ID: id(5), Record: meeting, Quote: "hard", Kind: "words", Mark: people.NotASign, At: on - 2})
	r.LineMarks = append(r.LineMarks, people.LineMark{ID: id(6), Record: id(2), Quote: "Calm", Kind: "words", Mark: people.NotASign, At: on - 2})
	r.Goals = append(r.Goals, goals.Goal{ID: id(7), Person: person, Title: "Alerts halved", Status: goals.Active,
		KeyResults: []goals.KeyResult{{ID: kr, Title: "Alerts a week", Kind: goals.Number, From: &from, To: &to}},
		CheckIns:   []goals.CheckIn{{ID: id(8), Date: on - 9, Note: "Slow start", Values: map[uuid.UUID]float64{kr: 18}}, {ID: id(9), Date: on - 2, Values: map[uuid.UUID]float64{kr: 15}}}})
	r.LineMarks = append(r.LineMarks, people.LineMark{ID: id(10), Record: id(7), Quote: "Slow", Kind: "words", Mark: people.NotASign, At: on - 2})
	r.Delegations = append(r.Delegations, goals.Delegation{ID: id(11), Person: person, What: "Alert list", Level: &level, Since: on - 9})
	r.Events = append(r.Events, people.Event{ID: id(12), Person: person, Date: on - 9, Text: "New flat"})
	r.Acknowledgements = append(r.Acknowledgements, people.Acknowledgement{ID: id(13), Person: person, Sign: "gap", At: on - 9, Action: "dismissed"})
	r.Absences = append(r.Absences, people.Absence{ID: id(14), Person: person, From: on + 9, To: on + 12})
	r.Asked = append(r.Asked, notes.Asked{ID: id(15), Person: person, Question: "What is on your mind?", Date: on - 9})
	r.Reviews = append(r.Reviews, people.Review{ID: id(16), Person: person, From: on - 99, To: on - 9, Draft: "First half"})
}

// attachedTo counts what attach made in a person's file: what belongs to a one-on-one, and what is only the person's.
func attachedTo(t *testing.T, r people.Records, person uuid.UUID) (meeting, own int) {
	t.Helper()
	f, ok := r.FileOf(person)
	if !ok {
		return 0, 0
	}
	list := map[uuid.UUID]bool{}
	for _, x := range f.Actions {
		list[x.ID] = true
	}
	for _, x := range f.Feedback {
		list[x.ID] = true
	}
	for _, x := range f.Observations {
		list[x.ID] = true
	}
	for _, x := range f.TalkingPoints {
		list[x.ID] = true
	}
	for _, x := range f.LineMarks {
		list[x.ID] = true
	}
	for _, x := range f.Goals {
		if list[x.ID] = true; x.ID == fixtureID(70, 7) && (len(x.CheckIns) != 2 || x.CheckIns[0].Note != "Slow start" || len(x.KeyResults) != 1 || x.CheckIns[1].Values[x.KeyResults[0].ID] != 15) {
			t.Errorf("its check-ins: %+v", x)
		}
	}
	for _, x := range f.Delegations {
		list[x.ID] = true
	}
	for _, x := range f.Events {
		list[x.ID] = true
	}
	for _, x := range f.Acknowledgements {
		list[x.ID] = true
	}
	for _, x := range f.Absences {
		list[x.ID] = true
	}
	for _, x := range f.Asked {
		list[x.ID] = true
	}
	for _, x := range f.Reviews {
		list[x.ID] = true
	}
	for n := 1; n <= 6; n++ {
		if list[fixtureID(70, n)] {
			meeting++
		}
	}
	for _, n := range []int{7, 10, 11, 12, 13, 14, 15, 16} {
		if list[fixtureID(70, n)] {
			own++
		}
	}
	return meeting, own
}

func TestEverythingMadeInAMeetingIsMovedWithIt(t *testing.T) {
	r := fixture()
	last := r.Meetings[39]
	attach(&r, last.Person, last.ID)
	inWindow(t, r, func(d *desk) {
		before := jsonOf(d.records())
		d.open(Place{Page: Meeting, Person: last.Person, Record: last.ID})
		d.settle()
		d.press("More")
		d.choose("Move to another person")
		d.typeInto(d.entry("Name"), "hana")
		d.enter(d.entry("Name"))
		if meeting, own := attachedTo(t, d.records(), fixtureID(1, 4)); meeting != 6 || own != 0 {
			t.Errorf("with Hana %d of the one-on-one, %d others", meeting, own)
		}
		if meeting, own := attachedTo(t, d.records(), last.Person); meeting != 0 || own != 8 {
			t.Errorf("with Priya %d of the one-on-one, %d others", meeting, own)
		}
		d.undoLast()
		d.settle()
		if jsonOf(d.records()) != before {
			t.Error("undo did not bring it back as it was")
		}
	})
}

func TestEverythingOfBothEntriesIsInTheMergedOne(t *testing.T) {
	r := fixture()
	twin, meeting := fixtureID(1, 9), fixtureID(60, 1)
	r.People = append(r.People, people.Person{ID: twin, Name: "priya  raman"})
	r.Meetings = append(r.Meetings, notes.Meeting{ID: meeting, Person: twin, At: civil.InstantOf(fixtureNow.AddDate(0, 0, -3)), Status: notes.Held, Notes: "A hard week."})
	attach(&r, twin, meeting)
	inWindow(t, r, func(d *desk) {
		before := jsonOf(d.records())
		d.open(Place{Page: People})
		d.settle()
		d.press("Merge…")
		d.press("Merge")
		if meeting, own := attachedTo(t, d.records(), fixtureID(1, 0)); meeting != 6 || own != 8 {
			t.Errorf("merged: %d of the one-on-one, %d others", meeting, own)
		}
		d.undoLast()
		d.settle()
		if jsonOf(d.records()) != before {
			t.Error("undo did not bring it back as it was")
		}
	})
}
