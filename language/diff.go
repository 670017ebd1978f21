package language

import (
	"strings"
	"unicode"
)

// DiffRow is one line of two texts side by side: the earlier one at the left, the later one at the right. A side is nil where the line
// is only in the other text.
type DiffRow struct{ Left, Right *DiffLine }

// DiffLine is a line, in parts that are in both texts and parts that are in this one only.
type DiffLine struct {
	Parts   []DiffPart
	Changed bool // anything in it is in this text only
}

// DiffPart is a run of a line.
type DiffPart struct {
	Text    string
	Changed bool
}

// Changed reports whether the two sides differ.
func (r DiffRow) Changed() bool {
	return r.Left == nil || r.Right == nil || r.Left.Changed || r.Right.Changed
}

// mostCells bounds the table that compares two lists; what is larger counts as replaced whole.
const mostCells = 4_000_000

// Diff puts two texts side by side, line by line. Lines that were changed a little stand beside each other, with their words compared.
// The lines of each side, in order, are the lines of that text.
func Diff(earlier, later string) []DiffRow {
	a, b := strings.Split(earlier, "\n"), strings.Split(later, "\n")
	var out []DiffRow
	i, j := 0, 0
	for _, m := range append(common(a, b), [2]int{len(a), len(b)}) {
		out = append(out, replaced(a[i:m[0]], b[j:m[1]])...)
		i, j = m[0], m[1]
		if i < len(a) && j < len(b) {
			out = append(out, DiffRow{whole(a[i], false), whole(b[j], false)})
			i, j = i+1, j+1
		}
	}
	return out
}

func whole(text string, changed bool) *DiffLine {
	return &DiffLine{[]DiffPart{{text, changed}}, changed}
}

// replaced puts lines that went beside the ones that came in their place.
func replaced(a, b []string) []DiffRow {
	var out []DiffRow
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a):
			out = append(out, DiffRow{nil, whole(b[i], true)})
		case i >= len(b):
			out = append(out, DiffRow{whole(a[i], true), nil})
		default:
			out = append(out, words(a[i], b[i]))
		}
	}
	return out
}

// words compares two lines word by word. Where they have less than a quarter in common, each counts as new.
func words(a, b string) DiffRow {
	x, y := runs(a), runs(b)
	same := common(x, y)
	kept := 0
	for _, m := range same {
		if strings.TrimSpace(x[m[0]]) != "" {
			kept += len(x[m[0]])
		}
	}
	if kept*4 < max(len(a), len(b)) {
		return DiffRow{whole(a, true), whole(b, true)}
	}
	inA, inB := map[int]bool{}, map[int]bool{}
	for _, m := range same {
		inA[m[0]], inB[m[1]] = true, true
	}
	return DiffRow{line(x, inA), line(y, inB)}
}

// line joins words to runs that are in both texts and runs that are not. A space between two changed words is changed too.
func line(words []string, both map[int]bool) *DiffLine {
	l := &DiffLine{}
	for i, w := range words {
		changed := !both[i]
		if !changed && strings.TrimSpace(w) == "" && i > 0 && i < len(words)-1 && !both[i-1] && !both[i+1] {
			changed = true
		}
		l.Changed = l.Changed || changed
		if n := len(l.Parts); n > 0 && l.Parts[n-1].Changed == changed {
			l.Parts[n-1].Text += w
			continue
		}
		l.Parts = append(l.Parts, DiffPart{w, changed})
	}
	return l
}

// runs splits a line into words, runs of space, and single other signs.
func runs(s string) []string {
	var out []string
	kind := func(r rune) int {
		switch {
		case unicode.IsSpace(r):
			return 1
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r):
			return 2
		}
		return 0
	}
	start, last := 0, -1
	for i, r := range s {
		k := kind(r)
		if i > 0 && (k != last || k == 0) {
			out = append(out, s[start:i])
			start = i
		}
		last = k
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// common returns the longest list of pairs of places at which two lists agree, in order of both.
func common(a, b []string) [][2]int {
	var out [][2]int
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		out = append(out, [2]int{head, head})
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	x, y := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(x) > 0 && len(y) > 0 && len(x)*len(y) <= mostCells {
		width := len(y) + 1
		best := make([]int32, (len(x)+1)*width)
		for i := len(x) - 1; i >= 0; i-- {
			for j := len(y) - 1; j >= 0; j-- {
				if x[i] == y[j] {
					best[i*width+j] = best[(i+1)*width+j+1] + 1
				} else {
					best[i*width+j] = max(best[(i+1)*width+j], best[i*width+j+1])
				}
			}
		}
		for i, j := 0, 0; i < len(x) && j < len(y); {
			switch {
			case x[i] == y[j]:
				out = append(out, [2]int{head + i, head + j})
				i, j = i+1, j+1
			case best[(i+1)*width+j] >= best[i*width+j+1]:
				i++
			default:
				j++
			}
		}
	}
	for k := tail; k > 0; k-- {
		out = append(out, [2]int{len(a) - k, len(b) - k})
	}
	return out
}
