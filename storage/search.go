package storage

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"

	"rapport/civil"
	"rapport/language"
	"rapport/people"
)

// Results are what a search found.
type Results struct {
	Hits  []Hit          // best first; of equally good ones the newest first
	Total int            // how many there are, also beyond the limit; at most MostCounted
	Kinds map[string]int // with Query.Each: how many of each kind are among those that were compared
	Some  bool           // Kinds counts only some of all: there are more than were compared
}

// Hit is one record, or one check-in of a goal, in which every term of a query stands.
type Hit struct {
	Kind       string     `json:"kind"` // name of the list of the interchange document, such as "meetings"
	ID         uuid.UUID  `json:"id"`
	Person     uuid.UUID  `json:"person,omitzero"`
	PersonName string     `json:"person_name,omitempty"`
	Date       civil.Date `json:"date,omitempty"`
	Field      string     `json:"field"`             // path of the text in the record, such as "private_notes" or "topics[2].text"
	Private    bool       `json:"private,omitempty"` // only the manager sees this text
	Snippet    string     `json:"snippet"`           // the part of the text around the terms, on one line; "…" where it was cut
	Marks      [][2]int   `json:"marks,omitempty"`   // where the terms stand in the snippet, in characters: first, and one after the last
	Places     int        `json:"-"`                 // in how many places of the record, or of the check-in, a term stands
}

// MostCounted is how far hits are counted, and how many are compared with each other. Of a query that finds more, the newest ones are
// ranked, so that an answer comes in the same time however many years there are. A query that asks for more gets more.
const MostCounted = 2_000

// spread is how many of the best hits are looked at for what kind they are, where a query wants some of each.
const spread = 300

// defaultLimit is how many hits are returned unless a query says otherwise.
const defaultLimit = 20

// Search finds the records that a query asks for. A query without terms lists what its filters let through, newest first; an empty
// query finds nothing.
func (tx *Tx) Search(q Query) (Results, error) {
	if q.Limit <= 0 {
		q.Limit = defaultLimit
	}
	who, none, err := tx.whoseRecords(q)
	if err != nil || none {
		return Results{}, err
	}
	want := q.Limit
	if q.Each > 0 {
		q.Limit = max(q.Limit, spread)
	}
	rows, total, err := tx.rank(q, q.match(who))
	if err != nil || len(rows) == 0 {
		return Results{}, err
	}
	out := Results{Total: total}
	if q.Each > 0 {
		out.Some = total > len(rows)
		if rows, out.Kinds, err = tx.someOfEach(q, rows); err != nil {
			return Results{}, err
		}
		rows = rows[:min(len(rows), want)]
	}
	found, err := tx.foundRows(rows)
	if err != nil {
		return Results{}, err
	}
	if err := tx.fill(q, found); err != nil {
		return Results{}, err
	}
	for _, row := range rows {
		if f := found[row]; f != nil && f.Field != "" {
			out.Hits = append(out.Hits, f.Hit)
		}
	}
	return out, nil
}

// someOfEach leaves the first few rows of each kind, and says how many there are.
func (tx *Tx) someOfEach(q Query, rows []int64) (some []int64, kinds map[string]int, err error) {
	list, err := json.Marshal(rows)
	if err != nil {
		return nil, nil, err
	}
	r, err := tx.c.query(tx.ctx, "SELECT s.row, s.kind FROM json_each(?) j JOIN search_rows s ON s.row = j.value", string(list))
	if err != nil {
		return nil, nil, err
	}
	defer r.Close()
	kindOf := make(map[int64]string, len(rows))
	for r.Next() {
		var row int64
		var kind string
		if err := r.Scan(&row, &kind); err != nil {
			return nil, nil, err
		}
		kindOf[row] = kind
	}
	kinds = map[string]int{}
	for _, row := range rows {
		kind := kindOf[row]
		if kinds[kind]++; kinds[kind] <= q.Each || kind == q.All {
			some = append(some, row)
		}
	}
	return some, kinds, r.Err()
}

// whoseRecords returns the people to whom a query is confined; none where there can be no hit.
func (tx *Tx) whoseRecords(q Query) (who []uuid.UUID, none bool, err error) {
	var all []people.Person
	if len(q.Who) > 0 {
		if all, err = All[people.Person](tx); err != nil {
			return nil, false, err
		}
	}
	who, none = q.whose(all)
	return who, none, nil
}

// whose are those among all people to whom a query is confined; none where there can be no hit.
func (q Query) whose(all []people.Person) (who []uuid.UUID, none bool) {
	if len(q.Who) == 0 {
		return q.People, false
	}
	for _, p := range all {
		if len(q.People) > 0 && !slices.Contains(q.People, p.ID) {
			continue
		}
		words := fold(p.Name)
		if slices.ContainsFunc(q.Who, func(name string) bool { return named(words, fold(name)) }) {
			who = append(who, p.ID)
		}
	}
	return who, len(who) == 0
}

// named reports whether each of the parts begins one of the words of a name.
func named(words, parts []string) bool {
	for _, part := range parts {
		if !slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(w, part) }) {
			return false
		}
	}
	return true
}

// rank returns the first rows of the index in the order of a query, and how many there are.
func (tx *Tx) rank(q Query, match string) (rows []int64, total int, err error) {
	from, before := int64(0), firstRow(civil.NewDate(9999, 12, 31)+1)
	if q.From != 0 || q.Before != 0 {
		from = firstRow(max(q.From, 1)) // what has no day is in no period
		if q.Before != 0 {
			before = firstRow(q.Before)
		}
	}
	source, score, order := "search WHERE search MATCH ?1", "bm25(search, 1.0, 1.0, 0.0)", "DESC"
	if q.Order == OldestFirst {
		order = "ASC"
	}
	switch {
	case match == "" && q.From == 0 && q.Before == 0:
		return nil, 0, nil
	case match == "":
		source, score = "search_rows WHERE ?1 = ''", "0"
	case len(q.Terms) == 0 || q.Order != BestFirst:
		score = "0"
	}
	// One pass over the index says how many there are and which are the best: that of a prefix costs the most when it begins.
	list, err := tx.c.query(tx.ctx, "SELECT rowid, "+score+" FROM "+source+" AND rowid >= ?2 AND rowid < ?3 ORDER BY rowid "+order+" LIMIT ?4",
		match, from, before, max(MostCounted, q.Limit))
	if err != nil {
		return nil, 0, err
	}
	defer list.Close()
	best := make([]ranked, 0, min(q.Limit, MostCounted)+1)
	for list.Next() {
		var r ranked
		if err := list.Scan(&r.row, &r.score); err != nil {
			return nil, 0, err
		}
		total++
		if len(best) == q.Limit {
			if r.score >= best[len(best)-1].score {
				continue
			}
			best = best[:len(best)-1]
		}
		// after those that are as good: they came first
		at, _ := slices.BinarySearchFunc(best, r, func(x, r ranked) int {
			if x.score <= r.score {
				return -1
			}
			return 1
		})
		best = slices.Insert(best, at, r)
	}
	rows = make([]int64, len(best))
	for i, r := range best {
		rows[i] = r.row
	}
	return rows, total, list.Err()
}

// ranked is a row of the index and how well it fits: lower is better.
type ranked struct {
	row   int64
	score float64
}

// found is a row of the index on its way to a hit.
type found struct {
	Hit
	part uuid.UUID
}

// foundRows says which records rows of the index stand for.
func (tx *Tx) foundRows(rows []int64) (map[int64]*found, error) {
	list, err := json.Marshal(rows)
	if err != nil {
		return nil, err
	}
	out := make(map[int64]*found, len(rows))
	r, err := tx.c.query(tx.ctx, `SELECT s.row, s.kind, s.record, s.part, s.person, p.name
		FROM json_each(?) j JOIN search_rows s ON s.row = j.value LEFT JOIN people p ON p.id = s.person`, string(list))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	for r.Next() {
		var row int64
		var record, part string
		var person, name *string
		f := &found{}
		if err := r.Scan(&row, &f.Kind, &record, &part, &person, &name); err != nil {
			return nil, err
		}
		if f.ID, err = uuid.Parse(record); err != nil {
			return nil, &DamagedError{tx.db.path, err}
		}
		if part != "" {
			f.part = uuid.MustParse(part)
		}
		if person != nil {
			f.Person = uuid.MustParse(*person)
		}
		if name != nil {
			f.PersonName = *name
		}
		f.Date = civil.Date(row >> dayShift)
		out[row] = f
	}
	return out, r.Err()
}

// fill reads the records of the rows and picks from each the text to show.
func (tx *Tx) fill(q Query, rows map[int64]*found) error {
	var words []language.Token // used again and again
	for _, t := range tables {
		var ids []string
		for _, f := range rows {
			if f.Kind == t.name {
				ids = append(ids, f.ID.String())
			}
		}
		if len(ids) == 0 {
			continue
		}
		list, err := encode(ids)
		if err != nil {
			return err
		}
		records, err := tx.load(t, "id IN (SELECT value FROM json_each(?))", list)
		if err != nil {
			return err
		}
		byID := map[uuid.UUID]any{}
		for i := range records.Len() {
			byID[records.Index(i).Field(0).Interface().(uuid.UUID)] = records.Index(i).Interface()
		}
		for _, f := range rows {
			if f.Kind != t.name {
				continue
			}
			for _, u := range units(byID[f.ID]) {
				if u.part == f.part {
					words = f.show(q, u, words)
				}
			}
		}
	}
	return nil
}

// show picks the passage in which the most terms stand, the first of several, and cuts a snippet from it.
func (f *found) show(q Query, u unit, words []language.Token) []language.Token {
	best := -1
	for _, p := range u.passages {
		if q.In == "private" && !p.private || q.In == "shared" && p.private {
			continue
		}
		words = language.AppendTokens(words[:0], p.text)
		places, terms := occurrences(words, q.Terms)
		f.Places += len(places)
		if terms > best {
			best = terms
			f.Field, f.Private = p.field, p.private
			f.Snippet, f.Marks = snippet(p.text, places)
		}
	}
	return words
}

// Places are where the terms of a query stand in a text, in characters: first, and one after the last; in order and apart.
func (q Query) Places(text string) [][2]int {
	places, _ := occurrences(language.AppendTokens(nil, text), q.Terms)
	var out [][2]int
	for _, p := range places {
		if n := len(out); n > 0 && p.start < out[n-1][1] {
			out[n-1][1] = max(out[n-1][1], p.end)
			continue
		}
		out = append(out, [2]int{p.start, p.end})
	}
	return out
}

// place is where a term stands in a text, in characters.
type place struct{ term, start, end int }

// occurrences finds the terms in a text, in the order of the text; terms is how many of them there are.
func occurrences(tokens []language.Token, all []Term) (out []place, terms int) {
	seen := make([]bool, len(all))
	for i := range tokens {
		for n := range all {
			if t := &all[n]; t.at(tokens[i:]) {
				out = append(out, place{n, tokens[i].Start, tokens[i+len(t.Words)-1].End})
				if !seen[n] {
					seen[n] = true
					terms++
				}
			}
		}
	}
	return out, terms
}

// at reports whether a term stands at the beginning of tokens.
func (t *Term) at(tokens []language.Token) bool {
	if len(tokens) < len(t.Words) {
		return false
	}
	for i, w := range t.Words {
		if t.Prefix && i == len(t.Words)-1 {
			return strings.HasPrefix(tokens[i].Fold, w)
		}
		if tokens[i].Fold != w {
			return false
		}
	}
	return true
}

// The lengths of a snippet, in characters.
const (
	snippetLength = 160
	snippetBefore = 40 // of it before the first term
)

// snippet cuts the part of a text where the most terms stand close together, at words where it can, and says where they are in it.
func snippet(text string, places []place) (string, [][2]int) {
	first := densest(places)
	from := max(0, first-snippetBefore)
	runes, more := window(text, from, from+snippetLength)
	if short := snippetLength - len(runes); short > 0 && from > 0 { // the end of the text: begin earlier
		from = max(0, from-short)
		runes, more = window(text, from, from+snippetLength)
	}
	if from > 0 { // begin at a word, where one begins before the first term
		for i := 1; from+i <= first; i++ {
			if isSpace(runes[i-1]) && !isSpace(runes[i]) {
				from, runes = from+i, runes[i:]
				break
			}
		}
	}
	if more { // end at a word, where one ends in the second half
		for i := len(runes) - 1; i > len(runes)/2; i-- {
			if isSpace(runes[i]) {
				runes = runes[:i]
				break
			}
		}
	}
	to, shift := from+len(runes), from
	shown := make([]rune, 0, len(runes)+2)
	if from > 0 {
		shown = append(shown, '…')
		shift--
	}
	for _, r := range runes {
		if isSpace(r) {
			r = ' '
		}
		shown = append(shown, r)
	}
	if more {
		shown = append(shown, '…')
	}
	var marks [][2]int
	for _, p := range places {
		switch n := len(marks); {
		case p.start < from || p.end > to:
		case n > 0 && p.start-shift < marks[n-1][1]:
			marks[n-1][1] = max(marks[n-1][1], p.end-shift)
		default:
			marks = append(marks, [2]int{p.start - shift, p.end - shift})
		}
	}
	return string(shown), marks
}

// densest returns where the first of the most different terms that fit into one snippet begins.
func densest(places []place) (first int) {
	most := 0
	for i, p := range places {
		if most > 0 && p.term == places[i-1].term && i+1 < len(places) && places[i+1].term == p.term {
			continue // in a run of one term nothing is gained
		}
		terms := 0
		for j, o := range places[i:] {
			if o.end > p.start+snippetLength-snippetBefore {
				break
			}
			if !slices.ContainsFunc(places[i:i+j], func(x place) bool { return x.term == o.term }) {
				terms++
			}
		}
		if terms > most {
			first, most = p.start, terms
		}
	}
	return first
}

// window returns the characters of a text from one place to another, and whether there are more after them.
func window(text string, from, to int) (out []rune, more bool) {
	out = make([]rune, 0, to-from)
	i := 0
	for n := from; n > 0 && i < len(text); n-- {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		_, size := utf8.DecodeRuneInString(text[i:])
		i += size
	}
	for _, r := range text[i:] {
		if len(out) == to-from {
			return out, true
		}
		out = append(out, r)
	}
	return out, false
}

func isSpace(r rune) bool { return r == ' ' || r == '\n' || r == '\r' || r == '\t' }
