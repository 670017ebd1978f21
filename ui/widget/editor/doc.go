// Package editor is a multi-line text field for Markdown notes: plain source,
// headings in bold, and nothing between a key and the screen that grows with
// the length of the note.
//
// The text is kept as paragraphs. Each paragraph remembers where its rows
// start, prefix sums say at which character and at which row a paragraph
// begins, so a key wraps one paragraph again and lays out the visible rows.
// A row is drawn as pieces of a word or a few short ones, each with a texture
// that Fyne keeps; typing makes one small new texture, and a word that moves
// to another row makes none.
//
// Offsets in this package count characters (runes) from the start of the text,
// line ends included, a "\r\n" as two. A byte that is not valid UTF-8 counts
// as one character and is given back unchanged; bytes that come to stand side by
// side and are a character only together stay apart until the next SetText.
//
// Like every widget, an [Editor] belongs to Fyne's main goroutine.
package editor
