package render

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"rapport/review"
)

func TestHTMLBlocks(t *testing.T) {
	half, plan := 0.5, 0.75
	got := string(HTML(review.Document{Title: "Goals <of> the team", Subtitle: "As of today", Closing: []string{"The end."}, Sections: []review.Section{
		{Title: "One", Note: "note", Blocks: []review.Block{
			review.Paragraph{Text: "A & B"}, review.Subhead{Text: "Head"}, review.Bullets{Items: []review.Item{{Lead: "Lead", Text: "text", Tail: "tail", Sub: []review.Item{{Text: "deeper", Box: true}}}}},
			review.GoalLine{Title: "Goal", State: "At risk", Progress: &half, Expected: &plan, Detail: "50%", Ask: "Why?"}, review.Quote{Text: "said", By: "Dana"},
			review.Table{Head: []string{"A"}, Rows: [][]string{{"<1>"}}}, review.Notes{Markdown: "- typed\n"},
		}},
		{Title: "Two", Only: true, Blocks: []review.Block{review.GoalLine{Title: "Other", State: "Not measured"}}},
	}}))
	for _, want := range []string{"<title>Goals &lt;of&gt; the team</title>", "A &amp; B", "<h3>Head</h3>", "<strong>Lead</strong>: text <small>(tail)</small><ul><li>☐ deeper</li>",
		`<strong>Goal</strong>: At risk, 50% <small>(plan 75%)</small><div class="bar"><i style="width:50%"></i><b style="left:75%"></b></div>`, "Ask: Why?", "<td>&lt;1&gt;</td>", "<pre>- typed</pre>", "only you", "The end."} {
		if !strings.Contains(got, want) {
			t.Errorf("no %q in\n%s", want, got)
		}
	}
}

// Nothing that is typed becomes a mark of the page.
func TestHTMLEscapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.RuneFrom([]rune(`<>&"'x/script `))).Draw(t, "text")
		got := string(HTML(review.Document{Title: text, Sections: []review.Section{{Title: text, Blocks: []review.Block{review.GoalLine{Title: text, State: text, Detail: text, Ask: text}, review.Notes{Markdown: text}}}}}))
		if strings.Count(got, "<script") > 0 || strings.Count(got, "<x") > 0 || strings.Count(got, `<div class="goal">`) != 1 {
			t.Fatalf("%q: %s", text, got)
		}
	})
}
