package cryptvfs

import (
	"bytes"
	"database/sql"
	"os"
	"testing"
)

// reads what a tampered file says; an error where any statement fails.
func reads(path string, k *Key) (texts string, err error) {
	db, err := sql.Open("sqlite", "file:"+path+"?vfs="+k.VFS()+"&_pragma=temp_store(MEMORY)")
	if err != nil {
		return "", err
	}
	defer db.Close()
	err = db.QueryRow("SELECT group_concat(text) FROM (SELECT text FROM note ORDER BY id)").Scan(&texts)
	return texts, err
}

// Whatever is done to the first page, also where there is a log that does not hold it, is an error: SQLite reads the beginning of that page
// before the log is open, and is told of nothing there (pageFile.read).
func TestFirstPage(t *testing.T) {
	k, _ := newKey(t, "correct horse")
	path := encrypted(t, k)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want, err := reads(path, k)
	if err != nil {
		t.Fatal(err)
	}
	db := openSQL(t, path, "vfs="+k.VFS()+durable+"&_pragma=wal_autocheckpoint(0)")
	// of the same length, so that no page is taken or freed, which the first page would say: a log without it
	exec(t, db, "UPDATE note SET text = replace(text, 'elsewhere', 'somewhere') WHERE id = 300")
	log, err := os.ReadFile(path + "-wal")
	if err != nil || len(log) == 0 {
		t.Fatal(err)
	}
	inLog, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	db.Close()
	for _, x := range []struct {
		name      string
		main, log []byte
	}{{"alone", whole, nil}, {"with a log", inLog, log}} {
		write := func(b []byte) {
			t.Helper()
			os.Remove(path + "-wal") //nolint:errcheck // it may not be there
			os.Remove(path + "-shm") //nolint:errcheck
			if err := os.WriteFile(path, b, 0o600); err != nil {
				t.Fatal(err)
			}
			if x.log != nil {
				if err := os.WriteFile(path+"-wal", x.log, 0o600); err != nil {
					t.Fatal(err)
				}
			}
		}
		write(x.main)
		if got, err := reads(path, k); err != nil || got != want && x.log == nil || got == want && x.log != nil {
			t.Fatalf("%s, untouched: %v", x.name, err)
		}
		page := x.main[headerSize : headerSize+pageSize]
		for at := 0; at < pageSize; at += 97 {
			b := bytes.Clone(x.main)
			b[headerSize+at] ^= 1
			write(b)
			if _, err := reads(path, k); err == nil {
				t.Errorf("%s: byte %d of the first page changed, and nobody says so", x.name, at)
			}
		}
		for name, first := range map[string][]byte{"zeros": make([]byte, pageSize), "the second page": x.main[headerSize+pageSize : headerSize+2*pageSize], "plain": append([]byte(plainMagic), page[16:]...)} {
			b := bytes.Clone(x.main)
			copy(b[headerSize:], first)
			write(b)
			if _, err := reads(path, k); err == nil {
				t.Errorf("%s: %s in place of the first page, and nobody says so", x.name, name)
			}
		}
	}
}

// A page of another file with the same data key, as of a backup, does not pass at its place in this one.
func TestPageOfABackup(t *testing.T) {
	k, _ := newKey(t, "correct horse")
	path := encrypted(t, k)
	db := openSQL(t, path, "vfs="+k.VFS())
	other := path + ".copy"
	exec(t, db, "VACUUM INTO 'file:"+other+"?vfs="+k.VFS()+"'")
	db.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	from, err := os.ReadFile(other)
	if err != nil {
		t.Fatal(err)
	}
	for page := 1; page < 8; page++ {
		b := bytes.Clone(whole)
		at := headerSize + page*pageSize
		copy(b[at:at+pageSize], from[at:at+pageSize])
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		db := openSQL(t, path, "vfs="+k.VFS())
		var said string
		if err := db.QueryRow("PRAGMA integrity_check").Scan(&said); err == nil && said == "ok" {
			t.Errorf("page %d of the copy passes in the file", page)
		}
		db.Close()
	}
}

// Nonces are never used twice, also where the same content is written at the same place again and where a copy is made of a file.
func TestNoncesDiffer(t *testing.T) {
	k, _ := newKey(t, "correct horse")
	path := encrypted(t, k)
	seen := map[string]bool{}
	collect := func() {
		t.Helper()
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for at := headerSize; at+pageSize <= len(b); at += pageSize {
			seen[string(b[at+pageSize-nonceSize:at+pageSize])+string(b[at:at+64])] = true
		}
	}
	nonces := func() int {
		n := map[string]bool{}
		for s := range seen {
			n[s[:nonceSize]] = true
		}
		return len(n)
	}
	collect()
	for range 5 {
		db := openSQL(t, path, "vfs="+k.VFS()+"&_pragma=journal_mode(DELETE)")
		exec(t, db, "BEGIN; UPDATE note SET text = text || 'x'; ROLLBACK; UPDATE note SET text = text || 'y'")
		db.Close()
		collect()
	}
	if nonces() != len(seen) {
		t.Errorf("%d nonces for %d pages", nonces(), len(seen))
	}
}
