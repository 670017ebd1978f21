//go:build linux

package main

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
)

// Where the sign test clicks, in a window of 1280x1000.
const (
	signWhyX, signWhyY   = 700, 273 // See why, in the first row of what needs attention
	signOpenX, signOpenY = 835, 430 // Open, of the first thing that was seen
	signTalkX, signTalkY = 318, 732 // Talked about it, at the end of the page
)

// lowMoods writes a record with a one-on-one a week: the usual mood is 4, the last are given.
func lowMoods(t *testing.T, path string, on civil.Date, last ...int) {
	t.Helper()
	ctx := context.Background()
	db, err := storage.Open(ctx, path, storage.Options{Now: time.Now, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Write(ctx, func(tx *storage.Tx) error {
		list, err := tx.People()
		if err != nil {
			return err
		}
		id := newID()
		first := len(list) == 0
		if first {
			if _, err := storage.Put(tx, people.Person{ID: id, Name: "Priya Raman", Cadence: people.Weekly}); err != nil {
				return err
			}
			for range 16 {
				last = append([]int{4}, last...)
			}
		} else {
			id = list[0].ID
		}
		for i, mood := range last {
			at, err := civil.ParseInstant((on - civil.Date(7*(len(last)-1-i))).String() + "T10:00:00Z")
			if err != nil {
				return err
			}
			m := notes.Meeting{ID: newID(), Person: id, At: at, Status: notes.Held, Mood: &mood, MoodSource: notes.Said,
				Notes: fmt.Sprintf("Talked about the alerts, number %d.\n\n> “I keep switching between checkout and alerts.”\n", i)}
			if _, err := storage.Put(tx, m); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// TestSignFromTodayToBetter takes a sign in the real window from Today to its evidence to "talked about it", and finds after two better
// moods that it has cleared and that the program says so.
func TestSignFromTodayToBetter(t *testing.T) {
	program, s := realWindow(t, 1280, 1000)
	dir, pictures := t.TempDir(), shots(t)
	db := filepath.Join(dir, "rapport.db")
	env := []string{"HOME=" + dir, "RAPPORT_THEME=light", "LANG=en_US.UTF-8"}
	must := fatal(t)
	settle := func() { t.Helper(); must(s.Settled(300 * time.Millisecond)) }
	shot := func(name string) { t.Helper(); must(s.Shot(filepath.Join(pictures, "sign-"+name+".png"))) }
	start := civil.NewDate(2031, time.January, 7)
	lowMoods(t, db, start-1, 3, 3, 2)

	p, err := s.Run(env, program, "--db", db, "--at", start.String())
	must(err)
	settle()
	shot("1-today")
	must(p.Click(signWhyX, signWhyY))
	settle()
	shot("2-why")
	must(p.Click(signOpenX, signOpenY))
	settle()
	shot("3-evidence")
	must(p.Keys("Escape"))
	settle()
	must(p.Click(signTalkX, signTalkY))
	settle()
	shot("5-talked")
	if err := p.Quit(); err != nil {
		t.Errorf("quit: %v", err)
	}
	acks := readAll(t, db).Acknowledgements
	if len(acks) != 1 || acks[0].Action != people.Acted || acks[0].Sign != string(morale.MoodBelowUsual) || acks[0].At != start {
		t.Fatalf("acknowledgements: %+v", acks)
	}

	lowMoods(t, db, start+14, 4, 4)
	r := readAll(t, db)
	f, _ := r.FileOf(r.People[0].ID)
	eased := morale.EasedOf(f, morale.Rules{}, start+15)
	if len(eased) != 1 || eased[0].Cleared != start+14 || eased[0].Talked != start {
		t.Fatalf("eased: %+v", eased)
	}
	p, err = s.Run(env, program, "--db", db, "--at", (start + 15).String(), "open", "Priya")
	must(err)
	settle()
	shot("6-better")
	must(p.Quit())
}
