package language

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// cueWord is one word of a line.
type cueWord struct {
	id       wordID
	class    wordClass
	from, to int
	capital  bool
	quoted   bool // within quotation marks
	broken   bool // a comma or the like stands before it
	sentence int
	hash     uint64 // of it in small letters
}

// cueSentence is one sentence of a line.
type cueSentence struct {
	from, to    int // bytes of the text
	first, last int // its words
	question    bool
	wink        bool
}

// cueLine cuts one line into sentences and words.
type cueLine struct {
	rules     *cueRule
	names     map[string]wordID
	foreign   wordClass // pronouns of other people
	text      string
	words     []cueWord
	sentences []cueSentence
	buf       []byte
}

// abbreviations end with a point that ends no sentence.
var abbreviations = map[string]bool{
	"e.g": true, "i.e": true, "eg": true, "ie": true, "vs": true, "mr": true, "mrs": true, "ms": true, "dr": true, "approx": true, "resp": true, "incl": true,
	"esp": true, "cf": true, "no": false, "dept": true, "min": true, "max": true, "ca": true, "prof": true, "st": true, "jan": true, "feb": true, "mar": true, "apr": true,
	"jun": true, "jul": true, "aug": true, "sep": true, "sept": true, "oct": true, "nov": true, "dec": true, "a.m": true, "p.m": true,
}

// mostSentence is the number of words after which a sentence is taken to end: what is pasted without a stop is read in time that grows with its length.
const mostSentence = 120

// read cuts text[from:to].
func (l *cueLine) read(from, to int) {
	l.words, l.sentences = l.words[:0], l.sentences[:0]
	var closing rune // the mark that ends the quotation, 0 outside
	start, first := from, 0
	broken := false
	wink := false
	end := func(at int, question bool) {
		if len(l.words) > first {
			s := cueSentence{from: start, to: at, first: first, last: len(l.words), question: question, wink: wink}
			for s.from < s.to && (l.text[s.from] == ' ' || l.text[s.from] == '\t') {
				s.from++
			}
			for s.to > s.from && (l.text[s.to-1] == ' ' || l.text[s.to-1] == '\t') {
				s.to--
			}
			l.sentences = append(l.sentences, s)
			first, start, wink = len(l.words), at, false
		}
		broken = true
	}
	for i := from; i < to; {
		r, size := rune(l.text[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(l.text[i:to])
		}
		switch {
		case isWordRune(r):
			if len(l.words)-first == mostSentence {
				end(i, false)
			}
			next := l.word(i, to, closing != 0, broken)
			broken = false
			i = next
			continue
		case r == '"':
			if closing == '"' {
				closing = 0
			} else {
				closing = '"'
			}
		case r == '“' || r == '„' || r == '«':
			closing = map[rune]rune{'“': '”', '„': '“', '«': '»'}[r]
			if r == '“' && closing == 0 {
				closing = '”'
			}
		case r == closing && closing != '\'' && closing != 0 || r == '”':
			closing = 0
		case r == '\'' || r == '‘' || r == '’':
			before, _ := utf8.DecodeLastRuneInString(l.text[from:i])
			after, _ := utf8.DecodeRuneInString(l.text[i+size : to])
			if closing == 0 && r != '’' && (i == from || !isWordRune(before) && before != '.') && isWordRune(after) {
				closing = '\''
			} else if closing == '\'' && (i+size == to || !isWordRune(after)) {
				closing = 0
			}
		case r == '.' || r == '!' || r == '?' || r == '…':
			j, question, dots := i, false, 0
			for j < to {
				c, n := utf8.DecodeRuneInString(l.text[j:to])
				if c != '.' && c != '!' && c != '?' && c != '…' {
					break
				}
				question = question || c == '?'
				if dots++; c == '…' {
					dots = 3
				}
				j += n
			}
			plain := r == '.' && j == i+1
			after := j
			for after < to { // the marks that close with the sentence
				c, n := utf8.DecodeRuneInString(l.text[after:to])
				switch {
				case c == '"' && closing == '"', c == '\'' && closing == '\'', c == '’' && closing == '\'', c == '”', c == '»' && closing == '»', c == '“' && closing == '“':
					closing = 0
				case c == ')' || c == ']' || c == '*' || c == '_':
				default:
					n = 0
				}
				if n == 0 {
					break
				}
				after += n
			}
			if after < to && l.text[after] != ' ' && l.text[after] != '\t' {
				broken = broken || !plain
				i = after
				continue
			}
			rest := strings.TrimLeft(l.text[after:to], " \t")
			next, _ := utf8.DecodeRuneInString(rest)
			if plain && l.abbreviated(first) || dots > 1 && !question && unicode.IsLower(next) || after > j && (unicode.IsLower(next) && !plain) {
				broken = true
			} else {
				if strings.HasPrefix(rest, ";)") || strings.HasPrefix(rest, ";-)") || strings.HasPrefix(rest, "😉") || strings.HasPrefix(rest, "😂") {
					wink = true
				}
				end(after, question)
			}
			i = after
			continue
		case r == ',' || r == ';' || r == ':' || r == '(' || r == ')' || r == '–' || r == '—' || r == '/' || r == '→' || r == '|':
			broken = true
			if rest := l.text[i:to]; strings.HasPrefix(rest, ";)") || strings.HasPrefix(rest, ";-)") || strings.HasPrefix(rest, ":P") {
				wink = true
				if first == len(l.words) && len(l.sentences) > 0 {
					l.sentences[len(l.sentences)-1].wink = true
				}
			}
		case r == '-' && i > from && l.text[i-1] == ' ':
			broken = true
		case r == '😉' || r == '😂' || r == '🤣' || r == '😜':
			wink = true
			if first == len(l.words) && len(l.sentences) > 0 {
				l.sentences[len(l.sentences)-1].wink = true
			}
		}
		i += size
	}
	end(to, false)
}

// abbreviated reports whether the last word ends with a point that ends no sentence.
func (l *cueLine) abbreviated(first int) bool {
	if len(l.words) == first {
		return true
	}
	w := l.words[len(l.words)-1]
	from := w.from
	for from > 1 && l.text[from-1] == '.' && isWordRune(rune(l.text[from-2])) { // "e.g."
		from -= 2
	}
	return w.to-w.from == 1 && w.capital && w.id != l.rules.ids["i"] || abbreviations[strings.ToLower(l.text[from:w.to])]
}

func isWordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return asciiWord(byte(r))
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r))
}

// word adds the word that begins at i, its contracted part as one of its own, and returns where it ends.
func (l *cueLine) word(i, to int, quoted, broken bool) int {
	from := i
	l.buf = l.buf[:0]
	apostrophe, hyphen := -1, -1 // in the text
	cut := 0
	capital := false
scan:
	for i < to {
		c := l.text[i]
		switch {
		case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
			l.buf = append(l.buf, c)
			i++
		case c >= 'A' && c <= 'Z':
			capital = capital || i == from
			l.buf = append(l.buf, c+'a'-'A')
			i++
		case c == '\'' && i+1 < to && asciiWord(l.text[i+1]):
			apostrophe, cut = i, len(l.buf)
			l.buf = append(l.buf, '\'')
			i++
		case (c == '-' || c == '/') && hyphen < 0 && i+1 < to && asciiWord(l.text[i+1]) && l.rules.joined(l.text[from:to]) > 0:
			hyphen = i
			l.buf = append(l.buf, c)
			i++
		case c < utf8.RuneSelf:
			break scan
		default:
			r, n := utf8.DecodeRuneInString(l.text[i:to])
			if r == '’' && i+n < to && asciiWord(l.text[i+n]) {
				apostrophe, cut = i, len(l.buf)
				l.buf = append(l.buf, '\'')
			} else if isWordRune(r) {
				capital = capital || i == from && unicode.IsUpper(r)
				l.buf = utf8.AppendRune(l.buf, unicode.ToLower(r))
			} else {
				break scan
			}
			i += n
		}
	}
	if apostrophe >= 0 {
		switch string(l.buf[cut:]) {
		case "'s", "'m", "'re", "'ve", "'d", "'ll":
			l.add(l.buf[:cut], from, apostrophe, capital, quoted, broken)
			l.add(l.buf[cut:], apostrophe, i, false, quoted, false)
			return i
		}
	}
	l.add(l.buf, from, i, capital, quoted, broken)
	return i
}

// joined returns the length of the word at the start of text that is written with a hyphen or stroke and known whole.
func (r *cueRule) joined(text string) int {
	for i := 0; i < len(text); i++ {
		if c := text[i]; !asciiWord(c) && c != '-' && c != '/' {
			text = text[:i]
			break
		}
	}
	if len(text) < 24 {
		if _, ok := r.typos[strings.ToLower(text)]; ok {
			return len(text)
		}
	}
	return 0
}

func (l *cueLine) add(word []byte, from, to int, capital, quoted, broken bool) {
	id := l.rules.ids[string(word)]
	if len(l.names) > 0 && (id == unknownWord || capital) {
		if name, ok := l.names[string(word)]; ok {
			id = name
		}
	}
	class := l.rules.classes[id]
	if class&l.foreign != 0 {
		class = class&^isOwn | isThird
	}
	l.words = append(l.words, cueWord{id, class, from, to, capital, quoted, broken, len(l.sentences), wordHash(word)})
}
