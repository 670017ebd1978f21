package ui

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/google/uuid"

	"rapport/language"
	"rapport/notes"
	"rapport/storage"
)

// noteVersion is one text of a note.
type noteVersion struct {
	At    time.Time // when it was written: the end of the pause in writing that it is from
	Text  string
	Words int
	Added int // words that the version before has not
	Gone  int // words of the version before that it has not
}

// noteVersions are the texts of one field of a meeting, the earliest first; the last one is the present text. Changes of other fields
// make no version, and neither does the empty note before the first word.
func noteVersions(m notes.Meeting, earlier []storage.Version, private bool) ([]noteVersion, error) {
	text := func(m notes.Meeting) string {
		if private {
			return m.PrivateNotes
		}
		return m.Notes
	}
	at := m.At.Time()
	if made, ok := madeAt(m.ID); ok && made.Before(at) {
		at = made
	}
	if len(earlier) > 0 && earlier[0].At.Before(at) { // written before the meeting, as a preparation is
		at = earlier[0].At
	}
	var out []noteVersion
	add := func(text string, at time.Time) {
		before := ""
		if n := len(out); n > 0 {
			if before = out[n-1].Text; before == text {
				return
			}
		} else if text == "" {
			return
		}
		v := noteVersion{At: at, Text: text, Words: len(strings.Fields(text))}
		v.Added, v.Gone = changedWords(before, text)
		out = append(out, v)
	}
	for _, v := range earlier {
		var was notes.Meeting
		if err := json.Unmarshal(v.Body, &was); err != nil {
			return nil, err
		}
		add(text(was), at)
		at = v.Until
	}
	add(text(m), at)
	return out, nil
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
