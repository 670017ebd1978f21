package language

import "testing"

// A short list of plain words, for scale: it counts a sentence with any of them. It is no stand-in for VADER or AFINN, which have thousands of words
// with weights; whether those can be had for a Go module has not been looked into.
var plainWords = []string{
	"exhausted", "tired", "burned", "burnt", "stressed", "drained", "cynical", "pointless", "failing", "useless", "unfair", "blamed", "undervalued", "unappreciated", "conflict",
	"tension", "argued", "isolated", "alone", "lonely", "frustrated", "frustrating", "angry", "annoyed", "upset", "fed", "disappointed", "distrust", "suspicious", "bored", "unmotivated",
	"stuck", "unclear", "confused", "leave", "leaving", "quit", "resign", "overloaded", "overwhelmed", "drowning",
}

// BenchmarkCueAccuracy prints precision and recall of the rules on the sentences of cues_held_back.tsv, beside those of a word list. Of the
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
