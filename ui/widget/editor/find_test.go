package editor

import (
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"pgregory.net/rapid"

	"rapport/ui/theme"
)

func TestFind(t *testing.T) {
	b := setUp(t, "")
	for _, c := range []struct {
		text, query string
		fold        bool
		want        []Match
	}{
		{"one two one", "one", false, []Match{{0, 3}, {8, 11}}},
		{"One two one", "one", false, []Match{{8, 11}}},
		{"One two oNE", "one", true, []Match{{0, 3}, {8, 11}}},
		{"Äpfel äPFEL", "äpfel", true, []Match{{0, 5}, {6, 11}}},
		{"ΣΊΣΥΦΟΣ σίσυφος", "σίσυφοσ", true, []Match{{0, 7}, {8, 15}}},
		{"K is 300 K", "k", true, []Match{{0, 1}, {9, 10}}},
		{"aaaa", "aa", false, []Match{{0, 2}, {2, 4}}},
		{"aab", "ab", false, []Match{{1, 3}}},
		{"one\r\ntwo", "e\r\nt", false, []Match{{2, 6}}},
		{"one", "", false, nil},
		{"one", "one two", false, nil},
		{"", "one", true, nil},
		{"a👍🏽b👍🏽", "👍🏽", true, []Match{{1, 3}, {4, 6}}},
	} {
		b.SetText(c.text)
		if got := b.Find(c.query, c.fold); !slices.Equal(got, c.want) {
			t.Errorf("%q in %q: %v, want %v", c.query, c.text, got, c.want)
		}
	}
}

// Without folding, Find finds what strings.Index finds.
func TestFindProperty(t *testing.T) {
	b := setUp(t, "")
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringMatching(`[ab\n]{0,40}`).Draw(t, "text")
		query := rapid.StringMatching(`[ab]{1,3}`).Draw(t, "query")
		b.SetText(text)
		var want []Match
		for at := 0; ; {
			i := strings.Index(text[at:], query)
			if i < 0 {
				break
			}
			want = append(want, Match{at + i, at + i + len(query)})
			at += i + len(query)
		}
		if got := b.Find(query, false); !slices.Equal(got, want) {
			t.Fatalf("%q in %q: %v, want %v", query, text, got, want)
		}
	})
}

func TestMarksFollowTheirWords(t *testing.T) {
	b := setUp(t, "")
	for _, c := range []struct {
		name     string
		from, to int
		text     string
		want     []Mark
	}{
		{"before", 0, 0, "xx", []Mark{{From: 6, To: 9}, {From: 10, To: 15}}},
		{"right before", 4, 4, "xx", []Mark{{From: 6, To: 9}, {From: 10, To: 15}}},
		{"right after", 7, 7, "x", []Mark{{From: 4, To: 7}, {From: 9, To: 14}}},
		{"inside", 5, 5, "x", []Mark{{From: 9, To: 14}}},
		{"over", 2, 9, "", nil},
		{"up to", 2, 4, "", []Mark{{From: 2, To: 5}, {From: 6, To: 11}}},
		{"behind", 13, 13, "x", []Mark{{From: 4, To: 7}, {From: 8, To: 13}}},
	} {
		b.SetText("one two three")
		b.SetMarks([]Mark{{From: 8, To: 13}, {From: 4, To: 7}, {From: 5, To: 5}, {From: 40, To: 50}})
		b.ShowMatches([]Match{{4, 7}, {8, 13}}, 1)
		b.Replace(c.from, c.to, c.text)
		if got := b.Marks(); len(got)+len(c.want) > 0 && !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: marks %v, want %v", c.name, got, c.want)
		}
		if len(b.matches) != len(c.want) {
			t.Errorf("%s: matches %v", c.name, b.matches)
		}
		if last := len(c.want) - 1; len(c.want) > 0 && b.match != last {
			t.Errorf("%s: the current match is %d of %v", c.name, b.match, b.matches)
		}
	}
}

func TestMarkAt(t *testing.T) {
	b := setUp(t, "one two three")
	b.SetMarks([]Mark{{From: 4, To: 7, Kind: "vague"}})
	for offset, want := range map[int]bool{3: false, 4: true, 6: true, 7: false} {
		if m, ok := b.MarkAt(offset); ok != want || ok && m.Kind != "vague" {
			t.Errorf("at %d: %v %v", offset, m, ok)
		}
	}
}

// rects gives the rectangles in a colour that are drawn.
func (b *bench) rects(name fyne.ThemeColorName) (out []*canvas.Rectangle) {
	for _, o := range b.view.objects {
		if r, ok := o.(*canvas.Rectangle); ok && r != b.view.caret && r.FillColor == theme.Color(name) {
			out = append(out, r)
		}
	}
	return out
}

func TestMarksAndMatchesAreDrawn(t *testing.T) {
	b := setUp(t, "one two three\n"+strings.Repeat("alerts ", 40))
	b.SetMarks([]Mark{{From: 4, To: 7}, {From: 0, To: 13}})
	marks := b.rects(theme.Amber)
	if len(marks) != 2 {
		t.Fatalf("%d marks are drawn", len(marks))
	}
	if m := marks[1]; m.Size().Height != markWidth || abs(m.Size().Width-b.regular.width([]rune("two"))) > 0.1 ||
		abs(m.Position().X-padSide-b.regular.width([]rune("one "))) > 0.1 || m.Position().Y >= padEnd+rowHeight {
		t.Errorf("a mark is drawn at %v, %v", m.Position(), m.Size())
	}
	b.ShowMatches(b.Find("alerts", true), 3)
	hits := b.rects(theme.Mark)
	if len(hits) != 40 || hits[3].StrokeWidth == 0 || hits[2].StrokeWidth != 0 {
		t.Errorf("%d matches are drawn", len(hits))
	}
	b.ShowMatches(nil, -1)
	b.SetMarks(nil)
	if len(b.rects(theme.Mark))+len(b.rects(theme.Amber)) > 0 {
		t.Error("marks or matches stay")
	}
}

func TestSelectionIsDrawn(t *testing.T) {
	b := setUp(t, "one\n\nthree\n"+strings.Repeat("alerts ", 40))
	b.key("ctrl+A")
	rows := b.rects(selectionFill)
	if len(rows) != b.buf.rowCount() {
		t.Errorf("%d rows of %d are filled", len(rows), b.buf.rowCount())
	}
	for _, r := range rows {
		if r.Position().X+r.Size().Width > 600-padSide+lineEndWide+0.1 {
			t.Errorf("a selected row ends at %v", r.Position().X+r.Size().Width)
		}
	}
	b.key("Left")
	if len(b.rects(selectionFill)) > 0 {
		t.Error("the selection stays")
	}
}

// In a row that mixes directions each selected character is under a fill.
func TestSelectionOfMixedDirections(t *testing.T) {
	b := setUp(t, "ab שלום cd")
	for from := range 10 {
		b.Select(from, from+1)
		rows := b.rects(selectionFill)
		if len(rows) != 1 {
			t.Fatalf("character %d: %d stretches", from, len(rows))
		}
		a, z := b.columnX(b.buf.paras[0], 0, 10, from), b.columnX(b.buf.paras[0], 0, 10, from+1)
		left := rows[0].Position().X - padSide
		if from != 2 && from != 3 && from != 6 && from != 7 && (abs(left-min(a, z)) > 0.1 || abs(left+rows[0].Size().Width-max(a, z)) > 0.1) {
			t.Errorf("character %d stands from %v to %v, the fill from %v to %v", from, a, z, left, left+rows[0].Size().Width)
		}
	}
}

func TestReveal(t *testing.T) {
	b := setUp(t, strings.Repeat("line\n", 100)+"the quote\n"+strings.Repeat("line\n", 100))
	m := b.Find("the quote", false)[0]
	b.Reveal(m)
	if got := b.Selected(); got != "the quote" {
		t.Errorf("selected %q", got)
	}
	row, _ := b.place(m.From, false)
	y := float32(row)*rowHeight + padEnd - b.top
	if y < 100 || y > 180 {
		t.Errorf("the quote stands at %v of 400", y)
	}
	top := b.top
	b.Reveal(Match{m.From - 5, m.From})
	if b.top != top {
		t.Error("scrolls though it is in view")
	}
}

// Sums of widths are what Fyne measures for the whole, in one script (a pair
// over two scripts is kerned alone and not in a word: under a pixel).
func TestRuler(t *testing.T) {
	setUp(t, "")
	r := rand.New(rand.NewPCG(1, 2))
	for _, bold := range []bool{false, true} {
		m := newRuler(textSize, fyne.TextStyle{Bold: bold})
		for range 5000 {
			text := make([]rune, 1+r.IntN(20))
			script := [][2]int{{0x20, 0x250}, {0x386, 0x3d0}, {0x400, 0x460}}[r.IntN(3)]
			for i := range text {
				for text[i] = 0; !simple(text[i]); {
					text[i] = rune(script[0] + r.IntN(script[1]-script[0]))
					if r.IntN(4) == 0 {
						text[i] = rune(' ' + r.IntN('A'-' '))
					} else if r.IntN(2) == 0 && script[0] < 'A' {
						text[i] %= 128
					}
				}
			}
			if got, want := m.width(text), m.measure(string(text)); abs(got-want) > 0.02 {
				t.Fatalf("%q is %v wide, Fyne says %v", string(text), got, want)
			}
		}
	}
}

// Going right over a text stops where going left does, and never inside a character.
func TestGraphemeProperty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := decode(text().Draw(t, "text"))
		var right []int
		for i := 0; i < len(text); i = nextGrapheme(text, i) {
			right = append(right, i)
		}
		var left []int
		for i := len(text); i > 0; {
			i = previousGrapheme(text, i)
			left = append(left, i)
		}
		slices.Reverse(left)
		if !slices.Equal(left, right) {
			t.Fatalf("%q: to the right %v, to the left %v", string(text), right, left)
		}
	})
}

func TestWords(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "  ": 0, "one": 1, "one two": 2, "## On-call": 1, "- [ ] me: ask": 2, "don't": 1, "2.6 s": 2, "—": 0,
		"一对一": 3, "说 ok": 2, "één twee": 2, "a\tb": 2, "a\u00a0b": 2, "“I keep": 2,
	} {
		if got := countWords([]rune(text)); got != want {
			t.Errorf("%q has %d words, want %d", text, got, want)
		}
	}
}
