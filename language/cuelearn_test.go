package language

import (
	"bytes"
	"flag"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
)

// learnWeights makes TestLearnWeights write weights.txt: go test ./language -run LearnWeights -learn
var learnWeights = flag.Bool("learn", false, "learn en/weights.txt anew from the labelled sentences")

// lesson is a labelled sentence in parts.
type lesson struct {
	parts  []string
	counts []float64
	kind   int
	weight float64
}

// lessonOf reads a line of which the kind is known.
func lessonOf(l labelled) (x lesson) {
	x.weight = 1
	if len(l.kinds) > 0 {
		x.kind = slices.Index(cueKinds[:], l.kinds[0])
	}
	r := NewCueReader(CueOptions{Name: "Priya Raman", Others: cueOthers}).r
	from, _, skip := cutMarks(l.sentence, 0, len(l.sentence))
	if skip {
		return x
	}
	r.text = l.sentence
	r.read(from, len(l.sentence))
	whole := cueSentence{from: from, to: len(l.sentence), last: len(r.words)}
	for _, s := range r.sentences {
		whole.question = whole.question || s.question
	}
	words := r.weighed(&whole, nil)
	length := 0.0
	weighedParts(words, func(key uint64, part, first, last int) {
		var text []string
		for i := first; i <= last; i++ {
			if part == apartWords && i == first+1 {
				continue
			}
			name := weighedName(words[i].word, words[i].at, r.text, r.words)
			if part >= twoRoles {
				name = weighedName(words[i].role, words[i].at, r.text, r.words)
			}
			text = append(text, name)
		}
		x.parts = append(x.parts, partNames[part]+" "+strings.Join(text, " "))
		x.counts = append(x.counts, partCounts[part])
		length += partCounts[part] * partCounts[part]
	})
	for i := range x.counts {
		x.counts[i] /= math.Sqrt(length)
	}
	return x
}

// weighedName is the text of which a hash is.
func weighedName(hash uint64, at int, text string, words []cueWord) string {
	for _, mark := range []string{"<", ">", ",", `"`, "?", "<own>", "<name>", "<n>", "<third>", "<say>", "<not>", "<if>", "<the>", "<link>"} {
		if wordHash(mark) == hash {
			return mark
		}
	}
	name := strings.ReplaceAll(strings.ToLower(text[words[at].from:words[at].to]), "’", "'")
	if wordHash(name) != hash {
		panic("hash of " + name)
	}
	return name
}

// sentencesOf are the lessons of each sentence of a line alone.
func sentencesOf(l labelled) (all []lesson) {
	r := NewCueReader(CueOptions{Name: "Priya Raman", Others: cueOthers}).r
	from, _, skip := cutMarks(l.sentence, 0, len(l.sentence))
	if skip {
		return nil
	}
	r.text = l.sentence
	r.read(from, len(l.sentence))
	for _, s := range r.sentences {
		all = append(all, lessonOf(labelled{l.sentence[s.from:s.to], l.kinds}))
	}
	return all
}

// learned are weights by the text of their part; "all" is whatever is said.
type learned map[string][]float64

// learn fits a multinomial logistic regression by AdaGrad (Duchi, Hazan & Singer 2011) with a quadratic penalty. Parts that stand in fewer than three sentences are left out.
func learn(all []lesson) learned {
	const (
		epochs  = 15
		penalty = 1e-3
		least   = 0.3
	)
	in := map[string]int{}
	for _, x := range all {
		for _, part := range slices.Compact(slices.Sorted(slices.Values(x.parts))) {
			in[part]++
		}
	}
	w, g := learned{"all": make([]float64, len(cueKinds))}, map[string][]float64{"all": make([]float64, len(cueKinds))}
	for part, n := range in {
		if n > 2 {
			w[part], g[part] = make([]float64, len(cueKinds)), make([]float64, len(cueKinds))
		}
	}
	r := rand.New(rand.NewPCG(1, 1))
	p := make([]float64, len(cueKinds))
	for range epochs {
		for _, n := range r.Perm(len(all)) {
			x := &all[n]
			copy(p, w["all"])
			for i, part := range x.parts {
				for k, v := range w[part] {
					p[k] += v * x.counts[i]
				}
			}
			most, total := slices.Max(p), 0.0
			for k := range p {
				p[k] = math.Exp(p[k] - most)
				total += p[k]
			}
			for k := range p {
				p[k] = p[k] / total * x.weight
			}
			p[x.kind] -= x.weight
			for i, part := range x.parts {
				row, sum := w[part], g[part]
				for k := range row {
					d := p[k]*x.counts[i] + penalty*row[k]
					sum[k] += d * d
					row[k] -= 0.5 * d / math.Sqrt(sum[k]+1e-4)
				}
			}
			for k, d := range p {
				g["all"][k] += d * d
				w["all"][k] -= 0.1 * d / math.Sqrt(g["all"][k]+1e-4)
			}
		}
	}
	for part, row := range w {
		if part == "all" {
			continue
		}
		keep := false
		for k, v := range row {
			if math.Abs(v) < least {
				row[k] = 0
			}
			keep = keep || row[k] != 0
		}
		if !keep {
			delete(w, part)
		}
	}
	return w
}

// text is the file of weights.
func (w learned) text() []byte {
	var b bytes.Buffer
	b.WriteString("# What words and pairs of words speak for, learnt from labelled sentences: go test ./language -run LearnWeights -learn\n" +
		"# Do not edit: label more sentences instead. Behind the tab stands a letter for each kind, P for nothing; cueweight.go says what they mean.\n")
	row := func(words string, row []float64) {
		letters := make([]byte, len(row))
		for k, v := range row {
			letters[k] = byte(weightZero + max(-weightMost, min(weightMost, int(math.Round(v*weightSteps)))))
		}
		fmt.Fprintf(&b, "%s\t%s\n", words, letters)
	}
	fmt.Fprintf(&b, "\n[all]\n")
	row("all", w["all"])
	for _, name := range partNames {
		fmt.Fprintf(&b, "\n[%s]\n", name)
		for _, part := range slices.Sorted(maps.Keys(w)) {
			if words, ok := strings.CutPrefix(part, name+" "); ok {
				row(words, w[part])
			}
		}
	}
	return b.Bytes()
}

// lessons are what the weights are learnt from: sentences with their kinds, and lines of ordinary notes, sentence by sentence.
func lessons(tb testing.TB) (all []lesson) {
	for _, set := range [][]labelled{readLabelled(tb, "cues.tsv"), readLabelled(tb, "cues_held_back.tsv"), readFresh(tb, "cues_dev2.tsv"), readFresh(tb, "cues_judged2.tsv"), readFresh(tb, "cues_judged3.tsv"),
		readFresh(tb, "cues_dev4.tsv"), readFresh(tb, "cues_dev5.tsv"), readFresh(tb, "cues_between.tsv"), readFresh(tb, "cues_dev6.tsv"), readFresh(tb, "cues_learnt.tsv")} {
		for _, l := range set {
			all = append(all, lessonOf(l))
		}
	}
	plain, err := os.ReadFile("testdata/plain_notes.txt")
	if err != nil {
		tb.Fatal(err)
	}
	for line := range strings.Lines(string(plain)) {
		all = append(all, sentencesOf(labelled{sentence: strings.TrimSpace(line)})...)
	}
	return all
}

// TestLearnWeights writes the weights where it is asked to.
func TestLearnWeights(t *testing.T) {
	if !*learnWeights {
		t.Skip("only with -learn")
	}
	if err := os.WriteFile("en/weights.txt", learn(lessons(t)).text(), 0o644); err != nil {
		t.Fatal(err)
	}
}
