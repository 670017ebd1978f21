package ui

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
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
	var bodies []recordBody
	for _, v := range earlier {
		bodies = append(bodies, bodyOf(v.Body))
	}
	bodies = append(bodies, bodyOf(present))
	got := textVersions(present, at(0), earlier, bodies, aField("notes", ""))
	if len(got) != 2 || got[0].Text != "One two" || !got[0].At.Equal(at(2)) || got[1].Added != 1 || !got[1].At.Equal(at(16)) {
		t.Errorf("shared: %+v", got)
	}
	if got = textVersions(present, at(0), earlier, bodies, aField("private_notes", "")); len(got) != 2 || got[0].Text != "M" || got[1].Text != "Mine" {
		t.Errorf("private: %+v", got)
	}
}

// Whatever a person typed into a record can be read as it was before, and brought back, and that can be undone.
func TestHistoryOfEveryKind(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya, on := fixtureID(1, 0), civil.DateOf(fixtureNow)
		level := 3
		feedback := notes.Feedback{ID: fixtureID(30, 1), Person: priya, Date: on, Kind: notes.Praise, Direction: notes.Given, Behaviour: "First words"}
		delegation := goals.Delegation{ID: fixtureID(31, 1), Person: priya, What: "First words", Since: on, Level: &level, State: goals.DelegationActive}
		absence := people.Absence{ID: fixtureID(32, 1), Person: priya, From: on, To: on, Text: "First words"}
		seen := people.Observation{ID: fixtureID(33, 1), Person: priya, Date: on, Behaviour: "First words", Change: people.Less}
		review := people.Review{ID: fixtureID(34, 1), Person: priya, From: on - 90, To: on, Draft: "First words"}
		template := notes.Template{ID: fixtureID(35, 1), Name: "First words", Sections: []notes.Section{{Title: "First words"}}}
		question := notes.Question{ID: fixtureID(36, 1), Text: "First words"}
		put(d.App, feedback)
		put(d.App, delegation)
		put(d.App, absence)
		put(d.App, seen)
		put(d.App, review)
		put(d.App, template)
		put(d.App, question)
		d.settle()
		goal, meeting := d.team.Member(priya).Goals[0], fixtureID(2, 0)
		topic := d.meeting(meeting).Topics[0]
		list := func(x any) string {
			b, err := json.Marshal(x)
			if err != nil {
				t.Fatal(err)
			}
			return string(b)
		}
		// A field of a record with what it is made to say in two steps, and, where that is no text, how it reads then.
		type text struct {
			id                              uuid.UUID
			field, one, another, was, isNow string
		}
		plain := func(id uuid.UUID, fields ...string) (out []text) {
			for _, f := range fields {
				out = append(out, text{id: id, field: f, one: `"One way to say it"`, another: `"Another way"`, was: "One way to say it", isNow: "Another way"})
			}
			return out
		}
		listed := func(id uuid.UUID, field string, was, is any, one, another string) []text {
			return []text{{id, field, list(was), list(is), one, another}}
		}
		topics := func(words ...string) (out []notes.Topic) {
			for i, word := range words {
				x := notes.Topic{ID: fixtureID(37, i), Text: word, Category: topic.Category, State: notes.Open}
				if i == 0 {
					x.ID, x.State = topic.ID, topic.State
				}
				out = append(out, x)
			}
			return out
		}
		strengths := func(word string) []people.Strength {
			return []people.Strength{{Text: word, Evidence: []people.Evidence{{Text: "It shows"}}}}
		}
		sections := func(word string) []notes.Section {
			return []notes.Section{{Title: word, Text: "A hint", Points: []string{"A point"}}}
		}
		texts := map[string][]text{
			"meetings": slices.Concat(plain(meeting, "notes"), plain(fixtureID(2, 1), "private_notes"), plain(fixtureID(2, 2), "intent"),
				listed(meeting, "topics", topics("One", "Two"), topics("Other"), "One\nTwo", "Other")),
			"journal":        plain(fixtureID(6, 0), "text"),
			"talking_points": plain(fixtureID(4, 0), "text"),
			"actions":        plain(fixtureID(5, 0), "text", "reason"),
			"feedback":       plain(feedback.ID, "situation", "behaviour", "impact", "text", "source"),
			"goals": plain(goal.ID, "title", "why", "support", "done_means", "read_back", "obstacle", "plan", "helped", "hindered", "learnt", "outside_control",
				"key_results/"+goal.KeyResults[0].ID.String()+"/title", "check_ins/"+goal.CheckIns[2].ID.String()+"/note"),
			"delegations": plain(delegation.ID, "what", "support", "outcome"),
			"people": slices.Concat(plain(priya, "profile_notes", "working_style", "name", "role", "team"),
				listed(priya, "motivators", []string{"One", "and two"}, []string{"Other"}, "One\nand two", "Other"),
				listed(priya, "interests", []string{"One"}, []string{"Other", "two"}, "One", "Other\ntwo"), listed(priya, "tags", []string{"One"}, []string{"Other"}, "One", "Other"),
				listed(priya, "strengths", strengths("One"), strengths("Other"), "One\n- It shows", "Other\n- It shows")),
			"absences":     plain(absence.ID, "text"),
			"observations": plain(seen.ID, "behaviour", "note"),
			"events":       plain(fixtureID(10, 1), "text"),
			"reviews":      plain(review.ID, "draft"),
			"templates": slices.Concat(plain(template.ID, "name"),
				listed(template.ID, "sections", sections("One"), sections("Other"), "## One\nA hint\n- A point", "## Other\nA hint\n- A point")),
			"questions": plain(question.ID, "text"),
		}
		for kind, h := range historyKinds {
			tried := map[string]bool{}
			for _, x := range texts[kind] {
				field := historyField{name: x.field}
				for _, f := range h.fields {
					if f.name == x.field {
						field = f
					}
				}
				tried[x.field], tried[strings.Split(x.field, "/")[0]] = true, true
				now := func() (body json.RawMessage) {
					t.Helper()
					if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) { body, err = h.get(tx, x.id); return err }); err != nil {
						t.Fatal(kind, err)
					}
					return body
				}
				reads := func() string { t.Helper(); return field.text(bodyOf(now())) }
				write := func(value string) {
					t.Helper()
					time.Sleep(10 * time.Minute)
					from := bodyOf(now())
					if l, id, f, nested := field.nested(); nested {
						items, ids := from.items(l)
						items[slices.Index(ids, id)][f] = json.RawMessage(value)
						from[l] = json.RawMessage(list(items))
					} else {
						from[x.field] = json.RawMessage(value)
					}
					whole := field
					whole.stays = nil
					if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error {
						_, err := h.set(tx, x.id, whole, json.RawMessage(list(from)))
						return err
					}); err != nil {
						t.Fatal(kind, err)
					}
					d.settle()
				}
				write(x.one)
				one := string(now())
				write(x.another)
				another := string(now())
				person := priya
				if kind == "templates" || kind == "questions" {
					person = uuid.Nil
				}
				d.open(Place{Page: History, Person: person, Record: x.id, Kind: kind, Field: x.field})
				d.settle()
				d.shows(h.title, "Versions", "Present", strings.Fields(x.was)[0], strings.Fields(x.isNow)[0])
				d.press("Restore this version")
				if got := reads(); got != x.was {
					t.Errorf("%s, %s: restored %q", kind, x.field, got)
				}
				if got := string(now()); got != one {
					t.Errorf("%s, %s: restoring changed something else\n%s\n%s", kind, x.field, one, got)
				}
				d.undoLast()
				d.settle()
				if got := reads(); got != x.isNow {
					t.Errorf("%s, %s: after undo %q", kind, x.field, got)
				}
				if got := string(now()); got != another {
					t.Errorf("%s, %s: undo changed something else\n%s\n%s", kind, x.field, another, got)
				}
				if t.Failed() {
					return
				}
			}
			for _, f := range h.fields {
				if !tried[f.name] {
					t.Errorf("%s: %s is not looked at", kind, f.name)
				}
			}
			for _, l := range h.lists {
				if !tried[l.name] {
					t.Errorf("%s: %s are not looked at", kind, l.name)
				}
			}
		}
	})
}

// A key result and a check-in that are gone stand in the history of the goal, and come back whole, without numbers that nothing measures;
// an agenda that comes back keeps what was ticked.
func TestNestedRecordsComeBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := d.team.Member(fixtureID(1, 0))
		before := priya.Goals[0]
		result, checkIn := before.KeyResults[0], before.CheckIns[3]
		time.Sleep(10 * time.Minute)
		change(d.App, before, func(g goals.Goal) (goals.Goal, error) {
			g.CheckIns = slices.Delete(slices.Clone(g.CheckIns), 3, 4)
			return goals.WithoutResult(g, result), nil
		})
		d.settle()
		now := func() goals.Goal { d.settle(); return d.team.Member(priya.Person.ID).Goals[0] }
		d.open(Place{Page: History, Person: priya.Person.ID, Record: before.ID, Kind: "goals"})
		d.settle()
		choose := func(label string) {
			t.Helper()
			p := d.page.(*historyPage)
			i := slices.IndexFunc(p.fields, func(f historyField) bool { return f.label == label })
			if i < 0 {
				t.Fatalf("no %q in %v", label, p.fields)
			}
			p.chooseField(i)
			d.settle()
		}
		choose("Check-in of " + shortDay(checkIn.Date, d.today()))
		d.shows(checkIn.Note)
		d.press("Restore this version")
		if got := now().CheckIns; len(got) != len(before.CheckIns) || got[3].Note != checkIn.Note || len(got[3].Values) != 0 {
			t.Errorf("check-ins %+v", got)
		}
		choose("Key result: " + result.Title)
		d.press("Restore this version")
		if got := now().KeyResults; len(got) != 1 || jsonText(got[0]) != jsonText(result) {
			t.Errorf("key results %+v", got)
		}
		d.undoLast()
		if got := now().KeyResults; len(got) != 0 {
			t.Errorf("after undo %+v", got)
		}

		m := d.meeting(fixtureID(2, 0))
		topic := m.Topics[0]
		change(d.App, m, func(m notes.Meeting) (notes.Meeting, error) {
			m.Topics = []notes.Topic{{ID: topic.ID, Text: "Said otherwise", Category: topic.Category, State: notes.Parked}, {ID: fixtureID(38, 1), Text: "Another", State: notes.Open}}
			return m, nil
		})
		d.settle()
		d.open(Place{Page: History, Person: priya.Person.ID, Record: m.ID})
		d.settle()
		choose("Agenda")
		d.press("Restore this version")
		topic.State = notes.Parked
		if got := d.meeting(m.ID).Topics; len(got) != 1 || got[0] != topic {
			t.Errorf("agenda %+v", got)
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
		d.editEvent(priya.Person.ID, priya.Events[0])
		d.settle()
		d.press("Earlier versions")
		d.shows("History of an event", "On-call starts")

		put(d.App, people.Absence{ID: fixtureID(32, 1), Person: priya.Person.ID, From: d.today(), To: d.today() + 3, Text: "Moving house"})
		question := notes.Question{ID: fixtureID(36, 1), Text: "What did I miss?"}
		put(d.App, question)
		weekly := d.team.templates()[0]
		d.settle()
		d.open(Place{Page: Person, Person: priya.Person.ID, Tab: TabProfile})
		d.settle()
		find(d, "leave", func(r *w.Row) bool { return strings.HasPrefix(r.AccessibilityLabel(), "Leave: ") }).Tapped(nil)
		d.settle()
		d.choose("Earlier versions")
		d.shows("History of a leave", "Moving house")

		d.open(Place{Page: Templates, Record: weekly.ID})
		d.settle()
		p := d.page.(*templatesPage)
		if slices.ContainsFunc(p.edit.menu(), func(x w.MenuItem) bool { return x.Text == "Earlier versions" }) {
			t.Error("a template that was not changed has earlier versions")
		}
		weekly.Sections = append(slices.Clone(weekly.Sections), notes.Section{Title: "What we forgot"})
		put(d.App, weekly)
		d.settle()
		item(p.edit.menu())
		d.shows("History of a template", weekly.Name, "What we forgot")
		d.open(Place{Page: Templates, Record: weekly.ID})
		d.settle()
		item(d.page.(*templatesPage).library.menu(question))
		d.shows("History of a question", "What did I miss?")
	})
}
