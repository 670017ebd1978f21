package language

import (
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/jonreiter/govader"
)

// afinn rates a sentence with AFINN-165 (Nielsen 2011): the sum of what its words are rated.
func afinn(tb testing.TB) func(sentence string) int {
	text, err := os.ReadFile("testdata/afinn165.tsv")
	if err != nil {
		tb.Fatal(err)
	}
	rated := map[string]int{}
	for line := range strings.Lines(string(text)) {
		if word, value, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
			if rated[word], err = strconv.Atoi(value); err != nil {
				tb.Fatal(err)
			}
		}
	}
	return func(sentence string) (sum int) {
		for _, t := range Tokens(sentence) {
			sum += rated[t.Fold]
		}
		return sum
	}
}

// BenchmarkCueAccuracy prints precision and recall in the judgement whether a sentence is worrying, of the rules and of two readers of sentiment,
// on the same sentences: VADER (Hutto & Gilbert 2014) with its usual limit for negative, -0.05, and AFINN-165 under 0.
func BenchmarkCueAccuracy(b *testing.B) {
	words, vader := afinn(b), govader.NewSentimentIntensityAnalyzer()
	for _, set := range []struct {
		name string
		all  []labelled
	}{
		{"built_on", readLabelled(b, "cues.tsv")},
		{"held_back", readLabelled(b, "cues_held_back.tsv")},
		{"built_on_2", readFresh(b, "cues_dev2.tsv")},
		{"once_judged", readFresh(b, "cues_judged2.tsv")},
		{"once_judged_3", readFresh(b, "cues_judged3.tsv")},
		{"built_on_4", readFresh(b, "cues_dev4.tsv")},
		{"judged_4", readFresh(b, "cues_judged4.tsv")},
		{"judged_6", readFresh(b, "cues_judged6.tsv")},
		{"judged_7", readFresh(b, "cues_judged7.tsv")},
	} {
		for _, reader := range []struct {
			name    string
			worried func(string) bool
		}{
			{"rules", worried},
			{"VADER", func(s string) bool { return vader.PolarityScores(s).Compound <= -0.05 }},
			{"AFINN", func(s string) bool { return words(s) < 0 }},
		} {
			b.Run(set.name+"/"+reader.name, func(b *testing.B) {
				var s score
				for b.Loop() {
					s = worryScore(set.all, reader.worried)
				}
				b.ReportMetric(s.precision(), "precision")
				b.ReportMetric(s.recall(), "recall")
			})
		}
	}
}
