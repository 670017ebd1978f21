package goals

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A value is read as it is typed where the person is; what could be two numbers is refused.
func TestReadNumbers(t *testing.T) {
	k := KeyResult{Title: "Revenue", Kind: Number, Unit: "EUR"}
	for _, x := range []struct {
		text  string
		mark  Mark
		want  float64
		wrong string // part of the refusal
	}{
		{"12", Point, 12, ""}, {" 12 eur", Point, 12, ""}, {"12%", Point, 12, ""}, {"-2.5", Point, -2.5, ""}, {"−2.5", Point, -2.5, ""}, {"+3", Comma, 3, ""}, {".5", Point, 0.5, ""}, {"5.", Point, 5, ""}, {"1e3", Point, 1000, ""},
		{"2,5", Point, 2.5, ""}, {"2,5", Comma, 2.5, ""}, {"2.5", Comma, 2.5, ""}, {"0,125", Point, 0.125, ""}, {"0.125", Comma, 0.125, ""},
		{"1,200", Point, 0, "1200 or 1.200"}, {"-1,200", Point, 0, "-1200 or -1.200"}, {"1,200", Comma, 1.2, ""}, {"1.200", Point, 1.2, ""}, {"1.200", Comma, 0, "1200 or 1,200"}, {"1234,567", Point, 1234.567, ""}, {"1.2000", Comma, 1.2, ""},
		{"1,234,567", Point, 1234567, ""}, {"1.234.567", Point, 0, "not a number"}, {"1.234.567", Comma, 1234567, ""}, {"1,234.5", Point, 1234.5, ""}, {"1.234,5", Point, 0, "not a number"}, {"1.234,5", Comma, 1234.5, ""}, {"1,234.5", Comma, 0, "not a number"}, {"12 000", Point, 12000, ""}, {"12 000,5", Comma, 12000.5, ""}, {"1’200.5", Point, 1200.5, ""},
		{"12\u00a0000 EUR", Comma, 12000, ""},
		{"NaN", Point, 0, "not a number"}, {"Inf", Point, 0, "not a number"}, {"1e999", Point, 0, "not a number"}, {"", Point, 0, "not a number"}, {"0x10", Point, 0, "not a number"}, {"1_000", Point, 0, "not a number"}, {"12 00", Point, 0, "not a number"}, {"1,2,3", Point, 0, "not a number"},
		{"1.2,3.4", Point, 0, "not a number"}, {"--5", Point, 0, "not a number"}, {"5 6", Point, 0, "not a number"}, {"many", Comma, 0, "like 12 or 2,5"}, {".", Point, 0, "not a number"}, {"-", Point, 0, "not a number"},
	} {
		v, err := k.ParseValue(x.text, x.mark)
		switch {
		case x.wrong != "" && (err == nil || !strings.Contains(err.Error(), x.wrong)):
			t.Errorf("%q (%d): %v, %v, want a refusal with %q", x.text, x.mark, v, err, x.wrong)
		case x.wrong == "" && (err != nil || v != x.want):
			t.Errorf("%q (%d): %v, %v, want %v", x.text, x.mark, v, err, x.want)
		}
	}
}

// What is shown can be typed: it reads as the number that it was, to six decimals, in the window of either mark.
func TestShownNumbersAreRead(t *testing.T) {
	k := KeyResult{Title: "Pages", Kind: Number, Unit: "a month"}
	rapid.Check(t, func(t *rapid.T) {
		v := float64(rapid.Int64Range(-1e12, 1e12).Draw(t, "millionths")) / 1e6
		mark := rapid.SampledFrom([]Mark{Point, Comma}).Draw(t, "mark")
		for _, text := range []string{mark.Decimal(v), k.Amount(v, mark)} {
			if got, err := k.ParseValue(text, mark); err != nil || got != v {
				t.Fatalf("%v is shown as %q and read as %v, %v", v, text, got, err)
			}
		}
	})
}

func TestMark(t *testing.T) {
	k := KeyResult{Title: "Load time of v2.5", Kind: Number, Unit: "s", From: num(3.4), To: num(2)}
	if got := k.Words(nil, Comma); got != "3,4 s, from 3,4 s to 2 s" {
		t.Error(got)
	}
	if got := k.MeasureWords(Comma); got != "Load time of v2.5, 3,4 to 2 s" {
		t.Error(got)
	}
	if got := Comma.In("3, 3, 2. Usual 3.6 to 4.4."); got != "3, 3, 2. Usual 3,6 to 4,4." || Point.In(got) != got {
		t.Error(got)
	}
}
