package language

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Cue is what a sentence says about how the report is.
type Cue struct {
	Kind               string // such as "exhaustion"; the sections of en/cues.txt
	From, To           int    // byte offsets in the text of the words that say so
	Quote              string // the sentence, word for word, without the list or quote mark at the start of its line
	QuoteFrom, QuoteTo int    // byte offsets of Quote in the text
	Strength           string // "cue", "unmistakable" or "faint"; of wish_to_leave "stated", "indirect" or "faint"
	Word               string // the words that say so, as typed
}

// OwnWord is a cue of the manager's own.
type OwnWord struct {
	Text string // a word or several, found in any case
	Kind string
}

// CueOptions say whose notes they are.
type CueOptions struct {
	Name   string    // of the report
	Others []string  // names of other people, where known
	Own    []OwnWord // cues beside those of the rules

	// Pronouns of the report, such as "she/her", where known: the other ones are then somebody else.
	Pronouns string
}

// CueReader finds cues in the notes about one person. It is for one goroutine at a time.
type CueReader struct{ r cueReader }

// NewCueReader returns a reader of the notes about one person.
func NewCueReader(o CueOptions) *CueReader {
	return &CueReader{cueReader{cueLine: cueLine{rules: cueRules(), names: cueNames(o), foreign: foreignPronouns(o.Pronouns)}, options: o, weights: weights()}}
}

// Cues returns what the sentences of a note say about how the report is, in the order of the text, each kind once a
// sentence. Rules find it, and weights learnt from labelled sentences take back what they find unlikely and add what no rule foresees; a faint
// cue is one that the weights alone find, and not surely. What is negated, about somebody else, past and resolved, hypothetical, planned or asked by the manager,
// joking or technical gives none; what the report is quoted with, said, feels or seems does. In a text that is theirs, "I" is the
// report and not the manager. Fenced code, headings of up to three words and boxes of action items are passed over. A text
// that is not Readable gives none.
func (c *CueReader) Cues(text string, theirs bool) []Cue {
	r := &c.r
	r.text, r.theirs, r.found = text, theirs, nil
	for l := range noteLines(text) {
		if !l.code {
			r.line(l.from, l.from+len(l.text))
		}
	}
	if len(r.found) > 0 && !Readable(text) {
		return nil
	}
	return r.found
}

// Cues returns the cues of one note, as a CueReader finds them.
func Cues(text string, o CueOptions) []Cue { return NewCueReader(o).Cues(text, false) }

// cueNames are the words of the names.
func cueNames(o CueOptions) map[string]wordID {
	names := map[string]wordID{}
	for _, name := range o.Others {
		for i, word := range strings.Fields(strings.ToLower(name)) {
			if i == 0 || len(word) > 3 {
				names[word] = otherWord
			}
		}
	}
	for i, word := range strings.Fields(strings.ToLower(o.Name)) {
		if i == 0 || len(word) > 3 && names[word] == 0 {
			names[word] = nameWord
		}
	}
	return names
}

// foreignPronouns are the classes of pronouns that are not the report's; 0 where theirs are not known.
func foreignPronouns(theirs string) wordClass {
	first, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(theirs)), "/")
	switch strings.TrimSpace(first) {
	case "she":
		return isHe | isThey
	case "he":
		return isShe | isThey
	case "they":
		return isShe | isHe
	}
	return 0
}

// Readable reports whether a text is in the language of the rules: by its share of common short words, which are not to be outnumbered by those of
// other languages. A text of less than a dozen words passes; of a script without spaces each character is a word.
func Readable(text string) bool {
	r := cueRules()
	var buf [24]byte
	n, words, common, foreign := 0, 0, 0, 0
	letters := 0
	end := func() {
		if letters == 0 {
			return
		}
		words++
		if n < len(buf) {
			if id := r.ids[string(buf[:n])]; r.classes[id]&isStop != 0 {
				common++
			} else if foreignWords[string(buf[:n])] {
				foreign++
			}
		}
		n, letters = 0, 0
	}
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
			fallthrough
		case c >= 'a' && c <= 'z' || c >= utf8.RuneSelf:
			if c >= 0xE3 && c < 0xEE { // begins a character of a script without spaces: kana, Han, Hangul
				end()
			}
			if letters++; n < len(buf) {
				buf[n] = c
				n++
			}
		default:
			end()
		}
	}
	end()
	return words < 12 || common*100 >= words*12 && foreign <= common
}

// cueReader collects the cues of a text.
type cueReader struct {
	cueLine
	options CueOptions
	theirs  bool // the text is the report's own
	speech  bool // the line is what the report says
	matches []cueMatch
	found   []Cue
	weights *cueWeights
	all     []weighedWord
	hits    []weighedHit
}

// cueMatch is a phrase found in a sentence.
type cueMatch struct {
	*phrase
	from, to int // words
}

// line reads one line.
func (r *cueReader) line(from, to int) {
	from, speech, skip := cutMarks(r.text, from, to)
	if skip {
		return
	}
	r.speech = speech || r.theirs
	r.read(from, to)
	if len(r.words) == 0 || r.speaker(from) {
		return
	}
	for i := range r.sentences {
		r.sentence(&r.sentences[i])
	}
}

// cutMarks returns where the words of a line begin behind its marks, whether it is a quotation, and whether it is a short heading or
// has a box.
func cutMarks(text string, from, to int) (start int, quotation, skip bool) {
	for {
		rest := strings.TrimLeft(text[from:to], " \t")
		from = to - len(rest)
		switch {
		case rest == "":
			return from, quotation, true
		case rest[0] == '>':
			quotation = true
			from++
		case rest[0] == '#':
			from += len(rest) - len(strings.TrimLeft(rest, "#"))
			if len(strings.Fields(text[from:to])) <= 3 {
				return from, quotation, true
			}
		case strings.HasPrefix(rest, "• "), strings.HasPrefix(rest, "– "), strings.HasPrefix(rest, "→ "):
			from += strings.IndexByte(rest, ' ')
		case strings.HasPrefix(rest, "-! "):
			from += 2
		default:
			cut := cutBullet(rest)
			if _, box, _ := cutBox(cut); box {
				return from, quotation, true
			}
			if len(cut) == len(rest) {
				return from, quotation, false
			}
			from = to - len(cut)
		}
	}
}

// speaker reads the name and colon at the start of a line; done says that somebody else speaks.
func (r *cueReader) speaker(from int) (done bool) {
	w := &r.words[0]
	rest := strings.TrimLeft(r.text[w.to:], " \t*_")
	if w.from > from+2 || !strings.HasPrefix(rest, ":") || strings.HasPrefix(rest, ":/") {
		return false
	}
	initial := w.to-w.from == 1 && r.options.Name != "" && strings.EqualFold(r.text[w.from:w.to], r.options.Name[:1])
	switch {
	case w.class&isOwn != 0 || initial:
		r.speech = true
	case w.class&(isThird|isMe|isI|isYou) != 0:
		return true
	}
	return false
}

// sentence reads one sentence.
func (r *cueReader) sentence(s *cueSentence) {
	r.matches = r.matches[:0]
	cues := 0
	for i := s.first; i < s.last; i++ {
		id := r.words[i].id
		if id == unknownWord {
			continue
		}
		next := unknownWord
		if i+1 < s.last {
			next = r.words[i+1].id
		}
		one, two := r.rules.startsWith(id, next)
		for k := range one {
			r.try(one[k].phrase, i, s, &cues)
		}
		for k := range two {
			r.try(two[k].phrase, i, s, &cues)
		}
	}
	first := len(r.found)
	if cues > 0 {
		for i := range r.matches {
			m := &r.matches[i]
			if m.use == cuePhrase && !r.hidden(m) && r.counts(s, m) {
				r.keep(s, first, m.kind, m.strength, r.words[m.from].from, r.words[m.to-1].to)
			}
		}
	}
	r.secondOpinion(s, first, cues > 0)
	for _, own := range r.options.Own {
		r.own(s, first, own)
	}
	slices.SortStableFunc(r.found[first:], func(a, b Cue) int { return a.From - b.From })
}

// How likely the weights must find it that a sentence is a cue. The limits were chosen on sentences of writers that the weights were not learnt from.
const (
	leastRuled   = 0.2  // for what the rules find
	leastTurned  = 0.6  // for a faint one, where the rules find words that something takes back
	leastFaint   = 0.45 // for a faint one, where the rules find nothing
	leastAlone   = 0.7  // for a cue, where the rules find nothing
	leastLeaving = 0.85 // for a wish to leave, which weighs more
	leastKnown   = 0.5  // share of the words of which they know something
	leastWords   = 4    // of a sentence, where the rules find nothing
	leastContext = 9    // of a sentence, to take back what the rules find
)

// secondOpinion takes back what the rules found and the weights find unlikely, save what is plain, and adds what the rules did not find.
func (r *cueReader) secondOpinion(s *cueSentence, first int, turned bool) {
	ruled, words := len(r.found) > first, s.last-s.first
	if ruled && (words < leastContext || r.theirs) || !ruled && (words < leastWords || s.wink || s.question && !r.speech) {
		return
	}
	o := r.weigh(s)
	if ruled {
		if o.likely < leastRuled {
			r.found = slices.DeleteFunc(r.found, func(c Cue) bool {
				return c.QuoteFrom == s.from && (c.Strength == "cue" || c.Strength == "indirect") && !r.saidOfReport(s, c)
			})
		}
		return
	}
	strength := "faint"
	switch {
	case o.known < leastKnown || o.likely < leastFaint || turned && o.likely < leastTurned:
		return
	case turned || o.likely < leastAlone:
	case o.kind != "wish_to_leave":
		strength = "cue"
	case o.likely >= leastLeaving:
		strength = "indirect"
	}
	r.keep(s, first, o.kind, strength, r.words[o.first].from, r.words[o.last-1].to)
}

// saidOfReport reports whether the words of a cue are said of the report in as many words: "Priya is exhausted".
func (r *cueReader) saidOfReport(s *cueSentence, c Cue) bool {
	link := false
	for i := s.last - 1; i >= s.first; i-- {
		switch w := &r.words[i]; {
		case w.from >= c.From:
		case w.class&isLink != 0:
			link = true
		case w.class&isOwn != 0:
			return link
		case w.class&isAdverb == 0 || r.words[i+1].broken:
			return false
		}
	}
	return false
}

// try adds a phrase that stands at a word.
func (r *cueReader) try(n uint16, i int, s *cueSentence, cues *int) {
	p := &r.rules.phrases[n]
	if end := r.match(p.parts[1:], i+1, s.last); end > 0 {
		r.matches = append(r.matches, cueMatch{p, i, end})
		if p.use == cuePhrase {
			*cues++
		}
	}
}

// match returns where the parts end that begin at a word, 0 where they do not fit.
func (r *cueReader) match(parts []phrasePart, i, last int) int {
	for n := range parts {
		p := &parts[n]
		switch {
		case p.gap:
			for skip := 0; skip <= mostGap && i+skip <= last; skip++ {
				if skip > 0 && r.words[i+skip-1].class&isNot != 0 {
					return 0 // it says something else then: "expectations aren't fuzzy"
				}
				if end := r.match(parts[n+1:], i+skip, last); end > 0 {
					return end
				}
			}
			return 0
		case p.end:
			if i < last && !r.words[i].broken && r.words[i].quoted == r.words[i-1].quoted {
				return 0
			}
		case p.not:
			if i < last && p.holds(r.words[i].id) {
				return 0
			}
		case p.opt:
			if i < last && p.holds(r.words[i].id) {
				if end := r.match(parts[n+1:], i+1, last); end > 0 {
					return end
				}
			}
		case i >= last || !p.holds(r.words[i].id) && !(r.words[i].id == unknownWord && r.words[i].capital && p.other):
			return 0
		case r.words[i].broken && r.words[i].class&isPreposition != 0 && r.words[i].class&isConjunction == 0:
			return 0 // "the last fight, with Marketing"
		default:
			i++
		}
	}
	return i
}

// hidden reports whether a longer phrase holds a match.
func (r *cueReader) hidden(m *cueMatch) bool {
	for i := range r.matches {
		o := &r.matches[i]
		if o.use > nothingPhrase || o.from > m.from || o.to < m.to || o == m {
			continue
		}
		if o.to-o.from > m.to-m.from || o.use == nothingPhrase {
			return true
		}
	}
	return false
}

// keep adds a cue; of two of a kind in a sentence the stronger stays.
func (r *cueReader) keep(s *cueSentence, first int, kind, strength string, from, to int) {
	for i := first; i < len(r.found); i++ {
		if c := &r.found[i]; c.Kind == kind {
			if c.Strength != strength && (strength == "unmistakable" || strength == "stated") {
				c.Strength, c.From, c.To, c.Word = strength, from, to, r.text[from:to]
			}
			return
		}
	}
	r.found = append(r.found, Cue{kind, from, to, r.text[s.from:s.to], s.from, s.to, strength, r.text[from:to]})
}

// own finds a cue of the manager's own.
func (r *cueReader) own(s *cueSentence, first int, own OwnWord) {
	want := strings.Fields(own.Text)
	if len(want) == 0 {
		return
	}
	text := r.text[:s.to]
	for i := s.first; i < s.last; i++ {
		rest, ok := text[r.words[i].from:], true
		for n, word := range want {
			if n > 0 {
				rest = strings.TrimLeft(rest, " \t")
			}
			if rest, ok = cutFold(rest, word); !ok {
				break
			}
		}
		after, _ := utf8.DecodeRuneInString(rest)
		if !ok || rest != "" && isWordRune(after) {
			continue
		}
		end := i + 1
		for end < s.last && r.words[end].from < len(text)-len(rest) {
			end++
		}
		m := cueMatch{&phrase{kind: own.Kind, strength: ownStrength(own.Kind)}, i, end}
		if r.counts(s, &m) {
			r.keep(s, first, own.Kind, m.strength, r.words[i].from, len(text)-len(rest))
			return
		}
	}
}

// ownStrength is the strength of a cue of the manager's own.
func ownStrength(kind string) string {
	if kind == "wish_to_leave" {
		return "indirect"
	}
	return "cue"
}
