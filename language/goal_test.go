package language

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// goalFindings are the findings of a sentence as the labelled sentences name them.
func goalFindings(text string) string {
	r := ReadGoal(text)
	var out strings.Builder
	for _, x := range []struct {
		on   bool
		name string
	}{{len(r.Vague) > 0, "V"}, {len(r.Activity) > 0, "A"}, {len(r.Outside) > 0, "O"}, {!r.Measured, "M"}, {!r.Dated, "D"}, {!r.Why, "W"}} {
		if x.on {
			out.WriteString(x.name)
		}
	}
	return out.String()
}

// TestGoalSentences holds the findings on labelled sentences, those that the rules were built on and those that were kept back: of what is
// found at least 85 in 100 are right, and of what there is at least 85 in 100 are found, over all findings together and for each one.
// RAPPORT_SENTENCES=1 prints those that were judged otherwise.
func TestGoalSentences(t *testing.T) {
	names := map[string]string{"V": "vague", "A": "activity", "O": "outside", "M": "measure", "D": "due", "W": "why"}
	for _, half := range []string{"built", "held"} {
		text, err := os.ReadFile("testdata/goals_" + half + ".tsv")
		if err != nil {
			t.Fatal(err)
		}
		type tally struct{ right, wrong, missed int }
		tallies, all, sentences := map[string]*tally{}, tally{}, 0
		for line := range strings.Lines(string(text)) {
			if strings.HasPrefix(line, "#") {
				continue
			}
			labels, sentence, ok := strings.Cut(strings.TrimRight(line, "\n"), "\t")
			if !ok {
				t.Fatalf("no label: %q", line)
			}
			sentences++
			found := goalFindings(sentence)
			for _, name := range []string{"V", "A", "O", "M", "D", "W"} {
				x := tallies[name]
				if x == nil {
					x = &tally{}
					tallies[name] = x
				}
				switch is, says := strings.Contains(labels, name), strings.Contains(found, name); {
				case is && says:
					x.right, all.right = x.right+1, all.right+1
				case says:
					x.wrong, all.wrong = x.wrong+1, all.wrong+1
				case is:
					x.missed, all.missed = x.missed+1, all.missed+1
				}
			}
			if found != strings.ReplaceAll(labels, "-", "") && os.Getenv("RAPPORT_SENTENCES") != "" {
				fmt.Printf("%-5s said %-5s %s\n", labels, found, sentence)
			}
		}
		if sentences < 100 {
			t.Errorf("%s: only %d sentences", half, sentences)
		}
		report := func(name string, x tally) {
			precision, recall := float64(x.right)/float64(max(x.right+x.wrong, 1)), float64(x.right)/float64(max(x.right+x.missed, 1))
			t.Logf("%-6s %-9s precision %.3f recall %.3f (%d right, %d wrong, %d missed)", half, name, precision, recall, x.right, x.wrong, x.missed)
			if precision < 0.85 || recall < 0.85 {
				t.Errorf("%s, %s: precision %.3f, recall %.3f", half, name, precision, recall)
			}
		}
		for _, name := range []string{"V", "A", "O", "M", "D", "W"} {
			report(names[name], *tallies[name])
		}
		report("all", all)
	}
}

// The name of a measure is a thing, also where its first word could be a verb.
func TestMeasuresAreNoActivities(t *testing.T) {
	for _, text := range []string{"Share of self-solved questions", "Review time", "Review of every pull request within a day", "Support requests a month", "Call volume", "Help desk staffed from 8 to 18", "Start is agreed with the team", "Plan", "Read rate of the newsletter", "Check"} {
		if r := ReadGoal(text); len(r.Activity) > 0 {
			t.Errorf("%q: %q is no activity", text, r.Activity[0].Text)
		}
	}
	for _, text := range []string{"Review ticket categories", "Support the sales team", "Help with tickets", "Call prospects", "Check invoices"} {
		if len(ReadGoal(text).Activity) == 0 {
			t.Errorf("%q is an activity", text)
		}
	}
}
