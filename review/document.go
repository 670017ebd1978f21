// Package review makes documents out of one report's file: the brief before a one-on-one and the evidence pack for a performance
// review. A document is made once, for one audience, and written by package render in any format; what an audience may not see is
// left out here, so that no writer can let it through.
package review

import "rapport/civil"

// Document is a text with sections, ready to be written in any format.
type Document struct {
	Title    string
	Subtitle string // one line under the title
	Date     civil.Date
	Sections []Section
	Closing  []string // remarks at the end, one a paragraph
}

// Section is one part of a document. It always has something to say: a section without blocks is left out of the document.
type Section struct {
	Key    string // a fixed name, such as "goals"
	Title  string
	Note   string // a few words beside the title
	Only   bool   // only the manager is meant to see it
	Blocks []Block
}

// Block is one piece of a section: Paragraph, Subhead, Bullets, Quote, Table, GoalLine or Notes.
type Block interface{ block() }

// Paragraph is plain text.
type Paragraph struct{ Text string }

// Subhead is a heading inside a section.
type Subhead struct{ Text string }

// Bullets is a list of points.
type Bullets struct{ Items []Item }

// Item is one point of a list.
type Item struct {
	Lead string // such as a date or "Situation"; empty for none
	Text string
	Tail string // such as "4 days late"
	Sub  []Item // one level deeper
	Box  bool   // something still to do
}

// Quote is what someone wrote or said, word for word.
type Quote struct{ Text, By string }

// Table has a head and rows of as many cells.
type Table struct {
	Head []string
	Rows [][]string
}

// GoalLine is a goal with its progress. Progress and Expected go from 0 to 1 and are nil where they are not known.
type GoalLine struct {
	Title    string
	State    string // in words
	Progress *float64
	Expected *float64
	Detail   string // such as "55% → 58%"
	Ask      string // what to ask about it; empty for nothing
}

// Notes is Markdown that a person typed, kept as it is.
type Notes struct{ Markdown string }

func (Paragraph) block() {}
func (Subhead) block()   {}
func (Bullets) block()   {}
func (Quote) block()     {}
func (Table) block()     {}
func (GoalLine) block()  {}
func (Notes) block()     {}

// Section returns the section with the key; false where the document has none.
func (d Document) Section(key string) (Section, bool) {
	for _, s := range d.Sections {
		if s.Key == key {
			return s, true
		}
	}
	return Section{}, false
}

// add appends a section unless it has nothing to say.
func (d *Document) add(s Section) {
	if len(s.Blocks) > 0 {
		d.Sections = append(d.Sections, s)
	}
}
