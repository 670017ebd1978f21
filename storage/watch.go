package storage

import "context"

// ChangedElsewhere reports whether another program wrote to the database since it was last asked, the first time since the database was
// opened. It costs some microseconds. What was written is not known.
func (db *DB) ChangedElsewhere(ctx context.Context) (bool, error) {
	if db.writer == nil {
		return false, nil
	}
	c, err := db.writer.take(ctx) // the only connection of this program that writes: its own changes do not count
	if err != nil {
		return false, err
	}
	defer db.writer.give(c)
	rows, err := c.query(ctx, "PRAGMA data_version")
	if err != nil {
		return false, err
	}
	defer rows.Close()
	var version int64
	for rows.Next() {
		if err := rows.Scan(&version); err != nil {
			return false, err
		}
	}
	changed := db.seen != 0 && version != db.seen
	db.seen = version
	return changed, rows.Err()
}

// ReadOnly reports whether the database was opened for reading only.
func (db *DB) ReadOnly() bool { return db.writer == nil }
