package ui

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/notes"
	"rapport/storage"
	"rapport/storage/storagetest"
	"rapport/ui/theme"
	w "rapport/ui/widget"
)

// inPalette opens the palette by its key and types.
func (d *desk) inPalette(text string) *w.Entry {
	d.t.Helper()
	d.key(fyne.KeyK, ctrl)
	e := d.entry("Find a person")
	d.typeInto(e, text)
	return e
}

func TestPaletteFindsAndOpens(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		e := d.inPalette("priy")
		d.shows("People", "Priya Raman", "start one-on-one", "Commands", "Add “priy” as a talking point for…")
		d.key2(e, fyne.KeyReturn, ctrl)
		if d.place.Page != Meeting || d.place.Person != fixtureID(1, 0) {
			t.Fatalf("Ctrl+Enter led to %+v", d.place)
		}
		d.open(Place{})
		d.settle()
		d.enter(d.inPalette("raman"))
		if d.place.Page != Person || d.place.Person != fixtureID(1, 0) {
			t.Fatalf("a name led to %+v", d.place)
		}
		d.open(Place{})
		d.settle()
		e = d.inPalette("noisy")
		d.shows("Notes", "noisy")
		d.enter(e)
		if d.place.Page != Meeting || d.place.Quote != "noisy" {
			t.Fatalf("Enter led to %+v", d.place)
		}
		d.open(Place{})
		d.settle()
		d.enter(d.inPalette(">sett"))
		if d.place.Page != SettingsPage {
			t.Errorf("a command led to %+v", d.place)
		}
		if w.OverlayOpen(d.window.Canvas()) {
			t.Error("the palette is still open")
		}
	})
}

// key2 presses a shortcut in an entry.
func (d *desk) key2(e *w.Entry, key fyne.KeyName, mod fyne.KeyModifier) {
	e.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: mod})
	d.settle()
}

func TestPaletteMovesFromGroupToGroup(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		e := d.inPalette("o")
		chosen := func() string {
			row := find(d, "chosen row", func(r *w.Row) bool { return r.Selected() && r.Content() != nil })
			var words []string
			for _, o := range test.LaidOutObjects(row) {
				if x, ok := o.(*w.Text); ok {
					words = append(words, x.Text())
				}
			}
			return strings.Join(words, "|")
		}
		first := chosen()
		seen := map[string]bool{first: true}
		for range 3 {
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
			seen[chosen()] = true
		}
		if len(seen) < 3 {
			t.Errorf("Tab came to %v", seen)
		}
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		if w.OverlayOpen(d.window.Canvas()) {
			t.Error("Escape left the palette open")
		}
	})
}

func TestPaletteWithoutAMatchAddsATalkingPoint(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		e := d.inPalette("zzqx wibble")
		d.shows("No match. Enter adds it as a talking point.")
		d.enter(e)
		d.enter(d.typed("Name", "mateo"))
		d.enter(d.entry("What to talk about"))
		for _, p := range d.records().TalkingPoints {
			if p.Text == "zzqx wibble" && p.Person != uuid.Nil {
				return
			}
		}
		t.Error("the talking point is not there")
	})
}

func (d *desk) typed(placeholder, text string) *w.Entry {
	d.t.Helper()
	e := d.entry(placeholder)
	d.typeInto(e, text)
	return e
}

// TestACommandComesBeforeNotesThatHoldItsWords types names of commands whose words stand in notes too, and words that are in notes first of all.
func TestACommandComesBeforeNotesThatHoldItsWords(t *testing.T) {
	r := fixture()
	r.Meetings[39].Notes += "\nWe agreed on a day and time for the backups. Her mirror and the settings of the trash. New one-on-one next week, on-call.\n"
	inWindow(t, r, func(d *desk) {
		meeting := Place{Page: Meeting, Person: fixtureID(1, 0), Record: fixtureID(2, 39)}
		for _, x := range []struct {
			typed string
			at    Place
			first paletteGroup
			text  string
		}{
			{"day and time", meeting, commandGroup, "Day and time"}, {"Day an", meeting, commandGroup, "Day and time"}, {"day and time", Place{}, noteGroup, "Priya Raman"},
			{"backups", Place{}, commandGroup, "Backups"}, {"mirr", Place{}, commandGroup, "Mirror"}, {"TRASH", Place{}, commandGroup, "Trash"}, {"sett", Place{}, commandGroup, "Settings"},
			{"new one-on-one", Place{}, commandGroup, "New one-on-one"}, {"one-on-one", Place{}, noteGroup, "Priya Raman"}, {"on-call", Place{}, noteGroup, ""}, {"se", Place{}, noteGroup, ""},
			{"priya", Place{}, peopleGroup, "Priya Raman"},
		} {
			d.open(x.at)
			d.settle()
			e := d.inPalette(x.typed)
			p := d.palette
			if len(p.items) == 0 || p.items[0].group != x.first || x.text != "" && p.items[0].text != x.text {
				t.Errorf("%q on %+v: first is %q of group %d", x.typed, x.at, p.items[0].text, p.items[0].group)
			}
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			d.settle()
		}
	})
}

// TestEveryActionIsInThePalette types the name of each action of each page: it comes first, with its key, and on the page of a person
// Enter runs it.
func TestEveryActionIsInThePalette(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		priya := fixtureID(1, 0)
		person := Place{Page: Person, Person: priya}
		for _, at := range []Place{{}, person, {Page: Meeting, Person: priya, Record: fixtureID(2, 39)}, {Page: Goals}, {Page: Actions}, {Page: Mirror}, {Page: Prep, Person: priya}} {
			d.open(at)
			d.settle()
			for _, x := range slices.Concat(d.allActions(), d.paletteActions()) {
				if slices.Contains([]string{"", "Back", "Find", "Find or run anything"}, x.name) {
					continue
				}
				if d.place != at {
					d.open(at)
					d.settle()
				}
				d.openPalette()
				e := d.entry("Find a person")
				e.SetText(">" + x.name)
				d.settle()
				p := d.palette
				if len(p.items) == 0 || p.items[0].text != x.name {
					t.Errorf("%+v: %q is not the first of %d found", at, x.name, len(p.items))
				} else if x.key != "" && !slices.ContainsFunc(d.allActions(), func(y action) bool { return y.name == x.name && p.items[0].keycap == keyName(y.key, y.mod) }) {
					t.Errorf("%+v: %q has the key %q", at, x.name, p.items[0].keycap)
				}
				key := fyne.KeyEscape
				if at == person {
					key = fyne.KeyReturn
				}
				e.TypedKey(&fyne.KeyEvent{Name: key})
				d.settle()
				if w.OverlayOpen(d.window.Canvas()) && strings.Contains(d.words(), "Find a person, a note") {
					t.Errorf("%+v: %q left the palette open", at, x.name)
				}
				for w.OverlayOpen(d.window.Canvas()) {
					w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
					d.settle()
				}
				if d.sharing {
					d.toggleSharing()
				}
			}
		}
	})
}

func TestWhatIsUsedComesFirst(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		p := &palette{a: d.App}
		p.collect()
		first := func() string { return p.best(p.commands, "", 1)[0].text }
		if first() != "Today" {
			t.Fatalf("first without use: %s", first())
		}
		for range 3 {
			d.use("command Settings")
		}
		d.settle()
		if first() != "Settings" {
			t.Errorf("first after use: %s", first())
		}
		// another window of the same computer counts on
		var kept map[string]string
		if err := d.o.DB.Read(context.Background(), func(tx *storage.Tx) (err error) {
			kept, err = storage.Locals(tx)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		again := &App{locals: kept}
		if again.used("command Settings") < 0.3 || again.used("command Today") != 0 {
			t.Errorf("kept: %v", kept)
		}
		if len(d.records().Settings) != 0 {
			t.Error("the use went into the settings that travel with an export")
		}
	})
}

func TestQuickCaptureFromAnyPage(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.open(Place{Page: Goals})
		d.settle()
		d.key(fyne.KeyT, ctrl)
		d.enter(d.typed("Name", "pri"))
		d.shows("For Priya Raman", "Waits on the agenda")
		d.enter(d.typed("What to talk about", "Who owns the pager?"))
		points := d.records().TalkingPoints
		if !slices.ContainsFunc(points, func(p notes.TalkingPoint) bool { return p.Text == "Who owns the pager?" && p.Person == fixtureID(1, 0) }) {
			t.Errorf("talking points: %+v", points)
		}

		before := len(d.records().Journal)
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		for i, private := range []bool{false, true} {
			d.capture(fixtureID(1, 0), captureJournal, "")
			if private {
				find(d, "kind", func(s *w.Segmented) bool { return strings.Contains(s.AccessibilityLabel(), "Journal line") || true }).TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
				d.settle()
				d.shows("Only you see it")
			}
			text := fmt.Sprintf("Seen in the corridor %d", i)
			d.enter(d.typed("What you heard or saw", text))
			lines := d.records().Journal
			if len(lines) != before+1+i {
				t.Fatalf("%d journal lines", len(lines))
			}
			for _, l := range lines {
				if l.Text == text && l.IsPrivate() != private {
					t.Errorf("%q private: %v", text, l.IsPrivate())
				}
			}
		}
		d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabMeetings})
		d.settle()
		d.shows("Seen in the corridor 0", "Seen in the corridor 1")
		d.undoLast()
		d.settle()
		if len(d.records().Journal) != before+1 {
			t.Error("Undo did not take the line back")
		}
	})
}

func TestFuzzy(t *testing.T) {
	find := func(pattern, text string) (match, bool) { return fuzzy(foldRunes(pattern), foldRunes(text)) }
	for _, x := range []struct {
		pattern, text string
		want          [][2]int
	}{
		{"pr", "Priya Raman", [][2]int{{0, 2}}},
		{"pra", "Priya Raman", [][2]int{{0, 1}, {6, 8}}},
		{"ra", "Priya Raman", [][2]int{{6, 8}}},
		{"zie", "Tomasz Zieliński", [][2]int{{7, 10}}},
		{"inski", "Tomasz Zieliński", [][2]int{{11, 16}}},
		{"new g", "New goal", [][2]int{{0, 3}, {4, 5}}},
		{"小明", "王小明", [][2]int{{1, 3}}},
		{"", "Anything", nil},
	} {
		m, ok := find(x.pattern, x.text)
		if !ok || !slices.Equal(m.marks, x.want) {
			t.Errorf("%q in %q: %v, %v", x.pattern, x.text, m.marks, ok)
		}
	}
	for _, x := range [][2]string{{"xyz", "Priya"}, {"amanr", "Raman"}, {"n oal", "New goal"}, {"noisy", "A note of it is so yellow"}} {
		if m, ok := find(x[0], x[1]); ok {
			t.Errorf("%q was found in %q at %v", x[0], x[1], m.marks)
		}
	}
	better, _ := find("go", "Goals")
	worse, _ := find("go", "Ergonomics")
	if better.score <= worse.score {
		t.Error("the beginning of a word is not better than its middle")
	}
}

func TestFuzzyMarksWhatWasTyped(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := foldRunes(rapid.StringOfN(rapid.RuneFrom([]rune("abc dé王-")), 0, 12, -1).Draw(t, "text"))
		pattern := foldRunes(rapid.StringOfN(rapid.RuneFrom([]rune("abc é王")), 0, 6, -1).Draw(t, "pattern"))
		m, ok := fuzzy(pattern, text)
		if !ok {
			return
		}
		var got []rune
		last := 0
		for _, x := range m.marks {
			if x[0] < last || x[1] <= x[0] || x[1] > len(text) {
				t.Fatalf("marks %v", m.marks)
			}
			last = x[1]
			got = append(got, text[x[0]:x[1]]...)
		}
		if want := strings.ReplaceAll(string(pattern), " ", ""); string(got) != want {
			t.Fatalf("marked %q of %q", string(got), want)
		}
	})
}

// BenchmarkKey measures from a key in the palette, and on the search page, until what it finds stands in the widgets. Baseline: one
// frame of 16 ms with 3,000 notes, 50 ms with 30,000, at the 99th percentile.
func BenchmarkKey(b *testing.B) {
	for _, size := range []int{3000, 30000} {
		for _, where := range []string{"palette", "search"} {
			b.Run(fmt.Sprint(where, "/", size), func(b *testing.B) {
				ctx := context.Background()
				now := storagetest.Last.Time().Add(10 * time.Hour)
				db, err := storage.Open(ctx, b.TempDir()+"/x.db", storage.Options{Now: func() time.Time { return now }})
				if err != nil {
					b.Fatal(err)
				}
				defer db.Close()
				records := storagetest.Records(storagetest.Shape{People: 12, Meetings: size})
				if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(records) }); err != nil {
					b.Fatal(err)
				}
				app := test.NewTempApp(b)
				queue := make(chan func(), 1000)
				a := New(Options{Fyne: app, DB: db, Now: func() time.Time { return now }, NewID: uuid.New, Theme: theme.Light, Do: func(f func()) { queue <- f }})
				a.Show()
				a.Window().Resize(fyne.NewSize(1280, 770))
				for a.page == nil || a.team.Partial {
					select {
					case f := <-queue:
						f()
					case <-time.After(time.Second):
					}
				}
				var entry *w.Entry
				var answered func() bool
				if where == "palette" {
					a.openPalette()
					for _, o := range test.LaidOutObjects(a.window.Canvas().Overlays().Top()) {
						if e, ok := o.(*w.Entry); ok {
							entry = e
						}
					}
					answered = func() bool { return a.palette.waiting == nil }
				} else {
					a.open(Place{Page: Search})
					p := a.page.(*searchPage)
					entry, answered = p.entry, func() bool { return p.answered }
				}
				words := []string{storagetest.Phrase, storagetest.RareWord, "the team will", "next week", "feedback on the plan"}
				var took []float64
				quiet := map[string]float64{} // the shortest time of each key: what it costs where nothing else takes the machine
				for range max(b.N, 3) {
					for _, word := range words {
						entry.Put("")
						for !answered() {
							(<-queue)()
						}
						for i := range word {
							start := time.Now()
							entry.SetText(word[:i+1])
							for !answered() {
								(<-queue)()
							}
							ms := float64(time.Since(start).Microseconds()) / 1000
							took = append(took, ms)
							if least, ok := quiet[word[:i+1]]; !ok || ms < least {
								quiet[word[:i+1]] = ms
							}
						}
					}
				}
				slices.Sort(took)
				b.ReportMetric(took[len(took)/2], "ms/median")
				b.ReportMetric(took[len(took)*99/100], "ms/p99")
				b.ReportMetric(slices.Max(slices.Collect(maps.Values(quiet))), "ms/quiet-max")
				if testing.Verbose() {
					keys := slices.SortedFunc(maps.Keys(quiet), func(x, y string) int { return cmp.Compare(quiet[y], quiet[x]) })
					for _, key := range keys[:10] {
						b.Logf("%6.1f ms at the least: %q", quiet[key], key)
					}
				}
				b.ReportMetric(0, "ns/op")
				go func() {
					for f := range queue {
						f()
					}
				}()
				a.Close()
			})
		}
	}
}
