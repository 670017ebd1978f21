package language

import (
	"strings"
	"testing"
)

// TestWeightsAreReadAsLearnt learns from a few sentences, writes what was learnt and reads it back: likely stays what it was.
func TestWeightsAreReadAsLearnt(t *testing.T) {
	all := []lesson{}
	for _, l := range readFresh(t, "cues_dev6.tsv") {
		all = append(all, lessonOf(l))
	}
	w := learn(all)
	text := w.text()
	r := &NewCueReader(CueOptions{Name: "Priya Raman"}).r
	r.weights = readWeights(text)
	if lines := strings.Count(string(text), "\t"); len(r.weights.rows) != lines-1 || lines < 500 {
		t.Fatalf("%d rows of %d lines", len(r.weights.rows), lines)
	}
	right := 0
	for _, l := range readFresh(t, "cues_dev6.tsv") {
		r.text = l.sentence
		r.read(0, len(l.sentence))
		s := cueSentence{to: len(l.sentence), last: len(r.words)}
		if o := r.weigh(&s); o.likely > 0.5 == (len(l.kinds) > 0) && (len(l.kinds) == 0 || o.kind == l.kinds[0]) {
			right++
		}
	}
	if right < 400 {
		t.Errorf("%d of 450 sentences are read as they were learnt", right)
	}
}

// TestSecondOpinion holds what the weights add to the rules, and that they leave alone what is plain, asked or not readable for them.
func TestSecondOpinion(t *testing.T) {
	for sentence, want := range map[string]string{
		"She doesn't put ideas forward any more.":                              "disengaged cue",
		"Keeps her headphones on all day now.":                                 "workload_high faint",
		"Does the same reports for the third year.":                            "stuck cue",
		"Does she do the same reports for the third year?":                     "", // the manager asks
		"Says the split of the rota is unfair.":                                "unfair cue",
		"Zij brengt geen ideeën meer naar voren in de zaal.":                   "",
		"Priya is exhausted, she said, and wants a quiet week after the rota.": "exhaustion cue",
		"Vendor says the split of the rota is unfair.":                         "",
	} {
		got := []string{}
		for _, c := range Cues(sentence, CueOptions{Name: "Priya Raman"}) {
			got = append(got, c.Kind+" "+c.Strength)
			if sentence[c.From:c.To] != c.Word || sentence[c.QuoteFrom:c.QuoteTo] != c.Quote {
				t.Errorf("%q: %+v", sentence, c)
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%q: %v, want %q", sentence, got, want)
		}
	}
}

// FuzzCues reads anything: what is found stands in the text, and each kind once in a sentence.
func FuzzCues(f *testing.F) {
	for _, s := range []string{"", "Priya is exhausted.", "> “What’s the point”, she said…\n\n- [ ] me: ask", "She doesn't put ideas forward any more. 😀 e\u0301 \x00\xff", "a, b; c: \"d' e\" (f) – g?!", "Noah: tired\nP: tired"} {
		f.Add(s, true)
		f.Add(s, false)
	}
	f.Fuzz(func(t *testing.T, text string, theirs bool) {
		type found struct {
			from int
			kind string
		}
		seen := map[found]bool{}
		for _, c := range NewCueReader(CueOptions{Name: "Priya Raman", Others: cueOthers, Own: []OwnWord{{"put", "stuck"}}}).Cues(text, theirs) {
			if c.QuoteFrom < 0 || c.QuoteTo > len(text) || c.From < c.QuoteFrom || c.To > c.QuoteTo || c.From >= c.To || text[c.From:c.To] != c.Word || text[c.QuoteFrom:c.QuoteTo] != c.Quote {
				t.Fatalf("%+v in %q", c, text)
			}
			if seen[found{c.QuoteFrom, c.Kind}] {
				t.Fatalf("%s twice in %q", c.Kind, c.Quote)
			}
			seen[found{c.QuoteFrom, c.Kind}] = true
		}
	})
}
