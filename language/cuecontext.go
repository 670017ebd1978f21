package language

import "strings"

// counts reports whether a cue is the report's own, present and meant.
func (r *cueReader) counts(s *cueSentence, m *cueMatch) bool {
	return !s.wink && !r.mild(s, m) && !r.spokenByOther(s, m) && !r.asked(s, m) && !r.joking(s, m) && !r.planned(s, m) && !r.imagined(s, m) && !r.elsewhere(s, m) &&
		!r.over(s, m) && !r.dealt(s, m) && !r.attribute(s, m) && !r.topic(s, m) && !r.doubted(s, m) && !r.negated(s, m.from, m) && r.isOwn(s, m) && !r.betweenOthers(s, m) && (!m.state || r.isState(s, m))
}

// isState reports whether a match is said of the report as a state: behind a verb such as is or seems whose subject is the report or is
// left out, or at the start of a sentence or clause with no noun that it describes.
func (r *cueReader) isState(s *cueSentence, m *cueMatch) bool {
	if m.to < s.last && !r.words[m.to].broken {
		if next := &r.words[m.to]; next.id == unknownWord || next.class&(isTechnical|isThird|isDepartment|isDeterminer) != 0 && next.class&isAdverb == 0 || next.class&isVerb != 0 && next.class&isAdverb == 0 {
			return false
		}
	}
	const near = 5
	i := m.from
	for ; i > s.first && m.from-i < near && r.words[i].quoted == r.words[i-1].quoted; i-- {
		w := &r.words[i-1]
		if w.class&isLink != 0 {
			return r.isSubject(s, i-1)
		}
		if r.words[i].broken || w.class&(isPreposition|isOwn) != 0 && w.class&isAdverb == 0 {
			break
		}
	}
	for k := i; k < m.from; k++ {
		if r.words[k].class&(isAdverb|isDeterminer|isNotAgainst) == 0 {
			return false
		}
	}
	return i == s.first || r.words[i].broken || r.words[i].quoted != r.words[i-1].quoted
}

// isSubject reports whether the subject of a verb is the report, or left out.
func (r *cueReader) isSubject(s *cueSentence, verb int) bool {
	for i := verb - 1; i >= s.first; i-- {
		w := &r.words[i]
		switch {
		case r.words[i+1].broken || w.quoted != r.words[verb].quoted:
			return true
		case w.class&(isOwn|isI) != 0:
			return true
		case w.class&(isAdverb|isVerb|isNegator|isLink|isPresent|isPast|isPossible|isConjunction|isSay) == 0:
			return false
		}
	}
	return true
}

// rhetorical reports whether a question is its own answer.
func (r *cueReader) rhetorical(m *cueMatch) bool {
	id := r.words[m.from].id
	return m.free && (id == r.rules.ids["what"] || id == r.rules.ids["why"] || id == r.rules.ids["who"])
}

// asked reports whether the sentence is the manager's question.
func (r *cueReader) asked(s *cueSentence, m *cueMatch) bool {
	if !s.question || r.speech || r.words[m.from].quoted || r.rhetorical(m) {
		return false
	}
	for i := s.first; i < m.from; i++ {
		if r.words[i].class&isSay != 0 && !(i > s.first && r.words[i-1].class&isYou != 0) && r.words[s.first].class&(isVerb|isPossible) == 0 {
			return false
		}
	}
	return true
}

// joking reports whether the sentence says that it is a joke.
func (r *cueReader) joking(s *cueSentence, m *cueMatch) bool {
	for i := s.first; i < s.last; i++ {
		if r.words[i].class&isJoke == 0 || i >= m.from && i < m.to {
			continue
		}
		if i > s.first && r.words[i-1].class&isHalf != 0 || r.laterOn(m, i) {
			continue
		}
		return true
	}
	return false
}

// laterOn reports whether a word belongs to what came after: "said it, and then made a joke".
func (r *cueReader) laterOn(m *cueMatch, i int) bool {
	for k := m.to; k < i; k++ {
		if id := r.words[k].id; r.words[k].broken && (id == r.rules.ids["and"] || id == r.rules.ids["but"] || id == r.rules.ids["then"]) {
			return true
		}
	}
	return false
}

// phrases calls f with every phrase of a use that does not overlap the match until it returns true.
func (r *cueReader) phrases(use phraseUse, m *cueMatch, f func(p *cueMatch) bool) bool {
	for i := range r.matches {
		p := &r.matches[i]
		if p.use == use && (p.to <= m.from || p.from >= m.to) && f(p) {
			return true
		}
	}
	return false
}

// planned reports whether the sentence, or the part of it with the cue, is what the manager means to do.
func (r *cueReader) planned(s *cueSentence, m *cueMatch) bool {
	if r.words[m.from].quoted || r.speech {
		return false
	}
	return r.phrases(planPhrase, m, func(p *cueMatch) bool {
		return p.from < m.from && !r.words[p.from].quoted && (p.from == s.first || r.words[p.from].broken)
	})
}

// imagined reports whether the cue is a mere possibility.
func (r *cueReader) imagined(s *cueSentence, m *cueMatch) bool {
	if r.phrases(imaginedPhrase, m, func(p *cueMatch) bool { return p.from < m.from }) {
		return true
	}
	quoted := r.words[m.from].quoted
	near := true // only verbs and adverbs so far
	for i := m.from - 1; i >= s.first && r.words[i].quoted == quoted; i-- {
		w := &r.words[i]
		if w.id == r.rules.ids["because"] && r.words[s.first].class&isIf == 0 {
			break // a reason is a fact: "asked whether it could wait because she can't keep up"
		}
		if w.class&isIf != 0 || w.class&isAvoided != 0 && m.from-i <= 4 {
			return true
		}
		if r.words[i+1].broken {
			near = false
		}
		if near && w.class&isPossible != 0 && m.kind != "wish_to_leave" && !r.month(i) && !r.been(i) && !r.feared(s, i) {
			return true
		}
		if w.class&(isVerb|isAdverb|isCarrier|isNegator|isPossible|isPresent|isOwn|isI|isLink) == 0 {
			near = false
		}
		if r.words[i].broken {
			break
		}
	}
	return false
}

// feared reports whether the report is said to fear what comes: "worried that it will be used against her".
func (r *cueReader) feared(s *cueSentence, i int) bool {
	for k := s.first; k < i; k++ {
		if r.words[k].class&isFear != 0 && !r.negated(s, k, nil) {
			return true
		}
	}
	return false
}

// month reports whether a word is the month of May.
func (r *cueReader) month(i int) bool {
	return r.words[i].class&isMay != 0 && r.words[i].capital && i > 0 && r.words[i-1].class&isMonthBefore != 0
}

// been reports whether 'd is had.
func (r *cueReader) been(i int) bool {
	return r.words[i].id == r.rules.ids["'d"] && i+1 < len(r.words) && r.words[i+1].class&isPast != 0
}

// elsewhere reports whether the cue is of another time or place.
func (r *cueReader) elsewhere(s *cueSentence, m *cueMatch) bool {
	return r.phrases(elsewherePhrase, m, func(p *cueMatch) bool {
		if p.from >= m.to && r.words[p.from].id == r.rules.ids["used"] || r.wouldHave(s, p) || p.from > s.first && r.words[p.from-1].class&isSince != 0 {
			return false
		}
		for i := p.to; i < m.from; i++ {
			if id := r.words[i].id; id == r.rules.ids["now"] || id == r.rules.ids["currently"] || id == r.rules.ids["today"] {
				return false
			}
		}
		return true
	})
}

// wouldHave reports whether a time is that of what did not come about: "which he'd have fought for last year".
func (r *cueReader) wouldHave(s *cueSentence, p *cueMatch) bool {
	for i := max(s.first, p.from-5); i < s.last-1 && i < p.to+4; i++ {
		if id := r.words[i].id; (id == r.rules.ids["'d"] || id == r.rules.ids["would"]) && r.words[i+1].id == r.rules.ids["have"] {
			return true
		}
	}
	return false
}

// over reports whether what follows says that it is past.
func (r *cueReader) over(s *cueSentence, m *cueMatch) bool {
	return r.phrases(overPhrase, m, func(p *cueMatch) bool {
		if p.from < m.to || r.negated(s, p.from, p) || r.dependent(m, p) {
			return false
		}
		for i := p.to; i < s.last; i++ {
			if r.words[i].id == r.rules.ids["still"] {
				return false // "apologised, still raw"
			}
		}
		for i := range r.matches {
			if o := &r.matches[i]; o.use == cuePhrase && o.from < p.to && o.to > p.from {
				return false
			}
		}
		return true
	})
}

// dependent reports whether a phrase stands in a clause that hangs on the cue's: "stopped caring whether it is good", "now that he's gone".
func (r *cueReader) dependent(m, p *cueMatch) bool {
	for i := p.from - 1; i >= m.to && i >= p.from-6 && !r.words[i+1].broken; i-- {
		switch id := r.words[i].id; {
		case r.words[i].class&isIf != 0, id == r.rules.ids["why"], id == r.rules.ids["how"], id == r.rules.ids["because"], id == r.rules.ids["until"]:
			return true
		case id == r.rules.ids["that"] && r.words[i-1].id == r.rules.ids["now"]:
			return true
		}
	}
	return false
}

// dealt reports whether the clause is of a trouble of others that the report sees to: "calmed a furious customer".
func (r *cueReader) dealt(s *cueSentence, m *cueMatch) bool {
	return !r.words[m.from].quoted && r.phrases(dealtPhrase, m, func(p *cueMatch) bool {
		if p.to > m.from || p.from > s.first && !r.words[p.from].broken && r.words[p.from-1].class&(isOwn|isAdverb|isConjunction|isPresent) == 0 {
			return false
		}
		for i := p.to; i <= m.from; i++ {
			if r.words[i].broken || i < m.from && r.words[i].class&isConjunction != 0 {
				return false
			}
		}
		return true
	})
}

// attribute reports whether a cue of one word at the start of a sentence belongs to the noun behind it: "Passive house certificate", "Drained the pond".
func (r *cueReader) attribute(s *cueSentence, m *cueMatch) bool {
	if m.from != s.first || m.to != m.from+1 || m.to >= s.last || r.words[m.to].broken || r.words[m.to].quoted != r.words[m.from].quoted {
		return false
	}
	next := &r.words[m.to]
	const leads = isVerb | isPreposition | isConjunction | isAdverb | isOwn | isMe | isI | isWe | isYou | isNegator | isSay | isLink | isPresent | isPast | isIf | isPossible | isDeterminer | isStop | isSince | isQuantity
	noun := next.class&leads == 0 && !next.capital && !strings.HasSuffix(r.text[next.from:next.to], "ing") && !strings.HasSuffix(r.text[next.from:next.to], "ly")
	return next.class&isArticle != 0 || noun || next.id == r.rules.ids["of"] && !strings.HasSuffix(r.text[r.words[m.from].from:r.words[m.from].to], "d")
}

// doubted reports whether the clause is what somebody does not think: "doesn't think the survey is a waste of time".
func (r *cueReader) doubted(s *cueSentence, m *cueMatch) bool {
	for i := m.from - 1; i > s.first && !r.words[i+1].broken; i-- {
		w := &r.words[i]
		if w.quoted != r.words[m.from].quoted || w.class&isConjunction != 0 && w.id != r.rules.ids["that"] || w.class&isNegator != 0 {
			return false
		}
		if w.class&isOpinion == 0 {
			continue
		}
		before := &r.words[i-1]
		return before.class&isNot != 0 && r.words[i+1].class&(isIf|isNotAgainst) == 0 && r.words[m.from].class&isNegator == 0
	}
	return false
}

// topic reports whether the cue is the matter of a talk or a test, or a technical term.
func (r *cueReader) topic(s *cueSentence, m *cueMatch) bool {
	if m.to < s.last && !r.words[m.to].broken {
		after := &r.words[m.to]
		last := &r.words[m.to-1]
		if after.class&isMatter != 0 && after.class&isVerb == 0 && last.id != r.rules.ids["to"] {
			return true
		}
		if after.class&isThird != 0 && after.class&isOwn == 0 && m.to-m.from == 1 && strings.HasSuffix(r.text[last.from:last.to], "d") && (m.from == s.first || r.words[m.from-1].class&isLink == 0) {
			return true // "a frustrated customer"
		}
		if after.class&isTechnical != 0 && m.to-m.from == 1 && !(last.to-last.from > 3 && r.text[last.to-3:last.to] == "ing") && last.class&isPreposition == 0 {
			return true
		}
	}
	if i := m.from - 1; i > s.first && r.words[i].class&isPreposition != 0 && !r.words[m.from].broken && r.words[i-1].class&isTalk != 0 {
		return true
	}
	if r.words[s.first].class&isTalk == 0 || r.words[m.from].quoted {
		return false
	}
	for i := s.first + 1; i <= m.from; i++ { // "Discussed signs of stress in pupils"
		if w := &r.words[i]; w.broken || i < m.from && (w.class&(isOwn|isI|isMe|isTheir) != 0 || w.id == r.rules.ids["being"] || w.id == r.rules.ids["feeling"] || w.id == r.rules.ids["that"]) {
			return false
		}
	}
	return true
}

// negated reports whether what stands before a word takes it back.
func (r *cueReader) negated(s *cueSentence, from int, m *cueMatch) bool {
	if r.words[from].class&isNegator != 0 {
		return false
	}
	const skipped = isAdverb | isCarrier | isVerb | isOwn | isI | isDeterminer | isPresent | isPast
	for i := from - 1; i >= s.first && i >= from-7 && !r.words[i+1].broken; i-- {
		w := &r.words[i]
		if w.class&isNegator != 0 {
			next := &r.words[i+1]
			return i+1 == from || next.class&isNotAgainst == 0 && !(i+2 < from && r.words[i+2].class&isNotAgainst != 0 && r.words[i+2].class&isAdverb == 0)
		}
		if w.quoted != r.words[from].quoted {
			break
		}
		if w.class&skipped == 0 && !r.linking(w.id) && !r.inCue(i) {
			break
		}
	}
	for i := range r.matches {
		p := &r.matches[i]
		if p.use != negationPhrase || p == m {
			continue
		}
		if p.from < from && p.to > from && p.to >= m.to {
			return true
		}
		if p.to > from || from-p.to > 4 {
			continue
		}
		clear := true
		for k := p.to; k < from; k++ {
			clear = clear && !r.words[k].broken && (r.words[k].class&skipped != 0 || r.linking(r.words[k].id) || r.inCue(k))
		}
		if clear && !r.words[from].broken {
			return true
		}
	}
	return false
}

// linking reports whether a negation goes on behind a word.
func (r *cueReader) linking(id wordID) bool {
	switch id {
	case r.rules.ids["or"], r.rules.ids["nor"], r.rules.ids["to"], r.rules.ids["any"], r.rules.ids["of"], r.rules.ids["being"], r.rules.ids["that"]:
		return true
	}
	return false
}

// inCue reports whether a word is part of a cue.
func (r *cueReader) inCue(i int) bool {
	for n := range r.matches {
		if o := &r.matches[n]; o.use == cuePhrase && o.from <= i && i < o.to {
			return true
		}
	}
	return false
}
