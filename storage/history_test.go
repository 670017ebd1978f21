package storage

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/goals"
	"rapport/notes"
	"rapport/people"
)

// noted opens a database with one meeting, and returns the texts of its history and a way to write its notes.
func noted(t testing.TB) (db *DB, c *clock, id uuid.UUID, texts func() []string) {
	t.Helper()
	db, c = open(t)
	p := put(t, db, people.Person{Name: "Priya", Relation: people.Report, Status: people.Active})
	m := put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-02T09:00:00Z"), Status: notes.Scheduled})
	return db, c, m.ID, func() (out []string) {
		read(t, db, func(tx *Tx) error {
			versions, err := History(tx, "meetings", m.ID)
			for _, v := range versions {
				var was notes.Meeting
				if err := json.Unmarshal(v.Body, &was); err != nil {
					return err
				}
				out = append(out, was.Notes)
			}
			return err
		})
		return out
	}
}

// type writes notes as an autosave does.
func typeNotes(t testing.TB, db *DB, id uuid.UUID, text string) {
	t.Helper()
	write(t, db, func(tx *Tx) error {
		m, err := Get[notes.Meeting](tx, id)
		if err != nil {
			return err
		}
		m.Notes = text
		_, err = Put(tx, m)
		return err
	})
}

func TestTypingIsOneVersion(t *testing.T) {
	db, c, id, texts := noted(t)
	text := ""
	for i := range 200 {
		text += fmt.Sprintf("word %d ", i)
		typeNotes(t, db, id, text)
		if i%10 == 9 { // a slip is corrected
			text = strings.TrimSuffix(text, " ") + ", "
			typeNotes(t, db, id, text)
		}
		c.now = c.now.Add(time.Second)
	}
	if got := texts(); len(got) != 1 || got[0] != "" {
		t.Errorf("versions %q", got)
	}
}

// A person types for an hour without a pause, then marks everything by mistake, types a letter and closes the window: the hour is not gone.
func TestWordsThatGoWithinABurstAreAVersion(t *testing.T) {
	db, c, id, texts := noted(t)
	text := ""
	for i := range 60 {
		text += fmt.Sprintf("She said sentence number %d. ", i)
		typeNotes(t, db, id, text)
		c.now = c.now.Add(time.Minute)
	}
	typeNotes(t, db, id, "x")
	if got := texts(); len(got) != 2 || got[1] != text {
		t.Errorf("the hour of typing is not among %d versions", len(got))
	}
}

// The same with the key held down, a few letters with every save: one version, not one for each.
func TestWordsThatGoSlowlyAreOneVersion(t *testing.T) {
	db, c, id, texts := noted(t)
	full := strings.Repeat("She said it takes too long. ", 40)
	typeNotes(t, db, id, full)
	for n := len(full); n > 0; n -= 15 {
		typeNotes(t, db, id, full[:n])
		c.now = c.now.Add(700 * time.Millisecond)
	}
	typeNotes(t, db, id, "Something else.")
	got := texts()
	if len(got) != 2 || len(got[1]) < len(full)-sentence {
		t.Errorf("versions %d, the last of %d bytes", len(got), len(got[len(got)-1]))
	}
}

// A topic that is taken off the agenda while one writes stays in the history.
func TestATopicThatGoesIsInAVersion(t *testing.T) {
	db, _, id, _ := noted(t)
	const topic = "why the release was late, and what we promised to the support team"
	set := func(topics ...notes.Topic) {
		write(t, db, func(tx *Tx) error {
			m, err := Get[notes.Meeting](tx, id)
			if err != nil {
				return err
			}
			m.Topics = topics
			_, err = Put(tx, m)
			return err
		})
	}
	typeNotes(t, db, id, "a")
	set(notes.Topic{Text: topic, State: notes.Open})
	set()
	read(t, db, func(tx *Tx) error {
		versions, err := History(tx, "meetings", id)
		for _, v := range versions {
			if strings.Contains(string(v.Body), topic) {
				return err
			}
		}
		t.Errorf("in none of %d versions", len(versions))
		return err
	})
}

// So do the section of a template and the words of a retrospective.
func TestListsThatGoAreInAVersion(t *testing.T) {
	db, _, _, _ := noted(t)
	const words = "What did you and your last manager agree on that I should keep?"
	template := put(t, db, notes.Template{Name: "Own", Sections: []notes.Section{{Title: "One"}}})
	goal := put(t, db, goals.Goal{Title: "Ship", Status: goals.Active})
	template.Sections = append(template.Sections, notes.Section{Title: "Two", Points: []string{words}})
	goal.Learnt = words
	put(t, db, template)
	put(t, db, goal)
	template.Sections, goal.Learnt = template.Sections[:1], ""
	put(t, db, template)
	put(t, db, goal)
	for kind, id := range map[string]uuid.UUID{"templates": template.ID, "goals": goal.ID} {
		read(t, db, func(tx *Tx) error {
			versions, err := History(tx, kind, id)
			for _, v := range versions {
				if strings.Contains(string(v.Body), words) {
					return err
				}
			}
			t.Errorf("%s: in none of %d versions", kind, len(versions))
			return err
		})
	}
}

// Two programs write the same notes within a burst: the history holds the words of both.
func TestWordsOfTwoProgramsAreBothKept(t *testing.T) {
	db, c, id, texts := noted(t)
	other, err := Open(context.Background(), db.Path(), Options{Now: c.Now, NewID: newV7})
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	for _, step := range []struct {
		db   *DB
		text string
	}{{db, "window one"}, {db, "window one two"}, {other, "command"}, {db, "window one two three"}, {other, "command again"}} {
		typeNotes(t, step.db, id, step.text)
		c.now = c.now.Add(time.Second)
	}
	want := []string{"", "window one two", "command", "window one two three"}
	if got := texts(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("versions %q, want %q", got, want)
	}
}

// After the clock was set back, as by a computer that found out the time, versions are kept as before.
func TestAClockSetBackEndsABurst(t *testing.T) {
	db, c, id, texts := noted(t)
	typeNotes(t, db, id, "one")
	c.now = c.now.AddDate(-1, 0, 0)
	for i := range 5 {
		typeNotes(t, db, id, fmt.Sprint("text ", i))
		c.now = c.now.Add(time.Hour)
	}
	if got := texts(); len(got) != 6 {
		t.Errorf("versions %q", got)
	}
}

// Whatever is typed, deleted and saved at whatever moments by whichever program: every sentence that was ever saved and has gone is in a version.
func TestNoSentenceIsLost(t *testing.T) {
	n := 0
	db, c, _, _ := noted(t)
	second, err := Open(context.Background(), db.Path(), Options{Now: c.Now, NewID: newV7})
	if err != nil {
		t.Fatal(err)
	}
	defer second.Close()
	person := put(t, db, people.Person{Name: "Hana", Relation: people.Report, Status: people.Active})
	rapid.Check(t, func(t *rapid.T) {
		n++
		var m notes.Meeting
		write(t, db, func(tx *Tx) (err error) {
			m, err = Put(tx, notes.Meeting{Person: person.ID, At: instant("2026-03-02T09:00:00Z"), Status: notes.Scheduled})
			return err
		})
		var lines, ever []string
		for i := range rapid.IntRange(1, 25).Draw(t, "steps") {
			switch k := rapid.IntRange(0, 3).Draw(t, "do"); {
			case k > 0 || len(lines) == 0:
				at := rapid.IntRange(0, len(lines)).Draw(t, "at")
				line := fmt.Sprintf("sentence %d of %d, which is long enough to be missed", i, n)
				lines = append(lines[:at:at], append([]string{line}, lines[at:]...)...)
				ever = append(ever, line)
			default:
				from := rapid.IntRange(0, len(lines)-1).Draw(t, "from")
				to := rapid.IntRange(from+1, len(lines)).Draw(t, "to")
				lines = append(lines[:from:from], lines[to:]...)
			}
			by := db
			if rapid.IntRange(0, 5).Draw(t, "by") == 0 {
				by = second
			}
			write(t, by, func(tx *Tx) error {
				now, err := Get[notes.Meeting](tx, m.ID)
				if err != nil {
					return err
				}
				now.Notes = strings.Join(lines, "\n")
				_, err = Put(tx, now)
				return err
			})
			c.now = c.now.Add(time.Duration(rapid.IntRange(0, 150).Draw(t, "seconds")) * time.Second)
		}
		read(t, db, func(tx *Tx) error {
			now, err := Get[notes.Meeting](tx, m.ID)
			if err != nil {
				return err
			}
			all := now.Notes
			versions, err := History(tx, "meetings", m.ID)
			for _, v := range versions {
				all += string(v.Body)
			}
			for _, line := range ever {
				if !strings.Contains(all, line) {
					t.Errorf("%q is neither in the notes nor in %d versions", line, len(versions))
				}
			}
			return err
		})
	})
}

// Records of two kinds may have one id, as a document that was imported may say: neither takes the other out of the search.
func TestOneIDOfTwoKinds(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Priya", ProfileNotes: "likes gardens"})
	put(t, db, notes.Meeting{ID: p.ID, Person: p.ID, At: instant("2026-03-02T09:00:00Z"), Status: notes.Scheduled, Notes: "spoke of rivers"})
	sound := func(words ...string) {
		t.Helper()
		if r, err := db.Check(context.Background()); err != nil || !r.OK() {
			t.Errorf("check: %v %v", r, err)
		}
		for _, word := range words {
			read(t, db, func(tx *Tx) error {
				found, err := tx.Search(ParseQuery(word, false))
				if err != nil || found.Total != 1 {
					t.Errorf("%s: %v %v", word, found, err)
				}
				return err
			})
		}
	}
	sound("gardens", "rivers")
	write(t, db, func(tx *Tx) error { _, err := Delete[notes.Meeting](tx, p.ID); return err })
	sound("gardens")
}
