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
	names := []string{"Priya Raman", "Mateo Herrera", "Amara Okafor", "Noah Lindqvist", "Hana Sato", "Leila Haddad", "Tomasz Zieliński", "Karl Berg"}
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
// or of a thing. The half that is held back was scored again after that, for this test (27 of 37, 1 of 36); nothing was mended on it. It was scored once more when the rules
// had been widened on the lines of TestHintsOnLinesOfManyManagers: 30 of 37, 1 of 36. Its writer is the one who mended, so the first figures are
// the ones to trust.
func TestHintsOnLinesOfAnotherWriter(t *testing.T) {
	odd, even, misses := scoreHints(t, "testdata/hints_held_back.tsv")
	t.Logf("open half: %+v; held back: %+v", odd, even)
	for _, m := range misses {
		t.Log(m)
	}
	if odd.wanted != 37 || even.wanted != 37 || odd.clean != 37 || even.clean != 36 {
		t.Fatal("the labelled lines are not those that were scored")
	}
	if odd.kind < 37 || odd.wrong > 0 || even.kind < 30 || even.wrong > 1 {
		t.Error("worse than when it was scored")
	}
}

// TestHintsOnLinesOfManyManagers holds the hints on lines in the voices of several managers, written before the rules were read and scored
// before anything was mended: 24 of the 40 that deserve a mark had one of the right kind, 6 of the other 40 had one. Three of these six are of
// health or religion and were labelled as clean by mistake: that is marked whoever says it. The rules were then mended on all of them.
func TestHintsOnLinesOfManyManagers(t *testing.T) {
	odd, even, misses := scoreHints(t, "testdata/hints_managers.tsv")
	if odd.wanted+even.wanted != 43 || odd.clean+even.clean != 37 {
		t.Fatal("the labelled lines are not those that were scored")
	}
	if odd.kind+even.kind < 43 || odd.wrong+even.wrong > 0 {
		t.Errorf("open: %+v, %+v %q", odd, even, misses)
	}
}

// What people say of themselves is theirs: a note that tells it is left alone, save for health.
func TestHintsLeaveAloneWhatWasTold(t *testing.T) {
	for _, line := range []string{
		"Said that she never gets the good tickets", "Feels useless in design reviews", "He says he is lazy about docs", "Said that he has no confidence in the plan",
		"Priya thinks I'm hiding something", "A typical German winter, trains late", "Clearly she knows the domain", "Let each of them break a test machine on purpose",
		"A test that is disabled since March", "Nobody told her about the freeze", "The project lacks tests",
	} {
		if hints := Hints(line, []string{"Priya"}); len(hints) > 0 {
			t.Errorf("%q: %v", line, hints)
		}
	}
	for line, want := range map[string]HintKind{
		"I said she never gets it": HintAbsolute, "I find him cold": HintJudgement, "What a diva": HintJudgement, "Lacks drive": HintJudgement, "He has zero empathy": HintJudgement,
		"I bet he's bored": HintMind, "She obviously doesn't want to be here": HintMind, "Typical German.": HintProtected, "No one trusts Priya": HintAbsolute,
		"Every single time he is late": HintAbsolute, "Weak developer": HintJudgement, "Priya's work was sloppy": HintJudgement,
	} {
		if hints := Hints(line, []string{"Priya"}); len(hints) != 1 || hints[0].Kind != want {
			t.Errorf("%q: %v, want %s", line, hints, want)
		}
	}
}
