package language

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
)

// wordID numbers the words that the rules know; 0 is any other.
type wordID uint16

const (
	unknownWord wordID = iota
	nameWord           // the report, by name
	otherWord          // somebody else, by name
	firstWord          // of the rules
)

// wordClass is a set of sections of context.txt.
type wordClass uint64

const (
	isOwn wordClass = 1 << iota
	isI
	isMe
	isWe
	isYou
	isThird
	isDepartment
	isTechnical
	isNegator
	isCarrier
	isNotAgainst
	isSay
	isVerb
	isPreposition
	isConjunction
	isDeterminer
	isAdverb
	isIf
	isPossible
	isAvoided
	isMonthBefore
	isMay
	isTalk
	isMatter
	isJoke
	isHalf
	isStop
	isPresent
	isPast
	isLink
	isShe
	isHe
	isThey
	isMild
	isNot
	isQuantity
	isSince
	isFear
	isTheir
	isArticle
	isOpinion
)

// classSections names the section of each class.
var classSections = map[string]wordClass{
	"own": isOwn, "i": isI, "me": isMe, "we": isWe, "you": isYou, "third": isThird, "department": isDepartment, "technical": isTechnical,
	"negator": isNegator, "carries": isCarrier, "not against": isNotAgainst, "say": isSay, "verb": isVerb, "preposition": isPreposition,
	"conjunction": isConjunction, "determiner": isDeterminer, "adverb": isAdverb, "if": isIf, "possible": isPossible, "avoided": isAvoided,
	"month before": isMonthBefore, "may": isMay, "talk": isTalk, "matter": isMatter, "joke": isJoke, "half": isHalf, "stop": isStop,
	"present": isPresent, "past": isPast, "link": isLink, "mild": isMild, "quantity": isQuantity, "since": isSince, "fear": isFear, "their": isTheir, "article": isArticle, "opinion": isOpinion, "not": isNot, "she pronoun": isShe, "he pronoun": isHe, "they pronoun": isThey,
}

// phraseUse is what a phrase is looked for.
type phraseUse uint8

const (
	cuePhrase phraseUse = iota
	nothingPhrase
	negationPhrase
	imaginedPhrase
	planPhrase
	overPhrase
	elsewherePhrase
	dealtPhrase
)

// phraseSections names the section of context.txt of each use.
var phraseSections = map[string]phraseUse{
	"negation": negationPhrase, "imagined": imaginedPhrase, "plan": planPhrase, "over": overPhrase, "elsewhere": elsewherePhrase, "dealt": dealtPhrase,
}

// phrase is one line of the rules.
type phrase struct {
	parts    []phrasePart
	use      phraseUse
	kind     string
	strength string
	free     bool // counts whoever is its subject
	state    bool // counts only as a state that is said of the report
}

// phrasePart is one word of a phrase, or what stands for one.
type phrasePart struct {
	words []wordID // any of them
	mask  uint64   // has the bit of each word's number modulo 64: most words are told off by it
	gap   bool     // up to mostGap words
	opt   bool     // may be left out
	not   bool     // the words must not stand here
	other bool     // so does a name that nobody knows
	end   bool     // the clause ends here
}

const mostGap = 3

func (p *phrasePart) holds(w wordID) bool {
	return p.mask&(1<<(w&63)) != 0 && slices.Contains(p.words, w)
}

// cueRule is cues.txt, idioms.txt and plain.txt with context.txt.
type cueRule struct {
	ids     map[string]wordID
	classes []wordClass
	typos   map[string]string
	phrases []phrase
	starts  []phraseStart // by first word, then second, then phrase
	first   []int32       // where the starts of each word begin; one more at the end
}

// phraseStart is a phrase with two words that it may begin with.
type phraseStart struct {
	first, second wordID // second is unknownWord where any may follow, or none
	phrase        uint16
}

var cueRules = sync.OnceValue(func() *cueRule {
	go weights() // they are wanted next, and are read meanwhile: both are on the way of the first window
	cues := readRules("cues.txt")
	for _, file := range []string{"idioms.txt", "plain.txt"} {
		for name, lines := range readRules(file) {
			cues[name] = append(cues[name], lines...)
		}
	}
	return newCueRule(cues, readRules("context.txt"))
})

// ruleCompiler turns rule files into a cueRule.
type ruleCompiler struct {
	*cueRule
	sets  map[string][]wordID // what <name> stands for
	known map[string]int32    // the parts that were read, by their text: which of read they are
	read  []phrasePart
	parts []phrasePart // room for the parts of phrases
	words []wordID     // room for the words of parts
}

func newCueRule(cues, context sections) *cueRule {
	c := ruleCompiler{cueRule: &cueRule{ids: make(map[string]wordID, 8000), typos: map[string]string{}}, sets: map[string][]wordID{}, known: make(map[string]int32, 12000), read: make([]phrasePart, 0, 12000)}
	c.phrases = make([]phrase, 0, 5000)
	for _, line := range context["typos"] {
		typed, meant, _ := strings.Cut(line, " = ")
		c.typos[typed] = meant
		c.ids[typed] = c.id(meant)
	}
	for _, f := range []sections{context, cues} {
		for _, name := range slices.Sorted(maps.Keys(f)) {
			if plain, ok := strings.CutPrefix(name, "="); ok || plainSection(name) {
				c.sets[plain] = c.numbered(f[name])
			}
		}
	}
	for _, f := range []sections{context, cues} {
		for _, name := range slices.Sorted(maps.Keys(f)) {
			if name[0] != '=' && name != "typos" && !plainSection(name) {
				c.section(name, f[name])
			}
		}
	}
	c.classes = make([]wordClass, len(c.ids)+int(firstWord))
	for name, class := range classSections {
		for _, id := range c.sets[name] {
			c.classes[id] |= class
		}
	}
	c.classes[nameWord] |= isOwn
	c.classes[otherWord] |= isThird
	c.index()
	return c.cueRule
}

// plainSection reports whether a section lists words and no phrases.
func plainSection(name string) bool {
	return classSections[name] != 0 || name == "still" || name == "subordinate"
}

// numbered returns the words of lines.
func (c *ruleCompiler) numbered(lines []string) (ids []wordID) {
	for _, line := range lines {
		for word := range strings.FieldsSeq(line) {
			ids = append(ids, c.id(word))
		}
	}
	return ids
}

// section reads the phrases of a section.
func (c *ruleCompiler) section(name string, lines []string) {
	head := strings.Fields(name)
	p := phrase{strength: "cue"}
	use, context := phraseSections[name]
	switch {
	case context:
		p.use = use
	case name == "nothing":
		p.use = nothingPhrase
	default:
		p.kind = head[0]
		for _, word := range head[1:] {
			switch word {
			case "free":
				p.free = true
			case "state":
				p.state = true
			default:
				p.strength = word
			}
		}
	}
	for _, line := range lines {
		for _, parts := range variants(strings.Fields(line)) {
			if cap(c.parts)-len(c.parts) < len(parts) {
				c.parts = make([]phrasePart, 0, 4096)
			}
			from := len(c.parts)
			for _, part := range parts {
				c.parts = append(c.parts, c.part(part))
			}
			p.parts = c.parts[from:len(c.parts):len(c.parts)]
			c.phrases = append(c.phrases, p)
		}
	}
}

// variants returns a phrase without the words at its start that may be left out, too: each begins with a word that is there.
func variants(parts []string) [][]string {
	if !strings.HasSuffix(parts[0], "?") {
		return [][]string{parts}
	}
	all := [][]string{}
	for len(parts) > 1 && strings.HasSuffix(parts[0], "?") {
		all = append(all, append([]string{strings.TrimSuffix(parts[0], "?")}, parts[1:]...))
		parts = parts[1:]
	}
	return append(all, parts)
}

// id numbers a word.
func (c *ruleCompiler) id(word string) wordID {
	n, ok := c.ids[word]
	if !ok {
		n = wordID(len(c.ids)) + firstWord
		c.ids[word] = n
	}
	return n
}

// part reads one word of a phrase.
func (c *ruleCompiler) part(text string) phrasePart {
	n, ok := c.known[text]
	if !ok {
		n = int32(len(c.read))
		c.read = append(c.read, c.parse(text))
		c.known[text] = n
	}
	return c.read[n]
}

func (c *ruleCompiler) parse(text string) (p phrasePart) {
	if text == ".." {
		p.gap = true
		return p
	}
	if text == "." {
		p.end = true
		return p
	}
	text, p.not = strings.CutPrefix(text, "!")
	text, p.opt = strings.CutSuffix(text, "?")
	if cap(c.words)-len(c.words) < mostWords {
		c.words = make([]wordID, 0, 4096)
	}
	from := len(c.words)
	add := func(w wordID) {
		if !slices.Contains(c.words[from:], w) {
			c.words = append(c.words, w)
			p.mask |= 1 << (w & 63)
		}
	}
	for word := range strings.SplitSeq(text, "|") {
		if word[0] != '<' {
			add(c.id(word))
			continue
		}
		name := strings.Trim(word, "<>")
		set, ok := c.sets[name]
		switch {
		case name == "other":
			add(otherWord)
			p.other = true
		case !ok:
			panic(fmt.Sprintf("language: no section for %s", word))
		}
		for _, w := range set {
			add(w)
		}
		if name == "she" || name == "her" || name == "own" {
			add(nameWord)
		}
	}
	p.words = c.words[from:len(c.words):len(c.words)]
	return p
}

// mostWords is room for the words of nearly every part.
const mostWords = 64

// index sorts the phrases by the first two words that they may begin with.
func (c *ruleCompiler) index() {
	all := make([]phraseStart, 0, 20*len(c.phrases))
	for n := range c.phrases {
		parts := c.phrases[n].parts
		for _, w := range parts[0].words {
			if len(parts) == 1 || parts[1].gap || parts[1].opt || parts[1].not || parts[1].end {
				all = append(all, phraseStart{w, unknownWord, uint16(n)})
				continue
			}
			for _, v := range parts[1].words {
				all = append(all, phraseStart{w, v, uint16(n)})
			}
		}
	}
	all, _ = sortStarts(all, len(c.classes), func(p *phraseStart) wordID { return p.second })
	c.starts, c.first = sortStarts(all, len(c.classes), func(p *phraseStart) wordID { return p.first })
}

// sortStarts sorts by a word, keeping the order of what has the same, and returns where each word begins. It counts instead of comparing,
// for it is on the way of the first window.
func sortStarts(all []phraseStart, words int, by func(*phraseStart) wordID) (sorted []phraseStart, first []int32) {
	first = make([]int32, words+1)
	for i := range all {
		first[by(&all[i])+1]++
	}
	for w := range words {
		first[w+1] += first[w]
	}
	next := slices.Clone(first)
	sorted = make([]phraseStart, len(all))
	for i := range all {
		w := by(&all[i])
		sorted[next[w]] = all[i]
		next[w]++
	}
	return sorted, first
}

// startsWith returns the phrases that may begin with a word whatever follows, and those that may with two.
func (r *cueRule) startsWith(first, second wordID) (one, two []phraseStart) {
	all := r.starts[r.first[first]:r.first[first+1]]
	n := 0
	for n < len(all) && all[n].second == unknownWord {
		n++
	}
	one, all = all[:n], all[n:]
	if second == unknownWord {
		return one, nil
	}
	from := firstStart(all, second)
	to := from
	for to < len(all) && all[to].second == second {
		to++
	}
	return one, all[from:to]
}

// firstStart returns where the starts with a second word begin, or would.
func firstStart(all []phraseStart, second wordID) int {
	lo, hi := 0, len(all)
	for lo < hi {
		if mid := (lo + hi) / 2; all[mid].second < second {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}
