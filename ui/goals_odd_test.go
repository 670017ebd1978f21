package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	w "rapport/ui/widget"
)

// The keys of the board are in the key help, and what they do in the palette; Down goes to the first card.
func TestKeysOfTheBoard(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Goals})
		d.settle()
		d.window.Canvas().Unfocus()
		d.key(fyne.KeyDown, 0)
		d.settle()
		tile, ok := d.window.Canvas().Focused().(*w.GoalTile)
		if !ok {
			t.Fatalf("Down leads to %T", d.window.Canvas().Focused())
		}
		p := d.page.(*goalsPage)
		title := p.board.goalOf(tile).g.Title
		d.openPalette()
		d.settle()
		d.typeInto(d.entry("Find a person"), ">move to")
		time.Sleep(time.Second)
		d.settle()
		d.shows("Move to Off track: "+title, "Move to Done: "+title)
		w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
		d.settle()
		for _, x := range p.actions() {
			if x.name == "Move to Off track: "+title {
				x.do()
			}
		}
		d.settle()
		d.shows("Check in: "+title, "Off track")
		tapIn(d, "Cancel")
		d.showKeys()
		d.settle()
		d.shows("On this page", "Move a goal to the next column", "Alt", "Go from card to card", "Everywhere", "Find or run anything")
		for _, o := range test.LaidOutObjects(d.window.Canvas().Overlays().Top()) {
			if b, ok := o.(*w.Button); ok && b.AccessibilityLabel() == "" {
				t.Error("a button without a word")
			}
		}
	})
}

// The Goals tab of a person shows the goals of a quarter, closed ones too.
func TestGoalsOfAQuarter(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		person := fixtureID(1, 0)
		old := goals.Goal{ID: fixtureID(8, 700), Person: person, Title: "Closed last summer", Start: d.today() - 300, Due: d.today() - 220, Status: goals.Achieved, Closed: d.today() - 220}
		put(d.App, old)
		d.settle()
		d.open(Place{Page: Person, Person: person, Tab: TabGoals})
		d.settle()
		d.shows("Checkout page loads in under 2 s")
		if strings.Contains(d.words(), old.Title) {
			t.Fatal("a closed goal is shown among the active ones")
		}
		tab := d.page.(*personPage).goals
		for i, x := range goalPeriods(d.today()) {
			tab.choosePeriod(i + 1)
			d.settle()
			said, holds := strings.Contains(d.words(), old.Title), x.holds(old, d.today())
			if said != holds {
				t.Errorf("%s: shown %v, under way then %v", x.name, said, holds)
			}
		}
		d.open(Place{Page: Person, Person: person, Tab: TabGoals, Record: old.ID})
		d.settle()
		d.shows(old.Title)
	})
}

// A goal that is given to somebody else keeps its check-ins, but not what the one before agreed to; that can be taken back.
func TestGoalGivenToSomebodyElse(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		id, other := fixtureID(8, 0), fixtureID(1, 1)
		g := d.goal(id)
		g.ReadBack, g.ReadBackOn = "Two seconds at the 75th", d.today()
		put(d.App, g)
		d.settle()
		d.open(Place{Page: Goal, Person: g.Person, Record: id})
		d.settle()
		name := d.team.Member(other).Person.Name
		owner := find(d, "whose", func(s *w.Select) bool { return s.AccessibilityLabel() == d.team.Member(g.Person).Person.Name })
		at := 0 // behind "The team"
		for i, m := range d.team.Active() {
			if m.Person.ID == other {
				at = i + 1
			}
		}
		owner.OnChanged(at)
		time.Sleep(time.Second)
		d.settle()
		d.shows("Given to "+name, "check-ins go along")
		got := d.goal(id)
		if got.Person != other || got.Agreed != 0 || got.ReadBack != "" || len(got.CheckIns) != len(g.CheckIns) {
			t.Errorf("%+v", got)
		}
		d.undoLast()
		time.Sleep(time.Second)
		d.settle()
		if got := d.goal(id); got.Person != g.Person || got.ReadBack != g.ReadBack || got.Agreed != g.Agreed {
			t.Errorf("after Undo: %+v", got)
		}
	})
}

// Two goals with one title are two in the palette.
func TestTwoGoalsWithOneTitle(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		g := d.goal(fixtureID(8, 0))
		twin := g
		twin.ID, twin.Due, twin.KeyResults, twin.CheckIns = fixtureID(8, 701), g.Due+30, nil, nil
		put(d.App, twin)
		d.settle()
		d.open(Place{Page: Person, Person: g.Person})
		d.settle()
		n := map[string]int{}
		for _, x := range d.allActions() {
			if strings.HasPrefix(x.name, "Edit the goal: "+g.Title) {
				n[x.name]++
			}
		}
		if len(n) != 2 {
			t.Errorf("%v", n)
		}
	})
}

// Numbers and words of any length stay within the window.
func TestOddGoalsFitTheWindow(t *testing.T) {
	r := fixture()
	huge, back, same := 1e300, -1e300, 5.0
	word := strings.Repeat("averylongword", 20)
	person := fixtureID(1, 0)
	on := civil.DateOf(fixtureNow)
	for i, k := range []goals.KeyResult{
		{Kind: goals.Number, Unit: word, From: &back, To: &huge}, {Kind: goals.Number, Unit: "pages", From: &same, To: &same}, {Kind: goals.Percent, From: &same, To: &huge}, {Kind: goals.Milestone},
	} {
		k.ID, k.Title = fixtureID(7, 800+i), word
		g := goals.Goal{ID: fixtureID(8, 800+i), Person: person, Title: word, Why: word, Support: word, Start: on - 40, Due: on + 40, Status: goals.Active, Tags: []string{word}, KeyResults: []goals.KeyResult{k}}
		for week := range 4 {
			v := 1e299 * float64(week)
			if k.Kind == goals.Milestone {
				v = 0
			}
			g.CheckIns = append(g.CheckIns, goals.CheckIn{ID: fixtureID(9, 8000+10*i+week), Date: on - civil.Date(30-7*week), Note: word, Values: map[uuid.UUID]float64{k.ID: v}})
		}
		g.DueChanges = []goals.DueChange{{Date: on - 3, Was: on + 20, To: on + 40, Reason: word}}
		r.Goals = append(r.Goals, g)
	}
	three := goals.Goal{ID: fixtureID(8, 850), Person: person, Title: "Three measures", Start: on - 40, Due: on + 40, Status: goals.Active}
	for i := range 3 {
		three.KeyResults = append(three.KeyResults, goals.KeyResult{ID: fixtureID(7, 850+i), Title: "One of three", Kind: goals.Number, Unit: "pages", From: &same, To: &huge})
	}
	r.Goals = append(r.Goals, three)
	inWindow(t, r, func(d *desk) {
		for _, size := range []fyne.Size{{Width: 1024, Height: 700}, {Width: 1280, Height: 770}} {
			d.window.Resize(size)
			d.settle()
			for _, at := range []Place{{Page: Goals}, {Page: Person, Person: person}, {Page: Person, Person: person, Tab: TabGoals}, {Page: Goal, Person: person, Record: fixtureID(8, 800)}, {Page: Goal, Person: person, Record: three.ID}, {Page: Prep, Person: person}, {}} {
				d.open(at)
				d.settle()
				for _, o := range d.objects() {
					if s, ok := o.(*container.Scroll); ok && s.Direction == container.ScrollVerticalOnly && s.Content.MinSize().Width > s.Size().Width+1 {
						t.Errorf("%+v: what scrolls is %.0f wide, in %.0f", at, s.Content.MinSize().Width, s.Size().Width)
					}
				}
				if width := d.page.object().MinSize().Width; width > size.Width {
					t.Errorf("%+v needs %.0f", at, width)
				}
			}
		}
		d.startMeeting(person)
		d.settle()
		if width := d.page.object().MinSize().Width; width > 1280 {
			t.Errorf("the meeting needs %.0f", width)
		}
		for _, g := range r.Goals {
			if g.Title == word {
				d.checkIn(g)
				d.settle()
				if top := d.window.Canvas().Overlays().Top(); top == nil || top.MinSize().Width > 1280 {
					t.Errorf("the check-in needs %v", top.MinSize())
				}
				w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
				d.settle()
			}
		}
	})
}
