package language

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// cueOthers are people whom the labelled sentences name beside Priya.
var cueOthers = []string{"Noah Bakker", "Mateo Silva", "Lena Vogt", "Tomasz Nowak", "Anneke Visser", "Hana Ito", "Leila Haddad"}

// labelled is a sentence of a note about Priya with the kinds that it is a cue of.
type labelled struct {
	sentence string
	kinds    []string
}

func readLabelled(tb testing.TB, name string) []labelled {
	tb.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	var out []labelled
	for line := range strings.Lines(string(text)) {
		label, sentence, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok || strings.HasPrefix(label, "#") {
			continue
		}
		l := labelled{sentence: sentence}
		if label != "-" {
			l.kinds = strings.Split(label, ",")
		}
		out = append(out, l)
	}
	return out
}

// score counts what was found: right, missed and wrong.
type score struct{ right, missed, wrong int }

func (s score) precision() float64 { return float64(s.right) / max(1, float64(s.right+s.wrong)) }
func (s score) recall() float64    { return float64(s.right) / max(1, float64(s.right+s.missed)) }

// cueScore is how well the rules find the labelled kinds. What is wrong and missed is told only of sentences that rules may be fitted to.
func cueScore(tb testing.TB, all []labelled, tell bool) score {
	var s score
	for _, l := range all {
		var got []string
		for _, c := range Cues(l.sentence, CueOptions{Name: "Priya Raman", Others: cueOthers}) {
			if slices.Contains(got, c.Kind) {
				continue
			}
			got = append(got, c.Kind)
			if slices.Contains(l.kinds, c.Kind) {
				s.right++
				continue
			}
			s.wrong++
			if tell {
				tb.Logf("wrong %s in %q: %q", c.Kind, l.sentence, c.Word)
			}
		}
		for _, kind := range l.kinds {
			if !slices.Contains(got, kind) {
				s.missed++
				if tell {
					tb.Logf("missed %s in %q", kind, l.sentence)
				}
			}
		}
	}
	return s
}

func TestCuesOnLabelledSentences(t *testing.T) {
	for _, set := range []struct {
		name, file                  string
		fitted                      bool
		leastPrecision, leastRecall float64
	}{
		{"fitted to", "cues.tsv", true, 0.9, 0.8},
		{"once held back, partly fitted to since (0.875 and 0.792 at first)", "cues_held_back.tsv", false, 0.9, 0.8},
	} {
		all := readLabelled(t, set.file)
		s := cueScore(t, all, set.fitted)
		t.Logf("%s: %d sentences: %d right, %d missed, %d wrong: precision %.3f, recall %.3f", set.name, len(all), s.right, s.missed, s.wrong, s.precision(), s.recall())
		if s.precision() < set.leastPrecision || s.recall() < set.leastRecall {
			t.Errorf("%s: precision %.3f, recall %.3f; want at least %v and %v", set.name, s.precision(), s.recall(), set.leastPrecision, set.leastRecall)
		}
	}
}

// readFresh reads sentences that were written by someone who had not seen the rules: the sentence, then its kind or none.
func readFresh(tb testing.TB, name string) []labelled {
	tb.Helper()
	text, err := os.ReadFile("testdata/" + name)
	if err != nil {
		tb.Fatal(err)
	}
	var out []labelled
	for line := range strings.Lines(string(text)) {
		sentence, label, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			tb.Fatalf("%s: no label in %q", name, line)
		}
		l := labelled{sentence: sentence}
		if label != "none" {
			l.kinds = []string{label}
		}
		out = append(out, l)
	}
	return out
}

// worried reports whether the rules find any cue.
func worried(sentence string) bool {
	return len(Cues(sentence, CueOptions{Name: "Priya Raman", Others: cueOthers})) > 0
}

// worryScore is how well a reader tells sentences that say something worrying from others, of whatever kind it is.
func worryScore(all []labelled, worried func(string) bool) (s score) {
	for _, l := range all {
		switch found := worried(l.sentence); {
		case found && len(l.kinds) > 0:
			s.right++
		case found:
			s.wrong++
		case len(l.kinds) > 0:
			s.missed++
		}
	}
	return s
}

// TestCuesOnFreshSentences holds what is read of sentences that were written without a look at the rules. Where rules were fitted to a set or weights
// learnt from it, it judges them no longer; cues_learnt.tsv, of ten writers, only teaches. What was held back:
//
// cues_judged4.tsv, of a writer from wards, schools, yards and councils of whom nothing was learnt: the rules alone read it with precision 0.736 and
// recall 0.625, with weights 0.850 and 0.857.
//
// cues_judged6.tsv, the half of three other writers' sentences of which the other half, cues_dev6.tsv, was learnt from: with weights 0.888 and 0.856
// when it was judged first. The limits of the second opinion were raised a little since, toward precision, with no look at the sentences. (Where none
// of a writer's sentences were learnt from, twelve writers in turn: precision 0.91, recall 0.77.)
//
// cues_judged7.tsv, of a writer of whom nothing was learnt, judged once with everything as it stands: 0.913 and 0.892.
//
// In the app the name of the report is known, in the older sets it is not: a sentence that begins with the report's name is taken for somebody else's.
func TestCuesOnFreshSentences(t *testing.T) {
	for _, set := range []struct {
		name, file                  string
		leastPrecision, leastRecall float64
	}{
		{"fitted to", "cues_dev2.tsv", 0.9, 0.8},
		{"fitted to since (0.885 and 0.720 when judged)", "cues_judged2.tsv", 0.95, 0.95},
		{"fitted to since (0.887 and 0.818 when judged)", "cues_judged3.tsv", 0.95, 0.95},
		{"fitted to, of a fourth writer", "cues_dev4.tsv", 0.95, 0.9},
		{"fitted to, written before a look at the rules (0.928 and 0.750 with those of before)", "cues_dev5.tsv", 0.95, 0.9},
		{"partly fitted to, mostly between the lines", "cues_between.tsv", 0.85, 0.4},
		{"judged, and not fitted to", "cues_judged4.tsv", 0.87, 0.82},
		{"learnt from", "cues_dev6.tsv", 0.95, 0.95},
		{"held back, of the same writers", "cues_judged6.tsv", 0.89, 0.84},
		{"held back, of another writer", "cues_judged7.tsv", 0.91, 0.89},
	} {
		all := readFresh(t, set.file)
		worry, kinds := worryScore(all, worried), cueScore(t, all, false)
		t.Logf("%s: %d sentences: worrying or not: precision %.3f, recall %.3f (%d right, %d missed, %d wrong); of the kind: %.3f and %.3f",
			set.name, len(all), worry.precision(), worry.recall(), worry.right, worry.missed, worry.wrong, kinds.precision(), kinds.recall())
		if worry.precision() < set.leastPrecision || worry.recall() < set.leastRecall {
			t.Errorf("%s: precision %.3f, recall %.3f; want at least %v and %v", set.name, worry.precision(), worry.recall(), set.leastPrecision, set.leastRecall)
		}
	}
}
