package storage

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"rapport/notes"
	"rapport/people"
)

// rounds is how often a torture goes round: RAPPORT_TORTURE, or a few.
func rounds(few int) int {
	if n, err := strconv.Atoi(os.Getenv("RAPPORT_TORTURE")); err == nil {
		return n
	}
	return few
}

// seeded is the chance of a test, and what to say about it: always the same in a quick run, another one in each torture.
func seeded(t *testing.T) *rand.Rand {
	seed := uint64(1)
	if os.Getenv("RAPPORT_TORTURE") != "" {
		seed = uint64(time.Now().UnixNano())
	}
	t.Logf("seed %d", seed)
	return rand.New(rand.NewPCG(seed, 1))
}

func init() { children["writer"] = writeAndSay }

// writeAndSay writes one journal line after another, and the notes of one meeting, and says the number of each on standard output once it is
// committed. It is killed in the middle of that.
func writeAndSay() {
	fail := func(err error) {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	o := Options{}
	if secret := os.Getenv("RAPPORT_TEST_SECRET"); secret != "" {
		o.Secret = SecretOf(secret)
	}
	ctx := context.Background()
	db, err := Open(ctx, os.Getenv("RAPPORT_TEST_DB"), o)
	if err != nil {
		fail(err)
	}
	var person people.Person
	var meeting notes.Meeting
	from := 0
	err = db.Read(ctx, func(tx *Tx) error {
		all, err := All[people.Person](tx)
		if err != nil {
			return err
		}
		meetings, err := All[notes.Meeting](tx)
		if err != nil {
			return err
		}
		lines, err := All[notes.JournalLine](tx)
		person, meeting, from = all[0], meetings[0], len(lines)
		return err
	})
	if err != nil {
		fail(err)
	}
	for n := from; ; n++ {
		err := db.Write(ctx, func(tx *Tx) error {
			meeting.Notes = fmt.Sprintf("Note %d of the meeting, which grows and shrinks: %0*d", n, n%5000, 7)
			if _, err := Put(tx, meeting); err != nil {
				return err
			}
			_, err := Put(tx, notes.JournalLine{Person: person.ID, At: instant("2026-03-01T10:00:00Z"), Text: strconv.Itoa(n)})
			return err
		})
		if err != nil {
			fail(err)
		}
		fmt.Println(n)
	}
}

// TestKillNine kills a program with SIGKILL in the middle of its writes, again and again on one database: what it had acknowledged is there,
// both halves of a transaction are there or none, and nothing is damaged.
func TestKillNine(t *testing.T) {
	for _, secret := range []string{"", "correct horse battery staple"} {
		name := "plain"
		if secret != "" {
			name = "encrypted"
		}
		t.Run(name, func(t *testing.T) { killNine(t, secret, rounds(8)) })
	}
}

func killNine(t *testing.T, secret string, rounds int) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(3, 4))
	path, acknowledged := "", 0
	for round := range rounds {
		if round%40 == 0 { // a fresh one, so that checking it stays quick
			path = filepath.Join(t.TempDir(), "rapport.db")
			db, err := Open(context.Background(), path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			p := put(t, db, people.Person{Name: "Priya Raman"})
			put(t, db, notes.Meeting{Person: p.ID, At: instant("2026-03-03T14:00:00Z"), Status: notes.Held})
			db.Close()
			if secret != "" {
				if _, err := Encrypt(context.Background(), path, secret, Options{}); err != nil {
					t.Fatal(err)
				}
			}
		}
		c := exec.Command(self)
		c.Env = append(os.Environ(), "RAPPORT_TEST_CHILD=writer", "RAPPORT_TEST_DB="+path, "RAPPORT_TEST_SECRET="+secret)
		c.Stderr = os.Stderr
		out, err := c.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		if !lines.Scan() {
			t.Fatalf("round %d: the writer wrote nothing", round)
		}
		said := lines.Text()
		time.AfterFunc(time.Duration(r.IntN(20_000))*time.Microsecond, func() { c.Process.Kill() })
		for lines.Scan() {
			said = lines.Text()
		}
		c.Wait() //nolint:errcheck // it was killed
		last, err := strconv.Atoi(said)
		if err != nil {
			t.Fatal(err)
		}
		acknowledged++
		o := Options{}
		if secret != "" {
			o.Secret = SecretOf(secret)
		}
		db, err := Open(context.Background(), path, o)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		read(t, db, func(tx *Tx) error {
			lines, err := All[notes.JournalLine](tx)
			if err != nil {
				return err
			}
			if len(lines) < last+1 || len(lines) > last+2 {
				t.Errorf("round %d: %d was acknowledged, %d lines are there", round, last, len(lines))
			}
			meetings, err := All[notes.Meeting](tx)
			if want := fmt.Sprintf("Note %d of", len(lines)-1); err == nil && meetings[0].Notes[:len(want)] != want {
				t.Errorf("round %d: %d lines, and the meeting says %.20q", round, len(lines), meetings[0].Notes)
			}
			return err
		})
		if report, err := db.Check(context.Background()); err != nil || !report.OK() {
			t.Fatalf("round %d: %v %v", round, report, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if acknowledged != rounds {
		t.Errorf("%d of %d rounds", acknowledged, rounds)
	}
}
