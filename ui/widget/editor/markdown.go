package editor

import (
	"slices"
	"strconv"
	"strings"
)

// headingLevel gives how many "#" begin a heading, or 0.
func headingLevel(line []rune) int {
	n := 0
	for n < len(line) && line[n] == '#' {
		n++
	}
	if n == 0 || n > 6 || n < len(line) && line[n] != ' ' && line[n] != '\t' {
		return 0
	}
	return n
}

// item is what begins a line of a list or a quote.
type item struct {
	indent int // where the marker starts
	marker int // where it ends, its space included
	text   int // where the text starts: after the box, where there is one
	number int // of a numbered item, else -1
	after  rune
	box    bool
}

// listItem reads the start of a line; ok is false for a line that is no item.
func listItem(line []rune) (it item, ok bool) {
	i := 0
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	it.indent, it.number = i, -1
	switch {
	case i == len(line):
		return it, false
	case line[i] == '>':
		for i < len(line) && (line[i] == '>' || line[i] == ' ' && i+1 < len(line) && line[i+1] == '>') {
			i++
		}
		if i < len(line) && line[i] == ' ' {
			i++
		}
		it.marker, it.text = i, i
		return it, true
	case line[i] == '-' || line[i] == '*' || line[i] == '+':
		i++
	default:
		start := i
		for i < len(line) && i-start < 9 && line[i] >= '0' && line[i] <= '9' {
			i++
		}
		if i == start || i == len(line) || line[i] != '.' && line[i] != ')' {
			return it, false
		}
		it.number, _ = strconv.Atoi(string(line[start:i]))
		it.after = line[i]
		i++
	}
	if i == len(line) || line[i] != ' ' {
		return it, false
	}
	i++
	it.marker, it.text = i, i
	if rest := line[i:]; len(rest) >= 3 && rest[0] == '[' && rest[2] == ']' && (rest[1] == ' ' || rest[1] == 'x' || rest[1] == 'X') {
		if len(rest) == 3 {
			it.box, it.text = true, i+3
		} else if rest[3] == ' ' {
			it.box, it.text = true, i+4
		}
	}
	return it, true
}

// next gives what begins the item after this one.
func (it item) next(line []rune) []rune {
	out := slices.Clone(line[:it.marker])
	if it.number >= 0 {
		out = append(out[:it.indent], []rune(strconv.Itoa(it.number+1)+string(it.after)+" ")...)
	}
	if it.box {
		out = append(out, []rune("[ ] ")...)
	}
	return out
}

// enter starts a line, in a list the next item. Enter on an empty item ends
// the list; with Shift there is only a line end.
func (e *Editor) enter(shift bool) {
	from, to := e.sel.bounds()
	i, column := e.buf.find(from)
	p := e.buf.paras[i]
	fresh := e.lineEndAt(i)
	if it, ok := listItem(p.text); ok && !shift && column >= it.text {
		if it.text == len(p.text) && from == to {
			e.edit(e.buf.at[i], from, nil, at(e.buf.at[i]), byCommand)
			return
		}
		fresh = append(fresh, it.next(p.text)...)
		defer func() { e.continued = e.revision }()
	}
	e.edit(from, to, fresh, at(from+len(fresh)), byTyping)
}

// ownMarker makes way for the marker that somebody types themselves right after Enter began the next item: "- " stands in place of the "+ "
// that was continued, and not after it. Undo brings both back.
func (e *Editor) ownMarker() bool {
	if e.continued == 0 || e.revision != e.continued+1 || !e.sel.empty() {
		return false
	}
	i, column := e.buf.find(e.sel.caret)
	line := e.buf.paras[i].text
	it, ok := listItem(line)
	if !ok || column != len(line) || column != it.text+1 || !strings.ContainsRune("-+*>", line[it.text]) {
		return false
	}
	from := e.buf.at[i] + it.indent
	e.edit(from, e.sel.caret, []rune{line[it.text], ' '}, at(from+2), byCommand)
	return true
}

// lineEndAt gives the line end that the text round paragraph i uses.
func (e *Editor) lineEndAt(i int) []rune {
	if e.buf.paras[i].end == 0 && i > 0 {
		i--
	}
	if e.buf.paras[i].end == 2 {
		return []rune("\r\n")
	}
	return []rune{'\n'}
}

// lines gives the first and the last paragraph that the selection touches.
func (e *Editor) lines() (first, last int) {
	from, to := e.sel.bounds()
	first, _ = e.buf.find(from)
	last, column := e.buf.find(to)
	if last > first && column == 0 {
		last--
	}
	return first, last
}

// eachLine changes the selected lines as one step. The caret keeps its place
// in the text of its line; a selection becomes the whole lines.
func (e *Editor) eachLine(change func(line []rune) []rune) {
	if !e.editable() {
		return
	}
	first, last := e.lines()
	from := e.buf.at[first]
	var fresh []rune
	for i := first; i <= last; i++ {
		p := e.buf.paras[i]
		fresh = append(fresh, change(slices.Clone(p.text))...)
		if i < last {
			fresh = p.appendTo(fresh, len(p.text), p.len())
		}
	}
	to := e.buf.at[last] + len(e.buf.paras[last].text)
	after := span(from, from+len(fresh))
	if e.sel.empty() {
		after = at(max(from, e.sel.caret+len(fresh)-(to-from)))
	}
	if slices.Equal(e.buf.slice(from, to), fresh) {
		return
	}
	e.edit(from, to, fresh, after, byCommand)
}

// indent moves lines in, or with back out, by the width of a list marker.
// Outside a list, with nothing selected over a line end, it types a tab.
func (e *Editor) indent(back bool) {
	first, last := e.lines()
	_, isItem := listItem(e.buf.paras[first].text)
	if first == last && !isItem && !back {
		e.insert([]rune{'\t'}, byTyping)
		return
	}
	e.eachLine(func(line []rune) []rune {
		step := 2
		if it, ok := listItem(line); ok && it.number >= 0 {
			step = min(4, it.marker-it.indent)
		}
		if back {
			n := 0
			for n < len(line) && n < step && line[n] == ' ' {
				n++
			}
			if n == 0 && len(line) > 0 && line[0] == '\t' {
				n = 1
			}
			return line[n:]
		}
		if len(line) == 0 {
			return line
		}
		return append(slices.Repeat([]rune{' '}, step), line...)
	})
}

// ToggleList makes the selected lines items of a list, or plain again.
func (e *Editor) ToggleList() {
	e.toggleItems(func(it item) bool { return it.number < 0 && !it.box }, "- ")
}

// ToggleCheckbox makes the selected lines items with a box, or plain again.
func (e *Editor) ToggleCheckbox() {
	e.toggleItems(func(it item) bool { return it.box }, "- [ ] ")
}

func (e *Editor) toggleItems(is func(item) bool, marker string) {
	first, last := e.lines()
	all, several := true, first < last
	for i := first; i <= last; i++ {
		text := e.buf.paras[i].text
		if several && len(text) == 0 {
			continue
		}
		it, ok := listItem(text)
		all = all && ok && text[it.indent] != '>' && is(it)
	}
	e.eachLine(func(line []rune) []rune {
		if several && len(line) == 0 {
			return line
		}
		it, ok := listItem(line)
		if !ok || line[it.indent] == '>' {
			it.text = it.indent
		}
		if all {
			return slices.Delete(line, it.indent, it.text)
		}
		return slices.Replace(line, it.indent, it.text, []rune(marker)...)
	})
}

// ToggleHeading makes the selected lines headings of a level from 1 to 6, or
// plain again where they are.
func (e *Editor) ToggleHeading(level int) {
	level = max(1, min(level, 6))
	first, _ := e.lines()
	off := headingLevel(e.buf.paras[first].text) == level
	e.eachLine(func(line []rune) []rune {
		n := headingLevel(line)
		for n > 0 && n < len(line) && line[n] == ' ' {
			n++
		}
		line = line[n:]
		if off {
			return line
		}
		return append(append(slices.Repeat([]rune{'#'}, level), ' '), line...)
	})
}

// ToggleBold puts "**" round the selection, or the word at the caret, or takes it away.
func (e *Editor) ToggleBold() { e.toggleRound("**") }

// ToggleItalic puts "*" round the selection, or the word at the caret, or takes it away.
func (e *Editor) ToggleItalic() { e.toggleRound("*") }

func (e *Editor) toggleRound(sign string) {
	if !e.editable() {
		return
	}
	first, last := e.lines()
	if first < last {
		e.roundLines([]rune(sign))
		return
	}
	i := first
	text, base := e.buf.paras[i].text, e.buf.at[i]
	from, to := e.sel.bounds()
	from, to = min(from-base, len(text)), min(to-base, len(text)) // a caret may stand between the \r and \n of a line's end
	caret := from
	if from == to {
		if a, z := wordAround(text, from); z > from && a < z && a < from && classAt(text, a) == classWord {
			from, to = a, z
		}
	} else {
		from, to = trimSpaces(text, from, to)
	}
	n := len(sign)
	if before := countSigns(text[:from], false, sign[0]); e.sel.empty() && from == to && before == 0 &&
		countSigns(text[to:], true, sign[0]) == n {
		e.moveTo(base+to+n, false) // out of what was begun with the same key
		return
	}
	inner := text[from:to]
	var fresh []rune
	var a, z, shift int
	switch {
	case countSigns(text[:from], false, sign[0]) == n && countSigns(text[to:], true, sign[0]) == n ||
		countSigns(text[:from], false, sign[0]) >= 3 && countSigns(text[to:], true, sign[0]) >= 3:
		a, z, fresh, shift = from-n, to+n, inner, -n
	case len(inner) > 2*n && countSigns(inner, true, sign[0]) == n && countSigns(inner, false, sign[0]) == n:
		a, z, fresh, shift = from, to, inner[n:len(inner)-n], 0
	default:
		fresh = append(append([]rune(sign), inner...), []rune(sign)...)
		a, z, shift = from, to, n
	}
	fresh = slices.Clone(fresh)
	after := span(base+from+shift, base+from+shift+len(inner))
	if shift == 0 {
		after = span(base+from, base+from+len(fresh))
	}
	if e.sel.empty() {
		after = at(base + caret + shift)
	}
	e.edit(base+a, base+z, fresh, after, byCommand)
}

// roundLines puts sign round the text of each selected line.
func (e *Editor) roundLines(sign []rune) {
	e.eachLine(func(line []rune) []rune {
		from := 0
		if it, ok := listItem(line); ok {
			from = it.text
		}
		from, to := trimSpaces(line, from, len(line))
		if from == to {
			return line
		}
		if n := len(sign); to-from > 2*n && slices.Equal(line[from:from+n], sign) && slices.Equal(line[to-n:to], sign) {
			return slices.Delete(slices.Delete(line, to-n, to), from, from+n)
		}
		return slices.Insert(slices.Insert(line, to, sign...), from, sign...)
	})
}

// countSigns counts how often c stands at the start or the end of text.
func countSigns(text []rune, start bool, c byte) (n int) {
	for n < len(text) {
		r := text[len(text)-1-n]
		if start {
			r = text[n]
		}
		if r != rune(c) {
			break
		}
		n++
	}
	return n
}

func trimSpaces(text []rune, from, to int) (int, int) {
	for from < to && classOf(text[from]) == classSpace {
		from++
	}
	for to > from && classOf(text[to-1]) == classSpace {
		to--
	}
	return from, to
}

// ToggleLink makes the selection the words of a link, or its address where it
// looks like one, and leaves the caret where the other belongs. On a link that
// is selected whole it leaves the words only.
func (e *Editor) ToggleLink() {
	if !e.editable() {
		return
	}
	from, to := e.sel.bounds()
	text := e.buf.slice(from, to)
	if n := slices.Index(text, ']'); n > 0 && text[0] == '[' && n+1 < len(text) && text[n+1] == '(' && text[len(text)-1] == ')' {
		e.edit(from, to, slices.Clone(text[1:n]), span(from, from+n-1), byCommand)
		return
	}
	fresh, caret := slices.Concat([]rune("["), text, []rune("]()")), from+len(text)+3
	switch {
	case len(text) == 0:
		caret = from + 1
	case isAddress(encode(text)):
		fresh, caret = slices.Concat([]rune("[]("), text, []rune(")")), from+1
	}
	e.edit(from, to, fresh, at(caret), byCommand)
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "mailto:")
}
