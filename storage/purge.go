package storage

import (
	"context"
	"errors"
	"time"
)

// localTrashClock is the setting of this computer that says what the clock was when it was last looked at for EmptyTrash.
const localTrashClock = "trash_clock"

// clockStands is how long a clock must have gone on before the trash is emptied by it.
const clockStands = 3 * 24 * time.Hour

// clockSeen is what the clock was when it was last looked at; zero for never.
func (tx *Tx) clockSeen() time.Time {
	text, err := Local(tx, localTrashClock)
	if err != nil {
		return time.Time{}
	}
	t, err := time.Parse(time.RFC3339, text)
	if err != nil {
		return time.Time{}
	}
	return t
}

// EmptyTrash takes for good what has been in the trash for 90 days (KeepTrash), and returns how many entries it took. It goes by a clock that it
// saw some days ago, so that one that is a year ahead for an hour takes nothing: what is old only by the clock of now stays until that has
// gone on for three days. It is called every now and then, and mostly writes nothing.
func (db *DB) EmptyTrash(ctx context.Context) (n int, err error) {
	now := db.now()
	var seen time.Time
	if err := db.Read(ctx, func(tx *Tx) error { seen = tx.clockSeen(); return nil }); err != nil {
		return 0, err
	}
	known := !seen.IsZero() && !seen.After(now)
	if known && now.Sub(seen) < clockStands {
		return 0, nil
	}
	err = db.Write(ctx, func(tx *Tx) (err error) {
		if known {
			n, err = Purge(tx, seen.Add(-KeepTrash))
		}
		return errors.Join(err, SetLocal(tx, localTrashClock, now.Format(time.RFC3339)))
	})
	return n, err
}
