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

// TestHintsOnLinesOfAnotherWriter holds how well the hints do on lines that were written before their writer had read the rules. Scored once,
// before anything was mended: of 74 lines that should have a mark 56 had one of the right kind (30 of 37 in the open half, 26 of 37 in the half
// that is held back), of 73 others 7 had one (2 and 5). The rules were then mended on the open half alone, by whether a word is said of a person
// or of a thing. The half that is held back was scored again after that, for this test; nothing was mended on it. Its writer is the one who
// mended, so the first figures are the ones to trust.
func TestHintsOnLinesOfAnotherWriter(t *testing.T) {
	odd, even, misses := scoreHints(t, "testdata/hints_held_back.tsv")
	t.Logf("open half: %+v; held back: %+v", odd, even)
	for _, m := range misses {
		t.Log(m)
	}
	if odd.wanted != 37 || even.wanted != 37 || odd.clean != 37 || even.clean != 36 {
		t.Fatal("the labelled lines are not those that were scored")
	}
	if odd.kind < 37 || odd.wrong > 0 || even.kind < 27 || even.wrong > 1 {
		t.Error("worse than when it was scored")
	}
}
