//go:build linux

package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/cmd/rapport/internal/screen"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// TestWeekInARealWindow records a week of one-on-ones as a person would, by keys in the real window: six people, two with a template, points
// that carry over, action items and feedback from lines of the notes, one cancelled, one reopened and edited. Then every record is looked at.
func TestWeekInARealWindow(t *testing.T) {
	program, s := realWindow(t, 1280, 800)
	dir, pictures := t.TempDir(), shots(t)
	path := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	names := []string{"Ada Byron", "Bea Okoye", "Cem Aydin", "Dora Nagy", "Emil Falk", "Fay Wong"}
	who := map[string]uuid.UUID{}
	db, err := storage.Open(context.Background(), path, storage.Options{Now: time.Now, NewID: newID})
	must(err)
	must(db.Write(context.Background(), func(tx *storage.Tx) error {
		for i, name := range names {
			colour := i
			p := people.Person{ID: newID(), Name: name, Colour: &colour, Cadence: people.Weekly}
			if i == 0 || i == 4 {
				p.Template = []string{"Stay conversation", "", "", "", "remote check-in"}[i]
			}
			who[name] = p.ID
			if _, err := storage.Put(tx, p); err != nil {
				return err
			}
		}
		return nil
	}))
	must(db.Close())
	for _, name := range []string{"Ada", "Bea", "Cem", "Emil", "Fay"} {
		for _, text := range []string{"Rota for spring", "Checkout deadline"} {
			out, err := exec.Command(program, "--db", path, "--at", "2026-03-01", "point", name, text+" with "+name).CombinedOutput()
			if err != nil {
				t.Fatalf("point: %v, %s", err, out)
			}
		}
	}

	settle := func() { t.Helper(); must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { must(s.Shot(filepath.Join(pictures, name+".png"))) }
	day := func(at string, do func(p *screen.Program, keys func(...string), typed func(string))) {
		t.Helper()
		p, err := s.Run(env, program, "--db", path, "--at", at)
		must(err)
		settle()
		do(p, func(k ...string) { t.Helper(); must(p.Keys(k...)); settle() }, func(x string) { t.Helper(); must(p.Type(x)) })
		if err := p.Quit(); err != nil {
			t.Errorf("quit: %v", err)
		}
	}
	// one records a one-on-one: the first topic is ticked, the lines at the end are taken by their key
	one := func(keys func(...string), typed func(string), name, said string, lines ...string) {
		t.Helper()
		keys("ctrl+1", "ctrl+n")
		typed(name)
		keys("Return", "ctrl+End")
		typed(said)
		keys("Return")
		for _, l := range lines {
			typed(l)
			keys("Return")
		}
		must(s.Passed(700*time.Millisecond, 300*time.Millisecond)) // the pause after which lines are offered
		shot(name)
		for range lines {
			keys("ctrl+shift+j")
		}
		keys("F6", "4", "F6", "space") // mood, then the first topic of the agenda
		keys("ctrl+Return", "Return")  // carries over what is open
	}
	note := func(name string) string { return "Said by " + name + ", shared." }
	day("2026-03-02", func(p *screen.Program, keys func(...string), typed func(string)) {
		one(keys, typed, "Ada", note("Ada"), "me: send the criteria by 2026-03-06", "Thanks.")
		one(keys, typed, "Bea", note("Bea"), "[ ] them: profile the call by 2026-03-09")
	})
	day("2026-03-04", func(p *screen.Program, keys func(...string), typed func(string)) {
		one(keys, typed, "Cem", note("Cem"), "+ Calm hand-over")
		keys("ctrl+1", "ctrl+n")
		typed("Dora")
		keys("Return")
		typed("Dora is ill.")
		keys("ctrl+s")
		must(p.Click(1132, 32))
		settle()
		shot("more")
		keys("Down", "Down", "Down", "Down", "Down", "Return") // cancelled by me
		one(keys, typed, "Emil", note("Emil"))
	})
	day("2026-03-06", func(p *screen.Program, keys func(...string), typed func(string)) {
		one(keys, typed, "Fay", note("Fay"), "me: book a room")
		keys("ctrl+shift+f")
		typed("\"Said by Ada\"")
		must(s.Passed(500*time.Millisecond, 300*time.Millisecond)) // the pause after which it is looked for
		keys("Return")                                             // the held one-on-one of Monday
		must(p.Click(1132, 32))
		settle()
		keys("Down", "Down", "Down", "Down", "Down", "Return") // reopen
		keys("ctrl+End")
		typed("Added on Friday.")
		must(s.Passed(900*time.Millisecond, 300*time.Millisecond))
		shot("reopened")
		keys("ctrl+Return", "Return")
	})

	r := readAll(t, path)
	if len(r.Meetings) != 6 {
		t.Fatalf("%d meetings", len(r.Meetings))
	}
	of := func(name string) (m notes.Meeting) {
		for _, x := range r.Meetings {
			if x.Person == who[name] {
				m = x
			}
		}
		return m
	}
	points := func(name string) (out []string) {
		for _, x := range r.TalkingPoints {
			if x.Person == who[name] {
				carried := 0
				if x.Carried != nil {
					carried = *x.Carried
				}
				out = append(out, fmt.Sprintf("%s %d", x.Text, carried))
			}
		}
		slices.Sort(out)
		return out
	}
	for _, name := range names {
		m, first := of(name), strings.Fields(name)[0]
		if name == "Dora Nagy" {
			if m.Status != notes.Cancelled || m.CancelledBy != notes.Me || m.Notes != "Dora is ill." || m.GoingOn() {
				t.Errorf("%s: %+v", name, m)
			}
			continue
		}
		if m.Status != notes.Held || m.Mood == nil || *m.Mood != 4 || m.MoodSource != notes.Said || m.Began.IsZero() || m.Ended.IsZero() || !strings.Contains(m.Notes, note(first)) {
			t.Errorf("%s: %+v", name, m)
		}
		if got, want := points(name), []string{"Checkout deadline with " + first + " 1"}; !slices.Equal(got, want) {
			t.Errorf("%s: waiting %q, want %q", name, got, want)
		}
		discussed := 0
		for _, x := range m.Topics {
			if x.State == notes.Discussed {
				discussed++
				if x.Text != "Rota for spring with "+first {
					t.Errorf("%s: talked about %q", name, x.Text)
				}
			}
		}
		if discussed != 1 {
			t.Errorf("%s: topics %+v", name, m.Topics)
		}
	}
	if m := of("Ada Byron"); !strings.HasPrefix(m.Notes, "## Why I ask\n\n") || !strings.HasSuffix(m.Notes, "Added on Friday.") || len(m.Topics) != 2+6 {
		t.Errorf("Ada, with a template: %q, %d topics", m.Notes, len(m.Topics))
	}
	if m := of("Emil Falk"); !strings.HasPrefix(m.Notes, "## How you are\n\n") || len(m.Topics) != 2+6 {
		t.Errorf("Emil, with a template: %q, %d topics", m.Notes, len(m.Topics))
	}
	if m := of("Bea Okoye"); m.Notes != note("Bea")+"\n[ ] them: profile the call by 2026-03-09\n" || m.At.Date() != civil.NewDate(2026, time.March, 2) {
		t.Errorf("Bea: %q at %s", m.Notes, m.At)
	}
	var actions []string
	for _, a := range r.Actions {
		actions = append(actions, strings.Join([]string{string(a.Owner), a.Text, a.Due.String(), a.Created.String(), string(a.State)}, " | "))
		if a.Meeting == uuid.Nil {
			t.Errorf("from no meeting: %+v", a)
		}
	}
	slices.Sort(actions)
	if want := []string{"me | book a room |  | 2026-03-06 | open", "me | send the criteria | 2026-03-06 | 2026-03-02 | open", "them | profile the call | 2026-03-09 | 2026-03-02 | open"}; !slices.Equal(actions, want) {
		t.Errorf("actions %q, want %q", actions, want)
	}
	if len(r.Feedback) != 1 || r.Feedback[0].Text != "Calm hand-over" || r.Feedback[0].Kind != notes.Praise || r.Feedback[0].Person != who["Cem Aydin"] || r.Feedback[0].Meeting != of("Cem Aydin").ID {
		t.Errorf("feedback %+v", r.Feedback)
	}
}
