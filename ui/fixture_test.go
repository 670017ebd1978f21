package ui

import (
	"encoding/json"
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// fixtureNow is the moment at which the tests of the window play: Tuesday 3 March 2026, 13:35 in Helsinki.
var fixtureNow = time.Date(2026, 3, 3, 13, 35, 0, 0, helsinki())

func helsinki() *time.Location {
	loc, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		panic(err)
	}
	return loc
}

// fixtureID makes ids that are the same in every run.
func fixtureID(kind byte, n int) uuid.UUID {
	id := uuid.UUID{0x01, 0x95, kind, byte(n >> 8), byte(n), 0, 0x70, 0, 0x80}
	id[15] = byte(n)
	return id
}

// fixture is a small team with everything that the pages show.
func fixture() people.Records {
	var r people.Records
	on := civil.DateOf(fixtureNow)
	num := func(n int) *int { return &n }
	value := func(v float64) *float64 { return &v }
	names := []string{"Priya Raman", "Mateo Herrera", "Amara Okafor", "Noah Lindqvist", "Hana Sato", "Leila Haddad", "Tomasz Zieliński"}
	roles := []string{"Engineer II, Frontend", "Site Reliability Engineer", "Senior Engineer, Payments", "Engineer I, Frontend", "Designer", "Data Engineer", "Support Lead"}
	meeting := 0
	for i, name := range names {
		id := fixtureID(1, i)
		start := time.Date(2026, 1, 6+i%4, 10+i%5, 0, 0, 0, helsinki())
		r.People = append(r.People, people.Person{
			ID: id, Name: name, Role: roles[i], Started: on - civil.Date(430+i*30), Colour: num(i), Cadence: people.Weekly,
			Series: fmt.Sprintf("DTSTART;TZID=Europe/Helsinki:%s\nRRULE:FREQ=WEEKLY", start.Format("20060102T150405")), SeriesMinutes: num(30),
		})
		for week := 40; week >= 1; week-- {
			at := time.Date(2026, 3, 3+i%4-7*week, 10+i%5, 0, 0, 0, helsinki())
			mood := 4 + week%3/2
			if i == 0 && week < 4 {
				mood = 3
			}
			m := notes.Meeting{
				ID: fixtureID(2, meeting), Person: id, At: civil.InstantOf(at), Minutes: num(30), Status: notes.Held, Mood: num(mood), MoodSource: notes.Said,
				Notes:  fmt.Sprintf("## On-call\n\nWeek %d with %s. Alerts are noisy more than hard.\n\n- Old basket alerts fire most nights\n- Would like one quiet week after each rota\n\n> “I keep switching between checkout and alerts.”\n", week, name),
				Topics: []notes.Topic{{ID: fixtureID(3, meeting), Text: "How is on-call landing so far?", Category: notes.Wellbeing, State: notes.Discussed}},
			}
			if week == 3 {
				m.Status, m.Mood, m.MoodSource, m.CancelledBy = notes.Cancelled, nil, "", notes.Me
			}
			if week == 1 {
				m.PrivateNotes = "Shorter answers than usual. Ask about hours."
			}
			r.Meetings = append(r.Meetings, m)
			meeting++
		}
		for j, text := range []string{"How is on-call landing so far?", "Checkout: what blocks 2 seconds?", "Promotion criteria, walk through together"} {
			r.TalkingPoints = append(r.TalkingPoints, notes.TalkingPoint{ID: fixtureID(4, i*10+j), Person: id, Text: text, Category: notes.Categories[j], Added: on - 3, Position: num(j + 1), Carried: num(2 - j)})
		}
		last := r.Meetings[len(r.Meetings)-1].ID
		r.Actions = append(r.Actions,
			notes.Action{ID: fixtureID(5, i*10), Person: id, Meeting: last, Text: "Send promotion criteria", Owner: notes.Me, Created: on - 14, Due: on + civil.Date(i*2-4), State: notes.ActionOpen},
			notes.Action{ID: fixtureID(5, i*10+1), Person: id, Meeting: last, Text: "Profile the basket call", Owner: notes.Them, Created: on - 7, Due: on, State: notes.ActionOpen},
			notes.Action{ID: fixtureID(5, i*10+2), Person: id, Text: "Share the rota", Owner: notes.Me, Created: on - 30, Due: on - 20, State: notes.ActionDone, Closed: on - 21},
		)
		r.Journal = append(r.Journal, notes.JournalLine{ID: fixtureID(6, i), Person: id, At: civil.InstantOf(fixtureNow.AddDate(0, 0, -5)), Text: "Calm hand-over during the incident"})
		kr := fixtureID(7, i)
		g := goals.Goal{
			ID: fixtureID(8, i*10), Person: id, Parent: fixtureID(8, 999), Title: "Checkout page loads in under 2 s", Why: "fewer baskets are abandoned", Start: on - 56, Due: on + 28, Status: goals.Active, Agreed: on - 50,
			KeyResults: []goals.KeyResult{{ID: kr, Title: "Slowest page, p75 load time", Kind: goals.Number, Unit: "s", From: value(3.4), To: value(2)}},
		}
		for week := range 7 {
			g.CheckIns = append(g.CheckIns, goals.CheckIn{
				ID: fixtureID(9, i*10+week), Date: on - civil.Date(49-7*week), Confidence: goals.OnTrack, Note: "Neither moves much when both are done.", Values: map[uuid.UUID]float64{kr: 3.4 - float64(week)*0.03*float64(i+3)},
			})
		}
		r.Goals = append(r.Goals, g, goals.Goal{ID: fixtureID(8, i*10+1), Person: id, Title: "Mentor Noah to a first release", Start: on - 30, Status: goals.Active})
	}
	r.Goals = append(r.Goals, goals.Goal{ID: fixtureID(8, 999), Title: "Fewer abandoned baskets", Team: "Checkout team", Start: on - 60, Due: on + 28, Status: goals.Active})
	r.Events = append(r.Events, people.Event{ID: fixtureID(10, 1), Person: fixtureID(1, 0), Date: on - 49, Kind: people.OtherEvent, Text: "On-call starts"})
	return r
}

// desktopCtrlEnter is the shortcut that finishes.
var desktopCtrlEnter = desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: ctrl}

func jsonOf(r people.Records) string {
	b, err := json.Marshal(r)
	if err != nil {
		panic(err)
	}
	return string(b)
}
