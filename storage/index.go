package storage

import (
	"fmt"
	"hash/fnv"
	"reflect"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/goals"
	"rapport/language"
	"rapport/notes"
	"rapport/people"
)

// passage is one text of a record that can be found.
type passage struct {
	field   string // its path in the record of the interchange document, such as "topics[2].text"
	text    string
	private bool // only the manager sees it
}

// unit is what one row of the search index holds: all words of a search must stand in one unit.
type unit struct {
	part     uuid.UUID // of a nested record that is a unit of its own: a check-in; none for the record itself
	date     civil.Date
	passages []passage
	tags     []string
}

// units returns the texts of a record that a search finds; none of kinds that are not searched.
func units(record any) []unit {
	var u unit
	add := func(field, text string, private bool) {
		if text != "" {
			u.passages = append(u.passages, passage{field, text, private})
		}
	}
	switch r := record.(type) {
	case people.Person:
		u.tags = r.Tags
		add("name", r.Name, false)
		add("role", r.Role, false)
		add("team", r.Team, false)
		add("location", r.Location, false)
		add("email", r.Email, false)
		for i, s := range r.Strengths {
			add(fmt.Sprintf("strengths[%d].text", i), s.Text, false)
			for j, e := range s.Evidence {
				add(fmt.Sprintf("strengths[%d].evidence[%d].text", i, j), e.Text, false)
			}
		}
		for i, s := range r.Interests {
			add(fmt.Sprintf("interests[%d]", i), s, false)
		}
		for i, s := range r.Motivators {
			add(fmt.Sprintf("motivators[%d]", i), s, false)
		}
		add("working_style", r.WorkingStyle, false)
		add("profile_notes", r.ProfileNotes, true)
		if r.Left != nil {
			add("left.why", r.Left.Why, true)
		}
	case notes.Meeting:
		u.date, u.tags = r.At.Date(), r.Tags
		add("notes", r.Notes, false)
		add("private_notes", r.PrivateNotes, true)
		add("intent", r.Intent, true)
		for i, t := range r.Topics {
			add(fmt.Sprintf("topics[%d].text", i), t.Text, false)
		}
	case notes.TalkingPoint:
		u.date = r.Added
		add("text", r.Text, false)
	case notes.JournalLine:
		u.date = r.At.Date()
		add("text", r.Text, r.IsPrivate())
	case notes.Action:
		u.date = r.Created
		add("text", r.Text, false)
		add("reason", r.Reason, false)
	case notes.Feedback:
		u.date = r.Date
		add("situation", r.Situation, r.IsPrivate())
		add("behaviour", r.Behaviour, r.IsPrivate())
		add("impact", r.Impact, r.IsPrivate())
		add("text", r.Text, r.IsPrivate())
		add("source", r.Source, r.IsPrivate())
	case goals.Goal:
		return goalUnits(r)
	case goals.Delegation:
		u.date = r.Since
		add("what", r.What, false)
		add("support", r.Support, false)
		add("outcome", r.Outcome, false)
	case people.Observation:
		u.date = r.Date
		add("behaviour", r.Behaviour, true)
		add("note", r.Note, true)
	case people.Event:
		u.date = r.Date
		add("text", r.Text, true)
	case people.Review:
		u.date = r.To
		add("draft", r.Draft, false)
	}
	return []unit{u}
}

// goalUnits are the goal with its key results, dated by its start, and each check-in with a note on its own day.
func goalUnits(g goals.Goal) []unit {
	u := unit{date: g.Start, tags: g.Tags}
	if u.date == 0 {
		u.date = g.Agreed
	}
	add := func(field, text string) {
		if text != "" {
			u.passages = append(u.passages, passage{field: field, text: text})
		}
	}
	add("title", g.Title)
	add("why", g.Why)
	add("support", g.Support)
	add("done_means", g.DoneMeans)
	add("read_back", g.ReadBack)
	add("obstacle", g.Obstacle)
	add("plan", g.Plan)
	for i, c := range g.DueChanges {
		add(fmt.Sprintf("due_changes[%d].reason", i), c.Reason)
	}
	for i, k := range g.KeyResults {
		add(fmt.Sprintf("key_results[%d].title", i), k.Title)
		for j, c := range k.Retargeted {
			add(fmt.Sprintf("key_results[%d].retargeted[%d].reason", i, j), c.Reason)
		}
	}
	add("helped", g.Helped)
	add("hindered", g.Hindered)
	add("learnt", g.Learnt)
	add("outside_control", g.OutsideControl)
	out := []unit{u}
	for i, c := range g.CheckIns {
		if c.Note != "" {
			out = append(out, unit{part: c.ID, date: c.Date, tags: g.Tags,
				passages: []passage{{field: fmt.Sprintf("check_ins[%d].note", i), text: c.Note}}})
		}
	}
	return out
}

// The index's tokenizer splits at ASCII characters that are no letters or digits and at nothing else, so words that are not text
// begin with a character of the private use area, which language.Tokens never makes.
const (
	signPlus   = "\uE02B" // "+" next to a word
	signHash   = "\uE023" // "#" next to a word
	between    = "\uE000" // stands between two passages, so that no phrase runs from one into the other
	wordKind   = "\uE001"
	wordPerson = "\uE002"
	wordTag    = "\uE003"
	wordIn     = "\uE004" // followed by the name of a column that has text
)

// feed appends the words of a text as the index keeps them.
func feed(b *strings.Builder, text string) {
	for _, t := range language.Tokens(text) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(indexWord(t.Fold))
	}
}

func indexWord(fold string) string {
	switch fold {
	case "+":
		return signPlus
	case "#":
		return signHash
	}
	return cutWord(fold)
}

// longestWord is how many bytes of a word the index keeps; FTS5 takes at most 32768 of one.
const longestWord = 16_000

// cutWord is the beginning of a word that is longer than the index keeps.
func cutWord(word string) string {
	if len(word) <= longestWord {
		return word
	}
	end := longestWord
	for !utf8.RuneStart(word[end]) {
		end--
	}
	return word[:end]
}

func kindWord(kind string) string      { return wordKind + strings.ReplaceAll(kind, "_", "") }
func valueOf(record any) reflect.Value { return reflect.ValueOf(record) }

func personWord(person uuid.UUID) string { return wordPerson + fmt.Sprintf("%x", person[:]) }

// tagWord is one word for a whole tag, whatever stands in it; empty where nothing does that could be looked for.
func tagWord(tag string) string {
	tokens := language.Tokens(tag)
	words := make([]string, 0, len(tokens))
	for _, t := range tokens {
		if t.Fold != "#" || len(words) > 0 { // "#tag" is the tag "tag"
			words = append(words, indexWord(t.Fold))
		}
	}
	if len(words) == 0 {
		return ""
	}
	return cutWord(wordTag + strings.Join(words, between))
}

// entry is a unit as the index keeps it.
type entry struct {
	part                   string
	date                   civil.Date
	shared, private, facts string
	digest                 int64 // of all of it
}

// entries are the rows of the index for a record; a unit without a word has none.
func entries(t *table, record any, person uuid.UUID) []entry {
	var out []entry
	for _, u := range units(record) {
		var shared, private strings.Builder
		for _, p := range u.passages {
			b := &shared
			if p.private {
				b = &private
			}
			if b.Len() > 0 {
				b.WriteString(" " + between)
			}
			feed(b, p.text)
		}
		facts := kindWord(t.name)
		if person != uuid.Nil {
			facts += " " + personWord(person)
		}
		if shared.Len() > 0 {
			facts += " " + wordIn + "shared"
		}
		if private.Len() > 0 {
			facts += " " + wordIn + "private"
		}
		for _, tag := range u.tags {
			if w := tagWord(tag); w != "" {
				facts += " " + w
			}
		}
		if shared.Len() == 0 && private.Len() == 0 {
			continue
		}
		e := entry{date: u.date, shared: shared.String(), private: private.String(), facts: facts}
		if u.part != uuid.Nil {
			e.part = u.part.String()
		}
		h := fnv.New64a()
		for _, s := range []string{e.shared, e.private, e.facts, e.date.String()} {
			h.Write([]byte(s))   //nolint:errcheck // never fails
			h.Write([]byte{'|'}) //nolint:errcheck // never fails
		}
		e.digest = int64(h.Sum64())
		out = append(out, e)
	}
	return out
}

// A row's number is its day, shifted, and a count within the day.
const dayShift = 22

func firstRow(d civil.Date) int64 { return int64(d) << dayShift }

// index makes the search index true for a record that was written.
func (tx *Tx) index(t *table, id uuid.UUID, record any) error {
	person := owner(t, valueOf(record))
	wanted := map[string]entry{}
	for _, e := range entries(t, record, person) {
		wanted[e.part] = e
	}
	rows, err := tx.indexed(t.name, id)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if e, ok := wanted[r.part]; ok && e.digest == r.digest {
			delete(wanted, r.part)
			continue
		}
		if err := tx.dropRow(r.row); err != nil {
			return err
		}
	}
	for _, u := range units(record) { // in their order, so that the same record makes the same rows
		part := ""
		if u.part != uuid.Nil {
			part = u.part.String()
		}
		e, ok := wanted[part]
		if !ok {
			continue
		}
		if err := tx.addRow(t.name, id, person, e); err != nil {
			return err
		}
	}
	return nil
}

type indexedRow struct {
	row, digest int64
	part        string
}

func (tx *Tx) indexed(kind string, id uuid.UUID) ([]indexedRow, error) {
	rows, err := tx.c.query(tx.ctx, "SELECT row, digest, part FROM search_rows WHERE record = ? AND kind = ?", id.String(), kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []indexedRow
	for rows.Next() {
		var r indexedRow
		if err := rows.Scan(&r.row, &r.digest, &r.part); err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, rows.Err()
}

func (tx *Tx) addRow(kind string, id, person uuid.UUID, e entry) error {
	first := firstRow(e.date)
	row := first
	last := int64(-1)
	if err := tx.one(&last, "SELECT row FROM search_rows WHERE row >= ? AND row < ? ORDER BY row DESC LIMIT 1", first, firstRow(e.date+1)); err != nil {
		return err
	}
	if last >= 0 {
		row = last + 1
	}
	if row >= firstRow(e.date+1) {
		return fmt.Errorf("more than %d texts of one day cannot be kept", 1<<dayShift)
	}
	var who any
	if person != uuid.Nil {
		who = person.String()
	}
	if err := tx.c.exec(tx.ctx, "INSERT INTO search_rows (row, kind, record, part, person, digest) VALUES (?, ?, ?, ?, ?, ?)",
		row, kind, id.String(), e.part, who, e.digest); err != nil {
		return err
	}
	return tx.c.exec(tx.ctx, "INSERT INTO search (rowid, shared, private, facts) VALUES (?, ?, ?, ?)", row, e.shared, e.private, e.facts)
}

func (tx *Tx) dropRow(row int64) error {
	if err := tx.c.exec(tx.ctx, "DELETE FROM search WHERE rowid = ?", row); err != nil {
		return err
	}
	return tx.c.exec(tx.ctx, "DELETE FROM search_rows WHERE row = ?", row)
}

// unindex takes a record out of the search index. Another one of another kind may have its id: an imported document may say so.
func (tx *Tx) unindex(kind string, id uuid.UUID) error {
	rows, err := tx.indexed(kind, id)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := tx.dropRow(r.row); err != nil {
			return err
		}
	}
	return nil
}
