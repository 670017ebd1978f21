package editor

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"
)

// text draws what people and programs put into a note, broken bytes included.
func text() *rapid.Generator[string] {
	part := rapid.OneOf(
		rapid.SampledFrom([]string{"\n", "\r\n", "\r", "\t", " ", "  ", "- ", "## ", "1. ", "- [ ] ", "> ", "\x00", "\xff", "\xc3",
			"שלום", "مرحبا", "一对一", "👨‍👩‍👧", "e\u0301", "🇩🇪", "\u202e", "\u2028", "word-by-word", "don't"}),
		rapid.StringMatching(`[a-zA-Zäöü]{1,12} `),
		rapid.StringMatching(`[a-z]{80,120}`),
		rapid.StringOfN(rapid.SampledFrom([]rune("aZ9 \t\n\r-'.,)漢字。（éß\u0300\u0301\u200d\ufe0f\u200b\u00a0\u0600\u1100\u1161\u0e33नि👍🏽🇩🇪\ufffd\u2066\ue000")), 0, 20, -1),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(part, 0, 30).Draw(t, "parts"), "")
	})
}

// check holds what is true of a buffer after each change.
func check(t interface {
	Helper()
	Fatalf(string, ...any)
}, e *Editor, want string) {
	t.Helper()
	if got := e.Text(); got != want {
		t.Fatalf("text is %q, want %q", got, want)
	}
	fresh := newBuffer(e.wrap)
	fresh.set(e.buf.slice(0, e.buf.len())) // broken bytes that come to stand together stay two characters
	if !slices.Equal(e.buf.at, fresh.at) {
		t.Fatalf("offsets are %v, from scratch %v", e.buf.at, fresh.at)
	}
	if !slices.Equal(e.buf.rowAt, fresh.rowAt) {
		t.Fatalf("rows are %v, from scratch %v", e.buf.rowAt, fresh.rowAt)
	}
	if e.Words() != fresh.words {
		t.Fatalf("%d words, from scratch %d", e.Words(), fresh.words)
	}
	var all []rune
	for i, p := range e.buf.paras {
		if !slices.Equal(p.rows, fresh.paras[i].rows) || p.bold != fresh.paras[i].bold || p.end != fresh.paras[i].end {
			t.Fatalf("paragraph %d is %+v, from scratch %+v", i, p, fresh.paras[i])
		}
		for r := range p.rows {
			from, to := p.row(r)
			if from > to || from == to && len(p.rows) > 1 {
				t.Fatalf("row %d of paragraph %d is empty: %v", r, i, p.rows)
			}
			all = append(all, p.text[from:to]...)
			if r+1 < len(p.rows) && to != atGrapheme(p.text, to) {
				t.Fatalf("row %d of paragraph %d ends inside a character: %q", r, i, string(p.text))
			}
		}
		all = p.appendTo(all, len(p.text), p.len())
	}
	if got := encode(all); got != want {
		t.Fatalf("the rows together are %q, want %q", got, want)
	}
	if s := e.sel; s.caret < 0 || s.caret > e.Len() || s.anchor < 0 || s.anchor > e.Len() {
		t.Fatalf("the selection %v is outside of %d characters", s, e.Len())
	}
}

// Whatever is replaced where, the text is what a plain string would be, and
// everything kept beside it is what it would be from scratch.
func TestReplaceProperty(t *testing.T) {
	b := setUp(t, "")
	rapid.Check(t, func(t *rapid.T) {
		model := text().Draw(t, "text")
		b.SetText(model)
		check(t, b.Editor, model)
		for range rapid.IntRange(1, 8).Draw(t, "edits") {
			runes := decode(model)
			from := rapid.IntRange(0, len(runes)).Draw(t, "from")
			to := rapid.IntRange(from, min(len(runes), from+40)).Draw(t, "to")
			fresh := text().Draw(t, "fresh")
			b.Replace(from, to, fresh)
			model = encode(runes[:from]) + fresh + encode(runes[to:])
			check(t, b.Editor, model)
		}
	})
}

// Undoing everything gives the start, redoing everything the end, and each
// step on the way back is the one that was there on the way out.
func TestUndoProperty(t *testing.T) {
	b := setUp(t, "")
	keys := []string{"Left", "Right", "Up", "Down", "Home", "End", "shift+Left", "shift+Right", "shift+Down", "shift+Up",
		"word+Left", "word+Right", "word+shift+Left", "ctrl+Home", "ctrl+End", "BackSpace", "Delete", "word+BackSpace",
		"word+Delete", "Return", "shift+Return", "Tab", "shift+Tab", "ctrl+B", "ctrl+I", "ctrl+shift+K", "ctrl+shift+8",
		"ctrl+shift+9", "ctrl+A", "ctrl+X", "ctrl+C", "ctrl+V", "ctrl+Z", "ctrl+Y", "word+shift+BackSpace"}
	rapid.Check(t, func(t *rapid.T) {
		start := text().Draw(t, "text")
		b.SetText(start)
		for range rapid.IntRange(1, 40).Draw(t, "actions") {
			switch rapid.IntRange(0, 3).Draw(t, "action") {
			case 0:
				b.typed(rapid.StringMatching(`[a-z ]{1,8}`).Draw(t, "typed"))
			case 1:
				b.Insert(text().Draw(t, "pasted"))
			default:
				b.key(rapid.SampledFrom(keys).Draw(t, "key"))
			}
			b.time = b.time.Add(100e6)
		}
		end := b.Text()
		check(t, b.Editor, end)
		var steps []string
		for b.CanUndo() {
			steps = append(steps, b.Text())
			b.Undo()
			check(t, b.Editor, b.Text())
		}
		if got := b.Text(); got != start {
			t.Fatalf("undone to %q, want %q", got, start)
		}
		for b.CanRedo() {
			b.Redo()
			want := end // what was undone before these actions is redone here too
			if len(steps) > 0 {
				want, steps = steps[len(steps)-1], steps[:len(steps)-1]
				if got := b.Text(); got != want {
					t.Fatalf("redone to %q, want %q", got, want)
				}
			}
		}
	})
}

// Each place in a row has an x, and that x leads back to a place with the same x.
func TestPlaceProperty(t *testing.T) {
	b := setUp(t, "")
	rapid.Check(t, func(t *rapid.T) {
		b.SetText(text().Draw(t, "text"))
		for row := range b.buf.rowCount() {
			i, r := b.buf.findRow(row)
			p := b.buf.paras[i]
			from, to := p.row(r)
			for column := from; column <= to; column = max(column+1, nextGrapheme(p.text, column)) {
				if column != atGrapheme(p.text, column) {
					t.Fatalf("column %d of %q is inside a character", column, string(p.text))
				}
				x := b.columnX(p, from, to, column)
				back := b.columnAt(p, from, to, x)
				if y := b.columnX(p, from, to, back); abs(x-y) > 0.05 {
					t.Fatalf("column %d of %q stands at %v, which leads to column %d at %v", column, string(p.text[from:to]), x, back, y)
				}
			}
		}
	})
}

// No row is wider than there is room for, but for the spaces at its end and a
// single character that is.
func TestRowsFit(t *testing.T) {
	b := setUp(t, "")
	rapid.Check(t, func(t *rapid.T) {
		width := float32(rapid.IntRange(30, 700).Draw(t, "width"))
		b.window.Resize(fyne.NewSize(width+2*padSide, 400))
		b.SetText(text().Draw(t, "text"))
		for i, p := range b.buf.paras {
			for r := range p.rows {
				from, to := p.row(r)
				for to > from && (breakSpace(p.text[to-1]) || p.text[to-1] == '\t') {
					to--
				}
				if w := b.columnX(p, from, to, to); !p.rtl && w > b.width+0.05 && nextGrapheme(p.text, from) < to {
					t.Fatalf("row %d of paragraph %d is %v wide of %v: %q", r, i, w, b.width, string(p.text[from:to]))
				}
			}
		}
	})
}

// What is drawn is what is in the visible rows.
func TestDrawn(t *testing.T) {
	b := setUp(t, "")
	rapid.Check(t, func(t *rapid.T) {
		b.SetText(text().Draw(t, "text"))
		var drawn []rune
		for _, row := range b.view.rows.all[:b.view.rows.used] {
			for _, o := range row.all[:row.used] {
				drawn = append(drawn, []rune(o.Text)...)
			}
		}
		var want []rune
		for row := range min(b.buf.rowCount(), b.view.rows.used) {
			i, r := b.buf.findRow(row)
			from, to := b.buf.paras[i].row(r)
			want = append(want, []rune(display(b.buf.paras[i].text[from:to]))...)
		}
		spaceless := func(r rune) bool { return breakSpace(r) || r == '\t' }
		drawn, want = slices.DeleteFunc(drawn, spaceless), slices.DeleteFunc(want, spaceless)
		if !slices.Equal(drawn, want) {
			t.Fatalf("drawn %q\nwant  %q", string(drawn), string(want))
		}
	})
}

func FuzzSetText(f *testing.F) {
	f.Add("one\r\ntwo", "three\r", 3, 4)
	f.Add("\r", "\n", 1, 1)
	f.Add("a\r\nb", "", 1, 2)
	f.Add("\xff\xc3\xa9", "\xed\xa0\x80", 0, 1)
	f.Add("## שלום עם ab", "👨‍👩‍👧", 4, 6)
	b := setUp(f, "")
	f.Fuzz(func(t *testing.T, text, fresh string, from, to int) {
		b.t = t
		b.SetText(text)
		check(t, b.Editor, text)
		runes := decode(text)
		from, to = b.clamp(from), b.clamp(to)
		if from > to {
			from, to = to, from
		}
		b.Replace(from, to, fresh)
		after := encode(runes[:from]) + fresh + encode(runes[to:])
		check(t, b.Editor, after)
		b.key("ctrl+End", "Up", "shift+Home", "BackSpace", "Return", "ctrl+Z", "ctrl+Z")
		for b.CanUndo() {
			b.Undo()
		}
		check(t, b.Editor, text)
	})
}
