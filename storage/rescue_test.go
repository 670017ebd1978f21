package storage

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/google/uuid"

	"rapport/people"
	"rapport/storage/storagetest"
)

// damage does something to a copy of a database, and says which bytes it touched.
func damage(r *rand.Rand, b []byte) (out []byte, touched [][2]int) {
	out = bytes.Clone(b)
	const page = 4096
	pages := len(b) / page
	switch r.IntN(5) {
	case 0: // a bit flips
		i := r.IntN(len(out))
		out[i] ^= 1 << r.IntN(8)
		return out, [][2]int{{i, i + 1}}
	case 1: // a page is lost
		p := r.IntN(pages) * page
		clear(out[p : p+page])
		return out, [][2]int{{p, p + page}}
	case 2: // a page holds rubbish
		p := r.IntN(pages) * page
		for i := range page {
			out[p+i] = byte(r.Uint32())
		}
		return out, [][2]int{{p, p + page}}
	case 3: // two pages change places
		p, q := r.IntN(pages)*page, r.IntN(pages)*page
		copy(out[p:p+page], b[q:q+page])
		copy(out[q:q+page], b[p:p+page])
		return out, [][2]int{{p, p + page}, {q, q + page}}
	}
	n := 1 + r.IntN(len(out)-1) // the file is cut short
	return out[:n], [][2]int{{n, len(b)}}
}

// placesOf lists, for every record, the bytes of the file that hold its rows.
func placesOf(t testing.TB, path string) map[string][][2]int {
	t.Helper()
	m, err := readImage(path)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string][][2]int{}
	for n := uint32(1); n <= m.pages; n++ {
		if m.freePage[n] {
			continue
		}
		m.rows(n, func(values []any) {
			if id, ok := values[0].(string); ok {
				if _, err := uuid.Parse(id); err == nil {
					out[id] = append(out[id], [2]int{int(n-1) * m.size, int(n) * m.size})
				}
			}
		})
	}
	// A long row goes on on other pages: which ones is not followed here, so that the whole chain counts through its bytes.
	for n := uint32(1); n <= m.pages; n++ {
		m.chains(n, func(id string, page uint32) {
			out[id] = append(out[id], [2]int{int(page-1) * m.size, int(page) * m.size})
		})
	}
	return out
}

// chains calls do with every page that the rows of a leaf page go on on.
func (m *image) chains(n uint32, do func(id string, page uint32)) {
	m.rows(n, func(values []any) {
		id, _ := values[0].(string)
		for p := uint32(1); p <= m.pages; p++ {
			for _, v := range values {
				if s, ok := v.(string); ok && len(s) > m.usable && bytes.Contains([]byte(s), m.page(p)[4:200]) {
					do(id, p)
				}
			}
		}
	})
}

// TestRescueBringsBackWhatIsNotTouched damages a database at random, RAPPORT_TORTURE times (20 unless said), and wants every record back
// none of whose pages was touched. A flipped bit inside a text is a wrong letter that nothing can notice in a file that is not encrypted, so
// that records on touched pages may differ.
func TestRescueBringsBackWhatIsNotTouched(t *testing.T) {
	rounds := rounds(20)
	db := filledWith(t, storagetest.Shape{People: 8, Meetings: 240, Life: true})
	want := everything(t, db)
	path := db.Path()
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	places := placesOf(t, path)
	dir := t.TempDir()
	back, all := 0, 0
	for round := range rounds {
		r := rand.New(rand.NewPCG(uint64(round), 7))
		damaged, touched := damage(r, content)
		file := filepath.Join(dir, fmt.Sprint(round, ".db"))
		if err := os.WriteFile(file, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		safe := func(id uuid.UUID) bool {
			for _, p := range places[id.String()] {
				for _, x := range touched {
					if p[0] < x[1] && x[0] < p[1] {
						return false
					}
				}
			}
			return len(places[id.String()]) > 0
		}
		got, err := Rescue(context.Background(), file, Options{})
		if err != nil && len(damaged) > 8192 {
			t.Errorf("round %d: %v", round, err)
			continue
		}
		compare(t, round, want, got.Records, safe, &back, &all)
		os.Remove(file)
	}
	t.Logf("%d of %d records brought back whole in %d rounds", back, all, rounds)
	if all == 0 {
		t.Fatal("nothing was tried")
	}
}

// compare wants every record that is safe, with all its nested records that are.
func compare(t *testing.T, round int, want, got people.Records, safe func(uuid.UUID) bool, back, all *int) {
	t.Helper()
	w, g := reflect.ValueOf(want), reflect.ValueOf(got)
	for _, table := range tables {
		have := map[uuid.UUID]reflect.Value{}
		for i := range g.Field(table.field).Len() {
			v := g.Field(table.field).Index(i)
			have[v.Field(0).Interface().(uuid.UUID)] = v
		}
	next:
		for i := range w.Field(table.field).Len() {
			v := w.Field(table.field).Index(i)
			id := v.Field(0).Interface().(uuid.UUID)
			if !safe(id) {
				continue
			}
			for _, c := range table.children {
				for j := range v.Field(c.field).Len() {
					if !safe(v.Field(c.field).Index(j).Field(0).Interface().(uuid.UUID)) {
						continue next
					}
				}
			}
			for _, l := range links { // a reference to a record that was touched may be gone
				if l.table == table.name {
					if to := v.FieldByIndex(table.fieldOf(l.column)).Interface().(uuid.UUID); to != uuid.Nil && !safe(to) {
						continue next
					}
				}
			}
			if m, ok := v.Interface().(people.LineMark); ok && !safe(m.Record) {
				continue
			}
			*all++
			x, ok := have[id]
			if !ok || !reflect.DeepEqual(x.Interface(), v.Interface()) {
				t.Errorf("round %d: the %s %s was not touched and is not back (there: %v)", round, noun(table.name), id, ok)
				continue
			}
			*back++
		}
	}
}

func TestRescueOfAWholeDatabase(t *testing.T) {
	db, _ := open(t)
	team(t, db)
	want := everything(t, db)
	got, err := Rescue(context.Background(), db.Path(), Options{}) // while its log is not folded in
	if err != nil || !reflect.DeepEqual(got.Records.Meetings, want.Meetings) || !reflect.DeepEqual(got.Records.Actions, want.Actions) || len(got.Lost) > 0 {
		t.Errorf("%v lost %v", err, got.Lost)
	}
	s := &rescue{rows: map[string]map[string]reflect.Value{}, parents: map[string]map[string]child{}, lost: map[string]int{}}
	if err := s.byPages(db.Path()); err != nil {
		t.Fatal(err)
	}
	if pages := s.result(); !reflect.DeepEqual(pages.Records.Meetings, want.Meetings) || !reflect.DeepEqual(pages.Records.People, want.People) {
		t.Error("the pages alone give something else")
	}
}

// What was deleted does not come back.
func TestRescueLeavesTheDeletedOut(t *testing.T) {
	db, _ := open(t)
	priya := team(t, db)
	write(t, db, func(tx *Tx) error {
		if _, err := Delete[people.Person](tx, priya.ID); err != nil {
			return err
		}
		_, err := Put(tx, people.Person{Name: "Hana Sato"})
		return err
	})
	got, err := Rescue(context.Background(), db.Path(), Options{})
	if err != nil || len(got.Records.Meetings) > 0 || len(got.Records.People) != 1 {
		t.Errorf("%v %+v", err, got.Found)
	}
}
