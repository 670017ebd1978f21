package language

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// HintKind is what is wrong with a wording.
type HintKind string

// The kinds of hint.
const (
	HintJudgement HintKind = "judgement" // a trait instead of what was seen
	HintMind      HintKind = "mind"      // what goes on in somebody's head, told as if it were known
	HintDiagnosis HintKind = "diagnosis" // an illness or condition
	HintProtected HintKind = "protected" // a protected characteristic
	HintAbsolute  HintKind = "absolute"  // "always", "never", said of a person
)

var hintKinds = []HintKind{HintDiagnosis, HintProtected, HintMind, HintJudgement, HintAbsolute}

// Hint is wording that a note about a person is better without.
type Hint struct {
	Kind     HintKind
	From, To int // byte offsets of the words
}

// Title names what is wrong, Better says what to write instead. The better form is situation, behaviour and impact (Center for Creative
// Leadership).
func (k HintKind) Title() string {
	switch k {
	case HintJudgement:
		return "A judgement"
	case HintMind:
		return "Reads a mind"
	case HintDiagnosis:
		return "Health"
	case HintProtected:
		return "Who somebody is"
	}
	return "An absolute"
}

// Better is the better form of such wording, in a sentence or two.
func (k HintKind) Better() string {
	switch k {
	case HintJudgement:
		return "Write what was seen: when and where, what was done, what came of it. Would you hand this to them?"
	case HintMind:
		return "Nobody sees a reason. Write what was said or done, and ask for the reason. Would you hand this to them?"
	case HintDiagnosis:
		return "Leave health out. Write what it changes at work: hours, tasks, what was agreed."
	case HintProtected:
		return "It has no place in a note about work. Write what was done, or what was agreed."
	}
	return "Rarely true, and easy to dispute. Write how often, and when last: “late twice in February”."
}

// hintPhrase is one line of the rule file.
type hintPhrase struct {
	words []string
	open  bool // the last word may go on
}

type hintRule struct {
	phrases  map[string][]hintPhrase // by their first word, or its beginning, under the name of the section
	person   map[string]bool
	between  map[string]bool
	quotable map[string]bool

	be, degree, noun, after, adjective map[string]bool

	told, object, origin, whatA, somebody map[string]bool
}

// hintRules is en/hints.txt.
var hintRules = sync.OnceValue(func() *hintRule {
	f := readRules("hints.txt")
	r := &hintRule{phrases: map[string][]hintPhrase{}, person: f.set("person"), between: f.set("between"), quotable: f.set("quotable"),
		be: f.set("be"), degree: f.set("degree"), noun: f.set("person noun"), after: f.set("after"), adjective: f.set("adjective"),
		told: f.set("told"), object: f.set("object"), origin: f.set("origin"), whatA: f.set("what a"), somebody: f.set("somebody")}
	add := func(section string) {
		for _, line := range f[section] {
			p := hintPhrase{}
			for _, w := range hintWords(line) {
				p.words = append(p.words, w.text)
			}
			p.open = strings.HasSuffix(line, "*")
			key := section + " " + p.words[0]
			if p.open && len(p.words) == 1 {
				key = section + " " + beginning(p.words[0]) + "*"
			}
			r.phrases[key] = append(r.phrases[key], p)
		}
	}
	for _, k := range hintKinds {
		add(string(k))
	}
	add("fine")
	add("trait judgement")
	add("trait protected")
	for _, section := range []string{"lack", "guess", "inner", "all", "do to", "origin after"} {
		add(section)
	}
	return r
})

// hintWord is one word of a note in lower case.
type hintWord struct {
	text     string
	from, to int
	begins   bool // a clause begins with it
	quoted   bool
}

// hintWords cuts a text into its words; an apostrophe or a hyphen inside a word belongs to it.
func hintWords(text string) []hintWord {
	var out []hintWord
	begins := true
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if strings.ContainsRune(".!?:;,\n–—(", r) {
				begins = true
			}
			i += n
			continue
		}
		j := i
		for j < len(text) {
			r, n := utf8.DecodeRuneInString(text[j:])
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				j += n
				continue
			}
			if next, _ := utf8.DecodeRuneInString(text[j+n:]); (r == '\'' || r == '’' || r == '-') && unicode.IsLetter(next) {
				j += n
				continue
			}
			break
		}
		out = append(out, hintWord{text: strings.ToLower(strings.ReplaceAll(text[i:j], "’", "'")), from: i, to: j, begins: begins})
		begins = false
		i = j
	}
	return out
}

// Hints returns the wording of a note that it is better without, in order, without overlap. names are those of the report. Code, addresses
// of links and quotation blocks are passed over, as are most kinds inside quotation marks: those are the report's own words.
func Hints(note string, names []string) []Hint {
	var out []Hint
	person := map[string]bool{}
	for _, name := range names {
		if fields := strings.Fields(name); len(fields) > 0 {
			person[strings.ToLower(fields[0])] = true
		}
	}
	for l := range noteLines(note) {
		if l.code || strings.TrimSpace(l.text) == "" {
			continue
		}
		quote := strings.HasPrefix(strings.TrimLeft(l.text, " \t"), ">")
		for _, h := range lineHints(l.text, quote, person) {
			h.From, h.To = h.From+l.from, h.To+l.from
			out = append(out, h)
		}
	}
	return out
}

func lineHints(line string, quoted bool, person map[string]bool) []Hint {
	words := hintWords(line)
	skip := quotations(line)
	r := hintRules()
	var out []Hint
	for i := 0; i < len(words); {
		words[i].quoted = quoted || skip.at(words[i].from) == inQuote
		if skip.at(words[i].from) == inCode {
			i++
			continue
		}
		if n := r.longest("fine", words[i:]); n > 0 || startsFine(r, words, i) {
			i += max(n, 1)
			continue
		}
		best, kind := 0, HintKind("")
		for _, k := range hintKinds {
			n := r.longest(string(k), words[i:])
			if n > best && r.counts(k, words, i, n, person) {
				best, kind = n, k
			}
			if n := r.longest("trait "+string(k), words[i:]); n > best && r.counts(k, words, i, n, person) && r.ofPerson(words, i, n, person) {
				best, kind = n, k
			}
		}
		for _, p := range hintPatterns {
			if n := p.longest(r, words, i, person); n > best && !(r.quotable[string(p.kind)] && (words[i].quoted || r.retold(words, i, person))) {
				best, kind = n, p.kind
			}
		}
		if best == 0 {
			i++
			continue
		}
		out = append(out, Hint{kind, words[i].from, words[i+best-1].to})
		i += best
	}
	return out
}

// startsFine reports whether a phrase that is fine began up to three words before and reaches over the word.
func startsFine(r *hintRule, words []hintWord, at int) bool {
	for back := 1; back <= 3 && at-back >= 0; back++ {
		if r.longest("fine", words[at-back:]) > back {
			return true
		}
	}
	return false
}

// longest is the number of words of the longest phrase of a section with which the words begin; 0 for none.
func (r *hintRule) longest(section string, words []hintWord) int {
	best := 0
	for _, key := range [2]string{section + " " + words[0].text, section + " " + beginning(words[0].text) + "*"} {
		for _, p := range r.phrases[key] {
			if len(p.words) > best && p.fits(words) {
				best = len(p.words)
			}
		}
	}
	return best
}

func (p hintPhrase) fits(words []hintWord) bool {
	if len(words) < len(p.words) {
		return false
	}
	for i, w := range p.words {
		if words[i].text != w && !(p.open && i == len(p.words)-1 && strings.HasPrefix(words[i].text, w)) {
			return false
		}
	}
	return true
}

// counts reports whether a phrase that was found is meant so.
func (r *hintRule) counts(k HintKind, words []hintWord, at, n int, person map[string]bool) bool {
	if r.quotable[string(k)] && (words[at].quoted || r.retold(words, at, person)) {
		return false
	}
	if k != HintAbsolute {
		return n > 1 || k != HintJudgement && !r.adjective[words[at].text] || !r.ofThing(words, at, person)
	}
	if n > 1 && !slices.Contains([]string{"all", "every", "without", "not"}, words[at].text) {
		return true // "everyone knows"
	}
	isPerson := func(i int) bool { return r.isPerson(words[i], person) }
	for i := at - 1; i >= 0 && at-i <= 4; i-- { // "she is almost always late"
		if isPerson(i) {
			return true
		}
		if words[i+1].begins || !r.between[words[i].text] && n == 1 {
			break
		}
	}
	if n > 1 && words[at].text == "every" && at+n < len(words) && !words[at+n].begins && isPerson(at+n) { // "every single time he"
		return true
	}
	if words[at].begins && n == 1 && at+1 < len(words) && !words[at+1].begins { // "Always late", "never answers"
		next := words[at+1].text
		return next == "late" || len(next) > 3 && strings.HasSuffix(next, "s") && !strings.HasSuffix(next, "ss")
	}
	return false
}

// isPerson reports whether a word stands for a person: "she", "she's", the name of the report.
func (r *hintRule) isPerson(w hintWord, person map[string]bool) bool {
	base, _, _ := strings.Cut(w.text, "'")
	return r.person[base] || person[base]
}

// subject is the place of the word that a trait is said of, "Noah" in "Noah was again difficult"; -1 where nothing is said to be so.
func (r *hintRule) subject(words []hintWord, at int) int {
	for i := at - 1; i >= 0 && at-i <= 5; i-- {
		if words[i+1].begins {
			return -1
		}
		base, rest, _ := strings.Cut(words[i].text, "'")
		switch {
		case r.be[words[i].text] && i > 0 && !words[i].begins:
			for i--; i > 0 && (r.be[words[i].text] || r.between[words[i].text] && !r.person[words[i].text]); i-- { // "has been"
			}
			return i
		case rest == "s" && base != "", rest == "re": // "he's"
			return i
		case r.found(words, i): // "I find her cold"
			return i
		case !r.degree[words[i].text]:
			return -1
		}
	}
	return -1
}

// ofPerson reports whether a trait is said of a person: somebody is so, and not so to do, as in "he is difficult to reach".
func (r *hintRule) ofPerson(words []hintWord, at, n int, person map[string]bool) bool {
	next := at + n
	if r.whatA[words[at].text] && n == 1 && at > 1 && words[at-1].text == "a" && (words[at-2].text == "what" || words[at-2].text == "such") {
		return true
	}
	i := r.subject(words, at)
	if i < 0 {
		return next < len(words) && !words[next].begins && r.somebody[words[next].text]
	}
	if !r.isPerson(words[i], person) && !r.object[words[i].text] {
		return false
	}
	return next == len(words) || words[next].begins || r.after[words[next].text] && (n > 1 || words[next].text != "to")
}

// ofThing reports whether a trait is said of a thing: "sloppy quoting", "the vendor was unprofessional".
func (r *hintRule) ofThing(words []hintWord, at int, person map[string]bool) bool {
	if i := r.subject(words, at); i >= 0 {
		if r.possessed(words, i) {
			return false
		}
		articles := []string{"the", "a", "an", "this", "that", "our", "its"}
		return i > 0 && !words[i].begins && !r.isPerson(words[i], person) && !r.noun[words[i].text] && slices.Contains(articles, words[i-1].text)
	}
	for i := at - 1; i >= 0 && !words[i+1].begins; i-- {
		if r.isPerson(words[i], person) || r.noun[words[i].text] {
			return false
		}
	}
	next := at + 1
	return next < len(words) && !words[next].begins && !r.after[words[next].text] && !r.noun[words[next].text] && !r.isPerson(words[next], person)
}

// places says of stretches of a line what they are.
type places []place

type place struct {
	from, to int
	what     int
}

const (
	inText = iota
	inQuote
	inCode // or the address of a link
)

func (p places) at(offset int) int {
	for _, x := range p {
		if x.from <= offset && offset < x.to {
			return x.what
		}
	}
	return inText
}

// quotations finds what stands in quotation marks, in backticks, and addresses.
func quotations(line string) places {
	var out places
	pairs := []struct {
		open, shut string
		what       int
	}{{"`", "`", inCode}, {"](", ")", inCode}, {"http://", " ", inCode}, {"https://", " ", inCode}, {"“", "”", inQuote}, {"„", "“", inQuote}, {"«", "»", inQuote}, {"\"", "\"", inQuote}}
	for i := 0; i < len(line); {
		found := false
		for _, p := range pairs {
			if !strings.HasPrefix(line[i:], p.open) {
				continue
			}
			end := strings.Index(line[i+len(p.open):], p.shut)
			if end < 0 && p.what == inQuote && p.open == "“" { // closed with another mark, or on another line
				end = len(line) - i - len(p.open)
			}
			if end < 0 && p.shut == " " {
				end = len(line) - i - len(p.open)
			}
			if end < 0 {
				continue
			}
			to := min(i+len(p.open)+end+len(p.shut), len(line))
			out = append(out, place{i, to, p.what})
			i, found = to, true
			break
		}
		if !found {
			_, n := utf8.DecodeRuneInString(line[i:])
			i += n
		}
	}
	return out
}
