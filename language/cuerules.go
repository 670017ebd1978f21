package language

import (
	"fmt"
	"iter"
	"maps"
	"math/bits"
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
)

// classSections names the section of each class.
var classSections = map[string]wordClass{
	"own": isOwn, "i": isI, "me": isMe, "we": isWe, "you": isYou, "third": isThird, "department": isDepartment, "technical": isTechnical,
	"negator": isNegator, "carries": isCarrier, "not against": isNotAgainst, "say": isSay, "verb": isVerb, "preposition": isPreposition,
	"conjunction": isConjunction, "determiner": isDeterminer, "adverb": isAdverb, "if": isIf, "possible": isPossible, "avoided": isAvoided,
	"month before": isMonthBefore, "may": isMay, "talk": isTalk, "matter": isMatter, "joke": isJoke, "half": isHalf, "stop": isStop,
	"present": isPresent, "past": isPast, "link": isLink, "mild": isMild, "not": isNot, "she pronoun": isShe, "he pronoun": isHe, "they pronoun": isThey,
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
)

// phraseSections names the section of context.txt of each use.
var phraseSections = map[string]phraseUse{
	"negation": negationPhrase, "imagined": imaginedPhrase, "plan": planPhrase, "over": overPhrase, "elsewhere": elsewherePhrase,
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
	word wordID   // the only word, where set is nil
	set  []uint64 // of words
	gap  bool     // up to mostGap words
	opt  bool     // may be left out
	not  bool     // the words must not stand here
}

const mostGap = 3

func (p *phrasePart) holds(w wordID) bool {
	if p.set == nil {
		return p.word == w
	}
	i := int(w >> 6)
	return i < len(p.set) && p.set[i]&(1<<(w&63)) != 0
}

// words yields the words that it holds, in the order of their numbers.
func (p *phrasePart) words() iter.Seq[wordID] {
	return func(yield func(wordID) bool) {
		if p.set == nil {
			if p.word != 0 {
				yield(p.word)
			}
			return
		}
		for i, left := range p.set {
			for ; left != 0; left &= left - 1 {
				if !yield(wordID(i<<6 + bits.TrailingZeros64(left))) {
					return
				}
			}
		}
	}
}

// cueRule is cues.txt and idioms.txt with context.txt.
type cueRule struct {
	ids     map[string]wordID
	classes []wordClass
	typos   map[string]string
	phrases []phrase
	starts  [][]uint16 // phrases by their first word
	byPair  map[uint32][]uint16
}

var cueRules = sync.OnceValue(func() *cueRule {
	cues := readRules("cues.txt")
	for name, lines := range readRules("idioms.txt") {
		cues[name] = append(cues[name], lines...)
	}
	return newCueRule(cues, readRules("context.txt"))
})

// ruleCompiler turns rule files into a cueRule.
type ruleCompiler struct {
	*cueRule
	sets  map[string]string     // the lines of the sections that <name> stands for, joined
	known map[string]phrasePart // the parts that were read, by their text
}

func newCueRule(cues, context sections) *cueRule {
	c := ruleCompiler{&cueRule{ids: make(map[string]wordID, 4000), typos: map[string]string{}}, map[string]string{}, map[string]phrasePart{}}
	for _, f := range []sections{context, cues} {
		for name, lines := range f {
			c.sets[strings.TrimPrefix(name, "=")] = strings.Join(lines, " ")
		}
	}
	for _, line := range context["typos"] {
		typed, meant, _ := strings.Cut(line, " = ")
		c.typos[typed] = meant
	}
	for _, f := range []sections{context, cues} {
		for _, name := range slices.Sorted(maps.Keys(f)) {
			c.section(name, f[name])
		}
	}
	c.classes = make([]wordClass, len(c.ids)+int(firstWord))
	for name, class := range classSections {
		for _, word := range strings.Fields(c.sets[name]) {
			c.classes[c.id(word)] |= class
		}
	}
	c.classes[nameWord] |= isOwn
	c.classes[otherWord] |= isThird
	for typed, meant := range c.typos {
		c.ids[typed] = c.ids[meant]
	}
	c.index()
	return c.cueRule
}

// section reads the phrases of a section, or only numbers its words.
func (c *ruleCompiler) section(name string, lines []string) {
	head := strings.Fields(name)
	p := phrase{strength: "cue"}
	use, context := phraseSections[name]
	switch {
	case name == "typos":
		for _, meant := range c.typos {
			c.id(meant)
		}
		return
	case classSections[name] != 0 || name[0] == '=' || name == "still" || name == "subordinate":
		for _, line := range lines {
			for _, word := range strings.Fields(line) {
				c.id(word)
			}
		}
		return
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
			p.parts = make([]phrasePart, len(parts))
			for i, part := range parts {
				p.parts[i] = c.part(part)
			}
			c.phrases = append(c.phrases, p)
		}
	}
}

// variants returns a phrase without the words at its start that may be left out, too: each begins with a word that is there.
func variants(parts []string) [][]string {
	all := [][]string{}
	for len(parts) > 1 && strings.HasSuffix(parts[0], "?") {
		all = append(all, append([]string{strings.TrimSuffix(parts[0], "?")}, parts[1:]...))
		parts = parts[1:]
	}
	return append(all, parts)
}

// id numbers a word.
func (c *ruleCompiler) id(word string) wordID {
	if meant, ok := c.typos[word]; ok {
		word = meant
	}
	n, ok := c.ids[word]
	if !ok {
		n = wordID(len(c.ids)) + firstWord
		c.ids[word] = n
	}
	return n
}

// part reads one word of a phrase.
func (c *ruleCompiler) part(text string) phrasePart {
	p, ok := c.known[text]
	if !ok {
		p = c.read(text)
		c.known[text] = p
	}
	return p
}

func (c *ruleCompiler) read(text string) (p phrasePart) {
	if text == ".." {
		p.gap = true
		return p
	}
	text, p.not = strings.CutPrefix(text, "!")
	text, p.opt = strings.CutSuffix(text, "?")
	var words []wordID
	for _, word := range strings.Split(text, "|") {
		switch {
		case word == "<other>":
			words = append(words, otherWord)
		case word[0] == '<':
			name := strings.Trim(word, "<>")
			set, ok := c.sets[name]
			if !ok {
				panic(fmt.Sprintf("language: no section for %s", word))
			}
			for _, w := range strings.Fields(set) {
				words = append(words, c.id(w))
			}
			if name == "she" || name == "her" || name == "own" {
				words = append(words, nameWord)
			}
		default:
			words = append(words, c.id(word))
		}
	}
	if len(words) == 1 {
		p.word = words[0]
		return p
	}
	p.set = make([]uint64, slices.Max(words)>>6+1)
	for _, w := range words {
		p.set[w>>6] |= 1 << (w & 63)
	}
	return p
}

// index lists the phrases by their first word, or by their first two.
func (c *ruleCompiler) index() {
	c.starts = make([][]uint16, len(c.classes))
	c.byPair = make(map[uint32][]uint16, 4*len(c.phrases))
	for n := range c.phrases {
		parts := c.phrases[n].parts
		for w := range parts[0].words() {
			if len(parts) == 1 || parts[1].gap || parts[1].opt || parts[1].not {
				c.starts[w] = append(c.starts[w], uint16(n))
				continue
			}
			for v := range parts[1].words() {
				key := uint32(w)<<16 | uint32(v)
				c.byPair[key] = append(c.byPair[key], uint16(n))
			}
		}
	}
}
