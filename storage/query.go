package storage

import (
	"strings"
	"unicode"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
)

// Query is what to look for. A record is found where every term stands in it and every filter holds.
type Query struct {
	Terms []Term

	Who    []string    // parts of names: one of them must be the person's
	Kinds  []string    // names of lists, such as "goals": one of them
	Not    []string    // names of lists: none of them
	Tags   []string    // each of them, as a tag of the record or written #tag in its text
	In     string      // "private" or "shared": where the terms must stand
	From   civil.Date  // the record's day or later
	Before civil.Date  // earlier than this day
	People []uuid.UUID // one of these, chosen rather than typed
	Limit  int         // how many to return; 0: 20
	Order  Order
	Each   int    // how many to return of each kind; 0: any number
	All    string // the name of a list of which Each does not hold
}

// Order is the order of what a search returns.
type Order int

// The orders. What has no day, as a person, comes last in NewestFirst.
const (
	BestFirst Order = iota
	NewestFirst
	OldestFirst
)

// Term is a word or a phrase: folded words (as of language.Tokens) that must follow each other.
type Term struct {
	Words  []string
	Prefix bool // the last word may go on
}

// kindNames are the words that "kind:" takes besides the names of the lists.
var kindNames = map[string]string{
	"person": "people", "profile": "people", "meeting": "meetings", "one-on-one": "meetings", "note": "meetings", "notes": "meetings",
	"point": "talking_points", "points": "talking_points", "talking_point": "talking_points", "talking-point": "talking_points", "talking-points": "talking_points",
	"action": "actions", "goal": "goals", "delegation": "delegations", "observation": "observations", "event": "events", "review": "reviews",
	"people": "people", "meetings": "meetings", "talking_points": "talking_points", "journal": "journal", "actions": "actions", "feedback": "feedback",
	"goals": "goals", "delegations": "delegations", "observations": "observations", "events": "events", "reviews": "reviews",
}

// ParseQuery reads what a person typed: words, "phrases", prefix*, and the filters who: from: before: in: kind: tag:. Whatever is
// none of these is text to look for, never an error. With prefixLast the last word, while it is being typed, may go on.
func ParseQuery(text string, prefixLast bool) Query {
	var q Query
	for rest := text; ; {
		rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
		if rest == "" {
			return q
		}
		if inner, after, ok := quoted(rest); ok {
			q.add(inner, false)
			rest = after
			continue
		}
		end := strings.IndexFunc(rest, unicode.IsSpace)
		if key, value, ok := strings.Cut(rest, ":"); ok && (end < 0 || len(key) < end) {
			if inner, after, ok := quoted(value); ok && q.filter(key, inner) {
				rest = after
				continue
			}
		}
		if end < 0 {
			end = len(rest)
		}
		word := rest[:end]
		last := rest[end:] == ""
		rest = rest[end:]
		if key, value, ok := strings.Cut(word, ":"); ok && q.filter(key, value) {
			continue
		}
		// What stands before a quotation mark inside a word is a word of its own: who:"a b" of an unknown name, 6"nails.
		if i := strings.IndexByte(word, '"'); i > 0 {
			if _, _, ok := quoted(word[i:] + rest); ok {
				rest = word[i:] + rest
				word, last = word[:i], false
			}
		}
		q.add(strings.TrimRight(word, "*"), strings.HasSuffix(word, "*") || prefixLast && last)
	}
}

// quoted splits off a phrase between quotation marks.
func quoted(s string) (inner, after string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		return "", "", false
	}
	return strings.Cut(s[1:], `"`)
}

func (q *Query) add(text string, prefix bool) {
	if words := fold(text); len(words) > 0 {
		q.Terms = append(q.Terms, Term{words, prefix})
	}
}

func fold(text string) []string {
	tokens := language.Tokens(text)
	words := make([]string, len(tokens))
	for i, t := range tokens {
		words[i] = t.Fold
	}
	return words
}

// filter takes "key:value" as a filter, if it is one.
func (q *Query) filter(key, value string) bool {
	switch strings.ToLower(key) {
	case "who":
		if len(fold(value)) == 0 {
			return false
		}
		q.Who = append(q.Who, value)
	case "kind":
		kind, ok := kindNames[strings.ToLower(value)]
		if !ok {
			return false
		}
		q.Kinds = append(q.Kinds, kind)
	case "tag":
		if tagWord(value) == "" {
			return false
		}
		q.Tags = append(q.Tags, value)
	case "in":
		in := strings.ToLower(value)
		if in != "private" && in != "shared" {
			return false
		}
		q.In = in
	case "from", "before":
		day, ok := firstDay(value)
		if !ok {
			return false
		}
		if strings.EqualFold(key, "from") {
			q.From = max(q.From, day)
		} else if q.Before == 0 || day < q.Before {
			q.Before = day
		}
	default:
		return false
	}
	return true
}

// firstDay reads a day, or the first day of a month or a year.
func firstDay(s string) (civil.Date, bool) {
	switch len(s) {
	case len("2026"):
		s += "-01-01"
	case len("2026-01"):
		s += "-01"
	}
	d, err := civil.ParseDate(s)
	return d, err == nil
}

// match is the query in the language of FTS5; empty where it has no term and no filter that the index holds.
func (q Query) match(people []uuid.UUID) string {
	var terms, all []string
	for _, t := range q.Terms {
		words := make([]string, len(t.Words))
		for i, w := range t.Words {
			words[i] = indexWord(w)
		}
		term := `"` + strings.Join(words, " ") + `"`
		if t.Prefix {
			term += " *"
		}
		terms = append(terms, term)
	}
	if len(terms) > 0 {
		text := strings.Join(terms, " AND ")
		if q.In != "" {
			text = "{" + q.In + "} : (" + text + ")"
		}
		all = append(all, text)
	} else if q.In != "" {
		all = append(all, `"`+wordIn+q.In+`"`)
	}
	for _, tag := range q.Tags {
		inText := signHash
		for _, w := range fold(tag) {
			if w != "#" {
				inText += " " + indexWord(w)
			}
		}
		all = append(all, `("`+tagWord(tag)+`" OR "`+inText+`")`)
	}
	all = append(all, oneOf(people, personWord)...)
	all = append(all, oneOf(q.Kinds, kindWord)...)
	match := strings.Join(all, " AND ")
	if match != "" && len(q.Not) > 0 {
		match = "(" + match + ") NOT " + oneOf(q.Not, kindWord)[0]
	}
	return match
}

func oneOf[T any](values []T, word func(T) string) []string {
	if len(values) == 0 {
		return nil
	}
	words := make([]string, len(values))
	for i, v := range values {
		words[i] = `"` + word(v) + `"`
	}
	return []string{"(" + strings.Join(words, " OR ") + ")"}
}
