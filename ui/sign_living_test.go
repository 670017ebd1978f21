package ui

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/interchange"
	"rapport/morale"
	"rapport/notes"
	"rapport/people"
	w "rapport/ui/widget"
)

// lastNotes sets the notes of the last held one-on-ones of somebody in the fixture, the latest first.
func lastNotes(r people.Records, person uuid.UUID, texts ...string) {
	for i := len(r.Meetings) - 1; i >= 0 && len(texts) > 0; i-- {
		if m := &r.Meetings[i]; m.Person == person && m.Status == notes.Held {
			m.Notes, texts = texts[0], texts[1:]
		}
	}
}

// saidSigns are the open signs that rest on words.
func saidSigns(m *Member) (out []morale.Kind) {
	for _, s := range m.Signs {
		if s.Family == morale.FamilySaid {
			out = append(out, s.Kind)
		}
	}
	return out
}

func TestNotesInOtherLanguagesAreSaidNotToBeRead(t *testing.T) {
	const notRead = "Words were not read in"
	for name, c := range map[string]struct {
		latest string
		unread bool
		kind   morale.Kind // raised by the words; empty: none
	}{
		"German":   {"Priya ist erschöpft und sagt, dass sie so nicht weitermachen kann. Wir haben über die Bereitschaft gesprochen und was man daran ändern muss. I am exhausted, sagte sie.", true, ""},
		"Japanese": {"今日は少し疲れていると言っていた。当番の夜が続いていて、休みがほしいそうだ。来週の予定を一緒に見直すことにした。", true, ""},
		"Dutch with English words": {"Priya zegt dat ze burned out is, maar dat het volgende week beter wordt. We hebben het gehad over de on-call en de deadlines van het team, en wat er nog moet gebeuren.",
			true, ""},
		"English with foreign words": {"We spoke about the Kindergarten of her son, about the Feierabend that never comes, and the déjà vu of last week. Priya is exhausted, she said, and wants a quiet week after the rota.",
			false, morale.Exhaustion},
	} {
		t.Run(name, func(t *testing.T) {
			r := fixture()
			id := fixtureID(1, 0)
			lastNotes(r, id, c.latest)
			inWindow(t, r, func(d *desk) {
				m := d.team.Member(id)
				if got := saidSigns(m); c.kind == "" && len(got) > 0 || c.kind != "" && m.Sign(string(c.kind)) == nil {
					t.Errorf("signs from words: %v, want %q", got, c.kind)
				}
				d.open(Place{Page: Person, Person: id})
				d.settle()
				times := strings.Count(d.words(), notRead)
				if want := b2i(c.unread); times != want {
					t.Errorf("%d times %q, want %d", times, notRead, want)
				}
				if c.unread {
					d.shows("Words were not read in 1 note of the last half year: not in English.")
				}
			})
		})
	}
}

// imported are records as they are after an export to a document and an import of it into an empty database.
func imported(t *testing.T, r people.Records) people.Records {
	t.Helper()
	var b bytes.Buffer
	if err := interchange.Write(&b, interchange.Document{Format: interchange.Format, Version: interchange.Version, Records: r}); err != nil {
		t.Fatal(err)
	}
	changes, _, _, err := interchange.Import(&b, people.Records{}, interchange.ReadOptions{Strict: true}, interchange.MergeOptions{})
	if err != nil {
		t.Fatal(err)
	}
	return changes.Apply(people.Records{})
}

// What the manager said of a line, and words of their own, hold after the note was changed elsewhere, and in a database that the record was brought into.
func TestNotASignAndOwnWordsStay(t *testing.T) {
	const not, own = "Priya is exhausted.", "She is climbing the walls again."
	id := fixtureID(1, 0)
	r := fixture()
	lastNotes(r, id, not+" Two pages in the night.\n\n"+own)
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: SettingsPage, Tab: "signs"})
		d.settle()
		kind := find(d, "what a word means", func(s *w.Select) bool { return strings.Contains(s.AccessibilityLabel(), wordKinds[0].Name) })
		kind.OnChanged(indexOfKind(morale.Frustration))
		e := d.entry("A word or a few")
		d.typeInto(e, "climbing the walls")
		d.enter(e)
		d.open(Place{Page: Sign, Person: id, Kind: string(morale.Exhaustion)})
		d.settle()
		d.press("Not this one")
		held := func(when string, d *desk) {
			t.Helper()
			m := d.team.Member(id)
			if m.Sign(string(morale.Exhaustion)) != nil {
				t.Errorf("%s: the line counts again", when)
			}
			if s := m.Sign(string(morale.Frustration)); s == nil || s.Evidence[0].Text != own {
				t.Errorf("%s: the own word does not count: %+v", when, s)
			}
		}
		held("at once", d)
		all := d.team.Member(id).Meetings
		i := len(all) - 1
		for all[i].Status != notes.Held {
			i--
		}
		change(d.App, all[i], func(m notes.Meeting) (notes.Meeting, error) {
			m.Notes = "## Before\n\nA line more.\n\n" + m.Notes + "\n\nAnd one after it."
			return m, nil
		})
		d.settle()
		held("after the note was changed", d)
		r = d.records()
	})
	inWindow(t, r, func(d *desk) {
		m := d.team.Member(id)
		if m.Sign(string(morale.Exhaustion)) != nil || m.Sign(string(morale.Frustration)) == nil {
			t.Errorf("after a restart: %v", saidSigns(m))
		}
	})
	inWindow(t, imported(t, r), func(d *desk) {
		m := d.team.Member(id)
		if m.Sign(string(morale.Exhaustion)) != nil || m.Sign(string(morale.Frustration)) == nil {
			t.Errorf("after an import: %v", saidSigns(m))
		}
	})
}

func indexOfKind(k morale.Kind) int {
	for i, x := range wordKinds {
		if x.Kind == k {
			return i
		}
	}
	return -1
}

// A snooze takes a sign off the lists until its day, or until it is urgent; a dismissal for as long as the sign is open, or until it is urgent.
func TestSnoozeAndDismissalEndWhereItIsUrgent(t *testing.T) {
	id := fixtureID(1, 0)
	for _, way := range []string{"snoozed", "dismissed"} {
		t.Run(way, func(t *testing.T) {
			r := fixture()
			lastNotes(r, id, "Priya talks about the team as if she were no longer part of it.")
			inWindow(t, r, func(d *desk) {
				open := func() *morale.Sign { return d.team.Member(id).Sign(string(morale.WishToLeave)) }
				if s := open(); s == nil || s.Severity != morale.Concern {
					t.Fatalf("to begin with: %+v", s)
				}
				d.open(Place{Page: Sign, Person: id, Kind: string(morale.WishToLeave)})
				d.settle()
				if way == "snoozed" {
					d.press("Snooze")
					d.shows("Snoozed until 17 Mar.")
				} else {
					d.typeInto(d.entry("Reason, in one line"), "She meant the old team")
					d.press("Not a sign")
				}
				if open() != nil {
					t.Fatal("it is still on the lists")
				}
				ack := d.records().Acknowledgements[0]
				if way == "dismissed" && ack.Reason != "She meant the old team" {
					t.Errorf("the reason: %+v", ack)
				}
				at, _ := civil.ParseInstant(d.today().String() + "T12:00:00+02:00")
				put(d.App, notes.JournalLine{ID: fixtureID(78, 1), Person: id, At: at, Text: "Priya said: “I want to leave.”"})
				d.settle()
				if s := open(); s == nil || s.Severity != morale.Urgent {
					t.Errorf("said plainly: %+v", s)
				}
				d.open(Place{Page: Today})
				d.settle()
				d.shows("Wish to leave, said plainly")
			})
		})
	}
}

func TestASnoozeEndsOnItsDay(t *testing.T) {
	id := fixtureID(1, 0)
	inWindow(t, fixture(), func(d *desk) {
		open := func() bool { return d.team.Member(id).Sign(string(morale.MoodBelowUsual)) != nil }
		if !open() {
			t.Fatal("no sign to begin with")
		}
		d.open(Place{Page: Sign, Person: id, Kind: string(morale.MoodBelowUsual)})
		d.settle()
		d.press("Snooze")
		if open() {
			t.Error("it is still on the lists")
		}
		d.undoLast()
		d.settle()
		if !open() {
			t.Error("Undo brings it back")
		}
		d.open(Place{Page: Sign, Person: id, Kind: string(morale.MoodBelowUsual)})
		d.settle()
		d.press("Snooze")
		f := d.team.Member(id).File
		if s := morale.Signs(f, d.team.Rules.Only(morale.MoodBelowUsual), d.today()+13); len(s) != 0 {
			t.Errorf("a day too early: %v", s)
		}
		if s := morale.Signs(f, d.team.Rules.Only(morale.MoodBelowUsual), d.today()+14); len(s) != 1 {
			t.Errorf("on its day: %v", s)
		}
	})
}

// Quiet leaves what is only to be watched off every list, alert speaks earlier.
func TestSensitivityOnTheLists(t *testing.T) {
	r := fixture()
	for i := range r.People { // 25 days since the last praise: of note at alert only
		r.Feedback = append(r.Feedback, notes.Feedback{ID: fixtureID(77, i), Person: r.People[i].ID, Date: civil.DateOf(fixtureNow) - 25, Kind: notes.Praise, Direction: notes.Given, Behaviour: "Wrote it down"})
	}
	id := fixtureID(1, 1)
	lastNotes(r, id, "Mateo is frustrated with the rota.")
	inWindow(t, r, func(d *desk) {
		choose := func(key fyne.KeyName) {
			d.open(Place{Page: SettingsPage, Tab: "signs"})
			d.settle()
			find(d, "sensitivity", func(s *w.Segmented) bool {
				l := s.AccessibilityLabel()
				return l == "Quiet" || l == "Normal" || l == "Alert"
			}).TypedKey(&fyne.KeyEvent{Name: key})
			d.settle()
			d.open(Place{Page: Person, Person: id})
			d.settle()
		}
		sign := func(k morale.Kind) bool { return d.team.Member(id).Sign(string(k)) != nil }
		if !sign(morale.Frustration) || sign(morale.NoRecognition) {
			t.Fatalf("normal: %v", d.team.Member(id).Signs)
		}
		choose(fyne.KeyLeft)
		if sign(morale.Frustration) || strings.Contains(d.words(), "Frustration") {
			t.Error("quiet shows what is only to be watched")
		}
		choose(fyne.KeyRight)
		choose(fyne.KeyRight)
		d.shows("No praise noted for 25 days")
		if !sign(morale.Frustration) || !sign(morale.NoRecognition) {
			t.Errorf("alert: %v", d.team.Member(id).Signs)
		}
	})
}

// What is seen in private notes counts, and leaves by no export that does not ask for it.
func TestWhatPrivateNotesShowIsNotExported(t *testing.T) {
	const secret = "Priya is exhausted and close to tears."
	id := fixtureID(1, 0)
	r := fixture()
	for i := len(r.Meetings) - 1; i >= 0; i-- {
		if m := &r.Meetings[i]; m.Person == id && m.Status == notes.Held {
			m.PrivateNotes = secret
			break
		}
	}
	inWindow(t, r, func(d *desk) {
		s := d.team.Member(id).Sign(string(morale.Exhaustion))
		if s == nil || s.Evidence[0].Text != secret {
			t.Fatalf("it does not count: %+v", s)
		}
		for i, who := range []string{"For the review", "For Priya", "For me"} {
			path := filepath.Join(filepath.Dir(d.path), who+".md")
			d.open(Place{Page: Person, Person: id})
			d.settle()
			d.key(fyne.KeyE, ctrl)
			audience := find(d, "audience", func(s *w.Segmented) bool { return s.AccessibilityLabel() == "For the review" })
			audience.OnChanged(i)
			d.objectsEntry(2).Put(path)
			tapIn(d, "Export")
			text, err := os.ReadFile(path)
			if err != nil || !bytes.Contains(text, []byte("Priya Raman")) {
				t.Fatalf("%s: %v", who, err)
			}
			if bytes.Contains(text, []byte("exhausted")) {
				t.Errorf("%s: the private line is in it", who)
			}
		}
		habits := filepath.Join(filepath.Dir(d.path), "habits.md")
		d.open(Place{Page: Mirror})
		d.settle()
		d.key(fyne.KeyE, ctrl)
		find(d, "entry of the file", func(e *w.Entry) bool { return strings.HasSuffix(e.Text, ".md") }).Put(habits)
		tapIn(d, "Export")
		if text, err := os.ReadFile(habits); err != nil || bytes.Contains(text, []byte("exhausted")) {
			t.Errorf("mirror: %v", err)
		}
		// a mark quotes its line, an acknowledgement may say what it was about
		d.open(Place{Page: Sign, Person: id, Kind: string(morale.Exhaustion)})
		d.settle()
		d.press("Not this one")
		all := d.records()
		if len(all.LineMarks) != 1 {
			t.Fatal("no mark")
		}
		var with, without bytes.Buffer
		for out, o := range map[*bytes.Buffer]interchange.ExportOptions{&with: {}, &without: {ExcludePrivate: true}} {
			doc := interchange.Document{Format: interchange.Format, Version: interchange.Version, Records: interchange.Filter(all, o)}
			if err := interchange.Write(out, doc); err != nil {
				t.Fatal(err)
			}
		}
		if !strings.Contains(with.String(), secret) || strings.Contains(without.String(), "exhausted") {
			t.Error("of the two documents the one with what is private holds the line, the other does not")
		}
	})
}

func TestAGoalPastItsDateSaysSo(t *testing.T) {
	r := fixture()
	due := civil.NewDate(2026, time.February, 20)
	g := &r.Goals[0]
	g.Due, g.Start = due, due-60
	title := g.Title
	inWindow(t, r, func(d *desk) {
		d.open(Place{Page: Person, Person: g.Person})
		d.settle()
		d.shows(title, "done. Was due 20 Feb.")
		d.open(Place{Page: Goals})
		d.settle()
		d.shows("Was due 20 Feb")
	})
}
