package language

import (
	"bytes"
	"math"
	"slices"
	"sync"
)

// cueKinds are what a sentence may be a cue of, in the order of the weights; the first is nothing.
var cueKinds = [...]string{
	"none", "exhaustion", "workload_high", "inefficacy", "cynicism", "unfair", "unrecognised", "conflict", "isolation", "frustration", "distrust", "disengaged", "stuck",
	"unclear", "wish_to_leave",
}

// The parts that a sentence is weighed by, the sections of weights.txt, and how much each of them counts.
const (
	oneWord    = iota // a word
	twoWords          // a word and the next
	apartWords        // a word and the next but one
	twoRoles          // what two neighbours are, such as <own> <say>
	startRoles        // what three words at the start are
	firstRole         // what the first word is
)

var (
	partNames  = [...]string{"word", "pair", "apart", "roles", "start", "first"}
	partCounts = [...]float64{1, 0.7, 0.5, 0.5, 0.4, 0.6}
)

// cueWeights say for each part how much it speaks for each kind: a multinomial logistic regression over words and pairs of words, learnt from the
// labelled sentences in testdata (learn_test.go). It gives a second opinion beside the rules: it knows how things are
// said that no rule foresees, and the rules know what a few words turn around.
type cueWeights struct {
	rows []weightRow
	all  weightRow // whatever is said

	// An open hash table of the parts: what is looked up for every word that was ever noted must not cost what a map does.
	keys  []uint64
	which []uint16 // rows
}

// weightRow is what a part speaks for, in the order of cueKinds.
type weightRow [len(cueKinds)]int8

// tableSize is the number of places of the table, a power of two of at least twice the number of parts.
const tableSize = 1 << 16

// set adds a part.
func (w *cueWeights) set(key uint64, row weightRow) {
	at := key % tableSize
	for w.keys[at] != 0 {
		at = (at + 1) % tableSize
	}
	w.keys[at], w.which[at] = key, uint16(len(w.rows))
	w.rows = append(w.rows, row)
}

// get returns what a part speaks for, nil where that is not known.
func (w *cueWeights) get(key uint64) *weightRow {
	for at := key % tableSize; w.keys[at] != 0; at = (at + 1) % tableSize {
		if w.keys[at] == key {
			return &w.rows[w.which[at]]
		}
	}
	return nil
}

// Weights are written as letters: weightZero stands for 0 and each letter away from it for one weightSteps-th of a unit of the logarithm of odds.
const (
	weightZero  = 'P'
	weightSteps = 9
	weightMost  = 46
)

var weights = sync.OnceValue(func() *cueWeights {
	text, err := ruleText.ReadFile(ruleLanguage + "/weights.txt")
	if err != nil {
		panic("language: " + err.Error())
	}
	return readWeights(text)
})

// readWeights reads a file of weights: sections as those of readRules, in each lines with the words of a part, a tab and a letter for each kind.
// It makes no strings of them, for it is on the way of the first window.
func readWeights(text []byte) *cueWeights {
	w := &cueWeights{rows: make([]weightRow, 0, 25000), keys: make([]uint64, tableSize), which: make([]uint16, tableSize)}
	part := -1
	for len(text) > 0 {
		line := text
		if end := bytes.IndexByte(text, '\n'); end >= 0 {
			line, text = text[:end], text[end+1:]
		} else {
			text = nil
		}
		words, letters, ok := bytes.Cut(line, []byte{'\t'})
		if !ok {
			if len(line) > 2 && line[0] == '[' {
				part = slices.Index(partNames[:], string(line[1:len(line)-1]))
			}
			continue
		}
		var row weightRow
		if len(letters) != len(row) || len(w.rows) == tableSize/2 {
			panic("language: weights.txt: " + string(line))
		}
		for k := range row {
			row[k] = int8(letters[k]) - weightZero
		}
		if part < 0 {
			w.all = row
			continue
		}
		key := uint64(part)
		for len(words) > 0 {
			word := words
			if end := bytes.IndexByte(words, ' '); end >= 0 {
				word, words = words[:end], words[end+1:]
			} else {
				words = nil
			}
			key = partKey(key, wordHash(word))
		}
		w.set(key, row)
	}
	return w
}

// wordHash is FNV-1a.
func wordHash[T string | []byte](word T) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(word) {
		h = (h ^ uint64(word[i])) * 1099511628211
	}
	return h
}

// partKey adds a word to the key of a part.
func partKey(key, word uint64) uint64 { return (key^word)*0x9e3779b97f4a7c15 + key>>29 }

// What stands for words of a class.
var (
	markStart, markEnd, markBreak, markQuote, markAsked = wordHash("<"), wordHash(">"), wordHash(","), wordHash(`"`), wordHash("?")

	roleOwn, roleName, roleNumber                          = wordHash("<own>"), wordHash("<name>"), wordHash("<n>")
	roleThird, roleSay, roleNot, roleIf, roleThe, roleLink = wordHash("<third>"), wordHash("<say>"), wordHash("<not>"), wordHash("<if>"), wordHash("<the>"), wordHash("<link>")
)

// weighedWord is a word as it is weighed.
type weighedWord struct {
	word, role uint64 // role is the word itself where it has none
	at         int    // the word of the line, -1 of a mark
}

// weighed returns the words of a sentence with its marks.
func (l *cueLine) weighed(s *cueSentence, buf []weighedWord) []weighedWord {
	buf = append(buf[:0], weighedWord{markStart, markStart, -1})
	quoted := false
	for i := s.first; i < s.last; i++ {
		w := &l.words[i]
		if w.broken && i > s.first {
			buf = append(buf, weighedWord{markBreak, markBreak, -1})
		}
		if w.quoted && !quoted {
			buf = append(buf, weighedWord{markQuote, markQuote, -1})
		}
		quoted = w.quoted
		buf = append(buf, l.weighedWord(w, i, i == s.first))
	}
	if s.question {
		buf = append(buf, weighedWord{markAsked, markAsked, -1})
	}
	return append(buf, weighedWord{markEnd, markEnd, -1})
}

func (l *cueLine) weighedWord(w *cueWord, at int, first bool) weighedWord {
	hash := w.hash
	const pronoun = isShe | isHe | isThey
	switch {
	case w.id == nameWord, w.class&isOwn != 0 && w.class&pronoun != 0:
		hash = roleOwn
	case w.id == otherWord, w.class&isThird != 0 && w.class&pronoun != 0, w.id == unknownWord && w.capital && !first:
		hash = roleName
	case asciiDigit(l.text[w.from]):
		hash = roleNumber
	}
	role := hash
	switch {
	case w.class&isThird != 0, hash == roleName, w.class&isDepartment != 0:
		role = roleThird
	case w.class&isOwn != 0:
		role = roleOwn
	case w.class&isSay != 0:
		role = roleSay
	case w.class&isNegator != 0:
		role = roleNot
	case w.class&isIf != 0:
		role = roleIf
	case w.class&isDeterminer != 0:
		role = roleThe
	case w.class&isLink != 0:
		role = roleLink
	}
	return weighedWord{hash, role, at}
}

// hasRole reports whether a word stands for others of its class.
func (w weighedWord) hasRole() bool {
	switch w.role {
	case roleOwn, roleThird, roleSay, roleNot, roleIf, roleThe, roleLink, roleNumber, markStart, markEnd:
		return true
	}
	return false
}

// weighedParts calls f with every part of a sentence: its key, which it is, and the words that it is of, counted in all.
func weighedParts(all []weighedWord, f func(key uint64, part, first, last int)) {
	for i, w := range all {
		f(partKey(oneWord, w.word), oneWord, i, i)
		if i == 0 {
			continue
		}
		before := all[i-1]
		f(partKey(partKey(twoWords, before.word), w.word), twoWords, i-1, i)
		if before.hasRole() || w.hasRole() {
			f(partKey(partKey(twoRoles, before.role), w.role), twoRoles, i-1, i)
		}
		if i == 1 {
			f(partKey(firstRole, w.role), firstRole, i, i)
			continue
		}
		f(partKey(partKey(apartWords, all[i-2].word), w.word), apartWords, i-2, i)
		if i < 4 {
			f(partKey(partKey(partKey(startRoles, all[i-2].role), before.role), w.role), startRoles, i-2, i)
		}
	}
}

// opinion is what the weights say of a sentence.
type opinion struct {
	kind        string  // the likeliest, were it a cue
	likely      float64 // how likely it is one, 0 to 1
	known       float64 // share of the words of which they know something
	first, last int     // the words of the line that speak most for the kind
}

// surely is by how much nothing must outweigh the likeliest kind for a sentence to be none whatever the others weigh: it is less likely a cue than 0.1 then.
const surely = 5

// weigh returns what the weights say of a sentence.
func (r *cueReader) weigh(s *cueSentence) opinion {
	w := r.weights
	r.all = r.weighed(s, r.all)
	var sum [len(cueKinds)]float64
	length, known := 0.0, 0
	r.hits = r.hits[:0]
	weighedParts(r.all, func(key uint64, part, first, last int) {
		count := partCounts[part]
		length += count * count
		row := w.get(key)
		if row == nil {
			return
		}
		if part == oneWord {
			known++
		}
		for k, n := range row {
			sum[k] += float64(n) * count
		}
		r.hits = append(r.hits, weighedHit{row, part, first, last})
	})
	scale := 1 / math.Sqrt(length)
	most, best := math.Inf(-1), 1
	for k := range sum {
		sum[k] = (sum[k]*scale + float64(w.all[k])) / weightSteps
		most = max(most, sum[k])
		if k > 1 && sum[k] > sum[best] {
			best = k
		}
	}
	if sum[0]-sum[best] > surely {
		return opinion{}
	}
	total := 0.0
	for k := range sum {
		total += math.Exp(sum[k] - most)
	}
	o := opinion{kind: cueKinds[best], likely: 1 - math.Exp(sum[0]-most)/total, known: float64(known) / float64(len(r.all)), first: s.first, last: s.last}
	strongest := 0.0
	for _, h := range r.hits {
		from, to := r.all[h.first].at, r.all[h.last].at
		if v := float64(h.row[best]) * partCounts[h.part]; h.part <= apartWords && from >= 0 && to >= 0 && v > strongest {
			strongest, o.first, o.last = v, from, to+1
		}
	}
	return o
}

// weighedHit is a part of which the weights know something.
type weighedHit struct {
	row               *weightRow
	part, first, last int
}
