package language

import (
	"iter"
	"strings"
)

// FeedbackLine is a line of a note that can be kept as feedback.
type FeedbackLine struct {
	Kind     string // "praise" or "constructive"
	Text     string // the words as typed, without the mark
	Line     int    // counted from 1
	From, To int    // byte offsets of the line, its end left out
}

// FeedbackLines returns the lines of a note that are offered as feedback. A line that begins with "+ " is praise. One
// that begins with "-! " is a concern; so is one that begins with "- " where a line of the same block begins with "+ ",
// as deep as itself: alone "- " is a list item. A block ends with a blank line or a heading. Lines with a box are action
// items and not taken, nor is fenced code.
func FeedbackLines(note string) []FeedbackLine {
	var found, block []FeedbackLine
	var depths []int
	praised := map[int]bool{}
	end := func() {
		for i, l := range block {
			if l.Kind != "" || praised[depths[i]] {
				if l.Kind == "" {
					l.Kind = "constructive"
				}
				found = append(found, l)
			}
		}
		block, depths = block[:0], depths[:0]
		clear(praised)
	}
	for l := range noteLines(note) {
		text := strings.TrimLeft(l.text, " \t")
		if text == "" || text[0] == '#' || l.code {
			end()
			continue
		}
		mark, words, ok := strings.Cut(text, " ")
		words = strings.TrimSpace(words)
		if _, box, _ := cutBox(words); !ok || words == "" || box {
			continue
		}
		line := FeedbackLine{Text: words, Line: l.number, From: l.from, To: l.from + len(l.text)}
		depth := len(l.text) - len(text)
		switch mark {
		case "+":
			line.Kind = "praise"
			praised[depth] = true
		case "-!":
			line.Kind = "constructive"
		case "-":
		default:
			continue
		}
		block, depths = append(block, line), append(depths, depth)
	}
	end()
	return found
}

// noteLine is one line of a note.
type noteLine struct {
	text   string // without its end
	number int    // counted from 1
	from   int    // byte offset
	code   bool   // fenced, or a fence
}

// noteLines yields the lines of a note.
func noteLines(note string) iter.Seq[noteLine] {
	return func(yield func(noteLine) bool) {
		number, from := 0, 0
		fence := ""
		for line := range strings.Lines(note) {
			number++
			text := strings.TrimRight(line, "\r\n")
			l := noteLine{text, number, from, fence != ""}
			from += len(line)
			switch trimmed := strings.TrimLeft(text, " "); {
			case fence != "" && strings.HasPrefix(trimmed, fence):
				fence = ""
			case fence == "" && (strings.HasPrefix(trimmed, "```") || strings.HasPrefix(trimmed, "~~~")):
				fence, l.code = trimmed[:3], true
			}
			if !yield(l) {
				return
			}
		}
	}
}
