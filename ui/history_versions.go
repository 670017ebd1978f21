package ui

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/language"
	"rapport/storage"
)

// noteVersion is one text of a note.
type noteVersion struct {
	raw   json.RawMessage // the record as it was then
	At    time.Time       // when it was written: the end of the pause in writing that it is from
	Text  string
	Words int
	Added int // words that the version before has not
	Gone  int // words of the version before that it has not
}

// textVersions are the texts of one field of a record, the earliest first; the last one is the present text. Changes of other fields make
// no version, and neither does the empty field before the first word. bodies are the earlier versions and the present one, first is when
// the record was first written.
func textVersions(present json.RawMessage, first time.Time, earlier []storage.Version, bodies []recordBody, field historyField) []noteVersion {
	at := first
	var out []noteVersion
	add := func(text string, raw json.RawMessage, at time.Time) {
		before := ""
		if n := len(out); n > 0 {
			if before = out[n-1].Text; before == text {
				return
			}
		} else if text == "" {
			return
		}
		v := noteVersion{raw: raw, At: at, Text: text, Words: len(strings.Fields(text))}
		v.Added, v.Gone = changedWords(before, text)
		out = append(out, v)
	}
	for i, v := range earlier {
		add(field.text(bodies[i]), v.Body, at)
		at = v.Until
	}
	add(field.text(bodies[len(earlier)]), present, at)
	return out
}

// madeAt is when an id of version 7 was made.
func madeAt(id uuid.UUID) (time.Time, bool) {
	if id.Version() != 7 {
		return time.Time{}, false
	}
	sec, nsec := id.Time().UnixTime()
	return time.Unix(sec, nsec), true
}

// changedWords counts the words that came and that went.
func changedWords(before, after string) (added, gone int) {
	for _, r := range language.Diff(before, after) {
		for _, x := range []struct {
			line *language.DiffLine
			n    *int
		}{{r.Left, &gone}, {r.Right, &added}} {
			if x.line == nil {
				continue
			}
			for _, p := range x.line.Parts {
				if p.Changed {
					*x.n += len(strings.Fields(p.Text))
				}
			}
		}
	}
	return added, gone
}
