package ui

import (
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"

	"rapport/people"
	w "rapport/ui/widget"
)

// drawn are all words as they stand on the canvas.
func (d *desk) drawn() string {
	var b strings.Builder
	for _, o := range d.objects() {
		if t, ok := o.(*canvas.Text); ok && o.Visible() {
			b.WriteString(t.Text)
			b.WriteByte('\n')
		}
	}
	return b.String()
}

func TestInitialsForNames(t *testing.T) {
	long := strings.Repeat("Wolfeschlegel", 5)
	w.SetMask(namesOf([]people.Person{{Name: "Priya Raman"}, {Name: "Tomasz Zieliński"}, {Name: "王小明"}, {Name: "Anna Berg"}, {Name: "Anna Holm"}, {Name: "Will Anne-Marie"}, {Name: long + " Quist"},
		{Name: "William Okafor", Email: "wokafor2@example.org"}, {Name: "Elizabeth \"Bee\" Chan"}, {Name: "김민수"}, {Name: "森 明"}, {Name: "田中太郎"}, {Name: "山田 花子"}, {Name: "Zoë\u00ad Ng"}}).find)
	defer w.SetMask(nil)
	for in, want := range map[string]string{
		"Priya Raman":                                   "PR",
		"Priya, Priya's and priya.":                     "PR, PR's and PR.",
		"Ask Raman about Zielinski":                     "Ask PR about TZ",
		"One-on-one with Priya Raman, 3 Mar":            "One-on-one with PR, 3 Mar",
		"Anna Berg and Anna":                            "AB and A",
		"I will ask Will":                               "I will ask WA",
		"王小明は元気":                                        "王は元気",
		people.Person{Name: long}.FirstName() + " owes": "WQ… owes",
		long + " Quist":                                 "WQ",
		"Nothing to hide":                               "Nothing to hide",
		"":                                              "",
		// with endings, short forms, in addresses and files
		"Priyas goal, Tomaszem, Annas":                                       "PRs goal, TZem, As",
		"Bill and Liz met Billy, Bee":                                        "B and EC met B, EC",
		"I pay the bill; will it do":                                         "I pay the bill; will it do",
		"Change of plans, Chances":                                           "Change of plans, Chances",
		"PriyaRaman.pdf, @priya_r, praman@example.org, wokafor2@example.org": "PR.pdf, @PR_r, PR@example.org, WO2@example.org",
		"민수는 바쁘다, 김민수":                                                       "김는 바쁘다, 김",
		"森さん、説明、森明":                                                          "森さん、説明、森",
		"One-on-one with 森 明、山田 花子 and 花子":                                   "One-on-one with 森、山花 and 山花",
		"田中さんと太郎":                                                            "田さんと田",
		"Zoe\u0308 and Zo\u00adë and Ng":                                     "ZN and ZN and ZN",
	} {
		if got := w.Masked(in); got != want {
			t.Errorf("%q became %q, not %q", in, got, want)
		}
	}
}

// TestNamesThatAreWordsToo has people on the team whose names are words of every text.
func TestNamesThatAreWordsToo(t *testing.T) {
	w.SetMask(namesOf([]people.Person{{Name: "The Nguyen"}, {Name: "Will May"}, {Name: "Mark Page"}, {Name: "Rose Day"}, {Name: "Jan Long"}, {Name: "An Do"}, {Name: "Sun Park"}, {Name: "Grace"}, {Name: "Thế Võ"}, {Name: "Amy de la Cruz"}}).find)
	defer w.SetMask(nil)
	for in, want := range map[string]string{
		// words stay words
		"the day will come; it may rain, mark my words":    "the day will come; it may rain, mark my words",
		"an idea: do the page, for a long day in the park": "an idea: do the page, for a long day in the park",
		"prices rose, days with grace":                     "prices rose, days with grace",
		"marked, pages, longer, roses, de la page":         "marked, pages, longer, roses, de la page",
		// names are initials
		"Will and Mark asked Rose, May and The.":     "WM and MP asked RD, WM and T.",
		"GRACE, GRACE'S":                             "G, G'S",
		"Marks idea, Roses plan, Wills turn, Mark's": "MPs idea, RDs plan, WMs turn, MP's",
		"The Nguyen, the nguyen, NGUYEN":             "TN, TN, TN",
		"thế asked":                                  "T asked",
		// full names however they are written
		"will may asked mark page, rose-day and an do": "WM asked MP, RD and AD",
		"Will  May, sun park, amy de la cruz":          "WM, SP, AC",
		"will.may@example.org, mark_page":              "WM@example.org, MP",
		// the calendar
		"Tue 5 May 2026, May 2026, 3 Jan, Sun 5 Jul": "Tue 5 May 2026, May 2026, 3 Jan, Sun 5 Jul",
		"Jan has 3, Sun said May can, May":           "JL has 3, SP said WM can, WM",
	} {
		if got := w.Masked(in); got != want {
			t.Errorf("%q became %q, not %q", in, got, want)
		}
	}
}

// TestNoNameIsDrawnHoweverItStands writes names of every sort, in full, into texts of every sort.
func TestNoNameIsDrawnHoweverItStands(t *testing.T) {
	defer w.SetMask(nil)
	words := []string{"The", "Will", "Mark", "May", "Rose", "An", "Do", "Priya", "Long", "Zieliński", "Ng", "O'Neill", "Anne-Marie", "de", "Quistberg", "Page"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(words).Draw(t, "first") + " " + rapid.SampledFrom(words).Draw(t, "last")
		other := rapid.SampledFrom(words).Draw(t, "another") + " " + rapid.SampledFrom(words).Draw(t, "of")
		w.SetMask(namesOf([]people.Person{{Name: name}, {Name: other}}).find)
		form := rapid.SampledFrom([]func(string) string{strings.ToLower, strings.ToUpper, strings.Clone}).Draw(t, "form")
		before, after := rapid.SampledFrom([]string{"", "the ", "Ask ", "— ", "(", "“", "12 ", "so\n"}).Draw(t, "before"), rapid.SampledFrom([]string{"", " will", ".", "'s idea", ")", " 2026", "\n", ", the"}).Draw(t, "after")
		text := before + form(name) + after
		if got := w.Masked(text); strings.Contains(strings.ToLower(got), strings.ToLower(name)) {
			t.Fatalf("%q became %q", text, got)
		}
	})
}

func TestScreenShareModeShowsNoNameAndNothingPrivate(t *testing.T) {
	r := fixture()
	inWindow(t, r, func(d *desk) {
		defer w.SetMask(nil)
		priya := fixtureID(1, 0)
		before := d.records()
		d.key(fyne.KeyH, ctrlShift)
		d.shows("You are sharing your screen")
		meeting := fixtureID(2, 39)
		for _, to := range []Place{
			{}, {Page: People}, {Page: Goals}, {Page: Actions}, {Page: Person, Person: priya}, {Page: Person, Person: priya, Tab: TabMeetings, Record: meeting, Field: "private_notes"},
			{Page: Person, Person: priya, Tab: TabGoals}, {Page: Person, Person: priya, Tab: TabFeedback}, {Page: Person, Person: priya, Tab: TabProfile}, {Page: Meeting, Person: priya, Record: meeting},
			{Page: Meeting, Person: priya, Record: meeting, Field: "private_notes"}, {Page: Search, Query: "answers"}, {Page: Sign, Person: priya, Kind: "mood_below_usual"},
			{Page: History, Person: priya, Record: meeting, Field: "private_notes"},
		} {
			d.open(to)
			d.settle()
			all := d.drawn()
			for _, p := range r.People {
				for _, word := range strings.Fields(p.Name) {
					if i := strings.Index(all, word); i >= 0 {
						t.Errorf("%+v: %q is on the screen: %q", to, word, all[max(0, i-30):min(len(all), i+40)])
					}
				}
			}
			for _, private := range []string{"Shorter answers than usual", "below usual", "Mood 2"} {
				if strings.Contains(all, private) {
					t.Errorf("%+v: %q is on the screen", to, private)
				}
			}
		}
		d.key(fyne.KeyH, ctrlShift)
		d.open(Place{})
		d.settle()
		if all := d.drawn(); !strings.Contains(all, "Priya Raman") || strings.Contains(all, "sharing") {
			t.Errorf("after it ended:\n%s", all)
		}
		after := d.records()
		if len(after.People) != len(before.People) || after.People[0].Name != before.People[0].Name {
			t.Error("the mode changed a record")
		}
	})
}

func TestNotesStayWhileScreenShareModeComesAndGoes(t *testing.T) {
	inWindow(t, fixture(), func(d *desk) {
		defer w.SetMask(nil)
		d.startMeeting(fixtureID(1, 0))
		d.settle()
		p := d.page.(*meetingPage)
		test.Type(p.shared, "Priya wants ")
		d.key(fyne.KeyH, ctrlShift)
		if d.page != p {
			t.Fatal("the page was made anew")
		}
		d.window.Canvas().Focus(p.shared)
		test.Type(p.shared, "a quiet week")
		d.key(fyne.KeyH, ctrlShift)
		d.Flush()
		d.settle()
		if got := d.meeting(d.place.Record).Notes; got != "Priya wants a quiet week" {
			t.Errorf("notes: %q", got)
		}
	})
}

// TestSearchLeavesOutWhatIsPrivateWhileTheScreenIsShared looks for words that stand in private texts alone, in both, and in shared texts alone.
func TestSearchLeavesOutWhatIsPrivateWhileTheScreenIsShared(t *testing.T) {
	r, id := searchFixture()
	r.Meetings[39].PrivateNotes += " Zinfandel."
	inWindow(t, r, func(d *desk) {
		defer w.SetMask(nil)
		d.open(Place{Page: Search, Query: "zinfandel"})
		d.settle()
		p := d.page.(*searchPage)
		if len(p.hits) != 1 || p.hits[0].ID != id {
			t.Fatalf("before: %+v", p.hits)
		}
		d.key(fyne.KeyH, ctrlShift)
		for _, query := range []string{"zinfandel", "zinfandel in:private", "kettle in:private", "in:private", "zinfandel who:priya", "kind:observation", "who:priya kind:event"} {
			p.entry.SetText(query)
			d.settle()
			if len(p.hits) > 0 {
				t.Errorf("%s found %+v", query, p.hits)
			}
			d.shows("left out while you share your screen")
			if !strings.HasPrefix(query, "kind") {
				e := d.inPalette(query)
				if len(d.palette.items) > 0 && d.palette.items[0].group == noteGroup {
					t.Errorf("the palette found %+v for %s", d.palette.items[0].hit, query)
				}
				e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
				d.settle()
			}
		}
		p.entry.SetText("kettles")
		d.settle()
		if len(p.hits) != 1 || p.hits[0].Private {
			t.Fatalf("of what is shared: %+v", p.hits)
		}
		for _, private := range []string{"worse", "hit in here", "Mood"} {
			if strings.Contains(d.drawn(), private) {
				t.Errorf("%q is on the screen:\n%s", private, d.drawn())
			}
		}
		d.key(fyne.KeyH, ctrlShift)
		p.entry.SetText("zinfandel")
		d.settle()
		if len(p.hits) != 1 {
			t.Errorf("after it: %+v", p.hits)
		}
	})
}

// TestWhatOpensOutsideAsksWhileTheScreenIsShared mails and prints: other programs cover nothing.
func TestWhatOpensOutsideAsksWhileTheScreenIsShared(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	inWindow(t, fixture(), func(d *desk) {
		defer w.SetMask(nil)
		opened := 0
		d.o.OpenURL = func(*url.URL) error { opened++; return nil }
		for i, do := range []func(){func() { d.mail("a@example.org", "Hello", "Text") }, func() { d.print("Goals.html", func() []byte { return []byte("<html>") }) }} {
			opened = 0
			do()
			d.settle()
			if opened != 1 {
				t.Fatalf("%d: opened %d times while nothing is shared", i, opened)
			}
			d.toggleSharing()
			for answer, want := range map[string]int{"Not now": 1, "Open it": 2} {
				opened = 1
				do()
				d.settle()
				d.shows("Others see your screen")
				d.press(answer)
				if opened != want {
					t.Errorf("%d: %s: opened %d times", i, answer, opened-1)
				}
			}
			d.toggleSharing()
		}
	})
}
