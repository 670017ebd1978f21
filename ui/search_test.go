package ui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
)

// searchFixture is the fixture with one long note of Priya's in which a word stands three times, and once in private.
func searchFixture() (people.Records, uuid.UUID) {
	r := fixture()
	for i := range r.Meetings {
		if r.Meetings[i].ID == fixtureID(2, 39) {
			r.Meetings[i].Notes = "# Kettle\n\nThe kettles are old. A kettle leaks.\n\n- kettle again #kitchen\n- C++ and e-mail, don't\n- 東京で会議がある"
			r.Meetings[i].PrivateNotes = "My own kettle is worse."
			r.Meetings[i].Status = notes.Held
		}
	}
	return r, fixtureID(2, 39)
}

func TestSearchShowsEveryPlaceAndOpensTheOneInView(t *testing.T) {
	r, id := searchFixture()
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Search})
		d.settle()
		e := d.entry("a phrase")
		d.typeInto(e, `"kettle"`)
		p := d.page.(*searchPage)
		if len(p.hits) != 1 || p.hits[0].ID != id {
			t.Fatalf("hits: %+v", p.hits)
		}
		d.shows("Hit 1 of 3 here", "Private", "1 hit in here, folded")
		if strings.Contains(d.words(), "worse") {
			t.Error("the private text is not folded")
		}
		d.press("Next")
		d.press("Next")
		d.shows("Hit 3 of 3 here")
		d.press("Show")
		d.shows("is worse.")
		d.enter(e)
		if d.place.Page != Meeting || d.place.Record != id {
			t.Fatalf("at %+v", d.place)
		}
		m := d.page.(*meetingPage)
		if got := m.shared.Selected(); got != "kettle" {
			t.Errorf("selected %q", got)
		}
		if from, _ := m.shared.Selection(); !strings.HasPrefix(string([]rune(m.shared.Text())[from:]), "kettle again") {
			t.Errorf("selected at %d, not the third one", from)
		}
	})
}

func TestAnyTextIsAQuery(t *testing.T) {
	r, id := searchFixture()
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Search})
		d.settle()
		e := d.entry("a phrase")
		p := d.page.(*searchPage)
		for _, text := range []string{"C++", "e-mail", "don't", "会議", "tag:kitchen", "#kitchen", "KETTL", `who:priya kettle in:private`, "  kettle  ", "kettle from:2020"} {
			e.Put("")
			d.settle()
			e.SetText(text)
			d.settle()
			found := false
			for _, h := range p.hits {
				found = found || h.ID == id
			}
			if !found {
				t.Errorf("%q found %d places, but not the note", text, len(p.hits))
			}
		}
		for _, text := range []string{`"`, "who:", "*", "((", "from:yesterday AND OR NOT", "\x00", "kettle -"} {
			e.SetText(text)
			d.settle()
			if strings.Contains(d.words(), "did not work") {
				t.Errorf("%q is an error", text)
			}
		}
		e.SetText("kettle")
		d.settle()
		chip := find(d, "chip in", func(c *w.FilterChip) bool { return strings.HasPrefix(c.AccessibilityLabel(), "in") })
		chip.OnChanged(2) // private
		d.settle()
		if len(p.hits) != 1 || !p.hits[0].Private {
			t.Errorf("in private: %+v", p.hits)
		}
		chip.OnChanged(1)
		d.settle()
		for _, h := range p.hits {
			if h.Private {
				t.Errorf("a private hit among the shared: %+v", h)
			}
		}
		// Enter right after typing means what was typed
		e.SetText("zzz")
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		d.settle()
		if d.place.Page != Search {
			t.Errorf("Enter opened %+v for a text that is nowhere", d.place)
		}
	})
}

// everyKind is the fixture with the word "samovar" in one record of each kind that a search finds.
func everyKind() people.Records {
	r, _ := searchFixture()
	priya, on := fixtureID(1, 0), civil.DateOf(fixtureNow)
	for i := range r.Meetings {
		if r.Meetings[i].ID == fixtureID(2, 39) {
			r.Meetings[i].PrivateNotes, r.Meetings[i].Topics[0].Text = "Her samovar hums.", "The samovar budget"
		}
	}
	r.TalkingPoints[0].Text = "A samovar for all"
	r.Actions[0].Text, r.Actions[2].Text = "Order a samovar", "Order tea for the samovar"
	r.Journal[0].Text = "Polished the samovar"
	r.Goals[0].Why = "a samovar in each kitchen"
	r.Goals[0].CheckIns[2].Note = "Two samovars stand"
	r.Goals[len(r.Goals)-1].Title = "Samovars everywhere"
	r.Feedback = append(r.Feedback, notes.Feedback{ID: fixtureID(30, 1), Person: priya, Date: on - 9, Kind: notes.Praise, Direction: notes.Given, Situation: "On Monday", Behaviour: "Descaled the samovar", Impact: "Tea for everyone"})
	r.Delegations = append(r.Delegations, goals.Delegation{ID: fixtureID(31, 1), Person: priya, What: "The samovar round", Level: new(3), Since: on - 20, State: goals.DelegationActive})
	r.Observations = append(r.Observations, people.Observation{ID: fixtureID(32, 1), Person: priya, Date: on - 4, Behaviour: "effort", Change: people.Less, Note: "The samovar stayed cold"})
	r.Events[0].Text, r.Events[0].Date = "Samovar officer", on-8
	r.Events = append(r.Events, people.Event{ID: fixtureID(33, 1), Date: on - 12, Kind: people.OtherEvent, Text: "Zeppelin over the office"}) // for the whole team
	r.People[0].Interests = []string{"Gliders", "Quilting with friends"}
	r.People[0].WorkingStyle, r.People[0].ProfileNotes = "Best beside the samovar", "Her own samovar"
	return r
}

// TestEnterOpensThePlaceOfEachKind presses Enter on a hit of each kind: the page that opens stands on the record, with the words in view.
func TestEnterOpensThePlaceOfEachKind(t *testing.T) {
	inWindow(t, everyKind(), func(d *desk) {
		priya, first := fixtureID(1, 0), d.team.Active()[0].Person.ID
		for _, x := range []struct {
			query string
			place Place
			shown string
			more  string // what else the preview shows of the record
		}{
			{"hums kind:meeting", Place{Page: Meeting, Person: priya, Record: fixtureID(2, 39), Field: "private_notes", Quote: "hums"}, "", "The kettles are old."},
			{"budget kind:meeting", Place{Page: Meeting, Person: priya, Record: fixtureID(2, 39), Field: "topics[0].text", Quote: "budget"}, "The samovar budget", "The kettles are old."},
			{"samovar kind:point", Place{Page: Person, Person: priya}, "A samovar for all", "Waits for the next one-on-one"},
			{"polished", Place{Page: Person, Person: priya, Tab: TabMeetings, Record: fixtureID(6, 0)}, "Polished the samovar", ""},
			{"order samovar kind:action -tea", Place{Page: Actions, Record: fixtureID(5, 2)}, "Order tea for the samovar", "You to Priya Raman"},
			{`"a samovar" kind:action`, Place{Page: Actions, Record: fixtureID(5, 0)}, "Order a samovar", "4 days late"},
			{"kitchen kind:goal", Place{Page: Person, Person: priya, Tab: TabGoals, Record: fixtureID(8, 0)}, "Checkout page loads in under 2 s", "Slowest page, p75 load time"},
			{"samovars stand", Place{Page: Person, Person: priya, Tab: TabGoals, Record: fixtureID(8, 0)}, "Checkout page loads in under 2 s", "Neither moves much"},
			{"everywhere", Place{Page: Goal, Record: fixtureID(8, 999)}, "", "Active"},
			{"descaled", Place{Page: Person, Person: priya, Tab: TabFeedback, Record: fixtureID(30, 1)}, "Descaled the samovar", "Tea for everyone"},
			{"round kind:delegation", Place{Page: Person, Person: priya, Tab: TabDelegation, Record: fixtureID(31, 1)}, "The samovar round", "Level 3, Consult"},
			{"cold kind:observation", Place{Page: Person, Person: priya}, "The samovar stayed cold", ""},
			{"officer", Place{Page: Person, Person: priya}, "Samovar officer", "Event"},
			{"zeppelin", Place{Page: Person, Person: first}, "Zeppelin over the office", ""},
			{"quilting", Place{Page: Person, Person: priya, Tab: TabProfile}, "Quilting with friends", ""},
			{"beside kind:person", Place{Page: Person, Person: priya, Tab: TabProfile}, "Best beside the samovar", "Engineer II, Frontend"},
		} {
			d.open(Place{Page: Search})
			d.settle()
			e := d.entry("a phrase")
			e.SetText(x.query)
			d.settle()
			p := d.page.(*searchPage)
			if len(p.hits) != 1 {
				t.Errorf("%s: %d hits: %+v", x.query, len(p.hits), p.hits)
				continue
			}
			if x.more != "" && !strings.Contains(d.words(), x.more) {
				t.Errorf("%s: the preview does not show %q:\n%s", x.query, x.more, d.words())
			}
			d.enter(e)
			if d.place != x.place {
				t.Errorf("%s led to %+v", x.query, d.place)
				continue
			}
			if x.shown != "" {
				d.shows(x.shown)
			}
			if x.place.Page == Person && x.place.Tab != TabMeetings {
				scroll := d.page.(*personPage).scrolls()
				top := fyne.CurrentApp().Driver().AbsolutePositionForObject(scroll).Y
				seen := false
				for _, o := range d.objects() {
					t, ok := o.(interface {
						Text() string
						Marks() bool
					})
					if y := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y; ok && strings.Contains(t.Text(), x.shown) && y >= top && y < top+scroll.Size().Height {
						seen = seen || t.Marks()
					}
				}
				if !seen && !strings.Contains(x.query, "kind:goal") && !strings.HasPrefix(x.query, "samovars stand") {
					t.Errorf("%s: the words are not marked where one sees them", x.query)
				}
			}
			switch p := d.page.(type) {
			case *meetingPage:
				if x.place.Field == "private_notes" && p.private.Selected() != x.place.Quote {
					t.Errorf("%s: selected %q", x.query, p.private.Selected())
				}
			case *actionsPage:
				if i := p.list.Current(); i < 0 || p.items[i].ID != x.place.Record {
					t.Errorf("%s: stands on %d", x.query, i)
				}
			}
		}
	})
}

func TestSearchSortsNarrowsAndCopies(t *testing.T) {
	r := everyKind()
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Search})
		d.settle()
		e := d.entry("a phrase")
		e.SetText("samov")
		d.settle()
		p := d.page.(*searchPage)
		d.shows("What you saw", "What happened", "Promises and actions", "You to Priya Raman", "in 280 one-on-ones and 7 journal lines")
		chip := func(name string) *w.FilterChip {
			return find(d, "chip "+name, func(c *w.FilterChip) bool { return strings.HasPrefix(c.AccessibilityLabel(), name) })
		}
		before := len(p.hits)
		chip("before").OnChanged(1) // 30 days ago
		d.settle()
		for _, h := range p.hits {
			if h.Date == 0 || h.Date > d.today()-30 {
				t.Errorf("before 30 days ago: %+v", h)
			}
		}
		if len(p.hits) == 0 || len(p.hits) >= before {
			t.Errorf("%d of %d are left", len(p.hits), before)
		}
		chip("before").OnChanged(0)
		e.SetText("on-call kind:meeting")
		d.settle()
		first := p.hits[0].Date
		d.shows("274 more")
		d.press("274 more")
		if len(p.hits) != searchLimit {
			t.Errorf("%d of a kind that was opened", len(p.hits))
		}
		for i, o := range orderWords {
			if o.order == storage.OldestFirst {
				chip("Newest").OnChanged(i)
			}
		}
		d.settle()
		if p.hits[0].Date >= first {
			t.Errorf("oldest first begins on %s, newest first on %s", p.hits[0].Date, first)
		}
		d.press("Copy as list")
		copied := fyne.CurrentApp().Clipboard().Content()
		if !strings.HasPrefix(copied, "- "+p.hits[0].Date.String()+" ") || strings.Count(copied, "\n") != len(p.hits) {
			t.Errorf("copied %q", copied)
		}
		e.SetText("samovar in:private")
		d.settle()
		fyne.CurrentApp().Clipboard().SetContent("before")
		d.press("Copy as list")
		if got := fyne.CurrentApp().Clipboard().Content(); got != "before" {
			t.Errorf("private texts were copied: %q", got)
		}
		// the order stays chosen
		d.open(Place{})
		d.settle()
		d.open(Place{Page: Search, Query: "on-call kind:meeting"})
		d.settle()
		if h := d.page.(*searchPage).hits; len(h) == 0 || h[0].Date >= first {
			t.Error("the order was forgotten")
		}
		// a tick in the list, and the list stays where it is
		d.open(Place{Page: Search, Query: "samovar kind:action"})
		d.settle()
		p = d.page.(*searchPage)
		p.choose(1)
		tick := find(d, "tick", func(c *w.Check) bool { return c.AccessibilityLabel() == "Order a samovar" })
		tick.Tapped(nil)
		d.settle()
		for _, x := range d.records().Actions {
			if x.Text == "Order a samovar" && x.State != notes.ActionDone {
				t.Error("the tick did not close the action item")
			}
		}
		if p.current != 1 {
			t.Errorf("row %d is chosen, not the second one", p.current)
		}
	})
}

// TestSearchInTheTimeMachine finds nothing that was not known on the day.
func TestSearchInTheTimeMachine(t *testing.T) {
	inWindow(t, everyKind(), func(d *desk) {
		d.lookBack(d.today() - 15)
		d.settle()
		d.open(Place{Page: Search})
		d.settle()
		d.entry("a phrase").SetText("samovar")
		d.settle()
		p := d.page.(*searchPage)
		if len(p.hits) == 0 {
			t.Fatal("nothing is found at all")
		}
		for _, h := range p.hits {
			if h.Date > d.at || h.Kind == "feedback" || h.Kind == "observations" || h.Kind == "events" {
				t.Errorf("found %+v", h)
			}
		}
		d.backToToday()
		d.settle()
	})
}

// TestSearchFollowsTheWindow makes the window narrow and wide again under an open search: the list of hits has the width of each, and what was
// typed, found and chosen stays.
func TestSearchFollowsTheWindow(t *testing.T) {
	inWindow(t, everyKind(), func(d *desk) {
		d.open(Place{Page: Search, Query: "samov"})
		d.settle()
		p := d.page.(*searchPage)
		p.choose(2)
		chosen, hits := p.hits[2].ID, len(p.hits)
		for _, x := range []struct{ window, list float32 }{{1024, 528}, {1280, 600}, {900, 380}, {1280, 600}} {
			d.window.Resize(fyne.NewSize(x.window, 700))
			d.settle()
			if got := p.scroll.Size().Width; got < x.list-20 || got > x.list {
				t.Errorf("%v wide: the list is %v wide, not about %v", x.window, got, x.list)
			}
			if d.page != p || p.entry.Text != "samov" || len(p.hits) != hits || p.hits[p.current].ID != chosen {
				t.Errorf("%v wide: another search, or another hit: %q, %d, %d", x.window, p.entry.Text, len(p.hits), p.current)
			}
			if x := d.entry("a phrase"); d.window.Canvas().Focused() != x {
				t.Error("the entry lost the keyboard")
			}
		}
	})
}
