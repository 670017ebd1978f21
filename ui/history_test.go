package ui

import (
	"context"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/storage"
	w "rapport/ui/widget"
)

func TestHistoryOfANote(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		d.startMeeting(priya)
		d.settle()
		id := d.place.Record
		set := func(text string) {
			t.Helper()
			if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error {
				m, err := storage.Get[notes.Meeting](tx, id)
				if err != nil {
					return err
				}
				m.Notes = text
				_, err = storage.Put(tx, m)
				return err
			}); err != nil {
				t.Fatal(err)
			}
			d.settle()
		}
		set("Nights are fine.\nShe asked about growth.")
		time.Sleep(10 * time.Minute)
		set("Nights are not fine.\nShe asked about growth.")
		time.Sleep(10 * time.Minute)
		set("Nights are not fine.\nShe asked about growth.\nA third line.")
		d.open(Place{Page: History, Person: priya, Record: id})
		d.settle()
		d.shows("History of a note", "Versions", "Present", "1 change", "A third line.")

		first := "Version of " + momentWords(d.page.(*historyPage).versions[0].At, d.now())
		find(d, "first version", func(r *w.Row) bool { return r.AccessibilityLabel() == first }).Tapped(nil)
		d.settle()
		d.shows("2 changes", "Nights are fine.")
		time.Sleep(10 * time.Second) // so short after typing that an edit would belong to the same burst
		d.press("Restore this version")
		if got := d.meeting(id).Notes; got != "Nights are fine.\nShe asked about growth." {
			t.Fatalf("restored %q", got)
		}
		d.undoLast()
		d.settle()
		if got := d.meeting(id).Notes; got != "Nights are not fine.\nShe asked about growth.\nA third line." {
			t.Errorf("after undo %q", got)
		}
		versions := d.page.(*historyPage).versions
		var texts []string
		for _, v := range versions {
			texts = append(texts, v.Text)
		}
		if len(texts) != 5 {
			t.Errorf("versions: %q", texts)
		}

		d.page.(*historyPage).copy()
		if got := d.o.Fyne.Clipboard().Content(); got != versions[len(versions)-2].Text {
			t.Errorf("copied %q", got)
		}
	})
}

// A change of the private notes or of the mood makes no version of the shared ones.
func TestVersionsAreOfOneField(t *testing.T) {
	at := func(n int) time.Time { return time.Date(2026, 3, 3, 14, n, 0, 0, time.UTC) }
	version := func(n int, body string) storage.Version {
		return storage.Version{At: at(n), Until: at(n + 1), Body: []byte(body)}
	}
	m := notes.Meeting{ID: fixtureID(1, 1), Notes: "One two three", PrivateNotes: "Mine"}
	earlier := []storage.Version{
		version(1, `{"notes": ""}`), version(5, `{"notes": "One two"}`), version(10, `{"notes": "One two", "mood": 3}`), version(15, `{"notes": "One two", "private_notes": "M"}`),
	}
	present, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	got := textVersions(present, at(0), earlier, "notes")
	if len(got) != 2 || got[0].Text != "One two" || !got[0].At.Equal(at(2)) || got[1].Added != 1 || !got[1].At.Equal(at(16)) {
		t.Errorf("shared: %+v", got)
	}
	if got = textVersions(present, at(0), earlier, "private_notes"); len(got) != 2 || got[0].Text != "M" || got[1].Text != "Mine" {
		t.Errorf("private: %+v", got)
	}
}

// Whatever a person typed into a record can be read as it was before, and brought back, and that can be undone.
func TestHistoryOfEveryKind(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		level := 3
		feedback := notes.Feedback{ID: fixtureID(30, 1), Person: priya, Date: civil.DateOf(fixtureNow), Kind: notes.Praise, Direction: notes.Given, Behaviour: "First words"}
		delegation := goals.Delegation{ID: fixtureID(31, 1), Person: priya, What: "First words", Since: civil.DateOf(fixtureNow), Level: &level, State: goals.DelegationActive}
		put(d.App, feedback)
		put(d.App, delegation)
		d.settle()
		texts := map[string]map[string]uuid.UUID{ // field and record by kind
			"meetings": {"notes": fixtureID(2, 0), "private_notes": fixtureID(2, 1), "intent": fixtureID(2, 2)}, "journal": {"text": fixtureID(6, 0)},
			"talking_points": {"text": fixtureID(4, 0)}, "actions": {"text": fixtureID(5, 0)}, "feedback": {"behaviour": feedback.ID, "impact": feedback.ID},
			"goals": {"title": fixtureID(8, 0), "why": fixtureID(8, 0), "plan": fixtureID(8, 0)}, "delegations": {"what": delegation.ID},
			"people": {"profile_notes": priya, "working_style": priya, "motivators": priya, "role": priya},
		}
		for kind, h := range historyKinds {
			if len(texts[kind]) == 0 {
				t.Errorf("no text of %s is looked at", kind)
			}
			for field, id := range texts[kind] {
				now := func() (text string) {
					t.Helper()
					if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) error {
						body, err := h.get(tx, id)
						text = fieldText(body, field)
						return err
					}); err != nil {
						t.Fatal(kind, err)
					}
					return text
				}
				write := func(text string) {
					t.Helper()
					time.Sleep(10 * time.Minute)
					if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error { _, err := h.set(tx, id, field, text); return err }); err != nil {
						t.Fatal(kind, err)
					}
					d.settle()
				}
				write("One way to say it")
				others := func() string {
					var body json.RawMessage
					if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) { body, err = h.get(tx, id); return err }); err != nil {
						t.Fatal(err)
					}
					return strings.Replace(string(body), now(), "", 1)
				}
				rest := others()
				write("Another way")
				d.open(Place{Page: History, Person: priya, Record: id, Kind: kind, Field: field})
				d.settle()
				d.shows(h.title, "Priya Raman", "Versions", "Present", "One", "Another")
				d.press("Restore this version")
				if got := now(); got != "One way to say it" {
					t.Errorf("%s, %s: restored %q", kind, field, got)
				}
				if got := others(); got != rest {
					t.Errorf("%s, %s: restoring changed something else\n%s\n%s", kind, field, rest, got)
				}
				d.undoLast()
				d.settle()
				if got := now(); got != "Another way" {
					t.Errorf("%s, %s: after undo %q", kind, field, got)
				}
				if t.Failed() {
					return
				}
			}
		}
	})
}

// The way there is in the menu of each record, and the page opens with the text that changed.
func TestWaysToEarlierVersions(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := d.team.Member(fixtureID(1, 0))
		item := func(items []w.MenuItem) {
			t.Helper()
			for _, x := range items {
				if strings.HasPrefix(x.Text, "Earlier versions") {
					x.Do()
					d.settle()
					return
				}
			}
			t.Error("there is no way to earlier versions")
		}
		time.Sleep(10 * time.Minute)
		change(d.App, priya.Goals[0], func(g goals.Goal) (goals.Goal, error) { g.Why = "because it matters"; return g, nil })
		d.settle()
		priya = d.team.Member(fixtureID(1, 0))
		item(d.goalMenu(priya.Goals[0]))
		d.shows("History of a goal", "Why", "because it matters", "1 change")
		item(d.pointMenu(priya, 0))
		d.shows("History of a talking point", priya.TalkingPoints[0].Text)
		d.open(Place{Page: Person, Person: priya.Person.ID})
		d.settle()
		item(d.page.(*personPage).menu())
		d.shows("History of a profile", "Nothing was written here yet.")
		d.open(Place{Page: Person, Person: priya.Person.ID, Tab: TabMeetings, Record: priya.Journal[0].ID})
		d.settle()
		d.press("Earlier versions")
		d.shows("History of a journal line", "Calm hand-over during the incident")
	})
}
