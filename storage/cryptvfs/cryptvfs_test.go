package cryptvfs

import (
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	_ "modernc.org/sqlite"
)

// cheap is enough for a test.
var cheap = Cost{Time: 1, Memory: 64, Threads: 1}

const known = "Tomasz told me that he is looking elsewhere"

func newKey(t testing.TB, passphrase string) (*Key, string) {
	t.Helper()
	k, recovery, err := New(passphrase, cheap, time.Unix(1_700_000_000, 0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(k.Close)
	return k, recovery
}

func openSQL(t testing.TB, path, params string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", "file:"+path+"?_pragma=busy_timeout(5000)&_pragma=temp_store(MEMORY)&"+params)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func exec(t testing.TB, db *sql.DB, query string, args ...any) {
	t.Helper()
	if _, err := db.Exec(query, args...); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
}

func one[T any](t testing.TB, db *sql.DB, query string, args ...any) (out T) {
	t.Helper()
	if err := db.QueryRow(query, args...).Scan(&out); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return out
}

// encrypted makes an encrypted database of some megabytes with a full-text index.
func encrypted(t testing.TB, k *Key) string {
	t.Helper()
	dir := t.TempDir()
	plain := openSQL(t, filepath.Join(dir, "plain.db"), "")
	exec(t, plain, "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT); CREATE VIRTUAL TABLE words USING fts5(text)")
	exec(t, plain, "INSERT INTO note (text) WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i < 300) SELECT ? || i || hex(zeroblob(i * 1987 % 3000)) FROM n", known)
	exec(t, plain, "INSERT INTO words (text) SELECT text FROM note")
	path := filepath.Join(dir, "sealed.db")
	exec(t, plain, fmt.Sprintf("VACUUM INTO 'file:%s?vfs=%s&reserve=%d'", path, k.VFS(), Reserve))
	plain.Close()
	if err := os.Remove(filepath.Join(dir, "plain.db")); err != nil {
		t.Fatal(err)
	}
	if err := k.Use(path); err != nil {
		t.Fatal(err)
	}
	return path
}

const durable = "&_pragma=journal_mode(WAL)&_pragma=synchronous(FULL)"

func noPlainText(t testing.TB, dir string) {
	t.Helper()
	filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return nil
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range []string{known, "looking", "CREATE TABLE", plainMagic} {
			if bytes.Contains(b, []byte(s)) {
				t.Errorf("%s holds %q in plain", path, s)
			}
		}
		return nil
	})
}

func TestEncryptedDatabase(t *testing.T) {
	k, _ := newKey(t, "correct horse")
	path := encrypted(t, k)
	noPlainText(t, filepath.Dir(path))
	db := openSQL(t, path, "vfs="+k.VFS()+durable)
	db.SetMaxOpenConns(4)
	if got := one[int](t, db, "SELECT count(*) FROM words WHERE words MATCH 'elsewhere*'"); got != 300 {
		t.Errorf("search finds %d", got)
	}
	var wait sync.WaitGroup
	for i := range 4 {
		wait.Go(func() {
			for j := range 30 {
				if _, err := db.Exec("INSERT INTO note (text) VALUES (?)", fmt.Sprint(known, i, j)); err != nil {
					t.Error(err)
				}
				var n int
				if err := db.QueryRow("SELECT count(*) FROM note WHERE text LIKE '%elsewhere%'").Scan(&n); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	if info, err := os.Stat(path + "-wal"); err != nil || info.Size() == 0 {
		t.Errorf("no log: %v", err)
	}
	noPlainText(t, filepath.Dir(path))
	// a transaction that does not fit into the cache rewrites frames
	exec(t, db, "PRAGMA cache_size = 10")
	db.SetMaxOpenConns(1)
	exec(t, db, "PRAGMA cache_size = 10")
	for i := range 3 {
		exec(t, db, "BEGIN; UPDATE note SET text = text || 'x'; UPDATE note SET text = text || 'y'; INSERT INTO words (text) SELECT text FROM note LIMIT 200; "+[]string{"COMMIT", "ROLLBACK", "COMMIT"}[i])
	}
	if got := one[string](t, db, "PRAGMA integrity_check"); got != "ok" {
		t.Errorf("integrity: %s", got)
	}
	if got := one[int](t, db, "SELECT count(*) FROM note WHERE text LIKE '%xyxy'"); got != 420 {
		t.Errorf("%d rows", got)
	}
	noPlainText(t, filepath.Dir(path))
	exec(t, db, "DELETE FROM note WHERE id % 3 = 0; VACUUM")
	copyPath := filepath.Join(t.TempDir(), "copy.db")
	exec(t, db, fmt.Sprintf("VACUUM INTO 'file:%s?vfs=%s'", copyPath, k.VFS()))
	want := one[string](t, db, "SELECT group_concat(text) FROM (SELECT text FROM note ORDER BY id)")
	db.Close()
	noPlainText(t, filepath.Dir(path))
	noPlainText(t, filepath.Dir(copyPath))
	for _, p := range []string{path, copyPath} {
		again, err := Unlock(p, Secret{Passphrase: "correct horse"})
		if err != nil {
			t.Fatal(err)
		}
		db := openSQL(t, p, "vfs="+again.VFS())
		if got := one[string](t, db, "SELECT group_concat(text) FROM (SELECT text FROM note ORDER BY id)"); got != want {
			t.Errorf("%s has other text", p)
		}
		if got := one[string](t, db, "PRAGMA integrity_check"); got != "ok" {
			t.Errorf("integrity: %s", got)
		}
		// and back to plain
		plain := p + ".plain"
		exec(t, db, fmt.Sprintf("VACUUM INTO 'file:%s?vfs=%s&reserve=0'", plain, BaseVFS()))
		pdb := openSQL(t, plain, "")
		if got := one[string](t, pdb, "SELECT group_concat(text) FROM (SELECT text FROM note ORDER BY id)"); got != want {
			t.Errorf("%s has other text in plain", p)
		}
		if got := one[string](t, pdb, "PRAGMA integrity_check"); got != "ok" {
			t.Errorf("integrity: %s", got)
		}
		db.Close()
		again.Close()
	}
}

func TestSecrets(t *testing.T) {
	k, recovery := newKey(t, "Zo\u00eb's first one-on-one")
	path := encrypted(t, k)
	opens := func(s Secret, want error) {
		t.Helper()
		got, err := Unlock(path, s)
		if !errors.Is(err, want) {
			t.Errorf("Unlock(%+v): %v, want %v", s, err, want)
		}
		if err == nil {
			if got.ID() != k.ID() {
				t.Error("another key")
			}
			got.Close()
		}
	}
	opens(Secret{Passphrase: "Zo\u00eb's first one-on-one"}, nil)
	opens(Secret{Passphrase: "Zoe\u0308's first one-on-one"}, nil) // the same, as another keyboard types it
	opens(Secret{Passphrase: "Zoe's first one-on-one"}, ErrWrongSecret)
	opens(Secret{Passphrase: ""}, ErrWrongSecret)
	opens(Secret{RecoveryKey: recovery}, nil)
	opens(Secret{RecoveryKey: strings.ToLower(strings.ReplaceAll(recovery, "-", " "))}, nil)
	other, otherRecovery := newKey(t, "x")
	opens(Secret{RecoveryKey: otherRecovery}, ErrWrongSecret)
	typo := []byte(recovery)
	last := len(typo) - 1 // one of the characters that check: no chance that the others fit to it
	typo[last] = recoveryAlphabet[(strings.IndexByte(recoveryAlphabet, typo[last])+1)%32]
	opens(Secret{RecoveryKey: string(typo)}, ErrRecoveryTypo)

	copyPath := filepath.Join(t.TempDir(), "copy.db")
	db := openSQL(t, path, "vfs="+k.VFS())
	exec(t, db, fmt.Sprintf("VACUUM INTO 'file:%s?vfs=%s'", copyPath, k.VFS()))
	pages, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := k.SetPassphrase("another one", cheap, time.Unix(1_800_000_000, 0)); err != nil {
		t.Fatal(err)
	}
	opens(Secret{Passphrase: "Zo\u00eb's first one-on-one"}, ErrWrongSecret)
	opens(Secret{Passphrase: "another one"}, nil)
	opens(Secret{RecoveryKey: recovery}, nil)
	again, err := k.NewRecoveryKey(time.Unix(1_800_000_000, 0))
	if err != nil {
		t.Fatal(err)
	}
	opens(Secret{RecoveryKey: recovery}, ErrWrongSecret)
	opens(Secret{RecoveryKey: again}, nil)
	after, _ := os.ReadFile(path)
	if !bytes.Equal(pages[headerSize:], after[headerSize:]) {
		t.Error("the passphrase changed the pages")
	}
	if _, err := Unlock(copyPath, Secret{Passphrase: "Zo\u00eb's first one-on-one"}); err != nil {
		t.Errorf("the copy: %v", err)
	}
	if ok, err := k.Stamp(copyPath); !ok || err != nil {
		t.Errorf("stamp: %v %v", ok, err)
	}
	if _, err := Unlock(copyPath, Secret{Passphrase: "another one"}); err != nil {
		t.Errorf("the stamped copy: %v", err)
	}
	if ok, err := other.Stamp(copyPath); ok || err != nil {
		t.Errorf("stamped by a foreign key: %v %v", ok, err)
	}
	// a database of another key is no database
	if err := openSQL(t, path, "vfs="+other.VFS()).QueryRow("SELECT 1 FROM note").Scan(new(int)); err == nil || !strings.Contains(err.Error(), "not a database") {
		t.Errorf("another key: %v", err)
	}
}

// Every character of a printed key typed as any other is found. The key is always the same one: one wrong
// character in 32,768 fits by chance.
func TestRecoveryTypos(t *testing.T) {
	printed := formatRecovery([recoverySize]byte{1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144, 233})
	for at, is := range []byte(printed) {
		for _, typed := range []byte(recoveryAlphabet) {
			if is == '-' || typed == is {
				continue
			}
			typo := []byte(printed)
			typo[at] = typed
			if _, err := parseRecovery(string(typo)); !errors.Is(err, ErrRecoveryTypo) {
				t.Errorf("%s: %v", typo, err)
			}
		}
	}
}

func TestHeaderDamage(t *testing.T) {
	k, _ := newKey(t, "correct horse")
	path := encrypted(t, k)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	damage := func(ats ...int) error {
		b := bytes.Clone(whole[:headerSize])
		for _, at := range ats {
			b[at] ^= 4
		}
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
		k, err := Unlock(path, Secret{Passphrase: "correct horse"})
		if err == nil {
			k.Close()
		}
		return err
	}
	for at := range 2 * copySize {
		if at < 400 && at%7 == 0 || at%311 == 0 {
			if err := damage(at); err != nil {
				t.Errorf("byte %d of the header alone: %v", at, err)
			}
		}
	}
	var header *HeaderError
	for at := 16; at < copySize; at += 41 {
		if err := damage(at, copySize+(at*7)%copySize); !errors.As(err, &header) {
			t.Errorf("byte %d in both: %v", at, err)
		}
	}
	if err := damage(0, copySize); !errors.Is(err, ErrNotEncrypted) {
		t.Errorf("no magic at all: %v", err)
	}
	if kind, err := Detect(path); kind != Other || err != nil {
		t.Errorf("kind %v %v", kind, err)
	}
	for _, n := range []int{0, 1, 15, 16, 100, copySize - 1, copySize, headerSize - 1, headerSize} {
		os.WriteFile(path, whole[:n], 0o600)
		k, err := Unlock(path, Secret{Passphrase: "correct horse"})
		switch {
		case n < 16 && errors.Is(err, ErrNotEncrypted):
		case n >= 16 && n < copySize && errors.As(err, &header):
		case n >= copySize && err == nil:
			k.Close()
		default:
			t.Errorf("cut to %d bytes: %v", n, err)
		}
	}
}

func FuzzHeader(f *testing.F) {
	k, _, err := New("x", cheap, time.Unix(1_700_000_000, 0))
	if err != nil {
		f.Fatal(err)
	}
	k.Close()
	b := k.header.encode()
	f.Add(b)
	f.Add(append(append([]byte{}, b...), b...))
	f.Add([]byte{})
	f.Add(magic[:])
	f.Fuzz(func(t *testing.T, b []byte) {
		h, err := choose(b)
		if (h == nil) == (err == nil) {
			t.Fatalf("%v %v", h, err)
		}
		if h == nil {
			return
		}
		if !h.cost.ok() {
			t.Errorf("cost %+v", h.cost)
		}
		if again, err := parse(h.encode()); err != nil || *again != *h {
			t.Errorf("%v: %+v, was %+v", err, again, h)
		}
	})
}

func FuzzRecoveryKey(f *testing.F) {
	f.Add(formatRecovery([recoverySize]byte{1, 2, 3}))
	f.Add("")
	f.Add("00000-00000-00000-00000-00000-00000-00000")
	f.Fuzz(func(t *testing.T, text string) {
		secret, err := parseRecovery(text)
		if err != nil {
			return
		}
		if again, err := parseRecovery(formatRecovery(secret)); err != nil || again != secret {
			t.Errorf("%v: %x, was %x", err, again, secret)
		}
	})
}
