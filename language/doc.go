// Package language reads what people type: dates in words, action items, feedback, what a line is about, the words in
// which a report says how they are, and wording that a note or a goal is better without.
//
// What it knows of a language stands in plain text files, one folder per language (en is the first), that a translator
// can edit without reading code; each says at its top how it is written. They are part of the program, and each is read
// once, when it is first needed. Everything here is a pure function of its arguments.
package language
