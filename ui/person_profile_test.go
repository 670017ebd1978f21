package ui

import (
	"bytes"
	"encoding/base64"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/people"
	w "rapport/ui/widget"
)

func openProfile(d *desk) {
	d.open(Place{Page: Person, Person: fixtureID(1, 0), Tab: TabProfile})
	d.settle()
}

// row is a row of a list by the beginning of its label.
func (d *desk) row(label string) *w.Row {
	d.t.Helper()
	return find(d, "row "+label, func(r *w.Row) bool { return strings.HasPrefix(r.AccessibilityLabel(), label) })
}

// fill opens a row of the profile, types and saves.
func (d *desk) fill(label string, texts ...string) {
	d.t.Helper()
	d.row(label + ":").Tapped(nil)
	d.settle()
	p := d.page.(*personPage).profile
	for i, text := range texts {
		p.entries[i].Put(text)
	}
	d.press("Save")
}

func (d *desk) person(n int) people.Person {
	for _, p := range d.records().People {
		if p.ID == fixtureID(1, n) {
			return p
		}
	}
	return people.Person{}
}

func TestProfileIsEditedInPlace(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		before := d.person(0)
		d.shows("Engineer II, Frontend", "Not said. Texts use the name.", "How Priya works", "Private notes", "Archive Priya")
		d.fill("Role", "Staff Engineer", "2 March 2026")
		d.fill("Location", "Lisbon, Portugal", "lisbon")
		d.fill("Birthday", "29 feb")
		d.fill("Motivators", "Seeing users get faster pages\n\nTeaching, and being taught")
		d.fill("Working style", "  Long quiet mornings.\n\n> “Tell me early.”")
		got := d.person(0)
		want := before
		want.Role, want.RoleSince = "Staff Engineer", civil.NewDate(2026, 3, 2)
		want.Location, want.Timezone, want.Birthday = "Lisbon, Portugal", "Europe/Lisbon", "--02-29"
		want.Motivators = []string{"Seeing users get faster pages", "Teaching, and being taught"}
		want.WorkingStyle = "  Long quiet mornings.\n\n> “Tell me early.”"
		if !samePerson(got, want) {
			t.Errorf("%+v\nwant %+v", got, want)
		}
		d.shows("since 2 Mar 2026", "11:35 there now, 2 hours behind you", "29 February", "on 28 February this time", "Teaching, and being taught")
		d.undoLast()
		d.settle()
		if got := d.person(0); got.WorkingStyle != "" || got.Birthday != "--02-29" {
			t.Errorf("undo left %q, %q", got.WorkingStyle, got.Birthday)
		}
	})
}

func samePerson(a, b people.Person) bool {
	x, y := people.Records{People: []people.Person{a}}, people.Records{People: []people.Person{b}}
	return jsonOf(x) == jsonOf(y)
}

func TestProfileRefusesWhatIsNone(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		before := d.person(0)
		for label, text := range map[string]string{"Joined": "soon", "Birthday": "31 feb", "Name": "  ", "Probation ends": "every friday"} {
			d.fill(label, text)
			p := d.page.(*personPage).profile
			if p.editing == nil || p.entries[0].Caption() == "" {
				t.Errorf("%s: %q was taken", label, text)
			}
			p.entries[0].TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
			d.settle()
			if p.editing != nil || d.place.Page != Person {
				t.Errorf("%s: Escape did not restore", label)
			}
		}
		d.fill("Location", "Atlantis", "Mars/Base")
		d.shows("is not a time zone")
		if !samePerson(d.person(0), before) {
			t.Error("something was changed")
		}
	})
}

func TestProfileIsSavedOnTheWayOut(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		d.typeInto(d.labelled("Private notes"), "Takes hard news better the day before")
		time.Sleep(2 * saveAfter)
		d.settle()
		if got := d.person(0).ProfileNotes; got != "Takes hard news better the day before" {
			t.Fatalf("saved %q", got)
		}
		d.shows("Saved 13:35")
		d.row("Pronouns:").Tapped(nil)
		d.settle()
		d.page.(*personPage).profile.entries[0].Put("she/her")
		d.typeInto(d.labelled("Private notes"), "!")
		d.open(Place{})
		d.settle()
		if got := d.person(0); got.Pronouns != "she/her" || !strings.Contains(got.ProfileNotes, "!") {
			t.Errorf("%q, %q", got.Pronouns, got.ProfileNotes)
		}
	})
}

func TestStrengthWithEvidence(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		d.press("Add a strength")
		d.typeInto(d.labelled("Strength"), "Finds causes in data")
		d.typeInto(d.entry("When"), "27 jan")
		d.typeInto(d.entry("What was seen"), "Found the double basket call in a day")
		d.press("Save")
		got := d.person(0).Strengths
		if len(got) != 1 || got[0].Text != "Finds causes in data" || len(got[0].Evidence) != 1 || got[0].Evidence[0] != (people.Evidence{Date: civil.NewDate(2026, 1, 27), Text: "Found the double basket call in a day"}) {
			t.Fatalf("%+v", got)
		}
		d.shows("Finds causes in data · 1")
		d.press("Strength: Finds causes in data")
		d.press("Remove this strength")
		if len(d.person(0).Strengths) != 0 {
			t.Error("it is still there")
		}
		d.undoLast()
		d.settle()
		if len(d.person(0).Strengths) != 1 {
			t.Error("it did not come back")
		}
	})
}

func TestRhythmMakesASeries(t *testing.T) {
	r := fixture()
	r.People[0].Series, r.People[0].Cadence = "", people.Weekly
	inWindow(t, r, func(d *desk) {
		openProfile(d)
		pick := func(label string, i int) {
			find(d, label, func(s *w.Select) bool { return strings.HasPrefix(s.AccessibilityLabel(), label) }).OnChanged(i)
			d.settle()
		}
		pick("Day", 4)
		if got, want := d.person(0).Series, "DTSTART;TZID=Europe/Helsinki:20260305T140000\nRRULE:FREQ=WEEKLY"; got != want {
			t.Fatalf("series %q, want %q", got, want)
		}
		pick("How often", 1)
		if got, want := d.person(0).Series, "DTSTART;TZID=Europe/Helsinki:20260305T140000\nRRULE:FREQ=WEEKLY;INTERVAL=2"; got != want {
			t.Fatalf("series %q, want %q", got, want)
		}
		d.shows("Every 2 weeks, Thursdays 14:00", "Thu 14:00")
		pick("How often", 3)
		if got := d.person(0); got.Cadence != people.Monthly || !strings.Contains(got.Series, "FREQ=MONTHLY;BYDAY=1TH") {
			t.Fatalf("%s, %q", got.Cadence, got.Series)
		}
		pick("How often", 4)
		if got := d.person(0); got.Series != "" || got.Cadence != people.NoRhythm {
			t.Errorf("%s, %q", got.Cadence, got.Series)
		}
	})
}

func TestLeaveIsNoted(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		d.press("Add dates")
		d.labelled("From").Put("10 april")
		d.labelled("To").Put("6 april 2026")
		d.press("Save")
		if len(d.records().Absences) != 0 {
			t.Fatal("a leave that ends before it begins was taken")
		}
		d.labelled("To").Put("14 april")
		d.press("Save")
		got := d.records().Absences
		if len(got) != 1 || got[0].From != civil.NewDate(2026, 4, 10) || got[0].To != civil.NewDate(2026, 4, 14) || got[0].Person != fixtureID(1, 0) {
			t.Fatalf("%+v", got)
		}
		d.shows("10 to 14 April")
		d.row("Leave: 10 to 14 April").Tapped(nil)
		d.settle()
		d.choose("Delete")
		if len(d.records().Absences) != 0 {
			t.Error("it is still there")
		}
	})
}

func TestPersonLeavesAndComesBack(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		before := d.person(0)
		d.press("Archive Priya")
		d.shows("Archive Priya?", "Notes stay, reminders stop.")
		d.typeInto(d.labelled("Last day"), "28 feb 2026")
		d.typeInto(d.labelled("Why"), "New job")
		d.press("Archive")
		got := d.person(0)
		if !got.IsArchived() || got.Left == nil || got.Left.Date != civil.NewDate(2026, 2, 28) || got.Left.Why != "New job" {
			t.Fatalf("%+v", got)
		}
		for _, m := range d.team.Active() {
			if m.Person.ID == fixtureID(1, 0) {
				t.Error("still in the sidebar")
			}
		}
		d.open(Place{Page: Person, Person: fixtureID(1, 0)})
		d.settle()
		d.shows("Signs stopped when Priya was archived.")
		d.showsNot("Nothing stands out")
		d.open(Place{Page: People})
		d.settle()
		d.shows("No longer on the team", "Priya Raman")
		openProfile(d)
		d.shows("Left 28 Feb", "New job")
		d.press("Back on the team")
		if got := d.person(0); got.IsArchived() || got.Left != nil || got.Series != before.Series || len(d.team.Member(got.ID).Meetings) != 40 {
			t.Errorf("%+v", got)
		}
	})
}

type file struct {
	io.Reader
	uri fyne.URI
}

func (f file) URI() fyne.URI { return f.uri }
func (f file) Close() error  { return nil }

func TestPhotoIsKeptSmall(t *testing.T) {
	noise := image.NewNRGBA(image.Rect(0, 0, 1600, 900))
	r := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = byte(r.Uint32())
	}
	var raw bytes.Buffer
	if err := png.Encode(&raw, noise); err != nil {
		t.Fatal(err)
	}
	inWindow(t, fixture(), func(d *desk) {
		openProfile(d)
		p := d.page.(*personPage).profile
		p.takePhoto(file{Reader: bytes.NewReader(raw.Bytes())})
		d.settle()
		kept, err := base64.StdEncoding.DecodeString(d.person(0).Photo)
		if err != nil || len(kept) == 0 || len(kept) > people.MaxPhoto {
			t.Fatalf("%d bytes, %v", len(kept), err)
		}
		picture, err := jpeg.Decode(bytes.NewReader(kept))
		if err != nil || picture.Bounds().Dx() != photoSide || picture.Bounds().Dy() != photoSide {
			t.Fatalf("%v, %v", picture.Bounds(), err)
		}
		if d.team.Member(fixtureID(1, 0)).Photo == nil {
			t.Error("the window does not show it")
		}
		p.takePhoto(file{Reader: strings.NewReader("no picture")})
		d.settle()
		d.shows("This photo was not taken", "choose a JPEG, PNG or GIF")
	})
}

func TestPhotoStandsUpright(t *testing.T) {
	p := image.NewNRGBA(image.Rect(0, 0, 2, 2)) // red at the top left
	red := color.NRGBA{R: 255, A: 255}
	p.SetNRGBA(0, 0, red)
	for o, at := range map[int]image.Point{1: {0, 0}, 2: {1, 0}, 3: {1, 1}, 4: {0, 1}, 5: {0, 0}, 6: {1, 0}, 7: {1, 1}, 8: {0, 1}} {
		if got := turned(p, o); got.NRGBAAt(at.X, at.Y) != red {
			t.Errorf("held as %d the corner is not at %v", o, at)
		}
	}
	exif := []byte("\xff\xd8\xff\xe1\x00\x22Exif\x00\x00MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00")
	if got := orientation(exif); got != 6 {
		t.Errorf("orientation %d", got)
	}
}

func TestOrientationOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		raw := append([]byte("\xff\xd8\xff\xe1\x00\x40Exif\x00\x00"), rapid.SliceOfN(rapid.Byte(), 0, 90).Draw(t, "raw")...)
		if o := orientation(raw); o < 1 || o > 8 {
			t.Fatalf("orientation %d", o)
		}
	})
}

func TestBirthdays(t *testing.T) {
	for text, want := range map[string]string{"29 Feb": "--02-29", "February 29": "--02-29", "--12-01": "--12-01", "": "", " 3 march ": "--03-03"} {
		if got, err := birthdayOf(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"30 Feb", "yesterday", "2 Jan 1990", "--13-01"} {
		if got, err := birthdayOf(text); err == nil {
			t.Errorf("%q: %q", text, got)
		}
	}
	for on, want := range map[string]string{"2026-02-20": "in 8 days, on 28 February this time", "2028-02-29": "today", "2026-03-01": "on 28 February this time", "2027-03-01": "", "2026-02-28": "today, on 28 February this time"} {
		day, err := civil.ParseDate(on)
		if err != nil {
			t.Fatal(err)
		}
		if words, aside := birthdayWords("--02-29", day); words != "29 February" || aside != want {
			t.Errorf("on %s: %q, %q, want %q", on, words, aside, want)
		}
	}
}

func TestZones(t *testing.T) {
	for text, want := range map[string]string{"helsinki": "Europe/Helsinki", "New York": "America/New_York", "asia/tokyo": "Asia/Tokyo", "": "", "America/Argentina/Buenos_Aires": "America/Argentina/Buenos_Aires", "buenos aires": "America/Argentina/Buenos_Aires"} {
		if got, err := findZone(text); err != nil || got != want {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	if got, err := findZone("Local"); err == nil {
		t.Errorf("Local is %q", got)
	}
	for _, name := range zones {
		loc, err := time.LoadLocation(name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := zoneName(fixtureNow.In(loc)); got != name {
			t.Errorf("%s is called %s", name, got)
		}
	}
	p := people.Person{Timezone: "Asia/Kolkata"}
	if got := theirTime(p, fixtureNow); got != "17:05 there now, 3 h 30 min ahead of you" {
		t.Error(got)
	}
	p.Timezone = "Pacific/Auckland"
	if got := theirTime(p, fixtureNow); got != "Wed 00:35 there now, 11 hours ahead of you" {
		t.Error(got)
	}
}

func TestManagerAndPeersAreAGroupOfTheirOwn(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		d.addPerson()
		d.settle()
		d.typeInto(d.entry("First and last name"), "Kirsi Aalto")
		find(d, "relation", func(s *w.Segmented) bool { return s.AccessibilityLabel() == "Reports to me" }).SetSelected(1)
		d.press("Add")
		m := d.team.Others()
		if len(m) != 1 || m[0].Person.Relation != people.Manager || len(m[0].Signs) != 0 {
			t.Fatalf("%+v", m)
		}
		if d.place.Person != m[0].Person.ID {
			t.Errorf("at %+v", d.place)
		}
		d.shows("Also", "Kirsi Aalto", "Start one-on-one")
		if strings.Contains(d.words(), "Warning signs") {
			t.Error("signs of one's own manager")
		}
		d.press("Start one-on-one")
		if d.place.Page != Meeting {
			t.Errorf("at %+v", d.place)
		}
		d.open(Place{Page: People})
		d.settle()
		d.shows("My manager and peers", "7 reports")
	})
}
