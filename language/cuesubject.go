package language

import "strings"

// isOwn reports whether a cue is the report's.
func (r *cueReader) isOwn(s *cueSentence, m *cueMatch) bool {
	if r.words[m.from].quoted && r.othersQuote(s, m) {
		return false
	}
	if m.free {
		return true
	}
	if m.from == s.first+1 && r.unknownSubject(s) {
		return false
	}
	// The subject may be part of the phrase.
	mine := r.speech || r.words[m.from].quoted
	broke := false
	for i := m.from - 1; i >= s.first; i-- {
		w := &r.words[i]
		if r.words[i+1].broken && i+1 <= m.from {
			broke = true
		}
		if broke {
			break
		}
		if w.quoted != r.words[m.from].quoted {
			if r.words[m.from].quoted {
				break
			}
		}
		switch {
		case i > s.first && r.words[i-1].class&isThird != 0 && r.relative(i): // "Lena, who seems tired", "a team that had lost faith"
			return false
		case i == s.first && r.startsWithName(s):
			return r.doneToReport(s, i, m)
		case w.id == nameWord:
			return true
		case w.class&isOwn != 0:
			return !r.othersWord(s, i) && !r.otherNumber(s, i)
		case w.class&(isI|isWe) != 0 && !r.prepositional(s, i):
			if mine {
				return true
			}
			if say := r.reported(s, i); say >= 0 {
				return !r.saidByOther(s, say)
			}
			if w.class&isVerb == 0 {
				return false
			}
		case w.class&isYou != 0 && !mine && !r.prepositional(s, i):
			return false
		case w.class&isThird != 0, w.class&isTechnical != 0 && (i == s.first || r.words[i-1].class&isTheir == 0) && r.verbsBetween(i+1, m.from), r.isDepartment(i) && i+1 < m.from && r.words[i+1].class&isVerb != 0,
			w.id == unknownWord && w.capital && i > s.first && !r.words[i].broken && i+1 < s.last && r.words[i+1].class&isVerb != 0 && r.words[i-1].class&(isPreposition|isDeterminer) == 0:
			if r.prepositional(s, i) && !r.partOf(s, i) {
				for i > s.first && r.words[i].class&isPreposition == 0 {
					i--
				}
				continue
			}
			if r.possessive(i, m.from) {
				continue
			}
			return r.doneToReport(s, i, m)
		case w.id == unknownWord && w.capital && i > s.first+1 && !r.words[i].broken && r.words[i-1].class&isMe != 0 && r.words[i-2].class&isSay != 0:
			return false // "told me Ravi in payments looks burnt out"
		case w.id == unknownWord && w.capital && i == s.first+1 && !r.words[i].broken && r.words[s.first].class&isSay != 0 && i+1 < s.last && r.words[i+1].class&isPreposition != 0:
			return false // "Says Ruben in finance is looking around"
		}
	}
	return true
}

// unknownSubject reports whether the first word of a sentence is something of which the rules know nothing, and no name: "8B bored by fractions".
func (r *cueReader) unknownSubject(s *cueSentence) bool {
	w := &r.words[s.first]
	return w.id == unknownWord && !r.words[s.first+1].broken && (asciiDigit(r.text[w.from]) || !w.capital && !strings.HasSuffix(r.text[w.from:w.to], "ly") && !strings.HasSuffix(r.text[w.from:w.to], "ing"))
}

// startsWithName reports whether a sentence begins with a name that nobody knows: a capital word outside the rules with a verb behind it.
func (r *cueReader) startsWithName(s *cueSentence) bool {
	w := &r.words[s.first]
	if w.id != unknownWord || !w.capital || s.last < s.first+2 || strings.HasSuffix(r.text[w.from:w.to], "ly") {
		return false
	}
	next := &r.words[s.first+1]
	if n := s.first + 3; n < s.last && !next.broken && next.class&isPreposition != 0 && r.words[n-1].class&(isOwn|isDeterminer|isMe) != 0 && r.words[n].class&(isThird|isDepartment) != 0 {
		return true // "Marco on her team handed in his notice"
	}
	return !next.broken && next.class&isVerb != 0 && next.class&isAdverb == 0 || next.class&isSay != 0
}

// spokenByOther reports whether the sentence is what somebody else says or feels, with no word of the report.
func (r *cueReader) spokenByOther(s *cueSentence, m *cueMatch) bool {
	if !m.free || m.from == s.first || s.last < s.first+2 || r.words[m.from].quoted {
		return false
	}
	first := s.first
	for first < m.from-1 && first < s.first+2 && r.words[first].class&(isDeterminer|isTheir) != 0 && r.words[first].class&isThird == 0 {
		first++
	}
	if r.words[first].class&isThird == 0 && !r.startsWithName(s) || r.words[first+1].class&(isSay|isOpinion) == 0 || r.words[first+1].broken {
		return false
	}
	for i := first + 1; i < m.from; i++ {
		if r.words[i].class&(isOwn|isMe|isI|isWe) != 0 || r.words[i].quoted {
			return false
		}
	}
	for i := m.from; i < s.last && !r.words[i].broken; i++ {
		if r.words[i].class&(isOwn|isMe) != 0 {
			return false
		}
	}
	return true
}

// mild reports whether a complaint, a load or a state is only a little one: "bit flat today".
func (r *cueReader) mild(s *cueSentence, m *cueMatch) bool {
	if m.kind != "frustration" && m.kind != "workload_high" && !m.state || m.strength != "cue" {
		return false
	}
	for i := m.from - 1; i >= s.first && i >= m.from-3 && !r.words[i+1].broken; i-- {
		if r.words[i].class&isMild != 0 {
			return true
		}
	}
	for i := m.to; i < s.last && i < m.to+3 && !r.words[i].broken; i++ {
		if r.words[i].class&isMild != 0 {
			return true
		}
	}
	return false
}

// isDepartment reports whether a word names a department; "it" does only in capitals.
func (r *cueReader) isDepartment(i int) bool {
	w := &r.words[i]
	return w.class&isDepartment != 0 && (w.id != r.rules.ids["it"] || r.text[w.from:w.to] == "IT")
}

// reported returns the verb of saying that stands before a word, -1 where none does.
func (r *cueReader) reported(s *cueSentence, i int) int {
	for k := i - 1; k >= s.first; k-- {
		if r.words[k].class&isSay != 0 {
			return k
		}
	}
	return -1
}

// saidByOther reports whether the subject of a verb of saying at the start of a sentence is somebody else: "the vendor feels we treat them unfairly".
func (r *cueReader) saidByOther(s *cueSentence, say int) bool {
	for i := s.first; i < say; i++ {
		switch c := r.words[i].class; {
		case c&(isOwn|isI) != 0 || r.words[i].broken && i > s.first:
			return false
		case c&isThird != 0 || r.isDepartment(i):
			return !r.prepositional(s, i)
		}
	}
	return false
}

// relative reports whether a word begins a clause about the noun before it.
func (r *cueReader) relative(i int) bool {
	switch r.words[i].id {
	case r.rules.ids["who"]:
		return true
	case r.rules.ids["that"], r.rules.ids["which"]:
		return i+1 < len(r.words) && r.words[i+1].class&(isVerb|isPast|isPresent) != 0
	}
	return false
}

// partOf reports whether a noun is what a number is taken of, and so its subject: "half of the team feels lost".
func (r *cueReader) partOf(s *cueSentence, i int) bool {
	if i+1 >= s.last || r.words[i+1].class&isVerb == 0 {
		return false
	}
	for k := i - 1; k > s.first && k >= i-3; k-- {
		if r.words[k].id == r.rules.ids["of"] {
			before := &r.words[k-1]
			return before.class&isQuantity != 0 || before.id == unknownWord && asciiDigit(r.text[before.from])
		}
	}
	return false
}

func asciiDigit(c byte) bool { return c >= '0' && c <= '9' }

// verbsBetween reports whether only verbs and adverbs stand between two words.
func (r *cueReader) verbsBetween(from, to int) bool {
	if from+1 < to && r.words[from].class&isPreposition != 0 && r.words[from+1].id == unknownWord {
		from += 2 // "the resistor at R14 was burnt out"
	}
	for i := from; i < to; i++ {
		if r.words[i].class&(isVerb|isAdverb|isPresent|isPast|isNegator|isPossible) == 0 {
			return false
		}
	}
	return true
}

// prepositional reports whether a preposition leads a noun, over the words that describe it.
func (r *cueReader) prepositional(s *cueSentence, i int) bool {
	for k := i - 1; k >= s.first && k >= i-3 && !r.words[k+1].broken; k-- {
		if c := r.words[k].class; c&isPreposition != 0 {
			return true
		} else if c&isVerb != 0 && c&isAdverb == 0 || c&isConjunction != 0 && r.words[k].id != r.rules.ids["and"] {
			return false
		}
	}
	return false
}

// possessive reports whether 's makes a noun the owner of what follows.
func (r *cueReader) possessive(i, cue int) bool {
	if i+1 >= cue || r.words[i+1].id != r.rules.ids["'s"] {
		return false
	}
	if i+2 >= cue || r.words[i+2].class&(isAdverb|isVerb|isNegator|isPresent) != 0 {
		return false
	}
	next := r.text[r.words[i+2].from:r.words[i+2].to]
	return !(len(next) > 5 && next[len(next)-3:] == "ing") // "her mum's retiring"
}

// doneToReport reports whether a verb has the report as its object: "the lead shouted at her".
func (r *cueReader) doneToReport(s *cueSentence, subject int, m *cueMatch) bool {
	for i := m.from + 1; i < m.to; i++ {
		if r.words[i].class&isOwn != 0 && r.words[subject].class&isThird == 0 {
			return true // "the pages are wearing her down"
		}
	}
	for i := subject + 1; i < m.from; i++ {
		if r.words[i].class&(isAdverb) == 0 || r.words[i].class&isVerb != 0 && r.words[i].class&isAdverb == 0 {
			return false
		}
	}
	for i := m.from; i < s.last && i <= m.to+1; i++ {
		if i > m.from && r.words[i].broken {
			return false
		}
		if r.words[i].class&(isOwn|isMe) != 0 && (i >= m.to-1 || r.words[i-1].class&isPreposition == 0) && i > m.from {
			return true
		}
	}
	return false
}

// othersWord reports whether a pronoun follows somebody else's saying: "Noah says he is exhausted".
func (r *cueReader) othersWord(s *cueSentence, pronoun int) bool {
	for i := s.first; i < pronoun; i++ {
		w := &r.words[i]
		if w.class&isOwn != 0 || r.words[i].broken && i > s.first {
			return false
		}
		if w.class&isThird == 0 || r.prepositional(s, i) {
			continue
		}
		subordinate := r.words[pronoun-1].class&isConjunction != 0 && r.words[pronoun-1].id != r.rules.ids["and"] && r.words[pronoun-1].id != r.rules.ids["but"]
		for k := i + 1; k < pronoun && k <= i+3; k++ {
			if c := r.words[k].class; c&isSay != 0 || c&isVerb != 0 && subordinate && w.id == otherWord {
				return k+1 == pronoun || r.words[k+1].class&isOwn == 0
			}
		}
		return false
	}
	return false
}

// otherNumber reports whether a "they" is the people before it, where the report is a she or he: "asked the candidates how they keep going".
func (r *cueReader) otherNumber(s *cueSentence, pronoun int) bool {
	if r.words[pronoun].class&isThey == 0 {
		return false
	}
	single, people := false, false
	for i := s.first; i < s.last; i++ {
		c := r.words[i].class
		single = single || c&(isShe|isHe) != 0
		people = people || i < pronoun && c&isThird != 0
	}
	return single && people
}

// othersQuote reports whether somebody else is quoted.
func (r *cueReader) othersQuote(s *cueSentence, m *cueMatch) bool {
	start := m.from
	for start > s.first && r.words[start-1].quoted {
		start--
	}
	for i := start - 1; i >= s.first; i-- {
		c := r.words[i].class
		if c&isOwn != 0 {
			break
		}
		if c&(isThird|isDepartment) != 0 && !r.prepositional(s, i) {
			return i+1 == start || i+1 < start && r.words[i+1].class&(isSay|isVerb) != 0
		}
	}
	end := m.to
	for end < s.last && r.words[end].quoted {
		end++
	}
	other, say := false, false
	for i := end; i < s.last && i < end+3; i++ {
		c := r.words[i].class
		if c&isOwn != 0 {
			return false
		}
		other, say = other || r.words[i].id == otherWord || c&isThird != 0 && i > end && r.words[i-1].class&isDeterminer != 0, say || c&isSay != 0
	}
	return other && say
}

// betweenOthers reports whether a conflict is between two who are not the report.
func (r *cueReader) betweenOthers(s *cueSentence, m *cueMatch) bool {
	if m.kind == "workload_high" || m.kind == "unclear" {
		return false // spread thin, torn between two
	}
	for i := m.from; i < s.last && i < m.to+4; i++ {
		if r.words[i].id != r.rules.ids["between"] {
			continue
		}
		others := 0
		for k := i + 1; k < s.last && !r.words[k].broken; k++ {
			if r.words[k].class&(isOwn|isMe|isWe|isI) != 0 {
				return false
			}
			if r.words[k].class&(isThird|isDepartment|isTechnical) != 0 {
				others++
			}
			if id := r.words[k].id; id == r.rules.ids["two"] || id == r.rules.ids["both"] {
				others++
			}
		}
		return others > 1
	}
	return m.kind == "conflict" && r.pairOfOthers(s, m)
}

// pairOfOthers reports whether the subject of a match is two who are not the report: "sales and legal are at war".
func (r *cueReader) pairOfOthers(s *cueSentence, m *cueMatch) bool {
	others, and := 0, false
	for i := s.first; i < s.last; i++ {
		c := r.words[i].class
		if c&(isOwn|isMe|isWe|isI) != 0 {
			return false
		}
		if i < m.from {
			if c&isThird != 0 || r.words[i].class&isDepartment != 0 {
				others++
			}
			and = and || others == 1 && r.words[i].id == r.rules.ids["and"]
			if id := r.words[i].id; others == 0 && (id == r.rules.ids["two"] || id == r.rules.ids["both"]) {
				others, and = 1, true
			}
		}
	}
	return others > 1 && and
}
