package goals

import (
	"slices"
	"strings"
	"unicode"

	"github.com/google/uuid"
)

// overlaps: says the same as, or pulls against, another active goal of the person or the goal it hangs from.
func overlaps(g Goal, c Context) []Finding {
	if g.IsClosed() {
		return nil
	}
	others := slices.Clone(c.Others)
	if c.Parent != nil {
		others = append(others, *c.Parent)
	}
	for _, o := range others {
		if o.Status != Active || o.ID == g.ID && g.ID != uuid.Nil {
			continue
		}
		switch {
		case opposed(g, o):
			return []Finding{{FindOverlap, CheckScope, LevelWarn, "It pulls against “" + o.Title + "”. Say which comes first.", "[this] comes before [that] until [date]"}}
		case alike(g.Title, o.Title):
			return []Finding{{FindOverlap, CheckScope, LevelWarn, "It says the same as “" + o.Title + "”. Keep one, or say how they differ.", "Unlike “" + o.Title + "”, this one …"}}
		}
	}
	return nil
}

// opposed reports whether a key result of each measures the same thing and the two targets lie in opposite directions.
func opposed(a, b Goal) bool {
	for _, x := range a.KeyResults {
		for _, y := range b.KeyResults {
			if x.Kind == Milestone || y.Kind == Milestone || !x.Measured() || !y.Measured() || !alike(x.Title, y.Title) {
				continue
			}
			if (*x.To > *x.From) != (*y.To > *y.From) {
				return true
			}
		}
	}
	return false
}

// alike reports whether two texts share most of their content words (Jaccard index), and not just one word.
func alike(a, b string) bool {
	x, y := contentWords(a), contentWords(b)
	if strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) && len(x) > 0 {
		return true
	}
	shared := 0
	for _, w := range x {
		if slices.Contains(y, w) {
			shared++
		}
	}
	all := len(x) + len(y) - shared
	return shared >= fewestWordsToSame && float64(shared) >= sameWords*float64(all)
}

// contentWords are the distinct words of a text in lower case, without those that carry no content.
func contentWords(s string) []string {
	var out []string
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if !stopWords[w] && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

var stopWords = map[string]bool{
	"a": true, "an": true, "the": true, "and": true, "or": true, "of": true, "in": true, "on": true, "at": true, "to": true, "by": true,
	"for": true, "with": true, "without": true, "from": true, "under": true, "over": true, "per": true, "every": true, "all": true, "each": true,
	"is": true, "are": true, "be": true, "it": true, "its": true, "our": true, "their": true, "that": true, "this": true, "than": true, "so": true, "as": true, "into": true,
}
