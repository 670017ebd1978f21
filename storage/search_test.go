package storage

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/google/uuid"
	"pgregory.net/rapid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// library is a database with one record of each searched kind, in which "kettle" stands.
func library(t testing.TB) (*DB, map[string]uuid.UUID) {
	t.Helper()
	db, _ := open(t)
	day := func(d int) civil.Date { return civil.NewDate(2026, time.February, d) }
	ada := put(t, db, people.Person{Name: "Ada Byron", Role: "Engineer", WorkingStyle: "Owns the kettle", Tags: []string{"Night shift"}})
	zoe := put(t, db, people.Person{Name: "Zoë Ångström"})
	ids := map[string]uuid.UUID{"people": ada.ID, "zoe": zoe.ID}
	m := put(t, db, notes.Meeting{Person: ada.ID, At: instant("2026-02-10T14:00:00+01:00"), Status: notes.Held, Tags: []string{"kitchen"},
		Notes: "# Kettle\n\nThe C++ e-mail, she said don't. Ångström café.\n\n- 東京で会議がある #Plumbing\n- loud pager", PrivateNotes: "My own samovar", Topics: []notes.Topic{{Text: "Budget"}}})
	ids["meetings"] = m.ID
	ids["zoe's"] = put(t, db, notes.Meeting{Person: zoe.ID, At: instant("2025-11-03T14:00:00+01:00"), Status: notes.Held, Notes: "A pager, not loud. The kettles."}).ID
	ids["talking_points"] = put(t, db, notes.TalkingPoint{Person: ada.ID, Text: "The kettle again", Added: day(11)}).ID
	ids["journal"] = put(t, db, notes.JournalLine{Person: ada.ID, At: instant("2026-02-12T14:00:00+01:00"), Text: "Hid the kettle", Private: new(true)}).ID
	ids["actions"] = put(t, db, notes.Action{Person: ada.ID, Text: "Buy a kettle", Owner: notes.Me, State: notes.ActionOpen, Created: day(13)}).ID
	ids["feedback"] = put(t, db, notes.Feedback{Person: ada.ID, Date: day(14), Kind: notes.Praise, Direction: notes.Given, Behaviour: "Descaled the kettle"}).ID
	ids["goals"] = put(t, db, goals.Goal{Person: ada.ID, Title: "A kettle for all", Status: goals.Active, Start: day(15), CheckIns: []goals.CheckIn{{Date: day(20), Note: "Half of the samovars stand"}}}).ID
	ids["delegations"] = put(t, db, goals.Delegation{Person: ada.ID, What: "The kettle budget", Level: new(3), Since: day(16)}).ID
	ids["observations"] = put(t, db, people.Observation{Person: ada.ID, Date: day(17), Behaviour: "effort", Change: people.Less, Note: "No kettle on"}).ID
	ids["events"] = put(t, db, people.Event{Person: ada.ID, Date: day(18), Kind: people.RoleChange, Text: "Kettle officer"}).ID
	return db, ids
}

func search(t testing.TB, db *DB, q Query) Results {
	t.Helper()
	var out Results
	read(t, db, func(tx *Tx) (err error) { out, err = tx.Search(q); return err })
	return out
}

// TestSearchFilters asks for a word with each filter and says which records must come, in any order.
func TestSearchFilters(t *testing.T) {
	db, ids := library(t)
	for query, want := range map[string]string{
		"kettle":                                "people meetings talking_points journal actions feedback goals delegations observations events",
		"KETTLE*":                               "people meetings talking_points journal actions feedback goals delegations observations events zoe's",
		"kettle who:ada":                        "people meetings talking_points journal actions feedback goals delegations observations events",
		"kettle* who:zoe":                       "zoe's",
		`kettle* who:"Zoë Ang"`:                 "zoe's",
		"kettle who:nobody":                     "",
		"who:zoe who:ada pager":                 "meetings zoe's",
		"kettle from:2026-02-16":                "delegations observations events",
		"kettle* before:2026":                   "zoe's",
		"kettle* before:2026-02-11":             "zoe's meetings",
		"kettle from:2026-02 before:2026-02-12": "meetings talking_points",
		"kettle in:private":                     "journal observations events",
		"kettle in:shared kind:journal":         "",
		"samovar in:shared":                     "",
		"samovar in:private":                    "meetings",
		"samovar":                               "meetings",
		"samovar*":                              "meetings goals",
		"kettle kind:goal":                      "goals",
		"kettle kind:notes":                     "meetings",
		"kettle kind:action kind:point":         "actions talking_points",
		"tag:kitchen":                           "meetings",
		"tag:plumbing":                          "meetings",
		"#plumbing":                             "meetings",
		`tag:"night shift"`:                     "people",
		"tag:night":                             "",
		`"loud pager"`:                          "meetings",
		"pager loud":                            "meetings zoe's",
		`"pager not loud"`:                      "zoe's",
		"C++":                                   "meetings",
		"C":                                     "meetings",
		"e-mail":                                "meetings",
		"don't":                                 "meetings",
		"angstrom":                              "meetings zoe",
		"ÅNGSTRÖM":                              "meetings zoe",
		"CAFE":                                  "meetings",
		"会議":                                    "meetings",
		"議会":                                    "",
		"東京":                                    "meetings",
		"kettle budget":                         "delegations meetings", // all words in one record
		"in:private":                            "meetings journal observations events",
		"from:2026-02-17":                       "observations events goals",
		"kind:delegation":                       "delegations",
		"":                                      "",
		`"`:                                     "",
		"kettle -":                              "people meetings talking_points journal actions feedback goals delegations observations events",
	} {
		q := ParseQuery(query, false)
		q.Limit = 100
		found := search(t, db, q)
		var got, wanted []string
		for _, h := range found.Hits {
			got = append(got, h.ID.String())
		}
		for _, name := range strings.Fields(want) {
			wanted = append(wanted, ids[name].String())
		}
		slices.Sort(got)
		slices.Sort(wanted)
		if !slices.Equal(got, wanted) || found.Total != len(got) {
			names := []string{}
			for _, h := range found.Hits {
				names = append(names, h.Kind+" "+h.Snippet)
			}
			t.Errorf("%s: found %d: %q, want %s", query, found.Total, names, want)
		}
	}
}

func TestSearchSaysWhere(t *testing.T) {
	db, ids := library(t)
	for _, x := range []struct {
		query, kind, field, marked string
		private                    bool
	}{
		{"budget kind:meeting", "meetings", "topics[0].text", "Budget", false},
		{"samovar", "meetings", "private_notes", "samovar", true},
		{`"loud pager"`, "meetings", "notes", "loud pager", false},
		{"会議", "meetings", "notes", "会議", false},
		{"c++", "meetings", "notes", "C++", false},
		{"samovars", "goals", "check_ins[0].note", "samovars", false},
		{"owns", "people", "working_style", "Owns", false},
		{"descaled", "feedback", "behaviour", "Descaled", false},
	} {
		hits := search(t, db, ParseQuery(x.query, false)).Hits
		if len(hits) != 1 || hits[0].ID != ids[x.kind] || hits[0].Field != x.field || hits[0].Private != x.private {
			t.Errorf("%s: %+v", x.query, hits)
			continue
		}
		if m := hits[0].Marks; len(m) != 1 || string([]rune(hits[0].Snippet)[m[0][0]:m[0][1]]) != x.marked {
			t.Errorf("%s: marked %v of %q", x.query, m, hits[0].Snippet)
		}
	}
}

func TestSearchOrders(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Ada"})
	for i, text := range []string{"kettle", "kettle kettle kettle kettle", "kettle", "The " + strings.Repeat("dull ", 40) + "kettle"} {
		put(t, db, notes.JournalLine{Person: p.ID, At: instant("2026-02-0" + string(rune('1'+i)) + "T14:00:00Z"), Text: text})
	}
	put(t, db, notes.Action{Person: p.ID, Text: "kettle", Owner: notes.Me, State: notes.ActionOpen, Created: civil.NewDate(2026, time.January, 31)})
	days := func(change func(*Query)) (out []int) {
		q := ParseQuery("kettle", false)
		change(&q)
		for _, h := range search(t, db, q).Hits {
			out = append(out, int(h.Date-civil.NewDate(2026, time.January, 31)))
		}
		return out
	}
	for _, x := range []struct {
		name   string
		change func(*Query)
		want   []int
	}{
		{"best", func(*Query) {}, []int{2, 3, 1, 0, 4}}, // most often first, then the newest of equal ones, the long text last
		{"best two", func(q *Query) { q.Limit = 2 }, []int{2, 3}},
		{"newest", func(q *Query) { q.Order = NewestFirst }, []int{4, 3, 2, 1, 0}},
		{"oldest", func(q *Query) { q.Order, q.Limit = OldestFirst, 3 }, []int{0, 1, 2}},
		{"one of each", func(q *Query) { q.Order, q.Each = NewestFirst, 1 }, []int{4, 0}},
		{"one of each but the journal", func(q *Query) { q.Order, q.Each, q.All = NewestFirst, 1, "journal" }, []int{4, 3, 2, 1, 0}},
	} {
		if got := days(x.change); !slices.Equal(got, x.want) {
			t.Errorf("%s: %v, want %v", x.name, got, x.want)
		}
	}
	q := ParseQuery("kettle", false)
	q.Each = 1
	if found := search(t, db, q); found.Kinds["journal"] != 4 || found.Kinds["actions"] != 1 || found.Total != 5 || found.Some {
		t.Errorf("of each: %+v", found)
	}
}

// TestMoreThanAreCompared finds more records than are ranked: the newest of them are, and a limit above that returns them all.
func TestMoreThanAreCompared(t *testing.T) {
	db, _ := open(t)
	p := put(t, db, people.Person{Name: "Ada"})
	const n = MostCounted + 50
	write(t, db, func(tx *Tx) error {
		for i := range n {
			if _, err := Put(tx, notes.Action{Person: p.ID, Text: "kettle", Owner: notes.Me, State: notes.ActionOpen, Created: civil.Date(10_000 + i)}); err != nil {
				return err
			}
		}
		return nil
	})
	found := search(t, db, ParseQuery("kettle", false))
	if found.Total != MostCounted || len(found.Hits) != 20 || found.Hits[0].Date != 10_000+n-1 {
		t.Errorf("%d in all, %d returned, the first of %s", found.Total, len(found.Hits), found.Hits[0].Date)
	}
	q := ParseQuery("kettle", false)
	q.Limit = 2 * n
	if found := search(t, db, q); len(found.Hits) != n || found.Total != n {
		t.Errorf("%d of %d returned", len(found.Hits), found.Total)
	}
}

// TestSnippetsStandInTheText cuts snippets from any text: what is marked is what was looked for, in the words of the text.
func TestSnippetsStandInTheText(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"kettle", "Kettle", "kéttle", "tea", "東京", "a", "x\n", "supercalifragilistic", "👩🏽‍💻", "\t"}), 1, 120).Draw(t, "words")
		text := strings.Join(words, " ")
		q := ParseQuery(rapid.SampledFrom([]string{"kettle", `"kettle tea"`, "ket*", "京", "tea kettle", "a"}).Draw(t, "query"), false)
		places, terms := occurrences(language.Tokens(text), q.Terms)
		shown, marks := snippet(text, places)
		if !utf8.ValidString(shown) || len([]rune(shown)) > snippetLength+2 {
			t.Fatalf("snippet %q", shown)
		}
		flat := strings.Map(func(r rune) rune {
			if isSpace(r) {
				return ' '
			}
			return r
		}, text)
		if !strings.Contains(flat, strings.TrimSuffix(strings.TrimPrefix(shown, "…"), "…")) {
			t.Fatalf("%q is not of %q", shown, text)
		}
		if terms > 0 && len(marks) == 0 {
			t.Fatalf("nothing marked in %q", shown)
		}
		last := 0
		for _, m := range marks {
			if m[0] < last || m[1] <= m[0] || m[1] > len([]rune(shown)) {
				t.Fatalf("marks %v of %q", marks, shown)
			}
			last = m[1]
			if found := q.Places(string([]rune(shown)[m[0]:m[1]])); len(found) == 0 {
				t.Fatalf("marked %q", string([]rune(shown)[m[0]:m[1]]))
			}
		}
	})
}

// FuzzQuery reads any text as a query, and asks a database for it: it is never an error, and what is found has the words.
func FuzzQuery(f *testing.F) {
	for _, text := range []string{
		`kettle "loud pager" who:ada from:2026-01 before:2026-03-01 in:private kind:goal tag:x`, `who:"Zoë Å`, `"" " ""`, "C++ e-mail don't #a ##", "kettle*", "***", "kind:kind:goal", "from:2026-99",
		"東京 会*", "AND OR NOT NEAR(a b) ^a {shared} : x", "a\x00b \xff", `6"nails who:`, "tag:# tag:#a tag:\"a b\"", "in: in:x in:shared", "\u202e\u200b", "before:0001 from:9999", ":", `:"a"`, `a:"b c"d`,
	} {
		f.Add(text, true)
		f.Add(text, false)
	}
	db, _ := library(f)
	f.Fuzz(func(t *testing.T, text string, typing bool) {
		q := ParseQuery(text, typing)
		for _, term := range q.Terms {
			if len(term.Words) == 0 || slices.Contains(term.Words, "") {
				t.Fatalf("a term without words: %+v", term)
			}
		}
		for _, order := range []Order{BestFirst, NewestFirst} {
			q.Order = order
			found := search(t, db, q)
			for _, h := range found.Hits {
				if len(q.Terms) > 0 && len(h.Marks) == 0 {
					t.Errorf("%q: nothing marked in %+v", text, h)
				}
				if q.From != 0 && h.Date < q.From || q.Before != 0 && h.Date >= q.Before || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, h.Kind) || q.In == "private" && !h.Private || q.In == "shared" && h.Private {
					t.Errorf("%q let %+v through", text, h)
				}
			}
		}
	})
}
