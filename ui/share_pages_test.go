package ui

import (
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	w "rapport/ui/widget"
	"rapport/ui/widget/editor"
)

// veil stands in every text of the secrets that only the manager sees.
const veil = "qzveil"

// secrets is the fixture with something in every field that only the manager sees.
func secrets() people.Records {
	r := fixture()
	on := civil.DateOf(fixtureNow)
	yes, num := true, func(n int) *int { return &n }
	for i := range r.People {
		p := &r.People[i]
		p.Strengths = []people.Strength{{Text: "Explains promotion criteria"}}
		p.ProfileNotes, p.Sensitivity, p.RetainUntil, p.Hold, p.Team = veil+" notes", people.Alert, on+400, &yes, "Checkout"
		p.Email = strings.ToLower(strings.Fields(p.Name)[0]) + "@example.org"
		id := p.ID
		r.Absences = append(r.Absences, people.Absence{ID: fixtureID(20, i), Person: id, From: on + 2, To: on + 4, Text: veil + " leave"})
		r.Journal = append(r.Journal, notes.JournalLine{ID: fixtureID(21, i), Person: id, At: civil.InstantOf(fixtureNow.AddDate(0, 0, -4)), Text: veil + " line", Private: &yes})
		r.Feedback = append(r.Feedback, notes.Feedback{ID: fixtureID(22, i), Person: id, Date: on - 3, Kind: notes.Praise, Direction: notes.Given, Text: veil + " praise", Private: &yes})
		r.Observations = append(r.Observations, people.Observation{ID: fixtureID(23, i), Person: id, Date: on - 3, Behaviour: veil + " behaviour", Change: people.Less, Note: veil + " note"})
		r.Events = append(r.Events, people.Event{ID: fixtureID(24, i), Person: id, Date: on - 31, Kind: people.OtherEvent, Text: veil + " event"})
		r.Acknowledgements = append(r.Acknowledgements, people.Acknowledgement{ID: fixtureID(25, i), Person: id, Sign: "gap", Raised: on - 60, At: on - 50, Action: people.Dismissed, Reason: veil + " reason"})
	}
	for i := range r.Meetings {
		m := &r.Meetings[i]
		m.Intent, m.PrivateNotes, m.Workload, m.WorkloadSource = veil+" intent", "I will send the "+veil+" figures by Friday.\n", num(5), notes.Impression
	}
	r.Meetings = append(r.Meetings, notes.Meeting{ID: fixtureID(26, 1), Person: fixtureID(1, 1), At: civil.InstantOf(fixtureNow), Began: civil.InstantOf(fixtureNow), Status: notes.Scheduled,
		Mood: num(1), MoodSource: notes.Impression, Intent: veil + " intent", PrivateNotes: "I will send the " + veil + " figures by Friday.\n"})
	gone := people.Person{ID: fixtureID(1, 50), Name: "Zorian Quistberg", Status: people.Archived, StatusSince: on - 9, Left: &people.Left{Date: on - 9, Why: veil + " why"}, ProfileNotes: veil}
	r.People = append(r.People, gone, people.Person{ID: fixtureID(1, 51), Name: "Quincy Abendroth"}, people.Person{ID: fixtureID(1, 52), Name: "Ottokar Nachtweide"})
	r.Meetings[39].Notes += "\nQuincy takes the rota over from Zarathustra, and Ottokars from **Nacht**weide.\n"
	r.CueWords = append(r.CueWords, people.CueWord{ID: fixtureID(27, 1), Text: veil + " cue", Kind: string(morale.WorkloadHigh)})
	return r
}

// namedIn are the texts of the constants of the package whose names or types fit.
func namedIn(t *testing.T, fits func(name, kind string) bool) []string {
	t.Helper()
	packages, err := parser.ParseDir(token.NewFileSet(), ".", func(f fs.FileInfo) bool { return !strings.HasSuffix(f.Name(), "_test.go") }, 0)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	var out []string
	ast.Inspect(packages["ui"], func(n ast.Node) bool {
		v, ok := n.(*ast.ValueSpec)
		if !ok || len(v.Values) != len(v.Names) {
			return true
		}
		kind := ""
		if x, ok := v.Type.(*ast.Ident); ok {
			kind = x.Name
		}
		for i, name := range v.Names {
			if lit, ok := v.Values[i].(*ast.BasicLit); ok && lit.Kind == token.STRING && fits(name.Name, kind) {
				if text, _ := strconv.Unquote(lit.Value); !seen[text] {
					seen[text] = true
					out = append(out, text)
				}
			}
		}
		return true
	})
	return out
}

// everyPlace are all pages with all tabs, sections, and records, also those that are added later.
func everyPlace(t *testing.T) []Place {
	pages := namedIn(t, func(_, kind string) bool { return kind == "PageName" })
	tabs := namedIn(t, func(name, _ string) bool { return strings.HasPrefix(name, "Tab") })
	for _, s := range sections {
		tabs = append(tabs, s.tab)
	}
	if len(pages) < 14 || len(tabs) < 13 {
		t.Fatalf("pages %q, tabs %q", pages, tabs)
	}
	var out []Place
	for _, page := range pages {
		held := Place{Page: PageName(page), Person: fixtureID(1, 0), Record: fixtureID(2, 39)}
		if held.Page == Goal {
			held.Record = fixtureID(8, 0)
		}
		for _, tab := range tabs {
			if held.Page != Person && held.Page != Mirror && held.Page != SettingsPage && tab != "" && tab != TabSigns {
				continue // other pages have no more tabs than these
			}
			at := held
			at.Tab = tab
			if tab != TabMeetings && held.Page == Person {
				at.Record = uuid.Nil
			}
			out = append(out, at)
		}
		for _, field := range []string{"notes", "private_notes", "intent", "text"} {
			at := held
			at.Field, at.Query = field, "figures"
			out = append(out, at)
		}
		out = append(out, Place{Page: held.Page}, Place{Page: held.Page, Query: "answers"}, Place{Page: held.Page, Person: fixtureID(1, 1), Record: fixtureID(26, 1)},
			Place{Page: held.Page, Person: fixtureID(1, 50), Tab: TabProfile})
	}
	for _, k := range morale.Kinds {
		out = append(out, Place{Page: Sign, Person: fixtureID(1, 0), Kind: string(k.Kind)})
	}
	for kind, id := range map[string]uuid.UUID{ // their histories
		"absences": fixtureID(20, 0), "journal": fixtureID(21, 0), "feedback": fixtureID(22, 0), "observations": fixtureID(23, 0), "events": fixtureID(24, 0),
		"people": fixtureID(1, 0), "goals": fixtureID(8, 0), "actions": fixtureID(5, 0), "talking_points": fixtureID(4, 0), "meetings": fixtureID(2, 39),
	} {
		out = append(out, Place{Page: History, Person: fixtureID(1, 0), Record: id, Kind: kind})
	}
	for _, record := range []uuid.UUID{fixtureID(6, 0), fixtureID(21, 0)} {
		out = append(out, Place{Page: Person, Person: fixtureID(1, 0), Tab: TabMeetings, Record: record})
	}
	return out
}

// uncovered is what the window shows now and should not while the screen is shared.
func (d *desk) uncovered(names []string) (found []string) {
	all := "\n" + d.drawn()
	for _, o := range d.objects() { // what is being typed is seen, and what is masked is drawn beside it; a secret is nowhere
		e, ok := o.(*w.Entry)
		if ok && e.Text != "" && !strings.Contains(e.Text, veil) && (e.Veiled() || d.window.Canvas().Focused() == fyne.Focusable(e)) {
			all = strings.ReplaceAll(all, "\n"+e.Text+"\n", "\n")
		}
	}
	for _, word := range append(slices.Clone(names), veil, "below usual", "than usual", "my reading", "was heavy") {
		if i := strings.Index(strings.ToLower(all), strings.ToLower(word)); i >= 0 {
			found = append(found, word+" in "+strconv.Quote(all[max(0, i-50):min(len(all), i+50)]))
		}
	}
	return found
}

// TestEveryPlaceIsCoveredWhileItIsOpen begins and ends screen-share mode with its key on every page, with the keyboard where the page has it.
func TestEveryPlaceIsCoveredWhileItIsOpen(t *testing.T) {
	r := secrets()
	inWindow(t, r, func(d *desk) {
		defer w.SetMask(nil)
		var names []string
		for _, p := range r.People {
			names = append(names, strings.Fields(p.Name)...)
		}
		places := everyPlace(t)
		for _, part := range []string{"notes", "private_notes"} { // with the keyboard in the text
			places = append(places, Place{Page: Meeting, Person: fixtureID(1, 1), Record: fixtureID(26, 1), Field: part})
		}
		places = slices.DeleteFunc(places, func(p Place) bool { // the other test looks at all of them
			return p.Query != "" && p.Page != Search || p.Field != "" && p.Page != Meeting && p.Page != History
		})
		for _, to := range places {
			d.goTo(Place{})
			d.open(to)
			d.settle()
			before, at, focused := d.drawn(), d.place, d.window.Canvas().Focused()
			d.key(fyne.KeyH, ctrlShift)
			if !d.sharing {
				t.Fatalf("%+v: the key does not begin it", to)
			}
			for _, found := range d.uncovered(names) {
				t.Errorf("%+v shows %s", to, found)
			}
			d.key(fyne.KeyH, ctrlShift)
			if d.sharing {
				t.Fatalf("%+v: the key does not end it", to)
			}
			if _, ok := focused.(*editor.Editor); ok && d.window.Canvas().Focused() != focused {
				t.Errorf("%+v: the text has lost the keyboard to %T", to, d.window.Canvas().Focused())
			}
			if d.place != at {
				t.Errorf("%+v: at %+v after it", to, d.place)
			}
			if after := d.drawn(); after != before {
				t.Errorf("%+v: another page after it:\n%s\nbefore it:\n%s", to, after, before)
			}
		}
	})
}

func TestNoPlaceShowsAnythingPrivateWhileTheScreenIsShared(t *testing.T) {
	r := secrets()
	inWindow(t, r, func(d *desk) {
		defer w.SetMask(nil)
		if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error { // for good
			if _, err := storage.Delete[people.Person](tx, fixtureID(1, 52)); err != nil {
				return err
			}
			_, err := storage.Purge(tx, d.o.Now().Add(time.Hour))
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := d.o.DB.Write(context.Background(), func(tx *storage.Tx) error { // into Trash
			_, e1 := storage.Delete[people.Observation](tx, fixtureID(23, 6))
			_, e2 := storage.Delete[people.Event](tx, fixtureID(24, 6))
			_, e3 := storage.Delete[notes.JournalLine](tx, fixtureID(21, 6))
			_, e4 := storage.Delete[people.Absence](tx, fixtureID(20, 6))
			_, e5 := storage.Delete[notes.Feedback](tx, fixtureID(22, 6))
			_, e6 := storage.Delete[people.Person](tx, fixtureID(1, 5))
			_, e7 := storage.Delete[people.Person](tx, fixtureID(1, 51))
			return errors.Join(e1, e2, e3, e4, e5, e6, e7)
		}); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range r.People {
			names = append(names, strings.Fields(p.Name)...)
		}
		seen := func() []string { return d.uncovered(names) }
		// words about somebody who was deleted, and about a name that somebody had
		names = append(names, "Quincy", "Zarathustra")
		was := d.team.Member(fixtureID(1, 4)).Person
		for _, name := range []string{"Zarathustra Sato", was.Name} {
			time.Sleep(5 * time.Minute) // each is a version of its own
			change(d.App, was, func(p people.Person) (people.Person, error) { p.Name = name; return p, nil })
			d.settle()
		}
		places := everyPlace(t)
		shown := 0
		for _, to := range places {
			d.open(to)
			d.settle()
			if strings.Contains(d.drawn(), veil) {
				shown++
			}
		}
		if shown < 8 { // else nothing above could fail
			t.Errorf("only %d places show a secret while nothing is shared", shown)
		}
		d.open(Place{})
		d.toggleSharing()
		for _, to := range places {
			d.open(to)
			d.settle()
			for _, found := range seen() {
				t.Errorf("%+v shows %s", to, found)
			}
		}
		d.open(Place{Page: History, Person: fixtureID(1, 0), Record: fixtureID(2, 39)})
		d.settle()
		find(d, "choice of a part", func(s *w.Segmented) bool { return s.OnChanged != nil }).OnChanged(1)
		d.settle()
		if found := seen(); len(found) > 0 {
			t.Errorf("the private part of a history shows %s", found)
		}
		for _, at := range []Place{{}, {Page: Person, Person: fixtureID(1, 0)}, {Page: Meeting, Person: fixtureID(1, 1), Record: fixtureID(26, 1)},
			{Page: Meeting, Person: fixtureID(1, 1), Record: fixtureID(26, 1), Field: "private_notes"}} {
			d.open(at)
			d.settle()
			for i := range d.allActions() { // with the dialogs that they open
				x := d.allActions()[i] // of the page that stands now
				if x.name == "Screen-share mode" || x.name == "Quit" {
					continue
				}
				x.do()
				d.settle()
				for _, found := range seen() {
					t.Errorf("%q on %+v shows %s", x.name, at, found)
				}
				for w.OverlayOpen(d.window.Canvas()) {
					w.OverlayKey(d.window.Canvas(), &fyne.KeyEvent{Name: fyne.KeyEscape})
					d.settle()
				}
				d.goTo(at)
				d.settle()
			}
		}
	})
}
