package language

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"rapport/civil"
)

// ActionLine is what a line says about something to do.
type ActionLine struct {
	Owner string     // "me" (the manager), "them" (the report), or empty where the line names nobody
	Text  string     // the words as typed, without list mark, owner and date phrase
	Due   civil.Date // zero where the line names none
	Done  bool       // a ticked box
}

// ParseAction reads a line such as "me: send the criteria by fri", "@priya book a room", "Priya: profile it today" or
// "- [ ] todo ask Mateo". names are the names of the report: each is known whole and by its first word, in any case.
// Dates are those of FindDate. The words are kept as typed, also their case.
//
// ok reports whether the line is marked as an action item: by an owner, a box or "todo". The result is filled in either
// way, so that a box for action items can take a line without marks.
func ParseAction(line string, names []string, today civil.Date) (a ActionLine, ok bool) {
	a, marks := parseMarks(line, ownerNames(names))
	a.takeDate(today)
	return a, marks != 0 && a.Text != ""
}

// NoteAction is an action item found in a note.
type NoteAction struct {
	ActionLine
	Line     int // counted from 1
	From, To int // byte offsets of the line, its end left out
}

// ActionLines returns the lines of a note that are action items: lines with a box, and lines that begin, after a list
// mark or not, with "me:", "them:", "todo" or "@" and me, them or a name of the report. A line "Priya: …" without a box
// is what Priya said, and "me: …?" what the manager asked, so neither is taken. Fenced code is passed over.
func ActionLines(note string, names []string, today civil.Date) []NoteAction {
	var found []NoteAction
	owners := ownerNames(names)
	for l := range noteLines(note) {
		if l.code {
			continue
		}
		a, marks := parseMarks(l.text, owners)
		if marks == 0 || marks&markBox == 0 && (marks&markSpeaker != 0 || marks&markTodo == 0 && strings.HasSuffix(a.Text, "?")) {
			continue
		}
		if a.takeDate(today); a.Text != "" {
			found = append(found, NoteAction{a, l.number, l.from, l.from + len(l.text)})
		}
	}
	return found
}

// What marks a line as an action item.
const (
	markBox     = 1 << iota // "[ ]"
	markTodo                // "todo"
	markOwner               // "me:", "@priya"
	markSpeaker             // "Priya:", which may as well lead what Priya said
)

// actionRule is en/actions.txt.
type actionRule struct{ me, them, todo, todoColon map[string]bool }

var actionRules = sync.OnceValue(func() *actionRule {
	f := readRules("actions.txt")
	return &actionRule{f.set("me"), f.set("them"), f.set("todo"), f.set("todo with colon")}
})

// parseMarks reads everything but the date.
func parseMarks(line string, owners []ownerName) (a ActionLine, marks int) {
	rest := strings.TrimSpace(line)
	rest, box, done := cutBox(cutBullet(rest))
	if box {
		marks, a.Done = markBox, done
	}
	if after, found := cutTodo(rest); found {
		rest, marks = after, marks|markTodo
	}
	if owner, after, mark := cutOwner(rest, owners); mark != 0 {
		a.Owner, rest, marks = owner, after, marks|mark
	}
	if after, found := cutTodo(rest); found { // "me: todo send it"
		rest, marks = after, marks|markTodo
	}
	a.Text = rest
	return a, marks
}

// takeDate moves the date phrase of the text to Due.
func (a *ActionLine) takeDate(today civil.Date) {
	if date, from, to, ok := FindDate(a.Text, today); ok {
		a.Due, a.Text = date, cutDate(a.Text, from, to)
	}
}

// cutBullet returns a line without its list mark.
func cutBullet(line string) string {
	if len(line) > 1 && strings.IndexByte("-*+", line[0]) >= 0 && (line[1] == ' ' || line[1] == '\t') {
		return strings.TrimLeft(line[1:], " \t")
	}
	digits := len(line) - len(strings.TrimLeft(line, "0123456789"))
	if digits > 0 && digits < 4 && len(line) > digits+1 && (line[digits] == '.' || line[digits] == ')') && line[digits+1] == ' ' {
		return strings.TrimLeft(line[digits+1:], " ")
	}
	return line
}

// cutBox returns a line without its box.
func cutBox(line string) (rest string, box, done bool) {
	if len(line) < 3 || line[0] != '[' || line[2] != ']' || strings.IndexByte(" xX", line[1]) < 0 {
		return line, false, false
	}
	return strings.TrimLeft(line[3:], " \t"), true, line[1] != ' '
}

// cutTodo returns a line without a leading "todo".
func cutTodo(line string) (rest string, found bool) {
	before, after, colon := strings.Cut(line, ":")
	mark := strings.ToLower(strings.TrimRight(before, " "))
	if r := actionRules(); colon && (r.todoColon[mark] || r.todo[mark]) {
		return strings.TrimLeft(after, " \t"), true
	}
	word, after, _ := strings.Cut(line, " ")
	if actionRules().todo[strings.ToLower(word)] {
		return strings.TrimLeft(after, " \t"), true
	}
	return line, false
}

// cutOwner returns who is to do it, and a line without that mark.
func cutOwner(line string, owners []ownerName) (owner, rest string, mark int) {
	at := strings.HasPrefix(line, "@")
	line = strings.TrimPrefix(line, "@")
	for _, name := range owners {
		after, ok := cutFold(line, name.text)
		if !ok {
			continue
		}
		trimmed := strings.TrimLeft(after, " \t")
		colon := strings.HasPrefix(trimmed, ":")
		switch {
		case colon:
			trimmed = trimmed[1:]
		case !at || trimmed == after && !strings.HasPrefix(after, ","):
			continue
		default:
			trimmed = strings.TrimPrefix(trimmed, ",")
		}
		mark = markOwner
		if name.person && !at {
			mark = markSpeaker
		}
		return name.owner, strings.TrimLeft(trimmed, " \t"), mark
	}
	return "", line, 0
}

type ownerName struct {
	text, owner string
	person      bool
}

// ownerNames returns every word for an owner, the longest first.
func ownerNames(names []string) []ownerName {
	var all []ownerName
	for word := range actionRules().me {
		all = append(all, ownerName{word, "me", false})
	}
	for word := range actionRules().them {
		all = append(all, ownerName{word, "them", false})
	}
	for _, name := range names {
		fields := strings.Fields(name)
		if len(fields) == 0 {
			continue
		}
		all = append(all, ownerName{name, "them", true}, ownerName{fields[0], "them", true},
			ownerName{strings.Join(fields, ""), "them", true}, ownerName{strings.Join(fields, "."), "them", true})
	}
	slices.SortStableFunc(all, func(a, b ownerName) int { return len(b.text) - len(a.text) })
	return all
}

// cutFold cuts prefix from the start of text whatever the case of both.
func cutFold(text, prefix string) (rest string, ok bool) {
	for prefix != "" {
		want, n := utf8.DecodeRuneInString(prefix)
		got, m := utf8.DecodeRuneInString(text)
		if m == 0 || want != got && unicode.ToLower(want) != unicode.ToLower(got) {
			return text, false
		}
		prefix, text = prefix[n:], text[m:]
	}
	return text, true
}

// cutDate returns text without the date phrase, the brackets just around it and what parted it from the rest.
func cutDate(text string, from, to int) string {
	before, after := strings.TrimRight(text[:from], " \t"), text[to:]
	if strings.HasSuffix(before, "(") && strings.HasPrefix(after, ")") {
		before, after = strings.TrimRight(before[:len(before)-1], " \t"), after[1:]
	}
	switch rest := strings.TrimLeft(after, " \t"); {
	case rest == "":
		for _, parting := range []string{",", " -", " –", " —", ":", ";"} {
			before = strings.TrimSuffix(before, parting)
		}
		return strings.TrimRight(before, " \t")
	case before == "":
		return strings.TrimLeft(rest, ",:;-–— \t")
	default:
		if rest != after {
			rest = " " + rest
		}
		return before + rest
	}
}
