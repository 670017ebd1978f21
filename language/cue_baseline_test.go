package language

import "testing"

// The word lists of VADER and AFINN come with data files under licences of their own and are in no Go module that this project takes; a
// list of the plainest words of the same kinds stands in for what a word list alone can do: it counts a sentence with any of them.
var plainWords = []string{
	"exhausted", "tired", "burned", "burnt", "stressed", "drained", "cynical", "pointless", "failing", "useless", "unfair", "blamed", "undervalued", "unappreciated", "conflict",
	"tension", "argued", "isolated", "alone", "lonely", "frustrated", "frustrating", "angry", "annoyed", "upset", "fed", "disappointed", "distrust", "suspicious", "bored", "unmotivated",
	"stuck", "unclear", "confused", "leave", "leaving", "quit", "resign", "overloaded", "overwhelmed", "drowning",
}

// BenchmarkCueAccuracy prints precision and recall of the rules on the sentences that they were never fitted to, beside those of a word list. Of the
// list it is judged only whether a sentence is a cue of anything.
func BenchmarkCueAccuracy(b *testing.B) {
	all := readLabelled(b, "cues_held_back.tsv")
	list := map[string]bool{}
	for _, w := range plainWords {
		list[w] = true
	}
	b.Run("rules", func(b *testing.B) {
		var s score
		for b.Loop() {
			s = cueScore(b, all, false)
		}
		b.ReportMetric(s.precision(), "precision")
		b.ReportMetric(s.recall(), "recall")
	})
	b.Run("word_list", func(b *testing.B) {
		var s score
		for b.Loop() {
			s = score{}
			for _, l := range all {
				hit := false
				for _, t := range Tokens(l.sentence) {
					hit = hit || list[t.Fold]
				}
				switch {
				case hit && len(l.kinds) > 0:
					s.right++
				case hit:
					s.wrong++
				case len(l.kinds) > 0:
					s.missed++
				}
			}
		}
		b.ReportMetric(s.precision(), "precision")
		b.ReportMetric(s.recall(), "recall")
	})
}
