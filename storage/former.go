package storage

import (
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// localFormer holds the words of names of people whose records are gone for good, as far as they still stand in what was written.
const localFormer = "former_names"

// FormerNames are the names of people who are in the trash, names that people had before, and what still stands somewhere of the names of
// people whose records are gone for good: they may stand in what was written.
func FormerNames(tx *Tx) ([]string, error) {
	rows, err := tx.c.query(tx.ctx, `SELECT json_extract(records, '$.people[0].name') FROM trash WHERE kind = 'people'
		UNION SELECT json_extract(h.body, '$.name') FROM people p JOIN history h ON h.record = p.id AND h.kind = 'people' WHERE json_extract(h.body, '$.name') <> p.name`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []string
	for rows.Next() {
		var name *string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		if name != nil {
			out = append(out, *name)
		}
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	gone, err := tx.goneNames()
	return append(out, gone...), err
}

func (tx *Tx) goneNames() (names []string, err error) {
	text, err := Local(tx, localFormer)
	if err != nil || text == "" {
		return nil, err
	}
	if json.Unmarshal([]byte(text), &names) != nil {
		return nil, nil // no reason to show less of everything else
	}
	return names, nil
}

// keepMentioned keeps what still stands somewhere of the names of people who have just gone for good, so that it can be covered while the
// screen is shared; and forgets of those before them what stands nowhere any more. Nothing is kept that is not in the record anyway.
func (tx *Tx) keepMentioned(names []string) error {
	before, err := tx.goneNames()
	if err != nil || len(before)+len(names) == 0 {
		return err
	}
	var kept []string
	for _, name := range append(before, names...) {
		var words []string
		for _, word := range strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsMark(r) }) {
			letters := utf8.RuneCountInString(word)
			if letters < 2 {
				continue
			}
			found, err := tx.Search(Query{Terms: []Term{{Words: fold(word), Prefix: letters > 3}}, Limit: 1}) // also with an ending
			if err != nil {
				return err
			}
			if found.Total > 0 {
				words = append(words, word)
			}
		}
		if name := strings.Join(words, " "); name != "" && !slices.Contains(kept, name) {
			kept = append(kept, name)
		}
	}
	if len(kept) == 0 {
		return SetLocal(tx, localFormer, "")
	}
	text, err := json.Marshal(kept)
	if err != nil {
		return err
	}
	return SetLocal(tx, localFormer, string(text))
}
