package storage

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// bodies are the earlier versions of a record, as one text.
func bodies(t *testing.T, db *DB, kind string, id uuid.UUID) (out string) {
	t.Helper()
	read(t, db, func(tx *Tx) error {
		versions, err := History(tx, kind, id)
		for _, v := range versions {
			out += string(v.Body) + "\n"
		}
		return err
	})
	return out
}

// What an import puts in the place of a text or of a whole list is in the history, also right after it was typed, and however short it was.
func TestWhatAnImportReplacesIsInTheHistory(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Priya", Tags: []string{"first tag"}})
	p.Tags = []string{"typed tag"} // typing goes on
	p.Strengths = []people.Strength{{Text: "typed strength", Evidence: []people.Evidence{{Text: "typed evidence"}}}}
	p.Motivators, p.WorkingStyle = []string{"typed motivator"}, "typed style"
	put(t, db, p)
	p.Interests = []string{"typed interest"}
	put(t, db, p)
	g := put(t, db, goals.Goal{Person: p.ID, Title: "typed title", Status: goals.Active, KeyResults: []goals.KeyResult{{Title: "typed result", Kind: goals.Milestone}}})
	g.Tags = []string{"typed goal tag"}
	put(t, db, g)
	tpl := put(t, db, notes.Template{Name: "typed name", Sections: []notes.Section{{Title: "typed section", Points: []string{"typed point"}}}})
	tpl.Sections[0].Text = "typed hint"
	put(t, db, tpl)
	m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Held, Topics: []notes.Topic{{Text: "typed topic"}}})
	m.Notes = "typed notes"
	put(t, db, m)

	now := everything(t, db)
	theirs := now
	theirs.People, theirs.Goals, theirs.Templates, theirs.Meetings = nil, nil, nil, nil
	x := now.People[0]
	x.Tags, x.Strengths, x.Motivators, x.Interests, x.WorkingStyle = []string{"theirs"}, nil, []string{"theirs"}, nil, "theirs"
	y := now.Goals[0]
	y.Title, y.Tags, y.KeyResults = "theirs", nil, []goals.KeyResult{{Title: "theirs", Kind: goals.Milestone}}
	z := now.Templates[0]
	z.Name, z.Sections = "theirs", []notes.Section{{Title: "theirs"}}
	q := now.Meetings[0]
	q.Notes, q.Topics = "theirs", nil
	theirs.People, theirs.Goals, theirs.Templates, theirs.Meetings = append(theirs.People, x), append(theirs.Goals, y), append(theirs.Templates, z), append(theirs.Meetings, q)
	write(t, db, func(tx *Tx) error { return tx.PutAll(theirs) })
	for kind, want := range map[string]struct {
		id    uuid.UUID
		words []string
	}{
		"people":    {p.ID, []string{"typed tag", "typed strength", "typed evidence", "typed motivator", "typed interest", "typed style"}},
		"goals":     {g.ID, []string{"typed title", "typed result", "typed goal tag"}},
		"templates": {tpl.ID, []string{"typed name", "typed section", "typed point", "typed hint"}},
		"meetings":  {m.ID, []string{"typed topic", "typed notes"}},
	} {
		got := bodies(t, db, kind, want.id)
		for _, word := range want.words {
			if !strings.Contains(got, word) {
				t.Errorf("%s: %q is in no earlier version", kind, word)
			}
		}
	}
	checked(t, db)
}

// Whatever one-on-one is moved to another person and back, everything is as it was byte for byte, the search finds it where it is, and nothing is
// damaged at any time.
func TestAnyMoveAndBack(t *testing.T) {
	dir := t.TempDir()
	rapid.Check(t, func(t *rapid.T) {
		db, newID := fresh(t, dir)
		r := records(newID).Draw(t, "records")
		if len(r.People) < 2 || len(r.Meetings) == 0 {
			t.Skip("nothing to move")
		}
		write(t, db, func(tx *Tx) error { return putRecords(tx, r) })
		before := allOf(t, db)
		m := rapid.SampledFrom(before.Meetings).Draw(t, "which")
		to := rapid.SampledFrom(before.People).Draw(t, "to").ID
		var moved Moved
		if err := db.Write(t.Context(), func(tx *Tx) (err error) { moved, err = Move[notes.Meeting](tx, m.ID, to); return err }); err != nil {
			t.Skipf("refused: %v", err)
		}
		checked(t, db)
		if got := allOf(t, db); len(got.Meetings) != len(before.Meetings) || len(got.Actions) != len(before.Actions) {
			t.Fatal("something came or went")
		}
		write(t, db, func(tx *Tx) error { return MoveBack(tx, moved) })
		equalRecords(t, "after going back", allOf(t, db), before)
		checked(t, db)
	})
}

// Who is archived and comes back is as before, and everything about them is found meanwhile.
func TestArchivedAndBack(t *testing.T) {
	db, _ := open(t)
	team(t, db)
	before := asJSON(t, everything(t, db))
	p := everything(t, db).People[0]
	was := p
	p.Status, p.StatusSince, p.Left = people.Archived, 20000, &people.Left{Date: 20000, Why: "Wanderlust"}
	put(t, db, p)
	checked(t, db)
	read(t, db, func(tx *Tx) error {
		if found, err := tx.Search(ParseQuery("wanderlust", false)); err != nil || len(found.Hits) != 1 {
			t.Errorf("found %v %v", found, err)
		}
		return nil
	})
	put(t, db, was)
	checked(t, db)
	if got := asJSON(t, everything(t, db)); got != before {
		t.Errorf("%s\nwas %s", got, before)
	}
	var old people.Person
	h := strings.Split(strings.TrimSpace(bodies(t, db, "people", p.ID)), "\n")
	if err := json.Unmarshal([]byte(h[0]), &old); err != nil || old.Status == people.Archived {
		t.Errorf("%v %+v", err, old)
	}
}
