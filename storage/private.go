package storage

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// SaveFile writes a file that holds what a person wrote, such as an export: it appears whole or not at all, and only its owner can read it, whatever
// could be done with a file that it takes the place of. It never takes the place of a database or a backup, or of what SQLite keeps beside one.
func SaveFile(path string, content []byte) error {
	for _, end := range []string{"", "-wal", "-shm", "-journal"} {
		beside, ok := strings.CutSuffix(path, end)
		if is, err := IsDatabase(beside); ok && err == nil && is {
			return fmt.Errorf("%s is a database or belongs to one: name another file", path)
		}
	}
	part, err := os.CreateTemp(filepath.Dir(path), ".rapport-*.part") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(part.Name()) //nolint:errcheck // gone already where all went well
	_, err = part.Write(content)
	if err := errors.Join(err, part.Close()); err != nil {
		return err
	}
	_, err = settle(part.Name(), path)
	return err
}

// keepPrivate takes from everybody else what they may do with the database and its backups, as where these were copied from a disk that knows no
// owners. The folder of the database may hold other things and stays as it is, unless it is Rapport's own. What belongs to another account stays.
func (db *DB) keepPrivate() {
	paths := []string{db.path, db.path + "-wal", db.path + "-shm", db.BackupFolder()}
	if own, err := DefaultPath(); err == nil && own == db.path {
		paths = append(paths, filepath.Dir(own))
	}
	if entries, err := os.ReadDir(db.BackupFolder()); err == nil {
		for _, e := range entries {
			if strings.HasSuffix(e.Name(), ".db") {
				paths = append(paths, filepath.Join(db.BackupFolder(), e.Name()))
			}
		}
	}
	for _, path := range paths {
		info, err := os.Lstat(path)
		if err == nil && (info.Mode().IsRegular() || info.IsDir()) && info.Mode()&0o077 != 0 {
			os.Chmod(path, info.Mode().Perm()&^0o077) //nolint:errcheck // another account's, or a disk without such modes
		}
	}
}
