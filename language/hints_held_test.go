package language

import (
	"bufio"
	"os"
	"strings"
	"testing"
)

// hintScore counts how often hints were right on labelled lines.
type hintScore struct {
	wanted, marked, kind int // lines that should have a mark, that have one, and one of the right kind
	clean, wrong         int // lines that should have none, and that have one
}

// scoreHints reads the labelled lines of a file: odd is those on which rules may be mended, even those that are held back.
func scoreHints(t *testing.T, path string) (odd, even hintScore, misses []string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	names := []string{"Priya Raman", "Mateo Herrera", "Amara Okafor", "Noah Lindqvist", "Hana Sato", "Leila Haddad", "Tomasz Zieliński"}
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		want, text, ok := strings.Cut(lines.Text(), "\t")
		if !ok {
			continue // what is said about the file
		}
		n++
		s := &even
		if n%2 == 1 {
			s = &odd
		}
		hints := Hints(text, names)
		right := false
		for _, h := range hints {
			right = right || string(h.Kind) == want
		}
		switch {
		case want == "-" && len(hints) == 0:
			s.clean++
		case want == "-":
			s.clean++
			s.wrong++
			if s == &odd {
				misses = append(misses, "marked "+text[hints[0].From:hints[0].To]+" in "+text)
			}
		default:
			s.wanted++
			if len(hints) > 0 {
				s.marked++
			}
			if right {
				s.kind++
			}
			if !right && s == &odd {
				misses = append(misses, want+" "+text)
			}
		}
	}
	return odd, even, misses
}

func TestHintsOnLinesOfAnotherWriter(t *testing.T) {
	odd, even, misses := scoreHints(t, "testdata/hints_held_back.tsv")
	t.Logf("open half: %+v; held back: %+v", odd, even)
	for _, m := range misses {
		t.Log(m)
	}
}
