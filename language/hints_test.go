package language

import (
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestHintsOnLabelledSentences(t *testing.T) {
	text, err := os.ReadFile("testdata/hints.tsv")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for line := range strings.Lines(string(text)) {
		label, sentence, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		n++
		var want, got []string
		if label != "-" {
			want = strings.Split(label, ",")
		}
		for _, h := range Hints(sentence, []string{"Priya Raman"}) {
			got = append(got, string(h.Kind))
			if h.Kind.Title() == "" || h.Kind.Better() == "" {
				t.Errorf("%s says nothing", h.Kind)
			}
		}
		slices.Sort(want)
		slices.Sort(got)
		if !slices.Equal(want, got) {
			t.Errorf("%q: %v, want %v", sentence, got, want)
		}
	}
	if n < 80 {
		t.Errorf("%d sentences", n)
	}
}

func TestHintsStandOnTheirWords(t *testing.T) {
	note := "## Checkout\n\nZoë is lazy. 😀 He doesn’t care.\n```\nlazy\n```\n- she is always late\n"
	var got []string
	for _, h := range Hints(note, nil) {
		got = append(got, note[h.From:h.To])
	}
	if want := []string{"lazy", "doesn’t care", "always"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func FuzzHints(f *testing.F) {
	for _, s := range []string{"She is lazy “ always", "`", "](", "’s always", "\xff lazy", "Priya’s never late", "https://"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, note string) {
		end := 0
		for _, h := range Hints(note, []string{"Priya"}) {
			if h.From < end || h.To <= h.From || h.To > len(note) || utf8.ValidString(note) && !utf8.ValidString(note[h.From:h.To]) {
				t.Fatalf("%q: %+v", note, h)
			}
			end = h.To
		}
	})
}

func BenchmarkHints(b *testing.B) {
	note := strings.Repeat("Six weeks in. Paged nine times in February, four of them after 22:00. Says the alerts are noisy more than hard.\n", 100)
	for b.Loop() {
		Hints(note, []string{"Priya Raman"})
	}
}
