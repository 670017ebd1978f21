package language

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// side is the text of one side of a comparison.
func side(rows []DiffRow, left bool) string {
	var lines []string
	for _, r := range rows {
		l := r.Right
		if left {
			l = r.Left
		}
		if l == nil {
			continue
		}
		var b strings.Builder
		for _, p := range l.Parts {
			b.WriteString(p.Text)
		}
		lines = append(lines, b.String())
	}
	return strings.Join(lines, "\n")
}

func marked(l *DiffLine) string {
	if l == nil {
		return "-"
	}
	var b strings.Builder
	for _, p := range l.Parts {
		if p.Changed {
			b.WriteString("[" + p.Text + "]")
		} else {
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

func TestDiff(t *testing.T) {
	earlier := "## On-call\n\n- Nights are fine, it seems\n\n- Checkout page faster by spring\n- Design-system migration"
	later := "## On-call\n\n- “Nights are fine if a quiet week follows.”\n\n- Checkout page in under 2 s by 31 March\n- Design-system migration\n- [ ] me: ask Hana"
	var got []string
	for _, r := range Diff(earlier, later) {
		if r.Changed() {
			got = append(got, marked(r.Left)+" | "+marked(r.Right))
		}
	}
	want := []string{
		"- Nights are fine[, it seems] | - [“]Nights are fine [if a quiet week follows.”]",
		"- Checkout page [faster] by [spring] | - Checkout page [in under 2 s ]by [31 March]",
		"- | [- [ ] me: ask Hana]",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Both texts can be read off a comparison word for word, and where they are the same nothing is marked.
func TestDiffLosesNothing(t *testing.T) {
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", " ", "\n", "é王", "\n\n", "- x", ".", "word word"}), 0, 30).Draw(t, "parts"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		a, b := text.Draw(t, "earlier"), text.Draw(t, "later")
		rows := Diff(a, b)
		if side(rows, true) != a || side(rows, false) != b {
			t.Fatalf("%q and %q came out as %q and %q", a, b, side(rows, true), side(rows, false))
		}
		changed := false
		for _, r := range rows {
			changed = changed || r.Changed()
			if r.Left == nil && r.Right == nil {
				t.Fatal("a row without a side")
			}
		}
		if changed != (a != b) {
			t.Fatalf("%q and %q: changed is %v", a, b, changed)
		}
	})
}
