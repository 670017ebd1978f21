package ui

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"rapport/language"
	"rapport/people"
	w "rapport/ui/widget"
)

// everydayWords are words that names are too, folded: in lower case they stay where they stand alone.
//
//go:embed everyday.txt
var everydayWords string

var everyday = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, word := range strings.Fields(everydayWords) {
		out[language.Fold(word)] = true
	}
	return out
})

// isEveryday reports whether a word, as it was written, is one that means something else too. One with an accent that the everyday word has not is a name.
func isEveryday(word, key string) bool {
	return everyday()[key] && strings.ToLower(visible(word)) == key
}

// nicknames are first names with the short forms of them, a line each, folded.
//
//go:embed nicknames.txt
var nicknames string

// honorifics follow a family name of one character.
var honorifics = []string{"さん", "様", "氏", "君", "くん", "ちゃん", "先生", "先輩", "部長", "课长", "課長", "总", "總", "经理", "씨", "님"}

// names find the names of people, and parts of them, wherever they stand in a text.
type names struct {
	short map[string]string     // initials by word of a name, folded; one that two people share has its first letter
	nick  map[string]string     // initials by a form of a first name that stands in no record, folded; these count in upper case only
	full  map[string][]fullName // names of two words and more by their first word, the longest first
	whole []wholeName           // in scripts without spaces, the longest first
}

// fullName are the words of a name, folded.
type fullName struct {
	words    []string
	initials string
}

type wholeName struct {
	text, initials string
	titled         bool // only before a form of address
}

// namesOf makes them.
func namesOf(all []people.Person) *names {
	n := &names{short: map[string]string{}, nick: map[string]string{}, full: map[string][]fullName{}}
	for _, p := range all {
		n.add(p)
	}
	for key := range n.short {
		delete(n.nick, key)
	}
	for _, list := range n.full {
		slices.SortStableFunc(list, func(a, b fullName) int { return len(b.words) - len(a.words) })
	}
	slices.SortStableFunc(n.whole, func(a, b wholeName) int { return len(b.text) - len(a.text) })
	return n
}

func (n *names) add(p people.Person) {
	initials := w.Initials(p.Name)
	words := wordsOf(p.Name)
	joined, plain := "", true
	for _, word := range words {
		plain = plain && spaced(word)
		joined += word
	}
	if !plain && initials == joined { // words of one character each
		initials = string([]rune(joined)[:1])
	}
	put := func(to map[string]string, word string) {
		key := language.Fold(word)
		if utf8.RuneCountInString(key) < 2 {
			return
		}
		if was, ok := to[key]; ok && was != initials { // two people share it
			to[key] = strings.ToUpper(string([]rune(word)[:1]))
			return
		}
		to[key] = initials
	}
	for _, word := range append(words, wordsOf(p.FirstName())...) { // a long first name is cut where it stands in a sentence
		if spaced(word) {
			put(n.short, word)
		} else {
			n.addWhole(word, initials, len(words) == 1)
		}
	}
	switch {
	case plain && len(words) > 1:
		f := fullName{initials: initials}
		for _, word := range words {
			f.words = append(f.words, language.Fold(word))
		}
		n.full[f.words[0]] = append(n.full[f.words[0]], f)
		put(n.short, joined) // as in PriyaRaman.pdf
		put(n.nick, string([]rune(words[0])[:1])+words[len(words)-1])
	case len(words) > 1:
		n.addWhole(joined, initials, false)
		n.addWhole(strings.TrimSpace(p.Name), initials, false) // also of one character and one
	}
	local, _, _ := strings.Cut(p.Email, "@")
	for _, word := range wordsOf(local) {
		if key := language.Fold(word); len(key) > 3 && slices.ContainsFunc(words, func(w string) bool { return len(w) > 2 && strings.Contains(key, language.Fold(w)) }) {
			put(n.short, word)
		}
	}
	if len(words) > 0 && plain {
		first := language.Fold(words[0])
		for line := range strings.Lines(nicknames) {
			if forms := strings.Fields(line); slices.Contains(forms, first) {
				for _, form := range forms {
					put(n.nick, form)
				}
			}
		}
	}
}

// addWhole adds a word of a script without spaces; where it is all of a name, also what is used of it alone.
func (n *names) addWhole(word, initials string, all bool) {
	r := []rune(word)
	if len(r) == 1 {
		n.whole = append(n.whole, wholeName{word, initials, true})
		return
	}
	n.whole = append(n.whole, wholeName{word, initials, false})
	if !all || len(r) > 4 || unicode.In(r[0], unicode.Hiragana, unicode.Katakana) {
		return
	}
	for _, part := range [][]rune{r[:1], r[1:], r[:2], r[2:]} {
		if len(part) > 0 && len(part) < len(r) {
			n.whole = append(n.whole, wholeName{string(part), initials, len(part) == 1})
		}
	}
}

// find returns where names stand in a text, with the initials that are drawn for them.
func (n *names) find(text string) []w.Cover {
	out := n.findWhole(text)
	free := func(from, to int) bool {
		return !slices.ContainsFunc(out, func(c w.Cover) bool { return c.From < to && from < c.To })
	}
	var words []w.Cover
	last := -1 // end of the name before, with nothing but a space or a hyphen after it
	all := runs(text)
	for i := 0; i < len(all); i++ {
		at := all[i]
		word := text[at[0]:at[1]]
		if !free(at[0], at[1]) {
			last = -1
			continue
		}
		if f, ok := n.wholly(text, all[i:]); ok {
			words = append(words, w.Cover{From: at[0], To: all[i+len(f.words)-1][1], As: f.initials})
			i += len(f.words) - 1
			last = -1
			continue
		}
		if isDate(text, at) {
			last = -1
			continue
		}
		initials, end, ok := n.known(word, strings.HasPrefix(text[at[1]:], "@") || strings.HasSuffix(text[:at[0]], "@"))
		if !ok {
			last = -1
			continue
		}
		if k := len(words) - 1; k >= 0 && last >= 0 && (text[last:at[0]] == " " || text[last:at[0]] == "-") && sameStart(words[k].As, initials) { // first and last name are one
			if words[k].To = at[0] + end; len(initials) > len(words[k].As) {
				words[k].As = initials
			}
			last = -1
			continue
		}
		words = append(words, w.Cover{From: at[0], To: at[0] + end, As: initials})
		last = at[1]
	}
	if len(out) == 0 {
		return words
	}
	out = append(out, words...)
	slices.SortFunc(out, func(a, b w.Cover) int { return a.From - b.From })
	return out
}

// wholly returns the full name with which runs of a text begin, however they are written.
func (n *names) wholly(text string, runs [][2]int) (fullName, bool) {
	list := n.full[language.Fold(visible(text[runs[0][0]:runs[0][1]]))]
next:
	for _, f := range list {
		if len(f.words) > len(runs) {
			continue
		}
		for i, word := range f.words {
			if language.Fold(visible(text[runs[i][0]:runs[i][1]])) != word {
				continue next
			}
			if i > 0 && len(strings.Trim(text[runs[i-1][1]:runs[i][0]], " .-_'’\u00a0")) > 0 {
				continue next
			}
		}
		return f, true
	}
	return fullName{}, false
}

// calendar are the words for months and days that names are too, in the form that dates have them in.
var calendar = map[string]bool{
	"Jan": true, "Mar": true, "March": true, "Apr": true, "April": true, "May": true, "Jun": true, "June": true, "Aug": true, "August": true, "Sep": true, "Dec": true, "January": true,
}

// isDate reports whether a word is the month of a day, or a day of the week before one: 5 May, May 2026, Sun 5 May.
func isDate(text string, at [2]int) bool {
	word, before, after := text[at[0]:at[1]], text[:at[0]], text[at[1]:]
	digits := func(s string) int {
		return len(s) - len(strings.TrimLeft(s, "0123456789"))
	}
	switch {
	case calendar[word]:
		day, ok := strings.CutSuffix(before, " ")
		n := len(day) - len(strings.TrimRight(day, "0123456789"))
		year, spaced := strings.CutPrefix(after, " ")
		return ok && (n == 1 || n == 2) || spaced && digits(year) == 4
	case word == "Sun" || word == "Mon" || word == "Sunday" || word == "Monday":
		month, spaced := strings.CutPrefix(after, " ")
		n := digits(month)
		return spaced && (n == 1 || n == 2) && len(month) > n+1 && month[n] == ' ' && unicode.IsUpper(rune(month[n+1]))
	}
	return false
}

// known returns the initials for a word, and where in it the name ends: an ending of grammar stays. A handle is a part of an address.
func (n *names) known(word string, handle bool) (initials string, end int, ok bool) {
	key := language.Fold(visible(word))
	first, size := utf8.DecodeRuneInString(word)
	upper := unicode.IsUpper(first)
	if initials, ok := n.short[key]; ok {
		return initials, len(word), upper || handle || !isEveryday(word, key)
	}
	if initials, ok := n.nick[key]; ok && (upper || handle) {
		return initials, len(word), true
	}
	if handle || strings.IndexFunc(word[size:], unicode.IsUpper) > 0 { // as in praman@ and BergAnna
		longest := ""
		for name := range n.short {
			if len(name) > 4 && strings.Contains(key, name) && (len(name) > len(longest) || len(name) == len(longest) && name < longest) {
				longest = name
			}
		}
		if longest != "" {
			return n.short[longest], len(word), true
		}
	}
	if !upper {
		return "", 0, false
	}
	for cut, r := 0, []rune(word); cut < 3 && len(r) > cut+3; { // Priyas, Tomaszem
		cut++
		stem := string(r[:len(r)-cut])
		letters := len(r) - cut
		if letters < 5 && (cut > 1 || r[len(r)-1] != 's') {
			continue
		}
		key := language.Fold(visible(stem))
		if everyday()[key] && (cut > 1 || r[len(r)-1] != 's') { // Marks, but not Marked
			continue
		}
		if initials, ok := n.short[key]; ok {
			return initials, len(stem), true
		}
	}
	return "", 0, false
}

// findWhole finds names in scripts without spaces.
func (n *names) findWhole(text string) []w.Cover {
	var out []w.Cover
	for _, name := range n.whole {
		for at := 0; ; {
			i := strings.Index(text[at:], name.text)
			if i < 0 {
				break
			}
			from, to := at+i, at+i+len(name.text)
			at = to
			if name.titled && !slices.ContainsFunc(honorifics, func(h string) bool { return strings.HasPrefix(text[to:], h) }) {
				continue
			}
			if !slices.ContainsFunc(out, func(c w.Cover) bool { return c.From < to && from < c.To }) {
				out = append(out, w.Cover{From: from, To: to, As: name.initials})
			}
		}
	}
	slices.SortFunc(out, func(a, b w.Cover) int { return a.From - b.From })
	return out
}

func sameStart(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return x == y
}

// runs are the runs of letters of a text, in bytes. What is not seen, as a soft hyphen, parts no word.
func runs(text string) (out [][2]int) {
	from, end := -1, 0
	for i, r := range text {
		switch {
		case unicode.IsLetter(r), unicode.IsMark(r):
			if from < 0 {
				from = i
			}
			end = i + utf8.RuneLen(r)
		case unicode.Is(unicode.Cf, r):
		case from >= 0:
			out = append(out, [2]int{from, end})
			from = -1
		}
	}
	if from >= 0 {
		out = append(out, [2]int{from, end})
	}
	return out
}

// visible is a word without what is not seen.
func visible(word string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, word)
}

// wordsOf are the runs of letters of a name.
func wordsOf(name string) (out []string) {
	for _, at := range runs(name) {
		out = append(out, visible(name[at[0]:at[1]]))
	}
	return out
}

// spaced reports whether a word is of a script that puts spaces between words.
func spaced(word string) bool {
	for _, r := range word {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) {
			return false
		}
	}
	return true
}
