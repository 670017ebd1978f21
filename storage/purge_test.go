package storage

import (
	"context"
	"testing"
	"time"

	"rapport/notes"
	"rapport/people"
)

// The trash is emptied after 90 days and a few, never before, whatever a clock says for a while that is wrong, and whatever it said when
// something was deleted.
func TestTrashStaysNinetyDays(t *testing.T) {
	const day = 24 * time.Hour
	for name, x := range map[string]struct {
		deleting time.Duration                                       // how wrong the clock is while something is deleted
		goesOn   func(c *clock, right time.Time, look func(), n int) // what the clock says around the right time of day n
	}{
		"right": {0, func(c *clock, right time.Time, look func(), n int) { c.now = right; look() }},
		"a year ahead for two days": {0, func(c *clock, right time.Time, look func(), n int) {
			if c.now = right; n == 5 || n == 6 {
				c.now = right.Add(365 * day)
			}
			look()
		}},
		"a year ahead now and then": {0, func(c *clock, right time.Time, look func(), n int) {
			if c.now = right.Add(365 * day); n%10 == 3 {
				look()
			}
			c.now = right
			look()
		}},
		"back to 2000 now and then": {0, func(c *clock, right time.Time, look func(), n int) {
			if c.now = right.AddDate(-26, 0, 0); n%10 == 3 {
				look()
			}
			c.now = right
			look()
		}},
		"back to 2000 while something was deleted": {-26 * 365 * day, func(c *clock, right time.Time, look func(), n int) { c.now = right; look() }},
		"looked at every five days only": {0, func(c *clock, right time.Time, look func(), n int) {
			if c.now = right; n%5 == 0 {
				look()
			}
		}},
	} {
		t.Run(name, func(t *testing.T) {
			db, c := open(t)
			start := c.now
			look := func() {
				t.Helper()
				if _, err := db.EmptyTrash(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			p := put(t, db, people.Person{Name: "Priya"})
			line := put(t, db, notes.JournalLine{Person: p.ID, At: instant("2026-03-02T09:00:00Z"), Text: "Rückenwind from the émigré project"})
			look()
			c.now = start.Add(x.deleting)
			var trash TrashID
			write(t, db, func(tx *Tx) (err error) { trash, err = Delete[notes.JournalLine](tx, line.ID); return err })
			for n := 1; n <= 90; n++ {
				x.goesOn(c, start.Add(time.Duration(n)*day-time.Minute), look, n)
				read(t, db, func(tx *Tx) error {
					if all, err := Trash(tx); err != nil || len(all) != 1 {
						t.Fatalf("on day %d: %v %v", n, all, err)
					}
					return nil
				})
				if n == 89 { // it can be brought back to the last, and found again
					write(t, db, func(tx *Tx) error { return Restore(tx, trash) })
					if got := everything(t, db); len(got.Journal) != 1 || got.Journal[0] != line {
						t.Fatalf("came back as %+v", got.Journal)
					}
					read(t, db, func(tx *Tx) error {
						if found, err := tx.Search(ParseQuery("emigre", false)); err != nil || len(found.Hits) != 1 {
							t.Errorf("found %v %v", found, err)
						}
						return nil
					})
					break
				}
			}
			c.now = start.Add(89 * day)
			write(t, db, func(tx *Tx) (err error) { trash, err = Delete[notes.JournalLine](tx, line.ID); return err })
			for n := 90; n <= 200; n++ {
				x.goesOn(c, start.Add(time.Duration(n)*day), look, n)
			}
			read(t, db, func(tx *Tx) error {
				if all, err := Trash(tx); err != nil || len(all) != 0 {
					t.Errorf("after 110 days: %v %v", all, err)
				}
				if h, err := History(tx, "journal", line.ID); err != nil || len(h) != 0 {
					t.Errorf("history of what is gone: %v %v", h, err)
				}
				return nil
			})
			if r, err := db.Check(context.Background()); err != nil || len(r.Problems) > 0 {
				t.Errorf("%v %v", r.Problems, err)
			}
		})
	}
}
