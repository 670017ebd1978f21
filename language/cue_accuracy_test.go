package language

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// cueOthers are people whom the labelled sentences name beside Priya.
var cueOthers = []string{"Noah Bakker", "Mateo Silva", "Lena Vogt", "Tomasz Nowak", "Anneke Visser", "Hana Ito", "Leila Haddad"}

// heldCue reports whether a labelled sentence belongs to the half that nobody looked at while the rules were written.
func heldCue(sentence string) bool {
	h := uint32(2166136261)
	for i := range len(sentence) {
		h = (h ^ uint32(sentence[i])) * 16777619
	}
	return h>>16&1 == 1
}

func TestCuesOnLabelledSentences(t *testing.T) {
	text, err := os.ReadFile("testdata/cues.tsv")
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ right, missed, wrong int }
	var all [2]count
	kinds := [2]map[string]count{{}, {}}
	for line := range strings.Lines(string(text)) {
		label, sentence, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			continue
		}
		half := 0
		if heldCue(sentence) {
			half = 1
		}
		var want, got []string
		if label != "-" {
			want = strings.Split(label, ",")
		}
		for _, c := range Cues(sentence, CueOptions{Name: "Priya Raman", Others: cueOthers}) {
			if !slices.Contains(got, c.Kind) {
				got = append(got, c.Kind)
			}
			if half == 0 && !slices.Contains(want, c.Kind) {
				t.Logf("wrong %s in %q: %q", c.Kind, sentence, c.Word)
			}
		}
		tally := func(kind string, add count) {
			k := kinds[half][kind]
			kinds[half][kind] = count{k.right + add.right, k.missed + add.missed, k.wrong + add.wrong}
			all[half].right, all[half].missed, all[half].wrong = all[half].right+add.right, all[half].missed+add.missed, all[half].wrong+add.wrong
		}
		for _, kind := range want {
			if slices.Contains(got, kind) {
				tally(kind, count{right: 1})
				continue
			}
			tally(kind, count{missed: 1})
			if half == 0 {
				t.Logf("missed %s in %q", kind, sentence)
			}
		}
		for _, kind := range got {
			if !slices.Contains(want, kind) {
				tally(kind, count{wrong: 1})
			}
		}
	}
	const least = 0.8
	for half, name := range []string{"open", "held out"} {
		c := all[half]
		precision, recall := float64(c.right)/float64(c.right+c.wrong), float64(c.right)/float64(c.right+c.missed)
		t.Logf("%s half: %d right, %d missed, %d wrong: precision %.3f, recall %.3f", name, c.right, c.missed, c.wrong, precision, recall)
		t.Logf("%s half by kind: %v", name, kinds[half])
		if precision < least || recall < least { // what stands now; the goal for precision is 0.9
			t.Errorf("%s half: precision %.3f, recall %.3f; want at least %v each", name, precision, recall, least)
		}
	}
}
