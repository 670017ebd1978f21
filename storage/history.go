package storage

import (
	"encoding/json"
	"fmt"
	"reflect"
	"time"

	"github.com/google/uuid"
)

// burst is how soon an edit must follow the one before it to belong to the same burst: one version is kept for each burst.
const burst = 2 * time.Minute

// Version is how a record stood before a burst of edits.
type Version struct {
	At    time.Time       // when it was replaced
	Until time.Time       // when the burst ended that replaced it: what came after it stands since then
	Body  json.RawMessage // the record as in the interchange document
}

// sentence is how many bytes of text must go in one place for what stood there to be worth a version of its own within a burst.
const sentence = 40

// typing is a burst of edits of one record by this DB, as it is known while the DB is open.
type typing struct {
	last    string // the record as this DB wrote it last, encoded
	fullest any    // how it stood before words began to go
	falling bool   // words go and none come, as while a key is held down; what stood before is a version already
}

// typingsKept is how many records' bursts are known at a time. A burst that is forgotten costs one version more.
const typingsKept = 64

// keepHistory keeps the earlier version of a record that is being changed, unless this edit continues a burst: one by this DB that lost
// no words, with no change by another program in between.
func (tx *Tx) keepHistory(t *table, id uuid.UUID, earlier, next any) error {
	now := tx.db.now().UnixMilli()
	var last, until int64
	rows, err := tx.c.query(tx.ctx, "SELECT id, until FROM history WHERE record = ? AND kind = ? ORDER BY id DESC LIMIT 1", id.String(), t.name)
	if err != nil {
		return err
	}
	for rows.Next() {
		err = rows.Scan(&last, &until)
	}
	rows.Close()
	if err != nil {
		return err
	}
	was, err := encode(earlier)
	if err != nil {
		return err
	}
	is, err := encode(next)
	if err != nil {
		return err
	}
	after := typing{last: is, fullest: next}
	defer func() { tx.db.remember(id, after) }()
	b, known := tx.db.typings[id]
	since := now - until // below zero where the clock was set back
	if last != 0 && max(since, -since) < burst.Milliseconds() && !tx.apart && known && b.last == was {
		gone, come := wordsGone(t, reflect.ValueOf(earlier), reflect.ValueOf(next))
		if b.falling = b.falling && come == 0; !b.falling {
			fromFullest, _ := wordsGone(t, reflect.ValueOf(b.fullest), reflect.ValueOf(next))
			if fromFullest >= sentence {
				if was, err = encode(b.fullest); err != nil {
					return err
				}
				after.falling = come == 0
				return tx.addVersion(t, id, now, was)
			}
			if come < gone {
				after.fullest = b.fullest
			}
		}
		after.falling = b.falling
		return tx.c.exec(tx.ctx, "UPDATE history SET until = max(until, ?) WHERE id = ?", now, last)
	}
	return tx.addVersion(t, id, now, was)
}

func (tx *Tx) addVersion(t *table, id uuid.UUID, now int64, body string) error {
	return tx.c.exec(tx.ctx, "INSERT INTO history (kind, record, at, until, body) VALUES (?, ?, ?, ?, ?)", t.name, id.String(), now, now, body)
}

// remember notes where a burst stands. Only the one transaction that writes comes here. Where that is rolled back, the record does not stand as
// noted, and the next edit begins a burst of its own.
func (db *DB) remember(id uuid.UUID, b typing) {
	if len(db.typings) >= typingsKept || db.typings == nil {
		db.typings = map[uuid.UUID]typing{}
	}
	db.typings[id] = b
}

// wordsGone is how many bytes of text a change takes out of a record, at most in one field, and how many it puts in, in all fields.
func wordsGone(t *table, old, next reflect.Value) (gone, come int) {
	for _, c := range t.columns {
		if c.form != formText && c.form != formJSON {
			continue
		}
		a, b := c.typed(old), c.typed(next)
		same := 0
		for same < len(a) && same < len(b) && a[same] == b[same] {
			same++
		}
		a, b = a[same:], b[same:]
		for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
			a, b = a[:len(a)-1], b[:len(b)-1]
		}
		gone, come = max(gone, len(a)), come+len(b)
	}
	for _, child := range t.children {
		before, after := old.Field(child.field), next.Field(child.field)
		none := reflect.Zero(child.typ)
		for i := range before.Len() {
			is := none
			if k := placeOf(after, before.Index(i)); k >= 0 {
				is = after.Index(k)
			}
			g, c := wordsGone(child, before.Index(i), is)
			gone, come = max(gone, g), come+c
		}
		for i := range after.Len() {
			if placeOf(before, after.Index(i)) < 0 {
				_, c := wordsGone(child, none, after.Index(i))
				come += c
			}
		}
	}
	return gone, come
}

// typed is what a text or a list, such as the sections of a template, has in letters.
func (c column) typed(record reflect.Value) string {
	x, _ := c.form.write(record.Field(c.field)) //nolint:errcheck // it was written, or is about to be
	s, _ := x.(string)
	return s
}

// placeOf is where a list has the nested record with the id of this one; -1 where it has none.
func placeOf(list, record reflect.Value) int {
	for i := range list.Len() {
		if list.Index(i).Field(0).Interface() == record.Field(0).Interface() {
			return i
		}
	}
	return -1
}

// PutApart is Put for a change that is no part of the typing before it, as when an earlier text is brought back: what stood there is kept
// as a version of its own, however short ago it was written.
func PutApart[T Record](tx *Tx, record T) (T, error) {
	tx.apart = true
	defer func() { tx.apart = false }()
	return Put(tx, record)
}

// History returns the earlier versions of a record, oldest first; kind is the name of a list of the interchange document.
func History(tx *Tx, kind string, id uuid.UUID) ([]Version, error) {
	if tableNamed[kind] == nil {
		return nil, fmt.Errorf("there is no kind of record called %q", kind)
	}
	rows, err := tx.c.query(tx.ctx, "SELECT at, until, body FROM history WHERE record = ? AND kind = ? ORDER BY id", id.String(), kind)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var out []Version
	for rows.Next() {
		var at, until int64
		var body string
		if err := rows.Scan(&at, &until, &body); err != nil {
			return nil, err
		}
		out = append(out, Version{time.UnixMilli(at), time.UnixMilli(until), json.RawMessage(body)})
	}
	return out, rows.Err()
}
