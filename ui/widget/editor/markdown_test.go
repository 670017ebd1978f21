package editor

import "testing"

func TestEnterInLists(t *testing.T) {
	b := setUp(t, "")
	for _, c := range []struct{ name, before, keys, after string }{
		{"no list", "one|", "Return", "one\n|"},
		{"dash", "- one|", "Return", "- one\n- |"},
		{"star", "* one|", "Return", "* one\n* |"},
		{"plus", "+ one|", "Return", "+ one\n+ |"},
		{"nested", "  - one|", "Return", "  - one\n  - |"},
		{"number", "1. one|", "Return", "1. one\n2. |"},
		{"number of two digits", "9) one|", "Return", "9) one\n10) |"},
		{"box", "- [ ] one|", "Return", "- [ ] one\n- [ ] |"},
		{"ticked box", "- [x] one|", "Return", "- [x] one\n- [ ] |"},
		{"numbered box", "3. [X] one|", "Return", "3. [X] one\n4. [ ] |"},
		{"quote", "> one|", "Return", "> one\n> |"},
		{"quote in a quote", "> > one|", "Return", "> > one\n> > |"},
		{"in the middle", "- one| two", "Return", "- one\n- | two"},
		{"over a selection", "- o^ne| two", "Return", "- o\n- | two"},
		{"before the text of an item", "|- one", "Return", "\n|- one"},
		{"an empty item ends the list", "- one\n- |", "Return", "- one\n|"},
		{"an empty box ends the list", "- one\n- [ ] |", "Return", "- one\n|"},
		{"an empty number ends the list", "1. one\n2. |", "Return", "1. one\n|"},
		{"an empty quote ends the quote", "> one\n> |\nmore", "Return", "> one\n|\nmore"},
		{"Shift leaves the list alone", "- one|", "shift+Return", "- one\n|"},
		{"a dash without space", "-one|", "Return", "-one\n|"},
		{"a year", "2026. |", "Return", "|"},
		{"Windows line ends go on", "- one|\r\ntwo", "Return", "- one\r\n- |\r\ntwo"},
		{"Windows line ends go on in the last line", "one\r\ntwo|", "Return", "one\r\ntwo\r\n|"},
		{"keypad", "- one|", "KP_Enter", "- one\n- |"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			b.put(c.before)
			b.key(c.keys)
			b.want(c.after)
			b.key("ctrl+Z")
			if got := b.Text(); got != strip(c.before) {
				t.Errorf("one undo gives %q", got)
			}
		})
	}
}

func TestMarkdownKeys(t *testing.T) {
	b := setUp(t, "")
	heading := func(level int) func() { return func() { b.ToggleHeading(level) } }
	key := func(name string) func() { return func() { b.key(name) } }
	for _, c := range []struct {
		name, before string
		do           func()
		after        string
	}{
		{"bold", "one ^two| three", key("ctrl+B"), "one **^two|** three"},
		{"bold again", "one **^two|** three", key("ctrl+B"), "one ^two| three"},
		{"bold with its signs selected", "one ^**two**| three", key("ctrl+B"), "one ^two| three"},
		{"bold without the spaces round it", "one^ two |three", key("ctrl+B"), "one **^two|** three"},
		{"bold word at the caret", "one t|wo", key("ctrl+B"), "one **t|wo**"},
		{"bold word at the caret again", "one **t|wo**", key("ctrl+B"), "one t|wo"},
		{"bold with no word", "one | two", key("ctrl+B"), "one **|** two"},
		{"bold with no word again", "one **|** two", key("ctrl+B"), "one | two"},
		{"bold at the end of what is bold", "one **two|**", key("ctrl+B"), "one **two**|"},
		{"bold at the end of a word", "one|", key("ctrl+B"), "one**|**"},
		{"bold over lines", "^- one\n\n- [ ] two|", key("ctrl+B"), "^- **one**\n\n- [ ] **two**|"},
		{"bold over lines again", "^- **one**\n\n- [ ] **two**|", key("ctrl+B"), "^- one\n\n- [ ] two|"},
		{"italic", "one ^two|", key("ctrl+I"), "one *^two|*"},
		{"italic again", "one *^two|*", key("ctrl+I"), "one ^two|"},
		{"italic in bold", "**^two|**", key("ctrl+I"), "***^two|***"},
		{"no longer italic in bold", "***^two|***", key("ctrl+I"), "**^two|**"},
		{"no longer bold in italic", "***^two|***", key("ctrl+B"), "*^two|*"},
		{"link", "see ^the page| now", key("ctrl+shift+K"), "see [the page](|) now"},
		{"link from an address", "see ^https://example.org| now", key("ctrl+shift+K"), "see [|](https://example.org) now"},
		{"link from nothing", "see |", key("ctrl+shift+K"), "see [|]()"},
		{"no longer a link", "see ^[the page](x)| now", key("ctrl+shift+K"), "see ^the page| now"},
		{"list", "on|e", key("ctrl+shift+8"), "- on|e"},
		{"list again", "- on|e", key("ctrl+shift+8"), "on|e"},
		{"list from a number", "1. on|e", key("ctrl+shift+8"), "- on|e"},
		{"list from a box", "- [ ] on|e", key("ctrl+shift+8"), "- on|e"},
		{"list over lines", "^one\n\ntwo|", key("ctrl+shift+8"), "^- one\n\n- two|"},
		{"list over lines, some are", "^- one\ntwo|", key("ctrl+shift+8"), "^- one\n- two|"},
		{"list over lines again", "^- one\n\n- two|", key("ctrl+shift+8"), "^one\n\ntwo|"},
		{"list leaves the line after a selection", "^one\n|two", key("ctrl+shift+8"), "^- one|\ntwo"},
		{"list in an empty line", "|", key("ctrl+shift+8"), "- |"},
		{"list keeps a quote", "> on|e", key("ctrl+shift+8"), "- > on|e"},
		{"box", "on|e", key("ctrl+shift+9"), "- [ ] on|e"},
		{"box from a list", "  - on|e", key("ctrl+shift+9"), "  - [ ] on|e"},
		{"no box", "- [x] on|e", key("ctrl+shift+9"), "on|e"},
		{"heading", "On-c|all", heading(2), "## On-c|all"},
		{"heading again", "## On-c|all", heading(2), "On-c|all"},
		{"another level", "# On-c|all", heading(3), "### On-c|all"},
		{"heading over lines", "^one\n## two|", heading(2), "^## one\n## two|"},
		{"tab in a list", "- one\n- t|wo", key("Tab"), "- one\n  - t|wo"},
		{"tab in a numbered list", "1. one\n2. t|wo", key("Tab"), "1. one\n   2. t|wo"},
		{"tab back", "- one\n  - t|wo", key("shift+Tab"), "- one\n- t|wo"},
		{"tab back of a tab", "\ton|e", key("shift+Tab"), "on|e"},
		{"tab back of nothing", "on|e", key("shift+Tab"), "on|e"},
		{"tab back with the caret in the spaces", "  |- one", key("shift+Tab"), "|- one"},
		{"tab over lines", "^one\n\ntwo|", key("Tab"), "^  one\n\n  two|"},
		{"tab over Windows lines", "^one\r\ntwo|", key("Tab"), "^  one\r\n  two|"},
		{"tab in a line", "one|", key("Tab"), "one\t|"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			b.put(c.before)
			c.do()
			b.want(c.after)
			if b.Text() != strip(c.before) {
				b.key("ctrl+Z")
				b.want(c.before)
			}
		})
	}
}

func TestHeadings(t *testing.T) {
	for line, want := range map[string]int{
		"# a": 1, "## a": 2, "###### a": 6, "####### a": 0, "#a": 0, "#": 1, "##\ta": 2, " # a": 0, "": 0, "a # b": 0,
	} {
		if got := headingLevel([]rune(line)); got != want {
			t.Errorf("%q is level %d, want %d", line, got, want)
		}
	}
}

func TestHeadingsAreBoldAtOnce(t *testing.T) {
	b := setUp(t, "")
	b.typed("## On")
	if !b.buf.paras[0].bold || !b.view.rows.all[0].all[0].TextStyle.Bold {
		t.Error("a heading is not bold")
	}
	b.key("Home", "Delete", "Delete", "Delete")
	if b.buf.paras[0].bold || b.view.rows.all[0].all[0].TextStyle.Bold {
		t.Error("a line that is a heading no more is bold")
	}
}

// A caret between the two characters of a Windows line end stands at the end of the line for what goes round a word.
func TestItalicWithinALineEnd(t *testing.T) {
	b := setUp(t, "\n")
	b.Insert("a\r")
	b.key("ctrl+I")
	got := b.Text()
	if b.Undo(); b.Text() != "a\r\n" {
		t.Errorf("%q undone to %q", got, b.Text())
	}
}

// Who types the marker of the next line by habit gets it once, and who wants another kind of line gets that.
func TestOwnMarkerAfterEnter(t *testing.T) {
	b := setUp(t, "")
	for _, c := range []struct{ name, before, typed, after string }{
		{"the same again", "- one|", "- two", "- one\n- two|"},
		{"a concern after a praise", "+ one|", "- two", "+ one\n- two|"},
		{"a praise after a box", "- [ ] one|", "+ two", "- [ ] one\n+ two|"},
		{"a box typed whole", "- [ ] one|", "- [ ] two", "- [ ] one\n- [ ] two|"},
		{"a dash after a number", "1. one|", "- two", "1. one\n- two|"},
		{"nested as before", "  - one|", "+ two", "  - one\n  + two|"},
		{"words", "- one|", "two - three", "- one\n- two - three|"},
		{"a dash in a word", "- one|", "-5 degrees", "- one\n- -5 degrees|"},
		{"no list", "one|", "- two", "one\n- two|"},
		{"Windows line ends", "- one|\r\n", "+ two", "- one\r\n+ two|\r\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			b.put(c.before)
			b.key("Return")
			b.typed(c.typed)
			b.want(c.after)
		})
	}
	b.t = t
	b.put("+ one|")
	b.key("Return")
	b.typed("- ")
	b.key("ctrl+Z")
	b.want("+ one\n+ -|")
	b.put("- one\n- |") // an item that was there before is nested where somebody says so
	b.typed("- two")
	b.want("- one\n- - two|")
	b.put("- one|")
	b.key("Return", "Left", "Right")
	b.typed("*")
	b.key("BackSpace")
	b.typed("- two")
	b.want("- one\n- - two|")
}
