package cryptvfs

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
)

// smallDatabase makes an encrypted database of a few pages, and the same with a log that changes it.
func smallDatabase(t testing.TB, k *Key) (main, log []byte, before, after string) {
	t.Helper()
	dir := t.TempDir()
	plain := openSQL(t, filepath.Join(dir, "plain.db"), "")
	exec(t, plain, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT); CREATE INDEX words ON note (text)")
	exec(t, plain, "INSERT INTO note (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 9) SELECT ? || i || hex(zeroblob(i * 387 % 700)) FROM n", known)
	path := filepath.Join(dir, "sealed.db")
	exec(t, plain, "VACUUM INTO 'file:"+path+"?vfs="+k.VFS()+"&reserve=40'")
	plain.Close()
	if err := k.Use(path); err != nil {
		t.Fatal(err)
	}
	before, err := reads(path, k)
	if err != nil {
		t.Fatal(err)
	}
	db := openSQL(t, path, "vfs="+k.VFS()+durable+"&_pragma=wal_autocheckpoint(0)")
	exec(t, db, "BEGIN; UPDATE note SET text = replace(text, 'elsewhere', 'somewhere') WHERE id = 3; INSERT INTO note (text) VALUES ('one more'); COMMIT")
	if main, err = os.ReadFile(path); err != nil {
		t.Fatal(err)
	}
	if log, err = os.ReadFile(path + "-wal"); err != nil || len(log) == 0 {
		t.Fatal(err)
	}
	after, err = reads(path, k)
	if err != nil || after == before {
		t.Fatal(err)
	}
	return main, log, before, after
}

// damage does to the bytes of a file what a program says, in steps of five bytes: what to do, where, and with what.
func damage(b, program []byte) []byte {
	b = bytes.Clone(b)
	for ; len(program) >= 5; program = program[5:] {
		at, with := int(binary.BigEndian.Uint16(program[1:])), int(binary.BigEndian.Uint16(program[3:]))
		if len(b) == 0 {
			b = append(b, byte(with))
			continue
		}
		i, j := at*len(b)>>16, with*len(b)>>16
		const unit = 512
		switch program[0] % 8 {
		case 0: // a bit
			b[i] ^= 1 << (with % 8)
		case 1: // a byte
			b[i] = byte(with)
		case 2: // cut off
			b = b[:i]
		case 3: // a part in another place
			copy(b[i/unit*unit:], bytes.Clone(b[j/unit*unit:min(len(b), j/unit*unit+pageSize)]))
		case 4: // zeros
			clear(b[i:min(len(b), i+with%pageSize)])
		case 5: // longer
			b = append(b, bytes.Repeat(program[3:4], with%(2*pageSize))...)
		case 6: // whole pages or frames in another place
			for _, size := range []int{unitSize, pageSize} {
				if base := map[int]int{unitSize: blockSize, pageSize: headerSize}[size]; program[4]&1 == 0 == (size == pageSize) && len(b) > base+size {
					n := (len(b) - base) / size
					to, from := base+at%n*size, base+with/2%n*size
					copy(b[to:to+size], bytes.Clone(b[from:from+size]))
				}
			}
		case 7: // the two halves of the beginning exchanged
			if half := min(len(b), headerSize) / 2; half > 0 {
				b = append(append(bytes.Clone(b[half:2*half]), b[:half]...), b[2*half:]...)
			}
		}
	}
	return b
}

// Whatever the bytes of the file and of the log are: SQLite says an error, or gives what stood there before the log or after it, word for word.
// The fuzzer writes files and logs of its own, or damages whole ones.
func FuzzPages(f *testing.F) {
	k, _ := newKey(f, "correct horse")
	main, log, before, after := smallDatabase(f, k)
	f.Add(uint8(0), []byte{}, []byte{})
	f.Add(uint8(1), []byte{0, 0x80, 0, 0, 1}, []byte{})
	f.Add(uint8(1), []byte{}, []byte{2, 0xc0, 0, 0, 0})
	f.Add(uint8(1), []byte{6, 0, 1, 0, 6}, []byte{6, 0, 1, 0, 5})
	f.Add(uint8(1), []byte{7, 0, 0, 0, 0}, []byte{4, 0, 0, 0xf, 0xff})
	f.Add(uint8(2), main, log)
	f.Add(uint8(2), main[:headerSize], log[:blockSize])
	f.Add(uint8(3), main, []byte{3, 0x40, 0, 0x20, 0})
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, how uint8, a, b []byte) {
		newMain, newLog := a, b
		if how&2 == 0 || how&4 != 0 {
			newMain = damage(main, a)
		}
		if how&2 == 0 || how&1 != 0 {
			newLog = damage(log, b)
		}
		if how&8 != 0 {
			newLog = nil
		}
		at := filepath.Join(dir, "fuzzed.db")
		os.Remove(at + "-shm") //nolint:errcheck // it may not be there
		if err := os.WriteFile(at, newMain, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at+"-wal", newLog, 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := fuzzedReads(at, k)
		if err == nil && got != before && got != after {
			t.Fatalf("a wrong word: %q", got)
		}
	})
}

// fuzzedReads is what a file says by its table and by its index.
func fuzzedReads(path string, k *Key) (texts string, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?vfs="+k.VFS()+"&_pragma=temp_store(MEMORY)&_pragma=busy_timeout(10)")
	if err != nil {
		return "", err
	}
	defer db.Close()
	if err = db.QueryRow("SELECT group_concat(text) FROM (SELECT text FROM note ORDER BY id)").Scan(&texts); err != nil {
		return "", err
	}
	var n, byIndex int
	if err = db.QueryRow("SELECT (SELECT count(*) FROM note NOT INDEXED), (SELECT count(*) FROM note INDEXED BY words WHERE text >= '')").Scan(&n, &byIndex); err == nil && n != byIndex {
		texts = "table and index differ"
	}
	return texts, err
}
