package storage

import "errors"

// Local returns a setting of this one computer, empty where it is not set. Such settings are texts and are in no export; what a
// manager would take along to another computer belongs to Tx.Settings.
func Local(tx *Tx, key string) (string, error) {
	var value string
	err := tx.one(&value, "SELECT value FROM local WHERE key = ?", key)
	return value, err
}

// SetLocal keeps a setting of this one computer; the empty text takes it away. Subscribers are not told.
func SetLocal(tx *Tx, key, value string) error {
	if !tx.writing {
		return errors.New("this transaction only reads")
	}
	if tx.tried != nil {
		tx.tried.Local[key] = value
	}
	if value == "" {
		return tx.c.exec(tx.ctx, "DELETE FROM local WHERE key = ?", key)
	}
	return tx.c.exec(tx.ctx, "INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key, value)
}

// Locals returns every setting of this one computer; the map is never nil.
func Locals(tx *Tx) (map[string]string, error) {
	out := map[string]string{}
	rows, err := tx.c.query(tx.ctx, "SELECT key, value FROM local")
	if err != nil {
		return out, err
	}
	defer rows.Close()
	for rows.Next() {
		var key, value string
		if err := rows.Scan(&key, &value); err != nil {
			return out, err
		}
		out[key] = value
	}
	return out, rows.Err()
}
