package storage

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"os"
	"path/filepath"
)

// copyWhole copies a file to a new name, which appears whole or not at all, readable by this user only, and compares what was written.
// The file must not be a database that is open in this process: closing it here would drop its locks.
func copyWhole(from, to string) (err error) {
	source, err := os.Open(from)
	if err != nil {
		return err
	}
	defer source.Close()
	part, err := os.CreateTemp(filepath.Dir(to), ".rapport-*.part") // 0600
	if err != nil {
		return err
	}
	defer os.Remove(part.Name()) //nolint:errcheck // gone already where all went well
	want := sha256.New()
	_, err = io.Copy(part, io.TeeReader(source, want))
	if err := errors.Join(err, part.Sync(), part.Close()); err != nil {
		return err
	}
	got, err := digest(part.Name())
	if err != nil {
		return err
	}
	if !bytes.Equal(want.Sum(nil), got) {
		return errors.New("what was written is not what was to be written; check the disk")
	}
	_, err = settle(part.Name(), to)
	return err
}

func digest(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	return sum.Sum(nil), err
}
