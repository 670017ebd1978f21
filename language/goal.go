package language

import (
	"slices"
	"strings"
	"sync"
	"unicode"
)

// GoalSpan is a piece of a goal's sentence, counted in characters (runes); To is the first one after it.
type GoalSpan struct {
	From, To int
	Text     string // as it was typed
}

// GoalReading is what the words of a goal's sentence say by themselves.
type GoalReading struct {
	Vague    []GoalSpan // words that say better without how much; none where the sentence has a number
	Activity []GoalSpan // what is done instead of what is different afterwards
	Outside  []GoalSpan // words that tie it to what others decide or deliver
	Measured bool       // a number, or something that is done or not
	Dated    bool       // a day, month, quarter, year or season
	Why      bool       // why it matters
}

// ReadGoal reads the sentence of a goal or key result. It looks at words only: what they leave out may stand in the goal's other fields.
func ReadGoal(text string) GoalReading {
	words := goalTokens(text)
	r := goalRules()
	runes := []rune(text)
	dated := dateWordsIn(words, runes, r)
	var out GoalReading
	count, all := false, false
	for i, t := range words {
		if dated[i] {
			out.Dated = true
			continue
		}
		count = count || isNumber(t.Fold)
	}
	for i := range words {
		if dated[i] {
			continue
		}
		count = count || r.number.at(words, i) > 0
		all = all || r.all.at(words, i) > 0
		out.Why = out.Why || r.why.at(words, i) > 0
	}
	span := func(i, n int) GoalSpan {
		from, to := words[i].Start, words[i+n-1].End
		return GoalSpan{from, to, string(runes[from:to])}
	}
	decided := false // by others, in so many words, which can be seen
	if from, n, seen := outsideIn(words, dated, runes, r); n > 0 {
		out.Outside, decided = append(out.Outside, span(from, n)), seen
	}
	first := firstVerb(words, dated)
	finished := finishes(words, dated, r)
	if first < len(words) && !isNoun(words, first, r) {
		n := activityAt(words, first, r)
		if n == 0 && !count && !handedOver(words, first, r) {
			n = r.uncounted.at(words, first)
		}
		if n > 0 && r.uncounted.at(words, first) > 0 && r.activity.at(words, first) == 0 && all {
			n = 0
		}
		if n == 0 {
			n = eventsAt(words, first, dated, r)
		}
		if n > 0 {
			out.Activity = append(out.Activity, span(first, n))
		}
	}
	vague := false
	if !count {
		for i := 0; i < len(words); i++ {
			if n := r.notVague.at(words, i); n > 0 {
				i += n - 1
				continue
			}
			n := r.vague.at(words, i)
			if n == 0 && !dated[i] && (r.sounds(words[i].Fold) || i == first && r.trait.at(words, i) > 0 && i+1 < len(words) && !strings.HasSuffix(words[i+1].Fold, "ed")) {
				n = 1
			}
			if n > 0 && !within(out.Activity, words[i]) {
				if (i == first || !all) && !r.quantified(words, i) {
					vague = true
					if len(out.Outside) == 0 {
						out.Vague = append(out.Vague, span(i, n))
					}
				}
				i += n - 1
			}
		}
	}
	switch {
	case len(out.Activity) > 0: // how often it is done is a measure too, though not of what comes of it
		out.Measured = count && !theNumber(words, dated, r) || all && !count
	case len(out.Outside) > 0:
		out.Measured = count || decided && !vague
	default:
		out.Measured = count || len(out.Vague) == 0 && (all || finished)
	}
	return out
}

// within reports whether the word lies in one of the spans.
func within(spans []GoalSpan, t Token) bool {
	return slices.ContainsFunc(spans, func(s GoalSpan) bool { return t.Start >= s.From && t.End <= s.To })
}

// goalTokens are the words of a sentence; "Q3" is one, "3.4" and "1,200" are.
func goalTokens(text string) []Token {
	var out []Token
	runes := []rune(text)
	for i := 0; i < len(runes); {
		if !unicode.IsLetter(runes[i]) && !unicode.IsDigit(runes[i]) {
			i++
			continue
		}
		j := i
		for j < len(runes) && (unicode.IsLetter(runes[j]) || unicode.IsDigit(runes[j]) || unicode.IsMark(runes[j]) ||
			(runes[j] == '.' || runes[j] == ',' || runes[j] == '-' && unicode.IsDigit(runes[i])) && j+1 < len(runes) && unicode.IsDigit(runes[j-1]) && unicode.IsDigit(runes[j+1])) {
			j++
		}
		out = append(out, Token{i, j, Fold(string(runes[i:j]))})
		i = j
	}
	return out
}

func isNumber(word string) bool {
	return word != "" && word[0] >= '0' && word[0] <= '9'
}

// firstVerb is where the sentence's own verb stands: at the beginning, or after a date that leads it ("By May, …").
func firstVerb(words []Token, dated []bool) int {
	i := 0
	for i < len(words) && (dated[i] || words[i].Fold == "by" && i+1 < len(words) && dated[i+1] || words[i].Fold == "to" && i == 0) {
		i++
	}
	return i
}

// activityAt is how many words an activity takes that begins the sentence.
func activityAt(words []Token, first int, r *goalWords) int {
	if r.notActivity.at(words, first) > 0 {
		return 0
	}
	n := r.activity.at(words, first)
	if n == 0 && words[first].Fold == "work" && workedAt(words, first) {
		n = 1
	}
	return n
}

// isNoun reports whether the word that begins the sentence is no verb: it stands alone, or what follows makes it a thing, as in "review of …", "start is
// …", "call time".
func isNoun(words []Token, first int, r *goalWords) bool {
	return first+1 == len(words) || r.noun.at(words, first+1) > 0
}

// eventsAt is how many words a row of events takes that begins the sentence: "make 40 calls", "hold weekly syncs", "give five trainings".
func eventsAt(words []Token, first int, dated []bool, r *goalWords) int {
	if r.light.at(words, first) == 0 || handedOver(words, first, r) {
		return 0
	}
	often := false
	for i := range words {
		often = often || r.all.at(words, i) > 0
	}
	for i := first + 1; i < len(words) && i <= first+4; i++ {
		if r.meeting.at(words, i) > 0 && often {
			return i - first + 1
		}
		often = often || isNumber(words[i].Fold) || r.number.at(words, i) > 0
		if dated[i] || r.all.at(words, i) > 0 || r.preposition[words[i].Fold] {
			break
		}
	}
	return 0
}

// theNumber reports whether every number of the sentence belongs to things that are known, as in "coach the two new leads", which counts nothing.
func theNumber(words []Token, dated []bool, r *goalWords) bool {
	for i := range words {
		if !dated[i] && (isNumber(words[i].Fold) || r.number.at(words, i) > 0) && (i == 0 || words[i-1].Fold != "the") {
			return false
		}
	}
	return true
}

// quantified reports whether a word that says more or less is followed by what can be counted: "reduce the number of …", "shorter queues". It still
// lacks how much, but it is not vague.
func (r *goalWords) quantified(words []Token, at int) bool {
	if r.direction.at(words, at) == 0 {
		return false
	}
	for i := at + 1; i < len(words) && i <= at+3; i++ {
		if r.quantity.at(words, i) > 0 {
			return true
		}
	}
	return false
}

// workedAt reports whether "work" is followed by on, with or together, perhaps behind another word ("work closely with").
func workedAt(words []Token, at int) bool {
	for i := at + 1; i < len(words) && i <= at+2; i++ {
		if w := words[i].Fold; w == "on" || w == "with" || w == "together" {
			return true
		}
	}
	return false
}

// sounds reports whether a word is a comparative or an adverb of manner, by its ending.
func (r *goalWords) sounds(word string) bool {
	if r.comparative[word] {
		return true
	}
	return (strings.HasSuffix(word, "ier") || strings.HasSuffix(word, "ly")) && len(word) > 4 && !r.notEnding[word]
}

// handedOver reports whether something finished follows with "and": "… and publish the findings".
func handedOver(words []Token, first int, r *goalWords) bool {
	for i := first; i+1 < len(words); i++ {
		if words[i].Fold == "and" && r.done.at(words, i+1) > 0 {
			return true
		}
	}
	return false
}

// finishes reports whether the sentence begins with something that is then done, or says what someone does ("Noah ships …", "is signed").
func finishes(words []Token, dated []bool, r *goalWords) bool {
	first := firstVerb(words, dated)
	for i := first; i < len(words) && i <= first+4; i++ {
		if n := r.done.at(words, i); n > 0 && (i == first || strings.HasSuffix(words[i].Fold, "s") || slices.Contains([]string{"both", "leads"}, words[max(i-1, 0)].Fold)) {
			return true
		}
		if w := words[i].Fold; i > first && (w == "is" || w == "are" || w == "has" || w == "have") {
			return true
		}
	}
	for i := first + 1; i < len(words); i++ {
		if r.state.at(words, i) > 0 {
			return true
		}
	}
	return handedOver(words, first, r)
}

// phrases are the lines of a section by their first word.
type phrases struct {
	byWord map[string][][]string
	stems  [][]string // first words that end in *
}

func newPhrases(lines [][]string) phrases {
	p := phrases{byWord: map[string][][]string{}}
	for _, line := range lines {
		if strings.HasSuffix(line[0], "*") {
			p.stems = append(p.stems, line)
		} else {
			p.byWord[line[0]] = append(p.byWord[line[0]], line)
		}
	}
	return p
}

// at is how many words the longest phrase takes that begins at a word; 0 for none.
func (p phrases) at(words []Token, i int) int {
	best := 0
	fits := func(line []string) {
		if i+len(line) > len(words) || len(line) <= best {
			return
		}
		for k, w := range line {
			stem, open := strings.CutSuffix(w, "*")
			if got := words[i+k].Fold; got != w && !(open && strings.HasPrefix(got, stem)) {
				return
			}
		}
		best = len(line)
	}
	for _, line := range p.byWord[words[i].Fold] {
		fits(line)
	}
	for _, line := range p.stems {
		fits(line)
	}
	return best
}

// goalWords are the rules of goals.txt.
type goalWords struct {
	vague, notVague, direction, quantity, trait                                  phrases
	activity, notActivity, noun, uncounted, light, meeting                       phrases
	done, state, number, all, why, season, event                                 phrases
	outside, outsideFirst, party, department, will, does, modal, nature, granted phrases

	comparative, notEnding, preposition map[string]bool
}

var goalRules = sync.OnceValue(func() *goalWords {
	s := readRules("goals.txt")
	of := func(name string) phrases { return newPhrases(s.words(name)) }
	return &goalWords{
		vague: of("vague"), notVague: of("not vague"), activity: of("activity"), uncounted: of("activity unless counted"), done: of("done"), number: of("number"),
		all: of("all"), outside: of("outside"), outsideFirst: of("outside first"), why: of("why"), season: of("season"), trait: of("trait"),
		direction: of("direction"), quantity: of("quantity"), notActivity: of("not activity"), noun: of("noun before"), light: of("light"), meeting: of("meeting"), state: of("state"), event: of("event"),
		party: of("party"), department: of("department"), will: of("will"), does: of("does"), modal: of("modal"), nature: of("nature"), granted: of("granted"), preposition: wordSet(s["preposition"]),
		comparative: wordSet(s["comparative"]), notEnding: wordSet(s["not an ending"]),
	}
})

// wordSet is every word of some lines.
func wordSet(lines []string) map[string]bool {
	out := map[string]bool{}
	for _, line := range lines {
		for _, w := range strings.Fields(line) {
			out[w] = true
		}
	}
	return out
}
