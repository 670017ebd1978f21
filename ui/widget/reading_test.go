package widget

import (
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"pgregory.net/rapid"
)

func TestReadingKeepsWhatWasTyped(t *testing.T) {
	for typed, want := range map[string][]string{
		"one\ntwo":                           {"one\ntwo"}, // lines stay lines
		"- [ ] **Priya**: profile *it*":      {"[open] Priya: profile it"},
		"- [x] done":                         {"[done] done"},
		"said <sigh> and a < b":              {"said <sigh> and a < b"},
		"<b>\nbold\n</b>":                    {"<b>\nbold\n</b>"},
		"![plan](https://example.org/a.png)": {"![plan](https://example.org/a.png)"},
		"[Priya]: later":                     {"[Priya]: later"},
		"5. fifth\n6. sixth":                 {"5.\nfifth", "6.\nsixth"},
		"- a\n  - b\n    still b":            {"a", "b\nstill b"},
		"> “neither moves”":                  {"“neither moves”"},
		"| a | b |\n|---|---|\n| 1 | 2 |":    {"a\nb", "1\n2"},
		"```\nif x {\n\ty()\n}\n```":         {"if x {\n\ty()\n}"},
		"see https://example.org & \\*this*": {"& *this*"},
	} {
		got := NewReading(typed, nil).String()
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%q reads %q, without %q", typed, got, part)
			}
		}
	}
}

func TestReadingTakesAnyText(t *testing.T) {
	test.NewTempApp(t)
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOf(rapid.SampledFrom([]string{"- [ ] ", "**", "*", "`", "\n", "\n\n", "> ", "1. ", "    ", "<b>", "![", "](", ")", "[x]: ", "word", "|", "---", "~~", "# ", "&amp;", "\\", "ع", "👩‍👩‍👧"})).Draw(t, "parts")
		text := strings.Join(parts, "")
		r := NewReading(text, nil)
		r.Object().Resize(fyne.NewSize(400, 300))
		if n := strings.Count(text, "word"); strings.Count(r.String(), "word") < n && !strings.Contains(text, "](") { // the address of a link is not read
			t.Fatalf("%q reads %q", text, r.String())
		}
	})
}

func TestLinkInAReadingOpens(t *testing.T) {
	test.NewTempApp(t)
	var opened string
	r := NewReading("see [the plan](https://example.org/plan) and [run](javascript:alert(1))", func(u *url.URL) { opened = u.String() })
	r.Object().Resize(fyne.NewSize(400, 100))
	l := r.Object().Objects[0].(*fyne.Container).Objects[0].(*linked)
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(2, 5)})
	if opened != "" {
		t.Errorf("words beside the link opened %s", opened)
	}
	l.Tapped(&fyne.PointEvent{Position: fyne.NewPos(NewText("see ", Note).MinSize().Width+4, 5)})
	if opened != "https://example.org/plan" {
		t.Errorf("opened %q", opened)
	}
	opened = ""
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != "https://example.org/plan" {
		t.Errorf("by keyboard opened %q", opened)
	}
}
