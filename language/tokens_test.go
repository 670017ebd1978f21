package language

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestTokens(t *testing.T) {
	for text, want := range map[string]string{
		"":                         "",
		"Hello, World":             "hello world",
		"don't e-mail":             "don t e mail",
		"2026-03-03 14:00":         "2026 03 03 14 00",
		"C++ and C#":               "c + + and c #",
		"#tag a+b 1 + 1":           "# tag a + b 1 1",
		"## Heading ++ #":          "heading",
		"++i":                      "+ + i",
		"Ångström, naïve, Œuvre":   "angstrom naive oeuvre",
		"A\u030Angstro\u0308m":     "angstrom",
		"Straße STRASSE":           "strasse strasse",
		"smørrebrød Łódź İstanbul": "smorrebrod lodz istanbul",
		"東京都の会議":                   "東 京 都 の 会 議",
		"Adaさん、OK":                 "ada さ ん ok",
		"コーヒー":                     "コ ー ヒ ー",
		"か\u3099":                  "が",
		"회의에서":                     "회 의 에 서",
		"ﬁne Ｃ＋＋ Ｂｕｄｇｅｔ":           "fine c budget",
		"x² ½":                     "x2 12",
		"🙂 ok 👍🏽":                  "ok",
		"שָׁלוֹם":                  "שלום",
		"हिन्दी":                   "हिन्दी",
		"a\x00b\xffc":              "a b c",
		"\uE000\uE02B":             "",
		"_snake_case_":             "snake case",
		"né\u0301e":                "nee",
	} {
		var got []string
		for _, tok := range Tokens(text) {
			got = append(got, tok.Fold)
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%q: %q, want %q", text, g, want)
		}
	}
}

func TestTokensStandInTheText(t *testing.T) {
	text := "Über C++: naïve 会議 🙂 end"
	runes := []rune(text)
	var got []string
	for _, tok := range Tokens(text) {
		got = append(got, string(runes[tok.Start:tok.End]))
	}
	if want := []string{"Über", "C", "+", "+", "naïve", "会", "議", "end"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestAppendTokensKeepsWhatIsThere(t *testing.T) {
	out := AppendTokens(Tokens("one"), "two")
	if len(out) != 2 || out[0].Fold != "one" || out[1] != (Token{0, 3, "two"}) {
		t.Errorf("%+v", out)
	}
}

// Every token lies behind the one before it, inside the text, has words only, and is found again in upper case.
func FuzzTokens(f *testing.F) {
	for _, s := range []string{"", "Hello, World", "C++ #tag", "Ångström ﬁne", "東京 コーヒー", "a\xff\u0301b", "½ﷺ", "\u1E9E İı", "+#+#a", "ΑΣ Σας"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		tokens, end, length := Tokens(text), 0, utf8.RuneCountInString(text)
		for _, tok := range tokens {
			if tok.Start < end || tok.End <= tok.Start || tok.End > length {
				t.Fatalf("%q: token %+v after %d in a text of %d", text, tok, end, length)
			}
			end = tok.End
			if tok.Fold == "" || tok.Fold != "+" && tok.Fold != "#" && strings.ContainsFunc(tok.Fold, func(r rune) bool { return classOf(r) == separator }) {
				t.Fatalf("%q: fold of %+v", text, tok)
			}
		}
		if !utf8.ValidString(text) {
			return
		}
		if again := Tokens(text + " "); !slices.Equal(tokens, again) {
			t.Fatalf("%q: %v, with a space after it %v", text, tokens, again)
		}
	})
}
