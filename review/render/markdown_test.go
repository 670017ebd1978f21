package render

import (
	"bytes"
	"html"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"pgregory.net/rapid"

	"rapport/review"
)

func TestMarkdownBlocks(t *testing.T) {
	half, plan := 0.5, 0.75
	d := review.Document{
		Title: "Title", Subtitle: "Sub", Closing: []string{"The end."},
		Sections: []review.Section{
			{Title: "One", Note: "note", Blocks: []review.Block{
				review.Paragraph{Text: "Text."},
				review.Subhead{Text: "Head"},
				review.Bullets{Items: []review.Item{{Lead: "Lead", Text: "text", Tail: "tail", Sub: []review.Item{{Text: "deeper"}}}, {Text: "to do", Box: true}, {Lead: "Only"}}},
				review.GoalLine{Title: "Goal", State: "At risk", Progress: &half, Expected: &plan, Detail: "50%"},
				review.Quote{Text: "said", By: "Dana"},
				review.GoalLine{Title: "Other", State: "Not measured"},
			}},
			{Title: "Two", Only: true, Blocks: []review.Block{
				review.Table{Head: []string{"A", "B"}, Rows: [][]string{{"1", "a|b"}}},
				review.Quote{Text: "alone"},
				review.Notes{Markdown: "## Typed\n\n- *as it is*\n"},
			}},
		},
	}
	want := `# Title

Sub

## One (note)

Text.

### Head

- **Lead**: text (tail)
  - deeper
- [ ] to do
- **Only**
- **Goal**: At risk, 50% (plan 75%)
  > said (Dana)
- **Other**: Not measured

## Two (only you)

| A | B |
| --- | --- |
| 1 | a\|b |

> alone

## Typed

- *as it is*

---

The end.
`
	if got := string(Markdown(d)); got != want {
		t.Errorf("got:\n%s", got)
	}
}

// Plain text shows as it was typed, whatever marks are in it.
func TestTypedTextShowsAsTyped(t *testing.T) {
	md := goldmark.New(goldmark.WithExtensions(extension.GFM))
	check := func(t interface{ Fatalf(string, ...any) }, text string) {
		d := review.Document{Title: "T", Sections: []review.Section{{Title: "S", Blocks: []review.Block{
			review.Bullets{Items: []review.Item{{Text: text}}},
		}}}}
		var out bytes.Buffer
		if err := md.Convert(Markdown(d), &out); err != nil {
			t.Fatalf("%v", err)
		}
		body := out.String()
		from, to := strings.Index(body, "<li>")+4, strings.LastIndex(body, "</li>")
		if from < 4 || to < from {
			t.Fatalf("%q is no list item: %s", text, body)
		}
		if got, want := strings.Join(strings.Fields(html.UnescapeString(body[from:to])), " "), strings.Join(strings.Fields(text), " "); got != want {
			t.Fatalf("%q shows as %q", want, got)
		}
	}
	for _, text := range []string{
		"plain", "2 * 3 * 4", "*stars*", "snake_case_name", "_under_", "`code`", "[link](x)", "<b>bold</b>", "a < b > c", "# no heading", "1. first", "1) first", "- dash", "+ plus",
		"> quoted", "~~gone~~", "&amp; and &lt;", "&#65;", "R&D", "back\\slash", "![image](x)", "---", "===", "[ ] box", "[x] box", "C++ and F#", "3.5 s", "a | b", "“quoted”", "naïve_é_x", "* * *", "5 - 3", "***", "~x~",
	} {
		check(t, text)
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom([]rune("ab1 .,()[]*_`~#+-=<>&;!|\\/:@x"))).Draw(t, "text")
		if strings.Contains(text, "@") || strings.Contains(text, "//") || strings.Contains(text, "www") {
			t.Skip("an address becomes a link and reads the same")
		}
		if strings.TrimSpace(text) == "" {
			t.Skip("nothing to show")
		}
		check(t, text)
	})
}
