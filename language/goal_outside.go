package language

import "unicode"

// outsideIn finds what ties a sentence to others: where it stands, how many words it takes, and whether it is something that others do, which is
// seen when it is done, rather than a condition.
func outsideIn(words []Token, dated []bool, runes []rune, r *goalWords) (from, n int, seen bool) {
	if len(words) == 0 {
		return 0, 0, false
	}
	first := firstVerb(words, dated)
	end := len(words) // a reason may well speak of others
	for i := first; i < end; i++ {
		if i > first && r.why.at(words, i) > 0 {
			end = i
		}
	}
	if first < end {
		if n := r.outside.at(words, first); n > 0 {
			return first, n, false
		}
	}
	if n := r.outsideFirst.at(words, 0); n > 0 && first == 0 {
		return 0, n, false
	}
	if from, n, does := partyIn(words[:end], first, runes, r); n > 0 {
		return from, n, does
	}
	if first < end {
		if n := r.granted.at(words, first); n > 0 {
			return first, n, true
		}
		if n := award(words, first, r); n > 0 {
			return first, n, true
		}
	}
	if n := natureAt(words, first, r); n > 0 {
		return first, n, false
	}
	for i := range end {
		if n := r.outside.at(words, i); n > 0 {
			return i, n, false
		}
		if n := conditionAt(words, i, r); n > 0 {
			return i, n, false
		}
	}
	return 0, 0, false
}

// partyIn finds others who decide or deliver as the subject of the sentence: "the board approves …", "our biggest competitor loses …", "marketing brings …",
// "team Hydra delivers …"; does is false where it says that they must or should.
func partyIn(words []Token, first int, runes []rune, r *goalWords) (from, n int, does bool) {
	for at := first; at < len(words) && at < first+3; at++ {
		size, party := r.party.at(words, at), true
		if size == 0 {
			size, party = r.department.at(words, at), false
		}
		if words[at].Fold == "team" && at+1 < len(words) && at == first && unicode.IsUpper(runes[words[at+1].Start]) { // a team with a name
			size = 2
		}
		if size == 0 {
			continue
		}
		i, modal := at+size, false
		if n := r.modal.at(words, min(i, len(words)-1)); n > 0 && i < len(words) {
			i, modal = i+n, true
		}
		if i < len(words) && (r.will.at(words, i) > 0 || party && r.does.at(words, i) > 0) {
			return at, i - at + 1, !modal
		}
	}
	return 0, 0, false
}

// natureAt is how many words the weather or the market takes as the subject: "a mild winter", "EUR/USD stays …", "customers' budgets recover".
func natureAt(words []Token, first int, r *goalWords) int {
	for i := first; i < len(words) && i <= first+2; i++ {
		if n := r.nature.at(words, i); n > 0 {
			return i - first + n
		}
	}
	return 0
}

// award is how many words a prize takes that a jury gives: "win a Red Dot award".
func award(words []Token, first int, r *goalWords) int {
	switch words[first].Fold {
	case "win", "get", "receive", "earn", "be":
	default:
		return 0
	}
	for i := first + 1; i < len(words) && i <= first+7; i++ {
		switch words[i].Fold {
		case "award", "awards", "prize", "medal", "subsidy", "grant", "funding", "nomination":
			return i - first + 1
		}
		if r.preposition[words[i].Fold] && words[i].Fold != "of" {
			break
		}
	}
	return 0
}

// conditionAt is how many words a condition takes that others fulfil: "once the bill has passed", "as soon as legal signs".
func conditionAt(words []Token, at int, r *goalWords) int {
	switch words[at].Fold {
	case "once", "if", "when", "after", "until", "unless":
	default:
		return 0
	}
	for i := at + 2; i < len(words) && i <= at+5; i++ {
		switch words[i].Fold {
		case "passed", "passes", "approved", "approves", "granted", "grants", "signs", "agrees", "decides", "allows":
			return i - at + 1
		}
	}
	return 0
}
