package interchange

import (
	"errors"
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/google/uuid"

	"rapport/people"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestEveryMistakeIsListedWithItsPath(t *testing.T) {
	file, err := os.Open("testdata/mistakes.json")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	changes, summary, _, err := Import(file, people.Records{}, ReadOptions{Strict: true}, MergeOptions{NewID: uuid.New})
	if err == nil || summary != nil || changes.People != nil {
		t.Fatalf("a document with mistakes changes something: %v, %v", changes, summary)
	}
	if *update {
		if err := os.WriteFile("testdata/mistakes.txt", []byte(err.Error()+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, readErr := os.ReadFile("testdata/mistakes.txt")
	if readErr != nil {
		t.Fatal(readErr)
	}
	if got := err.Error() + "\n"; got != string(want) {
		t.Errorf("errors:\n%s\nwant:\n%s", got, want)
	}
}

func TestUnknownFieldsAreWarnings(t *testing.T) {
	const text = `{"format":"rapport","version":1,"author":{"deep":[{"er":"x"}]},"people":[{"name":"Priya","nickname":"P","strengths":[{"text":"SQL","proof":null}]}]}`
	doc, warnings, err := Read(strings.NewReader(text), ReadOptions{})
	if err != nil || len(doc.People) != 1 {
		t.Fatal(doc, err)
	}
	want := []string{"author", "people[0].nickname", "people[0].strengths[0].proof"}
	if len(warnings) != len(want) {
		t.Fatalf("warnings %v, want of %v", warnings, want)
	}
	for i, w := range warnings {
		if w.Path != want[i] || w.Reason != "is not a field that Rapport knows" {
			t.Errorf("warning %q, want of %s", w, want[i])
		}
	}
	_, warnings, err = Read(strings.NewReader(text), ReadOptions{Strict: true})
	var problems Errors
	if !errors.As(err, &problems) || len(problems) != 3 || len(warnings) != 0 {
		t.Errorf("strict: %v, warnings %v", err, warnings)
	}
}

func TestWhatIsNoDocument(t *testing.T) {
	const head = `{"format":"rapport","version":1`
	for _, c := range []struct{ name, text, want string }{
		{"empty", "", "the file is empty"},
		{"blank", " \n", "the file is empty"},
		{"database", "SQLite format 3\x00", `line 1, column 1: a value should stand here, not 'S'`},
		{"list", "[]", "the document must be an object in { }, not a list"},
		{"utf-16", "\xff\xfe{\x00", "the file is in UTF-16: save it as UTF-8"},
		{"cut off", head + `,"people":[{"name":"Pri`, "line 1, column 51: a text begins here and does not end"},
		{"cut off later", head + `,"people":[{"name":"Priya"}`, "line 1, column 59: the file ends in the middle of the document: a comma or ] should follow"},
		{"comma missing", head + "\n\"people\":[]}", `line 2, column 1: a comma or } should stand here, not '"'`},
		{"comma too many", head + ",}", `line 1, column 33: the name of a field, in quotes, should stand here, not '}'`},
		{"after the end", head + "}\n{}", "line 2, column 1: the document ends here, but the file goes on"},
		{"line break in a text", head + ",\"exported\":\"é\n\"}", `line 1, column 46: a text must not hold a line break or another control character: write \n or \u000a`},
		{"bad escape", head + `,"exported":"C:\data"}`, `line 1, column 48: a backslash in a text must be written \\`},
		{"short escape", head + `,"exported":"\u12"}`, `line 1, column 46: \u needs four hexadecimal digits`},
		{"number", head + `,"settings":{"a":01}}`, `line 1, column 50: a comma or } should stand here, not '1'`},
		{"deep", head + `,"x":` + strings.Repeat("[", 200) + strings.Repeat("]", 200) + "}", "line 1, column 137: values are nested more than 100 levels deep"},
		{"newer", `{"people":7,"version":2,"format":"rapport"}`, "version: this document is of version 2, and this Rapport reads up to version 1: update Rapport, then import it again"},
		{"other", `{"format":"notes","version":1}`, `format: "notes" is not "rapport": this is another kind of document`},
		{"nothing in it", `{}`, "format: is missing: a document of Rapport begins with \"format\": \"rapport\", \"version\": 1\nversion: is missing: write 1"},
		{"old", `{"format":"rapport","version":0}`, "version: 0 is not a version that Rapport knows: write 1"},
		{"named", `{"format":"rapport","version":"1"}`, "version: must be a number, not a text"},
		{"twice", head + `,"version":1}`, "version: stands here twice: leave one out"},
		{"latin-1", head + ",\"people\":[{\"name\":\"Jos\xe9\"}]}", "people[0].name: is not UTF-8: save the file in that encoding"},
		{"latin-1 in what is not known", head + ",\n\"y\":\"Jos\xe9\"}", "line 2, column 9: the file is not UTF-8 here: save it in that encoding"},
		{"latin-1 beside another mistake", head + ",\n\"y\":\"Jos\xe9\",\"people\":7}", "people: must be a list in [ ], not a number\nline 2, column 9: the file is not UTF-8 here: save it in that encoding"},
		{"latin-1 in a name", head + ",\"Jos\xe9\":1}", `"Jos\xe9": the name of this field is not UTF-8: save the file in that encoding`},
		{"a long value", head + `,"people":[{"name":"P","started":"` + strings.Repeat("x", 5000) + `"}]}`, `people[0].started: "` + strings.Repeat("x", 399) + "…"},
	} {
		_, _, err := Read(strings.NewReader(c.text), ReadOptions{})
		if err == nil || err.Error() != c.want {
			t.Errorf("%s: %v\nwant %s", c.name, err, c.want)
		}
	}
}

func TestWhatIsTakenForGranted(t *testing.T) {
	const text = "\uFEFF" + ` {"version":1.0e0,"settings":{"off":null,"none":"","on":false,"zero":-0},"format":"rapport","exported":null,
		"meetings":[{"person":"01920B5E-7C1A-7000-8000-000000000001","at":"2026-03-03T14:00:00.000+02:00","status":"held","mood":3.0,"workload":null,"minutes":0,"notes":"","tags":["","a",""],
		"topics":null,"private_notes":"\ud83d\ude00 \u00e9\/"}],"people":null}`
	doc, warnings, err := Read(strings.NewReader(text), ReadOptions{Strict: true})
	if err != nil || len(warnings) > 0 {
		t.Fatal(err, warnings)
	}
	const want = `{
  "format": "rapport",
  "version": 1,
  "meetings": [
    {
      "person": "01920b5e-7c1a-7000-8000-000000000001",
      "at": "2026-03-03T14:00:00.000+02:00",
      "minutes": 0,
      "status": "held",
      "tags": [
        "a"
      ],
      "mood": 3,
      "private_notes": "😀 é/"
    }
  ],
  "settings": {
    "on": false,
    "zero": 0
  }
}
`
	if got := string(written(t, doc)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}
