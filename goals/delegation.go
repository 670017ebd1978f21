package goals

import (
	"regexp"
	"strings"

	"rapport/civil"
	"rapport/language"
)

// ParseHandOver reads what is handed over as one line: "alert list, 4, review 31 Mar". The level may be its number or its word; both it and
// the date may be missing. Text that is neither stays what it is about. False where nothing is left of that.
func ParseHandOver(text string, today civil.Date) (Delegation, bool) {
	d := Delegation{Since: today, State: DelegationActive}
	var what []string
	for _, part := range strings.Split(text, ",") {
		p := strings.TrimSpace(part)
		lower := strings.ToLower(p)
		if n, ok := levelOf(lower); ok && d.Level == nil && len(what) > 0 {
			d.Level = &n
			continue
		}
		if rest, ok := strings.CutPrefix(lower, "review"); d.Review == 0 && (ok || strings.HasPrefix(lower, "by ")) {
			if !ok {
				rest = lower
			}
			rest = strings.TrimSpace(rest)
			if day, err := civil.ParseDate(strings.TrimPrefix(rest, "on ")); err == nil {
				d.Review = day
				continue
			}
			if day, _, _, ok := language.FindDate(rest, today); ok {
				d.Review = day
				continue
			}
		}
		if p != "" {
			what = append(what, p)
		}
	}
	d.What = strings.Join(what, ", ")
	return d, d.What != ""
}

var levelNumber = regexp.MustCompile(`^(?:level )?([1-7])(?: [a-z]+)?$`)

// levelOf reads a level as its number or its word.
func levelOf(s string) (int, bool) {
	if m := levelNumber.FindStringSubmatch(s); m != nil {
		return int(m[1][0] - '0'), true
	}
	for i, word := range LevelWords {
		if i > 0 && s == strings.ToLower(word) {
			return i, true
		}
	}
	return 0, false
}

// Active reports whether it is still handed over.
func (d Delegation) Active() bool { return d.State != DelegationEnded }

// ReviewDue reports whether the day to look at it together has come.
func (d Delegation) ReviewDue(on civil.Date) bool {
	return d.Active() && d.Review != 0 && d.Review <= on
}

// Trait is what a person is good at or would like to learn, with lines that show it.
type Trait struct {
	Text     string
	Interest bool // a growth interest, else a strength
	Evidence []string
}

// Fit says why something suits a person: the trait, and the words that both share.
type Fit struct {
	Trait Trait
	Words []string // as they stand in the text, the first three
	Seen  string   // the line of evidence that shares them; empty where the trait itself does
}

// Match finds the trait that shares most content words with a text; a word of the trait itself weighs twice one of its evidence. It looks at words
// alone: whether it suits the person is theirs to say. False where no word is shared.
func Match(text string, traits []Trait) (Fit, bool) {
	var best Fit
	weight := 0
	words := contentWords(text)
	shared := func(in string) []string {
		there := stems(in)
		var out []string
		for _, w := range words {
			if len(w) > 3 && there[stem(w)] {
				out = append(out, w)
			}
		}
		return out
	}
	for _, t := range traits {
		if s := shared(t.Text); 2*len(s) > weight {
			best, weight = Fit{Trait: t, Words: s[:min(len(s), 3)]}, 2*len(s)
		}
		for _, e := range t.Evidence {
			if s := shared(e); len(s) > weight {
				best, weight = Fit{Trait: t, Words: s[:min(len(s), 3)], Seen: e}, len(s)
			}
		}
	}
	return best, weight > 0
}
