package notes

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/language"
)

func TestLibraryIsLargeAndClean(t *testing.T) {
	all := Library(nil)
	if len(all) < 250 {
		t.Errorf("%d questions", len(all))
	}
	words, ids := map[string]bool{}, map[uuid.UUID]bool{}
	moments := map[string]int{}
	for _, q := range all {
		key := language.Fold(q.Text)
		if words[key] || ids[q.ID] {
			t.Errorf("twice: %q", q.Text)
		}
		words[key], ids[q.ID] = true, true
		moments[q.Moment]++
		if !slices.Contains(Themes, q.Theme) || q.Moment != "" && !slices.Contains(Moments, q.Moment) {
			t.Errorf("%q: theme %q, moment %q", q.Text, q.Theme, q.Moment)
		}
		if strings.TrimSpace(q.Text) != q.Text || len(q.Text) < 15 || len(q.Text) > 120 || !q.BuiltIn() || len(q.Validate()) > 0 {
			t.Errorf("%q", q.Text)
		}
	}
	for _, m := range Moments {
		if moments[m] < 3 {
			t.Errorf("moment %s has %d questions", m, moments[m])
		}
	}
}

func TestOwnQuestionsAndFavourites(t *testing.T) {
	yes := true
	known := Library(nil)[7]
	own := []Question{{ID: known.ID, Text: known.Text, Favourite: &yes}, {ID: uuid.New(), Text: "What did the rota teach you?", Theme: "technical"}}
	all := Library(own)
	if len(all) != len(Library(nil))+1 || !all[7].IsFavourite() || all[7].Theme != known.Theme || all[len(all)-1].Text != own[1].Text {
		t.Errorf("merged: %+v, %+v", all[7], all[len(all)-1])
	}
}

func TestAskedIn(t *testing.T) {
	q := Library(nil)[3].Text
	m := Meeting{Person: uuid.New(), At: at("2026-03-03T14:00:00+02:00"), Topics: []Topic{
		{Text: strings.ToUpper(q), State: Discussed}, {Text: Library(nil)[4].Text, State: Open}, {Text: "Checkout", State: Discussed},
	}}
	got := AskedIn(m, Library(nil), nil)
	if len(got) != 1 || got[0].Person != m.Person || got[0].Date != day("2026-03-03") {
		t.Fatalf("asked: %+v", got)
	}
	if again := AskedIn(m, Library(nil), got); len(again) != 0 {
		t.Errorf("twice on one day: %+v", again)
	}
}

func TestTemplateFillsWithoutTouching(t *testing.T) {
	all := Templates(nil)
	if len(all) != 10 {
		t.Errorf("%d templates", len(all))
	}
	for _, tpl := range all {
		if len(tpl.Validate()) > 0 || tpl.Changes() != 0 || len(tpl.Sections) < 3 {
			t.Errorf("%s: %v", tpl.Name, tpl.Validate())
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		tpl := rapid.SampledFrom(all).Draw(t, "template")
		typed := rapid.StringN(0, 200, -1).Draw(t, "notes")
		if rapid.Bool().Draw(t, "heading") {
			typed += "\n## " + tpl.Sections[0].Title + "\nsaid\n"
		}
		before := []Topic{{ID: uuid.New(), Text: "Checkout", RaisedBy: Them, State: Discussed}, {ID: uuid.New(), Text: tpl.Sections[0].Points[0]}}
		m := Meeting{Notes: typed, Topics: before}
		once := Fill(m, tpl, uuid.New)
		if !strings.HasPrefix(once.Notes, typed) || !slices.Equal(once.Topics[:2], before) {
			t.Fatalf("touched: %q became %q", typed, once.Notes)
		}
		points := 0
		for _, s := range tpl.Sections {
			points += len(s.Points)
		}
		if len(once.Topics) != points+1 {
			t.Fatalf("%d topics, %d points", len(once.Topics), points)
		}
		twice := Fill(once, tpl, uuid.New)
		if twice.Notes != once.Notes || len(twice.Topics) != len(once.Topics) {
			t.Fatalf("a second time added: %q", twice.Notes)
		}
	})
}

func TestTemplatesChangedAndFound(t *testing.T) {
	weekly := Templates(nil)[0]
	changed := weekly
	changed.Sections = slices.Clone(changed.Sections)
	changed.Sections[0].Points = []string{"What is on your mind?"}
	own := Template{ID: uuid.New(), Name: "On-call, after a rota"}
	all := Templates([]Template{own, changed})
	if len(all) != 11 || all[0].Changes() != 1 || all[10].Name != own.Name {
		t.Errorf("%d templates, %d changes, last %q", len(all), all[0].Changes(), all[10].Name)
	}
	for named, want := range map[string]string{weekly.ID.String(): "Weekly", "stay CONVERSATION": "Stay conversation", own.ID.String(): own.Name} {
		if got, ok := FindTemplate(all, named); !ok || got.Name != want {
			t.Errorf("%q found %q", named, got.Name)
		}
	}
	if _, ok := FindTemplate(all, "none of them"); ok {
		t.Error("found what is none")
	}
}

func TestFollowUpHoldsNothingPrivate(t *testing.T) {
	three := 3
	m := Meeting{Notes: "## How it is going\n\n## On-call\n\nNoisy.\n\n## Empty\n", PrivateNotes: "SECRET", Intent: "SECRET", Mood: &three}
	actions := []Action{{Text: "Send the\ncriteria", Owner: Me, Due: day("2026-03-06"), State: ActionOpen}, {Text: "Profile it", Owner: Them, State: ActionDone}, {Text: "Gone", State: ActionDropped}}
	got := FollowUp("One-on-one of 3 March", "Priya", m, actions, "Next one Tuesday 10 March.")
	want := "One-on-one of 3 March\n\n## On-call\n\nNoisy.\n\n## Agreed\n\n- [ ] me: Send the criteria, by Fri 6 Mar\n- [x] Priya: Profile it\n\nNext one Tuesday 10 March.\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	agenda := AgendaText("Agenda", "Priya", []Topic{{Text: "On-call", RaisedBy: Them}, {Text: "Done", State: Discussed}})
	if agenda != "Agenda\n\n- On-call (Priya)\n" {
		t.Errorf("agenda %q", agenda)
	}
}

func TestWithoutEmptySections(t *testing.T) {
	for note, want := range map[string]string{
		"": "", "a\n": "a\n", "# A\n\n## B\n\ntext": "# A\n\n## B\n\ntext", "# A\n## B\n\n## C\nx": "# A\n## C\nx",
		"```\n# not a heading\n```\n": "```\n# not a heading\n```\n", "## A\r\n\r\n## B\r\nx\r\n": "## B\r\nx\r\n", "#tag stays": "#tag stays",
	} {
		if got := WithoutEmptySections(note); got != want {
			t.Errorf("%q became %q, want %q", note, got, want)
		}
	}
}

func TestProposeNextIsNoWeekend(t *testing.T) {
	if got := ProposeNext(day("2026-03-03"), day("2026-03-03"), 7); got != day("2026-03-10") {
		t.Errorf("%s", got)
	}
	if got := ProposeNext(day("2026-01-03"), day("2026-03-06"), 7); got != day("2026-03-09") { // long over: the next working day
		t.Errorf("%s", got)
	}
	if got := ProposeNext(day("2026-03-03"), day("2026-03-03"), 0); got != 0 {
		t.Errorf("%s", got)
	}
}
