package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// actionRow is the row of an action item by its words.
func (d *desk) actionRow(text string) *w.ActionRow {
	d.t.Helper()
	return find(d, "action item "+text, func(r *w.ActionRow) bool { return strings.Contains(r.AccessibilityLabel(), text) })
}

// tapPart presses a part of an action item's row.
func (d *desk) tapPart(r *w.ActionRow, part w.ActionPart) {
	tick, owner, text, dates := w.ActionColumns(r.Size().Width)
	x := map[w.ActionPart]float32{w.ActionPerson: 20, w.ActionTick: tick + 5, w.ActionOwner: owner + 5, w.ActionText: text + 5, w.ActionDue: dates + 150, w.ActionLink: dates + 150}[part]
	r.Tapped(&fyne.PointEvent{Position: fyne.NewPos(x, 20)})
	d.settle()
}

func (d *desk) listKey(key fyne.KeyName) {
	d.t.Helper()
	find(d, "list", func(*w.RowList) bool { return true }).TypedKey(&fyne.KeyEvent{Name: key})
	d.settle()
}

func (d *desk) action(text string) []notes.Action {
	var out []notes.Action
	for _, x := range d.records().Actions {
		if x.Text == text {
			out = append(out, x)
		}
	}
	return out
}

func openActions(d *desk) {
	d.open(Place{Page: Actions})
	d.settle()
}

func TestActionItemsFromToday(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		row := find(d, "2 more", func(r *w.Row) bool {
			x, ok := r.Content().(*w.Text)
			return ok && x.Text() == "2 more" && r.AccessibilityLabel() == "2 more promises"
		})
		row.Tapped(nil)
		d.settle()
		if d.place.Page != Actions {
			t.Fatalf("at %+v", d.place)
		}
		d.shows("Action items", "14 open, 2 late", "All 14", "Late 2", "4 days late")
		if strings.Contains(d.words(), "Share the rota") {
			t.Error("what is done is shown")
		}
		test := d.button("Back")
		test.Tapped(nil)
		d.settle()
		if d.place.Page != Today {
			t.Errorf("back at %+v", d.place)
		}
	})
}

func TestActionItemsByKeys(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openActions(d)
		if _, ok := d.window.Canvas().Focused().(*w.RowList); !ok {
			t.Fatalf("the keyboard is on %T", d.window.Canvas().Focused())
		}
		p := d.page.(*actionsPage)
		first := p.items[0]
		d.listKey(fyne.KeySpace)
		if got := d.records(); got.Actions[0].ID != first.ID && d.action(first.Text) == nil {
			t.Fatal("no such action item")
		}
		state := func() notes.ActionState {
			for _, x := range d.records().Actions {
				if x.ID == first.ID {
					return x.State
				}
			}
			return ""
		}
		if state() != notes.ActionDone {
			t.Fatalf("after Space it is %s", state())
		}
		d.shows("Done just now", "Undo")
		d.undoLast()
		d.settle()
		if state() != notes.ActionOpen {
			t.Errorf("after undo it is %s", state())
		}
		d.listKey(fyne.KeySpace)
		time.Sleep(w.UndoTime + time.Second)
		d.settle()
		if strings.Contains(d.words(), "Done just now") || len(p.items) != 13 {
			t.Errorf("six seconds later %d are shown", len(p.items))
		}
		d.listKey(fyne.KeyDown)
		second := p.items[p.list.Current()]
		d.listKey(fyne.KeyDelete)
		d.press("Drop")
		e := d.entry("Overtaken")
		if e.Caption() == "" {
			t.Error("it can be dropped without a reason")
		}
		d.typeInto(e, "The guild has one")
		d.press("Drop")
		x := d.records().Actions
		found := false
		for _, x := range x {
			if x.ID == second.ID {
				found = x.State == notes.ActionDropped && x.Reason == "The guild has one"
			}
		}
		if !found {
			t.Fatalf("not dropped: %+v", second.Action)
		}
		find(d, "check", func(c *w.Check) bool { return c.AccessibilityLabel() == "Show dropped" }).Tapped(nil)
		d.settle()
		d.shows("Dropped 3 Mar: The guild has one", "Take up again")
		d.tapPart(d.actionRow("The guild has one"), w.ActionLink)
		if len(p.items) != 13 || strings.Contains(d.words(), "Take up again") {
			t.Errorf("it was not taken up again: %d", len(p.items))
		}
		d.listKey(fyne.KeyReturn)
		if d.place.Page != Person || d.place.Tab != TabMeetings || d.place.Record != p.items[p.list.Current()].Meeting {
			t.Errorf("Enter leads to %+v", d.place)
		}
	})
}

func TestActionItemIsAdded(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openActions(d)
		e := d.entry("what, by when")
		add := func(text string) notes.Action {
			t.Helper()
			before := len(d.records().Actions)
			d.typeInto(e, text)
			d.press("Add")
			all := d.records().Actions
			if len(all) != before+1 || e.Text != "" {
				t.Fatalf("%q: %d action items, %q is left, caption %q", text, len(all)-before, e.Text, e.Caption())
			}
			return all[len(all)-1]
		}
		x := add("Mateo: name a cover for Friday nights by wed")
		if x.Person != fixtureID(1, 1) || x.Owner != notes.Them || x.Text != "name a cover for Friday nights" || x.Due != civil.NewDate(2026, 3, 4) {
			t.Errorf("%+v", x)
		}
		x = add("me: ask Platform about Hana's desk every friday")
		if x.Person != fixtureID(1, 4) || x.Owner != notes.Me || x.Recurs != "FREQ=WEEKLY;BYDAY=FR" || x.Due != civil.NewDate(2026, 3, 6) {
			t.Errorf("%+v", x)
		}
		d.shows("Every Friday")
		d.typeInto(e, "me: tidy up by 2 Jan 2026")
		d.shows("With whom? Begin with a name, or choose at the right.")
		d.enter(e)
		if e.Text == "" {
			t.Error("an item of nobody was taken")
		}
		s := find(d, "with", func(s *w.Select) bool { return s.AccessibilityLabel() == "With whom" })
		s.OnChanged(3)
		d.settle()
		d.shows("in the past")
		d.enter(e)
		if got := d.action("tidy up"); len(got) != 1 || got[0].Due != civil.NewDate(2026, 1, 2) || got[0].Person != d.page.(*actionsPage).members[2].Person.ID {
			t.Errorf("%+v", got)
		}
	})
}

func TestActionItemIsEditedInPlace(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openActions(d)
		p := d.page.(*actionsPage)
		x := p.items[0]
		d.listKey(fyne.KeyF2)
		what := find(d, "text", func(e *w.Entry) bool { return e.AccessibilityLabel() == "What" })
		when := find(d, "date", func(e *w.Entry) bool { return e.AccessibilityLabel() == "When" })
		if d.window.Canvas().Focused() != fyne.Focusable(what) || what.Text != x.Text {
			t.Fatalf("the keyboard is on %q", d.focused())
		}
		what.Put("  Send *the* criteria  ")
		when.Put("whenever")
		d.enter(what)
		d.shows("Not a day")
		if got := d.action(x.Text); len(got) != 7 {
			t.Errorf("saved with a day that is none: %d", len(got))
		}
		when.Put("in 2 weeks")
		d.enter(when)
		got := d.action("  Send *the* criteria  ")
		if len(got) != 1 || got[0].Due != civil.NewDate(2026, 3, 17) || got[0].Owner != x.Owner {
			t.Fatalf("%+v", got)
		}
		d.undoLast()
		d.settle()
		if got := d.action("  Send *the* criteria  "); len(got) != 0 {
			t.Error("undo left it changed")
		}
		d.tapPart(d.actionRow("Profile the basket call"), w.ActionDue)
		when = find(d, "date", func(e *w.Entry) bool { return e.AccessibilityLabel() == "When" })
		when.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		d.settle()
		if p.edit != nil || d.place.Page != Actions {
			t.Error("Escape did not leave it as it was")
		}
	})
}

func TestRecurringActionComesBackAndGoes(t *testing.T) {
	r := fixture()
	on := civil.DateOf(fixtureNow)
	r.Actions = []notes.Action{{ID: fixtureID(5, 1), Person: fixtureID(1, 0), Text: "Pager summary", Owner: notes.Them, Created: on - 7, Due: on, State: notes.ActionOpen, Recurs: "FREQ=WEEKLY"}}
	inWindow(t, r, func(d *desk) {
		openActions(d)
		d.listKey(fyne.KeySpace)
		got := d.action("Pager summary")
		if len(got) != 2 || got[0].State != notes.ActionDone || got[1].State != notes.ActionOpen || got[1].Due != on+7 {
			t.Fatalf("%+v", got)
		}
		d.tapPart(d.actionRow("Done just now"), w.ActionLink)
		if got := d.action("Pager summary"); len(got) != 1 || got[0].State != notes.ActionOpen || got[0].Due != on {
			t.Fatalf("after undo %+v", got)
		}
		d.listKey(fyne.KeySpace) // one that was changed meanwhile is not taken away
		next := d.action("Pager summary")[1]
		next.Text = "Pager summary, shorter"
		put(d.App, next)
		d.settle()
		d.undoLast()
		d.settle()
		if len(d.action("Pager summary")) != 1 || len(d.action("Pager summary, shorter")) != 1 {
			t.Errorf("%+v", d.records().Actions)
		}
	})
}

func TestThousandActionItemsDrawOnlyWhatIsSeen(t *testing.T) {
	r := fixture()
	on := civil.DateOf(fixtureNow)
	r.Actions = nil
	for i := range 1000 {
		r.Actions = append(r.Actions, notes.Action{ID: fixtureID(50, i), Person: fixtureID(1, i%7), Text: fmt.Sprintf("Item %d", i), Owner: notes.Me, Created: on, Due: on + civil.Date(i%90), State: notes.ActionOpen})
	}
	inWindow(t, r, func(d *desk) {
		openActions(d)
		p := d.page.(*actionsPage)
		if len(p.items) != 1000 || len(p.list.Shown()) > 16 {
			t.Fatalf("%d items, %d rows", len(p.items), len(p.list.Shown()))
		}
		d.listKey(fyne.KeyEnd)
		for i, o := range p.list.Shown() {
			if got := o.(*w.ActionRow).Item().Text; got != p.items[i].Text || i < 980 {
				t.Errorf("row %d shows %q, not %q", i, got, p.items[i].Text)
			}
		}
		if n := len(p.list.Shown()); n < 8 || n > 16 {
			t.Errorf("%d rows at the end", n)
		}
	})
}

func TestActionItemsFiltered(t *testing.T) {
	r := fixture()
	r.Actions = append(r.Actions, notes.Action{ID: fixtureID(5, 99), Person: fixtureID(1, 5), Text: "Someday", Owner: notes.Me, State: notes.ActionOpen})
	inWindow(t, r, func(d *desk) {
		openActions(d)
		p := d.page.(*actionsPage)
		press := func(text string) {
			find(d, text, func(f *w.FilterChip) bool { return strings.HasPrefix(f.AccessibilityLabel(), text) }).Tapped(nil)
			d.settle()
		}
		press("Late")
		if len(p.items) != 2 {
			t.Errorf("late: %d", len(p.items))
		}
		press("No date")
		if len(p.items) != 1 || p.items[0].Text != "Someday" {
			t.Errorf("without a date: %+v", p.items)
		}
		press("Done")
		if len(p.items) != 7 {
			t.Errorf("done: %d", len(p.items))
		}
		press("Recurring")
		d.shows("Nothing comes back by itself.")
		press("All open")
		p.group.OnChanged(1)
		for i := range p.items[1:] {
			if a, b := p.items[i].Due, p.items[i+1].Due; b != 0 && b < a {
				t.Fatalf("by date %s comes before %s", a, b)
			}
		}
		p.side.OnChanged(1)
		for _, x := range p.items {
			if x.Owner != notes.Them {
				t.Errorf("of mine: %+v", x.Action)
			}
		}
	})
	inWindow(t, people.Records{}, func(d *desk) {
		openActions(d)
		d.shows("Action items appear here once there is a report.")
	})
}

func TestRepeatingItemFromAMeeting(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		e := d.labelled("Action item")
		d.typeInto(e, "Priya: pager summary every friday")
		d.enter(e)
		got := d.action("pager summary")
		if len(got) != 1 || got[0].Recurs != "FREQ=WEEKLY;BYDAY=FR" || got[0].Due != civil.NewDate(2026, 3, 6) || got[0].Owner != notes.Them {
			t.Errorf("%+v", got)
		}
	})
}

// TestOverviewShowsTheSoonestOfManyActionItems: a person with hundreds of open items has the latest ones on the overview; the rest is one press away,
// of that person alone.
func TestOverviewShowsTheSoonestOfManyActionItems(t *testing.T) {
	r := fixture()
	on := civil.DateOf(fixtureNow)
	r.Actions = nil
	for i := range 300 {
		r.Actions = append(r.Actions, notes.Action{ID: fixtureID(50, i), Person: fixtureID(1, i%2), Text: fmt.Sprintf("Item %d.", i), Owner: notes.Them, Created: on, Due: on + 100 - civil.Date(i), State: notes.ActionOpen})
	}
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.shows("Item 298.", "Item 284.", "142 more")
		if strings.Contains(d.words(), "Item 282.") {
			t.Error("the ninth is shown")
		}
		find(d, "142 more", func(r *w.Row) bool { return r.AccessibilityLabel() == "142 more action items" }).Tapped(nil)
		d.settle()
		p, ok := d.page.(*actionsPage)
		if !ok || len(p.items) != 150 || p.items[0].Text != "Item 298." || p.items[0].Person != fixtureID(1, 0) {
			t.Fatalf("at %+v", d.place)
		}
	})
}

// TestTenThousandActionItems: sorting, filters, one key and its undo hold for a record of any length, and only the rows in view are drawn.
func TestTenThousandActionItems(t *testing.T) {
	r := fixture()
	on := civil.DateOf(fixtureNow)
	r.Actions = nil
	for i := range 10_000 {
		r.Actions = append(r.Actions, notes.Action{ID: fixtureID(50, i), Person: fixtureID(1, i%7), Text: fmt.Sprintf("Item %d.", i), Owner: []notes.Side{notes.Me, notes.Them}[i%2], Created: on, Due: on - 10 + civil.Date(i%90), State: notes.ActionOpen})
	}
	inWindow(t, r, func(d *desk) {
		openActions(d)
		p := d.page.(*actionsPage)
		chip := func(text string) {
			find(d, text, func(f *w.FilterChip) bool { return strings.HasPrefix(f.AccessibilityLabel(), text) }).Tapped(nil)
			d.settle()
		}
		p.group.OnChanged(1)
		chip("Late")
		late := len(p.items)
		if late != 112*10 || p.items[0].Due != on-10 || len(p.list.Shown()) > 16 {
			t.Fatalf("%d late, the first due %s, %d rows", late, p.items[0].Due, len(p.list.Shown()))
		}
		d.listKey(fyne.KeyEnd)
		x := p.items[p.list.Current()]
		d.listKey(fyne.KeySpace)
		if got := d.action(x.Text); len(got) != 1 || got[0].State != notes.ActionDone {
			t.Errorf("after Space %+v", got)
		}
		d.shows(fmt.Sprint("Late ", late-1), "Done 1", "Done just now")
		d.undoLast()
		d.settle()
		d.shows(fmt.Sprint("Late ", late), "Done 0")
		if p.items[p.list.Current()].ID != x.ID {
			t.Errorf("stands on %+v", p.items[p.list.Current()].Action)
		}
		d.listKey(fyne.KeyDelete)
		d.typeInto(d.entry("Overtaken"), "Overtaken by events")
		d.press("Drop")
		d.shows(fmt.Sprint("Late ", late-1))
		d.undoLast()
		d.settle()
		if got := d.action(x.Text); got[0] != x.Action {
			t.Errorf("after undo %+v", got)
		}
	})
}

// TestPromiseToTheOwnManagerIsOnToday: what one owes the own manager or a peer is a promise as any other.
func TestPromiseToTheOwnManagerIsOnToday(t *testing.T) {
	for _, relation := range []people.Relation{people.Manager, people.Peer} {
		r := fixture()
		on := civil.DateOf(fixtureNow)
		r.People = append(r.People, people.Person{ID: fixtureID(1, 70), Name: "Quentin Boss", Relation: relation})
		r.Actions = append(r.Actions, notes.Action{ID: fixtureID(5, 90), Person: fixtureID(1, 70), Text: "Send the budget", Owner: notes.Me, Created: on - 20, Due: on - 9, State: notes.ActionOpen})
		inWindow(t, r, func(d *desk) {
			d.open(Place{})
			d.settle()
			d.shows("Send the budget", "Quentin Boss", "9 days late")
		})
	}
}
