package language

import "strings"

// hintPattern is wording that is known by how its words stand together, where no list of phrases would do.
type hintPattern struct {
	kind HintKind
	// longest is the number of words of it that begin at a word; 0 for none.
	longest func(r *hintRule, words []hintWord, at int, person map[string]bool) int
}

var hintPatterns = []hintPattern{{HintJudgement, (*hintRule).lacking}, {HintMind, (*hintRule).guessed}, {HintAbsolute, (*hintRule).everyone}, {HintProtected, (*hintRule).ofOrigin}}

// lacking finds what somebody is said to be without: "has no ambition", "lacks drive". The line of a note often leaves the person out.
func (r *hintRule) lacking(words []hintWord, at int, person map[string]bool) int {
	n := 0
	switch words[at].text {
	case "lacks", "lacking":
		n = 1
		if at+1 < len(words) && (words[at+1].text == "any" || words[at+1].text == "all") {
			n = 2
		}
	case "has", "shows", "have", "got":
		if at+1 < len(words) && (words[at+1].text == "no" || words[at+1].text == "zero") {
			n = 2
		}
	}
	if n == 0 || at+n >= len(words) {
		return 0
	}
	who := at
	for who > 0 && !words[who].begins && (who == at || r.degree[words[who].text] || words[who].text == "is") {
		who--
	}
	if who < at && !r.isPerson(words[who], person) {
		return 0
	}
	what := r.longest("lack", words[at+n:])
	if what == 0 || words[at+n].begins {
		return 0
	}
	if next := at + n + what; next < len(words) && !words[next].begins && words[next].text == "in" { // "no confidence in the plan"
		return 0
	}
	return n + what
}

// guessed finds a guess at what goes on in somebody: "clearly he hates", "she probably wants to leave", "I bet he's bored".
func (r *hintRule) guessed(words []hintWord, at int, person map[string]bool) int {
	n := r.longest("guess", words[at:])
	if n == 0 {
		return 0
	}
	next := at + n
	before := at > 0 && !words[at].begins && r.isPerson(words[at-1], person)
	if next < len(words) && words[next].text == "that" && !words[next].begins {
		next++
	}
	if next >= len(words) || words[next].begins {
		return 0
	}
	if before {
		if k := r.longest("inner", words[next:]); k > 0 {
			return next + k - at
		}
		if _, is, _ := strings.Cut(words[at-1].text, "'"); is == "s" { // "he's clearly bored"
			if k := r.longestAfterIs(words[next:]); k > 0 {
				return next + k - at
			}
		}
		if words[at].text == "i" { // "she, I think" is the report's own
			return 0
		}
	}
	if !r.isPerson(words[next], person) {
		return 0
	}
	if next+1 >= len(words) || words[next+1].begins {
		return 0
	}
	k := r.longest("inner", words[next+1:])
	if _, is, _ := strings.Cut(words[next].text, "'"); is == "s" && k == 0 {
		k = r.longestAfterIs(words[next+1:])
	}
	if k == 0 {
		return 0
	}
	return next + 1 + k - at
}

// longestAfterIs is the number of words of what goes on in somebody, without the "is" that is in "he's".
func (r *hintRule) longestAfterIs(words []hintWord) int {
	return max(r.longest("inner", append([]hintWord{{text: "is"}}, words...))-1, 0)
}

// everyone finds what all are said to feel about somebody: "nobody on the team likes working with him".
func (r *hintRule) everyone(words []hintWord, at int, person map[string]bool) int {
	n := 0
	switch {
	case len(r.phrases["all "+words[at].text]) > 0:
		n = 1
	case words[at].text == "no" && at+1 < len(words) && words[at+1].text == "one":
		n = 2
	default:
		return 0
	}
	for i := at + n; i < len(words) && i < at+n+4 && !words[i].begins; i++ {
		k := r.longest("do to", words[i:])
		if k == 0 {
			continue
		}
		for j := i + k; j < len(words) && j < i+k+3 && !words[j].begins; j++ {
			if r.object[words[j].text] || r.isPerson(words[j], person) {
				return n
			}
		}
	}
	return 0
}

// ofOrigin finds a word for where somebody comes from that is meant to explain them: "typical German", "good for an Indian".
func (r *hintRule) ofOrigin(words []hintWord, at int, _ map[string]bool) int {
	n := r.longest("origin after", words[at:])
	if n == 0 || at+n >= len(words) || words[at+n].begins || !r.origin[words[at+n].text] {
		return 0
	}
	if next := at + n + 1; next < len(words) && !words[next].begins && !r.after[words[next].text] && !r.somebody[words[next].text] {
		return 0 // "a typical German winter"
	}
	return n + 1
}

// retold reports whether somebody else tells what stands at a place of a person: "he says that she never answers", "feels useless". That is
// what was said or felt, and not the manager's own wording.
func (r *hintRule) retold(words []hintWord, at int, person map[string]bool) bool {
	for i := at - 1; i >= 0 && !words[i+1].begins; i-- {
		if !r.told[words[i].text] || i > 0 && !words[i].begins && (words[i-1].text == "i" || words[i-1].text == "we") {
			continue
		}
		switch next := words[i+1]; {
		case i+1 < at && (r.isPerson(next, person) || next.text == "that" || next.text == "me" || next.text == "us" || next.text == "there" || next.text == "i'm"):
			return true
		case words[i].text == "feels" || words[i].text == "felt":
			return true
		}
	}
	return false
}

// found reports whether a word is somebody whom the manager finds so: "I find her cold".
func (r *hintRule) found(words []hintWord, who int) bool {
	if who == 0 || words[who].begins {
		return false
	}
	switch words[who-1].text {
	case "find", "found", "consider", "considered":
		return words[who-1].begins || who > 1 && words[who-2].text == "i"
	}
	return false
}

// possessed reports whether what somebody does is spoken of before a word of the same clause: "his work on the audit was sloppy".
func (r *hintRule) possessed(words []hintWord, at int) bool {
	for i := at; i >= 0; i-- {
		_, s, _ := strings.Cut(words[i].text, "'")
		if t := words[i].text; (t == "his" || t == "her" || t == "their" || s == "s") && i < at && r.noun[words[i+1].text] {
			return true
		}
		if words[i].begins {
			break
		}
	}
	return false
}
