package language

import (
	"hash/fnv"
	"os"
	"strings"
	"testing"
)

// held reports whether a labelled line belongs to the half that nobody looked at while the rules were written.
func held(line string) bool {
	h := fnv.New32a()
	h.Write([]byte(line))
	return h.Sum32()%2 == 1
}

func TestCategoryOnLabelledLines(t *testing.T) {
	text, err := os.ReadFile("testdata/categories.tsv")
	if err != nil {
		t.Fatal(err)
	}
	var right, all [2]int
	for line := range strings.Lines(string(text)) {
		want, point, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if !ok {
			t.Fatalf("no tab in %q", line)
		}
		half := 0
		if held(point) {
			half = 1
		}
		all[half]++
		if got := Category(point); got == want {
			right[half]++
		} else if half == 0 {
			t.Logf("%q: %s, labelled %s", point, got, want)
		}
	}
	for half, name := range []string{"open", "held out"} {
		share := float64(right[half]) / float64(all[half])
		t.Logf("%s half: %d of %d right, %.2f", name, right[half], all[half], share)
		if share < 0.8 {
			t.Errorf("%s half: only %.2f right", name, share)
		}
	}
}

func TestCategoryByTag(t *testing.T) {
	for text, want := range map[string]string{
		"Deadline for the tax release #growth": "growth", "#wellbeing": "wellbeing", "C# and #unknown": "other", "": "other", "#other career": "other",
	} {
		if got := Category(text); got != want {
			t.Errorf("Category(%q) = %s, want %s", text, got, want)
		}
	}
}

func FuzzCategory(f *testing.F) {
	f.Add("Pairing with Noah on Thursdays")
	f.Fuzz(func(t *testing.T, text string) {
		got := Category(text)
		for _, name := range append(categoryNames, "other") {
			if got == name {
				return
			}
		}
		t.Errorf("Category(%q) = %q", text, got)
	})
}
