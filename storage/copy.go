package storage

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"
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

// copyTries is how often a copy of a file that another computer writes to is begun anew where it changed meanwhile.
const copyTries = 5

// CopyLive copies a database that another computer may be writing to, and that this program must not open itself, to a new file; the
// copy is brought to rest and verified. like says how it is opened.
func CopyLive(ctx context.Context, path, to string, like Options) error {
	db := newDB(path, like)
	var err error
	for try := 0; try < copyTries; try++ {
		if err = copyOnce(path, to); err != nil && !errors.Is(err, errMeanwhile) {
			break
		}
		if err == nil {
			var copied *DB
			if copied, err = Open(ctx, to, like); err == nil { // takes in what is still in the log
				if err = copied.Close(); err == nil {
					_, _, err = Verify(ctx, to, like)
				}
			}
			if err == nil || !isDamage(err) {
				break
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Duration(try+1) * 200 * time.Millisecond):
		}
	}
	if err != nil {
		return db.explain("the copy could not be made", err)
	}
	return nil
}

// copyOnce copies a database and its log, and reports errMeanwhile where what the log is folded into changed meanwhile.
func copyOnce(path, to string) error {
	before, err := os.Stat(path)
	if err != nil {
		return err
	}
	for _, end := range []string{"", "-wal"} {
		os.Remove(to + "-shm") //nolint:errcheck // of an earlier try
		err := copyWhole(path+end, to+end)
		if end == "-wal" && errors.Is(err, fs.ErrNotExist) {
			os.Remove(to + end) //nolint:errcheck // as above
			err = nil
		}
		if err != nil {
			return err
		}
	}
	after, err := os.Stat(path)
	if err == nil && (after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime())) {
		err = errMeanwhile
	}
	return err
}
