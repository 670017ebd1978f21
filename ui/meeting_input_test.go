package ui

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"rapport/civil"
	"rapport/notes"
	"rapport/people"
	"rapport/storage"
	"rapport/storage/storagetest"
	"rapport/ui/theme"
)

// odd are texts that a person may type or paste.
var odd = map[string]string{
	"right to left":     "שלום עולם, היא אמרה שהכול בסדר. مرحبا بالعالم",
	"emoji":             "👩‍👩‍👧‍👦 fine 👍🏽 🇫🇮 ❤️",
	"zero width":        "a\u200bb\u200cc\u200dd\ufeffe\u2060f",
	"control":           "bell\a back\b esc\x1b nul-less\x01 tab\tend",
	"line ends":         "one\r\ntwo\nthree\r\n\r\n",
	"combining":         "Z\u0351\u036b\u0343\u036a\u0302\u036b\u033d\u034f\u0334\u0319\u0324\u031e\u0349\u035a\u032f\u031e\u0320\u034dA\u036b\u0357\u0334\u0362\u0335\u031c\u0330\u0354L\u0368\u0367\u0369\u0358\u0320G\u0311\u0357\u030e\u0305\u035b\u0341\u0334",
	"bidi controls":     "\u202eevil\u202c and \u2066isolated\u2069",
	"no break":          strings.Repeat("x", 5000),
	"markdown":          "# [a](b) ![c](javascript:d) <script>e</script> ``` \n```\n| a | b |\n|---|---|\n",
	"japanese":          "彼女は元気です。来週は三月です",
	"spaces at the end": "  kept as typed   \n\n   ",
}

func TestOddTextIsKeptAsTyped(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		for _, size := range []fyne.Size{fyne.NewSize(1280, 770), fyne.NewSize(1024, 670)} {
			d.window.Resize(size)
			d.settle()
			for name, text := range odd {
				for _, private := range []bool{false, true} {
					p.choosePart(private)
					e := p.editor()
					e.Select(0, e.Len())
					fyne.CurrentApp().Clipboard().SetContent(text)
					e.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
					time.Sleep(time.Second)
					d.settle()
					m := d.meeting(p.m.ID)
					if got := map[bool]string{false: m.Notes, true: m.PrivateNotes}[private]; got != text {
						t.Errorf("%s: kept %q of %q", name, got, text)
					}
				}
				p.agenda.putFrom(notes.Me, text)
				d.settle()
				if topics := d.meeting(p.m.ID).Topics; topics[len(topics)-1].Text != text {
					t.Errorf("%s: topic %q", name, topics[len(topics)-1].Text)
				}
				fits(d, name)
			}
			p.togglePreview()
			d.settle()
			fits(d, "preview")
			p.togglePreview()
		}
	})
}

// fits holds that the page is no wider than its window, so that nothing was pushed out of it.
func fits(d *desk, what string) {
	d.t.Helper()
	least, has := d.window.Content().MinSize(), d.window.Canvas().Size()
	if least.Width > has.Width || least.Height > has.Height {
		d.t.Errorf("%s: the page needs %v of %v", what, least, has)
	}
}

func TestPastedMegabyte(t *testing.T) {
	begun(t, fixture(), func(d *desk, p *meetingPage) {
		line := "me: do it by fri, she is always late and lazy. + and more words than fit on one line of the page, again and again.\n"
		text := strings.Repeat(line, 1<<20/len(line)+1)
		fyne.CurrentApp().Clipboard().SetContent(text)
		p.shared.TypedShortcut(&fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()})
		time.Sleep(2 * time.Second)
		d.settle()
		if got := d.meeting(p.m.ID).Notes; got != text {
			t.Fatalf("kept %d bytes of %d", len(got), len(text))
		}
		d.shows("Action item?")
		fits(d, "a megabyte")
		p.shared.Undo()
		time.Sleep(2 * time.Second)
		d.settle()
		if got := d.meeting(p.m.ID).Notes; got != "" {
			t.Errorf("%d bytes after Undo", len(got))
		}
	})
}

func TestNameOf300Characters(t *testing.T) {
	r := fixture()
	r.People[0].Name = strings.Repeat("Maximiliane-Theodora ", 14) + "Zu"
	begun(t, r, func(d *desk, p *meetingPage) {
		for _, size := range []fyne.Size{fyne.NewSize(1280, 770), fyne.NewSize(1024, 670)} {
			d.window.Resize(size)
			d.settle()
			fits(d, "meeting")
			if p.finish.Position().X+p.finish.Size().Width > size.Width {
				t.Errorf("Finish stands at %v", p.finish.Position())
			}
			d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabMeetings})
			d.settle()
			fits(d, "one-on-ones")
			d.open(Place{Page: Meeting, Person: fixtureID(1, 0), Record: p.m.ID})
			d.settle()
			p = d.page.(*meetingPage)
		}
	})
}

func TestSeriesOverDaylightSavingAndAnotherZone(t *testing.T) {
	r := fixture() // Tuesdays 10:00 in Helsinki; clocks go forward on 29 March
	begun(t, r, func(d *desk, p *meetingPage) {
		m := d.team.Member(fixtureID(1, 0))
		next := m.Appointments(fixtureNow.AddDate(0, 0, 20), fixtureNow.AddDate(0, 0, 35))
		for _, x := range next {
			if clockOf(x.At, fixtureNow) != "10:00" {
				t.Errorf("%v is shown at %s", x.At, clockOf(x.At, fixtureNow))
			}
		}
		tokyo, err := time.LoadLocation("Asia/Tokyo")
		if err != nil {
			t.Fatal(err)
		}
		there := fixtureNow.In(tokyo) // the manager travels: the moment stays, the clock is another
		if got := clockOf(p.m.At, there); got != "17:00" {
			t.Errorf("begun at %s in Tokyo", got)
		}
		if p.m.At.Clock() != "10:00" || p.m.At.Date() != civil.DateOf(fixtureNow) {
			t.Errorf("kept as %v", p.m.At)
		}
		change(d.App, m.Person, func(x people.Person) (people.Person, error) { // the series moves with the report to another zone
			x.Series = strings.Replace(x.Series, "Europe/Helsinki", "America/New_York", 1)
			return x, nil
		})
		d.settle()
		after, ok := d.team.Member(fixtureID(1, 0)).Next(fixtureNow.AddDate(0, 0, 1))
		if !ok || clockOf(after.At, fixtureNow) != "17:00" && clockOf(after.At, fixtureNow) != "16:00" {
			t.Errorf("next %v", after.At)
		}
		if got := d.meeting(p.m.ID); got.At != p.m.At {
			t.Errorf("the meeting that goes on moved to %v", got.At)
		}
	})
}

// BenchmarkSwitchReports goes from one report to the next, to a page that is drawn, with five years of record.
func BenchmarkSwitchReports(b *testing.B) {
	r := storagetest.Records(storagetest.Shape{People: 8, Meetings: 8 * 260, Life: true})
	ctx := context.Background()
	now := storagetest.Last.Time().Add(10 * time.Hour)
	db, err := storage.Open(ctx, b.TempDir()+"/x.db", storage.Options{Now: func() time.Time { return now }, NewID: uuid.New})
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if err := db.Write(ctx, func(tx *storage.Tx) error { return tx.PutAll(r) }); err != nil {
		b.Fatal(err)
	}
	app := test.NewTempApp(b)
	queue := make(chan func(), 1000)
	a := New(Options{Fyne: app, DB: db, Now: func() time.Time { return now }, NewID: uuid.New, Theme: theme.Light, Do: func(f func()) { queue <- f }})
	a.Show()
	a.window.Resize(fyne.NewSize(1280, 770))
	for a.team.Partial || a.page == nil {
		(<-queue)()
	}
	for _, tab := range []string{TabOverview, TabMeetings} {
		b.Run(fmt.Sprintf("to=%q", tab), func(b *testing.B) {
			i := 0
			for b.Loop() {
				i++
				a.open(Place{Page: Person, Person: a.team.Members[i%len(a.team.Members)].Person.ID, Tab: tab})
				test.LaidOutObjects(a.window.Content())
				a.back = nil
			}
		})
	}
}
