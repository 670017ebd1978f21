package storage

import (
	"encoding/json"
	"fmt"
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

// keepHistory keeps the earlier version of a record that is being changed, unless this edit continues a burst.
func (tx *Tx) keepHistory(t *table, id uuid.UUID, earlier any) error {
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
	if last != 0 && now-until < burst.Milliseconds() && !tx.apart {
		return tx.c.exec(tx.ctx, "UPDATE history SET until = max(until, ?) WHERE id = ?", now, last)
	}
	body, err := encode(earlier)
	if err != nil {
		return err
	}
	return tx.c.exec(tx.ctx, "INSERT INTO history (kind, record, at, until, body) VALUES (?, ?, ?, ?, ?)", t.name, id.String(), now, now, body)
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
