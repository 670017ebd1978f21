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

// nasty are texts as people paste them.
var nasty = []string{
	strings.Repeat("All work and no play. ", 50_000), strings.Repeat("x", 1<<20), "مرحبا بالعالم \u202eRTL override", "a\u200bb\u200d\ufeffzero width",
	"bell\a null\x00 escape\x1b[31m", strings.Repeat("👩🏽‍💻👨‍👩‍👧‍👦", 40), "tab\tline\nreturn\r\nend\u2028separator", strings.Repeat("Wolfeschlegelstein", 17)[:300],
}

// badFixture is a team of whom everything is said in nasty texts.
func badFixture() people.Records {
	var r people.Records
	on := civil.DateOf(fixtureNow)
	for i, text := range nasty {
		id := fixtureID(1, i)
		name := text
		if len(name) > 2000 {
			name = name[:2000]
		}
		r.People = append(r.People, people.Person{
			ID: id, Name: name, Role: text, Team: text, Location: text, Pronouns: text, Birthday: "--02-29", Timezone: "Asia/Kolkata", Cadence: people.Weekly,
			WorkingStyle: text, Motivators: []string{text, text}, Tags: []string{text}, Strengths: []people.Strength{{Text: text, Evidence: []people.Evidence{{Text: text}}}},
		})
		r.Meetings = append(r.Meetings, notes.Meeting{ID: fixtureID(2, i), Person: id, At: civil.InstantOf(fixtureNow.AddDate(0, 0, -7)), Status: notes.Held, Notes: text, PrivateNotes: text, Topics: []notes.Topic{{ID: fixtureID(3, i), Text: text}}})
		r.Actions = append(r.Actions, notes.Action{ID: fixtureID(5, i), Person: id, Text: text, Owner: notes.Me, Created: on, Due: civil.NewDate(1999, 1, 1), State: notes.ActionOpen})
		r.Feedback = append(r.Feedback, notes.Feedback{ID: fixtureID(30, i), Person: id, Date: on - 3, Kind: notes.Praise, Direction: notes.About, Situation: text, Behaviour: text, Source: text})
		r.TalkingPoints = append(r.TalkingPoints, notes.TalkingPoint{ID: fixtureID(4, i), Person: id, Text: text})
		r.Journal = append(r.Journal, notes.JournalLine{ID: fixtureID(6, i), Person: id, At: civil.InstantOf(fixtureNow.AddDate(0, 0, -3)), Text: text})
	}
	r.People = append(r.People, people.Person{ID: fixtureID(1, 100), Name: "Sam Lee", Role: "Designer"}, people.Person{ID: fixtureID(1, 101), Name: "Sam Lee", Role: "Engineer"})
	return r
}

func TestNastyTextsKeepTheLayout(t *testing.T) {
	r := badFixture()
	inWindow(t, r, func(d *desk) {
		before := jsonOf(d.records())
		places := []Place{{}, {Page: People}, {Page: Actions}}
		for i := range nasty {
			for _, tab := range []string{TabOverview, TabFeedback, TabProfile, TabMeetings} {
				places = append(places, Place{Page: Person, Person: fixtureID(1, i), Tab: tab})
			}
		}
		for _, size := range []fyne.Size{fyne.NewSize(1280, 770), fyne.NewSize(1024, 700)} {
			d.window.Resize(size)
			d.settle()
			for _, to := range places {
				d.open(to)
				d.settle()
				for _, o := range d.objects() {
					x, ok := o.(*w.Text)
					if !ok || !o.Visible() {
						continue
					}
					at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
					if to.Page == Today && at.Y > size.Height/2 { // the moods of a large team scroll sideways
						continue
					}
					if at.X+min(x.Size().Width, x.MinSize().Width) > size.Width+1 && x.Size().Width > 0 {
						t.Errorf("%v at %v: %.30q ends at %.0f", size, to, x.Text(), at.X+x.Size().Width)
					}
				}
				if t.Failed() {
					return
				}
			}
		}
		d.open(Place{})
		d.settle()
		if jsonOf(d.records()) != before {
			t.Error("looking at them changed them")
		}
	})
}

// What is typed into the fields of a person comes back as it was typed.
func TestNastyTextsAreSavedAsTyped(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		for _, text := range nasty[2:] {
			one := strings.NewReplacer("\n", " ", "\r", " ").Replace(text)
			d.fill("Pronouns", one)
			d.fill("Working style", text)
			if got := d.person(0); got.Pronouns != one || got.WorkingStyle != text {
				t.Errorf("%.40q became %.40q, %.40q", text, got.Pronouns, got.WorkingStyle)
			}
		}
		openFeedback(d)
		for _, text := range nasty[2:] {
			d.labelled("Behaviour").Put(text)
			d.press("Save")
			all := d.records().Feedback
			if got := all[len(all)-1].Behaviour; got != text {
				t.Errorf("%.40q became %.40q", text, got)
			}
		}
	})
}

// The series is in the time zone that it was made in. The manager sees it where they are: also after they moved, and through the weeks in
// which the clocks of one place have changed and those of the other have not.
func TestSeriesThroughATimeZoneChangeAndDaylightSaving(t *testing.T) {
	newYork, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	p := people.Person{ID: fixtureID(1, 0), Name: "Priya", Cadence: people.Weekly, Timezone: "Europe/Helsinki"}
	before := rhythmOf(p, fixtureNow)
	r := before
	r.day, r.clock = 2, "14:00"
	r.series(&p, before, fixtureNow)
	if want := "DTSTART;TZID=Europe/Helsinki:20260303T140000\nRRULE:FREQ=WEEKLY"; p.Series != want {
		t.Fatalf("series %q", p.Series)
	}
	moved := fixtureNow.In(newYork)
	var got []string
	for _, x := range (people.File{Person: p}).Appointments(fixtureNow, fixtureNow.AddDate(0, 0, 35)) {
		got = append(got, fmt.Sprint(dayOf(x.At, moved).Format("2 Jan "), clockOf(x.At, moved), "/", clockOf(x.At, fixtureNow)))
	}
	want := "[3 Mar 07:00/14:00 10 Mar 08:00/14:00 17 Mar 08:00/14:00 24 Mar 08:00/14:00 31 Mar 07:00/14:00]"
	if fmt.Sprint(got) != want {
		t.Errorf("%v\nwant %s", got, want)
	}
	if words := rhythmWords(p, moved); words != "Weekly, Tuesdays 07:00" {
		t.Errorf("from New York it is %q", words)
	}
	now := rhythmOf(p, moved)
	next := now
	next.clock = "09:30"
	next.series(&p, now, moved)
	if want := "DTSTART;TZID=America/New_York:20260303T093000\nRRULE:FREQ=WEEKLY"; p.Series != want {
		t.Errorf("after the move it is %q", p.Series)
	}
}

// Two reports of one name are told apart by their role wherever one of them is chosen.
func TestTwoReportsOfOneName(t *testing.T) {
	r := people.Records{People: []people.Person{{ID: fixtureID(1, 100), Name: "Sam Lee", Role: "Designer", Cadence: people.Weekly}, {ID: fixtureID(1, 101), Name: "Sam Lee", Role: "Engineer"}}}
	on := civil.DateOf(fixtureNow)
	r.Meetings = []notes.Meeting{{ID: fixtureID(2, 1), Person: fixtureID(1, 100), At: civil.InstantOf(fixtureNow.Add(time.Hour)), Status: notes.Scheduled}}
	r.Actions = []notes.Action{{ID: fixtureID(5, 1), Person: fixtureID(1, 101), Text: "Send it", Owner: notes.Me, Created: on, Due: civil.NewDate(1999, 1, 1), State: notes.ActionOpen}}
	inWindow(t, r, func(d *desk) {
		d.shows("Sam Lee · Designer", "Sam Lee · Engineer", "Send it") // who is next, and to whom something is owed
		d.open(Place{Page: Actions})
		d.settle()
		d.shows("Sam Lee · Engineer")
		d.open(Place{})
		d.settle()
		d.key(fyne.KeyT, ctrl) // a talking point, for whom?
		d.shows("Sam Lee", "Designer", "Engineer")
		d.key(fyne.KeyEscape, 0)
		for len(d.window.Canvas().Overlays().List()) > 0 {
			w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
			d.settle()
		}
		if a, b := d.team.label(d.team.Members[0]), d.team.label(d.team.Members[1]); a == b || !strings.Contains(a+b, "Designer") || !strings.Contains(a+b, "Engineer") {
			t.Errorf("%q and %q", a, b)
		}
		for i, id := range []int{100, 101} { // each has a page and a record of their own
			d.addPoint(fixtureID(1, id))
			d.settle()
			e := d.entry("What to talk about")
			d.typeInto(e, fmt.Sprint("Point ", i))
			d.enter(e)
		}
		for _, x := range d.records().TalkingPoints {
			if want := map[string]int{"Point 0": 100, "Point 1": 101}[x.Text]; x.Person != fixtureID(1, want) {
				t.Errorf("%q is filed under %s", x.Text, x.Person)
			}
		}
	})
}
