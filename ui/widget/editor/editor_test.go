package editor

import (
	"testing"
	"time"
)

func TestTyping(t *testing.T) {
	b := setUp(t, "")
	changes := 0
	b.OnChanged = func() { changes++ }
	b.typed("Six weeks in.\nPaged nine times")
	b.want("Six weeks in.\nPaged nine times|")
	if changes != len("Six weeks in.\nPaged nine times") {
		t.Errorf("%d changes were told", changes)
	}
	b.key("BackSpace", "BackSpace", "Home")
	b.want("Six weeks in.\n|Paged nine tim")
	b.key("BackSpace")
	b.want("Six weeks in.|Paged nine tim")
	b.key("Delete")
	b.want("Six weeks in.|aged nine tim")
	if b.Words() != 5 {
		t.Errorf("%d words", b.Words())
	}
}

func TestKeys(t *testing.T) {
	b := setUp(t, "")
	for _, c := range []struct{ name, before, keys, after string }{
		{"left", "ab|c", "Left", "a|bc"},
		{"left over a line end", "ab\n|c", "Left", "ab|\nc"},
		{"left over a Windows line end", "ab\r\n|c", "Left", "ab|\r\nc"},
		{"left at the start", "|ab", "Left", "|ab"},
		{"right", "ab|c", "Right", "abc|"},
		{"right over a Windows line end", "ab|\r\nc", "Right", "ab\r\n|c"},
		{"right at the end", "ab|", "Right", "ab|"},
		{"left leaves a selection at its start", "a^bc|d", "Left", "a|bcd"},
		{"right leaves a selection at its end", "a|bc^d", "Right", "abc|d"},
		{"select left", "abc|", "shift+Left", "ab|c^"},
		{"select right", "a|bc", "shift+Right", "a^b|c"},
		{"up", "abcd\nef|", "Up", "ab|cd\nef"},
		{"up at the top goes to the start", "ab|cd", "Up", "|abcd"},
		{"down", "ab|cd\nefgh", "Down", "abcd\nef|gh"},
		{"down at the bottom goes to the end", "ab|cd", "Down", "abcd|"},
		{"select down", "ab|cd\nefgh", "shift+Down", "ab^cd\nef|gh"},
		{"home", "ab\ncd|", "Home", "ab\n|cd"},
		{"end", "ab\n|cd\nef", "End", "ab\ncd|\nef"},
		{"select home", "ab\ncd|", "shift+Home", "ab\n|cd^"},
		{"start of the text", "ab\ncd|", "ctrl+Home", "|ab\ncd"},
		{"end of the text", "a|b\ncd", "ctrl+End", "ab\ncd|"},
		{"select to the start", "ab\ncd|", "ctrl+shift+Home", "|ab\ncd^"},
		{"select to the end", "|ab\ncd", "ctrl+shift+End", "^ab\ncd|"},
		{"word left", "one two|", "word+Left", "one |two"},
		{"word left over spaces", "one two  |", "word+Left", "one |two  "},
		{"word left over punctuation", "one, two|", "word+Left", "one, |two"},
		{"word left at a line start", "one\n|two", "word+Left", "one|\ntwo"},
		{"word right", "|one two", "word+Right", "one| two"},
		{"word right over spaces", "one|  two", "word+Right", "one  two|"},
		{"word right at a line end", "one|\ntwo", "word+Right", "one\n|two"},
		{"an apostrophe is inside a word", "|don't stop", "word+Right", "don't| stop"},
		{"select a word left", "one two|", "word+shift+Left", "one |two^"},
		{"select a word right", "|one two", "word+shift+Right", "^one| two"},
		{"paragraph up", "one\ntwo\nth|ree", "ctrl+Up", "one\ntwo\n|three"},
		{"paragraph up again", "one\n|two", "ctrl+Up", "|one\ntwo"},
		{"paragraph down", "o|ne\ntwo", "ctrl+Down", "one\n|two"},
		{"paragraph down at the last", "one\nt|wo", "ctrl+Down", "one\ntwo|"},
		{"backspace", "ab|c", "BackSpace", "a|c"},
		{"backspace joins lines", "ab\n|c", "BackSpace", "ab|c"},
		{"backspace takes a Windows line end whole", "ab\r\n|c", "BackSpace", "ab|c"},
		{"backspace at the start", "|ab", "BackSpace", "|ab"},
		{"delete", "a|bc", "Delete", "a|c"},
		{"delete joins lines", "a|\r\nb", "Delete", "a|b"},
		{"delete at the end", "ab|", "Delete", "ab|"},
		{"delete the selection", "a^bc|d", "Delete", "a|d"},
		{"delete a word left", "one two|", "word+BackSpace", "one |"},
		{"delete a word right", "|one two", "word+Delete", "| two"},
		{"delete to the start of the line", "one\ntwo th|ree", "word+shift+BackSpace", "one\n|ree"},
		{"delete to the end of the line", "one t|wo\nthree", "word+shift+Delete", "one t|\nthree"},
		{"select all", "on|e\ntwo", "ctrl+A", "^one\ntwo|"},
		{"a family is one character", "a👨‍👩‍👧|b", "BackSpace", "a|b"},
		{"move over a family", "a|👨‍👩‍👧b", "Right", "a👨‍👩‍👧|b"},
		{"a flag is one character", "🇩🇪🇫🇷|", "Left", "🇩🇪|🇫🇷"},
		{"a letter with a combining mark", "ae\u0301|", "BackSpace", "a|"},
		{"select over a skin tone", "👍🏽|", "shift+Left", "|👍🏽^"},
		{"typed over a selection", "a^bc|d", "Tab", "a\t|d"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b.t = t
			b.put(c.before)
			b.key(c.keys)
			b.want(c.after)
		})
	}
}

func TestClipboard(t *testing.T) {
	b := setUp(t, "")
	b.put("one ^two| three")
	b.key("ctrl+C", "End", "ctrl+V")
	b.want("one two threetwo|")
	b.put("one ^two| three")
	b.key("ctrl+X")
	b.want("one | three")
	b.key("ctrl+V", "ctrl+V")
	b.want("one twotwo| three")
	b.key("ctrl+Z")
	b.want("one two| three")
}

func TestUndoSteps(t *testing.T) {
	b := setUp(t, "")
	b.typed("one two")
	b.key("ctrl+Z")
	b.want("one |")
	b.key("ctrl+Z")
	b.want("|")
	b.key("ctrl+Y", "ctrl+shift+Z")
	b.want("one two|")
	b.typed(" th")
	b.wait(5 * time.Second)
	b.typed("ree")
	b.key("ctrl+Z")
	b.want("one two th|")
}
