package goals

import "testing"

func TestOneOfAUnit(t *testing.T) {
	for unit, want := range map[string]string{
		"teams": "1 team", "open bugs": "1 open bug", "hours": "1 hour", "pages": "1 page", "entries": "1 entry", "boxes": "1 box", "patches": "1 patch", "classes": "1 class",
		"releases": "1 release", "people": "1 people", "ms": "1 ms", "s": "1 s", "min": "1 min", "gas": "1 gas", "class": "1 class", "status": "1 status", "analysis": "1 analysis",
		"series": "1 series", "pages/s": "1 pages/s", "Gbps": "1 Gbps", "%": "1%", "": "1", "Stück": "1 Stück", "hrs": "1 hrs", "€": "1 €", "TEAMS": "1 TEAMS",
	} {
		if got := (KeyResult{Kind: Number, Unit: unit}).Amount(1, Point); got != want {
			t.Errorf("%q: %q, want %q", unit, got, want)
		}
	}
	k := KeyResult{Kind: Number, Unit: "teams"}
	for v, want := range map[float64]string{0: "0 teams", 2: "2 teams", 1.5: "1.5 teams", -1: "-1 team"} {
		if got := k.Amount(v, Point); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, text := range []string{"1 team", "1 teams", "1"} {
		if v, err := k.ParseValue(text, Point); v != 1 || err != nil {
			t.Errorf("%q: %v, %v", text, v, err)
		}
	}
}
