// Package render writes a review.Document in one format per file.
package render

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"rapport/goals"
	"rapport/review"
)

// Markdown writes the document as CommonMark with GitHub's tables and task lists. What a person typed as plain text shows as it was
// typed: characters that Markdown would read as marks are escaped.
func Markdown(d review.Document) []byte {
	w := &markdown{}
	w.line("# " + escape(d.Title))
	if d.Subtitle != "" {
		w.line(escape(d.Subtitle))
	}
	for _, s := range d.Sections {
		head := "## " + escape(s.Title)
		switch {
		case s.Note != "":
			head += " (" + escape(s.Note) + ")"
		case s.Only:
			head += " (only you)"
		}
		w.line(head)
		for _, b := range s.Blocks {
			w.block(b)
		}
	}
	if len(d.Closing) > 0 {
		w.line("---")
		for _, c := range d.Closing {
			w.line(escape(c))
		}
	}
	return []byte(w.out.String())
}

type markdown struct {
	out  strings.Builder
	list bool // the last block was a list line that the next one may follow without a blank line
}

// line writes a paragraph of its own.
func (w *markdown) line(s string) {
	if w.out.Len() > 0 {
		w.out.WriteByte('\n')
	}
	w.out.WriteString(s)
	w.out.WriteByte('\n')
	w.list = false
}

// items begins a list, or goes on with the one before.
func (w *markdown) items(s string) {
	if w.out.Len() > 0 && !w.list {
		w.out.WriteByte('\n')
	}
	w.out.WriteString(s)
	w.list = true
}

func (w *markdown) block(b review.Block) {
	switch b := b.(type) {
	case review.Paragraph:
		w.line(escape(b.Text))
	case review.Subhead:
		w.line("### " + escape(b.Text))
	case review.Bullets:
		w.list = false
		for _, item := range b.Items {
			w.item(item, "")
		}
	case review.Quote:
		text := "> " + escape(b.Text)
		if b.By != "" {
			text += " (" + escape(b.By) + ")"
		}
		if w.list { // belongs to the line above
			w.items("  " + text + "\n")
			return
		}
		w.line(text)
	case review.Table:
		w.table(b)
	case review.GoalLine:
		w.items(goalLine(b))
		if b.Ask != "" {
			w.items("  Ask: " + escape(b.Ask) + "\n")
		}
	case review.Notes:
		w.line(strings.TrimRight(b.Markdown, "\n"))
	default:
		panic(fmt.Sprintf("no Markdown for a block of type %T", b))
	}
}

func (w *markdown) item(item review.Item, indent string) {
	var s strings.Builder
	s.WriteString(indent + "- ")
	if item.Box {
		s.WriteString("[ ] ")
	}
	if item.Lead != "" {
		s.WriteString("**" + escape(item.Lead) + "**")
		if item.Text != "" {
			s.WriteString(": ")
		}
	}
	s.WriteString(escape(item.Text))
	if item.Tail != "" {
		s.WriteString(" (" + escape(item.Tail) + ")")
	}
	s.WriteByte('\n')
	w.items(s.String())
	for _, sub := range item.Sub {
		w.item(sub, indent+"  ")
	}
}

func goalLine(g review.GoalLine) string {
	s := "- **" + escape(g.Title) + "**: " + escape(g.State)
	if g.Detail != "" {
		s += ", " + escape(g.Detail)
	}
	if g.Progress != nil && g.Expected != nil {
		s += " (plan " + goals.PercentWords(*g.Expected) + ")"
	}
	return s + "\n"
}

func (w *markdown) table(t review.Table) {
	row := func(cells []string) string {
		out := make([]string, len(cells))
		for i, c := range cells {
			out[i] = strings.ReplaceAll(escape(c), "|", "\\|")
		}
		return "| " + strings.Join(out, " | ") + " |"
	}
	lines := []string{row(t.Head), "|" + strings.Repeat(" --- |", len(t.Head))}
	for _, r := range t.Rows {
		lines = append(lines, row(r))
	}
	w.line(strings.Join(lines, "\n"))
}

// escape marks the characters that Markdown would read as its own, only where it would: so that most text stays as it is.
func escape(s string) string {
	s = strings.TrimLeft(strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\r' }), " "), " \t") // indented it would be code
	var out strings.Builder
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		before, _ := utf8.DecodeLastRuneInString(s[:i])
		after, _ := utf8.DecodeRuneInString(s[i+size:])
		if marks(s, i, r, before, after) {
			out.WriteByte('\\')
		}
		out.WriteString(s[i : i+size])
		i += size
	}
	return out.String()
}

// marks reports whether a character at byte i would be a mark.
func marks(s string, i int, r, before, after rune) bool {
	switch r {
	case '\\', '`', '*', '[', ']', '<', '~':
		return true
	case '_':
		return !word(before) || !word(after)
	case '&':
		return word(after) || after == '#'
	case '#', '>', '+', '-', '=':
		return strings.Trim(s[:i], " \t#") == ""
	case '.', ')':
		return i > 0 && strings.Trim(s[:i], " \t0123456789") == "" // a numbered list
	case '!':
		return after == '['
	}
	return false
}

func word(r rune) bool {
	return r == '_' || '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || r > utf8.RuneSelf && r != utf8.RuneError
}
