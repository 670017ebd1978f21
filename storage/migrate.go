package storage

import (
	"context"
	"database/sql"
	_ "embed"
	"fmt"
)

// SchemaVersion is the version of the schema that this program writes (PRAGMA user_version).
const SchemaVersion = 2

// applicationID marks the file as Rapport's (PRAGMA application_id): "Rapp".
const applicationID = 0x52617070

//go:embed schema.sql
var schema string

//go:embed schema_2.sql
var schema2 string

// migrations are what brings a database from version i to i+1. They only grow: one that was released is never changed.
var migrations = []string{schema, schema2}

// migrate runs the migrations that the file has not had, each in a transaction of its own together with its number.
func (db *DB) migrate(ctx context.Context, migrations []string) error {
	if err := db.backupBefore(ctx, len(migrations)); err != nil {
		return err
	}
	c, err := db.writer.take(ctx)
	if err != nil {
		return err
	}
	defer db.writer.give(c)
	for {
		done, err := migrateOne(ctx, c, migrations)
		if done || err != nil {
			return err
		}
	}
}

// backupBefore keeps the database as it is, where it is about to be brought up to date and holds anything.
func (db *DB) backupBefore(ctx context.Context, latest int) error {
	version, err := db.version(ctx, "rw")
	if err != nil || version == 0 || version >= latest || db.unkept {
		return err
	}
	if _, err := db.backupInto(ctx, db.BackupFolder(), "migration"); err != nil {
		return fmt.Errorf("it must be brought from version %d to %d, with a backup before: %w", version, latest, err)
	}
	return nil
}

// migrateOne runs the next migration; the version is read inside the transaction, as another process may be doing the same.
func migrateOne(ctx context.Context, c *conn, migrations []string) (done bool, err error) {
	var version int
	if err := c.c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil || version >= len(migrations) {
		return true, err
	}
	if _, err := c.c.ExecContext(ctx, "BEGIN IMMEDIATE"); err != nil {
		return false, err
	}
	defer func() {
		if err != nil {
			c.c.ExecContext(context.Background(), "ROLLBACK") //nolint:errcheck // SQLite may have rolled back by itself
		}
	}()
	if err := c.c.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return false, err
	}
	if version < len(migrations) {
		if _, err := c.c.ExecContext(ctx, migrations[version]); err != nil {
			return false, fmt.Errorf("bringing the database from version %d to %d: %w", version, version+1, err)
		}
		stamp := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, version+1)
		if _, err := c.c.ExecContext(ctx, stamp); err != nil {
			return false, err
		}
	}
	_, err = c.c.ExecContext(ctx, "COMMIT")
	return false, err
}

// version returns the version of the schema in the file, 0 for an empty one, and refuses what is not Rapport's or newer. It
// changes nothing.
func (db *DB) version(ctx context.Context, mode string) (int, error) {
	pool, err := sql.Open("sqlite", db.dsn(mode, ""))
	if err != nil {
		return 0, err
	}
	defer pool.Close()
	var application, version, tables int
	err = pool.QueryRowContext(ctx, "SELECT (SELECT application_id FROM pragma_application_id), (SELECT user_version FROM pragma_user_version), (SELECT count(*) FROM sqlite_schema)").
		Scan(&application, &version, &tables)
	switch {
	case err != nil:
		return 0, err
	case application == 0 && version == 0 && tables == 0:
		return 0, nil
	case application != applicationID:
		return 0, &ForeignFileError{Path: db.path}
	case version > SchemaVersion:
		newer := &NewerVersionError{Path: db.path, Version: version}
		pool.QueryRowContext(ctx, "SELECT value FROM local WHERE key = ?", localProgram).Scan(&newer.Program) //nolint:errcheck // it may be kept elsewhere by then
		return 0, newer
	}
	return version, nil
}

// localProgram is the setting of this computer that names the version of Rapport that last had the database open for writing.
const localProgram = "program"

// signed notes which version of Rapport has the database, for an older one that will not know it. Where it cannot be noted nothing is
// lost but the name.
func (db *DB) signed(ctx context.Context, program string) {
	var was string
	c, err := db.writer.take(ctx)
	if err != nil {
		return
	}
	c.c.QueryRowContext(ctx, "SELECT value FROM local WHERE key = ?", localProgram).Scan(&was) //nolint:errcheck // none yet
	db.writer.give(c)
	if was != program {
		db.write(ctx, func(tx *Tx) error { return SetLocal(tx, localProgram, program) }) //nolint:errcheck // see above
	}
}
