package storage

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/notes"
	"rapport/people"
	"rapport/valid"
)

// fresh opens an empty database for one round of a property; it is deleted at the end of the round.
func fresh(t *rapid.T, dir string) (db *DB, newID func() uuid.UUID) {
	path := filepath.Join(dir, "round")
	if err := os.RemoveAll(path); err != nil {
		t.Fatal(err)
	}
	newID = counter()
	db, err := Open(context.Background(), filepath.Join(path, "rapport.db"), Options{NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db, newID
}

func equalRecords(t tb, what string, got, want any) {
	t.Helper()
	if g, w := asJSON(t, got), asJSON(t, want); g != w {
		t.Fatalf("%s differs:\n%s", what, cmp.Diff(strings.Split(w, "\n"), strings.Split(g, "\n")))
	}
}

// Whatever is valid comes back as it was: what is absent, 0, false or empty, every character, the written form of every moment.
func TestEveryKindComesBackAsItWas(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		db, newID := fresh(t, dir)
		want := records(newID).Draw(t, "records")
		write(t, db, func(tx *Tx) error { return putRecords(tx, want) })
		got := allOf(t, db)
		equalRecords(t, "all of it", got, want)
		if d := cmp.Diff(want, got, cmpopts.EquateEmpty(), cmp.Comparer(func(a, b civil.Instant) bool { return a == b })); d != "" {
			t.Fatal(d)
		}
		checked(t, db)

		read(t, db, func(tx *Tx) error {
			files, err := tx.Files(true)
			if err != nil || len(files) != len(want.People) {
				t.Fatalf("%d files of %d people: %v", len(files), len(want.People), err)
			}
			for _, f := range files {
				wanted, _ := want.FileOf(f.Person.ID)
				equalRecords(t, "one of Files", f, wanted)
				alone, err := tx.File(f.Person.ID)
				if err != nil {
					t.Fatal(err)
				}
				equalRecords(t, "File", alone, wanted)
			}
			return nil
		})

		changed := 0
		defer db.Subscribe(func(Change) { changed++ })()
		write(t, db, func(tx *Tx) error { return putRecords(tx, want) })
		if changed != 0 {
			t.Fatalf("saving the same again told of a change")
		}
	})
}

// What is deleted comes back whole, also what it took with it and the references to it.
func TestDeleteAndRestore(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		db, newID := fresh(t, dir)
		before := records(newID).Draw(t, "records")
		write(t, db, func(tx *Tx) error { return putRecords(tx, before) })

		table := rapid.SampledFrom([]*table{tableNamed["people"], tableNamed["meetings"], tableNamed["goals"], tableNamed["journal"]}).Draw(t, "kind")
		list := reflect.ValueOf(before).Field(table.field)
		if list.Len() == 0 {
			t.Skip("none of this kind")
		}
		id := list.Index(rapid.IntRange(0, list.Len()-1).Draw(t, "which")).Field(0).Interface().(uuid.UUID)
		var trashed TrashID
		write(t, db, func(tx *Tx) (err error) {
			switch table.name {
			case "people":
				trashed, err = Delete[people.Person](tx, id)
			case "meetings":
				trashed, err = Delete[notes.Meeting](tx, id)
			case "goals":
				trashed, err = Delete[goals.Goal](tx, id)
			default:
				trashed, err = Delete[notes.JournalLine](tx, id)
			}
			return err
		})
		checked(t, db)
		gone := allOf(t, db)
		if strings.Contains(asJSON(t, gone), id.String()) {
			t.Fatalf("%s is still named after it was deleted", id)
		}
		read(t, db, func(tx *Tx) error {
			list, err := Trash(tx)
			if err != nil || len(list) != 1 || list[0].ID != trashed || list[0].Kind != table.name || list[0].Record != id || list[0].Label == "" {
				t.Fatalf("trash: %+v %v", list, err)
			}
			return nil
		})
		write(t, db, func(tx *Tx) error { return Restore(tx, trashed) })
		equalRecords(t, "what came back", allOf(t, db), before)
		checked(t, db)
	})
}

// The search index and the links stay true whatever is done in whatever order.
func TestAnyOrderOfChanges(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		db, newID := fresh(t, dir)
		start := records(newID).Draw(t, "records")
		write(t, db, func(tx *Tx) error { return putRecords(tx, start) })
		for range rapid.IntRange(1, 12).Draw(t, "steps") {
			now := allOf(t, db)
			err := db.Write(t.Context(), func(tx *Tx) error {
				switch rapid.IntRange(0, 4).Draw(t, "what") {
				case 0:
					if len(now.Meetings) > 0 {
						m := rapid.SampledFrom(now.Meetings).Draw(t, "meeting")
						generate(t, reflect.ValueOf(&m).Elem(), newID) // takes other texts, and a new id half the time
						m.Person = rapid.SampledFrom(now.People).Draw(t, "person").ID
						_, err := Put(tx, m)
						return err
					}
				case 1:
					if len(now.Goals) > 0 {
						g := rapid.SampledFrom(now.Goals).Draw(t, "goal")
						g.CheckIns, g.KeyResults = nil, rapid.SampledFrom([][]goals.KeyResult{nil, g.KeyResults}).Draw(t, "key results")
						g.Title, g.Parent = text().Draw(t, "title")+"x", rapid.SampledFrom(now.Goals).Draw(t, "parent").ID
						_, err := Put(tx, g)
						return err
					}
				case 2:
					if len(now.Meetings) > 0 {
						_, err := Delete[notes.Meeting](tx, rapid.SampledFrom(now.Meetings).Draw(t, "meeting").ID)
						return err
					}
				case 3:
					if len(now.People) > 1 {
						_, err := Delete[people.Person](tx, rapid.SampledFrom(now.People).Draw(t, "person").ID)
						return err
					}
				default:
					list, err := Trash(tx)
					if err == nil && len(list) > 0 {
						err = Restore(tx, rapid.SampledFrom(list).Draw(t, "trash").ID)
					}
					return err
				}
				return nil
			})
			_, refused := errors.AsType[*ConstraintError](err)
			if _, invalid := errors.AsType[valid.Problems](err); err != nil && !refused && !invalid {
				t.Fatal(err)
			}
			if err != nil {
				equalRecords(t, "after a refusal", allOf(t, db), now)
			}
			checked(t, db)
		}
	})
}

func TestPutKeepsTheCallersListsAsTheyAre(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Ada"})
	m := notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Scheduled, Topics: []notes.Topic{{Text: "One"}}}
	saved := put(t, db, m)
	if m.Topics[0].ID != uuid.Nil || saved.Topics[0].ID == uuid.Nil {
		t.Errorf("given %v, saved %v", m.Topics[0].ID, saved.Topics[0].ID)
	}
}

func TestNestedRecordsKeepTheirOrder(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Ada"})
	m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Scheduled,
		Topics: []notes.Topic{{Text: "One"}, {Text: "Two"}, {Text: "Three"}}})
	m.Topics = []notes.Topic{m.Topics[2], {Text: "New"}, m.Topics[0]}
	m.Topics[0].Text = "Three, changed"
	m = put(t, db, m)
	read(t, db, func(tx *Tx) error {
		got, err := Get[notes.Meeting](tx, m.ID)
		equalRecords(t, "the meeting", got, m)
		return err
	})
	checked(t, db)
}

func TestRefusals(t *testing.T) {
	db, _ := open(t)
	priya := put(t, db, people.Person{Name: "Priya Raman"})
	held := put(t, db, notes.Meeting{Person: priya.ID, At: instant("2026-03-03T14:00:00+02:00"), Status: notes.Held, Topics: []notes.Topic{{Text: "Budget"}}})
	a := put(t, db, goals.Goal{Title: "Upper", Status: goals.Active})
	b := put(t, db, goals.Goal{Title: "Lower", Status: goals.Active, Parent: a.ID})
	before := allOf(t, db)
	nobody := uuid.MustParse("00000000-0000-7000-8000-00000000ffff")
	bad := "\xff"
	for name, c := range map[string]struct {
		do   func(tx *Tx) error
		want string
	}{
		"not valid": {func(tx *Tx) error {
			_, err := Put(tx, people.Person{})
			return err
		}, "this person cannot be saved: name: is missing"},
		"held twice": {func(tx *Tx) error {
			_, err := Put(tx, notes.Meeting{Person: priya.ID, At: instant("2026-03-03T12:00:00Z"), Status: notes.Held})
			return err
		}, "Priya Raman already has a one-on-one held at 3 March 2026 14:00; open that one, or choose another time"},
		"held twice later": {func(tx *Tx) error {
			m, err := Put(tx, notes.Meeting{Person: priya.ID, At: instant("2026-03-03T13:00:00+01:00"), Status: notes.Scheduled})
			if err == nil {
				m.Status = notes.Held
				_, err = Put(tx, m)
			}
			return err
		}, "Priya Raman already has a one-on-one held at 3 March 2026 14:00; open that one, or choose another time"},
		"no such person": {func(tx *Tx) error {
			_, err := Put(tx, notes.Action{Person: nobody, Text: "Ask the team", Owner: notes.Me, State: notes.ActionOpen})
			return err
		}, "the action item “Ask the team” names a person that is not there (" + nobody.String() + "); add that first, or leave it out"},
		"no such meeting": {func(tx *Tx) error {
			_, err := Put(tx, notes.Action{Person: priya.ID, Meeting: nobody, Text: "Ask the team", Owner: notes.Me, State: notes.ActionOpen})
			return err
		}, "the action item “Ask the team” names a one-on-one that is not there (" + nobody.String() + "); add that first, or leave it out"},
		"no such goal": {func(tx *Tx) error {
			_, err := Put(tx, goals.Goal{Title: "Alone", Status: goals.Active, Parent: nobody})
			return err
		}, "the goal “Alone” hangs from a goal that is not there; choose another one, or none"},
		"continues nothing": {func(tx *Tx) error {
			_, err := Put(tx, goals.Goal{Title: "Alone", Status: goals.Active, Continues: nobody})
			return err
		}, "the goal “Alone” continues a goal that is not there; choose another one, or none"},
		"a circle": {func(tx *Tx) error {
			a := a
			a.Parent = b.ID
			_, err := Put(tx, a)
			return err
		}, "the goal “Upper” would hang from itself through other goals; choose another one, or none"},
		"one topic in two meetings": {func(tx *Tx) error {
			_, err := Put(tx, notes.Meeting{Person: priya.ID, At: instant("2026-03-04T14:00:00Z"), Status: notes.Held, Topics: held.Topics})
			return err
		}, "the one-on-one with Priya Raman at 4 March 2026 14:00 has a topic whose id is used by another one already"},
		"one topic twice": {func(tx *Tx) error {
			m := held
			m.Topics = []notes.Topic{m.Topics[0], m.Topics[0]}
			_, err := Put(tx, m)
			return err
		}, "this one-on-one has two topics with the same id " + held.Topics[0].ID.String() + "; leave one of the ids out"},
		"no text": {func(tx *Tx) error {
			_, err := Put(tx, people.Person{Name: bad})
			return err
		}, "this person cannot be saved: its name is not readable text (it is not UTF-8)"},
		"no text in a list": {func(tx *Tx) error {
			_, err := Put(tx, people.Person{Name: "Ada", Tags: []string{bad}})
			return err
		}, "this person cannot be saved: its tags is not readable text (it is not UTF-8)"},
		"no such record": {func(tx *Tx) error {
			_, err := Delete[notes.Meeting](tx, nobody)
			return err
		}, "there is no one-on-one with the id " + nobody.String() + "; it may have been deleted"},
		"a setting that is none": {func(tx *Tx) error { return tx.SetSetting("signs.gap.off", []string{"a"}) },
			"the setting signs.gap.off cannot be [a]: it takes a text, a number, true or false"},
	} {
		t.Run(name, func(t *testing.T) {
			told := false
			defer db.Subscribe(func(Change) { told = true })()
			err := db.Write(t.Context(), c.do)
			if err == nil || err.Error() != c.want {
				t.Errorf("%v, want %s", err, c.want)
			}
			if told {
				t.Error("subscribers were told of a write that failed")
			}
			equalRecords(t, "the database", allOf(t, db), before)
		})
	}
}

// The schema refuses nonsense by itself, whoever writes it.
func TestSchemaRefusesNonsense(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Ada"})
	m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Held})
	g := put(t, db, goals.Goal{Title: "Goal", Status: goals.Active})
	id := "00000000-0000-7000-8000-00000000ffff"
	for _, query := range []string{
		"UPDATE meetings SET mood = 6", "UPDATE meetings SET mood = 0", "UPDATE meetings SET mood = 'good'", "UPDATE meetings SET status = 'done'", "UPDATE meetings SET at = 'yesterday'",
		"UPDATE meetings SET person = '" + id + "'", "UPDATE meetings SET person = NULL", "UPDATE meetings SET tags = '[oops'", "UPDATE meetings SET minutes = -1", "UPDATE meetings SET notes = NULL",
		"UPDATE people SET name = ' '", "UPDATE people SET role_since = '2026-02-30'", "UPDATE people SET colour = 7", "UPDATE people SET id = 'short'", "UPDATE people SET hold = 2",
		"UPDATE goals SET score = 1.5", "UPDATE goals SET parent = id", "UPDATE goals SET due = '2026-01-01', start = '2026-01-02'", "UPDATE goals SET title = ''",
		"INSERT INTO topics (id, meeting, position, text) VALUES ('" + id + "', '" + m.ID.String() + "', 0, '')",
		"INSERT INTO topics (id, meeting, position, text) VALUES ('" + id + "', '" + id + "', 0, 'x')",
		"INSERT INTO check_ins (id, goal, position, date, \"values\") VALUES ('" + id + "', '" + g.ID.String() + "', 0, '2026-01-01', 'x')",
		"INSERT INTO absences (id, \"from\", \"to\") VALUES ('" + id + "', '2026-01-02', '2026-01-01')",
		"INSERT INTO settings (key, value) VALUES ('a', '[]')", "INSERT INTO settings (key, value) VALUES ('', '1')",
		"INSERT INTO asked (id, person, question, date) VALUES ('" + id + "', '" + p.ID.String() + "', 'Why?', 'soon')",
	} {
		err := db.Write(t.Context(), func(tx *Tx) error { return tx.c.exec(tx.ctx, query) })
		if code(err)&0xff != 19 { // SQLITE_CONSTRAINT
			t.Errorf("%s: %v", query, err)
		}
	}
}

func TestGetSaysWhatIsMissing(t *testing.T) {
	db, _ := open(t)
	id := uuid.MustParse("00000000-0000-7000-8000-00000000ffff")
	read(t, db, func(tx *Tx) error {
		_, err := Get[goals.Goal](tx, id)
		if e, ok := errors.AsType[*NotFoundError](err); !ok || e.Kind != "goals" || e.ID != id {
			t.Errorf("%v", err)
		}
		_, err = Put(tx, people.Person{Name: "Ada"})
		if err == nil || err.Error() != "this transaction only reads" {
			t.Errorf("writing in a read transaction: %v", err)
		}
		return nil
	})
}

func TestOf(t *testing.T) {
	db, _ := open(t)
	ada, bo := put(t, db, people.Person{Name: "Ada"}), put(t, db, people.Person{Name: "Bo"})
	at := civil.NewDate(2026, 3, 2)
	j := put(t, db, notes.JournalLine{Person: ada.ID, At: instant("2026-03-03T14:00:00Z"), Text: "Tired"})
	put(t, db, notes.JournalLine{Person: bo.ID, At: instant("2026-03-03T14:00:00Z"), Text: "Fine"})
	put(t, db, people.Absence{From: at, To: at})
	put(t, db, people.LineMark{Record: j.ID, Quote: "Tired", Kind: "exhaustion", Mark: people.NotASign, At: at})
	put(t, db, notes.Template{Name: "Own"})
	read(t, db, func(tx *Tx) error {
		lines, _ := Of[notes.JournalLine](tx, ada.ID)
		absences, _ := Of[people.Absence](tx, ada.ID)
		marks, _ := Of[people.LineMark](tx, ada.ID)
		others, _ := Of[people.LineMark](tx, bo.ID)
		templates, _ := Of[notes.Template](tx, ada.ID)
		self, err := Of[people.Person](tx, ada.ID)
		if len(lines) != 1 || len(absences) != 0 || len(marks) != 1 || len(others) != 0 || len(templates) != 0 || len(self) != 1 {
			t.Errorf("%d lines, %d absences, %d and %d marks, %d templates, %d people", len(lines), len(absences), len(marks), len(others), len(templates), len(self))
		}
		return err
	})
}

func TestPeopleAreSortedByName(t *testing.T) {
	db, _ := open(t)
	for _, name := range []string{"zoe", "Émile", "Ben", "eve", "Ärla"} {
		put(t, db, people.Person{Name: name})
	}
	read(t, db, func(tx *Tx) error {
		list, err := tx.People()
		var names []string
		for _, p := range list {
			names = append(names, p.Name)
		}
		if got := strings.Join(names, " "); got != "Ärla Ben Émile eve zoe" {
			t.Error(got)
		}
		return err
	})
}

func TestSettings(t *testing.T) {
	db, _ := open(t)
	var told []Change
	defer db.Subscribe(func(c Change) { told = append(told, c) })()
	set := func(key string, value any) {
		t.Helper()
		write(t, db, func(tx *Tx) error { return tx.SetSetting(key, value) })
	}
	set("a", "<x>")
	set("b", 3)
	set("c", false)
	set("c", false)
	set("b", nil)
	read(t, db, func(tx *Tx) error {
		got, err := tx.Settings()
		if d := cmp.Diff(people.Settings{"a": "<x>", "c": false}, got); d != "" {
			t.Error(d)
		}
		return err
	})
	if len(told) != 4 || !told[0].Kinds["settings"] {
		t.Errorf("%v", told)
	}
}
