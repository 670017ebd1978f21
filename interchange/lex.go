package interchange

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// maxDepth is how deep values may be nested; a document of Rapport has 7 levels.
const maxDepth = 100

// scanner checks that a text is JSON (RFC 8259), all of it.
type scanner struct {
	data []byte
	pos  int
}

// broken is where and why a text is not JSON.
type broken struct {
	pos    int
	reason string
}

// checkJSON returns what is wrong with data as JSON, or nil.
func checkJSON(data []byte) *broken {
	s := &scanner{data: data}
	if b := s.value(0); b != nil {
		return b
	}
	if s.space(); s.pos < len(data) {
		return s.broken("the document ends here, but the file goes on")
	}
	return nil
}

func (s *scanner) broken(reason string, args ...any) *broken {
	return &broken{s.pos, fmt.Sprintf(reason, args...)}
}

// unexpected says what stands where something else should.
func (s *scanner) unexpected(wanted string) *broken {
	if s.pos >= len(s.data) {
		return s.broken("the file ends in the middle of the document: %s should follow", wanted)
	}
	r, _ := utf8.DecodeRune(s.data[s.pos:])
	return s.broken("%s should stand here, not %q", wanted, r)
}

// space skips white space and returns the byte after it, or 0 at the end.
func (s *scanner) space() byte {
	for s.pos < len(s.data) {
		switch c := s.data[s.pos]; c {
		case ' ', '\t', '\n', '\r':
			s.pos++
		default:
			return c
		}
	}
	return 0
}

func (s *scanner) value(depth int) *broken {
	if depth > maxDepth {
		return s.broken("values are nested more than %d levels deep", maxDepth)
	}
	switch c := s.space(); {
	case c == '{':
		return s.members('}', depth)
	case c == '[':
		return s.members(']', depth)
	case c == '"':
		return s.text()
	case c == '-' || c >= '0' && c <= '9':
		return s.number()
	}
	for _, word := range []string{"true", "false", "null"} {
		if bytes.HasPrefix(s.data[s.pos:], []byte(word)) {
			s.pos += len(word)
			return nil
		}
	}
	return s.unexpected("a value")
}

// members checks what an object or a list has between its brackets.
func (s *scanner) members(end byte, depth int) *broken {
	s.pos++
	if s.space() == end {
		s.pos++
		return nil
	}
	for {
		if end == '}' {
			if s.space() != '"' {
				return s.unexpected("the name of a field, in quotes,")
			}
			if b := s.text(); b != nil {
				return b
			}
			if s.space() != ':' {
				return s.unexpected("a colon")
			}
			s.pos++
		}
		if b := s.value(depth + 1); b != nil {
			return b
		}
		switch s.space() {
		case ',':
			s.pos++
		case end:
			s.pos++
			return nil
		default:
			return s.unexpected("a comma or " + string(rune(end)))
		}
	}
}

func (s *scanner) text() *broken {
	start := s.pos
	for s.pos++; s.pos < len(s.data); s.pos++ {
		switch c := s.data[s.pos]; {
		case c == '"':
			s.pos++
			return nil
		case c < ' ':
			return s.broken(`a text must not hold a line break or another control character: write \n or \u%04x`, c)
		case c == '\\':
			s.pos++
			if s.pos >= len(s.data) {
				break
			}
			switch s.data[s.pos] {
			case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
			case 'u':
				if s.pos+5 > len(s.data) || !allHex(s.data[s.pos+1:s.pos+5]) {
					return s.broken(`\u needs four hexadecimal digits`)
				}
				s.pos += 4
			default:
				return s.broken(`a backslash in a text must be written \\`)
			}
		}
	}
	s.pos = start
	return s.broken("a text begins here and does not end")
}

func allHex(b []byte) bool {
	for _, c := range b {
		if (c < '0' || c > '9') && (c < 'a' || c > 'f') && (c < 'A' || c > 'F') {
			return false
		}
	}
	return true
}

func (s *scanner) number() *broken {
	if s.data[s.pos] == '-' {
		s.pos++
	}
	if s.pos < len(s.data) && s.data[s.pos] == '0' {
		s.pos++
	} else if !s.digits() {
		return s.unexpected("a digit")
	}
	if s.pos < len(s.data) && s.data[s.pos] == '.' {
		s.pos++
		if !s.digits() {
			return s.unexpected("a digit")
		}
	}
	if s.pos < len(s.data) && (s.data[s.pos] == 'e' || s.data[s.pos] == 'E') {
		s.pos++
		if s.pos < len(s.data) && (s.data[s.pos] == '+' || s.data[s.pos] == '-') {
			s.pos++
		}
		if !s.digits() {
			return s.unexpected("a digit")
		}
	}
	return nil
}

// digits skips digits and reports whether there was one.
func (s *scanner) digits() bool {
	start := s.pos
	for s.pos < len(s.data) && s.data[s.pos] >= '0' && s.data[s.pos] <= '9' {
		s.pos++
	}
	return s.pos > start
}

// lineColumn returns the line and column of a position, both from 1, the column in characters.
func lineColumn(data []byte, pos int) (line, column int) {
	before := data[:pos]
	start := bytes.LastIndexByte(before, '\n') + 1
	return bytes.Count(before, []byte{'\n'}) + 1, utf8.RuneCount(before[start:]) + 1
}

// lexer reads values out of a text that checkJSON found to be right.
type lexer struct {
	scanner
	notUTF8 bool // a text was not
}

// open goes into an object or a list and reports whether it has anything.
func (l *lexer) open(end byte) bool {
	l.space()
	l.pos++
	if l.space() == end {
		l.pos++
		return false
	}
	return true
}

// next goes to the next member, if any.
func (l *lexer) next() bool {
	more := l.space() == ','
	l.pos++
	return more
}

// skip passes over a value.
func (l *lexer) skip() {
	if b := l.value(0); b != nil {
		panic("interchange: skipping what is not JSON: " + b.reason)
	}
}

// literal returns the bytes of a value.
func (l *lexer) literal() []byte {
	l.space()
	start := l.pos
	l.skip()
	return l.data[start:l.pos]
}

// text reads a text. Where it cannot be read as characters, why says so.
func (l *lexer) text() (s, why string) {
	raw := l.literal()
	raw = raw[1 : len(raw)-1]
	if bytes.IndexByte(raw, '\\') >= 0 {
		raw, why = unescape(raw)
	}
	if !utf8.Valid(raw) {
		l.notUTF8, why = true, "is not UTF-8: save the file in that encoding"
	}
	return string(raw), why
}

// name reads the name of a field and goes to its value.
func (l *lexer) name() (s, why string) {
	s, why = l.text()
	l.space()
	l.pos++
	return s, why
}

// unescape resolves the escapes of a JSON text.
func unescape(raw []byte) (out []byte, why string) {
	out = make([]byte, 0, len(raw))
	for len(raw) > 0 {
		i := bytes.IndexByte(raw, '\\')
		if i < 0 {
			return append(out, raw...), why
		}
		out = append(out, raw[:i]...)
		c := raw[i+1]
		raw = raw[i+2:]
		switch c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r := hexRune(raw)
			raw = raw[4:]
			if utf16.IsSurrogate(r) {
				if !bytes.HasPrefix(raw, []byte(`\u`)) || utf16.DecodeRune(r, hexRune(raw[2:])) == utf8.RuneError {
					why = fmt.Sprintf(`has half a character, \u%04x`, r)
					continue
				}
				r = utf16.DecodeRune(r, hexRune(raw[2:]))
				raw = raw[6:]
			}
			out = utf8.AppendRune(out, r)
		default:
			out = append(out, c)
		}
	}
	return out, why
}

func hexRune(b []byte) rune {
	n, _ := strconv.ParseUint(string(b[:4]), 16, 32)
	return rune(n)
}
