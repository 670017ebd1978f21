package storage

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"rapport/notes"
	"rapport/people"
)

// sealed are the files of an encrypted database, as they are at a moment, and the text of every meeting in it.
type sealed struct {
	name  string
	files map[string][]byte // by the end of the name: "", "-wal"
	texts map[uuid.UUID]string
}

// sealedFiles makes an encrypted database and returns it closed, as it lies there after kill -9 (with a log), and as a backup.
func sealedFiles(t *testing.T) (all []sealed, o Options) {
	ctx := context.Background()
	path, _, o := secret(t, "correct horse")
	o.Secret = SecretOf("correct horse")
	db, err := Open(ctx, path, o)
	if err != nil {
		t.Fatal(err)
	}
	var person people.Person
	read(t, db, func(tx *Tx) error {
		list, err := tx.People()
		person = list[0]
		return err
	})
	add := func(from, to int) {
		for i := from; i < to; i++ {
			write(t, db, func(tx *Tx) error {
				for j := range 5 {
					at := time.Date(2025, 1, 1, 9, 0, 0, 0, time.UTC).Add(time.Duration(i*5+j) * 24 * time.Hour)
					m := notes.Meeting{Person: person.ID, At: instant(at.Format(time.RFC3339)), Status: notes.Held, Notes: strings.Repeat(fmt.Sprintf("Note %d/%d: %s. ", i, j, knownSentence), 5+i%40)}
					if _, err := Put(tx, m); err != nil {
						return err
					}
				}
				return nil
			})
		}
	}
	texts := func() map[uuid.UUID]string {
		out := map[uuid.UUID]string{}
		read(t, db, func(tx *Tx) error {
			list, err := All[notes.Meeting](tx)
			for _, m := range list {
				out[m.ID] = m.Notes
			}
			return err
		})
		return out
	}
	file := func(path string) []byte {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	add(0, 40)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	closed := file(path)
	if db, err = Open(ctx, path, o); err != nil {
		t.Fatal(err)
	}
	all = append(all, sealed{"closed", map[string][]byte{"": closed}, texts()})
	b, _, err := db.MakeBackup(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	all = append(all, sealed{"backup", map[string][]byte{"": file(b.Path)}, texts()})
	add(40, 60)
	log := filepath.Join(t.TempDir(), "log")
	if out, err := exec.Command("cp", path+"-wal", log).CombinedOutput(); err != nil { // by another process, as reading it here would drop the locks
		t.Fatalf("%v: %s", err, out)
	}
	if out, err := exec.Command("cp", path, log+".db").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	all = append(all, sealed{"killed", map[string][]byte{"": file(log + ".db"), "-wal": file(log)}, texts()})
	if len(all[2].files["-wal"]) < 100_000 {
		t.Fatalf("the log has only %d bytes", len(all[2].files["-wal"]))
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	return all, o
}

// hurt damages a file at random and says how.
func hurt(r *rand.Rand, b []byte, unit int) ([]byte, string) {
	b = append([]byte(nil), b...)
	at := r.IntN(len(b))
	switch r.IntN(6) {
	case 0, 1:
		bit := byte(1) << r.IntN(8)
		b[at] ^= bit
		return b, fmt.Sprintf("bit %x of byte %d", bit, at)
	case 2:
		n := min(len(b)-at, 1+r.IntN(3*unit))
		for i := range n {
			b[at+i] = byte(r.Uint32())
		}
		return b, fmt.Sprintf("%d random bytes at %d", n, at)
	case 3:
		n := min(len(b)-at, 1+r.IntN(3*unit))
		clear(b[at : at+n])
		return b, fmt.Sprintf("%d zeros at %d", n, at)
	case 4:
		at = max(at, 1) // one that is empty, or gone, is an older state: nothing can tell
		return b[:at], fmt.Sprintf("cut to %d bytes", at)
	default:
		units := len(b)/unit - 2
		x, y := 2+r.IntN(units), 2+r.IntN(units)
		if unit != 4096 { // the log: behind its first block
			x, y = r.IntN(units), r.IntN(units)
		}
		from := 8192
		if unit != 4096 {
			from = 4096
		}
		p, q := from+x*unit-2*4096*b2i(unit == 4096), from+y*unit-2*4096*b2i(unit == 4096)
		if p < 0 || q < 0 || p+unit > len(b) || q+unit > len(b) {
			return b, "nothing"
		}
		if r.IntN(2) == 0 {
			copy(b[p:p+unit], append([]byte(nil), b[q:q+unit]...))
			return b, fmt.Sprintf("piece %d also in the place of %d", y, x)
		}
		tmp := append([]byte(nil), b[p:p+unit]...)
		copy(b[p:p+unit], b[q:q+unit])
		copy(b[q:q+unit], tmp)
		return b, fmt.Sprintf("pieces %d and %d swapped", x, y)
	}
}

func b2i(b bool) int {
	if b {
		return 1
	}
	return 0
}

// TestDamagedEncryptedFiles damages database, log and backup at random: what is read afterwards is right, or an error.
func TestDamagedEncryptedFiles(t *testing.T) {
	ctx := context.Background()
	all, o := sealedFiles(t)
	r := seeded(t)
	dir := t.TempDir()
	for i, s := range all { // the files as they are can be read
		path := filepath.Join(dir, fmt.Sprint("whole", i, ".db"))
		for e, b := range s.files {
			if err := os.WriteFile(path+e, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if !lookAt(t, ctx, path, o, s.texts, s.name) {
			t.Fatalf("%s cannot be read as it is", s.name)
		}
	}
	refused, whole := 0, 0
	for round := range rounds(80) {
		s := all[r.IntN(len(all))]
		end, unit := "", 4096
		if _, ok := s.files["-wal"]; ok && r.IntN(3) > 0 {
			end, unit = "-wal", 24+4096+40
		}
		bad, how := hurt(r, s.files[end], unit)
		how = fmt.Sprintf("round %d: %s%s: %s", round, s.name, end, how)
		path := filepath.Join(dir, fmt.Sprint(round, ".db"))
		for e, b := range s.files {
			if e == end {
				b = bad
			}
			if err := os.WriteFile(path+e, b, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if lookAt(t, ctx, path, o, s.texts, how) {
			whole++
		} else {
			refused++
		}
		for _, e := range []string{"", "-wal", "-shm"} {
			os.Remove(path + e)
		}
	}
	t.Logf("%d refused, %d not touched where it matters", refused, whole)
	if refused == 0 {
		t.Error("no damage was noticed")
	}
}

// lookAt reads everything in every way. It reports whether there was no error at all.
func lookAt(t *testing.T, ctx context.Context, path string, o Options, want map[uuid.UUID]string, how string) bool {
	db, err := Open(ctx, path, o)
	if err != nil {
		if testing.Verbose() {
			t.Logf("%s: %.60s", how, strings.TrimPrefix(err.Error(), path))
		}
		return false
	}
	defer db.Close()
	good := true
	compare := func(list []notes.Meeting) {
		for _, m := range list {
			if want[m.ID] != m.Notes {
				t.Errorf("%s: meeting %s has other text", how, m.ID)
			}
		}
	}
	err = db.Read(ctx, func(tx *Tx) error {
		list, err := All[notes.Meeting](tx)
		if err != nil {
			return err
		}
		if len(list) != len(want) {
			t.Errorf("%s: %d meetings without an error, want %d", how, len(list), len(want))
		}
		compare(list)
		return nil
	})
	good = good && err == nil
	i := 0
	for id := range want {
		if i++; i > 40 {
			break
		}
		err := db.Read(ctx, func(tx *Tx) error {
			m, err := Get[notes.Meeting](tx, id)
			if err == nil {
				compare([]notes.Meeting{m})
			}
			return err
		})
		if _, missing := err.(*NotFoundError); missing {
			t.Errorf("%s: meeting %s is gone without an error", how, id)
		}
		good = good && err == nil
	}
	if report, err := db.Check(ctx); err != nil || !report.OK() {
		good = false
	} else if !good {
		t.Errorf("%s: check finds nothing, and something could not be read", how)
	}
	return good
}

const writerChild = "RAPPORT_TEST_SEALED_WRITER"

// TestKillNineOfTwoWritersEncrypted kills a program in the middle of writes: what it said was saved is there, check finds nothing, and no
// file holds a word that can be read.
func TestKillNineOfTwoWritersEncrypted(t *testing.T) {
	ctx := context.Background()
	if path := os.Getenv(writerChild); path != "" {
		db, err := Open(ctx, path, Options{Secret: SecretOf("correct horse")})
		if err != nil {
			fmt.Println("failed", err)
			os.Exit(1)
		}
		for i := 0; ; i++ {
			text := fmt.Sprintf("%d %d %s", os.Getpid(), i, strings.Repeat(knownSentence+" ", 1+i%300))
			err := db.Write(ctx, func(tx *Tx) error {
				_, err := Put(tx, notes.Template{Name: text})
				return err
			})
			if err != nil {
				fmt.Println("failed", err)
				os.Exit(1)
			}
			fmt.Println("saved", os.Getpid(), i)
		}
	}
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path, _, o := secret(t, "correct horse")
	o.Secret = SecretOf("correct horse")
	acknowledged, total := map[string]bool{}, 0
	r := seeded(t)
	for round := range rounds(6) {
		var children []*exec.Cmd
		lines := make(chan string, 100000)
		done := make(chan bool, 2)
		writers := 1 + round%2 // also two programs at once
		for range writers {
			c := exec.Command(exe, "-test.run=^TestKillNineOfTwoWritersEncrypted$")
			c.Env = append(os.Environ(), writerChild+"="+path)
			out, err := c.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := c.Start(); err != nil {
				t.Fatal(err)
			}
			children = append(children, c)
			go func() {
				s := bufio.NewScanner(out)
				for s.Scan() {
					lines <- s.Text()
				}
				done <- true
			}()
		}
		var said []string
		select { // they are writing
		case line := <-lines:
			said = append(said, line)
		case <-time.After(2 * time.Minute):
			t.Errorf("round %d: nothing was saved", round)
		}
		time.Sleep(time.Duration(r.IntN(250)) * time.Millisecond)
		for _, c := range children {
			c.Process.Kill()
		}
		for _, c := range children {
			<-done
			c.Wait()
		}
		close(lines)
		for line := range lines {
			said = append(said, line)
		}
		for _, line := range said {
			if rest, ok := strings.CutPrefix(line, "saved "); ok {
				acknowledged[rest] = true
				total++
			} else if strings.HasPrefix(line, "failed") {
				t.Fatalf("round %d: %s", round, line)
			}
		}
		noPlainText(t, filepath.Dir(path))
		db, err := Open(ctx, path, o)
		if err != nil {
			t.Fatalf("round %d: %v", round, err)
		}
		there := map[string]bool{}
		read(t, db, func(tx *Tx) error {
			list, err := All[notes.Template](tx)
			for _, x := range list {
				f := strings.SplitN(x.Name, " ", 3)
				there[f[0]+" "+f[1]] = true
			}
			return err
		})
		for key := range acknowledged {
			if !there[key] {
				t.Fatalf("round %d: %s was saved and is not there", round, key)
			}
		}
		if report, err := db.Check(ctx); err != nil || !report.OK() {
			t.Fatalf("round %d: check: %v %v", round, report, err)
		}
		if round%20 == 19 { // so that the file stays small
			write(t, db, func(tx *Tx) error { return tx.c.exec(ctx, "DELETE FROM templates") })
			clear(acknowledged)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d saves, all there", total)
	if total == 0 {
		t.Error("nothing was saved before the kill")
	}
	noPlainText(t, filepath.Dir(path))
}

// TestTornEndOfLog: what a loss of power leaves behind the last transaction that was acknowledged is no damage, and takes nothing away.
func TestTornEndOfLog(t *testing.T) {
	ctx := context.Background()
	all, o := sealedFiles(t)
	s := all[len(all)-1]
	r := rand.New(rand.NewPCG(1, 2))
	dir := t.TempDir()
	const unit = 24 + 4096 + 40
	for i, n := range []int{1, 100, unit - 1, unit, unit + 7, 5 * unit} {
		for _, zero := range []bool{false, true} {
			tail := make([]byte, n)
			if !zero {
				for j := range tail {
					tail[j] = byte(r.Uint32())
				}
			}
			path := filepath.Join(dir, fmt.Sprint(i, zero, ".db"))
			for e, b := range s.files {
				if e == "-wal" {
					b = append(append([]byte(nil), b...), tail...)
				}
				if err := os.WriteFile(path+e, b, 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if !lookAt(t, ctx, path, o, s.texts, "torn") {
				t.Errorf("%d bytes behind the log (zeros: %v): it cannot be read", n, zero)
			}
		}
	}
	// a log that was only begun
	closed := all[0]
	path := filepath.Join(dir, "begun.db")
	if err := os.WriteFile(path, closed.files[""], 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path+"-wal", make([]byte, 4096), 0o600); err != nil {
		t.Fatal(err)
	}
	if !lookAt(t, ctx, path, o, closed.texts, "begun") {
		t.Error("a log that was only begun: it cannot be read")
	}
}
