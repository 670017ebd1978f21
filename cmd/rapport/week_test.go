//go:build linux

package main

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"rapport/cmd/rapport/internal/screen"
	"rapport/interchange"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// TestWeekInARealWindow records a week of one-on-ones as a person would, by keys in the real window: six that are held and one that is cancelled,
// with templates from the profile and by hand, a point that is carried over twice, action items and feedback from lines of the notes, a private
// part, one reopened and edited. Then the whole database is compared, record by record, with testdata/week.json, and its other tables with what
// they may hold.
func TestWeekInARealWindow(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	path := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8", "TZ=" + middayZone(time.Now())}
	must := fatal(t)
	names := []string{"Ada Byron", "Bea Okoye", "Cem Aydin", "Dora Nagy", "Emil Falk", "Fay Wong"}
	db, err := storage.Open(context.Background(), path, storage.Options{Now: time.Now, NewID: newID})
	must(err)
	must(db.Write(context.Background(), func(tx *storage.Tx) error {
		for i, name := range names {
			colour := i
			p := people.Person{ID: newID(), Name: name, Colour: &colour, Cadence: people.Weekly}
			if i == 0 || i == 4 {
				p.Template = []string{"Stay conversation", "", "", "", "remote check-in"}[i]
			}
			if _, err := storage.Put(tx, p); err != nil {
				return err
			}
		}
		return nil
	}))
	must(db.Close())
	run := func(args ...string) {
		t.Helper()
		if out, err := exec.Command(program, append([]string{"--db", path, "--at", "2026-03-01"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("%s: %v, %s", args[0], err, out)
		}
	}
	for _, name := range names {
		first := strings.Fields(name)[0]
		run("point", first, "Rota for spring with "+first)
		run("point", first, "Checkout deadline with "+first)
	}

	settle := func() { t.Helper(); must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { must(s.Shot(filepath.Join(pictures, name+".png"))) }
	var p *screen.Program
	keys := func(k ...string) { t.Helper(); must(p.Keys(k...)); settle() }
	typed := func(text string) { t.Helper(); must(p.Type(text)) }
	day := func(at string, do func()) {
		t.Helper()
		p, err = s.Run(env, program, "--db", path, "--at", at)
		must(err)
		settle()
		do()
		if err := p.Quit(); err != nil {
			t.Errorf("quit: %v", err)
		}
	}
	// choose takes the item of a menu that is so many below the first.
	choose := func(x, y, below int) {
		t.Helper()
		must(p.Click(x, y))
		settle()
		keys(append(slices.Repeat([]string{"Down"}, below), "Return")...)
	}
	begin := func(name string) {
		t.Helper()
		keys("ctrl+1", "ctrl+n")
		typed(name)
		keys("Return", "ctrl+End")
	}
	write := func(lines ...string) {
		t.Helper()
		for _, l := range lines {
			typed(l)
			keys("Return")
		}
	}
	// finish takes the lines that are offered by their key, notes the mood, ticks the first topic of the agenda where it came up, and carries over what
	// is open.
	finish := func(name string, offered int, cameUp bool) {
		t.Helper()
		must(s.Passed(700*time.Millisecond, 300*time.Millisecond)) // the pause after which lines are offered
		shot(name)
		for range offered {
			keys("ctrl+shift+j")
		}
		keys("F6", "4", "F6")
		if cameUp {
			keys("space")
		}
		keys("ctrl+Return", "Return")
	}
	day("2026-03-02", func() {
		begin("Ada")
		write("Said by Ada, shared.", "me: send the criteria by fri", "Thanks.")
		finish("ada", 1, true)
		begin("Bea")
		choose(308, 87, 2) // Career
		shot("template")
		keys("ctrl+End")
		write("Said by Bea, shared.", "[ ] them: profile the call by 2026-03-09")
		finish("bea", 1, true)
	})
	day("2026-03-04", func() {
		begin("Cem")
		write("Said by Cem, shared.", "+ Calm hand-over", "- Ten comments in one pass")
		finish("cem", 2, true)
		begin("Dora")
		write("Dora is ill.")
		keys("ctrl+s")
		choose(1132, 32, 6) // cancelled by Dora
		shot("cancelled")
		begin("Emil")
		write("Said by Emil, shared.", "@Emil write up the rota in 2 weeks")
		keys("ctrl+shift+p")
		write("Only for me: tired.")
		keys("ctrl+shift+p")
		finish("emil", 1, true)
	})
	day("2026-03-06", func() {
		begin("Fay")
		write("Said by Fay, shared.", "me: book a room")
		finish("fay", 1, true)
		begin("Ada") // again: what was carried over does not come up this time either
		write("Said by Ada on Friday.")
		finish("again", 0, false)
		keys("ctrl+shift+f")
		typed("\"Said by Bea\"")
		must(s.Passed(500*time.Millisecond, 300*time.Millisecond)) // the pause after which it is looked for
		keys("Return")                                             // the held one-on-one of Monday
		choose(1132, 32, 5)                                        // reopen
		keys("ctrl+End")
		typed("Added on Friday.")
		must(s.Passed(900*time.Millisecond, 300*time.Millisecond))
		shot("reopened")
		keys("ctrl+Return", "Return")
	})

	r := readAll(t, path)
	for _, m := range r.Meetings { // what the clock says is not the same twice
		if m.Status == notes.Cancelled {
			continue
		}
		if m.At != m.Began || m.Ended.Before(m.Began) || m.Ended.Date() != m.At.Date() || *m.Minutes != int(m.Ended.Time().Sub(m.Began.Time())/time.Minute) {
			t.Errorf("the clock: %+v", m)
		}
	}
	got, want := withoutClock(t, r), ""
	golden := filepath.Join("testdata", "week.json")
	if text, err := os.ReadFile(golden); err == nil {
		want = string(text)
	}
	if got != want {
		t.Errorf("the record is not that of %s:\n%s", golden, difference(want, got))
		must(os.WriteFile(filepath.Join(pictures, "week.json"), []byte(got), 0o600))
	}
	sameTables(t, path, r)
	run("check")
}

// middayZone is a time zone in which it is about noon, so that no day ends while the test runs.
func middayZone(now time.Time) string {
	if ahead := 12 - now.UTC().Hour(); ahead > 0 {
		return fmt.Sprintf("Etc/GMT-%d", ahead) // the sign of these names is the other way round
	} else if ahead < 0 {
		return fmt.Sprintf("Etc/GMT+%d", -ahead)
	}
	return "Etc/GMT"
}

var (
	anID      = regexp.MustCompile(`[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}`)
	aMoment   = regexp.MustCompile(`"(\d{4}-\d\d-\d\d)T[^"]*"`)
	aDuration = regexp.MustCompile(`"minutes": \d+`)
)

// withoutClock is the interchange document of all records with what differs from run to run made the same: ids are numbered as they appear (those of
// the program's templates are their names), moments are days.
func withoutClock(t *testing.T, r people.Records) string {
	t.Helper()
	var b bytes.Buffer
	if err := interchange.Write(&b, interchange.Document{Records: r}); err != nil {
		t.Fatal(err)
	}
	seen := map[string]string{}
	for _, x := range notes.Templates(nil) {
		seen[x.ID.String()] = x.Name
	}
	text := anID.ReplaceAllStringFunc(b.String(), func(id string) string {
		if seen[id] == "" {
			seen[id] = fmt.Sprint("#", len(seen)-len(notes.Templates(nil))+1)
		}
		return seen[id]
	})
	return aDuration.ReplaceAllString(aMoment.ReplaceAllString(text, `"$1"`), `"minutes": 0`)
}

// difference lists the lines in which two texts differ first.
func difference(want, got string) string {
	a, b := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < min(len(a), len(b)) && a[i] == b[i] {
		i++
	}
	part := func(x []string) string { return strings.Join(x[max(min(i-3, len(x)), 0):min(i+12, len(x))], "\n") }
	return fmt.Sprintf("line %d, want\n%s\n\ngot\n%s", i+1, part(a), part(b))
}

// sameTables holds every table of the database against the records, and what is in none of the records against what it may be: earlier versions of
// them, no trash, no draft.
func sameTables(t *testing.T, path string, r people.Records) {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	list := func(query string) (out []string) {
		t.Helper()
		rows, err := db.Query(query)
		if err != nil {
			t.Fatalf("%s: %v", query, err)
		}
		defer rows.Close()
		for rows.Next() {
			var x string
			if err := rows.Scan(&x); err != nil {
				t.Fatal(err)
			}
			out = append(out, x)
		}
		return out
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	var kinds map[string][]json.RawMessage
	if err := json.Unmarshal(text, &kinds); err != nil {
		t.Fatal(err)
	}
	topics := 0
	for _, m := range r.Meetings {
		topics += len(m.Topics)
	}
	for _, table := range list("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite_%'") {
		switch rows, want := list("SELECT rowid FROM "+table), len(kinds[table]); table {
		case "history", "local":
		case "topics":
			want = topics
			fallthrough
		default:
			if len(rows) != want {
				t.Errorf("%d rows in %s, want %d", len(rows), table, want)
			}
		}
	}
	known := append(list("SELECT id FROM meetings"), list("SELECT id FROM talking_points")...)
	for _, id := range list("SELECT DISTINCT record FROM history WHERE kind NOT IN ('talking_points')") {
		if !slices.Contains(known, id) {
			t.Errorf("an earlier version of %s, which is no meeting", id)
		}
	}
	for _, key := range list("SELECT key FROM local") {
		if strings.HasPrefix(key, "draft") {
			t.Errorf("left in the drafts: %s", key)
		}
	}
}
